//! A table's definition: its key, and the facts that are kept for who asks.

use std::collections::BTreeMap;

use base::Timestamp;

use crate::alteration::Change;
use crate::api::{
    AttributeDefinition, BillingModeSummary, GlobalSecondaryIndexDescription,
    GlobalSecondaryIndexInfo, KeySchemaElement, LocalSecondaryIndexDescription,
    LocalSecondaryIndexInfo, Projection, ProvisionedThroughput, ProvisionedThroughputDescription,
    SSEDescription, StreamSpecification, TableClassSummary, TableDescription,
};
use crate::attr::Item;
use crate::backup;
use crate::history;
use crate::index::{Index, Kind, Projected};
use crate::invalid::Checked;
use crate::key::{Part, Schema};
use crate::state::Live;
use crate::streams;
use crate::throughput;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    /// A UUID.
    pub id: String,
    /// Where its items are in the store.
    pub space: u64,
    pub created: Timestamp,
    pub schema: Schema,
    pub billing: Billing,
    pub class: Option<String>,
    pub deletion_protection: bool,
    pub encryption: Option<Encryption>,
    pub tags: Vec<(String, String)>,
    /// In the order in which they were made.
    pub indexes: Vec<Index>,
    pub stream: Option<Stream>,
    pub time_to_live: Option<TimeToLive>,
    /// When the throughput became what it is, and when the mode did.
    pub billing_changed: BillingChanged,
    /// Other facts that are kept for who asks, by a name of their owner's.
    pub facts: BTreeMap<String, String>,
}

/// A table's stream, while it is switched on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stream {
    /// `KEYS_ONLY`, `NEW_IMAGE`, `OLD_IMAGE` or `NEW_AND_OLD_IMAGES`.
    pub view: String,
    /// The last part of its ARN: when it was switched on.
    pub label: String,
    pub created: Timestamp,
}

/// Which attribute says when an item ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeToLive {
    pub attribute: String,
    pub since: Timestamp,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BillingChanged {
    pub increased: Option<Timestamp>,
    pub decreased: Option<Timestamp>,
    /// To PAY_PER_REQUEST; none where it never was.
    pub on_demand: Option<Timestamp>,
}

impl Table {
    /// Whether a change of an item needs to know the whole item before and after.
    pub fn needs_items(&self) -> bool {
        !self.indexes.is_empty()
            || self.stream.is_some()
            || self.time_to_live.is_some()
            || self.facts.contains_key(history::SPACE)
    }

    /// Refuses an item whose attributes cannot be what an index takes them for. Of several indexes
    /// the last is named, as AWS does.
    pub fn check_indexes(&self, old: Option<&Item>, item: &Item) -> Checked<()> {
        let global = self.indexes.iter().rev().filter(|index| index.is_global());
        let local = self.indexes.iter().rev().filter(|index| !index.is_global());
        global.chain(local).try_for_each(|index| index.check(old, item))
    }

