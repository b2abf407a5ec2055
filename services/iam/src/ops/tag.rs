//! Tags of whatever has them here: set, removed, listed.

use std::sync::Arc;

use kit::Context;
use store::{ReadTx, WriteTx};
use wire::List;
use wire::typed::Unit;

use super::policy::own;
use super::{certificate, cut, existing, existing_role, mfa, profile, saml};
use crate::api::*;
use crate::entity::Kind;
use crate::error::Failed;
use crate::state::{CertificateRow, DeviceRow, ProfileRow, SamlRow};
use crate::tags::{self, Tags};
use crate::{Iam, state};

/// What has tags.
pub enum Tagged<'a> {
    User(&'a str),
    Role(&'a str),
    /// By ARN.
    Policy(&'a str),
    Provider(&'a str),
    Saml(&'a str),
    Profile(&'a str),
    Certificate(&'a str),
    /// By serial number.
    Device(&'a str),
}

impl Tagged<'_> {
    fn tags(&self, tx: &ReadTx, account: &str) -> Result<Tags, Failed> {
        Ok(match self {
            Tagged::User(name) => existing(tx, account, Kind::User, name)?.tags,
            Tagged::Role(name) => existing(tx, account, Kind::Role, name)?.tags,
            Tagged::Policy(arn) => own(tx, account, arn)?.tags,
            Tagged::Provider(arn) => super::provider::existing(tx, account, arn)?.tags,
            Tagged::Saml(arn) => saml::existing(tx, account, arn)?.tags,
            Tagged::Profile(name) => profile::existing(tx, account, name)?.tags,
            Tagged::Certificate(name) => certificate::existing_server(tx, account, name)?.tags,
            Tagged::Device(serial) => mfa::existing_device(tx, account, serial)?.tags,
        })
    }

    fn put(&self, tx: &mut WriteTx, account: &str, tags: Tags) -> Result<(), Failed> {
        match self {
            Tagged::User(name) => {
                let mut user = existing(tx, account, Kind::User, name)?;
                user.tags = tags;
                state::put_entity(tx, account, &user, None)
            }
            Tagged::Role(name) => {
                let mut role = existing_role(tx, account, name)?;
                role.tags = tags;
                state::put_role(tx, account, &role)
            }
            Tagged::Policy(arn) => {
                let mut policy = own(tx, account, arn)?;
                policy.tags = tags;
                state::put_policy(tx, account, &policy)
            }
            Tagged::Provider(arn) => {
                let mut provider = super::provider::existing(tx, account, arn)?;
                provider.tags = tags;
                state::put_provider(tx, account, &provider)
            }
            Tagged::Saml(arn) => {
                let row = saml::existing(tx, account, arn)?;
                state::put_kept(tx, account, &SamlRow { tags, ..row })
            }
            Tagged::Profile(name) => {
                let row = profile::existing(tx, account, name)?;
                state::put_kept(tx, account, &ProfileRow { tags, ..row })
            }
            Tagged::Certificate(name) => {
                let row = certificate::existing_server(tx, account, name)?;
                state::put_kept(tx, account, &CertificateRow { tags, ..row })
            }
            Tagged::Device(serial) => {
                let before = mfa::existing_device(tx, account, serial)?;
                let after = DeviceRow { tags, ..before.clone() };
                state::put_device(tx, account, serial, Some(&before), &after)
            }
        }
        .map_err(Failed::from)
    }

    fn title(&self) -> &'static str {
        match self {
            Tagged::User(_) => "User",
            Tagged::Role(_) => "Role",
            Tagged::Policy(_) => "Policy",
            Tagged::Provider(_) => "OpenIdConnectProvider",
            Tagged::Saml(_) => "SAMLProvider",
            Tagged::Profile(_) => "InstanceProfile",
            Tagged::Certificate(_) => "ServerCertificate",
            Tagged::Device(_) => "MFADevice",
        }
    }
}

/// An input that sets tags.
pub trait Tag: Send + 'static {
    fn on(&self) -> Tagged<'_>;
    fn given(&self) -> List<crate::api::Tag>;
}

/// An input that removes tags.
pub trait Untag: Send + 'static {
    fn on(&self) -> Tagged<'_>;
    fn keys(&self) -> &List<String>;
}

/// An input that asks for a page of tags.
pub trait Listing: Send + 'static {
    fn on(&self) -> Tagged<'_>;
    fn marker(&self) -> Option<&str>;
    fn max_items(&self) -> Option<i64>;
}

/// An answer that is a page of tags.
pub trait Listed {
    fn listed(tags: List<crate::api::Tag>, marker: Option<String>) -> Self;
}

macro_rules! tagged {
    ($on:ident $name:ident $tag:ident $untag:ident $list:ident $page:ident) => {
        impl Tag for $tag {
            fn on(&self) -> Tagged<'_> {
                Tagged::$on(self.$name())
            }
            fn given(&self) -> List<crate::api::Tag> {
                self.tags().clone()
            }
        }
        impl Untag for $untag {
            fn on(&self) -> Tagged<'_> {
                Tagged::$on(self.$name())
            }
            fn keys(&self) -> &List<String> {
                self.tag_keys()
            }
        }
        impl Listing for $list {
            fn on(&self) -> Tagged<'_> {
                Tagged::$on(self.$name())
            }
            fn marker(&self) -> Option<&str> {
                self.marker()
            }
            fn max_items(&self) -> Option<i64> {
                self.max_items()
            }
        }
        impl Listed for $page {
            fn listed(tags: List<crate::api::Tag>, marker: Option<String>) -> $page {
                let mut page = $page::new().with_is_truncated(marker.is_some());
                page.set_marker(marker);
                page.with_tags(tags)
            }
        }
    };
}

