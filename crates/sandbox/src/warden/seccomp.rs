//! The system calls that sandboxes have no use for, as two programs for the kernel.
//!
//! The first is long and is installed in a stem before it is needed; the second is short and takes
//! away what assignment itself needed. Both are lists of what is denied: functions are any program
//! that a user may bring, so what is allowed cannot be listed. Written as instructions rather than
//! through a library, because one program has to give three different answers and to refuse the
//! second calling convention (x32), whose numbers no list of calls would match.

use libc::{BPF_ABS, BPF_JEQ, BPF_JGE, BPF_JMP, BPF_JSET, BPF_K, BPF_LD, BPF_RET, BPF_W};

pub const ALLOW: u32 = libc::SECCOMP_RET_ALLOW;
const KILL: u32 = libc::SECCOMP_RET_KILL_PROCESS;
pub const fn answer(errno: i32) -> u32 {
    libc::SECCOMP_RET_ERRNO | errno as u32
}

/// Offsets in `struct seccomp_data`.
pub const NUMBER: u32 = 0;
const ARCHITECTURE: u32 = 4;
pub const ARGUMENT: [u32; 3] = [16, 24, 32];

#[cfg(target_arch = "x86_64")]
const NATIVE: u32 = 0xC000_003E;
#[cfg(target_arch = "aarch64")]
const NATIVE: u32 = 0xC000_00B7;
/// From here on numbers belong to the x32 convention.
const X32: u32 = 0x4000_0000;

const NAMESPACES: u32 = (libc::CLONE_NEWNS
    | libc::CLONE_NEWCGROUP
    | libc::CLONE_NEWUTS
    | libc::CLONE_NEWIPC
    | libc::CLONE_NEWUSER
    | libc::CLONE_NEWPID
    | libc::CLONE_NEWNET) as u32;
/// CLONE_NEWTIME shares its bit with the exit signal of `clone`; for `unshare` it is a flag.
const NEW_TIME: u32 = 0x80;

/// Too new for the C library's list; the same on every architecture.
const STATMOUNT: i64 = 457;
const LISTMOUNT: i64 = 458;
const OPEN_TREE_ATTR: i64 = 467;

/// Refused as if without permission, in every sandbox, from before its assignment on.
const DENIED: &[i64] = &[
    // File systems: everything that changes what is where, except what assignment needs.
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_fsopen,
    libc::SYS_fsconfig,
    libc::SYS_fsmount,
    libc::SYS_fspick,
    libc::SYS_open_tree,
    libc::SYS_mount_setattr,
    STATMOUNT,
    LISTMOUNT,
    OPEN_TREE_ATTR,
    libc::SYS_open_by_handle_at,
    libc::SYS_name_to_handle_at,
    libc::SYS_fanotify_init,
    libc::SYS_quotactl,
    libc::SYS_quotactl_fd,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_acct,
    // Other processes and their memory.
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_getfd,
    libc::SYS_kcmp,
    libc::SYS_setns,
    libc::SYS_move_pages,
    libc::SYS_migrate_pages,
    // The parts of the kernel with the longest list of past holes.
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_vhangup,
    // Memory that neither the watcher nor anybody else can look at.
    libc::SYS_memfd_secret,
    // The machine.
    libc::SYS_kexec_load,
    libc::SYS_kexec_file_load,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_reboot,
    libc::SYS_syslog,
    libc::SYS_settimeofday,
    libc::SYS_clock_settime,
    libc::SYS_clock_adjtime,
    libc::SYS_adjtimex,
    libc::SYS_sethostname,
    libc::SYS_setdomainname,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_iopl,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_ioperm,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_modify_ldt,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_ustat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_sysfs,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_uselib,
];

/// Address families that a function may open: local, the two internets, and netlink, through which
/// the C library lists its own interfaces. Not vsock, which would reach the hypervisor.
const FAMILIES: &[i32] = &[libc::AF_UNIX, libc::AF_INET, libc::AF_INET6, libc::AF_NETLINK];

