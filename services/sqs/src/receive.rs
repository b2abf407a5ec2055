//! Receiving: messages are taken into somebody's hands for a while, in one transaction.
//!
//! What has been kept too long ends here, too, and what was received too often goes to the
//! dead-letter queue instead.

use std::sync::Arc;

use store::{ReadTx, WriteTx};

use crate::api;
use crate::bell::Bell;
use crate::error::Done;
use crate::handle::Handle;
use crate::limit;
use crate::message::{Message, Stamp, State};
use crate::send;
use crate::service::{Live, Sqs};
use crate::state::{self, Attempt, Head, Place, Why};

/// What somebody wants.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// At most so many.
    pub messages: usize,
    /// For how many seconds they are invisible to others; none is the queue's own.
    pub visibility_s: Option<i64>,
    /// A receive of a FIFO queue that is tried again under the same id gives the same.
    pub attempt: Option<String>,
}

/// A message in its receiver's hands.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub handle: String,
    pub message: Message,
    pub state: State,
    /// Of a FIFO queue.
    pub sequence_number: Option<String>,
}

/// What a receive came to.
#[derive(Default)]
pub struct Taken {
    pub deliveries: Vec<Delivery>,
    /// Nothing was found although there may be something: others were in its way.
    pub again: bool,
    /// As many are in flight as may be.
    pub is_full: bool,
    /// To be rung once it is committed.
    pub bells: Vec<Arc<Bell>>,
}

/// One receive at work.
struct Taking<'a> {
    tx: &'a mut WriteTx,
    live: &'a Live,
    head: Head,
    wish: &'a Wish,
    /// The dead-letter queue and after how many receives.
    grave: Option<(Arc<Live>, u64)>,
    taken: Taken,
    numbers: Vec<u64>,
    looked_at: usize,
}

/// Takes messages of a queue as they come.
pub fn take(tx: &mut WriteTx, sqs: &Sqs, live: &Live, wish: &Wish) -> Done<Taken> {
    let attempt = wish.attempt.as_deref().filter(|_| live.fifo);
    if let Some(id) = attempt
        && let Some(taken) = repeat(tx, live, wish, id)?
    {
        return Ok(taken);
    }
    let head = state::head(tx, live.space)?;
    if is_full(tx, live.space, &head)? {
        return Ok(Taken { is_full: true, ..Taken::default() });
    }
    let grave = live.redrive.as_ref().and_then(|redrive| {
        let grave = sqs.at(&redrive.target_arn).filter(|grave| grave.id != live.id)?;
        Some((grave, redrive.receives_max))
    });
    let (taken, numbers, looked_at) = (Taken::default(), Vec::new(), 0);
    let mut taking = Taking { tx, live, head, wish, grave, taken, numbers, looked_at };
    match live.fifo {
        true => taking.take_groups()?,
        false => taking.take_any()?,
    }
    let Taking { tx, head, mut taken, numbers, looked_at, .. } = taking;
    if looked_at > 0 {
        state::put_head(tx, live.space, &head)?;
    }
    taken.again = taken.deliveries.is_empty() && looked_at > 0;
    if let Some(id) = attempt.filter(|_| !taken.deliveries.is_empty()) {
        let until = tx.now().millis() + limit::DEDUPLICATION_MS;
        let receives = taken.deliveries.iter().map(|delivery| delivery.state.receive);
        let given = numbers.into_iter().zip(receives).collect();
        state::attempted(tx, live.space, id, &Attempt { until, given })?;
    }
    Ok(taken)
}

/// Whether as many are in flight as may be.
fn is_full(tx: &ReadTx, space: u64, head: &Head) -> Result<bool, store::Error> {
    if head.hidden < limit::IN_FLIGHT_MAX {
        return Ok(false);
    }
    Ok(head.hidden - state::come_due(tx, space, head)?.0 >= limit::IN_FLIGHT_MAX)
}

