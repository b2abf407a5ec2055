//! PutResourcePolicy: who may do what with a table or a stream, said by itself.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{PutResourcePolicyInput, PutResourcePolicyOutput};
use crate::resource_policy;
use crate::state::Dynamodb;
use crate::tags;

pub fn needs(_: &Dynamodb, context: &Context, input: &PutResourcePolicyInput) -> Vec<Need> {
    vec![tags::need(context, "PutResourcePolicy", input.resource_arn())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    _: Context,
    mut input: PutResourcePolicyInput,
) -> Result<PutResourcePolicyOutput, Error> {
    let arn = dynamodb.governed(input.resource_arn())?;
    let text = input.take_policy();
    resource_policy::parse(&text)?;
    let revision = dynamodb.put_policy(arn, text, input.take_expected_revision_id()).await?;
    Ok(PutResourcePolicyOutput::new().with_revision_id(revision))
}
