//! `AWS::IAM::Role`.

use std::sync::Arc;

use base::Timestamp;
use kit::{BoxFuture, Context, Resolved, Resource};
use serde_json::Value;
use store::WriteTx;

use crate::directory::Changed;
use crate::error::{Failed, flatten};
use crate::ops::create_role::{self, SESSION_S_DEFAULT, TAGS_MAX};
use crate::state::{self, RoleRow};
use crate::{Iam, document, names};

/// Makes the roles that a manifest names.
pub struct RoleResource(pub Arc<Iam>);

impl Resource for RoleResource {
    fn kind(&self) -> &'static str {
        "AWS::IAM::Role"
    }

    fn name(&self, properties: &Value, fallback: &str) -> String {
        match properties.get("RoleName").and_then(Value::as_str) {
            Some(given) => given.into(),
            None => fallback.chars().take(names::ROLE_NAME_LENGTH_MAX).collect(),
        }
    }

    fn put<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(async move {
            let wanted = Wanted::read(name, properties)?;
            let ignored = wanted.ignored.clone();
            let role = put(&self.0, context, wanted).await.map_err(|error| error.to_string())?;
            let mut resolved = Resolved { reference: role.name.clone(), ..Resolved::default() };
            resolved.attributes.insert("Arn".into(), role.arn(&context.account));
            resolved.attributes.insert("RoleId".into(), role.id);
            resolved.ignored = ignored;
            Ok(resolved)
        })
    }
}

/// A role as the properties describe it, and exactly these inline policies.
#[derive(Clone)]
struct Wanted {
    role: RoleRow,
    policies: Vec<(String, String)>,
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
            },
            policies: Vec::new(),
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
            "Tags" => {
                for (index, tag) in list(value, property)?.iter().enumerate() {
                    let at = format!("Tags[{index}]");
                    role.tags.push((member(tag, "Key", &at)?, member(tag, "Value", &at)?));
                }
            }
            "Policies" => {
                for (index, policy) in list(value, property)?.iter().enumerate() {
                    let at = format!("Policies[{index}]");
                    let name = member(policy, "PolicyName", &at)?;
                    let document = policy.get("PolicyDocument").unwrap_or(&Value::Null);
                    let document = document_text(document, &format!("{at}.PolicyDocument"))?;
                    self.policies.push((name, document));
                }
            }
            // It takes permissions away: a role without it could do more than was asked for.
            "PermissionsBoundary" => {
                return Err("PermissionsBoundary: permissions boundaries are not there yet".into());
            }
            other => self.ignored.push(other.into()),
        }
        Ok(())
    }

    fn check(&self) -> Result<(), String> {
        let role = &self.role;
        if !names::is_name(&role.name, names::ROLE_NAME_LENGTH_MAX) {
            return Err(format!("RoleName: {:?} is no name of a role", role.name));
        }
        if !names::is_path(&role.path) {
            return Err(format!("Path: {:?} is no path", role.path));
        }
        if role.trust.is_empty() {
            return Err("AssumeRolePolicyDocument: missing".into());
        }
        if role.tags.len() > TAGS_MAX {
            return Err(format!("Tags: more than {TAGS_MAX}"));
        }
        let explain = |at: &str, error: wire::Error| {
            let why = error.operator.as_deref().unwrap_or_default();
            format!("{at}: {} {why}", error.message.as_deref().unwrap_or_default())
        };
        document::check_trust(&role.trust)
            .map_err(|error| explain("AssumeRolePolicyDocument", error))?;
        for (index, (name, document)) in self.policies.iter().enumerate() {
            if !names::is_name(name, names::POLICY_NAME_LENGTH_MAX) {
                return Err(format!("Policies[{index}].PolicyName: {name:?} is no name"));
            }
            if self.policies[..index].iter().any(|(other, _)| other == name) {
                return Err(format!("Policies[{index}].PolicyName: {name:?} stands twice"));
            }
            let at = format!("Policies[{index}].PolicyDocument");
            document::check_inline(document).map_err(|error| explain(&at, error))?;
        }
        let documents = self.policies.iter().map(|(_, document)| document.as_str());
        document::check_total(&role.name, documents).map_err(|error| explain("Policies", error))
    }

    /// Whether the rows are already so.
    fn is(&self, found: &RoleRow, policies: &[(String, String)]) -> bool {
        let mut wanted: Vec<_> = self.policies.iter().collect();
        wanted.sort();
        let same = RoleRow {
            id: found.id.clone(),
            created: found.created,
            name: found.name.clone(),
            ..self.role.clone()
        };
        same == *found && wanted.into_iter().eq(policies)
    }
}

async fn put(iam: &Iam, context: &Context, wanted: Wanted) -> Result<RoleRow, wire::Error> {
    let account = context.account.clone();
    let found = iam.store.read(|tx| {
        let name = &wanted.role.name;
        let found = state::role(tx, &account, name)?;
        Ok::<_, Failed>((found, state::policies(tx, &account, name)?))
    })?;
    if let (Some(role), policies) = &found
        && wanted.is(role, policies)
    {
        return Ok(role.clone());
    }
    let changed = iam.directory.clone();
    let now = context.now;
    let written = iam.store.write(move |tx| {
        let role = replace(tx, &account, wanted, now)?;
        Ok::<_, Failed>((role, Changed(changed)))
    });
    let (role, _changed) = written.await.map_err(flatten)?;
    Ok(role)
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
            let RoleRow { id, created, name, .. } = found;
            let role = RoleRow { id, created, name, ..wanted.role };
            state::put_role(tx, account, &role)?;
            role
        }
        found => {
            if let Some(found) = found {
                state::delete_role(tx, account, &found.name)?;
            }
            create_role::create(tx, account, wanted.role, now)?
        }
    };
    for (name, _) in state::policies(tx, account, &role.name)? {
        state::take_policy(tx, account, &role.name, &name)?;
    }
    for (name, document) in &wanted.policies {
        state::put_policy(tx, account, &role.name, name, document)?;
    }
    Ok(role)
}

fn text(value: &Value, at: &str) -> Result<String, String> {
    value.as_str().map(Into::into).ok_or_else(|| format!("{at}: not text"))
}

fn list<'a>(value: &'a Value, at: &str) -> Result<&'a Vec<Value>, String> {
    value.as_array().ok_or_else(|| format!("{at}: not a list"))
}

fn member(value: &Value, name: &str, at: &str) -> Result<String, String> {
    text(value.get(name).unwrap_or(&Value::Null), &format!("{at}.{name}"))
}

/// A document is an object, or its text.
fn document_text(value: &Value, at: &str) -> Result<String, String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Object(_) => Ok(value.to_string()),
        _ => Err(format!("{at}: not a policy document")),
    }
}
