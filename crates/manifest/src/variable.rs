//! Variables to values: `${self:}`, `${env:}`, `${opt:}`, `${sls:}`, `${param:}`, `${file()}`,
//! `${aws:}`, `${cf:}` and `${strToBool()}`, each looked up only when something asks for it.
//!
//! A text that is one variable takes the value with its type; a text that holds one takes its
//! text. What the environment and the command line give is never read as a variable itself. An
//! output of another stack (`${cf:}`) is known when this one is made: it becomes an intrinsic.
//!
//! What `${ssm:}`, `${s3:}` and plugins would look up elsewhere comes from the command line
//! (`--param ssm:/name=value`), and is told where it does not.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::Options;
use crate::intrinsic;
use crate::node::{Entry, Node, Value};
use crate::plugin;
use crate::problem::{Notice, Place, Problem};
use crate::read::nearest;
use crate::source::Sources;
use crate::template::{self, Call, Part, Source, Template, Variable};
use crate::yaml::weight;

/// Variables that wait for each other, and maps inside each other once all are in place.
const CHAIN_MAX: usize = 48;
const DEPTH_MAX: usize = 100;
/// Values that variables put in place, counted as in `yaml`: a hundred thousand functions in files
/// of their own are 300,000.
const WEIGHT_MAX: usize = 500_000;
/// Nobody reads more, and looking for more takes time.
const PROBLEMS_MAX: usize = 100;
const SUPPORTED: &[&str] =
    &["self", "env", "opt", "sls", "param", "file", "aws", "cf", "strToBool"];
/// What the framework looks up where Squall has nothing.
const ELSEWHERE: &[&str] = &["ssm", "s3", "git", "output", "vault", "terraform", "doppler"];

/// A value on its way: `raw` may still hold variables.
#[derive(Clone)]
struct Found {
    node: Node,
    raw: bool,
}

/// The variables of one manifest.
pub(crate) struct Variables<'a> {
    pub(crate) sources: &'a mut Sources,
    options: &'a Options,
    root: Arc<Node>,
    instance: String,
    shallow: HashMap<Place, Found>,
    waiting: Vec<(Place, String)>,
    filling: Vec<(Place, String)>,
    /// Values that stand for what could not be looked up: `ssm:/name`.
    unknown: HashSet<String>,
    weight: usize,
    pub(crate) notices: Vec<Notice>,
    problems: Vec<Problem>,
}

