//! What the service keeps, and under which keys.
//!
//! A message lies under its number, which also is its place in the order of sending; beside it,
//! once it was received, what changes of it. It is found by one of two orders: of those that may be
//! received (`ready`) and of those that may be from some time on (`timed`), which are delayed or in
//! somebody's hands. A receive reads the first and the beginning of the second, up to now: nothing
//! is moved when a time comes, and nothing that is invisible is looked at.
//!
//! Messages of a FIFO queue stand in the order of their group instead (`order`), and a group is
//! found by the time from which its first message may be received (`turn`).
//!
//! Everything but definitions lies in a *space*, a number; a purge gives the queue another one, and
//! the old one is cleared away in steps.

use store::{
    Corrupt, Direction, Fields, Key, Put, Range, ReadTx, Record, Store, Table as Rows, Timer, Wait,
    WriteTx,
};

use crate::limit;
use crate::message::{Message, Stamp, State};
use crate::moves::Move;
use crate::queue::Queue;

static QUEUES: Rows<&str, Queue> = Rows::new("sqs.queue");
/// When a queue of a name was deleted.
static DELETED: Rows<&str, u64> = Rows::new("sqs.deleted");
/// The next number of a queue or a space.
static NEXT: Rows<(), u64> = Rows::new("sqs.next");
static HEADS: Rows<u64, Head> = Rows::new("sqs.head");
static MESSAGES: Rows<(u64, u64), Message> = Rows::new("sqs.message");
/// The same rows, of which only the beginning is made use of.
static STAMPS: Rows<(u64, u64), Stamp> = Rows::new("sqs.message");
static STATES: Rows<(u64, u64), State> = Rows::new("sqs.state");
/// By time and number.
static READY: Rows<(u64, i64, u64), ()> = Rows::new("sqs.ready");
static TIMED: Rows<(u64, i64, u64), Why> = Rows::new("sqs.timed");
static ORDER: Rows<(u64, &str, u64), ()> = Rows::new("sqs.order");
static GROUPS: Rows<(u64, &str), At> = Rows::new("sqs.group");
static TURNS: Rows<(u64, i64, &str), ()> = Rows::new("sqs.turn");
/// Messages that are older than their numbers, by when they were sent.
static AGED: Rows<(u64, i64, u64), ()> = Rows::new("sqs.aged");
/// What was sent under a deduplication id; a group stands before it where ids are a group's own.
static SEEN: Rows<(u64, &str, &str), Seen> = Rows::new("sqs.seen");
static SEEN_TIMES: Rows<(u64, i64, &str, &str), ()> = Rows::new("sqs.seen-time");
static ATTEMPTS: Rows<(u64, &str), Attempt> = Rows::new("sqs.attempt");
static ATTEMPT_TIMES: Rows<(u64, i64, &str), ()> = Rows::new("sqs.attempt-time");
/// Move tasks by their queue and their number.
static MOVES: Rows<(u64, u64), Move> = Rows::new("sqs.move");
/// What is to be done at a time, by a letter and a number.
static TASKS: Timer<Vec<u8>> = Timer::new("sqs.task");

/// Why a message may not be received before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Hidden,
    Delayed,
}

/// Where a message stands: from when on it may be received, and why not before. None is from the
/// beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub at: i64,
    pub why: Option<Why>,
}

/// A space's counters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The next message's number.
    pub next: u64,
    /// Messages by their places, whether or not their time has come.
    pub ready: u64,
    pub hidden: u64,
    pub delayed: u64,
    /// The oldest message's end is waited for.
    pub is_tended: bool,
    /// Nothing stands before these in the two orders: what has been taken from their beginnings
    /// need not be passed over again.
    pub ready_from: (i64, u64),
    pub timed_from: i64,
}

impl Default for Head {
    fn default() -> Head {
        Head {
            next: 0,
            ready: 0,
            hidden: 0,
            delayed: 0,
            is_tended: false,
            ready_from: NOWHERE,
            timed_from: NOWHERE.0,
        }
    }
}

/// Where an order begins that has nothing in it.
const NOWHERE: (i64, u64) = (i64::MAX, u64::MAX);

