//! The inner warden: one loop over the server, the builder, the zygotes, the stems that are not
//! ready yet, and the ends of children. Nothing in it waits for anything else.

mod clearing;
mod places;
mod snapshots;
mod stems;
mod succession;
mod unsent;

use std::collections::{HashMap, HashSet, VecDeque};
use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd, RawFd};
use std::path::{Path, PathBuf};

use crate::message;
use crate::socket::{self, Kind, MESSAGE_BYTES_MAX};
use crate::warden::builder::{self, Place, Plan};
use crate::warden::cell::{Cell, Process, exit_of};
use crate::warden::cgroup::Groups;
use crate::warden::ground::Ground;
use crate::warden::mirror::Mirror;
use crate::warden::pinned::Pinned;
use crate::warden::run::clearing::Clearing;
use crate::warden::run::unsent::Unsent;
use crate::warden::sources::Sources;
use crate::warden::template::Zygote;
use crate::warden::watch::{self, Passed, Watched};
use crate::warden::{egress, freeze, guarded, sys};
use crate::{Assignment, Cgroups, Event, Exit, Options, Report, Request};

pub fn main(
    server: &OwnedFd,
    options: &Options,
    groups: &Groups,
    (ground, mut report, state_dir): (&Ground, Report, &Path),
    egress: Option<io::Result<egress::Started>>,
) -> ! {
    sys::die_with_parent();
    let (egress, how) = egress::Link::try_out(egress, report.level);
    report.enforced.push(("egress".to_owned(), how));
    let code = match Warden::start(server, options, groups, (ground, &report, state_dir), egress) {
        Ok(mut warden) => warden.run(),
        Err(error) => {
            let refused = (format!("the warden cannot start: {error}"), String::new());
            let _ = socket::send(server.as_fd(), &message::write_report(&Err(refused)), &[]);
            1
        }
    };
    // The first process of the namespace: the kernel ends all others.
    sys::exit_now(code)
}

pub struct Warden<'a> {
    server: &'a OwnedFd,
    pub ground: &'a Ground,
    groups: &'a Groups,
    hidden: Vec<PathBuf>,
    signals: OwnedFd,
    builder: OwnedFd,
    watcher: OwnedFd,
    unsent: Unsent,
    egress: egress::Link,
    pub sources: Sources,
    pub pinned: Pinned,
    pub zygotes: HashMap<u32, Zygote>,
    /// Zygotes are numbered, because a template's may be replaced while its stems live.
    next_zygote: u32,
    pub cells: HashMap<u64, Cell>,
    by_init: HashMap<i32, u64>,
    by_process: HashMap<i32, u64>,
    by_slot: HashMap<u32, u64>,
    /// Stems that have not said yet that they are ready.
    unready: HashSet<u64>,
    ready_places: Vec<Place>,
    /// Sandboxes that wait for a place, in the order in which they get one.
    homeless: VecDeque<u64>,
    /// Level guarded: where functions find what they could not walk to, who waits for a copy of it,
    /// and whose last processes are dying.
    pub mirror: Mirror,
    pub held: Vec<(i32, Request)>,
    pub dying: HashSet<u64>,
    pub listen_ports: Vec<u16>,
    places_ordered: usize,
    /// Places that are made for copies of snapshots, by their slots.
    seats: HashMap<u32, u64>,
    free_slots: Vec<u32>,
    to_clear: Clearing,
    next_slot: u32,
    pub outbox: VecDeque<Event>,
    /// For the server's messages.
    buffer: Vec<u8>,
    over: bool,
}

/// What a descriptor of the poll list belongs to.
#[derive(Clone, Copy)]
enum Line {
    Server,
    Builder,
    Watcher,
    Egress,
    Signals,
    Zygote(u32),
    Stem(u64),
}

