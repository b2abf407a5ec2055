"""A few rounds of `kill -9` under queues and objects: nothing is lost, nothing comes back.

The real one is `python3 tests/crash_queues.py`, a hundred rounds.
"""
import json
import pathlib
import subprocess
import sys


def test_four_kills_lose_no_message_and_no_object_and_bring_none_back(tmp_path):
    crash = pathlib.Path(__file__).parent / "crash_queues.py"
    result = tmp_path / "result.json"
    done = subprocess.run([sys.executable, crash, "4", "--json", result], timeout=600,
                          capture_output=True, text=True)
    assert result.exists(), done.stdout + done.stderr
    result = json.loads(result.read_text())
    assert result["wrong"] == [] and done.returncode == 0, result
    # It was no idle platform that was killed.
    assert result["acknowledged"] > 50, result
