//! Expressions as cases: what they say of an item, and what is said of them when they are wrong.

use proptest::prelude::*;

use super::condition::Condition;
use super::key_condition::{KeyCondition, Keys};
use super::projection::Projection;
use super::update::Update;
use super::*;
use crate::apply::apply;
use crate::attr::Item;
use crate::attr::tests::any_item;
use crate::attr::{Attr, Type};
use crate::key::{IndexSchema, Part};
use crate::number::Number;

fn map(entries: &[(&str, Attr)]) -> Attr {
    Attr::M(entries.iter().cloned().collect())
}

fn list(elements: &[u64]) -> Attr {
    Attr::L(elements.iter().map(|n| Attr::from(*n)).collect())
}

fn strings(members: &[&str]) -> Attr {
    Attr::string_set(members.iter().map(|m| (*m).to_owned()).collect()).unwrap()
}

fn sample() -> Item {
    Item::from_iter([
        ("id", Attr::from("x")),
        ("n", Attr::from(5)),
        ("s", Attr::from("hello")),
        ("l", list(&[10, 20, 30])),
        ("m", map(&[("k", Attr::from(1)), ("deep", map(&[("l", list(&[7]))]))])),
        ("bag", strings(&["a", "b"])),
        ("nothing", Attr::Null),
    ])
}

fn bindings() -> Bindings {
    let names = [("#n", "n"), ("#odd", "a.b"), ("#status", "status")];
    let values = [
        (":one", Attr::from(1)),
        (":five", Attr::from(5)),
        (":nine", Attr::from(9)),
        (":he", Attr::from("he")),
        (":hello", Attr::from("hello")),
        (":S", Attr::from("S")),
        (":DOG", Attr::from("DOG")),
        (":list", list(&[1])),
        (":map", map(&[])),
        (":set", strings(&["b", "c"])),
        (":a", strings(&["a", "b"])),
        (":true", Attr::Bool(true)),
        (":null", Attr::Null),
        (":bin", Attr::B(vec![1])),
    ];
    let names = names.map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec();
    let values = values.map(|(k, v)| (k.to_owned(), v)).to_vec();
    Bindings::new(Some(names), Some(values)).unwrap()
}

fn said<T: std::fmt::Debug>(checked: Checked<T>) -> String {
    checked.unwrap_err().0.into_owned()
}

#[test]
fn conditions_hold_or_not() {
    for (text, holds) in [
        ("n = :five", true),
        ("#n = :five AND s = :hello", true),
        ("n = :one OR n = :five", true),
        ("n = :one AND n = :five OR s = :hello", true),
        ("n = :one AND (n = :five OR s = :hello)", false),
        ("NOT n = :one", true),
        ("not not n = :one", false),
        ("n <> :one", true),
        ("gone <> :one", true),
        ("gone <> gone2", true),
        ("gone = gone2", false),
        ("gone = :one", false),
        ("n < :nine and n <= :five and n > :one and n >= :five", true),
        (":nine > n", true),
        ("n < s", false),
        ("s < :he", false),
        ("gone < :five", false),
        ("NOT (gone < :five)", true),
        ("n BETWEEN :one AND :nine", true),
        ("n between :one and :nine and s = :he", false),
        ("n IN (:one, :five)", true),
        ("n IN (:one, :nine)", false),
        ("(n) = (:five)", true),
        ("(n = :five)", true),
        ("((n = :five) AND (s = :hello))", true),
        ("attribute_exists(n)", true),
        ("(attribute_exists(n))", true),
        ("attribute_exists(m.k)", true),
        ("attribute_exists(m.gone)", false),
        ("attribute_exists(l[2])", true),
        ("attribute_exists(l[3])", false),
        ("attribute_not_exists(gone)", true),
        ("attribute_not_exists(n)", false),
        ("attribute_type(s, :S)", true),
        ("attribute_type(n, :S)", false),
        ("begins_with(s, :he)", true),
        ("begins_with(n, :he)", false),
        ("contains(s, :he)", true),
        ("contains(bag, :he)", false),
        ("contains(l, :one)", false),
        ("size(s) = :five", true),
        ("(size(s)) = :five", true),
        ("size(l) < :five", true),
        ("size(n) = :one", false),
        ("size(:hello) = :five", true),
        ("m.deep.l[0] > :five", true),
        ("l[0] = :one", false),
        ("bag = :a", true),
        ("#odd = :one", false),
        ("m = :map", false),
        ("nothing = :null", true),
    ] {
        let mut bindings = bindings();
        let condition = Condition::parse(Role::Condition, text, &mut bindings)
            .unwrap_or_else(|invalid| panic!("{text}: {invalid}"));
        assert_eq!(condition.holds(&sample(), bindings.values()), holds, "{text}");
    }
}

