//! A sandbox as the warden sees it, from the order to the last of its processes.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::message::Writer;
use crate::program::Resident;
use crate::socket::{self, Kind};
use crate::warden::builder::Place;
use crate::warden::ground::Ground;
use crate::warden::mirror::MIRROR;
use crate::warden::root::at;
use crate::warden::sources::Sources;
use crate::warden::{guarded, keeper, sys};
use crate::{Assignment, Event, Exit, ProgramEnds};

/// The function's process, child of a zygote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Process {
    NotYet,
    Running(i32),
    Dead(Exit),
}

pub struct Cell {
    pub template: u32,
    pub rehearse: bool,
    /// It is a launcher's: it will be a program.
    pub program: bool,
    /// It will be a snapshot, and this is the number of its template.
    pub snapshot: Option<u32>,
    /// It is a copy of the snapshot in that sandbox.
    pub copy_of: Option<u64>,
    /// Copies of it that live in its namespaces: it cannot go before they do.
    pub copies: u32,
    /// Since when it is to end: at once, or with the last of its copies.
    pub ending: Option<Instant>,
    /// The egress process has its lines.
    pub attached: bool,
    /// Its stem has said that it is ready.
    pub settled: bool,
    pub process: Process,
    /// There was a process, whatever became of it.
    pub lived: bool,
    pub place: Option<Place>,
    /// The first process of the namespace is dead, and with it all the others.
    pub empty: bool,
    /// Level guarded: the keeper is dead, others may be dying.
    pub keeperless: bool,
    /// Level guarded: what it reads of the host.
    pub reads: Vec<PathBuf>,
    /// The server has been told that it may be assigned.
    pub announced: bool,
    /// Why it failed before that.
    pub failure: Option<String>,
    /// Killed by us because it took too much memory where no control group does so.
    pub out_of_memory: bool,
    pub assigned: Option<Limits>,
    /// Its assignment, which came before its process was known. No code of a function runs in one
    /// that nobody knows: when its zygote dies before it has told, another takes the request.
    pub held: Option<(Assignment, Vec<u8>)>,
    /// Stopped by signals, where there is no group to freeze: who was.
    pub stopped: Vec<i32>,
    /// Our line to a stem, let go when it is an instance and has said that it was ready: closed
    /// earlier, with that word unread, it would read as reset at the other end.
    pub control: Option<OwnedFd>,
    /// Held so that the warden can say in the log why it ended a sandbox.
    log: Option<OwnedFd>,
    ends: Option<Ends>,
}

/// What the watcher compares with.
#[derive(Clone, Copy)]
pub struct Limits {
    pub memory_bytes: u64,
    pub tmp_bytes: u64,
}

/// What goes to the server with `StemReady`.
struct Ends {
    channel: OwnedFd,
    log: OwnedFd,
}

/// The stem's ends, sent to the zygote.
pub struct StemEnds {
    pub log: OwnedFd,
    pub channel: OwnedFd,
    pub control: OwnedFd,
}

impl Cell {
    pub fn new(template: u32, rehearse: bool) -> Cell {
        Cell {
            template,
            rehearse,
            program: false,
            snapshot: None,
            copy_of: None,
            copies: 0,
            ending: None,
            attached: false,
            settled: false,
            process: Process::NotYet,
            lived: false,
            place: None,
            empty: false,
            keeperless: false,
            reads: Vec::new(),
            announced: false,
            failure: None,
            out_of_memory: false,
            assigned: None,
            held: None,
            stopped: Vec::new(),
            control: None,
            log: None,
            ends: None,
        }
    }

    /// Opens the lines between server, warden and stem.
    ///
    /// `slot`: whose uid the function will have.
    pub fn connect(&mut self, ground: &Ground, slot: u32) -> io::Result<StemEnds> {
        let (channel, their_channel) = socket::pair(Kind::Stream)?;
        let (control, their_control) = socket::pair(Kind::Messages)?;
        let (read, write) = sys::pipe()?;
        sys::set_nonblocking(&channel)?;
        sys::set_nonblocking(&read)?;
        if ground.own_uids() {
            // So that the function may open /dev/stdout.
            sys::chown_fd(&write, ground.uid_of(slot))?;
        }
        self.control = Some(control);
        self.log = Some(sys::dup(&write)?);
        self.ends = Some(Ends { channel, log: read });
        Ok(StemEnds { log: write, channel: their_channel, control: their_control })
    }

    /// The event that makes it known, once.
    pub fn announce(&mut self, sandbox: u64) -> Option<Event> {
        let ends = self.ends.take()?;
        let place = self.place.as_mut()?;
        let (listeners, freeze) = (std::mem::take(&mut place.listeners), place.switch.take());
        let sockets = std::mem::take(&mut place.program_sockets);
        let program = match (self.program, self.process) {
            (true, Process::Running(pid)) => {
                Some(ProgramEnds { sockets, resident: Resident::of(pid) })
            }
            _ => None,
        };
        self.announced = true;
        let (template, channel, log) = (self.template, ends.channel, ends.log);
        Some(Event::StemReady { template, sandbox, channel, log, listeners, freeze, program })
    }

