//! DeleteAlias: the name is gone, with its provisioned places; its version stays.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::DeleteAliasRequest;
use crate::{Lambda, error, state};

pub fn needs(lambda: &Lambda, context: &Context, input: &DeleteAliasRequest) -> Vec<Need> {
    vec![lambda.need(context, "DeleteAlias", input.function_name(), None)]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: DeleteAliasRequest,
) -> Result<wire::typed::Unit, Error> {
    let name = input.name().to_owned();
    let (_, shelf) = lambda.change(input.function_name(), None, move |tx, kept| {
        let deleted = state::delete_alias(tx, &kept.latest.spec.name, &name);
        deleted.map_err(|failed| error::store(&failed))
    })?;
    let refreshed = lambda.events.refresh(&lambda.store, shelf.name(), input.name());
    refreshed.map_err(|failed| error::store(&failed))?;
    lambda.refresh_policy(shelf.name(), input.name())?;
    Ok(wire::typed::Unit::default())
}
