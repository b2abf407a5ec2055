//! What a table and its global indexes are to be ready for at once, and the most that they may take
//! on demand: facts that are kept and shown. Nothing is throttled by them.

use std::collections::BTreeMap;

use crate::api::{
    CreateTableInput, GlobalSecondaryIndexWarmThroughputDescription, OnDemandThroughput,
    TableWarmThroughputDescription, WarmThroughput,
};
use crate::invalid::{Checked, Invalid};
use crate::table::{Billing, Table};

/// Facts of a table; of an index with its name behind them.
const WARM: &str = "throughput.warm";
const MOST: &str = "throughput.most";
/// Units a second that a table on demand is ready for without having been used (DynamoDB developer
/// guide, "Warm throughput"); others are ready for what they have.
const WARM_ON_DEMAND: (i64, i64) = (12_000, 4_000);
/// The most that takes away a limit, where there is one already.
const NO_LIMIT: i64 = -1;

type Facts = BTreeMap<String, String>;
/// Of reads and of writes.
type Units = (Option<i64>, Option<i64>);

/// What a fact is about: the table, or an index of it.
#[derive(Clone, Copy)]
pub struct Whose<'a> {
    index: Option<&'a str>,
}

pub const TABLE: Whose<'static> = Whose { index: None };

impl Whose<'_> {
    pub fn index(name: &str) -> Whose<'_> {
        Whose { index: Some(name) }
    }

    fn fact(self, kind: &str) -> String {
        self.index.map_or_else(|| kind.to_owned(), |name| format!("{kind}/{name}"))
    }

    fn words(self) -> String {
        self.index.map_or_else(|| "table".to_owned(), |name| format!("index {name}"))
    }
}

fn text((read, write): Units) -> String {
    let shown = |units: Option<i64>| units.map(|units| units.to_string()).unwrap_or_default();
    format!("{},{}", shown(read), shown(write))
}

fn get(facts: &Facts, whose: Whose<'_>, kind: &str) -> Option<Units> {
    let (read, write) = facts.get(&whose.fact(kind))?.split_once(',')?;
    Some((read.parse().ok(), write.parse().ok()))
}

/// What one is ready for without having been told so.
fn own(billing: Billing, index: Option<(u64, u64)>) -> (i64, i64) {
    match (billing, index) {
        (_, Some((read, write))) => (read as i64, write as i64),
        (Billing::Provisioned { read, write }, None) => (read as i64, write as i64),
        (Billing::PayPerRequest, None) => WARM_ON_DEMAND,
    }
}

/// What CreateTable asks, as facts.
pub fn asked(input: &CreateTableInput, billing: Billing) -> Checked<Facts> {
    let mut facts = Facts::new();
    let (warm, most) = (input.warm_throughput(), input.on_demand_throughput());
    ask(&mut facts, TABLE, (warm, most), (billing, None))?;
    for index in input.global_secondary_indexes().into_iter().flat_map(|all| all.iter()) {
        let whose = Whose::index(index.index_name());
        let units = index.provisioned_throughput();
        let units = units.map(|units| {
            let own = (units.read_capacity_units(), units.write_capacity_units());
            (own.0.unsigned_abs(), own.1.unsigned_abs())
        });
        let wanted = (index.warm_throughput(), index.on_demand_throughput());
        ask(&mut facts, whose, wanted, (billing, units))?;
    }
    Ok(facts)
}

fn ask(
    facts: &mut Facts,
    whose: Whose<'_>,
    (warm, most): (Option<&WarmThroughput>, Option<&OnDemandThroughput>),
    (billing, units): (Billing, Option<(u64, u64)>),
) -> Checked<()> {
    if let Some(warm) = warm {
        let own = own(billing, units);
        let is_on_demand = billing == Billing::PayPerRequest;
        for (name, capacity, units, least) in [
            ("ReadUnitsPerSecond", "ReadCapacityUnits", warm.read_units_per_second(), own.0),
            ("WriteUnitsPerSecond", "WriteCapacityUnits", warm.write_units_per_second(), own.1),
        ] {
            if units.is_none_or(|units| units >= least) {
                continue;
            }
            let why = if is_on_demand {
                "initial throughput for OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/\
                 latest/developerguide/on-demand-capacity-mode.html\
                 #on-demand-capacity-mode-initial"
                    .to_owned()
            } else {
                format!("{capacity} of ProvisionedThroughput")
            };
            return Err(too_low(name, whose, &why));
        }
        let wanted = (warm.read_units_per_second(), warm.write_units_per_second());
        if wanted != (None, None) {
            facts.insert(whose.fact(WARM), text(wanted));
        }
    }
    match most {
        Some(most) => limit(facts, whose, most, billing, false),
        None => Ok(()),
    }
}

