//! From a place to a stem: forks ordered of the zygotes, and what zygotes and stems say until they
//! are ready.

use std::io;
use std::os::fd::AsFd;

use crate::Exit;
use crate::socket;
use crate::warden::builder;
use crate::warden::cell::Process;
use crate::warden::run::Warden;
use crate::warden::template::{ForkOrder, Said, Zygote};
use crate::warden::watch;

/// Messages of one zygote that are heard before everybody else's turn comes. What is left is there
/// the next time.
const HEARD_AT_ONCE_MAX: usize = 16;

impl Warden<'_> {
    /// Gives a zygote as much to do as it can take.
    pub(super) fn pump(&mut self, id: u32) {
        while let Some(sandbox) = self.zygotes.get_mut(&id).and_then(Zygote::next) {
            if let Err(error) = self.order_fork(id, sandbox) {
                if let Some(zygote) = self.zygotes.get_mut(&id) {
                    zygote.in_flight.retain(|other| *other != sandbox);
                }
                self.fail(sandbox, format!("order a fork: {error}"));
            }
        }
    }

    pub(super) fn order_fork(&mut self, id: u32, sandbox: u64) -> io::Result<()> {
        let gone = || io::Error::from(io::ErrorKind::NotFound);
        let cell = self.cells.get_mut(&sandbox).ok_or_else(gone)?;
        if cell.copy_of != self.zygotes.get(&id).and_then(|zygote| zygote.seed) {
            // Its seat is another snapshot's.
            return Err(gone());
        }
        let slot = cell.place.as_ref().ok_or_else(gone)?.slot;
        let (egress, seed) = (self.egress.is_there(), cell.snapshot.is_some());
        let owner = self.owner_slot(sandbox).unwrap_or(slot);
        let cell = self.cells.get_mut(&sandbox).ok_or_else(gone)?;
        let ends = cell.connect(self.ground, owner)?;
        let place = cell.place.as_ref().ok_or_else(gone)?;
        let fixed = builder::ways_fixed(self.ground.level);
        let (ways, groups) = place.ways.0.split_at_checked(fixed).ok_or_else(gone)?;
        let lines = [&ends.log, &ends.channel, &ends.control];
        let fds = ways.iter().chain(lines).chain(groups).map(AsFd::as_fd).collect();
        let group = cell.group().unwrap_or(0);
        let (rehearse, level) = (cell.rehearse, self.ground.level);
        let join_waits = self.groups.join_waits();
        let order = ForkOrder { sandbox, rehearse, level, group, egress, seed, join_waits, fds };
        self.zygotes.get(&id).ok_or_else(gone)?.fork(&order)?;
        self.unready.insert(sandbox);
        if !cell.rehearse && !cell.program {
            self.outbox.extend(cell.announce(sandbox));
        }
        Ok(())
    }

    pub(super) fn hear_zygote(&mut self, id: u32) {
        for _ in 0..HEARD_AT_ONCE_MAX {
            let Some(zygote) = self.zygotes.get_mut(&id) else { return };
            match zygote.hear() {
                Ok(None) => break,
                Err(_) => return self.lose_zygote(id, "its process ended".to_owned()),
                Ok(Some(said)) if zygote.seed.is_some() => self.hear_snapshot(id, said),
                Ok(Some(Said::Ready)) if !zygote.ready => self.zygote_ready(id),
                Ok(Some(Said::Failed(reason))) => self.lose_zygote(id, reason),
                Ok(Some(Said::Forked { sandbox, pid })) if zygote.answered(sandbox) => {
                    self.forked(sandbox, pid);
                }
                Ok(Some(Said::Ended { pid, status })) => {
                    let template = zygote.template;
                    let cell = self.by_process.get(&pid).and_then(|one| self.cells.get(one));
                    if cell.is_none_or(|cell| cell.template == template) {
                        self.process_ended(pid, status);
                    }
                }
                Ok(Some(_)) => eprintln!("squall-warden: a zygote said what cannot be so"),
            }
        }
        self.pump(id);
    }

    pub(super) fn forked(&mut self, sandbox: u64, pid: i32) {
        let Some(cell) = self.cells.get_mut(&sandbox) else { return };
        if let Some(place) = &mut cell.place {
            place.ways.0.clear();
        }
        if pid > 0 {
            cell.process = Process::Running(pid);
            cell.lived = true;
            self.by_process.insert(pid, sandbox);
            self.outbox.extend(cell.announce_program(sandbox));
            if cell.keeperless {
                // Killed while it was being forked.
                cell.kill();
            }
            self.is_known(sandbox);
        } else {
            cell.process = Process::Dead(Exit::Signal(libc::SIGKILL));
            cell.failure.get_or_insert("the template could not fork".to_owned());
            cell.kill();
            self.end_if_over(sandbox);
        }
    }

    pub(super) fn is_known(&mut self, sandbox: u64) {
        match self.cells.get_mut(&sandbox).and_then(|cell| cell.held.take()) {
            Some((spec, payload)) => self.assign(sandbox, &spec, &payload),
            None => self.watch(sandbox),
        }
    }

    pub(super) fn hear_stem(&mut self, sandbox: u64) {
        let Some(cell) = self.cells.get_mut(&sandbox) else { return };
        let Some(control) = &cell.control else { return };
        let mut buffer = [0; 2048];
        let Ok((size, fds)) = socket::receive(control.as_fd(), &mut buffer, false) else {
            return;
        };
        if buffer[..size] == *b"N" {
            // Said before any of the function's code runs. A copy has run it already, and has its
            // snapshot's lines.
            if cell.copy_of.is_some() || std::mem::replace(&mut cell.attached, true) {
                self.unready.remove(&sandbox);
                return self.fail(sandbox, "it said what no stem says".to_owned());
            }
            if let Err(error) = self.egress.attach(sandbox, &fds) {
                eprintln!("squall-warden: egress of sandbox {sandbox}: {error}");
            }
            return;
        }
        self.unready.remove(&sandbox);
        if cell.assigned.is_some() {
            self.let_line_go(sandbox);
        }
        let Some(cell) = self.cells.get_mut(&sandbox) else { return };
        match buffer[..size].split_first() {
            Some((b'R', _)) if cell.program => {
                cell.settled = true;
                self.outbox.extend(cell.announce_program(sandbox));
                self.measure(sandbox);
            }
            Some((b'R', _)) => {
                self.outbox.extend(cell.announce(sandbox));
                self.measure(sandbox);
            }
            Some((_, reason)) => {
                cell.failure = Some(String::from_utf8_lossy(reason).into_owned());
            }
            None => {}
        }
    }

    /// What a rehearsed stem costs is asked once for each zygote.
    pub(super) fn measure(&mut self, sandbox: u64) {
        let Some(cell) = self.cells.get(&sandbox).filter(|cell| cell.rehearse) else { return };
        let (Process::Running(process), template) = (cell.process, cell.template) else { return };
        let id = self.zygote_of(template);
        let Some(zygote) = id.and_then(|id| self.zygotes.get_mut(&id)) else { return };
        if !zygote.measured {
            // Where there is no room for the order, the next such stem is as good.
            let order = watch::order_measure(template, process);
            zygote.measured = socket::send(self.watcher.as_fd(), &order, &[]).is_ok();
        }
    }
}
