//! What notifications keep: the last sequence number, and what could not be handed over.

use base::Timestamp;
use store::{Corrupt, Due, Fields, Put, ReadTx, Record, Store, Table, Timer, Wait, WriteTx};

/// The last sequencer of a record, in the row of the empty name.
static SEQUENCE: Table<&str, u64> = Table::new("s3.sequencer");
/// Messages that were not taken, by a name of their own.
static ASIDE: Timer<Notice> = Timer::new("s3.notice");

/// Bits below the milliseconds: so many events in one of them before sequencers run ahead of the
/// clock, which they may.
const BITS: u32 = 16;

/// A message that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Notice {
    /// An ARN.
    pub target: String,
    pub body: Vec<u8>,
    pub since: Timestamp,
    /// On whose behalf; empty in those that are from before targets were asked.
    pub bucket: String,
    pub owner: String,
}

impl Record for Notice {
    const VERSION: u8 = 2;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.target);
        out.put_bytes(&self.body);
        out.put_i64(self.since.millis());
        out.put_text(&self.bucket);
        out.put_text(&self.owner);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Notice, Corrupt> {
        if !(1..=Notice::VERSION).contains(&version) {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        let mut notice = Notice {
            target: fields.string()?,
            body: fields.bytes()?.to_vec(),
            since: Timestamp(fields.i64()?),
            bucket: String::new(),
            owner: String::new(),
        };
        if version > 1 {
            notice.bucket = fields.string()?;
            notice.owner = fields.string()?;
        }
        Ok(notice)
    }
}

/// A number that is larger than all before it.
pub(super) fn next(tx: &mut WriteTx) -> Result<u64, store::Error> {
    let last = tx.get(&SEQUENCE, "")?.unwrap_or(0);
    let now = tx.now().millis().max(0).unsigned_abs() << BITS;
    let next = now.max(last + 1);
    tx.put(&SEQUENCE, "", &next)?;
    Ok(next)
}

pub(super) fn put_aside(
    tx: &mut WriteTx,
    notice: &Notice,
    at: Timestamp,
) -> Result<(), store::Error> {
    let name = tx.id();
    tx.set_timer(&ASIDE, at, name.as_bytes(), notice)
}

/// What is to be offered again now.
pub(super) fn due(tx: &ReadTx, limit: usize) -> Result<Vec<Due<Notice>>, store::Error> {
    tx.due(&ASIDE, tx.now(), limit)
}

/// It is offered later, or never again.
pub(super) fn settle(
    tx: &mut WriteTx,
    due: &Due<Notice>,
    later: Option<Timestamp>,
) -> Result<(), store::Error> {
    match later {
        Some(at) => tx.set_timer(&ASIDE, at, &due.key, &due.payload),
        None => tx.cancel_timer(&ASIDE, &due.key).map(|_| ()),
    }
}

pub(super) fn wait(store: &Store) -> Wait {
    store.wait_due(&ASIDE)
}
