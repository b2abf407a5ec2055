//! Why: the statements that decided, what is missing, and the keys that policies ask for.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::{Effect, Policy, Statement};
use crate::evaluate::{Decision, Grant, Policies, PolicyType, evaluate};
use crate::request::Request;

/// A decision with its reasons. Costs more than the decision: for those who ask why.
#[derive(Clone, Debug)]
pub struct Explanation<'a> {
    pub decision: Decision,
    /// The statements that deny, where one does; otherwise those that allow.
    pub matched: Vec<Matched<'a>>,
}

/// A statement that applies.
#[derive(Clone, Copy, Debug)]
pub struct Matched<'a> {
    pub by: PolicyType,
    pub policy: &'a Policy,
    /// Which of the policy's statements, from 0.
    pub index: usize,
}

impl Matched<'_> {
    /// `statement 2 (NoScans) of arn:...`.
    pub fn describe(&self) -> String {
        let name = escaped(self.policy.name.as_deref().unwrap_or(self.by.name()));
        let sid = self.policy.statements.get(self.index).and_then(|one| one.sid.as_deref());
        match sid {
            Some(sid) => format!("statement {} ({}) of {name}", self.index + 1, escaped(sid)),
            None => format!("statement {} of {name}", self.index + 1),
        }
    }
}

/// What the policies say, and which of their statements say it.
pub fn explain<'a>(request: &Request<'_>, policies: &Policies<'a>) -> Explanation<'a> {
    let decision = evaluate(request, policies);
    let effect = match decision {
        Decision::ExplicitDeny { .. } => Effect::Deny,
        _ => Effect::Allow,
    };
    let mut matched = Vec::new();
    let mut gather = |by: PolicyType, policy: &'a Policy, named: bool| {
        for (index, statement) in policy.statements.iter().enumerate() {
            let fits = statement.effect == effect
                && (!named || statement.grant(request.principal) > Grant::None)
                && statement.applies(request);
            if fits {
                matched.push(Matched { by, policy, index });
            }
        }
    };
    for policy in policies.identity {
        gather(PolicyType::Identity, policy, false);
    }
    if let Some(resource) = &policies.resource {
        gather(resource.kind, resource.policy, true);
    }
    if let Some(boundary) = policies.boundary {
        gather(PolicyType::Boundary, boundary, false);
    }
    for policy in policies.session.unwrap_or_default() {
        gather(PolicyType::Session, policy, false);
    }
    Explanation { decision, matched }
}

impl Explanation<'_> {
    /// For the operator's log: what decided, or which statement would have to be there.
    pub fn reason(&self, request: &Request<'_>) -> String {
        match &self.decision {
            Decision::Allow => "allowed".into(),
            Decision::ExplicitDeny { .. } => {
                let all: Vec<String> = self.matched.iter().map(Matched::describe).collect();
                format!("denied by {}", all.join(" and "))
            }
            Decision::ImplicitDeny { by } => format!(
                "no {} allows it; this statement would: {{\"Effect\": \"Allow\", \
                 \"Action\": \"{}\", \"Resource\": \"{}\"}}",
                by.name(),
                escaped(request.action),
                escaped(request.resource)
            ),
        }
    }
}

/// As JSON writes it between quotes. Callers choose names and resources: none may end a log's line
/// or the statement that is proposed.
fn escaped(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    let inner = quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    let inner = inner.unwrap_or_default();
    if !inner.contains(|letter: char| letter.is_control()) {
        return inner.to_owned();
    }
    // JSON leaves DEL and the second set of control characters as they are.
    let mut out = String::with_capacity(inner.len());
    for letter in inner.chars() {
        match letter.is_control() {
            true => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            false => out.push(letter),
        }
    }
    out
}

/// The condition keys that policies ask for, each once whatever its case, as first written.
pub fn context_keys<'a>(policies: impl IntoIterator<Item = &'a Policy>) -> Vec<String> {
    let mut keys: BTreeMap<String, String> = BTreeMap::new();
    for policy in policies {
        for statement in &policy.statements {
            statement.keys(&mut |key: &str| {
                keys.entry(key.to_ascii_lowercase()).or_insert_with(|| key.to_owned());
            });
        }
    }
    keys.into_values().collect()
}

/// Of these keys, those that the request knows nothing of.
pub fn missing_keys(request: &Request<'_>, policies: &[Arc<Policy>]) -> Vec<String> {
    let mut keys = context_keys(policies.iter().map(|policy| &**policy));
    keys.retain(|key| request.lookup(key).is_none());
    keys
}

impl Statement {
    fn keys(&self, found: &mut dyn FnMut(&str)) {
        for resource in &self.resources {
            resource.keys(found);
        }
        for condition in &self.conditions {
            found(condition.key());
            condition.variables(found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::principal::Principal;

    #[test]
    fn a_reason_stays_on_its_line() {
        let who = Principal::root("000000000000");
        let resource = "arn:aws:s3:::b/x\"}\n2026 forged \u{1b}[2J\u{9b}31m";
        let request = Request::new(&who, "s3:GetObject", resource);
        let by = PolicyType::Identity;
        let reason = |decision, matched| Explanation { decision, matched }.reason(&request);
        let missing = reason(Decision::ImplicitDeny { by }, Vec::new());
        assert!(
            missing.ends_with(r#""arn:aws:s3:::b/x\"}\n2026 forged \u001b[2J\u009b31m"}"#),
            "{missing}"
        );
        let document = r#"{"Version": "2012-10-17", "Statement":
            {"Sid": "No", "Effect": "Deny", "Action": "*", "Resource": "*"}}"#;
        let policy = Policy::parse(document, crate::Kind::Identity).unwrap().called("a\nb");
        let matched = vec![Matched { by, policy: &policy, index: 0 }];
        let denied = reason(Decision::ExplicitDeny { by, sid: None }, matched);
        assert_eq!(denied, r"denied by statement 1 (No) of a\nb");
    }
}
