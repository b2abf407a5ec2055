//! What a request got wrong, as the text of a `ValidationException`.

use std::borrow::Cow;
use std::fmt;

/// A refusal that is the caller's fault; the text is AWS's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid(pub Cow<'static, str>, Sort);

/// What found it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// What does the operation.
    Operation,
    /// What reads requests, before anything of them is looked up.
    Request,
}

pub type Checked<T> = Result<T, Invalid>;

/// How the operations that write one item begin, since the summer of 2026, what reading their
/// request finds. Others of the same faults have it not.
const OF_WRITE: &str = "1 validation error detected: ";

impl Invalid {
    pub const fn text(text: &'static str) -> Invalid {
        Invalid(Cow::Borrowed(text), Sort::Operation)
    }

    /// The family of texts that begin with "One or more parameter values were invalid: ".
    pub fn parameter(detail: impl fmt::Display) -> Invalid {
        Invalid::from(format!("One or more parameter values were invalid: {detail}"))
    }

    /// The same refusal after `prefix`.
    pub fn after(self, prefix: &str) -> Invalid {
        Invalid(Cow::Owned(format!("{prefix}{}", self.0)), self.1)
    }

    /// The same as what reading a request finds.
    pub const fn of_request(mut self) -> Invalid {
        self.1 = Sort::Request;
        self
    }

    /// The same as what doing an operation finds.
    pub const fn of_operation(mut self) -> Invalid {
        self.1 = Sort::Operation;
        self
    }

    pub fn is_of_request(&self) -> bool {
        self.1 == Sort::Request
    }

    /// The same as PutItem, UpdateItem and DeleteItem say it.
    pub fn of_write(self) -> Invalid {
        if self.is_of_request() { self.after(OF_WRITE).of_operation() } else { self }
    }
}

impl From<String> for Invalid {
    fn from(text: String) -> Invalid {
        Invalid(Cow::Owned(text), Sort::Operation)
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
