//! Tokens of clients: a transaction that is sent again with its token is not made again.

mod state;

use sha2::{Digest, Sha256};
use store::{Corrupt, Fields, Put, Record};
use wire::{Error, Value};

use crate::api::IdempotentParameterMismatchException;
use crate::error::from_store;
use crate::transact::Units;

/// How long a token is remembered (DynamoDB API reference, TransactWriteItems).
const LIFE_MS: i64 = 10 * 60 * 1000;
/// Forgotten tokens that one transaction clears away: more than the one that it adds.
const CLEARED_AT_ONCE: usize = 4;

/// A token of one caller's, and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub account: String,
    pub region: String,
    pub token: String,
    pub digest: Vec<u8>,
}

/// What is kept of a transaction that was made under a token.
#[derive(Clone, Debug, PartialEq)]
pub struct Spent {
    pub at_ms: i64,
    pub digest: Vec<u8>,
    /// What the answer to a repetition counts.
    pub units: Units,
}

/// The units of the transaction that this token has already made, if it has.
pub fn spent(tx: &store::ReadTx, token: &Token) -> Result<Option<Units>, Error> {
    let spent = state::token(tx, token).map_err(from_store)?;
    let Some(spent) = spent.filter(|spent| spent.at_ms + LIFE_MS > tx.now().millis()) else {
        return Ok(None);
    };
    if spent.digest != token.digest {
        return Err(IdempotentParameterMismatchException::error(
            "DynamoDB rejected the request because you retried a request with a different payload \
             but with an idempotent token that was already used.",
        ));
    }
    Ok(Some(spent.units))
}

/// Remembers the token with the transaction that it is for.
pub fn spend(tx: &mut store::WriteTx, token: &Token, units: Units) -> Result<(), Error> {
    let now = tx.now().millis();
    let spent = Spent { at_ms: now, digest: token.digest.clone(), units };
    state::put_token(tx, token, &spent, now - LIFE_MS, CLEARED_AT_ONCE).map_err(from_store)
}

/// A digest of a request's parameter: equal where the parameter is, in whatever order a map has its
/// entries.
pub fn digest(parameter: Option<&Value>) -> Vec<u8> {
    let mut hasher = Sha256::new();
    if let Some(value) = parameter {
        feed(&mut hasher, value);
    }
    hasher.finalize().to_vec()
}

/// Each value with a mark of its kind and how long it is, so that no two run into each other.
fn feed(hasher: &mut Sha256, value: &Value) {
    let mut head = |kind: u8, length: usize| {
        hasher.update([kind]);
        hasher.update((length as u64).to_be_bytes());
    };
    match value {
        Value::Bool(value) => head(0, usize::from(*value)),
        Value::Int(number) => {
            head(1, 8);
            hasher.update(number.to_be_bytes());
        }
        Value::Float(number) => {
            head(2, 8);
            hasher.update(number.to_bits().to_be_bytes());
        }
        Value::Text(text) => {
            head(3, text.len());
            hasher.update(text.as_bytes());
        }
        Value::Blob(bytes) => {
            head(4, bytes.len());
            hasher.update(bytes);
        }
        Value::Time(time) => {
            head(5, 8);
            hasher.update(time.millis().to_be_bytes());
        }
        Value::List(values) => {
            head(6, values.len());
            values.iter().for_each(|value| feed(hasher, value));
        }
        Value::Map(entries) => {
            head(7, entries.len());
            let mut sorted: Vec<_> = entries.iter().collect();
            sorted.sort_by(|(one, _), (other, _)| one.cmp(other));
            for (key, value) in sorted {
                hasher.update((key.len() as u64).to_be_bytes());
                hasher.update(key.as_bytes());
                feed(hasher, value);
            }
        }
        Value::Record(record) => {
            head(8, record.iter().count());
            for (member, value) in record.iter() {
                hasher.update((member.name.len() as u64).to_be_bytes());
                hasher.update(member.name.as_bytes());
                feed(hasher, value);
            }
        }
        Value::Union(union) => {
            head(9, union.slot());
            if union.member().is_some() {
                feed(hasher, union.value());
            }
        }
    }
}

impl Record for Spent {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.at_ms);
        out.put_bytes(&self.digest);
        out.put_list(self.units.0.iter(), |out, (table, units)| {
            out.put_text(table);
            // Halves, at the most.
            out.put_u64((units * 2.0) as u64);
        });
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Spent, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        Ok(Spent {
            at_ms: fields.i64()?,
            digest: fields.bytes()?.to_vec(),
            units: Units(fields.list(|fields| Ok((fields.string()?, fields.u64()? as f64 / 2.0)))?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_has_another_digest() {
        let text = |text: &str| Value::Text(text.to_owned());
        let values = [
            text("a"),
            text(""),
            Value::Blob(b"a".to_vec()),
            Value::List(vec![text("a"), text("b")]),
            Value::List(vec![text("ab"), text("")]),
            Value::List(vec![Value::List(vec![text("a")]), text("b")]),
            Value::Map(vec![("a".into(), text("b"))]),
            Value::Map(vec![("ab".into(), text(""))]),
            Value::Bool(true),
            Value::Bool(false),
            Value::Int(1),
        ];
        let mut digests: Vec<Vec<u8>> = values.iter().map(|value| digest(Some(value))).collect();
        digests.push(digest(None));
        digests.sort();
        digests.dedup();
        assert_eq!(digests.len(), values.len() + 1);
    }

    #[test]
    fn what_is_kept_comes_back() {
        let spent = Spent {
            at_ms: 7,
            digest: vec![1, 2],
            units: Units(vec![("t".into(), 4.0), ("u".into(), 0.5)]),
        };
        let mut bytes = Vec::new();
        spent.encode(&mut bytes);
        assert_eq!(Spent::decode(1, &bytes), Ok(spent));
    }
}
