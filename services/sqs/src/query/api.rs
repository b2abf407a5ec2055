// Written by `cargo xtask gen` from ops.toml and the API model; not edited by hand.
// botocore 1.31.80
// generator 1
// ops 3240da98c312247a5fd8e68471b0f4a63d8c77df33ef03864a15c96100ad1efb
// model c02cc8160f4934bd92d8d19710147b5989b48a64feb9c1adb1e7d88eeb0f8e16
// code 8d86ec2f522266c3f5800e10446cd20c303ecf6bf8cbb95f19fd47a1f1f077e1
//! The service's shapes, operations and errors, as its API model gives them.

use wire::schema::{Protocol, ServiceModel};
use wire::{List, Map};

pub static MODEL: ServiceModel = ServiceModel {
    name: "sqs",
    service_id: "SQS",
    endpoint_prefix: "sqs",
    protocol: Protocol::Query,
    target_prefix: "",
    api_version: "2012-11-05",
    error_namespace: "",
    xml_namespace: "http://queue.amazonaws.com/doc/2012-11-05/",
    operations: &[
        &op::ADD_PERMISSION,
        &op::CANCEL_MESSAGE_MOVE_TASK,
        &op::CHANGE_MESSAGE_VISIBILITY,
        &op::CHANGE_MESSAGE_VISIBILITY_BATCH,
        &op::CREATE_QUEUE,
        &op::DELETE_MESSAGE,
        &op::DELETE_MESSAGE_BATCH,
        &op::DELETE_QUEUE,
        &op::GET_QUEUE_ATTRIBUTES,
        &op::GET_QUEUE_URL,
        &op::LIST_DEAD_LETTER_SOURCE_QUEUES,
        &op::LIST_MESSAGE_MOVE_TASKS,
        &op::LIST_QUEUE_TAGS,
        &op::LIST_QUEUES,
        &op::PURGE_QUEUE,
        &op::RECEIVE_MESSAGE,
        &op::REMOVE_PERMISSION,
        &op::SEND_MESSAGE,
        &op::SEND_MESSAGE_BATCH,
        &op::SET_QUEUE_ATTRIBUTES,
        &op::START_MESSAGE_MOVE_TASK,
        &op::TAG_QUEUE,
        &op::UNTAG_QUEUE,
    ],
    unimplemented: &[],
};

/// The operations, by name.
pub mod op {
    use wire::schema::Operation;

    use super::schema;

    pub static ADD_PERMISSION: Operation = Operation {
        name: "AddPermission",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::ADD_PERMISSION_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[&schema::OVER_LIMIT],
    };
    pub static CANCEL_MESSAGE_MOVE_TASK: Operation = Operation {
        name: "CancelMessageMoveTask",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CANCEL_MESSAGE_MOVE_TASK_REQUEST,
        output: &schema::CANCEL_MESSAGE_MOVE_TASK_RESULT,
        result_wrapper: "CancelMessageMoveTaskResult",
        errors: &[&schema::RESOURCE_NOT_FOUND_EXCEPTION, &schema::UNSUPPORTED_OPERATION],
    };
    pub static CHANGE_MESSAGE_VISIBILITY: Operation = Operation {
        name: "ChangeMessageVisibility",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CHANGE_MESSAGE_VISIBILITY_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[&schema::MESSAGE_NOT_INFLIGHT, &schema::RECEIPT_HANDLE_IS_INVALID],
    };
    pub static CHANGE_MESSAGE_VISIBILITY_BATCH: Operation = Operation {
        name: "ChangeMessageVisibilityBatch",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST,
        output: &schema::CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT,
        result_wrapper: "ChangeMessageVisibilityBatchResult",
        errors: &[
            &schema::TOO_MANY_ENTRIES_IN_BATCH_REQUEST,
            &schema::EMPTY_BATCH_REQUEST,
            &schema::BATCH_ENTRY_IDS_NOT_DISTINCT,
            &schema::INVALID_BATCH_ENTRY_ID,
        ],
    };
    pub static CREATE_QUEUE: Operation = Operation {
        name: "CreateQueue",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::CREATE_QUEUE_REQUEST,
        output: &schema::CREATE_QUEUE_RESULT,
        result_wrapper: "CreateQueueResult",
        errors: &[&schema::QUEUE_DELETED_RECENTLY, &schema::QUEUE_NAME_EXISTS],
    };
    pub static DELETE_MESSAGE: Operation = Operation {
        name: "DeleteMessage",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_MESSAGE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[&schema::INVALID_ID_FORMAT, &schema::RECEIPT_HANDLE_IS_INVALID],
    };
    pub static DELETE_MESSAGE_BATCH: Operation = Operation {
        name: "DeleteMessageBatch",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_MESSAGE_BATCH_REQUEST,
        output: &schema::DELETE_MESSAGE_BATCH_RESULT,
        result_wrapper: "DeleteMessageBatchResult",
        errors: &[
            &schema::TOO_MANY_ENTRIES_IN_BATCH_REQUEST,
            &schema::EMPTY_BATCH_REQUEST,
            &schema::BATCH_ENTRY_IDS_NOT_DISTINCT,
            &schema::INVALID_BATCH_ENTRY_ID,
        ],
    };
    pub static DELETE_QUEUE: Operation = Operation {
        name: "DeleteQueue",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DELETE_QUEUE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[],
    };
    pub static GET_QUEUE_ATTRIBUTES: Operation = Operation {
        name: "GetQueueAttributes",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_QUEUE_ATTRIBUTES_REQUEST,
        output: &schema::GET_QUEUE_ATTRIBUTES_RESULT,
        result_wrapper: "GetQueueAttributesResult",
        errors: &[&schema::INVALID_ATTRIBUTE_NAME],
    };
    pub static GET_QUEUE_URL: Operation = Operation {
        name: "GetQueueUrl",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_QUEUE_URL_REQUEST,
        output: &schema::GET_QUEUE_URL_RESULT,
        result_wrapper: "GetQueueUrlResult",
        errors: &[&schema::QUEUE_DOES_NOT_EXIST],
    };
    pub static LIST_DEAD_LETTER_SOURCE_QUEUES: Operation = Operation {
        name: "ListDeadLetterSourceQueues",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_DEAD_LETTER_SOURCE_QUEUES_REQUEST,
        output: &schema::LIST_DEAD_LETTER_SOURCE_QUEUES_RESULT,
        result_wrapper: "ListDeadLetterSourceQueuesResult",
        errors: &[&schema::QUEUE_DOES_NOT_EXIST],
    };
    pub static LIST_MESSAGE_MOVE_TASKS: Operation = Operation {
        name: "ListMessageMoveTasks",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_MESSAGE_MOVE_TASKS_REQUEST,
        output: &schema::LIST_MESSAGE_MOVE_TASKS_RESULT,
        result_wrapper: "ListMessageMoveTasksResult",
        errors: &[&schema::RESOURCE_NOT_FOUND_EXCEPTION, &schema::UNSUPPORTED_OPERATION],
    };
    pub static LIST_QUEUE_TAGS: Operation = Operation {
        name: "ListQueueTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_QUEUE_TAGS_REQUEST,
        output: &schema::LIST_QUEUE_TAGS_RESULT,
        result_wrapper: "ListQueueTagsResult",
        errors: &[],
    };
    pub static LIST_QUEUES: Operation = Operation {
        name: "ListQueues",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_QUEUES_REQUEST,
        output: &schema::LIST_QUEUES_RESULT,
        result_wrapper: "ListQueuesResult",
        errors: &[],
    };
    pub static PURGE_QUEUE: Operation = Operation {
        name: "PurgeQueue",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::PURGE_QUEUE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[&schema::QUEUE_DOES_NOT_EXIST, &schema::PURGE_QUEUE_IN_PROGRESS],
    };
    pub static RECEIVE_MESSAGE: Operation = Operation {
        name: "ReceiveMessage",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::RECEIVE_MESSAGE_REQUEST,
        output: &schema::RECEIVE_MESSAGE_RESULT,
        result_wrapper: "ReceiveMessageResult",
        errors: &[&schema::OVER_LIMIT],
    };
    pub static REMOVE_PERMISSION: Operation = Operation {
        name: "RemovePermission",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::REMOVE_PERMISSION_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[],
    };
    pub static SEND_MESSAGE: Operation = Operation {
        name: "SendMessage",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::SEND_MESSAGE_REQUEST,
        output: &schema::SEND_MESSAGE_RESULT,
        result_wrapper: "SendMessageResult",
        errors: &[&schema::INVALID_MESSAGE_CONTENTS, &schema::UNSUPPORTED_OPERATION],
    };
    pub static SEND_MESSAGE_BATCH: Operation = Operation {
        name: "SendMessageBatch",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::SEND_MESSAGE_BATCH_REQUEST,
        output: &schema::SEND_MESSAGE_BATCH_RESULT,
        result_wrapper: "SendMessageBatchResult",
        errors: &[
            &schema::TOO_MANY_ENTRIES_IN_BATCH_REQUEST,
            &schema::EMPTY_BATCH_REQUEST,
            &schema::BATCH_ENTRY_IDS_NOT_DISTINCT,
            &schema::BATCH_REQUEST_TOO_LONG,
            &schema::INVALID_BATCH_ENTRY_ID,
            &schema::UNSUPPORTED_OPERATION,
        ],
    };
    pub static SET_QUEUE_ATTRIBUTES: Operation = Operation {
        name: "SetQueueAttributes",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::SET_QUEUE_ATTRIBUTES_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[&schema::INVALID_ATTRIBUTE_NAME],
    };
    pub static START_MESSAGE_MOVE_TASK: Operation = Operation {
        name: "StartMessageMoveTask",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::START_MESSAGE_MOVE_TASK_REQUEST,
        output: &schema::START_MESSAGE_MOVE_TASK_RESULT,
        result_wrapper: "StartMessageMoveTaskResult",
        errors: &[&schema::RESOURCE_NOT_FOUND_EXCEPTION, &schema::UNSUPPORTED_OPERATION],
    };
    pub static TAG_QUEUE: Operation = Operation {
        name: "TagQueue",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::TAG_QUEUE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[],
    };
    pub static UNTAG_QUEUE: Operation = Operation {
        name: "UntagQueue",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::UNTAG_QUEUE_REQUEST,
        output: &wire::typed::UNIT,
        result_wrapper: "",
        errors: &[],
    };
}

