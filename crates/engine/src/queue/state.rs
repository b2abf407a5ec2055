//! The rows of the event queue. The only file that knows their keys.
//!
//! An event has a body, written once, and one row that says where it stands: in `READY` (to be
//! tried, or being tried now) or in the timer `WAITING` (to be tried later). It leaves all of them
//! in the transaction in which its end is recorded.

use base::Timestamp;
use bytes::Bytes;
use kit::{Attribute, Event, Message};
use store::{Corrupt, Direction, Error, Fields, Put, Range, ReadTx, Record, Table, Timer, WriteTx};

use super::rules::Tries;

/// Of one function: a million small events, or 2 GiB of large ones. More are refused, so that what
/// a broken consumer leaves behind has an end.
pub const FUNCTION_EVENTS_MAX: u64 = 1_000_000;
pub const FUNCTION_BYTES_MAX: u64 = 2 << 30;
/// Of all functions together: four functions may fill what they have before a fifth suffers.
pub const ALL_EVENTS_MAX: u64 = 4_000_000;
pub const ALL_BYTES_MAX: u64 = 8 << 30;
/// What an event's rows weigh beside its payload, rounded up.
const EVENT_BYTES: u64 = 256;
/// What could not be handed over is kept for so long (as long as SQS keeps a message at most), and
/// no more of it than this; the oldest goes first.
pub const PARKED_DAYS_MAX: u64 = 14;
pub const PARKED_MAX: u64 = 10_000;
pub const PARKED_BYTES_MAX: u64 = 256 << 20;
/// Waiting events that one transaction makes ready.
const RELEASED_AT_ONCE: usize = 256;

/// Function, the time at which it was accepted, request id.
type Id = (&'static str, i64, &'static str);

static BODIES: Table<Id, Body> = Table::new("engine.event.body");
static READY: Table<Id, Tries> = Table::new("engine.event.ready");
pub static WAITING: Timer<Tries> = Timer::new("engine.event.waiting");
/// By function; the empty name has the sum.
static DEPTHS: Table<&'static str, Depth> = Table::new("engine.event.depth");
/// By time and request id.
static PARKED: Table<(i64, &'static str), Parked> = Table::new("engine.event.parked");
static PARKED_DEPTH: Table<(), Depth> = Table::new("engine.event.parked.depth");

/// Which event. In the order of the rows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventKey {
    pub function: String,
    pub accepted: Timestamp,
    pub request_id: String,
}

impl EventKey {
    fn id(&self) -> (&str, i64, &str) {
        (&self.function, self.accepted.0, &self.request_id)
    }

    fn timer_key(&self) -> Vec<u8> {
        let mut key = Vec::new();
        key.put_text(&self.function);
        key.put_i64(self.accepted.0);
        key.put_text(&self.request_id);
        key
    }

    fn of_timer(key: &[u8]) -> Result<EventKey, Corrupt> {
        let mut fields = Fields::new(key);
        let function = fields.string()?;
        let accepted = Timestamp(fields.i64()?);
        Ok(EventKey { function, accepted, request_id: fields.string()? })
    }
}

/// What of an event does not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    pub qualifier: Option<String>,
    pub trace_id: Option<String>,
    pub payload: Bytes,
}

/// An event that may be tried.
pub type Ready = (EventKey, Tries, Body);

/// How many events, and how large together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Depth {
    pub events: u64,
    pub bytes: u64,
}

/// A message that no sink took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parked {
    pub at: Timestamp,
    pub request_id: String,
    pub function: String,
    /// Where it would have gone; empty where the function itself is gone.
    pub target: String,
    pub why: String,
    pub message: Message,
}

/// More events wait than are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

/// Keeps a new event. Nothing is written where there is no room.
pub fn put(tx: &mut WriteTx, event: Event) -> Result<Result<EventKey, Full>, Error> {
    let Event { request_id, function, qualifier, payload, trace_id } = event;
    let bytes = payload.len() as u64 + EVENT_BYTES;
    let (own, all) = (depth(tx, &function)?, depth(tx, "")?);
    let fits = |depth: Depth, events, most| depth.events < events && depth.bytes + bytes <= most;
    if !fits(own, FUNCTION_EVENTS_MAX, FUNCTION_BYTES_MAX)
        || !fits(all, ALL_EVENTS_MAX, ALL_BYTES_MAX)
    {
        return Ok(Err(Full));
    }
    let key = EventKey { function, accepted: tx.now(), request_id };
    tx.put(&BODIES, key.id(), &Body { qualifier, trace_id, payload })?;
    tx.put(&READY, key.id(), &Tries::default())?;
    grow(tx, &key.function, bytes)?;
    grow(tx, "", bytes)?;
    Ok(Ok(key))
}

