//! `AssumeRole`.
//!
//! Authorised here and not at the door: the role's trust policy takes part in the decision, and
//! may be enough.

use std::sync::Arc;
use std::time::Duration;

use kit::{Context, Need, Role};
use policy::{Facts, Identity, Kind, Policy, Values};

use super::device;
use crate::Sts;
use crate::api::{self, AssumeRoleRequest, AssumeRoleResponse};
use crate::session::{self, lifetime_s};
use crate::token::{Claims, Subject};

/// A session policy (STS API reference, `Policy`).
const POLICY_LENGTH_MAX: usize = 2048;
/// Managed policies as session policies (STS API reference, `PolicyArns`).
const POLICY_ARNS_MAX: usize = 10;
/// Session tags (STS API reference, `Tags`).
pub const TAGS_MAX: usize = 50;

pub fn needs(_: &Sts, _: &Context, _: &AssumeRoleRequest) -> Vec<Need> {
    Vec::new()
}

pub async fn run(
    sts: Arc<Sts>,
    context: Context,
    mut input: AssumeRoleRequest,
) -> Result<AssumeRoleResponse, wire::Error> {
    refuse_unknown(&input)?;
    if matches!(context.principal.who.identity, Identity::FederatedUser { .. }) {
        session::refuse_own(&context, "AssumeRole")?;
    }
    let tags = read_tags(input.take_tags())?;
    let mut wanted = Wanted::read(&context, &input, tags)?;
    wanted.mfa = device::shown(&sts, &context, input.serial_number(), input.token_code()).await?;
    let role = authorised(&sts, &context, &input, &wanted)?;
    let chained = matches!(context.principal.who.identity, Identity::AssumedRole { .. });
    let lifetime_s = lifetime_s(input.duration_seconds(), &role, chained);
    let lifetime_s = lifetime_s.map_err(invalid)?;
    let limits = Limits::read(&sts, input.take_policy(), input.take_policy_arns())?;
    // Whole seconds: the answer names no smaller part of one.
    let now = sts.issue_time();
    let session = input.take_role_session_name();
    let subject = Subject::Role { arn: role.arn.clone(), id: role.id.clone() };
    let expires = now.plus(Duration::from_secs(lifetime_s));
    let claims = Claims {
        policy: limits.policy,
        policy_arns: limits.arns,
        tags: wanted.tags,
        transitive: wanted.transitive,
        source_identity: wanted.source_identity,
        ..Claims::of(subject, &session, now, expires)
    };
    let mut response = AssumeRoleResponse::new()
        .with_credentials(credentials(&sts, &claims)?)
        .with_assumed_role_user(assumed(&role, &session));
    response.set_packed_policy_size(limits.packed_percent);
    response.set_source_identity(claims.source_identity);
    Ok(response)
}

/// The session, by the names that answers give it.
pub fn assumed(role: &Role, session: &str) -> api::AssumedRoleUser {
    let (account, name) = (&role.account, &role.name);
    api::AssumedRoleUser::new()
        .with_assumed_role_id(format!("{}:{session}", role.id))
        .with_arn(format!("arn:aws:sts::{account}:assumed-role/{name}/{session}"))
}

pub fn credentials(sts: &Sts, claims: &Claims) -> Result<api::Credentials, wire::Error> {
    let issued = sts.issued(claims)?;
    Ok(api::Credentials::new()
        .with_access_key_id(issued.access_key_id)
        .with_secret_access_key(issued.secret_access_key)
        .with_session_token(issued.session_token)
        .with_expiration(claims.expires))
}

/// What the session is to carry: its own tags, and what it inherits.
struct Wanted {
    /// Those of the request, which the role's trust must allow.
    asked: Vec<(String, String)>,
    tags: Vec<(String, String)>,
    transitive: Vec<String>,
    source_identity: Option<String>,
    /// When a device's code was shown for this request. The trust policy hears of it, the session
    /// does not carry it (IAM user guide, "Secure API access with MFA").
    mfa: Option<base::Timestamp>,
}

impl Wanted {
    fn read(
        context: &Context,
        input: &AssumeRoleRequest,
        asked: Vec<(String, String)>,
    ) -> Result<Wanted, wire::Error> {
        let who = &context.principal.who;
        let given = input.transitive_tag_keys().into_iter().flat_map(|keys| keys.iter());
        let mut transitive: Vec<String> = given.map(Into::into).collect();
        let mut tags = asked.clone();
        for key in &who.transitive {
            if asked.iter().any(|(other, _)| other.eq_ignore_ascii_case(key)) {
                let text = "One of the specified transitive tag keys can't be set because \
                            it conflicts with a transitive tag key from the calling session.";
                return Err(wire::Error::client("InvalidParameterValue", text));
            }
            let inherited = who.tags.iter().find(|(other, _)| other.eq_ignore_ascii_case(key));
            tags.extend(inherited.cloned());
            transitive.push(key.clone());
        }
        let mut given = input.transitive_tag_keys().into_iter().flat_map(|keys| keys.iter());
        if given.any(|key| !asked.iter().any(|(other, _)| other.eq_ignore_ascii_case(key))) {
            let text = "The specified transitive tag key must be included in the requested tags.";
            return Err(wire::Error::client("InvalidParameterValue", text));
        }
        let source = input.source_identity().map(Into::into);
        let before = who.source_identity.clone();
        if before.is_some() && source.is_some() && before != source {
            let text = "The source identity of a session cannot be changed.";
            return Err(denied(text));
        }
        Ok(Wanted { asked, tags, transitive, source_identity: before.or(source), mfa: None })
    }
}

