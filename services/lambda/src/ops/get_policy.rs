//! GetPolicy: who else may use a function.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{GetPolicyRequest, GetPolicyResponse};
use crate::{Lambda, permission};

pub fn needs(lambda: &Lambda, context: &Context, input: &GetPolicyRequest) -> Vec<Need> {
    vec![lambda.need(context, "GetPolicy", input.function_name(), input.qualifier())]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: GetPolicyRequest,
) -> Result<GetPolicyResponse, Error> {
    let kept = lambda.kept_policy(input.function_name(), input.qualifier())?;
    let text = permission::text(&kept);
    Ok(GetPolicyResponse::default().with_policy(text).with_revision_id(kept.revision))
}
