// Written by `cargo xtask gen` from ops.toml and the API model; not edited by hand.
// botocore 1.43.11
// generator 1
// ops 6196c9dc4f78028fe72be5baac0b38a1ffaa078087523abc1fd0c749e980c47e
// model 70635f4b4b7984e9a2d7fddcb43d26afa68f1dd3249f3c690f729fb9294fca6b
// code fcc21f8c26a5f41e2af9ffb674622d70c7ab775b89276af66353847d02471860
//! The service's shapes, operations and errors, as its API model gives them.
//!
//! Patterns that are not checked here, being beyond `wire`'s matcher:
//! `CsvHeader`.

use wire::schema::{Absent, Protocol, ServiceModel};
use wire::{List, Map};

pub static MODEL: ServiceModel = ServiceModel {
    name: "dynamodb",
    service_id: "DynamoDB",
    endpoint_prefix: "dynamodb",
    protocol: Protocol::AwsJson10,
    target_prefix: "DynamoDB_20120810",
    api_version: "2012-08-10",
    error_namespace: "com.amazonaws.dynamodb.v20120810",
    xml_namespace: "",
    operations: &[
        &op::BATCH_EXECUTE_STATEMENT,
        &op::BATCH_GET_ITEM,
        &op::BATCH_WRITE_ITEM,
        &op::CREATE_BACKUP,
        &op::CREATE_TABLE,
        &op::DELETE_BACKUP,
        &op::DELETE_ITEM,
        &op::DELETE_RESOURCE_POLICY,
        &op::DELETE_TABLE,
        &op::DESCRIBE_BACKUP,
        &op::DESCRIBE_CONTINUOUS_BACKUPS,
        &op::DESCRIBE_ENDPOINTS,
        &op::DESCRIBE_EXPORT,
        &op::DESCRIBE_IMPORT,
        &op::DESCRIBE_LIMITS,
        &op::DESCRIBE_TABLE,
        &op::DESCRIBE_TIME_TO_LIVE,
        &op::EXECUTE_STATEMENT,
        &op::EXECUTE_TRANSACTION,
        &op::EXPORT_TABLE_TO_POINT_IN_TIME,
        &op::GET_ITEM,
        &op::GET_RESOURCE_POLICY,
        &op::IMPORT_TABLE,
        &op::LIST_BACKUPS,
        &op::LIST_EXPORTS,
        &op::LIST_IMPORTS,
        &op::LIST_TABLES,
        &op::LIST_TAGS_OF_RESOURCE,
        &op::PUT_ITEM,
        &op::PUT_RESOURCE_POLICY,
        &op::QUERY,
        &op::RESTORE_TABLE_FROM_BACKUP,
        &op::RESTORE_TABLE_TO_POINT_IN_TIME,
        &op::SCAN,
        &op::TAG_RESOURCE,
        &op::TRANSACT_GET_ITEMS,
        &op::TRANSACT_WRITE_ITEMS,
        &op::UNTAG_RESOURCE,
        &op::UPDATE_CONTINUOUS_BACKUPS,
        &op::UPDATE_ITEM,
        &op::UPDATE_TABLE,
        &op::UPDATE_TIME_TO_LIVE,
    ],
    unimplemented: &[
        Absent { name: "CreateGlobalTable", method: "POST", uri: "/" },
        Absent { name: "DescribeContributorInsights", method: "POST", uri: "/" },
        Absent { name: "DescribeGlobalTable", method: "POST", uri: "/" },
        Absent { name: "DescribeGlobalTableSettings", method: "POST", uri: "/" },
        Absent { name: "DescribeKinesisStreamingDestination", method: "POST", uri: "/" },
        Absent { name: "DescribeTableReplicaAutoScaling", method: "POST", uri: "/" },
        Absent { name: "DisableKinesisStreamingDestination", method: "POST", uri: "/" },
        Absent { name: "EnableKinesisStreamingDestination", method: "POST", uri: "/" },
        Absent { name: "ListContributorInsights", method: "POST", uri: "/" },
        Absent { name: "ListGlobalTables", method: "POST", uri: "/" },
        Absent { name: "UpdateContributorInsights", method: "POST", uri: "/" },
        Absent { name: "UpdateGlobalTable", method: "POST", uri: "/" },
        Absent { name: "UpdateGlobalTableSettings", method: "POST", uri: "/" },
        Absent { name: "UpdateKinesisStreamingDestination", method: "POST", uri: "/" },
        Absent { name: "UpdateTableReplicaAutoScaling", method: "POST", uri: "/" },
    ],
};

/// The operations, by name.
pub mod op {
    use wire::schema::Operation;

    use super::schema;

    pub static BATCH_EXECUTE_STATEMENT: Operation = Operation {
        name: "BatchExecuteStatement",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::BATCH_EXECUTE_STATEMENT_INPUT,
        output: &schema::BATCH_EXECUTE_STATEMENT_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::REQUEST_LIMIT_EXCEEDED,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::THROTTLING_EXCEPTION,
        ],
    };
    pub static BATCH_GET_ITEM: Operation = Operation {
        name: "BatchGetItem",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::BATCH_GET_ITEM_INPUT,
        output: &schema::BATCH_GET_ITEM_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::REQUEST_LIMIT_EXCEEDED,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::THROTTLING_EXCEPTION,
        ],
    };
    pub static BATCH_WRITE_ITEM: Operation = Operation {
        name: "BatchWriteItem",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::BATCH_WRITE_ITEM_INPUT,
        output: &schema::BATCH_WRITE_ITEM_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_EXCEPTION,
            &schema::REQUEST_LIMIT_EXCEEDED,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::REPLICATED_WRITE_CONFLICT_EXCEPTION,
            &schema::THROTTLING_EXCEPTION,
        ],
    };
    pub static CREATE_BACKUP: Operation = Operation {
        name: "CreateBackup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_BACKUP_INPUT,
        output: &schema::CREATE_BACKUP_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::TABLE_NOT_FOUND_EXCEPTION,
            &schema::TABLE_IN_USE_EXCEPTION,
            &schema::CONTINUOUS_BACKUPS_UNAVAILABLE_EXCEPTION,
            &schema::BACKUP_IN_USE_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
        ],
    };
    pub static CREATE_TABLE: Operation = Operation {
        name: "CreateTable",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_TABLE_INPUT,
        output: &schema::CREATE_TABLE_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::RESOURCE_IN_USE_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
        ],
    };
    pub static DELETE_BACKUP: Operation = Operation {
        name: "DeleteBackup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_BACKUP_INPUT,
        output: &schema::DELETE_BACKUP_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::BACKUP_NOT_FOUND_EXCEPTION,
            &schema::BACKUP_IN_USE_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
        ],
    };
    pub static DELETE_ITEM: Operation = Operation {
        name: "DeleteItem",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_ITEM_INPUT,
        output: &schema::DELETE_ITEM_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::CONDITIONAL_CHECK_FAILED_EXCEPTION,
            &schema::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_EXCEPTION,
            &schema::TRANSACTION_CONFLICT_EXCEPTION,
            &schema::REQUEST_LIMIT_EXCEEDED,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::REPLICATED_WRITE_CONFLICT_EXCEPTION,
            &schema::THROTTLING_EXCEPTION,
        ],
    };
    pub static DELETE_RESOURCE_POLICY: Operation = Operation {
        name: "DeleteResourcePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_RESOURCE_POLICY_INPUT,
        output: &schema::DELETE_RESOURCE_POLICY_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::POLICY_NOT_FOUND_EXCEPTION,
            &schema::RESOURCE_IN_USE_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
        ],
    };
    pub static DELETE_TABLE: Operation = Operation {
        name: "DeleteTable",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_TABLE_INPUT,
        output: &schema::DELETE_TABLE_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::RESOURCE_IN_USE_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
        ],
    };
    pub static DESCRIBE_BACKUP: Operation = Operation {
        name: "DescribeBackup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DESCRIBE_BACKUP_INPUT,
        output: &schema::DESCRIBE_BACKUP_OUTPUT,
        result_wrapper: "",
        errors: &[&schema::BACKUP_NOT_FOUND_EXCEPTION, &schema::INTERNAL_SERVER_ERROR],
    };
    pub static DESCRIBE_CONTINUOUS_BACKUPS: Operation = Operation {
        name: "DescribeContinuousBackups",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DESCRIBE_CONTINUOUS_BACKUPS_INPUT,
        output: &schema::DESCRIBE_CONTINUOUS_BACKUPS_OUTPUT,
        result_wrapper: "",
        errors: &[&schema::TABLE_NOT_FOUND_EXCEPTION, &schema::INTERNAL_SERVER_ERROR],
    };
    pub static DESCRIBE_ENDPOINTS: Operation = Operation {
        name: "DescribeEndpoints",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DESCRIBE_ENDPOINTS_REQUEST,
        output: &schema::DESCRIBE_ENDPOINTS_RESPONSE,
        result_wrapper: "",
        errors: &[],
    };
    pub static DESCRIBE_EXPORT: Operation = Operation {
        name: "DescribeExport",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DESCRIBE_EXPORT_INPUT,
        output: &schema::DESCRIBE_EXPORT_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::EXPORT_NOT_FOUND_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
        ],
    };
    pub static DESCRIBE_IMPORT: Operation = Operation {
        name: "DescribeImport",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DESCRIBE_IMPORT_INPUT,
        output: &schema::DESCRIBE_IMPORT_OUTPUT,
        result_wrapper: "",
        errors: &[&schema::IMPORT_NOT_FOUND_EXCEPTION],
    };
    pub static DESCRIBE_LIMITS: Operation = Operation {
        name: "DescribeLimits",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DESCRIBE_LIMITS_INPUT,
        output: &schema::DESCRIBE_LIMITS_OUTPUT,
        result_wrapper: "",
        errors: &[&schema::INTERNAL_SERVER_ERROR],
    };
    pub static DESCRIBE_TABLE: Operation = Operation {
        name: "DescribeTable",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DESCRIBE_TABLE_INPUT,
        output: &schema::DESCRIBE_TABLE_OUTPUT,
        result_wrapper: "",
        errors: &[&schema::RESOURCE_NOT_FOUND_EXCEPTION, &schema::INTERNAL_SERVER_ERROR],
    };
    pub static DESCRIBE_TIME_TO_LIVE: Operation = Operation {
        name: "DescribeTimeToLive",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DESCRIBE_TIME_TO_LIVE_INPUT,
        output: &schema::DESCRIBE_TIME_TO_LIVE_OUTPUT,
        result_wrapper: "",
        errors: &[&schema::RESOURCE_NOT_FOUND_EXCEPTION, &schema::INTERNAL_SERVER_ERROR],
    };
    pub static EXECUTE_STATEMENT: Operation = Operation {
        name: "ExecuteStatement",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::EXECUTE_STATEMENT_INPUT,
        output: &schema::EXECUTE_STATEMENT_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::CONDITIONAL_CHECK_FAILED_EXCEPTION,
            &schema::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_EXCEPTION,
            &schema::TRANSACTION_CONFLICT_EXCEPTION,
            &schema::REQUEST_LIMIT_EXCEEDED,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::DUPLICATE_ITEM_EXCEPTION,
            &schema::THROTTLING_EXCEPTION,
        ],
    };
    pub static EXECUTE_TRANSACTION: Operation = Operation {
        name: "ExecuteTransaction",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::EXECUTE_TRANSACTION_INPUT,
        output: &schema::EXECUTE_TRANSACTION_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::TRANSACTION_CANCELED_EXCEPTION,
            &schema::TRANSACTION_IN_PROGRESS_EXCEPTION,
            &schema::IDEMPOTENT_PARAMETER_MISMATCH_EXCEPTION,
            &schema::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION,
            &schema::REQUEST_LIMIT_EXCEEDED,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::THROTTLING_EXCEPTION,
        ],
    };
    pub static EXPORT_TABLE_TO_POINT_IN_TIME: Operation = Operation {
        name: "ExportTableToPointInTime",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::EXPORT_TABLE_TO_POINT_IN_TIME_INPUT,
        output: &schema::EXPORT_TABLE_TO_POINT_IN_TIME_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::TABLE_NOT_FOUND_EXCEPTION,
            &schema::POINT_IN_TIME_RECOVERY_UNAVAILABLE_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_EXPORT_TIME_EXCEPTION,
            &schema::EXPORT_CONFLICT_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
        ],
    };
    pub static GET_ITEM: Operation = Operation {
        name: "GetItem",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_ITEM_INPUT,
        output: &schema::GET_ITEM_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::REQUEST_LIMIT_EXCEEDED,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::THROTTLING_EXCEPTION,
        ],
    };
    pub static GET_RESOURCE_POLICY: Operation = Operation {
        name: "GetResourcePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_RESOURCE_POLICY_INPUT,
        output: &schema::GET_RESOURCE_POLICY_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::POLICY_NOT_FOUND_EXCEPTION,
        ],
    };
    pub static IMPORT_TABLE: Operation = Operation {
        name: "ImportTable",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::IMPORT_TABLE_INPUT,
        output: &schema::IMPORT_TABLE_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::RESOURCE_IN_USE_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::IMPORT_CONFLICT_EXCEPTION,
        ],
    };
    pub static LIST_BACKUPS: Operation = Operation {
        name: "ListBackups",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_BACKUPS_INPUT,
        output: &schema::LIST_BACKUPS_OUTPUT,
        result_wrapper: "",
        errors: &[&schema::INTERNAL_SERVER_ERROR],
    };
    pub static LIST_EXPORTS: Operation = Operation {
        name: "ListExports",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_EXPORTS_INPUT,
        output: &schema::LIST_EXPORTS_OUTPUT,
        result_wrapper: "",
        errors: &[&schema::LIMIT_EXCEEDED_EXCEPTION, &schema::INTERNAL_SERVER_ERROR],
    };
    pub static LIST_IMPORTS: Operation = Operation {
        name: "ListImports",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_IMPORTS_INPUT,
        output: &schema::LIST_IMPORTS_OUTPUT,
        result_wrapper: "",
        errors: &[&schema::LIMIT_EXCEEDED_EXCEPTION],
    };
    pub static LIST_TABLES: Operation = Operation {
        name: "ListTables",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_TABLES_INPUT,
        output: &schema::LIST_TABLES_OUTPUT,
        result_wrapper: "",
        errors: &[&schema::INTERNAL_SERVER_ERROR],
    };
    pub static LIST_TAGS_OF_RESOURCE: Operation = Operation {
        name: "ListTagsOfResource",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_TAGS_OF_RESOURCE_INPUT,
        output: &schema::LIST_TAGS_OF_RESOURCE_OUTPUT,
        result_wrapper: "",
        errors: &[&schema::RESOURCE_NOT_FOUND_EXCEPTION, &schema::INTERNAL_SERVER_ERROR],
    };
    pub static PUT_ITEM: Operation = Operation {
        name: "PutItem",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::PUT_ITEM_INPUT,
        output: &schema::PUT_ITEM_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::CONDITIONAL_CHECK_FAILED_EXCEPTION,
            &schema::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_EXCEPTION,
            &schema::TRANSACTION_CONFLICT_EXCEPTION,
            &schema::REQUEST_LIMIT_EXCEEDED,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::REPLICATED_WRITE_CONFLICT_EXCEPTION,
            &schema::THROTTLING_EXCEPTION,
        ],
    };
    pub static PUT_RESOURCE_POLICY: Operation = Operation {
        name: "PutResourcePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::PUT_RESOURCE_POLICY_INPUT,
        output: &schema::PUT_RESOURCE_POLICY_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::POLICY_NOT_FOUND_EXCEPTION,
            &schema::RESOURCE_IN_USE_EXCEPTION,
        ],
    };
    pub static QUERY: Operation = Operation {
        name: "Query",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::QUERY_INPUT,
        output: &schema::QUERY_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::REQUEST_LIMIT_EXCEEDED,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::THROTTLING_EXCEPTION,
        ],
    };
    pub static RESTORE_TABLE_FROM_BACKUP: Operation = Operation {
        name: "RestoreTableFromBackup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::RESTORE_TABLE_FROM_BACKUP_INPUT,
        output: &schema::RESTORE_TABLE_FROM_BACKUP_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::TABLE_ALREADY_EXISTS_EXCEPTION,
            &schema::TABLE_IN_USE_EXCEPTION,
            &schema::BACKUP_NOT_FOUND_EXCEPTION,
            &schema::BACKUP_IN_USE_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
        ],
    };
    pub static RESTORE_TABLE_TO_POINT_IN_TIME: Operation = Operation {
        name: "RestoreTableToPointInTime",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::RESTORE_TABLE_TO_POINT_IN_TIME_INPUT,
        output: &schema::RESTORE_TABLE_TO_POINT_IN_TIME_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::TABLE_ALREADY_EXISTS_EXCEPTION,
            &schema::TABLE_NOT_FOUND_EXCEPTION,
            &schema::TABLE_IN_USE_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INVALID_RESTORE_TIME_EXCEPTION,
            &schema::POINT_IN_TIME_RECOVERY_UNAVAILABLE_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
        ],
    };
    pub static SCAN: Operation = Operation {
        name: "Scan",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::SCAN_INPUT,
        output: &schema::SCAN_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::REQUEST_LIMIT_EXCEEDED,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::THROTTLING_EXCEPTION,
        ],
    };
    pub static TAG_RESOURCE: Operation = Operation {
        name: "TagResource",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::TAG_RESOURCE_INPUT,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::RESOURCE_IN_USE_EXCEPTION,
        ],
    };
    pub static TRANSACT_GET_ITEMS: Operation = Operation {
        name: "TransactGetItems",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::TRANSACT_GET_ITEMS_INPUT,
        output: &schema::TRANSACT_GET_ITEMS_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::TRANSACTION_CANCELED_EXCEPTION,
            &schema::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION,
            &schema::REQUEST_LIMIT_EXCEEDED,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::THROTTLING_EXCEPTION,
        ],
    };
    pub static TRANSACT_WRITE_ITEMS: Operation = Operation {
        name: "TransactWriteItems",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::TRANSACT_WRITE_ITEMS_INPUT,
        output: &schema::TRANSACT_WRITE_ITEMS_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::TRANSACTION_CANCELED_EXCEPTION,
            &schema::TRANSACTION_IN_PROGRESS_EXCEPTION,
            &schema::IDEMPOTENT_PARAMETER_MISMATCH_EXCEPTION,
            &schema::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION,
            &schema::REQUEST_LIMIT_EXCEEDED,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::THROTTLING_EXCEPTION,
        ],
    };
    pub static UNTAG_RESOURCE: Operation = Operation {
        name: "UntagResource",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UNTAG_RESOURCE_INPUT,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::RESOURCE_IN_USE_EXCEPTION,
        ],
    };
    pub static UPDATE_CONTINUOUS_BACKUPS: Operation = Operation {
        name: "UpdateContinuousBackups",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_CONTINUOUS_BACKUPS_INPUT,
        output: &schema::UPDATE_CONTINUOUS_BACKUPS_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::TABLE_NOT_FOUND_EXCEPTION,
            &schema::CONTINUOUS_BACKUPS_UNAVAILABLE_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
        ],
    };
    pub static UPDATE_ITEM: Operation = Operation {
        name: "UpdateItem",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_ITEM_INPUT,
        output: &schema::UPDATE_ITEM_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::CONDITIONAL_CHECK_FAILED_EXCEPTION,
            &schema::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_EXCEPTION,
            &schema::TRANSACTION_CONFLICT_EXCEPTION,
            &schema::REQUEST_LIMIT_EXCEEDED,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::REPLICATED_WRITE_CONFLICT_EXCEPTION,
            &schema::THROTTLING_EXCEPTION,
        ],
    };
    pub static UPDATE_TABLE: Operation = Operation {
        name: "UpdateTable",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_TABLE_INPUT,
        output: &schema::UPDATE_TABLE_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::RESOURCE_IN_USE_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
        ],
    };
    pub static UPDATE_TIME_TO_LIVE: Operation = Operation {
        name: "UpdateTimeToLive",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UPDATE_TIME_TO_LIVE_INPUT,
        output: &schema::UPDATE_TIME_TO_LIVE_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::RESOURCE_IN_USE_EXCEPTION,
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
        ],
    };
}

/// The structures, by name.
pub mod schema {
    use wire::schema::*;

    use super::{schema, shape};

