//! The section `resources`: a CloudFormation template, or a list of parts of one.

use std::collections::HashSet;

use crate::application::{Function, Output, Policy, Resource};
use crate::condition::Decisions;
use crate::foreach;
use crate::intrinsic::{self, Pseudo};
use crate::node::{Entry, Node, Value};
use crate::parameter;
use crate::problem::{Notice, Place, Problem};
use crate::queue;
use crate::read::{Members, Report, nearest};

const TEMPLATE: Members<'_> = Members {
    known: &[
        "Resources",
        "Outputs",
        "Conditions",
        "Parameters",
        "Mappings",
        "Description",
        "Metadata",
        "AWSTemplateFormatVersion",
        "Transform",
        "extensions",
    ],
    later: &["Rules", "Hooks"],
};
/// The transform whose functions are there.
const LANGUAGE_EXTENSIONS: &str = "AWS::LanguageExtensions";
/// How a dynamic reference begins.
const DYNAMIC: &str = "{{resolve:";
const RESOURCE: &[&str] = &[
    "Type",
    "Properties",
    "DependsOn",
    "Condition",
    "DeletionPolicy",
    "UpdateReplacePolicy",
    "UpdatePolicy",
    "CreationPolicy",
    "Metadata",
];

/// What the section comes to.
pub(crate) struct Stack {
    pub(crate) resources: Vec<Resource>,
    pub(crate) outputs: Vec<Output>,
    /// Values of parameters that are not to be shown.
    pub(crate) secrets: Vec<String>,
    pub(crate) decisions: Decisions,
    /// Logical ids of all resources, also of those that are left out by a condition or mistaken.
    ids: Vec<String>,
    left_out: Vec<String>,
    /// Resources without a type: what is changed of one that the framework makes.
    changes: Vec<Entry>,
    extensions: Vec<Entry>,
}

impl Stack {
    /// `given` are parameters from the command line.
    pub(crate) fn read(
        root: &Node,
        pseudo: Pseudo,
        given: &[(String, String)],
        report: &mut Report,
    ) -> Stack {
        let parts: Vec<&Node> = match root.get("resources") {
            None => Vec::new(),
            Some(Node { value: Value::List(items), .. }) => items.iter().collect(),
            Some(node) => vec![node],
        };
        let values = parameter::values(&parts, root, given, report);
        let secrets = parameter::secrets(&parts, &values);
        let mut decisions = Decisions::new(pseudo, values);
        let mut written_out = Vec::with_capacity(parts.len());
        for part in &parts {
            let entries = report.map(part, "resources");
            report.members(entries, &TEMPLATE, "resources");
            transforms(part, report);
            decisions.add(part);
        }
        for part in &parts {
            match foreach::expanded(part, &decisions) {
                Ok(part) => written_out.push(part),
                Err(problem) => report.problem(problem),
            }
        }
        // Conditions may come from loops, too.
        written_out.iter().for_each(|part| decisions.add(part));
        let mut stack = Stack {
            resources: Vec::new(),
            outputs: Vec::new(),
            secrets,
            decisions,
            ids: Vec::new(),
            left_out: Vec::new(),
            changes: Vec::new(),
            extensions: Vec::new(),
        };
        for part in &written_out {
            stack.part(part, report);
        }
        stack
    }

    fn part(&mut self, part: &Node, report: &mut Report) {
        if let Some(node) = part.get("extensions") {
            self.extensions.extend(report.map(node, "resources.extensions").iter().cloned());
        }
        if let Some(node) = part.get("Resources") {
            for entry in report.map(node, "resources.Resources") {
                let twin = self.resources.iter().find(|known| known.logical_id == entry.key);
                if let Some(twin) = twin {
                    let what = format!("the resource {} is here twice", entry.key);
                    let expected = format!("each resource once; the first is at {}", twin.at);
                    report.problem(Problem::new(&entry.at, what).expected(expected));
                    continue;
                }
                self.ids.push(entry.key.clone());
                if entry.value.as_map().is_some() && entry.value.get("Type").is_none() {
                    self.changes.push(entry.clone());
                    continue;
                }
                let before = report.problems.len();
                match resource(entry, &self.decisions, report) {
                    Ok(Some(found)) => self.resources.push(found),
                    Ok(None) if report.problems.len() == before => {
                        self.left_out.push(entry.key.clone());
                    }
                    Ok(None) => {}
                    Err(problem) => report.problem(problem),
                }
            }
        }
        if let Some(node) = part.get("Outputs") {
            for entry in report.map(node, "resources.Outputs") {
                match output(entry, &self.decisions) {
                    Ok(found) => self.outputs.extend(found),
                    Err(problem) => report.problem(problem),
                }
            }
        }
    }

