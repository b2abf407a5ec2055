//! The decision: policies first, then lists.
//!
//! Source: S3 user guide, "How Amazon S3 authorizes a request", "Blocking public access to your
//! Amazon S3 storage".

use kit::Principal;
use policy::{Decision, PolicyType, ResourcePolicy};

use super::{Block, BucketPolicy, Ownership};
use crate::acl::{Acl, Permission};

/// What an account can always do with its own bucket, whatever its policy says, so that nobody
/// locks themselves out.
const POLICY_ACTIONS: &[&str] =
    &["s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"];

/// What a bucket says of who may do what.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Guard<'a> {
    /// The account that owns the bucket.
    pub owner: &'a str,
    pub policy: Option<&'a BucketPolicy>,
    pub block: Block,
    pub ownership: Ownership,
    pub acl: &'a Acl,
}

/// An object that is there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held<'a> {
    pub owner: &'a str,
    pub acl: &'a Acl,
}

/// One permission asked for, with everything that it depends on.
#[derive(Clone, Copy)]
pub(crate) struct Question<'a> {
    /// `s3:GetObject`.
    pub action: &'a str,
    /// The same with its resource, condition keys and time.
    pub request: policy::Request<'a>,
    pub principal: &'a Principal,
    /// None of what is about no bucket: `ListAllMyBuckets`, and `CreateBucket` of a new one.
    pub guard: Option<Guard<'a>>,
    pub held: Option<Held<'a>>,
}

/// Whether it is allowed; the error is what denied it.
pub(crate) fn allowed(question: &Question<'_>) -> Result<(), Decision> {
    let Some(guard) = question.guard else {
        return by_identity(question);
    };
    if question.principal.who.is_root()
        && question.principal.who.account == guard.owner
        && POLICY_ACTIONS.contains(&question.action)
    {
        return by_identity(question);
    }
    let own = question.principal.documents();
    let resource = guard.policy.map(|policy| ResourcePolicy {
        policy: &policy.policy,
        account: guard.owner,
        kind: PolicyType::Resource,
    });
    let with_policy = policy::Policies { resource, ..own };
    let decision = policy::evaluate(&question.request, &with_policy);
    if matches!(decision, Decision::ExplicitDeny { .. }) {
        return Err(decision);
    }
    let caller = question.principal.who.account.as_str();
    let has_lists = guard.ownership.has_lists();
    let owner = match question.held {
        Some(held) if has_lists && !is_buckets(question.action) => held.owner,
        _ => guard.owner,
    };
    // A bucket's policy gives nothing of an object that somebody else owns.
    let policy_speaks = owner == guard.owner;
    let is_own = caller == owner;
    let by_policies = if policy_speaks {
        let restricted = guard.block.restrict_public_buckets
            && caller != guard.owner
            && guard.policy.is_some_and(|policy| policy.is_public)
            && !matches!(question.principal.who.identity, policy::Identity::Service { .. });
        let heard = is_own || (resource.is_some() && !restricted);
        if heard { into_result(decision.clone()) } else { Err(decision.clone()) }
    } else if is_own {
        by_identity(question)
    } else {
        Err(decision.clone())
    };
    let by_lists = || has_lists && by_lists(question, &guard);
    match by_policies {
        Ok(()) => Ok(()),
        Err(_) if by_lists() => Ok(()),
        // An `Allow` that does not count is a missing one.
        Err(Decision::Allow) => Err(Decision::ImplicitDeny { by: PolicyType::Resource }),
        Err(denied) => Err(denied),
    }
}

/// Whether an action on an object is its bucket's owner's to give, whoever has put the object.
fn is_buckets(action: &str) -> bool {
    matches!(
        action,
        "s3:PutObject"
            | "s3:DeleteObject"
            | "s3:DeleteObjectVersion"
            | "s3:BypassGovernanceRetention"
    )
}

/// What the caller's own policies say.
fn by_identity(question: &Question<'_>) -> Result<(), Decision> {
    into_result(policy::evaluate(&question.request, &question.principal.documents()))
}

fn into_result(decision: Decision) -> Result<(), Decision> {
    if decision.is_allow() { Ok(()) } else { Err(decision) }
}

