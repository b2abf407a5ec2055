//! `AWS::IAM::User`.

use std::sync::Arc;

use kit::{BoxFuture, Context, Resolved, Resource};
use serde_json::Value;

use super::{Policies, check_named, name_of, remove, resolved, tag_list, text, texts, there};
use crate::entity::{Entity, Kind};
use crate::error::no_entity;
use crate::ops::entities;
use crate::{Iam, names, state};

/// Makes the users that a manifest names.
pub struct UserResource(pub Arc<Iam>);

impl Resource for UserResource {
    fn kind(&self) -> &'static str {
        "AWS::IAM::User"
    }

    fn name(&self, properties: &Value, fallback: &str) -> String {
        name_of(properties, "UserName", fallback, names::ROLE_NAME_LENGTH_MAX)
    }

    fn is_there<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<Option<bool>, String>> {
        Box::pin(std::future::ready(there(&self.0, context, Kind::User, name)))
    }

    fn put<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(async move {
            let object = properties.as_object().ok_or("Properties: not an object")?;
            let mut wanted = entities::draft(Kind::User, name.into(), None);
            let (mut policies, mut groups) = (Policies::default(), Vec::new());
            let mut ignored = Vec::new();
            for (property, value) in object {
                match property.as_str() {
                    "UserName" => {}
                    "Path" => wanted.path = text(value, property)?,
                    "Tags" => wanted.tags = tag_list(value)?,
                    "PermissionsBoundary" => wanted.boundary = Some(text(value, property)?),
                    "Groups" => groups = texts(value, property)?,
                    other if policies.set(other, value)? => {}
                    other => ignored.push(other.to_owned()),
                }
            }
            check_named(&wanted, "UserName")?;
            policies.check(&wanted)?;
            ignored.append(&mut policies.absent);
            let (account, now) = (context.account.clone(), context.now);
            let put = self.0.change(move |tx| {
                let account = account.as_str();
                let user = match state::entity(tx, account, Kind::User, &wanted.name)? {
                    Some(found) => {
                        let (id, created) = (found.id.clone(), found.created);
                        let user = Entity { id, created, ..wanted };
                        if let Some(arn) = &user.boundary {
                            entities::check_boundary(tx, account, arn)?;
                        }
                        state::swap_boundary(tx, account, &found, user.boundary.as_deref())?;
                        user
                    }
                    None => entities::create(tx, account, wanted, now)?,
                };
                state::put_entity(tx, account, &user, None)?;
                for group in &groups {
                    let found = state::entity(tx, account, Kind::Group, group)?;
                    let found = found.ok_or_else(|| no_entity(Kind::Group, group))?;
                    state::join(tx, account, &found.id, &user.id)?;
                }
                policies.settle(tx, account, &user)?;
                Ok(user)
            });
            let user = put.await.map_err(|error| error.to_string())?;
            Ok(resolved(&user.name, &[("Arn", &user.arn(&context.account))], ignored))
        })
    }

    fn delete<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(remove::entity(&self.0, context, Kind::User, name))
    }
}
