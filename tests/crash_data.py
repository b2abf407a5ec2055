#!/usr/bin/env python3
"""`kill -9` under writes to tables: `python3 tests/crash_data.py [ROUNDS] [--json FILE] [--seed N]`.

In each round the platform starts, several clients put, update, delete and transact, and it is
killed at a random moment. Then every write that was acknowledged must be there, and of the one that
was under way all or nothing; both tables of a transaction must have it; every index must hold what
its table does; and a stream, played from its beginning, must end in its table.
SQUALL_BIN names the binary. Needs nothing but Python.
"""
import argparse
import json
import http.client
import pathlib
import random
import sys
import tempfile
import threading
import time

from crash_async import Platform

CLIENTS = 4
KEYS_OF_CLIENT = 12
TABLES = ("plain", "sorted")
GROUPS = ("g0", "g1", "g2")
# One of the two tables of a transaction must never be seen without the other.
PAIR = "pair"


class Refused(Exception):
    """An answer other than 200."""


def ask(platform, operation, body, target="DynamoDB_20120810"):
    headers = {"x-amz-target": f"{target}.{operation}",
               "content-type": "application/x-amz-json-1.0"}
    status, answer = platform.ask("POST", "/", json.dumps(body).encode(), "dynamodb", headers)
    if status != 200:
        raise Refused(f"{operation} {body}: {status} {answer[:400]}")
    return json.loads(answer)


