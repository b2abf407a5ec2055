//! A function that tries to get out, at the level that this user can have. The platform and the
//! neighbour must not notice.

#![allow(clippy::unwrap_used)]

mod harness;

use std::io::{Read, Write};
use std::net::{TcpListener, UdpSocket};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{SocketAddr, UnixDatagram, UnixListener};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use harness::{
    Bench, CONTAINER, Instance, SPARE_UID, Scratch, is_root, level, python, repeat, spec,
};
use sandbox::Level;
use serde_json::{Value, json};

const PROBE: &str = include_str!("functions/probe.py");
/// Attempts of `functions/probe.py`, in four categories; the tests below add exhaustion, the
/// protocol, neighbours and what is left behind.
const ATTEMPTS_MIN: u64 = 120;

/// What gets through, and where: all of it is in the threat model. Every other attempt is refused
/// at every level.
const NOT_PROMISED: &[(&str, Level)] = &[
    // Landlock does not hide that a file is there.
    ("files: its size", Level::Guarded),
    // Its rules for TCP know ports and no addresses.
    ("network: our port elsewhere", Level::Guarded),
    // The machine's own network is around the sandbox.
    ("network: interfaces", Level::Guarded),
];

/// A program of the host with the warden's uid, and whether a signal has reached it.
struct Victim(Child);

impl Victim {
    fn new() -> Victim {
        let mut command = Command::new("sleep");
        command.arg("600").stdin(Stdio::null());
        let block = || {
            // SAFETY: a live signal set.
            unsafe {
                let mut set: libc::sigset_t = std::mem::zeroed();
                libc::sigaddset(&mut set, libc::SIGURG);
                libc::sigprocmask(libc::SIG_BLOCK, &set, std::ptr::null_mut());
            }
            Ok(())
        };
        // SAFETY: the step is a system call.
        unsafe { command.pre_exec(block) };
        Victim(command.spawn().unwrap())
    }

    fn untouched(&mut self) -> bool {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let pending = status.lines().find(|line| line.starts_with("ShdPnd:")).unwrap();
        self.0.try_wait().unwrap().is_none() && pending.ends_with("\t0000000000000000")
    }
}

impl Drop for Victim {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// What of the host a sandbox must not reach; open to everybody as far as the host is concerned.
struct Host {
    dir: Scratch,
    victim: Victim,
    port: TcpListener,
    datagrams: UdpSocket,
    _local: (UnixListener, UnixListener, UnixDatagram, UnixDatagram),
    abstract_name: String,
}

impl Host {
    fn new() -> Host {
        let dir = Scratch::new("host");
        dir.file("secret", "secret").file("mine", "mine").file("tool", "#!/bin/sh\necho ran\n");
        let at = |name: &str| dir.0.join(name);
        let abstract_name = format!("squall-probe-{}", std::process::id());
        let of = |name: &str| SocketAddr::from_abstract_name(name.as_bytes()).unwrap();
        let local = (
            UnixListener::bind(at("socket")).unwrap(),
            UnixListener::bind_addr(&of(&abstract_name)).unwrap(),
            UnixDatagram::bind(at("messages")).unwrap(),
            UnixDatagram::bind_addr(&of(&format!("{abstract_name}-d"))).unwrap(),
        );
        for name in ["", "secret", "mine", "tool", "socket", "messages"] {
            let mode = std::fs::Permissions::from_mode(0o777);
            std::fs::set_permissions(at(name), mode).unwrap();
        }
        Host {
            victim: Victim::new(),
            port: TcpListener::bind("127.0.0.1:0").unwrap(),
            datagrams: UdpSocket::bind("127.0.0.1:0").unwrap(),
            _local: local,
            abstract_name,
            dir,
        }
    }

    fn event(&self, bench: &Bench, neighbour: &Instance) -> Value {
        let guarded = level() == Level::Guarded;
        let disk = std::fs::read_to_string("/proc/partitions").unwrap();
        let disk = disk.split_whitespace().last().unwrap().to_owned();
        json!({
            "host": self.dir.0, "state": bench.dir, "pid": self.victim.0.id(),
            "port": self.port.local_addr().unwrap().port(),
            "datagrams": self.datagrams.local_addr().unwrap().port(),
            "abstract": self.abstract_name, "neighbour": port_of(neighbour),
            "disk": format!("/dev/{disk}"), "grouped": guarded, "shared net": guarded,
            "shared ipc": guarded, "shared uid": guarded && !is_root(),
        })
    }

