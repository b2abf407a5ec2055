//! What becomes of a message in its receiver's hands: it is deleted, or is invisible for another
//! while, as the receiver's handle proves.

use store::WriteTx;
use wire::Error;

use crate::error::{Done, invalid_value, no_handle};
use crate::handle::Handle;
use crate::limit;
use crate::message::{Stamp, State};
use crate::service::Live;
use crate::state::{self, Head, Place, Why};

/// A handle of a queue's, and the text that it was.
#[derive(Clone, Debug)]
pub struct Held {
    pub text: String,
    handle: Handle,
}

impl Held {
    /// Refuses what is no handle of the queue.
    pub fn read(live: &Live, text: &str) -> Result<Held, Error> {
        let handle = Handle::parse(text).filter(|handle| handle.queue == live.id);
        let handle = handle.ok_or_else(|| no_handle(text))?;
        Ok(Held { text: text.to_owned(), handle })
    }

    fn invalid(&self, reason: &str) -> Error {
        invalid_value(&self.text, "ReceiptHandle", reason)
    }
}

/// Several of a queue's messages at once.
pub struct Settling<'a> {
    tx: &'a mut WriteTx,
    live: &'a Live,
    head: Head,
    has_changed: bool,
    groups: Vec<String>,
}

impl<'a> Settling<'a> {
    pub fn begin(tx: &'a mut WriteTx, live: &'a Live) -> Result<Settling<'a>, store::Error> {
        let head = state::head(tx, live.space)?;
        Ok(Settling { tx, live, head, has_changed: false, groups: Vec::new() })
    }

    /// Keeps what was done; whether others may find something now that they did not before.
    pub fn end(mut self) -> Result<bool, store::Error> {
        if !self.has_changed {
            return Ok(false);
        }
        self.groups.sort();
        self.groups.dedup();
        for group in &self.groups {
            state::regroup(self.tx, self.live.space, group)?;
        }
        state::put_head(self.tx, self.live.space, &self.head)?;
        Ok(true)
    }

    /// Deletes a message. One that is gone already is no error; neither is the handle of an earlier
    /// receive of a standard queue, which deletes nothing.
    pub fn delete(&mut self, held: &Held) -> Done<Result<(), Error>> {
        let (space, number) = (self.live.space, held.handle.message);
        let Some(state) = state::state(self.tx, space, number)? else { return Ok(Ok(())) };
        let is_last = state.receive == held.handle.receive;
        if self.live.fifo && (!is_last || state.from <= self.tx.now().millis()) {
            return Ok(Err(held.invalid("The receipt handle has expired.")));
        }
        if is_last {
            self.remove(number, &state)?;
        }
        Ok(Ok(()))
    }

    fn remove(&mut self, number: u64, state: &State) -> Done<()> {
        let (space, fifo) = (self.live.space, self.live.fifo);
        let stamp = match fifo || state.aged {
            true => state::stamp(self.tx, space, number)?.unwrap_or_default(),
            false => Stamp::default(),
        };
        state::remove(self.tx, space, &mut self.head, fifo, number, &stamp, Some(state))?;
        self.has_changed = true;
        self.groups.extend(stamp.group.filter(|_| fifo));
        Ok(())
    }

    /// Gives a message back as if it had never been received; nothing where it is in nobody's or
    /// another's hands.
    pub fn unsee(&mut self, held: &Held) -> Done<()> {
        let (space, number) = (self.live.space, held.handle.message);
        let now = self.tx.now().millis();
        let state = state::state(self.tx, space, number)?;
        let last = state.filter(|state| state.receive == held.handle.receive && state.from > now);
        let Some(mut state) = last else { return Ok(()) };
        state.receives -= 1;
        self.hide(number, state, now)
    }

    /// Makes a message invisible for so many seconds from now on; with 0 it is there for everybody
    /// again.
    pub fn change(&mut self, held: &Held, seconds: i64) -> Done<Result<(), Error>> {
        let (space, number, now) = (self.live.space, held.handle.message, self.tx.now().millis());
        let state = state::state(self.tx, space, number)?;
        // As AWS does, who had it before may do so, too: here, the one before the last.
        let may = |state: &State| {
            let before = !self.live.fifo && state.earlier != 0;
            let receive = held.handle.receive;
            state.receive == receive || (before && state.earlier == receive)
        };
        let Some(state) = state.filter(may) else {
            let reason =
                "Message does not exist or is not available for visibility timeout change.";
            return Ok(Err(held.invalid(reason)));
        };
        if state.from <= now {
            // It is visible already, as AWS leaves it then.
            return Ok(Ok(()));
        }
        let until = now + seconds * 1000;
        if until > state.last + limit::VISIBILITY_S_MAX * 1000 {
            let most = limit::VISIBILITY_S_MAX;
            let reason = format!(
                "Total VisibilityTimeout for the message is beyond the limit [{most} seconds]"
            );
            return Ok(Err(invalid_value(seconds, "VisibilityTimeout", reason)));
        }
        self.hide(number, state, until)?;
        Ok(Ok(()))
    }

    fn hide(&mut self, number: u64, mut state: State, until: i64) -> Done<()> {
        let (space, fifo) = (self.live.space, self.live.fifo);
        let from = Place { at: state.from, why: Some(Why::Hidden) };
        let to = Place { at: until, ..from };
        state.from = until;
        state::shift(self.tx, space, &mut self.head, number, from, to, fifo)?;
        state::put_state(self.tx, space, number, &state)?;
        self.has_changed = true;
        if fifo {
            let stamp = state::stamp(self.tx, space, number)?;
            self.groups.extend(stamp.and_then(|stamp| stamp.group));
        }
        Ok(())
    }
}
