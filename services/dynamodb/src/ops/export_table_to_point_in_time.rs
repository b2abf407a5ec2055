//! ExportTableToPointInTime: what a table was at a moment, or what has changed within a period,
//! into a bucket. The answer says IN_PROGRESS; the export follows.

use std::sync::Arc;
use std::time::Duration;

use base::Timestamp;
use kit::{Context, Need};
use wire::Error;

use crate::api::{
    ExportConflictException, ExportDescription, ExportTableToPointInTimeInput,
    ExportTableToPointInTimeOutput, IncrementalExportSpecification, InvalidExportTimeException,
    PointInTimeRecoveryUnavailableException,
};
use crate::backup::recovery;
use crate::invalid::{Checked, Invalid};
use crate::request::{check_absent, need};
use crate::state::{Dynamodb, Live};
use crate::tags;
use crate::transfer::{Id, Job, Kept, Kind, name, read, text};

/// A period's least and most (DynamoDB developer guide, "Requesting a table export").
const PERIOD_MIN: Duration = Duration::from_mins(15);
const PERIOD_MAX: Duration = Duration::from_hours(24);

pub fn needs(_: &Dynamodb, context: &Context, input: &ExportTableToPointInTimeInput) -> Vec<Need> {
    vec![need(context, "ExportTableToPointInTime", input.table_arn())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    mut input: ExportTableToPointInTimeInput,
) -> Result<ExportTableToPointInTimeOutput, Error> {
    check(&context, &input)?;
    let key = tags::table_of(input.table_arn())?;
    let live = dynamodb.table(&key).ok_or_else(|| recovery::no_table(input.table_arn()))?;
    let given = input.take_client_token();
    let token = given.clone().unwrap_or_else(|| context.request_id.clone());
    let request = text(input.clone());
    let place = (&*context.account, &*context.region);
    if given.is_some()
        && let Some((_, kept)) = dynamodb.with_token(Kind::Export, place, &token, context.now)?
    {
        if kept.request != request {
            return Err(ExportConflictException::error(
                "Duplicate request detected with conflicting parameters.",
            ));
        }
        let description: ExportDescription = read(&kept.description)?;
        return Ok(ExportTableToPointInTimeOutput::new().with_export_description(description));
    }
    let (moment, period) = times(&context, &live, &input)?;
    let (account, region, table) = key;
    let name = name(context.now, &context.request_id);
    let id = Id { kind: Kind::Export, account, region, table, name };
    let mut description = ExportDescription::new()
        .with_export_arn(id.arn())
        .with_export_status("IN_PROGRESS")
        .with_start_time(context.now)
        .with_table_arn(live.arn.clone())
        .with_table_id(live.table.id.clone())
        .with_client_token(token.clone())
        .with_s3_bucket(input.take_s3_bucket())
        .with_export_format(input.take_export_format().unwrap_or("DYNAMODB_JSON".into()));
    description.set_export_time(moment);
    description.set_incremental_export_specification(period);
    description.set_s3_bucket_owner(input.take_s3_bucket_owner());
    description.set_s3_prefix(input.take_s3_prefix());
    let algorithm = input.take_s3_sse_algorithm().unwrap_or("AES256".into());
    description.set_s3_sse_algorithm(Some(algorithm));
    description.set_s3_sse_kms_key_id(input.take_s3_sse_kms_key_id());
    // Told only to who has said it.
    description.set_export_type(input.take_export_type());
    let kept = Kept { token, request, description: text(description.clone()), is_over: false };
    let job = Job { id, caller: Arc::clone(&context.principal) };
    dynamodb.begin_transfer(job, kept, |_| Ok(())).await?;
    Ok(ExportTableToPointInTimeOutput::new().with_export_description(description))
}

/// What is wrong with a request whatever the table is.
fn check(context: &Context, input: &ExportTableToPointInTimeInput) -> Result<(), Error> {
    if input.s3_prefix() == Some("") {
        let constraint = "Member must have length greater than or equal to 1";
        let complaint = wire::validate::complaint("", "s3Prefix", constraint);
        return Err(Error::validation(wire::validate::sentence(&[complaint])));
    }
    check_absent(&[("ExportFormat ION", input.export_format() == Some("ION"))])?;
    let is_incremental = input.export_type() == Some("INCREMENTAL_EXPORT");
    let period = input.incremental_export_specification();
    check_period(is_incremental, period)?;
    let ends = period.map(|period| (period.export_from_time(), period.export_to_time()));
    let later = |time: Timestamp| time > context.now || time.millis() < 0;
    let times = [input.export_time(), ends.and_then(|ends| ends.0), ends.and_then(|ends| ends.1)];
    if let Some(time) = times.into_iter().flatten().find(|time| later(*time)) {
        return Err(bad_time(time, None));
    }
    Ok(())
}

fn check_period(
    is_incremental: bool,
    period: Option<&IncrementalExportSpecification>,
) -> Checked<()> {
    match period {
        None if is_incremental => Err(Invalid::text(
            "IncrementalExportSpecification must be specified when ExportType is \
             INCREMENTAL_EXPORT",
        )),
        Some(_) if !is_incremental => Err(Invalid::text(
            "IncrementalExportSpecification can only be specified when ExportType is \
             INCREMENTAL_EXPORT",
        )),
        Some(period) if period.export_from_time().is_none() => {
            Err(Invalid::text("ExportFromTime must be specified in IncrementalExportSpecification"))
        }
        _ => Ok(()),
    }
}

type Times = (Option<Timestamp>, Option<IncrementalExportSpecification>);

/// The moment or the period, which must be one that the table's history knows.
fn times(
    context: &Context,
    live: &Live,
    input: &ExportTableToPointInTimeInput,
) -> Result<Times, Error> {
    let period = input.incremental_export_specification();
    let ends = period.map(|period| {
        let from = period.export_from_time().unwrap_or_default();
        (from, period.export_to_time().unwrap_or(context.now))
    });
    if let Some((from, to)) = ends {
        check_length(to.since(from))?;
    }
    let Some((earliest, _)) = recovery::window(&live.table, context.now) else {
        let name = &live.table.name;
        let text = format!("Point in time recovery is not enabled for table '{name}'");
        return Err(PointInTimeRecoveryUnavailableException::error(text));
    };
    let first = ends.map(|(from, _)| from).or(input.export_time());
    if let Some(time) = first.filter(|time| *time < earliest) {
        return Err(bad_time(time, Some((earliest, context.now))));
    }
    let Some((from, to)) = ends else {
        return Ok((Some(input.export_time().unwrap_or(context.now)), None));
    };
    let view = period.and_then(|period| period.export_view_type());
    let view = view.unwrap_or("NEW_AND_OLD_IMAGES").to_owned();
    let specification = IncrementalExportSpecification::new()
        .with_export_from_time(from)
        .with_export_to_time(to)
        .with_export_view_type(view);
    Ok((None, Some(specification)))
}

fn check_length(ms: i64) -> Result<(), Error> {
    let fault = if ms < PERIOD_MIN.as_millis() as i64 {
        "less than 15 minutes"
    } else if ms > PERIOD_MAX.as_millis() as i64 {
        "more than 24 hours"
    } else {
        return Ok(());
    };
    Err(InvalidExportTimeException::error(format!(
        "Difference between export period from time and export period to time is {fault}"
    )))
}

fn bad_time(time: Timestamp, window: Option<(Timestamp, Timestamp)>) -> Error {
    let time = time.iso_seconds();
    InvalidExportTimeException::error(match window {
        None => format!("The Export Time {time} is invalid"),
        Some((earliest, latest)) => format!(
            "The Export Time {time} is not between {} and {}",
            earliest.iso_seconds(),
            latest.iso_seconds()
        ),
    })
}
