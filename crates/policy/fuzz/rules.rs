//! What fuzzers hold against policies: rules that any input must keep. The targets are beside it;
//! what they have found worth keeping is replayed by the `corpora` test of the room.

use std::sync::Arc;

use policy::{
    Decision, Facts, Kind, Policies, Policy, PolicyType, Principal, Request, ResourcePolicy,
};

/// Any text as a document of each kind: refused with a text and a place, or accepted.
pub fn document(text: &str) {
    for kind in [Kind::Identity, Kind::Managed, Kind::Trust, Kind::Resource, Kind::Queue] {
        if let Err(malformed) = Policy::parse(text, kind) {
            assert!(!malformed.text.is_empty() && !malformed.detail.is_empty());
        }
    }
}

/// A document and a question: an action, a resource, the value of key `k`, the document, in lines.
/// With a statement that denies everything beside it, the answer is a denial.
pub fn decision(text: &str) {
    let mut lines = text.splitn(4, '\n');
    let (Some(action), Some(resource), Some(value), Some(document)) =
        (lines.next(), lines.next(), lines.next(), lines.next())
    else {
        return;
    };
    let deny = r#"{"Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}"#;
    let Ok(deny) = Policy::parse(deny, Kind::Identity) else { panic!("it is well formed") };
    let deny = Arc::new(deny);
    let facts = Facts::new().with("k", value);
    for kind in [Kind::Identity, Kind::Trust, Kind::Resource, Kind::Queue] {
        let Ok(policy) = Policy::parse(document, kind) else { continue };
        let policy = Arc::new(policy);
        for principal in [
            Principal::assumed_role("000000000000", "r", "/", "AROAEXAMPLE", "s"),
            Principal::user("000000000000", "u", "/", "AIDAEXAMPLE"),
            Principal::root("000000000000"),
            Principal::federated_user("000000000000", "f", "arn:aws:iam::000000000000:user/u"),
            Principal::service("lambda.amazonaws.com"),
        ] {
            let request = Request::new(&principal, action, resource).under(&facts);
            let resource = ResourcePolicy {
                policy: &policy,
                account: "000000000000",
                kind: PolicyType::Trust,
            };
            let own = [policy.clone()];
            let policies = Policies {
                identity: &own,
                boundary: Some(&policy),
                session: Some(&own),
                resource: Some(resource),
            };
            let explanation = policy::explain(&request, &policies);
            assert_eq!(explanation.decision, policy::evaluate(&request, &policies));
            let _ = explanation.reason(&request);
            let _ = policy::missing_keys(&request, &own);
            let denied = Policies { identity: &[policy.clone(), deny.clone()], ..policies };
            let decision = policy::evaluate(&request, &denied);
            assert!(matches!(decision, Decision::ExplicitDeny { .. }), "{decision:?}");
        }
    }
}
