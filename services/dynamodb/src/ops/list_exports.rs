//! ListExports: of the tables that there are, the latest of each first, a page at a time.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{ExportDescription, ExportSummary, ListExportsInput, ListExportsOutput};
use crate::state::Dynamodb;
use crate::tags;
use crate::transfer::{Kind, page, read, read_token, token};

/// Exports of a page (DynamoDB API reference, ListExports).
const EXPORTS_MAX: usize = 25;

pub fn needs(_: &Dynamodb, _: &Context, _: &ListExportsInput) -> Vec<Need> {
    vec![Need::new("dynamodb:ListExports", "*")]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: ListExportsInput,
) -> Result<ListExportsOutput, Error> {
    let after = input.next_token().map(|given| {
        let text = "Invalid NextToken: it is not one of ListExports";
        read_token(Kind::Export, given).ok_or_else(|| Error::validation(text))
    });
    let after = after.transpose()?;
    let table = input.table_arn().map(tags::table_of).transpose()?;
    let place = (&*context.account, &*context.region);
    let table = table.map(|(_, _, name)| name);
    let mut all = dynamodb.transfers(Kind::Export, place, table.as_deref())?;
    // With a table its exports are listed no more.
    all.retain(|(id, kept)| {
        let table_id = dynamodb.table(&id.key()).map(|live| live.table.id.clone());
        let description = read::<ExportDescription>(&kept.description);
        table_id.is_some_and(|own| description.is_ok_and(|it| it.table_id() == Some(&own)))
    });
    let limit = input.max_results().and_then(|limit| usize::try_from(limit).ok());
    let (found, next) = page(all, after.as_ref(), limit.unwrap_or(EXPORTS_MAX));
    let mut summaries = Vec::new();
    for (id, kept) in found {
        let description = read::<ExportDescription>(&kept.description)?;
        let kind = description.export_type().unwrap_or("FULL_EXPORT").to_owned();
        let status = description.export_status().unwrap_or_default().to_owned();
        let summary = ExportSummary::new().with_export_arn(id.arn()).with_export_status(status);
        summaries.push(summary.with_export_type(kind));
    }
    let mut output = ListExportsOutput::new().with_export_summaries(summaries);
    output.set_next_token(next.map(|next| token(Kind::Export, &next)));
    Ok(output)
}
