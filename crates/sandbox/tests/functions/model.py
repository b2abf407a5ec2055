"""A function that does what it is told, to see how that is told to others."""

import decimal, collections, os, subprocess, sys, logging, json
count = 0
Point = collections.namedtuple("Point", "x y")

def handler(event, context):
    global count
    count += 1
    do = event.get("do")
    if do == "count":
        return count
    if do == "context":
        return {"id": context.aws_request_id, "name": context.function_name,
                "version": context.function_version, "arn": context.invoked_function_arn,
                "memory": context.memory_limit_in_mb, "group": context.log_group_name,
                "stream": context.log_stream_name, "left": context.get_remaining_time_in_millis(),
                "identity": context.identity.cognito_identity_id,
                "client": context.client_context and context.client_context.client.app_title,
                "custom": context.client_context and context.client_context.custom,
                "repr": repr(context), "trace": os.environ.get("_X_AMZN_TRACE_ID")}
    if do == "trace":
        # What a child gets besides stays as it is, whatever is set between.
        os.environ["STEP"] = str(int(os.environ.get("STEP", "0")) + 1)
        child = subprocess.run(
            ["/bin/sh", "-c", "echo $_X_AMZN_TRACE_ID $STEP"], stdout=subprocess.PIPE
        )
        seen, step = child.stdout.decode().split()
        return [os.environ["_X_AMZN_TRACE_ID"], seen, int(step)]
    if do == "types":
        return {
            "d": decimal.Decimal("1.10"),
            "big": decimal.Decimal("123456789012345678901234567890.5"),
            "p": Point(1, 2),
            "t": (1, 2),
            "b": b"text",
            "u": "\u00fc\u2028",
            "n": float("nan"),
            3: None,
        }
    if do == "unserialisable":
        return {"s": {1}}
    if do == "circle":
        a = []; a.append(a); return a
    if do == "raise":
        raise KeyError("k")
    if do == "large":
        return "x" * event["size"]
    if do == "print":
        print("out", "line"); print("err", file=sys.stderr); os.write(1, b"raw\n")
        os.system("echo child"); sys.stdout.write("no newline")
        logging.getLogger().warning("careful %d", 1)
        return None
    if do == "exit":
        sys.exit(event["code"])
    if do == "_exit":
        os._exit(event["code"])
    if do == "signal":
        os.kill(os.getpid(), event["signal"])
    if do == "abort":
        os.abort()
