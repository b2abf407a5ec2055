//! Imports: lines of DynamoDB JSON as items of a table.
//!
//! A new table is made without its stream, filled, and shown when it is whole. A table that is
//! there is filled in place: where it has items, only if they may be replaced.

use std::sync::Arc;

use kit::Context;
use store::WriteTx;

use super::{define, json};
use crate::api::{ResourceInUseException, ResourceNotFoundException};
use crate::attr::Item;
use crate::backup::is_restoring;
use crate::error::{from_store, from_write, no_table};
use crate::invalid::Checked;
use crate::record::Encoded;
use crate::request::{check_name, table_key};
use crate::state::{Dynamodb, Live, TableKey, has_items};
use crate::streams;
use crate::table::Table;
use crate::write::{self, Change, Sums};

/// A fact of a table that is being imported: which import fills it.
pub const IMPORT: &str = "import";
/// The view that the table's stream is to have, when it is whole.
const VIEW: &str = "import.view";

/// Items and bytes of one transaction; the bytes with those of the indexes, each of which may hold
/// all of an item once more.
const STEP_ITEMS: usize = 500;
const STEP_BYTES: usize = 4 * 1024 * 1024;

/// What is imported into.
pub struct Source<'a> {
    pub table: &'a str,
    /// What the table is, where it is not there.
    pub definition: Option<&'a str>,
    /// Whether items that are there may be replaced.
    pub merge: bool,
    /// Names this import among others.
    pub token: &'a str,
}

/// An import that has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Importing {
    pub table: String,
    /// None: the table was there.
    pub token: Option<String>,
}

/// Which of the given lines cannot be imported, from zero, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    pub why: String,
}

/// Items on their way into a table, a transaction's worth at a time.
pub struct Filling {
    step: Step,
    bytes: usize,
    bytes_max: usize,
}

struct Step {
    live: Arc<Live>,
    changes: Vec<(Vec<u8>, Change)>,
}

impl Filling {
    pub fn of(live: &Arc<Live>) -> Filling {
        let step = Step { live: Arc::clone(live), changes: Vec::new() };
        Filling { step, bytes: 0, bytes_max: STEP_BYTES / (1 + live.table.indexes.len()) }
    }

    /// Adds an item that the table can have.
    pub fn add(&mut self, item: Item) -> Checked<()> {
        let table = &self.step.live.table;
        let key = table.schema.of_item(&item)?;
        table.check_indexes(None, &item)?;
        self.push(key, item);
        Ok(())
    }

    fn push(&mut self, key: Vec<u8>, item: Item) {
        let encoded = Encoded::of(&item);
        self.bytes += encoded.weight();
        self.step.changes.push((key, Change::Put(item, encoded)));
    }

    fn is_full(&self) -> bool {
        self.step.changes.len() >= STEP_ITEMS || self.bytes >= self.bytes_max
    }

    fn take(&mut self) -> Step {
        self.bytes = 0;
        let changes = std::mem::take(&mut self.step.changes);
        Step { live: Arc::clone(&self.step.live), changes }
    }
}

impl Dynamodb {
    pub async fn begin_import(
        &self,
        context: &Context,
        source: &Source<'_>,
    ) -> Result<Importing, wire::Error> {
        check_name(source.table, true)?;
        let key = table_key(context, source.table);
        let name = key.2.clone();
        if let Some(live) = self.table(&key) {
            if !live.table.facts.contains_key(IMPORT) {
                self.check_target(&live, source.merge)?;
                return Ok(Importing { table: name, token: None });
            }
            // An import before this one has not ended.
            self.delete(&key, &live).await?;
        }
        let Some(text) = source.definition else {
            return Err(no_table(&name));
        };
        let mut table = define::read(context, text, &name)?;
        table.facts.insert(IMPORT.into(), source.token.to_owned());
        if let Some(stream) = table.stream.take() {
            table.facts.insert(VIEW.into(), stream.view);
        }
        match self.create(key, table).await? {
            Some(_) => Ok(Importing { table: name, token: Some(source.token.to_owned()) }),
            None => Err(ResourceInUseException::error(format!("Table already exists: {name}"))),
        }
    }

    /// Refuses a table that is not to be filled.
    fn check_target(&self, live: &Live, merge: bool) -> Result<(), wire::Error> {
        let name = &live.table.name;
        if is_restoring(&live.table) {
            return Err(ResourceInUseException::error(format!("Table is being made: {name}")));
        }
        let is_full = self.store.read(|tx| has_items(tx, live.table.space)).map_err(from_store)?;
        if is_full && !merge {
            return Err(ResourceInUseException::error(format!(
                "the table {name} has items; they are replaced only by a merge"
            )));
        }
        Ok(())
    }

