//! awsJson 1.0 and 1.1: the operation in a header, everything else in a JSON body.

use std::borrow::Cow;

use http::HeaderValue;
use http::header::SERVER;

use crate::error::{Error, Fault};
use crate::json::decode::{self, Dialect};
use crate::json::encode;
use crate::protocol::{Request, Response, absent, header, response};
use crate::schema::{Operation, Protocol, ServiceModel};
use crate::typed::UNIT;
use crate::value::Record;

/// The namespace of errors that come from the frame around every service.
const FRAME: &str = "com.amazon.coral.service";
/// The namespace of the validator's errors.
const VALIDATE: &str = "com.amazon.coral.validate";

/// The service's prefix and the operation of an `X-Amz-Target` header.
pub fn target(request: &Request) -> Option<(&str, &str)> {
    request.header("x-amz-target")?.rsplit_once('.')
}

pub(crate) fn route(
    model: &'static ServiceModel,
    request: &Request,
) -> Result<&'static Operation, Error> {
    let mut unknown = Error::client("UnknownOperationException", "");
    unknown.message = None;
    let name = match target(request) {
        Some((prefix, name)) if prefix == model.target_prefix => name,
        _ => return Err(unknown),
    };
    match model.operation(name) {
        Some(operation) => Ok(operation),
        None if model.unimplemented.iter().any(|known| known.name == name) => {
            Err(absent(unknown, model, name))
        }
        None => Err(unknown),
    }
}

pub(crate) fn decode(
    model: &ServiceModel,
    operation: &'static Operation,
    request: &Request,
) -> Result<Record, Error> {
    decode::record(operation.input, dialect(model), &request.body)
}

pub(crate) fn dialect(model: &ServiceModel) -> Dialect {
    match model.error_namespace {
        "" => Dialect::Plain,
        // Only what is as old as DynamoDB qualifies them in its words, too.
        _ if model.protocol == Protocol::AwsJson10Query => Dialect::Plain,
        namespace => Dialect::Qualified(namespace),
    }
}

pub(crate) fn output(model: &ServiceModel, output: &Record, request_id: &str) -> Response {
    let mut body = Vec::new();
    // What the model knows no output of has an empty body, not an empty object.
    if !std::ptr::eq(output.schema(), &UNIT) {
        body.reserve(128);
        encode::record(&mut body, output);
    }
    answer(model, 200, body, request_id)
}

pub(crate) fn error(model: &ServiceModel, error: &Error, request_id: &str) -> Response {
    let mut body = Vec::with_capacity(128);
    body.push(b'{');
    encode::key(&mut body, "__type");
    let namespace = namespace(model, error);
    let name = name(model, error);
    if namespace.is_empty() {
        encode::text(&mut body, &name);
    } else {
        encode::text(&mut body, &format!("{namespace}#{name}"));
    }
    if let Some(message) = &error.message {
        body.push(b',');
        encode::key(&mut body, message_key(model, error));
        encode::text(&mut body, message);
    }
    if let Some(members) = &error.members {
        encode::members(&mut body, members, false);
    }
    body.push(b'}');
    let mut response = answer(model, error.status, body, request_id);
    if model.protocol == Protocol::AwsJson10Query {
        let fault = match error.fault {
            Fault::Client => "Sender",
            Fault::Server => "Receiver",
        };
        header(&mut response, "x-amzn-query-error", &format!("{};{fault}", error.code));
    }
    response
}

/// What the JSON protocol calls an error. A service that had another protocol before has codes of
/// that one, and here the names of its structures.
fn name<'a>(model: &ServiceModel, error: &'a Error) -> Cow<'a, str> {
    if model.protocol != Protocol::AwsJson10Query {
        return Cow::Borrowed(&error.code);
    }
    match (error.structure, error.code.as_ref()) {
        (Some(structure), _) => Cow::Borrowed(structure.name),
        (None, "MissingParameter") => Cow::Borrowed("MissingRequiredParameterException"),
        (None, "InvalidParameterValue") => Cow::Borrowed("InvalidParameterValueException"),
        (None, code) => Cow::Borrowed(code),
    }
}

fn namespace<'a>(model: &'a ServiceModel, error: &Error) -> &'a str {
    if model.error_namespace.is_empty() {
        ""
    } else if error.structure.is_some() || model.protocol == Protocol::AwsJson10Query {
        model.error_namespace
    } else if error.code == "ValidationException" {
        VALIDATE
    } else {
        FRAME
    }
}

/// `message` or `Message`: the model's way where the model has the error, the frame's otherwise.
fn message_key(model: &ServiceModel, error: &Error) -> &'static str {
    if let Some(key) = error.message_member() {
        return key;
    }
    match error.code.as_ref() {
        "SerializationException" | "AccessDeniedException" => "Message",
        "ValidationException" if model.error_namespace.is_empty() => "Message",
        _ => "message",
    }
}

fn answer(model: &ServiceModel, status: u16, body: Vec<u8>, request_id: &str) -> Response {
    let content_type = match model.protocol {
        Protocol::AwsJson10 | Protocol::AwsJson10Query => "application/x-amz-json-1.0",
        _ => "application/x-amz-json-1.1",
    };
    // Only DynamoDB sends a checksum, and its clients look at it; only DynamoDB says what it is.
    let sum = (model.endpoint_prefix == "dynamodb").then(|| crc32fast::hash(&body));
    let mut response = response(status, content_type, body);
    header(&mut response, "x-amzn-requestid", request_id);
    if let Some(sum) = sum {
        header(&mut response, "x-amz-crc32", &sum.to_string());
        response.headers_mut().insert(SERVER, HeaderValue::from_static("Server"));
    }
    response
}
