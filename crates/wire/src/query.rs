//! The query protocol: parameters as form fields in, XML out.
//!
//! A list is `Name.member.1`, flattened `Name.1`; a map `Name.entry.1.key` and `.value`.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::error::{Error, Fault};
use crate::json::decode::blob;
use crate::protocol::{Request, Response, absent, header, response};
use crate::schema::{Kind, ListShape, MapShape, Operation, ServiceModel, Shape, Structure};
use crate::value::{Record, Union, Value};
use crate::{time, xml};

/// How deep structures may stand in each other. The deepest input of the services spoken to this
/// way is 5; only a schema that holds itself could go further.
const DEPTH_MAX: u32 = 32;

/// What an element is called whose list does not say it.
pub(crate) const UNNAMED: &str = "member";

/// Form fields, in the order of their names.
pub struct Form {
    fields: Vec<(String, String)>,
}

impl Form {
    /// The fields of the query and, after them, of the body. Of equal names the last one counts.
    pub fn of(request: &Request) -> Result<Form, Error> {
        let body = std::str::from_utf8(&request.body).map_err(|_| malformed("the body"))?;
        let mut fields = Vec::new();
        for part in request.query().split('&').chain(body.trim_end().split('&')) {
            if part.is_empty() {
                continue;
            }
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            fields.push((unescape(name)?, unescape(value)?));
        }
        // A stable sort: among equal names the last one stays last.
        fields.sort_by(|one: &(String, String), other| one.0.cmp(&other.0));
        Ok(Form { fields })
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        let end = self.fields.partition_point(|(field, _)| field.as_str() <= name);
        let (field, value) = self.fields.get(end.checked_sub(1)?)?;
        (field == name).then_some(value)
    }

    /// The fields whose names begin with `prefix`.
    fn under(&self, prefix: &str) -> &[(String, String)] {
        let start = self.fields.partition_point(|(field, _)| field.as_str() < prefix);
        let rest = &self.fields[start..];
        &rest[..rest.partition_point(|(field, _)| field.starts_with(prefix))]
    }

    /// The numbers that follow `prefix` in names, each once, in order.
    fn numbers(&self, prefix: &str) -> Vec<u32> {
        let mut numbers: Vec<u32> = self
            .under(prefix)
            .iter()
            .filter_map(|(field, _)| field[prefix.len()..].split('.').next()?.parse().ok())
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    fn structure(
        &self,
        prefix: &str,
        schema: &'static Structure,
        depth: u32,
    ) -> Result<Record, Error> {
        let mut record = Record::new(schema);
        for (slot, member) in schema.members.iter().enumerate() {
            let name = format!("{prefix}{}", member.wire_name);
            record.set(slot, self.value(&name, member.shape, depth)?);
        }
        Ok(record)
    }

    fn value(&self, name: &str, shape: &'static Shape, depth: u32) -> Result<Option<Value>, Error> {
        if depth > DEPTH_MAX {
            return Err(malformed(name));
        }
        let inner = format!("{name}.");
        match shape {
            Shape::List(list) => return self.list(name, list, depth),
            Shape::Map(map) => return self.map(name, map, depth),
            Shape::Structure(schema) => {
                if self.under(&inner).is_empty() {
                    return Ok(None);
                }
                let mut record = self.structure(&inner, schema, depth + 1)?;
                if schema.kind != Kind::Union {
                    return Ok(Some(Value::Record(record)));
                }
                let set: Vec<usize> =
                    (0..schema.members.len()).filter(|slot| record.get(*slot).is_some()).collect();
                let union = match (set.len(), set.first().and_then(|slot| record.take(*slot))) {
                    (1, Some(value)) => Union::new(schema, set[0], value),
                    (0, _) => Union::none(schema),
                    _ => Union::several(schema),
                };
                return Ok(Some(Value::Union(union)));
            }
            _ => {}
        }
        let Some(text) = self.get(name) else { return Ok(None) };
        scalar(shape, text).map(Some).ok_or_else(|| malformed(name))
    }

    fn list(
        &self,
        name: &str,
        list: &'static ListShape,
        depth: u32,
    ) -> Result<Option<Value>, Error> {
        let prefix = if list.flattened {
            format!("{}.", flattened(name, list))
        } else {
            format!("{name}.{}.", list.member_name)
        };
        let numbers = self.numbers(&prefix);
        // An empty list is a field of the list's own name with nothing in it.
        if numbers.is_empty() && self.get(name) != Some("") {
            return Ok(None);
        }
        let mut values = Vec::with_capacity(numbers.len());
        for number in numbers {
            values.extend(self.value(&format!("{prefix}{number}"), list.member, depth + 1)?);
        }
        Ok(Some(Value::List(values)))
    }

    fn map(&self, name: &str, map: &'static MapShape, depth: u32) -> Result<Option<Value>, Error> {
        let mut prefix = if map.flattened { format!("{name}.") } else { format!("{name}.entry.") };
        let mut numbers = self.numbers(&prefix);
        // SQS's tags go by `Tags` in its model and by `Tag` in its manual, and are taken as both.
        if numbers.is_empty()
            && map.flattened
            && let Some(one) = name.strip_suffix('s')
        {
            prefix = format!("{one}.");
            numbers = self.numbers(&prefix);
        }
        if numbers.is_empty() {
            return Ok(None);
        }
        let mut entries: Vec<(String, Value)> = Vec::with_capacity(numbers.len());
        for number in numbers {
            let Some(key) = self.get(&format!("{prefix}{number}.{}", map.key_name)) else {
                return Err(malformed(name));
            };
            let at = format!("{prefix}{number}.{}", map.value_name);
            if let Some(value) = self.value(&at, map.value, depth + 1)? {
                entries.push((key.to_owned(), value));
            }
        }
        crate::json::decode::keep_last(&mut entries);
        Ok(Some(Value::Map(entries)))
    }
}

pub(crate) fn route(
    model: &'static ServiceModel,
    request: &Request,
) -> Result<&'static Operation, Error> {
    let form = Form::of(request)?;
    let Some(name) = form.get("Action") else {
        return Err(no_action(model));
    };
    if let Some(operation) = model.operation(name) {
        return Ok(operation);
    }
    let version = form.get("Version").unwrap_or(model.api_version);
    let message = match is_sqs(model) {
        true => format!("The action {name} is not valid for this endpoint."),
        false => format!("Could not find operation {name} for version {version}"),
    };
    let unknown = Error::client("InvalidAction", message);
    if model.unimplemented.iter().any(|known| known.name == name) {
        return Err(absent(unknown, model, name));
    }
    Err(unknown)
}

