use super::*;
use kit::Fault;

fn outcome(payload: &str, fault: Option<Fault>) -> Outcome {
    Outcome {
        request_id: "8a5b".into(),
        payload: Bytes::copy_from_slice(payload.as_bytes()),
        fault,
        log_tail: None,
        executed_version: "$LATEST".into(),
    }
}

fn refused(payload: &str, fault: Option<Fault>) -> Failure {
    function(&outcome(payload, fault)).unwrap_err()
}

#[test]
fn the_functions_answer_is_passed_on() {
    let payload = r#"{"statusCode":418,"headers":{"Content-Type":"text/plain","X-One":"1",
        "Content-Length":"9999","Transfer-Encoding":"chunked","Keep-Alive":"x"},
        "multiValueHeaders":{"Set-Cookie":["a=1","b=2"]},"body":"short and stout"}"#;
    let response = function(&outcome(payload, None)).unwrap();
    assert_eq!(response.status(), 418);
    assert_eq!(response.body(), "short and stout");
    let headers = response.headers();
    assert_eq!(headers["content-type"], "text/plain");
    assert_eq!(headers["x-one"], "1");
    assert_eq!(headers["x-amzn-remapped-content-length"], "9999");
    assert_eq!(headers["x-amzn-remapped-transfer-encoding"], "chunked");
    for absent in ["content-length", "transfer-encoding", "keep-alive"] {
        assert!(!headers.contains_key(absent), "{absent}");
    }
    let cookies: Vec<_> = headers.get_all("set-cookie").iter().collect();
    assert_eq!(cookies, ["a=1", "b=2"]);
}

#[test]
fn json_is_what_it_is_unless_said_otherwise() {
    let response = function(&outcome(r#"{"statusCode":200}"#, None)).unwrap();
    assert_eq!(response.headers()["content-type"], "application/json");
}

#[test]
fn a_status_without_a_body_has_none() {
    let response = function(&outcome(r#"{"statusCode":204,"body":"x"}"#, None)).unwrap();
    assert!(response.body().is_empty());
}

#[test]
fn headers_cannot_split_an_answer() {
    for payload in [
        r#"{"headers":{"a":"b\r\nSet-Cookie: x"}}"#,
        r#"{"headers":{"a\r\nb":"c"}}"#,
        r#"{"headers":{"a":"b\u0000"}}"#,
        r#"{"headers":{"":"b"}}"#,
        r#"{"headers":{"sp ace":"b"}}"#,
        r#"{"multiValueHeaders":{"a":["x","y\nz"]}}"#,
    ] {
        let failure = refused(payload, None);
        assert_eq!(failure.status, 502, "{payload}");
        assert!(failure.reason.contains("Malformed Lambda proxy response"), "{}", failure.reason);
    }
}

#[test]
fn a_fault_of_the_function_is_a_bad_gateway() {
    let error = r#"{"errorMessage":"boom","errorType":"RuntimeError"}"#;
    for fault in [Fault::Handler, Fault::TimedOut, Fault::Died, Fault::TooLarge] {
        let failure = refused(error, Some(fault));
        assert_eq!(failure.status, 502);
        assert_eq!(failure.message, "Internal server error");
        let expected = "customer function error: {\"errorMessage\":\"boom\"";
        assert!(failure.reason.contains(expected), "{}", failure.reason);
    }
}

#[test]
fn a_malformed_answer_is_a_bad_gateway() {
    for payload in ["\"text\"", "null", r#"{"message":"hi"}"#] {
        let failure = refused(payload, None);
        let expected = "Execution failed due to configuration error: Malformed Lambda proxy \
                        response";
        assert!(failure.reason.starts_with(expected), "{}", failure.reason);
        let response = super::failure(&failure);
        assert_eq!(response.status(), 502);
        assert_eq!(response.body(), r#"{"message": "Internal server error"}"#);
        assert_eq!(response.headers()["x-amzn-errortype"], "InternalServerErrorException");
    }
}

#[test]
fn lambdas_refusals_have_their_status() {
    let mut error = wire::Error::client("TooManyRequestsException", "Rate Exceeded.");
    error.status = 429;
    let failure = Failure::not_invoked(&error);
    assert_eq!(failure.status, 500);
    let expected = "Lambda invocation failed with status: 429; TooManyRequestsException; Rate";
    assert!(failure.reason.starts_with(expected), "{}", failure.reason);

    error.code = "RequestTooLargeException".into();
    error.status = 413;
    assert_eq!(Failure::not_invoked(&error).status, 413);
}
