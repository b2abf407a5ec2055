//! A function as `FunctionConfiguration` shows it. Pure.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kit::Snapshot;
use wire::Map;

use crate::api::{
    DeadLetterConfig, EnvironmentResponse, EphemeralStorage, FunctionConfiguration, LoggingConfig,
    SnapStartResponse, TracingConfigResponse,
};
use crate::catalogue::Function;

/// What GetFunction and GetFunctionConfiguration show.
pub fn full(
    function: &Function,
    qualifier: Option<&str>,
    snapshot: Snapshot,
) -> FunctionConfiguration {
    let mut shown = shown(function, qualifier, &snapshot).with_last_update_status("Successful");
    match snapshot {
        Snapshot::Making => {
            shown.set_state(Some("Pending".into()));
            shown.set_state_reason(Some("The function is being created.".into()));
            shown.set_state_reason_code(Some("Creating".into()));
        }
        Snapshot::Refused(reason) => {
            shown.set_state(Some("Active".into()));
            shown.set_state_reason(Some(reason));
        }
        Snapshot::None | Snapshot::Ready => shown.set_state(Some("Active".into())),
    }
    shown
}

/// What lists show: no states. `numbered`: named with the version.
pub fn listed(function: &Function, numbered: bool, snapshot: &Snapshot) -> FunctionConfiguration {
    shown(function, numbered.then(|| function.version_name()).as_deref(), snapshot)
}

fn shown(
    function: &Function,
    qualifier: Option<&str>,
    snapshot: &Snapshot,
) -> FunctionConfiguration {
    let row = &function.row;
    let spec = &row.spec;
    let arn = match qualifier {
        Some(qualifier) => format!("{}:{qualifier}", function.arn()),
        None => function.arn(),
    };
    let storage = EphemeralStorage::default().with_size(i64::from(spec.tmp_mb));
    let apply_on = if spec.snap_start { "PublishedVersions" } else { "None" };
    let optimized = if *snapshot == Snapshot::Ready { "On" } else { "Off" };
    let snap_start =
        SnapStartResponse::default().with_apply_on(apply_on).with_optimization_status(optimized);
    let logging = LoggingConfig::default()
        .with_log_format("Text")
        .with_log_group(format!("/aws/lambda/{}", spec.name));
    let mut shown = FunctionConfiguration::default()
        .with_function_name(spec.name.clone())
        .with_function_arn(arn)
        .with_runtime(spec.runtime.clone())
        .with_role(spec.role_arn.clone())
        .with_handler(spec.handler.clone())
        .with_code_size(i64::try_from(spec.code_bytes).unwrap_or(i64::MAX))
        .with_description(spec.description.clone())
        .with_timeout(i64::from(spec.timeout_s))
        .with_memory_size(i64::from(spec.memory_mb))
        .with_last_modified(row.modified.format("%Y-%m-%dT%H:%M:%S%.3f+0000"))
        .with_code_sha256(code_sha256(&spec.code_digest))
        .with_version(function.version_name())
        .with_tracing_config(TracingConfigResponse::default().with_mode("PassThrough"))
        .with_revision_id(row.revision.clone())
        .with_package_type("Zip")
        .with_architectures(vec![spec.architecture.clone()])
        .with_ephemeral_storage(storage)
        .with_snap_start(snap_start)
        .with_logging_config(logging);
    if let Some(target) = &spec.asynchronous.dead_letter {
        let config = DeadLetterConfig::default().with_target_arn(target.clone());
        shown.set_dead_letter_config(Some(config));
    }
    if !spec.environment.is_empty() {
        let variables: Map<String> = spec.environment.clone().into_iter().collect();
        shown.set_environment(Some(EnvironmentResponse::default().with_variables(variables)));
    }
    shown
}

/// The digest in base64, as Lambda shows it; as it is where it is not hexadecimal.
pub fn code_sha256(digest: &str) -> String {
    let bytes: Option<Vec<u8>> = digest
        .as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok()))
        .collect();
    bytes.map_or_else(|| digest.to_owned(), |bytes| STANDARD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_shown_in_base64() {
        assert_eq!(code_sha256("00ff10"), "AP8Q");
        assert_eq!(code_sha256("no"), "no");
    }
}
