//! GetRecords: what happened after a place in a shard, and the place after that.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use super::api::{ExpiredIteratorException, GetRecordsInput, GetRecordsOutput};
use super::iterator::{Position, ShardIterator};
use super::{check_limit, need, reader};
use crate::state::Dynamodb;

/// Records of an answer (DynamoDB API reference, GetRecords).
const RECORDS_MAX: i64 = 1000;

pub fn needs(_: &Dynamodb, context: &Context, input: &GetRecordsInput) -> Vec<Need> {
    let iterator = ShardIterator::parse(input.shard_iterator());
    let arn = iterator.map_or_else(|_| "*".to_owned(), |iterator| iterator.arn);
    vec![need(context, "GetRecords", &arn)]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: GetRecordsInput,
) -> Result<GetRecordsOutput, Error> {
    let limit = check_limit(input.limit(), RECORDS_MAX)?;
    let iterator = ShardIterator::parse(input.shard_iterator())?;
    if iterator.is_expired(context.now) {
        return Err(ExpiredIteratorException::error(
            "The shard iterator has expired and can no longer be used to retrieve stream records.",
        ));
    }
    let stream = dynamodb.stream(&iterator.arn)?;
    let shard = iterator.shard;
    let after = match iterator.position {
        Position::Horizon => 0,
        Position::After(after) => {
            reader::check_trimmed(&dynamodb, &stream, shard, after)?;
            after
        }
    };
    let page = reader::read(&dynamodb, &stream, shard, after, limit)?;
    let next =
        ShardIterator { position: Position::After(page.after), made: context.now, ..iterator };
    let mut output = GetRecordsOutput::new().with_records(page.records);
    output.set_next_shard_iterator((!page.is_end).then(|| next.text()));
    Ok(output)
}
