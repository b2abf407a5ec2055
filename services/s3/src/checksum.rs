//! Checksums that callers choose, beside the entity tag.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crc_fast::CrcAlgorithm;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use store::{Corrupt, Fields, Put};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Algorithm {
    Crc32,
    Crc32c,
    Crc64Nvme,
    Sha1,
    Sha256,
}

/// Whether it is of all the bytes, or of the parts' checksums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Full,
    Composite,
}

/// A checksum that was found right, as it is given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Checksum {
    pub algorithm: Algorithm,
    pub kind: Kind,
    /// In base 64; a composite one ends in a hyphen and the number of parts.
    pub value: String,
}

impl Algorithm {
    pub(crate) const ALL: [Algorithm; 5] = [
        Algorithm::Crc32,
        Algorithm::Crc32c,
        Algorithm::Crc64Nvme,
        Algorithm::Sha1,
        Algorithm::Sha256,
    ];

    /// `CRC32`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Algorithm::Crc32 => "CRC32",
            Algorithm::Crc32c => "CRC32C",
            Algorithm::Crc64Nvme => "CRC64NVME",
            Algorithm::Sha1 => "SHA1",
            Algorithm::Sha256 => "SHA256",
        }
    }

    /// `x-amz-checksum-crc32`.
    pub(crate) fn header(self) -> &'static str {
        match self {
            Algorithm::Crc32 => "x-amz-checksum-crc32",
            Algorithm::Crc32c => "x-amz-checksum-crc32c",
            Algorithm::Crc64Nvme => "x-amz-checksum-crc64nvme",
            Algorithm::Sha1 => "x-amz-checksum-sha1",
            Algorithm::Sha256 => "x-amz-checksum-sha256",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Algorithm> {
        Algorithm::ALL.into_iter().find(|algorithm| algorithm.name().eq_ignore_ascii_case(name))
    }

    /// Bytes of a value.
    fn bytes(self) -> usize {
        match self {
            Algorithm::Crc32 | Algorithm::Crc32c => 4,
            Algorithm::Crc64Nvme => 8,
            Algorithm::Sha1 => 20,
            Algorithm::Sha256 => 32,
        }
    }

    /// Whether a text can be a value: base 64 of the right length.
    pub(crate) fn is_value(self, text: &str) -> bool {
        STANDARD.decode(text).is_ok_and(|bytes| bytes.len() == self.bytes())
    }

    /// Whether the checksum of all bytes follows from those of the parts and their lengths.
    pub(crate) fn combines(self) -> bool {
        self.crc().is_some()
    }

    fn crc(self) -> Option<CrcAlgorithm> {
        match self {
            Algorithm::Crc32 => Some(CrcAlgorithm::Crc32IsoHdlc),
            Algorithm::Crc32c => Some(CrcAlgorithm::Crc32Iscsi),
            Algorithm::Crc64Nvme => Some(CrcAlgorithm::Crc64Nvme),
            Algorithm::Sha1 | Algorithm::Sha256 => None,
        }
    }
}

/// A checksum that is being taken.
pub(crate) enum Sum {
    Crc(crc_fast::Digest, usize),
    Sha1(Sha1),
    Sha256(Sha256),
}

impl Sum {
    pub(crate) fn new(algorithm: Algorithm) -> Sum {
        match (algorithm, algorithm.crc()) {
            (_, Some(crc)) => Sum::Crc(crc_fast::Digest::new(crc), algorithm.bytes()),
            (Algorithm::Sha1, None) => Sum::Sha1(Sha1::new()),
            (_, None) => Sum::Sha256(Sha256::new()),
        }
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        match self {
            Sum::Crc(digest, _) => digest.update(bytes),
            Sum::Sha1(hash) => hash.update(bytes),
            Sum::Sha256(hash) => hash.update(bytes),
        }
    }

