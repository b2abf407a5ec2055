//! The CloudFormation resource types: `AWS::IAM::Role`, `User`, `Group`, `Policy`, `ManagedPolicy`,
//! `AccessKey`, `UserToGroupAddition`, `OIDCProvider`, `ServiceLinkedRole`, `InstanceProfile`,
//! `RolePolicy`, `UserPolicy` and `GroupPolicy`.

mod access_key;
mod group;
mod policy;
mod profile;
mod provider;
mod remove;
mod role;
mod user;

use std::collections::BTreeMap;
use std::sync::Arc;

use kit::{Context, Resolved, Resource};
use serde_json::Value;
use store::WriteTx;

use crate::entity::{ATTACHED_MAX, Entity, Kind};
use crate::error::{Failed, exceeds, missing};
use crate::{Iam, document, managed, names, state, tags};

pub use role::RoleResource;

/// All of them.
pub fn all(iam: &Arc<Iam>) -> Vec<Arc<dyn Resource>> {
    vec![
        Arc::new(RoleResource(iam.clone())),
        Arc::new(role::ServiceLinkedRoleResource(iam.clone())),
        Arc::new(user::UserResource(iam.clone())),
        Arc::new(group::GroupResource(iam.clone())),
        Arc::new(group::AdditionResource(iam.clone())),
        Arc::new(policy::PolicyResource(iam.clone())),
        Arc::new(policy::OwnPolicyResource(iam.clone(), Kind::Role)),
        Arc::new(policy::OwnPolicyResource(iam.clone(), Kind::User)),
        Arc::new(policy::OwnPolicyResource(iam.clone(), Kind::Group)),
        Arc::new(policy::ManagedPolicyResource(iam.clone())),
        Arc::new(access_key::AccessKeyResource(iam.clone())),
        Arc::new(provider::ProviderResource(iam.clone())),
        Arc::new(profile::ProfileResource(iam.clone())),
    ]
}

/// The policies of a user, group or role as its properties have them: exactly these.
#[derive(Clone, Debug, Default)]
struct Policies {
    inline: Vec<(String, String)>,
    attached: Vec<String>,
    /// Policies of AWS's that are not there: without them there is less to do, not more.
    absent: Vec<String>,
}

