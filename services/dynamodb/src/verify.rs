//! Whether what is kept agrees with itself: items with their keys, indexes with their tables,
//! counts with what they count. Read from one snapshot, while the service works or while it does
//! not.

use std::collections::BTreeMap;

use store::{ReadTx, Store};

use crate::counts;
use crate::index::Index;
use crate::state::{all_tables, scan};
use crate::table::Table;

/// Faults that are named of each table; more are counted.
const NAMED_MAX: usize = 10;

/// One table as it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub name: String,
    pub items: u64,
    pub bytes: u64,
    /// By the index's name.
    pub entries: BTreeMap<String, u64>,
    pub faults: Vec<String>,
    /// With those that are not named.
    pub faults_total: u64,
}

impl Found {
    fn fault(&mut self, what: String) {
        self.faults_total += 1;
        if self.faults.len() < NAMED_MAX {
            self.faults.push(what);
        }
    }
}

/// Goes through all tables.
pub fn verify(store: &Store) -> Result<Vec<Found>, store::Error> {
    store.read(|tx| {
        let tables = all_tables(tx)?;
        tables.into_iter().map(|table| verify_table(tx, &table)).collect()
    })
}

fn verify_table(tx: &ReadTx, table: &Table) -> Result<Found, store::Error> {
    let mut found = Found { name: table.name.clone(), ..Found::default() };
    let mut expected = vec![0u64; table.indexes.len()];
    for row in scan(tx, table.space, (&[], None), None, store::Direction::Forward)? {
        let (key, item) = row?;
        found.items += 1;
        found.bytes += item.size() as u64;
        match table.schema.of_item(&item) {
            Ok(own) if own == key => {}
            Ok(_) => found.fault("an item stands under another item's key".into()),
            Err(invalid) => found.fault(format!("an item without its key: {invalid}")),
        }
        for (index, expected) in table.indexes.iter().zip(&mut expected) {
            let Some(entry) = index.key_of(&item, &key) else { continue };
            *expected += 1;
            let wanted = index.project(&table.schema, &item);
            match entry_of(tx, index, &entry)? {
                Some(entry) if entry == wanted => {}
                Some(_) => found.fault(format!("{}: an entry differs from its item", index.name)),
                None if index.is_filling => *expected -= 1,
                None => found.fault(format!("{}: an item has no entry", index.name)),
            }
        }
    }
    for (index, expected) in table.indexes.iter().zip(expected) {
        let rows = scan(tx, index.space, (&[], None), None, store::Direction::Forward)?;
        let mut entries = 0;
        for row in rows {
            row?;
            entries += 1;
        }
        if entries > expected {
            found.fault(format!("{}: {} entries without an item", index.name, entries - expected));
        }
        found.entries.insert(index.name.clone(), entries);
    }
    check_counts(tx, table, &mut found)?;
    Ok(found)
}

fn entry_of(
    tx: &ReadTx,
    index: &Index,
    key: &[u8],
) -> Result<Option<crate::attr::Item>, store::Error> {
    let end: Vec<u8> = key.iter().copied().chain([0]).collect();
    let mut rows = scan(tx, index.space, (key, Some(&end)), None, store::Direction::Forward)?;
    Ok(rows.next().transpose()?.map(|(_, item)| item))
}

/// Counts that are not marked as left behind are exact.
fn check_counts(tx: &ReadTx, table: &Table, found: &mut Found) -> Result<(), store::Error> {
    let mut spaces = vec![(table.space, "items".to_owned(), found.items)];
    for index in &table.indexes {
        let entries = found.entries.get(&index.name).copied().unwrap_or(0);
        spaces.push((index.space, format!("{}'s entries", index.name), entries));
    }
    for (space, of, real) in spaces {
        let kept = counts::kept(tx, space)?.items;
        if counts::recount(tx, space)?.is_none() && kept != i64::try_from(real).unwrap_or(-1) {
            found.fault(format!("the count of {of} says {kept}, and there are {real}"));
        }
    }
    Ok(())
}
