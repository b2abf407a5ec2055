//! Requests through the whole gateway, in front of functions that do as the test says.

#![allow(clippy::unwrap_used)]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base::{FakeClock, SeededRandom};
use bytes::Bytes;
use gateway::{Api, Gateway, Limits, Preflight, Request, Response, Route};
use http::{HeaderValue, Method, Version};
use kit::{BoxFuture, Fault, Invocation, Invoke, Outcome, Target};
use serde_json::Value;
use tokio::sync::{mpsc, oneshot};

type Answer = Result<Outcome, wire::Error>;

/// Answers with what was put in, and keeps what it was asked.
#[derive(Default)]
struct Script {
    answers: Mutex<VecDeque<Answer>>,
    asked: Mutex<Vec<(String, Invocation)>>,
    kept: Mutex<Vec<(String, Invocation)>>,
}

impl Invoke for Script {
    fn invoke<'a>(
        &'a self,
        function: &'a str,
        qualifier: Option<&'a str>,
        invocation: Invocation,
    ) -> BoxFuture<'a, Answer> {
        assert_eq!(qualifier, None);
        self.asked.lock().unwrap().push((function.to_owned(), invocation));
        let answer = self.answers.lock().unwrap().pop_front();
        Box::pin(async move { answer.unwrap_or_else(|| Ok(outcome("{}", None))) })
    }

    fn enqueue<'a>(
        &'a self,
        function: &'a str,
        _: Option<&'a str>,
        event: Invocation,
    ) -> BoxFuture<'a, Result<(), wire::Error>> {
        self.kept.lock().unwrap().push((function.to_owned(), event));
        let answer = self.answers.lock().unwrap().pop_front();
        Box::pin(async move { answer.map_or(Ok(()), |answer| answer.map(drop)) })
    }

    fn target(&self, _: &str, _: Option<&str>) -> Result<Target, wire::Error> {
        panic!("a gateway does not ask")
    }
}

/// Finishes when it is told to, and says that it did.
struct Slow {
    go: Mutex<Option<oneshot::Receiver<()>>>,
    done: mpsc::UnboundedSender<()>,
}

impl Invoke for Slow {
    fn invoke<'a>(
        &'a self,
        _: &'a str,
        _: Option<&'a str>,
        _: Invocation,
    ) -> BoxFuture<'a, Answer> {
        let go = self.go.lock().unwrap().take();
        Box::pin(async move {
            go.unwrap().await.unwrap();
            self.done.send(()).unwrap();
            Ok(outcome("{}", None))
        })
    }

    fn enqueue<'a>(
        &'a self,
        _: &'a str,
        _: Option<&'a str>,
        _: Invocation,
    ) -> BoxFuture<'a, Result<(), wire::Error>> {
        panic!("no event was asked for")
    }

    fn target(&self, _: &str, _: Option<&str>) -> Result<Target, wire::Error> {
        panic!("a gateway does not ask")
    }
}

fn outcome(payload: &str, fault: Option<Fault>) -> Outcome {
    Outcome {
        request_id: "r".into(),
        payload: Bytes::copy_from_slice(payload.as_bytes()),
        fault,
        log_tail: None,
        executed_version: "$LATEST".into(),
    }
}

fn api() -> Api {
    let route = |method: &str, path: &str, asynchronous| Route {
        method: method.into(),
        path: path.into(),
        function: "app-dev-f".into(),
        asynchronous,
    };
    Api {
        id: "abcdefghij".into(),
        stage: "dev".into(),
        account: "000000000000".into(),
        region: "us-east-1".into(),
        routes: vec![
            route("GET", "users/{id}", false),
            route("POST", "users", false),
            route("POST", "later", true),
        ],
        preflights: vec![Preflight {
            path: "/users".into(),
            methods: vec!["OPTIONS".into(), "POST".into()],
            origins: vec!["*".into()],
            headers: vec!["Content-Type".into(), "Authorization".into()],
            credentials: false,
            max_age_s: None,
            cache_control: None,
        }],
        binary_media_types: Vec::new(),
    }
}

fn gateway(invoke: Arc<dyn Invoke>, limits: Limits) -> Gateway {
    let clock = Arc::new(FakeClock::at(1_795_359_000_123));
    Gateway::new(invoke, clock, Arc::new(SeededRandom::new(1)), limits)
}

