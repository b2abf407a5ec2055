// Written by `cargo xtask gen` from ops.toml and the API model; not edited by hand.
// botocore 1.43.11
// generator 1
// ops 78372195be7b057d7d7903f31536d11a80c2e19e203c6348a7c5f9fe0e16d25a
// model 384b00a983320455ec4c9b9586bdb41d202af294868b7d328eca05720aabc1a5
// code dfbc2ac96c1192552b97edf6077f17e48850352a93bfeec487ae7fb351809eba
//! The service's shapes, operations and errors, as its API model gives them.
//!
//! Patterns that are not checked here, being beyond `wire`'s matcher:
//! `TagKeyType`, `TagValueType`.

use wire::List;
use wire::schema::{Absent, Protocol, ServiceModel};

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
        &op::CREATE_ROLE,
        &op::DELETE_ROLE,
        &op::DELETE_ROLE_POLICY,
        &op::GET_ROLE,
        &op::GET_ROLE_POLICY,
        &op::LIST_ATTACHED_ROLE_POLICIES,
        &op::LIST_ROLE_POLICIES,
        &op::LIST_ROLES,
        &op::PUT_ROLE_POLICY,
        &op::UPDATE_ASSUME_ROLE_POLICY,
    ],
    unimplemented: &[
        Absent { name: "AcceptDelegationRequest", method: "POST", uri: "/" },
        Absent { name: "AddClientIDToOpenIDConnectProvider", method: "POST", uri: "/" },
        Absent { name: "AddRoleToInstanceProfile", method: "POST", uri: "/" },
        Absent { name: "AddUserToGroup", method: "POST", uri: "/" },
        Absent { name: "AssociateDelegationRequest", method: "POST", uri: "/" },
        Absent { name: "AttachGroupPolicy", method: "POST", uri: "/" },
        Absent { name: "AttachRolePolicy", method: "POST", uri: "/" },
        Absent { name: "AttachUserPolicy", method: "POST", uri: "/" },
        Absent { name: "ChangePassword", method: "POST", uri: "/" },
        Absent { name: "CreateAccessKey", method: "POST", uri: "/" },
        Absent { name: "CreateAccountAlias", method: "POST", uri: "/" },
        Absent { name: "CreateDelegationRequest", method: "POST", uri: "/" },
        Absent { name: "CreateGroup", method: "POST", uri: "/" },
        Absent { name: "CreateInstanceProfile", method: "POST", uri: "/" },
        Absent { name: "CreateLoginProfile", method: "POST", uri: "/" },
        Absent { name: "CreateOpenIDConnectProvider", method: "POST", uri: "/" },
        Absent { name: "CreatePolicy", method: "POST", uri: "/" },
        Absent { name: "CreatePolicyVersion", method: "POST", uri: "/" },
        Absent { name: "CreateSAMLProvider", method: "POST", uri: "/" },
        Absent { name: "CreateServiceLinkedRole", method: "POST", uri: "/" },
        Absent { name: "CreateServiceSpecificCredential", method: "POST", uri: "/" },
        Absent { name: "CreateUser", method: "POST", uri: "/" },
        Absent { name: "CreateVirtualMFADevice", method: "POST", uri: "/" },
        Absent { name: "DeactivateMFADevice", method: "POST", uri: "/" },
        Absent { name: "DeleteAccessKey", method: "POST", uri: "/" },
        Absent { name: "DeleteAccountAlias", method: "POST", uri: "/" },
        Absent { name: "DeleteAccountPasswordPolicy", method: "POST", uri: "/" },
        Absent { name: "DeleteGroup", method: "POST", uri: "/" },
        Absent { name: "DeleteGroupPolicy", method: "POST", uri: "/" },
        Absent { name: "DeleteInstanceProfile", method: "POST", uri: "/" },
        Absent { name: "DeleteLoginProfile", method: "POST", uri: "/" },
        Absent { name: "DeleteOpenIDConnectProvider", method: "POST", uri: "/" },
        Absent { name: "DeletePolicy", method: "POST", uri: "/" },
        Absent { name: "DeletePolicyVersion", method: "POST", uri: "/" },
        Absent { name: "DeleteRolePermissionsBoundary", method: "POST", uri: "/" },
        Absent { name: "DeleteSAMLProvider", method: "POST", uri: "/" },
        Absent { name: "DeleteSSHPublicKey", method: "POST", uri: "/" },
        Absent { name: "DeleteServerCertificate", method: "POST", uri: "/" },
        Absent { name: "DeleteServiceLinkedRole", method: "POST", uri: "/" },
        Absent { name: "DeleteServiceSpecificCredential", method: "POST", uri: "/" },
        Absent { name: "DeleteSigningCertificate", method: "POST", uri: "/" },
        Absent { name: "DeleteUser", method: "POST", uri: "/" },
        Absent { name: "DeleteUserPermissionsBoundary", method: "POST", uri: "/" },
        Absent { name: "DeleteUserPolicy", method: "POST", uri: "/" },
        Absent { name: "DeleteVirtualMFADevice", method: "POST", uri: "/" },
        Absent { name: "DetachGroupPolicy", method: "POST", uri: "/" },
        Absent { name: "DetachRolePolicy", method: "POST", uri: "/" },
        Absent { name: "DetachUserPolicy", method: "POST", uri: "/" },
        Absent { name: "DisableOrganizationsRootCredentialsManagement", method: "POST", uri: "/" },
        Absent { name: "DisableOrganizationsRootSessions", method: "POST", uri: "/" },
        Absent { name: "DisableOutboundWebIdentityFederation", method: "POST", uri: "/" },
        Absent { name: "EnableMFADevice", method: "POST", uri: "/" },
        Absent { name: "EnableOrganizationsRootCredentialsManagement", method: "POST", uri: "/" },
        Absent { name: "EnableOrganizationsRootSessions", method: "POST", uri: "/" },
        Absent { name: "EnableOutboundWebIdentityFederation", method: "POST", uri: "/" },
        Absent { name: "GenerateCredentialReport", method: "POST", uri: "/" },
        Absent { name: "GenerateOrganizationsAccessReport", method: "POST", uri: "/" },
        Absent { name: "GenerateServiceLastAccessedDetails", method: "POST", uri: "/" },
        Absent { name: "GetAccessKeyLastUsed", method: "POST", uri: "/" },
        Absent { name: "GetAccountAuthorizationDetails", method: "POST", uri: "/" },
        Absent { name: "GetAccountPasswordPolicy", method: "POST", uri: "/" },
        Absent { name: "GetAccountSummary", method: "POST", uri: "/" },
        Absent { name: "GetContextKeysForCustomPolicy", method: "POST", uri: "/" },
        Absent { name: "GetContextKeysForPrincipalPolicy", method: "POST", uri: "/" },
        Absent { name: "GetCredentialReport", method: "POST", uri: "/" },
        Absent { name: "GetDelegationRequest", method: "POST", uri: "/" },
        Absent { name: "GetGroup", method: "POST", uri: "/" },
        Absent { name: "GetGroupPolicy", method: "POST", uri: "/" },
        Absent { name: "GetHumanReadableSummary", method: "POST", uri: "/" },
        Absent { name: "GetInstanceProfile", method: "POST", uri: "/" },
        Absent { name: "GetLoginProfile", method: "POST", uri: "/" },
        Absent { name: "GetMFADevice", method: "POST", uri: "/" },
        Absent { name: "GetOpenIDConnectProvider", method: "POST", uri: "/" },
        Absent { name: "GetOrganizationsAccessReport", method: "POST", uri: "/" },
        Absent { name: "GetOutboundWebIdentityFederationInfo", method: "POST", uri: "/" },
        Absent { name: "GetPolicy", method: "POST", uri: "/" },
        Absent { name: "GetPolicyVersion", method: "POST", uri: "/" },
        Absent { name: "GetSAMLProvider", method: "POST", uri: "/" },
        Absent { name: "GetSSHPublicKey", method: "POST", uri: "/" },
        Absent { name: "GetServerCertificate", method: "POST", uri: "/" },
        Absent { name: "GetServiceLastAccessedDetails", method: "POST", uri: "/" },
        Absent { name: "GetServiceLastAccessedDetailsWithEntities", method: "POST", uri: "/" },
        Absent { name: "GetServiceLinkedRoleDeletionStatus", method: "POST", uri: "/" },
        Absent { name: "GetUser", method: "POST", uri: "/" },
        Absent { name: "GetUserPolicy", method: "POST", uri: "/" },
        Absent { name: "ListAccessKeys", method: "POST", uri: "/" },
        Absent { name: "ListAccountAliases", method: "POST", uri: "/" },
        Absent { name: "ListAttachedGroupPolicies", method: "POST", uri: "/" },
        Absent { name: "ListAttachedUserPolicies", method: "POST", uri: "/" },
        Absent { name: "ListDelegationRequests", method: "POST", uri: "/" },
        Absent { name: "ListEntitiesForPolicy", method: "POST", uri: "/" },
        Absent { name: "ListGroupPolicies", method: "POST", uri: "/" },
        Absent { name: "ListGroups", method: "POST", uri: "/" },
        Absent { name: "ListGroupsForUser", method: "POST", uri: "/" },
        Absent { name: "ListInstanceProfileTags", method: "POST", uri: "/" },
        Absent { name: "ListInstanceProfiles", method: "POST", uri: "/" },
        Absent { name: "ListInstanceProfilesForRole", method: "POST", uri: "/" },
        Absent { name: "ListMFADeviceTags", method: "POST", uri: "/" },
        Absent { name: "ListMFADevices", method: "POST", uri: "/" },
        Absent { name: "ListOpenIDConnectProviderTags", method: "POST", uri: "/" },
        Absent { name: "ListOpenIDConnectProviders", method: "POST", uri: "/" },
        Absent { name: "ListOrganizationsFeatures", method: "POST", uri: "/" },
        Absent { name: "ListPolicies", method: "POST", uri: "/" },
        Absent { name: "ListPoliciesGrantingServiceAccess", method: "POST", uri: "/" },
        Absent { name: "ListPolicyTags", method: "POST", uri: "/" },
        Absent { name: "ListPolicyVersions", method: "POST", uri: "/" },
        Absent { name: "ListRoleTags", method: "POST", uri: "/" },
        Absent { name: "ListSAMLProviderTags", method: "POST", uri: "/" },
        Absent { name: "ListSAMLProviders", method: "POST", uri: "/" },
        Absent { name: "ListSSHPublicKeys", method: "POST", uri: "/" },
        Absent { name: "ListServerCertificateTags", method: "POST", uri: "/" },
        Absent { name: "ListServerCertificates", method: "POST", uri: "/" },
        Absent { name: "ListServiceSpecificCredentials", method: "POST", uri: "/" },
        Absent { name: "ListSigningCertificates", method: "POST", uri: "/" },
        Absent { name: "ListUserPolicies", method: "POST", uri: "/" },
        Absent { name: "ListUserTags", method: "POST", uri: "/" },
        Absent { name: "ListUsers", method: "POST", uri: "/" },
        Absent { name: "ListVirtualMFADevices", method: "POST", uri: "/" },
        Absent { name: "PutGroupPolicy", method: "POST", uri: "/" },
        Absent { name: "PutRolePermissionsBoundary", method: "POST", uri: "/" },
        Absent { name: "PutUserPermissionsBoundary", method: "POST", uri: "/" },
        Absent { name: "PutUserPolicy", method: "POST", uri: "/" },
        Absent { name: "RejectDelegationRequest", method: "POST", uri: "/" },
        Absent { name: "RemoveClientIDFromOpenIDConnectProvider", method: "POST", uri: "/" },
        Absent { name: "RemoveRoleFromInstanceProfile", method: "POST", uri: "/" },
        Absent { name: "RemoveUserFromGroup", method: "POST", uri: "/" },
        Absent { name: "ResetServiceSpecificCredential", method: "POST", uri: "/" },
        Absent { name: "ResyncMFADevice", method: "POST", uri: "/" },
        Absent { name: "SendDelegationToken", method: "POST", uri: "/" },
        Absent { name: "SetDefaultPolicyVersion", method: "POST", uri: "/" },
        Absent { name: "SetSecurityTokenServicePreferences", method: "POST", uri: "/" },
        Absent { name: "SimulateCustomPolicy", method: "POST", uri: "/" },
        Absent { name: "SimulatePrincipalPolicy", method: "POST", uri: "/" },
        Absent { name: "TagInstanceProfile", method: "POST", uri: "/" },
        Absent { name: "TagMFADevice", method: "POST", uri: "/" },
        Absent { name: "TagOpenIDConnectProvider", method: "POST", uri: "/" },
        Absent { name: "TagPolicy", method: "POST", uri: "/" },
        Absent { name: "TagRole", method: "POST", uri: "/" },
        Absent { name: "TagSAMLProvider", method: "POST", uri: "/" },
        Absent { name: "TagServerCertificate", method: "POST", uri: "/" },
        Absent { name: "TagUser", method: "POST", uri: "/" },
        Absent { name: "UntagInstanceProfile", method: "POST", uri: "/" },
        Absent { name: "UntagMFADevice", method: "POST", uri: "/" },
        Absent { name: "UntagOpenIDConnectProvider", method: "POST", uri: "/" },
        Absent { name: "UntagPolicy", method: "POST", uri: "/" },
        Absent { name: "UntagRole", method: "POST", uri: "/" },
        Absent { name: "UntagSAMLProvider", method: "POST", uri: "/" },
        Absent { name: "UntagServerCertificate", method: "POST", uri: "/" },
        Absent { name: "UntagUser", method: "POST", uri: "/" },
        Absent { name: "UpdateAccessKey", method: "POST", uri: "/" },
        Absent { name: "UpdateAccountPasswordPolicy", method: "POST", uri: "/" },
        Absent { name: "UpdateDelegationRequest", method: "POST", uri: "/" },
        Absent { name: "UpdateGroup", method: "POST", uri: "/" },
        Absent { name: "UpdateLoginProfile", method: "POST", uri: "/" },
        Absent { name: "UpdateOpenIDConnectProviderThumbprint", method: "POST", uri: "/" },
        Absent { name: "UpdateRole", method: "POST", uri: "/" },
        Absent { name: "UpdateRoleDescription", method: "POST", uri: "/" },
        Absent { name: "UpdateSAMLProvider", method: "POST", uri: "/" },
        Absent { name: "UpdateSSHPublicKey", method: "POST", uri: "/" },
        Absent { name: "UpdateServerCertificate", method: "POST", uri: "/" },
        Absent { name: "UpdateServiceSpecificCredential", method: "POST", uri: "/" },
        Absent { name: "UpdateSigningCertificate", method: "POST", uri: "/" },
        Absent { name: "UpdateUser", method: "POST", uri: "/" },
        Absent { name: "UploadSSHPublicKey", method: "POST", uri: "/" },
        Absent { name: "UploadServerCertificate", method: "POST", uri: "/" },
        Absent { name: "UploadSigningCertificate", method: "POST", uri: "/" },
    ],
};

