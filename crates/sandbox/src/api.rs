//! What the server and the warden say to each other, as types.
//!
//! Nothing here knows what a function or an invocation is: a sandbox is a number, a payload
//! is bytes.

use std::os::fd::OwnedFd;
use std::path::PathBuf;

use crate::egress::Egress;
use crate::program::Resident;

/// How strongly sandboxes are separated. Ordered: a greater level is a stronger one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Where no namespace can be made, as in a container: Landlock and seccomp alone, and a uid for
    /// each sandbox as root.
    Guarded,
    /// Without privilege: user namespaces, everything else as in `Full`, but one host uid for all.
    Rootless,
    /// As root: a uid for each sandbox, all namespaces, cgroup limits.
    Full,
}

impl Level {
    /// The name that `--level` takes and that is shown at start.
    pub fn name(self) -> &'static str {
        match self {
            Level::Guarded => "guarded",
            Level::Rootless => "rootless",
            Level::Full => "full",
        }
    }

    pub fn parse(name: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.name() == name)
    }

    /// The strongest first.
    pub const ALL: [Level; 3] = [Level::Full, Level::Rootless, Level::Guarded];
}

/// How a warden is to be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The only level that will do; `None` takes the highest that works.
    pub level: Option<Level>,
    /// Sandboxes' /tmp live below it (mode 0700). One warden per directory.
    pub state_dir: PathBuf,
    /// Directories of the host that no sandbox sees, even where they lie below one that all see
    /// (an application in /usr/src, say): the user's own and the platform's.
    pub hidden: Vec<PathBuf>,
    /// Directories below which everything lies that sandboxes may be shown at the server's request
    /// (`Assignment::mounts`, `TemplateSpec::managed`); they exist. The warden shows nothing else.
    pub sources: Vec<PathBuf>,
    /// The interpreters that templates may have, each with its prefix.
    pub interpreters: Vec<(PathBuf, PathBuf)>,
    /// Opened on 127.0.0.1 in every sandbox; the listeners come with [`Event::StemReady`].
    pub listen_ports: Vec<u16>,
    /// Taken on 127.0.0.1 in every sandbox, though nobody listens there until the server does, in
    /// programs' sandboxes only: the sockets come with [`Event::StemReady`].
    pub program_ports: Vec<u16>,
}

/// What a launched warden found out about the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub level: Level,
    /// The levels above `level` that could not be built.
    pub refused: Vec<Refusal>,
    pub cgroup: Cgroups,
    /// How each limit is enforced, one line each, for `doctor`: `("memory", "cgroup v1")`.
    pub enforced: Vec<(String, String)>,
}

/// Why a level cannot be had here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub level: Level,
    /// The step that failed, with the kernel's answer.
    pub missing: String,
    /// What the operator can do about it.
    pub grant: String,
}

/// The control groups that limits are written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cgroups {
    V1,
    V2,
    /// None that may be written: resource limits and a watcher stand in.
    None,
}

/// What the server asks of the warden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Start a zygote. Answered by `TemplateReady` or `TemplateFailed`. A template number in use
    /// is renewed: the old zygote takes orders until the new one is ready; its instances live on.
    Template { template: u32, spec: TemplateSpec },
    /// Start a launcher: a template whose stems become any program, see [`crate::program`].
    /// Everything else is as with `Template`.
    Launcher { template: u32 },
    /// At most `quota_us` of processor time in each `period_us` from now on: an initialisation has
    /// all there is. Not answered.
    CpuQuota { sandbox: u64, quota_us: u64, period_us: u64 },
    /// The template takes no more orders; its instances live on.
    Forget { template: u32 },
    /// Make a sandbox with a stem in it. `rehearse`: a background refill, made at low priority and
    /// ready only when rehearsed. Otherwise `StemReady` comes at once and an `Assign` may follow
    /// immediately; what goes wrong later is told by `Gone`.
    Stem { template: u32, sandbox: u64, rehearse: bool },
    /// Make a sandbox with a stem in it that will be a *snapshot*: once it is assigned and its
    /// initialisation over, it is the template of the number `snapshot`, whose stems are copies of
    /// it; they are assigned without mounts. Else as an urgent `Stem`; killing it lets its copies
    /// live. `TemplateFailed` says that there will be no more copies.
    Seed { template: u32, sandbox: u64, snapshot: u32 },
    /// Turn a stem into an instance. Only after its `StemReady`; failures are told by `Gone`.
    Assign { sandbox: u64, spec: Assignment, payload: Vec<u8> },
    /// Stop every process of it, or let them go on, where `StemReady` came without `freeze`.
    Freeze { sandbox: u64, frozen: bool },
    /// Kill every process of it; answered by `Gone`. Unknown sandboxes are ignored.
    Kill { sandbox: u64 },
}