const REFUSED_CONDITIONS: &[(&str, &str)] = &[
    ("", "The expression can not be empty;"),
    ("n", "Syntax error; token: \"<EOF>\", near: \"n\""),
    (":one", "Syntax error; token: \"<EOF>\", near: \":one\""),
    ("NOT n", "Syntax error; token: \"<EOF>\", near: \"n\""),
    ("n AND :one", "Syntax error; token: \"AND\", near: \"n AND :one\""),
    ("n = :one x", "Syntax error; token: \"x\", near: \":one x\""),
    ("n != :one", "Syntax error; token: \"!\", near: \"n !=\""),
    ("n IN ()", "Syntax error; token: \")\", near: \"()\""),
    ("_n = :one", "Syntax error; token: \"_\", near: \"_n\""),
    ("n = 1", "Syntax error; token: \"1\", near: \"= 1\""),
    ("l[:one] = :one", "Syntax error; token: \":one\", near: \"[:one]\""),
    ("status = :one", "Attribute name is a reserved keyword; reserved keyword: status"),
    ("m.Status = :one", "Attribute name is a reserved keyword; reserved keyword: Status"),
    ("f(n) = :one", "Invalid function name; function: f"),
    ("f(status) = :x", "Invalid function name; function: f"),
    ("status = :x", "Attribute name is a reserved keyword; reserved keyword: status"),
    (
        "n = :x",
        "An expression attribute value used in expression is not defined; \
         attribute value: :x",
    ),
    (
        "#x = :y",
        "An expression attribute name used in the document path is not defined; \
         attribute name: #x",
    ),
    ("size(n)", "The function is not allowed to be used this way in an expression; function: size"),
    (
        "attribute_exists(n) = :true",
        "The function is not allowed to be used this way in an expression; \
         function: attribute_exists",
    ),
    (
        "if_not_exists(n, n) = :one",
        "The function is not allowed to be used this way in an expression; \
         function: if_not_exists",
    ),
    (
        "size(n, n) = :one",
        "Incorrect number of operands for operator or function; \
         operator or function: size, number of operands: 2",
    ),
    (
        "size(size(n)) = :one",
        "Incorrect operand type for operator or function; \
         operator or function: size, operand type: N",
    ),
    (
        "begins_with(n, :five)",
        "Incorrect operand type for operator or function; \
         operator or function: begins_with, operand type: N",
    ),
    (
        "attribute_type(n, :DOG)",
        "Invalid attribute type name found; type: DOG, \
         valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
    ),
    (
        "n < :list",
        "Incorrect operand type for operator or function; \
         operator or function: <, operand type: L",
    ),
    (
        "attribute_exists(:one)",
        "Operator or function requires a document path; \
         operator or function: attribute_exists",
    ),
    (
        "n = n",
        "The first operand must be distinct from the remaining operands for this operator \
         or function; operator: =, first operand: [n]",
    ),
    (
        "n BETWEEN :nine AND :one",
        "The BETWEEN operator requires upper bound to be greater than or equal to lower \
         bound; lower bound operand: AttributeValue: {N:9}, \
         upper bound operand: AttributeValue: {N:1}",
    ),
    (
        "n BETWEEN :nine AND :he",
        "The BETWEEN operator requires same data type for lower and upper bounds; \
         lower bound operand: AttributeValue: {N:9}, \
         upper bound operand: AttributeValue: {S:he}",
    ),
    ("((n = :one))", "The expression has redundant parentheses;"),
    ("(((n = :one) AND s = :he))", "The expression has redundant parentheses;"),
    ("((n)) = :one", "The expression has redundant parentheses;"),
];

