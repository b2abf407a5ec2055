//! DeleteProvisionedConcurrencyConfig: instances come and go as they are needed again.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::DeleteProvisionedConcurrencyConfigRequest;
use crate::{Lambda, alias, error, provisioning, state};

pub fn needs(
    lambda: &Lambda,
    context: &Context,
    input: &DeleteProvisionedConcurrencyConfigRequest,
) -> Vec<Need> {
    vec![lambda.need(
        context,
        "DeleteProvisionedConcurrencyConfig",
        input.function_name(),
        Some(input.qualifier()),
    )]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: DeleteProvisionedConcurrencyConfigRequest,
) -> Result<wire::typed::Unit, Error> {
    let qualifier = input.qualifier().to_owned();
    provisioning::check_named(&qualifier)?;
    let shelf = provisioning::shelf_of(&lambda, input.function_name(), &qualifier)?;
    if shelf.number(Some(&qualifier)).is_none() {
        return Err(alias::missing(&shelf.latest.arn(), &qualifier));
    }
    lambda.change(input.function_name(), None, move |tx, kept| {
        if !kept.provisioned.contains_key(&qualifier) {
            return Err(error::not_provisioned());
        }
        let deleted = state::provision(tx, &kept.latest.spec.name, &qualifier, None);
        deleted.map_err(|failed| error::store(&failed))
    })?;
    Ok(wire::typed::Unit::default())
}
