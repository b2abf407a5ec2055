//! `AssumeRoleWithWebIdentity`: a session of a role for whom an identity provider knows.
//!
//! Takes no signature: the provider's token says who asks. Its audience must be a client of an
//! OpenID Connect provider of the account, and the role's trust policy must name that provider.

use std::sync::Arc;
use std::time::Duration;

use base::Timestamp;
use kit::{Context, Need};
use policy::{Facts, Values};

use super::assume_role::{Limits, TAGS_MAX, assumed, credentials, denied, invalid};
use crate::Sts;
use crate::api::{self, AssumeRoleWithWebIdentityRequest, AssumeRoleWithWebIdentityResponse};
use crate::identity_token::{self, Claims as TokenClaims, Problem};
use crate::session::{self, lifetime_s};
use crate::token::{Claims, Subject};

const ACTION: &str = "sts:AssumeRoleWithWebIdentity";

pub fn needs(_: &Sts, _: &Context, _: &AssumeRoleWithWebIdentityRequest) -> Vec<Need> {
    Vec::new()
}

pub async fn run(
    sts: Arc<Sts>,
    context: Context,
    mut input: AssumeRoleWithWebIdentityRequest,
) -> Result<AssumeRoleWithWebIdentityResponse, wire::Error> {
    let known = believed(&sts, &context, input.web_identity_token()).await?;
    let refused = || denied(format!("Not authorized to perform {ACTION}"));
    let role = sts.roles.role(input.role_arn())?.ok_or_else(refused)?;
    let session = input.take_role_session_name();
    let who = policy::Principal::federated(&known.provider, &known.subject);
    let caller = kit::Principal { who, ..kit::Principal::anonymous() };
    let given = Given::read(&known.claims)?;
    let mut facts = known.facts(&session, &context);
    given.tell(&mut facts);
    for action in [ACTION].into_iter().chain(given.actions()) {
        let end = (&sts.rulings, context.now);
        let may = session::may_assume(&caller, &role, action, &facts, end);
        may.map_err(|_| denied(format!("Not authorized to perform {action}")))?;
    }
    let lifetime_s = lifetime_s(input.duration_seconds(), &role, false).map_err(invalid)?;
    let limits = Limits::read(&sts, input.take_policy(), input.take_policy_arns())?;
    let now = sts.issue_time();
    let subject = Subject::Role { arn: role.arn.clone(), id: role.id.clone() };
    let expires = now.plus(Duration::from_secs(lifetime_s));
    let claims = Claims {
        policy: limits.policy,
        policy_arns: limits.arns,
        provider: Some(known.provider.clone()),
        tags: given.tags,
        transitive: given.transitive,
        source_identity: given.source_identity,
        ..Claims::of(subject, &session, now, expires)
    };
    let mut response = AssumeRoleWithWebIdentityResponse::new()
        .with_credentials(credentials(&sts, &claims)?)
        .with_assumed_role_user(assumed(&role, &session))
        .with_subject_from_web_identity_token(known.subject)
        .with_audience(known.audience)
        .with_provider(known.provider);
    response.set_packed_policy_size(limits.packed_percent);
    response.set_source_identity(claims.source_identity);
    Ok(response)
}

/// What the provider's token gives the session beside its name.
struct Given {
    tags: Vec<(String, String)>,
    transitive: Vec<String>,
    source_identity: Option<String>,
}

impl Given {
    fn read(claims: &TokenClaims) -> Result<Given, wire::Error> {
        let tags = claims.tags().map_err(|_| malformed())?;
        let (transitive, source) = (claims.transitive(), claims.source_identity());
        let known = |key: &String| tags.iter().any(|(other, _)| other.eq_ignore_ascii_case(key));
        if tags.len() > TAGS_MAX || !transitive.iter().all(known) {
            return Err(no_token("The tags of the ID Token provided are not valid"));
        }
        Ok(Given { source_identity: source.map(Into::into), tags, transitive })
    }

