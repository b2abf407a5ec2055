"""Events that work, sleep and fail."""
import pathlib
import time


def works(event, context):
    pathlib.Path("/tmp/trace").write_text("x" * 10_000)
    return {}


def sleeps(event, context):
    pathlib.Path("/tmp/trace").write_text("x" * 10_000)
    time.sleep(1)


def fails(event, context):
    raise ValueError("as asked")
