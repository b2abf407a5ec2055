//! The operations, one noun a file. What each asks permission for is in [`asks`].

pub mod access_key;
pub mod account;
pub mod asks;
pub mod attach;
pub mod boundary;
pub mod certificate;
pub mod context_keys;
pub mod credential_report;
pub mod details;
pub mod entities;
pub mod group;
pub mod inline;
pub mod login;
pub mod mfa;
pub mod password;
pub mod policy;
pub mod profile;
pub mod provider;
pub mod role;
pub mod saml;
pub mod service_credential;
pub mod service_linked;
pub mod simulate;
pub mod ssh_key;
pub mod summary;
pub mod tag;
pub mod user;
pub mod version;

use ::policy::Identity;
use kit::Context;
use store::ReadTx;

use crate::api;
use crate::entity::{Entity, Kind};
use crate::error::{Failed, no_entity, validation};
use crate::state::{self, RoleRow};
use crate::{document, tags};

/// How many entries a page has where nobody says (IAM API reference, `MaxItems`).
const PAGE_LENGTH: i64 = 100;

fn existing(tx: &ReadTx, account: &str, kind: Kind, name: &str) -> Result<Entity, Failed> {
    state::entity(tx, account, kind, name)?.ok_or_else(|| no_entity(kind, name).into())
}

fn existing_role(tx: &ReadTx, account: &str, name: &str) -> Result<RoleRow, Failed> {
    state::role(tx, account, name)?.ok_or_else(|| no_entity(Kind::Role, name).into())
}

/// The user that is named, or the caller where none is.
fn or_caller(context: &Context, name: Option<&str>) -> Result<String, wire::Error> {
    match (name, &context.principal.who.identity) {
        (Some(name), _) => Ok(name.into()),
        (None, Identity::User { name }) => Ok(name.clone()),
        (None, _) => {
            Err(validation("Must specify userName when calling with non-User credentials"))
        }
    }
}

fn boundary_of(entity: &Entity) -> Option<api::AttachedPermissionsBoundary> {
    entity.boundary.as_ref().map(|arn| {
        api::AttachedPermissionsBoundary::new()
            .with_permissions_boundary_type("Policy")
            .with_permissions_boundary_arn(arn.as_str())
    })
}

/// What lists say of a role; `GetRole` says more.
fn brief_role(role: &RoleRow, account: &str) -> api::Role {
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

fn full_role(role: &RoleRow, account: &str) -> api::Role {
    let mut out = brief_role(role, account);
    out.set_permissions_boundary(boundary_of(&role.entity()));
    if !role.tags.is_empty() {
        out.set_tags(Some(tags::list(&role.tags)));
    }
    out
}

/// What is said of a role that was made just now: nothing of its sessions where nobody asked.
fn made_role(role: &RoleRow, account: &str) -> api::Role {
    let mut out = full_role(role, account);
    if out.max_session_duration() == Some(role::SESSION_S_DEFAULT) {
        out.set_max_session_duration(None);
    }
    out
}

fn brief_user(user: &Entity, account: &str) -> api::User {
    api::User::new()
        .with_path(user.path.as_str())
        .with_user_name(user.name.as_str())
        .with_user_id(user.id.as_str())
        .with_arn(user.arn(account))
        .with_create_date(user.created)
}

fn full_user(user: &Entity, account: &str) -> api::User {
    let mut out = brief_user(user, account);
    out.set_permissions_boundary(boundary_of(user));
    if !user.tags.is_empty() {
        out.set_tags(Some(tags::list(&user.tags)));
    }
    out
}

fn group(group: &Entity, account: &str) -> api::Group {
    api::Group::new()
        .with_path(group.path.as_str())
        .with_group_name(group.name.as_str())
        .with_group_id(group.id.as_str())
        .with_arn(group.arn(account))
        .with_create_date(group.created)
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

/// How keys and certificates are said to count or not.
fn status(active: bool) -> &'static str {
    if active { "Active" } else { "Inactive" }
}

/// A page of a list that is there already and is ordered by `key`. Its marker is its last key.
fn cut<T>(
    all: Vec<T>,
    key: impl Fn(&T) -> String,
    marker: Option<&str>,
    max_items: Option<i64>,
) -> (Vec<T>, Option<String>) {
    let after =
        all.into_iter().filter(|one| marker.is_none_or(|marker| key(one).as_str() > marker));
    let Ok((page, more)) = page(after.map(Ok::<T, std::convert::Infallible>), max_items);
    let marker = page.last().filter(|_| more).map(key);
    (page, marker)
}