    /// Puts the items of some lines; how many. Of lines with a fault none are put, but of those
    /// before them a part may be.
    pub async fn import_lines(
        &self,
        context: &Context,
        importing: &Importing,
        lines: &str,
    ) -> Result<Result<u64, Fault>, wire::Error> {
        let live = self.importing(context, importing)?;
        let mut items = Vec::new();
        for (line, text) in lines.lines().enumerate() {
            if text.trim().is_empty() {
                continue;
            }
            let read = json::read(text).and_then(|item| {
                let key = live.table.schema.of_item(&item)?;
                live.table.check_indexes(None, &item)?;
                Ok((key, item))
            });
            match read {
                Ok(one) => items.push(one),
                Err(invalid) => return Ok(Err(Fault { line, why: invalid.to_string() })),
            }
        }
        let count = items.len() as u64;
        let mut filling = Filling::of(&live);
        for (key, item) in items {
            filling.push(key, item);
            if filling.is_full() {
                self.put_step(filling.take()).await.map_err(from_write)?;
            }
        }
        self.put_step(filling.take()).await.map_err(from_write)?;
        Ok(Ok(count))
    }

    fn put_step(&self, step: Step) -> store::Pending<Result<(), store::WriteError<wire::Error>>> {
        self.store.write(move |tx| -> Result<(), wire::Error> {
            let mut sums = Sums::default();
            for (key, change) in &step.changes {
                let before = write::before(tx, &step.live, key, false)?;
                let effect = write::make(tx, key, &before, change)?;
                sums.add(&before.live, &effect);
            }
            sums.count(tx)
        })
    }

    /// Puts what has been gathered, where it is a step or `all` of it. Blocks.
    pub fn fill(&self, filling: &mut Filling, all: bool) -> Result<(), wire::Error> {
        if !all && !filling.is_full() {
            return Ok(());
        }
        self.put_step(filling.take()).wait().map_err(from_write)
    }

    /// A table that has been filled may be used from here on. Blocks.
    pub fn end_filling(&self, key: &TableKey, live: &Arc<Live>) -> Result<(), wire::Error> {
        let edit = |table: &mut Table, _: &mut WriteTx| -> Result<(), wire::Error> {
            table.facts.remove(IMPORT);
            Ok(())
        };
        self.alter_blocking(key, live, edit).map(|_| ())
    }

    /// The table may be used, and has its stream from here on.
    pub async fn end_import(
        &self,
        context: &Context,
        importing: &Importing,
    ) -> Result<(), wire::Error> {
        let live = self.importing(context, importing)?;
        if importing.token.is_none() {
            return Ok(());
        }
        let key = table_key(context, &importing.table);
        let row_key = key.clone();
        let edit = move |table: &mut Table, tx: &mut WriteTx| -> Result<(), wire::Error> {
            table.facts.remove(IMPORT);
            match table.facts.remove(VIEW) {
                Some(view) => streams::begin(tx, &row_key, table, view).map_err(from_store),
                None => Ok(()),
            }
        };
        self.alter(&key, &live, edit).await.map(|_| ())
    }

    /// Takes away what an import has made; nothing of a table that was there before it.
    pub async fn drop_import(
        &self,
        context: &Context,
        importing: &Importing,
    ) -> Result<(), wire::Error> {
        if importing.token.is_none() {
            return Ok(());
        }
        let live = self.importing(context, importing)?;
        self.delete(&table_key(context, &importing.table), &live).await
    }

    /// The table of an import that goes on.
    fn importing(
        &self,
        context: &Context,
        importing: &Importing,
    ) -> Result<Arc<Live>, wire::Error> {
        let live = self.table(&table_key(context, &importing.table));
        let live = live.filter(|live| live.table.facts.get(IMPORT) == importing.token.as_ref());
        live.ok_or_else(|| {
            let text = format!("the import into {} is no more", importing.table);
            ResourceNotFoundException::error(text)
        })
    }

    /// Takes away what imports have left that an end of the program has cut off.
    pub fn forget_imports(&self) -> Result<(), wire::Error> {
        let cut_off = self.all_with_keys().into_iter();
        for (key, live) in cut_off.filter(|(_, live)| live.table.facts.contains_key(IMPORT)) {
            self.delete_blocking(&key, &live)?;
        }
        Ok(())
    }
}
