//! A function that tries to get out, at the level that this user can have. The platform and the
//! neighbour must not notice.

#![allow(clippy::unwrap_used)]

mod harness;

use std::net::TcpListener;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener};
use std::path::Path;

use harness::{Bench, Scratch, is_root, python, spec};
use serde_json::Value;

/// Each probe returns what it got hold of; an exception is a refusal.
const PROBE: &str = r#"
import ctypes, os, socket, sys
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long

def call(number, *args):
    answer = libc.syscall(number, *args)
    if answer < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return answer

def write(path):
    with open(path, "w") as file:
        file.write("x")
    return path

def connect(family, address):
    s = socket.socket(family)
    s.settimeout(2)
    s.connect(address)
    return "connected"

def status(field):
    for line in open("/proc/self/status"):
        if line.startswith(field + ":"):
            return line.split()[1]

def tracee():
    pid = os.fork()
    if pid == 0:
        import time; time.sleep(5); os._exit(0)
    try:
        return call(101, 16, pid, 0, 0)
    finally:
        os.kill(pid, 9); os.waitpid(pid, 0)

def handler(event, context):
    buffer = ctypes.create_string_buffer(256)
    probes = {
        "shadow": lambda: open("/etc/shadow").read(),
        "root": lambda: os.listdir("/root"),
        "home": lambda: os.listdir("/home"),
        "state": lambda: os.listdir(event["state"]),
        "proc1root": lambda: os.listdir("/proc/1/root/"),
        "proc1fd": lambda: [os.readlink("/proc/1/fd/" + f) for f in os.listdir("/proc/1/fd")],
        "proc1mem": lambda: open("/proc/1/mem", "rb").read(1),
        "proc1environ": lambda: open("/proc/1/environ", "rb").read(1) or None,
        "hostpid": lambda: os.kill(event["pid"], 0) or "signalled",
        "killinit": lambda: os.kill(1, 9) or "signalled",
        "write /": lambda: write("/x"),
        "write /usr": lambda: write("/usr/x"),
        "write /var/task": lambda: write("/var/task/x"),
        "write /etc/passwd": lambda: write("/etc/passwd"),
        "write /dev": lambda: write("/dev/x"),
        "write sysrq": lambda: write("/proc/sysrq-trigger"),
        "core_pattern": lambda: write("/proc/sys/kernel/core_pattern"),
        "host port": lambda: connect(socket.AF_INET, ("127.0.0.1", event["port"])),
        "abstract": lambda: connect(socket.AF_UNIX, "\0" + event["abstract"]),
        "internet": lambda: connect(socket.AF_INET, ("1.1.1.1", 53)),
        "vsock": lambda: socket.socket(40, socket.SOCK_STREAM),
        "packet": lambda: socket.socket(17, socket.SOCK_RAW),
        "raw": lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1),
        "mount": lambda: call(165, b"none", b"/tmp", b"tmpfs", 0, 0),
        "umount": lambda: call(166, b"/proc", 2),
        "chroot": lambda: os.chroot("/tmp"),
        "pivot_root": lambda: call(155, b"/tmp", b"/tmp"),
        "open_tree": lambda: call(428, -100, b"/", 1),
        "move_mount": lambda: call(429, -100, b"/tmp", -100, b"/opt", 0),
        "fsopen": lambda: call(430, b"tmpfs", 0),
        "ptrace": tracee,
        "traceme": lambda: call(101, 0, 0, 0, 0) or "traced",
        "bpf": lambda: call(321, 0, buffer, 64),
        "io_uring": lambda: call(425, 1, buffer),
        "userfaultfd": lambda: call(323, 1),
        "keyctl": lambda: call(250, 0, -3, 0),
        "perf": lambda: call(298, buffer, 0, -1, -1, 0),
        "unshare user": lambda: call(272, 0x10000000) or "unshared",
        "unshare net": lambda: call(272, 0x40000000) or "unshared",
        "clone user": lambda: call(56, 0x10000000 | 17, 0, 0, 0, 0) or os._exit(0),
        "clone3": lambda: call(435, buffer, 88),
        "setns": lambda: call(308, os.open("/proc/self/ns/net", os.O_RDONLY), 0) or "entered",
        "x32 getpid": lambda: call(0x40000000 | 39),
        "personality": lambda: call(135, 0x0040000),
        "process_vm_readv": lambda: call(310, 1, 0, 0, 0, 0, 0),
        "open_by_handle_at": lambda: call(304, -100, buffer, 0),
        "pidfd_getfd": lambda: call(438, 0, 0, 0),
        "kexec": lambda: call(246, 0, 0, 0, 0),
        "module": lambda: call(175, 0, 0, b""),
        "settime": lambda: call(227, 0, buffer),
        "hostname": lambda: socket.sethostname("x"),
        "setuid": lambda: os.setuid(0) if os.getuid() else "root",
        "setgroups": lambda: os.setgroups([0]),
        "mknod": lambda: os.mknod("/tmp/null", 0o20666, os.makedev(1, 3)) or open("/tmp/null"),
        "nice": lambda: os.setpriority(os.PRIO_PROCESS, 0, -5) or "raised",
        "rlimit": lambda: __import__("resource").setrlimit(7, (1 << 20, 1 << 20)) or "raised",
        "neighbour": lambda: [f for f in os.listdir("/tmp") if f != "mine"] or None,
    }
    got = {}
    for name, probe in probes.items():
        try:
            value = probe()
            if value is not None:
                got[name] = repr(value)
        except (OSError, ValueError) as error:
            pass
    ok = {
        "tmp": write("/tmp/mine"),
        "null": write("/dev/null"),
        "stdout": write("/dev/stdout"),
        "own": connect(socket.AF_INET, ("127.0.0.1", 4566)),
        "urandom": len(open("/dev/urandom", "rb").read(4)),
        "child": os.popen("echo child").read(),
        "threads": threads(),
        "user": __import__("pwd").getpwuid(os.getuid()).pw_name,
        "task": open("/var/task/probe.py").read(4),
        "inherited": [f for f in map(int, os.listdir("/proc/self/fd")) if f > 2],
    }
    facts = {
        "pids": sorted(int(p) for p in os.listdir("/proc") if p.isdigit()),
        "caps": [status(f) for f in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")],
        "nnp": status("NoNewPrivs"), "seccomp": status("Seccomp"), "uid": os.getuid(),
        "groups": os.getgroups(), "env": sorted(os.environ), "interfaces": socket.if_nameindex(),
        "roots": sorted(os.listdir("/")), "cwd": os.getcwd(), "etc": sorted(os.listdir("/etc")),
        "var": sorted(os.listdir("/var")), "path": sys.path,
    }
    return {"got": got, "ok": ok, "facts": facts}

def threads():
    import threading
    seen = []
    t = threading.Thread(target=lambda: seen.append(1)); t.start(); t.join()
    return len(seen)
"#;

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
    code.file("quiet.py", "def handler(e, c):\n    return 'here'\n").file(
        "bomb.py",
        "import os, time\ndef handler(e, c):\n    made = 0\n    try:\n        for _ in range(10000):\n            \
         if os.fork() == 0:\n                time.sleep(60)\n                os._exit(0)\n            made += 1\n    \
         except OSError:\n        pass\n    return made\n",
    );
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
    code.file(
        "m.py",
        "import os, socket\nkept = []\ndef handler(e, c):\n    seen = os.listdir('/tmp')\n    \
         open('/tmp/secret', 'w').write('x')\n    s = socket.socket()\n    \
         s.connect(('127.0.0.1', 4566))\n    s.send(b'from the past')\n    kept.append(s)\n    return seen\n",
    );
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
fn tmp_is_of_limited_size() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file(
        "m.py",
        "import os, time\ndef handler(e, c):\n    done = 0\n    try:\n        while done < e['files']:\n            \
         with open('/tmp/%d' % done, 'wb') as f:\n                f.write(b'x' * (1 << 20))\n                \
         f.flush(); os.fsync(f.fileno())\n            done += 1\n    except OSError as error:\n        \
         return [done, error.errno]\n    time.sleep(e['wait'])\n    return [done, 0]\n",
    );
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
    code.file(
        "m.py",
        "def handler(e, c):\n    with open('/tmp/x', 'wb') as f:\n        for _ in range(200):\n            \
         f.write(b'x' * (1 << 20))\n    return 'written'\n",
    );
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let mut limits = spec(&[(&code.0, "/var/task")]);
    limits.memory_bytes = 64 << 20;
    limits.tmp_bytes = 512 << 20;
    let mut one = bench.instance_with(limits, "m.handler");
    assert_eq!(one.invoke("{}").text(), "\"written\"");
}

#[test]
fn the_host_s_files_are_as_they_were() {
    assert!(Path::new("/etc/passwd").exists() && !Path::new("/usr/x").exists());
}
