//! Resource-based policies, as a client meets them.

use super::versions::{F, call, post};
use super::*;

fn statement(id: &str) -> Value {
    json!({
        "StatementId": id,
        "Action": "lambda:InvokeFunction",
        "Principal": "s3.amazonaws.com",
        "SourceArn": "arn:aws:s3:::b",
    })
}

fn policy_of(bench: &Bench, query: &str) -> (u16, Value) {
    call(bench, "GET", &format!("{F}/policy{query}"), &Value::Null)
}

fn remove(bench: &Bench, id: &str, query: &str) -> (u16, Value) {
    call(bench, "DELETE", &format!("{F}/policy/{id}{query}"), &Value::Null)
}

/// The ids of a policy's statements, as memory has it.
fn in_force(lambda: &Lambda, arn: &str) -> usize {
    lambda.policies.at(arn).map_or(0, |policy| policy.statements.len())
}

#[test]
fn statements_come_and_go_for_functions_versions_and_aliases() {
    let bench = bench(&["f"]);
    post(&bench, &format!("{F}/versions"), &json!({}));
    post(&bench, &format!("{F}/aliases"), &json!({"Name": "live", "FunctionVersion": "1"}));
    for (query, arn) in [
        ("", format!("{ARN}:f")),
        ("?Qualifier=1", format!("{ARN}:f:1")),
        ("?Qualifier=live", format!("{ARN}:f:live")),
    ] {
        let (status, none) = policy_of(&bench, query);
        let text = "The resource you requested does not exist.";
        assert_eq!((status, &none["Message"]), (404, &text.into()));
        let (status, made) = post(&bench, &format!("{F}/policy{query}"), &statement("one"));
        assert_eq!(status, 201, "{made}");
        let made: Value = serde_json::from_str(made["Statement"].as_str().unwrap()).unwrap();
        assert_eq!(made["Resource"], arn);
        assert_eq!(post(&bench, &format!("{F}/policy{query}"), &statement("two")).0, 201);
        let (_, shown) = policy_of(&bench, query);
        let text = shown["Policy"].as_str().unwrap();
        assert!(text.starts_with(r#"{"Version":"2012-10-17","Id":"default","Statement":[{"#));
        assert_eq!(in_force(&bench.lambda, &arn), 2);
        let again = Lambda::open(bench.store.clone(), bench.run.clone() as _, place()).unwrap();
        assert_eq!(in_force(&again, &arn), 2, "another start finds the same");
        assert_eq!(remove(&bench, "one", query).0, 204);
        assert_eq!(in_force(&bench.lambda, &arn), 1);
    }
    assert_eq!(call(&bench, "DELETE", &format!("{F}/aliases/live"), &Value::Null).0, 204);
    assert_eq!(in_force(&bench.lambda, &format!("{ARN}:f:live")), 0);
    retire(&bench.lambda, &[]);
    bench.lambda.deploy("stack", vec![spec("f")]).unwrap();
    assert_eq!(in_force(&bench.lambda, &format!("{ARN}:f")), 0, "they went with the function");
    assert_eq!(policy_of(&bench, "").0, 404);
}

#[test]
fn revisions_are_asked_for_where_they_are_said() {
    let bench = bench(&["f"]);
    let (_, function) = call(&bench, "GET", &format!("{F}/configuration"), &Value::Null);
    let with = |id: &str, revision: &Value| {
        let mut asked = statement(id);
        asked["RevisionId"] = revision.clone();
        post(&bench, &format!("{F}/policy"), &asked).0
    };
    assert_eq!(with("one", &"old".into()), 412);
    assert_eq!(with("one", &function["RevisionId"]), 201);
    let first = policy_of(&bench, "").1["RevisionId"].clone();
    assert_eq!(with("two", &first), 201);
    assert_eq!(with("three", &first), 412, "there is another one since");
    let now = policy_of(&bench, "").1["RevisionId"].clone();
    assert_eq!(remove(&bench, "one", "?RevisionId=old").0, 412);
    assert_eq!(remove(&bench, "one", &format!("?RevisionId={}", now.as_str().unwrap())).0, 204);
}

#[test]
fn what_cannot_be_permitted_is_told_in_lambdas_words() {
    let bench = bench(&["f"]);
    let policy = format!("{F}/policy");
    let told = |(status, told): (u16, Value)| {
        (status, told["Message"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(post(&bench, &policy, &statement("one")).0, 201);
    let wrong = |change: &dyn Fn(&mut Value)| {
        let mut asked = statement("two");
        change(&mut asked);
        told(post(&bench, &policy, &asked))
    };
    let twice = wrong(&|asked| asked["StatementId"] = "one".into());
    let text = "The statement id (one) provided already exists. Please provide a new statement id, \
                or remove the existing statement.";
    assert_eq!(twice, (409, text.to_owned()));
    let (status, text) = wrong(&|asked| asked["Principal"] = "nobody".into());
    assert_eq!((status, text.starts_with("The provided principal was invalid.")), (400, true));
    assert_eq!(wrong(&|asked| asked["Action"] = "s3:GetObject".into()).0, 400);
    assert_eq!(wrong(&|asked| asked["StatementId"] = "a b".into()).0, 400);
    let latest = post(&bench, &format!("{policy}?Qualifier=$LATEST"), &statement("two"));
    let text = "We currently do not support adding policies for $LATEST.";
    assert_eq!(told(latest), (400, text.to_owned()));
    let missing = post(&bench, &format!("{policy}?Qualifier=live"), &statement("two"));
    assert_eq!(told(missing), (404, format!("Cannot find alias arn: {ARN}:f:live")));
    let gone = told(remove(&bench, "two", ""));
    assert_eq!(gone, (404, "Statement two is not found in resource policy.".to_owned()));
    assert_eq!(remove(&bench, "one", "").0, 204);
    let none = told(remove(&bench, "one", ""));
    assert_eq!(none, (404, "No policy is associated with the given resource.".to_owned()));
    let uri = "/2015-03-31/functions/g/policy/one";
    let nobody = told(call(&bench, "DELETE", uri, &Value::Null));
    assert_eq!(nobody, (404, format!("No policy found for: {ARN}:g")));
}

#[test]
fn a_policy_has_twenty_kilobytes() {
    let bench = bench(&["f"]);
    let long = |n: usize| {
        let mut asked = statement(&format!("s{n}"));
        asked["SourceArn"] = format!("arn:aws:s3:::{}", "b".repeat(4000)).into();
        post(&bench, &format!("{F}/policy"), &asked)
    };
    let answers: Vec<_> = (0..5).map(long).collect();
    assert!(answers[..4].iter().all(|(status, _)| *status == 201));
    let (status, told) = &answers[4];
    assert_eq!(*status, 400);
    let text = told["Message"].as_str().unwrap();
    assert!(text.starts_with("The final policy size (2") && text.ends_with("limit (20480)."));
}
