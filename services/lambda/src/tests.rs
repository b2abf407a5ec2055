//! The operations as a client meets them: HTTP in, HTTP out, over an engine that records.

mod events;
mod mappings;
mod permissions;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use base::{FakeClock, SeededRandom, Timestamp};
use bytes::Bytes;
use kit::{
    BoxFuture, Context, Event, Fault, Invocation, Invoke, Outcome, Principal, Refused, Run, Version,
};
use serde_json::{Value, json};
use wire::{Request, protocol};

use crate::{FunctionSpec, Lambda, Place, state, undo};

mod versions;

/// Answers by the function's name, and keeps what it was asked.
#[derive(Default)]
struct FakeRun {
    asked: Mutex<Vec<(Arc<Version>, Invocation)>>,
    kept: Mutex<Vec<Event>>,
    published: Mutex<Vec<String>>,
    retired: Mutex<Vec<String>>,
    reserved: Mutex<Vec<(String, Option<u32>)>>,
    provisioned: Mutex<Vec<(String, u32)>>,
    /// Snapshots are being made.
    making: std::sync::atomic::AtomicBool,
    /// Provisioned instances that there are.
    ready: std::sync::atomic::AtomicU32,
}

impl Run for FakeRun {
    fn run(
        &self,
        version: Arc<Version>,
        invocation: Invocation,
    ) -> BoxFuture<'_, Result<Outcome, Refused>> {
        let tail = invocation.tail.then(|| b"START\n".to_vec());
        let fault = (version.function == "raises").then_some(Fault::Handler);
        let refused = match version.function.as_str() {
            "busy" => Some(Refused::Throttled { reason: "ConcurrentInvocationLimitExceeded" }),
            "broken" => Some(Refused::Unavailable { operator: "no interpreter".into() }),
            _ => None,
        };
        let payload = match invocation.payload.is_empty() {
            true => Bytes::from_static(b"{}"),
            false => invocation.payload.clone(),
        };
        let outcome = Outcome {
            request_id: invocation.request_id.clone(),
            payload,
            fault,
            log_tail: tail,
            executed_version: version.version.clone(),
        };
        self.asked.lock().unwrap().push((version, invocation));
        Box::pin(std::future::ready(refused.map_or(Ok(outcome), Err)))
    }

    fn enqueue(&self, event: Event) -> BoxFuture<'_, Result<(), Refused>> {
        let full = event.function == "busy";
        self.kept.lock().unwrap().push(event);
        Box::pin(std::future::ready(if full { Err(Refused::QueueFull) } else { Ok(()) }))
    }

    fn publish(&self, version: &Arc<Version>) {
        self.published.lock().unwrap().push(version.function.clone());
    }

    fn retire(&self, version: &Version) {
        self.retired.lock().unwrap().push(version.revision.clone());
    }

    fn reserve(&self, function: &str, places: Option<u32>) {
        self.reserved.lock().unwrap().push((function.to_owned(), places));
    }

    fn provision(&self, version: &Arc<Version>, instances: u32) {
        self.provisioned.lock().unwrap().push((version.version.clone(), instances));
    }

    fn snapshot(&self, _: &Version) -> kit::Snapshot {
        match self.making.load(std::sync::atomic::Ordering::Relaxed) {
            true => kit::Snapshot::Making,
            false => kit::Snapshot::None,
        }
    }

    fn provisioned(&self, _: &Version) -> kit::Provisioned {
        let allocated = self.ready.load(std::sync::atomic::Ordering::Relaxed);
        kit::Provisioned { allocated, failure: None }
    }
}

struct Bench {
    lambda: Arc<Lambda>,
    run: Arc<FakeRun>,
    store: store::Store,
    clock: Arc<FakeClock>,
}

fn place() -> Place {
    Place { account: "000000000000".into(), region: "us-east-1".into() }
}

fn spec(name: &str) -> FunctionSpec {
    FunctionSpec {
        name: name.into(),
        runtime: "python3.9".into(),
        handler: "m.h".into(),
        description: "d".into(),
        memory_mb: 512,
        timeout_s: 30,
        tmp_mb: 512,
        environment: BTreeMap::from([("A".into(), "1".into())]),
        role_arn: "arn:aws:iam::000000000000:role/r".into(),
        code: "/code".into(),
        code_digest: "00ff10".into(),
        code_bytes: 1234,
        architecture: "x86_64".into(),
        ..FunctionSpec::default()
    }
}

