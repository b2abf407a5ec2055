//! Snapshots: an initialised version is forked, and nothing of it is shared that must not be.

#![allow(clippy::unwrap_used)]

mod harness;

use std::collections::BTreeSet;
use std::os::fd::AsRawFd;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Instant;

use harness::{Bench, Instance, PATIENCE, Scratch, is_root, payload, python, spec, wait_readable};
use sandbox::{Event, Request};

const FUNCTION: &str = r#"
import os, random, socket, ssl, time, uuid
from snapshot_restore_py import register_after_restore, register_before_snapshot

done = []
register_before_snapshot(done.append, "before 1")
register_before_snapshot(done.append, "before 2")
register_after_restore(done.append, "after 1")
register_after_restore(done.append, "after 2")
ssl.RAND_bytes(8)
server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen()
client = socket.create_connection(server.getsockname())
made = time.time()
spent = sum(range(200_000))


def handler(event, context):
    if event == "die":
        os._exit(3)
    if event == "escape":
        return escape()
    try:
        client.sendall(b"x")
        sent = "sent"
    except OSError as error:
        sent = type(error).__name__
    with open("/tmp/mine", "a") as file:
        file.write("x")
    return {
        "done": done, "bytes": ssl.RAND_bytes(16).hex(), "random": random.random(),
        "uuid": str(uuid.uuid4()), "sent": sent, "tmp": sorted(os.listdir("/tmp")),
        "key": os.environ["AWS_ACCESS_KEY_ID"], "cwd": os.getcwd(), "uid": os.getuid(),
        "processes": sorted(int(n) for n in os.listdir("/proc") if n.isdigit()),
        "pid": os.getpid(),
        "caps": [line for line in open("/proc/self/status") if line.startswith("Cap")],
        "files": sorted(os.listdir("/proc/self/fd")),
    }


def escape():
    import ctypes
    libc = ctypes.CDLL(None, use_errno=True)
    def attempt(call, *arguments):
        return "done" if getattr(libc, call)(*arguments) == 0 else ctypes.get_errno()
    space = os.open("/proc/self/ns/user", os.O_RDONLY)
    tried = {"mount": attempt("mount", b"none", b"/tmp", b"tmpfs", 0, None),
             "setns": attempt("setns", space, 0x10000000)}
    for name, flag in (("user", 0x10000000), ("mounts", 0x20000), ("pids", 0x20000000),
                       ("net", 0x40000000)):
        tried["unshare " + name] = attempt("unshare", flag)
    for path in ("/var/task/x", "/usr/x", "/x"):
        try:
            open(path, "w")
            tried[path] = "done"
        except OSError as error:
            tried[path] = error.errno
    return tried
"#;

/// Its own code tries to use what a snapshot and its copies are trusted with: at import, in the copy
/// before that is confined, and, when `greedy` is there, in the snapshot with the next seat's
/// descriptors in its hands.
const TAKEN_OVER: &str = r#"
import ctypes, json, os
libc = ctypes.CDLL(None, use_errno=True)
told = {}


def attempt(call, *arguments):
    ctypes.set_errno(0)
    return "done" if getattr(libc, call)(*arguments) == 0 else ctypes.get_errno()


def write(path):
    try:
        with open(path, "w") as file:
            file.write("x")
        return "done"
    except OSError as error:
        return error.errno


def escape(when):
    all = {
        "mount": attempt("mount", b"none", b"/opt", b"tmpfs", 0, None),
        "remount": attempt("mount", None, b"/usr", None, 4096 | 32, None),
        "umount": attempt("umount2", b"/usr", 2),
        "pivot_root": attempt("syscall", 155, b"/tmp", b"/tmp"),
        "chroot": attempt("chroot", b"/tmp"),
        "move_mount": attempt("syscall", 429, -100, b"/tmp", -100, b"/usr", 0),
        "open_tree": 0 if attempt("syscall", 428, -100, b"/", 1) != "done" else "done",
        "fsopen": 0 if attempt("syscall", 430, b"tmpfs", 0) != "done" else "done",
        "ptrace": attempt("ptrace", 16, 1, None, None),
        "bpf": 0 if libc.syscall(321, 0, None, 0) < 0 else "done",
        "sethostname": attempt("sethostname", b"x", 1),
        "setuid": attempt("setuid", 0),
        "mknod": attempt("mknod", b"/tmp/disk", 0o60666, 0x800),
        "packets": 0 if libc.socket(17, 3, 768) < 0 else "done",
        "netfilter": 0 if libc.socket(16, 3, 12) < 0 else "done",
        "keys": 0 if libc.syscall(250, 0, -3, 1) < 0 else "done",
        "/usr": write("/usr/x"), "/etc": write("/etc/passwd"), "/code": write("/var/task/x"),
    }
    for name, flag in (("user", 0x10000000), ("mounts", 0x20000), ("pids", 0x20000000),
                       ("net", 0x40000000), ("ipc", 0x8000000), ("time", 0x80)):
        all["unshare " + name] = attempt("unshare", flag)
    for name in ("user", "mnt", "pid", "net"):
        try:
            all["the first process's " + name] = attempt("setns", os.open("/proc/1/ns/" + name, 0), 0)
        except OSError as error:
            all["the first process's " + name] = error.errno
    told[when] = all


