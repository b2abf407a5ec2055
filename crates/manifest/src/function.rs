//! The section `functions`.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::application::{Asynchronous, Function, Route};
use crate::destination;
use crate::event;
use crate::intrinsic::is_intrinsic;
use crate::node::{Entry, Node, Value};
use crate::order::ROLE_ID;
use crate::pattern;
use crate::problem::{Notice, Place, Problem};
use crate::provider::{self, Provider, set};
use crate::read::{Members, Report};
use crate::role;

/// Lambda quotas: length of a function's name.
const NAME_CHARS_MAX: usize = 64;

const MEMBERS: Members<'_> = Members {
    known: &[
        "handler",
        "runtime",
        "memorySize",
        "timeout",
        "environment",
        "events",
        "name",
        "description",
        "role",
        "package",
        "tags",
        "reservedConcurrency",
        "provisionedConcurrency",
        "snapStart",
        "ephemeralStorageSize",
        "architecture",
        "logRetentionInDays",
        "versionFunction",
        "dependsOn",
        "destinations",
        "maximumEventAge",
        "maximumRetryAttempts",
        "onError",
        "tests",
        "iam",
        "iamPermissionsBoundary",
        "iamRoleStatements",
        "iamRoleStatementsInherit",
        "iamRoleStatementsName",
    ],
    later: &[
        "awsKmsKeyArn",
        "condition",
        "disableLogs",
        "fileSystemConfig",
        "image",
        "kmsKeyArn",
        "layers",
        "logDataProtectionPolicy",
        "logs",
        "module",
        "runtimeManagement",
        "tracing",
        "url",
        "vpc",
        "warmup",
    ],
};

/// What the names of functions are made from.
pub(crate) struct Service<'a> {
    pub(crate) name: &'a str,
    pub(crate) stage: &'a str,
    pub(crate) provider: &'a Provider,
    pub(crate) package: &'a pattern::Service,
    /// Roles of functions have the statements of the provider's, too, unless they say otherwise.
    pub(crate) inherits: bool,
}

/// The functions, of a map or a list of maps, in their order.
pub(crate) fn read(root: &Node, service: &Service<'_>, report: &mut Report) -> Vec<Function> {
    let Some(node) = root.get("functions") else { return Vec::new() };
    let mut functions: Vec<Function> = Vec::new();
    let mut known: BTreeMap<&str, &Place> = BTreeMap::new();
    for entry in entries(node, report) {
        if let Some(first) = known.get(entry.key.as_str()) {
            let what = format!("the function {} is here twice", entry.key);
            let expected = format!("each function once; the first is at {first}");
            report.problem(Problem::new(&entry.at, what).expected(expected));
            continue;
        }
        known.insert(&entry.key, &entry.at);
        functions.extend(function(entry, service, report));
    }
    names(&functions, report);
    destination::functions(&functions, report);
    routes(&functions, report);
    take_last(&mut functions);
    // Kept for as long as the application runs.
    functions.shrink_to_fit();
    functions
}

fn entries<'n>(node: &'n Node, report: &mut Report) -> Vec<&'n Entry> {
    match &node.value {
        Value::List(items) => items.iter().flat_map(|item| report.map(item, "functions")).collect(),
        _ => report.map(node, "functions").iter().collect(),
    }
}

fn function(entry: &Entry, service: &Service<'_>, report: &mut Report) -> Option<Function> {
    let (key, node) = (&entry.key, &entry.value);
    let name = format!("function {key}");
    if !is_name(key) {
        let what = format!("\"{key}\" cannot be the name of a function");
        report.problem(Problem::new(&entry.at, what).expected("letters, digits, - and _"));
        return None;
    }
    if !matches!(node.value, Value::Map(_)) {
        report.wrong(node, &name, "a map with at least a handler");
        return None;
    }
    let members = report.map(node, &name);
    report.members(members, &MEMBERS, &name);
    let provider = service.provider;
    let mut function = Function {
        key: key.clone(),
        name: format!("{}-{}-{key}", service.name, service.stage),
        logical_id: logical_id(key),
        handler: String::new(),
        runtime: provider.runtime.clone().unwrap_or_default(),
        memory_mb: provider.memory_mb,
        timeout_s: provider.timeout_s,
        environment: provider.environment.clone(),
        description: String::new(),
        tmp_mb: provider.tmp_mb,
        reserved_concurrency: None,
        provisioned_concurrency: None,
        snap_start: provider.snap_start,
        asynchronous: Asynchronous::default(),
        role: None,
        own_role: None,
        routes: Vec::new(),
        triggers: Vec::new(),
        tags: provider.tags.clone(),
        architecture: provider.architecture.clone(),
        log_retention_days: provider.log_retention_days,
        package: service.package.clone_if_own(),
        at: entry.at.clone(),
    };
    for Entry { key, value, .. } in members {
        member(&mut function, key, value, service, report);
    }
    function.own_role = role::own(node, key, service.inherits, report);
    if let Some(own) = &function.own_role {
        function.role = Some(Node::attribute(&role_id(&function.logical_id), "Arn", &own.at));
    }
    published(&function, node, report);
    if node.get("handler").is_none() && node.get("image").is_none() {
        report.problem(
            Problem::new(&entry.at, format!("{name} has no handler"))
                .expected("handler: path/to/module.function")
                .fix("add a line `handler:` below it"),
        );
    }
    let lacks_runtime = node.get("runtime").is_none() && service.provider.runtime.is_none();
    if lacks_runtime && node.get("image").is_none() {
        report.problem(
            Problem::new(&entry.at, format!("{name} has no runtime"))
                .expected("a runtime in the function or in `provider`")
                .fix("add `runtime: python3.12` to `provider`"),
        );
    }
    // An image has no handler in the manifest; it is among what is not there yet.
    (!function.handler.is_empty()).then_some(function)
}

