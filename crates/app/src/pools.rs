//! `squall pools`: what is kept ready, and what it takes of the machine.

use engine::{Engine, Status};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::place::Place;
use crate::remote;

/// Where the server answers to it.
pub const URI: &str = "/pools";

/// What the server says.
pub fn described(engine: &Engine) -> Value {
    let (stems_used, stems_bound) = engine.stem_memory();
    let (idle_used, idle_bound) = engine.idle_memory();
    let ahead = engine
        .usage()
        .iter()
        .fold((0, 0), |(started, unused), one| (started + one.ahead, unused + one.unused));
    let templates: Vec<Value> = engine
        .templates()
        .into_iter()
        .map(|template| {
            let status = match template.status {
                Status::Starting => "starting".to_owned(),
                Status::Ready => "ready".to_owned(),
                Status::Failed(reason) => format!("failed: {reason}"),
            };
            json!({
                "name": template.name, "boto3": template.boto3, "status": status,
                "stems": template.ready_stems, "stemBytes": template.stem_bytes,
                "startsFromStems": template.starts_from_stems,
                "startsForked": template.starts_forked,
            })
        })
        .collect();
    json!({
        "templates": templates,
        "stems": {"usedBytes": stems_used, "boundBytes": stems_bound},
        "idle": {"usedBytes": idle_used, "boundBytes": idle_bound},
        "ahead": {"started": ahead.0, "unused": ahead.1},
        "sandboxes": engine.sandboxes(),
        "running": engine.running(),
        "placesDiscarded": engine.places_discarded(),
    })
}

/// `squall pools`.
pub fn show(place: &Place, as_json: bool) -> Result<(), Failure> {
    let described = remote::describe(&place.running_server()?, URI)?;
    if as_json {
        println!("{described:#}");
        return Ok(());
    }
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mib = |value: &Value| format!("{:.1} MiB", value.as_f64().unwrap_or(0.0) / 1_048_576.0);
    let rows: Vec<Vec<String>> = described["templates"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| {
            let name = text(&one["name"]);
            let with = if one["boto3"] == true { " with boto3" } else { "" };
            let mut row = vec![format!("{name}{with}")];
            row.extend(["status", "stems"].iter().map(|key| text(&one[*key])));
            row.push(mib(&one["stemBytes"]));
            row.extend(["startsFromStems", "startsForked"].iter().map(|key| text(&one[*key])));
            row
        })
        .collect();
    let headings = ["TEMPLATE", "STATUS", "STEMS", "EACH", "STARTS FROM STEMS", "FORKED"];
    println!("{}", cli::table(&headings, &rows));
    for (name, what) in [("stems", "stems"), ("idle", "idle instances")] {
        let of = &described[name];
        println!("{what}: {} of {}", mib(&of["usedBytes"]), mib(&of["boundBytes"]));
    }
    let (started, unused) = (&described["ahead"]["started"], &described["ahead"]["unused"]);
    println!("started ahead of calls: {started}, of which {unused} saw none");
    let (sandboxes, running) = (&described["sandboxes"], &described["running"]);
    println!("sandboxes: {sandboxes}, of which {running} run");
    println!("places that were not clean afterwards: {}", described["placesDiscarded"]);
    Ok(())
}
