// Written by `cargo xtask gen` from ops.toml and the API model; not edited by hand.
// botocore 1.43.11
// generator 1
// ops 6b30504e23fcd3aa5aeb60b80b66a120379af370dff406a433670f64846c3fc7
// model 27a1ec08727924deb292f519532801d9995bf06e2e80b6a08369194b505d7890
// code 9658e4b98beb7de2637f3e5a74d03711560d2c313d309ba18cad0226ca8007c0
//! The service's shapes, operations and errors, as its API model gives them.
//!
//! Patterns that are not checked here, being beyond `wire`'s matcher:
//! `Alias`, `CollectionName`, `DatabaseName`, `Queue`.

use wire::schema::{Absent, Protocol, ServiceModel};
use wire::{List, Map};

pub static MODEL: ServiceModel = ServiceModel {
    name: "lambda",
    service_id: "Lambda",
    endpoint_prefix: "lambda",
    protocol: Protocol::RestJson,
    target_prefix: "",
    api_version: "2015-03-31",
    error_namespace: "",
    xml_namespace: "",
    operations: &[
        &op::ADD_PERMISSION,
        &op::CREATE_ALIAS,
        &op::CREATE_EVENT_SOURCE_MAPPING,
        &op::DELETE_ALIAS,
        &op::DELETE_EVENT_SOURCE_MAPPING,
        &op::DELETE_FUNCTION_CONCURRENCY,
        &op::DELETE_FUNCTION_EVENT_INVOKE_CONFIG,
        &op::DELETE_PROVISIONED_CONCURRENCY_CONFIG,
        &op::GET_ACCOUNT_SETTINGS,
        &op::GET_ALIAS,
        &op::GET_EVENT_SOURCE_MAPPING,
        &op::GET_FUNCTION,
        &op::GET_FUNCTION_CONCURRENCY,
        &op::GET_FUNCTION_CONFIGURATION,
        &op::GET_FUNCTION_EVENT_INVOKE_CONFIG,
        &op::GET_POLICY,
        &op::GET_PROVISIONED_CONCURRENCY_CONFIG,
        &op::INVOKE,
        &op::INVOKE_ASYNC,
        &op::LIST_ALIASES,
        &op::LIST_EVENT_SOURCE_MAPPINGS,
        &op::LIST_FUNCTION_EVENT_INVOKE_CONFIGS,
        &op::LIST_FUNCTIONS,
        &op::LIST_PROVISIONED_CONCURRENCY_CONFIGS,
        &op::LIST_TAGS,
        &op::LIST_VERSIONS_BY_FUNCTION,
        &op::PUBLISH_VERSION,
        &op::PUT_FUNCTION_CONCURRENCY,
        &op::PUT_FUNCTION_EVENT_INVOKE_CONFIG,
        &op::PUT_PROVISIONED_CONCURRENCY_CONFIG,
        &op::REMOVE_PERMISSION,
        &op::TAG_RESOURCE,
        &op::UNTAG_RESOURCE,
        &op::UPDATE_ALIAS,
        &op::UPDATE_EVENT_SOURCE_MAPPING,
        &op::UPDATE_FUNCTION_CONFIGURATION,
        &op::UPDATE_FUNCTION_EVENT_INVOKE_CONFIG,
    ],
    unimplemented: &[
        Absent {
            name: "AddLayerVersionPermission",
            method: "POST",
            uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy",
        },
        Absent {
            name: "CheckpointDurableExecution",
            method: "POST",
            uri: "/2025-12-01/durable-executions/{DurableExecutionArn}/checkpoint",
        },
        Absent {
            name: "CreateCapacityProvider",
            method: "POST",
            uri: "/2025-11-30/capacity-providers",
        },
        Absent {
            name: "CreateCodeSigningConfig",
            method: "POST",
            uri: "/2020-04-22/code-signing-configs",
        },
        Absent { name: "CreateFunction", method: "POST", uri: "/2015-03-31/functions" },
        Absent {
            name: "CreateFunctionUrlConfig",
            method: "POST",
            uri: "/2021-10-31/functions/{FunctionName}/url",
        },
        Absent {
            name: "DeleteCapacityProvider",
            method: "DELETE",
            uri: "/2025-11-30/capacity-providers/{CapacityProviderName}",
        },
        Absent {
            name: "DeleteCodeSigningConfig",
            method: "DELETE",
            uri: "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
        },
        Absent {
            name: "DeleteFunction",
            method: "DELETE",
            uri: "/2015-03-31/functions/{FunctionName}",
        },
        Absent {
            name: "DeleteFunctionCodeSigningConfig",
            method: "DELETE",
            uri: "/2020-06-30/functions/{FunctionName}/code-signing-config",
        },
        Absent {
            name: "DeleteFunctionUrlConfig",
            method: "DELETE",
            uri: "/2021-10-31/functions/{FunctionName}/url",
        },
        Absent {
            name: "DeleteLayerVersion",
            method: "DELETE",
            uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}",
        },
        Absent {
            name: "GetCapacityProvider",
            method: "GET",
            uri: "/2025-11-30/capacity-providers/{CapacityProviderName}",
        },
        Absent {
            name: "GetCodeSigningConfig",
            method: "GET",
            uri: "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
        },
        Absent {
            name: "GetDurableExecution",
            method: "GET",
            uri: "/2025-12-01/durable-executions/{DurableExecutionArn}",
        },
        Absent {
            name: "GetDurableExecutionHistory",
            method: "GET",
            uri: "/2025-12-01/durable-executions/{DurableExecutionArn}/history",
        },
        Absent {
            name: "GetDurableExecutionState",
            method: "GET",
            uri: "/2025-12-01/durable-executions/{DurableExecutionArn}/state",
        },
        Absent {
            name: "GetFunctionCodeSigningConfig",
            method: "GET",
            uri: "/2020-06-30/functions/{FunctionName}/code-signing-config",
        },
        Absent {
            name: "GetFunctionRecursionConfig",
            method: "GET",
            uri: "/2024-08-31/functions/{FunctionName}/recursion-config",
        },
        Absent {
            name: "GetFunctionScalingConfig",
            method: "GET",
            uri: "/2025-11-30/functions/{FunctionName}/function-scaling-config",
        },
        Absent {
            name: "GetFunctionUrlConfig",
            method: "GET",
            uri: "/2021-10-31/functions/{FunctionName}/url",
        },
        Absent {
            name: "GetLayerVersion",
            method: "GET",
            uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}",
        },
        Absent {
            name: "GetLayerVersionByArn",
            method: "GET",
            uri: "/2018-10-31/layers?find=LayerVersion",
        },
        Absent {
            name: "GetLayerVersionPolicy",
            method: "GET",
            uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy",
        },
        Absent {
            name: "GetRuntimeManagementConfig",
            method: "GET",
            uri: "/2021-07-20/functions/{FunctionName}/runtime-management-config",
        },
        Absent {
            name: "InvokeWithResponseStream",
            method: "POST",
            uri: "/2021-11-15/functions/{FunctionName}/response-streaming-invocations",
        },
        Absent {
            name: "ListCapacityProviders",
            method: "GET",
            uri: "/2025-11-30/capacity-providers",
        },
        Absent {
            name: "ListCodeSigningConfigs",
            method: "GET",
            uri: "/2020-04-22/code-signing-configs",
        },
        Absent {
            name: "ListDurableExecutionsByFunction",
            method: "GET",
            uri: "/2025-12-01/functions/{FunctionName}/durable-executions",
        },
        Absent {
            name: "ListFunctionUrlConfigs",
            method: "GET",
            uri: "/2021-10-31/functions/{FunctionName}/urls",
        },
        Absent {
            name: "ListFunctionVersionsByCapacityProvider",
            method: "GET",
            uri: "/2025-11-30/capacity-providers/{CapacityProviderName}/function-versions",
        },
        Absent {
            name: "ListFunctionsByCodeSigningConfig",
            method: "GET",
            uri: "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions",
        },
        Absent {
            name: "ListLayerVersions",
            method: "GET",
            uri: "/2018-10-31/layers/{LayerName}/versions",
        },
        Absent { name: "ListLayers", method: "GET", uri: "/2018-10-31/layers" },
        Absent {
            name: "PublishLayerVersion",
            method: "POST",
            uri: "/2018-10-31/layers/{LayerName}/versions",
        },
        Absent {
            name: "PutFunctionCodeSigningConfig",
            method: "PUT",
            uri: "/2020-06-30/functions/{FunctionName}/code-signing-config",
        },
        Absent {
            name: "PutFunctionRecursionConfig",
            method: "PUT",
            uri: "/2024-08-31/functions/{FunctionName}/recursion-config",
        },
        Absent {
            name: "PutFunctionScalingConfig",
            method: "PUT",
            uri: "/2025-11-30/functions/{FunctionName}/function-scaling-config",
        },
        Absent {
            name: "PutRuntimeManagementConfig",
            method: "PUT",
            uri: "/2021-07-20/functions/{FunctionName}/runtime-management-config",
        },
        Absent {
            name: "RemoveLayerVersionPermission",
            method: "DELETE",
            uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}",
        },
        Absent {
            name: "SendDurableExecutionCallbackFailure",
            method: "POST",
            uri: "/2025-12-01/durable-execution-callbacks/{CallbackId}/fail",
        },
        Absent {
            name: "SendDurableExecutionCallbackHeartbeat",
            method: "POST",
            uri: "/2025-12-01/durable-execution-callbacks/{CallbackId}/heartbeat",
        },
        Absent {
            name: "SendDurableExecutionCallbackSuccess",
            method: "POST",
            uri: "/2025-12-01/durable-execution-callbacks/{CallbackId}/succeed",
        },
        Absent {
            name: "StopDurableExecution",
            method: "POST",
            uri: "/2025-12-01/durable-executions/{DurableExecutionArn}/stop",
        },
        Absent {
            name: "UpdateCapacityProvider",
            method: "PUT",
            uri: "/2025-11-30/capacity-providers/{CapacityProviderName}",
        },
        Absent {
            name: "UpdateCodeSigningConfig",
            method: "PUT",
            uri: "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
        },
        Absent {
            name: "UpdateFunctionCode",
            method: "PUT",
            uri: "/2015-03-31/functions/{FunctionName}/code",
        },
        Absent {
            name: "UpdateFunctionUrlConfig",
            method: "PUT",
            uri: "/2021-10-31/functions/{FunctionName}/url",
        },
    ],
};

/// The operations, by name.
pub mod op {
    use wire::schema::Operation;

    use super::schema;

