"""What goes wrong in functions. Each does its worst where the body says `worst`, and must answer
well otherwise: in a fresh sandbox, whatever the one before has left behind."""
import functools
import os
import signal
import socket
import subprocess
import sys
import threading
import time

held = []


def at_worst(worst):
    @functools.wraps(worst)
    def handler(event, context):
        if event["body"] == "worst":
            worst()
        return {"statusCode": 200, "body": event["body"]}
    return handler


@at_worst
def raises():
    raise RuntimeError("as it was told")


@at_worst
def exits():
    os._exit(3)


@at_worst
def signals():
    os.kill(os.getpid(), [signal.SIGSEGV, signal.SIGKILL, signal.SIGABRT][time.time_ns() % 3])
    time.sleep(5)


@at_worst
def leaks():
    held.append(bytearray(b"x") * (16 << 20))


@at_worst
def hogs():
    held.append(bytearray(b"x") * (512 << 20))


@at_worst
def sleeps():
    while True:
        time.sleep(60)


@at_worst
def forks():
    """Orphans in sessions of their own, which outlive whoever made them."""
    for _ in range(5):
        subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(3600)"],
                         start_new_session=True)
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(3600)
        os._exit(0)
    if time.time_ns() % 2:
        os._exit(0)


@at_worst
def bombs():
    """Every child forks on, until the limit says no."""
    until = time.time() + 0.5
    while time.time() < until:
        try:
            os.fork()
        except OSError:
            time.sleep(0.05)
    os._exit(1)


@at_worst
def threads():
    for _ in range(50):
        threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()


@at_worst
def fills():
    with open("/tmp/fill-%d" % time.time_ns(), "wb", buffering=0) as file:
        for _ in range(64):
            file.write(b"x" * (1 << 20))
    deep = "/tmp/deep-%d" % time.time_ns()
    top = deep
    for _ in range(50):
        os.mkdir(deep)
        deep += "/d"
    os.chmod(top, 0)


@at_worst
def chats():
    for _ in range(2000):
        print("x" * 499)
    os.write(2, b"\xff\x00\x1b[2J" * 1000)


@at_worst
def opens():
    for _ in range(300):
        held.append(socket.socketpair())
    held.append(open("/proc/self/maps"))
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    held.append(listening)


@at_worst
def garbles():
    """Writes into whatever is open, the platform's channel too."""
    for fd in range(3, 256):
        try:
            os.write(fd, b"\xff" * 64)
        except OSError:
            pass


def large(event, context):
    """More than may be replied."""
    size = 7 << 20 if event["body"] == "worst" else 0
    return {"statusCode": 200, "body": event["body"] + "x" * size}
