//! UpdateFunctionConfiguration: `$LATEST` with another configuration.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{FunctionConfiguration, UpdateFunctionConfigurationRequest};
use crate::state::{self, FunctionSpec, Row};
use crate::{Lambda, configuration, deploy, error};

pub fn needs(
    lambda: &Lambda,
    context: &Context,
    input: &UpdateFunctionConfigurationRequest,
) -> Vec<Need> {
    vec![lambda.need(context, "UpdateFunctionConfiguration", input.function_name(), None)]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    mut input: UpdateFunctionConfigurationRequest,
) -> Result<FunctionConfiguration, Error> {
    let name = input.function_name().to_owned();
    let revision = input.take_revision_id();
    let (_, shelf) = lambda.change(&name, None, move |tx, kept| {
        if revision.is_some_and(|revision| revision != kept.latest.revision) {
            return Err(error::another_revision());
        }
        let spec = changed(kept.latest.spec.clone(), input)?;
        deploy::check(&spec)?;
        let (revision, modified) = (tx.id(), tx.now());
        let row = Row { spec, revision, modified, stack: kept.latest.stack.clone() };
        state::put_function(tx, &row).map_err(|failed| error::store(&failed))
    })?;
    Ok(configuration::full(&shelf.latest, None, kit::Snapshot::None))
}

fn changed(
    mut spec: FunctionSpec,
    mut input: UpdateFunctionConfigurationRequest,
) -> Result<FunctionSpec, Error> {
    let number = |value: i64| u32::try_from(value).unwrap_or(u32::MAX);
    if input.role().is_some_and(|role| role != spec.role_arn)
        || input.runtime().is_some_and(|runtime| runtime != spec.runtime)
        || input.layers().is_some_and(|layers| layers.iter().next().is_some())
        || input.dead_letter_config().is_some()
    {
        return Err(error::invalid_parameter(
            "Squall changes SnapStart, MemorySize, Timeout, EphemeralStorage, Environment, \
             Description and Handler; Role, Runtime, Layers and DeadLetterConfig come from the \
             manifest.",
        ));
    }
    if let Some(handler) = input.take_handler() {
        spec.handler = handler;
    }
    if let Some(description) = input.take_description() {
        spec.description = description;
    }
    if let Some(seconds) = input.timeout() {
        spec.timeout_s = number(seconds);
    }
    if let Some(memory) = input.memory_size() {
        spec.memory_mb = number(memory);
    }
    if let Some(storage) = input.ephemeral_storage() {
        spec.tmp_mb = number(storage.size());
    }
    if let Some(environment) = input.environment() {
        let variables = environment.variables();
        spec.environment = variables
            .map(|variables| {
                variables.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
            })
            .unwrap_or_default();
    }
    if let Some(snap_start) = input.snap_start() {
        spec.snap_start = snap_start.apply_on() == Some("PublishedVersions");
    }
    if spec.snap_start && spec.tmp_mb > base::limit::TMP_MB_DEFAULT {
        return Err(error::invalid_parameter(
            "SnapStart is not supported for functions with ephemeral storage larger than 512 MB.",
        ));
    }
    Ok(spec)
}
