//! UpdateEventSourceMapping: another function, other settings, or on and off.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use super::create_event_source_mapping::unsupported;
use crate::Lambda;
use crate::api::{EventSourceMappingConfiguration, UpdateEventSourceMappingRequest};
use crate::mapping::asked;

type Input = UpdateEventSourceMappingRequest;

pub fn needs(lambda: &Lambda, _: &Context, input: &Input) -> Vec<Need> {
    vec![lambda.mapping_need("UpdateEventSourceMapping", input.uuid())]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    mut input: Input,
) -> Result<EventSourceMappingConfiguration, Error> {
    unsupported(&[
        ("ParallelizationFactor", input.parallelization_factor().is_some()),
        ("DestinationConfig", input.destination_config().is_some()),
        ("MaximumRecordAgeInSeconds", input.maximum_record_age_in_seconds().is_some()),
        ("BisectBatchOnFunctionError", input.bisect_batch_on_function_error().is_some()),
        ("MaximumRetryAttempts", input.maximum_retry_attempts().is_some()),
        ("TumblingWindowInSeconds", input.tumbling_window_in_seconds().is_some()),
        ("SourceAccessConfigurations", input.source_access_configurations().is_some()),
    ])?;
    let asked = asked!(input);
    lambda.update_mapping(input.uuid(), input.function_name(), asked).await
}
