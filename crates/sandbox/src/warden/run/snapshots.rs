//! Snapshots and their copies. A snapshot is a sandbox like any other and a template as well; its
//! copies sit within its namespaces, so that its place stays until the last of them is gone.

use std::fs;
use std::os::fd::AsFd;

use crate::socket;
use crate::warden::builder::Place;
use crate::warden::cell::{Cell, Process};
use crate::warden::run::Warden;
use crate::warden::seat;
use crate::warden::template::Zygote;
use crate::{Event, Exit};

const KILLED: Exit = Exit::Signal(libc::SIGKILL);

impl Warden<'_> {
    pub(super) fn is_snapshot(&self, template: u32) -> bool {
        let id = self.zygote_of(template);
        id.and_then(|id| self.zygotes.get(&id)).is_some_and(|zygote| zygote.seed.is_some())
    }

    /// A sandbox whose stem will be a snapshot. False where there is none to be had.
    pub(super) fn plant(&mut self, template: u32, sandbox: u64, snapshot: u32) -> bool {
        if self.ground.guarded() {
            let reason = "level guarded has no namespaces that a copy could be put into".to_owned();
            self.outbox.push_back(Event::StemFailed { sandbox, reason });
            return false;
        }
        let mut cell = Cell::new(template, false);
        cell.snapshot = Some(snapshot);
        self.cells.insert(sandbox, cell);
        true
    }

    /// The stem that will be a snapshot goes on speaking on its line; others have said all.
    pub(super) fn let_line_go(&mut self, sandbox: u64) {
        let Some(cell) = self.cells.get_mut(&sandbox) else { return };
        let Some((line, template)) = cell.control.take().zip(cell.snapshot) else { return };
        self.zygotes.insert(self.next_zygote, Zygote::of_snapshot(template, sandbox, line));
        self.next_zygote += 1;
    }

    /// Orders a place within the snapshot's for a copy.
    pub(super) fn seat_copy(&mut self, template: u32, sandbox: u64, rehearse: bool) {
        let mut cell = Cell::new(template, rehearse);
        let id = self.zygote_of(template);
        let seed = id.and_then(|id| self.zygotes.get(&id)).and_then(|zygote| zygote.seed);
        cell.copy_of = seed;
        let host = seed.and_then(|seed| self.cells.get(&seed)).and_then(|cell| {
            let Process::Running(process) = cell.process else { return None };
            let slot = cell.place.as_ref()?.slot;
            let (uid, gid) = (self.ground.uid_of(slot), self.ground.gid_of(slot));
            Some(seat::Host { process, own: self.ground.own_uids().then_some((uid, gid)) })
        });
        let ordered = host.zip(self.free_slot()).is_some_and(|(host, slot)| {
            let order = seat::order(slot, host);
            let sent = socket::send(self.builder.as_fd(), &order, &[]).is_ok();
            if sent {
                self.seats.insert(slot, sandbox);
            } else {
                self.free_slots.push(slot);
            }
            sent
        });
        if ordered {
            self.cells.insert(sandbox, cell);
        } else {
            let reason = "there is no place for a copy of the snapshot now".to_owned();
            self.outbox.push_back(Event::StemFailed { sandbox, reason });
        }
    }

    pub(super) fn take_seat(&mut self, place: Place) {
        let Some(sandbox) = self.seats.remove(&place.slot) else { return };
        let seed = self.cells.get(&sandbox).and_then(|cell| cell.copy_of);
        let Some(seed) = seed.and_then(|seed| self.cells.get_mut(&seed)) else {
            // Killed meanwhile, or its snapshot is gone: nobody else could sit there.
            self.to_clear.push_back(place.slot);
            crate::warden::sys::pidfd_kill(&place.init);
            return;
        };
        seed.copies += 1;
        self.move_in(sandbox, place);
    }

    pub(super) fn lose_seat(&mut self, slot: u32, reason: String) {
        let Some(sandbox) = self.seats.remove(&slot) else { return };
        self.free_slots.insert(0, slot);
        if self.cells.remove(&sandbox).is_some() {
            self.outbox.push_back(Event::StemFailed { sandbox, reason });
        }
    }

    /// Whose uid a copy has.
    pub(super) fn owner_slot(&self, sandbox: u64) -> Option<u32> {
        let seed = self.cells.get(&sandbox)?.copy_of?;
        Some(self.cells.get(&seed)?.place.as_ref()?.slot)
    }

    /// `number`: what the snapshot calls its copy.
    pub(super) fn copy_forked(&mut self, id: u32, sandbox: u64, number: i32) {
        if number <= 0 || !self.cells.contains_key(&sandbox) {
            return self.forked(sandbox, -1);
        }
        let seed = self.cells.get(&sandbox).and_then(|cell| cell.copy_of);
        let host = seed.and_then(|seed| self.cells.get(&seed)).map(|cell| cell.process);
        let found = match host {
            Some(Process::Running(host)) => number_here(host, number),
            _ => None,
        };
        if let Some(zygote) = self.zygotes.get_mut(&id) {
            zygote.copies.insert(number, sandbox);
        }
        let Some(cell) = self.cells.get_mut(&sandbox) else { return };
        if let Some(place) = &mut cell.place {
            place.ways.0.clear();
        }
        // One that has ended already is reported to have. Until then its first process stands for
        // it: the watcher looks at namespaces.
        let first = cell.place.as_ref().map_or(0, |place| place.init_pid);
        cell.process = Process::Running(found.unwrap_or(first));
        cell.lived = true;
        self.watch(sandbox);
    }

    pub(super) fn copy_ended(&mut self, sandbox: u64, exit: Exit) {
        if let Some(cell) = self.cells.get_mut(&sandbox) {
            cell.process = Process::Dead(exit);
            cell.kill();
        }
        self.end_if_over(sandbox);
    }

    /// Nobody reports the ends of its copies any more: they are known when they are killed.
    pub(super) fn snapshot_is_lost(&mut self, zygote: &Zygote) {
        for sandbox in zygote.copies.values() {
            if let Some(cell) = self.cells.get_mut(sandbox) {
                cell.process = Process::Dead(KILLED);
            }
            self.end_if_over(*sandbox);
        }
    }

    /// No more copies; those that live may go on, and the snapshot ends with the last of them.
    pub(super) fn retire_snapshot(&mut self, sandbox: u64) {
        let template = self.cells.get(&sandbox).and_then(|cell| cell.snapshot);
        if let Some(template) = template {
            self.forget_template(template);
        }
    }

    /// What was a copy has ended: perhaps the last one that its snapshot waits for.
    pub(super) fn copy_is_gone(&mut self, copy: &Cell) {
        let Some(seed) = copy.copy_of.filter(|_| copy.place.is_some()) else { return };
        let Some(cell) = self.cells.get_mut(&seed) else { return };
        cell.copies = cell.copies.saturating_sub(1);
        if matches!(cell.process, Process::Dead(_)) {
            cell.kill();
        }
    }
}

/// The number by which we know a child of `parent` that has `number` in the parent's namespace.
fn number_here(parent: i32, number: i32) -> Option<i32> {
    let children = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).ok()?;
    children.split_whitespace().filter_map(|child| child.parse().ok()).find(|child: &i32| {
        let status = fs::read_to_string(format!("/proc/{child}/status")).unwrap_or_default();
        let names = status.lines().find_map(|line| line.strip_prefix("NSpid:"));
        let second = names.and_then(|names| names.split_whitespace().nth(1));
        second.and_then(|name| name.parse().ok()) == Some(number)
    })
}
