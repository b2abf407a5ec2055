//! `AWS::IAM::Policy` (an inline policy on users, groups and roles), `RolePolicy`, `UserPolicy`,
//! `GroupPolicy` (on one of them) and `AWS::IAM::ManagedPolicy`.

use std::sync::Arc;

use base::Timestamp;
use kit::resource::differing;
use kit::{BoxFuture, Context, Resolved, Resource};
use serde_json::Value;
use store::WriteTx;

use super::{attach, document_text, explain, member, name_of, owners, remove, resolved, text};
use crate::entity::Kind;
use crate::error::{Failed, no_entity};
use crate::ops::policy::{Draft, put_new};
use crate::ops::version::VERSIONS_MAX;
use crate::state::{self, PolicyRow, VersionRow};
use crate::{Iam, document, names};

/// Puts an inline policy on those whom it names.
pub struct PolicyResource(pub Arc<Iam>);

impl Resource for PolicyResource {
    fn kind(&self) -> &'static str {
        "AWS::IAM::Policy"
    }

    fn name(&self, properties: &Value, fallback: &str) -> String {
        name_of(properties, "PolicyName", fallback, names::POLICY_NAME_LENGTH_MAX)
    }

    fn put<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(async move {
            let given = properties.get("PolicyDocument").unwrap_or(&Value::Null);
            let document = document_text(given, "PolicyDocument")?;
            document::check_inline(&document).map_err(|error| explain("PolicyDocument", &error))?;
            let owners = owners(properties)?;
            if owners.is_empty() {
                return Err("at least one of Roles, Users and Groups must be there".into());
            }
            let (account, policy) = (context.account.clone(), name.to_owned());
            let put = self.0.change(move |tx| {
                for (kind, name) in &owners {
                    let owner = state::entity(tx, &account, *kind, name)?;
                    let owner = owner.ok_or_else(|| no_entity(*kind, name))?;
                    state::put_inline_policy(tx, &account, &owner, &policy, &document)?;
                    state::place(tx, &account, &owner, &policy)?;
                }
                Ok(())
            });
            put.await.map_err(|error| error.to_string())?;
            Ok(resolved(name, &[("Id", name)], Vec::new()))
        })
    }

    /// Those who are named no longer lose it.
    fn replaces(&self, before: &Value, after: &Value) -> Vec<&'static str> {
        differing(before, after, &["Groups", "Roles", "Users"])
    }

    /// Inline policies of one name are others where they are of others.
    fn is_one(&self, one: &Value, other: &Value) -> bool {
        let of = |properties: &Value| owners(properties).unwrap_or_default();
        let others = of(other);
        of(one).iter().any(|owner| others.contains(owner))
    }

    fn delete<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(remove::inline_policy(&self.0, context, name, properties))
    }
}

/// Puts an inline policy on the one whom it names: `AWS::IAM::RolePolicy`, `UserPolicy` and
/// `GroupPolicy`, told apart by the kind.
pub struct OwnPolicyResource(pub Arc<Iam>, pub Kind);

impl OwnPolicyResource {
    /// The property that names the owner, and its place among those of `AWS::IAM::Policy`.
    fn owner(&self) -> (&'static str, &'static str) {
        match self.1 {
            Kind::Role => ("RoleName", "Roles"),
            Kind::User => ("UserName", "Users"),
            Kind::Group => ("GroupName", "Groups"),
        }
    }

    /// The same as the properties of an `AWS::IAM::Policy`.
    fn plural(&self, properties: &Value) -> Result<Value, String> {
        let (one, many) = self.owner();
        let name = member(properties, one, "Properties")?;
        let document = properties.get("PolicyDocument").unwrap_or(&Value::Null);
        Ok(serde_json::json!({many: [name], "PolicyDocument": document}))
    }
}

impl Resource for OwnPolicyResource {
    fn kind(&self) -> &'static str {
        match self.1 {
            Kind::Role => "AWS::IAM::RolePolicy",
            Kind::User => "AWS::IAM::UserPolicy",
            Kind::Group => "AWS::IAM::GroupPolicy",
        }
    }

    fn name(&self, properties: &Value, fallback: &str) -> String {
        name_of(properties, "PolicyName", fallback, names::POLICY_NAME_LENGTH_MAX)
    }

    fn put<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(async move {
            let plural = self.plural(properties)?;
            PolicyResource(self.0.clone()).put(context, name, &plural).await
        })
    }

    fn replaces(&self, before: &Value, after: &Value) -> Vec<&'static str> {
        differing(before, after, &[self.owner().0])
    }

    fn delete<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            let plural = self.plural(properties)?;
            remove::inline_policy(&self.0, context, name, &plural).await
        })
    }
}

