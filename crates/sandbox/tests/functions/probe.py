"""Tries to get out of its sandbox: each attempt returns what it got hold of, None or an error for
nothing. Whether something was allowed to be had is not decided here."""

import ctypes
import fcntl
import os
import resource
import signal
import socket
import struct
import sys
import tempfile
import threading
import time

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
TMP = tempfile.gettempdir()
TASK = os.environ.get("LAMBDA_TASK_ROOT", "/var/task")
ENDPOINT = int(os.environ["AWS_ENDPOINT_URL"].rsplit(":", 1)[1])
# Before anything here has opened a file; one of them is the directory that is being listed.
INHERITED = [number for number in map(int, os.listdir("/proc/self/fd")) if number > 2]
BUFFER = ctypes.create_string_buffer(256)
FASTOPEN = 0x20000000


def call(number, *args):
    answer = libc.syscall(number, *args)
    if answer < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return answer


def write(path):
    with open(path, "w") as file:
        file.write("x")
    return path


def connect(family, address, kind=socket.SOCK_STREAM):
    with socket.socket(family, kind) as s:
        s.settimeout(2)
        s.connect(address)
    return "connected"


def send_to(port, kind, flags):
    """A message to a port without a call to `connect`."""
    with socket.socket(socket.AF_INET, kind) as s:
        s.settimeout(2)
        s.sendto(b"GET / HTTP/1.0\r\n\r\n", flags, ("127.0.0.1", port))
        if flags:
            s.getpeername()
    return "sent"


def listen(host):
    s = socket.socket()
    s.bind((host, 0))
    s.listen()
    return s.getsockname()


def listen_unbound():
    """`listen` takes a port by itself."""
    s = socket.socket()
    s.listen()
    return s.getsockname()


def unix_message(path):
    """From a connected pair, whose ends may name others to send to."""
    ours, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    ours.sendto(b"x", path)
    return "sent"


def status(field, pid="self"):
    for line in open("/proc/%s/status" % pid):
        if line.startswith(field + ":"):
            return line.split()[1]


def child(act):
    """What `act` of a child's pid gives; the child is killed afterwards."""
    pid = os.fork()
    if pid == 0:
        time.sleep(5)
        os._exit(0)
    try:
        return act(pid)
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)


def in_child(act):
    """True if it worked in a child, which it may have changed."""
    pid = os.fork()
    if pid == 0:
        try:
            act()
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0 or None


def raised(what, limit):
    resource.setrlimit(what, limit)
    return "raised"


def files(event):
    host = event["host"]
    return {
        "shadow": lambda: open("/etc/shadow").read(),
        "root's home": lambda: os.listdir("/root"),
        "homes": lambda: os.listdir("/home"),
        "state directory": lambda: os.listdir(event["state"]),
        "a file of the host": lambda: open(host + "/secret").read(),
        "a directory of the host": lambda: os.listdir(host),
        "a link to it": lambda: link(host + "/secret", TMP + "/link"),
        "a hard link to it": lambda: os.link(host + "/secret", TMP + "/hard") or "linked",
        "its size": lambda: os.stat(host + "/secret").st_size,
        "its mode": lambda: os.chmod(host + "/mine", 0o640) or "changed",
        "its time": lambda: os.utime(host + "/mine", (1, 1)) or "changed",
        "its attributes": lambda: os.setxattr(host + "/mine", "user.x", b"x") or "changed",
        "the names in it": lambda: watch(host),
        "write there": lambda: write(host + "/new"),
        "empty it": lambda: os.truncate(host + "/mine", 0) or "emptied",
        "move it": lambda: os.rename(host + "/mine", TMP + "/moved") or "moved",
        "remove it": lambda: os.remove(host + "/mine") or "removed",
        "run a program of the host": lambda: os.popen(host + "/tool 2>/dev/null").read() or None,
        "write /": lambda: write("/x"),
        "write /usr": lambda: write("/usr/x"),
        "write the code": lambda: write(TASK + "/x"),
        "mark the code": lambda: mark(TASK + "/probe.py") or "marked",
        "lease the code": lambda: lease(TASK + "/probe.py") or "leased"
        if event["shared uid"] else None,
        "write passwd": lambda: write("/etc/passwd"),
        "write /dev": lambda: write("/dev/x"),
        "the shared /tmp": lambda: write("/tmp/squall-probe") if TMP != "/tmp" else None,
        "shared memory": lambda: write("/dev/shm/squall-probe"),
        "by handle": lambda: call(304, -100, BUFFER, 0),
        "name to handle": lambda: call(303, -100, b"/", BUFFER, BUFFER, 0),
        "a device": lambda: os.mknod(TMP + "/null", 0o20666, os.makedev(1, 3)) or "made",
        "the terminal": lambda: os.open("/dev/tty", os.O_RDWR),
        "the disk": lambda: os.open(event["disk"], os.O_RDONLY),
        "the memory": lambda: os.open("/dev/mem", os.O_RDONLY),
        "a neighbour's tmp": lambda: [f for f in os.listdir(TMP) if f != "link"] or None,
        "beside our tmp": lambda: None if TMP == "/tmp" else os.listdir(os.path.dirname(TMP)),
    }


