"""A function that every stem runs a few times before it is given a real one."""

import json
import os


def handler(event, context):
    body = json.loads(event["body"])
    return {"statusCode": 200, "body": json.dumps(body), "left": context.get_remaining_time_in_millis(),
            "environment": len(os.environ)}
