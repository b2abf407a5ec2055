//! JSON, read as a stream and written as text: no tree in between.
//!
//! The reader is strict where a lenient one would change what is stored: bad UTF-8, lone
//! surrogates, control characters, trailing commas and text after the end are all refused.
//!
//! Deliberately absent: what a value means. `json::decode` and `json::encode` know shapes.

pub mod decode;
pub mod encode;

use std::borrow::Cow;

/// How deep arrays and objects may stand in each other. A DynamoDB item may nest 32 levels, each of
/// them two of JSON's; the rest is room for what stands around it, and for items that are too deep
/// to reach the check that says so.
pub const DEPTH_MAX: u32 = 128;

/// The text is not JSON, or nests too deep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

type Read<T> = Result<T, Malformed>;

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Null,
    True,
    False,
    Number,
    Text,
    List,
    Object,
}

/// Reads one JSON text, one token at a time.
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Read<Reader<'a>> {
        let text = std::str::from_utf8(bytes).map_err(|_| Malformed)?;
        Ok(Reader { text, at: 0, depth: 0 })
    }

    /// The kind of the next value. Nothing is consumed but white space.
    pub fn peek(&mut self) -> Read<Next> {
        match self.byte() {
            Some(b'"') => Ok(Next::Text),
            Some(b'{') => Ok(Next::Object),
            Some(b'[') => Ok(Next::List),
            Some(b't') => Ok(Next::True),
            Some(b'f') => Ok(Next::False),
            Some(b'n') => Ok(Next::Null),
            Some(b'-' | b'0'..=b'9') => Ok(Next::Number),
            _ => Err(Malformed),
        }
    }

    /// `true`, `false` or `null`, as [`Reader::peek`] has announced it.
    pub fn literal(&mut self) -> Read<()> {
        let word = match self.byte() {
            Some(b't') => "true",
            Some(b'f') => "false",
            _ => "null",
        };
        if !self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            return Err(Malformed);
        }
        self.at += word.len();
        Ok(())
    }

    /// A number, as it is written.
    pub fn number(&mut self) -> Read<&'a str> {
        self.byte();
        let start = self.at;
        if self.here() == Some(b'-') {
            self.at += 1;
        }
        match self.here() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits()?,
            _ => return Err(Malformed),
        }
        if self.here() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.here() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.here() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(&self.text[start..self.at])
    }

    /// A string; borrowed where it holds no escape.
    pub fn text(&mut self) -> Read<Cow<'a, str>> {
        self.expect(b'"')?;
        let start = self.at;
        let end = self.plain()?;
        if self.here() == Some(b'"') {
            self.at += 1;
            return Ok(Cow::Borrowed(&self.text[start..end]));
        }
        let mut out = String::with_capacity(end - start + 16);
        out.push_str(&self.text[start..end]);
        loop {
            if self.here() == Some(b'"') {
                self.at += 1;
                return Ok(Cow::Owned(out));
            }
            self.at += 1;
            out.push(self.escape()?);
            let start = self.at;
            let end = self.plain()?;
            out.push_str(&self.text[start..end]);
        }
    }

    /// Enters a list. Then [`Reader::element`] before each element.
    pub fn enter_list(&mut self) -> Read<()> {
        self.enter(b'[')
    }

    /// Whether another element follows. `first` is true once after entering.
    pub fn element(&mut self, first: bool) -> Read<bool> {
        self.more(b']', first)
    }

    /// Enters an object. Then [`Reader::key`] before each value.
    pub fn enter_object(&mut self) -> Read<()> {
        self.enter(b'{')
    }

    /// The next key, its colon consumed; `None` at the end of the object.
    pub fn key(&mut self, first: bool) -> Read<Option<Cow<'a, str>>> {
        if !self.more(b'}', first)? {
            return Ok(None);
        }
        let key = self.text()?;
        self.expect(b':')?;
        Ok(Some(key))
    }

    /// Consumes one value of any kind.
    pub fn skip(&mut self) -> Read<()> {
        match self.peek()? {
            Next::Null | Next::True | Next::False => self.literal(),
            Next::Number => self.number().map(|_| ()),
            Next::Text => self.text().map(|_| ()),
            Next::List => {
                self.enter_list()?;
                let mut first = true;
                while self.element(first)? {
                    first = false;
                    self.skip()?;
                }
                Ok(())
            }
            Next::Object => {
                self.enter_object()?;
                let mut first = true;
                while self.key(first)?.is_some() {
                    first = false;
                    self.skip()?;
                }
                Ok(())
            }
        }
    }

    /// Nothing but white space is left.
    pub fn end(&mut self) -> Read<()> {
        match self.byte() {
            None => Ok(()),
            Some(_) => Err(Malformed),
        }
    }

    fn enter(&mut self, open: u8) -> Read<()> {
        self.expect(open)?;
        self.depth += 1;
        if self.depth > DEPTH_MAX { Err(Malformed) } else { Ok(()) }
    }

    fn more(&mut self, close: u8, first: bool) -> Read<bool> {
        match self.byte() {
            Some(byte) if byte == close => {
                self.at += 1;
                self.depth -= 1;
                Ok(false)
            }
            Some(b',') if !first => {
                self.at += 1;
                Ok(true)
            }
            Some(_) if first => Ok(true),
            _ => Err(Malformed),
        }
    }

    /// The byte here, without skipping anything.
    fn here(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space.
    fn byte(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.here() {
            self.at += 1;
        }
        self.here()
    }

    fn expect(&mut self, byte: u8) -> Read<()> {
        if self.byte() != Some(byte) {
            return Err(Malformed);
        }
        self.at += 1;
        Ok(())
    }

    fn digits(&mut self) -> Read<()> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.here() {
            self.at += 1;
        }
        if self.at == start { Err(Malformed) } else { Ok(()) }
    }

    /// Goes to the next quote or backslash and says where that is.
    fn plain(&mut self) -> Read<usize> {
        let rest = &self.text.as_bytes()[self.at..];
        let length = plain_length(rest);
        match rest.get(length) {
            Some(0x20..) => {
                self.at += length;
                Ok(self.at)
            }
            _ => Err(Malformed),
        }
    }

    /// What stands after a backslash.
    fn escape(&mut self) -> Read<char> {
        let byte = self.here().ok_or(Malformed)?;
        self.at += 1;
        Ok(match byte {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                match unit {
                    0xd800..=0xdbff => {
                        if self.here() != Some(b'\\') {
                            return Err(Malformed);
                        }
                        self.at += 1;
                        if self.here() != Some(b'u') {
                            return Err(Malformed);
                        }
                        self.at += 1;
                        let low = self.unit()?;
                        let low = low.checked_sub(0xdc00).filter(|low| *low < 0x400);
                        let low = low.ok_or(Malformed)?;
                        char::from_u32(0x10000 + ((unit - 0xd800) << 10) + low).ok_or(Malformed)?
                    }
                    _ => char::from_u32(unit).ok_or(Malformed)?,
                }
            }
            _ => return Err(Malformed),
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Read<u32> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4).ok_or(Malformed)?;
        let mut unit = 0;
        for digit in digits {
            unit = unit * 16 + char::from(*digit).to_digit(16).ok_or(Malformed)?;
        }
        self.at += 4;
        Ok(unit)
    }
}

