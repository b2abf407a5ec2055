"""Functions that are programs: whatever speaks the Runtime API runs, and nothing it does wrong
harms anybody else."""
import concurrent.futures
import json
import pathlib
import re
import shutil
import subprocess
import time
import zipfile

import pytest
from conftest import needs_landlock

HERE = pathlib.Path(__file__).resolve().parent
SHELL = r"""#!/bin/bash
# As in the tutorial of custom runtimes.
set -euo pipefail
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
while true; do
  headers="$(mktemp)"
  event="$(curl -sS -LD "$headers" "$api/next")"
  id="$(grep -Fi Lambda-Runtime-Aws-Request-Id "$headers" | tr -d '[:space:]' | cut -d: -f2)"
  curl -sS "$api/$id/response" -d "Echoing request: '$event'" > /dev/null
done
"""


def archive(path, files):
    """`files`: name, content, mode."""
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content, mode in files:
            info = zipfile.ZipInfo(name)
            info.external_attr = (0o100000 | mode) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, content)


@pytest.fixture(scope="module")
def programs(application, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run") / "provided"
    shutil.copytree(HERE / "apps" / "provided", folder)
    bootstrap = folder / "bootstrap"
    subprocess.run(
        ["rustc", "--edition", "2024", "-O", "-C", "target-feature=+crt-static",
         "-C", "strip=symbols", "-C", "panic=abort", folder / "bootstrap.rs", "-o", bootstrap],
        check=True, timeout=300)
    program = bootstrap.read_bytes()
    built = folder / "built"
    archive(built / "function.zip", [("bootstrap", program, 0o755), ("data/x.txt", "x", 0o644)])
    archive(built / "shell.zip", [("bootstrap", SHELL, 0o755)])
    archive(built / "notexecutable.zip", [("bootstrap", program, 0o644)])
    archive(built / "nonsense.zip", [("bootstrap", bytes(range(256)), 0o755)])
    archive(built / "interpreterless.zip", [("bootstrap", "#!/no/such/shell\n", 0o755)])
    archive(built / "missing.zip", [("other", "x", 0o755)])
    return application("provided", folder=folder)


def raw(squall, key, event=None):
    """The payload as it is, with the kind of error."""
    answer = squall.client("lambda").invoke(
        FunctionName=squall.full_name(key), Payload=json.dumps({} if event is None else event))
    return answer.get("FunctionError"), answer["Payload"].read()


def test_an_invocation_tells_what_lambda_tells(programs):
    assert "is not there yet" not in programs.said()
    answer, told, log = programs.invoke("echo", {"a": ["ü", 1]})
    assert "FunctionError" not in answer
    assert told["event"] == {"a": ["ü", 1]}
    request = answer["ResponseMetadata"]["RequestId"]
    assert told["lambda-runtime-aws-request-id"] == request
    name = programs.full_name("echo")
    assert told["lambda-runtime-invoked-function-arn"].endswith(f":function:{name}")
    assert told["lambda-runtime-trace-id"].startswith("Root=1-")
    left = int(told["lambda-runtime-deadline-ms"]) / 1000 - time.time()
    assert left < 5
    assert told["arguments"] == ["/var/task/bootstrap"] and told["cwd"] == "/var/task"
    environment = told["environment"]
    for key, value in {
            "AWS_LAMBDA_RUNTIME_API": "127.0.0.1:9001", "_HANDLER": "any.text",
            "LAMBDA_TASK_ROOT": "/var/task", "LAMBDA_RUNTIME_DIR": "/var/runtime",
            "AWS_LAMBDA_FUNCTION_NAME": name, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256",
            "AWS_REGION": "us-east-1", "GREETING": "hello", "TZ": ":UTC",
            "AWS_ENDPOINT_URL": "http://127.0.0.1:4566"}.items():
        assert environment[key] == value, key
    for key in ["AWS_EXECUTION_ENV", "PYTHONPATH"]:
        assert key not in environment
    assert environment["AWS_ACCESS_KEY_ID"].startswith("ASIA")
    assert f"START RequestId: {request} Version: $LATEST" in log
    report = re.search(r"REPORT RequestId: (\S+)\t.*Max Memory Used: (\d+) MB\tInit Duration", log)
    assert report and report[1] == request and 0 < int(report[2]) < 64


def test_an_instance_is_kept(programs):
    for key in ["counter", "named"]:
        assert [programs.invoke(key)[1] for _ in range(3)] == [1, 2, 3]


def test_a_client_context_arrives(programs):
    import base64
    custom = base64.b64encode(json.dumps({"custom": {"a": "ü"}}).encode()).decode()
    _, told, _ = programs.invoke("echo", {}, ClientContext=custom)
    assert json.loads(told["lambda-runtime-client-context"]) == {"custom": {"a": "ü"}}


def test_a_large_event_arrives_whole(programs):
    event = {"x": "y" * 5_500_000}
    _, told, _ = programs.invoke("echo", event)
    assert told["event"] == event


def test_what_is_no_json_is_passed_on(programs):
    assert raw(programs, "plain") == (None, b"this is not JSON")


def test_an_error_is_the_programs_own(programs):
    kind, payload = raw(programs, "fails")
    assert kind == "Unhandled"
    expected = {"errorType": "My.Error", "errorMessage": "as asked", "stackTrace": []}
    assert json.loads(payload) == expected


def test_programs_that_cannot_be_started_say_why(programs):
    for key, message in {
            "missing": "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
            "notexecutable": "fork/exec /var/task/bootstrap: permission denied",
            "nonsense": "fork/exec /var/task/bootstrap: exec format error",
            "interpreterless": "fork/exec /var/task/bootstrap: no such file or directory"}.items():
        answer, error, log = programs.invoke(key)
        request = answer["ResponseMetadata"]["RequestId"]
        assert answer["FunctionError"] == "Unhandled"
        assert error == {"errorType": "Runtime.InvalidEntrypoint",
                         "errorMessage": f"RequestId: {request} Error: {message}"}, key
        assert "Status: error\tError Type: Runtime.InvalidEntrypoint" in log, log


def test_a_program_that_ends_before_it_asks_for_work(programs):
    answer, error, log = programs.invoke("exits")
    assert answer["FunctionError"] == "Unhandled"
    assert error["errorType"] == "Runtime.ExitError"
    assert error["errorMessage"].endswith("Error: Runtime exited with error: exit status 3")
    assert "leaving at once" in log
    assert "Phase: invoke\tStatus: error\tError Type: Runtime.ExitError" in log


def test_an_init_error_is_passed_on(programs):
    answer, error, log = programs.invoke("initerror")
    assert answer["FunctionError"] == "Unhandled"
    assert error["errorType"] == "My.Error" and error["errorMessage"] == "no luck"
    assert "Error Type: My.Error" in log


def test_a_program_that_never_asks_for_work_times_out(programs):
    """Ten seconds of initialisation, then once more within the invocation's own time."""
    answer, error, log = programs.invoke("hangs")
    assert error["errorType"] == "Sandbox.Timedout", (error, log)
    assert error["errorMessage"].endswith("Task timed out after 1.00 seconds")


def test_a_crash_and_a_time_out_end_the_instance_and_no_more(programs):
    answer, error, log = programs.invoke("crashes")
    assert answer["FunctionError"] == "Unhandled"
    assert error["errorType"] == "Runtime.ExitError"
    assert error["errorMessage"].endswith("Runtime exited with error: signal: aborted")
    assert "crashing" in log
    answer, error, log = programs.invoke("sleeps")
    assert error["errorType"] == "Sandbox.Timedout"
    assert "Task timed out after 1.00 seconds" in log and "Status: timeout" in log
    assert programs.invoke("crashes")[1]["errorType"] == "Runtime.ExitError"


def test_too_much_memory_is_told(programs):
    _, error, log = programs.invoke("hungry")
    assert error["errorType"] == "Runtime.OutOfMemory", (error, log)
    assert "Max Memory Used: 128 MB" in log


def test_a_program_that_answers_and_ends_is_replaced(programs):
    assert [programs.invoke("dies")[1] for _ in range(3)] == ["the last"] * 3


def test_answers_for_others_are_refused(programs):
    _, told, _ = programs.invoke("forges")
    wrong = {"errorMessage": "Invalid request ID", "errorType": "InvalidRequestID"}
    assert [status for status, _ in told] == [400, 400, 404, 400, 403, 405, 404]
    assert json.loads(told[0][1]) == wrong and json.loads(told[1][1]) == wrong
    assert json.loads(told[4][1])["errorType"] == "InvalidStateTransition"
    _, _, log = programs.invoke("forges")
    # The id of an invocation that is over is nobody's.
    assert "again 400" in log, log


def test_what_is_no_http_ends_its_connection_only(programs):
    _, told, _ = programs.invoke("garbage")
    assert told == [[400, 0]] * 6 + [[1, 0]]


def test_a_second_next_is_refused(programs):
    for key, state in [("twice", "Running"), ("parallel", "(Ready|Running)")]:
        if key == "parallel":
            assert programs.invoke(key)[1] == "first"
        _, told, _ = programs.invoke(key)
        assert told[0] == 403, told
        error = json.loads(told[1])
        assert error["errorType"] == "InvalidStateTransition"
        assert re.search(f"from {state} to Ready", error["errorMessage"])


def test_a_response_that_is_too_large(programs):
    answer, error, log = programs.invoke("large")
    assert answer["FunctionError"] == "Unhandled"
    assert error["errorType"] == "Function.ResponseSizeTooLarge"
    _, _, log = programs.invoke("large")
    assert "large 413" in log and "Exceeded maximum allowed payload size (6291556 bytes)." in log


def test_a_streamed_response_is_taken_in_whole(programs):
    assert raw(programs, "streams") == (None, b'"one, two, three"')
    kind, payload = raw(programs, "streams", {"fail": True})
    assert kind == "Unhandled" and json.loads(payload)["errorType"] == "My.Broken"


def test_connections_may_change(programs):
    assert [programs.invoke("reconnects")[1] for _ in range(3)] == [1, 2, 3]


def test_what_is_printed_is_never_the_protocol(programs):
    _, told, log = programs.invoke("prints")
    assert told == "printed"
    assert "HTTP/1.1 202 Accepted" in log and "Content-Length: 2" in log


def test_an_archive_is_a_package(programs):
    answer, told, _ = programs.invoke("zipped", {"z": 1})
    assert "FunctionError" not in answer and told["event"] == {"z": 1}


@pytest.mark.skipif(not (shutil.which("bash") and shutil.which("curl")), reason="no bash or curl")
def test_a_shell_script_is_a_program(programs):
    for event in [{"a": 1}, {"b": 2}]:
        kind, payload = raw(programs, "shell", event)
        assert kind is None and payload.decode() == f"Echoing request: '{json.dumps(event)}'"


def test_many_at_once(programs):
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda n: programs.invoke("echo", n)[1]["event"], range(64)))
    assert answers == list(range(64))


def test_programs_run_where_no_namespace_can_be_made(programs, application, tmp_path):
    needs_landlock(4)
    folder = tmp_path / "guarded"
    shutil.copytree(programs.folder, folder, ignore=shutil.ignore_patterns(".squall"))
    guarded = application("provided", "--level", "guarded", folder=folder)
    _, told, _ = guarded.invoke("echo", {"a": 1})
    assert told["event"] == {"a": 1}
    environment = told["environment"]
    # The machine's loopback is shared: everybody has a port of their own.
    host, port = environment["AWS_LAMBDA_RUNTIME_API"].split(":")
    assert host == "127.0.0.1" and port != "9001"
    assert told["cwd"] == environment["LAMBDA_TASK_ROOT"] != "/var/task"
    assert [guarded.invoke("counter")[1] for _ in range(3)] == [1, 2, 3]
    assert guarded.invoke("missing")[1]["errorType"] == "Runtime.InvalidEntrypoint"
    assert guarded.invoke("crashes")[1]["errorType"] == "Runtime.ExitError"
