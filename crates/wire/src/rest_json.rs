//! restJson: the operation in method and path, members in path, query, headers and body.

use bytes::Bytes;
use percent_encoding::percent_decode_str;

use crate::error::{Error, Fault};
use crate::json::decode::{self, Dialect};
use crate::json::encode;
use crate::protocol::{Request, Response, absent, header, response};
use crate::query::scalar;
use crate::schema::{Location, Member, Operation, ServiceModel, Shape, TimeFormat};
use crate::time;
use crate::value::{Record, Value};

pub(crate) fn route(
    model: &'static ServiceModel,
    request: &Request,
) -> Result<&'static Operation, Error> {
    let method = request.method.as_str();
    let fits = |known: &str, template: &str| {
        known == method && matches(template, request.path()) && asks(template, request.query())
    };
    let mut unknown = Error::client("UnknownOperationException", "").with_status(404);
    unknown.message = None;
    // A segment that is spelled out wins over a label: `/functions/x` over `/functions/{Name}`.
    let found = model
        .operations
        .iter()
        .filter(|operation| fits(operation.method, operation.uri))
        .min_by_key(|operation| labels(operation.uri));
    let missing = model
        .unimplemented
        .iter()
        .filter(|known| fits(known.method, known.uri))
        .min_by_key(|known| labels(known.uri));
    match (found, missing) {
        (Some(found), Some(missing)) if labels(missing.uri) < labels(found.uri) => {
            Err(absent(unknown, model, missing.name))
        }
        (Some(found), _) => Ok(found),
        (None, Some(missing)) => Err(absent(unknown, model, missing.name)),
        (None, None) => Err(unknown),
    }
}

/// The fewer the better; of two that are alike in this, the one with a query of its own.
fn labels(template: &str) -> (usize, bool) {
    (template.matches('{').count(), !template.contains('?'))
}

/// Whether the query has what the template's has: `?List=ALL` makes it another operation.
fn asks(template: &str, query: &str) -> bool {
    let Some((_, wanted)) = template.split_once('?') else { return true };
    wanted.split('&').all(|wanted| query.split('&').any(|given| given == wanted))
}

/// The segments of a template's or request's path. A slash at the end means nothing.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    let path = path.split('?').next().unwrap_or_default();
    path.trim_matches('/').split('/')
}

fn matches(template: &str, path: &str) -> bool {
    // Most templates differ before their first label.
    let before = template.find(['{', '?']).unwrap_or(template.len());
    let start = template[..before].trim_end_matches('/').as_bytes();
    if path.starts_with('/') && !path.starts_with("//") && !path.as_bytes().starts_with(start) {
        return false;
    }
    let mut given = segments(path);
    for wanted in segments(template) {
        match given.next() {
            Some(segment) if wanted.ends_with("+}") => return !segment.is_empty(),
            Some(segment) if wanted.starts_with('{') && !segment.is_empty() => {}
            Some(segment) if segment == wanted => {}
            _ => return false,
        }
    }
    given.next().is_none()
}

/// What stands in the path where the template has `{name}`, decoded.
fn label(template: &str, path: &str, name: &str) -> Option<String> {
    let at =
        segments(template).position(|segment| segment.trim_matches(['{', '}', '+']) == name)?;
    let greedy = segments(template).nth(at)?.ends_with("+}");
    let text = if greedy {
        segments(path).skip(at).collect::<Vec<_>>().join("/")
    } else {
        segments(path).nth(at)?.to_owned()
    };
    percent_decode_str(&text).decode_utf8().ok().map(|text| text.into_owned())
}

pub(crate) fn decode(
    _model: &ServiceModel,
    operation: &'static Operation,
    request: &Request,
) -> Result<Record, Error> {
    let schema = operation.input;
    let in_body = schema.members.iter().any(|member| member.location == Location::Body);
    let mut record = if in_body && !request.body.is_empty() {
        decode::record(schema, Dialect::Plain, &request.body)?
    } else {
        Record::new(schema)
    };
    for (slot, member) in schema.members.iter().enumerate() {
        let value = match member.location {
            Location::Body | Location::StatusCode => continue,
            Location::Uri => {
                let text = label(operation.uri, request.path(), member.wire_name);
                text.map(|text| plain(member, &text)).transpose()?
            }
            Location::Query => from_query(member, request.query())?,
            Location::Header => {
                request.header(member.wire_name).map(|text| plain(member, text)).transpose()?
            }
            Location::HeaderPrefix => Some(prefixed(member, request)),
            Location::Payload => payload(member, &request.body)?,
        };
        record.set(slot, value);
    }
    Ok(record)
}

fn plain(member: &'static Member, text: &str) -> Result<Value, Error> {
    scalar(member.shape, text).ok_or_else(|| {
        let name = decode::java_name(member.shape);
        let article = if name.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
        Error::serialization(format!("STRING_VALUE can not be converted to {article} {name}"))
    })
}

