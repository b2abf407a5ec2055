//! SELECT: the pages of the partitions that a WHERE names, or of the whole table.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};
use store::{Direction, Fields, Put};
use wire::Error;

use crate::api::ConsumedCapacity;
use crate::attr::{Attr, Item};
use crate::error::from_store;
use crate::expr::Values;
use crate::expr::condition::{Condition, order};
use crate::expr::projection::Projection;
use crate::index::Index;
use crate::invalid::{Checked, Invalid};
use crate::key::{Part, Span, check_part};
use crate::page::{Ask, Shape};
use crate::partiql::keys::{check_count, partitions, range};
use crate::partiql::lower::Lower;
use crate::partiql::syntax::{self, Select};
use crate::request::{consumed_by_read, read_units};
use crate::state::{Dynamodb, Live};
use crate::statement::{lowered, projected};
use crate::target::{self, Target};

/// What one page reads before its filter, as of a Query.
const PAGE_BYTES_MAX: usize = 1024 * 1024;

/// One request for a page.
pub struct Asked<'a> {
    pub select: &'a Select,
    pub limit: usize,
    pub token: Option<&'a str>,
    pub consistent: bool,
    /// `ReturnConsumedCapacity`.
    pub capacity: Option<&'a str>,
    /// The statement's text; a token is for one statement only.
    pub text: &'a str,
}

#[derive(Debug, Default)]
pub struct Page {
    pub items: Vec<Item>,
    pub last: Option<Item>,
    pub token: Option<String>,
    pub consumed: Option<ConsumedCapacity>,
    bytes: usize,
    /// Units of what was fetched from the table beside an index's entries.
    fetched: f64,
}

/// Where a page goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Token {
    statement: [u8; 8],
    /// Which of the plan's spans.
    span: usize,
    /// The key after which it goes on; from the span's beginning where there is none.
    beyond: Option<Vec<u8>>,
}

pub fn page(
    dynamodb: &Dynamodb,
    live: &Arc<Live>,
    mut lower: Lower,
    asked: &Asked<'_>,
) -> Result<Page, Error> {
    let condition = lowered(&mut lower, asked.select.condition.as_ref())?;
    let values = lower.finish();
    if let Some(condition) = &condition {
        condition.check(&values)?;
    }
    let target = target(live, asked)?;
    let projection = match &asked.select.projection {
        syntax::Projection::All => None,
        syntax::Projection::Paths(paths) => Some(Projection::of(paths.clone())),
    };
    let select = match projection {
        Some(_) => target::Select::Specific,
        None => target::Select::Default,
    };
    let fetches = target.fetches(select, projection.as_ref())?;
    target.check_filter(condition.as_ref(), fetches)?;
    let plan = Plan::of(&target, condition.as_ref(), &values, asked.select)?;
    let digest = digest(asked.text);
    let start = match asked.token {
        Some(text) => Token::parse(text, digest, plan.spans.len())?,
        None => Token { statement: digest, span: 0, beyond: None },
    };
    let consistent = asked.consistent;
    let shape = Shape { filter: condition, projection: None, values, select, fetches, consistent };
    let page = dynamodb.store.read(|tx| plan.read(tx, &target, &shape, start, asked.limit));
    let mut page = page.map_err(from_store)?;
    let items = std::mem::take(&mut page.items);
    page.items = items.into_iter().map(|item| projected(asked.select, item)).collect();
    let units = read_units(page.bytes, consistent);
    page.consumed = consumed_by_read(asked.capacity, &target, units, page.fetched);
    Ok(page)
}

/// What is read. PartiQL says of an index that is not there, or that cannot be read so, something
/// else than a Query does.
fn target<'a>(live: &'a Arc<Live>, asked: &Asked<'_>) -> Checked<Target<'a>> {
    let target = Target::find(live, asked.select.index.as_deref())
        .map_err(|_| Invalid::text("The table does not have the specified index"))?;
    if asked.consistent && target.index.is_some_and(Index::is_global) {
        return Err(Invalid::text(
            "Strongly consistent read is not supported on Global Secondary Indexes",
        ));
    }
    target.check_read(false)?;
    Ok(target)
}

/// Ranges of keys in the order in which they are read.
struct Plan {
    spans: Vec<(Vec<u8>, Option<Vec<u8>>)>,
    direction: Direction,
}

impl Plan {
    fn of(
        target: &Target<'_>,
        condition: Option<&Condition>,
        values: &Values,
        select: &Select,
    ) -> Checked<Plan> {
        let schema = target.keys();
        let sort = schema.range.first();
        let mut named = combined(condition, &schema.hash, values)?;
        let direction = sorted(select, &schema.hash, sort, condition, &mut named)?;
        let Some(named) = named else {
            return Ok(Plan { spans: vec![(Vec::new(), None)], direction });
        };
        let range = match sort {
            Some(part) => range(condition, part, values),
            None => crate::key::RangeCondition::Any,
        };
        let spans = named.iter().map(|hash| {
            let hash: Vec<&Attr> = hash.iter().collect();
            let Span { from, to } = range.span(&schema.partition(&hash));
            (from, Some(to))
        });
        Ok(Plan { spans: spans.collect(), direction })
    }

