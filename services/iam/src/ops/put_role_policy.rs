//! `PutRolePolicy`: makes an inline policy or replaces it.

use std::sync::Arc;

use kit::{Context, Need};
use wire::typed::Unit;

use super::{existing, on_role};
use crate::Iam;
use crate::api::PutRolePolicyRequest;
use crate::directory::Changed;
use crate::error::{Failed, flatten};
use crate::{document, state};

pub fn needs(iam: &Iam, context: &Context, input: &PutRolePolicyRequest) -> Vec<Need> {
    on_role(iam, context, "iam:PutRolePolicy", input.role_name())
}

pub async fn run(
    iam: Arc<Iam>,
    context: Context,
    mut input: PutRolePolicyRequest,
) -> Result<Unit, wire::Error> {
    document::check_inline(input.policy_document())?;
    let changed = iam.directory.clone();
    let written = iam.store.write(move |tx| {
        let (role, name) = (input.take_role_name(), input.take_policy_name());
        let document = input.take_policy_document();
        existing(tx, &context.account, &role)?;
        let others = state::policies(tx, &context.account, &role)?;
        let others = others.iter().filter(|(other, _)| *other != name);
        let documents = others.map(|(_, document)| document.as_str());
        document::check_total(&role, documents.chain([document.as_str()]))?;
        state::put_policy(tx, &context.account, &role, &name, &document)?;
        Ok::<_, Failed>(Changed(changed))
    });
    written.await.map_err(flatten)?;
    Ok(Unit::new())
}
