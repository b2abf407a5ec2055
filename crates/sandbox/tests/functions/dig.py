import os


def handler(levels, context):
    """A directory in a directory, and so on; left that nobody may enter."""
    os.chdir("/tmp")
    for _ in range(levels):
        os.mkdir("d")
        os.chdir("d")
        open("file", "w").close()
    os.chdir("/")
    os.chmod("/tmp/d/d", 0)
    return levels
