"""Tries to get out of its sandbox: each probe returns what it got hold of."""

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
