//! The operation table.

use std::sync::Arc;

use ::policy::Identity;
use kit::{Bound, Context, Service, bind};

use crate::Iam;
use crate::api::{self, op};
use crate::ops::asks::needs;
use crate::ops::*;

pub fn service(iam: &Arc<Iam>) -> Service {
    let parts = [entities(iam), roles(iam), inline_policies(iam), managed_policies(iam), tags(iam)];
    let mut operations: Vec<Bound> = parts.into_iter().flatten().collect();
    operations.extend(credentials(iam));
    operations.extend(account(iam));
    operations.extend(kept(iam));
    let operations = operations.into_iter().map(|bound| bound.admitting(admit)).collect();
    Service { model: &api::MODEL, operations }
}

fn entities(iam: &Arc<Iam>) -> Vec<Bound> {
    vec![
        bind(&op::CREATE_USER, iam, needs, user::create),
        bind(&op::GET_USER, iam, needs, user::get),
        bind(&op::LIST_USERS, iam, needs, user::list),
        bind(&op::UPDATE_USER, iam, needs, user::update),
        bind(&op::DELETE_USER, iam, needs, user::delete),
        bind(&op::CREATE_GROUP, iam, needs, group::create),
        bind(&op::GET_GROUP, iam, needs, group::get),
        bind(&op::LIST_GROUPS, iam, needs, group::list),
        bind(&op::UPDATE_GROUP, iam, needs, group::update),
        bind(&op::DELETE_GROUP, iam, needs, group::delete),
        bind(&op::ADD_USER_TO_GROUP, iam, needs, group::add_user),
        bind(&op::REMOVE_USER_FROM_GROUP, iam, needs, group::remove_user),
        bind(&op::LIST_GROUPS_FOR_USER, iam, needs, group::list_for_user),
    ]
}

fn roles(iam: &Arc<Iam>) -> Vec<Bound> {
    vec![
        bind(&op::CREATE_ROLE, iam, needs, role::create),
        bind(&op::GET_ROLE, iam, needs, role::get),
        bind(&op::LIST_ROLES, iam, needs, role::list),
        bind(&op::UPDATE_ROLE, iam, needs, role::update),
        bind(&op::UPDATE_ROLE_DESCRIPTION, iam, needs, role::update_description),
        bind(&op::UPDATE_ASSUME_ROLE_POLICY, iam, needs, role::update_trust),
        bind(&op::DELETE_ROLE, iam, needs, role::delete),
        bind(&op::CREATE_SERVICE_LINKED_ROLE, iam, needs, service_linked::create),
        bind(&op::DELETE_SERVICE_LINKED_ROLE, iam, needs, service_linked::delete),
        bind(
            &op::GET_SERVICE_LINKED_ROLE_DELETION_STATUS,
            iam,
            needs,
            service_linked::deletion_status,
        ),
        bind(&op::LIST_INSTANCE_PROFILES_FOR_ROLE, iam, needs, profile::list_for_role),
    ]
}

fn inline_policies(iam: &Arc<Iam>) -> Vec<Bound> {
    use api::*;
    vec![
        bind(&op::PUT_USER_POLICY, iam, needs, inline::put::<PutUserPolicyRequest>),
        bind(&op::PUT_GROUP_POLICY, iam, needs, inline::put::<PutGroupPolicyRequest>),
        bind(&op::PUT_ROLE_POLICY, iam, needs, inline::put::<PutRolePolicyRequest>),
        bind(
            &op::GET_USER_POLICY,
            iam,
            needs,
            inline::get::<GetUserPolicyRequest, GetUserPolicyResponse>,
        ),
        bind(
            &op::GET_GROUP_POLICY,
            iam,
            needs,
            inline::get::<GetGroupPolicyRequest, GetGroupPolicyResponse>,
        ),
        bind(
            &op::GET_ROLE_POLICY,
            iam,
            needs,
            inline::get::<GetRolePolicyRequest, GetRolePolicyResponse>,
        ),
        bind(
            &op::LIST_USER_POLICIES,
            iam,
            needs,
            inline::list::<ListUserPoliciesRequest, ListUserPoliciesResponse>,
        ),
        bind(
            &op::LIST_GROUP_POLICIES,
            iam,
            needs,
            inline::list::<ListGroupPoliciesRequest, ListGroupPoliciesResponse>,
        ),
        bind(
            &op::LIST_ROLE_POLICIES,
            iam,
            needs,
            inline::list::<ListRolePoliciesRequest, ListRolePoliciesResponse>,
        ),
        bind(&op::DELETE_USER_POLICY, iam, needs, inline::delete::<DeleteUserPolicyRequest>),
        bind(&op::DELETE_GROUP_POLICY, iam, needs, inline::delete::<DeleteGroupPolicyRequest>),
        bind(&op::DELETE_ROLE_POLICY, iam, needs, inline::delete::<DeleteRolePolicyRequest>),
    ]
}

