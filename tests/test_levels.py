"""Which isolation level is chosen, what is said of those that are not to be had, and of none."""
import json
import os
import pathlib
import shutil
import subprocess
import sys

import pytest
from conftest import BINARY, needs_landlock

CONTAINER = [sys.executable, str(pathlib.Path(__file__).resolve().parent / "container.py")]
pytestmark = pytest.mark.skipif(os.getuid() != 0, reason="only root can make a container")


def run(*arguments, container=(), folder="/"):
    return subprocess.run([*CONTAINER, *container, BINARY, *arguments], cwd=folder, text=True,
                          capture_output=True, timeout=120, env={**os.environ, "NO_COLOR": "1"})


def test_a_container_has_level_guarded_and_is_told_how_to_get_more():
    needs_landlock(4)
    done = run("doctor", "--json")
    assert done.returncode == 0, done.stderr
    isolation = json.loads(done.stdout)["isolation"]
    assert isolation["level"] == "guarded"
    refused = {one["level"]: one for one in isolation["refused"]}
    assert list(refused) == ["full", "rootless"]
    assert "unshare" in refused["full"]["missing"] and "--privileged" in refused["full"]["grant"]
    assert "running as root" in refused["rootless"]["missing"]
    assert isolation["enforced"]["memory"].startswith("RLIMIT_DATA")
    assert "no egress" in isolation["enforced"]["network"]


def test_control_groups_are_used_where_a_container_may_write_them():
    needs_landlock(4)
    isolation = json.loads(run("doctor", "--json", container=["--cgroups", "rw"]).stdout)["isolation"]
    assert isolation["level"] == "guarded" and isolation["enforced"]["memory"].startswith("cgroup v")


@pytest.fixture
def folder(tmp_path):
    tmp_path.joinpath("serverless.yml").write_text(
        "service: s\nprovider: {name: aws, runtime: python3.11}\n"
        "functions: {f: {handler: m.f}}\n")
    tmp_path.joinpath("m.py").write_text("def f(event, context):\n    return 1\n")
    return tmp_path


def test_without_any_level_nothing_starts_and_what_is_missing_is_said(folder):
    without = ["--landlock", "no"]
    done = run("up", "--port", "0", "--aws-port", "0", container=without, folder=folder)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    for text in ["functions cannot be isolated", "level full: ", "level rootless: ",
                 "level guarded: Landlock version 4 is needed, and the kernel has 0", "Linux 6.7"]:
        assert text in said, said
    done = run("doctor", container=without)
    assert done.returncode == 1 and "isolation: none of the levels works" in done.stdout


def test_a_level_that_is_insisted_on_is_not_lowered(folder):
    done = run("up", "--level", "full", "--port", "0", "--aws-port", "0", folder=folder)
    assert done.returncode == 1
    assert "level full: unshare" in done.stdout + done.stderr
    assert "guarded" not in done.stdout + done.stderr


BOOTSTRAP = """#!/usr/bin/python3
import json, os, sys, urllib.request
api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/invocation/"
while True:
    with urllib.request.urlopen(api + "next") as asked:
        request, event = asked.headers["Lambda-Runtime-Aws-Request-Id"], json.load(asked)
    tmp = os.environ["TMPDIR"]
    open(tmp + "/x", "w").close()
    told = {"event": event, "cwd": os.getcwd(), "task": os.environ["LAMBDA_TASK_ROOT"],
            "tmp": os.listdir(tmp), "data": open("data.txt").read(), "uid": os.getuid(),
            "layer": os.environ["LAYERED"]}
    urllib.request.urlopen(api + request + "/response", json.dumps(told).encode()).close()
"""


def test_a_program_runs_at_level_guarded(application, tmp_path):
    needs_landlock(4)
    folder = tmp_path / "program"
    folder.mkdir()
    folder.joinpath("serverless.yml").write_text(
        "service: s\nprovider: {name: aws, runtime: provided.al2023}\n"
        "functions:\n  f: {handler: any, environment: {LAYERED: /opt/bin}}\n"
        "  none: {handler: any, package: {artifact: none.zip}}\n")
    folder.joinpath("bootstrap").write_text(BOOTSTRAP)
    folder.joinpath("bootstrap").chmod(0o755)
    folder.joinpath("data.txt").write_text("data")
    other = tmp_path / "other"
    other.mkdir()
    other.joinpath("x").write_text("x")
    shutil.make_archive(str(folder / "none"), "zip", other)
    squall = application("program", folder=folder, prefix=CONTAINER)
    assert "isolation: guarded (" in squall.said()
    for round in range(2):
        _, told, log = squall.invoke("f", {"round": round})
        assert told["event"] == {"round": round} and told["cwd"] == told["task"], log
        assert (told["tmp"], told["data"], told["layer"]) == (["x"], "data", "/opt/bin")
        assert told["uid"] >= 100_000
    answer, error, _ = squall.invoke("none")
    assert answer["FunctionError"] == "Unhandled"
    assert "Couldn't find valid bootstrap(s): [/var/task/bootstrap" in error["errorMessage"]
