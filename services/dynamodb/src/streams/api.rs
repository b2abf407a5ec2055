// Written by `cargo xtask gen` from ops.toml and the API model; not edited by hand.
// botocore 1.43.11
// generator 1
// ops 6ebde568753dc499291c7aaf959e7fc220b29b2d5afa67a1ac7d77bc786890bc
// model 9e902c85845593b962d1f27ddac46541d4f80373f2cd8b3edcc6257265f82499
// code 8d1a2a88324aaa44eb4fe8071d9bd0ba121dabeedf7e7825419009a5a9ea484f
//! The service's shapes, operations and errors, as its API model gives them.

use wire::schema::{Protocol, ServiceModel};
use wire::{List, Map};

pub static MODEL: ServiceModel = ServiceModel {
    name: "dynamodb",
    service_id: "DynamoDB Streams",
    endpoint_prefix: "streams.dynamodb",
    protocol: Protocol::AwsJson10,
    target_prefix: "DynamoDBStreams_20120810",
    api_version: "2012-08-10",
    error_namespace: "com.amazonaws.dynamodb.v20120810",
    xml_namespace: "",
    operations: &[
        &op::DESCRIBE_STREAM,
        &op::GET_RECORDS,
        &op::GET_SHARD_ITERATOR,
        &op::LIST_STREAMS,
    ],
    unimplemented: &[],
};

/// The operations, by name.
pub mod op {
    use wire::schema::Operation;

    use super::schema;

    pub static DESCRIBE_STREAM: Operation = Operation {
        name: "DescribeStream",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DESCRIBE_STREAM_INPUT,
        output: &schema::DESCRIBE_STREAM_OUTPUT,
        result_wrapper: "",
        errors: &[&schema::RESOURCE_NOT_FOUND_EXCEPTION, &schema::INTERNAL_SERVER_ERROR],
    };
    pub static GET_RECORDS: Operation = Operation {
        name: "GetRecords",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_RECORDS_INPUT,
        output: &schema::GET_RECORDS_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::LIMIT_EXCEEDED_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::EXPIRED_ITERATOR_EXCEPTION,
            &schema::TRIMMED_DATA_ACCESS_EXCEPTION,
        ],
    };
    pub static GET_SHARD_ITERATOR: Operation = Operation {
        name: "GetShardIterator",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_SHARD_ITERATOR_INPUT,
        output: &schema::GET_SHARD_ITERATOR_OUTPUT,
        result_wrapper: "",
        errors: &[
            &schema::RESOURCE_NOT_FOUND_EXCEPTION,
            &schema::INTERNAL_SERVER_ERROR,
            &schema::TRIMMED_DATA_ACCESS_EXCEPTION,
        ],
    };
    pub static LIST_STREAMS: Operation = Operation {
        name: "ListStreams",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::LIST_STREAMS_INPUT,
        output: &schema::LIST_STREAMS_OUTPUT,
        result_wrapper: "",
        errors: &[&schema::RESOURCE_NOT_FOUND_EXCEPTION, &schema::INTERNAL_SERVER_ERROR],
    };
}

/// The structures, by name.
pub mod schema {
    use wire::schema::*;

