//! CreateAlias: a name for a version.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{AliasConfiguration, CreateAliasRequest};
use crate::ops::update_alias::{refuse_routing, version_of};
use crate::state::{self, Alias};
use crate::{Lambda, alias, error};

pub fn needs(lambda: &Lambda, context: &Context, input: &CreateAliasRequest) -> Vec<Need> {
    vec![lambda.need(context, "CreateAlias", input.function_name(), None)]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: CreateAliasRequest,
) -> Result<AliasConfiguration, Error> {
    refuse_routing(input.routing_config())?;
    let (name, wanted) = (input.name().to_owned(), input.function_version().to_owned());
    let description = input.description().unwrap_or_default().to_owned();
    let place = lambda.place.clone();
    let (row, shelf) =
        lambda.change(input.function_name(), Some(input.function_version()), move |tx, kept| {
            let arn = place.arn(&kept.latest.spec.name);
            let version = version_of(kept, &wanted, &arn)?;
            if kept.aliases.contains_key(&name) {
                return Err(error::conflict(format!("Alias already exists: {arn}:{name}")));
            }
            let row = Alias { version, description, revision: tx.id() };
            let put = state::put_alias(tx, &kept.latest.spec.name, &name, &row);
            put.map_err(|failed| error::store(&failed))?;
            Ok(row)
        })?;
    Ok(alias::shown(&shelf, input.name(), &row))
}