/// What one instruction does. Jumps are relative to the next instruction.
#[derive(Default)]
pub struct Program(pub Vec<u8>);

impl Program {
    pub fn push(&mut self, code: u32, on_true: u8, on_false: u8, operand: u32) {
        self.0.extend_from_slice(&(code as u16).to_le_bytes());
        self.0.extend_from_slice(&[on_true, on_false]);
        self.0.extend_from_slice(&operand.to_le_bytes());
    }

    pub fn load(&mut self, offset: u32) {
        self.push(BPF_LD | BPF_W | BPF_ABS, 0, 0, offset);
    }

    pub fn finish(&mut self, verdict: u32) {
        self.push(BPF_RET | BPF_K, 0, 0, verdict);
    }

    /// Any other architecture is killed, any other calling convention unknown.
    fn begin(&mut self) {
        self.load(ARCHITECTURE);
        self.push(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, NATIVE);
        self.finish(KILL);
        self.load(NUMBER);
        self.push(BPF_JMP | BPF_JGE | BPF_K, 0, 1, X32);
        self.finish(answer(libc::ENOSYS));
    }

    /// If the number is `call`: that verdict.
    fn refuse(&mut self, call: i64, verdict: u32) {
        self.push(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, call as u32);
        self.finish(verdict);
    }

    /// All of `calls` get one verdict: half the length of refusing each.
    pub fn refuse_all(&mut self, calls: &[i64], verdict: u32) {
        for (at, call) in calls.iter().enumerate() {
            let to_verdict = (calls.len() - at) as u8;
            self.push(BPF_JMP | BPF_JEQ | BPF_K, to_verdict, 0, *call as u32);
        }
        self.push(BPF_JMP | libc::BPF_JA, 0, 0, 1);
        self.finish(verdict);
    }

    /// If the number is `call`: that verdict where its first argument has one of `bits`.
    fn refuse_flags(&mut self, call: i64, bits: u32, verdict: u32) {
        self.push(BPF_JMP | BPF_JEQ | BPF_K, 0, 4, call as u32);
        self.load(ARGUMENT[0]);
        self.push(BPF_JMP | BPF_JSET | BPF_K, 0, 1, bits);
        self.finish(verdict);
        self.load(NUMBER);
    }

    /// If the number is `call`: that verdict unless its first argument is one of `values`.
    pub fn refuse_unless(&mut self, call: i64, values: &[u32], verdict: u32) {
        let count = values.len() as u8;
        self.push(BPF_JMP | BPF_JEQ | BPF_K, 0, count + 3, call as u32);
        self.load(ARGUMENT[0]);
        for (at, value) in values.iter().enumerate() {
            self.push(BPF_JMP | BPF_JEQ | BPF_K, count - at as u8, 0, *value);
        }
        self.finish(verdict);
        self.load(NUMBER);
    }

    /// Of netlink only what lists interfaces: its other protocols are doors into many subsystems.
    fn refuse_netlink_but_route(&mut self) {
        self.push(BPF_JMP | BPF_JEQ | BPF_K, 0, 6, libc::SYS_socket as u32);
        self.load(ARGUMENT[0]);
        self.push(BPF_JMP | BPF_JEQ | BPF_K, 0, 3, libc::AF_NETLINK as u32);
        self.load(ARGUMENT[2]);
        self.push(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, libc::NETLINK_ROUTE as u32);
        self.finish(answer(libc::EPROTONOSUPPORT));
        self.load(NUMBER);
    }
}

/// For stems, before assignment.
pub fn early() -> Vec<u8> {
    let mut program = begin_early(FAMILIES);
    program.finish(ALLOW);
    program.0
}

