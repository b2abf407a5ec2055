//! `sqs` events: a queue whose messages a function gets, as the framework makes a mapping of it.

use crate::application::Queue;
use crate::intrinsic::{OUTPUT, is_intrinsic};
use crate::node::{Node, Value};
use crate::problem::{Place, Problem};
use crate::read::{Members, Report};

const MEMBERS: Members<'_> = Members {
    known: &[
        "arn",
        "batchSize",
        "enabled",
        "filterPatterns",
        "functionResponseType",
        "maximumBatchingWindow",
        "maximumConcurrency",
    ],
    later: &[],
};
/// CreateEventSourceMapping: what it takes of a queue.
const BATCH_SIZE: std::ops::RangeInclusive<u32> = 1..=10_000;
const BATCH_SIZE_DEFAULT: u32 = 10;
const WINDOW_S: std::ops::RangeInclusive<u32> = 0..=300;
const CONCURRENCY: std::ops::RangeInclusive<u32> = 2..=1_000;
const FILTERS_MAX: usize = 10;
const ARN: &str = "the queue's ARN, or Fn::GetAtt: [Queue, Arn]";

pub(crate) fn read(node: &Node, at: &Place, function: &str, report: &mut Report) -> Option<Queue> {
    let name = format!("events.sqs of function {function}");
    // `- sqs: ARN` is short for a map with an arn; an intrinsic is a map, too.
    let short = node.as_str().is_some() || is_intrinsic(node);
    let members = if short { &[][..] } else { report.map(node, &name) };
    report.members(members, &MEMBERS, &name);
    let written = if short { Some(node) } else { node.get("arn").filter(|arn| !arn.is_null()) };
    let Some(written) = written else {
        report.problem(Problem::new(at, format!("{name} has no arn")).expected(ARN));
        return None;
    };
    let arn = arn(written, &name, report)?;
    let mut queue = Queue {
        name: named(&arn),
        arn,
        properties: vec![
            ("BatchSize", Node::number(BATCH_SIZE_DEFAULT, at)),
            ("Enabled", Node::flag(true, at)),
        ],
        at: at.clone(),
    };
    for entry in members {
        property(&mut queue, &entry.key, &entry.value, &name, report);
    }
    Some(queue)
}

fn arn(node: &Node, name: &str, report: &mut Report) -> Option<Node> {
    let name = format!("arn of {name}");
    match node.as_str() {
        Some(text) if text.starts_with("arn:") => return Some(node.clone()),
        None if is_intrinsic(node) => return Some(node.clone()),
        _ => report.wrong(node, &name, ARN),
    }
    None
}

/// `Ref` of a parameter has become its value by now; of a queue it is the queue's URL.
pub(crate) fn check_source(properties: &Node, report: &mut Report) {
    let Some(source) = properties.get("EventSourceArn") else { return };
    if source.only().is_some_and(|(key, _)| key == "Ref") {
        let what = "arn of an `sqs` event is Ref of a resource, which is a queue's URL";
        let problem = Problem::new(&source.at, what).expected(ARN);
        report.problem(problem.fix("write Fn::GetAtt: [Queue, Arn]"));
    }
}

/// What the framework names the mapping after.
fn named(arn: &Node) -> String {
    let last = |text: &str| text.rsplit(':').next().unwrap_or_default().to_owned();
    match (arn.as_str(), arn.only()) {
        (Some(text), _) => last(text),
        (None, Some(("Fn::GetAtt", argument))) => match (&argument.value, argument.as_list()) {
            (Value::String(text), _) => text.split('.').next().unwrap_or_default().to_owned(),
            (_, Some([id, ..])) => id.scalar_text().unwrap_or_default(),
            _ => String::new(),
        },
        (None, Some(("Fn::ImportValue" | "Ref", argument))) => {
            argument.scalar_text().unwrap_or_default()
        }
        (None, Some((OUTPUT, argument))) => {
            argument.as_list().and_then(|list| list.first()?.scalar_text()).unwrap_or_default()
        }
        (None, Some(("Fn::Join", argument))) => {
            let parts = argument.as_list().and_then(|pair| pair.get(1)?.as_list());
            let text = parts.and_then(|parts| parts.last()?.scalar_text());
            last(&text.unwrap_or_default())
        }
        (None, Some(("Fn::Sub", argument))) => {
            let text = argument.as_str().or_else(|| argument.as_list()?.first()?.as_str());
            last(text.unwrap_or_default())
        }
        _ => String::new(),
    }
}

fn property(queue: &mut Queue, key: &str, node: &Node, name: &str, report: &mut Report) {
    let (at, name) = (&node.at, format!("{key} of {name}"));
    let found = match key {
        "batchSize" => {
            let size = report.number(node, &name, BATCH_SIZE, "");
            size.map(|size| ("BatchSize", Node::number(size, at)))
        }
        "enabled" => report.flag(node, &name).map(|on| ("Enabled", Node::flag(on, at))),
        "maximumBatchingWindow" => {
            let window = report.number(node, &name, WINDOW_S, " of seconds");
            window.map(|window| ("MaximumBatchingWindowInSeconds", Node::number(window, at)))
        }
        "maximumConcurrency" => report.number(node, &name, CONCURRENCY, "").map(|most| {
            let most = Node::number(most, at);
            ("ScalingConfig", Node::map([("MaximumConcurrency", most)], at))
        }),
        "functionResponseType" => match node.as_str() {
            Some("ReportBatchItemFailures") => {
                Some(("FunctionResponseTypes", Node::list(vec![node.clone()], at)))
            }
            _ => {
                report.wrong(node, &name, "ReportBatchItemFailures");
                None
            }
        },
        "filterPatterns" => filters(node, &name, report),
        _ => None,
    };
    let Some((key, value)) = found else { return };
    match queue.properties.iter_mut().find(|(known, _)| *known == key) {
        Some(known) => known.1 = value,
        None => queue.properties.push((key, value)),
    }
}

/// Patterns are texts in Lambda; here they are written as what they describe.
fn filters(node: &Node, name: &str, report: &mut Report) -> Option<(&'static str, Node)> {
    let expected = "a list of patterns such as {body: {type: [order]}}";
    let patterns = report.list(node, name);
    if patterns.is_empty() || patterns.len() > FILTERS_MAX {
        report.wrong(node, name, format!("{expected}, at most {FILTERS_MAX}"));
        return None;
    }
    let mut filters = Vec::with_capacity(patterns.len());
    for pattern in patterns {
        if pattern.as_map().is_none() {
            report.wrong(pattern, name, expected);
            return None;
        }
        let text = Node::string(pattern.to_json().to_string(), &pattern.at);
        filters.push(Node::map([("Pattern", text)], &pattern.at));
    }
    let filters = Node::list(filters, &node.at);
    Some(("FilterCriteria", Node::map([("Filters", filters)], &node.at)))
}