tagged!(User user_name TagUserRequest UntagUserRequest ListUserTagsRequest ListUserTagsResponse);
tagged!(Role role_name TagRoleRequest UntagRoleRequest ListRoleTagsRequest ListRoleTagsResponse);
tagged!(Policy policy_arn TagPolicyRequest UntagPolicyRequest ListPolicyTagsRequest
    ListPolicyTagsResponse);
tagged!(Provider open_id_connect_provider_arn TagOpenIDConnectProviderRequest
    UntagOpenIDConnectProviderRequest ListOpenIDConnectProviderTagsRequest
    ListOpenIDConnectProviderTagsResponse);
tagged!(Saml saml_provider_arn TagSAMLProviderRequest UntagSAMLProviderRequest
    ListSAMLProviderTagsRequest ListSAMLProviderTagsResponse);
tagged!(Profile instance_profile_name TagInstanceProfileRequest UntagInstanceProfileRequest
    ListInstanceProfileTagsRequest ListInstanceProfileTagsResponse);
tagged!(Certificate server_certificate_name TagServerCertificateRequest
    UntagServerCertificateRequest ListServerCertificateTagsRequest
    ListServerCertificateTagsResponse);
tagged!(Device serial_number TagMFADeviceRequest UntagMFADeviceRequest ListMFADeviceTagsRequest
    ListMFADeviceTagsResponse);

pub async fn tag<I: Tag>(iam: Arc<Iam>, context: Context, input: I) -> Result<Unit, wire::Error> {
    let more = tags::read(Some(input.given()))?;
    iam.change(move |tx| {
        let on = input.on();
        let mut tags = on.tags(tx, &context.account)?;
        tags::merge(&mut tags, more, on.title())?;
        on.put(tx, &context.account, tags)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn untag<I: Untag>(
    iam: Arc<Iam>,
    context: Context,
    input: I,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let on = input.on();
        let mut tags = on.tags(tx, &context.account)?;
        tags::remove(&mut tags, input.keys().iter());
        on.put(tx, &context.account, tags)
    })
    .await?;
    Ok(Unit::new())
}

/// In the order of their keys, in pages. A page's marker is its last key.
pub async fn list<I: Listing, O: Listed>(
    iam: Arc<Iam>,
    context: Context,
    input: I,
) -> Result<O, wire::Error> {
    let mut tags = iam.store.read(|tx| input.on().tags(tx, &context.account))?;
    tags.sort();
    let key = |(key, _): &(String, String)| key.clone();
    let (page, marker) = cut(tags, key, input.marker(), input.max_items());
    Ok(O::listed(tags::list(&page), marker))
}
