//! DynamoDB Streams: what happened to a table's items, in the order in which it happened.
//!
//! A stream is a feed of the store for each of its shards. A record is written in the transaction
//! that changes the item (`append`, called by `write`), so there is none without its change and no
//! change without its record. A shard holds the partition keys of a part of the hash's range, so
//! the records of one item are all in one shard, in their order.
//!
//! The service has a target of its own and signs as `dynamodb`: [`service`] is a second table
//! beside the tables' own. Deliberately absent: shards that end and are followed by others.

pub mod api;
mod change;
mod describe_stream;
mod get_records;
mod get_shard_iterator;
mod iterator;
mod list_streams;
pub mod reader;
mod state;
mod switch;

use std::sync::Arc;

use base::Timestamp;
use kit::{Context, Need, Service, bind};

use crate::error::from_store;
use crate::invalid::{Checked, Invalid};
use crate::request::own_arn;
use crate::resource_policy;
use crate::state::Dynamodb;
use crate::tags;

pub use change::{By, append};
pub use state::{Description, LATEST, begin, end, next_trim, trim};
pub use switch::{new_view, switch, view};

/// The most shards of a stream. Each is read by one reader at a time, in order: this many functions
/// may work on one stream at once.
const SHARDS_MAX: u8 = 4;

/// The operation table.
pub fn service(dynamodb: &Arc<Dynamodb>) -> Service {
    macro_rules! table {
        ($($constant:ident => $verb:ident,)*) => {
            vec![$(bind(&api::op::$constant, dynamodb, $verb::needs, $verb::run)),*]
        };
    }
    let operations = table! {
        DESCRIBE_STREAM => describe_stream,
        GET_RECORDS => get_records,
        GET_SHARD_ITERATOR => get_shard_iterator,
        LIST_STREAMS => list_streams,
    };
    let governed = operations.into_iter();
    let governed = governed.map(|bound| resource_policy::govern(bound, dynamodb));
    Service { model: &api::MODEL, operations: governed.collect() }
}

/// The ARN of a table's stream.
pub fn arn(table: &str, label: &str) -> String {
    format!("{table}/stream/{label}")
}

/// A label for a stream that is switched on now.
pub fn label(created: Timestamp) -> String {
    created.format("%Y-%m-%dT%H:%M:%S%.3f")
}

/// What a stream's ARN says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    account: String,
    region: String,
    table: String,
    label: String,
}

impl Named {
    fn parse(text: &str) -> Checked<Named> {
        let malformed = || Invalid::from(format!("Invalid StreamArn: {text}"));
        let arn = own_arn(text).ok_or_else(malformed)?;
        let resource = arn.resource.strip_prefix("table/").ok_or_else(malformed)?;
        let (table, label) = resource.split_once("/stream/").ok_or_else(malformed)?;
        let (table, label) = (table.to_owned(), label.to_owned());
        Ok(Named { account: arn.account, region: arn.region, table, label })
    }

    fn key(&self) -> (&str, &str, &str, &str) {
        (&self.account, &self.region, &self.table, &self.label)
    }
}

impl Dynamodb {
    /// The stream that an ARN names.
    fn stream(&self, arn: &str) -> Result<Description, wire::Error> {
        let named = Named::parse(arn)?;
        let found = self.store.read(|tx| state::get(tx, named.key())).map_err(from_store)?;
        found.ok_or_else(|| no_stream(arn))
    }
}

/// Refuses the ARN of a stream that is not there.
pub fn check_exists(dynamodb: &Dynamodb, arn: &str) -> Result<(), wire::Error> {
    dynamodb.stream(arn).map(|_| ())
}

fn no_stream(arn: &str) -> wire::Error {
    api::ResourceNotFoundException::error(format!(
        "Requested resource not found: Stream: {arn} not found"
    ))
}

fn no_shard(shard: &str, arn: &str) -> wire::Error {
    api::ResourceNotFoundException::error(format!(
        "Requested resource not found: Shard does not exist: {shard} of stream {arn}"
    ))
}

fn need(context: &Context, action: &str, arn: &str) -> Need {
    tags::need(context, action, arn)
}

/// `limit` beyond what the operation gives in one answer.
fn check_limit(limit: Option<i64>, most: i64) -> Checked<usize> {
    let limit = limit.unwrap_or(most);
    if limit > most {
        let constraint = format!("Member must have value less than or equal to {most}");
        let complaint = wire::validate::complaint(&limit.to_string(), "limit", &constraint);
        return Err(Invalid::from(wire::validate::sentence(&[complaint])));
    }
    Ok(usize::try_from(limit).unwrap_or(1))
}