/// Messages that can be received, that are in flight, that are delayed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Depth {
    pub visible: u64,
    pub in_flight: u64,
    pub delayed: u64,
}

pub fn depth(tx: &ReadTx, space: u64) -> Result<Depth, store::Error> {
    let head = state::head(tx, space)?;
    let (hidden, delayed) = state::come_due(tx, space, &head)?;
    Ok(Depth {
        visible: head.ready + hidden + delayed,
        in_flight: head.hidden - hidden,
        delayed: head.delayed - delayed,
    })
}

/// When a receive may find something: now, later, or never as things are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Now,
    At(i64),
    Never,
}

pub fn look(tx: &ReadTx, live: &Live) -> Result<Look, store::Error> {
    let next = state::next_at(tx, live.space, live.fifo)?;
    let Some(at) = next else { return Ok(Look::Never) };
    if at > tx.now().millis() {
        return Ok(Look::At(at));
    }
    if !is_full(tx, live.space, &state::head(tx, live.space)?)? {
        return Ok(Look::Now);
    }
    Ok(state::next_visible_at(tx, live.space)?.map_or(Look::Never, Look::At))
}

impl Taking<'_> {
    fn left(&self) -> usize {
        self.wish.messages - self.taken.deliveries.len()
    }

    fn may_look(&self) -> bool {
        self.left() > 0 && self.looked_at < limit::LOOKED_AT_MAX
    }

    fn take_any(&mut self) -> Done<()> {
        while self.may_look() {
            let skipped = self.numbers.len();
            let most = self.left() + skipped;
            let mut found = state::visible(self.tx, self.live.space, &mut self.head, most)?;
            // What is taken for no time at all is visible again at once, and not to be given twice.
            found.retain(|number| !self.numbers.contains(number));
            found.truncate(self.left());
            if found.is_empty() {
                break;
            }
            for number in found {
                let state = state::state(self.tx, self.live.space, number)?;
                self.take_one(number, state)?;
            }
        }
        Ok(())
    }

    /// As many of one group as there are, then of the next one.
    fn take_groups(&mut self) -> Done<()> {
        let mut done: Vec<String> = Vec::new();
        while self.may_look() {
            let mut groups = state::turns(self.tx, self.live.space, self.left() + done.len())?;
            groups.retain(|group| !done.contains(group));
            if groups.is_empty() {
                break;
            }
            for group in groups {
                if self.may_look() {
                    self.take_group(&group)?;
                    state::regroup(self.tx, self.live.space, &group)?;
                }
                done.push(group);
            }
        }
        Ok(())
    }

    /// The group's messages from the first on, up to one that may not be received now.
    fn take_group(&mut self, group: &str) -> Done<()> {
        let now = self.tx.now().millis();
        while self.may_look() {
            let skipped = self.numbers.len();
            let all = state::in_group(self.tx, self.live.space, group, self.left() + skipped)?;
            let all: Vec<u64> =
                all.into_iter().filter(|number| !self.numbers.contains(number)).collect();
            if all.is_empty() {
                return Ok(());
            }
            for number in all {
                let state = state::state(self.tx, self.live.space, number)?;
                let stamp = match &state {
                    Some(_) => Stamp::default(),
                    None => state::stamp(self.tx, self.live.space, number)?.unwrap_or_default(),
                };
                if state::place(&stamp, state.as_ref()).at > now || !self.may_look() {
                    return Ok(());
                }
                self.take_one(number, state)?;
            }
        }
        Ok(())
    }

    /// Gives a message, or ends it where its time is over or it was received too often.
    fn take_one(&mut self, number: u64, state: Option<State>) -> Done<()> {
        self.looked_at += 1;
        let (space, fifo, now) = (self.live.space, self.live.fifo, self.tx.now().millis());
        let Some(message) = state::message(self.tx, space, number)? else { return Ok(()) };
        let is_over = message.stamp.sent.saturating_add(self.live.retention_ms()) <= now;
        let receives = state.as_ref().map_or(0, |state| state.receives);
        let before = state.as_ref().map_or(0, |state| state.before);
        let is_spent = self.grave.as_ref().is_some_and(|(_, most)| receives - before >= *most);
        if is_over || is_spent {
            let (stamp, head) = (&message.stamp, &mut self.head);
            state::remove(self.tx, space, head, fifo, number, stamp, state.as_ref())?;
            if let Some((grave, _)) = self.grave.as_ref().filter(|_| !is_over) {
                let state = state.unwrap_or_default();
                send::bury(self.tx, grave, &self.live.arn, message, &state)?;
                self.taken.bells.push(Arc::clone(&grave.bell));
            }
            return Ok(());
        }
        let from = state::place(&message.stamp, state.as_ref());
        let state = state.unwrap_or_default();
        let state = State {
            from: now + self.visibility_ms(),
            receives: receives + 1,
            first: if receives == 0 { now } else { state.first },
            last: now,
            receive: random(self.tx),
            earlier: state.receive,
            before,
            delayed: false,
            aged: state.aged,
        };
        let to = Place { at: state.from, why: Some(Why::Hidden) };
        state::shift(self.tx, space, &mut self.head, number, from, to, fifo)?;
        state::put_state(self.tx, space, number, &state)?;
        self.numbers.push(number);
        self.taken.deliveries.push(delivery(self.live, number, message, state));
        Ok(())
    }

    fn visibility_ms(&self) -> i64 {
        visibility_ms(self.live, self.wish)
    }
}

