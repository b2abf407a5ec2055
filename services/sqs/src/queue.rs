//! A queue's settings, as the store keeps them.

use store::{Corrupt, Fields, Put, Record};

use crate::limit;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    pub name: String,
    /// Never another queue's, and the same as long as this one is there.
    pub id: u64,
    /// Where its messages are; another one after a purge.
    pub space: u64,
    pub fifo: bool,
    pub created_s: i64,
    pub modified_s: i64,
    pub purged_ms: Option<i64>,
    pub visibility_s: u32,
    pub delay_s: u32,
    pub retention_s: u32,
    pub wait_s: u32,
    pub message_bytes_max: u32,
    pub redrive: Option<Redrive>,
    pub redrive_allow: Option<Allow>,
    pub content_deduplication: bool,
    /// Deduplication ids are a group's own, not the queue's.
    pub deduplicates_by_group: bool,
    /// From when on that counts, where it was the other way before.
    pub scoped_ms: Option<i64>,
    pub throughput_by_group: bool,
    pub policy: Option<String>,
    pub kms_key: Option<String>,
    pub kms_reuse_s: Option<u32>,
    /// Encryption with keys that SQS manages: a fact that is kept and shown.
    pub managed_sse: bool,
    pub tags: Vec<(String, String)>,
}

/// Where messages go that were received too often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redrive {
    pub target_arn: String,
    pub receives_max: u64,
}

/// Whose dead letters a queue takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allow {
    All,
    None,
    Sources(Vec<String>),
}

impl Queue {
    /// One as it is made where nothing is asked for.
    pub fn new(name: &str, fifo: bool, now_s: i64) -> Queue {
        Queue {
            name: name.to_owned(),
            id: 0,
            space: 0,
            fifo,
            created_s: now_s,
            modified_s: now_s,
            purged_ms: None,
            visibility_s: limit::VISIBILITY_S,
            delay_s: 0,
            retention_s: limit::RETENTION_S,
            wait_s: 0,
            message_bytes_max: limit::MESSAGE_BYTES_MAX as u32,
            redrive: None,
            redrive_allow: None,
            content_deduplication: false,
            deduplicates_by_group: false,
            scoped_ms: None,
            throughput_by_group: false,
            policy: None,
            kms_key: None,
            kms_reuse_s: None,
            managed_sse: true,
            tags: Vec::new(),
        }
    }

    /// Whether a deduplication id is a group's own for what is sent now.
    pub fn is_scoped_to_groups(&self, now_ms: i64) -> bool {
        self.deduplicates_by_group != self.scoped_ms.is_some_and(|from| now_ms < from)
    }

    pub fn retention_ms(&self) -> i64 {
        i64::from(self.retention_s) * 1000
    }
}

fn put_allow(out: &mut Vec<u8>, allow: &Allow) {
    match allow {
        Allow::All => out.put_u8(0),
        Allow::None => out.put_u8(1),
        Allow::Sources(arns) => {
            out.put_u8(2);
            out.put_list(arns.iter(), |out, arn| out.put_text(arn));
        }
    }
}

fn allow(fields: &mut Fields<'_>) -> Result<Allow, Corrupt> {
    Ok(match fields.u8()? {
        0 => Allow::All,
        1 => Allow::None,
        2 => Allow::Sources(fields.list(Fields::string)?),
        _ => return Err(Corrupt("a redrive permission")),
    })
}

impl Record for Queue {
    /// 2 has from when on a changed scope of deduplication counts.
    const VERSION: u8 = 2;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.name);
        out.put_u64(self.id);
        out.put_u64(self.space);
        out.put_bool(self.fifo);
        out.put_i64(self.created_s);
        out.put_i64(self.modified_s);
        out.put_option(self.purged_ms, Put::put_i64);
        for number in [self.visibility_s, self.delay_s, self.retention_s, self.wait_s] {
            out.put_u64(number.into());
        }
        out.put_u64(self.message_bytes_max.into());
        out.put_option(self.redrive.as_ref(), |out, redrive| {
            out.put_text(&redrive.target_arn);
            out.put_u64(redrive.receives_max);
        });
        out.put_option(self.redrive_allow.as_ref(), put_allow);
        out.put_bool(self.content_deduplication);
        out.put_bool(self.deduplicates_by_group);
        out.put_bool(self.throughput_by_group);
        out.put_option(self.policy.as_deref(), Put::put_text);
        out.put_option(self.kms_key.as_deref(), Put::put_text);
        out.put_option(self.kms_reuse_s, |out, seconds| out.put_u64(seconds.into()));
        out.put_bool(self.managed_sse);
        out.put_list(self.tags.iter(), |out, (key, value)| {
            out.put_text(key);
            out.put_text(value);
        });
        out.put_option(self.scoped_ms, Put::put_i64);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Queue, Corrupt> {
        if !(1..=2).contains(&version) {
            return Err(Corrupt::VERSION);
        }
        let fields = &mut Fields::new(bytes);
        let small = |fields: &mut Fields<'_>| {
            u32::try_from(fields.u64()?).map_err(|_| Corrupt("a number of 32 bits"))
        };
        Ok(Queue {
            name: fields.string()?,
            id: fields.u64()?,
            space: fields.u64()?,
            fifo: fields.bool()?,
            created_s: fields.i64()?,
            modified_s: fields.i64()?,
            purged_ms: fields.option(Fields::i64)?,
            visibility_s: small(fields)?,
            delay_s: small(fields)?,
            retention_s: small(fields)?,
            wait_s: small(fields)?,
            message_bytes_max: small(fields)?,
            redrive: fields.option(|fields| {
                Ok(Redrive { target_arn: fields.string()?, receives_max: fields.u64()? })
            })?,
            redrive_allow: fields.option(allow)?,
            content_deduplication: fields.bool()?,
            deduplicates_by_group: fields.bool()?,
            throughput_by_group: fields.bool()?,
            policy: fields.option(Fields::string)?,
            kms_key: fields.option(Fields::string)?,
            kms_reuse_s: fields.option(small)?,
            managed_sse: fields.bool()?,
            tags: fields.list(|fields| Ok((fields.string()?, fields.string()?)))?,
            scoped_ms: if version == 1 { None } else { fields.option(Fields::i64)? },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queues_read_back() {
        let mut queue = Queue::new("a.fifo", true, 7);
        let changes: [fn(&mut Queue); 7] = [
            |_| {},
            |queue| queue.redrive = Some(Redrive { target_arn: "arn".into(), receives_max: 3 }),
            |queue| queue.redrive_allow = Some(Allow::Sources(vec!["a".into(), "b".into()])),
            |queue| (queue.policy, queue.kms_key) = (Some("{}".into()), Some("k".into())),
            |queue| (queue.kms_reuse_s, queue.purged_ms) = (Some(60), Some(-1)),
            |queue| queue.tags = vec![("k".into(), "v".into())],
            |queue| queue.scoped_ms = Some(60),
        ];
        for change in changes {
            change(&mut queue);
            let mut bytes = Vec::new();
            queue.encode(&mut bytes);
            assert_eq!(Queue::decode(2, &bytes), Ok(queue.clone()));
        }
        // Without its last field, which was not there.
        let older = Queue { scoped_ms: None, ..queue.clone() };
        let mut bytes = Vec::new();
        older.encode(&mut bytes);
        assert_eq!(Queue::decode(1, &bytes[..bytes.len() - 1]), Ok(older));
    }
}
