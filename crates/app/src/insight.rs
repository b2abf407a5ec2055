//! What the platform says of itself: the events that wait, what nobody took, what functions used.
//!
//! A service as the others are, with the name `squall`: whoever asks signs, and a function may only
//! where its role says so (`squall:DescribeEvents`). `squall events` and `squall usage` ask it.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::Timestamp;
use engine::Engine;
use engine::ledger::{Sums, Used};
use engine::queue::Parked;
use kit::{Context, Need, Service, bind};
use serde_json::{Value, json};
use wire::Error;
use wire::schema::{
    Kind, Length, Member, Operation, Protocol, ServiceModel, Shape, Structure, Text,
};
use wire::typed::{UNIT, Unit};

use crate::clock::{self, Time};
use crate::custody::{self, Custody};
use crate::desk::{self, Desk};
use crate::exchange::{self, Exchange};
use crate::failure::Failure;
use crate::permissions;
use crate::place::Place;
use crate::pools;
use crate::remote;

pub const SERVICE: &str = "squall";

/// Records that are shown; the latest.
const PARKED_SHOWN_MAX: usize = 1_000;
/// Of a record's body in the table for people.
const BODY_SHOWN_CHARS: usize = 60;

static MODEL: ServiceModel = ServiceModel {
    name: SERVICE,
    service_id: "Squall",
    endpoint_prefix: SERVICE,
    protocol: Protocol::RestJson,
    target_prefix: "",
    api_version: "1",
    error_namespace: "",
    xml_namespace: "",
    operations: &[
        &clock::ADVANCE_CLOCK,
        &exchange::BEGIN_IMPORT,
        &custody::CHECK_STATE,
        &clock::DESCRIBE_CLOCK,
        &desk::DEPLOY,
        &desk::DEPLOY_AGREED,
        &DESCRIBE_EVENTS,
        &DESCRIBE_PERMISSIONS,
        &DESCRIBE_POOLS,
        &desk::DESCRIBE_STACKS,
        &DESCRIBE_USAGE,
        &exchange::DROP_IMPORT,
        &exchange::END_IMPORT,
        &exchange::EXPORT_TABLES,
        &exchange::IMPORT_ITEMS,
        &custody::MAKE_BACKUP,
        &desk::PLAN,
    ],
    unimplemented: &[],
};

static DESCRIBE_EVENTS: Operation = operation("DescribeEvents", "/events");
static DESCRIBE_PERMISSIONS: Operation = operation("DescribePermissions", permissions::URI);
static DESCRIBE_POOLS: Operation = operation("DescribePools", pools::URI);
static DESCRIBE_USAGE: Operation = operation("DescribeUsage", "/usage");

pub const fn operation(name: &'static str, uri: &'static str) -> Operation {
    Operation {
        name,
        method: "GET",
        uri,
        status: 200,
        input: &UNIT,
        output: &DESCRIPTION,
        result_wrapper: "",
        errors: &[],
    }
}

static DESCRIPTION: Structure = Structure {
    name: "Description",
    kind: Kind::Plain,
    members: &[Member::body("Document", false, &DOCUMENT)],
};
pub static DOCUMENT: Shape =
    Shape::String(Text { length: Length::ANY, pattern: None, values: &[], sensitive: false });

wire::structure!(Description = DESCRIPTION);
wire::members! { Description;
required {
}
optional {
0 document take_document set_document with_document String;
}
}

/// The operation table.
pub fn service(
    engine: &Arc<Engine>,
    iam: &Arc<iam::Iam>,
    custody: Custody,
    exchange: Exchange,
    (time, desk): (Time, Desk),
) -> Service {
    let mut operations = vec![
        bind(
            &DESCRIBE_EVENTS,
            engine,
            |_, _, _: &Unit| vec![Need::new("squall:DescribeEvents", "*")],
            |engine, _: Context, _: Unit| async move { answer(described_events(&engine)) },
        ),
        bind(
            &DESCRIBE_PERMISSIONS,
            iam,
            |_, _, _: &Unit| vec![Need::new("squall:DescribePermissions", "*")],
            |iam, _: Context, _: Unit| async move { answer(iam.report()) },
        ),
        bind(
            &DESCRIBE_POOLS,
            engine,
            |_, _, _: &Unit| vec![Need::new("squall:DescribePools", "*")],
            |engine, _: Context, _: Unit| async move { answer(Ok(pools::described(&engine))) },
        ),
        bind(
            &DESCRIBE_USAGE,
            engine,
            |_, _, _: &Unit| vec![Need::new("squall:DescribeUsage", "*")],
            |engine, _: Context, _: Unit| async move { answer(described_usage(&engine)) },
        ),
    ];
    operations.extend(desk::operations(desk, custody.store.clone()));
    operations.extend(custody::operations(custody));
    operations.extend(clock::operations(time));
    operations.extend(exchange::operations(exchange));
    Service { model: &MODEL, operations }
}

