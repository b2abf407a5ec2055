//! One page of a Query or Scan: rows of a range until the limit, a megabyte, or the end.

use store::{Direction, ReadTx};

use crate::attr::Item;
use crate::expr::Values;
use crate::expr::condition::Condition;
use crate::expr::projection::Projection;
use crate::invalid::{Checked, Invalid};
use crate::request::read_units;
use crate::state::scan;
use crate::table::Billing;
use crate::target::{Select, Target};

/// What one page reads before its filter (DynamoDB API reference, Query and Scan).
const PAGE_BYTES_MAX: usize = 1024 * 1024;

/// Which rows, in which order.
pub struct Ask<'a> {
    pub from: &'a [u8],
    /// Exclusive; the end of the table where there is none.
    pub to: Option<&'a [u8]>,
    /// The key after which (in the order asked for) the page begins.
    pub beyond: Option<&'a [u8]>,
    pub direction: Direction,
    pub limit: usize,
}

/// What of the rows is answered.
#[derive(Debug, Default)]
pub struct Shape {
    pub filter: Option<Condition>,
    pub projection: Option<Projection>,
    pub values: Values,
    pub select: Select,
    /// Whole items are fetched from the table; see [`Target::fetches`].
    pub fetches: bool,
    pub consistent: bool,
}

#[derive(Debug, Default)]
pub struct Page {
    pub items: Vec<Item>,
    pub count: usize,
    pub scanned: usize,
    /// The key of the last row that was read, where there may be more.
    pub last: Option<Item>,
    /// Of the rows that were read.
    pub bytes: usize,
    /// The partition of the last row that was read.
    reached: usize,
    /// The same, by the partition that they are in.
    partitions: [usize; PARTITIONS],
    /// Units of items that were fetched from the table beside them.
    pub fetched: f64,
}

/// Partitions of a table with capacity on demand, as AWS makes them. A Scan pays for each that it
/// looks into, at least one unit.
const PARTITIONS: usize = 4;

/// The partition that a key is in: equal parts of the hash that it begins with.
fn partition(key: &[u8]) -> usize {
    key.first().map_or(0, |byte| usize::from(*byte) * PARTITIONS / 256)
}

impl Page {
    /// Units of a Scan of the keys from `from` to `to` that began beyond a key.
    pub fn scanned_units(&self, target: &Target<'_>, ask: &Ask<'_>, consistent: bool) -> f64 {
        if target.live.table.billing != Billing::PayPerRequest {
            return read_units(self.bytes, consistent);
        }
        let first = partition(ask.beyond.unwrap_or(ask.from));
        // Where a segment ends at a partition's beginning, it is not looked into.
        let end = ask.to.map_or(PARTITIONS, |to| {
            let begins = to.iter().skip(1).all(|byte| *byte == 0)
                && to
                    .first()
                    .is_some_and(|byte| (usize::from(*byte) * PARTITIONS).is_multiple_of(256));
            partition(to) + usize::from(!begins)
        });
        let end = if self.last.is_some() { self.reached + 1 } else { end };
        let looked_into = self.partitions.iter().take(end).skip(first);
        looked_into.map(|bytes| read_units(*bytes, consistent)).sum()
    }
}

pub fn read(
    tx: &ReadTx,
    target: &Target<'_>,
    ask: &Ask<'_>,
    shape: &Shape,
) -> Result<Page, store::Error> {
    let mut page = Page::default();
    // What is fetched beside the rows fills a page, too: an answer stays within bounds.
    let mut fetched_bytes = 0;
    for row in scan(tx, target.space(), (ask.from, ask.to), ask.beyond, ask.direction)? {
        let (key, mut item) = row?;
        page.scanned += 1;
        page.bytes += item.size();
        page.reached = partition(&key);
        page.partitions[page.reached] += item.size();
        let mut is_full = page.scanned >= ask.limit || page.bytes >= PAGE_BYTES_MAX;
        let mut last = is_full.then(|| target.key_of(&item));
        if shape.fetches
            && let Ok(key) =
                target.live.table.schema.of_key(&target.live.table.schema.key_of(&item))
            && let Some(whole) = target.live.item(tx, &key)?
        {
            fetched_bytes += whole.size();
            page.fetched += read_units(whole.size(), shape.consistent);
            if fetched_bytes >= PAGE_BYTES_MAX && !is_full {
                is_full = true;
                last = Some(target.key_of(&item));
            }
            item = whole;
        }
        page.last = last;
        let fits = shape.filter.as_ref().is_none_or(|filter| filter.holds(&item, &shape.values));
        if fits {
            page.count += 1;
            if shape.select != Select::Count {
                page.items.push(match &shape.projection {
                    Some(projection) => projection.apply(&item),
                    None => item,
                });
            }
        }
        if is_full {
            break;
        }
    }
    Ok(page)
}

/// Holds `Select` against what else was asked.
pub fn select(select: Option<&str>, projected: Option<&str>, on_index: bool) -> Checked<Select> {
    let refused = match (select, projected) {
        (Some("SPECIFIC_ATTRIBUTES"), None) => {
            "Must specify the AttributesToGet or ProjectionExpression when choosing to get \
             SPECIFIC_ATTRIBUTES"
                .to_owned()
        }
        (Some("ALL_PROJECTED_ATTRIBUTES"), None) if !on_index => {
            "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName".to_owned()
        }
        (Some("COUNT"), Some(name)) => {
            format!("Cannot specify the {name} when choosing to get only the Count")
        }
        (Some(other @ ("ALL_ATTRIBUTES" | "ALL_PROJECTED_ATTRIBUTES")), Some(name)) => {
            format!("Cannot specify the {name} when choosing to get {other}")
        }
        (Some("COUNT"), None) => return Ok(Select::Count),
        (Some("ALL_ATTRIBUTES"), None) => return Ok(Select::AllAttributes),
        (Some("ALL_PROJECTED_ATTRIBUTES"), None) => return Ok(Select::AllProjected),
        (_, Some(_)) => return Ok(Select::Specific),
        (_, None) => return Ok(Select::Default),
    };
    Err(Invalid::from(refused))
}

/// The name of the parameter that projects, if one was given.
pub fn projector(expression: bool, attributes: bool) -> Option<&'static str> {
    match (expression, attributes) {
        (true, _) => Some("ProjectionExpression"),
        (false, true) => Some("AttributesToGet"),
        (false, false) => None,
    }
}

/// A limit as the API gives it, or none.
pub fn limit(given: Option<i64>, complaint: fn(i64, &str) -> String) -> Checked<usize> {
    let Some(given) = given else { return Ok(usize::MAX) };
    match usize::try_from(given) {
        Ok(limit) if limit > 0 => Ok(limit),
        _ => {
            let constraint = "Member must have value greater than or equal to 1";
            Err(Invalid::from(wire::validate::sentence(&[complaint(given, constraint)])))
        }
    }
}
