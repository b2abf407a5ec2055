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
