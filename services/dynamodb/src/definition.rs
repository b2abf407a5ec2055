//! What a request defines of a table: its key, its indexes and its billing, held against each other
//! in the order and the words of AWS.

use crate::api::{
    CreateGlobalSecondaryIndexAction, CreateTableInput, GlobalSecondaryIndex, KeySchemaElement,
    LocalSecondaryIndex, Projection, ProvisionedThroughput,
};
use crate::attr::Type;
use crate::index::{Index, Kind, Projected};
use crate::invalid::{Checked, Invalid};
use crate::key::{IndexSchema, Part, Schema};
use crate::table::Billing;

/// Attributes of a table's or a local index's key.
const KEY_PARTS_MAX: usize = 2;
/// Attributes in each role of a global index's key (DynamoDB developer guide, "multi-attribute
/// keys").
const INDEX_PARTS_MAX: usize = 4;
/// Indexes of a table (DynamoDB quotas).
pub const LOCAL_MAX: usize = 5;
pub const GLOBAL_MAX: usize = 20;
/// Attributes that all indexes of a table with INCLUDE project together (DynamoDB quotas).
const INCLUDED_MAX: usize = 100;
/// Largest throughput that is taken for one (AWS refuses more in these words).
const UNITS_MAX: i64 = 1_000_000_000_000;

/// Names with their types, or with their roles.
pub type Pairs<'a> = Vec<(&'a str, &'a str)>;

/// An index as a request writes it.
pub struct Asked<'a> {
    pub name: &'a str,
    pub kind: Kind,
    keys: Pairs<'a>,
    projection: Option<&'a Projection>,
    throughput: Option<&'a ProvisionedThroughput>,
}

