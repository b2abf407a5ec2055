#!/usr/bin/env python3
"""`kill -9` under asynchronous load: `python3 tests/crash_async.py [ROUNDS] [--json FILE] [--seed N]`.

In each round the platform starts, is sent events from several clients and is killed at a random
moment: the server alone, or every process of the platform at once. Every event that was accepted
(202) must end in a success, a failure told to its destination, or a dead letter; and after the next
start nothing of the killed one is left: no process, control group, mount, namespace, file.
SQUALL_BIN names the binary. Needs nothing but Python.
"""
import argparse
import collections
import datetime
import hashlib
import hmac
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
BINARY = os.environ["SQUALL_BIN"]
START_SECONDS = 120
# The events of hundreds of rounds wait at most this long for a machine that is busy.
DRAIN_SECONDS = 300
CLIENTS = 4
# After a kill: what a process may take to die, and the new one to empty its trash.
GONE_SECONDS = 10
KINDS = ["works", "works", "works", "route", "sleeps", "fails", "letters"]


def read(path):
    try:
        return pathlib.Path(path).read_text(errors="replace")
    except OSError:
        return ""


def link(path):
    try:
        return os.readlink(path)
    except OSError:
        return ""


def identity(path):
    """Numbers are used again; a directory that nobody has touched since keeps its time as well."""
    try:
        known = os.lstat(path)
        return known.st_ino, known.st_mtime_ns
    except OSError:
        return None


def sign(host, method, path, body, service, headers):
    """With the headers of a signature by the administrator on loopback."""
    now = datetime.datetime.now(datetime.timezone.utc)
    date, stamp = now.strftime("%Y%m%d"), now.strftime("%Y%m%dT%H%M%SZ")
    headers = {**headers, "host": host, "x-amz-date": stamp}
    digest = hashlib.sha256(body).hexdigest()
    if service == "s3":
        headers["x-amz-content-sha256"] = digest
    names = ";".join(sorted(headers))
    path, _, query = path.partition("?")
    query = "&".join(sorted(one if "=" in one else f"{one}=" for one in query.split("&") if one))
    canonical = "\n".join([
        method, path, query, *(f"{name}:{headers[name]}" for name in sorted(headers)), "", names,
        digest])
    scope = f"{date}/us-east-1/{service}/aws4_request"
    text = "\n".join(["AWS4-HMAC-SHA256", stamp, scope,
                      hashlib.sha256(canonical.encode()).hexdigest()])
    key = b"AWS4test"
    for part in [date, "us-east-1", service, "aws4_request"]:
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    headers["authorization"] = (f"AWS4-HMAC-SHA256 Credential=test/{scope}, SignedHeaders={names}, "
                                f"Signature={signature}")
    return headers


