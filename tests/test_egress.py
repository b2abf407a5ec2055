"""Functions reach the internet and nothing nearer: on a machine of its own, with another beside it
that has the internet's addresses, both made of network namespaces."""
import ctypes
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import sys
import threading

import pytest

import conftest

HERE = pathlib.Path(__file__).resolve().parent
PUBLIC, PUBLIC_V6, BLACK_HOLE = "203.0.113.5", "2001:db8:1::5", "203.0.113.99"
PRIVATE, METADATA = "10.9.9.9", "169.254.169.254"
# This machine's own addresses: one would be public, but for whose it is.
OWN, OWN_V6 = "198.51.100.2", "2001:db8::2"
QUESTION = "123401000001000000000000067075626c696304746573740000010001"

needs_root = pytest.mark.skipif(
    os.getuid() != 0 or shutil.which("ip") is None,
    reason="networks can be made by root, with `ip` (iproute2)")
pytestmark = needs_root


class Network:
    """`host`, where squall runs, and `net`, which is everything else."""

    def __init__(self):
        tag = f"{os.getpid() % 100000:05d}"
        self.host, self.net = f"sqh{tag}", f"sqn{tag}"
        ends = f"sqv{tag}", f"sqw{tag}"
        self.server = None
        for name in (self.host, self.net):
            self.ip("netns", "add", name)
            self.ip("-n", name, "link", "set", "lo", "up")
        self.ip("link", "add", ends[0], "netns", self.host, "type", "veth",
                "peer", "name", ends[1], "netns", self.net)
        for name, end, last in ((self.host, ends[0], 2), (self.net, ends[1], 1)):
            self.ip("-n", name, "addr", "add", f"198.51.100.{last}/24", "dev", end)
            self.ip("-n", name, "addr", "add", f"2001:db8::{last}/64", "dev", end, "nodad")
            self.ip("-n", name, "link", "set", end, "up")
        self.ip("-n", self.host, "route", "add", "default", "via", "198.51.100.1")
        self.ip("-n", self.host, "-6", "route", "add", "default", "via", "2001:db8::1")
        for address in (f"{PUBLIC}/32", f"{PRIVATE}/32", f"{METADATA}/32", f"{PUBLIC_V6}/128"):
            self.ip("-n", self.net, "addr", "add", address, "dev", "lo",
                    *(["nodad"] if ":" in address else []))
        self.ip("-n", self.net, "route", "add", "blackhole", f"{BLACK_HOLE}/32")
        self.ip("netns", "exec", self.net, "sysctl", "-qw", "net.ipv4.ip_forward=1")
        self.settings = pathlib.Path("/etc/netns") / self.host
        self.settings.mkdir(parents=True)
        self.resolvers(PUBLIC)
        self.servers = [self.serve(self.net, PUBLIC, PUBLIC_V6, PRIVATE, METADATA),
                        self.serve(self.host, "127.0.0.1", OWN, OWN_V6)]

    def ip(self, *arguments):
        subprocess.run(["ip", *arguments], check=True, timeout=30)

    def resolvers(self, *addresses):
        (self.settings / "resolv.conf").write_text("".join(f"nameserver {a}\n" for a in addresses))

    def serve(self, where, *addresses):
        command = ["ip", "netns", "exec", where, sys.executable, HERE / "elsewhere.py", *addresses]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert server.stdout.readline() == "ready\n"
        return server

    def within(self, act):
        """In the host's network: each thread has its own."""
        told = []

        def enter():
            with open(f"/run/netns/{self.host}") as space:
                assert ctypes.CDLL(None).setns(space.fileno(), 0) == 0
            told.append(act())
        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()
        return told[0]

    def close(self):
        for server in self.servers:
            server.kill()
            server.wait()
        for name in (self.host, self.net):
            subprocess.run(["ip", "netns", "del", name], timeout=30)
        shutil.rmtree(self.settings, ignore_errors=True)


@pytest.fixture(scope="module")
def network():
    made = Network()
    yield made
    made.close()


