"""Buckets and what they are told about themselves: policies, pages, forms, locks, lifecycle, and the functions that
hear of their objects, across a kill."""
import json
import time
import urllib.error
import urllib.parse
import urllib.request

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

OTHER = ("111122223333", "OTHERKEY", "othersecret")
MANIFEST = """
service: objects
provider:
  name: aws
  runtime: python3.11
  environment: {TABLE: heard}
  iam:
    role:
      statements:
        - {Effect: Allow, Action: "dynamodb:*", Resource: "*"}
functions:
  hears:
    handler: handler.hears
  relays:
    handler: handler.relays
    events:
      - sqs: {arn: !GetAtt Arrivals.Arn}
  reads:
    handler: handler.hears
    events:
      - s3: {bucket: objects-made, event: "s3:ObjectCreated:*"}
resources:
  Resources:
    Heard:
      Type: AWS::DynamoDB::Table
      Properties:
        TableName: heard
        BillingMode: PAY_PER_REQUEST
        AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
        KeySchema: [{AttributeName: id, KeyType: HASH}]
    Incoming:
      Type: AWS::S3::Bucket
      Properties:
        BucketName: objects-incoming
        NotificationConfiguration:
          QueueConfigurations: [{Event: "s3:ObjectCreated:*", Queue: !GetAtt Arrivals.Arn}]
    Arrivals:
      Type: AWS::SQS::Queue
      Properties: {QueueName: arrivals}
    ArrivalsPolicy:
      Type: AWS::SQS::QueuePolicy
      Properties:
        Queues: [!Ref Arrivals]
        PolicyDocument:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Principal: {Service: s3.amazonaws.com}
              Action: sqs:SendMessage
              Resource: !GetAtt Arrivals.Arn
              Condition:
                ArnLike: {"aws:SourceArn": "arn:aws:s3:::objects-incoming"}
                StringEquals: {"aws:SourceAccount": !Ref AWS::AccountId}
"""
HANDLER = """
import json, os, boto3
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
def hears(event, context, by=""):
    for record in event["Records"]:
        name = by + record["eventName"] + " " + record["s3"]["object"]["key"]
        table.put_item(Item={"id": name, "record": json.dumps(record)})
def relays(event, context):
    for message in event["Records"]:
        hears(json.loads(message["body"]), context, by="queued ")
"""


@pytest.fixture(scope="module")
def squall(application, tmp_path_factory):
    folder = tmp_path_factory.mktemp("objects")
    (folder / "serverless.yml").write_text(MANIFEST)
    (folder / "handler.py").write_text(HANDLER)
    account, key, secret = OTHER
    return application("objects", "--clock", "virtual", "--set", f"accounts={account}={key}:{secret}", folder=folder)


def s3(squall, key="test", secret="test"):
    config = Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1})
    return boto3.client("s3", endpoint_url=squall.aws, region_name="us-east-1", aws_access_key_id=key,
                        aws_secret_access_key=secret, config=config)


def refused(call, **arguments):
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    return caught.value.response["Error"]["Code"]


