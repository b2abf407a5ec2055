#!/usr/bin/env python3
"""A table of many small items: how it opens after a kill, and what memory it takes to read it.

    python3 benches/large.py SQUALL FOLDER [MILLIONS]

makes an application in FOLDER, which stays, fills its table until it has so many million items of
some hundred bytes (`squall data import`; none: only measures what is there), and prints a line of
figures. Against a small folder beside it, the figures say what grows with a table. Needs boto3.
"""
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

import boto3
from botocore.config import Config

PARTITION = 10_000
PARTITIONS = 100  # A part of the import: a million items.
DEFINITION = {
    "TableName": "big", "BillingMode": "PAY_PER_REQUEST",
    "AttributeDefinitions": [{"AttributeName": "p", "AttributeType": "S"},
                             {"AttributeName": "s", "AttributeType": "N"}],
    "KeySchema": [{"AttributeName": "p", "KeyType": "HASH"},
                  {"AttributeName": "s", "KeyType": "RANGE"}]}
READS = 2_000
PAGES = 50


def fill(squall, folder, million):
    """Imports the items of one more million, partition after partition."""
    part, definition = folder / "part.json", folder / "definition.json"
    definition.write_text(json.dumps(DEFINITION))
    with open(part, "w") as out:
        for p in range(million * PARTITIONS, (million + 1) * PARTITIONS):
            head = '{"Item":{"p":{"S":"p%06d"},"s":{"N":"' % p
            out.writelines(f'{head}{s}"}},"v":{{"S":"{p * PARTITION + s:020d}{"x" * 20}"}}}}}}\n'
                           for s in range(PARTITION))
    subprocess.run([squall, "data", "import", part, "--table", "big", "--definition", definition,
                    "--merge"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    part.unlink()


def start(squall, folder):
    """A server, and the seconds until it answered."""
    facts = folder / ".squall" / "running.json"
    facts.unlink(missing_ok=True)
    begun = time.monotonic()
    with open(folder / "up.log", "w") as log:
        process = subprocess.Popen([squall, "up", "--port", "0", "--aws-port", "0"], cwd=folder,
                                   stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    while True:
        try:
            url = json.loads(facts.read_text())["aws"]
            break
        except (FileNotFoundError, json.JSONDecodeError):
            if process.poll() is not None:
                sys.exit((folder / "up.log").read_text())
            time.sleep(0.005)
    client = boto3.client("dynamodb", endpoint_url=url, region_name="us-east-1",
                          aws_access_key_id="test", aws_secret_access_key="test",
                          config=Config(retries={"max_attempts": 1}, read_timeout=600))
    client.get_item(TableName="big", Key=key(0))
    return process, client, time.monotonic() - begun


def key(number):
    p, s = divmod(number, PARTITION)
    return {"p": {"S": f"p{p:06d}"}, "s": {"N": str(s)}}


def memory(process):
    """Resident now and at the most, and the share of it that is nobody else's, in MiB."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    rollup = pathlib.Path(f"/proc/{process.pid}/smaps_rollup").read_text()
    of = lambda text, name: int(text.split(name + ":")[1].split()[0]) // 1024
    return {"rss": of(status, "VmRSS"), "hwm": of(status, "VmHWM"), "pss": of(rollup, "Pss")}


def cpu(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def timed(process, count, work):
    """Milliseconds of processor and of time an operation, and memory after them."""
    before, begun = cpu(process), time.monotonic()
    for _ in range(count):
        work()
    spent, took = cpu(process) - before, time.monotonic() - begun
    return {"cpu_ms": round(spent * 1000 / count, 3), "ms": round(took * 1000 / count, 2),
            **memory(process)}


def measure(squall, folder, items):
    process, client, _ = start(squall, folder)
    # Something for the journal to repeat.
    for n in range(200):
        client.put_item(TableName="big", Item={**key(n), "v": {"S": f"again {n}"}})
    process.send_signal(signal.SIGKILL)
    process.wait()
    process, client, opened = start(squall, folder)
    figures = {"items": items, "bytes": sum(f.stat().st_size for f in folder.rglob("*.redb")),
               "open_s": round(opened, 3), "open_cpu_s": cpu(process), "at_open": memory(process)}
    chosen = random.Random(7)
    pages = client.get_paginator("scan").paginate(TableName="big")
    pages = iter(pages)
    figures["get"] = timed(process, READS, lambda: client.get_item(
        TableName="big", Key=key(chosen.randrange(items)))["Item"])
    figures["query"] = timed(process, PAGES, lambda: client.query(
        TableName="big", KeyConditionExpression="p = :p", ScanIndexForward=False,
        ExpressionAttributeValues={":p": {"S": f"p{chosen.randrange(items // PARTITION):06d}"}}))
    figures["scan"] = timed(process, PAGES, lambda: next(pages))
    figures["put"] = timed(process, READS // 4, lambda: client.put_item(
        TableName="big", Item={**key(chosen.randrange(items)), "v": {"S": "x" * 40}}))
    process.send_signal(signal.SIGINT)
    process.wait()
    print(json.dumps(figures, indent=1), flush=True)


def main():
    squall, folder = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "serverless.yml").write_text(
        "service: large\nprovider:\n  name: aws\n  runtime: python3.11\n")
    count = folder / "millions"
    have = int(count.read_text()) if count.exists() else 0
    for million in range(have, int(sys.argv[3]) if len(sys.argv) > 3 else have):
        fill(squall, folder, million)
        count.write_text(str(million + 1))
        print(f"{million + 1} million items", file=sys.stderr, flush=True)
    measure(squall, folder, int(count.read_text()) * PARTITION * PARTITIONS)


main()
