//! What level guarded refuses beyond the others, because there is no namespace around a sandbox
//! and Landlock does not reach it.

use libc::{BPF_ALU, BPF_AND, BPF_JEQ, BPF_JMP, BPF_JSET, BPF_K};

use crate::warden::seccomp::{ALLOW, ARGUMENT, NUMBER, Program, answer, begin_early, begin_late};

/// Every sandbox: what is shared with the host and all neighbours.
const SHARED: &[i64] = &[
    // System V and POSIX objects live in the host's namespace and outlive who made them.
    libc::SYS_shmget,
    libc::SYS_shmat,
    libc::SYS_shmctl,
    libc::SYS_shmdt,
    libc::SYS_semget,
    libc::SYS_semop,
    libc::SYS_semtimedop,
    libc::SYS_semctl,
    libc::SYS_msgget,
    libc::SYS_msgsnd,
    libc::SYS_msgrcv,
    libc::SYS_msgctl,
    libc::SYS_mq_open,
    libc::SYS_mq_unlink,
    // A process outside of its sandbox's group would outlive it.
    libc::SYS_setsid,
    libc::SYS_setpgid,
    // Landlock's rule for bound ports does not know the port that `listen` itself takes.
    libc::SYS_listen,
    // What may be written by everybody may be marked by everybody.
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_fsetxattr,
    libc::SYS_removexattr,
    libc::SYS_lremovexattr,
    libc::SYS_fremovexattr,
    SETXATTRAT,
    REMOVEXATTRAT,
    FILE_SETATTR,
    // Tells the names that others make in directories which may not be read.
    libc::SYS_inotify_add_watch,
];

/// Where all sandboxes and their user have one uid: Landlock knows nothing of these, and the
/// user's files are as far as a path.
const ONE_UID: &[i64] = &[
    #[cfg(target_arch = "x86_64")]
    libc::SYS_chmod,
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    FCHMODAT2,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_chown,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_lchown,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_utime,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_utimes,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_futimesat,
    libc::SYS_utimensat,
];

/// Too new for the C library's list; the same on every architecture.
const FCHMODAT2: i64 = 452;
const SETXATTRAT: i64 = 463;
const REMOVEXATTRAT: i64 = 466;
const FILE_SETATTR: i64 = 469;

/// The same: calls whose first argument names a process. Only 0, the caller, is answered, because
/// the server is within reach by uid.
const OF_A_PROCESS: &[i64] = &[
    libc::SYS_prlimit64,
    libc::SYS_sched_setaffinity,
    libc::SYS_sched_setscheduler,
    libc::SYS_sched_setparam,
    libc::SYS_sched_setattr,
];
/// The same with a kind before it, which must be that of a process: where it is that of a user, 0
/// is every process of the caller's uid.
const OF_A_KIND_AND_PROCESS: &[(i64, u32)] =
    &[(libc::SYS_setpriority, PRIO_PROCESS), (libc::SYS_ioprio_set, IOPRIO_PROCESS)];
// The C libraries differ in their types.
const PRIO_PROCESS: u32 = 0;
const IOPRIO_PROCESS: u32 = 1;

/// The same: what is done to a file through a descriptor that only reads it. Flags (also by their
/// newer name), the seal of fs-verity, and the lease for which others' opening waits.
const MARKS_OF_A_FILE: &[u32] = &[SET_FLAGS, SET_EXTENDED_FLAGS, ENABLE_VERITY];
const SET_FLAGS: u32 = 0x4008_6602;
const SET_EXTENDED_FLAGS: u32 = 0x401c_5820;
const ENABLE_VERITY: u32 = 0x4080_6685;

const FIRST: u32 = ARGUMENT[0];
const SECOND: u32 = ARGUMENT[1];
const THIRD: u32 = ARGUMENT[2];
const FOURTH: u32 = 40;
/// Beside the type of a socket its second argument has flags.
const KIND_OF_SOCKET: u32 = 0xf;

