//! The statics of an `api.rs`: shapes, structures, operations, the service's model.

use std::fmt::Write;

use serde_json::Value;

use super::model::{Model, shape_of};
use super::names::{pascal, screaming};
use super::settings::Settings;
use super::{Result, pattern, types};

/// The whole file, without its head.
pub fn api(settings: &Settings, model: &Model) -> Result<String> {
    let emitter = Emitter { settings, model };
    let mut skipped = Vec::new();
    let shapes = emitter.shapes(&mut skipped)?;
    let mut out = String::from("\n");
    out.push_str("//! The service's shapes, operations and errors, as its API model gives them.\n");
    if !skipped.is_empty() {
        out.push_str(
            "//!\n//! Patterns that are not checked here, being beyond `wire`'s matcher:\n",
        );
        let _ = writeln!(out, "//! {}.", skipped.join(", "));
    }
    let absent = if model.others.is_empty() { "" } else { "Absent, " };
    out.push_str(&format!("\nuse wire::schema::{{{absent}Protocol, ServiceModel}};\n"));
    let declared = types::all(settings, model)?;
    let used: Vec<&str> =
        ["List", "Map"].into_iter().filter(|name| declared.contains(&format!("{name}<"))).collect();
    if !used.is_empty() {
        let _ = writeln!(out, "use wire::{{{}}};", used.join(", "));
    }
    out.push('\n');
    out.push_str(&emitter.service()?);
    out.push_str("\n/// The operations, by name.\npub mod op {\n");
    out.push_str("use wire::schema::Operation;\n\nuse super::schema;\n\n");
    for (name, operation) in &model.operations {
        out.push_str(&emitter.operation(name, operation)?);
    }
    out.push_str("}\n\n/// The structures, by name.\npub mod schema {\n");
    let mut structures = String::new();
    for (name, shape) in &model.shapes {
        if shape["type"] == "structure" {
            structures.push_str(&emitter.structure(name, shape)?);
        }
    }
    out.push_str("use wire::schema::*;\n\n");
    out.push_str(neighbours(&structures));
    out.push_str(&structures);
    out.push_str("}\n\n/// Everything that is not a structure.\npub mod shape {\n");
    out.push_str("use wire::schema::*;\n");
    if shapes.contains(": Pattern = ") {
        out.push_str("use wire::validate::{Node, Pattern};\n");
    }
    out.push('\n');
    out.push_str(neighbours(&shapes));
    out.push_str(&shapes);
    out.push_str("}\n");
    out.push_str(&declared);
    Ok(out)
}

/// What a module of statics needs of the other one and of itself.
fn neighbours(code: &str) -> &'static str {
    match (code.contains("&schema::"), code.contains("&shape::")) {
        (true, true) => "use super::{schema, shape};\n\n",
        (true, false) => "use super::schema;\n\n",
        (false, true) => "use super::shape;\n\n",
        (false, false) => "",
    }
}

/// Whether exactly one member of a structure is set.
pub fn is_union(settings: &Settings, name: &str, shape: &Value) -> bool {
    shape["union"] == true || settings.unions.iter().any(|union| union == name)
}

struct Emitter<'a> {
    settings: &'a Settings,
    model: &'a Model,
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