/// What lists give: to an account, whose own policies must allow it too, or to everybody.
fn by_lists(question: &Question<'_>, guard: &Guard<'_>) -> bool {
    let of_object = || Some((question.held?.acl, object_permission(question.action)?));
    let permission = match question.action {
        // A list that comes with a new object.
        "s3:PutObjectAcl" if question.held.is_none() => Some(Permission::Write),
        action => bucket_permission(action),
    };
    let of_bucket = permission.map(|permission| (guard.acl, permission));
    let Some((acl, permission)) = of_bucket.or_else(of_object) else { return false };
    let who = &question.principal.who;
    let account = Some(who.account.as_str()).filter(|account| !account.is_empty());
    let public = !guard.block.ignore_public_acls;
    // Strangers need nothing else, so nobody needs more than they do.
    acl.gives(None, permission, public)
        || (acl.gives(account, permission, public) && by_identity(question).is_ok())
}

/// The permission in a bucket's list that an action needs.
fn bucket_permission(action: &str) -> Option<Permission> {
    Some(match action {
        "s3:ListBucket" | "s3:ListBucketVersions" | "s3:ListBucketMultipartUploads" => {
            Permission::Read
        }
        "s3:PutObject" | "s3:DeleteObject" => Permission::Write,
        "s3:GetBucketAcl" => Permission::ReadAcp,
        "s3:PutBucketAcl" => Permission::WriteAcp,
        _ => return None,
    })
}

