//! Commands that ask the running server, as any client would: signed, over its AWS endpoint.

use std::io::{Read, Write};
use std::time::Duration;

use base::{Clock, SystemClock};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use cli::{Style, Talk};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};
use wire::sigv4::{self, Head, Payload, Secrets};

use crate::failure::Failure;
use crate::insight;
use crate::place::{Facts, Place};

/// What `up` accepts as the administrator on loopback.
const ADMINISTRATOR: Secrets<'static> =
    Secrets { access_key_id: "test", secret_access_key: "test", session_token: None };

/// What all of a large table's items take to write; a function's longest call is far shorter.
const PATIENCE: Duration = Duration::from_hours(12);

/// Calls a function; its result goes to standard output. False where the function failed.
pub fn invoke(place: &Place, asked: &cli::Invoke, talk: &Talk) -> Result<bool, Failure> {
    let facts = place.running_server()?;
    let payload = event(asked.data.as_deref())?;
    let name = full_name(&facts, &asked.function)?;
    let path = format!("/2015-03-31/functions/{name}/invocations");
    let kind: &[(&str, &str)] = match asked.log {
        true => &[("x-amz-log-type", "Tail")],
        false => &[],
    };
    let answer = ask(&facts, "POST", &path, kind, payload)?;
    let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(log) = header("x-amz-log-result")
        && let Ok(log) = STANDARD.decode(log)
    {
        talk.say(Style::Dim, &cli::harmless(String::from_utf8_lossy(&log).trim_end()));
    }
    let mut out = std::io::stdout().lock();
    let written = out.write_all(answer.body()).and_then(|()| out.write_all(b"\n"));
    written.map_err(|error| Failure::new("writing the result", error.to_string(), ""))?;
    Ok(header("x-amz-function-error").is_none())
}

/// Lists the functions.
pub fn list(place: &Place, as_json: bool) -> Result<(), Failure> {
    let facts = place.running_server()?;
    let functions = functions(&facts)?;
    if as_json {
        println!("{:#}", Value::Array(functions));
        return Ok(());
    }
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let rows: Vec<Vec<String>> = functions
        .iter()
        .map(|function| {
            ["FunctionName", "Runtime", "MemorySize", "Timeout", "LastModified", "Handler"]
                .iter()
                .map(|key| text(&function[*key]))
                .collect()
        })
        .collect();
    let headings = ["NAME", "RUNTIME", "MEMORY", "TIMEOUT", "MODIFIED", "HANDLER"];
    println!("{}", cli::table(&headings, &rows));
    Ok(())
}

/// The event: a text, a file's, or standard input's; `{}` where none is given.
fn event(data: Option<&str>) -> Result<Bytes, Failure> {
    let text = match data {
        None => "{}".to_owned(),
        Some("-") => {
            let mut text = String::new();
            let read = std::io::stdin().read_to_string(&mut text);
            read.map_err(|error| Failure::new("reading standard input", error.to_string(), ""))?;
            text
        }
        Some(data) => match data.strip_prefix('@') {
            None => data.to_owned(),
            Some(path) => file(path)?,
        },
    };
    match serde_json::from_str::<Value>(&text) {
        Ok(_) => Ok(Bytes::from(text)),
        Err(error) => Err(Failure::new(
            "the event is not JSON",
            error.to_string(),
            "quote it for the shell: -d '{\"name\": \"Ada\"}'",
        )),
    }
}

fn file(path: &str) -> Result<String, Failure> {
    let failed = |why: String| Failure::new(format!("reading {path}"), why, "");
    let text = store::announce::read(path.as_ref()).map_err(|error| failed(error.to_string()))?;
    text.ok_or_else(|| failed("there is no such file".into()))
}

/// The function's name in AWS, from that or from its key in the manifest.
fn full_name(facts: &Facts, given: &str) -> Result<String, Failure> {
    let functions = functions(facts)?;
    let names: Vec<&str> =
        functions.iter().filter_map(|function| function["FunctionName"].as_str()).collect();
    let key = format!("{}-{}-{given}", facts.service, facts.stage);
    let found = names.iter().find(|name| **name == given || **name == key);
    found.map(|name| (*name).to_owned()).ok_or_else(|| {
        let why = format!("there are: {}", names.join(", "));
        Failure::new(format!("there is no function {given}"), why, "see `squall ls`")
    })
}

