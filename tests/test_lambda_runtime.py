"""The official runtime crate for Rust, as it is on crates.io, in a function written with it.

Building the function takes the better part of a minute the first time; cargo keeps it under
target/ afterwards.
"""
import base64
import json
import os
import pathlib
import shutil
import subprocess
import time

import pytest

HERE = pathlib.Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def rust(application, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run") / "rust"
    folder.mkdir()
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target")) / "tests-rust"
    manifest = HERE / "apps" / "rust" / "function" / "Cargo.toml"
    subprocess.run(["cargo", "build", "--locked", "--quiet", "--manifest-path", manifest,
                    "--target-dir", target], check=True, timeout=600)
    shutil.copy(target / "debug" / "bootstrap", folder)
    shutil.copy(HERE / "apps" / "rust" / "serverless.yml", folder)
    return application("rust", folder=folder)


def test_the_crates_context_is_whole(rust):
    custom = base64.b64encode(json.dumps({"custom": {"a": "ü"}}).encode()).decode()
    before = time.time() * 1000
    answer, told, log = rust.invoke("hello", {"a": [1, "ü"]}, ClientContext=custom)
    assert "FunctionError" not in answer, (told, log)
    request, name = answer["ResponseMetadata"]["RequestId"], rust.full_name("hello")
    assert told["event"] == {"a": [1, "ü"]} and told["request_id"] == request
    assert told["arn"] == f"arn:aws:lambda:us-east-1:000000000000:function:{name}"
    assert told["trace"].startswith("Root=1-")
    assert told["client"]["custom"] == {"a": "ü"}
    assert (told["function"], told["memory"], told["version"]) == (name, 128, "$LATEST")
    assert before < told["deadline"] <= time.time() * 1000 + 10_000
    assert f"handling {request}" in log


def test_what_the_handler_returns_as_an_error(rust):
    answer, error, _ = rust.invoke("hello", {"fail": "as asked"})
    assert answer["FunctionError"] == "Unhandled"
    assert error["errorMessage"] == "as asked" and "errorType" in error


def test_a_panic_is_an_error_and_the_instance_goes_on(rust):
    answer, error, log = rust.invoke("hello", {"panic": True})
    assert answer["FunctionError"] == "Unhandled" and "as asked" in error["errorMessage"], error
    answer, told, _ = rust.invoke("hello", {"after": 1})
    assert "FunctionError" not in answer and told["event"] == {"after": 1}


def test_sizes(rust):
    _, text, _ = rust.invoke("hello", {"bytes": 5_000_000})
    assert text == "x" * 5_000_000
    answer, error, _ = rust.invoke("hello", {"bytes": 7_000_000})
    assert answer["FunctionError"] == "Unhandled"
    assert error["errorType"] == "Function.ResponseSizeTooLarge"
    event = {"x": "y" * 5_000_000}
    assert rust.invoke("hello", event)[1]["event"] == event


def test_many_in_a_row(rust):
    ids = {rust.invoke("hello", n)[1]["request_id"] for n in range(100)}
    assert len(ids) == 100
