//! The language, as its documentation describes it.

use pattern::{Form, Pattern};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Both are read from their texts, as they come.
fn matches(pattern: &Value, event: &Value) -> bool {
    let event = serde_json::from_str(&event.to_string()).expect("JSON");
    Pattern::read(&pattern.to_string()).expect("a pattern").matches(&event)
}

/// A pattern for the field `a`, values of it that match, and such that do not.
fn check(cases: &[(Value, &[Value], &[Value])]) {
    for (leaf, good, bad) in cases {
        let pattern = json!({ "a": leaf });
        for value in *good {
            assert!(matches(&pattern, &json!({ "a": value })), "{leaf} should match {value}");
        }
        for value in *bad {
            assert!(!matches(&pattern, &json!({ "a": value })), "{leaf} should not match {value}");
        }
    }
}

#[test]
fn values_are_compared_as_they_are() {
    check(&[
        (json!(["x", "y"]), &[json!("x"), json!("y"), json!(["z", "y"])], &[json!("X"), json!("")]),
        (json!([""]), &[json!("")], &[json!(null), json!("x"), json!([])]),
        (json!([null]), &[json!(null)], &[json!(""), json!(0), json!(false)]),
        (json!([true]), &[json!(true)], &[json!(false), json!("true"), json!(1)]),
        (json!([false]), &[json!(false)], &[json!(true), json!(null)]),
        (json!([300]), &[json!(300), json!(300.0), json!(3.0e2)], &[json!("300"), json!(300.5)]),
        (
            json!([9_007_199_254_740_993_i64]),
            &[json!(9_007_199_254_740_993_i64)],
            &[json!(9_007_199_254_740_992_i64)],
        ),
        (json!(["x", 1, null]), &[json!("x"), json!(1), json!(null)], &[json!(2), json!({"x": 1})]),
    ]);
}

#[test]
fn texts_are_compared_by_their_parts() {
    check(&[
        (json!([{"prefix": "us-"}]), &[json!("us-east-1"), json!("us-")], &[json!("eu"), json!(5)]),
        (json!([{"suffix": ".png"}]), &[json!("a.png")], &[json!("a.PNG"), json!("a.png.gz")]),
        (json!([{"prefix": {"equals-ignore-case": "US"}}]), &[json!("us-1")], &[json!("eus")]),
        (json!([{"suffix": {"equals-ignore-case": ".PNG"}}]), &[json!("a.png")], &[json!("png")]),
        (json!([{"equals-ignore-case": "alICE"}]), &[json!("Alice")], &[json!("Alice2")]),
        (json!([{"wildcard": "a*/b"}]), &[json!("a1/2/b")], &[json!("a/bc"), json!(["a"])]),
    ]);
}

#[test]
fn numbers_have_bounds() {
    check(&[
        (json!([{"numeric": ["=", 5]}]), &[json!(5), json!(5.0)], &[json!(5.01), json!("5")]),
        (json!([{"numeric": [">", 100]}]), &[json!(100.001)], &[json!(100), json!("101")]),
        (json!([{"numeric": ["<=", -1.5]}]), &[json!(-1.5), json!(-2)], &[json!(-1.4), json!(0)]),
        (json!([{"numeric": [">=", 100, "<", 200]}]), &[json!(100), json!(199.9)], &[json!(200)]),
        (json!([{"numeric": [">", 0]}]), &[json!([0, 1])], &[json!([0, -1]), json!(null)]),
    ]);
}