impl<'a> Variables<'a> {
    /// `instance` is what `${sls:instanceId}` gives.
    pub(crate) fn new(
        sources: &'a mut Sources,
        options: &'a Options,
        root: Arc<Node>,
        instance: String,
    ) -> Variables<'a> {
        Variables {
            sources,
            options,
            root,
            instance,
            shallow: HashMap::new(),
            waiting: Vec::new(),
            filling: Vec::new(),
            unknown: HashSet::new(),
            weight: 0,
            notices: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The whole document with every variable in place.
    pub(crate) fn resolve(&mut self) -> Result<Node, Vec<Problem>> {
        let root = self.root.clone();
        let node = self.fill(&root, 0);
        let mut problems: Vec<Problem> = Vec::new();
        for problem in self.problems.drain(..) {
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
        if problems.is_empty() { Ok(node) } else { Err(problems) }
    }

    /// One place of the document, `provider.stage`; None where it is not there.
    pub(crate) fn at(&mut self, path: &str, from: &Place) -> Result<Option<Node>, Problem> {
        let root = self.root.clone();
        let keys: Vec<&str> = path.split('.').collect();
        let Some(found) = self.walk_from(&root, &keys, from)? else { return Ok(None) };
        let before = self.problems.len();
        let node = if found.raw { self.fill(&found.node, 0) } else { found.node };
        match self.problems.split_off(before).pop() {
            Some(problem) => Err(problem),
            None => Ok(Some(node)),
        }
    }

    /// A copy without variables; what fails becomes null and a problem.
    fn fill(&mut self, node: &Node, depth: usize) -> Node {
        if self.weight > WEIGHT_MAX || self.problems.len() >= PROBLEMS_MAX {
            // There is at least one problem, so that this null is never seen.
            return Node { value: Value::Null, at: node.at.clone() };
        }
        if depth > DEPTH_MAX {
            let problem = Problem::new(&node.at, "the variables here nest without end")
                .expected(format!("at most {DEPTH_MAX} maps and lists inside each other"));
            return self.failed(problem, &node.at);
        }
        let value = match &node.value {
            Value::String(text) => return self.fill_text(node, text, depth),
            Value::List(items) => {
                Value::List(items.iter().map(|item| self.fill(item, depth + 1)).collect())
            }
            Value::Map(entries) => {
                let fill = |entry: &Entry| Entry {
                    key: entry.key.clone(),
                    at: entry.at.clone(),
                    value: self.fill(&entry.value, depth + 1),
                };
                Value::Map(entries.iter().map(fill).collect())
            }
            plain => plain.clone(),
        };
        Node { value, at: node.at.clone() }
    }

    fn fill_text(&mut self, node: &Node, text: &str, depth: usize) -> Node {
        if !text.contains("${") {
            return node.clone();
        }
        if let Some(problem) = cycle(&self.filling, &node.at, text) {
            return self.failed(problem, &node.at);
        }
        match self.value_of(node, text) {
            Err(problem) => self.failed(problem, &node.at),
            Ok(Found { node, raw: false }) => node,
            Ok(found) => {
                self.filling.push((node.at.clone(), text.into()));
                let filled = self.fill(&found.node, depth + 1);
                self.filling.pop();
                filled
            }
        }
    }

    fn failed(&mut self, problem: Problem, at: &Place) -> Node {
        self.problems.push(problem);
        Node { value: Value::Null, at: at.clone() }
    }

    /// What one text comes to, its parts not yet filled in.
    fn value_of(&mut self, node: &Node, text: &str) -> Result<Found, Problem> {
        if let Some(found) = self.shallow.get(&node.at) {
            let found = found.clone();
            self.count(&found.node, &node.at)?;
            return Ok(found);
        }
        let fault = |fault: template::Fault| Problem::new(&node.at, fault.what).fix(fault.fix);
        let Some(template) = template::parse(text).map_err(fault)? else {
            return Ok(Found { node: node.clone(), raw: false });
        };
        if let Some(problem) = cycle(&self.waiting, &node.at, text) {
            return Err(problem);
        }
        self.waiting.push((node.at.clone(), text.into()));
        let found = self.template(&template, &node.at);
        self.waiting.pop();
        let mut found = found?;
        if !matches!(found.node.value, Value::List(_) | Value::Map(_)) {
            found.node.at = node.at.clone();
        }
        self.count(&found.node, &node.at)?;
        self.shallow.insert(node.at.clone(), found.clone());
        Ok(found)
    }

    fn template(&mut self, template: &Template, at: &Place) -> Result<Found, Problem> {
        if let [Part::Variable(variable)] = template.0.as_slice() {
            return self.variable(variable, at);
        }
        let mut parts = self.parts(template, at)?;
        let node = match parts.len() {
            0 => Node::string("", at),
            1 => parts.remove(0),
            _ => Node::joined(parts, at),
        };
        Ok(Found { node, raw: false })
    }

    /// A template as text.
    fn text(&mut self, template: &Template, at: &Place) -> Result<String, Problem> {
        let parts = self.parts(template, at)?;
        match parts.as_slice() {
            [] => Ok(String::new()),
            [Node { value: Value::String(text), .. }] => Ok(text.clone()),
            _ => Err(Problem::new(at, "a variable's name holds what is known only later")
                .expected("names that do not come from other stacks (`${cf:...}`)")),
        }
    }

    /// A template as texts and, between them, what is known only when the stack is made.
    fn parts(&mut self, template: &Template, at: &Place) -> Result<Vec<Node>, Problem> {
        let (mut parts, mut text) = (Vec::new(), String::new());
        for part in &template.0 {
            let variable = match part {
                Part::Text(part) => {
                    text.push_str(part);
                    continue;
                }
                Part::Variable(variable) => variable,
            };
            let found = self.variable(variable, at)?;
            if let Some(part) = found.node.scalar_text() {
                self.add(weight(&part), at)?;
                text.push_str(&part);
            } else if is_later(&found.node) {
                if !text.is_empty() {
                    parts.push(Node::string(std::mem::take(&mut text), at));
                }
                parts.push(found.node);
            } else {
                let name = &variable.text;
                let what = format!("{name} is {}, and stands inside a text", found.node.describe());
                return Err(Problem::new(at, what)
                    .expected("a text, a number or true/false")
                    .fix("let the variable stand alone, or name a part of it"));
            }
        }
        if !text.is_empty() {
            parts.push(Node::string(text, at));
        }
        Ok(parts)
    }

    fn variable(&mut self, variable: &Variable, at: &Place) -> Result<Found, Problem> {
        let has_default = variable.sources.len() > 1;
        for (index, source) in variable.sources.iter().enumerate() {
            let found = match source {
                Source::Call(call) if call.kind == "cf" => {
                    let rest = &variable.sources[index + 1..];
                    return self.output(call, rest, at);
                }
                Source::Literal(value) => {
                    let node = Node { value: value.clone(), at: at.clone() };
                    return Ok(Found { node, raw: false });
                }
                Source::Nested(inner) if self.is_last(variable, source) => {
                    return self.variable(inner, at);
                }
                Source::Nested(inner) => match self.variable(inner, at) {
                    Ok(found) => Some(found),
                    Err(problem) if is_missing(&problem) => None,
                    Err(problem) => return Err(problem),
                },
                Source::Call(call) => self.call(call, at, has_default)?,
            };
            if let Some(found) = found.filter(|found| !found.node.is_null()) {
                return Ok(found);
            }
        }
        Err(missing(variable, at))
    }

    /// An output of another stack, or else what the sources after it give.
    fn output(&mut self, call: &Call, rest: &[Source], at: &Place) -> Result<Found, Problem> {
        let address = self.address(call, at)?;
        if let Some(text) = self.option(&format!("cf:{address}")) {
            return Ok(Found { node: Node::string(text, at), raw: false });
        }
        // The region says where to look; there is one here.
        if !address.contains('.') {
            let what = format!("`cf:{address}` names no output");
            return Err(
                Problem::new(at, what).expected("a stack and an output: ${cf:stack.Output}")
            );
        }
        let mut parts = vec![Node::string(address, at)];
        if !rest.is_empty() {
            let text = "${cf:...}".to_owned();
            let rest = Variable { text, sources: rest.to_vec() };
            let found = self.variable(&rest, at)?;
            parts.push(if found.raw { self.fill(&found.node, 0) } else { found.node });
        }
        let node = Node::single(intrinsic::OUTPUT, Node::list(parts, at), at);
        Ok(Found { node, raw: false })
    }

    fn address(&mut self, call: &Call, at: &Place) -> Result<String, Problem> {
        match &call.address {
            Some(template) => self.text(template, at),
            None => Ok(String::new()),
        }
    }

    /// What is looked up where Squall has nothing: the command line has it, or its name stands for
    /// it, and that is told.
    fn elsewhere(
        &mut self,
        kind: &str,
        address: &str,
        at: &Place,
        has_default: bool,
    ) -> Result<Option<Found>, Problem> {
        let name =
            format!("{kind}:{}", address.trim_end_matches("~true").trim_end_matches("~split"));
        let given = |text: &str| Found { node: Node::string(text, at), raw: false };
        if let Some(text) = self.option(&name) {
            return Ok(Some(given(text)));
        }
        if has_default {
            let name = format!("the variable source `{kind}` (its default is used)");
            self.notices.push(Notice::missing(at, name));
            return Ok(None);
        }
        if !self.is_elsewhere(kind) {
            let fix = match nearest(kind, SUPPORTED.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "write ${{param:NAME}} and give `--param NAME=VALUE`, or give it a default, \
                     `${{{kind}:..., 'value'}}`; if it is meant as text, write `\\${{`"
                ),
            };
            return Err(Problem::new(at, format!("the variable source `{kind}` is not there"))
                .expected(format!("one of {}", SUPPORTED.join(", ")))
                .fix(fix));
        }
        let note = format!(
            "is not looked up yet: its name stands for its value; \
             give one with --param '{name}=VALUE'"
        );
        self.notices.push(Notice::new(at, format!("${{{name}}}"), note));
        self.unknown.insert(name.clone());
        Ok(Some(given(&name)))
    }

    /// Whether the framework or a plugin would look it up.
    fn is_elsewhere(&self, kind: &str) -> bool {
        let has_plugins = !plugin::list(&self.root).is_empty();
        let resolves = |stage: &Entry| {
            stage.value.get("resolvers").is_some_and(|resolvers| resolvers.get(kind).is_some())
        };
        let stages = self.root.get("stages").and_then(Node::as_map).unwrap_or(&[]);
        ELSEWHERE.contains(&kind)
            || stages.iter().any(resolves)
            || has_plugins && nearest(kind, SUPPORTED.iter().copied()).is_none()
    }

    fn is_last(&self, variable: &Variable, source: &Source) -> bool {
        variable.sources.last().is_some_and(|last| std::ptr::eq(last, source))
    }

    fn call(
        &mut self,
        call: &Call,
        at: &Place,
        has_default: bool,
    ) -> Result<Option<Found>, Problem> {
        let address = self.address(call, at)?;
        let parameter = match &call.parameter {
            Some(template) => self.text(template, at)?,
            None => String::new(),
        };
        let given = |text: Option<&str>| {
            text.map(|text| Found { node: Node::string(text, at), raw: false })
        };
        Ok(match call.kind.as_str() {
            "self" => self.own(&address, at)?,
            "env" => {
                self.sources.environment.insert(address.clone());
                given(self.options.env.get(&address).map(String::as_str))
            }
            "opt" => given(self.option(&address)),
            "sls" => match address.as_str() {
                "stage" => given(Some(&self.stage(at)?)),
                "instanceId" => given(Some(&self.instance)),
                _ => return Err(unknown_address(call, &address, "stage or instanceId", at)),
            },
            "aws" => match address.as_str() {
                "accountId" => given(Some(&self.options.account)),
                "region" => given(Some(&self.region(at)?)),
                "partition" => given(Some("aws")),
                _ => return Err(unknown_address(call, &address, "accountId or region", at)),
            },
            "param" => self.parameter(&address, at)?,
            "file" => self.file(unquoted(&parameter), &address, at)?,
            "strToBool" => Some(to_bool(&parameter, at)?),
            kind => self.elsewhere(kind, &address, at, has_default)?,
        })
    }

    fn option(&self, name: &str) -> Option<&str> {
        match name {
            "stage" | "s" if self.options.stage.is_some() => self.options.stage.as_deref(),
            "region" | "r" if self.options.region.is_some() => self.options.region.as_deref(),
            _ => {
                let last = self.options.params.iter().rev().find(|(key, _)| key == name);
                last.map(|(_, value)| value.as_str())
            }
        }
    }

    /// The stage: of the command line, of `provider.stage`, `dev`.
    pub(crate) fn stage(&mut self, at: &Place) -> Result<String, Problem> {
        self.provided(self.options.stage.clone(), "provider.stage", "dev", at)
    }

    /// The region: of the command line, of `provider.region`, `us-east-1`.
    pub(crate) fn region(&mut self, at: &Place) -> Result<String, Problem> {
        let default = base::DEFAULT_REGION;
        self.provided(self.options.region.clone(), "provider.region", default, at)
    }

    fn provided(
        &mut self,
        option: Option<String>,
        path: &str,
        default: &str,
        at: &Place,
    ) -> Result<String, Problem> {
        if let Some(option) = option {
            return Ok(option);
        }
        let Some(node) = self.at(path, at)?.filter(|node| !node.is_null()) else {
            return Ok(default.into());
        };
        node.scalar_text().ok_or_else(|| {
            Problem::new(&node.at, format!("{path} is {}", node.describe())).expected("a name")
        })
    }

    /// `${self:address}`.
    fn own(&mut self, address: &str, at: &Place) -> Result<Option<Found>, Problem> {
        let named = |text: String| Some(Found { node: Node::string(text, at), raw: false });
        match address {
            "provider.stage" if self.options.stage.is_some() => return Ok(named(self.stage(at)?)),
            "provider.region" if self.options.region.is_some() => {
                return Ok(named(self.region(at)?));
            }
            _ => {}
        }
        let keys: Vec<&str> = address.split('.').filter(|key| !key.is_empty()).collect();
        let root = self.root.clone();
        let found = self.walk_from(&root, &keys, at)?;
        // The framework fills these in where the manifest leaves them out.
        match address {
            "provider.stage" if found.is_none() => Ok(named(self.stage(at)?)),
            "provider.region" if found.is_none() => Ok(named(self.region(at)?)),
            _ => Ok(found),
        }
    }

    /// `${param:address}`: the command line, then `stages` and `params` of the stage, then those of
    /// `default`.
    fn parameter(&mut self, address: &str, at: &Place) -> Result<Option<Found>, Problem> {
        if let Some(text) = self.option(address) {
            return Ok(Some(Found { node: Node::string(text, at), raw: false }));
        }
        let stage = self.stage(at)?;
        let root = self.root.clone();
        for group in [stage.as_str(), "default"] {
            for keys in [&["stages", group, "params", address][..], &["params", group, address]] {
                let found = self.walk_from(&root, keys, at)?;
                if found.is_some() {
                    return Ok(found);
                }
            }
        }
        Ok(None)
    }

    fn file(&mut self, path: &str, address: &str, at: &Place) -> Result<Option<Found>, Problem> {
        let Some(found) = self.sources.locate(path, at)? else { return Ok(None) };
        let extension = found.extension().and_then(|extension| extension.to_str()).unwrap_or("");
        match extension {
            "js" | "cjs" | "mjs" | "ts" => {
                Err(Problem::new(at, format!("{path} is a program, and is not run"))
                    .expected("a .yml, .json or text file")
                    .fix("write what it gives to a .json file, or run `npx serverless print`"))
            }
            "yml" | "yaml" | "json" => {
                let document = self.sources.document(&found, at)?;
                let keys: Vec<&str> = address.split('.').filter(|key| !key.is_empty()).collect();
                self.walk_from(&document, &keys, at)
            }
            _ => {
                let text = self.sources.text(&found, at)?;
                Ok(Some(Found { node: Node::string(&*text, at), raw: false }))
            }
        }
    }

    fn walk_from(
        &mut self,
        root: &Node,
        keys: &[&str],
        at: &Place,
    ) -> Result<Option<Found>, Problem> {
        // As far as possible by reference, so that little is copied.
        let mut node = root;
        let mut rest = keys;
        while let [key, more @ ..] = rest {
            if node.as_str().is_some() {
                break;
            }
            let Some(next) = step(node, key) else { return Ok(None) };
            (node, rest) = (next, more);
        }
        self.count(node, at)?;
        self.walk(Found { node: node.clone(), raw: true }, rest, at)
    }

    /// Follows keys; a text on the way is replaced by what its variables come to.
    fn walk(
        &mut self,
        mut found: Found,
        mut keys: &[&str],
        at: &Place,
    ) -> Result<Option<Found>, Problem> {
        loop {
            while found.raw
                && let Value::String(text) = &found.node.value
            {
                if self.waiting.len() > CHAIN_MAX {
                    return Err(Problem::new(at, "too many variables wait for each other here")
                        .expected(format!("at most {CHAIN_MAX}")));
                }
                let text = text.clone();
                found = self.value_of(&found.node, &text)?;
            }
            let [key, rest @ ..] = keys else { return Ok(Some(found)) };
            // A part of what could not be looked up is not known either.
            if found.node.as_str().is_some_and(|text| self.unknown.contains(text)) {
                return Ok(Some(found));
            }
            let Some(next) = step(&found.node, key) else { return Ok(None) };
            found = Found { node: next.clone(), raw: found.raw };
            keys = rest;
        }
    }

    fn count(&mut self, node: &Node, at: &Place) -> Result<(), Problem> {
        let weight = weight_of(node, WEIGHT_MAX.saturating_sub(self.weight));
        self.add(weight, at)
    }

    fn add(&mut self, weight: usize, at: &Place) -> Result<(), Problem> {
        self.weight = self.weight.saturating_add(weight);
        if self.weight <= WEIGHT_MAX {
            return Ok(());
        }
        Err(Problem::new(at, "the variables of this manifest put in too much")
            .expected(format!("at most {WEIGHT_MAX} values from variables"))
            .fix("let fewer variables name large parts"))
    }
}

fn step<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    match &node.value {
        Value::List(items) => items.get(key.parse::<usize>().ok()?),
        _ => node.get(key),
    }
}

