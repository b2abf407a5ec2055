//! A table's definition: its key, and the facts that are kept for who asks.

use std::collections::BTreeMap;

use base::Timestamp;

use crate::api::{
    AttributeDefinition, BillingModeSummary, KeySchemaElement, ProvisionedThroughputDescription,
    SSEDescription, TableClassSummary, TableDescription,
};
use crate::index::Index;
use crate::key::Schema;
use crate::state::Live;

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
        !self.indexes.is_empty() || self.stream.is_some()
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

/// A table as DeleteTable shows it: without its key and its birth.
pub fn describe_deleted(live: &Live) -> TableDescription {
    let mut description = describe(live, "DELETING");
    description.set_attribute_definitions(None);
    description.set_key_schema(None);
    description.set_creation_date_time(None);
    description
}

/// A table as DescribeTable shows it. Numbers of items and bytes are as of now.
pub fn describe(live: &Live, status: &str) -> TableDescription {
    let table = &live.table;
    let counts = live.counts();
    let definitions: Vec<AttributeDefinition> = table
        .schema
        .parts()
        .map(|part| {
            AttributeDefinition::new()
                .with_attribute_name(part.name.clone())
                .with_attribute_type(part.kind.code().to_owned())
        })
        .collect();
    let elements: Vec<KeySchemaElement> = table
        .schema
        .parts()
        .zip(["HASH", "RANGE"])
        .map(|(part, kind)| {
            KeySchemaElement::new()
                .with_attribute_name(part.name.clone())
                .with_key_type(kind.to_owned())
        })
        .collect();
    let (read, write) = match table.billing {
        Billing::PayPerRequest => (0, 0),
        Billing::Provisioned { read, write } => (read as i64, write as i64),
    };
    let throughput = ProvisionedThroughputDescription::new()
        .with_number_of_decreases_today(0)
        .with_read_capacity_units(read)
        .with_write_capacity_units(write);
    let mut description = TableDescription::new()
        .with_attribute_definitions(definitions)
        .with_table_name(table.name.clone())
        .with_key_schema(elements)
        .with_table_status(status.to_owned())
        .with_creation_date_time(table.created)
        .with_provisioned_throughput(throughput)
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
    description
}