    /// The value in base 64.
    pub(crate) fn finish(self) -> String {
        match self {
            Sum::Crc(digest, bytes) => crc_text(digest.finalize(), bytes),
            Sum::Sha1(hash) => STANDARD.encode(hash.finalize()),
            Sum::Sha256(hash) => STANDARD.encode(hash.finalize()),
        }
    }
}

fn crc_text(value: u64, bytes: usize) -> String {
    STANDARD.encode(&value.to_be_bytes()[8 - bytes..])
}

fn crc_value(text: &str, bytes: usize) -> Option<u64> {
    let found = STANDARD.decode(text).ok().filter(|found| found.len() == bytes)?;
    Some(found.iter().fold(0, |value, byte| value << 8 | u64::from(*byte)))
}

/// The checksum of an object of these parts, each a value and a length. None where a value is no
/// value, or the algorithm has none of this kind.
pub(crate) fn of_parts<'a>(
    algorithm: Algorithm,
    kind: Kind,
    parts: impl ExactSizeIterator<Item = (&'a str, u64)>,
) -> Option<String> {
    match (kind, algorithm.crc()) {
        (Kind::Full, None) => None,
        (Kind::Full, Some(crc)) => {
            let bytes = algorithm.bytes();
            let mut all: Option<u64> = None;
            for (value, length) in parts {
                let value = crc_value(value, bytes)?;
                all = Some(match all {
                    None => value,
                    Some(all) => crc_fast::checksum_combine(crc, all, value, length),
                });
            }
            all.map(|all| crc_text(all, bytes))
        }
        (Kind::Composite, _) => {
            let count = parts.len();
            let mut sum = Sum::new(algorithm);
            for (value, _) in parts {
                sum.update(&STANDARD.decode(value).ok()?);
            }
            Some(format!("{}-{count}", sum.finish()))
        }
    }
}

impl Checksum {
    pub(crate) fn put(&self, out: &mut Vec<u8>) {
        out.put_text(self.algorithm.name());
        out.put_bool(self.kind == Kind::Composite);
        out.put_text(&self.value);
    }

    pub(crate) fn read(fields: &mut Fields<'_>) -> Result<Checksum, Corrupt> {
        let algorithm = Algorithm::parse(fields.text()?).ok_or(Corrupt("a checksum"))?;
        let kind = if fields.bool()? { Kind::Composite } else { Kind::Full };
        Ok(Checksum { algorithm, kind, value: fields.string()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(algorithm: Algorithm, text: &str) -> String {
        let mut sum = Sum::new(algorithm);
        sum.update(text.as_bytes());
        sum.finish()
    }

    #[test]
    fn values_are_those_that_are_published() {
        // The check values of the CRC catalogue, of "123456789".
        for (algorithm, value) in [
            (Algorithm::Crc32, 0xcbf4_3926u64),
            (Algorithm::Crc32c, 0xe306_9283),
            (Algorithm::Crc64Nvme, 0xae8b_1486_0a79_9888),
        ] {
            let text = of(algorithm, "123456789");
            assert_eq!(crc_value(&text, algorithm.bytes()), Some(value), "{algorithm:?}");
            assert!(algorithm.is_value(&text));
        }
        assert_eq!(of(Algorithm::Sha1, ""), "2jmj7l5rSw0yVb/vlWAYkK/YBwk=");
        assert!(!Algorithm::Crc32.is_value("AAAA"));
    }

    #[test]
    fn parts_combine() {
        let (one, two) = ("the first part, ", "and the second");
        for algorithm in Algorithm::ALL {
            let values = [of(algorithm, one), of(algorithm, two)];
            let lengths = [one.len() as u64, two.len() as u64];
            let parts = || values.iter().map(String::as_str).zip(lengths);
            let full = of_parts(algorithm, Kind::Full, parts());
            let expected = algorithm.combines().then(|| of(algorithm, &format!("{one}{two}")));
            assert_eq!(full, expected, "{algorithm:?}");
            let composite = of_parts(algorithm, Kind::Composite, parts());
            assert!(composite.is_some_and(|value| value.ends_with("-2")), "{algorithm:?}");
        }
    }
}