    pub static ADD_PERMISSION: Operation = Operation {
        name: "AddPermission",
        method: "POST",
        uri: "/2015-03-31/functions/{FunctionName}/policy",
        status: 201,
        input: &schema::ADD_PERMISSION_REQUEST,
        output: &schema::ADD_PERMISSION_RESPONSE,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::POLICY_LENGTH_EXCEEDED_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::PRECONDITION_FAILED_EXCEPTION,
        ],
    };
    pub static CREATE_ALIAS: Operation = Operation {
        name: "CreateAlias",
        method: "POST",
        uri: "/2015-03-31/functions/{FunctionName}/aliases",
        status: 201,
        input: &schema::CREATE_ALIAS_REQUEST,
        output: &schema::ALIAS_CONFIGURATION,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static CREATE_EVENT_SOURCE_MAPPING: Operation = Operation {
        name: "CreateEventSourceMapping",
        method: "POST",
        uri: "/2015-03-31/event-source-mappings",
        status: 202,
        input: &schema::CREATE_EVENT_SOURCE_MAPPING_REQUEST,
        output: &schema::EVENT_SOURCE_MAPPING_CONFIGURATION,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static DELETE_ALIAS: Operation = Operation {
        name: "DeleteAlias",
        method: "DELETE",
        uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
        status: 204,
        input: &schema::DELETE_ALIAS_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
        ],
    };
    pub static DELETE_EVENT_SOURCE_MAPPING: Operation = Operation {
        name: "DeleteEventSourceMapping",
        method: "DELETE",
        uri: "/2015-03-31/event-source-mappings/{UUID}",
        status: 202,
        input: &schema::DELETE_EVENT_SOURCE_MAPPING_REQUEST,
        output: &schema::EVENT_SOURCE_MAPPING_CONFIGURATION,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_IN_USE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static DELETE_FUNCTION_CONCURRENCY: Operation = Operation {
        name: "DeleteFunctionConcurrency",
        method: "DELETE",
        uri: "/2017-10-31/functions/{FunctionName}/concurrency",
        status: 204,
        input: &schema::DELETE_FUNCTION_CONCURRENCY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static DELETE_FUNCTION_EVENT_INVOKE_CONFIG: Operation = Operation {
        name: "DeleteFunctionEventInvokeConfig",
        method: "DELETE",
        uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config",
        status: 204,
        input: &schema::DELETE_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static DELETE_PROVISIONED_CONCURRENCY_CONFIG: Operation = Operation {
        name: "DeleteProvisionedConcurrencyConfig",
        method: "DELETE",
        uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
        status: 204,
        input: &schema::DELETE_PROVISIONED_CONCURRENCY_CONFIG_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static GET_ACCOUNT_SETTINGS: Operation = Operation {
        name: "GetAccountSettings",
        method: "GET",
        uri: "/2016-08-19/account-settings",
        status: 200,
        input: &schema::GET_ACCOUNT_SETTINGS_REQUEST,
        output: &schema::GET_ACCOUNT_SETTINGS_RESPONSE,
        result_wrapper: "",
        errors: &[&schema::SERVICE_EXCEPTION, &schema::TOO_MANY_REQUESTS_EXCEPTION],
    };
    pub static GET_ALIAS: Operation = Operation {
        name: "GetAlias",
        method: "GET",
        uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
        status: 200,
        input: &schema::GET_ALIAS_REQUEST,
        output: &schema::ALIAS_CONFIGURATION,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static GET_EVENT_SOURCE_MAPPING: Operation = Operation {
        name: "GetEventSourceMapping",
        method: "GET",
        uri: "/2015-03-31/event-source-mappings/{UUID}",
        status: 200,
        input: &schema::GET_EVENT_SOURCE_MAPPING_REQUEST,
        output: &schema::EVENT_SOURCE_MAPPING_CONFIGURATION,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static GET_FUNCTION: Operation = Operation {
        name: "GetFunction",
        method: "GET",
        uri: "/2015-03-31/functions/{FunctionName}",
        status: 200,
        input: &schema::GET_FUNCTION_REQUEST,
        output: &schema::GET_FUNCTION_RESPONSE,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static GET_FUNCTION_CONCURRENCY: Operation = Operation {
        name: "GetFunctionConcurrency",
        method: "GET",
        uri: "/2019-09-30/functions/{FunctionName}/concurrency",
        status: 200,
        input: &schema::GET_FUNCTION_CONCURRENCY_REQUEST,
        output: &schema::GET_FUNCTION_CONCURRENCY_RESPONSE,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static GET_FUNCTION_CONFIGURATION: Operation = Operation {
        name: "GetFunctionConfiguration",
        method: "GET",
        uri: "/2015-03-31/functions/{FunctionName}/configuration",
        status: 200,
        input: &schema::GET_FUNCTION_CONFIGURATION_REQUEST,
        output: &schema::FUNCTION_CONFIGURATION,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static GET_FUNCTION_EVENT_INVOKE_CONFIG: Operation = Operation {
        name: "GetFunctionEventInvokeConfig",
        method: "GET",
        uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config",
        status: 200,
        input: &schema::GET_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST,
        output: &schema::FUNCTION_EVENT_INVOKE_CONFIG,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static GET_POLICY: Operation = Operation {
        name: "GetPolicy",
        method: "GET",
        uri: "/2015-03-31/functions/{FunctionName}/policy",
        status: 200,
        input: &schema::GET_POLICY_REQUEST,
        output: &schema::GET_POLICY_RESPONSE,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static GET_PROVISIONED_CONCURRENCY_CONFIG: Operation = Operation {
        name: "GetProvisionedConcurrencyConfig",
        method: "GET",
        uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
        status: 200,
        input: &schema::GET_PROVISIONED_CONCURRENCY_CONFIG_REQUEST,
        output: &schema::GET_PROVISIONED_CONCURRENCY_CONFIG_RESPONSE,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::PROVISIONED_CONCURRENCY_CONFIG_NOT_FOUND_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static INVOKE: Operation = Operation {
        name: "Invoke",
        method: "POST",
        uri: "/2015-03-31/functions/{FunctionName}/invocations",
        status: 200,
        input: &schema::INVOCATION_REQUEST,
        output: &schema::INVOCATION_RESPONSE,
        result_wrapper: "",
        errors: &[
            &schema::RESOURCE_NOT_READY_EXCEPTION,
            &schema::INVALID_SECURITY_GROUP_ID_EXCEPTION,
            &schema::SNAP_START_TIMEOUT_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::EC2_THROTTLED_EXCEPTION,
            &schema::EFS_MOUNT_CONNECTIVITY_EXCEPTION,
            &schema::SUBNET_IP_ADDRESS_LIMIT_REACHED_EXCEPTION,
            &schema::KMS_ACCESS_DENIED_EXCEPTION,
            &schema::REQUEST_TOO_LARGE_EXCEPTION,
            &schema::KMS_DISABLED_EXCEPTION,
            &schema::UNSUPPORTED_MEDIA_TYPE_EXCEPTION,
            &schema::S3_FILES_MOUNT_CONNECTIVITY_EXCEPTION,
            &schema::SERIALIZED_REQUEST_ENTITY_TOO_LARGE_EXCEPTION,
            &schema::INVALID_RUNTIME_EXCEPTION,
            &schema::NO_PUBLISHED_VERSION_EXCEPTION,
            &schema::EC2_UNEXPECTED_EXCEPTION,
            &schema::INVALID_SUBNET_ID_EXCEPTION,
            &schema::KMS_NOT_FOUND_EXCEPTION,
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::EC2_ACCESS_DENIED_EXCEPTION,
            &schema::EFSIO_EXCEPTION,
            &schema::KMS_INVALID_STATE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::ENI_LIMIT_REACHED_EXCEPTION,
            &schema::SNAP_START_NOT_READY_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::SNAP_START_EXCEPTION,
            &schema::RECURSIVE_INVOCATION_EXCEPTION,
            &schema::S3_FILES_MOUNT_FAILURE_EXCEPTION,
            &schema::EFS_MOUNT_TIMEOUT_EXCEPTION,
            &schema::S3_FILES_MOUNT_TIMEOUT_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::INVALID_REQUEST_CONTENT_EXCEPTION,
            &schema::DURABLE_EXECUTION_ALREADY_STARTED_EXCEPTION,
            &schema::INVALID_ZIP_FILE_EXCEPTION,
            &schema::EFS_MOUNT_FAILURE_EXCEPTION,
        ],
    };
    pub static INVOKE_ASYNC: Operation = Operation {
        name: "InvokeAsync",
        method: "POST",
        uri: "/2014-11-13/functions/{FunctionName}/invoke-async",
        status: 202,
        input: &schema::INVOKE_ASYNC_REQUEST,
        output: &schema::INVOKE_ASYNC_RESPONSE,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_RUNTIME_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::INVALID_REQUEST_CONTENT_EXCEPTION,
        ],
    };
    pub static LIST_ALIASES: Operation = Operation {
        name: "ListAliases",
        method: "GET",
        uri: "/2015-03-31/functions/{FunctionName}/aliases",
        status: 200,
        input: &schema::LIST_ALIASES_REQUEST,
        output: &schema::LIST_ALIASES_RESPONSE,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static LIST_EVENT_SOURCE_MAPPINGS: Operation = Operation {
        name: "ListEventSourceMappings",
        method: "GET",
        uri: "/2015-03-31/event-source-mappings",
        status: 200,
        input: &schema::LIST_EVENT_SOURCE_MAPPINGS_REQUEST,
        output: &schema::LIST_EVENT_SOURCE_MAPPINGS_RESPONSE,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static LIST_FUNCTION_EVENT_INVOKE_CONFIGS: Operation = Operation {
        name: "ListFunctionEventInvokeConfigs",
        method: "GET",
        uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config/list",
        status: 200,
        input: &schema::LIST_FUNCTION_EVENT_INVOKE_CONFIGS_REQUEST,
        output: &schema::LIST_FUNCTION_EVENT_INVOKE_CONFIGS_RESPONSE,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static LIST_FUNCTIONS: Operation = Operation {
        name: "ListFunctions",
        method: "GET",
        uri: "/2015-03-31/functions",
        status: 200,
        input: &schema::LIST_FUNCTIONS_REQUEST,
        output: &schema::LIST_FUNCTIONS_RESPONSE,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
        ],
    };
    pub static LIST_PROVISIONED_CONCURRENCY_CONFIGS: Operation = Operation {
        name: "ListProvisionedConcurrencyConfigs",
        method: "GET",
        uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL",
        status: 200,
        input: &schema::LIST_PROVISIONED_CONCURRENCY_CONFIGS_REQUEST,
        output: &schema::LIST_PROVISIONED_CONCURRENCY_CONFIGS_RESPONSE,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static LIST_TAGS: Operation = Operation {
        name: "ListTags",
        method: "GET",
        uri: "/2017-03-31/tags/{Resource}",
        status: 200,
        input: &schema::LIST_TAGS_REQUEST,
        output: &schema::LIST_TAGS_RESPONSE,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static LIST_VERSIONS_BY_FUNCTION: Operation = Operation {
        name: "ListVersionsByFunction",
        method: "GET",
        uri: "/2015-03-31/functions/{FunctionName}/versions",
        status: 200,
        input: &schema::LIST_VERSIONS_BY_FUNCTION_REQUEST,
        output: &schema::LIST_VERSIONS_BY_FUNCTION_RESPONSE,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static PUBLISH_VERSION: Operation = Operation {
        name: "PublishVersion",
        method: "POST",
        uri: "/2015-03-31/functions/{FunctionName}/versions",
        status: 201,
        input: &schema::PUBLISH_VERSION_REQUEST,
        output: &schema::FUNCTION_CONFIGURATION,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::CODE_STORAGE_EXCEEDED_EXCEPTION,
            &schema::PRECONDITION_FAILED_EXCEPTION,
            &schema::FUNCTION_VERSIONS_PER_CAPACITY_PROVIDER_LIMIT_EXCEEDED_EXCEPTION,
        ],
    };
    pub static PUT_FUNCTION_CONCURRENCY: Operation = Operation {
        name: "PutFunctionConcurrency",
        method: "PUT",
        uri: "/2017-10-31/functions/{FunctionName}/concurrency",
        status: 200,
        input: &schema::PUT_FUNCTION_CONCURRENCY_REQUEST,
        output: &schema::CONCURRENCY,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static PUT_FUNCTION_EVENT_INVOKE_CONFIG: Operation = Operation {
        name: "PutFunctionEventInvokeConfig",
        method: "PUT",
        uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config",
        status: 200,
        input: &schema::PUT_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST,
        output: &schema::FUNCTION_EVENT_INVOKE_CONFIG,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static PUT_PROVISIONED_CONCURRENCY_CONFIG: Operation = Operation {
        name: "PutProvisionedConcurrencyConfig",
        method: "PUT",
        uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
        status: 202,
        input: &schema::PUT_PROVISIONED_CONCURRENCY_CONFIG_REQUEST,
        output: &schema::PUT_PROVISIONED_CONCURRENCY_CONFIG_RESPONSE,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static REMOVE_PERMISSION: Operation = Operation {
        name: "RemovePermission",
        method: "DELETE",
        uri: "/2015-03-31/functions/{FunctionName}/policy/{StatementId}",
        status: 204,
        input: &schema::REMOVE_PERMISSION_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::PRECONDITION_FAILED_EXCEPTION,
        ],
    };
    pub static TAG_RESOURCE: Operation = Operation {
        name: "TagResource",
        method: "POST",
        uri: "/2017-03-31/tags/{Resource}",
        status: 204,
        input: &schema::TAG_RESOURCE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static UNTAG_RESOURCE: Operation = Operation {
        name: "UntagResource",
        method: "DELETE",
        uri: "/2017-03-31/tags/{Resource}",
        status: 204,
        input: &schema::UNTAG_RESOURCE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static UPDATE_ALIAS: Operation = Operation {
        name: "UpdateAlias",
        method: "PUT",
        uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
        status: 200,
        input: &schema::UPDATE_ALIAS_REQUEST,
        output: &schema::ALIAS_CONFIGURATION,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::PRECONDITION_FAILED_EXCEPTION,
        ],
    };
    pub static UPDATE_EVENT_SOURCE_MAPPING: Operation = Operation {
        name: "UpdateEventSourceMapping",
        method: "PUT",
        uri: "/2015-03-31/event-source-mappings/{UUID}",
        status: 202,
        input: &schema::UPDATE_EVENT_SOURCE_MAPPING_REQUEST,
        output: &schema::EVENT_SOURCE_MAPPING_CONFIGURATION,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_IN_USE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static UPDATE_FUNCTION_CONFIGURATION: Operation = Operation {
        name: "UpdateFunctionConfiguration",
        method: "PUT",
        uri: "/2015-03-31/functions/{FunctionName}/configuration",
        status: 200,
        input: &schema::UPDATE_FUNCTION_CONFIGURATION_REQUEST,
        output: &schema::FUNCTION_CONFIGURATION,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::INVALID_CODE_SIGNATURE_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::CODE_VERIFICATION_FAILED_EXCEPTION,
            &schema::CODE_SIGNING_CONFIG_NOT_FOUND_EXCEPTION,
            &schema::PRECONDITION_FAILED_EXCEPTION,
        ],
    };
    pub static UPDATE_FUNCTION_EVENT_INVOKE_CONFIG: Operation = Operation {
        name: "UpdateFunctionEventInvokeConfig",
        method: "POST",
        uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config",
        status: 200,
        input: &schema::UPDATE_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST,
        output: &schema::FUNCTION_EVENT_INVOKE_CONFIG,
        result_wrapper: "",
        errors: &[
            &schema::INVALID_PARAMETER_VALUE_EXCEPTION,
            &schema::RESOURCE_CONFLICT_EXCEPTION,
            &schema::SERVICE_EXCEPTION,
            &schema::TOO_MANY_REQUESTS_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
        ],
    };
}

/// The structures, by name.
pub mod schema {
    use wire::schema::*;

    use super::{schema, shape};

    pub static ACCOUNT_LIMIT: Structure = Structure {
        name: "AccountLimit",
        kind: Kind::Plain,
        members: &[
            Member::body("TotalCodeSize", false, &shape::LONG),
            Member::body("CodeSizeUnzipped", false, &shape::LONG),
            Member::body("CodeSizeZipped", false, &shape::LONG),
            Member::body("ConcurrentExecutions", false, &shape::INTEGER),
            Member::body(
                "UnreservedConcurrentExecutions",
                false,
                &shape::UNRESERVED_CONCURRENT_EXECUTIONS,
            ),
        ],
    };
    pub static ACCOUNT_USAGE: Structure = Structure {
        name: "AccountUsage",
        kind: Kind::Plain,
        members: &[
            Member::body("TotalCodeSize", false, &shape::LONG),
            Member::body("FunctionCount", false, &shape::LONG),
        ],
    };
    pub static ADD_PERMISSION_REQUEST: Structure = Structure {
        name: "AddPermissionRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(
                Location::Uri,
                "FunctionName",
                "FunctionName",
                true,
                &shape::NAMESPACED_FUNCTION_NAME,
            ),
            Member::body("StatementId", true, &shape::STATEMENT_ID),
            Member::body("Action", true, &shape::ACTION),
            Member::body("Principal", true, &shape::PRINCIPAL),
            Member::body("SourceArn", false, &shape::ARN),
            Member::body("SourceAccount", false, &shape::SOURCE_OWNER),
            Member::body("EventSourceToken", false, &shape::EVENT_SOURCE_TOKEN),
            Member::at(
                Location::Query,
                "Qualifier",
                "Qualifier",
                false,
                &shape::NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER,
            ),
            Member::body("RevisionId", false, &shape::STRING),
            Member::body("PrincipalOrgID", false, &shape::PRINCIPAL_ORG_ID),
            Member::body("FunctionUrlAuthType", false, &shape::FUNCTION_URL_AUTH_TYPE),
            Member::body("InvokedViaFunctionUrl", false, &Shape::Boolean),
        ],
    };
    pub static ADD_PERMISSION_RESPONSE: Structure = Structure {
        name: "AddPermissionResponse",
        kind: Kind::Plain,
        members: &[Member::body("Statement", false, &shape::STRING)],
    };
    pub static ALIAS_CONFIGURATION: Structure = Structure {
        name: "AliasConfiguration",
        kind: Kind::Plain,
        members: &[
            Member::body("AliasArn", false, &shape::FUNCTION_ARN),
            Member::body("Name", false, &shape::ALIAS),
            Member::body("FunctionVersion", false, &shape::VERSION),
            Member::body("Description", false, &shape::DESCRIPTION),
            Member::body(
                "RoutingConfig",
                false,
                &Shape::Structure(&schema::ALIAS_ROUTING_CONFIGURATION),
            ),
            Member::body("RevisionId", false, &shape::STRING),
        ],
    };
    pub static ALIAS_ROUTING_CONFIGURATION: Structure = Structure {
        name: "AliasRoutingConfiguration",
        kind: Kind::Plain,
        members: &[Member::body(
            "AdditionalVersionWeights",
            false,
            &shape::ADDITIONAL_VERSION_WEIGHTS,
        )],
    };
    pub static AMAZON_MANAGED_KAFKA_EVENT_SOURCE_CONFIG: Structure = Structure {
        name: "AmazonManagedKafkaEventSourceConfig",
        kind: Kind::Plain,
        members: &[
            Member::body("ConsumerGroupId", false, &shape::URI),
            Member::body(
                "SchemaRegistryConfig",
                false,
                &Shape::Structure(&schema::KAFKA_SCHEMA_REGISTRY_CONFIG),
            ),
        ],
    };
    pub static CAPACITY_PROVIDER_CONFIG: Structure = Structure {
        name: "CapacityProviderConfig",
        kind: Kind::Plain,
        members: &[Member::body(
            "LambdaManagedInstancesCapacityProviderConfig",
            true,
            &Shape::Structure(&schema::LAMBDA_MANAGED_INSTANCES_CAPACITY_PROVIDER_CONFIG),
        )],
    };
    pub static CODE_SIGNING_CONFIG_NOT_FOUND_EXCEPTION: Structure = Structure {
        name: "CodeSigningConfigNotFoundException",
        kind: Kind::Error {
            code: "CodeSigningConfigNotFoundException",
            status: 404,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static CODE_STORAGE_EXCEEDED_EXCEPTION: Structure = Structure {
        name: "CodeStorageExceededException",
        kind: Kind::Error {
            code: "CodeStorageExceededException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("message", false, &shape::STRING),
        ],
    };
    pub static CODE_VERIFICATION_FAILED_EXCEPTION: Structure = Structure {
        name: "CodeVerificationFailedException",
        kind: Kind::Error {
            code: "CodeVerificationFailedException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static CONCURRENCY: Structure = Structure {
        name: "Concurrency",
        kind: Kind::Plain,
        members: &[Member::body(
            "ReservedConcurrentExecutions",
            false,
            &shape::RESERVED_CONCURRENT_EXECUTIONS,
        )],
    };
    pub static CREATE_ALIAS_REQUEST: Structure = Structure {
        name: "CreateAliasRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::Uri, "FunctionName", "FunctionName", true, &shape::FUNCTION_NAME),
            Member::body("Name", true, &shape::ALIAS),
            Member::body("FunctionVersion", true, &shape::VERSION_WITH_LATEST_PUBLISHED),
            Member::body("Description", false, &shape::DESCRIPTION),
            Member::body(
                "RoutingConfig",
                false,
                &Shape::Structure(&schema::ALIAS_ROUTING_CONFIGURATION),
            ),
        ],
    };
    pub static CREATE_EVENT_SOURCE_MAPPING_REQUEST: Structure = Structure {
        name: "CreateEventSourceMappingRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("EventSourceArn", false, &shape::ARN),
            Member::body("FunctionName", true, &shape::NAMESPACED_FUNCTION_NAME),
            Member::body("Enabled", false, &Shape::Boolean),
            Member::body("BatchSize", false, &shape::BATCH_SIZE),
            Member::body("FilterCriteria", false, &Shape::Structure(&schema::FILTER_CRITERIA)),
            Member::body(
                "MaximumBatchingWindowInSeconds",
                false,
                &shape::MAXIMUM_BATCHING_WINDOW_IN_SECONDS,
            ),
            Member::body("ParallelizationFactor", false, &shape::PARALLELIZATION_FACTOR),
            Member::body("StartingPosition", false, &shape::EVENT_SOURCE_POSITION),
            Member::body(
                "StartingPositionTimestamp",
                false,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
            Member::body(
                "DestinationConfig",
                false,
                &Shape::Structure(&schema::DESTINATION_CONFIG),
            ),
            Member::body("MaximumRecordAgeInSeconds", false, &shape::MAXIMUM_RECORD_AGE_IN_SECONDS),
            Member::body("BisectBatchOnFunctionError", false, &Shape::Boolean),
            Member::body(
                "MaximumRetryAttempts",
                false,
                &shape::MAXIMUM_RETRY_ATTEMPTS_EVENT_SOURCE_MAPPING,
            ),
            Member::body("Tags", false, &shape::TAGS),
            Member::body("TumblingWindowInSeconds", false, &shape::TUMBLING_WINDOW_IN_SECONDS),
            Member::body("Topics", false, &shape::TOPICS),
            Member::body("Queues", false, &shape::QUEUES),
            Member::body("SourceAccessConfigurations", false, &shape::SOURCE_ACCESS_CONFIGURATIONS),
            Member::body(
                "SelfManagedEventSource",
                false,
                &Shape::Structure(&schema::SELF_MANAGED_EVENT_SOURCE),
            ),
            Member::body("FunctionResponseTypes", false, &shape::FUNCTION_RESPONSE_TYPE_LIST),
            Member::body(
                "AmazonManagedKafkaEventSourceConfig",
                false,
                &Shape::Structure(&schema::AMAZON_MANAGED_KAFKA_EVENT_SOURCE_CONFIG),
            ),
            Member::body(
                "SelfManagedKafkaEventSourceConfig",
                false,
                &Shape::Structure(&schema::SELF_MANAGED_KAFKA_EVENT_SOURCE_CONFIG),
            ),
            Member::body("ScalingConfig", false, &Shape::Structure(&schema::SCALING_CONFIG)),
            Member::body(
                "DocumentDBEventSourceConfig",
                false,
                &Shape::Structure(&schema::DOCUMENT_DB_EVENT_SOURCE_CONFIG),
            ),
            Member::body("KMSKeyArn", false, &shape::KMS_KEY_ARN),
            Member::body(
                "MetricsConfig",
                false,
                &Shape::Structure(&schema::EVENT_SOURCE_MAPPING_METRICS_CONFIG),
            ),
            Member::body(
                "LoggingConfig",
                false,
                &Shape::Structure(&schema::EVENT_SOURCE_MAPPING_LOGGING_CONFIG),
            ),
            Member::body(
                "ProvisionedPollerConfig",
                false,
                &Shape::Structure(&schema::PROVISIONED_POLLER_CONFIG),
            ),
        ],
    };
    pub static DEAD_LETTER_CONFIG: Structure = Structure {
        name: "DeadLetterConfig",
        kind: Kind::Plain,
        members: &[Member::body("TargetArn", false, &shape::RESOURCE_ARN)],
    };
    pub static DELETE_ALIAS_REQUEST: Structure = Structure {
        name: "DeleteAliasRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::Uri, "FunctionName", "FunctionName", true, &shape::FUNCTION_NAME),
            Member::at(Location::Uri, "Name", "Name", true, &shape::ALIAS),
        ],
    };
    pub static DELETE_EVENT_SOURCE_MAPPING_REQUEST: Structure = Structure {
        name: "DeleteEventSourceMappingRequest",
        kind: Kind::Plain,
        members: &[Member::at(Location::Uri, "UUID", "UUID", true, &shape::STRING)],
    };
    pub static DELETE_FUNCTION_CONCURRENCY_REQUEST: Structure = Structure {
        name: "DeleteFunctionConcurrencyRequest",
        kind: Kind::Plain,
        members: &[Member::at(
            Location::Uri,
            "FunctionName",
            "FunctionName",
            true,
            &shape::FUNCTION_NAME,
        )],
    };
    pub static DELETE_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST: Structure = Structure {
        name: "DeleteFunctionEventInvokeConfigRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(
                Location::Uri,
                "FunctionName",
                "FunctionName",
                true,
                &shape::NAMESPACED_FUNCTION_NAME,
            ),
            Member::at(
                Location::Query,
                "Qualifier",
                "Qualifier",
                false,
                &shape::NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER,
            ),
        ],
    };
    pub static DELETE_PROVISIONED_CONCURRENCY_CONFIG_REQUEST: Structure = Structure {
        name: "DeleteProvisionedConcurrencyConfigRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::Uri, "FunctionName", "FunctionName", true, &shape::FUNCTION_NAME),
            Member::at(Location::Query, "Qualifier", "Qualifier", true, &shape::QUALIFIER),
        ],
    };
    pub static DESTINATION_CONFIG: Structure = Structure {
        name: "DestinationConfig",
        kind: Kind::Plain,
        members: &[
            Member::body("OnSuccess", false, &Shape::Structure(&schema::ON_SUCCESS)),
            Member::body("OnFailure", false, &Shape::Structure(&schema::ON_FAILURE)),
        ],
    };
    pub static DOCUMENT_DB_EVENT_SOURCE_CONFIG: Structure = Structure {
        name: "DocumentDBEventSourceConfig",
        kind: Kind::Plain,
        members: &[
            Member::body("DatabaseName", false, &shape::DATABASE_NAME),
            Member::body("CollectionName", false, &shape::COLLECTION_NAME),
            Member::body("FullDocument", false, &shape::FULL_DOCUMENT),
        ],
    };
    pub static DURABLE_CONFIG: Structure = Structure {
        name: "DurableConfig",
        kind: Kind::Plain,
        members: &[
            Member::body("RetentionPeriodInDays", false, &shape::RETENTION_PERIOD_IN_DAYS),
            Member::body("ExecutionTimeout", false, &shape::EXECUTION_TIMEOUT),
        ],
    };
    pub static DURABLE_EXECUTION_ALREADY_STARTED_EXCEPTION: Structure = Structure {
        name: "DurableExecutionAlreadyStartedException",
        kind: Kind::Error {
            code: "DurableExecutionAlreadyStartedException",
            status: 409,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static EC2_ACCESS_DENIED_EXCEPTION: Structure = Structure {
        name: "EC2AccessDeniedException",
        kind: Kind::Error {
            code: "EC2AccessDeniedException",
            status: 502,
            fault: wire::Fault::Server,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static EC2_THROTTLED_EXCEPTION: Structure = Structure {
        name: "EC2ThrottledException",
        kind: Kind::Error {
            code: "EC2ThrottledException",
            status: 502,
            fault: wire::Fault::Server,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static EC2_UNEXPECTED_EXCEPTION: Structure = Structure {
        name: "EC2UnexpectedException",
        kind: Kind::Error {
            code: "EC2UnexpectedException",
            status: 502,
            fault: wire::Fault::Server,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
            Member::body("EC2ErrorCode", false, &shape::STRING),
        ],
    };
    pub static EFSIO_EXCEPTION: Structure = Structure {
        name: "EFSIOException",
        kind: Kind::Error { code: "EFSIOException", status: 410, fault: wire::Fault::Client },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static EFS_MOUNT_CONNECTIVITY_EXCEPTION: Structure = Structure {
        name: "EFSMountConnectivityException",
        kind: Kind::Error {
            code: "EFSMountConnectivityException",
            status: 408,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static EFS_MOUNT_FAILURE_EXCEPTION: Structure = Structure {
        name: "EFSMountFailureException",
        kind: Kind::Error {
            code: "EFSMountFailureException",
            status: 403,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static EFS_MOUNT_TIMEOUT_EXCEPTION: Structure = Structure {
        name: "EFSMountTimeoutException",
        kind: Kind::Error {
            code: "EFSMountTimeoutException",
            status: 408,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static ENI_LIMIT_REACHED_EXCEPTION: Structure = Structure {
        name: "ENILimitReachedException",
        kind: Kind::Error {
            code: "ENILimitReachedException",
            status: 502,
            fault: wire::Fault::Server,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static ENVIRONMENT: Structure = Structure {
        name: "Environment",
        kind: Kind::Plain,
        members: &[Member::body("Variables", false, &shape::ENVIRONMENT_VARIABLES)],
    };
    pub static ENVIRONMENT_ERROR: Structure = Structure {
        name: "EnvironmentError",
        kind: Kind::Plain,
        members: &[
            Member::body("ErrorCode", false, &shape::STRING),
            Member::body("Message", false, &shape::SENSITIVE_STRING),
        ],
    };
    pub static ENVIRONMENT_RESPONSE: Structure = Structure {
        name: "EnvironmentResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Variables", false, &shape::ENVIRONMENT_VARIABLES),
            Member::body("Error", false, &Shape::Structure(&schema::ENVIRONMENT_ERROR)),
        ],
    };
    pub static EPHEMERAL_STORAGE: Structure = Structure {
        name: "EphemeralStorage",
        kind: Kind::Plain,
        members: &[Member::body("Size", true, &shape::EPHEMERAL_STORAGE_SIZE)],
    };
    pub static EVENT_SOURCE_MAPPING_CONFIGURATION: Structure = Structure {
        name: "EventSourceMappingConfiguration",
        kind: Kind::Plain,
        members: &[
            Member::body("UUID", false, &shape::STRING),
            Member::body("StartingPosition", false, &shape::EVENT_SOURCE_POSITION),
            Member::body(
                "StartingPositionTimestamp",
                false,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
            Member::body("BatchSize", false, &shape::BATCH_SIZE),
            Member::body(
                "MaximumBatchingWindowInSeconds",
                false,
                &shape::MAXIMUM_BATCHING_WINDOW_IN_SECONDS,
            ),
            Member::body("ParallelizationFactor", false, &shape::PARALLELIZATION_FACTOR),
            Member::body("EventSourceArn", false, &shape::ARN),
            Member::body("FilterCriteria", false, &Shape::Structure(&schema::FILTER_CRITERIA)),
            Member::body("FunctionArn", false, &shape::FUNCTION_ARN),
            Member::body("LastModified", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
            Member::body("LastProcessingResult", false, &shape::STRING),
            Member::body("State", false, &shape::STRING),
            Member::body("StateTransitionReason", false, &shape::STRING),
            Member::body(
                "DestinationConfig",
                false,
                &Shape::Structure(&schema::DESTINATION_CONFIG),
            ),
            Member::body("Topics", false, &shape::TOPICS),
            Member::body("Queues", false, &shape::QUEUES),
            Member::body("SourceAccessConfigurations", false, &shape::SOURCE_ACCESS_CONFIGURATIONS),
            Member::body(
                "SelfManagedEventSource",
                false,
                &Shape::Structure(&schema::SELF_MANAGED_EVENT_SOURCE),
            ),
            Member::body("MaximumRecordAgeInSeconds", false, &shape::MAXIMUM_RECORD_AGE_IN_SECONDS),
            Member::body("BisectBatchOnFunctionError", false, &Shape::Boolean),
            Member::body(
                "MaximumRetryAttempts",
                false,
                &shape::MAXIMUM_RETRY_ATTEMPTS_EVENT_SOURCE_MAPPING,
            ),
            Member::body("TumblingWindowInSeconds", false, &shape::TUMBLING_WINDOW_IN_SECONDS),
            Member::body("FunctionResponseTypes", false, &shape::FUNCTION_RESPONSE_TYPE_LIST),
            Member::body(
                "AmazonManagedKafkaEventSourceConfig",
                false,
                &Shape::Structure(&schema::AMAZON_MANAGED_KAFKA_EVENT_SOURCE_CONFIG),
            ),
            Member::body(
                "SelfManagedKafkaEventSourceConfig",
                false,
                &Shape::Structure(&schema::SELF_MANAGED_KAFKA_EVENT_SOURCE_CONFIG),
            ),
            Member::body("ScalingConfig", false, &Shape::Structure(&schema::SCALING_CONFIG)),
            Member::body(
                "DocumentDBEventSourceConfig",
                false,
                &Shape::Structure(&schema::DOCUMENT_DB_EVENT_SOURCE_CONFIG),
            ),
            Member::body("KMSKeyArn", false, &shape::KMS_KEY_ARN),
            Member::body(
                "FilterCriteriaError",
                false,
                &Shape::Structure(&schema::FILTER_CRITERIA_ERROR),
            ),
            Member::body("EventSourceMappingArn", false, &shape::EVENT_SOURCE_MAPPING_ARN),
            Member::body(
                "MetricsConfig",
                false,
                &Shape::Structure(&schema::EVENT_SOURCE_MAPPING_METRICS_CONFIG),
            ),
            Member::body(
                "LoggingConfig",
                false,
                &Shape::Structure(&schema::EVENT_SOURCE_MAPPING_LOGGING_CONFIG),
            ),
            Member::body(
                "ProvisionedPollerConfig",
                false,
                &Shape::Structure(&schema::PROVISIONED_POLLER_CONFIG),
            ),
        ],
    };
    pub static EVENT_SOURCE_MAPPING_LOGGING_CONFIG: Structure = Structure {
        name: "EventSourceMappingLoggingConfig",
        kind: Kind::Plain,
        members: &[Member::body(
            "SystemLogLevel",
            false,
            &shape::EVENT_SOURCE_MAPPING_SYSTEM_LOG_LEVEL,
        )],
    };
    pub static EVENT_SOURCE_MAPPING_METRICS_CONFIG: Structure = Structure {
        name: "EventSourceMappingMetricsConfig",
        kind: Kind::Plain,
        members: &[Member::body("Metrics", false, &shape::EVENT_SOURCE_MAPPING_METRIC_LIST)],
    };
    pub static FILE_SYSTEM_CONFIG: Structure = Structure {
        name: "FileSystemConfig",
        kind: Kind::Plain,
        members: &[
            Member::body("Arn", true, &shape::FILE_SYSTEM_ARN),
            Member::body("LocalMountPath", true, &shape::LOCAL_MOUNT_PATH),
        ],
    };
    pub static FILTER: Structure = Structure {
        name: "Filter",
        kind: Kind::Plain,
        members: &[Member::body("Pattern", false, &shape::PATTERN)],
    };
    pub static FILTER_CRITERIA: Structure = Structure {
        name: "FilterCriteria",
        kind: Kind::Plain,
        members: &[Member::body("Filters", false, &shape::FILTER_LIST)],
    };
    pub static FILTER_CRITERIA_ERROR: Structure = Structure {
        name: "FilterCriteriaError",
        kind: Kind::Plain,
        members: &[
            Member::body("ErrorCode", false, &shape::FILTER_CRITERIA_ERROR_CODE),
            Member::body("Message", false, &shape::FILTER_CRITERIA_ERROR_MESSAGE),
        ],
    };
    pub static FUNCTION_CODE_LOCATION: Structure = Structure {
        name: "FunctionCodeLocation",
        kind: Kind::Plain,
        members: &[
            Member::body("RepositoryType", false, &shape::STRING),
            Member::body("Location", false, &shape::STRING),
            Member::body("ImageUri", false, &shape::STRING),
            Member::body("ResolvedImageUri", false, &shape::STRING),
            Member::body("SourceKMSKeyArn", false, &shape::STRING),
        ],
    };
    pub static FUNCTION_CONFIGURATION: Structure = Structure {
        name: "FunctionConfiguration",
        kind: Kind::Plain,
        members: &[
            Member::body("FunctionName", false, &shape::NAMESPACED_FUNCTION_NAME),
            Member::body("FunctionArn", false, &shape::NAME_SPACED_FUNCTION_ARN),
            Member::body("Runtime", false, &shape::RUNTIME),
            Member::body("Role", false, &shape::ROLE_ARN),
            Member::body("Handler", false, &shape::HANDLER),
            Member::body("CodeSize", false, &shape::LONG),
            Member::body("Description", false, &shape::DESCRIPTION),
            Member::body("Timeout", false, &shape::TIMEOUT),
            Member::body("MemorySize", false, &shape::MEMORY_SIZE),
            Member::body("LastModified", false, &shape::TIMESTAMP),
            Member::body("CodeSha256", false, &shape::STRING),
            Member::body("Version", false, &shape::VERSION),
            Member::body("VpcConfig", false, &Shape::Structure(&schema::VPC_CONFIG_RESPONSE)),
            Member::body("DeadLetterConfig", false, &Shape::Structure(&schema::DEAD_LETTER_CONFIG)),
            Member::body("Environment", false, &Shape::Structure(&schema::ENVIRONMENT_RESPONSE)),
            Member::body("KMSKeyArn", false, &shape::KMS_KEY_ARN),
            Member::body(
                "TracingConfig",
                false,
                &Shape::Structure(&schema::TRACING_CONFIG_RESPONSE),
            ),
            Member::body("MasterArn", false, &shape::FUNCTION_ARN),
            Member::body("RevisionId", false, &shape::STRING),
            Member::body("Layers", false, &shape::LAYERS_REFERENCE_LIST),
            Member::body("State", false, &shape::STATE),
            Member::body("StateReason", false, &shape::STATE_REASON),
            Member::body("StateReasonCode", false, &shape::STATE_REASON_CODE),
            Member::body("LastUpdateStatus", false, &shape::LAST_UPDATE_STATUS),
            Member::body("LastUpdateStatusReason", false, &shape::LAST_UPDATE_STATUS_REASON),
            Member::body(
                "LastUpdateStatusReasonCode",
                false,
                &shape::LAST_UPDATE_STATUS_REASON_CODE,
            ),
            Member::body("FileSystemConfigs", false, &shape::FILE_SYSTEM_CONFIG_LIST),
            Member::body("PackageType", false, &shape::PACKAGE_TYPE),
            Member::body(
                "ImageConfigResponse",
                false,
                &Shape::Structure(&schema::IMAGE_CONFIG_RESPONSE),
            ),
            Member::body("SigningProfileVersionArn", false, &shape::ARN),
            Member::body("SigningJobArn", false, &shape::ARN),
            Member::body("Architectures", false, &shape::ARCHITECTURES_LIST),
            Member::body("EphemeralStorage", false, &Shape::Structure(&schema::EPHEMERAL_STORAGE)),
            Member::body("SnapStart", false, &Shape::Structure(&schema::SNAP_START_RESPONSE)),
            Member::body(
                "RuntimeVersionConfig",
                false,
                &Shape::Structure(&schema::RUNTIME_VERSION_CONFIG),
            ),
            Member::body("LoggingConfig", false, &Shape::Structure(&schema::LOGGING_CONFIG)),
            Member::body(
                "CapacityProviderConfig",
                false,
                &Shape::Structure(&schema::CAPACITY_PROVIDER_CONFIG),
            ),
            Member::body("ConfigSha256", false, &shape::STRING),
            Member::body("DurableConfig", false, &Shape::Structure(&schema::DURABLE_CONFIG)),
            Member::body("TenancyConfig", false, &Shape::Structure(&schema::TENANCY_CONFIG)),
        ],
    };
    pub static FUNCTION_EVENT_INVOKE_CONFIG: Structure = Structure {
        name: "FunctionEventInvokeConfig",
        kind: Kind::Plain,
        members: &[
            Member::body("LastModified", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
            Member::body("FunctionArn", false, &shape::FUNCTION_ARN),
            Member::body("MaximumRetryAttempts", false, &shape::MAXIMUM_RETRY_ATTEMPTS),
            Member::body("MaximumEventAgeInSeconds", false, &shape::MAXIMUM_EVENT_AGE_IN_SECONDS),
            Member::body(
                "DestinationConfig",
                false,
                &Shape::Structure(&schema::DESTINATION_CONFIG),
            ),
        ],
    };
    pub static FUNCTION_VERSIONS_PER_CAPACITY_PROVIDER_LIMIT_EXCEEDED_EXCEPTION: Structure =
        Structure {
            name: "FunctionVersionsPerCapacityProviderLimitExceededException",
            kind: Kind::Error {
                code: "FunctionVersionsPerCapacityProviderLimitExceededException",
                status: 400,
                fault: wire::Fault::Client,
            },
            members: &[
                Member::body("Type", false, &shape::STRING),
                Member::body("message", false, &shape::STRING),
            ],
        };
    pub static GET_ACCOUNT_SETTINGS_REQUEST: Structure =
        Structure { name: "GetAccountSettingsRequest", kind: Kind::Plain, members: &[] };
    pub static GET_ACCOUNT_SETTINGS_RESPONSE: Structure = Structure {
        name: "GetAccountSettingsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("AccountLimit", false, &Shape::Structure(&schema::ACCOUNT_LIMIT)),
            Member::body("AccountUsage", false, &Shape::Structure(&schema::ACCOUNT_USAGE)),
        ],
    };
    pub static GET_ALIAS_REQUEST: Structure = Structure {
        name: "GetAliasRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::Uri, "FunctionName", "FunctionName", true, &shape::FUNCTION_NAME),
            Member::at(Location::Uri, "Name", "Name", true, &shape::ALIAS),
        ],
    };
    pub static GET_EVENT_SOURCE_MAPPING_REQUEST: Structure = Structure {
        name: "GetEventSourceMappingRequest",
        kind: Kind::Plain,
        members: &[Member::at(Location::Uri, "UUID", "UUID", true, &shape::STRING)],
    };
    pub static GET_FUNCTION_CONCURRENCY_REQUEST: Structure = Structure {
        name: "GetFunctionConcurrencyRequest",
        kind: Kind::Plain,
        members: &[Member::at(
            Location::Uri,
            "FunctionName",
            "FunctionName",
            true,
            &shape::FUNCTION_NAME,
        )],
    };
    pub static GET_FUNCTION_CONCURRENCY_RESPONSE: Structure = Structure {
        name: "GetFunctionConcurrencyResponse",
        kind: Kind::Plain,
        members: &[Member::body(
            "ReservedConcurrentExecutions",
            false,
            &shape::RESERVED_CONCURRENT_EXECUTIONS,
        )],
    };
    pub static GET_FUNCTION_CONFIGURATION_REQUEST: Structure = Structure {
        name: "GetFunctionConfigurationRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(
                Location::Uri,
                "FunctionName",
                "FunctionName",
                true,
                &shape::NAMESPACED_FUNCTION_NAME,
            ),
            Member::at(
                Location::Query,
                "Qualifier",
                "Qualifier",
                false,
                &shape::NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER,
            ),
        ],
    };
    pub static GET_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST: Structure = Structure {
        name: "GetFunctionEventInvokeConfigRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(
                Location::Uri,
                "FunctionName",
                "FunctionName",
                true,
                &shape::NAMESPACED_FUNCTION_NAME,
            ),
            Member::at(
                Location::Query,
                "Qualifier",
                "Qualifier",
                false,
                &shape::NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER,
            ),
        ],
    };
    pub static GET_FUNCTION_REQUEST: Structure = Structure {
        name: "GetFunctionRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(
                Location::Uri,
                "FunctionName",
                "FunctionName",
                true,
                &shape::NAMESPACED_FUNCTION_NAME,
            ),
            Member::at(
                Location::Query,
                "Qualifier",
                "Qualifier",
                false,
                &shape::NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER,
            ),
        ],
    };
    pub static GET_FUNCTION_RESPONSE: Structure = Structure {
        name: "GetFunctionResponse",
        kind: Kind::Plain,
        members: &[
            Member::body(
                "Configuration",
                false,
                &Shape::Structure(&schema::FUNCTION_CONFIGURATION),
            ),
            Member::body("Code", false, &Shape::Structure(&schema::FUNCTION_CODE_LOCATION)),
            Member::body("Tags", false, &shape::TAGS),
            Member::body("TagsError", false, &Shape::Structure(&schema::TAGS_ERROR)),
            Member::body("Concurrency", false, &Shape::Structure(&schema::CONCURRENCY)),
        ],
    };
    pub static GET_POLICY_REQUEST: Structure = Structure {
        name: "GetPolicyRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(
                Location::Uri,
                "FunctionName",
                "FunctionName",
                true,
                &shape::NAMESPACED_FUNCTION_NAME,
            ),
            Member::at(
                Location::Query,
                "Qualifier",
                "Qualifier",
                false,
                &shape::NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER,
            ),
        ],
    };
    pub static GET_POLICY_RESPONSE: Structure = Structure {
        name: "GetPolicyResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Policy", false, &shape::STRING),
            Member::body("RevisionId", false, &shape::STRING),
        ],
    };
    pub static GET_PROVISIONED_CONCURRENCY_CONFIG_REQUEST: Structure = Structure {
        name: "GetProvisionedConcurrencyConfigRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::Uri, "FunctionName", "FunctionName", true, &shape::FUNCTION_NAME),
            Member::at(Location::Query, "Qualifier", "Qualifier", true, &shape::QUALIFIER),
        ],
    };
    pub static GET_PROVISIONED_CONCURRENCY_CONFIG_RESPONSE: Structure = Structure {
        name: "GetProvisionedConcurrencyConfigResponse",
        kind: Kind::Plain,
        members: &[
            Member::body(
                "RequestedProvisionedConcurrentExecutions",
                false,
                &shape::POSITIVE_INTEGER,
            ),
            Member::body(
                "AvailableProvisionedConcurrentExecutions",
                false,
                &shape::NON_NEGATIVE_INTEGER,
            ),
            Member::body(
                "AllocatedProvisionedConcurrentExecutions",
                false,
                &shape::NON_NEGATIVE_INTEGER,
            ),
            Member::body("Status", false, &shape::PROVISIONED_CONCURRENCY_STATUS_ENUM),
            Member::body("StatusReason", false, &shape::STRING),
            Member::body("LastModified", false, &shape::TIMESTAMP),
        ],
    };
    pub static IMAGE_CONFIG: Structure = Structure {
        name: "ImageConfig",
        kind: Kind::Plain,
        members: &[
            Member::body("EntryPoint", false, &shape::STRING_LIST),
            Member::body("Command", false, &shape::STRING_LIST),
            Member::body("WorkingDirectory", false, &shape::WORKING_DIRECTORY),
        ],
    };
    pub static IMAGE_CONFIG_ERROR: Structure = Structure {
        name: "ImageConfigError",
        kind: Kind::Plain,
        members: &[
            Member::body("ErrorCode", false, &shape::STRING),
            Member::body("Message", false, &shape::SENSITIVE_STRING),
        ],
    };
    pub static IMAGE_CONFIG_RESPONSE: Structure = Structure {
        name: "ImageConfigResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("ImageConfig", false, &Shape::Structure(&schema::IMAGE_CONFIG)),
            Member::body("Error", false, &Shape::Structure(&schema::IMAGE_CONFIG_ERROR)),
        ],
    };
    pub static INVALID_CODE_SIGNATURE_EXCEPTION: Structure = Structure {
        name: "InvalidCodeSignatureException",
        kind: Kind::Error {
            code: "InvalidCodeSignatureException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static INVALID_PARAMETER_VALUE_EXCEPTION: Structure = Structure {
        name: "InvalidParameterValueException",
        kind: Kind::Error {
            code: "InvalidParameterValueException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("message", false, &shape::STRING),
        ],
    };
    pub static INVALID_REQUEST_CONTENT_EXCEPTION: Structure = Structure {
        name: "InvalidRequestContentException",
        kind: Kind::Error {
            code: "InvalidRequestContentException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("message", false, &shape::STRING),
        ],
    };
    pub static INVALID_RUNTIME_EXCEPTION: Structure = Structure {
        name: "InvalidRuntimeException",
        kind: Kind::Error {
            code: "InvalidRuntimeException",
            status: 502,
            fault: wire::Fault::Server,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static INVALID_SECURITY_GROUP_ID_EXCEPTION: Structure = Structure {
        name: "InvalidSecurityGroupIDException",
        kind: Kind::Error {
            code: "InvalidSecurityGroupIDException",
            status: 502,
            fault: wire::Fault::Server,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static INVALID_SUBNET_ID_EXCEPTION: Structure = Structure {
        name: "InvalidSubnetIDException",
        kind: Kind::Error {
            code: "InvalidSubnetIDException",
            status: 502,
            fault: wire::Fault::Server,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static INVALID_ZIP_FILE_EXCEPTION: Structure = Structure {
        name: "InvalidZipFileException",
        kind: Kind::Error {
            code: "InvalidZipFileException",
            status: 502,
            fault: wire::Fault::Server,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static INVOCATION_REQUEST: Structure = Structure {
        name: "InvocationRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(
                Location::Uri,
                "FunctionName",
                "FunctionName",
                true,
                &shape::NAMESPACED_FUNCTION_NAME,
            ),
            Member::at(
                Location::Header,
                "InvocationType",
                "X-Amz-Invocation-Type",
                false,
                &shape::INVOCATION_TYPE,
            ),
            Member::at(Location::Header, "LogType", "X-Amz-Log-Type", false, &shape::LOG_TYPE),
            Member::at(
                Location::Header,
                "ClientContext",
                "X-Amz-Client-Context",
                false,
                &shape::STRING,
            ),
            Member::at(
                Location::Header,
                "DurableExecutionName",
                "X-Amz-Durable-Execution-Name",
                false,
                &shape::DURABLE_EXECUTION_NAME,
            ),
            Member::at(Location::Payload, "Payload", "Payload", false, &shape::BLOB),
            Member::at(
                Location::Query,
                "Qualifier",
                "Qualifier",
                false,
                &shape::NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER,
            ),
            Member::at(Location::Header, "TenantId", "X-Amz-Tenant-Id", false, &shape::TENANT_ID),
        ],
    };
    pub static INVOCATION_RESPONSE: Structure = Structure {
        name: "InvocationResponse",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::StatusCode, "StatusCode", "StatusCode", false, &shape::INTEGER),
            Member::at(
                Location::Header,
                "FunctionError",
                "X-Amz-Function-Error",
                false,
                &shape::STRING,
            ),
            Member::at(Location::Header, "LogResult", "X-Amz-Log-Result", false, &shape::STRING),
            Member::at(Location::Payload, "Payload", "Payload", false, &shape::BLOB),
            Member::at(
                Location::Header,
                "ExecutedVersion",
                "X-Amz-Executed-Version",
                false,
                &shape::VERSION,
            ),
            Member::at(
                Location::Header,
                "DurableExecutionArn",
                "X-Amz-Durable-Execution-Arn",
                false,
                &shape::DURABLE_EXECUTION_ARN,
            ),
        ],
    };
    pub static INVOKE_ASYNC_REQUEST: Structure = Structure {
        name: "InvokeAsyncRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(
                Location::Uri,
                "FunctionName",
                "FunctionName",
                true,
                &shape::NAMESPACED_FUNCTION_NAME,
            ),
            Member::at(Location::Payload, "InvokeArgs", "InvokeArgs", true, &shape::BLOB_STREAM),
        ],
    };
    pub static INVOKE_ASYNC_RESPONSE: Structure = Structure {
        name: "InvokeAsyncResponse",
        kind: Kind::Plain,
        members: &[Member::at(
            Location::StatusCode,
            "Status",
            "Status",
            false,
            &shape::HTTP_STATUS,
        )],
    };
    pub static KMS_ACCESS_DENIED_EXCEPTION: Structure = Structure {
        name: "KMSAccessDeniedException",
        kind: Kind::Error {
            code: "KMSAccessDeniedException",
            status: 502,
            fault: wire::Fault::Server,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static KMS_DISABLED_EXCEPTION: Structure = Structure {
        name: "KMSDisabledException",
        kind: Kind::Error { code: "KMSDisabledException", status: 502, fault: wire::Fault::Server },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static KMS_INVALID_STATE_EXCEPTION: Structure = Structure {
        name: "KMSInvalidStateException",
        kind: Kind::Error {
            code: "KMSInvalidStateException",
            status: 502,
            fault: wire::Fault::Server,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static KMS_NOT_FOUND_EXCEPTION: Structure = Structure {
        name: "KMSNotFoundException",
        kind: Kind::Error { code: "KMSNotFoundException", status: 502, fault: wire::Fault::Server },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static KAFKA_SCHEMA_REGISTRY_ACCESS_CONFIG: Structure = Structure {
        name: "KafkaSchemaRegistryAccessConfig",
        kind: Kind::Plain,
        members: &[
            Member::body("Type", false, &shape::KAFKA_SCHEMA_REGISTRY_AUTH_TYPE),
            Member::body("URI", false, &shape::ARN),
        ],
    };
    pub static KAFKA_SCHEMA_REGISTRY_CONFIG: Structure = Structure {
        name: "KafkaSchemaRegistryConfig",
        kind: Kind::Plain,
        members: &[
            Member::body("SchemaRegistryURI", false, &shape::SCHEMA_REGISTRY_URI),
            Member::body("EventRecordFormat", false, &shape::SCHEMA_REGISTRY_EVENT_RECORD_FORMAT),
            Member::body("AccessConfigs", false, &shape::KAFKA_SCHEMA_REGISTRY_ACCESS_CONFIG_LIST),
            Member::body(
                "SchemaValidationConfigs",
                false,
                &shape::KAFKA_SCHEMA_VALIDATION_CONFIG_LIST,
            ),
        ],
    };
    pub static KAFKA_SCHEMA_VALIDATION_CONFIG: Structure = Structure {
        name: "KafkaSchemaValidationConfig",
        kind: Kind::Plain,
        members: &[Member::body("Attribute", false, &shape::KAFKA_SCHEMA_VALIDATION_ATTRIBUTE)],
    };
    pub static LAMBDA_MANAGED_INSTANCES_CAPACITY_PROVIDER_CONFIG: Structure = Structure {
        name: "LambdaManagedInstancesCapacityProviderConfig",
        kind: Kind::Plain,
        members: &[
            Member::body("CapacityProviderArn", true, &shape::CAPACITY_PROVIDER_ARN),
            Member::body(
                "PerExecutionEnvironmentMaxConcurrency",
                false,
                &shape::PER_EXECUTION_ENVIRONMENT_MAX_CONCURRENCY,
            ),
            Member::body("ExecutionEnvironmentMemoryGiBPerVCpu", false, &Shape::Double),
        ],
    };
    pub static LAYER: Structure = Structure {
        name: "Layer",
        kind: Kind::Plain,
        members: &[
            Member::body("Arn", false, &shape::LAYER_VERSION_ARN),
            Member::body("CodeSize", false, &shape::LONG),
            Member::body("SigningProfileVersionArn", false, &shape::ARN),
            Member::body("SigningJobArn", false, &shape::ARN),
        ],
    };
    pub static LIST_ALIASES_REQUEST: Structure = Structure {
        name: "ListAliasesRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::Uri, "FunctionName", "FunctionName", true, &shape::FUNCTION_NAME),
            Member::at(
                Location::Query,
                "FunctionVersion",
                "FunctionVersion",
                false,
                &shape::VERSION_WITH_LATEST_PUBLISHED,
            ),
            Member::at(Location::Query, "Marker", "Marker", false, &shape::STRING),
            Member::at(Location::Query, "MaxItems", "MaxItems", false, &shape::MAX_LIST_ITEMS),
        ],
    };
    pub static LIST_ALIASES_RESPONSE: Structure = Structure {
        name: "ListAliasesResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("NextMarker", false, &shape::STRING),
            Member::body("Aliases", false, &shape::ALIAS_LIST),
        ],
    };
    pub static LIST_EVENT_SOURCE_MAPPINGS_REQUEST: Structure = Structure {
        name: "ListEventSourceMappingsRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::Query, "EventSourceArn", "EventSourceArn", false, &shape::ARN),
            Member::at(
                Location::Query,
                "FunctionName",
                "FunctionName",
                false,
                &shape::NAMESPACED_FUNCTION_NAME,
            ),
            Member::at(Location::Query, "Marker", "Marker", false, &shape::STRING),
            Member::at(Location::Query, "MaxItems", "MaxItems", false, &shape::MAX_LIST_ITEMS),
        ],
    };
    pub static LIST_EVENT_SOURCE_MAPPINGS_RESPONSE: Structure = Structure {
        name: "ListEventSourceMappingsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("NextMarker", false, &shape::STRING),
            Member::body("EventSourceMappings", false, &shape::EVENT_SOURCE_MAPPINGS_LIST),
        ],
    };
    pub static LIST_FUNCTION_EVENT_INVOKE_CONFIGS_REQUEST: Structure = Structure {
        name: "ListFunctionEventInvokeConfigsRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(
                Location::Uri,
                "FunctionName",
                "FunctionName",
                true,
                &shape::NAMESPACED_FUNCTION_NAME,
            ),
            Member::at(Location::Query, "Marker", "Marker", false, &shape::STRING),
            Member::at(
                Location::Query,
                "MaxItems",
                "MaxItems",
                false,
                &shape::MAX_FUNCTION_EVENT_INVOKE_CONFIG_LIST_ITEMS,
            ),
        ],
    };
    pub static LIST_FUNCTION_EVENT_INVOKE_CONFIGS_RESPONSE: Structure = Structure {
        name: "ListFunctionEventInvokeConfigsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body(
                "FunctionEventInvokeConfigs",
                false,
                &shape::FUNCTION_EVENT_INVOKE_CONFIG_LIST,
            ),
            Member::body("NextMarker", false, &shape::STRING),
        ],
    };
    pub static LIST_FUNCTIONS_REQUEST: Structure = Structure {
        name: "ListFunctionsRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(
                Location::Query,
                "MasterRegion",
                "MasterRegion",
                false,
                &shape::MASTER_REGION,
            ),
            Member::at(
                Location::Query,
                "FunctionVersion",
                "FunctionVersion",
                false,
                &shape::FUNCTION_VERSION,
            ),
            Member::at(Location::Query, "Marker", "Marker", false, &shape::STRING),
            Member::at(Location::Query, "MaxItems", "MaxItems", false, &shape::MAX_LIST_ITEMS),
        ],
    };
    pub static LIST_FUNCTIONS_RESPONSE: Structure = Structure {
        name: "ListFunctionsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("NextMarker", false, &shape::STRING),
            Member::body("Functions", false, &shape::FUNCTION_LIST),
        ],
    };
    pub static LIST_PROVISIONED_CONCURRENCY_CONFIGS_REQUEST: Structure = Structure {
        name: "ListProvisionedConcurrencyConfigsRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::Uri, "FunctionName", "FunctionName", true, &shape::FUNCTION_NAME),
            Member::at(Location::Query, "Marker", "Marker", false, &shape::STRING),
            Member::at(
                Location::Query,
                "MaxItems",
                "MaxItems",
                false,
                &shape::MAX_PROVISIONED_CONCURRENCY_CONFIG_LIST_ITEMS,
            ),
        ],
    };
    pub static LIST_PROVISIONED_CONCURRENCY_CONFIGS_RESPONSE: Structure = Structure {
        name: "ListProvisionedConcurrencyConfigsResponse",
        kind: Kind::Plain,
        members: &[
            Member::body(
                "ProvisionedConcurrencyConfigs",
                false,
                &shape::PROVISIONED_CONCURRENCY_CONFIG_LIST,
            ),
            Member::body("NextMarker", false, &shape::STRING),
        ],
    };
    pub static LIST_TAGS_REQUEST: Structure = Structure {
        name: "ListTagsRequest",
        kind: Kind::Plain,
        members: &[Member::at(
            Location::Uri,
            "Resource",
            "Resource",
            true,
            &shape::TAGGABLE_RESOURCE,
        )],
    };
    pub static LIST_TAGS_RESPONSE: Structure = Structure {
        name: "ListTagsResponse",
        kind: Kind::Plain,
        members: &[Member::body("Tags", false, &shape::TAGS)],
    };
    pub static LIST_VERSIONS_BY_FUNCTION_REQUEST: Structure = Structure {
        name: "ListVersionsByFunctionRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(
                Location::Uri,
                "FunctionName",
                "FunctionName",
                true,
                &shape::NAMESPACED_FUNCTION_NAME,
            ),
            Member::at(Location::Query, "Marker", "Marker", false, &shape::STRING),
            Member::at(Location::Query, "MaxItems", "MaxItems", false, &shape::MAX_LIST_ITEMS),
        ],
    };
    pub static LIST_VERSIONS_BY_FUNCTION_RESPONSE: Structure = Structure {
        name: "ListVersionsByFunctionResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("NextMarker", false, &shape::STRING),
            Member::body("Versions", false, &shape::FUNCTION_LIST),
        ],
    };
    pub static LOGGING_CONFIG: Structure = Structure {
        name: "LoggingConfig",
        kind: Kind::Plain,
        members: &[
            Member::body("LogFormat", false, &shape::LOG_FORMAT),
            Member::body("ApplicationLogLevel", false, &shape::APPLICATION_LOG_LEVEL),
            Member::body("SystemLogLevel", false, &shape::SYSTEM_LOG_LEVEL),
            Member::body("LogGroup", false, &shape::LOG_GROUP),
        ],
    };
    pub static NO_PUBLISHED_VERSION_EXCEPTION: Structure = Structure {
        name: "NoPublishedVersionException",
        kind: Kind::Error {
            code: "NoPublishedVersionException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static ON_FAILURE: Structure = Structure {
        name: "OnFailure",
        kind: Kind::Plain,
        members: &[Member::body("Destination", false, &shape::DESTINATION_ARN)],
    };
    pub static ON_SUCCESS: Structure = Structure {
        name: "OnSuccess",
        kind: Kind::Plain,
        members: &[Member::body("Destination", false, &shape::DESTINATION_ARN)],
    };
    pub static POLICY_LENGTH_EXCEEDED_EXCEPTION: Structure = Structure {
        name: "PolicyLengthExceededException",
        kind: Kind::Error {
            code: "PolicyLengthExceededException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("message", false, &shape::STRING),
        ],
    };
    pub static PRECONDITION_FAILED_EXCEPTION: Structure = Structure {
        name: "PreconditionFailedException",
        kind: Kind::Error {
            code: "PreconditionFailedException",
            status: 412,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("message", false, &shape::STRING),
        ],
    };
    pub static PROVISIONED_CONCURRENCY_CONFIG_LIST_ITEM: Structure = Structure {
        name: "ProvisionedConcurrencyConfigListItem",
        kind: Kind::Plain,
        members: &[
            Member::body("FunctionArn", false, &shape::FUNCTION_ARN),
            Member::body(
                "RequestedProvisionedConcurrentExecutions",
                false,
                &shape::POSITIVE_INTEGER,
            ),
            Member::body(
                "AvailableProvisionedConcurrentExecutions",
                false,
                &shape::NON_NEGATIVE_INTEGER,
            ),
            Member::body(
                "AllocatedProvisionedConcurrentExecutions",
                false,
                &shape::NON_NEGATIVE_INTEGER,
            ),
            Member::body("Status", false, &shape::PROVISIONED_CONCURRENCY_STATUS_ENUM),
            Member::body("StatusReason", false, &shape::STRING),
            Member::body("LastModified", false, &shape::TIMESTAMP),
        ],
    };
    pub static PROVISIONED_CONCURRENCY_CONFIG_NOT_FOUND_EXCEPTION: Structure = Structure {
        name: "ProvisionedConcurrencyConfigNotFoundException",
        kind: Kind::Error {
            code: "ProvisionedConcurrencyConfigNotFoundException",
            status: 404,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("message", false, &shape::STRING),
        ],
    };
    pub static PROVISIONED_POLLER_CONFIG: Structure = Structure {
        name: "ProvisionedPollerConfig",
        kind: Kind::Plain,
        members: &[
            Member::body("MinimumPollers", false, &shape::MINIMUM_NUMBER_OF_POLLERS),
            Member::body("MaximumPollers", false, &shape::MAXIMUM_NUMBER_OF_POLLERS),
            Member::body("PollerGroupName", false, &shape::PROVISIONED_POLLER_GROUP_NAME),
        ],
    };
    pub static PUBLISH_VERSION_REQUEST: Structure = Structure {
        name: "PublishVersionRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::Uri, "FunctionName", "FunctionName", true, &shape::FUNCTION_NAME),
            Member::body("CodeSha256", false, &shape::STRING),
            Member::body("Description", false, &shape::DESCRIPTION),
            Member::body("RevisionId", false, &shape::STRING),
            Member::body("PublishTo", false, &shape::FUNCTION_VERSION_LATEST_PUBLISHED),
        ],
    };
    pub static PUT_FUNCTION_CONCURRENCY_REQUEST: Structure = Structure {
        name: "PutFunctionConcurrencyRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::Uri, "FunctionName", "FunctionName", true, &shape::FUNCTION_NAME),
            Member::body(
                "ReservedConcurrentExecutions",
                true,
                &shape::RESERVED_CONCURRENT_EXECUTIONS,
            ),
        ],
    };
    pub static PUT_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST: Structure = Structure {
        name: "PutFunctionEventInvokeConfigRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(
                Location::Uri,
                "FunctionName",
                "FunctionName",
                true,
                &shape::NAMESPACED_FUNCTION_NAME,
            ),
            Member::at(
                Location::Query,
                "Qualifier",
                "Qualifier",
                false,
                &shape::NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER,
            ),
            Member::body("MaximumRetryAttempts", false, &shape::MAXIMUM_RETRY_ATTEMPTS),
            Member::body("MaximumEventAgeInSeconds", false, &shape::MAXIMUM_EVENT_AGE_IN_SECONDS),
            Member::body(
                "DestinationConfig",
                false,
                &Shape::Structure(&schema::DESTINATION_CONFIG),
            ),
        ],
    };
    pub static PUT_PROVISIONED_CONCURRENCY_CONFIG_REQUEST: Structure = Structure {
        name: "PutProvisionedConcurrencyConfigRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::Uri, "FunctionName", "FunctionName", true, &shape::FUNCTION_NAME),
            Member::at(Location::Query, "Qualifier", "Qualifier", true, &shape::QUALIFIER),
            Member::body("ProvisionedConcurrentExecutions", true, &shape::POSITIVE_INTEGER),
        ],
    };
    pub static PUT_PROVISIONED_CONCURRENCY_CONFIG_RESPONSE: Structure = Structure {
        name: "PutProvisionedConcurrencyConfigResponse",
        kind: Kind::Plain,
        members: &[
            Member::body(
                "RequestedProvisionedConcurrentExecutions",
                false,
                &shape::POSITIVE_INTEGER,
            ),
            Member::body(
                "AvailableProvisionedConcurrentExecutions",
                false,
                &shape::NON_NEGATIVE_INTEGER,
            ),
            Member::body(
                "AllocatedProvisionedConcurrentExecutions",
                false,
                &shape::NON_NEGATIVE_INTEGER,
            ),
            Member::body("Status", false, &shape::PROVISIONED_CONCURRENCY_STATUS_ENUM),
            Member::body("StatusReason", false, &shape::STRING),
            Member::body("LastModified", false, &shape::TIMESTAMP),
        ],
    };
    pub static RECURSIVE_INVOCATION_EXCEPTION: Structure = Structure {
        name: "RecursiveInvocationException",
        kind: Kind::Error {
            code: "RecursiveInvocationException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static REMOVE_PERMISSION_REQUEST: Structure = Structure {
        name: "RemovePermissionRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(
                Location::Uri,
                "FunctionName",
                "FunctionName",
                true,
                &shape::NAMESPACED_FUNCTION_NAME,
            ),
            Member::at(
                Location::Uri,
                "StatementId",
                "StatementId",
                true,
                &shape::NAMESPACED_STATEMENT_ID,
            ),
            Member::at(
                Location::Query,
                "Qualifier",
                "Qualifier",
                false,
                &shape::NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER,
            ),
            Member::at(Location::Query, "RevisionId", "RevisionId", false, &shape::STRING),
        ],
    };
    pub static REQUEST_TOO_LARGE_EXCEPTION: Structure = Structure {
        name: "RequestTooLargeException",
        kind: Kind::Error {
            code: "RequestTooLargeException",
            status: 413,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("message", false, &shape::STRING),
        ],
    };
    pub static RESOURCE_CONFLICT_EXCEPTION: Structure = Structure {
        name: "ResourceConflictException",
        kind: Kind::Error {
            code: "ResourceConflictException",
            status: 409,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("message", false, &shape::STRING),
        ],
    };
    pub static RESOURCE_IN_USE_EXCEPTION: Structure = Structure {
        name: "ResourceInUseException",
        kind: Kind::Error {
            code: "ResourceInUseException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static RESOURCE_NOT_FOUND_EXCEPTION: Structure = Structure {
        name: "ResourceNotFoundException",
        kind: Kind::Error {
            code: "ResourceNotFoundException",
            status: 404,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static RESOURCE_NOT_READY_EXCEPTION: Structure = Structure {
        name: "ResourceNotReadyException",
        kind: Kind::Error {
            code: "ResourceNotReadyException",
            status: 502,
            fault: wire::Fault::Server,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("message", false, &shape::STRING),
        ],
    };
    pub static RUNTIME_VERSION_CONFIG: Structure = Structure {
        name: "RuntimeVersionConfig",
        kind: Kind::Plain,
        members: &[
            Member::body("RuntimeVersionArn", false, &shape::RUNTIME_VERSION_ARN),
            Member::body("Error", false, &Shape::Structure(&schema::RUNTIME_VERSION_ERROR)),
        ],
    };
    pub static RUNTIME_VERSION_ERROR: Structure = Structure {
        name: "RuntimeVersionError",
        kind: Kind::Plain,
        members: &[
            Member::body("ErrorCode", false, &shape::STRING),
            Member::body("Message", false, &shape::SENSITIVE_STRING),
        ],
    };
    pub static S3_FILES_MOUNT_CONNECTIVITY_EXCEPTION: Structure = Structure {
        name: "S3FilesMountConnectivityException",
        kind: Kind::Error {
            code: "S3FilesMountConnectivityException",
            status: 408,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static S3_FILES_MOUNT_FAILURE_EXCEPTION: Structure = Structure {
        name: "S3FilesMountFailureException",
        kind: Kind::Error {
            code: "S3FilesMountFailureException",
            status: 403,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static S3_FILES_MOUNT_TIMEOUT_EXCEPTION: Structure = Structure {
        name: "S3FilesMountTimeoutException",
        kind: Kind::Error {
            code: "S3FilesMountTimeoutException",
            status: 408,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static SCALING_CONFIG: Structure = Structure {
        name: "ScalingConfig",
        kind: Kind::Plain,
        members: &[Member::body("MaximumConcurrency", false, &shape::MAXIMUM_CONCURRENCY)],
    };
    pub static SELF_MANAGED_EVENT_SOURCE: Structure = Structure {
        name: "SelfManagedEventSource",
        kind: Kind::Plain,
        members: &[Member::body("Endpoints", false, &shape::ENDPOINTS)],
    };
    pub static SELF_MANAGED_KAFKA_EVENT_SOURCE_CONFIG: Structure = Structure {
        name: "SelfManagedKafkaEventSourceConfig",
        kind: Kind::Plain,
        members: &[
            Member::body("ConsumerGroupId", false, &shape::URI),
            Member::body(
                "SchemaRegistryConfig",
                false,
                &Shape::Structure(&schema::KAFKA_SCHEMA_REGISTRY_CONFIG),
            ),
        ],
    };
    pub static SERIALIZED_REQUEST_ENTITY_TOO_LARGE_EXCEPTION: Structure = Structure {
        name: "SerializedRequestEntityTooLargeException",
        kind: Kind::Error {
            code: "SerializedRequestEntityTooLargeException",
            status: 413,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("message", false, &shape::STRING),
        ],
    };
    pub static SERVICE_EXCEPTION: Structure = Structure {
        name: "ServiceException",
        kind: Kind::Error { code: "ServiceException", status: 500, fault: wire::Fault::Server },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static SNAP_START: Structure = Structure {
        name: "SnapStart",
        kind: Kind::Plain,
        members: &[Member::body("ApplyOn", false, &shape::SNAP_START_APPLY_ON)],
    };
    pub static SNAP_START_EXCEPTION: Structure = Structure {
        name: "SnapStartException",
        kind: Kind::Error { code: "SnapStartException", status: 400, fault: wire::Fault::Client },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static SNAP_START_NOT_READY_EXCEPTION: Structure = Structure {
        name: "SnapStartNotReadyException",
        kind: Kind::Error {
            code: "SnapStartNotReadyException",
            status: 409,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static SNAP_START_RESPONSE: Structure = Structure {
        name: "SnapStartResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("ApplyOn", false, &shape::SNAP_START_APPLY_ON),
            Member::body("OptimizationStatus", false, &shape::SNAP_START_OPTIMIZATION_STATUS),
        ],
    };
    pub static SNAP_START_TIMEOUT_EXCEPTION: Structure = Structure {
        name: "SnapStartTimeoutException",
        kind: Kind::Error {
            code: "SnapStartTimeoutException",
            status: 408,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static SOURCE_ACCESS_CONFIGURATION: Structure = Structure {
        name: "SourceAccessConfiguration",
        kind: Kind::Plain,
        members: &[
            Member::body("Type", false, &shape::SOURCE_ACCESS_TYPE),
            Member::body("URI", false, &shape::URI),
        ],
    };
    pub static SUBNET_IP_ADDRESS_LIMIT_REACHED_EXCEPTION: Structure = Structure {
        name: "SubnetIPAddressLimitReachedException",
        kind: Kind::Error {
            code: "SubnetIPAddressLimitReachedException",
            status: 502,
            fault: wire::Fault::Server,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static TAG_RESOURCE_REQUEST: Structure = Structure {
        name: "TagResourceRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::Uri, "Resource", "Resource", true, &shape::TAGGABLE_RESOURCE),
            Member::body("Tags", true, &shape::TAGS),
        ],
    };
    pub static TAGS_ERROR: Structure = Structure {
        name: "TagsError",
        kind: Kind::Plain,
        members: &[
            Member::body("ErrorCode", true, &shape::TAGS_ERROR_CODE),
            Member::body("Message", true, &shape::TAGS_ERROR_MESSAGE),
        ],
    };
    pub static TENANCY_CONFIG: Structure = Structure {
        name: "TenancyConfig",
        kind: Kind::Plain,
        members: &[Member::body("TenantIsolationMode", true, &shape::TENANT_ISOLATION_MODE)],
    };
    pub static TOO_MANY_REQUESTS_EXCEPTION: Structure = Structure {
        name: "TooManyRequestsException",
        kind: Kind::Error {
            code: "TooManyRequestsException",
            status: 429,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::at(Location::Header, "retryAfterSeconds", "Retry-After", false, &shape::STRING),
            Member::body("Type", false, &shape::STRING),
            Member::body("message", false, &shape::STRING),
            Member::body("Reason", false, &shape::THROTTLE_REASON),
        ],
    };
    pub static TRACING_CONFIG: Structure = Structure {
        name: "TracingConfig",
        kind: Kind::Plain,
        members: &[Member::body("Mode", false, &shape::TRACING_MODE)],
    };
    pub static TRACING_CONFIG_RESPONSE: Structure = Structure {
        name: "TracingConfigResponse",
        kind: Kind::Plain,
        members: &[Member::body("Mode", false, &shape::TRACING_MODE)],
    };
    pub static UNSUPPORTED_MEDIA_TYPE_EXCEPTION: Structure = Structure {
        name: "UnsupportedMediaTypeException",
        kind: Kind::Error {
            code: "UnsupportedMediaTypeException",
            status: 415,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Type", false, &shape::STRING),
            Member::body("message", false, &shape::STRING),
        ],
    };
    pub static UNTAG_RESOURCE_REQUEST: Structure = Structure {
        name: "UntagResourceRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::Uri, "Resource", "Resource", true, &shape::TAGGABLE_RESOURCE),
            Member::at(Location::Query, "TagKeys", "tagKeys", true, &shape::TAG_KEY_LIST),
        ],
    };
    pub static UPDATE_ALIAS_REQUEST: Structure = Structure {
        name: "UpdateAliasRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::Uri, "FunctionName", "FunctionName", true, &shape::FUNCTION_NAME),
            Member::at(Location::Uri, "Name", "Name", true, &shape::ALIAS),
            Member::body("FunctionVersion", false, &shape::VERSION_WITH_LATEST_PUBLISHED),
            Member::body("Description", false, &shape::DESCRIPTION),
            Member::body(
                "RoutingConfig",
                false,
                &Shape::Structure(&schema::ALIAS_ROUTING_CONFIGURATION),
            ),
            Member::body("RevisionId", false, &shape::STRING),
        ],
    };
    pub static UPDATE_EVENT_SOURCE_MAPPING_REQUEST: Structure = Structure {
        name: "UpdateEventSourceMappingRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::Uri, "UUID", "UUID", true, &shape::STRING),
            Member::body("FunctionName", false, &shape::NAMESPACED_FUNCTION_NAME),
            Member::body("Enabled", false, &Shape::Boolean),
            Member::body("BatchSize", false, &shape::BATCH_SIZE),
            Member::body("FilterCriteria", false, &Shape::Structure(&schema::FILTER_CRITERIA)),
            Member::body(
                "MaximumBatchingWindowInSeconds",
                false,
                &shape::MAXIMUM_BATCHING_WINDOW_IN_SECONDS,
            ),
            Member::body(
                "DestinationConfig",
                false,
                &Shape::Structure(&schema::DESTINATION_CONFIG),
            ),
            Member::body("MaximumRecordAgeInSeconds", false, &shape::MAXIMUM_RECORD_AGE_IN_SECONDS),
            Member::body("BisectBatchOnFunctionError", false, &Shape::Boolean),
            Member::body(
                "MaximumRetryAttempts",
                false,
                &shape::MAXIMUM_RETRY_ATTEMPTS_EVENT_SOURCE_MAPPING,
            ),
            Member::body("ParallelizationFactor", false, &shape::PARALLELIZATION_FACTOR),
            Member::body("SourceAccessConfigurations", false, &shape::SOURCE_ACCESS_CONFIGURATIONS),
            Member::body("TumblingWindowInSeconds", false, &shape::TUMBLING_WINDOW_IN_SECONDS),
            Member::body("FunctionResponseTypes", false, &shape::FUNCTION_RESPONSE_TYPE_LIST),
            Member::body("ScalingConfig", false, &Shape::Structure(&schema::SCALING_CONFIG)),
            Member::body(
                "AmazonManagedKafkaEventSourceConfig",
                false,
                &Shape::Structure(&schema::AMAZON_MANAGED_KAFKA_EVENT_SOURCE_CONFIG),
            ),
            Member::body(
                "SelfManagedKafkaEventSourceConfig",
                false,
                &Shape::Structure(&schema::SELF_MANAGED_KAFKA_EVENT_SOURCE_CONFIG),
            ),
            Member::body(
                "DocumentDBEventSourceConfig",
                false,
                &Shape::Structure(&schema::DOCUMENT_DB_EVENT_SOURCE_CONFIG),
            ),
            Member::body("KMSKeyArn", false, &shape::KMS_KEY_ARN),
            Member::body(
                "MetricsConfig",
                false,
                &Shape::Structure(&schema::EVENT_SOURCE_MAPPING_METRICS_CONFIG),
            ),
            Member::body(
                "LoggingConfig",
                false,
                &Shape::Structure(&schema::EVENT_SOURCE_MAPPING_LOGGING_CONFIG),
            ),
            Member::body(
                "ProvisionedPollerConfig",
                false,
                &Shape::Structure(&schema::PROVISIONED_POLLER_CONFIG),
            ),
        ],
    };
    pub static UPDATE_FUNCTION_CONFIGURATION_REQUEST: Structure = Structure {
        name: "UpdateFunctionConfigurationRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(Location::Uri, "FunctionName", "FunctionName", true, &shape::FUNCTION_NAME),
            Member::body("Role", false, &shape::ROLE_ARN),
            Member::body("Handler", false, &shape::HANDLER),
            Member::body("Description", false, &shape::DESCRIPTION),
            Member::body("Timeout", false, &shape::TIMEOUT),
            Member::body("MemorySize", false, &shape::MEMORY_SIZE),
            Member::body("VpcConfig", false, &Shape::Structure(&schema::VPC_CONFIG)),
            Member::body("Environment", false, &Shape::Structure(&schema::ENVIRONMENT)),
            Member::body("Runtime", false, &shape::RUNTIME),
            Member::body("DeadLetterConfig", false, &Shape::Structure(&schema::DEAD_LETTER_CONFIG)),
            Member::body("KMSKeyArn", false, &shape::KMS_KEY_ARN),
            Member::body("TracingConfig", false, &Shape::Structure(&schema::TRACING_CONFIG)),
            Member::body("RevisionId", false, &shape::STRING),
            Member::body("Layers", false, &shape::LAYER_LIST),
            Member::body("FileSystemConfigs", false, &shape::FILE_SYSTEM_CONFIG_LIST),
            Member::body("ImageConfig", false, &Shape::Structure(&schema::IMAGE_CONFIG)),
            Member::body("EphemeralStorage", false, &Shape::Structure(&schema::EPHEMERAL_STORAGE)),
            Member::body("SnapStart", false, &Shape::Structure(&schema::SNAP_START)),
            Member::body("LoggingConfig", false, &Shape::Structure(&schema::LOGGING_CONFIG)),
            Member::body(
                "CapacityProviderConfig",
                false,
                &Shape::Structure(&schema::CAPACITY_PROVIDER_CONFIG),
            ),
            Member::body("DurableConfig", false, &Shape::Structure(&schema::DURABLE_CONFIG)),
        ],
    };
    pub static UPDATE_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST: Structure = Structure {
        name: "UpdateFunctionEventInvokeConfigRequest",
        kind: Kind::Plain,
        members: &[
            Member::at(
                Location::Uri,
                "FunctionName",
                "FunctionName",
                true,
                &shape::NAMESPACED_FUNCTION_NAME,
            ),
            Member::at(
                Location::Query,
                "Qualifier",
                "Qualifier",
                false,
                &shape::NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER,
            ),
            Member::body("MaximumRetryAttempts", false, &shape::MAXIMUM_RETRY_ATTEMPTS),
            Member::body("MaximumEventAgeInSeconds", false, &shape::MAXIMUM_EVENT_AGE_IN_SECONDS),
            Member::body(
                "DestinationConfig",
                false,
                &Shape::Structure(&schema::DESTINATION_CONFIG),
            ),
        ],
    };
    pub static VPC_CONFIG: Structure = Structure {
        name: "VpcConfig",
        kind: Kind::Plain,
        members: &[
            Member::body("SubnetIds", false, &shape::SUBNET_IDS),
            Member::body("SecurityGroupIds", false, &shape::SECURITY_GROUP_IDS),
            Member::body("Ipv6AllowedForDualStack", false, &Shape::Boolean),
        ],
    };
    pub static VPC_CONFIG_RESPONSE: Structure = Structure {
        name: "VpcConfigResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("SubnetIds", false, &shape::SUBNET_IDS),
            Member::body("SecurityGroupIds", false, &shape::SECURITY_GROUP_IDS),
            Member::body("VpcId", false, &shape::VPC_ID),
            Member::body("Ipv6AllowedForDualStack", false, &Shape::Boolean),
        ],
    };
}

/// Everything that is not a structure.
pub mod shape {
    use wire::schema::*;
    use wire::validate::{Node, Pattern};

    use super::{schema, shape};

    static ACTION_PATTERN: Pattern = Pattern {
        source: "(lambda:[*]|lambda:[a-zA-Z]+|[*])",
        root: Some(&Node::Either(&[
            Node::Sequence(&[
                Node::Class { negated: false, ranges: &[('l', 'l')] },
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('m', 'm')] },
                Node::Class { negated: false, ranges: &[('b', 'b')] },
                Node::Class { negated: false, ranges: &[('d', 'd')] },
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Class { negated: false, ranges: &[('*', '*')] },
            ]),
            Node::Sequence(&[
                Node::Class { negated: false, ranges: &[('l', 'l')] },
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('m', 'm')] },
                Node::Class { negated: false, ranges: &[('b', 'b')] },
                Node::Class { negated: false, ranges: &[('d', 'd')] },
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Repeat {
                    node: &Node::Class { negated: false, ranges: &[('a', 'z'), ('A', 'Z')] },
                    min: 1,
                    max: u32::MAX,
                },
            ]),
            Node::Class { negated: false, ranges: &[('*', '*')] },
        ])),
    };
    pub static ACTION: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: Some(&ACTION_PATTERN),
        values: &[],
        sensitive: false,
    });
    static ADDITIONAL_VERSION_PATTERN: Pattern = Pattern {
        source: "[0-9]+",
        root: Some(&Node::Repeat {
            node: &Node::Class { negated: false, ranges: &[('0', '9')] },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static ADDITIONAL_VERSION: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(1024) },
        pattern: Some(&ADDITIONAL_VERSION_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static ADDITIONAL_VERSION_WEIGHTS: Shape = Shape::Map(MapShape {
        key: &shape::ADDITIONAL_VERSION,
        value: &Shape::Double,
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    static ALIAS_PATTERN: Pattern = Pattern { source: "(?!^[0-9]+$)([a-zA-Z0-9-_]+)", root: None };
    pub static ALIAS: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(128) },
        pattern: Some(&ALIAS_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static ALIAS_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::ALIAS_CONFIGURATION),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static APPLICATION_LOG_LEVEL: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"],
        sensitive: false,
    });
    pub static ARCHITECTURE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["x86_64", "arm64"],
        sensitive: false,
    });
    pub static ARCHITECTURES_LIST: Shape = Shape::List(ListShape {
        member: &shape::ARCHITECTURE,
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: Some(1) },
    });
    static ARN_PATTERN: Pattern = Pattern {
        source: "arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}(-gov)?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)",
        root: Some(&Node::Sequence(&[
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Sequence(&[
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('w', 'w')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Repeat {
                    node: &Node::Class {
                        negated: false,
                        ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-')],
                    },
                    min: 0,
                    max: u32::MAX,
                },
            ]),
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-')],
                },
                min: 1,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Repeat {
                        node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                        min: 2,
                        max: 2,
                    },
                    Node::Repeat {
                        node: &Node::Sequence(&[
                            Node::Class { negated: false, ranges: &[('-', '-')] },
                            Node::Class { negated: false, ranges: &[('g', 'g')] },
                            Node::Class { negated: false, ranges: &[('o', 'o')] },
                            Node::Class { negated: false, ranges: &[('v', 'v')] },
                        ]),
                        min: 0,
                        max: 1,
                    },
                    Node::Class { negated: false, ranges: &[('-', '-')] },
                    Node::Repeat {
                        node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                        min: 1,
                        max: u32::MAX,
                    },
                    Node::Class { negated: false, ranges: &[('-', '-')] },
                    Node::Repeat {
                        node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                        min: 1,
                        max: 1,
                    },
                ]),
                min: 0,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Repeat {
                    node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                    min: 12,
                    max: 12,
                },
                min: 0,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: true,
                    ranges: &[('\n', '\n'), ('\r', '\r'), ('\u{85}', '\u{85}')],
                },
                min: 0,
                max: u32::MAX,
            },
        ])),
    };
    pub static ARN: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: Some(&ARN_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static BATCH_SIZE: Shape = Shape::Integer(Range { min: Some(1), max: Some(10000) });
    pub static BLOB: Shape = Shape::Blob(Length::ANY);
    pub static BLOB_STREAM: Shape = Shape::Blob(Length::ANY);
    static CAPACITY_PROVIDER_ARN_PATTERN: Pattern = Pattern {
        source: "arn:aws[a-zA-Z-]*:lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:capacity-provider:[a-zA-Z0-9-_]+",
        root: Some(&Node::Sequence(&[
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('w', 'w')] },
            Node::Class { negated: false, ranges: &[('s', 's')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('a', 'z'), ('A', 'Z'), ('-', '-')],
                },
                min: 0,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('l', 'l')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('m', 'm')] },
            Node::Class { negated: false, ranges: &[('b', 'b')] },
            Node::Class { negated: false, ranges: &[('d', 'd')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                min: 2,
                max: 2,
            },
            Node::Repeat {
                node: &Node::Either(&[
                    Node::Sequence(&[
                        Node::Class { negated: false, ranges: &[('-', '-')] },
                        Node::Class { negated: false, ranges: &[('g', 'g')] },
                        Node::Class { negated: false, ranges: &[('o', 'o')] },
                        Node::Class { negated: false, ranges: &[('v', 'v')] },
                    ]),
                    Node::Sequence(&[
                        Node::Class { negated: false, ranges: &[('-', '-')] },
                        Node::Class { negated: false, ranges: &[('i', 'i')] },
                        Node::Class { negated: false, ranges: &[('s', 's')] },
                        Node::Class { negated: false, ranges: &[('o', 'o')] },
                        Node::Repeat {
                            node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                            min: 0,
                            max: 1,
                        },
                    ]),
                ]),
                min: 0,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                min: 1,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 1,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 12,
                max: 12,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('c', 'c')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('p', 'p')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('c', 'c')] },
            Node::Class { negated: false, ranges: &[('i', 'i')] },
            Node::Class { negated: false, ranges: &[('t', 't')] },
            Node::Class { negated: false, ranges: &[('y', 'y')] },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Class { negated: false, ranges: &[('p', 'p')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[('o', 'o')] },
            Node::Class { negated: false, ranges: &[('v', 'v')] },
            Node::Class { negated: false, ranges: &[('i', 'i')] },
            Node::Class { negated: false, ranges: &[('d', 'd')] },
            Node::Class { negated: false, ranges: &[('e', 'e')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-'), ('_', '_')],
                },
                min: 1,
                max: u32::MAX,
            },
        ])),
    };
    pub static CAPACITY_PROVIDER_ARN: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(140) },
        pattern: Some(&CAPACITY_PROVIDER_ARN_PATTERN),
        values: &[],
        sensitive: false,
    });
    static COLLECTION_NAME_PATTERN: Pattern =
        Pattern { source: "(^(?!(system\\x2e)))(^[_a-zA-Z0-9])([^$]*)", root: None };
    pub static COLLECTION_NAME: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(57) },
        pattern: Some(&COLLECTION_NAME_PATTERN),
        values: &[],
        sensitive: false,
    });
    static DATABASE_NAME_PATTERN: Pattern = Pattern { source: "[^ /\\.$\\x22]*", root: None };
    pub static DATABASE_NAME: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(63) },
        pattern: Some(&DATABASE_NAME_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static DESCRIPTION: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(256) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    static DESTINATION_ARN_PATTERN: Pattern = Pattern {
        source: "$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)",
        root: Some(&Node::Either(&[
            Node::Sequence(&[]),
            Node::Sequence(&[
                Node::Class { negated: false, ranges: &[('k', 'k')] },
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('f', 'f')] },
                Node::Class { negated: false, ranges: &[('k', 'k')] },
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Class { negated: false, ranges: &[('/', '/')] },
                Node::Class { negated: false, ranges: &[('/', '/')] },
                Node::Sequence(&[
                    Node::Class { negated: true, ranges: &[('.', '.')] },
                    Node::Repeat {
                        node: &Node::Class {
                            negated: false,
                            ranges: &[
                                ('a', 'z'),
                                ('A', 'Z'),
                                ('0', '9'),
                                ('-', '-'),
                                ('_', '_'),
                                ('.', '.'),
                            ],
                        },
                        min: 0,
                        max: 248,
                    },
                ]),
            ]),
            Node::Sequence(&[
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('r', 'r')] },
                Node::Class { negated: false, ranges: &[('n', 'n')] },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('a', 'a')] },
                    Node::Class { negated: false, ranges: &[('w', 'w')] },
                    Node::Class { negated: false, ranges: &[('s', 's')] },
                    Node::Repeat {
                        node: &Node::Class {
                            negated: false,
                            ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-')],
                        },
                        min: 0,
                        max: u32::MAX,
                    },
                ]),
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Repeat {
                    node: &Node::Class {
                        negated: false,
                        ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-')],
                    },
                    min: 1,
                    max: u32::MAX,
                },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Repeat {
                    node: &Node::Sequence(&[
                        Node::Repeat {
                            node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                            min: 2,
                            max: 2,
                        },
                        Node::Repeat {
                            node: &Node::Either(&[
                                Node::Sequence(&[
                                    Node::Class { negated: false, ranges: &[('-', '-')] },
                                    Node::Class { negated: false, ranges: &[('g', 'g')] },
                                    Node::Class { negated: false, ranges: &[('o', 'o')] },
                                    Node::Class { negated: false, ranges: &[('v', 'v')] },
                                ]),
                                Node::Sequence(&[
                                    Node::Class { negated: false, ranges: &[('-', '-')] },
                                    Node::Class { negated: false, ranges: &[('i', 'i')] },
                                    Node::Class { negated: false, ranges: &[('s', 's')] },
                                    Node::Class { negated: false, ranges: &[('o', 'o')] },
                                    Node::Repeat {
                                        node: &Node::Class {
                                            negated: false,
                                            ranges: &[('a', 'z')],
                                        },
                                        min: 0,
                                        max: 1,
                                    },
                                ]),
                            ]),
                            min: 0,
                            max: 1,
                        },
                        Node::Class { negated: false, ranges: &[('-', '-')] },
                        Node::Repeat {
                            node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                            min: 1,
                            max: u32::MAX,
                        },
                        Node::Class { negated: false, ranges: &[('-', '-')] },
                        Node::Repeat {
                            node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                            min: 1,
                            max: 1,
                        },
                    ]),
                    min: 0,
                    max: 1,
                },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Repeat {
                    node: &Node::Repeat {
                        node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                        min: 12,
                        max: 12,
                    },
                    min: 0,
                    max: 1,
                },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Repeat {
                    node: &Node::Class {
                        negated: true,
                        ranges: &[('\n', '\n'), ('\r', '\r'), ('\u{85}', '\u{85}')],
                    },
                    min: 0,
                    max: u32::MAX,
                },
            ]),
        ])),
    };
    pub static DESTINATION_ARN: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(350) },
        pattern: Some(&DESTINATION_ARN_PATTERN),
        values: &[],
        sensitive: false,
    });
    static DURABLE_EXECUTION_ARN_PATTERN: Pattern = Pattern {
        source: "arn:([a-zA-Z0-9-]+):lambda:([a-zA-Z0-9-]+):(\\d{12}):function:([a-zA-Z0-9_-]+):(\\$LATEST(?:\\.PUBLISHED)?|[0-9]+)/durable-execution/([a-zA-Z0-9_-]+)/([a-zA-Z0-9_-]+)",
        root: Some(&Node::Sequence(&[
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-')],
                },
                min: 1,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('l', 'l')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('m', 'm')] },
            Node::Class { negated: false, ranges: &[('b', 'b')] },
            Node::Class { negated: false, ranges: &[('d', 'd')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-')],
                },
                min: 1,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 12,
                max: 12,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('f', 'f')] },
            Node::Class { negated: false, ranges: &[('u', 'u')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[('c', 'c')] },
            Node::Class { negated: false, ranges: &[('t', 't')] },
            Node::Class { negated: false, ranges: &[('i', 'i')] },
            Node::Class { negated: false, ranges: &[('o', 'o')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_'), ('-', '-')],
                },
                min: 1,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Either(&[
                Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('$', '$')] },
                    Node::Class { negated: false, ranges: &[('L', 'L')] },
                    Node::Class { negated: false, ranges: &[('A', 'A')] },
                    Node::Class { negated: false, ranges: &[('T', 'T')] },
                    Node::Class { negated: false, ranges: &[('E', 'E')] },
                    Node::Class { negated: false, ranges: &[('S', 'S')] },
                    Node::Class { negated: false, ranges: &[('T', 'T')] },
                    Node::Repeat {
                        node: &Node::Sequence(&[
                            Node::Class { negated: false, ranges: &[('.', '.')] },
                            Node::Class { negated: false, ranges: &[('P', 'P')] },
                            Node::Class { negated: false, ranges: &[('U', 'U')] },
                            Node::Class { negated: false, ranges: &[('B', 'B')] },
                            Node::Class { negated: false, ranges: &[('L', 'L')] },
                            Node::Class { negated: false, ranges: &[('I', 'I')] },
                            Node::Class { negated: false, ranges: &[('S', 'S')] },
                            Node::Class { negated: false, ranges: &[('H', 'H')] },
                            Node::Class { negated: false, ranges: &[('E', 'E')] },
                            Node::Class { negated: false, ranges: &[('D', 'D')] },
                        ]),
                        min: 0,
                        max: 1,
                    },
                ]),
                Node::Repeat {
                    node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                    min: 1,
                    max: u32::MAX,
                },
            ]),
            Node::Class { negated: false, ranges: &[('/', '/')] },
            Node::Class { negated: false, ranges: &[('d', 'd')] },
            Node::Class { negated: false, ranges: &[('u', 'u')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('b', 'b')] },
            Node::Class { negated: false, ranges: &[('l', 'l')] },
            Node::Class { negated: false, ranges: &[('e', 'e')] },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Class { negated: false, ranges: &[('e', 'e')] },
            Node::Class { negated: false, ranges: &[('x', 'x')] },
            Node::Class { negated: false, ranges: &[('e', 'e')] },
            Node::Class { negated: false, ranges: &[('c', 'c')] },
            Node::Class { negated: false, ranges: &[('u', 'u')] },
            Node::Class { negated: false, ranges: &[('t', 't')] },
            Node::Class { negated: false, ranges: &[('i', 'i')] },
            Node::Class { negated: false, ranges: &[('o', 'o')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[('/', '/')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_'), ('-', '-')],
                },
                min: 1,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[('/', '/')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_'), ('-', '-')],
                },
                min: 1,
                max: u32::MAX,
            },
        ])),
    };
    pub static DURABLE_EXECUTION_ARN: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(1024) },
        pattern: Some(&DURABLE_EXECUTION_ARN_PATTERN),
        values: &[],
        sensitive: false,
    });
    static DURABLE_EXECUTION_NAME_PATTERN: Pattern = Pattern {
        source: "[a-zA-Z0-9-_]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-'), ('_', '_')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static DURABLE_EXECUTION_NAME: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(64) },
        pattern: Some(&DURABLE_EXECUTION_NAME_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static END_POINT_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["KAFKA_BOOTSTRAP_SERVERS"],
        sensitive: false,
    });
    static ENDPOINT_PATTERN: Pattern = Pattern {
        source: "(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\\-]*[A-Za-z0-9]):[0-9]{1,5}",
        root: Some(&Node::Sequence(&[
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Either(&[
                        Node::Class {
                            negated: false,
                            ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9')],
                        },
                        Node::Sequence(&[
                            Node::Class {
                                negated: false,
                                ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9')],
                            },
                            Node::Repeat {
                                node: &Node::Class {
                                    negated: false,
                                    ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-')],
                                },
                                min: 0,
                                max: u32::MAX,
                            },
                            Node::Class {
                                negated: false,
                                ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9')],
                            },
                        ]),
                    ]),
                    Node::Class { negated: false, ranges: &[('.', '.')] },
                ]),
                min: 0,
                max: u32::MAX,
            },
            Node::Either(&[
                Node::Class { negated: false, ranges: &[('A', 'Z'), ('a', 'z'), ('0', '9')] },
                Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('A', 'Z'), ('a', 'z'), ('0', '9')] },
                    Node::Repeat {
                        node: &Node::Class {
                            negated: false,
                            ranges: &[('A', 'Z'), ('a', 'z'), ('0', '9'), ('-', '-')],
                        },
                        min: 0,
                        max: u32::MAX,
                    },
                    Node::Class { negated: false, ranges: &[('A', 'Z'), ('a', 'z'), ('0', '9')] },
                ]),
            ]),
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 1,
                max: 5,
            },
        ])),
    };
    pub static ENDPOINT: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(300) },
        pattern: Some(&ENDPOINT_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static ENDPOINT_LISTS: Shape = Shape::List(ListShape {
        member: &shape::ENDPOINT,
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: Some(10) },
    });
    pub static ENDPOINTS: Shape = Shape::Map(MapShape {
        key: &shape::END_POINT_TYPE,
        value: &shape::ENDPOINT_LISTS,
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length { min: Some(1), max: Some(2) },
    });
    static ENVIRONMENT_VARIABLE_NAME_PATTERN: Pattern = Pattern {
        source: "[a-zA-Z]([a-zA-Z0-9_])+",
        root: Some(&Node::Sequence(&[
            Node::Class { negated: false, ranges: &[('a', 'z'), ('A', 'Z')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')],
                },
                min: 1,
                max: u32::MAX,
            },
        ])),
    };
    pub static ENVIRONMENT_VARIABLE_NAME: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: Some(&ENVIRONMENT_VARIABLE_NAME_PATTERN),
        values: &[],
        sensitive: true,
    });
    pub static ENVIRONMENT_VARIABLE_VALUE: Shape =
        Shape::String(Text { length: Length::ANY, pattern: None, values: &[], sensitive: true });
    pub static ENVIRONMENT_VARIABLES: Shape = Shape::Map(MapShape {
        key: &shape::ENVIRONMENT_VARIABLE_NAME,
        value: &shape::ENVIRONMENT_VARIABLE_VALUE,
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static EPHEMERAL_STORAGE_SIZE: Shape =
        Shape::Integer(Range { min: Some(512), max: Some(10240) });
    static EVENT_SOURCE_MAPPING_ARN_PATTERN: Pattern = Pattern {
        source: "arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}",
        root: Some(&Node::Sequence(&[
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('a', 'a')] },
                    Node::Class { negated: false, ranges: &[('w', 'w')] },
                    Node::Class { negated: false, ranges: &[('s', 's')] },
                    Node::Repeat {
                        node: &Node::Class {
                            negated: false,
                            ranges: &[('a', 'z'), ('A', 'Z'), ('-', '-')],
                        },
                        min: 0,
                        max: u32::MAX,
                    },
                ]),
                min: 0,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('l', 'l')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('m', 'm')] },
            Node::Class { negated: false, ranges: &[('b', 'b')] },
            Node::Class { negated: false, ranges: &[('d', 'd')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                min: 2,
                max: 2,
            },
            Node::Repeat {
                node: &Node::Either(&[
                    Node::Sequence(&[
                        Node::Class { negated: false, ranges: &[('-', '-')] },
                        Node::Class { negated: false, ranges: &[('g', 'g')] },
                        Node::Class { negated: false, ranges: &[('o', 'o')] },
                        Node::Class { negated: false, ranges: &[('v', 'v')] },
                    ]),
                    Node::Sequence(&[
                        Node::Class { negated: false, ranges: &[('-', '-')] },
                        Node::Class { negated: false, ranges: &[('i', 'i')] },
                        Node::Class { negated: false, ranges: &[('s', 's')] },
                        Node::Class { negated: false, ranges: &[('o', 'o')] },
                        Node::Repeat {
                            node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                            min: 0,
                            max: 1,
                        },
                    ]),
                ]),
                min: 0,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                min: 1,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 1,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 12,
                max: 12,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('e', 'e')] },
            Node::Class { negated: false, ranges: &[('v', 'v')] },
            Node::Class { negated: false, ranges: &[('e', 'e')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[('t', 't')] },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Class { negated: false, ranges: &[('s', 's')] },
            Node::Class { negated: false, ranges: &[('o', 'o')] },
            Node::Class { negated: false, ranges: &[('u', 'u')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[('c', 'c')] },
            Node::Class { negated: false, ranges: &[('e', 'e')] },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Class { negated: false, ranges: &[('m', 'm')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('p', 'p')] },
            Node::Class { negated: false, ranges: &[('p', 'p')] },
            Node::Class { negated: false, ranges: &[('i', 'i')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[('g', 'g')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('0', '9'), ('a', 'f'), ('A', 'F')],
                },
                min: 8,
                max: 8,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('0', '9'), ('a', 'f'), ('A', 'F')],
                },
                min: 4,
                max: 4,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('0', '9'), ('a', 'f'), ('A', 'F')],
                },
                min: 4,
                max: 4,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('0', '9'), ('a', 'f'), ('A', 'F')],
                },
                min: 4,
                max: 4,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('0', '9'), ('a', 'f'), ('A', 'F')],
                },
                min: 12,
                max: 12,
            },
        ])),
    };
    pub static EVENT_SOURCE_MAPPING_ARN: Shape = Shape::String(Text {
        length: Length { min: Some(85), max: Some(120) },
        pattern: Some(&EVENT_SOURCE_MAPPING_ARN_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static EVENT_SOURCE_MAPPING_METRIC: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["EventCount", "ErrorCount", "KafkaMetrics"],
        sensitive: false,
    });
    pub static EVENT_SOURCE_MAPPING_METRIC_LIST: Shape = Shape::List(ListShape {
        member: &shape::EVENT_SOURCE_MAPPING_METRIC,
        member_name: "member",
        flattened: false,
        length: Length { min: Some(0), max: Some(3) },
    });
    pub static EVENT_SOURCE_MAPPING_SYSTEM_LOG_LEVEL: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["DEBUG", "INFO", "WARN"],
        sensitive: false,
    });
    pub static EVENT_SOURCE_MAPPINGS_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::EVENT_SOURCE_MAPPING_CONFIGURATION),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static EVENT_SOURCE_POSITION: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"],
        sensitive: false,
    });
    static EVENT_SOURCE_TOKEN_PATTERN: Pattern = Pattern {
        source: "[a-zA-Z0-9._\\-]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('.', '.'), ('_', '_'), ('-', '-')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static EVENT_SOURCE_TOKEN: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(256) },
        pattern: Some(&EVENT_SOURCE_TOKEN_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static EXECUTION_TIMEOUT: Shape =
        Shape::Integer(Range { min: Some(1), max: Some(31622400) });
    static FILE_SYSTEM_ARN_PATTERN: Pattern = Pattern {
        source: "arn:aws[a-zA-Z-]*:elasticfilesystem:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}:\\d{12}:access-point/fsap-[a-f0-9]{17}$|^arn:aws[-a-z]*:s3files:[0-9a-z-:]+:file-system/fs-[0-9a-f]{17,40}/access-point/fsap-[0-9a-f]{17,40}",
        root: Some(&Node::Either(&[
            Node::Sequence(&[
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('r', 'r')] },
                Node::Class { negated: false, ranges: &[('n', 'n')] },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('w', 'w')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Repeat {
                    node: &Node::Class {
                        negated: false,
                        ranges: &[('a', 'z'), ('A', 'Z'), ('-', '-')],
                    },
                    min: 0,
                    max: u32::MAX,
                },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Class { negated: false, ranges: &[('e', 'e')] },
                Node::Class { negated: false, ranges: &[('l', 'l')] },
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Class { negated: false, ranges: &[('t', 't')] },
                Node::Class { negated: false, ranges: &[('i', 'i')] },
                Node::Class { negated: false, ranges: &[('c', 'c')] },
                Node::Class { negated: false, ranges: &[('f', 'f')] },
                Node::Class { negated: false, ranges: &[('i', 'i')] },
                Node::Class { negated: false, ranges: &[('l', 'l')] },
                Node::Class { negated: false, ranges: &[('e', 'e')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Class { negated: false, ranges: &[('y', 'y')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Class { negated: false, ranges: &[('t', 't')] },
                Node::Class { negated: false, ranges: &[('e', 'e')] },
                Node::Class { negated: false, ranges: &[('m', 'm')] },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Repeat {
                    node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                    min: 2,
                    max: 2,
                },
                Node::Repeat {
                    node: &Node::Either(&[
                        Node::Sequence(&[
                            Node::Class { negated: false, ranges: &[('-', '-')] },
                            Node::Class { negated: false, ranges: &[('g', 'g')] },
                            Node::Class { negated: false, ranges: &[('o', 'o')] },
                            Node::Class { negated: false, ranges: &[('v', 'v')] },
                        ]),
                        Node::Sequence(&[
                            Node::Class { negated: false, ranges: &[('-', '-')] },
                            Node::Class { negated: false, ranges: &[('i', 'i')] },
                            Node::Class { negated: false, ranges: &[('s', 's')] },
                            Node::Class { negated: false, ranges: &[('o', 'o')] },
                            Node::Repeat {
                                node: &Node::Class { negated: false, ranges: &[('b', 'b')] },
                                min: 0,
                                max: 1,
                            },
                        ]),
                    ]),
                    min: 0,
                    max: 1,
                },
                Node::Class { negated: false, ranges: &[('-', '-')] },
                Node::Repeat {
                    node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                    min: 1,
                    max: u32::MAX,
                },
                Node::Class { negated: false, ranges: &[('-', '-')] },
                Node::Repeat {
                    node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                    min: 1,
                    max: 1,
                },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Repeat {
                    node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                    min: 12,
                    max: 12,
                },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('c', 'c')] },
                Node::Class { negated: false, ranges: &[('c', 'c')] },
                Node::Class { negated: false, ranges: &[('e', 'e')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Class { negated: false, ranges: &[('-', '-')] },
                Node::Class { negated: false, ranges: &[('p', 'p')] },
                Node::Class { negated: false, ranges: &[('o', 'o')] },
                Node::Class { negated: false, ranges: &[('i', 'i')] },
                Node::Class { negated: false, ranges: &[('n', 'n')] },
                Node::Class { negated: false, ranges: &[('t', 't')] },
                Node::Class { negated: false, ranges: &[('/', '/')] },
                Node::Class { negated: false, ranges: &[('f', 'f')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('p', 'p')] },
                Node::Class { negated: false, ranges: &[('-', '-')] },
                Node::Repeat {
                    node: &Node::Class { negated: false, ranges: &[('a', 'f'), ('0', '9')] },
                    min: 17,
                    max: 17,
                },
            ]),
            Node::Sequence(&[
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('r', 'r')] },
                Node::Class { negated: false, ranges: &[('n', 'n')] },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('w', 'w')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Repeat {
                    node: &Node::Class { negated: false, ranges: &[('-', '-'), ('a', 'z')] },
                    min: 0,
                    max: u32::MAX,
                },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Class { negated: false, ranges: &[('3', '3')] },
                Node::Class { negated: false, ranges: &[('f', 'f')] },
                Node::Class { negated: false, ranges: &[('i', 'i')] },
                Node::Class { negated: false, ranges: &[('l', 'l')] },
                Node::Class { negated: false, ranges: &[('e', 'e')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Repeat {
                    node: &Node::Class {
                        negated: false,
                        ranges: &[('0', '9'), ('a', 'z'), ('-', '-'), (':', ':')],
                    },
                    min: 1,
                    max: u32::MAX,
                },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Class { negated: false, ranges: &[('f', 'f')] },
                Node::Class { negated: false, ranges: &[('i', 'i')] },
                Node::Class { negated: false, ranges: &[('l', 'l')] },
                Node::Class { negated: false, ranges: &[('e', 'e')] },
                Node::Class { negated: false, ranges: &[('-', '-')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Class { negated: false, ranges: &[('y', 'y')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Class { negated: false, ranges: &[('t', 't')] },
                Node::Class { negated: false, ranges: &[('e', 'e')] },
                Node::Class { negated: false, ranges: &[('m', 'm')] },
                Node::Class { negated: false, ranges: &[('/', '/')] },
                Node::Class { negated: false, ranges: &[('f', 'f')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Class { negated: false, ranges: &[('-', '-')] },
                Node::Repeat {
                    node: &Node::Class { negated: false, ranges: &[('0', '9'), ('a', 'f')] },
                    min: 17,
                    max: 40,
                },
                Node::Class { negated: false, ranges: &[('/', '/')] },
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('c', 'c')] },
                Node::Class { negated: false, ranges: &[('c', 'c')] },
                Node::Class { negated: false, ranges: &[('e', 'e')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Class { negated: false, ranges: &[('-', '-')] },
                Node::Class { negated: false, ranges: &[('p', 'p')] },
                Node::Class { negated: false, ranges: &[('o', 'o')] },
                Node::Class { negated: false, ranges: &[('i', 'i')] },
                Node::Class { negated: false, ranges: &[('n', 'n')] },
                Node::Class { negated: false, ranges: &[('t', 't')] },
                Node::Class { negated: false, ranges: &[('/', '/')] },
                Node::Class { negated: false, ranges: &[('f', 'f')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('p', 'p')] },
                Node::Class { negated: false, ranges: &[('-', '-')] },
                Node::Repeat {
                    node: &Node::Class { negated: false, ranges: &[('0', '9'), ('a', 'f')] },
                    min: 17,
                    max: 40,
                },
            ]),
        ])),
    };
    pub static FILE_SYSTEM_ARN: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(256) },
        pattern: Some(&FILE_SYSTEM_ARN_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static FILE_SYSTEM_CONFIG_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::FILE_SYSTEM_CONFIG),
        member_name: "member",
        flattened: false,
        length: Length { min: Some(0), max: Some(1) },
    });
    static FILTER_CRITERIA_ERROR_CODE_PATTERN: Pattern = Pattern {
        source: "[A-Za-z]+Exception",
        root: Some(&Node::Sequence(&[
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('A', 'Z'), ('a', 'z')] },
                min: 1,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[('E', 'E')] },
            Node::Class { negated: false, ranges: &[('x', 'x')] },
            Node::Class { negated: false, ranges: &[('c', 'c')] },
            Node::Class { negated: false, ranges: &[('e', 'e')] },
            Node::Class { negated: false, ranges: &[('p', 'p')] },
            Node::Class { negated: false, ranges: &[('t', 't')] },
            Node::Class { negated: false, ranges: &[('i', 'i')] },
            Node::Class { negated: false, ranges: &[('o', 'o')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
        ])),
    };
    pub static FILTER_CRITERIA_ERROR_CODE: Shape = Shape::String(Text {
        length: Length { min: Some(10), max: Some(50) },
        pattern: Some(&FILTER_CRITERIA_ERROR_CODE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static FILTER_CRITERIA_ERROR_MESSAGE_PATTERN: Pattern = Pattern {
        source: ".*",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: true,
                ranges: &[('\n', '\n'), ('\r', '\r'), ('\u{85}', '\u{85}')],
            },
            min: 0,
            max: u32::MAX,
        }),
    };
    pub static FILTER_CRITERIA_ERROR_MESSAGE: Shape = Shape::String(Text {
        length: Length { min: Some(10), max: Some(2048) },
        pattern: Some(&FILTER_CRITERIA_ERROR_MESSAGE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static FILTER_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::FILTER),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static FULL_DOCUMENT: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["UpdateLookup", "Default"],
        sensitive: false,
    });
    static FUNCTION_ARN_PATTERN: Pattern = Pattern {
        source: "arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?",
        root: Some(&Node::Sequence(&[
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('a', 'a')] },
                    Node::Class { negated: false, ranges: &[('w', 'w')] },
                    Node::Class { negated: false, ranges: &[('s', 's')] },
                    Node::Repeat {
                        node: &Node::Class {
                            negated: false,
                            ranges: &[('a', 'z'), ('A', 'Z'), ('-', '-')],
                        },
                        min: 0,
                        max: u32::MAX,
                    },
                ]),
                min: 0,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('l', 'l')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('m', 'm')] },
            Node::Class { negated: false, ranges: &[('b', 'b')] },
            Node::Class { negated: false, ranges: &[('d', 'd')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                min: 2,
                max: 2,
            },
            Node::Repeat {
                node: &Node::Either(&[
                    Node::Sequence(&[
                        Node::Class { negated: false, ranges: &[('-', '-')] },
                        Node::Class { negated: false, ranges: &[('g', 'g')] },
                        Node::Class { negated: false, ranges: &[('o', 'o')] },
                        Node::Class { negated: false, ranges: &[('v', 'v')] },
                    ]),
                    Node::Sequence(&[
                        Node::Class { negated: false, ranges: &[('-', '-')] },
                        Node::Class { negated: false, ranges: &[('i', 'i')] },
                        Node::Class { negated: false, ranges: &[('s', 's')] },
                        Node::Class { negated: false, ranges: &[('o', 'o')] },
                        Node::Repeat {
                            node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                            min: 0,
                            max: 1,
                        },
                    ]),
                ]),
                min: 0,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                min: 1,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 1,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 12,
                max: 12,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('f', 'f')] },
            Node::Class { negated: false, ranges: &[('u', 'u')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[('c', 'c')] },
            Node::Class { negated: false, ranges: &[('t', 't')] },
            Node::Class { negated: false, ranges: &[('i', 'i')] },
            Node::Class { negated: false, ranges: &[('o', 'o')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-'), ('_', '_')],
                },
                min: 1,
                max: u32::MAX,
            },
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                    Node::Either(&[
                        Node::Sequence(&[
                            Node::Class { negated: false, ranges: &[('$', '$')] },
                            Node::Class { negated: false, ranges: &[('L', 'L')] },
                            Node::Class { negated: false, ranges: &[('A', 'A')] },
                            Node::Class { negated: false, ranges: &[('T', 'T')] },
                            Node::Class { negated: false, ranges: &[('E', 'E')] },
                            Node::Class { negated: false, ranges: &[('S', 'S')] },
                            Node::Class { negated: false, ranges: &[('T', 'T')] },
                        ]),
                        Node::Repeat {
                            node: &Node::Class {
                                negated: false,
                                ranges: &[
                                    ('a', 'z'),
                                    ('A', 'Z'),
                                    ('0', '9'),
                                    ('-', '-'),
                                    ('_', '_'),
                                ],
                            },
                            min: 1,
                            max: u32::MAX,
                        },
                    ]),
                ]),
                min: 0,
                max: 1,
            },
        ])),
    };
    pub static FUNCTION_ARN: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(10000) },
        pattern: Some(&FUNCTION_ARN_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static FUNCTION_EVENT_INVOKE_CONFIG_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::FUNCTION_EVENT_INVOKE_CONFIG),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static FUNCTION_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::FUNCTION_CONFIGURATION),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    static FUNCTION_NAME_PATTERN: Pattern = Pattern {
        source: "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?",
        root: Some(&Node::Sequence(&[
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('a', 'a')] },
                    Node::Class { negated: false, ranges: &[('r', 'r')] },
                    Node::Class { negated: false, ranges: &[('n', 'n')] },
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                    Node::Repeat {
                        node: &Node::Sequence(&[
                            Node::Class { negated: false, ranges: &[('a', 'a')] },
                            Node::Class { negated: false, ranges: &[('w', 'w')] },
                            Node::Class { negated: false, ranges: &[('s', 's')] },
                            Node::Repeat {
                                node: &Node::Class {
                                    negated: false,
                                    ranges: &[('a', 'z'), ('A', 'Z'), ('-', '-')],
                                },
                                min: 0,
                                max: u32::MAX,
                            },
                        ]),
                        min: 0,
                        max: 1,
                    },
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                    Node::Class { negated: false, ranges: &[('l', 'l')] },
                    Node::Class { negated: false, ranges: &[('a', 'a')] },
                    Node::Class { negated: false, ranges: &[('m', 'm')] },
                    Node::Class { negated: false, ranges: &[('b', 'b')] },
                    Node::Class { negated: false, ranges: &[('d', 'd')] },
                    Node::Class { negated: false, ranges: &[('a', 'a')] },
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                ]),
                min: 0,
                max: 1,
            },
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Repeat {
                        node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                        min: 2,
                        max: 2,
                    },
                    Node::Repeat {
                        node: &Node::Either(&[
                            Node::Sequence(&[
                                Node::Class { negated: false, ranges: &[('-', '-')] },
                                Node::Class { negated: false, ranges: &[('g', 'g')] },
                                Node::Class { negated: false, ranges: &[('o', 'o')] },
                                Node::Class { negated: false, ranges: &[('v', 'v')] },
                            ]),
                            Node::Sequence(&[
                                Node::Class { negated: false, ranges: &[('-', '-')] },
                                Node::Class { negated: false, ranges: &[('i', 'i')] },
                                Node::Class { negated: false, ranges: &[('s', 's')] },
                                Node::Class { negated: false, ranges: &[('o', 'o')] },
                                Node::Repeat {
                                    node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                                    min: 0,
                                    max: 1,
                                },
                            ]),
                        ]),
                        min: 0,
                        max: 1,
                    },
                    Node::Class { negated: false, ranges: &[('-', '-')] },
                    Node::Repeat {
                        node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                        min: 1,
                        max: u32::MAX,
                    },
                    Node::Class { negated: false, ranges: &[('-', '-')] },
                    Node::Repeat {
                        node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                        min: 1,
                        max: 1,
                    },
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                ]),
                min: 0,
                max: 1,
            },
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Repeat {
                        node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                        min: 12,
                        max: 12,
                    },
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                ]),
                min: 0,
                max: 1,
            },
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('f', 'f')] },
                    Node::Class { negated: false, ranges: &[('u', 'u')] },
                    Node::Class { negated: false, ranges: &[('n', 'n')] },
                    Node::Class { negated: false, ranges: &[('c', 'c')] },
                    Node::Class { negated: false, ranges: &[('t', 't')] },
                    Node::Class { negated: false, ranges: &[('i', 'i')] },
                    Node::Class { negated: false, ranges: &[('o', 'o')] },
                    Node::Class { negated: false, ranges: &[('n', 'n')] },
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                ]),
                min: 0,
                max: 1,
            },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-'), ('_', '_')],
                },
                min: 1,
                max: u32::MAX,
            },
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                    Node::Either(&[
                        Node::Sequence(&[
                            Node::Class { negated: false, ranges: &[('$', '$')] },
                            Node::Class { negated: false, ranges: &[('L', 'L')] },
                            Node::Class { negated: false, ranges: &[('A', 'A')] },
                            Node::Class { negated: false, ranges: &[('T', 'T')] },
                            Node::Class { negated: false, ranges: &[('E', 'E')] },
                            Node::Class { negated: false, ranges: &[('S', 'S')] },
                            Node::Class { negated: false, ranges: &[('T', 'T')] },
                        ]),
                        Node::Repeat {
                            node: &Node::Class {
                                negated: false,
                                ranges: &[
                                    ('a', 'z'),
                                    ('A', 'Z'),
                                    ('0', '9'),
                                    ('-', '-'),
                                    ('_', '_'),
                                ],
                            },
                            min: 1,
                            max: u32::MAX,
                        },
                    ]),
                ]),
                min: 0,
                max: 1,
            },
        ])),
    };
    pub static FUNCTION_NAME: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(140) },
        pattern: Some(&FUNCTION_NAME_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static FUNCTION_RESPONSE_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["ReportBatchItemFailures"],
        sensitive: false,
    });
    pub static FUNCTION_RESPONSE_TYPE_LIST: Shape = Shape::List(ListShape {
        member: &shape::FUNCTION_RESPONSE_TYPE,
        member_name: "member",
        flattened: false,
        length: Length { min: Some(0), max: Some(1) },
    });
    pub static FUNCTION_URL_AUTH_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["NONE", "AWS_IAM"],
        sensitive: false,
    });
    pub static FUNCTION_VERSION: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["ALL"],
        sensitive: false,
    });
    pub static FUNCTION_VERSION_LATEST_PUBLISHED: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["LATEST_PUBLISHED"],
        sensitive: false,
    });
    static HANDLER_PATTERN: Pattern = Pattern {
        source: "[^\\s]+",
        root: Some(&Node::Repeat {
            node: &Node::Class { negated: true, ranges: &[(' ', ' '), ('\t', '\r')] },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static HANDLER: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(128) },
        pattern: Some(&HANDLER_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static HTTP_STATUS: Shape = Shape::Integer(Range::ANY);
    pub static INTEGER: Shape = Shape::Integer(Range::ANY);
    pub static INVOCATION_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["Event", "RequestResponse", "DryRun"],
        sensitive: false,
    });
    static KMS_KEY_ARN_PATTERN: Pattern = Pattern {
        source: "(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()",
        root: Some(&Node::Either(&[
            Node::Sequence(&[
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('r', 'r')] },
                Node::Class { negated: false, ranges: &[('n', 'n')] },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Repeat {
                    node: &Node::Sequence(&[
                        Node::Class { negated: false, ranges: &[('a', 'a')] },
                        Node::Class { negated: false, ranges: &[('w', 'w')] },
                        Node::Class { negated: false, ranges: &[('s', 's')] },
                        Node::Repeat {
                            node: &Node::Class {
                                negated: false,
                                ranges: &[('a', 'z'), ('A', 'Z'), ('-', '-')],
                            },
                            min: 0,
                            max: u32::MAX,
                        },
                    ]),
                    min: 0,
                    max: 1,
                },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Repeat {
                    node: &Node::Class {
                        negated: false,
                        ranges: &[('a', 'z'), ('0', '9'), ('-', '-'), ('.', '.')],
                    },
                    min: 1,
                    max: u32::MAX,
                },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Repeat {
                    node: &Node::Class {
                        negated: true,
                        ranges: &[('\n', '\n'), ('\r', '\r'), ('\u{85}', '\u{85}')],
                    },
                    min: 0,
                    max: u32::MAX,
                },
            ]),
            Node::Sequence(&[]),
        ])),
    };
    pub static KMS_KEY_ARN: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: Some(&KMS_KEY_ARN_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static KAFKA_SCHEMA_REGISTRY_ACCESS_CONFIG_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::KAFKA_SCHEMA_REGISTRY_ACCESS_CONFIG),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static KAFKA_SCHEMA_REGISTRY_AUTH_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["BASIC_AUTH", "CLIENT_CERTIFICATE_TLS_AUTH", "SERVER_ROOT_CA_CERTIFICATE"],
        sensitive: false,
    });
    pub static KAFKA_SCHEMA_VALIDATION_ATTRIBUTE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["KEY", "VALUE"],
        sensitive: false,
    });
    pub static KAFKA_SCHEMA_VALIDATION_CONFIG_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::KAFKA_SCHEMA_VALIDATION_CONFIG),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static LAST_UPDATE_STATUS: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["Successful", "Failed", "InProgress"],
        sensitive: false,
    });
    pub static LAST_UPDATE_STATUS_REASON: Shape = Shape::String(Text::ANY);
    pub static LAST_UPDATE_STATUS_REASON_CODE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &[
            "EniLimitExceeded",
            "InsufficientRolePermissions",
            "InvalidConfiguration",
            "InternalError",
            "SubnetOutOfIPAddresses",
            "InvalidSubnet",
            "InvalidSecurityGroup",
            "ImageDeleted",
            "ImageAccessDenied",
            "InvalidImage",
            "KMSKeyAccessDenied",
            "KMSKeyNotFound",
            "InvalidStateKMSKey",
            "DisabledKMSKey",
            "EFSIOError",
            "EFSMountConnectivityError",
            "EFSMountFailure",
            "EFSMountTimeout",
            "InvalidRuntime",
            "InvalidZipFileException",
            "FunctionError",
            "VcpuLimitExceeded",
            "CapacityProviderScalingLimitExceeded",
            "InsufficientCapacity",
            "EC2RequestLimitExceeded",
            "FunctionError.InitTimeout",
            "FunctionError.RuntimeInitError",
            "FunctionError.ExtensionInitError",
            "FunctionError.InvalidEntryPoint",
            "FunctionError.InvalidWorkingDirectory",
            "FunctionError.PermissionDenied",
            "FunctionError.TooManyExtensions",
            "FunctionError.InitResourceExhausted",
            "DisallowedByVpcEncryptionControl",
        ],
        sensitive: false,
    });
    pub static LAYER_LIST: Shape = Shape::List(ListShape {
        member: &shape::LAYER_VERSION_ARN,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    static LAYER_VERSION_ARN_PATTERN: Pattern = Pattern {
        source: "arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+",
        root: Some(&Node::Sequence(&[
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-')],
                },
                min: 1,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('l', 'l')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('m', 'm')] },
            Node::Class { negated: false, ranges: &[('b', 'b')] },
            Node::Class { negated: false, ranges: &[('d', 'd')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-')],
                },
                min: 1,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 12,
                max: 12,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('l', 'l')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('y', 'y')] },
            Node::Class { negated: false, ranges: &[('e', 'e')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-'), ('_', '_')],
                },
                min: 1,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 1,
                max: u32::MAX,
            },
        ])),
    };
    pub static LAYER_VERSION_ARN: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(140) },
        pattern: Some(&LAYER_VERSION_ARN_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static LAYERS_REFERENCE_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::LAYER),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    static LOCAL_MOUNT_PATH_PATTERN: Pattern = Pattern {
        source: "/mnt/[a-zA-Z0-9-_.]+",
        root: Some(&Node::Sequence(&[
            Node::Class { negated: false, ranges: &[('/', '/')] },
            Node::Class { negated: false, ranges: &[('m', 'm')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[('t', 't')] },
            Node::Class { negated: false, ranges: &[('/', '/')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[
                        ('a', 'z'),
                        ('A', 'Z'),
                        ('0', '9'),
                        ('-', '-'),
                        ('_', '_'),
                        ('.', '.'),
                    ],
                },
                min: 1,
                max: u32::MAX,
            },
        ])),
    };
    pub static LOCAL_MOUNT_PATH: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(160) },
        pattern: Some(&LOCAL_MOUNT_PATH_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static LOG_FORMAT: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["JSON", "Text"],
        sensitive: false,
    });
    static LOG_GROUP_PATTERN: Pattern = Pattern {
        source: "[\\.\\-_/#A-Za-z0-9]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('.', '.'),
                    ('-', '-'),
                    ('_', '_'),
                    ('/', '/'),
                    ('#', '#'),
                    ('A', 'Z'),
                    ('a', 'z'),
                    ('0', '9'),
                ],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static LOG_GROUP: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(512) },
        pattern: Some(&LOG_GROUP_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static LOG_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["None", "Tail"],
        sensitive: false,
    });
    pub static LONG: Shape = Shape::Long(Range::ANY);
    static MASTER_REGION_PATTERN: Pattern = Pattern {
        source: "ALL|[a-z]{2}(-gov)?-[a-z]+-\\d{1}",
        root: Some(&Node::Either(&[
            Node::Sequence(&[
                Node::Class { negated: false, ranges: &[('A', 'A')] },
                Node::Class { negated: false, ranges: &[('L', 'L')] },
                Node::Class { negated: false, ranges: &[('L', 'L')] },
            ]),
            Node::Sequence(&[
                Node::Repeat {
                    node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                    min: 2,
                    max: 2,
                },
                Node::Repeat {
                    node: &Node::Sequence(&[
                        Node::Class { negated: false, ranges: &[('-', '-')] },
                        Node::Class { negated: false, ranges: &[('g', 'g')] },
                        Node::Class { negated: false, ranges: &[('o', 'o')] },
                        Node::Class { negated: false, ranges: &[('v', 'v')] },
                    ]),
                    min: 0,
                    max: 1,
                },
                Node::Class { negated: false, ranges: &[('-', '-')] },
                Node::Repeat {
                    node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                    min: 1,
                    max: u32::MAX,
                },
                Node::Class { negated: false, ranges: &[('-', '-')] },
                Node::Repeat {
                    node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                    min: 1,
                    max: 1,
                },
            ]),
        ])),
    };
    pub static MASTER_REGION: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: Some(&MASTER_REGION_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static MAX_FUNCTION_EVENT_INVOKE_CONFIG_LIST_ITEMS: Shape =
        Shape::Integer(Range { min: Some(1), max: Some(50) });
    pub static MAX_LIST_ITEMS: Shape = Shape::Integer(Range { min: Some(1), max: Some(10000) });
    pub static MAX_PROVISIONED_CONCURRENCY_CONFIG_LIST_ITEMS: Shape =
        Shape::Integer(Range { min: Some(1), max: Some(50) });
    pub static MAXIMUM_BATCHING_WINDOW_IN_SECONDS: Shape =
        Shape::Integer(Range { min: Some(0), max: Some(300) });
    pub static MAXIMUM_CONCURRENCY: Shape = Shape::Integer(Range { min: Some(2), max: Some(1000) });
    pub static MAXIMUM_EVENT_AGE_IN_SECONDS: Shape =
        Shape::Integer(Range { min: Some(60), max: Some(21600) });
    pub static MAXIMUM_NUMBER_OF_POLLERS: Shape =
        Shape::Integer(Range { min: Some(1), max: Some(2000) });
    pub static MAXIMUM_RECORD_AGE_IN_SECONDS: Shape =
        Shape::Integer(Range { min: Some(-1), max: Some(604800) });
    pub static MAXIMUM_RETRY_ATTEMPTS: Shape = Shape::Integer(Range { min: Some(0), max: Some(2) });
    pub static MAXIMUM_RETRY_ATTEMPTS_EVENT_SOURCE_MAPPING: Shape =
        Shape::Integer(Range { min: Some(-1), max: Some(10000) });
    pub static MEMORY_SIZE: Shape = Shape::Integer(Range { min: Some(128), max: Some(32768) });
    pub static MINIMUM_NUMBER_OF_POLLERS: Shape =
        Shape::Integer(Range { min: Some(1), max: Some(200) });
    static NAME_SPACED_FUNCTION_ARN_PATTERN: Pattern = Pattern {
        source: "arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9-_\\.]+(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?",
        root: Some(&Node::Sequence(&[
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('a', 'a')] },
                    Node::Class { negated: false, ranges: &[('w', 'w')] },
                    Node::Class { negated: false, ranges: &[('s', 's')] },
                    Node::Repeat {
                        node: &Node::Class {
                            negated: false,
                            ranges: &[('a', 'z'), ('A', 'Z'), ('-', '-')],
                        },
                        min: 0,
                        max: u32::MAX,
                    },
                ]),
                min: 0,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('l', 'l')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('m', 'm')] },
            Node::Class { negated: false, ranges: &[('b', 'b')] },
            Node::Class { negated: false, ranges: &[('d', 'd')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                min: 2,
                max: 2,
            },
            Node::Repeat {
                node: &Node::Either(&[
                    Node::Sequence(&[
                        Node::Class { negated: false, ranges: &[('-', '-')] },
                        Node::Class { negated: false, ranges: &[('g', 'g')] },
                        Node::Class { negated: false, ranges: &[('o', 'o')] },
                        Node::Class { negated: false, ranges: &[('v', 'v')] },
                    ]),
                    Node::Sequence(&[
                        Node::Class { negated: false, ranges: &[('-', '-')] },
                        Node::Class { negated: false, ranges: &[('i', 'i')] },
                        Node::Class { negated: false, ranges: &[('s', 's')] },
                        Node::Class { negated: false, ranges: &[('o', 'o')] },
                        Node::Repeat {
                            node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                            min: 0,
                            max: 1,
                        },
                    ]),
                ]),
                min: 0,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                min: 1,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 1,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 12,
                max: 12,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('f', 'f')] },
            Node::Class { negated: false, ranges: &[('u', 'u')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[('c', 'c')] },
            Node::Class { negated: false, ranges: &[('t', 't')] },
            Node::Class { negated: false, ranges: &[('i', 'i')] },
            Node::Class { negated: false, ranges: &[('o', 'o')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[
                        ('a', 'z'),
                        ('A', 'Z'),
                        ('0', '9'),
                        ('-', '-'),
                        ('_', '_'),
                        ('.', '.'),
                    ],
                },
                min: 1,
                max: u32::MAX,
            },
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                    Node::Either(&[
                        Node::Sequence(&[
                            Node::Class { negated: false, ranges: &[('$', '$')] },
                            Node::Class { negated: false, ranges: &[('L', 'L')] },
                            Node::Class { negated: false, ranges: &[('A', 'A')] },
                            Node::Class { negated: false, ranges: &[('T', 'T')] },
                            Node::Class { negated: false, ranges: &[('E', 'E')] },
                            Node::Class { negated: false, ranges: &[('S', 'S')] },
                            Node::Class { negated: false, ranges: &[('T', 'T')] },
                            Node::Repeat {
                                node: &Node::Sequence(&[
                                    Node::Class { negated: false, ranges: &[('.', '.')] },
                                    Node::Class { negated: false, ranges: &[('P', 'P')] },
                                    Node::Class { negated: false, ranges: &[('U', 'U')] },
                                    Node::Class { negated: false, ranges: &[('B', 'B')] },
                                    Node::Class { negated: false, ranges: &[('L', 'L')] },
                                    Node::Class { negated: false, ranges: &[('I', 'I')] },
                                    Node::Class { negated: false, ranges: &[('S', 'S')] },
                                    Node::Class { negated: false, ranges: &[('H', 'H')] },
                                    Node::Class { negated: false, ranges: &[('E', 'E')] },
                                    Node::Class { negated: false, ranges: &[('D', 'D')] },
                                ]),
                                min: 0,
                                max: 1,
                            },
                        ]),
                        Node::Repeat {
                            node: &Node::Class {
                                negated: false,
                                ranges: &[
                                    ('a', 'z'),
                                    ('A', 'Z'),
                                    ('0', '9'),
                                    ('-', '-'),
                                    ('_', '_'),
                                ],
                            },
                            min: 1,
                            max: u32::MAX,
                        },
                    ]),
                ]),
                min: 0,
                max: 1,
            },
        ])),
    };
    pub static NAME_SPACED_FUNCTION_ARN: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(10000) },
        pattern: Some(&NAME_SPACED_FUNCTION_ARN_PATTERN),
        values: &[],
        sensitive: false,
    });
    static NAMESPACED_FUNCTION_NAME_PATTERN: Pattern = Pattern {
        source: "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?",
        root: Some(&Node::Sequence(&[
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('a', 'a')] },
                    Node::Class { negated: false, ranges: &[('r', 'r')] },
                    Node::Class { negated: false, ranges: &[('n', 'n')] },
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                    Node::Repeat {
                        node: &Node::Sequence(&[
                            Node::Class { negated: false, ranges: &[('a', 'a')] },
                            Node::Class { negated: false, ranges: &[('w', 'w')] },
                            Node::Class { negated: false, ranges: &[('s', 's')] },
                            Node::Repeat {
                                node: &Node::Class {
                                    negated: false,
                                    ranges: &[('a', 'z'), ('A', 'Z'), ('-', '-')],
                                },
                                min: 0,
                                max: u32::MAX,
                            },
                        ]),
                        min: 0,
                        max: 1,
                    },
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                    Node::Class { negated: false, ranges: &[('l', 'l')] },
                    Node::Class { negated: false, ranges: &[('a', 'a')] },
                    Node::Class { negated: false, ranges: &[('m', 'm')] },
                    Node::Class { negated: false, ranges: &[('b', 'b')] },
                    Node::Class { negated: false, ranges: &[('d', 'd')] },
                    Node::Class { negated: false, ranges: &[('a', 'a')] },
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                ]),
                min: 0,
                max: 1,
            },
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Repeat {
                        node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                        min: 2,
                        max: 2,
                    },
                    Node::Repeat {
                        node: &Node::Either(&[
                            Node::Sequence(&[
                                Node::Class { negated: false, ranges: &[('-', '-')] },
                                Node::Class { negated: false, ranges: &[('g', 'g')] },
                                Node::Class { negated: false, ranges: &[('o', 'o')] },
                                Node::Class { negated: false, ranges: &[('v', 'v')] },
                            ]),
                            Node::Sequence(&[
                                Node::Class { negated: false, ranges: &[('-', '-')] },
                                Node::Class { negated: false, ranges: &[('i', 'i')] },
                                Node::Class { negated: false, ranges: &[('s', 's')] },
                                Node::Class { negated: false, ranges: &[('o', 'o')] },
                                Node::Repeat {
                                    node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                                    min: 0,
                                    max: 1,
                                },
                            ]),
                        ]),
                        min: 0,
                        max: 1,
                    },
                    Node::Class { negated: false, ranges: &[('-', '-')] },
                    Node::Repeat {
                        node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                        min: 1,
                        max: u32::MAX,
                    },
                    Node::Class { negated: false, ranges: &[('-', '-')] },
                    Node::Repeat {
                        node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                        min: 1,
                        max: 1,
                    },
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                ]),
                min: 0,
                max: 1,
            },
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Repeat {
                        node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                        min: 12,
                        max: 12,
                    },
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                ]),
                min: 0,
                max: 1,
            },
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('f', 'f')] },
                    Node::Class { negated: false, ranges: &[('u', 'u')] },
                    Node::Class { negated: false, ranges: &[('n', 'n')] },
                    Node::Class { negated: false, ranges: &[('c', 'c')] },
                    Node::Class { negated: false, ranges: &[('t', 't')] },
                    Node::Class { negated: false, ranges: &[('i', 'i')] },
                    Node::Class { negated: false, ranges: &[('o', 'o')] },
                    Node::Class { negated: false, ranges: &[('n', 'n')] },
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                ]),
                min: 0,
                max: 1,
            },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[
                        ('a', 'z'),
                        ('A', 'Z'),
                        ('0', '9'),
                        ('-', '-'),
                        ('_', '_'),
                        ('.', '.'),
                    ],
                },
                min: 1,
                max: u32::MAX,
            },
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                    Node::Either(&[
                        Node::Sequence(&[
                            Node::Class { negated: false, ranges: &[('$', '$')] },
                            Node::Class { negated: false, ranges: &[('L', 'L')] },
                            Node::Class { negated: false, ranges: &[('A', 'A')] },
                            Node::Class { negated: false, ranges: &[('T', 'T')] },
                            Node::Class { negated: false, ranges: &[('E', 'E')] },
                            Node::Class { negated: false, ranges: &[('S', 'S')] },
                            Node::Class { negated: false, ranges: &[('T', 'T')] },
                            Node::Repeat {
                                node: &Node::Sequence(&[
                                    Node::Class { negated: false, ranges: &[('.', '.')] },
                                    Node::Class { negated: false, ranges: &[('P', 'P')] },
                                    Node::Class { negated: false, ranges: &[('U', 'U')] },
                                    Node::Class { negated: false, ranges: &[('B', 'B')] },
                                    Node::Class { negated: false, ranges: &[('L', 'L')] },
                                    Node::Class { negated: false, ranges: &[('I', 'I')] },
                                    Node::Class { negated: false, ranges: &[('S', 'S')] },
                                    Node::Class { negated: false, ranges: &[('H', 'H')] },
                                    Node::Class { negated: false, ranges: &[('E', 'E')] },
                                    Node::Class { negated: false, ranges: &[('D', 'D')] },
                                ]),
                                min: 0,
                                max: 1,
                            },
                        ]),
                        Node::Repeat {
                            node: &Node::Class {
                                negated: false,
                                ranges: &[
                                    ('a', 'z'),
                                    ('A', 'Z'),
                                    ('0', '9'),
                                    ('-', '-'),
                                    ('_', '_'),
                                ],
                            },
                            min: 1,
                            max: u32::MAX,
                        },
                    ]),
                ]),
                min: 0,
                max: 1,
            },
        ])),
    };
    pub static NAMESPACED_FUNCTION_NAME: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(256) },
        pattern: Some(&NAMESPACED_FUNCTION_NAME_PATTERN),
        values: &[],
        sensitive: false,
    });
    static NAMESPACED_STATEMENT_ID_PATTERN: Pattern = Pattern {
        source: "([a-zA-Z0-9-_.]+)",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-'), ('_', '_'), ('.', '.')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static NAMESPACED_STATEMENT_ID: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(100) },
        pattern: Some(&NAMESPACED_STATEMENT_ID_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static NON_NEGATIVE_INTEGER: Shape = Shape::Integer(Range { min: Some(0), max: None });
    static NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER_PATTERN: Pattern = Pattern {
        source: "\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+",
        root: Some(&Node::Either(&[
            Node::Sequence(&[
                Node::Class { negated: false, ranges: &[('$', '$')] },
                Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('L', 'L')] },
                    Node::Class { negated: false, ranges: &[('A', 'A')] },
                    Node::Class { negated: false, ranges: &[('T', 'T')] },
                    Node::Class { negated: false, ranges: &[('E', 'E')] },
                    Node::Class { negated: false, ranges: &[('S', 'S')] },
                    Node::Class { negated: false, ranges: &[('T', 'T')] },
                    Node::Repeat {
                        node: &Node::Sequence(&[
                            Node::Class { negated: false, ranges: &[('.', '.')] },
                            Node::Class { negated: false, ranges: &[('P', 'P')] },
                            Node::Class { negated: false, ranges: &[('U', 'U')] },
                            Node::Class { negated: false, ranges: &[('B', 'B')] },
                            Node::Class { negated: false, ranges: &[('L', 'L')] },
                            Node::Class { negated: false, ranges: &[('I', 'I')] },
                            Node::Class { negated: false, ranges: &[('S', 'S')] },
                            Node::Class { negated: false, ranges: &[('H', 'H')] },
                            Node::Class { negated: false, ranges: &[('E', 'E')] },
                            Node::Class { negated: false, ranges: &[('D', 'D')] },
                        ]),
                        min: 0,
                        max: 1,
                    },
                ]),
            ]),
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[
                        ('a', 'z'),
                        ('A', 'Z'),
                        ('0', '9'),
                        ('-', '-'),
                        ('_', '_'),
                        ('$', '$'),
                    ],
                },
                min: 1,
                max: u32::MAX,
            },
        ])),
    };
    pub static NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(128) },
        pattern: Some(&NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static PACKAGE_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["Zip", "Image"],
        sensitive: false,
    });
    pub static PARALLELIZATION_FACTOR: Shape =
        Shape::Integer(Range { min: Some(1), max: Some(10) });
    static PATTERN_PATTERN: Pattern = Pattern {
        source: ".*",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: true,
                ranges: &[('\n', '\n'), ('\r', '\r'), ('\u{85}', '\u{85}')],
            },
            min: 0,
            max: u32::MAX,
        }),
    };
    pub static PATTERN: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(4096) },
        pattern: Some(&PATTERN_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static PER_EXECUTION_ENVIRONMENT_MAX_CONCURRENCY: Shape =
        Shape::Integer(Range { min: Some(1), max: Some(1600) });
    pub static POSITIVE_INTEGER: Shape = Shape::Integer(Range { min: Some(1), max: None });
    static PRINCIPAL_PATTERN: Pattern = Pattern {
        source: "[^\\s]+",
        root: Some(&Node::Repeat {
            node: &Node::Class { negated: true, ranges: &[(' ', ' '), ('\t', '\r')] },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static PRINCIPAL: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: Some(&PRINCIPAL_PATTERN),
        values: &[],
        sensitive: false,
    });
    static PRINCIPAL_ORG_ID_PATTERN: Pattern = Pattern {
        source: "o-[a-z0-9]{10,32}",
        root: Some(&Node::Sequence(&[
            Node::Class { negated: false, ranges: &[('o', 'o')] },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('a', 'z'), ('0', '9')] },
                min: 10,
                max: 32,
            },
        ])),
    };
    pub static PRINCIPAL_ORG_ID: Shape = Shape::String(Text {
        length: Length { min: Some(12), max: Some(34) },
        pattern: Some(&PRINCIPAL_ORG_ID_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static PROVISIONED_CONCURRENCY_CONFIG_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::PROVISIONED_CONCURRENCY_CONFIG_LIST_ITEM),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static PROVISIONED_CONCURRENCY_STATUS_ENUM: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["IN_PROGRESS", "READY", "FAILED"],
        sensitive: false,
    });
    static PROVISIONED_POLLER_GROUP_NAME_PATTERN: Pattern = Pattern {
        source: "[a-zA-Z0-9-_]*",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-'), ('_', '_')],
            },
            min: 0,
            max: u32::MAX,
        }),
    };
    pub static PROVISIONED_POLLER_GROUP_NAME: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(128) },
        pattern: Some(&PROVISIONED_POLLER_GROUP_NAME_PATTERN),
        values: &[],
        sensitive: false,
    });
    static QUALIFIER_PATTERN: Pattern = Pattern {
        source: "(|[a-zA-Z0-9$_-]+)",
        root: Some(&Node::Either(&[
            Node::Sequence(&[]),
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[
                        ('a', 'z'),
                        ('A', 'Z'),
                        ('0', '9'),
                        ('$', '$'),
                        ('_', '_'),
                        ('-', '-'),
                    ],
                },
                min: 1,
                max: u32::MAX,
            },
        ])),
    };
    pub static QUALIFIER: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(128) },
        pattern: Some(&QUALIFIER_PATTERN),
        values: &[],
        sensitive: false,
    });
    static QUEUE_PATTERN: Pattern = Pattern { source: "[\\s\\S]*", root: None };
    pub static QUEUE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(1000) },
        pattern: Some(&QUEUE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static QUEUES: Shape = Shape::List(ListShape {
        member: &shape::QUEUE,
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: Some(1) },
    });
    pub static RESERVED_CONCURRENT_EXECUTIONS: Shape =
        Shape::Integer(Range { min: Some(0), max: None });
    static RESOURCE_ARN_PATTERN: Pattern = Pattern {
        source: "(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()",
        root: Some(&Node::Either(&[
            Node::Sequence(&[
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('r', 'r')] },
                Node::Class { negated: false, ranges: &[('n', 'n')] },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Repeat {
                    node: &Node::Sequence(&[
                        Node::Class { negated: false, ranges: &[('a', 'a')] },
                        Node::Class { negated: false, ranges: &[('w', 'w')] },
                        Node::Class { negated: false, ranges: &[('s', 's')] },
                        Node::Repeat {
                            node: &Node::Class {
                                negated: false,
                                ranges: &[('a', 'z'), ('A', 'Z'), ('-', '-')],
                            },
                            min: 0,
                            max: u32::MAX,
                        },
                    ]),
                    min: 0,
                    max: 1,
                },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Repeat {
                    node: &Node::Class {
                        negated: false,
                        ranges: &[('a', 'z'), ('0', '9'), ('-', '-'), ('.', '.')],
                    },
                    min: 1,
                    max: u32::MAX,
                },
                Node::Class { negated: false, ranges: &[(':', ':')] },
                Node::Repeat {
                    node: &Node::Class {
                        negated: true,
                        ranges: &[('\n', '\n'), ('\r', '\r'), ('\u{85}', '\u{85}')],
                    },
                    min: 0,
                    max: u32::MAX,
                },
            ]),
            Node::Sequence(&[]),
        ])),
    };
    pub static RESOURCE_ARN: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: Some(&RESOURCE_ARN_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static RETENTION_PERIOD_IN_DAYS: Shape =
        Shape::Integer(Range { min: Some(1), max: Some(90) });
    static ROLE_ARN_PATTERN: Pattern = Pattern {
        source: "arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
        root: Some(&Node::Sequence(&[
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('a', 'a')] },
                    Node::Class { negated: false, ranges: &[('w', 'w')] },
                    Node::Class { negated: false, ranges: &[('s', 's')] },
                    Node::Repeat {
                        node: &Node::Class {
                            negated: false,
                            ranges: &[('a', 'z'), ('A', 'Z'), ('-', '-')],
                        },
                        min: 0,
                        max: u32::MAX,
                    },
                ]),
                min: 0,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('i', 'i')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('m', 'm')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 12,
                max: 12,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[('o', 'o')] },
            Node::Class { negated: false, ranges: &[('l', 'l')] },
            Node::Class { negated: false, ranges: &[('e', 'e')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('/', '/')] },
                min: 0,
                max: 1,
            },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[
                        ('a', 'z'),
                        ('A', 'Z'),
                        ('_', '_'),
                        ('0', '9'),
                        ('+', '+'),
                        ('=', '='),
                        (',', ','),
                        ('.', '.'),
                        ('@', '@'),
                        ('-', '-'),
                        ('_', '_'),
                        ('/', '/'),
                    ],
                },
                min: 1,
                max: u32::MAX,
            },
        ])),
    };
    pub static ROLE_ARN: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: Some(&ROLE_ARN_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static RUNTIME: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &[
            "nodejs",
            "nodejs4.3",
            "nodejs6.10",
            "nodejs8.10",
            "nodejs10.x",
            "nodejs12.x",
            "nodejs14.x",
            "nodejs16.x",
            "java8",
            "java8.al2",
            "java11",
            "python2.7",
            "python3.6",
            "python3.7",
            "python3.8",
            "python3.9",
            "dotnetcore1.0",
            "dotnetcore2.0",
            "dotnetcore2.1",
            "dotnetcore3.1",
            "dotnet6",
            "dotnet8",
            "nodejs4.3-edge",
            "go1.x",
            "ruby2.5",
            "ruby2.7",
            "provided",
            "provided.al2",
            "nodejs18.x",
            "python3.10",
            "java17",
            "ruby3.2",
            "ruby3.3",
            "ruby3.4",
            "python3.11",
            "nodejs20.x",
            "provided.al2023",
            "python3.12",
            "java21",
            "python3.13",
            "nodejs22.x",
            "nodejs24.x",
            "python3.14",
            "java25",
            "dotnet10",
            "ruby4.0",
        ],
        sensitive: false,
    });
    static RUNTIME_VERSION_ARN_PATTERN: Pattern = Pattern {
        source: "arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}::runtime:.+",
        root: Some(&Node::Sequence(&[
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Sequence(&[
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('w', 'w')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Repeat {
                    node: &Node::Class {
                        negated: false,
                        ranges: &[('a', 'z'), ('A', 'Z'), ('-', '-')],
                    },
                    min: 0,
                    max: u32::MAX,
                },
            ]),
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('l', 'l')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('m', 'm')] },
            Node::Class { negated: false, ranges: &[('b', 'b')] },
            Node::Class { negated: false, ranges: &[('d', 'd')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                min: 2,
                max: 2,
            },
            Node::Repeat {
                node: &Node::Either(&[
                    Node::Sequence(&[
                        Node::Class { negated: false, ranges: &[('-', '-')] },
                        Node::Class { negated: false, ranges: &[('g', 'g')] },
                        Node::Class { negated: false, ranges: &[('o', 'o')] },
                        Node::Class { negated: false, ranges: &[('v', 'v')] },
                    ]),
                    Node::Sequence(&[
                        Node::Class { negated: false, ranges: &[('-', '-')] },
                        Node::Class { negated: false, ranges: &[('i', 'i')] },
                        Node::Class { negated: false, ranges: &[('s', 's')] },
                        Node::Class { negated: false, ranges: &[('o', 'o')] },
                        Node::Repeat {
                            node: &Node::Class { negated: false, ranges: &[('b', 'b')] },
                            min: 0,
                            max: 1,
                        },
                    ]),
                ]),
                min: 0,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                min: 1,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 1,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[('u', 'u')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[('t', 't')] },
            Node::Class { negated: false, ranges: &[('i', 'i')] },
            Node::Class { negated: false, ranges: &[('m', 'm')] },
            Node::Class { negated: false, ranges: &[('e', 'e')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: true,
                    ranges: &[('\n', '\n'), ('\r', '\r'), ('\u{85}', '\u{85}')],
                },
                min: 1,
                max: u32::MAX,
            },
        ])),
    };
    pub static RUNTIME_VERSION_ARN: Shape = Shape::String(Text {
        length: Length { min: Some(26), max: Some(2048) },
        pattern: Some(&RUNTIME_VERSION_ARN_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static SCHEMA_REGISTRY_EVENT_RECORD_FORMAT: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["JSON", "SOURCE"],
        sensitive: false,
    });
    static SCHEMA_REGISTRY_URI_PATTERN: Pattern = Pattern {
        source: "[a-zA-Z0-9-\\/*:_+=.@-]*",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('a', 'z'),
                    ('A', 'Z'),
                    ('0', '9'),
                    ('-', '-'),
                    ('/', '/'),
                    ('*', '*'),
                    (':', ':'),
                    ('_', '_'),
                    ('+', '+'),
                    ('=', '='),
                    ('.', '.'),
                    ('@', '@'),
                    ('-', '-'),
                ],
            },
            min: 0,
            max: u32::MAX,
        }),
    };
    pub static SCHEMA_REGISTRY_URI: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(10000) },
        pattern: Some(&SCHEMA_REGISTRY_URI_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static SECURITY_GROUP_ID: Shape = Shape::String(Text::ANY);
    pub static SECURITY_GROUP_IDS: Shape = Shape::List(ListShape {
        member: &shape::SECURITY_GROUP_ID,
        member_name: "member",
        flattened: false,
        length: Length { min: Some(0), max: Some(5) },
    });
    pub static SENSITIVE_STRING: Shape =
        Shape::String(Text { length: Length::ANY, pattern: None, values: &[], sensitive: true });
    pub static SNAP_START_APPLY_ON: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["PublishedVersions", "None"],
        sensitive: false,
    });
    pub static SNAP_START_OPTIMIZATION_STATUS: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["On", "Off"],
        sensitive: false,
    });
    pub static SOURCE_ACCESS_CONFIGURATIONS: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::SOURCE_ACCESS_CONFIGURATION),
        member_name: "member",
        flattened: false,
        length: Length { min: Some(0), max: Some(22) },
    });
    pub static SOURCE_ACCESS_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &[
            "BASIC_AUTH",
            "VPC_SUBNET",
            "VPC_SECURITY_GROUP",
            "SASL_SCRAM_512_AUTH",
            "SASL_SCRAM_256_AUTH",
            "VIRTUAL_HOST",
            "CLIENT_CERTIFICATE_TLS_AUTH",
            "SERVER_ROOT_CA_CERTIFICATE",
        ],
        sensitive: false,
    });
    static SOURCE_OWNER_PATTERN: Pattern = Pattern {
        source: "\\d{12}",
        root: Some(&Node::Repeat {
            node: &Node::Class { negated: false, ranges: &[('0', '9')] },
            min: 12,
            max: 12,
        }),
    };
    pub static SOURCE_OWNER: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(12) },
        pattern: Some(&SOURCE_OWNER_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static STATE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &[
            "Pending",
            "Active",
            "Inactive",
            "Failed",
            "Deactivating",
            "Deactivated",
            "ActiveNonInvocable",
            "Deleting",
        ],
        sensitive: false,
    });
    pub static STATE_REASON: Shape = Shape::String(Text::ANY);
    pub static STATE_REASON_CODE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &[
            "Idle",
            "Creating",
            "Restoring",
            "EniLimitExceeded",
            "InsufficientRolePermissions",
            "InvalidConfiguration",
            "InternalError",
            "SubnetOutOfIPAddresses",
            "InvalidSubnet",
            "InvalidSecurityGroup",
            "ImageDeleted",
            "ImageAccessDenied",
            "InvalidImage",
            "KMSKeyAccessDenied",
            "KMSKeyNotFound",
            "InvalidStateKMSKey",
            "DisabledKMSKey",
            "EFSIOError",
            "EFSMountConnectivityError",
            "EFSMountFailure",
            "EFSMountTimeout",
            "InvalidRuntime",
            "InvalidZipFileException",
            "FunctionError",
            "DrainingDurableExecutions",
            "VcpuLimitExceeded",
            "CapacityProviderScalingLimitExceeded",
            "InsufficientCapacity",
            "EC2RequestLimitExceeded",
            "FunctionError.InitTimeout",
            "FunctionError.RuntimeInitError",
            "FunctionError.ExtensionInitError",
            "FunctionError.InvalidEntryPoint",
            "FunctionError.InvalidWorkingDirectory",
            "FunctionError.PermissionDenied",
            "FunctionError.TooManyExtensions",
            "FunctionError.InitResourceExhausted",
            "DisallowedByVpcEncryptionControl",
        ],
        sensitive: false,
    });
    static STATEMENT_ID_PATTERN: Pattern = Pattern {
        source: "([a-zA-Z0-9-_]+)",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-'), ('_', '_')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static STATEMENT_ID: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(100) },
        pattern: Some(&STATEMENT_ID_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static STRING: Shape = Shape::String(Text::ANY);
    pub static STRING_LIST: Shape = Shape::List(ListShape {
        member: &shape::STRING,
        member_name: "member",
        flattened: false,
        length: Length { min: Some(0), max: Some(1500) },
    });
    pub static SUBNET_ID: Shape = Shape::String(Text::ANY);
    pub static SUBNET_IDS: Shape = Shape::List(ListShape {
        member: &shape::SUBNET_ID,
        member_name: "member",
        flattened: false,
        length: Length { min: Some(0), max: Some(16) },
    });
    pub static SYSTEM_LOG_LEVEL: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["DEBUG", "INFO", "WARN"],
        sensitive: false,
    });
    pub static TAG_KEY: Shape = Shape::String(Text::ANY);
    pub static TAG_KEY_LIST: Shape = Shape::List(ListShape {
        member: &shape::TAG_KEY,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static TAG_VALUE: Shape = Shape::String(Text::ANY);
    static TAGGABLE_RESOURCE_PATTERN: Pattern = Pattern {
        source: "arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)",
        root: Some(&Node::Sequence(&[
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('r', 'r')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Sequence(&[
                Node::Class { negated: false, ranges: &[('a', 'a')] },
                Node::Class { negated: false, ranges: &[('w', 'w')] },
                Node::Class { negated: false, ranges: &[('s', 's')] },
                Node::Repeat {
                    node: &Node::Class {
                        negated: false,
                        ranges: &[('a', 'z'), ('A', 'Z'), ('-', '-')],
                    },
                    min: 0,
                    max: u32::MAX,
                },
            ]),
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Class { negated: false, ranges: &[('l', 'l')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[('m', 'm')] },
            Node::Class { negated: false, ranges: &[('b', 'b')] },
            Node::Class { negated: false, ranges: &[('d', 'd')] },
            Node::Class { negated: false, ranges: &[('a', 'a')] },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                min: 2,
                max: 2,
            },
            Node::Repeat {
                node: &Node::Either(&[
                    Node::Sequence(&[
                        Node::Class { negated: false, ranges: &[('-', '-')] },
                        Node::Class { negated: false, ranges: &[('g', 'g')] },
                        Node::Class { negated: false, ranges: &[('o', 'o')] },
                        Node::Class { negated: false, ranges: &[('v', 'v')] },
                    ]),
                    Node::Sequence(&[
                        Node::Class { negated: false, ranges: &[('-', '-')] },
                        Node::Class { negated: false, ranges: &[('i', 'i')] },
                        Node::Class { negated: false, ranges: &[('s', 's')] },
                        Node::Class { negated: false, ranges: &[('o', 'o')] },
                        Node::Repeat {
                            node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                            min: 0,
                            max: 1,
                        },
                    ]),
                ]),
                min: 0,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('a', 'z')] },
                min: 1,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 1,
                max: 1,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 12,
                max: 12,
            },
            Node::Class { negated: false, ranges: &[(':', ':')] },
            Node::Either(&[
                Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('f', 'f')] },
                    Node::Class { negated: false, ranges: &[('u', 'u')] },
                    Node::Class { negated: false, ranges: &[('n', 'n')] },
                    Node::Class { negated: false, ranges: &[('c', 'c')] },
                    Node::Class { negated: false, ranges: &[('t', 't')] },
                    Node::Class { negated: false, ranges: &[('i', 'i')] },
                    Node::Class { negated: false, ranges: &[('o', 'o')] },
                    Node::Class { negated: false, ranges: &[('n', 'n')] },
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                    Node::Repeat {
                        node: &Node::Class {
                            negated: false,
                            ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-'), ('_', '_')],
                        },
                        min: 1,
                        max: u32::MAX,
                    },
                    Node::Repeat {
                        node: &Node::Sequence(&[
                            Node::Class { negated: false, ranges: &[(':', ':')] },
                            Node::Either(&[
                                Node::Sequence(&[
                                    Node::Class { negated: false, ranges: &[('$', '$')] },
                                    Node::Class { negated: false, ranges: &[('L', 'L')] },
                                    Node::Class { negated: false, ranges: &[('A', 'A')] },
                                    Node::Class { negated: false, ranges: &[('T', 'T')] },
                                    Node::Class { negated: false, ranges: &[('E', 'E')] },
                                    Node::Class { negated: false, ranges: &[('S', 'S')] },
                                    Node::Class { negated: false, ranges: &[('T', 'T')] },
                                ]),
                                Node::Repeat {
                                    node: &Node::Class {
                                        negated: false,
                                        ranges: &[
                                            ('a', 'z'),
                                            ('A', 'Z'),
                                            ('0', '9'),
                                            ('-', '-'),
                                            ('_', '_'),
                                        ],
                                    },
                                    min: 1,
                                    max: u32::MAX,
                                },
                            ]),
                        ]),
                        min: 0,
                        max: 1,
                    },
                ]),
                Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('c', 'c')] },
                    Node::Class { negated: false, ranges: &[('o', 'o')] },
                    Node::Class { negated: false, ranges: &[('d', 'd')] },
                    Node::Class { negated: false, ranges: &[('e', 'e')] },
                    Node::Class { negated: false, ranges: &[('-', '-')] },
                    Node::Class { negated: false, ranges: &[('s', 's')] },
                    Node::Class { negated: false, ranges: &[('i', 'i')] },
                    Node::Class { negated: false, ranges: &[('g', 'g')] },
                    Node::Class { negated: false, ranges: &[('n', 'n')] },
                    Node::Class { negated: false, ranges: &[('i', 'i')] },
                    Node::Class { negated: false, ranges: &[('n', 'n')] },
                    Node::Class { negated: false, ranges: &[('g', 'g')] },
                    Node::Class { negated: false, ranges: &[('-', '-')] },
                    Node::Class { negated: false, ranges: &[('c', 'c')] },
                    Node::Class { negated: false, ranges: &[('o', 'o')] },
                    Node::Class { negated: false, ranges: &[('n', 'n')] },
                    Node::Class { negated: false, ranges: &[('f', 'f')] },
                    Node::Class { negated: false, ranges: &[('i', 'i')] },
                    Node::Class { negated: false, ranges: &[('g', 'g')] },
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                    Node::Class { negated: false, ranges: &[('c', 'c')] },
                    Node::Class { negated: false, ranges: &[('s', 's')] },
                    Node::Class { negated: false, ranges: &[('c', 'c')] },
                    Node::Class { negated: false, ranges: &[('-', '-')] },
                    Node::Repeat {
                        node: &Node::Class { negated: false, ranges: &[('a', 'z'), ('0', '9')] },
                        min: 17,
                        max: 17,
                    },
                ]),
                Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('e', 'e')] },
                    Node::Class { negated: false, ranges: &[('v', 'v')] },
                    Node::Class { negated: false, ranges: &[('e', 'e')] },
                    Node::Class { negated: false, ranges: &[('n', 'n')] },
                    Node::Class { negated: false, ranges: &[('t', 't')] },
                    Node::Class { negated: false, ranges: &[('-', '-')] },
                    Node::Class { negated: false, ranges: &[('s', 's')] },
                    Node::Class { negated: false, ranges: &[('o', 'o')] },
                    Node::Class { negated: false, ranges: &[('u', 'u')] },
                    Node::Class { negated: false, ranges: &[('r', 'r')] },
                    Node::Class { negated: false, ranges: &[('c', 'c')] },
                    Node::Class { negated: false, ranges: &[('e', 'e')] },
                    Node::Class { negated: false, ranges: &[('-', '-')] },
                    Node::Class { negated: false, ranges: &[('m', 'm')] },
                    Node::Class { negated: false, ranges: &[('a', 'a')] },
                    Node::Class { negated: false, ranges: &[('p', 'p')] },
                    Node::Class { negated: false, ranges: &[('p', 'p')] },
                    Node::Class { negated: false, ranges: &[('i', 'i')] },
                    Node::Class { negated: false, ranges: &[('n', 'n')] },
                    Node::Class { negated: false, ranges: &[('g', 'g')] },
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                    Node::Repeat {
                        node: &Node::Class {
                            negated: false,
                            ranges: &[('0', '9'), ('a', 'f'), ('A', 'F')],
                        },
                        min: 8,
                        max: 8,
                    },
                    Node::Class { negated: false, ranges: &[('-', '-')] },
                    Node::Repeat {
                        node: &Node::Class {
                            negated: false,
                            ranges: &[('0', '9'), ('a', 'f'), ('A', 'F')],
                        },
                        min: 4,
                        max: 4,
                    },
                    Node::Class { negated: false, ranges: &[('-', '-')] },
                    Node::Repeat {
                        node: &Node::Class {
                            negated: false,
                            ranges: &[('0', '9'), ('a', 'f'), ('A', 'F')],
                        },
                        min: 4,
                        max: 4,
                    },
                    Node::Class { negated: false, ranges: &[('-', '-')] },
                    Node::Repeat {
                        node: &Node::Class {
                            negated: false,
                            ranges: &[('0', '9'), ('a', 'f'), ('A', 'F')],
                        },
                        min: 4,
                        max: 4,
                    },
                    Node::Class { negated: false, ranges: &[('-', '-')] },
                    Node::Repeat {
                        node: &Node::Class {
                            negated: false,
                            ranges: &[('0', '9'), ('a', 'f'), ('A', 'F')],
                        },
                        min: 12,
                        max: 12,
                    },
                ]),
                Node::Sequence(&[
                    Node::Class { negated: false, ranges: &[('c', 'c')] },
                    Node::Class { negated: false, ranges: &[('a', 'a')] },
                    Node::Class { negated: false, ranges: &[('p', 'p')] },
                    Node::Class { negated: false, ranges: &[('a', 'a')] },
                    Node::Class { negated: false, ranges: &[('c', 'c')] },
                    Node::Class { negated: false, ranges: &[('i', 'i')] },
                    Node::Class { negated: false, ranges: &[('t', 't')] },
                    Node::Class { negated: false, ranges: &[('y', 'y')] },
                    Node::Class { negated: false, ranges: &[('-', '-')] },
                    Node::Class { negated: false, ranges: &[('p', 'p')] },
                    Node::Class { negated: false, ranges: &[('r', 'r')] },
                    Node::Class { negated: false, ranges: &[('o', 'o')] },
                    Node::Class { negated: false, ranges: &[('v', 'v')] },
                    Node::Class { negated: false, ranges: &[('i', 'i')] },
                    Node::Class { negated: false, ranges: &[('d', 'd')] },
                    Node::Class { negated: false, ranges: &[('e', 'e')] },
                    Node::Class { negated: false, ranges: &[('r', 'r')] },
                    Node::Class { negated: false, ranges: &[(':', ':')] },
                    Node::Repeat {
                        node: &Node::Class {
                            negated: false,
                            ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-'), ('_', '_')],
                        },
                        min: 1,
                        max: u32::MAX,
                    },
                ]),
            ]),
        ])),
    };
    pub static TAGGABLE_RESOURCE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(256) },
        pattern: Some(&TAGGABLE_RESOURCE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static TAGS: Shape = Shape::Map(MapShape {
        key: &shape::TAG_KEY,
        value: &shape::TAG_VALUE,
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    static TAGS_ERROR_CODE_PATTERN: Pattern = Pattern {
        source: "[A-Za-z]+Exception",
        root: Some(&Node::Sequence(&[
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('A', 'Z'), ('a', 'z')] },
                min: 1,
                max: u32::MAX,
            },
            Node::Class { negated: false, ranges: &[('E', 'E')] },
            Node::Class { negated: false, ranges: &[('x', 'x')] },
            Node::Class { negated: false, ranges: &[('c', 'c')] },
            Node::Class { negated: false, ranges: &[('e', 'e')] },
            Node::Class { negated: false, ranges: &[('p', 'p')] },
            Node::Class { negated: false, ranges: &[('t', 't')] },
            Node::Class { negated: false, ranges: &[('i', 'i')] },
            Node::Class { negated: false, ranges: &[('o', 'o')] },
            Node::Class { negated: false, ranges: &[('n', 'n')] },
        ])),
    };
    pub static TAGS_ERROR_CODE: Shape = Shape::String(Text {
        length: Length { min: Some(10), max: Some(21) },
        pattern: Some(&TAGS_ERROR_CODE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static TAGS_ERROR_MESSAGE_PATTERN: Pattern = Pattern {
        source: ".*",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: true,
                ranges: &[('\n', '\n'), ('\r', '\r'), ('\u{85}', '\u{85}')],
            },
            min: 0,
            max: u32::MAX,
        }),
    };
    pub static TAGS_ERROR_MESSAGE: Shape = Shape::String(Text {
        length: Length { min: Some(84), max: Some(1000) },
        pattern: Some(&TAGS_ERROR_MESSAGE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static TENANT_ID_PATTERN: Pattern = Pattern {
        source: "[a-zA-Z0-9\\._:\\/=+\\-@ ]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('a', 'z'),
                    ('A', 'Z'),
                    ('0', '9'),
                    ('.', '.'),
                    ('_', '_'),
                    (':', ':'),
                    ('/', '/'),
                    ('=', '='),
                    ('+', '+'),
                    ('-', '-'),
                    ('@', '@'),
                    (' ', ' '),
                ],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static TENANT_ID: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(256) },
        pattern: Some(&TENANT_ID_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static TENANT_ISOLATION_MODE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["PER_TENANT"],
        sensitive: false,
    });
    pub static THROTTLE_REASON: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &[
            "ConcurrentInvocationLimitExceeded",
            "FunctionInvocationRateLimitExceeded",
            "ReservedFunctionConcurrentInvocationLimitExceeded",
            "ReservedFunctionInvocationRateLimitExceeded",
            "CallerRateLimitExceeded",
            "ConcurrentSnapshotCreateLimitExceeded",
        ],
        sensitive: false,
    });
    pub static TIMEOUT: Shape = Shape::Integer(Range { min: Some(1), max: None });
    pub static TIMESTAMP: Shape = Shape::String(Text::ANY);
    static TOPIC_PATTERN: Pattern = Pattern {
        source: "[^.]([a-zA-Z0-9\\-_.]+)",
        root: Some(&Node::Sequence(&[
            Node::Class { negated: true, ranges: &[('.', '.')] },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[
                        ('a', 'z'),
                        ('A', 'Z'),
                        ('0', '9'),
                        ('-', '-'),
                        ('_', '_'),
                        ('.', '.'),
                    ],
                },
                min: 1,
                max: u32::MAX,
            },
        ])),
    };
    pub static TOPIC: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(249) },
        pattern: Some(&TOPIC_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static TOPICS: Shape = Shape::List(ListShape {
        member: &shape::TOPIC,
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: Some(1) },
    });
    pub static TRACING_MODE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["Active", "PassThrough"],
        sensitive: false,
    });
    pub static TUMBLING_WINDOW_IN_SECONDS: Shape =
        Shape::Integer(Range { min: Some(0), max: Some(900) });
    static URI_PATTERN: Pattern = Pattern {
        source: "[a-zA-Z0-9-\\/*:_+=.@-]*",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('a', 'z'),
                    ('A', 'Z'),
                    ('0', '9'),
                    ('-', '-'),
                    ('/', '/'),
                    ('*', '*'),
                    (':', ':'),
                    ('_', '_'),
                    ('+', '+'),
                    ('=', '='),
                    ('.', '.'),
                    ('@', '@'),
                    ('-', '-'),
                ],
            },
            min: 0,
            max: u32::MAX,
        }),
    };
    pub static URI: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(200) },
        pattern: Some(&URI_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static UNRESERVED_CONCURRENT_EXECUTIONS: Shape =
        Shape::Integer(Range { min: Some(0), max: None });
    static VERSION_PATTERN: Pattern = Pattern {
        source: "(\\$LATEST|[0-9]+)",
        root: Some(&Node::Either(&[
            Node::Sequence(&[
                Node::Class { negated: false, ranges: &[('$', '$')] },
                Node::Class { negated: false, ranges: &[('L', 'L')] },
                Node::Class { negated: false, ranges: &[('A', 'A')] },
                Node::Class { negated: false, ranges: &[('T', 'T')] },
                Node::Class { negated: false, ranges: &[('E', 'E')] },
                Node::Class { negated: false, ranges: &[('S', 'S')] },
                Node::Class { negated: false, ranges: &[('T', 'T')] },
            ]),
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 1,
                max: u32::MAX,
            },
        ])),
    };
    pub static VERSION: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(1024) },
        pattern: Some(&VERSION_PATTERN),
        values: &[],
        sensitive: false,
    });
    static VERSION_WITH_LATEST_PUBLISHED_PATTERN: Pattern = Pattern {
        source: "(\\$LATEST(\\.PUBLISHED)?|[0-9]+)",
        root: Some(&Node::Either(&[
            Node::Sequence(&[
                Node::Class { negated: false, ranges: &[('$', '$')] },
                Node::Class { negated: false, ranges: &[('L', 'L')] },
                Node::Class { negated: false, ranges: &[('A', 'A')] },
                Node::Class { negated: false, ranges: &[('T', 'T')] },
                Node::Class { negated: false, ranges: &[('E', 'E')] },
                Node::Class { negated: false, ranges: &[('S', 'S')] },
                Node::Class { negated: false, ranges: &[('T', 'T')] },
                Node::Repeat {
                    node: &Node::Sequence(&[
                        Node::Class { negated: false, ranges: &[('.', '.')] },
                        Node::Class { negated: false, ranges: &[('P', 'P')] },
                        Node::Class { negated: false, ranges: &[('U', 'U')] },
                        Node::Class { negated: false, ranges: &[('B', 'B')] },
                        Node::Class { negated: false, ranges: &[('L', 'L')] },
                        Node::Class { negated: false, ranges: &[('I', 'I')] },
                        Node::Class { negated: false, ranges: &[('S', 'S')] },
                        Node::Class { negated: false, ranges: &[('H', 'H')] },
                        Node::Class { negated: false, ranges: &[('E', 'E')] },
                        Node::Class { negated: false, ranges: &[('D', 'D')] },
                    ]),
                    min: 0,
                    max: 1,
                },
            ]),
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9')] },
                min: 1,
                max: u32::MAX,
            },
        ])),
    };
    pub static VERSION_WITH_LATEST_PUBLISHED: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(1024) },
        pattern: Some(&VERSION_WITH_LATEST_PUBLISHED_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static VPC_ID: Shape = Shape::String(Text::ANY);
    pub static WORKING_DIRECTORY: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(1000) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
}

