//! ListFunctions: the configurations, a page at a time.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kit::{Context, Need};
use wire::{Error, List};

use crate::api::{ListFunctionsRequest, ListFunctionsResponse};
use crate::{Lambda, configuration, error};

/// More are not given at once, whatever is asked for (Lambda API reference).
const PAGE_MAX: usize = 50;

pub fn needs(_: &Lambda, _: &Context, _: &ListFunctionsRequest) -> Vec<Need> {
    vec![Need::new("lambda:ListFunctions", "*")]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: ListFunctionsRequest,
) -> Result<ListFunctionsResponse, Error> {
    let asked = input.max_items().and_then(|count| usize::try_from(count).ok());
    let count = asked.unwrap_or(PAGE_MAX).clamp(1, PAGE_MAX);
    let after = input.marker().filter(|marker| !marker.is_empty()).map(name_of).transpose()?;
    let (page, more) = lambda.catalogue.page(after.as_deref(), count);
    let all_versions = input.function_version() == Some("ALL");
    let configurations: List<_> =
        page.iter().map(|function| configuration::listed(function, all_versions)).collect();
    let mut output = ListFunctionsResponse::default().with_functions(configurations);
    if let (true, Some(last)) = (more, page.last()) {
        output.set_next_marker(Some(URL_SAFE_NO_PAD.encode(&last.row.spec.name)));
    }
    Ok(output)
}

/// A marker is the last name of the page before, made opaque.
fn name_of(marker: &str) -> Result<String, Error> {
    let bytes = URL_SAFE_NO_PAD.decode(marker).ok();
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| error::invalid_parameter("Invalid Marker"))
}
