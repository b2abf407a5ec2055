//! Limits that more than one room must agree on. Each with its source.

/// Request and response payload of a synchronous invocation (Lambda quotas).
pub const INVOKE_PAYLOAD_BYTES_MAX: usize = 6 * 1024 * 1024;
/// Payload of an event, `InvocationType=Event` (Lambda quotas).
pub const EVENT_PAYLOAD_BYTES_MAX: usize = 1024 * 1024;
/// How old an event may get: the largest value, which is also the default, and the smallest
/// (Lambda API reference, PutFunctionEventInvokeConfig).
pub const EVENT_AGE_S_MAX: u32 = 6 * 3600;
pub const EVENT_AGE_S_MIN: u32 = 60;
/// Attempts after a failed one: the largest value, which is also the default (the same page).
pub const EVENT_RETRIES_MAX: u32 = 2;
/// Concurrent executions of an account (Lambda quotas, the default).
pub const ACCOUNT_CONCURRENCY: u32 = 1000;
/// All environment variables of a function together (Lambda quotas).
pub const ENVIRONMENT_BYTES_MAX: usize = 4 * 1024;
/// A function's initialisation (Lambda runtime environment).
pub const INIT_TIMEOUT_MS: u64 = 10_000;
/// A function's time-out in seconds (Lambda quotas).
pub const TIMEOUT_S_MAX: u32 = 900;
/// What `LogType=Tail` returns at most (Lambda API reference, Invoke).
pub const LOG_TAIL_BYTES_MAX: usize = 4 * 1024;
/// A function's /tmp in MB: default and largest (Lambda quotas).
pub const TMP_MB_DEFAULT: u32 = 512;
pub const TMP_MB_MAX: u32 = 10_240;
/// Environment variables that Lambda sets and the user may not (Lambda developer guide, "Defined
/// runtime environment variables").
pub const RESERVED_VARIABLES: &[&str] = &[
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_DEFAULT_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "LAMBDA_RUNTIME_DIR",
    "LAMBDA_TASK_ROOT",
];
