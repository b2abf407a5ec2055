//! Decisions in files of data: who asks under which documents, and what comes of each question. The
//! situations are those that the IAM user guide explains its evaluation and its condition operators
//! with, and those of its examples of identity-based policies.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use base::Timestamp;
use policy::{
    Decision, Facts, Kind, Policies, Policy, PolicyType, Principal, Request, ResourcePolicy, Values,
};
use serde_json::Value;

static CASES: &str = include_str!("cases/decisions.json");
static EXAMPLES: &str = include_str!("cases/examples.json");
const ACCOUNT: &str = "000000000000";

fn parse(document: &Value, kind: Kind) -> Arc<Policy> {
    let parsed = Policy::from_value(document, kind);
    Arc::new(parsed.unwrap_or_else(|error| panic!("{document}: {error} {}", error.detail)))
}

fn list(documents: &Value) -> Vec<Arc<Policy>> {
    let documents = documents.as_array().into_iter().flatten();
    documents.map(|document| parse(document, Kind::Identity)).collect()
}

fn who(group: &Value) -> Principal {
    let text = group["who"].as_str().unwrap_or("user anna");
    let (kind, name) = text.split_once(' ').unwrap_or((text, ""));
    let mut who = match kind {
        "user" => Principal::user(ACCOUNT, name, "/", "AIDAUSER000000000"),
        "role" => Principal::assumed_role(ACCOUNT, "worker", "/", "AROAWORKER0000000", "s1"),
        "federated" => Principal::federated_user(ACCOUNT, name, "arn:aws:iam::000000000000:user/u"),
        "service" => Principal::service(name),
        "root" => Principal::root(ACCOUNT),
        "nobody" => Principal::anonymous(),
        other => panic!("{other}"),
    };
    for (key, value) in group["tags"].as_object().into_iter().flatten() {
        who.tags.push((key.clone(), value.as_str().unwrap().into()));
    }
    who
}

fn facts(keys: &Value) -> Facts<'_> {
    let mut facts = Facts::new();
    for (key, value) in keys.as_object().into_iter().flatten() {
        let values = match value {
            Value::Array(list) => Values::many(list.iter().map(|one| one.as_str().unwrap())),
            one => Values::one(one.as_str().unwrap()),
        };
        facts.set(key.as_str(), values);
    }
    facts
}

/// Seconds since the epoch of `2020-05-01T00:00:00Z`: of the days that the cases name.
fn now(text: &str) -> Timestamp {
    let days_of = [("2020-03-31", 18_352), ("2020-04-01", 18_353), ("2020-05-01", 18_383)];
    let days_of = days_of.into_iter().chain([("2020-06-30", 18_443)]);
    let (date, time) = text.trim_end_matches('Z').split_once('T').unwrap();
    let days = days_of.into_iter().find(|(known, _)| *known == date).unwrap().1;
    let clock: Vec<i64> = time.split(':').map(|field| field.parse().unwrap()).collect();
    Timestamp((days * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]) * 1000)
}

#[test]
fn every_question_is_answered_as_the_guide_answers_it() {
    let asked = ask(CASES);
    assert!(asked >= 200, "{asked}");
}

#[test]
fn the_guides_examples_allow_what_they_say_and_no_more() {
    let asked = ask(EXAMPLES);
    assert!(asked >= 100, "{asked}");
}

/// Asks all questions of a file; how many.
fn ask(cases: &str) -> usize {
    let groups: Vec<Value> = serde_json::from_str(cases).unwrap();
    let mut asked = 0;
    for group in &groups {
        let (who, identity) = (who(group), list(&group["identity"]));
        let session = group.get("session").map(list);
        let boundary = group.get("boundary").map(|one| parse(one, Kind::Identity));
        let own = group.get("resource");
        let resource = own.map(|one| parse(&one["policy"], Kind::Resource));
        let policies = Policies {
            identity: &identity,
            boundary: boundary.as_deref(),
            session: session.as_deref(),
            resource: resource.as_deref().map(|policy| ResourcePolicy {
                policy,
                account: own.unwrap()["account"].as_str().unwrap(),
                kind: PolicyType::Resource,
            }),
        };
        let at = group["now"].as_str().map_or(Timestamp(0), now);
        for question in group["asks"].as_array().unwrap() {
            let text = |index: usize| question[index].as_str().unwrap();
            let facts = facts(&question[3]);
            let request = Request::new(&who, text(1), text(2)).at(at).under(&facts);
            let explanation = policy::explain(&request, &policies);
            let found = match explanation.decision {
                Decision::Allow => "allow",
                Decision::ImplicitDeny { .. } => "implicit",
                Decision::ExplicitDeny { .. } => "explicit",
            };
            assert_eq!(found, text(0), "{}: {question}", group["about"]);
            if found == "explicit" {
                assert!(!explanation.matched.is_empty(), "{question}");
                assert!(explanation.reason(&request).starts_with("denied by statement"));
            }
            asked += 1;
        }
    }
    asked
}

#[test]
fn an_explanation_names_what_decided_and_what_is_missing() {
    let text = r#"{"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::${aws:username}/*"},
        {"Sid": "NoDelete", "Effect": "Deny", "Action": "s3:Delete*", "Resource": "*",
         "Condition": {"StringNotLike": {"aws:PrincipalTag/a": "${s3:prefix}"}}}]}"#;
    let policy = Arc::new(Policy::parse(text, Kind::Identity).unwrap().called("user_anna_p"));
    let who = Principal::user(ACCOUNT, "anna", "/", "AIDA");
    let own = [policy];
    for (action, resource, reason) in [
        ("s3:GetObject", "arn:aws:s3:::anna/k", "allowed"),
        (
            "s3:DeleteObject",
            "arn:aws:s3:::anna/k",
            "denied by statement 2 (NoDelete) of user_anna_p",
        ),
        (
            "s3:GetObject",
            "arn:aws:s3:::bert/k",
            "no identity-based policy allows it; this statement would: {\"Effect\": \"Allow\", \
             \"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::bert/k\"}",
        ),
    ] {
        let request = Request::new(&who, action, resource);
        let explanation = policy::explain(&request, &Policies::identity(&own));
        assert_eq!(explanation.reason(&request), reason);
    }
    let request = Request::new(&who, "s3:GetObject", "*");
    let keys = ["aws:PrincipalTag/a", "aws:username", "s3:prefix"];
    assert_eq!(policy::context_keys(own.iter().map(|one| &**one)), keys);
    assert_eq!(policy::missing_keys(&request, &own), ["aws:PrincipalTag/a", "s3:prefix"]);
}
