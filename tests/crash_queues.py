#!/usr/bin/env python3
"""`kill -9` under queues and objects: `python3 tests/crash_queues.py [ROUNDS] [--json FILE] [--seed N]`.

In each round the platform starts, several clients send, receive, give back and delete messages,
others write objects (`crash_objects.py`), a function works on a queue and on what buckets tell, and
it is killed at a random moment. What was sent and acknowledged must be received in the end, once it
was neither deleted nor died of too many receives; what was deleted and acknowledged must never come
again; a group's messages must come in their order; every spent message must be in its dead-letter
queue, once; and every message and every upload that the function was to have must have come to it.
SQUALL_BIN names the binary. Needs nothing but Python.
"""
import argparse
import http.client
import json
import pathlib
import random
import shutil
import sys
import tempfile
import threading
import time

import crash_objects
from crash_async import HERE, Platform

CLIENTS = 4
QUEUES = ("plain", "order.fifo")
GROUPS = ("g0", "g1", "g2")
ACCOUNT = "000000000000"
VISIBILITY_SECONDS = 2
OBJECT_CLIENTS = 3
# What the function takes from, and how long it may take in the end.
TAKEN = ("work", "uploads")
TAKEN_SECONDS = 300


class Refused(Exception):
    """An answer other than 200."""


def url(queue):
    return f"http://127.0.0.1:4566/{ACCOUNT}/{queue}"


def ask(platform, operation, body):
    headers = {"x-amz-target": f"AmazonSQS.{operation}",
               "content-type": "application/x-amz-json-1.0"}
    status, answer = platform.ask("POST", "/", json.dumps(body).encode(), "sqs", headers)
    if status != 200:
        raise Refused(f"{operation} {body}: {status} {answer[:400]}")
    return json.loads(answer or b"{}")


def create(platform):
    for queue in QUEUES:
        attributes = {"FifoQueue": "true"} if queue.endswith(".fifo") else {}
        dead = f"dead-{queue}"
        ask(platform, "CreateQueue", {"QueueName": dead, "Attributes": attributes})
        redrive = {"deadLetterTargetArn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:{dead}",
                   "maxReceiveCount": 5}
        ask(platform, "CreateQueue", {"QueueName": queue, "Attributes": {
            **attributes, "RedrivePolicy": json.dumps(redrive)}})


class Ledger:
    """What the clients know, of all queues."""

    def __init__(self):
        self.lock = threading.Lock()
        self.sent = {}
        # Sends and deletes that were under way at a kill: they may have happened.
        self.unsure_sent = {}
        # When it was known that a message is gone.
        self.deleted = {}
        self.unsure_deleted = set()
        self.acknowledged = 0
        self.wrong = []

    def note(self, text):
        with self.lock:
            self.wrong.append(text)


