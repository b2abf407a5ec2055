//! ListImports: the latest of each table first, a page at a time.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{ImportSummary, ImportTableDescription, ListImportsInput, ListImportsOutput};
use crate::state::Dynamodb;
use crate::tags;
use crate::transfer::{Kind, page, read, read_token, token};

/// Imports of a page (DynamoDB API reference, ListImports).
const IMPORTS_MAX: usize = 25;

pub fn needs(_: &Dynamodb, _: &Context, _: &ListImportsInput) -> Vec<Need> {
    vec![Need::new("dynamodb:ListImports", "*")]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: ListImportsInput,
) -> Result<ListImportsOutput, Error> {
    let after = input.next_token().map(|given| {
        let text = "Invalid NextToken: it is not one of ListImports";
        read_token(Kind::Import, given).ok_or_else(|| Error::validation(text))
    });
    let after = after.transpose()?;
    let table = input.table_arn().map(tags::table_of).transpose()?;
    let place = (&*context.account, &*context.region);
    let table = table.map(|(_, _, name)| name);
    let all = dynamodb.transfers(Kind::Import, place, table.as_deref())?;
    let limit = input.page_size().and_then(|limit| usize::try_from(limit).ok());
    let (found, next) = page(all, after.as_ref(), limit.unwrap_or(IMPORTS_MAX));
    let mut summaries = Vec::new();
    for (id, kept) in found {
        let mut description = read::<ImportTableDescription>(&kept.description)?;
        let mut summary = ImportSummary::new()
            .with_import_arn(id.arn())
            .with_table_arn(id.table_arn())
            .with_import_status(description.take_import_status().unwrap_or_default());
        summary.set_s3_bucket_source(description.take_s3_bucket_source());
        summary.set_input_format(description.take_input_format());
        summary.set_start_time(description.start_time());
        summary.set_end_time(description.end_time());
        summaries.push(summary);
    }
    let mut output = ListImportsOutput::new().with_import_summary_list(summaries);
    output.set_next_token(next.map(|next| token(Kind::Import, &next)));
    Ok(output)
}