/// The structures, by name.
pub mod schema {
    use wire::schema::*;

    use super::shape;

    pub static ADD_PERMISSION_REQUEST: Structure = Structure {
        name: "AddPermissionRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueUrl", false, &shape::STRING),
            Member::body("Label", false, &shape::STRING),
            Member::body("AWSAccountIds", false, &shape::AWS_ACCOUNT_ID_LIST),
            Member::body("Actions", false, &shape::ACTION_NAME_LIST),
        ],
    };
    pub static BATCH_ENTRY_IDS_NOT_DISTINCT: Structure = Structure {
        name: "BatchEntryIdsNotDistinct",
        kind: Kind::Error {
            code: "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[],
    };
    pub static BATCH_REQUEST_TOO_LONG: Structure = Structure {
        name: "BatchRequestTooLong",
        kind: Kind::Error {
            code: "AWS.SimpleQueueService.BatchRequestTooLong",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[],
    };
    pub static BATCH_RESULT_ERROR_ENTRY: Structure = Structure {
        name: "BatchResultErrorEntry",
        kind: Kind::Plain,
        members: &[
            Member::body("Id", true, &shape::STRING),
            Member::body("SenderFault", true, &Shape::Boolean),
            Member::body("Code", true, &shape::STRING),
            Member::body("Message", false, &shape::STRING),
        ],
    };
    pub static CANCEL_MESSAGE_MOVE_TASK_REQUEST: Structure = Structure {
        name: "CancelMessageMoveTaskRequest",
        kind: Kind::Plain,
        members: &[Member::body("TaskHandle", false, &shape::STRING)],
    };
    pub static CANCEL_MESSAGE_MOVE_TASK_RESULT: Structure = Structure {
        name: "CancelMessageMoveTaskResult",
        kind: Kind::Plain,
        members: &[Member::body("ApproximateNumberOfMessagesMoved", false, &shape::LONG)],
    };
    pub static CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST: Structure = Structure {
        name: "ChangeMessageVisibilityBatchRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueUrl", false, &shape::STRING),
            Member::body(
                "Entries",
                false,
                &shape::CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST_ENTRY_LIST,
            ),
        ],
    };
    pub static CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST_ENTRY: Structure = Structure {
        name: "ChangeMessageVisibilityBatchRequestEntry",
        kind: Kind::Plain,
        members: &[
            Member::body("Id", false, &shape::STRING),
            Member::body("ReceiptHandle", false, &shape::STRING),
            Member::body("VisibilityTimeout", false, &shape::INTEGER),
        ],
    };
    pub static CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT: Structure = Structure {
        name: "ChangeMessageVisibilityBatchResult",
        kind: Kind::Plain,
        members: &[
            Member::body(
                "Successful",
                true,
                &shape::CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT_ENTRY_LIST,
            ),
            Member::body("Failed", true, &shape::BATCH_RESULT_ERROR_ENTRY_LIST),
        ],
    };
    pub static CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT_ENTRY: Structure = Structure {
        name: "ChangeMessageVisibilityBatchResultEntry",
        kind: Kind::Plain,
        members: &[Member::body("Id", true, &shape::STRING)],
    };
    pub static CHANGE_MESSAGE_VISIBILITY_REQUEST: Structure = Structure {
        name: "ChangeMessageVisibilityRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueUrl", false, &shape::STRING),
            Member::body("ReceiptHandle", false, &shape::STRING),
            Member::body("VisibilityTimeout", false, &shape::INTEGER),
        ],
    };
    pub static CREATE_QUEUE_REQUEST: Structure = Structure {
        name: "CreateQueueRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueName", false, &shape::STRING),
            Member::at(
                Location::Body,
                "Attributes",
                "Attribute",
                false,
                &shape::QUEUE_ATTRIBUTE_MAP,
            ),
            Member::at(Location::Body, "tags", "Tag", false, &shape::TAG_MAP),
        ],
    };
    pub static CREATE_QUEUE_RESULT: Structure = Structure {
        name: "CreateQueueResult",
        kind: Kind::Plain,
        members: &[Member::body("QueueUrl", false, &shape::STRING)],
    };
    pub static DELETE_MESSAGE_BATCH_REQUEST: Structure = Structure {
        name: "DeleteMessageBatchRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueUrl", false, &shape::STRING),
            Member::body("Entries", false, &shape::DELETE_MESSAGE_BATCH_REQUEST_ENTRY_LIST),
        ],
    };
    pub static DELETE_MESSAGE_BATCH_REQUEST_ENTRY: Structure = Structure {
        name: "DeleteMessageBatchRequestEntry",
        kind: Kind::Plain,
        members: &[
            Member::body("Id", false, &shape::STRING),
            Member::body("ReceiptHandle", false, &shape::STRING),
        ],
    };
    pub static DELETE_MESSAGE_BATCH_RESULT: Structure = Structure {
        name: "DeleteMessageBatchResult",
        kind: Kind::Plain,
        members: &[
            Member::body("Successful", true, &shape::DELETE_MESSAGE_BATCH_RESULT_ENTRY_LIST),
            Member::body("Failed", true, &shape::BATCH_RESULT_ERROR_ENTRY_LIST),
        ],
    };
    pub static DELETE_MESSAGE_BATCH_RESULT_ENTRY: Structure = Structure {
        name: "DeleteMessageBatchResultEntry",
        kind: Kind::Plain,
        members: &[Member::body("Id", true, &shape::STRING)],
    };
    pub static DELETE_MESSAGE_REQUEST: Structure = Structure {
        name: "DeleteMessageRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueUrl", false, &shape::STRING),
            Member::body("ReceiptHandle", false, &shape::STRING),
        ],
    };
    pub static DELETE_QUEUE_REQUEST: Structure = Structure {
        name: "DeleteQueueRequest",
        kind: Kind::Plain,
        members: &[Member::body("QueueUrl", false, &shape::STRING)],
    };
    pub static EMPTY_BATCH_REQUEST: Structure = Structure {
        name: "EmptyBatchRequest",
        kind: Kind::Error {
            code: "AWS.SimpleQueueService.EmptyBatchRequest",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[],
    };
    pub static GET_QUEUE_ATTRIBUTES_REQUEST: Structure = Structure {
        name: "GetQueueAttributesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueUrl", false, &shape::STRING),
            Member::body("AttributeNames", false, &shape::ATTRIBUTE_NAME_LIST),
        ],
    };
    pub static GET_QUEUE_ATTRIBUTES_RESULT: Structure = Structure {
        name: "GetQueueAttributesResult",
        kind: Kind::Plain,
        members: &[Member::at(
            Location::Body,
            "Attributes",
            "Attribute",
            false,
            &shape::QUEUE_ATTRIBUTE_MAP,
        )],
    };
    pub static GET_QUEUE_URL_REQUEST: Structure = Structure {
        name: "GetQueueUrlRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueName", false, &shape::STRING),
            Member::body("QueueOwnerAWSAccountId", false, &shape::STRING),
        ],
    };
    pub static GET_QUEUE_URL_RESULT: Structure = Structure {
        name: "GetQueueUrlResult",
        kind: Kind::Plain,
        members: &[Member::body("QueueUrl", false, &shape::STRING)],
    };
    pub static INVALID_ATTRIBUTE_NAME: Structure = Structure {
        name: "InvalidAttributeName",
        kind: Kind::Error { code: "InvalidAttributeName", status: 400, fault: wire::Fault::Client },
        members: &[],
    };
    pub static INVALID_BATCH_ENTRY_ID: Structure = Structure {
        name: "InvalidBatchEntryId",
        kind: Kind::Error {
            code: "AWS.SimpleQueueService.InvalidBatchEntryId",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[],
    };
    pub static INVALID_ID_FORMAT: Structure = Structure {
        name: "InvalidIdFormat",
        kind: Kind::Error { code: "InvalidIdFormat", status: 400, fault: wire::Fault::Client },
        members: &[],
    };
    pub static INVALID_MESSAGE_CONTENTS: Structure = Structure {
        name: "InvalidMessageContents",
        kind: Kind::Error {
            code: "InvalidMessageContents",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[],
    };
    pub static LIST_DEAD_LETTER_SOURCE_QUEUES_REQUEST: Structure = Structure {
        name: "ListDeadLetterSourceQueuesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueUrl", false, &shape::STRING),
            Member::body("NextToken", false, &shape::TOKEN),
            Member::body("MaxResults", false, &shape::BOXED_INTEGER),
        ],
    };
    pub static LIST_DEAD_LETTER_SOURCE_QUEUES_RESULT: Structure = Structure {
        name: "ListDeadLetterSourceQueuesResult",
        kind: Kind::Plain,
        members: &[
            Member::body("queueUrls", true, &shape::QUEUE_URL_LIST),
            Member::body("NextToken", false, &shape::TOKEN),
        ],
    };
    pub static LIST_MESSAGE_MOVE_TASKS_REQUEST: Structure = Structure {
        name: "ListMessageMoveTasksRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("SourceArn", false, &shape::STRING),
            Member::body("MaxResults", false, &shape::INTEGER),
        ],
    };
    pub static LIST_MESSAGE_MOVE_TASKS_RESULT: Structure = Structure {
        name: "ListMessageMoveTasksResult",
        kind: Kind::Plain,
        members: &[Member::body(
            "Results",
            false,
            &shape::LIST_MESSAGE_MOVE_TASKS_RESULT_ENTRY_LIST,
        )],
    };
    pub static LIST_MESSAGE_MOVE_TASKS_RESULT_ENTRY: Structure = Structure {
        name: "ListMessageMoveTasksResultEntry",
        kind: Kind::Plain,
        members: &[
            Member::body("TaskHandle", false, &shape::STRING),
            Member::body("Status", false, &shape::STRING),
            Member::body("SourceArn", false, &shape::STRING),
            Member::body("DestinationArn", false, &shape::STRING),
            Member::body("MaxNumberOfMessagesPerSecond", false, &shape::INTEGER),
            Member::body("ApproximateNumberOfMessagesMoved", false, &shape::LONG),
            Member::body("ApproximateNumberOfMessagesToMove", false, &shape::LONG),
            Member::body("FailureReason", false, &shape::STRING),
            Member::body("StartedTimestamp", false, &shape::LONG),
        ],
    };
    pub static LIST_QUEUE_TAGS_REQUEST: Structure = Structure {
        name: "ListQueueTagsRequest",
        kind: Kind::Plain,
        members: &[Member::body("QueueUrl", false, &shape::STRING)],
    };
    pub static LIST_QUEUE_TAGS_RESULT: Structure = Structure {
        name: "ListQueueTagsResult",
        kind: Kind::Plain,
        members: &[Member::at(Location::Body, "Tags", "Tag", false, &shape::TAG_MAP)],
    };
    pub static LIST_QUEUES_REQUEST: Structure = Structure {
        name: "ListQueuesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueNamePrefix", false, &shape::STRING),
            Member::body("NextToken", false, &shape::TOKEN),
            Member::body("MaxResults", false, &shape::BOXED_INTEGER),
        ],
    };
    pub static LIST_QUEUES_RESULT: Structure = Structure {
        name: "ListQueuesResult",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueUrls", false, &shape::QUEUE_URL_LIST),
            Member::body("NextToken", false, &shape::TOKEN),
        ],
    };
    pub static MESSAGE: Structure = Structure {
        name: "Message",
        kind: Kind::Plain,
        members: &[
            Member::body("MessageId", false, &shape::STRING),
            Member::body("ReceiptHandle", false, &shape::STRING),
            Member::body("MD5OfBody", false, &shape::STRING),
            Member::body("Body", false, &shape::STRING),
            Member::at(
                Location::Body,
                "Attributes",
                "Attribute",
                false,
                &shape::MESSAGE_SYSTEM_ATTRIBUTE_MAP,
            ),
            Member::body("MD5OfMessageAttributes", false, &shape::STRING),
            Member::at(
                Location::Body,
                "MessageAttributes",
                "MessageAttribute",
                false,
                &shape::MESSAGE_BODY_ATTRIBUTE_MAP,
            ),
        ],
    };
    pub static MESSAGE_ATTRIBUTE_VALUE: Structure = Structure {
        name: "MessageAttributeValue",
        kind: Kind::Plain,
        members: &[
            Member::body("StringValue", false, &shape::STRING),
            Member::body("BinaryValue", false, &shape::BINARY),
            Member::at(
                Location::Body,
                "StringListValues",
                "StringListValue",
                false,
                &shape::STRING_LIST,
            ),
            Member::at(
                Location::Body,
                "BinaryListValues",
                "BinaryListValue",
                false,
                &shape::BINARY_LIST,
            ),
            Member::body("DataType", false, &shape::STRING),
        ],
    };
    pub static MESSAGE_NOT_INFLIGHT: Structure = Structure {
        name: "MessageNotInflight",
        kind: Kind::Error {
            code: "AWS.SimpleQueueService.MessageNotInflight",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[],
    };
    pub static MESSAGE_SYSTEM_ATTRIBUTE_VALUE: Structure = Structure {
        name: "MessageSystemAttributeValue",
        kind: Kind::Plain,
        members: &[
            Member::body("StringValue", false, &shape::STRING),
            Member::body("BinaryValue", false, &shape::BINARY),
            Member::at(
                Location::Body,
                "StringListValues",
                "StringListValue",
                false,
                &shape::STRING_LIST,
            ),
            Member::at(
                Location::Body,
                "BinaryListValues",
                "BinaryListValue",
                false,
                &shape::BINARY_LIST,
            ),
            Member::body("DataType", false, &shape::STRING),
        ],
    };
    pub static OVER_LIMIT: Structure = Structure {
        name: "OverLimit",
        kind: Kind::Error { code: "OverLimit", status: 403, fault: wire::Fault::Client },
        members: &[],
    };
    pub static PURGE_QUEUE_IN_PROGRESS: Structure = Structure {
        name: "PurgeQueueInProgress",
        kind: Kind::Error {
            code: "AWS.SimpleQueueService.PurgeQueueInProgress",
            status: 403,
            fault: wire::Fault::Client,
        },
        members: &[],
    };
    pub static PURGE_QUEUE_REQUEST: Structure = Structure {
        name: "PurgeQueueRequest",
        kind: Kind::Plain,
        members: &[Member::body("QueueUrl", false, &shape::STRING)],
    };
    pub static QUEUE_DELETED_RECENTLY: Structure = Structure {
        name: "QueueDeletedRecently",
        kind: Kind::Error {
            code: "AWS.SimpleQueueService.QueueDeletedRecently",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[],
    };
    pub static QUEUE_DOES_NOT_EXIST: Structure = Structure {
        name: "QueueDoesNotExist",
        kind: Kind::Error {
            code: "AWS.SimpleQueueService.NonExistentQueue",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[],
    };
    pub static QUEUE_NAME_EXISTS: Structure = Structure {
        name: "QueueNameExists",
        kind: Kind::Error { code: "QueueAlreadyExists", status: 400, fault: wire::Fault::Client },
        members: &[],
    };
    pub static RECEIPT_HANDLE_IS_INVALID: Structure = Structure {
        name: "ReceiptHandleIsInvalid",
        kind: Kind::Error {
            code: "ReceiptHandleIsInvalid",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[],
    };
    pub static RECEIVE_MESSAGE_REQUEST: Structure = Structure {
        name: "ReceiveMessageRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueUrl", false, &shape::STRING),
            Member::body("AttributeNames", false, &shape::ATTRIBUTE_NAME_LIST),
            Member::body("MessageAttributeNames", false, &shape::MESSAGE_ATTRIBUTE_NAME_LIST),
            Member::body("MaxNumberOfMessages", false, &shape::INTEGER),
            Member::body("VisibilityTimeout", false, &shape::INTEGER),
            Member::body("WaitTimeSeconds", false, &shape::INTEGER),
            Member::body("ReceiveRequestAttemptId", false, &shape::STRING),
        ],
    };
    pub static RECEIVE_MESSAGE_RESULT: Structure = Structure {
        name: "ReceiveMessageResult",
        kind: Kind::Plain,
        members: &[Member::body("Messages", false, &shape::MESSAGE_LIST)],
    };
    pub static REMOVE_PERMISSION_REQUEST: Structure = Structure {
        name: "RemovePermissionRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueUrl", false, &shape::STRING),
            Member::body("Label", false, &shape::STRING),
        ],
    };
    pub static RESOURCE_NOT_FOUND_EXCEPTION: Structure = Structure {
        name: "ResourceNotFoundException",
        kind: Kind::Error {
            code: "ResourceNotFoundException",
            status: 404,
            fault: wire::Fault::Client,
        },
        members: &[],
    };
    pub static SEND_MESSAGE_BATCH_REQUEST: Structure = Structure {
        name: "SendMessageBatchRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueUrl", false, &shape::STRING),
            Member::body("Entries", false, &shape::SEND_MESSAGE_BATCH_REQUEST_ENTRY_LIST),
        ],
    };
    pub static SEND_MESSAGE_BATCH_REQUEST_ENTRY: Structure = Structure {
        name: "SendMessageBatchRequestEntry",
        kind: Kind::Plain,
        members: &[
            Member::body("Id", false, &shape::STRING),
            Member::body("MessageBody", false, &shape::STRING),
            Member::body("DelaySeconds", false, &shape::INTEGER),
            Member::at(
                Location::Body,
                "MessageAttributes",
                "MessageAttribute",
                false,
                &shape::MESSAGE_BODY_ATTRIBUTE_MAP,
            ),
            Member::at(
                Location::Body,
                "MessageSystemAttributes",
                "MessageSystemAttribute",
                false,
                &shape::MESSAGE_BODY_SYSTEM_ATTRIBUTE_MAP,
            ),
            Member::body("MessageDeduplicationId", false, &shape::STRING),
            Member::body("MessageGroupId", false, &shape::STRING),
        ],
    };
    pub static SEND_MESSAGE_BATCH_RESULT: Structure = Structure {
        name: "SendMessageBatchResult",
        kind: Kind::Plain,
        members: &[
            Member::body("Successful", true, &shape::SEND_MESSAGE_BATCH_RESULT_ENTRY_LIST),
            Member::body("Failed", true, &shape::BATCH_RESULT_ERROR_ENTRY_LIST),
        ],
    };
    pub static SEND_MESSAGE_BATCH_RESULT_ENTRY: Structure = Structure {
        name: "SendMessageBatchResultEntry",
        kind: Kind::Plain,
        members: &[
            Member::body("Id", true, &shape::STRING),
            Member::body("MessageId", true, &shape::STRING),
            Member::body("MD5OfMessageBody", true, &shape::STRING),
            Member::body("MD5OfMessageAttributes", false, &shape::STRING),
            Member::body("MD5OfMessageSystemAttributes", false, &shape::STRING),
            Member::body("SequenceNumber", false, &shape::STRING),
        ],
    };
    pub static SEND_MESSAGE_REQUEST: Structure = Structure {
        name: "SendMessageRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueUrl", false, &shape::STRING),
            Member::body("MessageBody", false, &shape::STRING),
            Member::body("DelaySeconds", false, &shape::INTEGER),
            Member::at(
                Location::Body,
                "MessageAttributes",
                "MessageAttribute",
                false,
                &shape::MESSAGE_BODY_ATTRIBUTE_MAP,
            ),
            Member::at(
                Location::Body,
                "MessageSystemAttributes",
                "MessageSystemAttribute",
                false,
                &shape::MESSAGE_BODY_SYSTEM_ATTRIBUTE_MAP,
            ),
            Member::body("MessageDeduplicationId", false, &shape::STRING),
            Member::body("MessageGroupId", false, &shape::STRING),
        ],
    };
    pub static SEND_MESSAGE_RESULT: Structure = Structure {
        name: "SendMessageResult",
        kind: Kind::Plain,
        members: &[
            Member::body("MD5OfMessageBody", false, &shape::STRING),
            Member::body("MD5OfMessageAttributes", false, &shape::STRING),
            Member::body("MD5OfMessageSystemAttributes", false, &shape::STRING),
            Member::body("MessageId", false, &shape::STRING),
            Member::body("SequenceNumber", false, &shape::STRING),
        ],
    };
    pub static SET_QUEUE_ATTRIBUTES_REQUEST: Structure = Structure {
        name: "SetQueueAttributesRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueUrl", false, &shape::STRING),
            Member::at(
                Location::Body,
                "Attributes",
                "Attribute",
                false,
                &shape::QUEUE_ATTRIBUTE_MAP,
            ),
        ],
    };
    pub static START_MESSAGE_MOVE_TASK_REQUEST: Structure = Structure {
        name: "StartMessageMoveTaskRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("SourceArn", false, &shape::STRING),
            Member::body("DestinationArn", false, &shape::STRING),
            Member::body("MaxNumberOfMessagesPerSecond", false, &shape::INTEGER),
        ],
    };
    pub static START_MESSAGE_MOVE_TASK_RESULT: Structure = Structure {
        name: "StartMessageMoveTaskResult",
        kind: Kind::Plain,
        members: &[Member::body("TaskHandle", false, &shape::STRING)],
    };
    pub static TAG_QUEUE_REQUEST: Structure = Structure {
        name: "TagQueueRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueUrl", false, &shape::STRING),
            Member::body("Tags", false, &shape::TAG_MAP),
        ],
    };
    pub static TOO_MANY_ENTRIES_IN_BATCH_REQUEST: Structure = Structure {
        name: "TooManyEntriesInBatchRequest",
        kind: Kind::Error {
            code: "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[],
    };
    pub static UNSUPPORTED_OPERATION: Structure = Structure {
        name: "UnsupportedOperation",
        kind: Kind::Error {
            code: "AWS.SimpleQueueService.UnsupportedOperation",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[],
    };
    pub static UNTAG_QUEUE_REQUEST: Structure = Structure {
        name: "UntagQueueRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("QueueUrl", false, &shape::STRING),
            Member::body("TagKeys", false, &shape::TAG_KEY_LIST),
        ],
    };
}