#[test]
fn anything_but_leaves_out() {
    check(&[
        (json!([{"anything-but": "x"}]), &[json!("y"), json!(1), json!(null)], &[json!("x")]),
        (json!([{"anything-but": ["x", "y"]}]), &[json!("z")], &[json!("x"), json!(["x", "y"])]),
        (json!([{"anything-but": [1, 2]}]), &[json!(3), json!("1")], &[json!(1.0), json!(2)]),
        (json!([{"anything-but": 1}]), &[json!(0)], &[json!(1)]),
        (json!([{"anything-but": {"prefix": "a"}}]), &[json!("ba")], &[json!("ab")]),
        (json!([{"anything-but": {"prefix": ["a", "b"]}}]), &[json!("c")], &[json!("b")]),
        (json!([{"anything-but": {"suffix": [".a", ".b"]}}]), &[json!("x.c")], &[json!("x.b")]),
        (json!([{"anything-but": {"equals-ignore-case": ["A"]}}]), &[json!("b")], &[json!("a")]),
        (json!([{"anything-but": {"wildcard": "*/a/*"}}]), &[json!("/b/")], &[json!("x/a/y")]),
        // One element of a list that is another is enough.
        (json!([{"anything-but": "x"}]), &[json!(["x", "y"])], &[json!(["x"]), json!([])]),
    ]);
    assert!(!matches(&json!({"a": [{"anything-but": "x"}]}), &json!({"b": "y"})));
}

#[test]
fn there_is_something_or_nothing() {
    let there = json!({"a": {"b": [{"exists": true}]}});
    let not = json!({"a": {"b": [{"exists": false}]}});
    for (event, is_there) in [
        (json!({"a": {"b": null}}), true),
        (json!({"a": {"b": [1]}}), true),
        (json!({"a": {}}), false),
        (json!({}), false),
        (json!({"a": "text"}), false),
        (json!({"a": {"b": []}}), false),
        (json!({"a": {"b": {"c": 1}}}), false),
        (json!({"a": [{"c": 1}, {"b": 1}]}), true),
    ] {
        assert_eq!(matches(&there, &event), is_there, "{event}");
        assert_eq!(matches(&not, &event), !is_there, "{event}");
    }
    let either = json!({"a": [{"exists": false}, "x"]});
    assert!(matches(&either, &json!({})) && matches(&either, &json!({"a": "x"})));
    assert!(!matches(&either, &json!({"a": "y"})));
}

#[test]
fn addresses_lie_in_networks() {
    check(&[
        (
            json!([{"cidr": "10.0.0.0/24"}]),
            &[json!("10.0.0.255")],
            &[json!("10.0.1.0"), json!("x"), json!("::ffff:10.0.0.1")],
        ),
        (json!([{"cidr": "0.0.0.0/0"}]), &[json!("1.2.3.4")], &[json!("::1")]),
        (json!([{"cidr": "2001:db8::/32"}]), &[json!("2001:db8::1")], &[json!("2001:db9::1")]),
        (json!([{"cidr": "::/0"}]), &[json!("::1")], &[json!("1.2.3.4")]),
    ]);
}

#[test]
fn every_field_must_match_and_of_an_array_one_element_for_all() {
    let pattern = json!({"a": {"b": [1], "c": [2]}, "d": ["x"]});
    for (event, good) in [
        (json!({"a": {"b": 1, "c": 2}, "d": "x", "e": 5}), true),
        (json!({"a": {"b": 1, "c": 2}}), false),
        (json!({"a": [{"b": 1, "c": 3}, {"b": 1, "c": 2}], "d": "x"}), true),
        (json!({"a": [{"b": 1, "c": 3}, {"b": 0, "c": 2}], "d": "x"}), false),
        (json!({"a": [[{"b": 1, "c": 2}]], "d": ["y", ["x"]]}), true),
        (json!([{"a": {"b": 1, "c": 2}, "d": "x"}]), false),
    ] {
        assert_eq!(matches(&pattern, &event), good, "{event}");
    }
}

#[test]
fn a_choice_needs_one_of_its_objects_beside_the_other_fields() {
    let pattern = json!({
        "kind": ["k"],
        "$or": [{"a": [1]}, {"b": {"$or": [{"c": [2]}, {"d": [{"exists": false}]}]}}],
    });
    for (event, good) in [
        (json!({"kind": "k", "a": 1}), true),
        (json!({"kind": "k", "b": {"c": 2, "d": 1}}), true),
        (json!({"kind": "k", "b": {"c": 3}}), true),
        (json!({"kind": "k", "b": {"c": 3, "d": 1}}), false),
        (json!({"kind": "x", "a": 1}), false),
    ] {
        assert_eq!(matches(&pattern, &event), good, "{event}");
    }
}

