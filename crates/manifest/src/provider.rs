//! The section `provider`: what every function inherits.

use base::limit::RESERVED_VARIABLES;

use crate::node::{Node, Value};
use crate::problem::Problem;
use crate::read::{Members, Report};

const MEMORY_MB_DEFAULT: u32 = 1024;
const TIMEOUT_S_DEFAULT: u32 = 6;
/// Lambda quotas: memory allocation.
pub(crate) const MEMORY_MB: std::ops::RangeInclusive<u32> = 128..=10_240;
pub(crate) const TIMEOUT_S: std::ops::RangeInclusive<u32> = 1..=base::limit::TIMEOUT_S_MAX;
pub(crate) const TMP_MB: std::ops::RangeInclusive<u32> =
    base::limit::TMP_MB_DEFAULT..=base::limit::TMP_MB_MAX;
/// CloudWatch Logs takes only some numbers of days; this is the largest (PutRetentionPolicy).
pub(crate) const RETENTION_DAYS: std::ops::RangeInclusive<u32> = 1..=3653;

const MEMBERS: Members<'_> = Members {
    known: &[
        "name",
        "runtime",
        "stage",
        "region",
        "memorySize",
        "timeout",
        "environment",
        "iam",
        "iamRoleStatements",
        "role",
        "stackName",
        "tags",
        "stackTags",
        "versionFunctions",
        "logRetentionInDays",
        "architecture",
        "ephemeralStorageSize",
        "snapStart",
        "apiName",
        "endpointType",
        "apiGateway",
        "cfnRole",
        "deploymentBucket",
        "deploymentMethod",
        "lambdaHashingVersion",
        "profile",
        "disableRollback",
        "deploymentPrefix",
        "notificationArns",
        "stackPolicy",
        "rollbackConfiguration",
        // Read by `role`.
        "iamManagedPolicies",
        "rolePermissionsBoundary",
        // Read by `bucket` and by `parameter`.
        "s3",
        "stackParameters",
    ],
    later: &[
        "alb",
        "apiKeys",
        "build",
        "disableLogs",
        "ecr",
        "eventBridge",
        "httpApi",
        "image",
        "kinesis",
        "kmsKeyArn",
        "layers",
        "logDataProtectionPolicy",
        "logs",
        "onError",
        "resourcePolicy",
        "runtimeManagement",
        "tracing",
        "usagePlan",
        "vpc",
        "vpcEndpointIds",
        "websocket",
        "websocketsApiName",
        "websocketsApiRouteSelectionExpression",
        "websocketsDescription",
    ],
};

/// No effect on one machine, or the default.
const API_GATEWAY: Members<'_> = Members {
    known: &["shouldStartNameWithService", "description", "metrics", "disableDefaultEndpoint"],
    later: &[
        "apiKeys",
        "apiKeySourceType",
        "binaryMediaTypes",
        "minimumCompressionSize",
        "resourcePolicy",
        "request",
        "restApiId",
        "restApiResources",
        "restApiRootResourceId",
        "stage",
        "timeoutInMillis",
        "usagePlan",
        "websocketApiId",
    ],
};

pub(crate) struct Provider {
    pub(crate) runtime: Option<String>,
    pub(crate) memory_mb: u32,
    pub(crate) timeout_s: u32,
    pub(crate) tmp_mb: u32,
    pub(crate) architecture: String,
    pub(crate) log_retention_days: Option<u32>,
    pub(crate) environment: Vec<(String, Node)>,
    pub(crate) stack_name: Option<String>,
    pub(crate) tags: Vec<(String, String)>,
    pub(crate) snap_start: bool,
}

impl Provider {
    pub(crate) fn read(root: &Node, report: &mut Report) -> Provider {
        let mut provider = Provider {
            runtime: None,
            memory_mb: MEMORY_MB_DEFAULT,
            timeout_s: TIMEOUT_S_DEFAULT,
            tmp_mb: base::limit::TMP_MB_DEFAULT,
            architecture: "x86_64".into(),
            log_retention_days: None,
            environment: Vec::new(),
            stack_name: None,
            tags: Vec::new(),
            snap_start: false,
        };
        let Some(node) = root.get("provider") else {
            report.problem(
                Problem::new(&root.at, "`provider` is missing")
                    .expected("provider: with name: aws and a runtime")
                    .fix("add `provider:` with `name: aws` and `runtime: python3.12`"),
            );
            return provider;
        };
        // `provider: aws` is short for its name.
        if let Some(name) = node.as_str() {
            check_name(node, name, report);
            return provider;
        }
        let entries = report.map(node, "provider");
        report.members(entries, &MEMBERS, "provider");
        for entry in entries {
            provider.member(&entry.key, &entry.value, report);
        }
        if matches!(node.value, Value::Map(_)) && node.get("name").is_none() {
            let what = "provider.name is missing";
            report.problem(Problem::new(&node.at, what).expected("name: aws"));
        }
        provider
    }

