"""Bad input is answered in the form that AWS's client expects; nothing is half-done or leaked."""
import http.client
import json
import os
import socket
import time
import urllib.parse

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

KEYS = Credentials("test", "test")


@pytest.fixture(scope="module")
def seed(application):
    return application("seed")


def post(squall, body, target="DynamoDB_20120810.GetItem", service="dynamodb", keys=KEYS, path="/",
         headers=None, age=None):
    """A raw signed request: status, headers, body."""
    url = squall.aws + path
    sent = {"Content-Type": "application/x-amz-json-1.0", **(headers or {})}
    if target:
        sent["X-Amz-Target"] = target
    request = AWSRequest("POST", url, data=body, headers=sent)
    if keys:
        SigV4Auth(keys, service, "us-east-1").add_auth(request)
    if age:
        request.headers.replace_header("X-Amz-Date", age)
    host = urllib.parse.urlparse(squall.aws).netloc
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.request("POST", path, body=body, headers=dict(request.headers))
    answer = connection.getresponse()
    raw = answer.read()
    connection.close()
    return answer.status, answer.headers, raw


def kind(raw):
    return json.loads(raw)["__type"].rpartition("#")[2]


def test_a_malformed_body(seed):
    status, headers, raw = post(seed, b'{"TableName": ')
    assert status == 400 and kind(raw) == "SerializationException", raw
    assert headers["x-amzn-RequestId"]


def test_an_unknown_operation(seed):
    status, _, raw = post(seed, b"{}", target="DynamoDB_20120810.NoSuchThing")
    assert status == 400 and kind(raw) == "UnknownOperationException", raw


def test_an_operation_that_is_not_there_yet(seed):
    with pytest.raises(ClientError) as raised:
        seed.client("dynamodb").list_global_tables()
    assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] in (400, 501)


def test_a_service_that_is_not_there_yet(seed):
    with pytest.raises(ClientError) as raised:
        seed.client("sns").list_topics()
    assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501
    assert "sns" in str(raised.value)


def test_an_unknown_table(seed):
    with pytest.raises(ClientError) as raised:
        seed.client("dynamodb").get_item(TableName="nowhere", Key={"id": {"S": "x"}})
    error = raised.value.response["Error"]
    assert error["Code"] == "ResourceNotFoundException"
    assert error["Message"] == "Requested resource not found"


def test_a_reserved_word(seed):
    with pytest.raises(ClientError) as raised:
        seed.client("dynamodb").update_item(
            TableName="users-table", Key={"user_id": {"S": "x"}},
            UpdateExpression="SET name = :n", ExpressionAttributeValues={":n": {"S": "x"}})
    error = raised.value.response["Error"]
    assert error["Code"] == "ValidationException"
    assert error["Message"] == ("1 validation error detected: Invalid UpdateExpression: "
                                "Attribute name is a reserved keyword; reserved keyword: name")


def test_an_item_that_is_too_large(seed):
    client = seed.client("dynamodb")
    item = {"user_id": {"S": "large"}, "v": {"S": "x" * 401 * 1024}}
    with pytest.raises(ClientError) as raised:
        client.put_item(TableName="users-table", Item=item)
    error = raised.value.response["Error"]
    assert error["Code"] == "ValidationException"
    assert error["Message"] == "Item size has exceeded the maximum allowed size"
    assert "Item" not in client.get_item(TableName="users-table", Key={"user_id": {"S": "large"}})
    item["v"]["S"] = "x" * (400 * 1024 - len("user_idlargev"))
    client.put_item(TableName="users-table", Item=item)


def test_numbers_keep_38_digits(seed):
    client = seed.client("dynamodb")
    for digits in ["12345678901234567890123456789012345678", "-0.1234567890123456789012345678901234567",
                   "1E-130", "9.9999999999999999999999999999999999999E+125"]:
        client.put_item(TableName="users-table",
                        Item={"user_id": {"S": "n"}, "n": {"N": digits}})
        item = client.get_item(TableName="users-table", Key={"user_id": {"S": "n"}})["Item"]
        from decimal import Decimal
        assert Decimal(item["n"]["N"]) == Decimal(digits)
    with pytest.raises(ClientError):
        client.put_item(TableName="users-table",
                        Item={"user_id": {"S": "n"}, "n": {"N": "1" * 39}})


@pytest.mark.parametrize("keys,code", [
    (Credentials("AKIAUNKNOWN000000000", "x"), "UnrecognizedClientException"),
    (Credentials("test", "wrong"), "InvalidSignatureException"),
    (None, "MissingAuthenticationTokenException"),
])
def test_wrong_signatures(seed, keys, code):
    status, _, raw = post(seed, b'{"TableName": "users-table", "Key": {"user_id": {"S": "x"}}}', keys=keys)
    assert status == 400 and kind(raw) == code, raw


