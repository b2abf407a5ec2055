//! Service-linked roles: roles that a service takes, made in the service's name.

use std::sync::Arc;

use base::Timestamp;
use kit::Context;
use store::WriteTx;

use super::{entities, existing_role, full_role, role};
use crate::Iam;
use crate::api::*;
use crate::entity::{Entity, Kind};
use crate::error::{Failed, invalid_input, missing};
use crate::service_linked_names::{policy, takes_suffix};

pub use crate::service_linked_names::name;
use crate::state::{self, RoleRow};

/// Where they all are.
pub const PATH: &str = "/aws-service-role/";

/// The role, without an id and a date.
pub fn draft(service: &str, name: String, description: Option<String>) -> RoleRow {
    let trust = serde_json::json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": service},
            "Action": "sts:AssumeRole",
        }],
    });
    RoleRow {
        path: format!("{PATH}{service}/"),
        trust: trust.to_string(),
        description,
        session_s_max: role::SESSION_S_DEFAULT.unsigned_abs(),
        tags: Vec::new(),
        boundary: None,
        name,
        id: String::new(),
        created: Timestamp(0),
    }
}

pub async fn create(
    iam: Arc<Iam>,
    context: Context,
    mut input: CreateServiceLinkedRoleRequest,
) -> Result<CreateServiceLinkedRoleResponse, wire::Error> {
    let service = input.take_aws_service_name();
    if !service.ends_with(".amazonaws.com") {
        let text = format!("Invalid service principal: {service}");
        return Err(invalid_input(text));
    }
    if input.custom_suffix().is_some() && !takes_suffix(&service) {
        return Err(invalid_input(format!("Custom suffix is not allowed for {service}")));
    }
    let name = name(&service, input.custom_suffix());
    let draft = draft(&service, name, input.take_description());
    let (account, now) = (context.account.clone(), context.now);
    let made = iam
        .change(move |tx| {
            if state::role(tx, &account, &draft.name)?.is_some() {
                let text = format!(
                    "Service role name {} has been taken in this account, please try a different \
                     suffix.",
                    draft.name
                );
                return Err(invalid_input(text).into());
            }
            put_new(tx, &account, &service, draft, now)
        })
        .await?;
    Ok(CreateServiceLinkedRoleResponse::new().with_role(full_role(&made, &context.account)))
}

/// Puts the draft, with the policy that the service's role has.
pub fn put_new(
    tx: &mut WriteTx,
    account: &str,
    service: &str,
    draft: RoleRow,
    now: Timestamp,
) -> Result<RoleRow, Failed> {
    let role = role::put_new(tx, account, draft, now)?;
    if let Some(arn) = policy(service) {
        state::attach(tx, account, &role.entity(), &arn)?;
    }
    Ok(role)
}

/// Refuses where the role is a service's: nobody else changes it.
pub fn modifiable(role: &RoleRow) -> Result<(), Failed> {
    unprotected(&role.entity())
}

pub fn unprotected(entity: &Entity) -> Result<(), Failed> {
    if entity.kind != Kind::Role || !entity.path.starts_with(PATH) {
        return Ok(());
    }
    let text = format!(
        "Cannot perform the operation on the protected role '{}' - this role is only modifiable by \
         AWS",
        entity.name
    );
    Err(UnmodifiableEntityException::error(text).into())
}

/// How a deletion is asked after: the task's name says all there is to know.
fn task(role: &RoleRow, id: &str) -> String {
    format!("task{}{}/{id}", role.path, role.name)
}

/// Deletes at once: nothing of a service uses the role here.
pub async fn delete(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteServiceLinkedRoleRequest,
) -> Result<DeleteServiceLinkedRoleResponse, wire::Error> {
    let task = iam
        .change(move |tx| {
            let account = context.account.as_str();
            let row = existing_role(tx, account, input.role_name())?;
            if !row.path.starts_with(PATH) {
                return Err(crate::error::no_entity(Kind::Role, &row.name).into());
            }
            entities::unburden(tx, account, &row.entity())?;
            entities::delete(tx, account, &row.entity())?;
            Ok(task(&row, &tx.id()))
        })
        .await?;
    Ok(DeleteServiceLinkedRoleResponse::new().with_deletion_task_id(task))
}

pub async fn deletion_status(
    _: Arc<Iam>,
    _: Context,
    input: GetServiceLinkedRoleDeletionStatusRequest,
) -> Result<GetServiceLinkedRoleDeletionStatusResponse, wire::Error> {
    let id = input.deletion_task_id();
    if !id.starts_with("task/aws-service-role/") {
        let text = format!("Deletion Task Id {id} was not found.");
        return Err(missing(text));
    }
    Ok(GetServiceLinkedRoleDeletionStatusResponse::new().with_status("SUCCEEDED"))
}
