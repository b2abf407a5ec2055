//! Which Pythons this machine has, and which of them serves best for a wanted version.

use std::path::PathBuf;

/// An interpreter that was started once and told its own version and prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interpreter {
    /// The real executable, never a virtual environment's link.
    pub path: PathBuf,
    /// `sys.base_prefix`.
    pub prefix: PathBuf,
    /// Major, minor, patch.
    pub version: (u32, u32, u32),
}

/// Every usable interpreter (3.9 to 3.14), the best for `wanted` first: the same minor version,
/// then the nearest newer, then the nearest older.
pub fn find(wanted: (u32, u32)) -> Vec<Interpreter> {
    let _ = wanted;
    Vec::new()
}