/// Everything that is not a structure.
pub mod shape {
    use wire::schema::*;

    use super::{schema, shape};

    pub static AWS_ACCOUNT_ID_LIST: Shape = Shape::List(ListShape {
        member: &shape::STRING,
        member_name: "AWSAccountId",
        flattened: true,
        length: Length::ANY,
    });
    pub static ACTION_NAME_LIST: Shape = Shape::List(ListShape {
        member: &shape::STRING,
        member_name: "ActionName",
        flattened: true,
        length: Length::ANY,
    });
    pub static ATTRIBUTE_NAME_LIST: Shape = Shape::List(ListShape {
        member: &shape::QUEUE_ATTRIBUTE_NAME,
        member_name: "AttributeName",
        flattened: true,
        length: Length::ANY,
    });
    pub static BATCH_RESULT_ERROR_ENTRY_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::BATCH_RESULT_ERROR_ENTRY),
        member_name: "BatchResultErrorEntry",
        flattened: true,
        length: Length::ANY,
    });
    pub static BINARY: Shape = Shape::Blob(Length::ANY);
    pub static BINARY_LIST: Shape = Shape::List(ListShape {
        member: &shape::BINARY,
        member_name: "BinaryListValue",
        flattened: false,
        length: Length::ANY,
    });
    pub static BOXED_INTEGER: Shape = Shape::Integer(Range::ANY);
    pub static CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST_ENTRY_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST_ENTRY),
        member_name: "ChangeMessageVisibilityBatchRequestEntry",
        flattened: true,
        length: Length::ANY,
    });
    pub static CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT_ENTRY_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT_ENTRY),
        member_name: "ChangeMessageVisibilityBatchResultEntry",
        flattened: true,
        length: Length::ANY,
    });
    pub static DELETE_MESSAGE_BATCH_REQUEST_ENTRY_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::DELETE_MESSAGE_BATCH_REQUEST_ENTRY),
        member_name: "DeleteMessageBatchRequestEntry",
        flattened: true,
        length: Length::ANY,
    });
    pub static DELETE_MESSAGE_BATCH_RESULT_ENTRY_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::DELETE_MESSAGE_BATCH_RESULT_ENTRY),
        member_name: "DeleteMessageBatchResultEntry",
        flattened: true,
        length: Length::ANY,
    });
    pub static INTEGER: Shape = Shape::Integer(Range::ANY);
    pub static LIST_MESSAGE_MOVE_TASKS_RESULT_ENTRY_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::LIST_MESSAGE_MOVE_TASKS_RESULT_ENTRY),
        member_name: "ListMessageMoveTasksResultEntry",
        flattened: true,
        length: Length::ANY,
    });
    pub static LONG: Shape = Shape::Long(Range::ANY);
    pub static MESSAGE_ATTRIBUTE_NAME: Shape = Shape::String(Text::ANY);
    pub static MESSAGE_ATTRIBUTE_NAME_LIST: Shape = Shape::List(ListShape {
        member: &shape::MESSAGE_ATTRIBUTE_NAME,
        member_name: "MessageAttributeName",
        flattened: true,
        length: Length::ANY,
    });
    pub static MESSAGE_BODY_ATTRIBUTE_MAP: Shape = Shape::Map(MapShape {
        key: &shape::STRING,
        value: &Shape::Structure(&schema::MESSAGE_ATTRIBUTE_VALUE),
        key_name: "Name",
        value_name: "Value",
        flattened: true,
        length: Length::ANY,
    });
    pub static MESSAGE_BODY_SYSTEM_ATTRIBUTE_MAP: Shape = Shape::Map(MapShape {
        key: &shape::MESSAGE_SYSTEM_ATTRIBUTE_NAME_FOR_SENDS,
        value: &Shape::Structure(&schema::MESSAGE_SYSTEM_ATTRIBUTE_VALUE),
        key_name: "Name",
        value_name: "Value",
        flattened: true,
        length: Length::ANY,
    });
    pub static MESSAGE_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::MESSAGE),
        member_name: "Message",
        flattened: true,
        length: Length::ANY,
    });
    pub static MESSAGE_SYSTEM_ATTRIBUTE_MAP: Shape = Shape::Map(MapShape {
        key: &shape::MESSAGE_SYSTEM_ATTRIBUTE_NAME,
        value: &shape::STRING,
        key_name: "Name",
        value_name: "Value",
        flattened: true,
        length: Length::ANY,
    });
    pub static MESSAGE_SYSTEM_ATTRIBUTE_NAME: Shape = Shape::String(Text::ANY);
    pub static MESSAGE_SYSTEM_ATTRIBUTE_NAME_FOR_SENDS: Shape = Shape::String(Text::ANY);
    pub static QUEUE_ATTRIBUTE_MAP: Shape = Shape::Map(MapShape {
        key: &shape::QUEUE_ATTRIBUTE_NAME,
        value: &shape::STRING,
        key_name: "Name",
        value_name: "Value",
        flattened: true,
        length: Length::ANY,
    });
    pub static QUEUE_ATTRIBUTE_NAME: Shape = Shape::String(Text::ANY);
    pub static QUEUE_URL_LIST: Shape = Shape::List(ListShape {
        member: &shape::STRING,
        member_name: "QueueUrl",
        flattened: true,
        length: Length::ANY,
    });
    pub static SEND_MESSAGE_BATCH_REQUEST_ENTRY_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::SEND_MESSAGE_BATCH_REQUEST_ENTRY),
        member_name: "SendMessageBatchRequestEntry",
        flattened: true,
        length: Length::ANY,
    });
    pub static SEND_MESSAGE_BATCH_RESULT_ENTRY_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::SEND_MESSAGE_BATCH_RESULT_ENTRY),
        member_name: "SendMessageBatchResultEntry",
        flattened: true,
        length: Length::ANY,
    });
    pub static STRING: Shape = Shape::String(Text::ANY);
    pub static STRING_LIST: Shape = Shape::List(ListShape {
        member: &shape::STRING,
        member_name: "StringListValue",
        flattened: false,
        length: Length::ANY,
    });
    pub static TAG_KEY: Shape = Shape::String(Text::ANY);
    pub static TAG_KEY_LIST: Shape = Shape::List(ListShape {
        member: &shape::TAG_KEY,
        member_name: "TagKey",
        flattened: true,
        length: Length::ANY,
    });
    pub static TAG_MAP: Shape = Shape::Map(MapShape {
        key: &shape::TAG_KEY,
        value: &shape::TAG_VALUE,
        key_name: "Key",
        value_name: "Value",
        flattened: true,
        length: Length::ANY,
    });
    pub static TAG_VALUE: Shape = Shape::String(Text::ANY);
    pub static TOKEN: Shape = Shape::String(Text::ANY);
}