#[test]
fn what_means_nothing_is_refused() {
    for text in [
        "",
        "null",
        "[]",
        "\"text\"",
        "{}",
        r#"{"a": {}}"#,
        r#"{"a": []}"#,
        r#"{"a": "x"}"#,
        r#"{"a": 1}"#,
        r#"{"a": [[1]]}"#,
        r#"{"a": [{}]}"#,
        r#"{"a": [{"prefix": "x", "suffix": "y"}]}"#,
        r#"{"a": [{"prefix": 1}]}"#,
        r#"{"a": [{"prefix": {"prefix": "a"}}]}"#,
        r#"{"a": [{"like": "x"}]}"#,
        r#"{"a": [{"exists": "true"}]}"#,
        r#"{"a": [{"numeric": []}]}"#,
        r#"{"a": [{"numeric": [">"]}]}"#,
        r#"{"a": [{"numeric": ["!", 1]}]}"#,
        r#"{"a": [{"numeric": [">", "1"]}]}"#,
        r#"{"a": [{"numeric": ["<", 1, ">", 0]}]}"#,
        r#"{"a": [{"numeric": [">", 5, "<", 5]}]}"#,
        r#"{"a": [{"anything-but": []}]}"#,
        r#"{"a": [{"anything-but": ["x", 1]}]}"#,
        r#"{"a": [{"anything-but": {"numeric": [">", 1]}}]}"#,
        r#"{"a": [{"wildcard": "a**"}]}"#,
        r#"{"a": [{"cidr": "10.0.0.0/33"}]}"#,
        r#"{"a": [{"cidr": "10.0.0.0"}]}"#,
        r#"{"$or": [{"a": [1]}]}"#,
        r#"{"$or": {"a": [1]}}"#,
        r#"{"$or": [1, 2]}"#,
        r#"{"a": ["x"]"#,
    ] {
        assert!(Pattern::read(text).is_err(), "{text}");
    }
    let deep = format!("{}[1]{}", "{\"a\":".repeat(100), "}".repeat(100));
    assert!(Pattern::read(&deep).is_err());
}

#[test]
fn a_pattern_tells_what_it_takes_a_field_for() {
    let form = |text: &str| Pattern::read(text).unwrap().form("body");
    assert_eq!(form(r#"{"body": {"a": [1]}}"#), Some(Form::Object));
    assert_eq!(form(r#"{"body": ["x"]}"#), Some(Form::Value));
    assert_eq!(form(r#"{"other": ["x"]}"#), None);
}

/// Any JSON, not too large.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        (-1e9..1e9).prop_map(|number: f64| json!(number)),
        "[a-c*]{0,4}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::hash_map("[a-c]|\\$or|prefix|exists|anything-but", inner, 0..5)
                .prop_map(|map| json!(map)),
        ]
    })
}

/// A pattern that asks for exactly what an event has; None where there is nothing to ask for.
fn asking_for(event: &Value) -> Option<Value> {
    match event {
        Value::Object(object) => {
            let fields = object.iter().filter(|(name, _)| *name != "$or");
            let fields =
                fields.filter_map(|(name, value)| Some((name.clone(), asking_for(value)?)));
            let fields: serde_json::Map<_, _> = fields.collect();
            (!fields.is_empty()).then_some(Value::Object(fields))
        }
        Value::Array(elements) => elements.iter().find_map(asking_for),
        scalar => Some(json!([scalar])),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_breaks_it(pattern in any_json(), event in any_json()) {
        if let Ok(pattern) = Pattern::read(&pattern.to_string()) {
            pattern.matches(&event);
        }
    }

    #[test]
    fn an_event_matches_what_asks_for_it(event in any_json()) {
        if let (Value::Object(_), Some(pattern)) = (&event, asking_for(&event)) {
            prop_assert!(matches(&pattern, &event), "{} of {}", pattern, event);
        }
    }
}
