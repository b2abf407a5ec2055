//! `AWS::DynamoDB::Table`: a manifest's table, made where it is not there.
//!
//! What CreateTable takes is put together from the template's properties and goes the same way.

use std::collections::BTreeMap;
use std::sync::Arc;

use kit::resource::differing;
use kit::{BoxFuture, Context, Resolved, Resource};
use serde_json::Value;
use store::Direction;

use crate::api::{
    AttributeDefinition, CreateTableInput, GlobalSecondaryIndex, KeySchemaElement,
    LocalSecondaryIndex, Projection, ProvisionedThroughput, SSESpecification, Tag,
};
use crate::backfill;
use crate::index::{Index, Kind};
use crate::key::Schema;
use crate::ops::create_table::definition;
use crate::request::{check_name, table_key};
use crate::resource_settings::{self, Settings};
use crate::state::{self, Dynamodb, Live};
use crate::streams;
use crate::table::Table;

/// Without these a table is of use; they are named to whoever asked.
const IGNORED: [&str; 6] = [
    "ContributorInsightsSpecification",
    "ImportSourceSpecification",
    "KinesisStreamSpecification",
    "OnDemandThroughput",
    "VectorIndexes",
    "WarmThroughput",
];
const KNOWN: [&str; 11] = [
    "AttributeDefinitions",
    "BillingMode",
    "DeletionProtectionEnabled",
    "GlobalSecondaryIndexes",
    "KeySchema",
    "LocalSecondaryIndexes",
    "ProvisionedThroughput",
    "SSESpecification",
    "TableClass",
    "TableName",
    "Tags",
];

pub struct TableResource {
    dynamodb: Arc<Dynamodb>,
}

impl TableResource {
    pub fn new(dynamodb: Arc<Dynamodb>) -> TableResource {
        TableResource { dynamodb }
    }

    async fn put(
        &self,
        context: &Context,
        name: &str,
        properties: &Value,
    ) -> Result<Resolved, String> {
        let ignored = check_properties(properties)?;
        let settings = Settings::read(properties)?;
        let input = input(name, properties)?;
        check_name(name, true).map_err(|invalid| invalid.to_string())?;
        let table = definition(context, &input).map_err(|invalid| invalid.to_string())?;
        let key = table_key(context, name);
        let live = match self.dynamodb.table(&key) {
            Some(live) => live,
            None => match self.dynamodb.create(key.clone(), table.clone()).await {
                Ok(Some(live)) => live,
                Ok(None) => return Err(format!("the table {name} is being made by another")),
                Err(error) => return Err(error.to_string()),
            },
        };
        check_schema(&live, &table.schema)?;
        check_local(&live, &table.indexes)?;
        let facts = |table: &Table| {
            let facts = (table.billing, table.class.clone(), table.deletion_protection);
            (
                facts,
                table.encryption.clone(),
                table.tags.clone(),
                of_kind(&table.indexes, Kind::Global),
            )
        };
        let live = if facts(&live.table) == facts(&table) {
            live
        } else {
            let edit = move |own: &mut Table, _: &mut store::WriteTx| {
                own.billing = table.billing;
                own.class = table.class;
                own.deletion_protection = table.deletion_protection;
                own.encryption = table.encryption;
                own.tags = table.tags;
                replace_global(own, table.indexes);
                Ok(())
            };
            let told = |error: wire::Error| error.to_string();
            let (live, ()) = self.dynamodb.alter(&key, &live, edit).await.map_err(told)?;
            backfill::complete(&self.dynamodb, &key, &live).await.map_err(told)?
        };
        let live = settings.apply(&self.dynamodb, &key, live).await?;
        let mut attributes = BTreeMap::from([("Arn".to_owned(), live.arn.clone())]);
        if let Some(stream) = &live.table.stream {
            attributes.insert("StreamArn".to_owned(), streams::arn(&live.arn, &stream.label));
        }
        Ok(Resolved { reference: name.to_owned(), attributes, ignored })
    }
}

