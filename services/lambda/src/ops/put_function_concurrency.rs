//! PutFunctionConcurrency: so many places are the function's own, no more and no fewer.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{Concurrency, PutFunctionConcurrencyRequest};
use crate::concurrency::{self, SetAside};
use crate::name::{LATEST, Named};
use crate::state::{self, Kept, Row};
use crate::{Lambda, error};

pub fn needs(
    lambda: &Lambda,
    context: &Context,
    input: &PutFunctionConcurrencyRequest,
) -> Vec<Need> {
    vec![lambda.need(context, "PutFunctionConcurrency", input.function_name(), None)]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: PutFunctionConcurrencyRequest,
) -> Result<Concurrency, Error> {
    let asked = input.reserved_concurrent_executions();
    let places = u32::try_from(asked).unwrap_or(u32::MAX);
    reserve(&lambda, input.function_name(), Some(places))?;
    Ok(Concurrency::default().with_reserved_concurrent_executions(asked))
}

/// The revision stays: instances are not another's for being counted otherwise.
pub fn reserve(lambda: &Lambda, name: &str, places: Option<u32>) -> Result<(), Error> {
    if Named::parse(name, None, &lambda.place)?.qualifier.is_some() {
        return Err(error::invalid_parameter(
            "This operation is permitted on Lambda functions only. Aliases and versions do not \
             support this operation. Please specify either a function name or an unqualified \
             function ARN.",
        ));
    }
    let account = lambda.run.account_concurrency();
    let (_, shelf) = lambda.change(name, Some(LATEST), move |tx, kept| {
        let mut changed: Kept = kept.clone();
        changed.latest.spec.reserved_concurrency = places;
        let failed = |failed: store::Error| error::store(&failed);
        let mut others = state::all(tx).map_err(failed)?;
        others.retain(|other| other.latest.spec.name != kept.latest.spec.name);
        let others = SetAside::of(&others);
        concurrency::check_reserved(others, &changed, account)?;
        concurrency::check_provisioned(others, &changed, account)?;
        let row = Row { modified: tx.now(), ..changed.latest };
        state::put_function(tx, &row).map_err(failed)
    })?;
    lambda.run.reserve(shelf.name(), places);
    Ok(())
}
