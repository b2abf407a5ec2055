// Written by `cargo xtask gen` from ops.toml and the API model; not edited by hand.
// botocore 1.43.11
// generator 1
// ops 0db524449494876f2a11750e4842827633ae7bb6667a9b67a3d99aeb49f95ed9
// model 2c9b3575602d7f5e2bcd3fee3c61967ff3ff31be73ec80cd91ec46e5d7ca3237
// code 14b6e0627660097503cad4e80b8c7ebd2336ac2c5528cfa5989f418bf15c195c
//! The service's shapes, operations and errors, as its API model gives them.

use wire::List;
use wire::schema::{Absent, Protocol, ServiceModel};

pub static MODEL: ServiceModel = ServiceModel {
    name: "sts",
    service_id: "STS",
    endpoint_prefix: "sts",
    protocol: Protocol::Query,
    target_prefix: "",
    api_version: "2011-06-15",
    error_namespace: "",
    xml_namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    operations: &[
        &op::ASSUME_ROLE,
        &op::ASSUME_ROLE_WITH_WEB_IDENTITY,
        &op::DECODE_AUTHORIZATION_MESSAGE,
        &op::GET_ACCESS_KEY_INFO,
        &op::GET_CALLER_IDENTITY,
        &op::GET_FEDERATION_TOKEN,
        &op::GET_SESSION_TOKEN,
    ],
    unimplemented: &[
        Absent { name: "AssumeRoleWithSAML", method: "POST", uri: "/" },
        Absent { name: "AssumeRoot", method: "POST", uri: "/" },
        Absent { name: "GetDelegatedAccessToken", method: "POST", uri: "/" },
        Absent { name: "GetWebIdentityToken", method: "POST", uri: "/" },
    ],
};

/// The operations, by name.
pub mod op {
    use wire::schema::Operation;

    use super::schema;

    pub static ASSUME_ROLE: Operation = Operation {
        name: "AssumeRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::ASSUME_ROLE_REQUEST,
        output: &schema::ASSUME_ROLE_RESPONSE,
        result_wrapper: "AssumeRoleResult",
        errors: &[
            &schema::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
            &schema::PACKED_POLICY_TOO_LARGE_EXCEPTION,
            &schema::REGION_DISABLED_EXCEPTION,
            &schema::EXPIRED_TOKEN_EXCEPTION,
        ],
    };
    pub static ASSUME_ROLE_WITH_WEB_IDENTITY: Operation = Operation {
        name: "AssumeRoleWithWebIdentity",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::ASSUME_ROLE_WITH_WEB_IDENTITY_REQUEST,
        output: &schema::ASSUME_ROLE_WITH_WEB_IDENTITY_RESPONSE,
        result_wrapper: "AssumeRoleWithWebIdentityResult",
        errors: &[
            &schema::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
            &schema::PACKED_POLICY_TOO_LARGE_EXCEPTION,
            &schema::IDP_REJECTED_CLAIM_EXCEPTION,
            &schema::IDP_COMMUNICATION_ERROR_EXCEPTION,
            &schema::INVALID_IDENTITY_TOKEN_EXCEPTION,
            &schema::EXPIRED_TOKEN_EXCEPTION,
            &schema::REGION_DISABLED_EXCEPTION,
        ],
    };
    pub static DECODE_AUTHORIZATION_MESSAGE: Operation = Operation {
        name: "DecodeAuthorizationMessage",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::DECODE_AUTHORIZATION_MESSAGE_REQUEST,
        output: &schema::DECODE_AUTHORIZATION_MESSAGE_RESPONSE,
        result_wrapper: "DecodeAuthorizationMessageResult",
        errors: &[&schema::INVALID_AUTHORIZATION_MESSAGE_EXCEPTION],
    };
    pub static GET_ACCESS_KEY_INFO: Operation = Operation {
        name: "GetAccessKeyInfo",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_ACCESS_KEY_INFO_REQUEST,
        output: &schema::GET_ACCESS_KEY_INFO_RESPONSE,
        result_wrapper: "GetAccessKeyInfoResult",
        errors: &[],
    };
    pub static GET_CALLER_IDENTITY: Operation = Operation {
        name: "GetCallerIdentity",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_CALLER_IDENTITY_REQUEST,
        output: &schema::GET_CALLER_IDENTITY_RESPONSE,
        result_wrapper: "GetCallerIdentityResult",
        errors: &[],
    };
    pub static GET_FEDERATION_TOKEN: Operation = Operation {
        name: "GetFederationToken",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_FEDERATION_TOKEN_REQUEST,
        output: &schema::GET_FEDERATION_TOKEN_RESPONSE,
        result_wrapper: "GetFederationTokenResult",
        errors: &[
            &schema::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
            &schema::PACKED_POLICY_TOO_LARGE_EXCEPTION,
            &schema::REGION_DISABLED_EXCEPTION,
        ],
    };
    pub static GET_SESSION_TOKEN: Operation = Operation {
        name: "GetSessionToken",
        method: "POST",
        uri: "/",
        status: 200,
        input: &schema::GET_SESSION_TOKEN_REQUEST,
        output: &schema::GET_SESSION_TOKEN_RESPONSE,
        result_wrapper: "GetSessionTokenResult",
        errors: &[&schema::REGION_DISABLED_EXCEPTION],
    };
}

