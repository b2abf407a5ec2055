//! GetFunctionConfiguration: the configuration alone.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{FunctionConfiguration, GetFunctionConfigurationRequest};
use crate::{Lambda, configuration};

pub fn needs(lambda: &Lambda, _: &Context, input: &GetFunctionConfigurationRequest) -> Vec<Need> {
    let resource = lambda.resource(input.function_name(), input.qualifier());
    vec![Need::new("lambda:GetFunctionConfiguration", resource)]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: GetFunctionConfigurationRequest,
) -> Result<FunctionConfiguration, Error> {
    let (function, named) = lambda.find(input.function_name(), input.qualifier())?;
    Ok(configuration::full(&function, named.qualifier, lambda.snapshot(&function)))
}
