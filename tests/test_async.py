"""Events: kept before they are accepted, run, tried again, given up, told of."""
import concurrent.futures
import json
import time
import uuid

import pytest
from botocore.exceptions import ClientError
from waiting import until

REFUSED = pytest.raises(ClientError)


@pytest.fixture(scope="module")
def squall(application):
    return application("events")


def send(squall, key, client=None, **event):
    """An event with a name of its own; the name and the request's id."""
    name = uuid.uuid4().hex
    payload = json.dumps({"name": name, **event})
    answer = (client or squall.client("lambda")).invoke(
        FunctionName=squall.full_name(key), InvocationType="Event", Payload=payload)
    assert answer["StatusCode"] == 202 and answer["Payload"].read() == b""
    assert "FunctionError" not in answer and "ExecutedVersion" not in answer
    return name, answer["ResponseMetadata"]["RequestId"]


def rows(squall, name):
    items = squall.client("dynamodb").query(
        TableName="events-seen", KeyConditionExpression="id = :i", ConsistentRead=True,
        ExpressionAttributeValues={":i": {"S": name}})["Items"]
    runs = [item["value"]["S"] for item in items if item["what"]["S"].startswith("ran-")]
    records = [json.loads(item["value"]["S"]) for item in items if item["what"]["S"] == "record"]
    return runs, records


def record_of(squall, name):
    return until(lambda: rows(squall, name)[1])[0]


def test_a_success_is_told_to_its_destination(squall):
    name, request_id = send(squall, "works", more=[1, "ä"])
    record = record_of(squall, name)
    assert record.pop("timestamp").endswith("Z")
    arn = f"arn:aws:lambda:us-east-1:000000000000:function:{squall.full_name('works')}:$LATEST"
    assert record == {
        "version": "1.0",
        "requestContext": {"requestId": request_id, "functionArn": arn, "condition": "Success",
                           "approximateInvokeCount": 1},
        "requestPayload": {"name": name, "more": [1, "ä"]},
        "responseContext": {"statusCode": 200, "executedVersion": "$LATEST"},
        "responsePayload": {"name": name},
    }
    assert rows(squall, name)[0] == [request_id]


def test_a_failed_event_is_tried_twice_more_under_its_own_id(squall):
    name, request_id = send(squall, "fails")
    record = record_of(squall, name)
    assert record["requestContext"]["condition"] == "RetriesExhausted"
    assert record["requestContext"]["approximateInvokeCount"] == 3
    assert record["responseContext"] == {
        "statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"}
    assert record["responsePayload"]["errorMessage"] == "no"
    assert record["responsePayload"]["errorType"] == "ValueError"
    assert rows(squall, name)[0] == [request_id] * 3


def test_one_that_works_at_last_is_a_success(squall):
    name, _ = send(squall, "flaky")
    record = record_of(squall, name)
    assert record["requestContext"]["condition"] == "Success"
    assert record["requestContext"]["approximateInvokeCount"] == 3
    assert record["responsePayload"] == 3


@pytest.mark.parametrize("key, runs, said", [
    ("slow", 1, "Sandbox.Timedout"), ("exits", 2, "Runtime.ExitError")])
def test_what_ends_without_a_reply_counts_as_failed(squall, key, runs, said):
    name, _ = send(squall, key)
    record = record_of(squall, name)
    assert record["requestContext"]["approximateInvokeCount"] == runs
    assert record["responsePayload"]["errorType"] == said
    assert len(rows(squall, name)[0]) == runs


def test_a_closed_function_gives_up_without_trying(squall):
    name, _ = send(squall, "closed")
    record = record_of(squall, name)
    assert record["requestContext"]["condition"] == "ZeroReservedConcurrency"
    assert record["requestContext"]["approximateInvokeCount"] == 0
    assert "responseContext" not in record and rows(squall, name)[0] == []


def test_throttled_events_are_delivered_later(squall):
    client = squall.client("lambda")

    def hold():
        try:
            return squall.invoke("single", {"name": uuid.uuid4().hex, "seconds": 2})
        except client.exceptions.TooManyRequestsException:
            return None

    with concurrent.futures.ThreadPoolExecutor(1) as busy:
        # Somebody has the only place meanwhile.
        held = busy.submit(until, hold)
        time.sleep(0.5)
        names = [send(squall, "single", seconds=0.05)[0] for _ in range(8)]
        for name in names:
            record = record_of(squall, name)
            assert record["requestContext"]["condition"] == "Success"
            assert record["requestContext"]["approximateInvokeCount"] == 1
            assert len(rows(squall, name)[0]) == 1
        assert "FunctionError" not in held.result()[0]


def test_a_place_of_ones_own_is_enough_for_a_function_and_others_go_on(squall):
    slow = [send(squall, "single", seconds=1)[0] for _ in range(5)]
    name, _ = send(squall, "works")
    record_of(squall, name)
    assert not all(rows(squall, one)[1] for one in slow)
    for one in slow:
        record_of(squall, one)


def test_an_asynchronous_route_goes_through_the_same_queue(squall):
    name = uuid.uuid4().hex
    status, headers, body = squall.call("POST", "/dev/later", {"name": name})
    assert (status, body) == (200, b"")
    record = record_of(squall, name)
    assert record["requestContext"]["condition"] == "Success"
    assert record["requestPayload"]["httpMethod"] == "POST"


def test_the_older_operation_takes_events_too(squall):
    name = uuid.uuid4().hex
    answer = squall.client("lambda").invoke_async(
        FunctionName=squall.full_name("plain"), InvokeArgs=json.dumps({"name": name}))
    assert answer["Status"] == 202
    until(lambda: rows(squall, name)[0])


