//! The `Principal` and `NotPrincipal` elements: whom a resource's policy names.
//!
//! Source: IAM user guide, "AWS JSON policy elements: Principal".

use serde_json::Value;

use crate::document::Effect;
use crate::evaluate::Grant;
use crate::malformed::Malformed;
use crate::principal::{Identity, Principal};

/// A compiled `Principal` or `NotPrincipal`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// `NotPrincipal`.
    pub not: bool,
    pub names: Vec<Name>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    Everybody,
    /// An account, by its number or its root.
    Account(String),
    /// A user, a role or a session.
    Arn(String),
    /// What begins with `AIDA` or `AROA`.
    Id(String),
    Service(String),
    Federated(String),
    Canonical(String),
}

impl Named {
    /// `value` is the element's value, `not` whether it is `NotPrincipal`.
    pub fn parse(value: &Value, not: bool) -> Result<Named, Malformed> {
        let names = match value {
            Value::String(text) if text == "*" => vec![Name::Everybody],
            Value::Object(kinds) if !kinds.is_empty() => {
                let mut names = Vec::new();
                for (kind, value) in kinds {
                    for text in texts(kind, value)? {
                        names.push(name(kind, text)?);
                    }
                }
                names
            }
            _ => return Err(Malformed::syntax("Principal: neither \"*\" nor an object of names")),
        };
        Ok(Named { not, names })
    }

    /// How closely it names the caller. `effect` is the statement's.
    pub fn grant(&self, principal: &Principal, effect: Effect) -> Grant {
        let closest = self.names.iter().map(|name| name.grant(principal)).max();
        let closest = closest.unwrap_or(Grant::None);
        if !self.not {
            return closest;
        }
        // An account beside a user, as AWS wants it, must not except everybody else of the account
        // from a denial, nor a role all its sessions: the session stands beside it. What excepts
        // somebody of an allowance may be read widely.
        let excepted = match effect {
            Effect::Deny => match principal.role_arn() {
                Some(_) => self.excepts_session(principal),
                None => closest > Grant::Account,
            },
            Effect::Allow => closest > Grant::None,
        };
        if excepted { Grant::None } else { Grant::Principal }
    }
}

impl Named {
    /// Whether it names both a session and its role, or everybody.
    fn excepts_session(&self, principal: &Principal) -> bool {
        let has = |grant: Grant| self.names.iter().any(|name| name.grant(principal) == grant);
        let everybody = self.names.contains(&Name::Everybody);
        everybody || (has(Grant::Caller) && has(Grant::Principal))
    }
}

fn texts<'a>(kind: &str, value: &'a Value) -> Result<Vec<&'a str>, Malformed> {
    let wrong = || Malformed::syntax(format!("Principal.{kind}: neither text nor a list of text"));
    match value {
        Value::String(text) => Ok(vec![text]),
        Value::Array(list) if !list.is_empty() => {
            list.iter().map(|item| item.as_str().ok_or_else(wrong)).collect()
        }
        _ => Err(wrong()),
    }
}

fn name(kind: &str, text: &str) -> Result<Name, Malformed> {
    let invalid = |kind: &str| {
        let detail = format!("Principal.{kind}: {text:?} names nobody");
        Malformed::new(format!("Invalid principal in policy: \"{kind}\":\"{text}\""), detail)
    };
    match kind {
        "AWS" => aws_name(text).ok_or_else(|| invalid("AWS")),
        "Service" if is_host(text) => Ok(Name::Service(text.into())),
        "Service" => Err(invalid("SERVICE")),
        "Federated" if text.is_empty() => Err(invalid("FEDERATED")),
        "Federated" if text == "*" => Ok(Name::Everybody),
        "Federated" => Ok(Name::Federated(text.into())),
        "CanonicalUser" if text.is_empty() => Err(invalid("CANONICAL_USER")),
        "CanonicalUser" => Ok(Name::Canonical(text.into())),
        _ => Err(Malformed::syntax(format!("Principal: {kind} is no kind of principal"))),
    }
}

fn aws_name(text: &str) -> Option<Name> {
    if text == "*" {
        return Some(Name::Everybody);
    }
    if is_account(text) {
        return Some(Name::Account(text.into()));
    }
    let is_id = |text: &str| {
        text.len() >= 16 && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    if (text.starts_with("AROA") || text.starts_with("AIDA")) && is_id(text) {
        return Some(Name::Id(text.into()));
    }
    let [_, partition, service, region, account, resource] = crate::arn::split(text)?;
    let valid = !partition.is_empty() && region.is_empty() && is_account(account);
    if !valid || text.contains(['*', '?']) {
        return None;
    }
    let after = |prefix: &str| resource.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty());
    match service {
        "iam" if resource == "root" => Some(Name::Account(account.into())),
        "iam" if after("user/") || after("role/") => Some(Name::Arn(text.into())),
        "sts" if after("assumed-role/") || after("federated-user/") => Some(Name::Arn(text.into())),
        _ => None,
    }
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_host(text: &str) -> bool {
    text.contains('.')
        && text.split('.').all(|label| {
            !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
}

impl Name {
    fn grant(&self, principal: &Principal) -> Grant {
        let when = |matched: bool, grant: Grant| if matched { grant } else { Grant::None };
        match (self, &principal.identity) {
            (Name::Everybody, _) => Grant::Principal,
            (Name::Account(account), Identity::Root) => {
                when(*account == principal.account, Grant::Caller)
            }
            (Name::Account(account), _) => when(*account == principal.account, Grant::Account),
            (Name::Arn(arn), _) if *arn == principal.arn => Grant::Caller,
            (Name::Arn(arn), Identity::AssumedRole { role_arn, .. }) => {
                when(arn == role_arn, Grant::Principal)
            }
            (Name::Arn(arn), Identity::FederatedUser { user_arn, .. }) => {
                when(arn == user_arn, Grant::Principal)
            }
            (Name::Id(id), Identity::AssumedRole { role_id, .. }) => {
                when(id == role_id, Grant::Principal)
            }
            (Name::Id(id), Identity::User { .. }) => when(*id == principal.user_id, Grant::Caller),
            (Name::Service(host), Identity::Service { name }) => {
                when(host.eq_ignore_ascii_case(name), Grant::Caller)
            }
            (Name::Federated(name), Identity::Federated { provider }) => {
                when(name == provider, Grant::Caller)
            }
            _ => Grant::None,
        }
    }
}
