//! GetShardIterator: a place in a shard to read from.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use super::api::{GetShardIteratorInput, GetShardIteratorOutput};
use super::iterator::{Position, ShardIterator, sequence_of, shard_of};
use super::{need, no_shard, reader, state};
use crate::error::from_store;
use crate::invalid::Invalid;
use crate::state::Dynamodb;

pub fn needs(_: &Dynamodb, context: &Context, input: &GetShardIteratorInput) -> Vec<Need> {
    vec![need(context, "GetShardIterator", input.stream_arn())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: GetShardIteratorInput,
) -> Result<GetShardIteratorOutput, Error> {
    let kind = input.shard_iterator_type();
    let by_sequence = matches!(kind, "AT_SEQUENCE_NUMBER" | "AFTER_SEQUENCE_NUMBER");
    if by_sequence != input.sequence_number().is_some() {
        let verb = if by_sequence { "must" } else { "cannot" };
        return Err(Invalid::from(format!(
            "SequenceNumber {verb} be specified when ShardIteratorType is {kind}"
        ))
        .into());
    }
    let stream = dynamodb.stream(input.stream_arn())?;
    let shard = shard_of(&stream, input.shard_id())
        .ok_or_else(|| no_shard(input.shard_id(), input.stream_arn()))?;
    let last = || dynamodb.store.read(|tx| state::last(tx, &stream, shard)).map_err(from_store);
    let position = match (kind, input.sequence_number()) {
        ("LATEST", _) => Position::After(last()?),
        (_, None) => Position::Horizon,
        (kind, Some(text)) => {
            let sequence = sequence_of(shard, text)?;
            if sequence > last()? {
                return Err(Invalid::text("Invalid SequenceNumber").into());
            }
            let is_at = kind == "AT_SEQUENCE_NUMBER";
            let after = if is_at { sequence.saturating_sub(1) } else { sequence };
            reader::check_trimmed(&dynamodb, &stream, shard, after)?;
            Position::After(after)
        }
    };
    let arn = input.stream_arn().to_owned();
    let iterator = ShardIterator { arn, shard, position, made: context.now };
    Ok(GetShardIteratorOutput::new().with_shard_iterator(iterator.text()))
}
