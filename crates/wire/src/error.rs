//! An answer that is not a success: what the caller sees and, apart from it, what the operator
//! needs to know.

use std::borrow::Cow;
use std::fmt;

use crate::schema::{Kind, Structure};
use crate::value::{Record, Value};

/// Whose fault it is, as the protocols put it: `Sender` or `Receiver`, `User` or `Service`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Client,
    Server,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Error {
    /// The code that the SDK shows: `ResourceNotFoundException`.
    pub code: Cow<'static, str>,
    /// The HTTP status.
    pub status: u16,
    pub fault: Fault,
    pub message: Option<String>,
    /// The error's structure where the service's model has one: how the message's key is written
    /// depends on it.
    pub structure: Option<&'static Structure>,
    /// The members of the structure, where more than a message is set.
    pub members: Option<Box<Record>>,
    /// What, why and what to do, for the log. Never sent.
    pub operator: Option<String>,
}

impl Error {
    /// An error of the caller's, status 400.
    pub fn client(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Error {
        Error {
            code: code.into(),
            status: 400,
            fault: Fault::Client,
            message: Some(message.into()),
            structure: None,
            members: None,
            operator: None,
        }
    }

    /// Something broke here: the caller learns no more than that, the operator learns `why`.
    pub fn internal(why: impl Into<String>) -> Error {
        Error {
            code: Cow::Borrowed("InternalFailure"),
            status: 500,
            fault: Fault::Server,
            message: Some(
                "The request processing has failed because of an unknown error, exception or \
                 failure."
                    .into(),
            ),
            structure: None,
            members: None,
            operator: Some(why.into()),
        }
    }

    /// `ValidationException`, as the services that use it word it.
    pub fn validation(message: impl Into<String>) -> Error {
        Error::client("ValidationException", message)
    }

    /// `SerializationException`: the body is not what the operation's input looks like.
    pub fn serialization(message: impl Into<String>) -> Error {
        Error::client("SerializationException", message)
    }

    /// One of a service's own errors, with a message and nothing more.
    pub fn of(structure: &'static Structure, message: impl Into<String>) -> Error {
        let mut error = Error::bare(structure);
        error.message = Some(message.into());
        error
    }

    /// One of a service's own errors, with all the members of its record.
    pub fn from_record(mut record: Record) -> Error {
        let mut error = Error::bare(record.schema());
        let slot = record
            .schema()
            .members
            .iter()
            .position(|member| member.name.eq_ignore_ascii_case("message"));
        if let Some(Value::Text(text)) = slot.and_then(|slot| record.take(slot)) {
            error.message = Some(text);
        }
        if record.iter().next().is_some() {
            error.members = Some(Box::new(record));
        }
        error
    }

    pub fn with_status(mut self, status: u16) -> Error {
        self.status = status;
        self
    }

    /// Adds what the operator should read in the log.
    pub fn for_operator(mut self, why: impl Into<String>) -> Error {
        self.operator = Some(why.into());
        self
    }

    /// The wire name of the structure's message, `message` or `Message`.
    pub(crate) fn message_member(&self) -> Option<&'static str> {
        let members = self.structure?.members;
        let member = members.iter().find(|member| member.name.eq_ignore_ascii_case("message"))?;
        Some(member.wire_name)
    }

    fn bare(structure: &'static Structure) -> Error {
        let (code, status, fault) = match structure.kind {
            Kind::Error { code, status, fault } => (code, status, fault),
            Kind::Plain | Kind::Union => (structure.name, 400, Fault::Client),
        };
        let code = Cow::Borrowed(code);
        Error {
            code,
            status,
            fault,
            message: None,
            structure: Some(structure),
            members: None,
            operator: None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        if let Some(message) = &self.message {
            write!(f, ": {message}")?;
        }
        if let Some(why) = &self.operator {
            write!(f, " ({why})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