    use super::{schema, shape};

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
    pub static DESCRIBE_STREAM_INPUT: Structure = Structure {
        name: "DescribeStreamInput",
        kind: Kind::Plain,
        members: &[
            Member::body("StreamArn", true, &shape::STREAM_ARN),
            Member::body("Limit", false, &shape::POSITIVE_INTEGER_OBJECT),
            Member::body("ExclusiveStartShardId", false, &shape::SHARD_ID),
            Member::body("ShardFilter", false, &Shape::Structure(&schema::SHARD_FILTER)),
        ],
    };
    pub static DESCRIBE_STREAM_OUTPUT: Structure = Structure {
        name: "DescribeStreamOutput",
        kind: Kind::Plain,
        members: &[Member::body(
            "StreamDescription",
            false,
            &Shape::Structure(&schema::STREAM_DESCRIPTION),
        )],
    };
    pub static EXPIRED_ITERATOR_EXCEPTION: Structure = Structure {
        name: "ExpiredIteratorException",
        kind: Kind::Error {
            code: "ExpiredIteratorException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static GET_RECORDS_INPUT: Structure = Structure {
        name: "GetRecordsInput",
        kind: Kind::Plain,
        members: &[
            Member::body("ShardIterator", true, &shape::SHARD_ITERATOR),
            Member::body("Limit", false, &shape::POSITIVE_INTEGER_OBJECT),
        ],
    };
    pub static GET_RECORDS_OUTPUT: Structure = Structure {
        name: "GetRecordsOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("Records", false, &shape::RECORD_LIST),
            Member::body("NextShardIterator", false, &shape::SHARD_ITERATOR),
        ],
    };
    pub static GET_SHARD_ITERATOR_INPUT: Structure = Structure {
        name: "GetShardIteratorInput",
        kind: Kind::Plain,
        members: &[
            Member::body("StreamArn", true, &shape::STREAM_ARN),
            Member::body("ShardId", true, &shape::SHARD_ID),
            Member::body("ShardIteratorType", true, &shape::SHARD_ITERATOR_TYPE),
            Member::body("SequenceNumber", false, &shape::SEQUENCE_NUMBER),
        ],
    };
    pub static GET_SHARD_ITERATOR_OUTPUT: Structure = Structure {
        name: "GetShardIteratorOutput",
        kind: Kind::Plain,
        members: &[Member::body("ShardIterator", false, &shape::SHARD_ITERATOR)],
    };
    pub static IDENTITY: Structure = Structure {
        name: "Identity",
        kind: Kind::Plain,
        members: &[
            Member::body("PrincipalId", false, &shape::STRING),
            Member::body("Type", false, &shape::STRING),
        ],
    };
    pub static INTERNAL_SERVER_ERROR: Structure = Structure {
        name: "InternalServerError",
        kind: Kind::Error { code: "InternalServerError", status: 500, fault: wire::Fault::Server },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
    pub static KEY_SCHEMA_ELEMENT: Structure = Structure {
        name: "KeySchemaElement",
        kind: Kind::Plain,
        members: &[
            Member::body("AttributeName", true, &shape::KEY_SCHEMA_ATTRIBUTE_NAME),
            Member::body("KeyType", true, &shape::KEY_TYPE),
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
    pub static LIST_STREAMS_INPUT: Structure = Structure {
        name: "ListStreamsInput",
        kind: Kind::Plain,
        members: &[
            Member::body("TableName", false, &shape::TABLE_NAME),
            Member::body("Limit", false, &shape::POSITIVE_INTEGER_OBJECT),
            Member::body("ExclusiveStartStreamArn", false, &shape::STREAM_ARN),
        ],
    };
    pub static LIST_STREAMS_OUTPUT: Structure = Structure {
        name: "ListStreamsOutput",
        kind: Kind::Plain,
        members: &[
            Member::body("Streams", false, &shape::STREAM_LIST),
            Member::body("LastEvaluatedStreamArn", false, &shape::STREAM_ARN),
        ],
    };
    pub static RECORD: Structure = Structure {
        name: "Record",
        kind: Kind::Plain,
        members: &[
            Member::body("eventID", false, &shape::STRING),
            Member::body("eventName", false, &shape::OPERATION_TYPE),
            Member::body("eventVersion", false, &shape::STRING),
            Member::body("eventSource", false, &shape::STRING),
            Member::body("awsRegion", false, &shape::STRING),
            Member::body("dynamodb", false, &Shape::Structure(&schema::STREAM_RECORD)),
            Member::body("userIdentity", false, &Shape::Structure(&schema::IDENTITY)),
        ],
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
    pub static SEQUENCE_NUMBER_RANGE: Structure = Structure {
        name: "SequenceNumberRange",
        kind: Kind::Plain,
        members: &[
            Member::body("StartingSequenceNumber", false, &shape::SEQUENCE_NUMBER),
            Member::body("EndingSequenceNumber", false, &shape::SEQUENCE_NUMBER),
        ],
    };
    pub static SHARD: Structure = Structure {
        name: "Shard",
        kind: Kind::Plain,
        members: &[
            Member::body("ShardId", false, &shape::SHARD_ID),
            Member::body(
                "SequenceNumberRange",
                false,
                &Shape::Structure(&schema::SEQUENCE_NUMBER_RANGE),
            ),
            Member::body("ParentShardId", false, &shape::SHARD_ID),
        ],
    };
    pub static SHARD_FILTER: Structure = Structure {
        name: "ShardFilter",
        kind: Kind::Plain,
        members: &[
            Member::body("Type", false, &shape::SHARD_FILTER_TYPE),
            Member::body("ShardId", false, &shape::SHARD_ID),
        ],
    };
    pub static STREAM: Structure = Structure {
        name: "Stream",
        kind: Kind::Plain,
        members: &[
            Member::body("StreamArn", false, &shape::STREAM_ARN),
            Member::body("TableName", false, &shape::TABLE_NAME),
            Member::body("StreamLabel", false, &shape::STRING),
        ],
    };
    pub static STREAM_DESCRIPTION: Structure = Structure {
        name: "StreamDescription",
        kind: Kind::Plain,
        members: &[
            Member::body("StreamArn", false, &shape::STREAM_ARN),
            Member::body("StreamLabel", false, &shape::STRING),
            Member::body("StreamStatus", false, &shape::STREAM_STATUS),
            Member::body("StreamViewType", false, &shape::STREAM_VIEW_TYPE),
            Member::body(
                "CreationRequestDateTime",
                false,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
            Member::body("TableName", false, &shape::TABLE_NAME),
            Member::body("KeySchema", false, &shape::KEY_SCHEMA),
            Member::body("Shards", false, &shape::SHARD_DESCRIPTION_LIST),
            Member::body("LastEvaluatedShardId", false, &shape::SHARD_ID),
        ],
    };
    pub static STREAM_RECORD: Structure = Structure {
        name: "StreamRecord",
        kind: Kind::Plain,
        members: &[
            Member::body(
                "ApproximateCreationDateTime",
                false,
                &Shape::Timestamp(TimeFormat::UnixTimestamp),
            ),
            Member::body("Keys", false, &shape::ATTRIBUTE_MAP),
            Member::body("NewImage", false, &shape::ATTRIBUTE_MAP),
            Member::body("OldImage", false, &shape::ATTRIBUTE_MAP),
            Member::body("SequenceNumber", false, &shape::SEQUENCE_NUMBER),
            Member::body("SizeBytes", false, &shape::POSITIVE_LONG_OBJECT),
            Member::body("StreamViewType", false, &shape::STREAM_VIEW_TYPE),
        ],
    };
    pub static TRIMMED_DATA_ACCESS_EXCEPTION: Structure = Structure {
        name: "TrimmedDataAccessException",
        kind: Kind::Error {
            code: "TrimmedDataAccessException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::ERROR_MESSAGE)],
    };
}

/// Everything that is not a structure.
pub mod shape {
    use wire::schema::*;
    use wire::validate::{Node, Pattern};

    use super::{schema, shape};

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
    pub static BINARY_ATTRIBUTE_VALUE: Shape = Shape::Blob(Length::ANY);
    pub static BINARY_SET_ATTRIBUTE_VALUE: Shape = Shape::List(ListShape {
        member: &shape::BINARY_ATTRIBUTE_VALUE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static ERROR_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static KEY_SCHEMA: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::KEY_SCHEMA_ELEMENT),
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: Some(2) },
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
    pub static MAP_ATTRIBUTE_VALUE: Shape = Shape::Map(MapShape {
        key: &shape::ATTRIBUTE_NAME,
        value: &Shape::Structure(&schema::ATTRIBUTE_VALUE),
        key_name: "key",
        value_name: "value",
        flattened: false,
        length: Length::ANY,
    });
    pub static NUMBER_ATTRIBUTE_VALUE: Shape = Shape::String(Text::ANY);
    pub static NUMBER_SET_ATTRIBUTE_VALUE: Shape = Shape::List(ListShape {
        member: &shape::NUMBER_ATTRIBUTE_VALUE,
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static OPERATION_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["INSERT", "MODIFY", "REMOVE"],
        sensitive: false,
    });
    pub static POSITIVE_INTEGER_OBJECT: Shape = Shape::Integer(Range { min: Some(1), max: None });
    pub static POSITIVE_LONG_OBJECT: Shape = Shape::Long(Range { min: Some(1), max: None });
    pub static RECORD_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::RECORD),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static SEQUENCE_NUMBER: Shape = Shape::String(Text {
        length: Length { min: Some(21), max: Some(40) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static SHARD_DESCRIPTION_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::SHARD),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static SHARD_FILTER_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["CHILD_SHARDS"],
        sensitive: false,
    });
    pub static SHARD_ID: Shape = Shape::String(Text {
        length: Length { min: Some(28), max: Some(65) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static SHARD_ITERATOR: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(2048) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static SHARD_ITERATOR_TYPE: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"],
        sensitive: false,
    });
    pub static STREAM_ARN: Shape = Shape::String(Text {
        length: Length { min: Some(37), max: Some(1024) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static STREAM_LIST: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::STREAM),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static STREAM_STATUS: Shape = Shape::String(Text {
        length: Length::ANY,
        pattern: None,
        values: &["ENABLING", "ENABLED", "DISABLING", "DISABLED"],
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

wire::structure!(DescribeStreamInput = schema::DESCRIBE_STREAM_INPUT);
wire::members! { DescribeStreamInput;
required {
0 stream_arn take_stream_arn set_stream_arn with_stream_arn String;
}
optional {
1 limit take_limit set_limit with_limit i64;
2 exclusive_start_shard_id take_exclusive_start_shard_id set_exclusive_start_shard_id with_exclusive_start_shard_id String;
3 shard_filter take_shard_filter set_shard_filter with_shard_filter ShardFilter;
}
}

wire::structure!(DescribeStreamOutput = schema::DESCRIBE_STREAM_OUTPUT);
wire::members! { DescribeStreamOutput;
required {
}
optional {
0 stream_description take_stream_description set_stream_description with_stream_description StreamDescription;
}
}

wire::error!(ExpiredIteratorException = schema::EXPIRED_ITERATOR_EXCEPTION);
wire::members! { ExpiredIteratorException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(GetRecordsInput = schema::GET_RECORDS_INPUT);
wire::members! { GetRecordsInput;
required {
0 shard_iterator take_shard_iterator set_shard_iterator with_shard_iterator String;
}
optional {
1 limit take_limit set_limit with_limit i64;
}
}

wire::structure!(GetRecordsOutput = schema::GET_RECORDS_OUTPUT);
wire::members! { GetRecordsOutput;
required {
}
optional {
0 records take_records set_records with_records List<Record>;
1 next_shard_iterator take_next_shard_iterator set_next_shard_iterator with_next_shard_iterator String;
}
}

wire::structure!(GetShardIteratorInput = schema::GET_SHARD_ITERATOR_INPUT);
wire::members! { GetShardIteratorInput;
required {
0 stream_arn take_stream_arn set_stream_arn with_stream_arn String;
1 shard_id take_shard_id set_shard_id with_shard_id String;
2 shard_iterator_type take_shard_iterator_type set_shard_iterator_type with_shard_iterator_type String;
}
optional {
3 sequence_number take_sequence_number set_sequence_number with_sequence_number String;
}
}

wire::structure!(GetShardIteratorOutput = schema::GET_SHARD_ITERATOR_OUTPUT);
wire::members! { GetShardIteratorOutput;
required {
}
optional {
0 shard_iterator take_shard_iterator set_shard_iterator with_shard_iterator String;
}
}

wire::structure!(Identity = schema::IDENTITY);
wire::members! { Identity;
required {
}
optional {
0 principal_id take_principal_id set_principal_id with_principal_id String;
1 r#type take_type set_type with_type String;
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

wire::structure!(KeySchemaElement = schema::KEY_SCHEMA_ELEMENT);
wire::members! { KeySchemaElement;
required {
0 attribute_name take_attribute_name set_attribute_name with_attribute_name String;
1 key_type take_key_type set_key_type with_key_type String;
}
optional {
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

wire::structure!(ListStreamsInput = schema::LIST_STREAMS_INPUT);
wire::members! { ListStreamsInput;
required {
}
optional {
0 table_name take_table_name set_table_name with_table_name String;
1 limit take_limit set_limit with_limit i64;
2 exclusive_start_stream_arn take_exclusive_start_stream_arn set_exclusive_start_stream_arn with_exclusive_start_stream_arn String;
}
}

wire::structure!(ListStreamsOutput = schema::LIST_STREAMS_OUTPUT);
wire::members! { ListStreamsOutput;
required {
}
optional {
0 streams take_streams set_streams with_streams List<Stream>;
1 last_evaluated_stream_arn take_last_evaluated_stream_arn set_last_evaluated_stream_arn with_last_evaluated_stream_arn String;
}
}

wire::structure!(Record = schema::RECORD);
wire::members! { Record;
required {
}
optional {
0 event_id take_event_id set_event_id with_event_id String;
1 event_name take_event_name set_event_name with_event_name String;
2 event_version take_event_version set_event_version with_event_version String;
3 event_source take_event_source set_event_source with_event_source String;
4 aws_region take_aws_region set_aws_region with_aws_region String;
5 dynamodb take_dynamodb set_dynamodb with_dynamodb StreamRecord;
6 user_identity take_user_identity set_user_identity with_user_identity Identity;
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

wire::structure!(SequenceNumberRange = schema::SEQUENCE_NUMBER_RANGE);
wire::members! { SequenceNumberRange;
required {
}
optional {
0 starting_sequence_number take_starting_sequence_number set_starting_sequence_number with_starting_sequence_number String;
1 ending_sequence_number take_ending_sequence_number set_ending_sequence_number with_ending_sequence_number String;
}
}

wire::structure!(Shard = schema::SHARD);
wire::members! { Shard;
required {
}
optional {
0 shard_id take_shard_id set_shard_id with_shard_id String;
1 sequence_number_range take_sequence_number_range set_sequence_number_range with_sequence_number_range SequenceNumberRange;
2 parent_shard_id take_parent_shard_id set_parent_shard_id with_parent_shard_id String;
}
}

wire::structure!(ShardFilter = schema::SHARD_FILTER);
wire::members! { ShardFilter;
required {
}
optional {
0 r#type take_type set_type with_type String;
1 shard_id take_shard_id set_shard_id with_shard_id String;
}
}

wire::structure!(Stream = schema::STREAM);
wire::members! { Stream;
required {
}
optional {
0 stream_arn take_stream_arn set_stream_arn with_stream_arn String;
1 table_name take_table_name set_table_name with_table_name String;
2 stream_label take_stream_label set_stream_label with_stream_label String;
}
}

wire::structure!(StreamDescription = schema::STREAM_DESCRIPTION);
wire::members! { StreamDescription;
required {
}
optional {
0 stream_arn take_stream_arn set_stream_arn with_stream_arn String;
1 stream_label take_stream_label set_stream_label with_stream_label String;
2 stream_status take_stream_status set_stream_status with_stream_status String;
3 stream_view_type take_stream_view_type set_stream_view_type with_stream_view_type String;
4 creation_request_date_time take_creation_request_date_time set_creation_request_date_time with_creation_request_date_time base::Timestamp;
5 table_name take_table_name set_table_name with_table_name String;
6 key_schema take_key_schema set_key_schema with_key_schema List<KeySchemaElement>;
7 shards take_shards set_shards with_shards List<Shard>;
8 last_evaluated_shard_id take_last_evaluated_shard_id set_last_evaluated_shard_id with_last_evaluated_shard_id String;
}
}

wire::structure!(StreamRecord = schema::STREAM_RECORD);
wire::members! { StreamRecord;
required {
}
optional {
0 approximate_creation_date_time take_approximate_creation_date_time set_approximate_creation_date_time with_approximate_creation_date_time base::Timestamp;
1 keys take_keys set_keys with_keys Map<AttributeValue>;
2 new_image take_new_image set_new_image with_new_image Map<AttributeValue>;
3 old_image take_old_image set_old_image with_old_image Map<AttributeValue>;
4 sequence_number take_sequence_number set_sequence_number with_sequence_number String;
5 size_bytes take_size_bytes set_size_bytes with_size_bytes i64;
6 stream_view_type take_stream_view_type set_stream_view_type with_stream_view_type String;
}
}

wire::error!(TrimmedDataAccessException = schema::TRIMMED_DATA_ACCESS_EXCEPTION);
wire::members! { TrimmedDataAccessException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}
