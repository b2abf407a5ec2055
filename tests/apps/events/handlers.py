"""What becomes of events: each run and each record is a row, which the tests read."""
import json
import os
import time

import boto3

table = boto3.client("dynamodb")


def row(id, what, value=""):
    table.put_item(TableName=os.environ["TABLE"],
                   Item={"id": {"S": id}, "what": {"S": what}, "value": {"S": value}})


def seen(event, context):
    """Keeps that it ran, under the name that the test gave: how often is how many rows."""
    name = event.get("name") or json.loads(event["body"])["name"]
    row(name, f"ran-{time.time():.6f}", context.aws_request_id)
    return name


def works(event, context):
    return {"name": seen(event, context)}


def fails(event, context):
    seen(event, context)
    raise ValueError("no")


def flaky(event, context):
    name = seen(event, context)
    answer = table.query(TableName=os.environ["TABLE"], KeyConditionExpression="id = :i",
                         ExpressionAttributeValues={":i": {"S": name}})
    if answer["Count"] < 3:
        raise RuntimeError("not yet")
    return answer["Count"]


def slow(event, context):
    seen(event, context)
    time.sleep(30)


def exits(event, context):
    seen(event, context)
    os._exit(3)


def single(event, context):
    seen(event, context)
    time.sleep(event.get("seconds", 0.2))


def heard(record, context):
    payload = record["requestPayload"]
    name = payload.get("name") or json.loads(payload["body"])["name"]
    row(name, "record", json.dumps(record))
