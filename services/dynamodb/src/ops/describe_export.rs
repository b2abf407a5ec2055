//! DescribeExport.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{
    DescribeExportInput, DescribeExportOutput, ExportDescription, ExportNotFoundException,
};
use crate::state::Dynamodb;
use crate::tags;
use crate::transfer::{Kind, parse, read};

pub fn needs(_: &Dynamodb, context: &Context, input: &DescribeExportInput) -> Vec<Need> {
    vec![tags::need(context, "DescribeExport", input.export_arn())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: DescribeExportInput,
) -> Result<DescribeExportOutput, Error> {
    let id = parse(&context, Kind::Export, input.export_arn())?;
    let kept = dynamodb.transfer(&id)?.ok_or_else(|| {
        ExportNotFoundException::error(format!("Export not found: {}", input.export_arn()))
    })?;
    let description: ExportDescription = read(&kept.description)?;
    Ok(DescribeExportOutput::new().with_export_description(description))
}