wire::structure!(AddPermissionRequest = schema::ADD_PERMISSION_REQUEST);
wire::members! { AddPermissionRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
1 label take_label set_label with_label String;
2 aws_account_ids take_aws_account_ids set_aws_account_ids with_aws_account_ids List<String>;
3 actions take_actions set_actions with_actions List<String>;
}
}

wire::error!(BatchEntryIdsNotDistinct = schema::BATCH_ENTRY_IDS_NOT_DISTINCT);

wire::error!(BatchRequestTooLong = schema::BATCH_REQUEST_TOO_LONG);

wire::structure!(BatchResultErrorEntry = schema::BATCH_RESULT_ERROR_ENTRY);
wire::members! { BatchResultErrorEntry;
required {
0 id take_id set_id with_id String;
1 sender_fault take_sender_fault set_sender_fault with_sender_fault bool;
2 code take_code set_code with_code String;
}
optional {
3 message take_message set_message with_message String;
}
}

wire::structure!(CancelMessageMoveTaskRequest = schema::CANCEL_MESSAGE_MOVE_TASK_REQUEST);
wire::members! { CancelMessageMoveTaskRequest;
required {
}
optional {
0 task_handle take_task_handle set_task_handle with_task_handle String;
}
}

wire::structure!(CancelMessageMoveTaskResult = schema::CANCEL_MESSAGE_MOVE_TASK_RESULT);
wire::members! { CancelMessageMoveTaskResult;
required {
}
optional {
0 approximate_number_of_messages_moved take_approximate_number_of_messages_moved set_approximate_number_of_messages_moved with_approximate_number_of_messages_moved i64;
}
}