    fn untouched(&mut self) {
        assert!(self.victim.untouched(), "a signal or a limit has reached a program of the host");
        let mut names: Vec<_> = std::fs::read_dir(&self.dir.0).unwrap().flatten().collect();
        names.sort_by_key(std::fs::DirEntry::file_name);
        let names: Vec<_> = names.iter().map(|entry| entry.file_name()).collect();
        assert_eq!(names, ["messages", "mine", "secret", "socket", "tool"]);
        let mine = self.dir.0.join("mine");
        assert_eq!(std::fs::read_to_string(&mine).unwrap(), "mine");
        assert_eq!(std::fs::metadata(&mine).unwrap().permissions().mode() & 0o777, 0o777);
        self.datagrams.set_nonblocking(true).unwrap();
        assert!(self.datagrams.recv(&mut [0; 8]).is_err(), "a datagram has arrived");
        self.port.set_nonblocking(true).unwrap();
        assert!(self.port.accept().is_err(), "a connection has arrived");
    }
}

fn port_of(one: &Instance) -> u16 {
    let listener = TcpListener::from(one.listeners[0].try_clone().unwrap());
    listener.local_addr().unwrap().port()
}

#[test]
fn a_function_that_tries_to_get_out_gets_nowhere() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("probe.py", PROBE).file("quiet.py", "def handler(e, c):\n    return 'here'\n");
    let mut host = Host::new();
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let mut neighbour = bench.instance(&code, "quiet.handler");
    let mut one = bench.instance(&code, "probe.handler");
    let event = host.event(&bench, &neighbour);
    // The same port at another address: only where the port is one of the host's.
    let elsewhere = TcpListener::bind(("127.0.0.2", port_of(&one)));
    let frame = one.invoke(&event.to_string());
    assert_eq!(frame.kind, b'O', "{} {}", frame.text(), one.log());
    let told = frame.json();
    let got: Vec<_> = told["got"].as_object().unwrap().iter().collect();
    for (attempt, what) in &got {
        let promised = !NOT_PROMISED.contains(&(attempt.as_str(), level()));
        assert!(!promised, "{attempt}: {what}");
    }
    if level() == Level::Guarded {
        // That these are told in the threat model is no excuse for a test that cannot fail.
        assert!(elsewhere.is_ok() && got.len() >= 2, "{got:?}");
    }
    assert!(told["count"].as_u64().unwrap() >= ATTEMPTS_MIN, "{}", told["count"]);
    host.untouched();
    facts_are_as_promised(&told["facts"], &code);
    what_must_work_works(&told["ok"]);
    assert_eq!(neighbour.invoke("{}").json(), "here");
}

fn facts_are_as_promised(facts: &Value, code: &Scratch) {
    let zero = "0000000000000000";
    let caps = facts["caps"].as_array().unwrap();
    // A bounding set can only be emptied by who has a capability.
    let bounded = level() != Level::Guarded || is_root();
    for (at, set) in caps.iter().enumerate() {
        assert!(set == zero || (at == 3 && !bounded), "{caps:?}");
    }
    assert_eq!((&facts["nnp"], &facts["seccomp"]), (&json!("1"), &json!("2")));
    let uid = facts["uid"].as_u64().unwrap();
    // SAFETY: always succeeds.
    let own = u64::from(unsafe { libc::geteuid() });
    let expected = match level() {
        Level::Guarded if is_root() => uid >= 20_000,
        _ if is_root() => uid >= 100_000,
        Level::Guarded => uid == own,
        _ => uid == 993,
    };
    assert!(expected, "{uid}");
    let path = facts["path"].as_array().unwrap();
    assert!(!facts["path"].to_string().contains("dist-packages"), "{path:?}");
    assert_eq!((&facts["cwd"], &facts["cwd"]), (&facts["task"], &path[0]));
    if level() == Level::Guarded {
        assert_eq!(facts["cwd"], json!(code.0));
        assert_eq!((&facts["roots"], &facts["etc"]), (&Value::Null, &Value::Null));
        assert_eq!(facts["proc"], Value::Null);
        assert_eq!(facts["environment"]["TMPDIR"], facts["tmp"]);
        assert_eq!(facts["environment"]["HOME"], facts["tmp"]);
        return;
    }
    assert_eq!((&facts["cwd"], &path[3]), (&json!("/var/task"), &json!("/var/runtime")));
    let listed = |name: &str| facts[name].as_array().unwrap().clone();
    let pids =
        listed("proc").iter().filter(|name| name.as_str().unwrap().parse::<u32>().is_ok()).count();
    assert!(pids <= 3, "{pids}");
    for name in ["root", "home", "mnt", "boot", "sys"] {
        assert!(!listed("roots").contains(&json!(name)), "{name}");
    }
}

