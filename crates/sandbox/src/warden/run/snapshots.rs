//! Snapshots and their copies. A snapshot is a sandbox like any other and a template as well; its
//! copies sit within its namespaces, so that its place stays until the last of them is gone.

use std::fs;
use std::os::fd::AsFd;
use std::time::Duration;

use crate::socket;
use crate::warden::builder::Place;
use crate::warden::cell::{Cell, Process, exit_of};
use crate::warden::run::Warden;
use crate::warden::template::{Said, Zygote};
use crate::warden::{SLOTS_MAX, seat, sys};
use crate::{Event, Exit};

const KILLED: Exit = Exit::Signal(libc::SIGKILL);
/// For how long a copy may go on ending: its snapshot has to bury it, and one that does not would
/// take a slot for each.
const ENDING_MAX: Duration = Duration::from_secs(30);

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
        let stuck = |copy: &Cell| {
            copy.copy_of == seed && copy.ending.is_some_and(|since| since.elapsed() > ENDING_MAX)
        };
        if let Some(id) = id.filter(|_| self.cells.values().any(stuck)) {
            self.disown_snapshot(id, "it does not bury its copies");
        }
        let seed = seed.and_then(|seed| self.cells.get(&seed));
        let host = seed.filter(|cell| cell.ending.is_none()).and_then(|cell| {
            let Process::Running(process) = cell.process else { return None };
            let slot = cell.place.as_ref()?.slot;
            let (uid, gid) = (self.ground.uid_of(slot), self.ground.gid_of(slot));
            Some(seat::Host { process, own: self.ground.own_uids().then_some((uid, gid)) })
        });
        let seat = host.and_then(|host| Some((host, self.free_slot()?)));
        let ordered = seat.is_some_and(|(host, slot)| {
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
        let seed = seed.filter(|_| !sys::has_ended(&place.init));
        let Some(seed) = seed.and_then(|seed| self.cells.get_mut(&seed)) else {
            // Killed meanwhile, or its snapshot is gone, and with it perhaps this place's first
            // process, whose end would not be told again: nobody else could sit there.
            self.to_clear.push_back(place.slot);
            sys::pidfd_kill(&place.init);
            if self.cells.remove(&sandbox).is_some() {
                let reason = "the snapshot is gone".to_owned();
                self.outbox.push_back(Event::StemFailed { sandbox, reason });
            }
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

    /// What a snapshot says is a function's word. It counts where it answers an order or is about a
    /// copy that was made on one; whatever else comes ends the snapshot and its copies.
    pub(super) fn hear_snapshot(&mut self, id: u32, said: Said) {
        let Some(zygote) = self.zygotes.get_mut(&id) else { return };
        match said {
            Said::Ready if !zygote.ready => self.zygote_ready(id),
            // The sandbox is a copy of this very snapshot: no other is ordered from it.
            Said::Forked { sandbox, pid } if zygote.answered(sandbox) => {
                let known = zygote.copies.contains_key(&pid);
                if known || zygote.copies.len() >= SLOTS_MAX as usize {
                    self.fail(sandbox, "the snapshot could not fork".to_owned());
                    return self.disown_snapshot(id, "it names a copy that there cannot be");
                }
                self.copy_forked(id, sandbox, pid);
            }
            Said::Ended { pid, status } => match zygote.copies.remove(&pid) {
                Some(sandbox) => self.copy_ended(sandbox, exit_of(status)),
                None => self.disown_snapshot(id, "it tells the end of what is no copy of it"),
            },
            Said::Failed(reason) => self.lose_zygote(id, reason),
            _ => self.disown_snapshot(id, "it says what no snapshot has to say"),
        }
    }

    /// Kills it with its copies: they are of the same code, and nothing that it says is of use.
    fn disown_snapshot(&mut self, id: u32, reason: &str) {
        let seed = self.zygotes.get(&id).and_then(|zygote| zygote.seed);
        if let Some(cell) = seed.and_then(|seed| self.cells.get_mut(&seed)) {
            cell.tell_log(&format!("the snapshot is ended: {reason}"));
            cell.kill_with_copies();
        }
        self.lose_zygote(id, reason.to_owned());
    }

    /// `number`: what the snapshot calls its copy.
    fn copy_forked(&mut self, id: u32, sandbox: u64, number: i32) {
        if number <= 0 {
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
        if cell.empty {
            // Killed while it was being forked.
            cell.process = Process::Dead(KILLED);
            cell.lived = true;
            return self.end_if_over(sandbox);
        }
        if let Some(place) = &mut cell.place {
            place.ways.0.clear();
        }
        // One that has ended already is reported to have. Until then its first process stands for
        // it: the watcher looks at namespaces.
        let first = cell.place.as_ref().map_or(0, |place| place.init_pid);
        cell.process = Process::Running(found.unwrap_or(first));
        cell.lived = true;
        self.is_known(sandbox);
    }

    fn copy_ended(&mut self, sandbox: u64, exit: Exit) {
        let mut seed = None;
        if let Some(cell) = self.cells.get_mut(&sandbox) {
            cell.process = Process::Dead(exit);
            cell.kill();
            seed = cell.copy_of;
        }
        self.end_if_over(sandbox);
        self.end_snapshot_if_alone(seed);
    }

    /// All of a seat's processes are dead. The snapshot would say so of its copy, or would not.
    pub fn seat_is_empty(&mut self, sandbox: u64) {
        let Some(cell) = self.cells.get(&sandbox) else { return };
        let Some(seed) = cell.copy_of else { return };
        let goes_on = self.cells.get(&seed).is_some_and(|seed| seed.ending.is_none());
        let mut waited = false;
        for zygote in self.zygotes.values_mut().filter(|zygote| zygote.seed == Some(seed)) {
            waited |= zygote.waiting.contains(&sandbox);
            zygote.waiting.retain(|other| *other != sandbox);
        }
        let Some(cell) = self.cells.get_mut(&sandbox) else { return };
        match cell.process {
            // It is being forked: the answer comes, or the snapshot is not let be.
            Process::NotYet if goes_on && !waited => {}
            Process::NotYet | Process::Running(_) => cell.process = Process::Dead(KILLED),
            Process::Dead(_) => {}
        }
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
        self.end_snapshot_if_alone(Some(sandbox));
    }

    /// One that is to end waits for its copies, but not for those that are to end themselves: it is
    /// the snapshot who must bury them, and it may not want to.
    pub(super) fn end_snapshot_if_alone(&mut self, seed: Option<u64>) {
        let Some(seed) = seed else { return };
        let lives = |copy: &Cell| {
            copy.copy_of == Some(seed) && copy.place.is_some() && copy.ending.is_none()
        };
        let awaited = self.cells.values().any(lives);
        let cell = self.cells.get_mut(&seed).filter(|cell| cell.ending.is_some() && !awaited);
        if let Some(cell) = cell {
            cell.kill_with_copies();
        }
    }

    /// Its namespaces are empty. Somebody else may hold its line, whose end is not waited for.
    pub(super) fn snapshot_is_gone(&mut self, sandbox: u64) {
        let mut all = self.zygotes.iter();
        let id = all.find(|(_, zygote)| zygote.seed == Some(sandbox)).map(|(id, _)| *id);
        if let Some(id) = id {
            self.lose_zygote(id, "its process ended".to_owned());
        }
    }

    /// What was a copy has ended: perhaps the last one that its snapshot waits for.
    pub(super) fn copy_is_gone(&mut self, copy: &Cell) {
        let Some(seed) = copy.copy_of.filter(|_| copy.place.is_some()) else { return };
        let Some(cell) = self.cells.get_mut(&seed) else { return };
        cell.copies = cell.copies.saturating_sub(1);
        if cell.ending.is_some() || matches!(cell.process, Process::Dead(_)) {
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
