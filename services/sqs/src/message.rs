//! Messages as the store keeps them, and the digests that clients check.

use md5::{Digest, Md5};
use store::{Corrupt, Fields, Put, Record};

/// An attribute that a sender puts beside the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    pub name: String,
    /// `String`, `Number` or `Binary`, perhaps with a label: `Number.int`.
    pub kind: String,
    pub value: Value,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Binary(Vec<u8>),
}

impl Attribute {
    /// What it counts of a message's size.
    pub fn bytes(&self) -> usize {
        let value = match &self.value {
            Value::Text(text) => text.len(),
            Value::Binary(bytes) => bytes.len(),
        };
        self.name.len() + self.kind.len() + value
    }
}

/// What a sender gave, and what was noted of it. It does not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub stamp: Stamp,
    /// A UUID.
    pub id: String,
    pub sender: String,
    pub body_md5: [u8; 16],
    pub body: String,
    pub attributes: Vec<Attribute>,
    pub trace: Option<String>,
    pub deduplication_id: Option<String>,
    /// The queue that it comes from, where this is a dead-letter queue.
    pub source_arn: Option<String>,
}

/// The beginning of a message's row, which is read where the rest is not needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// When it was sent, in milliseconds: what its retention counts from.
    pub sent: i64,
    /// From when on it can be received for the first time.
    pub from: i64,
    pub group: Option<String>,
}

impl Stamp {
    pub fn is_delayed(&self) -> bool {
        self.from > self.sent
    }

    fn put(&self, out: &mut Vec<u8>) {
        out.put_i64(self.sent);
        out.put_i64(self.from);
        out.put_option(self.group.as_deref(), Put::put_text);
    }

    fn read(fields: &mut Fields<'_>) -> Result<Stamp, Corrupt> {
        let (sent, from) = (fields.i64()?, fields.i64()?);
        Ok(Stamp { sent, from, group: fields.option(Fields::string)? })
    }
}

/// What changes of a message by being received. One that never was has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// From when on it can be received; before, it is in somebody's hands.
    pub from: i64,
    pub receives: u64,
    pub first: i64,
    pub last: i64,
    /// The number in the handle of the last receive; 0 where there was none in this queue.
    pub receive: u64,
    /// That of the receive before it.
    pub earlier: u64,
    /// Receives in the queues that it was in before: in each they begin to count anew.
    pub before: u64,
    /// It was never received, and given another delay than it was sent with.
    pub delayed: bool,
    /// It is older than its place in the queue says: it came from another one.
    pub aged: bool,
}

impl Record for State {
    /// 2 has the receive before the last one, 3 the receives in other queues and
    /// whether it is delayed.
    const VERSION: u8 = 3;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.from);
        out.put_u64(self.receives);
        out.put_i64(self.first);
        out.put_i64(self.last);
        out.put_u64(self.receive);
        out.put_bool(self.aged);
        out.put_u64(self.earlier);
        out.put_u64(self.before);
        out.put_bool(self.delayed);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<State, Corrupt> {
        if !(1..=3).contains(&version) {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        Ok(State {
            from: fields.i64()?,
            receives: fields.u64()?,
            first: fields.i64()?,
            last: fields.i64()?,
            receive: fields.u64()?,
            aged: fields.bool()?,
            earlier: if version == 1 { 0 } else { fields.u64()? },
            before: if version < 3 { 0 } else { fields.u64()? },
            delayed: version >= 3 && fields.bool()?,
        })
    }
}

impl Record for Stamp {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        self.put(out);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Stamp, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        Stamp::read(&mut Fields::new(bytes))
    }
}

