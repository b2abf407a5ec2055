//! What a service's shapes are: static data that `cargo xtask gen` writes from the API model.
//!
//! Statics may refer to each other in circles (`AttributeValue` holds lists of itself). Nothing
//! here is built at run time, and nothing here knows how a protocol spells a shape.

use crate::error::Fault;
use crate::validate::Pattern;

/// How a service is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    AwsJson10,
    /// The same, of a service that the query protocol came before: errors have that one's codes, in
    /// a header, beside their own.
    AwsJson10Query,
    AwsJson11,
    RestJson,
    Query,
}

/// One service: everything that routing, decoding and encoding need to know of it.
#[derive(Debug)]
pub struct ServiceModel {
    /// The signing name, which is also the prefix of its IAM actions: `dynamodb`.
    pub name: &'static str,
    /// What AWS calls it in messages: `DynamoDB`.
    pub service_id: &'static str,
    pub endpoint_prefix: &'static str,
    pub protocol: Protocol,
    /// What stands before the dot of `X-Amz-Target`; empty where there is none.
    pub target_prefix: &'static str,
    pub api_version: &'static str,
    /// What stands before `#` in an error's `__type`; empty where the code stands alone.
    pub error_namespace: &'static str,
    /// The namespace of XML answers; empty where there is none.
    pub xml_namespace: &'static str,
    pub operations: &'static [&'static Operation],
    /// The operations that the service has at AWS and not here.
    pub unimplemented: &'static [Absent],
}

impl Protocol {
    pub const fn is_json(self) -> bool {
        matches!(self, Protocol::AwsJson10 | Protocol::AwsJson10Query | Protocol::AwsJson11)
    }
}

impl ServiceModel {
    pub fn operation(&self, name: &str) -> Option<&'static Operation> {
        self.operations.iter().copied().find(|operation| operation.name == name)
    }
}

/// An operation that is known and not implemented.
#[derive(Debug)]
pub struct Absent {
    pub name: &'static str,
    pub method: &'static str,
    pub uri: &'static str,
}

/// One operation.
#[derive(Debug)]
pub struct Operation {
    pub name: &'static str,
    pub method: &'static str,
    /// `/`, or a template such as `/functions/{FunctionName}/invocations`.
    pub uri: &'static str,
    /// The status of an answer that does not choose its own.
    pub status: u16,
    pub input: &'static Structure,
    pub output: &'static Structure,
    /// The element around the members of an answer in the query protocol; empty elsewhere.
    pub result_wrapper: &'static str,
    pub errors: &'static [&'static Structure],
}

/// A structure, union or error. Two are equal when they are the same static.
pub struct Structure {
    pub name: &'static str,
    pub kind: Kind,
    pub members: &'static [Member],
}

impl PartialEq for Structure {
    fn eq(&self, other: &Structure) -> bool {
        std::ptr::eq(self, other)
    }
}

// By name: the statics go in circles.
impl std::fmt::Debug for Structure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Structure {
    /// The slot of the member that the wire calls `wire_name`. `guess` is looked at first.
    pub fn slot(&self, wire_name: &str, guess: usize) -> Option<usize> {
        if self.members.get(guess).is_some_and(|member| member.wire_name == wire_name) {
            return Some(guess);
        }
        self.members.iter().position(|member| member.wire_name == wire_name)
    }

    /// The slot of the member that the model calls `name`.
    pub fn slot_of(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|member| member.name == name)
    }

    /// The member that is the body, where one is.
    pub fn payload(&self) -> Option<usize> {
        self.members.iter().position(|member| member.location == Location::Payload)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Plain,
    /// Exactly one member is set.
    Union,
    Error {
        /// What goes over the wire, where it differs from the structure's name.
        code: &'static str,
        status: u16,
        fault: Fault,
    },
}

/// One member of a structure.
#[derive(Debug)]
pub struct Member {
    /// The model's name: `TableName`.
    pub name: &'static str,
    /// What the protocol calls it: a key, a header, a query parameter, an element.
    pub wire_name: &'static str,
    pub location: Location,
    pub required: bool,
    pub shape: &'static Shape,
}

impl Member {
    /// A member that the wire calls by its name.
    pub const fn body(name: &'static str, required: bool, shape: &'static Shape) -> Member {
        Member { name, wire_name: name, location: Location::Body, required, shape }
    }

    pub const fn at(
        location: Location,
        name: &'static str,
        wire_name: &'static str,
        required: bool,
        shape: &'static Shape,
    ) -> Member {
        Member { name, wire_name, location, required, shape }
    }
}

/// Where in a request or answer a member stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    Body,
    Header,
    /// A map, each entry a header whose name begins with the member's `wire_name`.
    HeaderPrefix,
    Uri,
    /// A query parameter (`querystring` in the model).
    Query,
    /// The number of the HTTP status.
    StatusCode,
    /// The whole body.
    Payload,
}

/// What a member or element may be.
#[derive(Debug)]
pub enum Shape {
    Boolean,
    Integer(Range),
    Long(Range),
    Float,
    Double,
    String(Text),
    Blob(Length),
    Timestamp(TimeFormat),
    List(ListShape),
    Map(MapShape),
    Structure(&'static Structure),
}

/// Bounds of a number, both inclusive.
#[derive(Clone, Copy, Debug, Default)]
pub struct Range {
    pub min: Option<i64>,
    pub max: Option<i64>,
}

impl Range {
    pub const ANY: Range = Range { min: None, max: None };
}

/// Bounds of a length, both inclusive: characters, bytes, elements or entries.
#[derive(Clone, Copy, Debug, Default)]
pub struct Length {
    pub min: Option<u64>,
    pub max: Option<u64>,
}

impl Length {
    pub const ANY: Length = Length { min: None, max: None };
}

#[derive(Debug)]
pub struct Text {
    pub length: Length,
    pub pattern: Option<&'static Pattern>,
    /// The values of an enumeration, in the model's order; empty where there is none.
    pub values: &'static [&'static str],
    /// Messages never quote the value.
    pub sensitive: bool,
}

impl Text {
    pub const ANY: Text =
        Text { length: Length::ANY, pattern: None, values: &[], sensitive: false };
}

#[derive(Debug)]
pub struct ListShape {
    pub member: &'static Shape,
    /// The element's name in the query protocol and in XML: `member`.
    pub member_name: &'static str,
    pub flattened: bool,
    pub length: Length,
}

#[derive(Debug)]
pub struct MapShape {
    pub key: &'static Shape,
    pub value: &'static Shape,
    pub key_name: &'static str,
    pub value_name: &'static str,
    pub flattened: bool,
    pub length: Length,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeFormat {
    /// Seconds since the epoch, with a fraction.
    UnixTimestamp,
    /// `2026-01-31T23:59:59Z`.
    Iso8601,
    /// `Sat, 31 Jan 2026 23:59:59 GMT`.
    Rfc822,
}
