//! The plain way to write a record: its fields one after the other, lengths before what has one.
//!
//! A field is added by appending it under a new version; nothing here names or skips fields.

use crate::record::{Corrupt, Record};

/// Writes fields at the end of a buffer. Read them back in the same order with [`Fields`].
pub trait Put {
    fn put_u8(&mut self, value: u8);
    fn put_u64(&mut self, value: u64);
    fn put_i64(&mut self, value: i64);
    fn put_bytes(&mut self, value: &[u8]);
    fn put_bool(&mut self, value: bool) {
        self.put_u8(value.into());
    }
    fn put_text(&mut self, value: &str) {
        self.put_bytes(value.as_bytes());
    }
    /// A mark, then the value where there is one.
    fn put_option<T>(&mut self, value: Option<T>, put: impl FnOnce(&mut Self, T)) {
        self.put_bool(value.is_some());
        if let Some(value) = value {
            put(self, value);
        }
    }
    /// A record within a record, with a version of its own. Read it back with [`Fields::record`].
    fn put_record<R: Record>(&mut self, record: &R) {
        self.put_bytes(&crate::record::encode(record));
    }
    /// The count, then each.
    fn put_list<T>(
        &mut self,
        values: impl ExactSizeIterator<Item = T>,
        mut put: impl FnMut(&mut Self, T),
    ) {
        self.put_u64(values.len() as u64);
        for value in values {
            put(self, value);
        }
    }
}

impl Put for Vec<u8> {
    fn put_u8(&mut self, value: u8) {
        self.push(value);
    }

    // LEB128: seven bits a byte, the lowest first; most counts and lengths take one byte.
    fn put_u64(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.push((value & 0x7f) as u8 | 0x80);
            value >>= 7;
        }
        self.push(value as u8);
    }

    // Zigzag, so that small negative numbers are short too.
    fn put_i64(&mut self, value: i64) {
        self.put_u64(((value << 1) ^ (value >> 63)).cast_unsigned());
    }

    fn put_bytes(&mut self, value: &[u8]) {
        self.put_u64(value.len() as u64);
        self.extend(value);
    }
}

/// Reads fields in the order in which they were put.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    pub fn new(bytes: &'a [u8]) -> Fields<'a> {
        Fields(bytes)
    }

    pub fn u8(&mut self) -> Result<u8, Corrupt> {
        let (first, rest) = self.0.split_first().ok_or(Corrupt("another field"))?;
        self.0 = rest;
        Ok(*first)
    }

    pub fn bool(&mut self) -> Result<bool, Corrupt> {
        match self.u8()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Corrupt("0 or 1")),
        }
    }

    pub fn u64(&mut self) -> Result<u64, Corrupt> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.u8()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                break;
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Corrupt("a number of at most 64 bits"))
    }

    pub fn i64(&mut self) -> Result<i64, Corrupt> {
        let value = self.u64()?;
        Ok((value >> 1).cast_signed() ^ -((value & 1).cast_signed()))
    }

    pub fn bytes(&mut self) -> Result<&'a [u8], Corrupt> {
        let length = usize::try_from(self.u64()?).map_err(|_| Corrupt("a length"))?;
        let (head, rest) = self.0.split_at_checked(length).ok_or(Corrupt("more bytes"))?;
        self.0 = rest;
        Ok(head)
    }

    pub fn text(&mut self) -> Result<&'a str, Corrupt> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Corrupt("text in UTF-8"))
    }

    pub fn string(&mut self) -> Result<String, Corrupt> {
        self.text().map(str::to_owned)
    }

    pub fn option<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Corrupt>,
    ) -> Result<Option<T>, Corrupt> {
        if self.bool()? { read(self).map(Some) } else { Ok(None) }
    }

    /// What [`Put::put_record`] wrote, in whatever version.
    pub fn record<R: Record>(&mut self) -> Result<R, Corrupt> {
        crate::record::decode(self.bytes()?)
    }

    pub fn list<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<T, Corrupt>,
    ) -> Result<Vec<T>, Corrupt> {
        let count = self.u64()?;
        // A damaged count must not reserve memory: the vector grows as elements are found.
        (0..count).map(|_| read(self)).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What has not been read yet.
    pub fn rest(&mut self) -> &'a [u8] {
        std::mem::take(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_was_put() {
        let mut out = Vec::new();
        for value in [0, 1, 127, 128, u64::MAX] {
            out.put_u64(value);
        }
        for value in [0, -1, i64::MIN, i64::MAX] {
            out.put_i64(value);
        }
        out.put_text("é");
        out.put_option(Some("x"), |out, value| out.put_text(value));
        out.put_option(None, |out, value| out.put_text(value));
        out.put_list([1u64, 2].into_iter(), |out, value| out.put_u64(value));
        out.put_record(&"inner".to_owned());
        out.put_bool(true);

        let mut fields = Fields::new(&out);
        for value in [0, 1, 127, 128, u64::MAX] {
            assert_eq!(fields.u64(), Ok(value));
        }
        for value in [0, -1, i64::MIN, i64::MAX] {
            assert_eq!(fields.i64(), Ok(value));
        }
        assert_eq!(fields.text(), Ok("é"));
        assert_eq!(fields.option(|f| f.string()), Ok(Some("x".into())));
        assert_eq!(fields.option(|f| f.string()), Ok(None));
        assert_eq!(fields.list(Fields::u64), Ok(vec![1, 2]));
        assert_eq!(fields.record(), Ok("inner".to_owned()));
        assert_eq!(fields.bool(), Ok(true));
        assert!(fields.rest().is_empty());
    }

    #[test]
    fn damaged_fields_are_errors() {
        for bytes in [&[][..], &[0x80], &[5, 1], &[0xff; 11], &[2, 0xff, 0xfe]] {
            assert!(Fields::new(bytes).text().is_err(), "{bytes:?}");
        }
        // No version, one that is not known, and one of another length.
        for bytes in [&[0][..], &[2, 9, b'a'], &[9, 1, b'a']] {
            assert!(Fields::new(bytes).record::<String>().is_err(), "{bytes:?}");
        }
        assert!(Fields::new(&[0xff, 0xff, 0xff, 0xff, 0x7f, 1]).list(Fields::u64).is_err());
    }
}
