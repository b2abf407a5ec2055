//! Which interpreter stands for a runtime's name.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{PoisonError, RwLock};

use sandbox::{Preload, TemplateSpec};

/// A runtime that versions may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runtime {
    /// As the manifest has it: `python3.9`.
    pub name: String,
    /// The interpreter that stands for it.
    pub interpreter: PathBuf,
    /// Its `sys.base_prefix`.
    pub prefix: PathBuf,
    /// The directory with boto3, seen as `/var/runtime`.
    pub managed: Option<PathBuf>,
}

/// Whether a function of this runtime brings its own program, which speaks the Runtime API:
/// `provided`, `provided.al2`, `provided.al2023`.
pub fn is_provided(name: &str) -> bool {
    name == "provided" || name.starts_with("provided.")
}

#[derive(Debug, Default)]
pub struct Runtimes {
    by_name: RwLock<BTreeMap<String, Runtime>>,
}

impl Runtimes {
    pub fn put(&self, runtime: Runtime) {
        let mut all = self.by_name.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(runtime.name.clone(), runtime);
    }

    /// The error is for the operator.
    pub fn spec(&self, name: &str, preload: Preload) -> Result<TemplateSpec, String> {
        let all = self.by_name.read().unwrap_or_else(PoisonError::into_inner);
        let Some(runtime) = all.get(name) else {
            let known: Vec<&str> = all.keys().map(String::as_str).collect();
            return Err(format!("no runtime {name}; there are: {}", known.join(", ")));
        };
        Ok(TemplateSpec {
            interpreter: runtime.interpreter.clone(),
            prefix: runtime.prefix.clone(),
            managed: runtime.managed.clone(),
            // Without the directory there is nothing to load ahead.
            preload: if runtime.managed.is_some() { preload } else { Preload::Plain },
        })
    }
}
