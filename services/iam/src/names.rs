//! Names, paths, ids and ARNs of IAM.
//!
//! Source: IAM user guide, "IAM identifiers" and "IAM and AWS STS quotas".

use base::Random;

use crate::entity::Kind;

/// Names are not distinguished by case.
pub fn fold(name: &str) -> String {
    name.to_ascii_lowercase()
}

pub const ID_ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Of a user, a group or a role.
pub fn arn(kind: Kind, account: &str, path: &str, name: &str) -> String {
    format!("arn:aws:iam::{account}:{}{path}{name}", kind.word())
}

/// Of a managed policy; AWS's own belong to the account `aws`.
pub fn policy_arn(account: &str, path: &str, name: &str) -> String {
    format!("arn:aws:iam::{account}:policy{path}{name}")
}

/// The account, the path and the name in a managed policy's ARN; none where it is not one.
pub fn policy_of_arn(arn: &str) -> Option<(&str, &str, &str)> {
    let rest = arn.strip_prefix("arn:aws:iam::")?;
    let (account, resource) = rest.split_once(':')?;
    let path = resource.strip_prefix("policy")?;
    let at = path.rfind('/')? + 1;
    path.starts_with('/').then_some((account, &path[..at], &path[at..]))
}

/// A virtual device's serial number is its ARN.
pub fn device_serial(account: &str, path: &str, name: &str) -> String {
    format!("arn:aws:iam::{account}:mfa{path}{name}")
}

pub fn profile_arn(account: &str, path: &str, name: &str) -> String {
    format!("arn:aws:iam::{account}:instance-profile{path}{name}")
}

pub fn certificate_arn(account: &str, path: &str, name: &str) -> String {
    format!("arn:aws:iam::{account}:server-certificate{path}{name}")
}

pub fn saml_arn(account: &str, name: &str) -> String {
    format!("arn:aws:iam::{account}:saml-provider/{name}")
}

/// The account and the name in a SAML provider's ARN.
pub fn saml_of_arn(arn: &str) -> Option<(&str, &str)> {
    let (account, resource) = arn.strip_prefix("arn:aws:iam::")?.split_once(':')?;
    Some((account, resource.strip_prefix("saml-provider/")?))
}

pub fn provider_arn(account: &str, url: &str) -> String {
    format!("arn:aws:iam::{account}:oidc-provider/{url}")
}

/// The account and the URL, without its scheme, in a provider's ARN.
pub fn provider_of_arn(arn: &str) -> Option<(&str, &str)> {
    let (account, resource) = arn.strip_prefix("arn:aws:iam::")?.split_once(':')?;
    Some((account, resource.strip_prefix("oidc-provider/")?))
}

/// The account and the name in a role's ARN; none where it is not one.
pub fn role_of_arn(arn: &str) -> Option<(&str, &str)> {
    let rest = arn.strip_prefix("arn:aws:iam::")?;
    let (account, resource) = rest.split_once(':')?;
    let (_, name) = resource.strip_prefix("role/").map(|_| resource)?.rsplit_once('/')?;
    (!name.is_empty()).then_some((account, name))
}

/// The account, the kind and the name in the ARN of a user, a group or a role.
pub fn entity_of_arn(arn: &str) -> Option<(&str, Kind, &str)> {
    let (account, resource) = arn.strip_prefix("arn:aws:iam::")?.split_once(':')?;
    let (word, path) = resource.split_once('/')?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.word() == word)?;
    let name = path.rsplit('/').next()?;
    (!name.is_empty()).then_some((account, kind, name))
}

/// A unique id: four letters that say what it is of, and 17 more.
pub fn id(prefix: &str, random: &dyn Random) -> String {
    format!("{prefix}{}", base::id::token(random, ID_ALPHABET, 17))
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
pub const GROUP_NAME_LENGTH_MAX: usize = 128;
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
    fn arns_are_taken_apart() {
        let arn = "arn:aws:iam::000000000000:policy/a/b/P";
        assert_eq!(policy_of_arn(arn), Some(("000000000000", "/a/b/", "P")));
        assert_eq!(policy_of_arn("arn:aws:iam::aws:policy/P"), Some(("aws", "/", "P")));
        for arn in ["arn:aws:iam::0:policyP", "arn:aws:iam::0:role/P", "P"] {
            assert_eq!(policy_of_arn(arn), None, "{arn}");
        }
        let arn = "arn:aws:iam::000000000000:user/a/U";
        assert_eq!(entity_of_arn(arn), Some(("000000000000", Kind::User, "U")));
        assert_eq!(entity_of_arn("arn:aws:iam::000000000000:root"), None);
        let arn = "arn:aws:iam::000000000000:oidc-provider/issuer.example/x";
        assert_eq!(provider_of_arn(arn), Some(("000000000000", "issuer.example/x")));
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
        let id = id("AROA", &base::SeededRandom::new(1));
        assert_eq!((id.len(), &id[..4]), (21, "AROA"));
    }
}