fn managed_policies(iam: &Arc<Iam>) -> Vec<Bound> {
    use api::*;
    vec![
        bind(&op::CREATE_POLICY, iam, needs, policy::create),
        bind(&op::GET_POLICY, iam, needs, policy::get),
        bind(&op::LIST_POLICIES, iam, needs, policy::list),
        bind(&op::DELETE_POLICY, iam, needs, policy::delete),
        bind(&op::LIST_ENTITIES_FOR_POLICY, iam, needs, policy::list_entities),
        bind(&op::CREATE_POLICY_VERSION, iam, needs, version::create),
        bind(&op::GET_POLICY_VERSION, iam, needs, version::get),
        bind(&op::LIST_POLICY_VERSIONS, iam, needs, version::list),
        bind(&op::DELETE_POLICY_VERSION, iam, needs, version::delete),
        bind(&op::SET_DEFAULT_POLICY_VERSION, iam, needs, version::set_default),
        bind(&op::ATTACH_USER_POLICY, iam, needs, attach::attach::<AttachUserPolicyRequest>),
        bind(&op::ATTACH_GROUP_POLICY, iam, needs, attach::attach::<AttachGroupPolicyRequest>),
        bind(&op::ATTACH_ROLE_POLICY, iam, needs, attach::attach::<AttachRolePolicyRequest>),
        bind(&op::DETACH_USER_POLICY, iam, needs, attach::detach::<DetachUserPolicyRequest>),
        bind(&op::DETACH_GROUP_POLICY, iam, needs, attach::detach::<DetachGroupPolicyRequest>),
        bind(&op::DETACH_ROLE_POLICY, iam, needs, attach::detach::<DetachRolePolicyRequest>),
        bind(
            &op::LIST_ATTACHED_USER_POLICIES,
            iam,
            needs,
            attach::list::<ListAttachedUserPoliciesRequest, ListAttachedUserPoliciesResponse>,
        ),
        bind(
            &op::LIST_ATTACHED_GROUP_POLICIES,
            iam,
            needs,
            attach::list::<ListAttachedGroupPoliciesRequest, ListAttachedGroupPoliciesResponse>,
        ),
        bind(
            &op::LIST_ATTACHED_ROLE_POLICIES,
            iam,
            needs,
            attach::list::<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse>,
        ),
        bind(&op::PUT_USER_PERMISSIONS_BOUNDARY, iam, needs, boundary::put_user),
        bind(&op::PUT_ROLE_PERMISSIONS_BOUNDARY, iam, needs, boundary::put_role),
        bind(&op::DELETE_USER_PERMISSIONS_BOUNDARY, iam, needs, boundary::delete_user),
        bind(&op::DELETE_ROLE_PERMISSIONS_BOUNDARY, iam, needs, boundary::delete_role),
    ]
}

