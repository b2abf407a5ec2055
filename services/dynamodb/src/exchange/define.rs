//! What an export says of its table beside its items: a CreateTable request, and the attribute of
//! its time to live. Exports to S3 have no such file; imports from elsewhere are given one.

use kit::Context;
use serde_json::{Value, json};
use wire::Structured;
use wire::json::decode::{self, Dialect};
use wire::json::encode;

use crate::api::{
    CreateTableInput, GlobalSecondaryIndex, LocalSecondaryIndex, MODEL, ProvisionedThroughput,
    SSESpecification, StreamSpecification, Tag,
};
use crate::index::Kind;
use crate::ops::create_table::definition;
use crate::table::{Billing, Table, TimeToLive, attribute_definitions, index_elements};
use crate::table::{key_elements, projection};

/// The file's text.
pub fn write(table: &Table) -> String {
    let mut request = Vec::new();
    encode::record(&mut request, &input(table).into_record());
    let request: Value = serde_json::from_slice(&request).unwrap_or_default();
    let time_to_live = table.time_to_live.as_ref().map(|ttl| &ttl.attribute);
    format!("{:#}\n", json!({"CreateTable": request, "TimeToLiveAttribute": time_to_live}))
}

fn input(table: &Table) -> CreateTableInput {
    let units = |(read, write): (u64, u64)| {
        ProvisionedThroughput::new()
            .with_read_capacity_units(read as i64)
            .with_write_capacity_units(write as i64)
    };
    let mut input = CreateTableInput::new()
        .with_table_name(table.name.clone())
        .with_attribute_definitions(attribute_definitions(table))
        .with_key_schema(key_elements(&table.schema))
        .with_deletion_protection_enabled(table.deletion_protection);
    match table.billing {
        Billing::PayPerRequest => input.set_billing_mode(Some("PAY_PER_REQUEST".into())),
        Billing::Provisioned { read, write } => {
            input.set_provisioned_throughput(Some(units((read, write))));
        }
    }
    let (mut local, mut global) = (Vec::new(), Vec::new());
    for index in &table.indexes {
        if index.kind == Kind::Local {
            let one = LocalSecondaryIndex::new().with_index_name(index.name.clone());
            let one = one.with_key_schema(index_elements(index));
            local.push(one.with_projection(projection(index)));
        } else {
            let one = GlobalSecondaryIndex::new().with_index_name(index.name.clone());
            let one = one.with_key_schema(index_elements(index));
            let mut one = one.with_projection(projection(index));
            one.set_provisioned_throughput(index.throughput.map(units));
            global.push(one);
        }
    }
    input.set_local_secondary_indexes((!local.is_empty()).then(|| local.into()));
    input.set_global_secondary_indexes((!global.is_empty()).then(|| global.into()));
    input.set_stream_specification(table.stream.as_ref().map(|stream| {
        StreamSpecification::new()
            .with_stream_enabled(true)
            .with_stream_view_type(stream.view.clone())
    }));
    input.set_table_class(table.class.clone());
    input.set_sse_specification(table.encryption.as_ref().map(|encryption| {
        let mut specification =
            SSESpecification::new().with_enabled(true).with_sse_type(encryption.kind.clone());
        specification.set_kms_master_key_id(encryption.key.clone());
        specification
    }));
    let tags = table.tags.iter();
    let tags = tags.map(|(key, value)| Tag::new().with_key(key.clone()).with_value(value.clone()));
    let tags: Vec<Tag> = tags.collect();
    input.set_tags((!tags.is_empty()).then(|| tags.into()));
    input
}

/// A table as the file defines it, under another name where one is given. The file may also be the
/// CreateTable request by itself.
pub fn read(context: &Context, text: &str, name: &str) -> Result<Table, wire::Error> {
    let bad = |error: serde_json::Error| wire::Error::validation(format!("not JSON: {error}"));
    let mut file: Value = serde_json::from_str(text).map_err(bad)?;
    let request = match file.get_mut("CreateTable") {
        Some(request) => request.take(),
        None => file.clone(),
    };
    let body = request.to_string();
    let record = decode::record(CreateTableInput::SCHEMA, Dialect::Plain, body.as_bytes())?;
    wire::validate::check(&MODEL, &record)?;
    let input = CreateTableInput::from_record(record).unwrap_or_default();
    let mut table = definition(context, &input.with_table_name(name.to_owned()))?;
    if let Some(attribute) = file["TimeToLiveAttribute"].as_str() {
        let attribute = attribute.to_owned();
        table.time_to_live = Some(TimeToLive { attribute, since: context.now });
    }
    Ok(table)
}
