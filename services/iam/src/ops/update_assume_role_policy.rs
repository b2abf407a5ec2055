//! `UpdateAssumeRolePolicy`: replaces a role's trust policy.

use std::sync::Arc;

use kit::{Context, Need};
use wire::typed::Unit;

use super::{existing, on_role};
use crate::Iam;
use crate::api::UpdateAssumeRolePolicyRequest;
use crate::directory::Changed;
use crate::error::{Failed, flatten};
use crate::{document, state};

pub fn needs(iam: &Iam, context: &Context, input: &UpdateAssumeRolePolicyRequest) -> Vec<Need> {
    on_role(iam, context, "iam:UpdateAssumeRolePolicy", input.role_name())
}

pub async fn run(
    iam: Arc<Iam>,
    context: Context,
    mut input: UpdateAssumeRolePolicyRequest,
) -> Result<Unit, wire::Error> {
    document::check_trust(input.policy_document())?;
    let changed = iam.directory.clone();
    let written = iam.store.write(move |tx| {
        let mut role = existing(tx, &context.account, &input.take_role_name())?;
        role.trust = input.take_policy_document();
        state::put_role(tx, &context.account, &role)?;
        Ok::<_, Failed>(Changed(changed))
    });
    written.await.map_err(flatten)?;
    Ok(Unit::new())
}
