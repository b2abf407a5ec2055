//! What goes into a function's code directory.

/// The files of a package, as the manifest writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patterns {
    /// In order; the last that matches a file decides. `!` before a pattern leaves out what it
    /// matches. A file that none matches is in.
    pub patterns: Vec<String>,
}