fn member(
    function: &mut Function,
    key: &str,
    node: &Node,
    service: &Service<'_>,
    report: &mut Report,
) {
    let name = format!("{key} of function {}", function.key);
    match key {
        "handler" => set(&mut function.handler, handler(node, &name, report)),
        "name" => set(&mut function.name, report.text(node, &name, "a name")),
        "description" if is_intrinsic(node) => {
            report.missing(&node.at, format!("an intrinsic as {name}"))
        }
        "description" => set(&mut function.description, report.text(node, &name, "a text")),
        "runtime" => set(&mut function.runtime, provider::runtime(node, &name, report)),
        "memorySize" => set(&mut function.memory_mb, provider::memory(node, &name, report)),
        "timeout" => set(&mut function.timeout_s, provider::timeout(node, &name, report)),
        "ephemeralStorageSize" => set(&mut function.tmp_mb, provider::tmp(node, &name, report)),
        "architecture" => {
            set(&mut function.architecture, provider::architecture(node, &name, report));
        }
        "logRetentionInDays" => {
            let days = report.number(node, &name, provider::RETENTION_DAYS, " of days");
            function.log_retention_days = days;
        }
        "reservedConcurrency" => {
            let range = 0..=base::limit::ACCOUNT_CONCURRENCY;
            function.reserved_concurrency = report.number(node, &name, range, "");
        }
        "provisionedConcurrency" => {
            // 0 is how a manifest turns it off for one of its stages.
            let range = 0..=base::limit::ACCOUNT_CONCURRENCY;
            let places = report.number(node, &name, range, "");
            function.provisioned_concurrency = places.filter(|places| *places > 0);
        }
        "snapStart" => set(&mut function.snap_start, report.flag(node, &name)),
        "role" => function.role = role::named(node, &name, report),
        "environment" => {
            put_all(&mut function.environment, provider::environment(node, &name, report));
            size(function, node, report);
        }
        "tags" => put_all(&mut function.tags, provider::tags(node, &name, report)),
        "events" => {
            (function.routes, function.triggers) = event::read(node, &function.key, report);
        }
        "package" => function.package = service.package.of_function(node, &function.key, report),
        _ => {
            let asynchronous = &mut function.asynchronous;
            destination::member(asynchronous, key, node, &name, report);
        }
    }
}

/// What Lambda refuses of published versions.
fn published(function: &Function, node: &Node, report: &mut Report) {
    let key = &function.key;
    if let (true, Some(_)) = (function.snap_start, function.provisioned_concurrency) {
        let what = format!("function {key} has snapStart and provisionedConcurrency");
        let expected = "one of them: Lambda has no version with both";
        report.problem(Problem::new(&node.at, what).expected(expected));
    }
    if function.snap_start && function.tmp_mb > base::limit::TMP_MB_DEFAULT {
        let what = format!("function {key} has snapStart and a /tmp of {} MB", function.tmp_mb);
        let expected = format!("at most {} MB with snapStart", base::limit::TMP_MB_DEFAULT);
        report.problem(Problem::new(&node.at, what).expected(expected));
    }
    if let (Some(places), Some(reserved)) =
        (function.provisioned_concurrency, function.reserved_concurrency)
        && places > reserved
    {
        let what = format!("function {key} has more provisioned places than reserved ones");
        let expected = format!("at most {reserved}, its reservedConcurrency");
        report.problem(Problem::new(&node.at, what).expected(expected));
    }
}