wire::structure!(
    ChangeMessageVisibilityBatchRequest = schema::CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST
);
wire::members! { ChangeMessageVisibilityBatchRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
1 entries take_entries set_entries with_entries List<ChangeMessageVisibilityBatchRequestEntry>;
}
}

wire::structure!(
    ChangeMessageVisibilityBatchRequestEntry =
        schema::CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST_ENTRY
);
wire::members! { ChangeMessageVisibilityBatchRequestEntry;
required {
}
optional {
0 id take_id set_id with_id String;
1 receipt_handle take_receipt_handle set_receipt_handle with_receipt_handle String;
2 visibility_timeout take_visibility_timeout set_visibility_timeout with_visibility_timeout i64;
}
}

wire::structure!(
    ChangeMessageVisibilityBatchResult = schema::CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT
);
wire::members! { ChangeMessageVisibilityBatchResult;
required {
0 successful take_successful set_successful with_successful List<ChangeMessageVisibilityBatchResultEntry>;
1 failed take_failed set_failed with_failed List<BatchResultErrorEntry>;
}
optional {
}
}

wire::structure!(
    ChangeMessageVisibilityBatchResultEntry = schema::CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT_ENTRY
);
wire::members! { ChangeMessageVisibilityBatchResultEntry;
required {
0 id take_id set_id with_id String;
}
optional {
}
}

