"""Published versions, aliases, reserved and provisioned concurrency, as boto3 meets them."""
import concurrent.futures
import json
import time

import pytest
from botocore.exceptions import ClientError


@pytest.fixture(scope="module")
def squall(application):
    return application("versions")


def until(what, seconds=30):
    deadline = time.time() + seconds
    while not what():
        assert time.time() < deadline
        time.sleep(0.02)


def provisioned(squall, key, qualifier):
    return squall.client("lambda").get_provisioned_concurrency_config(
        FunctionName=squall.full_name(key), Qualifier=qualifier)


def test_the_manifest_s_provisioned_instances_answer_its_routes(squall):
    until(lambda: provisioned(squall, "ready", "provisioned")["Status"] == "READY")
    shown = provisioned(squall, "ready", "provisioned")
    assert shown["AllocatedProvisionedConcurrentExecutions"] == 2
    answer = json.loads(squall.call("GET", "/ready")[2])
    assert answer["kind"] == "provisioned-concurrency"
    assert answer["version"] == "1"
    assert answer["arn"].endswith(":provisioned")
    assert squall.invoke("ready")[1]["body"].count("on-demand") == 1, "$LATEST has none"


def test_a_provisioned_instance_that_dies_is_replaced(squall):
    until(lambda: provisioned(squall, "ready", "provisioned")["Status"] == "READY")
    for _ in range(3):
        answer, _, _ = squall.invoke("ready", {"exit": 1}, Qualifier="provisioned")
        assert answer["FunctionError"] == "Unhandled"
    until(lambda: provisioned(squall, "ready", "provisioned")["Status"] == "READY")
    _, body, log = squall.invoke("ready", Qualifier="provisioned")
    assert "provisioned-concurrency" in body["body"]
    assert "Init Duration" not in log.split("REPORT", 1)[1]


def test_more_calls_than_provisioned_instances_are_served_on_demand(squall):
    until(lambda: provisioned(squall, "ready", "provisioned")["Status"] == "READY")
    with concurrent.futures.ThreadPoolExecutor(5) as pool:
        call = lambda _: squall.invoke("ready", {"seconds": 2}, Qualifier="provisioned")[1]
        kinds = [json.loads(answer["body"])["kind"] for answer in pool.map(call, range(5))]
    assert sorted(kinds) == ["on-demand"] * 3 + ["provisioned-concurrency"] * 2


def test_reserved_places_are_exact_and_their_refusal_says_why(squall):
    def call(_):
        try:
            return squall.invoke("few", {"seconds": 2})[1]
        except ClientError as error:
            assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 429
            assert error.response["Error"]["Code"] == "TooManyRequestsException"
            return error.response["Reason"]

    with concurrent.futures.ThreadPoolExecutor(7) as pool:
        answers = sorted(pool.map(call, range(7)))
    refusal = "ReservedFunctionConcurrentInvocationLimitExceeded"
    assert answers == [refusal] * 5 + ["done"] * 2


def test_a_version_stays_what_it_was_when_everything_around_it_changes(squall):
    client, name = squall.client("lambda"), squall.full_name("plain")
    first = client.publish_version(FunctionName=name)
    assert first["Version"] == "1" and first["State"] == "Active"
    client.create_alias(FunctionName=name, Name="live", FunctionVersion="1")
    handlers = squall.folder / "handlers.py"
    handlers.write_text(handlers.read_text().replace('"first"', '"second"'))
    until(lambda: squall.invoke("plain")[1]["made_by"] == "second")
    client.update_function_configuration(FunctionName=name, MemorySize=256)
    assert client.publish_version(FunctionName=name)["Version"] == "2"
    told = {q: squall.invoke("plain", Qualifier=q)[1] for q in ("1", "live", "2", "$LATEST")}
    assert [told[q]["made_by"] for q in told] == ["first", "first", "second", "second"]
    assert [told[q]["memory"] for q in told] == ["1024", "1024", "256", "256"]
    assert told["live"]["arn"].endswith(":live")
    client.update_alias(FunctionName=name, Name="live", FunctionVersion="2")
    assert squall.invoke("plain", Qualifier="live")[1]["made_by"] == "second"
    versions = client.list_versions_by_function(FunctionName=name)["Versions"]
    assert [version["Version"] for version in versions] == ["$LATEST", "1", "2"]
    with pytest.raises(ClientError, match="below its minimum value of \\[100\\]"):
        client.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=900)


def test_all_of_it_is_there_after_a_power_cut(squall):
    client, name = squall.client("lambda"), squall.full_name("plain")
    client.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=0)
    squall.kill()
    squall.start()
    assert squall.invoke("plain", Qualifier="1")[1]["made_by"] == "first"
    until(lambda: provisioned(squall, "ready", "provisioned")["Status"] == "READY")
    assert json.loads(squall.call("GET", "/ready")[2])["made_by"] == "second"