pub fn invalid(text: impl Into<String>) -> wire::Error {
    wire::Error::client("ValidationError", text)
}

pub fn denied(text: impl Into<String>) -> wire::Error {
    wire::Error::client("AccessDenied", text).with_status(403)
}

/// What is asked for and cannot be given is refused: a session with less on it than its maker
/// thinks is not what they asked for.
fn refuse_unknown(input: &AssumeRoleRequest) -> Result<(), wire::Error> {
    if input.provided_contexts().is_some_and(|contexts| !contexts.is_empty()) {
        return Err(invalid("ProvidedContexts are not there yet in Squall."));
    }
    Ok(())
}

/// Whether it has all parts of an ARN: a partition, a service and a resource, too.
fn is_arn(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    matches!(&parts[..], ["arn", partition, service, _, _, resource]
        if !partition.is_empty() && !service.is_empty() && !resource.is_empty())
}

/// The role, where the caller may take it with these tags.
fn authorised(
    sts: &Sts,
    context: &Context,
    input: &AssumeRoleRequest,
    wanted: &Wanted,
) -> Result<Arc<Role>, wire::Error> {
    let arn = input.role_arn();
    if !is_arn(arn) {
        return Err(invalid(format!("{arn} is invalid")));
    }
    let Some(role) = sts.roles.role(arn)? else {
        let who = &context.principal.who;
        let request = policy::Request::new(who, "sts:AssumeRole", arn);
        return Err(denied(policy::denied_plainly(&request))
            .for_operator(format!("there is no role {arn}")));
    };
    let mut facts = Facts::over(&*context.client.origin)
        .with("sts:RoleSessionName", input.role_session_name())
        .with("aws:RequestedRegion", context.region.as_str());
    if let Some(id) = input.external_id() {
        facts.set("sts:ExternalId", Values::one(id));
    }
    let Wanted { asked: tags, mfa, .. } = wanted;
    if mfa.is_some() {
        facts.set("aws:MultiFactorAuthPresent", Values::one("true"));
        facts.set("aws:MultiFactorAuthAge", Values::one("0"));
    }
    if let Some(source) = input.source_identity() {
        facts.set("sts:SourceIdentity", Values::one(source));
    }
    if let Some(keys) = input.transitive_tag_keys().filter(|keys| !keys.is_empty()) {
        facts.set("sts:TransitiveTagKeys", Values::many(keys.iter()));
    }
    for (key, value) in tags {
        facts.set(format!("aws:RequestTag/{key}"), Values::one(value.as_str()));
    }
    if !tags.is_empty() {
        facts.set("aws:TagKeys", Values::many(tags.iter().map(|(key, _)| key.as_str())));
    }
    let caller = &context.principal;
    let may = |action: &str| {
        let end = (&sts.rulings, context.now);
        session::may_assume(caller, &role, action, &facts, end).map_err(denied)
    };
    may("sts:AssumeRole")?;
    if !tags.is_empty() {
        may("sts:TagSession")?;
    }
    if input.source_identity().is_some() {
        may("sts:SetSourceIdentity")?;
    }
    Ok(role)
}

pub fn read_tags(
    given: Option<wire::List<api::Tag>>,
) -> Result<Vec<(String, String)>, wire::Error> {
    let mut tags: Vec<(String, String)> = Vec::new();
    for mut tag in given.unwrap_or_default() {
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

/// Session policies: the most that a session can do.
pub struct Limits {
    pub policy: Option<String>,
    pub arns: Vec<String>,
    /// How much of the space for them they take; none where there are none.
    pub packed_percent: Option<i64>,
}

impl Limits {
    pub fn read(
        sts: &Sts,
        policy: Option<String>,
        arns: Option<wire::List<api::PolicyDescriptorType>>,
    ) -> Result<Limits, wire::Error> {
        let mut limits = Limits { policy, arns: Vec::new(), packed_percent: None };
        let mut length = 0;
        for mut descriptor in arns.unwrap_or_default() {
            let Some(arn) = descriptor.take_arn() else { continue };
            if sts.users.managed(&arn)?.is_none() {
                let text = format!("Policy {arn} does not exist or is not attachable.");
                return Err(invalid(text));
            }
            length += arn.chars().count();
            limits.arns.push(arn);
        }
        if limits.arns.len() > POLICY_ARNS_MAX {
            let text = format!("More than {POLICY_ARNS_MAX} policy ARNs.");
            return Err(invalid(text));
        }
        length += limits.policy.as_ref().map_or(0, |text| text.chars().count());
        if length > POLICY_LENGTH_MAX {
            return Err(api::PackedPolicyTooLargeException::error(format!(
                "Packed policy consumes {}% of allotted space, please use smaller policy.",
                packed_percent(length)
            )));
        }
        if let Some(text) = &limits.policy {
            Policy::parse(text, Kind::Identity).map_err(|malformed| {
                api::MalformedPolicyDocumentException::error(malformed.text)
                    .for_operator(malformed.detail)
            })?;
        }
        limits.packed_percent = (length > 0).then(|| packed_percent(length));
        Ok(limits)
    }
}

/// How much of the space for session policies they take.
fn packed_percent(length: usize) -> i64 {
    i64::try_from((length * 100).div_ceil(POLICY_LENGTH_MAX)).unwrap_or(i64::MAX)
}