#[test]
fn conditions_are_refused_in_the_words_of_dynamodb() {
    for (text, message) in REFUSED_CONDITIONS {
        let refused = said(Condition::parse(Role::Condition, text, &mut bindings()));
        assert_eq!(refused, format!("Invalid ConditionExpression: {message}"), "{text}");
    }
}

#[test]
fn expressions_have_limits() {
    let parse = |text: &str| Condition::parse(Role::Filter, text, &mut bindings());
    let nested =
        |depth: usize| format!("n<:one {}{}", "or (n<:one ".repeat(depth), ")".repeat(depth));
    assert!(parse(&nested(149)).is_ok());
    let many = "Invalid FilterExpression: The expression contains too many operators; \
                operator count: 301";
    assert_eq!(said(parse(&nested(150))), many);
    assert_eq!(said(parse(&format!("{}n<:one", "not ".repeat(1000)))), many);
    let long = format!("n{} = :one", " ".repeat(4089));
    assert!(
        said(parse(&long)).ends_with(
            "Expression size has exceeded the maximum allowed size; expression size: 4097"
        )
    );
    assert!(said(parse(&"(".repeat(4096))).starts_with("Invalid FilterExpression: "));
    let calls = format!("n < {}n{}", "size(".repeat(680), ")".repeat(680));
    assert!(said(parse(&calls)).starts_with("Invalid FilterExpression: "));
    let nots = format!("{}n<:one{}", "not (".repeat(298), ")".repeat(298));
    assert!(parse(&nots).is_ok());
    let operands = |count: usize| format!("n IN (:one{})", ", :one".repeat(count - 1));
    assert!(parse(&operands(99)).is_ok());
    assert!(said(parse(&operands(100))).contains("too many operands"));
    let path = |steps: usize| format!("n{} = :one", ".k".repeat(steps));
    assert!(parse(&path(31)).is_ok());
    assert!(said(parse(&path(32))).ends_with("nesting levels; nesting levels: 33"));
    assert!(said(parse("l[99999999999999] = :one")).ends_with("index: [99999999999999]"));
}

#[test]
fn bindings_are_checked_and_must_be_used() {
    let names = |key: &str| Some(vec![(key.to_owned(), "n".to_owned())]);
    assert_eq!(
        said(Bindings::new(Some(vec![]), None)),
        "ExpressionAttributeNames must not be empty"
    );
    assert_eq!(
        said(Bindings::new(names("a"), None)),
        "ExpressionAttributeNames contains invalid key: Syntax error; key: \"a\""
    );
    let values = Some(vec![(":".to_owned(), Attr::Null)]);
    assert_eq!(
        said(Bindings::new(None, values)),
        "ExpressionAttributeValues contains invalid key: Syntax error; key: \":\""
    );
    let unused = Bindings::new(names("#unused"), None).unwrap();
    assert_eq!(
        said(unused.finish()),
        "Value provided in ExpressionAttributeNames unused in expressions: keys: {#unused}"
    );
}