def take_seat():
    for name in os.listdir("/proc/self/fd"):
        try:
            kind = os.readlink("/proc/self/fd/" + name)
        except OSError:
            continue
        if kind.startswith("user:"):
            told["entered"] = attempt("setns", int(name), 0x10000000)
    escape("snapshot with a seat")
    print(json.dumps(told))


escape("import")
os.register_at_fork(after_in_child=lambda: escape("copy before it is confined"))
if os.path.exists("/var/task/greedy"):
    os.register_at_fork(before=take_seat)


def handler(event, context):
    escape("copy")
    return told
"#;

/// Its own code speaks on the line on which the snapshot answers to the warden, of its neighbours.
const FORGER: &str = r#"
import json, os, socket, struct, time
ATTEMPT, NEIGHBOURS = os.environ["ATTEMPT"], json.loads(os.environ["NEIGHBOURS"])


def say(*messages, on=254):
    try:
        line = socket.socket(fileno=os.dup(on))
    except OSError:
        return
    try:
        for message in messages:
            if message[:1] == b"N":
                socket.send_fds(line, [message], [line.fileno()] * 3)
            else:
                line.send(message)
    except OSError:
        pass
    line.close()


def forked(number):
    return [b"P" + struct.pack("<Qi", sandbox, number) for sandbox in NEIGHBOURS]


FORGED = {
    "no child": lambda: say(*forked(-1)),
    "a child": lambda: say(*forked(1), *forked(2)),
    "ends": lambda: say(*(b"E" + struct.pack("<ii", pid, 9) for pid in range(-1, 2000))),
    "ready": lambda: say(*[b"R"] * 100_000),
    "lines": lambda: say(b"N"),
    "nothing": lambda: say(b""),
    "noise": lambda: say(*[b"P" * 2000] * 1000),
}
if ATTEMPT in FORGED:
    FORGED[ATTEMPT]()
elif ATTEMPT == "ordered":
    os.register_at_fork(before=FORGED["no child"])
elif ATTEMPT == "copy":
    # Its own line, which came with the order, is among these.
    os.register_at_fork(after_in_child=lambda: [say(b"N", on=on) for on in range(3, 250)])
elif ATTEMPT == "silent":
    os.register_at_fork(after_in_parent=lambda: time.sleep(1000))


def handler(event, context):
    return "alive"
"#;

fn nothing_was_done(told: &serde_json::Value, times: &[&str]) {
    for when in times {
        let all = told[*when].as_object().unwrap();
        assert!(all.len() > 20, "{told}");
        for (attempt, outcome) in all {
            assert_ne!(outcome, "done", "{when}: {attempt}: {told}");
        }
    }
}

#[test]
fn a_snapshot_whose_code_turns_against_it_gets_nowhere() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", TAKEN_OVER);
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let seed = snapshot(&mut bench, &code);
    let mut one = copy(&mut bench, "K");
    let told = one.invoke("1").json();
    nothing_was_done(&told, &["import", "copy before it is confined", "copy"]);
    bench.kill(one.sandbox);
    bench.kill(seed.sandbox);
}

#[test]
fn a_seat_gives_a_snapshot_that_takes_it_nothing() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", TAKEN_OVER).file("greedy", "");
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let mut seed = snapshot(&mut bench, &code);
    bench.warden.send(&Request::Stem { template: 2, sandbox: 500, rehearse: true }).unwrap();
    let mut log = String::new();
    let until = Instant::now() + PATIENCE;
    while !log.contains('\n') {
        wait_readable(seed.log.as_raw_fd(), until);
        log += &seed.log();
    }
    let told: serde_json::Value = serde_json::from_str(log.lines().next().unwrap()).unwrap();
    assert_eq!(told["entered"], "done", "the attempt would show nothing: {told}");
    nothing_was_done(&told, &["import", "snapshot with a seat"]);
    bench.kill(seed.sandbox);
}