    /// A launcher's stem is known when it is ready and we know its process, whichever comes last.
    pub fn announce_program(&mut self, sandbox: u64) -> Option<Event> {
        let running = matches!(self.process, Process::Running(_));
        if self.program && self.settled && running { self.announce(sandbox) } else { None }
    }

    /// Kills everything in it; told by the signal that follows. A snapshot with copies goes later.
    pub fn kill(&mut self) {
        self.ending.get_or_insert_with(Instant::now);
        if self.copies > 0 {
            return;
        }
        match (self.group(), &self.place) {
            (Some(group), _) => keeper::signal(group, libc::SIGKILL),
            (None, Some(place)) if place.ports.is_none() => sys::pidfd_kill(&place.init),
            _ => {}
        }
    }

    /// As `kill`, whoever else lives in there.
    pub fn kill_with_copies(&mut self) {
        self.copies = 0;
        self.kill();
    }

    /// Level guarded: the process group, while somebody is in it.
    pub fn group(&self) -> Option<i32> {
        let place = self.place.as_ref().filter(|place| place.ports.is_some() && !self.empty)?;
        Some(place.init_pid)
    }

    /// Hands the function over: its files as detached read-only mounts, its limits, its payload.
    pub fn assign(
        &mut self,
        (ground, sources): (&Ground, &Sources),
        by_group: bool,
        spec: &Assignment,
        payload: &[u8],
    ) -> Result<(), String> {
        let (Some(control), Some(place), None) =
            (self.control.as_ref(), self.place.as_ref(), self.assigned)
        else {
            return Err("assigned before it was ready, or twice".to_owned());
        };
        let read_only = sys::MOUNT_ATTR_RDONLY | sys::MOUNT_ATTR_NOSUID | sys::MOUNT_ATTR_NODEV;
        let clone = |host: &Path| {
            let tree = match ground.guarded() {
                // Ours; everything else is opened as it was looked at.
                true if host.starts_with(ground.dir.join(MIRROR)) => guarded::open_path(host),
                true => sources.find(host),
                false => sources.find(host).and_then(|dir| sys::detached_of(&dir, read_only)),
            };
            tree.map_err(at(format_args!("mount {}", host.display())))
        };
        let trees =
            spec.mounts.iter().map(|(host, _)| clone(host)).collect::<Result<Vec<_>, _>>()?;
        let mut out = Writer::default();
        let (uid, gid) = (ground.uid_of(place.slot), ground.gid_of(place.slot));
        let data = if by_group { 0 } else { spec.memory_bytes.saturating_add(DATA_BYTES_SPARE) };
        out.u32(uid).u32(gid).u32(spec.pids_max).u32(spec.files_max).u64(spec.tmp_bytes).u64(data);
        out.u32(spec.mounts.len() as u32);
        for (_, target) in &spec.mounts {
            out.bytes(target.as_bytes());
        }
        if let Some(ports) = &place.ports {
            out.u32(ports.len() as u32);
            for (_, real) in ports {
                out.u32((*real).into());
            }
            out.bytes(&guarded::view(ground, place.slot, &spec.mounts, ports));
            self.reads = spec.mounts.iter().map(|(host, _)| host.clone()).collect();
        }
        out.0.extend_from_slice(payload);
        let fds: Vec<_> = trees.iter().map(AsRawFd::as_raw_fd).collect();
        socket::send(control.as_fd(), &out.0, &fds).map_err(at("send the assignment"))?;
        let (memory_bytes, tmp_bytes) = (spec.memory_bytes, spec.tmp_bytes);
        self.assigned = Some(Limits { memory_bytes, tmp_bytes });
        Ok(())
    }

    /// Keeps an assignment until its process is known. What it is to read is in use from now on: it
    /// is not to make room for other copies meanwhile.
    pub fn hold(&mut self, spec: Assignment, payload: Vec<u8>) {
        self.reads = spec.mounts.iter().map(|(host, _)| host.clone()).collect();
        self.held = Some((spec, payload));
    }

    /// A line in the function's log, from us.
    pub fn tell_log(&self, text: &str) {
        let Some(log) = &self.log else { return };
        // Opened anew, because not to wait is a property of the open file that we share with the
        // function. A log that nobody reads misses this line.
        let name = format!("/proc/self/fd/{}", log.as_raw_fd());
        let file = OpenOptions::new().write(true).custom_flags(libc::O_NONBLOCK).open(name);
        if let Ok(mut file) = file {
            let _ = file.write_all(format!("{text}\n").as_bytes());
        }
    }
}

/// What the zygote's own data take of RLIMIT_DATA, which does not know shared from private.
const DATA_BYTES_SPARE: u64 = 64 * 1024 * 1024;

/// What `waitpid` says, in our words.
pub fn exit_of(status: i32) -> Exit {
    if libc::WIFSIGNALED(status) {
        Exit::Signal(libc::WTERMSIG(status))
    } else {
        Exit::Code(libc::WEXITSTATUS(status))
    }
}
