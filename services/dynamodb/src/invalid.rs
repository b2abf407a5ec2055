//! What a request got wrong, as the text of a `ValidationException`.

use std::borrow::Cow;
use std::fmt;

/// A refusal that is the caller's fault; the text is AWS's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid(pub Cow<'static, str>);

pub type Checked<T> = Result<T, Invalid>;

impl Invalid {
    pub const fn text(text: &'static str) -> Invalid {
        Invalid(Cow::Borrowed(text))
    }

    /// The family of texts that begin with "One or more parameter values were invalid: ".
    pub fn parameter(detail: impl fmt::Display) -> Invalid {
        Invalid::from(format!("One or more parameter values were invalid: {detail}"))
    }

    /// The same refusal after `prefix`.
    pub fn after(self, prefix: &str) -> Invalid {
        Invalid::from(format!("{prefix}{}", self.0))
    }
}

impl From<String> for Invalid {
    fn from(text: String) -> Invalid {
        Invalid(Cow::Owned(text))
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
