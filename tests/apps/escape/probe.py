"""One attempt to get out at a time: what it tried, and what came of it."""
import ctypes
import errno
import os
import socket
import subprocess

libc = ctypes.CDLL(None, use_errno=True)


def system_call(number, *arguments):
    result = libc.syscall(number, *arguments)
    return "done" if result >= 0 else errno.errorcode[ctypes.get_errno()]


def attempt(function):
    try:
        return function()
    except OSError as error:
        return errno.errorcode.get(error.errno, str(error))
    except MemoryError:
        return "MemoryError"


def read(path):
    return attempt(lambda: open(path, "rb").read(64).decode(errors="replace"))


def listing(path):
    return attempt(lambda: sorted(os.listdir(path)))


def write(path):
    def go():
        with open(path, "w") as file:
            file.write("x")
        return "done"
    return attempt(go)


def connect(host, port):
    def go():
        with socket.create_connection((host, port), timeout=2):
            return "connected"
    return attempt(go)


def abstract(name):
    def go():
        with socket.socket(socket.AF_UNIX) as unix:
            unix.connect("\0" + name)
            return "connected"
    return attempt(go)


def fork_bomb(count):
    made, failed = [], None
    for _ in range(count):
        try:
            child = os.fork()
        except OSError as error:
            failed = errno.errorcode[error.errno]
            break
        if child == 0:
            libc.pause()
            os._exit(0)
        made.append(child)
    for child in made:
        os.kill(child, 9)
        os.waitpid(child, 0)
    return {"made": len(made), "failed": failed}


def fill_tmp(megabytes):
    def go():
        block = bytes(1024 * 1024)
        with open("/tmp/fill", "wb") as file:
            for _ in range(megabytes):
                file.write(block)
        return "done"
    try:
        return attempt(go)
    finally:
        attempt(lambda: os.unlink("/tmp/fill"))


def status():
    with open("/proc/self/status") as file:
        lines = [line.partition(":") for line in file]
    return {name: value.strip() for name, _, value in lines}


def handler(event, context):
    what, arguments = event["what"], event.get("with", [])
    actions = {
        "read": read, "list": listing, "write": write, "connect": connect, "abstract": abstract,
        "fork": fork_bomb, "tmp": fill_tmp, "status": status, "syscall": system_call,
        "kill": lambda pid, signal: attempt(lambda: os.kill(pid, signal) or "done"),
        "allocate": lambda gigabytes: attempt(
            lambda: len(bytearray(gigabytes << 30)) and "done"),
        "pids": lambda: [int(name) for name in os.listdir("/proc") if name.isdigit()],
        "environment": lambda: dict(os.environ),
        "mounts": lambda: read("/proc/self/mounts") and open("/proc/self/mounts").read(),
        "descriptors": lambda: {fd: attempt(lambda: os.readlink(f"/proc/self/fd/{fd}"))
                                for fd in os.listdir("/proc/self/fd")},
        "mount": lambda: "done" if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0
        else errno.errorcode[ctypes.get_errno()],
        "ptrace": lambda: "done" if libc.ptrace(16, os.getppid() or 1, 0, 0) == 0
        else errno.errorcode[ctypes.get_errno()],
        "unshare": lambda flags: "done" if libc.unshare(flags) == 0
        else errno.errorcode[ctypes.get_errno()],
        "setuid": lambda: attempt(lambda: os.setuid(0) or f"uid {os.getuid()}"),
        "shell": lambda command: subprocess.run(
            command, shell=True, capture_output=True, text=True, timeout=10).stdout,
        "ping": lambda: "pong",
    }
    return actions[what](*arguments)
