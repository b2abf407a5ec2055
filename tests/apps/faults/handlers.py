import base64
import logging
import os
import signal
import sys
import time

count = 0


def echo(event, context):
    return {"statusCode": 200, "body": __import__("json").dumps(event)}


def context(event, context):
    names = ["aws_request_id", "function_name", "function_version", "invoked_function_arn",
             "memory_limit_in_mb", "log_group_name", "log_stream_name"]
    facts = {name: getattr(context, name) for name in names}
    facts["remaining"] = context.get_remaining_time_in_millis()
    facts["identity"] = [context.identity.cognito_identity_id,
                         context.identity.cognito_identity_pool_id]
    client = context.client_context
    facts["client"] = client and {"custom": client.custom, "env": client.env}
    facts["environment"] = dict(os.environ)
    facts["cwd"] = os.getcwd()
    facts["path"] = sys.path
    return facts


def counter(event, context):
    global count
    count += 1
    return count


class Custom(Exception):
    pass


def raises(event, context):
    raise Custom("asked to fail")


def sleeps(event, context):
    time.sleep(event.get("seconds", 5) if isinstance(event, dict) else 5)
    return "woke"


def chatty(event, context):
    line = "x" * 999 + "\n"
    for _ in range(event.get("lines", 1)):
        sys.stdout.write(line)
    return "said"


def large(event, context):
    return "x" * event.get("bytes", 0)


def hungry(event, context):
    held = []
    for _ in range(event.get("megabytes", 0)):
        held.append(bytearray(os.urandom(1) * 1024 * 1024))
    return len(held)


def exits(event, context):
    if event.get("go"):
        sys.exit(event["go"])
    return "stayed"


def osexits(event, context):
    if event.get("go") is not None:
        os._exit(event["go"])
    return "stayed"


def dies(event, context):
    if event.get("signal"):
        os.kill(os.getpid(), event["signal"])
        signal.pause()
    return "lives"


def unserialisable(event, context):
    return {"it": object()}


def logs(event, context):
    print("printed")
    logging.getLogger().warning("warned")
    logging.getLogger("mine").error("went wrong")
    print("two\nlines")
    return "ok"


def writesfds(event, context):
    os.write(1, b"raw one\n")
    os.write(2, b"raw two\n")
    for fd in range(3, 64):
        try:
            os.write(fd, b"")
        except OSError:
            pass
    os.system("echo from a shell")
    return "ok"


def busy(event, context):
    time.sleep(event.get("seconds", 0))
    return "done"


def malformed(event, context):
    return "no object"


def binary(event, context):
    body = event["body"] or ""
    raw = base64.b64decode(body) if event["isBase64Encoded"] else body.encode()
    return {"statusCode": 200, "isBase64Encoded": True,
            "headers": {"Content-Type": "application/octet-stream"},
            "body": base64.b64encode(raw[::-1]).decode()}