fn tags(iam: &Arc<Iam>) -> Vec<Bound> {
    use api::{
        ListOpenIDConnectProviderTagsRequest as ProviderTags,
        ListOpenIDConnectProviderTagsResponse as ProviderTagsPage, *,
    };
    vec![
        bind(&op::TAG_USER, iam, needs, tag::tag::<TagUserRequest>),
        bind(&op::TAG_ROLE, iam, needs, tag::tag::<TagRoleRequest>),
        bind(&op::TAG_POLICY, iam, needs, tag::tag::<TagPolicyRequest>),
        bind(
            &op::TAG_OPEN_ID_CONNECT_PROVIDER,
            iam,
            needs,
            tag::tag::<TagOpenIDConnectProviderRequest>,
        ),
        bind(&op::UNTAG_USER, iam, needs, tag::untag::<UntagUserRequest>),
        bind(&op::UNTAG_ROLE, iam, needs, tag::untag::<UntagRoleRequest>),
        bind(&op::UNTAG_POLICY, iam, needs, tag::untag::<UntagPolicyRequest>),
        bind(
            &op::UNTAG_OPEN_ID_CONNECT_PROVIDER,
            iam,
            needs,
            tag::untag::<UntagOpenIDConnectProviderRequest>,
        ),
        bind(
            &op::LIST_USER_TAGS,
            iam,
            needs,
            tag::list::<ListUserTagsRequest, ListUserTagsResponse>,
        ),
        bind(
            &op::LIST_ROLE_TAGS,
            iam,
            needs,
            tag::list::<ListRoleTagsRequest, ListRoleTagsResponse>,
        ),
        bind(
            &op::LIST_POLICY_TAGS,
            iam,
            needs,
            tag::list::<ListPolicyTagsRequest, ListPolicyTagsResponse>,
        ),
        bind(
            &op::LIST_OPEN_ID_CONNECT_PROVIDER_TAGS,
            iam,
            needs,
            tag::list::<ProviderTags, ProviderTagsPage>,
        ),
    ]
}

fn credentials(iam: &Arc<Iam>) -> Vec<Bound> {
    vec![
        bind(&op::CREATE_ACCESS_KEY, iam, needs, access_key::create),
        bind(&op::LIST_ACCESS_KEYS, iam, needs, access_key::list),
        bind(&op::UPDATE_ACCESS_KEY, iam, needs, access_key::update),
        bind(&op::DELETE_ACCESS_KEY, iam, needs, access_key::delete),
        bind(&op::GET_ACCESS_KEY_LAST_USED, iam, needs, access_key::last_used),
        bind(&op::CREATE_LOGIN_PROFILE, iam, needs, login::create),
        bind(&op::GET_LOGIN_PROFILE, iam, needs, login::get),
        bind(&op::UPDATE_LOGIN_PROFILE, iam, needs, login::update),
        bind(&op::DELETE_LOGIN_PROFILE, iam, needs, login::delete),
        bind(&op::CHANGE_PASSWORD, iam, needs, login::change),
        bind(&op::CREATE_SERVICE_SPECIFIC_CREDENTIAL, iam, needs, service_credential::create),
        bind(&op::LIST_SERVICE_SPECIFIC_CREDENTIALS, iam, needs, service_credential::list),
        bind(&op::UPDATE_SERVICE_SPECIFIC_CREDENTIAL, iam, needs, service_credential::update),
        bind(&op::RESET_SERVICE_SPECIFIC_CREDENTIAL, iam, needs, service_credential::reset),
        bind(&op::DELETE_SERVICE_SPECIFIC_CREDENTIAL, iam, needs, service_credential::delete),
        bind(&op::UPLOAD_SSH_PUBLIC_KEY, iam, needs, ssh_key::upload),
        bind(&op::GET_SSH_PUBLIC_KEY, iam, needs, ssh_key::get),
        bind(&op::LIST_SSH_PUBLIC_KEYS, iam, needs, ssh_key::list),
        bind(&op::UPDATE_SSH_PUBLIC_KEY, iam, needs, ssh_key::update),
        bind(&op::DELETE_SSH_PUBLIC_KEY, iam, needs, ssh_key::delete),
        bind(&op::UPLOAD_SIGNING_CERTIFICATE, iam, needs, certificate::upload_signing),
        bind(&op::LIST_SIGNING_CERTIFICATES, iam, needs, certificate::list_signing),
        bind(&op::UPDATE_SIGNING_CERTIFICATE, iam, needs, certificate::update_signing),
        bind(&op::DELETE_SIGNING_CERTIFICATE, iam, needs, certificate::delete_signing),
        bind(&op::CREATE_VIRTUAL_MFA_DEVICE, iam, needs, mfa::create),
        bind(&op::DELETE_VIRTUAL_MFA_DEVICE, iam, needs, mfa::delete),
        bind(&op::LIST_VIRTUAL_MFA_DEVICES, iam, needs, mfa::list_virtual),
        bind(&op::ENABLE_MFA_DEVICE, iam, needs, mfa::enable),
        bind(&op::RESYNC_MFA_DEVICE, iam, needs, mfa::resync),
        bind(&op::DEACTIVATE_MFA_DEVICE, iam, needs, mfa::deactivate),
        bind(&op::GET_MFA_DEVICE, iam, needs, mfa::get),
        bind(&op::LIST_MFA_DEVICES, iam, needs, mfa::list),
        bind(
            &op::GENERATE_CREDENTIAL_REPORT,
            iam,
            credential_report::generate_needs,
            credential_report::generate,
        ),
        bind(&op::GET_CREDENTIAL_REPORT, iam, credential_report::get_needs, credential_report::get),
    ]
}

