//! Why a warden, an interpreter or a package could not be had, and what to do about it.

use std::fmt;
use std::io;

/// Two faces: `what` failed and why, for the log; `remedy`, for the person at the terminal.
#[derive(Debug)]
pub struct Error {
    pub what: String,
    pub remedy: Option<String>,
}

impl Error {
    pub fn new(what: impl Into<String>) -> Error {
        Error { what: what.into(), remedy: None }
    }

    pub fn io(doing: impl fmt::Display, error: &io::Error) -> Error {
        Error::new(format!("{doing}: {error}"))
    }

    pub fn remedy(mut self, remedy: impl Into<String>) -> Error {
        self.remedy = Some(remedy.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        match &self.remedy {
            Some(remedy) => write!(f, "\n{remedy}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
