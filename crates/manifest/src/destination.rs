//! What becomes of a function's events: `destinations`, `onError`, how often and how long.

use base::limit::{EVENT_AGE_S_MAX, EVENT_AGE_S_MIN, EVENT_RETRIES_MAX};

use crate::application::{Asynchronous, Destination, Function};
use crate::intrinsic::is_intrinsic;
use crate::node::{Node, Value};
use crate::problem::Problem;
use crate::read::{Members, Report, nearest};

const DESTINATIONS: Members<'_> = Members { known: &["onSuccess", "onFailure"], later: &[] };
const EXPECTED: &str = "the key of a function, an ARN, or `type` and `arn`";

/// Reads one member of a function, if it is one of these.
pub(crate) fn member(
    asynchronous: &mut Asynchronous,
    key: &str,
    node: &Node,
    name: &str,
    report: &mut Report,
) {
    match key {
        "maximumEventAge" => {
            let range = EVENT_AGE_S_MIN..=EVENT_AGE_S_MAX;
            asynchronous.event_age_s_max = report.number(node, name, range, " of seconds");
        }
        "maximumRetryAttempts" => {
            asynchronous.retries_max = report.number(node, name, 0..=EVENT_RETRIES_MAX, "");
        }
        "destinations" => {
            if !matches!(node.value, Value::Map(_)) {
                report.wrong(node, name, "a map with onSuccess or onFailure");
                return;
            }
            let members = report.map(node, name);
            report.members(members, &DESTINATIONS, name);
            let mut read = |key: &str| {
                let node = node.get(key).filter(|node| !node.is_null())?;
                destination(node, &format!("{key} of {name}"), report)
            };
            asynchronous.on_success = read("onSuccess");
            asynchronous.on_failure = read("onFailure");
        }
        "onError" => {
            let arn = node.as_str().is_some_and(|text| text.starts_with("arn:"));
            if arn || is_intrinsic(node) {
                asynchronous.dead_letter = Some(node.clone());
            } else {
                report.wrong(node, name, "the ARN of a topic or a queue");
            }
        }
        _ => {}
    }
}

fn destination(node: &Node, name: &str, report: &mut Report) -> Option<Destination> {
    match node.as_str() {
        Some(text) if text.starts_with("arn:") => Some(Destination::Arn(node.clone())),
        Some(text) if !text.is_empty() => {
            Some(Destination::Function { key: text.to_owned(), at: node.at.clone() })
        }
        None if is_intrinsic(node) => Some(Destination::Arn(node.clone())),
        None if node.get("arn").is_some() => {
            let arn = node.get("arn").filter(|arn| is_intrinsic(arn) || arn.as_str().is_some());
            if arn.is_none() {
                report.wrong(node, name, EXPECTED);
            }
            arn.cloned().map(Destination::Arn)
        }
        _ => {
            report.wrong(node, name, EXPECTED);
            None
        }
    }
}

/// Functions that are named as destinations must be there.
pub(crate) fn functions(functions: &[Function], report: &mut Report) {
    for function in functions {
        let Asynchronous { on_success, on_failure, .. } = &function.asynchronous;
        for destination in [on_success, on_failure].into_iter().flatten() {
            let Destination::Function { key, at } = destination else { continue };
            let mut keys = functions.iter().map(|function| function.key.as_str());
            if keys.clone().any(|known| known == key) {
                continue;
            }
            let what =
                format!("destinations of function {} names {key}, which is none", function.key);
            let mut problem = Problem::new(at, what).expected(EXPECTED);
            if let Some(near) = nearest(key, keys.by_ref()) {
                problem = problem.fix(format!("write {near}"));
            }
            report.problem(problem);
        }
    }
}
