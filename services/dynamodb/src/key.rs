//! Keys: which attributes make an item's key, what they may be, and their bytes in the store.
//!
//! The bytes of a key are a hash of its partition key, the partition key and the sort key, each
//! saying where it ends. So items stand in the order of the hash (a Scan's order, cut into segments
//! by hash), those of one partition stand together in the order of their sort key (a Query is one
//! range), and a secondary index can put the table's own key behind its own.

use crate::attr::{Attr, Item, Type};
use crate::invalid::{Checked, Invalid};

/// Longest partition and sort key in bytes (DynamoDB quotas).
const HASH_BYTES_MAX: usize = 2048;
const RANGE_BYTES_MAX: usize = 1024;
/// Bytes of the hash before a key.
const PREFIX_BYTES: usize = 8;

const MISMATCH: Invalid = Invalid::text("The provided key element does not match the schema");

/// One attribute of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub name: String,
    /// S, N or B.
    pub kind: Type,
}

/// The attributes of a table's or an index's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    pub hash: Part,
    pub range: Option<Part>,
}

impl Schema {
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        std::iter::once(&self.hash).chain(&self.range)
    }

    pub fn holds(&self, name: &str) -> bool {
        self.parts().any(|part| part.name == name)
    }

    /// The key of a whole item that is to be stored.
    pub fn of_item(&self, item: &Item) -> Checked<Vec<u8>> {
        for part in self.parts() {
            let Some(attr) = item.get(&part.name) else {
                return Err(Invalid::parameter(format!(
                    "Missing the key {} in the item",
                    part.name
                )));
            };
            if attr.kind() != part.kind {
                return Err(Invalid::parameter(format!(
                    "Type mismatch for key {} expected: {} actual: {}",
                    part.name,
                    part.kind.code(),
                    attr.kind().code()
                )));
            }
        }
        self.bytes_of(item)
    }

    /// A key that was given by itself: exactly the key's attributes.
    pub fn of_key(&self, key: &Item) -> Checked<Vec<u8>> {
        let fits = |part: &Part| key.get(&part.name).is_some_and(|attr| attr.kind() == part.kind);
        if key.len() != self.parts().count() || !self.parts().all(fits) {
            return Err(MISMATCH);
        }
        self.bytes_of(key)
    }

    /// The key's attributes of a stored item.
    pub fn key_of(&self, item: &Item) -> Item {
        self.parts()
            .filter_map(|part| Some((part.name.clone(), item.get(&part.name)?.clone())))
            .collect()
    }

    /// The beginning that all keys of one partition share.
    pub fn partition(&self, hash: &Attr) -> Checked<Vec<u8>> {
        check_part(&self.hash, hash, true)?;
        let mut bytes = vec![0; PREFIX_BYTES];
        push_part(&mut bytes, hash);
        let hash = stable_hash(&bytes[PREFIX_BYTES..]);
        bytes[..PREFIX_BYTES].copy_from_slice(&hash.to_be_bytes());
        Ok(bytes)
    }

    fn bytes_of(&self, item: &Item) -> Checked<Vec<u8>> {
        let hash = item.get(&self.hash.name).ok_or(MISMATCH)?;
        let mut bytes = self.partition(hash)?;
        if let Some(part) = &self.range {
            let range = item.get(&part.name).ok_or(MISMATCH)?;
            check_part(part, range, false)?;
            push_part(&mut bytes, range);
        }
        Ok(bytes)
    }
}

/// The attributes of an index's key. A local index has one of each; a global index has up to four
/// of each, and may have none to sort by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexSchema {
    pub hash: Vec<Part>,
    pub range: Vec<Part>,
}

impl IndexSchema {
    /// With their roles, in their order.
    pub fn parts(&self) -> impl Iterator<Item = (&Part, &'static str)> {
        let hash = self.hash.iter().map(|part| (part, "HASH"));
        hash.chain(self.range.iter().map(|part| (part, "RANGE")))
    }

    pub fn holds(&self, name: &str) -> bool {
        self.parts().any(|(part, _)| part.name == name)
    }

    /// The beginning that all entries of one partition share.
    pub fn partition(&self, hash: &[&Attr]) -> Vec<u8> {
        let mut bytes = vec![0; PREFIX_BYTES];
        hash.iter().for_each(|attr| push_part(&mut bytes, attr));
        let hash = stable_hash(&bytes[PREFIX_BYTES..]);
        bytes[..PREFIX_BYTES].copy_from_slice(&hash.to_be_bytes());
        bytes
    }

    /// The beginning of an entry's key: what the table's key follows.
    pub fn bytes(&self, hash: &[&Attr], range: &[&Attr]) -> Vec<u8> {
        let mut bytes = self.partition(hash);
        range.iter().for_each(|attr| push_part(&mut bytes, attr));
        bytes
    }
}

impl From<&Schema> for IndexSchema {
    fn from(schema: &Schema) -> IndexSchema {
        IndexSchema {
            hash: vec![schema.hash.clone()],
            range: schema.range.iter().cloned().collect(),
        }
    }
}

