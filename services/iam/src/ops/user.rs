//! Users: made, read, listed, renamed, deleted.

use std::sync::Arc;

use kit::Context;
use policy::Identity;
use wire::List;
use wire::typed::Unit;

use super::{brief_user, entities, existing, full_user, page};
use crate::api::*;
use crate::entity::{Entity, Kind};
use crate::error::{Failed, exists};
use crate::{Iam, state, tags};

pub async fn create(
    iam: Arc<Iam>,
    context: Context,
    mut input: CreateUserRequest,
) -> Result<CreateUserResponse, wire::Error> {
    let draft = entities::draft(Kind::User, input.take_user_name(), input.take_path());
    let draft = Entity {
        boundary: input.take_permissions_boundary(),
        tags: tags::read(input.take_tags())?,
        ..draft
    };
    let (account, now) = (context.account.clone(), context.now);
    let user = iam
        .change(move |tx| {
            let user = entities::create(tx, &account, draft, now)?;
            state::put_entity(tx, &account, &user, None)?;
            Ok(user)
        })
        .await?;
    Ok(CreateUserResponse::new().with_user(full_user(&user, &context.account)))
}

/// Of the caller where nobody is named; the account's root is one, too.
pub async fn get(
    iam: Arc<Iam>,
    context: Context,
    input: GetUserRequest,
) -> Result<GetUserResponse, wire::Error> {
    let who = &context.principal.who;
    if input.user_name().is_none() && who.identity == Identity::Root {
        let root = User::new().with_user_id(who.user_id.as_str()).with_arn(who.arn.as_str());
        return Ok(GetUserResponse::new().with_user(root.with_create_date(base::Timestamp(0))));
    }
    let name = super::or_caller(&context, input.user_name())?;
    let user = iam.store.read(|tx| existing(tx, &context.account, Kind::User, &name))?;
    Ok(GetUserResponse::new().with_user(full_user(&user, &context.account)))
}

/// In the order of their names, in pages. A page's marker is its last name.
pub async fn list(
    iam: Arc<Iam>,
    context: Context,
    input: ListUsersRequest,
) -> Result<ListUsersResponse, wire::Error> {
    let (account, below) = (context.account.as_str(), input.path_prefix().unwrap_or("/"));
    let (users, more) = iam.store.read(|tx| {
        let all = state::entities(tx, account, Kind::User, input.marker())?;
        let wanted = all.filter(|one| one.as_ref().map_or(true, |one| one.path.starts_with(below)));
        page(wanted, input.max_items()).map_err(Failed::from)
    })?;
    let mut response = ListUsersResponse::new().with_is_truncated(more);
    response.set_marker(users.last().filter(|_| more).map(|user| user.name.clone()));
    let users: List<User> = users.iter().map(|user| brief_user(user, account)).collect();
    Ok(response.with_users(users))
}

/// Gives a user another name or path; what hangs on it stays.
pub async fn update(
    iam: Arc<Iam>,
    context: Context,
    mut input: UpdateUserRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let account = context.account.as_str();
        let before = existing(tx, account, Kind::User, input.user_name())?;
        let mut user = before.clone();
        if let Some(name) = input.take_new_user_name() {
            rename(tx, account, &mut user, name)?;
        }
        user.path = input.take_new_path().unwrap_or(user.path);
        Ok(state::put_entity(tx, account, &user, Some(&before.name))?)
    })
    .await?;
    Ok(Unit::new())
}

/// Names are not distinguished by case, so a change of case alone is free.
pub fn rename(
    tx: &store::ReadTx,
    account: &str,
    entity: &mut Entity,
    name: String,
) -> Result<(), Failed> {
    if !name.eq_ignore_ascii_case(&entity.name)
        && state::entity(tx, account, entity.kind, &name)?.is_some()
    {
        let text = format!("{} with name {name} already exists.", entity.kind.title());
        return Err(exists(text).into());
    }
    entity.name = name;
    Ok(())
}

pub async fn delete(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteUserRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let account = context.account.as_str();
        let user = existing(tx, account, Kind::User, input.user_name())?;
        entities::unburdened(tx, account, &user)?;
        Ok(entities::delete(tx, account, &user)?)
    })
    .await?;
    Ok(Unit::new())
}
