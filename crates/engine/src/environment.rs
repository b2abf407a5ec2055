//! The environment variables of an instance, as Lambda sets them. Pure.
//!
//! Source: the Lambda developer guide, "Defined runtime environment variables".

use base::limit::RESERVED_VARIABLES;
use kit::{TemporaryCredentials, Version};
use serde_json::{Map, Value};

use crate::runtime::is_provided;

/// Where there is no interpreter, none of its folders.
const PROVIDED_PATHS: [(&str, &str); 2] = [
    ("PATH", "/usr/local/bin:/usr/bin/:/bin:/opt/bin"),
    (
        "LD_LIBRARY_PATH",
        "/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib",
    ),
];

/// What all instances of a version share: Lambda's defaults, then the user's own variables, then
/// those that nobody overrides.
pub fn of_version(version: &Version, endpoint: &str) -> Map<String, Value> {
    let region = base::Arn::parse(&version.arn)
        .map_or_else(|| base::DEFAULT_REGION.to_owned(), |arn| arn.region);
    let mut all = Map::new();
    for (name, value) in [
        ("LANG", "en_US.UTF-8"),
        ("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin"),
        (
            "LD_LIBRARY_PATH",
            "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:\
             /var/task/lib:/opt/lib",
        ),
        ("PYTHONPATH", "/var/runtime"),
        ("TZ", ":UTC"),
        ("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR"),
        ("AWS_XRAY_DAEMON_ADDRESS", "169.254.79.129:2000"),
        ("_AWS_XRAY_DAEMON_ADDRESS", "169.254.79.129"),
        ("_AWS_XRAY_DAEMON_PORT", "2000"),
        ("AWS_ENDPOINT_URL", endpoint),
    ] {
        all.insert(name.into(), value.into());
    }
    let provided = is_provided(&version.runtime);
    if provided {
        all.remove("PYTHONPATH");
        for (name, value) in PROVIDED_PATHS {
            all.insert(name.into(), value.into());
        }
    }
    for (name, value) in &version.environment {
        if !RESERVED_VARIABLES.contains(&name.as_str()) {
            all.insert(name.clone(), value.as_str().into());
        }
    }
    for (name, value) in [
        ("_HANDLER", version.handler.as_str()),
        ("AWS_REGION", &region),
        ("AWS_DEFAULT_REGION", &region),
        ("AWS_EXECUTION_ENV", &format!("AWS_Lambda_{}", version.runtime)),
        ("AWS_LAMBDA_FUNCTION_NAME", &version.function),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", &version.memory_mb.to_string()),
        ("AWS_LAMBDA_FUNCTION_VERSION", &version.version),
        ("AWS_LAMBDA_LOG_GROUP_NAME", &log_group(&version.function)),
        ("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001"),
        ("LAMBDA_RUNTIME_DIR", "/var/runtime"),
        ("LAMBDA_TASK_ROOT", "/var/task"),
    ] {
        all.insert(name.into(), value.into());
    }
    if provided {
        // As on Lambda: it names runtimes that are Lambda's own.
        all.remove("AWS_EXECUTION_ENV");
    }
    all
}

/// What one instance has of its own.
pub fn add_of_instance(
    all: &mut Map<String, Value>,
    stream: &str,
    keys: &TemporaryCredentials,
    initialization: &str,
) {
    for (name, value) in [
        ("AWS_LAMBDA_INITIALIZATION_TYPE", initialization),
        ("AWS_LAMBDA_LOG_STREAM_NAME", stream),
        ("AWS_ACCESS_KEY_ID", &keys.access_key_id),
        ("AWS_SECRET_ACCESS_KEY", &keys.secret_access_key),
        ("AWS_SESSION_TOKEN", &keys.session_token),
    ] {
        all.insert(name.into(), value.into());
    }
}

pub fn log_group(function: &str) -> String {
    format!("/aws/lambda/{function}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(environment: &[(&str, &str)]) -> Version {
        Version {
            function: "hello".into(),
            version: "$LATEST".into(),
            arn: "arn:aws:lambda:eu-west-1:000000000000:function:hello".into(),
            revision: "r".into(),
            runtime: "python3.9".into(),
            handler: "m.f".into(),
            memory_mb: 512,
            timeout_ms: 3_000,
            tmp_mb: 512,
            environment: environment
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            role_arn: "arn:aws:iam::000000000000:role/r".into(),
            code: "/code".into(),
            ..Version::default()
        }
    }

    #[test]
    fn a_program_has_no_interpreters_variables() {
        let provided = Version { runtime: "provided.al2023".into(), ..version(&[]) };
        let all = of_version(&provided, "http://127.0.0.1:4566");
        assert!(all.get("AWS_EXECUTION_ENV").is_none() && all.get("PYTHONPATH").is_none());
        assert_eq!(all["PATH"], "/usr/local/bin:/usr/bin/:/bin:/opt/bin");
        let mine = Version {
            environment: [("PATH".to_owned(), "/x".to_owned())].into(),
            runtime: "provided".into(),
            ..version(&[])
        };
        assert_eq!(of_version(&mine, "")["PATH"], "/x");
    }

    #[test]
    fn the_user_overrides_defaults_but_not_what_is_reserved() {
        let mine =
            [("TABLE", "t"), ("TZ", "Europe/Berlin"), ("AWS_REGION", "x"), ("_HANDLER", "x")];
        let mut all = of_version(&version(&mine), "http://127.0.0.1:4566");
        let keys = TemporaryCredentials {
            access_key_id: "ASIA".into(),
            secret_access_key: "s".into(),
            session_token: "t".into(),
            expires: base::Timestamp(0),
        };
        add_of_instance(&mut all, "stream", &keys, "on-demand");
        for (name, value) in [
            ("TABLE", "t"),
            ("TZ", "Europe/Berlin"),
            ("AWS_REGION", "eu-west-1"),
            ("AWS_DEFAULT_REGION", "eu-west-1"),
            ("_HANDLER", "m.f"),
            ("AWS_EXECUTION_ENV", "AWS_Lambda_python3.9"),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
            ("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/hello"),
            ("AWS_LAMBDA_LOG_STREAM_NAME", "stream"),
            ("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"),
            ("AWS_ACCESS_KEY_ID", "ASIA"),
        ] {
            assert_eq!(all.get(name).and_then(Value::as_str), Some(value), "{name}");
        }
    }
}