impl<'a> Asked<'a> {
    fn local(index: &'a LocalSecondaryIndex) -> Asked<'a> {
        Asked {
            name: index.index_name(),
            kind: Kind::Local,
            keys: roles(index.key_schema().iter()),
            projection: index.projection(),
            throughput: None,
        }
    }

    fn global(index: &'a GlobalSecondaryIndex) -> Asked<'a> {
        Asked {
            name: index.index_name(),
            kind: Kind::Global,
            keys: roles(index.key_schema().iter()),
            projection: index.projection(),
            throughput: index.provisioned_throughput(),
        }
    }

    /// One that UpdateTable is to make.
    pub fn created(index: &'a CreateGlobalSecondaryIndexAction) -> Asked<'a> {
        Asked {
            name: index.index_name(),
            kind: Kind::Global,
            keys: roles(index.key_schema().iter()),
            projection: index.projection(),
            throughput: index.provisioned_throughput(),
        }
    }

    /// Names of the key's attributes with their roles.
    pub fn keys(&self) -> &Pairs<'a> {
        &self.keys
    }

    /// How many attributes the key has, before anything else is looked at.
    pub fn check_length(&self, path: &str) -> Checked<()> {
        check_length(&self.keys, path, self.kind == Kind::Local)
    }

    /// Counts and order of roles; names against definitions.
    pub fn check_keys(&self, defined: &Pairs<'_>) -> Checked<()> {
        check_defined(&self.keys, defined)?;
        let is_plain = matches!(self.keys.as_slice(), [_] | [_, (_, "RANGE")])
            || self.kind == Kind::Local
            || self.keys.first().is_some_and(|(_, role)| *role != "HASH");
        if is_plain { check_pair(&self.keys) } else { self.check_several() }
    }

    /// A key of several attributes in one role.
    fn check_several(&self) -> Checked<()> {
        let count = |wanted: &str| self.keys.iter().filter(|(_, role)| *role == wanted).count();
        for role in ["HASH", "RANGE"] {
            if count(role) > INDEX_PARTS_MAX {
                return Err(Invalid::parameter(format!(
                    "The KeySchema exceeds the maximum allowed number of {role} key attributes"
                )));
            }
        }
        if !self.keys.is_sorted_by_key(|(_, role)| *role == "RANGE") {
            return Err(Invalid::parameter(
                "All HASH key attributes must precede RANGE key attributes in the KeySchema",
            ));
        }
        if duplicate(self.keys.iter().map(|(name, _)| *name)).is_some() {
            return Err(Invalid::text(
                "The KeySchema contains multiple key attributes with the same name",
            ));
        }
        Ok(())
    }

    /// All else that an index has to keep to.
    pub fn check(&self, table: &Schema, billing: Billing, taken: &[Index]) -> Checked<Projected> {
        if self.kind == Kind::Local {
            if self.keys.len() < KEY_PARTS_MAX {
                return Err(Invalid::parameter(format!(
                    "Index KeySchema does not have a range key for index: {}",
                    self.name
                )));
            }
            let hash = self.keys.first().map_or("", |(name, _)| *name);
            if hash != table.hash.name {
                return Err(Invalid::parameter(format!(
                    "Index KeySchema does not have the same leading hash key as table KeySchema \
                     for index: {}. index hash key: {hash}, table hash key: {}",
                    self.name, table.hash.name
                )));
            }
        }
        let projected = projected(self.projection)?;
        match (self.kind, billing, self.throughput) {
            (Kind::Global, Billing::PayPerRequest, Some(_)) => {
                return Err(Invalid::parameter(format!(
                    "ProvisionedThroughput should not be specified for index: {} when BillingMode \
                     is PAY_PER_REQUEST",
                    self.name
                )));
            }
            (Kind::Global, Billing::Provisioned { .. }, None) => {
                return Err(Invalid::parameter(format!(
                    "ProvisionedThroughput is not specified for index: {}",
                    self.name
                )));
            }
            _ => {}
        }
        if taken.iter().any(|index| index.name == self.name) {
            return Err(Invalid::parameter(format!("Duplicate index name: {}", self.name)));
        }
        Ok(projected)
    }

    /// The index, checked; its place is still to be given.
    pub fn into_index(self, defined: &Pairs<'_>, projection: Projected) -> Checked<Index> {
        let of_role = |wanted: &str| {
            let names = self.keys.iter().filter(|(_, role)| *role == wanted);
            names.filter_map(|(name, _)| part(name, defined)).collect::<Vec<Part>>()
        };
        let schema = IndexSchema { hash: of_role("HASH"), range: of_role("RANGE") };
        let throughput = self.throughput.map(units).transpose()?;
        let (name, kind) = (self.name.to_owned(), self.kind);
        Ok(Index { name, kind, space: 0, schema, projection, throughput, is_filling: false })
    }
}

fn roles<'a>(elements: impl Iterator<Item = &'a KeySchemaElement>) -> Pairs<'a> {
    elements.map(|element| (element.attribute_name(), element.key_type())).collect()
}

/// Names with their types, each name once.
pub fn definitions<'a>(all: impl Iterator<Item = (&'a str, &'a str)>) -> Checked<Pairs<'a>> {
    let defined: Pairs<'a> = all.collect();
    match duplicate(defined.iter().map(|(name, _)| *name)) {
        Some(name) => Err(Invalid::from(format!("Attribute Name is duplicated: {name}"))),
        None => Ok(defined),
    }
}

fn duplicate<'a>(names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen: Vec<&str> = Vec::new();
    for name in names {
        if seen.contains(&name) {
            return Some(name);
        }
        seen.push(name);
    }
    None
}

fn part(wanted: &str, defined: &Pairs<'_>) -> Option<Part> {
    let (name, code) = defined.iter().find(|(name, _)| *name == wanted)?;
    let kind = Type::of_code(code).filter(|kind| kind.is_ordered())?;
    Some(Part { name: (*name).to_owned(), kind })
}

