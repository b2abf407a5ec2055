import json
import os
import random
import ssl
import tempfile
import time
import uuid

import boto3
from snapshot_restore_py import register_after_restore, register_before_snapshot

began = time.time()
table = boto3.resource("dynamodb").Table("versions-notes")
done = []
uses = []
register_before_snapshot(done.append, "before")
register_after_restore(done.append, "after")
time.sleep(max(0, began + 1 - time.time()))


def handler(event, context):
    event = event or {}
    uses.append(1)
    if event.get("slow"):
        time.sleep(event["slow"])
    note = str(uuid.uuid4())
    table.put_item(Item={"id": note})
    mine = os.path.join(tempfile.gettempdir(), "mine")
    with open(mine, "a") as file:
        file.write("x")
    body = {
        "note": note,
        "found": table.get_item(Key={"id": note})["Item"]["id"],
        "bytes": ssl.RAND_bytes(16).hex(),
        "random": random.random(),
        "tmp": os.path.getsize(mine),
        "kind": os.environ["AWS_LAMBDA_INITIALIZATION_TYPE"],
        "stream": context.log_stream_name,
        "done": done,
        "uses": len(uses),
        "pid": os.getpid(),
    }
    return {"statusCode": 200, "body": json.dumps(body)}
