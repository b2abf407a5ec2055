//! Groups: made, read, listed, renamed, deleted; who is in them.

use std::sync::Arc;

use kit::Context;
use wire::List;
use wire::typed::Unit;

use super::{brief_user, cut, entities, existing, group, page, user};
use crate::api::*;
use crate::entity::{Entity, GROUPS_PER_USER_MAX, Kind};
use crate::error::{Failed, exceeds, no_entity};
use crate::{Iam, state};

pub async fn create(
    iam: Arc<Iam>,
    context: Context,
    mut input: CreateGroupRequest,
) -> Result<CreateGroupResponse, wire::Error> {
    let draft = entities::draft(Kind::Group, input.take_group_name(), input.take_path());
    let (account, now) = (context.account.clone(), context.now);
    let made = iam
        .change(move |tx| {
            let made = entities::create(tx, &account, draft, now)?;
            state::put_entity(tx, &account, &made, None)?;
            Ok(made)
        })
        .await?;
    Ok(CreateGroupResponse::new().with_group(group(&made, &context.account)))
}

fn by_name(entity: &Entity) -> String {
    crate::names::fold(&entity.name)
}

/// The group and a page of its users.
pub async fn get(
    iam: Arc<Iam>,
    context: Context,
    input: GetGroupRequest,
) -> Result<GetGroupResponse, wire::Error> {
    let account = context.account.as_str();
    let (found, mut users) = iam.store.read(|tx| {
        let found = existing(tx, account, Kind::Group, input.group_name())?;
        let users = state::related(tx, account, &found)?;
        Ok::<_, Failed>((found, users))
    })?;
    users.sort_by_key(by_name);
    let (users, marker) = cut(users, by_name, input.marker(), input.max_items());
    let mut response = GetGroupResponse::new().with_is_truncated(marker.is_some());
    response.set_marker(marker);
    let users: List<User> = users.iter().map(|user| brief_user(user, account)).collect();
    Ok(response.with_group(group(&found, account)).with_users(users))
}

pub async fn list(
    iam: Arc<Iam>,
    context: Context,
    input: ListGroupsRequest,
) -> Result<ListGroupsResponse, wire::Error> {
    let (account, below) = (context.account.as_str(), input.path_prefix().unwrap_or("/"));
    let (groups, more) = iam.store.read(|tx| {
        let all = state::entities(tx, account, Kind::Group, input.marker())?;
        let wanted = all.filter(|one| one.as_ref().map_or(true, |one| one.path.starts_with(below)));
        page(wanted, input.max_items()).map_err(Failed::from)
    })?;
    let mut response = ListGroupsResponse::new().with_is_truncated(more);
    response.set_marker(groups.last().filter(|_| more).map(|group| group.name.clone()));
    let groups: List<Group> = groups.iter().map(|one| group(one, account)).collect();
    Ok(response.with_groups(groups))
}

pub async fn update(
    iam: Arc<Iam>,
    context: Context,
    mut input: UpdateGroupRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let account = context.account.as_str();
        let before = existing(tx, account, Kind::Group, input.group_name())?;
        let mut group = before.clone();
        if let Some(name) = input.take_new_group_name() {
            user::rename(tx, account, &mut group, name)?;
        }
        group.path = input.take_new_path().unwrap_or(group.path);
        Ok(state::put_entity(tx, account, &group, Some(&before.name))?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn delete(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteGroupRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let account = context.account.as_str();
        let group = existing(tx, account, Kind::Group, input.group_name())?;
        entities::unburdened(tx, account, &group)?;
        Ok(entities::delete(tx, account, &group)?)
    })
    .await?;
    Ok(Unit::new())
}

/// Adding a user twice changes nothing.
pub async fn add_user(
    iam: Arc<Iam>,
    context: Context,
    input: AddUserToGroupRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let account = context.account.as_str();
        let group = existing(tx, account, Kind::Group, input.group_name())?;
        let user = existing(tx, account, Kind::User, input.user_name())?;
        let groups = state::related(tx, account, &user)?;
        if groups.iter().any(|other| other.id == group.id) {
            return Ok(());
        }
        if groups.len() >= GROUPS_PER_USER_MAX {
            return Err(exceeds("GroupsPerUser", GROUPS_PER_USER_MAX).into());
        }
        Ok(state::join(tx, account, &group.id, &user.id)?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn remove_user(
    iam: Arc<Iam>,
    context: Context,
    input: RemoveUserFromGroupRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let account = context.account.as_str();
        let group = existing(tx, account, Kind::Group, input.group_name())?;
        let user = existing(tx, account, Kind::User, input.user_name())?;
        match state::leave(tx, account, &group.id, &user.id)? {
            true => Ok(()),
            false => Err(no_entity(Kind::User, input.user_name()).into()),
        }
    })
    .await?;
    Ok(Unit::new())
}

pub async fn list_for_user(
    iam: Arc<Iam>,
    context: Context,
    input: ListGroupsForUserRequest,
) -> Result<ListGroupsForUserResponse, wire::Error> {
    let account = context.account.as_str();
    let mut groups = iam.store.read(|tx| {
        let user = existing(tx, account, Kind::User, input.user_name())?;
        state::related(tx, account, &user).map_err(Failed::from)
    })?;
    groups.sort_by_key(by_name);
    let (groups, marker) = cut(groups, by_name, input.marker(), input.max_items());
    let mut response = ListGroupsForUserResponse::new().with_is_truncated(marker.is_some());
    response.set_marker(marker);
    let groups: List<Group> = groups.iter().map(|one| group(one, account)).collect();
    Ok(response.with_groups(groups))
}