    fn member(&mut self, key: &str, node: &Node, report: &mut Report) {
        let name = format!("provider.{key}");
        match key {
            "name" => check_name(node, &node.scalar_text().unwrap_or_default(), report),
            "runtime" => self.runtime = runtime(node, &name, report),
            "memorySize" => set(&mut self.memory_mb, memory(node, &name, report)),
            "timeout" => set(&mut self.timeout_s, timeout(node, &name, report)),
            "ephemeralStorageSize" => set(&mut self.tmp_mb, tmp(node, &name, report)),
            "architecture" => set(&mut self.architecture, architecture(node, &name, report)),
            "logRetentionInDays" => {
                self.log_retention_days = report.number(node, &name, RETENTION_DAYS, " of days");
            }
            "environment" => self.environment = environment(node, &name, report),
            "snapStart" => set(&mut self.snap_start, report.flag(node, &name)),
            "stackName" => self.stack_name = report.text(node, &name, "a name"),
            "tags" | "stackTags" => self.tags.extend(tags(node, &name, report)),
            "apiGateway" => {
                let entries = report.map(node, &name);
                report.members(entries, &API_GATEWAY, &name);
            }
            _ => {}
        }
    }
}

pub(crate) fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

fn check_name(node: &Node, name: &str, report: &mut Report) {
    if name != "aws" {
        report.wrong(node, "provider.name", "aws: other clouds are not there yet");
    }
}

pub(crate) fn memory(node: &Node, name: &str, report: &mut Report) -> Option<u32> {
    report.number(node, name, MEMORY_MB, " of megabytes")
}

pub(crate) fn timeout(node: &Node, name: &str, report: &mut Report) -> Option<u32> {
    report.number(node, name, TIMEOUT_S, " of seconds")
}

pub(crate) fn tmp(node: &Node, name: &str, report: &mut Report) -> Option<u32> {
    report.number(node, name, TMP_MB, " of megabytes")
}

pub(crate) fn architecture(node: &Node, name: &str, report: &mut Report) -> Option<String> {
    match node.as_str() {
        Some(known @ ("x86_64" | "arm64")) => Some(known.into()),
        _ => {
            report.wrong(node, name, "x86_64 or arm64");
            None
        }
    }
}

/// A runtime by its family; which of them can run here is the caller's to know.
pub(crate) fn runtime(node: &Node, name: &str, report: &mut Report) -> Option<String> {
    let text = report.text(node, name, "a runtime such as python3.12")?;
    let numbered = |prefix: &str, suffix: &str| {
        let middle = text.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(suffix));
        middle.is_some_and(|version| {
            version
                .split('.')
                .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    let known = numbered("python", "")
        || numbered("nodejs", ".x")
        // Those before nodejs10.x had no `.x`.
        || numbered("nodejs", "")
        || numbered("ruby", "")
        || numbered("java", "")
        || numbered("dotnet", "")
        || numbered("dotnetcore", "")
        || matches!(
            text.as_str(),
            "java8.al2" | "nodejs" | "go1.x" | "provided" | "provided.al2" | "provided.al2023"
        );
    if known {
        return Some(text);
    }
    let problem = Problem::new(&node.at, format!("{name} is {}", node.describe()))
        .expected("a Lambda runtime: python3.12, nodejs22.x, provided.al2023, ...");
    let near = text.split_at_checked(6).filter(|(family, _)| *family == "python");
    report.problem(match near {
        Some((_, version)) => problem
            .fix(format!("write python{}", version.trim_matches(|c: char| !c.is_ascii_digit()))),
        None => problem,
    });
    None
}

pub(crate) fn tags(node: &Node, name: &str, report: &mut Report) -> Vec<(String, String)> {
    let mut tags = Vec::new();
    for entry in report.map(node, name) {
        if let Some(value) = report.text(&entry.value, &format!("{name}.{}", entry.key), "a text") {
            tags.push((entry.key.clone(), value));
        }
    }
    tags
}

/// Each value a text or an intrinsic.
pub(crate) fn environment(node: &Node, name: &str, report: &mut Report) -> Vec<(String, Node)> {
    let mut variables = Vec::new();
    for entry in report.map(node, name) {
        let full = format!("the variable {} of {name}", entry.key);
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if !entry.key.chars().all(fits) || entry.key.starts_with(|c: char| !c.is_ascii_alphabetic())
        {
            // A reserved name is told as such below.
            if !RESERVED_VARIABLES.contains(&entry.key.as_str()) {
                let what = format!("{full} is no name for an environment variable");
                report.problem(
                    Problem::new(&entry.at, what).expected("a letter, then letters, digits and _"),
                );
                continue;
            }
        }
        if RESERVED_VARIABLES.contains(&entry.key.as_str()) {
            let what = format!("{full} is set by Lambda itself, and cannot be set here");
            report.problem(Problem::new(&entry.at, what).fix("remove it; the function has it"));
            continue;
        }
        let value = &entry.value;
        if let Some(text) = value.scalar_text() {
            variables.push((entry.key.clone(), Node::string(text, &value.at)));
        } else if crate::intrinsic::is_intrinsic(value) {
            variables.push((entry.key.clone(), value.clone()));
        } else {
            let what = format!("{full} is {}", value.describe());
            let problem = Problem::new(&value.at, what)
                .expected("a text, a number, true/false, or an intrinsic such as Ref");
            report.problem(match value.value {
                Value::Null => problem.fix("write '' for an empty text, or remove the line"),
                _ => problem,
            });
        }
    }
    variables
}
