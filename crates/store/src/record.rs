//! Values: typed on the outside, a version byte and bytes on the inside.

/// What a table keeps. The store writes [`Record::VERSION`] before the bytes of `encode` and hands
/// the version that it finds to `decode`, which must go on reading every version ever released.
pub trait Record: Sized {
    const VERSION: u8;
    fn encode(&self, out: &mut Vec<u8>);
    fn decode(version: u8, bytes: &[u8]) -> Result<Self, Corrupt>;
}

/// Bytes that are not what was written; says what was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corrupt(pub &'static str);

impl Corrupt {
    /// The usual answer to a version byte that is not known.
    pub const VERSION: Corrupt = Corrupt("a record of an unknown version");
}

pub(crate) fn encode<V: Record>(value: &V) -> Vec<u8> {
    let mut out = vec![V::VERSION];
    value.encode(&mut out);
    out
}

pub(crate) fn decode<V: Record>(bytes: &[u8]) -> Result<V, Corrupt> {
    match bytes.split_first() {
        Some((version, rest)) => V::decode(*version, rest),
        None => Err(Corrupt("a record without a version")),
    }
}

fn expect_version_1(version: u8) -> Result<(), Corrupt> {
    if version == 1 { Ok(()) } else { Err(Corrupt::VERSION) }
}

impl Record for Vec<u8> {
    const VERSION: u8 = 1;
    fn encode(&self, out: &mut Vec<u8>) {
        out.extend(self);
    }
    fn decode(version: u8, bytes: &[u8]) -> Result<Self, Corrupt> {
        expect_version_1(version)?;
        Ok(bytes.to_vec())
    }
}

impl Record for String {
    const VERSION: u8 = 1;
    fn encode(&self, out: &mut Vec<u8>) {
        out.extend(self.as_bytes());
    }
    fn decode(version: u8, bytes: &[u8]) -> Result<Self, Corrupt> {
        expect_version_1(version)?;
        String::from_utf8(bytes.to_vec()).map_err(|_| Corrupt("a text that is not UTF-8"))
    }
}

impl Record for u64 {
    const VERSION: u8 = 1;
    fn encode(&self, out: &mut Vec<u8>) {
        out.extend(self.to_be_bytes());
    }
    fn decode(version: u8, bytes: &[u8]) -> Result<Self, Corrupt> {
        expect_version_1(version)?;
        bytes.try_into().map(u64::from_be_bytes).map_err(|_| Corrupt("a number of 8 bytes"))
    }
}

/// A row whose key says it all.
impl Record for () {
    const VERSION: u8 = 1;
    fn encode(&self, _: &mut Vec<u8>) {}
    fn decode(version: u8, _: &[u8]) -> Result<Self, Corrupt> {
        expect_version_1(version)
    }
}