    pub static ARCHIVAL_SUMMARY: Structure = Structure {
        name: "ArchivalSummary",
        kind: Kind::Plain,
        members: &[
            Member::body("ArchivalDateTime", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
            Member::body("ArchivalReason", false, &shape::ARCHIVAL_REASON),
            Member::body("ArchivalBackupArn", false, &shape::BACKUP_ARN),
        ],
    };
    pub static ATTRIBUTE_DEFINITION: Structure = Structure {
        name: "AttributeDefinition",
        kind: Kind::Plain,
        members: &[
            Member::body("AttributeName", true, &shape::KEY_SCHEMA_ATTRIBUTE_NAME),
            Member::body("AttributeType", true, &shape::SCALAR_ATTRIBUTE_TYPE),
        ],
    };
    pub static ATTRIBUTE_VALUE: Structure = Structure {
        name: "AttributeValue",
        kind: Kind::Union,
        members: &[
            Member::body("S", false, &shape::STRING_ATTRIBUTE_VALUE),
            Member::body("N", false, &shape::NUMBER_ATTRIBUTE_VALUE),
            Member::body("B", false, &shape::BINARY_ATTRIBUTE_VALUE),
            Member::body("SS", false, &shape::STRING_SET_ATTRIBUTE_VALUE),
            Member::body("NS", false, &shape::NUMBER_SET_ATTRIBUTE_VALUE),
            Member::body("BS", false, &shape::BINARY_SET_ATTRIBUTE_VALUE),
            Member::body("M", false, &shape::MAP_ATTRIBUTE_VALUE),
            Member::body("L", false, &shape::LIST_ATTRIBUTE_VALUE),
            Member::body("NULL", false, &Shape::Boolean),
            Member::body("BOOL", false, &Shape::Boolean),
        ],
    };
    pub static ATTRIBUTE_VALUE_UPDATE: Structure = Structure {
        name: "AttributeValueUpdate",
        kind: Kind::Plain,
        members: &[
            Member::body("Value", false, &Shape::Structure(&schema::ATTRIBUTE_VALUE)),
            Member::body("Action", false, &shape::ATTRIBUTE_ACTION),
        ],
    };
    pub static BACKUP_DESCRIPTION: Structure = Structure {
        name: "BackupDescription",
        kind: Kind::Plain,
        members: &[
            Member::body("BackupDetails", false, &Shape::Structure(&schema::BACKUP_DETAILS)),
            Member::body(
                "SourceTableDetails",
                false,
                &Shape::Structure(&schema::SOURCE_TABLE_DETAILS),
            ),
            Member::body(
                "SourceTableFeatureDetails",
                false,
                &Shape::Structure(&schema::SOURCE_TABLE_FEATURE_DETAILS),
            ),
        ],
    };
    pub static BACKUP_DETAILS: Structure = Structure {
        name: "BackupDetails",
        kind: Kind::Plain,
        members: &[
            Member::body("BackupArn", true, &shape::BACKUP_ARN),
            Member::body("BackupName", true, &shape::BACKUP_NAME),
            Member::body("BackupSizeBytes", false, &shape::BACKUP_SIZE_BYTES),
            Member::body("BackupStatus", true, &shape::BACKUP_STATUS),
            Member::body("BackupType", true, &shape::BACKUP_TYPE),
            Member::body(
                "BackupCreationDateTime",
                true,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
            Member::body(
                "BackupExpiryDateTime",
                false,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
        ],
    };
    pub static BACKUP_IN_USE_EXCEPTION: Structure = Structure {
        name: "BackupInUseException",
        kind: Kind::Error { code: "BackupInUseException", status: 400, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static BACKUP_NOT_FOUND_EXCEPTION: Structure = Structure {
        name: "BackupNotFoundException",
        kind: Kind::Error {
            code: "BackupNotFoundException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static BACKUP_SUMMARY: Structure = Structure {
        name: "BackupSummary",
        kind: Kind::Plain,
        members: &[
            Member::body("TableName", false, &shape::TABLE_NAME),
            Member::body("TableId", false, &shape::TABLE_ID),
            Member::body("TableArn", false, &shape::TABLE_ARN),
            Member::body("BackupArn", false, &shape::BACKUP_ARN),
            Member::body("BackupName", false, &shape::BACKUP_NAME),
            Member::body(
                "BackupCreationDateTime",
                false,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
            Member::body(
                "BackupExpiryDateTime",
                false,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
            Member::body("BackupStatus", false, &shape::BACKUP_STATUS),
            Member::body("BackupType", false, &shape::BACKUP_TYPE),
            Member::body("BackupSizeBytes", false, &shape::BACKUP_SIZE_BYTES),
        ],
    };
    pub static BATCH_EXECUTE_STATEMENT_INPUT: Structure = Structure {
        name: "BatchExecuteStatementInput",
        kind: Kind::Plain,
        members: &[
            Member::body("Statements", true, &shape::PARTI_QL_BATCH_REQUEST),
            Member::body("ReturnConsumedCapacity", false, &shape::RETURN_CONSUMED_CAPACITY),
        ],
    };
    pub static BATCH_EXECUTE_STATEMENT_OUTPUT: Structure = Structure {
        name: "BatchExecuteStatementOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("Responses", false, &shape::PARTI_QL_BATCH_RESPONSE),
            Member::body("ConsumedCapacity", false, &shape::CONSUMED_CAPACITY_MULTIPLE),
        ],
    };
    pub static BATCH_GET_ITEM_INPUT: Structure = Structure {
        name: "BatchGetItemInput",
        kind: Kind::Plain,
        members: &[
            Member::body("RequestItems", true, &shape::BATCH_GET_REQUEST_MAP),
            Member::body("ReturnConsumedCapacity", false, &shape::RETURN_CONSUMED_CAPACITY),
        ],
    };
    pub static BATCH_GET_ITEM_OUTPUT: Structure = Structure {
        name: "BatchGetItemOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("Responses", false, &shape::BATCH_GET_RESPONSE_MAP),
            Member::body("UnprocessedKeys", false, &shape::BATCH_GET_REQUEST_MAP),
            Member::body("ConsumedCapacity", false, &shape::CONSUMED_CAPACITY_MULTIPLE),
        ],
    };
    pub static BATCH_STATEMENT_ERROR: Structure = Structure {
        name: "BatchStatementError",
        kind: Kind::Plain,
        members: &[
            Member::body("Code", false, &shape::BATCH_STATEMENT_ERROR_CODE_ENUM),
            Member::body("Message", false, &shape::STRING),
            Member::body("Item", false, &shape::ATTRIBUTE_MAP),
        ],
    };
    pub static BATCH_STATEMENT_REQUEST: Structure = Structure {
        name: "BatchStatementRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("Statement", true, &shape::PARTI_QL_STATEMENT),
            Member::body("Parameters", false, &shape::PREPARED_STATEMENT_PARAMETERS),
            Member::body("ConsistentRead", false, &Shape::Boolean),
            Member::body(
                "ReturnValuesOnConditionCheckFailure",
                false,
                &shape::RETURN_VALUES_ON_CONDITION_CHECK_FAILURE,
            ),
        ],
    };
    pub static BATCH_STATEMENT_RESPONSE: Structure = Structure {
        name: "BatchStatementResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Error", false, &Shape::Structure(&schema::BATCH_STATEMENT_ERROR)),
            Member::body("TableName", false, &shape::TABLE_NAME),
            Member::body("Item", false, &shape::ATTRIBUTE_MAP),
        ],
    };
    pub static BATCH_WRITE_ITEM_INPUT: Structure = Structure {
        name: "BatchWriteItemInput",
        kind: Kind::Plain,
        members: &[
            Member::body("RequestItems", true, &shape::BATCH_WRITE_ITEM_REQUEST_MAP),
            Member::body("ReturnConsumedCapacity", false, &shape::RETURN_CONSUMED_CAPACITY),
            Member::body(
                "ReturnItemCollectionMetrics",
                false,
                &shape::RETURN_ITEM_COLLECTION_METRICS,
            ),
        ],
    };
    pub static BATCH_WRITE_ITEM_OUTPUT: Structure = Structure {
        name: "BatchWriteItemOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("UnprocessedItems", false, &shape::BATCH_WRITE_ITEM_REQUEST_MAP),
            Member::body("ItemCollectionMetrics", false, &shape::ITEM_COLLECTION_METRICS_PER_TABLE),
            Member::body("ConsumedCapacity", false, &shape::CONSUMED_CAPACITY_MULTIPLE),
        ],
    };
    pub static BILLING_MODE_SUMMARY: Structure = Structure {
        name: "BillingModeSummary",
        kind: Kind::Plain,
        members: &[
            Member::body("BillingMode", false, &shape::BILLING_MODE),
            Member::body(
                "LastUpdateToPayPerRequestDateTime",
                false,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
        ],
    };
    pub static CANCELLATION_REASON: Structure = Structure {
        name: "CancellationReason",
        kind: Kind::Plain,
        members: &[
            Member::body("Item", false, &shape::ATTRIBUTE_MAP),
            Member::body("Code", false, &shape::CODE),
            Member::body("Message", false, &shape::ERROR_MESSAGE),
        ],
    };
    pub static CAPACITY: Structure = Structure {
        name: "Capacity",
        kind: Kind::Plain,
        members: &[
            Member::body("ReadCapacityUnits", false, &Shape::Double),
            Member::body("WriteCapacityUnits", false, &Shape::Double),
            Member::body("CapacityUnits", false, &Shape::Double),
        ],
    };
    pub static CONDITION: Structure = Structure {
        name: "Condition",
        kind: Kind::Plain,
        members: &[
            Member::body("AttributeValueList", false, &shape::ATTRIBUTE_VALUE_LIST),
            Member::body("ComparisonOperator", true, &shape::COMPARISON_OPERATOR),
        ],
    };
    pub static CONDITION_CHECK: Structure = Structure {
        name: "ConditionCheck",
        kind: Kind::Plain,
        members: &[
            Member::body("Key", true, &shape::KEY),
            Member::body("TableName", true, &shape::TABLE_ARN),
            Member::body("ConditionExpression", true, &shape::CONDITION_EXPRESSION),
            Member::body("ExpressionAttributeNames", false, &shape::EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::body(
                "ExpressionAttributeValues",
                false,
                &shape::EXPRESSION_ATTRIBUTE_VALUE_MAP,
            ),
            Member::body(
                "ReturnValuesOnConditionCheckFailure",
                false,
                &shape::RETURN_VALUES_ON_CONDITION_CHECK_FAILURE,
            ),
        ],
    };
    pub static CONDITIONAL_CHECK_FAILED_EXCEPTION: Structure = Structure {
        name: "ConditionalCheckFailedException",
        kind: Kind::Error {
            code: "ConditionalCheckFailedException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("message", false, &shape::ERROR_MESSAGE),
            Member::body("Item", false, &shape::ATTRIBUTE_MAP),
        ],
    };
    pub static CONSUMED_CAPACITY: Structure = Structure {
        name: "ConsumedCapacity",
        kind: Kind::Plain,
        members: &[
            Member::body("TableName", false, &shape::TABLE_ARN),
            Member::body("CapacityUnits", false, &Shape::Double),
            Member::body("ReadCapacityUnits", false, &Shape::Double),
            Member::body("WriteCapacityUnits", false, &Shape::Double),
            Member::body("Table", false, &Shape::Structure(&schema::CAPACITY)),
            Member::body("LocalSecondaryIndexes", false, &shape::SECONDARY_INDEXES_CAPACITY_MAP),
            Member::body("GlobalSecondaryIndexes", false, &shape::SECONDARY_INDEXES_CAPACITY_MAP),
        ],
    };
    pub static CONTINUOUS_BACKUPS_DESCRIPTION: Structure = Structure {
        name: "ContinuousBackupsDescription",
        kind: Kind::Plain,
        members: &[
            Member::body("ContinuousBackupsStatus", true, &shape::CONTINUOUS_BACKUPS_STATUS),
            Member::body(
                "PointInTimeRecoveryDescription",
                false,
                &Shape::Structure(&schema::POINT_IN_TIME_RECOVERY_DESCRIPTION),
            ),
        ],
    };
    pub static CONTINUOUS_BACKUPS_UNAVAILABLE_EXCEPTION: Structure = Structure {
        name: "ContinuousBackupsUnavailableException",
        kind: Kind::Error {
            code: "ContinuousBackupsUnavailableException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static CREATE_BACKUP_INPUT: Structure = Structure {
        name: "CreateBackupInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TableName", true, &shape::TABLE_ARN),
            Member::body("BackupName", true, &shape::BACKUP_NAME),
        ],
    };
    pub static CREATE_BACKUP_OUTPUT: Structure = Structure {
        name: "CreateBackupOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "BackupDetails",
            false,
            &Shape::Structure(&schema::BACKUP_DETAILS),
        )],
    };
    pub static CREATE_GLOBAL_SECONDARY_INDEX_ACTION: Structure = Structure {
        name: "CreateGlobalSecondaryIndexAction",
        kind: Kind::Plain,
        members: &[
            Member::body("IndexName", true, &shape::INDEX_NAME),
            Member::body("KeySchema", true, &shape::KEY_SCHEMA),
            Member::body("Projection", true, &Shape::Structure(&schema::PROJECTION)),
            Member::body(
                "ProvisionedThroughput",
                false,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT),
            ),
            Member::body(
                "OnDemandThroughput",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT),
            ),
            Member::body("WarmThroughput", false, &Shape::Structure(&schema::WARM_THROUGHPUT)),
        ],
    };
    pub static CREATE_GLOBAL_TABLE_WITNESS_GROUP_MEMBER_ACTION: Structure = Structure {
        name: "CreateGlobalTableWitnessGroupMemberAction",
        kind: Kind::Plain,
        members: &[Member::body("RegionName", true, &shape::REGION_NAME)],
    };
    pub static CREATE_REPLICATION_GROUP_MEMBER_ACTION: Structure = Structure {
        name: "CreateReplicationGroupMemberAction",
        kind: Kind::Plain,
        members: &[
            Member::body("RegionName", true, &shape::REGION_NAME),
            Member::body("KMSMasterKeyId", false, &shape::KMS_MASTER_KEY_ID),
            Member::body(
                "ProvisionedThroughputOverride",
                false,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT_OVERRIDE),
            ),
            Member::body(
                "OnDemandThroughputOverride",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT_OVERRIDE),
            ),
            Member::body(
                "GlobalSecondaryIndexes",
                false,
                &shape::REPLICA_GLOBAL_SECONDARY_INDEX_LIST,
            ),
            Member::body("TableClassOverride", false, &shape::TABLE_CLASS),
        ],
    };
    pub static CREATE_TABLE_INPUT: Structure = Structure {
        name: "CreateTableInput",
        kind: Kind::Plain,
        members: &[
            Member::body("AttributeDefinitions", false, &shape::ATTRIBUTE_DEFINITIONS),
            Member::body("TableName", false, &shape::TABLE_ARN),
            Member::body("KeySchema", false, &shape::KEY_SCHEMA),
            Member::body("LocalSecondaryIndexes", false, &shape::LOCAL_SECONDARY_INDEX_LIST),
            Member::body("GlobalSecondaryIndexes", false, &shape::GLOBAL_SECONDARY_INDEX_LIST),
            Member::body("BillingMode", false, &shape::BILLING_MODE),
            Member::body(
                "ProvisionedThroughput",
                false,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT),
            ),
            Member::body(
                "StreamSpecification",
                false,
                &Shape::Structure(&schema::STREAM_SPECIFICATION),
            ),
            Member::body("SSESpecification", false, &Shape::Structure(&schema::SSE_SPECIFICATION)),
            Member::body("Tags", false, &shape::TAG_LIST),
            Member::body("TableClass", false, &shape::TABLE_CLASS),
            Member::body("DeletionProtectionEnabled", false, &Shape::Boolean),
            Member::body("WarmThroughput", false, &Shape::Structure(&schema::WARM_THROUGHPUT)),
            Member::body("ResourcePolicy", false, &shape::RESOURCE_POLICY),
            Member::body(
                "OnDemandThroughput",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT),
            ),
            Member::body("GlobalTableSourceArn", false, &shape::TABLE_ARN),
            Member::body(
                "GlobalTableSettingsReplicationMode",
                false,
                &shape::GLOBAL_TABLE_SETTINGS_REPLICATION_MODE,
            ),
        ],
    };
    pub static CREATE_TABLE_OUTPUT: Structure = Structure {
        name: "CreateTableOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "TableDescription",
            false,
            &Shape::Structure(&schema::TABLE_DESCRIPTION),
        )],
    };
    pub static CSV_OPTIONS: Structure = Structure {
        name: "CsvOptions",
        kind: Kind::Plain,
        members: &[
            Member::body("Delimiter", false, &shape::CSV_DELIMITER),
            Member::body("HeaderList", false, &shape::CSV_HEADER_LIST),
        ],
    };
    pub static DELETE: Structure = Structure {
        name: "Delete",
        kind: Kind::Plain,
        members: &[
            Member::body("Key", true, &shape::KEY),
            Member::body("TableName", true, &shape::TABLE_ARN),
            Member::body("ConditionExpression", false, &shape::CONDITION_EXPRESSION),
            Member::body("ExpressionAttributeNames", false, &shape::EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::body(
                "ExpressionAttributeValues",
                false,
                &shape::EXPRESSION_ATTRIBUTE_VALUE_MAP,
            ),
            Member::body(
                "ReturnValuesOnConditionCheckFailure",
                false,
                &shape::RETURN_VALUES_ON_CONDITION_CHECK_FAILURE,
            ),
        ],
    };
    pub static DELETE_BACKUP_INPUT: Structure = Structure {
        name: "DeleteBackupInput",
        kind: Kind::Plain,
        members: &[Member::body("BackupArn", true, &shape::BACKUP_ARN)],
    };
    pub static DELETE_BACKUP_OUTPUT: Structure = Structure {
        name: "DeleteBackupOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "BackupDescription",
            false,
            &Shape::Structure(&schema::BACKUP_DESCRIPTION),
        )],
    };
    pub static DELETE_GLOBAL_SECONDARY_INDEX_ACTION: Structure = Structure {
        name: "DeleteGlobalSecondaryIndexAction",
        kind: Kind::Plain,
        members: &[Member::body("IndexName", true, &shape::INDEX_NAME)],
    };
    pub static DELETE_GLOBAL_TABLE_WITNESS_GROUP_MEMBER_ACTION: Structure = Structure {
        name: "DeleteGlobalTableWitnessGroupMemberAction",
        kind: Kind::Plain,
        members: &[Member::body("RegionName", true, &shape::REGION_NAME)],
    };
    pub static DELETE_ITEM_INPUT: Structure = Structure {
        name: "DeleteItemInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TableName", true, &shape::TABLE_ARN),
            Member::body("Key", true, &shape::KEY),
            Member::body("Expected", false, &shape::EXPECTED_ATTRIBUTE_MAP),
            Member::body("ConditionalOperator", false, &shape::CONDITIONAL_OPERATOR),
            Member::body("ReturnValues", false, &shape::RETURN_VALUE),
            Member::body("ReturnConsumedCapacity", false, &shape::RETURN_CONSUMED_CAPACITY),
            Member::body(
                "ReturnItemCollectionMetrics",
                false,
                &shape::RETURN_ITEM_COLLECTION_METRICS,
            ),
            Member::body("ConditionExpression", false, &shape::CONDITION_EXPRESSION),
            Member::body("ExpressionAttributeNames", false, &shape::EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::body(
                "ExpressionAttributeValues",
                false,
                &shape::EXPRESSION_ATTRIBUTE_VALUE_MAP,
            ),
            Member::body(
                "ReturnValuesOnConditionCheckFailure",
                false,
                &shape::RETURN_VALUES_ON_CONDITION_CHECK_FAILURE,
            ),
        ],
    };
    pub static DELETE_ITEM_OUTPUT: Structure = Structure {
        name: "DeleteItemOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("Attributes", false, &shape::ATTRIBUTE_MAP),
            Member::body("ConsumedCapacity", false, &Shape::Structure(&schema::CONSUMED_CAPACITY)),
            Member::body(
                "ItemCollectionMetrics",
                false,
                &Shape::Structure(&schema::ITEM_COLLECTION_METRICS),
            ),
        ],
    };
    pub static DELETE_REPLICATION_GROUP_MEMBER_ACTION: Structure = Structure {
        name: "DeleteReplicationGroupMemberAction",
        kind: Kind::Plain,
        members: &[Member::body("RegionName", true, &shape::REGION_NAME)],
    };
    pub static DELETE_REQUEST: Structure = Structure {
        name: "DeleteRequest",
        kind: Kind::Plain,
        members: &[Member::body("Key", true, &shape::KEY)],
    };
    pub static DELETE_RESOURCE_POLICY_INPUT: Structure = Structure {
        name: "DeleteResourcePolicyInput",
        kind: Kind::Plain,
        members: &[
            Member::body("ResourceArn", true, &shape::RESOURCE_ARN_STRING),
            Member::body("ExpectedRevisionId", false, &shape::POLICY_REVISION_ID),
        ],
    };
    pub static DELETE_RESOURCE_POLICY_OUTPUT: Structure = Structure {
        name: "DeleteResourcePolicyOutput",
        kind: Kind::Plain,
        members: &[Member::body("RevisionId", false, &shape::POLICY_REVISION_ID)],
    };
    pub static DELETE_TABLE_INPUT: Structure = Structure {
        name: "DeleteTableInput",
        kind: Kind::Plain,
        members: &[Member::body("TableName", true, &shape::TABLE_ARN)],
    };
    pub static DELETE_TABLE_OUTPUT: Structure = Structure {
        name: "DeleteTableOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "TableDescription",
            false,
            &Shape::Structure(&schema::TABLE_DESCRIPTION),
        )],
    };
    pub static DESCRIBE_BACKUP_INPUT: Structure = Structure {
        name: "DescribeBackupInput",
        kind: Kind::Plain,
        members: &[Member::body("BackupArn", true, &shape::BACKUP_ARN)],
    };
    pub static DESCRIBE_BACKUP_OUTPUT: Structure = Structure {
        name: "DescribeBackupOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "BackupDescription",
            false,
            &Shape::Structure(&schema::BACKUP_DESCRIPTION),
        )],
    };
    pub static DESCRIBE_CONTINUOUS_BACKUPS_INPUT: Structure = Structure {
        name: "DescribeContinuousBackupsInput",
        kind: Kind::Plain,
        members: &[Member::body("TableName", true, &shape::TABLE_ARN)],
    };
    pub static DESCRIBE_CONTINUOUS_BACKUPS_OUTPUT: Structure = Structure {
        name: "DescribeContinuousBackupsOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "ContinuousBackupsDescription",
            false,
            &Shape::Structure(&schema::CONTINUOUS_BACKUPS_DESCRIPTION),
        )],
    };
    pub static DESCRIBE_ENDPOINTS_REQUEST: Structure =
        Structure { name: "DescribeEndpointsRequest", kind: Kind::Plain, members: &[] };
    pub static DESCRIBE_ENDPOINTS_RESPONSE: Structure = Structure {
        name: "DescribeEndpointsResponse",
        kind: Kind::Plain,
        members: &[Member::body("Endpoints", true, &shape::ENDPOINTS)],
    };
    pub static DESCRIBE_EXPORT_INPUT: Structure = Structure {
        name: "DescribeExportInput",
        kind: Kind::Plain,
        members: &[Member::body("ExportArn", true, &shape::EXPORT_ARN)],
    };
    pub static DESCRIBE_EXPORT_OUTPUT: Structure = Structure {
        name: "DescribeExportOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "ExportDescription",
            false,
            &Shape::Structure(&schema::EXPORT_DESCRIPTION),
        )],
    };
    pub static DESCRIBE_IMPORT_INPUT: Structure = Structure {
        name: "DescribeImportInput",
        kind: Kind::Plain,
        members: &[Member::body("ImportArn", true, &shape::IMPORT_ARN)],
    };
    pub static DESCRIBE_IMPORT_OUTPUT: Structure = Structure {
        name: "DescribeImportOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "ImportTableDescription",
            true,
            &Shape::Structure(&schema::IMPORT_TABLE_DESCRIPTION),
        )],
    };
    pub static DESCRIBE_LIMITS_INPUT: Structure =
        Structure { name: "DescribeLimitsInput", kind: Kind::Plain, members: &[] };
    pub static DESCRIBE_LIMITS_OUTPUT: Structure = Structure {
        name: "DescribeLimitsOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("AccountMaxReadCapacityUnits", false, &shape::POSITIVE_LONG_OBJECT),
            Member::body("AccountMaxWriteCapacityUnits", false, &shape::POSITIVE_LONG_OBJECT),
            Member::body("TableMaxReadCapacityUnits", false, &shape::POSITIVE_LONG_OBJECT),
            Member::body("TableMaxWriteCapacityUnits", false, &shape::POSITIVE_LONG_OBJECT),
        ],
    };
    pub static DESCRIBE_TABLE_INPUT: Structure = Structure {
        name: "DescribeTableInput",
        kind: Kind::Plain,
        members: &[Member::body("TableName", true, &shape::TABLE_ARN)],
    };
    pub static DESCRIBE_TABLE_OUTPUT: Structure = Structure {
        name: "DescribeTableOutput",
        kind: Kind::Plain,
        members: &[Member::body("Table", false, &Shape::Structure(&schema::TABLE_DESCRIPTION))],
    };
    pub static DESCRIBE_TIME_TO_LIVE_INPUT: Structure = Structure {
        name: "DescribeTimeToLiveInput",
        kind: Kind::Plain,
        members: &[Member::body("TableName", true, &shape::TABLE_ARN)],
    };
    pub static DESCRIBE_TIME_TO_LIVE_OUTPUT: Structure = Structure {
        name: "DescribeTimeToLiveOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "TimeToLiveDescription",
            false,
            &Shape::Structure(&schema::TIME_TO_LIVE_DESCRIPTION),
        )],
    };
    pub static DUPLICATE_ITEM_EXCEPTION: Structure = Structure {
        name: "DuplicateItemException",
        kind: Kind::Error {
            code: "DuplicateItemException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static ENDPOINT: Structure = Structure {
        name: "Endpoint",
        kind: Kind::Plain,
        members: &[
            Member::body("Address", true, &shape::STRING),
            Member::body("CachePeriodInMinutes", true, &shape::LONG),
        ],
    };
    pub static EXECUTE_STATEMENT_INPUT: Structure = Structure {
        name: "ExecuteStatementInput",
        kind: Kind::Plain,
        members: &[
            Member::body("Statement", true, &shape::PARTI_QL_STATEMENT),
            Member::body("Parameters", false, &shape::PREPARED_STATEMENT_PARAMETERS),
            Member::body("ConsistentRead", false, &Shape::Boolean),
            Member::body("NextToken", false, &shape::PARTI_QL_NEXT_TOKEN),
            Member::body("ReturnConsumedCapacity", false, &shape::RETURN_CONSUMED_CAPACITY),
            Member::body("Limit", false, &shape::POSITIVE_INTEGER_OBJECT),
            Member::body(
                "ReturnValuesOnConditionCheckFailure",
                false,
                &shape::RETURN_VALUES_ON_CONDITION_CHECK_FAILURE,
            ),
        ],
    };
    pub static EXECUTE_STATEMENT_OUTPUT: Structure = Structure {
        name: "ExecuteStatementOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("Items", false, &shape::ITEM_LIST),
            Member::body("NextToken", false, &shape::PARTI_QL_NEXT_TOKEN),
            Member::body("ConsumedCapacity", false, &Shape::Structure(&schema::CONSUMED_CAPACITY)),
            Member::body("LastEvaluatedKey", false, &shape::KEY),
        ],
    };
    pub static EXECUTE_TRANSACTION_INPUT: Structure = Structure {
        name: "ExecuteTransactionInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TransactStatements", true, &shape::PARAMETERIZED_STATEMENTS),
            Member::body("ClientRequestToken", false, &shape::CLIENT_REQUEST_TOKEN),
            Member::body("ReturnConsumedCapacity", false, &shape::RETURN_CONSUMED_CAPACITY),
        ],
    };
    pub static EXECUTE_TRANSACTION_OUTPUT: Structure = Structure {
        name: "ExecuteTransactionOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("Responses", false, &shape::ITEM_RESPONSE_LIST),
            Member::body("ConsumedCapacity", false, &shape::CONSUMED_CAPACITY_MULTIPLE),
        ],
    };
    pub static EXPECTED_ATTRIBUTE_VALUE: Structure = Structure {
        name: "ExpectedAttributeValue",
        kind: Kind::Plain,
        members: &[
            Member::body("Value", false, &Shape::Structure(&schema::ATTRIBUTE_VALUE)),
            Member::body("Exists", false, &Shape::Boolean),
            Member::body("ComparisonOperator", false, &shape::COMPARISON_OPERATOR),
            Member::body("AttributeValueList", false, &shape::ATTRIBUTE_VALUE_LIST),
        ],
    };
    pub static EXPORT_CONFLICT_EXCEPTION: Structure = Structure {
        name: "ExportConflictException",
        kind: Kind::Error {
            code: "ExportConflictException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static EXPORT_DESCRIPTION: Structure = Structure {
        name: "ExportDescription",
        kind: Kind::Plain,
        members: &[
            Member::body("ExportArn", false, &shape::EXPORT_ARN),
            Member::body("ExportStatus", false, &shape::EXPORT_STATUS),
            Member::body("StartTime", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
            Member::body("EndTime", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
            Member::body("ExportManifest", false, &shape::EXPORT_MANIFEST),
            Member::body("TableArn", false, &shape::TABLE_ARN),
            Member::body("TableId", false, &shape::TABLE_ID),
            Member::body("ExportTime", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
            Member::body("ClientToken", false, &shape::CLIENT_TOKEN),
            Member::body("S3Bucket", false, &shape::S3_BUCKET),
            Member::body("S3BucketOwner", false, &shape::S3_BUCKET_OWNER),
            Member::body("S3Prefix", false, &shape::S3_PREFIX),
            Member::body("S3SseAlgorithm", false, &shape::S3_SSE_ALGORITHM),
            Member::body("S3SseKmsKeyId", false, &shape::S3_SSE_KMS_KEY_ID),
            Member::body("FailureCode", false, &shape::FAILURE_CODE),
            Member::body("FailureMessage", false, &shape::FAILURE_MESSAGE),
            Member::body("ExportFormat", false, &shape::EXPORT_FORMAT),
            Member::body("BilledSizeBytes", false, &shape::BILLED_SIZE_BYTES),
            Member::body("ItemCount", false, &shape::ITEM_COUNT),
            Member::body("ExportType", false, &shape::EXPORT_TYPE),
            Member::body(
                "IncrementalExportSpecification",
                false,
                &Shape::Structure(&schema::INCREMENTAL_EXPORT_SPECIFICATION),
            ),
        ],
    };
    pub static EXPORT_NOT_FOUND_EXCEPTION: Structure = Structure {
        name: "ExportNotFoundException",
        kind: Kind::Error {
            code: "ExportNotFoundException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static EXPORT_SUMMARY: Structure = Structure {
        name: "ExportSummary",
        kind: Kind::Plain,
        members: &[
            Member::body("ExportArn", false, &shape::EXPORT_ARN),
            Member::body("ExportStatus", false, &shape::EXPORT_STATUS),
            Member::body("ExportType", false, &shape::EXPORT_TYPE),
        ],
    };
    pub static EXPORT_TABLE_TO_POINT_IN_TIME_INPUT: Structure = Structure {
        name: "ExportTableToPointInTimeInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TableArn", true, &shape::TABLE_ARN),
            Member::body("ExportTime", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
            Member::body("ClientToken", false, &shape::CLIENT_TOKEN),
            Member::body("S3Bucket", true, &shape::S3_BUCKET),
            Member::body("S3BucketOwner", false, &shape::S3_BUCKET_OWNER),
            Member::body("S3Prefix", false, &shape::S3_PREFIX),
            Member::body("S3SseAlgorithm", false, &shape::S3_SSE_ALGORITHM),
            Member::body("S3SseKmsKeyId", false, &shape::S3_SSE_KMS_KEY_ID),
            Member::body("ExportFormat", false, &shape::EXPORT_FORMAT),
            Member::body("ExportType", false, &shape::EXPORT_TYPE),
            Member::body(
                "IncrementalExportSpecification",
                false,
                &Shape::Structure(&schema::INCREMENTAL_EXPORT_SPECIFICATION),
            ),
        ],
    };
    pub static EXPORT_TABLE_TO_POINT_IN_TIME_OUTPUT: Structure = Structure {
        name: "ExportTableToPointInTimeOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "ExportDescription",
            false,
            &Shape::Structure(&schema::EXPORT_DESCRIPTION),
        )],
    };
    pub static GET: Structure = Structure {
        name: "Get",
        kind: Kind::Plain,
        members: &[
            Member::body("Key", true, &shape::KEY),
            Member::body("TableName", true, &shape::TABLE_ARN),
            Member::body("ProjectionExpression", false, &shape::PROJECTION_EXPRESSION),
            Member::body("ExpressionAttributeNames", false, &shape::EXPRESSION_ATTRIBUTE_NAME_MAP),
        ],
    };
    pub static GET_ITEM_INPUT: Structure = Structure {
        name: "GetItemInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TableName", true, &shape::TABLE_ARN),
            Member::body("Key", true, &shape::KEY),
            Member::body("AttributesToGet", false, &shape::ATTRIBUTE_NAME_LIST),
            Member::body("ConsistentRead", false, &Shape::Boolean),
            Member::body("ReturnConsumedCapacity", false, &shape::RETURN_CONSUMED_CAPACITY),
            Member::body("ProjectionExpression", false, &shape::PROJECTION_EXPRESSION),
            Member::body("ExpressionAttributeNames", false, &shape::EXPRESSION_ATTRIBUTE_NAME_MAP),
        ],
    };
    pub static GET_ITEM_OUTPUT: Structure = Structure {
        name: "GetItemOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("Item", false, &shape::ATTRIBUTE_MAP),
            Member::body("ConsumedCapacity", false, &Shape::Structure(&schema::CONSUMED_CAPACITY)),
        ],
    };
    pub static GET_RESOURCE_POLICY_INPUT: Structure = Structure {
        name: "GetResourcePolicyInput",
        kind: Kind::Plain,
        members: &[Member::body("ResourceArn", true, &shape::RESOURCE_ARN_STRING)],
    };
    pub static GET_RESOURCE_POLICY_OUTPUT: Structure = Structure {
        name: "GetResourcePolicyOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("Policy", false, &shape::RESOURCE_POLICY),
            Member::body("RevisionId", false, &shape::POLICY_REVISION_ID),
        ],
    };
    pub static GLOBAL_SECONDARY_INDEX: Structure = Structure {
        name: "GlobalSecondaryIndex",
        kind: Kind::Plain,
        members: &[
            Member::body("IndexName", true, &shape::INDEX_NAME),
            Member::body("KeySchema", true, &shape::KEY_SCHEMA),
            Member::body("Projection", true, &Shape::Structure(&schema::PROJECTION)),
            Member::body(
                "ProvisionedThroughput",
                false,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT),
            ),
            Member::body(
                "OnDemandThroughput",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT),
            ),
            Member::body("WarmThroughput", false, &Shape::Structure(&schema::WARM_THROUGHPUT)),
        ],
    };
    pub static GLOBAL_SECONDARY_INDEX_DESCRIPTION: Structure = Structure {
        name: "GlobalSecondaryIndexDescription",
        kind: Kind::Plain,
        members: &[
            Member::body("IndexName", false, &shape::INDEX_NAME),
            Member::body("KeySchema", false, &shape::KEY_SCHEMA),
            Member::body("Projection", false, &Shape::Structure(&schema::PROJECTION)),
            Member::body("IndexStatus", false, &shape::INDEX_STATUS),
            Member::body("Backfilling", false, &Shape::Boolean),
            Member::body(
                "ProvisionedThroughput",
                false,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT_DESCRIPTION),
            ),
            Member::body("IndexSizeBytes", false, &shape::LONG_OBJECT),
            Member::body("ItemCount", false, &shape::LONG_OBJECT),
            Member::body("IndexArn", false, &shape::STRING),
            Member::body(
                "OnDemandThroughput",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT),
            ),
            Member::body(
                "WarmThroughput",
                false,
                &Shape::Structure(&schema::GLOBAL_SECONDARY_INDEX_WARM_THROUGHPUT_DESCRIPTION),
            ),
        ],
    };
    pub static GLOBAL_SECONDARY_INDEX_INFO: Structure = Structure {
        name: "GlobalSecondaryIndexInfo",
        kind: Kind::Plain,
        members: &[
            Member::body("IndexName", false, &shape::INDEX_NAME),
            Member::body("KeySchema", false, &shape::KEY_SCHEMA),
            Member::body("Projection", false, &Shape::Structure(&schema::PROJECTION)),
            Member::body(
                "ProvisionedThroughput",
                false,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT),
            ),
            Member::body(
                "OnDemandThroughput",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT),
            ),
        ],
    };
    pub static GLOBAL_SECONDARY_INDEX_UPDATE: Structure = Structure {
        name: "GlobalSecondaryIndexUpdate",
        kind: Kind::Plain,
        members: &[
            Member::body(
                "Update",
                false,
                &Shape::Structure(&schema::UPDATE_GLOBAL_SECONDARY_INDEX_ACTION),
            ),
            Member::body(
                "Create",
                false,
                &Shape::Structure(&schema::CREATE_GLOBAL_SECONDARY_INDEX_ACTION),
            ),
            Member::body(
                "Delete",
                false,
                &Shape::Structure(&schema::DELETE_GLOBAL_SECONDARY_INDEX_ACTION),
            ),
        ],
    };
    pub static GLOBAL_SECONDARY_INDEX_WARM_THROUGHPUT_DESCRIPTION: Structure = Structure {
        name: "GlobalSecondaryIndexWarmThroughputDescription",
        kind: Kind::Plain,
        members: &[
            Member::body("ReadUnitsPerSecond", false, &shape::POSITIVE_LONG_OBJECT),
            Member::body("WriteUnitsPerSecond", false, &shape::POSITIVE_LONG_OBJECT),
            Member::body("Status", false, &shape::INDEX_STATUS),
        ],
    };
    pub static GLOBAL_TABLE_WITNESS_DESCRIPTION: Structure = Structure {
        name: "GlobalTableWitnessDescription",
        kind: Kind::Plain,
        members: &[
            Member::body("RegionName", false, &shape::REGION_NAME),
            Member::body("WitnessStatus", false, &shape::WITNESS_STATUS),
        ],
    };
    pub static GLOBAL_TABLE_WITNESS_GROUP_UPDATE: Structure = Structure {
        name: "GlobalTableWitnessGroupUpdate",
        kind: Kind::Plain,
        members: &[
            Member::body(
                "Create",
                false,
                &Shape::Structure(&schema::CREATE_GLOBAL_TABLE_WITNESS_GROUP_MEMBER_ACTION),
            ),
            Member::body(
                "Delete",
                false,
                &Shape::Structure(&schema::DELETE_GLOBAL_TABLE_WITNESS_GROUP_MEMBER_ACTION),
            ),
        ],
    };
    pub static IDEMPOTENT_PARAMETER_MISMATCH_EXCEPTION: Structure = Structure {
        name: "IdempotentParameterMismatchException",
        kind: Kind::Error {
            code: "IdempotentParameterMismatchException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("Message", false, &shape::ERROR_MESSAGE)],
    };
    pub static IMPORT_CONFLICT_EXCEPTION: Structure = Structure {
        name: "ImportConflictException",
        kind: Kind::Error {
            code: "ImportConflictException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static IMPORT_NOT_FOUND_EXCEPTION: Structure = Structure {
        name: "ImportNotFoundException",
        kind: Kind::Error {
            code: "ImportNotFoundException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static IMPORT_SUMMARY: Structure = Structure {
        name: "ImportSummary",
        kind: Kind::Plain,
        members: &[
            Member::body("ImportArn", false, &shape::IMPORT_ARN),
            Member::body("ImportStatus", false, &shape::IMPORT_STATUS),
            Member::body("TableArn", false, &shape::TABLE_ARN),
            Member::body("S3BucketSource", false, &Shape::Structure(&schema::S3_BUCKET_SOURCE)),
            Member::body("CloudWatchLogGroupArn", false, &shape::CLOUD_WATCH_LOG_GROUP_ARN),
            Member::body("InputFormat", false, &shape::INPUT_FORMAT),
            Member::body("StartTime", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
            Member::body("EndTime", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
        ],
    };
    pub static IMPORT_TABLE_DESCRIPTION: Structure = Structure {
        name: "ImportTableDescription",
        kind: Kind::Plain,
        members: &[
            Member::body("ImportArn", false, &shape::IMPORT_ARN),
            Member::body("ImportStatus", false, &shape::IMPORT_STATUS),
            Member::body("TableArn", false, &shape::TABLE_ARN),
            Member::body("TableId", false, &shape::TABLE_ID),
            Member::body("ClientToken", false, &shape::CLIENT_TOKEN),
            Member::body("S3BucketSource", false, &Shape::Structure(&schema::S3_BUCKET_SOURCE)),
            Member::body("ErrorCount", false, &shape::ERROR_COUNT),
            Member::body("CloudWatchLogGroupArn", false, &shape::CLOUD_WATCH_LOG_GROUP_ARN),
            Member::body("InputFormat", false, &shape::INPUT_FORMAT),
            Member::body(
                "InputFormatOptions",
                false,
                &Shape::Structure(&schema::INPUT_FORMAT_OPTIONS),
            ),
            Member::body("InputCompressionType", false, &shape::INPUT_COMPRESSION_TYPE),
            Member::body(
                "TableCreationParameters",
                false,
                &Shape::Structure(&schema::TABLE_CREATION_PARAMETERS),
            ),
            Member::body("StartTime", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
            Member::body("EndTime", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
            Member::body("ProcessedSizeBytes", false, &shape::LONG_OBJECT),
            Member::body("ProcessedItemCount", false, &shape::PROCESSED_ITEM_COUNT),
            Member::body("ImportedItemCount", false, &shape::IMPORTED_ITEM_COUNT),
            Member::body("FailureCode", false, &shape::FAILURE_CODE),
            Member::body("FailureMessage", false, &shape::FAILURE_MESSAGE),
        ],
    };
    pub static IMPORT_TABLE_INPUT: Structure = Structure {
        name: "ImportTableInput",
        kind: Kind::Plain,
        members: &[
            Member::body("ClientToken", false, &shape::CLIENT_TOKEN),
            Member::body("S3BucketSource", true, &Shape::Structure(&schema::S3_BUCKET_SOURCE)),
            Member::body("InputFormat", true, &shape::INPUT_FORMAT),
            Member::body(
                "InputFormatOptions",
                false,
                &Shape::Structure(&schema::INPUT_FORMAT_OPTIONS),
            ),
            Member::body("InputCompressionType", false, &shape::INPUT_COMPRESSION_TYPE),
            Member::body(
                "TableCreationParameters",
                true,
                &Shape::Structure(&schema::TABLE_CREATION_PARAMETERS),
            ),
        ],
    };
    pub static IMPORT_TABLE_OUTPUT: Structure = Structure {
        name: "ImportTableOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "ImportTableDescription",
            true,
            &Shape::Structure(&schema::IMPORT_TABLE_DESCRIPTION),
        )],
    };
    pub static INCREMENTAL_EXPORT_SPECIFICATION: Structure = Structure {
        name: "IncrementalExportSpecification",
        kind: Kind::Plain,
        members: &[
            Member::body("ExportFromTime", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
            Member::body("ExportToTime", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
            Member::body("ExportViewType", false, &shape::EXPORT_VIEW_TYPE),
        ],
    };
    pub static INPUT_FORMAT_OPTIONS: Structure = Structure {
        name: "InputFormatOptions",
        kind: Kind::Plain,
        members: &[Member::body("Csv", false, &Shape::Structure(&schema::CSV_OPTIONS))],
    };
    pub static INTERNAL_SERVER_ERROR: Structure = Structure {
        name: "InternalServerError",
        kind: Kind::Error { code: "InternalServerError", status: 500, fault: wire::Fault::Server },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static INVALID_EXPORT_TIME_EXCEPTION: Structure = Structure {
        name: "InvalidExportTimeException",
        kind: Kind::Error {
            code: "InvalidExportTimeException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static INVALID_RESTORE_TIME_EXCEPTION: Structure = Structure {
        name: "InvalidRestoreTimeException",
        kind: Kind::Error {
            code: "InvalidRestoreTimeException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static ITEM_COLLECTION_METRICS: Structure = Structure {
        name: "ItemCollectionMetrics",
        kind: Kind::Plain,
        members: &[
            Member::body("ItemCollectionKey", false, &shape::ITEM_COLLECTION_KEY_ATTRIBUTE_MAP),
            Member::body("SizeEstimateRangeGB", false, &shape::ITEM_COLLECTION_SIZE_ESTIMATE_RANGE),
        ],
    };
    pub static ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_EXCEPTION: Structure = Structure {
        name: "ItemCollectionSizeLimitExceededException",
        kind: Kind::Error {
            code: "ItemCollectionSizeLimitExceededException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static ITEM_RESPONSE: Structure = Structure {
        name: "ItemResponse",
        kind: Kind::Plain,
        members: &[Member::body("Item", false, &shape::ATTRIBUTE_MAP)],
    };
    pub static KEY_SCHEMA_ELEMENT: Structure = Structure {
        name: "KeySchemaElement",
        kind: Kind::Plain,
        members: &[
            Member::body("AttributeName", true, &shape::KEY_SCHEMA_ATTRIBUTE_NAME),
            Member::body("KeyType", true, &shape::KEY_TYPE),
        ],
    };
    pub static KEYS_AND_ATTRIBUTES: Structure = Structure {
        name: "KeysAndAttributes",
        kind: Kind::Plain,
        members: &[
            Member::body("Keys", true, &shape::KEY_LIST),
            Member::body("AttributesToGet", false, &shape::ATTRIBUTE_NAME_LIST),
            Member::body("ConsistentRead", false, &Shape::Boolean),
            Member::body("ProjectionExpression", false, &shape::PROJECTION_EXPRESSION),
            Member::body("ExpressionAttributeNames", false, &shape::EXPRESSION_ATTRIBUTE_NAME_MAP),
        ],
    };
    pub static LIMIT_EXCEEDED_EXCEPTION: Structure = Structure {
        name: "LimitExceededException",
        kind: Kind::Error {
            code: "LimitExceededException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static LIST_BACKUPS_INPUT: Structure = Structure {
        name: "ListBackupsInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TableName", false, &shape::TABLE_ARN),
            Member::body("Limit", false, &shape::BACKUPS_INPUT_LIMIT),
            Member::body(
                "TimeRangeLowerBound",
                false,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
            Member::body(
                "TimeRangeUpperBound",
                false,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
            Member::body("ExclusiveStartBackupArn", false, &shape::BACKUP_ARN),
            Member::body("BackupType", false, &shape::BACKUP_TYPE_FILTER),
        ],
    };
    pub static LIST_BACKUPS_OUTPUT: Structure = Structure {
        name: "ListBackupsOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("BackupSummaries", false, &shape::BACKUP_SUMMARIES),
            Member::body("LastEvaluatedBackupArn", false, &shape::BACKUP_ARN),
        ],
    };
    pub static LIST_EXPORTS_INPUT: Structure = Structure {
        name: "ListExportsInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TableArn", false, &shape::TABLE_ARN),
            Member::body("MaxResults", false, &shape::LIST_EXPORTS_MAX_LIMIT),
            Member::body("NextToken", false, &shape::EXPORT_NEXT_TOKEN),
        ],
    };
    pub static LIST_EXPORTS_OUTPUT: Structure = Structure {
        name: "ListExportsOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("ExportSummaries", false, &shape::EXPORT_SUMMARIES),
            Member::body("NextToken", false, &shape::EXPORT_NEXT_TOKEN),
        ],
    };
    pub static LIST_IMPORTS_INPUT: Structure = Structure {
        name: "ListImportsInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TableArn", false, &shape::TABLE_ARN),
            Member::body("PageSize", false, &shape::LIST_IMPORTS_MAX_LIMIT),
            Member::body("NextToken", false, &shape::IMPORT_NEXT_TOKEN),
        ],
    };
    pub static LIST_IMPORTS_OUTPUT: Structure = Structure {
        name: "ListImportsOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("ImportSummaryList", false, &shape::IMPORT_SUMMARY_LIST),
            Member::body("NextToken", false, &shape::IMPORT_NEXT_TOKEN),
        ],
    };
    pub static LIST_TABLES_INPUT: Structure = Structure {
        name: "ListTablesInput",
        kind: Kind::Plain,
        members: &[
            Member::body("ExclusiveStartTableName", false, &shape::TABLE_NAME),
            Member::body("Limit", false, &shape::LIST_TABLES_INPUT_LIMIT),
        ],
    };
    pub static LIST_TABLES_OUTPUT: Structure = Structure {
        name: "ListTablesOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("TableNames", false, &shape::TABLE_NAME_LIST),
            Member::body("LastEvaluatedTableName", false, &shape::TABLE_NAME),
        ],
    };
    pub static LIST_TAGS_OF_RESOURCE_INPUT: Structure = Structure {
        name: "ListTagsOfResourceInput",
        kind: Kind::Plain,
        members: &[
            Member::body("ResourceArn", true, &shape::RESOURCE_ARN_STRING),
            Member::body("NextToken", false, &shape::NEXT_TOKEN_STRING),
        ],
    };
    pub static LIST_TAGS_OF_RESOURCE_OUTPUT: Structure = Structure {
        name: "ListTagsOfResourceOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("Tags", false, &shape::TAG_LIST),
            Member::body("NextToken", false, &shape::NEXT_TOKEN_STRING),
        ],
    };
    pub static LOCAL_SECONDARY_INDEX: Structure = Structure {
        name: "LocalSecondaryIndex",
        kind: Kind::Plain,
        members: &[
            Member::body("IndexName", true, &shape::INDEX_NAME),
            Member::body("KeySchema", true, &shape::KEY_SCHEMA),
            Member::body("Projection", true, &Shape::Structure(&schema::PROJECTION)),
        ],
    };
    pub static LOCAL_SECONDARY_INDEX_DESCRIPTION: Structure = Structure {
        name: "LocalSecondaryIndexDescription",
        kind: Kind::Plain,
        members: &[
            Member::body("IndexName", false, &shape::INDEX_NAME),
            Member::body("KeySchema", false, &shape::KEY_SCHEMA),
            Member::body("Projection", false, &Shape::Structure(&schema::PROJECTION)),
            Member::body("IndexSizeBytes", false, &shape::LONG_OBJECT),
            Member::body("ItemCount", false, &shape::LONG_OBJECT),
            Member::body("IndexArn", false, &shape::STRING),
        ],
    };
    pub static LOCAL_SECONDARY_INDEX_INFO: Structure = Structure {
        name: "LocalSecondaryIndexInfo",
        kind: Kind::Plain,
        members: &[
            Member::body("IndexName", false, &shape::INDEX_NAME),
            Member::body("KeySchema", false, &shape::KEY_SCHEMA),
            Member::body("Projection", false, &Shape::Structure(&schema::PROJECTION)),
        ],
    };
    pub static ON_DEMAND_THROUGHPUT: Structure = Structure {
        name: "OnDemandThroughput",
        kind: Kind::Plain,
        members: &[
            Member::body("MaxReadRequestUnits", false, &shape::LONG_OBJECT),
            Member::body("MaxWriteRequestUnits", false, &shape::LONG_OBJECT),
        ],
    };
    pub static ON_DEMAND_THROUGHPUT_OVERRIDE: Structure = Structure {
        name: "OnDemandThroughputOverride",
        kind: Kind::Plain,
        members: &[Member::body("MaxReadRequestUnits", false, &shape::LONG_OBJECT)],
    };
    pub static PARAMETERIZED_STATEMENT: Structure = Structure {
        name: "ParameterizedStatement",
        kind: Kind::Plain,
        members: &[
            Member::body("Statement", true, &shape::PARTI_QL_STATEMENT),
            Member::body("Parameters", false, &shape::PREPARED_STATEMENT_PARAMETERS),
            Member::body(
                "ReturnValuesOnConditionCheckFailure",
                false,
                &shape::RETURN_VALUES_ON_CONDITION_CHECK_FAILURE,
            ),
        ],
    };
    pub static POINT_IN_TIME_RECOVERY_DESCRIPTION: Structure = Structure {
        name: "PointInTimeRecoveryDescription",
        kind: Kind::Plain,
        members: &[
            Member::body("PointInTimeRecoveryStatus", false, &shape::POINT_IN_TIME_RECOVERY_STATUS),
            Member::body("RecoveryPeriodInDays", false, &shape::RECOVERY_PERIOD_IN_DAYS),
            Member::body(
                "EarliestRestorableDateTime",
                false,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
            Member::body(
                "LatestRestorableDateTime",
                false,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
        ],
    };
    pub static POINT_IN_TIME_RECOVERY_SPECIFICATION: Structure = Structure {
        name: "PointInTimeRecoverySpecification",
        kind: Kind::Plain,
        members: &[
            Member::body("PointInTimeRecoveryEnabled", true, &Shape::Boolean),
            Member::body("RecoveryPeriodInDays", false, &shape::RECOVERY_PERIOD_IN_DAYS),
        ],
    };
    pub static POINT_IN_TIME_RECOVERY_UNAVAILABLE_EXCEPTION: Structure = Structure {
        name: "PointInTimeRecoveryUnavailableException",
        kind: Kind::Error {
            code: "PointInTimeRecoveryUnavailableException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static POLICY_NOT_FOUND_EXCEPTION: Structure = Structure {
        name: "PolicyNotFoundException",
        kind: Kind::Error {
            code: "PolicyNotFoundException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static PROJECTION: Structure = Structure {
        name: "Projection",
        kind: Kind::Plain,
        members: &[
            Member::body("ProjectionType", false, &shape::PROJECTION_TYPE),
            Member::body("NonKeyAttributes", false, &shape::NON_KEY_ATTRIBUTE_NAME_LIST),
        ],
    };
    pub static PROVISIONED_THROUGHPUT: Structure = Structure {
        name: "ProvisionedThroughput",
        kind: Kind::Plain,
        members: &[
            Member::body("ReadCapacityUnits", true, &shape::POSITIVE_LONG_OBJECT),
            Member::body("WriteCapacityUnits", true, &shape::POSITIVE_LONG_OBJECT),
        ],
    };
    pub static PROVISIONED_THROUGHPUT_DESCRIPTION: Structure = Structure {
        name: "ProvisionedThroughputDescription",
        kind: Kind::Plain,
        members: &[
            Member::body(
                "LastIncreaseDateTime",
                false,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
            Member::body(
                "LastDecreaseDateTime",
                false,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
            Member::body("NumberOfDecreasesToday", false, &shape::POSITIVE_LONG_OBJECT),
            Member::body("ReadCapacityUnits", false, &shape::NON_NEGATIVE_LONG_OBJECT),
            Member::body("WriteCapacityUnits", false, &shape::NON_NEGATIVE_LONG_OBJECT),
        ],
    };
    pub static PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION: Structure = Structure {
        name: "ProvisionedThroughputExceededException",
        kind: Kind::Error {
            code: "ProvisionedThroughputExceededException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("message", false, &shape::ERROR_MESSAGE),
            Member::body("ThrottlingReasons", false, &shape::THROTTLING_REASON_LIST),
        ],
    };
    pub static PROVISIONED_THROUGHPUT_OVERRIDE: Structure = Structure {
        name: "ProvisionedThroughputOverride",
        kind: Kind::Plain,
        members: &[Member::body("ReadCapacityUnits", false, &shape::POSITIVE_LONG_OBJECT)],
    };
    pub static PUT: Structure = Structure {
        name: "Put",
        kind: Kind::Plain,
        members: &[
            Member::body("Item", true, &shape::PUT_ITEM_INPUT_ATTRIBUTE_MAP),
            Member::body("TableName", true, &shape::TABLE_ARN),
            Member::body("ConditionExpression", false, &shape::CONDITION_EXPRESSION),
            Member::body("ExpressionAttributeNames", false, &shape::EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::body(
                "ExpressionAttributeValues",
                false,
                &shape::EXPRESSION_ATTRIBUTE_VALUE_MAP,
            ),
            Member::body(
                "ReturnValuesOnConditionCheckFailure",
                false,
                &shape::RETURN_VALUES_ON_CONDITION_CHECK_FAILURE,
            ),
        ],
    };
    pub static PUT_ITEM_INPUT: Structure = Structure {
        name: "PutItemInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TableName", true, &shape::TABLE_ARN),
            Member::body("Item", true, &shape::PUT_ITEM_INPUT_ATTRIBUTE_MAP),
            Member::body("Expected", false, &shape::EXPECTED_ATTRIBUTE_MAP),
            Member::body("ReturnValues", false, &shape::RETURN_VALUE),
            Member::body("ReturnConsumedCapacity", false, &shape::RETURN_CONSUMED_CAPACITY),
            Member::body(
                "ReturnItemCollectionMetrics",
                false,
                &shape::RETURN_ITEM_COLLECTION_METRICS,
            ),
            Member::body("ConditionalOperator", false, &shape::CONDITIONAL_OPERATOR),
            Member::body("ConditionExpression", false, &shape::CONDITION_EXPRESSION),
            Member::body("ExpressionAttributeNames", false, &shape::EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::body(
                "ExpressionAttributeValues",
                false,
                &shape::EXPRESSION_ATTRIBUTE_VALUE_MAP,
            ),
            Member::body(
                "ReturnValuesOnConditionCheckFailure",
                false,
                &shape::RETURN_VALUES_ON_CONDITION_CHECK_FAILURE,
            ),
        ],
    };
    pub static PUT_ITEM_OUTPUT: Structure = Structure {
        name: "PutItemOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("Attributes", false, &shape::ATTRIBUTE_MAP),
            Member::body("ConsumedCapacity", false, &Shape::Structure(&schema::CONSUMED_CAPACITY)),
            Member::body(
                "ItemCollectionMetrics",
                false,
                &Shape::Structure(&schema::ITEM_COLLECTION_METRICS),
            ),
        ],
    };
    pub static PUT_REQUEST: Structure = Structure {
        name: "PutRequest",
        kind: Kind::Plain,
        members: &[Member::body("Item", true, &shape::PUT_ITEM_INPUT_ATTRIBUTE_MAP)],
    };
    pub static PUT_RESOURCE_POLICY_INPUT: Structure = Structure {
        name: "PutResourcePolicyInput",
        kind: Kind::Plain,
        members: &[
            Member::body("ResourceArn", true, &shape::RESOURCE_ARN_STRING),
            Member::body("Policy", true, &shape::RESOURCE_POLICY),
            Member::body("ExpectedRevisionId", false, &shape::POLICY_REVISION_ID),
            Member::body("ConfirmRemoveSelfResourceAccess", false, &Shape::Boolean),
        ],
    };
    pub static PUT_RESOURCE_POLICY_OUTPUT: Structure = Structure {
        name: "PutResourcePolicyOutput",
        kind: Kind::Plain,
        members: &[Member::body("RevisionId", false, &shape::POLICY_REVISION_ID)],
    };
    pub static QUERY_INPUT: Structure = Structure {
        name: "QueryInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TableName", true, &shape::TABLE_ARN),
            Member::body("IndexName", false, &shape::INDEX_NAME),
            Member::body("Select", false, &shape::SELECT),
            Member::body("AttributesToGet", false, &shape::ATTRIBUTE_NAME_LIST),
            Member::body("Limit", false, &shape::POSITIVE_INTEGER_OBJECT),
            Member::body("ConsistentRead", false, &Shape::Boolean),
            Member::body("KeyConditions", false, &shape::KEY_CONDITIONS),
            Member::body("QueryFilter", false, &shape::FILTER_CONDITION_MAP),
            Member::body("ConditionalOperator", false, &shape::CONDITIONAL_OPERATOR),
            Member::body("ScanIndexForward", false, &Shape::Boolean),
            Member::body("ExclusiveStartKey", false, &shape::KEY),
            Member::body("ReturnConsumedCapacity", false, &shape::RETURN_CONSUMED_CAPACITY),
            Member::body("ProjectionExpression", false, &shape::PROJECTION_EXPRESSION),
            Member::body("FilterExpression", false, &shape::CONDITION_EXPRESSION),
            Member::body("KeyConditionExpression", false, &shape::KEY_EXPRESSION),
            Member::body("ExpressionAttributeNames", false, &shape::EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::body(
                "ExpressionAttributeValues",
                false,
                &shape::EXPRESSION_ATTRIBUTE_VALUE_MAP,
            ),
        ],
    };
    pub static QUERY_OUTPUT: Structure = Structure {
        name: "QueryOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("Items", false, &shape::ITEM_LIST),
            Member::body("Count", false, &shape::INTEGER),
            Member::body("ScannedCount", false, &shape::INTEGER),
            Member::body("LastEvaluatedKey", false, &shape::KEY),
            Member::body("ConsumedCapacity", false, &Shape::Structure(&schema::CONSUMED_CAPACITY)),
        ],
    };
    pub static REPLICA_DESCRIPTION: Structure = Structure {
        name: "ReplicaDescription",
        kind: Kind::Plain,
        members: &[
            Member::body("RegionName", false, &shape::REGION_NAME),
            Member::body("ReplicaStatus", false, &shape::REPLICA_STATUS),
            Member::body("ReplicaArn", false, &shape::STRING),
            Member::body("ReplicaStatusDescription", false, &shape::REPLICA_STATUS_DESCRIPTION),
            Member::body(
                "ReplicaStatusPercentProgress",
                false,
                &shape::REPLICA_STATUS_PERCENT_PROGRESS,
            ),
            Member::body("KMSMasterKeyId", false, &shape::KMS_MASTER_KEY_ID),
            Member::body(
                "ProvisionedThroughputOverride",
                false,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT_OVERRIDE),
            ),
            Member::body(
                "OnDemandThroughputOverride",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT_OVERRIDE),
            ),
            Member::body(
                "WarmThroughput",
                false,
                &Shape::Structure(&schema::TABLE_WARM_THROUGHPUT_DESCRIPTION),
            ),
            Member::body(
                "GlobalSecondaryIndexes",
                false,
                &shape::REPLICA_GLOBAL_SECONDARY_INDEX_DESCRIPTION_LIST,
            ),
            Member::body(
                "ReplicaInaccessibleDateTime",
                false,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
            Member::body(
                "ReplicaTableClassSummary",
                false,
                &Shape::Structure(&schema::TABLE_CLASS_SUMMARY),
            ),
            Member::body(
                "GlobalTableSettingsReplicationMode",
                false,
                &shape::GLOBAL_TABLE_SETTINGS_REPLICATION_MODE,
            ),
        ],
    };
    pub static REPLICA_GLOBAL_SECONDARY_INDEX: Structure = Structure {
        name: "ReplicaGlobalSecondaryIndex",
        kind: Kind::Plain,
        members: &[
            Member::body("IndexName", true, &shape::INDEX_NAME),
            Member::body(
                "ProvisionedThroughputOverride",
                false,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT_OVERRIDE),
            ),
            Member::body(
                "OnDemandThroughputOverride",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT_OVERRIDE),
            ),
        ],
    };
    pub static REPLICA_GLOBAL_SECONDARY_INDEX_DESCRIPTION: Structure = Structure {
        name: "ReplicaGlobalSecondaryIndexDescription",
        kind: Kind::Plain,
        members: &[
            Member::body("IndexName", false, &shape::INDEX_NAME),
            Member::body(
                "ProvisionedThroughputOverride",
                false,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT_OVERRIDE),
            ),
            Member::body(
                "OnDemandThroughputOverride",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT_OVERRIDE),
            ),
            Member::body(
                "WarmThroughput",
                false,
                &Shape::Structure(&schema::GLOBAL_SECONDARY_INDEX_WARM_THROUGHPUT_DESCRIPTION),
            ),
        ],
    };
    pub static REPLICATED_WRITE_CONFLICT_EXCEPTION: Structure = Structure {
        name: "ReplicatedWriteConflictException",
        kind: Kind::Error {
            code: "ReplicatedWriteConflictException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static REPLICATION_GROUP_UPDATE: Structure = Structure {
        name: "ReplicationGroupUpdate",
        kind: Kind::Plain,
        members: &[
            Member::body(
                "Create",
                false,
                &Shape::Structure(&schema::CREATE_REPLICATION_GROUP_MEMBER_ACTION),
            ),
            Member::body(
                "Update",
                false,
                &Shape::Structure(&schema::UPDATE_REPLICATION_GROUP_MEMBER_ACTION),
            ),
            Member::body(
                "Delete",
                false,
                &Shape::Structure(&schema::DELETE_REPLICATION_GROUP_MEMBER_ACTION),
            ),
        ],
    };
    pub static REQUEST_LIMIT_EXCEEDED: Structure = Structure {
        name: "RequestLimitExceeded",
        kind: Kind::Error { code: "RequestLimitExceeded", status: 400, fault: wire::Fault::Client },
        members: &[
            Member::body("message", false, &shape::ERROR_MESSAGE),
            Member::body("ThrottlingReasons", false, &shape::THROTTLING_REASON_LIST),
        ],
    };
    pub static RESOURCE_IN_USE_EXCEPTION: Structure = Structure {
        name: "ResourceInUseException",
        kind: Kind::Error {
            code: "ResourceInUseException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static RESOURCE_NOT_FOUND_EXCEPTION: Structure = Structure {
        name: "ResourceNotFoundException",
        kind: Kind::Error {
            code: "ResourceNotFoundException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static RESTORE_SUMMARY: Structure = Structure {
        name: "RestoreSummary",
        kind: Kind::Plain,
        members: &[
            Member::body("SourceBackupArn", false, &shape::BACKUP_ARN),
            Member::body("SourceTableArn", false, &shape::TABLE_ARN),
            Member::body("RestoreDateTime", true, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
            Member::body("RestoreInProgress", true, &Shape::Boolean),
        ],
    };
    pub static RESTORE_TABLE_FROM_BACKUP_INPUT: Structure = Structure {
        name: "RestoreTableFromBackupInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TargetTableName", true, &shape::TABLE_NAME),
            Member::body("BackupArn", true, &shape::BACKUP_ARN),
            Member::body("BillingModeOverride", false, &shape::BILLING_MODE),
            Member::body(
                "GlobalSecondaryIndexOverride",
                false,
                &shape::GLOBAL_SECONDARY_INDEX_LIST,
            ),
            Member::body("LocalSecondaryIndexOverride", false, &shape::LOCAL_SECONDARY_INDEX_LIST),
            Member::body(
                "ProvisionedThroughputOverride",
                false,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT),
            ),
            Member::body(
                "OnDemandThroughputOverride",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT),
            ),
            Member::body(
                "SSESpecificationOverride",
                false,
                &Shape::Structure(&schema::SSE_SPECIFICATION),
            ),
        ],
    };
    pub static RESTORE_TABLE_FROM_BACKUP_OUTPUT: Structure = Structure {
        name: "RestoreTableFromBackupOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "TableDescription",
            false,
            &Shape::Structure(&schema::TABLE_DESCRIPTION),
        )],
    };
    pub static RESTORE_TABLE_TO_POINT_IN_TIME_INPUT: Structure = Structure {
        name: "RestoreTableToPointInTimeInput",
        kind: Kind::Plain,
        members: &[
            Member::body("SourceTableArn", false, &shape::TABLE_ARN),
            Member::body("SourceTableName", false, &shape::TABLE_NAME),
            Member::body("TargetTableName", true, &shape::TABLE_NAME),
            Member::body("UseLatestRestorableTime", false, &Shape::Boolean),
            Member::body("RestoreDateTime", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
            Member::body("BillingModeOverride", false, &shape::BILLING_MODE),
            Member::body(
                "GlobalSecondaryIndexOverride",
                false,
                &shape::GLOBAL_SECONDARY_INDEX_LIST,
            ),
            Member::body("LocalSecondaryIndexOverride", false, &shape::LOCAL_SECONDARY_INDEX_LIST),
            Member::body(
                "ProvisionedThroughputOverride",
                false,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT),
            ),
            Member::body(
                "OnDemandThroughputOverride",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT),
            ),
            Member::body(
                "SSESpecificationOverride",
                false,
                &Shape::Structure(&schema::SSE_SPECIFICATION),
            ),
        ],
    };
    pub static RESTORE_TABLE_TO_POINT_IN_TIME_OUTPUT: Structure = Structure {
        name: "RestoreTableToPointInTimeOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "TableDescription",
            false,
            &Shape::Structure(&schema::TABLE_DESCRIPTION),
        )],
    };
    pub static S3_BUCKET_SOURCE: Structure = Structure {
        name: "S3BucketSource",
        kind: Kind::Plain,
        members: &[
            Member::body("S3BucketOwner", false, &shape::S3_BUCKET_OWNER),
            Member::body("S3Bucket", true, &shape::S3_BUCKET),
            Member::body("S3KeyPrefix", false, &shape::S3_PREFIX),
        ],
    };
    pub static SSE_DESCRIPTION: Structure = Structure {
        name: "SSEDescription",
        kind: Kind::Plain,
        members: &[
            Member::body("Status", false, &shape::SSE_STATUS),
            Member::body("SSEType", false, &shape::SSE_TYPE),
            Member::body("KMSMasterKeyArn", false, &shape::KMS_MASTER_KEY_ARN),
            Member::body(
                "InaccessibleEncryptionDateTime",
                false,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
        ],
    };
    pub static SSE_SPECIFICATION: Structure = Structure {
        name: "SSESpecification",
        kind: Kind::Plain,
        members: &[
            Member::body("Enabled", false, &Shape::Boolean),
            Member::body("SSEType", false, &shape::SSE_TYPE),
            Member::body("KMSMasterKeyId", false, &shape::KMS_MASTER_KEY_ID),
        ],
    };
    pub static SCAN_INPUT: Structure = Structure {
        name: "ScanInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TableName", true, &shape::TABLE_ARN),
            Member::body("IndexName", false, &shape::INDEX_NAME),
            Member::body("AttributesToGet", false, &shape::ATTRIBUTE_NAME_LIST),
            Member::body("Limit", false, &shape::POSITIVE_INTEGER_OBJECT),
            Member::body("Select", false, &shape::SELECT),
            Member::body("ScanFilter", false, &shape::FILTER_CONDITION_MAP),
            Member::body("ConditionalOperator", false, &shape::CONDITIONAL_OPERATOR),
            Member::body("ExclusiveStartKey", false, &shape::KEY),
            Member::body("ReturnConsumedCapacity", false, &shape::RETURN_CONSUMED_CAPACITY),
            Member::body("TotalSegments", false, &shape::SCAN_TOTAL_SEGMENTS),
            Member::body("Segment", false, &shape::SCAN_SEGMENT),
            Member::body("ProjectionExpression", false, &shape::PROJECTION_EXPRESSION),
            Member::body("FilterExpression", false, &shape::CONDITION_EXPRESSION),
            Member::body("ExpressionAttributeNames", false, &shape::EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::body(
                "ExpressionAttributeValues",
                false,
                &shape::EXPRESSION_ATTRIBUTE_VALUE_MAP,
            ),
            Member::body("ConsistentRead", false, &Shape::Boolean),
        ],
    };
    pub static SCAN_OUTPUT: Structure = Structure {
        name: "ScanOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("Items", false, &shape::ITEM_LIST),
            Member::body("Count", false, &shape::INTEGER),
            Member::body("ScannedCount", false, &shape::INTEGER),
            Member::body("LastEvaluatedKey", false, &shape::KEY),
            Member::body("ConsumedCapacity", false, &Shape::Structure(&schema::CONSUMED_CAPACITY)),
        ],
    };
    pub static SOURCE_TABLE_DETAILS: Structure = Structure {
        name: "SourceTableDetails",
        kind: Kind::Plain,
        members: &[
            Member::body("TableName", true, &shape::TABLE_NAME),
            Member::body("TableId", true, &shape::TABLE_ID),
            Member::body("TableArn", false, &shape::TABLE_ARN),
            Member::body("TableSizeBytes", false, &shape::LONG_OBJECT),
            Member::body("KeySchema", true, &shape::KEY_SCHEMA),
            Member::body(
                "TableCreationDateTime",
                true,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
            Member::body(
                "ProvisionedThroughput",
                true,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT),
            ),
            Member::body(
                "OnDemandThroughput",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT),
            ),
            Member::body("ItemCount", false, &shape::ITEM_COUNT),
            Member::body("BillingMode", false, &shape::BILLING_MODE),
        ],
    };
    pub static SOURCE_TABLE_FEATURE_DETAILS: Structure = Structure {
        name: "SourceTableFeatureDetails",
        kind: Kind::Plain,
        members: &[
            Member::body("LocalSecondaryIndexes", false, &shape::LOCAL_SECONDARY_INDEXES),
            Member::body("GlobalSecondaryIndexes", false, &shape::GLOBAL_SECONDARY_INDEXES),
            Member::body(
                "StreamDescription",
                false,
                &Shape::Structure(&schema::STREAM_SPECIFICATION),
            ),
            Member::body(
                "TimeToLiveDescription",
                false,
                &Shape::Structure(&schema::TIME_TO_LIVE_DESCRIPTION),
            ),
            Member::body("SSEDescription", false, &Shape::Structure(&schema::SSE_DESCRIPTION)),
        ],
    };
    pub static STREAM_SPECIFICATION: Structure = Structure {
        name: "StreamSpecification",
        kind: Kind::Plain,
        members: &[
            Member::body("StreamEnabled", true, &Shape::Boolean),
            Member::body("StreamViewType", false, &shape::STREAM_VIEW_TYPE),
        ],
    };
    pub static TABLE_ALREADY_EXISTS_EXCEPTION: Structure = Structure {
        name: "TableAlreadyExistsException",
        kind: Kind::Error {
            code: "TableAlreadyExistsException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static TABLE_CLASS_SUMMARY: Structure = Structure {
        name: "TableClassSummary",
        kind: Kind::Plain,
        members: &[
            Member::body("TableClass", false, &shape::TABLE_CLASS),
            Member::body("LastUpdateDateTime", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
        ],
    };
    pub static TABLE_CREATION_PARAMETERS: Structure = Structure {
        name: "TableCreationParameters",
        kind: Kind::Plain,
        members: &[
            Member::body("TableName", true, &shape::TABLE_NAME),
            Member::body("AttributeDefinitions", true, &shape::ATTRIBUTE_DEFINITIONS),
            Member::body("KeySchema", true, &shape::KEY_SCHEMA),
            Member::body("BillingMode", false, &shape::BILLING_MODE),
            Member::body(
                "ProvisionedThroughput",
                false,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT),
            ),
            Member::body(
                "OnDemandThroughput",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT),
            ),
            Member::body("SSESpecification", false, &Shape::Structure(&schema::SSE_SPECIFICATION)),
            Member::body("GlobalSecondaryIndexes", false, &shape::GLOBAL_SECONDARY_INDEX_LIST),
        ],
    };
    pub static TABLE_DESCRIPTION: Structure = Structure {
        name: "TableDescription",
        kind: Kind::Plain,
        members: &[
            Member::body("AttributeDefinitions", false, &shape::ATTRIBUTE_DEFINITIONS),
            Member::body("TableName", false, &shape::TABLE_NAME),
            Member::body("KeySchema", false, &shape::KEY_SCHEMA),
            Member::body("TableStatus", false, &shape::TABLE_STATUS),
            Member::body("CreationDateTime", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
            Member::body(
                "ProvisionedThroughput",
                false,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT_DESCRIPTION),
            ),
            Member::body("TableSizeBytes", false, &shape::LONG_OBJECT),
            Member::body("ItemCount", false, &shape::LONG_OBJECT),
            Member::body("TableArn", false, &shape::STRING),
            Member::body("TableId", false, &shape::TABLE_ID),
            Member::body(
                "BillingModeSummary",
                false,
                &Shape::Structure(&schema::BILLING_MODE_SUMMARY),
            ),
            Member::body(
                "LocalSecondaryIndexes",
                false,
                &shape::LOCAL_SECONDARY_INDEX_DESCRIPTION_LIST,
            ),
            Member::body(
                "GlobalSecondaryIndexes",
                false,
                &shape::GLOBAL_SECONDARY_INDEX_DESCRIPTION_LIST,
            ),
            Member::body(
                "StreamSpecification",
                false,
                &Shape::Structure(&schema::STREAM_SPECIFICATION),
            ),
            Member::body("LatestStreamLabel", false, &shape::STRING),
            Member::body("LatestStreamArn", false, &shape::STREAM_ARN),
            Member::body("GlobalTableVersion", false, &shape::STRING),
            Member::body("Replicas", false, &shape::REPLICA_DESCRIPTION_LIST),
            Member::body(
                "GlobalTableWitnesses",
                false,
                &shape::GLOBAL_TABLE_WITNESS_DESCRIPTION_LIST,
            ),
            Member::body(
                "GlobalTableSettingsReplicationMode",
                false,
                &shape::GLOBAL_TABLE_SETTINGS_REPLICATION_MODE,
            ),
            Member::body("RestoreSummary", false, &Shape::Structure(&schema::RESTORE_SUMMARY)),
            Member::body("SSEDescription", false, &Shape::Structure(&schema::SSE_DESCRIPTION)),
            Member::body("ArchivalSummary", false, &Shape::Structure(&schema::ARCHIVAL_SUMMARY)),
            Member::body(
                "TableClassSummary",
                false,
                &Shape::Structure(&schema::TABLE_CLASS_SUMMARY),
            ),
            Member::body("DeletionProtectionEnabled", false, &Shape::Boolean),
            Member::body(
                "OnDemandThroughput",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT),
            ),
            Member::body(
                "WarmThroughput",
                false,
                &Shape::Structure(&schema::TABLE_WARM_THROUGHPUT_DESCRIPTION),
            ),
            Member::body("MultiRegionConsistency", false, &shape::MULTI_REGION_CONSISTENCY),
        ],
    };
    pub static TABLE_IN_USE_EXCEPTION: Structure = Structure {
        name: "TableInUseException",
        kind: Kind::Error { code: "TableInUseException", status: 400, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static TABLE_NOT_FOUND_EXCEPTION: Structure = Structure {
        name: "TableNotFoundException",
        kind: Kind::Error {
            code: "TableNotFoundException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static TABLE_WARM_THROUGHPUT_DESCRIPTION: Structure = Structure {
        name: "TableWarmThroughputDescription",
        kind: Kind::Plain,
        members: &[
            Member::body("ReadUnitsPerSecond", false, &shape::POSITIVE_LONG_OBJECT),
            Member::body("WriteUnitsPerSecond", false, &shape::POSITIVE_LONG_OBJECT),
            Member::body("Status", false, &shape::TABLE_STATUS),
        ],
    };
    pub static TAG: Structure = Structure {
        name: "Tag",
        kind: Kind::Plain,
        members: &[
            Member::body("Key", true, &shape::TAG_KEY_STRING),
            Member::body("Value", true, &shape::TAG_VALUE_STRING),
        ],
    };
    pub static TAG_RESOURCE_INPUT: Structure = Structure {
        name: "TagResourceInput",
        kind: Kind::Plain,
        members: &[
            Member::body("ResourceArn", true, &shape::RESOURCE_ARN_STRING),
            Member::body("Tags", true, &shape::TAG_LIST),
        ],
    };
    pub static THROTTLING_EXCEPTION: Structure = Structure {
        name: "ThrottlingException",
        kind: Kind::Error { code: "ThrottlingException", status: 400, fault: wire::Fault::Client },
        members: &[
            Member::body("message", false, &shape::AVAILABILITY_ERROR_MESSAGE),
            Member::body("throttlingReasons", false, &shape::THROTTLING_REASON_LIST),
        ],
    };
    pub static THROTTLING_REASON: Structure = Structure {
        name: "ThrottlingReason",
        kind: Kind::Plain,
        members: &[
            Member::body("reason", false, &shape::REASON),
            Member::body("resource", false, &shape::RESOURCE),
        ],
    };
    pub static TIME_TO_LIVE_DESCRIPTION: Structure = Structure {
        name: "TimeToLiveDescription",
        kind: Kind::Plain,
        members: &[
            Member::body("TimeToLiveStatus", false, &shape::TIME_TO_LIVE_STATUS),
            Member::body("AttributeName", false, &shape::TIME_TO_LIVE_ATTRIBUTE_NAME),
        ],
    };
    pub static TIME_TO_LIVE_SPECIFICATION: Structure = Structure {
        name: "TimeToLiveSpecification",
        kind: Kind::Plain,
        members: &[
            Member::body("Enabled", true, &Shape::Boolean),
            Member::body("AttributeName", true, &shape::TIME_TO_LIVE_ATTRIBUTE_NAME),
        ],
    };
    pub static TRANSACT_GET_ITEM: Structure = Structure {
        name: "TransactGetItem",
        kind: Kind::Plain,
        members: &[Member::body("Get", true, &Shape::Structure(&schema::GET))],
    };
    pub static TRANSACT_GET_ITEMS_INPUT: Structure = Structure {
        name: "TransactGetItemsInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TransactItems", true, &shape::TRANSACT_GET_ITEM_LIST),
            Member::body("ReturnConsumedCapacity", false, &shape::RETURN_CONSUMED_CAPACITY),
        ],
    };
    pub static TRANSACT_GET_ITEMS_OUTPUT: Structure = Structure {
        name: "TransactGetItemsOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("ConsumedCapacity", false, &shape::CONSUMED_CAPACITY_MULTIPLE),
            Member::body("Responses", false, &shape::ITEM_RESPONSE_LIST),
        ],
    };
    pub static TRANSACT_WRITE_ITEM: Structure = Structure {
        name: "TransactWriteItem",
        kind: Kind::Plain,
        members: &[
            Member::body("ConditionCheck", false, &Shape::Structure(&schema::CONDITION_CHECK)),
            Member::body("Put", false, &Shape::Structure(&schema::PUT)),
            Member::body("Delete", false, &Shape::Structure(&schema::DELETE)),
            Member::body("Update", false, &Shape::Structure(&schema::UPDATE)),
        ],
    };
    pub static TRANSACT_WRITE_ITEMS_INPUT: Structure = Structure {
        name: "TransactWriteItemsInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TransactItems", true, &shape::TRANSACT_WRITE_ITEM_LIST),
            Member::body("ReturnConsumedCapacity", false, &shape::RETURN_CONSUMED_CAPACITY),
            Member::body(
                "ReturnItemCollectionMetrics",
                false,
                &shape::RETURN_ITEM_COLLECTION_METRICS,
            ),
            Member::body("ClientRequestToken", false, &shape::CLIENT_REQUEST_TOKEN),
        ],
    };
    pub static TRANSACT_WRITE_ITEMS_OUTPUT: Structure = Structure {
        name: "TransactWriteItemsOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("ConsumedCapacity", false, &shape::CONSUMED_CAPACITY_MULTIPLE),
            Member::body("ItemCollectionMetrics", false, &shape::ITEM_COLLECTION_METRICS_PER_TABLE),
        ],
    };
    pub static TRANSACTION_CANCELED_EXCEPTION: Structure = Structure {
        name: "TransactionCanceledException",
        kind: Kind::Error {
            code: "TransactionCanceledException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[
            Member::body("Message", false, &shape::ERROR_MESSAGE),
            Member::body("CancellationReasons", false, &shape::CANCELLATION_REASON_LIST),
        ],
    };
    pub static TRANSACTION_CONFLICT_EXCEPTION: Structure = Structure {
        name: "TransactionConflictException",
        kind: Kind::Error {
            code: "TransactionConflictException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static TRANSACTION_IN_PROGRESS_EXCEPTION: Structure = Structure {
        name: "TransactionInProgressException",
        kind: Kind::Error {
            code: "TransactionInProgressException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("Message", false, &shape::ERROR_MESSAGE)],
    };
    pub static UNTAG_RESOURCE_INPUT: Structure = Structure {
        name: "UntagResourceInput",
        kind: Kind::Plain,
        members: &[
            Member::body("ResourceArn", true, &shape::RESOURCE_ARN_STRING),
            Member::body("TagKeys", true, &shape::TAG_KEY_LIST),
        ],
    };
    pub static UPDATE: Structure = Structure {
        name: "Update",
        kind: Kind::Plain,
        members: &[
            Member::body("Key", true, &shape::KEY),
            Member::body("UpdateExpression", true, &shape::UPDATE_EXPRESSION),
            Member::body("TableName", true, &shape::TABLE_ARN),
            Member::body("ConditionExpression", false, &shape::CONDITION_EXPRESSION),
            Member::body("ExpressionAttributeNames", false, &shape::EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::body(
                "ExpressionAttributeValues",
                false,
                &shape::EXPRESSION_ATTRIBUTE_VALUE_MAP,
            ),
            Member::body(
                "ReturnValuesOnConditionCheckFailure",
                false,
                &shape::RETURN_VALUES_ON_CONDITION_CHECK_FAILURE,
            ),
        ],
    };
    pub static UPDATE_CONTINUOUS_BACKUPS_INPUT: Structure = Structure {
        name: "UpdateContinuousBackupsInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TableName", true, &shape::TABLE_ARN),
            Member::body(
                "PointInTimeRecoverySpecification",
                true,
                &Shape::Structure(&schema::POINT_IN_TIME_RECOVERY_SPECIFICATION),
            ),
        ],
    };
    pub static UPDATE_CONTINUOUS_BACKUPS_OUTPUT: Structure = Structure {
        name: "UpdateContinuousBackupsOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "ContinuousBackupsDescription",
            false,
            &Shape::Structure(&schema::CONTINUOUS_BACKUPS_DESCRIPTION),
        )],
    };
    pub static UPDATE_GLOBAL_SECONDARY_INDEX_ACTION: Structure = Structure {
        name: "UpdateGlobalSecondaryIndexAction",
        kind: Kind::Plain,
        members: &[
            Member::body("IndexName", true, &shape::INDEX_NAME),
            Member::body(
                "ProvisionedThroughput",
                false,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT),
            ),
            Member::body(
                "OnDemandThroughput",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT),
            ),
            Member::body("WarmThroughput", false, &Shape::Structure(&schema::WARM_THROUGHPUT)),
        ],
    };
    pub static UPDATE_ITEM_INPUT: Structure = Structure {
        name: "UpdateItemInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TableName", true, &shape::TABLE_ARN),
            Member::body("Key", true, &shape::KEY),
            Member::body("AttributeUpdates", false, &shape::ATTRIBUTE_UPDATES),
            Member::body("Expected", false, &shape::EXPECTED_ATTRIBUTE_MAP),
            Member::body("ConditionalOperator", false, &shape::CONDITIONAL_OPERATOR),
            Member::body("ReturnValues", false, &shape::RETURN_VALUE),
            Member::body("ReturnConsumedCapacity", false, &shape::RETURN_CONSUMED_CAPACITY),
            Member::body(
                "ReturnItemCollectionMetrics",
                false,
                &shape::RETURN_ITEM_COLLECTION_METRICS,
            ),
            Member::body("UpdateExpression", false, &shape::UPDATE_EXPRESSION),
            Member::body("ConditionExpression", false, &shape::CONDITION_EXPRESSION),
            Member::body("ExpressionAttributeNames", false, &shape::EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::body(
                "ExpressionAttributeValues",
                false,
                &shape::EXPRESSION_ATTRIBUTE_VALUE_MAP,
            ),
            Member::body(
                "ReturnValuesOnConditionCheckFailure",
                false,
                &shape::RETURN_VALUES_ON_CONDITION_CHECK_FAILURE,
            ),
        ],
    };
    pub static UPDATE_ITEM_OUTPUT: Structure = Structure {
        name: "UpdateItemOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("Attributes", false, &shape::ATTRIBUTE_MAP),
            Member::body("ConsumedCapacity", false, &Shape::Structure(&schema::CONSUMED_CAPACITY)),
            Member::body(
                "ItemCollectionMetrics",
                false,
                &Shape::Structure(&schema::ITEM_COLLECTION_METRICS),
            ),
        ],
    };
    pub static UPDATE_REPLICATION_GROUP_MEMBER_ACTION: Structure = Structure {
        name: "UpdateReplicationGroupMemberAction",
        kind: Kind::Plain,
        members: &[
            Member::body("RegionName", true, &shape::REGION_NAME),
            Member::body("KMSMasterKeyId", false, &shape::KMS_MASTER_KEY_ID),
            Member::body(
                "ProvisionedThroughputOverride",
                false,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT_OVERRIDE),
            ),
            Member::body(
                "OnDemandThroughputOverride",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT_OVERRIDE),
            ),
            Member::body(
                "GlobalSecondaryIndexes",
                false,
                &shape::REPLICA_GLOBAL_SECONDARY_INDEX_LIST,
            ),
            Member::body("TableClassOverride", false, &shape::TABLE_CLASS),
        ],
    };
    pub static UPDATE_TABLE_INPUT: Structure = Structure {
        name: "UpdateTableInput",
        kind: Kind::Plain,
        members: &[
            Member::body("AttributeDefinitions", false, &shape::ATTRIBUTE_DEFINITIONS),
            Member::body("TableName", true, &shape::TABLE_ARN),
            Member::body("BillingMode", false, &shape::BILLING_MODE),
            Member::body(
                "ProvisionedThroughput",
                false,
                &Shape::Structure(&schema::PROVISIONED_THROUGHPUT),
            ),
            Member::body(
                "GlobalSecondaryIndexUpdates",
                false,
                &shape::GLOBAL_SECONDARY_INDEX_UPDATE_LIST,
            ),
            Member::body(
                "StreamSpecification",
                false,
                &Shape::Structure(&schema::STREAM_SPECIFICATION),
            ),
            Member::body("SSESpecification", false, &Shape::Structure(&schema::SSE_SPECIFICATION)),
            Member::body("ReplicaUpdates", false, &shape::REPLICATION_GROUP_UPDATE_LIST),
            Member::body("TableClass", false, &shape::TABLE_CLASS),
            Member::body("DeletionProtectionEnabled", false, &Shape::Boolean),
            Member::body("MultiRegionConsistency", false, &shape::MULTI_REGION_CONSISTENCY),
            Member::body(
                "GlobalTableWitnessUpdates",
                false,
                &shape::GLOBAL_TABLE_WITNESS_GROUP_UPDATE_LIST,
            ),
            Member::body(
                "OnDemandThroughput",
                false,
                &Shape::Structure(&schema::ON_DEMAND_THROUGHPUT),
            ),
            Member::body("WarmThroughput", false, &Shape::Structure(&schema::WARM_THROUGHPUT)),
            Member::body(
                "GlobalTableSettingsReplicationMode",
                false,
                &shape::GLOBAL_TABLE_SETTINGS_REPLICATION_MODE,
            ),
        ],
    };
    pub static UPDATE_TABLE_OUTPUT: Structure = Structure {
        name: "UpdateTableOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "TableDescription",
            false,
            &Shape::Structure(&schema::TABLE_DESCRIPTION),
        )],
    };
    pub static UPDATE_TIME_TO_LIVE_INPUT: Structure = Structure {
        name: "UpdateTimeToLiveInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TableName", true, &shape::TABLE_ARN),
            Member::body(
                "TimeToLiveSpecification",
                true,
                &Shape::Structure(&schema::TIME_TO_LIVE_SPECIFICATION),
            ),
        ],
    };
    pub static UPDATE_TIME_TO_LIVE_OUTPUT: Structure = Structure {
        name: "UpdateTimeToLiveOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "TimeToLiveSpecification",
            false,
            &Shape::Structure(&schema::TIME_TO_LIVE_SPECIFICATION),
        )],
    };
    pub static WARM_THROUGHPUT: Structure = Structure {
        name: "WarmThroughput",
        kind: Kind::Plain,
        members: &[
            Member::body("ReadUnitsPerSecond", false, &shape::LONG_OBJECT),
            Member::body("WriteUnitsPerSecond", false, &shape::LONG_OBJECT),
        ],
    };
    pub static WRITE_REQUEST: Structure = Structure {
        name: "WriteRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("PutRequest", false, &Shape::Structure(&schema::PUT_REQUEST)),
            Member::body("DeleteRequest", false, &Shape::Structure(&schema::DELETE_REQUEST)),
        ],
    };
}

