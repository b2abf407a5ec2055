"""Half a minute of the soak: every kind of harm, and everything returns to where it was.

The real one is `python3 tests/soak.py`, twenty minutes.
"""
import json
import pathlib
import subprocess
import sys


def test_half_a_minute_of_every_harm_leaves_nothing(tmp_path):
    soak = pathlib.Path(__file__).parent / "soak.py"
    result = tmp_path / "result.json"
    done = subprocess.run([sys.executable, soak, "0.5", "--json", result], timeout=900,
                          capture_output=True, text=True)
    assert result.exists(), done.stderr
    result = json.loads(result.read_text())
    assert result["well"] and done.returncode == 0, result["problems"] + [result["said"]]
    # Every kind has done its worst, and the neighbours were there meanwhile.
    assert len(result["calls"]) == 18 and result["calls"]["good"]["200"] > 50, result["calls"]
