//! Typed tables and ranges of their keys.
//!
//! All tables share one ordered key space: a row's key is a kind, the table's name, a zero byte and
//! the encoded key. So a table costs nothing until it has rows, and one that is made at run time
//! (a DynamoDB table) is a number in the first component of a key.

use crate::key::{Key, Part};
use crate::record::Record;
use std::marker::PhantomData;
use std::ops::Bound;

/// The first byte of every physical key says what it is.
pub(crate) mod kind {
    pub const TABLE: u8 = b't';
    pub const FEED_ENTRY: u8 = b'e';
    pub const FEED_HEAD: u8 = b'h';
    pub const TIMER_DEADLINE: u8 = b'd';
    pub const TIMER_KEY: u8 = b'k';
}

/// Rows of `V` in the order of `K`. Made once, as a `static`:
/// `static USERS: Table<(&str, u64), User> = Table::new("iam.user");`
///
/// The name is part of the format on disk; begin it with the owner and keep it short.
pub struct Table<K, V> {
    pub(crate) name: &'static str,
    types: PhantomData<fn() -> (K, V)>,
}

impl<K: Key, V: Record> Table<K, V> {
    pub const fn new(name: &'static str) -> Table<K, V> {
        check_name(name);
        Table { name, types: PhantomData }
    }

    pub(crate) fn key(&self, key: K::Ref<'_>) -> Vec<u8> {
        let mut out = physical(kind::TABLE, self.name, 32);
        K::encode(key, &mut out);
        out
    }
}

/// Panics at compile time where a name is empty or holds a zero byte, which ends it.
pub(crate) const fn check_name(name: &str) {
    let bytes = name.as_bytes();
    assert!(!bytes.is_empty(), "a name");
    let mut at = 0;
    while at < bytes.len() {
        assert!(bytes[at] != 0, "a name without zero bytes");
        at += 1;
    }
}

/// The part of a physical key that all rows of one table share, with room for `more` bytes.
pub(crate) fn physical(kind: u8, name: &str, more: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len() + 2 + more);
    out.push(kind);
    out.extend(name.as_bytes());
    out.push(0);
    out
}

/// The order of a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Forward,
    Reverse,
}

/// The first components of a key.
pub trait Prefix<K> {
    fn encode(self, out: &mut Vec<u8>);
}

macro_rules! prefix {
    ($($part:ident)+ ; $($rest:ident)+) => {
        impl<'a, $($part: Part,)+ $($rest: Key),+> Prefix<($($part,)+ $($rest,)+)>
            for ($($part::Ref<'a>,)+)
        {
            #[allow(non_snake_case)]
            fn encode(self, out: &mut Vec<u8>) {
                let ($($part,)+) = self;
                $(<$part as Key>::encode($part, out);)+
            }
        }
    };
}
prefix!(A; B);
prefix!(A; B C);
prefix!(A B; C);
prefix!(A; B C D);
prefix!(A B; C D);
prefix!(A B C; D);
prefix!(A; B C D E);
prefix!(A B; C D E);
prefix!(A B C; D E);
prefix!(A B C D; E);

/// Keys between two bounds; both open until told otherwise. Each verb narrows the range.
pub struct Range<K> {
    pub(crate) prefix: Vec<u8>,
    pub(crate) lower: Bound<Vec<u8>>,
    pub(crate) upper: Bound<Vec<u8>>,
    types: PhantomData<fn() -> K>,
}

impl<K: Key> Range<K> {
    pub fn all() -> Range<K> {
        Range {
            prefix: Vec::new(),
            lower: Bound::Unbounded,
            upper: Bound::Unbounded,
            types: PhantomData,
        }
    }

    /// Keys that begin with these components, a tuple: `Range::prefix(("a",))`.
    pub fn prefix<P: Prefix<K>>(prefix: P) -> Range<K> {
        let mut bytes = Vec::new();
        prefix.encode(&mut bytes);
        Range { prefix: bytes, ..Range::all() }
    }

    /// Keys >= `key`.
    pub fn at_least(self, key: K::Ref<'_>) -> Range<K> {
        Range { lower: Bound::Included(encoded::<K>(key)), ..self }
    }

    /// Keys > `key`: where a page goes on.
    pub fn after(self, key: K::Ref<'_>) -> Range<K> {
        Range { lower: Bound::Excluded(encoded::<K>(key)), ..self }
    }

    /// Keys <= `key`.
    pub fn at_most(self, key: K::Ref<'_>) -> Range<K> {
        Range { upper: Bound::Included(encoded::<K>(key)), ..self }
    }

    /// Keys < `key`: where a page of a reverse scan goes on.
    pub fn before(self, key: K::Ref<'_>) -> Range<K> {
        Range { upper: Bound::Excluded(encoded::<K>(key)), ..self }
    }

    /// The bounds as physical keys below `base`. None where nothing can lie between them.
    pub(crate) fn physical(self, base: &[u8]) -> Option<Bounds> {
        let whole = Bounds::starting_with(&[base, &self.prefix].concat());
        let within = |bound: Bound<Vec<u8>>| bound.map(|key| [base, &key].concat());
        whole.narrow(Bounds { lower: within(self.lower), upper: within(self.upper) })
    }
}

fn encoded<K: Key>(key: K::Ref<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    K::encode(key, &mut out);
    out
}

/// A range of physical keys that is not known to be empty.
#[derive(Clone, Debug)]
pub(crate) struct Bounds {
    pub lower: Bound<Vec<u8>>,
    pub upper: Bound<Vec<u8>>,
}

impl Bounds {
    /// Every key that starts with `prefix`.
    pub fn starting_with(prefix: &[u8]) -> Bounds {
        let mut end = prefix.to_vec();
        while end.last() == Some(&0xff) {
            end.pop();
        }
        let upper = match end.last_mut() {
            Some(last) => {
                *last += 1;
                Bound::Excluded(end)
            }
            None => Bound::Unbounded,
        };
        Bounds { lower: Bound::Included(prefix.to_vec()), upper }
    }

    fn narrow(self, other: Bounds) -> Option<Bounds> {
        let lower = tighter(self.lower, other.lower, |a, b| a > b);
        let upper = tighter(self.upper, other.upper, |a, b| a < b);
        let nonempty = match (&lower, &upper) {
            (Bound::Included(lower), Bound::Included(upper)) => lower <= upper,
            (
                Bound::Included(lower) | Bound::Excluded(lower),
                Bound::Included(upper) | Bound::Excluded(upper),
            ) => lower < upper,
            _ => true,
        };
        nonempty.then_some(Bounds { lower, upper })
    }

    pub fn as_slices(&self) -> (Bound<&[u8]>, Bound<&[u8]>) {
        (self.lower.as_ref().map(Vec::as_slice), self.upper.as_ref().map(Vec::as_slice))
    }
}

/// The bound that leaves out more. Where both name the same key, the excluding one.
fn tighter(
    a: Bound<Vec<u8>>,
    b: Bound<Vec<u8>>,
    beyond: fn(&[u8], &[u8]) -> bool,
) -> Bound<Vec<u8>> {
    match (&a, &b) {
        (_, Bound::Unbounded) => a,
        (Bound::Unbounded, _) => b,
        (Bound::Included(x) | Bound::Excluded(x), Bound::Included(y) | Bound::Excluded(y)) => {
            let a_wins = beyond(x, y) || (x == y && matches!(a, Bound::Excluded(_)));
            if a_wins { a } else { b }
        }
    }
}
