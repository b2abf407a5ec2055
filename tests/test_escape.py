"""What a function may not do: it fails, and neither the platform nor a neighbour notices.

At every level that the machine offers: the best one; as root also `guarded`, asked for, and in what
is like a default container, where it is chosen, as root and as somebody else.
"""
import os
import pathlib
import shutil
import socket
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

import pytest
from conftest import BINARY, needs_landlock
from waiting import until


HERE = pathlib.Path(__file__).resolve().parent
CONTAINER = [sys.executable, str(HERE / "container.py")]
SPARE_UID = 54000
PLACES = ["best", "guarded", "container", "container of an ordinary user"]


@pytest.fixture(scope="module", params=PLACES if os.getuid() == 0 else PLACES[:1])
def app(application, request):
    place = request.param
    if place != "best":
        needs_landlock(6 if place == "container of an ordinary user" else 4)
    if place == "best":
        squall = application("escape")
    elif place == "guarded":
        squall = application("escape", "--level", "guarded")
    elif place == "container":
        squall = application("escape", prefix=CONTAINER)
    else:
        squall = of_an_ordinary_user(application, request)
    squall.place = place
    squall.guarded = "isolation: guarded (" in squall.said()
    assert squall.guarded == (place != "best")
    return squall


def of_an_ordinary_user(application, request):
    """With a home of its own and a copy of the packages, below a folder that it may enter."""
    home = pathlib.Path(tempfile.mkdtemp(prefix="squall-home-"))
    request.addfinalizer(lambda: shutil.rmtree(home, ignore_errors=True))
    shutil.copytree(HERE / "apps" / "escape", home / "escape")
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache"))
    shutil.copytree(cache / "squall", home / ".cache" / "squall")
    (home / "squall").write_bytes(pathlib.Path(BINARY).read_bytes())
    (home / "squall").chmod(0o755)
    for path in [home, *home.rglob("*")]:
        os.lchown(path, SPARE_UID, SPARE_UID)
    home.chmod(0o755)
    environment = {"HOME": str(home), "XDG_CACHE_HOME": str(home / ".cache"),
                   "TMPDIR": "/tmp", "PATH": "/usr/local/bin:/usr/bin:/bin"}
    squall = application("escape", folder=home / "escape", environment=environment,
                         prefix=[*CONTAINER, "--uid", str(SPARE_UID)], binary=home / "squall")
    return squall


@pytest.fixture
def place(probe):
    """Where the /tmp and the endpoint of the function's present instance are."""
    return probe("place")


@pytest.fixture(scope="module")
def probe(app):
    def go(what, *arguments, of="probe"):
        answer, payload, log = app.invoke(of, {"what": what, "with": list(arguments)})
        return payload
    return go


def still_well(probe):
    assert probe("ping") == "pong"
    assert probe("ping", of="neighbour") == "pong"


@pytest.mark.parametrize("path", ["/etc/shadow", "/root/.bashrc", "/proc/1/environ",
                                  "/proc/kcore", "/sys/kernel/debug", "/dev/mem", "/dev/kmsg"])
def test_files_of_the_host_cannot_be_read(probe, path):
    assert probe("read", path) in ("ENOENT", "EACCES", "EPERM", "EISDIR"), path


def test_folders_of_the_host_are_not_there(app, probe):
    for path in [str(app.folder), str(app.folder / ".squall"), "/home", "/root", "/boot",
                 os.path.expanduser("~")]:
        assert probe("list", path) in ("ENOENT", "EACCES", []), path
    assert "squall" not in str(probe("list", "/tmp"))


@pytest.mark.parametrize("path", ["/var/task/x", "/x", "/etc/x", "/usr/x", "/opt/x", "/dev/x",
                                  "/var/x", "/var/runtime/x", "/var/lang/x", "/proc/x",
                                  "/proc/sys/kernel/hostname"])
def test_nothing_can_be_written_outside_tmp(probe, place, path):
    assert probe("write", path) in ("EROFS", "EACCES", "EPERM", "ENOENT"), path
    assert probe("write", place["tmp"] + "/x") == "done"


def test_only_its_own_processes_are_seen(app, probe):
    if app.guarded:
        # They are in the same namespace, and out of reach.
        assert probe("pids") == "EACCES" and probe("kill", os.getpid(), 0) == "EPERM"
        return
    assert len(probe("pids")) <= 2
    assert probe("kill", os.getpid(), 0) == "ESRCH"
    assert probe("kill", -1, 0) in ("ESRCH", "EPERM")


