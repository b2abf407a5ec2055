//! Packages for functions, installed once into a directory named after what is in it.

use std::path::{Path, PathBuf};

use crate::Error;
use crate::interpreter::Interpreter;

/// What to install.
#[derive(Clone, Copy, Debug)]
pub enum Requirements<'a> {
    /// `["boto3==1.35.0"]`
    Pinned(&'a [&'a str]),
    /// A `requirements.txt`.
    File(&'a Path),
}

/// The directory that holds the packages, byte-compiled; made at the first call, found afterwards
/// without network. `progress` gets a line at a time. Blocks: call it from a thread of its own.
pub fn packages(
    interpreter: &Interpreter,
    requirements: Requirements<'_>,
    cache_dir: &Path,
    progress: &mut dyn FnMut(&str),
) -> Result<PathBuf, Error> {
    let _ = (interpreter, requirements, cache_dir, progress);
    Err(Error::new("packages cannot be installed yet"))
}
