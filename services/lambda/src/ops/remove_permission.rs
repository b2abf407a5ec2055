//! RemovePermission: a statement of a function's policy goes.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;
use wire::typed::Unit;

use crate::Lambda;
use crate::api::RemovePermissionRequest;

pub fn needs(lambda: &Lambda, context: &Context, input: &RemovePermissionRequest) -> Vec<Need> {
    vec![lambda.need(context, "RemovePermission", input.function_name(), input.qualifier())]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    mut input: RemovePermissionRequest,
) -> Result<Unit, Error> {
    let expected = input.take_revision_id();
    let (name, qualifier) = (input.function_name(), input.qualifier());
    lambda.forbid(name, qualifier, input.statement_id(), expected).await?;
    Ok(Unit::new())
}