fn functions(facts: &Facts) -> Result<Vec<Value>, Failure> {
    let mut all = Vec::new();
    let mut marker = String::new();
    loop {
        let path = "/2015-03-31/functions/";
        let query = match marker.as_str() {
            "" => String::new(),
            marker => format!("?Marker={marker}"),
        };
        let answer = ask(facts, "GET", &format!("{path}{query}"), &[], Bytes::new())?;
        let page: Value = serde_json::from_slice(answer.body()).unwrap_or_else(|_| json!({}));
        all.extend(page["Functions"].as_array().cloned().unwrap_or_default());
        match page["NextMarker"].as_str() {
            Some(next) if !next.is_empty() => next.clone_into(&mut marker),
            _ => return Ok(all),
        }
    }
}

/// Asks Squall itself (see `insight`).
pub fn describe(facts: &Facts, path: &str) -> Result<Value, Failure> {
    squall(facts, "GET", path)
}

/// Has Squall itself do something, and answer as [`describe`] does.
pub fn tell(facts: &Facts, path: &str) -> Result<Value, Failure> {
    squall(facts, "POST", path)
}

fn squall(facts: &Facts, method: &str, path: &str) -> Result<Value, Failure> {
    let answer = signed(facts, insight::SERVICE, method, path, &[], Bytes::new())?;
    document(&answer)
}

/// Asks Squall itself a question; in its own words where it refuses.
pub fn question(facts: &Facts, path: &str, question: &Value) -> Result<Value, Failure> {
    let more = [("content-type", "application/json")];
    let body = Bytes::from(json!({"Document": question.to_string()}).to_string());
    let answer = signed(facts, insight::SERVICE, "POST", path, &more, body).map_err(|failure| {
        let said: Value = serde_json::from_str(&failure.why).unwrap_or_default();
        let said = said["message"].as_str().or(said["Message"].as_str()).map(str::to_owned);
        Failure { why: said.unwrap_or(failure.why), ..failure }
    })?;
    document(&answer)
}

fn document(answer: &http::Response<Bytes>) -> Result<Value, Failure> {
    let answer: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
    serde_json::from_str(answer["Document"].as_str().unwrap_or_default())
        .map_err(|error| Failure::new("the server's answer", error.to_string(), ""))
}

fn ask(
    facts: &Facts,
    method: &str,
    target: &str,
    more: &[(&'static str, &str)],
    body: Bytes,
) -> Result<http::Response<Bytes>, Failure> {
    signed(facts, "lambda", method, target, more, body)
}

fn signed(
    facts: &Facts,
    service: &str,
    method: &str,
    target: &str,
    more: &[(&'static str, &str)],
    body: Bytes,
) -> Result<http::Response<Bytes>, Failure> {
    let host = facts.aws.trim_start_matches("http://");
    let why = |error: String| {
        Failure::new(format!("no answer from {}", facts.aws), error, "is `squall up` running?")
    };
    let mut headers = HeaderMap::new();
    for (name, value) in more.iter().copied().chain([("host", host)]) {
        let value = HeaderValue::from_str(value).map_err(|error| why(error.to_string()))?;
        headers.insert(HeaderName::from_static(name), value);
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let head = Head { method, path, query, headers: &headers, authority: None };
    let now = SystemClock.now();
    let headers_of_signature =
        sigv4::sign(&head, &Payload::of(&body), ADMINISTRATOR, &facts.region, service, now);
    for (name, value) in headers_of_signature {
        let value = HeaderValue::from_str(&value).map_err(|error| why(error.to_string()))?;
        headers.insert(HeaderName::from_static(name), value);
    }
    let mut request = http::Request::builder().method(method).uri(target).body(body);
    if let Ok(request) = &mut request {
        *request.headers_mut() = headers;
    }
    let request = request.map_err(|error| why(error.to_string()))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| why(error.to_string()))?;
    let answer = runtime.block_on(edge::client::send_within(host, request, PATIENCE));
    let answer = answer.map_err(|error| why(error.to_string()))?;
    if answer.status().is_success() {
        return Ok(answer);
    }
    let said: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
    let said = ["message", "Message"].iter().find_map(|key| said[*key].as_str());
    let whole = String::from_utf8_lossy(answer.body());
    let text = cli::harmless(said.unwrap_or(&whole));
    Err(Failure::new(format!("the server answered {}", answer.status()), text, ""))
}
