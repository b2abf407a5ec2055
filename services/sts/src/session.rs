//! Who may take a role, and for how long.
//!
//! Source: STS API reference, `AssumeRole`; IAM user guide, "Role terms and concepts", "Session
//! policies".

use base::Timestamp;
use kit::{Context, Denial, Role, Rulings};
use policy::{Decision, Facts, Identity, Policies, PolicyType, Request, ResourcePolicy, Values};

/// Twelve hours (STS API reference).
pub const LIFETIME_S_MAX: u64 = 43_200;
/// A quarter of an hour (STS API reference).
pub const LIFETIME_S_MIN: u64 = 900;
/// Where nobody asks for more.
pub const LIFETIME_S_DEFAULT: u64 = 3600;
/// A session that a session opens lasts an hour at most (IAM user guide, "role chaining").
pub const CHAINED_S_MAX: u64 = 3600;

const ASSUME_ROLE: &str = "sts:AssumeRole";

/// Whether the caller's policies and the role's trust policy allow it together. The error is the
/// text for the caller.
pub fn may_assume(
    caller: &kit::Principal,
    role: &Role,
    action: &str,
    facts: &Facts<'_>,
    (rulings, now): (&Rulings, Timestamp),
) -> Result<(), String> {
    let mut all = Facts::over(facts);
    for (key, value) in &role.tags {
        all.set(format!("aws:ResourceTag/{key}"), Values::one(value));
    }
    let request = Request::new(&caller.who, action, &role.arn).at(now).under(&all);
    let policies = Policies { resource: Some(trust(role)), ..caller.documents() };
    let message = match policy::evaluate(&request, &policies) {
        Decision::Allow => None,
        // Of a role that does not trust them, callers learn no more than of one that is not there.
        Decision::ImplicitDeny { .. } => Some(policy::denied_plainly(&request)),
        decision => Some(policy::denied(&request, &decision)),
    };
    let reason = || policy::explain(&request, &policies).reason(&request);
    let denial = message.map(|message| Denial { message, reason: reason() });
    let (_, operation) = action.split_once(':').unwrap_or(("", action));
    let end = rulings.end(&request, denial.map_or(Ok(()), Err), ("sts", operation));
    end.map_err(|denial| denial.message)
}

/// Whether Lambda may take the role for a function.
pub fn lambda_may_assume(role: &Role, rulings: &Rulings, now: Timestamp) -> bool {
    let lambda = policy::Principal::service("lambda.amazonaws.com");
    let request = Request::new(&lambda, ASSUME_ROLE, &role.arn).at(now);
    let policies = Policies { resource: Some(trust(role)), ..Policies::default() };
    let answer = Denial::unless_allowed(&request, &policies);
    rulings.end(&request, answer, ("lambda", "AssumeRole")).is_ok()
}

/// Refuses a session that is not a role's: of STS's operations it may have none but `AssumeRole`,
/// if it is the user's own, and `GetCallerIdentity` (STS API reference, `GetSessionToken` and
/// `GetFederationToken`).
pub fn refuse_own(context: &Context, operation: &str) -> Result<(), wire::Error> {
    let who = &context.principal.who;
    match who.issued_at_ms.is_some() && !matches!(who.identity, Identity::AssumedRole { .. }) {
        true => {
            let text = format!("Cannot call {operation} with session credentials");
            Err(wire::Error::client("AccessDenied", text).with_status(403))
        }
        false => Ok(()),
    }
}

fn trust(role: &Role) -> ResourcePolicy<'_> {
    ResourcePolicy { policy: &role.trust, account: &role.account, kind: PolicyType::Trust }
}

/// How long a session lasts; the error is the text for the caller.
pub fn lifetime_s(wanted: Option<i64>, role: &Role, chained: bool) -> Result<u64, &'static str> {
    let Some(wanted) = wanted.map(i64::unsigned_abs) else {
        return Ok(LIFETIME_S_DEFAULT.min(role.session_s_max.into()));
    };
    if chained && wanted > CHAINED_S_MAX {
        return Err("The requested DurationSeconds exceeds the 1 hour session limit for roles \
                    assumed by role chaining.");
    }
    if wanted > u64::from(role.session_s_max) {
        return Err("The requested DurationSeconds exceeds the MaxSessionDuration set for this \
                    role.");
    }
    Ok(wanted)
}
