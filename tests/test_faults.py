"""What goes wrong in functions answers in Lambda's form, and the next invocation works."""
import base64
import concurrent.futures
import json
import re
import time
import uuid

import pytest
from botocore.exceptions import ClientError


@pytest.fixture(scope="module")
def faults(application):
    return application("faults")


REPORT = re.compile(
    r"REPORT RequestId: (?P<id>[0-9a-f-]{36})\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\t"
    r"Memory Size: (?P<size>\d+) MB\tMax Memory Used: (?P<used>\d+) MB\t"
    r"(Init Duration: \d+\.\d\d ms\t)?")


def test_the_context_has_everything(faults):
    custom = base64.b64encode(json.dumps({"custom": {"a": 1}, "env": {"b": "2"}}).encode()).decode()
    answer, facts, log = faults.invoke("context", {}, ClientContext=custom)
    name = faults.full_name("context")
    assert answer["StatusCode"] == 200 and answer["ExecutedVersion"] == "$LATEST"
    assert uuid.UUID(facts["aws_request_id"])
    assert facts["aws_request_id"] == answer["ResponseMetadata"]["RequestId"]
    assert facts["function_name"] == name and facts["function_version"] == "$LATEST"
    assert facts["invoked_function_arn"] == f"arn:aws:lambda:us-east-1:000000000000:function:{name}"
    assert int(facts["memory_limit_in_mb"]) == 256
    assert facts["log_group_name"] == f"/aws/lambda/{name}"
    assert re.fullmatch(r"\d{4}/\d\d/\d\d/\[\$LATEST\][0-9a-f]{32}", facts["log_stream_name"])
    assert 0 < facts["remaining"] <= 10_000
    assert facts["identity"] == [None, None]
    assert facts["client"] == {"custom": {"a": 1}, "env": {"b": "2"}}
    environment = facts["environment"]
    for key, value in {
            "AWS_LAMBDA_FUNCTION_NAME": name, "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256", "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1", "_HANDLER": "handlers.context",
            "LAMBDA_TASK_ROOT": "/var/task", "GREETING": "hello", "TZ": ":UTC",
            "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{name}",
            "AWS_ENDPOINT_URL": "http://127.0.0.1:4566"}.items():
        assert environment[key] == value, key
    for key in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
                "_X_AMZN_TRACE_ID", "AWS_EXECUTION_ENV"]:
        assert environment[key], key
    assert environment["AWS_ACCESS_KEY_ID"].startswith("ASIA")
    assert facts["cwd"] == "/var/task"


def test_the_log_has_lambdas_lines(faults):
    answer, _, log = faults.invoke("logs")
    request = answer["ResponseMetadata"]["RequestId"]
    lines = log.splitlines()
    start = lines.index(f"START RequestId: {request} Version: $LATEST")
    end = lines.index(f"END RequestId: {request}")
    said = lines[start + 1:end]
    assert "printed" in said and said.index("two") + 1 == said.index("lines")
    assert any(re.fullmatch(rf"\[WARNING\]\t\S+Z\t{request}\twarned", line) for line in said), said
    assert any(re.fullmatch(rf"\[ERROR\]\t\S+Z\t{request}\twent wrong", line) for line in said), said
    report = REPORT.match(lines[end + 1])
    assert report and report["id"] == request and report["size"] == "256", lines[end + 1]


def test_an_instance_is_reused_and_says_init_once(faults):
    _, first, log = faults.invoke("counter")
    assert first == 1 and "Init Duration" in log
    _, second, log = faults.invoke("counter")
    assert second == 2 and "Init Duration" not in log


def failed(faults, key, event=None):
    answer, error, log = faults.invoke(key, event)
    assert answer["StatusCode"] == 200 and answer["FunctionError"] == "Unhandled", (error, log)
    return error, log, answer["ResponseMetadata"]["RequestId"]