def test_it_has_no_privilege(app, probe):
    status = probe("status")
    keys = ["CapInh", "CapPrm", "CapEff", "CapAmb"]
    if app.place != PLACES[3]:
        keys.append("CapBnd")  # Which only somebody with a capability can empty.
    for key in keys:
        assert int(status[key], 16) == 0, (key, status[key])
    assert status["NoNewPrivs"] == "1" and status["Seccomp"] == "2"
    # Without root, 0 is the only uid that the sandbox's user namespace has.
    assert probe("setuid") in (["EPERM", "uid 0"] if os.getuid() else ["EPERM"])


@pytest.mark.parametrize("what,arguments", [
    ("mount", ()), ("ptrace", ()), ("unshare", (0x10000000,)), ("unshare", (0x20000,)),
    ("unshare", (0x40000000,)),
    ("syscall", (321, 0, 0, 0)),      # bpf
    ("syscall", (425, 8, 0)),         # io_uring_setup
    ("syscall", (323, 0)),            # userfaultfd
    ("syscall", (298, 0, 0, -1, -1, 0)),  # perf_event_open
    ("syscall", (250, 0, 0, 0)),      # keyctl
    ("syscall", (310, 1, 0, 0, 0, 0, 0)),  # process_vm_readv
    ("syscall", (304, -1, 0, 0)),     # open_by_handle_at
    ("syscall", (155, 0, 0)),         # pivot_root
    ("syscall", (308, 0, 0)),         # setns
    ("syscall", (175, 0, 0, 0)),      # init_module
    ("syscall", (169, 0xfee1dead, 672274793, 0)),  # reboot
    ("syscall", (428, -100, b"/".hex(), 1)),       # open_tree
    ("syscall", (303, -100, 0, 0, 0, 0)),  # name_to_handle_at
    ("syscall", (442, -1, 0, 0, 0, 0)),    # mount_setattr
    ("syscall", (467, -100, 0, 1, 0, 0)),  # open_tree_attr
    ("syscall", (457, 0, 0, 0, 0)),        # statmount
    ("syscall", (458, 0, 0, 0, 0)),        # listmount
    ("syscall", (447, 0)),                 # memfd_secret
    ("syscall", (435, 0, 0)),              # clone3, whose flags no filter can read
    ("syscall", (0x40000000 + 39,)),       # x32
])
def test_the_kernels_doors_are_shut(probe, what, arguments):
    if what == "syscall" and isinstance(arguments[-1], str):
        arguments = tuple(0 if isinstance(a, str) else a for a in arguments)
    assert probe(what, *arguments) in ("EPERM", "ENOSYS", "EACCES"), (what, arguments)


def test_the_hosts_ports_cannot_be_reached(app, probe, place):
    refused = "EACCES" if app.guarded else "ECONNREFUSED"
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert probe("connect", "127.0.0.1", port) == refused
    own = int(app.aws.rsplit(":", 1)[1])
    if own != 4566:
        assert probe("connect", "127.0.0.1", own) == refused
    assert probe("connect", "127.0.0.1", place["endpoint"]) == "connected"


def test_the_hosts_abstract_sockets_cannot_be_reached(probe):
    name = f"squall-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind("\0" + name)
        unix.listen()
        assert probe("abstract", name) in ("ECONNREFUSED", "EPERM", "EACCES", "EAFNOSUPPORT")


def test_the_hosts_environment_is_not_seen(app, probe):
    environment = probe("environment")
    for name in ("HOME_OF_THE_HOST", "SQUALL_BIN", "PYTEST_CURRENT_TEST", "CARGO_HOME"):
        assert name not in environment
    assert app.guarded or environment["PATH"].startswith("/var/lang/bin")


def test_no_descriptor_leaks_in(probe):
    descriptors = probe("descriptors")
    for number, target in descriptors.items():
        assert not target.startswith(("/root", "/home", "/sys")), descriptors
    assert len(descriptors) <= 8, descriptors


def test_a_fork_bomb_ends_at_its_limit(probe):
    answer = probe("fork", 10_000)
    if isinstance(answer, dict) and "made" in answer:
        assert answer["failed"] == "EAGAIN" and answer["made"] <= 1024
    still_well(probe)


def test_ten_gigabytes_are_not_to_be_had(probe):
    answer = probe("allocate", 10)
    assert answer == "MemoryError" or answer["errorType"] == "Runtime.OutOfMemory", answer
    still_well(probe)