/// An event has ended: nothing is left of it. False where nothing was there.
pub fn end(tx: &mut WriteTx, key: &EventKey) -> Result<bool, Error> {
    let Some(body) = tx.take(&BODIES, key.id())? else { return Ok(false) };
    tx.delete(&READY, key.id())?;
    tx.cancel_timer(&WAITING, &key.timer_key())?;
    let bytes = body.payload.len() as u64 + EVENT_BYTES;
    shrink(tx, &key.function, bytes)?;
    shrink(tx, "", bytes)?;
    Ok(true)
}

/// An event is tried again at a time.
pub fn postpone(
    tx: &mut WriteTx,
    key: &EventKey,
    tries: Tries,
    at: Timestamp,
) -> Result<(), Error> {
    tx.delete(&READY, key.id())?;
    tx.set_timer(&WAITING, at, &key.timer_key(), &tries)
}

/// Makes ready what has waited long enough, a bounded number at once.
pub fn release(tx: &mut WriteTx) -> Result<Vec<EventKey>, Error> {
    let due = tx.due(&WAITING, tx.now(), RELEASED_AT_ONCE)?;
    let mut released = Vec::with_capacity(due.len());
    for due in due {
        tx.cancel_timer(&WAITING, &due.key)?;
        let key = EventKey::of_timer(&due.key);
        let key = key.map_err(|corrupt| Error::Corrupt(corrupt.0.into()))?;
        tx.put(&READY, key.id(), &due.payload)?;
        released.push(key);
    }
    Ok(released)
}

/// Ready events of a function after `after`, in their order, `count` at most, without those that
/// `taken` knows; and whether there may be more.
pub fn ready(
    tx: &ReadTx,
    function: &str,
    after: Option<&EventKey>,
    count: usize,
    taken: &dyn Fn(&EventKey) -> bool,
) -> Result<(Vec<Ready>, bool), Error> {
    let mut range = Range::prefix((function,));
    if let Some(after) = after {
        range = range.after(after.id());
    }
    let mut found = Vec::new();
    for row in tx.scan(&READY, range, Direction::Forward)? {
        if found.len() == count {
            return Ok((found, true));
        }
        let ((function, accepted, request_id), tries) = row?;
        let key = EventKey { function, accepted: Timestamp(accepted), request_id };
        if taken(&key) {
            continue;
        }
        if let Some(body) = tx.get(&BODIES, key.id())? {
            found.push((key, tries, body));
        }
    }
    Ok((found, false))
}

/// A function that has an event which may be tried, or is.
pub fn first_ready(tx: &ReadTx) -> Result<Option<String>, Error> {
    let first = tx.scan(&READY, Range::all(), Direction::Forward)?.next().transpose()?;
    Ok(first.map(|((function, ..), _)| function))
}

/// Functions that have events, and how many.
pub fn depths(tx: &ReadTx) -> Result<Vec<(String, Depth)>, Error> {
    let rows = tx.scan(&DEPTHS, Range::all(), Direction::Forward)?;
    rows.filter(|row| !matches!(row, Ok((name, _)) if name.is_empty())).collect()
}

fn depth(tx: &ReadTx, function: &str) -> Result<Depth, Error> {
    Ok(tx.get(&DEPTHS, function)?.unwrap_or_default())
}

fn grow(tx: &mut WriteTx, function: &str, bytes: u64) -> Result<(), Error> {
    let Depth { events, bytes: sum } = depth(tx, function)?;
    tx.put(&DEPTHS, function, &Depth { events: events + 1, bytes: sum + bytes })
}

fn shrink(tx: &mut WriteTx, function: &str, bytes: u64) -> Result<(), Error> {
    let Depth { events, bytes: sum } = depth(tx, function)?;
    let left = Depth { events: events.saturating_sub(1), bytes: sum.saturating_sub(bytes) };
    match left.events {
        0 => tx.delete(&DEPTHS, function),
        _ => tx.put(&DEPTHS, function, &left),
    }
}

/// Keeps what no sink took. What is too old, or too much, goes.
pub fn park(tx: &mut WriteTx, parked: &Parked) -> Result<(), Error> {
    let Depth { mut events, mut bytes } = tx.get(&PARKED_DEPTH, ())?.unwrap_or_default();
    // The same event may be parked twice: for its destination and as a dead letter.
    let mut at = parked.at.0;
    while tx.contains(&PARKED, (at, &parked.request_id))? {
        at += 1;
    }
    events += 1;
    bytes += parked.bytes();
    tx.put(&PARKED, (at, &parked.request_id), parked)?;
    let oldest = parked.at.0 - i64::try_from(PARKED_DAYS_MAX * 86_400_000).unwrap_or(i64::MAX);
    let mut gone = Vec::new();
    for row in tx.scan(&PARKED, Range::all(), Direction::Forward)? {
        let ((at, id), row) = row?;
        if at >= oldest && events <= PARKED_MAX && bytes <= PARKED_BYTES_MAX {
            break;
        }
        events = events.saturating_sub(1);
        bytes = bytes.saturating_sub(row.bytes());
        gone.push((at, id));
    }
    for (at, id) in gone {
        tx.delete(&PARKED, (at, &id))?;
    }
    tx.put(&PARKED_DEPTH, (), &Depth { events, bytes })
}