fn from_query(member: &'static Member, query: &str) -> Result<Option<Value>, Error> {
    let mut values = query.split('&').filter_map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = percent_decode_str(name).decode_utf8().ok()?;
        let value = value.replace('+', " ");
        let value = percent_decode_str(&value).decode_utf8().ok()?.into_owned();
        (name == member.wire_name).then_some(value)
    });
    if let Shape::List(list) = member.shape {
        let mut elements = Vec::new();
        for text in values {
            elements.extend(scalar(list.member, &text));
        }
        return Ok((!elements.is_empty()).then_some(Value::List(elements)));
    }
    // Of equal names the last one counts.
    values.next_back().map(|text| plain(member, &text)).transpose()
}

fn prefixed(member: &'static Member, request: &Request) -> Value {
    let entries = request.headers.iter().filter_map(|(name, value)| {
        let name = name.as_str();
        let head = name.get(..member.wire_name.len())?;
        if !head.eq_ignore_ascii_case(member.wire_name) {
            return None;
        }
        let rest = name[member.wire_name.len()..].to_owned();
        Some((rest, Value::Text(value.to_str().ok()?.to_owned())))
    });
    Value::Map(entries.collect())
}

fn payload(member: &'static Member, body: &Bytes) -> Result<Option<Value>, Error> {
    Ok(match member.shape {
        Shape::Blob(_) => Some(Value::Blob(body.to_vec())),
        Shape::String(_) => {
            let text = std::str::from_utf8(body).map_err(|_| crate::json::Malformed)?;
            Some(Value::Text(text.to_owned()))
        }
        Shape::Structure(schema) if !body.is_empty() => {
            Some(Value::Record(decode::record(schema, Dialect::Plain, body)?))
        }
        _ => None,
    })
}

pub(crate) fn output(operation: &Operation, mut output: Record, request_id: &str) -> Response {
    let payload = output.schema().payload();
    let body = match payload.and_then(|slot| output.take(slot)) {
        Some(Value::Blob(bytes)) => bytes,
        Some(Value::Text(text)) => text.into_bytes(),
        Some(Value::Record(record)) => {
            let mut body = Vec::with_capacity(256);
            encode::record(&mut body, &record);
            body
        }
        _ if payload.is_some() => Vec::new(),
        _ => {
            let mut body = Vec::with_capacity(256);
            encode::record(&mut body, &output);
            body
        }
    };
    let mut response = response(operation.status, "application/json", body);
    heads(&mut response, &output);
    header(&mut response, "x-amzn-requestid", request_id);
    response
}

pub(crate) fn error(error: &Error, request_id: &str) -> Response {
    let mut body = Vec::with_capacity(128);
    body.push(b'{');
    let mut first = true;
    // Lambda's errors say whose fault they are, in a member of their own.
    let kind = error.structure.and_then(|structure| structure.slot_of("Type"));
    let said = error.members.as_ref().zip(kind).and_then(|(members, slot)| members.get(slot));
    if kind.is_some() && said.is_none() {
        let kind = match error.fault {
            Fault::Client => "User",
            Fault::Server => "Service",
        };
        encode::key(&mut body, "Type");
        encode::text(&mut body, kind);
        first = false;
    }
    if let Some(message) = &error.message {
        if !first {
            body.push(b',');
        }
        first = false;
        let frame = if error.code == "AccessDeniedException" { "Message" } else { "message" };
        encode::key(&mut body, error.message_member().unwrap_or(frame));
        encode::text(&mut body, message);
    }
    if let Some(members) = &error.members {
        encode::members(&mut body, members, first);
    }
    body.push(b'}');
    let mut response = response(error.status, "application/json", body);
    header(&mut response, "x-amzn-errortype", &error.code);
    if let Some(members) = &error.members {
        heads(&mut response, members);
    }
    header(&mut response, "x-amzn-requestid", request_id);
    response
}

/// The members that stand in the head: headers and the status.
fn heads(response: &mut Response, record: &Record) {
    for (member, value) in record.iter() {
        match (member.location, value) {
            (Location::StatusCode, Value::Int(status)) => {
                let status = u16::try_from(*status).ok();
                if let Some(Ok(status)) = status.map(http::StatusCode::from_u16) {
                    *response.status_mut() = status;
                }
            }
            (Location::Header, value) => {
                if let Some(text) = written(member.shape, value) {
                    header(response, member.wire_name, &text);
                }
            }
            (Location::HeaderPrefix, Value::Map(entries)) => {
                for (name, value) in entries {
                    if let Some(text) = written(member.shape, value) {
                        header(response, &format!("{}{name}", member.wire_name), &text);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A value as plain text. `None` for what no header holds.
fn written(shape: &Shape, value: &Value) -> Option<String> {
    Some(match value {
        Value::Bool(flag) => flag.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Time(at) => match shape {
            Shape::Timestamp(format) => time::write(*at, *format),
            _ => time::write(*at, TimeFormat::Rfc822),
        },
        Value::List(values) => {
            let texts: Option<Vec<String>> =
                values.iter().map(|value| written(shape, value)).collect();
            texts?.join(",")
        }
        Value::Blob(_) | Value::Map(_) | Value::Record(_) | Value::Union(_) => return None,
    })
}
