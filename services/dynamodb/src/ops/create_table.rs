//! CreateTable. The answer says CREATING, as AWS's does; the table is there when it is sent.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{
    CreateTableInput, CreateTableOutput, LimitExceededException, ResourceInUseException,
};
use crate::definition::{billing, check_lengths, schema};
use crate::invalid::{Checked, Invalid};
use crate::request::{check_absent, check_name, need, table_key};
use crate::resource_policy;
use crate::state::Dynamodb;
use crate::streams;
use crate::table::{Billing, BillingChanged, Encryption, Stream, Table, describe};
use crate::tags;
use crate::throughput;

/// Tables of an account in a region (DynamoDB quotas, the default). They are all kept in memory.
const TABLES_MAX: usize = 2500;

pub fn needs(_: &Dynamodb, context: &Context, input: &CreateTableInput) -> Vec<Need> {
    let name = input.table_name().unwrap_or_default();
    vec![need(context, "CreateTable", name)]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    input: CreateTableInput,
) -> Result<CreateTableOutput, Error> {
    let Some(given) = input.table_name() else {
        let text = "The parameter 'TableName' is required but was not present in the request";
        return Err(Invalid::text(text).into());
    };
    check_name(given, true)?;
    let table = definition(&context, &input)?;
    let key = table_key(&context, given);
    if dynamodb.count() >= TABLES_MAX {
        return Err(LimitExceededException::error(format!(
            "Subscriber limit exceeded: The number of tables cannot exceed {TABLES_MAX}."
        )));
    }
    let name = table.name.clone();
    let Some(live) = dynamodb.create(key, table).await? else {
        let text = format!("Table already exists: {name}");
        return Err(ResourceInUseException::error(text));
    };
    Ok(CreateTableOutput::new().with_table_description(describe(&live, "CREATING")))
}

/// What the request defines; id and place are still to be given.
pub fn definition(context: &Context, input: &CreateTableInput) -> Checked<Table> {
    check_lengths(input)?;
    let billing = billing(input)?;
    let (schema, indexes) = schema(input, billing)?;
    let view = input.stream_specification().map(streams::view).transpose()?.flatten();
    let policy = input.resource_policy();
    policy.map(resource_policy::parse).transpose()?;
    check_absent(&[
        ("GlobalTableSourceArn", input.global_table_source_arn().is_some()),
        (
            "GlobalTableSettingsReplicationMode",
            input.global_table_settings_replication_mode().is_some(),
        ),
    ])?;
    let mut facts = throughput::asked(input, billing)?;
    if let Some(policy) = policy {
        facts.insert(resource_policy::NEW.to_owned(), policy.to_owned());
    }
    let encryption = input.sse_specification().filter(|sse| sse.enabled().unwrap_or(false));
    let given = input.tags().into_iter().flat_map(|tags| tags.iter());
    let given = given.map(|tag| (tag.key().to_owned(), tag.value().to_owned()));
    let given: Vec<(String, String)> = given.collect();
    tags::check(&given)?;
    let mut all = Vec::new();
    tags::put(&mut all, given)?;
    Ok(Table {
        name: input.table_name().unwrap_or_default().to_owned(),
        id: String::new(),
        space: 0,
        created: context.now,
        schema,
        billing,
        class: input.table_class().map(str::to_owned),
        deletion_protection: input.deletion_protection_enabled().unwrap_or(false),
        encryption: encryption.map(|sse| Encryption {
            kind: sse.sse_type().unwrap_or("KMS").to_owned(),
            key: sse.kms_master_key_id().map(str::to_owned),
        }),
        tags: all,
        indexes,
        // When it was switched on is told by the transaction that makes the table.
        stream: view.map(|view| Stream { view, label: String::new(), created: context.now }),
        time_to_live: None,
        billing_changed: BillingChanged {
            on_demand: (billing == Billing::PayPerRequest).then_some(context.now),
            ..BillingChanged::default()
        },
        facts,
    })
}
