"""Children of children, whose parents do not wait for them."""

import os
import time


def handler(event, context):
    for _ in range(5):
        pid = os.fork()
        if pid == 0:
            os.fork()
            os._exit(0)
        os.waitpid(pid, 0)
    try:
        os.listdir("/proc")
    except PermissionError:
        return None  # Level guarded: who is left is seen from outside.
    left = []
    for _ in range(200):
        left = [name for name in os.listdir("/proc") if name.isdigit()]
        if len(left) == 2:
            break
        time.sleep(0.01)
    return len(left)
