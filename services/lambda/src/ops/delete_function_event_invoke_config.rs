//! DeleteFunctionEventInvokeConfig: a function's events are treated as Lambda treats all.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;
use wire::typed::Unit;

use super::event_invoke_config;
use crate::api::DeleteFunctionEventInvokeConfigRequest;
use crate::name::LATEST;
use crate::{Lambda, error, state};

type Input = DeleteFunctionEventInvokeConfigRequest;

pub fn needs(lambda: &Lambda, _: &Context, input: &Input) -> Vec<Need> {
    let action = "DeleteFunctionEventInvokeConfig";
    event_invoke_config::need(lambda, action, input.function_name(), input.qualifier())
}

pub async fn run(lambda: Arc<Lambda>, _: Context, input: Input) -> Result<Unit, Error> {
    let named = event_invoke_config::found(&lambda, input.function_name(), input.qualifier())?;
    let qualifier = named.qualifier.unwrap_or(LATEST);
    let (name, at) = (named.name.to_owned(), qualifier.to_owned());
    let taken = lambda.store.write(move |tx| state::take_event_config(tx, &name, &at)).await;
    let taken = taken.map_err(|failed| error::store(&failed.flatten()))?;
    if taken.is_none() {
        return Err(event_invoke_config::missing(&lambda.qualified(&named)));
    }
    let refreshed = lambda.events.refresh(&lambda.store, named.name, qualifier);
    refreshed.map_err(|failed| error::store(&failed))?;
    Ok(Unit::new())
}
