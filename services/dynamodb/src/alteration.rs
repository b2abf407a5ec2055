//! What UpdateTable does to a table's definition, held against the definition that is in force.

use base::Timestamp;
use kit::Context;

use crate::api::{
    CreateGlobalSecondaryIndexAction, GlobalSecondaryIndexUpdate, LimitExceededException,
    OnDemandThroughput, ResourceInUseException, ResourceNotFoundException, UpdateTableInput,
};
use crate::definition::{Asked, GLOBAL_MAX, Pairs, check_included, definitions, units};
use crate::index::{Index, Kind};
use crate::invalid::{Checked, Invalid};
use crate::table::{Billing, Encryption, Table};
use crate::throughput;

type Units = (u64, u64);

/// A request, read.
pub struct Alteration {
    now: Timestamp,
    billing: Option<String>,
    throughput: Option<Units>,
    /// Units a second that it is to be ready for, and the most that it may take.
    warm: Option<(Option<i64>, Option<i64>)>,
    most: Option<OnDemandThroughput>,
    class: Option<String>,
    deletion_protection: Option<bool>,
    encryption: Option<Option<Encryption>>,
    /// Attributes with their types; none where the request has no list of them.
    definitions: Option<Vec<(String, String)>>,
    updates: Vec<Update>,
}

enum Update {
    Create(CreateGlobalSecondaryIndexAction),
    Delete(String),
    Throughput(String, Option<Units>),
}

/// What became of indexes, by name.
#[derive(Debug, Default)]
pub struct Change {
    pub deleted: Option<Index>,
    pub updated: Vec<String>,
    /// Nothing of the table itself was changed.
    pub only_indexes: bool,
}

impl Update {
    fn of(update: &GlobalSecondaryIndexUpdate) -> Checked<Update> {
        match (update.update(), update.create(), update.delete()) {
            (Some(update), None, None) => Ok(Update::Throughput(
                update.index_name().to_owned(),
                update.provisioned_throughput().map(units).transpose()?,
            )),
            (None, Some(create), None) => Ok(Update::Create(create.clone())),
            (None, None, Some(delete)) => Ok(Update::Delete(delete.index_name().to_owned())),
            (None, None, None) => Err(Invalid::parameter(
                "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, \
                 GlobalSecondaryIndexUpdate.Delete must not be null",
            )),
            _ => Err(Invalid::parameter(
                "Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate \
                 object",
            )),
        }
    }

    fn name(&self) -> &str {
        match self {
            Update::Create(create) => create.index_name(),
            Update::Delete(name) | Update::Throughput(name, _) => name,
        }
    }

    /// Whether it makes or deletes an index: one at a time of these.
    fn is_structural(&self) -> bool {
        !matches!(self, Update::Throughput(..))
    }
}

impl Alteration {
    pub fn of(context: &Context, input: &UpdateTableInput) -> Checked<Alteration> {
        let updates = input.global_secondary_index_updates();
        let updates = updates.into_iter().flat_map(|updates| updates.iter());
        let updates = updates.map(Update::of).collect::<Checked<Vec<_>>>()?;
        for (at, update) in updates.iter().enumerate() {
            if updates[..at].iter().any(|earlier| earlier.name() == update.name()) {
                return Err(Invalid::parameter(format!(
                    "Only one global secondary index update per index is allowed simultaneously. \
                     Index: {}",
                    update.name()
                )));
            }
        }
        let encryption = input.sse_specification().map(|sse| {
            sse.enabled().unwrap_or(false).then(|| Encryption {
                kind: sse.sse_type().unwrap_or("KMS").to_owned(),
                key: sse.kms_master_key_id().map(str::to_owned),
            })
        });
        let owned = |definitions: &wire::List<crate::api::AttributeDefinition>| {
            let all = definitions.iter();
            all.map(|one| (one.attribute_name().to_owned(), one.attribute_type().to_owned()))
                .collect()
        };
        Ok(Alteration {
            now: context.now,
            billing: input.billing_mode().map(str::to_owned),
            throughput: input.provisioned_throughput().map(units).transpose()?,
            warm: input.warm_throughput().map(throughput::wanted),
            most: input.on_demand_throughput().cloned(),
            class: input.table_class().map(str::to_owned),
            deletion_protection: input.deletion_protection_enabled(),
            encryption,
            definitions: input.attribute_definitions().map(owned),
            updates,
        })
    }
}

