// Written by `cargo xtask gen` from ops.toml and the API model; not edited by hand.
// botocore 1.43.11
// generator 1
// ops 4c0f440662896b957b8280c7d9310fc70e8c48e1d5e38e50a7512bd0c5f1603a
// model e56ceae810c4e24a7cb1c3e02d71ef1f53d73d5718f820d3c24c5d306e016b13
// code 6dbf1406b3edbce92374b73e419acd6001429cc7b82b30752ece5f583cd5a3eb
//! The service's shapes, operations and errors, as its API model gives them.
//!
//! Patterns that are not checked here, being beyond `wire`'s matcher:
//! `AccountAliasType`.

use wire::schema::{Absent, Protocol, ServiceModel};
use wire::{List, Map};

pub static MODEL: ServiceModel = ServiceModel {
    name: "iam",
    service_id: "IAM",
    endpoint_prefix: "iam",
    protocol: Protocol::Query,
    target_prefix: "",
    api_version: "2010-05-08",
    error_namespace: "",
    xml_namespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    operations: &[
        &op::ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER,
        &op::ADD_ROLE_TO_INSTANCE_PROFILE,
        &op::ADD_USER_TO_GROUP,
        &op::ATTACH_GROUP_POLICY,
        &op::ATTACH_ROLE_POLICY,
        &op::ATTACH_USER_POLICY,
        &op::CHANGE_PASSWORD,
        &op::CREATE_ACCESS_KEY,
        &op::CREATE_ACCOUNT_ALIAS,
        &op::CREATE_GROUP,
        &op::CREATE_INSTANCE_PROFILE,
        &op::CREATE_LOGIN_PROFILE,
        &op::CREATE_OPEN_ID_CONNECT_PROVIDER,
        &op::CREATE_POLICY,
        &op::CREATE_POLICY_VERSION,
        &op::CREATE_ROLE,
        &op::CREATE_SAML_PROVIDER,
        &op::CREATE_SERVICE_LINKED_ROLE,
        &op::CREATE_SERVICE_SPECIFIC_CREDENTIAL,
        &op::CREATE_USER,
        &op::CREATE_VIRTUAL_MFA_DEVICE,
        &op::DEACTIVATE_MFA_DEVICE,
        &op::DELETE_ACCESS_KEY,
        &op::DELETE_ACCOUNT_ALIAS,
        &op::DELETE_ACCOUNT_PASSWORD_POLICY,
        &op::DELETE_GROUP,
        &op::DELETE_GROUP_POLICY,
        &op::DELETE_INSTANCE_PROFILE,
        &op::DELETE_LOGIN_PROFILE,
        &op::DELETE_OPEN_ID_CONNECT_PROVIDER,
        &op::DELETE_POLICY,
        &op::DELETE_POLICY_VERSION,
        &op::DELETE_ROLE,
        &op::DELETE_ROLE_PERMISSIONS_BOUNDARY,
        &op::DELETE_ROLE_POLICY,
        &op::DELETE_SAML_PROVIDER,
        &op::DELETE_SSH_PUBLIC_KEY,
        &op::DELETE_SERVER_CERTIFICATE,
        &op::DELETE_SERVICE_LINKED_ROLE,
        &op::DELETE_SERVICE_SPECIFIC_CREDENTIAL,
        &op::DELETE_SIGNING_CERTIFICATE,
        &op::DELETE_USER,
        &op::DELETE_USER_PERMISSIONS_BOUNDARY,
        &op::DELETE_USER_POLICY,
        &op::DELETE_VIRTUAL_MFA_DEVICE,
        &op::DETACH_GROUP_POLICY,
        &op::DETACH_ROLE_POLICY,
        &op::DETACH_USER_POLICY,
        &op::ENABLE_MFA_DEVICE,
        &op::GENERATE_CREDENTIAL_REPORT,
        &op::GET_ACCESS_KEY_LAST_USED,
        &op::GET_ACCOUNT_AUTHORIZATION_DETAILS,
        &op::GET_ACCOUNT_PASSWORD_POLICY,
        &op::GET_ACCOUNT_SUMMARY,
        &op::GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY,
        &op::GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY,
        &op::GET_CREDENTIAL_REPORT,
        &op::GET_GROUP,
        &op::GET_GROUP_POLICY,
        &op::GET_INSTANCE_PROFILE,
        &op::GET_LOGIN_PROFILE,
        &op::GET_MFA_DEVICE,
        &op::GET_OPEN_ID_CONNECT_PROVIDER,
        &op::GET_POLICY,
        &op::GET_POLICY_VERSION,
        &op::GET_ROLE,
        &op::GET_ROLE_POLICY,
        &op::GET_SAML_PROVIDER,
        &op::GET_SSH_PUBLIC_KEY,
        &op::GET_SERVER_CERTIFICATE,
        &op::GET_SERVICE_LINKED_ROLE_DELETION_STATUS,
        &op::GET_USER,
        &op::GET_USER_POLICY,
        &op::LIST_ACCESS_KEYS,
        &op::LIST_ACCOUNT_ALIASES,
        &op::LIST_ATTACHED_GROUP_POLICIES,
        &op::LIST_ATTACHED_ROLE_POLICIES,
        &op::LIST_ATTACHED_USER_POLICIES,
        &op::LIST_ENTITIES_FOR_POLICY,
        &op::LIST_GROUP_POLICIES,
        &op::LIST_GROUPS,
        &op::LIST_GROUPS_FOR_USER,
        &op::LIST_INSTANCE_PROFILE_TAGS,
        &op::LIST_INSTANCE_PROFILES,
        &op::LIST_INSTANCE_PROFILES_FOR_ROLE,
        &op::LIST_MFA_DEVICE_TAGS,
        &op::LIST_MFA_DEVICES,
        &op::LIST_OPEN_ID_CONNECT_PROVIDER_TAGS,
        &op::LIST_OPEN_ID_CONNECT_PROVIDERS,
        &op::LIST_POLICIES,
        &op::LIST_POLICY_TAGS,
        &op::LIST_POLICY_VERSIONS,
        &op::LIST_ROLE_POLICIES,
        &op::LIST_ROLE_TAGS,
        &op::LIST_ROLES,
        &op::LIST_SAML_PROVIDER_TAGS,
        &op::LIST_SAML_PROVIDERS,
        &op::LIST_SSH_PUBLIC_KEYS,
        &op::LIST_SERVER_CERTIFICATE_TAGS,
        &op::LIST_SERVER_CERTIFICATES,
        &op::LIST_SERVICE_SPECIFIC_CREDENTIALS,
        &op::LIST_SIGNING_CERTIFICATES,
        &op::LIST_USER_POLICIES,
        &op::LIST_USER_TAGS,
        &op::LIST_USERS,
        &op::LIST_VIRTUAL_MFA_DEVICES,
        &op::PUT_GROUP_POLICY,
        &op::PUT_ROLE_PERMISSIONS_BOUNDARY,
        &op::PUT_ROLE_POLICY,
        &op::PUT_USER_PERMISSIONS_BOUNDARY,
        &op::PUT_USER_POLICY,
        &op::REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER,
        &op::REMOVE_ROLE_FROM_INSTANCE_PROFILE,
        &op::REMOVE_USER_FROM_GROUP,
        &op::RESET_SERVICE_SPECIFIC_CREDENTIAL,
        &op::RESYNC_MFA_DEVICE,
        &op::SET_DEFAULT_POLICY_VERSION,
        &op::SIMULATE_CUSTOM_POLICY,
        &op::SIMULATE_PRINCIPAL_POLICY,
        &op::TAG_INSTANCE_PROFILE,
        &op::TAG_MFA_DEVICE,
        &op::TAG_OPEN_ID_CONNECT_PROVIDER,
        &op::TAG_POLICY,
        &op::TAG_ROLE,
        &op::TAG_SAML_PROVIDER,
        &op::TAG_SERVER_CERTIFICATE,
        &op::TAG_USER,
        &op::UNTAG_INSTANCE_PROFILE,
        &op::UNTAG_MFA_DEVICE,
        &op::UNTAG_OPEN_ID_CONNECT_PROVIDER,
        &op::UNTAG_POLICY,
        &op::UNTAG_ROLE,
        &op::UNTAG_SAML_PROVIDER,
        &op::UNTAG_SERVER_CERTIFICATE,
        &op::UNTAG_USER,
        &op::UPDATE_ACCESS_KEY,
        &op::UPDATE_ACCOUNT_PASSWORD_POLICY,
        &op::UPDATE_ASSUME_ROLE_POLICY,
        &op::UPDATE_GROUP,
        &op::UPDATE_LOGIN_PROFILE,
        &op::UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT,
        &op::UPDATE_ROLE,
        &op::UPDATE_ROLE_DESCRIPTION,
        &op::UPDATE_SAML_PROVIDER,
        &op::UPDATE_SSH_PUBLIC_KEY,
        &op::UPDATE_SERVER_CERTIFICATE,
        &op::UPDATE_SERVICE_SPECIFIC_CREDENTIAL,
        &op::UPDATE_SIGNING_CERTIFICATE,
        &op::UPDATE_USER,
        &op::UPLOAD_SSH_PUBLIC_KEY,
        &op::UPLOAD_SERVER_CERTIFICATE,
        &op::UPLOAD_SIGNING_CERTIFICATE,
    ],
    unimplemented: &[
        Absent { name: "AcceptDelegationRequest", method: "POST", uri: "/" },
        Absent { name: "AssociateDelegationRequest", method: "POST", uri: "/" },
        Absent { name: "CreateDelegationRequest", method: "POST", uri: "/" },
        Absent { name: "DisableOrganizationsRootCredentialsManagement", method: "POST", uri: "/" },
        Absent { name: "DisableOrganizationsRootSessions", method: "POST", uri: "/" },
        Absent { name: "DisableOutboundWebIdentityFederation", method: "POST", uri: "/" },
        Absent { name: "EnableOrganizationsRootCredentialsManagement", method: "POST", uri: "/" },
        Absent { name: "EnableOrganizationsRootSessions", method: "POST", uri: "/" },
        Absent { name: "EnableOutboundWebIdentityFederation", method: "POST", uri: "/" },
        Absent { name: "GenerateOrganizationsAccessReport", method: "POST", uri: "/" },
        Absent { name: "GenerateServiceLastAccessedDetails", method: "POST", uri: "/" },
        Absent { name: "GetDelegationRequest", method: "POST", uri: "/" },
        Absent { name: "GetHumanReadableSummary", method: "POST", uri: "/" },
        Absent { name: "GetOrganizationsAccessReport", method: "POST", uri: "/" },
        Absent { name: "GetOutboundWebIdentityFederationInfo", method: "POST", uri: "/" },
        Absent { name: "GetServiceLastAccessedDetails", method: "POST", uri: "/" },
        Absent { name: "GetServiceLastAccessedDetailsWithEntities", method: "POST", uri: "/" },
        Absent { name: "ListDelegationRequests", method: "POST", uri: "/" },
        Absent { name: "ListOrganizationsFeatures", method: "POST", uri: "/" },
        Absent { name: "ListPoliciesGrantingServiceAccess", method: "POST", uri: "/" },
        Absent { name: "RejectDelegationRequest", method: "POST", uri: "/" },
        Absent { name: "SendDelegationToken", method: "POST", uri: "/" },
        Absent { name: "SetSecurityTokenServicePreferences", method: "POST", uri: "/" },
        Absent { name: "UpdateDelegationRequest", method: "POST", uri: "/" },
    ],
};

/// The operations, by name.
pub mod op {
    use wire::schema::Operation;

    use super::schema;