wire::structure!(ChangeMessageVisibilityRequest = schema::CHANGE_MESSAGE_VISIBILITY_REQUEST);
wire::members! { ChangeMessageVisibilityRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
1 receipt_handle take_receipt_handle set_receipt_handle with_receipt_handle String;
2 visibility_timeout take_visibility_timeout set_visibility_timeout with_visibility_timeout i64;
}
}

wire::structure!(CreateQueueRequest = schema::CREATE_QUEUE_REQUEST);
wire::members! { CreateQueueRequest;
required {
}
optional {
0 queue_name take_queue_name set_queue_name with_queue_name String;
1 attributes take_attributes set_attributes with_attributes Map<String>;
2 tags take_tags set_tags with_tags Map<String>;
}
}

wire::structure!(CreateQueueResult = schema::CREATE_QUEUE_RESULT);
wire::members! { CreateQueueResult;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
}
}

wire::structure!(DeleteMessageBatchRequest = schema::DELETE_MESSAGE_BATCH_REQUEST);
wire::members! { DeleteMessageBatchRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
1 entries take_entries set_entries with_entries List<DeleteMessageBatchRequestEntry>;
}
}

wire::structure!(DeleteMessageBatchRequestEntry = schema::DELETE_MESSAGE_BATCH_REQUEST_ENTRY);
wire::members! { DeleteMessageBatchRequestEntry;
required {
}
optional {
0 id take_id set_id with_id String;
1 receipt_handle take_receipt_handle set_receipt_handle with_receipt_handle String;
}
}

wire::structure!(DeleteMessageBatchResult = schema::DELETE_MESSAGE_BATCH_RESULT);
wire::members! { DeleteMessageBatchResult;
required {
0 successful take_successful set_successful with_successful List<DeleteMessageBatchResultEntry>;
1 failed take_failed set_failed with_failed List<BatchResultErrorEntry>;
}
optional {
}
}

wire::structure!(DeleteMessageBatchResultEntry = schema::DELETE_MESSAGE_BATCH_RESULT_ENTRY);
wire::members! { DeleteMessageBatchResultEntry;
required {
0 id take_id set_id with_id String;
}
optional {
}
}