/// A version that forges what its snapshot says; `template`: the number of that.
fn forger(bench: &mut Bench, code: &Scratch, template: u32, attempt: &str) -> Instance {
    let sandbox = 1000 + u64::from(template);
    bench.warden.send(&Request::Seed { template: 1, sandbox, snapshot: template }).unwrap();
    let seed = bench.ready(sandbox);
    let neighbours = "[1, 2, 900]";
    let environment = [("ATTEMPT", attempt), ("NEIGHBOURS", neighbours)];
    let mut value: serde_json::Value =
        serde_json::from_slice(&payload("forger.handler", &environment)).unwrap();
    value["snapshot"] = true.into();
    let payload = value.to_string().into_bytes();
    bench.assign(&seed, spec(&[(&code.0, "/var/task")]), payload);
    seed
}

fn template_ready(bench: &mut Bench, wanted: u32) {
    bench.wait("snapshot", |event| match event {
        Event::TemplateReady { template, .. } if *template == wanted => Some(()),
        _ => None,
    });
}

fn template_failed(bench: &mut Bench, wanted: u32) {
    bench.wait("end of a snapshot", |event| match event {
        Event::TemplateFailed { template, .. } if *template == wanted => Some(()),
        _ => None,
    });
}

#[test]
fn a_snapshot_that_forges_what_it_says_harms_nobody_but_itself() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", FUNCTION).file("forger.py", FORGER);
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let mut neighbour = bench.instance(&code, "m.handler");
    let seed = snapshot(&mut bench, &code);
    let mut one = copy(&mut bench, "K");
    assert_eq!((neighbour.sandbox, one.sandbox), (1, 2), "the forger names others");
    let attempts = ["no child", "a child", "ends", "ready", "lines", "nothing", "noise", "ordered"];
    for (number, attempt) in attempts.into_iter().enumerate() {
        let template = 10 + number as u32;
        let forger = forger(&mut bench, &code, template, attempt);
        if attempt == "ordered" {
            template_ready(&mut bench, template);
            bench.warden.send(&Request::Stem { template, sandbox: 500, rehearse: true }).unwrap();
        }
        template_failed(&mut bench, template);
        if attempt == "nothing" {
            // As if it had ended, which is no lie.
            bench.warden.send(&Request::Kill { sandbox: forger.sandbox }).unwrap();
        }
        bench.gone(forger.sandbox);
        let told = neighbour.invoke("1").json();
        assert_eq!(told["key"], "AKIDFUNCTION", "{attempt}: {told}");
        assert_eq!(one.invoke("1").json()["key"], "K", "{attempt}");
    }
    let mut after = copy(&mut bench, "L");
    assert_eq!(after.invoke("1").json()["key"], "L");
    for sandbox in [after.sandbox, one.sandbox, neighbour.sandbox, seed.sandbox] {
        bench.kill(sandbox);
    }
}

#[test]
fn a_copy_that_forges_ways_out_is_no_stem() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("forger.py", FORGER);
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let seed = forger(&mut bench, &code, 10, "copy");
    template_ready(&mut bench, 10);
    bench.warden.send(&Request::Stem { template: 10, sandbox: 500, rehearse: true }).unwrap();
    let (reason, _) = bench.wait("end of a copy", |event| match event {
        Event::StemFailed { sandbox: 500, reason } => Some(reason.clone()),
        _ => None,
    });
    assert_eq!(reason, "it said what no stem says");
    bench.kill(seed.sandbox);
}

/// It says of its copy neither that it is there nor that it has ended, and does not bury it.
#[test]
fn a_snapshot_that_says_nothing_ends_with_its_copies() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("forger.py", FORGER);
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let seed = forger(&mut bench, &code, 10, "silent");
    template_ready(&mut bench, 10);
    let one = bench.stem(10, false);
    bench.warden.send(&Request::Kill { sandbox: seed.sandbox }).unwrap();
    bench.kill(one.sandbox);
    bench.gone(seed.sandbox);
}

fn snapshot_payload(handler: &str) -> Vec<u8> {
    let mut value: serde_json::Value = serde_json::from_slice(&payload(handler, &[])).unwrap();
    value["snapshot"] = true.into();
    value.to_string().into_bytes()
}

/// A snapshot of the code, as template 2.
fn snapshot(bench: &mut Bench, code: &Scratch) -> Instance {
    bench.warden.send(&Request::Seed { template: 1, sandbox: 900, snapshot: 2 }).unwrap();
    let mut seed = bench.ready(900);
    bench.assign(&seed, spec(&[(&code.0, "/var/task")]), snapshot_payload("m.handler"));
    let frame = seed.frame();
    assert_eq!(frame.kind, b'R', "{} {}", frame.text(), seed.log());
    bench.wait("snapshot", |event| match event {
        Event::TemplateReady { template: 2, .. } => Some(()),
        _ => None,
    });
    seed
}

fn copy(bench: &mut Bench, key: &str) -> Instance {
    let mut one = bench.stem(2, true);
    restore(bench, &mut one, key);
    one
}

