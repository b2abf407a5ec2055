//! As much of HTTP/1.1 as the Runtime API's clients speak: a request, put together from whatever
//! pieces a socket gives. Pure.
//!
//! What comes is a function's and is not trusted: heads and chunk lines have a limit, a body is
//! kept only where its reader says so, and what is ambiguous (two lengths, a length and chunks,
//! folded lines, bare line feeds) is refused. Deliberately absent: everything that is not needed to
//! be asked for the next invocation and to be told its result.

use memchr::memchr;

/// Request line and headers together. `Lambda-Runtime-Function-XRay-Error-Cause` alone may have
/// 64 KiB (Runtime API reference).
pub const HEAD_BYTES_MAX: usize = 80 * 1024;
/// Clients send fewer than ten.
const HEADERS_MAX: usize = 64;
/// A chunk's size in hexadecimal, and extensions, which nobody sends.
const CHUNK_LINE_BYTES_MAX: usize = 256;
/// A body that nobody wants is read and dropped, so that its sender hears why; beyond this the
/// connection ends instead.
const DROPPED_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// A request without its body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub method: String,
    /// Without its query.
    pub path: String,
    /// `Lambda-Runtime-Function-Error-Type`.
    pub error_type: Option<String>,
    /// The client waits for `100 Continue`.
    pub expects_continue: bool,
    /// The connection ends with the answer.
    pub close: bool,
    length: Length,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Length {
    #[default]
    None,
    Fixed(u64),
    Chunked,
}

/// What came of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Empty where it was not kept.
    pub bytes: Vec<u8>,
    /// Whether it was longer than it might be.
    pub too_large: bool,
    /// `Lambda-Runtime-Function-Error-Type` as a trailer: it failed on the way.
    pub error_type: Option<String>,
}

/// Why the connection has to end: not HTTP as we speak it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bad(pub &'static str);

/// Puts requests together.
#[derive(Debug, Default)]
pub struct Reader {
    /// Read and not used yet.
    buffer: Vec<u8>,
    state: State,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Head,
    Body(Reading),
}

#[derive(Debug)]
struct Reading {
    body: Body,
    /// None: it is dropped.
    bytes_max: Option<usize>,
    dropped: u64,
    rest: Rest,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    Bytes(u64),
    ChunkLine,
    Chunk(u64),
    ChunkEnd,
    Trailers,
}

impl Reader {
    pub fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// Bytes that have been read and not used.
    pub fn waiting(&self) -> usize {
        self.buffer.len()
    }

    /// All that is kept in memory.
    #[cfg(test)]
    pub fn held(&self) -> usize {
        let body = match &self.state {
            State::Head => 0,
            State::Body(reading) => reading.body.bytes.len(),
        };
        self.buffer.len() + body
    }

    /// The next request's head, when all of it is there. Then its body is to be begun.
    pub fn head(&mut self) -> Result<Option<Head>, Bad> {
        debug_assert!(matches!(self.state, State::Head), "a body is being read");
        // Line breaks between requests are let pass, as other servers do.
        let blank = self.buffer.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.buffer.drain(..blank);
        let Some(end) = end_of_head(&self.buffer) else {
            if self.buffer.len() > HEAD_BYTES_MAX {
                return Err(Bad("a head that is too long"));
            }
            return Ok(None);
        };
        if end > HEAD_BYTES_MAX {
            return Err(Bad("a head that is too long"));
        }
        let head = parse_head(&self.buffer[..end])?;
        self.buffer.drain(..end);
        Ok(Some(head))
    }

    /// `bytes_max`: as much is kept; none: nothing is.
    pub fn begin_body(&mut self, head: &Head, bytes_max: Option<usize>) {
        let rest = match head.length {
            Length::None => Rest::Bytes(0),
            Length::Fixed(length) => Rest::Bytes(length),
            Length::Chunked => Rest::ChunkLine,
        };
        let most = bytes_max.map_or(u64::MAX, |most| most as u64);
        let too_large = matches!(head.length, Length::Fixed(length) if length > most);
        let body = Body { too_large, ..Body::default() };
        self.state = State::Body(Reading { body, bytes_max, dropped: 0, rest });
    }