/// The operations, by name.
pub mod op {
    use wire::schema::Operation;

    use super::schema;

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
}

/// The structures, by name.
pub mod schema {
    use wire::schema::*;

    use super::{schema, shape};

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
    pub static CONCURRENT_MODIFICATION_EXCEPTION: Structure = Structure {
        name: "ConcurrentModificationException",
        kind: Kind::Error {
            code: "ConcurrentModification",
            status: 409,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::CONCURRENT_MODIFICATION_MESSAGE)],
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
    pub static DELETE_CONFLICT_EXCEPTION: Structure = Structure {
        name: "DeleteConflictException",
        kind: Kind::Error { code: "DeleteConflict", status: 409, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::DELETE_CONFLICT_MESSAGE)],
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
    pub static ENTITY_ALREADY_EXISTS_EXCEPTION: Structure = Structure {
        name: "EntityAlreadyExistsException",
        kind: Kind::Error { code: "EntityAlreadyExists", status: 409, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::ENTITY_ALREADY_EXISTS_MESSAGE)],
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
    pub static INVALID_INPUT_EXCEPTION: Structure = Structure {
        name: "InvalidInputException",
        kind: Kind::Error { code: "InvalidInput", status: 400, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::INVALID_INPUT_MESSAGE)],
    };
    pub static LIMIT_EXCEEDED_EXCEPTION: Structure = Structure {
        name: "LimitExceededException",
        kind: Kind::Error { code: "LimitExceeded", status: 409, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::LIMIT_EXCEEDED_MESSAGE)],
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
    pub static MALFORMED_POLICY_DOCUMENT_EXCEPTION: Structure = Structure {
        name: "MalformedPolicyDocumentException",
        kind: Kind::Error {
            code: "MalformedPolicyDocument",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::MALFORMED_POLICY_DOCUMENT_MESSAGE)],
    };
    pub static NO_SUCH_ENTITY_EXCEPTION: Structure = Structure {
        name: "NoSuchEntityException",
        kind: Kind::Error { code: "NoSuchEntity", status: 404, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::NO_SUCH_ENTITY_MESSAGE)],
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
    pub static ROLE_LAST_USED: Structure = Structure {
        name: "RoleLastUsed",
        kind: Kind::Plain,
        members: &[
            Member::body("LastUsedDate", false, &Shape::Timestamp(TimeFormat::Iso8601)),
            Member::body("Region", false, &shape::STRING_TYPE),
        ],
    };
    pub static SERVICE_FAILURE_EXCEPTION: Structure = Structure {
        name: "ServiceFailureException",
        kind: Kind::Error { code: "ServiceFailure", status: 500, fault: wire::Fault::Server },
        members: &[Member::body("message", false, &shape::SERVICE_FAILURE_EXCEPTION_MESSAGE)],
    };
    pub static TAG: Structure = Structure {
        name: "Tag",
        kind: Kind::Plain,
        members: &[
            Member::body("Key", true, &shape::TAG_KEY_TYPE),
            Member::body("Value", true, &shape::TAG_VALUE_TYPE),
        ],
    };
    pub static UNMODIFIABLE_ENTITY_EXCEPTION: Structure = Structure {
        name: "UnmodifiableEntityException",
        kind: Kind::Error { code: "UnmodifiableEntity", status: 400, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::UNMODIFIABLE_ENTITY_MESSAGE)],
    };
    pub static UPDATE_ASSUME_ROLE_POLICY_REQUEST: Structure = Structure {
        name: "UpdateAssumeRolePolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleName", true, &shape::ROLE_NAME_TYPE),
            Member::body("PolicyDocument", true, &shape::POLICY_DOCUMENT_TYPE),
        ],
    };
}

