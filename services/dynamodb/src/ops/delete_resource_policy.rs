//! DeleteResourcePolicy. That there was none is no error.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{DeleteResourcePolicyInput, DeleteResourcePolicyOutput};
use crate::state::Dynamodb;
use crate::tags;

pub fn needs(_: &Dynamodb, context: &Context, input: &DeleteResourcePolicyInput) -> Vec<Need> {
    vec![tags::need(context, "DeleteResourcePolicy", input.resource_arn())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    _: Context,
    mut input: DeleteResourcePolicyInput,
) -> Result<DeleteResourcePolicyOutput, Error> {
    let arn = dynamodb.governed(input.resource_arn())?;
    let revision = dynamodb.delete_policy(arn, input.take_expected_revision_id()).await?;
    let mut output = DeleteResourcePolicyOutput::new();
    output.set_revision_id(revision);
    Ok(output)
}
