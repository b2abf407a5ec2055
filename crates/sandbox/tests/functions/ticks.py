"""A thread and a child that never rest, and a handler that says how far both have come."""

import os
import threading
import time

ticks = 0
if os.fork() == 0:
    child = 0
    while True:
        child += 1
        with open("/tmp/new", "w") as file:
            file.write(str(child))
        os.rename("/tmp/new", "/tmp/child")
        time.sleep(0.001)


def tick():
    global ticks
    while True:
        ticks += 1
        time.sleep(0.001)


threading.Thread(target=tick, daemon=True).start()


def handler(event, context):
    while not os.path.exists("/tmp/child"):
        time.sleep(0.001)
    with open("/tmp/child") as file:
        return [ticks, int(file.read())]
