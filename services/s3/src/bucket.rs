//! A bucket, and what it may be called.

use std::net::Ipv4Addr;

use base::Timestamp;
use store::{Corrupt, Fields, Put, Record};

/// A bucket's own facts; its further configurations are rows of their own ([`crate::setting`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bucket {
    pub created: Timestamp,
    /// Where it was asked to be; all are here.
    pub region: String,
    /// The account.
    pub owner: String,
    pub versioning: Versioning,
    /// Whether its versions can be locked: said when it is made, and for good.
    pub locks: bool,
    /// Whether multi-factor deletion is on: kept for who asks, and enforced nowhere.
    pub mfa_delete: bool,
}

/// What becomes of an object that is overwritten or deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Versioning {
    /// It is gone. Of a bucket whose versioning was never switched on.
    #[default]
    Off,
    /// It is kept as an older version.
    Enabled,
    /// As `Off` for the one version without an id; those with one are kept.
    Suspended,
}

impl Bucket {
    /// Where it is: `EU` is an older name.
    pub(crate) fn region_name(&self) -> &str {
        if self.region == "EU" { "eu-west-1" } else { &self.region }
    }
}

impl Record for Bucket {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.created.0);
        out.put_text(&self.region);
        out.put_text(&self.owner);
        out.put_u8(match self.versioning {
            Versioning::Off => 0,
            Versioning::Enabled => 1,
            Versioning::Suspended => 2,
        });
        out.put_bool(self.locks);
        out.put_bool(self.mfa_delete);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Bucket, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        Ok(Bucket {
            created: Timestamp(fields.i64()?),
            region: fields.string()?,
            owner: fields.string()?,
            versioning: match fields.u8()? {
                0 => Versioning::Off,
                1 => Versioning::Enabled,
                2 => Versioning::Suspended,
                _ => return Err(Corrupt("a bucket's versioning")),
            },
            locks: fields.bool()?,
            mfa_delete: fields.bool()?,
        })
    }
}

/// Reserved beginnings and ends, of the rules for names.
const RESERVED_STARTS: [&str; 2] = ["xn--", "sthree-"];
const RESERVED_ENDS: [&str; 5] = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

/// Whether a general purpose bucket may have this name: "Bucket naming rules".
pub(crate) fn is_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    let plain = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    (3..=63).contains(&bytes.len())
        && bytes.iter().all(|byte| plain(byte) || matches!(byte, b'-' | b'.'))
        && bytes.first().is_some_and(plain)
        && bytes.last().is_some_and(plain)
        && !name.contains("..")
        && name.parse::<Ipv4Addr>().is_err()
        && !RESERVED_STARTS.iter().any(|start| name.starts_with(start))
        && !RESERVED_ENDS.iter().any(|end| name.ends_with(end))
}

/// `arn:aws:s3:::name`.
pub(crate) fn arn(name: &str) -> String {
    format!("arn:aws:s3:::{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_rules() {
        for good in ["abc", "a-b.c1", "192.168.0", "1bucket", &"a".repeat(63), "foo.bar", "a.b-c"] {
            assert!(is_name(good), "{good}");
        }
        for bad in [
            "ab",
            "",
            "Abc",
            "a_b",
            "-ab",
            "ab-",
            ".ab",
            "a..b",
            "192.168.0.1",
            "xn--abc",
            "abc-s3alias",
            "abc--x-s3",
            &"a".repeat(64),
            "a b",
            "häuser",
        ] {
            assert!(!is_name(bad), "{bad}");
        }
    }
}
