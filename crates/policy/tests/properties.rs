//! Nothing that comes in makes the parser or the evaluator panic, and denials always win.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use policy::{Decision, Effect, Facts, Kind, Policies, Policy, Principal, Request, ResourcePolicy};
use proptest::prelude::*;
use serde_json::{Value, json};

const KINDS: [Kind; 4] = [Kind::Identity, Kind::Managed, Kind::Trust, Kind::Resource];

/// Asks an accepted document everything once.
fn ask(policy: Policy, action: &str, resource: &str) -> Decision {
    let principals = [
        Principal::assumed_role("000000000000", "r", "/", "AROAEXAMPLE", "s"),
        Principal::root("000000000000"),
        Principal::anonymous(),
    ];
    let facts = Facts::new().with("k", "v").with("aws:SourceIp", "10.0.0.1");
    let list = [Arc::new(policy)];
    let mut decision = Decision::Allow;
    for principal in &principals {
        let request = Request::new(principal, action, resource).under(&facts);
        let resource =
            ResourcePolicy { policy: &list[0], account: "0", kind: policy::PolicyType::Resource };
        decision = policy::evaluate(
            &request,
            &Policies {
                identity: &list,
                boundary: Some(&list[0]),
                session: Some(&list),
                resource: Some(resource),
            },
        );
        let _ = policy::denied(&request, &decision);
    }
    decision
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("*".to_owned()),
        Just("s3:*".to_owned()),
        Just("sts:AssumeRole".to_owned()),
        Just("arn:aws:s3:::b/${aws:username}*".to_owned()),
        Just("${k}".to_owned()),
        Just("2026-01-31".to_owned()),
        Just("10.0.0.0/8".to_owned()),
        "[a-z*?:${}/,' ]{0,12}",
    ]
}

fn words() -> impl Strategy<Value = Value> {
    prop_oneof![
        word().prop_map(Value::from),
        prop::collection::vec(word(), 0..3).prop_map(Value::from),
        Just(Value::Null),
        Just(json!({})),
        Just(json!(7)),
    ]
}

fn condition() -> impl Strategy<Value = Value> {
    let operator = prop::sample::select(vec![
        "StringLike",
        "StringNotEqualsIgnoreCase",
        "ForAnyValue:ArnLike",
        "ForAllValues:StringEqualsIfExists",
        "NumericLessThan",
        "DateGreaterThan",
        "NotIpAddress",
        "Bool",
        "Null",
        "BinaryEquals",
        "Other",
    ]);
    (operator, word(), words()).prop_map(|(operator, key, value)| json!({operator: {key: value}}))
}

fn statement() -> impl Strategy<Value = Value> {
    let effect = prop::sample::select(vec!["Allow", "Deny", "allow"]);
    let elements = (words(), words(), condition(), any::<[bool; 5]>());
    (effect, elements).prop_map(|(effect, (action, resource, condition, with))| {
        let mut statement = json!({"Effect": effect});
        statement[if with[0] { "Action" } else { "NotAction" }] = action;
        if with[1] {
            statement[if with[2] { "Resource" } else { "NotResource" }] = resource;
        }
        if with[3] {
            statement["Condition"] = condition;
        }
        if with[4] {
            statement["Principal"] = json!("*");
        }
        statement
    })
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,200}", kind in 0..KINDS.len()) {
        if let Ok(policy) = Policy::parse(&text, KINDS[kind]) {
            ask(policy, "s3:GetObject", "arn:aws:s3:::b/k");
        }
    }

    #[test]
    fn no_document_panics(
        statements in prop::collection::vec(statement(), 1..4),
        action in word(),
        resource in word(),
        kind in 0..KINDS.len(),
    ) {
        let document = json!({"Version": "2012-10-17", "Statement": statements});
        if let Ok(policy) = Policy::from_value(&document, KINDS[kind]) {
            ask(policy, &action, &resource);
        }
    }

    #[test]
    fn a_denial_wins_whatever_else_is_said(
        statements in prop::collection::vec(statement(), 0..4),
    ) {
        let mut statements = statements;
        statements.push(json!({"Effect": "Deny", "Action": "*", "Resource": "*"}));
        let document = json!({"Version": "2012-10-17", "Statement": statements});
        if let Ok(policy) = Policy::from_value(&document, Kind::Identity) {
            prop_assert!(policy.statements.iter().any(|one| one.effect == Effect::Deny));
            let decision = ask(policy, "s3:GetObject", "arn:aws:s3:::b/k");
            let denied = matches!(decision, Decision::ExplicitDeny { .. });
            prop_assert!(denied, "{decision:?}");
        }
    }
}
