"""What every black-box test starts from: the real binary, run as a user runs it."""
import ctypes
import json
import os
import pathlib
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request

import boto3
import pytest
from botocore.config import Config

HERE = pathlib.Path(__file__).resolve().parent
BINARY = os.environ["SQUALL_BIN"]
START_SECONDS = 180
LANDLOCK_CREATE_RULESET = 444
LANDLOCK_VERSION = 1


def needs_landlock(version):
    """Skips where the kernel's own is older: level guarded is not to be had there."""
    libc = ctypes.CDLL(None)
    have = libc.syscall(LANDLOCK_CREATE_RULESET, None, 0, LANDLOCK_VERSION)
    if have < version:
        pytest.skip(f"level guarded needs Landlock {version}, and this kernel has {max(have, 0)}")


class Squall:
    """One `squall up` of a folder, on free ports."""

    def __init__(self, folder, *arguments, environment=None, prefix=(), binary=BINARY):
        self.folder = pathlib.Path(folder)
        self.arguments = arguments
        self.environment = {**os.environ, "NO_COLOR": "1", **(environment or {})}
        self.prefix = list(prefix)
        self.binary = str(binary)
        self.process = None
        self.facts = None
        self.starts = 0

    def start(self):
        self.starts += 1
        self.output_path = self.folder.parent / f"up-{self.folder.name}-{self.starts}.log"
        self.output = open(self.output_path, "wb")
        command = [*self.prefix, self.binary, "up", "--port", "0", "--aws-port", "0"]
        self.process = subprocess.Popen(
            [*command, *self.arguments], cwd=self.folder, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=self.output, stderr=subprocess.STDOUT)
        facts = self.folder / ".squall" / "running.json"
        deadline = time.time() + START_SECONDS
        while time.time() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"squall up ended with {self.process.returncode}:\n{self.said()}")
            try:
                self.facts = json.loads(facts.read_text())
                if self.facts["pid"] == self.process.pid or self.prefix:
                    return self
            except (FileNotFoundError, json.JSONDecodeError):
                pass
            time.sleep(0.02)
        raise AssertionError(f"squall up was not ready in {START_SECONDS} s:\n{self.said()}")

    def said(self):
        return self.output_path.read_text(errors="replace")

    @property
    def http(self):
        return self.facts["http"]

    @property
    def aws(self):
        return self.facts["aws"]

    def client(self, name, **more):
        config = Config(region_name="us-east-1", retries={"max_attempts": 1}, read_timeout=120,
                        max_pool_connections=64)
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", **more}
        return boto3.client(name, endpoint_url=self.aws, config=config, **keys)

    def call(self, method, path, body=None, headers=None):
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(self.http + path, data=data, method=method,
                                         headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def invoke(self, key, event=None, **more):
        """The answer, its payload as an object, and its log's tail as text."""
        import base64
        payload = json.dumps({} if event is None else event).encode()
        answer = self.client("lambda").invoke(
            FunctionName=self.full_name(key), Payload=payload, LogType="Tail", **more)
        raw = answer["Payload"].read()
        log = base64.b64decode(answer.get("LogResult", "")).decode(errors="replace")
        return answer, json.loads(raw) if raw else None, log

    def full_name(self, key):
        return f"{self.facts['service']}-{self.facts['stage']}-{key}"

    def cli(self, *arguments, **more):
        return subprocess.run([*self.prefix, self.binary, *arguments], cwd=self.folder, timeout=60,
                              env=self.environment, capture_output=True, text=True, **more)

    def kill(self):
        """As a power cut would end it, as far as processes go."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=30)
        self.output.close()

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError(f"squall did not stop at Ctrl-C:\n{self.said()}")
        finally:
            self.output.close()


@pytest.fixture(scope="module")
def application(tmp_path_factory):
    """Starts copies of applications of tests/apps (or folders made by the test); stops them."""
    running = []

    def start(name, *arguments, folder=None, **more):
        if folder is None:
            folder = tmp_path_factory.mktemp("run") / name
            shutil.copytree(HERE / "apps" / name, folder)
        squall = Squall(folder, *arguments, **more)
        running.append(squall)
        return squall.start()

    yield start
    for squall in running:
        squall.stop()
