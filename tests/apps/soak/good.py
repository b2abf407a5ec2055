import os


def handler(event, context):
    # What a bad neighbour, or a predecessor in this place, may have left behind.
    left = [name for name in os.listdir("/tmp") if not name.startswith("mine-")]
    with open("/tmp/mine-" + context.aws_request_id, "w") as file:
        file.write("here")
    os.unlink(file.name)
    return {"statusCode": 500 if left else 200, "body": event["body"] + str(left or "")}
