//! UpdateFunctionConfiguration: `$LATEST` with another configuration.

use std::sync::Arc;

use base::Arn;
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
    let target = input.dead_letter_config().and_then(|config| config.target_arn());
    if let Some(target) = target.filter(|target| !target.is_empty()) {
        check_dead_letters(&lambda, &name, target)?;
    }
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

/// Dead letters go to a queue without order or to a topic, to which the function's role may send.
fn check_dead_letters(lambda: &Lambda, name: &str, target: &str) -> Result<(), Error> {
    let parsed = Arn::parse(target).filter(|arn| !arn.resource.ends_with(".fifo"));
    let found = parsed.and_then(|arn| match arn.service.as_str() {
        "sqs" => Some((arn, "SendMessage")),
        "sns" => Some((arn, "Publish")),
        _ => None,
    });
    let Some((arn, action)) = found else {
        return Err(error::invalid_parameter(format!(
            "The dead-letter target {target} is invalid."
        )));
    };
    let (function, _) = lambda.find(name, None)?;
    match lambda.may_send(&function, &format!("{}:{action}", arn.service), &arn)? {
        true => Ok(()),
        false => Err(error::invalid_parameter(format!(
            "The provided execution role does not have permissions to call {action} on {}",
            arn.service.to_uppercase()
        ))),
    }
}

fn changed(
    mut spec: FunctionSpec,
    mut input: UpdateFunctionConfigurationRequest,
) -> Result<FunctionSpec, Error> {
    let number = |value: i64| u32::try_from(value).unwrap_or(u32::MAX);
    if input.role().is_some_and(|role| role != spec.role_arn)
        || input.runtime().is_some_and(|runtime| runtime != spec.runtime)
        || input.layers().is_some_and(|layers| layers.iter().next().is_some())
    {
        return Err(error::invalid_parameter(
            "Squall changes SnapStart, MemorySize, Timeout, EphemeralStorage, Environment, \
             DeadLetterConfig, Description and Handler; Role, Runtime and Layers come from the \
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
    if let Some(mut config) = input.take_dead_letter_config() {
        let target = config.take_target_arn();
        spec.asynchronous.dead_letter = target.filter(|target| !target.is_empty());
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
