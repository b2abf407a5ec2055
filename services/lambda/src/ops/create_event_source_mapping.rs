//! CreateEventSourceMapping: a function takes from a queue.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{CreateEventSourceMappingRequest, EventSourceMappingConfiguration};
use crate::mapping::{Ends, asked};
use crate::{Lambda, error};

type Input = CreateEventSourceMappingRequest;

pub fn needs(lambda: &Lambda, _: &Context, input: &Input) -> Vec<Need> {
    let function = lambda.resource(input.function_name(), None);
    let mut need = Need::new("lambda:CreateEventSourceMapping", "*");
    need.keys.push(("lambda:FunctionArn".into(), vec![function]));
    vec![need]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    mut input: Input,
) -> Result<EventSourceMappingConfiguration, Error> {
    check_supported(&input)?;
    let asked = asked!(input);
    let tags = input.take_tags().unwrap_or_default();
    let tags = tags.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    let ends = Ends { source: input.event_source_arn(), function: input.function_name() };
    lambda.create_mapping(ends, asked, tags, "").await
}

/// Parameters of streams and brokers, which no queue has.
fn check_supported(input: &Input) -> Result<(), Error> {
    let given = [
        ("ParallelizationFactor", input.parallelization_factor().is_some()),
        ("StartingPosition", input.starting_position().is_some()),
        ("StartingPositionTimestamp", input.starting_position_timestamp().is_some()),
        ("DestinationConfig", input.destination_config().is_some()),
        ("MaximumRecordAgeInSeconds", input.maximum_record_age_in_seconds().is_some()),
        ("BisectBatchOnFunctionError", input.bisect_batch_on_function_error().is_some()),
        ("MaximumRetryAttempts", input.maximum_retry_attempts().is_some()),
        ("TumblingWindowInSeconds", input.tumbling_window_in_seconds().is_some()),
        ("Topics", input.topics().is_some()),
        ("Queues", input.queues().is_some()),
        ("SourceAccessConfigurations", input.source_access_configurations().is_some()),
    ];
    unsupported(&given)
}

/// Refuses the first of the parameters that was given.
pub fn unsupported(given: &[(&str, bool)]) -> Result<(), Error> {
    match given.iter().find(|(_, given)| *given) {
        None => Ok(()),
        Some((name, _)) => Err(error::invalid_parameter(format!(
            "Unsupported {name} parameter for given event source mapping type."
        ))),
    }
}
