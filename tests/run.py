#!/usr/bin/env python3
"""Runs the black-box tests against the real binary: `python3 tests/run.py [pytest's arguments]`.

Makes what it needs (a virtual environment with boto3 and pytest under target/), once; builds the
release binary unless SQUALL_BIN names one. Needs nothing but a Python 3 and cargo.
"""
import hashlib
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "tests" / "requirements.txt"


def environment():
    """The Python with the tests' packages, made at first use."""
    key = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()[:16]
    folder = ROOT / "target" / f"tests-python-{key}"
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        print(f"making the tests' Python environment in {folder.relative_to(ROOT)} ...", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        install = [python, "-m", "pip", "install", "--disable-pip-version-check", "-q"]
        subprocess.run([*install, "-r", REQUIREMENTS], check=True)
        (folder / "complete").touch()
    return python


def binary():
    named = os.environ.get("SQUALL_BIN")
    if named:
        return named
    print("building the release binary ...", flush=True)
    subprocess.run(["cargo", "build", "--release", "--locked", "-p", "app"], cwd=ROOT, check=True)
    target = os.environ.get("CARGO_TARGET_DIR", ROOT / "target")
    return str(pathlib.Path(target) / "release" / "squall")


def main():
    variables = dict(os.environ, SQUALL_BIN=binary(), PYTHONDONTWRITEBYTECODE="1")
    arguments = sys.argv[1:] or ["-n", "3", "--dist", "loadfile", "-q"]
    command = [environment(), "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", "tests"]
    if not any(argument.startswith("tests") for argument in arguments):
        arguments.append("tests")
    done = subprocess.run([*command, *arguments], cwd=ROOT, env=variables)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
