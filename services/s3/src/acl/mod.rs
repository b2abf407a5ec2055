//! Access control lists: who may do what with a bucket or an object beside what policies say.
//!
//! A list is kept without its owner, who is the bucket's or the object's. Accounts are known in
//! lists by their canonical ids.
//!
//! Source: S3 user guide, "Access control list (ACL) overview".

mod canned;
mod header;
mod xml;

use std::fmt::Write;

pub(crate) use canned::{CannedOn, canned};
pub(crate) use header::{Headers, of_headers};
pub(crate) use xml::{of_policy, to_grants};

use crate::output::canonical_id;

/// The grants of one list (S3 user guide: 100).
pub(crate) const GRANTS_MAX: usize = 100;

pub(crate) const ALL_USERS: &str = "http://acs.amazonaws.com/groups/global/AllUsers";
pub(crate) const AUTHENTICATED_USERS: &str =
    "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
pub(crate) const LOG_DELIVERY: &str = "http://acs.amazonaws.com/groups/s3/LogDelivery";

/// A list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Acl {
    pub grants: Vec<Grant>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    pub grantee: Grantee,
    pub permission: Permission,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Grantee {
    /// A canonical id.
    Account(String),
    AllUsers,
    AuthenticatedUsers,
    LogDelivery,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    FullControl,
    Read,
    Write,
    ReadAcp,
    WriteAcp,
}

const PERMISSIONS: [(Permission, &str); 5] = [
    (Permission::FullControl, "FULL_CONTROL"),
    (Permission::Read, "READ"),
    (Permission::Write, "WRITE"),
    (Permission::ReadAcp, "READ_ACP"),
    (Permission::WriteAcp, "WRITE_ACP"),
];

impl Permission {
    pub(crate) fn name(self) -> &'static str {
        PERMISSIONS.iter().find(|(one, _)| *one == self).map_or("", |(_, name)| name)
    }

    pub(crate) fn parse(name: &str) -> Option<Permission> {
        PERMISSIONS.iter().find(|(_, known)| *known == name).map(|(one, _)| *one)
    }
}

impl Grantee {
    pub(crate) fn of_uri(uri: &str) -> Option<Grantee> {
        match uri {
            ALL_USERS => Some(Grantee::AllUsers),
            AUTHENTICATED_USERS => Some(Grantee::AuthenticatedUsers),
            LOG_DELIVERY => Some(Grantee::LogDelivery),
            _ => None,
        }
    }

    pub(crate) fn uri(&self) -> Option<&'static str> {
        match self {
            Grantee::Account(_) => None,
            Grantee::AllUsers => Some(ALL_USERS),
            Grantee::AuthenticatedUsers => Some(AUTHENTICATED_USERS),
            Grantee::LogDelivery => Some(LOG_DELIVERY),
        }
    }

    /// Whether strangers are meant.
    pub(crate) fn is_public(&self) -> bool {
        matches!(self, Grantee::AllUsers | Grantee::AuthenticatedUsers)
    }

    /// Whether an account is meant; none is nobody.
    pub(crate) fn means(&self, account: Option<&str>) -> bool {
        match self {
            Grantee::Account(id) => account.is_some_and(|account| *id == canonical_id(account)),
            Grantee::AllUsers => true,
            Grantee::AuthenticatedUsers => account.is_some(),
            Grantee::LogDelivery => false,
        }
    }
}

impl Acl {
    /// The owner's alone: what is in force where nobody said anything.
    pub(crate) fn private(owner: &str) -> Acl {
        let grantee = Grantee::Account(canonical_id(owner));
        Acl { grants: vec![Grant { grantee, permission: Permission::FullControl }] }
    }

    /// Whether somebody was given what is asked for. `public` is whether grants to strangers
    /// count.
    pub(crate) fn gives(
        &self,
        account: Option<&str>,
        permission: Permission,
        public: bool,
    ) -> bool {
        self.grants.iter().any(|grant| {
            (grant.permission == permission || grant.permission == Permission::FullControl)
                && (public || !grant.grantee.is_public())
                && grant.grantee.means(account)
        })
    }

    /// Whether strangers were given anything.
    pub(crate) fn is_public(&self) -> bool {
        self.grants.iter().any(|grant| grant.grantee.is_public())
    }