/// For stems, before assignment: the program of the other levels, and what is said above.
pub fn early(own_uids: bool) -> Vec<u8> {
    let mut program = begin_early(&[libc::AF_INET, libc::AF_INET6]);
    program.refuse_all(SHARED, answer(libc::EPERM));
    if !own_uids {
        program.refuse_all(ONE_UID, answer(libc::EPERM));
        for call in OF_A_PROCESS {
            program.refuse_unless(*call, &[0], answer(libc::EPERM));
        }
        for (call, kind) in OF_A_KIND_AND_PROCESS {
            program.refuse_unless(*call, &[*kind], answer(libc::EPERM));
            program.refuse_unless_at(*call, SECOND, &[0], answer(libc::EPERM));
        }
        let lease = [libc::F_SETLEASE as u32];
        program.refuse_if(libc::SYS_ioctl, SECOND, MARKS_OF_A_FILE, answer(libc::EPERM));
        program.refuse_if(libc::SYS_fcntl, SECOND, &lease, answer(libc::EPERM));
    }
    only_tcp(&mut program);
    // Connects without being asked as `connect` is: past Landlock.
    for (call, flags) in
        [(libc::SYS_sendto, FOURTH), (libc::SYS_sendmsg, THIRD), (libc::SYS_sendmmsg, FOURTH)]
    {
        program.refuse_flags_at(call, flags, libc::MSG_FASTOPEN as u32, answer(libc::EPERM));
    }
    program.finish(ALLOW);
    program.0
}

/// For instances, the last step of their confinement: the program of the other levels, and that the
/// signal at the parent's end and who may look at a process are ours to choose.
pub fn late() -> Vec<u8> {
    let mut program = begin_late();
    let refused = [libc::PR_SET_PDEATHSIG as u32, libc::PR_SET_DUMPABLE as u32];
    program.refuse_if(libc::SYS_prctl, FIRST, &refused, answer(libc::EPERM));
    program.finish(ALLOW);
    program.0
}

/// Landlock's rules are for TCP: everything else that reaches a network is refused. Of local
/// sockets only pairs are left that are connected and stay so.
fn only_tcp(program: &mut Program) {
    let denied = answer(libc::EACCES);
    let stream = libc::SOCK_STREAM as u32;
    // socket: a stream, and TCP (0 or 6) for a protocol.
    program.push(BPF_JMP | BPF_JEQ | BPF_K, 0, 8, libc::SYS_socket as u32);
    program.load(SECOND);
    program.push(BPF_ALU | BPF_AND | BPF_K, 0, 0, KIND_OF_SOCKET);
    program.push(BPF_JMP | BPF_JEQ | BPF_K, 0, 3, stream);
    program.load(THIRD);
    program.push(BPF_JMP | BPF_JEQ | BPF_K, 2, 0, 0);
    program.push(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, libc::IPPROTO_TCP as u32);
    program.finish(denied);
    program.load(NUMBER);
    // socketpair: streams, or messages in order.
    program.push(BPF_JMP | BPF_JEQ | BPF_K, 0, 6, libc::SYS_socketpair as u32);
    program.load(SECOND);
    program.push(BPF_ALU | BPF_AND | BPF_K, 0, 0, KIND_OF_SOCKET);
    program.push(BPF_JMP | BPF_JEQ | BPF_K, 2, 0, stream);
    program.push(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, libc::SOCK_SEQPACKET as u32);
    program.finish(denied);
    program.load(NUMBER);
}

impl Program {
    /// If the number is `call`: that verdict unless the argument at `offset` is one of `values`.
    fn refuse_unless_at(&mut self, call: i64, offset: u32, values: &[u32], verdict: u32) {
        let count = values.len() as u8;
        self.push(BPF_JMP | BPF_JEQ | BPF_K, 0, count + 3, call as u32);
        self.load(offset);
        for (at, value) in values.iter().enumerate() {
            self.push(BPF_JMP | BPF_JEQ | BPF_K, count - at as u8, 0, *value);
        }
        self.finish(verdict);
        self.load(NUMBER);
    }