fn bench(names: &[&str]) -> Bench {
    let clock = Arc::new(FakeClock::at(1_769_903_999_123));
    let store = store::Store::ephemeral(store::Options {
        clock: Arc::clone(&clock) as _,
        random: Arc::new(SeededRandom::new(1)),
        ..store::Options::default()
    })
    .unwrap();
    let run = Arc::new(FakeRun::default());
    let lambda = Lambda::open(store.clone(), Arc::clone(&run) as _, place()).unwrap();
    lambda.deploy("stack", names.iter().map(|name| spec(name)).collect()).unwrap();
    Bench { lambda: Arc::new(lambda), run, store, clock }
}

type Answer = (u16, BTreeMap<String, String>, Vec<u8>);

/// Waits for what the store's threads do.
struct Parked(std::thread::Thread);

impl std::task::Wake for Parked {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let waker = Arc::new(Parked(std::thread::current())).into();
    let mut context = std::task::Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            std::task::Poll::Ready(value) => return value,
            std::task::Poll::Pending => std::thread::park(),
        }
    }
}

fn ask(bench: &Bench, method: &str, uri: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut request = http::Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = Request::from(request.body(Bytes::copy_from_slice(body)).unwrap());
    let service = crate::service(&bench.lambda);
    let result = protocol::route(service.model, &request).and_then(|operation| {
        let input = protocol::decode_input(service.model, operation, &request)?;
        wire::validate::check(service.model, &input)?;
        let bound =
            service.operations.iter().find(|bound| bound.operation.name == operation.name).unwrap();
        let context = Context {
            request_id: "request-1".into(),
            account: place().account,
            region: place().region,
            principal: Arc::new(Principal::root("000000000000")),
            now: Timestamp(0),
            client: kit::Client::default(),
        };
        let output = now((bound.run)(context, input))?;
        Ok(protocol::encode_output(service.model, operation, output, "request-1"))
    });
    let response = match result {
        Ok(response) => response,
        Err(error) => protocol::encode_error(service.model, &error, "request-1"),
    };
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    (response.status().as_u16(), headers, response.body().to_vec())
}

fn invoke(bench: &Bench, name: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let uri = format!("/2015-03-31/functions/{name}/invocations");
    ask(bench, "POST", &uri, headers, body)
}

fn json_of(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.2).unwrap()
}

#[test]
fn a_result_comes_back_as_it_is() {
    let bench = bench(&["f"]);
    let answer = invoke(&bench, "f", &[("x-amz-log-type", "Tail")], b" {\"a\": 1.0} ");
    assert_eq!((answer.0, &answer.2[..]), (200, &b" {\"a\": 1.0} "[..]));
    assert_eq!(answer.1["x-amz-executed-version"], "$LATEST");
    assert_eq!(answer.1["x-amz-log-result"], "U1RBUlQK");
    assert!(!answer.1.contains_key("x-amz-function-error"));
    let asked = bench.run.asked.lock().unwrap();
    assert_eq!(asked[0].1.request_id, "request-1");
    assert_eq!(asked[0].0.arn, "arn:aws:lambda:us-east-1:000000000000:function:f");
}

#[test]
fn a_fault_of_the_function_is_a_success_of_the_call() {
    let answer = invoke(&bench(&["raises"]), "raises", &[], b"1");
    assert_eq!((answer.0, answer.1["x-amz-function-error"].as_str()), (200, "Unhandled"));
}