    pub fn index(&self, name: &str) -> Option<&Index> {
        self.indexes.iter().find(|index| index.name == name)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Billing {
    PayPerRequest,
    Provisioned { read: u64, write: u64 },
}

/// Kept and shown; nothing is encrypted by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encryption {
    /// `KMS` or `AES256`.
    pub kind: String,
    pub key: Option<String>,
}

/// A table as DeleteTable shows it: without its keys and its birth.
pub fn describe_deleted(live: &Live) -> TableDescription {
    let mut description = describe(live, "DELETING");
    description.set_attribute_definitions(None);
    description.set_key_schema(None);
    description.set_creation_date_time(None);
    description.set_local_secondary_indexes(None);
    description.set_global_secondary_indexes(None);
    description
}

/// A table as DescribeTable shows it. Numbers of items and bytes are as of now.
pub fn describe(live: &Live, status: &str) -> TableDescription {
    let table = &live.table;
    let status =
        if backup::is_restoring(table) && status == "ACTIVE" { "CREATING" } else { status };
    let counts = live.counts();
    let definitions = attribute_definitions(table);
    let elements = elements(table.schema.parts().zip(["HASH", "RANGE"]));
    let mut units = throughput_of(match table.billing {
        Billing::PayPerRequest => (0, 0),
        Billing::Provisioned { read, write } => (read, write),
    });
    units.set_last_increase_date_time(table.billing_changed.increased);
    units.set_last_decrease_date_time(table.billing_changed.decreased);
    let mut description = TableDescription::new()
        .with_attribute_definitions(definitions)
        .with_table_name(table.name.clone())
        .with_key_schema(elements)
        .with_table_status(status.to_owned())
        .with_creation_date_time(table.created)
        .with_provisioned_throughput(units)
        .with_table_size_bytes(counts.bytes.max(0))
        .with_item_count(counts.items.max(0))
        .with_table_arn(live.arn.clone())
        .with_table_id(table.id.clone())
        .with_deletion_protection_enabled(table.deletion_protection);
    if table.billing == Billing::PayPerRequest {
        let summary = BillingModeSummary::new()
            .with_billing_mode("PAY_PER_REQUEST")
            .with_last_update_to_pay_per_request_date_time(
                table.billing_changed.on_demand.unwrap_or(table.created),
            );
        description = description.with_billing_mode_summary(summary);
    }
    if let Some(stream) = &table.stream {
        let specification = StreamSpecification::new()
            .with_stream_enabled(true)
            .with_stream_view_type(stream.view.clone());
        description.set_stream_specification(Some(specification));
    }
    if let Some(label) = table.facts.get(streams::LATEST) {
        description.set_latest_stream_label(Some(label.clone()));
        description.set_latest_stream_arn(Some(streams::arn(&live.arn, label)));
    }
    if let Some(class) = &table.class {
        let summary = TableClassSummary::new().with_table_class(class.clone());
        description = description.with_table_class_summary(summary);
    }
    if let Some(encryption) = &table.encryption {
        let mut shown =
            SSEDescription::new().with_status("ENABLED").with_sse_type(encryption.kind.clone());
        shown.set_kms_master_key_arn(encryption.key.clone());
        description = description.with_sse_description(shown);
    }
    description.set_warm_throughput(throughput::warm(table, status));
    description.set_on_demand_throughput(throughput::most(table, throughput::TABLE));
    describe_indexes(live, status, &mut description);
    description.set_restore_summary(backup::restore_summary(table));
    description
}

/// A table as UpdateTable shows it: what is changed is still going on.
pub fn describe_updated(live: &Live, old: &Live, change: &Change) -> TableDescription {
    let is_active = change.only_indexes && change.deleted.is_none() && !change.updated.is_empty();
    let mut description = describe(live, if is_active { "ACTIVE" } else { "UPDATING" });
    let mut global: Vec<GlobalSecondaryIndexDescription> =
        description.take_global_secondary_indexes().into_iter().flatten().collect();
    for shown in &mut global {
        let name = shown.index_name().unwrap_or_default();
        if change.updated.iter().any(|updated| updated == name) {
            shown.set_index_status(Some("UPDATING".to_owned()));
        }
        if shown.index_status() == Some("CREATING") {
            shown.set_backfilling(Some(false));
        }
    }
    if let Some(deleted) = &change.deleted {
        let shown = describe(old, "DELETING").take_global_secondary_indexes();
        let of_name = |shown: &GlobalSecondaryIndexDescription| {
            shown.index_name() == Some(deleted.name.as_str())
        };
        global.extend(shown.into_iter().flatten().filter(of_name));
    }
    description.set_global_secondary_indexes((!global.is_empty()).then(|| global.into()));
    description
}

/// The attributes of all keys, sorted by name.
/// The attributes of the table's keys and its indexes'.
pub fn attribute_definitions(table: &Table) -> Vec<AttributeDefinition> {
    let of_indexes = table.indexes.iter().flat_map(|index| index.schema.parts());
    let parts = table.schema.parts().chain(of_indexes.map(|(part, _)| part));
    let all: BTreeMap<&str, &str> =
        parts.map(|part| (part.name.as_str(), part.kind.code())).collect();
    all.into_iter()
        .map(|(name, kind)| {
            AttributeDefinition::new()
                .with_attribute_name(name.to_owned())
                .with_attribute_type(kind.to_owned())
        })
        .collect()
}

pub fn key_elements(schema: &Schema) -> Vec<KeySchemaElement> {
    elements(schema.parts().zip(["HASH", "RANGE"]))
}

/// The indexes as a backup's description has them: the local ones and the global ones.
pub fn index_infos(table: &Table) -> (Vec<LocalSecondaryIndexInfo>, Vec<GlobalSecondaryIndexInfo>) {
    let (mut local, mut global) = (Vec::new(), Vec::new());
    for index in &table.indexes {
        let elements = elements(index.schema.parts());
        if index.kind == Kind::Local {
            local.push(
                LocalSecondaryIndexInfo::new()
                    .with_index_name(index.name.clone())
                    .with_key_schema(elements)
                    .with_projection(projection(index)),
            );
        } else {
            let (read, write) = index.throughput.unwrap_or((0, 0));
            let throughput = ProvisionedThroughput::new()
                .with_read_capacity_units(read as i64)
                .with_write_capacity_units(write as i64);
            global.push(
                GlobalSecondaryIndexInfo::new()
                    .with_index_name(index.name.clone())
                    .with_key_schema(elements)
                    .with_projection(projection(index))
                    .with_provisioned_throughput(throughput),
            );
        }
    }
    (local, global)
}

fn elements<'a>(parts: impl Iterator<Item = (&'a Part, &'static str)>) -> Vec<KeySchemaElement> {
    parts
        .map(|(part, role)| {
            KeySchemaElement::new()
                .with_attribute_name(part.name.clone())
                .with_key_type(role.to_owned())
        })
        .collect()
}