    /// Takes in what the framework makes, as `resources` changes and extends it.
    pub(crate) fn add(&mut self, generated: Vec<Resource>, report: &mut Report) {
        let own = std::mem::take(&mut self.resources);
        for mut resource in generated {
            match self.decisions.decide(&resource.properties) {
                Ok(decided) => {
                    queue::check_source(&decided, report);
                    resource.properties = decided;
                }
                Err(problem) => report.problem(problem),
            }
            self.ids.push(resource.logical_id.clone());
            self.resources.push(resource);
        }
        for one in own {
            match self.resources.iter_mut().find(|known| known.logical_id == one.logical_id) {
                Some(known) => {
                    let depends_on = [&known.depends_on[..], &one.depends_on].concat();
                    let properties = known.properties.merged(&one.properties);
                    *known = Resource { properties, depends_on, generated: false, ..one };
                }
                None => self.resources.push(one),
            }
        }
        for entry in std::mem::take(&mut self.changes) {
            self.change(&entry, false, report);
        }
        for entry in std::mem::take(&mut self.extensions) {
            self.change(&entry, true, report);
        }
    }

    /// `resources.extensions` replaces whole properties, `resources.Resources` parts of them.
    fn change(&mut self, entry: &Entry, is_extension: bool, report: &mut Report) {
        let Entry { key: id, at, value } = entry;
        let name = match is_extension {
            true => format!("resources.extensions.{id}"),
            false => format!("resource {id}"),
        };
        let Some(resource) = self.resources.iter_mut().find(|one| one.logical_id == *id) else {
            if is_extension || is_generated(id) {
                let name = if is_extension { name } else { format!("the change of {id}") };
                return report.missing(at, name);
            }
            let problem = Problem::new(at, format!("{name} has no Type"));
            return report.problem(problem.expected("Type: AWS::DynamoDB::Table or another"));
        };
        for member in report.map(value, &name) {
            attribute(member, &name, report);
            let full = format!("{} of {name}", member.key);
            match (member.key.as_str(), self.decisions.decide(&member.value)) {
                (_, Err(problem)) => report.problem(problem),
                ("Properties", Ok(over)) if is_extension => {
                    for property in report.map(&over, &full) {
                        let over = Node::map([(&property.key, property.value.clone())], at);
                        let old = without(&resource.properties, &property.key);
                        resource.properties = old.merged(&over);
                    }
                }
                ("Properties", Ok(over)) => resource.properties = resource.properties.merged(&over),
                ("DependsOn", Ok(ids)) => {
                    resource.depends_on.extend(report.texts(&ids, &full, "logical ids"));
                }
                ("DeletionPolicy", Ok(node)) => {
                    resource.deletion_policy = policy(&node, &full, report);
                }
                ("UpdateReplacePolicy", Ok(node)) => {
                    resource.replace_policy = policy(&node, &full, report);
                }
                ("Metadata", Ok(_)) => {}
                (_, Ok(_)) => report.missing(&member.at, full),
            }
        }
    }