/// For stems that will be snapshots: `setns` is how their copies enter a seat. It leads nowhere but
/// where a descriptor of the warden's leads: who has no capability enters no other namespace.
pub fn seed() -> Vec<u8> {
    let denied: Vec<i64> = DENIED.iter().copied().filter(|call| *call != libc::SYS_setns).collect();
    let mut program = begin_denying(&denied, FAMILIES);
    program.finish(ALLOW);
    program.0
}

/// For copies of snapshots, the last step of their confinement.
pub fn copy() -> Vec<u8> {
    let mut program = Program::default();
    program.load(NUMBER);
    program.refuse(libc::SYS_setns, answer(libc::EPERM));
    program.finish(ALLOW);
    program.0
}

/// What every level refuses; of sockets only those of `families` are opened.
pub fn begin_early(families: &[i32]) -> Program {
    begin_denying(DENIED, families)
}

fn begin_denying(denied: &[i64], families: &[i32]) -> Program {
    let mut program = Program::default();
    program.begin();
    // The C library falls back to `clone`, whose flags a filter can read.
    program.refuse(libc::SYS_clone3, answer(libc::ENOSYS));
    program.refuse_all(denied, answer(libc::EPERM));
    program.refuse_flags(libc::SYS_clone, NAMESPACES, answer(libc::EPERM));
    for (call, families) in [(libc::SYS_socket, families), (libc::SYS_socketpair, FAMILIES)] {
        let families: Vec<u32> = families.iter().map(|family| *family as u32).collect();
        program.refuse_unless(call, &families, answer(libc::EAFNOSUPPORT));
    }
    program.refuse_netlink_but_route();
    // Only asking for the personality, or setting the usual one.
    program.refuse_unless(libc::SYS_personality, &[0, u32::MAX], answer(libc::EPERM));
    program
}

/// For the server, once it runs: what sandboxes may not do either, and no local sockets but pairs.
/// As root's own uid it could talk to many a service of the machine that asks for nothing else.
pub fn server() -> Vec<u8> {
    let mut program = Program::default();
    program.begin();
    program.refuse(libc::SYS_clone3, answer(libc::ENOSYS));
    program.refuse_all(DENIED, answer(libc::EPERM));
    program.refuse_all(&[libc::SYS_move_mount], answer(libc::EPERM));
    program.refuse_flags(libc::SYS_clone, NAMESPACES, answer(libc::EPERM));
    program.refuse_flags(libc::SYS_unshare, NAMESPACES | NEW_TIME, answer(libc::EPERM));
    let families: Vec<u32> = FAMILIES.iter().map(|family| *family as u32).collect();
    let sockets: Vec<u32> =
        families.iter().copied().filter(|family| *family != libc::AF_UNIX as u32).collect();
    program.refuse_unless(libc::SYS_socket, &sockets, answer(libc::EAFNOSUPPORT));
    program.refuse_unless(libc::SYS_socketpair, &families, answer(libc::EAFNOSUPPORT));
    program.finish(ALLOW);
    program.0
}

/// For the egress process: it reads others' memory and shares their sockets, and changes nothing.
pub fn egress() -> Vec<u8> {
    const LOOKS: [i64; 2] = [libc::SYS_process_vm_readv, libc::SYS_pidfd_getfd];
    let denied: Vec<i64> = DENIED.iter().copied().filter(|call| !LOOKS.contains(call)).collect();
    let mut program = begin_denying(&denied, FAMILIES);
    let more = [
        libc::SYS_execve,
        libc::SYS_execveat,
        libc::SYS_unshare,
        libc::SYS_move_mount,
        libc::SYS_openat2,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_open,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_creat,
    ];
    program.refuse_all(&more, answer(libc::EPERM));
    // Files only to be read: another process's memory is one, too.
    program.push(BPF_JMP | BPF_JEQ | BPF_K, 0, 4, libc::SYS_openat as u32);
    program.load(ARGUMENT[2]);
    let writes = (libc::O_WRONLY | libc::O_RDWR | libc::O_CREAT | libc::O_TRUNC) as u32;
    program.push(BPF_JMP | BPF_JSET | BPF_K, 0, 1, writes);
    program.finish(answer(libc::EPERM));
    program.load(NUMBER);
    program.finish(ALLOW);
    program.0
}