fn what_must_work_works(ok: &Value) {
    assert_eq!((ok["threads"].as_u64(), ok["child"].as_str()), (Some(1), Some("child\n")));
    assert_eq!((&ok["self"], &ok["pair"]), (&json!(true), &json!(2)));
    // The directory that is being listed, the channel, and at level guarded /proc/self, by name.
    let inherited = ok["inherited"].as_array().unwrap();
    let expected = if level() == Level::Guarded { 3 } else { 2 };
    assert!(inherited.len() <= expected && inherited.contains(&json!(255)), "{inherited:?}");
}

#[test]
fn a_program_that_tries_to_get_out_gets_nowhere() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("probe.py", PROBE).file("quiet.py", "def handler(e, c):\n    return 'here'\n");
    code.program("bootstrap", include_str!("functions/bootstrap.py"));
    let mut host = Host::new();
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    bench.launcher(2);
    let mut neighbour = bench.instance(&code, "quiet.handler");
    let event = host.event(&bench, &neighbour).to_string();
    let mut one = bench.program(&code, &[("EVENT", &event)]);
    let gone = bench.gone(one.sandbox);
    let log = one.log();
    let told = log.lines().last().and_then(|line| serde_json::from_str::<Value>(line).ok());
    let told = told.unwrap_or_else(|| panic!("{gone:?} {log}"));
    for (attempt, what) in told["got"].as_object().unwrap() {
        let promised = !NOT_PROMISED.contains(&(attempt.as_str(), level()));
        assert!(!promised, "{attempt}: {what}");
    }
    assert!(told["count"].as_u64().unwrap() >= ATTEMPTS_MIN, "{}", told["count"]);
    host.untouched();
    let (facts, program) = (&told["facts"], &told["program"]);
    // No descriptor but the three, and the directory that was being listed.
    assert_eq!(program["files"], json!([0, 1, 2, 3]), "{program}");
    assert_eq!(program["kinds"], json!(["/dev/null", "pipe", "pipe"]));
    assert_eq!(program["got"], json!([]));
    assert!(program["own"].as_str().unwrap().starts_with("/usr/"), "{program}");
    assert_eq!(program["dumpable"], 1);
    assert_eq!((&facts["nnp"], &facts["seccomp"]), (&json!("1"), &json!("2")));
    assert_eq!(program["cwd"], program["task"]);
    if level() != Level::Guarded {
        // Whoever forked it is in no namespace that it knows.
        assert_eq!(program["parent"], 0);
        assert_eq!(program["arguments"], json!(["/var/task/bootstrap"]));
    }
    let zero = "0000000000000000";
    let caps = facts["caps"].as_array().unwrap();
    let bounded = level() != Level::Guarded || is_root();
    for (at, set) in caps.iter().enumerate() {
        assert!(set == zero || (at == 3 && !bounded), "{caps:?}");
    }
    let allowed = |name: &str| {
        ["HOME", "TMPDIR", "LC_CTYPE", "PATH"].contains(&name)
            || ["AWS_", "LAMBDA_"].iter().any(|start| name.starts_with(start))
    };
    let variables = program["variables"].as_array().unwrap();
    assert!(variables.iter().all(|name| allowed(name.as_str().unwrap())), "{variables:?}");
    assert_eq!(neighbour.invoke("{}").json(), "here");
}

