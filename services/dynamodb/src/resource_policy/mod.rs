//! Policies on tables and streams: who may do what with this resource, said by the resource.
//!
//! They are held in memory, parsed, beside what the store keeps: every request for a resource that
//! has one is judged by it (`govern`). An index is governed by its table's.

mod state;

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use kit::Bound;
use policy::{Kind, Policy};
use store::Store;

use crate::api::PolicyNotFoundException;
use crate::error::{from_store, from_write, no_table};
use crate::invalid::{Checked, Invalid};
use crate::state::Dynamodb;
use crate::streams;

pub use state::Kept;

/// Bytes of a policy (DynamoDB quotas).
const POLICY_BYTES_MAX: usize = 20 * 1024;
/// A fact of a table that is about to be made: the policy that it is to have.
pub const NEW: &str = "policy.new";
/// The revision that means that there is no policy yet.
const NO_POLICY: &str = "NO_POLICY";

/// The policies in force, by the ARN of their resource.
#[derive(Default)]
pub struct Policies(RwLock<BTreeMap<String, Arc<Policy>>>);

impl Policies {
    /// Reads what the store keeps.
    pub fn load(store: &Store) -> Result<Policies, store::Error> {
        let policies = Policies::default();
        policies.reload(store)?;
        Ok(policies)
    }

    /// Read under the lock: whoever comes last has seen the last change.
    pub fn reload(&self, store: &Store) -> Result<(), store::Error> {
        let mut policies = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let kept = store.read(state::all)?;
        let parsed = kept.into_iter().filter_map(|(arn, kept)| {
            // It was read before it was kept.
            Some((arn, Arc::new(Policy::parse(&kept.text, Kind::Resource).ok()?)))
        });
        *policies = parsed.collect();
        Ok(())
    }

    /// Whether no resource has one.
    pub fn is_empty(&self) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// The policy that governs a resource.
    fn of(&self, resource: &str) -> Option<Arc<Policy>> {
        let policies = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if policies.is_empty() {
            return None;
        }
        let table = resource.split_once("/index/").map_or(resource, |(table, _)| table);
        policies.get(table).cloned()
    }
}

/// Has an operation's needs judged by the policies of the resources that they are about.
pub fn govern(bound: Bound, dynamodb: &Arc<Dynamodb>) -> Bound {
    let dynamodb = Arc::clone(dynamodb);
    let needs = bound.needs;
    Bound {
        needs: Box::new(move |context, record| {
            let mut needs = needs(context, record);
            for need in &mut needs {
                need.policy = dynamodb.policies.of(&need.resource);
            }
            needs
        }),
        ..bound
    }
}

/// A policy as it is to be kept.
pub fn parse(text: &str) -> Checked<()> {
    if text.len() > POLICY_BYTES_MAX {
        return Err(Invalid::parameter(format!(
            "Resource-based policy has {} bytes, and may have {POLICY_BYTES_MAX}",
            text.len()
        )));
    }
    match Policy::parse(text, Kind::Resource) {
        Ok(_) => Ok(()),
        Err(malformed) => Err(Invalid::from(format!("Invalid policy document: {malformed}"))),
    }
}

impl Dynamodb {
    /// The ARN, where it names a table or a stream that is there.
    pub fn governed(&self, arn: &str) -> Result<String, wire::Error> {
        if arn.contains("/stream/") {
            streams::check_exists(self, arn)?;
        } else {
            let found = crate::tags::find(self, arn);
            found.map_err(|error| match error.code.as_ref() {
                "ResourceNotFoundException" => no_table(name_of(arn)),
                _ => error,
            })?;
        }
        Ok(arn.to_owned())
    }

    pub fn policy(&self, arn: &str) -> Result<Kept, wire::Error> {
        self.kept_policy(arn)?.ok_or_else(|| no_policy(arn))
    }

    pub fn kept_policy(&self, arn: &str) -> Result<Option<Kept>, wire::Error> {
        self.store.read(|tx| state::get(tx, arn)).map_err(from_store)
    }