wire::structure!(AccountLimit = schema::ACCOUNT_LIMIT);
wire::members! { AccountLimit;
required {
}
optional {
0 total_code_size take_total_code_size set_total_code_size with_total_code_size i64;
1 code_size_unzipped take_code_size_unzipped set_code_size_unzipped with_code_size_unzipped i64;
2 code_size_zipped take_code_size_zipped set_code_size_zipped with_code_size_zipped i64;
3 concurrent_executions take_concurrent_executions set_concurrent_executions with_concurrent_executions i64;
4 unreserved_concurrent_executions take_unreserved_concurrent_executions set_unreserved_concurrent_executions with_unreserved_concurrent_executions i64;
}
}

wire::structure!(AccountUsage = schema::ACCOUNT_USAGE);
wire::members! { AccountUsage;
required {
}
optional {
0 total_code_size take_total_code_size set_total_code_size with_total_code_size i64;
1 function_count take_function_count set_function_count with_function_count i64;
}
}

wire::structure!(AddPermissionRequest = schema::ADD_PERMISSION_REQUEST);
wire::members! { AddPermissionRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
1 statement_id take_statement_id set_statement_id with_statement_id String;
2 action take_action set_action with_action String;
3 principal take_principal set_principal with_principal String;
}
optional {
4 source_arn take_source_arn set_source_arn with_source_arn String;
5 source_account take_source_account set_source_account with_source_account String;
6 event_source_token take_event_source_token set_event_source_token with_event_source_token String;
7 qualifier take_qualifier set_qualifier with_qualifier String;
8 revision_id take_revision_id set_revision_id with_revision_id String;
9 principal_org_id take_principal_org_id set_principal_org_id with_principal_org_id String;
10 function_url_auth_type take_function_url_auth_type set_function_url_auth_type with_function_url_auth_type String;
11 invoked_via_function_url take_invoked_via_function_url set_invoked_via_function_url with_invoked_via_function_url bool;
}
}

