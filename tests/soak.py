#!/usr/bin/env python3
"""The soak: `python3 tests/soak.py [MINUTES] [--json FILE]`, 20 minutes by default.

Functions crash, leak, time out, exit, fork, fill /tmp, print, hog and garble, beside neighbours
that must never fail. Memory, descriptors, processes, control groups, mounts, network namespaces
and files are counted when everything is idle, before and after, and must have returned to where
they were; when the platform has ended, nothing of it is left. SQUALL_BIN names the binary. Needs
nothing but Python; it does not look faster than a user would.
"""
import argparse
import http.client
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
WARM_UP_SECONDS = 20
# What demand has raised, the stock of stems above all, sinks within this time.
SETTLE_SECONDS = 150
SAMPLE_SECONDS = 10
START_SECONDS = 180
BURST = 24
BURST_EVERY_SECONDS = 10
# Each kind and the pause between two of its calls; every second call is at its worst.
KINDS = {"raises": 0.5, "exits": 0.5, "signals": 0.5, "leaks": 0.3, "hogs": 1, "sleeps": 1,
         "forks": 1, "bombs": 3, "threads": 1, "fills": 1, "chats": 1, "opens": 0.5,
         "garbles": 1, "large": 2, "neverstarts": 2}
# Kinds whose bad call may end well: the harm is what stays behind.
MAY_REPLY = {"leaks", "forks", "threads", "fills", "chats", "opens", "garbles"}
# How far above the start each count may be at the end: (share of it, and so many more).
# Memory: allocators keep some of what a burst needed, and logs have a buffer for each function.
# The rest: one more place or stem than at the first look is no leak; one a minute would be.
TOLERANCE = {
    "memory_mib": (0.15, 8), "server_mib": (0.25, 6), "warden_mib": (0.25, 2),
    "descriptors": (0, 24), "processes": (0, 4), "cgroups": (0, 20), "mounts": (0, 8),
    "namespaces": (0, 4), "files": (0, 8), "host_mounts": (0, 0),
}


class Platform:
    """One `squall up` and what /proc and /sys tell of it."""

    def __init__(self, folder):
        self.folder = folder
        self.log = open(folder.parent / "up.log", "wb")
        command = [os.environ["SQUALL_BIN"], "up", "--port", "0", "--aws-port", "0"]
        self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL,
                                        stdout=self.log, stderr=subprocess.STDOUT)
        self.facts = self._ready()
        self.bases = set()

    def _ready(self):
        deadline = time.time() + START_SECONDS
        while time.time() < deadline and self.process.poll() is None:
            try:
                facts = json.loads((self.folder / ".squall" / "running.json").read_text())
                if facts["pid"] == self.process.pid:
                    return facts
            except (FileNotFoundError, json.JSONDecodeError):
                pass
            time.sleep(0.05)
        self.process.kill()
        raise SystemExit("squall up did not start:\n" + self.said())

    def said(self):
        return (self.folder.parent / "up.log").read_text(errors="replace")[-4000:]

    def call(self, key, body):
        """The status, and the body; 0 where there is no answer."""
        place = urllib.parse.urlsplit(self.facts["http"])
        connection = http.client.HTTPConnection(place.hostname, place.port, timeout=60)
        try:
            connection.request("POST", "/" + key, body=body)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        except OSError as error:
            return 0, str(error)
        finally:
            connection.close()

    def tree(self):
        children = {}
        for name in os.listdir("/proc"):
            if name.isdigit():
                text = read("/proc/%s/stat" % name)
                if text:
                    parent = int(text.rpartition(") ")[2].split()[1])
                    children.setdefault(parent, []).append(int(name))
        found = [self.process.pid]
        for pid in found:
            found.extend(children.get(pid, []))
        return found

    def sample(self):
        """Every count that must return."""
        pids = self.tree()
        memory = {pid: pss_mib(pid) for pid in pids}
        wardens = [pid for pid in pids if parent_of(pid) == self.process.pid]
        spaces, descriptors = set(), 0
        for pid in pids:
            spaces.add(link("/proc/%d/ns/net" % pid))
        for pid in [self.process.pid, *wardens, *(p for w in wardens for p in children_of(w, pids))]:
            links = [link("/proc/%d/fd/%s" % (pid, fd)) for fd in listed("/proc/%d/fd" % pid)]
            descriptors += len(links)
            spaces.update(name for name in links if name.startswith("net:"))
            self.bases.update(bases_of(pid))
        for pid in pids:
            self.bases.update(bases_of(pid))
        mounts = sum(read("/proc/%d/mountinfo" % pid).count("\n") for pid in wardens)
        files = sum(len(names) + len(folders) for top, folders, names
                    in os.walk(self.folder / ".squall") if not top.endswith("/logs"))
        return {
            "memory_mib": round(sum(memory.values()), 1),
            "server_mib": round(anonymous_mib(self.process.pid), 1),
            "warden_mib": round(sum(anonymous_mib(pid) for pid in wardens), 1),
            "descriptors": descriptors, "processes": len(pids),
            "cgroups": sum(len(groups_in(base)) for base in self.bases), "mounts": mounts,
            "namespaces": len(spaces - {""}), "files": files,
            "host_mounts": read("/proc/self/mountinfo").count("\n"),
        }

    def stop(self):
        """What is left when it has ended: nothing, one hopes."""
        pids = self.tree()
        self.process.send_signal(signal.SIGINT)
        try:
            status = self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = "killed: Ctrl-C did not end it"
        deadline = time.time() + 10
        while time.time() < deadline and any(alive(pid) for pid in pids):
            time.sleep(0.1)
        self.log.close()
        left = ["process %d" % pid for pid in pids if alive(pid)]
        left += ["cgroup %s" % base for base in self.bases if os.path.isdir(base)]
        places = self.folder / ".squall" / "sandboxes"
        # The lock on the folder, and root's copies of packages, stay for whoever comes next.
        left += ["file %s" % path for path in places.rglob("*")
                 if path.is_file() and path.name != "warden.lock"
                 and path.relative_to(places).parts[0] != "pinned"]
        if status != 0:
            left.append("status %s" % status)
        return left