#[test]
fn the_client_context_arrives_decoded() {
    let bench = bench(&["f"]);
    // {"custom":{"a":1}}
    let context = [("x-amz-client-context", "eyJjdXN0b20iOnsiYSI6MX19")];
    assert_eq!(invoke(&bench, "f", &context, b"").0, 200);
    let asked = bench.run.asked.lock().unwrap();
    assert_eq!(asked[0].1.client_context.as_deref(), Some(r#"{"custom":{"a":1}}"#));
}

#[test]
fn a_dry_run_runs_nothing() {
    let bench = bench(&["f"]);
    let answer = invoke(&bench, "f", &[("x-amz-invocation-type", "DryRun")], b"{}");
    assert_eq!((answer.0, answer.2.len()), (204, 0));
    assert!(bench.run.asked.lock().unwrap().is_empty());
}

/// A refused invocation: name and query, headers, body, status, code, message.
type Refusal<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [u8], u16, &'a str, &'a str);

const ARN: &str = "arn:aws:lambda:us-east-1:000000000000:function";
const LARGE: &[u8] = &[b' '; 6 * 1024 * 1024 + 1];
const LARGE_EVENT: &[u8] = &[b' '; 1024 * 1024 + 1];
const EVENT: &[(&str, &str)] = &[("x-amz-invocation-type", "Event")];
const NO_JSON: &[(&str, &str)] = &[("x-amz-client-context", "bm8=")];

const REFUSALS: &[Refusal<'_>] = &[
    ("g", &[], b"{}", 404, "ResourceNotFoundException", "Function not found: {arn}:g"),
    ("f?Qualifier=1", &[], b"", 404, "ResourceNotFoundException", "Function not found: {arn}:f:1"),
    ("f:prod", &[], b"{}", 404, "ResourceNotFoundException", "Function not found: {arn}:f:prod"),
    (
        "f",
        &[],
        b"{oops",
        400,
        "InvalidRequestContentException",
        "Could not parse request body into json: Could not parse payload into json: Unexpected \
         character ('o' (code 111)): was expecting double-quote to start field name\n at [Source: \
         (byte[])\"{oops\"; line: 1, column: 3]",
    ),
    (
        "f",
        &[],
        LARGE,
        413,
        "RequestEntityTooLargeException",
        "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
    ),
    ("busy", &[], b"{}", 429, "TooManyRequestsException", "Rate Exceeded."),
    (
        "broken",
        &[],
        b"{}",
        500,
        "ServiceException",
        "The function could not be run. The server's log says why.",
    ),
    (
        "f",
        EVENT,
        LARGE_EVENT,
        413,
        "RequestEntityTooLargeException",
        "1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)",
    ),
    (
        "busy",
        EVENT,
        b"{}",
        429,
        "TooManyRequestsException",
        "The queue of events is full: as many wait as are kept.",
    ),
    (
        "f",
        NO_JSON,
        b"{}",
        400,
        "InvalidRequestContentException",
        "Client context must be a valid Base64-encoded JSON object.",
    ),
];

#[test]
fn what_cannot_be_invoked_is_told_in_lambdas_words() {
    let bench = bench(&["f", "busy", "broken"]);
    for (name, headers, body, status, code, message) in REFUSALS {
        let (name, query) = name.split_once('?').unwrap_or((name, ""));
        let uri = format!("/2015-03-31/functions/{name}/invocations?{query}");
        let answer = ask(&bench, "POST", &uri, headers, body);
        let told = json_of(&answer);
        let text = told.get("Message").or(told.get("message")).and_then(Value::as_str);
        assert_eq!((answer.0, answer.1["x-amzn-errortype"].as_str()), (*status, *code), "{name}");
        assert_eq!(text, Some(message.replace("{arn}", ARN).as_str()));
    }
    let throttled = json_of(&invoke(&bench, "busy", &[], b"{}"));
    assert_eq!(throttled["Reason"], "ConcurrentInvocationLimitExceeded");
    assert_eq!(throttled["Type"], "User");
    let long = [("x-amz-client-context", "A".repeat(3584))];
    let long = long.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(invoke(&bench, "f", &long, b"{}").0, 400);
}

#[test]
fn every_name_of_a_function_leads_to_it() {
    let bench = bench(&["f"]);
    for name in [
        "f",
        "f:$LATEST",
        "f:%24LATEST",
        "000000000000:function:f",
        "arn:aws:lambda:us-east-1:000000000000:function:f",
        "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af%3A%24LATEST",
    ] {
        assert_eq!(invoke(&bench, name, &[], b"{}").0, 200, "{name}");
    }
}

#[test]
fn in_process_it_is_the_same() {
    let bench = bench(&["f", "busy"]);
    let ask = |name: &str, qualifier: Option<&str>| {
        now(bench.lambda.invoke(name, qualifier, Invocation::default()))
    };
    assert_eq!(ask("f", None).unwrap().executed_version, "$LATEST");
    assert_eq!(ask("f", Some("2")).unwrap_err().code, "ResourceNotFoundException");
    assert_eq!(ask("busy", None).unwrap_err().status, 429);
}

#[test]
fn a_configuration_is_shown_as_lambda_shows_it() {
    let bench = bench(&[]);
    let mut shown = spec("f");
    shown.reserved_concurrency = Some(3);
    shown.tags = BTreeMap::from([("team".into(), "red".into())]);
    bench.lambda.deploy("stack", vec![shown]).unwrap();
    let answer = json_of(&ask(&bench, "GET", "/2015-03-31/functions/f", &[], b""));
    assert_eq!(answer["Concurrency"], json!({"ReservedConcurrentExecutions": 3}));
    assert_eq!(answer["Tags"], json!({"team": "red"}));
    let mut configuration = answer["Configuration"].clone();
    let revision = configuration["RevisionId"].take();
    assert_eq!(revision.as_str().map(str::len), Some(36));
    assert_eq!(
        configuration,
        json!({
            "FunctionName": "f",
            "FunctionArn": "arn:aws:lambda:us-east-1:000000000000:function:f",
            "Runtime": "python3.9",
            "Role": "arn:aws:iam::000000000000:role/r",
            "Handler": "m.h",
            "CodeSize": 1234,
            "Description": "d",
            "Timeout": 30,
            "MemorySize": 512,
            "LastModified": "2026-01-31T23:59:59.123+0000",
            "CodeSha256": "AP8Q",
            "Version": "$LATEST",
            "Environment": {"Variables": {"A": "1"}},
            "TracingConfig": {"Mode": "PassThrough"},
            "RevisionId": null,
            "State": "Active",
            "LastUpdateStatus": "Successful",
            "PackageType": "Zip",
            "Architectures": ["x86_64"],
            "EphemeralStorage": {"Size": 512},
            "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"},
            "LoggingConfig": {"LogFormat": "Text", "LogGroup": "/aws/lambda/f"},
        })
    );
    let uri = "/2015-03-31/functions/f/configuration?Qualifier=$LATEST";
    let alone = json_of(&ask(&bench, "GET", uri, &[], b""));
    assert_eq!(alone["FunctionArn"], "arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST");
    let missing = ask(&bench, "GET", "/2015-03-31/functions/g/configuration", &[], b"");
    assert_eq!(missing.0, 404);
}

