"""SQS as clients speak to it: boto3's JSON, forms and XML, waiting, policies, a function's end."""
import hashlib
import http.client
import json
import threading
import time
import urllib.parse

import pytest
from botocore.exceptions import ClientError

APPLICATION = """
service: queues
provider:
  name: aws
  runtime: python3.11
  iam:
    role:
      statements:
        - Effect: Allow
          Action: sqs:*
          Resource: "*"
functions:
  work:
    handler: handler.work
    environment:
      JOBS: !Ref Jobs
    destinations:
      onSuccess: !GetAtt Done.Arn
resources:
  Resources:
    Dead:
      Type: AWS::SQS::Queue
    Jobs:
      Type: AWS::SQS::Queue
      Properties:
        QueueName: jobs
        VisibilityTimeout: 5
        RedrivePolicy:
          deadLetterTargetArn: !GetAtt Dead.Arn
          maxReceiveCount: 3
    Done:
      Type: AWS::SQS::Queue
      Properties:
        QueueName: done
"""

HANDLER = """
import os
import boto3

def work(event, context):
    sqs = boto3.client("sqs")
    url = os.environ["JOBS"]
    sent = sqs.send_message(QueueUrl=url, MessageBody="from inside")
    got = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=5)["Messages"]
    return {"url": sqs.get_queue_url(QueueName="jobs")["QueueUrl"], "ref": url,
            "same": got[0]["MessageId"] == sent["MessageId"]}
"""


@pytest.fixture(scope="module")
def squall(application, tmp_path_factory):
    folder = tmp_path_factory.mktemp("queues") / "queues"
    folder.mkdir()
    (folder / "serverless.yml").write_text(APPLICATION)
    (folder / "handler.py").write_text(HANDLER)
    return application("queues", folder=folder)


@pytest.fixture(scope="module")
def sqs(squall):
    return squall.client("sqs")


def code(call, **arguments):
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    return caught.value.response["Error"]["Code"]


def test_messages_go_round_with_boto3_checking_every_digest(sqs):
    url = sqs.create_queue(QueueName="round")["QueueUrl"]
    attributes = {"s": {"DataType": "String", "StringValue": "ä"},
                  "n": {"DataType": "Number.int", "StringValue": "7"},
                  "b": {"DataType": "Binary", "BinaryValue": b"\x00\xff"}}
    sent = sqs.send_message(QueueUrl=url, MessageBody="bödy", MessageAttributes=attributes)
    assert sent["MD5OfMessageBody"] == hashlib.md5("bödy".encode()).hexdigest()
    entries = [{"Id": str(n), "MessageBody": f"m{n}"} for n in range(9)]
    assert len(sqs.send_message_batch(QueueUrl=url, Entries=entries)["Successful"]) == 9
    got = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"],
                              AttributeNames=["All"])["Messages"]
    assert [one["Body"] for one in got] == ["bödy", *(f"m{n}" for n in range(9))]
    assert got[0]["MessageAttributes"] == attributes
    done = [{"Id": str(n), "ReceiptHandle": one["ReceiptHandle"]} for n, one in enumerate(got)]
    answer = sqs.delete_message_batch(QueueUrl=url, Entries=done)
    assert len(answer["Successful"]) == 10 and not answer.get("Failed")
    counts = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert counts["ApproximateNumberOfMessages"] == "0"
    assert counts["ApproximateNumberOfMessagesNotVisible"] == "0"


def test_errors_are_the_exceptions_that_boto3_knows(sqs):
    with pytest.raises(sqs.exceptions.QueueDoesNotExist):
        sqs.get_queue_url(QueueName="nowhere")
    assert code(sqs.get_queue_url, QueueName="nowhere") == "AWS.SimpleQueueService.NonExistentQueue"
    url = sqs.create_queue(QueueName="errors")["QueueUrl"]
    assert code(sqs.receive_message, QueueUrl=url, WaitTimeSeconds=21) == "InvalidParameterValue"
    with pytest.raises(sqs.exceptions.ReceiptHandleIsInvalid):
        sqs.delete_message(QueueUrl=url, ReceiptHandle="x")
    with pytest.raises(sqs.exceptions.EmptyBatchRequest):
        sqs.send_message_batch(QueueUrl=url, Entries=[])


