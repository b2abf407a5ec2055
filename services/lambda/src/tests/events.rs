//! Events and what becomes of them, as a client meets it.

use super::*;
use crate::Asynchronous;

const CONFIG: &str = "/2019-09-25/functions/f/event-invoke-config";
const HEARD: &str = "arn:aws:lambda:us-east-1:000000000000:function:heard";

fn config(bench: &Bench, method: &str, uri: &str, body: &Value) -> (u16, Value) {
    let text = match body {
        Value::Null => Vec::new(),
        body => body.to_string().into_bytes(),
    };
    let (status, _, body) = ask(bench, method, uri, &[], &text);
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

#[test]
fn an_event_is_kept_before_it_is_accepted() {
    let bench = bench(&["f"]);
    let event = [("x-amz-invocation-type", "Event")];
    let path = "/2015-03-31/functions/f/invocations?Qualifier=$LATEST";
    let (status, _, body) = ask(&bench, "POST", path, &event, b"{\"a\":1}");
    assert_eq!((status, body.len()), (202, 0));
    let older = "/2014-11-13/functions/f/invoke-async";
    assert_eq!(ask(&bench, "POST", older, &[], b"2").0, 202);
    let kept = bench.run.kept.lock().unwrap();
    assert_eq!(kept.len(), 2);
    assert_eq!((&*kept[0].function, kept[0].qualifier.as_deref()), ("f", Some("$LATEST")));
    assert_eq!((&*kept[0].request_id, &kept[0].payload[..]), ("request-1", &b"{\"a\":1}"[..]));
    assert_eq!((&kept[1].payload[..], &kept[1].qualifier), (&b"2"[..], &None));
    assert!(bench.run.asked.lock().unwrap().is_empty());
}

#[test]
fn a_configuration_is_put_changed_read_listed_and_deleted() {
    let bench = bench(&["f", "heard"]);
    let missing =
        format!("The function {}:f:$LATEST doesn't have an EventInvokeConfig", super::ARN);
    for method in ["GET", "DELETE"] {
        let (status, answer) = config(&bench, method, CONFIG, &Value::Null);
        assert_eq!((status, answer["Message"].as_str()), (404, Some(&*missing)));
    }
    let asked = json!({"MaximumRetryAttempts": 0});
    let (status, answer) = config(&bench, "POST", CONFIG, &asked);
    assert_eq!((status, answer["Message"].as_str()), (404, Some(&*missing)));

    let put = json!({
        "MaximumRetryAttempts": 1,
        "DestinationConfig": {"OnSuccess": {"Destination": HEARD}},
    });
    let (status, answer) = config(&bench, "PUT", CONFIG, &put);
    assert_eq!(status, 200, "{answer}");
    assert_eq!(answer["FunctionArn"], format!("{}:f:$LATEST", super::ARN));
    assert_eq!(answer["DestinationConfig"]["OnSuccess"]["Destination"], HEARD);
    assert_eq!(answer["DestinationConfig"]["OnFailure"], json!({}));
    assert!(answer.get("MaximumEventAgeInSeconds").is_none());

    let (_, answer) = config(&bench, "POST", CONFIG, &json!({"MaximumEventAgeInSeconds": 60}));
    assert_eq!(answer["MaximumRetryAttempts"], 1);
    assert_eq!(config(&bench, "GET", CONFIG, &Value::Null).1, answer);
    let target = bench.lambda.target("f", None).unwrap();
    assert_eq!((target.policy.age_max.as_secs(), target.policy.retries_max), (60, 1));
    assert_eq!(target.policy.on_success.as_deref(), Some(HEARD));

    let (_, answer) = config(&bench, "PUT", CONFIG, &json!({"MaximumEventAgeInSeconds": 90}));
    assert!(answer.get("MaximumRetryAttempts").is_none(), "{answer}");
    assert_eq!(answer["DestinationConfig"]["OnSuccess"], json!({}));
    let (_, list) = config(&bench, "GET", &format!("{CONFIG}/list"), &Value::Null);
    assert_eq!(list["FunctionEventInvokeConfigs"], json!([answer]));

    // Another start of the program finds it.
    let again = Lambda::open(bench.store.clone(), Arc::clone(&bench.run) as _, place()).unwrap();
    assert_eq!(again.target("f", None).unwrap().policy.age_max.as_secs(), 90);

    assert_eq!(config(&bench, "DELETE", CONFIG, &Value::Null).0, 204);
    assert_eq!(bench.lambda.target("f", None).unwrap().policy, kit::EventPolicy::default());
}

#[test]
fn a_configuration_that_cannot_be_is_refused_in_lambdas_words() {
    let bench = bench(&["f"]);
    let to = |arn: &str| json!({"DestinationConfig": {"OnSuccess": {"Destination": arn}}});
    for (body, word) in [
        (json!({}), "You must specify at least one of error handling or destination setting."),
        (json!({"MaximumRetryAttempts": 3}), "less than or equal to 2"),
        (json!({"MaximumEventAgeInSeconds": 59}), "greater than or equal to 60"),
        (to("nowhere"), "failed to satisfy constraint"),
        (to(HEARD), "is invalid."),
        (to("arn:aws:dynamodb:us-east-1:000000000000:table/t"), "is invalid."),
        (to("arn:aws:s3:::bucket"), "is invalid."),
        (to("arn:aws:sqs:us-east-1:000000000000:q.fifo"), "is invalid."),
        (
            to(&format!("{}:f", super::ARN)),
            "can't specify the function as a destination for itself",
        ),
    ] {
        let (status, answer) = config(&bench, "PUT", CONFIG, &body);
        let message = answer["Message"].as_str().or(answer["message"].as_str()).unwrap_or("");
        assert_eq!(status, 400, "{body}: {answer}");
        assert!(message.contains(word), "{body}: {message}");
    }
    let (status, _) =
        config(&bench, "PUT", &CONFIG.replace("/f/", "/g/"), &json!({"MaximumRetryAttempts": 0}));
    assert_eq!(status, 404);
}

#[test]
fn the_manifests_word_counts_where_it_changed_and_instances_stay() {
    let bench = bench(&["f"]);
    let deploy = |asynchronous: Asynchronous| {
        bench.lambda.deploy("stack", vec![FunctionSpec { asynchronous, ..spec("f") }]).unwrap()
    };
    let retries = || bench.lambda.target("f", None).unwrap().policy.retries_max;
    let one = Asynchronous {
        retries_max: Some(1),
        dead_letter: Some("arn:aws:sns:us-east-1:000000000000:t".into()),
        ..Asynchronous::default()
    };
    assert_eq!(deploy(one.clone()).updated, ["f"]);
    assert_eq!(retries(), 1);
    assert!(bench.lambda.target("f", None).unwrap().policy.dead_letter.is_some());
    assert!(bench.run.retired.lock().unwrap().is_empty());
    config(&bench, "PUT", CONFIG, &json!({"MaximumRetryAttempts": 0}));
    assert_eq!(deploy(one).unchanged, ["f"]);
    assert_eq!(retries(), 0);
    deploy(Asynchronous { retries_max: Some(2), ..Asynchronous::default() });
    assert_eq!(retries(), 2);
    deploy(Asynchronous { event_age_s_max: Some(60), ..Asynchronous::default() });
    deploy(Asynchronous::default());
    assert_eq!(config(&bench, "GET", CONFIG, &Value::Null).0, 404);
    retire(&bench.lambda, &[]);
    assert!(bench.lambda.target("f", None).is_err());
}

#[test]
fn dead_letters_may_be_sent_elsewhere_or_nowhere() {
    let bench = bench(&["f"]);
    let path = "/2015-03-31/functions/f/configuration";
    let queue = "arn:aws:sqs:us-east-1:000000000000:letters";
    let put = |target: &str| {
        let asked = json!({"DeadLetterConfig": {"TargetArn": target}});
        config(&bench, "PUT", path, &asked)
    };
    let (status, answer) = put(queue);
    assert_eq!((status, &answer["DeadLetterConfig"]["TargetArn"]), (200, &json!(queue)));
    let kept = bench.lambda.target("f", None).unwrap().policy.dead_letter;
    assert_eq!(kept.as_deref(), Some(queue));
    for wrong in [&format!("{queue}.fifo"), "arn:aws:s3:::b"] {
        assert_eq!(put(wrong).0, 400, "{wrong}");
    }
    let (status, answer) = put("");
    assert_eq!((status, answer.get("DeadLetterConfig")), (200, None));
    assert_eq!(bench.lambda.target("f", None).unwrap().policy.dead_letter, None);
}
