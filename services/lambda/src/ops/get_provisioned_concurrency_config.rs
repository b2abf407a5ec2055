//! GetProvisionedConcurrencyConfig: how many are there of those that were asked for.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::Lambda;
use crate::api::{GetProvisionedConcurrencyConfigRequest, GetProvisionedConcurrencyConfigResponse};
use crate::provisioning::{self, Standing};

pub fn needs(
    lambda: &Lambda,
    context: &Context,
    input: &GetProvisionedConcurrencyConfigRequest,
) -> Vec<Need> {
    vec![lambda.need(
        context,
        "GetProvisionedConcurrencyConfig",
        input.function_name(),
        Some(input.qualifier()),
    )]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: GetProvisionedConcurrencyConfigRequest,
) -> Result<GetProvisionedConcurrencyConfigResponse, Error> {
    provisioning::check_named(input.qualifier())?;
    let shelf = provisioning::shelf_of(&lambda, input.function_name(), input.qualifier())?;
    let standing = Standing::of(&lambda, &shelf, input.qualifier())?;
    let mut output = GetProvisionedConcurrencyConfigResponse::default()
        .with_requested_provisioned_concurrent_executions(standing.requested)
        .with_available_provisioned_concurrent_executions(standing.allocated)
        .with_allocated_provisioned_concurrent_executions(standing.allocated)
        .with_status(standing.status)
        .with_last_modified(standing.modified);
    output.set_status_reason(standing.reason);
    Ok(output)
}
