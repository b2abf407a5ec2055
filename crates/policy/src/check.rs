//! What a document must contain, checked in IAM's order, so that of several mistakes the same one
//! is reported.
//!
//! The order and the texts are those that the service answers; a public record of its answers is
//! in the tests of the emulator moto (`test_iam_policies.py`).

use crate::condition::Condition;
use crate::document::{Draft, DraftStatement, Kind};
use crate::malformed::Malformed;
use crate::named::Named;

pub(crate) fn check(draft: &Draft<'_>, kind: Kind) -> Result<(), Malformed> {
    if kind == Kind::Managed && !draft.is_current() {
        let text = "Policy document must be version 2012-10-17 or greater.";
        return Err(Malformed::new(text, format!("Version: {:?}", draft.version)));
    }
    let resource_error = legacy(draft, kind)?;
    unique_sids(draft)?;
    for statement in &draft.statements {
        if statement.actions.is_empty() {
            return Err(missing(statement, "Policy statement must contain actions.", "Action"));
        }
    }
    if let Some(error) = resource_error {
        return Err(error);
    }
    for statement in &draft.statements {
        for action in &statement.actions {
            vendor(statement, action)?;
        }
    }
    for statement in &draft.statements {
        match kind {
            Kind::Identity | Kind::Managed | Kind::Stored => identity(statement)?,
            Kind::Trust => trust(statement)?,
            Kind::Resource | Kind::Queue => resource(statement)?,
        }
    }
    Ok(())
}

fn missing(statement: &DraftStatement<'_>, text: &str, element: &str) -> Malformed {
    Malformed::new(text, format!("Statement[{}]: no {element}", statement.index))
}

/// What the service's older parser refuses; otherwise the first resource that is malformed.
fn legacy(draft: &Draft<'_>, kind: Kind) -> Result<Option<Malformed>, Malformed> {
    for statement in &draft.statements {
        if !matches!(statement.effect, "Allow" | "Deny") {
            let wrong = format!("Statement[{}].Effect: written in another case", statement.index);
            return Err(Malformed::legacy(wrong));
        }
        for (operator, key, values) in &statement.conditions {
            Condition::new(*operator, key, values, draft.variables)?;
        }
    }
    if matches!(kind, Kind::Queue | Kind::Stored) {
        return Ok(None);
    }
    for statement in &draft.statements {
        for resource in &statement.resources {
            if let Some(text) = misnamed(resource) {
                let place = format!("Statement[{}].Resource: {resource:?}", statement.index);
                return Ok(Some(Malformed::new(text, place)));
            }
        }
        for resource in statement.resources.iter().filter(|text| **text != "*") {
            let vendor = resource.split(':').nth(2);
            let colons = resource.matches(':').count();
            if vendor == Some("") || (colons < 5 && resource.contains("::")) {
                let wrong = format!("Statement[{}].Resource: {resource:?}", statement.index);
                return Err(Malformed::legacy(wrong));
            }
        }
    }
    Ok(None)
}

fn unique_sids(draft: &Draft<'_>) -> Result<(), Malformed> {
    for (index, statement) in draft.statements.iter().enumerate() {
        let Some(sid) = statement.sid.filter(|sid| !sid.is_empty()) else { continue };
        if draft.statements[..index].iter().any(|earlier| earlier.sid == Some(sid)) {
            let text = "Statement IDs (SID) in a single policy must be unique.";
            return Err(Malformed::new(text, format!("Statement[{index}].Sid: {sid:?} again")));
        }
    }
    Ok(())
}

const PARTITIONS: &[&str] = &[
    "*",
    "aws",
    "aws-cn",
    "aws-us-gov",
    "aws-iso",
    "aws-iso-b",
    "aws-iso-e",
    "aws-iso-f",
    "aws-eusc",
];

const IAM_PATHS: &[&str] = &[
    "user/",
    "federated-user/",
    "role/",
    "group/",
    "instance-profile/",
    "mfa/",
    "server-certificate/",
    "policy/",
    "sms-mfa/",
    "saml-provider/",
    "oidc-provider/",
    "report/",
    "access-report/",
];

