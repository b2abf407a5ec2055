//! What the query protocol answers to those who accept JSON: the same answers in another form.
//!
//! No model describes it. Members go by their names, one that is not there is null, times are
//! seconds, and a map is a list of its entries: as SQS and STS are seen to answer API Gateway.

use crate::error::{Error, Fault};
use crate::json::encode::{key, text, value};
use crate::protocol::{Request, Response, header, response};
use crate::schema::{MapShape, Operation, ServiceModel, Shape, TimeFormat};
use crate::time;
use crate::value::{Record, Value};

/// Members that SQS writes otherwise here than in XML.
const SQS_NAMES: [(&str, &str); 2] = [("Messages", "messages"), ("QueueUrls", "queueUrls")];

/// Whether a request wants its answer so.
pub(crate) fn is_wanted(request: &Request) -> bool {
    let accepted = request.header(http::header::ACCEPT.as_str()).unwrap_or_default();
    let mut kinds = accepted.split(',').filter_map(|part| part.split(';').next());
    kinds.any(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

pub(crate) fn output(
    model: &ServiceModel,
    operation: &Operation,
    output: &Record,
    request_id: &str,
) -> Response {
    let mut metadata = Vec::new();
    key(&mut metadata, "ResponseMetadata");
    identity(&mut metadata, request_id);
    let mut parts = vec![("ResponseMetadata", metadata)];
    let wrapper = operation.result_wrapper;
    if !wrapper.is_empty() {
        let mut result = Vec::new();
        key(&mut result, wrapper);
        record(&mut result, output, model.endpoint_prefix == "sqs");
        parts.push((wrapper, result));
    }
    parts.sort_by_key(|(name, _)| *name);
    let parts: Vec<Vec<u8>> = parts.into_iter().map(|(_, part)| part).collect();
    let mut body = vec![b'{'];
    key(&mut body, &format!("{}Response", operation.name));
    body.push(b'{');
    body.extend(parts.join(&b','));
    body.extend(b"}}");
    answer(200, body, request_id)
}

pub(crate) fn error(error: &Error, request_id: &str) -> Response {
    let kind = match error.fault {
        Fault::Client => "Sender",
        Fault::Server => "Receiver",
    };
    let mut body = b"{\"Error\":{\"Code\":".to_vec();
    text(&mut body, &error.code);
    body.extend(b",\"Message\":");
    match &error.message {
        Some(message) => text(&mut body, message),
        None => body.extend(b"null"),
    }
    body.extend(b",\"Type\":");
    text(&mut body, kind);
    body.extend(b"},\"RequestId\":");
    text(&mut body, request_id);
    body.push(b'}');
    answer(error.status, body, request_id)
}

fn answer(status: u16, body: Vec<u8>, request_id: &str) -> Response {
    let mut response = response(status, "application/json", body);
    header(&mut response, "x-amzn-requestid", request_id);
    response
}

fn identity(out: &mut Vec<u8>, request_id: &str) {
    out.push(b'{');
    key(out, "RequestId");
    text(out, request_id);
    out.push(b'}');
}

fn record(out: &mut Vec<u8>, record: &Record, is_sqs: bool) {
    out.push(b'{');
    for (slot, member) in record.schema().members.iter().enumerate() {
        if slot > 0 {
            out.push(b',');
        }
        let own = SQS_NAMES.iter().find(|(name, _)| is_sqs && *name == member.name);
        key(out, own.map_or(member.name, |(_, own)| own));
        match record.get(slot) {
            Some(value) => content(out, member.shape, value),
            None => out.extend(b"null"),
        }
    }
    out.push(b'}');
}

fn content(out: &mut Vec<u8>, shape: &Shape, given: &Value) {
    match (shape, given) {
        (_, Value::Record(inner)) => record(out, inner, false),
        (_, Value::Time(at)) => {
            out.extend_from_slice(time::write(*at, TimeFormat::UnixTimestamp).as_bytes());
        }
        (Shape::List(list), Value::List(values)) => {
            listed(out, values, |out, inner| content(out, list.member, inner));
        }
        (Shape::Map(map), Value::Map(entries)) => {
            listed(out, entries, |out, (name, inner)| entry(out, map, name, inner));
        }
        _ => value(out, shape, given),
    }
}

fn entry(out: &mut Vec<u8>, map: &MapShape, name: &str, inner: &Value) {
    out.push(b'{');
    key(out, map.key_name);
    text(out, name);
    out.push(b',');
    key(out, map.value_name);
    content(out, map.value, inner);
    out.push(b'}');
}

fn listed<T>(out: &mut Vec<u8>, all: &[T], mut one: impl FnMut(&mut Vec<u8>, &T)) {
    out.push(b'[');
    for (index, item) in all.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        one(out, item);
    }
    out.push(b']');
}