fn visibility_ms(live: &Live, wish: &Wish) -> i64 {
    wish.visibility_s.unwrap_or(live.visibility_s.into()) * 1000
}

fn delivery(live: &Live, number: u64, message: Message, state: State) -> Delivery {
    let handle = Handle { queue: live.id, message: number, receive: state.receive };
    let sequence_number = live.fifo.then(|| send::sequence_number(number));
    Delivery { handle: handle.encode(), message, state, sequence_number }
}

/// A number that nobody guesses, and not 0, which is none.
fn random(tx: &WriteTx) -> u64 {
    let mut bytes = [0; 8];
    tx.random().fill(&mut bytes);
    u64::from_be_bytes(bytes).max(1)
}

/// Gives again what an attempt has given, where that still is in its hands: for another while.
fn repeat(tx: &mut WriteTx, live: &Live, wish: &Wish, id: &str) -> Done<Option<Taken>> {
    let (space, now) = (live.space, tx.now().millis());
    let Some(attempt) = state::attempt(tx, space, id)? else { return Ok(None) };
    let mut head = state::head(tx, space)?;
    let mut taken = Taken::default();
    let mut groups: Vec<String> = Vec::new();
    for (number, receive) in attempt.given {
        let state = state::state(tx, space, number)?;
        let held = state.filter(|state| state.receive == receive && state.from > now);
        let message = state::message(tx, space, number)?;
        let (Some(mut state), Some(message)) = (held, message) else { continue };
        let from = Place { at: state.from, why: Some(Why::Hidden) };
        state.from = now + visibility_ms(live, wish);
        let to = Place { at: state.from, ..from };
        state::shift(tx, space, &mut head, number, from, to, true)?;
        state::put_state(tx, space, number, &state)?;
        groups.extend(message.stamp.group.clone());
        taken.deliveries.push(delivery(live, number, message, state));
    }
    if taken.deliveries.is_empty() {
        return Ok(None);
    }
    groups.dedup();
    for group in groups {
        state::regroup(tx, space, &group)?;
    }
    state::put_head(tx, space, &head)?;
    Ok(Some(taken))
}

/// What a receive that does not wait answers where too much is in flight.
pub fn over_limit() -> wire::Error {
    api::OverLimit::error(format!(
        "The maximum number of in flight messages is reached: {}.",
        limit::IN_FLIGHT_MAX
    ))
}
