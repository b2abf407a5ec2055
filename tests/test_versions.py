"""Published versions, aliases, snapshots, reserved and provisioned concurrency, as boto3 meets
them."""
import concurrent.futures
import json
import os
import pathlib
import shutil
import tempfile

import conftest
import pytest
from botocore.exceptions import ClientError
from waiting import until


@pytest.fixture(scope="module")
def squall(application):
    return application("versions")


def provisioned(squall, key, qualifier):
    return squall.client("lambda").get_provisioned_concurrency_config(
        FunctionName=squall.full_name(key), Qualifier=qualifier)


def test_the_first_response_of_a_snapshot_is_far_from_its_initialisation(squall):
    until(lambda: snapshot(squall, "snap")["State"] == "Active")
    _, _, log = squall.invoke("snap", Qualifier="snapstart")
    restore = float(log.split("Restore Duration: ")[1].split(" ")[0])
    assert 0 < restore < 1000, "it was not initialised again"


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


def snapshot(squall, key):
    return squall.client("lambda").get_function_configuration(
        FunctionName=squall.full_name(key), Qualifier="snapstart")


def test_a_snapshot_is_made_and_every_copy_is_its_own(squall):
    until(lambda: snapshot(squall, "snap")["State"] == "Active")
    shown = snapshot(squall, "snap")["SnapStart"]
    assert shown == {"ApplyOn": "PublishedVersions", "OptimizationStatus": "On"}
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        call = lambda _: squall.invoke("snap", {"slow": 1}, Qualifier="snapstart")
        answers = list(pool.map(call, range(4)))
    bodies = [json.loads(answer[1]["body"]) for answer in answers]
    for body, (_, _, log) in zip(bodies, answers):
        assert body["kind"] == "snap-start"
        assert body["found"] == body["note"], "its role's keys are valid"
        assert body["tmp"] == body["uses"], "nobody else has written there"
        assert body["done"] == ["before", "after"]
        report = log.split("REPORT RequestId", 1)[1]
        assert ("Restore Duration: " in report) == (body["uses"] == 1), log
        assert "Init Duration" not in report, log
    assert [body["uses"] for body in bodies].count(1) >= 3
    for what in ("bytes", "random", "note", "stream"):
        assert len({body[what] for body in bodies}) == 4, what
    _, warm, log = squall.invoke("snap", Qualifier="snapstart")
    assert "Restore Duration" not in log.split("REPORT RequestId", 1)[1]
    assert json.loads(squall.call("GET", "/snap")[2])["kind"] == "snap-start"
    assert "on-demand" in squall.invoke("snap")[1]["body"], "$LATEST has no snapshot"


def test_what_cannot_be_copied_starts_as_others_do_and_says_why(squall):
    until(lambda: snapshot(squall, "threads")["State"] == "Active")
    shown = snapshot(squall, "threads")
    assert shown["SnapStart"]["OptimizationStatus"] == "Off"
    assert "1 thread(s) running" in shown["StateReason"]
    assert squall.invoke("threads", Qualifier="snapstart")[1] == "on-demand"
    said = squall.cli("logs", "threads").stdout
    assert "SnapStart is off for version 1: its initialisation has left 1 thread(s)" in said


def test_a_snapshot_that_dies_is_made_again_without_a_failed_request(squall):
    until(lambda: snapshot(squall, "fragile")["State"] == "Active")
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        call = lambda _: squall.invoke("fragile", Qualifier="snapstart")
        for _ in range(5):
            for answer, kind, _ in pool.map(call, range(8)):
                assert "FunctionError" not in answer and kind in ("snap-start", "on-demand")


def test_a_version_that_is_published_by_the_api_has_its_snapshot(squall):
    client, name = squall.client("lambda"), squall.full_name("plain")
    client.update_function_configuration(FunctionName=name,
                                         SnapStart={"ApplyOn": "PublishedVersions"})
    made = client.publish_version(FunctionName=name)
    assert made["State"] == "Pending"
    shown = lambda: client.get_function_configuration(FunctionName=name, Qualifier=made["Version"])
    until(lambda: shown()["State"] == "Active")
    assert shown()["SnapStart"]["OptimizationStatus"] == "On", shown()
    assert squall.invoke("plain", Qualifier=made["Version"])[1]["kind"] == "snap-start"
    assert squall.invoke("plain")[1]["kind"] == "on-demand"


def test_all_of_it_is_there_after_a_power_cut(squall):
    client, name = squall.client("lambda"), squall.full_name("plain")
    client.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=0)
    squall.kill()
    squall.start()
    assert squall.invoke("plain", Qualifier="1")[1]["made_by"] == "first"
    until(lambda: provisioned(squall, "ready", "provisioned")["Status"] == "READY")
    assert json.loads(squall.call("GET", "/ready")[2])["made_by"] == "second"


def test_at_level_guarded_there_is_no_snapshot_and_everything_works(application):
    conftest.needs_landlock(4)
    squall = application("versions", "--level", "guarded")
    until(lambda: snapshot(squall, "snap")["State"] == "Active")
    shown = snapshot(squall, "snap")
    assert shown["SnapStart"]["OptimizationStatus"] == "Off"
    assert "level guarded" in shown["StateReason"]
    body = json.loads(squall.invoke("snap", Qualifier="snapstart")[1]["body"])
    assert (body["kind"], body["found"]) == ("on-demand", body["note"])


@pytest.mark.skipif(os.getuid() != 0, reason="it becomes somebody else")
def test_an_ordinary_user_has_snapshots_too(application, request):
    uid = 54002
    home = pathlib.Path(tempfile.mkdtemp(prefix="squall-home-"))
    request.addfinalizer(lambda: shutil.rmtree(home, ignore_errors=True))
    shutil.copytree(conftest.HERE / "apps" / "versions", home / "versions")
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache"))
    shutil.copytree(cache / "squall", home / ".cache" / "squall")
    shutil.copy(conftest.BINARY, home / "squall")
    for path in [home, *home.rglob("*")]:
        os.lchown(path, uid, uid)
    home.chmod(0o755)
    environment = {"HOME": str(home), "XDG_CACHE_HOME": str(home / ".cache"),
                   "TMPDIR": "/tmp", "PATH": "/usr/local/bin:/usr/bin:/bin"}
    drop = ["setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups", "--no-new-privs"]
    squall = application("versions", folder=home / "versions", environment=environment,
                         prefix=drop, binary=home / "squall")
    assert "isolation: rootless" in squall.said()
    until(lambda: snapshot(squall, "snap")["State"] == "Active")
    assert snapshot(squall, "snap")["SnapStart"]["OptimizationStatus"] == "On", squall.said()
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        call = lambda _: squall.invoke("snap", {"slow": 1}, Qualifier="snapstart")[1]["body"]
        bodies = [json.loads(body) for body in pool.map(call, range(3))]
    assert {body["kind"] for body in bodies} == {"snap-start"}
    assert all(body["found"] == body["note"] and body["tmp"] == 1 for body in bodies)
    assert len({body["bytes"] for body in bodies}) == 3
