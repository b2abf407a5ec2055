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