class Client:
    def __init__(self, number, seed, ledger):
        self.number = number
        self.chance = random.Random(seed)
        self.ledger = ledger
        self.count = 0

    def step(self, platform):
        queue = self.chance.choice(QUEUES)
        if self.chance.random() < 0.5:
            self.send(platform, queue)
        else:
            self.receive(platform, queue)

    def send(self, platform, queue):
        entries, bodies = [], {}
        group = self.chance.choice(GROUPS)
        for _ in range(self.chance.randrange(1, 5)):
            self.count += 1
            body = f"{queue}/{self.number}-{self.count}"
            entry = {"Id": str(self.count), "MessageBody": body}
            if queue.endswith(".fifo"):
                entry |= {"MessageGroupId": group, "MessageDeduplicationId": body}
            elif self.chance.random() < 0.2:
                entry["DelaySeconds"] = 1
            entries.append(entry)
            bodies[body] = queue
        ledger = self.ledger
        with ledger.lock:
            ledger.unsure_sent.update(bodies)
        answer = ask(platform, "SendMessageBatch", {"QueueUrl": url(queue), "Entries": entries})
        if len(answer.get("Successful", [])) != len(entries):
            ledger.note(f"not all of {entries}: {answer}")
        with ledger.lock:
            for body in bodies:
                del ledger.unsure_sent[body]
            ledger.sent.update(bodies)
            ledger.acknowledged += len(bodies)

    def receive(self, platform, queue):
        began = time.monotonic()
        answer = ask(platform, "ReceiveMessage", {
            "QueueUrl": url(queue), "MaxNumberOfMessages": 10,
            "VisibilityTimeout": VISIBILITY_SECONDS, "MessageSystemAttributeNames": ["All"]})
        got = answer.get("Messages", [])
        check(self.ledger, got, began)
        if not got or self.chance.random() < 0.3:
            return
        ledger, bodies = self.ledger, {one["Body"] for one in got}
        with ledger.lock:
            ledger.unsure_deleted |= bodies
        entries = [{"Id": str(n), "ReceiptHandle": one["ReceiptHandle"]}
                   for n, one in enumerate(got)]
        answer = ask(platform, "DeleteMessageBatch", {"QueueUrl": url(queue), "Entries": entries})
        done = {got[int(one["Id"])]["Body"] for one in answer.get("Successful", [])}
        now = time.monotonic()
        # A standard queue's delete with a handle that others have overtaken does nothing: what may
        # have been received again meanwhile is not known to be gone.
        if queue == "plain" and now - began >= VISIBILITY_SECONDS:
            return
        with ledger.lock:
            ledger.unsure_deleted -= bodies
            ledger.deleted.update(dict.fromkeys(done, now))
            ledger.acknowledged += len(done)

    def run(self, platform, stop):
        while not stop.is_set():
            try:
                self.step(platform)
            except Refused as refused:
                self.ledger.note(str(refused))
                return
            except (OSError, http.client.HTTPException):
                return


def check(ledger, got, began):
    """What is received from `began` on was sent, not deleted before, and is in its group's order."""
    with ledger.lock:
        last = {}
        for one in got:
            body, attributes = one["Body"], one["Attributes"]
            if ledger.deleted.get(body, began) < began:
                ledger.wrong.append(f"{body} was deleted, and came again")
            if body not in ledger.sent and body not in ledger.unsure_sent:
                ledger.wrong.append(f"{body} was never sent")
            group = attributes.get("MessageGroupId")
            if group:
                number = int(attributes["SequenceNumber"])
                if number <= last.get(group, 0):
                    ledger.wrong.append(f"{body} of {group} is out of order")
                last[group] = number


