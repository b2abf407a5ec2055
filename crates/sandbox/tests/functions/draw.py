"""Draws from every source of randomness."""

import os, random, secrets, ssl, sys, tempfile, threading, time, uuid

def handler(event, context):
    return {
        "openssl": ssl.RAND_bytes(16).hex(), "random": random.random(), "uuid4": str(uuid.uuid4()),
        "uuid1": str(uuid.uuid1()), "secrets": secrets.token_hex(8), "urandom": os.urandom(8).hex(),
        "shuffle": random.sample(range(10**9), 3),
        "threads": threading.active_count(), "pid": os.getpid(), "ppid": os.getppid(),
        "now": abs(time.time() - event["now"]),
    }
