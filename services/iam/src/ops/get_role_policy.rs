//! `GetRolePolicy`.

use std::sync::Arc;

use kit::{Context, Need};

use super::{existing, on_role};
use crate::api::{GetRolePolicyRequest, GetRolePolicyResponse};
use crate::error::{Failed, no_policy};
use crate::{Iam, document, state};

pub fn needs(iam: &Iam, context: &Context, input: &GetRolePolicyRequest) -> Vec<Need> {
    on_role(iam, context, "iam:GetRolePolicy", input.role_name())
}

pub async fn run(
    iam: Arc<Iam>,
    context: Context,
    input: GetRolePolicyRequest,
) -> Result<GetRolePolicyResponse, wire::Error> {
    let (account, name) = (context.account.as_str(), input.policy_name());
    let (role, found) = iam.store.read(|tx| {
        let role = existing(tx, account, input.role_name())?;
        let found = state::policy(tx, account, input.role_name(), name)?;
        Ok::<_, Failed>((role, found.ok_or_else(|| no_policy(name))?))
    })?;
    Ok(GetRolePolicyResponse::new()
        .with_role_name(role.name)
        .with_policy_name(name)
        .with_policy_document(document::encode(&found)))
}
