"""The seed's application, unedited, driven from outside as its own driver does."""
import os
import pathlib
import subprocess
import sys

import pytest

SEED = pathlib.Path(__file__).resolve().parent / "apps" / "seed"
CHECKS = ["hello", "dynamodb_through_the_gateway", "api_gateway_routing", "s3_upload", "sqs_trigger",
          "sqs_dead_letters", "s3_event", "least_privilege"]


def drive(squall):
    command = [sys.executable, SEED / "drive.py", "--http", squall.http, "--aws", squall.aws]
    keep = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
    return subprocess.run([*command, *CHECKS], capture_output=True, text=True, timeout=300, env=keep)


@pytest.fixture(scope="module")
def seed(application):
    return application("seed")


def test_the_driver_passes(seed):
    done = drive(seed)
    assert done.returncode == 0, done.stdout + done.stderr + seed.said()
    assert f"{len(CHECKS)} passed, 0 failed" in done.stdout


def test_what_is_not_there_yet_is_listed_by_name_and_line(seed):
    lines = seed.said().splitlines()
    for name, line in [("stream", 111), ("schedule", 77), ("AWS::Kinesis::Stream", None)]:
        assert any(name in said and (line is None or f"serverless.yml:{line}" in said)
                   for said in lines), (name, seed.said())


def test_what_was_acknowledged_is_there_after_kill_9(seed):
    assert drive(seed).returncode == 0
    table = seed.client("dynamodb")
    before = {i["user_id"]["S"] for i in table.scan(TableName="users-table")["Items"]}
    assert before
    seed.kill()
    seed.start()
    after = {i["user_id"]["S"] for i in seed.client("dynamodb").scan(TableName="users-table")["Items"]}
    assert after == before
    done = drive(seed)
    assert done.returncode == 0, done.stdout + done.stderr