    /// A name in an intrinsic must be something of this stack.
    pub(crate) fn check(&self, functions: &[Function], all: &[&Node], report: &mut Report) {
        let mut known: HashSet<&str> = FRAMEWORK.iter().copied().collect();
        known.extend(self.ids.iter().map(String::as_str));
        known.extend(functions.iter().map(|function| function.logical_id.as_str()));
        let properties = self.resources.iter().map(|resource| &resource.properties);
        let outputs = self.outputs.iter().map(|output| &output.value);
        let environments = functions.iter().flat_map(|f| f.environment.iter().map(|(_, v)| v));
        let roles = functions.iter().filter_map(|function| function.role.as_ref());
        let nodes = properties.chain(outputs).chain(environments).chain(roles);
        let nodes: Vec<&Node> = nodes.chain(all.iter().copied()).collect();
        nodes.iter().for_each(|node| dynamic(node, report));
        let mut names = |name: &str, at: &Place| {
            if self.left_out.iter().any(|id| id == name) && !is_generated(name) {
                let what = format!("the resource {name} is left out by its condition");
                let problem = Problem::new(at, what);
                return report.problem(problem.fix("choose with Fn::If what is used instead"));
            }
            if known.contains(name) || self.decisions.has_parameter(name) || is_generated(name) {
                return;
            }
            let problem = Problem::new(at, format!("there is no resource {name} in this stack"))
                .expected("the logical id of a resource, a function or a parameter");
            report.problem(match nearest(name, known.iter().copied()) {
                Some(near) => problem.fix(format!("did you mean {near}?")),
                None => problem,
            });
        };
        let mut seen = HashSet::new();
        for node in nodes {
            for (name, at) in intrinsic::references(node) {
                if seen.insert((name.clone(), at.clone())) {
                    names(&name, &at);
                }
            }
        }
        for resource in &self.resources {
            for name in &resource.depends_on {
                names(name, &resource.at);
            }
        }
    }
}

/// What a template is to go through before it counts.
fn transforms(part: &Node, report: &mut Report) {
    let Some(node) = part.get("Transform").filter(|node| !node.is_null()) else { return };
    for name in report.texts(node, "resources.Transform", "names of macros") {
        if name != LANGUAGE_EXTENSIONS {
            let note = "is not there yet: the template is taken as it is written";
            let name = format!("resources.Transform {name}");
            report.notices.push(Notice::new(&node.at, name, note));
        }
    }
}

/// Values that CloudFormation would look up elsewhere: `{{resolve:ssm:/name}}`.
fn dynamic(node: &Node, report: &mut Report) {
    match &node.value {
        Value::String(text) => {
            let Some(start) = text.find(DYNAMIC) else { return };
            let rest = &text[start..];
            let end = rest.find("}}").map_or(rest.len(), |end| end + 2);
            let note = "is not there yet and stays as it is written: take it from a parameter \
                        (--param) or from ${env:NAME}";
            let name = format!("the dynamic reference {}", &rest[..end]);
            report.notices.push(Notice::new(&node.at, name, note));
        }
        Value::List(items) => items.iter().for_each(|item| dynamic(item, report)),
        Value::Map(entries) => entries.iter().for_each(|entry| dynamic(&entry.value, report)),
        _ => {}
    }
}

/// What the framework makes besides functions.
const FRAMEWORK: &[&str] = &[
    "ApiGatewayRestApi",
    "HttpApi",
    "IamRoleLambdaExecution",
    "ServerlessDeploymentBucket",
    "WebsocketsApi",
];

/// Names that the framework derives, of which nobody knows the list.
fn is_generated(name: &str) -> bool {
    const STARTS: &[&str] = &["ApiGateway", "HttpApi", "Websockets", "CloudFront", "IamRole"];
    const ENDS: &[&str] = &["LogGroup", "LambdaFunction", "LambdaFunctionUrl", "LambdaLayer"];
    STARTS.iter().any(|start| name.starts_with(start))
        || ENDS.iter().any(|end| name.ends_with(end))
        || ["LambdaPermission", "LambdaVersion", "EventSourceMapping", "EventsRule"]
            .iter()
            .any(|part| name.contains(part))
}

