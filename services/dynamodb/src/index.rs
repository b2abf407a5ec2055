//! Secondary indexes: their definition, and what of an item stands in them.
//!
//! An index has a space of its own. An item that has all of the index's key attributes has one
//! entry there, under the index's key followed by the table's; others have none. The entry holds
//! what the index projects, so that a Query reads a range of it and nothing else.

use crate::attr::{Attr, Item};
use crate::invalid::{Checked, Invalid};
use crate::key::{IndexSchema, Part, Schema, check_part};

/// One index of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    pub name: String,
    pub kind: Kind,
    /// Where its entries are in the store.
    pub space: u64,
    pub schema: IndexSchema,
    pub projection: Projected,
    /// Units of a global index of a table that has such.
    pub throughput: Option<(u64, u64)>,
    /// Entries of older items are still being made.
    pub is_filling: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Local,
    Global,
}

/// What of an item an index holds beside its own and the table's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Projected {
    All,
    KeysOnly,
    Include(Vec<String>),
}

impl Projected {
    /// `ALL`, `KEYS_ONLY` or `INCLUDE`.
    pub fn code(&self) -> &'static str {
        match self {
            Projected::All => "ALL",
            Projected::KeysOnly => "KEYS_ONLY",
            Projected::Include(_) => "INCLUDE",
        }
    }
}

impl Index {
    pub fn is_global(&self) -> bool {
        self.kind == Kind::Global
    }

    /// Whether an attribute is in every entry whose item has it.
    pub fn projects(&self, table: &Schema, name: &str) -> bool {
        match &self.projection {
            Projected::All => true,
            Projected::Include(names) if names.iter().any(|own| own == name) => true,
            _ => self.schema.holds(name) || table.holds(name),
        }
    }

    /// The key of an item's entry; none where the item is not in the index.
    pub fn key_of(&self, item: &Item, table_key: &[u8]) -> Option<Vec<u8>> {
        let fits = |part: &Part, is_hash| {
            let attr = item.get(&part.name)?;
            let fits = attr.kind() == part.kind && check_part(part, attr, is_hash).is_ok();
            fits.then_some(attr)
        };
        let hash: Option<Vec<&Attr>> = self.schema.hash.iter().map(|p| fits(p, true)).collect();
        let range: Option<Vec<&Attr>> = self.schema.range.iter().map(|p| fits(p, false)).collect();
        let mut key = self.schema.bytes(&hash?, &range?);
        key.extend_from_slice(table_key);
        Some(key)
    }

    /// The item as an entry holds it.
    pub fn project(&self, table: &Schema, item: &Item) -> Item {
        item.iter()
            .filter(|(name, _)| self.projects(table, name))
            .map(|(name, attr)| (name, attr.clone()))
            .collect()
    }

    /// The attributes that lead to an entry: the index's key and the table's.
    pub fn keys_of(&self, table: &Schema, item: &Item) -> Item {
        item.iter()
            .filter(|(name, _)| self.schema.holds(name) || table.holds(name))
            .map(|(name, attr)| (name, attr.clone()))
            .collect()
    }

    /// Refuses an item that would have a place in the index if its key's attributes were of the
    /// right type. Those that have not changed since `old` are left as they are.
    pub fn check(&self, old: Option<&Item>, new: &Item) -> Checked<()> {
        let parts = self.schema.hash.iter().map(|part| (part, true));
        for (part, is_hash) in parts.chain(self.schema.range.iter().map(|part| (part, false))) {
            let Some(attr) = new.get(&part.name) else { continue };
            if old.is_some_and(|old| old.get(&part.name) == Some(attr)) {
                continue;
            }
            if attr.kind() != part.kind {
                return Err(Invalid::parameter(format!(
                    "Type mismatch for Index Key {} Expected: {} Actual: {} IndexName: {}",
                    part.name,
                    part.kind.code(),
                    attr.kind().code(),
                    self.name
                )));
            }
            check_part(part, attr, is_hash).map_err(|invalid| self.named(part, attr, invalid))?;
        }
        Ok(())
    }

    /// What is said of an index's key where the value is empty names the index, too.
    fn named(&self, part: &Part, attr: &Attr, invalid: Invalid) -> Invalid {
        let word = match attr {
            Attr::S(text) if text.is_empty() => "string",
            Attr::B(bytes) if bytes.is_empty() => "binary",
            _ => return invalid,
        };
        Invalid::from(format!(
            "One or more parameter values are not valid. A value specified for a secondary index \
             key is not supported. The AttributeValue for a key attribute cannot contain an empty \
             {word} value. IndexName: {}, IndexKey: {}",
            self.name, part.name
        ))
    }
}
