//! What a start says: how strongly functions are isolated, where the state is, the URLs, and
//! what to type next.

use std::collections::BTreeMap;

use cli::{Style, Talk};
use manifest::Application;
use sandbox::Report;
use stack::Output;

use crate::place::{self, Facts, Place};

/// URLs go to standard output, the rest is talk.
pub fn print(
    application: &Application,
    facts: &Facts,
    report: &Report,
    place: &Place,
    asked: &cli::Up,
    outputs: &BTreeMap<String, Output>,
    talk: &Talk,
) {
    let Application { service, stage, region, .. } = application;
    let version = env!("CARGO_PKG_VERSION");
    talk.say(Style::Plain, &format!("squall {version}: {service}, stage {stage}, {region}"));
    talk.say(Style::Plain, &format!("isolation: {}", isolation(report)));
    for refusal in &report.refused {
        let level = refusal.level.name();
        let line = format!("  level {level} is not to be had: {}", refusal.missing);
        talk.say(Style::Notice, &line);
        talk.say(Style::Notice, &format!("  to grant it: {}", refusal.grant));
    }
    let state = match asked.ephemeral {
        true => "in memory, gone at the end (--ephemeral)".to_owned(),
        false => format!("{} (synced before it is acknowledged)", place::shown(&place.data)),
    };
    talk.say(Style::Plain, &format!("state: {state}"));
    for (method, path, function) in routes(application) {
        println!("{method:<7} {}{path}  {function}", facts.http);
    }
    println!("AWS     {}", facts.aws);
    for (key, output) in outputs {
        println!("output  {key} = {}", cli::harmless(&output.value));
    }
    talk.say(
        Style::Plain,
        "  test / test is accepted there as the administrator, on loopback only",
    );
    talk.say(Style::Plain, "try:");
    for line in hints(application, facts, asked) {
        talk.say(Style::Plain, &format!("  {line}"));
    }
}

/// `full (memory: cgroup v1, ...)`.
pub fn isolation(report: &Report) -> String {
    let enforced: Vec<String> =
        report.enforced.iter().map(|(limit, how)| format!("{limit}: {how}")).collect();
    format!("{} ({})", report.level.name(), enforced.join(", "))
}

fn routes(application: &Application) -> Vec<(String, String, String)> {
    let functions = application.functions.iter();
    functions
        .flat_map(|function| {
            function
                .routes
                .iter()
                .map(|route| (route.method.clone(), route.path.clone(), function.key.clone()))
        })
        .collect()
}

fn hints(application: &Application, facts: &Facts, asked: &cli::Up) -> Vec<String> {
    let mut place = String::new();
    for (flag, dir) in [("--dir", &asked.place.dir), ("--data-dir", &asked.place.data_dir)] {
        if let Some(dir) = dir {
            place.push_str(&format!(" {flag} '{}'", dir.display()));
        }
    }
    let mut lines = Vec::new();
    let simple = routes(application)
        .into_iter()
        .find(|(method, path, _)| (method == "GET" || method == "ANY") && !path.contains('{'));
    if let Some((_, path, _)) = simple {
        lines.push(format!("curl {}{path}", facts.http));
    }
    if let Some(function) = application.functions.first() {
        lines.push(format!("squall invoke {} -d '{{}}'{place}", function.key));
    }
    lines.push(format!("squall logs -f{place}"));
    lines.push(format!("aws --endpoint-url {} dynamodb list-tables", facts.aws));
    lines
}