def link(target, name):
    os.symlink(target, name)
    return open(name).read()


def mark(path):
    """FS_IOC_SETFLAGS: no time of access."""
    with open(path) as file:
        fcntl.ioctl(file, 0x40086602, struct.pack("l", 0x80))


def lease(path):
    with open(path) as file:
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)


def watch(directory):
    notify = call(294, 0)  # inotify_init1
    return call(254, notify, directory.encode(), 0x100)


def processes(event):
    pid = event["pid"]
    proc = "/proc/%d/" % pid
    return {
        "list": lambda: [p for p in os.listdir("/proc") if p.isdigit() and int(p) == pid] or None,
        "ask for": lambda: os.kill(pid, 0) or "there",
        "signal": lambda: os.kill(pid, signal.SIGURG) or "signalled",
        "by pidfd": lambda: call(424, call(434, pid, 0), signal.SIGURG, 0, 0),
        # Whether it arrived anywhere is seen outside.
        "everybody": lambda: os.kill(-1, signal.SIGURG),
        "the first": lambda: os.kill(1, 0) or "there",
        "the parent": lambda: os.kill(os.getppid(), 0) or "there" if os.getppid() > 1 else None,
        "command line": lambda: open(proc + "cmdline").read() or None,
        "its status": lambda: open(proc + "status").read(),
        "its environment": lambda: open(proc + "environ", "rb").read(1) or None,
        "its memory": lambda: open(proc + "mem", "rb").read(1),
        "its memory's map": lambda: open(proc + "maps").read(1) or None,
        "its files": lambda: os.listdir(proc + "fd"),
        "its root": lambda: os.listdir(proc + "root/"),
        "its folder": lambda: os.readlink(proc + "cwd"),
        "the first's root": lambda: os.listdir("/proc/1/root/"),
        "the first's files": lambda: [os.readlink("/proc/1/fd/" + f)
                                      for f in os.listdir("/proc/1/fd")],
        "the first's memory": lambda: open("/proc/1/mem", "rb").read(1),
        "the first's environment": lambda: open("/proc/1/environ", "rb").read(1) or None,
        "trace a child": lambda: child(lambda one: call(101, 16, one, 0, 0)),
        "be traced": lambda: call(101, 0, 0, 0, 0) or "traced",
        "trace it": lambda: call(101, 16, pid, 0, 0),
        "read its memory": lambda: call(310, pid, 0, 0, 0, 0, 0),
        "take its file": lambda: call(438, call(434, pid, 0), 0, 0),
        "compare with it": lambda: call(312, os.getpid(), pid, 0, 0, 0) + 1,
        "limit it": lambda: call(302, pid, 7, 0, BUFFER) or "read",
        "slow it": lambda: os.setpriority(os.PRIO_PROCESS, pid, 19) or "slowed",
        "slow its user": lambda: os.setpriority(os.PRIO_USER, os.getuid(), 19) or "slowed"
        if event["shared uid"] else None,
        "slow everybody of its user": lambda: os.setpriority(os.PRIO_USER, 0, 19) or "slowed"
        if event["shared uid"] else None,
        "slow its user's disk": lambda: call(251, 3, 0, 3 << 13) or "slowed"
        if event["shared uid"] else None,
        "pin it": lambda: os.sched_setaffinity(pid, {0}) or "pinned",
        "leave the session": lambda: in_child(os.setsid) if event["grouped"] else None,
        "leave the group": lambda: in_child(lambda: os.setpgid(0, 0)) if event["grouped"] else None,
        "outlive the end": lambda: call(157, 1, 0, 0, 0) or "cleared" if event["grouped"] else None,
        "hide from looks": lambda: call(157, 4, 0, 0, 0) or "hidden" if event["grouped"] else None,
        "be root": lambda: os.setuid(0) if os.getuid() else "root",
        "have groups": lambda: os.setgroups([0]) or "had",
        "be faster": lambda: os.setpriority(os.PRIO_PROCESS, 0, -5) or "raised",
        "have more files": lambda: raised(resource.RLIMIT_NOFILE, (1 << 20, 1 << 20)),
        "be killed later": lambda: lower_score(),
    }