wire::structure!(AddPermissionResponse = schema::ADD_PERMISSION_RESPONSE);
wire::members! { AddPermissionResponse;
required {
}
optional {
0 statement take_statement set_statement with_statement String;
}
}

wire::structure!(AliasConfiguration = schema::ALIAS_CONFIGURATION);
wire::members! { AliasConfiguration;
required {
}
optional {
0 alias_arn take_alias_arn set_alias_arn with_alias_arn String;
1 name take_name set_name with_name String;
2 function_version take_function_version set_function_version with_function_version String;
3 description take_description set_description with_description String;
4 routing_config take_routing_config set_routing_config with_routing_config AliasRoutingConfiguration;
5 revision_id take_revision_id set_revision_id with_revision_id String;
}
}

wire::structure!(AliasRoutingConfiguration = schema::ALIAS_ROUTING_CONFIGURATION);
wire::members! { AliasRoutingConfiguration;
required {
}
optional {
0 additional_version_weights take_additional_version_weights set_additional_version_weights with_additional_version_weights Map<f64>;
}
}

wire::structure!(
    AmazonManagedKafkaEventSourceConfig = schema::AMAZON_MANAGED_KAFKA_EVENT_SOURCE_CONFIG
);
wire::members! { AmazonManagedKafkaEventSourceConfig;
required {
}
optional {
0 consumer_group_id take_consumer_group_id set_consumer_group_id with_consumer_group_id String;
1 schema_registry_config take_schema_registry_config set_schema_registry_config with_schema_registry_config KafkaSchemaRegistryConfig;
}
}

