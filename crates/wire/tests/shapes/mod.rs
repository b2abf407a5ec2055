//! A service that exists only for tests: every kind of shape, and a union that holds itself.

#![allow(dead_code)]

use wire::schema::*;
use wire::validate::{Node, Pattern};
use wire::{Fault, List, Map};

pub static ANY_TEXT: Shape = Shape::String(Text::ANY);
pub static ANY_BLOB: Shape = Shape::Blob(Length::ANY);
static LONG: Shape = Shape::Long(Range::ANY);

static NAME_PATTERN: Pattern = Pattern {
    source: "[a-z.]+",
    root: Some(&Node::Repeat {
        node: &Node::Class { negated: false, ranges: &[('a', 'z'), ('.', '.')] },
        min: 1,
        max: u32::MAX,
    }),
};
static NAME: Shape = Shape::String(Text {
    length: Length { min: Some(3), max: Some(8) },
    pattern: Some(&NAME_PATTERN),
    values: &[],
    sensitive: false,
});
static COLOUR: Shape = Shape::String(Text {
    length: Length::ANY,
    pattern: None,
    values: &["RED", "GREEN"],
    sensitive: false,
});
static SECRET: Shape = Shape::String(Text {
    length: Length { min: Some(4), max: None },
    pattern: None,
    values: &[],
    sensitive: true,
});
static LIMIT: Shape = Shape::Integer(Range { min: Some(1), max: Some(100) });
static THINGS: Shape = Shape::List(ListShape {
    member: &Shape::Structure(&THING),
    member_name: "member",
    flattened: false,
    length: Length { min: None, max: Some(2) },
});
static NAMES: Shape = Shape::List(ListShape {
    member: &NAME,
    member_name: "member",
    flattened: false,
    length: Length::ANY,
});
static FLAT: Shape = Shape::List(ListShape {
    member: &ANY_TEXT,
    member_name: "member",
    flattened: true,
    length: Length::ANY,
});
static TAGS: Shape = Shape::Map(MapShape {
    key: &NAME,
    value: &ANY_TEXT,
    key_name: "key",
    value_name: "value",
    flattened: false,
    length: Length::ANY,
});
static ITEM: Shape = Shape::Map(MapShape {
    key: &ANY_TEXT,
    value: &Shape::Structure(&ATTRIBUTE),
    key_name: "key",
    value_name: "value",
    flattened: false,
    length: Length::ANY,
});
static BATCHES: Shape = Shape::Map(MapShape {
    key: &ANY_TEXT,
    value: &THINGS,
    key_name: "key",
    value_name: "value",
    flattened: false,
    length: Length::ANY,
});
static ATTRIBUTES: Shape = Shape::List(ListShape {
    member: &Shape::Structure(&ATTRIBUTE),
    member_name: "member",
    flattened: false,
    length: Length::ANY,
});

pub static ATTRIBUTE: Structure = Structure {
    name: "Attribute",
    kind: Kind::Union,
    members: &[
        Member::body("S", false, &ANY_TEXT),
        Member::body("N", false, &ANY_TEXT),
        Member::body("B", false, &ANY_BLOB),
        Member::body("M", false, &ITEM),
        Member::body("L", false, &ATTRIBUTES),
        Member::body("BOOL", false, &Shape::Boolean),
    ],
};

pub static THING: Structure = Structure {
    name: "Thing",
    kind: Kind::Plain,
    members: &[
        Member::body("Name", true, &NAME),
        Member::body("Colour", false, &COLOUR),
        Member::body("Inner", false, &Shape::Structure(&THING)),
    ],
};

pub static EVERYTHING: Structure = Structure {
    name: "Everything",
    kind: Kind::Plain,
    members: &[
        Member::body("Name", true, &NAME),
        Member::body("Flag", false, &Shape::Boolean),
        Member::body("Limit", false, &LIMIT),
        Member::body("Size", false, &LONG),
        Member::body("Share", false, &Shape::Double),
        Member::body("Text", false, &ANY_TEXT),
        Member::body("Secret", false, &SECRET),
        Member::body("Bytes", false, &ANY_BLOB),
        Member::body("At", false, &Shape::Timestamp(TimeFormat::UnixTimestamp)),
        Member::body("On", false, &Shape::Timestamp(TimeFormat::Iso8601)),
        Member::body("Things", false, &THINGS),
        Member::body("Names", false, &NAMES),
        Member::body("Flat", false, &FLAT),
        Member::body("Tags", false, &TAGS),
        Member::body("Item", false, &ITEM),
        Member::body("Batches", false, &BATCHES),
        Member::body("Thing", false, &Shape::Structure(&THING)),
    ],
};