fn too_low(name: &str, whose: Whose<'_>, why: &str) -> Invalid {
    Invalid::parameter(format!(
        "Requested {name} for WarmThroughput for {} is lower than {why}",
        whose.words()
    ))
}

/// Keeps the most that may be taken; where there may be a limit already, also that there is none.
fn limit(
    facts: &mut Facts,
    whose: Whose<'_>,
    most: &OnDemandThroughput,
    billing: Billing,
    may_end: bool,
) -> Checked<()> {
    let wanted = [
        ("MaxReadRequestUnits", most.max_read_request_units()),
        ("MaxWriteRequestUnits", most.max_write_request_units()),
    ];
    for (name, units) in wanted {
        let Some(units) = units else { continue };
        if billing != Billing::PayPerRequest {
            return Err(Invalid::parameter(format!(
                "{name} for OnDemandThroughput cannot be specified when the table BillingMode is \
                 PROVISIONED"
            )));
        }
        if units < 1 && !(may_end && units == NO_LIMIT) {
            return Err(Invalid::parameter(format!(
                "Requested {name} for OnDemandThroughput for {} is outside of valid range",
                whose.words()
            )));
        }
    }
    let before = get(facts, whose, MOST).unwrap_or_default();
    let after = |before: Option<i64>, asked: Option<i64>| match asked {
        Some(NO_LIMIT) => None,
        asked => asked.or(before),
    };
    let kept = (after(before.0, wanted[0].1), after(before.1, wanted[1].1));
    match kept {
        (None, None) => facts.remove(&whose.fact(MOST)),
        kept => facts.insert(whose.fact(MOST), text(kept)),
    };
    Ok(())
}

/// What UpdateTable asks of the table itself.
pub fn alter(
    table: &mut Table,
    warm: Option<Units>,
    most: Option<&OnDemandThroughput>,
) -> Checked<()> {
    if let Some(asked) = warm {
        let now = warm_of(table, TABLE, None);
        for (name, asked, now) in
            [("ReadUnitsPerSecond", asked.0, now.0), ("WriteUnitsPerSecond", asked.1, now.1)]
        {
            if asked.is_some_and(|asked| asked < now) {
                let why = "current WarmThroughput, decreasing WarmThroughput is not supported";
                return Err(too_low(name, TABLE, why));
            }
        }
        let kept = (Some(asked.0.unwrap_or(now.0)), Some(asked.1.unwrap_or(now.1)));
        table.facts.insert(TABLE.fact(WARM), text(kept));
    }
    match most {
        Some(most) => limit(&mut table.facts, TABLE, most, table.billing, true),
        None => Ok(()),
    }
}

/// What one is ready for: what it was told to be, and what it has by itself.
fn warm_of(table: &Table, whose: Whose<'_>, units: Option<(u64, u64)>) -> (i64, i64) {
    let own = own(table.billing, units);
    let kept = get(&table.facts, whose, WARM).unwrap_or_default();
    (own.0.max(kept.0.unwrap_or(0)), own.1.max(kept.1.unwrap_or(0)))
}

/// Of a table; while it is being made or changed only what it was told to be ready for.
pub fn warm(table: &Table, status: &str) -> Option<TableWarmThroughputDescription> {
    let is_active = status == "ACTIVE";
    get(&table.facts, TABLE, WARM).map(drop).or(is_active.then_some(()))?;
    let (read, write) = warm_of(table, TABLE, None);
    let shown = TableWarmThroughputDescription::new()
        .with_read_units_per_second(read)
        .with_write_units_per_second(write);
    Some(shown.with_status(if is_active { "ACTIVE" } else { "UPDATING" }))
}

/// Of an index that can be used.
pub fn warm_index(
    table: &Table,
    name: &str,
    units: Option<(u64, u64)>,
) -> GlobalSecondaryIndexWarmThroughputDescription {
    let (read, write) = warm_of(table, Whose::index(name), units);
    GlobalSecondaryIndexWarmThroughputDescription::new()
        .with_read_units_per_second(read)
        .with_write_units_per_second(write)
        .with_status("ACTIVE")
}

/// The most that may be taken, where there is a limit and it is on demand.
pub fn most(table: &Table, whose: Whose<'_>) -> Option<OnDemandThroughput> {
    let is_on_demand = table.billing == Billing::PayPerRequest;
    let (read, write) = get(&table.facts, whose, MOST).filter(|_| is_on_demand)?;
    let mut shown = OnDemandThroughput::new();
    shown.set_max_read_request_units(read);
    shown.set_max_write_request_units(write);
    Some(shown)
}

pub fn wanted(warm: &WarmThroughput) -> Units {
    (warm.read_units_per_second(), warm.write_units_per_second())
}
