"""Says hello, without touching anything."""

import json
import os


def handler(event, context):
    query = event.get("queryStringParameters") or {}
    greeting = f"{os.environ['GREETING']}, {query.get('name', 'World')}!"
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"message": greeting, "request_id": context.aws_request_id}),
    }