/// Does it, or refuses; a refusal leaves a table in between, which is not to be used.
pub fn alter(table: &mut Table, alteration: Alteration) -> Result<Change, wire::Error> {
    let mut change = Change {
        only_indexes: alteration.billing.is_none() && alteration.throughput.is_none(),
        ..Change::default()
    };
    check_structural(table, &alteration.updates)?;
    if alteration.billing.is_some() || alteration.throughput.is_some() {
        alter_billing(table, &alteration)?;
    }
    throughput::alter(table, alteration.warm, alteration.most.as_ref())?;
    if let Some(class) = alteration.class {
        table.class = Some(class);
    }
    if let Some(protection) = alteration.deletion_protection {
        table.deletion_protection = protection;
    }
    if let Some(encryption) = alteration.encryption {
        if encryption.is_none() && table.encryption.is_none() {
            return Err(Invalid::parameter("Table is already encrypted by default").into());
        }
        table.encryption = encryption;
    }
    for update in alteration.updates {
        match update {
            Update::Create(create) => {
                let index = created(table, &create, alteration.definitions.as_deref())?;
                table.indexes.push(index);
            }
            Update::Delete(name) => {
                let at = place(table, &name, "delete")?;
                change.deleted = Some(table.indexes.remove(at));
            }
            Update::Throughput(name, units) => {
                let at = place(table, &name, "update")?;
                alter_throughput(table, at, units)?;
                change.updated.push(name);
            }
        }
    }
    Ok(change)
}

/// One index is made or deleted at a time.
fn check_structural(table: &Table, updates: &[Update]) -> Result<(), wire::Error> {
    let structural: Vec<&Update> = updates.iter().filter(|one| one.is_structural()).collect();
    let filling = table.indexes.iter().find(|index| index.is_filling);
    let is_in_the_way = |update: &&Update| match (update, filling) {
        (_, None) => false,
        // The one that is being filled may be given up.
        (Update::Delete(name), Some(filling)) => filling.name != *name,
        _ => true,
    };
    if structural.len() > 1 || structural.first().is_some_and(is_in_the_way) {
        return Err(LimitExceededException::error(
            "Subscriber limit exceeded: Only 1 online index can be created or deleted \
             simultaneously per table",
        ));
    }
    Ok(())
}

/// Where a global index is in the table's list.
fn place(table: &Table, name: &str, verb: &str) -> Result<usize, wire::Error> {
    let at = table.indexes.iter().position(|index| index.name == name);
    let at = at.ok_or_else(|| {
        ResourceNotFoundException::error(format!(
            "Requested resource not found: Index {name} for table {}",
            table.name
        ))
    })?;
    if table.indexes[at].kind == Kind::Local {
        return Err(Invalid::from(format!(
            "Cannot {verb} an index that is not a GlobalSecondaryIndex: {name}"
        ))
        .into());
    }
    Ok(at)
}

fn created(
    table: &Table,
    create: &CreateGlobalSecondaryIndexAction,
    definitions: Option<&[(String, String)]>,
) -> Result<Index, wire::Error> {
    let name = create.index_name();
    if table.index(name).is_some() {
        return Err(Invalid::text("Attempting to create an index which already exists").into());
    }
    let Some(given) = definitions else {
        return Err(Invalid::parameter(format!(
            "AttributeDefinitions is not specified for index: {name}"
        ))
        .into());
    };
    if table.indexes.iter().filter(|index| index.is_global()).count() >= GLOBAL_MAX {
        return Err(LimitExceededException::error(format!(
            "Subscriber limit exceeded: Number of global secondary indexes exceeds per-table \
             limit of {GLOBAL_MAX}"
        )));
    }
    let asked = Asked::created(create);
    let given = self::definitions(given.iter().map(|(name, kind)| (name.as_str(), kind.as_str())))?;
    asked.check_length("globalSecondaryIndexUpdates.1.member.create.keySchema")?;
    asked.check_keys(&given)?;
    check_redefined(table, &asked, &given)?;
    match (table.billing, create.provisioned_throughput()) {
        (Billing::PayPerRequest, Some(_)) => return Err(on_demand(name).into()),
        (Billing::Provisioned { .. }, None) => return Err(no_units(name).into()),
        _ => {}
    }
    let projection = asked.check(&table.schema, table.billing, &table.indexes)?;
    let mut index = asked.into_index(&given, projection)?;
    index.is_filling = true;
    let all: Vec<Index> = table.indexes.iter().cloned().chain([index.clone()]).collect();
    check_included(&all)?;
    Ok(index)
}