/// The permission in an object's list that an action needs.
fn object_permission(action: &str) -> Option<Permission> {
    Some(match action {
        "s3:GetObject" | "s3:GetObjectVersion" | "s3:GetObjectTorrent" => Permission::Read,
        "s3:GetObjectAcl" | "s3:GetObjectVersionAcl" => Permission::ReadAcp,
        "s3:PutObjectAcl" | "s3:PutObjectVersionAcl" => Permission::WriteAcp,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::acl::{CannedOn, canned};

    const OWNER: &str = "000000000000";
    const OTHER: &str = "111111111111";
    const OPEN: Block = Block {
        public_acls: false,
        ignore_public_acls: false,
        public_policy: false,
        restrict_public_buckets: false,
    };

    struct Case {
        ownership: Ownership,
        block: Block,
        bucket_acl: &'static str,
        object: Option<(&'static str, &'static str)>,
        policy: Option<&'static str>,
    }

    const CLOSED: Case = Case {
        ownership: Ownership::BucketOwnerEnforced,
        block: Block::ALL,
        bucket_acl: "private",
        object: Some((OWNER, "private")),
        policy: None,
    };
    const LISTS: Case = Case { ownership: Ownership::ObjectWriter, block: OPEN, ..CLOSED };

    fn user(account: &str, document: Option<&str>) -> Principal {
        let policies: Vec<Arc<policy::Policy>> = document
            .map(|text| Arc::new(policy::Policy::parse(text, policy::Kind::Identity).unwrap()))
            .into_iter()
            .collect();
        let who = policy::Principal::user(account, "u", "/", "AIDAEXAMPLEEXAMPLE00");
        Principal { who, policies: policies.into(), boundary: None, session: None }
    }

    fn may(case: &Case, principal: &Principal, action: &'static str) -> bool {
        let on_bucket = action.contains("Bucket");
        let arn = if on_bucket { "arn:aws:s3:::b" } else { "arn:aws:s3:::b/k" };
        let acl = canned(case.bucket_acl, OWNER, CannedOn::Bucket).unwrap();
        let object = case.object.filter(|_| !on_bucket).map(|(owner, name)| {
            (owner, canned(name, owner, CannedOn::Object { bucket_owner: OWNER }).unwrap())
        });
        let policy = case.policy.map(|text| BucketPolicy::parse(text, "b", &[]).unwrap());
        let guard = Guard {
            owner: OWNER,
            policy: policy.as_ref(),
            block: case.block,
            ownership: case.ownership,
            acl: &acl,
        };
        let question = Question {
            action,
            request: policy::Request::new(&principal.who, action, arn),
            principal,
            guard: Some(guard),
            held: object.as_ref().map(|(owner, acl)| Held { owner, acl }),
        };
        allowed(&question).is_ok()
    }

    const READ_ALL: &str = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}]}"#;
    const DENY_ALL: &str = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny",
        "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::b/*"}]}"#;
    const ALLOWED: &str = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Action": "s3:*", "Resource": "*"}]}"#;

    #[test]
    fn an_owner_may_and_a_stranger_may_not() {
        for (principal, may_read) in [
            (Principal::root(OWNER), true),
            (Principal::root(OTHER), false),
            (Principal::anonymous(), false),
            (user(OWNER, None), false),
            (user(OWNER, Some(ALLOWED)), true),
            (user(OTHER, Some(ALLOWED)), false),
        ] {
            for case in [&CLOSED, &LISTS] {
                let who = &principal.who.arn;
                assert_eq!(may(case, &principal, "s3:GetObject"), may_read, "{who}");
                assert_eq!(may(case, &principal, "s3:ListBucket"), may_read, "{who}");
            }
        }
    }

    #[test]
    fn a_public_policy_lets_everybody_unless_it_is_restricted() {
        let open = Case { policy: Some(READ_ALL), block: OPEN, ..CLOSED };
        let restricted = Case { policy: Some(READ_ALL), ..CLOSED };
        for (principal, when_open, when_restricted) in [
            (Principal::anonymous(), true, false),
            (Principal::root(OTHER), true, false),
            (user(OTHER, Some(ALLOWED)), true, false),
            (user(OTHER, None), false, false),
            (user(OWNER, None), true, true),
            (Principal::root(OWNER), true, true),
        ] {
            let who = &principal.who.arn;
            assert_eq!(may(&open, &principal, "s3:GetObject"), when_open, "{who}");
            assert_eq!(may(&restricted, &principal, "s3:GetObject"), when_restricted, "{who}");
            assert!(!may(&open, &Principal::anonymous(), "s3:DeleteObject"));
        }
    }

    #[test]
    fn a_denial_is_for_the_owner_too() {
        let denied = Case { policy: Some(DENY_ALL), bucket_acl: "public-read-write", ..LISTS };
        for principal in [Principal::root(OWNER), Principal::anonymous()] {
            assert!(!may(&denied, &principal, "s3:PutObject"));
        }
    }

    #[test]
    fn lists_give_where_they_count() {
        let anonymous = Principal::anonymous();
        let other = Principal::root(OTHER);
        let read = Case { object: Some((OWNER, "public-read")), ..LISTS };
        assert!(may(&read, &anonymous, "s3:GetObject"));
        assert!(may(&read, &user(OTHER, None), "s3:GetObject"));
        assert!(!may(&read, &anonymous, "s3:GetObjectAcl"));
        assert!(!may(&read, &anonymous, "s3:ListBucket"));
        let enforced = Case { ownership: Ownership::BucketOwnerEnforced, ..read };
        assert!(!may(&enforced, &anonymous, "s3:GetObject"));
        let ignored = Block { ignore_public_acls: true, ..OPEN };
        let read = Case { object: Some((OWNER, "public-read")), block: ignored, ..LISTS };
        assert!(!may(&read, &anonymous, "s3:GetObject"));
        let known = Case { object: Some((OWNER, "authenticated-read")), ..LISTS };
        assert!(may(&known, &other, "s3:GetObject"));
        assert!(!may(&known, &anonymous, "s3:GetObject"));
        assert!(!may(&known, &user(OTHER, None), "s3:GetObject"));
        let writable = Case { bucket_acl: "public-read-write", object: None, ..LISTS };
        assert!(may(&writable, &anonymous, "s3:PutObject"));
        assert!(may(&writable, &anonymous, "s3:ListBucket"));
        assert!(!may(&writable, &anonymous, "s3:PutBucketAcl"));
    }

    #[test]
    fn what_somebody_else_put_is_theirs() {
        let theirs = Case { object: Some((OTHER, "private")), policy: Some(READ_ALL), ..LISTS };
        assert!(may(&theirs, &Principal::root(OTHER), "s3:GetObject"));
        assert!(!may(&theirs, &Principal::root(OWNER), "s3:GetObject"));
        assert!(!may(&theirs, &Principal::anonymous(), "s3:GetObject"));
        assert!(may(&theirs, &Principal::root(OWNER), "s3:DeleteObjectVersion"));
        let given = Case { object: Some((OTHER, "bucket-owner-read")), ..LISTS };
        assert!(may(&given, &Principal::root(OWNER), "s3:GetObject"));
    }
}