def test_tmp_is_limited_and_not_charged_to_memory(probe):
    assert probe("tmp", 200) == "done"          # more than the function's memory of 128 MB
    answer = probe("tmp", 700)
    assert answer in ("ENOSPC", "EFBIG", "EDQUOT") or answer.get("errorType"), answer
    still_well(probe)


def test_a_neighbours_tmp_is_not_seen(app, probe, place):
    assert probe("write", place["tmp"] + "/mine") == "done"
    assert "mine" in probe("list", place["tmp"])
    seen = probe("list", place["tmp"], of="neighbour")
    assert seen == ("EACCES" if app.guarded else [])


def test_a_neighbours_ports_are_not_reached(app, probe, place):
    if app.guarded:
        # Nobody listens there, so what there is to reach is a neighbour's endpoint.
        assert probe("listen") == "EACCES"
        theirs = probe("place", of="neighbour")["endpoint"]
        assert theirs != place["endpoint"]
        assert probe("connect", "127.0.0.1", theirs) == "EACCES"
        return
    seen = {}

    def listen():
        script = ("import socket,time; s=socket.create_server(('127.0.0.1', 8099));"
                  "time.sleep(3); print('listened')")
        seen["listener"] = probe("shell", f'python3 -c "{script}" || /var/lang/bin/python3 -c "{script}"')

    thread = threading.Thread(target=listen)
    thread.start()
    answers = {probe("connect", "127.0.0.1", 8099, of="neighbour") for _ in range(5)}
    thread.join()
    assert answers == {"ECONNREFUSED"} and "listened" in seen["listener"], (answers, seen)


@pytest.mark.parametrize("family,kind,protocol", [
    (16, 3, 4), (16, 3, 12), (16, 3, 15),  # netlink beyond the list of interfaces
    (40, 1, 0), (38, 5, 0), (17, 3, 0),    # vsock, the kernel's ciphers, packets
    (2, 3, 1), (2, 3, 255),                # raw
])
def test_only_ordinary_sockets_are_opened(probe, family, kind, protocol):
    answers = ("EPROTONOSUPPORT", "EAFNOSUPPORT", "EPERM", "EACCES")
    assert probe("socket", family, kind, protocol) in answers


def test_nobody_s_credentials_count_but_its_own(probe):
    assert "assumed-role/" in probe("identity")
    assert probe("administrator") == "InvalidClientTokenId"
    assert probe("forged token") == "InvalidClientTokenId"


@pytest.mark.parametrize("frame", [
    "ffffffff4f", "000000004f", "1000000000", "01000000", "0100000052", "0100000058",
    "020000003f00", "030000004f0000", "070000004f000000007b7d" * 1000, "ff" * 4096,
])
def test_forged_frames_hurt_nobody_else(probe, frame):
    probe("forge", frame)
    probe("exit")
    still_well(probe)


def test_one_function_cannot_take_every_connection(app, probe):
    assert 100 <= probe("connections", 600) <= 200
    still_well(probe)
    assert app.client("sts").get_caller_identity()


def test_a_tree_that_nobody_may_enter_costs_no_place(app, probe):
    for _ in range(3):
        assert probe("dig", 300) in ("done", "EPERM" if app.place == PLACES[3] else "done")
        probe("exit")
    still_well(probe)


def test_what_is_printed_is_not_obeyed_by_the_terminal(app, probe):
    probe("print", "a\x1b]0;owned\x07b\rc")
    until(lambda: "␛]0;owned␇" in app.said())
    assert "\x1b]0;" not in app.said()


def test_a_web_page_from_elsewhere_cannot_use_the_well_known_key(app):
    url = app.client("lambda").generate_presigned_url(
        "list_functions", ExpiresIn=60, HttpMethod="GET")

    def status(**headers):
        request = urllib.request.Request(url)
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    assert status() == 200
    assert status(Origin="http://localhost:5173") == 200
    assert status(Origin="https://evil.example") == 403
    assert status(Origin="null") == 403
    assert status(Sec_Fetch_Site="cross-site") == 403
    # By a name of the page's own, made to lead here.
    assert status(Host="evil.example:4566") == 403


def test_nobody_else_may_read_what_the_platform_keeps(app):
    assert app.folder.joinpath(".squall").stat().st_mode & 0o077 == 0
    servers = [app.process.pid]
    for pid in servers:
        text = pathlib.Path(f"/proc/{pid}/cmdline").read_bytes()
        assert b"SECRET" not in text and b"TOKEN" not in text
