"""What comes up against a limit, and what measures itself."""
import os
import threading
import time

count = 0
ticked = 0


def naps(event, context):
    time.sleep(0.1)
    return os.getpid()


def hello(event, context):
    return "hello"


def _tick():
    global ticked
    while True:
        ticked += 1
        time.sleep(0.001)


def ticks(event, context):
    if threading.active_count() == 1:
        threading.Thread(target=_tick, daemon=True).start()
        time.sleep(0.1)
    return ticked


def counts(event, context):
    global count
    count += 1
    return count


def files(event, context):
    held = []
    try:
        while len(held) < 5_000:
            held.append(open("/dev/null"))
    except OSError as error:
        return [len(held), error.strerror]
    finally:
        for file in held:
            file.close()


def threads(event, context):
    gate = threading.Event()
    threading.stack_size(64 * 1024)
    started = 0
    try:
        while started < 3_000:
            threading.Thread(target=gate.wait, daemon=True).start()
            started += 1
    except RuntimeError as error:
        return [started, str(error)]
    finally:
        gate.set()


def disk(event, context):
    """Sparse, so that the machine's disk has nothing to do."""
    try:
        with open("/tmp/large", "wb") as file:
            file.truncate(event["megabytes"] << 20)
        return os.path.getsize("/tmp/large") >> 20
    except OSError as error:
        return error.strerror


def holds(event, context):
    held = bytearray(event["megabytes"] << 20)
    for at in range(0, len(held), 4096):
        held[at] = 1
    return len(held)
