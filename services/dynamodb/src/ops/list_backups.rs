//! ListBackups: in the order of tables and times, a page at a time.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{ListBackupsInput, ListBackupsOutput};
use crate::backup::{self, Id};
use crate::request::table_key;
use crate::state::Dynamodb;

/// Backups of a page (DynamoDB API reference, ListBackups).
const BACKUPS_MAX: usize = 100;

pub fn needs(_: &Dynamodb, _: &Context, _: &ListBackupsInput) -> Vec<Need> {
    vec![Need::new("dynamodb:ListBackups", "*")]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: ListBackupsInput,
) -> Result<ListBackupsOutput, Error> {
    let limit = input.limit().and_then(|limit| usize::try_from(limit).ok()).unwrap_or(BACKUPS_MAX);
    let mut after = input.exclusive_start_backup_arn().map(Id::parse).transpose()?;
    let table = input.table_name().map(|given| table_key(&context, given).2);
    let place = (&*context.account, &*context.region);
    let is_meant = |created| {
        input.time_range_lower_bound().is_none_or(|bound| created >= bound)
            && input.time_range_upper_bound().is_none_or(|bound| created < bound)
            && matches!(input.backup_type(), None | Some("USER" | "ALL"))
    };
    let mut found = Vec::new();
    // One more than asked for says whether there is another page.
    while found.len() <= limit {
        let page = dynamodb.backups(place, table.as_deref(), after.as_ref(), BACKUPS_MAX)?;
        let is_last = page.len() < BACKUPS_MAX;
        after = page.last().map(|(id, _)| id.clone());
        found.extend(page.into_iter().filter(|(_, backup)| is_meant(backup.created)));
        if is_last {
            break;
        }
    }
    let more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().filter(|_| more).map(|(id, _)| id.arn());
    let shown: Vec<_> = found.iter().map(|(id, kept)| backup::summary(id, kept)).collect();
    let mut output = ListBackupsOutput::new().with_backup_summaries(shown);
    output.set_last_evaluated_backup_arn(last);
    Ok(output)
}
