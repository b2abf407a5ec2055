//! What of functions and routes is not as the manifest says.

use std::collections::BTreeSet;

use gateway::Api;
use lambda::FunctionSpec;
use serde_json::{Map, Value, json};
use stack::Changed;

use crate::packing::Deployed;

/// Characters of a package's digest that are shown.
const DIGEST_SHOWN: usize = 10;

/// A function or a route that comes, changes or goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    action: &'static str,
    /// `function`, `route`.
    kind: &'static str,
    name: String,
    properties: Vec<Changed>,
}

impl Change {
    pub fn is_route(&self) -> bool {
        self.kind == "route"
    }

    pub fn to_json(&self) -> Value {
        let Change { action, kind, name, properties } = self;
        let kind = if *kind == "function" { "AWS::Lambda::Function" } else { kind };
        let names: Vec<&str> = properties.iter().map(|one| one.name.as_str()).collect();
        let changes: Value = properties.iter().map(Changed::to_json).collect();
        json!({
            "action": action, "logicalId": null, "type": kind, "name": name,
            "properties": names, "changes": changes, "loses": null, "text": self.text(),
        })
    }

    pub fn text(&self) -> String {
        let sign = match self.action {
            "create" => "+",
            "delete" => "-",
            _ => "~",
        };
        let changed: Vec<String> = self.properties.iter().map(ToString::to_string).collect();
        let changed = match changed.is_empty() {
            true => String::new(),
            false => format!(" ({})", changed.join(", ")),
        };
        format!("{sign:<3} {} {}{changed}", self.kind, self.name)
    }
}

/// What deploying these functions would do.
pub fn of_functions(deployed: &Deployed, wanted: &[FunctionSpec]) -> Vec<Change> {
    let change = |action, name: &str, properties| Change {
        action,
        kind: "function",
        name: name.to_owned(),
        properties,
    };
    let mut changes = Vec::new();
    for spec in wanted {
        match deployed.get(&spec.name) {
            None => changes.push(change("create", &spec.name, Vec::new())),
            Some(now) if now == spec => {}
            Some(now) => {
                let properties = properties(now, spec);
                // The same code may lie elsewhere, as in a state that was restored.
                if !properties.is_empty() {
                    changes.push(change("change", &spec.name, properties));
                }
            }
        }
    }
    let names: BTreeSet<&str> = wanted.iter().map(|spec| spec.name.as_str()).collect();
    let gone = deployed.keys().filter(|name| !names.contains(name.as_str()));
    changes.extend(gone.map(|name| change("delete", name, Vec::new())));
    changes
}

/// The routes of an application, each as it is said.
pub fn routes(api: &Api) -> Vec<String> {
    let routes = api.routes.iter().map(|route| {
        let how = if route.asynchronous { " (as an event)" } else { "" };
        format!("{} {} -> {}{how}", route.method, route.path, route.function)
    });
    let preflights = api.preflights.iter().map(|one| {
        let mut said = format!(
            "OPTIONS {}: {} from {} with {}",
            one.path,
            one.methods.join(", "),
            one.origins.join(", "),
            one.headers.join(", ")
        );
        said.push_str(if one.credentials { ", credentials" } else { "" });
        if let Some(seconds) = one.max_age_s {
            said.push_str(&format!(", for {seconds} s"));
        }
        if let Some(control) = &one.cache_control {
            said.push_str(&format!(", {control}"));
        }
        said
    });
    routes.chain(preflights).collect()
}

/// What is another route than before.
pub fn of_routes(before: &[String], after: &[String]) -> Vec<Change> {
    let change = |action, name: &String| Change {
        action,
        kind: "route",
        name: name.clone(),
        properties: Vec::new(),
    };
    let gone = before.iter().filter(|line| !after.contains(line));
    let new = after.iter().filter(|line| !before.contains(line));
    gone.map(|line| change("delete", line)).chain(new.map(|line| change("create", line))).collect()
}

