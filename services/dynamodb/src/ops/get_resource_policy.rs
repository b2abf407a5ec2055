//! GetResourcePolicy.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{GetResourcePolicyInput, GetResourcePolicyOutput};
use crate::state::Dynamodb;
use crate::tags;

pub fn needs(_: &Dynamodb, context: &Context, input: &GetResourcePolicyInput) -> Vec<Need> {
    vec![tags::need(context, "GetResourcePolicy", input.resource_arn())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    _: Context,
    input: GetResourcePolicyInput,
) -> Result<GetResourcePolicyOutput, Error> {
    let arn = dynamodb.governed(input.resource_arn())?;
    let kept = dynamodb.policy(&arn)?;
    Ok(GetResourcePolicyOutput::new().with_policy(kept.text).with_revision_id(kept.revision))
}