    pub static ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER: Operation = Operation {
        name: "AddClientIDToOpenIDConnectProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static ADD_ROLE_TO_INSTANCE_PROFILE: Operation = Operation {
        name: "AddRoleToInstanceProfile",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::ADD_ROLE_TO_INSTANCE_PROFILE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::UNMODIFIABLE_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static ADD_USER_TO_GROUP: Operation = Operation {
        name: "AddUserToGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::ADD_USER_TO_GROUP_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static ATTACH_GROUP_POLICY: Operation = Operation {
        name: "AttachGroupPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::ATTACH_GROUP_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::POLICY_NOT_ATTACHABLE_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static ATTACH_ROLE_POLICY: Operation = Operation {
        name: "AttachRolePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::ATTACH_ROLE_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::UNMODIFIABLE_ENTITY_EXCEPTION,
            &schema::POLICY_NOT_ATTACHABLE_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static ATTACH_USER_POLICY: Operation = Operation {
        name: "AttachUserPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::ATTACH_USER_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::POLICY_NOT_ATTACHABLE_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static CHANGE_PASSWORD: Operation = Operation {
        name: "ChangePassword",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CHANGE_PASSWORD_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_USER_TYPE_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::ENTITY_TEMPORARILY_UNMODIFIABLE_EXCEPTION,
            &schema::PASSWORD_POLICY_VIOLATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static CREATE_ACCESS_KEY: Operation = Operation {
        name: "CreateAccessKey",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_ACCESS_KEY_REQUEST,
        output: &schema::CREATE_ACCESS_KEY_RESPONSE,
        result_wrapper: "CreateAccessKeyResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static CREATE_ACCOUNT_ALIAS: Operation = Operation {
        name: "CreateAccountAlias",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_ACCOUNT_ALIAS_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static CREATE_GROUP: Operation = Operation {
        name: "CreateGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_GROUP_REQUEST,
        output: &schema::CREATE_GROUP_RESPONSE,
        result_wrapper: "CreateGroupResult",
        errors: &[
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static CREATE_INSTANCE_PROFILE: Operation = Operation {
        name: "CreateInstanceProfile",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_INSTANCE_PROFILE_REQUEST,
        output: &schema::CREATE_INSTANCE_PROFILE_RESPONSE,
        result_wrapper: "CreateInstanceProfileResult",
        errors: &[
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static CREATE_LOGIN_PROFILE: Operation = Operation {
        name: "CreateLoginProfile",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_LOGIN_PROFILE_REQUEST,
        output: &schema::CREATE_LOGIN_PROFILE_RESPONSE,
        result_wrapper: "CreateLoginProfileResult",
        errors: &[
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::PASSWORD_POLICY_VIOLATION_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static CREATE_OPEN_ID_CONNECT_PROVIDER: Operation = Operation {
        name: "CreateOpenIDConnectProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_OPEN_ID_CONNECT_PROVIDER_REQUEST,
        output: &schema::CREATE_OPEN_ID_CONNECT_PROVIDER_RESPONSE,
        result_wrapper: "CreateOpenIDConnectProviderResult",
        errors: &[
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
            &schema::OPEN_ID_IDP_COMMUNICATION_ERROR_EXCEPTION,
        ],
    };
    pub static CREATE_POLICY: Operation = Operation {
        name: "CreatePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_POLICY_REQUEST,
        output: &schema::CREATE_POLICY_RESPONSE,
        result_wrapper: "CreatePolicyResult",
        errors: &[
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static CREATE_POLICY_VERSION: Operation = Operation {
        name: "CreatePolicyVersion",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_POLICY_VERSION_REQUEST,
        output: &schema::CREATE_POLICY_VERSION_RESPONSE,
        result_wrapper: "CreatePolicyVersionResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static CREATE_ROLE: Operation = Operation {
        name: "CreateRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_ROLE_REQUEST,
        output: &schema::CREATE_ROLE_RESPONSE,
        result_wrapper: "CreateRoleResult",
        errors: &[
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static CREATE_SAML_PROVIDER: Operation = Operation {
        name: "CreateSAMLProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_SAML_PROVIDER_REQUEST,
        output: &schema::CREATE_SAML_PROVIDER_RESPONSE,
        result_wrapper: "CreateSAMLProviderResult",
        errors: &[
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static CREATE_SERVICE_LINKED_ROLE: Operation = Operation {
        name: "CreateServiceLinkedRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_SERVICE_LINKED_ROLE_REQUEST,
        output: &schema::CREATE_SERVICE_LINKED_ROLE_RESPONSE,
        result_wrapper: "CreateServiceLinkedRoleResult",
        errors: &[
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static CREATE_SERVICE_SPECIFIC_CREDENTIAL: Operation = Operation {
        name: "CreateServiceSpecificCredential",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_SERVICE_SPECIFIC_CREDENTIAL_REQUEST,
        output: &schema::CREATE_SERVICE_SPECIFIC_CREDENTIAL_RESPONSE,
        result_wrapper: "CreateServiceSpecificCredentialResult",
        errors: &[
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::SERVICE_NOT_SUPPORTED_EXCEPTION,
        ],
    };
    pub static CREATE_USER: Operation = Operation {
        name: "CreateUser",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_USER_REQUEST,
        output: &schema::CREATE_USER_RESPONSE,
        result_wrapper: "CreateUserResult",
        errors: &[
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static CREATE_VIRTUAL_MFA_DEVICE: Operation = Operation {
        name: "CreateVirtualMFADevice",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_VIRTUAL_MFA_DEVICE_REQUEST,
        output: &schema::CREATE_VIRTUAL_MFA_DEVICE_RESPONSE,
        result_wrapper: "CreateVirtualMFADeviceResult",
        errors: &[
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DEACTIVATE_MFA_DEVICE: Operation = Operation {
        name: "DeactivateMFADevice",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DEACTIVATE_MFA_DEVICE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::ENTITY_TEMPORARILY_UNMODIFIABLE_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
        ],
    };
    pub static DELETE_ACCESS_KEY: Operation = Operation {
        name: "DeleteAccessKey",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_ACCESS_KEY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_ACCOUNT_ALIAS: Operation = Operation {
        name: "DeleteAccountAlias",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_ACCOUNT_ALIAS_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_ACCOUNT_PASSWORD_POLICY: Operation = Operation {
        name: "DeleteAccountPasswordPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &wire::typed::UNIT,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_GROUP: Operation = Operation {
        name: "DeleteGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_GROUP_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::DELETE_CONFLICT_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_GROUP_POLICY: Operation = Operation {
        name: "DeleteGroupPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_GROUP_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_INSTANCE_PROFILE: Operation = Operation {
        name: "DeleteInstanceProfile",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_INSTANCE_PROFILE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::DELETE_CONFLICT_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_LOGIN_PROFILE: Operation = Operation {
        name: "DeleteLoginProfile",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_LOGIN_PROFILE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::ENTITY_TEMPORARILY_UNMODIFIABLE_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_OPEN_ID_CONNECT_PROVIDER: Operation = Operation {
        name: "DeleteOpenIDConnectProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_OPEN_ID_CONNECT_PROVIDER_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_POLICY: Operation = Operation {
        name: "DeletePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::DELETE_CONFLICT_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_POLICY_VERSION: Operation = Operation {
        name: "DeletePolicyVersion",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_POLICY_VERSION_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::DELETE_CONFLICT_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_ROLE: Operation = Operation {
        name: "DeleteRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_ROLE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::DELETE_CONFLICT_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::UNMODIFIABLE_ENTITY_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_ROLE_PERMISSIONS_BOUNDARY: Operation = Operation {
        name: "DeleteRolePermissionsBoundary",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_ROLE_PERMISSIONS_BOUNDARY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::UNMODIFIABLE_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_ROLE_POLICY: Operation = Operation {
        name: "DeleteRolePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_ROLE_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::UNMODIFIABLE_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_SAML_PROVIDER: Operation = Operation {
        name: "DeleteSAMLProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_SAML_PROVIDER_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_SSH_PUBLIC_KEY: Operation = Operation {
        name: "DeleteSSHPublicKey",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_SSH_PUBLIC_KEY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION],
    };
    pub static DELETE_SERVER_CERTIFICATE: Operation = Operation {
        name: "DeleteServerCertificate",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_SERVER_CERTIFICATE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::DELETE_CONFLICT_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_SERVICE_LINKED_ROLE: Operation = Operation {
        name: "DeleteServiceLinkedRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_SERVICE_LINKED_ROLE_REQUEST,
        output: &schema::DELETE_SERVICE_LINKED_ROLE_RESPONSE,
        result_wrapper: "DeleteServiceLinkedRoleResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_SERVICE_SPECIFIC_CREDENTIAL: Operation = Operation {
        name: "DeleteServiceSpecificCredential",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_SERVICE_SPECIFIC_CREDENTIAL_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION],
    };
    pub static DELETE_SIGNING_CERTIFICATE: Operation = Operation {
        name: "DeleteSigningCertificate",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_SIGNING_CERTIFICATE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_USER: Operation = Operation {
        name: "DeleteUser",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_USER_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::DELETE_CONFLICT_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_USER_PERMISSIONS_BOUNDARY: Operation = Operation {
        name: "DeleteUserPermissionsBoundary",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_USER_PERMISSIONS_BOUNDARY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static DELETE_USER_POLICY: Operation = Operation {
        name: "DeleteUserPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_USER_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DELETE_VIRTUAL_MFA_DEVICE: Operation = Operation {
        name: "DeleteVirtualMFADevice",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_VIRTUAL_MFA_DEVICE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::DELETE_CONFLICT_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
        ],
    };
    pub static DETACH_GROUP_POLICY: Operation = Operation {
        name: "DetachGroupPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DETACH_GROUP_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DETACH_ROLE_POLICY: Operation = Operation {
        name: "DetachRolePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DETACH_ROLE_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::UNMODIFIABLE_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static DETACH_USER_POLICY: Operation = Operation {
        name: "DetachUserPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DETACH_USER_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static ENABLE_MFA_DEVICE: Operation = Operation {
        name: "EnableMFADevice",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::ENABLE_MFA_DEVICE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::ENTITY_TEMPORARILY_UNMODIFIABLE_EXCEPTION,
            &schema::INVALID_AUTHENTICATION_CODE_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
        ],
    };
    pub static GENERATE_CREDENTIAL_REPORT: Operation = Operation {
        name: "GenerateCredentialReport",
        method: "POST",
        uri: "/",
        status: 200,
        input: &wire::typed::UNIT,
        output: &schema::GENERATE_CREDENTIAL_REPORT_RESPONSE,
        result_wrapper: "GenerateCredentialReportResult",
        errors: &[&schema::LIMIT_EXCEEDED_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static GET_ACCESS_KEY_LAST_USED: Operation = Operation {
        name: "GetAccessKeyLastUsed",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_ACCESS_KEY_LAST_USED_REQUEST,
        output: &schema::GET_ACCESS_KEY_LAST_USED_RESPONSE,
        result_wrapper: "GetAccessKeyLastUsedResult",
        errors: &[],
    };
    pub static GET_ACCOUNT_AUTHORIZATION_DETAILS: Operation = Operation {
        name: "GetAccountAuthorizationDetails",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_ACCOUNT_AUTHORIZATION_DETAILS_REQUEST,
        output: &schema::GET_ACCOUNT_AUTHORIZATION_DETAILS_RESPONSE,
        result_wrapper: "GetAccountAuthorizationDetailsResult",
        errors: &[&schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static GET_ACCOUNT_PASSWORD_POLICY: Operation = Operation {
        name: "GetAccountPasswordPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &wire::typed::UNIT,
        output: &schema::GET_ACCOUNT_PASSWORD_POLICY_RESPONSE,
        result_wrapper: "GetAccountPasswordPolicyResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static GET_ACCOUNT_SUMMARY: Operation = Operation {
        name: "GetAccountSummary",
        method: "POST",
        uri: "/",
        status: 200,
        input: &wire::typed::UNIT,
        output: &schema::GET_ACCOUNT_SUMMARY_RESPONSE,
        result_wrapper: "GetAccountSummaryResult",
        errors: &[&schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY: Operation = Operation {
        name: "GetContextKeysForCustomPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY_REQUEST,
        output: &schema::GET_CONTEXT_KEYS_FOR_POLICY_RESPONSE,
        result_wrapper: "GetContextKeysForCustomPolicyResult",
        errors: &[&schema::INVALID_INPUT_EXCEPTION],
    };
    pub static GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY: Operation = Operation {
        name: "GetContextKeysForPrincipalPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY_REQUEST,
        output: &schema::GET_CONTEXT_KEYS_FOR_POLICY_RESPONSE,
        result_wrapper: "GetContextKeysForPrincipalPolicyResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::INVALID_INPUT_EXCEPTION],
    };
    pub static GET_CREDENTIAL_REPORT: Operation = Operation {
        name: "GetCredentialReport",
        method: "POST",
        uri: "/",
        status: 200,
        input: &wire::typed::UNIT,
        output: &schema::GET_CREDENTIAL_REPORT_RESPONSE,
        result_wrapper: "GetCredentialReportResult",
        errors: &[
            &schema::CREDENTIAL_REPORT_NOT_PRESENT_EXCEPTION,
            &schema::CREDENTIAL_REPORT_EXPIRED_EXCEPTION,
            &schema::CREDENTIAL_REPORT_NOT_READY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static GET_GROUP: Operation = Operation {
        name: "GetGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_GROUP_REQUEST,
        output: &schema::GET_GROUP_RESPONSE,
        result_wrapper: "GetGroupResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static GET_GROUP_POLICY: Operation = Operation {
        name: "GetGroupPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_GROUP_POLICY_REQUEST,
        output: &schema::GET_GROUP_POLICY_RESPONSE,
        result_wrapper: "GetGroupPolicyResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static GET_INSTANCE_PROFILE: Operation = Operation {
        name: "GetInstanceProfile",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_INSTANCE_PROFILE_REQUEST,
        output: &schema::GET_INSTANCE_PROFILE_RESPONSE,
        result_wrapper: "GetInstanceProfileResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static GET_LOGIN_PROFILE: Operation = Operation {
        name: "GetLoginProfile",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_LOGIN_PROFILE_REQUEST,
        output: &schema::GET_LOGIN_PROFILE_RESPONSE,
        result_wrapper: "GetLoginProfileResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static GET_MFA_DEVICE: Operation = Operation {
        name: "GetMFADevice",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_MFA_DEVICE_REQUEST,
        output: &schema::GET_MFA_DEVICE_RESPONSE,
        result_wrapper: "GetMFADeviceResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static GET_OPEN_ID_CONNECT_PROVIDER: Operation = Operation {
        name: "GetOpenIDConnectProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_OPEN_ID_CONNECT_PROVIDER_REQUEST,
        output: &schema::GET_OPEN_ID_CONNECT_PROVIDER_RESPONSE,
        result_wrapper: "GetOpenIDConnectProviderResult",
        errors: &[
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static GET_POLICY: Operation = Operation {
        name: "GetPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_POLICY_REQUEST,
        output: &schema::GET_POLICY_RESPONSE,
        result_wrapper: "GetPolicyResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static GET_POLICY_VERSION: Operation = Operation {
        name: "GetPolicyVersion",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_POLICY_VERSION_REQUEST,
        output: &schema::GET_POLICY_VERSION_RESPONSE,
        result_wrapper: "GetPolicyVersionResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static GET_ROLE: Operation = Operation {
        name: "GetRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_ROLE_REQUEST,
        output: &schema::GET_ROLE_RESPONSE,
        result_wrapper: "GetRoleResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static GET_ROLE_POLICY: Operation = Operation {
        name: "GetRolePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_ROLE_POLICY_REQUEST,
        output: &schema::GET_ROLE_POLICY_RESPONSE,
        result_wrapper: "GetRolePolicyResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static GET_SAML_PROVIDER: Operation = Operation {
        name: "GetSAMLProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_SAML_PROVIDER_REQUEST,
        output: &schema::GET_SAML_PROVIDER_RESPONSE,
        result_wrapper: "GetSAMLProviderResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static GET_SSH_PUBLIC_KEY: Operation = Operation {
        name: "GetSSHPublicKey",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_SSH_PUBLIC_KEY_REQUEST,
        output: &schema::GET_SSH_PUBLIC_KEY_RESPONSE,
        result_wrapper: "GetSSHPublicKeyResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::UNRECOGNIZED_PUBLIC_KEY_ENCODING_EXCEPTION,
        ],
    };
    pub static GET_SERVER_CERTIFICATE: Operation = Operation {
        name: "GetServerCertificate",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_SERVER_CERTIFICATE_REQUEST,
        output: &schema::GET_SERVER_CERTIFICATE_RESPONSE,
        result_wrapper: "GetServerCertificateResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static GET_SERVICE_LINKED_ROLE_DELETION_STATUS: Operation = Operation {
        name: "GetServiceLinkedRoleDeletionStatus",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_SERVICE_LINKED_ROLE_DELETION_STATUS_REQUEST,
        output: &schema::GET_SERVICE_LINKED_ROLE_DELETION_STATUS_RESPONSE,
        result_wrapper: "GetServiceLinkedRoleDeletionStatusResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static GET_USER: Operation = Operation {
        name: "GetUser",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_USER_REQUEST,
        output: &schema::GET_USER_RESPONSE,
        result_wrapper: "GetUserResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static GET_USER_POLICY: Operation = Operation {
        name: "GetUserPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_USER_POLICY_REQUEST,
        output: &schema::GET_USER_POLICY_RESPONSE,
        result_wrapper: "GetUserPolicyResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_ACCESS_KEYS: Operation = Operation {
        name: "ListAccessKeys",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_ACCESS_KEYS_REQUEST,
        output: &schema::LIST_ACCESS_KEYS_RESPONSE,
        result_wrapper: "ListAccessKeysResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_ACCOUNT_ALIASES: Operation = Operation {
        name: "ListAccountAliases",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_ACCOUNT_ALIASES_REQUEST,
        output: &schema::LIST_ACCOUNT_ALIASES_RESPONSE,
        result_wrapper: "ListAccountAliasesResult",
        errors: &[&schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_ATTACHED_GROUP_POLICIES: Operation = Operation {
        name: "ListAttachedGroupPolicies",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_ATTACHED_GROUP_POLICIES_REQUEST,
        output: &schema::LIST_ATTACHED_GROUP_POLICIES_RESPONSE,
        result_wrapper: "ListAttachedGroupPoliciesResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static LIST_ATTACHED_ROLE_POLICIES: Operation = Operation {
        name: "ListAttachedRolePolicies",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_ATTACHED_ROLE_POLICIES_REQUEST,
        output: &schema::LIST_ATTACHED_ROLE_POLICIES_RESPONSE,
        result_wrapper: "ListAttachedRolePoliciesResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static LIST_ATTACHED_USER_POLICIES: Operation = Operation {
        name: "ListAttachedUserPolicies",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_ATTACHED_USER_POLICIES_REQUEST,
        output: &schema::LIST_ATTACHED_USER_POLICIES_RESPONSE,
        result_wrapper: "ListAttachedUserPoliciesResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static LIST_ENTITIES_FOR_POLICY: Operation = Operation {
        name: "ListEntitiesForPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_ENTITIES_FOR_POLICY_REQUEST,
        output: &schema::LIST_ENTITIES_FOR_POLICY_RESPONSE,
        result_wrapper: "ListEntitiesForPolicyResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static LIST_GROUP_POLICIES: Operation = Operation {
        name: "ListGroupPolicies",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_GROUP_POLICIES_REQUEST,
        output: &schema::LIST_GROUP_POLICIES_RESPONSE,
        result_wrapper: "ListGroupPoliciesResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_GROUPS: Operation = Operation {
        name: "ListGroups",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_GROUPS_REQUEST,
        output: &schema::LIST_GROUPS_RESPONSE,
        result_wrapper: "ListGroupsResult",
        errors: &[&schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_GROUPS_FOR_USER: Operation = Operation {
        name: "ListGroupsForUser",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_GROUPS_FOR_USER_REQUEST,
        output: &schema::LIST_GROUPS_FOR_USER_RESPONSE,
        result_wrapper: "ListGroupsForUserResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_INSTANCE_PROFILE_TAGS: Operation = Operation {
        name: "ListInstanceProfileTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_INSTANCE_PROFILE_TAGS_REQUEST,
        output: &schema::LIST_INSTANCE_PROFILE_TAGS_RESPONSE,
        result_wrapper: "ListInstanceProfileTagsResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_INSTANCE_PROFILES: Operation = Operation {
        name: "ListInstanceProfiles",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_INSTANCE_PROFILES_REQUEST,
        output: &schema::LIST_INSTANCE_PROFILES_RESPONSE,
        result_wrapper: "ListInstanceProfilesResult",
        errors: &[&schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_INSTANCE_PROFILES_FOR_ROLE: Operation = Operation {
        name: "ListInstanceProfilesForRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_INSTANCE_PROFILES_FOR_ROLE_REQUEST,
        output: &schema::LIST_INSTANCE_PROFILES_FOR_ROLE_RESPONSE,
        result_wrapper: "ListInstanceProfilesForRoleResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_MFA_DEVICE_TAGS: Operation = Operation {
        name: "ListMFADeviceTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_MFA_DEVICE_TAGS_REQUEST,
        output: &schema::LIST_MFA_DEVICE_TAGS_RESPONSE,
        result_wrapper: "ListMFADeviceTagsResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static LIST_MFA_DEVICES: Operation = Operation {
        name: "ListMFADevices",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_MFA_DEVICES_REQUEST,
        output: &schema::LIST_MFA_DEVICES_RESPONSE,
        result_wrapper: "ListMFADevicesResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_OPEN_ID_CONNECT_PROVIDER_TAGS: Operation = Operation {
        name: "ListOpenIDConnectProviderTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_OPEN_ID_CONNECT_PROVIDER_TAGS_REQUEST,
        output: &schema::LIST_OPEN_ID_CONNECT_PROVIDER_TAGS_RESPONSE,
        result_wrapper: "ListOpenIDConnectProviderTagsResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
        ],
    };
    pub static LIST_OPEN_ID_CONNECT_PROVIDERS: Operation = Operation {
        name: "ListOpenIDConnectProviders",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_OPEN_ID_CONNECT_PROVIDERS_REQUEST,
        output: &schema::LIST_OPEN_ID_CONNECT_PROVIDERS_RESPONSE,
        result_wrapper: "ListOpenIDConnectProvidersResult",
        errors: &[&schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_POLICIES: Operation = Operation {
        name: "ListPolicies",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_POLICIES_REQUEST,
        output: &schema::LIST_POLICIES_RESPONSE,
        result_wrapper: "ListPoliciesResult",
        errors: &[&schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_POLICY_TAGS: Operation = Operation {
        name: "ListPolicyTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_POLICY_TAGS_REQUEST,
        output: &schema::LIST_POLICY_TAGS_RESPONSE,
        result_wrapper: "ListPolicyTagsResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
        ],
    };
    pub static LIST_POLICY_VERSIONS: Operation = Operation {
        name: "ListPolicyVersions",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_POLICY_VERSIONS_REQUEST,
        output: &schema::LIST_POLICY_VERSIONS_RESPONSE,
        result_wrapper: "ListPolicyVersionsResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static LIST_ROLE_POLICIES: Operation = Operation {
        name: "ListRolePolicies",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_ROLE_POLICIES_REQUEST,
        output: &schema::LIST_ROLE_POLICIES_RESPONSE,
        result_wrapper: "ListRolePoliciesResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_ROLE_TAGS: Operation = Operation {
        name: "ListRoleTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_ROLE_TAGS_REQUEST,
        output: &schema::LIST_ROLE_TAGS_RESPONSE,
        result_wrapper: "ListRoleTagsResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_ROLES: Operation = Operation {
        name: "ListRoles",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_ROLES_REQUEST,
        output: &schema::LIST_ROLES_RESPONSE,
        result_wrapper: "ListRolesResult",
        errors: &[&schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_SAML_PROVIDER_TAGS: Operation = Operation {
        name: "ListSAMLProviderTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_SAML_PROVIDER_TAGS_REQUEST,
        output: &schema::LIST_SAML_PROVIDER_TAGS_RESPONSE,
        result_wrapper: "ListSAMLProviderTagsResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
        ],
    };
    pub static LIST_SAML_PROVIDERS: Operation = Operation {
        name: "ListSAMLProviders",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_SAML_PROVIDERS_REQUEST,
        output: &schema::LIST_SAML_PROVIDERS_RESPONSE,
        result_wrapper: "ListSAMLProvidersResult",
        errors: &[&schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_SSH_PUBLIC_KEYS: Operation = Operation {
        name: "ListSSHPublicKeys",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_SSH_PUBLIC_KEYS_REQUEST,
        output: &schema::LIST_SSH_PUBLIC_KEYS_RESPONSE,
        result_wrapper: "ListSSHPublicKeysResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION],
    };
    pub static LIST_SERVER_CERTIFICATE_TAGS: Operation = Operation {
        name: "ListServerCertificateTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_SERVER_CERTIFICATE_TAGS_REQUEST,
        output: &schema::LIST_SERVER_CERTIFICATE_TAGS_RESPONSE,
        result_wrapper: "ListServerCertificateTagsResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_SERVER_CERTIFICATES: Operation = Operation {
        name: "ListServerCertificates",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_SERVER_CERTIFICATES_REQUEST,
        output: &schema::LIST_SERVER_CERTIFICATES_RESPONSE,
        result_wrapper: "ListServerCertificatesResult",
        errors: &[&schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_SERVICE_SPECIFIC_CREDENTIALS: Operation = Operation {
        name: "ListServiceSpecificCredentials",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_SERVICE_SPECIFIC_CREDENTIALS_REQUEST,
        output: &schema::LIST_SERVICE_SPECIFIC_CREDENTIALS_RESPONSE,
        result_wrapper: "ListServiceSpecificCredentialsResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_NOT_SUPPORTED_EXCEPTION],
    };
    pub static LIST_SIGNING_CERTIFICATES: Operation = Operation {
        name: "ListSigningCertificates",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_SIGNING_CERTIFICATES_REQUEST,
        output: &schema::LIST_SIGNING_CERTIFICATES_RESPONSE,
        result_wrapper: "ListSigningCertificatesResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_USER_POLICIES: Operation = Operation {
        name: "ListUserPolicies",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_USER_POLICIES_REQUEST,
        output: &schema::LIST_USER_POLICIES_RESPONSE,
        result_wrapper: "ListUserPoliciesResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_USER_TAGS: Operation = Operation {
        name: "ListUserTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_USER_TAGS_REQUEST,
        output: &schema::LIST_USER_TAGS_RESPONSE,
        result_wrapper: "ListUserTagsResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_USERS: Operation = Operation {
        name: "ListUsers",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_USERS_REQUEST,
        output: &schema::LIST_USERS_RESPONSE,
        result_wrapper: "ListUsersResult",
        errors: &[&schema::SERVICE_FAILURE_EXCEPTION],
    };
    pub static LIST_VIRTUAL_MFA_DEVICES: Operation = Operation {
        name: "ListVirtualMFADevices",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_VIRTUAL_MFA_DEVICES_REQUEST,
        output: &schema::LIST_VIRTUAL_MFA_DEVICES_RESPONSE,
        result_wrapper: "ListVirtualMFADevicesResult",
        errors: &[],
    };
    pub static PUT_GROUP_POLICY: Operation = Operation {
        name: "PutGroupPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::PUT_GROUP_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static PUT_ROLE_PERMISSIONS_BOUNDARY: Operation = Operation {
        name: "PutRolePermissionsBoundary",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::PUT_ROLE_PERMISSIONS_BOUNDARY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::UNMODIFIABLE_ENTITY_EXCEPTION,
            &schema::POLICY_NOT_ATTACHABLE_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static PUT_ROLE_POLICY: Operation = Operation {
        name: "PutRolePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::PUT_ROLE_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::UNMODIFIABLE_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static PUT_USER_PERMISSIONS_BOUNDARY: Operation = Operation {
        name: "PutUserPermissionsBoundary",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::PUT_USER_PERMISSIONS_BOUNDARY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::POLICY_NOT_ATTACHABLE_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static PUT_USER_POLICY: Operation = Operation {
        name: "PutUserPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::PUT_USER_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER: Operation = Operation {
        name: "RemoveClientIDFromOpenIDConnectProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static REMOVE_ROLE_FROM_INSTANCE_PROFILE: Operation = Operation {
        name: "RemoveRoleFromInstanceProfile",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::REMOVE_ROLE_FROM_INSTANCE_PROFILE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::UNMODIFIABLE_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static REMOVE_USER_FROM_GROUP: Operation = Operation {
        name: "RemoveUserFromGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::REMOVE_USER_FROM_GROUP_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static RESET_SERVICE_SPECIFIC_CREDENTIAL: Operation = Operation {
        name: "ResetServiceSpecificCredential",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::RESET_SERVICE_SPECIFIC_CREDENTIAL_REQUEST,
        output: &schema::RESET_SERVICE_SPECIFIC_CREDENTIAL_RESPONSE,
        result_wrapper: "ResetServiceSpecificCredentialResult",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION],
    };
    pub static RESYNC_MFA_DEVICE: Operation = Operation {
        name: "ResyncMFADevice",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::RESYNC_MFA_DEVICE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_AUTHENTICATION_CODE_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
        ],
    };
    pub static SET_DEFAULT_POLICY_VERSION: Operation = Operation {
        name: "SetDefaultPolicyVersion",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::SET_DEFAULT_POLICY_VERSION_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static SIMULATE_CUSTOM_POLICY: Operation = Operation {
        name: "SimulateCustomPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::SIMULATE_CUSTOM_POLICY_REQUEST,
        output: &schema::SIMULATE_POLICY_RESPONSE,
        result_wrapper: "SimulateCustomPolicyResult",
        errors: &[&schema::INVALID_INPUT_EXCEPTION, &schema::POLICY_EVALUATION_EXCEPTION],
    };
    pub static SIMULATE_PRINCIPAL_POLICY: Operation = Operation {
        name: "SimulatePrincipalPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::SIMULATE_PRINCIPAL_POLICY_REQUEST,
        output: &schema::SIMULATE_POLICY_RESPONSE,
        result_wrapper: "SimulatePrincipalPolicyResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::POLICY_EVALUATION_EXCEPTION,
        ],
    };
    pub static TAG_INSTANCE_PROFILE: Operation = Operation {
        name: "TagInstanceProfile",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::TAG_INSTANCE_PROFILE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static TAG_MFA_DEVICE: Operation = Operation {
        name: "TagMFADevice",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::TAG_MFA_DEVICE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static TAG_OPEN_ID_CONNECT_PROVIDER: Operation = Operation {
        name: "TagOpenIDConnectProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::TAG_OPEN_ID_CONNECT_PROVIDER_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static TAG_POLICY: Operation = Operation {
        name: "TagPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::TAG_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static TAG_ROLE: Operation = Operation {
        name: "TagRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::TAG_ROLE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static TAG_SAML_PROVIDER: Operation = Operation {
        name: "TagSAMLProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::TAG_SAML_PROVIDER_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static TAG_SERVER_CERTIFICATE: Operation = Operation {
        name: "TagServerCertificate",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::TAG_SERVER_CERTIFICATE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static TAG_USER: Operation = Operation {
        name: "TagUser",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::TAG_USER_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UNTAG_INSTANCE_PROFILE: Operation = Operation {
        name: "UntagInstanceProfile",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UNTAG_INSTANCE_PROFILE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UNTAG_MFA_DEVICE: Operation = Operation {
        name: "UntagMFADevice",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UNTAG_MFA_DEVICE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UNTAG_OPEN_ID_CONNECT_PROVIDER: Operation = Operation {
        name: "UntagOpenIDConnectProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UNTAG_OPEN_ID_CONNECT_PROVIDER_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UNTAG_POLICY: Operation = Operation {
        name: "UntagPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UNTAG_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UNTAG_ROLE: Operation = Operation {
        name: "UntagRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UNTAG_ROLE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UNTAG_SAML_PROVIDER: Operation = Operation {
        name: "UntagSAMLProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UNTAG_SAML_PROVIDER_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UNTAG_SERVER_CERTIFICATE: Operation = Operation {
        name: "UntagServerCertificate",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UNTAG_SERVER_CERTIFICATE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UNTAG_USER: Operation = Operation {
        name: "UntagUser",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UNTAG_USER_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UPDATE_ACCESS_KEY: Operation = Operation {
        name: "UpdateAccessKey",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_ACCESS_KEY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
        ],
    };
    pub static UPDATE_ACCOUNT_PASSWORD_POLICY: Operation = Operation {
        name: "UpdateAccountPasswordPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_ACCOUNT_PASSWORD_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UPDATE_ASSUME_ROLE_POLICY: Operation = Operation {
        name: "UpdateAssumeRolePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_ASSUME_ROLE_POLICY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::UNMODIFIABLE_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UPDATE_GROUP: Operation = Operation {
        name: "UpdateGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_GROUP_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UPDATE_LOGIN_PROFILE: Operation = Operation {
        name: "UpdateLoginProfile",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_LOGIN_PROFILE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::ENTITY_TEMPORARILY_UNMODIFIABLE_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::PASSWORD_POLICY_VIOLATION_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT: Operation = Operation {
        name: "UpdateOpenIDConnectProviderThumbprint",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UPDATE_ROLE: Operation = Operation {
        name: "UpdateRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_ROLE_REQUEST,
        output: &schema::UPDATE_ROLE_RESPONSE,
        result_wrapper: "UpdateRoleResult",
        errors: &[
            &schema::UNMODIFIABLE_ENTITY_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UPDATE_ROLE_DESCRIPTION: Operation = Operation {
        name: "UpdateRoleDescription",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_ROLE_DESCRIPTION_REQUEST,
        output: &schema::UPDATE_ROLE_DESCRIPTION_RESPONSE,
        result_wrapper: "UpdateRoleDescriptionResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::UNMODIFIABLE_ENTITY_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UPDATE_SAML_PROVIDER: Operation = Operation {
        name: "UpdateSAMLProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_SAML_PROVIDER_REQUEST,
        output: &schema::UPDATE_SAML_PROVIDER_RESPONSE,
        result_wrapper: "UpdateSAMLProviderResult",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
        ],
    };
    pub static UPDATE_SSH_PUBLIC_KEY: Operation = Operation {
        name: "UpdateSSHPublicKey",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_SSH_PUBLIC_KEY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION, &schema::INVALID_INPUT_EXCEPTION],
    };
    pub static UPDATE_SERVER_CERTIFICATE: Operation = Operation {
        name: "UpdateServerCertificate",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_SERVER_CERTIFICATE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UPDATE_SERVICE_SPECIFIC_CREDENTIAL: Operation = Operation {
        name: "UpdateServiceSpecificCredential",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_SERVICE_SPECIFIC_CREDENTIAL_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[&schema::NO_SUCH_ENTITY_EXCEPTION],
    };
    pub static UPDATE_SIGNING_CERTIFICATE: Operation = Operation {
        name: "UpdateSigningCertificate",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_SIGNING_CERTIFICATE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
        ],
    };
    pub static UPDATE_USER: Operation = Operation {
        name: "UpdateUser",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_USER_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::ENTITY_TEMPORARILY_UNMODIFIABLE_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UPLOAD_SSH_PUBLIC_KEY: Operation = Operation {
        name: "UploadSSHPublicKey",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPLOAD_SSH_PUBLIC_KEY_REQUEST,
        output: &schema::UPLOAD_SSH_PUBLIC_KEY_RESPONSE,
        result_wrapper: "UploadSSHPublicKeyResult",
        errors: &[
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::INVALID_PUBLIC_KEY_EXCEPTION,
            &schema::DUPLICATE_SSH_PUBLIC_KEY_EXCEPTION,
            &schema::UNRECOGNIZED_PUBLIC_KEY_ENCODING_EXCEPTION,
        ],
    };
    pub static UPLOAD_SERVER_CERTIFICATE: Operation = Operation {
        name: "UploadServerCertificate",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPLOAD_SERVER_CERTIFICATE_REQUEST,
        output: &schema::UPLOAD_SERVER_CERTIFICATE_RESPONSE,
        result_wrapper: "UploadServerCertificateResult",
        errors: &[
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_INPUT_EXCEPTION,
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::MALFORMED_CERTIFICATE_EXCEPTION,
            &schema::KEY_PAIR_MISMATCH_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
    pub static UPLOAD_SIGNING_CERTIFICATE: Operation = Operation {
        name: "UploadSigningCertificate",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPLOAD_SIGNING_CERTIFICATE_REQUEST,
        output: &schema::UPLOAD_SIGNING_CERTIFICATE_RESPONSE,
        result_wrapper: "UploadSigningCertificateResult",
        errors: &[
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::ENTITY_ALREADY_EXISTS_EXCEPTION,
            &schema::MALFORMED_CERTIFICATE_EXCEPTION,
            &schema::INVALID_CERTIFICATE_EXCEPTION,
            &schema::DUPLICATE_CERTIFICATE_EXCEPTION,
            &schema::NO_SUCH_ENTITY_EXCEPTION,
            &schema::CONCURRENT_MODIFICATION_EXCEPTION,
            &schema::SERVICE_FAILURE_EXCEPTION,
        ],
    };
}

/// The structures, by name.
pub mod schema {
    use wire::schema::*;

    use super::{schema, shape};

    pub static ACCESS_KEY: Structure = Structure {
        name: "AccessKey",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("AccessKeyId", true, &shape::ACCESS_KEY_ID_TYPE),
            Member::body("Status", true, &shape::STATUS_TYPE),
            Member::body("SecretAccessKey", true, &shape::ACCESS_KEY_SECRET_TYPE),
            Member::body("CreateDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
        ],
    };
    pub static ACCESS_KEY_LAST_USED: Structure = Structure {
        name: "AccessKeyLastUsed",
        kind: Kind::Plain,
        members: &[
            Member::body("LastUsedDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("ServiceName", true, &shape::STRING_TYPE),
            Member::body("Region", true, &shape::STRING_TYPE),
        ],
    };
    pub static ACCESS_KEY_METADATA: Structure = Structure {
        name: "AccessKeyMetadata",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::USER_NAME_TYPE),
            Member::body("AccessKeyId", false, &shape::ACCESS_KEY_ID_TYPE),
            Member::body("Status", false, &shape::STATUS_TYPE),
            Member::body("CreateDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
        ],
    };
    pub static ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER_REQUEST: Structure = Structure {
        name: "AddClientIDToOpenIDConnectProviderRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("OpenIDConnectProviderArn", true, &shape::ARN_TYPE),
            Member::body("ClientID", true, &shape::CLIENT_ID_TYPE),
        ],
    };
    pub static ADD_ROLE_TO_INSTANCE_PROFILE_REQUEST: Structure = Structure {
        name: "AddRoleToInstanceProfileRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("InstanceProfileName", true, &shape::INSTANCE_PROFILE_NAME_TYPE),
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
        ],
    };
    pub static ADD_USER_TO_GROUP_REQUEST: Structure = Structure {
        name: "AddUserToGroupRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("GroupName", true, &shape::GROUP_NAME_TYPE),
            Member::body("UserName", true, &shape::EXISTING_USER_NAME_TYPE),
        ],
    };
    pub static ATTACH_GROUP_POLICY_REQUEST: Structure = Structure {
        name: "AttachGroupPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("GroupName", true, &shape::GROUP_NAME_TYPE),
            Member::body("PolicyArn", true, &shape::ARN_TYPE),
        ],
    };
    pub static ATTACH_ROLE_POLICY_REQUEST: Structure = Structure {
        name: "AttachRolePolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("PolicyArn", true, &shape::ARN_TYPE),
        ],
    };
    pub static ATTACH_USER_POLICY_REQUEST: Structure = Structure {
        name: "AttachUserPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("PolicyArn", true, &shape::ARN_TYPE),
        ],
    };
    pub static ATTACHED_PERMISSIONS_BOUNDARY: Structure = Structure {
        name: "AttachedPermissionsBoundary",
        kind: Kind::Plain,
        members: &[
            Member::body(
                "PermissionsBoundaryType",
                false,
                &shape::PERMISSIONS_BOUNDARY_ATTACHMENT_TYPE,
            ),
            Member::body("PermissionsBoundaryArn", false, &shape::ARN_TYPE),
        ],
    };
    pub static ATTACHED_POLICY: Structure = Structure {
        name: "AttachedPolicy",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyName", false, &shape::POLICY_NAME_TYPE),
            Member::body("PolicyArn", false, &shape::ARN_TYPE),
        ],
    };
    pub static CHANGE_PASSWORD_REQUEST: Structure = Structure {
        name: "ChangePasswordRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("OldPassword", true, &shape::PASSWORD_TYPE),
            Member::body("NewPassword", true, &shape::PASSWORD_TYPE),
        ],
    };
    pub static CONCURRENT_MODIFICATION_EXCEPTION: Structure = Structure {
        name: "ConcurrentModificationException",
        kind: Kind::Error {
            code: "ConcurrentModification",
            status: 409,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::CONCURRENT_MODIFICATION_MESSAGE)],
    };
    pub static CONTEXT_ENTRY: Structure = Structure {
        name: "ContextEntry",
        kind: Kind::Plain,
        members: &[
            Member::body("ContextKeyName", false, &shape::CONTEXT_KEY_NAME_TYPE),
            Member::body("ContextKeyValues", false, &shape::CONTEXT_KEY_VALUE_LIST_TYPE),
            Member::body("ContextKeyType", false, &shape::CONTEXT_KEY_TYPE_ENUM),
        ],
    };
    pub static CREATE_ACCESS_KEY_REQUEST: Structure = Structure {
        name: "CreateAccessKeyRequest",
        kind: Kind::Plain,
        members: &[Member::body("UserName", false, &shape::EXISTING_USER_NAME_TYPE)],
    };
    pub static CREATE_ACCESS_KEY_RESPONSE: Structure = Structure {
        name: "CreateAccessKeyResponse",
        kind: Kind::Plain,
        members: &[Member::body("AccessKey", true, &Shape::Structure(&schema::ACCESS_KEY))],
    };
    pub static CREATE_ACCOUNT_ALIAS_REQUEST: Structure = Structure {
        name: "CreateAccountAliasRequest",
        kind: Kind::Plain,
        members: &[Member::body("AccountAlias", true, &shape::ACCOUNT_ALIAS_TYPE)],
    };
    pub static CREATE_GROUP_REQUEST: Structure = Structure {
        name: "CreateGroupRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("Path", false, &shape::PATH_TYPE),
            Member::body("GroupName", true, &shape::GROUP_NAME_TYPE),
        ],
    };
    pub static CREATE_GROUP_RESPONSE: Structure = Structure {
        name: "CreateGroupResponse",
        kind: Kind::Plain,
        members: &[Member::body("Group", true, &Shape::Structure(&schema::GROUP))],
    };
    pub static CREATE_INSTANCE_PROFILE_REQUEST: Structure = Structure {
        name: "CreateInstanceProfileRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("InstanceProfileName", true, &shape::INSTANCE_PROFILE_NAME_TYPE),
            Member::body("Path", false, &shape::PATH_TYPE),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static CREATE_INSTANCE_PROFILE_RESPONSE: Structure = Structure {
        name: "CreateInstanceProfileResponse",
        kind: Kind::Plain,
        members: &[Member::body(
            "InstanceProfile",
            true,
            &Shape::Structure(&schema::INSTANCE_PROFILE),
        )],
    };
    pub static CREATE_LOGIN_PROFILE_REQUEST: Structure = Structure {
        name: "CreateLoginProfileRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::USER_NAME_TYPE),
            Member::body("Password", false, &shape::PASSWORD_TYPE),
            Member::body("PasswordResetRequired", false, &Shape::Boolean),
        ],
    };
    pub static CREATE_LOGIN_PROFILE_RESPONSE: Structure = Structure {
        name: "CreateLoginProfileResponse",
        kind: Kind::Plain,
        members: &[Member::body("LoginProfile", true, &Shape::Structure(&schema::LOGIN_PROFILE))],
    };
    pub static CREATE_OPEN_ID_CONNECT_PROVIDER_REQUEST: Structure = Structure {
        name: "CreateOpenIDConnectProviderRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("Url", true, &shape::OPEN_ID_CONNECT_PROVIDER_URL_TYPE),
            Member::body("ClientIDList", false, &shape::CLIENT_ID_LIST_TYPE),
            Member::body("ThumbprintList", false, &shape::THUMBPRINT_LIST_TYPE),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static CREATE_OPEN_ID_CONNECT_PROVIDER_RESPONSE: Structure = Structure {
        name: "CreateOpenIDConnectProviderResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("OpenIDConnectProviderArn", false, &shape::ARN_TYPE),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static CREATE_POLICY_REQUEST: Structure = Structure {
        name: "CreatePolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyName", true, &shape::POLICY_NAME_TYPE),
            Member::body("Path", false, &shape::POLICY_PATH_TYPE),
            Member::body("PolicyDocument", true, &shape::POLICY_DOCUMENT_TYPE),
            Member::body("Description", false, &shape::POLICY_DESCRIPTION_TYPE),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static CREATE_POLICY_RESPONSE: Structure = Structure {
        name: "CreatePolicyResponse",
        kind: Kind::Plain,
        members: &[Member::body("Policy", false, &Shape::Structure(&schema::POLICY))],
    };
    pub static CREATE_POLICY_VERSION_REQUEST: Structure = Structure {
        name: "CreatePolicyVersionRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyArn", true, &shape::ARN_TYPE),
            Member::body("PolicyDocument", true, &shape::POLICY_DOCUMENT_TYPE),
            Member::body("SetAsDefault", false, &Shape::Boolean),
        ],
    };
    pub static CREATE_POLICY_VERSION_RESPONSE: Structure = Structure {
        name: "CreatePolicyVersionResponse",
        kind: Kind::Plain,
        members: &[Member::body(
            "PolicyVersion",
            false,
            &Shape::Structure(&schema::POLICY_VERSION),
        )],
    };
    pub static CREATE_ROLE_REQUEST: Structure = Structure {
        name: "CreateRoleRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("Path", false, &shape::PATH_TYPE),
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("AssumeRolePolicyDocument", true, &shape::POLICY_DOCUMENT_TYPE),
            Member::body("Description", false, &shape::ROLE_DESCRIPTION_TYPE),
            Member::body("MaxSessionDuration", false, &shape::ROLE_MAX_SESSION_DURATION_TYPE),
            Member::body("PermissionsBoundary", false, &shape::ARN_TYPE),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static CREATE_ROLE_RESPONSE: Structure = Structure {
        name: "CreateRoleResponse",
        kind: Kind::Plain,
        members: &[Member::body("Role", true, &Shape::Structure(&schema::ROLE))],
    };
    pub static CREATE_SAML_PROVIDER_REQUEST: Structure = Structure {
        name: "CreateSAMLProviderRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("SAMLMetadataDocument", true, &shape::SAML_METADATA_DOCUMENT_TYPE),
            Member::body("Name", true, &shape::SAML_PROVIDER_NAME_TYPE),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
            Member::body("AssertionEncryptionMode", false, &shape::ASSERTION_ENCRYPTION_MODE_TYPE),
            Member::body("AddPrivateKey", false, &shape::PRIVATE_KEY_TYPE),
        ],
    };
    pub static CREATE_SAML_PROVIDER_RESPONSE: Structure = Structure {
        name: "CreateSAMLProviderResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("SAMLProviderArn", false, &shape::ARN_TYPE),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static CREATE_SERVICE_LINKED_ROLE_REQUEST: Structure = Structure {
        name: "CreateServiceLinkedRoleRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("AWSServiceName", true, &shape::GROUP_NAME_TYPE),
            Member::body("Description", false, &shape::ROLE_DESCRIPTION_TYPE),
            Member::body("CustomSuffix", false, &shape::CUSTOM_SUFFIX_TYPE),
        ],
    };
    pub static CREATE_SERVICE_LINKED_ROLE_RESPONSE: Structure = Structure {
        name: "CreateServiceLinkedRoleResponse",
        kind: Kind::Plain,
        members: &[Member::body("Role", false, &Shape::Structure(&schema::ROLE))],
    };
    pub static CREATE_SERVICE_SPECIFIC_CREDENTIAL_REQUEST: Structure = Structure {
        name: "CreateServiceSpecificCredentialRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("ServiceName", true, &shape::SERVICE_NAME),
            Member::body("CredentialAgeDays", false, &shape::CREDENTIAL_AGE_DAYS),
        ],
    };
    pub static CREATE_SERVICE_SPECIFIC_CREDENTIAL_RESPONSE: Structure = Structure {
        name: "CreateServiceSpecificCredentialResponse",
        kind: Kind::Plain,
        members: &[Member::body(
            "ServiceSpecificCredential",
            false,
            &Shape::Structure(&schema::SERVICE_SPECIFIC_CREDENTIAL),
        )],
    };
    pub static CREATE_USER_REQUEST: Structure = Structure {
        name: "CreateUserRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("Path", false, &shape::PATH_TYPE),
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("PermissionsBoundary", false, &shape::ARN_TYPE),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static CREATE_USER_RESPONSE: Structure = Structure {
        name: "CreateUserResponse",
        kind: Kind::Plain,
        members: &[Member::body("User", false, &Shape::Structure(&schema::USER))],
    };
    pub static CREATE_VIRTUAL_MFA_DEVICE_REQUEST: Structure = Structure {
        name: "CreateVirtualMFADeviceRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("Path", false, &shape::PATH_TYPE),
            Member::body("VirtualMFADeviceName", true, &shape::VIRTUAL_MFA_DEVICE_NAME),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static CREATE_VIRTUAL_MFA_DEVICE_RESPONSE: Structure = Structure {
        name: "CreateVirtualMFADeviceResponse",
        kind: Kind::Plain,
        members: &[Member::body(
            "VirtualMFADevice",
            true,
            &Shape::Structure(&schema::VIRTUAL_MFA_DEVICE),
        )],
    };
    pub static CREDENTIAL_REPORT_EXPIRED_EXCEPTION: Structure = Structure {
        name: "CredentialReportExpiredException",
        kind: Kind::Error { code: "ReportExpired", status: 410, fault: wire::Fault::Client },
        members: &[Member::body(
            "message",
            false,
            &shape::CREDENTIAL_REPORT_EXPIRED_EXCEPTION_MESSAGE,
        )],
    };
    pub static CREDENTIAL_REPORT_NOT_PRESENT_EXCEPTION: Structure = Structure {
        name: "CredentialReportNotPresentException",
        kind: Kind::Error { code: "ReportNotPresent", status: 410, fault: wire::Fault::Client },
        members: &[Member::body(
            "message",
            false,
            &shape::CREDENTIAL_REPORT_NOT_PRESENT_EXCEPTION_MESSAGE,
        )],
    };
    pub static CREDENTIAL_REPORT_NOT_READY_EXCEPTION: Structure = Structure {
        name: "CredentialReportNotReadyException",
        kind: Kind::Error { code: "ReportInProgress", status: 404, fault: wire::Fault::Client },
        members: &[Member::body(
            "message",
            false,
            &shape::CREDENTIAL_REPORT_NOT_READY_EXCEPTION_MESSAGE,
        )],
    };
    pub static DEACTIVATE_MFA_DEVICE_REQUEST: Structure = Structure {
        name: "DeactivateMFADeviceRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("SerialNumber", true, &shape::SERIAL_NUMBER_TYPE),
        ],
    };
    pub static DELETE_ACCESS_KEY_REQUEST: Structure = Structure {
        name: "DeleteAccessKeyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("AccessKeyId", true, &shape::ACCESS_KEY_ID_TYPE),
        ],
    };
    pub static DELETE_ACCOUNT_ALIAS_REQUEST: Structure = Structure {
        name: "DeleteAccountAliasRequest",
        kind: Kind::Plain,
        members: &[Member::body("AccountAlias", true, &shape::ACCOUNT_ALIAS_TYPE)],
    };
    pub static DELETE_CONFLICT_EXCEPTION: Structure = Structure {
        name: "DeleteConflictException",
        kind: Kind::Error { code: "DeleteConflict", status: 409, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::DELETE_CONFLICT_MESSAGE)],
    };
    pub static DELETE_GROUP_POLICY_REQUEST: Structure = Structure {
        name: "DeleteGroupPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("GroupName", true, &shape::GROUP_NAME_TYPE),
            Member::body("PolicyName", true, &shape::POLICY_NAME_TYPE),
        ],
    };
    pub static DELETE_GROUP_REQUEST: Structure = Structure {
        name: "DeleteGroupRequest",
        kind: Kind::Plain,
        members: &[Member::body("GroupName", true, &shape::GROUP_NAME_TYPE)],
    };
    pub static DELETE_INSTANCE_PROFILE_REQUEST: Structure = Structure {
        name: "DeleteInstanceProfileRequest",
        kind: Kind::Plain,
        members: &[Member::body("InstanceProfileName", true, &shape::INSTANCE_PROFILE_NAME_TYPE)],
    };
    pub static DELETE_LOGIN_PROFILE_REQUEST: Structure = Structure {
        name: "DeleteLoginProfileRequest",
        kind: Kind::Plain,
        members: &[Member::body("UserName", false, &shape::USER_NAME_TYPE)],
    };
    pub static DELETE_OPEN_ID_CONNECT_PROVIDER_REQUEST: Structure = Structure {
        name: "DeleteOpenIDConnectProviderRequest",
        kind: Kind::Plain,
        members: &[Member::body("OpenIDConnectProviderArn", true, &shape::ARN_TYPE)],
    };
    pub static DELETE_POLICY_REQUEST: Structure = Structure {
        name: "DeletePolicyRequest",
        kind: Kind::Plain,
        members: &[Member::body("PolicyArn", true, &shape::ARN_TYPE)],
    };
    pub static DELETE_POLICY_VERSION_REQUEST: Structure = Structure {
        name: "DeletePolicyVersionRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyArn", true, &shape::ARN_TYPE),
            Member::body("VersionId", true, &shape::POLICY_VERSION_ID_TYPE),
        ],
    };
    pub static DELETE_ROLE_PERMISSIONS_BOUNDARY_REQUEST: Structure = Structure {
        name: "DeleteRolePermissionsBoundaryRequest",
        kind: Kind::Plain,
        members: &[Member::body("RoleName", true, &shape::ROLE_NAME_TYPE)],
    };
    pub static DELETE_ROLE_POLICY_REQUEST: Structure = Structure {
        name: "DeleteRolePolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("PolicyName", true, &shape::POLICY_NAME_TYPE),
        ],
    };
    pub static DELETE_ROLE_REQUEST: Structure = Structure {
        name: "DeleteRoleRequest",
        kind: Kind::Plain,
        members: &[Member::body("RoleName", true, &shape::ROLE_NAME_TYPE)],
    };
    pub static DELETE_SAML_PROVIDER_REQUEST: Structure = Structure {
        name: "DeleteSAMLProviderRequest",
        kind: Kind::Plain,
        members: &[Member::body("SAMLProviderArn", true, &shape::ARN_TYPE)],
    };
    pub static DELETE_SSH_PUBLIC_KEY_REQUEST: Structure = Structure {
        name: "DeleteSSHPublicKeyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("SSHPublicKeyId", true, &shape::PUBLIC_KEY_ID_TYPE),
        ],
    };
    pub static DELETE_SERVER_CERTIFICATE_REQUEST: Structure = Structure {
        name: "DeleteServerCertificateRequest",
        kind: Kind::Plain,
        members: &[Member::body(
            "ServerCertificateName",
            true,
            &shape::SERVER_CERTIFICATE_NAME_TYPE,
        )],
    };
    pub static DELETE_SERVICE_LINKED_ROLE_REQUEST: Structure = Structure {
        name: "DeleteServiceLinkedRoleRequest",
        kind: Kind::Plain,
        members: &[Member::body("RoleName", true, &shape::ROLE_NAME_TYPE)],
    };
    pub static DELETE_SERVICE_LINKED_ROLE_RESPONSE: Structure = Structure {
        name: "DeleteServiceLinkedRoleResponse",
        kind: Kind::Plain,
        members: &[Member::body("DeletionTaskId", true, &shape::DELETION_TASK_ID_TYPE)],
    };
    pub static DELETE_SERVICE_SPECIFIC_CREDENTIAL_REQUEST: Structure = Structure {
        name: "DeleteServiceSpecificCredentialRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::USER_NAME_TYPE),
            Member::body(
                "ServiceSpecificCredentialId",
                true,
                &shape::SERVICE_SPECIFIC_CREDENTIAL_ID,
            ),
        ],
    };
    pub static DELETE_SIGNING_CERTIFICATE_REQUEST: Structure = Structure {
        name: "DeleteSigningCertificateRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("CertificateId", true, &shape::CERTIFICATE_ID_TYPE),
        ],
    };
    pub static DELETE_USER_PERMISSIONS_BOUNDARY_REQUEST: Structure = Structure {
        name: "DeleteUserPermissionsBoundaryRequest",
        kind: Kind::Plain,
        members: &[Member::body("UserName", true, &shape::USER_NAME_TYPE)],
    };
    pub static DELETE_USER_POLICY_REQUEST: Structure = Structure {
        name: "DeleteUserPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("PolicyName", true, &shape::POLICY_NAME_TYPE),
        ],
    };
    pub static DELETE_USER_REQUEST: Structure = Structure {
        name: "DeleteUserRequest",
        kind: Kind::Plain,
        members: &[Member::body("UserName", true, &shape::EXISTING_USER_NAME_TYPE)],
    };
    pub static DELETE_VIRTUAL_MFA_DEVICE_REQUEST: Structure = Structure {
        name: "DeleteVirtualMFADeviceRequest",
        kind: Kind::Plain,
        members: &[Member::body("SerialNumber", true, &shape::SERIAL_NUMBER_TYPE)],
    };
    pub static DELETION_TASK_FAILURE_REASON_TYPE: Structure = Structure {
        name: "DeletionTaskFailureReasonType",
        kind: Kind::Plain,
        members: &[
            Member::body("Reason", false, &shape::REASON_TYPE),
            Member::body("RoleUsageList", false, &shape::ROLE_USAGE_LIST_TYPE),
        ],
    };
    pub static DETACH_GROUP_POLICY_REQUEST: Structure = Structure {
        name: "DetachGroupPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("GroupName", true, &shape::GROUP_NAME_TYPE),
            Member::body("PolicyArn", true, &shape::ARN_TYPE),
        ],
    };
    pub static DETACH_ROLE_POLICY_REQUEST: Structure = Structure {
        name: "DetachRolePolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("PolicyArn", true, &shape::ARN_TYPE),
        ],
    };
    pub static DETACH_USER_POLICY_REQUEST: Structure = Structure {
        name: "DetachUserPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("PolicyArn", true, &shape::ARN_TYPE),
        ],
    };
    pub static DUPLICATE_CERTIFICATE_EXCEPTION: Structure = Structure {
        name: "DuplicateCertificateException",
        kind: Kind::Error { code: "DuplicateCertificate", status: 409, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::DUPLICATE_CERTIFICATE_MESSAGE)],
    };
    pub static DUPLICATE_SSH_PUBLIC_KEY_EXCEPTION: Structure = Structure {
        name: "DuplicateSSHPublicKeyException",
        kind: Kind::Error {
            code: "DuplicateSSHPublicKey",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::DUPLICATE_SSH_PUBLIC_KEY_MESSAGE)],
    };
    pub static ENABLE_MFA_DEVICE_REQUEST: Structure = Structure {
        name: "EnableMFADeviceRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("SerialNumber", true, &shape::SERIAL_NUMBER_TYPE),
            Member::body("AuthenticationCode1", true, &shape::AUTHENTICATION_CODE_TYPE),
            Member::body("AuthenticationCode2", true, &shape::AUTHENTICATION_CODE_TYPE),
        ],
    };
    pub static ENTITY_ALREADY_EXISTS_EXCEPTION: Structure = Structure {
        name: "EntityAlreadyExistsException",
        kind: Kind::Error { code: "EntityAlreadyExists", status: 409, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::ENTITY_ALREADY_EXISTS_MESSAGE)],
    };
    pub static ENTITY_TEMPORARILY_UNMODIFIABLE_EXCEPTION: Structure = Structure {
        name: "EntityTemporarilyUnmodifiableException",
        kind: Kind::Error {
            code: "EntityTemporarilyUnmodifiable",
            status: 409,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ENTITY_TEMPORARILY_UNMODIFIABLE_MESSAGE)],
    };
    pub static EVALUATION_RESULT: Structure = Structure {
        name: "EvaluationResult",
        kind: Kind::Plain,
        members: &[
            Member::body("EvalActionName", true, &shape::ACTION_NAME_TYPE),
            Member::body("EvalResourceName", false, &shape::RESOURCE_NAME_TYPE),
            Member::body("EvalDecision", true, &shape::POLICY_EVALUATION_DECISION_TYPE),
            Member::body("MatchedStatements", false, &shape::STATEMENT_LIST_TYPE),
            Member::body("MissingContextValues", false, &shape::CONTEXT_KEY_NAMES_RESULT_LIST_TYPE),
            Member::body(
                "OrganizationsDecisionDetail",
                false,
                &Shape::Structure(&schema::ORGANIZATIONS_DECISION_DETAIL),
            ),
            Member::body(
                "PermissionsBoundaryDecisionDetail",
                false,
                &Shape::Structure(&schema::PERMISSIONS_BOUNDARY_DECISION_DETAIL),
            ),
            Member::body("EvalDecisionDetails", false, &shape::EVAL_DECISION_DETAILS_TYPE),
            Member::body(
                "ResourceSpecificResults",
                false,
                &shape::RESOURCE_SPECIFIC_RESULT_LIST_TYPE,
            ),
        ],
    };
    pub static GENERATE_CREDENTIAL_REPORT_RESPONSE: Structure = Structure {
        name: "GenerateCredentialReportResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("State", false, &shape::REPORT_STATE_TYPE),
            Member::body("Description", false, &shape::REPORT_STATE_DESCRIPTION_TYPE),
        ],
    };
    pub static GET_ACCESS_KEY_LAST_USED_REQUEST: Structure = Structure {
        name: "GetAccessKeyLastUsedRequest",
        kind: Kind::Plain,
        members: &[Member::body("AccessKeyId", true, &shape::ACCESS_KEY_ID_TYPE)],
    };
    pub static GET_ACCESS_KEY_LAST_USED_RESPONSE: Structure = Structure {
        name: "GetAccessKeyLastUsedResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::EXISTING_USER_NAME_TYPE),
            Member::body(
                "AccessKeyLastUsed",
                false,
                &Shape::Structure(&schema::ACCESS_KEY_LAST_USED),
            ),
        ],
    };
    pub static GET_ACCOUNT_AUTHORIZATION_DETAILS_REQUEST: Structure = Structure {
        name: "GetAccountAuthorizationDetailsRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("Filter", false, &shape::ENTITY_LIST_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
        ],
    };
    pub static GET_ACCOUNT_AUTHORIZATION_DETAILS_RESPONSE: Structure = Structure {
        name: "GetAccountAuthorizationDetailsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("UserDetailList", false, &shape::USER_DETAIL_LIST_TYPE),
            Member::body("GroupDetailList", false, &shape::GROUP_DETAIL_LIST_TYPE),
            Member::body("RoleDetailList", false, &shape::ROLE_DETAIL_LIST_TYPE),
            Member::body("Policies", false, &shape::MANAGED_POLICY_DETAIL_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static GET_ACCOUNT_PASSWORD_POLICY_RESPONSE: Structure = Structure {
        name: "GetAccountPasswordPolicyResponse",
        kind: Kind::Plain,
        members: &[Member::body(
            "PasswordPolicy",
            true,
            &Shape::Structure(&schema::PASSWORD_POLICY),
        )],
    };
    pub static GET_ACCOUNT_SUMMARY_RESPONSE: Structure = Structure {
        name: "GetAccountSummaryResponse",
        kind: Kind::Plain,
        members: &[Member::body("SummaryMap", false, &shape::SUMMARY_MAP_TYPE)],
    };
    pub static GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY_REQUEST: Structure = Structure {
        name: "GetContextKeysForCustomPolicyRequest",
        kind: Kind::Plain,
        members: &[Member::body("PolicyInputList", true, &shape::SIMULATION_POLICY_LIST_TYPE)],
    };
    pub static GET_CONTEXT_KEYS_FOR_POLICY_RESPONSE: Structure = Structure {
        name: "GetContextKeysForPolicyResponse",
        kind: Kind::Plain,
        members: &[Member::body(
            "ContextKeyNames",
            false,
            &shape::CONTEXT_KEY_NAMES_RESULT_LIST_TYPE,
        )],
    };
    pub static GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY_REQUEST: Structure = Structure {
        name: "GetContextKeysForPrincipalPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicySourceArn", true, &shape::ARN_TYPE),
            Member::body("PolicyInputList", false, &shape::SIMULATION_POLICY_LIST_TYPE),
        ],
    };
    pub static GET_CREDENTIAL_REPORT_RESPONSE: Structure = Structure {
        name: "GetCredentialReportResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Content", false, &shape::REPORT_CONTENT_TYPE),
            Member::body("ReportFormat", false, &shape::REPORT_FORMAT_TYPE),
            Member::body("GeneratedTime", false, &Shape::Timestamp(TimeFormat::Iso8601)),
        ],
    };
    pub static GET_GROUP_POLICY_REQUEST: Structure = Structure {
        name: "GetGroupPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("GroupName", true, &shape::GROUP_NAME_TYPE),
            Member::body("PolicyName", true, &shape::POLICY_NAME_TYPE),
        ],
    };
    pub static GET_GROUP_POLICY_RESPONSE: Structure = Structure {
        name: "GetGroupPolicyResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("GroupName", true, &shape::GROUP_NAME_TYPE),
            Member::body("PolicyName", true, &shape::POLICY_NAME_TYPE),
            Member::body("PolicyDocument", true, &shape::POLICY_DOCUMENT_TYPE),
        ],
    };
    pub static GET_GROUP_REQUEST: Structure = Structure {
        name: "GetGroupRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("GroupName", true, &shape::GROUP_NAME_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static GET_GROUP_RESPONSE: Structure = Structure {
        name: "GetGroupResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Group", true, &Shape::Structure(&schema::GROUP)),
            Member::body("Users", true, &shape::USER_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static GET_INSTANCE_PROFILE_REQUEST: Structure = Structure {
        name: "GetInstanceProfileRequest",
        kind: Kind::Plain,
        members: &[Member::body("InstanceProfileName", true, &shape::INSTANCE_PROFILE_NAME_TYPE)],
    };
    pub static GET_INSTANCE_PROFILE_RESPONSE: Structure = Structure {
        name: "GetInstanceProfileResponse",
        kind: Kind::Plain,
        members: &[Member::body(
            "InstanceProfile",
            true,
            &Shape::Structure(&schema::INSTANCE_PROFILE),
        )],
    };
    pub static GET_LOGIN_PROFILE_REQUEST: Structure = Structure {
        name: "GetLoginProfileRequest",
        kind: Kind::Plain,
        members: &[Member::body("UserName", false, &shape::USER_NAME_TYPE)],
    };
    pub static GET_LOGIN_PROFILE_RESPONSE: Structure = Structure {
        name: "GetLoginProfileResponse",
        kind: Kind::Plain,
        members: &[Member::body("LoginProfile", true, &Shape::Structure(&schema::LOGIN_PROFILE))],
    };
    pub static GET_MFA_DEVICE_REQUEST: Structure = Structure {
        name: "GetMFADeviceRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("SerialNumber", true, &shape::SERIAL_NUMBER_TYPE),
            Member::body("UserName", false, &shape::USER_NAME_TYPE),
        ],
    };
    pub static GET_MFA_DEVICE_RESPONSE: Structure = Structure {
        name: "GetMFADeviceResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::USER_NAME_TYPE),
            Member::body("SerialNumber", true, &shape::SERIAL_NUMBER_TYPE),
            Member::body("EnableDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("Certifications", false, &shape::CERTIFICATION_MAP_TYPE),
        ],
    };
    pub static GET_OPEN_ID_CONNECT_PROVIDER_REQUEST: Structure = Structure {
        name: "GetOpenIDConnectProviderRequest",
        kind: Kind::Plain,
        members: &[Member::body("OpenIDConnectProviderArn", true, &shape::ARN_TYPE)],
    };
    pub static GET_OPEN_ID_CONNECT_PROVIDER_RESPONSE: Structure = Structure {
        name: "GetOpenIDConnectProviderResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Url", false, &shape::OPEN_ID_CONNECT_PROVIDER_URL_TYPE),
            Member::body("ClientIDList", false, &shape::CLIENT_ID_LIST_TYPE),
            Member::body("ThumbprintList", false, &shape::THUMBPRINT_LIST_TYPE),
            Member::body("CreateDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static GET_POLICY_REQUEST: Structure = Structure {
        name: "GetPolicyRequest",
        kind: Kind::Plain,
        members: &[Member::body("PolicyArn", true, &shape::ARN_TYPE)],
    };
    pub static GET_POLICY_RESPONSE: Structure = Structure {
        name: "GetPolicyResponse",
        kind: Kind::Plain,
        members: &[Member::body("Policy", false, &Shape::Structure(&schema::POLICY))],
    };
    pub static GET_POLICY_VERSION_REQUEST: Structure = Structure {
        name: "GetPolicyVersionRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyArn", true, &shape::ARN_TYPE),
            Member::body("VersionId", true, &shape::POLICY_VERSION_ID_TYPE),
        ],
    };
    pub static GET_POLICY_VERSION_RESPONSE: Structure = Structure {
        name: "GetPolicyVersionResponse",
        kind: Kind::Plain,
        members: &[Member::body(
            "PolicyVersion",
            false,
            &Shape::Structure(&schema::POLICY_VERSION),
        )],
    };
    pub static GET_ROLE_POLICY_REQUEST: Structure = Structure {
        name: "GetRolePolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("PolicyName", true, &shape::POLICY_NAME_TYPE),
        ],
    };
    pub static GET_ROLE_POLICY_RESPONSE: Structure = Structure {
        name: "GetRolePolicyResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("PolicyName", true, &shape::POLICY_NAME_TYPE),
            Member::body("PolicyDocument", true, &shape::POLICY_DOCUMENT_TYPE),
        ],
    };
    pub static GET_ROLE_REQUEST: Structure = Structure {
        name: "GetRoleRequest",
        kind: Kind::Plain,
        members: &[Member::body("RoleName", true, &shape::ROLE_NAME_TYPE)],
    };
    pub static GET_ROLE_RESPONSE: Structure = Structure {
        name: "GetRoleResponse",
        kind: Kind::Plain,
        members: &[Member::body("Role", true, &Shape::Structure(&schema::ROLE))],
    };
    pub static GET_SAML_PROVIDER_REQUEST: Structure = Structure {
        name: "GetSAMLProviderRequest",
        kind: Kind::Plain,
        members: &[Member::body("SAMLProviderArn", true, &shape::ARN_TYPE)],
    };
    pub static GET_SAML_PROVIDER_RESPONSE: Structure = Structure {
        name: "GetSAMLProviderResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("SAMLProviderUUID", false, &shape::PRIVATE_KEY_ID_TYPE),
            Member::body("SAMLMetadataDocument", false, &shape::SAML_METADATA_DOCUMENT_TYPE),
            Member::body("CreateDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("ValidUntil", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
            Member::body("AssertionEncryptionMode", false, &shape::ASSERTION_ENCRYPTION_MODE_TYPE),
            Member::body("PrivateKeyList", false, &shape::PRIVATE_KEY_LIST),
        ],
    };
    pub static GET_SSH_PUBLIC_KEY_REQUEST: Structure = Structure {
        name: "GetSSHPublicKeyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("SSHPublicKeyId", true, &shape::PUBLIC_KEY_ID_TYPE),
            Member::body("Encoding", true, &shape::ENCODING_TYPE),
        ],
    };
    pub static GET_SSH_PUBLIC_KEY_RESPONSE: Structure = Structure {
        name: "GetSSHPublicKeyResponse",
        kind: Kind::Plain,
        members: &[Member::body("SSHPublicKey", false, &Shape::Structure(&schema::SSH_PUBLIC_KEY))],
    };
    pub static GET_SERVER_CERTIFICATE_REQUEST: Structure = Structure {
        name: "GetServerCertificateRequest",
        kind: Kind::Plain,
        members: &[Member::body(
            "ServerCertificateName",
            true,
            &shape::SERVER_CERTIFICATE_NAME_TYPE,
        )],
    };
    pub static GET_SERVER_CERTIFICATE_RESPONSE: Structure = Structure {
        name: "GetServerCertificateResponse",
        kind: Kind::Plain,
        members: &[Member::body(
            "ServerCertificate",
            true,
            &Shape::Structure(&schema::SERVER_CERTIFICATE),
        )],
    };
    pub static GET_SERVICE_LINKED_ROLE_DELETION_STATUS_REQUEST: Structure = Structure {
        name: "GetServiceLinkedRoleDeletionStatusRequest",
        kind: Kind::Plain,
        members: &[Member::body("DeletionTaskId", true, &shape::DELETION_TASK_ID_TYPE)],
    };
    pub static GET_SERVICE_LINKED_ROLE_DELETION_STATUS_RESPONSE: Structure = Structure {
        name: "GetServiceLinkedRoleDeletionStatusResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Status", true, &shape::DELETION_TASK_STATUS_TYPE),
            Member::body(
                "Reason",
                false,
                &Shape::Structure(&schema::DELETION_TASK_FAILURE_REASON_TYPE),
            ),
        ],
    };
    pub static GET_USER_POLICY_REQUEST: Structure = Structure {
        name: "GetUserPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("PolicyName", true, &shape::POLICY_NAME_TYPE),
        ],
    };
    pub static GET_USER_POLICY_RESPONSE: Structure = Structure {
        name: "GetUserPolicyResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("PolicyName", true, &shape::POLICY_NAME_TYPE),
            Member::body("PolicyDocument", true, &shape::POLICY_DOCUMENT_TYPE),
        ],
    };
    pub static GET_USER_REQUEST: Structure = Structure {
        name: "GetUserRequest",
        kind: Kind::Plain,
        members: &[Member::body("UserName", false, &shape::EXISTING_USER_NAME_TYPE)],
    };
    pub static GET_USER_RESPONSE: Structure = Structure {
        name: "GetUserResponse",
        kind: Kind::Plain,
        members: &[Member::body("User", true, &Shape::Structure(&schema::USER))],
    };
    pub static GROUP: Structure = Structure {
        name: "Group",
        kind: Kind::Plain,
        members: &[
            Member::body("Path", true, &shape::PATH_TYPE),
            Member::body("GroupName", true, &shape::GROUP_NAME_TYPE),
            Member::body("GroupId", true, &shape::ID_TYPE),
            Member::body("Arn", true, &shape::ARN_TYPE),
            Member::body("CreateDate", true, &Shape::Timestamp(TimeFormat::Iso8601)),
        ],
    };
    pub static GROUP_DETAIL: Structure = Structure {
        name: "GroupDetail",
        kind: Kind::Plain,
        members: &[
            Member::body("Path", false, &shape::PATH_TYPE),
            Member::body("GroupName", false, &shape::GROUP_NAME_TYPE),
            Member::body("GroupId", false, &shape::ID_TYPE),
            Member::body("Arn", false, &shape::ARN_TYPE),
            Member::body("CreateDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("GroupPolicyList", false, &shape::POLICY_DETAIL_LIST_TYPE),
            Member::body("AttachedManagedPolicies", false, &shape::ATTACHED_POLICIES_LIST_TYPE),
        ],
    };
    pub static INSTANCE_PROFILE: Structure = Structure {
        name: "InstanceProfile",
        kind: Kind::Plain,
        members: &[
            Member::body("Path", true, &shape::PATH_TYPE),
            Member::body("InstanceProfileName", true, &shape::INSTANCE_PROFILE_NAME_TYPE),
            Member::body("InstanceProfileId", true, &shape::ID_TYPE),
            Member::body("Arn", true, &shape::ARN_TYPE),
            Member::body("CreateDate", true, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("Roles", true, &shape::ROLE_LIST_TYPE),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static INVALID_AUTHENTICATION_CODE_EXCEPTION: Structure = Structure {
        name: "InvalidAuthenticationCodeException",
        kind: Kind::Error {
            code: "InvalidAuthenticationCode",
            status: 403,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::INVALID_AUTHENTICATION_CODE_MESSAGE)],
    };
    pub static INVALID_CERTIFICATE_EXCEPTION: Structure = Structure {
        name: "InvalidCertificateException",
        kind: Kind::Error { code: "InvalidCertificate", status: 400, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::INVALID_CERTIFICATE_MESSAGE)],
    };
    pub static INVALID_INPUT_EXCEPTION: Structure = Structure {
        name: "InvalidInputException",
        kind: Kind::Error { code: "InvalidInput", status: 400, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::INVALID_INPUT_MESSAGE)],
    };
    pub static INVALID_PUBLIC_KEY_EXCEPTION: Structure = Structure {
        name: "InvalidPublicKeyException",
        kind: Kind::Error { code: "InvalidPublicKey", status: 400, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::INVALID_PUBLIC_KEY_MESSAGE)],
    };
    pub static INVALID_USER_TYPE_EXCEPTION: Structure = Structure {
        name: "InvalidUserTypeException",
        kind: Kind::Error { code: "InvalidUserType", status: 400, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::INVALID_USER_TYPE_MESSAGE)],
    };
    pub static KEY_PAIR_MISMATCH_EXCEPTION: Structure = Structure {
        name: "KeyPairMismatchException",
        kind: Kind::Error { code: "KeyPairMismatch", status: 400, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::KEY_PAIR_MISMATCH_MESSAGE)],
    };
    pub static LIMIT_EXCEEDED_EXCEPTION: Structure = Structure {
        name: "LimitExceededException",
        kind: Kind::Error { code: "LimitExceeded", status: 409, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::LIMIT_EXCEEDED_MESSAGE)],
    };
    pub static LIST_ACCESS_KEYS_REQUEST: Structure = Structure {
        name: "ListAccessKeysRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_ACCESS_KEYS_RESPONSE: Structure = Structure {
        name: "ListAccessKeysResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("AccessKeyMetadata", true, &shape::ACCESS_KEY_METADATA_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_ACCOUNT_ALIASES_REQUEST: Structure = Structure {
        name: "ListAccountAliasesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_ACCOUNT_ALIASES_RESPONSE: Structure = Structure {
        name: "ListAccountAliasesResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("AccountAliases", true, &shape::ACCOUNT_ALIAS_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_ATTACHED_GROUP_POLICIES_REQUEST: Structure = Structure {
        name: "ListAttachedGroupPoliciesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("GroupName", true, &shape::GROUP_NAME_TYPE),
            Member::body("PathPrefix", false, &shape::POLICY_PATH_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_ATTACHED_GROUP_POLICIES_RESPONSE: Structure = Structure {
        name: "ListAttachedGroupPoliciesResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("AttachedPolicies", false, &shape::ATTACHED_POLICIES_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_ATTACHED_ROLE_POLICIES_REQUEST: Structure = Structure {
        name: "ListAttachedRolePoliciesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("PathPrefix", false, &shape::POLICY_PATH_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_ATTACHED_ROLE_POLICIES_RESPONSE: Structure = Structure {
        name: "ListAttachedRolePoliciesResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("AttachedPolicies", false, &shape::ATTACHED_POLICIES_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_ATTACHED_USER_POLICIES_REQUEST: Structure = Structure {
        name: "ListAttachedUserPoliciesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("PathPrefix", false, &shape::POLICY_PATH_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_ATTACHED_USER_POLICIES_RESPONSE: Structure = Structure {
        name: "ListAttachedUserPoliciesResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("AttachedPolicies", false, &shape::ATTACHED_POLICIES_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_ENTITIES_FOR_POLICY_REQUEST: Structure = Structure {
        name: "ListEntitiesForPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyArn", true, &shape::ARN_TYPE),
            Member::body("EntityFilter", false, &shape::ENTITY_TYPE),
            Member::body("PathPrefix", false, &shape::PATH_TYPE),
            Member::body("PolicyUsageFilter", false, &shape::POLICY_USAGE_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_ENTITIES_FOR_POLICY_RESPONSE: Structure = Structure {
        name: "ListEntitiesForPolicyResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyGroups", false, &shape::POLICY_GROUP_LIST_TYPE),
            Member::body("PolicyUsers", false, &shape::POLICY_USER_LIST_TYPE),
            Member::body("PolicyRoles", false, &shape::POLICY_ROLE_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_GROUP_POLICIES_REQUEST: Structure = Structure {
        name: "ListGroupPoliciesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("GroupName", true, &shape::GROUP_NAME_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_GROUP_POLICIES_RESPONSE: Structure = Structure {
        name: "ListGroupPoliciesResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyNames", true, &shape::POLICY_NAME_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_GROUPS_FOR_USER_REQUEST: Structure = Structure {
        name: "ListGroupsForUserRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_GROUPS_FOR_USER_RESPONSE: Structure = Structure {
        name: "ListGroupsForUserResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Groups", true, &shape::GROUP_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_GROUPS_REQUEST: Structure = Structure {
        name: "ListGroupsRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PathPrefix", false, &shape::PATH_PREFIX_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_GROUPS_RESPONSE: Structure = Structure {
        name: "ListGroupsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Groups", true, &shape::GROUP_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_INSTANCE_PROFILE_TAGS_REQUEST: Structure = Structure {
        name: "ListInstanceProfileTagsRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("InstanceProfileName", true, &shape::INSTANCE_PROFILE_NAME_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_INSTANCE_PROFILE_TAGS_RESPONSE: Structure = Structure {
        name: "ListInstanceProfileTagsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Tags", true, &shape::TAG_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_INSTANCE_PROFILES_FOR_ROLE_REQUEST: Structure = Structure {
        name: "ListInstanceProfilesForRoleRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_INSTANCE_PROFILES_FOR_ROLE_RESPONSE: Structure = Structure {
        name: "ListInstanceProfilesForRoleResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("InstanceProfiles", true, &shape::INSTANCE_PROFILE_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_INSTANCE_PROFILES_REQUEST: Structure = Structure {
        name: "ListInstanceProfilesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PathPrefix", false, &shape::PATH_PREFIX_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_INSTANCE_PROFILES_RESPONSE: Structure = Structure {
        name: "ListInstanceProfilesResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("InstanceProfiles", true, &shape::INSTANCE_PROFILE_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_MFA_DEVICE_TAGS_REQUEST: Structure = Structure {
        name: "ListMFADeviceTagsRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("SerialNumber", true, &shape::SERIAL_NUMBER_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_MFA_DEVICE_TAGS_RESPONSE: Structure = Structure {
        name: "ListMFADeviceTagsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Tags", true, &shape::TAG_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_MFA_DEVICES_REQUEST: Structure = Structure {
        name: "ListMFADevicesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_MFA_DEVICES_RESPONSE: Structure = Structure {
        name: "ListMFADevicesResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("MFADevices", true, &shape::MFA_DEVICE_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_OPEN_ID_CONNECT_PROVIDER_TAGS_REQUEST: Structure = Structure {
        name: "ListOpenIDConnectProviderTagsRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("OpenIDConnectProviderArn", true, &shape::ARN_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_OPEN_ID_CONNECT_PROVIDER_TAGS_RESPONSE: Structure = Structure {
        name: "ListOpenIDConnectProviderTagsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Tags", true, &shape::TAG_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_OPEN_ID_CONNECT_PROVIDERS_REQUEST: Structure =
        Structure { name: "ListOpenIDConnectProvidersRequest", kind: Kind::Plain, members: &[] };
    pub static LIST_OPEN_ID_CONNECT_PROVIDERS_RESPONSE: Structure = Structure {
        name: "ListOpenIDConnectProvidersResponse",
        kind: Kind::Plain,
        members: &[Member::body(
            "OpenIDConnectProviderList",
            false,
            &shape::OPEN_ID_CONNECT_PROVIDER_LIST_TYPE,
        )],
    };
    pub static LIST_POLICIES_REQUEST: Structure = Structure {
        name: "ListPoliciesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("Scope", false, &shape::POLICY_SCOPE_TYPE),
            Member::body("OnlyAttached", false, &Shape::Boolean),
            Member::body("PathPrefix", false, &shape::POLICY_PATH_TYPE),
            Member::body("PolicyUsageFilter", false, &shape::POLICY_USAGE_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_POLICIES_RESPONSE: Structure = Structure {
        name: "ListPoliciesResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Policies", false, &shape::POLICY_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_POLICY_TAGS_REQUEST: Structure = Structure {
        name: "ListPolicyTagsRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyArn", true, &shape::ARN_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_POLICY_TAGS_RESPONSE: Structure = Structure {
        name: "ListPolicyTagsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Tags", true, &shape::TAG_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_POLICY_VERSIONS_REQUEST: Structure = Structure {
        name: "ListPolicyVersionsRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyArn", true, &shape::ARN_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_POLICY_VERSIONS_RESPONSE: Structure = Structure {
        name: "ListPolicyVersionsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Versions", false, &shape::POLICY_DOCUMENT_VERSION_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_ROLE_POLICIES_REQUEST: Structure = Structure {
        name: "ListRolePoliciesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_ROLE_POLICIES_RESPONSE: Structure = Structure {
        name: "ListRolePoliciesResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyNames", true, &shape::POLICY_NAME_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_ROLE_TAGS_REQUEST: Structure = Structure {
        name: "ListRoleTagsRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_ROLE_TAGS_RESPONSE: Structure = Structure {
        name: "ListRoleTagsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Tags", true, &shape::TAG_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_ROLES_REQUEST: Structure = Structure {
        name: "ListRolesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PathPrefix", false, &shape::PATH_PREFIX_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_ROLES_RESPONSE: Structure = Structure {
        name: "ListRolesResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Roles", true, &shape::ROLE_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_SAML_PROVIDER_TAGS_REQUEST: Structure = Structure {
        name: "ListSAMLProviderTagsRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("SAMLProviderArn", true, &shape::ARN_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_SAML_PROVIDER_TAGS_RESPONSE: Structure = Structure {
        name: "ListSAMLProviderTagsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Tags", true, &shape::TAG_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_SAML_PROVIDERS_REQUEST: Structure =
        Structure { name: "ListSAMLProvidersRequest", kind: Kind::Plain, members: &[] };
    pub static LIST_SAML_PROVIDERS_RESPONSE: Structure = Structure {
        name: "ListSAMLProvidersResponse",
        kind: Kind::Plain,
        members: &[Member::body("SAMLProviderList", false, &shape::SAML_PROVIDER_LIST_TYPE)],
    };
    pub static LIST_SSH_PUBLIC_KEYS_REQUEST: Structure = Structure {
        name: "ListSSHPublicKeysRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::USER_NAME_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_SSH_PUBLIC_KEYS_RESPONSE: Structure = Structure {
        name: "ListSSHPublicKeysResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("SSHPublicKeys", false, &shape::SSH_PUBLIC_KEY_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_SERVER_CERTIFICATE_TAGS_REQUEST: Structure = Structure {
        name: "ListServerCertificateTagsRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("ServerCertificateName", true, &shape::SERVER_CERTIFICATE_NAME_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_SERVER_CERTIFICATE_TAGS_RESPONSE: Structure = Structure {
        name: "ListServerCertificateTagsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Tags", true, &shape::TAG_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_SERVER_CERTIFICATES_REQUEST: Structure = Structure {
        name: "ListServerCertificatesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PathPrefix", false, &shape::PATH_PREFIX_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_SERVER_CERTIFICATES_RESPONSE: Structure = Structure {
        name: "ListServerCertificatesResponse",
        kind: Kind::Plain,
        members: &[
            Member::body(
                "ServerCertificateMetadataList",
                true,
                &shape::SERVER_CERTIFICATE_METADATA_LIST_TYPE,
            ),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_SERVICE_SPECIFIC_CREDENTIALS_REQUEST: Structure = Structure {
        name: "ListServiceSpecificCredentialsRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::USER_NAME_TYPE),
            Member::body("ServiceName", false, &shape::SERVICE_NAME),
            Member::body("AllUsers", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_SERVICE_SPECIFIC_CREDENTIALS_RESPONSE: Structure = Structure {
        name: "ListServiceSpecificCredentialsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body(
                "ServiceSpecificCredentials",
                false,
                &shape::SERVICE_SPECIFIC_CREDENTIALS_LIST_TYPE,
            ),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
        ],
    };
    pub static LIST_SIGNING_CERTIFICATES_REQUEST: Structure = Structure {
        name: "ListSigningCertificatesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_SIGNING_CERTIFICATES_RESPONSE: Structure = Structure {
        name: "ListSigningCertificatesResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Certificates", true, &shape::CERTIFICATE_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_USER_POLICIES_REQUEST: Structure = Structure {
        name: "ListUserPoliciesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_USER_POLICIES_RESPONSE: Structure = Structure {
        name: "ListUserPoliciesResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyNames", true, &shape::POLICY_NAME_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_USER_TAGS_REQUEST: Structure = Structure {
        name: "ListUserTagsRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_USER_TAGS_RESPONSE: Structure = Structure {
        name: "ListUserTagsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Tags", true, &shape::TAG_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_USERS_REQUEST: Structure = Structure {
        name: "ListUsersRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PathPrefix", false, &shape::PATH_PREFIX_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_USERS_RESPONSE: Structure = Structure {
        name: "ListUsersResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Users", true, &shape::USER_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LIST_VIRTUAL_MFA_DEVICES_REQUEST: Structure = Structure {
        name: "ListVirtualMFADevicesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("AssignmentStatus", false, &shape::ASSIGNMENT_STATUS_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
        ],
    };
    pub static LIST_VIRTUAL_MFA_DEVICES_RESPONSE: Structure = Structure {
        name: "ListVirtualMFADevicesResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("VirtualMFADevices", true, &shape::VIRTUAL_MFA_DEVICE_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static LOGIN_PROFILE: Structure = Structure {
        name: "LoginProfile",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("CreateDate", true, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("PasswordResetRequired", false, &Shape::Boolean),
        ],
    };
    pub static MFA_DEVICE: Structure = Structure {
        name: "MFADevice",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("SerialNumber", true, &shape::SERIAL_NUMBER_TYPE),
            Member::body("EnableDate", true, &Shape::Timestamp(TimeFormat::Iso8601)),
        ],
    };
    pub static MALFORMED_CERTIFICATE_EXCEPTION: Structure = Structure {
        name: "MalformedCertificateException",
        kind: Kind::Error { code: "MalformedCertificate", status: 400, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::MALFORMED_CERTIFICATE_MESSAGE)],
    };
    pub static MALFORMED_POLICY_DOCUMENT_EXCEPTION: Structure = Structure {
        name: "MalformedPolicyDocumentException",
        kind: Kind::Error {
            code: "MalformedPolicyDocument",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::MALFORMED_POLICY_DOCUMENT_MESSAGE)],
    };
    pub static MANAGED_POLICY_DETAIL: Structure = Structure {
        name: "ManagedPolicyDetail",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyName", false, &shape::POLICY_NAME_TYPE),
            Member::body("PolicyId", false, &shape::ID_TYPE),
            Member::body("Arn", false, &shape::ARN_TYPE),
            Member::body("Path", false, &shape::POLICY_PATH_TYPE),
            Member::body("DefaultVersionId", false, &shape::POLICY_VERSION_ID_TYPE),
            Member::body("AttachmentCount", false, &shape::ATTACHMENT_COUNT_TYPE),
            Member::body("PermissionsBoundaryUsageCount", false, &shape::ATTACHMENT_COUNT_TYPE),
            Member::body("IsAttachable", false, &Shape::Boolean),
            Member::body("Description", false, &shape::POLICY_DESCRIPTION_TYPE),
            Member::body("CreateDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("UpdateDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("PolicyVersionList", false, &shape::POLICY_DOCUMENT_VERSION_LIST_TYPE),
        ],
    };
    pub static NO_SUCH_ENTITY_EXCEPTION: Structure = Structure {
        name: "NoSuchEntityException",
        kind: Kind::Error { code: "NoSuchEntity", status: 404, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::NO_SUCH_ENTITY_MESSAGE)],
    };
    pub static OPEN_ID_CONNECT_PROVIDER_LIST_ENTRY: Structure = Structure {
        name: "OpenIDConnectProviderListEntry",
        kind: Kind::Plain,
        members: &[Member::body("Arn", false, &shape::ARN_TYPE)],
    };
    pub static OPEN_ID_IDP_COMMUNICATION_ERROR_EXCEPTION: Structure = Structure {
        name: "OpenIdIdpCommunicationErrorException",
        kind: Kind::Error {
            code: "OpenIdIdpCommunicationError",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body(
            "message",
            false,
            &shape::OPEN_ID_IDP_COMMUNICATION_ERROR_EXCEPTION_MESSAGE,
        )],
    };
    pub static ORGANIZATIONS_DECISION_DETAIL: Structure = Structure {
        name: "OrganizationsDecisionDetail",
        kind: Kind::Plain,
        members: &[Member::body("AllowedByOrganizations", false, &Shape::Boolean)],
    };
    pub static PASSWORD_POLICY: Structure = Structure {
        name: "PasswordPolicy",
        kind: Kind::Plain,
        members: &[
            Member::body("MinimumPasswordLength", false, &shape::MINIMUM_PASSWORD_LENGTH_TYPE),
            Member::body("RequireSymbols", false, &Shape::Boolean),
            Member::body("RequireNumbers", false, &Shape::Boolean),
            Member::body("RequireUppercaseCharacters", false, &Shape::Boolean),
            Member::body("RequireLowercaseCharacters", false, &Shape::Boolean),
            Member::body("AllowUsersToChangePassword", false, &Shape::Boolean),
            Member::body("ExpirePasswords", false, &Shape::Boolean),
            Member::body("MaxPasswordAge", false, &shape::MAX_PASSWORD_AGE_TYPE),
            Member::body("PasswordReusePrevention", false, &shape::PASSWORD_REUSE_PREVENTION_TYPE),
            Member::body("HardExpiry", false, &Shape::Boolean),
        ],
    };
    pub static PASSWORD_POLICY_VIOLATION_EXCEPTION: Structure = Structure {
        name: "PasswordPolicyViolationException",
        kind: Kind::Error {
            code: "PasswordPolicyViolation",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::PASSWORD_POLICY_VIOLATION_MESSAGE)],
    };
    pub static PERMISSIONS_BOUNDARY_DECISION_DETAIL: Structure = Structure {
        name: "PermissionsBoundaryDecisionDetail",
        kind: Kind::Plain,
        members: &[Member::body("AllowedByPermissionsBoundary", false, &Shape::Boolean)],
    };
    pub static POLICY: Structure = Structure {
        name: "Policy",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyName", false, &shape::POLICY_NAME_TYPE),
            Member::body("PolicyId", false, &shape::ID_TYPE),
            Member::body("Arn", false, &shape::ARN_TYPE),
            Member::body("Path", false, &shape::POLICY_PATH_TYPE),
            Member::body("DefaultVersionId", false, &shape::POLICY_VERSION_ID_TYPE),
            Member::body("AttachmentCount", false, &shape::ATTACHMENT_COUNT_TYPE),
            Member::body("PermissionsBoundaryUsageCount", false, &shape::ATTACHMENT_COUNT_TYPE),
            Member::body("IsAttachable", false, &Shape::Boolean),
            Member::body("Description", false, &shape::POLICY_DESCRIPTION_TYPE),
            Member::body("CreateDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("UpdateDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static POLICY_DETAIL: Structure = Structure {
        name: "PolicyDetail",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyName", false, &shape::POLICY_NAME_TYPE),
            Member::body("PolicyDocument", false, &shape::POLICY_DOCUMENT_TYPE),
        ],
    };
    pub static POLICY_EVALUATION_EXCEPTION: Structure = Structure {
        name: "PolicyEvaluationException",
        kind: Kind::Error { code: "PolicyEvaluation", status: 500, fault: wire::Fault::Server },
        members: &[Member::body("message", false, &shape::POLICY_EVALUATION_ERROR_MESSAGE)],
    };
    pub static POLICY_GROUP: Structure = Structure {
        name: "PolicyGroup",
        kind: Kind::Plain,
        members: &[
            Member::body("GroupName", false, &shape::GROUP_NAME_TYPE),
            Member::body("GroupId", false, &shape::ID_TYPE),
        ],
    };
    pub static POLICY_NOT_ATTACHABLE_EXCEPTION: Structure = Structure {
        name: "PolicyNotAttachableException",
        kind: Kind::Error { code: "PolicyNotAttachable", status: 400, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::POLICY_NOT_ATTACHABLE_MESSAGE)],
    };
    pub static POLICY_ROLE: Structure = Structure {
        name: "PolicyRole",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", false, &shape::ROLE_NAME_TYPE),
            Member::body("RoleId", false, &shape::ID_TYPE),
        ],
    };
    pub static POLICY_USER: Structure = Structure {
        name: "PolicyUser",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::USER_NAME_TYPE),
            Member::body("UserId", false, &shape::ID_TYPE),
        ],
    };
    pub static POLICY_VERSION: Structure = Structure {
        name: "PolicyVersion",
        kind: Kind::Plain,
        members: &[
            Member::body("Document", false, &shape::POLICY_DOCUMENT_TYPE),
            Member::body("VersionId", false, &shape::POLICY_VERSION_ID_TYPE),
            Member::body("IsDefaultVersion", false, &Shape::Boolean),
            Member::body("CreateDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
        ],
    };
    pub static POSITION: Structure = Structure {
        name: "Position",
        kind: Kind::Plain,
        members: &[
            Member::body("Line", false, &shape::LINE_NUMBER),
            Member::body("Column", false, &shape::COLUMN_NUMBER),
        ],
    };
    pub static PUT_GROUP_POLICY_REQUEST: Structure = Structure {
        name: "PutGroupPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("GroupName", true, &shape::GROUP_NAME_TYPE),
            Member::body("PolicyName", true, &shape::POLICY_NAME_TYPE),
            Member::body("PolicyDocument", true, &shape::POLICY_DOCUMENT_TYPE),
        ],
    };
    pub static PUT_ROLE_PERMISSIONS_BOUNDARY_REQUEST: Structure = Structure {
        name: "PutRolePermissionsBoundaryRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("PermissionsBoundary", true, &shape::ARN_TYPE),
        ],
    };
    pub static PUT_ROLE_POLICY_REQUEST: Structure = Structure {
        name: "PutRolePolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("PolicyName", true, &shape::POLICY_NAME_TYPE),
            Member::body("PolicyDocument", true, &shape::POLICY_DOCUMENT_TYPE),
        ],
    };
    pub static PUT_USER_PERMISSIONS_BOUNDARY_REQUEST: Structure = Structure {
        name: "PutUserPermissionsBoundaryRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("PermissionsBoundary", true, &shape::ARN_TYPE),
        ],
    };
    pub static PUT_USER_POLICY_REQUEST: Structure = Structure {
        name: "PutUserPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("PolicyName", true, &shape::POLICY_NAME_TYPE),
            Member::body("PolicyDocument", true, &shape::POLICY_DOCUMENT_TYPE),
        ],
    };
    pub static REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER_REQUEST: Structure = Structure {
        name: "RemoveClientIDFromOpenIDConnectProviderRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("OpenIDConnectProviderArn", true, &shape::ARN_TYPE),
            Member::body("ClientID", true, &shape::CLIENT_ID_TYPE),
        ],
    };
    pub static REMOVE_ROLE_FROM_INSTANCE_PROFILE_REQUEST: Structure = Structure {
        name: "RemoveRoleFromInstanceProfileRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("InstanceProfileName", true, &shape::INSTANCE_PROFILE_NAME_TYPE),
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
        ],
    };
    pub static REMOVE_USER_FROM_GROUP_REQUEST: Structure = Structure {
        name: "RemoveUserFromGroupRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("GroupName", true, &shape::GROUP_NAME_TYPE),
            Member::body("UserName", true, &shape::EXISTING_USER_NAME_TYPE),
        ],
    };
    pub static RESET_SERVICE_SPECIFIC_CREDENTIAL_REQUEST: Structure = Structure {
        name: "ResetServiceSpecificCredentialRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::USER_NAME_TYPE),
            Member::body(
                "ServiceSpecificCredentialId",
                true,
                &shape::SERVICE_SPECIFIC_CREDENTIAL_ID,
            ),
        ],
    };
    pub static RESET_SERVICE_SPECIFIC_CREDENTIAL_RESPONSE: Structure = Structure {
        name: "ResetServiceSpecificCredentialResponse",
        kind: Kind::Plain,
        members: &[Member::body(
            "ServiceSpecificCredential",
            false,
            &Shape::Structure(&schema::SERVICE_SPECIFIC_CREDENTIAL),
        )],
    };
    pub static RESOURCE_SPECIFIC_RESULT: Structure = Structure {
        name: "ResourceSpecificResult",
        kind: Kind::Plain,
        members: &[
            Member::body("EvalResourceName", true, &shape::RESOURCE_NAME_TYPE),
            Member::body("EvalResourceDecision", true, &shape::POLICY_EVALUATION_DECISION_TYPE),
            Member::body("MatchedStatements", false, &shape::STATEMENT_LIST_TYPE),
            Member::body("MissingContextValues", false, &shape::CONTEXT_KEY_NAMES_RESULT_LIST_TYPE),
            Member::body("EvalDecisionDetails", false, &shape::EVAL_DECISION_DETAILS_TYPE),
            Member::body(
                "PermissionsBoundaryDecisionDetail",
                false,
                &Shape::Structure(&schema::PERMISSIONS_BOUNDARY_DECISION_DETAIL),
            ),
        ],
    };
    pub static RESYNC_MFA_DEVICE_REQUEST: Structure = Structure {
        name: "ResyncMFADeviceRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("SerialNumber", true, &shape::SERIAL_NUMBER_TYPE),
            Member::body("AuthenticationCode1", true, &shape::AUTHENTICATION_CODE_TYPE),
            Member::body("AuthenticationCode2", true, &shape::AUTHENTICATION_CODE_TYPE),
        ],
    };
    pub static ROLE: Structure = Structure {
        name: "Role",
        kind: Kind::Plain,
        members: &[
            Member::body("Path", true, &shape::PATH_TYPE),
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("RoleId", true, &shape::ID_TYPE),
            Member::body("Arn", true, &shape::ARN_TYPE),
            Member::body("CreateDate", true, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("AssumeRolePolicyDocument", false, &shape::POLICY_DOCUMENT_TYPE),
            Member::body("Description", false, &shape::ROLE_DESCRIPTION_TYPE),
            Member::body("MaxSessionDuration", false, &shape::ROLE_MAX_SESSION_DURATION_TYPE),
            Member::body(
                "PermissionsBoundary",
                false,
                &Shape::Structure(&schema::ATTACHED_PERMISSIONS_BOUNDARY),
            ),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
            Member::body("RoleLastUsed", false, &Shape::Structure(&schema::ROLE_LAST_USED)),
        ],
    };
    pub static ROLE_DETAIL: Structure = Structure {
        name: "RoleDetail",
        kind: Kind::Plain,
        members: &[
            Member::body("Path", false, &shape::PATH_TYPE),
            Member::body("RoleName", false, &shape::ROLE_NAME_TYPE),
            Member::body("RoleId", false, &shape::ID_TYPE),
            Member::body("Arn", false, &shape::ARN_TYPE),
            Member::body("CreateDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("AssumeRolePolicyDocument", false, &shape::POLICY_DOCUMENT_TYPE),
            Member::body("InstanceProfileList", false, &shape::INSTANCE_PROFILE_LIST_TYPE),
            Member::body("RolePolicyList", false, &shape::POLICY_DETAIL_LIST_TYPE),
            Member::body("AttachedManagedPolicies", false, &shape::ATTACHED_POLICIES_LIST_TYPE),
            Member::body(
                "PermissionsBoundary",
                false,
                &Shape::Structure(&schema::ATTACHED_PERMISSIONS_BOUNDARY),
            ),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
            Member::body("RoleLastUsed", false, &Shape::Structure(&schema::ROLE_LAST_USED)),
        ],
    };
    pub static ROLE_LAST_USED: Structure = Structure {
        name: "RoleLastUsed",
        kind: Kind::Plain,
        members: &[
            Member::body("LastUsedDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("Region", false, &shape::STRING_TYPE),
        ],
    };
    pub static ROLE_USAGE_TYPE: Structure = Structure {
        name: "RoleUsageType",
        kind: Kind::Plain,
        members: &[
            Member::body("Region", false, &shape::REGION_NAME_TYPE),
            Member::body("Resources", false, &shape::ARN_LIST_TYPE),
        ],
    };
    pub static SAML_PRIVATE_KEY: Structure = Structure {
        name: "SAMLPrivateKey",
        kind: Kind::Plain,
        members: &[
            Member::body("KeyId", false, &shape::PRIVATE_KEY_ID_TYPE),
            Member::body("Timestamp", false, &Shape::Timestamp(TimeFormat::Iso8601)),
        ],
    };
    pub static SAML_PROVIDER_LIST_ENTRY: Structure = Structure {
        name: "SAMLProviderListEntry",
        kind: Kind::Plain,
        members: &[
            Member::body("Arn", false, &shape::ARN_TYPE),
            Member::body("ValidUntil", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("CreateDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
        ],
    };
    pub static SSH_PUBLIC_KEY: Structure = Structure {
        name: "SSHPublicKey",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("SSHPublicKeyId", true, &shape::PUBLIC_KEY_ID_TYPE),
            Member::body("Fingerprint", true, &shape::PUBLIC_KEY_FINGERPRINT_TYPE),
            Member::body("SSHPublicKeyBody", true, &shape::PUBLIC_KEY_MATERIAL_TYPE),
            Member::body("Status", true, &shape::STATUS_TYPE),
            Member::body("UploadDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
        ],
    };
    pub static SSH_PUBLIC_KEY_METADATA: Structure = Structure {
        name: "SSHPublicKeyMetadata",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("SSHPublicKeyId", true, &shape::PUBLIC_KEY_ID_TYPE),
            Member::body("Status", true, &shape::STATUS_TYPE),
            Member::body("UploadDate", true, &Shape::Timestamp(TimeFormat::Iso8601)),
        ],
    };
    pub static SERVER_CERTIFICATE: Structure = Structure {
        name: "ServerCertificate",
        kind: Kind::Plain,
        members: &[
            Member::body(
                "ServerCertificateMetadata",
                true,
                &Shape::Structure(&schema::SERVER_CERTIFICATE_METADATA),
            ),
            Member::body("CertificateBody", true, &shape::CERTIFICATE_BODY_TYPE),
            Member::body("CertificateChain", false, &shape::CERTIFICATE_CHAIN_TYPE),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static SERVER_CERTIFICATE_METADATA: Structure = Structure {
        name: "ServerCertificateMetadata",
        kind: Kind::Plain,
        members: &[
            Member::body("Path", true, &shape::PATH_TYPE),
            Member::body("ServerCertificateName", true, &shape::SERVER_CERTIFICATE_NAME_TYPE),
            Member::body("ServerCertificateId", true, &shape::ID_TYPE),
            Member::body("Arn", true, &shape::ARN_TYPE),
            Member::body("UploadDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("Expiration", false, &Shape::Timestamp(TimeFormat::Iso8601)),
        ],
    };
    pub static SERVICE_FAILURE_EXCEPTION: Structure = Structure {
        name: "ServiceFailureException",
        kind: Kind::Error { code: "ServiceFailure", status: 500, fault: wire::Fault::Server },
        members: &[Member::body("message", false, &shape::SERVICE_FAILURE_EXCEPTION_MESSAGE)],
    };
    pub static SERVICE_NOT_SUPPORTED_EXCEPTION: Structure = Structure {
        name: "ServiceNotSupportedException",
        kind: Kind::Error { code: "NotSupportedService", status: 404, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::SERVICE_NOT_SUPPORTED_MESSAGE)],
    };
    pub static SERVICE_SPECIFIC_CREDENTIAL: Structure = Structure {
        name: "ServiceSpecificCredential",
        kind: Kind::Plain,
        members: &[
            Member::body("CreateDate", true, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("ExpirationDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("ServiceName", true, &shape::SERVICE_NAME),
            Member::body("ServiceUserName", false, &shape::SERVICE_USER_NAME),
            Member::body("ServicePassword", false, &shape::SERVICE_PASSWORD),
            Member::body("ServiceCredentialAlias", false, &shape::SERVICE_CREDENTIAL_ALIAS),
            Member::body("ServiceCredentialSecret", false, &shape::SERVICE_CREDENTIAL_SECRET),
            Member::body(
                "ServiceSpecificCredentialId",
                true,
                &shape::SERVICE_SPECIFIC_CREDENTIAL_ID,
            ),
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("Status", true, &shape::STATUS_TYPE),
        ],
    };
    pub static SERVICE_SPECIFIC_CREDENTIAL_METADATA: Structure = Structure {
        name: "ServiceSpecificCredentialMetadata",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("Status", true, &shape::STATUS_TYPE),
            Member::body("ServiceUserName", false, &shape::SERVICE_USER_NAME),
            Member::body("ServiceCredentialAlias", false, &shape::SERVICE_CREDENTIAL_ALIAS),
            Member::body("CreateDate", true, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("ExpirationDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body(
                "ServiceSpecificCredentialId",
                true,
                &shape::SERVICE_SPECIFIC_CREDENTIAL_ID,
            ),
            Member::body("ServiceName", true, &shape::SERVICE_NAME),
        ],
    };
    pub static SET_DEFAULT_POLICY_VERSION_REQUEST: Structure = Structure {
        name: "SetDefaultPolicyVersionRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyArn", true, &shape::ARN_TYPE),
            Member::body("VersionId", true, &shape::POLICY_VERSION_ID_TYPE),
        ],
    };
    pub static SIGNING_CERTIFICATE: Structure = Structure {
        name: "SigningCertificate",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("CertificateId", true, &shape::CERTIFICATE_ID_TYPE),
            Member::body("CertificateBody", true, &shape::CERTIFICATE_BODY_TYPE),
            Member::body("Status", true, &shape::STATUS_TYPE),
            Member::body("UploadDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
        ],
    };
    pub static SIMULATE_CUSTOM_POLICY_REQUEST: Structure = Structure {
        name: "SimulateCustomPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyInputList", true, &shape::SIMULATION_POLICY_LIST_TYPE),
            Member::body(
                "PermissionsBoundaryPolicyInputList",
                false,
                &shape::SIMULATION_POLICY_LIST_TYPE,
            ),
            Member::body("ActionNames", true, &shape::ACTION_NAME_LIST_TYPE),
            Member::body("ResourceArns", false, &shape::RESOURCE_NAME_LIST_TYPE),
            Member::body("ResourcePolicy", false, &shape::POLICY_DOCUMENT_TYPE),
            Member::body("ResourceOwner", false, &shape::RESOURCE_NAME_TYPE),
            Member::body("CallerArn", false, &shape::RESOURCE_NAME_TYPE),
            Member::body("ContextEntries", false, &shape::CONTEXT_ENTRY_LIST_TYPE),
            Member::body("ResourceHandlingOption", false, &shape::RESOURCE_HANDLING_OPTION_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
        ],
    };
    pub static SIMULATE_POLICY_RESPONSE: Structure = Structure {
        name: "SimulatePolicyResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("EvaluationResults", false, &shape::EVALUATION_RESULTS_LIST_TYPE),
            Member::body("IsTruncated", false, &Shape::Boolean),
            Member::body("Marker", false, &shape::RESPONSE_MARKER_TYPE),
        ],
    };
    pub static SIMULATE_PRINCIPAL_POLICY_REQUEST: Structure = Structure {
        name: "SimulatePrincipalPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicySourceArn", true, &shape::ARN_TYPE),
            Member::body("PolicyInputList", false, &shape::SIMULATION_POLICY_LIST_TYPE),
            Member::body(
                "PermissionsBoundaryPolicyInputList",
                false,
                &shape::SIMULATION_POLICY_LIST_TYPE,
            ),
            Member::body("ActionNames", true, &shape::ACTION_NAME_LIST_TYPE),
            Member::body("ResourceArns", false, &shape::RESOURCE_NAME_LIST_TYPE),
            Member::body("ResourcePolicy", false, &shape::POLICY_DOCUMENT_TYPE),
            Member::body("ResourceOwner", false, &shape::RESOURCE_NAME_TYPE),
            Member::body("CallerArn", false, &shape::RESOURCE_NAME_TYPE),
            Member::body("ContextEntries", false, &shape::CONTEXT_ENTRY_LIST_TYPE),
            Member::body("ResourceHandlingOption", false, &shape::RESOURCE_HANDLING_OPTION_TYPE),
            Member::body("MaxItems", false, &shape::MAX_ITEMS_TYPE),
            Member::body("Marker", false, &shape::MARKER_TYPE),
        ],
    };
    pub static STATEMENT: Structure = Structure {
        name: "Statement",
        kind: Kind::Plain,
        members: &[
            Member::body("SourcePolicyId", false, &shape::POLICY_IDENTIFIER_TYPE),
            Member::body("SourcePolicyType", false, &shape::POLICY_SOURCE_TYPE),
            Member::body("StartPosition", false, &Shape::Structure(&schema::POSITION)),
            Member::body("EndPosition", false, &Shape::Structure(&schema::POSITION)),
        ],
    };
    pub static TAG: Structure = Structure {
        name: "Tag",
        kind: Kind::Plain,
        members: &[
            Member::body("Key", true, &shape::TAG_KEY_TYPE),
            Member::body("Value", true, &shape::TAG_VALUE_TYPE),
        ],
    };
    pub static TAG_INSTANCE_PROFILE_REQUEST: Structure = Structure {
        name: "TagInstanceProfileRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("InstanceProfileName", true, &shape::INSTANCE_PROFILE_NAME_TYPE),
            Member::body("Tags", true, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static TAG_MFA_DEVICE_REQUEST: Structure = Structure {
        name: "TagMFADeviceRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("SerialNumber", true, &shape::SERIAL_NUMBER_TYPE),
            Member::body("Tags", true, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static TAG_OPEN_ID_CONNECT_PROVIDER_REQUEST: Structure = Structure {
        name: "TagOpenIDConnectProviderRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("OpenIDConnectProviderArn", true, &shape::ARN_TYPE),
            Member::body("Tags", true, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static TAG_POLICY_REQUEST: Structure = Structure {
        name: "TagPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyArn", true, &shape::ARN_TYPE),
            Member::body("Tags", true, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static TAG_ROLE_REQUEST: Structure = Structure {
        name: "TagRoleRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("Tags", true, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static TAG_SAML_PROVIDER_REQUEST: Structure = Structure {
        name: "TagSAMLProviderRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("SAMLProviderArn", true, &shape::ARN_TYPE),
            Member::body("Tags", true, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static TAG_SERVER_CERTIFICATE_REQUEST: Structure = Structure {
        name: "TagServerCertificateRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("ServerCertificateName", true, &shape::SERVER_CERTIFICATE_NAME_TYPE),
            Member::body("Tags", true, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static TAG_USER_REQUEST: Structure = Structure {
        name: "TagUserRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("Tags", true, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static UNMODIFIABLE_ENTITY_EXCEPTION: Structure = Structure {
        name: "UnmodifiableEntityException",
        kind: Kind::Error { code: "UnmodifiableEntity", status: 400, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::UNMODIFIABLE_ENTITY_MESSAGE)],
    };
    pub static UNRECOGNIZED_PUBLIC_KEY_ENCODING_EXCEPTION: Structure = Structure {
        name: "UnrecognizedPublicKeyEncodingException",
        kind: Kind::Error {
            code: "UnrecognizedPublicKeyEncoding",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body(
            "message",
            false,
            &shape::UNRECOGNIZED_PUBLIC_KEY_ENCODING_MESSAGE,
        )],
    };
    pub static UNTAG_INSTANCE_PROFILE_REQUEST: Structure = Structure {
        name: "UntagInstanceProfileRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("InstanceProfileName", true, &shape::INSTANCE_PROFILE_NAME_TYPE),
            Member::body("TagKeys", true, &shape::TAG_KEY_LIST_TYPE),
        ],
    };
    pub static UNTAG_MFA_DEVICE_REQUEST: Structure = Structure {
        name: "UntagMFADeviceRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("SerialNumber", true, &shape::SERIAL_NUMBER_TYPE),
            Member::body("TagKeys", true, &shape::TAG_KEY_LIST_TYPE),
        ],
    };
    pub static UNTAG_OPEN_ID_CONNECT_PROVIDER_REQUEST: Structure = Structure {
        name: "UntagOpenIDConnectProviderRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("OpenIDConnectProviderArn", true, &shape::ARN_TYPE),
            Member::body("TagKeys", true, &shape::TAG_KEY_LIST_TYPE),
        ],
    };
    pub static UNTAG_POLICY_REQUEST: Structure = Structure {
        name: "UntagPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PolicyArn", true, &shape::ARN_TYPE),
            Member::body("TagKeys", true, &shape::TAG_KEY_LIST_TYPE),
        ],
    };
    pub static UNTAG_ROLE_REQUEST: Structure = Structure {
        name: "UntagRoleRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("TagKeys", true, &shape::TAG_KEY_LIST_TYPE),
        ],
    };
    pub static UNTAG_SAML_PROVIDER_REQUEST: Structure = Structure {
        name: "UntagSAMLProviderRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("SAMLProviderArn", true, &shape::ARN_TYPE),
            Member::body("TagKeys", true, &shape::TAG_KEY_LIST_TYPE),
        ],
    };
    pub static UNTAG_SERVER_CERTIFICATE_REQUEST: Structure = Structure {
        name: "UntagServerCertificateRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("ServerCertificateName", true, &shape::SERVER_CERTIFICATE_NAME_TYPE),
            Member::body("TagKeys", true, &shape::TAG_KEY_LIST_TYPE),
        ],
    };
    pub static UNTAG_USER_REQUEST: Structure = Structure {
        name: "UntagUserRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("TagKeys", true, &shape::TAG_KEY_LIST_TYPE),
        ],
    };
    pub static UPDATE_ACCESS_KEY_REQUEST: Structure = Structure {
        name: "UpdateAccessKeyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("AccessKeyId", true, &shape::ACCESS_KEY_ID_TYPE),
            Member::body("Status", true, &shape::STATUS_TYPE),
        ],
    };
    pub static UPDATE_ACCOUNT_PASSWORD_POLICY_REQUEST: Structure = Structure {
        name: "UpdateAccountPasswordPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("MinimumPasswordLength", false, &shape::MINIMUM_PASSWORD_LENGTH_TYPE),
            Member::body("RequireSymbols", false, &Shape::Boolean),
            Member::body("RequireNumbers", false, &Shape::Boolean),
            Member::body("RequireUppercaseCharacters", false, &Shape::Boolean),
            Member::body("RequireLowercaseCharacters", false, &Shape::Boolean),
            Member::body("AllowUsersToChangePassword", false, &Shape::Boolean),
            Member::body("MaxPasswordAge", false, &shape::MAX_PASSWORD_AGE_TYPE),
            Member::body("PasswordReusePrevention", false, &shape::PASSWORD_REUSE_PREVENTION_TYPE),
            Member::body("HardExpiry", false, &Shape::Boolean),
        ],
    };
    pub static UPDATE_ASSUME_ROLE_POLICY_REQUEST: Structure = Structure {
        name: "UpdateAssumeRolePolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("PolicyDocument", true, &shape::POLICY_DOCUMENT_TYPE),
        ],
    };
    pub static UPDATE_GROUP_REQUEST: Structure = Structure {
        name: "UpdateGroupRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("GroupName", true, &shape::GROUP_NAME_TYPE),
            Member::body("NewPath", false, &shape::PATH_TYPE),
            Member::body("NewGroupName", false, &shape::GROUP_NAME_TYPE),
        ],
    };
    pub static UPDATE_LOGIN_PROFILE_REQUEST: Structure = Structure {
        name: "UpdateLoginProfileRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("Password", false, &shape::PASSWORD_TYPE),
            Member::body("PasswordResetRequired", false, &Shape::Boolean),
        ],
    };
    pub static UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT_REQUEST: Structure = Structure {
        name: "UpdateOpenIDConnectProviderThumbprintRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("OpenIDConnectProviderArn", true, &shape::ARN_TYPE),
            Member::body("ThumbprintList", true, &shape::THUMBPRINT_LIST_TYPE),
        ],
    };
    pub static UPDATE_ROLE_DESCRIPTION_REQUEST: Structure = Structure {
        name: "UpdateRoleDescriptionRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("Description", true, &shape::ROLE_DESCRIPTION_TYPE),
        ],
    };
    pub static UPDATE_ROLE_DESCRIPTION_RESPONSE: Structure = Structure {
        name: "UpdateRoleDescriptionResponse",
        kind: Kind::Plain,
        members: &[Member::body("Role", false, &Shape::Structure(&schema::ROLE))],
    };
    pub static UPDATE_ROLE_REQUEST: Structure = Structure {
        name: "UpdateRoleRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("Description", false, &shape::ROLE_DESCRIPTION_TYPE),
            Member::body("MaxSessionDuration", false, &shape::ROLE_MAX_SESSION_DURATION_TYPE),
        ],
    };
    pub static UPDATE_ROLE_RESPONSE: Structure =
        Structure { name: "UpdateRoleResponse", kind: Kind::Plain, members: &[] };
    pub static UPDATE_SAML_PROVIDER_REQUEST: Structure = Structure {
        name: "UpdateSAMLProviderRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("SAMLMetadataDocument", false, &shape::SAML_METADATA_DOCUMENT_TYPE),
            Member::body("SAMLProviderArn", true, &shape::ARN_TYPE),
            Member::body("AssertionEncryptionMode", false, &shape::ASSERTION_ENCRYPTION_MODE_TYPE),
            Member::body("AddPrivateKey", false, &shape::PRIVATE_KEY_TYPE),
            Member::body("RemovePrivateKey", false, &shape::PRIVATE_KEY_ID_TYPE),
        ],
    };
    pub static UPDATE_SAML_PROVIDER_RESPONSE: Structure = Structure {
        name: "UpdateSAMLProviderResponse",
        kind: Kind::Plain,
        members: &[Member::body("SAMLProviderArn", false, &shape::ARN_TYPE)],
    };
    pub static UPDATE_SSH_PUBLIC_KEY_REQUEST: Structure = Structure {
        name: "UpdateSSHPublicKeyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("SSHPublicKeyId", true, &shape::PUBLIC_KEY_ID_TYPE),
            Member::body("Status", true, &shape::STATUS_TYPE),
        ],
    };
    pub static UPDATE_SERVER_CERTIFICATE_REQUEST: Structure = Structure {
        name: "UpdateServerCertificateRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("ServerCertificateName", true, &shape::SERVER_CERTIFICATE_NAME_TYPE),
            Member::body("NewPath", false, &shape::PATH_TYPE),
            Member::body("NewServerCertificateName", false, &shape::SERVER_CERTIFICATE_NAME_TYPE),
        ],
    };
    pub static UPDATE_SERVICE_SPECIFIC_CREDENTIAL_REQUEST: Structure = Structure {
        name: "UpdateServiceSpecificCredentialRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::USER_NAME_TYPE),
            Member::body(
                "ServiceSpecificCredentialId",
                true,
                &shape::SERVICE_SPECIFIC_CREDENTIAL_ID,
            ),
            Member::body("Status", true, &shape::STATUS_TYPE),
        ],
    };
    pub static UPDATE_SIGNING_CERTIFICATE_REQUEST: Structure = Structure {
        name: "UpdateSigningCertificateRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("CertificateId", true, &shape::CERTIFICATE_ID_TYPE),
            Member::body("Status", true, &shape::STATUS_TYPE),
        ],
    };
    pub static UPDATE_USER_REQUEST: Structure = Structure {
        name: "UpdateUserRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("NewPath", false, &shape::PATH_TYPE),
            Member::body("NewUserName", false, &shape::USER_NAME_TYPE),
        ],
    };
    pub static UPLOAD_SSH_PUBLIC_KEY_REQUEST: Structure = Structure {
        name: "UploadSSHPublicKeyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("SSHPublicKeyBody", true, &shape::PUBLIC_KEY_MATERIAL_TYPE),
        ],
    };
    pub static UPLOAD_SSH_PUBLIC_KEY_RESPONSE: Structure = Structure {
        name: "UploadSSHPublicKeyResponse",
        kind: Kind::Plain,
        members: &[Member::body("SSHPublicKey", false, &Shape::Structure(&schema::SSH_PUBLIC_KEY))],
    };
    pub static UPLOAD_SERVER_CERTIFICATE_REQUEST: Structure = Structure {
        name: "UploadServerCertificateRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("Path", false, &shape::PATH_TYPE),
            Member::body("ServerCertificateName", true, &shape::SERVER_CERTIFICATE_NAME_TYPE),
            Member::body("CertificateBody", true, &shape::CERTIFICATE_BODY_TYPE),
            Member::body("PrivateKey", true, &shape::PRIVATE_KEY_TYPE),
            Member::body("CertificateChain", false, &shape::CERTIFICATE_CHAIN_TYPE),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static UPLOAD_SERVER_CERTIFICATE_RESPONSE: Structure = Structure {
        name: "UploadServerCertificateResponse",
        kind: Kind::Plain,
        members: &[
            Member::body(
                "ServerCertificateMetadata",
                false,
                &Shape::Structure(&schema::SERVER_CERTIFICATE_METADATA),
            ),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static UPLOAD_SIGNING_CERTIFICATE_REQUEST: Structure = Structure {
        name: "UploadSigningCertificateRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("UserName", false, &shape::EXISTING_USER_NAME_TYPE),
            Member::body("CertificateBody", true, &shape::CERTIFICATE_BODY_TYPE),
        ],
    };
    pub static UPLOAD_SIGNING_CERTIFICATE_RESPONSE: Structure = Structure {
        name: "UploadSigningCertificateResponse",
        kind: Kind::Plain,
        members: &[Member::body(
            "Certificate",
            true,
            &Shape::Structure(&schema::SIGNING_CERTIFICATE),
        )],
    };
    pub static USER: Structure = Structure {
        name: "User",
        kind: Kind::Plain,
        members: &[
            Member::body("Path", true, &shape::PATH_TYPE),
            Member::body("UserName", true, &shape::USER_NAME_TYPE),
            Member::body("UserId", true, &shape::ID_TYPE),
            Member::body("Arn", true, &shape::ARN_TYPE),
            Member::body("CreateDate", true, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("PasswordLastUsed", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body(
                "PermissionsBoundary",
                false,
                &Shape::Structure(&schema::ATTACHED_PERMISSIONS_BOUNDARY),
            ),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static USER_DETAIL: Structure = Structure {
        name: "UserDetail",
        kind: Kind::Plain,
        members: &[
            Member::body("Path", false, &shape::PATH_TYPE),
            Member::body("UserName", false, &shape::USER_NAME_TYPE),
            Member::body("UserId", false, &shape::ID_TYPE),
            Member::body("Arn", false, &shape::ARN_TYPE),
            Member::body("CreateDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("UserPolicyList", false, &shape::POLICY_DETAIL_LIST_TYPE),
            Member::body("GroupList", false, &shape::GROUP_NAME_LIST_TYPE),
            Member::body("AttachedManagedPolicies", false, &shape::ATTACHED_POLICIES_LIST_TYPE),
            Member::body(
                "PermissionsBoundary",
                false,
                &Shape::Structure(&schema::ATTACHED_PERMISSIONS_BOUNDARY),
            ),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static VIRTUAL_MFA_DEVICE: Structure = Structure {
        name: "VirtualMFADevice",
        kind: Kind::Plain,
        members: &[
            Member::body("SerialNumber", true, &shape::SERIAL_NUMBER_TYPE),
            Member::body("Base32StringSeed", false, &shape::BOOTSTRAP_DATUM),
            Member::body("QRCodePNG", false, &shape::BOOTSTRAP_DATUM),
            Member::body("User", false, &Shape::Structure(&schema::USER)),
            Member::body("EnableDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
}

/// Everything that is not a structure.
pub mod shape {
    use wire::schema::*;
    use wire::validate::{Node, Pattern};

    use super::{schema, shape};

    pub static ACTION_NAME_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &shape::ACTION_NAME_TYPE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static ACTION_NAME_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(3), max: Some(128) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static ARN_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &shape::ARN_TYPE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static BOOTSTRAP_DATUM: Shape = Shape::Blob(Length::ANY);
    static CERTIFICATION_KEY_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\u0020-\\u00FF]+",
        root: Some(&Node::Repeat {
            node: &Node::Class { negated: false, ranges: &[(' ', 'ÿ')] },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static CERTIFICATION_KEY_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(128) },
        pattern: Some(&CERTIFICATION_KEY_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static CERTIFICATION_MAP_TYPE: Shape = Shape::Map(MapShape {
        key: &shape::CERTIFICATION_KEY_TYPE,
        value: &shape::CERTIFICATION_VALUE_TYPE,
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    static CERTIFICATION_VALUE_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\u0020-\\u00FF]+",
        root: Some(&Node::Repeat {
            node: &Node::Class { negated: false, ranges: &[(' ', 'ÿ')] },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static CERTIFICATION_VALUE_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(32) },
        pattern: Some(&CERTIFICATION_VALUE_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static COLUMN_NUMBER: Shape = Shape::Integer(Range::ANY);
    pub static CONCURRENT_MODIFICATION_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static CONTEXT_ENTRY_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::CONTEXT_ENTRY),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static CONTEXT_KEY_NAME_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(5), max: Some(256) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static CONTEXT_KEY_NAMES_RESULT_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &shape::CONTEXT_KEY_NAME_TYPE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static CONTEXT_KEY_TYPE_ENUM: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &[
            "string",
            "stringList",
            "numeric",
            "numericList",
            "boolean",
            "booleanList",
            "ip",
            "ipList",
            "binary",
            "binaryList",
            "date",
            "dateList",
        ],
        sensitive: false,
    });
    pub static CONTEXT_KEY_VALUE_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &shape::CONTEXT_KEY_VALUE_TYPE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static CONTEXT_KEY_VALUE_TYPE: Shape = Shape::String(Text::ANY);
    pub static DELETION_TASK_ID_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(1000) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static DELETION_TASK_STATUS_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["SUCCEEDED", "IN_PROGRESS", "FAILED", "NOT_STARTED"],
        sensitive: false,
    });
    pub static ENTITY_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"],
        sensitive: false,
    });
    pub static EVAL_DECISION_DETAILS_TYPE: Shape = Shape::Map(MapShape {
        key: &shape::EVAL_DECISION_SOURCE_TYPE,
        value: &shape::POLICY_EVALUATION_DECISION_TYPE,
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static EVAL_DECISION_SOURCE_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(3), max: Some(256) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static EVALUATION_RESULTS_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::EVALUATION_RESULT),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static LINE_NUMBER: Shape = Shape::Integer(Range::ANY);
    pub static MANAGED_POLICY_DETAIL_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::MANAGED_POLICY_DETAIL),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static OPEN_ID_CONNECT_PROVIDER_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::OPEN_ID_CONNECT_PROVIDER_LIST_ENTRY),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static OPEN_ID_CONNECT_PROVIDER_URL_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(255) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static PERMISSIONS_BOUNDARY_ATTACHMENT_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["PermissionsBoundaryPolicy"],
        sensitive: false,
    });
    pub static POLICY_EVALUATION_DECISION_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["allowed", "explicitDeny", "implicitDeny"],
        sensitive: false,
    });
    pub static POLICY_GROUP_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::POLICY_GROUP),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static POLICY_IDENTIFIER_TYPE: Shape = Shape::String(Text::ANY);
    pub static POLICY_ROLE_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::POLICY_ROLE),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static POLICY_SOURCE_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["user", "group", "role", "aws-managed", "user-managed", "resource", "none"],
        sensitive: false,
    });
    pub static POLICY_USAGE_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["PermissionsPolicy", "PermissionsBoundary"],
        sensitive: false,
    });
    pub static POLICY_USER_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::POLICY_USER),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static REASON_TYPE: Shape = Shape::String(Text {
        length: Length { min: None, max: Some(1000) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static REGION_NAME_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(100) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static REPORT_CONTENT_TYPE: Shape = Shape::Blob(Length::ANY);
    pub static REPORT_FORMAT_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["text/csv"],
        sensitive: false,
    });
    pub static REPORT_STATE_DESCRIPTION_TYPE: Shape = Shape::String(Text::ANY);
    pub static REPORT_STATE_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["STARTED", "INPROGRESS", "COMPLETE"],
        sensitive: false,
    });
    pub static RESOURCE_HANDLING_OPTION_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(64) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static RESOURCE_NAME_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &shape::RESOURCE_NAME_TYPE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static RESOURCE_NAME_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(2048) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static RESOURCE_SPECIFIC_RESULT_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::RESOURCE_SPECIFIC_RESULT),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static ROLE_USAGE_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::ROLE_USAGE_TYPE),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static SAML_METADATA_DOCUMENT_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1000), max: Some(10000000) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static SAML_PROVIDER_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::SAML_PROVIDER_LIST_ENTRY),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    static SAML_PROVIDER_NAME_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w._-]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('a', 'z'),
                    ('A', 'Z'),
                    ('0', '9'),
                    ('_', '_'),
                    ('.', '.'),
                    ('_', '_'),
                    ('-', '-'),
                ],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static SAML_PROVIDER_NAME_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(128) },
        pattern: Some(&SAML_PROVIDER_NAME_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static SSH_PUBLIC_KEY_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::SSH_PUBLIC_KEY_METADATA),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static SERVICE_SPECIFIC_CREDENTIALS_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::SERVICE_SPECIFIC_CREDENTIAL_METADATA),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static SIMULATION_POLICY_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &shape::POLICY_DOCUMENT_TYPE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static STATEMENT_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::STATEMENT),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    static ACCESS_KEY_ID_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static ACCESS_KEY_ID_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(16), max: Some(128) },
        pattern: Some(&ACCESS_KEY_ID_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static ACCESS_KEY_METADATA_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::ACCESS_KEY_METADATA),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static ACCESS_KEY_SECRET_TYPE: Shape =
        Shape::String(Text { length: Length::ANY, pattern: None, values: &[], sensitive: true });
    pub static ACCOUNT_ALIAS_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &shape::ACCOUNT_ALIAS_TYPE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    static ACCOUNT_ALIAS_TYPE_PATTERN: Pattern =
        Pattern { source: "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$", root: None };
    pub static ACCOUNT_ALIAS_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(3), max: Some(63) },
        pattern: Some(&ACCOUNT_ALIAS_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static ARN_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(20), max: Some(2048) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static ASSERTION_ENCRYPTION_MODE_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["Required", "Allowed"],
        sensitive: false,
    });
    pub static ASSIGNMENT_STATUS_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["Assigned", "Unassigned", "Any"],
        sensitive: false,
    });
    pub static ATTACHED_POLICIES_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::ATTACHED_POLICY),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static ATTACHMENT_COUNT_TYPE: Shape = Shape::Integer(Range::ANY);
    static AUTHENTICATION_CODE_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\d]+",
        root: Some(&Node::Repeat {
            node: &Node::Class { negated: false, ranges: &[('0', '9')] },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static AUTHENTICATION_CODE_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(6), max: Some(6) },
        pattern: Some(&AUTHENTICATION_CODE_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static CERTIFICATE_BODY_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('\t', '\t'), ('\n', '\n'), ('\r', '\r'), (' ', 'ÿ')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static CERTIFICATE_BODY_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(16384) },
        pattern: Some(&CERTIFICATE_BODY_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static CERTIFICATE_CHAIN_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('\t', '\t'), ('\n', '\n'), ('\r', '\r'), (' ', 'ÿ')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static CERTIFICATE_CHAIN_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(2097152) },
        pattern: Some(&CERTIFICATE_CHAIN_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static CERTIFICATE_ID_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static CERTIFICATE_ID_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(24), max: Some(128) },
        pattern: Some(&CERTIFICATE_ID_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static CERTIFICATE_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::SIGNING_CERTIFICATE),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static CLIENT_ID_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &shape::CLIENT_ID_TYPE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static CLIENT_ID_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(255) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static CREDENTIAL_AGE_DAYS: Shape =
        Shape::Integer(Range { min: Some(1), max: Some(36600) });
    pub static CREDENTIAL_REPORT_EXPIRED_EXCEPTION_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static CREDENTIAL_REPORT_NOT_PRESENT_EXCEPTION_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static CREDENTIAL_REPORT_NOT_READY_EXCEPTION_MESSAGE: Shape = Shape::String(Text::ANY);
    static CUSTOM_SUFFIX_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w+=,.@-]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('a', 'z'),
                    ('A', 'Z'),
                    ('0', '9'),
                    ('_', '_'),
                    ('+', '+'),
                    ('=', '='),
                    (',', ','),
                    ('.', '.'),
                    ('@', '@'),
                    ('-', '-'),
                ],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static CUSTOM_SUFFIX_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(64) },
        pattern: Some(&CUSTOM_SUFFIX_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static DELETE_CONFLICT_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static DUPLICATE_CERTIFICATE_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static DUPLICATE_SSH_PUBLIC_KEY_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static ENCODING_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["SSH", "PEM"],
        sensitive: false,
    });
    pub static ENTITY_ALREADY_EXISTS_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static ENTITY_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &shape::ENTITY_TYPE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static ENTITY_TEMPORARILY_UNMODIFIABLE_MESSAGE: Shape = Shape::String(Text::ANY);
    static EXISTING_USER_NAME_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w+=,.@-]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('a', 'z'),
                    ('A', 'Z'),
                    ('0', '9'),
                    ('_', '_'),
                    ('+', '+'),
                    ('=', '='),
                    (',', ','),
                    ('.', '.'),
                    ('@', '@'),
                    ('-', '-'),
                ],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static EXISTING_USER_NAME_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(128) },
        pattern: Some(&EXISTING_USER_NAME_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static GROUP_DETAIL_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::GROUP_DETAIL),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static GROUP_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::GROUP),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static GROUP_NAME_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &shape::GROUP_NAME_TYPE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    static GROUP_NAME_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w+=,.@-]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('a', 'z'),
                    ('A', 'Z'),
                    ('0', '9'),
                    ('_', '_'),
                    ('+', '+'),
                    ('=', '='),
                    (',', ','),
                    ('.', '.'),
                    ('@', '@'),
                    ('-', '-'),
                ],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static GROUP_NAME_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(128) },
        pattern: Some(&GROUP_NAME_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static ID_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static ID_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(16), max: Some(128) },
        pattern: Some(&ID_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static INSTANCE_PROFILE_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::INSTANCE_PROFILE),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    static INSTANCE_PROFILE_NAME_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w+=,.@-]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('a', 'z'),
                    ('A', 'Z'),
                    ('0', '9'),
                    ('_', '_'),
                    ('+', '+'),
                    ('=', '='),
                    (',', ','),
                    ('.', '.'),
                    ('@', '@'),
                    ('-', '-'),
                ],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static INSTANCE_PROFILE_NAME_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(128) },
        pattern: Some(&INSTANCE_PROFILE_NAME_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static INVALID_AUTHENTICATION_CODE_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static INVALID_CERTIFICATE_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static INVALID_INPUT_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static INVALID_PUBLIC_KEY_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static INVALID_USER_TYPE_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static KEY_PAIR_MISMATCH_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static LIMIT_EXCEEDED_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static MALFORMED_CERTIFICATE_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static MALFORMED_POLICY_DOCUMENT_MESSAGE: Shape = Shape::String(Text::ANY);
    static MARKER_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\u0020-\\u00FF]+",
        root: Some(&Node::Repeat {
            node: &Node::Class { negated: false, ranges: &[(' ', 'ÿ')] },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static MARKER_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(320) },
        pattern: Some(&MARKER_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static MAX_ITEMS_TYPE: Shape = Shape::Integer(Range { min: Some(1), max: Some(1000) });
    pub static MAX_PASSWORD_AGE_TYPE: Shape =
        Shape::Integer(Range { min: Some(1), max: Some(1095) });
    pub static MFA_DEVICE_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::MFA_DEVICE),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static MINIMUM_PASSWORD_LENGTH_TYPE: Shape =
        Shape::Integer(Range { min: Some(6), max: Some(128) });
    pub static NO_SUCH_ENTITY_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static OPEN_ID_IDP_COMMUNICATION_ERROR_EXCEPTION_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static PASSWORD_POLICY_VIOLATION_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static PASSWORD_REUSE_PREVENTION_TYPE: Shape =
        Shape::Integer(Range { min: Some(1), max: Some(24) });
    static PASSWORD_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('\t', '\t'), ('\n', '\n'), ('\r', '\r'), (' ', 'ÿ')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static PASSWORD_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(128) },
        pattern: Some(&PASSWORD_TYPE_PATTERN),
        values: &[],
        sensitive: true,
    });
    static PATH_PREFIX_TYPE_PATTERN: Pattern = Pattern {
        source: "\\u002F[\\u0021-\\u007F]*",
        root: Some(&Node::Sequence(&[
            Node::Class { negated: false, ranges: &[('/', '/')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('!', '\u{7f}')] },
                min: 0,
                max: u32::MAX,
            },
        ])),
    };
    pub static PATH_PREFIX_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(512) },
        pattern: Some(&PATH_PREFIX_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static PATH_TYPE_PATTERN: Pattern = Pattern {
        source: "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)",
        root: Some(&Node::Either(&[
            Node::Class { negated: false, ranges: &[('/', '/')] },
            Node::Sequence(&[
                Node::Class { negated: false, ranges: &[('/', '/')] },
                Node::Repeat {
                    node: &Node::Class { negated: false, ranges: &[('!', '~')] },
                    min: 1,
                    max: u32::MAX,
                },
                Node::Class { negated: false, ranges: &[('/', '/')] },
            ]),
        ])),
    };
    pub static PATH_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(512) },
        pattern: Some(&PATH_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static POLICY_DESCRIPTION_TYPE: Shape = Shape::String(Text {
        length: Length { min: None, max: Some(1000) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static POLICY_DETAIL_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::POLICY_DETAIL),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    static POLICY_DOCUMENT_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('\t', '\t'), ('\n', '\n'), ('\r', '\r'), (' ', 'ÿ')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static POLICY_DOCUMENT_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(131072) },
        pattern: Some(&POLICY_DOCUMENT_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static POLICY_DOCUMENT_VERSION_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::POLICY_VERSION),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static POLICY_EVALUATION_ERROR_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static POLICY_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::POLICY),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static POLICY_NAME_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &shape::POLICY_NAME_TYPE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    static POLICY_NAME_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w+=,.@-]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('a', 'z'),
                    ('A', 'Z'),
                    ('0', '9'),
                    ('_', '_'),
                    ('+', '+'),
                    ('=', '='),
                    (',', ','),
                    ('.', '.'),
                    ('@', '@'),
                    ('-', '-'),
                ],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static POLICY_NAME_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(128) },
        pattern: Some(&POLICY_NAME_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static POLICY_NOT_ATTACHABLE_MESSAGE: Shape = Shape::String(Text::ANY);
    static POLICY_PATH_TYPE_PATTERN: Pattern = Pattern {
        source: "((/[A-Za-z0-9\\.,\\+@=_-]+)*)/",
        root: Some(&Node::Sequence(&[
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('/', '/')] },
                    Node::Repeat {
                        node: &Node::Class {
                            negated: false,
                            ranges: &[
                                ('A', 'Z'),
                                ('a', 'z'),
                                ('0', '9'),
                                ('.', '.'),
                                (',', ','),
                                ('+', '+'),
                                ('@', '@'),
                                ('=', '='),
                                ('_', '_'),
                                ('-', '-'),
                            ],
                        },
                        min: 1,
                        max: u32::MAX,
                    },
                ]),
                min: 0,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[('/', '/')] },
        ])),
    };
    pub static POLICY_PATH_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(512) },
        pattern: Some(&POLICY_PATH_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static POLICY_SCOPE_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["All", "AWS", "Local"],
        sensitive: false,
    });
    static POLICY_VERSION_ID_TYPE_PATTERN: Pattern = Pattern {
        source: "v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?",
        root: Some(&Node::Sequence(&[
            Node::Class { negated: false, ranges: &[('v', 'v')] },
            Node::Class { negated: false, ranges: &[('1', '9')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 0,
                max: u32::MAX,
            },
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('.', '.')] },
                    Node::Repeat {
                        node: &Node::Class {
                            negated: false,
                            ranges: &[('A', 'Z'), ('a', 'z'), ('0', '9'), ('-', '-')],
                        },
                        min: 0,
                        max: u32::MAX,
                    },
                ]),
                min: 0,
                max: 1,
            },
        ])),
    };
    pub static POLICY_VERSION_ID_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: Some(&POLICY_VERSION_ID_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static PRIVATE_KEY_ID_TYPE_PATTERN: Pattern = Pattern {
        source: "[A-Z0-9]+",
        root: Some(&Node::Repeat {
            node: &Node::Class { negated: false, ranges: &[('A', 'Z'), ('0', '9')] },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static PRIVATE_KEY_ID_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(22), max: Some(64) },
        pattern: Some(&PRIVATE_KEY_ID_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static PRIVATE_KEY_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::SAML_PRIVATE_KEY),
        member_name: "member",
        flattened: false,
        length: Length { min: None, max: Some(2) },
    });
    static PRIVATE_KEY_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('\t', '\t'), ('\n', '\n'), ('\r', '\r'), (' ', 'ÿ')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static PRIVATE_KEY_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(16384) },
        pattern: Some(&PRIVATE_KEY_TYPE_PATTERN),
        values: &[],
        sensitive: true,
    });
    static PUBLIC_KEY_FINGERPRINT_TYPE_PATTERN: Pattern = Pattern {
        source: "[:\\w]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[(':', ':'), ('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static PUBLIC_KEY_FINGERPRINT_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(48), max: Some(48) },
        pattern: Some(&PUBLIC_KEY_FINGERPRINT_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static PUBLIC_KEY_ID_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static PUBLIC_KEY_ID_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(20), max: Some(128) },
        pattern: Some(&PUBLIC_KEY_ID_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static PUBLIC_KEY_MATERIAL_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('\t', '\t'), ('\n', '\n'), ('\r', '\r'), (' ', 'ÿ')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static PUBLIC_KEY_MATERIAL_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(16384) },
        pattern: Some(&PUBLIC_KEY_MATERIAL_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static RESPONSE_MARKER_TYPE: Shape = Shape::String(Text::ANY);
    static ROLE_DESCRIPTION_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('\t', '\t'), ('\n', '\n'), ('\r', '\r'), (' ', '~'), ('¡', 'ÿ')],
            },
            min: 0,
            max: u32::MAX,
        }),
    };
    pub static ROLE_DESCRIPTION_TYPE: Shape = Shape::String(Text {
        length: Length { min: None, max: Some(1000) },
        pattern: Some(&ROLE_DESCRIPTION_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static ROLE_DETAIL_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::ROLE_DETAIL),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static ROLE_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::ROLE),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static ROLE_MAX_SESSION_DURATION_TYPE: Shape =
        Shape::Integer(Range { min: Some(3600), max: Some(43200) });
    static ROLE_NAME_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w+=,.@-]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('a', 'z'),
                    ('A', 'Z'),
                    ('0', '9'),
                    ('_', '_'),
                    ('+', '+'),
                    ('=', '='),
                    (',', ','),
                    ('.', '.'),
                    ('@', '@'),
                    ('-', '-'),
                ],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static ROLE_NAME_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(64) },
        pattern: Some(&ROLE_NAME_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static SERIAL_NUMBER_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w+=/:,.@-]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('a', 'z'),
                    ('A', 'Z'),
                    ('0', '9'),
                    ('_', '_'),
                    ('+', '+'),
                    ('=', '='),
                    ('/', '/'),
                    (':', ':'),
                    (',', ','),
                    ('.', '.'),
                    ('@', '@'),
                    ('-', '-'),
                ],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static SERIAL_NUMBER_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(9), max: Some(256) },
        pattern: Some(&SERIAL_NUMBER_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static SERVER_CERTIFICATE_METADATA_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::SERVER_CERTIFICATE_METADATA),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    static SERVER_CERTIFICATE_NAME_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w+=,.@-]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('a', 'z'),
                    ('A', 'Z'),
                    ('0', '9'),
                    ('_', '_'),
                    ('+', '+'),
                    ('=', '='),
                    (',', ','),
                    ('.', '.'),
                    ('@', '@'),
                    ('-', '-'),
                ],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static SERVER_CERTIFICATE_NAME_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(128) },
        pattern: Some(&SERVER_CERTIFICATE_NAME_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static SERVICE_CREDENTIAL_ALIAS_PATTERN: Pattern = Pattern {
        source: "[\\w+=,.@-]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('a', 'z'),
                    ('A', 'Z'),
                    ('0', '9'),
                    ('_', '_'),
                    ('+', '+'),
                    ('=', '='),
                    (',', ','),
                    ('.', '.'),
                    ('@', '@'),
                    ('-', '-'),
                ],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static SERVICE_CREDENTIAL_ALIAS: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(200) },
        pattern: Some(&SERVICE_CREDENTIAL_ALIAS_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static SERVICE_CREDENTIAL_SECRET: Shape =
        Shape::String(Text { length: Length::ANY, pattern: None, values: &[], sensitive: true });
    pub static SERVICE_FAILURE_EXCEPTION_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static SERVICE_NAME: Shape = Shape::String(Text::ANY);
    pub static SERVICE_NOT_SUPPORTED_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static SERVICE_PASSWORD: Shape =
        Shape::String(Text { length: Length::ANY, pattern: None, values: &[], sensitive: true });
    static SERVICE_SPECIFIC_CREDENTIAL_ID_PATTERN: Pattern = Pattern {
        source: "[\\w]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static SERVICE_SPECIFIC_CREDENTIAL_ID: Shape = Shape::String(Text {
        length: Length { min: Some(20), max: Some(128) },
        pattern: Some(&SERVICE_SPECIFIC_CREDENTIAL_ID_PATTERN),
        values: &[],
        sensitive: false,
    });
    static SERVICE_USER_NAME_PATTERN: Pattern = Pattern {
        source: "[\\w+=,.@-]*",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('a', 'z'),
                    ('A', 'Z'),
                    ('0', '9'),
                    ('_', '_'),
                    ('+', '+'),
                    ('=', '='),
                    (',', ','),
                    ('.', '.'),
                    ('@', '@'),
                    ('-', '-'),
                ],
            },
            min: 0,
            max: u32::MAX,
        }),
    };
    pub static SERVICE_USER_NAME: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(200) },
        pattern: Some(&SERVICE_USER_NAME_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static STATUS_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["Active", "Inactive", "Expired"],
        sensitive: false,
    });
    pub static STRING_TYPE: Shape = Shape::String(Text::ANY);
    pub static SUMMARY_KEY_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &[
            "Users",
            "UsersQuota",
            "Groups",
            "GroupsQuota",
            "ServerCertificates",
            "ServerCertificatesQuota",
            "UserPolicySizeQuota",
            "GroupPolicySizeQuota",
            "GroupsPerUserQuota",
            "SigningCertificatesPerUserQuota",
            "AccessKeysPerUserQuota",
            "MFADevices",
            "MFADevicesInUse",
            "AccountMFAEnabled",
            "AccountAccessKeysPresent",
            "AccountPasswordPresent",
            "AccountSigningCertificatesPresent",
            "AttachedPoliciesPerGroupQuota",
            "AttachedPoliciesPerRoleQuota",
            "AttachedPoliciesPerUserQuota",
            "Policies",
            "PoliciesQuota",
            "PolicySizeQuota",
            "PolicyVersionsInUse",
            "PolicyVersionsInUseQuota",
            "VersionsPerPolicyQuota",
            "GlobalEndpointTokenVersion",
            "AssumeRolePolicySizeQuota",
            "InstanceProfiles",
            "InstanceProfilesQuota",
            "Providers",
            "RolePolicySizeQuota",
            "Roles",
            "RolesQuota",
        ],
        sensitive: false,
    });
    pub static SUMMARY_MAP_TYPE: Shape = Shape::Map(MapShape {
        key: &shape::SUMMARY_KEY_TYPE,
        value: &shape::SUMMARY_VALUE_TYPE,
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static SUMMARY_VALUE_TYPE: Shape = Shape::Integer(Range::ANY);
    pub static TAG_KEY_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &shape::TAG_KEY_TYPE,
        member_name: "member",
        flattened: false,
        length: Length { min: None, max: Some(50) },
    });
    static TAG_KEY_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+",
        root: Some(&Node::Repeat {
            node: &Node::Either(&[
                Node::Class {
                    negated: false,
                    ranges: &[
                        ('_', '_'),
                        ('.', '.'),
                        (':', ':'),
                        ('/', '/'),
                        ('=', '='),
                        ('+', '+'),
                        ('-', '-'),
                        ('@', '@'),
                    ],
                },
                Node::Letter,
                Node::Separator,
                Node::Number,
            ]),
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static TAG_KEY_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(128) },
        pattern: Some(&TAG_KEY_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static TAG_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::TAG),
        member_name: "member",
        flattened: false,
        length: Length { min: None, max: Some(50) },
    });
    static TAG_VALUE_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*",
        root: Some(&Node::Repeat {
            node: &Node::Either(&[
                Node::Class {
                    negated: false,
                    ranges: &[
                        ('_', '_'),
                        ('.', '.'),
                        (':', ':'),
                        ('/', '/'),
                        ('=', '='),
                        ('+', '+'),
                        ('-', '-'),
                        ('@', '@'),
                    ],
                },
                Node::Letter,
                Node::Separator,
                Node::Number,
            ]),
            min: 0,
            max: u32::MAX,
        }),
    };
    pub static TAG_VALUE_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(256) },
        pattern: Some(&TAG_VALUE_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static THUMBPRINT_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &shape::THUMBPRINT_TYPE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static THUMBPRINT_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(40), max: Some(40) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static UNMODIFIABLE_ENTITY_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static UNRECOGNIZED_PUBLIC_KEY_ENCODING_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static USER_DETAIL_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::USER_DETAIL),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static USER_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::USER),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    static USER_NAME_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w+=,.@-]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('a', 'z'),
                    ('A', 'Z'),
                    ('0', '9'),
                    ('_', '_'),
                    ('+', '+'),
                    ('=', '='),
                    (',', ','),
                    ('.', '.'),
                    ('@', '@'),
                    ('-', '-'),
                ],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static USER_NAME_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(64) },
        pattern: Some(&USER_NAME_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static VIRTUAL_MFA_DEVICE_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::VIRTUAL_MFA_DEVICE),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    static VIRTUAL_MFA_DEVICE_NAME_PATTERN: Pattern = Pattern {
        source: "[\\w+=,.@-]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('a', 'z'),
                    ('A', 'Z'),
                    ('0', '9'),
                    ('_', '_'),
                    ('+', '+'),
                    ('=', '='),
                    (',', ','),
                    ('.', '.'),
                    ('@', '@'),
                    ('-', '-'),
                ],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static VIRTUAL_MFA_DEVICE_NAME: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: None },
        pattern: Some(&VIRTUAL_MFA_DEVICE_NAME_PATTERN),
        values: &[],
        sensitive: false,
    });
}

