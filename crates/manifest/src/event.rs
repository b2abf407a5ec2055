//! The `events` of a function: `http` becomes routes, `sqs` and `s3` become resources of the stack
//! (`queue`, `bucket`, `generated`), every other kind is told as not there yet.

use crate::application::{Cors, Preflight, Route, Trigger};
use crate::bucket;
use crate::node::{Node, Value};
use crate::problem::{Notice, Place, Problem};
use crate::queue;
use crate::read::{Members, Report, nearest};

const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "OPTIONS", "HEAD", "DELETE", "ANY"];

/// Kinds that the framework knows.
const KINDS: &[&str] = &[
    "activemq",
    "alb",
    "alexaSkill",
    "alexaSmartHome",
    "cloudFront",
    "cloudwatchEvent",
    "cloudwatchLog",
    "cognitoUserPool",
    "eventBridge",
    "http",
    "httpApi",
    "iot",
    "iotFleetProvisioning",
    "kafka",
    "msk",
    "rabbitmq",
    "s3",
    "schedule",
    "sns",
    "sqs",
    "stream",
    "websocket",
];

const HTTP: Members<'_> = Members {
    known: &[
        "path",
        "method",
        "cors",
        "private",
        "authorizer",
        "async",
        "operationId",
        "documentation",
        "summary",
        "description",
        "tags",
        "integration",
    ],
    later: &["connectionId", "connectionType", "cacheControl", "request", "response", "caching"],
};

const CORS: Members<'_> = Members {
    known: &[
        "origin",
        "origins",
        "headers",
        "allowCredentials",
        "maxAge",
        "cacheControl",
        "methods",
    ],
    later: &[],
};

/// What `cors: true` allows (the framework's default).
const CORS_HEADERS: &[&str] = &[
    "Content-Type",
    "X-Amz-Date",
    "Authorization",
    "X-Api-Key",
    "X-Amz-Security-Token",
    "X-Amz-User-Agent",
    "X-Amzn-Trace-Id",
];

/// The routes of one function, and what else calls it.
pub(crate) fn read(
    events: &Node,
    function: &str,
    report: &mut Report,
) -> (Vec<Route>, Vec<Trigger>) {
    let name = format!("events of function {function}");
    let (mut routes, mut triggers) = (Vec::new(), Vec::new());
    for event in report.list(events, &name) {
        let (kind, at, value) = match (event.only(), event.as_map(), event.as_str()) {
            (Some((kind, value)), Some([entry]), _) => (kind, &entry.at, Some(value)),
            (_, _, Some(kind)) => (kind, &event.at, None),
            _ => {
                let expected = "one kind of event, such as `- http: GET users`";
                let mut problem = Problem::new(
                    &event.at,
                    format!("an event of function {function} is {}", event.describe()),
                )
                .expected(expected);
                if event.as_map().is_some_and(|entries| entries.len() > 1) {
                    problem = problem.fix("indent what belongs to the event below its kind");
                }
                report.problem(problem);
                continue;
            }
        };
        match value {
            Some(value) if kind == "http" => routes.extend(http(value, at, function, report)),
            Some(value) if kind == "sqs" => {
                triggers.extend(queue::read(value, at, function, report).map(Trigger::Queue));
            }
            Some(value) if kind == "s3" => {
                triggers.extend(bucket::read(value, at, function, report).map(Trigger::Bucket));
            }
            _ if KINDS.contains(&kind) => {
                let note = match kind {
                    "httpApi" => {
                        "is not there yet; an `http` event of the same method and path is".into()
                    }
                    _ => format!("is not there yet; `squall invoke {function} -d EVENT` calls it"),
                };
                let name = format!("events.{kind} of function {function}");
                report.notices.push(Notice::new(at, name, note));
            }
            _ => {
                let note = match nearest(kind, KINDS.iter().copied()) {
                    Some(near) => format!("is not known; did you mean `{near}`?"),
                    None => "is not known, and is left out".into(),
                };
                let full = format!("events.{kind} of function {function}");
                report.notices.push(Notice::new(at, full, note));
            }
        }
    }
    (routes, triggers)
}

fn http(node: &Node, at: &Place, function: &str, report: &mut Report) -> Option<Route> {
    let name = format!("events.http of function {function}");
    if let Some(text) = node.as_str() {
        let Some((method, path)) = text.trim().split_once(char::is_whitespace) else {
            report.wrong(node, &name, "a method and a path: GET users/{id}");
            return None;
        };
        let (method, path) =
            (method_of(node, method, &name, report), path_of(node, path, &name, report));
        return Some(Route { at: at.clone(), ..route(method?, path?) });
    }
    if !matches!(node.value, Value::Map(_)) {
        report.wrong(node, &name, "`GET users/{id}`, or a map with path and method");
        return None;
    }
    let entries = report.map(node, &name);
    report.members(entries, &HTTP, &name);
    let mut part = |key: &str| {
        let found = node.get(key).filter(|part| !part.is_null());
        if found.is_none() {
            let what = format!("{name} has no {key}");
            report.problem(Problem::new(at, what).expected("path and method"));
        }
        found.and_then(|part| Some((part, part.scalar_text()?)))
    };
    let (method, path) = (part("method"), part("path"));
    let method = method.and_then(|(node, text)| method_of(node, &text, &name, report));
    let path = path.and_then(|(node, text)| path_of(node, &text, &name, report));
    let mut route = Route { at: at.clone(), ..route(method?, path?) };
    route.cors = node.get("cors").and_then(|node| cors(node, &name, report));
    guards(node, &name, &mut route, report);
    Some(route)
}

fn route(method: String, path: String) -> Route {
    let at = Place::file("");
    Route { method, path, cors: None, private: false, authorizer: None, asynchronous: false, at }
}