    /// Whether it gives anything to anybody but one account.
    pub(crate) fn is_only_of(&self, owner: &str) -> bool {
        let id = canonical_id(owner);
        self.grants.iter().all(|grant| grant.grantee == Grantee::Account(id.clone()))
    }

    /// As it is kept: a line for each grant.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for Grant { grantee, permission } in &self.grants {
            let name = match grantee {
                Grantee::Account(id) => id,
                group => group.uri().unwrap_or_default(),
            };
            // Writing into a string does not fail.
            let _ = writeln!(text, "{} {name}", permission.name());
        }
        text
    }

    /// None of what [`Acl::text`] has not written.
    pub(crate) fn read(text: &str) -> Option<Acl> {
        let grants = text.lines().map(|line| {
            let (permission, name) = line.split_once(' ')?;
            let permission = Permission::parse(permission)?;
            let account = || Grantee::Account(name.to_owned());
            Some(Grant { grantee: Grantee::of_uri(name).unwrap_or_else(account), permission })
        });
        Some(Acl { grants: grants.collect::<Option<_>>()? })
    }
}

/// Whose an object is, and its list, as they are kept with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub owner: String,
    pub acl: Acl,
}

impl Listed {
    /// Nothing is kept of what is the bucket's owner's alone.
    pub(crate) fn text(&self, bucket_owner: &str) -> String {
        if self.owner == bucket_owner && self.acl == Acl::private(bucket_owner) {
            return String::new();
        }
        format!("owner {}\n{}", self.owner, self.acl.text())
    }

    pub(crate) fn read(text: &str, bucket_owner: &str) -> Listed {
        let kept = text.strip_prefix("owner ").and_then(|rest| {
            let (owner, list) = rest.split_once('\n')?;
            Some(Listed { owner: owner.to_owned(), acl: Acl::read(list)? })
        });
        let own = || Listed { owner: bucket_owner.to_owned(), acl: Acl::private(bucket_owner) };
        kept.unwrap_or_else(own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: &str = "000000000000";
    const OTHER: &str = "111111111111";

    #[test]
    fn who_is_given_what() {
        let mut acl = Acl::private(OWNER);
        acl.grants.push(Grant { grantee: Grantee::AllUsers, permission: Permission::Read });
        let other = Grantee::Account(canonical_id(OTHER));
        acl.grants.push(Grant { grantee: other, permission: Permission::WriteAcp });
        for (account, permission, public, given) in [
            (Some(OWNER), Permission::WriteAcp, false, true),
            (Some(OTHER), Permission::WriteAcp, false, true),
            (Some(OTHER), Permission::ReadAcp, true, false),
            (Some(OTHER), Permission::Read, true, true),
            (Some(OTHER), Permission::Read, false, false),
            (None, Permission::Read, true, true),
            (None, Permission::Write, true, false),
            (None, Permission::WriteAcp, true, false),
        ] {
            let found = acl.gives(account, permission, public);
            assert_eq!(found, given, "{account:?} {permission:?} {public}");
        }
        assert!(acl.is_public() && !acl.is_only_of(OWNER));
        assert!(Acl::private(OWNER).is_only_of(OWNER));
    }

    #[test]
    fn authenticated_users_are_those_of_an_account() {
        assert!(Grantee::AuthenticatedUsers.means(Some(OTHER)));
        assert!(!Grantee::AuthenticatedUsers.means(None));
    }

    #[test]
    fn reads_back_what_it_writes() {
        let acl = canned("public-read-write", OWNER, CannedOn::Bucket).unwrap();
        assert_eq!(Acl::read(&acl.text()), Some(acl.clone()));
        for (owner, acl) in [
            (OTHER, acl),
            (OWNER, Acl::default()),
            (OWNER, Acl::private(OWNER)),
            (OTHER, Acl::private(OTHER)),
        ] {
            let listed = Listed { owner: owner.to_owned(), acl };
            assert_eq!(Listed::read(&listed.text(OWNER), OWNER), listed);
        }
        let own = Listed { owner: OWNER.to_owned(), acl: Acl::private(OWNER) };
        assert_eq!(own.text(OWNER), "");
    }
}