/// An attribute that is a key's already keeps its type.
fn check_redefined(table: &Table, asked: &Asked<'_>, given: &Pairs<'_>) -> Checked<()> {
    let own = table.schema.parts().zip(["HASH", "RANGE"]);
    let all = own.chain(table.indexes.iter().flat_map(|index| index.schema.parts()));
    for (part, role) in all {
        let Some((name, new_role)) = asked.keys().iter().find(|(name, _)| *name == part.name)
        else {
            continue;
        };
        let Some((_, kind)) = given.iter().find(|(given, _)| given == name) else { continue };
        if *kind != part.kind.code() {
            return Err(Invalid::parameter(format!(
                "Attributes cannot be redefined. Please check that your attribute has the same \
                 type as previously defined. Existing schema: Schema:[SchemaElement: \
                 key{{{name}:{}:{role}}}] New schema: Schema:[SchemaElement: \
                 key{{{name}:{kind}:{new_role}}}]",
                part.kind.code()
            )));
        }
    }
    Ok(())
}

fn on_demand(index: &str) -> Invalid {
    Invalid::parameter(format!(
        "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: {index} when \
         BillingMode is PAY_PER_REQUEST"
    ))
}

fn no_units(index: &str) -> Invalid {
    Invalid::parameter(format!("ProvisionedThroughput must be specified for index: {index}"))
}

fn alter_throughput(table: &mut Table, at: usize, asked: Option<Units>) -> Checked<()> {
    let is_on_demand = table.billing == Billing::PayPerRequest;
    let index = &mut table.indexes[at];
    let Some(units) = asked else { return Err(no_units(&index.name)) };
    if is_on_demand {
        return Err(on_demand(&index.name));
    }
    if index.throughput == Some(units) {
        let what = format!("the index {}", index.name);
        return Err(unchanged(&what, &format!("index {}", index.name), units));
    }
    index.throughput = Some(units);
    Ok(())
}

fn unchanged(what: &str, whose: &str, (read, write): Units) -> Invalid {
    Invalid::from(format!(
        "The provisioned throughput for {what} will not change. The requested value equals the \
         current value. Current ReadCapacityUnits provisioned for {whose}: {read}. Requested \
         ReadCapacityUnits: {read}. Current WriteCapacityUnits provisioned for {whose}: {write}. \
         Requested WriteCapacityUnits: {write}. Refer to the Amazon DynamoDB Developer Guide for \
         current limits and how to request higher limits."
    ))
}

fn alter_billing(table: &mut Table, alteration: &Alteration) -> Result<(), wire::Error> {
    const ON_DEMAND: &str = "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified \
                             when BillingMode is PAY_PER_REQUEST";
    if let Some(deleted) = table.indexes.iter().find(|index| index.is_filling) {
        return Err(ResourceInUseException::error(format!(
            "Attempt to change a resource which is still in use: Can't change table IOPS when an \
             index is being created. Table: {} Indexes: [{}]",
            table.name, deleted.name
        )));
    }
    let mode = alteration.billing.as_deref();
    match (mode, table.billing, alteration.throughput) {
        (Some("PAY_PER_REQUEST"), _, Some(_)) | (None, Billing::PayPerRequest, Some(_)) => {
            return Err(Invalid::parameter(ON_DEMAND).into());
        }
        (Some("PAY_PER_REQUEST"), Billing::Provisioned { .. }, None) => {
            table.billing = Billing::PayPerRequest;
            table.billing_changed.on_demand = Some(alteration.now);
            table.indexes.iter_mut().for_each(|index| index.throughput = None);
        }
        (Some("PROVISIONED"), _, None) => {
            return Err(Invalid::parameter(
                "ProvisionedThroughput must be specified when BillingMode is PROVISIONED",
            )
            .into());
        }
        (_, Billing::PayPerRequest, Some((read, write))) => {
            let asked = |name: &str| {
                alteration
                    .updates
                    .iter()
                    .any(|update| matches!(update, Update::Throughput(own, Some(_)) if own == name))
            };
            let global = table.indexes.iter().filter(|index| index.is_global());
            if let Some(index) = global.into_iter().find(|index| !asked(&index.name)) {
                return Err(no_units(&index.name).into());
            }
            table.billing = Billing::Provisioned { read, write };
        }
        (_, Billing::Provisioned { read, write }, Some(units)) => {
            if units == (read, write) {
                return Err(unchanged("the table", "the table", units).into());
            }
            if units.0 > read || units.1 > write {
                table.billing_changed.increased = Some(alteration.now);
            }
            if units.0 < read || units.1 < write {
                table.billing_changed.decreased = Some(alteration.now);
            }
            table.billing = Billing::Provisioned { read: units.0, write: units.1 };
        }
        _ => {}
    }
    Ok(())
}
