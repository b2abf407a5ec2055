//! Zygotes, as the warden sees them: started here, told to fork, and heard of their stems' ends.

use std::collections::{HashMap, VecDeque};
use std::ffi::CString;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::socket::{self, Kind};
use crate::warden::cgroup::Groups;
use crate::warden::ground::Ground;
use crate::warden::root::{self, at};
use crate::warden::{guarded, launcher, seccomp, seccomp_guarded, sys};
use crate::{Level, Preload, TemplateSpec};

/// Where a zygote finds its socket.
const SOCKET_FD: RawFd = 3;
/// What the interpreter is told to run: everything else is in files of the root.
const PROGRAM: &str = "import sys; sys.path.insert(0, sys.argv[2]); \
    from squall_runtime import zygote; zygote.main(3, *sys.argv[1:])";
/// Forks that a zygote may be told of before it has answered for the first of them: the rest wait
/// here, where an urgent one can overtake them.
const IN_FLIGHT_MAX: usize = 2;

pub struct Zygote {
    pub template: u32,
    pub pid: i32,
    pub socket: OwnedFd,
    pub since: Instant,
    pub ready: bool,
    /// It starts programs: no interpreter runs in it.
    pub launcher: bool,
    /// It is a snapshot, in that sandbox; its copies by the numbers that it gives them.
    pub seed: Option<u64>,
    pub copies: HashMap<i32, u64>,
    /// No new orders: replaced by another, it only buries its stems.
    pub retired: bool,
    /// What one of its stems costs has been asked.
    pub measured: bool,
    pub waiting: VecDeque<u64>,
    pub in_flight: Vec<u64>,
    /// What it and its stems read of the host at level guarded.
    pub reads: Vec<PathBuf>,
}

/// What a zygote says.
pub enum Said {
    Ready,
    Failed(String),
    Forked { sandbox: u64, pid: i32 },
    Ended { pid: i32, status: i32 },
    Nothing,
}

impl Zygote {
    pub fn start(
        template: u32,
        (spec, managed): (Option<&TemplateSpec>, Option<&OwnedFd>),
        (ground, groups): (&Ground, &Groups),
        hidden: &[PathBuf],
    ) -> Result<Zygote, String> {
        let inside = spec.map(|spec| find_inside(spec, ground, hidden)).transpose()?;
        let (ours, theirs) = socket::pair(Kind::Messages).map_err(at("socketpair"))?;
        let Some(pid) = sys::fork().map_err(at("fork"))? else {
            let reason = match (groups.enter(), spec.zip(inside)) {
                (Err(error), _) => format!("join the zygotes' control group: {error}"),
                (_, Some((spec, inside))) => {
                    become_zygote(&theirs, (spec, managed, hidden), &inside, ground)
                }
                (_, None) => become_launcher(&theirs, hidden, ground),
            };
            let _ = socket::send(theirs.as_fd(), format!("X{reason}").as_bytes(), &[]);
            sys::exit_now(1)
        };
        Ok(Zygote {
            template,
            pid,
            socket: ours,
            since: Instant::now(),
            ready: false,
            launcher: spec.is_none(),
            seed: None,
            copies: HashMap::new(),
            retired: false,
            measured: false,
            waiting: VecDeque::new(),
            in_flight: Vec::new(),
            reads: spec.map(reads).unwrap_or_default(),
        })
    }

    /// A snapshot, which speaks on the line that it had as a stem.
    pub fn of_snapshot(template: u32, sandbox: u64, socket: OwnedFd) -> Zygote {
        Zygote {
            template,
            pid: 0,
            socket,
            since: Instant::now(),
            ready: false,
            launcher: false,
            seed: Some(sandbox),
            copies: HashMap::new(),
            retired: false,
            // It does not rehearse.
            measured: true,
            waiting: VecDeque::new(),
            in_flight: Vec::new(),
            reads: Vec::new(),
        }
    }

    /// The sandbox whose turn it is, if the zygote can take one more.
    pub fn next(&mut self) -> Option<u64> {
        if !self.ready || self.in_flight.len() >= IN_FLIGHT_MAX {
            return None;
        }
        let sandbox = self.waiting.pop_front()?;
        self.in_flight.push(sandbox);
        Some(sandbox)
    }

