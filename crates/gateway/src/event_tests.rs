use super::*;
use crate::api::Route;
use crate::route::Table;
use expect_test::{ExpectFile, expect_file};
use http::{HeaderValue, Method, Version};
use proptest::prelude::*;
use serde_json::Value;

fn api() -> Api {
    let route = |method: &str, path: &str| Route {
        method: method.into(),
        path: path.into(),
        function: "f".into(),
        asynchronous: false,
    };
    Api {
        id: "abcdefghij".into(),
        stage: "dev".into(),
        account: "000000000000".into(),
        region: "us-east-1".into(),
        routes: vec![route("GET", "/users/{id}"), route("ANY", "/{proxy+}")],
        preflights: Vec::new(),
        binary_media_types: vec!["image/*".into(), "application/zip".into()],
    }
}

fn request(method: &str, target: &str, headers: &[(&str, &str)], body: &'static [u8]) -> Request {
    let header = |(name, value): &(&str, &str)| {
        ((*name).to_owned(), HeaderValue::from_bytes(value.as_bytes()).unwrap())
    };
    Request {
        method: Method::from_bytes(method.as_bytes()).unwrap(),
        target: target.to_owned(),
        version: Version::HTTP_11,
        headers: headers.iter().map(header).collect(),
        body: bytes::Bytes::from_static(body),
        source: "127.0.0.1".parse().unwrap(),
        port: 3000,
    }
}

fn made(request: &Request) -> Value {
    let api = api();
    let table = Table::new(&api);
    let path = request.target.split('?').next().unwrap();
    let found = table.find(request.method.as_str(), path).unwrap();
    let circumstances = Circumstances {
        api: &api,
        deployment: "d3pl0y",
        request_id: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
        extended_request_id: "b7Y4sGZxIAMFn3w=",
        trace: "Root=1-5759e988-bd862e3fe1be46a994272793",
        now: Timestamp(1_795_359_000_123),
    };
    serde_json::from_slice(&event(request, &found, &circumstances)).unwrap()
}

fn check(request: &Request, expected: &ExpectFile) {
    expected.assert_eq(&serde_json::to_string_pretty(&made(request)).unwrap());
}

#[test]
fn a_get_with_everything() {
    let request = request(
        "GET",
        "/dev/users/a%40b?q=1&q=%E6%9D%8E&flag",
        &[
            ("Host", "api.example.com:3000"),
            ("User-Agent", "curl/8"),
            ("X-MiXeD", "1"),
            ("x-mixed", "2"),
            ("Connection", "keep-alive"),
            ("X-Forwarded-For", "10.1.1.1"),
            ("X-Forwarded-Proto", "gopher"),
        ],
        b"",
    );
    check(&request, &expect_file!["snapshots/event_get.json"]);
}

#[test]
fn a_post_with_a_body_and_nothing_else() {
    check(
        &request("POST", "//things//x/", &[], "{\"n\":\"李\"}".as_bytes()),
        &expect_file!["snapshots/event_post.json"],
    );
}

#[test]
fn bodies_reach_the_function_whole() {
    let cases: &[(&str, &'static [u8], &str, bool)] = &[
        ("text/plain", b"a\"\\\n", "a\"\\\n", false),
        ("text/plain", b"\xff\x00", "/wA=", true),
        ("image/png", b"text", "dGV4dA==", true),
        ("IMAGE/svg+xml; charset=utf-8", b"<svg/>", "PHN2Zy8+", true),
        ("application/zip", b"PK", "UEs=", true),
        ("application/zipper", b"PK", "PK", false),
        ("imagery/x", b"PK", "PK", false),
        ("", b"PK", "PK", false),
    ];
    for &(content_type, body, expected, encoded) in cases {
        let event = made(&request("POST", "/x", &[("content-type", content_type)], body));
        assert_eq!(event["body"], expected, "{content_type}");
        assert_eq!(event["isBase64Encoded"], encoded, "{content_type}");
    }
    let event = made(&request("POST", "/x", &[("content-type", "image/png")], b""));
    assert!(event["body"].is_null() && event["isBase64Encoded"] == false);
}

#[test]
fn every_type_is_binary_where_the_api_says_so() {
    assert!(is_binary("", &["*/*".into()]));
    assert!(is_binary("text/plain", &["*/*".into()]));
    assert!(!is_binary("text/plain", &[]));
}

#[test]
fn the_domain_prefix_is_a_label_or_nothing() {
    for (host, expected) in [
        ("abc.execute-api.us-east-1.amazonaws.com", Some("abc")),
        ("abc.localhost:3000", Some("abc")),
        ("localhost:3000", None),
        ("127.0.0.1:3000", None),
        ("[::1]:3000", None),
        ("", None),
    ] {
        assert_eq!(domain_prefix(host), expected, "{host}");
    }
}

#[test]
fn resource_ids_are_stable_and_differ() {
    assert_eq!(resource_id("a", "/x"), resource_id("a", "/x"));
    assert_ne!(resource_id("a", "/x"), resource_id("a", "/y"));
    let id = resource_id("abcdefghij", "/users/{id}");
    assert!(id.len() == 6 && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
}

proptest! {
    #[test]
    fn any_request_makes_an_event_that_is_json(
        path in "/[!-~]{0,40}",
        names in prop::collection::vec("[A-Za-z-]{1,8}", 0..6),
        value in prop::collection::vec(0x20u8..=0xff, 0..12),
        body in prop::collection::vec(any::<u8>(), 0..64),
    ) {
        prop_assume!(!value.contains(&0x7f) && !path.trim_matches('/').is_empty());
        let mut request = request("PUT", &path, &[], b"");
        for name in &names {
            request.headers.push((name.clone(), HeaderValue::from_bytes(&value).unwrap()));
        }
        request.body = body.clone().into();
        let plain = path.split('?').next().unwrap();
        prop_assume!(!plain.trim_matches('/').is_empty() && plain.trim_matches('/') != "dev");
        let event = made(&request);
        let text = event["body"].as_str().unwrap_or_default();
        let back = if event["isBase64Encoded"] == true {
            BASE64_STANDARD.decode(text).unwrap()
        } else {
            text.as_bytes().to_vec()
        };
        prop_assert_eq!(back, body);
        for name in names.iter().filter(|name| header::passes(name)) {
            let all = event["multiValueHeaders"].as_object().unwrap();
            let found = all.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            let sent = names.iter().filter(|other| other.eq_ignore_ascii_case(name)).count();
            prop_assert_eq!(found.unwrap().1.as_array().unwrap().len(), sent);
        }
    }
}
