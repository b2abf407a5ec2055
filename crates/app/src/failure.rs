//! Why a command could not do what was asked, for the person who typed it.

use std::fmt;

/// What, why, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub what: String,
    pub why: String,
    /// Empty where nothing sensible can be advised.
    pub fix: String,
}

impl Failure {
    pub fn new(what: impl Into<String>, why: impl Into<String>, fix: impl Into<String>) -> Failure {
        Failure { what: what.into(), why: why.into(), fix: fix.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.what)?;
        if !self.why.is_empty() {
            write!(f, "\n  why: {}", self.why)?;
        }
        if !self.fix.is_empty() {
            write!(f, "\n  fix: {}", self.fix)?;
        }
        Ok(())
    }
}