/// Everything that is not a structure.
pub mod shape {
    use wire::schema::*;
    use wire::validate::{Node, Pattern};

    use super::{schema, shape};

    pub static ARCHIVAL_REASON: Shape = Shape::String(Text::ANY);
    pub static ATTRIBUTE_ACTION: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["ADD", "PUT", "DELETE"],
        sensitive: false,
    });
    pub static ATTRIBUTE_DEFINITIONS: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::ATTRIBUTE_DEFINITION),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static ATTRIBUTE_MAP: Shape = Shape::Map(MapShape {
        key: &shape::ATTRIBUTE_NAME,
        value: &Shape::Structure(&schema::ATTRIBUTE_VALUE),
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static ATTRIBUTE_NAME: Shape = Shape::String(Text {
        length: Length { min: None, max: Some(65535) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static ATTRIBUTE_NAME_LIST: Shape = Shape::List(ListShape {
        member: &shape::ATTRIBUTE_NAME,
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: None },
    });
    pub static ATTRIBUTE_UPDATES: Shape = Shape::Map(MapShape {
        key: &shape::ATTRIBUTE_NAME,
        value: &Shape::Structure(&schema::ATTRIBUTE_VALUE_UPDATE),
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static ATTRIBUTE_VALUE_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::ATTRIBUTE_VALUE),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static AVAILABILITY_ERROR_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static BACKUP_ARN: Shape = Shape::String(Text {
        length: Length { min: Some(37), max: Some(1024) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    static BACKUP_NAME_PATTERN: Pattern = Pattern {
        source: "[a-zA-Z0-9_.-]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_'), ('.', '.'), ('-', '-')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static BACKUP_NAME: Shape = Shape::String(Text {
        length: Length { min: Some(3), max: Some(255) },
        pattern: Some(&BACKUP_NAME_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static BACKUP_SIZE_BYTES: Shape = Shape::Long(Range { min: Some(0), max: None });
    pub static BACKUP_STATUS: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["CREATING", "DELETED", "AVAILABLE"],
        sensitive: false,
    });
    pub static BACKUP_SUMMARIES: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::BACKUP_SUMMARY),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static BACKUP_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["USER", "SYSTEM", "AWS_BACKUP"],
        sensitive: false,
    });
    pub static BACKUP_TYPE_FILTER: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["USER", "SYSTEM", "AWS_BACKUP", "ALL"],
        sensitive: false,
    });
    pub static BACKUPS_INPUT_LIMIT: Shape = Shape::Integer(Range { min: Some(1), max: Some(100) });
    pub static BATCH_GET_REQUEST_MAP: Shape = Shape::Map(MapShape {
        key: &shape::TABLE_ARN,
        value: &Shape::Structure(&schema::KEYS_AND_ATTRIBUTES),
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length { min: None, max: Some(100) },
    });
    pub static BATCH_GET_RESPONSE_MAP: Shape = Shape::Map(MapShape {
        key: &shape::TABLE_ARN,
        value: &shape::ITEM_LIST,
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static BATCH_STATEMENT_ERROR_CODE_ENUM: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &[
            "ConditionalCheckFailed",
            "ItemCollectionSizeLimitExceeded",
            "RequestLimitExceeded",
            "ValidationError",
            "ProvisionedThroughputExceeded",
            "TransactionConflict",
            "ThrottlingError",
            "InternalServerError",
            "ResourceNotFound",
            "AccessDenied",
            "DuplicateItem",
        ],
        sensitive: false,
    });
    pub static BATCH_WRITE_ITEM_REQUEST_MAP: Shape = Shape::Map(MapShape {
        key: &shape::TABLE_ARN,
        value: &shape::WRITE_REQUESTS,
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length { min: None, max: Some(25) },
    });
    pub static BILLED_SIZE_BYTES: Shape = Shape::Long(Range { min: Some(0), max: None });
    pub static BILLING_MODE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["PROVISIONED", "PAY_PER_REQUEST"],
        sensitive: false,
    });
    pub static BINARY_ATTRIBUTE_VALUE: Shape = Shape::Blob(Length::ANY);
    pub static BINARY_SET_ATTRIBUTE_VALUE: Shape = Shape::List(ListShape {
        member: &shape::BINARY_ATTRIBUTE_VALUE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static CANCELLATION_REASON_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::CANCELLATION_REASON),
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: Some(100) },
    });
    pub static CLIENT_REQUEST_TOKEN: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(36) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    static CLIENT_TOKEN_PATTERN: Pattern = Pattern {
        source: "^[^\\$]+$",
        root: Some(&Node::Repeat {
            node: &Node::Class { negated: true, ranges: &[('$', '$')] },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static CLIENT_TOKEN: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: Some(&CLIENT_TOKEN_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static CLOUD_WATCH_LOG_GROUP_ARN: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(1024) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static CODE: Shape = Shape::String(Text::ANY);
    pub static COMPARISON_OPERATOR: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &[
            "IN",
            "NULL",
            "BETWEEN",
            "LT",
            "NOT_CONTAINS",
            "EQ",
            "GT",
            "NOT_NULL",
            "NE",
            "LE",
            "BEGINS_WITH",
            "GE",
            "CONTAINS",
        ],
        sensitive: false,
    });
    pub static CONDITION_EXPRESSION: Shape = Shape::String(Text::ANY);
    pub static CONDITIONAL_OPERATOR: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["OR", "AND"],
        sensitive: false,
    });
    pub static CONSUMED_CAPACITY_MULTIPLE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::CONSUMED_CAPACITY),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static CONTINUOUS_BACKUPS_STATUS: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["ENABLED", "DISABLED"],
        sensitive: false,
    });
    static CSV_DELIMITER_PATTERN: Pattern = Pattern {
        source: "[,;:|\\t ]",
        root: Some(&Node::Class {
            negated: false,
            ranges: &[(',', ','), (';', ';'), (':', ':'), ('|', '|'), ('\t', '\t'), (' ', ' ')],
        }),
    };
    pub static CSV_DELIMITER: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(1) },
        pattern: Some(&CSV_DELIMITER_PATTERN),
        values: &[],
        sensitive: false,
    });
    static CSV_HEADER_PATTERN: Pattern =
        Pattern { source: "[\\x20-\\x21\\x23-\\x2B\\x2D-\\x7E]*", root: None };
    pub static CSV_HEADER: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(65536) },
        pattern: Some(&CSV_HEADER_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static CSV_HEADER_LIST: Shape = Shape::List(ListShape {
        member: &shape::CSV_HEADER,
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: Some(255) },
    });
    pub static ENDPOINTS: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::ENDPOINT),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static ERROR_COUNT: Shape = Shape::Long(Range { min: Some(0), max: None });
    pub static ERROR_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static EXPECTED_ATTRIBUTE_MAP: Shape = Shape::Map(MapShape {
        key: &shape::ATTRIBUTE_NAME,
        value: &Shape::Structure(&schema::EXPECTED_ATTRIBUTE_VALUE),
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static EXPORT_ARN: Shape = Shape::String(Text {
        length: Length { min: Some(37), max: Some(1024) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static EXPORT_FORMAT: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["DYNAMODB_JSON", "ION"],
        sensitive: false,
    });
    pub static EXPORT_MANIFEST: Shape = Shape::String(Text::ANY);
    pub static EXPORT_NEXT_TOKEN: Shape = Shape::String(Text::ANY);
    pub static EXPORT_STATUS: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["IN_PROGRESS", "COMPLETED", "FAILED"],
        sensitive: false,
    });
    pub static EXPORT_SUMMARIES: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::EXPORT_SUMMARY),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static EXPORT_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["FULL_EXPORT", "INCREMENTAL_EXPORT"],
        sensitive: false,
    });
    pub static EXPORT_VIEW_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["NEW_IMAGE", "NEW_AND_OLD_IMAGES"],
        sensitive: false,
    });
    pub static EXPRESSION_ATTRIBUTE_NAME_MAP: Shape = Shape::Map(MapShape {
        key: &shape::EXPRESSION_ATTRIBUTE_NAME_VARIABLE,
        value: &shape::ATTRIBUTE_NAME,
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static EXPRESSION_ATTRIBUTE_NAME_VARIABLE: Shape = Shape::String(Text::ANY);
    pub static EXPRESSION_ATTRIBUTE_VALUE_MAP: Shape = Shape::Map(MapShape {
        key: &shape::EXPRESSION_ATTRIBUTE_VALUE_VARIABLE,
        value: &Shape::Structure(&schema::ATTRIBUTE_VALUE),
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static EXPRESSION_ATTRIBUTE_VALUE_VARIABLE: Shape = Shape::String(Text::ANY);
    pub static FAILURE_CODE: Shape = Shape::String(Text::ANY);
    pub static FAILURE_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static FILTER_CONDITION_MAP: Shape = Shape::Map(MapShape {
        key: &shape::ATTRIBUTE_NAME,
        value: &Shape::Structure(&schema::CONDITION),
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static GLOBAL_SECONDARY_INDEX_DESCRIPTION_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::GLOBAL_SECONDARY_INDEX_DESCRIPTION),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static GLOBAL_SECONDARY_INDEX_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::GLOBAL_SECONDARY_INDEX),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static GLOBAL_SECONDARY_INDEX_UPDATE_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::GLOBAL_SECONDARY_INDEX_UPDATE),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static GLOBAL_SECONDARY_INDEXES: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::GLOBAL_SECONDARY_INDEX_INFO),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static GLOBAL_TABLE_SETTINGS_REPLICATION_MODE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["ENABLED", "DISABLED", "ENABLED_WITH_OVERRIDES"],
        sensitive: false,
    });
    pub static GLOBAL_TABLE_WITNESS_DESCRIPTION_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::GLOBAL_TABLE_WITNESS_DESCRIPTION),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static GLOBAL_TABLE_WITNESS_GROUP_UPDATE_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::GLOBAL_TABLE_WITNESS_GROUP_UPDATE),
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: Some(1) },
    });
    pub static IMPORT_ARN: Shape = Shape::String(Text {
        length: Length { min: Some(37), max: Some(1024) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    static IMPORT_NEXT_TOKEN_PATTERN: Pattern = Pattern {
        source: "([0-9a-f]{16})+",
        root: Some(&Node::Repeat {
            node: &Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9'), ('a', 'f')] },
                min: 16,
                max: 16,
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static IMPORT_NEXT_TOKEN: Shape = Shape::String(Text {
        length: Length { min: Some(112), max: Some(1024) },
        pattern: Some(&IMPORT_NEXT_TOKEN_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static IMPORT_STATUS: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["IN_PROGRESS", "COMPLETED", "CANCELLING", "CANCELLED", "FAILED"],
        sensitive: false,
    });
    pub static IMPORT_SUMMARY_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::IMPORT_SUMMARY),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static IMPORTED_ITEM_COUNT: Shape = Shape::Long(Range { min: Some(0), max: None });
    static INDEX_NAME_PATTERN: Pattern = Pattern {
        source: "[a-zA-Z0-9_.-]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_'), ('.', '.'), ('-', '-')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static INDEX_NAME: Shape = Shape::String(Text {
        length: Length { min: Some(3), max: Some(255) },
        pattern: Some(&INDEX_NAME_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static INDEX_STATUS: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["CREATING", "UPDATING", "DELETING", "ACTIVE"],
        sensitive: false,
    });
    pub static INPUT_COMPRESSION_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["GZIP", "ZSTD", "NONE"],
        sensitive: false,
    });
    pub static INPUT_FORMAT: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["DYNAMODB_JSON", "ION", "CSV"],
        sensitive: false,
    });
    pub static INTEGER: Shape = Shape::Integer(Range::ANY);
    pub static ITEM_COLLECTION_KEY_ATTRIBUTE_MAP: Shape = Shape::Map(MapShape {
        key: &shape::ATTRIBUTE_NAME,
        value: &Shape::Structure(&schema::ATTRIBUTE_VALUE),
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static ITEM_COLLECTION_METRICS_MULTIPLE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::ITEM_COLLECTION_METRICS),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static ITEM_COLLECTION_METRICS_PER_TABLE: Shape = Shape::Map(MapShape {
        key: &shape::TABLE_ARN,
        value: &shape::ITEM_COLLECTION_METRICS_MULTIPLE,
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static ITEM_COLLECTION_SIZE_ESTIMATE_RANGE: Shape = Shape::List(ListShape {
        member: &Shape::Double,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static ITEM_COUNT: Shape = Shape::Long(Range { min: Some(0), max: None });
    pub static ITEM_LIST: Shape = Shape::List(ListShape {
        member: &shape::ATTRIBUTE_MAP,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static ITEM_RESPONSE_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::ITEM_RESPONSE),
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: Some(100) },
    });
    pub static KMS_MASTER_KEY_ARN: Shape = Shape::String(Text::ANY);
    pub static KMS_MASTER_KEY_ID: Shape = Shape::String(Text::ANY);
    pub static KEY: Shape = Shape::Map(MapShape {
        key: &shape::ATTRIBUTE_NAME,
        value: &Shape::Structure(&schema::ATTRIBUTE_VALUE),
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static KEY_CONDITIONS: Shape = Shape::Map(MapShape {
        key: &shape::ATTRIBUTE_NAME,
        value: &Shape::Structure(&schema::CONDITION),
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static KEY_EXPRESSION: Shape = Shape::String(Text::ANY);
    pub static KEY_LIST: Shape = Shape::List(ListShape {
        member: &shape::KEY,
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: None },
    });
    pub static KEY_SCHEMA: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::KEY_SCHEMA_ELEMENT),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static KEY_SCHEMA_ATTRIBUTE_NAME: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(255) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static KEY_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["HASH", "RANGE"],
        sensitive: false,
    });
    pub static LIST_ATTRIBUTE_VALUE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::ATTRIBUTE_VALUE),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static LIST_EXPORTS_MAX_LIMIT: Shape =
        Shape::Integer(Range { min: Some(1), max: Some(25) });
    pub static LIST_IMPORTS_MAX_LIMIT: Shape =
        Shape::Integer(Range { min: Some(1), max: Some(25) });
    pub static LIST_TABLES_INPUT_LIMIT: Shape =
        Shape::Integer(Range { min: Some(1), max: Some(100) });
    pub static LOCAL_SECONDARY_INDEX_DESCRIPTION_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::LOCAL_SECONDARY_INDEX_DESCRIPTION),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static LOCAL_SECONDARY_INDEX_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::LOCAL_SECONDARY_INDEX),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static LOCAL_SECONDARY_INDEXES: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::LOCAL_SECONDARY_INDEX_INFO),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static LONG: Shape = Shape::Long(Range::ANY);
    pub static LONG_OBJECT: Shape = Shape::Long(Range::ANY);
    pub static MAP_ATTRIBUTE_VALUE: Shape = Shape::Map(MapShape {
        key: &shape::ATTRIBUTE_NAME,
        value: &Shape::Structure(&schema::ATTRIBUTE_VALUE),
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static MULTI_REGION_CONSISTENCY: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["EVENTUAL", "STRONG"],
        sensitive: false,
    });
    pub static NEXT_TOKEN_STRING: Shape = Shape::String(Text::ANY);
    pub static NON_KEY_ATTRIBUTE_NAME: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(255) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static NON_KEY_ATTRIBUTE_NAME_LIST: Shape = Shape::List(ListShape {
        member: &shape::NON_KEY_ATTRIBUTE_NAME,
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: Some(20) },
    });
    pub static NON_NEGATIVE_LONG_OBJECT: Shape = Shape::Long(Range { min: Some(0), max: None });
    pub static NUMBER_ATTRIBUTE_VALUE: Shape = Shape::String(Text::ANY);
    pub static NUMBER_SET_ATTRIBUTE_VALUE: Shape = Shape::List(ListShape {
        member: &shape::NUMBER_ATTRIBUTE_VALUE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static PARAMETERIZED_STATEMENTS: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::PARAMETERIZED_STATEMENT),
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: Some(100) },
    });
    pub static PARTI_QL_BATCH_REQUEST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::BATCH_STATEMENT_REQUEST),
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: Some(25) },
    });
    pub static PARTI_QL_BATCH_RESPONSE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::BATCH_STATEMENT_RESPONSE),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static PARTI_QL_NEXT_TOKEN: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(32768) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static PARTI_QL_STATEMENT: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(8192) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static POINT_IN_TIME_RECOVERY_STATUS: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["ENABLED", "DISABLED"],
        sensitive: false,
    });
    pub static POLICY_REVISION_ID: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(255) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static POSITIVE_INTEGER_OBJECT: Shape = Shape::Integer(Range::ANY);
    pub static POSITIVE_LONG_OBJECT: Shape = Shape::Long(Range { min: Some(1), max: None });
    pub static PREPARED_STATEMENT_PARAMETERS: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::ATTRIBUTE_VALUE),
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: None },
    });
    pub static PROCESSED_ITEM_COUNT: Shape = Shape::Long(Range { min: Some(0), max: None });
    pub static PROJECTION_EXPRESSION: Shape = Shape::String(Text::ANY);
    pub static PROJECTION_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["ALL", "INCLUDE", "KEYS_ONLY"],
        sensitive: false,
    });
    pub static PUT_ITEM_INPUT_ATTRIBUTE_MAP: Shape = Shape::Map(MapShape {
        key: &shape::ATTRIBUTE_NAME,
        value: &Shape::Structure(&schema::ATTRIBUTE_VALUE),
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static REASON: Shape = Shape::String(Text::ANY);
    pub static RECOVERY_PERIOD_IN_DAYS: Shape =
        Shape::Integer(Range { min: Some(1), max: Some(35) });
    pub static REGION_NAME: Shape = Shape::String(Text::ANY);
    pub static REPLICA_DESCRIPTION_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::REPLICA_DESCRIPTION),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static REPLICA_GLOBAL_SECONDARY_INDEX_DESCRIPTION_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::REPLICA_GLOBAL_SECONDARY_INDEX_DESCRIPTION),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static REPLICA_GLOBAL_SECONDARY_INDEX_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::REPLICA_GLOBAL_SECONDARY_INDEX),
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: None },
    });
    pub static REPLICA_STATUS: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &[
            "CREATING",
            "CREATION_FAILED",
            "UPDATING",
            "DELETING",
            "ACTIVE",
            "REGION_DISABLED",
            "INACCESSIBLE_ENCRYPTION_CREDENTIALS",
            "ARCHIVING",
            "ARCHIVED",
            "REPLICATION_NOT_AUTHORIZED",
        ],
        sensitive: false,
    });
    pub static REPLICA_STATUS_DESCRIPTION: Shape = Shape::String(Text::ANY);
    pub static REPLICA_STATUS_PERCENT_PROGRESS: Shape = Shape::String(Text::ANY);
    pub static REPLICATION_GROUP_UPDATE_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::REPLICATION_GROUP_UPDATE),
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: None },
    });
    pub static RESOURCE: Shape = Shape::String(Text::ANY);
    pub static RESOURCE_ARN_STRING: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(1283) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static RESOURCE_POLICY: Shape = Shape::String(Text::ANY);
    pub static RETURN_CONSUMED_CAPACITY: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["INDEXES", "TOTAL", "NONE"],
        sensitive: false,
    });
    pub static RETURN_ITEM_COLLECTION_METRICS: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["SIZE", "NONE"],
        sensitive: false,
    });
    pub static RETURN_VALUE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"],
        sensitive: false,
    });
    pub static RETURN_VALUES_ON_CONDITION_CHECK_FAILURE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["ALL_OLD", "NONE"],
        sensitive: false,
    });
    static S3_BUCKET_PATTERN: Pattern = Pattern {
        source: "^[a-z0-9A-Z]+[\\.\\-\\w]*[a-z0-9A-Z]+$",
        root: Some(&Node::Sequence(&[
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('a', 'z'), ('0', '9'), ('A', 'Z')],
                },
                min: 1,
                max: u32::MAX,
            },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[
                        ('.', '.'),
                        ('-', '-'),
                        ('a', 'z'),
                        ('A', 'Z'),
                        ('0', '9'),
                        ('_', '_'),
                    ],
                },
                min: 0,
                max: u32::MAX,
            },
            Node::Repeat {
                node: &Node::Class {
                    negated: false,
                    ranges: &[('a', 'z'), ('0', '9'), ('A', 'Z')],
                },
                min: 1,
                max: u32::MAX,
            },
        ])),
    };
    pub static S3_BUCKET: Shape = Shape::String(Text {
        length: Length { min: None, max: Some(255) },
        pattern: Some(&S3_BUCKET_PATTERN),
        values: &[],
        sensitive: false,
    });
    static S3_BUCKET_OWNER_PATTERN: Pattern = Pattern {
        source: "[0-9]{12}",
        root: Some(&Node::Repeat {
            node: &Node::Class { negated: false, ranges: &[('0', '9')] },
            min: 12,
            max: 12,
        }),
    };
    pub static S3_BUCKET_OWNER: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: Some(&S3_BUCKET_OWNER_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static S3_PREFIX: Shape = Shape::String(Text {
        length: Length { min: None, max: Some(1024) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static S3_SSE_ALGORITHM: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["AES256", "KMS"],
        sensitive: false,
    });
    pub static S3_SSE_KMS_KEY_ID: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(2048) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static SSE_STATUS: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["ENABLING", "ENABLED", "DISABLING", "DISABLED", "UPDATING"],
        sensitive: false,
    });
    pub static SSE_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["AES256", "KMS"],
        sensitive: false,
    });
    pub static SCALAR_ATTRIBUTE_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["B", "N", "S"],
        sensitive: false,
    });
    pub static SCAN_SEGMENT: Shape = Shape::Integer(Range { min: Some(0), max: Some(999999) });
    pub static SCAN_TOTAL_SEGMENTS: Shape =
        Shape::Integer(Range { min: Some(1), max: Some(1000000) });
    pub static SECONDARY_INDEXES_CAPACITY_MAP: Shape = Shape::Map(MapShape {
        key: &shape::INDEX_NAME,
        value: &Shape::Structure(&schema::CAPACITY),
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static SELECT: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"],
        sensitive: false,
    });
    pub static STREAM_ARN: Shape = Shape::String(Text {
        length: Length { min: Some(37), max: Some(1024) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static STREAM_VIEW_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"],
        sensitive: false,
    });
    pub static STRING: Shape = Shape::String(Text::ANY);
    pub static STRING_ATTRIBUTE_VALUE: Shape = Shape::String(Text::ANY);
    pub static STRING_SET_ATTRIBUTE_VALUE: Shape = Shape::List(ListShape {
        member: &shape::STRING_ATTRIBUTE_VALUE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static TABLE_ARN: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(1024) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static TABLE_CLASS: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["STANDARD", "STANDARD_INFREQUENT_ACCESS"],
        sensitive: false,
    });
    static TABLE_ID_PATTERN: Pattern = Pattern {
        source: "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        root: Some(&Node::Sequence(&[
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9'), ('a', 'f')] },
                min: 8,
                max: 8,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9'), ('a', 'f')] },
                min: 4,
                max: 4,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9'), ('a', 'f')] },
                min: 4,
                max: 4,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9'), ('a', 'f')] },
                min: 4,
                max: 4,
            },
            Node::Class { negated: false, ranges: &[('-', '-')] },
            Node::Repeat {
                node: &Node::Class { negated: false, ranges: &[('0', '9'), ('a', 'f')] },
                min: 12,
                max: 12,
            },
        ])),
    };
    pub static TABLE_ID: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: Some(&TABLE_ID_PATTERN),
        values: &[],
        sensitive: false,
    });
    static TABLE_NAME_PATTERN: Pattern = Pattern {
        source: "[a-zA-Z0-9_.-]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_'), ('.', '.'), ('-', '-')],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static TABLE_NAME: Shape = Shape::String(Text {
        length: Length { min: Some(3), max: Some(255) },
        pattern: Some(&TABLE_NAME_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static TABLE_NAME_LIST: Shape = Shape::List(ListShape {
        member: &shape::TABLE_NAME,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static TABLE_STATUS: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &[
            "CREATING",
            "UPDATING",
            "DELETING",
            "ACTIVE",
            "INACCESSIBLE_ENCRYPTION_CREDENTIALS",
            "ARCHIVING",
            "ARCHIVED",
            "REPLICATION_NOT_AUTHORIZED",
        ],
        sensitive: false,
    });
    pub static TAG_KEY_LIST: Shape = Shape::List(ListShape {
        member: &shape::TAG_KEY_STRING,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static TAG_KEY_STRING: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(128) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static TAG_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::TAG),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static TAG_VALUE_STRING: Shape = Shape::String(Text {
        length: Length { min: Some(0), max: Some(256) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static THROTTLING_REASON_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::THROTTLING_REASON),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static TIME_TO_LIVE_ATTRIBUTE_NAME: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(255) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static TIME_TO_LIVE_STATUS: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["ENABLING", "DISABLING", "ENABLED", "DISABLED"],
        sensitive: false,
    });
    pub static TRANSACT_GET_ITEM_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::TRANSACT_GET_ITEM),
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: Some(100) },
    });
    pub static TRANSACT_WRITE_ITEM_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::TRANSACT_WRITE_ITEM),
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: Some(100) },
    });
    pub static UPDATE_EXPRESSION: Shape = Shape::String(Text::ANY);
    pub static WITNESS_STATUS: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["CREATING", "DELETING", "ACTIVE"],
        sensitive: false,
    });
    pub static WRITE_REQUESTS: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::WRITE_REQUEST),
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: Some(25) },
    });
}

