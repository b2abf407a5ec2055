//! What is wrong in a manifest, and what it asks for that is not there yet.
//!
//! Deliberately absent: colours and width. The command line adds those.

use std::fmt;
use std::sync::Arc;

/// Where something was written. Lines and columns count from 1; line 0 means the file as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// As the user would type it: relative to the service's folder where it lies inside it.
    pub file: Arc<str>,
    pub line: u32,
    pub column: u32,
}

impl Place {
    /// The file as a whole.
    pub fn file(name: &str) -> Place {
        Place { file: name.into(), line: 0, column: 0 }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.file),
            line => write!(f, "{}:{line}", self.file),
        }
    }
}

/// An error in a manifest: where, what, what was expected, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub file: String,
    /// From 1; 0 for the file as a whole.
    pub line: u32,
    /// From 1, in characters; 0 for the file as a whole.
    pub column: u32,
    pub what: String,
    /// Empty where `what` says it all.
    pub expected: String,
    /// Empty where nothing sensible can be advised.
    pub fix: String,
    /// The line of the file, where it could be read.
    pub excerpt: Option<Box<str>>,
}

impl Problem {
    pub fn new(at: &Place, what: impl Into<String>) -> Problem {
        Problem {
            file: at.file.to_string(),
            line: at.line,
            column: at.column,
            what: what.into(),
            expected: String::new(),
            fix: String::new(),
            excerpt: None,
        }
    }

    pub fn expected(mut self, text: impl Into<String>) -> Problem {
        self.expected = text.into();
        self
    }

    pub fn fix(mut self, text: impl Into<String>) -> Problem {
        self.fix = text.into();
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.what)?;
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        match self.line {
            0 => write!(f, "\n --> {}", self.file)?,
            line => write!(f, "\n --> {}:{line}:{}", self.file, self.column)?,
        }
        if let Some(excerpt) = self.excerpt.as_deref().filter(|_| self.line > 0) {
            let indent = " ".repeat(self.column.saturating_sub(1) as usize);
            write!(f, "\n {margin} |\n {number} | {excerpt}\n {margin} | {indent}^")?;
        }
        if !self.expected.is_empty() {
            write!(f, "\n {margin} = expected: {}", self.expected)?;
        }
        if !self.fix.is_empty() {
            write!(f, "\n {margin} = fix: {}", self.fix)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

/// Something that the manifest asks for and that is not done yet, or that looks like a slip.
/// The rest of the application goes on without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What was asked for: `events.sqs of function processQueue`.
    pub name: String,
    /// What follows: `is not there yet`.
    pub note: String,
    pub file: String,
    pub line: u32,
}

impl Notice {
    pub fn new(at: &Place, name: impl Into<String>, note: impl Into<String>) -> Notice {
        Notice { name: name.into(), note: note.into(), file: at.file.to_string(), line: at.line }
    }

    /// `NAME (FILE:LINE) is not there yet`.
    pub fn missing(at: &Place, name: impl Into<String>) -> Notice {
        Notice::new(at, name, "is not there yet")
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Notice { name, note, file, line } = self;
        match line {
            0 => write!(f, "{name} ({file}) {note}"),
            line => write!(f, "{name} ({file}:{line}) {note}"),
        }
    }
}