impl Policies {
    /// Whether the property was one of these.
    fn set(&mut self, property: &str, value: &Value) -> Result<bool, String> {
        match property {
            "Policies" => {
                for (index, policy) in list(value, property)?.iter().enumerate() {
                    let at = format!("Policies[{index}]");
                    let name = member(policy, "PolicyName", &at)?;
                    let document = policy.get("PolicyDocument").unwrap_or(&Value::Null);
                    let document = document_text(document, &format!("{at}.PolicyDocument"))?;
                    self.inline.push((name, document));
                }
            }
            "ManagedPolicyArns" => {
                let arns = texts(value, property)?.into_iter();
                let here = |arn: &String| {
                    let aws = names::policy_of_arn(arn).is_some_and(|(owner, ..)| owner == "aws");
                    !aws || managed::find(arn).is_some()
                };
                let (here, absent): (Vec<_>, Vec<_>) = arns.partition(here);
                self.attached = here;
                self.absent = absent.iter().map(|arn| format!("{property} {arn}")).collect();
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn check(&self, of: &Entity) -> Result<(), String> {
        for (index, (name, document)) in self.inline.iter().enumerate() {
            if !names::is_name(name, names::POLICY_NAME_LENGTH_MAX) {
                return Err(format!("Policies[{index}].PolicyName: {name:?} is no name"));
            }
            if self.inline[..index].iter().any(|(other, _)| other == name) {
                return Err(format!("Policies[{index}].PolicyName: {name:?} stands twice"));
            }
            let at = format!("Policies[{index}].PolicyDocument");
            document::check_inline(document).map_err(|error| explain(&at, &error))?;
        }
        let documents = self.inline.iter().map(|(_, document)| document.as_str());
        document::check_total(of, documents).map_err(|error| explain("Policies", &error))
    }

    /// Brings the policies of `on` to these; what other resources have placed stays.
    fn settle(&self, tx: &mut WriteTx, account: &str, on: &Entity) -> Result<(), Failed> {
        let placed = state::placed(tx, account, on)?;
        for (name, _) in state::inline_policies(tx, account, on)? {
            if !placed.contains(&name) && !self.inline.iter().any(|(wanted, _)| *wanted == name) {
                state::take_inline_policy(tx, account, on, &name)?;
            }
        }
        for (name, document) in &self.inline {
            state::put_inline_policy(tx, account, on, name, document)?;
        }
        for arn in state::attached(tx, account, on)? {
            if !placed.contains(&arn) && !self.attached.contains(&arn) {
                state::detach(tx, account, on, &arn)?;
            }
        }
        for arn in &self.attached {
            attach(tx, account, on, arn)?;
        }
        Ok(())
    }

    /// Whether they are so already.
    fn is(&self, tx: &store::ReadTx, account: &str, on: &Entity) -> Result<bool, store::Error> {
        let placed = state::placed(tx, account, on)?;
        let own = |name: &String| !placed.contains(name);
        let mut inline = state::inline_policies(tx, account, on)?;
        inline.retain(|(name, _)| own(name));
        let mut attached = state::attached(tx, account, on)?;
        attached.retain(own);
        let (mut wanted, mut arns) = (self.inline.clone(), self.attached.clone());
        wanted.sort();
        arns.sort();
        arns.dedup();
        Ok(inline == wanted && attached == arns)
    }
}

fn attach(tx: &mut WriteTx, account: &str, to: &Entity, arn: &str) -> Result<(), Failed> {
    if state::is_attached(tx, account, to, arn)? {
        return Ok(());
    }
    if state::managed_document(tx, account, arn)?.is_none() {
        return Err(missing(format!("Policy {arn} does not exist or is not attachable.")).into());
    }
    if state::attached(tx, account, to)?.len() >= ATTACHED_MAX {
        return Err(exceeds(&format!("PoliciesPer{}", to.kind.title()), ATTACHED_MAX).into());
    }
    Ok(state::attach(tx, account, to, arn)?)
}

/// Whether there is one of this name.
fn there(iam: &Iam, context: &Context, kind: Kind, name: &str) -> Result<Option<bool>, String> {
    let found = iam.store.read(|tx| state::entity(tx, &context.account, kind, name));
    found.map(|found| Some(found.is_some())).map_err(|error| error.to_string())
}

/// The users, groups and roles that the properties `Users`, `Groups` and `Roles` name.
fn owners(properties: &Value) -> Result<Vec<(Kind, String)>, String> {
    let mut owners = Vec::new();
    let named = [("Users", Kind::User), ("Groups", Kind::Group), ("Roles", Kind::Role)];
    for (property, kind) in named {
        if let Some(value) = properties.get(property) {
            owners.extend(texts(value, property)?.into_iter().map(|name| (kind, name)));
        }
    }
    Ok(owners)
}

fn explain(at: &str, error: &wire::Error) -> String {
    let why = error.operator.as_deref().unwrap_or_default();
    format!("{at}: {} {why}", error.message.as_deref().unwrap_or_default())
}

fn resolved(reference: &str, attributes: &[(&str, &str)], ignored: Vec<String>) -> Resolved {
    let attributes = attributes.iter().map(|(name, value)| (name.to_string(), value.to_string()));
    let attributes: BTreeMap<String, String> = attributes.collect();
    Resolved { reference: reference.into(), attributes, ignored }
}

/// The name that the properties give, or one that is made of the fallback.
fn name_of(properties: &Value, property: &str, fallback: &str, longest: usize) -> String {
    match properties.get(property).and_then(Value::as_str) {
        Some(given) => given.into(),
        None => fallback.chars().take(longest).collect(),
    }
}

fn text(value: &Value, at: &str) -> Result<String, String> {
    value.as_str().map(Into::into).ok_or_else(|| format!("{at}: not text"))
}

fn list<'a>(value: &'a Value, at: &str) -> Result<&'a Vec<Value>, String> {
    value.as_array().ok_or_else(|| format!("{at}: not a list"))
}

fn texts(value: &Value, at: &str) -> Result<Vec<String>, String> {
    let each = list(value, at)?.iter().enumerate();
    each.map(|(index, one)| text(one, &format!("{at}[{index}]"))).collect()
}

fn member(value: &Value, name: &str, at: &str) -> Result<String, String> {
    text(value.get(name).unwrap_or(&Value::Null), &format!("{at}.{name}"))
}

fn tag_list(value: &Value) -> Result<tags::Tags, String> {
    let mut all = tags::Tags::new();
    for (index, tag) in list(value, "Tags")?.iter().enumerate() {
        let at = format!("Tags[{index}]");
        all.push((member(tag, "Key", &at)?, member(tag, "Value", &at)?));
    }
    match all.len() > tags::TAGS_MAX {
        true => Err(format!("Tags: more than {}", tags::TAGS_MAX)),
        false => Ok(all),
    }
}

/// A document is an object, or its text.
fn document_text(value: &Value, at: &str) -> Result<String, String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Object(_) => Ok(value.to_string()),
        _ => Err(format!("{at}: not a policy document")),
    }
}

fn check_named(entity: &Entity, property: &str) -> Result<(), String> {
    let longest = match entity.kind {
        Kind::Group => names::GROUP_NAME_LENGTH_MAX,
        _ => names::ROLE_NAME_LENGTH_MAX,
    };
    if !names::is_name(&entity.name, longest) {
        return Err(format!(
            "{property}: {:?} is no name of a {}",
            entity.name,
            entity.kind.word()
        ));
    }
    if !names::is_path(&entity.path) {
        return Err(format!("Path: {:?} is no path", entity.path));
    }
    Ok(())
}