fn names(all: &Pairs<'_>) -> String {
    all.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

/// How many attributes a key may have, as the model's own checks would say it.
fn check_length(keys: &Pairs<'_>, path: &str, is_limited: bool) -> Checked<()> {
    let shown = keys
        .iter()
        .map(|(name, kind)| format!("KeySchemaElement(attributeName={name}, keyType={kind})"));
    let constraint = match keys.len() {
        0 => "Member must have length greater than or equal to 1",
        count if is_limited && count > KEY_PARTS_MAX => {
            "Member must have length less than or equal to 2"
        }
        _ => return Ok(()),
    };
    let shown = format!("[{}]", shown.collect::<Vec<_>>().join(", "));
    let complaint = wire::validate::complaint(&shown, path, constraint);
    Err(Invalid::from(wire::validate::sentence(&[complaint])))
}

fn check_defined(keys: &Pairs<'_>, defined: &Pairs<'_>) -> Checked<()> {
    if keys.iter().all(|(key, _)| defined.iter().any(|(name, _)| name == key)) {
        return Ok(());
    }
    Err(Invalid::parameter(format!(
        "Some index key attributes are not defined in AttributeDefinitions. Keys: [{}], \
         AttributeDefinitions: [{}]",
        names(keys),
        names(defined)
    )))
}

/// One attribute, or one in each role.
fn check_pair(keys: &Pairs<'_>) -> Checked<()> {
    if let [first, second] = keys.as_slice()
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
    Ok(())
}

fn projected(projection: Option<&Projection>) -> Checked<Projected> {
    let kind = projection.and_then(Projection::projection_type);
    let names = projection.and_then(Projection::non_key_attributes);
    match (kind, names) {
        (Some("ALL"), None) => Ok(Projected::All),
        (Some("KEYS_ONLY"), None) => Ok(Projected::KeysOnly),
        (Some("INCLUDE"), Some(names)) => {
            if let Some(name) = duplicate(names.iter()) {
                return Err(Invalid::parameter(format!(
                    "Duplicate element in NonKeyAttributes: {name}"
                )));
            }
            Ok(Projected::Include(names.iter().map(str::to_owned).collect()))
        }
        (Some("INCLUDE"), None) => Err(Invalid::parameter(
            "ProjectionType is INCLUDE, but NonKeyAttributes is not specified",
        )),
        (Some(kind), Some(_)) => Err(Invalid::parameter(format!(
            "ProjectionType is {kind}, but NonKeyAttributes is specified"
        ))),
        (kind, _) => {
            Err(Invalid::parameter(format!("Unknown ProjectionType: {}", kind.unwrap_or("null"))))
        }
    }
}

/// All attributes that indexes with INCLUDE name; one that several name counts for each of them.
pub fn check_included(indexes: &[Index]) -> Checked<()> {
    let included = |index: &Index| match &index.projection {
        Projected::Include(names) => names.len(),
        Projected::All | Projected::KeysOnly => 0,
    };
    if indexes.iter().map(included).sum::<usize>() > INCLUDED_MAX {
        return Err(Invalid::parameter(format!(
            "Number of NonKeyAttributes of all indexes exceeds the per-table limit of \
             {INCLUDED_MAX}"
        )));
    }
    Ok(())
}

/// Read and write units of a table or an index.
pub fn units(throughput: &ProvisionedThroughput) -> Checked<(u64, u64)> {
    let units = |value: i64, name: &str| match value {
        1..=UNITS_MAX => Ok(value.unsigned_abs()),
        _ => Err(Invalid::from(format!("Given value {value} for {name} is out of bounds"))),
    };
    let read = units(throughput.read_capacity_units(), "ReadCapacityUnits")?;
    Ok((read, units(throughput.write_capacity_units(), "WriteCapacityUnits")?))
}

pub fn billing(input: &CreateTableInput) -> Checked<Billing> {
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
    let (read, write) = units(throughput)?;
    Ok(Billing::Provisioned { read, write })
}

/// The indexes that a request has, the local ones and the global ones.
fn indexes(input: &CreateTableInput) -> (Vec<Asked<'_>>, Vec<Asked<'_>>) {
    let local = input.local_secondary_indexes().into_iter().flat_map(|all| all.iter());
    let global = input.global_secondary_indexes().into_iter().flat_map(|all| all.iter());
    (local.map(Asked::local).collect(), global.map(Asked::global).collect())
}

/// How many attributes all keys have: what comes before all else.
pub fn check_lengths(input: &CreateTableInput) -> Checked<()> {
    if let Some(elements) = input.key_schema() {
        check_length(&roles(elements.iter()), "keySchema", true)?;
    }
    let (local, global) = indexes(input);
    for (list, name) in [(local, "localSecondaryIndexes"), (global, "globalSecondaryIndexes")] {
        for (at, index) in list.iter().enumerate() {
            index.check_length(&format!("{name}.{}.member.keySchema", at + 1))?;
        }
    }
    Ok(())
}

/// The table's key and its indexes.
pub fn schema(input: &CreateTableInput, billing: Billing) -> Checked<(Schema, Vec<Index>)> {
    let (Some(definitions), Some(elements)) = (input.attribute_definitions(), input.key_schema())
    else {
        let missing =
            if input.key_schema().is_none() { "keySchema" } else { "attributeDefinitions" };
        let complaint = format!(
            "Value null at '{missing}' failed to satisfy constraint: Member must not be null"
        );
        return Err(Invalid::from(wire::validate::sentence(&[complaint])));
    };
    let keys = roles(elements.iter());
    let defined = definitions.iter().map(|one| (one.attribute_name(), one.attribute_type()));
    let defined = self::definitions(defined)?;
    if keys.len() > defined.len() {
        return Err(Invalid::text(
            "Invalid KeySchema: Some index key attribute have no definition",
        ));
    }
    check_defined(&keys, &defined)?;
    check_pair(&keys)?;
    let (local, global) = indexes(input);
    let has_local = input.local_secondary_indexes().is_some();
    let has_global = input.global_secondary_indexes().is_some();
    check_lists(&keys, (has_local, &local), (has_global, &global))?;
    check_used(&keys, &defined, &local, &global, has_local || has_global)?;
    let mut parts = keys.iter().filter_map(|(name, _)| part(name, &defined));
    let hash = parts.next().ok_or(Invalid::text("Invalid KeySchema"))?;
    let schema = Schema { hash, range: parts.next() };
    let mut indexes = Vec::with_capacity(local.len() + global.len());
    let counts = (local.len(), global.len());
    for asked in local.into_iter().chain(global) {
        let projection = asked.check(&schema, billing, &indexes)?;
        indexes.push(asked.into_index(&defined, projection)?);
    }
    if counts.0 > LOCAL_MAX {
        return Err(Invalid::parameter(format!(
            "Number of LocalSecondaryIndexes exceeds per-table limit of {LOCAL_MAX}"
        )));
    }
    if counts.1 > GLOBAL_MAX {
        return Err(Invalid::parameter(format!(
            "GlobalSecondaryIndex count exceeds the per-table limit of {GLOBAL_MAX}"
        )));
    }
    check_included(&indexes)?;
    Ok((schema, indexes))
}

/// The lists of indexes, where they are given, and the keys in them.
fn check_lists(
    keys: &Pairs<'_>,
    (has_local, local): (bool, &[Asked<'_>]),
    (has_global, global): (bool, &[Asked<'_>]),
) -> Checked<()> {
    for (given, list, name) in [
        (has_local, local, "LocalSecondaryIndexes"),
        (has_global, global, "GlobalSecondaryIndexes"),
    ] {
        if given && list.is_empty() {
            return Err(Invalid::parameter(format!("List of {name} is empty")));
        }
    }
    if has_local && keys.len() < KEY_PARTS_MAX {
        return Err(Invalid::parameter(
            "Table KeySchema does not have a range key, which is required when specifying a \
             LocalSecondaryIndex",
        ));
    }
    Ok(())
}

/// Every key attribute is defined, and every definition is a key's.
fn check_used(
    keys: &Pairs<'_>,
    defined: &Pairs<'_>,
    local: &[Asked<'_>],
    global: &[Asked<'_>],
    has_indexes: bool,
) -> Checked<()> {
    if !has_indexes {
        if keys.len() == defined.len() {
            return Ok(());
        }
        return Err(Invalid::parameter(
            "Number of attributes in KeySchema does not exactly match number of attributes \
             defined in AttributeDefinitions",
        ));
    }
    local.iter().chain(global).try_for_each(|index| index.check_keys(defined))?;
    let mut used = keys.clone();
    for (name, role) in local.iter().chain(global).flat_map(|index| &index.keys) {
        if !used.iter().any(|(own, _)| own == name) {
            used.push((name, role));
        }
    }
    if used.len() < defined.len() {
        return Err(Invalid::parameter(format!(
            "Some AttributeDefinitions are not used. AttributeDefinitions: [{}], keys used: [{}]",
            names(defined),
            names(&used)
        )));
    }
    Ok(())
}
