"""Time under control: a virtual clock stands still, goes on when told, and does what becomes due in order."""
import json
import time

import pytest

MANIFEST = """
service: clock
provider:
  name: aws
  runtime: python3.11
  environment: {TABLE: things}
  iam:
    role:
      statements:
        - {Effect: Allow, Action: ["dynamodb:*", "sqs:*"], Resource: "*"}
functions:
  fails:
    handler: handler.fails
resources:
  Resources:
    Things:
      Type: AWS::DynamoDB::Table
      Properties:
        TableName: things
        BillingMode: PAY_PER_REQUEST
        AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
        KeySchema: [{AttributeName: id, KeyType: HASH}]
        TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}
    Jobs:
      Type: AWS::SQS::Queue
      Properties: {QueueName: jobs, VisibilityTimeout: 30, MessageRetentionPeriod: 3600}
    Poisoned:
      Type: AWS::SQS::Queue
      Properties:
        QueueName: poisoned
        VisibilityTimeout: 30
        RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
    Dead:
      Type: AWS::SQS::Queue
      Properties: {QueueName: dead}
"""
# Each run notes whether the other item is still there, and fails.
HANDLER = """
import os, boto3
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
def fails(event, context):
    there = "Item" in table.get_item(Key={"id": event["other"]}, ConsistentRead=True)
    table.update_item(Key={"id": event["id"]}, UpdateExpression="SET runs = list_append(runs, :r)",
                      ExpressionAttributeValues={":r": [there]})
    raise ValueError("no")
"""


@pytest.fixture(scope="module")
def squall(application, tmp_path_factory):
    folder = tmp_path_factory.mktemp("clock")
    (folder / "serverless.yml").write_text(MANIFEST)
    (folder / "handler.py").write_text(HANDLER)
    return application("clock", "--clock", "virtual", folder=folder)


