//! Roles: made, read, listed, changed, deleted.

use std::sync::Arc;

use base::Timestamp;
use kit::Context;
use store::WriteTx;
use wire::List;
use wire::typed::Unit;

use super::service_linked::modifiable;
use super::{brief_role, entities, existing_role, full_role, made_role, page};
use crate::api::{Role, *};
use crate::entity::Entity;
use crate::error::Failed;
use crate::state::{self, RoleRow};
use crate::{Iam, document, tags};

/// What a session may last where the role does not say, in seconds.
pub const SESSION_S_DEFAULT: i64 = 3600;

pub async fn create(
    iam: Arc<Iam>,
    context: Context,
    input: CreateRoleRequest,
) -> Result<CreateRoleResponse, wire::Error> {
    let draft = draft(input)?;
    let (account, now) = (context.account.clone(), context.now);
    let role = iam.change(move |tx| put_new(tx, &account, draft, now)).await?;
    Ok(CreateRoleResponse::new().with_role(made_role(&role, &context.account)))
}

/// A role without an id and a date. Checks what the transaction need not be held for.
fn draft(mut input: CreateRoleRequest) -> Result<RoleRow, wire::Error> {
    document::check_trust(input.assume_role_policy_document())?;
    let session_s_max = input.max_session_duration().unwrap_or(SESSION_S_DEFAULT);
    Ok(RoleRow {
        path: input.take_path().unwrap_or_else(|| "/".into()),
        trust: input.take_assume_role_policy_document(),
        description: input.take_description(),
        session_s_max: u64::try_from(session_s_max).unwrap_or_default(),
        tags: tags::read(input.take_tags())?,
        boundary: input.take_permissions_boundary(),
        name: input.take_role_name(),
        id: String::new(),
        created: Timestamp(0),
    })
}

/// Gives the draft its id and puts it where no role of its name is.
pub fn put_new(
    tx: &mut WriteTx,
    account: &str,
    draft: RoleRow,
    now: Timestamp,
) -> Result<RoleRow, Failed> {
    let Entity { id, created, .. } = entities::create(tx, account, draft.entity(), now)?;
    let role = RoleRow { id, created, ..draft };
    state::put_role(tx, account, &role)?;
    Ok(role)
}

pub async fn get(
    iam: Arc<Iam>,
    context: Context,
    input: GetRoleRequest,
) -> Result<GetRoleResponse, wire::Error> {
    let role = iam.store.read(|tx| existing_role(tx, &context.account, input.role_name()))?;
    let mut last = RoleLastUsed::new();
    if let Some(used) = iam.last_use(&role.arn(&context.account)) {
        last = last.with_last_used_date(used.at).with_region(used.region);
    }
    let role = full_role(&role, &context.account).with_role_last_used(last);
    Ok(GetRoleResponse::new().with_role(role))
}

/// In the order of their names, in pages. A page's marker is its last name.
pub async fn list(
    iam: Arc<Iam>,
    context: Context,
    input: ListRolesRequest,
) -> Result<ListRolesResponse, wire::Error> {
    let (account, below) = (context.account.as_str(), input.path_prefix().unwrap_or("/"));
    let (roles, more) = iam.store.read(|tx| {
        let all = state::roles(tx, account, input.marker())?;
        let wanted = all.filter(|one| one.as_ref().map_or(true, |one| one.path.starts_with(below)));
        page(wanted, input.max_items()).map_err(Failed::from)
    })?;
    let mut response = ListRolesResponse::new().with_is_truncated(more);
    response.set_marker(roles.last().filter(|_| more).map(|role| role.name.clone()));
    let roles: List<Role> = roles.iter().map(|role| brief_role(role, account)).collect();
    Ok(response.with_roles(roles))
}

/// Without a description the role keeps none; without a duration it has the default one.
pub async fn update(
    iam: Arc<Iam>,
    context: Context,
    mut input: UpdateRoleRequest,
) -> Result<UpdateRoleResponse, wire::Error> {
    iam.change(move |tx| {
        let account = context.account.as_str();
        let mut role = existing_role(tx, account, input.role_name())?;
        let seconds = input.max_session_duration().unwrap_or(SESSION_S_DEFAULT);
        role.session_s_max = u64::try_from(seconds).unwrap_or_default();
        role.description = input.take_description().or(role.description);
        Ok(state::put_role(tx, account, &role)?)
    })
    .await?;
    Ok(UpdateRoleResponse::new())
}

pub async fn update_description(
    iam: Arc<Iam>,
    context: Context,
    mut input: UpdateRoleDescriptionRequest,
) -> Result<UpdateRoleDescriptionResponse, wire::Error> {
    let account = context.account.clone();
    let role = iam
        .change(move |tx| {
            let mut role = existing_role(tx, &account, input.role_name())?;
            role.description = Some(input.take_description());
            state::put_role(tx, &account, &role)?;
            Ok(role)
        })
        .await?;
    Ok(UpdateRoleDescriptionResponse::new().with_role(full_role(&role, &context.account)))
}

/// Replaces a role's trust policy.
pub async fn update_trust(
    iam: Arc<Iam>,
    context: Context,
    mut input: UpdateAssumeRolePolicyRequest,
) -> Result<Unit, wire::Error> {
    document::check_trust(input.policy_document())?;
    iam.change(move |tx| {
        let mut role = existing_role(tx, &context.account, input.role_name())?;
        modifiable(&role)?;
        role.trust = input.take_policy_document();
        Ok(state::put_role(tx, &context.account, &role)?)
    })
    .await?;
    Ok(Unit::new())
}

/// Only one whose policies have been detached and deleted.
pub async fn delete(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteRoleRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let account = context.account.as_str();
        let role = existing_role(tx, account, input.role_name())?;
        modifiable(&role)?;
        entities::unburdened(tx, account, &role.entity())?;
        Ok(entities::delete(tx, account, &role.entity())?)
    })
    .await?;
    Ok(Unit::new())
}