impl Head {
    fn counter(&mut self, why: Option<Why>) -> &mut u64 {
        match why {
            None => &mut self.ready,
            Some(Why::Hidden) => &mut self.hidden,
            Some(Why::Delayed) => &mut self.delayed,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct At(i64);

/// A message of a FIFO queue as those are told who send it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub until: i64,
    pub id: String,
    pub number: u64,
}

/// What a receive of a FIFO queue gave: message and receive numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    pub until: i64,
    pub given: Vec<(u64, u64)>,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// The oldest messages of a queue may have been kept long enough.
    Expire { queue: u64 },
    /// A space is to be cleared away.
    Clear { space: u64 },
    /// A queue's messages are being moved.
    Move { queue: u64 },
}

type Kept<T> = Result<T, store::Error>;

impl Task {
    fn key(self) -> Vec<u8> {
        let (letter, number) = match self {
            Task::Expire { queue } => (b'e', queue),
            Task::Clear { space } => (b'c', space),
            Task::Move { queue } => (b'm', queue),
        };
        [&[letter], &number.to_be_bytes()[..]].concat()
    }

    fn parse(key: &[u8]) -> Option<Task> {
        let (letter, number) = key.split_first()?;
        let number = u64::from_be_bytes(number.try_into().ok()?);
        match letter {
            b'e' => Some(Task::Expire { queue: number }),
            b'c' => Some(Task::Clear { space: number }),
            b'm' => Some(Task::Move { queue: number }),
            _ => None,
        }
    }
}

pub fn set_task(tx: &mut WriteTx, task: Task, at: i64) -> Kept<()> {
    tx.set_timer(&TASKS, base::Timestamp(at), &task.key(), &Vec::new())
}

/// Sets a task earlier, or sets it where there is none.
pub fn advance_task(tx: &mut WriteTx, task: Task, at: i64) -> Kept<()> {
    match tx.timer_deadline(&TASKS, &task.key())? {
        Some(earlier) if earlier.millis() <= at => Ok(()),
        _ => set_task(tx, task, at),
    }
}

pub fn end_task(tx: &mut WriteTx, task: Task) -> Kept<()> {
    tx.cancel_timer(&TASKS, &task.key()).map(|_| ())
}

/// What is due now, the earliest first.
pub fn due(tx: &ReadTx, limit: usize) -> Kept<Vec<Task>> {
    let due = tx.due(&TASKS, tx.now(), limit)?;
    Ok(due.iter().filter_map(|due| Task::parse(&due.key)).collect())
}

pub fn wait(store: &Store) -> Wait {
    store.wait_due(&TASKS)
}

// Queues.

pub fn queues(tx: &ReadTx) -> Kept<Vec<Queue>> {
    tx.scan(&QUEUES, Range::all(), Direction::Forward)?.map(|row| Ok(row?.1)).collect()
}

pub fn put_queue(tx: &mut WriteTx, queue: &Queue) -> Kept<()> {
    tx.put(&QUEUES, &queue.name, queue)
}

/// The queue is gone; its name is not to be taken again for a while.
pub fn drop_queue(tx: &mut WriteTx, queue: &Queue) -> Kept<()> {
    let now = tx.now().millis();
    tx.delete(&QUEUES, &queue.name)?;
    let old = tx.scan(&DELETED, Range::all(), Direction::Forward)?.take(limit::STEP_ROWS);
    for (name, at) in old.collect::<Kept<Vec<_>>>()? {
        if at.cast_signed() + limit::AGAIN_MS <= now {
            tx.delete(&DELETED, &name)?;
        }
    }
    tx.put(&DELETED, &queue.name, &now.cast_unsigned())?;
    end_task(tx, Task::Expire { queue: queue.id })?;
    end_task(tx, Task::Move { queue: queue.id })?;
    for (number, _) in moves(tx, queue.id)? {
        drop_move(tx, queue.id, number)?;
    }
    drop_space(tx, queue.space)
}

pub fn deleted_at(tx: &ReadTx, name: &str) -> Kept<Option<i64>> {
    Ok(tx.get(&DELETED, name)?.map(u64::cast_signed))
}

pub fn forget_deleted(tx: &mut WriteTx, name: &str) -> Kept<()> {
    tx.delete(&DELETED, name)
}

/// A number that no queue and no space has had.
pub fn number(tx: &mut WriteTx) -> Kept<u64> {
    let number = tx.get(&NEXT, ())?.unwrap_or(1);
    tx.put(&NEXT, (), &(number + 1))?;
    Ok(number)
}

/// The space's rows are cleared away from now on.
pub fn drop_space(tx: &mut WriteTx, space: u64) -> Kept<()> {
    let now = tx.now().millis();
    set_task(tx, Task::Clear { space }, now)
}

/// Clears some of a space's rows away; whether that was all.
pub fn clear_step(tx: &mut WriteTx, space: u64) -> Kept<bool> {
    let mut left = limit::STEP_ROWS;
    clear(tx, &READY, &mut left, space, |key| (key.0, key.1, key.2))?;
    clear(tx, &TIMED, &mut left, space, |key| (key.0, key.1, key.2))?;
    clear(tx, &AGED, &mut left, space, |key| (key.0, key.1, key.2))?;
    clear(tx, &STATES, &mut left, space, |key| (key.0, key.1))?;
    clear(tx, &STAMPS, &mut left, space, |key| (key.0, key.1))?;
    clear(tx, &ORDER, &mut left, space, |key| (key.0, key.1.as_str(), key.2))?;
    clear(tx, &GROUPS, &mut left, space, |key| (key.0, key.1.as_str()))?;
    clear(tx, &TURNS, &mut left, space, |key| (key.0, key.1, key.2.as_str()))?;
    clear(tx, &SEEN, &mut left, space, |key| (key.0, &key.1, &key.2))?;
    clear(tx, &SEEN_TIMES, &mut left, space, |key| (key.0, key.1, &key.2, &key.3))?;
    clear(tx, &ATTEMPTS, &mut left, space, |key| (key.0, key.1.as_str()))?;
    clear(tx, &ATTEMPT_TIMES, &mut left, space, |key| (key.0, key.1, key.2.as_str()))?;
    if left == 0 {
        return Ok(false);
    }
    tx.delete(&HEADS, space)?;
    end_task(tx, Task::Clear { space })?;
    Ok(true)
}

fn clear<K: Key, V: Record>(
    tx: &mut WriteTx,
    rows: &'static Rows<K, V>,
    left: &mut usize,
    space: u64,
    lent: for<'a> fn(&'a K::Owned) -> K::Ref<'a>,
) -> Kept<()>
where
    for<'a> (u64,): store::Prefix<K>,
{
    let found = tx.scan(rows, Range::prefix((space,)), Direction::Forward)?.take(*left);
    let keys = found.map(|row| Ok(row?.0)).collect::<Kept<Vec<K::Owned>>>()?;
    *left -= keys.len();
    for key in &keys {
        tx.delete(rows, lent(key))?;
    }
    Ok(())
}

