//! From what really happened: which permissions each caller used, which it has and never used, and
//! the least policy that would have been enough.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use policy::{Kind as Form, Policies, Policy, Principal, Request};
use serde_json::{Value, json};
use store::ReadTx;

use crate::entity::Kind;
use crate::state::{self, UsageKey, UsageRow};
use crate::usage::{ROWS_MAX, ROWS_PER_CALLER_MAX};
use crate::{directory, names};

/// A document for each caller: a role's sessions apart, which are functions; a user.
pub fn report(tx: &ReadTx) -> Result<Value, store::Error> {
    let mut callers: BTreeMap<String, Vec<(UsageKey, UsageRow)>> = BTreeMap::new();
    for (key, row) in state::all_usage(tx)? {
        callers.entry(key.who.clone()).or_default().push((key, row));
    }
    let mut documents = Vec::new();
    for (who, uses) in &callers {
        documents.push(caller(tx, who, uses)?);
    }
    let own_max = usize::try_from(ROWS_PER_CALLER_MAX).unwrap_or(usize::MAX);
    let complete = state::usage_rows(tx, state::EVERYBODY)? < ROWS_MAX
        && callers.values().all(|uses| uses.len() < own_max);
    Ok(json!({"callers": documents, "complete": complete}))
}

fn caller(tx: &ReadTx, who: &str, uses: &[(UsageKey, UsageRow)]) -> Result<Value, store::Error> {
    let mut sessions: BTreeMap<&str, Vec<&(UsageKey, UsageRow)>> = BTreeMap::new();
    for one in uses {
        sessions.entry(&one.0.session).or_default().push(one);
    }
    let sessions: Vec<Value> = sessions
        .into_iter()
        .map(|(session, uses)| {
            json!({
                "session": session,
                "used": uses.iter().map(|(key, row)| used(key, row)).collect::<Vec<_>>(),
                "leastPolicy": least(uses.iter().copied()),
            })
        })
        .collect();
    Ok(json!({
        "arn": who,
        "sessions": sessions,
        "neverUsed": never_used(tx, who, uses)?,
        "leastPolicy": least(uses.iter()),
    }))
}

fn used(key: &UsageKey, row: &UsageRow) -> Value {
    json!({
        "action": key.action, "resource": key.resource, "allowed": row.allowed,
        "denied": row.denied, "audited": row.audited,
        "first": row.first.iso_seconds(), "last": row.last.iso_seconds(),
    })
}

/// Allows what was done, action by action and resource by resource; actions on the same resources
/// share a statement. What was denied was not done.
fn least<'a>(uses: impl Iterator<Item = &'a (UsageKey, UsageRow)>) -> Value {
    let mut resources: BTreeMap<&str, BTreeSet<Cow<'_, str>>> = BTreeMap::new();
    for (key, _) in uses.filter(|(_, row)| row.allowed + row.audited > 0) {
        resources.entry(&key.action).or_default().insert(literal(&key.resource));
    }
    let mut statements: BTreeMap<BTreeSet<Cow<'_, str>>, Vec<&str>> = BTreeMap::new();
    for (action, on) in resources {
        statements.entry(on).or_default().push(action);
    }
    let statements: Vec<Value> = statements
        .into_iter()
        .map(|(on, actions)| json!({"Effect": "Allow", "Action": actions, "Resource": on}))
        .collect();
    json!({"Version": "2012-10-17", "Statement": statements})
}

