//! GetFunctionConfiguration: the configuration alone.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{FunctionConfiguration, GetFunctionConfigurationRequest};
use crate::{Lambda, configuration};

pub fn needs(
    lambda: &Lambda,
    context: &Context,
    input: &GetFunctionConfigurationRequest,
) -> Vec<Need> {
    vec![lambda.need(context, "GetFunctionConfiguration", input.function_name(), input.qualifier())]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: GetFunctionConfigurationRequest,
) -> Result<FunctionConfiguration, Error> {
    let (function, named) = lambda.find(input.function_name(), input.qualifier())?;
    Ok(configuration::full(&function, named.qualifier, lambda.snapshot(&function)))
}
