//! `GetRole`.

use std::sync::Arc;

use kit::{Context, Need};

use super::{existing, full, on_role};
use crate::Iam;
use crate::api::{GetRoleRequest, GetRoleResponse, RoleLastUsed};

pub fn needs(iam: &Iam, context: &Context, input: &GetRoleRequest) -> Vec<Need> {
    on_role(iam, context, "iam:GetRole", input.role_name())
}

pub async fn run(
    iam: Arc<Iam>,
    context: Context,
    input: GetRoleRequest,
) -> Result<GetRoleResponse, wire::Error> {
    let role = iam.store.read(|tx| existing(tx, &context.account, input.role_name()))?;
    // When a role was used is not kept: as for one that never was.
    let role = full(&role, &context.account).with_role_last_used(RoleLastUsed::new());
    Ok(GetRoleResponse::new().with_role(role))
}