wire::structure!(ArchivalSummary = schema::ARCHIVAL_SUMMARY);
wire::members! { ArchivalSummary;
required {
}
optional {
0 archival_date_time take_archival_date_time set_archival_date_time with_archival_date_time base::Timestamp;
1 archival_reason take_archival_reason set_archival_reason with_archival_reason String;
2 archival_backup_arn take_archival_backup_arn set_archival_backup_arn with_archival_backup_arn String;
}
}

wire::structure!(AttributeDefinition = schema::ATTRIBUTE_DEFINITION);
wire::members! { AttributeDefinition;
required {
0 attribute_name take_attribute_name set_attribute_name with_attribute_name String;
1 attribute_type take_attribute_type set_attribute_type with_attribute_type String;
}
optional {
}
}

wire::union! { AttributeValue, AttributeValueRef, AttributeValueOwned = schema::ATTRIBUTE_VALUE;
S 0 s String,
N 1 n String,
B 2 b Vec<u8>,
Ss 3 ss List<String>,
Ns 4 ns List<String>,
Bs 5 bs List<Vec<u8>>,
M 6 m Map<AttributeValue>,
L 7 l List<AttributeValue>,
Null 8 null bool,
Bool 9 bool bool,
}

wire::structure!(AttributeValueUpdate = schema::ATTRIBUTE_VALUE_UPDATE);
wire::members! { AttributeValueUpdate;
required {
}
optional {
0 value take_value set_value with_value AttributeValue;
1 action take_action set_action with_action String;
}
}

