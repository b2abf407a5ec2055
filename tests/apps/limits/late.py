"""Its initialisation takes longer than the ten seconds that one may."""
import time

began = time.time()
time.sleep(11)


def handler(event, context):
    return "late"
