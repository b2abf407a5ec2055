//! What is not a success, as S3 says it.

use std::borrow::Cow;
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderName, HeaderValue, StatusCode};
use kit::Denial;
use store::WriteError;
use wire::sigv4::{Dialect, SigError};

/// An answer that is not a success.
#[derive(Debug)]
pub struct Error {
    pub code: Cow<'static, str>,
    pub status: StatusCode,
    pub message: String,
    /// Elements beside the code and the message, such as `BucketName`.
    pub details: Vec<(&'static str, String)>,
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// What the operator should read. Never sent.
    pub operator: Option<String>,
}

pub(crate) type Result<T> = std::result::Result<T, Error>;

/// Codes with their status and the words that S3 has for them.
macro_rules! errors {
    ($($name:ident = $code:literal, $status:literal, $message:literal;)*) => {
        impl Error {
            $(pub(crate) fn $name() -> Error {
                Error::new($code, $status, $message)
            })*
        }
    };
}

errors! {
    access_denied = "AccessDenied", 403, "Access Denied";
    bad_digest = "BadDigest", 400,
        "The Content-MD5 you specified did not match what we received.";
    bucket_not_empty = "BucketNotEmpty", 409, "The bucket you tried to delete is not empty";
    entity_too_large = "EntityTooLarge", 400,
        "Your proposed upload exceeds the maximum allowed size";
    entity_too_small = "EntityTooSmall", 400,
        "Your proposed upload is smaller than the minimum allowed size";
    incomplete_body = "IncompleteBody", 400,
        "You did not provide the number of bytes specified by the Content-Length HTTP header";
    invalid_digest = "InvalidDigest", 400, "The Content-MD5 you specified was invalid.";
    invalid_part = "InvalidPart", 400,
        "One or more of the specified parts could not be found.  The part may not have been \
         uploaded, or the specified entity tag may not match the part's entity tag.";
    invalid_part_order = "InvalidPartOrder", 400,
        "The list of parts was not in ascending order. Parts must be ordered by part number.";
    invalid_range = "InvalidRange", 416, "The requested range is not satisfiable";
    malformed_xml = "MalformedXML", 400,
        "The XML you provided was not well-formed or did not validate against our published \
         schema";
    method_not_allowed = "MethodNotAllowed", 405,
        "The specified method is not allowed against this resource.";
    missing_content_length = "MissingContentLength", 411,
        "You must provide the Content-Length HTTP header.";
    no_such_bucket = "NoSuchBucket", 404, "The specified bucket does not exist";
    no_such_key = "NoSuchKey", 404, "The specified key does not exist.";
    no_such_upload = "NoSuchUpload", 404,
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have \
         been aborted or completed.";
    no_such_version = "NoSuchVersion", 404, "The specified version does not exist.";
    precondition_failed = "PreconditionFailed", 412,
        "At least one of the pre-conditions you specified did not hold";
    request_timeout = "RequestTimeout", 400,
        "Your socket connection to the server was not read from or written to within the timeout \
         period. Idle connections will be closed.";
    slow_down = "SlowDown", 503, "Please reduce your request rate.";
}

impl Error {
    pub(crate) fn new(
        code: impl Into<Cow<'static, str>>,
        status: u16,
        message: impl Into<String>,
    ) -> Error {
        Error {
            code: code.into(),
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST),
            message: message.into(),
            details: Vec::new(),
            headers: Vec::new(),
            operator: None,
        }
    }

    pub(crate) fn invalid_argument(message: impl Into<String>) -> Error {
        Error::new("InvalidArgument", 400, message)
    }

    /// One that names the argument, and what it was.
    pub(crate) fn argument(
        name: &str,
        value: impl Into<String>,
        message: impl Into<String>,
    ) -> Error {
        let error = Error::invalid_argument(message).with("ArgumentName", name);
        error.with("ArgumentValue", value)
    }

