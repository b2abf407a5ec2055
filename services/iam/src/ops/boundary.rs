//! Permissions boundaries of users and roles.

use std::sync::Arc;

use kit::Context;
use store::WriteTx;
use wire::typed::Unit;

use super::service_linked::unprotected;
use super::{entities, existing, existing_role};
use crate::api::*;
use crate::entity::Kind;
use crate::error::{Failed, missing};
use crate::{Iam, state};

fn set(
    tx: &mut WriteTx,
    account: &str,
    kind: Kind,
    name: &str,
    arn: Option<String>,
) -> Result<(), Failed> {
    let mut entity = existing(tx, account, kind, name)?;
    unprotected(&entity)?;
    match &arn {
        Some(arn) => entities::check_boundary(tx, account, arn)?,
        None if entity.boundary.is_none() => {
            let text =
                format!("{} with name {name} does not have permissions boundary", kind.title());
            return Err(missing(text).into());
        }
        None => {}
    }
    state::swap_boundary(tx, account, &entity, arn.as_deref())?;
    if kind == Kind::Role {
        let mut role = existing_role(tx, account, name)?;
        role.boundary = arn;
        return Ok(state::put_role(tx, account, &role)?);
    }
    entity.boundary = arn;
    Ok(state::put_entity(tx, account, &entity, None)?)
}

pub async fn put_user(
    iam: Arc<Iam>,
    context: Context,
    mut input: PutUserPermissionsBoundaryRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let arn = input.take_permissions_boundary();
        set(tx, &context.account, Kind::User, input.user_name(), Some(arn))
    })
    .await?;
    Ok(Unit::new())
}

pub async fn put_role(
    iam: Arc<Iam>,
    context: Context,
    mut input: PutRolePermissionsBoundaryRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let arn = input.take_permissions_boundary();
        set(tx, &context.account, Kind::Role, input.role_name(), Some(arn))
    })
    .await?;
    Ok(Unit::new())
}

pub async fn delete_user(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteUserPermissionsBoundaryRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| set(tx, &context.account, Kind::User, input.user_name(), None)).await?;
    Ok(Unit::new())
}

pub async fn delete_role(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteRolePermissionsBoundaryRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| set(tx, &context.account, Kind::Role, input.role_name(), None)).await?;
    Ok(Unit::new())
}