wire::structure!(CapacityProviderConfig = schema::CAPACITY_PROVIDER_CONFIG);
wire::members! { CapacityProviderConfig;
required {
}
optional {
0 lambda_managed_instances_capacity_provider_config take_lambda_managed_instances_capacity_provider_config set_lambda_managed_instances_capacity_provider_config with_lambda_managed_instances_capacity_provider_config LambdaManagedInstancesCapacityProviderConfig;
}
}

wire::error!(CodeSigningConfigNotFoundException = schema::CODE_SIGNING_CONFIG_NOT_FOUND_EXCEPTION);
wire::members! { CodeSigningConfigNotFoundException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(CodeStorageExceededException = schema::CODE_STORAGE_EXCEEDED_EXCEPTION);
wire::members! { CodeStorageExceededException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(CodeVerificationFailedException = schema::CODE_VERIFICATION_FAILED_EXCEPTION);
wire::members! { CodeVerificationFailedException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::structure!(Concurrency = schema::CONCURRENCY);
wire::members! { Concurrency;
required {
}
optional {
0 reserved_concurrent_executions take_reserved_concurrent_executions set_reserved_concurrent_executions with_reserved_concurrent_executions i64;
}
}

wire::structure!(CreateAliasRequest = schema::CREATE_ALIAS_REQUEST);
wire::members! { CreateAliasRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
1 name take_name set_name with_name String;
2 function_version take_function_version set_function_version with_function_version String;
}
optional {
3 description take_description set_description with_description String;
4 routing_config take_routing_config set_routing_config with_routing_config AliasRoutingConfiguration;
}
}

wire::structure!(CreateEventSourceMappingRequest = schema::CREATE_EVENT_SOURCE_MAPPING_REQUEST);
wire::members! { CreateEventSourceMappingRequest;
required {
1 function_name take_function_name set_function_name with_function_name String;
}
optional {
0 event_source_arn take_event_source_arn set_event_source_arn with_event_source_arn String;
2 enabled take_enabled set_enabled with_enabled bool;
3 batch_size take_batch_size set_batch_size with_batch_size i64;
4 filter_criteria take_filter_criteria set_filter_criteria with_filter_criteria FilterCriteria;
5 maximum_batching_window_in_seconds take_maximum_batching_window_in_seconds set_maximum_batching_window_in_seconds with_maximum_batching_window_in_seconds i64;
6 parallelization_factor take_parallelization_factor set_parallelization_factor with_parallelization_factor i64;
7 starting_position take_starting_position set_starting_position with_starting_position String;
8 starting_position_timestamp take_starting_position_timestamp set_starting_position_timestamp with_starting_position_timestamp base::Timestamp;
9 destination_config take_destination_config set_destination_config with_destination_config DestinationConfig;
10 maximum_record_age_in_seconds take_maximum_record_age_in_seconds set_maximum_record_age_in_seconds with_maximum_record_age_in_seconds i64;
11 bisect_batch_on_function_error take_bisect_batch_on_function_error set_bisect_batch_on_function_error with_bisect_batch_on_function_error bool;
12 maximum_retry_attempts take_maximum_retry_attempts set_maximum_retry_attempts with_maximum_retry_attempts i64;
13 tags take_tags set_tags with_tags Map<String>;
14 tumbling_window_in_seconds take_tumbling_window_in_seconds set_tumbling_window_in_seconds with_tumbling_window_in_seconds i64;
15 topics take_topics set_topics with_topics List<String>;
16 queues take_queues set_queues with_queues List<String>;
17 source_access_configurations take_source_access_configurations set_source_access_configurations with_source_access_configurations List<SourceAccessConfiguration>;
18 self_managed_event_source take_self_managed_event_source set_self_managed_event_source with_self_managed_event_source SelfManagedEventSource;
19 function_response_types take_function_response_types set_function_response_types with_function_response_types List<String>;
20 amazon_managed_kafka_event_source_config take_amazon_managed_kafka_event_source_config set_amazon_managed_kafka_event_source_config with_amazon_managed_kafka_event_source_config AmazonManagedKafkaEventSourceConfig;
21 self_managed_kafka_event_source_config take_self_managed_kafka_event_source_config set_self_managed_kafka_event_source_config with_self_managed_kafka_event_source_config SelfManagedKafkaEventSourceConfig;
22 scaling_config take_scaling_config set_scaling_config with_scaling_config ScalingConfig;
23 document_db_event_source_config take_document_db_event_source_config set_document_db_event_source_config with_document_db_event_source_config DocumentDBEventSourceConfig;
24 kms_key_arn take_kms_key_arn set_kms_key_arn with_kms_key_arn String;
25 metrics_config take_metrics_config set_metrics_config with_metrics_config EventSourceMappingMetricsConfig;
26 logging_config take_logging_config set_logging_config with_logging_config EventSourceMappingLoggingConfig;
27 provisioned_poller_config take_provisioned_poller_config set_provisioned_poller_config with_provisioned_poller_config ProvisionedPollerConfig;
}
}

wire::structure!(DeadLetterConfig = schema::DEAD_LETTER_CONFIG);
wire::members! { DeadLetterConfig;
required {
}
optional {
0 target_arn take_target_arn set_target_arn with_target_arn String;
}
}

wire::structure!(DeleteAliasRequest = schema::DELETE_ALIAS_REQUEST);
wire::members! { DeleteAliasRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
1 name take_name set_name with_name String;
}
optional {
}
}

wire::structure!(DeleteEventSourceMappingRequest = schema::DELETE_EVENT_SOURCE_MAPPING_REQUEST);
wire::members! { DeleteEventSourceMappingRequest;
required {
0 uuid take_uuid set_uuid with_uuid String;
}
optional {
}
}

wire::structure!(DeleteFunctionConcurrencyRequest = schema::DELETE_FUNCTION_CONCURRENCY_REQUEST);
wire::members! { DeleteFunctionConcurrencyRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
}
optional {
}
}

