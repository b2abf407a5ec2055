//! Bringing a stack's functions to what its manifest says: made, changed, left alone, removed.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use base::limit::{
    ENVIRONMENT_BYTES_MAX, RESERVED_VARIABLES, TIMEOUT_S_MAX, TMP_MB_DEFAULT, TMP_MB_MAX,
};
use store::WriteTx;
use wire::Error;

use crate::catalogue::Function;
use crate::state::{self, FunctionSpec, Row};
use crate::{Lambda, error};

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
    pub removed: Vec<String>,
}

impl Lambda {
    /// Makes `specs` the functions of `stack`, in one transaction; those of the stack that are not
    /// among them are removed. What has not changed keeps its warm instances. Blocks until it is on
    /// disk, and looks through the code of what is new.
    pub fn deploy(&self, stack: &str, specs: Vec<FunctionSpec>) -> Result<Deployment, Error> {
        for spec in &specs {
            check(spec)?;
        }
        let _deploying = self.deploying.lock().unwrap_or_else(PoisonError::into_inner);
        let owner = stack.to_owned();
        let (rows, deployment) = self
            .store
            .write_blocking(move |tx| write(tx, &owner, specs))
            .map_err(|failed| match failed {
                store::WriteError::Store(failed) => error::store(&failed),
                store::WriteError::Closure(failed) => failed,
            })?;
        for row in rows {
            self.publish(row);
        }
        for name in &deployment.removed {
            if let Some(function) = self.catalogue.remove(name) {
                self.run.retire(&function.version);
            }
        }
        Ok(deployment)
    }

    /// Into memory and to the engine. The one before it, if it was another, drains.
    fn publish(&self, row: Row) {
        let known = self.catalogue.find(&row.spec.name);
        let same = known.as_ref().filter(|known| known.row == row).cloned();
        let function = same.unwrap_or_else(|| Arc::new(Function::new(row, &self.place)));
        self.run.publish(&function.version);
        self.catalogue.put(Arc::clone(&function));
        if let Some(before) = known
            && before.row.revision != function.row.revision
        {
            self.run.retire(&before.version);
        }
    }
}

/// The rows of the stack as they are now, and what was done.
fn write(
    tx: &mut WriteTx,
    stack: &str,
    specs: Vec<FunctionSpec>,
) -> Result<(Vec<Row>, Deployment), Error> {
    let failed = |failed: store::Error| error::store(&failed);
    let mut deployment = Deployment::default();
    let names: BTreeSet<String> = specs.iter().map(|spec| spec.name.clone()).collect();
    for row in state::functions(tx).map_err(failed)? {
        if row.stack == stack && !names.contains(&row.spec.name) {
            state::delete_function(tx, &row.spec.name).map_err(failed)?;
            deployment.removed.push(row.spec.name);
        }
    }
    let mut rows = Vec::with_capacity(specs.len());
    for spec in specs {
        let known = state::function(tx, &spec.name).map_err(failed)?;
        let (list, row) = match known {
            Some(row) if row.spec == spec && row.stack == stack => (&mut deployment.unchanged, row),
            known => {
                let row = Row { spec, stack: stack.into(), revision: tx.id(), modified: tx.now() };
                state::put_function(tx, &row).map_err(failed)?;
                let list = match known {
                    Some(_) => &mut deployment.updated,
                    None => &mut deployment.created,
                };
                (list, row)
            }
        };
        list.push(row.spec.name.clone());
        rows.push(row);
    }
    Ok((rows, deployment))
}

/// Lambda's limits, in its words.
fn check(spec: &FunctionSpec) -> Result<(), Error> {
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
