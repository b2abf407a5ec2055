//! Who else may use a function: its own policy, and those of its versions and aliases, made a
//! statement at a time (AddPermission).
//!
//! The store is written first. Policies in force are held in memory, parsed: each request for a
//! function that has one is judged by it, too. Sources: Lambda API reference (AddPermission),
//! developer guide ("Resource-based policies").

mod resource;
pub(crate) mod state;
mod statement;

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use policy::{Kind, Policy};
use serde_json::{Value, json};
use store::{ReadTx, Store};
use wire::Error;

use crate::api::PolicyLengthExceededException;
use crate::name::{LATEST, Named, Place};
use crate::{Lambda, alias, error};

pub use resource::PermissionResource;
use state::Kept;
pub(crate) use statement::Asked;

/// Bytes of a function's policy (Lambda quotas).
const POLICY_BYTES_MAX: usize = 20 * 1024;

/// The policies in force, by the ARN that they are about.
#[derive(Debug, Default)]
pub(crate) struct Policies(RwLock<BTreeMap<String, Held>>);

/// One of them, and the change that it is of.
#[derive(Debug)]
struct Held {
    revision: String,
    policy: Arc<Policy>,
}

impl Held {
    fn of(kept: Kept) -> Option<Held> {
        // It was read before it was kept.
        let policy = Policy::parse(&text(&kept), Kind::Resource).ok()?;
        Some(Held { revision: kept.revision, policy: Arc::new(policy) })
    }
}

impl Policies {
    /// Everything as the store has it. Read under the lock: who comes last has seen the latest.
    pub(crate) fn load(&self, store: &Store, place: &Place) -> Result<(), store::Error> {
        let mut policies = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let mut before = std::mem::take(&mut *policies);
        for (function, qualifier, kept) in store.read(state::all)? {
            let arn = about(place, &function, Some(&qualifier));
            let same = before.remove(&arn).filter(|held| held.revision == kept.revision);
            policies.extend(same.or_else(|| Held::of(kept)).map(|held| (arn, held)));
        }
        Ok(())
    }

    /// The policy of a function, version or alias, by its ARN.
    pub(crate) fn at(&self, arn: &str) -> Option<Arc<Policy>> {
        let policies = self.0.read().unwrap_or_else(PoisonError::into_inner);
        policies.get(arn).map(|held| Arc::clone(&held.policy))
    }
}

/// The ARN of a function, or of what a qualifier names of it. That is empty where it is the
/// function's own policy.
fn about(place: &Place, function: &str, qualifier: Option<&str>) -> String {
    Named { name: function, qualifier: qualifier.filter(|text| !text.is_empty()) }.arn(place)
}

/// A policy as it is shown.
pub(crate) fn text(kept: &Kept) -> String {
    let statements = kept.statements.iter();
    let statements: Value =
        statements.filter_map(|(_, text)| serde_json::from_str::<Value>(text).ok()).collect();
    json!({"Version": "2012-10-17", "Id": "default", "Statement": statements}).to_string()
}

/// Whom a policy is about: a function, or a version or alias of it, which is there.
struct About {
    function: String,
    /// Empty is the function itself.
    qualifier: String,
    arn: String,
}

impl About {
    /// The revision that a first change of a policy is held against.
    fn revision(&self, tx: &ReadTx) -> Result<Option<String>, store::Error> {
        let Some(kept) = crate::state::kept(tx, &self.function)? else { return Ok(None) };
        if self.qualifier.is_empty() {
            return Ok(Some(kept.latest.revision));
        }
        let alias = kept.aliases.get(&self.qualifier).map(|alias| alias.revision.clone());
        let version =
            self.qualifier.parse().ok().and_then(|number: u64| {
                kept.published.get(&number).map(|row| row.revision.clone())
            });
        Ok(alias.or(version))
    }
}

impl Lambda {
    /// `missing` is the error where there is no such function, by its ARN.
    fn about(
        &self,
        name: &str,
        qualifier: Option<&str>,
        missing: impl FnOnce(&str) -> Error,
    ) -> Result<About, Error> {
        let named = Named::parse(name, qualifier, &self.place)?;
        let own = self.place.arn(named.name);
        let Some(shelf) = self.catalogue.find(named.name) else {
            return Err(missing(&named.arn(&self.place)));
        };
        let text = named.qualifier.unwrap_or_default();
        if !text.is_empty() && shelf.number(named.qualifier).is_none() {
            return Err(alias::missing(&own, text));
        }
        let (function, qualifier) = (named.name.to_owned(), text.to_owned());
        Ok(About { arn: named.arn(&self.place), function, qualifier })
    }

