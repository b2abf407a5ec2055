//! `s3` events: a bucket of whose objects a function hears, and `provider.s3`, where buckets that
//! the framework makes are described.

use crate::application::Bucket;
use crate::intrinsic::is_intrinsic;
use crate::node::{Entry, Node, Value};
use crate::problem::{Place, Problem};
use crate::read::{Members, Report};

const MEMBERS: Members<'_> = Members {
    // `forceDeploy` asks for what is done at every deployment here.
    known: &["bucket", "event", "existing", "forceDeploy", "rules"],
    later: &[],
};
const EVENT_DEFAULT: &str = "s3:ObjectCreated:*";
const BUCKET: &str = "the name of a bucket";
/// CreateBucket: what a name may be.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 3..=63;

pub(crate) fn read(node: &Node, at: &Place, function: &str, report: &mut Report) -> Option<Bucket> {
    let name = format!("events.s3 of function {function}");
    let mut bucket = Bucket {
        bucket: node.clone(),
        event: Node::string(EVENT_DEFAULT, at),
        rules: Vec::new(),
        existing: false,
        at: at.clone(),
    };
    if node.as_str().is_some() {
        return Some(bucket);
    }
    let members = report.map(node, &name);
    report.members(members, &MEMBERS, &name);
    let Some(written) = node.get("bucket").filter(|bucket| !bucket.is_null()) else {
        report.problem(Problem::new(at, format!("{name} has no bucket")).expected(BUCKET));
        return None;
    };
    bucket.bucket = written.clone();
    for Entry { key, value, .. } in members {
        let full = format!("{key} of {name}");
        match key.as_str() {
            "event" if value.as_str().is_some_and(|event| event.starts_with("s3:")) => {
                bucket.event = value.clone();
            }
            "event" => report.wrong(value, &full, "an event such as s3:ObjectCreated:*"),
            "existing" => bucket.existing = report.flag(value, &full).unwrap_or(false),
            "forceDeploy" => {
                report.flag(value, &full);
            }
            "rules" => bucket.rules = rules(value, &full, report),
            _ => {}
        }
    }
    match &written.value {
        Value::String(_) => {}
        _ if is_intrinsic(written) && bucket.existing => {}
        _ if is_intrinsic(written) => {
            let what = format!("the bucket of {name} is {}", written.describe());
            let problem = Problem::new(&written.at, what).expected(BUCKET);
            report.problem(problem.fix("add `existing: true` where `resources` makes the bucket"));
            return None;
        }
        _ => {
            report.wrong(written, &format!("bucket of {name}"), BUCKET);
            return None;
        }
    }
    Some(bucket)
}

/// One prefix or suffix each.
fn rules(node: &Node, name: &str, report: &mut Report) -> Vec<(String, Node)> {
    let mut rules = Vec::new();
    for rule in report.list(node, name) {
        let fits = |value: &Node| value.scalar_text().is_some() || is_intrinsic(value);
        match rule.only() {
            Some((key @ ("prefix" | "suffix"), value)) if fits(value) => {
                let text = value.scalar_text().map(|text| Node::string(text, &value.at));
                rules.push((key.to_owned(), text.unwrap_or_else(|| value.clone())));
            }
            _ => report.wrong(rule, name, "one of `prefix: incoming/` and `suffix: .csv` each"),
        }
    }
    for (index, (key, value)) in rules.iter().enumerate() {
        if rules[..index].iter().any(|(known, _)| known == key) {
            let what = format!("{name} have two of {key}");
            let expected = "at most one prefix and one suffix";
            let fix = "write another `s3` event for the other one";
            report.problem(Problem::new(&value.at, what).expected(expected).fix(fix));
        }
    }
    rules
}

/// What a bucket that the framework makes is: its name, its logical id's part, its properties.
pub(crate) struct Described {
    pub(crate) name: String,
    /// The key in `provider.s3`, or the name.
    pub(crate) key: String,
    pub(crate) properties: Vec<(String, Node)>,
}

/// By a name or a key of `provider.s3`.
pub(crate) fn described(root: &Node, asked: &Node, report: &mut Report) -> Option<Described> {
    let key = asked.scalar_text()?;
    let known = root.get("provider").and_then(|provider| provider.get("s3")?.get(&key));
    let mut described = Described { name: key.clone(), key: key.clone(), properties: Vec::new() };
    for Entry { key: member, value, .. } in known.and_then(Node::as_map).unwrap_or(&[]) {
        let full = format!("provider.s3.{key}.{member}");
        if member == "name" {
            described.name = report.text(value, &full, BUCKET)?;
            continue;
        }
        let mut letters = member.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        described.properties.push((first.into_iter().chain(letters).collect(), value.clone()));
    }
    if !is_name(&described.name) {
        let what = format!("\"{}\" cannot be the name of a bucket", described.name);
        let expected = "3 to 63 lower-case letters, digits, dots and hyphens";
        report.problem(Problem::new(&asked.at, what).expected(expected));
        return None;
    }
    Some(described)
}

fn is_name(name: &str) -> bool {
    let ends = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    NAME_CHARS.contains(&name.len())
        && name.chars().all(|c| ends(c) || matches!(c, '.' | '-'))
        && name.starts_with(ends)
        && name.ends_with(ends)
        && !name.contains("..")
}