#[test]
fn functions_are_listed_by_pages() {
    let names: Vec<String> = (0..120).map(|number| format!("f{number:03}")).collect();
    let bench = bench(&names.iter().map(String::as_str).collect::<Vec<_>>());
    for (asked, pages) in [
        ("", vec![50, 50, 20]),
        ("MaxItems=100&", vec![50, 50, 20]),
        ("MaxItems=60&", vec![50, 50, 20]),
        ("MaxItems=40&", vec![40, 40, 40]),
    ] {
        let (mut found, mut sizes, mut marker) = (Vec::new(), Vec::new(), String::new());
        loop {
            let uri = format!("/2015-03-31/functions/?{asked}Marker={marker}");
            let page = json_of(&ask(&bench, "GET", &uri, &[], b""));
            let functions = page["Functions"].as_array().unwrap();
            sizes.push(functions.len());
            found.extend(functions.iter().map(|f| f["FunctionName"].as_str().unwrap().to_owned()));
            assert!(functions[0].get("State").is_none());
            match page.get("NextMarker").and_then(Value::as_str) {
                Some(next) => marker = next.to_owned(),
                None => break,
            }
        }
        assert_eq!((found, sizes), (names.clone(), pages), "{asked}");
    }
    let uri = "/2015-03-31/functions/?FunctionVersion=ALL&MaxItems=1";
    let page = json_of(&ask(&bench, "GET", uri, &[], b""));
    let arn = page["Functions"][0]["FunctionArn"].as_str().unwrap();
    assert!(arn.ends_with(":function:f000:$LATEST"), "{arn}");
    let bad = ask(&bench, "GET", "/2015-03-31/functions/?Marker=!!", &[], b"");
    assert_eq!(
        (bad.0, bad.1["x-amzn-errortype"].as_str()),
        (400, "InvalidParameterValueException")
    );
}

