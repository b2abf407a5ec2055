//! What documents say together, by the rules of the IAM user guide's evaluation logic.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use policy::{
    Decision, Grant, Kind, Policies, Policy, PolicyType, Principal, Request, ResourcePolicy,
};

const ACCOUNT: &str = "000000000000";
const TABLE: &str = "arn:aws:dynamodb:us-east-1:000000000000:table/users";
const ROLE: &str = "arn:aws:iam::000000000000:role/worker";
const SESSION: &str = "arn:aws:sts::000000000000:assumed-role/worker/s1";

fn parse(text: &str, kind: Kind) -> Arc<Policy> {
    let parsed = Policy::parse(text, kind);
    Arc::new(parsed.unwrap_or_else(|error| panic!("{text}: {error} {}", error.detail)))
}

/// `Allow dynamodb:Get* on *`, `Deny not dynamodb:Get* on not *`: a document of one statement.
fn document(text: &str) -> String {
    let (effect, rest) = text.split_once(' ').unwrap();
    let (actions, resources) = rest.split_once(" on ").unwrap();
    let element = |name: &str, text: &str| match text.strip_prefix("not ") {
        Some(text) => format!(r#""Not{name}": "{text}""#),
        None => format!(r#""{name}": "{text}""#),
    };
    format!(
        r#"{{"Version": "2012-10-17", "Statement": {{"Effect": "{effect}", {}, {}}}}}"#,
        element("Action", actions),
        element("Resource", resources)
    )
}

fn documents(texts: &[&str]) -> Vec<Arc<Policy>> {
    texts.iter().map(|text| parse(&document(text), Kind::Identity)).collect()
}

fn worker() -> Principal {
    Principal::assumed_role(ACCOUNT, "worker", "/", "AROAWORKER1234567", "s1")
}

fn implicit(by: PolicyType) -> Decision {
    Decision::ImplicitDeny { by }
}

fn explicit(by: PolicyType) -> Decision {
    Decision::ExplicitDeny { by, sid: None }
}

#[test]
fn actions_and_resources() {
    use Decision::Allow;
    let nothing = || implicit(PolicyType::Identity);
    let denied = || explicit(PolicyType::Identity);
    let cases: Vec<(&[&str], &str, &str, Decision)> = vec![
        (&[], "dynamodb:GetItem", TABLE, nothing()),
        (&["Allow * on *"], "dynamodb:GetItem", TABLE, Allow),
        (&["Allow dynamodb:GetItem on *"], "dynamodb:GetItem", TABLE, Allow),
        (&["Allow DynamoDB:getitem on *"], "dynamodb:GetItem", TABLE, Allow),
        (&["Allow dynamodb:Get* on *"], "dynamodb:GetItem", TABLE, Allow),
        (&["Allow dynamodb:Get* on *"], "dynamodb:BatchGetItem", TABLE, nothing()),
        (&["Allow dynamodb:*Get* on *"], "dynamodb:BatchGetItem", TABLE, Allow),
        (&["Allow dynamodb:GetIte? on *"], "dynamodb:GetItem", TABLE, Allow),
        (&["Allow dynamodb:GetItem? on *"], "dynamodb:GetItem", TABLE, nothing()),
        (&["Allow *:GetItem on *"], "dynamodb:GetItem", TABLE, Allow),
        (&["Allow s3:* on *"], "dynamodb:GetItem", TABLE, nothing()),
        (&["Allow dynamodb:GetItem on *"], "dynamodb:GetItems", TABLE, nothing()),
        (&["Allow dynamodb:* on arn:aws:dynamodb:*:*:table/users"], "dynamodb:Scan", TABLE, Allow),
        (
            &["Allow dynamodb:* on arn:aws:dynamodb:*:*:table/user"],
            "dynamodb:Scan",
            TABLE,
            nothing(),
        ),
        (&["Allow dynamodb:* on arn:aws:dynamodb"], "dynamodb:Scan", TABLE, Allow),
        (
            &["Allow dynamodb:* on arn:aws:dynamodb:*:*:table/x"],
            "dynamodb:ListTables",
            "*",
            nothing(),
        ),
        (&["Allow dynamodb:* on *"], "dynamodb:ListTables", "*", Allow),
        (&["Allow not dynamodb:DeleteTable on *"], "dynamodb:GetItem", TABLE, Allow),
        (&["Allow not dynamodb:DeleteTable on *"], "dynamodb:DeleteTable", TABLE, nothing()),
        (&["Allow not dynamodb:* on *"], "s3:GetObject", "arn:aws:s3:::b/k", Allow),
        (&["Allow dynamodb:* on not arn:aws:dynamodb:*:*:table/x"], "dynamodb:Scan", TABLE, Allow),
        (
            &["Allow dynamodb:* on not arn:aws:dynamodb:*:*:table/users"],
            "dynamodb:Scan",
            TABLE,
            nothing(),
        ),
        (&["Allow * on *", "Deny dynamodb:Scan on *"], "dynamodb:Scan", TABLE, denied()),
        (&["Deny dynamodb:Scan on *", "Allow * on *"], "dynamodb:Scan", TABLE, denied()),
        (&["Allow * on *", "Deny dynamodb:Scan on *"], "dynamodb:Query", TABLE, Allow),
        (&["Deny dynamodb:Scan on *"], "dynamodb:Scan", TABLE, denied()),
        (&["Deny dynamodb:Scan on *"], "dynamodb:Query", TABLE, nothing()),
        (&["Allow * on *", "Deny not iam:* on *"], "dynamodb:Scan", TABLE, denied()),
        (&["Allow * on *", "Deny not dynamodb:* on *"], "dynamodb:Scan", TABLE, Allow),
        (
            &["Allow * on *", "Deny * on not arn:aws:dynamodb:*:*:table/users"],
            "dynamodb:Scan",
            TABLE,
            Allow,
        ),
        (
            &["Allow * on *", "Deny * on not arn:aws:dynamodb:*:*:table/others"],
            "dynamodb:Scan",
            TABLE,
            denied(),
        ),
        (&["Allow s3:* on *", "Allow dynamodb:* on *"], "dynamodb:Scan", TABLE, Allow),
    ];
    for (texts, action, resource, expected) in cases {
        let identity = documents(texts);
        let principal = worker();
        let request = Request::new(&principal, action, resource);
        let decision = policy::evaluate(&request, &Policies::identity(&identity));
        assert_eq!(decision, expected, "{texts:?}: {action} on {resource}");
    }
}

#[test]
fn a_boundary_and_a_session_policy_only_take_away() {
    use Decision::Allow;
    const GET: &str = "Allow dynamodb:Get* on *";
    const ALL: &str = "Allow * on *";
    const S3: &str = "Allow s3:* on *";
    const NO_GET: &str = "Deny dynamodb:Get* on *";
    // The identity's, the boundary, the session policies, and the decision.
    type Case<'a> = (&'a [&'a str], Option<&'a str>, Option<&'a [&'a str]>, Decision);
    let cases: Vec<Case<'_>> = vec![
        (&[GET], None, None, Allow),
        (&[GET], Some(ALL), None, Allow),
        (&[GET], Some(GET), None, Allow),
        (&[GET], Some(S3), None, implicit(PolicyType::Boundary)),
        (&[], Some(ALL), None, implicit(PolicyType::Identity)),
        (&[GET], Some(NO_GET), None, explicit(PolicyType::Boundary)),
        (&[GET], None, Some(&[ALL]), Allow),
        (&[GET], None, Some(&[S3]), implicit(PolicyType::Session)),
        (&[GET], None, Some(&[S3, GET]), Allow),
        (&[GET], None, Some(&[]), implicit(PolicyType::Session)),
        (&[GET], None, Some(&[ALL, NO_GET]), explicit(PolicyType::Session)),
        (&[], None, Some(&[ALL]), implicit(PolicyType::Identity)),
        (&[GET], Some(ALL), Some(&[ALL]), Allow),
        (&[GET], Some(S3), Some(&[ALL]), implicit(PolicyType::Boundary)),
        (&[GET], Some(ALL), Some(&[S3]), implicit(PolicyType::Session)),
        (&[GET, NO_GET], Some(ALL), Some(&[ALL]), explicit(PolicyType::Identity)),
    ];
    for (identity, boundary, session, expected) in cases {
        let context = format!("{identity:?} {boundary:?} {session:?}");
        let identity = documents(identity);
        let boundary = boundary.map(|text| parse(&document(text), Kind::Identity));
        let session = session.map(documents);
        let principal = worker();
        let request = Request::new(&principal, "dynamodb:GetItem", TABLE);
        let policies = Policies {
            identity: &identity,
            boundary: boundary.as_deref(),
            session: session.as_deref(),
            resource: None,
        };
        assert_eq!(policy::evaluate(&request, &policies), expected, "{context}");
    }
}

