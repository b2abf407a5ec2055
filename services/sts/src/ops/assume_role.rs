//! `AssumeRole`.
//!
//! Authorised here and not at the door: the role's trust policy takes part in the decision, and
//! may be enough.

use std::sync::Arc;
use std::time::Duration;

use base::Timestamp;
use kit::{Context, Need, Role, Roles};
use policy::{Facts, Identity, Kind, Policy, Values};

use crate::Sts;
use crate::api::{self, AssumeRoleRequest, AssumeRoleResponse};
use crate::session::{self, lifetime_s};
use crate::token::{self, Claims};

/// A session policy (STS API reference, `Policy`).
const POLICY_LENGTH_MAX: usize = 2048;
/// Session tags (STS API reference, `Tags`).
const TAGS_MAX: usize = 50;

pub fn needs(_: &Sts, _: &Context, _: &AssumeRoleRequest) -> Vec<Need> {
    Vec::new()
}

pub async fn run(
    sts: Arc<Sts>,
    context: Context,
    mut input: AssumeRoleRequest,
) -> Result<AssumeRoleResponse, wire::Error> {
    refuse_unknown(&input)?;
    let tags = take_tags(&mut input)?;
    let role = authorised(&*sts.roles, &context, &input, &tags)?;
    let chained = matches!(context.principal.who.identity, Identity::AssumedRole { .. });
    let lifetime_s = lifetime_s(input.duration_seconds(), &role, chained);
    let lifetime_s = lifetime_s.map_err(invalid)?;
    let policy = checked_policy(&mut input)?;
    let packed_percent = policy.as_deref().map(packed_percent);
    // Whole seconds: the answer names no smaller part of one.
    let now = Timestamp(context.now.seconds() * 1000);
    let session = input.take_role_session_name();
    let claims = Claims {
        role_arn: role.arn.clone(),
        role_id: role.id.clone(),
        session: session.clone(),
        issued: now,
        expires: now.plus(Duration::from_secs(lifetime_s)),
        policy,
        tags,
    };
    let issued = token::issue(&sts.keyring, &*sts.random, &claims)
        .ok_or_else(|| wire::Error::internal("there is no master key"))?;
    let (account, name) = (&role.account, &role.name);
    let user = api::AssumedRoleUser::new()
        .with_assumed_role_id(format!("{}:{session}", role.id))
        .with_arn(format!("arn:aws:sts::{account}:assumed-role/{name}/{session}"));
    let credentials = api::Credentials::new()
        .with_access_key_id(issued.access_key_id)
        .with_secret_access_key(issued.secret_access_key)
        .with_session_token(issued.session_token)
        .with_expiration(claims.expires);
    let mut response =
        AssumeRoleResponse::new().with_credentials(credentials).with_assumed_role_user(user);
    response.set_packed_policy_size(packed_percent);
    Ok(response)
}

fn invalid(text: impl Into<String>) -> wire::Error {
    wire::Error::client("ValidationError", text)
}

fn denied(text: impl Into<String>) -> wire::Error {
    wire::Error::client("AccessDenied", text).with_status(403)
}

/// What is asked for and cannot be given is refused: a session with less on it than its maker
/// thinks is not what they asked for.
fn refuse_unknown(input: &AssumeRoleRequest) -> Result<(), wire::Error> {
    if input.serial_number().is_some() || input.token_code().is_some() {
        // Nobody has a device here, so no code can be its code.
        let text = "MultiFactorAuthentication failed with invalid MFA one time pass code. ";
        return Err(denied(text));
    }
    if input.policy_arns().is_some_and(|arns| !arns.is_empty()) {
        return Err(invalid("PolicyArns: managed policies are not there yet in Squall."));
    }
    if input.source_identity().is_some() {
        return Err(invalid("SourceIdentity is not there yet in Squall."));
    }
    if input.provided_contexts().is_some_and(|contexts| !contexts.is_empty()) {
        return Err(invalid("ProvidedContexts are not there yet in Squall."));
    }
    Ok(())
}

/// The role, where the caller may take it with these tags.
fn authorised(
    roles: &dyn Roles,
    context: &Context,
    input: &AssumeRoleRequest,
    tags: &[(String, String)],
) -> Result<Arc<Role>, wire::Error> {
    let arn = input.role_arn();
    if !arn.starts_with("arn:") {
        return Err(invalid(format!("{arn} is invalid")));
    }
    let Some(role) = roles.role(arn)? else {
        let who = &context.principal.who;
        let request = policy::Request::new(who, "sts:AssumeRole", arn);
        return Err(denied(policy::denied_plainly(&request))
            .for_operator(format!("there is no role {arn}")));
    };
    let mut facts = Facts::new()
        .with("sts:RoleSessionName", input.role_session_name())
        .with("aws:RequestedRegion", context.region.as_str());
    if let Some(id) = input.external_id() {
        facts.set("sts:ExternalId", Values::one(id));
    }
    for (key, value) in tags {
        facts.set(format!("aws:RequestTag/{key}"), Values::one(value.as_str()));
    }
    if !tags.is_empty() {
        facts.set("aws:TagKeys", Values::many(tags.iter().map(|(key, _)| key.as_str())));
    }
    let caller = &context.principal;
    session::may_assume(caller, &role, "sts:AssumeRole", &facts, context.now).map_err(denied)?;
    if !tags.is_empty() {
        session::may_assume(caller, &role, "sts:TagSession", &facts, context.now)
            .map_err(denied)?;
    }
    Ok(role)
}

fn take_tags(input: &mut AssumeRoleRequest) -> Result<Vec<(String, String)>, wire::Error> {
    let mut tags: Vec<(String, String)> = Vec::new();
    for mut tag in input.take_tags().unwrap_or_default() {
        let (key, value) = (tag.take_key(), tag.take_value());
        if tags.iter().any(|(other, _)| other.eq_ignore_ascii_case(&key)) {
            return Err(wire::Error::client(
                "InvalidParameterValue",
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
            ));
        }
        tags.push((key, value));
    }
    if tags.len() > TAGS_MAX {
        return Err(invalid(format!("More than {TAGS_MAX} session tags.")));
    }
    Ok(tags)
}

fn checked_policy(input: &mut AssumeRoleRequest) -> Result<Option<String>, wire::Error> {
    let Some(text) = input.take_policy() else { return Ok(None) };
    if text.chars().count() > POLICY_LENGTH_MAX {
        return Err(api::PackedPolicyTooLargeException::error(format!(
            "Packed policy consumes {}% of allotted space, please use smaller policy.",
            packed_percent(&text)
        )));
    }
    Policy::parse(&text, Kind::Identity).map_err(|malformed| {
        api::MalformedPolicyDocumentException::error(malformed.text).for_operator(malformed.detail)
    })?;
    Ok(Some(text))
}

/// How much of the space for session policies one takes.
fn packed_percent(text: &str) -> i64 {
    let percent = (text.chars().count() * 100).div_ceil(POLICY_LENGTH_MAX);
    i64::try_from(percent).unwrap_or(i64::MAX)
}
