#!/usr/bin/python3 -I
"""The same attempts as `probe.py`, by a program that a launcher's stem has become; then what only
concerns those. Prints what it found as one line of JSON."""

import json
import os
import sys

FILES = sorted(map(int, os.listdir("/proc/self/fd")))
KINDS = [os.readlink("/proc/self/fd/%d" % number).split(":")[0] for number in FILES[:3]]

TASK = os.environ["LAMBDA_TASK_ROOT"]
sys.path.insert(0, TASK)

import probe  # noqa: E402


def opened(path):
    try:
        with open(path, "rb") as file:
            return len(file.read(16))
    except OSError:
        return None


def traced(pid):
    attach, detach = 16, 17
    if probe.libc.ptrace(attach, pid, 0, 0) == 0:
        os.waitpid(pid, 0)
        probe.libc.ptrace(detach, pid, 0, 0)
        return True
    return None


told = probe.handler(json.loads(os.environ.pop("EVENT")), None)
parent = os.getppid()
told["program"] = {
    "files": FILES, "kinds": KINDS, "arguments": sys.argv, "cwd": os.getcwd(), "task": TASK,
    "own": os.readlink("/proc/self/exe"), "parent": parent,
    "dumpable": probe.libc.prctl(3, 0, 0, 0, 0),
    "got": [[pid, what] for pid in {1, parent} - {0} for what, found in [
        ("memory", opened("/proc/%d/mem" % pid)),
        ("program", opened("/proc/%d/exe" % pid)),
        ("environment", opened("/proc/%d/environ" % pid)),
        ("traced", traced(pid)),
    ] if found is not None],
    "variables": sorted(os.environ),
}
print("\n" + json.dumps(told))