    /// The body, when all of it is there.
    pub fn body(&mut self) -> Result<Option<Body>, Bad> {
        let State::Body(reading) = &mut self.state else { return Err(Bad("no body was begun")) };
        let mut used = 0;
        let done = loop {
            match reading.step(&self.buffer[used..])? {
                Step::Used(count) => used += count,
                Step::Done(count) => {
                    used += count;
                    break true;
                }
                Step::More => break false,
            }
        };
        self.buffer.drain(..used);
        if self.buffer.is_empty() && self.buffer.capacity() > HEAD_BYTES_MAX {
            self.buffer = Vec::new();
        }
        if !done {
            return Ok(None);
        }
        let body = std::mem::take(&mut reading.body);
        self.state = State::Head;
        Ok(Some(body))
    }
}

enum Step {
    /// So many bytes were taken, and more of those that are there may be.
    Used(usize),
    /// So many bytes were taken, and the body is whole.
    Done(usize),
    /// Nothing can be done before more has been read.
    More,
}

impl Reading {
    fn step(&mut self, bytes: &[u8]) -> Result<Step, Bad> {
        match self.rest {
            Rest::Bytes(0) => Ok(Step::Done(0)),
            _ if bytes.is_empty() => Ok(Step::More),
            Rest::Bytes(left) => {
                let taken = self.take(bytes, left)?;
                self.rest = Rest::Bytes(left - taken as u64);
                Ok(Step::Used(taken))
            }
            Rest::Chunk(left) => {
                let taken = self.take(bytes, left)?;
                let left = left - taken as u64;
                self.rest = if left == 0 { Rest::ChunkEnd } else { Rest::Chunk(left) };
                Ok(Step::Used(taken))
            }
            Rest::ChunkEnd => match bytes {
                [b'\r', b'\n', ..] => {
                    self.rest = Rest::ChunkLine;
                    Ok(Step::Used(2))
                }
                [b'\r'] => Ok(Step::More),
                _ => Err(Bad("a chunk that does not end")),
            },
            Rest::ChunkLine => {
                let Some(line) = line(bytes, CHUNK_LINE_BYTES_MAX)? else { return Ok(Step::More) };
                let size = chunk_size(line)?;
                self.rest = if size == 0 { Rest::Trailers } else { Rest::Chunk(size) };
                Ok(Step::Used(line.len() + 2))
            }
            Rest::Trailers => self.trailers(bytes),
        }
    }

    fn trailers(&mut self, bytes: &[u8]) -> Result<Step, Bad> {
        if let [b'\r', b'\n', ..] = bytes {
            return Ok(Step::Done(2));
        }
        let Some(end) = end_of_head(bytes) else {
            if bytes.len() > HEAD_BYTES_MAX {
                return Err(Bad("trailers that are too long"));
            }
            return Ok(Step::More);
        };
        let mut head = Head::default();
        headers(&bytes[..end], &mut head)?;
        self.body.error_type = head.error_type;
        Ok(Step::Done(end))
    }

    /// Keeps or drops up to `left` bytes.
    fn take(&mut self, bytes: &[u8], left: u64) -> Result<usize, Bad> {
        let count = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
        let room = self.bytes_max.map_or(0, |most| most - self.body.bytes.len());
        if count <= room && !self.body.too_large {
            self.body.bytes.extend_from_slice(&bytes[..count]);
            return Ok(count);
        }
        if self.bytes_max.is_some() {
            self.body.too_large = true;
            self.body.bytes = Vec::new();
        }
        self.dropped += count as u64;
        if self.dropped > DROPPED_BYTES_MAX {
            return Err(Bad("a body that is too long even to be dropped"));
        }
        Ok(count)
    }
}

/// The bytes up to and with the blank line.
fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = memchr(b'\n', &bytes[from..]) {
        from += at + 1;
        if bytes[from..].starts_with(b"\r\n") {
            return Some(from + 2);
        }
    }
    None
}

