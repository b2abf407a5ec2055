//! Event source mappings: what `lambda` keeps of them and `triggers` runs.

use std::sync::Arc;
use std::time::Duration;

use base::Arn;

use crate::BoxFuture;

/// A mapping as it is run. Replaced, never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// A UUID.
    pub id: String,
    pub source: Arn,
    /// The function's name.
    pub function: String,
    /// A version or an alias; none is `$LATEST`.
    pub qualifier: Option<String>,
    pub enabled: bool,
    /// Items of one invocation.
    pub batch_items_max: usize,
    /// How long a batch that is not full may wait for more. None: what is there goes at once.
    pub window: Duration,
    /// Event patterns of which one must match; none: everything does. Checked when they were
    /// taken.
    pub filters: Vec<String>,
    /// The function says which items of a batch have failed.
    pub partial_failures: bool,
    /// Batches of this mapping at a time.
    pub concurrency_max: Option<u32>,
}

/// How a mapping stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// It leases, as it was last told to, or does not (any more), and nothing of it is running.
    pub settled: bool,
    /// What keeps it from leasing, or what came of its last batch, in Lambda's words:
    /// `PROBLEM: Function call failed`.
    pub result: Option<String>,
}

/// Whoever runs mappings.
pub trait Triggers: Send + Sync {
    /// From now on the mapping is this one. Does not wait.
    fn set(&self, mapping: Arc<Mapping>);

    /// It leases nothing any more. The future is there when its last batch has ended.
    fn end(&self, id: &str) -> BoxFuture<'static, ()>;

    fn standing(&self, id: &str) -> Standing;
}
