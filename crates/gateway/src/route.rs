//! Which route answers a path: compiled once from the API, asked once for each request.
//!
//! A tree over the path's segments. At every segment a literal is tried before `{param}`, and that
//! before `{proxy+}`; a resource without the request's method is passed over for a less specific
//! one that has it, as API Gateway does. Paths are compared as sent: nothing is decoded, nothing
//! is normalised but slashes at the ends.

use std::collections::HashMap;

use crate::api::{Api, Preflight, Route};

/// The methods that `ANY` stands for.
const ANY: [&str; 7] = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
/// Segments beyond this are not looked at one by one: no manifest is as deep, and the stack stays
/// small. API Gateway's own limit on resources of an API is 300.
const DEPTH_MAX: usize = 300;

/// An API's routes, ready to be asked.
#[derive(Debug, Default)]
pub(crate) struct Table {
    root: Node,
    /// The stage's name begins a route itself: `/dev/...` is then tried as it stands first.
    stage_is_a_segment: bool,
    stage: String,
}

/// What answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Function { function: String, asynchronous: bool },
    Preflight(Box<Preflight>),
}

/// One resource's answer to one method.
#[derive(Debug)]
struct Method {
    name: String,
    resource: String,
    parameters: Vec<String>,
    target: Target,
}

#[derive(Debug, Default)]
struct Node {
    literals: HashMap<String, Node>,
    parameter: Option<Box<Node>>,
    greedy: Vec<Method>,
    methods: Vec<Method>,
}

/// The route that was found, and what the path gave it.
#[derive(Debug)]
pub(crate) struct Found<'t, 'p> {
    pub target: &'t Target,
    /// `/users/{id}`.
    pub resource: &'t str,
    /// As sent, percent-encoding and all.
    pub parameters: Vec<(&'t str, &'p str)>,
    /// Without the stage, with one slash at its head.
    pub path: &'p str,
    /// As `path`, with all the slashes that were sent.
    pub path_as_sent: &'p str,
}

impl Table {
    pub(crate) fn new(api: &Api) -> Table {
        let mut table = Table { stage: api.stage.clone(), ..Table::default() };
        for route in &api.routes {
            table.add(&route.path, &route.method, function(route));
        }
        for preflight in &api.preflights {
            table.add(&preflight.path, "OPTIONS", Target::Preflight(Box::new(preflight.clone())));
        }
        table.stage_is_a_segment = table.root.literals.contains_key(&api.stage);
        table
    }

    /// `path` is as sent, without its query.
    pub(crate) fn find<'t, 'p>(&'t self, method: &str, path: &'p str) -> Option<Found<'t, 'p>> {
        let staged = self.strip_stage(path);
        let (first, second) = match staged {
            Some(staged) if self.stage_is_a_segment => (path, Some(staged)),
            Some(staged) => (staged, Some(path)),
            None => (path, None),
        };
        self.find_exactly(method, first).or_else(|| self.find_exactly(method, second?))
    }

    /// The path behind the stage's name, if it begins with that.
    fn strip_stage<'p>(&self, path: &'p str) -> Option<&'p str> {
        let rest = path.trim_start_matches('/').strip_prefix(self.stage.as_str())?;
        (!self.stage.is_empty() && (rest.is_empty() || rest.starts_with('/'))).then_some(rest)
    }

    fn find_exactly<'t, 'p>(&'t self, method: &str, path: &'p str) -> Option<Found<'t, 'p>> {
        let trimmed = path.trim_matches('/');
        let mut values = Vec::new();
        let found = self.root.find(method, trimmed, &mut values, 0)?;
        let parameters = found.parameters.iter().map(String::as_str).zip(values).collect();
        let extra = path.bytes().take_while(|&byte| byte == b'/').count().saturating_sub(1);
        Some(Found {
            target: &found.target,
            resource: &found.resource,
            parameters,
            path: if path.is_empty() { "/" } else { &path[extra..] },
            path_as_sent: if path.is_empty() { "/" } else { path },
        })
    }

    fn add(&mut self, path: &str, method: &str, target: Target) {
        let trimmed = path.trim_matches('/');
        let mut node = &mut self.root;
        let mut parameters = Vec::new();
        let mut greedy = false;
        for segment in trimmed.split('/').filter(|segment| !segment.is_empty()) {
            match parameter(segment) {
                Some((name, true)) => {
                    parameters.push(name.to_owned());
                    greedy = true;
                    // Nothing can come behind it: it takes the rest of the path.
                    break;
                }
                Some((name, false)) => {
                    parameters.push(name.to_owned());
                    node = node.parameter.get_or_insert_default();
                }
                None => node = node.literals.entry(segment.to_owned()).or_default(),
            }
        }
        let methods = if greedy { &mut node.greedy } else { &mut node.methods };
        if methods.iter().any(|known| known.name == method) {
            return;
        }
        let resource = format!("/{trimmed}");
        methods.push(Method { name: method.to_owned(), resource, parameters, target });
    }
}

impl Node {
    /// `rest` has no slash at either end; empty means that this node's own resource is asked for.
    fn find<'t, 'p>(
        &'t self,
        method: &str,
        rest: &'p str,
        values: &mut Vec<&'p str>,
        depth: usize,
    ) -> Option<&'t Method> {
        if rest.is_empty() {
            return pick(&self.methods, method);
        }
        let (segment, behind) = match rest.split_once('/') {
            // `a//b`: the empty segment stays, so that only a greedy parameter takes it.
            Some((segment, behind)) => (segment, behind),
            None => (rest, ""),
        };
        if !segment.is_empty() && depth < DEPTH_MAX {
            if let Some(node) = self.literals.get(segment)
                && let Some(found) = node.find(method, behind, values, depth + 1)
            {
                return Some(found);
            }
            if let Some(node) = &self.parameter {
                values.push(segment);
                if let Some(found) = node.find(method, behind, values, depth + 1) {
                    return Some(found);
                }
                values.pop();
            }
        }
        let found = pick(&self.greedy, method)?;
        values.push(rest);
        Some(found)
    }
}

/// The method itself before `ANY`.
fn pick<'t>(methods: &'t [Method], method: &str) -> Option<&'t Method> {
    methods.iter().find(|known| known.name == method).or_else(|| {
        let any = methods.iter().find(|known| known.name == "ANY")?;
        ANY.contains(&method).then_some(any)
    })
}

/// `{id}` and `{proxy+}`: the name, and whether it is greedy.
fn parameter(segment: &str) -> Option<(&str, bool)> {
    let name = segment.strip_prefix('{')?.strip_suffix('}')?;
    match name.strip_suffix('+') {
        Some(name) => Some((name, true)),
        None => Some((name, false)),
    }
}

fn function(route: &Route) -> Target {
    Target::Function { function: route.function.clone(), asynchronous: route.asynchronous }
}

#[cfg(test)]
#[path = "route_tests.rs"]
mod tests;