/// What a Query asks of the sort key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RangeCondition {
    Any,
    Equal(Attr),
    Less(Attr),
    LessOrEqual(Attr),
    Greater(Attr),
    GreaterOrEqual(Attr),
    Between(Attr, Attr),
    BeginsWith(Attr),
}

/// Keys from `from` to before `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: Vec<u8>,
    pub to: Vec<u8>,
}

impl Span {
    pub fn contains(&self, key: &[u8]) -> bool {
        self.from.as_slice() <= key && key < self.to.as_slice()
    }
}

impl RangeCondition {
    /// The keys of one partition (see [`Schema::partition`]) that satisfy it.
    pub fn span(&self, partition: &[u8]) -> Span {
        use RangeCondition as C;
        let first = || partition.to_vec();
        let end = || after(partition.to_vec());
        let at = |value: &Attr| {
            let mut bytes = partition.to_vec();
            push_part(&mut bytes, value);
            bytes
        };
        let (from, to) = match self {
            C::Any => (first(), end()),
            C::Equal(value) => (at(value), after(at(value))),
            C::Less(value) => (first(), at(value)),
            C::LessOrEqual(value) => (first(), after(at(value))),
            C::Greater(value) => (after(at(value)), end()),
            C::GreaterOrEqual(value) => (at(value), end()),
            C::Between(low, high) => (at(low), after(at(high))),
            C::BeginsWith(start) => {
                let mut bytes = partition.to_vec();
                push_start(&mut bytes, start);
                (bytes.clone(), after(bytes))
            }
        };
        Span { from, to }
    }
}

/// The hashes of one of `total` segments: the first, and the first of the next segment.
pub fn segment(index: u64, total: u64) -> (Vec<u8>, Option<Vec<u8>>) {
    let bound = |index: u64| {
        let hash = (u128::from(index) << 64).div_ceil(u128::from(total.max(1)));
        u64::try_from(hash).ok().map(|hash| hash.to_be_bytes().to_vec())
    };
    (bound(index).unwrap_or_default(), bound(index + 1))
}

/// What a key attribute may be, beyond its type.
pub fn check_part(part: &Part, attr: &Attr, is_hash: bool) -> Checked<()> {
    let (length, word) = match attr {
        Attr::S(text) => (text.len(), "string"),
        Attr::B(bytes) => (bytes.len(), "binary"),
        _ => return Ok(()),
    };
    if length == 0 {
        return Err(Invalid::from(format!(
            "One or more parameter values are not valid. The AttributeValue for a key attribute \
             cannot contain an empty {word} value. Key: {}",
            part.name
        )));
    }
    if is_hash && length > HASH_BYTES_MAX {
        return Err(Invalid::parameter(
            "Size of hashkey has exceeded the maximum size limit of2048 bytes",
        ));
    }
    if !is_hash && length > RANGE_BYTES_MAX {
        return Err(Invalid::parameter(
            "Aggregated size of all range keys has exceeded the size limit of 1024 bytes",
        ));
    }
    Ok(())
}

/// A part with its end. A zero byte is followed by 0xff within, by another zero at the end: so the
/// shorter of two with one beginning comes first.
fn push_part(out: &mut Vec<u8>, attr: &Attr) {
    if let Attr::N(number) = attr {
        number.push_ordered(out);
    } else {
        push_start(out, attr);
        out.extend_from_slice(&[0, 0]);
    }
}

/// A part without its end: what all that begin with it begin with.
fn push_start(out: &mut Vec<u8>, attr: &Attr) {
    let bytes = match attr {
        Attr::S(text) => text.as_bytes(),
        Attr::B(bytes) => bytes.as_slice(),
        _ => return,
    };
    for byte in bytes {
        out.push(*byte);
        if *byte == 0 {
            out.push(0xff);
        }
    }
}

/// The first key that does not begin with these bytes and comes after those that do. There always
/// is one: a partition's end is never 0xff throughout.
fn after(mut bytes: Vec<u8>) -> Vec<u8> {
    while let Some(last) = bytes.pop() {
        if last != 0xff {
            bytes.push(last + 1);
            break;
        }
    }
    bytes
}