/// A resource's document: `Allow AWS:000000000000 s3:Get*`, the principal's kind and name first.
fn on_resource(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let [effect, principal, action] = words[..] else { panic!("{text}") };
    let (element, principal) = match principal.strip_prefix('!') {
        Some(principal) => ("NotPrincipal", principal),
        None => ("Principal", principal),
    };
    let value = match principal.split_once(':') {
        Some((kind, name)) => format!(r#"{{"{kind}": "{name}"}}"#),
        None => format!(r#""{principal}""#),
    };
    format!(
        r#"{{"Version": "2012-10-17", "Statement": {{"Effect": "{effect}", "{element}": {value},
            "Action": "{action}", "Resource": "*"}}}}"#
    )
}

const KEY: &str = "arn:aws:s3:::bucket/key";

/// The decision on s3:GetObject of the resource's owner `account`.
fn of_resource(principal: &Principal, account: &str, text: &str, own: &Policies<'_>) -> Decision {
    let policy = parse(&on_resource(text), Kind::Resource);
    let resource = ResourcePolicy { policy: &policy, account, kind: PolicyType::Resource };
    let request = Request::new(principal, "s3:GetObject", KEY);
    policy::evaluate(&request, &Policies { resource: Some(resource), ..*own })
}

#[test]
fn a_resource_s_policy_in_the_caller_s_account() {
    use Decision::Allow;
    let (role, session) = (format!("Allow AWS:{ROLE} s3:*"), format!("Allow AWS:{SESSION} s3:*"));
    let nothing = || implicit(PolicyType::Identity);
    const GET: &str = "Allow s3:Get* on *";
    let cases: Vec<(&str, &[&str], Decision)> = vec![
        ("Allow * s3:*", &[], Allow),
        ("Allow AWS:* s3:Get*", &[], Allow),
        ("Allow * s3:Put*", &[], nothing()),
        ("Allow * s3:Put*", &[GET], Allow),
        (&role, &[], Allow),
        (&session, &[], Allow),
        ("Allow AWS:000000000000 s3:*", &[], nothing()),
        ("Allow AWS:000000000000 s3:*", &[GET], Allow),
        ("Allow AWS:arn:aws:iam::000000000000:root s3:*", &[], nothing()),
        ("Allow AWS:AROAWORKER1234567 s3:*", &[], Allow),
        ("Allow AWS:arn:aws:iam::000000000000:role/other s3:*", &[], nothing()),
        ("Allow AWS:arn:aws:iam::000000000000:role/other s3:*", &[GET], Allow),
        ("Allow Service:lambda.amazonaws.com s3:*", &[], nothing()),
        ("Deny * s3:*", &[GET], explicit(PolicyType::Resource)),
        ("Deny AWS:000000000000 s3:*", &[GET], explicit(PolicyType::Resource)),
        ("Deny AWS:111111111111 s3:*", &[GET], Allow),
        ("Deny AWS:arn:aws:iam::000000000000:role/other s3:*", &[GET], Allow),
        ("Deny * s3:Put*", &[GET], Allow),
        ("Allow !AWS:arn:aws:iam::000000000000:role/other s3:*", &[], Allow),
        (
            "Deny !AWS:arn:aws:iam::000000000000:role/other s3:*",
            &[GET],
            explicit(PolicyType::Resource),
        ),
        // The session is not named beside its role.
        (
            "Deny !AWS:arn:aws:iam::000000000000:role/worker s3:*",
            &[GET],
            explicit(PolicyType::Resource),
        ),
        ("Allow * s3:*", &["Deny s3:Get* on *"], explicit(PolicyType::Identity)),
    ];
    for (text, identity, expected) in cases {
        let identity = documents(identity);
        let own = Policies::identity(&identity);
        let decision = of_resource(&worker(), ACCOUNT, text, &own);
        assert_eq!(decision, expected, "{text} {}", identity.len());
    }
}

