//! An item as bytes in the store, and back into whatever the reader wants to hold.
//!
//! Form 1 (the store's version byte stands before it): the number of attributes, and for each a
//! length-prefixed name and a value. A value is a tag and its content; lists and maps begin with
//! their length in bytes, so that a reader may step over them.

use crate::attr::{Attr, Item, NESTING_MAX};
use crate::number::Number;

const TAG_S: u8 = 1;
const TAG_N: u8 = 2;
const TAG_B: u8 = 3;
const TAG_FALSE: u8 = 4;
const TAG_TRUE: u8 = 5;
const TAG_NULL: u8 = 6;
const TAG_M: u8 = 7;
const TAG_L: u8 = 8;
const TAG_SS: u8 = 9;
const TAG_NS: u8 = 10;
const TAG_BS: u8 = 11;

/// The bytes are not an item that this program wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corrupt;

/// What a value can be read into: an [`Attr`] for rules, an answer's value for the wire.
pub trait Build: Sized {
    fn string(text: &str) -> Self;
    fn number(number: Number) -> Self;
    fn binary(bytes: &[u8]) -> Self;
    fn boolean(value: bool) -> Self;
    fn null() -> Self;
    fn map(entries: Vec<(String, Self)>) -> Self;
    fn list(elements: Vec<Self>) -> Self;
    fn string_set(members: Vec<String>) -> Self;
    fn number_set(members: Vec<Number>) -> Self;
    fn binary_set(members: Vec<Vec<u8>>) -> Self;
}

impl Build for Attr {
    fn string(text: &str) -> Attr {
        Attr::S(text.to_owned())
    }

    fn number(number: Number) -> Attr {
        Attr::N(number)
    }

    fn binary(bytes: &[u8]) -> Attr {
        Attr::B(bytes.to_vec())
    }

    fn boolean(value: bool) -> Attr {
        Attr::Bool(value)
    }

    fn null() -> Attr {
        Attr::Null
    }

    fn map(entries: Vec<(String, Attr)>) -> Attr {
        Attr::M(Item::from_entries(entries))
    }

    fn list(elements: Vec<Attr>) -> Attr {
        Attr::L(elements)
    }

    fn string_set(members: Vec<String>) -> Attr {
        Attr::Ss(members)
    }

    fn number_set(members: Vec<Number>) -> Attr {
        Attr::Ns(members)
    }

    fn binary_set(members: Vec<Vec<u8>>) -> Attr {
        Attr::Bs(members)
    }
}

pub fn encode(item: &Item, out: &mut Vec<u8>) {
    out.reserve(item.size() + 8 * item.len() + 4);
    push_entries(out, item);
}

/// The whole item for rules.
pub fn decode(bytes: &[u8]) -> Result<Item, Corrupt> {
    entries::<Attr>(bytes).map(Item::from_entries)
}

/// The whole item in whatever form, sorted by name.
pub fn entries<T: Build>(bytes: &[u8]) -> Result<Vec<(String, T)>, Corrupt> {
    let mut reader = Reader { rest: bytes };
    let entries = reader.entries(NESTING_MAX + 1)?;
    if reader.rest.is_empty() { Ok(entries) } else { Err(Corrupt) }
}

fn push_entries(out: &mut Vec<u8>, item: &Item) {
    push_length(out, item.len());
    for (name, attr) in item.iter() {
        push_bytes(out, name.as_bytes());
        push_value(out, attr);
    }
}

fn push_value(out: &mut Vec<u8>, attr: &Attr) {
    match attr {
        Attr::S(text) => {
            out.push(TAG_S);
            push_bytes(out, text.as_bytes());
        }
        Attr::N(number) => {
            out.push(TAG_N);
            number.push_packed(out);
        }
        Attr::B(bytes) => {
            out.push(TAG_B);
            push_bytes(out, bytes);
        }
        Attr::Bool(value) => out.push(if *value { TAG_TRUE } else { TAG_FALSE }),
        Attr::Null => out.push(TAG_NULL),
        Attr::M(item) => push_sized(out, TAG_M, |out| push_entries(out, item)),
        Attr::L(list) => push_all(out, TAG_L, list, push_value),
        Attr::Ss(set) => push_all(out, TAG_SS, set, |out, text| push_bytes(out, text.as_bytes())),
        Attr::Ns(set) => push_all(out, TAG_NS, set, |out, number| number.push_packed(out)),
        Attr::Bs(set) => push_all(out, TAG_BS, set, |out, bytes| push_bytes(out, bytes)),
    }
}

fn push_all<T>(out: &mut Vec<u8>, tag: u8, all: &[T], each: impl Fn(&mut Vec<u8>, &T)) {
    push_sized(out, tag, |out| {
        push_length(out, all.len());
        all.iter().for_each(|one| each(out, one));
    });
}

