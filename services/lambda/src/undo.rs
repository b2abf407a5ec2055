//! The end of a deployment: what left the manifest is removed, or, where it failed, the functions
//! that it touched become what they were.
//!
//! What was before is recorded in the transaction that changes it, and forgotten in the one that
//! ends the deployment; one that was cut off finds it again.

use std::collections::BTreeSet;
use std::sync::PoisonError;

use store::{Store, WriteTx};
use wire::Error;

use crate::state::{self, Alias, Before, Kept};
use crate::{Lambda, error, events, published};

/// What putting back came to, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PutBack {
    pub changed: Vec<String>,
    pub removed: Vec<String>,
}

/// Whether a deployment of the stack's functions has not come to its end.
pub fn is_cut_off(store: &Store, stack: &str) -> Result<bool, store::Error> {
    store.read(|tx| Ok(!state::befores(tx, stack)?.is_empty()))
}

/// The deployment has gone well: nothing is put back any more.
pub fn settle(tx: &mut WriteTx, stack: &str) -> Result<(), store::Error> {
    for (name, _) in state::befores(tx, stack)? {
        state::forget(tx, stack, &name)?;
    }
    Ok(())
}

impl Lambda {
    /// Removes the functions of `stack` that are not among `names`; they come back.
    pub fn retire(&self, stack: &str, names: BTreeSet<String>) -> Result<Vec<String>, Error> {
        let _deploying = self.deploying.lock().unwrap_or_else(PoisonError::into_inner);
        let all = self.catalogue.all();
        let goes = |name: &str, owner: &str| owner == stack && !names.contains(name);
        if !all.iter().any(|shelf| goes(shelf.name(), &shelf.latest.row.stack)) {
            return Ok(Vec::new());
        }
        let owner = stack.to_owned();
        let removed = self.store.write_blocking(move |tx| -> Result<_, store::Error> {
            let mut removed = Vec::new();
            for row in state::functions(tx)? {
                if row.stack == owner && !names.contains(&row.spec.name) {
                    remove(tx, &row.spec.name)?;
                    removed.push(row.spec.name);
                }
            }
            Ok(removed)
        });
        let removed = removed.map_err(|failed| error::store(&failed.flatten()))?;
        self.reload()?;
        removed.iter().for_each(|name| self.drop_out(name));
        Ok(removed)
    }

    /// Makes the functions of `stack` what they were before the deployment that has failed, in one
    /// transaction.
    pub fn put_back(&self, stack: &str) -> Result<PutBack, Error> {
        let _deploying = self.deploying.lock().unwrap_or_else(PoisonError::into_inner);
        let owner = stack.to_owned();
        let done = self.store.write_blocking(move |tx| write(tx, &owner));
        let (back, kept) = done.map_err(error::write)?;
        self.reload()?;
        for kept in kept {
            self.take_in(kept);
        }
        for name in &back.removed {
            self.drop_out(name);
        }
        Ok(back)
    }
}

impl Lambda {
    /// What is kept in memory of functions' events and policies, as it is on disk.
    pub(crate) fn reload(&self) -> Result<(), Error> {
        let failed = |failed: store::Error| error::store(&failed);
        self.events.reload(&self.store).map_err(failed)?;
        self.policies.load(&self.store, &self.place).map_err(failed)
    }
}

fn remove(tx: &mut WriteTx, name: &str) -> Result<(), store::Error> {
    state::delete_function(tx, name)?;
    state::delete_event_configs(tx, name)
}

fn write(tx: &mut WriteTx, stack: &str) -> Result<(PutBack, Vec<Kept>), Error> {
    let failed = |failed: store::Error| error::store(&failed);
    let (mut back, mut all) = (PutBack::default(), Vec::new());
    for (name, before) in state::befores(tx, stack).map_err(failed)? {
        match before.row {
            None => {
                remove(tx, &name).map_err(failed)?;
                back.removed.push(name.clone());
            }
            Some(row) => {
                let now = state::function(tx, &name).map_err(failed)?;
                events::deployed(tx, now.as_ref(), &row.spec).map_err(failed)?;
                state::put_function(tx, &row).map_err(failed)?;
                unpublish(tx, &name, before.version).map_err(failed)?;
                published::follow_manifest(tx, &name)?;
                all.extend(state::kept(tx, &name).map_err(failed)?);
                back.changed.push(name.clone());
            }
        }
        state::forget(tx, stack, &name).map_err(failed)?;
    }
    Ok((back, all))
}

/// Takes back what was published after a version, and has the manifest's alias point to what it
/// did.
fn unpublish(tx: &mut WriteTx, name: &str, last: u64) -> Result<(), store::Error> {
    let Some(kept) = state::kept(tx, name)? else { return Ok(()) };
    let new = |number: u64| {
        let row = kept.published.get(&number);
        number > last && row.is_some_and(|row| row.stack == kept.latest.stack)
    };
    let before = kept.published.range(..=last).rev();
    let mut before = before.filter(|(_, row)| published::alike(&row.spec, &kept.latest.spec));
    let before = before.next().map(|(number, _)| *number);
    for (alias, row) in kept.aliases.iter().filter(|(_, row)| new(row.version)) {
        match before {
            Some(version) if published::alias_of(&kept.latest.spec) == Some(alias) => {
                let row = Alias { version, revision: tx.id(), ..row.clone() };
                state::put_alias(tx, name, alias, &row)?;
            }
            _ => state::delete_alias(tx, name, alias)?,
        }
    }
    let mut gone = kept.published.keys().filter(|number| new(**number));
    gone.try_for_each(|number| state::delete_version(tx, name, *number))
}

/// What a function is before a deployment touches it for the first time.
pub(crate) fn remember(tx: &mut WriteTx, stack: &str, name: &str) -> Result<(), store::Error> {
    if state::before(tx, stack, name)?.is_some() {
        return Ok(());
    }
    let (row, version) = (state::function(tx, name)?, state::last_version(tx, name)?);
    state::remember(tx, stack, name, &Before { row, version })
}