/// SQS has words of its own in this protocol.
fn is_sqs(model: &ServiceModel) -> bool {
    model.endpoint_prefix == "sqs"
}

fn no_action(model: &ServiceModel) -> Error {
    match is_sqs(model) {
        true => Error::client(NO_ACTION, "No action was named").with_status(404),
        false => Error::client("MissingAction", "The request must contain the parameter Action"),
    }
}

/// A code that is answered as an element of its name, with nothing in it.
pub(crate) const NO_ACTION: &str = "UnknownOperationException";

pub(crate) fn decode(operation: &'static Operation, request: &Request) -> Result<Record, Error> {
    Form::of(request)?.structure("", operation.input, 0)
}

pub(crate) fn output(
    model: &ServiceModel,
    operation: &Operation,
    output: &Record,
    request_id: &str,
) -> Response {
    let mut body = format!("<{}Response xmlns=\"{}\">", operation.name, model.xml_namespace);
    let wrapper = operation.result_wrapper;
    if !wrapper.is_empty() {
        let mut result = String::new();
        xml::members(&mut result, output);
        match result.is_empty() {
            true => body.push_str(&format!("<{wrapper}/>")),
            false => xml::around(&mut body, wrapper, |body| body.push_str(&result)),
        }
    }
    xml::around(&mut body, "ResponseMetadata", |body| {
        xml::around(body, "RequestId", |body| xml::text(body, request_id));
    });
    body.push_str(&format!("</{}Response>\n", operation.name));
    answer(200, body, request_id)
}

pub(crate) fn error(model: &ServiceModel, error: &Error, request_id: &str) -> Response {
    if error.code == NO_ACTION {
        return answer(error.status, format!("<{NO_ACTION}/>\n"), request_id);
    }
    let mut body = format!("<ErrorResponse xmlns=\"{}\">", model.xml_namespace);
    xml::around(&mut body, "Error", |body| {
        let kind = match error.fault {
            Fault::Client => "Sender",
            Fault::Server => "Receiver",
        };
        xml::around(body, "Type", |body| body.push_str(kind));
        xml::around(body, "Code", |body| xml::text(body, &error.code));
        if let Some(message) = &error.message {
            xml::around(body, "Message", |body| xml::text(body, message));
        }
        if let Some(members) = &error.members {
            xml::members(body, members);
        }
        // Only SQS says that there is nothing more.
        if is_sqs(model) {
            body.push_str("<Detail/>");
        }
    });
    xml::around(&mut body, "RequestId", |body| xml::text(body, request_id));
    body.push_str("</ErrorResponse>\n");
    answer(error.status, body, request_id)
}

fn answer(status: u16, body: String, request_id: &str) -> Response {
    let mut response = response(status, "text/xml", body.into_bytes());
    header(&mut response, "x-amzn-requestid", request_id);
    response
}

/// What the elements of a flattened list go by: the name of the list, or the one that they have in
/// its place.
fn flattened<'a>(name: &'a str, list: &ListShape) -> Cow<'a, str> {
    if list.member_name == UNNAMED {
        return Cow::Borrowed(name);
    }
    let around = name.rfind('.').map_or("", |dot| &name[..=dot]);
    Cow::Owned(format!("{around}{}", list.member_name))
}

fn malformed(name: &str) -> Error {
    Error::client("MalformedInput", format!("The value of {name} could not be read"))
}

/// Form encoding: `+` is a space.
fn unescape(text: &str) -> Result<String, Error> {
    let spaced: Cow<str> =
        if text.contains('+') { text.replace('+', " ").into() } else { text.into() };
    let decoded = percent_decode_str(&spaced).decode_utf8();
    decoded.map(Cow::into_owned).map_err(|_| malformed("a parameter"))
}

/// A value that is written as plain text, as in forms, headers and paths.
pub(crate) fn scalar(shape: &'static Shape, text: &str) -> Option<Value> {
    Some(match shape {
        Shape::Boolean => match text {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => return None,
        },
        Shape::Integer(_) => Value::Int(i64::from(text.trim().parse::<i32>().ok()?)),
        Shape::Long(_) => Value::Int(text.trim().parse().ok()?),
        Shape::Float | Shape::Double => Value::Float(text.trim().parse().ok()?),
        Shape::String(_) => Value::Text(text.to_owned()),
        Shape::Blob(_) => Value::Blob(blob(text).ok()?),
        Shape::Timestamp(_) => Value::Time(time::parse(text)?),
        Shape::List(_) | Shape::Map(_) | Shape::Structure(_) => return None,
    })
}
