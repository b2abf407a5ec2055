//! A function that tries to get out, at the level that this user can have. The platform and the
//! neighbour must not notice.

#![allow(clippy::unwrap_used)]

mod harness;

use std::net::TcpListener;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use harness::{Bench, Scratch, is_root, python, spec};
use sandbox::Level;
use serde_json::Value;

/// Each probe returns what it got hold of; an exception is a refusal.
const PROBE: &str = include_str!("functions/probe.py");

fn text(value: &Value) -> String {
    value.to_string()
}

#[test]
fn a_probe_function_gets_nowhere() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("probe.py", PROBE).file("quiet.py", "def handler(e, c):\n    return 'here'\n");
    let port = TcpListener::bind("127.0.0.1:0").unwrap();
    let name = format!("squall-probe-{}", std::process::id());
    let address = SocketAddr::from_abstract_name(name.as_bytes()).unwrap();
    let _abstract = UnixListener::bind_addr(&address).unwrap();
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let mut neighbour = bench.instance(&code, "quiet.handler");
    let mut one = bench.instance(&code, "probe.handler");
    let event = serde_json::json!({
        "state": bench.dir, "pid": std::process::id(), "abstract": name,
        "port": port.local_addr().unwrap().port(),
    });
    let frame = one.invoke(&event.to_string());
    assert_eq!(frame.kind, b'O', "{} {}", frame.text(), one.log());
    let told = frame.json();
    assert_eq!(told["got"], serde_json::json!({}));
    let facts = &told["facts"];
    let zero = "0000000000000000";
    assert_eq!(facts["caps"], serde_json::json!([zero, zero, zero, zero, zero]));
    assert_eq!((text(&facts["nnp"]), text(&facts["seccomp"])), ("\"1\"".into(), "\"2\"".into()));
    assert_eq!(facts["pids"][0], 1);
    assert!(facts["pids"].as_array().unwrap().len() <= 3, "{}", facts["pids"]);
    assert_eq!(facts["interfaces"].as_array().unwrap().len(), 1, "{}", facts["interfaces"]);
    let uid = facts["uid"].as_u64().unwrap();
    assert!(if is_root() { uid >= 100_000 } else { uid == 993 }, "{uid}");
    assert_eq!(facts["cwd"], "/var/task");
    for name in ["root", "home", "mnt", "boot", "sys"] {
        let roots = facts["roots"].as_array().unwrap();
        assert!(!roots.iter().any(|root| root == name), "{roots:?}");
    }
    assert_eq!(facts["path"][0], "/var/task");
    assert_eq!(facts["path"][3], "/var/runtime");
    assert!(!text(&facts["path"]).contains("dist-packages"), "{}", facts["path"]);
    let ok = &told["ok"];
    assert_eq!((ok["threads"].as_u64(), ok["child"].as_str()), (Some(1), Some("child\n")));
    assert!(ok["user"].as_str().unwrap().starts_with("sbx_user"));
    // The channel, the directory that is being listed, and what the probe itself left open.
    assert!(ok["inherited"].as_array().unwrap().len() <= 5, "{}", ok["inherited"]);
    assert_eq!(neighbour.invoke("{}").json(), "here");
}

#[test]
fn a_fork_bomb_ends_at_its_limit() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("quiet.py", "def handler(e, c):\n    return 'here'\n")
        .file("bomb.py", include_str!("functions/bomb.py"));
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let mut neighbour = bench.instance(&code, "quiet.handler");
    let mut limits = spec(&[(&code.0, "/var/task")]);
    limits.memory_bytes = 1 << 30;
    limits.pids_max = 64;
    let mut bomb = bench.instance_with(limits, "bomb.handler");
    let made = bomb.invoke("{}").json().as_i64().unwrap();
    assert!((10..=64).contains(&made), "{made} processes");
    assert_eq!(neighbour.invoke("{}").json(), "here");
    bench.kill(bomb.sandbox);
    assert_eq!(bench.instance(&code, "quiet.handler").invoke("{}").json(), "here");
}