/// For instances, the last step of their confinement.
pub fn late() -> Vec<u8> {
    let mut program = begin_late();
    program.finish(ALLOW);
    program.0
}

/// What every level takes away last.
pub fn begin_late() -> Program {
    let mut program = Program::default();
    program.load(NUMBER);
    program.refuse(libc::SYS_move_mount, answer(libc::EPERM));
    program.refuse_flags(libc::SYS_unshare, NAMESPACES | NEW_TIME, answer(libc::EPERM));
    program
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Runs a program on a call: enough of the kernel's interpreter for what is used here.
    fn run(program: &[u8], arch: u32, number: u32, first: u32) -> u32 {
        interpret(program, arch, number, [first, 0, 0, 0])
    }

    /// What a program says of a call with these arguments.
    pub fn run_on(program: &[u8], call: i64, arguments: [u32; 4]) -> u32 {
        interpret(program, NATIVE, call as u32, arguments)
    }

    fn interpret(program: &[u8], arch: u32, number: u32, arguments: [u32; 4]) -> u32 {
        let mut accumulator = 0;
        let mut at = 0;
        loop {
            let bytes = &program[at * 8..at * 8 + 8];
            let code = u32::from(u16::from_le_bytes([bytes[0], bytes[1]]));
            let operand = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]);
            at += 1;
            let taken = match code {
                code if code == BPF_LD | BPF_W | BPF_ABS => {
                    accumulator = match operand {
                        NUMBER => number,
                        ARCHITECTURE => arch,
                        offset => arguments[(offset - ARGUMENT[0]) as usize / 8],
                    };
                    continue;
                }
                code if code == libc::BPF_ALU | libc::BPF_AND | BPF_K => {
                    accumulator &= operand;
                    continue;
                }
                code if code == BPF_RET | BPF_K => return operand,
                code if code == BPF_JMP | libc::BPF_JA => {
                    at += operand as usize;
                    continue;
                }
                code if code == BPF_JMP | BPF_JEQ | BPF_K => accumulator == operand,
                code if code == BPF_JMP | BPF_JGE | BPF_K => accumulator >= operand,
                code if code == BPF_JMP | BPF_JSET | BPF_K => accumulator & operand != 0,
                other => panic!("instruction {other:#x}"),
            };
            at += usize::from(if taken { bytes[2] } else { bytes[3] });
        }
    }

    fn early_on(number: i64, first: u32) -> u32 {
        run(&early(), NATIVE, number as u32, first)
    }

    #[test]
    fn every_listed_call_is_refused() {
        for call in DENIED {
            assert_eq!(early_on(*call, 0), answer(libc::EPERM), "call {call}");
        }
    }

    #[test]
    fn a_snapshot_may_enter_what_it_is_given_and_its_copies_nothing() {
        let on = |program: Vec<u8>, call: i64| run(&program, NATIVE, call as u32, 0);
        for call in DENIED.iter().filter(|call| **call != libc::SYS_setns) {
            assert_eq!(on(seed(), *call), answer(libc::EPERM), "call {call}");
        }
        assert_eq!(on(seed(), libc::SYS_setns), ALLOW);
        assert_eq!(on(copy(), libc::SYS_setns), answer(libc::EPERM));
        assert_eq!(on(copy(), libc::SYS_read), ALLOW);
    }

    #[test]
    fn ordinary_calls_pass() {
        for call in [libc::SYS_read, libc::SYS_openat, libc::SYS_execve, libc::SYS_futex] {
            assert_eq!(early_on(call, 0), ALLOW, "call {call}");
            assert_eq!(run(&late(), NATIVE, call as u32, 0), ALLOW, "call {call}");
        }
    }

    #[test]
    fn threads_may_be_made_but_namespaces_may_not() {
        let thread = (libc::CLONE_VM | libc::CLONE_THREAD | libc::CLONE_SIGHAND) as u32;
        assert_eq!(early_on(libc::SYS_clone, thread), ALLOW);
        let user = libc::CLONE_NEWUSER as u32;
        assert_eq!(early_on(libc::SYS_clone, user), answer(libc::EPERM));
        assert_eq!(early_on(libc::SYS_clone3, 0), answer(libc::ENOSYS));
        let unshare = |flags| run(&late(), NATIVE, libc::SYS_unshare as u32, flags);
        assert_eq!(unshare(user), answer(libc::EPERM));
        assert_eq!(unshare(libc::CLONE_FILES as u32), ALLOW);
    }

    #[test]
    fn only_ordinary_sockets_are_opened() {
        for family in FAMILIES {
            assert_eq!(early_on(libc::SYS_socket, *family as u32), ALLOW);
        }
        for family in [libc::AF_VSOCK, libc::AF_PACKET, libc::AF_ALG, 0] {
            let verdict = early_on(libc::SYS_socket, family as u32);
            assert_eq!(verdict, answer(libc::EAFNOSUPPORT), "family {family}");
        }
    }

    #[test]
    fn the_egress_process_looks_and_does_not_touch() {
        let program = egress();
        let on = |call, arguments| run_on(&program, call, arguments);
        for call in [libc::SYS_process_vm_readv, libc::SYS_pidfd_getfd, libc::SYS_connect] {
            assert_eq!(on(call, [0; 4]), ALLOW, "{call}");
        }
        for call in [libc::SYS_process_vm_writev, libc::SYS_ptrace, libc::SYS_execve] {
            assert_eq!(on(call, [0; 4]), answer(libc::EPERM), "{call}");
        }
        let open = |flags: i32| on(libc::SYS_openat, [0, 0, flags as u32, 0]);
        assert_eq!(open(libc::O_RDONLY | libc::O_CLOEXEC), ALLOW);
        for flags in [libc::O_WRONLY, libc::O_RDWR, libc::O_RDONLY | libc::O_CREAT] {
            assert_eq!(open(flags), answer(libc::EPERM));
        }
    }

    #[test]
    fn the_server_opens_no_local_sockets() {
        let open = |call: i64, family: i32| run(&server(), NATIVE, call as u32, family as u32);
        assert_eq!(open(libc::SYS_socket, libc::AF_INET), ALLOW);
        assert_eq!(open(libc::SYS_socket, libc::AF_UNIX), answer(libc::EAFNOSUPPORT));
        assert_eq!(open(libc::SYS_socketpair, libc::AF_UNIX), ALLOW);
        assert_eq!(open(libc::SYS_ptrace, 0), answer(libc::EPERM));
    }

    #[test]
    fn of_netlink_only_the_list_of_interfaces_is_left() {
        let open = |family: i32, protocol| {
            run_on(&early(), libc::SYS_socket, [family as u32, 0, protocol, 0])
        };
        assert_eq!(open(libc::AF_NETLINK, 0), ALLOW);
        for protocol in [2, 4, 12, 15, 16] {
            assert_eq!(open(libc::AF_NETLINK, protocol), answer(libc::EPROTONOSUPPORT));
        }
        assert_eq!(open(libc::AF_INET, libc::IPPROTO_TCP as u32), ALLOW);
    }

    #[test]
    fn another_calling_convention_is_no_way_around() {
        assert_eq!(early_on(i64::from(X32) | libc::SYS_mount, 0), answer(libc::ENOSYS));
        assert_eq!(run(&early(), 0x4000_0003, libc::SYS_mount as u32, 0), KILL);
    }

    #[test]
    fn the_personality_may_be_asked_for() {
        assert_eq!(early_on(libc::SYS_personality, u32::MAX), ALLOW);
        assert_eq!(early_on(libc::SYS_personality, 0x0040_0000), answer(libc::EPERM));
    }
}