/// A line without its end, if it is there.
fn line(bytes: &[u8], bytes_max: usize) -> Result<Option<&[u8]>, Bad> {
    match memchr(b'\n', &bytes[..bytes.len().min(bytes_max)]) {
        None if bytes.len() >= bytes_max => Err(Bad("a line that is too long")),
        None => Ok(None),
        Some(at) => {
            let line = bytes[..at].strip_suffix(b"\r").ok_or(Bad("a line feed by itself"))?;
            Ok(Some(line))
        }
    }
}

fn chunk_size(line: &[u8]) -> Result<u64, Bad> {
    let digits = line.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
    let text = std::str::from_utf8(digits).unwrap_or_default();
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let size = u64::from_str_radix(text, 16).ok().filter(|_| plain);
    size.ok_or(Bad("a chunk without a size"))
}

fn parse_head(bytes: &[u8]) -> Result<Head, Bad> {
    let first = line(bytes, HEAD_BYTES_MAX)?.ok_or(Bad("no request line"))?;
    let text = std::str::from_utf8(first).map_err(|_| Bad("a request line that is no text"))?;
    let mut parts = text.split(' ');
    let (Some(method), Some(target), Some(protocol), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Bad("a request line that is none"));
    };
    let close = match protocol {
        "HTTP/1.1" => false,
        "HTTP/1.0" => true,
        _ => return Err(Bad("another protocol")),
    };
    if !is_token(method.as_bytes()) || !target.starts_with('/') {
        return Err(Bad("a request line that is none"));
    }
    let path = target.split(['?', '#']).next().unwrap_or_default().to_owned();
    let mut head = Head { method: method.to_owned(), path, close, ..Head::default() };
    headers(&bytes[first.len() + 2..], &mut head)?;
    Ok(head)
}

/// Header lines up to the blank one.
fn headers(mut bytes: &[u8], into: &mut Head) -> Result<(), Bad> {
    for _ in 0..=HEADERS_MAX {
        let line = line(bytes, HEAD_BYTES_MAX)?.ok_or(Bad("headers without an end"))?;
        bytes = &bytes[line.len() + 2..];
        if line.is_empty() {
            return Ok(());
        }
        let colon = memchr(b':', line).ok_or(Bad("a header without a colon"))?;
        let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
        let printable = |byte: &u8| *byte == b'\t' || (*byte >= b' ' && *byte != 0x7f);
        if !is_token(name) || !value.iter().all(printable) {
            return Err(Bad("a header that is none"));
        }
        header(name, value, into)?;
    }
    Err(Bad("too many headers"))
}

fn header(name: &[u8], value: &[u8], into: &mut Head) -> Result<(), Bad> {
    let text = || String::from_utf8_lossy(value).into_owned();
    let says = |word: &str| {
        let mut words = value.split(|byte| *byte == b',').map(<[u8]>::trim_ascii);
        words.any(|one| one.eq_ignore_ascii_case(word.as_bytes()))
    };
    if name.eq_ignore_ascii_case(b"content-length") {
        let digits = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
        let length = text().parse().ok().filter(|_| digits).ok_or(Bad("a length that is none"))?;
        if !matches!(into.length, Length::None) {
            return Err(Bad("two lengths"));
        }
        into.length = Length::Fixed(length);
    } else if name.eq_ignore_ascii_case(b"transfer-encoding") {
        if !value.eq_ignore_ascii_case(b"chunked") || !matches!(into.length, Length::None) {
            return Err(Bad("an encoding that is not known, or two lengths"));
        }
        into.length = Length::Chunked;
    } else if name.eq_ignore_ascii_case(b"connection") {
        into.close = (into.close && !says("keep-alive")) || says("close");
    } else if name.eq_ignore_ascii_case(b"expect") {
        into.expects_continue = says("100-continue");
    } else if name.eq_ignore_ascii_case(b"lambda-runtime-function-error-type") {
        into.error_type = Some(text());
    }
    Ok(())
}

/// What names of methods and headers are made of.
fn is_token(name: &[u8]) -> bool {
    let fits = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
    !name.is_empty() && name.iter().all(fits)
}

#[cfg(test)]
#[path = "http_tests.rs"]
mod tests;
