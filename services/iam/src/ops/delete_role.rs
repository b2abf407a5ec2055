//! `DeleteRole`: only one whose inline policies have been deleted.

use std::sync::Arc;

use kit::{Context, Need};
use wire::typed::Unit;

use super::{existing, on_role};
use crate::Iam;
use crate::api::{self, DeleteRoleRequest};
use crate::directory::Changed;
use crate::error::{Failed, flatten};
use crate::state;

pub fn needs(iam: &Iam, context: &Context, input: &DeleteRoleRequest) -> Vec<Need> {
    on_role(iam, context, "iam:DeleteRole", input.role_name())
}

pub async fn run(
    iam: Arc<Iam>,
    context: Context,
    mut input: DeleteRoleRequest,
) -> Result<Unit, wire::Error> {
    let changed = iam.directory.clone();
    let written = iam.store.write(move |tx| {
        let (account, name) = (context.account.as_str(), input.take_role_name());
        existing(tx, account, &name)?;
        if !state::policies(tx, account, &name)?.is_empty() {
            let text = "Cannot delete entity, must delete policies first.";
            return Err(Failed::from(api::DeleteConflictException::error(text)));
        }
        state::delete_role(tx, account, &name)?;
        Ok(Changed(changed))
    });
    written.await.map_err(flatten)?;
    Ok(Unit::new())
}
