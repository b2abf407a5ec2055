import os
import tempfile


def handler(levels, context):
    """A directory in a directory, and so on; left that nobody may enter."""
    os.chdir(tempfile.gettempdir())
    for _ in range(levels):
        os.mkdir("d")
        os.chdir("d")
        open("file", "w").close()
    try:
        os.chmod(tempfile.gettempdir() + "/d/d", 0)
    except PermissionError:
        pass  # At level guarded, where all sandboxes have one uid, modes stay as they are.
    os.chdir("/")
    return levels