wire::structure!(DeleteMessageRequest = schema::DELETE_MESSAGE_REQUEST);
wire::members! { DeleteMessageRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
1 receipt_handle take_receipt_handle set_receipt_handle with_receipt_handle String;
}
}

wire::structure!(DeleteQueueRequest = schema::DELETE_QUEUE_REQUEST);
wire::members! { DeleteQueueRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
}
}

wire::error!(EmptyBatchRequest = schema::EMPTY_BATCH_REQUEST);

wire::structure!(GetQueueAttributesRequest = schema::GET_QUEUE_ATTRIBUTES_REQUEST);
wire::members! { GetQueueAttributesRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
1 attribute_names take_attribute_names set_attribute_names with_attribute_names List<String>;
}
}

wire::structure!(GetQueueAttributesResult = schema::GET_QUEUE_ATTRIBUTES_RESULT);
wire::members! { GetQueueAttributesResult;
required {
}
optional {
0 attributes take_attributes set_attributes with_attributes Map<String>;
}
}

wire::structure!(GetQueueUrlRequest = schema::GET_QUEUE_URL_REQUEST);
wire::members! { GetQueueUrlRequest;
required {
}
optional {
0 queue_name take_queue_name set_queue_name with_queue_name String;
1 queue_owner_aws_account_id take_queue_owner_aws_account_id set_queue_owner_aws_account_id with_queue_owner_aws_account_id String;
}
}

wire::structure!(GetQueueUrlResult = schema::GET_QUEUE_URL_RESULT);
wire::members! { GetQueueUrlResult;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
}
}

wire::error!(InvalidAttributeName = schema::INVALID_ATTRIBUTE_NAME);

wire::error!(InvalidBatchEntryId = schema::INVALID_BATCH_ENTRY_ID);

wire::error!(InvalidIdFormat = schema::INVALID_ID_FORMAT);

wire::error!(InvalidMessageContents = schema::INVALID_MESSAGE_CONTENTS);

wire::structure!(
    ListDeadLetterSourceQueuesRequest = schema::LIST_DEAD_LETTER_SOURCE_QUEUES_REQUEST
);
wire::members! { ListDeadLetterSourceQueuesRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
1 next_token take_next_token set_next_token with_next_token String;
2 max_results take_max_results set_max_results with_max_results i64;
}
}

wire::structure!(ListDeadLetterSourceQueuesResult = schema::LIST_DEAD_LETTER_SOURCE_QUEUES_RESULT);
wire::members! { ListDeadLetterSourceQueuesResult;
required {
0 queue_urls take_queue_urls set_queue_urls with_queue_urls List<String>;
}
optional {
1 next_token take_next_token set_next_token with_next_token String;
}
}

wire::structure!(ListMessageMoveTasksRequest = schema::LIST_MESSAGE_MOVE_TASKS_REQUEST);
wire::members! { ListMessageMoveTasksRequest;
required {
}
optional {
0 source_arn take_source_arn set_source_arn with_source_arn String;
1 max_results take_max_results set_max_results with_max_results i64;
}
}

wire::structure!(ListMessageMoveTasksResult = schema::LIST_MESSAGE_MOVE_TASKS_RESULT);
wire::members! { ListMessageMoveTasksResult;
required {
}
optional {
0 results take_results set_results with_results List<ListMessageMoveTasksResultEntry>;
}
}

wire::structure!(ListMessageMoveTasksResultEntry = schema::LIST_MESSAGE_MOVE_TASKS_RESULT_ENTRY);
wire::members! { ListMessageMoveTasksResultEntry;
required {
}
optional {
0 task_handle take_task_handle set_task_handle with_task_handle String;
1 status take_status set_status with_status String;
2 source_arn take_source_arn set_source_arn with_source_arn String;
3 destination_arn take_destination_arn set_destination_arn with_destination_arn String;
4 max_number_of_messages_per_second take_max_number_of_messages_per_second set_max_number_of_messages_per_second with_max_number_of_messages_per_second i64;
5 approximate_number_of_messages_moved take_approximate_number_of_messages_moved set_approximate_number_of_messages_moved with_approximate_number_of_messages_moved i64;
6 approximate_number_of_messages_to_move take_approximate_number_of_messages_to_move set_approximate_number_of_messages_to_move with_approximate_number_of_messages_to_move i64;
7 failure_reason take_failure_reason set_failure_reason with_failure_reason String;
8 started_timestamp take_started_timestamp set_started_timestamp with_started_timestamp i64;
}
}

wire::structure!(ListQueueTagsRequest = schema::LIST_QUEUE_TAGS_REQUEST);
wire::members! { ListQueueTagsRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
}
}

wire::structure!(ListQueueTagsResult = schema::LIST_QUEUE_TAGS_RESULT);
wire::members! { ListQueueTagsResult;
required {
}
optional {
0 tags take_tags set_tags with_tags Map<String>;
}
}

wire::structure!(ListQueuesRequest = schema::LIST_QUEUES_REQUEST);
wire::members! { ListQueuesRequest;
required {
}
optional {
0 queue_name_prefix take_queue_name_prefix set_queue_name_prefix with_queue_name_prefix String;
1 next_token take_next_token set_next_token with_next_token String;
2 max_results take_max_results set_max_results with_max_results i64;
}
}

wire::structure!(ListQueuesResult = schema::LIST_QUEUES_RESULT);
wire::members! { ListQueuesResult;
required {
}
optional {
0 queue_urls take_queue_urls set_queue_urls with_queue_urls List<String>;
1 next_token take_next_token set_next_token with_next_token String;
}
}

wire::structure!(Message = schema::MESSAGE);
wire::members! { Message;
required {
}
optional {
0 message_id take_message_id set_message_id with_message_id String;
1 receipt_handle take_receipt_handle set_receipt_handle with_receipt_handle String;
2 md5_of_body take_md5_of_body set_md5_of_body with_md5_of_body String;
3 body take_body set_body with_body String;
4 attributes take_attributes set_attributes with_attributes Map<String>;
5 md5_of_message_attributes take_md5_of_message_attributes set_md5_of_message_attributes with_md5_of_message_attributes String;
6 message_attributes take_message_attributes set_message_attributes with_message_attributes Map<MessageAttributeValue>;
}
}

wire::structure!(MessageAttributeValue = schema::MESSAGE_ATTRIBUTE_VALUE);
wire::members! { MessageAttributeValue;
required {
}
optional {
0 string_value take_string_value set_string_value with_string_value String;
1 binary_value take_binary_value set_binary_value with_binary_value Vec<u8>;
2 string_list_values take_string_list_values set_string_list_values with_string_list_values List<String>;
3 binary_list_values take_binary_list_values set_binary_list_values with_binary_list_values List<Vec<u8>>;
4 data_type take_data_type set_data_type with_data_type String;
}
}

wire::error!(MessageNotInflight = schema::MESSAGE_NOT_INFLIGHT);

wire::structure!(MessageSystemAttributeValue = schema::MESSAGE_SYSTEM_ATTRIBUTE_VALUE);
wire::members! { MessageSystemAttributeValue;
required {
}
optional {
0 string_value take_string_value set_string_value with_string_value String;
1 binary_value take_binary_value set_binary_value with_binary_value Vec<u8>;
2 string_list_values take_string_list_values set_string_list_values with_string_list_values List<String>;
3 binary_list_values take_binary_list_values set_binary_list_values with_binary_list_values List<Vec<u8>>;
4 data_type take_data_type set_data_type with_data_type String;
}
}