// Messages.

pub fn head(tx: &ReadTx, space: u64) -> Kept<Head> {
    Ok(tx.get(&HEADS, space)?.unwrap_or_default())
}

pub fn put_head(tx: &mut WriteTx, space: u64, head: &Head) -> Kept<()> {
    tx.put(&HEADS, space, head)
}

pub fn message(tx: &ReadTx, space: u64, number: u64) -> Kept<Option<Message>> {
    tx.get(&MESSAGES, (space, number))
}

pub fn stamp(tx: &ReadTx, space: u64, number: u64) -> Kept<Option<Stamp>> {
    tx.get(&STAMPS, (space, number))
}

pub fn state(tx: &ReadTx, space: u64, number: u64) -> Kept<Option<State>> {
    tx.get(&STATES, (space, number))
}

pub fn put_state(tx: &mut WriteTx, space: u64, number: u64, state: &State) -> Kept<()> {
    tx.put(&STATES, (space, number), state)
}

/// Where a message stands: as its state says, or, before its first receive, as it was sent.
pub fn place(stamp: &Stamp, state: Option<&State>) -> Place {
    match state {
        Some(state) if state.receive > 0 => Place { at: state.from, why: Some(Why::Hidden) },
        Some(state) if state.delayed => Place { at: state.from, why: Some(Why::Delayed) },
        Some(state) => Place { at: state.from, why: None },
        None if stamp.is_delayed() => Place { at: stamp.from, why: Some(Why::Delayed) },
        None => Place { at: stamp.from, why: None },
    }
}