pub fn answer(described: Result<Value, store::Error>) -> Result<Description, Error> {
    let document = described.map_err(|error| Error::internal(error.to_string()))?;
    Ok(Description::default().with_document(document.to_string()))
}

fn described_events(engine: &Engine) -> Result<Value, store::Error> {
    let queue = engine.queue();
    let waiting: Vec<Value> = queue
        .depths()?
        .into_iter()
        .map(|(function, depth)| {
            json!({"function": function, "events": depth.events, "bytes": depth.bytes})
        })
        .collect();
    let parked: Vec<Value> = queue.parked(PARKED_SHOWN_MAX)?.iter().map(parked).collect();
    Ok(json!({"waiting": waiting, "running": queue.in_flight(), "parked": parked}))
}

fn parked(parked: &Parked) -> Value {
    let Parked { at, request_id, function, target, why, message } = parked;
    let attributes: serde_json::Map<String, Value> = message
        .attributes
        .iter()
        .map(|one| (one.name.clone(), json!({"type": one.kind, "value": one.value})))
        .collect();
    // A record is JSON; what a runtime of one's own said may be any text.
    let body = serde_json::from_slice(&message.body)
        .unwrap_or_else(|_| Value::from(String::from_utf8_lossy(&message.body).as_ref()));
    json!({
        "at": Timestamp::iso_millis(*at), "requestId": request_id, "function": function,
        "target": target, "why": why, "body": body, "attributes": attributes,
    })
}

fn described_usage(engine: &Engine) -> Result<Value, store::Error> {
    let mut sums: BTreeMap<(String, String), (Sums, Vec<Value>)> = BTreeMap::new();
    for Used { day, function, version, sums: of_day } in engine.used()? {
        let (all, days) = sums.entry((function, version)).or_default();
        all.add(&of_day);
        let mut shown = figures(&of_day);
        shown["day"] = day.into();
        days.push(shown);
    }
    let functions = sums.into_iter().map(|((function, version), (all, days))| {
        let mut shown = figures(&all);
        shown["function"] = function.into();
        shown["version"] = version.into();
        shown["days"] = days.into();
        shown
    });
    Ok(functions.collect())
}

fn figures(sums: &Sums) -> Value {
    json!({
        "requests": sums.requests, "errors": sums.errors, "throttles": sums.throttles,
        "coldStarts": sums.cold_starts, "billedMs": sums.billed_ms, "gbSeconds": sums.gb_seconds(),
    })
}

/// `squall events`.
pub fn events(place: &Place, as_json: bool) -> Result<(), Failure> {
    let described = remote::describe(&place.running_server()?, DESCRIBE_EVENTS.uri)?;
    if as_json {
        println!("{described:#}");
        return Ok(());
    }
    let running = described["running"].as_u64().unwrap_or(0);
    let waiting = rows(&described["waiting"], &["function", "events", "bytes"]);
    match waiting.is_empty() {
        true => println!("no event waits"),
        false => println!("{}", cli::table(&["FUNCTION", "EVENTS", "BYTES"], &waiting)),
    }
    println!("{running} of them run now");
    let mut parked = rows(&described["parked"], &["at", "function", "target", "why", "body"]);
    for row in &mut parked {
        if let Some(body) = row.last_mut() {
            *body = cli::harmless(body).chars().take(BODY_SHOWN_CHARS).collect();
        }
    }
    if !parked.is_empty() {
        println!("\nnobody took (whole with --json):");
        println!("{}", cli::table(&["AT", "FUNCTION", "TARGET", "WHY", "WHAT"], &parked));
    }
    Ok(())
}

/// `squall usage`.
pub fn usage(place: &Place, as_json: bool) -> Result<(), Failure> {
    let described = remote::describe(&place.running_server()?, DESCRIBE_USAGE.uri)?;
    if as_json {
        println!("{described:#}");
        return Ok(());
    }
    let keys = ["function", "version", "requests", "errors", "throttles", "coldStarts", "billedMs"];
    let mut all = rows(&described, &keys);
    for (row, one) in all.iter_mut().zip(described.as_array().into_iter().flatten()) {
        row.push(format!("{:.3}", one["gbSeconds"].as_f64().unwrap_or_default()));
    }
    let headings =
        ["NAME", "VERSION", "REQUESTS", "ERRORS", "THROTTLES", "COLD STARTS", "BILLED MS", "GB-S"];
    println!("{}", cli::table(&headings, &all));
    Ok(())
}

fn rows(list: &Value, keys: &[&str]) -> Vec<Vec<String>> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let list = list.as_array().into_iter().flatten();
    list.map(|one| keys.iter().map(|key| text(&one[*key])).collect()).collect()
}
