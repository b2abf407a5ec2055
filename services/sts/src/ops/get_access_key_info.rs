//! `GetAccessKeyInfo`: the account that an access key belongs to, whether it is active or not.

use std::sync::Arc;

use kit::{Context, Need};

use crate::Sts;
use crate::api::{GetAccessKeyInfoRequest, GetAccessKeyInfoResponse};
use crate::session::refuse_own;

pub fn needs(_: &Sts, _: &Context, _: &GetAccessKeyInfoRequest) -> Vec<Need> {
    vec![Need::new("sts:GetAccessKeyInfo", "*")]
}

pub async fn run(
    sts: Arc<Sts>,
    context: Context,
    input: GetAccessKeyInfoRequest,
) -> Result<GetAccessKeyInfoResponse, wire::Error> {
    refuse_own(&context, "GetAccessKeyInfo")?;
    let id = input.access_key_id();
    let account = match sts.users.key(id)? {
        Some(key) => key.user.account.clone(),
        // Of temporary credentials nothing is kept: all are of the one account that there is.
        None if id.starts_with("ASIA") && id.len() == 20 => context.account,
        None => {
            let text = "Invalid Access Key ID";
            return Err(wire::Error::client("ValidationError", text));
        }
    };
    Ok(GetAccessKeyInfoResponse::new().with_account(account))
}
