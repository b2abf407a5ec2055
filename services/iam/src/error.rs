//! What goes wrong in a transaction: the store's reason, or an answer.

use store::WriteError;

use crate::api;
use crate::entity::Kind;

#[derive(Debug)]
pub enum Failed {
    Store(store::Error),
    Answer(wire::Error),
}

impl From<store::Error> for Failed {
    fn from(error: store::Error) -> Failed {
        Failed::Store(error)
    }
}

impl From<wire::Error> for Failed {
    fn from(error: wire::Error) -> Failed {
        Failed::Answer(error)
    }
}

impl From<Failed> for wire::Error {
    fn from(failed: Failed) -> wire::Error {
        match failed {
            Failed::Answer(error) => error,
            Failed::Store(error) => broken(&error),
        }
    }
}

/// What the caller reads of a failed store.
pub fn broken(error: &store::Error) -> wire::Error {
    let text = "The request processing has failed because of an unknown error.";
    api::ServiceFailureException::error(text).for_operator(format!("{error}; {}", error.advice()))
}

pub fn flatten(error: WriteError<Failed>) -> wire::Error {
    error.flatten().into()
}

/// There is no user, group or role of this name.
pub fn no_entity(kind: Kind, name: &str) -> wire::Error {
    missing(format!("The {} with name {name} cannot be found.", kind.word()))
}

pub fn no_inline_policy(kind: Kind, name: &str) -> wire::Error {
    missing(format!("The {} policy with name {name} cannot be found.", kind.word()))
}

pub fn no_policy(arn: &str) -> wire::Error {
    missing(format!("Policy {arn} was not found."))
}

pub fn missing(text: impl Into<String>) -> wire::Error {
    api::NoSuchEntityException::error(text)
}

pub fn exists(text: impl Into<String>) -> wire::Error {
    api::EntityAlreadyExistsException::error(text)
}

pub fn conflict(text: impl Into<String>) -> wire::Error {
    api::DeleteConflictException::error(text)
}

pub fn exceeds(quota: &str, limit: usize) -> wire::Error {
    api::LimitExceededException::error(format!("Cannot exceed quota for {quota}: {limit}"))
}

pub fn invalid_input(text: impl Into<String>) -> wire::Error {
    api::InvalidInputException::error(text)
}

pub fn validation(text: impl Into<String>) -> wire::Error {
    wire::Error::client("ValidationError", text)
}
