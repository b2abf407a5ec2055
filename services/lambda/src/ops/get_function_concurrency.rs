//! GetFunctionConcurrency: what is reserved; nothing where nothing is.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::Lambda;
use crate::api::{GetFunctionConcurrencyRequest, GetFunctionConcurrencyResponse};

pub fn needs(
    lambda: &Lambda,
    context: &Context,
    input: &GetFunctionConcurrencyRequest,
) -> Vec<Need> {
    vec![lambda.need(context, "GetFunctionConcurrency", input.function_name(), None)]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: GetFunctionConcurrencyRequest,
) -> Result<GetFunctionConcurrencyResponse, Error> {
    let shelf = lambda.shelf(input.function_name())?;
    let places = shelf.latest.row.spec.reserved_concurrency;
    let mut output = GetFunctionConcurrencyResponse::default();
    output.set_reserved_concurrent_executions(places.map(i64::from));
    Ok(output)
}
