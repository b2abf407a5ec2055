//! Lambda's errors, each with the members that its callers see.

use kit::Refused;
use wire::Error;

use crate::api::{
    InvalidParameterValueException, InvalidRequestContentException, PreconditionFailedException,
    ProvisionedConcurrencyConfigNotFoundException, ResourceConflictException,
    ResourceInUseException, ResourceNotFoundException, ServiceException, TooManyRequestsException,
};

pub fn no_function(arn: &str) -> Error {
    not_found(format!("Function not found: {arn}"))
}

pub fn not_found(message: impl Into<String>) -> Error {
    ResourceNotFoundException::default().with_type("User").with_message(message).into()
}

pub fn invalid_parameter(message: impl Into<String>) -> Error {
    InvalidParameterValueException::default().with_type("User").with_message(message).into()
}

/// A version that is still being made.
pub fn pending() -> Error {
    conflict(
        "The operation cannot be performed at this time. The function is currently in the \
         following state: Pending",
    )
}

pub fn conflict(message: impl Into<String>) -> Error {
    ResourceConflictException::default().with_type("User").with_message(message).into()
}

/// Something of it is still going on.
pub fn in_use(message: impl Into<String>) -> Error {
    ResourceInUseException::default().with_type("User").with_message(message).into()
}

/// The caller's idea of the function, or alias, is an old one.
pub fn another_revision() -> Error {
    PreconditionFailedException::default()
        .with_type("User")
        .with_message(
            "The Revision Id provided does not match the latest Revision Id. Call the \
             GetFunction/GetAlias API to retrieve the latest Revision Id",
        )
        .into()
}

pub fn not_provisioned() -> Error {
    ProvisionedConcurrencyConfigNotFoundException::default()
        .with_type("User")
        .with_message("No Provisioned Concurrency Config found for this function")
        .into()
}

pub fn write(failed: store::WriteError<Error>) -> Error {
    match failed {
        store::WriteError::Store(failed) => store(&failed),
        store::WriteError::Closure(failed) => failed,
    }
}

pub fn invalid_content(message: impl Into<String>) -> Error {
    InvalidRequestContentException::default().with_type("User").with_message(message).into()
}

/// 413, in the form that the SDKs meet (the model has another name for it).
pub fn request_too_large(limit: usize) -> Error {
    let message =
        format!("Request must be smaller than {limit} bytes for the InvokeFunction operation");
    Error::client("RequestEntityTooLargeException", message).with_status(413)
}

/// The same, of an event.
pub fn event_too_large(bytes: usize, limit: usize) -> Error {
    let message = format!(
        "{bytes} byte payload is too large for the Event invocation type (limit {limit} bytes)"
    );
    Error::client("RequestEntityTooLargeException", message).with_status(413)
}

/// Nothing that the caller could change.
pub fn service(operator: impl Into<String>) -> Error {
    let error: Error = ServiceException::default()
        .with_type("Service")
        .with_message("The function could not be run. The server's log says why.")
        .into();
    error.for_operator(operator)
}

pub fn store(error: &store::Error) -> Error {
    service(format!("{error}: {}", error.advice()))
}

pub fn refused(refused: Refused) -> Error {
    match refused {
        Refused::Throttled { reason } => TooManyRequestsException::default()
            .with_type("User")
            .with_message("Rate Exceeded.")
            .with_reason(reason)
            .into(),
        Refused::QueueFull => TooManyRequestsException::default()
            .with_type("User")
            .with_message("The queue of events is full: as many wait as are kept.")
            .with_reason("CallerRateLimitExceeded")
            .into(),
        Refused::Unavailable { operator } => service(operator),
    }
}