wire::structure!(AccessKey = schema::ACCESS_KEY);
wire::members! { AccessKey;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 access_key_id take_access_key_id set_access_key_id with_access_key_id String;
2 status take_status set_status with_status String;
3 secret_access_key take_secret_access_key set_secret_access_key with_secret_access_key String;
}
optional {
4 create_date take_create_date set_create_date with_create_date base::Timestamp;
}
}

wire::structure!(AccessKeyLastUsed = schema::ACCESS_KEY_LAST_USED);
wire::members! { AccessKeyLastUsed;
required {
1 service_name take_service_name set_service_name with_service_name String;
2 region take_region set_region with_region String;
}
optional {
0 last_used_date take_last_used_date set_last_used_date with_last_used_date base::Timestamp;
}
}

wire::structure!(AccessKeyMetadata = schema::ACCESS_KEY_METADATA);
wire::members! { AccessKeyMetadata;
required {
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
1 access_key_id take_access_key_id set_access_key_id with_access_key_id String;
2 status take_status set_status with_status String;
3 create_date take_create_date set_create_date with_create_date base::Timestamp;
}
}

wire::structure!(
    AddClientIDToOpenIDConnectProviderRequest =
        schema::ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER_REQUEST
);
wire::members! { AddClientIDToOpenIDConnectProviderRequest;
required {
0 open_id_connect_provider_arn take_open_id_connect_provider_arn set_open_id_connect_provider_arn with_open_id_connect_provider_arn String;
1 client_id take_client_id set_client_id with_client_id String;
}
optional {
}
}

