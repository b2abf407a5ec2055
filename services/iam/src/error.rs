//! What goes wrong in a transaction: the store's reason, or an answer.

use store::WriteError;

use crate::api;

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

pub fn no_role(name: &str) -> wire::Error {
    api::NoSuchEntityException::error(format!("The role with name {name} cannot be found."))
}

pub fn no_policy(name: &str) -> wire::Error {
    let text = format!("The role policy with name {name} cannot be found.");
    api::NoSuchEntityException::error(text)
}