impl<'a> Warden<'a> {
    fn start(
        server: &'a OwnedFd,
        options: &Options,
        groups: &'a Groups,
        (ground, report, state_dir): (&'a Ground, &Report, &Path),
        egress: egress::Link,
    ) -> io::Result<Warden<'a>> {
        if ground.guarded() {
            guarded::adopt_orphans();
        } else {
            // Our own processes, not the host's: pids are those of our namespace.
            let flags = libc::MS_NOSUID | libc::MS_NODEV | libc::MS_NOEXEC;
            sys::mount("proc", Path::new("/proc"), "proc", flags, "")?;
        }
        let signals = sys::child_signals()?;
        let (builder, theirs) = socket::pair(Kind::Messages)?;
        let plan = Plan {
            ground: ground.clone(),
            groups: groups.clone(),
            listen_ports: options.listen_ports.clone(),
            program_ports: options.program_ports.clone(),
        };
        if sys::fork()?.is_none() {
            builder::run(&plan, &theirs);
        }
        let (watcher, theirs) = socket::pair(Kind::Messages)?;
        if sys::fork()?.is_none() {
            // Else it would not see the end of ours, and outlive us with all that it has open.
            drop(watcher);
            watch::run(ground, &theirs);
        }
        socket::send(server.as_fd(), &message::write_report(&Ok(report.clone())), &[])?;
        let mut warden = Warden {
            server,
            ground,
            groups,
            hidden: options.hidden.clone(),
            signals,
            builder,
            watcher,
            unsent: Unsent::default(),
            egress,
            sources: Sources::new(options),
            pinned: Pinned::new(ground, state_dir),
            zygotes: HashMap::new(),
            next_zygote: 0,
            cells: HashMap::new(),
            by_init: HashMap::new(),
            by_process: HashMap::new(),
            by_slot: HashMap::new(),
            unready: HashSet::new(),
            ready_places: Vec::new(),
            homeless: VecDeque::new(),
            mirror: Mirror::new(&ground.dir),
            held: Vec::new(),
            dying: HashSet::new(),
            listen_ports: [&options.listen_ports[..], &options.program_ports].concat(),
            places_ordered: 0,
            seats: HashMap::new(),
            free_slots: Vec::new(),
            to_clear: Clearing::default(),
            next_slot: 0,
            outbox: VecDeque::new(),
            buffer: vec![0; MESSAGE_BYTES_MAX],
            over: false,
        };
        warden.order_places();
        Ok(warden)
    }

    fn run(&mut self) -> i32 {
        while !self.over {
            self.deliver();
            self.unsent.send_again(|order| socket::send(self.watcher.as_fd(), order, &[]));
            let (mut fds, lines) = self.poll_list();
            // SAFETY: a live array and its length.
            let count = unsafe { libc::poll(fds.as_mut_ptr(), fds.len() as libc::nfds_t, -1) };
            if count < 0 {
                continue;
            }
            for (fd, line) in fds.iter().zip(lines) {
                if fd.revents & (libc::POLLIN | libc::POLLHUP | libc::POLLERR) != 0 {
                    self.attend(line);
                }
            }
        }
        0
    }

    fn poll_list(&self) -> (Vec<libc::pollfd>, Vec<Line>) {
        let mut lines = vec![Line::Server, Line::Builder, Line::Watcher, Line::Signals];
        lines.push(Line::Egress);
        let mut fds: Vec<RawFd> = [self.server, &self.builder, &self.watcher, &self.signals]
            .map(AsRawFd::as_raw_fd)
            .to_vec();
        fds.push(self.egress.fd());
        for (id, zygote) in &self.zygotes {
            lines.push(Line::Zygote(*id));
            fds.push(zygote.socket.as_raw_fd());
        }
        for sandbox in &self.unready {
            if let Some(control) = self.cells.get(sandbox).and_then(|cell| cell.control.as_ref()) {
                lines.push(Line::Stem(*sandbox));
                fds.push(control.as_raw_fd());
            }
        }
        let mut fds: Vec<libc::pollfd> = fds
            .into_iter()
            .map(|fd| libc::pollfd { fd, events: libc::POLLIN, revents: 0 })
            .collect();
        if !self.outbox.is_empty() {
            fds[0].events |= libc::POLLOUT;
        }
        if !self.unsent.is_empty() {
            fds[2].events |= libc::POLLOUT;
        }
        (fds, lines)
    }

    fn attend(&mut self, line: Line) {
        match line {
            Line::Server => self.hear_server(),
            Line::Builder => self.hear_builder(),
            Line::Watcher => self.hear_watcher(),
            Line::Egress => self.hear_egress(),
            Line::Signals => self.bury(),
            Line::Zygote(id) => self.hear_zygote(id),
            Line::Stem(sandbox) => self.hear_stem(sandbox),
        }
    }