    /// Reads until the page is full.
    fn read(
        &self,
        tx: &store::ReadTx,
        target: &Target<'_>,
        shape: &Shape,
        start: Token,
        limit: usize,
    ) -> Result<Page, store::Error> {
        let mut page = Page::default();
        let mut scanned = 0;
        let mut beyond = start.beyond;
        for (at, (from, to)) in self.spans.iter().enumerate().skip(start.span) {
            if scanned >= limit || page.bytes >= PAGE_BYTES_MAX {
                let token = Token { statement: start.statement, span: at, beyond: None };
                page.token = Some(token.shown());
                return Ok(page);
            }
            let first = beyond.take();
            let ask = Ask {
                from,
                to: to.as_deref(),
                beyond: first.as_deref(),
                direction: self.direction,
                limit: limit - scanned,
            };
            let part = crate::page::read(tx, target, &ask, shape)?;
            scanned += part.scanned;
            page.bytes += part.bytes;
            page.fetched += part.fetched;
            page.items.extend(part.items);
            if let Some(last) = part.last {
                let key = target.start_key(&last).ok();
                let token = Token { statement: start.statement, span: at, beyond: key };
                page.token = Some(token.shown());
                page.last = Some(last);
                return Ok(page);
            }
        }
        Ok(page)
    }
}

/// The partitions that a condition names: one value for each attribute of the key.
fn combined(
    condition: Option<&Condition>,
    hash: &[Part],
    values: &Values,
) -> Checked<Option<Vec<Vec<Attr>>>> {
    let mut all: Vec<Vec<Attr>> = vec![Vec::new()];
    for part in hash {
        let Some(named) = partitions(condition, part, values)? else { return Ok(None) };
        named.iter().try_for_each(|attr| check_part(part, attr, true))?;
        let with = |before: &Vec<Attr>| {
            let before = before.clone();
            named.iter().map(move |attr| [before.as_slice(), std::slice::from_ref(attr)].concat())
        };
        all = all.iter().flat_map(with).collect();
        check_count(all.len())?;
    }
    Ok(Some(all))
}

/// Puts the partitions in the order that is asked for; the direction within them.
fn sorted(
    select: &Select,
    hash: &[Part],
    sort: Option<&Part>,
    condition: Option<&Condition>,
    named: &mut Option<Vec<Vec<Attr>>>,
) -> Checked<Direction> {
    if select.order.is_empty() {
        return Ok(Direction::Forward);
    }
    if condition.is_none() {
        return Err(Invalid::text(
            "Must have WHERE clause in the statement when using ORDER BY clause.",
        ));
    }
    let Some(named) = named else {
        return Err(Invalid::text(
            "Must have at least one non-optional hash key condition in WHERE clause when using \
             ORDER BY clause.",
        ));
    };
    let is =
        |path: &crate::expr::path::Path, part: &Part| !path.is_nested() && path.head == part.name;
    let mut direction = Direction::Forward;
    let mut by_hash = None;
    for term in &select.order {
        if hash.iter().any(|part| is(&term.path, part)) {
            by_hash = Some(term.descends);
        } else if sort.is_some_and(|part| is(&term.path, part)) {
            direction = if term.descends { Direction::Reverse } else { Direction::Forward };
        } else {
            return Err(Invalid::from(format!(
                "Variable reference {} in ORDER BY clause must be part of the primary key",
                term.path.head
            )));
        }
    }
    match by_hash {
        Some(descends) => {
            named.sort_by(|a, b| {
                let each = a.iter().zip(b).filter_map(|(a, b)| order(a, b));
                each.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
            });
            if descends {
                named.reverse();
            }
        }
        None if named.len() > 1 => {
            return Err(Invalid::text(
                "Must have hash key in ORDER BY clause when more than one hash key condition \
                 specified in WHERE clause.",
            ));
        }
        None => {}
    }
    Ok(direction)
}

fn digest(text: &str) -> [u8; 8] {
    let digest = Sha256::digest(text.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    first
}

impl Token {
    fn shown(&self) -> String {
        let mut bytes = Vec::new();
        bytes.extend_from_slice(&self.statement);
        bytes.put_u64(self.span as u64);
        bytes.put_option(self.beyond.as_deref(), |out, key| out.put_bytes(key));
        BASE64.encode(bytes)
    }

    fn parse(text: &str, statement: [u8; 8], spans: usize) -> Checked<Token> {
        const FOREIGN: Invalid = Invalid::text("NextToken does not match request");
        let bytes = BASE64.decode(text).map_err(|_| Invalid::text("Invalid NextToken"))?;
        let own = bytes.strip_prefix(&statement).ok_or(FOREIGN)?;
        let mut fields = Fields::new(own);
        let mut read = || -> Result<(u64, Option<Vec<u8>>), store::Corrupt> {
            let span = fields.u64()?;
            Ok((span, fields.option(|fields| fields.bytes().map(<[u8]>::to_vec))?))
        };
        let (span, beyond) = read().map_err(|_| FOREIGN)?;
        let span = usize::try_from(span).ok().filter(|span| *span < spans).ok_or(FOREIGN)?;
        Ok(Token { statement, span, beyond })
    }
}
