"""Another machine, for tests: HTTP that says what was asked for, UDP that answers, a name server."""
import socket
import socketserver
import struct
import sys
import threading

NAMES = {"public.test": ("203.0.113.5", "2001:db8:1::5"), "private.test": ("10.9.9.9", None)}


class Web(socketserver.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        body = b"hello " + line.split()[1] if line else b"?"
        self.wfile.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                         % (len(body), body))


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    request_queue_size = 512
    daemon_threads = True


class Names(socketserver.StreamRequestHandler):
    def handle(self):
        size = int.from_bytes(self.rfile.read(2), "big")
        answer = name_answer(self.rfile.read(size))
        self.wfile.write(len(answer).to_bytes(2, "big") + answer)


class Server6(Server):
    address_family = socket.AF_INET6


def datagrams(address, answer):
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    udp = socket.socket(family, socket.SOCK_DGRAM)
    udp.bind(address)

    def serve():
        while True:
            data, who = udp.recvfrom(65536)
            udp.sendto(answer(data), who)
    threading.Thread(target=serve, daemon=True).start()


def name_answer(query):
    at, labels = 12, []
    while query[at]:
        labels.append(query[at + 1:at + 1 + query[at]].decode())
        at += 1 + query[at]
    kind, = struct.unpack_from(">H", query, at + 1)
    v4, v6 = NAMES.get(".".join(labels).lower(), (None, None))
    if kind == 1 and v4:
        data = socket.inet_aton(v4)
    elif kind == 28 and v6:
        data = socket.inet_pton(socket.AF_INET6, v6)
    else:
        data = b""
    known = v4 or v6
    head = query[:2] + struct.pack(">HHHHH", 0x8180 if known else 0x8183, 1, bool(data), 0, 0)
    record = struct.pack(">HHHIH", 0xC00C, kind, 1, 60, len(data)) + data if data else b""
    return head + query[12:at + 5] + record


def main():
    for host in sys.argv[1:]:
        kind = Server6 if ":" in host else Server
        for port, handler in ((80, Web), (8080, Web), (53, Names)):
            threading.Thread(target=kind((host, port), handler).serve_forever, daemon=True).start()
        datagrams((host, 7777), lambda data: b"echo " + data)
        datagrams((host, 53), name_answer)
    print("ready", flush=True)
    threading.Event().wait()


main()
