//! InvokeAsync: the older form of an event.

use std::sync::Arc;

use bytes::Bytes;
use kit::{Context, Need};
use wire::Error;

use crate::Lambda;
use crate::api::{InvokeAsyncRequest, InvokeAsyncResponse};

pub fn needs(lambda: &Lambda, context: &Context, input: &InvokeAsyncRequest) -> Vec<Need> {
    vec![lambda.need(context, "InvokeFunction", input.function_name(), None)]
}

pub async fn run(
    lambda: Arc<Lambda>,
    context: Context,
    mut input: InvokeAsyncRequest,
) -> Result<InvokeAsyncResponse, Error> {
    let payload = Bytes::from(input.take_invoke_args());
    let name = input.function_name();
    lambda.take_event(name, None, context.request_id, payload, None).await?;
    Ok(InvokeAsyncResponse::default().with_status(202))
}
