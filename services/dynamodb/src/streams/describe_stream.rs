//! DescribeStream: a stream's facts and its shards.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use super::api::{
    DescribeStreamInput, DescribeStreamOutput, KeySchemaElement, SequenceNumberRange, Shard,
    StreamDescription,
};
use super::iterator::{sequence_text, shard_id};
use super::{Description, check_limit, need, state};
use crate::error::from_store;
use crate::invalid::Invalid;
use crate::state::Dynamodb;

/// Shards of a page (DynamoDB API reference, DescribeStream).
const SHARDS_MAX: i64 = 100;

pub fn needs(_: &Dynamodb, context: &Context, input: &DescribeStreamInput) -> Vec<Need> {
    vec![need(context, "DescribeStream", input.stream_arn())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    _: Context,
    input: DescribeStreamInput,
) -> Result<DescribeStreamOutput, Error> {
    let limit = check_limit(input.limit(), SHARDS_MAX)?;
    let filter = input.shard_filter();
    if filter.is_some_and(|filter| filter.r#type().is_none() || filter.shard_id().is_none()) {
        let text = "ShardFilter.Type and ShardFilter.ShardId must both be specified";
        return Err(Invalid::text(text).into());
    }
    let stream = dynamodb.stream(input.stream_arn())?;
    let after = input.exclusive_start_shard_id().unwrap_or_default();
    // No shard here has children.
    let has_any = filter.is_none();
    let ids = (0..stream.shards).map(|shard| (shard, shard_id(&stream, shard)));
    let mut wanted = ids.filter(|(_, id)| has_any && id.as_str() > after);
    let mut shards = Vec::new();
    for (shard, id) in wanted.by_ref().take(limit) {
        shards.push(shown(&dynamodb, &stream, shard, id)?);
    }
    let more = wanted.next().is_some();
    let last = shards.last().and_then(|shard| shard.shard_id().map(str::to_owned));
    let status = if stream.ended.is_some() { "DISABLED" } else { "ENABLED" };
    let elements = stream.schema.parts().zip(["HASH", "RANGE"]).map(|(part, kind)| {
        KeySchemaElement::new().with_attribute_name(part.name.clone()).with_key_type(kind)
    });
    let mut description = StreamDescription::new()
        .with_stream_arn(stream.arn())
        .with_stream_label(stream.label.clone())
        .with_stream_status(status)
        .with_stream_view_type(stream.view.clone())
        .with_creation_request_date_time(stream.created)
        .with_table_name(stream.table.clone())
        .with_key_schema(elements.collect::<Vec<_>>())
        .with_shards(shards);
    description.set_last_evaluated_shard_id(last.filter(|_| more));
    Ok(DescribeStreamOutput::new().with_stream_description(description))
}

fn shown(dynamodb: &Dynamodb, stream: &Description, shard: u8, id: String) -> Result<Shard, Error> {
    let mut range =
        SequenceNumberRange::new().with_starting_sequence_number(sequence_text(shard, 0));
    if stream.ended.is_some() {
        let last = dynamodb.store.read(|tx| state::last(tx, stream, shard)).map_err(from_store)?;
        range.set_ending_sequence_number(Some(sequence_text(shard, last)));
    }
    Ok(Shard::new().with_shard_id(id).with_sequence_number_range(range))
}
