//! The frames between the engine and an instance: `u32` length, `u8` kind, body; little-endian.
//!
//! Deliberately absent: sockets. What comes from an instance is not trusted: a frame that is too
//! long or of an unknown kind is a violation, and the instance ends.

use std::io::{self, Read};

use base::limit::INVOKE_PAYLOAD_BYTES_MAX;
use bytes::Bytes;

/// A result may be a little larger than a request (Lambda's message names 6,291,556 bytes).
pub const RESPONSE_BYTES_MAX: usize = INVOKE_PAYLOAD_BYTES_MAX + 100;
/// The longest frame that is read: a result, its `u32` and its kind; error objects fit as well.
const FRAME_BYTES_MAX: usize = RESPONSE_BYTES_MAX + 5;
/// Bodies longer than this are read straight into their own buffer.
const COPIED_BYTES_MAX: usize = 64 * 1024;
/// What one read asks for while nothing is known of the frame.
pub const SCRATCH_BYTES: usize = 64 * 1024;

/// What an instance says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// `R`: the handler's module is imported.
    Ready,
    /// `X`: it could not be; an error object.
    InitFailed(Bytes),
    /// `N`: it will not be a snapshot; why.
    NotCopied(String),
    /// `O`: the handler's result.
    Result { rss_kib: u32, json: Bytes },
    /// `E`: the handler raised; an error object.
    Error { rss_kib: u32, json: Bytes },
    /// `L`: the result is larger than may be sent.
    TooLarge { rss_kib: u32 },
}

/// What no bootstrap of ours would send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation(pub String);

/// What an invoke frame has before its head: length, kind, deadline, the head's length.
const FIXED_BYTES: usize = 4 + 1 + 8 + 2;
/// A frame without its event is rarely longer.
const USUAL_BYTES: usize = 320;

/// Everything of an invoke frame but the event itself; `head` appends the head.
pub fn invocation(deadline_ms: u64, event_bytes: usize, head: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut frame = Vec::with_capacity(USUAL_BYTES);
    frame.resize(FIXED_BYTES, 0);
    head(&mut frame);
    let head_length = u16::try_from(frame.len() - FIXED_BYTES).unwrap_or(u16::MAX);
    let length = u32::try_from(frame.len() - 4 + event_bytes).unwrap_or(u32::MAX);
    frame[..4].copy_from_slice(&length.to_le_bytes());
    frame[4] = b'I';
    frame[5..13].copy_from_slice(&deadline_ms.to_le_bytes());
    frame[13..15].copy_from_slice(&head_length.to_le_bytes());
    frame
}

/// Puts frames together from what has been read so far.
#[derive(Debug, Default)]
pub struct Reader {
    /// Length and kind, as far as read.
    header: [u8; 5],
    header_read: usize,
    body: Vec<u8>,
}

