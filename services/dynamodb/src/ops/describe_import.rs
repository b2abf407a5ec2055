//! DescribeImport.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{
    DescribeImportInput, DescribeImportOutput, ImportNotFoundException, ImportTableDescription,
};
use crate::state::Dynamodb;
use crate::tags;
use crate::transfer::{Kind, parse, read};

pub fn needs(_: &Dynamodb, context: &Context, input: &DescribeImportInput) -> Vec<Need> {
    vec![tags::need(context, "DescribeImport", input.import_arn())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: DescribeImportInput,
) -> Result<DescribeImportOutput, Error> {
    let id = parse(&context, Kind::Import, input.import_arn())?;
    let kept = dynamodb.transfer(&id)?.ok_or_else(|| {
        ImportNotFoundException::error(format!("Import not found: {}", input.import_arn()))
    })?;
    let description: ImportTableDescription = read(&kept.description)?;
    Ok(DescribeImportOutput::new().with_import_table_description(description))
}