/// How many bytes stand before the first that a string must escape: a quote, a backslash or a
/// control character. Eight bytes at a time: item values are most of what is read and written.
fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHS: u64 = ONES << 7;
    // The high bit of every byte below `limit`; above the lowest such byte it may lie.
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word & HIGHS;
    let (words, _) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let quote = below(word ^ (ONES * u64::from(b'"')), 1);
        let backslash = below(word ^ (ONES * u64::from(b'\\')), 1);
        let found = below(word, 0x20) | quote | backslash;
        if found != 0 {
            return index * 8 + (found.trailing_zeros() / 8) as usize;
        }
    }
    let start = words.len() * 8;
    let rest = bytes[start..].iter();
    start + rest.take_while(|&&byte| byte >= 0x20 && byte != b'"' && byte != b'\\').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Read<()> {
        let mut reader = Reader::new(text.as_bytes())?;
        reader.skip()?;
        reader.end()
    }

    #[test]
    fn agrees_with_the_reference_on_what_is_json() {
        for text in [
            "{}",
            "[]",
            "[1,2]",
            " [ 1 , -0.5e+3 ] ",
            r#"{"a":{"b":[null,true,false]}}"#,
            "0",
            "-0",
            "01",
            "1.",
            ".5",
            "1e",
            "[1,]",
            "[,1]",
            "{,}",
            r#"{"a"}"#,
            r#"{"a":}"#,
            r#"{a:1}"#,
            "\"\u{1}\"",
            r#""\x""#,
            r#""\u12""#,
            r#""\ud800""#,
            r#""\ud800x""#,
            r#""\udc00""#,
            r#""\ud83d\ude00""#,
            r#""\ud83d\ud83d""#,
            "tru",
            "nul",
            "",
            " ",
            "{} {}",
            "[",
            "{",
            "\"abc",
            "\"\\",
            "'a'",
            "NaN",
            "+1",
            "[1 2]",
            "\u{feff}{}",
            r#"{"a":1,"a":2}"#,
            "--1",
        ] {
            let reference = serde_json::from_str::<serde_json::Value>(text).is_ok();
            assert_eq!(read(text).is_ok(), reference, "{text:?}");
        }
    }

    #[test]
    fn nests_as_deep_as_the_limit_and_no_deeper() {
        let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert_eq!(read(&deep(DEPTH_MAX as usize)), Ok(()));
        assert_eq!(read(&deep(DEPTH_MAX as usize + 1)), Err(Malformed));
        assert_eq!(read(&"[".repeat(1_000_000)), Err(Malformed));
    }

    #[test]
    fn escapes_become_characters() {
        let text = r#""a\"\\\/\b\f\n\r\tz\u00e9\ud83d\ude00""#;
        let mut reader = Reader::new(text.as_bytes()).unwrap();
        assert_eq!(reader.text().unwrap(), "a\"\\/\u{8}\u{c}\n\r\tzé😀");
    }

    #[test]
    fn the_first_byte_to_escape_is_found_wherever_it_stands() {
        for filler in [0x20, b'a', b'!', b'#', b']', b'[', 0x7f, 0x80, 0xa2, 0xff] {
            for length in 0..20 {
                let mut bytes = vec![filler; length];
                assert_eq!(plain_length(&bytes), length);
                for at in 0..length {
                    for special in [b'"', b'\\', 0, 1, 0x1f] {
                        bytes[at] = special;
                        assert_eq!(plain_length(&bytes), at, "{special} at {at} of {length}");
                    }
                    bytes[at] = filler;
                }
            }
        }
    }

    #[test]
    fn bad_utf8_is_refused() {
        assert!(Reader::new(b"\"\xff\"").is_err());
        assert!(Reader::new(b"\"\xed\xa0\x80\"").is_err());
    }
}