impl Reader {
    /// Reads once, or for a large body until nothing is there. `Ok(None)`: the frame is not
    /// complete; `WouldBlock` and the end of the stream (`UnexpectedEof`) are errors as usual.
    /// `drained` is set when the socket gave less than was asked for.
    pub fn read(
        &mut self,
        source: &mut dyn Read,
        scratch: &mut [u8],
        drained: &mut bool,
    ) -> io::Result<Result<Option<Said>, Violation>> {
        if self.header_read == 5 {
            let missing = self.body_length().saturating_sub(self.body.len());
            if missing > COPIED_BYTES_MAX {
                let before = self.body.len();
                let outcome = source.take(missing as u64).read_to_end(&mut self.body);
                if self.body.len() == before {
                    outcome?;
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                return Ok(self.complete());
            }
        }
        let count = source.read(scratch)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        *drained = count < scratch.len();
        Ok(self.take_in(&scratch[..count]))
    }

    fn take_in(&mut self, mut bytes: &[u8]) -> Result<Option<Said>, Violation> {
        if self.header_read < 5 {
            let count = bytes.len().min(5 - self.header_read);
            self.header[self.header_read..self.header_read + count]
                .copy_from_slice(&bytes[..count]);
            self.header_read += count;
            bytes = &bytes[count..];
            if self.header_read < 5 {
                return Ok(None);
            }
            let length = u32::from_le_bytes([
                self.header[0],
                self.header[1],
                self.header[2],
                self.header[3],
            ]) as usize;
            if length == 0 || length > FRAME_BYTES_MAX {
                return Err(Violation(format!("a frame of {length} bytes")));
            }
            self.body.reserve_exact(length - 1);
        }
        let missing = self.body_length() - self.body.len();
        if bytes.len() > missing {
            return Err(Violation("bytes after the end of a frame".into()));
        }
        self.body.extend_from_slice(bytes);
        self.complete()
    }

    /// Of the body alone. Only once the header is there.
    fn body_length(&self) -> usize {
        let [a, b, c, d, _] = self.header;
        (u32::from_le_bytes([a, b, c, d]) as usize).saturating_sub(1)
    }

    fn complete(&mut self) -> Result<Option<Said>, Violation> {
        if self.body.len() < self.body_length() {
            return Ok(None);
        }
        let body = Bytes::from(std::mem::take(&mut self.body));
        self.header_read = 0;
        decode(self.header[4], &body).map(Some)
    }
}

fn decode(kind: u8, body: &Bytes) -> Result<Said, Violation> {
    let short = || Violation("a frame that is too short for its kind".into());
    match kind {
        b'R' => return Ok(Said::Ready),
        b'X' => return Ok(Said::InitFailed(body.clone())),
        b'N' => return Ok(Said::NotCopied(String::from_utf8_lossy(body).into_owned())),
        _ => {}
    }
    let rss: [u8; 4] = body.get(..4).and_then(|b| b.try_into().ok()).ok_or_else(short)?;
    let rss_kib = u32::from_le_bytes(rss);
    match kind {
        b'O' => Ok(Said::Result { rss_kib, json: body.slice(4..) }),
        b'E' => Ok(Said::Error { rss_kib, json: body.slice(4..) }),
        b'L' => Ok(Said::TooLarge { rss_kib }),
        other => Err(Violation(format!("a frame of kind {other:#04x}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(kind: u8, body: &[u8]) -> Vec<u8> {
        let mut bytes = (u32::try_from(body.len()).unwrap() + 1).to_le_bytes().to_vec();
        bytes.push(kind);
        bytes.extend_from_slice(body);
        bytes
    }

    /// Reads `bytes` as a socket would give them, `step` at a time.
    fn read_all(bytes: &[u8], step: usize) -> Result<Vec<Said>, Violation> {
        struct Steps<'a>(&'a [u8], usize);
        impl Read for Steps<'_> {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                let count = self.0.len().min(self.1).min(into.len());
                into[..count].copy_from_slice(&self.0[..count]);
                self.0 = &self.0[count..];
                Ok(count)
            }
        }
        let mut source = Steps(bytes, step);
        let (mut reader, mut said, mut drained) = (Reader::default(), Vec::new(), false);
        let mut scratch = vec![0; SCRATCH_BYTES];
        while !source.0.is_empty() {
            if let Some(one) = reader.read(&mut source, &mut scratch, &mut drained).unwrap()? {
                said.push(one);
            }
        }
        Ok(said)
    }

    #[test]
    fn a_frame_is_read_whatever_its_pieces() {
        let large = vec![b'7'; 200_000];
        for step in [1, 3, 4, 7, 100_000] {
            let mut body = 77u32.to_le_bytes().to_vec();
            body.extend_from_slice(&large);
            let said = read_all(&frame(b'O', &body), step).unwrap();
            assert_eq!(said, [Said::Result { rss_kib: 77, json: Bytes::from(large.clone()) }]);
        }
        assert_eq!(read_all(&frame(b'R', b""), 2).unwrap(), [Said::Ready]);
        let body = [9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(read_all(&frame(b'L', &body), 64).unwrap(), [Said::TooLarge { rss_kib: 9 }]);
    }

    #[test]
    fn what_no_bootstrap_sends_is_a_violation() {
        let mut two = frame(b'R', b"");
        two.extend_from_slice(&frame(b'R', b""));
        for bytes in [
            frame(b'?', b"abcd"),
            frame(b'O', b"abc"),
            0u32.to_le_bytes().iter().copied().chain([b'R']).collect(),
            u32::MAX.to_le_bytes().iter().copied().chain([b'O']).collect(),
            two,
        ] {
            assert!(read_all(&bytes, 64).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn the_largest_result_is_read_and_no_larger_one() {
        let body = vec![0u8; 4 + RESPONSE_BYTES_MAX];
        assert!(matches!(
            read_all(&frame(b'O', &body), 1 << 20).unwrap()[..],
            [Said::Result { .. }]
        ));
        assert!(read_all(&frame(b'O', &vec![0u8; 5 + RESPONSE_BYTES_MAX]), 1 << 20).is_err());
    }

    #[test]
    fn the_invoke_frame_counts_what_follows_its_length() {
        let bytes = invocation(0x0102, 3, |into| into.extend_from_slice(b"{}"));
        assert_eq!(bytes.len(), 4 + 1 + 8 + 2 + 2);
        assert_eq!(u32::from_le_bytes(bytes[..4].try_into().unwrap()), 1 + 8 + 2 + 2 + 3);
        assert_eq!(bytes[4], b'I');
        assert_eq!(&bytes[13..15], &[2, 0]);
    }
}
