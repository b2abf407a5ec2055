//! The versions of managed policies. AWS's own have one here, their default.

use std::sync::Arc;

use base::Timestamp;
use kit::Context;
use wire::typed::Unit;

use super::cut;
use super::policy::own;
use crate::api::*;
use crate::error::{Failed, conflict, missing, validation};
use crate::managed;
use crate::state::{self, VersionRow};
use crate::{Iam, document, names};

/// Versions that a managed policy keeps (IAM quotas).
pub const VERSIONS_MAX: usize = 5;

pub fn check_arn(arn: &str) -> Result<(), wire::Error> {
    match names::policy_of_arn(arn) {
        Some(_) => Ok(()),
        None if !arn.starts_with("arn:") => Err(validation("Invalid ARN:  Could not be parsed!")),
        None => Err(validation(format!("ARN {arn} is not valid."))),
    }
}

fn no_version(arn: &str, version: &str) -> wire::Error {
    missing(format!("Policy {arn} version {version} does not exist or is not attachable."))
}

fn number(version: &str) -> u64 {
    version.strip_prefix('v').and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn shown(number: u64, row: &VersionRow, default: u64) -> PolicyVersion {
    PolicyVersion::new()
        .with_version_id(format!("v{number}"))
        .with_is_default_version(number == default)
        .with_create_date(row.created)
}

pub async fn create(
    iam: Arc<Iam>,
    context: Context,
    mut input: CreatePolicyVersionRequest,
) -> Result<CreatePolicyVersionResponse, wire::Error> {
    check_arn(input.policy_arn())?;
    document::check_managed(input.policy_document())?;
    let version = iam
        .change(move |tx| {
            let account = context.account.as_str();
            let mut row = own(tx, account, input.policy_arn())?;
            if state::versions(tx, account, &row.name)?.len() >= VERSIONS_MAX {
                let text = "A managed policy can have up to 5 versions. Before you create a new \
                            version, you must delete an existing version.";
                return Err(LimitExceededException::error(text).into());
            }
            row.latest += 1;
            let created = Timestamp(context.now.seconds() * 1000);
            let version = VersionRow { created, document: input.take_policy_document() };
            if input.set_as_default() == Some(true) {
                row.default = row.latest;
                row.updated = created;
            }
            state::put_version(tx, account, &row.name, row.latest, &version)?;
            state::put_policy(tx, account, &row)?;
            Ok(shown(row.latest, &version, row.default))
        })
        .await?;
    Ok(CreatePolicyVersionResponse::new().with_policy_version(version))
}

pub async fn get(
    iam: Arc<Iam>,
    context: Context,
    input: GetPolicyVersionRequest,
) -> Result<GetPolicyVersionResponse, wire::Error> {
    let (account, arn) = (context.account.as_str(), input.policy_arn());
    let wanted = input.version_id();
    check_arn(arn)?;
    if let Some(policy) = managed::find(arn) {
        if policy.version != wanted {
            return Err(no_version(arn, wanted));
        }
        let version = PolicyVersion::new()
            .with_version_id(wanted)
            .with_is_default_version(true)
            .with_create_date(policy.updated)
            .with_document(document::encode(policy.document));
        return Ok(GetPolicyVersionResponse::new().with_policy_version(version));
    }
    let (number, version, default) = iam.store.read(|tx| {
        let row = own(tx, account, arn)?;
        let number = number(wanted);
        let found = state::version(tx, account, &row.name, number)?;
        Ok::<_, Failed>((number, found.ok_or_else(|| no_version(arn, wanted))?, row.default))
    })?;
    let out = shown(number, &version, default).with_document(document::encode(&version.document));
    Ok(GetPolicyVersionResponse::new().with_policy_version(out))
}

/// Newest first.
pub async fn list(
    iam: Arc<Iam>,
    context: Context,
    input: ListPolicyVersionsRequest,
) -> Result<ListPolicyVersionsResponse, wire::Error> {
    let (account, arn) = (context.account.as_str(), input.policy_arn());
    check_arn(arn)?;
    if let Some(policy) = managed::find(arn) {
        let version = PolicyVersion::new()
            .with_version_id(policy.version)
            .with_is_default_version(true)
            .with_create_date(policy.updated);
        let response = ListPolicyVersionsResponse::new().with_is_truncated(false);
        return Ok(response.with_versions(vec![version]));
    }
    let (mut versions, default) = iam.store.read(|tx| {
        let row = own(tx, account, arn)?;
        Ok::<_, Failed>((state::versions(tx, account, &row.name)?, row.default))
    })?;
    versions.reverse();
    // Numbers go down, so the marker counts up.
    let key = |(number, _): &(u64, VersionRow)| format!("{:020}", u64::MAX - number);
    let (page, marker) = cut(versions, key, input.marker(), input.max_items());
    let mut response = ListPolicyVersionsResponse::new().with_is_truncated(marker.is_some());
    response.set_marker(marker);
    let page: Vec<_> = page.iter().map(|(number, row)| shown(*number, row, default)).collect();
    Ok(response.with_versions(page))
}

pub async fn delete(
    iam: Arc<Iam>,
    context: Context,
    input: DeletePolicyVersionRequest,
) -> Result<Unit, wire::Error> {
    check_arn(input.policy_arn())?;
    iam.change(move |tx| {
        let (account, arn) = (context.account.as_str(), input.policy_arn());
        let row = own(tx, account, arn)?;
        let number = number(input.version_id());
        if state::version(tx, account, &row.name, number)?.is_none() {
            return Err(no_version(arn, input.version_id()).into());
        }
        if row.default == number {
            return Err(conflict("Cannot delete the default version of a policy.").into());
        }
        Ok(state::delete_version(tx, account, &row.name, number)?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn set_default(
    iam: Arc<Iam>,
    context: Context,
    input: SetDefaultPolicyVersionRequest,
) -> Result<Unit, wire::Error> {
    check_arn(input.policy_arn())?;
    iam.change(move |tx| {
        let (account, arn) = (context.account.as_str(), input.policy_arn());
        let mut row = own(tx, account, arn)?;
        let number = number(input.version_id());
        if state::version(tx, account, &row.name, number)?.is_none() {
            return Err(no_version(arn, input.version_id()).into());
        }
        row.default = number;
        row.updated = Timestamp(context.now.seconds() * 1000);
        Ok(state::put_policy(tx, account, &row)?)
    })
    .await?;
    Ok(Unit::new())
}