/// The structures, by name.
pub mod schema {
    use wire::schema::*;

    use super::{schema, shape};

    pub static ASSUME_ROLE_REQUEST: Structure = Structure {
        name: "AssumeRoleRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleArn", true, &shape::ARN_TYPE),
            Member::body("RoleSessionName", true, &shape::ROLE_SESSION_NAME_TYPE),
            Member::body("PolicyArns", false, &shape::POLICY_DESCRIPTOR_LIST_TYPE),
            Member::body("Policy", false, &shape::UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE),
            Member::body("DurationSeconds", false, &shape::ROLE_DURATION_SECONDS_TYPE),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
            Member::body("TransitiveTagKeys", false, &shape::TAG_KEY_LIST_TYPE),
            Member::body("ExternalId", false, &shape::EXTERNAL_ID_TYPE),
            Member::body("SerialNumber", false, &shape::SERIAL_NUMBER_TYPE),
            Member::body("TokenCode", false, &shape::TOKEN_CODE_TYPE),
            Member::body("SourceIdentity", false, &shape::SOURCE_IDENTITY_TYPE),
            Member::body("ProvidedContexts", false, &shape::PROVIDED_CONTEXTS_LIST_TYPE),
        ],
    };
    pub static ASSUME_ROLE_RESPONSE: Structure = Structure {
        name: "AssumeRoleResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Credentials", false, &Shape::Structure(&schema::CREDENTIALS)),
            Member::body("AssumedRoleUser", false, &Shape::Structure(&schema::ASSUMED_ROLE_USER)),
            Member::body("PackedPolicySize", false, &shape::NON_NEGATIVE_INTEGER_TYPE),
            Member::body("SourceIdentity", false, &shape::SOURCE_IDENTITY_TYPE),
        ],
    };
    pub static ASSUME_ROLE_WITH_WEB_IDENTITY_REQUEST: Structure = Structure {
        name: "AssumeRoleWithWebIdentityRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("RoleArn", true, &shape::ARN_TYPE),
            Member::body("RoleSessionName", true, &shape::ROLE_SESSION_NAME_TYPE),
            Member::body("WebIdentityToken", true, &shape::CLIENT_TOKEN_TYPE),
            Member::body("ProviderId", false, &shape::URL_TYPE),
            Member::body("PolicyArns", false, &shape::POLICY_DESCRIPTOR_LIST_TYPE),
            Member::body("Policy", false, &shape::SESSION_POLICY_DOCUMENT_TYPE),
            Member::body("DurationSeconds", false, &shape::ROLE_DURATION_SECONDS_TYPE),
        ],
    };
    pub static ASSUME_ROLE_WITH_WEB_IDENTITY_RESPONSE: Structure = Structure {
        name: "AssumeRoleWithWebIdentityResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Credentials", false, &Shape::Structure(&schema::CREDENTIALS)),
            Member::body("SubjectFromWebIdentityToken", false, &shape::WEB_IDENTITY_SUBJECT_TYPE),
            Member::body("AssumedRoleUser", false, &Shape::Structure(&schema::ASSUMED_ROLE_USER)),
            Member::body("PackedPolicySize", false, &shape::NON_NEGATIVE_INTEGER_TYPE),
            Member::body("Provider", false, &shape::ISSUER),
            Member::body("Audience", false, &shape::AUDIENCE),
            Member::body("SourceIdentity", false, &shape::SOURCE_IDENTITY_TYPE),
        ],
    };
    pub static ASSUMED_ROLE_USER: Structure = Structure {
        name: "AssumedRoleUser",
        kind: Kind::Plain,
        members: &[
            Member::body("AssumedRoleId", true, &shape::ASSUMED_ROLE_ID_TYPE),
            Member::body("Arn", true, &shape::ARN_TYPE),
        ],
    };
    pub static CREDENTIALS: Structure = Structure {
        name: "Credentials",
        kind: Kind::Plain,
        members: &[
            Member::body("AccessKeyId", true, &shape::ACCESS_KEY_ID_TYPE),
            Member::body("SecretAccessKey", true, &shape::ACCESS_KEY_SECRET_TYPE),
            Member::body("SessionToken", true, &shape::TOKEN_TYPE),
            Member::body("Expiration", true, &Shape::Timestamp(TimeFormat::Iso8601)),
        ],
    };
    pub static DECODE_AUTHORIZATION_MESSAGE_REQUEST: Structure = Structure {
        name: "DecodeAuthorizationMessageRequest",
        kind: Kind::Plain,
        members: &[Member::body("EncodedMessage", true, &shape::ENCODED_MESSAGE_TYPE)],
    };
    pub static DECODE_AUTHORIZATION_MESSAGE_RESPONSE: Structure = Structure {
        name: "DecodeAuthorizationMessageResponse",
        kind: Kind::Plain,
        members: &[Member::body("DecodedMessage", false, &shape::DECODED_MESSAGE_TYPE)],
    };
    pub static EXPIRED_TOKEN_EXCEPTION: Structure = Structure {
        name: "ExpiredTokenException",
        kind: Kind::Error {
            code: "ExpiredTokenException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::EXPIRED_IDENTITY_TOKEN_MESSAGE)],
    };
    pub static FEDERATED_USER: Structure = Structure {
        name: "FederatedUser",
        kind: Kind::Plain,
        members: &[
            Member::body("FederatedUserId", true, &shape::FEDERATED_ID_TYPE),
            Member::body("Arn", true, &shape::ARN_TYPE),
        ],
    };
    pub static GET_ACCESS_KEY_INFO_REQUEST: Structure = Structure {
        name: "GetAccessKeyInfoRequest",
        kind: Kind::Plain,
        members: &[Member::body("AccessKeyId", true, &shape::ACCESS_KEY_ID_TYPE)],
    };
    pub static GET_ACCESS_KEY_INFO_RESPONSE: Structure = Structure {
        name: "GetAccessKeyInfoResponse",
        kind: Kind::Plain,
        members: &[Member::body("Account", false, &shape::ACCOUNT_TYPE)],
    };
    pub static GET_CALLER_IDENTITY_REQUEST: Structure =
        Structure { name: "GetCallerIdentityRequest", kind: Kind::Plain, members: &[] };
    pub static GET_CALLER_IDENTITY_RESPONSE: Structure = Structure {
        name: "GetCallerIdentityResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("UserId", false, &shape::USER_ID_TYPE),
            Member::body("Account", false, &shape::ACCOUNT_TYPE),
            Member::body("Arn", false, &shape::ARN_TYPE),
        ],
    };
    pub static GET_FEDERATION_TOKEN_REQUEST: Structure = Structure {
        name: "GetFederationTokenRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("Name", true, &shape::USER_NAME_TYPE),
            Member::body("Policy", false, &shape::SESSION_POLICY_DOCUMENT_TYPE),
            Member::body("PolicyArns", false, &shape::POLICY_DESCRIPTOR_LIST_TYPE),
            Member::body("DurationSeconds", false, &shape::DURATION_SECONDS_TYPE),
            Member::body("Tags", false, &shape::TAG_LIST_TYPE),
        ],
    };
    pub static GET_FEDERATION_TOKEN_RESPONSE: Structure = Structure {
        name: "GetFederationTokenResponse",
        kind: Kind::Plain,
        members: &[
            Member::body("Credentials", false, &Shape::Structure(&schema::CREDENTIALS)),
            Member::body("FederatedUser", false, &Shape::Structure(&schema::FEDERATED_USER)),
            Member::body("PackedPolicySize", false, &shape::NON_NEGATIVE_INTEGER_TYPE),
        ],
    };
    pub static GET_SESSION_TOKEN_REQUEST: Structure = Structure {
        name: "GetSessionTokenRequest",
        kind: Kind::Plain,
        members: &[
            Member::body("DurationSeconds", false, &shape::DURATION_SECONDS_TYPE),
            Member::body("SerialNumber", false, &shape::SERIAL_NUMBER_TYPE),
            Member::body("TokenCode", false, &shape::TOKEN_CODE_TYPE),
        ],
    };
    pub static GET_SESSION_TOKEN_RESPONSE: Structure = Structure {
        name: "GetSessionTokenResponse",
        kind: Kind::Plain,
        members: &[Member::body("Credentials", false, &Shape::Structure(&schema::CREDENTIALS))],
    };
    pub static IDP_COMMUNICATION_ERROR_EXCEPTION: Structure = Structure {
        name: "IDPCommunicationErrorException",
        kind: Kind::Error {
            code: "IDPCommunicationError",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::IDP_COMMUNICATION_ERROR_MESSAGE)],
    };
    pub static IDP_REJECTED_CLAIM_EXCEPTION: Structure = Structure {
        name: "IDPRejectedClaimException",
        kind: Kind::Error { code: "IDPRejectedClaim", status: 403, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::IDP_REJECTED_CLAIM_MESSAGE)],
    };
    pub static INVALID_AUTHORIZATION_MESSAGE_EXCEPTION: Structure = Structure {
        name: "InvalidAuthorizationMessageException",
        kind: Kind::Error {
            code: "InvalidAuthorizationMessageException",
            status: 400,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::INVALID_AUTHORIZATION_MESSAGE)],
    };
    pub static INVALID_IDENTITY_TOKEN_EXCEPTION: Structure = Structure {
        name: "InvalidIdentityTokenException",
        kind: Kind::Error { code: "InvalidIdentityToken", status: 400, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::INVALID_IDENTITY_TOKEN_MESSAGE)],
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
    pub static PACKED_POLICY_TOO_LARGE_EXCEPTION: Structure = Structure {
        name: "PackedPolicyTooLargeException",
        kind: Kind::Error { code: "PackedPolicyTooLarge", status: 400, fault: wire::Fault::Client },
        members: &[Member::body("message", false, &shape::PACKED_POLICY_TOO_LARGE_MESSAGE)],
    };
    pub static POLICY_DESCRIPTOR_TYPE: Structure = Structure {
        name: "PolicyDescriptorType",
        kind: Kind::Plain,
        members: &[Member::body("arn", false, &shape::ARN_TYPE)],
    };
    pub static PROVIDED_CONTEXT: Structure = Structure {
        name: "ProvidedContext",
        kind: Kind::Plain,
        members: &[
            Member::body("ProviderArn", false, &shape::ARN_TYPE),
            Member::body("ContextAssertion", false, &shape::CONTEXT_ASSERTION_TYPE),
        ],
    };
    pub static REGION_DISABLED_EXCEPTION: Structure = Structure {
        name: "RegionDisabledException",
        kind: Kind::Error {
            code: "RegionDisabledException",
            status: 403,
            fault: wire::Fault::Client,
        },
        members: &[Member::body("message", false, &shape::REGION_DISABLED_MESSAGE)],
    };
    pub static TAG: Structure = Structure {
        name: "Tag",
        kind: Kind::Plain,
        members: &[
            Member::body("Key", true, &shape::TAG_KEY_TYPE),
            Member::body("Value", true, &shape::TAG_VALUE_TYPE),
        ],
    };
}

