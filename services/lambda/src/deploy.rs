//! Bringing a stack's functions to what its manifest says: made, changed, left alone. What is to
//! go, goes at the end of the deployment (`undo`).

use std::collections::BTreeSet;
use std::sync::PoisonError;

use base::limit::{
    ENVIRONMENT_BYTES_MAX, RESERVED_VARIABLES, TIMEOUT_S_MAX, TMP_MB_DEFAULT, TMP_MB_MAX,
};
use store::WriteTx;
use wire::Error;

use crate::concurrency::{self, SetAside};
use crate::state::{self, FunctionSpec, Kept, Row};
use crate::{Lambda, error, events, published, undo};

/// Lambda quotas: memory of a function in MB.
const MEMORY_MB: std::ops::RangeInclusive<u32> = 128..=10_240;
/// Lambda API reference: a function's name by itself.
const NAME_CHARS_MAX: usize = 64;
/// Lambda API reference: a handler.
const HANDLER_CHARS_MAX: usize = 128;

/// What a deployment came to, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deployment {
    pub created: Vec<String>,
    pub updated: Vec<String>,
    pub unchanged: Vec<String>,
}

impl Lambda {
    /// Makes `specs` functions of `stack`, in one transaction, which records what was before, too.
    /// What has not changed keeps its warm instances. Blocks until it is on disk, and looks through
    /// the code of what is new.
    pub fn deploy(&self, stack: &str, specs: Vec<FunctionSpec>) -> Result<Deployment, Error> {
        for spec in &specs {
            check(spec)?;
        }
        let _deploying = self.deploying.lock().unwrap_or_else(PoisonError::into_inner);
        let (owner, account) = (stack.to_owned(), self.run.account_concurrency());
        let (all, deployment) = self
            .store
            .write_blocking(move |tx| write(tx, &owner, specs, account))
            .map_err(error::write)?;
        self.reload()?;
        for kept in all {
            self.take_in(kept);
        }
        Ok(deployment)
    }
}

/// The functions of the stack as they are now, and what was done.
fn write(
    tx: &mut WriteTx,
    stack: &str,
    specs: Vec<FunctionSpec>,
    account: u32,
) -> Result<(Vec<Kept>, Deployment), Error> {
    let failed = |failed: store::Error| error::store(&failed);
    let mut deployment = Deployment::default();
    let names: BTreeSet<String> = specs.iter().map(|spec| spec.name.clone()).collect();
    for spec in specs {
        let name = spec.name.clone();
        let known = state::function(tx, &name).map_err(failed)?;
        let list = match known {
            Some(row) if row.spec == spec && row.stack == stack => &mut deployment.unchanged,
            Some(row) if row.stack != stack => return Err(owned(&name, &row.stack)),
            known => {
                undo::remember(tx, stack, &name).map_err(failed)?;
                events::deployed(tx, known.as_ref(), &spec).map_err(failed)?;
                // What only bounds or accompanies it leaves its instances alone.
                let same = known.as_ref().filter(|row| published::alike(&row.spec, &spec));
                let revision = same.map_or_else(|| tx.id(), |row| row.revision.clone());
                let row = Row { spec, stack: stack.into(), revision, modified: tx.now() };
                state::put_function(tx, &row).map_err(failed)?;
                match known {
                    Some(_) => &mut deployment.updated,
                    None => &mut deployment.created,
                }
            }
        };
        list.push(name.clone());
        published::follow_manifest(tx, &name)?;
    }
    let everything = state::all(tx).map_err(failed)?;
    let set_aside = SetAside::of(&everything);
    for kept in everything.iter().filter(|kept| kept.latest.stack == stack) {
        let others = set_aside.without(kept);
        concurrency::check_reserved(others, kept, account)?;
        concurrency::check_provisioned(others, kept, account)?;
    }
    let ours = |kept: &Kept| names.contains(&kept.latest.spec.name);
    Ok((everything.into_iter().filter(ours).collect(), deployment))
}

/// Two stacks with one function would change it under each other.
fn owned(name: &str, stack: &str) -> Error {
    error::conflict(format!(
        "Function {name} belongs to the stack {stack}: give it another name, or remove it there."
    ))
}

/// Lambda's limits, in its words.
pub fn check(spec: &FunctionSpec) -> Result<(), Error> {
    let name = &spec.name;
    let named = |text: String| error::invalid_parameter(format!("Function {name}: {text}"));
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.is_empty() || name.len() > NAME_CHARS_MAX || !name.chars().all(plain) {
        return Err(named(format!(
            "a name has 1 to {NAME_CHARS_MAX} letters, digits, hyphens and underscores."
        )));
    }
    if !MEMORY_MB.contains(&spec.memory_mb) {
        let (min, max) = (MEMORY_MB.start(), MEMORY_MB.end());
        return Err(named(format!("MemorySize is {}, not {min} to {max} MB.", spec.memory_mb)));
    }
    if spec.timeout_s == 0 || spec.timeout_s > TIMEOUT_S_MAX {
        return Err(named(format!("Timeout is {}, not 1 to {TIMEOUT_S_MAX} s.", spec.timeout_s)));
    }
    if spec.tmp_mb < TMP_MB_DEFAULT || spec.tmp_mb > TMP_MB_MAX {
        return Err(named(format!(
            "EphemeralStorage is {}, not {TMP_MB_DEFAULT} to {TMP_MB_MAX} MB.",
            spec.tmp_mb
        )));
    }
    if spec.handler.is_empty()
        || spec.handler.len() > HANDLER_CHARS_MAX
        || spec.handler.contains(char::is_whitespace)
    {
        return Err(named(format!(
            "a handler has 1 to {HANDLER_CHARS_MAX} characters and no spaces."
        )));
    }
    check_environment(spec)
}

fn check_environment(spec: &FunctionSpec) -> Result<(), Error> {
    let reserved: Vec<&str> = spec
        .environment
        .keys()
        .map(String::as_str)
        .filter(|name| RESERVED_VARIABLES.contains(name))
        .collect();
    if !reserved.is_empty() {
        return Err(error::invalid_parameter(format!(
            "Lambda was unable to configure your environment variables because the environment \
             variables you have provided contains reserved keys that are currently not supported \
             for modification. Reserved keys used in this request: {}",
            reserved.join(", ")
        )));
    }
    // As it is counted there: the JSON object's text.
    let bytes = serde_json::to_string(&spec.environment).map_or(0, |text| text.len());
    if !spec.environment.is_empty() && bytes > ENVIRONMENT_BYTES_MAX {
        return Err(error::invalid_parameter(
            "Lambda was unable to configure your environment variables because the environment \
             variables you have provided exceeded the 4KB limit.",
        ));
    }
    Ok(())
}
