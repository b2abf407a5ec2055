"""Threads, an event loop and a child, none of which a fork may have broken."""

import asyncio
import logging
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(4)
lock = threading.Lock()


async def wait():
    await asyncio.sleep(0.01)
    return "slept"


def handler(event, context):
    logging.warning("x")
    with lock:
        done = sum(pool.map(lambda n: n * n, range(10)))
    child = subprocess.run(["sh", "-c", "exit 3"])
    return [done, asyncio.run(wait()), child.returncode]
