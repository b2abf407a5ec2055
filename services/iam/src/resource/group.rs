//! `AWS::IAM::Group` and `AWS::IAM::UserToGroupAddition`.

use std::sync::Arc;

use kit::resource::differing;
use kit::{BoxFuture, Context, Resolved, Resource};
use serde_json::Value;

use super::{Policies, check_named, member, name_of, remove, resolved, text, texts, there};
use crate::entity::{Entity, Kind};
use crate::error::no_entity;
use crate::ops::entities;
use crate::{Iam, names, state};

/// Makes the groups that a manifest names.
pub struct GroupResource(pub Arc<Iam>);

impl Resource for GroupResource {
    fn kind(&self) -> &'static str {
        "AWS::IAM::Group"
    }

    fn name(&self, properties: &Value, fallback: &str) -> String {
        name_of(properties, "GroupName", fallback, names::GROUP_NAME_LENGTH_MAX)
    }

    fn is_there<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<Option<bool>, String>> {
        Box::pin(std::future::ready(there(&self.0, context, Kind::Group, name)))
    }

    fn put<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(async move {
            let object = properties.as_object().ok_or("Properties: not an object")?;
            let mut wanted = entities::draft(Kind::Group, name.into(), None);
            let (mut policies, mut ignored) = (Policies::default(), Vec::new());
            for (property, value) in object {
                match property.as_str() {
                    "GroupName" => {}
                    "Path" => wanted.path = text(value, property)?,
                    other if policies.set(other, value)? => {}
                    other => ignored.push(other.to_owned()),
                }
            }
            check_named(&wanted, "GroupName")?;
            policies.check(&wanted)?;
            ignored.append(&mut policies.absent);
            let (account, now) = (context.account.clone(), context.now);
            let put = self.0.change(move |tx| {
                let group = match state::entity(tx, &account, Kind::Group, &wanted.name)? {
                    Some(Entity { id, created, .. }) => Entity { id, created, ..wanted },
                    None => entities::create(tx, &account, wanted, now)?,
                };
                state::put_entity(tx, &account, &group, None)?;
                policies.settle(tx, &account, &group)?;
                Ok(group)
            });
            let group = put.await.map_err(|error| error.to_string())?;
            Ok(resolved(&group.name, &[("Arn", &group.arn(&context.account))], ignored))
        })
    }

    fn delete<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(remove::entity(&self.0, context, Kind::Group, name))
    }
}

/// Puts users into a group.
pub struct AdditionResource(pub Arc<Iam>);

impl Resource for AdditionResource {
    fn kind(&self) -> &'static str {
        "AWS::IAM::UserToGroupAddition"
    }

    fn name(&self, _: &Value, fallback: &str) -> String {
        fallback.into()
    }

    fn put<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(async move {
            let group = member(properties, "GroupName", "Properties")?;
            let users = texts(properties.get("Users").unwrap_or(&Value::Null), "Users")?;
            let account = context.account.clone();
            let put = self.0.change(move |tx| {
                let found = state::entity(tx, &account, Kind::Group, &group)?;
                let found = found.ok_or_else(|| no_entity(Kind::Group, &group))?;
                for user in &users {
                    let member = state::entity(tx, &account, Kind::User, user)?;
                    let member = member.ok_or_else(|| no_entity(Kind::User, user))?;
                    state::join(tx, &account, &found.id, &member.id)?;
                }
                Ok(())
            });
            put.await.map_err(|error| error.to_string())?;
            Ok(resolved(name, &[], Vec::new()))
        })
    }

    fn replaces(&self, before: &Value, after: &Value) -> Vec<&'static str> {
        differing(before, after, &["GroupName", "Users"])
    }

    fn delete<'a>(
        &'a self,
        context: &'a Context,
        _: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(remove::memberships(&self.0, context, properties))
    }
}
