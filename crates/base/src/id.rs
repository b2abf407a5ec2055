//! Randomness is passed in too; ids are made from it.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

/// A source of random bytes.
pub trait Random: Send + Sync {
    fn fill(&self, bytes: &mut [u8]);
}

/// The kernel's generator, asked for many bytes at a time: a request needs three ids, and asking
/// costs more than they do. Of no use in a process that forks, whose child would give the same.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

/// What each thread asks for ahead: thirty ids.
const AHEAD_BYTES: usize = 512;
/// Longer wishes go to the kernel at once.
const SMALL_BYTES: usize = 64;

struct Ahead {
    bytes: [u8; AHEAD_BYTES],
    left: usize,
}

thread_local! {
    static AHEAD: RefCell<Ahead> =
        const { RefCell::new(Ahead { bytes: [0; AHEAD_BYTES], left: 0 }) };
}

impl Ahead {
    fn fill(&mut self, bytes: &mut [u8]) {
        if self.left < bytes.len() {
            ask(&mut self.bytes);
            self.left = AHEAD_BYTES;
        }
        let from = self.left - bytes.len();
        let given = &mut self.bytes[from..self.left];
        bytes.copy_from_slice(given);
        // What was given out may be a secret: it is nowhere else.
        given.fill(0);
        self.left = from;
    }
}

fn ask(bytes: &mut [u8]) {
    if let Err(error) = getrandom::fill(bytes) {
        panic!("the kernel gave no random bytes: {error}");
    }
}

impl Random for SystemRandom {
    /// Panics where the kernel has no randomness to give: nothing safe could follow.
    fn fill(&self, bytes: &mut [u8]) {
        match bytes.len() {
            0..=SMALL_BYTES => AHEAD.with_borrow_mut(|ahead| ahead.fill(bytes)),
            _ => ask(bytes),
        }
    }
}

/// The same bytes for the same seed, for tests. Not for secrets.
#[derive(Debug, Default)]
pub struct SeededRandom(AtomicU64);

impl SeededRandom {
    pub fn new(seed: u64) -> SeededRandom {
        SeededRandom(AtomicU64::new(seed))
    }
}

impl Random for SeededRandom {
    // SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

/// A random (version 4) UUID: 36 characters, lower case.
pub fn uuid(random: &dyn Random) -> String {
    let mut bytes = [0u8; 16];
    random.fill(&mut bytes);
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut text = [b'-'; 36];
    let mut at = 0;
    for (index, byte) in bytes.iter().enumerate() {
        at += usize::from(matches!(index, 4 | 6 | 8 | 10));
        text[at..at + 2].copy_from_slice(&digits(*byte));
        at += 2;
    }
    ascii(&text)
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = vec![0; bytes.len() * 2];
    for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
        pair.copy_from_slice(&digits(*byte));
    }
    String::from_utf8(text).unwrap_or_default()
}

/// `length` characters of `alphabet`, which must be ASCII and hold 1 to 256 characters.
pub fn token(random: &dyn Random, alphabet: &[u8], length: usize) -> String {
    let mut bytes = vec![0u8; length * 2];
    random.fill(&mut bytes);
    bytes
        .chunks(2)
        .map(|pair| {
            let number = usize::from(u16::from_le_bytes([pair[0], pair[1]]));
            char::from(alphabet[number % alphabet.len()])
        })
        .collect()
}

fn digits(byte: u8) -> [u8; 2] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]
}

fn ascii(text: &[u8]) -> String {
    str::from_utf8(text).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_has_its_version_and_variant() {
        let text = uuid(&SeededRandom::new(7));
        assert_eq!(text.len(), 36);
        assert_eq!(text.as_bytes()[14], b'4');
        assert!(matches!(text.as_bytes()[19], b'8' | b'9' | b'a' | b'b'));
        assert_ne!(text, uuid(&SeededRandom::new(8)));
    }

    #[test]
    fn what_was_asked_for_ahead_is_given_out_once() {
        let mut seen = std::collections::BTreeSet::new();
        for length in [16, 64, 20, 200, 16, 48].into_iter().cycle().take(200) {
            let mut bytes = vec![0; length];
            SystemRandom.fill(&mut bytes);
            for eight in bytes.chunks_exact(8) {
                assert!(seen.insert(eight.to_owned()), "{eight:?} came twice");
            }
        }
    }

    #[test]
    fn hexadecimal_digits_are_those_of_the_bytes() {
        assert_eq!(hex(&[0x00, 0x7f, 0xa9]), "007fa9");
    }

    #[test]
    fn a_token_keeps_to_its_alphabet() {
        let text = token(&SystemRandom, b"AB", 64);
        assert_eq!(text.len(), 64);
        assert!(text.bytes().all(|b| b == b'A' || b == b'B'));
    }
}