/// Adds a message at its place; its number.
pub fn add(
    tx: &mut WriteTx,
    space: u64,
    head: &mut Head,
    fifo: bool,
    message: &Message,
    state: Option<&State>,
) -> Kept<u64> {
    let number = head.next;
    head.next += 1;
    tx.put(&MESSAGES, (space, number), message)?;
    if let Some(state) = state {
        put_state(tx, space, number, state)?;
        if state.aged {
            tx.put(&AGED, (space, message.stamp.sent, number), &())?;
        }
    }
    let place = place(&message.stamp, state);
    let group = message.stamp.group.as_deref().filter(|_| fifo);
    *head.counter(place.why) += 1;
    match group {
        None => stand(tx, space, head, number, place)?,
        Some(group) => {
            if place.why.is_some() {
                stand(tx, space, head, number, place)?;
            }
            tx.put(&ORDER, (space, group, number), &())?;
            if !tx.contains(&GROUPS, (space, group))? {
                tx.put(&GROUPS, (space, group), &At(place.at))?;
                tx.put(&TURNS, (space, place.at, group), &())?;
            }
        }
    }
    Ok(number)
}

fn stand(tx: &mut WriteTx, space: u64, head: &mut Head, number: u64, place: Place) -> Kept<()> {
    match place.why {
        None => {
            head.ready_from = head.ready_from.min((place.at, number));
            tx.put(&READY, (space, place.at, number), &())
        }
        Some(why) => {
            head.timed_from = head.timed_from.min(place.at);
            tx.put(&TIMED, (space, place.at, number), &why)
        }
    }
}

fn leave(tx: &mut WriteTx, space: u64, number: u64, place: Place) -> Kept<()> {
    match place.why {
        None => tx.delete(&READY, (space, place.at, number)),
        Some(_) => tx.delete(&TIMED, (space, place.at, number)),
    }
}

/// Moves a message from one place to another. The caller sees to its group.
pub fn shift(
    tx: &mut WriteTx,
    space: u64,
    head: &mut Head,
    number: u64,
    from: Place,
    to: Place,
    in_group: bool,
) -> Kept<()> {
    *head.counter(from.why) -= 1;
    *head.counter(to.why) += 1;
    if !in_group || from.why.is_some() {
        leave(tx, space, number, from)?;
    }
    if !in_group || to.why.is_some() {
        stand(tx, space, head, number, to)?;
    }
    Ok(())
}

/// Takes a message out. The caller sees to its group.
pub fn remove(
    tx: &mut WriteTx,
    space: u64,
    head: &mut Head,
    fifo: bool,
    number: u64,
    stamp: &Stamp,
    state: Option<&State>,
) -> Kept<()> {
    let place = place(stamp, state);
    *head.counter(place.why) -= 1;
    if !fifo || place.why.is_some() {
        leave(tx, space, number, place)?;
    }
    if let Some(group) = stamp.group.as_ref().filter(|_| fifo) {
        tx.delete(&ORDER, (space, group, number))?;
    }
    if let Some(state) = state {
        tx.delete(&STATES, (space, number))?;
        if state.aged {
            tx.delete(&AGED, (space, stamp.sent, number))?;
        }
    }
    tx.delete(&MESSAGES, (space, number))
}

/// Gives messages of a FIFO queue that nobody has received the delay that the queue has now; of the
/// newest, and no further back than what may be delayed at all.
pub fn delay_anew(tx: &mut WriteTx, queue: &Queue) -> Kept<()> {
    let space = queue.space;
    let oldest = tx.now().millis() - limit::DELAY_S_MAX * 1000;
    let rows = tx.scan(&STAMPS, Range::prefix((space,)), Direction::Reverse)?;
    let rows = rows.take(limit::DELAYED_ANEW_MAX);
    let found = rows.take_while(|row| row.as_ref().map_or(true, |(_, stamp)| stamp.sent > oldest));
    let found = found.collect::<Kept<Vec<_>>>()?;
    let mut head = head(tx, space)?;
    let mut groups: Vec<String> = Vec::new();
    for ((_, number), stamp) in found {
        let known = state(tx, space, number)?;
        if known.as_ref().is_some_and(|state| state.receive > 0) {
            continue;
        }
        let from = place(&stamp, known.as_ref());
        let at = stamp.sent + i64::from(queue.delay_s) * 1000;
        let delayed = queue.delay_s > 0;
        let new = State { from: at, delayed, ..known.unwrap_or_default() };
        shift(tx, space, &mut head, number, from, place(&stamp, Some(&new)), true)?;
        put_state(tx, space, number, &new)?;
        groups.extend(stamp.group);
    }
    groups.sort();
    groups.dedup();
    for group in &groups {
        regroup(tx, space, group)?;
    }
    put_head(tx, space, &head)
}

