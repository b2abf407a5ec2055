//! Publishing: when a version is another one, and the versions that a manifest asks for.
//!
//! `provisionedConcurrency` and `snapStart` live on published versions, so a manifest that has them
//! gets a version and an alias for it, as Serverless Framework makes them. What the manifest no
//! longer needs is removed, but for the last few.

use store::WriteTx;
use wire::Error;

use crate::error;
use crate::state::{self, Alias, FunctionSpec, Kept, Row};

/// The names that Serverless Framework gives to the aliases.
pub const PROVISIONED_ALIAS: &str = "provisioned";
pub const SNAP_START_ALIAS: &str = "snapstart";
/// Versions that a manifest has superseded and that are kept to go back to by hand; each holds a
/// copy of the code.
const SUPERSEDED_MAX: usize = 2;

/// Whether two versions would run alike: then there is nothing to publish, and instances stay.
pub fn alike(one: &FunctionSpec, other: &FunctionSpec) -> bool {
    let what_runs = |spec: &FunctionSpec| FunctionSpec {
        description: String::new(),
        reserved_concurrency: None,
        provisioned_concurrency: None,
        asynchronous: state::Asynchronous::default(),
        tags: std::collections::BTreeMap::new(),
        ..spec.clone()
    };
    what_runs(one) == what_runs(other)
}

/// Publishes `$LATEST`, or finds that the last version is it already. `stack` is empty where
/// nobody but its maker will remove it.
pub fn publish(
    tx: &mut WriteTx,
    kept: &Kept,
    description: Option<&str>,
    stack: &str,
) -> Result<u64, store::Error> {
    let mut spec = kept.latest.spec.clone();
    if let Some((number, last)) = kept.published.last_key_value()
        && alike(&last.spec, &spec)
    {
        return Ok(*number);
    }
    if let Some(description) = description {
        description.clone_into(&mut spec.description);
    }
    let row = Row { spec, stack: stack.into(), revision: tx.id(), modified: tx.now() };
    state::publish(tx, &row)
}

/// The alias that a manifest's function is invoked by.
pub fn alias_of(spec: &FunctionSpec) -> Option<&'static str> {
    if spec.snap_start {
        Some(SNAP_START_ALIAS)
    } else if spec.provisioned_concurrency.is_some() {
        Some(PROVISIONED_ALIAS)
    } else {
        None
    }
}

/// Makes, moves and removes what the manifest's function has besides `$LATEST`.
pub fn follow_manifest(tx: &mut WriteTx, name: &str) -> Result<(), Error> {
    let failed = |failed: store::Error| error::store(&failed);
    let Some(kept) = state::kept(tx, name).map_err(failed)? else { return Ok(()) };
    let stack = kept.latest.stack.clone();
    let wanted = alias_of(&kept.latest.spec);
    let made_by_us =
        |alias: &Alias| kept.published.get(&alias.version).is_some_and(|row| row.stack == stack);
    for other in [PROVISIONED_ALIAS, SNAP_START_ALIAS] {
        if Some(other) != wanted && kept.aliases.get(other).is_some_and(made_by_us) {
            state::delete_alias(tx, name, other).map_err(failed)?;
        }
    }
    if let Some(alias) = wanted {
        let version = publish(tx, &kept, None, &stack).map_err(failed)?;
        if kept.aliases.get(alias).is_none_or(|known| known.version != version) {
            let row = Alias { version, description: String::new(), revision: tx.id() };
            state::put_alias(tx, name, alias, &row).map_err(failed)?;
        }
        let places = kept.latest.spec.provisioned_concurrency;
        if kept.provisioned.get(alias).map(|known| known.places) != places {
            state::provision(tx, name, alias, places).map_err(failed)?;
        }
    }
    sweep(tx, name, &stack).map_err(failed)
}

/// Removes what the manifest has superseded, but for the last of it.
fn sweep(tx: &mut WriteTx, name: &str, stack: &str) -> Result<(), store::Error> {
    let Some(kept) = state::kept(tx, name)? else { return Ok(()) };
    let in_use = |number: u64| {
        kept.aliases.values().any(|alias| alias.version == number)
            || kept.provisioned.contains_key(&number.to_string())
    };
    let superseded: Vec<u64> = kept
        .published
        .iter()
        .filter(|(number, row)| row.stack == stack && !in_use(**number))
        .map(|(number, _)| *number)
        .collect();
    let surplus = superseded.len().saturating_sub(SUPERSEDED_MAX);
    superseded[..surplus].iter().try_for_each(|number| state::delete_version(tx, name, *number))
}
