"""Functions take from queues: batches, records, failures, filters, states, kills."""
import json
import time
import uuid

import pytest
from botocore.exceptions import ClientError
from waiting import until


@pytest.fixture(scope="module")
def squall(application):
    return application("sources")


def queue(squall, **attributes):
    """A queue of its own; its URL and its ARN."""
    name = "q-" + uuid.uuid4().hex[:8] + (".fifo" if attributes.get("FifoQueue") else "")
    sqs = squall.client("sqs")
    url = sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    shown = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return url, shown["Attributes"]["QueueArn"]


def mapping(squall, arn, function="worker", **settings):
    """A mapping that is enabled; its UUID."""
    client = squall.client("lambda")
    made = client.create_event_source_mapping(
        EventSourceArn=arn, FunctionName=squall.full_name(function), **settings)
    assert made["State"] == "Creating" and made["ResponseMetadata"]["HTTPStatusCode"] == 202
    until(lambda: client.get_event_source_mapping(UUID=made["UUID"])["State"] == "Enabled")
    return made["UUID"]


def send(squall, url, *bodies, **more):
    test = uuid.uuid4().hex
    for n, body in enumerate(bodies):
        text = json.dumps({"test": test, "n": n, **body})
        squall.client("sqs").send_message(QueueUrl=url, MessageBody=text, **more)
    return test


def seen(squall, test):
    """What the function saw, by the message's number and receive count."""
    items = squall.client("dynamodb").query(
        TableName="sources-seen", KeyConditionExpression="id = :i", ConsistentRead=True,
        ExpressionAttributeValues={":i": {"S": test}})["Items"]
    def key(item):
        n, count = item["what"]["S"].split("-")
        return int(n), int(count)
    return {key(item): json.loads(item["value"]["S"]) for item in items}


def empty(squall, url):
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    shown = squall.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=names)
    return all(shown["Attributes"][name] == "0" for name in names)


def test_a_message_is_a_record_and_then_gone(squall):
    url, arn = queue(squall)
    mapping(squall, arn)
    attributes = {"Title": {"DataType": "String", "StringValue": "x"},
                  "Bytes": {"DataType": "Binary.raw", "BinaryValue": b"\x00\xff"}}
    test = send(squall, url, {"ä": '"'}, MessageAttributes=attributes)
    until(lambda: empty(squall, url) and seen(squall, test))
    [value] = seen(squall, test).values()
    record = value["record"]
    assert list(record) == [
        "messageId", "receiptHandle", "body", "attributes", "messageAttributes",
        "md5OfMessageAttributes", "md5OfBody", "eventSource", "eventSourceARN", "awsRegion"]
    assert json.loads(record["body"]) == {"test": test, "n": 0, "ä": '"'}
    assert set(record["attributes"]) == {"ApproximateReceiveCount", "SentTimestamp", "SenderId",
                                         "ApproximateFirstReceiveTimestamp"}
    assert record["messageAttributes"]["Title"] == {
        "stringValue": "x", "stringListValues": [], "binaryListValues": [], "dataType": "String"}
    assert record["messageAttributes"]["Bytes"]["binaryValue"] == "AP8="
    assert len(record["md5OfMessageAttributes"]) == len(record["md5OfBody"]) == 32
    assert (record["eventSource"], record["eventSourceARN"], record["awsRegion"]) == (
        "aws:sqs", arn, "us-east-1")


def test_what_is_read_for_a_function_is_in_the_report(squall):
    url, arn = queue(squall)
    mapping(squall, arn)
    test = send(squall, url, {})
    until(lambda: empty(squall, url) and seen(squall, test))
    said = squall.cli("iam", "report", "--json")
    used = [(session["session"], one["action"], one["resource"])
            for caller in json.loads(said.stdout)["callers"]
            for session in caller["sessions"] for one in session["used"] if one["allowed"] > 0]
    for action in ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes"):
        assert (squall.full_name("worker"), f"sqs:{action}", arn) in used


def test_only_failed_items_come_again_and_a_poison_message_dies(squall):
    letters, letters_arn = queue(squall)
    redrive = json.dumps({"deadLetterTargetArn": letters_arn, "maxReceiveCount": 2})
    url, arn = queue(squall, VisibilityTimeout="5", RedrivePolicy=redrive)
    test = send(squall, url, {}, {"fails": 1}, {"fails": 9})
    mapping(squall, arn, FunctionResponseTypes=["ReportBatchItemFailures"])
    until(lambda: empty(squall, url))
    values = seen(squall, test)
    assert set(values) == {(0, 1), (1, 1), (1, 2), (2, 1), (2, 2)}
    assert not any("md5OfMessageAttributes" in value["record"] for value in values.values())
    dead = until(lambda: squall.client("sqs").receive_message(
        QueueUrl=letters, WaitTimeSeconds=1).get("Messages"))
    assert json.loads(dead[0]["Body"])["n"] == 2 and empty(squall, url)