/// Stops counting soon after `enough`.
fn weight_of(node: &Node, enough: usize) -> usize {
    let mut total = 0;
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        match &node.value {
            Value::String(text) => total += weight(text),
            Value::List(items) => {
                total += 1;
                open.extend(items);
            }
            Value::Map(entries) => {
                total += 1;
                open.extend(entries.iter().map(|entry| &entry.value));
            }
            _ => total += 1,
        }
        if total > enough {
            break;
        }
    }
    total
}

fn cycle(open: &[(Place, String)], at: &Place, text: &str) -> Option<Problem> {
    let start = open.iter().position(|(place, _)| place == at)?;
    // Told from its first place on, so that one circle is told once wherever it is entered.
    let mut circle: Vec<&(Place, String)> = open[start..].iter().collect();
    let first = circle.iter().enumerate().min_by_key(|(_, (place, _))| place)?.0;
    circle.rotate_left(first);
    let mut path = String::new();
    for (place, text) in &circle {
        path.push_str(&format!("`{text}` ({place}) -> "));
    }
    let (place, first) = circle.first().map_or((at, text), |(place, text)| (place, text));
    Some(
        Problem::new(place, format!("variables go round in a circle: {path}`{first}`"))
            .expected("variables that come to a value")
            .fix("give one of them a value of its own"),
    )
}

