//! ListVersionsByFunction: `$LATEST`, then by number, a page at a time.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{ListVersionsByFunctionRequest, ListVersionsByFunctionResponse};
use crate::page::Page;
use crate::{Lambda, configuration};

pub fn needs(
    lambda: &Lambda,
    context: &Context,
    input: &ListVersionsByFunctionRequest,
) -> Vec<Need> {
    vec![lambda.need(context, "ListVersionsByFunction", input.function_name(), None)]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: ListVersionsByFunctionRequest,
) -> Result<ListVersionsByFunctionResponse, Error> {
    let shelf = lambda.shelf(input.function_name())?;
    // Numbers as text would sort 10 before 9.
    let key = |function: &&Arc<crate::Function>| {
        format!("{:>20}", function.version_name().replace("$LATEST", "0"))
    };
    let page = Page::of(shelf.versions(), key, input.marker(), input.max_items())?;
    let shown = |function: &Arc<crate::Function>| {
        configuration::listed(function, true, &lambda.snapshot(function))
    };
    let versions: wire::List<_> = page.items.into_iter().map(shown).collect();
    let mut output = ListVersionsByFunctionResponse::default().with_versions(versions);
    output.set_next_marker(page.next);
    Ok(output)
}
