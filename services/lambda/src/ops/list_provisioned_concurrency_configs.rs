//! ListProvisionedConcurrencyConfigs: of all versions and aliases of a function.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::Lambda;
use crate::api::{
    ListProvisionedConcurrencyConfigsRequest, ListProvisionedConcurrencyConfigsResponse,
    ProvisionedConcurrencyConfigListItem,
};
use crate::page::Page;
use crate::provisioning::Standing;

pub fn needs(
    lambda: &Lambda,
    context: &Context,
    input: &ListProvisionedConcurrencyConfigsRequest,
) -> Vec<Need> {
    vec![lambda.need(context, "ListProvisionedConcurrencyConfigs", input.function_name(), None)]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: ListProvisionedConcurrencyConfigsRequest,
) -> Result<ListProvisionedConcurrencyConfigsResponse, Error> {
    let shelf = lambda.shelf(input.function_name())?;
    let all = shelf.provisioned.keys();
    let page = Page::of(all, |name| (*name).clone(), input.marker(), input.max_items())?;
    let mut configs = Vec::with_capacity(page.items.len());
    for qualifier in page.items {
        let standing = Standing::of(&lambda, &shelf, qualifier)?;
        let mut item = ProvisionedConcurrencyConfigListItem::default()
            .with_function_arn(format!("{}:{qualifier}", shelf.latest.arn()))
            .with_requested_provisioned_concurrent_executions(standing.requested)
            .with_available_provisioned_concurrent_executions(standing.allocated)
            .with_allocated_provisioned_concurrent_executions(standing.allocated)
            .with_status(standing.status)
            .with_last_modified(standing.modified);
        item.set_status_reason(standing.reason);
        configs.push(item);
    }
    let configs: wire::List<_> = configs.into_iter().collect();
    let mut output = ListProvisionedConcurrencyConfigsResponse::default()
        .with_provisioned_concurrency_configs(configs);
    output.set_next_marker(page.next);
    Ok(output)
}