    /// If the number is `call`: that verdict if the argument at `offset` is one of `values`.
    fn refuse_if(&mut self, call: i64, offset: u32, values: &[u32], verdict: u32) {
        let count = values.len() as u8;
        self.push(BPF_JMP | BPF_JEQ | BPF_K, 0, count + 4, call as u32);
        self.load(offset);
        for (at, value) in values.iter().enumerate() {
            self.push(BPF_JMP | BPF_JEQ | BPF_K, count - at as u8, 0, *value);
        }
        self.push(BPF_JMP | libc::BPF_JA, 0, 0, 1);
        self.finish(verdict);
        self.load(NUMBER);
    }

    /// If the number is `call`: that verdict where the argument at `offset` has one of `bits`.
    fn refuse_flags_at(&mut self, call: i64, offset: u32, bits: u32, verdict: u32) {
        self.push(BPF_JMP | BPF_JEQ | BPF_K, 0, 4, call as u32);
        self.load(offset);
        self.push(BPF_JMP | BPF_JSET | BPF_K, 0, 1, bits);
        self.finish(verdict);
        self.load(NUMBER);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::warden::seccomp::tests::run_on;

    const REFUSED: u32 = answer(libc::EPERM);

    fn with_one_uid(call: i64, arguments: [u32; 4]) -> u32 {
        run_on(&early(false), call, arguments)
    }

    #[test]
    fn with_one_uid_only_the_caller_s_own_priority_is_set() {
        let own = PRIO_PROCESS;
        assert_eq!(with_one_uid(libc::SYS_setpriority, [own, 0, 19, 0]), ALLOW);
        assert_eq!(with_one_uid(libc::SYS_setpriority, [own, 7, 19, 0]), REFUSED);
        for kind in [1, 2] {
            assert_eq!(with_one_uid(libc::SYS_setpriority, [kind, 0, 19, 0]), REFUSED, "{kind}");
        }
        assert_eq!(with_one_uid(libc::SYS_ioprio_set, [IOPRIO_PROCESS, 0, 0, 0]), ALLOW);
        assert_eq!(with_one_uid(libc::SYS_ioprio_set, [IOPRIO_PROCESS, 7, 0, 0]), REFUSED);
        for kind in [0, 2, 3] {
            assert_eq!(with_one_uid(libc::SYS_ioprio_set, [kind, 0, 0, 0]), REFUSED, "{kind}");
        }
        let user = [2, 0, 19, 0];
        assert_eq!(run_on(&early(true), libc::SYS_setpriority, user), ALLOW);
    }

    #[test]
    fn with_one_uid_files_are_not_marked_through_descriptors() {
        for mark in MARKS_OF_A_FILE {
            assert_eq!(with_one_uid(libc::SYS_ioctl, [3, *mark, 0, 0]), REFUSED, "{mark:#x}");
        }
        assert_eq!(with_one_uid(libc::SYS_ioctl, [3, libc::FIONREAD as u32, 0, 0]), ALLOW);
        assert_eq!(with_one_uid(libc::SYS_fcntl, [3, libc::F_SETLEASE as u32, 0, 0]), REFUSED);
        assert_eq!(with_one_uid(libc::SYS_fcntl, [3, libc::F_SETLK as u32, 0, 0]), ALLOW);
    }

    #[test]
    fn only_tcp_and_connected_pairs_are_left_of_sockets() {
        let open = |call, kind, protocol: i32| {
            let family = if call == libc::SYS_socket { libc::AF_INET } else { libc::AF_UNIX };
            run_on(&early(true), call, [family as u32, kind as u32, protocol as u32, 0])
        };
        let flags = libc::SOCK_CLOEXEC;
        assert_eq!(open(libc::SYS_socket, libc::SOCK_STREAM | flags, 0), ALLOW);
        assert_eq!(open(libc::SYS_socket, libc::SOCK_STREAM, 262), answer(libc::EACCES));
        assert_eq!(open(libc::SYS_socket, libc::SOCK_DGRAM | flags, 0), answer(libc::EACCES));
        assert_eq!(open(libc::SYS_socketpair, libc::SOCK_SEQPACKET, 0), ALLOW);
        assert_eq!(open(libc::SYS_socketpair, libc::SOCK_DGRAM, 0), answer(libc::EACCES));
    }
}
