//! DeleteBackup: the answer describes what is gone.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{BackupInUseException, DeleteBackupInput, DeleteBackupOutput};
use crate::backup::{self, Status};
use crate::state::Dynamodb;
use crate::tags;

pub fn needs(_: &Dynamodb, context: &Context, input: &DeleteBackupInput) -> Vec<Need> {
    vec![tags::need(context, "DeleteBackup", input.backup_arn())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    _: Context,
    input: DeleteBackupInput,
) -> Result<DeleteBackupOutput, Error> {
    let (id, kept) = dynamodb.backup(input.backup_arn())?;
    let is_read = kept.blob.is_some_and(|blob| dynamodb.is_restored_from(&blob));
    if kept.status == Status::Creating || is_read {
        return Err(BackupInUseException::error(format!("Backup is in use: {}", id.arn())));
    }
    let description = backup::description(&id, &kept);
    dynamodb.delete_backup(id).await?;
    let mut details = backup::details(&backup::Id::parse(input.backup_arn())?, &kept);
    details.set_backup_status(Some("DELETED".into()));
    let description = description.with_backup_details(details);
    Ok(DeleteBackupOutput::new().with_backup_description(description))
}
