//! Event source mappings as a client meets them, over a source and a runner that are told what to
//! say.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use base::Arn;
use kit::{Described, End, Leased, Lost, Mapping, Role, Roles, Source, Standing, Triggers, Wish};

use super::*;
use crate::Triggering;

const URI: &str = "/2015-03-31/event-source-mappings";
const QUEUE: &str = "arn:aws:sqs:us-east-1:000000000000:q";
const FIFO: &str = "arn:aws:sqs:us-east-1:000000000000:q.fifo";

/// Queues by their names, all with a visibility timeout of 30 s.
struct Queues;

impl Source for Queues {
    fn service(&self) -> &'static str {
        "sqs"
    }

    fn actions(&self) -> &'static [&'static str] {
        &["sqs:ReceiveMessage", "sqs:DeleteMessage"]
    }

    fn data_key(&self) -> &'static str {
        "body"
    }

    fn describe(&self, arn: &Arn) -> Result<Option<Described>, store::Error> {
        let ordered = arn.resource.ends_with(".fifo");
        let described = Described { ordered, lease: Duration::from_secs(30), policy: None };
        Ok((arn.resource != "missing").then_some(described))
    }

    fn wait<'a>(&'a self, _: &'a Arn) -> BoxFuture<'a, Result<(), Lost>> {
        Box::pin(std::future::pending())
    }

    fn lease<'a>(&'a self, _: &'a Arn, _: Wish) -> BoxFuture<'a, Result<Vec<Leased>, Lost>> {
        Box::pin(std::future::ready(Ok(Vec::new())))
    }

    fn settle(
        &self,
        _: &mut store::WriteTx,
        _: &Arn,
        _: &[(String, End)],
    ) -> Result<(), store::Error> {
        Ok(())
    }
}

/// One role for all, which may do what its document says.
struct OneRole(Mutex<String>);

impl Roles for OneRole {
    fn role(&self, arn: &str) -> Result<Option<Arc<Role>>, wire::Error> {
        let read = |text: &str| policy::Policy::parse(text, policy::Kind::Identity).unwrap();
        let document = self.0.lock().unwrap().clone();
        Ok(Some(Arc::new(Role {
            account: "000000000000".into(),
            name: "r".into(),
            path: "/".into(),
            arn: arn.into(),
            id: "AROA".into(),
            session_s_max: 3600,
            trust: read(ALL),
            policies: [Arc::new(read(&document))].into(),
            boundary: None,
            tags: Vec::new(),
        })))
    }
}

const ALL: &str = r#"{"Version": "2012-10-17", "Statement":
    {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}}"#;
const NO_DELETE: &str = r#"{"Version": "2012-10-17", "Statement":
    {"Effect": "Allow", "Action": "sqs:ReceiveMessage", "Resource": "*"}}"#;

#[derive(Default)]
struct Runner {
    told: Mutex<HashMap<String, Arc<Mapping>>>,
    /// Everything is still under way.
    busy: AtomicBool,
}

impl Triggers for Runner {
    fn set(&self, mapping: Arc<Mapping>) {
        self.told.lock().unwrap().insert(mapping.id.clone(), mapping);
    }

    fn end(&self, id: &str) -> BoxFuture<'static, ()> {
        self.told.lock().unwrap().remove(id);
        Box::pin(std::future::ready(()))
    }

    fn standing(&self, _: &str) -> Standing {
        Standing { settled: !self.busy.load(Ordering::Relaxed), result: None }
    }
}

struct Mapped {
    bench: Bench,
    runner: Arc<Runner>,
    role: Arc<OneRole>,
    tasks: tokio::runtime::Runtime,
}

fn mapped(names: &[&str]) -> Mapped {
    let bench = bench(names);
    let runner = Arc::new(Runner::default());
    let role = Arc::new(OneRole(Mutex::new(ALL.into())));
    wire(&bench.lambda, &runner, &role);
    let tasks = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_time()
        .build()
        .unwrap();
    Mapped { bench, runner, role, tasks }
}