wire::structure!(BackupDescription = schema::BACKUP_DESCRIPTION);
wire::members! { BackupDescription;
required {
}
optional {
0 backup_details take_backup_details set_backup_details with_backup_details BackupDetails;
1 source_table_details take_source_table_details set_source_table_details with_source_table_details SourceTableDetails;
2 source_table_feature_details take_source_table_feature_details set_source_table_feature_details with_source_table_feature_details SourceTableFeatureDetails;
}
}

wire::structure!(BackupDetails = schema::BACKUP_DETAILS);
wire::members! { BackupDetails;
required {
0 backup_arn take_backup_arn set_backup_arn with_backup_arn String;
1 backup_name take_backup_name set_backup_name with_backup_name String;
3 backup_status take_backup_status set_backup_status with_backup_status String;
4 backup_type take_backup_type set_backup_type with_backup_type String;
5 backup_creation_date_time take_backup_creation_date_time set_backup_creation_date_time with_backup_creation_date_time base::Timestamp;
}
optional {
2 backup_size_bytes take_backup_size_bytes set_backup_size_bytes with_backup_size_bytes i64;
6 backup_expiry_date_time take_backup_expiry_date_time set_backup_expiry_date_time with_backup_expiry_date_time base::Timestamp;
}
}

wire::error!(BackupInUseException = schema::BACKUP_IN_USE_EXCEPTION);
wire::members! { BackupInUseException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(BackupNotFoundException = schema::BACKUP_NOT_FOUND_EXCEPTION);
wire::members! { BackupNotFoundException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(BackupSummary = schema::BACKUP_SUMMARY);
wire::members! { BackupSummary;
required {
}
optional {
0 table_name take_table_name set_table_name with_table_name String;
1 table_id take_table_id set_table_id with_table_id String;
2 table_arn take_table_arn set_table_arn with_table_arn String;
3 backup_arn take_backup_arn set_backup_arn with_backup_arn String;
4 backup_name take_backup_name set_backup_name with_backup_name String;
5 backup_creation_date_time take_backup_creation_date_time set_backup_creation_date_time with_backup_creation_date_time base::Timestamp;
6 backup_expiry_date_time take_backup_expiry_date_time set_backup_expiry_date_time with_backup_expiry_date_time base::Timestamp;
7 backup_status take_backup_status set_backup_status with_backup_status String;
8 backup_type take_backup_type set_backup_type with_backup_type String;
9 backup_size_bytes take_backup_size_bytes set_backup_size_bytes with_backup_size_bytes i64;
}
}

wire::structure!(BatchExecuteStatementInput = schema::BATCH_EXECUTE_STATEMENT_INPUT);
wire::members! { BatchExecuteStatementInput;
required {
0 statements take_statements set_statements with_statements List<BatchStatementRequest>;
}
optional {
1 return_consumed_capacity take_return_consumed_capacity set_return_consumed_capacity with_return_consumed_capacity String;
}
}

wire::structure!(BatchExecuteStatementOutput = schema::BATCH_EXECUTE_STATEMENT_OUTPUT);
wire::members! { BatchExecuteStatementOutput;
required {
}
optional {
0 responses take_responses set_responses with_responses List<BatchStatementResponse>;
1 consumed_capacity take_consumed_capacity set_consumed_capacity with_consumed_capacity List<ConsumedCapacity>;
}
}

wire::structure!(BatchGetItemInput = schema::BATCH_GET_ITEM_INPUT);
wire::members! { BatchGetItemInput;
required {
0 request_items take_request_items set_request_items with_request_items Map<KeysAndAttributes>;
}
optional {
1 return_consumed_capacity take_return_consumed_capacity set_return_consumed_capacity with_return_consumed_capacity String;
}
}

wire::structure!(BatchGetItemOutput = schema::BATCH_GET_ITEM_OUTPUT);
wire::members! { BatchGetItemOutput;
required {
}
optional {
0 responses take_responses set_responses with_responses Map<List<Map<AttributeValue>>>;
1 unprocessed_keys take_unprocessed_keys set_unprocessed_keys with_unprocessed_keys Map<KeysAndAttributes>;
2 consumed_capacity take_consumed_capacity set_consumed_capacity with_consumed_capacity List<ConsumedCapacity>;
}
}

wire::structure!(BatchStatementError = schema::BATCH_STATEMENT_ERROR);
wire::members! { BatchStatementError;
required {
}
optional {
0 code take_code set_code with_code String;
1 message take_message set_message with_message String;
2 item take_item set_item with_item Map<AttributeValue>;
}
}

wire::structure!(BatchStatementRequest = schema::BATCH_STATEMENT_REQUEST);
wire::members! { BatchStatementRequest;
required {
0 statement take_statement set_statement with_statement String;
}
optional {
1 parameters take_parameters set_parameters with_parameters List<AttributeValue>;
2 consistent_read take_consistent_read set_consistent_read with_consistent_read bool;
3 return_values_on_condition_check_failure take_return_values_on_condition_check_failure set_return_values_on_condition_check_failure with_return_values_on_condition_check_failure String;
}
}

wire::structure!(BatchStatementResponse = schema::BATCH_STATEMENT_RESPONSE);
wire::members! { BatchStatementResponse;
required {
}
optional {
0 error take_error set_error with_error BatchStatementError;
1 table_name take_table_name set_table_name with_table_name String;
2 item take_item set_item with_item Map<AttributeValue>;
}
}

wire::structure!(BatchWriteItemInput = schema::BATCH_WRITE_ITEM_INPUT);
wire::members! { BatchWriteItemInput;
required {
0 request_items take_request_items set_request_items with_request_items Map<List<WriteRequest>>;
}
optional {
1 return_consumed_capacity take_return_consumed_capacity set_return_consumed_capacity with_return_consumed_capacity String;
2 return_item_collection_metrics take_return_item_collection_metrics set_return_item_collection_metrics with_return_item_collection_metrics String;
}
}

wire::structure!(BatchWriteItemOutput = schema::BATCH_WRITE_ITEM_OUTPUT);
wire::members! { BatchWriteItemOutput;
required {
}
optional {
0 unprocessed_items take_unprocessed_items set_unprocessed_items with_unprocessed_items Map<List<WriteRequest>>;
1 item_collection_metrics take_item_collection_metrics set_item_collection_metrics with_item_collection_metrics Map<List<ItemCollectionMetrics>>;
2 consumed_capacity take_consumed_capacity set_consumed_capacity with_consumed_capacity List<ConsumedCapacity>;
}
}

wire::structure!(BillingModeSummary = schema::BILLING_MODE_SUMMARY);
wire::members! { BillingModeSummary;
required {
}
optional {
0 billing_mode take_billing_mode set_billing_mode with_billing_mode String;
1 last_update_to_pay_per_request_date_time take_last_update_to_pay_per_request_date_time set_last_update_to_pay_per_request_date_time with_last_update_to_pay_per_request_date_time base::Timestamp;
}
}

wire::structure!(CancellationReason = schema::CANCELLATION_REASON);
wire::members! { CancellationReason;
required {
}
optional {
0 item take_item set_item with_item Map<AttributeValue>;
1 code take_code set_code with_code String;
2 message take_message set_message with_message String;
}
}

wire::structure!(Capacity = schema::CAPACITY);
wire::members! { Capacity;
required {
}
optional {
0 read_capacity_units take_read_capacity_units set_read_capacity_units with_read_capacity_units f64;
1 write_capacity_units take_write_capacity_units set_write_capacity_units with_write_capacity_units f64;
2 capacity_units take_capacity_units set_capacity_units with_capacity_units f64;
}
}

wire::structure!(Condition = schema::CONDITION);
wire::members! { Condition;
required {
1 comparison_operator take_comparison_operator set_comparison_operator with_comparison_operator String;
}
optional {
0 attribute_value_list take_attribute_value_list set_attribute_value_list with_attribute_value_list List<AttributeValue>;
}
}

wire::structure!(ConditionCheck = schema::CONDITION_CHECK);
wire::members! { ConditionCheck;
required {
0 key take_key set_key with_key Map<AttributeValue>;
1 table_name take_table_name set_table_name with_table_name String;
2 condition_expression take_condition_expression set_condition_expression with_condition_expression String;
}
optional {
3 expression_attribute_names take_expression_attribute_names set_expression_attribute_names with_expression_attribute_names Map<String>;
4 expression_attribute_values take_expression_attribute_values set_expression_attribute_values with_expression_attribute_values Map<AttributeValue>;
5 return_values_on_condition_check_failure take_return_values_on_condition_check_failure set_return_values_on_condition_check_failure with_return_values_on_condition_check_failure String;
}
}

wire::error!(ConditionalCheckFailedException = schema::CONDITIONAL_CHECK_FAILED_EXCEPTION);
wire::members! { ConditionalCheckFailedException;
required {
}
optional {
0 message take_message set_message with_message String;
1 item take_item set_item with_item Map<AttributeValue>;
}
}

wire::structure!(ConsumedCapacity = schema::CONSUMED_CAPACITY);
wire::members! { ConsumedCapacity;
required {
}
optional {
0 table_name take_table_name set_table_name with_table_name String;
1 capacity_units take_capacity_units set_capacity_units with_capacity_units f64;
2 read_capacity_units take_read_capacity_units set_read_capacity_units with_read_capacity_units f64;
3 write_capacity_units take_write_capacity_units set_write_capacity_units with_write_capacity_units f64;
4 table take_table set_table with_table Capacity;
5 local_secondary_indexes take_local_secondary_indexes set_local_secondary_indexes with_local_secondary_indexes Map<Capacity>;
6 global_secondary_indexes take_global_secondary_indexes set_global_secondary_indexes with_global_secondary_indexes Map<Capacity>;
}
}

wire::structure!(ContinuousBackupsDescription = schema::CONTINUOUS_BACKUPS_DESCRIPTION);
wire::members! { ContinuousBackupsDescription;
required {
0 continuous_backups_status take_continuous_backups_status set_continuous_backups_status with_continuous_backups_status String;
}
optional {
1 point_in_time_recovery_description take_point_in_time_recovery_description set_point_in_time_recovery_description with_point_in_time_recovery_description PointInTimeRecoveryDescription;
}
}

wire::error!(
    ContinuousBackupsUnavailableException = schema::CONTINUOUS_BACKUPS_UNAVAILABLE_EXCEPTION
);
wire::members! { ContinuousBackupsUnavailableException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(CreateBackupInput = schema::CREATE_BACKUP_INPUT);
wire::members! { CreateBackupInput;
required {
0 table_name take_table_name set_table_name with_table_name String;
1 backup_name take_backup_name set_backup_name with_backup_name String;
}
optional {
}
}

wire::structure!(CreateBackupOutput = schema::CREATE_BACKUP_OUTPUT);
wire::members! { CreateBackupOutput;
required {
}
optional {
0 backup_details take_backup_details set_backup_details with_backup_details BackupDetails;
}
}

wire::structure!(CreateGlobalSecondaryIndexAction = schema::CREATE_GLOBAL_SECONDARY_INDEX_ACTION);
wire::members! { CreateGlobalSecondaryIndexAction;
required {
0 index_name take_index_name set_index_name with_index_name String;
1 key_schema take_key_schema set_key_schema with_key_schema List<KeySchemaElement>;
}
optional {
2 projection take_projection set_projection with_projection Projection;
3 provisioned_throughput take_provisioned_throughput set_provisioned_throughput with_provisioned_throughput ProvisionedThroughput;
4 on_demand_throughput take_on_demand_throughput set_on_demand_throughput with_on_demand_throughput OnDemandThroughput;
5 warm_throughput take_warm_throughput set_warm_throughput with_warm_throughput WarmThroughput;
}
}

wire::structure!(
    CreateGlobalTableWitnessGroupMemberAction =
        schema::CREATE_GLOBAL_TABLE_WITNESS_GROUP_MEMBER_ACTION
);
wire::members! { CreateGlobalTableWitnessGroupMemberAction;
required {
0 region_name take_region_name set_region_name with_region_name String;
}
optional {
}
}

wire::structure!(
    CreateReplicationGroupMemberAction = schema::CREATE_REPLICATION_GROUP_MEMBER_ACTION
);
wire::members! { CreateReplicationGroupMemberAction;
required {
0 region_name take_region_name set_region_name with_region_name String;
}
optional {
1 kms_master_key_id take_kms_master_key_id set_kms_master_key_id with_kms_master_key_id String;
2 provisioned_throughput_override take_provisioned_throughput_override set_provisioned_throughput_override with_provisioned_throughput_override ProvisionedThroughputOverride;
3 on_demand_throughput_override take_on_demand_throughput_override set_on_demand_throughput_override with_on_demand_throughput_override OnDemandThroughputOverride;
4 global_secondary_indexes take_global_secondary_indexes set_global_secondary_indexes with_global_secondary_indexes List<ReplicaGlobalSecondaryIndex>;
5 table_class_override take_table_class_override set_table_class_override with_table_class_override String;
}
}

wire::structure!(CreateTableInput = schema::CREATE_TABLE_INPUT);
wire::members! { CreateTableInput;
required {
}
optional {
0 attribute_definitions take_attribute_definitions set_attribute_definitions with_attribute_definitions List<AttributeDefinition>;
1 table_name take_table_name set_table_name with_table_name String;
2 key_schema take_key_schema set_key_schema with_key_schema List<KeySchemaElement>;
3 local_secondary_indexes take_local_secondary_indexes set_local_secondary_indexes with_local_secondary_indexes List<LocalSecondaryIndex>;
4 global_secondary_indexes take_global_secondary_indexes set_global_secondary_indexes with_global_secondary_indexes List<GlobalSecondaryIndex>;
5 billing_mode take_billing_mode set_billing_mode with_billing_mode String;
6 provisioned_throughput take_provisioned_throughput set_provisioned_throughput with_provisioned_throughput ProvisionedThroughput;
7 stream_specification take_stream_specification set_stream_specification with_stream_specification StreamSpecification;
8 sse_specification take_sse_specification set_sse_specification with_sse_specification SSESpecification;
9 tags take_tags set_tags with_tags List<Tag>;
10 table_class take_table_class set_table_class with_table_class String;
11 deletion_protection_enabled take_deletion_protection_enabled set_deletion_protection_enabled with_deletion_protection_enabled bool;
12 warm_throughput take_warm_throughput set_warm_throughput with_warm_throughput WarmThroughput;
13 resource_policy take_resource_policy set_resource_policy with_resource_policy String;
14 on_demand_throughput take_on_demand_throughput set_on_demand_throughput with_on_demand_throughput OnDemandThroughput;
15 global_table_source_arn take_global_table_source_arn set_global_table_source_arn with_global_table_source_arn String;
16 global_table_settings_replication_mode take_global_table_settings_replication_mode set_global_table_settings_replication_mode with_global_table_settings_replication_mode String;
}
}

wire::structure!(CreateTableOutput = schema::CREATE_TABLE_OUTPUT);
wire::members! { CreateTableOutput;
required {
}
optional {
0 table_description take_table_description set_table_description with_table_description TableDescription;
}
}

wire::structure!(CsvOptions = schema::CSV_OPTIONS);
wire::members! { CsvOptions;
required {
}
optional {
0 delimiter take_delimiter set_delimiter with_delimiter String;
1 header_list take_header_list set_header_list with_header_list List<String>;
}
}

wire::structure!(Delete = schema::DELETE);
wire::members! { Delete;
required {
0 key take_key set_key with_key Map<AttributeValue>;
1 table_name take_table_name set_table_name with_table_name String;
}
optional {
2 condition_expression take_condition_expression set_condition_expression with_condition_expression String;
3 expression_attribute_names take_expression_attribute_names set_expression_attribute_names with_expression_attribute_names Map<String>;
4 expression_attribute_values take_expression_attribute_values set_expression_attribute_values with_expression_attribute_values Map<AttributeValue>;
5 return_values_on_condition_check_failure take_return_values_on_condition_check_failure set_return_values_on_condition_check_failure with_return_values_on_condition_check_failure String;
}
}

wire::structure!(DeleteBackupInput = schema::DELETE_BACKUP_INPUT);
wire::members! { DeleteBackupInput;
required {
0 backup_arn take_backup_arn set_backup_arn with_backup_arn String;
}
optional {
}
}

wire::structure!(DeleteBackupOutput = schema::DELETE_BACKUP_OUTPUT);
wire::members! { DeleteBackupOutput;
required {
}
optional {
0 backup_description take_backup_description set_backup_description with_backup_description BackupDescription;
}
}

wire::structure!(DeleteGlobalSecondaryIndexAction = schema::DELETE_GLOBAL_SECONDARY_INDEX_ACTION);
wire::members! { DeleteGlobalSecondaryIndexAction;
required {
0 index_name take_index_name set_index_name with_index_name String;
}
optional {
}
}

wire::structure!(
    DeleteGlobalTableWitnessGroupMemberAction =
        schema::DELETE_GLOBAL_TABLE_WITNESS_GROUP_MEMBER_ACTION
);
wire::members! { DeleteGlobalTableWitnessGroupMemberAction;
required {
0 region_name take_region_name set_region_name with_region_name String;
}
optional {
}
}

wire::structure!(DeleteItemInput = schema::DELETE_ITEM_INPUT);
wire::members! { DeleteItemInput;
required {
0 table_name take_table_name set_table_name with_table_name String;
1 key take_key set_key with_key Map<AttributeValue>;
}
optional {
2 expected take_expected set_expected with_expected Map<ExpectedAttributeValue>;
3 conditional_operator take_conditional_operator set_conditional_operator with_conditional_operator String;
4 return_values take_return_values set_return_values with_return_values String;
5 return_consumed_capacity take_return_consumed_capacity set_return_consumed_capacity with_return_consumed_capacity String;
6 return_item_collection_metrics take_return_item_collection_metrics set_return_item_collection_metrics with_return_item_collection_metrics String;
7 condition_expression take_condition_expression set_condition_expression with_condition_expression String;
8 expression_attribute_names take_expression_attribute_names set_expression_attribute_names with_expression_attribute_names Map<String>;
9 expression_attribute_values take_expression_attribute_values set_expression_attribute_values with_expression_attribute_values Map<AttributeValue>;
10 return_values_on_condition_check_failure take_return_values_on_condition_check_failure set_return_values_on_condition_check_failure with_return_values_on_condition_check_failure String;
}
}

wire::structure!(DeleteItemOutput = schema::DELETE_ITEM_OUTPUT);
wire::members! { DeleteItemOutput;
required {
}
optional {
0 attributes take_attributes set_attributes with_attributes Map<AttributeValue>;
1 consumed_capacity take_consumed_capacity set_consumed_capacity with_consumed_capacity ConsumedCapacity;
2 item_collection_metrics take_item_collection_metrics set_item_collection_metrics with_item_collection_metrics ItemCollectionMetrics;
}
}

wire::structure!(
    DeleteReplicationGroupMemberAction = schema::DELETE_REPLICATION_GROUP_MEMBER_ACTION
);
wire::members! { DeleteReplicationGroupMemberAction;
required {
0 region_name take_region_name set_region_name with_region_name String;
}
optional {
}
}

wire::structure!(DeleteRequest = schema::DELETE_REQUEST);
wire::members! { DeleteRequest;
required {
0 key take_key set_key with_key Map<AttributeValue>;
}
optional {
}
}

wire::structure!(DeleteResourcePolicyInput = schema::DELETE_RESOURCE_POLICY_INPUT);
wire::members! { DeleteResourcePolicyInput;
required {
0 resource_arn take_resource_arn set_resource_arn with_resource_arn String;
}
optional {
1 expected_revision_id take_expected_revision_id set_expected_revision_id with_expected_revision_id String;
}
}

wire::structure!(DeleteResourcePolicyOutput = schema::DELETE_RESOURCE_POLICY_OUTPUT);
wire::members! { DeleteResourcePolicyOutput;
required {
}
optional {
0 revision_id take_revision_id set_revision_id with_revision_id String;
}
}

wire::structure!(DeleteTableInput = schema::DELETE_TABLE_INPUT);
wire::members! { DeleteTableInput;
required {
0 table_name take_table_name set_table_name with_table_name String;
}
optional {
}
}

wire::structure!(DeleteTableOutput = schema::DELETE_TABLE_OUTPUT);
wire::members! { DeleteTableOutput;
required {
}
optional {
0 table_description take_table_description set_table_description with_table_description TableDescription;
}
}

wire::structure!(DescribeBackupInput = schema::DESCRIBE_BACKUP_INPUT);
wire::members! { DescribeBackupInput;
required {
0 backup_arn take_backup_arn set_backup_arn with_backup_arn String;
}
optional {
}
}

wire::structure!(DescribeBackupOutput = schema::DESCRIBE_BACKUP_OUTPUT);
wire::members! { DescribeBackupOutput;
required {
}
optional {
0 backup_description take_backup_description set_backup_description with_backup_description BackupDescription;
}
}

wire::structure!(DescribeContinuousBackupsInput = schema::DESCRIBE_CONTINUOUS_BACKUPS_INPUT);
wire::members! { DescribeContinuousBackupsInput;
required {
0 table_name take_table_name set_table_name with_table_name String;
}
optional {
}
}

wire::structure!(DescribeContinuousBackupsOutput = schema::DESCRIBE_CONTINUOUS_BACKUPS_OUTPUT);
wire::members! { DescribeContinuousBackupsOutput;
required {
}
optional {
0 continuous_backups_description take_continuous_backups_description set_continuous_backups_description with_continuous_backups_description ContinuousBackupsDescription;
}
}

wire::structure!(DescribeEndpointsRequest = schema::DESCRIBE_ENDPOINTS_REQUEST);

wire::structure!(DescribeEndpointsResponse = schema::DESCRIBE_ENDPOINTS_RESPONSE);
wire::members! { DescribeEndpointsResponse;
required {
0 endpoints take_endpoints set_endpoints with_endpoints List<Endpoint>;
}
optional {
}
}

wire::structure!(DescribeExportInput = schema::DESCRIBE_EXPORT_INPUT);
wire::members! { DescribeExportInput;
required {
0 export_arn take_export_arn set_export_arn with_export_arn String;
}
optional {
}
}

wire::structure!(DescribeExportOutput = schema::DESCRIBE_EXPORT_OUTPUT);
wire::members! { DescribeExportOutput;
required {
}
optional {
0 export_description take_export_description set_export_description with_export_description ExportDescription;
}
}

wire::structure!(DescribeImportInput = schema::DESCRIBE_IMPORT_INPUT);
wire::members! { DescribeImportInput;
required {
0 import_arn take_import_arn set_import_arn with_import_arn String;
}
optional {
}
}

wire::structure!(DescribeImportOutput = schema::DESCRIBE_IMPORT_OUTPUT);
wire::members! { DescribeImportOutput;
required {
}
optional {
0 import_table_description take_import_table_description set_import_table_description with_import_table_description ImportTableDescription;
}
}

wire::structure!(DescribeLimitsInput = schema::DESCRIBE_LIMITS_INPUT);

wire::structure!(DescribeLimitsOutput = schema::DESCRIBE_LIMITS_OUTPUT);
wire::members! { DescribeLimitsOutput;
required {
}
optional {
0 account_max_read_capacity_units take_account_max_read_capacity_units set_account_max_read_capacity_units with_account_max_read_capacity_units i64;
1 account_max_write_capacity_units take_account_max_write_capacity_units set_account_max_write_capacity_units with_account_max_write_capacity_units i64;
2 table_max_read_capacity_units take_table_max_read_capacity_units set_table_max_read_capacity_units with_table_max_read_capacity_units i64;
3 table_max_write_capacity_units take_table_max_write_capacity_units set_table_max_write_capacity_units with_table_max_write_capacity_units i64;
}
}

wire::structure!(DescribeTableInput = schema::DESCRIBE_TABLE_INPUT);
wire::members! { DescribeTableInput;
required {
0 table_name take_table_name set_table_name with_table_name String;
}
optional {
}
}

wire::structure!(DescribeTableOutput = schema::DESCRIBE_TABLE_OUTPUT);
wire::members! { DescribeTableOutput;
required {
}
optional {
0 table take_table set_table with_table TableDescription;
}
}

wire::structure!(DescribeTimeToLiveInput = schema::DESCRIBE_TIME_TO_LIVE_INPUT);
wire::members! { DescribeTimeToLiveInput;
required {
0 table_name take_table_name set_table_name with_table_name String;
}
optional {
}
}

wire::structure!(DescribeTimeToLiveOutput = schema::DESCRIBE_TIME_TO_LIVE_OUTPUT);
wire::members! { DescribeTimeToLiveOutput;
required {
}
optional {
0 time_to_live_description take_time_to_live_description set_time_to_live_description with_time_to_live_description TimeToLiveDescription;
}
}

wire::error!(DuplicateItemException = schema::DUPLICATE_ITEM_EXCEPTION);
wire::members! { DuplicateItemException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(Endpoint = schema::ENDPOINT);
wire::members! { Endpoint;
required {
0 address take_address set_address with_address String;
1 cache_period_in_minutes take_cache_period_in_minutes set_cache_period_in_minutes with_cache_period_in_minutes i64;
}
optional {
}
}

wire::structure!(ExecuteStatementInput = schema::EXECUTE_STATEMENT_INPUT);
wire::members! { ExecuteStatementInput;
required {
0 statement take_statement set_statement with_statement String;
}
optional {
1 parameters take_parameters set_parameters with_parameters List<AttributeValue>;
2 consistent_read take_consistent_read set_consistent_read with_consistent_read bool;
3 next_token take_next_token set_next_token with_next_token String;
4 return_consumed_capacity take_return_consumed_capacity set_return_consumed_capacity with_return_consumed_capacity String;
5 limit take_limit set_limit with_limit i64;
6 return_values_on_condition_check_failure take_return_values_on_condition_check_failure set_return_values_on_condition_check_failure with_return_values_on_condition_check_failure String;
}
}

wire::structure!(ExecuteStatementOutput = schema::EXECUTE_STATEMENT_OUTPUT);
wire::members! { ExecuteStatementOutput;
required {
}
optional {
0 items take_items set_items with_items List<Map<AttributeValue>>;
1 next_token take_next_token set_next_token with_next_token String;
2 consumed_capacity take_consumed_capacity set_consumed_capacity with_consumed_capacity ConsumedCapacity;
3 last_evaluated_key take_last_evaluated_key set_last_evaluated_key with_last_evaluated_key Map<AttributeValue>;
}
}

wire::structure!(ExecuteTransactionInput = schema::EXECUTE_TRANSACTION_INPUT);
wire::members! { ExecuteTransactionInput;
required {
0 transact_statements take_transact_statements set_transact_statements with_transact_statements List<ParameterizedStatement>;
}
optional {
1 client_request_token take_client_request_token set_client_request_token with_client_request_token String;
2 return_consumed_capacity take_return_consumed_capacity set_return_consumed_capacity with_return_consumed_capacity String;
}
}

wire::structure!(ExecuteTransactionOutput = schema::EXECUTE_TRANSACTION_OUTPUT);
wire::members! { ExecuteTransactionOutput;
required {
}
optional {
0 responses take_responses set_responses with_responses List<ItemResponse>;
1 consumed_capacity take_consumed_capacity set_consumed_capacity with_consumed_capacity List<ConsumedCapacity>;
}
}

wire::structure!(ExpectedAttributeValue = schema::EXPECTED_ATTRIBUTE_VALUE);
wire::members! { ExpectedAttributeValue;
required {
}
optional {
0 value take_value set_value with_value AttributeValue;
1 exists take_exists set_exists with_exists bool;
2 comparison_operator take_comparison_operator set_comparison_operator with_comparison_operator String;
3 attribute_value_list take_attribute_value_list set_attribute_value_list with_attribute_value_list List<AttributeValue>;
}
}

wire::error!(ExportConflictException = schema::EXPORT_CONFLICT_EXCEPTION);
wire::members! { ExportConflictException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(ExportDescription = schema::EXPORT_DESCRIPTION);
wire::members! { ExportDescription;
required {
}
optional {
0 export_arn take_export_arn set_export_arn with_export_arn String;
1 export_status take_export_status set_export_status with_export_status String;
2 start_time take_start_time set_start_time with_start_time base::Timestamp;
3 end_time take_end_time set_end_time with_end_time base::Timestamp;
4 export_manifest take_export_manifest set_export_manifest with_export_manifest String;
5 table_arn take_table_arn set_table_arn with_table_arn String;
6 table_id take_table_id set_table_id with_table_id String;
7 export_time take_export_time set_export_time with_export_time base::Timestamp;
8 client_token take_client_token set_client_token with_client_token String;
9 s3_bucket take_s3_bucket set_s3_bucket with_s3_bucket String;
10 s3_bucket_owner take_s3_bucket_owner set_s3_bucket_owner with_s3_bucket_owner String;
11 s3_prefix take_s3_prefix set_s3_prefix with_s3_prefix String;
12 s3_sse_algorithm take_s3_sse_algorithm set_s3_sse_algorithm with_s3_sse_algorithm String;
13 s3_sse_kms_key_id take_s3_sse_kms_key_id set_s3_sse_kms_key_id with_s3_sse_kms_key_id String;
14 failure_code take_failure_code set_failure_code with_failure_code String;
15 failure_message take_failure_message set_failure_message with_failure_message String;
16 export_format take_export_format set_export_format with_export_format String;
17 billed_size_bytes take_billed_size_bytes set_billed_size_bytes with_billed_size_bytes i64;
18 item_count take_item_count set_item_count with_item_count i64;
19 export_type take_export_type set_export_type with_export_type String;
20 incremental_export_specification take_incremental_export_specification set_incremental_export_specification with_incremental_export_specification IncrementalExportSpecification;
}
}

wire::error!(ExportNotFoundException = schema::EXPORT_NOT_FOUND_EXCEPTION);
wire::members! { ExportNotFoundException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(ExportSummary = schema::EXPORT_SUMMARY);
wire::members! { ExportSummary;
required {
}
optional {
0 export_arn take_export_arn set_export_arn with_export_arn String;
1 export_status take_export_status set_export_status with_export_status String;
2 export_type take_export_type set_export_type with_export_type String;
}
}

wire::structure!(ExportTableToPointInTimeInput = schema::EXPORT_TABLE_TO_POINT_IN_TIME_INPUT);
wire::members! { ExportTableToPointInTimeInput;
required {
0 table_arn take_table_arn set_table_arn with_table_arn String;
3 s3_bucket take_s3_bucket set_s3_bucket with_s3_bucket String;
}
optional {
1 export_time take_export_time set_export_time with_export_time base::Timestamp;
2 client_token take_client_token set_client_token with_client_token String;
4 s3_bucket_owner take_s3_bucket_owner set_s3_bucket_owner with_s3_bucket_owner String;
5 s3_prefix take_s3_prefix set_s3_prefix with_s3_prefix String;
6 s3_sse_algorithm take_s3_sse_algorithm set_s3_sse_algorithm with_s3_sse_algorithm String;
7 s3_sse_kms_key_id take_s3_sse_kms_key_id set_s3_sse_kms_key_id with_s3_sse_kms_key_id String;
8 export_format take_export_format set_export_format with_export_format String;
9 export_type take_export_type set_export_type with_export_type String;
10 incremental_export_specification take_incremental_export_specification set_incremental_export_specification with_incremental_export_specification IncrementalExportSpecification;
}
}

wire::structure!(ExportTableToPointInTimeOutput = schema::EXPORT_TABLE_TO_POINT_IN_TIME_OUTPUT);
wire::members! { ExportTableToPointInTimeOutput;
required {
}
optional {
0 export_description take_export_description set_export_description with_export_description ExportDescription;
}
}

wire::structure!(Get = schema::GET);
wire::members! { Get;
required {
0 key take_key set_key with_key Map<AttributeValue>;
1 table_name take_table_name set_table_name with_table_name String;
}
optional {
2 projection_expression take_projection_expression set_projection_expression with_projection_expression String;
3 expression_attribute_names take_expression_attribute_names set_expression_attribute_names with_expression_attribute_names Map<String>;
}
}

wire::structure!(GetItemInput = schema::GET_ITEM_INPUT);
wire::members! { GetItemInput;
required {
0 table_name take_table_name set_table_name with_table_name String;
1 key take_key set_key with_key Map<AttributeValue>;
}
optional {
2 attributes_to_get take_attributes_to_get set_attributes_to_get with_attributes_to_get List<String>;
3 consistent_read take_consistent_read set_consistent_read with_consistent_read bool;
4 return_consumed_capacity take_return_consumed_capacity set_return_consumed_capacity with_return_consumed_capacity String;
5 projection_expression take_projection_expression set_projection_expression with_projection_expression String;
6 expression_attribute_names take_expression_attribute_names set_expression_attribute_names with_expression_attribute_names Map<String>;
}
}

wire::structure!(GetItemOutput = schema::GET_ITEM_OUTPUT);
wire::members! { GetItemOutput;
required {
}
optional {
0 item take_item set_item with_item Map<AttributeValue>;
1 consumed_capacity take_consumed_capacity set_consumed_capacity with_consumed_capacity ConsumedCapacity;
}
}

wire::structure!(GetResourcePolicyInput = schema::GET_RESOURCE_POLICY_INPUT);
wire::members! { GetResourcePolicyInput;
required {
0 resource_arn take_resource_arn set_resource_arn with_resource_arn String;
}
optional {
}
}

wire::structure!(GetResourcePolicyOutput = schema::GET_RESOURCE_POLICY_OUTPUT);
wire::members! { GetResourcePolicyOutput;
required {
}
optional {
0 policy take_policy set_policy with_policy String;
1 revision_id take_revision_id set_revision_id with_revision_id String;
}
}

wire::structure!(GlobalSecondaryIndex = schema::GLOBAL_SECONDARY_INDEX);
wire::members! { GlobalSecondaryIndex;
required {
0 index_name take_index_name set_index_name with_index_name String;
1 key_schema take_key_schema set_key_schema with_key_schema List<KeySchemaElement>;
}
optional {
2 projection take_projection set_projection with_projection Projection;
3 provisioned_throughput take_provisioned_throughput set_provisioned_throughput with_provisioned_throughput ProvisionedThroughput;
4 on_demand_throughput take_on_demand_throughput set_on_demand_throughput with_on_demand_throughput OnDemandThroughput;
5 warm_throughput take_warm_throughput set_warm_throughput with_warm_throughput WarmThroughput;
}
}

wire::structure!(GlobalSecondaryIndexDescription = schema::GLOBAL_SECONDARY_INDEX_DESCRIPTION);
wire::members! { GlobalSecondaryIndexDescription;
required {
}
optional {
0 index_name take_index_name set_index_name with_index_name String;
1 key_schema take_key_schema set_key_schema with_key_schema List<KeySchemaElement>;
2 projection take_projection set_projection with_projection Projection;
3 index_status take_index_status set_index_status with_index_status String;
4 backfilling take_backfilling set_backfilling with_backfilling bool;
5 provisioned_throughput take_provisioned_throughput set_provisioned_throughput with_provisioned_throughput ProvisionedThroughputDescription;
6 index_size_bytes take_index_size_bytes set_index_size_bytes with_index_size_bytes i64;
7 item_count take_item_count set_item_count with_item_count i64;
8 index_arn take_index_arn set_index_arn with_index_arn String;
9 on_demand_throughput take_on_demand_throughput set_on_demand_throughput with_on_demand_throughput OnDemandThroughput;
10 warm_throughput take_warm_throughput set_warm_throughput with_warm_throughput GlobalSecondaryIndexWarmThroughputDescription;
}
}

wire::structure!(GlobalSecondaryIndexInfo = schema::GLOBAL_SECONDARY_INDEX_INFO);
wire::members! { GlobalSecondaryIndexInfo;
required {
}
optional {
0 index_name take_index_name set_index_name with_index_name String;
1 key_schema take_key_schema set_key_schema with_key_schema List<KeySchemaElement>;
2 projection take_projection set_projection with_projection Projection;
3 provisioned_throughput take_provisioned_throughput set_provisioned_throughput with_provisioned_throughput ProvisionedThroughput;
4 on_demand_throughput take_on_demand_throughput set_on_demand_throughput with_on_demand_throughput OnDemandThroughput;
}
}

wire::structure!(GlobalSecondaryIndexUpdate = schema::GLOBAL_SECONDARY_INDEX_UPDATE);
wire::members! { GlobalSecondaryIndexUpdate;
required {
}
optional {
0 update take_update set_update with_update UpdateGlobalSecondaryIndexAction;
1 create take_create set_create with_create CreateGlobalSecondaryIndexAction;
2 delete take_delete set_delete with_delete DeleteGlobalSecondaryIndexAction;
}
}

wire::structure!(
    GlobalSecondaryIndexWarmThroughputDescription =
        schema::GLOBAL_SECONDARY_INDEX_WARM_THROUGHPUT_DESCRIPTION
);
wire::members! { GlobalSecondaryIndexWarmThroughputDescription;
required {
}
optional {
0 read_units_per_second take_read_units_per_second set_read_units_per_second with_read_units_per_second i64;
1 write_units_per_second take_write_units_per_second set_write_units_per_second with_write_units_per_second i64;
2 status take_status set_status with_status String;
}
}

wire::structure!(GlobalTableWitnessDescription = schema::GLOBAL_TABLE_WITNESS_DESCRIPTION);
wire::members! { GlobalTableWitnessDescription;
required {
}
optional {
0 region_name take_region_name set_region_name with_region_name String;
1 witness_status take_witness_status set_witness_status with_witness_status String;
}
}

wire::structure!(GlobalTableWitnessGroupUpdate = schema::GLOBAL_TABLE_WITNESS_GROUP_UPDATE);
wire::members! { GlobalTableWitnessGroupUpdate;
required {
}
optional {
0 create take_create set_create with_create CreateGlobalTableWitnessGroupMemberAction;
1 delete take_delete set_delete with_delete DeleteGlobalTableWitnessGroupMemberAction;
}
}

wire::error!(
    IdempotentParameterMismatchException = schema::IDEMPOTENT_PARAMETER_MISMATCH_EXCEPTION
);
wire::members! { IdempotentParameterMismatchException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(ImportConflictException = schema::IMPORT_CONFLICT_EXCEPTION);
wire::members! { ImportConflictException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(ImportNotFoundException = schema::IMPORT_NOT_FOUND_EXCEPTION);
wire::members! { ImportNotFoundException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(ImportSummary = schema::IMPORT_SUMMARY);
wire::members! { ImportSummary;
required {
}
optional {
0 import_arn take_import_arn set_import_arn with_import_arn String;
1 import_status take_import_status set_import_status with_import_status String;
2 table_arn take_table_arn set_table_arn with_table_arn String;
3 s3_bucket_source take_s3_bucket_source set_s3_bucket_source with_s3_bucket_source S3BucketSource;
4 cloud_watch_log_group_arn take_cloud_watch_log_group_arn set_cloud_watch_log_group_arn with_cloud_watch_log_group_arn String;
5 input_format take_input_format set_input_format with_input_format String;
6 start_time take_start_time set_start_time with_start_time base::Timestamp;
7 end_time take_end_time set_end_time with_end_time base::Timestamp;
}
}

wire::structure!(ImportTableDescription = schema::IMPORT_TABLE_DESCRIPTION);
wire::members! { ImportTableDescription;
required {
}
optional {
0 import_arn take_import_arn set_import_arn with_import_arn String;
1 import_status take_import_status set_import_status with_import_status String;
2 table_arn take_table_arn set_table_arn with_table_arn String;
3 table_id take_table_id set_table_id with_table_id String;
4 client_token take_client_token set_client_token with_client_token String;
5 s3_bucket_source take_s3_bucket_source set_s3_bucket_source with_s3_bucket_source S3BucketSource;
6 error_count take_error_count set_error_count with_error_count i64;
7 cloud_watch_log_group_arn take_cloud_watch_log_group_arn set_cloud_watch_log_group_arn with_cloud_watch_log_group_arn String;
8 input_format take_input_format set_input_format with_input_format String;
9 input_format_options take_input_format_options set_input_format_options with_input_format_options InputFormatOptions;
10 input_compression_type take_input_compression_type set_input_compression_type with_input_compression_type String;
11 table_creation_parameters take_table_creation_parameters set_table_creation_parameters with_table_creation_parameters TableCreationParameters;
12 start_time take_start_time set_start_time with_start_time base::Timestamp;
13 end_time take_end_time set_end_time with_end_time base::Timestamp;
14 processed_size_bytes take_processed_size_bytes set_processed_size_bytes with_processed_size_bytes i64;
15 processed_item_count take_processed_item_count set_processed_item_count with_processed_item_count i64;
16 imported_item_count take_imported_item_count set_imported_item_count with_imported_item_count i64;
17 failure_code take_failure_code set_failure_code with_failure_code String;
18 failure_message take_failure_message set_failure_message with_failure_message String;
}
}

wire::structure!(ImportTableInput = schema::IMPORT_TABLE_INPUT);
wire::members! { ImportTableInput;
required {
2 input_format take_input_format set_input_format with_input_format String;
}
optional {
0 client_token take_client_token set_client_token with_client_token String;
1 s3_bucket_source take_s3_bucket_source set_s3_bucket_source with_s3_bucket_source S3BucketSource;
3 input_format_options take_input_format_options set_input_format_options with_input_format_options InputFormatOptions;
4 input_compression_type take_input_compression_type set_input_compression_type with_input_compression_type String;
5 table_creation_parameters take_table_creation_parameters set_table_creation_parameters with_table_creation_parameters TableCreationParameters;
}
}

wire::structure!(ImportTableOutput = schema::IMPORT_TABLE_OUTPUT);
wire::members! { ImportTableOutput;
required {
}
optional {
0 import_table_description take_import_table_description set_import_table_description with_import_table_description ImportTableDescription;
}
}

wire::structure!(IncrementalExportSpecification = schema::INCREMENTAL_EXPORT_SPECIFICATION);
wire::members! { IncrementalExportSpecification;
required {
}
optional {
0 export_from_time take_export_from_time set_export_from_time with_export_from_time base::Timestamp;
1 export_to_time take_export_to_time set_export_to_time with_export_to_time base::Timestamp;
2 export_view_type take_export_view_type set_export_view_type with_export_view_type String;
}
}

wire::structure!(InputFormatOptions = schema::INPUT_FORMAT_OPTIONS);
wire::members! { InputFormatOptions;
required {
}
optional {
0 csv take_csv set_csv with_csv CsvOptions;
}
}

wire::error!(InternalServerError = schema::INTERNAL_SERVER_ERROR);
wire::members! { InternalServerError;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(InvalidExportTimeException = schema::INVALID_EXPORT_TIME_EXCEPTION);
wire::members! { InvalidExportTimeException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(InvalidRestoreTimeException = schema::INVALID_RESTORE_TIME_EXCEPTION);
wire::members! { InvalidRestoreTimeException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(ItemCollectionMetrics = schema::ITEM_COLLECTION_METRICS);
wire::members! { ItemCollectionMetrics;
required {
}
optional {
0 item_collection_key take_item_collection_key set_item_collection_key with_item_collection_key Map<AttributeValue>;
1 size_estimate_range_gb take_size_estimate_range_gb set_size_estimate_range_gb with_size_estimate_range_gb List<f64>;
}
}

wire::error!(
    ItemCollectionSizeLimitExceededException =
        schema::ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_EXCEPTION
);
wire::members! { ItemCollectionSizeLimitExceededException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(ItemResponse = schema::ITEM_RESPONSE);
wire::members! { ItemResponse;
required {
}
optional {
0 item take_item set_item with_item Map<AttributeValue>;
}
}

wire::structure!(KeySchemaElement = schema::KEY_SCHEMA_ELEMENT);
wire::members! { KeySchemaElement;
required {
0 attribute_name take_attribute_name set_attribute_name with_attribute_name String;
1 key_type take_key_type set_key_type with_key_type String;
}
optional {
}
}

wire::structure!(KeysAndAttributes = schema::KEYS_AND_ATTRIBUTES);
wire::members! { KeysAndAttributes;
required {
0 keys take_keys set_keys with_keys List<Map<AttributeValue>>;
}
optional {
1 attributes_to_get take_attributes_to_get set_attributes_to_get with_attributes_to_get List<String>;
2 consistent_read take_consistent_read set_consistent_read with_consistent_read bool;
3 projection_expression take_projection_expression set_projection_expression with_projection_expression String;
4 expression_attribute_names take_expression_attribute_names set_expression_attribute_names with_expression_attribute_names Map<String>;
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

wire::structure!(ListBackupsInput = schema::LIST_BACKUPS_INPUT);
wire::members! { ListBackupsInput;
required {
}
optional {
0 table_name take_table_name set_table_name with_table_name String;
1 limit take_limit set_limit with_limit i64;
2 time_range_lower_bound take_time_range_lower_bound set_time_range_lower_bound with_time_range_lower_bound base::Timestamp;
3 time_range_upper_bound take_time_range_upper_bound set_time_range_upper_bound with_time_range_upper_bound base::Timestamp;
4 exclusive_start_backup_arn take_exclusive_start_backup_arn set_exclusive_start_backup_arn with_exclusive_start_backup_arn String;
5 backup_type take_backup_type set_backup_type with_backup_type String;
}
}

wire::structure!(ListBackupsOutput = schema::LIST_BACKUPS_OUTPUT);
wire::members! { ListBackupsOutput;
required {
}
optional {
0 backup_summaries take_backup_summaries set_backup_summaries with_backup_summaries List<BackupSummary>;
1 last_evaluated_backup_arn take_last_evaluated_backup_arn set_last_evaluated_backup_arn with_last_evaluated_backup_arn String;
}
}

wire::structure!(ListExportsInput = schema::LIST_EXPORTS_INPUT);
wire::members! { ListExportsInput;
required {
}
optional {
0 table_arn take_table_arn set_table_arn with_table_arn String;
1 max_results take_max_results set_max_results with_max_results i64;
2 next_token take_next_token set_next_token with_next_token String;
}
}

wire::structure!(ListExportsOutput = schema::LIST_EXPORTS_OUTPUT);
wire::members! { ListExportsOutput;
required {
}
optional {
0 export_summaries take_export_summaries set_export_summaries with_export_summaries List<ExportSummary>;
1 next_token take_next_token set_next_token with_next_token String;
}
}

wire::structure!(ListImportsInput = schema::LIST_IMPORTS_INPUT);
wire::members! { ListImportsInput;
required {
}
optional {
0 table_arn take_table_arn set_table_arn with_table_arn String;
1 page_size take_page_size set_page_size with_page_size i64;
2 next_token take_next_token set_next_token with_next_token String;
}
}

wire::structure!(ListImportsOutput = schema::LIST_IMPORTS_OUTPUT);
wire::members! { ListImportsOutput;
required {
}
optional {
0 import_summary_list take_import_summary_list set_import_summary_list with_import_summary_list List<ImportSummary>;
1 next_token take_next_token set_next_token with_next_token String;
}
}

wire::structure!(ListTablesInput = schema::LIST_TABLES_INPUT);
wire::members! { ListTablesInput;
required {
}
optional {
0 exclusive_start_table_name take_exclusive_start_table_name set_exclusive_start_table_name with_exclusive_start_table_name String;
1 limit take_limit set_limit with_limit i64;
}
}

wire::structure!(ListTablesOutput = schema::LIST_TABLES_OUTPUT);
wire::members! { ListTablesOutput;
required {
}
optional {
0 table_names take_table_names set_table_names with_table_names List<String>;
1 last_evaluated_table_name take_last_evaluated_table_name set_last_evaluated_table_name with_last_evaluated_table_name String;
}
}

wire::structure!(ListTagsOfResourceInput = schema::LIST_TAGS_OF_RESOURCE_INPUT);
wire::members! { ListTagsOfResourceInput;
required {
0 resource_arn take_resource_arn set_resource_arn with_resource_arn String;
}
optional {
1 next_token take_next_token set_next_token with_next_token String;
}
}

wire::structure!(ListTagsOfResourceOutput = schema::LIST_TAGS_OF_RESOURCE_OUTPUT);
wire::members! { ListTagsOfResourceOutput;
required {
}
optional {
0 tags take_tags set_tags with_tags List<Tag>;
1 next_token take_next_token set_next_token with_next_token String;
}
}

wire::structure!(LocalSecondaryIndex = schema::LOCAL_SECONDARY_INDEX);
wire::members! { LocalSecondaryIndex;
required {
0 index_name take_index_name set_index_name with_index_name String;
1 key_schema take_key_schema set_key_schema with_key_schema List<KeySchemaElement>;
}
optional {
2 projection take_projection set_projection with_projection Projection;
}
}

wire::structure!(LocalSecondaryIndexDescription = schema::LOCAL_SECONDARY_INDEX_DESCRIPTION);
wire::members! { LocalSecondaryIndexDescription;
required {
}
optional {
0 index_name take_index_name set_index_name with_index_name String;
1 key_schema take_key_schema set_key_schema with_key_schema List<KeySchemaElement>;
2 projection take_projection set_projection with_projection Projection;
3 index_size_bytes take_index_size_bytes set_index_size_bytes with_index_size_bytes i64;
4 item_count take_item_count set_item_count with_item_count i64;
5 index_arn take_index_arn set_index_arn with_index_arn String;
}
}

wire::structure!(LocalSecondaryIndexInfo = schema::LOCAL_SECONDARY_INDEX_INFO);
wire::members! { LocalSecondaryIndexInfo;
required {
}
optional {
0 index_name take_index_name set_index_name with_index_name String;
1 key_schema take_key_schema set_key_schema with_key_schema List<KeySchemaElement>;
2 projection take_projection set_projection with_projection Projection;
}
}

wire::structure!(OnDemandThroughput = schema::ON_DEMAND_THROUGHPUT);
wire::members! { OnDemandThroughput;
required {
}
optional {
0 max_read_request_units take_max_read_request_units set_max_read_request_units with_max_read_request_units i64;
1 max_write_request_units take_max_write_request_units set_max_write_request_units with_max_write_request_units i64;
}
}

wire::structure!(OnDemandThroughputOverride = schema::ON_DEMAND_THROUGHPUT_OVERRIDE);
wire::members! { OnDemandThroughputOverride;
required {
}
optional {
0 max_read_request_units take_max_read_request_units set_max_read_request_units with_max_read_request_units i64;
}
}

wire::structure!(ParameterizedStatement = schema::PARAMETERIZED_STATEMENT);
wire::members! { ParameterizedStatement;
required {
0 statement take_statement set_statement with_statement String;
}
optional {
1 parameters take_parameters set_parameters with_parameters List<AttributeValue>;
2 return_values_on_condition_check_failure take_return_values_on_condition_check_failure set_return_values_on_condition_check_failure with_return_values_on_condition_check_failure String;
}
}

wire::structure!(PointInTimeRecoveryDescription = schema::POINT_IN_TIME_RECOVERY_DESCRIPTION);
wire::members! { PointInTimeRecoveryDescription;
required {
}
optional {
0 point_in_time_recovery_status take_point_in_time_recovery_status set_point_in_time_recovery_status with_point_in_time_recovery_status String;
1 recovery_period_in_days take_recovery_period_in_days set_recovery_period_in_days with_recovery_period_in_days i64;
2 earliest_restorable_date_time take_earliest_restorable_date_time set_earliest_restorable_date_time with_earliest_restorable_date_time base::Timestamp;
3 latest_restorable_date_time take_latest_restorable_date_time set_latest_restorable_date_time with_latest_restorable_date_time base::Timestamp;
}
}

wire::structure!(PointInTimeRecoverySpecification = schema::POINT_IN_TIME_RECOVERY_SPECIFICATION);
wire::members! { PointInTimeRecoverySpecification;
required {
0 point_in_time_recovery_enabled take_point_in_time_recovery_enabled set_point_in_time_recovery_enabled with_point_in_time_recovery_enabled bool;
}
optional {
1 recovery_period_in_days take_recovery_period_in_days set_recovery_period_in_days with_recovery_period_in_days i64;
}
}

wire::error!(
    PointInTimeRecoveryUnavailableException = schema::POINT_IN_TIME_RECOVERY_UNAVAILABLE_EXCEPTION
);
wire::members! { PointInTimeRecoveryUnavailableException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(PolicyNotFoundException = schema::POLICY_NOT_FOUND_EXCEPTION);
wire::members! { PolicyNotFoundException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(Projection = schema::PROJECTION);
wire::members! { Projection;
required {
}
optional {
0 projection_type take_projection_type set_projection_type with_projection_type String;
1 non_key_attributes take_non_key_attributes set_non_key_attributes with_non_key_attributes List<String>;
}
}

wire::structure!(ProvisionedThroughput = schema::PROVISIONED_THROUGHPUT);
wire::members! { ProvisionedThroughput;
required {
0 read_capacity_units take_read_capacity_units set_read_capacity_units with_read_capacity_units i64;
1 write_capacity_units take_write_capacity_units set_write_capacity_units with_write_capacity_units i64;
}
optional {
}
}

wire::structure!(ProvisionedThroughputDescription = schema::PROVISIONED_THROUGHPUT_DESCRIPTION);
wire::members! { ProvisionedThroughputDescription;
required {
}
optional {
0 last_increase_date_time take_last_increase_date_time set_last_increase_date_time with_last_increase_date_time base::Timestamp;
1 last_decrease_date_time take_last_decrease_date_time set_last_decrease_date_time with_last_decrease_date_time base::Timestamp;
2 number_of_decreases_today take_number_of_decreases_today set_number_of_decreases_today with_number_of_decreases_today i64;
3 read_capacity_units take_read_capacity_units set_read_capacity_units with_read_capacity_units i64;
4 write_capacity_units take_write_capacity_units set_write_capacity_units with_write_capacity_units i64;
}
}

wire::error!(
    ProvisionedThroughputExceededException = schema::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION
);
wire::members! { ProvisionedThroughputExceededException;
required {
}
optional {
0 message take_message set_message with_message String;
1 throttling_reasons take_throttling_reasons set_throttling_reasons with_throttling_reasons List<ThrottlingReason>;
}
}

wire::structure!(ProvisionedThroughputOverride = schema::PROVISIONED_THROUGHPUT_OVERRIDE);
wire::members! { ProvisionedThroughputOverride;
required {
}
optional {
0 read_capacity_units take_read_capacity_units set_read_capacity_units with_read_capacity_units i64;
}
}

wire::structure!(Put = schema::PUT);
wire::members! { Put;
required {
0 item take_item set_item with_item Map<AttributeValue>;
1 table_name take_table_name set_table_name with_table_name String;
}
optional {
2 condition_expression take_condition_expression set_condition_expression with_condition_expression String;
3 expression_attribute_names take_expression_attribute_names set_expression_attribute_names with_expression_attribute_names Map<String>;
4 expression_attribute_values take_expression_attribute_values set_expression_attribute_values with_expression_attribute_values Map<AttributeValue>;
5 return_values_on_condition_check_failure take_return_values_on_condition_check_failure set_return_values_on_condition_check_failure with_return_values_on_condition_check_failure String;
}
}

wire::structure!(PutItemInput = schema::PUT_ITEM_INPUT);
wire::members! { PutItemInput;
required {
0 table_name take_table_name set_table_name with_table_name String;
1 item take_item set_item with_item Map<AttributeValue>;
}
optional {
2 expected take_expected set_expected with_expected Map<ExpectedAttributeValue>;
3 return_values take_return_values set_return_values with_return_values String;
4 return_consumed_capacity take_return_consumed_capacity set_return_consumed_capacity with_return_consumed_capacity String;
5 return_item_collection_metrics take_return_item_collection_metrics set_return_item_collection_metrics with_return_item_collection_metrics String;
6 conditional_operator take_conditional_operator set_conditional_operator with_conditional_operator String;
7 condition_expression take_condition_expression set_condition_expression with_condition_expression String;
8 expression_attribute_names take_expression_attribute_names set_expression_attribute_names with_expression_attribute_names Map<String>;
9 expression_attribute_values take_expression_attribute_values set_expression_attribute_values with_expression_attribute_values Map<AttributeValue>;
10 return_values_on_condition_check_failure take_return_values_on_condition_check_failure set_return_values_on_condition_check_failure with_return_values_on_condition_check_failure String;
}
}

wire::structure!(PutItemOutput = schema::PUT_ITEM_OUTPUT);
wire::members! { PutItemOutput;
required {
}
optional {
0 attributes take_attributes set_attributes with_attributes Map<AttributeValue>;
1 consumed_capacity take_consumed_capacity set_consumed_capacity with_consumed_capacity ConsumedCapacity;
2 item_collection_metrics take_item_collection_metrics set_item_collection_metrics with_item_collection_metrics ItemCollectionMetrics;
}
}

wire::structure!(PutRequest = schema::PUT_REQUEST);
wire::members! { PutRequest;
required {
0 item take_item set_item with_item Map<AttributeValue>;
}
optional {
}
}

wire::structure!(PutResourcePolicyInput = schema::PUT_RESOURCE_POLICY_INPUT);
wire::members! { PutResourcePolicyInput;
required {
0 resource_arn take_resource_arn set_resource_arn with_resource_arn String;
1 policy take_policy set_policy with_policy String;
}
optional {
2 expected_revision_id take_expected_revision_id set_expected_revision_id with_expected_revision_id String;
3 confirm_remove_self_resource_access take_confirm_remove_self_resource_access set_confirm_remove_self_resource_access with_confirm_remove_self_resource_access bool;
}
}

wire::structure!(PutResourcePolicyOutput = schema::PUT_RESOURCE_POLICY_OUTPUT);
wire::members! { PutResourcePolicyOutput;
required {
}
optional {
0 revision_id take_revision_id set_revision_id with_revision_id String;
}
}

wire::structure!(QueryInput = schema::QUERY_INPUT);
wire::members! { QueryInput;
required {
0 table_name take_table_name set_table_name with_table_name String;
}
optional {
1 index_name take_index_name set_index_name with_index_name String;
2 select take_select set_select with_select String;
3 attributes_to_get take_attributes_to_get set_attributes_to_get with_attributes_to_get List<String>;
4 limit take_limit set_limit with_limit i64;
5 consistent_read take_consistent_read set_consistent_read with_consistent_read bool;
6 key_conditions take_key_conditions set_key_conditions with_key_conditions Map<Condition>;
7 query_filter take_query_filter set_query_filter with_query_filter Map<Condition>;
8 conditional_operator take_conditional_operator set_conditional_operator with_conditional_operator String;
9 scan_index_forward take_scan_index_forward set_scan_index_forward with_scan_index_forward bool;
10 exclusive_start_key take_exclusive_start_key set_exclusive_start_key with_exclusive_start_key Map<AttributeValue>;
11 return_consumed_capacity take_return_consumed_capacity set_return_consumed_capacity with_return_consumed_capacity String;
12 projection_expression take_projection_expression set_projection_expression with_projection_expression String;
13 filter_expression take_filter_expression set_filter_expression with_filter_expression String;
14 key_condition_expression take_key_condition_expression set_key_condition_expression with_key_condition_expression String;
15 expression_attribute_names take_expression_attribute_names set_expression_attribute_names with_expression_attribute_names Map<String>;
16 expression_attribute_values take_expression_attribute_values set_expression_attribute_values with_expression_attribute_values Map<AttributeValue>;
}
}

wire::structure!(QueryOutput = schema::QUERY_OUTPUT);
wire::members! { QueryOutput;
required {
}
optional {
0 items take_items set_items with_items List<Map<AttributeValue>>;
1 count take_count set_count with_count i64;
2 scanned_count take_scanned_count set_scanned_count with_scanned_count i64;
3 last_evaluated_key take_last_evaluated_key set_last_evaluated_key with_last_evaluated_key Map<AttributeValue>;
4 consumed_capacity take_consumed_capacity set_consumed_capacity with_consumed_capacity ConsumedCapacity;
}
}

wire::structure!(ReplicaDescription = schema::REPLICA_DESCRIPTION);
wire::members! { ReplicaDescription;
required {
}
optional {
0 region_name take_region_name set_region_name with_region_name String;
1 replica_status take_replica_status set_replica_status with_replica_status String;
2 replica_arn take_replica_arn set_replica_arn with_replica_arn String;
3 replica_status_description take_replica_status_description set_replica_status_description with_replica_status_description String;
4 replica_status_percent_progress take_replica_status_percent_progress set_replica_status_percent_progress with_replica_status_percent_progress String;
5 kms_master_key_id take_kms_master_key_id set_kms_master_key_id with_kms_master_key_id String;
6 provisioned_throughput_override take_provisioned_throughput_override set_provisioned_throughput_override with_provisioned_throughput_override ProvisionedThroughputOverride;
7 on_demand_throughput_override take_on_demand_throughput_override set_on_demand_throughput_override with_on_demand_throughput_override OnDemandThroughputOverride;
8 warm_throughput take_warm_throughput set_warm_throughput with_warm_throughput TableWarmThroughputDescription;
9 global_secondary_indexes take_global_secondary_indexes set_global_secondary_indexes with_global_secondary_indexes List<ReplicaGlobalSecondaryIndexDescription>;
10 replica_inaccessible_date_time take_replica_inaccessible_date_time set_replica_inaccessible_date_time with_replica_inaccessible_date_time base::Timestamp;
11 replica_table_class_summary take_replica_table_class_summary set_replica_table_class_summary with_replica_table_class_summary TableClassSummary;
12 global_table_settings_replication_mode take_global_table_settings_replication_mode set_global_table_settings_replication_mode with_global_table_settings_replication_mode String;
}
}

wire::structure!(ReplicaGlobalSecondaryIndex = schema::REPLICA_GLOBAL_SECONDARY_INDEX);
wire::members! { ReplicaGlobalSecondaryIndex;
required {
0 index_name take_index_name set_index_name with_index_name String;
}
optional {
1 provisioned_throughput_override take_provisioned_throughput_override set_provisioned_throughput_override with_provisioned_throughput_override ProvisionedThroughputOverride;
2 on_demand_throughput_override take_on_demand_throughput_override set_on_demand_throughput_override with_on_demand_throughput_override OnDemandThroughputOverride;
}
}

wire::structure!(
    ReplicaGlobalSecondaryIndexDescription = schema::REPLICA_GLOBAL_SECONDARY_INDEX_DESCRIPTION
);
wire::members! { ReplicaGlobalSecondaryIndexDescription;
required {
}
optional {
0 index_name take_index_name set_index_name with_index_name String;
1 provisioned_throughput_override take_provisioned_throughput_override set_provisioned_throughput_override with_provisioned_throughput_override ProvisionedThroughputOverride;
2 on_demand_throughput_override take_on_demand_throughput_override set_on_demand_throughput_override with_on_demand_throughput_override OnDemandThroughputOverride;
3 warm_throughput take_warm_throughput set_warm_throughput with_warm_throughput GlobalSecondaryIndexWarmThroughputDescription;
}
}

wire::error!(ReplicatedWriteConflictException = schema::REPLICATED_WRITE_CONFLICT_EXCEPTION);
wire::members! { ReplicatedWriteConflictException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(ReplicationGroupUpdate = schema::REPLICATION_GROUP_UPDATE);
wire::members! { ReplicationGroupUpdate;
required {
}
optional {
0 create take_create set_create with_create CreateReplicationGroupMemberAction;
1 update take_update set_update with_update UpdateReplicationGroupMemberAction;
2 delete take_delete set_delete with_delete DeleteReplicationGroupMemberAction;
}
}

wire::error!(RequestLimitExceeded = schema::REQUEST_LIMIT_EXCEEDED);
wire::members! { RequestLimitExceeded;
required {
}
optional {
0 message take_message set_message with_message String;
1 throttling_reasons take_throttling_reasons set_throttling_reasons with_throttling_reasons List<ThrottlingReason>;
}
}

wire::error!(ResourceInUseException = schema::RESOURCE_IN_USE_EXCEPTION);
wire::members! { ResourceInUseException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(ResourceNotFoundException = schema::RESOURCE_NOT_FOUND_EXCEPTION);
wire::members! { ResourceNotFoundException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(RestoreSummary = schema::RESTORE_SUMMARY);
wire::members! { RestoreSummary;
required {
2 restore_date_time take_restore_date_time set_restore_date_time with_restore_date_time base::Timestamp;
3 restore_in_progress take_restore_in_progress set_restore_in_progress with_restore_in_progress bool;
}
optional {
0 source_backup_arn take_source_backup_arn set_source_backup_arn with_source_backup_arn String;
1 source_table_arn take_source_table_arn set_source_table_arn with_source_table_arn String;
}
}

wire::structure!(RestoreTableFromBackupInput = schema::RESTORE_TABLE_FROM_BACKUP_INPUT);
wire::members! { RestoreTableFromBackupInput;
required {
0 target_table_name take_target_table_name set_target_table_name with_target_table_name String;
1 backup_arn take_backup_arn set_backup_arn with_backup_arn String;
}
optional {
2 billing_mode_override take_billing_mode_override set_billing_mode_override with_billing_mode_override String;
3 global_secondary_index_override take_global_secondary_index_override set_global_secondary_index_override with_global_secondary_index_override List<GlobalSecondaryIndex>;
4 local_secondary_index_override take_local_secondary_index_override set_local_secondary_index_override with_local_secondary_index_override List<LocalSecondaryIndex>;
5 provisioned_throughput_override take_provisioned_throughput_override set_provisioned_throughput_override with_provisioned_throughput_override ProvisionedThroughput;
6 on_demand_throughput_override take_on_demand_throughput_override set_on_demand_throughput_override with_on_demand_throughput_override OnDemandThroughput;
7 sse_specification_override take_sse_specification_override set_sse_specification_override with_sse_specification_override SSESpecification;
}
}

wire::structure!(RestoreTableFromBackupOutput = schema::RESTORE_TABLE_FROM_BACKUP_OUTPUT);
wire::members! { RestoreTableFromBackupOutput;
required {
}
optional {
0 table_description take_table_description set_table_description with_table_description TableDescription;
}
}

wire::structure!(RestoreTableToPointInTimeInput = schema::RESTORE_TABLE_TO_POINT_IN_TIME_INPUT);
wire::members! { RestoreTableToPointInTimeInput;
required {
2 target_table_name take_target_table_name set_target_table_name with_target_table_name String;
}
optional {
0 source_table_arn take_source_table_arn set_source_table_arn with_source_table_arn String;
1 source_table_name take_source_table_name set_source_table_name with_source_table_name String;
3 use_latest_restorable_time take_use_latest_restorable_time set_use_latest_restorable_time with_use_latest_restorable_time bool;
4 restore_date_time take_restore_date_time set_restore_date_time with_restore_date_time base::Timestamp;
5 billing_mode_override take_billing_mode_override set_billing_mode_override with_billing_mode_override String;
6 global_secondary_index_override take_global_secondary_index_override set_global_secondary_index_override with_global_secondary_index_override List<GlobalSecondaryIndex>;
7 local_secondary_index_override take_local_secondary_index_override set_local_secondary_index_override with_local_secondary_index_override List<LocalSecondaryIndex>;
8 provisioned_throughput_override take_provisioned_throughput_override set_provisioned_throughput_override with_provisioned_throughput_override ProvisionedThroughput;
9 on_demand_throughput_override take_on_demand_throughput_override set_on_demand_throughput_override with_on_demand_throughput_override OnDemandThroughput;
10 sse_specification_override take_sse_specification_override set_sse_specification_override with_sse_specification_override SSESpecification;
}
}

wire::structure!(RestoreTableToPointInTimeOutput = schema::RESTORE_TABLE_TO_POINT_IN_TIME_OUTPUT);
wire::members! { RestoreTableToPointInTimeOutput;
required {
}
optional {
0 table_description take_table_description set_table_description with_table_description TableDescription;
}
}

wire::structure!(S3BucketSource = schema::S3_BUCKET_SOURCE);
wire::members! { S3BucketSource;
required {
1 s3_bucket take_s3_bucket set_s3_bucket with_s3_bucket String;
}
optional {
0 s3_bucket_owner take_s3_bucket_owner set_s3_bucket_owner with_s3_bucket_owner String;
2 s3_key_prefix take_s3_key_prefix set_s3_key_prefix with_s3_key_prefix String;
}
}

wire::structure!(SSEDescription = schema::SSE_DESCRIPTION);
wire::members! { SSEDescription;
required {
}
optional {
0 status take_status set_status with_status String;
1 sse_type take_sse_type set_sse_type with_sse_type String;
2 kms_master_key_arn take_kms_master_key_arn set_kms_master_key_arn with_kms_master_key_arn String;
3 inaccessible_encryption_date_time take_inaccessible_encryption_date_time set_inaccessible_encryption_date_time with_inaccessible_encryption_date_time base::Timestamp;
}
}

wire::structure!(SSESpecification = schema::SSE_SPECIFICATION);
wire::members! { SSESpecification;
required {
}
optional {
0 enabled take_enabled set_enabled with_enabled bool;
1 sse_type take_sse_type set_sse_type with_sse_type String;
2 kms_master_key_id take_kms_master_key_id set_kms_master_key_id with_kms_master_key_id String;
}
}

wire::structure!(ScanInput = schema::SCAN_INPUT);
wire::members! { ScanInput;
required {
0 table_name take_table_name set_table_name with_table_name String;
}
optional {
1 index_name take_index_name set_index_name with_index_name String;
2 attributes_to_get take_attributes_to_get set_attributes_to_get with_attributes_to_get List<String>;
3 limit take_limit set_limit with_limit i64;
4 select take_select set_select with_select String;
5 scan_filter take_scan_filter set_scan_filter with_scan_filter Map<Condition>;
6 conditional_operator take_conditional_operator set_conditional_operator with_conditional_operator String;
7 exclusive_start_key take_exclusive_start_key set_exclusive_start_key with_exclusive_start_key Map<AttributeValue>;
8 return_consumed_capacity take_return_consumed_capacity set_return_consumed_capacity with_return_consumed_capacity String;
9 total_segments take_total_segments set_total_segments with_total_segments i64;
10 segment take_segment set_segment with_segment i64;
11 projection_expression take_projection_expression set_projection_expression with_projection_expression String;
12 filter_expression take_filter_expression set_filter_expression with_filter_expression String;
13 expression_attribute_names take_expression_attribute_names set_expression_attribute_names with_expression_attribute_names Map<String>;
14 expression_attribute_values take_expression_attribute_values set_expression_attribute_values with_expression_attribute_values Map<AttributeValue>;
15 consistent_read take_consistent_read set_consistent_read with_consistent_read bool;
}
}

wire::structure!(ScanOutput = schema::SCAN_OUTPUT);
wire::members! { ScanOutput;
required {
}
optional {
0 items take_items set_items with_items List<Map<AttributeValue>>;
1 count take_count set_count with_count i64;
2 scanned_count take_scanned_count set_scanned_count with_scanned_count i64;
3 last_evaluated_key take_last_evaluated_key set_last_evaluated_key with_last_evaluated_key Map<AttributeValue>;
4 consumed_capacity take_consumed_capacity set_consumed_capacity with_consumed_capacity ConsumedCapacity;
}
}

wire::structure!(SourceTableDetails = schema::SOURCE_TABLE_DETAILS);
wire::members! { SourceTableDetails;
required {
0 table_name take_table_name set_table_name with_table_name String;
1 table_id take_table_id set_table_id with_table_id String;
4 key_schema take_key_schema set_key_schema with_key_schema List<KeySchemaElement>;
5 table_creation_date_time take_table_creation_date_time set_table_creation_date_time with_table_creation_date_time base::Timestamp;
}
optional {
2 table_arn take_table_arn set_table_arn with_table_arn String;
3 table_size_bytes take_table_size_bytes set_table_size_bytes with_table_size_bytes i64;
6 provisioned_throughput take_provisioned_throughput set_provisioned_throughput with_provisioned_throughput ProvisionedThroughput;
7 on_demand_throughput take_on_demand_throughput set_on_demand_throughput with_on_demand_throughput OnDemandThroughput;
8 item_count take_item_count set_item_count with_item_count i64;
9 billing_mode take_billing_mode set_billing_mode with_billing_mode String;
}
}

wire::structure!(SourceTableFeatureDetails = schema::SOURCE_TABLE_FEATURE_DETAILS);
wire::members! { SourceTableFeatureDetails;
required {
}
optional {
0 local_secondary_indexes take_local_secondary_indexes set_local_secondary_indexes with_local_secondary_indexes List<LocalSecondaryIndexInfo>;
1 global_secondary_indexes take_global_secondary_indexes set_global_secondary_indexes with_global_secondary_indexes List<GlobalSecondaryIndexInfo>;
2 stream_description take_stream_description set_stream_description with_stream_description StreamSpecification;
3 time_to_live_description take_time_to_live_description set_time_to_live_description with_time_to_live_description TimeToLiveDescription;
4 sse_description take_sse_description set_sse_description with_sse_description SSEDescription;
}
}

wire::structure!(StreamSpecification = schema::STREAM_SPECIFICATION);
wire::members! { StreamSpecification;
required {
0 stream_enabled take_stream_enabled set_stream_enabled with_stream_enabled bool;
}
optional {
1 stream_view_type take_stream_view_type set_stream_view_type with_stream_view_type String;
}
}

wire::error!(TableAlreadyExistsException = schema::TABLE_ALREADY_EXISTS_EXCEPTION);
wire::members! { TableAlreadyExistsException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(TableClassSummary = schema::TABLE_CLASS_SUMMARY);
wire::members! { TableClassSummary;
required {
}
optional {
0 table_class take_table_class set_table_class with_table_class String;
1 last_update_date_time take_last_update_date_time set_last_update_date_time with_last_update_date_time base::Timestamp;
}
}

wire::structure!(TableCreationParameters = schema::TABLE_CREATION_PARAMETERS);
wire::members! { TableCreationParameters;
required {
0 table_name take_table_name set_table_name with_table_name String;
1 attribute_definitions take_attribute_definitions set_attribute_definitions with_attribute_definitions List<AttributeDefinition>;
2 key_schema take_key_schema set_key_schema with_key_schema List<KeySchemaElement>;
}
optional {
3 billing_mode take_billing_mode set_billing_mode with_billing_mode String;
4 provisioned_throughput take_provisioned_throughput set_provisioned_throughput with_provisioned_throughput ProvisionedThroughput;
5 on_demand_throughput take_on_demand_throughput set_on_demand_throughput with_on_demand_throughput OnDemandThroughput;
6 sse_specification take_sse_specification set_sse_specification with_sse_specification SSESpecification;
7 global_secondary_indexes take_global_secondary_indexes set_global_secondary_indexes with_global_secondary_indexes List<GlobalSecondaryIndex>;
}
}

wire::structure!(TableDescription = schema::TABLE_DESCRIPTION);
wire::members! { TableDescription;
required {
}
optional {
0 attribute_definitions take_attribute_definitions set_attribute_definitions with_attribute_definitions List<AttributeDefinition>;
1 table_name take_table_name set_table_name with_table_name String;
2 key_schema take_key_schema set_key_schema with_key_schema List<KeySchemaElement>;
3 table_status take_table_status set_table_status with_table_status String;
4 creation_date_time take_creation_date_time set_creation_date_time with_creation_date_time base::Timestamp;
5 provisioned_throughput take_provisioned_throughput set_provisioned_throughput with_provisioned_throughput ProvisionedThroughputDescription;
6 table_size_bytes take_table_size_bytes set_table_size_bytes with_table_size_bytes i64;
7 item_count take_item_count set_item_count with_item_count i64;
8 table_arn take_table_arn set_table_arn with_table_arn String;
9 table_id take_table_id set_table_id with_table_id String;
10 billing_mode_summary take_billing_mode_summary set_billing_mode_summary with_billing_mode_summary BillingModeSummary;
11 local_secondary_indexes take_local_secondary_indexes set_local_secondary_indexes with_local_secondary_indexes List<LocalSecondaryIndexDescription>;
12 global_secondary_indexes take_global_secondary_indexes set_global_secondary_indexes with_global_secondary_indexes List<GlobalSecondaryIndexDescription>;
13 stream_specification take_stream_specification set_stream_specification with_stream_specification StreamSpecification;
14 latest_stream_label take_latest_stream_label set_latest_stream_label with_latest_stream_label String;
15 latest_stream_arn take_latest_stream_arn set_latest_stream_arn with_latest_stream_arn String;
16 global_table_version take_global_table_version set_global_table_version with_global_table_version String;
17 replicas take_replicas set_replicas with_replicas List<ReplicaDescription>;
18 global_table_witnesses take_global_table_witnesses set_global_table_witnesses with_global_table_witnesses List<GlobalTableWitnessDescription>;
19 global_table_settings_replication_mode take_global_table_settings_replication_mode set_global_table_settings_replication_mode with_global_table_settings_replication_mode String;
20 restore_summary take_restore_summary set_restore_summary with_restore_summary RestoreSummary;
21 sse_description take_sse_description set_sse_description with_sse_description SSEDescription;
22 archival_summary take_archival_summary set_archival_summary with_archival_summary ArchivalSummary;
23 table_class_summary take_table_class_summary set_table_class_summary with_table_class_summary TableClassSummary;
24 deletion_protection_enabled take_deletion_protection_enabled set_deletion_protection_enabled with_deletion_protection_enabled bool;
25 on_demand_throughput take_on_demand_throughput set_on_demand_throughput with_on_demand_throughput OnDemandThroughput;
26 warm_throughput take_warm_throughput set_warm_throughput with_warm_throughput TableWarmThroughputDescription;
27 multi_region_consistency take_multi_region_consistency set_multi_region_consistency with_multi_region_consistency String;
}
}

wire::error!(TableInUseException = schema::TABLE_IN_USE_EXCEPTION);
wire::members! { TableInUseException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(TableNotFoundException = schema::TABLE_NOT_FOUND_EXCEPTION);
wire::members! { TableNotFoundException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(TableWarmThroughputDescription = schema::TABLE_WARM_THROUGHPUT_DESCRIPTION);
wire::members! { TableWarmThroughputDescription;
required {
}
optional {
0 read_units_per_second take_read_units_per_second set_read_units_per_second with_read_units_per_second i64;
1 write_units_per_second take_write_units_per_second set_write_units_per_second with_write_units_per_second i64;
2 status take_status set_status with_status String;
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

wire::structure!(TagResourceInput = schema::TAG_RESOURCE_INPUT);
wire::members! { TagResourceInput;
required {
0 resource_arn take_resource_arn set_resource_arn with_resource_arn String;
1 tags take_tags set_tags with_tags List<Tag>;
}
optional {
}
}

wire::error!(ThrottlingException = schema::THROTTLING_EXCEPTION);
wire::members! { ThrottlingException;
required {
}
optional {
0 message take_message set_message with_message String;
1 throttling_reasons take_throttling_reasons set_throttling_reasons with_throttling_reasons List<ThrottlingReason>;
}
}

wire::structure!(ThrottlingReason = schema::THROTTLING_REASON);
wire::members! { ThrottlingReason;
required {
}
optional {
0 reason take_reason set_reason with_reason String;
1 resource take_resource set_resource with_resource String;
}
}

wire::structure!(TimeToLiveDescription = schema::TIME_TO_LIVE_DESCRIPTION);
wire::members! { TimeToLiveDescription;
required {
}
optional {
0 time_to_live_status take_time_to_live_status set_time_to_live_status with_time_to_live_status String;
1 attribute_name take_attribute_name set_attribute_name with_attribute_name String;
}
}

wire::structure!(TimeToLiveSpecification = schema::TIME_TO_LIVE_SPECIFICATION);
wire::members! { TimeToLiveSpecification;
required {
0 enabled take_enabled set_enabled with_enabled bool;
1 attribute_name take_attribute_name set_attribute_name with_attribute_name String;
}
optional {
}
}

wire::structure!(TransactGetItem = schema::TRANSACT_GET_ITEM);
wire::members! { TransactGetItem;
required {
}
optional {
0 get take_get set_get with_get Get;
}
}

wire::structure!(TransactGetItemsInput = schema::TRANSACT_GET_ITEMS_INPUT);
wire::members! { TransactGetItemsInput;
required {
0 transact_items take_transact_items set_transact_items with_transact_items List<TransactGetItem>;
}
optional {
1 return_consumed_capacity take_return_consumed_capacity set_return_consumed_capacity with_return_consumed_capacity String;
}
}

wire::structure!(TransactGetItemsOutput = schema::TRANSACT_GET_ITEMS_OUTPUT);
wire::members! { TransactGetItemsOutput;
required {
}
optional {
0 consumed_capacity take_consumed_capacity set_consumed_capacity with_consumed_capacity List<ConsumedCapacity>;
1 responses take_responses set_responses with_responses List<ItemResponse>;
}
}

wire::structure!(TransactWriteItem = schema::TRANSACT_WRITE_ITEM);
wire::members! { TransactWriteItem;
required {
}
optional {
0 condition_check take_condition_check set_condition_check with_condition_check ConditionCheck;
1 put take_put set_put with_put Put;
2 delete take_delete set_delete with_delete Delete;
3 update take_update set_update with_update Update;
}
}

wire::structure!(TransactWriteItemsInput = schema::TRANSACT_WRITE_ITEMS_INPUT);
wire::members! { TransactWriteItemsInput;
required {
0 transact_items take_transact_items set_transact_items with_transact_items List<TransactWriteItem>;
}
optional {
1 return_consumed_capacity take_return_consumed_capacity set_return_consumed_capacity with_return_consumed_capacity String;
2 return_item_collection_metrics take_return_item_collection_metrics set_return_item_collection_metrics with_return_item_collection_metrics String;
3 client_request_token take_client_request_token set_client_request_token with_client_request_token String;
}
}

wire::structure!(TransactWriteItemsOutput = schema::TRANSACT_WRITE_ITEMS_OUTPUT);
wire::members! { TransactWriteItemsOutput;
required {
}
optional {
0 consumed_capacity take_consumed_capacity set_consumed_capacity with_consumed_capacity List<ConsumedCapacity>;
1 item_collection_metrics take_item_collection_metrics set_item_collection_metrics with_item_collection_metrics Map<List<ItemCollectionMetrics>>;
}
}

wire::error!(TransactionCanceledException = schema::TRANSACTION_CANCELED_EXCEPTION);
wire::members! { TransactionCanceledException;
required {
}
optional {
0 message take_message set_message with_message String;
1 cancellation_reasons take_cancellation_reasons set_cancellation_reasons with_cancellation_reasons List<CancellationReason>;
}
}

wire::error!(TransactionConflictException = schema::TRANSACTION_CONFLICT_EXCEPTION);
wire::members! { TransactionConflictException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(TransactionInProgressException = schema::TRANSACTION_IN_PROGRESS_EXCEPTION);
wire::members! { TransactionInProgressException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(UntagResourceInput = schema::UNTAG_RESOURCE_INPUT);
wire::members! { UntagResourceInput;
required {
0 resource_arn take_resource_arn set_resource_arn with_resource_arn String;
1 tag_keys take_tag_keys set_tag_keys with_tag_keys List<String>;
}
optional {
}
}

wire::structure!(Update = schema::UPDATE);
wire::members! { Update;
required {
0 key take_key set_key with_key Map<AttributeValue>;
1 update_expression take_update_expression set_update_expression with_update_expression String;
2 table_name take_table_name set_table_name with_table_name String;
}
optional {
3 condition_expression take_condition_expression set_condition_expression with_condition_expression String;
4 expression_attribute_names take_expression_attribute_names set_expression_attribute_names with_expression_attribute_names Map<String>;
5 expression_attribute_values take_expression_attribute_values set_expression_attribute_values with_expression_attribute_values Map<AttributeValue>;
6 return_values_on_condition_check_failure take_return_values_on_condition_check_failure set_return_values_on_condition_check_failure with_return_values_on_condition_check_failure String;
}
}

wire::structure!(UpdateContinuousBackupsInput = schema::UPDATE_CONTINUOUS_BACKUPS_INPUT);
wire::members! { UpdateContinuousBackupsInput;
required {
0 table_name take_table_name set_table_name with_table_name String;
}
optional {
1 point_in_time_recovery_specification take_point_in_time_recovery_specification set_point_in_time_recovery_specification with_point_in_time_recovery_specification PointInTimeRecoverySpecification;
}
}

wire::structure!(UpdateContinuousBackupsOutput = schema::UPDATE_CONTINUOUS_BACKUPS_OUTPUT);
wire::members! { UpdateContinuousBackupsOutput;
required {
}
optional {
0 continuous_backups_description take_continuous_backups_description set_continuous_backups_description with_continuous_backups_description ContinuousBackupsDescription;
}
}

wire::structure!(UpdateGlobalSecondaryIndexAction = schema::UPDATE_GLOBAL_SECONDARY_INDEX_ACTION);
wire::members! { UpdateGlobalSecondaryIndexAction;
required {
0 index_name take_index_name set_index_name with_index_name String;
}
optional {
1 provisioned_throughput take_provisioned_throughput set_provisioned_throughput with_provisioned_throughput ProvisionedThroughput;
2 on_demand_throughput take_on_demand_throughput set_on_demand_throughput with_on_demand_throughput OnDemandThroughput;
3 warm_throughput take_warm_throughput set_warm_throughput with_warm_throughput WarmThroughput;
}
}

wire::structure!(UpdateItemInput = schema::UPDATE_ITEM_INPUT);
wire::members! { UpdateItemInput;
required {
0 table_name take_table_name set_table_name with_table_name String;
1 key take_key set_key with_key Map<AttributeValue>;
}
optional {
2 attribute_updates take_attribute_updates set_attribute_updates with_attribute_updates Map<AttributeValueUpdate>;
3 expected take_expected set_expected with_expected Map<ExpectedAttributeValue>;
4 conditional_operator take_conditional_operator set_conditional_operator with_conditional_operator String;
5 return_values take_return_values set_return_values with_return_values String;
6 return_consumed_capacity take_return_consumed_capacity set_return_consumed_capacity with_return_consumed_capacity String;
7 return_item_collection_metrics take_return_item_collection_metrics set_return_item_collection_metrics with_return_item_collection_metrics String;
8 update_expression take_update_expression set_update_expression with_update_expression String;
9 condition_expression take_condition_expression set_condition_expression with_condition_expression String;
10 expression_attribute_names take_expression_attribute_names set_expression_attribute_names with_expression_attribute_names Map<String>;
11 expression_attribute_values take_expression_attribute_values set_expression_attribute_values with_expression_attribute_values Map<AttributeValue>;
12 return_values_on_condition_check_failure take_return_values_on_condition_check_failure set_return_values_on_condition_check_failure with_return_values_on_condition_check_failure String;
}
}

wire::structure!(UpdateItemOutput = schema::UPDATE_ITEM_OUTPUT);
wire::members! { UpdateItemOutput;
required {
}
optional {
0 attributes take_attributes set_attributes with_attributes Map<AttributeValue>;
1 consumed_capacity take_consumed_capacity set_consumed_capacity with_consumed_capacity ConsumedCapacity;
2 item_collection_metrics take_item_collection_metrics set_item_collection_metrics with_item_collection_metrics ItemCollectionMetrics;
}
}

wire::structure!(
    UpdateReplicationGroupMemberAction = schema::UPDATE_REPLICATION_GROUP_MEMBER_ACTION
);
wire::members! { UpdateReplicationGroupMemberAction;
required {
0 region_name take_region_name set_region_name with_region_name String;
}
optional {
1 kms_master_key_id take_kms_master_key_id set_kms_master_key_id with_kms_master_key_id String;
2 provisioned_throughput_override take_provisioned_throughput_override set_provisioned_throughput_override with_provisioned_throughput_override ProvisionedThroughputOverride;
3 on_demand_throughput_override take_on_demand_throughput_override set_on_demand_throughput_override with_on_demand_throughput_override OnDemandThroughputOverride;
4 global_secondary_indexes take_global_secondary_indexes set_global_secondary_indexes with_global_secondary_indexes List<ReplicaGlobalSecondaryIndex>;
5 table_class_override take_table_class_override set_table_class_override with_table_class_override String;
}
}

wire::structure!(UpdateTableInput = schema::UPDATE_TABLE_INPUT);
wire::members! { UpdateTableInput;
required {
1 table_name take_table_name set_table_name with_table_name String;
}
optional {
0 attribute_definitions take_attribute_definitions set_attribute_definitions with_attribute_definitions List<AttributeDefinition>;
2 billing_mode take_billing_mode set_billing_mode with_billing_mode String;
3 provisioned_throughput take_provisioned_throughput set_provisioned_throughput with_provisioned_throughput ProvisionedThroughput;
4 global_secondary_index_updates take_global_secondary_index_updates set_global_secondary_index_updates with_global_secondary_index_updates List<GlobalSecondaryIndexUpdate>;
5 stream_specification take_stream_specification set_stream_specification with_stream_specification StreamSpecification;
6 sse_specification take_sse_specification set_sse_specification with_sse_specification SSESpecification;
7 replica_updates take_replica_updates set_replica_updates with_replica_updates List<ReplicationGroupUpdate>;
8 table_class take_table_class set_table_class with_table_class String;
9 deletion_protection_enabled take_deletion_protection_enabled set_deletion_protection_enabled with_deletion_protection_enabled bool;
10 multi_region_consistency take_multi_region_consistency set_multi_region_consistency with_multi_region_consistency String;
11 global_table_witness_updates take_global_table_witness_updates set_global_table_witness_updates with_global_table_witness_updates List<GlobalTableWitnessGroupUpdate>;
12 on_demand_throughput take_on_demand_throughput set_on_demand_throughput with_on_demand_throughput OnDemandThroughput;
13 warm_throughput take_warm_throughput set_warm_throughput with_warm_throughput WarmThroughput;
14 global_table_settings_replication_mode take_global_table_settings_replication_mode set_global_table_settings_replication_mode with_global_table_settings_replication_mode String;
}
}

wire::structure!(UpdateTableOutput = schema::UPDATE_TABLE_OUTPUT);
wire::members! { UpdateTableOutput;
required {
}
optional {
0 table_description take_table_description set_table_description with_table_description TableDescription;
}
}

wire::structure!(UpdateTimeToLiveInput = schema::UPDATE_TIME_TO_LIVE_INPUT);
wire::members! { UpdateTimeToLiveInput;
required {
0 table_name take_table_name set_table_name with_table_name String;
}
optional {
1 time_to_live_specification take_time_to_live_specification set_time_to_live_specification with_time_to_live_specification TimeToLiveSpecification;
}
}

wire::structure!(UpdateTimeToLiveOutput = schema::UPDATE_TIME_TO_LIVE_OUTPUT);
wire::members! { UpdateTimeToLiveOutput;
required {
}
optional {
0 time_to_live_specification take_time_to_live_specification set_time_to_live_specification with_time_to_live_specification TimeToLiveSpecification;
}
}

wire::structure!(WarmThroughput = schema::WARM_THROUGHPUT);
wire::members! { WarmThroughput;
required {
}
optional {
0 read_units_per_second take_read_units_per_second set_read_units_per_second with_read_units_per_second i64;
1 write_units_per_second take_write_units_per_second set_write_units_per_second with_write_units_per_second i64;
}
}

wire::structure!(WriteRequest = schema::WRITE_REQUEST);
wire::members! { WriteRequest;
required {
}
optional {
0 put_request take_put_request set_put_request with_put_request PutRequest;
1 delete_request take_delete_request set_delete_request with_delete_request DeleteRequest;
}
}
