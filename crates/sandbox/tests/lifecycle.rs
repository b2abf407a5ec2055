//! What an invocation sees and how a life ends: output, errors, exits, memory, leftovers.

#![allow(clippy::unwrap_used)]

mod harness;

use harness::{Bench, Instance, Scratch, payload, python, spec};
use sandbox::{Cgroups, Event, Exit, Request, TemplateSpec};

fn bench(state: &Scratch) -> Bench {
    let mut bench = Bench::best(state);
    bench.template(1, python("system").unwrap());
    bench
}

/// Assigns a function and returns the first frame: ready, or why not.
fn first_frame(bench: &mut Bench, code: &Scratch, handler: &str) -> (Instance, harness::Frame) {
    let mut one = bench.stem(1, true);
    bench.assign(&one, spec(&[(&code.0, "/var/task")]), payload(handler, &[]));
    let frame = one.frame();
    (one, frame)
}

#[test]
fn what_fails_at_import_is_told_as_lambda_tells_it() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("ok.py", "x = 1\n")
        .file("needs.py", "import not_there\n")
        .file("wrong.py", "def handler(:\n")
        .file("raises.py", "def f():\n    raise ValueError('no')\nf()\n");
    let mut bench = bench(&state);
    for (handler, kind, message) in [
        ("ok.handler", "Runtime.HandlerNotFound", "Handler 'handler' missing on module 'ok'"),
        (
            "gone.h",
            "Runtime.ImportModuleError",
            "Unable to import module 'gone': No module named 'gone'",
        ),
        (
            "needs.h",
            "Runtime.ImportModuleError",
            "Unable to import module 'needs': No module named 'not_there'",
        ),
        (
            "nodot",
            "Runtime.MalformedHandlerName",
            "Bad handler 'nodot': not enough values to unpack (expected 2, got 1)",
        ),
        (
            "sys.exit",
            "Runtime.BuiltInModuleConflict",
            "Cannot use built-in module sys as a handler module",
        ),
        ("raises.h", "ValueError", "no"),
    ] {
        let (mut one, frame) = first_frame(&mut bench, &code, handler);
        assert_eq!(frame.kind, b'X', "{frame:?}");
        let error = frame.json();
        assert_eq!(
            (error["errorType"].as_str(), error["errorMessage"].as_str()),
            (Some(kind), Some(message))
        );
        assert_eq!(error["requestId"], "");
        let log = one.log();
        assert!(log.starts_with(&format!("[ERROR] {kind}: {message}\nTraceback")), "{log}");
        assert_eq!(bench.gone(one.sandbox).exit, Exit::Code(1));
    }
    let (_, frame) = first_frame(&mut bench, &code, "wrong.handler");
    let error = frame.json();
    assert_eq!(error["errorType"], "Runtime.UserCodeSyntaxError");
    let message = error["errorMessage"].as_str().unwrap();
    assert!(message.starts_with("Syntax error in module 'wrong': "), "{message}");
    assert!(error["stackTrace"][0].as_str().unwrap().contains("/wrong.py\" Line 1"));
    let (_, frame) = first_frame(&mut bench, &code, "raises.h");
    let trace = frame.json()["stackTrace"].clone();
    let last = trace.as_array().unwrap().last().unwrap().as_str().unwrap().to_owned();
    assert_eq!(last, "  File \"/var/task/raises.py\", line 2, in f\n    raise ValueError('no')\n");
}

const MODEL: &str = include_str!("functions/model.py");