class Sender:
    """Sends to the queue that the function takes from."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.count = 0
        self.sent = set()
        self.wrong = []

    def step(self, platform):
        self.count += 1
        body = f"w{self.count}" + self.chance.choice(["", "", "", "", "-once", "-poison"])
        ask(platform, "SendMessage", {"QueueUrl": url("work"), "MessageBody": body})
        self.sent.add(body)
        time.sleep(self.chance.uniform(0, 0.05))

    def run(self, platform, stop):
        while not stop.is_set():
            try:
                self.step(platform)
            except Refused as refused:
                self.wrong.append(str(refused))
                return
            except (OSError, http.client.HTTPException):
                return


def receive_all(platform, name):
    """Receives and deletes all that is left."""
    quiet = 0
    while quiet < 3:
        answer = ask(platform, "ReceiveMessage", {
            "QueueUrl": url(name), "MaxNumberOfMessages": 10, "VisibilityTimeout": 600,
            "WaitTimeSeconds": 1, "MessageSystemAttributeNames": ["All"]})
        got = answer.get("Messages", [])
        quiet = 0 if got else quiet + 1
        yield got
        for one in got:
            ask(platform, "DeleteMessage", {
                "QueueUrl": url(name), "ReceiptHandle": one["ReceiptHandle"]})


def drain(platform, ledger):
    """Takes out all that is left; gives how often each body came."""
    seen = {}
    for queue in QUEUES:
        for name in (queue, f"dead-{queue}"):
            for got in receive_all(platform, name):
                check(ledger, got, time.monotonic())
                for one in got:
                    seen[one["Body"]] = seen.get(one["Body"], 0) + 1
    return seen


def check_taken(platform, sender, objects):
    """Each message and each upload came to the function, or died, once."""
    deadline = time.monotonic() + TAKEN_SECONDS
    while True:
        depths = [ask(platform, "GetQueueAttributes", {
            "QueueUrl": url(name), "AttributeNames": ["All"]})["Attributes"] for name in TAKEN]
        left = sum(int(depth[name]) for depth in depths for name in depth
                   if name.startswith("ApproximateNumber"))
        if not left:
            break
        if time.monotonic() > deadline:
            sender.wrong.append(f"{left} messages are not taken: {depths}")
            return 0
        time.sleep(0.2)
    dead = [one["Body"] for got in receive_all(platform, "dead-work") for one in got]
    seen = platform.rows("seen")
    sender.wrong += [f"{body} is dead {dead.count(body)} times" for body in set(dead)
                     if dead.count(body) > 1]
    lost = {body for body in sender.sent if body not in seen and body not in dead}
    lost |= objects.told - set(seen)
    sender.wrong += [f"{name} never came to the function" for name in sorted(lost)[:10]]
    sender.wrong += [f"{body} is not dead" for body in sorted(sender.sent)
                     if "poison" in body and body not in dead]
    return len(seen)


class Load:
    """All clients, and what they know."""

    def __init__(self, chance):
        self.ledger, self.objects = Ledger(), crash_objects.Objects()
        self.clients = [Client(number, chance.random(), self.ledger) for number in range(CLIENTS)]
        self.writers = [crash_objects.Client(number, chance.random(), self.objects)
                        for number in range(OBJECT_CLIENTS)]
        self.sender = Sender(chance.random())

    def one_round(self, platform, seconds, everything):
        stop = threading.Event()
        threads = [threading.Thread(target=one.run, args=(platform, stop))
                   for one in [*self.clients, *self.writers, self.sender]]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        platform.kill(everything)
        stop.set()
        for thread in threads:
            thread.join()
        platform.start()
        for writer in self.writers:
            writer.look(platform)

    def wrong(self):
        return self.ledger.wrong + self.objects.wrong + self.sender.wrong

    def acknowledged(self):
        return self.ledger.acknowledged + self.objects.acknowledged + len(self.sender.sent)


def check_end(platform, load):
    """Nothing that was acknowledged is lost; figures of what was left."""
    # Whatever is in a dead client's hands comes back first.
    time.sleep(3)
    ledger, seen = load.ledger, drain(platform, load.ledger)
    lost = set(ledger.sent) - set(ledger.deleted) - ledger.unsure_deleted - set(seen)
    ledger.wrong += [f"{body} is lost" for body in sorted(lost)[:10]]
    ledger.wrong += [f"{body} came {count} times in the end"
                     for body, count in seen.items() if count > 1]
    taken = check_taken(platform, load.sender, load.objects)
    return {"left": len(seen), "taken": taken, "messages": ledger.acknowledged,
            "objects": load.objects.acknowledged, "sent to the function": len(load.sender.sent)}


def run(rounds, seed, folder):
    chance = random.Random(seed)
    platform, load = Platform(folder / "data"), Load(chance)
    shutil.copytree(HERE / "apps" / "crash_queues", platform.folder)
    began, figures = time.time(), {}
    try:
        platform.start()
        create(platform)
        crash_objects.create(platform)
        files = crash_objects.names_of(platform.state)
        for number in range(rounds):
            load.one_round(platform, chance.uniform(0.05, 1.2), chance.random() < 0.4)
            print(f"round {number}: {load.acknowledged()} acknowledged, {len(load.wrong())} wrong, "
                  f"{time.time() - began:.0f} s", file=sys.stderr, flush=True)
            if load.wrong():
                break
        figures = check_end(platform, load)
        figures["files"] = crash_objects.check_files(platform, load.objects, load.writers, files)
    finally:
        if platform.process and platform.process.poll() is None:
            platform.process.terminate()
            platform.process.wait(timeout=60)
    return {"rounds": rounds, "seed": seed, "wrong": load.wrong(), **figures,
            "acknowledged": load.acknowledged(), "seconds": round(time.time() - began, 1)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="?", type=int, default=100)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="squall-crash-queues-") as folder:
        result = run(arguments.rounds, arguments.seed, pathlib.Path(folder))
    text = json.dumps(result, indent=1)
    if arguments.json:
        arguments.json.write_text(text)
    print(text)
    sys.exit(1 if result["wrong"] else 0)


if __name__ == "__main__":
    main()
