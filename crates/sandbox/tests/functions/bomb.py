"""Forks as often as it is let."""

import os
import time


def handler(event, context):
    made = 0
    try:
        for _ in range(10000):
            if os.fork() == 0:
                time.sleep(60)
                os._exit(0)
            made += 1
    except OSError:
        pass
    return made