/// The service's words where a resource is not well named.
fn misnamed(resource: &str) -> Option<String> {
    if resource == "*" {
        return None;
    }
    let Some((_, rest)) = resource.split_once(':') else {
        return Some(format!("Resource {resource} must be in ARN format or \"*\"."));
    };
    let mut parts = rest.splitn(5, ':');
    let partition = parts.next().unwrap_or_default();
    let parts: Vec<&str> = parts.collect();
    let part = |index: usize| parts.get(index).copied();
    if !PARTITIONS.contains(&partition) {
        let vendor = match part(0) {
            Some("") if parts.len() == 1 => "*",
            None => "*",
            Some(vendor) => vendor,
        };
        let [region, account, id] = [part(1), part(2), part(3)].map(|part| part.unwrap_or("*"));
        return Some(format!(
            "Partition \"{partition}\" is not valid for resource \
             \"arn:{partition}:{vendor}:{region}:{account}:{id}\"."
        ));
    }
    let Some(vendor) = part(0) else {
        return Some("Resource vendor must be fully qualified and cannot contain regexes.".into());
    };
    let region = part(1).unwrap_or("*");
    let id = part(3).unwrap_or("*");
    match vendor {
        "iam" if !region.is_empty() => {
            Some(format!("IAM resource {resource} cannot contain region information."))
        }
        "s3" if !matches!(region, "" | "*") && !id.starts_with("accesspoint/") => {
            Some(format!("Resource {resource} can not contain region information."))
        }
        "iam" if !id.starts_with('*') && !IAM_PATHS.iter().any(|path| id.starts_with(path)) => {
            let paths = IAM_PATHS.join(", ");
            Some(format!("IAM resource path must either be \"*\" or start with {paths}."))
        }
        _ => None,
    }
}

fn vendor(statement: &DraftStatement<'_>, action: &str) -> Result<(), Malformed> {
    let wrong = |text: String| {
        Malformed::new(text, format!("Statement[{}].Action: {action:?}", statement.index))
    };
    if action == "*" {
        return Ok(());
    }
    let Some((vendor, name)) = action.split_once(':') else {
        let text = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
        return Err(wrong(text.into()));
    };
    if name.contains(':') {
        return Err(wrong("Actions/Condition can contain only one colon.".into()));
    }
    let valid =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'*' | b'?');
    if vendor.is_empty() || !vendor.bytes().all(valid) {
        return Err(wrong(format!("Vendor {vendor} is not valid")));
    }
    Ok(())
}

fn identity(statement: &DraftStatement<'_>) -> Result<(), Malformed> {
    if statement.principal.is_some() {
        let text = "Policy document should not specify a principal.";
        return Err(Malformed::new(text, format!("Statement[{}].Principal", statement.index)));
    }
    if statement.resources.is_empty() {
        return Err(missing(statement, "Policy statement must contain resources.", "Resource"));
    }
    Ok(())
}

fn trust(statement: &DraftStatement<'_>) -> Result<(), Malformed> {
    if statement.has_resource {
        let place = format!("Statement[{}].Resource", statement.index);
        return Err(Malformed::new("Has prohibited field Resource.", place));
    }
    let is_sts = |action: &&str| {
        action.split_once(':').is_some_and(|(vendor, _)| vendor.eq_ignore_ascii_case("sts"))
    };
    if let Some(action) = statement.actions.iter().find(|action| !is_sts(action)) {
        let text = "AssumeRole policy may only specify STS AssumeRole actions.";
        let place = format!("Statement[{}].Action: {action:?}", statement.index);
        return Err(Malformed::new(text, place));
    }
    resource(statement)
}

/// A policy on a resource must say whom it is about.
fn resource(statement: &DraftStatement<'_>) -> Result<(), Malformed> {
    match statement.principal {
        Some((not, value)) => Named::parse(value, not).map(|_| ()),
        None => Err(missing(statement, "Missing required field Principal", "Principal")),
    }
}