impl Emitter<'_> {
    fn meta(&self, key: &str) -> &str {
        self.model.metadata.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    fn protocol(&self) -> Result<&'static str> {
        Ok(match (self.meta("protocol"), self.meta("jsonVersion")) {
            ("json", "1.0") if self.model.metadata.contains_key("awsQueryCompatible") => {
                "AwsJson10Query"
            }
            ("json", "1.0") => "AwsJson10",
            ("json", _) => "AwsJson11",
            ("rest-json", _) => "RestJson",
            ("query", _) => "Query",
            (other, _) => return Err(format!("the protocol {other} is not known here")),
        })
    }

    fn service(&self) -> Result<String> {
        let prefix = self.meta("endpointPrefix");
        let name = match self.meta("signingName") {
            "" => prefix,
            name => name,
        };
        let operations: Vec<String> =
            self.model.operations.keys().map(|name| format!("&op::{}", screaming(name))).collect();
        let mut absent = String::new();
        for (name, method, uri) in &self.model.others {
            let _ =
                write!(absent, "Absent {{ name: {name:?}, method: {method:?}, uri: {uri:?} }},");
        }
        Ok(format!(
            "pub static MODEL: ServiceModel = ServiceModel {{ name: {name:?}, service_id: {:?}, \
             endpoint_prefix: {prefix:?}, protocol: Protocol::{}, target_prefix: {:?}, \
             api_version: {:?}, error_namespace: {:?}, xml_namespace: {:?}, \
             operations: &[{}], unimplemented: &[{absent}] }};\n",
            self.meta("serviceId"),
            self.protocol()?,
            self.meta("targetPrefix"),
            self.meta("apiVersion"),
            self.settings.error_namespace,
            self.meta("xmlNamespace"),
            operations.join(", "),
        ))
    }

    fn operation(&self, name: &str, operation: &Value) -> Result<String> {
        let side = |key: &str| match operation.get(key).and_then(shape_of) {
            Some(shape) => format!("&schema::{}", screaming(shape)),
            None => "&wire::typed::UNIT".to_owned(),
        };
        let errors: Vec<String> = operation["errors"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(shape_of)
            .map(|error| format!("&schema::{}", screaming(error)))
            .collect();
        let http = &operation["http"];
        let wrapper = operation.get("output").map_or("", |output| text(output, "resultWrapper"));
        Ok(format!(
            "pub static {}: Operation = Operation {{ name: {name:?}, method: {:?}, uri: {:?}, \
             status: {}, input: {}, output: {}, result_wrapper: {wrapper:?}, errors: &[{}] }};\n",
            screaming(name),
            text(http, "method"),
            text(http, "requestUri"),
            http["responseCode"].as_u64().unwrap_or(200),
            side("input"),
            side("output"),
            errors.join(", "),
        ))
    }

    fn structure(&self, name: &str, shape: &Value) -> Result<String> {
        let required: Vec<&str> =
            shape["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mut members = String::new();
        for (member_name, member) in shape["members"].as_object().into_iter().flatten() {
            let location = if text(shape, "payload") == member_name {
                "Payload"
            } else {
                match text(member, "location") {
                    "" => "Body",
                    "uri" => "Uri",
                    "querystring" => "Query",
                    "header" => "Header",
                    "headers" => "HeaderPrefix",
                    "statusCode" => "StatusCode",
                    other => return Err(format!("{name}: the location {other} is not known")),
                }
            };
            let wire_name = match text(member, "locationName") {
                "" => member_name,
                wire_name => wire_name,
            };
            let needed = required.contains(&member_name.as_str());
            let shape = self.reference(member, location)?;
            let _ = if location == "Body" && wire_name == member_name {
                write!(members, "Member::body({member_name:?}, {needed}, {shape}),")
            } else {
                write!(
                    members,
                    "Member::at(Location::{location}, {member_name:?}, {wire_name:?}, {needed}, \
                     {shape}),"
                )
            };
        }
        Ok(format!(
            "pub static {}: Structure = Structure {{ name: {name:?}, kind: {}, \
             members: &[{members}] }};\n",
            screaming(name),
            self.kind(name, shape)
        ))
    }

    fn kind(&self, name: &str, shape: &Value) -> String {
        if is_union(self.settings, name, shape) {
            return "Kind::Union".into();
        }
        if shape["exception"] != true {
            return "Kind::Plain".into();
        }
        let error = &shape["error"];
        let given = self.settings.error_codes.iter().find(|given| given.name == name);
        let code =
            given.map_or_else(|| error["code"].as_str().unwrap_or(name), |given| &given.code);
        let status = given.map(|given| given.status).or(error["httpStatusCode"].as_u64());
        let server = shape["fault"] == true || status >= Some(500);
        let status = status.unwrap_or(if server { 500 } else { 400 });
        let fault = if server { "Server" } else { "Client" };
        format!("Kind::Error {{ code: {code:?}, status: {status}, fault: wire::Fault::{fault} }}")
    }

    /// A reference to a member's shape.
    fn reference(&self, member: &Value, location: &str) -> Result<String> {
        let name = shape_of(member).unwrap_or_default();
        let shape = &self.model.shapes[name];
        Ok(match text(shape, "type") {
            "structure" => format!("&Shape::Structure(&schema::{})", screaming(name)),
            "timestamp" => {
                let given = [member, shape].map(|value| text(value, "timestampFormat"));
                let format = match (given, location) {
                    (["iso8601", _] | ["", "iso8601"], _) => "Iso8601",
                    (["rfc822", _] | ["", "rfc822"], _) => "Rfc822",
                    (["unixTimestamp", _] | ["", "unixTimestamp"], _) => "UnixTimestamp",
                    (_, "Header" | "HeaderPrefix") => "Rfc822",
                    (_, "Query" | "Uri") => "Iso8601",
                    _ if self.protocol()? == "Query" => "Iso8601",
                    _ => "UnixTimestamp",
                };
                format!("&Shape::Timestamp(TimeFormat::{format})")
            }
            "boolean" => "&Shape::Boolean".into(),
            "float" => "&Shape::Float".into(),
            "double" => "&Shape::Double".into(),
            _ => format!("&shape::{}", screaming(name)),
        })
    }

    /// The statics of what is neither a structure nor plain enough to stand inline.
    fn shapes(&self, skipped: &mut Vec<String>) -> Result<String> {
        let mut out = String::new();
        for (name, shape) in &self.model.shapes {
            let value = match text(shape, "type") {
                "integer" => format!("Shape::Integer({})", range(shape)),
                "long" => format!("Shape::Long({})", range(shape)),
                "blob" => format!("Shape::Blob({})", length(shape)),
                "string" => self.string(name, shape, skipped, &mut out),
                "list" => {
                    let member = &shape["member"];
                    let member_name = match text(member, "locationName") {
                        "" => "member",
                        name => name,
                    };
                    format!(
                        "Shape::List(ListShape {{ member: {}, member_name: {member_name:?}, \
                         flattened: {}, length: {} }})",
                        self.reference(member, "")?,
                        shape["flattened"] == true,
                        length(shape)
                    )
                }
                "map" => self.map(shape)?,
                "structure" | "boolean" | "float" | "double" | "timestamp" => continue,
                other => return Err(format!("{name}: the type {other} is not known here")),
            };
            let _ = writeln!(out, "pub static {}: Shape = {value};", screaming(name));
        }
        Ok(out)
    }

    fn map(&self, shape: &Value) -> Result<String> {
        let named = |key: &str| match text(&shape[key], "locationName") {
            "" => key.to_owned(),
            name => name.to_owned(),
        };
        Ok(format!(
            "Shape::Map(MapShape {{ key: {}, value: {}, key_name: {:?}, value_name: {:?}, \
             flattened: {}, length: {} }})",
            self.reference(&shape["key"], "")?,
            self.reference(&shape["value"], "")?,
            named("key"),
            named("value"),
            shape["flattened"] == true,
            length(shape)
        ))
    }

    fn string(
        &self,
        name: &str,
        shape: &Value,
        skipped: &mut Vec<String>,
        out: &mut String,
    ) -> String {
        let source = text(shape, "pattern");
        let mut values: Vec<&str> =
            shape["enum"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if let Some((_, order)) = self.settings.enum_order.iter().find(|(of, _)| of == name) {
            // What the order does not name goes to the end.
            values.sort_by_key(|value| {
                order.iter().position(|other| other == value).unwrap_or(order.len())
            });
        }
        let sensitive = shape["sensitive"] == true;
        let length = length(shape);
        if source.is_empty() && values.is_empty() && !sensitive && length == "Length::ANY" {
            return "Shape::String(Text::ANY)".into();
        }
        let mut pattern = "None".to_owned();
        if !source.is_empty() {
            let root = match pattern::node(source) {
                Some(node) => format!("Some(&{node})"),
                None => {
                    skipped.push(format!("`{}`", pascal(name)));
                    "None".into()
                }
            };
            let _ = writeln!(
                out,
                "static {}_PATTERN: Pattern = Pattern {{ source: {source:?}, root: {root} }};",
                screaming(name)
            );
            pattern = format!("Some(&{}_PATTERN)", screaming(name));
        }
        format!(
            "Shape::String(Text {{ length: {length}, pattern: {pattern}, values: &{values:?}, \
             sensitive: {sensitive} }})"
        )
    }
}

fn bound(shape: &Value, key: &str) -> String {
    match shape[key].as_i64().or_else(|| shape[key].as_f64().map(|bound| bound as i64)) {
        Some(bound) => format!("Some({bound})"),
        None => "None".into(),
    }
}

fn bounds(kind: &str, shape: &Value) -> String {
    if shape["min"].is_null() && shape["max"].is_null() {
        return format!("{kind}::ANY");
    }
    format!("{kind} {{ min: {}, max: {} }}", bound(shape, "min"), bound(shape, "max"))
}

fn range(shape: &Value) -> String {
    bounds("Range", shape)
}

fn length(shape: &Value) -> String {
    bounds("Length", shape)
}
