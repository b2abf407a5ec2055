//! DeleteEventSourceMapping: the function takes no more from the queue.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::Lambda;
use crate::api::{DeleteEventSourceMappingRequest, EventSourceMappingConfiguration};

type Input = DeleteEventSourceMappingRequest;

pub fn needs(lambda: &Lambda, _: &Context, input: &Input) -> Vec<Need> {
    vec![lambda.mapping_need("DeleteEventSourceMapping", input.uuid())]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: Input,
) -> Result<EventSourceMappingConfiguration, Error> {
    let (shown, _) = lambda.delete_mapping(input.uuid()).await?;
    Ok(shown)
}