#[test]
fn what_a_resource_gives_a_session_is_bounded_unless_it_names_the_session() {
    use Decision::Allow;
    let (role, session) = (format!("Allow AWS:{ROLE} s3:*"), format!("Allow AWS:{SESSION} s3:*"));
    let other = documents(&["Allow dynamodb:* on *"]);
    let narrowed = Policies { session: Some(&other), ..Policies::default() };
    let bounded = Policies { boundary: Some(&other[0]), ..Policies::default() };
    for (text, own, expected) in [
        (&role, &narrowed, implicit(PolicyType::Session)),
        (&role, &bounded, implicit(PolicyType::Boundary)),
        (&session, &narrowed, Allow),
        (&session, &bounded, Allow),
    ] {
        assert_eq!(of_resource(&worker(), ACCOUNT, text, own), expected, "{text}");
    }
}

#[test]
fn a_resource_of_another_account_needs_both_to_allow() {
    use Decision::Allow;
    let get = documents(&["Allow s3:Get* on *"]);
    let (none, own) = (Policies::default(), Policies::identity(&get));
    let role = format!("Allow AWS:{ROLE} s3:*");
    let elsewhere = "111111111111";
    for (text, policies, expected) in [
        (role.as_str(), &none, implicit(PolicyType::Identity)),
        (&role, &own, Allow),
        ("Allow AWS:000000000000 s3:*", &own, Allow),
        ("Allow * s3:*", &own, Allow),
        ("Allow * s3:*", &none, implicit(PolicyType::Identity)),
        ("Allow AWS:222222222222 s3:*", &own, implicit(PolicyType::Resource)),
        ("Deny * s3:*", &own, explicit(PolicyType::Resource)),
    ] {
        assert_eq!(of_resource(&worker(), elsewhere, text, policies), expected, "{text}");
    }
}