/// A tag and content that is preceded by its length in four bytes.
fn push_sized(out: &mut Vec<u8>, tag: u8, content: impl FnOnce(&mut Vec<u8>)) {
    out.push(tag);
    let at = out.len();
    out.extend_from_slice(&[0; 4]);
    content(out);
    // An item has 400 KB; its encoding is nowhere near 4 GiB.
    let length = (out.len() - at - 4) as u32;
    out[at..at + 4].copy_from_slice(&length.to_le_bytes());
}

fn push_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    push_length(out, bytes.len());
    out.extend_from_slice(bytes);
}

/// Seven bits a byte, least significant first, the top bit where more follow.
fn push_length(out: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        out.push(length as u8 | 0x80);
        length >>= 7;
    }
    out.push(length as u8);
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Corrupt> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(Corrupt)?;
        self.rest = rest;
        Ok(taken)
    }

    fn length(&mut self) -> Result<usize, Corrupt> {
        let mut length = 0usize;
        for shift in (0..35).step_by(7) {
            let byte = self.take(1)?[0];
            length |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(length);
            }
        }
        Err(Corrupt)
    }

    fn bytes(&mut self) -> Result<&'a [u8], Corrupt> {
        let length = self.length()?;
        self.take(length)
    }

    fn text(&mut self) -> Result<&'a str, Corrupt> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Corrupt)
    }

    fn number(&mut self) -> Result<Number, Corrupt> {
        let (number, length) = Number::unpack(self.rest).ok_or(Corrupt)?;
        self.rest = &self.rest[length..];
        Ok(number)
    }

    fn sized(&mut self) -> Result<Reader<'a>, Corrupt> {
        let length = self.take(4)?;
        let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]);
        Ok(Reader { rest: self.take(length as usize)? })
    }

    fn value<T: Build>(&mut self, levels: usize) -> Result<T, Corrupt> {
        let levels = levels.checked_sub(1).ok_or(Corrupt)?;
        Ok(match self.take(1)?[0] {
            TAG_S => T::string(self.text()?),
            TAG_N => T::number(self.number()?),
            TAG_B => T::binary(self.bytes()?),
            TAG_FALSE => T::boolean(false),
            TAG_TRUE => T::boolean(true),
            TAG_NULL => T::null(),
            TAG_M => T::map(self.sized()?.entries(levels)?),
            TAG_L => T::list(self.sized()?.all(|reader| reader.value(levels))?),
            TAG_SS => T::string_set(self.sized()?.all(|reader| reader.text().map(str::to_owned))?),
            TAG_NS => T::number_set(self.sized()?.all(Reader::number)?),
            TAG_BS => {
                T::binary_set(self.sized()?.all(|reader| reader.bytes().map(<[u8]>::to_vec))?)
            }
            _ => return Err(Corrupt),
        })
    }

    fn entries<T: Build>(&mut self, levels: usize) -> Result<Vec<(String, T)>, Corrupt> {
        self.all(|reader| Ok((reader.text()?.to_owned(), reader.value(levels)?)))
    }

    fn all<T>(
        &mut self,
        one: impl Fn(&mut Reader<'a>) -> Result<T, Corrupt>,
    ) -> Result<Vec<T>, Corrupt> {
        let count = self.length()?;
        // Nothing takes less than a byte: a count beyond that is not believed.
        let mut all = Vec::with_capacity(count.min(self.rest.len()));
        for _ in 0..count {
            all.push(one(self)?);
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::attr::tests::any_item;

    fn encoded(item: &Item) -> Vec<u8> {
        let mut bytes = Vec::new();
        encode(item, &mut bytes);
        bytes
    }

    #[test]
    fn the_first_form_stays_readable() {
        let item = Item::from_iter([
            ("id", Attr::from("a")),
            ("n", Attr::N(Number::parse("-12.5").unwrap())),
            ("l", Attr::L(vec![Attr::Bool(true), Attr::Null])),
        ]);
        let bytes = b"\x03\x02id\x01\x01a\x01l\x08\x03\0\0\0\x02\x05\x06\x01n\x02\xe1\x01\x7d";
        assert_eq!(encoded(&item), bytes);
        assert_eq!(decode(bytes), Ok(item));
    }

    #[test]
    fn what_was_not_written_here_is_refused() {
        for bytes in [&b""[..], b"\x01", b"\0\0", b"\x01\x01a\x63"] {
            assert_eq!(decode(bytes), Err(Corrupt), "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn items_read_back(item in any_item()) {
            let bytes = encoded(&item);
            prop_assert_eq!(&decode(&bytes).unwrap(), &item);
        }

        #[test]
        fn any_bytes_decode_or_not(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = decode(&bytes);
        }
    }
}
