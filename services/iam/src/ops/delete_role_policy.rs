//! `DeleteRolePolicy`.

use std::sync::Arc;

use kit::{Context, Need};
use wire::typed::Unit;

use super::{existing, on_role};
use crate::Iam;
use crate::api::DeleteRolePolicyRequest;
use crate::directory::Changed;
use crate::error::{Failed, flatten, no_policy};
use crate::state;

pub fn needs(iam: &Iam, context: &Context, input: &DeleteRolePolicyRequest) -> Vec<Need> {
    on_role(iam, context, "iam:DeleteRolePolicy", input.role_name())
}

pub async fn run(
    iam: Arc<Iam>,
    context: Context,
    mut input: DeleteRolePolicyRequest,
) -> Result<Unit, wire::Error> {
    let changed = iam.directory.clone();
    let written = iam.store.write(move |tx| {
        let (role, name) = (input.take_role_name(), input.take_policy_name());
        existing(tx, &context.account, &role)?;
        match state::take_policy(tx, &context.account, &role, &name)? {
            Some(_) => Ok(Changed(changed)),
            None => Err(Failed::from(no_policy(&name))),
        }
    });
    written.await.map_err(flatten)?;
    Ok(Unit::new())
}