#[test]
fn callers_without_policies_of_their_own() {
    use Decision::Allow;
    let root = Principal::root(ACCOUNT);
    let lambda = Principal::service("lambda.amazonaws.com");
    let nobody = Principal::anonymous();
    let none = Policies::default();
    let refused = || implicit(PolicyType::Resource);
    for (principal, text, expected) in [
        (&root, "Allow AWS:111111111111 s3:*", Allow),
        (&root, "Deny AWS:000000000000 s3:*", explicit(PolicyType::Resource)),
        (&root, "Deny * s3:*", explicit(PolicyType::Resource)),
        (&lambda, "Allow Service:lambda.amazonaws.com s3:*", Allow),
        (&lambda, "Allow Service:events.amazonaws.com s3:*", refused()),
        (&lambda, "Allow AWS:000000000000 s3:*", refused()),
        (&nobody, "Allow * s3:*", Allow),
        (&nobody, "Allow AWS:000000000000 s3:*", refused()),
    ] {
        assert_eq!(of_resource(principal, ACCOUNT, text, &none), expected, "{text}");
    }
    let request = Request::new(&root, "dynamodb:DeleteTable", TABLE);
    assert_eq!(policy::evaluate(&request, &none), Allow);
    for principal in [&lambda, &nobody] {
        let request = Request::new(principal, "dynamodb:DeleteTable", TABLE);
        assert_eq!(policy::evaluate(&request, &none), implicit(PolicyType::Identity));
    }
    let outside = of_resource(&root, "111111111111", "Allow AWS:222222222222 s3:*", &none);
    assert_eq!(outside, refused(), "the root of an account is nobody in another");
    let outside = of_resource(&root, "111111111111", "Allow AWS:000000000000 s3:*", &none);
    assert_eq!(outside, Allow);
}

