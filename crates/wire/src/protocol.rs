//! One request in, one answer out, whichever protocol the service speaks.
//!
//! The walk of a request: [`route`] finds the operation, [`decode_input`] makes the record,
//! [`crate::validate::check`] checks it, the service answers, and [`encode_output`] or
//! [`encode_error`] writes the answer. None of these looks at who calls.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};

use crate::error::Error;
use crate::schema::{Operation, Protocol, ServiceModel};
use crate::value::Record;
use crate::{aws_json, query, query_json, rest_json};

/// The header by which the JSON protocols name an operation.
pub const TARGET: &str = "x-amz-target";

/// A whole HTTP request: the head as it was sent, percent-encoding and all, and the body.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: Method,
    /// Only the path and the query matter here.
    pub uri: Uri,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Request {
    /// The path, still percent-encoded.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The query, still percent-encoded, without its question mark; empty where there is none.
    pub fn query(&self) -> &str {
        self.uri.query().unwrap_or_default()
    }

    /// A header's first value, where it is visible ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

impl From<http::Request<Bytes>> for Request {
    fn from(request: http::Request<Bytes>) -> Request {
        let (head, body) = request.into_parts();
        Request { method: head.method, uri: head.uri, headers: head.headers, body }
    }
}

/// A whole HTTP answer.
pub type Response = http::Response<Bytes>;

/// The operation that a request asks its service for; the service's own error where it has none of
/// that name.
pub fn route(model: &'static ServiceModel, request: &Request) -> Result<&'static Operation, Error> {
    match model.protocol {
        Protocol::AwsJson10 | Protocol::AwsJson10Query | Protocol::AwsJson11 => {
            aws_json::route(model, request)
        }
        Protocol::RestJson => rest_json::route(model, request),
        Protocol::Query => query::route(model, request),
    }
}

/// Whether a request names this model rather than another one of the same service's name: by the
/// prefix of its target, where the protocol has one.
pub fn is_meant(model: &ServiceModel, request: &Request) -> bool {
    match model.protocol {
        Protocol::AwsJson10 | Protocol::AwsJson10Query | Protocol::AwsJson11 => {
            aws_json::target(request).is_some_and(|(prefix, _)| prefix == model.target_prefix)
        }
        Protocol::RestJson | Protocol::Query => true,
    }
}

/// The request's parameters as a record of the operation's input. Not yet validated.
pub fn decode_input(
    model: &ServiceModel,
    operation: &'static Operation,
    request: &Request,
) -> Result<Record, Error> {
    match model.protocol {
        Protocol::AwsJson10 | Protocol::AwsJson10Query | Protocol::AwsJson11 => {
            aws_json::decode(model, operation, request)
        }
        Protocol::RestJson => rest_json::decode(model, operation, request),
        Protocol::Query => query::decode(operation, request),
    }
}

/// A success.
pub fn encode_output(
    model: &ServiceModel,
    operation: &Operation,
    output: Record,
    request_id: &str,
) -> Response {
    match model.protocol {
        Protocol::AwsJson10 | Protocol::AwsJson10Query | Protocol::AwsJson11 => {
            aws_json::output(model, &output, request_id)
        }
        Protocol::RestJson => rest_json::output(operation, output, request_id),
        Protocol::Query => query::output(model, operation, &output, request_id),
    }
}

/// The same in the form that the request asks for: the query protocol has two.
pub fn encode_output_for(
    request: &Request,
    model: &ServiceModel,
    operation: &Operation,
    output: Record,
    request_id: &str,
) -> Response {
    match model.protocol {
        Protocol::Query if query_json::is_wanted(request) => {
            query_json::output(model, operation, &output, request_id)
        }
        _ => encode_output(model, operation, output, request_id),
    }
}

/// [`encode_error`] in the form that the request asks for.
pub fn encode_error_for(
    request: &Request,
    model: &ServiceModel,
    error: &Error,
    request_id: &str,
) -> Response {
    match model.protocol {
        Protocol::Query if query_json::is_wanted(request) && error.code != query::NO_ACTION => {
            query_json::error(error, request_id)
        }
        _ => encode_error(model, error, request_id),
    }
}

/// Anything else. The operator's face of the error stays here.
pub fn encode_error(model: &ServiceModel, error: &Error, request_id: &str) -> Response {
    match model.protocol {
        Protocol::AwsJson10 | Protocol::AwsJson10Query | Protocol::AwsJson11 => {
            aws_json::error(model, error, request_id)
        }
        Protocol::RestJson => rest_json::error(error, request_id),
        Protocol::Query => query::error(model, error, request_id),
    }
}

/// What an operation that AWS has and this program does not answers, beside the service's code.
pub(crate) fn absent(mut error: Error, model: &ServiceModel, name: &str) -> Error {
    error.message = Some(format!("{} {name} is not implemented here", model.service_id));
    error.for_operator(format!("{}:{name} was called and is not implemented", model.name))
}

pub(crate) fn response(status: u16, content_type: &'static str, body: Vec<u8>) -> Response {
    let mut response = http::Response::new(Bytes::from(body));
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
        .headers_mut()
        .insert(http::header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Adds a header. What no header can hold is left out.
pub(crate) fn header(response: &mut Response, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) =
        (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value.as_bytes()))
    {
        response.headers_mut().insert(name, value);
    }
}
