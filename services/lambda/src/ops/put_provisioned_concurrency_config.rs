//! PutProvisionedConcurrencyConfig: so many instances are kept initialised.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{PutProvisionedConcurrencyConfigRequest, PutProvisionedConcurrencyConfigResponse};
use crate::concurrency::{self, SetAside};
use crate::provisioning::{self, Standing};
use crate::state::{self, Kept, Provisioned};
use crate::{Lambda, alias, error};

pub fn needs(
    lambda: &Lambda,
    context: &Context,
    input: &PutProvisionedConcurrencyConfigRequest,
) -> Vec<Need> {
    vec![lambda.need(
        context,
        "PutProvisionedConcurrencyConfig",
        input.function_name(),
        Some(input.qualifier()),
    )]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: PutProvisionedConcurrencyConfigRequest,
) -> Result<PutProvisionedConcurrencyConfigResponse, Error> {
    let qualifier = input.qualifier().to_owned();
    let shelf = provisioning::shelf_of(&lambda, input.function_name(), &qualifier)?;
    match shelf.number(Some(&qualifier)) {
        None => return Err(alias::missing(&shelf.latest.arn(), &qualifier)),
        Some(0) => {
            return Err(error::invalid_parameter(
                "Provisioned Concurrency Configs cannot be applied to unpublished function \
                 versions.",
            ));
        }
        Some(number) if shelf.published[&number].snap_start() => {
            return Err(error::invalid_parameter(
                "Provisioned Concurrency is not supported for functions enabled with SnapStart.",
            ));
        }
        Some(_) => {}
    }
    let places = u32::try_from(input.provisioned_concurrent_executions()).unwrap_or(u32::MAX);
    let account = lambda.run.account_concurrency();
    let (_, shelf) = lambda.change(input.function_name(), None, move |tx, kept| {
        concurrency::check_qualifier(kept, &qualifier)?;
        let mut changed: Kept = kept.clone();
        let row = Provisioned { places, modified: tx.now() };
        changed.provisioned.insert(qualifier.clone(), row);
        let failed = |failed: store::Error| error::store(&failed);
        let mut others = state::all(tx).map_err(failed)?;
        others.retain(|other| other.latest.spec.name != kept.latest.spec.name);
        concurrency::check_provisioned(SetAside::of(&others), &changed, account)?;
        let name = &kept.latest.spec.name;
        state::provision(tx, name, &qualifier, Some(places)).map_err(failed)
    })?;
    let standing = Standing::of(&lambda, &shelf, input.qualifier())?;
    let mut output = PutProvisionedConcurrencyConfigResponse::default()
        .with_requested_provisioned_concurrent_executions(standing.requested)
        .with_available_provisioned_concurrent_executions(standing.allocated)
        .with_allocated_provisioned_concurrent_executions(standing.allocated)
        .with_status(standing.status)
        .with_last_modified(standing.modified);
    output.set_status_reason(standing.reason);
    Ok(output)
}
