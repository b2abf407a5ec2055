//! `AWS::IAM::AccessKey`. A manifest that is put again finds the key that it made.

use std::sync::Arc;

use base::Timestamp;
use kit::resource::differing;
use kit::{BoxFuture, Context, Resolved, Resource};
use serde_json::Value;

use super::{member, remove, resolved};
use crate::entity::Kind;
use crate::error::{exceeds, no_entity};
use crate::ops::access_key::KEYS_MAX;
use crate::state::{self, KeyRow};
use crate::{Iam, names};

/// Makes the access keys that a manifest names.
pub struct AccessKeyResource(pub Arc<Iam>);

impl Resource for AccessKeyResource {
    fn kind(&self) -> &'static str {
        "AWS::IAM::AccessKey"
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
            let user = member(properties, "UserName", "Properties")?;
            let active = properties.get("Status").and_then(Value::as_str) != Some("Inactive");
            let master = self.0.secrets.newest();
            let created = Timestamp(context.now.seconds() * 1000);
            let (account, made_as) = (context.account.clone(), format!("key:{name}"));
            let put = self.0.change(move |tx| {
                let owner = state::entity(tx, &account, Kind::User, &user)?;
                let owner = owner.ok_or_else(|| no_entity(Kind::User, &user))?;
                let marks = state::placed(tx, &account, &owner)?;
                let prefix = format!("{made_as}=");
                let known = marks.iter().find_map(|mark| mark.strip_prefix(&prefix));
                if let Some(id) = known
                    && let Some(row) = state::key(tx, id)?
                {
                    state::put_key(tx, id, &KeyRow { active, ..row.clone() })?;
                    return Ok((id.to_owned(), row.master));
                }
                if state::keys_of(tx, &account, &owner.id)?.len() >= KEYS_MAX {
                    return Err(exceeds("AccessKeysPerUser", KEYS_MAX).into());
                }
                let id = format!("AKIA{}", base::id::token(tx.random(), names::ID_ALPHABET, 16));
                let user_id = owner.id.clone();
                let row = KeyRow { account: account.clone(), user_id, active, created, master };
                state::put_key(tx, &id, &row)?;
                state::place(tx, &account, &owner, &format!("{prefix}{id}"))?;
                Ok((id, master))
            });
            let (id, master) = put.await.map_err(|error| error.to_string())?;
            let secret = self.0.secrets.secret(master, &id).ok_or("there is no master key")?;
            Ok(resolved(&id, &[("SecretAccessKey", &secret)], Vec::new()))
        })
    }

    fn replaces(&self, before: &Value, after: &Value) -> Vec<&'static str> {
        differing(before, after, &["Serial", "UserName"])
    }

    fn delete<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(remove::access_key(&self.0, context, format!("key:{name}="), properties))
    }
}
