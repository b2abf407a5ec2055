"""How much of a processor there is, at initialisation and afterwards."""
import time


def _share(seconds):
    began, used = time.monotonic(), time.process_time()
    while time.monotonic() - began < seconds:
        pass
    return (time.process_time() - used) / (time.monotonic() - began)


at_init = _share(0.5)


def handler(event, context):
    return {"init": at_init, "now": _share(3)}
