//! The service's own errors in their words, and what the store's mean to a caller.

use store::WriteError;
use wire::Error;

use crate::api;

/// What goes wrong in a transaction: the store's reason, or an answer.
#[derive(Debug)]
pub enum Failed {
    Store(store::Error),
    Answer(Error),
}

pub type Done<T> = Result<T, Failed>;

impl From<store::Error> for Failed {
    fn from(error: store::Error) -> Failed {
        Failed::Store(error)
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Failed {
        Failed::Answer(error)
    }
}

impl From<Failed> for Error {
    fn from(failed: Failed) -> Error {
        match failed {
            Failed::Answer(error) => error,
            Failed::Store(error) => from_store(&error),
        }
    }
}

/// The caller learns no more than whether to try again.
pub fn from_store(error: &store::Error) -> Error {
    let operator = format!("{error}; {}", error.advice());
    match error {
        store::Error::Overloaded => {
            api::RequestThrottled::error("Rate exceeded").for_operator(operator)
        }
        _ => Error::internal(operator),
    }
}

pub fn flatten(error: WriteError<Failed>) -> Error {
    error.flatten().into()
}

pub fn missing(parameter: &str) -> Error {
    let message = format!("The request must contain the parameter {parameter}.");
    Error::client("MissingParameter", message)
}

pub fn invalid(message: impl Into<String>) -> Error {
    Error::client("InvalidParameterValue", message)
}

/// `Value x for parameter y is invalid. Reason: ...`
pub fn invalid_value(
    value: impl std::fmt::Display,
    parameter: &str,
    reason: impl std::fmt::Display,
) -> Error {
    invalid(format!("Value {value} for parameter {parameter} is invalid. Reason: {reason}"))
}

/// What the query protocol says of it is put in its place there, see `query`.
pub fn no_queue() -> Error {
    api::QueueDoesNotExist::error("The specified queue does not exist.")
}

pub fn unknown_attribute(name: &str) -> Error {
    api::InvalidAttributeName::error(format!("Unknown Attribute {name}."))
}

pub fn invalid_attribute(name: &str) -> Error {
    api::InvalidAttributeValue::error(format!("Invalid value for the parameter {name}."))
}

/// A text that is no receipt handle of the queue.
pub fn no_handle(handle: &str) -> Error {
    api::ReceiptHandleIsInvalid::error(format!(
        "The input receipt handle \"{handle}\" is not a valid receipt handle."
    ))
}

/// A parameter that has to be there.
pub fn need<'a>(value: Option<&'a str>, parameter: &str) -> Result<&'a str, Error> {
    value.ok_or_else(|| missing(parameter))
}
