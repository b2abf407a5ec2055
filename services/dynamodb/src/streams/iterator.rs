//! Shard ids, sequence numbers and shard iterators as callers hold them.
//!
//! An iterator says of itself where it stands and when it was made; it is good for 15 minutes and
//! gives nobody more than the permission for its stream does.

use std::time::Duration;

use base::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::{Description, SHARDS_MAX};
use crate::invalid::{Checked, Invalid};

/// How long an iterator is good for (DynamoDB API reference, GetShardIterator).
pub const LIFETIME: Duration = Duration::from_mins(15);

const INVALID_ITERATOR: Invalid = Invalid::text("Invalid ShardIterator");
const INVALID_SEQUENCE: Invalid = Invalid::text("Invalid SequenceNumber");
/// What sequence numbers begin with: they have 21 digits at least.
const SEQUENCE_BASE: u128 = 100_000_000_000_000_000_000;
/// Sequence numbers of one shard lie this far apart; the shard's own number lies between.
const SEQUENCE_STEP: u128 = 100;

/// `shardId-` with the time of the stream and the shard's number.
pub fn shard_id(stream: &Description, shard: u8) -> String {
    format!("shardId-{:020}-{shard:08x}", stream.created.millis())
}

/// The shard that an id names.
pub fn shard_of(stream: &Description, id: &str) -> Option<u8> {
    (0..stream.shards).find(|shard| shard_id(stream, *shard) == id)
}

pub fn sequence_text(shard: u8, sequence: u64) -> String {
    (SEQUENCE_BASE + u128::from(sequence) * SEQUENCE_STEP + u128::from(shard)).to_string()
}

/// The number in a shard; of another shard's there is none.
pub fn sequence_of(shard: u8, text: &str) -> Checked<u64> {
    let value: u128 = text.parse().map_err(|_| INVALID_SEQUENCE)?;
    let value = value.checked_sub(SEQUENCE_BASE).ok_or(INVALID_SEQUENCE)?;
    if value % SEQUENCE_STEP != u128::from(shard) {
        return Err(INVALID_SEQUENCE);
    }
    u64::try_from(value / SEQUENCE_STEP).map_err(|_| INVALID_SEQUENCE)
}

/// Where an iterator stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Before the oldest record that there is.
    Horizon,
    After(u64),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShardIterator {
    pub arn: String,
    pub shard: u8,
    pub position: Position,
    pub made: Timestamp,
}

impl ShardIterator {
    pub fn text(&self) -> String {
        let mut bytes = vec![self.shard];
        match self.position {
            Position::Horizon => bytes.push(0),
            Position::After(after) => {
                bytes.push(1);
                bytes.extend(after.to_be_bytes());
            }
        }
        bytes.extend(self.made.millis().to_be_bytes());
        format!("{}|1|{}", self.arn, BASE64.encode(bytes))
    }

    pub fn parse(text: &str) -> Checked<ShardIterator> {
        let (arn, rest) = text.split_once("|1|").ok_or(INVALID_ITERATOR)?;
        let bytes = BASE64.decode(rest).map_err(|_| INVALID_ITERATOR)?;
        let (&shard, rest) = bytes.split_first().ok_or(INVALID_ITERATOR)?;
        let (&kind, rest) = rest.split_first().ok_or(INVALID_ITERATOR)?;
        let number = |bytes: &[u8]| bytes.try_into().map(u64::from_be_bytes).ok();
        let (position, made) = match (kind, rest.len()) {
            (0, 8) => (Position::Horizon, number(rest)),
            (1, 16) => {
                let after = number(&rest[..8]).ok_or(INVALID_ITERATOR)?;
                (Position::After(after), number(&rest[8..]))
            }
            _ => return Err(INVALID_ITERATOR),
        };
        let made = Timestamp(made.ok_or(INVALID_ITERATOR)?.cast_signed());
        if shard >= SHARDS_MAX {
            return Err(INVALID_ITERATOR);
        }
        Ok(ShardIterator { arn: arn.to_owned(), shard, position, made })
    }

    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.made.plus(LIFETIME) < now
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn iterators_read_back(
            shard in 0..SHARDS_MAX, after in any::<Option<u64>>(), made in any::<i64>(),
        ) {
            let position = after.map_or(Position::Horizon, Position::After);
            let arn = "arn:aws:dynamodb:r:1:table/t/stream/l".to_owned();
            let given = ShardIterator { arn, shard, position, made: Timestamp(made) };
            prop_assert_eq!(ShardIterator::parse(&given.text()), Ok(given));
        }

        #[test]
        fn any_text_is_an_iterator_or_not(text in "\\PC{0,60}") {
            let _ = ShardIterator::parse(&text);
            let _ = ShardIterator::parse(&format!("a|1|{text}"));
        }

        #[test]
        fn sequence_numbers_read_back_and_keep_their_order(
            shard in 0..SHARDS_MAX, a in any::<u32>(), b in any::<u32>(),
        ) {
            let (x, y) = (sequence_text(shard, a.into()), sequence_text(shard, b.into()));
            prop_assert_eq!(sequence_of(shard, &x), Ok(u64::from(a)));
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
            prop_assert!((21..=40).contains(&x.len()));
            prop_assert!(sequence_of(shard + 1, &x).is_err());
        }
    }
}
