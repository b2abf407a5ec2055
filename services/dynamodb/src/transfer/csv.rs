//! Records of comma-separated values: fields may stand in quotation marks, within which a mark is
//! written twice and lines may end.

use std::io::{self, BufRead};

use store::exchange::LINE_BYTES_MAX;

/// Reads record after record.
pub struct Records<R> {
    from: R,
    delimiter: u8,
}

impl<R: BufRead> Records<R> {
    pub fn new(from: R, delimiter: u8) -> Records<R> {
        Records { from, delimiter }
    }

    /// The next record; none at the end. Empty lines are none.
    pub fn read(&mut self) -> io::Result<Option<Vec<String>>> {
        loop {
            let Some(line) = self.line()? else { return Ok(None) };
            let text = String::from_utf8(line).map_err(io::Error::other)?;
            let text = text.trim_end_matches(['\n', '\r']);
            if !text.trim().is_empty() {
                return split(text, char::from(self.delimiter)).map(Some);
            }
        }
    }

    /// The bytes up to the end of a line that is not within quotation marks.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        loop {
            if self.from.read_until(b'\n', &mut line)? == 0 {
                return Ok((!line.is_empty()).then_some(line));
            }
            if line.len() > LINE_BYTES_MAX {
                return Err(io::Error::other("a record is too long"));
            }
            if line.iter().filter(|byte| **byte == b'"').count().is_multiple_of(2) {
                return Ok(Some(line));
            }
        }
    }
}

fn split(text: &str, delimiter: char) -> io::Result<Vec<String>> {
    let (mut fields, mut field, mut chars) = (Vec::new(), String::new(), text.chars().peekable());
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => field.push('"'),
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            c if c == delimiter && !quoted => fields.push(std::mem::take(&mut field)),
            c => field.push(c),
        }
    }
    if quoted {
        return Err(io::Error::other("a quotation mark is missing"));
    }
    fields.push(field);
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_have_fields_with_and_without_marks() {
        let text = "a,b,c\r\n1,\"x, \"\"y\"\"\",\n\n\"two\nlines\",,3";
        let mut records = Records::new(text.as_bytes(), b',');
        let mut all = Vec::new();
        while let Some(record) = records.read().unwrap() {
            all.push(record.join("|"));
        }
        assert_eq!(all, ["a|b|c", "1|x, \"y\"|", "two\nlines||3"]);
        assert!(Records::new("\"open".as_bytes(), b';').read().is_err());
    }
}
