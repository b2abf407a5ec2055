import os

HOME = os.getpid()


def after(parent=os.getpid()):
    """In the snapshot itself, once it has been copied: it ends."""


def handler(event, context):
    return os.environ["AWS_LAMBDA_INITIALIZATION_TYPE"]


copied = []


def in_parent():
    copied.append(1)
    if len(copied) == 3:
        os._exit(9)


os.register_at_fork(after_in_parent=in_parent)
