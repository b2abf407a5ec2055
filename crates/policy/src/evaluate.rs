//! The decision: which documents apply, and what they say together.
//!
//! Source: IAM user guide, "Policy evaluation logic" and "Policy evaluation for requests within a
//! single account".

use std::sync::Arc;

use crate::document::{Effect, Policy, Statement};
use crate::principal::Identity;
use crate::request::Request;

/// What sort of document decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyType {
    Identity,
    Resource,
    /// A role's trust policy.
    Trust,
    Boundary,
    Session,
}

impl PolicyType {
    pub fn name(self) -> &'static str {
        match self {
            PolicyType::Identity => "identity-based policy",
            PolicyType::Resource => "resource-based policy",
            PolicyType::Trust => "role trust policy",
            PolicyType::Boundary => "permissions boundary",
            PolicyType::Session => "session policy",
        }
    }

    /// The article that stands before the name.
    pub fn article(self) -> &'static str {
        match self {
            PolicyType::Identity => "an",
            PolicyType::Trust => "the",
            _ => "a",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    Allow,
    /// Nothing of this type allows it.
    ImplicitDeny {
        by: PolicyType,
    },
    /// A statement denies it.
    ExplicitDeny {
        by: PolicyType,
        sid: Option<String>,
    },
}

impl Decision {
    pub fn is_allow(&self) -> bool {
        *self == Decision::Allow
    }
}

/// The policy of the resource that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct ResourcePolicy<'a> {
    pub policy: &'a Policy,
    /// The account that owns the resource.
    pub account: &'a str,
    /// [`PolicyType::Resource`] or [`PolicyType::Trust`]. A trust policy must allow: what the
    /// caller's own policies say is not enough.
    pub kind: PolicyType,
}

/// The documents that apply to a request.
#[derive(Clone, Copy, Debug, Default)]
pub struct Policies<'a> {
    /// The caller's own.
    pub identity: &'a [Arc<Policy>],
    /// The most that the caller's own policies can give.
    pub boundary: Option<&'a Policy>,
    /// Given when the session was made; the most that the session can do.
    pub session: Option<&'a [Arc<Policy>]>,
    pub resource: Option<ResourcePolicy<'a>>,
}

impl<'a> Policies<'a> {
    pub fn identity(identity: &'a [Arc<Policy>]) -> Policies<'a> {
        Policies { identity, ..Policies::default() }
    }
}

/// How closely a resource's policy names the caller that it allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grant {
    None,
    /// The caller's account: what the account gives the caller decides.
    Account,
    /// Everybody, or the role that the caller is a session of.
    Principal,
    /// Exactly this caller: this user, this session, this service.
    Caller,
}

/// What the policies say. Nothing is allocated unless a policy variable must be replaced or a
/// statement with a `Sid` denies.
pub fn evaluate(request: &Request<'_>, policies: &Policies<'_>) -> Decision {
    match denial(request, policies) {
        Some((by, statement)) => Decision::ExplicitDeny { by, sid: statement.sid.clone() },
        None => match missing(request, policies) {
            Some(by) => Decision::ImplicitDeny { by },
            None => Decision::Allow,
        },
    }
}

/// The statement that denies, if one does.
fn denial<'a>(
    request: &Request<'_>,
    policies: &Policies<'a>,
) -> Option<(PolicyType, &'a Statement)> {
    let in_one = |by: PolicyType, policy: &'a Policy| {
        policy.find(Effect::Deny, request).map(|statement| (by, statement))
    };
    let in_any =
        |by: PolicyType, list: &'a [Arc<Policy>]| list.iter().find_map(|policy| in_one(by, policy));
    let by_resource = policies.resource.and_then(|resource| {
        let mut statements = resource.policy.statements.iter();
        let denies = |statement: &&Statement| {
            statement.effect == Effect::Deny
                && statement.grant(request.principal) > Grant::None
                && statement.applies(request)
        };
        statements.find(denies).map(|statement| (resource.kind, statement))
    });
    by_resource
        .or_else(|| in_any(PolicyType::Identity, policies.identity))
        .or_else(|| in_one(PolicyType::Boundary, policies.boundary?))
        .or_else(|| in_any(PolicyType::Session, policies.session?))
}

/// The first type of policy whose allowance is needed and missing.
fn missing(request: &Request<'_>, policies: &Policies<'_>) -> Option<PolicyType> {
    let principal = request.principal;
    let grant = policies.resource.map_or(Grant::None, |resource| resource.policy.grant(request));
    let kind = policies.resource.map(|resource| resource.kind);
    let elsewhere = policies.resource.is_some_and(|resource| resource.account != principal.account);
    let needs_grant = elsewhere || kind == Some(PolicyType::Trust);
    if needs_grant && grant == Grant::None {
        return kind;
    }
    match principal.identity {
        // No identity-based policy can speak for these.
        Identity::Service { .. } | Identity::Federated { .. } | Identity::Anonymous => {
            return match grant {
                Grant::None | Grant::Account => Some(kind.unwrap_or(PolicyType::Identity)),
                Grant::Principal | Grant::Caller => None,
            };
        }
        // Only what a session of its own was narrowed to.
        Identity::Root => {
            let narrowed = policies.session.filter(|session| !allow(session, request));
            return narrowed.map(|_| PolicyType::Session);
        }
        Identity::User { .. } | Identity::AssumedRole { .. } | Identity::FederatedUser { .. } => {}
    }
    let allows = |list: &[Arc<Policy>]| allow(list, request);
    if !elsewhere && grant == Grant::Caller {
        return None;
    }
    let given = !elsewhere && grant == Grant::Principal;
    if !given && !allows(policies.identity) {
        return Some(PolicyType::Identity);
    }
    let bounded =
        policies.boundary.is_none_or(|policy| policy.find(Effect::Allow, request).is_some());
    if !bounded {
        return Some(PolicyType::Boundary);
    }
    match policies.session {
        Some(session) if !allows(session) => Some(PolicyType::Session),
        _ => None,
    }
}

/// Whether one of them allows it.
fn allow(list: &[Arc<Policy>], request: &Request<'_>) -> bool {
    list.iter().any(|policy| policy.find(Effect::Allow, request).is_some())
}