/// The group's turn is when its first message may be received.
pub fn regroup(tx: &mut WriteTx, space: u64, group: &str) -> Kept<()> {
    let first = in_group(tx, space, group, 1)?.first().copied();
    let at = match first {
        None => None,
        Some(number) => {
            let state = state(tx, space, number)?;
            let stamp = match &state {
                Some(_) => Stamp::default(),
                None => stamp(tx, space, number)?.unwrap_or_default(),
            };
            Some(place(&stamp, state.as_ref()).at)
        }
    };
    let before = tx.get(&GROUPS, (space, group))?.map(|At(at)| at);
    if before == at {
        return Ok(());
    }
    if let Some(before) = before {
        tx.delete(&TURNS, (space, before, group))?;
    }
    match at {
        None => tx.delete(&GROUPS, (space, group)),
        Some(at) => {
            tx.put(&GROUPS, (space, group), &At(at))?;
            tx.put(&TURNS, (space, at, group), &())
        }
    }
}

/// A group's messages in their order.
pub fn in_group(tx: &ReadTx, space: u64, group: &str, limit: usize) -> Kept<Vec<u64>> {
    let rows = tx.scan(&ORDER, Range::prefix((space, group)), Direction::Forward)?;
    rows.take(limit).map(|row| Ok(row?.0.2)).collect()
}

/// Messages that may be received now: as they were sent, and what came back as it was last given.
/// So what comes back is before what was sent meanwhile, and not before what has waited longer.
pub fn visible(tx: &ReadTx, space: u64, head: &mut Head, limit: usize) -> Kept<Vec<u64>> {
    let mut found = come_back(tx, space, head, limit)?;
    if head.ready > 0 {
        let (at, number) = head.ready_from;
        let rows = Range::prefix((space,)).at_least((space, at, number));
        let rows = tx.scan(&READY, rows, Direction::Forward)?.take(limit);
        head.ready_from = NOWHERE;
        for row in rows {
            let ((_, at, number), ()) = row?;
            head.ready_from = head.ready_from.min((at, number));
            found.push((at, number));
        }
    }
    found.sort_unstable();
    found.truncate(limit);
    Ok(found.into_iter().map(|(_, number)| number).collect())
}

/// What was delayed or in somebody's hands and is not any more, each with its place among others.
fn come_back(tx: &ReadTx, space: u64, head: &mut Head, limit: usize) -> Kept<Vec<(i64, u64)>> {
    let (now, mut found) = (tx.now().millis(), Vec::new());
    if head.timed_from > now {
        return Ok(found);
    }
    let rows = Range::prefix((space,)).at_least((space, head.timed_from, 0));
    let rows = tx.scan(&TIMED, rows, Direction::Forward)?;
    head.timed_from = NOWHERE.0;
    for row in rows.take(limit + limit::CAME_BACK_LOOKED_AT) {
        let ((_, at, number), why) = row?;
        head.timed_from = head.timed_from.min(at);
        if at > now {
            break;
        }
        let given = match why {
            Why::Hidden => state(tx, space, number)?.map(|state| state.last),
            Why::Delayed => None,
        };
        found.push((given.unwrap_or(at), number));
    }
    Ok(found)
}

/// Groups whose turn it is.
pub fn turns(tx: &ReadTx, space: u64, limit: usize) -> Kept<Vec<String>> {
    let now = tx.now().millis();
    let rows = tx.scan(&TURNS, Range::prefix((space,)), Direction::Forward)?.take(limit);
    let due = rows.take_while(|row| row.as_ref().map_or(true, |(key, ())| key.1 <= now));
    due.map(|row| Ok(row?.0.2)).collect()
}