/// FNV-1a, finished by MurmurHash3's 64-bit mixer so that its first bits are as good as its last.
/// Part of the stored format: it never changes.
pub fn stable_hash(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use proptest::prelude::*;

    use super::*;
    use crate::number::Number;

    fn schema(range: Type) -> Schema {
        Schema {
            hash: Part { name: "p".into(), kind: Type::S },
            range: Some(Part { name: "c".into(), kind: range }),
        }
    }

    fn item(p: &str, c: Attr) -> Item {
        Item::from_iter([("p", Attr::from(p)), ("c", c)])
    }

    #[test]
    fn keys_are_refused_in_the_words_of_dynamodb() {
        let schema = schema(Type::N);
        let put = |entries: Vec<(&str, Attr)>| {
            schema.of_item(&Item::from_iter(entries)).unwrap_err().0.into_owned()
        };
        assert_eq!(
            put(vec![("p", Attr::from("a"))]),
            "One or more parameter values were invalid: Missing the key c in the item"
        );
        assert_eq!(
            put(vec![("p", Attr::from("a")), ("c", Attr::from("b"))]),
            "One or more parameter values were invalid: \
             Type mismatch for key c expected: N actual: S"
        );
        assert_eq!(
            put(vec![("p", Attr::from("")), ("c", Attr::from(1))]),
            "One or more parameter values are not valid. The AttributeValue for a key attribute \
             cannot contain an empty string value. Key: p"
        );
        let long = "x".repeat(HASH_BYTES_MAX + 1);
        assert!(put(vec![("p", Attr::from(&*long)), ("c", Attr::from(1))]).contains("hashkey"));
        assert!(schema.of_item(&item(&long[1..], Attr::from(1))).is_ok());
        let mut more = item("a", Attr::from(1));
        assert!(schema.of_key(&more).is_ok());
        more.insert("x", Attr::Null);
        assert_eq!(schema.of_key(&more), Err(MISMATCH));
    }

    #[test]
    fn the_stored_form_does_not_change() {
        let bytes = schema(Type::N).of_item(&item("a\0b", Attr::from(12))).unwrap();
        assert_eq!(bytes[PREFIX_BYTES..], *b"a\0\xffb\0\0\x81\x83\x0d\0");
        assert_eq!(bytes[..PREFIX_BYTES], stable_hash(b"a\0\xffb\0\0").to_be_bytes());
        assert_eq!(stable_hash(b""), 0xefd0_1f60_ba99_2926);
    }

    #[test]
    fn segments_cover_everything_once() {
        for total in [1, 2, 3, 7, 1_000_000] {
            assert_eq!(segment(0, total).0, [0; 8]);
            assert_eq!(segment(total - 1, total).1, None);
            for index in 1..total.min(10) {
                assert_eq!(segment(index - 1, total).1, Some(segment(index, total).0));
            }
        }
    }

    /// The comparison that DynamoDB makes of two values of a key's type.
    fn compare(a: &Attr, b: &Attr) -> Ordering {
        match (a, b) {
            (Attr::S(a), Attr::S(b)) => a.as_bytes().cmp(b.as_bytes()),
            (Attr::B(a), Attr::B(b)) => a.cmp(b),
            (Attr::N(a), Attr::N(b)) => a.cmp(b),
            _ => unreachable!("one type"),
        }
    }

    fn any_range() -> impl Strategy<Value = Vec<Attr>> {
        let bytes =
            || proptest::collection::vec(prop_oneof![Just(0), Just(255), any::<u8>()], 1..4);
        prop_oneof![
            proptest::collection::vec("[\0a-b\u{ff}\u{10ffff}]{1,3}".prop_map(Attr::S), 3),
            proptest::collection::vec(bytes().prop_map(Attr::B), 3),
            proptest::collection::vec(
                (-200i64..200, -3i32..3)
                    .prop_map(|(m, e)| Attr::N(Number::parse(&format!("{m}e{e}")).unwrap())),
                3
            ),
        ]
    }

    proptest! {
        #[test]
        fn key_bytes_order_as_sort_keys_do(values in any_range(), other in "[a-z\0]{1,3}") {
            let schema = schema(values[0].kind());
            let key = |p: &str, value: &Attr| schema.of_item(&item(p, value.clone())).unwrap();
            let [a, b, c] = [&values[0], &values[1], &values[2]];
            prop_assert_eq!(key("p", a).cmp(&key("p", b)), compare(a, b));
            let partition = schema.partition(&Attr::from("p")).unwrap();
            use RangeCondition as C;
            let starts = match (a, b) {
                (Attr::S(a), Attr::S(b)) => Some(a.as_bytes().starts_with(b.as_bytes())),
                (Attr::B(a), Attr::B(b)) => Some(a.starts_with(b)),
                _ => None,
            };
            let cases = [
                (C::Any, true),
                (C::Equal(b.clone()), compare(a, b).is_eq()),
                (C::Less(b.clone()), compare(a, b).is_lt()),
                (C::LessOrEqual(b.clone()), compare(a, b).is_le()),
                (C::Greater(b.clone()), compare(a, b).is_gt()),
                (C::GreaterOrEqual(b.clone()), compare(a, b).is_ge()),
                (
                    C::Between(b.clone(), c.clone()),
                    compare(a, b).is_ge() && compare(a, c).is_le(),
                ),
                (C::BeginsWith(b.clone()), starts.unwrap_or(false)),
            ];
            for (condition, holds) in cases {
                if matches!(condition, C::BeginsWith(_)) && starts.is_none() {
                    continue;
                }
                let span = condition.span(&partition);
                prop_assert_eq!(span.contains(&key("p", a)), holds, "{:?} {:?}", a, condition);
                prop_assert_eq!(span.contains(&key(&other, a)), holds && other == "p");
            }
        }
    }
}