def fetch(squall, path, method="GET", body=None, **headers):
    """Without a signature."""
    request = urllib.request.Request(squall.aws + path, data=body, method=method,
                                     headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def heard(squall, name):
    """The record of an event, once the function has heard of it."""
    dynamodb = squall.client("dynamodb")
    for _ in range(600):
        item = dynamodb.get_item(TableName="heard", Key={"id": {"S": name}}, ConsistentRead=True).get("Item")
        if item:
            return json.loads(item["record"]["S"])
        time.sleep(0.1)
    raise AssertionError(f"nobody heard of {name}")


def arn_of(squall, function="hears"):
    return squall.client("lambda").get_function(FunctionName=squall.full_name(function))["Configuration"]["FunctionArn"]


def permit(squall, bucket, account="000000000000"):
    """A bucket may invoke the function."""
    squall.client("lambda").add_permission(
        FunctionName=squall.full_name("hears"), StatementId=bucket, Action="lambda:InvokeFunction",
        Principal="s3.amazonaws.com", SourceArn=f"arn:aws:s3:::{bucket}", SourceAccount=account)


def advance(squall, time):
    done = squall.cli("clock", "advance", time)
    assert done.returncode == 0, done.stderr


def listen(squall, bucket, events, *rules):
    arn = arn_of(squall)
    permit(squall, bucket)
    rules = [{"Name": name, "Value": value} for name, value in rules]
    target = {"LambdaFunctionArn": arn, "Events": events, "Filter": {"Key": {"FilterRules": rules}}}
    s3(squall).put_bucket_notification_configuration(
        Bucket=bucket, NotificationConfiguration={"LambdaFunctionConfigurations": [target]})


def test_an_upload_starts_a_function(squall):
    client = s3(squall)
    client.create_bucket(Bucket="uploads")
    events = ["s3:ObjectCreated:*", "s3:ObjectRemoved:*", "s3:ObjectTagging:*"]
    listen(squall, "uploads", events, ("prefix", "in/"), ("suffix", ".txt"))
    client.put_object(Bucket="uploads", Key="out/a.txt", Body=b"x")
    client.put_object(Bucket="uploads", Key="in/a b.txt", Body=b"hello")
    record = heard(squall, "ObjectCreated:Put in/a+b.txt")
    assert record["s3"]["object"]["size"] == 5
    assert record["s3"]["bucket"]["arn"] == "arn:aws:s3:::uploads"
    assert record["eventSource"] == "aws:s3" and record["eventVersion"] == "2.1"
    tags = {"TagSet": [{"Key": "k", "Value": "v"}]}
    client.put_object_tagging(Bucket="uploads", Key="in/a b.txt", Tagging=tags)
    heard(squall, "ObjectTagging:Put in/a+b.txt")
    client.copy_object(Bucket="uploads", Key="in/c.txt", CopySource="uploads/out/a.txt")
    heard(squall, "ObjectCreated:Copy in/c.txt")
    upload = client.create_multipart_upload(Bucket="uploads", Key="in/m.txt")["UploadId"]
    part = client.upload_part(Bucket="uploads", Key="in/m.txt", UploadId=upload, PartNumber=1, Body=b"part")
    client.complete_multipart_upload(Bucket="uploads", Key="in/m.txt", UploadId=upload, MultipartUpload={
        "Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]})
    heard(squall, "ObjectCreated:CompleteMultipartUpload in/m.txt")
    client.delete_object(Bucket="uploads", Key="in/c.txt")
    gone = heard(squall, "ObjectRemoved:Delete in/c.txt")
    # As AWS, also of what was not there.
    client.delete_objects(Bucket="uploads", Delete={"Objects": [{"Key": "in/none.txt"}]})
    heard(squall, "ObjectRemoved:Delete in/none.txt")
    assert gone["s3"]["object"]["sequencer"] > record["s3"]["object"]["sequencer"]
    found = squall.client("dynamodb").scan(TableName="heard")["Items"]
    assert not [item for item in found if "out/" in item["id"]["S"]]


def test_what_cannot_be_told_is_refused(squall):
    client = s3(squall)
    client.create_bucket(Bucket="deaf")
    nobody = "arn:aws:lambda:us-east-1:000000000000:function:nobody"
    target = {"LambdaFunctionArn": nobody, "Events": ["s3:ObjectCreated:*"]}
    both = [dict(target, Id="a"), dict(target, Id="b", Events=["s3:ObjectCreated:Put"])]
    for targets in [[target], both]:
        code = refused(client.put_bucket_notification_configuration, Bucket="deaf",
                       NotificationConfiguration={"LambdaFunctionConfigurations": targets})
        assert code == "InvalidArgument"
    assert "LambdaFunctionConfigurations" not in client.get_bucket_notification_configuration(Bucket="deaf")


def test_an_upload_goes_through_a_queue_to_a_function(squall):
    client = s3(squall)
    client.put_object(Bucket="objects-incoming", Key="a b.txt", Body=b"hello")
    record = heard(squall, "queued ObjectCreated:Put a+b.txt")
    assert record["s3"]["bucket"]["name"] == "objects-incoming" and record["s3"]["object"]["size"] == 5


def test_an_s3_event_has_its_permission(squall):
    client = squall.client("lambda")
    policy = client.get_policy(FunctionName=squall.full_name("reads"))
    [statement] = json.loads(policy["Policy"])["Statement"]
    assert statement["Principal"] == {"Service": "s3.amazonaws.com"}
    assert statement["Resource"] == arn_of(squall, "reads")
    assert statement["Condition"] == {"StringEquals": {"AWS:SourceAccount": "000000000000"},
                                      "ArnLike": {"AWS:SourceArn": "arn:aws:s3:::objects-made"}}
    assert "not there yet" not in squall.said(), squall.said()
    s3(squall).put_object(Bucket="objects-made", Key="made", Body=b"x")
    heard(squall, "ObjectCreated:Put made")


def unable(client, kind, targets):
    """Why a bucket may not tell them."""
    with pytest.raises(ClientError) as caught:
        client.put_bucket_notification_configuration(Bucket="asked", NotificationConfiguration={kind: targets})
    error = caught.value.response["Error"]
    assert error["Code"] == "InvalidArgument"
    assert error["Message"] == "Unable to validate the following destination configurations"
    return error["ArgumentValue1"]


def test_who_is_told_by_a_bucket_lets_it(squall):
    client, functions = s3(squall), squall.client("lambda")
    client.create_bucket(Bucket="asked")
    target = {"LambdaFunctionArn": arn_of(squall), "Events": ["s3:ObjectCreated:*"]}
    name, kind = squall.full_name("hears"), "LambdaFunctionConfigurations"
    why = f"Not authorized to invoke function [{arn_of(squall)}]"
    assert unable(client, kind, [target]) == why
    permit(squall, "asked", account=OTHER[0])
    assert unable(client, kind, [target]) == why
    functions.remove_permission(FunctionName=name, StatementId="asked")
    permit(squall, "asked")
    client.put_bucket_notification_configuration(Bucket="asked", NotificationConfiguration={kind: [target]})
    client.put_object(Bucket="asked", Key="asked-1", Body=b"x")
    heard(squall, "ObjectCreated:Put asked-1")
    # What is not let through waits, for a day at most.
    functions.remove_permission(FunctionName=name, StatementId="asked")
    client.put_object(Bucket="asked", Key="asked-2", Body=b"x")
    advance(squall, "1m")
    permit(squall, "asked")
    client.put_object(Bucket="asked", Key="asked-3", Body=b"x")
    heard(squall, "ObjectCreated:Put asked-3")
    known = squall.client("dynamodb").get_item(
        TableName="heard", Key={"id": {"S": "ObjectCreated:Put asked-2"}}, ConsistentRead=True)
    assert "Item" not in known
    advance(squall, "15m")
    heard(squall, "ObjectCreated:Put asked-2")


def test_a_queue_lets_a_bucket_tell_it(squall):
    client, sqs = s3(squall), squall.client("sqs")
    url = sqs.create_queue(QueueName="told")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    target, kind = {"QueueArn": arn, "Events": ["s3:ObjectCreated:*"]}, "QueueConfigurations"
    nobody = dict(target, QueueArn=arn + "-not")
    assert unable(client, kind, [nobody]) == "The destination queue does not exist"
    assert unable(client, kind, [target]) == (
        "Permissions on the destination queue do not allow S3 to publish notifications from this bucket")
    policy = {"Version": "2012-10-17", "Statement": {
        "Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sqs:SendMessage",
        "Resource": arn, "Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:s3:::asked"}}}}
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(policy)})
    client.put_bucket_notification_configuration(Bucket="asked", NotificationConfiguration={kind: [target]})
    [test] = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=20)["Messages"]
    assert json.loads(test["Body"])["Event"] == "s3:TestEvent"