/// When the next message may be received, be it now or later; none where there is none.
pub fn next_at(tx: &ReadTx, space: u64, fifo: bool) -> Kept<Option<i64>> {
    if fifo {
        let mut rows = tx.scan(&TURNS, Range::prefix((space,)), Direction::Forward)?;
        return rows.next().map(|row| Ok(row?.0.1)).transpose();
    }
    let mut ready = tx.scan(&READY, Range::prefix((space,)), Direction::Forward)?;
    if let Some(row) = ready.next() {
        return Ok(Some(row?.0.1));
    }
    let mut timed = tx.scan(&TIMED, Range::prefix((space,)), Direction::Forward)?;
    timed.next().map(|row| Ok(row?.0.1)).transpose()
}

/// When the next message that is invisible becomes visible.
pub fn next_visible_at(tx: &ReadTx, space: u64) -> Kept<Option<i64>> {
    let later = Range::prefix((space,)).after((space, tx.now().millis(), u64::MAX));
    let mut timed = tx.scan(&TIMED, later, Direction::Forward)?;
    timed.next().map(|row| Ok(row?.0.1)).transpose()
}

/// What of the counters' messages can be received by now: hidden ones and delayed ones.
pub fn come_due(tx: &ReadTx, space: u64, head: &Head) -> Kept<(u64, u64)> {
    if head.timed_from > tx.now().millis() {
        return Ok((0, 0));
    }
    let due = Range::prefix((space,)).at_most((space, tx.now().millis(), u64::MAX));
    let (mut hidden, mut delayed) = (0, 0);
    for row in tx.scan(&TIMED, due, Direction::Forward)? {
        match row?.1 {
            Why::Hidden => hidden += 1,
            Why::Delayed => delayed += 1,
        }
    }
    Ok((hidden, delayed))
}

/// The first messages in the order in which they end, and when they were sent.
pub fn oldest(tx: &ReadTx, space: u64, limit: usize) -> Kept<Vec<(u64, Stamp)>> {
    let aged = tx.scan(&AGED, Range::prefix((space,)), Direction::Forward)?;
    let aged = aged.take(limit).map(|row| Ok(row?.0)).collect::<Kept<Vec<_>>>()?;
    let mut found = Vec::new();
    for (_, _, number) in aged {
        found.extend(stamp(tx, space, number)?.map(|stamp| (number, stamp)));
    }
    let rows = tx.scan(&STAMPS, Range::prefix((space,)), Direction::Forward)?;
    for row in rows.take(limit) {
        let ((_, number), stamp) = row?;
        if !found.iter().any(|(other, _)| *other == number) {
            found.push((number, stamp));
        }
    }
    found.sort_by_key(|(number, stamp)| (stamp.sent, *number));
    found.truncate(limit);
    Ok(found)
}

// What FIFO queues remember for five minutes.

pub fn seen(tx: &ReadTx, space: u64, scope: &str, id: &str) -> Kept<Option<Seen>> {
    let seen = tx.get(&SEEN, (space, scope, id))?;
    Ok(seen.filter(|seen| seen.until > tx.now().millis()))
}

/// Remembers what was sent, and forgets some of what was long ago.
pub fn see(tx: &mut WriteTx, space: u64, scope: &str, id: &str, seen: &Seen) -> Kept<()> {
    let now = tx.now().millis();
    if let Some(old) = tx.get(&SEEN, (space, scope, id))? {
        tx.delete(&SEEN_TIMES, (space, old.until, scope, id))?;
    }
    let rows = tx.scan(&SEEN_TIMES, Range::prefix((space,)), Direction::Forward)?;
    let rows = rows.take(limit::FORGET_ROWS).collect::<Kept<Vec<_>>>()?;
    for ((_, at, scope, id), ()) in rows.iter().filter(|((_, at, ..), ())| *at <= now) {
        tx.delete(&SEEN, (space, scope, id))?;
        tx.delete(&SEEN_TIMES, (space, *at, scope, id))?;
    }
    tx.put(&SEEN, (space, scope, id), seen)?;
    tx.put(&SEEN_TIMES, (space, seen.until, scope, id), &())
}

