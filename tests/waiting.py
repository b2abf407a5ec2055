"""Waiting for what comes about in its own time; the bound only ends what never will."""
import time

SECONDS = 120


def until(what, said=lambda: "it did not come about"):
    """What `what` answers as soon as that is true; `said` is what the failure shows."""
    deadline = time.time() + SECONDS
    while time.time() < deadline:
        found = what()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(said())
