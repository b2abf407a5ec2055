use super::*;
use proptest::prelude::*;

fn read(text: &str) -> Result<Reply, String> {
    parse(&Bytes::copy_from_slice(text.as_bytes()))
}

/// `status [name=value ...] body`, or why not.
fn told(text: &str) -> String {
    match read(text) {
        Err(problem) => format!("! {problem}"),
        Ok(reply) => {
            let headers: Vec<String> =
                reply.headers.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let body = String::from_utf8_lossy(&reply.body).into_owned();
            format!("{} [{}] {body}", reply.status, headers.join(", "))
        }
    }
}

#[test]
fn good_replies_are_read() {
    let cases = [
        (r#"{"statusCode":200}"#, "200 [] "),
        (r#"{"statusCode":"201"}"#, "201 [] "),
        (r#"{"statusCode":204.0}"#, "204 [] "),
        (r#"{"headers":{"a":"b"}}"#, "200 [a=b] "),
        (r#"{"statusCode":200,"headers":null,"body":null}"#, "200 [] "),
        (r#"{"statusCode":200,"body":"plain"}"#, "200 [] plain"),
        (r#"{"body":"{\"a\":\"\u674e\\n\"}"}"#, r#"200 [] {"a":"李\n"}"#),
        (r#"{"body":"aGk=","isBase64Encoded":true}"#, "200 [] hi"),
        (r#"{"isBase64Encoded":true,"body":"aGk="}"#, "200 [] hi"),
        (r#"{"body":"aGk=","isBase64Encoded":false}"#, "200 [] aGk="),
        (r#"{"headers":{"t":true,"n":3600,"f":1.5,"z":null}}"#, "200 [t=true, n=3600, f=1.5] "),
        (r#"{"multiValueHeaders":{"m":["1","2"]}}"#, "200 [m=1, m=2] "),
        // Both forms of the same name: the list first, then the single value.
        (
            r#"{"headers":{"m":"solo"},"multiValueHeaders":{"M":["multi"]}}"#,
            "200 [M=multi, m=solo] ",
        ),
        (
            r#"{"headers":{"m":"same","n":"1"},"multiValueHeaders":{"m":["same","x"]}}"#,
            "200 [m=same, m=x, n=1] ",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_proxy_response_is_malformed() {
    let cases = [
        ("", "EOF"),
        ("null", "expected an object with statusCode"),
        ("\"text\"", "expected an object with statusCode"),
        ("[1]", "expected an object with statusCode"),
        ("{", "EOF"),
        (r#"{"statusCode":200} x"#, "trailing characters"),
        (r#"{"statusCode":"teapot"}"#, "is not between 200 and 599"),
        (r#"{"statusCode":101}"#, "is not between 200 and 599"),
        (r#"{"statusCode":0}"#, "is not between 200 and 599"),
        (r#"{"statusCode":1e9}"#, "is not between 200 and 599"),
        (r#"{"statusCode":{}}"#, "expected a string, a number"),
        (r#"{"statusCode":200,"wrongValue":{"a":[1]}}"#, "\"wrongValue\" is not a member"),
        (r#"{"message":"hi"}"#, "\"message\" is not a member"),
        (r#"{"body":{"a":1}}"#, "expected a body that is a string"),
        (r#"{"body":5}"#, "expected a body that is a string"),
        (r#"{"headers":[]}"#, "expected an object of headers"),
        (r#"{"headers":{"a":["b"]}}"#, "expected a string, a number"),
        (r#"{"multiValueHeaders":{"a":"b"}}"#, "expected an array of header values"),
        (r#"{"isBase64Encoded":"perhaps"}"#, "isBase64Encoded is no boolean"),
        (r#"{"isBase64Encoded":true,"body":"%"}"#, "isBase64Encoded is true, but the body is not"),
    ];
    for (text, expected) in cases {
        let told = told(text);
        assert!(told.starts_with("! ") && told.contains(expected), "{text}: {told}");
    }
}

#[test]
fn a_body_without_escapes_is_not_copied() {
    let payload = Bytes::from_static(br#"{"statusCode":200,"body":"no escapes here"}"#);
    let reply = parse(&payload).unwrap();
    let within = payload.as_ptr_range();
    assert!(within.contains(&reply.body.as_ptr()));
}

proptest! {
    #[test]
    fn whatever_the_body_is_it_comes_out_as_it_was(body in "\\PC*|[\\x00-\\x7f]*") {
        let text = serde_json::json!({ "statusCode": 200, "body": body }).to_string();
        prop_assert_eq!(read(&text).unwrap().body, body.as_bytes());
    }

    #[test]
    fn no_payload_panics(payload in "[\\[\\]{}\":,a-z0-9 ]{0,64}") {
        let _ = read(&payload);
    }
}