def test_a_window_and_filters_shape_batches(squall):
    url, arn = queue(squall)
    pattern = json.dumps({"body": {"kind": ["wanted", {"prefix": "w-"}]}})
    mapping(squall, arn, BatchSize=100, MaximumBatchingWindowInSeconds=2,
            FilterCriteria={"Filters": [{"Pattern": pattern}]})
    squall.client("sqs").send_message(QueueUrl=url, MessageBody="plain text")
    test = send(squall, url, *[{"kind": ["wanted", "other", "w-x"][n % 3]} for n in range(30)])
    until(lambda: empty(squall, url) and seen(squall, test))
    values = seen(squall, test)
    assert {n for n, _ in values} == {n for n in range(30) if n % 3 != 1}
    assert {value["record"]["md5OfMessageAttributes"] for value in values.values()} == {None}
    assert len({value["batch"] for value in values.values()}) <= 3


def test_groups_stay_in_order(squall):
    url, arn = queue(squall, FifoQueue="true", ContentBasedDeduplication="true",
                     VisibilityTimeout="5")
    test = send(squall, url, *[{"raises": n == 1} for n in range(6)], MessageGroupId="g")
    mapping(squall, arn, BatchSize=1)
    until(lambda: empty(squall, url))
    order = sorted(seen(squall, test).items(), key=lambda item: item[1]["at"])
    assert [key for key, _ in order] == [(0, 1), (1, 1), (1, 2), (2, 1), (3, 1), (4, 1), (5, 1)]
    assert all(value["record"]["attributes"]["MessageGroupId"] == "g" for _, value in order)


def test_a_mapping_is_changed_switched_off_and_deleted(squall):
    url, arn = queue(squall)
    uid = mapping(squall, arn)
    client = squall.client("lambda")
    assert client.update_event_source_mapping(UUID=uid, Enabled=False)["State"] == "Disabling"
    until(lambda: client.get_event_source_mapping(UUID=uid)["State"] == "Disabled")
    test = send(squall, url, {})
    time.sleep(0.5)
    assert seen(squall, test) == {}
    other = squall.full_name("other")
    client.update_event_source_mapping(UUID=uid, Enabled=True, FunctionName=f"{other}:$LATEST")
    until(lambda: seen(squall, test))
    assert seen(squall, test)[0, 1]["arn"].endswith(f"{other}:$LATEST")
    listed = client.list_event_source_mappings(EventSourceArn=arn)["EventSourceMappings"]
    assert [one["UUID"] for one in listed] == [uid]
    client.delete_event_source_mapping(UUID=uid)

    def gone():
        try:
            return client.get_event_source_mapping(UUID=uid)["State"] != "Deleting"
        except client.exceptions.ResourceNotFoundException:
            return True

    until(gone)
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.get_event_source_mapping(UUID=uid)


def test_what_cannot_be_is_refused(squall):
    url, arn = queue(squall, VisibilityTimeout="4")
    client = squall.client("lambda")
    for function, more, code, words in [
        ("worker", {}, "InvalidParameterValueException",
         "Queue visibility timeout: 4 seconds is less than Function timeout: 5 seconds"),
        ("powerless", {}, "InvalidParameterValueException",
         "The function execution role does not have permissions to call ReceiveMessage on SQS"),
        ("worker", {"BatchSize": 11}, "InvalidParameterValueException",
         "Maximum batch window in seconds must be greater than 0"),
    ]:
        with pytest.raises(ClientError) as refused:
            client.create_event_source_mapping(
                EventSourceArn=arn, FunctionName=squall.full_name(function), **more)
        assert refused.value.response["Error"]["Code"] == code
        assert words in str(refused.value)


def test_ends_of_events_reach_queues(squall):
    client, sqs = squall.client("lambda"), squall.client("sqs")
    for key in ["works", "fails"]:
        client.invoke(FunctionName=squall.full_name(key), InvocationType="Event",
                      Payload=json.dumps({"key": key}))
    def read(name, count):
        url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
        found = []
        def more():
            answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=1,
                                         MessageAttributeNames=["All"])
            found.extend(answer.get("Messages", []))
            return found if len(found) >= count else None
        return until(more)
    records = [json.loads(one["Body"]) for one in read("sources-records", 2)]
    conditions = {one["requestPayload"]["key"]: one["requestContext"]["condition"]
                  for one in records}
    assert conditions == {"works": "Success", "fails": "RetriesExhausted"}
    [letter] = read("sources-letters", 1)
    assert json.loads(letter["Body"]) == {"key": "fails"}
    assert set(letter["MessageAttributes"]) == {"RequestID", "ErrorCode", "ErrorMessage"}


def test_nothing_is_lost_by_a_kill(squall):
    url, arn = queue(squall, VisibilityTimeout="5")
    uid = mapping(squall, arn)
    test = send(squall, url, *[{"seconds": 0.3} for _ in range(40)])
    until(lambda: seen(squall, test))
    squall.kill()
    squall.start()
    url = squall.aws + url[url.index("/", len("http://")):]
    assert squall.client("lambda").get_event_source_mapping(UUID=uid)["State"] == "Enabled"
    until(lambda: empty(squall, url), 120)
    values = seen(squall, test)
    assert {n for n, _ in values} == set(range(40))