def test_a_stale_date(seed):
    def past(request, **kwargs):
        pass
    from unittest import mock
    import botocore.auth
    import datetime
    old = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
    with mock.patch.object(botocore.auth, "get_current_datetime", lambda *a, **k: old, create=True):
        status, _, raw = post(seed, b'{"TableName": "users-table", "Key": {"user_id": {"S": "x"}}}')
    assert status == 400 and kind(raw) == "InvalidSignatureException", raw
    assert "Signature expired: 20200101T000000Z is now earlier than" in json.loads(raw)["message"]


def test_a_tampered_body(seed):
    body = b'{"TableName": "users-table", "Key": {"user_id": {"S": "x"}}}'
    request = AWSRequest("POST", seed.aws + "/", data=body, headers={
        "Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "DynamoDB_20120810.GetItem"})
    SigV4Auth(KEYS, "dynamodb", "us-east-1").add_auth(request)
    connection = http.client.HTTPConnection(urllib.parse.urlparse(seed.aws).netloc, timeout=30)
    connection.request("POST", "/", body=body.replace(b'"x"', b'"y"'), headers=dict(request.headers))
    answer = connection.getresponse()
    assert answer.status == 400 and kind(answer.read()) == "InvalidSignatureException"


def test_a_presigned_request(seed):
    url = seed.client("sts").generate_presigned_url("get_caller_identity", HttpMethod="GET")
    import urllib.request
    with urllib.request.urlopen(url, timeout=30) as answer:
        assert b"<Arn>arn:aws:iam::000000000000:root</Arn>" in answer.read()
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(url.replace("Signature=", "Signature=0"), timeout=30)
    assert raised.value.code == 403 and b"SignatureDoesNotMatch" in raised.value.read()


def test_a_body_over_the_limit(seed):
    host, port = urllib.parse.urlparse(seed.aws).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=30) as raw:
        raw.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: DynamoDB_20120810.PutItem\r\n"
                    b"Content-Length: 999999999\r\n\r\n")
        assert b" 413 " in raw.recv(4096).split(b"\r\n")[0]
    status, _, raw = seed.call("POST", "/users", b"x" * (11 * 1024 * 1024))
    assert status == 413 and json.loads(raw)["message"] == "Request Too Long"


def test_half_a_request_and_a_client_that_vanishes(seed):
    host, port = urllib.parse.urlparse(seed.http).netloc.split(":")
    for _ in range(50):
        with socket.create_connection((host, int(port)), timeout=30) as raw:
            raw.sendall(b"POST /users HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    for _ in range(50):
        with socket.create_connection((host, int(port)), timeout=30) as raw:
            raw.sendall(b"GET /hello HTTP/1.1\r\nHost: x\r\n\r\n")
    deadline = time.time() + 30
    while time.time() < deadline:
        open_files = os.listdir(f"/proc/{seed.process.pid}/fd")
        if seed.call("GET", "/hello")[0] == 200 and len(open_files) < 200:
            break
        time.sleep(0.2)
    else:
        raise AssertionError("connections were not given back")


def test_what_is_no_http(seed):
    for address in (seed.http, seed.aws):
        host, port = urllib.parse.urlparse(address).netloc.split(":")
        with socket.create_connection((host, int(port)), timeout=30) as raw:
            raw.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 nonsense\r\n\r\n")
            raw.settimeout(30)
            answer = raw.recv(4096)
            assert answer == b"" or answer.startswith(b"HTTP/1.1 400"), answer
    assert seed.call("GET", "/hello")[0] == 200


def test_who_one_is(seed):
    identity = seed.client("sts").get_caller_identity()
    assert identity["Arn"] == "arn:aws:iam::000000000000:root"
    role = seed.client("lambda").list_functions()["Functions"][0]["Role"]
    session = seed.client("sts").assume_role(RoleArn=role, RoleSessionName="me")["Credentials"]
    keys = {"aws_access_key_id": session["AccessKeyId"],
            "aws_secret_access_key": session["SecretAccessKey"],
            "aws_session_token": session["SessionToken"]}
    name = role.rpartition("/")[2]
    assumed = seed.client("sts", **keys).get_caller_identity()
    assert assumed["Arn"] == f"arn:aws:sts::000000000000:assumed-role/{name}/me"
    with pytest.raises(ClientError) as raised:
        seed.client("dynamodb", **keys).delete_item(
            TableName="users-table", Key={"user_id": {"S": "x"}})
    assert raised.value.response["Error"]["Message"] == (
        f"User: {assumed['Arn']} is not authorized to perform: dynamodb:DeleteItem on resource: "
        "arn:aws:dynamodb:us-east-1:000000000000:table/users-table because no identity-based "
        "policy allows the dynamodb:DeleteItem action")
    forged = {**keys, "aws_session_token": session["SessionToken"][:-4] + "AAAA"}
    with pytest.raises(ClientError) as raised:
        seed.client("dynamodb", **forged).list_tables()
    assert raised.value.response["Error"]["Code"] == "UnrecognizedClientException"
