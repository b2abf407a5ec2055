//! Statements that parse, the words for those that do not, and text of any kind.

use proptest::prelude::*;

use super::check;
use super::lower::Lower;
use super::syntax::Statement;
use crate::attr::Attr;
use crate::invalid::Checked;

fn read(text: &str, parameters: &[Attr]) -> Checked<Statement> {
    check(text, parameters.to_vec())
}

fn said(text: &str) -> String {
    match read(text, &[]) {
        Ok(statement) => panic!("{text} is a statement: {statement:?}"),
        Err(invalid) => invalid.0.into_owned(),
    }
}

#[test]
fn what_is_no_statement_is_said_in_one_envelope() {
    for (text, detail) in [
        ("SELECTT * FROMM \"t\"", "Expected data manipulation"),
        ("UPDATE Payment-x SET a = 1", "Expected data manipulation"),
        ("SELECT * FROM t WHERE pk = 1 foo", "Unexpected token after expression"),
        ("SELECT * FROM t WHERE pk = 1 e5", "Unexpected token after expression"),
        ("INSERT INTO t VALUE {'pk': 9} foo", "Unexpected token after expression"),
        ("INSERT INTO \"t\" x VALUE {'pk': 'x'}", "Unexpected token after expression"),
        ("UPDATE t SET a = 9 WHERE pk = 9 foo", "Unexpected token after expression"),
        ("DELETE FROM t WHERE pk = 9 foo", "Unexpected token after expression"),
        ("DELETE FROM t WHERE pk = 9 ORDER BY pk", "Unexpected token after expression"),
        ("SELECT * FROM t ORDER BY pk WHERE pk = 1", "Unexpected token after expression"),
        ("SELECT * FROM t WHERE pk = 1)", "Unexpected token after expression"),
        ("FROM t SET c = 1 WHERE pk = 'x'", "Unexpected token after expression"),
        ("SELECT * FROM t WHERE pk = 1e2147483648", ""),
        ("SELECT * FROM t WHERE pk = 1e99999999999", ""),
        ("SELECT * FROM t WHERE pk = 1.5e-2147483647", ""),
        ("SELECT * FROM t WHERE pk = 1 # note", ""),
        ("SELECT * FROM t WHERE pk = 1 /* note", ""),
        ("SELECT * FROM \"t", ""),
        ("SELECT * FROM t WHERE", "Unexpected term"),
        ("SELECT * FROM t WHERE;", "Unexpected term"),
        ("UPDATE t SET a = 1 WHERE", "Unexpected term"),
        ("DELETE FROM t WHERE   ", "Unexpected term"),
        ("SELECT * FROM t WHERE NOT", "Unexpected term"),
        ("SELECT * FROM t WHERE (", "Unexpected term"),
        ("SELECT * FROM", "Unexpected term"),
        (
            "SELECT * FROM t WHERE pk = 'p1' AND",
            "Missing right-hand side expression of infix operator",
        ),
        (
            "SELECT * FROM t WHERE pk = 'p1' OR",
            "Missing right-hand side expression of infix operator",
        ),
        ("SELECT * FROM t WHERE ORDER BY pk", "Unexpected keyword"),
        ("SELECT * FROM t WHERE pk = 'a' AND x IS FOO", "Expected type name"),
        ("SELECT * FROM t WHERE IS NULL", "Unexpected operator"),
        ("SELECT * FROM t WHERE pk = LIKE", "Unexpected operator"),
        ("DELETE FROM", "Expected identifier for simple path"),
        ("DELETE FROM;", "Expected identifier for simple path"),
        ("DELETE FROM WHERE pk = 'a'", "Expected identifier for simple path"),
        ("SELECT * FROM t WHERE attribute_exists(m.inner)", "Invalid path dot component"),
    ] {
        assert_eq!(
            said(text),
            format!("Statement wasn't well formed, can't be processed: {detail}"),
            "{text}"
        );
    }
}

fn each_says(cases: &[(&str, &str)]) {
    for (text, message) in cases {
        assert_eq!(said(text), *message, "{text}");
    }
}

