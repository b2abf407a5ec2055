//! One-time codes of virtual devices: six digits that follow from a seed and the time.
//!
//! Source: RFC 6238 and RFC 4226; RFC 4648 for the seed's letters.

use base::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::state::Holding;

/// What a device's codes follow from, in bytes (RFC 4226 wants 16 at least; IAM's have 40, which
/// are 64 letters).
pub const SEED_BYTES: usize = 40;
/// A code holds for so long.
const STEP_S: i64 = 30;
/// How many steps a code may be early or late.
const TOLERANCE: i64 = 1;
/// How many steps two codes may be away from now when a device's clock is learnt: an hour.
const LEARN_STEPS_MAX: i64 = 120;

fn step(now: Timestamp) -> i64 {
    now.seconds().div_euclid(STEP_S)
}

/// The code of a step.
fn code(seed: &[u8], step: i64) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(seed) else { return String::new() };
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest[19] & 15);
    let bits = digest[at..at + 4].iter().fold(0u32, |bits, byte| (bits << 8) | u32::from(*byte));
    format!("{:06}", (bits & 0x7fff_ffff) % 1_000_000)
}

/// How far the device's clock is ahead, in steps, and the step of the second code; none where no
/// two steps in a row have these codes.
pub fn learn(seed: &[u8], codes: [&str; 2], now: Timestamp) -> Option<(i64, i64)> {
    let now = step(now);
    // From now on outwards: the nearest is meant.
    let near = (0..=LEARN_STEPS_MAX).flat_map(|away| [-away, away]);
    let mut steps = near.map(|away| now + away);
    let first =
        steps.find(|step| code(seed, *step) == codes[0] && code(seed, step + 1) == codes[1])?;
    let ahead = first + 1 - now;
    let drift = if ahead.abs() <= TOLERANCE { 0 } else { ahead };
    Some((drift, first + 1))
}

/// The step of this code, where it is one that counts now.
pub fn check(seed: &[u8], of: &Holding, given: &str, now: Timestamp) -> Option<i64> {
    let now = step(now) + of.drift;
    let mut steps = now - TOLERANCE..=now + TOLERANCE;
    steps.find(|step| *step > of.last && code(seed, *step) == given)
}

/// Five bits a letter. A seed's length is a multiple of five bytes: nothing is padded.
pub fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut out = String::with_capacity(bytes.len().div_ceil(5) * 8);
    for five in bytes.chunks(5) {
        let bits = five.iter().fold(0u64, |bits, byte| (bits << 8) | u64::from(*byte));
        for place in (0..8).rev() {
            out.push(char::from(ALPHABET[(bits >> (place * 5)) as usize & 31]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEED: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> Timestamp {
        Timestamp(seconds * 1000)
    }

    /// RFC 6238, appendix B, the last six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(SEED, step(at(seconds))), expected, "{seconds}");
        }
    }

    #[test]
    fn a_seed_is_written_in_letters() {
        assert_eq!(base32(SEED), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn a_code_counts_once_and_near_its_time() {
        let now = 1_111_111_111;
        let mut of = Holding { user_id: String::new(), enabled: at(0), drift: 0, last: 0 };
        let shown = code(SEED, step(at(now)));
        for (away, counts) in [(-31, true), (0, true), (31, true), (-90, false), (90, false)] {
            assert_eq!(check(SEED, &of, &shown, at(now + away)).is_some(), counts, "{away}");
        }
        of.last = check(SEED, &of, &shown, at(now)).unwrap();
        assert_eq!(check(SEED, &of, &shown, at(now)), None);
        assert_eq!(check(SEED, &of, "000000", at(now)), None);
    }

    #[test]
    fn two_codes_in_a_row_tell_how_a_clock_goes() {
        let now = 1_111_111_111;
        let of = |seconds: i64| code(SEED, step(at(seconds)));
        let learn = |a: i64, b: i64| learn(SEED, [&of(a), &of(b)], at(now));
        assert_eq!(learn(now - 30, now), Some((0, step(at(now)))));
        assert_eq!(learn(now, now + 30), Some((0, step(at(now)) + 1)));
        assert_eq!(learn(now - 600, now - 570), Some((-19, step(at(now)) - 19)));
        assert_eq!(learn(now, now), None);
        assert_eq!(learn(now + 30, now), None);
        assert_eq!(learn(now - 7200, now - 7170), None);
    }
}
