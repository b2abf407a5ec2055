//! Lists as XML.

use crate::error::{Error, Result};
use crate::protocol::dto::{self, AccessControlPolicy};

use super::header::{account, group, no_email};
use super::{Acl, GRANTS_MAX, Grant, Grantee, Permission};
use crate::output::canonical_id;

/// The list in a request's body, of what `owner` owns: it cannot be given away with it.
pub(crate) fn of_policy(policy: &AccessControlPolicy, owner: &str) -> Result<Acl> {
    let named_owner = policy.owner.as_ref().and_then(|owner| owner.id.as_deref());
    match named_owner {
        None => return Err(malformed()),
        Some(id) if id != canonical_id(owner) => return Err(Error::access_denied()),
        Some(_) => {}
    }
    let mut grants = Vec::new();
    for grant in policy.grants.iter().flatten() {
        let (Some(grantee), Some(permission)) = (&grant.grantee, &grant.permission) else {
            return Err(malformed());
        };
        let permission = Permission::parse(permission.as_str()).ok_or_else(malformed)?;
        grants.push(Grant { grantee: grantee_of(grantee)?, permission });
    }
    if grants.len() > GRANTS_MAX {
        return Err(malformed());
    }
    Ok(Acl { grants })
}

fn grantee_of(grantee: &dto::Grantee) -> Result<Grantee> {
    match grantee.type_.as_str() {
        "CanonicalUser" => {
            account(grantee.id.as_deref().ok_or_else(malformed)?, "CanonicalUser/ID")
        }
        "Group" => group(grantee.uri.as_deref().ok_or_else(malformed)?, "Group/URI"),
        "AmazonCustomerByEmail" => Err(no_email()),
        _ => Err(malformed()),
    }
}

fn malformed() -> Error {
    let text = "The XML you provided was not well-formed or did not validate against our \
                published schema";
    Error::new("MalformedACLError", 400, text)
}

/// What an answer shows. `named` are the accounts whose names are shown.
pub(crate) fn to_grants(acl: &Acl, named: &[String]) -> dto::Grants {
    let one = |grant: &Grant| {
        let grantee = match &grant.grantee {
            Grantee::Account(id) => dto::Grantee {
                display_name: named.iter().find(|account| canonical_id(account) == *id).cloned(),
                email_address: None,
                id: Some(id.clone()),
                type_: dto::Type::from_static(dto::Type::CANONICAL_USER),
                uri: None,
            },
            group => dto::Grantee {
                display_name: None,
                email_address: None,
                id: None,
                type_: dto::Type::from_static(dto::Type::GROUP),
                uri: group.uri().map(str::to_owned),
            },
        };
        let permission = dto::Permission::from_static(grant.permission.name());
        dto::Grant { grantee: Some(grantee), permission: Some(permission) }
    };
    acl.grants.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{CannedOn, canned};
    use super::*;

    fn owner(account: &str) -> dto::Owner {
        dto::Owner { display_name: None, id: Some(canonical_id(account)) }
    }

    const OWNER: &str = "000000000000";

    #[test]
    fn reads_back_what_it_shows() {
        let acl = canned("public-read-write", OWNER, CannedOn::Bucket).unwrap();
        let grants = to_grants(&acl, &[OWNER.to_owned()]);
        let first = grants[0].grantee.clone().unwrap();
        assert_eq!(first.display_name.as_deref(), Some(OWNER));
        let policy = AccessControlPolicy { grants: Some(grants), owner: Some(owner(OWNER)) };
        assert_eq!(of_policy(&policy, OWNER).unwrap(), acl);
    }

    #[test]
    fn a_list_is_its_owners() {
        let other = owner("111111111111");
        for (owner, code) in [(Some(other), "AccessDenied"), (None, "MalformedACLError")] {
            let policy = AccessControlPolicy { grants: None, owner };
            assert_eq!(of_policy(&policy, OWNER).unwrap_err().code, code);
        }
    }
}
