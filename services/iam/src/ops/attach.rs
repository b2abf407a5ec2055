//! Managed policies, attached to users, groups and roles and detached from them.

use std::sync::Arc;

use kit::Context;
use wire::List;
use wire::typed::Unit;

use super::service_linked::{self, unprotected};
use super::{cut, existing, version};
use crate::api::*;
use crate::entity::{ATTACHED_MAX, Kind};
use crate::error::{Failed, exceeds, missing, no_policy};
use crate::{Iam, names, state};

/// An input that names somebody and a managed policy.
pub trait Attachment: Send + 'static {
    const KIND: Kind;
    fn owner(&self) -> &str;
    fn arn(&self) -> &str;
}

/// An input that asks for a page of attachments.
pub trait Listing: Send + 'static {
    const KIND: Kind;
    fn owner(&self) -> &str;
    fn below(&self) -> Option<&str>;
    fn marker(&self) -> Option<&str>;
    fn max_items(&self) -> Option<i64>;
}

/// An answer that is a page of attachments.
pub trait Attached {
    fn attached(policies: List<AttachedPolicy>, marker: Option<String>) -> Self;
}

macro_rules! attached {
    ($kind:ident $owner:ident $attach:ident $detach:ident $list:ident $page:ident) => {
        attached!(@input $kind $owner $attach);
        attached!(@input $kind $owner $detach);
        impl Listing for $list {
            const KIND: Kind = Kind::$kind;
            fn owner(&self) -> &str {
                self.$owner()
            }
            fn below(&self) -> Option<&str> {
                self.path_prefix()
            }
            fn marker(&self) -> Option<&str> {
                self.marker()
            }
            fn max_items(&self) -> Option<i64> {
                self.max_items()
            }
        }
        impl Attached for $page {
            fn attached(policies: List<AttachedPolicy>, marker: Option<String>) -> $page {
                let mut page = $page::new().with_is_truncated(marker.is_some());
                page.set_marker(marker);
                page.with_attached_policies(policies)
            }
        }
    };
    (@input $kind:ident $owner:ident $input:ident) => {
        impl Attachment for $input {
            const KIND: Kind = Kind::$kind;
            fn owner(&self) -> &str {
                self.$owner()
            }
            fn arn(&self) -> &str {
                self.policy_arn()
            }
        }
    };
}

attached!(User user_name AttachUserPolicyRequest DetachUserPolicyRequest
    ListAttachedUserPoliciesRequest ListAttachedUserPoliciesResponse);
attached!(Group group_name AttachGroupPolicyRequest DetachGroupPolicyRequest
    ListAttachedGroupPoliciesRequest ListAttachedGroupPoliciesResponse);
attached!(Role role_name AttachRolePolicyRequest DetachRolePolicyRequest
    ListAttachedRolePoliciesRequest ListAttachedRolePoliciesResponse);

/// Attaching twice changes nothing.
pub async fn attach<I: Attachment>(
    iam: Arc<Iam>,
    context: Context,
    input: I,
) -> Result<Unit, wire::Error> {
    version::check_arn(input.arn())?;
    iam.change(move |tx| {
        let account = context.account.as_str();
        let owner = existing(tx, account, I::KIND, input.owner())?;
        let arn = input.arn();
        unprotected(&owner)?;
        if state::managed_document(tx, account, arn)?.is_none() {
            let text = format!("Policy {arn} does not exist or is not attachable.");
            return Err(missing(text).into());
        }
        if names::policy_of_arn(arn).is_some_and(|(_, path, _)| path == service_linked::PATH) {
            let text = "Cannot attach a Service Role Policy to a Customer Role.";
            return Err(PolicyNotAttachableException::error(text).into());
        }
        if state::is_attached(tx, account, &owner, arn)? {
            return Ok(());
        }
        if state::attached(tx, account, &owner)?.len() >= ATTACHED_MAX {
            return Err(exceeds(&format!("PoliciesPer{}", I::KIND.title()), ATTACHED_MAX).into());
        }
        Ok(state::attach(tx, account, &owner, arn)?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn detach<I: Attachment>(
    iam: Arc<Iam>,
    context: Context,
    input: I,
) -> Result<Unit, wire::Error> {
    version::check_arn(input.arn())?;
    iam.change(move |tx| {
        let account = context.account.as_str();
        let owner = existing(tx, account, I::KIND, input.owner())?;
        unprotected(&owner)?;
        if !state::is_attached(tx, account, &owner, input.arn())? {
            return Err(no_policy(input.arn()).into());
        }
        Ok(state::detach(tx, account, &owner, input.arn())?)
    })
    .await?;
    Ok(Unit::new())
}

/// In the order of their ARNs, in pages. A page's marker is its last ARN.
pub async fn list<I: Listing, O: Attached>(
    iam: Arc<Iam>,
    context: Context,
    input: I,
) -> Result<O, wire::Error> {
    let account = context.account.as_str();
    let below = input.below().unwrap_or("/");
    let mut arns = iam.store.read(|tx| {
        let owner = existing(tx, account, I::KIND, input.owner())?;
        state::attached(tx, account, &owner).map_err(Failed::from)
    })?;
    arns.retain(|arn| {
        names::policy_of_arn(arn).is_some_and(|(_, path, _)| path.starts_with(below))
    });
    let (arns, marker) = cut(arns, String::clone, input.marker(), input.max_items());
    Ok(O::attached(arns.iter().map(|arn| shown(arn)).collect(), marker))
}

pub fn shown(arn: &str) -> AttachedPolicy {
    let name = names::policy_of_arn(arn).map_or(arn, |(_, _, name)| name);
    AttachedPolicy::new().with_policy_name(name).with_policy_arn(arn)
}