wire::structure!(AddRoleToInstanceProfileRequest = schema::ADD_ROLE_TO_INSTANCE_PROFILE_REQUEST);
wire::members! { AddRoleToInstanceProfileRequest;
required {
0 instance_profile_name take_instance_profile_name set_instance_profile_name with_instance_profile_name String;
1 role_name take_role_name set_role_name with_role_name String;
}
optional {
}
}

wire::structure!(AddUserToGroupRequest = schema::ADD_USER_TO_GROUP_REQUEST);
wire::members! { AddUserToGroupRequest;
required {
0 group_name take_group_name set_group_name with_group_name String;
1 user_name take_user_name set_user_name with_user_name String;
}
optional {
}
}

wire::structure!(AttachGroupPolicyRequest = schema::ATTACH_GROUP_POLICY_REQUEST);
wire::members! { AttachGroupPolicyRequest;
required {
0 group_name take_group_name set_group_name with_group_name String;
1 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
}
optional {
}
}

wire::structure!(AttachRolePolicyRequest = schema::ATTACH_ROLE_POLICY_REQUEST);
wire::members! { AttachRolePolicyRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
1 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
}
optional {
}
}

wire::structure!(AttachUserPolicyRequest = schema::ATTACH_USER_POLICY_REQUEST);
wire::members! { AttachUserPolicyRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
}
optional {
}
}

