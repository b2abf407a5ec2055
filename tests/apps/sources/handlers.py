"""What becomes of messages: each that a function sees is a row, which the tests read."""
import json
import os
import time
import uuid

import boto3

table = boto3.client("dynamodb")


def row(id, what, value):
    table.put_item(TableName=os.environ["TABLE"],
                   Item={"id": {"S": id}, "what": {"S": what}, "value": {"S": value}})


def worker(event, context):
    """Keeps each record with its batch; fails as the bodies say."""
    batch, failures, fatal = uuid.uuid4().hex, [], False
    for record in event["Records"]:
        body = json.loads(record["body"])
        count = int(record["attributes"]["ApproximateReceiveCount"])
        value = {"batch": batch, "record": record, "at": time.time(),
                 "arn": context.invoked_function_arn}
        row(body["test"], f"{body['n']:06d}-{count:03d}", json.dumps(value))
        if count <= body.get("fails", 0):
            failures.append({"itemIdentifier": record["messageId"]})
        fatal = fatal or count <= body.get("raises", 0)
    time.sleep(max(json.loads(record["body"]).get("seconds", 0) for record in event["Records"]))
    if fatal:
        raise RuntimeError("no")
    return {"batchItemFailures": failures}


def fails(event, context):
    raise ValueError("no")


def works(event, context):
    return {"seen": event}
