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

pub(crate) fn owner(account: &str) -> Owner {
    Owner { display_name: None, id: Some(canonical_id(account)) }
}