#[test]
fn a_deployment_changes_what_changed_and_nothing_else() {
    let bench = bench(&["a", "b", "c"]);
    let revision =
        |name: &str| bench.lambda.catalogue.find(name).unwrap().latest.row.revision.clone();
    let before = (revision("a"), revision("b"), revision("c"));
    bench.clock.advance(std::time::Duration::from_secs(1));
    let mut changed = spec("b");
    changed.memory_mb = 1024;
    bench.lambda.deploy("other", vec![spec("o")]).unwrap();
    let done = bench.lambda.deploy("stack", vec![spec("a"), changed, spec("d")]).unwrap();
    assert_eq!(done.unchanged, ["a"]);
    assert_eq!(done.updated, ["b"]);
    assert_eq!(done.created, ["d"]);
    assert_eq!(retire(&bench.lambda, &["a", "b", "d"]), ["c"]);
    assert_eq!(revision("a"), before.0);
    assert_ne!(revision("b"), before.1);
    assert_eq!(*bench.run.retired.lock().unwrap(), [before.1, before.2]);
    let names = |lambda: &Lambda| -> Vec<String> {
        lambda.functions().iter().map(|function| function.name().to_owned()).collect()
    };
    assert_eq!(names(&bench.lambda), ["a", "b", "d", "o"]);
    // Another start finds the same.
    let again = Lambda::open(bench.store.clone(), bench.run.clone() as _, place()).unwrap();
    assert_eq!(names(&again), ["a", "b", "d", "o"]);
    assert_eq!(again.catalogue.find("b").unwrap().latest.version().memory_mb, 1024);
    assert_eq!(again.deploy("stack", vec![spec("a")]).unwrap().unchanged, ["a"]);
    assert_eq!(retire(&again, &["a"]), ["b", "d"]);
    assert!(retire(&again, &["a"]).is_empty());
    let taken = again.deploy("stack", vec![spec("o")]).unwrap_err();
    assert!(taken.message.unwrap().contains("belongs to the stack other"));
}

/// Removes the functions that are not among these.
fn retire(lambda: &Lambda, names: &[&str]) -> Vec<String> {
    lambda.retire("stack", names.iter().map(|name| (*name).to_owned()).collect()).unwrap()
}

#[test]
fn what_lambda_would_not_take_is_not_deployed() {
    let bench = bench(&["kept"]);
    type Change = fn(&mut FunctionSpec);
    let changes: &[(Change, &str)] = &[
        (|spec| spec.memory_mb = 127, "MemorySize is 127, not 128 to 10240 MB."),
        (|spec| spec.timeout_s = 901, "Timeout is 901, not 1 to 900 s."),
        (|spec| spec.tmp_mb = 511, "EphemeralStorage is 511, not 512 to 10240 MB."),
        (|spec| spec.handler.clear(), "a handler has 1 to 128 characters and no spaces."),
        (|spec| spec.name = "a b".into(), "a name has 1 to 64 letters"),
        (
            |spec| drop(spec.environment.insert("AWS_REGION".into(), "x".into())),
            "Reserved keys used in this request: AWS_REGION",
        ),
        (
            |spec| drop(spec.environment.insert("X".into(), "x".repeat(4096))),
            "exceeded the 4KB limit",
        ),
    ];
    for (change, message) in changes {
        let mut bad = spec("bad");
        change(&mut bad);
        let error = bench.lambda.deploy("stack", vec![spec("good"), bad]).unwrap_err();
        assert_eq!(error.code, "InvalidParameterValueException");
        assert!(error.message.as_deref().unwrap().contains(message), "{error}");
    }
    assert_eq!(bench.lambda.functions().len(), 1);
}

#[test]
fn the_permission_is_on_what_was_named() {
    let bench = bench(&["f"]);
    for (name, qualifier, resource) in [
        ("f", None, ":function:f"),
        ("f:1", None, ":function:f:1"),
        ("f", Some("$LATEST"), ":function:f:$LATEST"),
        ("arn:aws:lambda:us-east-1:000000000000:function:f", None, ":function:f"),
    ] {
        let needed = bench.lambda.resource(name, qualifier);
        assert_eq!(needed, format!("arn:aws:lambda:us-east-1:000000000000{resource}"));
    }
}