    /// Events that the server has room for.
    fn deliver(&mut self) {
        while let Some(event) = self.outbox.front() {
            let (bytes, fds) = message::write_event(event);
            match socket::send(self.server.as_fd(), &bytes, &fds) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
                Err(_) => self.over = true,
                Ok(()) => {}
            }
            self.outbox.pop_front();
        }
    }

    // ---- The server ----

    fn hear_server(&mut self) {
        loop {
            match socket::receive(self.server.as_fd(), &mut self.buffer, false) {
                Ok((0, _)) => self.over = true,
                Ok((size, _)) => match message::read_request(&self.buffer[..size]) {
                    Some(request) => {
                        self.obey(request);
                        continue;
                    }
                    None => eprintln!("squall-warden: a request of {size} bytes makes no sense"),
                },
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(_) => self.over = true,
            }
            return;
        }
    }

    pub fn obey(&mut self, request: Request) {
        // Elsewhere it is looked at when it is opened.
        let vetted = if self.ground.guarded() { self.sources.vet(&request) } else { Ok(()) };
        if let Err(reason) = vetted {
            return self.refuse(&request, reason);
        }
        let Some(request) = self.within_reach(request) else { return };
        match request {
            Request::Template { template, spec } => self.start_template(template, Some(&spec)),
            Request::Launcher { template } => self.start_template(template, None),
            Request::Stem { template, sandbox, rehearse } if self.is_snapshot(template) => {
                self.seat_copy(template, sandbox, rehearse);
            }
            Request::Seed { template, sandbox, snapshot } => {
                if self.plant(template, sandbox, snapshot) {
                    queue_up(&mut self.homeless, sandbox, &self.cells);
                    self.house();
                }
            }
            Request::Stem { template, sandbox, rehearse } => {
                self.cells.insert(sandbox, Cell::new(template, rehearse));
                queue_up(&mut self.homeless, sandbox, &self.cells);
                self.house();
            }
            Request::Assign { sandbox, spec, payload } => match self.cells.get_mut(&sandbox) {
                Some(cell) if cell.process == Process::NotYet => cell.hold(spec, payload),
                _ => self.assign(sandbox, &spec, &payload),
            },
            Request::Freeze { sandbox, frozen } => {
                if let Some(cell) = self.cells.get_mut(&sandbox) {
                    freeze::freeze(cell, frozen);
                }
            }
            Request::CpuQuota { sandbox, quota_us, period_us } => {
                self.set_quota(sandbox, quota_us, period_us);
            }
            Request::Forget { template } => self.forget_template(template),
            Request::Kill { sandbox } => self.kill(sandbox),
        }
    }

    fn assign(&mut self, sandbox: u64, spec: &Assignment, payload: &[u8]) {
        self.pinned.seal();
        let Some(cell) = self.cells.get_mut(&sandbox) else { return };
        let slot = cell.place.as_ref().map_or(0, |place| place.slot);
        let by_group = self.groups.kind != Cgroups::None;
        let from = (self.ground, &self.sources);
        let limited = self.groups.limit(slot, spec).map_err(|error| error.to_string());
        let ruled = self.egress.allow(sandbox, spec).map_err(|error| format!("egress: {error}"));
        let assigned = limited.and(ruled);
        let assigned = assigned.and_then(|()| cell.assign(from, by_group, spec, payload));
        if let Err(reason) = assigned {
            cell.tell_log(&reason);
            cell.kill();
            return;
        }
        if !self.unready.contains(&sandbox) {
            self.let_line_go(sandbox);
        }
        self.watch(sandbox);
    }

    fn set_quota(&self, sandbox: u64, quota_us: u64, period_us: u64) {
        let place = self.cells.get(&sandbox).and_then(|cell| cell.place.as_ref());
        let Some(place) = place else { return };
        if let Err(error) = self.groups.quota(place.slot, quota_us, period_us) {
            eprintln!("squall-warden: sandbox {sandbox} has no processor quota: {error}");
        }
    }

    /// Once it is both assigned and known by its process.
    fn watch(&mut self, sandbox: u64) {
        let Some(cell) = self.cells.get(&sandbox) else { return };
        let (Some(limits), Process::Running(process), Some(place)) =
            (cell.assigned, cell.process, cell.place.as_ref())
        else {
            return;
        };
        let by_group = self.groups.kind != Cgroups::None;
        let memory_bytes = if by_group { 0 } else { limits.memory_bytes };
        let (slot, tmp_bytes) = (place.slot, limits.tmp_bytes);
        let group = cell.group().unwrap_or(0);
        let watched = Watched { slot, process, group, tmp_bytes, memory_bytes };
        self.tell_watcher(slot, watch::order_watch(&watched));
        self.by_slot.insert(slot, sandbox);
    }

    fn tell_watcher(&mut self, slot: u32, order: Vec<u8>) {
        self.unsent.send(slot, order, |order| socket::send(self.watcher.as_fd(), order, &[]));
    }

    fn hear_watcher(&mut self) {
        let mut buffer = [0; 64];
        let heard = socket::receive(self.watcher.as_fd(), &mut buffer, false);
        let Ok((size, _)) = heard else { return };
        let (slot, passed) = match watch::read_answer(&buffer[..size]) {
            Some(watch::Answer::Passed { slot, limit }) => (slot, limit),
            Some(watch::Answer::Cost { template, private_bytes, resident_bytes }) => {
                let cost = Event::StemCost { template, private_bytes, resident_bytes };
                return self.outbox.push_back(cost);
            }
            None => {
                eprintln!("squall-warden: the watcher is gone");
                self.over = true;
                return;
            }
        };
        let Some(sandbox) = self.by_slot.get(&slot) else { return };
        let Some(cell) = self.cells.get_mut(sandbox) else { return };
        let limits = cell.assigned.map_or((0, 0), |limits| (limits.tmp_bytes, limits.memory_bytes));
        match passed {
            Passed::Tmp => cell.tell_log(&format!("/tmp holds more than {} bytes", limits.0)),
            Passed::Memory => cell.out_of_memory = true,
        }
        cell.kill();
        let seed = cell.copy_of;
        self.end_snapshot_if_alone(seed);
    }

    /// What it has refused, which belongs into the function's log.
    fn hear_egress(&mut self) {
        match self.egress.hear() {
            Ok(None) => {}
            Ok(Some((sandbox, line))) => {
                if let Some(cell) = self.cells.get(&sandbox) {
                    cell.tell_log(&line);
                }
            }
            Err(_) => {
                eprintln!("squall-warden: the egress process is gone");
                self.over = true;
            }
        }
    }

    fn kill(&mut self, sandbox: u64) {
        let Some(cell) = self.cells.get_mut(&sandbox) else { return };
        cell.kill();
        if cell.copies > 0 {
            return self.retire_snapshot(sandbox);
        }
        let seed = cell.copy_of;
        if cell.place.is_none() {
            self.homeless.retain(|waiting| *waiting != sandbox);
            self.cells.remove(&sandbox);
            let exit = Exit::Signal(libc::SIGKILL);
            self.outbox.push_back(Event::Gone {
                sandbox,
                exit,
                oom_killed: false,
                memory_peak_bytes: 0,
                began: false,
            });
        }
        self.end_snapshot_if_alone(seed);
    }

    // ---- Ends ----

    /// It will not become an instance. Its end is told when its processes are dead.
    fn fail(&mut self, sandbox: u64, reason: String) {
        let Some(cell) = self.cells.get_mut(&sandbox) else { return };
        cell.failure.get_or_insert(reason);
        if cell.process == Process::NotYet {
            cell.process = Process::Dead(Exit::Signal(libc::SIGKILL));
        }
        cell.kill();
        self.end_if_over(sandbox);
    }

    fn bury(&mut self) {
        let mut told = [0u8; 128 * 8];
        // SAFETY: a live buffer; what is in it does not matter.
        unsafe {
            libc::read(self.signals.as_raw_fd(), told.as_mut_ptr().cast(), told.len());
        }
        while let Some((pid, status)) = sys::reap() {
            if let Some(sandbox) = self.by_init.remove(&pid) {
                self.first_ended(sandbox);
            } else if self.by_process.contains_key(&pid) {
                self.process_ended(pid, status);
            } else {
                self.copied(pid);
            }
        }
        self.look_for_empty_groups();
    }

    /// The function's own process has ended: whatever else it has started goes too.
    fn process_ended(&mut self, pid: i32, status: i32) {
        let Some(sandbox) = self.by_process.remove(&pid) else { return };
        if let Some(cell) = self.cells.get_mut(&sandbox) {
            cell.process = Process::Dead(exit_of(status));
            cell.kill();
        }
        self.end_if_over(sandbox);
        self.look_for_empty_groups();
    }

    /// Every process is dead and the exit is known: the server is told, the place is cleared.
    pub fn end_if_over(&mut self, sandbox: u64) {
        let Some(cell) = self.cells.get(&sandbox) else { return };
        let Process::Dead(exit) = cell.process else { return };
        if !cell.empty {
            return;
        }
        let Some(cell) = self.cells.remove(&sandbox) else { return };
        self.copy_is_gone(&cell);
        if cell.snapshot.is_some() {
            self.snapshot_is_gone(sandbox);
        }
        self.unready.remove(&sandbox);
        self.egress.forget(sandbox);
        let slot = cell.place.as_ref().map_or(0, |place| place.slot);
        let (killed, memory_peak_bytes) = self.groups.memory_of(slot);
        let by_signal = exit == Exit::Signal(libc::SIGKILL);
        let oom_killed = cell.out_of_memory || (killed && by_signal);
        self.outbox.push_back(if cell.announced {
            let began = cell.lived && cell.assigned.is_some();
            Event::Gone { sandbox, exit, oom_killed, memory_peak_bytes, began }
        } else {
            let reason = cell.failure.unwrap_or_else(|| format!("it ended early: {exit:?}"));
            Event::StemFailed { sandbox, reason }
        });
        if self.by_slot.remove(&slot).is_some() {
            self.tell_watcher(slot, watch::order_forget(slot));
        }
        self.to_clear.push_back(slot);
        self.order_clearing();
    }
}

/// Who is waited for goes before all refills and after those who were waited for already.
fn queue_up(queue: &mut VecDeque<u64>, sandbox: u64, cells: &HashMap<u64, Cell>) {
    let refill = |one: &u64| cells.get(one).is_some_and(|cell| cell.rehearse);
    let at = if refill(&sandbox) { None } else { queue.iter().position(refill) };
    queue.insert(at.unwrap_or(queue.len()), sandbox);
}