#[test]
fn the_next_sandbox_in_a_place_finds_nothing_of_the_one_before() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", include_str!("functions/traces.py"));
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    for round in 0..12 {
        let mut one = bench.instance(&code, "m.handler");
        // Nobody has accepted the connection of whoever was here before.
        let listener = TcpListener::from(one.listeners[0].try_clone().unwrap());
        let waiting = listener.accept();
        assert!(waiting.is_err(), "round {round}: a connection from the past");
        assert_eq!(one.invoke("{}").json(), serde_json::json!([]), "round {round}");
        bench.kill(one.sandbox);
    }
}

#[test]
fn what_is_hidden_is_not_seen_below_what_is_shown() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", include_str!("functions/look.py"));
    let level = if is_root() { Level::Full } else { Level::Rootless };
    // As an application would lie in /usr/src.
    let hidden = Path::new("/usr/share");
    let mut bench = Bench::hiding(level, &state, &[hidden]);
    bench.template(1, python("system").unwrap());
    let mut one = bench.instance(&code, "m.handler");
    assert_eq!(one.invoke(r#""/usr/share""#).json(), "PermissionError");
    assert_eq!(one.invoke(r#""/usr/share/doc""#).json(), "PermissionError");
    assert_eq!(one.invoke(r#""/usr/bin""#).json(), "seen");
}

/// The sweeper, and at the end the warden's outer process (at level rootless without privilege over
/// what it must remove), get rid of it.
#[test]
fn a_tree_that_nobody_may_enter_is_removed() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", include_str!("functions/dig.py"));
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let mut one = bench.instance(&code, "m.handler");
    assert_eq!(one.invoke("200").json(), 200);
    bench.kill(one.sandbox);
    let mut last = bench.instance(&code, "m.handler");
    assert_eq!(last.invoke("200").json(), 200);
    drop(bench);
    let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while ["tmp", "trash"].iter().any(|name| state.0.join("state").join(name).exists()) {
        assert!(std::time::Instant::now() < until, "something is left");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn tmp_is_of_limited_size() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", include_str!("functions/fill.py"));
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let mut neighbour = bench.instance(&code, "m.handler");
    let mut one = bench.instance(&code, "m.handler");
    assert_eq!(one.invoke(r#"{"files": 8, "wait": 0}"#).json(), serde_json::json!([8, 0]));
    let frame = one.invoke(r#"{"files": 200, "wait": 10}"#);
    // Either the write fails, or the watcher has ended the sandbox.
    if frame.kind == b'O' {
        let done = frame.json()[0].as_i64().unwrap();
        assert!(done < 40, "{done} MiB were written");
    } else {
        assert_eq!(frame.kind, 0, "{frame:?}");
        bench.gone(one.sandbox);
    }
    assert_eq!(neighbour.invoke(r#"{"files": 1, "wait": 0}"#).json()[0], 1);
}

#[test]
fn what_is_written_to_tmp_is_not_the_function_s_memory() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", include_str!("functions/write.py"));
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let mut limits = spec(&[(&code.0, "/var/task")]);
    limits.memory_bytes = 64 << 20;
    limits.tmp_bytes = 512 << 20;
    let mut one = bench.instance_with(limits, "m.handler");
    assert_eq!(one.invoke("{}").text(), "\"written\"");
}

/// Root runs all of the above once more as somebody else, which is level rootless.
#[test]
fn an_ordinary_user_s_functions_get_nowhere_either() {
    const SPARE_UID: u32 = 54_000;
    if !is_root() {
        return;
    }
    let place = Scratch::new("rootless");
    let (program, tmp) = (place.0.join("escape"), place.0.join("tmp"));
    std::fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    std::fs::create_dir(&tmp).unwrap();
    std::os::unix::fs::chown(&tmp, Some(SPARE_UID), Some(SPARE_UID)).unwrap();
    let output = Command::new(&program)
        .args(["--test-threads", "1"])
        .uid(SPARE_UID)
        .gid(SPARE_UID)
        .env("TMPDIR", &tmp)
        .env_remove("HOME")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told} {}", String::from_utf8_lossy(&output.stderr));
}
