//! `ListRoles`: in the order of their names, in pages. A page's marker is its last name.

use std::sync::Arc;

use kit::{Context, Need};
use wire::List;

use super::{brief, page};
use crate::api::{self, ListRolesRequest, ListRolesResponse};
use crate::error::Failed;
use crate::{Iam, names, state};

pub fn needs(_: &Iam, context: &Context, input: &ListRolesRequest) -> Vec<Need> {
    let arn = names::role_arn(&context.account, input.path_prefix().unwrap_or("/"), "");
    vec![Need::new("iam:ListRoles", arn)]
}

pub async fn run(
    iam: Arc<Iam>,
    context: Context,
    input: ListRolesRequest,
) -> Result<ListRolesResponse, wire::Error> {
    let account = context.account.as_str();
    let prefix = input.path_prefix().unwrap_or("/");
    let (roles, more) = iam.store.read(|tx| {
        let roles = state::roles(tx, account, input.marker())?;
        let wanted =
            roles.filter(|role| role.as_ref().map_or(true, |role| role.path.starts_with(prefix)));
        page(wanted, input.max_items()).map_err(Failed::from)
    })?;
    let mut response = ListRolesResponse::new().with_is_truncated(more);
    response.set_marker(roles.last().filter(|_| more).map(|role| role.name.clone()));
    let roles: List<api::Role> = roles.iter().map(|role| brief(role, account)).collect();
    Ok(response.with_roles(roles))
}
