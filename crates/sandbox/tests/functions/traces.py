"""Leaves behind what it can: a file, and a connection that nobody has accepted."""

import os
import socket

kept = []


def handler(event, context):
    seen = os.listdir("/tmp")
    open("/tmp/secret", "w").write("x")
    connection = socket.create_connection(("127.0.0.1", 4566))
    connection.send(b"from the past")
    kept.append(connection)
    return seen
