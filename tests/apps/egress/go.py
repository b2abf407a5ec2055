"""Connects to what the event names, in each of the ways that programs have."""
import asyncio
import concurrent.futures
import errno
import os
import select
import socket
import threading
import urllib.error
import urllib.request

import boto3
from botocore import UNSIGNED
from botocore.config import Config


def name(error):
    if isinstance(error, urllib.error.URLError):
        error = error.reason
    if isinstance(error, socket.gaierror):
        return "no name"
    if isinstance(error, TimeoutError) and error.errno is None:
        return "timeout"
    return errno.errorcode.get(getattr(error, "errno", None), repr(error))


def fetch(url):
    return urllib.request.urlopen(url, timeout=20).read().decode()


def bucket(endpoint):
    """As a client of AWS connects, with its own time-outs and pools."""
    config = Config(signature_version=UNSIGNED, retries={"max_attempts": 1},
                    s3={"addressing_style": "path"})
    client = boto3.client("s3", endpoint_url=endpoint, config=config)
    return client.get_object(Bucket="b", Key="k")["Body"].read().decode()


def connect(address, port, *options):
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as one:
        for level, option, value in options:
            one.setsockopt(level, option, value)
        one.connect((address, port))
        one.sendall(b"GET /b HTTP/1.0\r\n\r\n")
        kept = [one.getsockopt(level, option) for level, option, _ in options]
        return [one.recv(99).decode().split("\r\n")[-1], one.getpeername()[0], *kept]


def waitless(address, port):
    with socket.socket() as one:
        one.setblocking(False)
        said = one.connect_ex((address, port))
        if said != errno.EINPROGRESS:
            return errno.errorcode.get(said, said)
        _, ready, _ = select.select([], [one], [], 20)
        error = one.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        return [len(ready), errno.errorcode.get(error, error)]


def impatient(address, port, seconds):
    with socket.socket() as one:
        one.settimeout(seconds)
        one.connect((address, port))
        return "connected"


def loop(host, count):
    async def one(number):
        reader, writer = await asyncio.open_connection(host, 80)
        writer.write(b"GET /%d HTTP/1.0\r\n\r\n" % number)
        text = (await reader.read()).decode()
        writer.close()
        return text.endswith(f"hello /{number}")

    async def everything():
        return sum(await asyncio.gather(*[one(number) for number in range(count)]))
    return asyncio.run(everything())


def threads(address, count):
    with concurrent.futures.ThreadPoolExecutor(count) as pool:
        told = pool.map(lambda _: connect(address, 80)[0], range(count))
        return sum(text == "hello /b" for text in told)


def child(url):
    read, write = os.pipe()
    if os.fork() == 0:
        try:
            os.write(write, fetch(url).encode())
        except BaseException as error:
            os.write(write, name(error).encode())
        os._exit(0)
    os.close(write)
    return os.read(read, 99).decode()


def datagram(address, port, text, connected=True):
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET,
                       socket.SOCK_DGRAM) as one:
        one.settimeout(10)
        if connected:
            one.connect((address, port))
            one.send(text.encode())
        else:
            one.sendto(text.encode(), (address, port))
        return one.recv(99).decode()


def names(host):
    return sorted({found[4][0] for found in socket.getaddrinfo(host, 80)})


def ask(query, stream):
    """A question for a name, as musl's C library asks: unconnected, or by a stream."""
    kind = socket.SOCK_STREAM if stream else socket.SOCK_DGRAM
    with socket.socket(socket.AF_INET, kind) as one:
        one.settimeout(10)
        server = open("/etc/resolv.conf").read().split()[1]
        query = bytes.fromhex(query)
        if stream:
            one.connect((server, 53))
            one.sendall(len(query).to_bytes(2, "big") + query)
            return one.recv(512)[2:].hex()
        one.sendto(query, (server, 53))
        answer, who = one.recvfrom(512)
        return answer.hex() if who == (server, 53) else repr(who)


def misuse(address, port, target, target_port):
    """With a socket of the outer network in hand: what else can be done with it?"""
    got = {}
    one = socket.socket()
    one.connect((address, port))
    one.sendall(b"GET / HTTP/1.0\r\n\r\n")
    while one.recv(999):
        pass
    # The other side has hung up: closed on both ends it could be used anew.
    try:
        one.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    try:
        one.settimeout(1)
        one.connect((target, target_port))
        got["again"] = "connected"
    except OSError as error:
        got["again"] = name(error)
    try:
        one.sendto(b"x", socket.MSG_FASTOPEN, (target, target_port))
        got["fast open"] = "sent"
    except OSError as error:
        got["fast open"] = name(error)
    for what, act in (("listen", lambda: one.listen()), ("bind", lambda: one.bind(("", 0)))):
        try:
            act()
            got[what] = "done"
        except OSError as error:
            got[what] = name(error)
    return got


def own(family, address):
    """A server in the sandbox, and its client."""
    address = tuple(address) if isinstance(address, list) else address
    with socket.socket(family) as server, socket.socket(family) as client:
        server.bind(address)
        server.listen(1)
        client.connect(server.getsockname())
        served, _ = server.accept()
        with served:
            served.sendall(b"own")
            return client.recv(9).decode()


def race(address, port, target, target_port, tries):
    """A second thread exchanges the address while the first one's call is being decided."""
    import ctypes
    libc = ctypes.CDLL(None, use_errno=True)
    head = (socket.AF_INET).to_bytes(2, "little")
    good = head + port.to_bytes(2, "big") + socket.inet_aton(address) + bytes(8)
    bad = head + target_port.to_bytes(2, "big") + socket.inet_aton(target) + bytes(8)
    room = ctypes.create_string_buffer(good, 16)
    done = threading.Event()

    def exchange():
        while not done.is_set():
            ctypes.memmove(room, bad, 16)
            ctypes.memmove(room, good, 16)
    thread = threading.Thread(target=exchange)
    thread.start()
    reached = set()
    try:
        for _ in range(tries):
            with socket.socket() as one:
                if libc.connect(one.fileno(), room, 16) == 0:
                    reached.add(one.getpeername())
    finally:
        done.set()
        thread.join()
    return sorted(map(list, reached))


def handler(event, context):
    what, *arguments = event
    try:
        return globals()[what](*arguments)
    except Exception as error:
        return name(error)
