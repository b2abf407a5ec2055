"""Lambda's programming model for Python, on frames: find the handler, call it for each invocation.

Only frames of files called `bootstrap.py` are left out of stack traces, as on Lambda; that is why
this one is called so.
"""

import importlib
import io
import json
import logging
import os
import socket
import sys
import time

from squall_runtime import _native as native
from squall_runtime import faults, marshal_json, snapshot, view
from squall_runtime.context import LambdaContext, Place
from squall_runtime.faults import Fault

CHANNEL = 255
_TRACE_ID = b"_X_AMZN_TRACE_ID"
_environ = os.environ
_version = sys.version_info[:2]
_request_id = ""
_stdlib_paths = []
_ahead = frozenset()


# ---- In the zygote ----

def prepare(home, needed):
    """Everything that is the same for all functions; this package is in `home`.

    `needed`: the modules that a runtime has loaded anyway.
    """
    global _stdlib_paths, _ahead
    loaded = {name.partition(".")[0] for name in sys.modules}
    _ahead = frozenset(loaded - {name.partition(".")[0] for name in needed})
    _stdlib_paths = [path for path in sys.path if path and path != home]
    # A function's own copy of such a module goes before.
    _stdlib_paths.append(os.path.join(home, "modules"))
    sys.path[:] = _function_paths()
    _open_output()
    _set_up_logging()


def _function_paths():
    site = "/opt/python/lib/python{}.{}/site-packages".format(*_version)
    ours = ["/var/task", site, "/opt/python", "/var/runtime"]
    return [view.of(path) for path in ours] + _stdlib_paths


class _LogHandler(logging.Handler):
    """The root logger's only handler."""

    class _Sink:
        @staticmethod
        def log(text, frame_type=None):
            sys.stdout.write(text)

    log_sink = _Sink()

    def emit(self, record):
        self.log_sink.log(self.format(record))


class _RequestId(logging.Filter):
    def filter(self, record):
        record.aws_request_id = _request_id
        record.tenant_id = None
        return True


_TEXT_FORMAT = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n"


def _set_up_logging():
    logging.Formatter.converter = time.gmtime
    handler = _LogHandler()
    handler.setFormatter(logging.Formatter(_TEXT_FORMAT, "%Y-%m-%dT%H:%M:%S"))
    handler.addFilter(_RequestId())
    logging.getLogger().addHandler(handler)


def _open_output():
    """Standard output and error, so that each line leaves as soon as it is complete.

    Made in the zygote; in a stem the same descriptors are the log's pipe.
    """
    for name, fd in (("stdout", 1), ("stderr", 2)):
        raw = io.FileIO(fd, "w", closefd=False)
        stream = io.TextIOWrapper(
            io.BufferedWriter(raw), "utf-8", "backslashreplace", line_buffering=True
        )
        stream.mode = "w"
        setattr(sys, name, stream)
        setattr(sys, "__{}__".format(name), stream)


def _flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass  # The function has closed or replaced it; its own affair.


# ---- In a stem ----

def rehearse():
    """Walks the whole path once with a dummy function, so that the pages it writes are ours."""
    environment = dict(os.environ)
    ours, theirs = socket.socketpair()
    head = b'{"requestId":"00000000-0000-0000-0000-000000000000","invokedFunctionArn":""}'
    event = b'{"body":"{}","headers":{"a":"b"},"n":1.5,"list":[1,true,null]}'
    frame = b"I" + (0).to_bytes(8, "little") + len(head).to_bytes(2, "little") + head + event
    frame = len(frame).to_bytes(4, "little") + frame
    try:
        # The zygote's own /var/task holds the dummy; a function's is mounted over it.
        _set_environment(marshal_json.decode(json.dumps(dict({"REHEARSAL": "1"}, **environment))))
        _set_log_level()
        _look_again()
        handler = _find_handler("squall_rehearsal.handler")
        ours.sendall(frame * 3)
        ours.shutdown(socket.SHUT_WR)
        _answer_all(theirs.fileno(), handler)
    finally:
        ours.close()
        theirs.close()
        sys.modules.pop("squall_rehearsal", None)
        _set_environment(environment)
        _renew_randomness()


def run(payload, copy_filter=None):
    """The life of an instance. Returns when the engine closes the channel."""
    assignment = marshal_json.decode(payload.decode("utf-8"))
    _find_place()
    _enter_environment(assignment)
    _set_log_level()
    _look_again()
    _make_way()
    wanted = assignment.get("snapshot")
    try:
        handler = _find_handler(assignment["handler"])
        if wanted:
            snapshot.before()
    except Exception as error:
        _give_up(error)
    if wanted:
        _become_snapshot(copy_filter)
        # From here on this is a copy.
        try:
            _enter_environment(marshal_json.decode(native.await_restore(None).decode("utf-8")))
            snapshot.renew_credentials()
            snapshot.after()
        except Exception as error:
            _give_up(error)
    _flush()
    native.reply((CHANNEL, "R", ""))
    _answer_all(CHANNEL, handler)


def _look_again():
    """What was seen of the function's directories was the zygote's. Those of the interpreter are
    the same as ever, and `importlib.invalidate_caches` would write to what is known of them all.
    """
    for path in sys.path[:4]:
        finder = sys.path_importer_cache.get(path)
        if finder is None:
            sys.path_importer_cache.pop(path, None)
        else:
            finder.invalidate_caches()


def _enter_environment(assignment):
    _set_environment(view.environment(assignment["environment"]))
    if "TZ" in assignment["environment"]:
        time.tzset()
    _renew_randomness()


