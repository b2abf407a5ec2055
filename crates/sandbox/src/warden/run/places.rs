//! Places: ordered of the builder, given to whoever waits for one, cleared when a sandbox is over.

use std::os::fd::AsFd;

use crate::Event;
use crate::socket;
use crate::warden::builder::{self, Answer, Place};
use crate::warden::run::{Warden, queue_up};
use crate::warden::{SLOTS_MAX, sys};

/// Places kept ready beyond those in use: a burst's first sandboxes need not wait for them.
const PLACES_READY: usize = 4;

impl Warden<'_> {
    /// Gives places to those who wait, and orders more.
    pub(super) fn house(&mut self) {
        while !self.homeless.is_empty() {
            let Some(place) = self.ready_places.pop() else { break };
            if sys::has_ended(&place.init) {
                // While nobody was in it, so that nobody would be told.
                self.to_clear.push_back(place.slot);
                continue;
            }
            let Some(sandbox) = self.homeless.pop_front() else { break };
            self.move_in(sandbox, place);
        }
        self.order_places();
        self.order_clearing();
    }

    pub(super) fn order_places(&mut self) {
        let wanted = self.homeless.len() + PLACES_READY;
        let mut taken = false;
        while self.ready_places.len() + self.places_ordered < wanted {
            let Some(slot) = self.free_slot() else {
                taken = true;
                break;
            };
            if socket::send(self.builder.as_fd(), &builder::order_make(slot), &[]).is_err() {
                // Its queue is full; the next answer brings us here again.
                self.free_slots.push(slot);
                break;
            }
            self.places_ordered += 1;
        }
        // Else somebody's place comes, or comes free.
        if taken && self.places_ordered == 0 && !self.to_clear.is_any() {
            while let Some(sandbox) = self.homeless.pop_front() {
                let reason = format!("{SLOTS_MAX} sandboxes are the most");
                self.cells.remove(&sandbox);
                self.outbox.push_back(Event::StemFailed { sandbox, reason });
            }
        }
    }

    pub(super) fn free_slot(&mut self) -> Option<u32> {
        self.free_slots.pop().or_else(|| {
            let next = (self.next_slot < SLOTS_MAX).then_some(self.next_slot)?;
            self.next_slot += 1;
            Some(next)
        })
    }

    pub(super) fn hear_builder(&mut self) {
        let mut buffer = [0; 4096];
        let (size, fds) = match socket::receive(self.builder.as_fd(), &mut buffer, false) {
            Ok(received) => received,
            Err(_) => return,
        };
        match builder::read_answer(&buffer[..size], fds) {
            Some(Answer::Made(place)) if self.seats.contains_key(&place.slot) => {
                self.take_seat(place);
            }
            Some(Answer::Failed { slot, reason }) if self.seats.contains_key(&slot) => {
                self.lose_seat(slot, reason);
            }
            Some(Answer::Made(mut place)) => {
                self.places_ordered -= 1;
                if self.ground.guarded() {
                    place.ports = Some(self.ports_of(&place));
                }
                self.ready_places.push(place);
            }
            Some(Answer::Looking { slot }) => self.to_clear.is_looked_at(slot),
            Some(Answer::Cleared { slot, usable, dirty }) => {
                self.to_clear.is_over(slot);
                if usable {
                    self.free_slots.push(slot);
                }
                self.outbox.extend(dirty.map(|reason| Event::PlaceDiscarded { reason }));
            }
            Some(Answer::Failed { slot, reason }) => {
                self.places_ordered -= 1;
                // The last to be tried again: what is wrong may be wrong with this one only.
                self.free_slots.insert(0, slot);
                eprintln!("squall-warden: no place for a sandbox: {reason}");
                if let Some(sandbox) = self.homeless.pop_front() {
                    self.cells.remove(&sandbox);
                    self.outbox.push_back(Event::StemFailed { sandbox, reason });
                }
                if self.homeless.is_empty() {
                    return self.order_clearing();
                }
            }
            None => {
                eprintln!("squall-warden: the builder is gone");
                self.over = true;
                return;
            }
        }
        self.house();
    }

    pub(super) fn move_in(&mut self, sandbox: u64, place: Place) {
        let Some(template) = self.cells.get(&sandbox).map(|cell| cell.template) else {
            self.ready_places.push(place);
            return;
        };
        let id = self.zygote_of(template);
        let launcher = id.and_then(|id| self.zygotes.get(&id)).is_some_and(|z| z.launcher);
        self.by_init.insert(place.init_pid, sandbox);
        if let Some(cell) = self.cells.get_mut(&sandbox) {
            cell.place = Some(place);
            cell.program = launcher;
        }
        let Some((id, zygote)) = id.and_then(|id| Some((id, self.zygotes.get_mut(&id)?))) else {
            self.fail(sandbox, "there is no such template".to_owned());
            return;
        };
        queue_up(&mut zygote.waiting, sandbox, &self.cells);
        self.pump(id);
    }

    pub(super) fn order_clearing(&mut self) {
        while let Some(slot) = self.to_clear.next() {
            if socket::send(self.builder.as_fd(), &builder::order_clear(slot), &[]).is_err() {
                // Its queue is full; its next answer brings us here again.
                return self.to_clear.put_back(slot);
            }
        }
    }
}