def read(path):
    try:
        return pathlib.Path(path).read_text(errors="replace")
    except OSError:
        return ""


def listed(path):
    try:
        return os.listdir(path)
    except OSError:
        return []


def link(path):
    try:
        return os.readlink(path)
    except OSError:
        return ""


def parent_of(pid):
    text = read("/proc/%d/stat" % pid)
    return int(text.rpartition(") ")[2].split()[1]) if text else 0


def children_of(parent, pids):
    return [pid for pid in pids if parent_of(pid) == parent]


def alive(pid):
    text = read("/proc/%d/stat" % pid)
    return bool(text) and text.rpartition(") ")[2][0] not in "ZX"


def pss_mib(pid):
    return in_mib("/proc/%d/smaps_rollup" % pid, "Pss:")


def anonymous_mib(pid):
    """Without the program's own pages: how large a process's share of those is depends on how many
    others run the same file just then."""
    return in_mib("/proc/%d/smaps_rollup" % pid, "Pss_Anon:")


def in_mib(path, word):
    for line in read(path).splitlines():
        if line.startswith(word):
            return int(line.split()[1]) / 1024
    return 0.0


def bases_of(pid):
    """The platform's own control groups that a process is below of."""
    mounts = [line.split(" - ") for line in read("/proc/self/mountinfo").splitlines()]
    for line in read("/proc/%d/cgroup" % pid).splitlines():
        _, controllers, path = line.split(":", 2)
        parts = path.split("/")
        at = next((i for i, part in enumerate(parts) if part.startswith("squall-")), None)
        if at is None:
            continue
        for before, after in mounts:
            kind, _, options = after.split(" ", 2)
            if kind == ("cgroup" if controllers else "cgroup2") and (
                    not controllers or controllers.split(",")[0] in options.split(",")):
                yield before.split()[4] + "/".join(parts[:at + 1])


def groups_in(base):
    return [entry.name for entry in os.scandir(base) if entry.is_dir()] if os.path.isdir(base) else []