class Platform:
    """One application; started and killed many times."""

    def __init__(self, folder):
        self.folder = folder
        self.state = folder / ".squall"
        self.process = None
        self.facts = None
        self.log = folder.parent / "up.log"
        self.letters = set()

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [BINARY, "up", "--port", "0", "--aws-port", "0"], cwd=self.folder,
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        deadline = time.time() + START_SECONDS
        while time.time() < deadline and self.process.poll() is None:
            try:
                self.facts = json.loads(read(self.state / "running.json"))
                if self.facts["pid"] == self.process.pid:
                    return
            except ValueError:
                pass
            time.sleep(0.01)
        self.process.kill()
        raise SystemExit("squall up did not start:\n" + read(self.log)[-4000:])

    def ask(self, method, path, body, service, headers=None, base="aws"):
        place = urllib.parse.urlsplit(self.facts[base]).netloc
        headers = dict(headers or {})
        if service:
            headers = sign(place, method, path, body, service, headers)
        connection = http.client.HTTPConnection(place, timeout=60)
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def send(self, kind, name):
        """Whether the event was accepted; an exception where nobody answered."""
        body = json.dumps({"name": name}).encode()
        if kind == "route":
            return self.ask("POST", "/dev/works", body, None, base="http")[0] == 200
        path = f"/2015-03-31/functions/crash-dev-{kind}/invocations"
        headers = {"x-amz-invocation-type": "Event"}
        return self.ask("POST", path, body, "lambda", headers)[0] == 202

    def described(self):
        status, body = self.ask("GET", "/events", b"", "squall")
        if status != 200:
            raise SystemExit(f"the events are not described: {status} {body[:500]}")
        return json.loads(json.loads(body)["Document"])

    def drain(self):
        deadline = time.time() + DRAIN_SECONDS
        while time.time() < deadline:
            described = self.described()
            if not described["waiting"]:
                return described
            time.sleep(0.1)
        raise SystemExit(f"events still wait: {described['waiting']}\n" + read(self.log)[-4000:])

    def ended(self):
        """Names of events by how they ended."""
        found = {name: item["condition"]["S"] for name, item in self.rows("ends").items()}
        self.note_letters()
        found.update(dict.fromkeys(self.letters, "dead letter"))
        return found

    def rows(self, table):
        """All items of a table that functions write to, by their names."""
        found, start = {}, None
        while True:
            asked = {"TableName": table, "ConsistentRead": True,
                     "KeyConditionExpression": "#a = :a",
                     "ExpressionAttributeNames": {"#a": "all"},
                     "ExpressionAttributeValues": {":a": {"S": "all"}}}
            if start:
                asked["ExclusiveStartKey"] = start
            headers = {"x-amz-target": "DynamoDB_20120810.Query",
                       "content-type": "application/x-amz-json-1.0"}
            status, body = self.ask("POST", "/", json.dumps(asked).encode(), "dynamodb", headers)
            if status != 200:
                raise SystemExit(f"{table} cannot be read: {status} {body[:500]}")
            answer = json.loads(body)
            found.update((item["name"]["S"], item) for item in answer["Items"])
            start = answer.get("LastEvaluatedKey")
            if not start:
                return found

    def note_letters(self):
        """Only the latest are shown; a round makes fewer."""
        self.letters.update(one["body"]["name"] for one in self.described()["parked"])

    def tree(self):
        children = collections.defaultdict(list)
        for name in os.listdir("/proc"):
            if name.isdigit():
                text = read(f"/proc/{name}/stat")
                if text:
                    children[int(text.rpartition(") ")[2].split()[1])].append(int(name))
        found = [self.process.pid]
        for pid in found:
            found.extend(children.get(pid, []))
        return found

    def remains(self):
        """Everything that must be gone after the next start, each by what cannot be used again."""
        pids = self.tree()
        processes = {pid: read(f"/proc/{pid}/stat").rpartition(") ")[2].split(" ")[19:20]
                     for pid in pids}
        groups = set()
        for pid in pids:
            for line in read(f"/proc/{pid}/cgroup").splitlines():
                _, controllers, path = line.split(":", 2)
                if "/squall-" in path:
                    for top in tops(controllers):
                        groups.add(str(pathlib.Path(top + path)))
        files = []
        for part in ("tmp", "trash", "root"):
            top = self.state / "sandboxes" / part
            files += [top / name for name in os.listdir(top)] if top.is_dir() else []
        return {"processes": processes,
                "groups": {path: identity(path) for path in groups},
                "files": {str(path): identity(path) for path in files}}

    def left(self, before):
        """What of it is still there."""
        found = []
        for pid, began in before["processes"].items():
            stat = read(f"/proc/{pid}/stat").rpartition(") ")[2].split(" ")
            if began and stat[19:20] == began and stat[0] != "Z":
                found.append(f"process {pid} {read(f'/proc/{pid}/comm').strip()}")
        for kind in ("groups", "files"):
            found += [f"{kind} {path}" for path, number in before[kind].items()
                      if number is not None and identity(path) == number]
        # A namespace ends with its last process, unless a mount holds it.
        found += [f"mount {line}" for line in read("/proc/self/mountinfo").splitlines()
                  if str(self.folder) in line]
        return found

    def kill(self, everything):
        """All at once, as far as a kernel can; what runs inside sandboxes is not the platform's."""
        own = [pid for pid in self.tree() if link(f"/proc/{pid}/exe") == os.path.realpath(BINARY)]
        for pid in own if everything else [self.process.pid]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait(timeout=30)


