"""Starting, ending, starting again: ports, folders, users, no network, nothing left over."""
import concurrent.futures
import glob
import json
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import time

import pytest
from waiting import until

HERE = pathlib.Path(__file__).resolve().parent
BINARY = os.environ["SQUALL_BIN"]


def descendants(pid):
    found, seen = [pid], []
    while found:
        parent = found.pop()
        for entry in glob.glob("/proc/[0-9]*/stat"):
            try:
                text = open(entry).read()
            except OSError:
                continue
            child = int(text.split(" ", 1)[0])
            if int(text.rpartition(") ")[2].split(" ")[1]) == parent:
                found.append(child)
                seen.append(child)
    return seen


def gone(pids, seconds=15):
    deadline = time.time() + seconds
    while time.time() < deadline:
        if not any(os.path.exists(f"/proc/{pid}") for pid in pids):
            return True
        time.sleep(0.05)
    return False


def test_a_folder_with_a_space_and_other_letters(application, tmp_path):
    folder = tmp_path / "mein Ördner 測試"
    shutil.copytree(HERE / "apps" / "seed", folder)
    squall = application("seed", folder=folder)
    assert squall.call("GET", "/hello")[0] == 200


def test_ctrl_c_lets_invocations_finish_and_leaves_nothing(application):
    squall = application("faults")
    pids = descendants(squall.process.pid)
    assert pids
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        answer = pool.submit(squall.invoke, "busy", {"seconds": 2})
        until(lambda: json.loads(squall.cli("pools", "--json").stdout)["running"])
        squall.stop()
        assert answer.result()[1] == "done"
    assert squall.process.returncode == 0
    assert gone(pids)
    assert not (squall.folder / ".squall" / "running.json").exists()


def test_kill_9_leaves_no_process_and_the_next_start_no_remains(application):
    squall = application("faults")
    squall.invoke("counter")
    pids = descendants(squall.process.pid)
    squall.kill()
    assert gone(pids), "processes outlived the server"
    squall.start()
    assert squall.invoke("counter")[1] == 1
    tmp = squall.folder / ".squall" / "sandboxes"
    if tmp.exists():
        assert len(list(tmp.iterdir())) < 200


def test_output_into_the_applications_folder_is_no_edit(tmp_path):
    folder = tmp_path / "app"
    shutil.copytree(HERE / "apps" / "seed", folder)
    with open(folder / "up.log", "wb") as log:
        process = subprocess.Popen([BINARY, "up", "--port", "0", "--aws-port", "0"], cwd=folder,
                                   stdout=log, stderr=log)
    try:
        deadline = time.time() + 120
        while time.time() < deadline and b"ready in" not in (folder / "up.log").read_bytes():
            time.sleep(0.1)
        subprocess.run([BINARY, "invoke", "hello"], cwd=folder, check=True, timeout=60,
                       capture_output=True)
        time.sleep(1)
        assert b"reloaded" not in (folder / "up.log").read_bytes()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def test_a_taken_port_is_named(tmp_path):
    folder = tmp_path / "app"
    shutil.copytree(HERE / "apps" / "seed", folder)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        done = subprocess.run([BINARY, "up", "--port", port, "--aws-port", "0"], cwd=folder,
                              capture_output=True, text=True, timeout=180)
    assert done.returncode == 1
    assert port in done.stderr and str(os.getpid()) in done.stderr and "--port" in done.stderr


@pytest.mark.parametrize("edit,words", [
    (("memorySize: 512", "memorySize: lots"), ["serverless.yml:8", "memorySize"]),
    (("handler: handlers.hello.lambda_handler", "handlr: x"), ["serverless.yml", "handler"]),
    (("  name: aws", "  name: aws\n  name: gcp"), ["serverless.yml:5", "name"]),
    (("${self:provider.region}", "${self:provider.regoin}"), ["serverless.yml:24", "regoin"]),
    (("    handler: handlers.hello.lambda_handler",
      "    role: arn:aws:iam::000000000000:role/gone\n    handler: handlers.hello.lambda_handler"),
     ["serverless.yml", "role/gone", "cannot be assumed by Lambda"]),
])
def test_a_wrong_manifest_is_told_by_line(tmp_path, edit, words):
    folder = tmp_path / "app"
    shutil.copytree(HERE / "apps" / "seed", folder)
    manifest = folder / "serverless.yml"
    manifest.write_text(manifest.read_text().replace(*edit, 1))
    done = subprocess.run([BINARY, "up", "--port", "0", "--aws-port", "0"], cwd=folder,
                          capture_output=True, text=True, timeout=180)
    assert done.returncode == 1
    for word in words:
        assert word in done.stderr, done.stderr