    /// Whether it had been told to fork for that sandbox; it has now.
    pub fn answered(&mut self, sandbox: u64) -> bool {
        let at = self.in_flight.iter().position(|other| *other == sandbox);
        at.map(|at| self.in_flight.remove(at)).is_some()
    }

    /// Tells it to fork into these descriptors: namespaces, /tmp, log, channel, control, groups.
    pub fn fork(&self, order: &ForkOrder<'_>) -> io::Result<()> {
        let level = match order.level {
            Level::Rootless => 0,
            Level::Full => 1,
            Level::Guarded => 2,
        };
        let kind = u8::from(order.rehearse)
            | u8::from(order.egress) << 1
            | u8::from(order.seed) << 2
            | u8::from(order.join_waits) << 3;
        let mut message = [b'F', kind, level].to_vec();
        message.extend_from_slice(&order.sandbox.to_le_bytes());
        message.extend_from_slice(&order.group.to_le_bytes());
        let fds: Vec<RawFd> = order.fds.iter().map(AsRawFd::as_raw_fd).collect();
        socket::send(self.socket.as_fd(), &message, &fds)
    }

    /// The next thing it has to say; `None` for now; an error when it is gone.
    pub fn hear(&self) -> io::Result<Option<Said>> {
        let mut buffer = [0; 2048];
        let (size, _) = match socket::receive(self.socket.as_fd(), &mut buffer, false) {
            Ok(received) => received,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(None),
            Err(error) => return Err(error),
        };
        read_said(&buffer[..size]).map(Some).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    /// It reads the end of its orders, stays to bury its stems, and goes.
    pub fn retire(&mut self) {
        self.retired = true;
        // SAFETY: no pointers.
        unsafe { libc::shutdown(self.socket.as_raw_fd(), libc::SHUT_WR) };
    }
}

/// `None`: the end.
pub fn read_said(message: &[u8]) -> Option<Said> {
    let (kind, rest) = message.split_first()?;
    let word = |at: usize| rest.get(at..at + 4)?.try_into().ok().map(i32::from_le_bytes);
    Some(match (kind, rest.len()) {
        (b'R', 0) => Said::Ready,
        (b'X', _) => Said::Failed(String::from_utf8_lossy(rest).into_owned()),
        (b'P', 12) => {
            let sandbox = rest[..8].try_into().map(u64::from_le_bytes).unwrap_or(0);
            Said::Forked { sandbox, pid: word(8).unwrap_or(-1) }
        }
        (b'E', 8) => Said::Ended { pid: word(0).unwrap_or(-1), status: word(4).unwrap_or(0) },
        _ => Said::Nothing,
    })
}

pub struct ForkOrder<'a> {
    pub sandbox: u64,
    pub rehearse: bool,
    pub level: Level,
    /// Level guarded: the process group that it joins.
    pub group: i32,
    /// The egress process wants to hear of its connections.
    pub egress: bool,
    /// The child will be a snapshot.
    pub seed: bool,
    /// See `Groups::join_waits`.
    pub join_waits: bool,
    pub fds: Vec<BorrowedFd<'a>>,
}

fn reads(spec: &TemplateSpec) -> Vec<PathBuf> {
    [Some(spec.prefix.clone()), spec.managed.clone()].into_iter().flatten().collect()
}

fn find_inside(
    spec: &TemplateSpec,
    ground: &Ground,
    hidden: &[PathBuf],
) -> Result<PathBuf, String> {
    root::check_prefix(spec, hidden)?;
    if ground.guarded() {
        return Ok(spec.interpreter.clone());
    }
    root::inside(spec).ok_or_else(|| {
        let (interpreter, prefix) = (spec.interpreter.display(), spec.prefix.display());
        format!("{interpreter} is not below its prefix {prefix}")
    })
}

/// The child stays what it is, in a root of its own; comes back only with the reason why not.
fn become_launcher(socket: &OwnedFd, hidden: &[PathBuf], ground: &Ground) -> String {
    sys::die_with_parent();
    let filters = if ground.guarded() {
        (seccomp_guarded::early(ground.own_uids()), seccomp_guarded::late())
    } else if let Err(reason) = root::enter(&ground.dir.join("root"), None, hidden) {
        return reason;
    } else {
        (seccomp::early(), seccomp::late())
    };
    if let Err(error) = arrange_descriptors(socket) {
        return format!("arrange descriptors: {error}");
    }
    sys::default_signals();
    let readable = match ground.guarded() {
        true => guarded::readable(ground, None, hidden).join(&0),
        false => Vec::new(),
    };
    launcher::run(SOCKET_FD, &readable, &filters.0, &filters.1)
}