#[test]
fn projections_pick_parts() {
    let picked = |text: &str| {
        Projection::parse(text, &mut bindings()).map(|projection| projection.apply(&sample()))
    };
    assert_eq!(
        picked("s, #n").unwrap(),
        Item::from_iter([("s", Attr::from("hello")), ("n", Attr::from(5))])
    );
    assert_eq!(picked("gone, l[7], s.x").unwrap(), Item::new());
    assert_eq!(picked("l[2], l[0]").unwrap(), Item::from_iter([("l", list(&[10, 30]))]));
    assert_eq!(
        picked("m.deep.l[0], m.k").unwrap(),
        Item::from_iter([("m", map(&[("k", Attr::from(1)), ("deep", map(&[("l", list(&[7]))]))]))])
    );
    for (text, message) in [
        ("", "The expression can not be empty;"),
        ("a,", "Syntax error; token: \"<EOF>\", near: \",\""),
        (",a", "Syntax error; token: \",\", near: \",a\""),
        ("!!! x", "Syntax error; token: \"!\", near: \"!!\""),
        ("l[-1]", "Syntax error; token: \"-\", near: \"[-1\""),
        ("name", "Attribute name is a reserved keyword; reserved keyword: name"),
        (
            "a, a",
            "Two document paths overlap with each other; must remove or rewrite one of these \
             paths; path one: [a], path two: [a]",
        ),
        (
            "a.b, a[1]",
            "Two document paths conflict with each other; must remove or rewrite one of these \
             paths; path one: [a, b], path two: [a, [1]]",
        ),
    ] {
        let said = said(picked(text));
        assert_eq!(said, format!("Invalid ProjectionExpression: {message}"), "{text}");
    }
}

/// What the update makes of an item, or says of it.
fn updated(item: &Item, exists: bool, text: &str) -> Checked<Item> {
    let mut bindings = bindings();
    let update = Update::parse(text, &mut bindings)?;
    let mut item = item.clone();
    apply(&update, &mut item, exists, bindings.values()).map(|()| item)
}

