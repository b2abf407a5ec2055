//! `GetSessionToken`: a user's own session, or the root's. Takes no permission.

use std::sync::Arc;
use std::time::Duration;

use kit::{Context, Need};
use policy::Identity;

use super::assume_role::{credentials, denied};
use super::device;
use crate::Sts;
use crate::api::{GetSessionTokenRequest, GetSessionTokenResponse};
use crate::session::{LIFETIME_S_DEFAULT, LIFETIME_S_MAX};
use crate::token::{Claims, Subject};

pub fn needs(_: &Sts, _: &Context, _: &GetSessionTokenRequest) -> Vec<Need> {
    Vec::new()
}

pub async fn run(
    sts: Arc<Sts>,
    context: Context,
    input: GetSessionTokenRequest,
) -> Result<GetSessionTokenResponse, wire::Error> {
    let who = &context.principal.who;
    if who.issued_at_ms.is_some() {
        return Err(denied("Cannot call GetSessionToken with session credentials"));
    }
    let mfa = device::shown(&sts, &context, input.serial_number(), input.token_code()).await?;
    let (subject, longest) = match &who.identity {
        // The root's sessions last an hour at most (STS API reference).
        Identity::Root => (Subject::Root { account: who.account.clone() }, LIFETIME_S_DEFAULT),
        _ => {
            let subject = Subject::User { arn: who.arn.clone(), id: who.user_id.clone() };
            (subject, LIFETIME_S_MAX)
        }
    };
    let wanted = input.duration_seconds().map_or(LIFETIME_S_MAX, i64::unsigned_abs);
    let now = sts.issue_time();
    let expires = now.plus(Duration::from_secs(wanted.min(longest.max(LIFETIME_S_DEFAULT))));
    let claims = Claims { mfa, ..Claims::of(subject, "", now, expires) };
    Ok(GetSessionTokenResponse::new().with_credentials(credentials(&sts, &claims)?))
}
