//! Keys: typed on the outside, bytes that sort the same way on the inside.
//!
//! Integers are big endian (the sign bit flipped for signed ones). Text and bytes are escaped and
//! terminated, so that a tuple sorts component by component and "everything that starts with these
//! components" is one range of bytes. [`Raw`] bytes are taken as they are and may only come last.

use crate::record::Corrupt;

/// The type of a table's key. `Ref` is what callers pass, `Owned` what a scan gives back.
pub trait Key: 'static {
    type Ref<'a>;
    type Owned;
    /// Appends bytes that compare as the keys do.
    fn encode(key: Self::Ref<'_>, out: &mut Vec<u8>);
    /// Takes one key off the front of `bytes`.
    fn decode(bytes: &mut &[u8]) -> Result<Self::Owned, Corrupt>;
}

/// A key that says where it ends, so that another may follow it.
pub trait Part: Key {}

/// Bytes whose order the caller has made. Only as the last component of a key.
pub enum Raw {}

const ESCAPE: u8 = 0x00;
const ESCAPED_ZERO: u8 = 0xff;
const END: u8 = 0x01;

fn escape(bytes: &[u8], out: &mut Vec<u8>) {
    for &byte in bytes {
        out.push(byte);
        if byte == ESCAPE {
            out.push(ESCAPED_ZERO);
        }
    }
    out.extend([ESCAPE, END]);
}

fn unescape(bytes: &mut &[u8]) -> Result<Vec<u8>, Corrupt> {
    let mut out = Vec::new();
    let mut at = 0;
    while at + 1 < bytes.len() {
        match (bytes[at], bytes[at + 1]) {
            (ESCAPE, END) => {
                *bytes = &bytes[at + 2..];
                return Ok(out);
            }
            (ESCAPE, ESCAPED_ZERO) => {
                out.push(ESCAPE);
                at += 2;
            }
            (ESCAPE, _) => return Err(Corrupt("a key with a wrong escape")),
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    Err(Corrupt("a key that does not end"))
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], Corrupt> {
    let (head, rest) = bytes.split_first_chunk::<N>().ok_or(Corrupt("a key that is too short"))?;
    *bytes = rest;
    Ok(*head)
}

impl Key for &'static str {
    type Ref<'a> = &'a str;
    type Owned = String;
    fn encode(key: &str, out: &mut Vec<u8>) {
        escape(key.as_bytes(), out);
    }
    fn decode(bytes: &mut &[u8]) -> Result<String, Corrupt> {
        String::from_utf8(unescape(bytes)?).map_err(|_| Corrupt("a text key that is not UTF-8"))
    }
}
impl Part for &'static str {}

impl Key for &'static [u8] {
    type Ref<'a> = &'a [u8];
    type Owned = Vec<u8>;
    fn encode(key: &[u8], out: &mut Vec<u8>) {
        escape(key, out);
    }
    fn decode(bytes: &mut &[u8]) -> Result<Vec<u8>, Corrupt> {
        unescape(bytes)
    }
}
impl Part for &'static [u8] {}

impl Key for Raw {
    type Ref<'a> = &'a [u8];
    type Owned = Vec<u8>;
    fn encode(key: &[u8], out: &mut Vec<u8>) {
        out.extend(key);
    }
    fn decode(bytes: &mut &[u8]) -> Result<Vec<u8>, Corrupt> {
        Ok(std::mem::take(bytes).to_vec())
    }
}

impl Key for u64 {
    type Ref<'a> = u64;
    type Owned = u64;
    fn encode(key: u64, out: &mut Vec<u8>) {
        out.extend(key.to_be_bytes());
    }
    fn decode(bytes: &mut &[u8]) -> Result<u64, Corrupt> {
        Ok(u64::from_be_bytes(take(bytes)?))
    }
}
impl Part for u64 {}

const SIGN: u64 = 1 << 63;

impl Key for i64 {
    type Ref<'a> = i64;
    type Owned = i64;
    fn encode(key: i64, out: &mut Vec<u8>) {
        out.extend((key.cast_unsigned() ^ SIGN).to_be_bytes());
    }
    fn decode(bytes: &mut &[u8]) -> Result<i64, Corrupt> {
        Ok((u64::from_be_bytes(take(bytes)?) ^ SIGN).cast_signed())
    }
}
impl Part for i64 {}

/// A table with one row.
impl Key for () {
    type Ref<'a> = ();
    type Owned = ();
    fn encode(_: (), _: &mut Vec<u8>) {}
    fn decode(_: &mut &[u8]) -> Result<(), Corrupt> {
        Ok(())
    }
}

