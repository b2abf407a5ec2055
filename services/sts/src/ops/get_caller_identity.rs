//! `GetCallerIdentity`: takes no permission at all.

use std::sync::Arc;

use kit::{Context, Need};

use crate::Sts;
use crate::api::{GetCallerIdentityRequest, GetCallerIdentityResponse};

pub fn needs(_: &Sts, _: &Context, _: &GetCallerIdentityRequest) -> Vec<Need> {
    Vec::new()
}

pub async fn run(
    _: Arc<Sts>,
    context: Context,
    _: GetCallerIdentityRequest,
) -> Result<GetCallerIdentityResponse, wire::Error> {
    let who = &context.principal.who;
    Ok(GetCallerIdentityResponse::new()
        .with_user_id(who.user_id.as_str())
        .with_account(who.account.as_str())
        .with_arn(who.arn.as_str()))
}