/// A resource as a policy names it and nothing else. `*` alone is what an action without a resource
/// is asked on.
fn literal(resource: &str) -> Cow<'_, str> {
    if resource == "*" || !resource.contains(['*', '?', '$']) {
        return Cow::Borrowed(resource);
    }
    let mut out = String::with_capacity(resource.len() + 16);
    for letter in resource.chars() {
        match letter {
            '*' | '?' | '$' => out.extend(["${", letter.encode_utf8(&mut [0; 4]), "}"]),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

/// What the caller's documents allow and nobody asked for: action patterns, each with its
/// statement's resources.
fn never_used(
    tx: &ReadTx,
    who: &str,
    uses: &[(UsageKey, UsageRow)],
) -> Result<Vec<Value>, store::Error> {
    let Some((account, kind, name)) = names::entity_of_arn(who) else { return Ok(Vec::new()) };
    let Some(entity) = state::entity(tx, account, kind, name)? else { return Ok(Vec::new()) };
    let mut owners = vec![entity.clone()];
    if kind == Kind::User {
        owners.extend(state::related(tx, account, &entity)?);
    }
    let principal = match kind {
        Kind::Role => Principal::assumed_role(account, &entity.name, &entity.path, &entity.id, "s"),
        _ => Principal::user(account, &entity.name, &entity.path, &entity.id),
    };
    let mut unused = Vec::new();
    for owner in &owners {
        for (policy, document) in directory::documents(tx, account, owner)? {
            for (action, resource) in granted(document.as_deref().unwrap_or_default()) {
                if !is_used(&principal, &action, &resource, uses) {
                    unused.push(json!({"policy": policy, "action": action, "resource": resource}));
                }
            }
        }
    }
    Ok(unused)
}

/// The action patterns that a document's statements allow, each with the statement's resources.
fn granted(document: &str) -> Vec<(String, Value)> {
    let value: Value = serde_json::from_str(document).unwrap_or_default();
    let statements = match &value["Statement"] {
        Value::Array(list) => list.clone(),
        one => vec![one.clone()],
    };
    let mut granted = Vec::new();
    for statement in statements.iter().filter(|one| one["Effect"] == "Allow") {
        let resource = statement.get("Resource").cloned().unwrap_or_else(|| "*".into());
        match &statement["Action"] {
            Value::String(action) => granted.push((action.clone(), resource)),
            Value::Array(list) => {
                let actions = list.iter().filter_map(Value::as_str);
                granted.extend(actions.map(|action| (action.to_owned(), resource.clone())));
            }
            _ => {}
        }
    }
    granted
}

fn is_used(who: &Principal, action: &str, resource: &Value, uses: &[(UsageKey, UsageRow)]) -> bool {
    let document = json!({
        "Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Action": action, "Resource": resource},
    });
    let Ok(policy) = Policy::from_value(&document, Form::Identity) else { return true };
    let own = [Arc::new(policy)];
    uses.iter().any(|(key, row)| {
        let request = Request::new(who, &key.action, &key.resource);
        row.allowed > 0 && policy::evaluate(&request, &Policies::identity(&own)).is_allow()
    })
}

#[cfg(test)]
mod tests {
    use base::Timestamp;
    use kit::Verdict;

    use super::*;

    #[test]
    fn the_least_policy_allows_what_was_done_and_no_more() {
        let one = |action: &str, resource: &str, verdict| {
            let (who, session) = ("arn:aws:iam::0:role/r".into(), "f".into());
            let mut row = UsageRow::default();
            row.count(verdict, Timestamp(0));
            (UsageKey { who, session, action: action.into(), resource: resource.into() }, row)
        };
        let uses = [
            one("s3:GetObject", "arn:aws:s3:::b/1", Verdict::Allowed),
            one("s3:GetObject", "arn:aws:s3:::b/2", Verdict::Audited),
            one("s3:PutObject", "arn:aws:s3:::b/2", Verdict::Allowed),
            one("s3:PutObject", "arn:aws:s3:::b/1", Verdict::Allowed),
            one("sqs:SendMessage", "arn:aws:sqs:r:0:q", Verdict::Denied),
            one("dynamodb:Scan", "arn:aws:dynamodb:r:0:table/t", Verdict::Allowed),
            one("s3:DeleteObject", "arn:aws:s3:::b/*?${x}", Verdict::Allowed),
            one("s3:ListAllMyBuckets", "*", Verdict::Allowed),
        ];
        let policy = least(uses.iter());
        assert_eq!(
            policy["Statement"],
            json!([
                {"Effect": "Allow", "Action": ["s3:ListAllMyBuckets"], "Resource": ["*"]},
                {"Effect": "Allow", "Action": ["dynamodb:Scan"],
                 "Resource": ["arn:aws:dynamodb:r:0:table/t"]},
                {"Effect": "Allow", "Action": ["s3:DeleteObject"],
                 "Resource": ["arn:aws:s3:::b/${*}${?}${$}{x}"]},
                {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"],
                 "Resource": ["arn:aws:s3:::b/1", "arn:aws:s3:::b/2"]},
            ])
        );
        let who = Principal::assumed_role("0", "r", "/", "AROA", "f");
        let own = [Arc::new(Policy::from_value(&policy, Form::Identity).unwrap())];
        for (resource, allowed) in
            [("arn:aws:s3:::b/*?${x}", true), ("arn:aws:s3:::b/ab${x}", false)]
        {
            let request = Request::new(&who, "s3:DeleteObject", resource);
            let decision = policy::evaluate(&request, &Policies::identity(&own));
            assert_eq!(decision.is_allow(), allowed, "{resource}");
        }
        for (action, resource, expected) in [
            ("s3:Get*", "*", true),
            ("s3:GetObject", "arn:aws:s3:::c/*", false),
            ("sqs:*", "*", false),
            ("dynamodb:Query", "*", false),
        ] {
            assert_eq!(is_used(&who, action, &resource.into(), &uses), expected, "{action}");
        }
    }
}
