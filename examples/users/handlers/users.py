"""Users in a DynamoDB table: created, listed and fetched."""

import json
import os

import boto3
import shortuuid

# Made once for each instance, and kept while it is warm.
TABLE = boto3.resource("dynamodb").Table(os.environ["USERS_TABLE"])


def create(event, context):
    try:
        name = json.loads(event["body"] or "")["name"]
    except (ValueError, KeyError, TypeError):
        return answer(400, {"error": "the body must be JSON with a name"})
    if not isinstance(name, str) or not name:
        return answer(400, {"error": "the name must be a text"})
    user = {"id": shortuuid.uuid(), "name": name}
    TABLE.put_item(Item=user, ConditionExpression="attribute_not_exists(id)")
    return answer(201, user)


def list_all(event, context):
    page = TABLE.scan(Limit=100)
    return answer(200, {"users": page["Items"]})


def get(event, context):
    user = TABLE.get_item(Key={"id": event["pathParameters"]["id"]}).get("Item")
    if user is None:
        return answer(404, {"error": "there is no such user"})
    return answer(200, user)


def answer(status, body):
    return {
        "statusCode": status,
        "headers": {
            "Content-Type": "application/json",
            "Access-Control-Allow-Origin": "*",
        },
        "body": json.dumps(body),
    }
