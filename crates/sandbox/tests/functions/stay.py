"""Leaves a child behind."""

import subprocess


def handler(event, context):
    return subprocess.Popen(["sleep", "987654"]).pid
