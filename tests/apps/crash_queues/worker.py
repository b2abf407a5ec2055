"""Keeps what it has done of messages and of uploads; fails where a message says so."""
import json

import boto3

table = boto3.client("dynamodb")


def keep(name):
    table.put_item(TableName="seen", Item={"all": {"S": "all"}, "name": {"S": name}})


def worker(event, context):
    failures = []
    for record in event["Records"]:
        receives = int(record["attributes"]["ApproximateReceiveCount"])
        body = record["body"]
        if body.startswith("{"):
            for upload in json.loads(body).get("Records", []):
                found = upload["s3"]["object"]
                keep(f"{upload['s3']['bucket']['name']}/{found['key']}/{found['eTag']}")
        elif "poison" in body or ("once" in body and receives == 1):
            failures.append({"itemIdentifier": record["messageId"]})
        else:
            keep(body)
    return {"batchItemFailures": failures}
