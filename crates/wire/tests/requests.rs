//! Which operation a request asks for, where its members stand, and how answers look.

// A test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

mod shapes;

use bytes::Bytes;
use shapes::*;
use wire::schema::ServiceModel;
use wire::{List, Map, Record, Request, Structured, Value, protocol};

fn request(method: &str, uri: &str, headers: &[(&str, &str)], body: &[u8]) -> Request {
    let mut request = http::Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Bytes::copy_from_slice(body)).unwrap().into()
}

fn routed(model: &'static ServiceModel, request: &Request) -> String {
    match protocol::route(model, request) {
        Ok(operation) => operation.name.to_owned(),
        Err(error) => {
            format!("{} {} {}", error.status, error.code, error.message.unwrap_or_default())
        }
    }
}

#[test]
fn aws_json_goes_by_the_target_header() {
    let to = |target: &str| request("POST", "/", &[("x-amz-target", target)], b"{}");
    for (target, wanted) in [
        ("Testing_2026.Do", "Do"),
        ("Testing_2026.Undo", "400 UnknownOperationException Testing Undo is not implemented here"),
        ("Testing_2026.Nothing", "400 UnknownOperationException "),
        ("Testing_2025.Do", "400 UnknownOperationException "),
        ("Do", "400 UnknownOperationException "),
        ("", "400 UnknownOperationException "),
    ] {
        assert_eq!(routed(&JSON10, &to(target)), wanted, "{target}");
    }
    assert_eq!(routed(&JSON10, &request("POST", "/", &[], b"")), "400 UnknownOperationException ");
}

#[test]
fn query_goes_by_the_action() {
    for (uri, body, wanted) in [
        ("/", "Action=Do&Version=2026-01-01", "Do"),
        ("/?Action=Do", "", "Do"),
        ("/", "Version=1", "400 MissingAction The request must contain the parameter Action"),
        (
            "/",
            "Action=Nothing&Version=2026-01-01",
            "400 InvalidAction Could not find operation Nothing for version 2026-01-01",
        ),
        ("/", "Action=Undo", "400 InvalidAction Testing Undo is not implemented here"),
    ] {
        assert_eq!(routed(&QUERY, &request("POST", uri, &[], body.as_bytes())), wanted, "{body}");
    }
}

#[test]
fn rest_goes_by_method_and_path() {
    for (method, uri, wanted) in [
        ("GET", "/v1/things", "ListThem"),
        ("GET", "/v1/things/?x=y", "ListThem"),
        ("POST", "/v1/things/abc/call", "CallIt"),
        ("POST", "/v1/things/a%2Fb%3Ac/call?Qualifier=1", "CallIt"),
        (
            "POST",
            "/v1/things/special/call",
            "404 UnknownOperationException Testing Special is not implemented here",
        ),
        (
            "DELETE",
            "/v1/things/abc",
            "404 UnknownOperationException Testing Undo is not implemented here",
        ),
        ("PUT", "/v1/things", "404 UnknownOperationException "),
        ("POST", "/v1/things//call", "404 UnknownOperationException "),
        ("POST", "/v1/things/abc/call/more", "404 UnknownOperationException "),
    ] {
        assert_eq!(routed(&REST, &request(method, uri, &[], b"")), wanted, "{method} {uri}");
    }
}

#[test]
fn rest_reads_members_from_everywhere() {
    let headers = [("x-kind", "Event"), ("x-meta-one", "1"), ("X-Meta-Two", "2")];
    let uri = "/v1/things/a%2Fb%3A%C3%A9/call?Qualifier=%24LATEST&Max=7&Many=x&Many=y+z";
    let request = request("POST", uri, &headers, b"\x00\xff");
    let record = protocol::decode_input(&REST, &CALL_IT, &request).unwrap();
    let text = |name: &str| match record.get(CALL.slot_of(name).unwrap()) {
        Some(Value::Text(text)) => text.clone(),
        other => panic!("{name}: {other:?}"),
    };
    assert_eq!(text("Name"), "a/b:é");
    assert_eq!(text("Qualifier"), "$LATEST");
    assert_eq!(text("Kind"), "Event");
    assert_eq!(record.get(CALL.slot_of("Max").unwrap()), Some(&Value::Int(7)));
    let many = vec![Value::Text("x".into()), Value::Text("y z".into())];
    assert_eq!(record.get(CALL.slot_of("Many").unwrap()), Some(&Value::List(many)));
    let meta =
        vec![("one".into(), Value::Text("1".into())), ("two".into(), Value::Text("2".into()))];
    assert_eq!(record.get(CALL.slot_of("Meta").unwrap()), Some(&Value::Map(meta)));
    assert_eq!(record.get(CALL.payload().unwrap()), Some(&Value::Blob(vec![0, 255])));
}

#[test]
fn rest_refuses_a_number_that_is_none() {
    let request = request("POST", "/v1/things/abc/call?Max=many", &[], b"");
    let error = protocol::decode_input(&REST, &CALL_IT, &request).unwrap_err();
    assert_eq!(error.message.as_deref(), Some("STRING_VALUE can not be converted to an Integer"));
}