def test_a_folder_without_a_manifest(tmp_path):
    done = subprocess.run([BINARY, "up"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "serverless.yml" in done.stderr


def test_ephemeral_keeps_nothing(application):
    squall = application("seed", "--ephemeral")
    client = squall.client("dynamodb")
    client.put_item(TableName="users-table", Item={"user_id": {"S": "x"}})
    squall.stop()
    squall.start()
    assert squall.client("dynamodb").scan(TableName="users-table")["Items"] == []


def test_the_second_start_needs_no_network(application):
    squall = application("seed")
    squall.stop()
    if os.getuid() == 0:
        squall.prefix = ["unshare", "--net", "--", "sh", "-c", 'ip link set lo up; exec "$@"', "sh"]
    squall.environment.update(PIP_NO_INDEX="1", http_proxy="http://127.0.0.1:9",
                              https_proxy="http://127.0.0.1:9")
    squall.start()
    if os.getuid() == 0:
        enter = ["nsenter", "-t", str(squall.facts["pid"]), "-n"]
        done = subprocess.run([*enter, "curl", "-s", squall.http + "/hello"], timeout=60,
                              capture_output=True, text=True)
        assert json.loads(done.stdout)["message"] == "Hello, World!", done
    else:
        assert squall.call("GET", "/hello")[0] == 200
    squall.process.send_signal(signal.SIGINT)
    squall.process.wait(timeout=60)


def ordinary_user():
    try:
        return pwd.getpwnam("nobody")
    except KeyError:
        return None


@pytest.mark.skipif(os.getuid() != 0, reason="the whole suite runs as an ordinary user already")
def test_as_an_ordinary_user(application, tmp_path_factory):
    user = ordinary_user()
    if user is None:
        pytest.skip("this machine has no user nobody")
    base = pathlib.Path(f"/tmp/squall-user-{os.getpid()}")
    base.mkdir(mode=0o755)
    try:
        shutil.copytree(HERE / "apps" / "seed", base / "app")
        shutil.copy(BINARY, base / "squall")
        (base / "home").mkdir()
        subprocess.run(["chown", "-R", str(user.pw_uid), base], check=True)
        environment = {"HOME": str(base / "home"), "PATH": "/usr/local/bin:/usr/bin:/bin"}
        for name in os.environ:
            if name.startswith("PIP_"):
                environment[name] = os.environ[name]
        drop = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups",
                "--inh-caps=-all", "--no-new-privs", "env", "-i",
                *[f"{k}={v}" for k, v in environment.items()]]
        import conftest
        before = conftest.BINARY
        conftest.BINARY = str(base / "squall")
        try:
            squall = application("seed", folder=base / "app", prefix=drop)
        finally:
            conftest.BINARY = before
        assert "isolation: rootless" in squall.said(), squall.said()
        assert squall.call("GET", "/hello")[0] == 200
        user_id = "someone"
        status, _, raw = squall.call("POST", "/users", {"user_id": user_id, "name": "n", "email": "e"})
        assert status == 201, (raw, squall.said())
        assert squall.call("GET", f"/users/{user_id}")[0] == 200
        squall.stop()
    finally:
        shutil.rmtree(base, ignore_errors=True)


def test_fifty_functions_at_once_from_cold(application, tmp_path):
    folder = tmp_path / "fifty"
    folder.mkdir()
    manifest = "service: fifty\nprovider:\n  name: aws\n  runtime: python3.11\n  timeout: 30\nfunctions:\n"
    manifest += "".join(f"  f{n}:\n    handler: h.handler\n" for n in range(50))
    (folder / "serverless.yml").write_text(manifest)
    (folder / "h.py").write_text("def handler(event, context):\n    return context.function_name\n")
    squall = application("fifty", folder=folder)
    client = squall.client("lambda")

    def call(n):
        answer = client.invoke(FunctionName=squall.full_name(f"f{n}"), Payload=b"{}")
        return json.loads(answer["Payload"].read())

    with concurrent.futures.ThreadPoolExecutor(50) as pool:
        assert list(pool.map(call, range(50))) == [squall.full_name(f"f{n}") for n in range(50)]


def test_the_other_commands(application):
    squall = application("faults")
    done = squall.cli("invoke", "echo", "-d", '{"a": 1}')
    assert done.returncode == 0 and json.loads(json.loads(done.stdout)["body"]) == {"a": 1}, done
    done = squall.cli("invoke", "raises", "--log")
    assert done.returncode == 1 and json.loads(done.stdout)["errorType"] == "Custom"
    assert "START RequestId" in done.stderr
    done = squall.cli("invoke", "nobody")
    assert done.returncode == 1 and "nobody" in done.stderr and "faults-dev-echo" in done.stderr
    done = squall.cli("invoke", "echo", "-d", "{oops")
    assert done.returncode == 1 and "JSON" in done.stderr
    done = squall.cli("ls", "--json")
    assert {f["FunctionName"] for f in json.loads(done.stdout)} >= {"faults-dev-echo"}
    assert "faults-dev-echo" in squall.cli("ls").stdout
    done = squall.cli("logs", "nobody")
    assert done.returncode == 1 and "nobody has logged nothing" in done.stderr, done
    done = squall.cli("up")
    assert done.returncode == 1 and "running already" in done.stderr, done
    squall.invoke("logs")
    deadline = time.time() + 10
    while time.time() < deadline and "warned" not in squall.cli("logs", "logs").stdout:
        time.sleep(0.1)
    assert "warned" in squall.cli("logs", "logs").stdout
    follow = subprocess.Popen([BINARY, "logs", "-f", "-n", "0"], cwd=squall.folder,
                              stdout=subprocess.PIPE, text=True)
    try:
        time.sleep(0.3)
        squall.invoke("writesfds")
        for line in follow.stdout:
            if "raw one" in line:
                break
        else:
            raise AssertionError("logs -f ended")
    finally:
        follow.kill()
        follow.wait()
    assert squall.cli("version").stdout.startswith("squall ")
    doctor = json.loads(squall.cli("doctor", "--json").stdout)
    assert doctor["isolation"]["level"] in ("full", "rootless")


def test_commands_without_a_server(tmp_path):
    done = subprocess.run([BINARY, "invoke", "x"], cwd=tmp_path, capture_output=True, text=True,
                          timeout=30)
    assert done.returncode == 1 and "squall up" in done.stderr
