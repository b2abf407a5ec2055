"""A few rounds of `kill -9` under asynchronous load: nothing is lost, nothing is left.

The real one is `python3 tests/crash_async.py`, a hundred rounds.
"""
import json
import pathlib
import subprocess
import sys


def test_three_kills_lose_no_event_and_leave_nothing(tmp_path):
    crash = pathlib.Path(__file__).parent / "crash_async.py"
    result = tmp_path / "result.json"
    done = subprocess.run([sys.executable, crash, "3", "--json", result], timeout=600,
                          capture_output=True, text=True)
    assert result.exists(), done.stdout + done.stderr
    result = json.loads(result.read_text())
    assert result["lost"] == {} and result["left"] == [] and done.returncode == 0, result
    # It was no idle platform that was killed, and every way to end has been taken.
    assert result["accepted"] > 20 and min(result["watched"].values()) > 0, result
    assert sum(result["ended"].values()) == result["accepted"], result
