//! PutFunctionEventInvokeConfig: what becomes of events, anew.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use super::event_invoke_config::{self, Asked};
use crate::Lambda;
use crate::api::{FunctionEventInvokeConfig, PutFunctionEventInvokeConfigRequest};

type Input = PutFunctionEventInvokeConfigRequest;

pub fn needs(lambda: &Lambda, _: &Context, input: &Input) -> Vec<Need> {
    let action = "PutFunctionEventInvokeConfig";
    event_invoke_config::need(lambda, action, input.function_name(), input.qualifier())
}

pub async fn run(
    lambda: Arc<Lambda>,
    context: Context,
    mut input: Input,
) -> Result<FunctionEventInvokeConfig, Error> {
    let destinations = input.take_destination_config();
    let named = event_invoke_config::found(&lambda, input.function_name(), input.qualifier())?;
    let asked = Asked {
        age: input.maximum_event_age_in_seconds(),
        retries: input.maximum_retry_attempts(),
        destinations,
    };
    event_invoke_config::write(&lambda, &context, named, asked, false).await
}