def test_others_invoke_what_they_may(squall):
    own, (account, key, secret) = squall.client("lambda"), OTHER
    other = boto3.client("lambda", endpoint_url=squall.aws, region_name="us-east-1", aws_access_key_id=key,
                         aws_secret_access_key=secret, config=Config(retries={"max_attempts": 1}))
    name, arn = squall.full_name("hears"), arn_of(squall)
    event = json.dumps({"Records": []})
    assert refused(other.invoke, FunctionName=arn, Payload=event) == "AccessDeniedException"
    permission = {"FunctionName": name, "StatementId": "other", "Action": "lambda:InvokeFunction",
                  "Principal": account}
    made = own.add_permission(**permission)
    assert json.loads(made["Statement"])["Principal"] == {"AWS": f"arn:aws:iam::{account}:root"}
    assert refused(own.add_permission, **permission) == "ResourceConflictException"
    assert other.invoke(FunctionName=arn, Payload=event)["StatusCode"] == 200
    assert refused(other.invoke, FunctionName=name, Payload=event) == "AccessDeniedException"
    assert refused(other.get_function, FunctionName=arn) == "AccessDeniedException"
    revision = own.get_policy(FunctionName=name)["RevisionId"]
    assert refused(own.remove_permission, FunctionName=name, StatementId="other",
                   RevisionId="x") == "PreconditionFailedException"
    own.remove_permission(FunctionName=name, StatementId="other", RevisionId=revision)
    assert refused(other.invoke, FunctionName=arn, Payload=event) == "AccessDeniedException"