/// A zygote: which interpreter, with what already in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateSpec {
    /// The real interpreter (no virtual environment's link), below `prefix`.
    pub interpreter: PathBuf,
    /// `sys.base_prefix`; bound read-only at /var/lang unless it is /usr or below.
    pub prefix: PathBuf,
    /// The directory with boto3, bound read-only at /var/runtime.
    pub managed: Option<PathBuf>,
    pub preload: Preload,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Preload {
    Plain,
    Boto3,
}

/// What makes an instance of a stem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Host directory and where it appears, read-only ("/var/task", "/opt", "/opt/python").
    /// The directories and files must be readable by everybody; their parents need not be.
    pub mounts: Vec<(PathBuf, String)>,
    pub memory_bytes: u64,
    /// Share of the processors in proportion to others (memory in MB is the customary value).
    pub cpu_weight: u64,
    pub pids_max: u32,
    pub tmp_bytes: u64,
    pub files_max: u32,
    /// What it may connect to.
    pub egress: Egress,
}

/// What the warden tells the server.
#[derive(Debug)]
pub enum Event {
    TemplateReady {
        template: u32,
        took_ms: u32,
    },
    TemplateFailed {
        template: u32,
        reason: String,
    },
    /// A sandbox left something behind in its place, which is not used again.
    PlaceDiscarded {
        reason: String,
    },
    /// What a stem of the template costs while it waits, measured once for each zygote: pages that
    /// it shares with nobody and its page tables; and all of its pages.
    StemCost {
        template: u32,
        private_bytes: u64,
        resident_bytes: u64,
    },
    /// `channel` (stream of frames), `log` (read end of the pipe that is the sandbox's fd 1 and 2)
    /// and `listeners` (in the order of `Options::listen_ports`) are non-blocking. "1" written to
    /// `freeze` freezes the sandbox, "0" lets it go on. `program`: only of a
    /// launcher's stem, whose channel says nothing but why a program could not be started.
    StemReady {
        template: u32,
        sandbox: u64,
        channel: OwnedFd,
        log: OwnedFd,
        listeners: Vec<OwnedFd>,
        freeze: Option<OwnedFd>,
        program: Option<ProgramEnds>,
    },
    /// No `Gone` follows.
    StemFailed {
        sandbox: u64,
        reason: String,
    },
    /// Every process of the sandbox is dead.
    Gone {
        sandbox: u64,
        exit: Exit,
        oom_killed: bool,
        memory_peak_bytes: u64,
        /// It had been assigned: what it was given may have run. Otherwise another stem will do.
        began: bool,
    },
}

/// What there is of a program besides its log.
#[derive(Debug)]
pub struct ProgramEnds {
    /// In the order of `Options::program_ports`; bound and non-blocking, and nobody listens. Who
    /// lives in the place next finds them so again.
    pub sockets: Vec<OwnedFd>,
    /// What the kernel says of the process.
    pub resident: Option<Resident>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Code(i32),
    Signal(i32),
}