#[test]
fn what_dynamodb_has_not_is_refused_in_words_of_its_own() {
    each_says(&[
        ("SELECT * FROM \"t\" x WHERE pk = 'x'", "Aliasing is not supported"),
        ("SELECT * FROM \"t\" AS x WHERE pk = 'x'", "Aliasing is not supported"),
        ("UPDATE \"t\" x SET a = 3 WHERE pk = 'x'", "Aliasing is not supported"),
        ("DELETE FROM \"t\" x WHERE pk = 'x'", "Aliasing is not supported"),
        ("SELECT * FROM t.i.e", "A path may contain at most 2 components in the FROM clause"),
        ("SELECT * FROM t.\"\"", "Path component cannot be an empty string"),
        ("SELECT * FROM \"\" WHERE pk = 'p'", "Path component cannot be an empty string"),
        ("x IS CHARACTER VARYING", "Unsupported operation: IsType"),
        ("SELECT COUNT(*) FROM t", "Unexpected path component at 1:8:5"),
        ("SELECT * FROM t\nWHERE EXISTS(ss)", "Unrecognized function: exists at 2:7:6"),
        (
            "SELECT * FROM t WHERE set_add(ss, <<'x'>>) = ss",
            "Unrecognized function: set_add at 1:23:7",
        ),
        (
            "INSERT INTO t VALUE {'ss': set_add(<<'a'>>, <<'b'>>)}",
            "Unsupported data type: set_add under key root at 1:28:7",
        ),
    ]);
}

#[test]
fn operands_are_refused_as_in_expressions_or_with_their_place() {
    each_says(&[
        (
            "UPDATE t SET t = set_add(ss, <<'x'>>)",
            "The first argument to SET_ADD must equal the assignment value at 1:18:7",
        ),
        (
            "UPDATE t SET ss = set_add(ss, ['x'])",
            "The second argument to SET_ADD must be a value with type SET at 1:27:2",
        ),
        (
            "UPDATE t SET ss = set_delete(ss)",
            "SET_DELETE must have exactly two arguments at 1:19:10",
        ),
        (
            "UPDATE t SET ss = set_add(ss, <<'x', 'x'>>)",
            "One or more parameter values were invalid: Input collection [x, x] contains \
             duplicates.",
        ),
        ("UPDATE t SET ss = set_add(ss, <<>>)", "Empty bags are not supported"),
        (
            "SELECT * FROM t WHERE attribute_exists('ss')",
            "Operator or function requires a document path; operator or function: \
             attribute_exists",
        ),
        (
            "SELECT * FROM t WHERE attribute_exists()",
            "Incorrect number of operands for operator or function; operator or function: \
             attribute_exists, number of operands: 0",
        ),
        (
            "SELECT * FROM t WHERE v <= true",
            "Incorrect operand type for operator or function; operator or function: <=, \
             operand type: BOOL",
        ),
        (
            "UPDATE t SET a = 1e-131 WHERE pk = 5",
            "Number underflow. Attempting to store a number with magnitude smaller than \
             supported range under root",
        ),
        (
            "SELECT * FROM t WHERE pk = 123456789012345678901234567890123456789",
            "Attempting to store more than 38 significant digits in a Number under root",
        ),
        (
            "SELECT * FROM t WHERE a = ?",
            "Number of parameters in request and statement don't match.",
        ),
        (
            "DELETE FROM t WHERE pk = 'x' RETURNING ALL NEW *",
            "Invalid returning clause: RETURNING ALL NEW *. Only RETURNING ALL OLD * is allowed \
             in DELETE statements.",
        ),
    ]);
}

