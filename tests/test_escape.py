"""What a function may not do: it fails, and neither the platform nor a neighbour notices."""
import os
import socket
import threading

import pytest


@pytest.fixture(scope="module")
def app(application):
    return application("escape")


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
    for path in [str(app.folder), str(app.folder / ".squall"), "/home", "/root", "/work", "/boot",
                 os.path.expanduser("~")]:
        assert probe("list", path) in ("ENOENT", "EACCES", []), path
    assert "squall" not in str(probe("list", "/tmp"))


@pytest.mark.parametrize("path", ["/var/task/x", "/x", "/etc/x", "/usr/x", "/opt/x", "/dev/x",
                                  "/var/x", "/var/runtime/x", "/var/lang/x", "/proc/x",
                                  "/proc/sys/kernel/hostname"])
def test_nothing_can_be_written_outside_tmp(probe, path):
    assert probe("write", path) in ("EROFS", "EACCES", "EPERM", "ENOENT"), path
    assert probe("write", "/tmp/x") == "done"


def test_only_its_own_processes_are_seen(probe):
    assert len(probe("pids")) <= 2
    assert probe("kill", os.getpid(), 0) == "ESRCH"
    assert probe("kill", -1, 0) in ("ESRCH", "EPERM")


def test_it_has_no_privilege(probe):
    status = probe("status")
    for key in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
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
])
def test_the_kernels_doors_are_shut(probe, what, arguments):
    if what == "syscall" and isinstance(arguments[-1], str):
        arguments = tuple(0 if isinstance(a, str) else a for a in arguments)
    assert probe(what, *arguments) in ("EPERM", "ENOSYS", "EACCES"), (what, arguments)


def test_the_hosts_ports_cannot_be_reached(app, probe):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert probe("connect", "127.0.0.1", port) == "ECONNREFUSED"
    own = int(app.aws.rsplit(":", 1)[1])
    if own != 4566:
        assert probe("connect", "127.0.0.1", own) == "ECONNREFUSED"
    assert probe("connect", "127.0.0.1", 4566) == "connected"


def test_the_hosts_abstract_sockets_cannot_be_reached(probe):
    name = f"squall-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind("\0" + name)
        unix.listen()
        assert probe("abstract", name) in ("ECONNREFUSED", "EPERM", "EACCES")


def test_the_hosts_environment_is_not_seen(probe):
    environment = probe("environment")
    for name in ("HOME_OF_THE_HOST", "SQUALL_BIN", "PYTEST_CURRENT_TEST", "CARGO_HOME"):
        assert name not in environment
    assert environment["PATH"].startswith("/var/lang/bin")


def test_no_descriptor_leaks_in(probe):
    descriptors = probe("descriptors")
    for number, target in descriptors.items():
        assert not target.startswith(("/work", "/root", "/home", "/sys")), descriptors
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


def test_a_neighbours_tmp_is_not_seen(probe):
    assert probe("write", "/tmp/mine") == "done"
    assert "mine" in probe("list", "/tmp")
    assert probe("list", "/tmp", of="neighbour") == []


def test_a_neighbours_ports_are_not_reached(app, probe):
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