fn restore(bench: &mut Bench, one: &mut Instance, key: &str) {
    bench.assign(one, spec(&[]), payload("m.handler", &[("AWS_ACCESS_KEY_ID", key)]));
    let frame = one.frame();
    assert_eq!(frame.kind, b'R', "{} {}", frame.text(), one.log());
}

#[test]
fn copies_share_their_version_and_nothing_else() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", FUNCTION);
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let seed = snapshot(&mut bench, &code);
    let mut copies: Vec<_> = (0..4).map(|n| copy(&mut bench, &format!("KEY{n}"))).collect();
    let told: Vec<_> = copies.iter_mut().map(|one| one.invoke("1").json()).collect();
    for (number, one) in told.iter().enumerate() {
        let hooks = serde_json::json!(["before 2", "before 1", "after 1", "after 2"]);
        assert_eq!(one["done"], hooks, "{one}");
        assert_eq!(one["sent"], "BrokenPipeError", "{one}");
        assert_eq!(one["tmp"], serde_json::json!(["mine"]), "{one}");
        assert_eq!(one["key"], format!("KEY{number}"));
        assert_eq!(one["cwd"], "/var/task");
        assert_eq!(one["processes"], serde_json::json!([1, one["pid"]]), "{one}");
        for line in one["caps"].as_array().unwrap() {
            assert!(line.as_str().unwrap().ends_with("\t0000000000000000\n"), "{line}");
        }
    }
    for what in ["bytes", "random", "uuid"] {
        let all: BTreeSet<_> = told.iter().map(|one| one[what].to_string()).collect();
        assert_eq!(all.len(), 4, "{what}: {told:?}");
    }
    // An urgent one, asked for and assigned at once.
    let mut urgent = bench.stem(2, false);
    restore(&mut bench, &mut urgent, "URGENT");
    assert_eq!(urgent.invoke("1").json()["key"], "URGENT");
    for one in copies.into_iter().chain([urgent]) {
        bench.kill(one.sandbox);
    }
    bench.kill(seed.sandbox);
}

#[test]
fn a_copy_has_no_way_out_and_no_way_to_another() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", FUNCTION);
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let seed = snapshot(&mut bench, &code);
    let mut one = copy(&mut bench, "K");
    let tried = one.invoke("\"escape\"").json();
    for (attempt, outcome) in tried.as_object().unwrap() {
        assert_ne!(outcome, "done", "{attempt}: {tried}");
    }
    bench.kill(one.sandbox);
    bench.kill(seed.sandbox);
}

#[test]
fn copies_end_by_themselves_and_outlive_their_snapshot() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", FUNCTION);
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let seed = snapshot(&mut bench, &code);
    let (mut short, mut long) = (copy(&mut bench, "A"), copy(&mut bench, "B"));
    short.send("{\"requestId\":\"r\"}", "\"die\"");
    assert_eq!(bench.gone(short.sandbox).exit, sandbox::Exit::Code(3));
    bench.warden.send(&Request::Kill { sandbox: seed.sandbox }).unwrap();
    assert_eq!(long.invoke("1").json()["key"], "B");
    bench.kill(long.sandbox);
    bench.gone(seed.sandbox);
}

#[test]
fn what_cannot_be_copied_is_refused_with_its_reason() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    for (number, (initialisation, reason)) in [
        ("import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()", "1 thread(s) running"),
        ("import asyncio\nloop = asyncio.new_event_loop()", "an event loop (epoll)"),
        ("import os\nends = os.pipe()", "a pipe open"),
        ("import subprocess\nchild = subprocess.Popen(['sleep', '60'])", "a process running"),
        ("open('/tmp/model', 'w').write('x')", "files in /tmp"),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("m{number}");
        code.file(&format!("{name}.py"), &format!("{initialisation}\ndef handler(e, c): pass\n"));
        let sandbox = 900 + number as u64;
        bench.warden.send(&Request::Seed { template: 1, sandbox, snapshot: 2 }).unwrap();
        let mut seed = bench.ready(sandbox);
        let payload = snapshot_payload(&format!("{name}.handler"));
        bench.assign(&seed, spec(&[(&code.0, "/var/task")]), payload);
        let frame = seed.frame();
        assert_eq!(frame.kind, b'N', "{} {}", frame.text(), seed.log());
        assert!(frame.text().contains(reason), "{}", frame.text());
        bench.kill(sandbox);
    }
}

/// Root runs all of the above once more as somebody else, which is level rootless.
#[test]
fn an_ordinary_user_has_snapshots_too() {
    const SPARE_UID: u32 = 54_001;
    if !is_root() {
        return;
    }
    let place = Scratch::new("rootless");
    let (program, tmp) = (place.0.join("snapshots"), place.0.join("tmp"));
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
