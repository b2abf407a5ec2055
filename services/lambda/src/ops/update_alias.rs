//! UpdateAlias: another version, another description.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{AliasConfiguration, AliasRoutingConfiguration, UpdateAliasRequest};
use crate::name::LATEST;
use crate::state::{self, Alias, Kept};
use crate::{Lambda, alias, concurrency, error};

pub fn needs(lambda: &Lambda, context: &Context, input: &UpdateAliasRequest) -> Vec<Need> {
    vec![lambda.need(context, "UpdateAlias", input.function_name(), None)]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: UpdateAliasRequest,
) -> Result<AliasConfiguration, Error> {
    refuse_routing(input.routing_config())?;
    let name = input.name().to_owned();
    let wanted = input.function_version().map(str::to_owned);
    let description = input.description().map(str::to_owned);
    let revision = input.revision_id().map(str::to_owned);
    let place = lambda.place.clone();
    let (row, shelf) = lambda.change(input.function_name(), None, move |tx, kept| {
        let arn = place.arn(&kept.latest.spec.name);
        let Some(known) = kept.aliases.get(&name) else {
            return Err(error::not_found(format!("Alias not found: {arn}:{name}")));
        };
        if revision.is_some_and(|revision| revision != known.revision) {
            return Err(error::another_revision());
        }
        let version = match wanted {
            Some(wanted) => version_of(kept, &wanted, &arn)?,
            None => known.version,
        };
        concurrency::check_move(kept, &name, version)?;
        let description = description.unwrap_or_else(|| known.description.clone());
        let row = Alias { version, description, revision: tx.id() };
        let put = state::put_alias(tx, &kept.latest.spec.name, &name, &row);
        put.map_err(|failed| error::store(&failed))?;
        Ok(row)
    })?;
    Ok(alias::shown(&shelf, input.name(), &row))
}

/// The number of a version that an alias may point to.
pub fn version_of(kept: &Kept, wanted: &str, arn: &str) -> Result<u64, Error> {
    if wanted == LATEST {
        return Ok(0);
    }
    let number = wanted.parse().ok().filter(|number| kept.published.contains_key(number));
    number.ok_or_else(|| error::no_function(&format!("{arn}:{wanted}")))
}

/// A second version that gets a share of the invocations.
pub fn refuse_routing(routing: Option<&AliasRoutingConfiguration>) -> Result<(), Error> {
    let weights = routing.and_then(|routing| routing.additional_version_weights());
    if weights.is_some_and(|weights| weights.iter().next().is_some()) {
        return Err(error::invalid_parameter(
            "RoutingConfig is not available yet in Squall: an alias points to one version.",
        ));
    }
    Ok(())
}