def create(platform):
    hash_key = {"AttributeName": "pk", "KeyType": "HASH"}
    types = {"pk": "S", "sk": "N", "g": "S", "n": "N"}

    def table(name, keys, indexes):
        used = {one["AttributeName"] for one in keys}
        for index in indexes.get("GlobalSecondaryIndexes", []) + indexes.get("LocalSecondaryIndexes", []):
            used |= {one["AttributeName"] for one in index["KeySchema"]}
        definitions = [{"AttributeName": one, "AttributeType": types[one]} for one in sorted(used)]
        ask(platform, "CreateTable", {
            "TableName": name, "BillingMode": "PAY_PER_REQUEST", "KeySchema": keys,
            "AttributeDefinitions": definitions, **indexes,
            "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}})

    everything = {"ProjectionType": "ALL"}
    by_g = {"IndexName": "by-g", "Projection": everything, "KeySchema": [
        {"AttributeName": "g", "KeyType": "HASH"}, {"AttributeName": "n", "KeyType": "RANGE"}]}
    by_n = {"IndexName": "by-n", "Projection": everything, "KeySchema": [
        hash_key, {"AttributeName": "n", "KeyType": "RANGE"}]}
    table("plain", [hash_key], {"GlobalSecondaryIndexes": [by_g]})
    table("sorted", [hash_key, {"AttributeName": "sk", "KeyType": "RANGE"}],
          {"GlobalSecondaryIndexes": [by_g], "LocalSecondaryIndexes": [by_n]})


class Client:
    """Writes to keys of its own, and knows what each of them must hold."""

    def __init__(self, number, seed):
        self.number = number
        self.chance = random.Random(seed)
        self.known = {}
        # What the write that was under way would have made of its keys.
        self.pending = {}
        self.count = 0
        self.acknowledged = 0

    def key(self, table, name):
        key = {"pk": {"S": name}}
        if table == "sorted":
            key["sk"] = {"N": "1"}
        return key

    def item(self, table, name):
        self.count += 1
        item = {**self.key(table, name), "n": {"N": str(self.count)}}
        if self.chance.random() < 0.7:
            item["g"] = {"S": self.chance.choice(GROUPS)}
        if self.chance.random() < 0.1:
            item["b"] = {"S": "x" * self.chance.randrange(20_000)}
        return item

    def step(self, platform):
        table = self.chance.choice(TABLES)
        name = f"c{self.number}-{self.chance.randrange(KEYS_OF_CLIENT)}"
        old = self.known.get((table, name))
        kind = self.chance.randrange(5)
        if kind == 0:
            new = self.item(table, name)
            self.write(platform, {(table, name): new}, "PutItem", {"TableName": table, "Item": new})
        elif kind == 1:
            group = self.chance.choice(GROUPS)
            new = {**(old or self.key(table, name)), "g": {"S": group}}
            new["n"] = {"N": str(int(new.get("n", {"N": "0"})["N"]) + 1)}
            self.write(platform, {(table, name): new}, "UpdateItem", {
                "TableName": table, "Key": self.key(table, name),
                "UpdateExpression": "SET g = :g ADD n :one",
                "ExpressionAttributeValues": {":g": {"S": group}, ":one": {"N": "1"}}})
        elif kind == 2:
            self.write(platform, {(table, name): None}, "DeleteItem", {
                "TableName": table, "Key": self.key(table, name)})
        elif kind == 3:
            new = self.item(table, name)
            request = {"Statement": f"INSERT INTO {table} VALUE ?", "Parameters": [{"M": new}]}
            if old is None:
                self.write(platform, {(table, name): new}, "ExecuteStatement", request)
        else:
            pair = f"{PAIR}-{self.number}"
            items = {(one, pair): self.item(one, pair) for one in TABLES}
            for item in items.values():
                item["n"] = {"N": str(self.count)}
            new = self.item(table, name)
            puts = [*((one, item) for (one, _), item in items.items()), (table, new)]
            self.write(platform, {**items, (table, name): new}, "TransactWriteItems", {
                "TransactItems": [{"Put": {"TableName": one, "Item": item}} for one, item in puts]})

    def write(self, platform, changes, operation, request):
        self.pending = changes
        ask(platform, operation, request)
        self.known.update(changes)
        self.pending = {}
        self.acknowledged += 1

    def run(self, platform, stop, wrong):
        while not stop.is_set():
            try:
                self.step(platform)
            except Refused as refused:
                wrong.append(str(refused))
                return
            except (OSError, http.client.HTTPException):
                return

    def check(self, tables, wrong):
        """Of the write under way all or nothing; of all others everything."""
        place = {name: {item["pk"]["S"]: item for item in items} for name, items in tables.items()}
        found = {key: place[key[0]].get(key[1]) for key in {**self.known, **self.pending}}
        before = {key: self.known.get(key) for key in found}
        after = {**before, **self.pending}
        if found != before and found != after:
            for key, item in found.items():
                if item not in (before[key], after[key]):
                    wrong.append(f"{key}: found {short(item)}, not {short(before[key])} "
                                 f"nor {short(after[key])}")
            if not wrong:
                wrong.append(f"client {self.number}: a transaction is there in part")
        self.known, self.pending = found, {}


def short(item):
    return json.dumps(item)[:200]


def scan(platform, table, index=None):
    items, start = [], None
    while True:
        request = {"TableName": table, **({"IndexName": index} if index else {})}
        if start:
            request["ExclusiveStartKey"] = start
        answer = ask(platform, "Scan", request)
        items += answer["Items"]
        start = answer.get("LastEvaluatedKey")
        if not start:
            return items


def canonical(items):
    return sorted(json.dumps(item, sort_keys=True) for item in items)


def check_indexes(platform, tables, wrong):
    for table, items in tables.items():
        for index in ("by-g", "by-n") if table == "sorted" else ("by-g",):
            keys = ("g", "n") if index == "by-g" else ("n",)
            expected = [item for item in items if all(key in item for key in keys)]
            if canonical(expected) != canonical(scan(platform, table, index)):
                wrong.append(f"{index} disagrees with {table}")


def check_streams(platform, tables, wrong):
    """Plays each stream from its beginning; gives the number of records."""
    streams = "DynamoDBStreams_20120810"
    total = 0
    for table, items in tables.items():
        arn = ask(platform, "DescribeTable", {"TableName": table})["Table"]["LatestStreamArn"]
        shards = ask(platform, "DescribeStream", {"StreamArn": arn}, streams)
        played = {}
        for shard in shards["StreamDescription"]["Shards"]:
            iterator = ask(platform, "GetShardIterator", {
                "StreamArn": arn, "ShardId": shard["ShardId"],
                "ShardIteratorType": "TRIM_HORIZON"}, streams).get("ShardIterator")
            while iterator:
                answer = ask(platform, "GetRecords", {"ShardIterator": iterator}, streams)
                for record in answer["Records"]:
                    change = record["dynamodb"]
                    key = json.dumps(change["Keys"], sort_keys=True)
                    if played.get(key) != change.get("OldImage"):
                        wrong.append(f"the stream of {table} has {short(change.get('OldImage'))} "
                                     f"after {short(played.get(key))}")
                    played[key] = change.get("NewImage")
                total += len(answer["Records"])
                iterator = answer.get("NextShardIterator") if answer["Records"] else None
        if canonical(item for item in played.values() if item) != canonical(items):
            wrong.append(f"the stream of {table} does not end in it")
    return total


def run(rounds, seed, folder):
    chance = random.Random(seed)
    platform = Platform(folder / "data")
    platform.folder.mkdir()
    (platform.folder / "serverless.yml").write_text(
        "service: data\nprovider:\n  name: aws\n  runtime: python3.11\n")
    clients = [Client(number, chance.random()) for number in range(CLIENTS)]
    wrong, records, began = [], 0, time.time()
    try:
        platform.start()
        create(platform)
        for number in range(rounds):
            stop = threading.Event()
            threads = [threading.Thread(target=client.run, args=(platform, stop, wrong))
                       for client in clients]
            for thread in threads:
                thread.start()
            time.sleep(chance.uniform(0.05, 0.8))
            platform.kill(chance.random() < 0.4)
            stop.set()
            for thread in threads:
                thread.join()
            platform.start()
            tables = {table: scan(platform, table) for table in TABLES}
            for client in clients:
                client.check(tables, wrong)
            check_indexes(platform, tables, wrong)
            records = check_streams(platform, tables, wrong)
            done = sum(client.acknowledged for client in clients)
            print(f"round {number}: {done} acknowledged, {records} records, {len(wrong)} wrong, "
                  f"{time.time() - began:.0f} s", file=sys.stderr, flush=True)
            if wrong:
                break
    finally:
        if platform.process and platform.process.poll() is None:
            platform.process.terminate()
            platform.process.wait(timeout=60)
    return {"rounds": rounds, "seed": seed, "wrong": wrong, "records": records,
            "acknowledged": sum(client.acknowledged for client in clients),
            "seconds": round(time.time() - began, 1)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", nargs="?", type=int, default=200)
    parser.add_argument("--json")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="squall-crash-") as folder:
        result = run(asked.rounds, asked.seed, pathlib.Path(folder))
    if asked.json:
        pathlib.Path(asked.json).write_text(json.dumps(result, indent=1))
    print(json.dumps({**result, "wrong": result["wrong"][:20]}, indent=1))
    sys.exit(1 if result["wrong"] else 0)


if __name__ == "__main__":
    main()