def test_what_was_put_before_a_kill_is_heard_after_it(squall):
    client = s3(squall)
    client.create_bucket(Bucket="killed")
    listen(squall, "killed", ["s3:ObjectCreated:*"])
    for number in range(20):
        client.put_object(Bucket="killed", Key=f"k{number}", Body=b"x")
    squall.kill()
    squall.start()
    for number in range(20):
        heard(squall, f"ObjectCreated:Put k{number}")
    assert s3(squall).list_objects_v2(Bucket="killed")["KeyCount"] == 20


def test_rules_end_objects_versions_and_uploads(squall):
    client = s3(squall)
    client.create_bucket(Bucket="ageing")
    client.put_bucket_versioning(Bucket="ageing", VersioningConfiguration={"Status": "Enabled"})
    listen(squall, "ageing", ["s3:LifecycleExpiration:*"])
    rules = [
        {"ID": "tmp", "Status": "Enabled", "Filter": {"Prefix": "tmp/"}, "Expiration": {"Days": 1}},
        {"ID": "old", "Status": "Enabled", "Filter": {"Prefix": ""},
         "NoncurrentVersionExpiration": {"NoncurrentDays": 2}},
        {"ID": "markers", "Status": "Enabled", "Filter": {"Prefix": ""},
         "Expiration": {"ExpiredObjectDeleteMarker": True}},
        {"ID": "uploads", "Status": "Enabled", "Filter": {"Prefix": ""},
         "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1}},
    ]
    client.put_bucket_lifecycle_configuration(Bucket="ageing", LifecycleConfiguration={"Rules": rules})
    put = client.put_object(Bucket="ageing", Key="tmp/a", Body=b"x")
    assert 'rule-id="tmp"' in put["Expiration"]
    client.put_object(Bucket="ageing", Key="kept", Body=b"x")
    client.create_multipart_upload(Bucket="ageing", Key="big")

    def versions():
        found = client.list_object_versions(Bucket="ageing")
        return tuple([one["Key"] for one in found.get(kind, [])] for kind in ("Versions", "DeleteMarkers"))

    advance(squall, "23h")
    assert versions() == (["kept", "tmp/a"], [])
    advance(squall, "25h")
    assert versions() == (["kept", "tmp/a"], ["tmp/a"])
    assert heard(squall, "LifecycleExpiration:DeleteMarkerCreated tmp/a")["eventVersion"] == "2.3"
    assert not client.list_multipart_uploads(Bucket="ageing").get("Uploads")
    advance(squall, "72h")
    assert versions() == (["kept"], [])


def test_strangers_see_what_is_public(squall):
    client = s3(squall)
    other = s3(squall, *OTHER[1:])
    client.create_bucket(Bucket="shown")
    client.put_object(Bucket="shown", Key="a", Body=b"hello")
    assert fetch(squall, "/shown/a")[0] == 403
    assert refused(other.get_object, Bucket="shown", Key="a") == "AccessDenied"
    assert refused(other.create_bucket, Bucket="shown") == "BucketAlreadyExists"
    policy = json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::shown/*"}]})
    assert refused(client.put_bucket_policy, Bucket="shown", Policy=policy) == "AccessDenied"
    assert refused(client.put_bucket_acl, Bucket="shown", ACL="public-read") == "AccessControlListNotSupported"
    client.delete_public_access_block(Bucket="shown")
    client.put_bucket_policy(Bucket="shown", Policy=policy)
    assert client.get_bucket_policy_status(Bucket="shown")["PolicyStatus"]["IsPublic"]
    assert fetch(squall, "/shown/a")[2] == b"hello"
    assert other.get_object(Bucket="shown", Key="a")["Body"].read() == b"hello"
    assert refused(other.list_objects_v2, Bucket="shown") == "AccessDenied"
    assert refused(squall.client("dynamodb", aws_access_key_id=OTHER[1], aws_secret_access_key=OTHER[2]).list_tables) \
        == "AccessDeniedException"
    other.create_bucket(Bucket="theirs")
    assert [bucket["Name"] for bucket in other.list_buckets()["Buckets"]] == ["theirs"]
    assert refused(client.list_objects_v2, Bucket="theirs") == "AccessDenied"


def test_pages_ask_as_the_bucket_lets_them(squall):
    client = s3(squall)
    client.create_bucket(Bucket="pages")
    client.put_object(Bucket="pages", Key="a", Body=b"hello")
    assert fetch(squall, "/pages/a", "OPTIONS", Origin="https://app.example",
                 Access_Control_Request_Method="GET")[0] == 403
    client.put_bucket_cors(Bucket="pages", CORSConfiguration={"CORSRules": [
        {"AllowedOrigins": ["https://*.example"], "AllowedMethods": ["GET"], "AllowedHeaders": ["x-*"]}]})
    status, headers, _ = fetch(squall, "/pages/a", "OPTIONS", Origin="https://app.example",
                               Access_Control_Request_Method="GET", Access_Control_Request_Headers="x-a")
    assert (status, headers["access-control-allow-origin"]) == (200, "https://app.example")
    url = client.generate_presigned_url("get_object", Params={"Bucket": "pages", "Key": "a"})
    path = url[len(squall.aws):]
    status, headers, body = fetch(squall, path, Origin="https://app.example")
    assert (status, body, headers["access-control-allow-methods"]) == (200, b"hello", "GET")
    # A page that the bucket does not know cannot use the key that everybody knows.
    assert fetch(squall, path, Origin="https://evil.test")[0] == 403


def test_a_form_puts_what_its_policy_allows(squall):
    client = s3(squall)
    client.create_bucket(Bucket="forms")
    post = client.generate_presigned_post(
        "forms", "up/${filename}", Fields={"success_action_status": "201"},
        Conditions=[["content-length-range", 1, 10], {"success_action_status": "201"}])

    def send(fields, body):
        parts = [f'--xx\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                 for name, value in fields.items()]
        form = "".join(parts) + '--xx\r\nContent-Disposition: form-data; name="file"; filename="f.txt"\r\n\r\n'
        whole = form.encode() + body + b"\r\n--xx--\r\n"
        return fetch(squall, "/forms", "POST", whole, Content_Type="multipart/form-data; boundary=xx")

    status, headers, body = send(post["fields"], b"hello")
    assert status == 201 and b"<Key>up/f.txt</Key>" in body, body
    assert client.get_object(Bucket="forms", Key="up/f.txt")["Body"].read() == b"hello"
    assert send(post["fields"], b"x" * 11)[0] == 400
    assert send({**post["fields"], "key": "elsewhere"}, b"x")[0] == 403
    forged = {name: "0" * 64 if "signature" in name.lower() else value for name, value in post["fields"].items()}
    assert forged != post["fields"] and send(forged, b"x")[0] == 403
    assert send({"key": "a"}, b"x")[0] == 403


def test_what_is_locked_stays(squall):
    client = s3(squall)
    client.create_bucket(Bucket="locked", ObjectLockEnabledForBucket=True)
    client.put_object_lock_configuration(Bucket="locked", ObjectLockConfiguration={
        "ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}})
    version = client.put_object(Bucket="locked", Key="a", Body=b"x")["VersionId"]
    assert client.head_object(Bucket="locked", Key="a")["ObjectLockMode"] == "GOVERNANCE"
    assert refused(client.delete_object, Bucket="locked", Key="a", VersionId=version) == "AccessDenied"
    client.put_object_legal_hold(Bucket="locked", Key="a", LegalHold={"Status": "ON"})
    assert refused(client.delete_object, Bucket="locked", Key="a", VersionId=version,
                   BypassGovernanceRetention=True) == "AccessDenied"
    client.put_object_legal_hold(Bucket="locked", Key="a", LegalHold={"Status": "OFF"})
    client.delete_object(Bucket="locked", Key="a", VersionId=version, BypassGovernanceRetention=True)
    assert "Versions" not in client.list_object_versions(Bucket="locked")


def test_years_in_which_no_rule_has_anything_to_do_are_no_work(squall):
    client = s3(squall)
    client.create_bucket(Bucket="patient")
    rule = {"ID": "r", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 10000}}
    client.put_bucket_lifecycle_configuration(Bucket="patient", LifecycleConfiguration={"Rules": [rule]})
    client.put_object(Bucket="patient", Key="a", Body=b"x")
    advance(squall, "9999d")
    assert client.list_objects_v2(Bucket="patient")["KeyCount"] == 1
    advance(squall, "3d")
    assert client.list_objects_v2(Bucket="patient")["KeyCount"] == 0
