//! What several operations' answers have in common.

use std::time::{Duration, UNIX_EPOCH};

use sha2::{Digest, Sha256};

use crate::protocol::dto::{self, Owner};

/// A point in time as the protocol has it.
pub(crate) fn time(at: base::Timestamp) -> dto::Timestamp {
    let after = Duration::from_millis(at.0.max(0).unsigned_abs());
    (UNIX_EPOCH + after).into()
}

/// An account's canonical user id: 64 hexadecimal digits.
pub(crate) fn canonical_id(account: &str) -> String {
    base::id::hex(&Sha256::digest(account))
}

/// How an account is shown. AWS showed a name of its own choice until the end of 2025, which older
/// clients still ask for: here it is the account's number.
pub(crate) fn owner(account: &str) -> Owner {
    Owner { display_name: Some(account.to_owned()), id: Some(canonical_id(account)) }
}

/// A point in time as the protocol has said it. None of what lies beyond what milliseconds can say.
pub(crate) fn moment(time: &dto::Timestamp) -> Option<base::Timestamp> {
    let mut text = Vec::new();
    time.format(dto::TimestampFormat::EpochSeconds, &mut text).ok()?;
    let seconds: f64 = std::str::from_utf8(&text).ok()?.parse().ok()?;
    Some(base::Timestamp((seconds * 1000.0).round() as i64))
}

#[cfg(test)]
mod tests {
    use base::Timestamp;

    use super::*;

    #[test]
    fn a_time_is_itself_again() {
        for millis in [0, 1, 999, 1_769_903_999_123, 1_700_000_000_000] {
            assert_eq!(moment(&time(Timestamp(millis))), Some(Timestamp(millis)));
        }
    }
}