def tops(controllers):
    """Where a hierarchy of control groups is mounted."""
    for line in read("/proc/self/mountinfo").splitlines():
        before, _, after = line.partition(" - ")
        kind, _, options = after.split(" ", 2)
        if (kind == "cgroup2" and not controllers) or (
                kind == "cgroup" and controllers and
                set(controllers.split(",")) <= set(options.split(","))):
            yield before.split()[4]


def load(platform, chance, prefix, accepted, stop):
    """Sends events until nobody answers."""
    number = 0
    while not stop.is_set():
        kind, name = chance.choice(KINDS), f"{prefix}-{number}"
        number += 1
        try:
            if platform.send(kind, name):
                accepted[name] = kind
        except (OSError, http.client.HTTPException):
            # Not accepted, or nobody knows: it may have been, and is not counted.
            if stop.is_set():
                return
        time.sleep(chance.uniform(0, 0.03))


def one_round(platform, number, chance, accepted):
    stop, threads = threading.Event(), []
    for client in range(CLIENTS):
        own = random.Random(chance.random())
        threads.append(threading.Thread(
            target=load, args=(platform, own, f"{number}-{client}", accepted, stop)))
    for thread in threads:
        thread.start()
    time.sleep(chance.uniform(0.02, 2.0))
    before = platform.remains()
    everything = chance.random() < 0.4
    stop.set()
    platform.kill(everything)
    for thread in threads:
        thread.join()
    return before


def settle(platform, before):
    """Waits for what is on its way out; what is left after that is left for good."""
    deadline = time.time() + GONE_SECONDS
    while True:
        left = platform.left(before)
        if not left or time.time() > deadline:
            return left
        time.sleep(0.1)


def verdict(platform, accepted):
    platform.drain()
    ended = platform.ended()
    return {name: kind for name, kind in accepted.items() if name not in ended}, ended


def run(rounds, seed, folder):
    chance = random.Random(seed)
    platform = Platform(folder / "crash")
    shutil.copytree(HERE / "apps" / "crash", platform.folder)
    accepted, left, lost, watched = {}, [], {}, collections.Counter()
    began = time.time()
    try:
        platform.start()
        for number in range(rounds):
            before = one_round(platform, number, chance, accepted)
            watched.update({kind: len(before[kind]) for kind in ("processes", "groups", "files")})
            platform.start()
            platform.note_letters()
            for what in settle(platform, before):
                left.append(f"round {number}: {what}")
                print(left[-1], file=sys.stderr)
            print(f"round {number}: {len(accepted)} accepted, {len(left)} left, {len(lost)} lost, "
                  f"{time.time() - began:.0f} s", file=sys.stderr, flush=True)
            # Often the next kill hits while what is left is still being run.
            if chance.random() < 0.2:
                lost.update(verdict(platform, accepted)[0])
        missing, ended = verdict(platform, accepted)
        lost.update(missing)
    finally:
        if platform.process and platform.process.poll() is None:
            platform.process.send_signal(signal.SIGINT)
            try:
                platform.process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                platform.process.kill()
    conditions = collections.Counter(ended[name] for name in accepted if name in ended)
    return {"rounds": rounds, "seed": seed, "accepted": len(accepted), "ended": dict(conditions),
            "lost": lost, "left": left, "watched": dict(watched),
            "seconds": round(time.time() - began, 1)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", nargs="?", type=int, default=100)
    parser.add_argument("--json")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="squall-crash-") as folder:
        result = run(asked.rounds, asked.seed, pathlib.Path(folder))
    if asked.json:
        pathlib.Path(asked.json).write_text(json.dumps(result, indent=1))
    print(json.dumps({**result, "lost": dict(list(result["lost"].items())[:20]),
                      "left": result["left"][:20]}, indent=1))
    sys.exit(1 if result["lost"] or result["left"] else 0)


if __name__ == "__main__":
    main()