def clock(squall, *arguments):
    done = squall.cli("clock", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def item(squall, name):
    found = squall.client("dynamodb").get_item(TableName="things", Key={"id": {"S": name}},
                                               ConsistentRead=True)
    return found.get("Item")


def runs(squall, name):
    return [run["BOOL"] for run in item(squall, name)["runs"]["L"]]


def begin(squall, name, seconds):
    """An event whose function fails, and an item that ends after so many seconds."""
    dynamodb = squall.client("dynamodb")
    ttl = clock(squall)["millis"] // 1000 + seconds
    dynamodb.put_item(TableName="things", Item={"id": {"S": "other-" + name}, "ttl": {"N": str(ttl)}})
    dynamodb.put_item(TableName="things", Item={"id": {"S": name}, "runs": {"L": []}})
    squall.client("lambda").invoke(
        FunctionName=squall.full_name("fails"), InvocationType="Event",
        Payload=json.dumps({"id": name, "other": "other-" + name}))


def test_a_virtual_clock_stands_still_and_is_told_at_the_start(squall):
    first = clock(squall)
    assert first["clock"] == "virtual"
    assert abs(first["millis"] / 1000 - time.time()) < 3600
    time.sleep(0.1)
    assert clock(squall) == first
    assert "clock: virtual" in squall.said()


def test_an_hour_has_every_retry_and_every_deadline_in_the_order_of_their_times(squall):
    before = clock(squall)
    # Attempts at 0, 60 and 180 seconds; the item goes in between.
    begin(squall, "one", seconds=120)
    after = clock(squall, "advance", "1h")
    assert after["millis"] == before["millis"] + 3_600_000
    assert runs(squall, "one") == [True, True, False]
    assert item(squall, "other-one") is None


def test_time_goes_no_further_than_it_is_told(squall):
    begin(squall, "two", seconds=120)
    clock(squall, "advance", "60s")
    assert runs(squall, "two") == [True, True]
    clock(squall, "advance", "59s")
    assert item(squall, "other-two") is not None
    clock(squall, "advance", "1s")
    assert item(squall, "other-two") is None
    assert runs(squall, "two") == [True, True]
    clock(squall, "advance", "1m")
    assert runs(squall, "two") == [True, True, False]


def test_messages_live_by_it_and_those_who_wait_for_them_do_not(squall):
    sqs = squall.client("sqs")
    url = sqs.get_queue_url(QueueName="jobs")["QueueUrl"]
    receive = lambda **more: [message["Body"] for message in sqs.receive_message(
        QueueUrl=url, MaxNumberOfMessages=10, **more).get("Messages", [])]
    sqs.send_message(QueueUrl=url, MessageBody="delayed", DelaySeconds=20)
    # A wait of a second is one of the client's, and finds nothing: no time goes by.
    assert receive(WaitTimeSeconds=1) == []
    clock(squall, "advance", "19s")
    assert receive() == []
    clock(squall, "advance", "1s")
    assert receive() == ["delayed"]
    clock(squall, "advance", "29s")
    assert receive() == []
    clock(squall, "advance", "1s")
    assert receive() == ["delayed"]
    clock(squall, "advance", "1h")
    depth = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert [depth[name] for name in depth if name.startswith("ApproximateNumberOf")] == ["0"] * 3


def test_a_poison_message_is_dead_after_its_third_visibility(squall):
    sqs = squall.client("sqs")
    urls = {name: sqs.get_queue_url(QueueName=name)["QueueUrl"] for name in ("poisoned", "dead")}
    arn = sqs.get_queue_attributes(QueueUrl=urls["poisoned"], AttributeNames=["QueueArn"])
    squall.client("lambda").create_event_source_mapping(
        FunctionName=squall.full_name("fails"), EventSourceArn=arn["Attributes"]["QueueArn"])
    depth = lambda name: int(sqs.get_queue_attributes(
        QueueUrl=urls[name], AttributeNames=["All"])["Attributes"]["ApproximateNumberOfMessages"])
    sqs.send_message(QueueUrl=urls["poisoned"], MessageBody="no event of the function's")
    clock(squall, "advance", "89s")
    assert depth("dead") == 0
    clock(squall, "advance", "1s")
    assert depth("dead") == 1


def test_objects_end_at_the_midnight_that_their_rule_means(squall):
    s3 = squall.client("s3")
    s3.create_bucket(Bucket="ending")
    s3.put_bucket_lifecycle_configuration(Bucket="ending", LifecycleConfiguration={"Rules": [
        {"ID": "soon", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 1}}]})
    s3.put_object(Bucket="ending", Key="k", Body=b"x")
    keys = lambda: s3.list_objects_v2(Bucket="ending")["KeyCount"]
    clock(squall, "advance", "23h")
    assert keys() == 1
    clock(squall, "advance", "25h")
    # With nothing in it, its rule costs the decades that follow nothing.
    assert keys() == 0


def test_time_goes_on_after_a_kill_where_it_was_and_never_back(squall):
    begin(squall, "three", seconds=3600)
    reached = clock(squall, "advance", "100d")
    assert runs(squall, "three") == [True, True, True]
    squall.kill()
    squall.start()
    assert clock(squall) == {key: reached[key] for key in ("now", "millis", "clock")}
    refused = squall.cli("clock", "set", "2001-01-01T00:00:00Z")
    assert refused.returncode == 1 and "time does not go back" in refused.stderr
    later = clock(squall, "set", "2099-01-01T00:00:00Z")
    assert later["now"] == "2099-01-01T00:00:00.000Z"
    # Signatures and credentials live by the machine's clock.
    assert squall.invoke("fails", {"id": "three", "other": "none"})[0]["FunctionError"]
    assert runs(squall, "three") == [True, True, True, False]


def test_the_machines_clock_is_shown_and_not_moved_and_not_gone_back_to(squall):
    squall.stop()
    arguments, squall.arguments = squall.arguments, ()
    with pytest.raises(AssertionError, match="time does not go back"):
        squall.start()
    squall.arguments = ("--ephemeral",)
    squall.start()
    assert clock(squall)["clock"] == "system"
    refused = squall.cli("clock", "advance", "1h")
    assert refused.returncode == 1 and "squall up --clock virtual" in refused.stderr
    squall.stop()
    squall.arguments = arguments
    squall.start()
    assert clock(squall)["now"] == "2099-01-01T00:00:00.000Z"