#[test]
fn what_is_written_in_different_ways_is_the_same() {
    for (one, other) in [
        ("select * from t where a=1", "SELECT * FROM \"t\" WHERE \"a\" = 1;"),
        ("SELECT * FROM t -- note\nWHERE a = 1", "SELECT * FROM t /* note */ WHERE (a = 1)"),
        (
            "SELECT * FROM t WHERE a = 1 AND b = 2 OR c = 3",
            "SELECT * FROM t WHERE (a = 1 AND b = 2) OR c = 3",
        ),
        (
            "SELECT * FROM t WHERE NOT a = 1 AND b = 2",
            "SELECT * FROM t WHERE (NOT a = 1) AND b = 2",
        ),
        ("SELECT * FROM t WHERE a NOT IN [1, 2]", "SELECT * FROM t WHERE NOT a IN (1, 2)"),
        (
            "SELECT * FROM t WHERE a BETWEEN 1 AND 2 AND b = 3",
            "SELECT * FROM t WHERE (a BETWEEN 1 AND 2) AND (b = 3)",
        ),
        ("SELECT * FROM t WHERE a IS NOT MISSING", "SELECT * FROM t WHERE NOT a IS MISSING"),
        ("SELECT * FROM t WHERE a <> -1", "SELECT * FROM t WHERE a != - 1"),
        ("UPDATE t SET a = 1, b = 2 WHERE p = 1", "FROM t WHERE p = 1 SET a = 1 SET b = 2"),
    ] {
        let strip =
            |text: &str| format!("{:?}", read(text, &[]).unwrap()).replace(char::is_numeric, "");
        assert_eq!(strip(one), strip(other), "{one}");
    }
}

#[test]
fn nesting_has_a_bound() {
    let nested = |open: &str, middle: &str, close: &str, count: usize| {
        format!(
            "SELECT * FROM t WHERE a = 1 AND {}{middle}{}",
            open.repeat(count),
            close.repeat(count)
        )
    };
    for (open, middle, close) in
        [("(", "b = 1", ")"), ("NOT ", "b = 1", ""), ("- ", "1", ""), ("b = [", "", "]")]
    {
        assert!(said(&nested(open, middle, close, 2500)).starts_with("Nesting Levels"), "{open}");
    }
    assert!(read(&nested("(", "b = 1", ")", 30), &[]).is_ok());
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,80}") {
        let _ = read(&text, &[]);
    }

    #[test]
    fn any_words_are_read_or_refused(
        words in proptest::collection::vec(
            prop_oneof![
                Just("SELECT"), Just("FROM"), Just("WHERE"), Just("INSERT INTO"), Just("VALUE"),
                Just("UPDATE"), Just("SET"), Just("REMOVE"), Just("DELETE"), Just("RETURNING"),
                Just("ALL OLD *"), Just("MODIFIED NEW *"), Just("ORDER BY"), Just("AND"),
                Just("OR"), Just("NOT"), Just("IN"), Just("BETWEEN"), Just("IS"), Just("MISSING"),
                Just("NULL"), Just("t"), Just("\"a b\""), Just("'x'"), Just("1"), Just("-"),
                Just("+"), Just("?"), Just("="), Just("<"), Just("("), Just(")"), Just("["),
                Just("]"), Just("{"), Just("}"), Just("<<"), Just(">>"), Just(","), Just("."),
                Just(":"), Just(";"), Just("*"), Just("size"), Just("set_add"), Just("contains"),
                Just("EXISTS"), Just("a = 1"), Just("begins_with(a, 'x')"), Just("--\n"),
            ],
            0..24,
        ),
        parameters in 0usize..3,
    ) {
        let text = words.join(" ");
        let parameters = vec![Attr::Null; parameters];
        if let Err(invalid) = read(&text, &parameters) {
            prop_assert!(!invalid.0.is_empty());
        }
    }

    #[test]
    fn a_string_comes_back_as_it_was(text in "\\PC{0,20}") {
        let written = format!("INSERT INTO t VALUE {{'k': '{}'}}", text.replace('\'', "''"));
        let Statement::Insert { value, .. } = read(&written, &[]).unwrap() else { panic!("no") };
        let item = Lower::default().item(&value).unwrap();
        prop_assert_eq!(item.get("k"), Some(&Attr::S(text)));
    }
}