def test_a_fifo_queue_keeps_order_through_a_group(sqs):
    url = sqs.create_queue(QueueName="order.fifo", Attributes={
        "FifoQueue": "true", "ContentBasedDeduplication": "true"})["QueueUrl"]
    for n in (0, 1, 1, 2):
        sqs.send_message(QueueUrl=url, MessageBody=str(n), MessageGroupId="g")
    seen = []
    while got := sqs.receive_message(QueueUrl=url).get("Messages"):
        seen.append(got[0]["Body"])
        assert not sqs.receive_message(QueueUrl=url).get("Messages"), "the group is busy"
        sqs.delete_message(QueueUrl=url, ReceiptHandle=got[0]["ReceiptHandle"])
    assert seen == ["0", "1", "2"]


def test_a_wait_ends_with_a_message_and_not_for_a_client_that_has_gone(squall, sqs):
    url = sqs.create_queue(QueueName="waits")["QueueUrl"]
    found = []

    def wait():
        found.extend(squall.client("sqs").receive_message(
            QueueUrl=url, WaitTimeSeconds=20).get("Messages", []))

    waiting = threading.Thread(target=wait)
    waiting.start()
    time.sleep(0.3)
    sqs.send_message(QueueUrl=url, MessageBody="here")
    waiting.join(timeout=30)
    assert [one["Body"] for one in found] == ["here"]
    sqs.delete_message(QueueUrl=url, ReceiptHandle=found[0]["ReceiptHandle"])

    # A client that leaves while it waits: nothing is taken for it.
    public = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "sqs:ReceiveMessage", "Resource": "*"}]}
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(public)})
    address = urllib.parse.urlparse(squall.aws)
    gone = http.client.HTTPConnection(address.hostname, address.port)
    gone.request("POST", urllib.parse.urlparse(url).path,
                 "Action=ReceiveMessage&WaitTimeSeconds=20",
                 {"content-type": "application/x-www-form-urlencoded"})
    time.sleep(0.5)
    gone.close()
    # What the server is told of a connection it sees in its own time.
    deadline = time.time() + 20
    for number in range(1000):
        sqs.send_message(QueueUrl=url, MessageBody=str(number))
        got = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1).get("Messages", [])
        if [one["Body"] for one in got] == [str(number)]:
            break
        assert time.time() < deadline, "the one who has gone still takes messages"


def form(squall, path, **fields):
    address = urllib.parse.urlparse(squall.aws)
    connection = http.client.HTTPConnection(address.hostname, address.port)
    connection.request("POST", path, urllib.parse.urlencode(fields),
                       {"content-type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_the_query_protocol_without_a_signature_is_for_what_a_policy_lets_everybody_do(squall, sqs):
    url = sqs.create_queue(QueueName="public")["QueueUrl"]
    path = urllib.parse.urlparse(url).path
    status, xml = form(squall, path, Action="SendMessage", MessageBody="hi")
    assert status == 403 and "<Code>AccessDenied</Code>" in xml, xml
    policy = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*"}]}
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(policy)})
    status, xml = form(squall, path, Action="SendMessage", MessageBody="hi <&>")
    assert status == 200 and "<SendMessageResult><MD5OfMessageBody>" in xml, xml
    status, xml = form(squall, path, Action="ReceiveMessage")
    assert status == 403, xml
    got = sqs.receive_message(QueueUrl=url, AttributeNames=["All"])["Messages"]
    assert got[0]["Body"] == "hi <&>"


def test_a_function_sends_to_its_queue_and_its_record_goes_to_another(squall, sqs):
    answer, result, log = squall.invoke("work")
    assert result["same"] is True, (result, log)
    assert result["url"] == result["ref"] == "http://127.0.0.1:4566/000000000000/jobs"
    squall.client("lambda").invoke(FunctionName=squall.full_name("work"),
                                   InvocationType="Event", Payload=b"{}")
    url = sqs.get_queue_url(QueueName="done")["QueueUrl"]
    deadline = time.time() + 60
    got = []
    while not got and time.time() < deadline:
        got = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=20).get("Messages", [])
    record = json.loads(got[0]["Body"])
    assert record["requestContext"]["condition"] == "Success"
    assert record["responsePayload"]["same"] is True


def test_queues_and_messages_outlive_the_process(squall, sqs):
    url = sqs.create_queue(QueueName="lasting")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="kept")
    sqs.send_message(QueueUrl=url, MessageBody="held")
    held = sqs.receive_message(QueueUrl=url, VisibilityTimeout=600)["Messages"]
    squall.kill()
    squall.start()
    again = squall.client("sqs")
    url = again.get_queue_url(QueueName="lasting")["QueueUrl"]
    got = again.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    assert {held[0]["Body"], got[0]["Body"]} == {"kept", "held"} and len(got) == 1
    again.delete_message(QueueUrl=url, ReceiptHandle=held[0]["ReceiptHandle"])
    left = again.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert left["ApproximateNumberOfMessagesNotVisible"] == "1"