    /// Puts a policy in force; its revision. The same text again changes nothing.
    pub async fn put_policy(
        &self,
        arn: String,
        text: String,
        expected: Option<String>,
    ) -> Result<String, wire::Error> {
        let done = self.store.write(move |tx| -> Result<String, wire::Error> {
            let old = state::get(tx, &arn).map_err(from_store)?;
            check_revision(&arn, old.as_ref(), expected.as_deref())?;
            if let Some(old) = old.as_ref().filter(|old| old.text == text) {
                return Ok(old.revision.clone());
            }
            let revision = revision_after(tx, old.as_ref());
            let kept = Kept { text, revision: revision.clone() };
            state::put(tx, &arn, &kept).map_err(from_store)?;
            Ok(revision)
        });
        let revision = done.await.map_err(from_write)?;
        self.policies.reload(&self.store).map_err(from_store)?;
        Ok(revision)
    }

    /// Takes a policy away; the revision that it had.
    pub async fn delete_policy(
        &self,
        arn: String,
        expected: Option<String>,
    ) -> Result<Option<String>, wire::Error> {
        let done = self.store.write(move |tx| -> Result<Option<String>, wire::Error> {
            let old = state::get(tx, &arn).map_err(from_store)?;
            check_revision(&arn, old.as_ref(), expected.as_deref())?;
            state::delete(tx, &arn).map_err(from_store)?;
            Ok(old.map(|old| old.revision))
        });
        let revision = done.await.map_err(from_write)?;
        self.policies.reload(&self.store).map_err(from_store)?;
        Ok(revision)
    }

    /// The resource is gone, and its policy with it.
    pub fn forget_policy(&self) -> Result<(), wire::Error> {
        self.policies.reload(&self.store).map_err(from_store)
    }
}

/// Puts the policy of a table in the transaction that makes the table.
pub fn make_with(tx: &mut store::WriteTx, arn: &str, text: String) -> Result<(), store::Error> {
    let kept = Kept { text, revision: revision_after(tx, None) };
    state::put(tx, arn, &kept)
}

/// Deletes the policy of a table in the transaction that deletes the table.
pub fn drop_with(tx: &mut store::WriteTx, arn: &str) -> Result<(), store::Error> {
    state::delete(tx, arn)
}

/// The table's name, or what follows it.
fn name_of(arn: &str) -> &str {
    arn.split_once(":table/").map_or(arn, |(_, name)| name)
}

/// A time in milliseconds, later than the one before: revisions are compared by some.
fn revision_after(tx: &store::ReadTx, old: Option<&Kept>) -> String {
    let last = old.and_then(|old| old.revision.parse::<i64>().ok()).unwrap_or_default();
    tx.now().millis().max(last + 1).to_string()
}

fn check_revision(
    arn: &str,
    old: Option<&Kept>,
    expected: Option<&str>,
) -> Result<(), wire::Error> {
    let Some(expected) = expected else { return Ok(()) };
    let table = name_of(arn);
    let why = match (old, expected) {
        (None, NO_POLICY) => return Ok(()),
        (Some(old), expected) if old.revision == expected => return Ok(()),
        (Some(old), NO_POLICY) => format!(
            "Requested policy update expecting none to be present for table {table}, but a policy \
             exists with revision id {}.",
            old.revision
        ),
        (Some(old), expected) => format!(
            "Requested update for policy with revision id {expected}, but the policy associated to \
             target table {table} has revision id {}.",
            old.revision
        ),
        (None, expected) => format!(
            "Requested update for policy with revision id {expected}, but no policy is associated \
             to target table {table}."
        ),
    };
    let text = format!("Resource-based policy not found for the provided ResourceArn: {why}");
    Err(PolicyNotFoundException::error(text))
}

fn no_policy(arn: &str) -> wire::Error {
    PolicyNotFoundException::error(format!(
        "Resource-based policy not found for the provided ResourceArn: {arn}"
    ))
}