wire::structure!(
    DeleteFunctionEventInvokeConfigRequest = schema::DELETE_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST
);
wire::members! { DeleteFunctionEventInvokeConfigRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
}
optional {
1 qualifier take_qualifier set_qualifier with_qualifier String;
}
}

wire::structure!(
    DeleteProvisionedConcurrencyConfigRequest =
        schema::DELETE_PROVISIONED_CONCURRENCY_CONFIG_REQUEST
);
wire::members! { DeleteProvisionedConcurrencyConfigRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
1 qualifier take_qualifier set_qualifier with_qualifier String;
}
optional {
}
}

wire::structure!(DestinationConfig = schema::DESTINATION_CONFIG);
wire::members! { DestinationConfig;
required {
}
optional {
0 on_success take_on_success set_on_success with_on_success OnSuccess;
1 on_failure take_on_failure set_on_failure with_on_failure OnFailure;
}
}

wire::structure!(DocumentDBEventSourceConfig = schema::DOCUMENT_DB_EVENT_SOURCE_CONFIG);
wire::members! { DocumentDBEventSourceConfig;
required {
}
optional {
0 database_name take_database_name set_database_name with_database_name String;
1 collection_name take_collection_name set_collection_name with_collection_name String;
2 full_document take_full_document set_full_document with_full_document String;
}
}

