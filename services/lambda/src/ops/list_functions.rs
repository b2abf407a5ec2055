//! ListFunctions: the configurations, a page at a time.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{ListFunctionsRequest, ListFunctionsResponse};
use crate::page::Page;
use crate::{Function, Lambda, Shelf, configuration};

pub fn needs(_: &Lambda, _: &Context, _: &ListFunctionsRequest) -> Vec<Need> {
    vec![Need::new("lambda:ListFunctions", "*")]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: ListFunctionsRequest,
) -> Result<ListFunctionsResponse, Error> {
    let all_versions = input.function_version() == Some("ALL");
    let versions = |shelf: &Arc<Shelf>| -> Vec<Arc<Function>> {
        let of_each = if all_versions { usize::MAX } else { 1 };
        shelf.versions().take(of_each).cloned().collect()
    };
    let functions = lambda.functions();
    let all = functions.iter().flat_map(versions);
    // No name holds a space, and numbers as text would sort 10 before 9.
    let key = |function: &Arc<Function>| {
        let number = function.version_name().replace("$LATEST", "0");
        format!("{} {number:>20}", function.row.spec.name)
    };
    let page = Page::of(all, key, input.marker(), input.max_items())?;
    let shown = |function: &Arc<Function>| {
        configuration::listed(function, all_versions, &lambda.snapshot(function))
    };
    let configurations: wire::List<_> = page.items.iter().map(shown).collect();
    let mut output = ListFunctionsResponse::default().with_functions(configurations);
    output.set_next_marker(page.next);
    Ok(output)
}
