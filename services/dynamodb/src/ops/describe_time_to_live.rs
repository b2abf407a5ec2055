//! DescribeTimeToLive.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{DescribeTimeToLiveInput, DescribeTimeToLiveOutput, TimeToLiveDescription};
use crate::error::no_table;
use crate::request::{check_name, need, table_key};
use crate::state::Dynamodb;

pub fn needs(_: &Dynamodb, context: &Context, input: &DescribeTimeToLiveInput) -> Vec<Need> {
    vec![need(context, "DescribeTimeToLive", input.table_name())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: DescribeTimeToLiveInput,
) -> Result<DescribeTimeToLiveOutput, Error> {
    check_name(input.table_name(), false)?;
    let key = table_key(&context, input.table_name());
    let live = dynamodb.table(&key).ok_or_else(|| no_table(&key.2))?;
    let description = match &live.table.time_to_live {
        Some(ttl) => TimeToLiveDescription::new()
            .with_time_to_live_status("ENABLED")
            .with_attribute_name(ttl.attribute.clone()),
        None => TimeToLiveDescription::new().with_time_to_live_status("DISABLED"),
    };
    Ok(DescribeTimeToLiveOutput::new().with_time_to_live_description(description))
}
