//! `ListAttachedRolePolicies`: there are no managed policies yet, so none is attached.

use std::sync::Arc;

use kit::{Context, Need};
use wire::List;

use super::{existing, on_role};
use crate::Iam;
use crate::api::{ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse};

pub fn needs(iam: &Iam, context: &Context, input: &ListAttachedRolePoliciesRequest) -> Vec<Need> {
    on_role(iam, context, "iam:ListAttachedRolePolicies", input.role_name())
}

pub async fn run(
    iam: Arc<Iam>,
    context: Context,
    input: ListAttachedRolePoliciesRequest,
) -> Result<ListAttachedRolePoliciesResponse, wire::Error> {
    iam.store.read(|tx| existing(tx, &context.account, input.role_name()))?;
    Ok(ListAttachedRolePoliciesResponse::new()
        .with_attached_policies(List::new())
        .with_is_truncated(false))
}