/// What of a function is not as it is deployed. What environments hold is not said.
fn properties(before: &FunctionSpec, after: &FunctionSpec) -> Vec<Changed> {
    let digest = |spec: &FunctionSpec| spec.code_digest.chars().take(DIGEST_SHOWN).collect();
    let mut all: Vec<(&str, Value, Value)> = vec![
        ("code", Value::String(digest(before)), Value::String(digest(after))),
        ("runtime", json!(before.runtime), json!(after.runtime)),
        ("handler", json!(before.handler), json!(after.handler)),
        ("description", json!(before.description), json!(after.description)),
        ("memorySize", json!(before.memory_mb), json!(after.memory_mb)),
        ("timeout", json!(before.timeout_s), json!(after.timeout_s)),
        ("ephemeralStorageSize", json!(before.tmp_mb), json!(after.tmp_mb)),
        ("role", json!(before.role_arn), json!(after.role_arn)),
        ("architecture", json!(before.architecture), json!(after.architecture)),
        ("snapStart", json!(before.snap_start), json!(after.snap_start)),
    ];
    for (name, value) in [
        ("reservedConcurrency", (before.reserved_concurrency, after.reserved_concurrency)),
        ("provisionedConcurrency", (before.provisioned_concurrency, after.provisioned_concurrency)),
        (
            "maximumEventAge",
            (before.asynchronous.event_age_s_max, after.asynchronous.event_age_s_max),
        ),
        ("maximumRetryAttempts", (before.asynchronous.retries_max, after.asynchronous.retries_max)),
    ] {
        all.push((name, json!(value.0), json!(value.1)));
    }
    let (was, is) = (&before.asynchronous, &after.asynchronous);
    all.push(("destinations.onSuccess", json!(was.on_success), json!(is.on_success)));
    all.push(("destinations.onFailure", json!(was.on_failure), json!(is.on_failure)));
    all.push(("onError", json!(was.dead_letter), json!(is.dead_letter)));
    let tags = |spec: &FunctionSpec| -> Value {
        spec.tags
            .iter()
            .map(|(name, value)| (name.clone(), json!(value)))
            .collect::<Map<_, _>>()
            .into()
    };
    all.push(("tags", tags(before), tags(after)));
    let there = |value: Value| Some(value).filter(|value| !value.is_null());
    let all = all.into_iter().filter(|(_, was, is)| was != is);
    let mut changed: Vec<Changed> =
        all.map(|(name, was, is)| Changed::new(name, there(was), there(is))).collect();
    let names: BTreeSet<&String> =
        before.environment.keys().chain(after.environment.keys()).collect();
    for name in names {
        let (was, is) = (before.environment.get(name), after.environment.get(name));
        if was != is {
            let value = |text: Option<&String>| text.map(|text| json!(text));
            let name = format!("environment.{name}");
            changed.push(Changed::new(&name, value(was), value(is)).hidden());
        }
    }
    if before.mounts != after.mounts {
        let lies = |spec: &FunctionSpec| (!spec.mounts.is_empty()).then(|| json!("installed"));
        changed.push(Changed::new("packages", lies(before), lies(after)).hidden());
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(name: &str) -> FunctionSpec {
        FunctionSpec {
            name: name.into(),
            memory_mb: 128,
            code_digest: "0123456789abcdef".into(),
            environment: [("KEPT".into(), "1".into()), ("KEY".into(), "secret".into())].into(),
            ..FunctionSpec::default()
        }
    }

    #[test]
    fn functions_are_told_with_what_changes_and_without_what_environments_hold() {
        let deployed: Deployed =
            ["same", "f", "gone"].map(|name| (name.to_owned(), spec(name))).into();
        let mut changed = spec("f");
        changed.memory_mb = 256;
        changed.code_digest = "fedcba9876543210".into();
        changed.reserved_concurrency = Some(3);
        changed.environment =
            [("KEPT".into(), "1".into()), ("KEY".into(), "x".into()), ("NEW".into(), "y".into())]
                .into();
        changed.tags.insert("team".into(), "a".into());
        let wanted = [spec("same"), changed, spec("new")];
        let changes = of_functions(&deployed, &wanted);
        let said: Vec<String> = changes.iter().map(Change::text).collect();
        assert_eq!(
            said,
            [
                "~   function f (code 0123456789 -> fedcba9876, memorySize 128 -> 256, \
             reservedConcurrency added: 3, tags.team added: a, environment.KEY changed, \
             environment.NEW added)",
                "+   function new",
                "-   function gone",
            ]
        );
        let shown = changes[0].to_json();
        assert_eq!(shown["action"], "change");
        assert_eq!(shown["changes"][1], json!({"name": "memorySize", "from": 128, "to": 256}));
        assert!(!shown.to_string().contains("secret"));
    }

    #[test]
    fn routes_come_and_go() {
        let (before, after) = (["GET /a -> f".to_owned()], ["GET /b -> f".to_owned()]);
        let said: Vec<String> = of_routes(&before, &after).iter().map(Change::text).collect();
        assert_eq!(said, ["-   route GET /a -> f", "+   route GET /b -> f"]);
        assert!(of_routes(&before, &before).is_empty());
    }
}
