//! The report on credentials: a line for the root and each user, in comma-separated values.
//!
//! Source: IAM user guide, "Generate credential reports for your AWS account".

use std::sync::Arc;

use base::Timestamp;
use kit::{Context, Need};
use store::ReadTx;
use wire::typed::Unit;

use super::asks::of_account;
use crate::Iam;
use crate::api::*;
use crate::entity::{Entity, Kind};
use crate::error::Failed;
use crate::state::{self, KeyRow, ReportRow, SigningRow};

/// A report is made again when it is older (the same page).
const FRESH_MS: i64 = 4 * 3600 * 1000;

const HEAD: &str = "user,arn,user_creation_time,password_enabled,password_last_used,\
    password_last_changed,password_next_rotation,mfa_active,access_key_1_active,\
    access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,\
    access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,\
    access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,\
    cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

const NONE: &str = "N/A";

pub fn generate_needs(_: &Iam, _: &Context, _: &Unit) -> Vec<Need> {
    of_account("iam:GenerateCredentialReport")
}

pub fn get_needs(_: &Iam, _: &Context, _: &Unit) -> Vec<Need> {
    of_account("iam:GetCredentialReport")
}

/// Made at once; who asks is told of it the second time, as at AWS.
pub async fn generate(
    iam: Arc<Iam>,
    context: Context,
    _: Unit,
) -> Result<GenerateCredentialReportResponse, wire::Error> {
    let (account, now) = (context.account.as_str(), context.now);
    let found = iam.store.read(|tx| state::credential_report(tx, account).map_err(Failed::from))?;
    if found.is_some_and(|report| now.0 - report.made.0 < FRESH_MS) {
        return Ok(GenerateCredentialReportResponse::new().with_state("COMPLETE"));
    }
    let own = Arc::clone(&iam);
    iam.change(move |tx| {
        let made = Timestamp(now.seconds() * 1000);
        let text = report(&own, tx, &context.account)?;
        Ok(state::put_credential_report(tx, &context.account, &ReportRow { made, text })?)
    })
    .await?;
    let text = "No report exists. Starting a new report generation task";
    Ok(GenerateCredentialReportResponse::new().with_state("STARTED").with_description(text))
}

pub async fn get(
    iam: Arc<Iam>,
    context: Context,
    _: Unit,
) -> Result<GetCredentialReportResponse, wire::Error> {
    let account = context.account.as_str();
    let found = iam.store.read(|tx| state::credential_report(tx, account).map_err(Failed::from))?;
    let report = found.ok_or_else(|| {
        CredentialReportNotPresentException::error(
            "No report exists. Use GenerateCredentialReport to generate one.",
        )
    })?;
    if context.now.0 - report.made.0 >= FRESH_MS {
        let text = "The report has expired. Use GenerateCredentialReport to generate a new one.";
        return Err(CredentialReportExpiredException::error(text));
    }
    Ok(GetCredentialReportResponse::new()
        .with_content(report.text.into_bytes())
        .with_report_format("text/csv")
        .with_generated_time(report.made))
}

fn report(iam: &Iam, tx: &ReadTx, account: &str) -> Result<String, store::Error> {
    let mut lines = vec![HEAD.to_owned(), root(account)];
    for user in state::entities(tx, account, Kind::User, None)? {
        lines.push(line(iam, tx, account, &user?)?);
    }
    Ok(lines.join("\n"))
}

/// Of the root nothing is known but that it is there.
fn root(account: &str) -> String {
    let mut fields = vec!["<root_account>".to_owned(), format!("arn:aws:iam::{account}:root")];
    let epoch = iso(Timestamp(0));
    let rest =
        [epoch.as_str(), "not_supported", "no_information", "not_supported", "not_supported"];
    fields.extend(rest.map(Into::into));
    fields.push("false".into());
    fields.extend((0..2).flat_map(|_| key(None, None)));
    fields.extend((0..2).flat_map(|_| ["false".into(), NONE.into()]));
    fields.join(",")
}

fn line(iam: &Iam, tx: &ReadTx, account: &str, user: &Entity) -> Result<String, store::Error> {
    let mut fields = vec![user.name.clone(), user.arn(account), iso(user.created)];
    match state::login(tx, account, &user.id)? {
        Some(login) => {
            let rest = ["true".into(), "no_information".into(), iso(login.created), NONE.into()];
            fields.extend(rest);
        }
        None => fields.extend(["false", NONE, NONE, NONE].map(Into::into)),
    }
    fields.push((!state::devices_of(tx, account, &user.id)?.is_empty()).to_string());
    let mut keys = state::keys_of(tx, account, &user.id)?.into_iter();
    for _ in 0..2 {
        let one = keys.next();
        let last = one.as_ref().and_then(|(id, _)| iam.last_use(id));
        fields.extend(key(one.map(|(_, row)| row), last));
    }
    let mut certificates = state::held::<SigningRow>(tx, account, &user.id)?.into_iter();
    for _ in 0..2 {
        match certificates.next() {
            Some((_, row)) => fields.extend([row.0.active.to_string(), iso(row.0.uploaded)]),
            None => fields.extend(["false".into(), NONE.into()]),
        }
    }
    Ok(fields.join(","))
}

fn key(row: Option<KeyRow>, last: Option<state::LastUse>) -> [String; 5] {
    let Some(row) = row else { return ["false", NONE, NONE, NONE, NONE].map(Into::into) };
    let (at, region, service) = match last {
        Some(last) => (iso(last.at), last.region, last.service),
        None => (NONE.into(), NONE.into(), NONE.into()),
    };
    [row.active.to_string(), iso(row.created), at, region, service]
}

/// As the report writes times: with a zone in numbers.
fn iso(at: Timestamp) -> String {
    at.iso_seconds().replace('Z', "+00:00")
}