fn throughput_of((read, write): (u64, u64)) -> ProvisionedThroughputDescription {
    ProvisionedThroughputDescription::new()
        .with_number_of_decreases_today(0)
        .with_read_capacity_units(read as i64)
        .with_write_capacity_units(write as i64)
}

/// The indexes as they stand in a table's description. While the table itself is said to be made,
/// so are they.
fn describe_indexes(live: &Live, status: &str, description: &mut TableDescription) {
    let (mut local, mut global) = (Vec::new(), Vec::new());
    for (at, index) in live.table.indexes.iter().enumerate() {
        let counts = live.index_counts(at);
        let arn = format!("{}/index/{}", live.arn, index.name);
        let elements = elements(index.schema.parts());
        let (bytes, items) = (counts.bytes.max(0), counts.items.max(0));
        if index.kind == Kind::Local {
            local.push(
                LocalSecondaryIndexDescription::new()
                    .with_index_name(index.name.clone())
                    .with_key_schema(elements)
                    .with_projection(projection(index))
                    .with_index_size_bytes(bytes)
                    .with_item_count(items)
                    .with_index_arn(arn),
            );
            continue;
        }
        let own_status = match status {
            _ if index.is_filling => "CREATING",
            "CREATING" | "DELETING" => status,
            _ => "ACTIVE",
        };
        let mut shown = GlobalSecondaryIndexDescription::new()
            .with_index_name(index.name.clone())
            .with_key_schema(elements)
            .with_projection(projection(index))
            .with_index_status(own_status.to_owned())
            .with_provisioned_throughput(throughput_of(index.throughput.unwrap_or((0, 0))))
            .with_index_size_bytes(bytes)
            .with_item_count(items)
            .with_index_arn(arn);
        shown.set_backfilling(index.is_filling.then_some(true));
        let whose = throughput::Whose::index(&index.name);
        shown.set_on_demand_throughput(throughput::most(&live.table, whose));
        if status == "ACTIVE" && own_status == "ACTIVE" {
            let warm = throughput::warm_index(&live.table, &index.name, index.throughput);
            shown.set_warm_throughput(Some(warm));
        }
        global.push(shown);
    }
    description.set_local_secondary_indexes((!local.is_empty()).then(|| local.into()));
    description.set_global_secondary_indexes((!global.is_empty()).then(|| global.into()));
}

/// An index's key as requests and descriptions have it.
pub fn index_elements(index: &Index) -> Vec<KeySchemaElement> {
    elements(index.schema.parts())
}

pub fn projection(index: &Index) -> Projection {
    let mut projection = Projection::new().with_projection_type(index.projection.code().to_owned());
    if let Projected::Include(names) = &index.projection {
        let mut names = names.clone();
        names.sort();
        projection.set_non_key_attributes(Some(names.into()));
    }
    projection
}
