//! `ListRolePolicies`: names of inline policies, in pages. A page's marker is its last name.

use std::sync::Arc;

use kit::{Context, Need};

use super::{existing, on_role, page};
use crate::api::{ListRolePoliciesRequest, ListRolePoliciesResponse};
use crate::error::Failed;
use crate::{Iam, state};

pub fn needs(iam: &Iam, context: &Context, input: &ListRolePoliciesRequest) -> Vec<Need> {
    on_role(iam, context, "iam:ListRolePolicies", input.role_name())
}

pub async fn run(
    iam: Arc<Iam>,
    context: Context,
    input: ListRolePoliciesRequest,
) -> Result<ListRolePoliciesResponse, wire::Error> {
    let (account, role) = (context.account.as_str(), input.role_name());
    let (names, more) = iam.store.read(|tx| {
        existing(tx, account, role)?;
        let names = state::policies(tx, account, role)?.into_iter().map(|(name, _)| name);
        let after = input.marker().unwrap_or_default();
        page(names.filter(|name| name.as_str() > after).map(Ok::<_, Failed>), input.max_items())
    })?;
    let mut response = ListRolePoliciesResponse::new().with_is_truncated(more);
    response.set_marker(names.last().filter(|_| more).cloned());
    Ok(response.with_policy_names(names))
}
