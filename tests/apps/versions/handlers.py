import os
import time

MADE_BY = "first"


def what(event, context):
    return {
        "version": context.function_version,
        "arn": context.invoked_function_arn,
        "kind": os.environ["AWS_LAMBDA_INITIALIZATION_TYPE"],
        "made_by": MADE_BY,
        "memory": context.memory_limit_in_mb,
    }


def ready(event, context):
    if event and event.get("exit"):
        os._exit(3)
    time.sleep(float((event or {}).get("seconds", 0)))
    import json
    return {"statusCode": 200, "body": json.dumps(what(event, context))}


def slow(event, context):
    time.sleep(event["seconds"])
    return "done"
