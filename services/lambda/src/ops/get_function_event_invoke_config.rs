//! GetFunctionEventInvokeConfig: what becomes of a function's events.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use super::event_invoke_config;
use crate::Lambda;
use crate::api::{FunctionEventInvokeConfig, GetFunctionEventInvokeConfigRequest};
use crate::name::LATEST;

type Input = GetFunctionEventInvokeConfigRequest;

pub fn needs(lambda: &Lambda, _: &Context, input: &Input) -> Vec<Need> {
    let action = "GetFunctionEventInvokeConfig";
    event_invoke_config::need(lambda, action, input.function_name(), input.qualifier())
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: Input,
) -> Result<FunctionEventInvokeConfig, Error> {
    let named = event_invoke_config::found(&lambda, input.function_name(), input.qualifier())?;
    let arn = lambda.qualified(&named);
    match lambda.events.find(named.name, named.qualifier.unwrap_or(LATEST)) {
        Some(config) => Ok(event_invoke_config::shown(arn, &config)),
        None => Err(event_invoke_config::missing(&arn)),
    }
}