    /// What is kept of the policy of a function, version or alias.
    pub(crate) fn kept_policy(&self, name: &str, qualifier: Option<&str>) -> Result<Kept, Error> {
        let about = self.about(name, qualifier, error::no_function)?;
        let kept = self.store.read(|tx| state::get(tx, &about.function, &about.qualifier));
        let kept = kept.map_err(|failed| error::store(&failed))?;
        kept.ok_or_else(|| error::not_found("The resource you requested does not exist."))
    }

    /// Adds a statement, and gives its text. `again` lets it take the place of the one that has
    /// its id.
    pub(crate) async fn permit(
        &self,
        name: &str,
        qualifier: Option<&str>,
        asked: Asked,
        expected: Option<String>,
        again: bool,
    ) -> Result<String, Error> {
        let about = self.about(name, qualifier, error::no_function)?;
        if about.qualifier == LATEST {
            return Err(error::invalid_parameter(
                "We currently do not support adding policies for $LATEST.",
            ));
        }
        let statement = asked.statement(&about.arn)?.to_string();
        let (id, added) = (asked.id, statement.clone());
        self.change_policy(about, expected, move |kept| {
            let known = kept.statements.iter_mut().find(|(known, _)| *known == id);
            match known {
                Some((_, text)) if again => *text = added,
                Some(_) => {
                    return Err(error::conflict(format!(
                        "The statement id ({id}) provided already exists. Please provide a new \
                         statement id, or remove the existing statement."
                    )));
                }
                None => kept.statements.push((id, added)),
            }
            check(kept)
        })
        .await?;
        Ok(statement)
    }

    /// Takes a statement away.
    pub(crate) async fn forbid(
        &self,
        name: &str,
        qualifier: Option<&str>,
        id: &str,
        expected: Option<String>,
    ) -> Result<(), Error> {
        let missing = |arn: &str| error::not_found(format!("No policy found for: {arn}"));
        let about = self.about(name, qualifier, missing)?;
        let id = id.to_owned();
        self.change_policy(about, expected, move |kept| {
            if kept.statements.is_empty() {
                return Err(error::not_found("No policy is associated with the given resource."));
            }
            let before = kept.statements.len();
            kept.statements.retain(|(known, _)| *known != id);
            match kept.statements.len() < before {
                true => Ok(()),
                false => {
                    let text = format!("Statement {id} is not found in resource policy.");
                    Err(error::not_found(text))
                }
            }
        })
        .await
    }

    async fn change_policy(
        &self,
        about: About,
        expected: Option<String>,
        change: impl FnOnce(&mut Kept) -> Result<(), Error> + Send + 'static,
    ) -> Result<(), Error> {
        let (function, qualifier) = (about.function.clone(), about.qualifier.clone());
        let changed = self.store.write(move |tx| {
            let failed = |failed: store::Error| error::store(&failed);
            let Some(first) = about.revision(tx).map_err(failed)? else {
                return Err(error::no_function(&about.arn));
            };
            let kept = state::get(tx, &about.function, &about.qualifier).map_err(failed)?;
            let before = kept.unwrap_or(Kept { revision: first, ..Kept::default() });
            let mut after = before.clone();
            change(&mut after)?;
            if expected.is_some_and(|expected| expected != before.revision) {
                return Err(error::another_revision());
            }
            if after == before {
                return Ok(());
            }
            after.revision = tx.id();
            state::put(tx, &about.function, &about.qualifier, &after).map_err(failed)
        });
        changed.await.map_err(error::write)?;
        self.refresh_policy(&function, &qualifier)
    }

    /// Brings memory to what the store has. Read under the lock: who comes last has seen the
    /// latest.
    pub(crate) fn refresh_policy(&self, function: &str, qualifier: &str) -> Result<(), Error> {
        let mut policies = self.policies.0.write().unwrap_or_else(PoisonError::into_inner);
        let kept = self.store.read(|tx| state::get(tx, function, qualifier));
        let kept = kept.map_err(|failed| error::store(&failed))?;
        let arn = about(&self.place, function, Some(qualifier));
        match kept.and_then(Held::of) {
            Some(held) => drop(policies.insert(arn, held)),
            None => drop(policies.remove(&arn)),
        }
        Ok(())
    }
}

/// Whether a policy may be kept.
fn check(kept: &Kept) -> Result<(), Error> {
    let text = text(kept);
    if text.len() > POLICY_BYTES_MAX {
        let message = format!(
            "The final policy size ({}) is bigger than the limit ({POLICY_BYTES_MAX}).",
            text.len()
        );
        let error = PolicyLengthExceededException::default().with_type("User");
        return Err(error.with_message(message).into());
    }
    let parsed = Policy::parse(&text, Kind::Resource);
    parsed.map(drop).map_err(|malformed| error::invalid_parameter(malformed.to_string()))
}