class App:
    def __init__(self, network, squall):
        self.network, self.squall = network, squall

    def go(self, *event, of="go"):
        answer, payload, log = self.network.within(
            lambda: self.squall.invoke(of, list(event)))
        assert "FunctionError" not in answer, payload
        return payload

    def log(self):
        return self.squall.cli("logs").stdout


def packages_are_there(application):
    """Where the network is cut off nothing can be installed."""
    application("egress").stop()


def as_root(application, network, *arguments):
    packages_are_there(application)
    prefix = ["ip", "netns", "exec", network.host]
    return App(network, application("egress", *arguments, prefix=prefix))


def as_user(application, network, *arguments):
    """The program and its packages must lie where this user can read them."""
    user = pwd.getpwnam("nobody")
    base = pathlib.Path(f"/tmp/squall-egress-{os.getpid()}")
    base.mkdir(mode=0o755)
    shutil.copytree(HERE / "apps" / "egress", base / "app")
    shutil.copy(conftest.BINARY, base / "squall")
    (base / "home").mkdir()
    subprocess.run(["chown", "-R", str(user.pw_uid), base], check=True)
    keep = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    keep |= {"HOME": str(base / "home"), "PATH": "/usr/local/bin:/usr/bin:/bin"}
    drop = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups",
            "--inh-caps=-all", "--no-new-privs", "env", "-i",
            *[f"{name}={value}" for name, value in keep.items()]]
    before, conftest.BINARY = conftest.BINARY, str(base / "squall")
    try:
        application("egress", folder=base / "app", prefix=drop).stop()
        prefix = ["ip", "netns", "exec", network.host, *drop]
        return App(network, application("egress", *arguments, folder=base / "app", prefix=prefix))
    finally:
        conftest.BINARY = before


@pytest.fixture(scope="module", params=["root", "user"])
def app(request, application, network):
    if request.param == "root":
        yield as_root(application, network)
        return
    try:
        made = as_user(application, network)
    except KeyError:
        pytest.skip("this machine has no user nobody")
    assert "isolation: rootless" in made.squall.said(), made.squall.said()
    yield made
    made.squall.stop()
    shutil.rmtree(made.squall.folder.parent, ignore_errors=True)


def test_it_is_said_how(app):
    assert "egress: as configured, by seccomp notification" in app.squall.said()


def test_the_internet_is_reached_by_name(app):
    assert app.go("names", "public.test") == sorted([PUBLIC, PUBLIC_V6])
    assert app.go("fetch", "http://public.test/x") == "hello /x"
    assert app.go("bucket", "http://public.test") == "hello /b/k"
    assert app.go("child", "http://public.test/y") == "hello /y"
    assert app.go("fetch", "http://nowhere.test/") == "no name"


def test_connections_behave_as_anywhere(app):
    keep = [[1, 9, 1], [6, 1, 1], [6, 4, 77]]  # SO_KEEPALIVE, TCP_NODELAY, TCP_KEEPIDLE
    assert app.go("connect", PUBLIC, 80, *keep) == ["hello /b", PUBLIC, 1, 1, 77]
    assert app.go("connect", PUBLIC_V6, 80) == ["hello /b", PUBLIC_V6]
    assert app.go("connect", f"::ffff:{PUBLIC}", 80) == ["hello /b", f"::ffff:{PUBLIC}"]
    assert app.go("connect", PUBLIC, 81) == "ECONNREFUSED"
    assert app.go("waitless", PUBLIC, 80) == [1, 0]
    assert app.go("waitless", PUBLIC, 81) == [1, "ECONNREFUSED"]
    assert app.go("impatient", BLACK_HOLE, 80, 0.5) == "timeout"
    assert app.go("impatient", PUBLIC, 80, 5) == "connected"


def test_a_hundred_at_once(app):
    assert app.go("loop", "public.test", 100) == 100
    assert app.go("threads", PUBLIC, 100) == 100


def test_datagrams(app):
    assert app.go("datagram", PUBLIC, 7777, "x") == "echo x"
    assert app.go("datagram", PUBLIC_V6, 7777, "y") == "echo y"
    assert app.go("datagram", PUBLIC, 7777, "x", False) == "ENETUNREACH"
    assert app.go("ask", QUESTION, False)[:8] == "12348180"
    assert app.go("ask", QUESTION, True)[:8] == "12348180"