def lower_score():
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("-500")
    return "lowered"


def network(event):
    port = event["port"]
    local = socket.AF_INET
    return {
        "host port": lambda: connect(local, ("127.0.0.1", port)),
        "host port by IPv6": lambda: connect(socket.AF_INET6, ("::1", port)),
        "host port by mapped IPv6": lambda: connect(socket.AF_INET6, ("::ffff:127.0.0.1", port)),
        "host port by any": lambda: connect(local, ("0.0.0.0", port)),
        "fast open": lambda: send_to(port, socket.SOCK_STREAM, FASTOPEN),
        "fast open by message": lambda: fast_message(port),
        "multipath": lambda: multipath(port),
        "datagram": lambda: datagram(event["datagrams"]),
        "datagram without connecting": lambda: send_to(event["datagrams"], socket.SOCK_DGRAM, 0)
        if event["shared net"] else None,
        "our port elsewhere": lambda: connect(local, ("127.0.0.2", ENDPOINT)),
        "internet": lambda: connect(local, ("192.0.2.1", 53)),
        "metadata": lambda: connect(local, ("169.254.169.254", 80)),
        "neighbour's endpoint": lambda: connect(local, ("127.0.0.1", event["neighbour"]))
        if event["neighbour"] != ENDPOINT else None,
        "listen to all": lambda: listen("0.0.0.0") if event["shared net"] else None,
        "listen to the host": lambda: listen("127.0.0.1") if event["shared net"] else None,
        "listen unbound": lambda: listen_unbound() if event["shared net"] else None,
        "abstract": lambda: connect(socket.AF_UNIX, "\0" + event["abstract"]),
        "abstract message": lambda: unix_message("\0" + event["abstract"] + "-d"),
        "by path": lambda: connect(socket.AF_UNIX, event["host"] + "/socket"),
        "message by path": lambda: unix_message(event["host"] + "/messages"),
        "vsock": lambda: socket.socket(40, socket.SOCK_STREAM),
        "packet": lambda: socket.socket(17, socket.SOCK_RAW),
        "raw": lambda: socket.socket(local, socket.SOCK_RAW, 1),
        "ciphers": lambda: socket.socket(38, socket.SOCK_SEQPACKET),
        "netlink": lambda: socket.socket(16, socket.SOCK_RAW, 12),
        "smc": lambda: socket.socket(43, socket.SOCK_STREAM),
        "interfaces": lambda: [n for n in interfaces() if n != "lo"] or None,
    }


def fast_message(port):
    with socket.socket() as s:
        s.settimeout(2)
        s.sendmsg([b"x"], [], FASTOPEN, ("127.0.0.1", port))
        s.getpeername()
    return "sent"


def multipath(port):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262) as s:
        s.settimeout(2)
        s.connect(("127.0.0.1", port))
    return "connected"


