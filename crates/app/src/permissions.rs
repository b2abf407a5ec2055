//! `squall iam report`: which permissions were used, which never, and which would have been enough.

use serde_json::Value;

use crate::failure::Failure;
use crate::place::Place;
use crate::remote;

/// Where the server answers to it.
pub const URI: &str = "/permissions";

pub fn report(place: &Place, as_json: bool) -> Result<(), Failure> {
    let report = remote::describe(&place.running_server()?, URI)?;
    if as_json {
        println!("{report:#}");
        return Ok(());
    }
    let callers = list(&report["callers"]);
    if callers.is_empty() {
        println!("nobody but the administrator has asked for anything yet");
    }
    for caller in callers {
        show(caller);
    }
    if report["complete"] == false {
        eprintln!("there was more than is kept: what came late is not in this report");
    }
    Ok(())
}

fn show(caller: &Value) {
    println!("{}", cli::harmless(&text(&caller["arn"])));
    for session in list(&caller["sessions"]) {
        let name = text(&session["session"]);
        if !name.is_empty() {
            println!("\n  {}", cli::harmless(&name));
        }
        let used = list(&session["used"]).iter();
        let row = |one: &Value| {
            let keys = ["action", "resource", "allowed", "denied", "audited", "last"];
            keys.iter().map(|key| cli::harmless(&text(&one[*key])).into_owned()).collect()
        };
        let rows: Vec<Vec<String>> = used.map(row).collect();
        let headings = ["ACTION", "RESOURCE", "ALLOWED", "DENIED", "AUDITED", "LAST"];
        println!("{}", cli::table(&headings, &rows));
    }
    let unused: Vec<Vec<String>> = list(&caller["neverUsed"])
        .iter()
        .map(|one| {
            let keys = ["action", "resource", "policy"];
            keys.map(|key| cli::harmless(&text(&one[key])).into_owned()).to_vec()
        })
        .collect();
    if !unused.is_empty() {
        println!("\ngranted and never used:");
        println!("{}", cli::table(&["ACTION", "RESOURCE", "POLICY"], &unused));
    }
    println!("\nthis would have been enough:\n{:#}\n", caller["leastPolicy"]);
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
