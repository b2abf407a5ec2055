//! DeleteFunctionConcurrency: the function shares the account's places again.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::Lambda;
use crate::api::DeleteFunctionConcurrencyRequest;
use crate::ops::put_function_concurrency::reserve;

pub fn needs(
    lambda: &Lambda,
    context: &Context,
    input: &DeleteFunctionConcurrencyRequest,
) -> Vec<Need> {
    vec![lambda.need(context, "DeleteFunctionConcurrency", input.function_name(), None)]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: DeleteFunctionConcurrencyRequest,
) -> Result<wire::typed::Unit, Error> {
    reserve(&lambda, input.function_name(), None)?;
    Ok(wire::typed::Unit::default())
}
