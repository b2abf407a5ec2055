"""A zygote: imports what functions need, then forks stems on the warden's orders.

It is one thread, never pid 1, and never runs a function's code.
"""

import gc
import importlib
import os
import sys
import time

from squall_runtime import _native as native

# What functions of every kind end up importing. Each costs milliseconds once, here.
PLAIN = """
    abc argparse ast asyncio base64 bisect calendar collections collections.abc concurrent.futures
    contextlib copy csv dataclasses datetime decimal email.message email.parser email.utils enum
    errno fnmatch fractions functools glob gzip hashlib heapq hmac html http.client
    http.cookies importlib.metadata importlib.util inspect io ipaddress itertools json locale
    logging math mimetypes numbers operator os pathlib pickle platform pprint queue random re
    secrets shutil signal socket sqlite3 ssl stat statistics string struct subprocess tempfile
    textwrap threading time timeit traceback types typing unicodedata urllib.error urllib.parse
    urllib.request uuid warnings weakref xml.etree.ElementTree zipfile zlib zoneinfo
""".split()

# Rounds after which the interpreter has adapted its code to what it sees, and adapts no more.
ROUNDS = 20

# Costly, and rarely needed by a function that does not bring boto3 along.
ONLY_WITH_BOTO3 = {"asyncio", "email.parser", "http.client", "http.cookies", "sqlite3", "ssl",
                   "urllib.request", "xml.etree.ElementTree"}


def main(socket, preload, home, managed=None, *readable):
    """Never returns in the zygote. Returns in a stem when its function's life is over.

    `home` holds this package. At level guarded, where nothing is mounted, `managed` is where the
    managed packages are, and stems may read what is `readable`.
    """
    native.begin(socket)
    sys.argv = ["bootstrap.py"]
    try:
        if readable:
            from squall_runtime import view

            view.begin(home, managed)
            native.readable(b"\0".join(os.fsencode(path) for path in readable))
        filters = {name: _read(os.path.join(home, name + ".bpf")) for name in ("early", "late")}
        if not readable:
            # Snapshots need namespaces, which there are none of at level guarded.
            for name in ("seed", "copy"):
                filters[name] = _read(os.path.join(home, name + ".bpf"))
        _prepare(preload, home)
    except BaseException as error:  # The warden wants to hear of anything at all.
        native.say(b"X" + "{}: {}".format(type(error).__name__, error).encode())
        os._exit(1)
    native.say(b"R")
    _serve(filters)


def _read(name):
    with open(name, "rb") as file:
        return file.read()


def _prepare(preload, home):
    from squall_runtime import bootstrap

    _restore_what_site_gives()
    needed = set(sys.modules)
    for name in PLAIN:
        if preload == "boto3" or name not in ONLY_WITH_BOTO3:
            try:
                importlib.import_module(name)
            except ImportError:
                pass  # Built without it, as some interpreters are without sqlite3.
    bootstrap.prepare(home, needed)
    if preload == "boto3":
        from squall_runtime import warm_boto3

        warm_boto3.warm()
    if len(os.listdir("/proc/self/task")) != 1 or os.getpid() == 1:
        raise RuntimeError("a zygote must be one thread and not pid 1")
    # What the interpreter writes into its own code while it learns is written here once, and not
    # into pages of each stem's own.
    for _ in range(ROUNDS):
        bootstrap.rehearse()
    gc.collect()
    gc.freeze()
    try:
        native.keep_image(None)
    except OSError as error:
        # It costs memory, nothing else.
        os.write(2, "squall: instances keep what they did not change: {}\n".format(error).encode())


def _restore_what_site_gives():
    """The interpreter starts without `site`, whose paths are the host's; its names are wanted."""
    import site

    site.setquit()
    site.setcopyright()
    site.sethelper()


def _serve(filters):
    while True:
        rehearse = native.next_order(None)
        if rehearse is None:
            os._exit(0)
        early = filters["seed" if native.is_seed(None) else "early"]
        native.fork_enter(None)
        try:
            pid = os.fork()
        except OSError:
            pid = -1  # The sandbox is dead already, or the machine has no memory left.
        if pid == 0:
            break
        native.fork_leave(pid)
    _live(rehearse, early, filters)


def _live(rehearse, early, filters):
    from squall_runtime import bootstrap

    try:
        native.settle(early)
        if rehearse:
            bootstrap.rehearse()
        native.stem_ready(None)
        payload = native.await_assignment(filters["late"])
    except OSError as error:
        os.write(2, "the sandbox could not be finished: {}\n".format(error).encode())
        os._exit(71)
    bootstrap.run(payload, filters.get("copy"))