impl Resource for TableResource {
    fn kind(&self) -> &'static str {
        "AWS::DynamoDB::Table"
    }

    fn name(&self, properties: &Value, fallback: &str) -> String {
        properties["TableName"].as_str().unwrap_or(fallback).to_owned()
    }

    fn put<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(TableResource::put(self, context, name, properties))
    }

    fn replaces(&self, before: &Value, after: &Value) -> Vec<&'static str> {
        let mut all = differing(before, after, &["KeySchema", "LocalSecondaryIndexes"]);
        if all.is_empty() && key_types(before) != key_types(after) {
            all.push("AttributeDefinitions");
        }
        all
    }

    fn is_there<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<Option<bool>, String>> {
        let there = self.dynamodb.table(&table_key(context, name)).is_some();
        Box::pin(std::future::ready(Ok(Some(there))))
    }

    fn holds<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<Option<String>, String>> {
        Box::pin(async move {
            let Some(live) = self.dynamodb.table(&table_key(context, name)) else {
                return Ok(None);
            };
            let first = self.dynamodb.store.read(|tx| {
                let mut items =
                    state::scan(tx, live.table.space, (&[], None), None, Direction::Forward)?;
                items.next().transpose()
            });
            // What is counted may lag behind after a kill; whether there is any must not.
            let first = first.map_err(|error| error.to_string())?;
            Ok(first.map(|_| match live.counts().items {
                ..=0 => "items".to_owned(),
                1 => "1 item".to_owned(),
                items => format!("{items} items"),
            }))
        })
    }

    fn delete<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            let key = table_key(context, name);
            let Some(live) = self.dynamodb.table(&key) else { return Ok(()) };
            if live.table.deletion_protection {
                return Err(format!(
                    "the table {name} is protected: set DeletionProtectionEnabled to false first"
                ));
            }
            self.dynamodb.delete(&key, &live).await.map_err(|error| error.to_string())
        })
    }
}

/// The properties that will not be heeded.
fn check_properties(properties: &Value) -> Result<Vec<String>, String> {
    let mut ignored = Vec::new();
    for (name, _) in properties.as_object().into_iter().flatten() {
        if IGNORED.contains(&name.as_str()) {
            ignored.push(name.clone());
        } else if ![&KNOWN[..], &resource_settings::NAMES]
            .iter()
            .any(|names| names.contains(&name.as_str()))
        {
            return Err(format!("{name} is no property of AWS::DynamoDB::Table"));
        }
    }
    Ok(ignored)
}

/// The types of the attributes that the key names: as much a part of it as their names.
fn key_types(properties: &Value) -> Vec<&Value> {
    let list = |name: &str| properties[name].as_array().map_or(&[][..], Vec::as_slice);
    let named = |name: &Value| {
        let own = list("AttributeDefinitions").iter();
        own.filter(|one| one["AttributeName"] == *name).map(|one| &one["AttributeType"]).next()
    };
    list("KeySchema").iter().filter_map(|part| named(&part["AttributeName"])).collect()
}

fn check_schema(live: &Live, wanted: &Schema) -> Result<(), String> {
    let shown = |schema: &Schema| {
        let parts = schema.parts().zip(["HASH", "RANGE"]);
        let parts = parts.map(|(part, role)| format!("{} {} {role}", part.name, part.kind.code()));
        parts.collect::<Vec<_>>().join(", ")
    };
    if live.table.schema == *wanted {
        return Ok(());
    }
    Err(format!(
        "the table {} exists with the key ({}), and ({}) is asked for; a table's key cannot be \
         changed: give the table another name, or delete it first",
        live.table.name,
        shown(&live.table.schema),
        shown(wanted)
    ))
}

