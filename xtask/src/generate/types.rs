//! The types of an `api.rs`: one per structure, declared with `wire`'s macros.

use std::fmt::Write;

use serde_json::Value;

use super::Result;
use super::emit::is_union;
use super::model::{Model, shape_of};
use super::names::{method, pascal, screaming, snake, variant};
use super::settings::Settings;

pub fn all(settings: &Settings, model: &Model) -> Result<String> {
    let mut out = String::new();
    for (name, shape) in &model.shapes {
        if shape["type"] != "structure" {
            continue;
        }
        if is_union(settings, name, shape) {
            out.push_str(&union(model, name, shape)?);
        } else {
            out.push_str(&structure(model, name, shape)?);
        }
    }
    Ok(out)
}

fn structure(model: &Model, name: &str, shape: &Value) -> Result<String> {
    let declare = if shape["exception"] == true { "error" } else { "structure" };
    let mut out = format!("\nwire::{declare}!({} = schema::{});\n", pascal(name), screaming(name));
    let needed: Vec<&str> =
        shape["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let (mut required, mut optional) = (String::new(), String::new());
    for (slot, (member, value)) in shape["members"].as_object().into_iter().flatten().enumerate() {
        let inner = &model.shapes[shape_of(value).unwrap_or_default()];
        let plain = snake(member);
        let line = format!(
            "{slot} {} take_{plain} set_{plain} with_{plain} {};\n",
            method(member),
            type_of(model, value)?
        );
        // A structure has no empty form to lend: its getter gives an `Option` in any case.
        if needed.contains(&member.as_str()) && inner["type"] != "structure" {
            required.push_str(&line);
        } else {
            optional.push_str(&line);
        }
    }
    if required.is_empty() && optional.is_empty() {
        return Ok(out);
    }
    let _ = write!(out, "wire::members! {{ {};\nrequired {{\n{required}}}\n", pascal(name));
    let _ = write!(out, "optional {{\n{optional}}}\n}}\n");
    Ok(out)
}

fn union(model: &Model, name: &str, shape: &Value) -> Result<String> {
    let type_name = pascal(name);
    let mut out = format!(
        "\nwire::union! {{ {type_name}, {type_name}Ref, {type_name}Owned = schema::{};\n",
        screaming(name)
    );
    for (slot, (member, value)) in shape["members"].as_object().into_iter().flatten().enumerate() {
        let _ = writeln!(
            out,
            "{} {slot} {} {},",
            variant(member),
            method(member),
            type_of(model, value)?
        );
    }
    out.push_str("}\n");
    Ok(out)
}

fn type_of(model: &Model, value: &Value) -> Result<String> {
    let name = shape_of(value).unwrap_or_default();
    let shape = &model.shapes[name];
    Ok(match shape["type"].as_str().unwrap_or_default() {
        "boolean" => "bool".into(),
        "integer" | "long" => "i64".into(),
        "float" | "double" => "f64".into(),
        "string" => "String".into(),
        "blob" => "Vec<u8>".into(),
        "timestamp" => "base::Timestamp".into(),
        "list" => format!("List<{}>", type_of(model, &shape["member"])?),
        "map" => format!("Map<{}>", type_of(model, &shape["value"])?),
        "structure" => pascal(name),
        other => return Err(format!("{name}: the type {other} is not known here")),
    })
}