class Load:
    """Everybody at once, until told to end."""

    def __init__(self, platform, seconds):
        self.platform = platform
        self.until = time.time() + seconds
        self.calls, self.wrong, self.lock = {}, [], threading.Lock()

    def run(self):
        workers = [threading.Thread(target=self.bad, args=item) for item in KINDS.items()]
        workers += [threading.Thread(target=self.good, args=item)
                    for item in (("good", 0.1), ("good", 0.25), ("data", 0.5))]
        workers += [threading.Thread(target=self.bursts), threading.Thread(target=self.events)]
        for worker in workers:
            worker.start()
        samples, began = [], time.time()
        while any(worker.is_alive() for worker in workers):
            samples.append({"after_s": round(time.time() - began), **self.platform.sample()})
            due = time.time() + SAMPLE_SECONDS
            for worker in workers:
                worker.join(timeout=max(0, due - time.time()))
        return samples

    def note(self, key, status, wrong=None):
        with self.lock:
            counts = self.calls.setdefault(key, {})
            counts[str(status)] = counts.get(str(status), 0) + 1
            if wrong and len(self.wrong) < 50:
                self.wrong.append(wrong)

    def good(self, key, pause):
        while time.time() < self.until:
            self.one_good(key)
            time.sleep(pause)

    def one_good(self, key):
        body = "%032x" % random.getrandbits(128)
        status, said = self.platform.call(key, body)
        wrong = None if (status, said) == (200, body) else "%s: %s %s" % (key, status, said[:200])
        self.note(key, status, wrong)

    def bursts(self):
        """More at once than there are stems and idle instances."""
        while time.time() < self.until:
            burst = [threading.Thread(target=self.one_good, args=("good",)) for _ in range(BURST)]
            for one in burst:
                one.start()
            for one in burst:
                one.join()
            time.sleep(BURST_EVERY_SECONDS)

    def events(self):
        """Accepted at once, run later."""
        while time.time() < self.until:
            status, said = self.platform.call("events", "{}")
            wrong = None if status == 200 else "events: %s %s" % (status, said[:200])
            self.note("events", status, wrong)
            time.sleep(0.25)

    def accepted(self):
        return self.calls.get("events", {}).get("200", 0)

    def bad(self, key, pause):
        """At its worst, then once well: what it has broken must not be there any more."""
        while time.time() < self.until:
            status, said = self.platform.call(key, "worst")
            expected = {502, 504} | ({200} if key in MAY_REPLY else set())
            wrong = None if status in expected else "%s at its worst: %s %s" % (
                key, status, said[:200])
            self.note(key, status, wrong)
            time.sleep(pause / 2)
            # These fail of what is left of them in the same instance, as they would on AWS.
            if key in ("neverstarts", "garbles", "leaks", "opens", "threads", "fills", "forks"):
                continue
            status, said = self.platform.call(key, "well")
            wrong = None if (status, said) == (200, "well") else "%s, being well: %s %s" % (
                key, status, said[:200])
            self.note(key, status, wrong)
            time.sleep(pause / 2)


def settled(platform, until):
    """A sample of an idle platform: when counts have sunk to `until`, or no longer sink."""
    deadline = time.time() + SETTLE_SECONDS
    last, same = None, 0
    while time.time() < deadline:
        time.sleep(5)
        now = platform.sample()
        if until and not exceeded(until, now):
            return now
        counts = {key: now[key] for key in ("processes", "descriptors", "cgroups", "namespaces")}
        same = same + 1 if counts == last else 0
        last = counts
        # Longer than the demand for stems is remembered without change.
        if same >= 4 and not until:
            return now
    return platform.sample()


def exceeded(before, after):
    found = []
    for name, (share, more) in TOLERANCE.items():
        allowed = before[name] * (1 + share) + more
        if after[name] > allowed:
            found.append("%s: %s at the start, %s at the end, %.1f allowed" % (
                name, before[name], after[name], allowed))
    return found


def soak(minutes, folder):
    application = folder / "soak"
    shutil.copytree(HERE / "apps" / "soak", application)
    platform = Platform(application)
    try:
        warm_up = Load(platform, min(WARM_UP_SECONDS, minutes * 60))
        warm_up.run()
        before = settled(platform, None)
        print("before: %s" % before, file=sys.stderr, flush=True)
        load = Load(platform, minutes * 60)
        samples = load.run()
        after = settled(platform, before)
        print("after:  %s" % after, file=sys.stderr, flush=True)
        accepted, seen = warm_up.accepted() + load.accepted(), platform.call("counted", "")
        if seen[0] != 200 or int(seen[1]) < accepted:
            load.wrong.append("events: %d were accepted, seen %s" % (accepted, seen))
    finally:
        left = platform.stop()
    problems = warm_up.wrong + load.wrong + exceeded(before, after) + ["left: " + l for l in left]
    return {"minutes": minutes, "well": not problems, "problems": problems, "before": before,
            "after": after, "calls": load.calls, "samples": samples,
            "said": platform.said() if problems else ""}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("minutes", nargs="?", type=float, default=20)
    parser.add_argument("--json", metavar="FILE", help="where the result goes; else stdout")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="squall-soak-") as folder:
        result = soak(asked.minutes, pathlib.Path(folder))
    text = json.dumps(result, indent=1)
    if asked.json:
        pathlib.Path(asked.json).write_text(text)
    else:
        print(text)
    for problem in result["problems"]:
        print("problem: " + problem, file=sys.stderr)
    print("soak of %g minutes: %s" % (asked.minutes, "well" if result["well"] else "NOT WELL"),
          file=sys.stderr)
    sys.exit(0 if result["well"] else 1)


if __name__ == "__main__":
    main()