#[test]
fn a_handler_sees_lambda_s_programming_model() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("pack/__init__.py", "").file("pack/model.py", MODEL);
    let mut bench = bench(&state);
    let mut one = bench.instance(&code, "pack/model.handler");
    // Globals live on.
    assert_eq!(one.invoke(r#"{"do":"count"}"#).json(), 1);
    assert_eq!(one.invoke(r#" {"do":"count"} "#).json(), 2);
    one.send(
        r#"{"requestId":"r7","invokedFunctionArn":"arn:f","identity":{"cognitoIdentityId":"c"},
            "clientContext":{"client":{"app_title":"T"},"custom":{"a":1}}}"#,
        r#"{"do":"context"}"#,
    );
    let seen = one.frame().json();
    for (key, value) in [
        ("id", "r7"),
        ("name", "probe"),
        ("version", "$LATEST"),
        ("arn", "arn:f"),
        ("memory", "128"),
        ("group", "/aws/lambda/probe"),
        ("identity", "c"),
        ("client", "T"),
    ] {
        assert_eq!(seen[key], value);
    }
    assert_eq!(seen["custom"]["a"], 1);
    let left = seen["left"].as_i64().unwrap();
    assert!((1..=3000).contains(&left), "{left}");
    assert!(
        seen["repr"]
            .as_str()
            .unwrap()
            .starts_with("LambdaContext([aws_request_id=r7,log_group_name=")
    );
    assert!(seen["trace"].is_null());
    // One after the other, in Python's environment and in that which a child is given.
    for (step, trace) in
        ["Root=1-a;Sampled=0", "Root=1-bb", "Root=1-a;Sampled=0"].iter().enumerate()
    {
        let head = format!(r#"{{"requestId":"t{step}","traceId":"{trace}"}}"#);
        one.send(&head, r#"{"do":"trace"}"#);
        assert_eq!(one.frame().json(), serde_json::json!([trace, trace, step + 1]));
    }
    // 3.11 escapes to ASCII, as Lambda's does.
    assert_eq!(
        one.invoke(r#"{"do":"types"}"#).text(),
        concat!(
            r#"{"d": 1.10, "big": 123456789012345678901234567890.5, "p": {"x": 1, "y": 2}, "#,
            r#""t": [1, 2], "b": "text", "u": "\u00fc\u2028", "n": NaN, "3": null}"#
        )
    );
    let frame = one.invoke(r#"{"do":"unserialisable"}"#);
    assert_eq!(frame.kind, b'E');
    assert_eq!(
        frame.text(),
        concat!(
            r#"{"errorMessage": "Unable to marshal response: "#,
            r#"Object of type set is not JSON serializable", "#,
            r#""errorType": "Runtime.MarshalError", "requestId": "req-1", "stackTrace": []}"#
        )
    );
    let frame = one.invoke(r#"{"do":"circle"}"#);
    assert_eq!(
        frame.json()["errorMessage"],
        "Unable to marshal response: Circular reference detected"
    );
    let frame = one.invoke(r#"{"do":"raise"}"#).json();
    assert_eq!(
        (frame["errorType"].as_str(), frame["errorMessage"].as_str()),
        (Some("KeyError"), Some("'k'"))
    );
    let trace = frame["stackTrace"].as_array().unwrap();
    assert_eq!(trace.len(), 1);
    assert!(trace[0].as_str().unwrap().contains("/var/task/pack/model.py"), "{trace:?}");
    // A result that is too large is told by its size; the next invocation works.
    let frame = one.invoke(r#"{"do":"large","size":7000000}"#);
    assert_eq!((frame.kind, &frame.body[4..12]), (b'L', &7_000_002u64.to_le_bytes()[..]));
    assert_eq!(one.invoke(r#"{"do":"large","size":6000000}"#).text().len(), 6_000_002);
    assert_eq!(one.invoke("{").json()["errorType"], "Runtime.UnmarshalError");
    assert!(one.invoke(r#"{"do":"count"}"#).json().as_i64().unwrap() > 2);
}

#[test]
fn what_is_printed_reaches_the_log_before_the_reply_and_never_the_channel() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("model.py", MODEL);
    let mut bench = bench(&state);
    let mut one = bench.instance(&code, "model.handler");
    assert_eq!(one.invoke(r#"{"do":"print"}"#).text(), "null");
    let log = one.log();
    for part in ["out line\n", "err\n", "raw\n", "child\n", "no newline"] {
        assert!(log.contains(part), "{part:?} is missing in {log:?}");
    }
    let line = log.lines().find(|line| line.contains("careful")).unwrap();
    let parts: Vec<_> = line.split('\t').collect();
    assert!(parts[0].ends_with("[WARNING]"), "{line}");
    assert!(parts[1].ends_with('Z') && parts[1].len() == 24, "{line}");
    assert_eq!(&parts[2..], ["req-1", "careful 1"]);
    one.invoke(r#"{"do":"raise"}"#);
    let log = one.log();
    let head = "[ERROR] KeyError: 'k'\nTraceback (most recent call last):\n";
    let trace = log.strip_prefix(head).unwrap_or_else(|| panic!("{log:?}"));
    assert!(trace.starts_with("\u{a0}\u{a0}File \"/var/task/model.py\""), "{log:?}");
}

#[test]
fn each_end_is_told_as_it_was() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("model.py", MODEL);
    let mut bench = bench(&state);
    for (event, exit) in [
        (r#"{"do":"exit","code":3}"#, Exit::Code(3)),
        (r#"{"do":"exit","code":0}"#, Exit::Code(0)),
        (r#"{"do":"_exit","code":7}"#, Exit::Code(7)),
        (r#"{"do":"signal","signal":9}"#, Exit::Signal(9)),
        (r#"{"do":"signal","signal":15}"#, Exit::Signal(15)),
        (r#"{"do":"abort"}"#, Exit::Signal(6)),
    ] {
        let mut one = bench.instance(&code, "model.handler");
        let frame = one.invoke(event);
        assert_eq!(frame.kind, 0, "{frame:?}");
        let gone = bench.gone(one.sandbox);
        assert_eq!((gone.exit, gone.oom_killed), (exit, false), "{event}");
    }
    let one = bench.instance(&code, "model.handler");
    assert_eq!(bench.kill(one.sandbox).exit, Exit::Signal(9));
}

#[test]
fn a_function_that_takes_more_memory_than_it_has_is_ended_and_others_go_on() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", "def handler(e, c):\n    x = bytearray(e['n'])\n    return len(x)\n");
    let mut bench = bench(&state);
    let mut other = bench.instance(&code, "m.handler");
    let mut one = bench.instance(&code, "m.handler");
    assert_eq!(one.invoke("{\"n\": 20000000}").json(), 20_000_000);
    let frame = one.invoke("{\"n\": 10737418240}");
    if bench.report.cgroup != Cgroups::None {
        let gone = bench.gone(one.sandbox);
        assert_eq!((frame.kind, gone.exit, gone.oom_killed), (0, Exit::Signal(9), true));
        assert!(gone.memory_peak_bytes > 100 << 20, "{gone:?}");
    } else {
        assert_eq!(frame.json()["errorType"], "MemoryError");
    }
    assert_eq!(other.invoke("{\"n\": 1}").json(), 1);
}

/// Where no control group counts it, a watcher does: each of these is within what one process may.
#[test]
fn the_memory_of_all_processes_together_is_limited() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file(
        "m.py",
        "import os, time\ndef handler(e, c):\n    for _ in range(e[0]):\n        if os.fork() == 0:\n\
         \u{20}           x = bytearray(b'x') * (40 << 20)\n            time.sleep(60)\n\
         \u{20}   time.sleep(e[1])\n    return 'slept'\n",
    );
    let mut bench = bench(&state);
    if bench.report.cgroup != Cgroups::None {
        return;
    }
    let mut few = bench.instance(&code, "m.handler");
    assert_eq!(few.invoke("[1, 1]").json(), "slept");
    let mut many = bench.instance(&code, "m.handler");
    assert_eq!(many.invoke("[5, 60]").kind, 0);
    let gone = bench.gone(many.sandbox);
    assert_eq!((gone.exit, gone.oom_killed), (Exit::Signal(9), true));
}

#[test]
fn a_fork_on_demand_takes_an_assignment_at_once() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", "def handler(e, c):\n    return 'done'\n");
    let mut bench = bench(&state);
    for _ in 0..5 {
        let mut one = bench.stem(1, false);
        bench.assign(&one, spec(&[(&code.0, "/var/task")]), payload("m.handler", &[]));
        let frame = one.frame();
        assert_eq!(frame.kind, b'R', "{frame:?} {}", one.log());
        assert_eq!(one.invoke("{}").json(), "done");
    }
}

#[test]
fn an_assignment_that_cannot_be_done_says_why_in_the_log() {
    let state = Scratch::new("state");
    let missing = state.0.join("nothing");
    let mut bench = bench(&state);
    let mut one = bench.stem(1, true);
    bench.assign(&one, spec(&[(&missing, "/var/task")]), payload("m.h", &[]));
    assert_eq!(bench.gone(one.sandbox).exit, Exit::Signal(9));
    assert!(one.log().contains("/nothing: No such file"), "{}", one.log());
    // An unknown template is a failure of its stem only.
    bench.warden.send(&Request::Stem { template: 9, sandbox: 77, rehearse: true }).unwrap();
    bench.wait("failure", |event| match event {
        Event::StemFailed { sandbox: 77, reason } => Some(reason.clone()),
        _ => None,
    });
}

/// As a server that somebody has taken over would ask.
#[test]
fn the_warden_shows_only_what_it_was_told_of_at_its_launch() {
    let state = Scratch::new("state");
    let link = state.0.join("link");
    std::os::unix::fs::symlink("/", &link).unwrap();
    let mut bench = bench(&state);
    let outside = ["/", "/etc", "/root", "/proc"].map(std::path::PathBuf::from);
    let through = [link.clone(), link.join("etc"), state.0.join("../../etc")];
    for path in outside.iter().chain(&through) {
        let mut one = bench.stem(1, true);
        bench.assign(&one, spec(&[(path, "/var/task")]), payload("m.h", &[]));
        assert_eq!(bench.gone(one.sandbox).exit, Exit::Signal(9), "{}", path.display());
        assert!(one.log().contains("mount "), "{}", one.log());
    }
    let known = python("system").unwrap();
    let elsewhere = |prefix: &str, managed: Option<&str>| TemplateSpec {
        prefix: prefix.into(),
        managed: managed.map(Into::into),
        ..known.clone()
    };
    for spec in [elsewhere("/etc", None), elsewhere("/usr", Some("/root"))] {
        bench.warden.send(&Request::Template { template: 5, spec }).unwrap();
        bench.wait("refusal", |event| match event {
            Event::TemplateFailed { template: 5, .. } => Some(()),
            _ => None,
        });
    }
}

#[test]
fn nothing_is_left_when_the_server_ends() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", include_str!("functions/stay.py"));
    let dir = {
        let mut bench = bench(&state);
        let mut one = bench.instance(&code, "m.handler");
        assert!(one.invoke("{}").json().as_i64().unwrap() > 1);
        bench.dir.clone()
    };
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let line = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
        assert!(!line.starts_with(b"sleep\x00987654"), "{}", entry.path().display());
    }
    assert!(!dir.join("tmp").exists());
    // The next warden of the same directory starts as if nothing had been.
    bench_again(&state, &code);
}

fn bench_again(state: &Scratch, code: &Scratch) {
    let mut bench = bench(state);
    let mut one = bench.instance(code, "m.handler");
    assert!(one.invoke("{}").json().as_i64().unwrap() > 1);
}

#[test]
fn a_killed_warden_takes_everything_along_and_its_successor_sweeps() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file(
        "m.py",
        "import tempfile\ndef handler(e, c):\n    open(tempfile.gettempdir() + '/x', 'w').write('y')\n    return 1\n",
    );
    let mut bench = bench(&state);
    let mut one = bench.instance(&code, "m.handler");
    one.invoke("{}");
    // SAFETY: our own child.
    unsafe { libc::kill(bench.warden.pid() as i32, libc::SIGKILL) };
    // The instance is dead as soon as its end of the channel is.
    assert_eq!(one.frame().kind, 0);
    drop(bench);
    bench_with_marker(&state, &code);
}

fn bench_with_marker(state: &Scratch, code: &Scratch) {
    let mut bench = bench(state);
    let mut one = bench.instance(code, "m.handler");
    assert_eq!(one.invoke("{}").json(), 1);
}

/// All of a warden's processes at once: nobody is left to clear up but the next one.
#[test]
fn what_outlives_every_process_of_a_warden_is_ended_by_the_next() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    let number = std::process::id() + 10_000_000;
    let text = format!(
        "import subprocess\ndef handler(e, c):\n    return subprocess.Popen(['sleep', '{number}']).pid\n"
    );
    code.file("m.py", &text);
    let mut bench = bench(&state);
    let mut one = bench.instance(&code, "m.handler");
    assert!(one.invoke("{}").json().as_i64().unwrap() > 1);
    let sleeps = || {
        let line = format!("sleep\0{number}\0").into_bytes();
        let all = std::fs::read_dir("/proc").unwrap().flatten();
        all.filter(|entry| std::fs::read(entry.path().join("cmdline")).is_ok_and(|one| one == line))
            .count()
    };
    harness::eventually("the function has no child", || sleeps() == 1);
    let outer = bench.warden.pid() as i32;
    let children = std::fs::read_to_string(format!("/proc/{outer}/task/{outer}/children")).unwrap();
    let pids = children.split_whitespace().map(|pid| pid.parse::<i32>().unwrap());
    for pid in pids.chain([outer]) {
        // SAFETY: our own descendants.
        unsafe { libc::kill(pid, libc::SIGKILL) };
    }
    assert_eq!(one.frame().kind, 0);
    drop(bench);
    let next = Bench::best(&state);
    harness::eventually("a function outlives two wardens", || sleeps() == 0);
    drop(next);
}

#[test]
fn all_of_it_at_level_guarded() {
    let ran = harness::repeat(sandbox::Level::Guarded, 0, &["python3", harness::CONTAINER]);
    assert!(
        ran.is_none_or(|told| told.contains("nothing_is_left_when_the_server_ends ... ok")),
        "it did not run"
    );
}
