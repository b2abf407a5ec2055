//! GetAlias: what a name stands for.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{AliasConfiguration, GetAliasRequest};
use crate::{Lambda, alias};

pub fn needs(lambda: &Lambda, context: &Context, input: &GetAliasRequest) -> Vec<Need> {
    vec![lambda.need(context, "GetAlias", input.function_name(), Some(input.name()))]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: GetAliasRequest,
) -> Result<AliasConfiguration, Error> {
    let shelf = lambda.shelf(input.function_name())?;
    match shelf.aliases.get(input.name()) {
        Some(row) => Ok(alias::shown(&shelf, input.name(), row)),
        None => Err(alias::not_found(&shelf.latest.arn(), input.name())),
    }
}