fn resource(
    entry: &Entry,
    decisions: &Decisions,
    report: &mut Report,
) -> Result<Option<Resource>, Problem> {
    let (id, node, at) = (&entry.key, &entry.value, &entry.at);
    if id.is_empty() || !id.chars().all(|c| c.is_ascii_alphanumeric()) {
        let what = format!("\"{id}\" cannot be the logical id of a resource");
        return Err(Problem::new(at, what).expected("letters and digits only"));
    }
    let name = format!("resource {id}");
    if !matches!(node.value, Value::Map(_)) {
        let what = format!("{name} is {}", node.describe());
        return Err(Problem::new(&node.at, what).expected("a map with Type and Properties"));
    }
    let before = report.problems.len();
    for member in report.map(node, &name) {
        attribute(member, &name, report);
    }
    let Some(kind) = node.get("Type").and_then(Node::as_str) else {
        let what = format!("the Type of {name} is not a text");
        return Err(Problem::new(at, what).expected("Type: AWS::DynamoDB::Table or another"));
    };
    if kind.split("::").count() < 2 || kind.contains(char::is_whitespace) {
        let what = format!("the Type of {name} is \"{kind}\"");
        return Err(Problem::new(at, what).expected("a type such as AWS::DynamoDB::Table"));
    }
    let condition = node.get("Condition");
    if let Some(condition) = condition
        && !decisions.holds(condition)?
    {
        return Ok(None);
    }
    let empty = Node { value: Value::Map(Vec::new()), at: node.at.clone() };
    let properties = match node.get("Properties").filter(|node| !node.is_null()) {
        Some(properties) => decisions.decide(properties)?,
        None => empty,
    };
    if properties.as_map().is_none() {
        report.wrong(&properties, &format!("Properties of {name}"), "a map");
    }
    let depends_on = match node.get("DependsOn") {
        Some(node) => report.texts(node, &format!("DependsOn of {name}"), "logical ids"),
        None => Vec::new(),
    };
    let mut policy_of = |key: &str| {
        let node = node.get(key).filter(|node| !node.is_null())?;
        policy(node, &format!("{key} of {name}"), report)
    };
    let (deletion_policy, replace_policy) =
        (policy_of("DeletionPolicy"), policy_of("UpdateReplacePolicy"));
    Ok((report.problems.len() == before).then(|| Resource {
        logical_id: id.clone(),
        kind: kind.into(),
        properties,
        depends_on,
        condition: condition.and_then(Node::as_str).map(str::to_string),
        deletion_policy,
        replace_policy,
        generated: false,
        at: at.clone(),
    }))
}

fn policy(node: &Node, name: &str, report: &mut Report) -> Option<Policy> {
    match node.as_str() {
        Some("Delete") => return Some(Policy::Delete),
        Some("Retain" | "RetainExceptOnCreate") => return Some(Policy::Retain),
        Some("Snapshot") => report.missing(&node.at, format!("Snapshot as {name}")),
        _ => report.wrong(node, name, "Delete or Retain"),
    }
    None
}

/// A map less one of its members.
fn without(node: &Node, key: &str) -> Node {
    let mut node = node.clone();
    if let Value::Map(entries) = &mut node.value {
        entries.retain(|entry| entry.key != key);
    }
    node
}

fn attribute(member: &Entry, name: &str, report: &mut Report) {
    if RESOURCE.contains(&member.key.as_str()) {
        return;
    }
    let what = format!("{name} has `{}`, which no resource has", member.key);
    let problem = Problem::new(&member.at, what).expected(RESOURCE.join(", "));
    report.problem(match nearest(&member.key, RESOURCE.iter().copied()) {
        Some(near) => problem.fix(format!("did you mean `{near}`?")),
        None => problem.fix("move it below Properties"),
    });
}

fn output(entry: &Entry, decisions: &Decisions) -> Result<Option<Output>, Problem> {
    let node = &entry.value;
    if let Some(condition) = node.get("Condition")
        && !decisions.holds(condition)?
    {
        return Ok(None);
    }
    let Some(value) = node.get("Value").filter(|value| !value.is_null()) else {
        let what = format!("the output {} has no Value", entry.key);
        return Err(Problem::new(&entry.at, what).expected("Value: a text or an intrinsic"));
    };
    let export_name = node.get("Export").and_then(|export| export.get("Name"));
    Ok(Some(Output {
        key: entry.key.clone(),
        value: decisions.decide(value)?,
        description: node.get("Description").and_then(Node::scalar_text).unwrap_or_default(),
        export_name: export_name.map(|name| decisions.decide(name)).transpose()?,
        at: entry.at.clone(),
    }))
}
