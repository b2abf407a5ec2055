"""A table that each invocation changes, and how much memory is this process's own, before and after.

With an event that is true, a thread is there from then on.
"""

import threading
import time

table = {str(number): number for number in range(2000)}
rounds = 0


def own_kib():
    with open("/proc/self/smaps_rollup") as file:
        lines = [line.split() for line in file if line.startswith("Private_Dirty")]
    return sum(int(words[1]) for words in lines)


def handler(event, context):
    global rounds
    before = own_kib()
    if event:
        threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
    rounds += 1
    for key in table:
        table[key] += 1
    wrong = [key for key, value in table.items() if value != int(key) + rounds]
    return {"before": before, "after": own_kib(), "wrong": len(wrong)}
