//! Taking away what resources of a manifest have made: whole, and without an error where it is
//! gone already.

use std::sync::Arc;

use kit::Context;
use serde_json::Value;

use super::{member, owners, texts};
use crate::entity::Kind;
use crate::error::conflict;
use crate::ops::entities;
use crate::ops::provider::bare;
use crate::state::{self, Use};
use crate::{Iam, names};

/// A user, group or role, with its keys, policies and memberships.
pub(super) async fn entity(
    iam: &Arc<Iam>,
    context: &Context,
    kind: Kind,
    name: &str,
) -> Result<(), String> {
    let (account, name) = (context.account.clone(), name.to_owned());
    let gone = iam.change(move |tx| {
        let Some(entity) = state::entity(tx, &account, kind, &name)? else { return Ok(()) };
        if kind == Kind::User {
            for (id, key) in state::keys_of(tx, &account, &entity.id)? {
                state::delete_key(tx, &id, &key)?;
            }
            state::take_login(tx, &account, &entity.id)?;
        }
        if kind != Kind::Role {
            for other in state::related(tx, &account, &entity)? {
                let (group, user) = match kind {
                    Kind::Group => (&entity.id, &other.id),
                    _ => (&other.id, &entity.id),
                };
                state::leave(tx, &account, group, user)?;
            }
        }
        Ok(entities::delete(tx, &account, &entity)?)
    });
    gone.await.map_err(|error| error.to_string())
}

/// An inline policy, from those who were given it.
pub(super) async fn inline_policy(
    iam: &Arc<Iam>,
    context: &Context,
    policy: &str,
    properties: &Value,
) -> Result<(), String> {
    let owners = owners(properties)?;
    let (account, policy) = (context.account.clone(), policy.to_owned());
    let gone = iam.change(move |tx| {
        for (kind, name) in &owners {
            let Some(owner) = state::entity(tx, &account, *kind, name)? else { continue };
            state::take_inline_policy(tx, &account, &owner, &policy)?;
            state::displace(tx, &account, &owner, &policy)?;
        }
        Ok(())
    });
    gone.await.map_err(|error| error.to_string())
}

/// A managed policy, from everybody to whom it is attached. Not while it bounds somebody, who
/// would then be without bounds.
pub(super) async fn managed_policy(
    iam: &Arc<Iam>,
    context: &Context,
    name: &str,
) -> Result<(), String> {
    let (account, name) = (context.account.clone(), name.to_owned());
    let gone = iam.change(move |tx| {
        let Some(row) = state::policy(tx, &account, &name)? else { return Ok(()) };
        let arn = names::policy_arn(&account, &row.path, &row.name);
        if let [bounded, ..] = state::users_of(tx, &account, &arn, Use::Boundary)?.as_slice() {
            return Err(conflict(format!("{arn} is the boundary of {bounded}.")).into());
        }
        for owner in state::users_of(tx, &account, &arn, Use::Attached)? {
            let Some(owner) = state::by_owner(tx, &account, &owner)? else { continue };
            state::detach(tx, &account, &owner, &arn)?;
            state::displace(tx, &account, &owner, &arn)?;
        }
        Ok(state::delete_policy(tx, &account, &row.name)?)
    });
    gone.await.map_err(|error| error.to_string())
}

/// The key that the user's marks say was made under this name.
pub(super) async fn access_key(
    iam: &Arc<Iam>,
    context: &Context,
    made_as: String,
    properties: &Value,
) -> Result<(), String> {
    let user = member(properties, "UserName", "Properties")?;
    let account = context.account.clone();
    let gone = iam.change(move |tx| {
        let Some(owner) = state::entity(tx, &account, Kind::User, &user)? else { return Ok(()) };
        for mark in state::placed(tx, &account, &owner)? {
            let Some(id) = mark.strip_prefix(&made_as) else { continue };
            if let Some(key) = state::key(tx, id)? {
                state::delete_key(tx, id, &key)?;
            }
            state::displace(tx, &account, &owner, &mark)?;
        }
        Ok(())
    });
    gone.await.map_err(|error| error.to_string())
}

/// The memberships that an addition has made.
pub(super) async fn memberships(
    iam: &Arc<Iam>,
    context: &Context,
    properties: &Value,
) -> Result<(), String> {
    let group = member(properties, "GroupName", "Properties")?;
    let users = texts(properties.get("Users").unwrap_or(&Value::Null), "Users")?;
    let account = context.account.clone();
    let gone = iam.change(move |tx| {
        let Some(group) = state::entity(tx, &account, Kind::Group, &group)? else { return Ok(()) };
        for user in &users {
            if let Some(user) = state::entity(tx, &account, Kind::User, user)? {
                state::leave(tx, &account, &group.id, &user.id)?;
            }
        }
        Ok(())
    });
    gone.await.map_err(|error| error.to_string())
}

pub(super) async fn provider(iam: &Arc<Iam>, context: &Context, url: &str) -> Result<(), String> {
    let (account, url) = (context.account.clone(), bare(url).to_owned());
    let gone = iam.change(move |tx| Ok(state::delete_provider(tx, &account, &url)?));
    gone.await.map_err(|error| error.to_string())
}
