//! `GetFederationToken`: a user's session under another name, with what it is given of what the
//! user may.

use std::sync::Arc;
use std::time::Duration;

use kit::{Context, Need};
use policy::Identity;

use super::assume_role::{Limits, credentials, denied, read_tags};
use crate::Sts;
use crate::api::{FederatedUser, GetFederationTokenRequest, GetFederationTokenResponse};
use crate::session::{LIFETIME_S_DEFAULT, LIFETIME_S_MAX};
use crate::token::{Claims, Subject};

pub fn needs(_: &Sts, context: &Context, input: &GetFederationTokenRequest) -> Vec<Need> {
    let (account, name) = (&context.account, input.name());
    let arn = format!("arn:aws:sts::{account}:federated-user/{name}");
    let mut keys = Vec::new();
    let tags = || input.tags().into_iter().flat_map(|tags| tags.iter());
    for tag in tags() {
        keys.push((format!("aws:RequestTag/{}", tag.key()), vec![tag.value().to_owned()]));
    }
    if keys.is_empty() {
        return vec![Need::new("sts:GetFederationToken", arn)];
    }
    keys.push(("aws:TagKeys".into(), tags().map(|tag| tag.key().to_owned()).collect()));
    // Tags decide what a session may do: who gives them needs a permission of its own.
    let need = |action: &str| Need { keys: keys.clone(), ..Need::new(action, arn.as_str()) };
    vec![need("sts:GetFederationToken"), need("sts:TagSession")]
}

pub async fn run(
    sts: Arc<Sts>,
    context: Context,
    mut input: GetFederationTokenRequest,
) -> Result<GetFederationTokenResponse, wire::Error> {
    let who = &context.principal.who;
    if who.issued_at_ms.is_some() {
        return Err(denied("Cannot call GetFederationToken with session credentials"));
    }
    let limits = Limits::read(&sts, input.take_policy(), input.take_policy_arns())?;
    let tags = read_tags(input.take_tags())?;
    let (subject, longest) = match &who.identity {
        Identity::Root => (Subject::Root { account: who.account.clone() }, LIFETIME_S_DEFAULT),
        _ => {
            let subject = Subject::Federated { arn: who.arn.clone(), id: who.user_id.clone() };
            (subject, 3 * LIFETIME_S_MAX)
        }
    };
    let wanted = input.duration_seconds().map_or(LIFETIME_S_MAX, i64::unsigned_abs);
    let now = sts.issue_time();
    let expires = now.plus(Duration::from_secs(wanted.min(longest)));
    let name = input.take_name();
    let claims = Claims {
        policy: limits.policy,
        policy_arns: limits.arns,
        tags,
        ..Claims::of(subject, &name, now, expires)
    };
    let account = &context.account;
    let user = FederatedUser::new()
        .with_federated_user_id(format!("{account}:{name}"))
        .with_arn(format!("arn:aws:sts::{account}:federated-user/{name}"));
    let mut response = GetFederationTokenResponse::new()
        .with_credentials(credentials(&sts, &claims)?)
        .with_federated_user(user);
    response.set_packed_policy_size(limits.packed_percent);
    Ok(response)
}