/// Everything that is not a structure.
pub mod shape {
    use wire::schema::*;
    use wire::validate::{Node, Pattern};

    use super::{schema, shape};

    pub static AUDIENCE: Shape = Shape::String(Text::ANY);
    pub static ISSUER: Shape = Shape::String(Text::ANY);
    pub static PROVIDED_CONTEXTS_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::PROVIDED_CONTEXT),
        member_name: "member",
        flattened: false,
        length: Length { min: Some(1), max: Some(5) },
    });
    static ACCESS_KEY_ID_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w]*",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')],
            },
            min: 0,
            max: u32::MAX,
        }),
    };
    pub static ACCESS_KEY_ID_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(16), max: Some(128) },
        pattern: Some(&ACCESS_KEY_ID_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static ACCESS_KEY_SECRET_TYPE: Shape =
        Shape::String(Text { length: Length::ANY, pattern: None, values: &[], sensitive: true });
    pub static ACCOUNT_TYPE: Shape = Shape::String(Text::ANY);
    static ARN_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
        root: Some(&Node::Repeat {
            node: &Node::Class {
                negated: false,
                ranges: &[
                    ('\t', '\t'),
                    ('\n', '\n'),
                    ('\r', '\r'),
                    (' ', '~'),
                    ('\u{85}', '\u{85}'),
                    ('\u{a0}', '\u{d7ff}'),
                    ('\u{e000}', '�'),
                    ('က', 'က'),
                    ('0', 'ჿ'),
                    ('F', 'F'),
                    ('F', 'F'),
                ],
            },
            min: 1,
            max: u32::MAX,
        }),
    };
    pub static ARN_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(20), max: Some(2048) },
        pattern: Some(&ARN_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static ASSUMED_ROLE_ID_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w+=,.@:-]*",
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
                    (':', ':'),
                    ('-', '-'),
                ],
            },
            min: 0,
            max: u32::MAX,
        }),
    };
    pub static ASSUMED_ROLE_ID_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(2), max: Some(193) },
        pattern: Some(&ASSUMED_ROLE_ID_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static CLIENT_TOKEN_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(4), max: Some(20000) },
        pattern: None,
        values: &[],
        sensitive: true,
    });
    pub static CONTEXT_ASSERTION_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(4), max: Some(2048) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static DECODED_MESSAGE_TYPE: Shape = Shape::String(Text::ANY);
    pub static DURATION_SECONDS_TYPE: Shape =
        Shape::Integer(Range { min: Some(900), max: Some(129600) });
    pub static ENCODED_MESSAGE_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(10240) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static EXPIRED_IDENTITY_TOKEN_MESSAGE: Shape = Shape::String(Text::ANY);
    static EXTERNAL_ID_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w+=,.@:\\/-]*",
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
                    (':', ':'),
                    ('/', '/'),
                    ('-', '-'),
                ],
            },
            min: 0,
            max: u32::MAX,
        }),
    };
    pub static EXTERNAL_ID_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(2), max: Some(1224) },
        pattern: Some(&EXTERNAL_ID_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static FEDERATED_ID_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w+=,.@\\:-]*",
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
                    (':', ':'),
                    ('-', '-'),
                ],
            },
            min: 0,
            max: u32::MAX,
        }),
    };
    pub static FEDERATED_ID_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(2), max: Some(193) },
        pattern: Some(&FEDERATED_ID_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static IDP_COMMUNICATION_ERROR_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static IDP_REJECTED_CLAIM_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static INVALID_AUTHORIZATION_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static INVALID_IDENTITY_TOKEN_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static MALFORMED_POLICY_DOCUMENT_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static NON_NEGATIVE_INTEGER_TYPE: Shape = Shape::Integer(Range { min: Some(0), max: None });
    pub static PACKED_POLICY_TOO_LARGE_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static POLICY_DESCRIPTOR_LIST_TYPE: Shape = Shape::List(ListShape {
        member: &Shape::Structure(&schema::POLICY_DESCRIPTOR_TYPE),
        member_name: "member",
        flattened: false,
        length: Length::ANY,
    });
    pub static REGION_DISABLED_MESSAGE: Shape = Shape::String(Text::ANY);
    pub static ROLE_DURATION_SECONDS_TYPE: Shape =
        Shape::Integer(Range { min: Some(900), max: Some(43200) });
    static ROLE_SESSION_NAME_TYPE_PATTERN: Pattern = Pattern {
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
    pub static ROLE_SESSION_NAME_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(2), max: Some(64) },
        pattern: Some(&ROLE_SESSION_NAME_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static SERIAL_NUMBER_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\w+=/:,.@-]*",
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
            min: 0,
            max: u32::MAX,
        }),
    };
    pub static SERIAL_NUMBER_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(9), max: Some(256) },
        pattern: Some(&SERIAL_NUMBER_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static SESSION_POLICY_DOCUMENT_TYPE_PATTERN: Pattern = Pattern {
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
    pub static SESSION_POLICY_DOCUMENT_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: Some(2048) },
        pattern: Some(&SESSION_POLICY_DOCUMENT_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    static SOURCE_IDENTITY_TYPE_PATTERN: Pattern = Pattern {
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
    pub static SOURCE_IDENTITY_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(2), max: Some(64) },
        pattern: Some(&SOURCE_IDENTITY_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
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
    static TOKEN_CODE_TYPE_PATTERN: Pattern = Pattern {
        source: "[\\d]*",
        root: Some(&Node::Repeat {
            node: &Node::Class { negated: false, ranges: &[('0', '9')] },
            min: 0,
            max: u32::MAX,
        }),
    };
    pub static TOKEN_CODE_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(6), max: Some(6) },
        pattern: Some(&TOKEN_CODE_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static TOKEN_TYPE: Shape = Shape::String(Text::ANY);
    static UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE_PATTERN: Pattern = Pattern {
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
    pub static UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(1), max: None },
        pattern: Some(&UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static URL_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(4), max: Some(2048) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
    pub static USER_ID_TYPE: Shape = Shape::String(Text::ANY);
    static USER_NAME_TYPE_PATTERN: Pattern = Pattern {
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
    pub static USER_NAME_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(2), max: Some(32) },
        pattern: Some(&USER_NAME_TYPE_PATTERN),
        values: &[],
        sensitive: false,
    });
    pub static WEB_IDENTITY_SUBJECT_TYPE: Shape = Shape::String(Text {
        length: Length { min: Some(6), max: Some(255) },
        pattern: None,
        values: &[],
        sensitive: false,
    });
}

wire::structure!(AssumeRoleRequest = schema::ASSUME_ROLE_REQUEST);
wire::members! { AssumeRoleRequest;
required {
0 role_arn take_role_arn set_role_arn with_role_arn String;
1 role_session_name take_role_session_name set_role_session_name with_role_session_name String;
}
optional {
2 policy_arns take_policy_arns set_policy_arns with_policy_arns List<PolicyDescriptorType>;
3 policy take_policy set_policy with_policy String;
4 duration_seconds take_duration_seconds set_duration_seconds with_duration_seconds i64;
5 tags take_tags set_tags with_tags List<Tag>;
6 transitive_tag_keys take_transitive_tag_keys set_transitive_tag_keys with_transitive_tag_keys List<String>;
7 external_id take_external_id set_external_id with_external_id String;
8 serial_number take_serial_number set_serial_number with_serial_number String;
9 token_code take_token_code set_token_code with_token_code String;
10 source_identity take_source_identity set_source_identity with_source_identity String;
11 provided_contexts take_provided_contexts set_provided_contexts with_provided_contexts List<ProvidedContext>;
}
}

wire::structure!(AssumeRoleResponse = schema::ASSUME_ROLE_RESPONSE);
wire::members! { AssumeRoleResponse;
required {
}
optional {
0 credentials take_credentials set_credentials with_credentials Credentials;
1 assumed_role_user take_assumed_role_user set_assumed_role_user with_assumed_role_user AssumedRoleUser;
2 packed_policy_size take_packed_policy_size set_packed_policy_size with_packed_policy_size i64;
3 source_identity take_source_identity set_source_identity with_source_identity String;
}
}

wire::structure!(AssumeRoleWithWebIdentityRequest = schema::ASSUME_ROLE_WITH_WEB_IDENTITY_REQUEST);
wire::members! { AssumeRoleWithWebIdentityRequest;
required {
0 role_arn take_role_arn set_role_arn with_role_arn String;
1 role_session_name take_role_session_name set_role_session_name with_role_session_name String;
2 web_identity_token take_web_identity_token set_web_identity_token with_web_identity_token String;
}
optional {
3 provider_id take_provider_id set_provider_id with_provider_id String;
4 policy_arns take_policy_arns set_policy_arns with_policy_arns List<PolicyDescriptorType>;
5 policy take_policy set_policy with_policy String;
6 duration_seconds take_duration_seconds set_duration_seconds with_duration_seconds i64;
}
}

wire::structure!(
    AssumeRoleWithWebIdentityResponse = schema::ASSUME_ROLE_WITH_WEB_IDENTITY_RESPONSE
);
wire::members! { AssumeRoleWithWebIdentityResponse;
required {
}
optional {
0 credentials take_credentials set_credentials with_credentials Credentials;
1 subject_from_web_identity_token take_subject_from_web_identity_token set_subject_from_web_identity_token with_subject_from_web_identity_token String;
2 assumed_role_user take_assumed_role_user set_assumed_role_user with_assumed_role_user AssumedRoleUser;
3 packed_policy_size take_packed_policy_size set_packed_policy_size with_packed_policy_size i64;
4 provider take_provider set_provider with_provider String;
5 audience take_audience set_audience with_audience String;
6 source_identity take_source_identity set_source_identity with_source_identity String;
}
}

wire::structure!(AssumedRoleUser = schema::ASSUMED_ROLE_USER);
wire::members! { AssumedRoleUser;
required {
0 assumed_role_id take_assumed_role_id set_assumed_role_id with_assumed_role_id String;
1 arn take_arn set_arn with_arn String;
}
optional {
}
}

wire::structure!(Credentials = schema::CREDENTIALS);
wire::members! { Credentials;
required {
0 access_key_id take_access_key_id set_access_key_id with_access_key_id String;
1 secret_access_key take_secret_access_key set_secret_access_key with_secret_access_key String;
2 session_token take_session_token set_session_token with_session_token String;
3 expiration take_expiration set_expiration with_expiration base::Timestamp;
}
optional {
}
}

wire::structure!(DecodeAuthorizationMessageRequest = schema::DECODE_AUTHORIZATION_MESSAGE_REQUEST);
wire::members! { DecodeAuthorizationMessageRequest;
required {
0 encoded_message take_encoded_message set_encoded_message with_encoded_message String;
}
optional {
}
}

wire::structure!(
    DecodeAuthorizationMessageResponse = schema::DECODE_AUTHORIZATION_MESSAGE_RESPONSE
);
wire::members! { DecodeAuthorizationMessageResponse;
required {
}
optional {
0 decoded_message take_decoded_message set_decoded_message with_decoded_message String;
}
}

wire::error!(ExpiredTokenException = schema::EXPIRED_TOKEN_EXCEPTION);
wire::members! { ExpiredTokenException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(FederatedUser = schema::FEDERATED_USER);
wire::members! { FederatedUser;
required {
0 federated_user_id take_federated_user_id set_federated_user_id with_federated_user_id String;
1 arn take_arn set_arn with_arn String;
}
optional {
}
}

wire::structure!(GetAccessKeyInfoRequest = schema::GET_ACCESS_KEY_INFO_REQUEST);
wire::members! { GetAccessKeyInfoRequest;
required {
0 access_key_id take_access_key_id set_access_key_id with_access_key_id String;
}
optional {
}
}

wire::structure!(GetAccessKeyInfoResponse = schema::GET_ACCESS_KEY_INFO_RESPONSE);
wire::members! { GetAccessKeyInfoResponse;
required {
}
optional {
0 account take_account set_account with_account String;
}
}

wire::structure!(GetCallerIdentityRequest = schema::GET_CALLER_IDENTITY_REQUEST);

wire::structure!(GetCallerIdentityResponse = schema::GET_CALLER_IDENTITY_RESPONSE);
wire::members! { GetCallerIdentityResponse;
required {
}
optional {
0 user_id take_user_id set_user_id with_user_id String;
1 account take_account set_account with_account String;
2 arn take_arn set_arn with_arn String;
}
}

wire::structure!(GetFederationTokenRequest = schema::GET_FEDERATION_TOKEN_REQUEST);
wire::members! { GetFederationTokenRequest;
required {
0 name take_name set_name with_name String;
}
optional {
1 policy take_policy set_policy with_policy String;
2 policy_arns take_policy_arns set_policy_arns with_policy_arns List<PolicyDescriptorType>;
3 duration_seconds take_duration_seconds set_duration_seconds with_duration_seconds i64;
4 tags take_tags set_tags with_tags List<Tag>;
}
}

wire::structure!(GetFederationTokenResponse = schema::GET_FEDERATION_TOKEN_RESPONSE);
wire::members! { GetFederationTokenResponse;
required {
}
optional {
0 credentials take_credentials set_credentials with_credentials Credentials;
1 federated_user take_federated_user set_federated_user with_federated_user FederatedUser;
2 packed_policy_size take_packed_policy_size set_packed_policy_size with_packed_policy_size i64;
}
}

wire::structure!(GetSessionTokenRequest = schema::GET_SESSION_TOKEN_REQUEST);
wire::members! { GetSessionTokenRequest;
required {
}
optional {
0 duration_seconds take_duration_seconds set_duration_seconds with_duration_seconds i64;
1 serial_number take_serial_number set_serial_number with_serial_number String;
2 token_code take_token_code set_token_code with_token_code String;
}
}

wire::structure!(GetSessionTokenResponse = schema::GET_SESSION_TOKEN_RESPONSE);
wire::members! { GetSessionTokenResponse;
required {
}
optional {
0 credentials take_credentials set_credentials with_credentials Credentials;
}
}

wire::error!(IDPCommunicationErrorException = schema::IDP_COMMUNICATION_ERROR_EXCEPTION);
wire::members! { IDPCommunicationErrorException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(IDPRejectedClaimException = schema::IDP_REJECTED_CLAIM_EXCEPTION);
wire::members! { IDPRejectedClaimException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(
    InvalidAuthorizationMessageException = schema::INVALID_AUTHORIZATION_MESSAGE_EXCEPTION
);
wire::members! { InvalidAuthorizationMessageException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::error!(InvalidIdentityTokenException = schema::INVALID_IDENTITY_TOKEN_EXCEPTION);
wire::members! { InvalidIdentityTokenException;
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

wire::error!(PackedPolicyTooLargeException = schema::PACKED_POLICY_TOO_LARGE_EXCEPTION);
wire::members! { PackedPolicyTooLargeException;
required {
}
optional {
0 message take_message set_message with_message String;
}
}

wire::structure!(PolicyDescriptorType = schema::POLICY_DESCRIPTOR_TYPE);
wire::members! { PolicyDescriptorType;
required {
}
optional {
0 arn take_arn set_arn with_arn String;
}
}

wire::structure!(ProvidedContext = schema::PROVIDED_CONTEXT);
wire::members! { ProvidedContext;
required {
}
optional {
0 provider_arn take_provider_arn set_provider_arn with_provider_arn String;
1 context_assertion take_context_assertion set_context_assertion with_context_assertion String;
}
}

wire::error!(RegionDisabledException = schema::REGION_DISABLED_EXCEPTION);
wire::members! { RegionDisabledException;
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
