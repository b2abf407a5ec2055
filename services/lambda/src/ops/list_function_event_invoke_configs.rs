//! ListFunctionEventInvokeConfigs: those of a function's versions and aliases, a page at a time.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kit::{Context, Need};
use wire::{Error, List};

use super::event_invoke_config;
use crate::api::{
    FunctionEventInvokeConfig, ListFunctionEventInvokeConfigsRequest,
    ListFunctionEventInvokeConfigsResponse,
};
use crate::name::Named;
use crate::{Lambda, error};

/// Lambda API reference: MaxItems.
const PAGE_MAX: usize = 50;

type Input = ListFunctionEventInvokeConfigsRequest;

pub fn needs(lambda: &Lambda, _: &Context, input: &Input) -> Vec<Need> {
    let action = "ListFunctionEventInvokeConfigs";
    event_invoke_config::need(lambda, action, input.function_name(), None)
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: Input,
) -> Result<ListFunctionEventInvokeConfigsResponse, Error> {
    let (_, named) = lambda.find(input.function_name(), None)?;
    let asked = input.max_items().and_then(|count| usize::try_from(count).ok());
    let count = asked.unwrap_or(PAGE_MAX).clamp(1, PAGE_MAX);
    let after = input.marker().filter(|marker| !marker.is_empty()).map(qualifier_of).transpose()?;
    let (page, more) = lambda.events.page(named.name, after.as_deref(), count);
    let last = page.last().map(|(qualifier, _)| URL_SAFE_NO_PAD.encode(qualifier));
    let configs: List<FunctionEventInvokeConfig> = page
        .iter()
        .map(|(qualifier, config)| {
            let named = Named { name: named.name, qualifier: Some(qualifier) };
            event_invoke_config::shown(lambda.qualified(&named), config)
        })
        .collect::<Vec<_>>()
        .into();
    let mut output = ListFunctionEventInvokeConfigsResponse::default()
        .with_function_event_invoke_configs(configs);
    output.set_next_marker(last.filter(|_| more));
    Ok(output)
}

/// A marker is the last qualifier of the page before, made opaque.
fn qualifier_of(marker: &str) -> Result<String, Error> {
    let bytes = URL_SAFE_NO_PAD.decode(marker).ok();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    text.ok_or_else(|| error::invalid_parameter("Invalid Marker"))
}
