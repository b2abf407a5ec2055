//! Parameters of a template: what they come to, and whether they may.
//!
//! A value comes from the command line (`--param NAME=VALUE`), from `provider.stackParameters`, or
//! is the parameter's default; the first of these counts.

use std::collections::HashMap;

use regex_lite::Regex;

use crate::node::{Entry, Node, Value};
use crate::problem::{Place, Problem};
use crate::read::{Members, Report, nearest};

const MEMBERS: Members<'_> = Members {
    known: &[
        "Type",
        "Default",
        "AllowedPattern",
        "AllowedValues",
        "ConstraintDescription",
        "Description",
        "MaxLength",
        "MaxValue",
        "MinLength",
        "MinValue",
        "NoEcho",
    ],
    later: &[],
};

/// What each parameter of the parts of a template comes to.
pub(crate) fn values(
    parts: &[&Node],
    root: &Node,
    given: &[(String, String)],
    report: &mut Report,
) -> HashMap<String, Node> {
    let stated = stated(root, report);
    let mut values = HashMap::new();
    for part in parts {
        let Some(parameters) = part.get("Parameters") else { continue };
        for entry in report.map(parameters, "resources.Parameters") {
            let typed = given.iter().rev().find(|(name, _)| *name == entry.key);
            let typed = typed.map(|(_, value)| Node::string(value, &entry.at));
            let written = stated.iter().find(|(name, _)| *name == entry.key);
            let value = typed.or_else(|| written.map(|(_, value)| value.clone()));
            if let Some(value) = value_of(entry, value, report) {
                values.insert(entry.key.clone(), value);
            }
        }
    }
    let declared = parts.iter().filter_map(|part| part.get("Parameters")?.as_map()).flatten();
    let declared: Vec<&str> = declared.map(|entry| entry.key.as_str()).collect();
    for (name, value) in stated.iter().filter(|(name, _)| !declared.contains(&name.as_str())) {
        let what = format!("provider.stackParameters gives {name}, which is no parameter");
        let problem = Problem::new(&value.at, what).expected("a name of resources.Parameters");
        report.problem(match nearest(name, declared.iter().copied()) {
            Some(near) => problem.fix(format!("did you mean {near}?")),
            None => problem,
        });
    }
    values
}

/// The values of those that are not to be shown.
pub(crate) fn secrets(parts: &[&Node], values: &HashMap<String, Node>) -> Vec<String> {
    let declared = parts.iter().filter_map(|part| part.get("Parameters")?.as_map()).flatten();
    let hidden = declared.filter(|entry| is_noecho(&entry.value));
    hidden.filter_map(|entry| values.get(&entry.key)?.scalar_text()).collect()
}

/// `provider.stackParameters`: `- ParameterKey: NAME` and `ParameterValue: VALUE`.
fn stated(root: &Node, report: &mut Report) -> Vec<(String, Node)> {
    let Some(node) = root.get("provider").and_then(|node| node.get("stackParameters")) else {
        return Vec::new();
    };
    let mut stated = Vec::new();
    for item in report.list(node, "provider.stackParameters") {
        let name = item.get("ParameterKey").and_then(Node::scalar_text);
        match (name, item.get("ParameterValue")) {
            (Some(name), Some(value)) => stated.push((name, value.clone())),
            _ => {
                let expected = "ParameterKey and ParameterValue";
                report.wrong(item, "an item of provider.stackParameters", expected);
            }
        }
    }
    stated
}

fn value_of(entry: &Entry, value: Option<Node>, report: &mut Report) -> Option<Node> {
    let name = format!("the parameter {}", entry.key);
    if entry.value.as_map().is_none() {
        report.wrong(&entry.value, &name, "a map with Type and Default");
        return None;
    }
    let members = report.map(&entry.value, &name);
    report.members(members, &MEMBERS, &name);
    let kind = entry.value.get("Type").and_then(Node::scalar_text).unwrap_or("String".into());
    let value = value.or_else(|| entry.value.get("Default").cloned());
    let Some(value) = value.filter(|value| !value.is_null()) else {
        let expected = "a value on the command line, in provider.stackParameters, or a Default";
        let fix = format!("give it: --param {}=VALUE", entry.key);
        let problem = Problem::new(&entry.at, format!("{name} has no value"));
        report.problem(problem.expected(expected).fix(fix));
        return None;
    };
    let Some(text) = value.scalar_text() else {
        report.wrong(&value, &name, "one text; a list is a text with commas");
        return None;
    };
    if kind.starts_with("AWS::SSM::Parameter::") {
        report.missing(&entry.at, format!("the look-up of {name} in Systems Manager"));
    }
    let is_list = kind == "CommaDelimitedList" || kind.starts_with("List<");
    let parts: Vec<&str> = match is_list {
        true => text.split(',').map(str::trim).collect(),
        false => vec![text.as_str()],
    };
    let is_number = matches!(kind.as_str(), "Number" | "List<Number>");
    for part in &parts {
        if let Err(expected) = check(&entry.value, part, is_number, &entry.at, report) {
            let what = match is_noecho(&entry.value) {
                true => format!("{name} has a value that it may not have"),
                false => format!("{name} is \"{part}\""),
            };
            report.problem(Problem::new(&value.at, what).expected(expected));
            return None;
        }
    }
    if !is_list {
        return Some(value);
    }
    let parts = parts.into_iter().map(|part| Node::string(part, &value.at)).collect();
    Some(Node { value: Value::List(parts), at: value.at.clone() })
}

fn is_noecho(parameter: &Node) -> bool {
    parameter.get("NoEcho").and_then(Node::scalar_text).is_some_and(|text| text == "true")
}

/// The error is what was expected.
fn check(
    parameter: &Node,
    text: &str,
    is_number: bool,
    at: &Place,
    report: &mut Report,
) -> Result<(), String> {
    let described = parameter.get("ConstraintDescription").and_then(Node::scalar_text);
    let refuse = |expected: String| Err(described.clone().unwrap_or(expected));
    let number = |node: &Node| node.scalar_text().and_then(|text| text.trim().parse::<f64>().ok());
    let bound = |key: &str| parameter.get(key).and_then(number);
    let value = text.trim().parse::<f64>().ok();
    if is_number && value.is_none() {
        return refuse("a number".into());
    }
    if let Some(allowed) = parameter.get("AllowedValues").and_then(Node::as_list) {
        let allowed: Vec<String> = allowed.iter().filter_map(Node::scalar_text).collect();
        if !allowed.iter().any(|one| one == text) {
            return refuse(format!("one of {}", allowed.join(", ")));
        }
    }
    if let Some(pattern) = parameter.get("AllowedPattern").and_then(Node::as_str) {
        match Regex::new(&format!("^(?:{pattern})$")) {
            Ok(regex) if regex.is_match(text) => {}
            Ok(_) => return refuse(format!("a text that matches {pattern}")),
            Err(_) => report.missing(at, format!("the pattern {pattern} of a parameter")),
        }
    }
    let measured = [("Length", Some(text.chars().count() as f64)), ("Value", value)];
    for (what, size) in measured {
        let Some(size) = size else { continue };
        let (min, max) = (bound(&format!("Min{what}")), bound(&format!("Max{what}")));
        if min.is_some_and(|min| size < min) || max.is_some_and(|max| size > max) {
            let shown = |bound: Option<f64>| bound.map_or("any".to_owned(), |n| n.to_string());
            let what = if what == "Length" { "a length" } else { "a number" };
            return refuse(format!("{what} from {} to {}", shown(min), shown(max)));
        }
    }
    Ok(())
}