/// The socket outlives those who live in the place: none meets a connection of another.
#[test]
fn the_next_program_in_a_place_is_spoken_with_anew() {
    const CONNECTS: &str = "#!/usr/bin/python3 -I\nimport os, socket\n\
        api = os.environ['AWS_LAMBDA_RUNTIME_API'].split(':')\ns = socket.socket()\n\
        try:\n    s.connect((api[0], int(api[1])))\n    s.sendall(os.environ['WHO'].encode())\n\
        \x20   print(s.recv(9))\nexcept OSError as error:\n    print(error.strerror)\n";
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.program("bootstrap", CONNECTS);
    let mut bench = Bench::best(&state);
    bench.launcher(2);
    for round in 0..8 {
        // Nobody listens for this one, as nobody does for functions that are no programs.
        let mut one = bench.program(&code, &[("WHO", "nobody")]);
        bench.gone(one.sandbox);
        assert_eq!(one.log(), "Connection refused\n", "round {round}");
        let who = format!("round {round}");
        let mut one = bench.stem(2, true);
        let (listeners, resident) = one.program.take().unwrap().listen().unwrap();
        bench.become_program(&one, &code, &[("WHO", &who)]);
        let listener = &listeners[0];
        listener.set_nonblocking(false).unwrap();
        let (mut socket, _) = listener.accept().unwrap();
        let mut heard = [0; 16];
        let count = socket.read(&mut heard).unwrap();
        assert_eq!(String::from_utf8_lossy(&heard[..count]), who);
        assert!(resident.unwrap().peak_kib() > 500, "round {round}");
        // A second connection, which nobody accepts, is for nobody who comes later.
        if round % 2 == 0 {
            bench.kill(one.sandbox);
        } else {
            socket.write_all(b"done").unwrap();
            bench.gone(one.sandbox);
            assert_eq!(one.log(), "b'done'\n");
        }
    }
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

/// At level guarded what cannot be taken back cannot be made, so less can be left.
const LEAVABLE: &[&str] = &[
    "abstract socket",
    "connection",
    "environment",
    "file lock",
    "files",
    "folder",
    "limits",
    "message queue",
    "modules",
    "port",
    "processes",
    "semaphore",
    "shared memory",
    "umask",
];
const LEAVABLE_GUARDED: &[&str] = &[
    "connection",
    "environment",
    "file lock",
    "files",
    "folder",
    "limits",
    "modules",
    "processes",
    "umask",
];

#[test]
fn the_next_sandbox_in_a_place_finds_nothing_of_the_one_before() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", include_str!("functions/traces.py"));
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let leavable = if level() == Level::Guarded { LEAVABLE_GUARDED } else { LEAVABLE };
    for round in 0..12 {
        let mut one = bench.instance(&code, "m.handler");
        // Nobody has accepted the connection of whoever was here before.
        let listener = TcpListener::from(one.listeners[0].try_clone().unwrap());
        let waiting = listener.accept();
        assert!(waiting.is_err(), "round {round}: a connection from the past");
        let told = one.invoke("{}").json();
        assert_eq!(told["found"], json!([]), "round {round}");
        let mut left: Vec<_> =
            told["left"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        left.sort_unstable();
        assert_eq!(left, leavable, "round {round}");
        let gone = bench.kill(one.sandbox);
        assert!(!gone.oom_killed, "round {round}: a counter of the one before");
    }
}

#[test]
fn what_is_hidden_is_not_seen_below_what_is_shown() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", include_str!("functions/look.py"));
    // As an application would lie in /usr/src.
    let hidden = Path::new("/usr/share");
    let mut bench = Bench::hiding(level(), &state, &[hidden]);
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

// ---- Every level that the machine offers: root repeats all of the above ----

/// What a repetition must have run.
const MAIN: &str = "a_function_that_tries_to_get_out_gets_nowhere ... ok";

#[test]
fn rootless_as_an_ordinary_user() {
    let ran = repeat(Level::Rootless, SPARE_UID, &[]);
    assert!(ran.is_none_or(|told| told.contains(MAIN)), "the attempts were not made");
}

#[test]
fn guarded_as_root() {
    let ran = repeat(Level::Guarded, 0, &[]);
    assert!(ran.is_none_or(|told| told.contains(MAIN)), "the attempts were not made");
}

#[test]
fn guarded_as_root_in_a_container() {
    let ran = repeat(Level::Guarded, 0, &["python3", CONTAINER]);
    assert!(ran.is_none_or(|told| told.contains(MAIN)), "the attempts were not made");
}

#[test]
fn guarded_as_root_in_a_container_with_control_groups() {
    let ran = repeat(Level::Guarded, 0, &["python3", CONTAINER, "--cgroups", "rw"]);
    assert!(ran.is_none_or(|told| told.contains(MAIN)), "the attempts were not made");
}

/// Whose root is somebody without privilege to the host, and which has 65,536 ids.
#[test]
fn guarded_as_root_in_a_container_with_few_ids() {
    let ran = repeat(Level::Guarded, 200_000, &["python3", CONTAINER, "--ids", "65536"]);
    assert!(ran.is_none_or(|told| told.contains(MAIN)), "the attempts were not made");
}

#[test]
fn guarded_as_an_ordinary_user_in_a_container() {
    let uid = SPARE_UID.to_string();
    let ran = repeat(Level::Guarded, SPARE_UID, &["python3", CONTAINER, "--uid", &uid]);
    assert!(ran.is_none_or(|told| told.contains(MAIN)), "the attempts were not made");
}