/// Makes managed policies and attaches them to those whom they name.
pub struct ManagedPolicyResource(pub Arc<Iam>);

impl Resource for ManagedPolicyResource {
    fn kind(&self) -> &'static str {
        "AWS::IAM::ManagedPolicy"
    }

    fn name(&self, properties: &Value, fallback: &str) -> String {
        name_of(properties, "ManagedPolicyName", fallback, names::POLICY_NAME_LENGTH_MAX)
    }

    fn is_there<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<Option<bool>, String>> {
        let there = self.0.store.read(|tx| state::policy(tx, &context.account, name));
        let there = there.map(|there| Some(there.is_some())).map_err(|error| error.to_string());
        Box::pin(std::future::ready(there))
    }

    fn put<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(async move {
            let draft = draft(name, properties)?;
            let owners = owners(properties)?;
            let (account, now) = (context.account.clone(), context.now);
            let put = self.0.change(move |tx| {
                let row = replace(tx, &account, draft, now)?;
                let arn = names::policy_arn(&account, &row.path, &row.name);
                for (kind, name) in &owners {
                    let owner = state::entity(tx, &account, *kind, name)?;
                    let owner = owner.ok_or_else(|| no_entity(*kind, name))?;
                    attach(tx, &account, &owner, &arn)?;
                    state::place(tx, &account, &owner, &arn)?;
                }
                Ok((arn, row.id))
            });
            let (arn, id) = put.await.map_err(|error| error.to_string())?;
            let attributes = [("PolicyArn", arn.as_str()), ("PolicyId", &id)];
            Ok(resolved(&arn, &attributes, Vec::new()))
        })
    }

    fn replaces(&self, before: &Value, after: &Value) -> Vec<&'static str> {
        differing(before, after, &["Description", "Groups", "Path", "Roles", "Users"])
    }

    fn delete<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(remove::managed_policy(&self.0, context, name))
    }
}

fn draft(name: &str, properties: &Value) -> Result<Draft, String> {
    if !names::is_name(name, names::POLICY_NAME_LENGTH_MAX) {
        return Err(format!("ManagedPolicyName: {name:?} is no name of a policy"));
    }
    let path = match properties.get("Path") {
        Some(path) => text(path, "Path")?,
        None => "/".into(),
    };
    if !names::is_path(&path) {
        return Err(format!("Path: {path:?} is no path"));
    }
    let given = properties.get("PolicyDocument").unwrap_or(&Value::Null);
    let document = document_text(given, "PolicyDocument")?;
    document::check_managed(&document).map_err(|error| explain("PolicyDocument", &error))?;
    let description = match properties.get("Description") {
        Some(_) => Some(member(properties, "Description", "Properties")?),
        None => None,
    };
    Ok(Draft { name: name.into(), path, description, tags: Vec::new(), document })
}

/// Another document is another version, and the default one; the oldest other one makes room.
fn replace(
    tx: &mut WriteTx,
    account: &str,
    draft: Draft,
    now: Timestamp,
) -> Result<PolicyRow, Failed> {
    let Some(mut row) = state::policy(tx, account, &draft.name)? else {
        return put_new(tx, account, draft, now);
    };
    if row.path != draft.path {
        let text = format!("Path: the policy {} is there already, at {}", row.name, row.path);
        return Err(crate::error::exists(text).into());
    }
    let current = state::version(tx, account, &row.name, row.default)?;
    if current.is_some_and(|current| current.document == draft.document) {
        return Ok(row);
    }
    let versions = state::versions(tx, account, &row.name)?;
    if versions.len() >= VERSIONS_MAX
        && let Some((oldest, _)) = versions.iter().find(|(number, _)| *number != row.default)
    {
        state::delete_version(tx, account, &row.name, *oldest)?;
    }
    let created = Timestamp(now.seconds() * 1000);
    row.latest += 1;
    row.default = row.latest;
    row.updated = created;
    let version = VersionRow { created, document: draft.document };
    state::put_version(tx, account, &row.name, row.latest, &version)?;
    state::put_policy(tx, account, &row)?;
    Ok(row)
}