/// The function's own go before the provider's.
fn put_all<T>(all: &mut Vec<(String, T)>, own: Vec<(String, T)>) {
    for (key, value) in own {
        match all.iter_mut().find(|(known, _)| *known == key) {
            Some(known) => known.1 = value,
            None => all.push((key, value)),
        }
    }
}

/// Lambda refuses more; intrinsics are counted when they have come to a text, by the service.
fn size(function: &Function, node: &Node, report: &mut Report) {
    let bytes = |(key, node): &(String, Node)| key.len() + node.as_str().map_or(0, str::len);
    let total: usize = function.environment.iter().map(bytes).sum();
    let allowed = base::limit::ENVIRONMENT_BYTES_MAX;
    if total > allowed {
        let what = format!("the environment of function {} has {total} bytes", function.key);
        report.problem(
            Problem::new(&node.at, what)
                .expected(format!("at most {allowed} bytes, names and values together"))
                .fix("put large values into a file of the package"),
        );
    }
}

fn handler(node: &Node, name: &str, report: &mut Report) -> Option<String> {
    // CreateFunction: at most 128 characters, none of them white space.
    const CHARS_MAX: usize = 128;
    let text = node.as_str().filter(|text| {
        !text.is_empty() && text.len() <= CHARS_MAX && !text.contains(char::is_whitespace)
    });
    if text.is_none() {
        report.wrong(node, name, "path/to/module.function, without spaces");
    }
    text.map(str::to_string)
}

fn is_name(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    !text.is_empty() && text.chars().all(fits)
}

/// As the framework names a function within its stack.
fn logical_id(key: &str) -> String {
    let mut id = String::new();
    for (index, letter) in key.chars().enumerate() {
        match letter {
            '-' => id.push_str("Dash"),
            '_' => id.push_str("Underscore"),
            _ if index == 0 => id.push(letter.to_ascii_uppercase()),
            _ => id.push(letter),
        }
    }
    id.push_str("LambdaFunction");
    id
}

/// As the framework names the role that is one function's own.
pub(crate) fn role_id(function: &str) -> String {
    format!("{}{ROLE_ID}", function.strip_suffix("LambdaFunction").unwrap_or(function))
}

fn names(functions: &[Function], report: &mut Report) {
    let mut seen: HashMap<&str, &Function> = HashMap::new();
    for function in functions {
        let Function { name, key, at, .. } = function;
        if !is_name(name) || name.len() > NAME_CHARS_MAX {
            let what = format!("the name \"{name}\" of function {key} is not possible");
            let expected =
                format!("letters, digits, - and _, at most {NAME_CHARS_MAX} of them together");
            let fix = "shorten the service, the stage or the function, or set `name:`";
            report.problem(Problem::new(at, what).expected(expected).fix(fix));
        }
        if let Some(first) = seen.insert(name, function) {
            let what = format!("functions {} and {key} are both named {name}", first.key);
            report.problem(Problem::new(at, what).expected("a name of its own for each"));
        }
    }
}

/// Of routes that are there twice, the last stays.
fn take_last(functions: &mut [Function]) {
    let mut seen = HashSet::new();
    for function in functions.iter_mut().rev() {
        let mut kept = Vec::with_capacity(function.routes.len());
        for route in function.routes.drain(..).rev() {
            if seen.insert((route.method.clone(), route.path.clone())) {
                kept.push(route);
            }
        }
        kept.reverse();
        function.routes = kept;
    }
}

/// One method of one path twice, of which the framework takes the last; and what API Gateway
/// refuses: two names for one variable part.
fn routes(functions: &[Function], report: &mut Report) {
    let mut seen: HashMap<(&str, &str), (&Function, &Route)> = HashMap::new();
    let mut variables: HashMap<(&str, bool), (&str, &Place)> = HashMap::new();
    for function in functions {
        for route in &function.routes {
            let Route { method, path, at, .. } = route;
            if let Some((first, twin)) = seen.insert((method, path), (function, route)) {
                let name = format!("{method} {path} of function {}", first.key);
                let note =
                    format!("is left out: function {} has it, too, and comes last", function.key);
                report.notices.push(Notice::new(&twin.at, name, note));
            }
            for (start, _) in path.match_indices("/{") {
                let end = path[start..].find('}').map_or(path.len(), |length| start + length + 1);
                let part = &path[start + 1..end];
                let (known, first) =
                    *variables.entry((&path[..start], part.ends_with("+}"))).or_insert((part, at));
                if known != part {
                    let what = format!("{part} in {path} stands where {first} has {known}");
                    let expected = "one name for the variable part of paths that begin alike";
                    report.problem(
                        Problem::new(at, what)
                            .expected(expected)
                            .fix(format!("write {known} in both, or {part} in both")),
                    );
                }
            }
        }
    }
}