wire::error!(OverLimit = schema::OVER_LIMIT);

wire::error!(PurgeQueueInProgress = schema::PURGE_QUEUE_IN_PROGRESS);

wire::structure!(PurgeQueueRequest = schema::PURGE_QUEUE_REQUEST);
wire::members! { PurgeQueueRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
}
}

wire::error!(QueueDeletedRecently = schema::QUEUE_DELETED_RECENTLY);

wire::error!(QueueDoesNotExist = schema::QUEUE_DOES_NOT_EXIST);

wire::error!(QueueNameExists = schema::QUEUE_NAME_EXISTS);

wire::error!(ReceiptHandleIsInvalid = schema::RECEIPT_HANDLE_IS_INVALID);

wire::structure!(ReceiveMessageRequest = schema::RECEIVE_MESSAGE_REQUEST);
wire::members! { ReceiveMessageRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
1 attribute_names take_attribute_names set_attribute_names with_attribute_names List<String>;
2 message_attribute_names take_message_attribute_names set_message_attribute_names with_message_attribute_names List<String>;
3 max_number_of_messages take_max_number_of_messages set_max_number_of_messages with_max_number_of_messages i64;
4 visibility_timeout take_visibility_timeout set_visibility_timeout with_visibility_timeout i64;
5 wait_time_seconds take_wait_time_seconds set_wait_time_seconds with_wait_time_seconds i64;
6 receive_request_attempt_id take_receive_request_attempt_id set_receive_request_attempt_id with_receive_request_attempt_id String;
}
}

wire::structure!(ReceiveMessageResult = schema::RECEIVE_MESSAGE_RESULT);
wire::members! { ReceiveMessageResult;
required {
}
optional {
0 messages take_messages set_messages with_messages List<Message>;
}
}

wire::structure!(RemovePermissionRequest = schema::REMOVE_PERMISSION_REQUEST);
wire::members! { RemovePermissionRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
1 label take_label set_label with_label String;
}
}

wire::error!(ResourceNotFoundException = schema::RESOURCE_NOT_FOUND_EXCEPTION);

wire::structure!(SendMessageBatchRequest = schema::SEND_MESSAGE_BATCH_REQUEST);
wire::members! { SendMessageBatchRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
1 entries take_entries set_entries with_entries List<SendMessageBatchRequestEntry>;
}
}

wire::structure!(SendMessageBatchRequestEntry = schema::SEND_MESSAGE_BATCH_REQUEST_ENTRY);
wire::members! { SendMessageBatchRequestEntry;
required {
}
optional {
0 id take_id set_id with_id String;
1 message_body take_message_body set_message_body with_message_body String;
2 delay_seconds take_delay_seconds set_delay_seconds with_delay_seconds i64;
3 message_attributes take_message_attributes set_message_attributes with_message_attributes Map<MessageAttributeValue>;
4 message_system_attributes take_message_system_attributes set_message_system_attributes with_message_system_attributes Map<MessageSystemAttributeValue>;
5 message_deduplication_id take_message_deduplication_id set_message_deduplication_id with_message_deduplication_id String;
6 message_group_id take_message_group_id set_message_group_id with_message_group_id String;
}
}

wire::structure!(SendMessageBatchResult = schema::SEND_MESSAGE_BATCH_RESULT);
wire::members! { SendMessageBatchResult;
required {
0 successful take_successful set_successful with_successful List<SendMessageBatchResultEntry>;
1 failed take_failed set_failed with_failed List<BatchResultErrorEntry>;
}
optional {
}
}

wire::structure!(SendMessageBatchResultEntry = schema::SEND_MESSAGE_BATCH_RESULT_ENTRY);
wire::members! { SendMessageBatchResultEntry;
required {
0 id take_id set_id with_id String;
1 message_id take_message_id set_message_id with_message_id String;
2 md5_of_message_body take_md5_of_message_body set_md5_of_message_body with_md5_of_message_body String;
}
optional {
3 md5_of_message_attributes take_md5_of_message_attributes set_md5_of_message_attributes with_md5_of_message_attributes String;
4 md5_of_message_system_attributes take_md5_of_message_system_attributes set_md5_of_message_system_attributes with_md5_of_message_system_attributes String;
5 sequence_number take_sequence_number set_sequence_number with_sequence_number String;
}
}

wire::structure!(SendMessageRequest = schema::SEND_MESSAGE_REQUEST);
wire::members! { SendMessageRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
1 message_body take_message_body set_message_body with_message_body String;
2 delay_seconds take_delay_seconds set_delay_seconds with_delay_seconds i64;
3 message_attributes take_message_attributes set_message_attributes with_message_attributes Map<MessageAttributeValue>;
4 message_system_attributes take_message_system_attributes set_message_system_attributes with_message_system_attributes Map<MessageSystemAttributeValue>;
5 message_deduplication_id take_message_deduplication_id set_message_deduplication_id with_message_deduplication_id String;
6 message_group_id take_message_group_id set_message_group_id with_message_group_id String;
}
}

wire::structure!(SendMessageResult = schema::SEND_MESSAGE_RESULT);
wire::members! { SendMessageResult;
required {
}
optional {
0 md5_of_message_body take_md5_of_message_body set_md5_of_message_body with_md5_of_message_body String;
1 md5_of_message_attributes take_md5_of_message_attributes set_md5_of_message_attributes with_md5_of_message_attributes String;
2 md5_of_message_system_attributes take_md5_of_message_system_attributes set_md5_of_message_system_attributes with_md5_of_message_system_attributes String;
3 message_id take_message_id set_message_id with_message_id String;
4 sequence_number take_sequence_number set_sequence_number with_sequence_number String;
}
}

wire::structure!(SetQueueAttributesRequest = schema::SET_QUEUE_ATTRIBUTES_REQUEST);
wire::members! { SetQueueAttributesRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
1 attributes take_attributes set_attributes with_attributes Map<String>;
}
}

wire::structure!(StartMessageMoveTaskRequest = schema::START_MESSAGE_MOVE_TASK_REQUEST);
wire::members! { StartMessageMoveTaskRequest;
required {
}
optional {
0 source_arn take_source_arn set_source_arn with_source_arn String;
1 destination_arn take_destination_arn set_destination_arn with_destination_arn String;
2 max_number_of_messages_per_second take_max_number_of_messages_per_second set_max_number_of_messages_per_second with_max_number_of_messages_per_second i64;
}
}

wire::structure!(StartMessageMoveTaskResult = schema::START_MESSAGE_MOVE_TASK_RESULT);
wire::members! { StartMessageMoveTaskResult;
required {
}
optional {
0 task_handle take_task_handle set_task_handle with_task_handle String;
}
}

wire::structure!(TagQueueRequest = schema::TAG_QUEUE_REQUEST);
wire::members! { TagQueueRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
1 tags take_tags set_tags with_tags Map<String>;
}
}

wire::error!(TooManyEntriesInBatchRequest = schema::TOO_MANY_ENTRIES_IN_BATCH_REQUEST);

wire::error!(UnsupportedOperation = schema::UNSUPPORTED_OPERATION);

wire::structure!(UntagQueueRequest = schema::UNTAG_QUEUE_REQUEST);
wire::members! { UntagQueueRequest;
required {
}
optional {
0 queue_url take_queue_url set_queue_url with_queue_url String;
1 tag_keys take_tag_keys set_tag_keys with_tag_keys List<String>;
}
}
