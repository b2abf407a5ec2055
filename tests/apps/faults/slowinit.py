import time

time.sleep(0.3)


def handler(event, context):
    return "slow"
