//! The permission that each operation takes: its action, and the resource that it is about.

use kit::{Context, Need};
use policy::Identity;

use super::service_linked;
use crate::Iam;
use crate::api::*;
use crate::entity::Kind;
use crate::{names, state};

/// What an operation is about.
pub enum About<'a> {
    /// Nothing that has a name: `*`.
    Account,
    Entity(Kind, &'a str),
    /// One that is to be made: its kind, path and name.
    New(Kind, Option<&'a str>, &'a str),
    /// One that is to have another path or name: its kind and name, then the new ones.
    Renamed(Kind, &'a str, Option<&'a str>, Option<&'a str>),
    /// A user, or the caller where none is named.
    Caller(Option<&'a str>),
    /// Those of a kind below a path.
    Below(Kind, Option<&'a str>),
    /// What has this ARN.
    Arn(&'a str),
    /// A managed policy that is to be made: its path and name.
    Policy(Option<&'a str>, &'a str),
    /// The role that a service is to have: the service and the name's suffix.
    ServiceLinked(&'a str, Option<&'a str>),
    /// The provider of this URL.
    Provider(&'a str),
    Saml(&'a str),
    /// An instance profile by its name, a server's certificate by its name.
    Profile(&'a str),
    Certificate(&'a str),
    /// What is to be made: the word that its ARN has, its path and name.
    Made(&'static str, Option<&'a str>, &'a str),
}

/// An input that says what it asks for.
pub trait Asks {
    const ACTION: &'static str;

    fn about(&self) -> About<'_>;

    /// Condition keys of the request, such as `iam:PolicyARN`.
    fn keys(&self) -> Vec<(String, Vec<String>)> {
        Vec::new()
    }
}

pub fn needs<I: Asks>(iam: &Iam, context: &Context, input: &I) -> Vec<Need> {
    let account = context.account.as_str();
    let mut keys = input.keys();
    let resource = match input.about() {
        About::Account => "*".into(),
        About::Entity(kind, name) => entity(iam, account, kind, name, &mut keys),
        About::New(kind, path, name) => names::arn(kind, account, path.unwrap_or("/"), name),
        About::Renamed(kind, name, path, renamed) => {
            let before = entity(iam, account, kind, name, &mut keys);
            let target = renamed_arn(&before, kind, account, path, renamed);
            // Nobody may take a name that they may not give, nor give one that they may not take.
            let need = |arn: String| Need { keys: keys.clone(), ..Need::new(I::ACTION, arn) };
            let same = before == target;
            let both = [before, target].map(need);
            return both.into_iter().take(if same { 1 } else { 2 }).collect();
        }
        About::Caller(Some(name)) => entity(iam, account, Kind::User, name, &mut keys),
        About::Caller(None) => match &context.principal.who.identity {
            Identity::User { name } => entity(iam, account, Kind::User, name, &mut keys),
            _ => context.principal.who.arn.clone(),
        },
        About::Below(kind, path) => names::arn(kind, account, path.unwrap_or("/"), ""),
        About::Arn(arn) => {
            tags_of(iam, account, arn, &mut keys);
            arn.into()
        }
        About::Policy(path, name) => names::policy_arn(account, path.unwrap_or("/"), name),
        About::ServiceLinked(service, suffix) => {
            let path = format!("{}{service}/", service_linked::PATH);
            names::arn(Kind::Role, account, &path, &service_linked::name(service, suffix))
        }
        About::Provider(url) => names::provider_arn(account, super::provider::bare(url)),
        About::Saml(name) => names::saml_arn(account, name),
        About::Profile(name) => {
            let found = iam.store.read(|tx| super::profile::existing(tx, account, name)).ok();
            resource_tags(found.as_ref().map_or(&[], |row| &row.tags), &mut keys);
            names::profile_arn(account, found.as_ref().map_or("/", |row| &row.path), name)
        }
        About::Certificate(name) => {
            let found = iam.store.read(|tx| super::certificate::existing_server(tx, account, name));
            let found = found.ok();
            resource_tags(found.as_ref().map_or(&[], |row| &row.tags), &mut keys);
            names::certificate_arn(account, found.as_ref().map_or("/", |row| &row.path), name)
        }
        About::Made(word, path, name) => {
            format!("arn:aws:iam::{account}:{word}{}{name}", path.unwrap_or("/"))
        }
    };
    vec![Need { keys, ..Need::new(I::ACTION, resource) }]
}

/// The ARN of one that may be there already, under its own path, and its tags.
fn entity(
    iam: &Iam,
    account: &str,
    kind: Kind,
    name: &str,
    keys: &mut Vec<(String, Vec<String>)>,
) -> String {
    match iam.store.read(|tx| state::entity(tx, account, kind, name)) {
        Ok(Some(found)) => {
            resource_tags(&found.tags, keys);
            found.arn(account)
        }
        _ => names::arn(kind, account, "/", name),
    }
}

/// The ARN that an entity of the ARN `before` is to have.
fn renamed_arn(
    before: &str,
    kind: Kind,
    account: &str,
    path: Option<&str>,
    name: Option<&str>,
) -> String {
    let resource = before.rsplit(':').next().unwrap_or_default();
    let start = kind.word().len();
    let end = resource.rfind('/').map_or(resource.len(), |at| at + 1);
    let path = path.or_else(|| resource.get(start..end)).unwrap_or("/");
    names::arn(kind, account, path, name.unwrap_or(&resource[end..]))
}

fn resource_tags(tags: &[(String, String)], keys: &mut Vec<(String, Vec<String>)>) {
    for (key, value) in tags {
        keys.push((format!("aws:ResourceTag/{key}"), vec![value.clone()]));
        keys.push((format!("iam:ResourceTag/{key}"), vec![value.clone()]));
    }
}

/// Of a managed policy or a provider that is there.
fn tags_of(iam: &Iam, account: &str, arn: &str, keys: &mut Vec<(String, Vec<String>)>) {
    let tags = iam.store.read(|tx| {
        if names::provider_of_arn(arn).is_some() {
            super::provider::existing(tx, account, arn).map(|row| row.tags)
        } else if names::saml_of_arn(arn).is_some() {
            super::saml::existing(tx, account, arn).map(|row| row.tags)
        } else if names::policy_of_arn(arn).is_some() {
            super::policy::own(tx, account, arn).map(|row| row.tags)
        } else {
            super::mfa::existing_device(tx, account, arn).map(|row| row.tags)
        }
    });
    // Of what is not there, the operation says so.
    resource_tags(&tags.unwrap_or_default(), keys);
}

fn text(key: &str, value: &str) -> Vec<(String, Vec<String>)> {
    vec![(key.into(), vec![value.into()])]
}

fn boundary(arn: Option<&str>, tags: Option<&wire::List<Tag>>) -> Vec<(String, Vec<String>)> {
    let mut keys = arn.map(|arn| text("iam:PermissionsBoundary", arn)).unwrap_or_default();
    keys.extend(requested(tags));
    keys
}

fn requested(tags: Option<&wire::List<Tag>>) -> Vec<(String, Vec<String>)> {
    let Some(tags) = tags.filter(|tags| !tags.is_empty()) else { return Vec::new() };
    let mut keys: Vec<(String, Vec<String>)> = Vec::new();
    for tag in tags.iter() {
        keys.push((format!("aws:RequestTag/{}", tag.key()), vec![tag.value().into()]));
    }
    keys.push(("aws:TagKeys".into(), tags.iter().map(|tag| tag.key().into()).collect()));
    keys
}

fn tag_keys(names: &wire::List<String>) -> Vec<(String, Vec<String>)> {
    vec![("aws:TagKeys".into(), names.iter().map(Into::into).collect())]
}

macro_rules! asks {
    ($($input:ident $action:literal |$it:ident| $about:expr $(, $keys:expr)?;)*) => {
        $(impl Asks for $input {
            const ACTION: &'static str = concat!("iam:", $action);

            fn about(&self) -> About<'_> {
                #[allow(unused_variables)]
                let $it = self;
                $about
            }

            $(fn keys(&self) -> Vec<(String, Vec<String>)> {
                let $it = self;
                $keys
            })?
        })*
    };
}

use About::{
    Account, Arn, Below, Caller, Certificate, Entity, Made, New, Policy, Profile, Provider,
    Renamed, Saml, ServiceLinked,
};
use Kind::{Group, Role, User};

asks! {
    CreateUserRequest "CreateUser" |it| New(User, it.path(), it.user_name()),
        boundary(it.permissions_boundary(), it.tags());
    GetUserRequest "GetUser" |it| Caller(it.user_name());
    ListUsersRequest "ListUsers" |it| Below(User, it.path_prefix());
    UpdateUserRequest "UpdateUser"
        |it| Renamed(User, it.user_name(), it.new_path(), it.new_user_name());
    DeleteUserRequest "DeleteUser" |it| Entity(User, it.user_name());
    ListGroupsForUserRequest "ListGroupsForUser" |it| Entity(User, it.user_name());

    CreateGroupRequest "CreateGroup" |it| New(Group, it.path(), it.group_name());
    GetGroupRequest "GetGroup" |it| Entity(Group, it.group_name());
    ListGroupsRequest "ListGroups" |it| Below(Group, it.path_prefix());
    UpdateGroupRequest "UpdateGroup"
        |it| Renamed(Group, it.group_name(), it.new_path(), it.new_group_name());
    DeleteGroupRequest "DeleteGroup" |it| Entity(Group, it.group_name());
    AddUserToGroupRequest "AddUserToGroup" |it| Entity(Group, it.group_name());
    RemoveUserFromGroupRequest "RemoveUserFromGroup" |it| Entity(Group, it.group_name());

    CreateRoleRequest "CreateRole" |it| New(Role, it.path(), it.role_name()),
        boundary(it.permissions_boundary(), it.tags());
    GetRoleRequest "GetRole" |it| Entity(Role, it.role_name());
    ListRolesRequest "ListRoles" |it| Below(Role, it.path_prefix());
    UpdateRoleRequest "UpdateRole" |it| Entity(Role, it.role_name());
    UpdateRoleDescriptionRequest "UpdateRoleDescription" |it| Entity(Role, it.role_name());
    UpdateAssumeRolePolicyRequest "UpdateAssumeRolePolicy" |it| Entity(Role, it.role_name());
    DeleteRoleRequest "DeleteRole" |it| Entity(Role, it.role_name());
    CreateServiceLinkedRoleRequest "CreateServiceLinkedRole"
        |it| ServiceLinked(it.aws_service_name(), it.custom_suffix()),
        text("iam:AWSServiceName", it.aws_service_name());
    DeleteServiceLinkedRoleRequest "DeleteServiceLinkedRole" |it| Entity(Role, it.role_name());
    GetServiceLinkedRoleDeletionStatusRequest "GetServiceLinkedRoleDeletionStatus" |it| Account;
    ListInstanceProfilesForRoleRequest "ListInstanceProfilesForRole"
        |it| Entity(Role, it.role_name());

    PutUserPolicyRequest "PutUserPolicy" |it| Entity(User, it.user_name());
    PutGroupPolicyRequest "PutGroupPolicy" |it| Entity(Group, it.group_name());
    PutRolePolicyRequest "PutRolePolicy" |it| Entity(Role, it.role_name());
    GetUserPolicyRequest "GetUserPolicy" |it| Entity(User, it.user_name());
    GetGroupPolicyRequest "GetGroupPolicy" |it| Entity(Group, it.group_name());
    GetRolePolicyRequest "GetRolePolicy" |it| Entity(Role, it.role_name());
    ListUserPoliciesRequest "ListUserPolicies" |it| Entity(User, it.user_name());
    ListGroupPoliciesRequest "ListGroupPolicies" |it| Entity(Group, it.group_name());
    ListRolePoliciesRequest "ListRolePolicies" |it| Entity(Role, it.role_name());
    DeleteUserPolicyRequest "DeleteUserPolicy" |it| Entity(User, it.user_name());
    DeleteGroupPolicyRequest "DeleteGroupPolicy" |it| Entity(Group, it.group_name());
    DeleteRolePolicyRequest "DeleteRolePolicy" |it| Entity(Role, it.role_name());

    AttachUserPolicyRequest "AttachUserPolicy" |it| Entity(User, it.user_name()),
        text("iam:PolicyARN", it.policy_arn());
    AttachGroupPolicyRequest "AttachGroupPolicy" |it| Entity(Group, it.group_name()),
        text("iam:PolicyARN", it.policy_arn());
    AttachRolePolicyRequest "AttachRolePolicy" |it| Entity(Role, it.role_name()),
        text("iam:PolicyARN", it.policy_arn());
    DetachUserPolicyRequest "DetachUserPolicy" |it| Entity(User, it.user_name()),
        text("iam:PolicyARN", it.policy_arn());
    DetachGroupPolicyRequest "DetachGroupPolicy" |it| Entity(Group, it.group_name()),
        text("iam:PolicyARN", it.policy_arn());
    DetachRolePolicyRequest "DetachRolePolicy" |it| Entity(Role, it.role_name()),
        text("iam:PolicyARN", it.policy_arn());
    ListAttachedUserPoliciesRequest "ListAttachedUserPolicies" |it| Entity(User, it.user_name());
    ListAttachedGroupPoliciesRequest "ListAttachedGroupPolicies"
        |it| Entity(Group, it.group_name());
    ListAttachedRolePoliciesRequest "ListAttachedRolePolicies" |it| Entity(Role, it.role_name());
    PutUserPermissionsBoundaryRequest "PutUserPermissionsBoundary"
        |it| Entity(User, it.user_name()),
        text("iam:PermissionsBoundary", it.permissions_boundary());
    PutRolePermissionsBoundaryRequest "PutRolePermissionsBoundary"
        |it| Entity(Role, it.role_name()),
        text("iam:PermissionsBoundary", it.permissions_boundary());
    DeleteUserPermissionsBoundaryRequest "DeleteUserPermissionsBoundary"
        |it| Entity(User, it.user_name());
    DeleteRolePermissionsBoundaryRequest "DeleteRolePermissionsBoundary"
        |it| Entity(Role, it.role_name());

    CreatePolicyRequest "CreatePolicy" |it| Policy(it.path(), it.policy_name()),
        requested(it.tags());
    GetPolicyRequest "GetPolicy" |it| Arn(it.policy_arn());
    DeletePolicyRequest "DeletePolicy" |it| Arn(it.policy_arn());
    ListPoliciesRequest "ListPolicies" |it| Account;
    ListEntitiesForPolicyRequest "ListEntitiesForPolicy" |it| Arn(it.policy_arn());
    CreatePolicyVersionRequest "CreatePolicyVersion" |it| Arn(it.policy_arn());
    GetPolicyVersionRequest "GetPolicyVersion" |it| Arn(it.policy_arn());
    ListPolicyVersionsRequest "ListPolicyVersions" |it| Arn(it.policy_arn());
    DeletePolicyVersionRequest "DeletePolicyVersion" |it| Arn(it.policy_arn());
    SetDefaultPolicyVersionRequest "SetDefaultPolicyVersion" |it| Arn(it.policy_arn());

    TagUserRequest "TagUser" |it| Entity(User, it.user_name()), requested(Some(it.tags()));
    TagRoleRequest "TagRole" |it| Entity(Role, it.role_name()), requested(Some(it.tags()));
    TagPolicyRequest "TagPolicy" |it| Arn(it.policy_arn()), requested(Some(it.tags()));
    TagOpenIDConnectProviderRequest "TagOpenIDConnectProvider"
        |it| Arn(it.open_id_connect_provider_arn()), requested(Some(it.tags()));
    UntagUserRequest "UntagUser" |it| Entity(User, it.user_name()), tag_keys(it.tag_keys());
    UntagRoleRequest "UntagRole" |it| Entity(Role, it.role_name()), tag_keys(it.tag_keys());
    UntagPolicyRequest "UntagPolicy" |it| Arn(it.policy_arn()), tag_keys(it.tag_keys());
    UntagOpenIDConnectProviderRequest "UntagOpenIDConnectProvider"
        |it| Arn(it.open_id_connect_provider_arn()), tag_keys(it.tag_keys());
    ListUserTagsRequest "ListUserTags" |it| Entity(User, it.user_name());
    ListRoleTagsRequest "ListRoleTags" |it| Entity(Role, it.role_name());
    ListPolicyTagsRequest "ListPolicyTags" |it| Arn(it.policy_arn());
    ListOpenIDConnectProviderTagsRequest "ListOpenIDConnectProviderTags"
        |it| Arn(it.open_id_connect_provider_arn());
    TagSAMLProviderRequest "TagSAMLProvider" |it| Arn(it.saml_provider_arn()),
        requested(Some(it.tags()));
    UntagSAMLProviderRequest "UntagSAMLProvider" |it| Arn(it.saml_provider_arn()),
        tag_keys(it.tag_keys());
    ListSAMLProviderTagsRequest "ListSAMLProviderTags" |it| Arn(it.saml_provider_arn());
    TagMFADeviceRequest "TagMFADevice" |it| Arn(it.serial_number()), requested(Some(it.tags()));
    UntagMFADeviceRequest "UntagMFADevice" |it| Arn(it.serial_number()), tag_keys(it.tag_keys());
    ListMFADeviceTagsRequest "ListMFADeviceTags" |it| Arn(it.serial_number());
    TagInstanceProfileRequest "TagInstanceProfile" |it| Profile(it.instance_profile_name()),
        requested(Some(it.tags()));
    UntagInstanceProfileRequest "UntagInstanceProfile" |it| Profile(it.instance_profile_name()),
        tag_keys(it.tag_keys());
    ListInstanceProfileTagsRequest "ListInstanceProfileTags"
        |it| Profile(it.instance_profile_name());
    TagServerCertificateRequest "TagServerCertificate"
        |it| Certificate(it.server_certificate_name()), requested(Some(it.tags()));
    UntagServerCertificateRequest "UntagServerCertificate"
        |it| Certificate(it.server_certificate_name()), tag_keys(it.tag_keys());
    ListServerCertificateTagsRequest "ListServerCertificateTags"
        |it| Certificate(it.server_certificate_name());

    CreateAccessKeyRequest "CreateAccessKey" |it| Caller(it.user_name());
    ListAccessKeysRequest "ListAccessKeys" |it| Caller(it.user_name());
    UpdateAccessKeyRequest "UpdateAccessKey" |it| Caller(it.user_name());
    DeleteAccessKeyRequest "DeleteAccessKey" |it| Caller(it.user_name());
    GetAccessKeyLastUsedRequest "GetAccessKeyLastUsed" |it| Account;
    CreateLoginProfileRequest "CreateLoginProfile" |it| Caller(it.user_name());
    GetLoginProfileRequest "GetLoginProfile" |it| Caller(it.user_name());
    UpdateLoginProfileRequest "UpdateLoginProfile" |it| Entity(User, it.user_name());
    DeleteLoginProfileRequest "DeleteLoginProfile" |it| Caller(it.user_name());
    ChangePasswordRequest "ChangePassword" |it| Caller(None);

    CreateServiceSpecificCredentialRequest "CreateServiceSpecificCredential"
        |it| Entity(User, it.user_name()), text("iam:ServiceSpecificCredentialServiceName",
            it.service_name());
    ListServiceSpecificCredentialsRequest "ListServiceSpecificCredentials"
        |it| if it.all_users() == Some(true) { Below(User, None) } else { Caller(it.user_name()) };
    UpdateServiceSpecificCredentialRequest "UpdateServiceSpecificCredential"
        |it| Caller(it.user_name());
    ResetServiceSpecificCredentialRequest "ResetServiceSpecificCredential"
        |it| Caller(it.user_name());
    DeleteServiceSpecificCredentialRequest "DeleteServiceSpecificCredential"
        |it| Caller(it.user_name());
    UploadSSHPublicKeyRequest "UploadSSHPublicKey" |it| Entity(User, it.user_name());
    GetSSHPublicKeyRequest "GetSSHPublicKey" |it| Entity(User, it.user_name());
    ListSSHPublicKeysRequest "ListSSHPublicKeys" |it| Caller(it.user_name());
    UpdateSSHPublicKeyRequest "UpdateSSHPublicKey" |it| Entity(User, it.user_name());
    DeleteSSHPublicKeyRequest "DeleteSSHPublicKey" |it| Entity(User, it.user_name());
    UploadSigningCertificateRequest "UploadSigningCertificate" |it| Caller(it.user_name());
    ListSigningCertificatesRequest "ListSigningCertificates" |it| Caller(it.user_name());
    UpdateSigningCertificateRequest "UpdateSigningCertificate" |it| Caller(it.user_name());
    DeleteSigningCertificateRequest "DeleteSigningCertificate" |it| Caller(it.user_name());

    CreateVirtualMFADeviceRequest "CreateVirtualMFADevice"
        |it| Made("mfa", it.path(), it.virtual_mfa_device_name()), requested(it.tags());
    DeleteVirtualMFADeviceRequest "DeleteVirtualMFADevice" |it| Arn(it.serial_number());
    ListVirtualMFADevicesRequest "ListVirtualMFADevices" |it| Account;
    EnableMFADeviceRequest "EnableMFADevice" |it| Entity(User, it.user_name());
    ResyncMFADeviceRequest "ResyncMFADevice" |it| Entity(User, it.user_name());
    DeactivateMFADeviceRequest "DeactivateMFADevice" |it| Caller(it.user_name());
    GetMFADeviceRequest "GetMFADevice" |it| Caller(it.user_name());
    ListMFADevicesRequest "ListMFADevices" |it| Caller(it.user_name());

    CreateInstanceProfileRequest "CreateInstanceProfile"
        |it| Made("instance-profile", it.path(), it.instance_profile_name()),
        requested(it.tags());
    GetInstanceProfileRequest "GetInstanceProfile" |it| Profile(it.instance_profile_name());
    ListInstanceProfilesRequest "ListInstanceProfiles"
        |it| Made("instance-profile", it.path_prefix(), "");
    DeleteInstanceProfileRequest "DeleteInstanceProfile" |it| Profile(it.instance_profile_name());
    RemoveRoleFromInstanceProfileRequest "RemoveRoleFromInstanceProfile"
        |it| Profile(it.instance_profile_name());

    UploadServerCertificateRequest "UploadServerCertificate"
        |it| Made("server-certificate", it.path(), it.server_certificate_name()),
        requested(it.tags());
    GetServerCertificateRequest "GetServerCertificate"
        |it| Certificate(it.server_certificate_name());
    ListServerCertificatesRequest "ListServerCertificates" |it| Account;
    UpdateServerCertificateRequest "UpdateServerCertificate"
        |it| Certificate(it.server_certificate_name());
    DeleteServerCertificateRequest "DeleteServerCertificate"
        |it| Certificate(it.server_certificate_name());

    CreateSAMLProviderRequest "CreateSAMLProvider" |it| Saml(it.name()), requested(it.tags());
    GetSAMLProviderRequest "GetSAMLProvider" |it| Arn(it.saml_provider_arn());
    ListSAMLProvidersRequest "ListSAMLProviders" |it| Account;
    UpdateSAMLProviderRequest "UpdateSAMLProvider" |it| Arn(it.saml_provider_arn());
    DeleteSAMLProviderRequest "DeleteSAMLProvider" |it| Arn(it.saml_provider_arn());

    CreateAccountAliasRequest "CreateAccountAlias" |it| Account;
    DeleteAccountAliasRequest "DeleteAccountAlias" |it| Account;
    ListAccountAliasesRequest "ListAccountAliases" |it| Account;
    UpdateAccountPasswordPolicyRequest "UpdateAccountPasswordPolicy" |it| Account;
    GetAccountAuthorizationDetailsRequest "GetAccountAuthorizationDetails" |it| Account;
    GetContextKeysForCustomPolicyRequest "GetContextKeysForCustomPolicy" |it| Account;
    GetContextKeysForPrincipalPolicyRequest "GetContextKeysForPrincipalPolicy"
        |it| Arn(it.policy_source_arn());
    SimulateCustomPolicyRequest "SimulateCustomPolicy" |it| Account;
    SimulatePrincipalPolicyRequest "SimulatePrincipalPolicy" |it| Arn(it.policy_source_arn());

    CreateOpenIDConnectProviderRequest "CreateOpenIDConnectProvider" |it| Provider(it.url()),
        requested(it.tags());
    GetOpenIDConnectProviderRequest "GetOpenIDConnectProvider"
        |it| Arn(it.open_id_connect_provider_arn());
    ListOpenIDConnectProvidersRequest "ListOpenIDConnectProviders" |it| Account;
    DeleteOpenIDConnectProviderRequest "DeleteOpenIDConnectProvider"
        |it| Arn(it.open_id_connect_provider_arn());
    AddClientIDToOpenIDConnectProviderRequest "AddClientIDToOpenIDConnectProvider"
        |it| Arn(it.open_id_connect_provider_arn());
    RemoveClientIDFromOpenIDConnectProviderRequest "RemoveClientIDFromOpenIDConnectProvider"
        |it| Arn(it.open_id_connect_provider_arn());
    UpdateOpenIDConnectProviderThumbprintRequest "UpdateOpenIDConnectProviderThumbprint"
        |it| Arn(it.open_id_connect_provider_arn());
}

/// Of operations that have no input of their own.
pub fn of_account(action: &'static str) -> Vec<Need> {
    vec![Need::new(action, "*")]
}