impl Record for Message {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let more: usize = self.attributes.iter().map(Attribute::bytes).sum();
        out.reserve(self.body.len() + more + 160);
        self.stamp.put(out);
        out.put_text(&self.id);
        out.put_text(&self.sender);
        out.extend(self.body_md5);
        out.put_text(&self.body);
        out.put_list(self.attributes.iter(), |out, attribute| {
            out.put_text(&attribute.name);
            out.put_text(&attribute.kind);
            match &attribute.value {
                Value::Text(text) => {
                    out.put_u8(0);
                    out.put_text(text);
                }
                Value::Binary(bytes) => {
                    out.put_u8(1);
                    out.put_bytes(bytes);
                }
            }
        });
        for text in [&self.trace, &self.deduplication_id, &self.source_arn] {
            out.put_option(text.as_deref(), Put::put_text);
        }
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Message, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let fields = &mut Fields::new(bytes);
        let stamp = Stamp::read(fields)?;
        let (id, sender) = (fields.string()?, fields.string()?);
        let mut body_md5 = [0; 16];
        for byte in &mut body_md5 {
            *byte = fields.u8()?;
        }
        let body = fields.string()?;
        let attributes = fields.list(|fields| {
            let (name, kind) = (fields.string()?, fields.string()?);
            let value = match fields.u8()? {
                0 => Value::Text(fields.string()?),
                1 => Value::Binary(fields.bytes()?.to_vec()),
                _ => return Err(Corrupt("a message's attribute")),
            };
            Ok(Attribute { name, kind, value })
        })?;
        let mut text = || fields.option(Fields::string);
        let (trace, deduplication_id, source_arn) = (text()?, text()?, text()?);
        Ok(Message {
            stamp,
            id,
            sender,
            body_md5,
            body,
            attributes,
            trace,
            deduplication_id,
            source_arn,
        })
    }
}

pub fn md5(bytes: &[u8]) -> [u8; 16] {
    Md5::digest(bytes).into()
}

pub fn hex(digest: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

/// The digest of attributes: each, in the order of the names, by its name, type and value with
/// their lengths before them. None where there are none.
pub fn attributes_md5<'a>(attributes: impl Iterator<Item = &'a Attribute>) -> Option<String> {
    /// How a value is carried, as the digest counts it.
    const TEXT: u8 = 1;
    const BINARY: u8 = 2;
    let mut attributes: Vec<&Attribute> = attributes.collect();
    if attributes.is_empty() {
        return None;
    }
    attributes.sort_by(|one, other| one.name.cmp(&other.name));
    let mut md5 = Md5::new();
    let mut add = |bytes: &[u8], mark: Option<u8>| {
        md5.update(mark.as_slice());
        md5.update((bytes.len() as u32).to_be_bytes());
        md5.update(bytes);
    };
    for attribute in attributes {
        add(attribute.name.as_bytes(), None);
        add(attribute.kind.as_bytes(), None);
        match &attribute.value {
            Value::Text(text) => add(text.as_bytes(), Some(TEXT)),
            Value::Binary(bytes) => add(bytes, Some(BINARY)),
        }
    }
    Some(hex(&md5.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_read_back_whole_and_by_their_stamp() {
        let text = |name: &str| Attribute {
            name: name.into(),
            kind: "String".into(),
            value: Value::Text("ä".into()),
        };
        let bytes = Value::Binary(vec![0, 255]);
        let binary = Attribute { value: bytes, kind: "Binary.x".into(), ..text("b") };
        let message = Message {
            stamp: Stamp { sent: 5, from: 9, group: Some("g".into()) },
            id: "id".into(),
            sender: "s".into(),
            body_md5: md5(b"body"),
            body: "body".into(),
            attributes: vec![text("a"), binary],
            trace: None,
            deduplication_id: Some("d".into()),
            source_arn: Some("arn".into()),
        };
        let mut out = Vec::new();
        message.encode(&mut out);
        assert_eq!(Message::decode(1, &out), Ok(message.clone()));
        assert_eq!(Stamp::decode(1, &out), Ok(message.stamp));
    }

    /// Digests that AWS gave for these: of a body in its guide, and of an attribute in a recorded
    /// answer.
    #[test]
    fn digests_are_those_of_aws() {
        assert_eq!(hex(&md5(b"message-1")), "3d6b824fd8c1520e9a047d21fee6fb1f");
        let one = Attribute {
            name: "MyAttribute".into(),
            kind: "String".into(),
            value: Value::Text("foobar".into()),
        };
        let digest = attributes_md5([&one].into_iter()).unwrap();
        assert_eq!(digest, "adb59cd4678ea5a855436b949cd07ab6");
        assert_eq!(attributes_md5([].into_iter()), None);
    }
}
