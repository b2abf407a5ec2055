"""Writes far more to /tmp than it has memory."""

import tempfile


def handler(event, context):
    with open(tempfile.gettempdir() + "/x", "wb") as file:
        for _ in range(200):
            file.write(b"x" * (1 << 20))
    return "written"
