//! Answers with what it was told: enough to see that the runtime crate and the platform agree.

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use serde_json::{Value, json};

async fn handle(event: LambdaEvent<Value>) -> Result<Value, Error> {
    let LambdaEvent { payload, context } = event;
    if let Some(reason) = payload.get("fail").and_then(Value::as_str) {
        return Err(reason.to_owned().into());
    }
    if payload.get("panic").is_some() {
        panic!("as asked");
    }
    if let Some(bytes) = payload.get("bytes").and_then(Value::as_u64) {
        return Ok("x".repeat(bytes as usize).into());
    }
    println!("handling {}", context.request_id);
    Ok(json!({
        "event": payload,
        "request_id": context.request_id,
        "deadline": context.deadline,
        "arn": context.invoked_function_arn,
        "trace": context.xray_trace_id,
        "client": context.client_context,
        "function": context.env_config.function_name,
        "memory": context.env_config.memory,
        "version": context.env_config.version,
    }))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    run(service_fn(handle)).await
}