def test_an_exception(faults):
    error, log, request = failed(faults, "raises")
    assert error["errorMessage"] == "asked to fail" and error["errorType"] == "Custom"
    assert error["requestId"] == request
    assert error["stackTrace"] == [
        '  File "/var/task/handlers.py", line 41, in raises\n    raise Custom("asked to fail")\n']
    assert "[ERROR] Custom: asked to fail" in log and "Traceback (most recent call last):" in log


@pytest.mark.parametrize("key,kind,words", [
    ("noimport", "Runtime.ImportModuleError",
     "Unable to import module 'noimport': No module named 'no_such_package_anywhere'"),
    ("nomodule", "Runtime.ImportModuleError",
     "Unable to import module 'nosuchmodule': No module named 'nosuchmodule'"),
    ("nohandler", "Runtime.HandlerNotFound",
     "Handler 'no_such_function' missing on module 'handlers'"),
    ("syntax", "Runtime.UserCodeSyntaxError", "Syntax error in module 'syntax'"),
    ("unserialisable", "Runtime.MarshalError", "Unable to marshal response"),
])
def test_errors_of_the_runtime(faults, key, kind, words):
    for _ in range(2):
        error, _, _ = failed(faults, key)
        assert error["errorType"] == kind and words in error["errorMessage"], error


def test_a_time_out(faults):
    error, log, request = failed(faults, "sleeps", {"seconds": 30})
    assert "Task timed out after 1.00 seconds" in error["errorMessage"], error
    assert f"{request} Task timed out after 1.00 seconds" in log
    assert faults.invoke("sleeps", {"seconds": 0})[1] == "woke"


@pytest.mark.parametrize("key,event,words", [
    ("exits", {"go": 3}, "exit status 3"),
    ("osexits", {"go": 0}, "Runtime exited without providing a reason"),
    ("osexits", {"go": 7}, "exit status 7"),
    ("dies", {"signal": 11}, "signal: segmentation fault"),
    ("dies", {"signal": 9}, "signal: killed"),
])
def test_an_end_without_an_answer(faults, key, event, words):
    error, _, request = failed(faults, key, event)
    assert error["errorType"] == "Runtime.ExitError", error
    assert request in error["errorMessage"] and words in error["errorMessage"], error
    answer, payload, _ = faults.invoke(key)
    assert "FunctionError" not in answer and payload in ("stayed", "lives")


def test_out_of_memory_is_told_apart(faults):
    error, log, _ = failed(faults, "hungry", {"megabytes": 300})
    assert error["errorType"] == "Runtime.OutOfMemory", error
    assert faults.invoke("hungry", {"megabytes": 10})[1] == 10


def test_a_hundred_megabytes_of_output(faults):
    answer, payload, log = faults.invoke("chatty", {"lines": 100_000})
    assert payload == "said" and len(log) <= 4096 and "REPORT" in log
    assert faults.invoke("counter")[1] >= 1


def test_a_result_that_is_too_large(faults):
    assert len(faults.invoke("large", {"bytes": 6_000_000})[1]) == 6_000_000
    error, _, _ = failed(faults, "large", {"bytes": 7_000_000})
    assert error["errorType"] == "Function.ResponseSizeTooLarge", error
    assert "exceeded maximum allowed payload size (6291556 bytes)" in error["errorMessage"]
    assert faults.invoke("large", {"bytes": 1})[1] == "x"


def test_what_is_printed_never_reaches_the_protocol(faults):
    _, payload, log = faults.invoke("writesfds")
    assert payload == "ok"
    for line in ("raw one", "raw two", "from a shell"):
        assert line in log.splitlines(), log


def test_reserved_concurrency_is_exact(faults):
    client = faults.client("lambda")

    def call(_):
        try:
            client.invoke(FunctionName=faults.full_name("busy"), Payload=b'{"seconds": 2}')
            return "done"
        except ClientError as error:
            assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 429
            assert error.response["Reason"] == "ReservedFunctionConcurrentInvocationLimitExceeded"
            return error.response["Error"]["Code"]

    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        outcomes = sorted(pool.map(call, range(6)))
    assert outcomes == ["TooManyRequestsException"] * 4 + ["done"] * 2


