"""Fills /tmp, a MiB at a time."""

import os
import tempfile
import time


def handler(event, context):
    done = 0
    try:
        while done < event["files"]:
            with open("%s/%d" % (tempfile.gettempdir(), done), "wb") as file:
                file.write(b"x" * (1 << 20))
                file.flush()
                os.fsync(file.fileno())
            done += 1
    except OSError as error:
        return [done, error.errno]
    time.sleep(event["wait"])
    return [done, 0]