/// A user's own session may come only with a device, a session under another name not at all (STS
/// API reference, `GetSessionToken` and `GetFederationToken`).
fn admit(context: &Context) -> Result<(), wire::Error> {
    let who = &context.principal.who;
    let admitted = match who.identity {
        Identity::User { .. } | Identity::Root => {
            who.issued_at_ms.is_none() || who.mfa_at_ms.is_some()
        }
        Identity::FederatedUser { .. } => false,
        _ => true,
    };
    match admitted {
        true => Ok(()),
        false => {
            let text = "The security token included in the request is invalid.";
            Err(wire::Error::client("InvalidClientTokenId", text).with_status(403))
        }
    }
}

/// What the account keeps and shows again.
fn kept(iam: &Arc<Iam>) -> Vec<Bound> {
    use api::*;
    vec![
        bind(&op::CREATE_INSTANCE_PROFILE, iam, needs, profile::create),
        bind(&op::GET_INSTANCE_PROFILE, iam, needs, profile::get),
        bind(&op::LIST_INSTANCE_PROFILES, iam, needs, profile::list),
        bind(&op::DELETE_INSTANCE_PROFILE, iam, needs, profile::delete),
        bind(&op::ADD_ROLE_TO_INSTANCE_PROFILE, iam, profile::add_needs, profile::add_role),
        bind(&op::REMOVE_ROLE_FROM_INSTANCE_PROFILE, iam, needs, profile::remove_role),
        bind(&op::UPLOAD_SERVER_CERTIFICATE, iam, needs, certificate::upload_server),
        bind(&op::GET_SERVER_CERTIFICATE, iam, needs, certificate::get_server),
        bind(&op::LIST_SERVER_CERTIFICATES, iam, needs, certificate::list_servers),
        bind(&op::UPDATE_SERVER_CERTIFICATE, iam, needs, certificate::update_server),
        bind(&op::DELETE_SERVER_CERTIFICATE, iam, needs, certificate::delete_server),
        bind(&op::CREATE_SAML_PROVIDER, iam, needs, saml::create),
        bind(&op::GET_SAML_PROVIDER, iam, needs, saml::get),
        bind(&op::LIST_SAML_PROVIDERS, iam, needs, saml::list),
        bind(&op::UPDATE_SAML_PROVIDER, iam, needs, saml::update),
        bind(&op::DELETE_SAML_PROVIDER, iam, needs, saml::delete),
        bind(&op::TAG_SAML_PROVIDER, iam, needs, tag::tag::<TagSAMLProviderRequest>),
        bind(&op::UNTAG_SAML_PROVIDER, iam, needs, tag::untag::<UntagSAMLProviderRequest>),
        bind(
            &op::LIST_SAML_PROVIDER_TAGS,
            iam,
            needs,
            tag::list::<ListSAMLProviderTagsRequest, ListSAMLProviderTagsResponse>,
        ),
        bind(&op::TAG_INSTANCE_PROFILE, iam, needs, tag::tag::<TagInstanceProfileRequest>),
        bind(&op::UNTAG_INSTANCE_PROFILE, iam, needs, tag::untag::<UntagInstanceProfileRequest>),
        bind(
            &op::LIST_INSTANCE_PROFILE_TAGS,
            iam,
            needs,
            tag::list::<ListInstanceProfileTagsRequest, ListInstanceProfileTagsResponse>,
        ),
        bind(&op::TAG_SERVER_CERTIFICATE, iam, needs, tag::tag::<TagServerCertificateRequest>),
        bind(
            &op::UNTAG_SERVER_CERTIFICATE,
            iam,
            needs,
            tag::untag::<UntagServerCertificateRequest>,
        ),
        bind(
            &op::LIST_SERVER_CERTIFICATE_TAGS,
            iam,
            needs,
            tag::list::<ListServerCertificateTagsRequest, ListServerCertificateTagsResponse>,
        ),
        bind(&op::TAG_MFA_DEVICE, iam, needs, tag::tag::<TagMFADeviceRequest>),
        bind(&op::UNTAG_MFA_DEVICE, iam, needs, tag::untag::<UntagMFADeviceRequest>),
        bind(
            &op::LIST_MFA_DEVICE_TAGS,
            iam,
            needs,
            tag::list::<ListMFADeviceTagsRequest, ListMFADeviceTagsResponse>,
        ),
    ]
}

