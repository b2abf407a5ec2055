"""What can go wrong in a function, in the words and the form that Lambda's Python runtime uses."""

import sys
import traceback

from squall_runtime import view

_NO_BREAK_SPACE = "\u00a0"


class Fault(Exception):
    """Something wrong with the function, found by the runtime and not raised by its code."""

    def __init__(self, kind, message, trace=None):
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.trace = trace


def describe(error, request_id=""):
    """The error object of the exception that is being handled."""
    if isinstance(error, Fault):
        return _object(error.message, error.kind, error.trace, request_id)
    frames = [(view.known(at), *rest) for at, *rest in _frames(sys.exc_info()[2])]
    trace = traceback.format_list(frames)
    return _object(str(error), type(error).__name__, trace, request_id)


def _object(message, kind, trace, request_id):
    return {
        "errorMessage": message or "",
        "errorType": kind or "",
        "requestId": request_id,
        "stackTrace": trace or [],
    }


def _frames(tb):
    """The frames of the function's own code; those of the runtime, which come first, are not."""
    frames = [(f.filename, f.lineno, f.name, f.line) for f in traceback.extract_tb(tb)]
    for at, frame in enumerate(frames):
        if "/bootstrap.py" not in frame[0]:
            return frames[at:]
    return frames


def log_text(error):
    """What Lambda writes to the log: the error and its trace, indented by no-break spaces."""
    head = "[ERROR]"
    if error["errorType"]:
        head += " " + error["errorType"]
    if error["errorMessage"]:
        head += (":" if error["errorType"] else "") + " " + error["errorMessage"]
    lines = [head, "Traceback (most recent call last):"]
    for element in error["stackTrace"]:
        lines.extend(_indented(line) for line in element.splitlines() or [""])
    return "\n".join(lines) + "\n"


def _indented(line):
    text = line.lstrip(" ")
    return _NO_BREAK_SPACE * (len(line) - len(text)) + text
