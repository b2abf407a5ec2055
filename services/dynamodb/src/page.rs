//! One page of a Query or Scan: rows of a range until the limit, a megabyte, or the end.

use store::{Direction, ReadTx};

use crate::attr::Item;
use crate::expr::Values;
use crate::expr::condition::Condition;
use crate::expr::projection::Projection;
use crate::invalid::{Checked, Invalid};
use crate::state::Live;

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
    /// `Select` is `COUNT`.
    pub only_count: bool,
}

#[derive(Debug, Default)]
pub struct Page {
    pub items: Vec<Item>,
    pub count: usize,
    pub scanned: usize,
    /// The key of the last row that was read, where there may be more.
    pub last: Option<Item>,
    pub bytes: usize,
}

pub fn read(tx: &ReadTx, live: &Live, ask: &Ask<'_>, shape: &Shape) -> Result<Page, store::Error> {
    let mut page = Page::default();
    for row in live.scan(tx, (ask.from, ask.to), ask.beyond, ask.direction)? {
        let (_, item) = row?;
        page.scanned += 1;
        page.bytes += item.size();
        let is_full = page.scanned >= ask.limit || page.bytes >= PAGE_BYTES_MAX;
        if is_full {
            page.last = Some(live.table.schema.key_of(&item));
        }
        let fits = shape.filter.as_ref().is_none_or(|filter| filter.holds(&item, &shape.values));
        if fits {
            page.count += 1;
            if !shape.only_count {
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

/// Holds `Select` against what else was asked; whether only the count is wanted.
pub fn select(select: Option<&str>, projected: Option<&str>) -> Checked<bool> {
    let refused = match (select, projected) {
        (Some("SPECIFIC_ATTRIBUTES"), None) => {
            "Must specify the AttributesToGet or ProjectionExpression when choosing to get \
             SPECIFIC_ATTRIBUTES"
                .to_owned()
        }
        (Some("ALL_PROJECTED_ATTRIBUTES"), None) => {
            "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName".to_owned()
        }
        (Some("COUNT"), Some(name)) => {
            format!("Cannot specify the {name} when choosing to get only the Count")
        }
        (Some(other @ ("ALL_ATTRIBUTES" | "ALL_PROJECTED_ATTRIBUTES")), Some(name)) => {
            format!("Cannot specify the {name} when choosing to get {other}")
        }
        _ => return Ok(select == Some("COUNT")),
    };
    Err(Invalid::parameter(refused))
}

/// The name of the parameter that projects, if one was given.
pub fn projector(expression: bool, attributes: bool) -> Option<&'static str> {
    match (expression, attributes) {
        (true, _) => Some("ProjectionExpression"),
        (false, true) => Some("AttributesToGet"),
        (false, false) => None,
    }
}

/// No table has an index yet.
pub fn check_index(index: Option<&str>) -> Checked<()> {
    match index {
        Some(name) => {
            Err(Invalid::from(format!("The table does not have the specified index: {name}")))
        }
        None => Ok(()),
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
