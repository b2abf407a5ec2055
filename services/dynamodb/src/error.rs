//! The service's own errors in their words, and what the store's mean to a caller.

use crate::api;
use crate::attr::Item;
use crate::convert;
use crate::invalid::Invalid;

impl From<Invalid> for wire::Error {
    fn from(invalid: Invalid) -> wire::Error {
        wire::Error::validation(invalid.0)
    }
}

/// The caller learns no more than whether to try again.
pub fn from_store(error: store::Error) -> wire::Error {
    let operator = format!("{error}; {}", error.advice());
    match error {
        store::Error::Overloaded => {
            api::ThrottlingException::error("Rate of requests exceeds the allowed throughput.")
                .for_operator(operator)
        }
        _ => api::InternalServerError::error("Internal server error").for_operator(operator),
    }
}

/// The closure's own answer, or the store's.
pub fn from_write(error: store::WriteError<wire::Error>) -> wire::Error {
    match error {
        store::WriteError::Store(error) => from_store(error),
        store::WriteError::Closure(error) => error,
    }
}

/// What item operations say of a table that is not there.
pub fn no_resource() -> wire::Error {
    api::ResourceNotFoundException::error("Requested resource not found")
}

/// What table operations say.
pub fn no_table(name: &str) -> wire::Error {
    api::ResourceNotFoundException::error(format!(
        "Requested resource not found: Table: {name} not found"
    ))
}

/// What operations on tags and policies say.
pub fn no_arn(arn: &str) -> wire::Error {
    api::ResourceNotFoundException::error(format!(
        "Requested resource not found: ResourcArn: {arn} not found"
    ))
}

/// A condition did not hold; with the item where the caller asked for it.
pub fn condition_failed(item: Option<Item>) -> wire::Error {
    let error =
        api::ConditionalCheckFailedException::new().with_message("The conditional request failed");
    match item {
        Some(item) => error.with_item(convert::map(item)).into(),
        None => error.into(),
    }
}
