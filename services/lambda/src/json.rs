//! Whether a text is JSON, without building anything; and if not, what Lambda says about it.
//!
//! Lambda's messages come from the parser that it uses (Jackson); these are its words for the
//! mistakes that people make.

use memchr::memchr2;

/// Deeper values are refused, as Lambda's parser does.
const DEPTH_MAX: usize = 1000;
/// How much of the text a message quotes.
const QUOTE_BYTES: usize = 500;

/// The error is Lambda's sentence.
pub fn check(text: &[u8]) -> Result<(), String> {
    if let Err(error) = std::str::from_utf8(text) {
        let at = error.valid_up_to();
        let message = format!("Invalid UTF-8 start byte 0x{:x}", text[at]);
        return Err(located(&message, text, at + 1));
    }
    let mut scanner = Scanner { text, at: 0, open: Vec::new() };
    scanner.document().map_err(|message| located(&message, text, scanner.at))
}

fn located(message: &str, text: &[u8], at: usize) -> String {
    let before = &text[..at.min(text.len())];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    let quoted = String::from_utf8_lossy(&text[..text.len().min(QUOTE_BYTES)]);
    let cut = match text.len().saturating_sub(QUOTE_BYTES) {
        0 => String::new(),
        more => format!("[truncated {more} bytes]"),
    };
    format!(
        "Could not parse request body into json: Could not parse payload into json: {message}\n \
         at [Source: (byte[])\"{quoted}\"{cut}; line: {line}, column: {column}]"
    )
}

struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
    /// What is open, the innermost last: true for an object.
    open: Vec<bool>,
}

type Outcome = Result<(), String>;

impl Scanner<'_> {
    fn document(&mut self) -> Outcome {
        self.value()?;
        loop {
            self.space();
            let Some(object) = self.open.last().copied() else { break };
            let kind = if object { "Object" } else { "Array" };
            match self.next() {
                Some(b',') if object => self.member()?,
                Some(b',') => self.value()?,
                Some(b'}') if object => drop(self.open.pop()),
                Some(b']') if !object => drop(self.open.pop()),
                Some(byte) => {
                    let expected = format!("was expecting comma to separate {kind} entries");
                    return Err(unexpected(byte, &expected));
                }
                None => return Err(self.end(&format!("expected close marker for {kind}"))),
            }
        }
        match self.peek() {
            None => Ok(()),
            Some(byte) => Err(unexpected(byte, "was expecting the end of the document")),
        }
    }

    /// A whole scalar, or the beginning of an object or array up to where its next entry ends.
    fn value(&mut self) -> Outcome {
        loop {
            self.space();
            match self.peek() {
                Some(b'{') => {
                    self.enter(true)?;
                    self.space();
                    if self.peek() == Some(b'}') {
                        self.at += 1;
                        self.open.pop();
                        return Ok(());
                    }
                    self.name()?;
                }
                Some(b'[') => {
                    self.enter(false)?;
                    self.space();
                    if self.peek() == Some(b']') {
                        self.at += 1;
                        self.open.pop();
                        return Ok(());
                    }
                }
                Some(b'"') => return self.string(),
                Some(b'-' | b'0'..=b'9') => return self.number(),
                Some(byte) if byte.is_ascii_alphabetic() => return self.word(),
                Some(byte) => {
                    self.at += 1;
                    return Err(unexpected(
                        byte,
                        "expected a valid value (JSON String, Number, Array, Object or token \
                         'null', 'true' or 'false')",
                    ));
                }
                None => return Err(self.end("expected a value")),
            }
        }
    }

    fn enter(&mut self, object: bool) -> Outcome {
        self.at += 1;
        if self.open.len() == DEPTH_MAX {
            return Err(format!(
                "Document nesting depth ({}) exceeds the maximum allowed ({DEPTH_MAX}, from \
                 `StreamReadConstraints.getMaxNestingDepth()`)",
                DEPTH_MAX + 1
            ));
        }
        self.open.push(object);
        Ok(())
    }

    fn member(&mut self) -> Outcome {
        self.space();
        self.name()?;
        self.value()
    }

    /// A member's name and its colon.
    fn name(&mut self) -> Outcome {
        match self.peek() {
            Some(b'"') => self.string()?,
            Some(byte) => {
                self.at += 1;
                return Err(unexpected(byte, "was expecting double-quote to start field name"));
            }
            None => return Err(self.end("expected close marker for Object")),
        }
        self.space();
        match self.next() {
            Some(b':') => Ok(()),
            Some(byte) => {
                Err(unexpected(byte, "was expecting a colon to separate field name and value"))
            }
            None => Err(self.end("within/between Object entries")),
        }
    }

    fn string(&mut self) -> Outcome {
        self.at += 1;
        loop {
            let rest = &self.text[self.at..];
            let found = memchr2(b'"', b'\\', rest);
            let plain = &rest[..found.unwrap_or(rest.len())];
            if let Some(bad) = plain.iter().position(|byte| *byte < 0x20) {
                self.at += bad + 1;
                return Err(format!(
                    "Illegal unquoted character ((CTRL-CHAR, code {})): has to be escaped using \
                     backslash to be included in string value",
                    plain[bad]
                ));
            }
            let Some(found) = found else {
                self.at = self.text.len();
                return Err(self.end("was expecting closing quote for a string value"));
            };
            self.at += found + 1;
            if rest[found] == b'"' {
                return Ok(());
            }
            self.escape()?;
        }
    }

    fn escape(&mut self) -> Outcome {
        match self.next() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(()),
            Some(b'u') => {
                for _ in 0..4 {
                    match self.next() {
                        Some(byte) if byte.is_ascii_hexdigit() => {}
                        Some(byte) => {
                            return Err(unexpected(
                                byte,
                                "expected a hex-digit for character escape sequence",
                            ));
                        }
                        None => return Err(self.end("in character escape sequence")),
                    }
                }
                Ok(())
            }
            Some(byte) => {
                Err(format!("Unrecognized character escape '{}' (code {byte})", char::from(byte)))
            }
            None => Err(self.end("in character escape sequence")),
        }
    }

    fn number(&mut self) -> Outcome {
        let expected = "Expected digit (0-9) to follow minus sign, for valid numeric value";
        if self.peek() == Some(b'-') {
            self.at += 1;
            self.digit(expected)?;
            self.at -= 1;
        }
        let first = self.next();
        if first == Some(b'0') {
            if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                return Err("Invalid numeric value: Leading zeroes not allowed".into());
            }
        } else {
            self.digits();
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digit("Decimal point not followed by a digit")?;
            self.digits();
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digit("Exponent indicator not followed by a digit")?;
            self.digits();
        }
        match self.peek() {
            Some(byte) if byte.is_ascii_alphabetic() => {
                Err(unexpected(byte, "Expected space separating root-level values"))
            }
            _ => Ok(()),
        }
    }

    fn digit(&mut self, expected: &str) -> Outcome {
        match self.next() {
            Some(byte) if byte.is_ascii_digit() => Ok(()),
            Some(byte) => Err(unexpected(byte, expected)),
            None => Err(self.end(expected)),
        }
    }

    fn digits(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
    }

    fn word(&mut self) -> Outcome {
        let rest = &self.text[self.at..];
        let length = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
        let word = &rest[..length];
        self.at += length;
        if [&b"null"[..], b"true", b"false"].contains(&word) {
            return Ok(());
        }
        Err(format!(
            "Unrecognized token '{}': was expecting (JSON String, Number, Array, Object or token \
             'null', 'true' or 'false')",
            String::from_utf8_lossy(&word[..length.min(QUOTE_BYTES)])
        ))
    }

    fn end(&self, expected: &str) -> String {
        match self.text.is_empty() {
            true => "No content to map due to end-of-input".into(),
            false => format!("Unexpected end-of-input: {expected}"),
        }
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }
}

