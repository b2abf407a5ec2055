"""The server gives up what root can do once it runs, and everything goes on working."""
import os
import pathlib
import shutil
import subprocess
import time

import pytest

pytestmark = pytest.mark.skipif(os.getuid() != 0, reason="only root has something to give up")

HERE = pathlib.Path(__file__).resolve().parent
NO_CAPABILITY = {name: "0000000000000000" for name in ("CapInh", "CapPrm", "CapEff", "CapBnd",
                                                       "CapAmb")}
HANDLER = "import os\ndef handler(event, context):\n    return {!r}\n"


def status(pid):
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return dict(line.split(":\t", 1) for line in lines if ":\t" in line)


def processes_of(squall):
    """The server's threads, each with what it may do."""
    pid = squall.facts["pid"]
    return [status(f"{pid}/task/{task}") for task in os.listdir(f"/proc/{pid}/task")]


def wait_for(squall, text, count):
    deadline = time.time() + 90
    while squall.said().count(text) < count:
        assert time.time() < deadline, squall.said()
        time.sleep(0.05)


def write_app(folder, answer="one"):
    folder.mkdir(exist_ok=True)
    (folder / "serverless.yml").write_text(
        "service: rights\nprovider: {name: aws, runtime: python3.11}\n"
        "functions:\n  go: {handler: h.handler}\n")
    (folder / "h.py").write_text(HANDLER.format(answer))


def test_the_server_can_do_nothing_that_root_can(application, tmp_path):
    write_app(tmp_path / "app")
    squall = application("app", folder=tmp_path / "app")
    threads = processes_of(squall)
    assert len(threads) > 1
    for thread in threads:
        assert {name: thread[name] for name in NO_CAPABILITY} == NO_CAPABILITY
        assert (thread["NoNewPrivs"], thread["Seccomp"]) == ("1", "2")
    assert "without any capability" in squall.said()
    assert squall.invoke("go")[1] == "one"


def test_edits_and_installing_go_on(application, tmp_path):
    folder = tmp_path / "app"
    write_app(folder)
    # As in root's home, which nobody else may enter.
    tmp_path.chmod(0o700)
    wheel = tmp_path / "dist"
    make_wheel(wheel)
    squall = application("app", folder=folder, environment={"XDG_CACHE_HOME": str(cache(tmp_path))})
    assert squall.invoke("go")[1] == "one"
    (folder / "h.py").write_text(HANDLER.format("two"))
    wait_for(squall, "reloaded:", 1)
    assert squall.invoke("go")[1] == "two"
    shutil.copytree(wheel, folder / "wheels")
    (folder / "h.py").write_text("import tiny_rights\ndef handler(event, context):\n"
                                 "    return [tiny_rights.SAYS, tiny_rights.__cached__]\n")
    (folder / "requirements.txt").write_text("--no-index\n--find-links wheels\ntiny-rights==1.0\n")
    wait_for(squall, "reloaded:", 2)
    says, cached = squall.invoke("go")[1]
    assert says == "hello" and cached.endswith(".pyc"), squall.said()
    squall.stop()
    # Once more, with everything found where it is.
    squall.start()
    assert squall.invoke("go")[1][0] == "hello"
    assert squall.said().count("installing") == 0, squall.said()


def cache(tmp_path):
    """One with boto3 in it, that this test may change."""
    usual = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    mine = tmp_path / "cache"
    if (pathlib.Path(usual) / "squall").is_dir():
        shutil.copytree(pathlib.Path(usual) / "squall", mine / "squall", symlinks=True)
    return mine


def make_wheel(folder):
    """The smallest package that pip installs."""
    import zipfile
    folder.mkdir()
    info = "tiny_rights-1.0.dist-info"
    with zipfile.ZipFile(folder / "tiny_rights-1.0-py3-none-any.whl", "w") as file:
        file.writestr("tiny_rights/__init__.py", "SAYS = 'hello'\n")
        file.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tiny-rights\nVersion: 1.0\n")
        file.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(f"{info}/RECORD", "")


UID = 54321


@pytest.fixture
def person():
    """Somebody with a home, an application in it and a machine's directory beside it."""
    base = pathlib.Path(f"/tmp/squall-links-{os.getpid()}")
    base.mkdir(mode=0o755)
    home = base / "home"
    home.mkdir(mode=0o755)
    write_app(home / "app")
    subprocess.run(["chown", "-R", f"{UID}:{UID}", home], check=True)
    for name in ("store", "logs", "packages", "tmp", "trash"):
        (base / "system" / name).mkdir(parents=True)
        (base / "system" / name / "file").write_text("precious")
    users = base / "passwd"
    users.write_text(pathlib.Path("/etc/passwd").read_text()
                     + f"squallperson:x:{UID}:{UID}::{home}:/bin/sh\n")
    yield base
    shutil.rmtree(base, ignore_errors=True)