/// What stands before the function. A route that should be guarded and is not must be told.
fn guards(node: &Node, name: &str, route: &mut Route, report: &mut Report) {
    const OPEN: &str = "is not enforced yet: the route is open";
    if let Some(private) = node.get("private") {
        route.private = report.flag(private, &format!("private of {name}")).unwrap_or(false);
        if route.private {
            report.notices.push(Notice::new(&private.at, format!("private of {name}"), OPEN));
        }
    }
    if let Some(authorizer) = node.get("authorizer").filter(|node| !node.is_null()) {
        route.authorizer = Some(authorizer.clone());
        report.notices.push(Notice::new(&authorizer.at, format!("authorizer of {name}"), OPEN));
    }
    if let Some(asynchronous) = node.get("async") {
        let name = format!("async of {name}");
        route.asynchronous = report.flag(asynchronous, &name).unwrap_or(false);
    }
    if let Some(integration) = node.get("integration") {
        let kind = integration.scalar_text().unwrap_or_default().to_ascii_lowercase();
        if !matches!(kind.as_str(), "lambda-proxy" | "lambda_proxy" | "aws_proxy" | "aws-proxy") {
            report.missing(&integration.at, format!("integration {kind} of {name}"));
        }
    }
}

fn method_of(node: &Node, method: &str, name: &str, report: &mut Report) -> Option<String> {
    let upper = method.trim().to_ascii_uppercase();
    if upper == "*" {
        return Some("ANY".into());
    }
    if METHODS.contains(&upper.as_str()) {
        return Some(upper);
    }
    let what = format!("the method \"{method}\" of {name} is not known");
    report.problem(
        Problem::new(&node.at, what)
            .expected("get, post, put, patch, options, head, delete or any"),
    );
    None
}

/// With a leading slash and none at the end.
fn path_of(node: &Node, path: &str, name: &str, report: &mut Report) -> Option<String> {
    let trimmed = path.trim().trim_matches('/');
    if trimmed.is_empty() {
        return Some("/".into());
    }
    let segments: Vec<&str> = trimmed.split('/').collect();
    for (index, segment) in segments.iter().enumerate() {
        if let Some(expected) = segment_fault(segment, index + 1 == segments.len()) {
            let what = format!("the path \"{path}\" of {name} cannot be: \"{segment}\"");
            report.problem(Problem::new(&node.at, what).expected(expected));
            return None;
        }
    }
    Some(format!("/{trimmed}"))
}

/// What API Gateway would say of one part of a path.
fn segment_fault(segment: &str, last: bool) -> Option<&'static str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | ':');
    if let Some(inside) = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        let name = inside.strip_suffix('+').unwrap_or(inside);
        return match () {
            () if name.is_empty() || !name.chars().all(plain) => {
                Some("a name within the braces: {id}")
            }
            () if name != inside && !last => Some("a greedy part such as {proxy+} only at the end"),
            () => None,
        };
    }
    match segment.is_empty() || !segment.chars().all(plain) {
        true => Some("letters, digits and . _ - : in each part, or {name}, or {name+}"),
        false => None,
    }
}

fn cors(node: &Node, name: &str, report: &mut Report) -> Option<Cors> {
    let headers = || CORS_HEADERS.iter().map(|header| (*header).to_string()).collect();
    let mut cors = Cors {
        origins: vec!["*".into()],
        headers: headers(),
        credentials: false,
        max_age_s: None,
        cache_control: None,
    };
    let name = format!("cors of {name}");
    if !matches!(node.value, Value::Map(_)) {
        return report.flag(node, &name)?.then_some(cors);
    }
    let entries = report.map(node, &name);
    report.members(entries, &CORS, &name);
    for entry in entries {
        let (value, full) = (&entry.value, format!("{} of {name}", entry.key));
        match entry.key.as_str() {
            "origin" | "origins" => {
                let written = report.texts(value, &full, "an origin, or a list of them");
                cors.origins = written
                    .iter()
                    .flat_map(|text| text.split(','))
                    .map(|text| text.trim().to_string())
                    .collect();
            }
            "headers" => cors.headers = report.texts(value, &full, "names of headers"),
            "allowCredentials" => cors.credentials = report.flag(value, &full).unwrap_or(false),
            "maxAge" => cors.max_age_s = report.number(value, &full, 1..=86_400, " of seconds"),
            "cacheControl" => cors.cache_control = report.text(value, &full, "a header's value"),
            _ => {}
        }
    }
    Some(cors)
}

/// One preflight for each path with `cors`; what its events allow is put together.
pub(crate) fn preflights<'r>(routes: impl Iterator<Item = &'r Route>) -> Vec<Preflight> {
    let mut preflights: Vec<Preflight> = Vec::new();
    for route in routes {
        let Some(cors) = &route.cors else { continue };
        let found = preflights.iter().position(|known| known.path == route.path);
        let index = found.unwrap_or_else(|| {
            preflights.push(Preflight {
                path: route.path.clone(),
                methods: vec!["OPTIONS".into()],
                cors: Cors { origins: vec![], headers: vec![], ..cors.clone() },
            });
            preflights.len() - 1
        });
        let preflight = &mut preflights[index];
        let all = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"].map(String::from);
        let one = [route.method.clone()];
        add(&mut preflight.methods, if route.method == "ANY" { &all } else { &one });
        add(&mut preflight.cors.origins, &cors.origins);
        add(&mut preflight.cors.headers, &cors.headers);
        preflight.cors.credentials |= cors.credentials;
        preflight.cors.max_age_s = preflight.cors.max_age_s.max(cors.max_age_s);
    }
    preflights
}

fn add(known: &mut Vec<String>, more: &[String]) {
    for one in more {
        if !known.contains(one) {
            known.push(one.clone());
        }
    }
}
