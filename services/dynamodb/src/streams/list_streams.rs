//! ListStreams: the streams there are, of one table or of all, a page at a time.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use super::api::{ListStreamsInput, ListStreamsOutput, Stream};
use super::{Named, check_limit, state};
use crate::error::from_store;
use crate::state::Dynamodb;

/// Streams of a page (DynamoDB API reference, ListStreams).
const STREAMS_MAX: i64 = 100;

pub fn needs(_: &Dynamodb, _: &Context, _: &ListStreamsInput) -> Vec<Need> {
    vec![Need::new("dynamodb:ListStreams", "*")]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: ListStreamsInput,
) -> Result<ListStreamsOutput, Error> {
    let limit = check_limit(input.limit(), STREAMS_MAX)?;
    let after = input.exclusive_start_stream_arn().map(Named::parse).transpose()?;
    let place = (&*context.account, &*context.region);
    let table = input.table_name();
    let read = |tx: &store::ReadTx| state::list(tx, place, table, after.as_ref(), limit + 1);
    let mut streams = dynamodb.store.read(read).map_err(from_store)?;
    let more = streams.len() > limit;
    streams.truncate(limit);
    let last = streams.last().filter(|_| more).map(super::Description::arn);
    let shown: Vec<Stream> = streams
        .into_iter()
        .map(|stream| {
            Stream::new()
                .with_stream_arn(stream.arn())
                .with_table_name(stream.table)
                .with_stream_label(stream.label)
        })
        .collect();
    let mut output = ListStreamsOutput::new().with_streams(shown);
    output.set_last_evaluated_stream_arn(last);
    Ok(output)
}
