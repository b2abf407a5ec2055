"""Which isolation level is chosen, what is said of those that are not to be had, and of none."""
import json
import os
import pathlib
import subprocess
import sys

import pytest
from conftest import BINARY

CONTAINER = [sys.executable, str(pathlib.Path(__file__).resolve().parent / "container.py")]
pytestmark = pytest.mark.skipif(os.getuid() != 0, reason="only root can make a container")


def run(*arguments, container=(), folder="/"):
    return subprocess.run([*CONTAINER, *container, BINARY, *arguments], cwd=folder, text=True,
                          capture_output=True, timeout=120, env={**os.environ, "NO_COLOR": "1"})


def test_a_container_has_level_guarded_and_is_told_how_to_get_more():
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
