//! GetFunction: the configuration, the tags, the reserved concurrency.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{Concurrency, FunctionCodeLocation, GetFunctionRequest, GetFunctionResponse};
use crate::{Lambda, configuration};

pub fn needs(lambda: &Lambda, context: &Context, input: &GetFunctionRequest) -> Vec<Need> {
    vec![lambda.need(context, "GetFunction", input.function_name(), input.qualifier())]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: GetFunctionRequest,
) -> Result<GetFunctionResponse, Error> {
    let (function, named) = lambda.find(input.function_name(), input.qualifier())?;
    // The reservation is the function's, whichever version is asked for.
    let reserved = function.reserved;
    let spec = &function.row.spec;
    let mut output = GetFunctionResponse::default()
        .with_configuration(configuration::full(
            &function,
            named.qualifier,
            lambda.snapshot(&function),
        ))
        // There is no archive to fetch, so there is no location of one.
        .with_code(FunctionCodeLocation::default());
    if !spec.tags.is_empty() {
        output.set_tags(Some(spec.tags.clone().into_iter().collect()));
    }
    if let Some(places) = reserved {
        let reserved =
            Concurrency::default().with_reserved_concurrent_executions(i64::from(places));
        output.set_concurrency(Some(reserved));
    }
    Ok(output)
}