/// The child's way to `exec`; comes back only with the reason why it failed.
fn become_zygote(
    socket: &OwnedFd,
    (spec, managed, hidden): (&TemplateSpec, Option<&OwnedFd>, &[PathBuf]),
    inside: &Path,
    ground: &Ground,
) -> String {
    sys::die_with_parent();
    if !ground.guarded()
        && let Err(reason) = root::enter(&ground.dir.join("root"), Some((spec, managed)), hidden)
    {
        return reason;
    }
    let preload = match spec.preload {
        Preload::Plain => "plain",
        Preload::Boto3 => "boto3",
    };
    let name = inside.as_os_str().as_bytes();
    let mut arguments = vec![name.to_vec()];
    for argument in ["-I", "-S", "-B", "-c", PROGRAM, preload] {
        arguments.push(argument.into());
    }
    arguments.extend(places(spec, ground, hidden));
    let lang = if ground.guarded() { &spec.prefix } else { Path::new("/var/lang") };
    let lang = lang.as_os_str().as_bytes();
    let environment = [
        [b"PATH=", lang, b"/bin:/usr/local/bin:/usr/bin:/bin:/opt/bin"].concat(),
        [b"LD_LIBRARY_PATH=", lang, b"/lib"].concat(),
        b"LANG=C.UTF-8".to_vec(),
        b"TZ=:UTC".to_vec(),
        b"HOME=/tmp".to_vec(),
    ];
    let strings = |list: &[Vec<u8>]| -> Vec<CString> {
        list.iter().map(|text| CString::new(&text[..]).unwrap_or_default()).collect()
    };
    let (arguments, environment) = (strings(&arguments), strings(&environment));
    let pointers = |list: &[CString]| -> Vec<_> {
        list.iter().map(|text| text.as_ptr()).chain([std::ptr::null()]).collect()
    };
    let (argv, envp) = (pointers(&arguments), pointers(&environment));
    if let Err(error) = arrange_descriptors(socket) {
        return format!("arrange descriptors: {error}");
    }
    sys::default_signals();
    // SAFETY: null-terminated arrays of C strings that outlive the call.
    unsafe { libc::execve(arguments[0].as_ptr(), argv.as_ptr(), envp.as_ptr()) };
    format!("exec {}: {}", inside.display(), io::Error::last_os_error())
}

/// Where the runtime is; at level guarded also where the managed packages are, and all that may be
/// read besides the system's own.
fn places(spec: &TemplateSpec, ground: &Ground, hidden: &[PathBuf]) -> Vec<Vec<u8>> {
    let bytes = |path: &Path| path.as_os_str().as_bytes().to_vec();
    if !ground.guarded() {
        return vec![root::RUNTIME_DIR.into()];
    }
    let managed = spec.managed.as_deref().unwrap_or(Path::new(""));
    let mut all = vec![bytes(&guarded::runtime_dir(ground)), bytes(managed)];
    all.extend(guarded::readable(ground, Some(spec), hidden));
    all
}

/// Nothing but /dev/null, the warden's error output twice, and the socket.
fn arrange_descriptors(socket: &OwnedFd) -> io::Result<()> {
    let null = std::fs::File::open("/dev/null")?;
    // SAFETY: no pointers. The socket is copied above its target first, in case it is below.
    unsafe {
        let up = socket::check(libc::fcntl(socket.as_raw_fd(), libc::F_DUPFD, 16))?;
        socket::check(libc::dup2(null.as_raw_fd(), 0))?;
        socket::check(libc::dup2(2, 1))?;
        socket::check(libc::dup2(up, SOCKET_FD))?;
        std::mem::forget(null);
        // Closed at exec, not now: if exec fails, the reason is sent on the original socket.
        let rest = SOCKET_FD as u32 + 1;
        socket::check(libc::syscall(
            libc::SYS_close_range,
            rest,
            u32::MAX,
            libc::CLOSE_RANGE_CLOEXEC,
        ) as i32)
        .map(drop)
    }
}