#[test]
fn rest_answers_with_status_headers_and_a_raw_body() {
    let mut reply = Record::new(&REPLY);
    reply.set(0, Some(Value::Int(202)));
    reply.set(1, Some(Value::Text("Unhandled".into())));
    reply.set(2, Some(Value::Blob(b"{\"a\":1}".to_vec())));
    let response = protocol::encode_output(&REST, &CALL_IT, reply, "the-id");
    assert_eq!(response.status(), 202);
    assert_eq!(response.headers()["x-problem"], "Unhandled");
    assert_eq!(response.headers()["x-amzn-requestid"], "the-id");
    assert_eq!(response.body().as_ref(), b"{\"a\":1}");
}

#[test]
fn a_header_cannot_be_split_by_what_stands_in_it() {
    let mut reply = Record::new(&REPLY);
    reply.set(1, Some(Value::Text("a\r\nX-Evil: 1".into())));
    let response = protocol::encode_output(&REST, &CALL_IT, reply, "id");
    assert!(response.headers().get("x-problem").is_none());
    assert!(response.headers().get("x-evil").is_none());
}

#[test]
fn query_reads_lists_and_maps() {
    let body = "Action=Do&Names.member.2=two&Names.member.1=one&Names.member.10=ten\
                &Tags.entry.1.key=k&Tags.entry.1.value=v%20w&Flat.1=a&Flat.2=b+c\
                &Thing.Name=x&Thing.Inner.Name=y&Limit=5";
    let request = request("POST", "/", &[], body.as_bytes());
    let record = protocol::decode_input(&QUERY, &DO, &request).unwrap();
    let input = Everything::from_record(record).unwrap();
    assert_eq!(input.names().unwrap().iter().collect::<Vec<_>>(), ["one", "two", "ten"]);
    assert_eq!(input.tags().unwrap().get("k"), Some("v w"));
    assert_eq!(input.thing().unwrap().inner().unwrap().name(), "y");
    assert_eq!(input.limit(), Some(5));
    assert!(input.things().is_none());
}

#[test]
fn query_answers_in_the_models_order() {
    let output = Everything::new()
        .with_things(vec![Thing::new().with_name("a<b")])
        .with_name("n")
        .with_tags(Map::from_iter([("k", "v".to_owned())]))
        .with_names(List::new())
        .with_flag(true);
    let response = protocol::encode_output(&QUERY, &DO, output.into_record(), "the-id");
    assert_eq!(
        std::str::from_utf8(response.body()).unwrap(),
        "<DoResponse xmlns=\"https://testing.example/doc/\"><DoResult><Name>n</Name>\
         <Flag>true</Flag><Things><member><Name>a&lt;b</Name></member></Things><Names></Names>\
         <Tags><entry><key>k</key><value>v</value></entry></Tags></DoResult>\
         <ResponseMetadata><RequestId>the-id</RequestId></ResponseMetadata></DoResponse>\n"
    );
}

#[test]
fn a_union_is_lent_and_moved_out() {
    let attribute = Attribute::m(Map::from_iter([("a", Attribute::n("1"))]));
    let Some(AttributeRef::M(map)) = attribute.get() else { panic!("{attribute:?}") };
    assert!(matches!(map.get("a").unwrap().get(), Some(AttributeRef::N("1"))));
    let Some(AttributeOwned::M(map)) = attribute.into_inner() else { panic!("moved") };
    let (key, value) = map.into_iter().next().unwrap();
    assert_eq!((key.as_str(), value), ("a", Attribute::n("1")));
}

#[test]
fn a_member_is_taken_without_copying() {
    let mut input = Everything::new().with_name("abc").with_text("x".repeat(100));
    let place = input.text().unwrap().as_ptr();
    let text = input.take_text().unwrap();
    assert_eq!(text.as_ptr(), place);
    assert_eq!(input.text(), None);
    assert_eq!(input.take_name(), "abc");
    assert_eq!(input.take_name(), "");
}

#[test]
fn query_answers_in_json_who_accepts_it() {
    let output = || {
        Everything::new()
            .with_things(vec![Thing::new().with_name("a")])
            .with_name("n")
            .with_tags(Map::from_iter([("k", "v".to_owned())]))
            .into_record()
    };
    let answer = |accept: &str| {
        let request = request("POST", "/", &[("accept", accept)], b"");
        let response = protocol::encode_output_for(&request, &QUERY, &DO, output(), "the-id");
        String::from_utf8(response.body().to_vec()).unwrap()
    };
    assert!(answer("*/*").starts_with("<DoResponse"));
    let shown: serde_json::Value =
        serde_json::from_str(&answer("text/x, application/json")).unwrap();
    let whole = &shown["DoResponse"];
    assert_eq!(whole["ResponseMetadata"]["RequestId"], "the-id");
    let result = &whole["DoResult"];
    assert_eq!(result["Name"], "n");
    assert_eq!(result["Things"][0]["Name"], "a");
    assert_eq!(result["Tags"], serde_json::json!([{"key": "k", "value": "v"}]));
    assert!(result.as_object().unwrap()["Flag"].is_null());
}
