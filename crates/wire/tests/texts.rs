//! The sentences, as AWS's services say them.

// A test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

mod shapes;

use bytes::Bytes;
use shapes::*;
use wire::json::decode::{self, Dialect};
use wire::{Error, List, Map, Record, Structured, protocol, validate};

const DYNAMODB: Dialect = Dialect::Qualified("com.amazonaws.dynamodb.v20120810");

fn read(dialect: Dialect, body: &str) -> Result<Record, Error> {
    decode::record(&EVERYTHING, dialect, body.as_bytes())
}

#[test]
fn dynamodb_on_values_of_the_wrong_kind() {
    for (body, wanted) in [
        (r#"{"Name":true}"#, "TRUE_VALUE cannot be converted to String"),
        (r#"{"Name":false}"#, "FALSE_VALUE cannot be converted to String"),
        (r#"{"Name":23}"#, "NUMBER_VALUE cannot be converted to String"),
        (r#"{"Name":34.56}"#, "DECIMAL_VALUE cannot be converted to String"),
        (r#"{"Name":[]}"#, "Unrecognized collection type class java.lang.String"),
        (r#"{"Name":{}}"#, "Start of structure or map found where not expected"),
        (r#"{"Flag":"23"}"#, "Unexpected token received from parser"),
        (r#"{"Flag":23}"#, "NUMBER_VALUE cannot be converted to Boolean"),
        (r#"{"Flag":[]}"#, "Unrecognized collection type class java.lang.Boolean"),
        (r#"{"Limit":"23"}"#, "STRING_VALUE cannot be converted to Integer"),
        (r#"{"Limit":true}"#, "TRUE_VALUE cannot be converted to Integer"),
        (r#"{"Size":"23"}"#, "STRING_VALUE cannot be converted to Long"),
        (r#"{"Size":{}}"#, "Start of structure or map found where not expected"),
        (r#"{"Bytes":23}"#, "only base-64-encoded strings are convertible to bytes"),
        (r#"{"Bytes":[]}"#, "Unrecognized collection type class java.nio.ByteBuffer"),
        (
            r#"{"Bytes":"23456"}"#,
            "Base64 encoded length is expected a multiple of 4 bytes but found: 5",
        ),
        (r#"{"Bytes":"=+/="}"#, "Invalid last non-pad Base64 character dectected"),
        (r#"{"Bytes":"+/+="}"#, "Invalid last non-pad Base64 character dectected"),
        (r#"{"Names":"23"}"#, "Unexpected field type"),
        (r#"{"Names":{}}"#, "Start of structure or map found where not expected"),
        (r#"{"Item":34.56}"#, "Unexpected field type"),
        (
            r#"{"Item":[]}"#,
            "Unrecognized collection type java.util.Map<java.lang.String, \
             com.amazonaws.dynamodb.v20120810.Attribute>",
        ),
        (r#"{"Item":{"a":true}}"#, "Unexpected value type in payload"),
        (
            r#"{"Item":{"a":[]}}"#,
            "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.Attribute",
        ),
        (r#"{"Item":{"a":{"S":1}}}"#, "NUMBER_VALUE cannot be converted to String"),
        (r#"{"Thing":"x"}"#, "Unexpected field type"),
    ] {
        let error = read(DYNAMODB, body).unwrap_err();
        assert_eq!(error.code, "SerializationException");
        assert_eq!(error.message.as_deref(), Some(wanted), "{body}");
    }
}

#[test]
fn other_services_on_values_of_the_wrong_kind() {
    for (body, wanted) in [
        (r#"{"Limit":"1"}"#, "STRING_VALUE can not be converted to an Integer"),
        (r#"{"Limit":true}"#, "TRUE_VALUE can not be converted to an Integer"),
        (r#"{"Limit":[1]}"#, "Start of list found where not expected"),
        (r#"{"Limit":{"a":1}}"#, "Start of structure or map found where not expected."),
        (r#"{"Name":1.5}"#, "NUMBER_VALUE can not be converted to a String"),
        (r#"{"Name":false}"#, "FALSE_VALUE can not be converted to a String"),
        (r#"{"Names":[1]}"#, "NUMBER_VALUE can not be converted to a String"),
        (r#"{"Names":"x"}"#, "Expected list or null"),
        (r#"{"Names":[["a"]]}"#, "Start of list found where not expected"),
        (r#"{"Thing":true}"#, "Expected null"),
        (r#"[]"#, "Start of list found where not expected"),
    ] {
        let error = read(Dialect::Plain, body).unwrap_err();
        assert_eq!(error.code, "SerializationException");
        assert_eq!(error.message.as_deref(), Some(wanted), "{body}");
    }
}

#[test]
fn what_is_not_json_is_refused_without_a_message() {
    for body in ["", "null", "1", "\"x\"", "true", "{", "{}}", "{\"Name\":\"x\",}", "{\"a\":01}"] {
        for dialect in [DYNAMODB, Dialect::Plain] {
            let error = read(dialect, body).unwrap_err();
            assert_eq!((error.code.as_ref(), error.message), ("SerializationException", None));
        }
    }
    // An integer that its type cannot hold.
    for body in [r#"{"Limit":2147483648}"#, r#"{"Size":9223372036854775808}"#] {
        assert_eq!(read(DYNAMODB, body).unwrap_err().code, "SerializationException");
    }
}

#[test]
fn null_is_absence_and_unknown_members_are_passed_over() {
    let body = r#"{"Name":null,"New":{"a":[1,{"b":null}]},"Limit":12.9,"Names":["abc",null],
        "Tags":{"abc":null},"Flag":"TRUE"}"#;
    let everything = Everything::from_record(read(DYNAMODB, body).unwrap()).unwrap();
    assert_eq!(everything.name(), "");
    assert_eq!(everything.limit(), Some(12));
    assert_eq!(everything.flag(), Some(true));
    assert_eq!(everything.names().unwrap().iter().collect::<Vec<_>>(), ["abc"]);
    assert!(everything.tags().unwrap().is_empty());
}

fn checked(input: &Everything) -> String {
    let error = validate::check(&JSON10, input.record()).unwrap_err();
    assert_eq!((error.code.as_ref(), error.status), ("ValidationException", 400));
    error.message.unwrap()
}

fn one(rest: &str) -> String {
    format!("1 validation error detected: {rest}")
}

#[test]
fn the_validator_speaks_of_one_member() {
    let good = || Everything::new().with_name("abc");
    assert_eq!(validate::check(&JSON10, good().record()), Ok(()));
    for (input, wanted) in [
        (
            Everything::new(),
            "Value null at 'name' failed to satisfy constraint: Member must not be null",
        ),
        (
            good().with_name("ab"),
            "Value 'ab' at 'name' failed to satisfy constraint: \
             Member must have length greater than or equal to 3",
        ),
        (
            good().with_name("abcdefghi"),
            "Value 'abcdefghi' at 'name' failed to satisfy constraint: \
             Member must have length less than or equal to 8",
        ),
        (
            good().with_name("a;b"),
            "Value 'a;b' at 'name' failed to satisfy constraint: \
             Member must satisfy regular expression pattern: [a-z.]+",
        ),
        (
            good().with_limit(0),
            "Value '0' at 'limit' failed to satisfy constraint: \
             Member must have value greater than or equal to 1",
        ),
        (
            good().with_limit(101),
            "Value '101' at 'limit' failed to satisfy constraint: \
             Member must have value less than or equal to 100",
        ),
        (
            good().with_secret("abc"),
            "Value at 'secret' failed to satisfy constraint: \
             Member must have length greater than or equal to 4",
        ),
        (
            good().with_thing(Thing::new().with_name("abc").with_colour("BLUE")),
            "Value 'BLUE' at 'thing.colour' failed to satisfy constraint: \
             Member must satisfy enum value set: [RED, GREEN]",
        ),
    ] {
        assert_eq!(checked(&input), one(wanted));
    }
}

#[test]
fn the_validator_speaks_of_what_is_in_lists_and_maps() {
    let good = || Everything::new().with_name("abc");
    for (input, wanted) in [
        (
            good().with_things(vec![Thing::new().with_name("abc"), Thing::new()]),
            "Value null at 'things.2.member.name' failed to satisfy constraint: \
             Member must not be null",
        ),
        (
            good().with_things(List::from(vec![Thing::new().with_name("abc"); 3])),
            "Value '[Thing(name=abc, colour=null, inner=null), \
             Thing(name=abc, colour=null, inner=null), \
             Thing(name=abc, colour=null, inner=null)]' at 'things' failed to satisfy constraint: \
             Member must have length less than or equal to 2",
        ),
        (
            good().with_names(vec!["abc".to_owned(), "a".to_owned()]),
            "Value '[abc, a]' at 'names' failed to satisfy constraint: Member must satisfy \
             constraint: [Member must have length less than or equal to 8, Member must have length \
             greater than or equal to 3, Member must satisfy regular expression pattern: [a-z.]+]",
        ),
        (
            good().with_tags(Map::from_iter([("a", "x".to_owned())])),
            "Value '{a=x}' at 'tags' failed to satisfy constraint: Map keys must satisfy \
             constraint: [Member must have length less than or equal to 8, Member must have length \
             greater than or equal to 3, Member must satisfy regular expression pattern: [a-z.]+]",
        ),
        (
            good().with_batches(Map::from_iter([("t", List::from(vec![Thing::new()]))])),
            "Value null at 'batches.t.member.1.member.name' failed to satisfy constraint: \
             Member must not be null",
        ),
    ] {
        assert_eq!(checked(&input), one(wanted));
    }
}

#[test]
fn a_map_of_lists_that_are_too_long_is_complained_of_as_a_whole() {
    let three = List::from(vec![Thing::new().with_name("abc"); 3]);
    let input = Everything::new().with_name("abc").with_batches(Map::from_iter([("t", three)]));
    let message = checked(&input);
    assert!(
        message.ends_with(
            "]}' at 'batches' failed to satisfy constraint: Map value must satisfy constraint: \
             [Member must have length less than or equal to 2]"
        ),
        "{message}"
    );
    assert!(message.contains("Value '{t=[Thing(name=abc, colour=null, inner=null), "));
}

#[test]
fn the_validator_counts_its_complaints_and_stops_at_ten() {
    let input = Everything::new().with_name("a;").with_limit(0);
    assert_eq!(
        checked(&input),
        "3 validation errors detected: Value 'a;' at 'name' failed to satisfy constraint: \
         Member must satisfy regular expression pattern: [a-z.]+; \
         Value 'a;' at 'name' failed to satisfy constraint: \
         Member must have length greater than or equal to 3; \
         Value '0' at 'limit' failed to satisfy constraint: \
         Member must have value greater than or equal to 1"
    );
    let many = List::from(vec![Thing::new(); 50]);
    let input = Everything::new().with_name("abc").with_things(many);
    assert!(checked(&input).starts_with("10 validation errors detected: "));
}

#[test]
fn a_union_holds_exactly_one_member() {
    for (body, wanted) in [
        (r#"{"Name":"abc","Item":{"a":{}}}"#, "is empty"),
        (r#"{"Name":"abc","Item":{"a":null}}"#, "is empty"),
        (r#"{"Name":"abc","Item":{"a":{"X":1}}}"#, "is empty"),
        (r#"{"Name":"abc","Item":{"a":{"L":[{"S":"x"},{}]}}}"#, "is empty"),
        (r#"{"Name":"abc","Item":{"a":{"S":"1","N":"1"}}}"#, "has more than one datatypes set"),
    ] {
        let record = read(DYNAMODB, body).unwrap();
        let error = validate::check(&JSON10, &record).unwrap_err();
        let wanted = format!(
            "Supplied Attribute {wanted}, must contain exactly one of the supported datatypes"
        );
        assert_eq!(error.message, Some(wanted), "{body}");
    }
}

#[test]
fn the_query_protocol_calls_it_validation_error() {
    let error = validate::check(&QUERY, Everything::new().record()).unwrap_err();
    assert_eq!(error.code, "ValidationError");
}

fn body(response: http::Response<Bytes>) -> String {
    String::from_utf8(response.into_body().to_vec()).unwrap()
}

#[test]
fn errors_in_aws_json() {
    let missing = || NotFoundException::error("no such thing");
    let item = Map::from_iter([("pk", Attribute::s("a"))]);
    let with_item = NotFoundException::new().with_message("no").with_item(item).with_after("3");
    for (model, error, wanted) in [
        (&JSON10, missing(), r#"{"__type":"com.example.v1#NotFound","Message":"no such thing"}"#),
        (&JSON11, missing(), r#"{"__type":"NotFound","Message":"no such thing"}"#),
        (
            &JSON10,
            with_item.into(),
            r#"{"__type":"com.example.v1#NotFound","Message":"no","Item":{"pk":{"S":"a"}}}"#,
        ),
        (
            &JSON10,
            Error::validation("bad").for_operator("a secret"),
            r#"{"__type":"com.amazon.coral.validate#ValidationException","message":"bad"}"#,
        ),
        (
            &JSON10,
            Error::serialization("bad"),
            r#"{"__type":"com.amazon.coral.service#SerializationException","Message":"bad"}"#,
        ),
        (
            &JSON10,
            Error::client("UnrecognizedClientException", "who?"),
            r#"{"__type":"com.amazon.coral.service#UnrecognizedClientException","message":"who?"}"#,
        ),
    ] {
        let status = error.status;
        let response = protocol::encode_error(model, &error, "the-id");
        assert_eq!(response.status(), status);
        assert_eq!(response.headers()["x-amzn-requestid"], "the-id");
        assert_eq!(body(response), wanted);
    }
    let response = protocol::encode_error(&JSON10, &missing(), "id");
    assert_eq!(response.headers()["content-type"], "application/x-amz-json-1.0");
    let response = protocol::encode_error(&JSON11, &missing(), "id");
    assert_eq!(response.headers()["content-type"], "application/x-amz-json-1.1");
}

#[test]
fn errors_in_rest_json_say_whose_fault_they_are() {
    let error: Error = NotFoundException::new().with_message("no").with_after("3").into();
    let response = protocol::encode_error(&REST, &error, "id");
    assert_eq!(response.status(), 404);
    assert_eq!(response.headers()["x-amzn-errortype"], "NotFound");
    assert_eq!(response.headers()["retry-after"], "3");
    assert_eq!(body(response), r#"{"Type":"User","Message":"no"}"#);

    let error = Error::client("AccessDeniedException", "no").with_status(403);
    let response = protocol::encode_error(&REST, &error, "id");
    assert_eq!(body(response), r#"{"Message":"no"}"#);
}

#[test]
fn errors_in_query() {
    let error = NotFoundException::error("no <such> \"thing\" & more");
    let response = protocol::encode_error(&QUERY, &error, "the-id");
    assert_eq!(response.status(), 404);
    assert_eq!(response.headers()["content-type"], "text/xml");
    assert_eq!(
        body(response),
        "<ErrorResponse xmlns=\"https://testing.example/doc/\"><Error><Type>Sender</Type>\
         <Code>NotFound</Code><Message>no &lt;such&gt; &quot;thing&quot; &amp; more</Message>\
         </Error><RequestId>the-id</RequestId></ErrorResponse>\n"
    );
}
