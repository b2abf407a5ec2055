//! Documents on their way in and out: checked and bounded, then URL-encoded as the API has them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use policy::{Kind, Policy};

use crate::api;
use crate::entity::Entity;
use crate::error::exceeds;

/// A role's trust policy (IAM quotas; the default).
pub const TRUST_LENGTH_MAX: usize = 2048;
/// A managed policy, white space not counted (IAM quotas).
pub const MANAGED_LENGTH_MAX: usize = 6144;

/// Everything but RFC 3986's unreserved characters.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub fn encode(document: &str) -> String {
    utf8_percent_encode(document, ESCAPED).to_string()
}

/// How long a document counts.
pub fn length(document: &str) -> usize {
    document.chars().filter(|character| !character.is_whitespace()).count()
}

pub fn check_trust(document: &str) -> Result<Policy, wire::Error> {
    if length(document) > TRUST_LENGTH_MAX {
        return Err(exceeds("ACLSizePerRole", TRUST_LENGTH_MAX));
    }
    check(document, Kind::Trust)
}

pub fn check_inline(document: &str) -> Result<Policy, wire::Error> {
    check(document, Kind::Identity)
}

fn check(document: &str, kind: Kind) -> Result<Policy, wire::Error> {
    Policy::parse(document, kind).map_err(|malformed| {
        api::MalformedPolicyDocumentException::error(malformed.text).for_operator(malformed.detail)
    })
}

pub fn check_managed(document: &str) -> Result<Policy, wire::Error> {
    if length(document) > MANAGED_LENGTH_MAX {
        return Err(exceeds("PolicySize", MANAGED_LENGTH_MAX));
    }
    check(document, Kind::Managed)
}

/// Refuses inline policies that are together too long.
pub fn check_total<'a>(
    of: &Entity,
    documents: impl Iterator<Item = &'a str>,
) -> Result<(), wire::Error> {
    let longest = of.kind.inline_length_max();
    if documents.map(length).sum::<usize>() > longest {
        let (kind, name) = (of.kind.word(), &of.name);
        let text = format!("Maximum policy size of {longest} bytes exceeded for {kind} {name}");
        return Err(api::LimitExceededException::error(text));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_leave_encoded() {
        assert_eq!(encode("{\"a\": \"b*~ä\"}"), "%7B%22a%22%3A%20%22b%2A~%C3%A4%22%7D");
    }
}