/// Everything that is not a structure.
pub mod shape {
    use wire::schema::*;
    use wire::validate::{Node, Pattern};

    use super::{schema, shape};

    pub static CONCURRENT_MODIFICATION_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static PERMISSIONS_BOUNDARY_ATTACHMENT_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["PermissionsBoundaryPolicy"],
        sensitive: false,
    });
    pub static ARN_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(20), max: Some(2048) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static ATTACHED_POLICIES_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::ATTACHED_POLICY),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static DELETE_CONFLICT_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static ENTITY_ALREADY_EXISTS_MESSAGE: Shape = Shape::String(Text::ANY);
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
    pub static INVALID_INPUT_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static LIMIT_EXCEEDED_MESSAGE: Shape = Shape::String(Text::ANY);
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
    pub static NO_SUCH_ENTITY_MESSAGE: Shape = Shape::String(Text::ANY);
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
    pub static SERVICE_FAILURE_EXCEPTION_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static STRING_TYPE: Shape = Shape::String(Text::ANY);
    static TAG_KEY_TYPE_PATTERN: Pattern =
        Pattern { source: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+", root: None };
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
    static TAG_VALUE_TYPE_PATTERN: Pattern =
        Pattern { source: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*", root: None };
    pub static TAG_VALUE_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(256) },
        pattern: Some(&TAG_VALUE_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static UNMODIFIABLE_ENTITY_MESSAGE: Shape = Shape::String(Text::ANY);
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

wire::error!(ConcurrentModificationException = schema::CONCURRENT_MODIFICATION_EXCEPTION);
wire::members! { ConcurrentModificationException;
required {
}
optional {
0 message take_message set_message with_message String;
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

wire::error!(DeleteConflictException = schema::DELETE_CONFLICT_EXCEPTION);
wire::members! { DeleteConflictException;
required {
}
optional {
0 message take_message set_message with_message String;
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

wire::error!(EntityAlreadyExistsException = schema::ENTITY_ALREADY_EXISTS_EXCEPTION);
wire::members! { EntityAlreadyExistsException;
required {
}
optional {
0 message take_message set_message with_message String;
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

wire::error!(InvalidInputException = schema::INVALID_INPUT_EXCEPTION);
wire::members! { InvalidInputException;
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

wire::error!(MalformedPolicyDocumentException = schema::MALFORMED_POLICY_DOCUMENT_EXCEPTION);
wire::members! { MalformedPolicyDocumentException;
required {
}
optional {
0 message take_message set_message with_message String;
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

wire::structure!(RoleLastUsed = schema::ROLE_LAST_USED);
wire::members! { RoleLastUsed;
required {
}
optional {
0 last_used_date take_last_used_date set_last_used_date with_last_used_date base::Timestamp;
1 region take_region set_region with_region String;
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

wire::structure!(Tag = schema::TAG);
wire::members! { Tag;
required {
0 key take_key set_key with_key String;
1 value take_value set_value with_value String;
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

wire::structure!(UpdateAssumeRolePolicyRequest = schema::UPDATE_ASSUME_ROLE_POLICY_REQUEST);
wire::members! { UpdateAssumeRolePolicyRequest;
required {
0 role_name take_role_name set_role_name with_role_name String;
1 policy_document take_policy_document set_policy_document with_policy_document String;
}
optional {
}
}