@pytest.mark.parametrize("address", [PRIVATE, METADATA, OWN, OWN_V6, f"::ffff:{PRIVATE}",
                                     "192.168.1.1", "100.64.0.1", "fe80::1", "255.255.255.255"])
def test_nothing_nearer_is_reached(app, address):
    assert app.go("connect", address, 80) == "EHOSTUNREACH"
    assert app.go("datagram", address, 7777, "x") == "EHOSTUNREACH"


def test_not_even_by_name(app):
    assert app.go("names", "private.test") == [PRIVATE]
    assert app.go("fetch", "http://private.test/") == "EHOSTUNREACH"
    assert f"egress to {PRIVATE}:80 is not allowed" in app.log()


def test_a_sandbox_s_loopback_is_its_own(app):
    # Here the host has a server, on this port and on all addresses of its own.
    assert app.go("connect", "127.0.0.1", 8080) == "ECONNREFUSED"
    assert app.go("connect", "::1", 8080) == "ECONNREFUSED"
    assert app.go("datagram", "127.0.0.1", 7777, "x") == "ECONNREFUSED"


def test_a_sandbox_has_servers_of_its_own(app):
    assert app.go("own", int(socket.AF_INET), ["127.0.0.1", 0]) == "own"
    assert app.go("own", int(socket.AF_INET6), ["::1", 0]) == "own"
    assert app.go("own", int(socket.AF_UNIX), "\0name") == "own"


def test_a_socket_is_good_for_its_peer_only(app):
    got = app.go("misuse", PUBLIC, 80, "127.0.0.1", 8080)
    assert got.pop("again") in ("ECONNREFUSED", "EADDRNOTAVAIL", "EISCONN", "timeout"), got
    assert got == {"fast open": "ENOTSUP", "listen": "EINVAL", "bind": "EINVAL"}
    got = app.go("misuse", PUBLIC, 80, PRIVATE, 80)
    assert got.pop("again") in ("EHOSTUNREACH", "EISCONN"), got


def test_an_address_that_changes_meanwhile_changes_nothing(app):
    reached = app.go("race", PUBLIC, 80, PRIVATE, 80, 2000)
    assert reached == [[PUBLIC, 80]]


def test_neighbours_are_not_reached(app):
    assert app.go("connect", "127.0.0.1", 81, of="other") == "ECONNREFUSED"


def settings(application, network, egress):
    return as_root(application, network, "--set", f"egress={egress}")


def test_denied_is_everything(application, network):
    app = settings(application, network, "deny")
    assert app.go("connect", PUBLIC, 80) == "EHOSTUNREACH"
    assert app.go("fetch", "http://public.test/") == "no name"
    assert app.go("ask", QUESTION, False)[:8] == "12348185"
    app.squall.stop()


def test_what_is_named_is_reached_as_well(application, network):
    rules = f"deny,{PRIVATE}/32:80,127.0.0.1:8080,[{PUBLIC_V6}]:80"
    app = settings(application, network, rules)
    assert app.go("connect", PRIVATE, 80) == ["hello /b", PRIVATE]
    assert app.go("connect", PRIVATE, 8080) == "EHOSTUNREACH"
    assert app.go("connect", "127.0.0.1", 8080) == ["hello /b", "127.0.0.1"]
    assert app.go("connect", PUBLIC_V6, 80)[0] == "hello /b"
    assert app.go("connect", PUBLIC, 80) == "EHOSTUNREACH"
    app.squall.stop()


def test_a_host_without_resolvers_says_so_at_once(application, network):
    app = as_root(application, network)
    (network.settings / "resolv.conf").write_text("")
    try:
        app.squall.stop()
        app.squall.start()
        assert app.go("fetch", "http://public.test/") == "no name"
        assert app.go("ask", QUESTION, False)[:8] == "12348182"
    finally:
        network.resolvers(PUBLIC)
        app.squall.stop()