/// Indexes of a kind as a manifest could have written them.
fn of_kind(indexes: &[Index], kind: Kind) -> Vec<Index> {
    let own = indexes.iter().filter(|index| index.kind == kind);
    let mut all: Vec<Index> =
        own.map(|index| Index { space: 0, is_filling: false, ..index.clone() }).collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// A local index lives and dies with its table.
fn check_local(live: &Live, wanted: &[Index]) -> Result<(), String> {
    if of_kind(&live.table.indexes, Kind::Local) == of_kind(wanted, Kind::Local) {
        return Ok(());
    }
    Err(format!(
        "the table {} exists with other local indexes; they cannot be changed: give the table \
         another name, or delete it first",
        live.table.name
    ))
}

/// Global indexes that are as wanted stay, with their entries; others are made anew and filled.
fn replace_global(own: &mut Table, wanted: Vec<Index>) {
    let old = std::mem::take(&mut own.indexes);
    let (local, old): (Vec<Index>, Vec<Index>) =
        old.into_iter().partition(|index| !index.is_global());
    let global = wanted.into_iter().filter(Index::is_global).map(|index| {
        let is_same = |old: &&Index| {
            (&old.name, &old.schema, &old.projection)
                == (&index.name, &index.schema, &index.projection)
        };
        match old.iter().find(is_same) {
            Some(old) => Index { throughput: index.throughput, ..old.clone() },
            None => Index { is_filling: true, ..index },
        }
    });
    own.indexes = local.into_iter().chain(global).collect();
}

fn input(name: &str, properties: &Value) -> Result<CreateTableInput, String> {
    let mut input = CreateTableInput::new().with_table_name(name.to_owned());
    let definitions = list(properties, "AttributeDefinitions", |value| {
        Some(
            AttributeDefinition::new()
                .with_attribute_name(text(value, "AttributeName")?)
                .with_attribute_type(text(value, "AttributeType")?),
        )
    })?;
    input.set_attribute_definitions(definitions.map(Into::into));
    input.set_key_schema(list(properties, "KeySchema", element)?.map(Into::into));
    let local = list(properties, "LocalSecondaryIndexes", |value| {
        let mut index = LocalSecondaryIndex::new()
            .with_index_name(text(value, "IndexName")?)
            .with_key_schema(list(value, "KeySchema", element).ok()?.unwrap_or_default());
        index.set_projection(projection(&value["Projection"]));
        Some(index)
    })?;
    input.set_local_secondary_indexes(local.filter(|all| !all.is_empty()).map(Into::into));
    let global = list(properties, "GlobalSecondaryIndexes", |value| {
        let mut index = GlobalSecondaryIndex::new()
            .with_index_name(text(value, "IndexName")?)
            .with_key_schema(list(value, "KeySchema", element).ok()?.unwrap_or_default());
        index.set_projection(projection(&value["Projection"]));
        index.set_provisioned_throughput(throughput(&value["ProvisionedThroughput"]).ok()?);
        Some(index)
    })?;
    input.set_global_secondary_indexes(global.filter(|all| !all.is_empty()).map(Into::into));
    let tags = list(properties, "Tags", |value| {
        Some(Tag::new().with_key(text(value, "Key")?).with_value(text(value, "Value")?))
    })?;
    input.set_tags(tags.map(Into::into));
    input.set_billing_mode(text(properties, "BillingMode"));
    input.set_table_class(text(properties, "TableClass"));
    input.set_deletion_protection_enabled(flag(&properties["DeletionProtectionEnabled"]));
    input.set_provisioned_throughput(throughput(&properties["ProvisionedThroughput"])?);
    let encryption = &properties["SSESpecification"];
    if encryption.is_object() {
        let mut specification = SSESpecification::new();
        specification.set_enabled(flag(&encryption["SSEEnabled"]));
        specification.set_sse_type(text(encryption, "SSEType"));
        specification.set_kms_master_key_id(text(encryption, "KMSMasterKeyId"));
        input.set_sse_specification(Some(specification));
    }
    Ok(input)
}

fn element(value: &Value) -> Option<KeySchemaElement> {
    Some(
        KeySchemaElement::new()
            .with_attribute_name(text(value, "AttributeName")?)
            .with_key_type(text(value, "KeyType")?),
    )
}

fn projection(value: &Value) -> Option<Projection> {
    value.as_object()?;
    let mut projection = Projection::new();
    projection.set_projection_type(text(value, "ProjectionType"));
    let names = value["NonKeyAttributes"].as_array().filter(|names| !names.is_empty());
    let names = names.map(|names| {
        let names = names.iter().filter_map(|name| name.as_str().map(str::to_owned));
        names.collect::<Vec<String>>().into()
    });
    projection.set_non_key_attributes(names);
    Some(projection)
}

fn throughput(value: &Value) -> Result<Option<ProvisionedThroughput>, String> {
    if !value.is_object() {
        return Ok(None);
    }
    let units = |name: &str| {
        number(&value[name]).ok_or(format!("ProvisionedThroughput.{name} is a number"))
    };
    Ok(Some(
        ProvisionedThroughput::new()
            .with_read_capacity_units(units("ReadCapacityUnits")?)
            .with_write_capacity_units(units("WriteCapacityUnits")?),
    ))
}

/// A list of objects, where the property is there.
fn list<T>(
    properties: &Value,
    name: &str,
    read: impl Fn(&Value) -> Option<T>,
) -> Result<Option<Vec<T>>, String> {
    match &properties[name] {
        Value::Null => Ok(None),
        Value::Array(values) => values
            .iter()
            .map(|value| read(value).ok_or(format!("an element of {name} lacks a member: {value}")))
            .collect::<Result<Vec<T>, String>>()
            .map(Some),
        other => Err(format!("{name} is a list, not {other}")),
    }
}

/// A text; templates also write numbers and flags where a text is meant.
fn text(value: &Value, name: &str) -> Option<String> {
    match &value[name] {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// A number; templates also write it as a text.
fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn flag(value: &Value) -> Option<bool> {
    value.as_bool().or_else(|| value.as_str()?.parse().ok())
}
