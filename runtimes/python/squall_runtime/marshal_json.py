"""Events in, results out: JSON as Lambda's Python runtime writes it.

That runtime uses `simplejson`; what differs from the standard library is made up for here:
decimals are written as the numbers they are, bytes as the text they hold, named tuples as objects,
and not-a-number as `NaN`. From python3.12 on, text is not escaped to ASCII.
"""

import decimal
import json
import json.decoder
import json.encoder
import os
import re

# Bound once: finding the fast scanner anew for each event costs more than small events do.
scan = json.decoder.JSONDecoder().scan_once
_whitespace = json.decoder.WHITESPACE.match
_MARK = "\udc5f{:d}\udc5f"
_MARKS = re.compile('"(?:\udc5f|\\\\udc5f)(\\d+)(?:\udc5f|\\\\udc5f)"')


def decode(text):
    """The value of a JSON text."""
    try:
        value, end = scan(text, _whitespace(text, 0).end())
    except StopIteration as stop:
        raise json.decoder.JSONDecodeError("Expecting value", text, stop.value) from None
    if end != len(text) and _whitespace(text, end).end() != len(text):
        raise json.decoder.JSONDecodeError("Extra data", text, end)
    return value


class Marshaller:
    """Writes results. Made once, when the function's environment is known."""

    def __init__(self, version):
        self._ascii = version < (3, 12)
        self._start()

    def encode(self, value):
        """The JSON text of a result; a `bytes` result is passed on as it is."""
        kind = type(value)
        if kind is bytes:
            return value
        if kind is str:
            return self._string(value)
        try:
            if _has_named_tuple(value):
                value = _as_objects(value)
            text = "".join(self._encode(value, 0))
        except BaseException:
            # The encoder remembers where it was, to see circles: a new one for the next result.
            self._start()
            raise
        if self._decimals:
            numbers = self._decimals
            text = _MARKS.sub(lambda found: numbers[int(found.group(1))], text)
            self._decimals = []
        return text

    def _start(self):
        self._decimals = []
        self._encode = self._encoder()

    def _string(self, text):
        encode = json.encoder.encode_basestring_ascii if self._ascii else _unicode_string
        return encode(text)

    def _encoder(self):
        make = json.encoder.c_make_encoder
        string = json.encoder.encode_basestring_ascii if self._ascii else _unicode_string
        if make is None:
            encoder = json.JSONEncoder(ensure_ascii=self._ascii, default=self._other)
            return lambda value, _: encoder.iterencode(value)
        return make({}, self._other, string, None, ": ", ", ", False, False, True)

    def _other(self, value):
        if isinstance(value, decimal.Decimal):
            if value.is_nan():
                return float("nan")
            self._decimals.append(str(value))
            return _MARK.format(len(self._decimals) - 1)
        if isinstance(value, bytes):
            return value.decode("utf-8")
        raise TypeError(
            "Object of type {} is not JSON serializable".format(type(value).__name__)
        )


_unicode_string = json.encoder.encode_basestring


def _has_named_tuple(value, depth=0):
    """Looks only into what a response is usually made of; circles are the encoder's to find."""
    if depth > 100:
        return False
    depth += 1
    kind = type(value)
    if kind is dict:
        for item in value.values():
            if type(item) not in _LEAVES and _has_named_tuple(item, depth):
                return True
        return False
    if kind is list or kind is tuple:
        for item in value:
            if type(item) not in _LEAVES and _has_named_tuple(item, depth):
                return True
        return False
    return isinstance(value, tuple) and hasattr(value, "_asdict")


_LEAVES = frozenset((str, int, float, bool, type(None)))


def _as_objects(value):
    if isinstance(value, dict):
        return {key: _as_objects(item) for key, item in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return _as_objects(value._asdict())
    if isinstance(value, (list, tuple)):
        return [_as_objects(item) for item in value]
    return value
