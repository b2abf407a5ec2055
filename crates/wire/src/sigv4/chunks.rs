//! A body in chunks (`aws-chunked`), each signed, or none, and the headers that trail it.
//!
//! A signed chunk's bytes are given out as they come, before its end has shown whether they are
//! the signer's: whoever takes them keeps them only when [`Chunks::finish`] has found all good.
//!
//! Source: "Signature calculations: transferring payload in multiple chunks" and "Trailing
//! headers" of S3's API reference.

use base::id::hex;
use bytes::{Buf, Bytes, BytesMut};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::verify::mac;
use super::{Streaming, unhex};

/// A chunk's first line: a length, a signature of 64 digits, and room.
const LINE_BYTES_MAX: usize = 1024;
/// All trailing headers together: S3 has a checksum and a signature there.
pub const TRAILERS_BYTES_MAX: usize = 8 * 1024;

/// What the chunks' signatures follow from: the key, and the signature before.
#[derive(Clone)]
pub struct Chain {
    key: [u8; 32],
    stamp: String,
    scope: String,
    previous: [u8; 32],
}

/// Why a body in chunks is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damaged {
    /// It is not in chunks, or ends too early.
    Form,
    /// A chunk or the trailing headers are not what was signed.
    Signature,
    /// Together the chunks are not as long as was announced.
    Length,
}

/// Reads a body in chunks, piece by piece.
pub struct Chunks {
    form: Streaming,
    chain: Option<Chain>,
    state: State,
    /// What has come and could not be used yet: part of a line.
    line: BytesMut,
    hash: Sha256,
    /// What the present chunk says of itself.
    signature: Option<[u8; 32]>,
    announced: u64,
    given: u64,
    trailers: Vec<(String, String)>,
    trailers_bytes: usize,
    trailer_signature: Option<[u8; 32]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Line,
    Data(u64),
    DataEnd,
    Trailers,
    Done,
}

impl Chain {
    pub(crate) fn new(key: [u8; 32], stamp: &str, scope: &str, first: &[u8; 32]) -> Chain {
        Chain { key, stamp: stamp.into(), scope: scope.into(), previous: *first }
    }

    fn follow(&mut self, kind: &str, hashes: &str, signature: Option<[u8; 32]>) -> bool {
        let Chain { key, stamp, scope, previous } = self;
        let text =
            format!("AWS4-HMAC-SHA256-{kind}\n{stamp}\n{scope}\n{}\n{hashes}", hex(previous));
        let expected = mac(key, text.as_bytes());
        self.previous = expected;
        signature.is_some_and(|signature| bool::from(expected.ct_eq(&signature)))
    }

    /// The signature of the next chunk, from the client's side.
    pub fn sign_chunk(&mut self, data: &[u8]) -> String {
        let hashes = format!("{}\n{}", hex(&Sha256::digest([])), hex(&Sha256::digest(data)));
        self.follow("PAYLOAD", &hashes, None);
        hex(&self.previous)
    }

    /// The signature of the trailing headers, each a line with its end.
    pub fn sign_trailers(&mut self, lines: &str) -> String {
        self.follow("TRAILER", &hex(&Sha256::digest(lines.as_bytes())), None);
        hex(&self.previous)
    }
}

impl Chunks {
    /// `chain` is needed by the signed forms; `announced` is `x-amz-decoded-content-length`.
    pub fn new(form: Streaming, chain: Option<Chain>, announced: u64) -> Chunks {
        Chunks {
            form,
            chain: if form == Streaming::UnsignedTrailer { None } else { chain },
            state: State::Line,
            line: BytesMut::new(),
            hash: Sha256::new(),
            signature: None,
            announced,
            given: 0,
            trailers: Vec::new(),
            trailers_bytes: 0,
            trailer_signature: None,
        }
    }

    /// Takes of `input` what it can, and gives the next bytes of the body; none when it needs more
    /// input.
    pub fn next(&mut self, input: &mut Bytes) -> Result<Option<Bytes>, Damaged> {
        loop {
            match self.state {
                State::Done if input.is_empty() => return Ok(None),
                State::Done => return Err(Damaged::Form),
                State::Data(left) => {
                    if input.is_empty() {
                        return Ok(None);
                    }
                    let here = usize::try_from(left).unwrap_or(usize::MAX).min(input.len());
                    let data = input.split_to(here);
                    self.take(&data, left)?;
                    return Ok(Some(data));
                }
                State::Line | State::DataEnd | State::Trailers => {
                    let Some(line) = self.next_line(input)? else { return Ok(None) };
                    self.read_line(&line)?;
                }
            }
        }
    }

