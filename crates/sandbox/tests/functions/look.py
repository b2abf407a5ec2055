import os


def handler(path, context):
    try:
        os.listdir(path)
        return "seen"
    except OSError as error:
        return type(error).__name__
