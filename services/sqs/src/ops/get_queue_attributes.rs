//! GetQueueAttributes: what a queue is set to, and how much is in it.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{GetQueueAttributesRequest, GetQueueAttributesResult};
use crate::attributes;
use crate::error::from_store;
use crate::receive::{self, Depth};
use crate::service::Sqs;
use crate::target;

pub fn needs(sqs: &Sqs, context: &Context, input: &GetQueueAttributesRequest) -> Vec<Need> {
    vec![target::need(sqs, context, input.queue_url(), "GetQueueAttributes")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    input: GetQueueAttributesRequest,
) -> Result<GetQueueAttributesResult, Error> {
    let live = target::queue(&sqs, &context, input.queue_url())?;
    let names = input.attribute_names();
    let names = attributes::asked(names.into_iter().flat_map(|names| names.iter()))?;
    let depth = match attributes::ask_for_depth(&names) {
        true => sqs.store.read(|tx| receive::depth(tx, live.space)),
        false => Ok(Depth::default()),
    };
    let depth = depth.map_err(|error| from_store(&error))?;
    let shown = names.into_iter().filter_map(|name| {
        let value = attributes::show(&live, &live.arn, depth, name)?;
        Some((name.to_owned(), value))
    });
    let shown: Vec<(String, String)> = shown.collect();
    let mut output = GetQueueAttributesResult::new();
    if !shown.is_empty() {
        output.set_attributes(Some(shown.into()));
    }
    Ok(output)
}