    /// The body has ended: whether all of it was there. Gives the trailing headers.
    pub fn finish(self) -> Result<Vec<(String, String)>, Damaged> {
        if self.state != State::Done {
            return Err(Damaged::Form);
        }
        if self.given != self.announced {
            return Err(Damaged::Length);
        }
        Ok(self.trailers)
    }

    fn take(&mut self, data: &Bytes, left: u64) -> Result<(), Damaged> {
        self.given += data.len() as u64;
        if self.given > self.announced {
            return Err(Damaged::Length);
        }
        if self.chain.is_some() {
            self.hash.update(data);
        }
        let left = left - data.len() as u64;
        self.state = if left == 0 { State::DataEnd } else { State::Data(left) };
        if left == 0 {
            self.check_chunk()?;
        }
        Ok(())
    }

    /// A line without its end, once it is there.
    fn next_line(&mut self, input: &mut Bytes) -> Result<Option<BytesMut>, Damaged> {
        let Some(at) = memchr::memchr(b'\n', input) else {
            self.line.extend_from_slice(input);
            input.advance(input.len());
            return if self.line.len() > LINE_BYTES_MAX { Err(Damaged::Form) } else { Ok(None) };
        };
        let mut line = std::mem::take(&mut self.line);
        line.extend_from_slice(&input.split_to(at + 1));
        if line.len() > LINE_BYTES_MAX {
            return Err(Damaged::Form);
        }
        line.truncate(line.len() - 1);
        if line.last() == Some(&b'\r') {
            line.truncate(line.len() - 1);
        }
        Ok(Some(line))
    }

    fn read_line(&mut self, line: &[u8]) -> Result<(), Damaged> {
        let text = std::str::from_utf8(line).map_err(|_| Damaged::Form)?;
        match self.state {
            State::DataEnd if text.is_empty() => self.state = State::Line,
            State::Line => self.begin_chunk(text)?,
            State::Trailers => self.read_trailer(text)?,
            State::DataEnd | State::Data(_) | State::Done => return Err(Damaged::Form),
        }
        Ok(())
    }

    /// `400;chunk-signature=...`, the length in hexadecimal.
    fn begin_chunk(&mut self, line: &str) -> Result<(), Damaged> {
        let (length, extension) = line.split_once(';').unwrap_or((line, ""));
        let is_hex = (1..=16).contains(&length.len())
            && length.bytes().all(|digit| digit.is_ascii_hexdigit());
        if !is_hex {
            return Err(Damaged::Form);
        }
        let length = u64::from_str_radix(length, 16).map_err(|_| Damaged::Form)?;
        self.signature = extension.strip_prefix("chunk-signature=").and_then(unhex);
        self.hash = Sha256::new();
        if length > 0 {
            self.state = State::Data(length);
            return Ok(());
        }
        self.check_chunk()?;
        self.state = State::Trailers;
        Ok(())
    }

    fn check_chunk(&mut self) -> Result<(), Damaged> {
        let Some(chain) = &mut self.chain else { return Ok(()) };
        let hash = std::mem::take(&mut self.hash).finalize();
        let hashes = format!("{}\n{}", hex(&Sha256::digest([])), hex(&hash));
        match chain.follow("PAYLOAD", &hashes, self.signature) {
            true => Ok(()),
            false => Err(Damaged::Signature),
        }
    }

    fn read_trailer(&mut self, line: &str) -> Result<(), Damaged> {
        let wants_signature =
            self.form == Streaming::SignedTrailer && self.trailer_signature.is_none();
        if line.is_empty() {
            // The documented form of a trailing header ends in two ends of a line.
            if wants_signature && !self.trailers.is_empty() {
                return Ok(());
            }
            self.state = State::Done;
            return self.check_trailers();
        }
        self.trailers_bytes += line.len();
        if self.trailers_bytes > TRAILERS_BYTES_MAX {
            return Err(Damaged::Form);
        }
        let (name, value) = line.split_once(':').ok_or(Damaged::Form)?;
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
        if name == "x-amz-trailer-signature" {
            self.trailer_signature = Some(unhex(value).ok_or(Damaged::Signature)?);
        } else {
            self.trailers.push((name, value.to_owned()));
        }
        Ok(())
    }