const MISSING: &str = " has no value";

fn is_missing(problem: &Problem) -> bool {
    problem.what.ends_with(MISSING)
}

fn missing(variable: &Variable, at: &Place) -> Problem {
    let (what, how) = match variable.sources.first() {
        Some(Source::Call(call)) => explain(call, &variable.text),
        _ => ("a value".into(), "give it a default".to_string()),
    };
    let default = match variable.text.strip_suffix('}') {
        Some(open) if variable.sources.len() == 1 => format!(", or write {open}, 'a default'}}"),
        _ => String::new(),
    };
    Problem::new(at, format!("{}{MISSING}", variable.text))
        .expected(what)
        .fix(format!("{how}{default}"))
}

/// What the first source of a variable would have needed.
fn explain(call: &Call, text: &str) -> (String, String) {
    let name = |template: &Option<Template>| match template.as_ref().map(|t| t.0.as_slice()) {
        Some([Part::Text(name)]) => name.clone(),
        _ => text.into(),
    };
    let address = name(&call.address);
    match call.kind.as_str() {
        "env" => (
            format!("an environment variable {address}"),
            format!("set it (`export {address}=...`)"),
        ),
        "opt" => (format!("the option --{address}"), format!("give --{address}")),
        "self" => (format!("`{address}` in the manifest"), "add it to the manifest".to_string()),
        "param" => (
            format!("a parameter `{address}`"),
            "add it to `params` of this stage or to `params.default`, or give --param".to_string(),
        ),
        "file" => {
            let file = name(&call.parameter);
            let part =
                if call.address.is_some() { format!(" with `{address}`") } else { "".into() };
            (format!("a file {file}{part}, seen from the service's folder"), "add it".to_string())
        }
        _ => ("a value".into(), "give it a default".to_string()),
    }
}

fn unknown_address(call: &Call, address: &str, known: &str, at: &Place) -> Problem {
    Problem::new(at, format!("`{}:{address}` is not known", call.kind))
        .expected(format!("{} with {known}", call.kind))
}

/// Whether a value is known only when the stack is made, and is a text then.
fn is_later(node: &Node) -> bool {
    node.only().is_some_and(|(key, _)| matches!(key, intrinsic::OUTPUT | "Fn::Join"))
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    inner('\'').or_else(|| inner('"')).unwrap_or(text)
}

fn to_bool(text: &str, at: &Place) -> Result<Found, Problem> {
    let value = match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" => true,
        "false" | "0" | "" | "null" | "undefined" => false,
        _ => {
            return Err(Problem::new(at, format!("strToBool is given \"{text}\""))
                .expected("true, false, 1 or 0"));
        }
    };
    Ok(Found { node: Node { value: Value::Bool(value), at: at.clone() }, raw: false })
}
