//! Backups as callers see them.

use std::collections::BTreeMap;

use crate::api::{
    BackupDescription, BackupDetails, BackupSummary, ProvisionedThroughput, RestoreSummary,
    SourceTableDetails, SourceTableFeatureDetails, StreamSpecification, TimeToLiveDescription,
};
use crate::backup::{Backup, Id, is_restoring};
use crate::state;
use crate::table::{Billing, Table, index_infos, key_elements};

/// Facts of a table that was made of a backup.
const SOURCE_BACKUP: &str = "restore.backup";
const SOURCE_TABLE: &str = "restore.table";
const RESTORED_AT: &str = "restore.at";

pub fn details(id: &Id, backup: &Backup) -> BackupDetails {
    BackupDetails::new()
        .with_backup_arn(id.arn())
        .with_backup_name(backup.name.clone())
        .with_backup_size_bytes(backup.bytes)
        .with_backup_status(backup.status.word())
        .with_backup_type("USER")
        .with_backup_creation_date_time(backup.created)
}

pub fn summary(id: &Id, backup: &Backup) -> BackupSummary {
    BackupSummary::new()
        .with_table_name(id.table.clone())
        .with_table_id(backup.table.id.clone())
        .with_table_arn(state::arn(&id.account, &id.region, &id.table))
        .with_backup_arn(id.arn())
        .with_backup_name(backup.name.clone())
        .with_backup_creation_date_time(backup.created)
        .with_backup_status(backup.status.word())
        .with_backup_type("USER")
        .with_backup_size_bytes(backup.bytes)
}

pub fn description(id: &Id, backup: &Backup) -> BackupDescription {
    let table = &backup.table;
    let (read, write, mode) = match table.billing {
        Billing::PayPerRequest => (0, 0, "PAY_PER_REQUEST"),
        Billing::Provisioned { read, write } => (read as i64, write as i64, "PROVISIONED"),
    };
    let source = SourceTableDetails::new()
        .with_table_name(id.table.clone())
        .with_table_id(table.id.clone())
        .with_table_arn(state::arn(&id.account, &id.region, &id.table))
        .with_table_size_bytes(backup.bytes)
        .with_item_count(backup.items)
        .with_key_schema(key_elements(&table.schema))
        .with_table_creation_date_time(table.created)
        .with_billing_mode(mode)
        .with_provisioned_throughput(
            ProvisionedThroughput::new()
                .with_read_capacity_units(read)
                .with_write_capacity_units(write),
        );
    let mut features = SourceTableFeatureDetails::new();
    let (local, global) = index_infos(table);
    features.set_local_secondary_indexes((!local.is_empty()).then(|| local.into()));
    features.set_global_secondary_indexes((!global.is_empty()).then(|| global.into()));
    if let Some(stream) = &table.stream {
        let specification = StreamSpecification::new()
            .with_stream_enabled(true)
            .with_stream_view_type(stream.view.clone());
        features.set_stream_description(Some(specification));
    }
    if let Some(ttl) = &table.time_to_live {
        let shown = TimeToLiveDescription::new()
            .with_time_to_live_status("ENABLED")
            .with_attribute_name(ttl.attribute.clone());
        features.set_time_to_live_description(Some(shown));
    }
    BackupDescription::new()
        .with_backup_details(details(id, backup))
        .with_source_table_details(source)
        .with_source_table_feature_details(features)
}

/// The facts of a table that is made of a backup now.
pub fn origin(id: &Id, now: base::Timestamp) -> BTreeMap<String, String> {
    let table = state::arn(&id.account, &id.region, &id.table);
    [(SOURCE_BACKUP, id.arn()), (SOURCE_TABLE, table), (RESTORED_AT, now.millis().to_string())]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
}

/// The facts of a table that is made of what another one was at a moment.
pub fn origin_of_moment(source: &str, at: base::Timestamp) -> BTreeMap<String, String> {
    [(SOURCE_TABLE, source.to_owned()), (RESTORED_AT, at.millis().to_string())]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
}

/// Where a table comes from that was made of a backup, or of another one as of a moment.
pub fn restore_summary(table: &Table) -> Option<RestoreSummary> {
    let at = table.facts.get(RESTORED_AT)?.parse().ok()?;
    let mut summary = RestoreSummary::new()
        .with_restore_date_time(base::Timestamp(at))
        .with_restore_in_progress(is_restoring(table));
    summary.set_source_backup_arn(table.facts.get(SOURCE_BACKUP).cloned());
    summary.set_source_table_arn(table.facts.get(SOURCE_TABLE).cloned());
    Some(summary)
}