fn unexpected(byte: u8, expected: &str) -> String {
    let shown = match byte {
        0..0x20 => "(CTRL-CHAR, ".into(),
        _ => format!("'{}' (", char::from(byte)),
    };
    format!("Unexpected character ({shown}code {byte})): {expected}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_accepted() {
        let deep = format!("{}1{}", "[".repeat(1000), "]".repeat(1000));
        for text in [
            "{}",
            "[]",
            " null ",
            "true",
            "\"\"",
            "-0.5e+10",
            "0",
            "[1, 2,3]",
            "{\"a\":{\"b\":[{}]}}",
            "\"\\u00e4\\n\\\\\"",
            "\"ä\"",
            "[[],{},\"x\",[1]]\n",
            "{\"a\":[],\"b\":{}}",
            &deep,
        ] {
            assert_eq!(check(text.as_bytes()), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_is_not_json_is_told_with_its_place() {
        let deep = "[".repeat(1001);
        for (text, message, column) in [
            ("foo", "Unrecognized token 'foo': was expecting (JSON String, Number, ", 4),
            ("{a:1}", "Unexpected character ('a' (code 97)): was expecting double-quote to", 3),
            ("{'a':1}", "Unexpected character (''' (code 39)): was expecting double-quote", 3),
            ("{\"a\" 1}", "Unexpected character ('1' (code 49)): was expecting a colon to", 7),
            ("{\"a\":1", "Unexpected end-of-input: expected close marker for Object", 7),
            ("{\"a\":}", "Unexpected character ('}' (code 125)): expected a valid value", 7),
            ("[1 2]", "Unexpected character ('2' (code 50)): was expecting comma to", 5),
            ("[1,]", "Unexpected character (']' (code 93)): expected a valid value", 5),
            ("{} {}", "Unexpected character ('{' (code 123)): was expecting the end", 4),
            ("\"a", "Unexpected end-of-input: was expecting closing quote", 3),
            ("\"a\nb\"", "Illegal unquoted character ((CTRL-CHAR, code 10)): has to be", 1),
            ("\"\\x\"", "Unrecognized character escape 'x' (code 120)", 4),
            ("01", "Invalid numeric value: Leading zeroes not allowed", 2),
            ("1.", "Unexpected end-of-input: Decimal point not followed", 3),
            ("-", "Unexpected end-of-input: Expected digit", 2),
            ("", "No content to map due to end-of-input", 1),
            ("   ", "Unexpected end-of-input: expected a value", 4),
            (&deep, "Document nesting depth (1001) exceeds the maximum", 1002),
        ] {
            let told = check(text.as_bytes()).unwrap_err();
            let start =
                "Could not parse request body into json: Could not parse payload into json: ";
            assert!(told.starts_with(&format!("{start}{message}")), "{text}: {told}");
            assert!(told.ends_with(&format!("column: {column}]")), "{text}: {told}");
        }
        assert!(check(b"\"\xff\"").unwrap_err().contains("Invalid UTF-8 start byte 0xff"));
    }
}