def test_invoke_says_what_is_wrong_with_a_request(faults):
    client = faults.client("lambda")
    name = faults.full_name("echo")
    for arguments, code, status in [
            ({"FunctionName": "nobody"}, "ResourceNotFoundException", 404),
            ({"FunctionName": name, "Qualifier": "7"}, "ResourceNotFoundException", 404),
            ({"FunctionName": name, "Payload": b"{not json"}, "InvalidRequestContentException", 400),
            ({"FunctionName": name, "Payload": b'"' + b"x" * 6_300_000 + b'"'},
             "RequestEntityTooLargeException", 413)]:
        with pytest.raises(ClientError) as raised:
            client.invoke(**arguments)
        answer = raised.value.response
        assert answer["Error"]["Code"] == code, answer
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == status
    dry = client.invoke(FunctionName=name, InvocationType="DryRun")
    assert dry["StatusCode"] == 204


def test_functions_are_listed_and_described(faults):
    client = faults.client("lambda")
    names = [f["FunctionName"] for page in client.get_paginator("list_functions").paginate(
        PaginationConfig={"PageSize": 5}) for f in page["Functions"]]
    assert len(names) == len(set(names)) == 22
    described = client.get_function(FunctionName=faults.full_name("sleeps"))["Configuration"]
    assert described["Timeout"] == 1 and described["MemorySize"] == 256
    assert described["Handler"] == "handlers.sleeps" and described["Runtime"] == "python3.11"
    assert described["Environment"] == {"Variables": {"GREETING": "hello"}}


def test_through_the_gateway(faults):
    assert faults.call("GET", "/raises")[::2] == (502, b'{"message": "Internal server error"}')
    assert faults.call("GET", "/malformed")[::2] == (502, b'{"message": "Internal server error"}')
    status, _, body = faults.call("GET", "/sleeps")
    assert status in (502, 504) and json.loads(body)["message"], body
    status, headers, body = faults.call("GET", "/nothing/here")
    assert status == 403 and json.loads(body) == {"message": "Missing Authentication Token"}
    blob = bytes(range(256)) * 10
    status, headers, body = faults.call("POST", "/binary", blob,
                                        {"Content-Type": "application/octet-stream"})
    assert status == 200 and body == blob[::-1]
    status, _, body = faults.call("POST", "/dev/echo/a%20b/c?x=1&x=2&y=%C3%A9", b'{"k": "\xc3\xa9"}',
                                  {"X-My-Header": "v", "Content-Type": "application/json"})
    event = json.loads(body)
    assert event["path"] == "/echo/a%20b/c" or event["path"] == "/echo/a b/c"
    assert event["resource"] == "/echo/{proxy+}" and event["httpMethod"] == "POST"
    assert event["pathParameters"]["proxy"] in ("a b/c", "a%20b/c")
    assert event["multiValueQueryStringParameters"] == {"x": ["1", "2"], "y": ["é"]}
    assert event["queryStringParameters"] == {"x": "2", "y": "é"}
    assert event["headers"]["X-My-Header"] == "v"
    assert json.loads(event["body"]) == {"k": "é"} and event["isBase64Encoded"] is False
    assert event["requestContext"]["stage"] == "dev"


def test_an_edit_is_live_and_others_stay_warm(faults):
    before = faults.invoke("slowinit")[1]
    warm = faults.invoke("counter")[1]
    path = faults.folder / "slowinit.py"
    path.write_text(path.read_text().replace('"slow"', '"edited"'))
    deadline = time.time() + 20
    while time.time() < deadline and faults.invoke("slowinit")[1] != "edited":
        time.sleep(0.05)
    assert before == "slow" and faults.invoke("slowinit")[1] == "edited"
    assert warm >= 1
