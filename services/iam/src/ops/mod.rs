//! The operations, a verb a file. Each has `needs`, the permissions it takes, and `run`.

pub mod create_role;
pub mod delete_role;
pub mod delete_role_policy;
pub mod get_role;
pub mod get_role_policy;
pub mod list_attached_role_policies;
pub mod list_role_policies;
pub mod list_roles;
pub mod put_role_policy;
pub mod update_assume_role_policy;

use kit::{Context, Need};
use store::ReadTx;

use crate::api;
use crate::error::{Failed, no_role};
use crate::state::{self, RoleRow};
use crate::{Iam, document, names};

/// How many entries a page has where nobody says (IAM API reference, `MaxItems`).
const PAGE_LENGTH: i64 = 100;

/// The permission for an action on a role that may be there already, under its own path.
fn on_role(iam: &Iam, context: &Context, action: &str, name: &str) -> Vec<Need> {
    let account = context.account.as_str();
    let row = iam.store.read(|tx| state::role(tx, account, name));
    let arn = match row {
        Ok(Some(role)) => role.arn(account),
        _ => names::role_arn(account, "/", name),
    };
    vec![Need::new(action, arn)]
}

fn existing(tx: &ReadTx, account: &str, name: &str) -> Result<RoleRow, Failed> {
    state::role(tx, account, name)?.ok_or_else(|| Failed::Answer(no_role(name)))
}

/// What `ListRoles` says of a role; `GetRole` says more.
fn brief(role: &RoleRow, account: &str) -> api::Role {
    let mut out = api::Role::new()
        .with_path(role.path.as_str())
        .with_role_name(role.name.as_str())
        .with_role_id(role.id.as_str())
        .with_arn(role.arn(account))
        .with_create_date(role.created)
        .with_assume_role_policy_document(document::encode(&role.trust))
        .with_max_session_duration(i64::try_from(role.session_s_max).unwrap_or(i64::MAX));
    out.set_description(role.description.clone());
    out
}

fn full(role: &RoleRow, account: &str) -> api::Role {
    let mut out = brief(role, account);
    if !role.tags.is_empty() {
        let tag = |(key, value): &(String, String)| {
            api::Tag::new().with_key(key.as_str()).with_value(value.as_str())
        };
        out.set_tags(Some(role.tags.iter().map(tag).collect()));
    }
    out
}

/// Cuts a page from `entries`, which begins where the page does: the page, and whether more follow.
fn page<T, E>(
    entries: impl Iterator<Item = Result<T, E>>,
    max_items: Option<i64>,
) -> Result<(Vec<T>, bool), E> {
    let length = usize::try_from(max_items.unwrap_or(PAGE_LENGTH)).unwrap_or(1).max(1);
    let mut page = entries.take(length + 1).collect::<Result<Vec<T>, E>>()?;
    let more = page.len() > length;
    page.truncate(length);
    Ok((page, more))
}