#[test]
fn updates_change_what_they_name() {
    let number = |text: &str| Attr::N(Number::parse(text).unwrap());
    for (text, name, value) in [
        ("SET n = :nine", "n", Some(Attr::from(9))),
        ("set fresh = n + :one", "fresh", Some(Attr::from(6))),
        ("SET n = n - :nine", "n", Some(number("-4"))),
        ("SET n = (n + :one)", "n", Some(Attr::from(6))),
        ("SET n = (n) + (:one)", "n", Some(Attr::from(6))),
        ("SET c = if_not_exists(c, :one) + :five", "c", Some(Attr::from(6))),
        ("SET c = if_not_exists(n, :one)", "c", Some(Attr::from(5))),
        ("SET l = list_append(l, :list)", "l", Some(list(&[10, 20, 30, 1]))),
        ("SET l = list_append(:list, l)", "l", Some(list(&[1, 10, 20, 30]))),
        ("SET e = list_append(if_not_exists(e, :list), :list)", "e", Some(list(&[1, 1]))),
        ("SET l[1] = :one", "l", Some(list(&[10, 1, 30]))),
        ("SET l[9] = :nine, l[5] = :five", "l", Some(list(&[10, 20, 30, 5, 9]))),
        ("REMOVE l[1]", "l", Some(list(&[10, 30]))),
        ("REMOVE l[0], l[2]", "l", Some(list(&[20]))),
        ("REMOVE l[0] SET l[2] = :one", "l", Some(list(&[20, 1]))),
        ("SET l[8] = :one REMOVE l[3]", "l", Some(list(&[10, 20, 30, 1]))),
        ("REMOVE l[7]", "l", Some(list(&[10, 20, 30]))),
        (
            "SET m.x = n",
            "m",
            Some(map(&[
                ("k", Attr::from(1)),
                ("x", Attr::from(5)),
                ("deep", map(&[("l", list(&[7]))])),
            ])),
        ),
        ("REMOVE m.deep, m.gone", "m", Some(map(&[("k", Attr::from(1))]))),
        (
            "SET m.deep.l[1] = :one REMOVE m.k",
            "m",
            Some(map(&[("deep", map(&[("l", list(&[7, 1]))]))])),
        ),
        ("REMOVE n, gone", "n", None),
        ("ADD n :one", "n", Some(Attr::from(6))),
        ("ADD fresh :one", "fresh", Some(Attr::from(1))),
        ("ADD bag :set", "bag", Some(strings(&["a", "b", "c"]))),
        ("ADD fresh :set", "fresh", Some(strings(&["b", "c"]))),
        ("DELETE bag :set", "bag", Some(strings(&["a"]))),
        ("DELETE bag :a", "bag", None),
        ("DELETE gone :a", "gone", None),
        ("SET s = n, n = s", "s", Some(Attr::from(5))),
        ("SET s = n, n = s", "n", Some(Attr::from("hello"))),
        ("SET #odd = :one", "a.b", Some(Attr::from(1))),
        ("SET d = :one DELETE bag :a ADD n :one REMOVE s", "d", Some(Attr::from(1))),
    ] {
        let item = updated(&sample(), true, text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(item.get(name), value.as_ref(), "{text}");
    }
    let nothing = updated(&Item::new(), false, "REMOVE x.y, x[0]").unwrap_err();
    assert!(nothing.0.contains("conflict"), "{nothing}");
    assert_eq!(updated(&Item::new(), false, "REMOVE x.y, z[0]"), Ok(Item::new()));
}

const REFUSED_UPDATES: &[(&str, &str)] = &[
    ("", "The expression can not be empty;"),
    ("INVALID SYNTAX HERE", "Syntax error; token: \"INVALID\", near: \"INVALID SYNTAX\""),
    ("SET", "Syntax error; token: \"<EOF>\", near: \"SET\""),
    ("SET a", "Syntax error; token: \"<EOF>\", near: \"a\""),
    ("SET a = :one,", "Syntax error; token: \"<EOF>\", near: \",\""),
    ("SET a = :one :five", "Syntax error; token: \":five\", near: \":one :five\""),
    ("SET a = :one + :five + :one", "Syntax error; token: \"+\", near: \":five + :one\""),
    ("ADD hits : incr", "Syntax error; token: \":\", near: \"hits : incr\""),
    ("SET a = _f(b)", "Syntax error; token: \"_\", near: \"= _f\""),
    ("SET status = :one", "Attribute name is a reserved keyword; reserved keyword: status"),
    ("SET a = f(b)", "Invalid function name; function: f"),
    (
        "ADD a :one SET b = :one ADD c :one",
        "The \"ADD\" section can only be used once in an update expression;",
    ),
    (
        "SET a = :one, a.b = :one",
        "Two document paths overlap with each other; must remove or rewrite one of these \
         paths; path one: [a], path two: [a, b]",
    ),
    (
        "SET a[1] = :one REMOVE a.b",
        "Two document paths conflict with each other; must remove or rewrite one of these \
         paths; path one: [a, [1]], path two: [a, b]",
    ),
    (
        "ADD a :he",
        "Incorrect operand type for operator or function; operator: ADD, \
         operand type: STRING",
    ),
    (
        "DELETE a :one",
        "Incorrect operand type for operator or function; operator: DELETE, \
         operand type: NUMBER",
    ),
    (
        "SET a = :he + :one",
        "Incorrect operand type for operator or function; operator or function: +, \
         operand type: S",
    ),
    (
        "SET a = list_append(:list)",
        "Incorrect number of operands for operator or function; \
         operator or function: list_append, number of operands: 1",
    ),
    (
        "SET a = list_append(l, :one)",
        "Incorrect operand type for operator or function; \
         operator or function: list_append, operand type: N",
    ),
    (
        "SET a = if_not_exists(:one, :one)",
        "Operator or function requires a document path; \
         operator or function: if_not_exists",
    ),
    (
        "SET a = :x",
        "An expression attribute value used in expression is not defined; \
         attribute value: :x",
    ),
];

#[test]
fn updates_are_refused_in_the_words_of_dynamodb() {
    let bad_path = "The document path provided in the update expression is invalid for update";
    let wrong_type = "An operand in the update expression has an incorrect data type";
    let absent = "The provided expression refers to an attribute that does not exist in the item";
    for (text, message) in [
        ("SET x.y = :one", bad_path),
        ("SET s.y = :one", bad_path),
        ("SET l.y = :one", bad_path),
        ("SET m[0] = :one", bad_path),
        ("REMOVE x.y", bad_path),
        ("REMOVE s[0]", bad_path),
        ("SET a = s + :one", wrong_type),
        ("SET a = list_append(s, :list)", wrong_type),
        ("ADD s :one", wrong_type),
        ("ADD l :set", wrong_type),
        ("DELETE n :set", wrong_type),
        ("SET a = gone", absent),
        ("SET a = gone + :one", absent),
    ] {
        assert_eq!(said(updated(&sample(), true, text)), message, "{text}");
    }
    for (text, message) in REFUSED_UPDATES {
        let refused = said(updated(&sample(), true, text));
        assert_eq!(refused, format!("Invalid UpdateExpression: {message}"), "{text}");
    }
}

fn part(name: &str, kind: Type) -> Part {
    Part { name: name.into(), kind }
}

/// A key of `p`, a text, and `c`, a number.
fn two() -> IndexSchema {
    IndexSchema { hash: vec![part("p", Type::S)], range: vec![part("c", Type::N)] }
}

fn ask(text: &str, schema: &IndexSchema) -> Checked<Keys> {
    let mut bindings = bindings();
    let condition = KeyCondition::parse(text, &mut bindings)?;
    KeyCondition::of(&condition)?.on(schema, bindings.values())
}

#[test]
fn key_conditions_ask_what_keys_can_answer() {
    use crate::key::RangeCondition as C;
    let (schema, lone) = (two(), IndexSchema { hash: vec![part("p", Type::S)], range: Vec::new() });
    let one = || Attr::from(1);
    for (text, range) in [
        ("p = :he", C::Any),
        ("p = :he AND c = :one", C::Equal(one())),
        ("c < :one and p = :he", C::Less(one())),
        ("p = :he AND :one < c", C::Greater(one())),
        ("(p = :he) AND (c >= :one)", C::GreaterOrEqual(one())),
        ("p = :he AND c BETWEEN :one AND :five", C::Between(one(), Attr::from(5))),
    ] {
        let keys = ask(text, &schema).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!((keys.hash, keys.range), (vec![Attr::from("he")], range), "{text}");
    }
    for (text, message) in [
        ("c = :one", "Query condition missed key schema element: p"),
        ("x = :one", "Query condition missed key schema element: p"),
        ("p = :he AND x = :one", "Query condition missed key schema element: c"),
        ("p < :he", "Query key condition not supported"),
        (
            "p = :one",
            "One or more parameter values were invalid: \
             Condition parameter type does not match schema type",
        ),
        ("p = :he AND c = :one AND x = :one", "Conditions can be of length 1 or 2 only"),
    ] {
        assert_eq!(said(ask(text, &schema)), message, "{text}");
    }
    let refused = said(ask("p = :he AND x = :one", &lone));
    assert_eq!(refused, "Query key condition not supported");
}

#[test]
fn key_conditions_are_refused_in_the_words_of_dynamodb() {
    let schema = two();
    for (text, message) in [
        ("", "The expression can not be empty;"),
        ("p = :he OR c = :one", "Invalid operator used in KeyConditionExpression: OR"),
        ("NOT p = :he", "Invalid operator used in KeyConditionExpression: NOT"),
        ("p IN (:he)", "Invalid operator used in KeyConditionExpression: IN"),
        ("p <> :he", "Invalid operator used in KeyConditionExpression: <>"),
        (
            "attribute_exists(p)",
            "Invalid operator used in KeyConditionExpression: attribute_exists",
        ),
        ("size(p) = :one", "KeyConditionExpressions cannot contain nested operations"),
        ("p.x = :he", "KeyConditionExpressions cannot have conditions on nested attributes"),
        ("p = :he AND p = :he", "KeyConditionExpressions must only contain one condition per key"),
        (
            "p = c",
            "Invalid condition in KeyConditionExpression: \
             Multiple attribute names used in one condition",
        ),
        (":he = :he", "Invalid condition in KeyConditionExpression: No key attribute specified"),
        (
            "begins_with(:he, p)",
            "Invalid condition in KeyConditionExpression: \
             begins_with operator must have the key attribute as its first operand",
        ),
    ] {
        let refused = said(ask(text, &schema));
        assert_eq!(refused, format!("Invalid KeyConditionExpression: {message}"), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(
        text in "([a-c(),.= ]|#n|:one|\\[1\\]| AND |NOT |SET |REMOVE |ADD |size\\(|\\PC){0,24}",
        item in any_item(),
    ) {
        let mut bindings = bindings();
        if let Ok(condition) = Condition::parse(Role::Filter, &text, &mut bindings) {
            condition.holds(&item, bindings.values());
            let _ = KeyCondition::of(&condition);
        }
        if let Ok(update) = Update::parse(&text, &mut bindings) {
            let _ = apply(&update, &mut item.clone(), true, bindings.values());
        }
        if let Ok(projection) = Projection::parse(&text, &mut bindings) {
            let all = projection.apply(&item);
            prop_assert!(all.iter().all(|(name, _)| item.contains(name)));
        }
    }

    #[test]
    fn what_a_projection_takes_an_update_can_remove(item in any_item()) {
        for (name, attr) in item.iter() {
            let text = format!("attr_{name}");
            let other = ("other".to_owned(), Attr::Null);
            let renamed = Item::from_iter([(text.clone(), attr.clone()), other]);
            let removed = updated(&renamed, true, &format!("REMOVE {text}")).unwrap();
            prop_assert_eq!(removed, Item::from_iter([("other", Attr::Null)]));
            let picked = Projection::parse(&text, &mut bindings()).unwrap().apply(&renamed);
            prop_assert_eq!(picked.get(&text), Some(attr));
        }
    }

    /// A list under SET and REMOVE is what the documentation says of it, element by element.
    #[test]
    fn updates_of_a_list_follow_the_model(
        length in 0usize..6,
        fates in proptest::collection::btree_map(0usize..9, any::<bool>(), 1..6),
        reversed in any::<bool>(),
    ) {
        let before: Vec<u64> = (10..10 + length as u64).collect();
        let mut clauses = [Vec::new(), Vec::new()];
        for (index, is_set) in &fates {
            let value = if *is_set { " = :nine" } else { "" };
            clauses[usize::from(!*is_set)].push(format!("l[{index}]{value}"));
        }
        let mut sections = Vec::new();
        for (keyword, clauses) in ["SET", "REMOVE"].iter().zip(&mut clauses) {
            if reversed {
                clauses.reverse();
            }
            if !clauses.is_empty() {
                sections.push(format!("{keyword} {}", clauses.join(", ")));
            }
        }
        if reversed {
            sections.reverse();
        }
        let mut after: Vec<u64> = before
            .iter()
            .enumerate()
            .filter(|(index, _)| fates.get(index) != Some(&false))
            .map(|(index, old)| if fates.contains_key(&index) { 9 } else { *old })
            .collect();
        after.extend(fates.iter().filter(|(i, set)| **i >= length && **set).map(|_| 9));
        let item = Item::from_iter([("l", list(&before))]);
        let updated = updated(&item, true, &sections.join(" ")).unwrap();
        prop_assert_eq!(updated.get("l"), Some(&list(&after)), "{}", sections.join(" "));
    }
}
