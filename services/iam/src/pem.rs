//! Certificates and public keys as far as they must be understood to be kept: PEM, the outermost
//! DER, until when a certificate is good, and RSA keys in the form of SSH and back. Nothing is
//! verified with them here.
//!
//! Source: RFC 7468, RFC 5280 (section 4.1), RFC 4253 (section 6.6), RFC 8017 (appendix A.1).

use base::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
/// A certificate's version, which its first edition leaves out.
const EXPLICIT_0: u8 = 0xa0;
/// `rsaEncryption` without parameters: a whole `AlgorithmIdentifier`.
const RSA: &[u8] = b"\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00";

/// The bytes between the lines `BEGIN label` and `END label`.
pub fn unarmoured(text: &str, label: &str) -> Option<Vec<u8>> {
    let (begin, end) = (format!("-----BEGIN {label}-----"), format!("-----END {label}-----"));
    let (_, rest) = text.split_once(&begin)?;
    let (inside, _) = rest.split_once(&end)?;
    let letters: String = inside.split_ascii_whitespace().collect();
    STANDARD.decode(letters).ok().filter(|bytes| !bytes.is_empty())
}

fn armoured(bytes: &[u8], label: &str) -> String {
    let letters = STANDARD.encode(bytes);
    let lines = letters.as_bytes().chunks(64).map(String::from_utf8_lossy);
    let lines: Vec<_> = lines.collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

/// The contents of the first value, which has this tag, and what follows it.
fn take(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (&first, rest) = bytes.split_first()?;
    let (&length, rest) = rest.split_first().filter(|_| first == tag)?;
    let (length, rest) = match length {
        0..=0x7f => (usize::from(length), rest),
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(length - 0x80))?;
            (digits.iter().fold(0, |sum, digit| (sum << 8) | usize::from(*digit)), rest)
        }
        _ => return None,
    };
    rest.split_at_checked(length)
}

fn put(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = contents.len().to_be_bytes();
    let digits = &length[length.iter().take_while(|digit| **digit == 0).count()..];
    let mut out = vec![tag];
    match contents.len() {
        0..=0x7f => out.push(contents.len() as u8),
        _ => {
            out.push(0x80 | digits.len() as u8);
            out.extend(digits);
        }
    }
    out.extend(contents);
    out
}

/// Until when a certificate is good; none where the text is not one.
pub fn expires(text: &str) -> Option<Timestamp> {
    let bytes = unarmoured(text, "CERTIFICATE")?;
    let (certificate, _) = take(&bytes, SEQUENCE)?;
    let (signed, _) = take(certificate, SEQUENCE)?;
    let rest = take(signed, EXPLICIT_0).map_or(signed, |(_, rest)| rest);
    let (_serial, rest) = take(rest, INTEGER)?;
    let (_algorithm, rest) = take(rest, SEQUENCE)?;
    let (_issuer, rest) = take(rest, SEQUENCE)?;
    let (validity, _) = take(rest, SEQUENCE)?;
    let (_, after) = time(validity)?;
    let (until, _) = time(after)?;
    Some(until)
}

/// `YYMMDDhhmmssZ` or `YYYYMMDDhhmmssZ`.
fn time(bytes: &[u8]) -> Option<(Timestamp, &[u8])> {
    let short = take(bytes, UTC_TIME);
    let (text, rest) = short.or_else(|| take(bytes, GENERALIZED_TIME))?;
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let text = match (short, text.get(..2)?.parse::<u32>().ok()?) {
        (None, _) => text.to_owned(),
        (Some(_), 50..) => format!("19{text}"),
        (Some(_), _) => format!("20{text}"),
    };
    let part = |range: std::ops::Range<usize>| text.get(range);
    let iso = format!(
        "{}-{}-{}T{}:{}:{}Z",
        part(0..4)?,
        part(4..6)?,
        part(6..8)?,
        part(8..10)?,
        part(10..12)?,
        part(12..14)?
    );
    Some((Timestamp::parse(&iso)?, rest))
}

/// An RSA key as SSH has it (`ssh-rsa`, exponent, modulus), whichever form it was given in.
pub fn ssh_key(text: &str) -> Option<Vec<u8>> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix("ssh-rsa ") {
        let bytes = STANDARD.decode(rest.split_ascii_whitespace().next()?).ok()?;
        ssh_parts(&bytes)?;
        return Some(bytes);
    }
    let bytes = unarmoured(text, "PUBLIC KEY")?;
    let (key, _) = take(&bytes, SEQUENCE)?;
    let (bits, _) = take(key.strip_prefix(RSA)?, BIT_STRING)?;
    let (numbers, _) = take(bits.strip_prefix(&[0])?, SEQUENCE)?;
    let (modulus, rest) = take(numbers, INTEGER)?;
    let (exponent, _) = take(rest, INTEGER)?;
    let mut out = Vec::new();
    for part in [b"ssh-rsa", exponent, modulus] {
        out.extend(u32::try_from(part.len()).ok()?.to_be_bytes());
        out.extend(part);
    }
    Some(out)
}

/// The exponent and the modulus.
fn ssh_parts(key: &[u8]) -> Option<(&[u8], &[u8])> {
    fn part(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        rest.split_at_checked(u32::from_be_bytes(*length).try_into().ok()?)
    }
    let (name, rest) = part(key)?;
    let (exponent, rest) = part(rest)?;
    let (modulus, rest) = part(rest)?;
    (name == b"ssh-rsa" && rest.is_empty() && !modulus.is_empty()).then_some((exponent, modulus))
}

/// The key that [`ssh_key`] gave, in PEM.
pub fn public_key(key: &[u8]) -> Option<String> {
    let (exponent, modulus) = ssh_parts(key)?;
    let numbers = [put(INTEGER, modulus), put(INTEGER, exponent)].concat();
    let bits = [vec![0], put(SEQUENCE, &numbers)].concat();
    let whole = put(SEQUENCE, &[RSA.to_vec(), put(BIT_STRING, &bits)].concat());
    Some(armoured(&whole, "PUBLIC KEY"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Signed by itself, made for this test.
    const CERTIFICATE: &str = include_str!("../tests/bench/certificate.pem");
    const PUBLIC: &str = include_str!("../tests/bench/public.pem");

    #[test]
    fn a_certificate_says_until_when_it_is_good() {
        assert_eq!(expires(CERTIFICATE).map(|at| at.iso_seconds()), Some(EXPIRES.into()));
        for text in ["", "x", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"] {
            assert_eq!(expires(text), None, "{text}");
        }
        let cut = CERTIFICATE.replace('\n', "").split_at(200).0.to_owned();
        assert_eq!(expires(&format!("{cut}-----END CERTIFICATE-----")), None);
    }

    const EXPIRES: &str = "2036-11-23T07:08:03Z";

    #[test]
    fn a_key_is_the_same_in_both_forms() {
        let key = ssh_key(PUBLIC).unwrap();
        assert_eq!(public_key(&key).as_deref(), Some(PUBLIC));
        let line = format!("ssh-rsa {} anna@here", STANDARD.encode(&key));
        assert_eq!(ssh_key(&line), Some(key));
        for text in ["", "ssh-rsa", "ssh-rsa AAAA", "ssh-ed25519 AAAA", CERTIFICATE] {
            assert_eq!(ssh_key(text), None, "{text}");
        }
    }
}