pub static NOT_FOUND: Structure = Structure {
    name: "NotFoundException",
    kind: Kind::Error { code: "NotFound", status: 404, fault: Fault::Client },
    members: &[
        Member::body("Message", false, &ANY_TEXT),
        Member::body("Type", false, &ANY_TEXT),
        Member::body("Item", false, &ITEM),
        Member::at(Location::Header, "After", "Retry-After", false, &ANY_TEXT),
    ],
};

/// Members in every place that a request of restJson has.
pub static CALL: Structure = Structure {
    name: "Call",
    kind: Kind::Plain,
    members: &[
        Member::at(Location::Uri, "Name", "Name", true, &NAME),
        Member::at(Location::Query, "Qualifier", "Qualifier", false, &ANY_TEXT),
        Member::at(Location::Query, "Max", "Max", false, &LIMIT),
        Member::at(Location::Query, "Many", "Many", false, &FLAT),
        Member::at(Location::Header, "Kind", "X-Kind", false, &ANY_TEXT),
        Member::at(Location::HeaderPrefix, "Meta", "X-Meta-", false, &TAGS),
        Member::at(Location::Payload, "Payload", "Payload", false, &ANY_BLOB),
    ],
};

pub static REPLY: Structure = Structure {
    name: "Reply",
    kind: Kind::Plain,
    members: &[
        Member::at(Location::StatusCode, "Status", "Status", false, &LIMIT),
        Member::at(Location::Header, "Problem", "X-Problem", false, &ANY_TEXT),
        Member::at(Location::Payload, "Payload", "Payload", false, &ANY_BLOB),
    ],
};

static ERRORS: &[&Structure] = &[&NOT_FOUND];
static OPERATIONS: &[&Operation] = &[&DO, &CALL_IT, &LIST_THEM];
static ABSENT: &[Absent] = &[
    Absent { name: "Undo", method: "DELETE", uri: "/v1/things/{Name}" },
    Absent { name: "Special", method: "POST", uri: "/v1/things/special/call" },
];

const fn operation(
    name: &'static str,
    method: &'static str,
    uri: &'static str,
    input: &'static Structure,
    output: &'static Structure,
) -> Operation {
    let result_wrapper = "DoResult";
    Operation { name, method, uri, status: 200, input, output, result_wrapper, errors: ERRORS }
}

pub static DO: Operation = operation("Do", "POST", "/", &EVERYTHING, &EVERYTHING);
pub static CALL_IT: Operation =
    operation("CallIt", "POST", "/v1/things/{Name}/call", &CALL, &REPLY);
pub static LIST_THEM: Operation =
    operation("ListThem", "GET", "/v1/things", &EVERYTHING, &EVERYTHING);

const fn model(protocol: Protocol, error_namespace: &'static str) -> ServiceModel {
    ServiceModel {
        name: "testing",
        service_id: "Testing",
        endpoint_prefix: "testing",
        protocol,
        target_prefix: "Testing_2026",
        api_version: "2026-01-01",
        error_namespace,
        xml_namespace: "https://testing.example/doc/",
        operations: OPERATIONS,
        unimplemented: ABSENT,
    }
}

pub static JSON10: ServiceModel = model(Protocol::AwsJson10, "com.example.v1");
pub static JSON11: ServiceModel = model(Protocol::AwsJson11, "");
pub static REST: ServiceModel = model(Protocol::RestJson, "");
pub static QUERY: ServiceModel = model(Protocol::Query, "");

wire::union! { Attribute, AttributeRef, AttributeOwned = ATTRIBUTE;
    S 0 s String,
    N 1 n String,
    B 2 b Vec<u8>,
    M 3 m Map<Attribute>,
    L 4 l List<Attribute>,
    Bool 5 bool bool,
}

wire::structure!(Thing = THING);
wire::members! { Thing;
    required { 0 name take_name set_name with_name String; }
    optional {
        1 colour take_colour set_colour with_colour String;
        2 inner take_inner set_inner with_inner Thing;
    }
}

wire::structure!(Everything = EVERYTHING);
wire::members! { Everything;
    required { 0 name take_name set_name with_name String; }
    optional {
        1 flag take_flag set_flag with_flag bool;
        2 limit take_limit set_limit with_limit i64;
        5 text take_text set_text with_text String;
        6 secret take_secret set_secret with_secret String;
        7 bytes take_bytes set_bytes with_bytes Vec<u8>;
        10 things take_things set_things with_things List<Thing>;
        11 names take_names set_names with_names List<String>;
        13 tags take_tags set_tags with_tags Map<String>;
        14 item take_item set_item with_item Map<Attribute>;
        15 batches take_batches set_batches with_batches Map<List<Thing>>;
        16 thing take_thing set_thing with_thing Thing;
    }
}

wire::error!(NotFoundException = NOT_FOUND);
wire::members! { NotFoundException;
    required {}
    optional {
        0 message take_message set_message with_message String;
        2 item take_item set_item with_item Map<Attribute>;
        3 after take_after set_after with_after String;
    }
}
