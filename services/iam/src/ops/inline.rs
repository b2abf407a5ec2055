//! Inline policies of users, groups and roles.

use std::sync::Arc;

use kit::Context;
use wire::typed::Unit;

use super::service_linked::unprotected;
use super::{cut, existing};
use crate::api::*;
use crate::entity::Kind;
use crate::error::{Failed, no_inline_policy};
use crate::{Iam, document, state};

/// An input about an inline policy of somebody.
pub trait Inline: Send + 'static {
    const KIND: Kind;
    fn owner(&self) -> &str;
    fn policy(&self) -> &str;
}

/// One that brings a document.
pub trait Put: Inline {
    fn document(&self) -> &str;
}

/// An answer that shows one.
pub trait Shown {
    fn shown(owner: &str, policy: &str, document: String) -> Self;
}

/// An input that asks for a page of names.
pub trait Listing: Send + 'static {
    const KIND: Kind;
    fn owner(&self) -> &str;
    fn marker(&self) -> Option<&str>;
    fn max_items(&self) -> Option<i64>;
}

/// An answer that is a page of names.
pub trait Names {
    fn names(names: Vec<String>, marker: Option<String>) -> Self;
}

macro_rules! inline {
    ($kind:ident $owner:ident $with_owner:ident $put:ident $get:ident $shown:ident $delete:ident
        $list:ident $names:ident) => {
        inline!(@input $kind $owner $put);
        inline!(@input $kind $owner $get);
        inline!(@input $kind $owner $delete);
        impl Put for $put {
            fn document(&self) -> &str {
                self.policy_document()
            }
        }
        impl Shown for $shown {
            fn shown(owner: &str, policy: &str, document: String) -> $shown {
                let shown = $shown::new().$with_owner(owner).with_policy_name(policy);
                shown.with_policy_document(document)
            }
        }
        impl Listing for $list {
            const KIND: Kind = Kind::$kind;
            fn owner(&self) -> &str {
                self.$owner()
            }
            fn marker(&self) -> Option<&str> {
                self.marker()
            }
            fn max_items(&self) -> Option<i64> {
                self.max_items()
            }
        }
        impl Names for $names {
            fn names(names: Vec<String>, marker: Option<String>) -> $names {
                let mut page = $names::new().with_is_truncated(marker.is_some());
                page.set_marker(marker);
                page.with_policy_names(names)
            }
        }
    };
    (@input $kind:ident $owner:ident $input:ident) => {
        impl Inline for $input {
            const KIND: Kind = Kind::$kind;
            fn owner(&self) -> &str {
                self.$owner()
            }
            fn policy(&self) -> &str {
                self.policy_name()
            }
        }
    };
}

inline!(User user_name with_user_name PutUserPolicyRequest GetUserPolicyRequest
    GetUserPolicyResponse DeleteUserPolicyRequest ListUserPoliciesRequest ListUserPoliciesResponse);
inline!(Group group_name with_group_name PutGroupPolicyRequest GetGroupPolicyRequest
    GetGroupPolicyResponse DeleteGroupPolicyRequest ListGroupPoliciesRequest
    ListGroupPoliciesResponse);
inline!(Role role_name with_role_name PutRolePolicyRequest GetRolePolicyRequest
    GetRolePolicyResponse DeleteRolePolicyRequest ListRolePoliciesRequest ListRolePoliciesResponse);

/// Makes an inline policy or replaces it.
pub async fn put<I: Put>(iam: Arc<Iam>, context: Context, input: I) -> Result<Unit, wire::Error> {
    document::check_inline(input.document())?;
    iam.change(move |tx| {
        let account = context.account.as_str();
        let owner = existing(tx, account, I::KIND, input.owner())?;
        unprotected(&owner)?;
        let (name, document) = (input.policy(), input.document());
        let others = state::inline_policies(tx, account, &owner)?;
        let others = others.iter().filter(|(other, _)| other != name);
        let documents = others.map(|(_, document)| document.as_str());
        document::check_total(&owner, documents.chain([document]))?;
        Ok(state::put_inline_policy(tx, account, &owner, name, &document.to_owned())?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn get<I: Inline, O: Shown>(
    iam: Arc<Iam>,
    context: Context,
    input: I,
) -> Result<O, wire::Error> {
    let (account, name) = (context.account.as_str(), input.policy());
    let (owner, found) = iam.store.read(|tx| {
        let owner = existing(tx, account, I::KIND, input.owner())?;
        let found = state::inline_policy(tx, account, &owner, name)?;
        Ok::<_, Failed>((owner, found.ok_or_else(|| no_inline_policy(I::KIND, name))?))
    })?;
    Ok(O::shown(&owner.name, name, document::encode(&found)))
}

pub async fn delete<I: Inline>(
    iam: Arc<Iam>,
    context: Context,
    input: I,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let account = context.account.as_str();
        let owner = existing(tx, account, I::KIND, input.owner())?;
        unprotected(&owner)?;
        match state::take_inline_policy(tx, account, &owner, input.policy())? {
            Some(_) => Ok(()),
            None => Err(no_inline_policy(I::KIND, input.policy()).into()),
        }
    })
    .await?;
    Ok(Unit::new())
}

/// Names, in pages. A page's marker is its last name.
pub async fn list<I: Listing, O: Names>(
    iam: Arc<Iam>,
    context: Context,
    input: I,
) -> Result<O, wire::Error> {
    let account = context.account.as_str();
    let policies = iam.store.read(|tx| {
        let owner = existing(tx, account, I::KIND, input.owner())?;
        state::inline_policies(tx, account, &owner).map_err(Failed::from)
    })?;
    let names = policies.into_iter().map(|(name, _)| name).collect();
    let (names, marker) = cut(names, String::clone, input.marker(), input.max_items());
    Ok(O::names(names, marker))
}