wire::structure!(AttachedPermissionsBoundary = schema::ATTACHED_PERMISSIONS_BOUNDARY);
wire::members! { AttachedPermissionsBoundary;
required {
}
optional {
0 permissions_boundary_type take_permissions_boundary_type set_permissions_boundary_type with_permissions_boundary_type String;
1 permissions_boundary_arn take_permissions_boundary_arn set_permissions_boundary_arn with_permissions_boundary_arn String;
}
}

wire::structure!(AttachedPolicy = schema::ATTACHED_POLICY);
wire::members! { AttachedPolicy;
required {
}
optional {
0 policy_name take_policy_name set_policy_name with_policy_name String;
1 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
}
}

wire::structure!(ChangePasswordRequest = schema::CHANGE_PASSWORD_REQUEST);
wire::members! { ChangePasswordRequest;
required {
0 old_password take_old_password set_old_password with_old_password String;
1 new_password take_new_password set_new_password with_new_password String;
}
optional {
}
}

wire::error!(ConcurrentModificationException = schema::CONCURRENT_MODIFICATION_EXCEPTION);
wire::members! { ConcurrentModificationException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(ContextEntry = schema::CONTEXT_ENTRY);
wire::members! { ContextEntry;
required {
}
optional {
0 context_key_name take_context_key_name set_context_key_name with_context_key_name String;
1 context_key_values take_context_key_values set_context_key_values with_context_key_values List<String>;
2 context_key_type take_context_key_type set_context_key_type with_context_key_type String;
}
}

wire::structure!(CreateAccessKeyRequest = schema::CREATE_ACCESS_KEY_REQUEST);
wire::members! { CreateAccessKeyRequest;
required {
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
}
}

wire::structure!(CreateAccessKeyResponse = schema::CREATE_ACCESS_KEY_RESPONSE);
wire::members! { CreateAccessKeyResponse;
required {
}
optional {
0 access_key take_access_key set_access_key with_access_key AccessKey;
}
}

wire::structure!(CreateAccountAliasRequest = schema::CREATE_ACCOUNT_ALIAS_REQUEST);
wire::members! { CreateAccountAliasRequest;
required {
0 account_alias take_account_alias set_account_alias with_account_alias String;
}
optional {
}
}

wire::structure!(CreateGroupRequest = schema::CREATE_GROUP_REQUEST);
wire::members! { CreateGroupRequest;
required {
1 group_name take_group_name set_group_name with_group_name String;
}
optional {
0 path take_path set_path with_path String;
}
}

wire::structure!(CreateGroupResponse = schema::CREATE_GROUP_RESPONSE);
wire::members! { CreateGroupResponse;
required {
}
optional {
0 group take_group set_group with_group Group;
}
}

wire::structure!(CreateInstanceProfileRequest = schema::CREATE_INSTANCE_PROFILE_REQUEST);
wire::members! { CreateInstanceProfileRequest;
required {
0 instance_profile_name take_instance_profile_name set_instance_profile_name with_instance_profile_name String;
}
optional {
1 path take_path set_path with_path String;
2 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::structure!(CreateInstanceProfileResponse = schema::CREATE_INSTANCE_PROFILE_RESPONSE);
wire::members! { CreateInstanceProfileResponse;
required {
}
optional {
0 instance_profile take_instance_profile set_instance_profile with_instance_profile InstanceProfile;
}
}

wire::structure!(CreateLoginProfileRequest = schema::CREATE_LOGIN_PROFILE_REQUEST);
wire::members! { CreateLoginProfileRequest;
required {
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
1 password take_password set_password with_password String;
2 password_reset_required take_password_reset_required set_password_reset_required with_password_reset_required bool;
}
}

wire::structure!(CreateLoginProfileResponse = schema::CREATE_LOGIN_PROFILE_RESPONSE);
wire::members! { CreateLoginProfileResponse;
required {
}
optional {
0 login_profile take_login_profile set_login_profile with_login_profile LoginProfile;
}
}

wire::structure!(
    CreateOpenIDConnectProviderRequest = schema::CREATE_OPEN_ID_CONNECT_PROVIDER_REQUEST
);
wire::members! { CreateOpenIDConnectProviderRequest;
required {
0 url take_url set_url with_url String;
}
optional {
1 client_id_list take_client_id_list set_client_id_list with_client_id_list List<String>;
2 thumbprint_list take_thumbprint_list set_thumbprint_list with_thumbprint_list List<String>;
3 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::structure!(
    CreateOpenIDConnectProviderResponse = schema::CREATE_OPEN_ID_CONNECT_PROVIDER_RESPONSE
);
wire::members! { CreateOpenIDConnectProviderResponse;
required {
}
optional {
0 open_id_connect_provider_arn take_open_id_connect_provider_arn set_open_id_connect_provider_arn with_open_id_connect_provider_arn String;
1 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::structure!(CreatePolicyRequest = schema::CREATE_POLICY_REQUEST);
wire::members! { CreatePolicyRequest;
required {
0 policy_name take_policy_name set_policy_name with_policy_name String;
2 policy_document take_policy_document set_policy_document with_policy_document String;
}
optional {
1 path take_path set_path with_path String;
3 description take_description set_description with_description String;
4 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::structure!(CreatePolicyResponse = schema::CREATE_POLICY_RESPONSE);
wire::members! { CreatePolicyResponse;
required {
}
optional {
0 policy take_policy set_policy with_policy Policy;
}
}

wire::structure!(CreatePolicyVersionRequest = schema::CREATE_POLICY_VERSION_REQUEST);
wire::members! { CreatePolicyVersionRequest;
required {
0 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
1 policy_document take_policy_document set_policy_document with_policy_document String;
}
optional {
2 set_as_default take_set_as_default set_set_as_default with_set_as_default bool;
}
}

wire::structure!(CreatePolicyVersionResponse = schema::CREATE_POLICY_VERSION_RESPONSE);
wire::members! { CreatePolicyVersionResponse;
required {
}
optional {
0 policy_version take_policy_version set_policy_version with_policy_version PolicyVersion;
}
}

wire::structure!(CreateRoleRequest = schema::CREATE_ROLE_REQUEST);
wire::members! { CreateRoleRequest;
required {
1 role_name take_role_name set_role_name with_role_name String;
2 assume_role_policy_document take_assume_role_policy_document set_assume_role_policy_document with_assume_role_policy_document String;
}
optional {
0 path take_path set_path with_path String;
3 description take_description set_description with_description String;
4 max_session_duration take_max_session_duration set_max_session_duration with_max_session_duration i64;
5 permissions_boundary take_permissions_boundary set_permissions_boundary with_permissions_boundary String;
6 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::structure!(CreateRoleResponse = schema::CREATE_ROLE_RESPONSE);
wire::members! { CreateRoleResponse;
required {
}
optional {
0 role take_role set_role with_role Role;
}
}

wire::structure!(CreateSAMLProviderRequest = schema::CREATE_SAML_PROVIDER_REQUEST);
wire::members! { CreateSAMLProviderRequest;
required {
0 saml_metadata_document take_saml_metadata_document set_saml_metadata_document with_saml_metadata_document String;
1 name take_name set_name with_name String;
}
optional {
2 tags take_tags set_tags with_tags List<Tag>;
3 assertion_encryption_mode take_assertion_encryption_mode set_assertion_encryption_mode with_assertion_encryption_mode String;
4 add_private_key take_add_private_key set_add_private_key with_add_private_key String;
}
}

wire::structure!(CreateSAMLProviderResponse = schema::CREATE_SAML_PROVIDER_RESPONSE);
wire::members! { CreateSAMLProviderResponse;
required {
}
optional {
0 saml_provider_arn take_saml_provider_arn set_saml_provider_arn with_saml_provider_arn String;
1 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::structure!(CreateServiceLinkedRoleRequest = schema::CREATE_SERVICE_LINKED_ROLE_REQUEST);
wire::members! { CreateServiceLinkedRoleRequest;
required {
0 aws_service_name take_aws_service_name set_aws_service_name with_aws_service_name String;
}
optional {
1 description take_description set_description with_description String;
2 custom_suffix take_custom_suffix set_custom_suffix with_custom_suffix String;
}
}

wire::structure!(CreateServiceLinkedRoleResponse = schema::CREATE_SERVICE_LINKED_ROLE_RESPONSE);
wire::members! { CreateServiceLinkedRoleResponse;
required {
}
optional {
0 role take_role set_role with_role Role;
}
}

wire::structure!(
    CreateServiceSpecificCredentialRequest = schema::CREATE_SERVICE_SPECIFIC_CREDENTIAL_REQUEST
);
wire::members! { CreateServiceSpecificCredentialRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 service_name take_service_name set_service_name with_service_name String;
}
optional {
2 credential_age_days take_credential_age_days set_credential_age_days with_credential_age_days i64;
}
}

wire::structure!(
    CreateServiceSpecificCredentialResponse = schema::CREATE_SERVICE_SPECIFIC_CREDENTIAL_RESPONSE
);
wire::members! { CreateServiceSpecificCredentialResponse;
required {
}
optional {
0 service_specific_credential take_service_specific_credential set_service_specific_credential with_service_specific_credential ServiceSpecificCredential;
}
}

wire::structure!(CreateUserRequest = schema::CREATE_USER_REQUEST);
wire::members! { CreateUserRequest;
required {
1 user_name take_user_name set_user_name with_user_name String;
}
optional {
0 path take_path set_path with_path String;
2 permissions_boundary take_permissions_boundary set_permissions_boundary with_permissions_boundary String;
3 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::structure!(CreateUserResponse = schema::CREATE_USER_RESPONSE);
wire::members! { CreateUserResponse;
required {
}
optional {
0 user take_user set_user with_user User;
}
}

wire::structure!(CreateVirtualMFADeviceRequest = schema::CREATE_VIRTUAL_MFA_DEVICE_REQUEST);
wire::members! { CreateVirtualMFADeviceRequest;
required {
1 virtual_mfa_device_name take_virtual_mfa_device_name set_virtual_mfa_device_name with_virtual_mfa_device_name String;
}
optional {
0 path take_path set_path with_path String;
2 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::structure!(CreateVirtualMFADeviceResponse = schema::CREATE_VIRTUAL_MFA_DEVICE_RESPONSE);
wire::members! { CreateVirtualMFADeviceResponse;
required {
}
optional {
0 virtual_mfa_device take_virtual_mfa_device set_virtual_mfa_device with_virtual_mfa_device VirtualMFADevice;
}
}

wire::error!(CredentialReportExpiredException = schema::CREDENTIAL_REPORT_EXPIRED_EXCEPTION);
wire::members! { CredentialReportExpiredException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(CredentialReportNotPresentException = schema::CREDENTIAL_REPORT_NOT_PRESENT_EXCEPTION);
wire::members! { CredentialReportNotPresentException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(CredentialReportNotReadyException = schema::CREDENTIAL_REPORT_NOT_READY_EXCEPTION);
wire::members! { CredentialReportNotReadyException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(DeactivateMFADeviceRequest = schema::DEACTIVATE_MFA_DEVICE_REQUEST);
wire::members! { DeactivateMFADeviceRequest;
required {
1 serial_number take_serial_number set_serial_number with_serial_number String;
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
}
}

wire::structure!(DeleteAccessKeyRequest = schema::DELETE_ACCESS_KEY_REQUEST);
wire::members! { DeleteAccessKeyRequest;
required {
1 access_key_id take_access_key_id set_access_key_id with_access_key_id String;
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
}
}

wire::structure!(DeleteAccountAliasRequest = schema::DELETE_ACCOUNT_ALIAS_REQUEST);
wire::members! { DeleteAccountAliasRequest;
required {
0 account_alias take_account_alias set_account_alias with_account_alias String;
}
optional {
}
}

wire::error!(DeleteConflictException = schema::DELETE_CONFLICT_EXCEPTION);
wire::members! { DeleteConflictException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(DeleteGroupPolicyRequest = schema::DELETE_GROUP_POLICY_REQUEST);
wire::members! { DeleteGroupPolicyRequest;
required {
0 group_name take_group_name set_group_name with_group_name String;
1 policy_name take_policy_name set_policy_name with_policy_name String;
}
optional {
}
}

wire::structure!(DeleteGroupRequest = schema::DELETE_GROUP_REQUEST);
wire::members! { DeleteGroupRequest;
required {
0 group_name take_group_name set_group_name with_group_name String;
}
optional {
}
}

wire::structure!(DeleteInstanceProfileRequest = schema::DELETE_INSTANCE_PROFILE_REQUEST);
wire::members! { DeleteInstanceProfileRequest;
required {
0 instance_profile_name take_instance_profile_name set_instance_profile_name with_instance_profile_name String;
}
optional {
}
}

wire::structure!(DeleteLoginProfileRequest = schema::DELETE_LOGIN_PROFILE_REQUEST);
wire::members! { DeleteLoginProfileRequest;
required {
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
}
}

wire::structure!(
    DeleteOpenIDConnectProviderRequest = schema::DELETE_OPEN_ID_CONNECT_PROVIDER_REQUEST
);
wire::members! { DeleteOpenIDConnectProviderRequest;
required {
0 open_id_connect_provider_arn take_open_id_connect_provider_arn set_open_id_connect_provider_arn with_open_id_connect_provider_arn String;
}
optional {
}
}

wire::structure!(DeletePolicyRequest = schema::DELETE_POLICY_REQUEST);
wire::members! { DeletePolicyRequest;
required {
0 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
}
optional {
}
}

wire::structure!(DeletePolicyVersionRequest = schema::DELETE_POLICY_VERSION_REQUEST);
wire::members! { DeletePolicyVersionRequest;
required {
0 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
1 version_id take_version_id set_version_id with_version_id String;
}
optional {
}
}

wire::structure!(
    DeleteRolePermissionsBoundaryRequest = schema::DELETE_ROLE_PERMISSIONS_BOUNDARY_REQUEST
);
wire::members! { DeleteRolePermissionsBoundaryRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
}
optional {
}
}

wire::structure!(DeleteRolePolicyRequest = schema::DELETE_ROLE_POLICY_REQUEST);
wire::members! { DeleteRolePolicyRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
1 policy_name take_policy_name set_policy_name with_policy_name String;
}
optional {
}
}

wire::structure!(DeleteRoleRequest = schema::DELETE_ROLE_REQUEST);
wire::members! { DeleteRoleRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
}
optional {
}
}

wire::structure!(DeleteSAMLProviderRequest = schema::DELETE_SAML_PROVIDER_REQUEST);
wire::members! { DeleteSAMLProviderRequest;
required {
0 saml_provider_arn take_saml_provider_arn set_saml_provider_arn with_saml_provider_arn String;
}
optional {
}
}

wire::structure!(DeleteSSHPublicKeyRequest = schema::DELETE_SSH_PUBLIC_KEY_REQUEST);
wire::members! { DeleteSSHPublicKeyRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 ssh_public_key_id take_ssh_public_key_id set_ssh_public_key_id with_ssh_public_key_id String;
}
optional {
}
}

wire::structure!(DeleteServerCertificateRequest = schema::DELETE_SERVER_CERTIFICATE_REQUEST);
wire::members! { DeleteServerCertificateRequest;
required {
0 server_certificate_name take_server_certificate_name set_server_certificate_name with_server_certificate_name String;
}
optional {
}
}

wire::structure!(DeleteServiceLinkedRoleRequest = schema::DELETE_SERVICE_LINKED_ROLE_REQUEST);
wire::members! { DeleteServiceLinkedRoleRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
}
optional {
}
}

wire::structure!(DeleteServiceLinkedRoleResponse = schema::DELETE_SERVICE_LINKED_ROLE_RESPONSE);
wire::members! { DeleteServiceLinkedRoleResponse;
required {
0 deletion_task_id take_deletion_task_id set_deletion_task_id with_deletion_task_id String;
}
optional {
}
}

wire::structure!(
    DeleteServiceSpecificCredentialRequest = schema::DELETE_SERVICE_SPECIFIC_CREDENTIAL_REQUEST
);
wire::members! { DeleteServiceSpecificCredentialRequest;
required {
1 service_specific_credential_id take_service_specific_credential_id set_service_specific_credential_id with_service_specific_credential_id String;
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
}
}

wire::structure!(DeleteSigningCertificateRequest = schema::DELETE_SIGNING_CERTIFICATE_REQUEST);
wire::members! { DeleteSigningCertificateRequest;
required {
1 certificate_id take_certificate_id set_certificate_id with_certificate_id String;
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
}
}

wire::structure!(
    DeleteUserPermissionsBoundaryRequest = schema::DELETE_USER_PERMISSIONS_BOUNDARY_REQUEST
);
wire::members! { DeleteUserPermissionsBoundaryRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
}
optional {
}
}

wire::structure!(DeleteUserPolicyRequest = schema::DELETE_USER_POLICY_REQUEST);
wire::members! { DeleteUserPolicyRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 policy_name take_policy_name set_policy_name with_policy_name String;
}
optional {
}
}

wire::structure!(DeleteUserRequest = schema::DELETE_USER_REQUEST);
wire::members! { DeleteUserRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
}
optional {
}
}

wire::structure!(DeleteVirtualMFADeviceRequest = schema::DELETE_VIRTUAL_MFA_DEVICE_REQUEST);
wire::members! { DeleteVirtualMFADeviceRequest;
required {
0 serial_number take_serial_number set_serial_number with_serial_number String;
}
optional {
}
}

wire::structure!(DeletionTaskFailureReasonType = schema::DELETION_TASK_FAILURE_REASON_TYPE);
wire::members! { DeletionTaskFailureReasonType;
required {
}
optional {
0 reason take_reason set_reason with_reason String;
1 role_usage_list take_role_usage_list set_role_usage_list with_role_usage_list List<RoleUsageType>;
}
}

wire::structure!(DetachGroupPolicyRequest = schema::DETACH_GROUP_POLICY_REQUEST);
wire::members! { DetachGroupPolicyRequest;
required {
0 group_name take_group_name set_group_name with_group_name String;
1 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
}
optional {
}
}

wire::structure!(DetachRolePolicyRequest = schema::DETACH_ROLE_POLICY_REQUEST);
wire::members! { DetachRolePolicyRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
1 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
}
optional {
}
}

wire::structure!(DetachUserPolicyRequest = schema::DETACH_USER_POLICY_REQUEST);
wire::members! { DetachUserPolicyRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
}
optional {
}
}

wire::error!(DuplicateCertificateException = schema::DUPLICATE_CERTIFICATE_EXCEPTION);
wire::members! { DuplicateCertificateException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(DuplicateSSHPublicKeyException = schema::DUPLICATE_SSH_PUBLIC_KEY_EXCEPTION);
wire::members! { DuplicateSSHPublicKeyException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(EnableMFADeviceRequest = schema::ENABLE_MFA_DEVICE_REQUEST);
wire::members! { EnableMFADeviceRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 serial_number take_serial_number set_serial_number with_serial_number String;
2 authentication_code1 take_authentication_code1 set_authentication_code1 with_authentication_code1 String;
3 authentication_code2 take_authentication_code2 set_authentication_code2 with_authentication_code2 String;
}
optional {
}
}

wire::error!(EntityAlreadyExistsException = schema::ENTITY_ALREADY_EXISTS_EXCEPTION);
wire::members! { EntityAlreadyExistsException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(
    EntityTemporarilyUnmodifiableException = schema::ENTITY_TEMPORARILY_UNMODIFIABLE_EXCEPTION
);
wire::members! { EntityTemporarilyUnmodifiableException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(EvaluationResult = schema::EVALUATION_RESULT);
wire::members! { EvaluationResult;
required {
0 eval_action_name take_eval_action_name set_eval_action_name with_eval_action_name String;
2 eval_decision take_eval_decision set_eval_decision with_eval_decision String;
}
optional {
1 eval_resource_name take_eval_resource_name set_eval_resource_name with_eval_resource_name String;
3 matched_statements take_matched_statements set_matched_statements with_matched_statements List<Statement>;
4 missing_context_values take_missing_context_values set_missing_context_values with_missing_context_values List<String>;
5 organizations_decision_detail take_organizations_decision_detail set_organizations_decision_detail with_organizations_decision_detail OrganizationsDecisionDetail;
6 permissions_boundary_decision_detail take_permissions_boundary_decision_detail set_permissions_boundary_decision_detail with_permissions_boundary_decision_detail PermissionsBoundaryDecisionDetail;
7 eval_decision_details take_eval_decision_details set_eval_decision_details with_eval_decision_details Map<String>;
8 resource_specific_results take_resource_specific_results set_resource_specific_results with_resource_specific_results List<ResourceSpecificResult>;
}
}

wire::structure!(GenerateCredentialReportResponse = schema::GENERATE_CREDENTIAL_REPORT_RESPONSE);
wire::members! { GenerateCredentialReportResponse;
required {
}
optional {
0 state take_state set_state with_state String;
1 description take_description set_description with_description String;
}
}

wire::structure!(GetAccessKeyLastUsedRequest = schema::GET_ACCESS_KEY_LAST_USED_REQUEST);
wire::members! { GetAccessKeyLastUsedRequest;
required {
0 access_key_id take_access_key_id set_access_key_id with_access_key_id String;
}
optional {
}
}

wire::structure!(GetAccessKeyLastUsedResponse = schema::GET_ACCESS_KEY_LAST_USED_RESPONSE);
wire::members! { GetAccessKeyLastUsedResponse;
required {
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
1 access_key_last_used take_access_key_last_used set_access_key_last_used with_access_key_last_used AccessKeyLastUsed;
}
}

wire::structure!(
    GetAccountAuthorizationDetailsRequest = schema::GET_ACCOUNT_AUTHORIZATION_DETAILS_REQUEST
);
wire::members! { GetAccountAuthorizationDetailsRequest;
required {
}
optional {
0 filter take_filter set_filter with_filter List<String>;
1 max_items take_max_items set_max_items with_max_items i64;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(
    GetAccountAuthorizationDetailsResponse = schema::GET_ACCOUNT_AUTHORIZATION_DETAILS_RESPONSE
);
wire::members! { GetAccountAuthorizationDetailsResponse;
required {
}
optional {
0 user_detail_list take_user_detail_list set_user_detail_list with_user_detail_list List<UserDetail>;
1 group_detail_list take_group_detail_list set_group_detail_list with_group_detail_list List<GroupDetail>;
2 role_detail_list take_role_detail_list set_role_detail_list with_role_detail_list List<RoleDetail>;
3 policies take_policies set_policies with_policies List<ManagedPolicyDetail>;
4 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
5 marker take_marker set_marker with_marker String;
}
}

wire::structure!(GetAccountPasswordPolicyResponse = schema::GET_ACCOUNT_PASSWORD_POLICY_RESPONSE);
wire::members! { GetAccountPasswordPolicyResponse;
required {
}
optional {
0 password_policy take_password_policy set_password_policy with_password_policy PasswordPolicy;
}
}

wire::structure!(GetAccountSummaryResponse = schema::GET_ACCOUNT_SUMMARY_RESPONSE);
wire::members! { GetAccountSummaryResponse;
required {
}
optional {
0 summary_map take_summary_map set_summary_map with_summary_map Map<i64>;
}
}

wire::structure!(
    GetContextKeysForCustomPolicyRequest = schema::GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY_REQUEST
);
wire::members! { GetContextKeysForCustomPolicyRequest;
required {
0 policy_input_list take_policy_input_list set_policy_input_list with_policy_input_list List<String>;
}
optional {
}
}

wire::structure!(GetContextKeysForPolicyResponse = schema::GET_CONTEXT_KEYS_FOR_POLICY_RESPONSE);
wire::members! { GetContextKeysForPolicyResponse;
required {
}
optional {
0 context_key_names take_context_key_names set_context_key_names with_context_key_names List<String>;
}
}

wire::structure!(
    GetContextKeysForPrincipalPolicyRequest = schema::GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY_REQUEST
);
wire::members! { GetContextKeysForPrincipalPolicyRequest;
required {
0 policy_source_arn take_policy_source_arn set_policy_source_arn with_policy_source_arn String;
}
optional {
1 policy_input_list take_policy_input_list set_policy_input_list with_policy_input_list List<String>;
}
}

wire::structure!(GetCredentialReportResponse = schema::GET_CREDENTIAL_REPORT_RESPONSE);
wire::members! { GetCredentialReportResponse;
required {
}
optional {
0 content take_content set_content with_content Vec<u8>;
1 report_format take_report_format set_report_format with_report_format String;
2 generated_time take_generated_time set_generated_time with_generated_time base::Timestamp;
}
}

wire::structure!(GetGroupPolicyRequest = schema::GET_GROUP_POLICY_REQUEST);
wire::members! { GetGroupPolicyRequest;
required {
0 group_name take_group_name set_group_name with_group_name String;
1 policy_name take_policy_name set_policy_name with_policy_name String;
}
optional {
}
}

wire::structure!(GetGroupPolicyResponse = schema::GET_GROUP_POLICY_RESPONSE);
wire::members! { GetGroupPolicyResponse;
required {
0 group_name take_group_name set_group_name with_group_name String;
1 policy_name take_policy_name set_policy_name with_policy_name String;
2 policy_document take_policy_document set_policy_document with_policy_document String;
}
optional {
}
}

wire::structure!(GetGroupRequest = schema::GET_GROUP_REQUEST);
wire::members! { GetGroupRequest;
required {
0 group_name take_group_name set_group_name with_group_name String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(GetGroupResponse = schema::GET_GROUP_RESPONSE);
wire::members! { GetGroupResponse;
required {
1 users take_users set_users with_users List<User>;
}
optional {
0 group take_group set_group with_group Group;
2 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
3 marker take_marker set_marker with_marker String;
}
}

wire::structure!(GetInstanceProfileRequest = schema::GET_INSTANCE_PROFILE_REQUEST);
wire::members! { GetInstanceProfileRequest;
required {
0 instance_profile_name take_instance_profile_name set_instance_profile_name with_instance_profile_name String;
}
optional {
}
}

wire::structure!(GetInstanceProfileResponse = schema::GET_INSTANCE_PROFILE_RESPONSE);
wire::members! { GetInstanceProfileResponse;
required {
}
optional {
0 instance_profile take_instance_profile set_instance_profile with_instance_profile InstanceProfile;
}
}

wire::structure!(GetLoginProfileRequest = schema::GET_LOGIN_PROFILE_REQUEST);
wire::members! { GetLoginProfileRequest;
required {
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
}
}

wire::structure!(GetLoginProfileResponse = schema::GET_LOGIN_PROFILE_RESPONSE);
wire::members! { GetLoginProfileResponse;
required {
}
optional {
0 login_profile take_login_profile set_login_profile with_login_profile LoginProfile;
}
}

wire::structure!(GetMFADeviceRequest = schema::GET_MFA_DEVICE_REQUEST);
wire::members! { GetMFADeviceRequest;
required {
0 serial_number take_serial_number set_serial_number with_serial_number String;
}
optional {
1 user_name take_user_name set_user_name with_user_name String;
}
}

wire::structure!(GetMFADeviceResponse = schema::GET_MFA_DEVICE_RESPONSE);
wire::members! { GetMFADeviceResponse;
required {
1 serial_number take_serial_number set_serial_number with_serial_number String;
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
2 enable_date take_enable_date set_enable_date with_enable_date base::Timestamp;
3 certifications take_certifications set_certifications with_certifications Map<String>;
}
}

wire::structure!(GetOpenIDConnectProviderRequest = schema::GET_OPEN_ID_CONNECT_PROVIDER_REQUEST);
wire::members! { GetOpenIDConnectProviderRequest;
required {
0 open_id_connect_provider_arn take_open_id_connect_provider_arn set_open_id_connect_provider_arn with_open_id_connect_provider_arn String;
}
optional {
}
}

wire::structure!(GetOpenIDConnectProviderResponse = schema::GET_OPEN_ID_CONNECT_PROVIDER_RESPONSE);
wire::members! { GetOpenIDConnectProviderResponse;
required {
}
optional {
0 url take_url set_url with_url String;
1 client_id_list take_client_id_list set_client_id_list with_client_id_list List<String>;
2 thumbprint_list take_thumbprint_list set_thumbprint_list with_thumbprint_list List<String>;
3 create_date take_create_date set_create_date with_create_date base::Timestamp;
4 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::structure!(GetPolicyRequest = schema::GET_POLICY_REQUEST);
wire::members! { GetPolicyRequest;
required {
0 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
}
optional {
}
}

wire::structure!(GetPolicyResponse = schema::GET_POLICY_RESPONSE);
wire::members! { GetPolicyResponse;
required {
}
optional {
0 policy take_policy set_policy with_policy Policy;
}
}

wire::structure!(GetPolicyVersionRequest = schema::GET_POLICY_VERSION_REQUEST);
wire::members! { GetPolicyVersionRequest;
required {
0 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
1 version_id take_version_id set_version_id with_version_id String;
}
optional {
}
}

wire::structure!(GetPolicyVersionResponse = schema::GET_POLICY_VERSION_RESPONSE);
wire::members! { GetPolicyVersionResponse;
required {
}
optional {
0 policy_version take_policy_version set_policy_version with_policy_version PolicyVersion;
}
}

wire::structure!(GetRolePolicyRequest = schema::GET_ROLE_POLICY_REQUEST);
wire::members! { GetRolePolicyRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
1 policy_name take_policy_name set_policy_name with_policy_name String;
}
optional {
}
}

wire::structure!(GetRolePolicyResponse = schema::GET_ROLE_POLICY_RESPONSE);
wire::members! { GetRolePolicyResponse;
required {
0 role_name take_role_name set_role_name with_role_name String;
1 policy_name take_policy_name set_policy_name with_policy_name String;
2 policy_document take_policy_document set_policy_document with_policy_document String;
}
optional {
}
}

wire::structure!(GetRoleRequest = schema::GET_ROLE_REQUEST);
wire::members! { GetRoleRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
}
optional {
}
}

wire::structure!(GetRoleResponse = schema::GET_ROLE_RESPONSE);
wire::members! { GetRoleResponse;
required {
}
optional {
0 role take_role set_role with_role Role;
}
}

wire::structure!(GetSAMLProviderRequest = schema::GET_SAML_PROVIDER_REQUEST);
wire::members! { GetSAMLProviderRequest;
required {
0 saml_provider_arn take_saml_provider_arn set_saml_provider_arn with_saml_provider_arn String;
}
optional {
}
}

wire::structure!(GetSAMLProviderResponse = schema::GET_SAML_PROVIDER_RESPONSE);
wire::members! { GetSAMLProviderResponse;
required {
}
optional {
0 saml_provider_uuid take_saml_provider_uuid set_saml_provider_uuid with_saml_provider_uuid String;
1 saml_metadata_document take_saml_metadata_document set_saml_metadata_document with_saml_metadata_document String;
2 create_date take_create_date set_create_date with_create_date base::Timestamp;
3 valid_until take_valid_until set_valid_until with_valid_until base::Timestamp;
4 tags take_tags set_tags with_tags List<Tag>;
5 assertion_encryption_mode take_assertion_encryption_mode set_assertion_encryption_mode with_assertion_encryption_mode String;
6 private_key_list take_private_key_list set_private_key_list with_private_key_list List<SAMLPrivateKey>;
}
}

wire::structure!(GetSSHPublicKeyRequest = schema::GET_SSH_PUBLIC_KEY_REQUEST);
wire::members! { GetSSHPublicKeyRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 ssh_public_key_id take_ssh_public_key_id set_ssh_public_key_id with_ssh_public_key_id String;
2 encoding take_encoding set_encoding with_encoding String;
}
optional {
}
}

wire::structure!(GetSSHPublicKeyResponse = schema::GET_SSH_PUBLIC_KEY_RESPONSE);
wire::members! { GetSSHPublicKeyResponse;
required {
}
optional {
0 ssh_public_key take_ssh_public_key set_ssh_public_key with_ssh_public_key SSHPublicKey;
}
}

wire::structure!(GetServerCertificateRequest = schema::GET_SERVER_CERTIFICATE_REQUEST);
wire::members! { GetServerCertificateRequest;
required {
0 server_certificate_name take_server_certificate_name set_server_certificate_name with_server_certificate_name String;
}
optional {
}
}

wire::structure!(GetServerCertificateResponse = schema::GET_SERVER_CERTIFICATE_RESPONSE);
wire::members! { GetServerCertificateResponse;
required {
}
optional {
0 server_certificate take_server_certificate set_server_certificate with_server_certificate ServerCertificate;
}
}

wire::structure!(
    GetServiceLinkedRoleDeletionStatusRequest =
        schema::GET_SERVICE_LINKED_ROLE_DELETION_STATUS_REQUEST
);
wire::members! { GetServiceLinkedRoleDeletionStatusRequest;
required {
0 deletion_task_id take_deletion_task_id set_deletion_task_id with_deletion_task_id String;
}
optional {
}
}

wire::structure!(
    GetServiceLinkedRoleDeletionStatusResponse =
        schema::GET_SERVICE_LINKED_ROLE_DELETION_STATUS_RESPONSE
);
wire::members! { GetServiceLinkedRoleDeletionStatusResponse;
required {
0 status take_status set_status with_status String;
}
optional {
1 reason take_reason set_reason with_reason DeletionTaskFailureReasonType;
}
}

wire::structure!(GetUserPolicyRequest = schema::GET_USER_POLICY_REQUEST);
wire::members! { GetUserPolicyRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 policy_name take_policy_name set_policy_name with_policy_name String;
}
optional {
}
}

wire::structure!(GetUserPolicyResponse = schema::GET_USER_POLICY_RESPONSE);
wire::members! { GetUserPolicyResponse;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 policy_name take_policy_name set_policy_name with_policy_name String;
2 policy_document take_policy_document set_policy_document with_policy_document String;
}
optional {
}
}

wire::structure!(GetUserRequest = schema::GET_USER_REQUEST);
wire::members! { GetUserRequest;
required {
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
}
}

wire::structure!(GetUserResponse = schema::GET_USER_RESPONSE);
wire::members! { GetUserResponse;
required {
}
optional {
0 user take_user set_user with_user User;
}
}

wire::structure!(Group = schema::GROUP);
wire::members! { Group;
required {
0 path take_path set_path with_path String;
1 group_name take_group_name set_group_name with_group_name String;
2 group_id take_group_id set_group_id with_group_id String;
3 arn take_arn set_arn with_arn String;
4 create_date take_create_date set_create_date with_create_date base::Timestamp;
}
optional {
}
}

wire::structure!(GroupDetail = schema::GROUP_DETAIL);
wire::members! { GroupDetail;
required {
}
optional {
0 path take_path set_path with_path String;
1 group_name take_group_name set_group_name with_group_name String;
2 group_id take_group_id set_group_id with_group_id String;
3 arn take_arn set_arn with_arn String;
4 create_date take_create_date set_create_date with_create_date base::Timestamp;
5 group_policy_list take_group_policy_list set_group_policy_list with_group_policy_list List<PolicyDetail>;
6 attached_managed_policies take_attached_managed_policies set_attached_managed_policies with_attached_managed_policies List<AttachedPolicy>;
}
}

wire::structure!(InstanceProfile = schema::INSTANCE_PROFILE);
wire::members! { InstanceProfile;
required {
0 path take_path set_path with_path String;
1 instance_profile_name take_instance_profile_name set_instance_profile_name with_instance_profile_name String;
2 instance_profile_id take_instance_profile_id set_instance_profile_id with_instance_profile_id String;
3 arn take_arn set_arn with_arn String;
4 create_date take_create_date set_create_date with_create_date base::Timestamp;
5 roles take_roles set_roles with_roles List<Role>;
}
optional {
6 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::error!(InvalidAuthenticationCodeException = schema::INVALID_AUTHENTICATION_CODE_EXCEPTION);
wire::members! { InvalidAuthenticationCodeException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(InvalidCertificateException = schema::INVALID_CERTIFICATE_EXCEPTION);
wire::members! { InvalidCertificateException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(InvalidInputException = schema::INVALID_INPUT_EXCEPTION);
wire::members! { InvalidInputException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(InvalidPublicKeyException = schema::INVALID_PUBLIC_KEY_EXCEPTION);
wire::members! { InvalidPublicKeyException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(InvalidUserTypeException = schema::INVALID_USER_TYPE_EXCEPTION);
wire::members! { InvalidUserTypeException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(KeyPairMismatchException = schema::KEY_PAIR_MISMATCH_EXCEPTION);
wire::members! { KeyPairMismatchException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(LimitExceededException = schema::LIMIT_EXCEEDED_EXCEPTION);
wire::members! { LimitExceededException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(ListAccessKeysRequest = schema::LIST_ACCESS_KEYS_REQUEST);
wire::members! { ListAccessKeysRequest;
required {
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListAccessKeysResponse = schema::LIST_ACCESS_KEYS_RESPONSE);
wire::members! { ListAccessKeysResponse;
required {
0 access_key_metadata take_access_key_metadata set_access_key_metadata with_access_key_metadata List<AccessKeyMetadata>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListAccountAliasesRequest = schema::LIST_ACCOUNT_ALIASES_REQUEST);
wire::members! { ListAccountAliasesRequest;
required {
}
optional {
0 marker take_marker set_marker with_marker String;
1 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListAccountAliasesResponse = schema::LIST_ACCOUNT_ALIASES_RESPONSE);
wire::members! { ListAccountAliasesResponse;
required {
0 account_aliases take_account_aliases set_account_aliases with_account_aliases List<String>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListAttachedGroupPoliciesRequest = schema::LIST_ATTACHED_GROUP_POLICIES_REQUEST);
wire::members! { ListAttachedGroupPoliciesRequest;
required {
0 group_name take_group_name set_group_name with_group_name String;
}
optional {
1 path_prefix take_path_prefix set_path_prefix with_path_prefix String;
2 marker take_marker set_marker with_marker String;
3 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListAttachedGroupPoliciesResponse = schema::LIST_ATTACHED_GROUP_POLICIES_RESPONSE);
wire::members! { ListAttachedGroupPoliciesResponse;
required {
}
optional {
0 attached_policies take_attached_policies set_attached_policies with_attached_policies List<AttachedPolicy>;
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListAttachedRolePoliciesRequest = schema::LIST_ATTACHED_ROLE_POLICIES_REQUEST);
wire::members! { ListAttachedRolePoliciesRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
}
optional {
1 path_prefix take_path_prefix set_path_prefix with_path_prefix String;
2 marker take_marker set_marker with_marker String;
3 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListAttachedRolePoliciesResponse = schema::LIST_ATTACHED_ROLE_POLICIES_RESPONSE);
wire::members! { ListAttachedRolePoliciesResponse;
required {
}
optional {
0 attached_policies take_attached_policies set_attached_policies with_attached_policies List<AttachedPolicy>;
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListAttachedUserPoliciesRequest = schema::LIST_ATTACHED_USER_POLICIES_REQUEST);
wire::members! { ListAttachedUserPoliciesRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
}
optional {
1 path_prefix take_path_prefix set_path_prefix with_path_prefix String;
2 marker take_marker set_marker with_marker String;
3 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListAttachedUserPoliciesResponse = schema::LIST_ATTACHED_USER_POLICIES_RESPONSE);
wire::members! { ListAttachedUserPoliciesResponse;
required {
}
optional {
0 attached_policies take_attached_policies set_attached_policies with_attached_policies List<AttachedPolicy>;
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListEntitiesForPolicyRequest = schema::LIST_ENTITIES_FOR_POLICY_REQUEST);
wire::members! { ListEntitiesForPolicyRequest;
required {
0 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
}
optional {
1 entity_filter take_entity_filter set_entity_filter with_entity_filter String;
2 path_prefix take_path_prefix set_path_prefix with_path_prefix String;
3 policy_usage_filter take_policy_usage_filter set_policy_usage_filter with_policy_usage_filter String;
4 marker take_marker set_marker with_marker String;
5 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListEntitiesForPolicyResponse = schema::LIST_ENTITIES_FOR_POLICY_RESPONSE);
wire::members! { ListEntitiesForPolicyResponse;
required {
}
optional {
0 policy_groups take_policy_groups set_policy_groups with_policy_groups List<PolicyGroup>;
1 policy_users take_policy_users set_policy_users with_policy_users List<PolicyUser>;
2 policy_roles take_policy_roles set_policy_roles with_policy_roles List<PolicyRole>;
3 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
4 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListGroupPoliciesRequest = schema::LIST_GROUP_POLICIES_REQUEST);
wire::members! { ListGroupPoliciesRequest;
required {
0 group_name take_group_name set_group_name with_group_name String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListGroupPoliciesResponse = schema::LIST_GROUP_POLICIES_RESPONSE);
wire::members! { ListGroupPoliciesResponse;
required {
0 policy_names take_policy_names set_policy_names with_policy_names List<String>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListGroupsForUserRequest = schema::LIST_GROUPS_FOR_USER_REQUEST);
wire::members! { ListGroupsForUserRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListGroupsForUserResponse = schema::LIST_GROUPS_FOR_USER_RESPONSE);
wire::members! { ListGroupsForUserResponse;
required {
0 groups take_groups set_groups with_groups List<Group>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListGroupsRequest = schema::LIST_GROUPS_REQUEST);
wire::members! { ListGroupsRequest;
required {
}
optional {
0 path_prefix take_path_prefix set_path_prefix with_path_prefix String;
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListGroupsResponse = schema::LIST_GROUPS_RESPONSE);
wire::members! { ListGroupsResponse;
required {
0 groups take_groups set_groups with_groups List<Group>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListInstanceProfileTagsRequest = schema::LIST_INSTANCE_PROFILE_TAGS_REQUEST);
wire::members! { ListInstanceProfileTagsRequest;
required {
0 instance_profile_name take_instance_profile_name set_instance_profile_name with_instance_profile_name String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListInstanceProfileTagsResponse = schema::LIST_INSTANCE_PROFILE_TAGS_RESPONSE);
wire::members! { ListInstanceProfileTagsResponse;
required {
0 tags take_tags set_tags with_tags List<Tag>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(
    ListInstanceProfilesForRoleRequest = schema::LIST_INSTANCE_PROFILES_FOR_ROLE_REQUEST
);
wire::members! { ListInstanceProfilesForRoleRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(
    ListInstanceProfilesForRoleResponse = schema::LIST_INSTANCE_PROFILES_FOR_ROLE_RESPONSE
);
wire::members! { ListInstanceProfilesForRoleResponse;
required {
0 instance_profiles take_instance_profiles set_instance_profiles with_instance_profiles List<InstanceProfile>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListInstanceProfilesRequest = schema::LIST_INSTANCE_PROFILES_REQUEST);
wire::members! { ListInstanceProfilesRequest;
required {
}
optional {
0 path_prefix take_path_prefix set_path_prefix with_path_prefix String;
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListInstanceProfilesResponse = schema::LIST_INSTANCE_PROFILES_RESPONSE);
wire::members! { ListInstanceProfilesResponse;
required {
0 instance_profiles take_instance_profiles set_instance_profiles with_instance_profiles List<InstanceProfile>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListMFADeviceTagsRequest = schema::LIST_MFA_DEVICE_TAGS_REQUEST);
wire::members! { ListMFADeviceTagsRequest;
required {
0 serial_number take_serial_number set_serial_number with_serial_number String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListMFADeviceTagsResponse = schema::LIST_MFA_DEVICE_TAGS_RESPONSE);
wire::members! { ListMFADeviceTagsResponse;
required {
0 tags take_tags set_tags with_tags List<Tag>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListMFADevicesRequest = schema::LIST_MFA_DEVICES_REQUEST);
wire::members! { ListMFADevicesRequest;
required {
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListMFADevicesResponse = schema::LIST_MFA_DEVICES_RESPONSE);
wire::members! { ListMFADevicesResponse;
required {
0 mfa_devices take_mfa_devices set_mfa_devices with_mfa_devices List<MFADevice>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(
    ListOpenIDConnectProviderTagsRequest = schema::LIST_OPEN_ID_CONNECT_PROVIDER_TAGS_REQUEST
);
wire::members! { ListOpenIDConnectProviderTagsRequest;
required {
0 open_id_connect_provider_arn take_open_id_connect_provider_arn set_open_id_connect_provider_arn with_open_id_connect_provider_arn String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(
    ListOpenIDConnectProviderTagsResponse = schema::LIST_OPEN_ID_CONNECT_PROVIDER_TAGS_RESPONSE
);
wire::members! { ListOpenIDConnectProviderTagsResponse;
required {
0 tags take_tags set_tags with_tags List<Tag>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(
    ListOpenIDConnectProvidersRequest = schema::LIST_OPEN_ID_CONNECT_PROVIDERS_REQUEST
);

wire::structure!(
    ListOpenIDConnectProvidersResponse = schema::LIST_OPEN_ID_CONNECT_PROVIDERS_RESPONSE
);
wire::members! { ListOpenIDConnectProvidersResponse;
required {
}
optional {
0 open_id_connect_provider_list take_open_id_connect_provider_list set_open_id_connect_provider_list with_open_id_connect_provider_list List<OpenIDConnectProviderListEntry>;
}
}

wire::structure!(ListPoliciesRequest = schema::LIST_POLICIES_REQUEST);
wire::members! { ListPoliciesRequest;
required {
}
optional {
0 scope take_scope set_scope with_scope String;
1 only_attached take_only_attached set_only_attached with_only_attached bool;
2 path_prefix take_path_prefix set_path_prefix with_path_prefix String;
3 policy_usage_filter take_policy_usage_filter set_policy_usage_filter with_policy_usage_filter String;
4 marker take_marker set_marker with_marker String;
5 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListPoliciesResponse = schema::LIST_POLICIES_RESPONSE);
wire::members! { ListPoliciesResponse;
required {
}
optional {
0 policies take_policies set_policies with_policies List<Policy>;
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListPolicyTagsRequest = schema::LIST_POLICY_TAGS_REQUEST);
wire::members! { ListPolicyTagsRequest;
required {
0 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListPolicyTagsResponse = schema::LIST_POLICY_TAGS_RESPONSE);
wire::members! { ListPolicyTagsResponse;
required {
0 tags take_tags set_tags with_tags List<Tag>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListPolicyVersionsRequest = schema::LIST_POLICY_VERSIONS_REQUEST);
wire::members! { ListPolicyVersionsRequest;
required {
0 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListPolicyVersionsResponse = schema::LIST_POLICY_VERSIONS_RESPONSE);
wire::members! { ListPolicyVersionsResponse;
required {
}
optional {
0 versions take_versions set_versions with_versions List<PolicyVersion>;
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListRolePoliciesRequest = schema::LIST_ROLE_POLICIES_REQUEST);
wire::members! { ListRolePoliciesRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListRolePoliciesResponse = schema::LIST_ROLE_POLICIES_RESPONSE);
wire::members! { ListRolePoliciesResponse;
required {
0 policy_names take_policy_names set_policy_names with_policy_names List<String>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListRoleTagsRequest = schema::LIST_ROLE_TAGS_REQUEST);
wire::members! { ListRoleTagsRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListRoleTagsResponse = schema::LIST_ROLE_TAGS_RESPONSE);
wire::members! { ListRoleTagsResponse;
required {
0 tags take_tags set_tags with_tags List<Tag>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListRolesRequest = schema::LIST_ROLES_REQUEST);
wire::members! { ListRolesRequest;
required {
}
optional {
0 path_prefix take_path_prefix set_path_prefix with_path_prefix String;
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListRolesResponse = schema::LIST_ROLES_RESPONSE);
wire::members! { ListRolesResponse;
required {
0 roles take_roles set_roles with_roles List<Role>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListSAMLProviderTagsRequest = schema::LIST_SAML_PROVIDER_TAGS_REQUEST);
wire::members! { ListSAMLProviderTagsRequest;
required {
0 saml_provider_arn take_saml_provider_arn set_saml_provider_arn with_saml_provider_arn String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListSAMLProviderTagsResponse = schema::LIST_SAML_PROVIDER_TAGS_RESPONSE);
wire::members! { ListSAMLProviderTagsResponse;
required {
0 tags take_tags set_tags with_tags List<Tag>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListSAMLProvidersRequest = schema::LIST_SAML_PROVIDERS_REQUEST);

wire::structure!(ListSAMLProvidersResponse = schema::LIST_SAML_PROVIDERS_RESPONSE);
wire::members! { ListSAMLProvidersResponse;
required {
}
optional {
0 saml_provider_list take_saml_provider_list set_saml_provider_list with_saml_provider_list List<SAMLProviderListEntry>;
}
}

wire::structure!(ListSSHPublicKeysRequest = schema::LIST_SSH_PUBLIC_KEYS_REQUEST);
wire::members! { ListSSHPublicKeysRequest;
required {
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListSSHPublicKeysResponse = schema::LIST_SSH_PUBLIC_KEYS_RESPONSE);
wire::members! { ListSSHPublicKeysResponse;
required {
}
optional {
0 ssh_public_keys take_ssh_public_keys set_ssh_public_keys with_ssh_public_keys List<SSHPublicKeyMetadata>;
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListServerCertificateTagsRequest = schema::LIST_SERVER_CERTIFICATE_TAGS_REQUEST);
wire::members! { ListServerCertificateTagsRequest;
required {
0 server_certificate_name take_server_certificate_name set_server_certificate_name with_server_certificate_name String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListServerCertificateTagsResponse = schema::LIST_SERVER_CERTIFICATE_TAGS_RESPONSE);
wire::members! { ListServerCertificateTagsResponse;
required {
0 tags take_tags set_tags with_tags List<Tag>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListServerCertificatesRequest = schema::LIST_SERVER_CERTIFICATES_REQUEST);
wire::members! { ListServerCertificatesRequest;
required {
}
optional {
0 path_prefix take_path_prefix set_path_prefix with_path_prefix String;
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListServerCertificatesResponse = schema::LIST_SERVER_CERTIFICATES_RESPONSE);
wire::members! { ListServerCertificatesResponse;
required {
0 server_certificate_metadata_list take_server_certificate_metadata_list set_server_certificate_metadata_list with_server_certificate_metadata_list List<ServerCertificateMetadata>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(
    ListServiceSpecificCredentialsRequest = schema::LIST_SERVICE_SPECIFIC_CREDENTIALS_REQUEST
);
wire::members! { ListServiceSpecificCredentialsRequest;
required {
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
1 service_name take_service_name set_service_name with_service_name String;
2 all_users take_all_users set_all_users with_all_users bool;
3 marker take_marker set_marker with_marker String;
4 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(
    ListServiceSpecificCredentialsResponse = schema::LIST_SERVICE_SPECIFIC_CREDENTIALS_RESPONSE
);
wire::members! { ListServiceSpecificCredentialsResponse;
required {
}
optional {
0 service_specific_credentials take_service_specific_credentials set_service_specific_credentials with_service_specific_credentials List<ServiceSpecificCredentialMetadata>;
1 marker take_marker set_marker with_marker String;
2 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
}
}

wire::structure!(ListSigningCertificatesRequest = schema::LIST_SIGNING_CERTIFICATES_REQUEST);
wire::members! { ListSigningCertificatesRequest;
required {
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListSigningCertificatesResponse = schema::LIST_SIGNING_CERTIFICATES_RESPONSE);
wire::members! { ListSigningCertificatesResponse;
required {
0 certificates take_certificates set_certificates with_certificates List<SigningCertificate>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListUserPoliciesRequest = schema::LIST_USER_POLICIES_REQUEST);
wire::members! { ListUserPoliciesRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListUserPoliciesResponse = schema::LIST_USER_POLICIES_RESPONSE);
wire::members! { ListUserPoliciesResponse;
required {
0 policy_names take_policy_names set_policy_names with_policy_names List<String>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListUserTagsRequest = schema::LIST_USER_TAGS_REQUEST);
wire::members! { ListUserTagsRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListUserTagsResponse = schema::LIST_USER_TAGS_RESPONSE);
wire::members! { ListUserTagsResponse;
required {
0 tags take_tags set_tags with_tags List<Tag>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListUsersRequest = schema::LIST_USERS_REQUEST);
wire::members! { ListUsersRequest;
required {
}
optional {
0 path_prefix take_path_prefix set_path_prefix with_path_prefix String;
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListUsersResponse = schema::LIST_USERS_RESPONSE);
wire::members! { ListUsersResponse;
required {
0 users take_users set_users with_users List<User>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(ListVirtualMFADevicesRequest = schema::LIST_VIRTUAL_MFA_DEVICES_REQUEST);
wire::members! { ListVirtualMFADevicesRequest;
required {
}
optional {
0 assignment_status take_assignment_status set_assignment_status with_assignment_status String;
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListVirtualMFADevicesResponse = schema::LIST_VIRTUAL_MFA_DEVICES_RESPONSE);
wire::members! { ListVirtualMFADevicesResponse;
required {
0 virtual_mfa_devices take_virtual_mfa_devices set_virtual_mfa_devices with_virtual_mfa_devices List<VirtualMFADevice>;
}
optional {
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(LoginProfile = schema::LOGIN_PROFILE);
wire::members! { LoginProfile;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 create_date take_create_date set_create_date with_create_date base::Timestamp;
}
optional {
2 password_reset_required take_password_reset_required set_password_reset_required with_password_reset_required bool;
}
}

wire::structure!(MFADevice = schema::MFA_DEVICE);
wire::members! { MFADevice;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 serial_number take_serial_number set_serial_number with_serial_number String;
2 enable_date take_enable_date set_enable_date with_enable_date base::Timestamp;
}
optional {
}
}

wire::error!(MalformedCertificateException = schema::MALFORMED_CERTIFICATE_EXCEPTION);
wire::members! { MalformedCertificateException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(MalformedPolicyDocumentException = schema::MALFORMED_POLICY_DOCUMENT_EXCEPTION);
wire::members! { MalformedPolicyDocumentException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(ManagedPolicyDetail = schema::MANAGED_POLICY_DETAIL);
wire::members! { ManagedPolicyDetail;
required {
}
optional {
0 policy_name take_policy_name set_policy_name with_policy_name String;
1 policy_id take_policy_id set_policy_id with_policy_id String;
2 arn take_arn set_arn with_arn String;
3 path take_path set_path with_path String;
4 default_version_id take_default_version_id set_default_version_id with_default_version_id String;
5 attachment_count take_attachment_count set_attachment_count with_attachment_count i64;
6 permissions_boundary_usage_count take_permissions_boundary_usage_count set_permissions_boundary_usage_count with_permissions_boundary_usage_count i64;
7 is_attachable take_is_attachable set_is_attachable with_is_attachable bool;
8 description take_description set_description with_description String;
9 create_date take_create_date set_create_date with_create_date base::Timestamp;
10 update_date take_update_date set_update_date with_update_date base::Timestamp;
11 policy_version_list take_policy_version_list set_policy_version_list with_policy_version_list List<PolicyVersion>;
}
}

wire::error!(NoSuchEntityException = schema::NO_SUCH_ENTITY_EXCEPTION);
wire::members! { NoSuchEntityException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(OpenIDConnectProviderListEntry = schema::OPEN_ID_CONNECT_PROVIDER_LIST_ENTRY);
wire::members! { OpenIDConnectProviderListEntry;
required {
}
optional {
0 arn take_arn set_arn with_arn String;
}
}

wire::error!(
    OpenIdIdpCommunicationErrorException = schema::OPEN_ID_IDP_COMMUNICATION_ERROR_EXCEPTION
);
wire::members! { OpenIdIdpCommunicationErrorException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(OrganizationsDecisionDetail = schema::ORGANIZATIONS_DECISION_DETAIL);
wire::members! { OrganizationsDecisionDetail;
required {
}
optional {
0 allowed_by_organizations take_allowed_by_organizations set_allowed_by_organizations with_allowed_by_organizations bool;
}
}

wire::structure!(PasswordPolicy = schema::PASSWORD_POLICY);
wire::members! { PasswordPolicy;
required {
}
optional {
0 minimum_password_length take_minimum_password_length set_minimum_password_length with_minimum_password_length i64;
1 require_symbols take_require_symbols set_require_symbols with_require_symbols bool;
2 require_numbers take_require_numbers set_require_numbers with_require_numbers bool;
3 require_uppercase_characters take_require_uppercase_characters set_require_uppercase_characters with_require_uppercase_characters bool;
4 require_lowercase_characters take_require_lowercase_characters set_require_lowercase_characters with_require_lowercase_characters bool;
5 allow_users_to_change_password take_allow_users_to_change_password set_allow_users_to_change_password with_allow_users_to_change_password bool;
6 expire_passwords take_expire_passwords set_expire_passwords with_expire_passwords bool;
7 max_password_age take_max_password_age set_max_password_age with_max_password_age i64;
8 password_reuse_prevention take_password_reuse_prevention set_password_reuse_prevention with_password_reuse_prevention i64;
9 hard_expiry take_hard_expiry set_hard_expiry with_hard_expiry bool;
}
}

wire::error!(PasswordPolicyViolationException = schema::PASSWORD_POLICY_VIOLATION_EXCEPTION);
wire::members! { PasswordPolicyViolationException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(PermissionsBoundaryDecisionDetail = schema::PERMISSIONS_BOUNDARY_DECISION_DETAIL);
wire::members! { PermissionsBoundaryDecisionDetail;
required {
}
optional {
0 allowed_by_permissions_boundary take_allowed_by_permissions_boundary set_allowed_by_permissions_boundary with_allowed_by_permissions_boundary bool;
}
}

wire::structure!(Policy = schema::POLICY);
wire::members! { Policy;
required {
}
optional {
0 policy_name take_policy_name set_policy_name with_policy_name String;
1 policy_id take_policy_id set_policy_id with_policy_id String;
2 arn take_arn set_arn with_arn String;
3 path take_path set_path with_path String;
4 default_version_id take_default_version_id set_default_version_id with_default_version_id String;
5 attachment_count take_attachment_count set_attachment_count with_attachment_count i64;
6 permissions_boundary_usage_count take_permissions_boundary_usage_count set_permissions_boundary_usage_count with_permissions_boundary_usage_count i64;
7 is_attachable take_is_attachable set_is_attachable with_is_attachable bool;
8 description take_description set_description with_description String;
9 create_date take_create_date set_create_date with_create_date base::Timestamp;
10 update_date take_update_date set_update_date with_update_date base::Timestamp;
11 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::structure!(PolicyDetail = schema::POLICY_DETAIL);
wire::members! { PolicyDetail;
required {
}
optional {
0 policy_name take_policy_name set_policy_name with_policy_name String;
1 policy_document take_policy_document set_policy_document with_policy_document String;
}
}

wire::error!(PolicyEvaluationException = schema::POLICY_EVALUATION_EXCEPTION);
wire::members! { PolicyEvaluationException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(PolicyGroup = schema::POLICY_GROUP);
wire::members! { PolicyGroup;
required {
}
optional {
0 group_name take_group_name set_group_name with_group_name String;
1 group_id take_group_id set_group_id with_group_id String;
}
}

wire::error!(PolicyNotAttachableException = schema::POLICY_NOT_ATTACHABLE_EXCEPTION);
wire::members! { PolicyNotAttachableException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(PolicyRole = schema::POLICY_ROLE);
wire::members! { PolicyRole;
required {
}
optional {
0 role_name take_role_name set_role_name with_role_name String;
1 role_id take_role_id set_role_id with_role_id String;
}
}

wire::structure!(PolicyUser = schema::POLICY_USER);
wire::members! { PolicyUser;
required {
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
1 user_id take_user_id set_user_id with_user_id String;
}
}

wire::structure!(PolicyVersion = schema::POLICY_VERSION);
wire::members! { PolicyVersion;
required {
}
optional {
0 document take_document set_document with_document String;
1 version_id take_version_id set_version_id with_version_id String;
2 is_default_version take_is_default_version set_is_default_version with_is_default_version bool;
3 create_date take_create_date set_create_date with_create_date base::Timestamp;
}
}

wire::structure!(Position = schema::POSITION);
wire::members! { Position;
required {
}
optional {
0 line take_line set_line with_line i64;
1 column take_column set_column with_column i64;
}
}

wire::structure!(PutGroupPolicyRequest = schema::PUT_GROUP_POLICY_REQUEST);
wire::members! { PutGroupPolicyRequest;
required {
0 group_name take_group_name set_group_name with_group_name String;
1 policy_name take_policy_name set_policy_name with_policy_name String;
2 policy_document take_policy_document set_policy_document with_policy_document String;
}
optional {
}
}

wire::structure!(PutRolePermissionsBoundaryRequest = schema::PUT_ROLE_PERMISSIONS_BOUNDARY_REQUEST);
wire::members! { PutRolePermissionsBoundaryRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
1 permissions_boundary take_permissions_boundary set_permissions_boundary with_permissions_boundary String;
}
optional {
}
}

wire::structure!(PutRolePolicyRequest = schema::PUT_ROLE_POLICY_REQUEST);
wire::members! { PutRolePolicyRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
1 policy_name take_policy_name set_policy_name with_policy_name String;
2 policy_document take_policy_document set_policy_document with_policy_document String;
}
optional {
}
}

wire::structure!(PutUserPermissionsBoundaryRequest = schema::PUT_USER_PERMISSIONS_BOUNDARY_REQUEST);
wire::members! { PutUserPermissionsBoundaryRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 permissions_boundary take_permissions_boundary set_permissions_boundary with_permissions_boundary String;
}
optional {
}
}

wire::structure!(PutUserPolicyRequest = schema::PUT_USER_POLICY_REQUEST);
wire::members! { PutUserPolicyRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 policy_name take_policy_name set_policy_name with_policy_name String;
2 policy_document take_policy_document set_policy_document with_policy_document String;
}
optional {
}
}

wire::structure!(
    RemoveClientIDFromOpenIDConnectProviderRequest =
        schema::REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER_REQUEST
);
wire::members! { RemoveClientIDFromOpenIDConnectProviderRequest;
required {
0 open_id_connect_provider_arn take_open_id_connect_provider_arn set_open_id_connect_provider_arn with_open_id_connect_provider_arn String;
1 client_id take_client_id set_client_id with_client_id String;
}
optional {
}
}

wire::structure!(
    RemoveRoleFromInstanceProfileRequest = schema::REMOVE_ROLE_FROM_INSTANCE_PROFILE_REQUEST
);
wire::members! { RemoveRoleFromInstanceProfileRequest;
required {
0 instance_profile_name take_instance_profile_name set_instance_profile_name with_instance_profile_name String;
1 role_name take_role_name set_role_name with_role_name String;
}
optional {
}
}

wire::structure!(RemoveUserFromGroupRequest = schema::REMOVE_USER_FROM_GROUP_REQUEST);
wire::members! { RemoveUserFromGroupRequest;
required {
0 group_name take_group_name set_group_name with_group_name String;
1 user_name take_user_name set_user_name with_user_name String;
}
optional {
}
}

wire::structure!(
    ResetServiceSpecificCredentialRequest = schema::RESET_SERVICE_SPECIFIC_CREDENTIAL_REQUEST
);
wire::members! { ResetServiceSpecificCredentialRequest;
required {
1 service_specific_credential_id take_service_specific_credential_id set_service_specific_credential_id with_service_specific_credential_id String;
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
}
}

wire::structure!(
    ResetServiceSpecificCredentialResponse = schema::RESET_SERVICE_SPECIFIC_CREDENTIAL_RESPONSE
);
wire::members! { ResetServiceSpecificCredentialResponse;
required {
}
optional {
0 service_specific_credential take_service_specific_credential set_service_specific_credential with_service_specific_credential ServiceSpecificCredential;
}
}

wire::structure!(ResourceSpecificResult = schema::RESOURCE_SPECIFIC_RESULT);
wire::members! { ResourceSpecificResult;
required {
0 eval_resource_name take_eval_resource_name set_eval_resource_name with_eval_resource_name String;
1 eval_resource_decision take_eval_resource_decision set_eval_resource_decision with_eval_resource_decision String;
}
optional {
2 matched_statements take_matched_statements set_matched_statements with_matched_statements List<Statement>;
3 missing_context_values take_missing_context_values set_missing_context_values with_missing_context_values List<String>;
4 eval_decision_details take_eval_decision_details set_eval_decision_details with_eval_decision_details Map<String>;
5 permissions_boundary_decision_detail take_permissions_boundary_decision_detail set_permissions_boundary_decision_detail with_permissions_boundary_decision_detail PermissionsBoundaryDecisionDetail;
}
}

wire::structure!(ResyncMFADeviceRequest = schema::RESYNC_MFA_DEVICE_REQUEST);
wire::members! { ResyncMFADeviceRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 serial_number take_serial_number set_serial_number with_serial_number String;
2 authentication_code1 take_authentication_code1 set_authentication_code1 with_authentication_code1 String;
3 authentication_code2 take_authentication_code2 set_authentication_code2 with_authentication_code2 String;
}
optional {
}
}

wire::structure!(Role = schema::ROLE);
wire::members! { Role;
required {
0 path take_path set_path with_path String;
1 role_name take_role_name set_role_name with_role_name String;
2 role_id take_role_id set_role_id with_role_id String;
3 arn take_arn set_arn with_arn String;
4 create_date take_create_date set_create_date with_create_date base::Timestamp;
}
optional {
5 assume_role_policy_document take_assume_role_policy_document set_assume_role_policy_document with_assume_role_policy_document String;
6 description take_description set_description with_description String;
7 max_session_duration take_max_session_duration set_max_session_duration with_max_session_duration i64;
8 permissions_boundary take_permissions_boundary set_permissions_boundary with_permissions_boundary AttachedPermissionsBoundary;
9 tags take_tags set_tags with_tags List<Tag>;
10 role_last_used take_role_last_used set_role_last_used with_role_last_used RoleLastUsed;
}
}

wire::structure!(RoleDetail = schema::ROLE_DETAIL);
wire::members! { RoleDetail;
required {
}
optional {
0 path take_path set_path with_path String;
1 role_name take_role_name set_role_name with_role_name String;
2 role_id take_role_id set_role_id with_role_id String;
3 arn take_arn set_arn with_arn String;
4 create_date take_create_date set_create_date with_create_date base::Timestamp;
5 assume_role_policy_document take_assume_role_policy_document set_assume_role_policy_document with_assume_role_policy_document String;
6 instance_profile_list take_instance_profile_list set_instance_profile_list with_instance_profile_list List<InstanceProfile>;
7 role_policy_list take_role_policy_list set_role_policy_list with_role_policy_list List<PolicyDetail>;
8 attached_managed_policies take_attached_managed_policies set_attached_managed_policies with_attached_managed_policies List<AttachedPolicy>;
9 permissions_boundary take_permissions_boundary set_permissions_boundary with_permissions_boundary AttachedPermissionsBoundary;
10 tags take_tags set_tags with_tags List<Tag>;
11 role_last_used take_role_last_used set_role_last_used with_role_last_used RoleLastUsed;
}
}

wire::structure!(RoleLastUsed = schema::ROLE_LAST_USED);
wire::members! { RoleLastUsed;
required {
}
optional {
0 last_used_date take_last_used_date set_last_used_date with_last_used_date base::Timestamp;
1 region take_region set_region with_region String;
}
}

wire::structure!(RoleUsageType = schema::ROLE_USAGE_TYPE);
wire::members! { RoleUsageType;
required {
}
optional {
0 region take_region set_region with_region String;
1 resources take_resources set_resources with_resources List<String>;
}
}

wire::structure!(SAMLPrivateKey = schema::SAML_PRIVATE_KEY);
wire::members! { SAMLPrivateKey;
required {
}
optional {
0 key_id take_key_id set_key_id with_key_id String;
1 timestamp take_timestamp set_timestamp with_timestamp base::Timestamp;
}
}

wire::structure!(SAMLProviderListEntry = schema::SAML_PROVIDER_LIST_ENTRY);
wire::members! { SAMLProviderListEntry;
required {
}
optional {
0 arn take_arn set_arn with_arn String;
1 valid_until take_valid_until set_valid_until with_valid_until base::Timestamp;
2 create_date take_create_date set_create_date with_create_date base::Timestamp;
}
}

wire::structure!(SSHPublicKey = schema::SSH_PUBLIC_KEY);
wire::members! { SSHPublicKey;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 ssh_public_key_id take_ssh_public_key_id set_ssh_public_key_id with_ssh_public_key_id String;
2 fingerprint take_fingerprint set_fingerprint with_fingerprint String;
3 ssh_public_key_body take_ssh_public_key_body set_ssh_public_key_body with_ssh_public_key_body String;
4 status take_status set_status with_status String;
}
optional {
5 upload_date take_upload_date set_upload_date with_upload_date base::Timestamp;
}
}

wire::structure!(SSHPublicKeyMetadata = schema::SSH_PUBLIC_KEY_METADATA);
wire::members! { SSHPublicKeyMetadata;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 ssh_public_key_id take_ssh_public_key_id set_ssh_public_key_id with_ssh_public_key_id String;
2 status take_status set_status with_status String;
3 upload_date take_upload_date set_upload_date with_upload_date base::Timestamp;
}
optional {
}
}

wire::structure!(ServerCertificate = schema::SERVER_CERTIFICATE);
wire::members! { ServerCertificate;
required {
1 certificate_body take_certificate_body set_certificate_body with_certificate_body String;
}
optional {
0 server_certificate_metadata take_server_certificate_metadata set_server_certificate_metadata with_server_certificate_metadata ServerCertificateMetadata;
2 certificate_chain take_certificate_chain set_certificate_chain with_certificate_chain String;
3 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::structure!(ServerCertificateMetadata = schema::SERVER_CERTIFICATE_METADATA);
wire::members! { ServerCertificateMetadata;
required {
0 path take_path set_path with_path String;
1 server_certificate_name take_server_certificate_name set_server_certificate_name with_server_certificate_name String;
2 server_certificate_id take_server_certificate_id set_server_certificate_id with_server_certificate_id String;
3 arn take_arn set_arn with_arn String;
}
optional {
4 upload_date take_upload_date set_upload_date with_upload_date base::Timestamp;
5 expiration take_expiration set_expiration with_expiration base::Timestamp;
}
}

wire::error!(ServiceFailureException = schema::SERVICE_FAILURE_EXCEPTION);
wire::members! { ServiceFailureException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(ServiceNotSupportedException = schema::SERVICE_NOT_SUPPORTED_EXCEPTION);
wire::members! { ServiceNotSupportedException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(ServiceSpecificCredential = schema::SERVICE_SPECIFIC_CREDENTIAL);
wire::members! { ServiceSpecificCredential;
required {
0 create_date take_create_date set_create_date with_create_date base::Timestamp;
2 service_name take_service_name set_service_name with_service_name String;
7 service_specific_credential_id take_service_specific_credential_id set_service_specific_credential_id with_service_specific_credential_id String;
8 user_name take_user_name set_user_name with_user_name String;
9 status take_status set_status with_status String;
}
optional {
1 expiration_date take_expiration_date set_expiration_date with_expiration_date base::Timestamp;
3 service_user_name take_service_user_name set_service_user_name with_service_user_name String;
4 service_password take_service_password set_service_password with_service_password String;
5 service_credential_alias take_service_credential_alias set_service_credential_alias with_service_credential_alias String;
6 service_credential_secret take_service_credential_secret set_service_credential_secret with_service_credential_secret String;
}
}

wire::structure!(ServiceSpecificCredentialMetadata = schema::SERVICE_SPECIFIC_CREDENTIAL_METADATA);
wire::members! { ServiceSpecificCredentialMetadata;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 status take_status set_status with_status String;
4 create_date take_create_date set_create_date with_create_date base::Timestamp;
6 service_specific_credential_id take_service_specific_credential_id set_service_specific_credential_id with_service_specific_credential_id String;
7 service_name take_service_name set_service_name with_service_name String;
}
optional {
2 service_user_name take_service_user_name set_service_user_name with_service_user_name String;
3 service_credential_alias take_service_credential_alias set_service_credential_alias with_service_credential_alias String;
5 expiration_date take_expiration_date set_expiration_date with_expiration_date base::Timestamp;
}
}

wire::structure!(SetDefaultPolicyVersionRequest = schema::SET_DEFAULT_POLICY_VERSION_REQUEST);
wire::members! { SetDefaultPolicyVersionRequest;
required {
0 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
1 version_id take_version_id set_version_id with_version_id String;
}
optional {
}
}

wire::structure!(SigningCertificate = schema::SIGNING_CERTIFICATE);
wire::members! { SigningCertificate;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 certificate_id take_certificate_id set_certificate_id with_certificate_id String;
2 certificate_body take_certificate_body set_certificate_body with_certificate_body String;
3 status take_status set_status with_status String;
}
optional {
4 upload_date take_upload_date set_upload_date with_upload_date base::Timestamp;
}
}

wire::structure!(SimulateCustomPolicyRequest = schema::SIMULATE_CUSTOM_POLICY_REQUEST);
wire::members! { SimulateCustomPolicyRequest;
required {
0 policy_input_list take_policy_input_list set_policy_input_list with_policy_input_list List<String>;
2 action_names take_action_names set_action_names with_action_names List<String>;
}
optional {
1 permissions_boundary_policy_input_list take_permissions_boundary_policy_input_list set_permissions_boundary_policy_input_list with_permissions_boundary_policy_input_list List<String>;
3 resource_arns take_resource_arns set_resource_arns with_resource_arns List<String>;
4 resource_policy take_resource_policy set_resource_policy with_resource_policy String;
5 resource_owner take_resource_owner set_resource_owner with_resource_owner String;
6 caller_arn take_caller_arn set_caller_arn with_caller_arn String;
7 context_entries take_context_entries set_context_entries with_context_entries List<ContextEntry>;
8 resource_handling_option take_resource_handling_option set_resource_handling_option with_resource_handling_option String;
9 max_items take_max_items set_max_items with_max_items i64;
10 marker take_marker set_marker with_marker String;
}
}

wire::structure!(SimulatePolicyResponse = schema::SIMULATE_POLICY_RESPONSE);
wire::members! { SimulatePolicyResponse;
required {
}
optional {
0 evaluation_results take_evaluation_results set_evaluation_results with_evaluation_results List<EvaluationResult>;
1 is_truncated take_is_truncated set_is_truncated with_is_truncated bool;
2 marker take_marker set_marker with_marker String;
}
}

wire::structure!(SimulatePrincipalPolicyRequest = schema::SIMULATE_PRINCIPAL_POLICY_REQUEST);
wire::members! { SimulatePrincipalPolicyRequest;
required {
0 policy_source_arn take_policy_source_arn set_policy_source_arn with_policy_source_arn String;
3 action_names take_action_names set_action_names with_action_names List<String>;
}
optional {
1 policy_input_list take_policy_input_list set_policy_input_list with_policy_input_list List<String>;
2 permissions_boundary_policy_input_list take_permissions_boundary_policy_input_list set_permissions_boundary_policy_input_list with_permissions_boundary_policy_input_list List<String>;
4 resource_arns take_resource_arns set_resource_arns with_resource_arns List<String>;
5 resource_policy take_resource_policy set_resource_policy with_resource_policy String;
6 resource_owner take_resource_owner set_resource_owner with_resource_owner String;
7 caller_arn take_caller_arn set_caller_arn with_caller_arn String;
8 context_entries take_context_entries set_context_entries with_context_entries List<ContextEntry>;
9 resource_handling_option take_resource_handling_option set_resource_handling_option with_resource_handling_option String;
10 max_items take_max_items set_max_items with_max_items i64;
11 marker take_marker set_marker with_marker String;
}
}

wire::structure!(Statement = schema::STATEMENT);
wire::members! { Statement;
required {
}
optional {
0 source_policy_id take_source_policy_id set_source_policy_id with_source_policy_id String;
1 source_policy_type take_source_policy_type set_source_policy_type with_source_policy_type String;
2 start_position take_start_position set_start_position with_start_position Position;
3 end_position take_end_position set_end_position with_end_position Position;
}
}

wire::structure!(Tag = schema::TAG);
wire::members! { Tag;
required {
0 key take_key set_key with_key String;
1 value take_value set_value with_value String;
}
optional {
}
}

wire::structure!(TagInstanceProfileRequest = schema::TAG_INSTANCE_PROFILE_REQUEST);
wire::members! { TagInstanceProfileRequest;
required {
0 instance_profile_name take_instance_profile_name set_instance_profile_name with_instance_profile_name String;
1 tags take_tags set_tags with_tags List<Tag>;
}
optional {
}
}

wire::structure!(TagMFADeviceRequest = schema::TAG_MFA_DEVICE_REQUEST);
wire::members! { TagMFADeviceRequest;
required {
0 serial_number take_serial_number set_serial_number with_serial_number String;
1 tags take_tags set_tags with_tags List<Tag>;
}
optional {
}
}

wire::structure!(TagOpenIDConnectProviderRequest = schema::TAG_OPEN_ID_CONNECT_PROVIDER_REQUEST);
wire::members! { TagOpenIDConnectProviderRequest;
required {
0 open_id_connect_provider_arn take_open_id_connect_provider_arn set_open_id_connect_provider_arn with_open_id_connect_provider_arn String;
1 tags take_tags set_tags with_tags List<Tag>;
}
optional {
}
}

wire::structure!(TagPolicyRequest = schema::TAG_POLICY_REQUEST);
wire::members! { TagPolicyRequest;
required {
0 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
1 tags take_tags set_tags with_tags List<Tag>;
}
optional {
}
}

wire::structure!(TagRoleRequest = schema::TAG_ROLE_REQUEST);
wire::members! { TagRoleRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
1 tags take_tags set_tags with_tags List<Tag>;
}
optional {
}
}

wire::structure!(TagSAMLProviderRequest = schema::TAG_SAML_PROVIDER_REQUEST);
wire::members! { TagSAMLProviderRequest;
required {
0 saml_provider_arn take_saml_provider_arn set_saml_provider_arn with_saml_provider_arn String;
1 tags take_tags set_tags with_tags List<Tag>;
}
optional {
}
}

wire::structure!(TagServerCertificateRequest = schema::TAG_SERVER_CERTIFICATE_REQUEST);
wire::members! { TagServerCertificateRequest;
required {
0 server_certificate_name take_server_certificate_name set_server_certificate_name with_server_certificate_name String;
1 tags take_tags set_tags with_tags List<Tag>;
}
optional {
}
}

wire::structure!(TagUserRequest = schema::TAG_USER_REQUEST);
wire::members! { TagUserRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 tags take_tags set_tags with_tags List<Tag>;
}
optional {
}
}

wire::error!(UnmodifiableEntityException = schema::UNMODIFIABLE_ENTITY_EXCEPTION);
wire::members! { UnmodifiableEntityException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(
    UnrecognizedPublicKeyEncodingException = schema::UNRECOGNIZED_PUBLIC_KEY_ENCODING_EXCEPTION
);
wire::members! { UnrecognizedPublicKeyEncodingException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(UntagInstanceProfileRequest = schema::UNTAG_INSTANCE_PROFILE_REQUEST);
wire::members! { UntagInstanceProfileRequest;
required {
0 instance_profile_name take_instance_profile_name set_instance_profile_name with_instance_profile_name String;
1 tag_keys take_tag_keys set_tag_keys with_tag_keys List<String>;
}
optional {
}
}

wire::structure!(UntagMFADeviceRequest = schema::UNTAG_MFA_DEVICE_REQUEST);
wire::members! { UntagMFADeviceRequest;
required {
0 serial_number take_serial_number set_serial_number with_serial_number String;
1 tag_keys take_tag_keys set_tag_keys with_tag_keys List<String>;
}
optional {
}
}

wire::structure!(
    UntagOpenIDConnectProviderRequest = schema::UNTAG_OPEN_ID_CONNECT_PROVIDER_REQUEST
);
wire::members! { UntagOpenIDConnectProviderRequest;
required {
0 open_id_connect_provider_arn take_open_id_connect_provider_arn set_open_id_connect_provider_arn with_open_id_connect_provider_arn String;
1 tag_keys take_tag_keys set_tag_keys with_tag_keys List<String>;
}
optional {
}
}

wire::structure!(UntagPolicyRequest = schema::UNTAG_POLICY_REQUEST);
wire::members! { UntagPolicyRequest;
required {
0 policy_arn take_policy_arn set_policy_arn with_policy_arn String;
1 tag_keys take_tag_keys set_tag_keys with_tag_keys List<String>;
}
optional {
}
}

wire::structure!(UntagRoleRequest = schema::UNTAG_ROLE_REQUEST);
wire::members! { UntagRoleRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
1 tag_keys take_tag_keys set_tag_keys with_tag_keys List<String>;
}
optional {
}
}

wire::structure!(UntagSAMLProviderRequest = schema::UNTAG_SAML_PROVIDER_REQUEST);
wire::members! { UntagSAMLProviderRequest;
required {
0 saml_provider_arn take_saml_provider_arn set_saml_provider_arn with_saml_provider_arn String;
1 tag_keys take_tag_keys set_tag_keys with_tag_keys List<String>;
}
optional {
}
}

wire::structure!(UntagServerCertificateRequest = schema::UNTAG_SERVER_CERTIFICATE_REQUEST);
wire::members! { UntagServerCertificateRequest;
required {
0 server_certificate_name take_server_certificate_name set_server_certificate_name with_server_certificate_name String;
1 tag_keys take_tag_keys set_tag_keys with_tag_keys List<String>;
}
optional {
}
}

wire::structure!(UntagUserRequest = schema::UNTAG_USER_REQUEST);
wire::members! { UntagUserRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 tag_keys take_tag_keys set_tag_keys with_tag_keys List<String>;
}
optional {
}
}

wire::structure!(UpdateAccessKeyRequest = schema::UPDATE_ACCESS_KEY_REQUEST);
wire::members! { UpdateAccessKeyRequest;
required {
1 access_key_id take_access_key_id set_access_key_id with_access_key_id String;
2 status take_status set_status with_status String;
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
}
}

wire::structure!(
    UpdateAccountPasswordPolicyRequest = schema::UPDATE_ACCOUNT_PASSWORD_POLICY_REQUEST
);
wire::members! { UpdateAccountPasswordPolicyRequest;
required {
}
optional {
0 minimum_password_length take_minimum_password_length set_minimum_password_length with_minimum_password_length i64;
1 require_symbols take_require_symbols set_require_symbols with_require_symbols bool;
2 require_numbers take_require_numbers set_require_numbers with_require_numbers bool;
3 require_uppercase_characters take_require_uppercase_characters set_require_uppercase_characters with_require_uppercase_characters bool;
4 require_lowercase_characters take_require_lowercase_characters set_require_lowercase_characters with_require_lowercase_characters bool;
5 allow_users_to_change_password take_allow_users_to_change_password set_allow_users_to_change_password with_allow_users_to_change_password bool;
6 max_password_age take_max_password_age set_max_password_age with_max_password_age i64;
7 password_reuse_prevention take_password_reuse_prevention set_password_reuse_prevention with_password_reuse_prevention i64;
8 hard_expiry take_hard_expiry set_hard_expiry with_hard_expiry bool;
}
}

wire::structure!(UpdateAssumeRolePolicyRequest = schema::UPDATE_ASSUME_ROLE_POLICY_REQUEST);
wire::members! { UpdateAssumeRolePolicyRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
1 policy_document take_policy_document set_policy_document with_policy_document String;
}
optional {
}
}

wire::structure!(UpdateGroupRequest = schema::UPDATE_GROUP_REQUEST);
wire::members! { UpdateGroupRequest;
required {
0 group_name take_group_name set_group_name with_group_name String;
}
optional {
1 new_path take_new_path set_new_path with_new_path String;
2 new_group_name take_new_group_name set_new_group_name with_new_group_name String;
}
}

wire::structure!(UpdateLoginProfileRequest = schema::UPDATE_LOGIN_PROFILE_REQUEST);
wire::members! { UpdateLoginProfileRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
}
optional {
1 password take_password set_password with_password String;
2 password_reset_required take_password_reset_required set_password_reset_required with_password_reset_required bool;
}
}

wire::structure!(
    UpdateOpenIDConnectProviderThumbprintRequest =
        schema::UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT_REQUEST
);
wire::members! { UpdateOpenIDConnectProviderThumbprintRequest;
required {
0 open_id_connect_provider_arn take_open_id_connect_provider_arn set_open_id_connect_provider_arn with_open_id_connect_provider_arn String;
1 thumbprint_list take_thumbprint_list set_thumbprint_list with_thumbprint_list List<String>;
}
optional {
}
}

wire::structure!(UpdateRoleDescriptionRequest = schema::UPDATE_ROLE_DESCRIPTION_REQUEST);
wire::members! { UpdateRoleDescriptionRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
1 description take_description set_description with_description String;
}
optional {
}
}

wire::structure!(UpdateRoleDescriptionResponse = schema::UPDATE_ROLE_DESCRIPTION_RESPONSE);
wire::members! { UpdateRoleDescriptionResponse;
required {
}
optional {
0 role take_role set_role with_role Role;
}
}

wire::structure!(UpdateRoleRequest = schema::UPDATE_ROLE_REQUEST);
wire::members! { UpdateRoleRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
}
optional {
1 description take_description set_description with_description String;
2 max_session_duration take_max_session_duration set_max_session_duration with_max_session_duration i64;
}
}

wire::structure!(UpdateRoleResponse = schema::UPDATE_ROLE_RESPONSE);

wire::structure!(UpdateSAMLProviderRequest = schema::UPDATE_SAML_PROVIDER_REQUEST);
wire::members! { UpdateSAMLProviderRequest;
required {
1 saml_provider_arn take_saml_provider_arn set_saml_provider_arn with_saml_provider_arn String;
}
optional {
0 saml_metadata_document take_saml_metadata_document set_saml_metadata_document with_saml_metadata_document String;
2 assertion_encryption_mode take_assertion_encryption_mode set_assertion_encryption_mode with_assertion_encryption_mode String;
3 add_private_key take_add_private_key set_add_private_key with_add_private_key String;
4 remove_private_key take_remove_private_key set_remove_private_key with_remove_private_key String;
}
}

wire::structure!(UpdateSAMLProviderResponse = schema::UPDATE_SAML_PROVIDER_RESPONSE);
wire::members! { UpdateSAMLProviderResponse;
required {
}
optional {
0 saml_provider_arn take_saml_provider_arn set_saml_provider_arn with_saml_provider_arn String;
}
}

wire::structure!(UpdateSSHPublicKeyRequest = schema::UPDATE_SSH_PUBLIC_KEY_REQUEST);
wire::members! { UpdateSSHPublicKeyRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 ssh_public_key_id take_ssh_public_key_id set_ssh_public_key_id with_ssh_public_key_id String;
2 status take_status set_status with_status String;
}
optional {
}
}

wire::structure!(UpdateServerCertificateRequest = schema::UPDATE_SERVER_CERTIFICATE_REQUEST);
wire::members! { UpdateServerCertificateRequest;
required {
0 server_certificate_name take_server_certificate_name set_server_certificate_name with_server_certificate_name String;
}
optional {
1 new_path take_new_path set_new_path with_new_path String;
2 new_server_certificate_name take_new_server_certificate_name set_new_server_certificate_name with_new_server_certificate_name String;
}
}

wire::structure!(
    UpdateServiceSpecificCredentialRequest = schema::UPDATE_SERVICE_SPECIFIC_CREDENTIAL_REQUEST
);
wire::members! { UpdateServiceSpecificCredentialRequest;
required {
1 service_specific_credential_id take_service_specific_credential_id set_service_specific_credential_id with_service_specific_credential_id String;
2 status take_status set_status with_status String;
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
}
}

wire::structure!(UpdateSigningCertificateRequest = schema::UPDATE_SIGNING_CERTIFICATE_REQUEST);
wire::members! { UpdateSigningCertificateRequest;
required {
1 certificate_id take_certificate_id set_certificate_id with_certificate_id String;
2 status take_status set_status with_status String;
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
}
}

wire::structure!(UpdateUserRequest = schema::UPDATE_USER_REQUEST);
wire::members! { UpdateUserRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
}
optional {
1 new_path take_new_path set_new_path with_new_path String;
2 new_user_name take_new_user_name set_new_user_name with_new_user_name String;
}
}

wire::structure!(UploadSSHPublicKeyRequest = schema::UPLOAD_SSH_PUBLIC_KEY_REQUEST);
wire::members! { UploadSSHPublicKeyRequest;
required {
0 user_name take_user_name set_user_name with_user_name String;
1 ssh_public_key_body take_ssh_public_key_body set_ssh_public_key_body with_ssh_public_key_body String;
}
optional {
}
}

wire::structure!(UploadSSHPublicKeyResponse = schema::UPLOAD_SSH_PUBLIC_KEY_RESPONSE);
wire::members! { UploadSSHPublicKeyResponse;
required {
}
optional {
0 ssh_public_key take_ssh_public_key set_ssh_public_key with_ssh_public_key SSHPublicKey;
}
}

wire::structure!(UploadServerCertificateRequest = schema::UPLOAD_SERVER_CERTIFICATE_REQUEST);
wire::members! { UploadServerCertificateRequest;
required {
1 server_certificate_name take_server_certificate_name set_server_certificate_name with_server_certificate_name String;
2 certificate_body take_certificate_body set_certificate_body with_certificate_body String;
3 private_key take_private_key set_private_key with_private_key String;
}
optional {
0 path take_path set_path with_path String;
4 certificate_chain take_certificate_chain set_certificate_chain with_certificate_chain String;
5 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::structure!(UploadServerCertificateResponse = schema::UPLOAD_SERVER_CERTIFICATE_RESPONSE);
wire::members! { UploadServerCertificateResponse;
required {
}
optional {
0 server_certificate_metadata take_server_certificate_metadata set_server_certificate_metadata with_server_certificate_metadata ServerCertificateMetadata;
1 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::structure!(UploadSigningCertificateRequest = schema::UPLOAD_SIGNING_CERTIFICATE_REQUEST);
wire::members! { UploadSigningCertificateRequest;
required {
1 certificate_body take_certificate_body set_certificate_body with_certificate_body String;
}
optional {
0 user_name take_user_name set_user_name with_user_name String;
}
}

wire::structure!(UploadSigningCertificateResponse = schema::UPLOAD_SIGNING_CERTIFICATE_RESPONSE);
wire::members! { UploadSigningCertificateResponse;
required {
}
optional {
0 certificate take_certificate set_certificate with_certificate SigningCertificate;
}
}

wire::structure!(User = schema::USER);
wire::members! { User;
required {
0 path take_path set_path with_path String;
1 user_name take_user_name set_user_name with_user_name String;
2 user_id take_user_id set_user_id with_user_id String;
3 arn take_arn set_arn with_arn String;
4 create_date take_create_date set_create_date with_create_date base::Timestamp;
}
optional {
5 password_last_used take_password_last_used set_password_last_used with_password_last_used base::Timestamp;
6 permissions_boundary take_permissions_boundary set_permissions_boundary with_permissions_boundary AttachedPermissionsBoundary;
7 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::structure!(UserDetail = schema::USER_DETAIL);
wire::members! { UserDetail;
required {
}
optional {
0 path take_path set_path with_path String;
1 user_name take_user_name set_user_name with_user_name String;
2 user_id take_user_id set_user_id with_user_id String;
3 arn take_arn set_arn with_arn String;
4 create_date take_create_date set_create_date with_create_date base::Timestamp;
5 user_policy_list take_user_policy_list set_user_policy_list with_user_policy_list List<PolicyDetail>;
6 group_list take_group_list set_group_list with_group_list List<String>;
7 attached_managed_policies take_attached_managed_policies set_attached_managed_policies with_attached_managed_policies List<AttachedPolicy>;
8 permissions_boundary take_permissions_boundary set_permissions_boundary with_permissions_boundary AttachedPermissionsBoundary;
9 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::structure!(VirtualMFADevice = schema::VIRTUAL_MFA_DEVICE);
wire::members! { VirtualMFADevice;
required {
0 serial_number take_serial_number set_serial_number with_serial_number String;
}
optional {
1 base32_string_seed take_base32_string_seed set_base32_string_seed with_base32_string_seed Vec<u8>;
2 qr_code_png take_qr_code_png set_qr_code_png with_qr_code_png Vec<u8>;
3 user take_user set_user with_user User;
4 enable_date take_enable_date set_enable_date with_enable_date base::Timestamp;
5 tags take_tags set_tags with_tags List<Tag>;
}
}