fn request(method: &str, target: &str) -> Request {
    Request {
        method: Method::from_bytes(method.as_bytes()).unwrap(),
        target: target.into(),
        version: Version::HTTP_11,
        headers: vec![("Host".into(), HeaderValue::from_static("localhost:3000"))],
        body: Bytes::new(),
        source: "127.0.0.1".parse().unwrap(),
        port: 3000,
    }
}

fn run<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(future)
}

/// One request to a function that gives `answer`.
fn ask(request: Request, answer: Answer) -> (Response, Vec<(String, Invocation)>) {
    let script = Arc::new(Script::default());
    script.answers.lock().unwrap().push_back(answer);
    let gateway = gateway(Arc::clone(&script) as Arc<dyn Invoke>, Limits::default());
    gateway.replace(api());
    let response = run(gateway.handle(request));
    let asked = std::mem::take(&mut *script.asked.lock().unwrap());
    (response, asked)
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[test]
fn a_function_is_asked_and_its_answer_passed_on() {
    let payload = r#"{"statusCode":201,"headers":{"X-A":"b"},"body":"{\"ok\":true}"}"#;
    let (response, asked) = ask(request("GET", "/dev/users/7?a=1"), Ok(outcome(payload, None)));
    assert_eq!(response.status(), 201);
    assert_eq!(response.body(), r#"{"ok":true}"#);
    assert_eq!(header(&response, "content-type"), "application/json");
    assert_eq!(header(&response, "x-a"), "b");

    let (function, invocation) = &asked[0];
    assert_eq!(function, "app-dev-f");
    let event: Value = serde_json::from_slice(&invocation.payload).unwrap();
    assert_eq!(event["path"], "/users/7");
    assert_eq!(event["pathParameters"]["id"], "7");
    assert_eq!(event["requestContext"]["path"], "/dev/users/7");
    assert_eq!(event["requestContext"]["requestId"], header(&response, "x-amzn-requestid"));
    assert_eq!(event["requestContext"]["extendedRequestId"], header(&response, "x-amz-apigw-id"));
    let trace = invocation.trace_id.as_deref().unwrap();
    assert_eq!(header(&response, "x-amzn-trace-id"), trace);
    let root = event["headers"]["X-Amzn-Trace-Id"].as_str().unwrap();
    assert!(trace.starts_with(&format!("{root};Parent=")), "{trace} {root}");
}

#[test]
fn an_unknown_route_is_forbidden_and_asks_nobody() {
    for target in ["/nowhere", "/users/7/", "/"] {
        let method = if target == "/users/7/" { "PATCH" } else { "GET" };
        let (response, asked) = ask(request(method, target), Ok(outcome("{}", None)));
        assert_eq!(response.status(), 403, "{target}");
        assert_eq!(response.body(), r#"{"message":"Missing Authentication Token"}"#);
        let kind = header(&response, "x-amzn-errortype");
        assert_eq!(kind, "MissingAuthenticationTokenException");
        assert_eq!(header(&response, "x-amzn-requestid").len(), 36);
        assert!(asked.is_empty());
    }
}

#[test]
fn without_an_api_every_route_is_unknown() {
    let gateway = gateway(Arc::new(Script::default()), Limits::default());
    assert_eq!(run(gateway.handle(request("GET", "/users/7"))).status(), 403);
}

#[test]
fn another_api_takes_the_place_of_the_first() {
    let gateway = gateway(Arc::new(Script::default()), Limits::default());
    gateway.replace(api());
    assert_eq!(run(gateway.handle(request("GET", "/users/7"))).status(), 200);
    gateway.replace(Api { routes: Vec::new(), ..api() });
    assert_eq!(run(gateway.handle(request("GET", "/users/7"))).status(), 403);
}

#[test]
fn what_goes_wrong_has_the_gateways_form() {
    let throttled = || {
        let mut error = wire::Error::client("TooManyRequestsException", "Rate Exceeded.");
        error.status = 429;
        error
    };
    let cases: Vec<(Answer, u16)> = vec![
        (Ok(outcome(r#"{"errorMessage":"x"}"#, Some(Fault::Handler))), 502),
        (Ok(outcome(r#"{"errorMessage":"x"}"#, Some(Fault::TimedOut))), 502),
        (Ok(outcome(r#""text""#, None)), 502),
        (Ok(outcome(r#"{"hello":"world"}"#, None)), 502),
        (Err(throttled()), 500),
        (Err(wire::Error::internal("no sandbox")), 500),
    ];
    for (answer, status) in cases {
        let told = format!("{answer:?}");
        let (response, _) = ask(request("GET", "/users/7"), answer);
        assert_eq!(response.status(), status, "{told}");
        assert_eq!(response.body(), r#"{"message": "Internal server error"}"#, "{told}");
        assert_eq!(header(&response, "x-amzn-trace-id"), "", "{told}");
        let kind = header(&response, "x-amzn-errortype");
        assert_eq!(kind, "InternalServerErrorException", "{told}");
    }
}

#[test]
fn a_preflight_is_answered_without_a_function() {
    let (response, asked) = ask(request("OPTIONS", "/dev/users"), Ok(outcome("{}", None)));
    assert!(asked.is_empty());
    assert_eq!(response.status(), 200);
    assert!(response.body().is_empty());
    assert_eq!(header(&response, "access-control-allow-origin"), "*");
    assert_eq!(header(&response, "access-control-allow-methods"), "OPTIONS,POST");
    assert_eq!(header(&response, "access-control-allow-headers"), "Content-Type,Authorization");
}

#[test]
fn too_large_a_request_is_refused() {
    let mut body = request("POST", "/users");
    body.body = Bytes::from(vec![b'x'; 10 * 1024 * 1024 + 1]);
    let (response, asked) = ask(body, Ok(outcome("{}", None)));
    assert_eq!(response.status(), 413);
    assert_eq!(response.body(), r#"{"message":"Request Too Long"}"#);
    assert!(asked.is_empty());

    let mut head = request("POST", "/users");
    head.headers.push(("Cookie".into(), HeaderValue::try_from("x".repeat(10_240)).unwrap()));
    let (response, asked) = ask(head, Ok(outcome("{}", None)));
    assert_eq!(response.status(), 431);
    assert!(asked.is_empty());
}

#[test]
fn a_function_beyond_the_time_out_is_left_to_finish() {
    let (go, wait) = oneshot::channel();
    let (done, mut finished) = mpsc::unbounded_channel();
    let slow = Slow { go: Mutex::new(Some(wait)), done };
    let limits = Limits { integration_timeout: Duration::ZERO, ..Limits::default() };
    let gateway = gateway(Arc::new(slow), limits);
    gateway.replace(api());
    run(async {
        let response = gateway.handle(request("GET", "/users/7")).await;
        assert_eq!(response.status(), 504);
        assert_eq!(response.body(), r#"{"message": "Endpoint request timed out"}"#);
        go.send(()).unwrap();
        finished.recv().await.unwrap();
    });
}

#[test]
fn an_asynchronous_route_keeps_an_event_and_says_nothing() {
    let script = Arc::new(Script::default());
    let gateway = gateway(Arc::clone(&script) as _, Limits::default());
    gateway.replace(api());
    run(async {
        let response = gateway.handle(request("POST", "/later")).await;
        assert_eq!(response.status(), 200);
        assert!(response.body().is_empty());
        let kept = script.kept.lock().unwrap();
        let [(function, event)] = &kept[..] else { panic!("{kept:?}") };
        assert_eq!(function, "app-dev-f");
        assert_eq!(event.request_id.len(), 36);
        assert!(event.payload.starts_with(b"{") && event.trace_id.is_some());
        assert!(script.asked.lock().unwrap().is_empty());
    });
}

#[test]
fn an_event_that_is_not_kept_is_not_accepted() {
    let script = Arc::new(Script::default());
    let full = wire::Error::client("TooManyRequestsException", "full").with_status(429);
    script.answers.lock().unwrap().push_back(Err(full));
    let gateway = gateway(Arc::clone(&script) as _, Limits::default());
    gateway.replace(api());
    run(async {
        assert!(gateway.handle(request("POST", "/later")).await.status().is_server_error());
    });
}