    /// What the trust policy must allow as well.
    fn actions(&self) -> impl Iterator<Item = &'static str> {
        let tags = (!self.tags.is_empty()).then_some("sts:TagSession");
        let source = self.source_identity.is_some().then_some("sts:SetSourceIdentity");
        tags.into_iter().chain(source)
    }

    fn tell<'a>(&'a self, facts: &mut Facts<'a>) {
        for (key, value) in &self.tags {
            facts.set(format!("aws:RequestTag/{key}"), Values::one(value.as_str()));
        }
        if !self.tags.is_empty() {
            facts.set("aws:TagKeys", Values::many(self.tags.iter().map(|(key, _)| key.as_str())));
        }
        if !self.transitive.is_empty() {
            facts.set("sts:TransitiveTagKeys", Values::many(self.transitive.iter().map(|k| &**k)));
        }
        if let Some(source) = &self.source_identity {
            facts.set("sts:SourceIdentity", Values::one(source.as_str()));
        }
    }
}

/// Whom a token that was verified is about.
struct Known {
    /// The ARN of the account's provider.
    provider: String,
    /// The issuer without its scheme, as condition keys have it.
    issuer: String,
    audience: String,
    subject: String,
    claims: TokenClaims,
}

impl Known {
    /// The condition keys of a provider, such as `issuer.example/x:sub`.
    fn facts<'a>(&'a self, session: &'a str, context: &'a Context) -> Facts<'a> {
        let issuer = &self.issuer;
        let mut facts = Facts::over(&*context.client.origin)
            .with("sts:RoleSessionName", session)
            .with("aws:RequestedRegion", context.region.as_str())
            .with("aws:FederatedProvider", self.provider.as_str())
            .with(format!("{issuer}:sub"), self.subject.as_str())
            .with(format!("{issuer}:aud"), self.audience.as_str());
        let audiences = self.claims.texts("aud");
        facts.set(format!("{issuer}:oaud"), Values::many(audiences));
        let methods = self.claims.texts("amr");
        if !methods.is_empty() {
            facts.set(format!("{issuer}:amr"), Values::many(methods));
        }
        for name in ["email", "azp"] {
            if let Some(text) = self.claims.text(name) {
                facts.set(format!("{issuer}:{name}"), Values::one(text));
            }
        }
        facts
    }
}

fn no_token(text: impl Into<String>) -> wire::Error {
    api::InvalidIdentityTokenException::error(text)
}

fn malformed() -> wire::Error {
    no_token(
        "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access \
         Token)",
    )
}

/// The token's subject, where the account has a provider of its issuer and its audience, and a key
/// of the issuer's has signed it.
async fn believed(sts: &Sts, context: &Context, token: &str) -> Result<Known, wire::Error> {
    let said = TokenClaims::unverified(token).map_err(|_| malformed())?;
    let (Some(issuer), Some(_)) = (said.text("iss"), said.text("sub")) else {
        return Err(malformed());
    };
    let bare = issuer.split_once("://").map_or(issuer, |(_, rest)| rest).trim_end_matches('/');
    let provider = format!("arn:aws:iam::{}:oidc-provider/{bare}", context.account);
    let clients = sts.users.provider(&provider)?.ok_or_else(|| {
        no_token(format!("No OpenIDConnect provider found in your account for {issuer}"))
    })?;
    let keys = sts.issuers.keys(issuer).await.map_err(|why| {
        let text = "Couldn't retrieve verification key from your identity provider,  please \
                    reference AssumeRoleWithWebIdentity documentation for requirements";
        api::IDPCommunicationErrorException::error(text).for_operator(why)
    })?;
    let now = sts.clock.now();
    let claims = identity_token::verify(token, &keys, now);
    let claims = claims.map_err(|problem| refuse(problem, now))?;
    // Where the token says for whom it was made, that party; otherwise its audience.
    let audience = match claims.text("azp") {
        Some(party) => Some(party.to_owned()),
        None => {
            let audiences = claims.texts("aud").into_iter();
            let mut own = audiences.filter(|one| clients.iter().any(|client| client == one));
            own.next().map(str::to_owned)
        }
    };
    let audience = audience.filter(|one| clients.contains(one));
    let audience = audience.ok_or_else(|| no_token("Incorrect token audience"))?;
    let subject = claims.text("sub").unwrap_or_default().to_owned();
    Ok(Known { provider, issuer: bare.to_owned(), audience, subject, claims })
}

fn refuse(problem: Problem, now: Timestamp) -> wire::Error {
    match problem {
        Problem::Malformed => malformed(),
        Problem::Signature => no_token("Provided Token has an invalid signature"),
        Problem::Early => no_token("Token is not yet valid"),
        Problem::Expired(at) => api::ExpiredTokenException::error(format!(
            "Token expired: current date/time {} must be before the expiration date/time {at}",
            now.seconds()
        )),
    }
}
