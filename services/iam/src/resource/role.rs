//! `AWS::IAM::Role` and `AWS::IAM::ServiceLinkedRole`.

use std::sync::Arc;

use base::Timestamp;
use kit::resource::differing;
use kit::{BoxFuture, Context, Resolved, Resource};
use serde_json::Value;
use store::WriteTx;

use super::{
    Policies, check_named, document_text, explain, name_of, remove, resolved, tag_list, text, there,
};
use crate::entity::Kind;
use crate::error::Failed;
use crate::ops::role::{SESSION_S_DEFAULT, put_new};
use crate::ops::{entities, service_linked};
use crate::state::{self, RoleRow};
use crate::{Iam, document, names};

/// Makes the roles that a manifest names.
pub struct RoleResource(pub Arc<Iam>);

impl Resource for RoleResource {
    fn kind(&self) -> &'static str {
        "AWS::IAM::Role"
    }

    fn name(&self, properties: &Value, fallback: &str) -> String {
        name_of(properties, "RoleName", fallback, names::ROLE_NAME_LENGTH_MAX)
    }

    fn is_there<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<Option<bool>, String>> {
        Box::pin(std::future::ready(there(&self.0, context, Kind::Role, name)))
    }

    fn put<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(async move {
            let wanted = Wanted::read(name, properties)?;
            let ignored = [&wanted.ignored[..], &wanted.policies.absent].concat();
            let role = put(&self.0, context, wanted).await.map_err(|error| error.to_string())?;
            let arn = role.arn(&context.account);
            Ok(resolved(&role.name, &[("Arn", &arn), ("RoleId", &role.id)], ignored))
        })
    }

    fn replaces(&self, before: &Value, after: &Value) -> Vec<&'static str> {
        differing(before, after, &["Path"])
    }

    fn delete<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(remove::entity(&self.0, context, Kind::Role, name))
    }
}

/// A role as the properties describe it, and exactly these policies.
#[derive(Clone)]
struct Wanted {
    role: RoleRow,
    policies: Policies,
    ignored: Vec<String>,
}

impl Wanted {
    fn read(name: &str, properties: &Value) -> Result<Wanted, String> {
        let object = properties.as_object().ok_or("Properties: not an object")?;
        let mut wanted = Wanted {
            role: RoleRow {
                name: name.into(),
                path: "/".into(),
                id: String::new(),
                created: Timestamp(0),
                trust: String::new(),
                description: None,
                session_s_max: SESSION_S_DEFAULT.unsigned_abs(),
                tags: Vec::new(),
                boundary: None,
            },
            policies: Policies::default(),
            ignored: Vec::new(),
        };
        for (property, value) in object {
            wanted.set(property, value)?;
        }
        wanted.check()?;
        Ok(wanted)
    }

    fn set(&mut self, property: &str, value: &Value) -> Result<(), String> {
        let role = &mut self.role;
        match property {
            // Already in the name.
            "RoleName" => {}
            "AssumeRolePolicyDocument" => role.trust = document_text(value, property)?,
            "Path" => role.path = text(value, property)?,
            "Description" => role.description = Some(text(value, property)?),
            "MaxSessionDuration" => {
                let seconds = value.as_u64().or_else(|| value.as_str()?.parse().ok());
                let valid = seconds.filter(|seconds| (3600..=43_200).contains(seconds));
                role.session_s_max = valid.ok_or("MaxSessionDuration: not 3600 to 43200")?;
            }
            "Tags" => role.tags = tag_list(value)?,
            "PermissionsBoundary" => role.boundary = Some(text(value, property)?),
            other => {
                if !self.policies.set(other, value)? {
                    self.ignored.push(other.into());
                }
            }
        }
        Ok(())
    }

    fn check(&self) -> Result<(), String> {
        let role = &self.role;
        check_named(&role.entity(), "RoleName")?;
        if role.trust.is_empty() {
            return Err("AssumeRolePolicyDocument: missing".into());
        }
        document::check_trust(&role.trust)
            .map_err(|error| explain("AssumeRolePolicyDocument", &error))?;
        self.policies.check(&role.entity())
    }

    /// Whether the row is already so.
    fn is(&self, found: &RoleRow) -> bool {
        let RoleRow { id, created, name, .. } = found.clone();
        RoleRow { id, created, name, ..self.role.clone() } == *found
    }
}

async fn put(iam: &Iam, context: &Context, wanted: Wanted) -> Result<RoleRow, wire::Error> {
    let account = context.account.clone();
    let found = iam.store.read(|tx| {
        let Some(role) = state::role(tx, &account, &wanted.role.name)? else { return Ok(None) };
        let same = wanted.is(&role) && wanted.policies.is(tx, &account, &role.entity())?;
        Ok::<_, Failed>(Some(role).filter(|_| same))
    })?;
    if let Some(role) = found {
        return Ok(role);
    }
    let now = context.now;
    iam.change(move |tx| replace(tx, &account, wanted, now)).await
}

fn replace(
    tx: &mut WriteTx,
    account: &str,
    wanted: Wanted,
    now: Timestamp,
) -> Result<RoleRow, Failed> {
    let role = match state::role(tx, account, &wanted.role.name)? {
        // Another path is another ARN, hence another role: who held the old one loses it.
        Some(found) if found.path == wanted.role.path => {
            let before = found.entity();
            let RoleRow { id, created, name, .. } = found;
            let role = RoleRow { id, created, name, ..wanted.role };
            if let Some(arn) = &role.boundary {
                entities::check_boundary(tx, account, arn)?;
            }
            state::swap_boundary(tx, account, &before, role.boundary.as_deref())?;
            state::put_role(tx, account, &role)?;
            role
        }
        found => {
            if let Some(found) = found {
                entities::unburden(tx, account, &found.entity())?;
                entities::delete(tx, account, &found.entity())?;
            }
            put_new(tx, account, wanted.role, now)?
        }
    };
    wanted.policies.settle(tx, account, &role.entity())?;
    Ok(role)
}

/// Makes the roles of services that a manifest names.
pub struct ServiceLinkedRoleResource(pub Arc<Iam>);

impl Resource for ServiceLinkedRoleResource {
    fn kind(&self) -> &'static str {
        "AWS::IAM::ServiceLinkedRole"
    }

    fn name(&self, properties: &Value, _: &str) -> String {
        let text = |name: &str| properties.get(name).and_then(Value::as_str);
        service_linked::name(text("AWSServiceName").unwrap_or_default(), text("CustomSuffix"))
    }

    fn put<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(async move {
            let service = super::member(properties, "AWSServiceName", "Properties")?;
            let description = properties.get("Description").and_then(Value::as_str);
            let draft = service_linked::draft(&service, name.into(), description.map(Into::into));
            let (account, now) = (context.account.clone(), context.now);
            let made = self.0.change(move |tx| match state::role(tx, &account, &draft.name)? {
                Some(role) => Ok(role),
                None => service_linked::put_new(tx, &account, &service, draft, now),
            });
            let role = made.await.map_err(|error| error.to_string())?;
            Ok(resolved(&role.name, &[("RoleName", &role.name)], Vec::new()))
        })
    }

    fn delete<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(remove::entity(&self.0, context, Kind::Role, name))
    }
}