def _give_up(error):
    """In the handler of `error`: the initialisation has failed."""
    description = faults.describe(error)
    _write_log(faults.log_text(description))
    _flush()
    native.reply((CHANNEL, "X", json.dumps(description)))
    sys.exit(1)


def _become_snapshot(copy_filter):
    """Returns in each copy; never in the snapshot itself."""
    reason = snapshot.refusal()
    _flush()
    if reason:
        native.reply((CHANNEL, "N", reason))
        sys.exit(0)
    snapshot.freeze()
    native.hold(None)
    native.reply((CHANNEL, "R", ""))
    while True:
        if native.next_order(None) is None:
            os._exit(0)
        if native.split(copy_filter):
            return


def _make_way():
    """A module that the function brings goes before one of the same name that was loaded ahead.

    Where nothing is loaded ahead it is found first, and a handler may well be called `queue.send`
    or `calendar.handler`. What the runtime itself needs stays, as on Lambda.
    """
    for place in sys.path[:3]:  # /var/task and the two of layers.
        try:
            names = os.listdir(place)
        except OSError:
            continue  # Most functions have no layers.
        for name in names:
            module, _, ending = name.partition(".")
            if module not in _ahead:
                continue
            package = not ending and os.path.exists(os.path.join(place, name, "__init__.py"))
            if package or ending == "py" or name.endswith(".so"):
                for loaded in list(sys.modules):
                    if loaded.partition(".")[0] == module:
                        del sys.modules[loaded]


def _find_place():
    """At level guarded: the function's own directories, instead of the zygote's."""
    place = native.place(None)
    if place:
        view.move(place)
        sys.path[:] = _function_paths()
        if "tempfile" in sys.modules:
            sys.modules["tempfile"].tempdir = None


def _set_environment(environment):
    """All at once, in the C environment and in `os.environ`, which stays the same object."""
    encoded = {os.fsencode(key): os.fsencode(value) for key, value in environment.items()}
    native.set_environ(b"".join(key + b"=" + value + b"\0" for key, value in encoded.items()))
    data = os.environ._data
    data.clear()
    data.update(encoded)


def _renew_randomness():
    """OpenSSL sees a fork only by the pid, which siblings in pid namespaces share."""
    ssl = sys.modules.get("ssl")
    if ssl is not None:
        ssl.RAND_add(os.urandom(48), 48.0)


def _set_log_level():
    level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper()
    level = {"FATAL": "CRITICAL", "TRACE": "DEBUG"}.get(level, level)
    if level in ("DEBUG", "INFO", "WARN", "WARNING", "ERROR", "CRITICAL"):
        logging.getLogger().setLevel(level)


# ---- The function ----

def _find_handler(name):
    try:
        module_name, function = name.rsplit(".", 1)
    except ValueError as error:
        raise Fault("Runtime.MalformedHandlerName", "Bad handler '{}': {}".format(name, error))
    module = _import(module_name)
    try:
        return getattr(module, function)
    except AttributeError:
        raise Fault(
            "Runtime.HandlerNotFound",
            "Handler '{}' missing on module '{}'".format(function, module_name),
        )


def _import(name):
    if name.split(".")[0] in sys.builtin_module_names:
        raise Fault(
            "Runtime.BuiltInModuleConflict",
            "Cannot use built-in module {} as a handler module".format(name),
        )
    try:
        return importlib.import_module(name.replace("/", "."))
    except ImportError as error:
        raise Fault(
            "Runtime.ImportModuleError", "Unable to import module '{}': {}".format(name, error)
        )
    except SyntaxError as error:
        raise Fault(
            "Runtime.UserCodeSyntaxError",
            "Syntax error in module '{}': {}".format(name, error),
            ['  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text)],
        )


def _answer_all(channel, handler):
    """The loop that every invocation goes through; kept flat, because it is what is fast."""
    global _request_id
    receive, reply, decode = native.receive, native.reply, marshal_json.decode
    marshaller = marshal_json.Marshaller(_version)
    place = Place()
    while True:
        invocation = receive(channel)
        if invocation is None:
            return
        deadline, head, event = invocation
        head = decode(head)
        _request_id = request_id = head["requestId"]
        _set_trace_id(head.get("traceId"))
        try:
            result = handler(_decode_event(event, decode), LambdaContext(head, deadline, place))
            text = _encode_result(marshaller, result)
            kind = "O"
        except Exception as error:
            description = faults.describe(error, request_id)
            _write_log(faults.log_text(description))
            kind, text = "E", json.dumps(description)
            error = None
        _flush()
        reply((channel, kind, text))
        invocation = event = result = text = None


def _decode_event(event, decode):
    try:
        return decode(event)
    except Exception as error:
        raise Fault("Runtime.UnmarshalError", "Unable to unmarshal input: {}".format(error))


def _encode_result(marshaller, result):
    try:
        text = marshaller.encode(result)
        return text if isinstance(text, bytes) else text.encode("utf-8")
    except Exception as error:
        raise Fault("Runtime.MarshalError", "Unable to marshal response: {}".format(error))


def _set_trace_id(trace_id):
    if trace_id:
        # Both halves of `os.environ[...] = ...`, which would keep every value for ever.
        value = trace_id.encode("ascii", "replace")
        native.set_trace_id(value)
        _environ._data[_TRACE_ID] = value
    elif "_X_AMZN_TRACE_ID" in os.environ:
        del os.environ["_X_AMZN_TRACE_ID"]


def _write_log(text):
    """Around whatever the function has made of `sys.stdout`, but after what it has printed."""
    _flush()
    data = text.encode("utf-8", "backslashreplace")
    while data:
        try:
            data = data[os.write(1, data) :]
        except OSError:
            return  # Closed by the function: its log, its loss.