/// What is parked, the latest first, `count` at most.
pub fn parked(tx: &ReadTx, count: usize) -> Result<Vec<Parked>, Error> {
    let rows = tx.scan(&PARKED, Range::all(), Direction::Reverse)?;
    rows.take(count).map(|row| row.map(|(_, parked)| parked)).collect()
}

/// When it was parked, or a little later, and the event.
pub type ParkedKey = (i64, String);

/// The earliest of those that are parked after that one.
pub fn parked_after(
    tx: &ReadTx,
    after: Option<&ParkedKey>,
    count: usize,
) -> Result<Vec<(ParkedKey, Parked)>, Error> {
    let range = match after {
        Some((at, id)) => Range::all().after((*at, id.as_str())),
        None => Range::all(),
    };
    tx.scan(&PARKED, range, Direction::Forward)?.take(count).collect()
}

pub fn is_parked(tx: &WriteTx, (at, id): &ParkedKey) -> Result<bool, Error> {
    tx.contains(&PARKED, (*at, id))
}

/// Somebody has it now.
pub fn unpark(tx: &mut WriteTx, (at, id): &ParkedKey, parked: &Parked) -> Result<(), Error> {
    let Depth { events, bytes } = tx.get(&PARKED_DEPTH, ())?.unwrap_or_default();
    let (events, bytes) = (events.saturating_sub(1), bytes.saturating_sub(parked.bytes()));
    tx.delete(&PARKED, (*at, id))?;
    tx.put(&PARKED_DEPTH, (), &Depth { events, bytes })
}

impl Parked {
    fn bytes(&self) -> u64 {
        self.message.body.len() as u64 + EVENT_BYTES
    }
}

impl Record for Body {
    const VERSION: u8 = 1;
    fn encode(&self, out: &mut Vec<u8>) {
        out.reserve(self.payload.len() + 128);
        for text in [&self.qualifier, &self.trace_id] {
            out.put_option(text.as_deref(), |out, text| out.put_text(text));
        }
        out.put_bytes(&self.payload);
    }
    fn decode(version: u8, bytes: &[u8]) -> Result<Body, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(Body {
            qualifier: fields.option(Fields::string)?,
            trace_id: fields.option(Fields::string)?,
            payload: Bytes::copy_from_slice(fields.bytes()?),
        })
    }
}

impl Record for Tries {
    const VERSION: u8 = 1;
    fn encode(&self, out: &mut Vec<u8>) {
        for number in [self.failed, self.refused, self.status.into()] {
            out.put_u64(number.into());
        }
    }
    fn decode(version: u8, bytes: &[u8]) -> Result<Tries, Corrupt> {
        let mut fields = first(version, bytes)?;
        let mut number =
            || u32::try_from(fields.u64()?).map_err(|_| Corrupt("a number of 32 bits"));
        let (failed, refused) = (number()?, number()?);
        let status = u16::try_from(number()?).map_err(|_| Corrupt("a status"))?;
        Ok(Tries { failed, refused, status })
    }
}

impl Record for Depth {
    const VERSION: u8 = 1;
    fn encode(&self, out: &mut Vec<u8>) {
        out.put_u64(self.events);
        out.put_u64(self.bytes);
    }
    fn decode(version: u8, bytes: &[u8]) -> Result<Depth, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(Depth { events: fields.u64()?, bytes: fields.u64()? })
    }
}

impl Record for Parked {
    const VERSION: u8 = 1;
    fn encode(&self, out: &mut Vec<u8>) {
        let Parked { at, request_id, function, target, why, message } = self;
        out.put_i64(at.0);
        for text in [request_id, function, target, why] {
            out.put_text(text);
        }
        out.put_bytes(&message.body);
        out.put_list(message.attributes.iter(), |out, Attribute { name, kind, value }| {
            for text in [name, kind, value] {
                out.put_text(text);
            }
        });
    }
    fn decode(version: u8, bytes: &[u8]) -> Result<Parked, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(Parked {
            at: Timestamp(fields.i64()?),
            request_id: fields.string()?,
            function: fields.string()?,
            target: fields.string()?,
            why: fields.string()?,
            message: Message {
                body: Bytes::copy_from_slice(fields.bytes()?),
                attributes: fields.list(|fields| {
                    let (name, kind) = (fields.string()?, fields.string()?);
                    Ok(Attribute { name, kind, value: fields.string()? })
                })?,
            },
        })
    }
}

fn first(version: u8, bytes: &[u8]) -> Result<Fields<'_>, Corrupt> {
    match version {
        1 => Ok(Fields::new(bytes)),
        _ => Err(Corrupt::VERSION),
    }
}
