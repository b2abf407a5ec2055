//! Writes JSON text straight into a buffer: the event is put together once for each request, and
//! a tree of values would cost more than all the rest of the gateway.

/// Grows one JSON text. The caller writes the punctuation of objects; strings are escaped here.
#[derive(Default)]
pub(crate) struct Text(pub(crate) Vec<u8>);

impl Text {
    pub(crate) fn with_capacity(bytes: usize) -> Text {
        Text(Vec::with_capacity(bytes))
    }

    /// Text that is JSON already.
    pub(crate) fn raw(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    /// A string in its quotes.
    pub(crate) fn string(&mut self, text: &str) {
        self.0.push(b'"');
        let bytes = text.as_bytes();
        let mut clean = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            let short = match byte {
                b'"' => b'"',
                b'\\' => b'\\',
                b'\n' => b'n',
                b'\r' => b'r',
                b'\t' => b't',
                0x00..=0x1f => b'u',
                _ => continue,
            };
            self.0.extend_from_slice(&bytes[clean..at]);
            self.0.extend_from_slice(&[b'\\', short]);
            if short == b'u' {
                const DIGITS: &[u8; 16] = b"0123456789abcdef";
                let (high, low) = (usize::from(byte >> 4), usize::from(byte & 15));
                self.0.extend_from_slice(&[b'0', b'0', DIGITS[high], DIGITS[low]]);
            }
            clean = at + 1;
        }
        self.0.extend_from_slice(&bytes[clean..]);
        self.0.push(b'"');
    }

    /// A string, or `null`.
    pub(crate) fn string_or_null(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.string(text),
            None => self.raw("null"),
        }
    }

    /// `,"name":` and the string.
    pub(crate) fn member(&mut self, name: &str, value: &str) {
        self.raw(",\"");
        self.raw(name);
        self.raw("\":");
        self.string(value);
    }

    /// An object with one member for each group: what `value` writes for it.
    pub(crate) fn object<T>(
        &mut self,
        groups: &[T],
        name: impl Fn(&T) -> &str,
        mut value: impl FnMut(&mut Text, &T),
    ) {
        self.raw("{");
        for (index, group) in groups.iter().enumerate() {
            if index > 0 {
                self.raw(",");
            }
            self.string(name(group));
            self.raw(":");
            value(self, group);
        }
        self.raw("}");
    }

    /// An array of strings.
    pub(crate) fn strings<'a>(&mut self, values: impl IntoIterator<Item = &'a str>) {
        self.raw("[");
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                self.raw(",");
            }
            self.string(value);
        }
        self.raw("]");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_reads_back_whatever_is_in_it() {
        let all: String = (0..0x250u32).filter_map(char::from_u32).collect();
        for text in ["", "plain", "\"", "a\\b", "\u{0}\u{1f}\u{7f}", "李雷 😀", &all] {
            let mut json = Text::default();
            json.string(text);
            let back: String = serde_json::from_slice(&json.0).unwrap();
            assert_eq!(back, text);
        }
    }
}
