//! Changes that are not in the engine yet, laid over what is.

use crate::engine::{Row, Rows};
use crate::error::Error;
use crate::table::{Bounds, Direction};
use std::cmp::Ordering;
use std::collections::{BTreeMap, btree_map};
use std::ops::Bound;

/// Rows that were put, and None for those that were deleted.
#[derive(Debug, Default)]
pub(crate) struct Overlay {
    rows: BTreeMap<Vec<u8>, Option<Vec<u8>>>,
    bytes: usize,
}

impl Overlay {
    pub fn rows(&self) -> &BTreeMap<Vec<u8>, Option<Vec<u8>>> {
        &self.rows
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// What was written into this overlay, overwritten or not: what it costs to commit, at most.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    pub fn set(&mut self, key: Vec<u8>, value: Option<Vec<u8>>) {
        self.bytes += key.len() + value.as_ref().map_or(0, Vec::len);
        self.rows.insert(key, value);
    }

    pub fn get(&self, key: &[u8]) -> Option<Option<&[u8]>> {
        self.rows.get(key).map(Option::as_deref)
    }

    pub fn clear(&mut self) {
        self.rows.clear();
        self.bytes = 0;
    }

    /// Moves every change of `newer` into this one. One by one: `BTreeMap::append` would rebuild
    /// the whole group for each closure.
    pub fn absorb(&mut self, newer: &mut Overlay) {
        self.rows.extend(std::mem::take(&mut newer.rows));
        self.bytes += std::mem::take(&mut newer.bytes);
    }

    fn scan(&self, bounds: &Bounds, direction: Direction) -> Option<Source<'_>> {
        let rows = self.rows.range::<[u8], (Bound<&[u8]>, Bound<&[u8]>)>(bounds.as_slices());
        let mut source = Source { rows, direction, head: None };
        source.advance();
        source.head.is_some().then_some(source)
    }
}

type Change<'a> = (&'a Vec<u8>, &'a Option<Vec<u8>>);

struct Source<'a> {
    rows: btree_map::Range<'a, Vec<u8>, Option<Vec<u8>>>,
    direction: Direction,
    head: Option<Change<'a>>,
}

impl Source<'_> {
    fn advance(&mut self) {
        self.head = match self.direction {
            Direction::Forward => self.rows.next(),
            Direction::Reverse => self.rows.next_back(),
        };
    }
}

/// The rows of `base` with `layers` over it, the newest layer first.
pub(crate) fn merge<'a>(
    base: Rows<'a>,
    layers: &[&'a Overlay],
    bounds: &Bounds,
    direction: Direction,
) -> Rows<'a> {
    let sources: Vec<_> = layers.iter().filter_map(|layer| layer.scan(bounds, direction)).collect();
    if sources.is_empty() {
        return base;
    }
    Box::new(Merge { base, base_head: None, sources, direction })
}

struct Merge<'a> {
    base: Rows<'a>,
    base_head: Option<Row>,
    sources: Vec<Source<'a>>,
    direction: Direction,
}

impl<'a> Merge<'a> {
    /// Whether `a` comes before, with or after `b` in this scan.
    fn order(&self, a: &[u8], b: &[u8]) -> Ordering {
        match self.direction {
            Direction::Forward => a.cmp(b),
            Direction::Reverse => b.cmp(a),
        }
    }

    /// The change that comes first; of equal keys the newest, whose source stands first.
    fn first_change(&self) -> Option<Change<'a>> {
        let heads = self.sources.iter().filter_map(|source| source.head);
        heads.reduce(
            |best, head| {
                if self.order(head.0, best.0) == Ordering::Less { head } else { best }
            },
        )
    }

    fn step(&mut self) -> Option<Result<Option<Row>, Error>> {
        if self.base_head.is_none() {
            match self.base.next() {
                Some(Ok(row)) => self.base_head = Some(row),
                Some(Err(error)) => return Some(Err(error)),
                None => {}
            }
        }
        let Some((key, value)) = self.first_change() else {
            return self.base_head.take().map(|row| Ok(Some(row)));
        };
        if let Some(head) = &self.base_head {
            match self.order(&head.0, key) {
                Ordering::Less => return Ok(self.base_head.take()).into(),
                Ordering::Equal => self.base_head = None,
                Ordering::Greater => {}
            }
        }
        for source in &mut self.sources {
            if source.head.is_some_and(|head| head.0 == key) {
                source.advance();
            }
        }
        Some(Ok(value.as_ref().map(|value| (key.clone(), value.clone()))))
    }
}

impl Iterator for Merge<'_> {
    type Item = Result<Row, Error>;
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.step()? {
                Ok(Some(row)) => return Some(Ok(row)),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
