//! CreateTable. The answer says CREATING, as AWS's does; the table is there when it is sent.

use std::collections::BTreeMap;
use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{
    CreateTableInput, CreateTableOutput, LimitExceededException, ResourceInUseException,
};
use crate::attr::Type;
use crate::invalid::{Checked, Invalid};
use crate::key::{Part, Schema};
use crate::request::{check_absent, check_name, need, table_key};
use crate::state::Dynamodb;
use crate::table::{Billing, BillingChanged, Encryption, Table, describe};

/// Tables of an account in a region (DynamoDB quotas, the default). They are all kept in memory.
const TABLES_MAX: usize = 2500;
/// Attributes of a key.
const KEY_PARTS_MAX: usize = 2;
/// Largest throughput that is taken for one (AWS refuses more in these words).
const UNITS_MAX: i64 = 1_000_000_000_000;

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
    if input.key_schema().is_some_and(|keys| keys.is_empty()) {
        let constraint = "Member must have length greater than or equal to 1";
        let complaint = wire::validate::complaint("[]", "keySchema", constraint);
        return Err(Invalid::from(wire::validate::sentence(&[complaint])));
    }
    let billing = billing(input)?;
    let has_indexes =
        input.global_secondary_indexes().is_some() || input.local_secondary_indexes().is_some();
    let schema = schema(input, has_indexes)?;
    let streams = input.stream_specification().and_then(|streams| streams.stream_enabled().into());
    check_absent(&[
        ("LocalSecondaryIndexes", input.local_secondary_indexes().is_some()),
        ("GlobalSecondaryIndexes", input.global_secondary_indexes().is_some()),
        ("StreamSpecification", streams.unwrap_or(false)),
        ("ResourcePolicy", input.resource_policy().is_some()),
        ("WarmThroughput", input.warm_throughput().is_some()),
        ("OnDemandThroughput", input.on_demand_throughput().is_some()),
        ("GlobalTableSourceArn", input.global_table_source_arn().is_some()),
        (
            "GlobalTableSettingsReplicationMode",
            input.global_table_settings_replication_mode().is_some(),
        ),
    ])?;
    let encryption = input.sse_specification().filter(|sse| sse.enabled().unwrap_or(false));
    let tags = input.tags().into_iter().flat_map(|tags| tags.iter());
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
        tags: tags.map(|tag| (tag.key().to_owned(), tag.value().to_owned())).collect(),
        indexes: Vec::new(),
        stream: None,
        time_to_live: None,
        billing_changed: BillingChanged {
            on_demand: (billing == Billing::PayPerRequest).then_some(context.now),
            ..BillingChanged::default()
        },
        facts: BTreeMap::new(),
    })
}

fn billing(input: &CreateTableInput) -> Checked<Billing> {
    let throughput = input.provisioned_throughput();
    if input.billing_mode() == Some("PAY_PER_REQUEST") {
        if throughput.is_some() {
            return Err(Invalid::parameter(
                "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when \
                 BillingMode is PAY_PER_REQUEST",
            ));
        }
        return Ok(Billing::PayPerRequest);
    }
    let Some(throughput) = throughput else {
        return Err(Invalid::parameter(
            "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is \
             PROVISIONED",
        ));
    };
    let units = |value: i64, name: &str| match value {
        1..=UNITS_MAX => Ok(value.unsigned_abs()),
        _ => Err(Invalid::from(format!("Given value {value} for {name} is out of bounds"))),
    };
    Ok(Billing::Provisioned {
        read: units(throughput.read_capacity_units(), "ReadCapacityUnits")?,
        write: units(throughput.write_capacity_units(), "WriteCapacityUnits")?,
    })
}

fn schema(input: &CreateTableInput, has_indexes: bool) -> Checked<Schema> {
    let (Some(definitions), Some(elements)) = (input.attribute_definitions(), input.key_schema())
    else {
        let missing =
            if input.key_schema().is_none() { "keySchema" } else { "attributeDefinitions" };
        let complaint = format!(
            "Value null at '{missing}' failed to satisfy constraint: Member must not be null"
        );
        return Err(Invalid::from(wire::validate::sentence(&[complaint])));
    };
    let defined: Vec<(&str, &str)> = definitions
        .iter()
        .map(|definition| (definition.attribute_name(), definition.attribute_type()))
        .collect();
    let keys: Vec<(&str, &str)> =
        elements.iter().map(|element| (element.attribute_name(), element.key_type())).collect();
    if keys.len() > KEY_PARTS_MAX {
        let shown = keys
            .iter()
            .map(|(name, kind)| format!("KeySchemaElement(attributeName={name}, keyType={kind})"));
        let complaint = wire::validate::complaint(
            &format!("[{}]", shown.collect::<Vec<_>>().join(", ")),
            "keySchema",
            "Member must have length less than or equal to 2",
        );
        return Err(Invalid::from(wire::validate::sentence(&[complaint])));
    }
    for (at, (name, _)) in defined.iter().enumerate() {
        if defined[..at].iter().any(|(earlier, _)| earlier == name) {
            return Err(Invalid::parameter(format!(
                "Duplicate AttributeName in AttributeDefinitions: {name}"
            )));
        }
    }
    check_schema(&keys, &defined, has_indexes)?;
    let mut parts = keys.iter().filter_map(|(key, _)| {
        let (name, code) = defined.iter().find(|(name, _)| name == key)?;
        let kind = Type::of_code(code).filter(|kind| kind.is_ordered())?;
        Some(Part { name: (*name).to_owned(), kind })
    });
    let hash = parts.next().ok_or(Invalid::text("Invalid KeySchema"))?;
    Ok(Schema { hash, range: parts.next() })
}

/// Names with roles against names with types.
fn check_schema(keys: &[(&str, &str)], defined: &[(&str, &str)], has_indexes: bool) -> Checked<()> {
    let names =
        |all: &[(&str, &str)]| all.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    if keys.len() > defined.len() {
        return Err(Invalid::text(
            "Invalid KeySchema: Some index key attribute have no definition",
        ));
    }
    if keys.iter().any(|(key, _)| !defined.iter().any(|(name, _)| name == key)) {
        return Err(Invalid::parameter(format!(
            "Some index key attributes are not defined in AttributeDefinitions. Keys: [{}], \
             AttributeDefinitions: [{}]",
            names(keys),
            names(defined)
        )));
    }
    if let [first, second] = keys
        && first.0 == second.0
    {
        return Err(Invalid::text(
            "Both the Hash Key and the Range Key element in the KeySchema have the same name",
        ));
    }
    if keys.first().is_none_or(|(_, kind)| *kind != "HASH") {
        return Err(Invalid::text(
            "Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
        ));
    }
    if keys.get(1).is_some_and(|(_, kind)| *kind != "RANGE") {
        return Err(Invalid::text(
            "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type",
        ));
    }
    if !has_indexes && keys.len() != defined.len() {
        return Err(Invalid::parameter(
            "Number of attributes in KeySchema does not exactly match number of attributes \
             defined in AttributeDefinitions",
        ));
    }
    Ok(())
}