    /// A body is not the one that its caller has said the MD5 of. AWS writes the one so and the
    /// other so.
    pub(crate) fn other_md5(expected: &[u8; 16], found: &[u8; 16]) -> Error {
        let error = Error::bad_digest().with("ExpectedDigest", base::id::hex(expected));
        error.with("CalculatedDigest", STANDARD.encode(found))
    }

    /// A method that a delete marker does not know.
    pub(crate) fn of_marker(method: &str) -> Error {
        let error = Error::method_not_allowed().with("Method", method);
        error.with("ResourceType", "DeleteMarker")
    }

    /// What is wrong with a signature.
    pub(crate) fn of_signature(mut error: SigError) -> Error {
        let details = std::mem::take(&mut error.details);
        let answer = error.answer(Dialect::S3);
        Error { details, ..Error::new(answer.code, answer.status, answer.message) }
    }

    pub(crate) fn invalid_request(message: impl Into<String>) -> Error {
        Error::new("InvalidRequest", 400, message)
    }

    pub(crate) fn not_implemented(what: &str) -> Error {
        let message = "A header you provided implies functionality that is not implemented";
        Error::new("NotImplemented", 501, message).with("Header", what)
    }

    /// Something broke here: the caller learns no more than that, the operator learns `why`.
    pub(crate) fn internal(why: impl Into<String>) -> Error {
        let message = "We encountered an internal error. Please try again.";
        let mut error = Error::new("InternalError", 500, message);
        error.operator = Some(why.into());
        error
    }

    pub(crate) fn no_bucket(name: &str) -> Error {
        Error::no_such_bucket().with("BucketName", name)
    }

    pub(crate) fn no_key(key: &str) -> Error {
        Error::no_such_key().with("Key", key)
    }

    /// A conditional GET or HEAD of what the caller has already: no body, and no error to most.
    pub(crate) fn not_modified() -> Error {
        Error::new("NotModified", 304, "Not Modified")
    }

    pub(crate) fn failed_condition(name: &str) -> Error {
        Error::precondition_failed().with("Condition", name)
    }

    pub(crate) fn with(mut self, element: &'static str, value: impl Into<String>) -> Error {
        self.details.push((element, value.into()));
        self
    }

    /// Adds a header; one that no header can hold is left out.
    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Error {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((HeaderName::from_static(name), value));
        }
        self
    }

    /// The document that the caller reads.
    pub(crate) fn document(&self, request_id: &str, host_id: &str) -> String {
        let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>");
        let mut element = |name: &str, value: &str| {
            // Writing into a string does not fail.
            let _ = write!(text, "<{name}>{}</{name}>", escape(value));
        };
        element("Code", &self.code);
        element("Message", &self.message);
        for (name, value) in &self.details {
            element(name, value);
        }
        element("RequestId", request_id);
        element("HostId", host_id);
        text.push_str("</Error>");
        text
    }
}

/// As text within an element. What XML cannot hold is left out.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\t' | '\n' => escaped.push(character),
            '\r' => escaped.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => escaped.push(other),
        }
    }
    escaped
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Error {
        match error {
            store::Error::Overloaded => Error::slow_down(),
            error => Error::internal(error.to_string()),
        }
    }
}

impl From<WriteError<Error>> for Error {
    fn from(error: WriteError<Error>) -> Error {
        match error {
            WriteError::Closure(error) => error,
            WriteError::Store(error) => error.into(),
        }
    }
}

impl From<Denial> for Error {
    fn from(denial: Denial) -> Error {
        let mut error = Error::access_denied();
        error.message = denial.message;
        error.operator = Some(denial.reason);
        error
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_says_what_and_who() {
        let error = Error::no_key("a<b&c\u{1}");
        let text = error.document("ID", "HOST");
        assert!(text.contains("<Code>NoSuchKey</Code>"), "{text}");
        assert!(text.contains("<Key>a&lt;b&amp;c</Key>"), "{text}");
        assert!(text.ends_with("<RequestId>ID</RequestId><HostId>HOST</HostId></Error>"));
    }
}
