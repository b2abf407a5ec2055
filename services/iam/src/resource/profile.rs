//! `AWS::IAM::InstanceProfile`.

use std::sync::Arc;

use kit::resource::differing;
use kit::{BoxFuture, Context, Resolved, Resource};
use serde_json::Value;

use super::{name_of, resolved, text, texts};
use crate::entity::Kind;
use crate::error::no_entity;
use crate::ops::profile::{draft, put_new};
use crate::state::{self, ProfileRow};
use crate::{Iam, names};

/// Makes the instance profiles that a manifest names.
pub struct ProfileResource(pub Arc<Iam>);

const NAME_LENGTH_MAX: usize = 128;

impl Resource for ProfileResource {
    fn kind(&self) -> &'static str {
        "AWS::IAM::InstanceProfile"
    }

    fn name(&self, properties: &Value, fallback: &str) -> String {
        name_of(properties, "InstanceProfileName", fallback, NAME_LENGTH_MAX)
    }

    fn is_there<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<Option<bool>, String>> {
        let found = self.0.store.read(|tx| state::kept::<ProfileRow>(tx, &context.account, name));
        let found = found.map(|found| Some(found.is_some())).map_err(|error| error.to_string());
        Box::pin(std::future::ready(found))
    }

    fn put<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(async move {
            let object = properties.as_object().ok_or("Properties: not an object")?;
            let (mut path, mut roles, mut ignored) = (None, Vec::new(), Vec::new());
            for (property, value) in object {
                match property.as_str() {
                    // Already in the name.
                    "InstanceProfileName" => {}
                    "Path" => path = Some(text(value, property)?),
                    "Roles" => roles = texts(value, property)?,
                    other => ignored.push(other.to_owned()),
                }
            }
            let [role] = roles.as_slice() else { return Err("Roles: not one".into()) };
            let (role, wanted) = (role.clone(), draft(name.into(), path));
            if !names::is_name(&wanted.name, NAME_LENGTH_MAX) || !names::is_path(&wanted.path) {
                return Err(format!("{}{name}: no name of an instance profile", wanted.path));
            }
            let (account, now) = (context.account.clone(), context.now);
            let put = self.0.change(move |tx| {
                let row = match state::kept::<ProfileRow>(tx, &account, &wanted.name)? {
                    Some(found) if found.path == wanted.path => found,
                    Some(found) => {
                        state::delete_kept(tx, &account, &found)?;
                        put_new(tx, &account, wanted, now)?
                    }
                    None => put_new(tx, &account, wanted, now)?,
                };
                if state::role(tx, &account, &role)?.is_none() {
                    return Err(no_entity(Kind::Role, &role).into());
                }
                let row = ProfileRow { role: Some(names::fold(&role)), ..row };
                state::put_kept(tx, &account, &row)?;
                Ok(row)
            });
            let row = put.await.map_err(|error| error.to_string())?;
            let arn = names::profile_arn(&context.account, &row.path, &row.name);
            Ok(resolved(&row.name, &[("Arn", &arn)], ignored))
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
        Box::pin(async move {
            let (account, name) = (context.account.clone(), name.to_owned());
            let gone =
                self.0.change(move |tx| match state::kept::<ProfileRow>(tx, &account, &name)? {
                    Some(row) => Ok(state::delete_kept(tx, &account, &row)?),
                    None => Ok(()),
                });
            gone.await.map_err(|error| error.to_string())
        })
    }
}
