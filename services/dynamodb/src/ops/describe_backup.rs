//! DescribeBackup.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{DescribeBackupInput, DescribeBackupOutput};
use crate::backup;
use crate::state::Dynamodb;
use crate::tags;

pub fn needs(_: &Dynamodb, context: &Context, input: &DescribeBackupInput) -> Vec<Need> {
    vec![tags::need(context, "DescribeBackup", input.backup_arn())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    _: Context,
    input: DescribeBackupInput,
) -> Result<DescribeBackupOutput, Error> {
    let (id, kept) = dynamodb.backup(input.backup_arn())?;
    Ok(DescribeBackupOutput::new().with_backup_description(backup::description(&id, &kept)))
}
