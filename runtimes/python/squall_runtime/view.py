"""Where the places that functions know are, at the level that has no mounts (guarded).

There a function's code lies wherever the host has it, `/tmp` is a directory of its own elsewhere,
and its endpoint is some port. Everywhere else the names are what they say, and nothing here acts.
"""

import os
import re
import sys

_paths = {}
_ports = {}


def begin(runtime, managed):
    """In the zygote: `runtime` holds what stands beside functions."""
    _paths["/var/lang"] = sys.base_prefix
    _paths["/var/task"] = os.path.join(os.path.dirname(runtime), "task")
    _paths["/var/runtime"] = managed or os.path.join(runtime, "none")


def move(text):
    """In an instance: what the warden says of its place, `kind from to` ended by NUL each."""
    words = [os.fsdecode(word) for word in text.split(b"\0")]
    for kind, source, target in zip(words[0::3], words[1::3], words[2::3]):
        (_paths if kind == "path" else _ports)[source] = target


def of(path):
    """The path here of a path as functions know it."""
    best = ""
    for known in _paths:
        if len(known) > len(best) and (path == known or path.startswith(known + "/")):
            best = known
    return _paths[best] + path[len(best) :] if best else path


def known(path):
    """The other way round: what a function knows a path here as."""
    if _ports:
        for name, here in _paths.items():
            if path.startswith(here + "/"):
                return name + path[len(here) :]
    return path


def of_variable(value):
    """Of an environment variable: a list of paths, or something that names a port of ours."""
    if _ports and "127.0.0.1:" in value:
        return re.sub(r"(?<=127\.0\.0\.1:)\d+", lambda m: _ports.get(m.group(), m.group()), value)
    if not value.startswith("/"):
        return value
    return ":".join(of(part) for part in value.split(":"))


def environment(variables):
    """A function's environment, with what it names moved to where it is."""
    if not _ports:
        return variables
    moved = {name: of_variable(value) for name, value in variables.items()}
    tmp = of("/tmp")
    for name in ("HOME", "TMPDIR"):
        moved.setdefault(name, tmp)
    return moved
