"""A thread and a child that never rest, and a handler that says how far both have come."""

import os
import tempfile
import threading
import time

ticks = 0
NEW, CHILD = (os.path.join(tempfile.gettempdir(), name) for name in ("new", "child"))
if os.fork() == 0:
    child = 0
    while True:
        child += 1
        with open(NEW, "w") as file:
            file.write(str(child))
        os.rename(NEW, CHILD)
        time.sleep(0.001)


def tick():
    global ticks
    while True:
        ticks += 1
        time.sleep(0.001)


threading.Thread(target=tick, daemon=True).start()


def handler(event, context):
    while not os.path.exists(CHILD):
        time.sleep(0.001)
    with open(CHILD) as file:
        return [ticks, int(file.read())]
