//! Invoke: run a function now and answer with what it answered, or take an event for later.

use std::sync::Arc;

use base::limit::INVOKE_PAYLOAD_BYTES_MAX;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use kit::{Context, Invocation, Need};
use wire::Error;

use crate::api::{InvocationRequest, InvocationResponse};
use crate::{Lambda, error, json};

/// Of the encoded client context (Lambda API reference, Invoke).
const CLIENT_CONTEXT_BYTES_MAX: usize = 3583;

pub fn needs(lambda: &Lambda, context: &Context, input: &InvocationRequest) -> Vec<Need> {
    vec![lambda.need(context, "InvokeFunction", input.function_name(), input.qualifier())]
}

pub async fn run(
    lambda: Arc<Lambda>,
    context: Context,
    mut input: InvocationRequest,
) -> Result<InvocationResponse, Error> {
    let payload = Bytes::from(input.take_payload().unwrap_or_default());
    let (function, named) = lambda.find(input.function_name(), input.qualifier())?;
    if lambda.is_pending(&function) {
        return Err(error::pending());
    }
    match input.invocation_type() {
        None | Some("RequestResponse") => {}
        Some("DryRun") => return Ok(InvocationResponse::default().with_status_code(204)),
        // Validation lets nothing else through. What the client's context says is for those who
        // wait for the answer, as on Lambda.
        Some(_) => {
            let (name, qualifier) = (input.function_name(), input.qualifier());
            lambda.take_event(name, qualifier, context.request_id, payload, None).await?;
            return Ok(InvocationResponse::default().with_status_code(202));
        }
    }
    if payload.len() > INVOKE_PAYLOAD_BYTES_MAX {
        return Err(error::request_too_large(INVOKE_PAYLOAD_BYTES_MAX));
    }
    if !payload.is_empty() {
        json::check(&payload).map_err(error::invalid_content)?;
    }
    let qualifier = named.qualifier.map(str::to_owned);
    let invocation = Invocation {
        request_id: context.request_id,
        payload,
        client_context: input.client_context().map(client_context).transpose()?,
        trace_id: None,
        tail: input.log_type() == Some("Tail"),
        qualifier,
    };
    let outcome = lambda.run(&function, invocation).await?;
    let mut output = InvocationResponse::default()
        .with_status_code(200)
        .with_executed_version(outcome.executed_version)
        .with_payload(Vec::from(outcome.payload));
    if outcome.fault.is_some() {
        output.set_function_error(Some("Unhandled".into()));
    }
    if let Some(tail) = outcome.log_tail {
        output.set_log_result(Some(STANDARD.encode(tail)));
    }
    Ok(output)
}

/// The JSON text of a client context.
fn client_context(encoded: &str) -> Result<String, Error> {
    if encoded.len() > CLIENT_CONTEXT_BYTES_MAX {
        return Err(error::invalid_content(format!(
            "Client context must not be longer than {CLIENT_CONTEXT_BYTES_MAX} bytes."
        )));
    }
    let decoded = STANDARD.decode(encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    decoded
        .filter(|text| {
            serde_json::from_str(text).is_ok_and(|value: serde_json::Value| value.is_object())
        })
        .ok_or_else(|| {
            error::invalid_content("Client context must be a valid Base64-encoded JSON object.")
        })
}
