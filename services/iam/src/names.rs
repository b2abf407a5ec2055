//! Names, paths, ids and ARNs of IAM.
//!
//! Source: IAM user guide, "IAM identifiers" and "IAM and AWS STS quotas".

use base::Random;

/// Names are not distinguished by case.
pub fn fold(name: &str) -> String {
    name.to_ascii_lowercase()
}

pub fn role_arn(account: &str, path: &str, name: &str) -> String {
    format!("arn:aws:iam::{account}:role{path}{name}")
}

/// The account and the name in a role's ARN; none where it is not one.
pub fn role_of_arn(arn: &str) -> Option<(&str, &str)> {
    let rest = arn.strip_prefix("arn:aws:iam::")?;
    let (account, resource) = rest.split_once(':')?;
    let (_, name) = resource.strip_prefix("role/").map(|_| resource)?.rsplit_once('/')?;
    (!name.is_empty()).then_some((account, name))
}

/// A role's unique id: `AROA` and 17 more.
pub fn role_id(random: &dyn Random) -> String {
    format!("AROA{}", base::id::token(random, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 17))
}

/// Role and policy names: letters, digits and `+=,.@_-`.
pub fn is_name(name: &str, longest: usize) -> bool {
    let valid = |b: u8| b.is_ascii_alphanumeric() || b"+=,.@_-".contains(&b);
    !name.is_empty() && name.len() <= longest && name.bytes().all(valid)
}

/// `/`, or printable characters between slashes.
pub fn is_path(path: &str) -> bool {
    let ends = path.starts_with('/') && path.ends_with('/');
    ends && path.len() <= 512 && path.bytes().all(|b| (0x21..=0x7f).contains(&b))
}

pub const ROLE_NAME_LENGTH_MAX: usize = 64;
pub const POLICY_NAME_LENGTH_MAX: usize = 128;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_found_in_its_arn() {
        for (arn, expected) in [
            ("arn:aws:iam::000000000000:role/R", Some(("000000000000", "R"))),
            ("arn:aws:iam::000000000000:role/a/b/R", Some(("000000000000", "R"))),
            ("arn:aws:iam::000000000000:role/", None),
            ("arn:aws:iam::000000000000:user/R", None),
            ("arn:aws:sts::000000000000:assumed-role/R/S", None),
            ("R", None),
        ] {
            assert_eq!(role_of_arn(arn), expected, "{arn}");
        }
    }

    #[test]
    fn names_and_paths_have_their_alphabet() {
        assert!(is_name("a+=,.@_-Z9", 64));
        assert!(!is_name("", 64) && !is_name("a b", 64) && !is_name("abc", 2) && !is_name("ä", 64));
        assert!(is_path("/") && is_path("/a/b/"));
        assert!(!is_path("") && !is_path("/a") && !is_path("a/") && !is_path("/a b/"));
    }

    #[test]
    fn an_id_has_21_characters() {
        let id = role_id(&base::SeededRandom::new(1));
        assert_eq!((id.len(), &id[..4]), (21, "AROA"));
    }
}
