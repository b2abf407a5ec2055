//! What a Query or Scan reads: a table, or one of its indexes.

use std::sync::Arc;

use crate::attr::Item;
use crate::expr::condition::Condition;
use crate::expr::projection::Projection;
use crate::index::{Index, Kind, Projected};
use crate::invalid::{Checked, Invalid};
use crate::key::IndexSchema;
use crate::state::Live;

const BAD_START: Invalid = Invalid::text("The provided starting key is invalid");

pub struct Target<'a> {
    pub live: &'a Arc<Live>,
    pub index: Option<&'a Index>,
}

/// Which attributes of an entry are wanted, where `Select` does not say COUNT.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Select {
    /// All of the item's, or those that the index has.
    #[default]
    Default,
    AllAttributes,
    AllProjected,
    Specific,
    Count,
}

impl<'a> Target<'a> {
    pub fn find(live: &'a Arc<Live>, index: Option<&str>) -> Checked<Target<'a>> {
        let index = match index {
            None => None,
            Some(name) => Some(live.table.index(name).ok_or_else(|| {
                Invalid::from(format!("The table does not have the specified index: {name}"))
            })?),
        };
        Ok(Target { live, index })
    }

    pub fn space(&self) -> u64 {
        self.index.map_or(self.live.table.space, |index| index.space)
    }

    pub fn keys(&self) -> &'a IndexSchema {
        self.index.map_or(&self.live.keys, |index| &index.schema)
    }

    fn is_global(&self) -> bool {
        self.index.is_some_and(Index::is_global)
    }

    /// What a global index cannot do.
    pub fn check_read(&self, consistent: bool) -> Checked<()> {
        let Some(index) = self.index else { return Ok(()) };
        if consistent && self.is_global() {
            return Err(Invalid::text(
                "Consistent reads are not supported on global secondary indexes",
            ));
        }
        if index.is_filling {
            return Err(Invalid::from(format!(
                "Cannot read from backfilling global secondary index: {}",
                index.name
            )));
        }
        Ok(())
    }

    /// Whether the whole items have to be fetched from the table. A local index does that for what
    /// it has not; a global one refuses.
    pub fn fetches(&self, select: Select, projection: Option<&Projection>) -> Checked<bool> {
        let Some(index) = self.index else { return Ok(false) };
        let is_whole = index.projection == Projected::All;
        match (select, index.kind) {
            _ if is_whole => Ok(false),
            (Select::Count, _) => Ok(false),
            (Select::AllAttributes, Kind::Local) => Ok(true),
            (Select::AllAttributes, Kind::Global) => Err(Invalid::parameter(format!(
                "Select type ALL_ATTRIBUTES is not supported for global secondary index {} because \
                 its projection type is not ALL",
                index.name
            ))),
            _ => {
                let paths = projection.map_or(&[][..], Projection::paths);
                let missed = self.missed(paths.iter().map(|path| path.head.as_str()));
                if missed.is_empty() || index.kind == Kind::Local {
                    return Ok(!missed.is_empty());
                }
                Err(Invalid::parameter(format!(
                    "Global secondary index {} does not project [{}]",
                    index.name,
                    missed.join(", ")
                )))
            }
        }
    }

    /// Refuses a filter on what the index has not, unless whole items are fetched.
    pub fn check_filter(&self, filter: Option<&Condition>, fetches: bool) -> Checked<()> {
        let (Some(index), Some(filter), false) = (self.index, filter, fetches) else {
            return Ok(());
        };
        let mut names = Vec::new();
        filter.paths(&mut |path| names.push(path.head.clone()));
        let missed = self.missed(names.iter().map(String::as_str));
        if missed.is_empty() {
            return Ok(());
        }
        Err(Invalid::parameter(format!(
            "Secondary index {} does not project one or more filter attributes: [{}]",
            index.name,
            missed.join(", ")
        )))
    }

    /// Names of attributes that the index does not hold; each once.
    fn missed<'n>(&self, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
        let mut missed: Vec<&str> = Vec::new();
        for name in names {
            let has = |index: &Index| index.projects(&self.live.table.schema, name);
            if !self.index.is_none_or(has) && !missed.contains(&name) {
                missed.push(name);
            }
        }
        missed
    }

    /// The key after which a page begins that ends with this item.
    pub fn key_of(&self, item: &Item) -> Item {
        let table = &self.live.table.schema;
        match self.index {
            None => table.key_of(item),
            Some(index) => index.keys_of(table, item),
        }
    }

    /// The bytes of such a key: the attributes of both keys and none else, each of its type.
    pub fn start_key(&self, start: &Item) -> Checked<Vec<u8>> {
        let table = &self.live.table.schema;
        let Some(index) = self.index else { return table.of_key(start) };
        let own = table.key_of(start);
        let more = index.schema.parts().filter(|(part, _)| !table.holds(&part.name)).count();
        if own.len() != table.parts().count() || start.len() != own.len() + more {
            return Err(BAD_START);
        }
        let key = table.of_key(&own).map_err(|_| BAD_START)?;
        index.key_of(start, &key).ok_or(BAD_START)
    }
}
