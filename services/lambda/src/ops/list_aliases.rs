//! ListAliases: a function's names, a page at a time.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{ListAliasesRequest, ListAliasesResponse};
use crate::page::Page;
use crate::{Lambda, alias, catalogue};

pub fn needs(lambda: &Lambda, context: &Context, input: &ListAliasesRequest) -> Vec<Need> {
    vec![lambda.need(context, "ListAliases", input.function_name(), None)]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: ListAliasesRequest,
) -> Result<ListAliasesResponse, Error> {
    let shelf = lambda.shelf(input.function_name())?;
    let version = input.function_version();
    let all = shelf.aliases.iter().filter(|(_, row)| {
        version.is_none_or(|version| version == catalogue::version_name(row.version))
    });
    let page = Page::of(all, |(name, _)| (*name).clone(), input.marker(), input.max_items())?;
    let aliases: wire::List<_> =
        page.items.into_iter().map(|(name, row)| alias::shown(&shelf, name, row)).collect();
    let mut output = ListAliasesResponse::default().with_aliases(aliases);
    output.set_next_marker(page.next);
    Ok(output)
}
