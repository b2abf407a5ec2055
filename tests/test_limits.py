"""Limits as a user meets them, and instances that come and go."""
import asyncio
import collections
import json
import re
import time
import urllib.parse

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from waiting import until


@pytest.fixture(scope="module")
def limits(application):
    return application("limits")


def request_bytes(squall, key):
    """One signed Invoke, as it goes over the wire."""
    path = f"/2015-03-31/functions/{squall.full_name(key)}/invocations"
    request = AWSRequest("POST", squall.aws + path, data=b"{}")
    SigV4Auth(Credentials("test", "test"), "lambda", "us-east-1").add_auth(request)
    lines = [f"POST {path} HTTP/1.1", f"host: {urllib.parse.urlsplit(squall.aws).netloc}",
             "content-length: 2", "connection: close"]
    lines += [f"{name}: {value}" for name, value in request.headers.items()]
    return "\r\n".join([*lines, "", "{}"]).encode()


async def call(squall, key, order):
    address = urllib.parse.urlsplit(squall.aws)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(request_bytes(squall, key))
    head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    order.append(key)
    fault = b"x-amz-function-error" in head.lower()
    return head.split(b" ")[1], fault, body if fault or b" 200 " not in head[:20] else b""


async def burst(squall, count, order):
    calls = [asyncio.create_task(call(squall, "naps", order)) for _ in range(count)]
    # The burst is on its way; then somebody else wants one thing.
    await asyncio.sleep(0.5)
    single = asyncio.create_task(call(squall, "hello", order))
    return collections.Counter([await one for one in [*calls, single]])


def test_a_thousand_at_once_from_zero_all_succeed_and_keep_nobody_waiting(limits):
    order = []
    outcomes = asyncio.run(burst(limits, 990, order))
    assert outcomes == {(b"200", False, b""): 991}, outcomes
    # Another function's single request does not wait for all that was there before it.
    assert "naps" in order[order.index("hello"):], "it came last"


def test_nothing_runs_between_invocations(limits):
    first = limits.invoke("ticks")[1]
    time.sleep(1.5)
    second = limits.invoke("ticks")[1]
    # Some while the first reply was on its way and until it was frozen; not those of 1.5 seconds.
    assert first > 0 and second - first < 700, (first, second)


def test_instances_leave_when_nobody_needs_them(limits):
    assert [limits.invoke("counts")[1] for _ in range(2)] == [1, 2]

    def has_left():
        # As long as somebody calls it stays.
        time.sleep(5)
        return limits.invoke("counts")[1] == 1
    until(has_left)


def test_descriptors(limits):
    for _ in range(2):
        held, why = limits.invoke("files")[1]
        assert 1_000 <= held <= 1_024 and why == "Too many open files", (held, why)


def test_processes_and_threads(limits):
    started, why = limits.invoke("threads")[1]
    assert 1_000 <= started <= 1_024 and why == "can't start new thread", (started, why)


def test_what_fits_on_the_disk(limits):
    assert limits.invoke("disk", {"megabytes": 500})[1] == 500
    assert limits.invoke("disk", {"megabytes": 513})[1] == "File too large"
    assert limits.invoke("disk2", {"megabytes": 1_000})[1] == 1_000
    assert limits.invoke("disk2", {"megabytes": 1_025})[1] == "File too large"


def test_the_memory_that_was_used_is_told(limits):
    def used(megabytes):
        log = limits.invoke("holds", {"megabytes": megabytes})[2]
        return int(re.search(r"Max Memory Used: (\d+) MB", log)[1])

    little, much = used(1), used(100)
    assert 5 <= little <= 60 and 95 <= much - little <= 110, (little, much)


def test_an_initialisation_has_more_of_the_processor_than_was_paid_for(limits):
    shares = limits.invoke("burns")[1]
    # 128 MB buy 7.2 percent of a processor; what a period leaves over counts in the next one.
    assert 0 < shares["now"] < 0.16, shares
    assert shares["init"] > shares["now"], shares


def test_a_late_initialisation_is_done_again_within_the_invocation(limits):
    answer, payload, log = limits.invoke("late")
    assert payload == "late" and "FunctionError" not in answer, (payload, log)
    # Its time is the invocation's now.
    assert "Init Duration" not in log and re.search(r"\tDuration: 11\d\d\d\.", log), log
    lines = [line for line in limits.cli("logs").stdout.splitlines() if "INIT_REPORT" in line]
    assert any(re.search(r"Init Duration: 10\d\d\d\.\d\d ms\tPhase: init\tStatus: timeout", line)
               for line in lines), lines


def test_what_is_kept_ready_is_told_in_bytes(limits):
    limits.invoke("hello")
    told = json.loads(limits.cli("pools", "--json").stdout)
    assert [template["status"] for template in told["templates"]] == ["ready"], told
    assert told["placesDiscarded"] == 0 and told["sandboxes"] >= told["templates"][0]["stems"], told
    # About 2 MiB each; those that are just being made count too.
    each, stems = told["templates"][0]["stemBytes"], told["stems"]
    assert 1 << 20 < each < 8 << 20 and 0 < stems["usedBytes"] <= stems["boundBytes"], told
    assert 0 < told["idle"]["boundBytes"], told


def environment(size):
    return (b"service: env\nprovider: {name: aws, runtime: python3.11}\nfunctions:\n  f:\n"
            b"    handler: handlers.hello\n    environment:\n      V: " + b"x" * size + b"\n")


def test_an_environment_has_four_kilobytes(application, tmp_path):
    folder = tmp_path / "env"
    folder.mkdir()
    (folder / "handlers.py").write_text("def hello(e, c):\n    import os\n"
                                        "    return len(os.environ['V'])\n")
    (folder / "serverless.yml").write_bytes(environment(4_000))
    squall = application("env", folder=folder)
    assert squall.invoke("f")[1] == 4_000
    squall.stop()
    (folder / "serverless.yml").write_bytes(environment(4_100))
    with pytest.raises(AssertionError) as raised:
        application("env", folder=folder)
    assert "4 KB" in str(raised.value) or "4096" in str(raised.value), raised.value
