//! ListEventSourceMappings: those of a function, of a source, or all, a page at a time.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{
    EventSourceMappingConfiguration, ListEventSourceMappingsRequest,
    ListEventSourceMappingsResponse,
};
use crate::mapping::{self, Row};
use crate::name::Named;
use crate::page::Page;
use crate::{Lambda, error};

/// More are not given at once, whatever is asked for (Lambda API reference).
const PAGE_MAX: usize = 100;

type Input = ListEventSourceMappingsRequest;

pub fn needs(_: &Lambda, _: &Context, _: &Input) -> Vec<Need> {
    vec![Need::new("lambda:ListEventSourceMappings", "*")]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: Input,
) -> Result<ListEventSourceMappingsResponse, Error> {
    let function = match input.function_name() {
        None => None,
        Some(text) => Some(
            Named::parse(text, None, &lambda.place)
                .map_err(|_| error::invalid_parameter("Function does not exist"))?,
        ),
    };
    let all = lambda.mappings.all();
    let meant = all.iter().filter(|row| {
        input.event_source_arn().is_none_or(|arn| arn == row.source)
            && function.as_ref().is_none_or(|named| {
                named.name == row.function && named.qualifier == row.qualifier.as_deref()
            })
    });
    let key = |row: &&Arc<Row>| row.id.clone();
    let page = Page::up_to(PAGE_MAX, meant, key, input.marker(), input.max_items())?;
    let shown = page.items.iter().map(|row| mapping::shown(&lambda, row));
    let shown: wire::List<EventSourceMappingConfiguration> = shown.collect();
    let mut output = ListEventSourceMappingsResponse::default().with_event_source_mappings(shown);
    output.set_next_marker(page.next);
    Ok(output)
}