def test_what_cannot_be_taken_is_refused_as_lambda_does(squall):
    client = squall.client("lambda")
    name = squall.full_name("plain")

    def refused(payload, **more):
        with REFUSED as error:
            client.invoke(**{"FunctionName": name, "InvocationType": "Event", "Payload": payload,
                             **more})
        return error.value.response

    limit = 1024 * 1024
    answer = refused(json.dumps("x" * limit))
    assert answer["Error"]["Code"] == "RequestEntityTooLargeException"
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 413
    assert answer["Error"]["Message"] == (
        f"{limit + 2} byte payload is too large for the Event invocation type (limit {limit} bytes)")
    assert refused(b"{oops")["Error"]["Code"] == "InvalidRequestContentException"
    assert refused(b"{}", FunctionName="nobody")["Error"]["Code"] == "ResourceNotFoundException"
    name_of_large = uuid.uuid4().hex
    filler = "x" * (limit - len(json.dumps({"name": name_of_large, "filler": ""})))
    payload = json.dumps({"name": name_of_large, "filler": filler})
    assert len(payload) == limit
    client.invoke(FunctionName=name, InvocationType="Event", Payload=payload)
    until(lambda: rows(squall, name_of_large)[0])


def events(squall):
    said = squall.cli("events", "--json")
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def test_what_goes_to_a_service_that_is_not_there_is_listed_and_kept(squall):
    said = squall.said()
    assert "onFailure of destinations of function letters (serverless.yml:" in said
    assert "onError of function letters (serverless.yml:" in said
    name, request_id = send(squall, "letters")

    def kept():
        mine = [one for one in events(squall)["parked"] if one["requestId"] == request_id]
        return mine if len(mine) == 2 else None

    by_target = {one["target"]: one for one in until(kept)}
    letter = by_target["arn:aws:sns:us-east-1:000000000000:letters"]
    assert letter["body"] == {"name": name}
    assert letter["attributes"]["RequestID"] == {"type": "String", "value": request_id}
    assert letter["attributes"]["ErrorCode"] == {"type": "Number", "value": "200"}
    assert letter["attributes"]["ErrorMessage"]["value"] == "no"
    record = by_target["arn:aws:events:us-east-1:000000000000:event-bus/failed"]
    assert record["body"]["requestContext"]["condition"] == "RetriesExhausted"
    assert "not there yet" in record["why"] and record["function"].endswith("-letters")
    assert "nobody took" in squall.cli("events").stdout


def test_a_role_that_may_not_send_keeps_the_record_here(squall):
    name, request_id = send(squall, "forbidden")
    kept = until(lambda: [one for one in events(squall)["parked"]
                          if one["requestId"] == request_id])
    assert "may not lambda:InvokeFunction" in kept[0]["why"]
    assert kept[0]["body"]["requestContext"]["condition"] == "Success"
    assert rows(squall, name)[1] == []


def test_what_becomes_of_events_can_be_changed(squall):
    client, name = squall.client("lambda"), squall.full_name("plain")
    heard = f"arn:aws:lambda:us-east-1:000000000000:function:{squall.full_name('heard')}"
    with REFUSED as error:
        client.get_function_event_invoke_config(FunctionName=name)
    assert error.value.response["Error"]["Code"] == "ResourceNotFoundException"
    put = client.put_function_event_invoke_config(
        FunctionName=name, MaximumRetryAttempts=0, MaximumEventAgeInSeconds=60,
        DestinationConfig={"OnSuccess": {"Destination": heard}})
    assert put["FunctionArn"].endswith(":events-dev-plain:$LATEST")
    sent, _ = send(squall, "plain")
    assert record_of(squall, sent)["requestContext"]["condition"] == "Success"
    listed = client.list_function_event_invoke_configs(FunctionName=name)
    assert [one["MaximumEventAgeInSeconds"] for one in listed["FunctionEventInvokeConfigs"]] == [60]
    client.delete_function_event_invoke_config(FunctionName=name)
    shown = client.get_function_configuration(FunctionName=squall.full_name("letters"))
    assert shown["DeadLetterConfig"]["TargetArn"].endswith(":letters")


def test_events_and_usage_outlive_a_kill(application):
    squall = application("events", "--set", "async.backoffMin=5s")
    waiting = [send(squall, "single", seconds=1)[0] for _ in range(4)]
    squall.invoke("plain", {"name": uuid.uuid4().hex})
    for _ in range(2):
        assert "FunctionError" in squall.invoke("fails", {"name": uuid.uuid4().hex})[0]

    def used(name):
        said = squall.cli("usage", "--json")
        assert said.returncode == 0, said.stderr
        return {one["function"]: one for one in json.loads(said.stdout)}.get(squall.full_name(name))

    before = until(lambda: (used("fails") or {}).get("requests") == 2 and used("fails"))
    assert (before["errors"], before["coldStarts"], before["throttles"]) == (2, 1, 0)
    assert 0 < before["gbSeconds"] <= before["billedMs"] * 128 / 1024 / 1000 + 1e-9
    squall.kill()
    squall.start()
    assert used("fails") == before
    for name in waiting:
        assert record_of(squall, name)["requestContext"]["condition"] == "Success"
    until(lambda: events(squall)["waiting"] == [])
    squall.invoke("fails", {"name": uuid.uuid4().hex})
    squall.stop()
    squall.start()
    # Ended in order, nothing at all is lost.
    assert used("fails")["requests"] == 3
    assert "NAME" in squall.cli("usage").stdout