#[test]
fn trust_must_be_given() {
    let trust = |principal: &str| {
        let text = format!(
            r#"{{"Statement": {{"Effect": "Allow", "Principal": {principal},
                "Action": "sts:AssumeRole"}}}}"#
        );
        parse(&text, Kind::Trust)
    };
    let account = r#"{"AWS": "arn:aws:iam::000000000000:root"}"#;
    let itself = format!(r#"{{"AWS": "{ROLE}"}}"#);
    let lambda = r#"{"Service": "lambda.amazonaws.com"}"#;
    let may = documents(&["Allow sts:AssumeRole on *"]);
    let (none, own) = (Policies::default(), Policies::identity(&may));
    let root = Principal::root(ACCOUNT);
    let service = Principal::service("lambda.amazonaws.com");
    let worker = worker();
    let untrusted = || implicit(PolicyType::Trust);
    for (principal, trusted, policies, expected) in [
        (&root, account, &none, Decision::Allow),
        (&root, lambda, &none, untrusted()),
        (&service, lambda, &none, Decision::Allow),
        (&service, account, &none, untrusted()),
        (&worker, account, &none, implicit(PolicyType::Identity)),
        (&worker, account, &own, Decision::Allow),
        (&worker, &itself, &none, Decision::Allow),
        (&worker, lambda, &own, untrusted()),
        (&worker, "\"*\"", &none, Decision::Allow),
    ] {
        let policy = trust(trusted);
        let resource =
            ResourcePolicy { policy: &policy, account: ACCOUNT, kind: PolicyType::Trust };
        let request = Request::new(principal, "sts:AssumeRole", ROLE);
        let policies = Policies { resource: Some(resource), ..*policies };
        let decision = policy::evaluate(&request, &policies);
        assert_eq!(decision, expected, "{} {trusted}", principal.arn);
    }
}

#[test]
fn how_closely_a_caller_is_named() {
    let worker = worker();
    let request = Request::new(&worker, "s3:GetObject", KEY);
    let (role, session) = (format!("Allow AWS:{ROLE} s3:*"), format!("Allow AWS:{SESSION} s3:*"));
    for (text, expected) in [
        ("Allow AWS:111111111111 s3:*", Grant::None),
        ("Allow AWS:000000000000 s3:*", Grant::Account),
        (role.as_str(), Grant::Principal),
        ("Allow * s3:*", Grant::Principal),
        (&session, Grant::Caller),
        ("Deny * s3:*", Grant::None),
    ] {
        let policy = parse(&on_resource(text), Kind::Resource);
        assert_eq!(policy.grant(&request), expected, "{text}");
    }
}

#[test]
fn the_caller_is_told_why() {
    let user = "User: arn:aws:sts::000000000000:assumed-role/worker/s1 is not authorized to \
                perform: dynamodb:DeleteItem on resource: \
                arn:aws:dynamodb:us-east-1:000000000000:table/users";
    let worker = worker();
    let request = Request::new(&worker, "dynamodb:DeleteItem", TABLE);
    for (decision, expected) in [
        (
            implicit(PolicyType::Identity),
            " because no identity-based policy allows the dynamodb:DeleteItem action",
        ),
        (
            implicit(PolicyType::Boundary),
            " because no permissions boundary allows the dynamodb:DeleteItem action",
        ),
        (
            implicit(PolicyType::Session),
            " because no session policy allows the dynamodb:DeleteItem action",
        ),
        (
            implicit(PolicyType::Resource),
            " because no resource-based policy allows the dynamodb:DeleteItem action",
        ),
        (implicit(PolicyType::Trust), ""),
        (explicit(PolicyType::Identity), " with an explicit deny in an identity-based policy"),
        (explicit(PolicyType::Resource), " with an explicit deny in a resource-based policy"),
        (explicit(PolicyType::Trust), " with an explicit deny in the role trust policy"),
    ] {
        assert_eq!(policy::denied(&request, &decision), format!("{user}{expected}"));
    }
}

#[test]
fn a_denying_statement_is_named() {
    let text = r#"{"Statement": [
        {"Effect": "Allow", "Action": "*", "Resource": "*"},
        {"Sid": "NoDeletes", "Effect": "Deny", "Action": "*:Delete*", "Resource": "*"}
    ]}"#;
    let identity = [parse(text, Kind::Identity)];
    let worker = worker();
    let request = Request::new(&worker, "dynamodb:DeleteItem", TABLE);
    let expected =
        Decision::ExplicitDeny { by: PolicyType::Identity, sid: Some("NoDeletes".into()) };
    assert_eq!(policy::evaluate(&request, &Policies::identity(&identity)), expected);
}