pub fn attempt(tx: &ReadTx, space: u64, id: &str) -> Kept<Option<Attempt>> {
    let attempt = tx.get(&ATTEMPTS, (space, id))?;
    Ok(attempt.filter(|attempt| attempt.until > tx.now().millis()))
}

pub fn attempted(tx: &mut WriteTx, space: u64, id: &str, attempt: &Attempt) -> Kept<()> {
    let now = tx.now().millis();
    if let Some(old) = tx.get(&ATTEMPTS, (space, id))? {
        tx.delete(&ATTEMPT_TIMES, (space, old.until, id))?;
    }
    let rows = tx.scan(&ATTEMPT_TIMES, Range::prefix((space,)), Direction::Forward)?;
    let rows = rows.take(limit::FORGET_ROWS).collect::<Kept<Vec<_>>>()?;
    for ((_, at, id), ()) in rows.iter().filter(|((_, at, _), ())| *at <= now) {
        tx.delete(&ATTEMPTS, (space, id))?;
        tx.delete(&ATTEMPT_TIMES, (space, *at, id))?;
    }
    tx.put(&ATTEMPTS, (space, id), attempt)?;
    tx.put(&ATTEMPT_TIMES, (space, attempt.until, id), &())
}

// Move tasks.

/// A queue's tasks, the newest first.
pub fn moves(tx: &ReadTx, queue: u64) -> Kept<Vec<(u64, Move)>> {
    let rows = tx.scan(&MOVES, Range::prefix((queue,)), Direction::Reverse)?;
    rows.map(|row| row.map(|((_, number), task)| (number, task))).collect()
}

pub fn put_move(tx: &mut WriteTx, queue: u64, number: u64, task: &Move) -> Kept<()> {
    tx.put(&MOVES, (queue, number), task)
}

pub fn drop_move(tx: &mut WriteTx, queue: u64, number: u64) -> Kept<()> {
    tx.delete(&MOVES, (queue, number))
}

// The rows' forms.

fn expect_version_1(version: u8) -> Result<(), Corrupt> {
    if version == 1 { Ok(()) } else { Err(Corrupt::VERSION) }
}

impl Record for Head {
    /// 2 knows where the orders begin.
    const VERSION: u8 = 2;

    fn encode(&self, out: &mut Vec<u8>) {
        for number in [self.next, self.ready, self.hidden, self.delayed] {
            out.put_u64(number);
        }
        out.put_bool(self.is_tended);
        out.put_i64(self.ready_from.0);
        out.put_u64(self.ready_from.1);
        out.put_i64(self.timed_from);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Head, Corrupt> {
        if !(1..=2).contains(&version) {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        let head = Head {
            next: fields.u64()?,
            ready: fields.u64()?,
            hidden: fields.u64()?,
            delayed: fields.u64()?,
            is_tended: fields.bool()?,
            // The first receive finds out.
            ready_from: (i64::MIN, 0),
            timed_from: i64::MIN,
        };
        if version == 1 {
            return Ok(head);
        }
        let ready_from = (fields.i64()?, fields.u64()?);
        Ok(Head { ready_from, timed_from: fields.i64()?, ..head })
    }
}

impl Record for Why {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_bool(*self == Why::Delayed);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Why, Corrupt> {
        expect_version_1(version)?;
        Ok(if Fields::new(bytes).bool()? { Why::Delayed } else { Why::Hidden })
    }
}

impl Record for At {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.0);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<At, Corrupt> {
        expect_version_1(version)?;
        Fields::new(bytes).i64().map(At)
    }
}

impl Record for Seen {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.until);
        out.put_text(&self.id);
        out.put_u64(self.number);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Seen, Corrupt> {
        expect_version_1(version)?;
        let mut fields = Fields::new(bytes);
        Ok(Seen { until: fields.i64()?, id: fields.string()?, number: fields.u64()? })
    }
}

impl Record for Attempt {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.until);
        out.put_list(self.given.iter(), |out, (message, receive)| {
            out.put_u64(*message);
            out.put_u64(*receive);
        });
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Attempt, Corrupt> {
        expect_version_1(version)?;
        let mut fields = Fields::new(bytes);
        let until = fields.i64()?;
        Ok(Attempt { until, given: fields.list(|fields| Ok((fields.u64()?, fields.u64()?)))? })
    }
}
