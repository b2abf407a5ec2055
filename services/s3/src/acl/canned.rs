//! The lists that have a name.

use crate::error::{Error, Result};

use super::{Acl, Grant, Grantee, Permission};
use crate::output::canonical_id;

/// What the list is for: some names are of one only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CannedOn<'a> {
    Bucket,
    /// An object, and the account that its bucket belongs to.
    Object {
        bucket_owner: &'a str,
    },
}

/// The list that a name stands for, of what `owner` owns.
pub(crate) fn canned(name: &str, owner: &str, on: CannedOn<'_>) -> Result<Acl> {
    let mut acl = Acl::private(owner);
    let mut give = |grantee: Grantee, permission: Permission| {
        acl.grants.push(Grant { grantee, permission });
    };
    match (name, on) {
        // EC2 is not here, whom `aws-exec-read` lets read.
        ("private" | "aws-exec-read", _) => {}
        ("public-read", _) => give(Grantee::AllUsers, Permission::Read),
        ("public-read-write", _) => {
            give(Grantee::AllUsers, Permission::Read);
            give(Grantee::AllUsers, Permission::Write);
        }
        ("authenticated-read", _) => give(Grantee::AuthenticatedUsers, Permission::Read),
        ("log-delivery-write", CannedOn::Bucket) => {
            give(Grantee::LogDelivery, Permission::Write);
            give(Grantee::LogDelivery, Permission::ReadAcp);
        }
        ("bucket-owner-read", CannedOn::Object { bucket_owner }) if bucket_owner != owner => {
            give(Grantee::Account(canonical_id(bucket_owner)), Permission::Read);
        }
        ("bucket-owner-full-control", CannedOn::Object { bucket_owner })
            if bucket_owner != owner =>
        {
            give(Grantee::Account(canonical_id(bucket_owner)), Permission::FullControl);
        }
        ("bucket-owner-read" | "bucket-owner-full-control", CannedOn::Object { .. }) => {}
        _ => return Err(Error::argument("x-amz-acl", name, "")),
    }
    Ok(acl)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_lists() {
        let object = CannedOn::Object { bucket_owner: "111111111111" };
        for (name, on, grants) in [
            ("private", CannedOn::Bucket, 1),
            ("public-read", object, 2),
            ("public-read-write", CannedOn::Bucket, 3),
            ("authenticated-read", object, 2),
            ("log-delivery-write", CannedOn::Bucket, 3),
            ("bucket-owner-read", object, 2),
            ("bucket-owner-full-control", object, 2),
            ("bucket-owner-read", CannedOn::Object { bucket_owner: "000000000000" }, 1),
        ] {
            let acl = canned(name, "000000000000", on).unwrap();
            assert_eq!(acl.grants.len(), grants, "{name}");
        }
        for (name, on) in
            [("log-delivery-write", object), ("bucket-owner-read", CannedOn::Bucket), ("x", object)]
        {
            let error = canned(name, "000000000000", on).unwrap_err();
            assert_eq!(error.code, "InvalidArgument", "{name}");
        }
    }
}
