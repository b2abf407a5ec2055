"""Writes far more to /tmp than it has memory."""


def handler(event, context):
    with open("/tmp/x", "wb") as file:
        for _ in range(200):
            file.write(b"x" * (1 << 20))
    return "written"