def up_ends(base, **environment):
    line = 'mount --bind "$0" /etc/passwd && exec "$@"'
    command = ["unshare", "-m", "sh", "-c", line, str(base / "passwd"), os.environ["SQUALL_BIN"],
               "up", "--port", "0", "--aws-port", "0"]
    ended = subprocess.run(command, cwd=base / "home" / "app", timeout=60, capture_output=True,
                           text=True, stdin=subprocess.DEVNULL,
                           env={**os.environ, "NO_COLOR": "1", "XDG_CACHE_HOME": "", **environment})
    assert ended.returncode != 0
    return ended.stdout + ended.stderr


def snapshot_of(folder):
    paths = [folder, *sorted(folder.rglob("*"))]
    return [(str(path), path.stat().st_uid, path.stat().st_mode,
             path.is_file() and path.read_text()) for path in paths]


@pytest.mark.parametrize("link", [".cache", ".cache/squall", ".cache/pip", "app/.squall",
                                  "app/.squall/store", "app/.squall/sandboxes"])
def test_root_is_led_nowhere_by_a_person_s_link(person, link):
    system, path = person / "system", person / "home" / link
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(system)
    subprocess.run(["chown", "-R", "-h", f"{UID}:{UID}", person / "home"], check=True)
    before = snapshot_of(system)
    said = up_ends(person)
    assert f"{path} is a link" in said and "fix:" in said, said
    assert snapshot_of(system) == before


def test_what_a_person_left_where_the_warden_works_is_not_followed(person, application):
    system, sandboxes = person / "system", person / "home" / "app" / ".squall" / "sandboxes"
    sandboxes.mkdir(parents=True)
    (sandboxes / "warden.lock").symlink_to(system / "tmp" / "file")
    (sandboxes / "session").symlink_to(system / "tmp" / "file")
    for name in ("tmp", "trash", "root", "empty"):
        (sandboxes / name).symlink_to(system / "tmp")
    subprocess.run(["chown", "-R", "-h", f"{UID}:{UID}", person / "home"], check=True)
    # An interpreter of theirs, that says who started it.
    tool = person / "home" / "miniconda3" / "bin" / "python3.11"
    tool.parent.mkdir(parents=True)
    tool.write_text(f"#!/bin/sh\nid -u >> {person}/who\n")
    tool.chmod(0o755)
    (person / "who").touch()
    (person / "who").chmod(0o666)
    prepared = cache(person) / "squall"
    (person / "home" / ".cache").mkdir()
    if prepared.is_dir():
        shutil.move(str(prepared), str(person / "home" / ".cache" / "squall"))
    subprocess.run(["chown", "-R", "-h", f"{UID}:{UID}", person / "home"], check=True)
    before = snapshot_of(system)
    line = 'mount --bind "$0" /etc/passwd && exec "$@"'
    squall = application("app", folder=person / "home" / "app", environment={"XDG_CACHE_HOME": ""},
                         prefix=["unshare", "-m", "sh", "-c", line, str(person / "passwd")])
    assert squall.invoke("go")[1] == "one"
    assert sandboxes.stat().st_uid == 0 and not (sandboxes / "tmp").is_symlink()
    squall.stop()
    assert snapshot_of(system) == before
    assert set((person / "who").read_text().split()) == {str(UID)}


def test_in_somebody_s_folder_the_server_becomes_that_person(application):
    uid = 54321
    base = pathlib.Path(f"/tmp/squall-person-{os.getpid()}")
    base.mkdir(mode=0o755)
    try:
        home = base / "home"
        home.mkdir(mode=0o700)
        (home / ".cache").mkdir()
        write_app(home / "app")
        prepared = cache(base) / "squall"
        if prepared.is_dir():
            shutil.move(str(prepared), str(home / ".cache" / "squall"))
        subprocess.run(["chown", "-R", f"{uid}:{uid}", home], check=True)
        # What an earlier version, or a start by root, left behind.
        (home / "app" / ".squall" / "store").mkdir(parents=True)
        users = base / "passwd"
        users.write_text(pathlib.Path("/etc/passwd").read_text()
                         + f"squallperson:x:{uid}:{uid}::{home}:/bin/sh\n")
        line = 'mount --bind "$0" /etc/passwd && exec "$@"'
        squall = application("app", folder=home / "app", environment={"XDG_CACHE_HOME": ""},
                             prefix=["unshare", "-m", "sh", "-c", line, str(users)])
        said = squall.said()
        assert f"server: uid {uid} without any capability" in said, said
        assert "isolation: full" in said or "isolation: guarded" in said, said
        for thread in processes_of(squall):
            assert thread["Uid"].split() == [str(uid)] * 4 == thread["Gid"].split()
            assert thread["Groups"].strip() == ""
            assert {name: thread[name] for name in NO_CAPABILITY} == NO_CAPABILITY
        assert squall.invoke("go")[1] == "one"
        (home / "app" / "h.py").write_text(HANDLER.format("two"))
        wait_for(squall, "reloaded:", 1)
        assert squall.invoke("go")[1] == "two"
        data = home / "app" / ".squall"
        for name in ("store", "packages", "logs"):
            assert (data / name).stat().st_uid == uid, name
        squall.stop()
    finally:
        shutil.rmtree(base, ignore_errors=True)
