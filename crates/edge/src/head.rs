//! The client's own spelling of header names.
//!
//! The HTTP library hands names out in lower case and keeps the original to itself, but functions
//! read the names as they were sent. So a scanner looks at the bytes of an HTTP/1 connection as
//! they pass, follows just enough of the framing to know where a head begins, and keeps each head
//! until its request is answered. It decides nothing: bounds of messages and values of headers are
//! the library's, and a head that does not fit what the library has parsed is not used. Whatever
//! it gets wrong costs the case of letters and nothing else.

use std::collections::VecDeque;

use http::{HeaderMap, HeaderValue};

/// What one connection's bytes have shown so far.
#[derive(Debug)]
pub(crate) struct Scanner {
    mode: Mode,
    heads: VecDeque<Head>,
    head_bytes_max: usize,
}

/// One request's head: all its lines, the empty one too.
#[derive(Debug)]
pub(crate) struct Head {
    text: Vec<u8>,
    /// It has both a length and a transfer coding: a request smuggler's, refused by us.
    pub ambiguous: bool,
}

#[derive(Debug)]
enum Mode {
    /// Within a head, or before its first byte. `line` is where the current line begins.
    Head { text: Vec<u8>, line: usize },
    /// That many bytes of a body (or of a chunk and its line end) are still to come.
    Body { left: u64, chunked: bool },
    /// In the line with a chunk's size.
    ChunkSize { size: u64, extension: bool },
    /// In the trailer; whether the current line has a character yet.
    Trailer { blank: bool },
    /// Not HTTP/1, or not understood: nothing is recorded any more.
    Lost,
}

impl Scanner {
    pub(crate) fn new(head_bytes_max: usize) -> Scanner {
        let mode = Mode::Head { text: Vec::new(), line: 0 };
        Scanner { mode, heads: VecDeque::new(), head_bytes_max }
    }

    /// A head has begun and not ended.
    pub(crate) fn in_head(&self) -> bool {
        matches!(&self.mode, Mode::Head { text, .. } if !text.is_empty())
    }

    /// The head of the request that comes next, if it was understood.
    pub(crate) fn next(&mut self) -> Option<Head> {
        self.heads.pop_front()
    }

    /// More bytes of the connection, in their order.
    pub(crate) fn feed(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let taken = match &mut self.mode {
                Mode::Lost => return,
                Mode::Head { .. } => self.feed_head(bytes),
                Mode::Body { left, chunked } => {
                    let taken = usize::try_from(*left).unwrap_or(usize::MAX).min(bytes.len());
                    *left -= taken as u64;
                    if *left == 0 {
                        self.mode = if *chunked { chunk_size() } else { head() };
                    }
                    taken
                }
                Mode::ChunkSize { size, extension } => {
                    let byte = bytes[0];
                    match (char::from(byte).to_digit(16), *extension) {
                        (Some(digit), false) => match size.checked_mul(16) {
                            Some(shifted) => *size = shifted + u64::from(digit),
                            None => self.mode = Mode::Lost,
                        },
                        _ if byte == b'\n' => self.mode = after_size(*size),
                        _ => *extension = true,
                    }
                    1
                }
                Mode::Trailer { blank } => {
                    match (bytes[0], *blank) {
                        (b'\n', true) => self.mode = head(),
                        (b'\n', false) => *blank = true,
                        (b'\r', _) => {}
                        _ => *blank = false,
                    }
                    1
                }
            };
            bytes = &bytes[taken..];
        }
    }

    /// Takes bytes to the end of a line at most.
    fn feed_head(&mut self, bytes: &[u8]) -> usize {
        let Mode::Head { text, line } = &mut self.mode else { return 0 };
        let end = bytes.iter().position(|&byte| byte == b'\n');
        let taken = end.map_or(bytes.len(), |at| at + 1);
        if text.len() + taken > self.head_bytes_max {
            self.mode = Mode::Lost;
            return taken;
        }
        text.extend_from_slice(&bytes[..taken]);
        if end.is_none() {
            return taken;
        }
        let blank = matches!(&text[*line..], b"\n" | b"\r\n");
        if !blank {
            *line = text.len();
        } else if *line == 0 {
            // Empty lines before a request are skipped.
            text.clear();
        } else {
            let text = std::mem::take(text);
            self.end_head(text);
        }
        taken
    }

    fn end_head(&mut self, text: Vec<u8>) {
        let mut length = None;
        let mut chunked = None;
        let mut upgrade = text.starts_with(b"CONNECT ") || text.starts_with(b"PRI * HTTP/2.0");
        for (name, value) in lines(&text) {
            if name.eq_ignore_ascii_case(b"content-length") {
                length = Some(std::str::from_utf8(value).ok().and_then(|text| text.parse().ok()));
            } else if name.eq_ignore_ascii_case(b"transfer-encoding") {
                let tail = value.len().saturating_sub(b"chunked".len());
                chunked = Some(value[tail..].eq_ignore_ascii_case(b"chunked"));
            } else if name.eq_ignore_ascii_case(b"upgrade") {
                upgrade = true;
            }
        }
        let ambiguous = length.is_some() && chunked.is_some();
        self.mode = match (upgrade, chunked, length) {
            (true, _, _) | (_, Some(false), _) | (_, None, Some(None)) => Mode::Lost,
            (_, Some(true), _) => chunk_size(),
            (_, None, Some(Some(0)) | None) => head(),
            (_, None, Some(Some(left))) => Mode::Body { left, chunked: false },
        };
        if !text.starts_with(b"PRI ") {
            self.heads.push_back(Head { text, ambiguous });
        }
    }
}

impl Head {
    /// The parsed headers, in the order and with the names of the head. None where the two do not
    /// tell the same.
    pub(crate) fn respell(&self, parsed: &HeaderMap) -> Option<Vec<(String, HeaderValue)>> {
        let mut headers: Vec<(String, HeaderValue)> = Vec::with_capacity(parsed.len());
        for (name, _) in lines(&self.text) {
            let name = std::str::from_utf8(name).ok()?;
            let earlier = headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
            let nth = earlier.count();
            // A repeated length, for one, is not in the parsed headers a second time.
            if let Some(value) = parsed.get_all(name).iter().nth(nth) {
                headers.push((name.to_owned(), value.clone()));
            }
        }
        (headers.len() == parsed.len()).then_some(headers)
    }
}

/// Names and values of a head's lines, without the request line.
fn lines(text: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    text.split(|&byte| byte == b'\n').skip(1).filter_map(|line| {
        let colon = line.iter().position(|&byte| byte == b':')?;
        Some((&line[..colon], line[colon + 1..].trim_ascii()))
    })
}

fn head() -> Mode {
    Mode::Head { text: Vec::new(), line: 0 }
}

fn chunk_size() -> Mode {
    Mode::ChunkSize { size: 0, extension: false }
}

fn after_size(size: u64) -> Mode {
    match size.checked_add(2) {
        _ if size == 0 => Mode::Trailer { blank: true },
        Some(left) => Mode::Body { left, chunked: true },
        None => Mode::Lost,
    }
}

#[cfg(test)]
#[path = "head_tests.rs"]
mod tests;