def datagram(port):
    """Where nobody listens the second one is refused."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.connect(("127.0.0.1", port))
        s.send(b"x")
        time.sleep(0.05)
        s.send(b"x")
    return "sent"


def interfaces():
    with socket.socket() as s:
        buffer = ctypes.create_string_buffer(40 * 32)
        head = bytearray(struct.pack("iP", len(buffer), ctypes.addressof(buffer)))
        fcntl.ioctl(s, 0x8912, head)
        size = struct.unpack("iP", head)[0]
    return [buffer.raw[at:at + 16].split(b"\0")[0].decode() for at in range(0, size, 40)]


def kernel(event):
    return {
        "sysrq": lambda: write("/proc/sysrq-trigger"),
        "core pattern": lambda: write("/proc/sys/kernel/core_pattern"),
        "kernel memory": lambda: open("/proc/kcore", "rb").read(1),
        "kernel log": lambda: call(103, 3, BUFFER, 200) or None,
        "debug files": lambda: os.listdir("/sys/kernel/debug"),
        "control groups": lambda: os.listdir("/sys/fs/cgroup"),
        "mount": lambda: call(165, b"none", TMP.encode(), b"tmpfs", 0, 0),
        "umount": lambda: call(166, b"/proc", 2),
        "chroot": lambda: os.chroot(TMP),
        "pivot_root": lambda: call(155, TMP.encode(), TMP.encode()),
        "open_tree": lambda: call(428, -100, b"/", 1),
        "move_mount": lambda: call(429, -100, TMP.encode(), -100, b"/opt", 0),
        "fsopen": lambda: call(430, b"tmpfs", 0),
        "bpf": lambda: call(321, 0, BUFFER, 64),
        "io_uring": lambda: call(425, 1, BUFFER),
        "userfaultfd": lambda: call(323, 1),
        "keyctl": lambda: call(250, 0, -3, 0),
        "perf": lambda: call(298, BUFFER, 0, -1, -1, 0),
        "unshare user": lambda: call(272, 0x10000000) or "unshared",
        "unshare net": lambda: call(272, 0x40000000) or "unshared",
        "clone user": lambda: call(56, 0x10000000 | 17, 0, 0, 0, 0) or os._exit(0),
        "clone3": lambda: call(435, BUFFER, 88),
        "setns": lambda: call(308, os.open("/proc/self/ns/net", os.O_RDONLY), 0) or "entered",
        "x32": lambda: call(0x40000000 | 39),
        "personality": lambda: call(135, 0x0040000),
        "kexec": lambda: call(246, 0, 0, 0, 0),
        "module": lambda: call(175, 0, 0, b""),
        "set time": lambda: call(227, 0, BUFFER),
        "host name": lambda: socket.sethostname("x"),
        "secret memory": lambda: call(447, 0),
        "locked memory": lambda: in_child(lock_much),
        "shared memory object": lambda: call(29, 0x5111, 4096, 0o1666) + 1
        if event["shared ipc"] else None,
        "message queue": lambda: call(68, 0x5111, 0o1666) + 1 if event["shared ipc"] else None,
        "semaphore": lambda: call(64, 0x5111, 1, 0o1666) + 1 if event["shared ipc"] else None,
        "named queue": lambda: call(240, b"squall", 0o102, 0o666, 0) if event["shared ipc"] else None,
    }


def lock_much():
    area = ctypes.create_string_buffer(1 << 20)
    if libc.mlock(area, 1 << 20) != 0:
        raise OSError(ctypes.get_errno(), "refused")


def attempts(event):
    return {"files": files, "processes": processes, "network": network, "kernel": kernel}


def handler(event, context):
    got, count = {}, 0
    for category, of in attempts(event).items():
        for name, attempt in of(event).items():
            count += 1
            try:
                value = attempt()
                if value is not None:
                    got["%s: %s" % (category, name)] = repr(value)[:200]
            except (OSError, ValueError, OverflowError):
                pass
    return {"got": got, "count": count, "ok": usual(), "facts": facts()}


def usual():
    """What must work all the same."""
    return {
        "tmp": write(TMP + "/mine"),
        "null": write("/dev/null"),
        "stdout": write("/dev/stdout"),
        "own": connect(socket.AF_INET, ("127.0.0.1", ENDPOINT)),
        "urandom": len(open("/dev/urandom", "rb").read(4)),
        "child": os.popen("echo child").read(),
        "threads": threads(),
        "self": int(status("Pid")) == os.getpid(),
        "task": open(TASK + "/probe.py").read(4),
        "pair": len(socket.socketpair()),
        "inherited": INHERITED,
    }


def facts():
    return {
        "caps": [status(f) for f in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")],
        "nnp": status("NoNewPrivs"), "seccomp": status("Seccomp"), "uid": os.getuid(),
        "groups": os.getgroups(), "cwd": os.getcwd(), "path": sys.path, "tmp": TMP,
        "task": TASK, "environment": dict(os.environ),
        "roots": listed("/"), "etc": listed("/etc"), "proc": listed("/proc"),
    }


def listed(path):
    try:
        return sorted(os.listdir(path))
    except PermissionError:
        return None


def threads():
    seen = []
    thread = threading.Thread(target=lambda: seen.append(1))
    thread.start()
    thread.join()
    return len(seen)
