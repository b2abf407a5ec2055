//! GetEventSourceMapping: a mapping as it is now.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{EventSourceMappingConfiguration, GetEventSourceMappingRequest};
use crate::{Lambda, mapping};

type Input = GetEventSourceMappingRequest;

pub fn needs(lambda: &Lambda, _: &Context, input: &Input) -> Vec<Need> {
    vec![lambda.mapping_need("GetEventSourceMapping", input.uuid())]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: Input,
) -> Result<EventSourceMappingConfiguration, Error> {
    let row = lambda.mapping(input.uuid())?;
    Ok(mapping::shown(&lambda, &row))
}
