"""Tells what could have come along from the zygote."""

import os, sys

def handler(event, context):
    return {
        "environ": os.environ.get("MARK"), "getenv": os.popen("echo $MARK").read().strip(),
        "same": os.environ is sys.modules["os"].environ, "left": "REHEARSAL" in os.environ,
        "ours": [n for n in sys.modules if n == "squall_rehearsal"],
        "files": [os.readlink("/proc/self/fd/%s" % f) for f in os.listdir("/proc/self/fd")
                  if int(f) > 2 and os.path.exists("/proc/self/fd/" + f)],
        "signals": [l.split()[1] for l in open("/proc/self/status") if l.startswith("SigBlk")],
        "nice": os.nice(0), "cgroup": open("/proc/self/cgroup").read(),
        "site": [exit.__class__.__name__, sys.argv, sys.flags.no_site],
        "hook": os.getcwd(),
    }
