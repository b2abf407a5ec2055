//! From what came of a request to the HTTP answer: the function's own, or the gateway's.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName};
use http::{HeaderMap, HeaderValue, StatusCode};
use kit::Outcome;

use crate::request::Response;
use crate::{header, reply};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");
const GATEWAY_ID: HeaderName = HeaderName::from_static("x-amz-apigw-id");
const TRACE_ID: HeaderName = HeaderName::from_static("x-amzn-trace-id");
const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// An answer of the gateway itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub status: StatusCode,
    pub error_type: &'static str,
    pub message: Cow<'static, str>,
    /// For the log; the client is not told.
    pub reason: String,
}

impl Failure {
    /// No resource and method. API Gateway does not say which of them is missing.
    pub(crate) fn no_route() -> Failure {
        Failure {
            status: StatusCode::FORBIDDEN,
            error_type: "MissingAuthenticationTokenException",
            message: "Missing Authentication Token".into(),
            reason: "No resource has this path and method".into(),
        }
    }

    pub(crate) fn body_too_large() -> Failure {
        Failure {
            status: StatusCode::PAYLOAD_TOO_LARGE,
            error_type: "RequestTooLargeException",
            message: "Request Too Long".into(),
            reason: "The body is larger than the gateway or the function may be given".into(),
        }
    }

    pub(crate) fn head_too_large(limit: usize) -> Failure {
        let message = format!("HTTP header is larger than {limit} bytes.");
        Failure {
            status: StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            error_type: "RequestHeaderFieldsTooLargeException",
            reason: message.clone(),
            message: message.into(),
        }
    }

    pub(crate) fn timed_out() -> Failure {
        Failure {
            status: StatusCode::GATEWAY_TIMEOUT,
            error_type: "InternalServerErrorException",
            message: "Endpoint request timed out".into(),
            reason: "Execution failed due to a timeout error".into(),
        }
    }

    fn internal(status: StatusCode, reason: String) -> Failure {
        Failure {
            status,
            error_type: "InternalServerErrorException",
            message: "Internal server error".into(),
            reason,
        }
    }

    /// Lambda did not run the function at all. Too large an event is the client's doing; a
    /// throttle, a missing function or a fault of ours are 500, as API Gateway has them.
    pub(crate) fn not_invoked(error: &wire::Error) -> Failure {
        if error.status == 413 || error.code == "RequestTooLargeException" {
            return Failure::body_too_large();
        }
        let mut reason = format!("Lambda invocation failed with status: {}", error.status);
        let details = [Some(&*error.code), error.message.as_deref(), error.operator.as_deref()];
        for detail in details.into_iter().flatten() {
            reason.push_str("; ");
            reason.push_str(detail);
        }
        Failure::internal(StatusCode::INTERNAL_SERVER_ERROR, reason)
    }

    fn malformed(problem: &str) -> Failure {
        let reason = format!(
            "Execution failed due to configuration error: Malformed Lambda proxy response: \
             {problem}"
        );
        Failure::internal(StatusCode::BAD_GATEWAY, reason)
    }

    fn function_error(outcome: &Outcome) -> Failure {
        let text = String::from_utf8_lossy(&outcome.payload);
        let reason = format!(
            "Lambda execution failed with status 200 due to customer function error: {}. \
             Lambda request id: {}",
            excerpt(&text),
            outcome.request_id
        );
        Failure::internal(StatusCode::BAD_GATEWAY, reason)
    }
}

/// What every answer carries.
pub(crate) struct Marks<'a> {
    pub request_id: &'a str,
    pub gateway_id: &'a str,
    /// Only what a function answered has one.
    pub trace: Option<&'a str>,
}

/// The function's answer as it goes to the client.
pub(crate) fn function(outcome: &Outcome) -> Result<Response, Failure> {
    if outcome.fault.is_some() {
        return Err(Failure::function_error(outcome));
    }
    let reply = reply::parse(&outcome.payload).map_err(|problem| Failure::malformed(&problem))?;
    let mut headers = HeaderMap::with_capacity(reply.headers.len() + 4);
    headers.insert(CONTENT_TYPE, JSON);
    let mut own_type = false;
    for (name, value) in &reply.headers {
        let Some(outward) = header::outward(name) else { continue };
        let (Ok(key), Ok(value)) = (HeaderName::try_from(&*outward), value.parse::<HeaderValue>())
        else {
            return Err(Failure::malformed(&format!("the header {name:?} cannot be sent")));
        };
        if key == CONTENT_TYPE && !own_type {
            own_type = true;
            headers.insert(key, value);
        } else if headers.try_append(key, value).is_err() {
            return Err(Failure::malformed("there are too many headers"));
        }
    }
    let status = StatusCode::from_u16(reply.status)
        .map_err(|_| Failure::malformed("the statusCode is none"))?;
    let bodiless = matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    let mut response = Response::new(if bodiless { Bytes::new() } else { reply.body });
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

/// The gateway's own answer.
pub(crate) fn failure(failure: &Failure) -> Response {
    let mut body = crate::json::Text::with_capacity(64);
    // As recorded from API Gateway (content-length 36 for a 502): a space in these alone.
    body.raw(if failure.status.is_server_error() { "{\"message\": " } else { "{\"message\":" });
    body.string(&failure.message);
    body.raw("}");
    let mut response = Response::new(Bytes::from(body.0));
    *response.status_mut() = failure.status;
    response.headers_mut().insert(CONTENT_TYPE, JSON);
    response.headers_mut().insert(ERROR_TYPE, HeaderValue::from_static(failure.error_type));
    response
}

/// Puts the ids on an answer; the function cannot choose them.
pub(crate) fn mark(response: &mut Response, marks: &Marks<'_>) {
    let ids = [
        (REQUEST_ID, Some(marks.request_id)),
        (GATEWAY_ID, Some(marks.gateway_id)),
        (TRACE_ID, marks.trace),
    ];
    for (name, id) in ids {
        if let Some(Ok(value)) = id.map(HeaderValue::from_str) {
            response.headers_mut().insert(name, value);
        }
    }
}

/// The log is for people: the head of a long text is enough.
fn excerpt(text: &str) -> &str {
    const SHOWN: usize = 512;
    &text[..text.floor_char_boundary(SHOWN)]
}

#[cfg(test)]
#[path = "respond_tests.rs"]
mod tests;