fn account(iam: &Arc<Iam>) -> Vec<Bound> {
    vec![
        bind(&op::CREATE_ACCOUNT_ALIAS, iam, needs, account::create_alias),
        bind(&op::DELETE_ACCOUNT_ALIAS, iam, needs, account::delete_alias),
        bind(&op::LIST_ACCOUNT_ALIASES, iam, needs, account::list_aliases),
        bind(&op::UPDATE_ACCOUNT_PASSWORD_POLICY, iam, needs, password::update),
        bind(&op::GET_ACCOUNT_PASSWORD_POLICY, iam, password::get_needs, password::get),
        bind(&op::DELETE_ACCOUNT_PASSWORD_POLICY, iam, password::delete_needs, password::delete),
        bind(&op::GET_ACCOUNT_SUMMARY, iam, summary::needs, summary::get),
        bind(&op::GET_ACCOUNT_AUTHORIZATION_DETAILS, iam, needs, details::get),
        bind(&op::GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY, iam, needs, context_keys::of_documents),
        bind(&op::GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY, iam, needs, context_keys::of_principal),
        bind(&op::SIMULATE_CUSTOM_POLICY, iam, needs, simulate::custom),
        bind(&op::SIMULATE_PRINCIPAL_POLICY, iam, needs, simulate::principal_policy),
        bind(&op::CREATE_OPEN_ID_CONNECT_PROVIDER, iam, needs, provider::create),
        bind(&op::GET_OPEN_ID_CONNECT_PROVIDER, iam, needs, provider::get),
        bind(&op::LIST_OPEN_ID_CONNECT_PROVIDERS, iam, needs, provider::list),
        bind(&op::DELETE_OPEN_ID_CONNECT_PROVIDER, iam, needs, provider::delete),
        bind(&op::ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER, iam, needs, provider::add_client),
        bind(
            &op::REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER,
            iam,
            needs,
            provider::remove_client,
        ),
        bind(
            &op::UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT,
            iam,
            needs,
            provider::update_thumbprints,
        ),
    ]
}
