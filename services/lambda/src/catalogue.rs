//! Every function in memory: what an invocation looks up, with no transaction on its path.
//!
//! The store is written first; this follows it. It never holds what the store does not.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, PoisonError, RwLock};

use kit::Version;

use crate::name::{LATEST, Place};
use crate::state::Row;

/// One function: how it is kept and how it is run.
#[derive(Debug)]
pub struct Function {
    pub row: Row,
    pub version: Arc<Version>,
}

impl Function {
    pub fn new(row: Row, place: &Place) -> Function {
        let spec = &row.spec;
        let version = Version {
            function: spec.name.clone(),
            version: LATEST.into(),
            arn: place.arn(&spec.name),
            revision: row.revision.clone(),
            runtime: spec.runtime.clone(),
            handler: spec.handler.clone(),
            memory_mb: spec.memory_mb,
            timeout_ms: u64::from(spec.timeout_s) * 1000,
            tmp_mb: spec.tmp_mb,
            environment: spec.environment.clone(),
            role_arn: spec.role_arn.clone(),
            code: spec.code.clone(),
            mounts: spec.mounts.clone(),
            reserved_concurrency: spec.reserved_concurrency,
            snap_start: false,
        };
        Function { version: Arc::new(version), row }
    }
}

#[derive(Debug, Default)]
pub struct Catalogue {
    functions: RwLock<BTreeMap<String, Arc<Function>>>,
}

impl Catalogue {
    pub fn find(&self, name: &str) -> Option<Arc<Function>> {
        self.functions.read().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    /// At most `count` functions by name, those after `after` where it is given, and whether there
    /// are more.
    pub fn page(&self, after: Option<&str>, count: usize) -> (Vec<Arc<Function>>, bool) {
        let functions = self.functions.read().unwrap_or_else(PoisonError::into_inner);
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let mut rest = functions.range::<str, _>((from, Bound::Unbounded)).map(|(_, found)| found);
        let page = rest.by_ref().take(count).cloned().collect();
        (page, rest.next().is_some())
    }

    pub fn all(&self) -> Vec<Arc<Function>> {
        self.page(None, usize::MAX).0
    }

    /// Gives back what it replaces.
    pub fn put(&self, function: Arc<Function>) -> Option<Arc<Function>> {
        let mut functions = self.functions.write().unwrap_or_else(PoisonError::into_inner);
        functions.insert(function.row.spec.name.clone(), function)
    }

    pub fn remove(&self, name: &str) -> Option<Arc<Function>> {
        self.functions.write().unwrap_or_else(PoisonError::into_inner).remove(name)
    }
}
