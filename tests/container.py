#!/usr/bin/env python3
"""Runs a program as a default container would: `container.py [--uid N] [--cgroups rw|ro]
[--landlock no] [--ids 65536] PROGRAM...`

Root's capabilities are those of a container, the system calls that its filter refuses are refused,
and what it mounts read-only is read-only. What stays different: processes and network are those of
the machine. Needs root, and nothing but the standard library.
"""
import ctypes
import os
import platform
import struct
import sys

LIBC = ctypes.CDLL(None, use_errno=True)
PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 24, 38, 47
CLONE_NEWUSER, CLONE_NEWNS, MS_RDONLY, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = (
    0x10000000, 0x20000, 1, 32, 4096, 16384, 1 << 18)

# What a default container's root may: chown, dac_override, fowner, fsetid, kill, setgid, setuid,
# setpcap, net_bind_service, net_raw, sys_chroot, mknod, audit_write, setfcap.
CAPABILITIES = {0, 1, 3, 4, 5, 6, 7, 8, 10, 13, 18, 27, 29, 31}

# Refused with EPERM (x86_64, aarch64): what belongs to capabilities that are not there, and what
# the default filter does not list.
REFUSED = {
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "unshare": (272, 97),
    "setns": (308, 268), "bpf": (321, 280), "perf_event_open": (298, 241),
    "userfaultfd": (323, 282), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427), "keyctl": (250, 219), "add_key": (248, 217),
    "request_key": (249, 218), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "mount_setattr": (442, 442), "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264),
    "kexec_load": (246, 104), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "reboot": (169, 142), "swapon": (167, 224), "swapoff": (168, 225),
    "sethostname": (170, 161), "setdomainname": (171, 162), "syslog": (103, 116),
    "quotactl": (179, 60), "acct": (163, 89), "fanotify_init": (300, 262),
}
CLONE, CLONE3, ARCH = {"x86_64": (56, 435, 0xC000003E), "aarch64": (220, 435, 0xC00000B7)}[
    platform.machine()]
NAMESPACES = 0x7E020000
ERRNO, ALLOW, EPERM, ENOSYS = 0x50000, 0x7FFF0000, 1, 38


def check(answer, what):
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def filter_program(landlock):
    column = 0 if platform.machine() == "x86_64" else 1
    lines = [(0x20, 0, 0, 4), (0x15, 1, 0, ARCH), (6, 0, 0, ERRNO | ENOSYS), (0x20, 0, 0, 0)]
    for numbers in REFUSED.values():
        lines += [(0x15, 0, 1, numbers[column]), (6, 0, 0, ERRNO | EPERM)]
    if landlock == "no":
        lines += [(0x15, 0, 1, 444), (6, 0, 0, ERRNO | ENOSYS)]
    lines += [(0x15, 0, 1, CLONE3), (6, 0, 0, ERRNO | ENOSYS)]
    lines += [(0x15, 0, 3, CLONE), (0x20, 0, 0, 16), (0x45, 0, 1, NAMESPACES),
              (6, 0, 0, ERRNO | EPERM), (6, 0, 0, ALLOW)]
    return b"".join(struct.pack("HBBI", *line) for line in lines), len(lines)


def install_filter(landlock):
    code, count = filter_program(landlock)
    buffer = ctypes.create_string_buffer(code)
    head = struct.pack("HxxxxxxP", count, ctypes.addressof(buffer))
    number = 317 if platform.machine() == "x86_64" else 277
    check(LIBC.syscall(number, 1, 0, ctypes.create_string_buffer(head)), "seccomp")


def map_ids(count):
    """A user namespace with that many ids, as containers without a privileged daemon have."""
    ready, mapped = os.pipe(), os.pipe()
    parent = os.getpid()
    if os.fork() == 0:
        os.read(ready[0], 1)
        for name in ("uid_map", "gid_map"):
            with open(f"/proc/{parent}/{name}", "w") as file:
                file.write(f"0 200000 {count}")
        os.write(mapped[1], b"m")
        os._exit(0)
    check(LIBC.unshare(CLONE_NEWUSER), "unshare a user namespace")
    os.write(ready[1], b"r")
    os.read(mapped[0], 1)
    os.wait()
    os.setgroups([])
    os.setresgid(0, 0, 0)
    os.setresuid(0, 0, 0)


def make_read_only(cgroups):
    check(LIBC.unshare(CLONE_NEWNS), "unshare")
    check(LIBC.mount(None, b"/", None, MS_REC | MS_PRIVATE, None), "private mounts")
    targets = ["/proc/sys"]
    if cgroups == "ro":
        with open("/proc/self/mountinfo") as mounts:
            points = [line.split()[4] for line in mounts]
        targets += [point for point in points if point.startswith("/sys/fs/cgroup")]
    for target in targets:
        name = target.encode()
        check(LIBC.mount(name, name, None, MS_BIND, None), f"bind {target}")
        flags = MS_BIND | MS_REMOUNT | MS_RDONLY
        check(LIBC.mount(None, name, None, flags, None), f"make {target} read-only")


def drop_capabilities():
    last = int(open("/proc/sys/kernel/cap_last_cap").read())
    for number in range(last + 1):
        if number not in CAPABILITIES:
            check(LIBC.prctl(PR_CAPBSET_DROP, number, 0, 0, 0), "bounding set")
    LIBC.prctl(PR_CAP_AMBIENT, 4, 0, 0, 0)
    mask = sum(1 << number for number in CAPABILITIES)
    low, high = mask & 0xFFFFFFFF, mask >> 32
    head = ctypes.create_string_buffer(struct.pack("II", 0x20080522, 0))
    sets = ctypes.create_string_buffer(struct.pack("6I", low, low, 0, high, high, 0))
    check(LIBC.capset(head, sets), "capset")


def main():
    arguments, uid, cgroups, landlock, ids = sys.argv[1:], 0, "ro", "yes", None
    while arguments and arguments[0].startswith("--"):
        name, value, *arguments = arguments
        if name == "--uid":
            uid = int(value)
        elif name == "--cgroups":
            cgroups = value
        elif name == "--landlock":
            landlock = value
        elif name == "--ids":
            ids = value
        else:
            sys.exit(f"no option {name}")
    if ids:
        # The machine's files belong to nobody there is here: that is read-only enough.
        map_ids(ids)
    else:
        make_read_only(cgroups)
    install_filter(landlock)
    if uid:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    else:
        drop_capabilities()
    os.execvp(arguments[0], arguments)


if __name__ == "__main__":
    main()