wire::structure!(DurableConfig = schema::DURABLE_CONFIG);
wire::members! { DurableConfig;
required {
}
optional {
0 retention_period_in_days take_retention_period_in_days set_retention_period_in_days with_retention_period_in_days i64;
1 execution_timeout take_execution_timeout set_execution_timeout with_execution_timeout i64;
}
}

wire::error!(
    DurableExecutionAlreadyStartedException = schema::DURABLE_EXECUTION_ALREADY_STARTED_EXCEPTION
);
wire::members! { DurableExecutionAlreadyStartedException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(EC2AccessDeniedException = schema::EC2_ACCESS_DENIED_EXCEPTION);
wire::members! { EC2AccessDeniedException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(EC2ThrottledException = schema::EC2_THROTTLED_EXCEPTION);
wire::members! { EC2ThrottledException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(EC2UnexpectedException = schema::EC2_UNEXPECTED_EXCEPTION);
wire::members! { EC2UnexpectedException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
2 ec2_error_code take_ec2_error_code set_ec2_error_code with_ec2_error_code String;
}
}

wire::error!(EFSIOException = schema::EFSIO_EXCEPTION);
wire::members! { EFSIOException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(EFSMountConnectivityException = schema::EFS_MOUNT_CONNECTIVITY_EXCEPTION);
wire::members! { EFSMountConnectivityException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(EFSMountFailureException = schema::EFS_MOUNT_FAILURE_EXCEPTION);
wire::members! { EFSMountFailureException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(EFSMountTimeoutException = schema::EFS_MOUNT_TIMEOUT_EXCEPTION);
wire::members! { EFSMountTimeoutException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(ENILimitReachedException = schema::ENI_LIMIT_REACHED_EXCEPTION);
wire::members! { ENILimitReachedException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::structure!(Environment = schema::ENVIRONMENT);
wire::members! { Environment;
required {
}
optional {
0 variables take_variables set_variables with_variables Map<String>;
}
}

wire::structure!(EnvironmentError = schema::ENVIRONMENT_ERROR);
wire::members! { EnvironmentError;
required {
}
optional {
0 error_code take_error_code set_error_code with_error_code String;
1 message take_message set_message with_message String;
}
}

wire::structure!(EnvironmentResponse = schema::ENVIRONMENT_RESPONSE);
wire::members! { EnvironmentResponse;
required {
}
optional {
0 variables take_variables set_variables with_variables Map<String>;
1 error take_error set_error with_error EnvironmentError;
}
}

wire::structure!(EphemeralStorage = schema::EPHEMERAL_STORAGE);
wire::members! { EphemeralStorage;
required {
0 size take_size set_size with_size i64;
}
optional {
}
}

wire::structure!(EventSourceMappingConfiguration = schema::EVENT_SOURCE_MAPPING_CONFIGURATION);
wire::members! { EventSourceMappingConfiguration;
required {
}
optional {
0 uuid take_uuid set_uuid with_uuid String;
1 starting_position take_starting_position set_starting_position with_starting_position String;
2 starting_position_timestamp take_starting_position_timestamp set_starting_position_timestamp with_starting_position_timestamp base::Timestamp;
3 batch_size take_batch_size set_batch_size with_batch_size i64;
4 maximum_batching_window_in_seconds take_maximum_batching_window_in_seconds set_maximum_batching_window_in_seconds with_maximum_batching_window_in_seconds i64;
5 parallelization_factor take_parallelization_factor set_parallelization_factor with_parallelization_factor i64;
6 event_source_arn take_event_source_arn set_event_source_arn with_event_source_arn String;
7 filter_criteria take_filter_criteria set_filter_criteria with_filter_criteria FilterCriteria;
8 function_arn take_function_arn set_function_arn with_function_arn String;
9 last_modified take_last_modified set_last_modified with_last_modified base::Timestamp;
10 last_processing_result take_last_processing_result set_last_processing_result with_last_processing_result String;
11 state take_state set_state with_state String;
12 state_transition_reason take_state_transition_reason set_state_transition_reason with_state_transition_reason String;
13 destination_config take_destination_config set_destination_config with_destination_config DestinationConfig;
14 topics take_topics set_topics with_topics List<String>;
15 queues take_queues set_queues with_queues List<String>;
16 source_access_configurations take_source_access_configurations set_source_access_configurations with_source_access_configurations List<SourceAccessConfiguration>;
17 self_managed_event_source take_self_managed_event_source set_self_managed_event_source with_self_managed_event_source SelfManagedEventSource;
18 maximum_record_age_in_seconds take_maximum_record_age_in_seconds set_maximum_record_age_in_seconds with_maximum_record_age_in_seconds i64;
19 bisect_batch_on_function_error take_bisect_batch_on_function_error set_bisect_batch_on_function_error with_bisect_batch_on_function_error bool;
20 maximum_retry_attempts take_maximum_retry_attempts set_maximum_retry_attempts with_maximum_retry_attempts i64;
21 tumbling_window_in_seconds take_tumbling_window_in_seconds set_tumbling_window_in_seconds with_tumbling_window_in_seconds i64;
22 function_response_types take_function_response_types set_function_response_types with_function_response_types List<String>;
23 amazon_managed_kafka_event_source_config take_amazon_managed_kafka_event_source_config set_amazon_managed_kafka_event_source_config with_amazon_managed_kafka_event_source_config AmazonManagedKafkaEventSourceConfig;
24 self_managed_kafka_event_source_config take_self_managed_kafka_event_source_config set_self_managed_kafka_event_source_config with_self_managed_kafka_event_source_config SelfManagedKafkaEventSourceConfig;
25 scaling_config take_scaling_config set_scaling_config with_scaling_config ScalingConfig;
26 document_db_event_source_config take_document_db_event_source_config set_document_db_event_source_config with_document_db_event_source_config DocumentDBEventSourceConfig;
27 kms_key_arn take_kms_key_arn set_kms_key_arn with_kms_key_arn String;
28 filter_criteria_error take_filter_criteria_error set_filter_criteria_error with_filter_criteria_error FilterCriteriaError;
29 event_source_mapping_arn take_event_source_mapping_arn set_event_source_mapping_arn with_event_source_mapping_arn String;
30 metrics_config take_metrics_config set_metrics_config with_metrics_config EventSourceMappingMetricsConfig;
31 logging_config take_logging_config set_logging_config with_logging_config EventSourceMappingLoggingConfig;
32 provisioned_poller_config take_provisioned_poller_config set_provisioned_poller_config with_provisioned_poller_config ProvisionedPollerConfig;
}
}

wire::structure!(EventSourceMappingLoggingConfig = schema::EVENT_SOURCE_MAPPING_LOGGING_CONFIG);
wire::members! { EventSourceMappingLoggingConfig;
required {
}
optional {
0 system_log_level take_system_log_level set_system_log_level with_system_log_level String;
}
}

wire::structure!(EventSourceMappingMetricsConfig = schema::EVENT_SOURCE_MAPPING_METRICS_CONFIG);
wire::members! { EventSourceMappingMetricsConfig;
required {
}
optional {
0 metrics take_metrics set_metrics with_metrics List<String>;
}
}

wire::structure!(FileSystemConfig = schema::FILE_SYSTEM_CONFIG);
wire::members! { FileSystemConfig;
required {
0 arn take_arn set_arn with_arn String;
1 local_mount_path take_local_mount_path set_local_mount_path with_local_mount_path String;
}
optional {
}
}

wire::structure!(Filter = schema::FILTER);
wire::members! { Filter;
required {
}
optional {
0 pattern take_pattern set_pattern with_pattern String;
}
}

wire::structure!(FilterCriteria = schema::FILTER_CRITERIA);
wire::members! { FilterCriteria;
required {
}
optional {
0 filters take_filters set_filters with_filters List<Filter>;
}
}

wire::structure!(FilterCriteriaError = schema::FILTER_CRITERIA_ERROR);
wire::members! { FilterCriteriaError;
required {
}
optional {
0 error_code take_error_code set_error_code with_error_code String;
1 message take_message set_message with_message String;
}
}

wire::structure!(FunctionCodeLocation = schema::FUNCTION_CODE_LOCATION);
wire::members! { FunctionCodeLocation;
required {
}
optional {
0 repository_type take_repository_type set_repository_type with_repository_type String;
1 location take_location set_location with_location String;
2 image_uri take_image_uri set_image_uri with_image_uri String;
3 resolved_image_uri take_resolved_image_uri set_resolved_image_uri with_resolved_image_uri String;
4 source_kms_key_arn take_source_kms_key_arn set_source_kms_key_arn with_source_kms_key_arn String;
}
}

wire::structure!(FunctionConfiguration = schema::FUNCTION_CONFIGURATION);
wire::members! { FunctionConfiguration;
required {
}
optional {
0 function_name take_function_name set_function_name with_function_name String;
1 function_arn take_function_arn set_function_arn with_function_arn String;
2 runtime take_runtime set_runtime with_runtime String;
3 role take_role set_role with_role String;
4 handler take_handler set_handler with_handler String;
5 code_size take_code_size set_code_size with_code_size i64;
6 description take_description set_description with_description String;
7 timeout take_timeout set_timeout with_timeout i64;
8 memory_size take_memory_size set_memory_size with_memory_size i64;
9 last_modified take_last_modified set_last_modified with_last_modified String;
10 code_sha256 take_code_sha256 set_code_sha256 with_code_sha256 String;
11 version take_version set_version with_version String;
12 vpc_config take_vpc_config set_vpc_config with_vpc_config VpcConfigResponse;
13 dead_letter_config take_dead_letter_config set_dead_letter_config with_dead_letter_config DeadLetterConfig;
14 environment take_environment set_environment with_environment EnvironmentResponse;
15 kms_key_arn take_kms_key_arn set_kms_key_arn with_kms_key_arn String;
16 tracing_config take_tracing_config set_tracing_config with_tracing_config TracingConfigResponse;
17 master_arn take_master_arn set_master_arn with_master_arn String;
18 revision_id take_revision_id set_revision_id with_revision_id String;
19 layers take_layers set_layers with_layers List<Layer>;
20 state take_state set_state with_state String;
21 state_reason take_state_reason set_state_reason with_state_reason String;
22 state_reason_code take_state_reason_code set_state_reason_code with_state_reason_code String;
23 last_update_status take_last_update_status set_last_update_status with_last_update_status String;
24 last_update_status_reason take_last_update_status_reason set_last_update_status_reason with_last_update_status_reason String;
25 last_update_status_reason_code take_last_update_status_reason_code set_last_update_status_reason_code with_last_update_status_reason_code String;
26 file_system_configs take_file_system_configs set_file_system_configs with_file_system_configs List<FileSystemConfig>;
27 package_type take_package_type set_package_type with_package_type String;
28 image_config_response take_image_config_response set_image_config_response with_image_config_response ImageConfigResponse;
29 signing_profile_version_arn take_signing_profile_version_arn set_signing_profile_version_arn with_signing_profile_version_arn String;
30 signing_job_arn take_signing_job_arn set_signing_job_arn with_signing_job_arn String;
31 architectures take_architectures set_architectures with_architectures List<String>;
32 ephemeral_storage take_ephemeral_storage set_ephemeral_storage with_ephemeral_storage EphemeralStorage;
33 snap_start take_snap_start set_snap_start with_snap_start SnapStartResponse;
34 runtime_version_config take_runtime_version_config set_runtime_version_config with_runtime_version_config RuntimeVersionConfig;
35 logging_config take_logging_config set_logging_config with_logging_config LoggingConfig;
36 capacity_provider_config take_capacity_provider_config set_capacity_provider_config with_capacity_provider_config CapacityProviderConfig;
37 config_sha256 take_config_sha256 set_config_sha256 with_config_sha256 String;
38 durable_config take_durable_config set_durable_config with_durable_config DurableConfig;
39 tenancy_config take_tenancy_config set_tenancy_config with_tenancy_config TenancyConfig;
}
}

wire::structure!(FunctionEventInvokeConfig = schema::FUNCTION_EVENT_INVOKE_CONFIG);
wire::members! { FunctionEventInvokeConfig;
required {
}
optional {
0 last_modified take_last_modified set_last_modified with_last_modified base::Timestamp;
1 function_arn take_function_arn set_function_arn with_function_arn String;
2 maximum_retry_attempts take_maximum_retry_attempts set_maximum_retry_attempts with_maximum_retry_attempts i64;
3 maximum_event_age_in_seconds take_maximum_event_age_in_seconds set_maximum_event_age_in_seconds with_maximum_event_age_in_seconds i64;
4 destination_config take_destination_config set_destination_config with_destination_config DestinationConfig;
}
}

wire::error!(
    FunctionVersionsPerCapacityProviderLimitExceededException =
        schema::FUNCTION_VERSIONS_PER_CAPACITY_PROVIDER_LIMIT_EXCEEDED_EXCEPTION
);
wire::members! { FunctionVersionsPerCapacityProviderLimitExceededException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::structure!(GetAccountSettingsRequest = schema::GET_ACCOUNT_SETTINGS_REQUEST);

wire::structure!(GetAccountSettingsResponse = schema::GET_ACCOUNT_SETTINGS_RESPONSE);
wire::members! { GetAccountSettingsResponse;
required {
}
optional {
0 account_limit take_account_limit set_account_limit with_account_limit AccountLimit;
1 account_usage take_account_usage set_account_usage with_account_usage AccountUsage;
}
}

wire::structure!(GetAliasRequest = schema::GET_ALIAS_REQUEST);
wire::members! { GetAliasRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
1 name take_name set_name with_name String;
}
optional {
}
}

wire::structure!(GetEventSourceMappingRequest = schema::GET_EVENT_SOURCE_MAPPING_REQUEST);
wire::members! { GetEventSourceMappingRequest;
required {
0 uuid take_uuid set_uuid with_uuid String;
}
optional {
}
}

wire::structure!(GetFunctionConcurrencyRequest = schema::GET_FUNCTION_CONCURRENCY_REQUEST);
wire::members! { GetFunctionConcurrencyRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
}
optional {
}
}

wire::structure!(GetFunctionConcurrencyResponse = schema::GET_FUNCTION_CONCURRENCY_RESPONSE);
wire::members! { GetFunctionConcurrencyResponse;
required {
}
optional {
0 reserved_concurrent_executions take_reserved_concurrent_executions set_reserved_concurrent_executions with_reserved_concurrent_executions i64;
}
}

wire::structure!(GetFunctionConfigurationRequest = schema::GET_FUNCTION_CONFIGURATION_REQUEST);
wire::members! { GetFunctionConfigurationRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
}
optional {
1 qualifier take_qualifier set_qualifier with_qualifier String;
}
}

wire::structure!(
    GetFunctionEventInvokeConfigRequest = schema::GET_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST
);
wire::members! { GetFunctionEventInvokeConfigRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
}
optional {
1 qualifier take_qualifier set_qualifier with_qualifier String;
}
}

wire::structure!(GetFunctionRequest = schema::GET_FUNCTION_REQUEST);
wire::members! { GetFunctionRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
}
optional {
1 qualifier take_qualifier set_qualifier with_qualifier String;
}
}

wire::structure!(GetFunctionResponse = schema::GET_FUNCTION_RESPONSE);
wire::members! { GetFunctionResponse;
required {
}
optional {
0 configuration take_configuration set_configuration with_configuration FunctionConfiguration;
1 code take_code set_code with_code FunctionCodeLocation;
2 tags take_tags set_tags with_tags Map<String>;
3 tags_error take_tags_error set_tags_error with_tags_error TagsError;
4 concurrency take_concurrency set_concurrency with_concurrency Concurrency;
}
}

wire::structure!(GetPolicyRequest = schema::GET_POLICY_REQUEST);
wire::members! { GetPolicyRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
}
optional {
1 qualifier take_qualifier set_qualifier with_qualifier String;
}
}

wire::structure!(GetPolicyResponse = schema::GET_POLICY_RESPONSE);
wire::members! { GetPolicyResponse;
required {
}
optional {
0 policy take_policy set_policy with_policy String;
1 revision_id take_revision_id set_revision_id with_revision_id String;
}
}

wire::structure!(
    GetProvisionedConcurrencyConfigRequest = schema::GET_PROVISIONED_CONCURRENCY_CONFIG_REQUEST
);
wire::members! { GetProvisionedConcurrencyConfigRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
1 qualifier take_qualifier set_qualifier with_qualifier String;
}
optional {
}
}

wire::structure!(
    GetProvisionedConcurrencyConfigResponse = schema::GET_PROVISIONED_CONCURRENCY_CONFIG_RESPONSE
);
wire::members! { GetProvisionedConcurrencyConfigResponse;
required {
}
optional {
0 requested_provisioned_concurrent_executions take_requested_provisioned_concurrent_executions set_requested_provisioned_concurrent_executions with_requested_provisioned_concurrent_executions i64;
1 available_provisioned_concurrent_executions take_available_provisioned_concurrent_executions set_available_provisioned_concurrent_executions with_available_provisioned_concurrent_executions i64;
2 allocated_provisioned_concurrent_executions take_allocated_provisioned_concurrent_executions set_allocated_provisioned_concurrent_executions with_allocated_provisioned_concurrent_executions i64;
3 status take_status set_status with_status String;
4 status_reason take_status_reason set_status_reason with_status_reason String;
5 last_modified take_last_modified set_last_modified with_last_modified String;
}
}

wire::structure!(ImageConfig = schema::IMAGE_CONFIG);
wire::members! { ImageConfig;
required {
}
optional {
0 entry_point take_entry_point set_entry_point with_entry_point List<String>;
1 command take_command set_command with_command List<String>;
2 working_directory take_working_directory set_working_directory with_working_directory String;
}
}

wire::structure!(ImageConfigError = schema::IMAGE_CONFIG_ERROR);
wire::members! { ImageConfigError;
required {
}
optional {
0 error_code take_error_code set_error_code with_error_code String;
1 message take_message set_message with_message String;
}
}

wire::structure!(ImageConfigResponse = schema::IMAGE_CONFIG_RESPONSE);
wire::members! { ImageConfigResponse;
required {
}
optional {
0 image_config take_image_config set_image_config with_image_config ImageConfig;
1 error take_error set_error with_error ImageConfigError;
}
}

wire::error!(InvalidCodeSignatureException = schema::INVALID_CODE_SIGNATURE_EXCEPTION);
wire::members! { InvalidCodeSignatureException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(InvalidParameterValueException = schema::INVALID_PARAMETER_VALUE_EXCEPTION);
wire::members! { InvalidParameterValueException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(InvalidRequestContentException = schema::INVALID_REQUEST_CONTENT_EXCEPTION);
wire::members! { InvalidRequestContentException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(InvalidRuntimeException = schema::INVALID_RUNTIME_EXCEPTION);
wire::members! { InvalidRuntimeException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(InvalidSecurityGroupIDException = schema::INVALID_SECURITY_GROUP_ID_EXCEPTION);
wire::members! { InvalidSecurityGroupIDException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(InvalidSubnetIDException = schema::INVALID_SUBNET_ID_EXCEPTION);
wire::members! { InvalidSubnetIDException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(InvalidZipFileException = schema::INVALID_ZIP_FILE_EXCEPTION);
wire::members! { InvalidZipFileException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::structure!(InvocationRequest = schema::INVOCATION_REQUEST);
wire::members! { InvocationRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
}
optional {
1 invocation_type take_invocation_type set_invocation_type with_invocation_type String;
2 log_type take_log_type set_log_type with_log_type String;
3 client_context take_client_context set_client_context with_client_context String;
4 durable_execution_name take_durable_execution_name set_durable_execution_name with_durable_execution_name String;
5 payload take_payload set_payload with_payload Vec<u8>;
6 qualifier take_qualifier set_qualifier with_qualifier String;
7 tenant_id take_tenant_id set_tenant_id with_tenant_id String;
}
}

wire::structure!(InvocationResponse = schema::INVOCATION_RESPONSE);
wire::members! { InvocationResponse;
required {
}
optional {
0 status_code take_status_code set_status_code with_status_code i64;
1 function_error take_function_error set_function_error with_function_error String;
2 log_result take_log_result set_log_result with_log_result String;
3 payload take_payload set_payload with_payload Vec<u8>;
4 executed_version take_executed_version set_executed_version with_executed_version String;
5 durable_execution_arn take_durable_execution_arn set_durable_execution_arn with_durable_execution_arn String;
}
}

wire::structure!(InvokeAsyncRequest = schema::INVOKE_ASYNC_REQUEST);
wire::members! { InvokeAsyncRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
1 invoke_args take_invoke_args set_invoke_args with_invoke_args Vec<u8>;
}
optional {
}
}

wire::structure!(InvokeAsyncResponse = schema::INVOKE_ASYNC_RESPONSE);
wire::members! { InvokeAsyncResponse;
required {
}
optional {
0 status take_status set_status with_status i64;
}
}

wire::error!(KMSAccessDeniedException = schema::KMS_ACCESS_DENIED_EXCEPTION);
wire::members! { KMSAccessDeniedException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(KMSDisabledException = schema::KMS_DISABLED_EXCEPTION);
wire::members! { KMSDisabledException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(KMSInvalidStateException = schema::KMS_INVALID_STATE_EXCEPTION);
wire::members! { KMSInvalidStateException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(KMSNotFoundException = schema::KMS_NOT_FOUND_EXCEPTION);
wire::members! { KMSNotFoundException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::structure!(KafkaSchemaRegistryAccessConfig = schema::KAFKA_SCHEMA_REGISTRY_ACCESS_CONFIG);
wire::members! { KafkaSchemaRegistryAccessConfig;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 uri take_uri set_uri with_uri String;
}
}

wire::structure!(KafkaSchemaRegistryConfig = schema::KAFKA_SCHEMA_REGISTRY_CONFIG);
wire::members! { KafkaSchemaRegistryConfig;
required {
}
optional {
0 schema_registry_uri take_schema_registry_uri set_schema_registry_uri with_schema_registry_uri String;
1 event_record_format take_event_record_format set_event_record_format with_event_record_format String;
2 access_configs take_access_configs set_access_configs with_access_configs List<KafkaSchemaRegistryAccessConfig>;
3 schema_validation_configs take_schema_validation_configs set_schema_validation_configs with_schema_validation_configs List<KafkaSchemaValidationConfig>;
}
}

wire::structure!(KafkaSchemaValidationConfig = schema::KAFKA_SCHEMA_VALIDATION_CONFIG);
wire::members! { KafkaSchemaValidationConfig;
required {
}
optional {
0 attribute take_attribute set_attribute with_attribute String;
}
}

wire::structure!(
    LambdaManagedInstancesCapacityProviderConfig =
        schema::LAMBDA_MANAGED_INSTANCES_CAPACITY_PROVIDER_CONFIG
);
wire::members! { LambdaManagedInstancesCapacityProviderConfig;
required {
0 capacity_provider_arn take_capacity_provider_arn set_capacity_provider_arn with_capacity_provider_arn String;
}
optional {
1 per_execution_environment_max_concurrency take_per_execution_environment_max_concurrency set_per_execution_environment_max_concurrency with_per_execution_environment_max_concurrency i64;
2 execution_environment_memory_gi_b_per_v_cpu take_execution_environment_memory_gi_b_per_v_cpu set_execution_environment_memory_gi_b_per_v_cpu with_execution_environment_memory_gi_b_per_v_cpu f64;
}
}

wire::structure!(Layer = schema::LAYER);
wire::members! { Layer;
required {
}
optional {
0 arn take_arn set_arn with_arn String;
1 code_size take_code_size set_code_size with_code_size i64;
2 signing_profile_version_arn take_signing_profile_version_arn set_signing_profile_version_arn with_signing_profile_version_arn String;
3 signing_job_arn take_signing_job_arn set_signing_job_arn with_signing_job_arn String;
}
}

wire::structure!(ListAliasesRequest = schema::LIST_ALIASES_REQUEST);
wire::members! { ListAliasesRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
}
optional {
1 function_version take_function_version set_function_version with_function_version String;
2 marker take_marker set_marker with_marker String;
3 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListAliasesResponse = schema::LIST_ALIASES_RESPONSE);
wire::members! { ListAliasesResponse;
required {
}
optional {
0 next_marker take_next_marker set_next_marker with_next_marker String;
1 aliases take_aliases set_aliases with_aliases List<AliasConfiguration>;
}
}

wire::structure!(ListEventSourceMappingsRequest = schema::LIST_EVENT_SOURCE_MAPPINGS_REQUEST);
wire::members! { ListEventSourceMappingsRequest;
required {
}
optional {
0 event_source_arn take_event_source_arn set_event_source_arn with_event_source_arn String;
1 function_name take_function_name set_function_name with_function_name String;
2 marker take_marker set_marker with_marker String;
3 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListEventSourceMappingsResponse = schema::LIST_EVENT_SOURCE_MAPPINGS_RESPONSE);
wire::members! { ListEventSourceMappingsResponse;
required {
}
optional {
0 next_marker take_next_marker set_next_marker with_next_marker String;
1 event_source_mappings take_event_source_mappings set_event_source_mappings with_event_source_mappings List<EventSourceMappingConfiguration>;
}
}

wire::structure!(
    ListFunctionEventInvokeConfigsRequest = schema::LIST_FUNCTION_EVENT_INVOKE_CONFIGS_REQUEST
);
wire::members! { ListFunctionEventInvokeConfigsRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(
    ListFunctionEventInvokeConfigsResponse = schema::LIST_FUNCTION_EVENT_INVOKE_CONFIGS_RESPONSE
);
wire::members! { ListFunctionEventInvokeConfigsResponse;
required {
}
optional {
0 function_event_invoke_configs take_function_event_invoke_configs set_function_event_invoke_configs with_function_event_invoke_configs List<FunctionEventInvokeConfig>;
1 next_marker take_next_marker set_next_marker with_next_marker String;
}
}

wire::structure!(ListFunctionsRequest = schema::LIST_FUNCTIONS_REQUEST);
wire::members! { ListFunctionsRequest;
required {
}
optional {
0 master_region take_master_region set_master_region with_master_region String;
1 function_version take_function_version set_function_version with_function_version String;
2 marker take_marker set_marker with_marker String;
3 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListFunctionsResponse = schema::LIST_FUNCTIONS_RESPONSE);
wire::members! { ListFunctionsResponse;
required {
}
optional {
0 next_marker take_next_marker set_next_marker with_next_marker String;
1 functions take_functions set_functions with_functions List<FunctionConfiguration>;
}
}

wire::structure!(
    ListProvisionedConcurrencyConfigsRequest = schema::LIST_PROVISIONED_CONCURRENCY_CONFIGS_REQUEST
);
wire::members! { ListProvisionedConcurrencyConfigsRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(
    ListProvisionedConcurrencyConfigsResponse =
        schema::LIST_PROVISIONED_CONCURRENCY_CONFIGS_RESPONSE
);
wire::members! { ListProvisionedConcurrencyConfigsResponse;
required {
}
optional {
0 provisioned_concurrency_configs take_provisioned_concurrency_configs set_provisioned_concurrency_configs with_provisioned_concurrency_configs List<ProvisionedConcurrencyConfigListItem>;
1 next_marker take_next_marker set_next_marker with_next_marker String;
}
}

wire::structure!(ListTagsRequest = schema::LIST_TAGS_REQUEST);
wire::members! { ListTagsRequest;
required {
0 resource take_resource set_resource with_resource String;
}
optional {
}
}

wire::structure!(ListTagsResponse = schema::LIST_TAGS_RESPONSE);
wire::members! { ListTagsResponse;
required {
}
optional {
0 tags take_tags set_tags with_tags Map<String>;
}
}

wire::structure!(ListVersionsByFunctionRequest = schema::LIST_VERSIONS_BY_FUNCTION_REQUEST);
wire::members! { ListVersionsByFunctionRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
}
optional {
1 marker take_marker set_marker with_marker String;
2 max_items take_max_items set_max_items with_max_items i64;
}
}

wire::structure!(ListVersionsByFunctionResponse = schema::LIST_VERSIONS_BY_FUNCTION_RESPONSE);
wire::members! { ListVersionsByFunctionResponse;
required {
}
optional {
0 next_marker take_next_marker set_next_marker with_next_marker String;
1 versions take_versions set_versions with_versions List<FunctionConfiguration>;
}
}

wire::structure!(LoggingConfig = schema::LOGGING_CONFIG);
wire::members! { LoggingConfig;
required {
}
optional {
0 log_format take_log_format set_log_format with_log_format String;
1 application_log_level take_application_log_level set_application_log_level with_application_log_level String;
2 system_log_level take_system_log_level set_system_log_level with_system_log_level String;
3 log_group take_log_group set_log_group with_log_group String;
}
}

wire::error!(NoPublishedVersionException = schema::NO_PUBLISHED_VERSION_EXCEPTION);
wire::members! { NoPublishedVersionException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::structure!(OnFailure = schema::ON_FAILURE);
wire::members! { OnFailure;
required {
}
optional {
0 destination take_destination set_destination with_destination String;
}
}

wire::structure!(OnSuccess = schema::ON_SUCCESS);
wire::members! { OnSuccess;
required {
}
optional {
0 destination take_destination set_destination with_destination String;
}
}

wire::error!(PolicyLengthExceededException = schema::POLICY_LENGTH_EXCEEDED_EXCEPTION);
wire::members! { PolicyLengthExceededException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(PreconditionFailedException = schema::PRECONDITION_FAILED_EXCEPTION);
wire::members! { PreconditionFailedException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::structure!(
    ProvisionedConcurrencyConfigListItem = schema::PROVISIONED_CONCURRENCY_CONFIG_LIST_ITEM
);
wire::members! { ProvisionedConcurrencyConfigListItem;
required {
}
optional {
0 function_arn take_function_arn set_function_arn with_function_arn String;
1 requested_provisioned_concurrent_executions take_requested_provisioned_concurrent_executions set_requested_provisioned_concurrent_executions with_requested_provisioned_concurrent_executions i64;
2 available_provisioned_concurrent_executions take_available_provisioned_concurrent_executions set_available_provisioned_concurrent_executions with_available_provisioned_concurrent_executions i64;
3 allocated_provisioned_concurrent_executions take_allocated_provisioned_concurrent_executions set_allocated_provisioned_concurrent_executions with_allocated_provisioned_concurrent_executions i64;
4 status take_status set_status with_status String;
5 status_reason take_status_reason set_status_reason with_status_reason String;
6 last_modified take_last_modified set_last_modified with_last_modified String;
}
}

wire::error!(
    ProvisionedConcurrencyConfigNotFoundException =
        schema::PROVISIONED_CONCURRENCY_CONFIG_NOT_FOUND_EXCEPTION
);
wire::members! { ProvisionedConcurrencyConfigNotFoundException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::structure!(ProvisionedPollerConfig = schema::PROVISIONED_POLLER_CONFIG);
wire::members! { ProvisionedPollerConfig;
required {
}
optional {
0 minimum_pollers take_minimum_pollers set_minimum_pollers with_minimum_pollers i64;
1 maximum_pollers take_maximum_pollers set_maximum_pollers with_maximum_pollers i64;
2 poller_group_name take_poller_group_name set_poller_group_name with_poller_group_name String;
}
}

wire::structure!(PublishVersionRequest = schema::PUBLISH_VERSION_REQUEST);
wire::members! { PublishVersionRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
}
optional {
1 code_sha256 take_code_sha256 set_code_sha256 with_code_sha256 String;
2 description take_description set_description with_description String;
3 revision_id take_revision_id set_revision_id with_revision_id String;
4 publish_to take_publish_to set_publish_to with_publish_to String;
}
}

wire::structure!(PutFunctionConcurrencyRequest = schema::PUT_FUNCTION_CONCURRENCY_REQUEST);
wire::members! { PutFunctionConcurrencyRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
1 reserved_concurrent_executions take_reserved_concurrent_executions set_reserved_concurrent_executions with_reserved_concurrent_executions i64;
}
optional {
}
}

wire::structure!(
    PutFunctionEventInvokeConfigRequest = schema::PUT_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST
);
wire::members! { PutFunctionEventInvokeConfigRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
}
optional {
1 qualifier take_qualifier set_qualifier with_qualifier String;
2 maximum_retry_attempts take_maximum_retry_attempts set_maximum_retry_attempts with_maximum_retry_attempts i64;
3 maximum_event_age_in_seconds take_maximum_event_age_in_seconds set_maximum_event_age_in_seconds with_maximum_event_age_in_seconds i64;
4 destination_config take_destination_config set_destination_config with_destination_config DestinationConfig;
}
}

wire::structure!(
    PutProvisionedConcurrencyConfigRequest = schema::PUT_PROVISIONED_CONCURRENCY_CONFIG_REQUEST
);
wire::members! { PutProvisionedConcurrencyConfigRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
1 qualifier take_qualifier set_qualifier with_qualifier String;
2 provisioned_concurrent_executions take_provisioned_concurrent_executions set_provisioned_concurrent_executions with_provisioned_concurrent_executions i64;
}
optional {
}
}

wire::structure!(
    PutProvisionedConcurrencyConfigResponse = schema::PUT_PROVISIONED_CONCURRENCY_CONFIG_RESPONSE
);
wire::members! { PutProvisionedConcurrencyConfigResponse;
required {
}
optional {
0 requested_provisioned_concurrent_executions take_requested_provisioned_concurrent_executions set_requested_provisioned_concurrent_executions with_requested_provisioned_concurrent_executions i64;
1 available_provisioned_concurrent_executions take_available_provisioned_concurrent_executions set_available_provisioned_concurrent_executions with_available_provisioned_concurrent_executions i64;
2 allocated_provisioned_concurrent_executions take_allocated_provisioned_concurrent_executions set_allocated_provisioned_concurrent_executions with_allocated_provisioned_concurrent_executions i64;
3 status take_status set_status with_status String;
4 status_reason take_status_reason set_status_reason with_status_reason String;
5 last_modified take_last_modified set_last_modified with_last_modified String;
}
}

wire::error!(RecursiveInvocationException = schema::RECURSIVE_INVOCATION_EXCEPTION);
wire::members! { RecursiveInvocationException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::structure!(RemovePermissionRequest = schema::REMOVE_PERMISSION_REQUEST);
wire::members! { RemovePermissionRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
1 statement_id take_statement_id set_statement_id with_statement_id String;
}
optional {
2 qualifier take_qualifier set_qualifier with_qualifier String;
3 revision_id take_revision_id set_revision_id with_revision_id String;
}
}

wire::error!(RequestTooLargeException = schema::REQUEST_TOO_LARGE_EXCEPTION);
wire::members! { RequestTooLargeException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(ResourceConflictException = schema::RESOURCE_CONFLICT_EXCEPTION);
wire::members! { ResourceConflictException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(ResourceInUseException = schema::RESOURCE_IN_USE_EXCEPTION);
wire::members! { ResourceInUseException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(ResourceNotFoundException = schema::RESOURCE_NOT_FOUND_EXCEPTION);
wire::members! { ResourceNotFoundException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(ResourceNotReadyException = schema::RESOURCE_NOT_READY_EXCEPTION);
wire::members! { ResourceNotReadyException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::structure!(RuntimeVersionConfig = schema::RUNTIME_VERSION_CONFIG);
wire::members! { RuntimeVersionConfig;
required {
}
optional {
0 runtime_version_arn take_runtime_version_arn set_runtime_version_arn with_runtime_version_arn String;
1 error take_error set_error with_error RuntimeVersionError;
}
}

wire::structure!(RuntimeVersionError = schema::RUNTIME_VERSION_ERROR);
wire::members! { RuntimeVersionError;
required {
}
optional {
0 error_code take_error_code set_error_code with_error_code String;
1 message take_message set_message with_message String;
}
}

wire::error!(S3FilesMountConnectivityException = schema::S3_FILES_MOUNT_CONNECTIVITY_EXCEPTION);
wire::members! { S3FilesMountConnectivityException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(S3FilesMountFailureException = schema::S3_FILES_MOUNT_FAILURE_EXCEPTION);
wire::members! { S3FilesMountFailureException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(S3FilesMountTimeoutException = schema::S3_FILES_MOUNT_TIMEOUT_EXCEPTION);
wire::members! { S3FilesMountTimeoutException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::structure!(ScalingConfig = schema::SCALING_CONFIG);
wire::members! { ScalingConfig;
required {
}
optional {
0 maximum_concurrency take_maximum_concurrency set_maximum_concurrency with_maximum_concurrency i64;
}
}

wire::structure!(SelfManagedEventSource = schema::SELF_MANAGED_EVENT_SOURCE);
wire::members! { SelfManagedEventSource;
required {
}
optional {
0 endpoints take_endpoints set_endpoints with_endpoints Map<List<String>>;
}
}

wire::structure!(
    SelfManagedKafkaEventSourceConfig = schema::SELF_MANAGED_KAFKA_EVENT_SOURCE_CONFIG
);
wire::members! { SelfManagedKafkaEventSourceConfig;
required {
}
optional {
0 consumer_group_id take_consumer_group_id set_consumer_group_id with_consumer_group_id String;
1 schema_registry_config take_schema_registry_config set_schema_registry_config with_schema_registry_config KafkaSchemaRegistryConfig;
}
}

wire::error!(
    SerializedRequestEntityTooLargeException =
        schema::SERIALIZED_REQUEST_ENTITY_TOO_LARGE_EXCEPTION
);
wire::members! { SerializedRequestEntityTooLargeException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(ServiceException = schema::SERVICE_EXCEPTION);
wire::members! { ServiceException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::structure!(SnapStart = schema::SNAP_START);
wire::members! { SnapStart;
required {
}
optional {
0 apply_on take_apply_on set_apply_on with_apply_on String;
}
}

wire::error!(SnapStartException = schema::SNAP_START_EXCEPTION);
wire::members! { SnapStartException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::error!(SnapStartNotReadyException = schema::SNAP_START_NOT_READY_EXCEPTION);
wire::members! { SnapStartNotReadyException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::structure!(SnapStartResponse = schema::SNAP_START_RESPONSE);
wire::members! { SnapStartResponse;
required {
}
optional {
0 apply_on take_apply_on set_apply_on with_apply_on String;
1 optimization_status take_optimization_status set_optimization_status with_optimization_status String;
}
}

wire::error!(SnapStartTimeoutException = schema::SNAP_START_TIMEOUT_EXCEPTION);
wire::members! { SnapStartTimeoutException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::structure!(SourceAccessConfiguration = schema::SOURCE_ACCESS_CONFIGURATION);
wire::members! { SourceAccessConfiguration;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 uri take_uri set_uri with_uri String;
}
}

wire::error!(
    SubnetIPAddressLimitReachedException = schema::SUBNET_IP_ADDRESS_LIMIT_REACHED_EXCEPTION
);
wire::members! { SubnetIPAddressLimitReachedException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::structure!(TagResourceRequest = schema::TAG_RESOURCE_REQUEST);
wire::members! { TagResourceRequest;
required {
0 resource take_resource set_resource with_resource String;
1 tags take_tags set_tags with_tags Map<String>;
}
optional {
}
}

wire::structure!(TagsError = schema::TAGS_ERROR);
wire::members! { TagsError;
required {
0 error_code take_error_code set_error_code with_error_code String;
1 message take_message set_message with_message String;
}
optional {
}
}

wire::structure!(TenancyConfig = schema::TENANCY_CONFIG);
wire::members! { TenancyConfig;
required {
0 tenant_isolation_mode take_tenant_isolation_mode set_tenant_isolation_mode with_tenant_isolation_mode String;
}
optional {
}
}

wire::error!(TooManyRequestsException = schema::TOO_MANY_REQUESTS_EXCEPTION);
wire::members! { TooManyRequestsException;
required {
}
optional {
0 retry_after_seconds take_retry_after_seconds set_retry_after_seconds with_retry_after_seconds String;
1 r#type take_type set_type with_type String;
2 message take_message set_message with_message String;
3 reason take_reason set_reason with_reason String;
}
}

wire::structure!(TracingConfig = schema::TRACING_CONFIG);
wire::members! { TracingConfig;
required {
}
optional {
0 mode take_mode set_mode with_mode String;
}
}

wire::structure!(TracingConfigResponse = schema::TRACING_CONFIG_RESPONSE);
wire::members! { TracingConfigResponse;
required {
}
optional {
0 mode take_mode set_mode with_mode String;
}
}

wire::error!(UnsupportedMediaTypeException = schema::UNSUPPORTED_MEDIA_TYPE_EXCEPTION);
wire::members! { UnsupportedMediaTypeException;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 message take_message set_message with_message String;
}
}

wire::structure!(UntagResourceRequest = schema::UNTAG_RESOURCE_REQUEST);
wire::members! { UntagResourceRequest;
required {
0 resource take_resource set_resource with_resource String;
1 tag_keys take_tag_keys set_tag_keys with_tag_keys List<String>;
}
optional {
}
}

wire::structure!(UpdateAliasRequest = schema::UPDATE_ALIAS_REQUEST);
wire::members! { UpdateAliasRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
1 name take_name set_name with_name String;
}
optional {
2 function_version take_function_version set_function_version with_function_version String;
3 description take_description set_description with_description String;
4 routing_config take_routing_config set_routing_config with_routing_config AliasRoutingConfiguration;
5 revision_id take_revision_id set_revision_id with_revision_id String;
}
}

wire::structure!(UpdateEventSourceMappingRequest = schema::UPDATE_EVENT_SOURCE_MAPPING_REQUEST);
wire::members! { UpdateEventSourceMappingRequest;
required {
0 uuid take_uuid set_uuid with_uuid String;
}
optional {
1 function_name take_function_name set_function_name with_function_name String;
2 enabled take_enabled set_enabled with_enabled bool;
3 batch_size take_batch_size set_batch_size with_batch_size i64;
4 filter_criteria take_filter_criteria set_filter_criteria with_filter_criteria FilterCriteria;
5 maximum_batching_window_in_seconds take_maximum_batching_window_in_seconds set_maximum_batching_window_in_seconds with_maximum_batching_window_in_seconds i64;
6 destination_config take_destination_config set_destination_config with_destination_config DestinationConfig;
7 maximum_record_age_in_seconds take_maximum_record_age_in_seconds set_maximum_record_age_in_seconds with_maximum_record_age_in_seconds i64;
8 bisect_batch_on_function_error take_bisect_batch_on_function_error set_bisect_batch_on_function_error with_bisect_batch_on_function_error bool;
9 maximum_retry_attempts take_maximum_retry_attempts set_maximum_retry_attempts with_maximum_retry_attempts i64;
10 parallelization_factor take_parallelization_factor set_parallelization_factor with_parallelization_factor i64;
11 source_access_configurations take_source_access_configurations set_source_access_configurations with_source_access_configurations List<SourceAccessConfiguration>;
12 tumbling_window_in_seconds take_tumbling_window_in_seconds set_tumbling_window_in_seconds with_tumbling_window_in_seconds i64;
13 function_response_types take_function_response_types set_function_response_types with_function_response_types List<String>;
14 scaling_config take_scaling_config set_scaling_config with_scaling_config ScalingConfig;
15 amazon_managed_kafka_event_source_config take_amazon_managed_kafka_event_source_config set_amazon_managed_kafka_event_source_config with_amazon_managed_kafka_event_source_config AmazonManagedKafkaEventSourceConfig;
16 self_managed_kafka_event_source_config take_self_managed_kafka_event_source_config set_self_managed_kafka_event_source_config with_self_managed_kafka_event_source_config SelfManagedKafkaEventSourceConfig;
17 document_db_event_source_config take_document_db_event_source_config set_document_db_event_source_config with_document_db_event_source_config DocumentDBEventSourceConfig;
18 kms_key_arn take_kms_key_arn set_kms_key_arn with_kms_key_arn String;
19 metrics_config take_metrics_config set_metrics_config with_metrics_config EventSourceMappingMetricsConfig;
20 logging_config take_logging_config set_logging_config with_logging_config EventSourceMappingLoggingConfig;
21 provisioned_poller_config take_provisioned_poller_config set_provisioned_poller_config with_provisioned_poller_config ProvisionedPollerConfig;
}
}

wire::structure!(
    UpdateFunctionConfigurationRequest = schema::UPDATE_FUNCTION_CONFIGURATION_REQUEST
);
wire::members! { UpdateFunctionConfigurationRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
}
optional {
1 role take_role set_role with_role String;
2 handler take_handler set_handler with_handler String;
3 description take_description set_description with_description String;
4 timeout take_timeout set_timeout with_timeout i64;
5 memory_size take_memory_size set_memory_size with_memory_size i64;
6 vpc_config take_vpc_config set_vpc_config with_vpc_config VpcConfig;
7 environment take_environment set_environment with_environment Environment;
8 runtime take_runtime set_runtime with_runtime String;
9 dead_letter_config take_dead_letter_config set_dead_letter_config with_dead_letter_config DeadLetterConfig;
10 kms_key_arn take_kms_key_arn set_kms_key_arn with_kms_key_arn String;
11 tracing_config take_tracing_config set_tracing_config with_tracing_config TracingConfig;
12 revision_id take_revision_id set_revision_id with_revision_id String;
13 layers take_layers set_layers with_layers List<String>;
14 file_system_configs take_file_system_configs set_file_system_configs with_file_system_configs List<FileSystemConfig>;
15 image_config take_image_config set_image_config with_image_config ImageConfig;
16 ephemeral_storage take_ephemeral_storage set_ephemeral_storage with_ephemeral_storage EphemeralStorage;
17 snap_start take_snap_start set_snap_start with_snap_start SnapStart;
18 logging_config take_logging_config set_logging_config with_logging_config LoggingConfig;
19 capacity_provider_config take_capacity_provider_config set_capacity_provider_config with_capacity_provider_config CapacityProviderConfig;
20 durable_config take_durable_config set_durable_config with_durable_config DurableConfig;
}
}

wire::structure!(
    UpdateFunctionEventInvokeConfigRequest = schema::UPDATE_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST
);
wire::members! { UpdateFunctionEventInvokeConfigRequest;
required {
0 function_name take_function_name set_function_name with_function_name String;
}
optional {
1 qualifier take_qualifier set_qualifier with_qualifier String;
2 maximum_retry_attempts take_maximum_retry_attempts set_maximum_retry_attempts with_maximum_retry_attempts i64;
3 maximum_event_age_in_seconds take_maximum_event_age_in_seconds set_maximum_event_age_in_seconds with_maximum_event_age_in_seconds i64;
4 destination_config take_destination_config set_destination_config with_destination_config DestinationConfig;
}
}

wire::structure!(VpcConfig = schema::VPC_CONFIG);
wire::members! { VpcConfig;
required {
}
optional {
0 subnet_ids take_subnet_ids set_subnet_ids with_subnet_ids List<String>;
1 security_group_ids take_security_group_ids set_security_group_ids with_security_group_ids List<String>;
2 ipv6_allowed_for_dual_stack take_ipv6_allowed_for_dual_stack set_ipv6_allowed_for_dual_stack with_ipv6_allowed_for_dual_stack bool;
}
}

wire::structure!(VpcConfigResponse = schema::VPC_CONFIG_RESPONSE);
wire::members! { VpcConfigResponse;
required {
}
optional {
0 subnet_ids take_subnet_ids set_subnet_ids with_subnet_ids List<String>;
1 security_group_ids take_security_group_ids set_security_group_ids with_security_group_ids List<String>;
2 vpc_id take_vpc_id set_vpc_id with_vpc_id String;
3 ipv6_allowed_for_dual_stack take_ipv6_allowed_for_dual_stack set_ipv6_allowed_for_dual_stack with_ipv6_allowed_for_dual_stack bool;
}
}