fn wire(lambda: &Lambda, runner: &Arc<Runner>, role: &Arc<OneRole>) {
    let triggers: Arc<dyn Triggers> = Arc::clone(runner) as _;
    lambda.wire(Triggering {
        sources: vec![Arc::new(Queues)],
        roles: Arc::clone(role) as _,
        triggers: Arc::downgrade(&triggers),
    });
}

impl Mapped {
    fn ask(&self, method: &str, uri: &str, body: &Value) -> (u16, Value) {
        let _tasks = self.tasks.enter();
        let text = match body {
            Value::Null => Vec::new(),
            body => body.to_string().into_bytes(),
        };
        let (status, _, body) = ask(&self.bench, method, uri, &[], &text);
        (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }

    fn create(&self, more: &Value) -> (u16, Value) {
        let mut body = json!({"FunctionName": "f", "EventSourceArn": QUEUE});
        for (name, value) in more.as_object().unwrap() {
            body[name] = value.clone();
        }
        self.ask("POST", URI, &body)
    }

    fn made(&self, more: &Value) -> String {
        let (status, made) = self.create(more);
        assert_eq!(status, 202, "{made}");
        made["UUID"].as_str().unwrap().to_owned()
    }
}

#[test]
fn a_mapping_is_made_shown_changed_and_deleted() {
    let mapped = mapped(&["f", "g"]);
    let (status, made) = mapped.create(&json!({"Tags": {"a": "b"}}));
    let id = made["UUID"].as_str().unwrap();
    let expected = json!({
        "UUID": id,
        "EventSourceMappingArn":
            format!("arn:aws:lambda:us-east-1:000000000000:event-source-mapping:{id}"),
        "EventSourceArn": QUEUE,
        "FunctionArn": format!("{ARN}:f"),
        "BatchSize": 10,
        "MaximumBatchingWindowInSeconds": 0,
        "FunctionResponseTypes": [],
        "LastModified": 1_769_903_999.123,
        "State": "Creating",
        "StateTransitionReason": "USER_INITIATED",
    });
    assert_eq!((status, &made), (202, &expected));
    let one = format!("{URI}/{id}");
    let (status, shown) = mapped.ask("GET", &one, &Value::Null);
    assert_eq!((status, &shown["State"]), (200, &json!("Enabled")));
    assert!(mapped.runner.told.lock().unwrap()[id].enabled);

    let change = json!({
        "FunctionName": "g", "BatchSize": 100, "MaximumBatchingWindowInSeconds": 5,
        "FilterCriteria": {"Filters": [{"Pattern": "{\"body\": [\"x\"]}"}]},
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "ScalingConfig": {"MaximumConcurrency": 2},
    });
    mapped.bench.clock.advance(Duration::from_secs(1));
    let (status, shown) = mapped.ask("PUT", &one, &change);
    assert_eq!((status, &shown["State"]), (202, &json!("Updating")));
    assert_eq!(shown["LastModified"], 1_769_904_000.123);
    let told = Arc::clone(&mapped.runner.told.lock().unwrap()[id]);
    assert_eq!((&*told.function, told.batch_items_max), ("g", 100));
    assert_eq!((told.window.as_secs(), told.filters.len()), (5, 1));
    assert_eq!((told.partial_failures, told.concurrency_max), (true, Some(2)));
    let (_, shown) = mapped.ask("PUT", &one, &json!({"Enabled": false}));
    assert_eq!(shown["State"], "Disabling");
    assert_eq!(shown["ScalingConfig"], json!({"MaximumConcurrency": 2}));
    assert_eq!(mapped.ask("GET", &one, &Value::Null).1["State"], "Disabled");
    let none = json!({"Enabled": true, "FilterCriteria": {}, "ScalingConfig": {},
        "FunctionResponseTypes": []});
    let (_, shown) = mapped.ask("PUT", &one, &none);
    assert_eq!(shown["State"], "Enabling");
    assert_eq!((shown.get("FilterCriteria"), shown.get("ScalingConfig")), (None, None));

    let (status, shown) = mapped.ask("DELETE", &one, &Value::Null);
    assert_eq!((status, &shown["State"]), (202, &json!("Deleting")));
    while mapped.ask("GET", &one, &Value::Null).0 != 404 {
        std::thread::yield_now();
    }
    for (method, body) in [("GET", json!(null)), ("PUT", json!({})), ("DELETE", json!(null))] {
        let (status, error) = mapped.ask(method, &one, &body);
        assert_eq!(
            (status, &error["Message"]),
            (404, &json!("The resource you requested does not exist.")),
            "{method}"
        );
    }
}

#[test]
fn what_cannot_be_is_refused_in_lambdas_words() {
    let mapped = mapped(&["f"]);
    let slow = FunctionSpec { timeout_s: 31, ..spec("slow") };
    mapped.bench.lambda.deploy("other", vec![slow]).unwrap();
    for (more, message) in [
        (json!({"EventSourceArn": null}), "Unrecognized event source."),
        (
            json!({"EventSourceArn": "arn:aws:kinesis:us-east-1:000000000000:stream/s"}),
            "Unrecognized event source.",
        ),
        (json!({"FunctionName": "nobody"}), "Function does not exist"),
        (json!({"FunctionName": "f:nobody"}), "Function does not exist"),
        (
            json!({"BatchSize": 11}),
            "Maximum batch window in seconds must be greater than 0 if \
            maximum batch size is greater than 10",
        ),
        (
            json!({"EventSourceArn": FIFO, "MaximumBatchingWindowInSeconds": 1}),
            "Batching window is not supported for FIFO queues",
        ),
        (
            json!({"FilterCriteria": {"Filters": [{"Pattern": "null"}]}}),
            "Invalid filter pattern definition.",
        ),
        (
            json!({"FilterCriteria": {"Filters": [{"Pattern": "{\"eventSource\": \"aws:sqs\"}"}]}}),
            "Invalid filter pattern definition.",
        ),
        (json!({"FilterCriteria": {"Filters": [{}]}}), "Invalid filter pattern definition."),
        (
            json!({"EventSourceArn": "arn:aws:sqs:us-east-1:000000000000:missing"}),
            "Error occurred while ReceiveMessage. SQS Error Code: \
             AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does \
             not exist.",
        ),
        (
            json!({"FunctionName": "slow"}),
            "Queue visibility timeout: 30 seconds is less than \
            Function timeout: 31 seconds",
        ),
        (
            json!({"StartingPosition": "LATEST"}),
            "Unsupported StartingPosition parameter for given event source mapping type.",
        ),
        (
            json!({"BatchSize": 10_001}),
            "1 validation error detected: Value '10001' at 'batchSize' \
            failed to satisfy constraint: Member must have value less than or equal to 10000",
        ),
        (
            json!({"ScalingConfig": {"MaximumConcurrency": 1}}),
            "1 validation error detected: Value \
            '1' at 'scalingConfig.maximumConcurrency' failed to satisfy constraint: Member must \
            have value greater than or equal to 2",
        ),
    ] {
        let (status, error) = mapped.create(&more);
        let text = error["Message"].as_str().or(error["message"].as_str());
        assert_eq!((status, text), (400, Some(message)), "{more}");
    }
    *mapped.role.0.lock().unwrap() = NO_DELETE.into();
    let (_, error) = mapped.create(&json!({}));
    assert_eq!(
        error["message"],
        "The function execution role does not have permissions to call DeleteMessage on SQS"
    );
    assert!(mapped.bench.lambda.mappings.all().is_empty());
}

#[test]
fn there_is_one_between_a_queue_and_a_function() {
    let mapped = mapped(&["f", "g"]);
    let id = mapped.made(&json!({}));
    let (status, error) = mapped.create(&json!({"FunctionName": format!("{ARN}:f")}));
    let text = format!(
        "An event source mapping with SQS arn (\" {QUEUE} \") and function \
        (\" f \") already exists. Please update or delete the existing mapping with UUID {id}"
    );
    assert_eq!((status, &error["message"]), (409, &json!(text)));
    let other = mapped.made(&json!({"FunctionName": "g"}));
    mapped.made(&json!({"FunctionName": "f:$LATEST"}));
    mapped.made(&json!({"EventSourceArn": FIFO}));
    let (status, _) = mapped.ask("PUT", &format!("{URI}/{other}"), &json!({"FunctionName": "f"}));
    assert_eq!(status, 409);
}

#[test]
fn mappings_are_listed_by_what_they_are_between() {
    let mapped = mapped(&["f", "g"]);
    let all = [
        mapped.made(&json!({})),
        mapped.made(&json!({"FunctionName": "f:$LATEST"})),
        mapped.made(&json!({"FunctionName": "g"})),
        mapped.made(&json!({"EventSourceArn": FIFO})),
    ];
    let list = |query: &str| -> Vec<String> {
        let (_, list) = mapped.ask("GET", &format!("{URI}?{query}"), &Value::Null);
        let list = list["EventSourceMappings"].as_array().unwrap().clone();
        list.iter().map(|one| one["UUID"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(list("").len(), 4);
    assert_eq!(list("FunctionName=g"), [all[2].clone()]);
    assert_eq!(list("FunctionName=f:$LATEST"), [all[1].clone()]);
    assert_eq!(list(&format!("EventSourceArn={FIFO}")), [all[3].clone()]);
    assert_eq!(list(&format!("EventSourceArn={QUEUE}&FunctionName=f")), [all[0].clone()]);
    let (_, page) = mapped.ask("GET", &format!("{URI}?MaxItems=3"), &Value::Null);
    assert_eq!(page["EventSourceMappings"].as_array().unwrap().len(), 3);
    let next = page["NextMarker"].as_str().unwrap();
    assert_eq!(list(&format!("Marker={next}")).len(), 1);
}

#[test]
fn mappings_are_there_after_a_restart_and_run_again() {
    let mapped = mapped(&["f", "g"]);
    let id = mapped.made(&json!({"BatchSize": 3}));
    let off = mapped.made(&json!({"FunctionName": "g", "Enabled": false}));
    assert_eq!(mapped.ask("GET", &format!("{URI}/{off}"), &Value::Null).1["State"], "Disabled");
    let run = Arc::clone(&mapped.bench.run) as _;
    let again = Lambda::open(mapped.bench.store.clone(), run, place()).unwrap();
    let runner = Arc::new(Runner::default());
    wire(&again, &runner, &mapped.role);
    again.begin_mappings().unwrap();
    let told = runner.told.lock().unwrap();
    assert_eq!((told.len(), told[&id].batch_items_max, told[&off].enabled), (2, 3, false));
}

#[test]
fn what_is_still_ending_is_not_touched() {
    let mapped = mapped(&["f"]);
    let one = format!("{URI}/{}", mapped.made(&json!({})));
    mapped.runner.busy.store(true, Ordering::Relaxed);
    assert_eq!(mapped.ask("PUT", &one, &json!({"Enabled": false})).0, 202);
    assert_eq!(mapped.ask("GET", &one, &Value::Null).1["State"], "Disabling");
    let (status, error) = mapped.ask("PUT", &one, &json!({"Enabled": true}));
    let text = "Cannot update the event source mapping because it is in use.";
    assert_eq!((status, &error["Message"]), (400, &json!(text)));
    mapped.runner.busy.store(false, Ordering::Relaxed);
    assert_eq!(mapped.ask("PUT", &one, &json!({"Enabled": true})).0, 202);
}

#[test]
fn mappings_and_functions_have_tags() {
    let mapped = mapped(&["f"]);
    let id = mapped.made(&json!({"Tags": {"a": "1"}}));
    let arn = format!("arn:aws:lambda:us-east-1:000000000000:event-source-mapping:{id}");
    for (arn, first) in [(arn.as_str(), json!({"a": "1"})), (&format!("{ARN}:f"), json!({}))] {
        let uri = format!("/2017-03-31/tags/{arn}");
        assert_eq!(mapped.ask("GET", &uri, &Value::Null).1["Tags"], first);
        let _tasks = mapped.tasks.enter();
        let tags = json!({"Tags": {"b": "2", "a": "3"}});
        assert_eq!(mapped.ask("POST", &uri, &tags).0, 204);
        assert_eq!(
            mapped.ask("DELETE", &format!("{uri}?tagKeys=a&tagKeys=z"), &json!(null)).0,
            204
        );
        assert_eq!(mapped.ask("GET", &uri, &Value::Null).1["Tags"], json!({"b": "2"}));
    }
    assert!(mapped.bench.run.retired.lock().unwrap().is_empty());
    let gone = arn.replace(&id, "00000000-0000-4000-8000-000000000000");
    let (status, error) = mapped.ask("GET", &format!("/2017-03-31/tags/{gone}"), &Value::Null);
    let text = format!("Event source mapping not found: {gone}");
    assert_eq!((status, &error["Message"]), (404, &json!(text)));
}

#[test]
fn a_stack_puts_and_removes_a_mapping() {
    use kit::Resource;
    let mapped = mapped(&["f", "g"]);
    let resource = crate::MappingResource::new(Arc::clone(&mapped.bench.lambda));
    let context = Context {
        request_id: "r".into(),
        account: place().account,
        region: place().region,
        principal: Arc::new(Principal::service("cloudformation.amazonaws.com")),
        now: Timestamp(0),
        client: kit::Client::default(),
    };
    let put = |properties: Value| {
        let _tasks = mapped.tasks.enter();
        now(resource.put(&context, "stack-M", &properties))
    };
    let first = json!({"EventSourceArn": QUEUE, "FunctionName": "f", "BatchSize": "5",
        "KmsKeyArn": "arn:k", "Tags": [{"Key": "a", "Value": "b"}]});
    let made = put(first.clone()).unwrap();
    assert_eq!(
        (made.attributes["Id"].as_str(), made.ignored),
        (&*made.reference, vec!["KmsKeyArn".to_owned()])
    );
    let row = mapped.bench.lambda.mappings.find(&made.reference).unwrap();
    assert_eq!((row.settings.batch_size, row.tags["a"].as_str()), (5, "b"));
    assert_eq!(put(first.clone()).unwrap().reference, made.reference);
    let same = mapped.bench.lambda.mappings.find(&made.reference).unwrap();
    assert_eq!(same, row);
    let second = json!({"EventSourceArn": QUEUE, "FunctionName": "g", "Enabled": "false"});
    assert_eq!(put(second).unwrap().reference, made.reference);
    let row = mapped.bench.lambda.mappings.find(&made.reference).unwrap();
    assert_eq!((row.function.as_str(), row.enabled, row.settings.batch_size), ("g", false, 10));
    assert!(row.tags.is_empty());
    assert_eq!(resource.replaces(&first, &json!({"EventSourceArn": FIFO})), ["EventSourceArn"]);
    for (wrong, why) in [
        (json!({"FunctionName": "f", "EventSourceArn": QUEUE, "Topics": ["t"]}), "Topics"),
        (json!({"FunctionName": "f", "EventSourceArn": FIFO, "BatchSize": 0}), "BatchSize"),
        (json!({"EventSourceArn": QUEUE}), "FunctionName"),
    ] {
        assert!(put(wrong).unwrap_err().contains(why));
    }
    mapped.tasks.block_on(resource.delete(&context, "stack-M", &Value::Null)).unwrap();
    assert!(mapped.bench.lambda.mappings.all().is_empty());
    mapped.tasks.block_on(resource.delete(&context, "stack-M", &Value::Null)).unwrap();
}

#[test]
fn a_role_must_be_able_to_send_where_ends_of_events_go() {
    let mapped = mapped(&["f"]);
    let put = |arn: &str| {
        let body = json!({"DestinationConfig": {"OnFailure": {"Destination": arn}}}).to_string();
        let uri = "/2019-09-25/functions/f/event-invoke-config";
        ask(&mapped.bench, "PUT", uri, &[], body.as_bytes())
    };
    assert_eq!(put("arn:aws:sqs:us-east-1:000000000000:q").0, 200);
    let topic = "arn:aws:sns:us-east-1:000000000000:t";
    let refused = put(topic);
    let text = "The function's execution role does not have permissions to call Publish on";
    assert_eq!(
        (refused.0, json_of(&refused)["message"].clone()),
        (400, format!("{text} {topic}").into())
    );
    *mapped.role.0.lock().unwrap() = NO_DELETE.into();
    assert_eq!(put("arn:aws:sqs:us-east-1:000000000000:q").0, 400);
}