macro_rules! tuple {
    ($($part:ident)+ ; $last:ident) => {
        impl<$($part: Part,)+ $last: Key> Key for ($($part,)+ $last) {
            type Ref<'a> = ($($part::Ref<'a>,)+ $last::Ref<'a>);
            type Owned = ($($part::Owned,)+ $last::Owned);
            #[allow(non_snake_case)]
            fn encode(($($part,)+ $last): Self::Ref<'_>, out: &mut Vec<u8>) {
                $(<$part as Key>::encode($part, out);)+
                <$last as Key>::encode($last, out);
            }
            fn decode(bytes: &mut &[u8]) -> Result<Self::Owned, Corrupt> {
                Ok(($($part::decode(bytes)?,)+ $last::decode(bytes)?))
            }
        }
        impl<$($part: Part,)+ $last: Part> Part for ($($part,)+ $last) {}
    };
}
tuple!(A; B);
tuple!(A B; C);
tuple!(A B C; D);
tuple!(A B C D; E);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Prefix;
    use proptest::collection::vec;
    use proptest::prelude::{any, prop_oneof};
    use proptest::strategy::{Just, Strategy};
    use proptest::{prop_assert, prop_assert_eq, proptest};

    fn encoded<K: Key>(key: K::Ref<'_>) -> Vec<u8> {
        let mut out = Vec::new();
        K::encode(key, &mut out);
        out
    }

    /// Short, and rich in the bytes that escaping and ending turn on.
    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        vec(prop_oneof![Just(0u8), Just(1), Just(0xff), any::<u8>()], 0..6)
    }

    fn text() -> impl Strategy<Value = String> {
        vec(prop_oneof![Just('\0'), Just('\u{1}'), Just('a'), any::<char>()], 0..5)
            .prop_map(String::from_iter)
    }

    type Deep = (&'static str, i64, &'static [u8], u64);

    proptest! {
        #[test]
        fn keys_sort_as_their_values_do(
            a in (text(), any::<i64>(), bytes(), any::<u64>()),
            b in (text(), any::<i64>(), bytes(), any::<u64>()),
        ) {
            let x = encoded::<Deep>((&a.0, a.1, &a.2, a.3));
            let y = encoded::<Deep>((&b.0, b.1, &b.2, b.3));
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        }

        #[test]
        fn neighbours_sort_right(text in text(), more in text(), number in any::<i64>()) {
            let longer = format!("{text}{more}");
            let x = encoded::<(&str, i64)>((&text, number));
            let y = encoded::<(&str, i64)>((&longer, number.wrapping_add(1)));
            let order = (&text, number).cmp(&(&longer, number.wrapping_add(1)));
            prop_assert_eq!(x.cmp(&y), order);
        }

        #[test]
        fn keys_read_back(a in (text(), any::<i64>(), bytes(), any::<u64>())) {
            let key = encoded::<Deep>((&a.0, a.1, &a.2, a.3));
            let mut rest = key.as_slice();
            prop_assert_eq!(Deep::decode(&mut rest), Ok(a));
            prop_assert!(rest.is_empty());
        }

        #[test]
        fn a_prefix_is_shared_by_exactly_its_keys(
            a in (bytes(), any::<u64>(), bytes()),
            b in (bytes(), any::<u64>(), bytes()),
        ) {
            type Row = (&'static [u8], u64, Raw);
            let key = encoded::<Row>((&b.0, b.1, &b.2));
            let mut one = Vec::new();
            Prefix::<Row>::encode((a.0.as_slice(),), &mut one);
            prop_assert_eq!(key.starts_with(&one), a.0 == b.0);
            let mut two = Vec::new();
            Prefix::<Row>::encode((a.0.as_slice(), a.1), &mut two);
            prop_assert_eq!(key.starts_with(&two), (&a.0, a.1) == (&b.0, b.1));
        }

        #[test]
        fn raw_bytes_sort_within_what_precedes_them(
            a in (any::<u64>(), bytes()),
            b in (any::<u64>(), bytes()),
        ) {
            let x = encoded::<(u64, Raw)>((a.0, &a.1));
            let y = encoded::<(u64, Raw)>((b.0, &b.1));
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        }

        #[test]
        fn damaged_keys_are_errors_or_keys_and_never_a_panic(bytes in vec(any::<u8>(), 0..30)) {
            let mut rest = bytes.as_slice();
            let _ = Deep::decode(&mut rest);
        }
    }
}
