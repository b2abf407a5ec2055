"""A snapshot: this process, with its function initialised, is forked for each instance.

What must not be shared by copies is refused here with its reason, or renewed after a restore.
"""

import gc
import os
import sys
import time

# What a fork would share instead of copying it, by the name that the kernel gives it.
_SHARED = {
    "anon_inode:[eventpoll]": "an event loop (epoll)",
    "anon_inode:[eventfd]": "an event descriptor",
    "anon_inode:[timerfd]": "a timer descriptor",
    "anon_inode:[signalfd]": "a signal descriptor",
    "anon_inode:inotify": "a watch of files (inotify)",
    "anon_inode:[pidfd]": "a process descriptor",
}
_OURS = {"0", "1", "2", "254", "255"}

# Clients that were made before the snapshot hold the keys of that time.
_credentials = []


def _hooks():
    return sys.modules.get("snapshot_restore_py")


def before():
    """The function's hooks, the last one first."""
    hooks = _hooks()
    if hooks is not None:
        left = list(hooks.get_before_snapshot())
        while left:
            func, args, kwargs = left.pop()
            func(*args, **kwargs)


def after():
    hooks = _hooks()
    if hooks is not None:
        for func, args, kwargs in list(hooks.get_after_restore()):
            func(*args, **kwargs)


def refusal():
    """Why copies of this process would not be safe; empty where they are."""
    threads = _threads()
    if threads:
        return "its initialisation has left {} thread(s) running".format(threads)
    try:
        os.waitpid(-1, os.WNOHANG)
        return "its initialisation has left a process running"
    except ChildProcessError:
        pass
    for name in os.listdir("/proc/self/fd"):
        try:
            kind = os.readlink("/proc/self/fd/" + name)
        except OSError:
            continue
        if name not in _OURS:
            if kind in _SHARED:
                return "its initialisation has left {} open".format(_SHARED[kind])
            if kind.startswith("pipe:"):
                return "its initialisation has left a pipe open"
    if os.listdir("/tmp"):
        return "its initialisation has left files in /tmp"
    return ""


def _threads():
    """Besides this one. One that has been waited for is listed for a moment longer."""
    for _ in range(50):
        threads = len(os.listdir("/proc/self/task")) - 1
        if not threads:
            break
        time.sleep(0.002)
    return threads


def freeze():
    """The last thing that the snapshot does with its objects."""
    gc.collect()
    _remember_credentials()
    gc.freeze()


def _remember_credentials():
    ours = os.environ.get("AWS_ACCESS_KEY_ID")
    for thing in gc.get_objects():
        kind = type(thing)
        if kind.__name__ == "Credentials" and kind.__module__.endswith("botocore.credentials"):
            if getattr(thing, "access_key", None) == ours:
                _credentials.append(thing)


def renew_credentials():
    env = os.environ
    for held in _credentials:
        held.access_key = env.get("AWS_ACCESS_KEY_ID")
        held.secret_key = env.get("AWS_SECRET_ACCESS_KEY")
        held.token = env.get("AWS_SESSION_TOKEN")
    del _credentials[:]