    fn check_trailers(&mut self) -> Result<(), Damaged> {
        if self.form != Streaming::SignedTrailer {
            return Ok(());
        }
        let Some(chain) = &mut self.chain else { return Err(Damaged::Signature) };
        let lines: String =
            self.trailers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let hash = hex(&Sha256::digest(lines.as_bytes()));
        match chain.follow("TRAILER", &hash, self.trailer_signature) {
            true => Ok(()),
            false => Err(Damaged::Signature),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mut chunks: Chunks, body: &[u8], piece: usize) -> Result<(Vec<u8>, usize), Damaged> {
        let mut out = Vec::new();
        for part in body.chunks(piece) {
            let mut input = Bytes::copy_from_slice(part);
            while let Some(data) = chunks.next(&mut input)? {
                out.extend_from_slice(&data);
            }
        }
        Ok((out, chunks.finish()?.len()))
    }

    fn chain() -> Chain {
        Chain::new([7; 32], "20260131T235959Z", "20260131/eu-west-1/s3/aws4_request", &[9; 32])
    }

    fn signed(pieces: &[&[u8]], trailer: Option<&str>) -> Vec<u8> {
        let mut chain = chain();
        let mut body = Vec::new();
        for data in pieces.iter().copied().chain([&b""[..]]) {
            let signature = chain.sign_chunk(data);
            body.extend(format!("{:x};chunk-signature={signature}\r\n", data.len()).bytes());
            body.extend(data);
            if !data.is_empty() {
                body.extend(b"\r\n");
            }
        }
        if let Some(trailer) = trailer {
            let signature = chain.sign_trailers(&format!("{trailer}\n"));
            body.extend(format!("{trailer}\r\nx-amz-trailer-signature:{signature}\r\n").bytes());
        }
        body.extend(b"\r\n");
        body
    }

    #[test]
    fn signed_chunks_are_read_however_they_arrive() {
        let body = signed(&[b"hello ", b"world"], None);
        let trailed = signed(&[b"hello ", b"world"], Some("x-amz-checksum-crc32:AAAAAA=="));
        for piece in [1, 2, 7, 1000] {
            let chunks = Chunks::new(Streaming::Signed, Some(chain()), 11);
            assert_eq!(read(chunks, &body, piece), Ok((b"hello world".to_vec(), 0)));
            let chunks = Chunks::new(Streaming::SignedTrailer, Some(chain()), 11);
            assert_eq!(read(chunks, &trailed, piece), Ok((b"hello world".to_vec(), 1)));
        }
    }

    #[test]
    fn what_was_not_signed_is_refused() {
        let good = signed(&[b"hello ", b"world"], Some("x-amz-checksum-crc32:AAAAAA=="));
        let text = String::from_utf8(good).unwrap();
        for (from, to) in [
            ("hello", "hellO"),
            ("AAAAAA", "AAAAAB"),
            ("x-amz-trailer-signature:", "x-amz-trailer-signature:00"),
        ] {
            let body = text.replacen(from, to, 1);
            let chunks = Chunks::new(Streaming::SignedTrailer, Some(chain()), 11);
            assert_eq!(read(chunks, body.as_bytes(), 64), Err(Damaged::Signature), "{to}");
        }
        let chunks = Chunks::new(Streaming::SignedTrailer, None, 11);
        assert_eq!(read(chunks, text.as_bytes(), 64), Err(Damaged::Signature));
    }

    #[test]
    fn unsigned_chunks_and_their_lengths() {
        let body = b"5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n";
        let new = |announced| Chunks::new(Streaming::UnsignedTrailer, None, announced);
        assert_eq!(read(new(5), body, 3), Ok((b"hello".to_vec(), 1)));
        assert_eq!(read(new(4), body, 3), Err(Damaged::Length));
        assert_eq!(read(new(6), body, 3), Err(Damaged::Length));
        for wrong in [
            &b"5\r\nhello\r\n0\r\n"[..],
            b"5\r\nhello",
            b"z\r\n",
            b"-5\r\nhello\r\n0\r\n\r\n",
            b"5\r\nhelloX\r\n0\r\n\r\n",
            b"0\r\n\r\nmore",
            b"0\r\nno colon\r\n\r\n",
            &[b'1'; 2000],
        ] {
            assert_eq!(read(new(5), wrong, 3), Err(Damaged::Form), "{wrong:?}");
        }
    }
}
