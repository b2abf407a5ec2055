//! What the service keeps: tables' definitions, items, entries of indexes, and counts of them.
//! Their forms are in `record`.
//!
//! Definitions are also held in memory, where every request finds its table: they change only in
//! the store's own write closures, which run one after the other. A request that found its table
//! before such a change goes on with [`Live::current`] when its own closure runs.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use kit::tend::AtWork;
use store::{Range, Raw, ReadTx, Store, Table as Rows, WriteTx};

use crate::attr::Item;
use crate::backfill::{self, Progress};
use crate::backup::{self, recovery};
use crate::counts::{self, Added, Counter, Counts};
use crate::error::{from_store, from_write, no_table};
use crate::history;
use crate::index::Index;
use crate::key::IndexSchema;
use crate::record::{Encoded, Filled, Shown, Weighed, Weight};
use crate::resource_policy::{self, Policies};
use crate::streams;
use crate::table::Table;
use crate::tend;
use crate::transfer::Transfers;
use crate::write::Effect;

/// Account, region and name.
pub type TableKey = (String, String, String);

static TABLES: Rows<(&str, &str, &str), Table> = Rows::new("dynamodb.table");
/// The next number of a space.
static NEXT_SPACE: Rows<(), u64> = Rows::new("dynamodb.next");
/// Items by space and key. A table has a space of its own; so has an index, whose keys end with the
/// table's. The same rows, by what is to be made of them:
static ITEMS: Rows<(u64, Raw), Item> = Rows::new("dynamodb.item");
static SHOWN: Rows<(u64, Raw), Shown> = Rows::new("dynamodb.item");
static ENCODED: Rows<(u64, Raw), Encoded> = Rows::new("dynamodb.item");
static WEIGHED: Rows<(u64, Raw), Weighed> = Rows::new("dynamodb.item");
static WEIGHTS: Rows<(u64, Raw), Weight> = Rows::new("dynamodb.item");
/// The last key of the table that a new index has an entry for, by the index's space.
static FILLED: Rows<u64, Filled> = Rows::new("dynamodb.filled");
/// Bytes of an item collection, by the table's space and the beginning of its keys.
static COLLECTIONS: Rows<(u64, Raw), u64> = Rows::new("dynamodb.collection");
/// Spaces of deleted tables whose rows are still to be cleared away.
static DROPPED: Rows<u64, ()> = Rows::new("dynamodb.dropped");

/// Rows that one transaction clears away of a deleted table: a few milliseconds of the writer.
const PURGE_ROWS: usize = 1000;
/// Items, and bytes of them, of which one transaction makes entries of a new index: a few
/// milliseconds of the writer.
const FILL_ROWS: usize = 200;
const FILL_BYTES: usize = 1024 * 1024;
/// The service.
pub struct Dynamodb {
    pub(crate) store: Store,
    tables: RwLock<BTreeMap<TableKey, Arc<Live>>>,
    pub(crate) policies: Policies,
    pub(crate) at_work: AtWork,
    pub(crate) transfers: Transfers,
    /// Host and port where clients reach it, once they do.
    address: OnceLock<String>,
}

/// A table's definition about to be changed: the spaces that are no more, and an answer.
type Altering<R> = store::Pending<Result<(Vec<u64>, R), store::WriteError<wire::Error>>>;

/// A table about to be deleted: the spaces that are left to clear, none where it is not deleted.
type Deleting = store::Pending<Result<Option<Vec<u64>>, store::WriteError<store::Error>>>;

/// A table as requests see it.
pub struct Live {
    pub table: Arc<Table>,
    /// The table's key in an index's form.
    pub keys: IndexSchema,
    pub arn: String,
    /// Which of the table's definitions this is.
    version: u64,
    /// Of the indexes, in their order.
    counters: Vec<Arc<Counter>>,
    shared: Arc<Shared>,
}

/// What a table keeps when its definition is replaced.
struct Shared {
    counter: Counter,
    /// Set within the transaction that deletes it: no later closure writes to its space.
    dropped: AtomicBool,
    /// The definition in force, replaced within the transaction that changes it, and its number.
    newest: Mutex<(Arc<Table>, Vec<Arc<Counter>>)>,
    version: AtomicU64,
}

impl Dynamodb {
    /// Reads the definitions, and goes on clearing away what was deleted.
    pub fn open(store: Store) -> Result<Arc<Dynamodb>, store::Error> {
        let (tables, dropped) = store.read(|tx| -> Result<_, store::Error> {
            let mut tables = BTreeMap::new();
            for row in tx.scan(&TABLES, Range::all(), store::Direction::Forward)? {
                let (key, table) = row?;
                tables.insert(key.clone(), Arc::new(Live::new(tx, &key, table)?));
            }
            let dropped = tx.scan(&DROPPED, Range::all(), store::Direction::Forward)?;
            let dropped = dropped.map(|row| row.map(|(space, ())| space));
            Ok((tables, dropped.collect::<Result<Vec<u64>, _>>()?))
        })?;
        for space in dropped {
            purge(&store, space);
        }
        let policies = Policies::load(&store)?;
        let (tables, address) = (RwLock::new(tables), OnceLock::new());
        let (at_work, transfers) = (AtWork::default(), Transfers::default());
        let dynamodb = Dynamodb { store, tables, policies, at_work, transfers, address };
        let dynamodb = Arc::new(dynamodb);
        let is_filling = |live: &Live| live.table.indexes.iter().any(|index| index.is_filling);
        for (key, live) in dynamodb.edit().iter().filter(|(_, live)| is_filling(live)) {
            backfill::start(&dynamodb, key, live);
        }
        Ok(dynamodb)
    }

    /// Clients reach it at this host and port.
    pub fn serve_at(&self, address: String) {
        let _ = self.address.set(address);
    }

    pub fn address(&self) -> Option<&str> {
        self.address.get().map(String::as_str)
    }

    pub fn table(&self, key: &TableKey) -> Option<Arc<Live>> {
        let tables = self.tables.read().unwrap_or_else(PoisonError::into_inner);
        tables.get(key).filter(|live| !live.is_dropped()).cloned()
    }

    /// The table whose items are in a space.
    pub fn by_space(&self, space: u64) -> Option<(TableKey, Arc<Live>)> {
        let tables = self.tables.read().unwrap_or_else(PoisonError::into_inner);
        let mut all = tables.iter().filter(|(_, live)| !live.is_dropped());
        let found = all.find(|(_, live)| live.table.space == space);
        found.map(|(key, live)| (key.clone(), Arc::clone(live)))
    }

    /// Whether a table is being filled from a blob.
    pub fn is_restored_from(&self, blob: &store::BlobId) -> bool {
        let blob = blob.hex();
        self.all().iter().any(|live| live.table.facts.get(backup::PROGRESS) == Some(&blob))
    }

    /// All tables.
    pub fn all(&self) -> Vec<Arc<Live>> {
        let tables = self.tables.read().unwrap_or_else(PoisonError::into_inner);
        tables.values().filter(|live| !live.is_dropped()).cloned().collect()
    }

    /// All tables, with their keys.
    pub fn all_with_keys(&self) -> Vec<(TableKey, Arc<Live>)> {
        let tables = self.tables.read().unwrap_or_else(PoisonError::into_inner);
        let whole = tables.iter().filter(|(_, live)| !live.is_dropped());
        whole.map(|(key, live)| (key.clone(), Arc::clone(live))).collect()
    }

    /// Names after `after`, at most `limit`, of one account and region.
    pub fn names(&self, account: &str, region: &str, after: &str, limit: usize) -> Vec<String> {
        let from = (account.to_owned(), region.to_owned(), after.to_owned());
        let tables = self.tables.read().unwrap_or_else(PoisonError::into_inner);
        tables
            .range((std::ops::Bound::Excluded(from), std::ops::Bound::Unbounded))
            .take_while(|((own, its, _), _)| own == account && its == region)
            .map(|((_, _, name), _)| name.clone())
            .take(limit)
            .collect()
    }

    pub fn count(&self) -> usize {
        self.tables.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Makes a table; `None` where there is one of that name.
    pub async fn create(
        &self,
        key: TableKey,
        mut table: Table,
    ) -> Result<Option<Arc<Live>>, wire::Error> {
        let row_key = key.clone();
        let has_policy = table.facts.contains_key(resource_policy::NEW);
        let made = self.store.write(move |tx| -> Result<Option<Live>, store::Error> {
            let names = (&*row_key.0, &*row_key.1, &*row_key.2);
            if tx.contains(&TABLES, names)? {
                return Ok(None);
            }
            table.space = new_space(tx)?;
            for index in &mut table.indexes {
                index.space = new_space(tx)?;
            }
            table.id = tx.id();
            if let Some(text) = table.facts.remove(resource_policy::NEW) {
                resource_policy::make_with(tx, &arn(&row_key.0, &row_key.1, &row_key.2), text)?;
            }
            if let Some(stream) = table.stream.take() {
                streams::begin(tx, &row_key, &mut table, stream.view)?;
            }
            if table.time_to_live.is_some() {
                tend::fill(tx, table.space)?;
            }
            backup::begin_restore(tx, &table)?;
            tx.put(&TABLES, names, &table)?;
            Live::new(tx, &row_key, table).map(Some)
        });
        let Some(live) = made.await.map_err(|error| from_store(error.flatten()))? else {
            return Ok(None);
        };
        // Nobody finds a table before its policy is in force.
        if has_policy {
            self.policies.reload(&self.store).map_err(from_store)?;
        }
        let live = Arc::new(live);
        self.edit().insert(key, Arc::clone(&live));
        Ok(Some(live))
    }

    /// Changes what may change of a table's definition: everything but its key. `edit` gets the
    /// definition that is in force, within the transaction, and may refuse. An index that it adds
    /// is given its space here; the space of one that it takes away is cleared behind it.
    pub async fn alter<R, F>(
        &self,
        key: &TableKey,
        live: &Arc<Live>,
        edit: F,
    ) -> Result<(Arc<Live>, R), wire::Error>
    where
        R: Send + 'static,
        F: FnOnce(&mut Table, &mut WriteTx) -> Result<R, wire::Error> + Send + 'static,
    {
        let (gone, answer) = self.altering(key, live, edit).await.map_err(from_write)?;
        Ok((self.altered(key, live, gone), answer))
    }

    /// [`Dynamodb::alter`] where blocking is allowed.
    pub fn alter_blocking<R, F>(
        &self,
        key: &TableKey,
        live: &Arc<Live>,
        edit: F,
    ) -> Result<(Arc<Live>, R), wire::Error>
    where
        R: Send + 'static,
        F: FnOnce(&mut Table, &mut WriteTx) -> Result<R, wire::Error> + Send + 'static,
    {
        let (gone, answer) = self.altering(key, live, edit).wait().map_err(from_write)?;
        Ok((self.altered(key, live, gone), answer))
    }

    fn altering<R, F>(&self, key: &TableKey, live: &Arc<Live>, edit: F) -> Altering<R>
    where
        R: Send + 'static,
        F: FnOnce(&mut Table, &mut WriteTx) -> Result<R, wire::Error> + Send + 'static,
    {
        let (row_key, closure_live) = (key.clone(), Arc::clone(live));
        self.store.write(move |tx| -> Result<_, wire::Error> {
            if closure_live.is_dropped() {
                return Err(no_table(&row_key.2));
            }
            let live = closure_live.current();
            let mut table = Table::clone(&live.table);
            let answer = edit(&mut table, tx)?;
            let gone = live.replace(tx, &row_key, table).map_err(from_store)?;
            Ok((gone, answer))
        })
    }

    /// Clears the spaces that are no more, and shows the definition.
    fn altered(&self, key: &TableKey, live: &Arc<Live>, gone: Vec<u64>) -> Arc<Live> {
        for space in gone {
            purge(&self.store, space);
        }
        self.show(key, live)
    }

    /// Shows requests the definition that is in force.
    pub fn show(&self, key: &TableKey, live: &Arc<Live>) -> Arc<Live> {
        let mut tables = self.edit();
        let current = live.current();
        if tables.get(key).is_some_and(|shown| Arc::ptr_eq(&shown.shared, &live.shared)) {
            tables.insert(key.clone(), Arc::clone(&current));
        }
        current
    }

    /// Deletes a table; not while a backup is made of it. Its rows go after it, a transaction at a
    /// time.
    pub async fn delete(&self, key: &TableKey, live: &Arc<Live>) -> Result<(), wire::Error> {
        let deleted = self.deleting(key, live).await;
        self.deleted(key, live, deleted.map_err(|error| from_store(error.flatten()))?)
    }

    /// [`Dynamodb::delete`] where blocking is allowed.
    pub fn delete_blocking(&self, key: &TableKey, live: &Arc<Live>) -> Result<(), wire::Error> {
        let deleted = self.deleting(key, live).wait();
        self.deleted(key, live, deleted.map_err(|error| from_store(error.flatten()))?)
    }

    fn deleting(&self, key: &TableKey, live: &Arc<Live>) -> Deleting {
        let (key, live) = (key.clone(), Arc::clone(live));
        self.store.write(move |tx| live.drop_table(tx, &key))
    }

    /// The table is not shown any more; the rows that are left go after it.
    fn deleted(
        &self,
        key: &TableKey,
        live: &Arc<Live>,
        left: Option<Vec<u64>>,
    ) -> Result<(), wire::Error> {
        let left = left.ok_or_else(|| backup::table_is_read(&key.2))?;
        let mut tables = self.edit();
        if tables.get(key).is_some_and(|current| Arc::ptr_eq(&current.shared, &live.shared)) {
            tables.remove(key);
        }
        drop(tables);
        self.forget_policy()?;
        for space in left {
            purge(&self.store, space);
        }
        Ok(())
    }

    fn edit(&self) -> std::sync::RwLockWriteGuard<'_, BTreeMap<TableKey, Arc<Live>>> {
        self.tables.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn new_space(tx: &mut WriteTx) -> Result<u64, store::Error> {
    let space = tx.get(&NEXT_SPACE, ())?.unwrap_or(1);
    tx.put(&NEXT_SPACE, (), &(space + 1))?;
    Ok(space)
}

/// Clears rows of a dropped space; whether none is left.
fn clear_some(tx: &mut WriteTx, space: u64) -> Result<bool, store::Error> {
    let keys: Vec<Vec<u8>> = tx
        .scan(&WEIGHTS, Range::prefix((space,)), store::Direction::Forward)?
        .take(PURGE_ROWS)
        .map(|row| row.map(|((_, key), _)| key))
        .collect::<Result<_, _>>()?;
    for key in &keys {
        tx.delete(&ENCODED, (space, key))?;
        tend::drop_item(tx, space, key)?;
    }
    let is_cleared = keys.len() < PURGE_ROWS
        && clear_collections(tx, space)?
        && history::clear_some(tx, space, PURGE_ROWS)?;
    if is_cleared {
        counts::forget(tx, space)?;
        tx.delete(&DROPPED, space)?;
    }
    Ok(is_cleared)
}

/// Clears sizes of collections of a dropped table; whether none is left.
fn clear_collections(tx: &mut WriteTx, space: u64) -> Result<bool, store::Error> {
    let keys: Vec<Vec<u8>> = tx
        .scan(&COLLECTIONS, Range::prefix((space,)), store::Direction::Forward)?
        .take(PURGE_ROWS)
        .map(|row| row.map(|((_, key), _)| key))
        .collect::<Result<_, _>>()?;
    for key in &keys {
        tx.delete(&COLLECTIONS, (space, key.as_slice()))?;
    }
    Ok(keys.len() < PURGE_ROWS)
}

/// Clears a dropped space on a thread of its own. What an early end leaves is found at the next
/// start; so is everything where no thread is to be had.
fn purge(store: &Store, space: u64) {
    let store = store.clone();
    let _ = std::thread::Builder::new().name("dynamodb-purge".into()).spawn(move || {
        while let Ok(false) = store.write_blocking(move |tx| clear_some(tx, space)) {}
    });
}

impl Live {
    fn new(tx: &ReadTx, key: &TableKey, table: Table) -> Result<Live, store::Error> {
        let counters =
            table.indexes.iter().map(|index| Counter::open(tx, index.space).map(Arc::new));
        let counters = counters.collect::<Result<Vec<_>, _>>()?;
        let table = Arc::new(table);
        let shared = Shared {
            counter: Counter::open(tx, table.space)?,
            dropped: AtomicBool::new(false),
            newest: Mutex::new((Arc::clone(&table), counters.clone())),
            version: AtomicU64::new(0),
        };
        let arn = arn(&key.0, &key.1, &key.2);
        let keys = IndexSchema::from(&table.schema);
        Ok(Live { table, keys, arn, version: 0, counters, shared: Arc::new(shared) })
    }

    /// The table with the definition that is in force. Within a write closure it stays so.
    pub fn current(self: &Arc<Live>) -> Arc<Live> {
        if self.shared.version.load(Ordering::SeqCst) == self.version {
            return Arc::clone(self);
        }
        let newest = self.shared.newest.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::new(Live {
            table: Arc::clone(&newest.0),
            keys: self.keys.clone(),
            arn: self.arn.clone(),
            version: self.shared.version.load(Ordering::SeqCst),
            counters: newest.1.clone(),
            shared: Arc::clone(&self.shared),
        })
    }

    /// Puts a definition in force; the spaces of indexes that are no more.
    fn replace(
        &self,
        tx: &mut WriteTx,
        key: &TableKey,
        mut table: Table,
    ) -> Result<Vec<u64>, store::Error> {
        let mut gone = Vec::new();
        for index in &self.table.indexes {
            if !table.indexes.iter().any(|kept| kept.space == index.space) {
                tx.put(&DROPPED, index.space, &())?;
                tx.delete(&FILLED, index.space)?;
                gone.push(index.space);
            }
        }
        let mut counters = Vec::with_capacity(table.indexes.len());
        for index in &mut table.indexes {
            let kept = self.table.indexes.iter().position(|old| old.space == index.space);
            match kept.and_then(|at| self.counters.get(at)) {
                Some(counter) => counters.push(Arc::clone(counter)),
                None => {
                    index.space = new_space(tx)?;
                    counters.push(Arc::default());
                }
            }
        }
        let history = history::space_of(&self.table);
        if recovery::get(&table).is_some() && history::space_of(&table).is_none() {
            table.facts.insert(history::SPACE.into(), new_space(tx)?.to_string());
        }
        if let Some(space) = history.filter(|space| history::space_of(&table) != Some(*space)) {
            tx.put(&DROPPED, space, &())?;
            gone.push(space);
        }
        tx.put(&TABLES, (&*key.0, &*key.1, &*key.2), &table)?;
        let mut newest = self.shared.newest.lock().unwrap_or_else(PoisonError::into_inner);
        *newest = (Arc::new(table), counters);
        self.shared.version.fetch_add(1, Ordering::SeqCst);
        Ok(gone)
    }

    /// Makes some entries of the first index that is still to be filled.
    pub fn fill_some(
        self: &Arc<Live>,
        tx: &mut WriteTx,
        key: &TableKey,
    ) -> Result<Progress, store::Error> {
        let live = self.current();
        let filling = live.table.indexes.iter().position(|index| index.is_filling);
        let Some(at) = filling.filter(|_| !live.is_dropped()) else { return Ok(Progress::Done) };
        let index = &live.table.indexes[at];
        let filled = tx.get(&FILLED, index.space)?;
        let mut range = Range::prefix((live.table.space,));
        if let Some(Filled(last)) = &filled {
            range = range.after((live.table.space, last.as_slice()));
        }
        let mut rows = Vec::new();
        let mut bytes = 0;
        for row in tx.scan(&WEIGHED, range, store::Direction::Forward)?.take(FILL_ROWS) {
            let ((_, key), Weighed(weight, item)) = row?;
            bytes += weight;
            rows.push((key, item));
            if bytes >= FILL_BYTES {
                break;
            }
        }
        let Some((last, _)) = rows.last() else {
            let mut table = Table::clone(&live.table);
            table.indexes[at].is_filling = false;
            tx.delete(&FILLED, index.space)?;
            live.counters[at].keep(tx, index.space)?;
            live.replace(tx, key, table)?;
            return Ok(match live.table.indexes.iter().filter(|index| index.is_filling).count() {
                0 | 1 => Progress::Done,
                _ => Progress::More,
            });
        };
        tx.put(&FILLED, index.space, &Filled(last.clone()))?;
        let counter = &live.counters[at];
        let mut added = Added::default();
        for (key, item) in &rows {
            let Some(entry) = index.key_of(item, key) else { continue };
            if Live::has_entry(tx, index, &entry)? {
                continue;
            }
            let item = index.project(&live.table.schema, item);
            let counts = Counts { items: 1, bytes: item.size() as i64 };
            added = added + counter.added(&entry, counts);
            Live::put_entry(tx, index, &entry, &Encoded::of(&item))?;
        }
        if added != Added::default() {
            counter.add(tx, index.space, added)?;
        }
        Ok(Progress::More)
    }

    /// Drops the table with all that goes with it at once; the spaces that are not yet cleared, or
    /// none where a backup is made of it.
    fn drop_table(
        self: &Arc<Live>,
        tx: &mut WriteTx,
        key: &TableKey,
    ) -> Result<Option<Vec<u64>>, store::Error> {
        if self.is_dropped() {
            return Ok(Some(Vec::new()));
        }
        let names = (&*key.0, &*key.1, &*key.2);
        if backup::is_read(tx, names, self.table.space)? {
            return Ok(None);
        }
        tx.delete(&TABLES, names)?;
        let live = self.current();
        if let Some(stream) = &live.table.stream {
            streams::end(tx, key, &stream.label)?;
        }
        resource_policy::drop_with(tx, &live.arn)?;
        backup::let_go(tx, &live.table)?;
        let mut left = Vec::new();
        for space in live.spaces().chain(history::space_of(&live.table)) {
            tx.put(&DROPPED, space, &())?;
            if !left.is_empty() || !clear_some(tx, space)? {
                left.push(space);
            }
        }
        self.shared.dropped.store(true, Ordering::SeqCst);
        Ok(Some(left))
    }

    pub fn is_dropped(&self) -> bool {
        self.shared.dropped.load(Ordering::SeqCst)
    }

    pub fn counts(&self) -> Counts {
        self.shared.counter.counts()
    }

    /// Of the index at a place in the table's list.
    pub fn index_counts(&self, at: usize) -> Counts {
        self.counters.get(at).map(|counter| counter.counts()).unwrap_or_default()
    }

    /// Of the table and its indexes, by their spaces.
    pub fn counters(&self) -> impl Iterator<Item = (u64, &Counter)> {
        let counters = self.counters.iter().map(|counter| &**counter);
        self.spaces().zip(std::iter::once(&self.shared.counter).chain(counters))
    }

    /// A change of the entry under `key` in the index at a place in the table's list.
    pub fn added_to_index(&self, at: usize, key: &[u8], counts: Counts) -> Added {
        self.counters.get(at).map(|counter| counter.added(key, counts)).unwrap_or_default()
    }

    fn spaces(&self) -> impl Iterator<Item = u64> {
        let indexes = self.table.indexes.iter().map(|index| index.space);
        std::iter::once(self.table.space).chain(indexes)
    }

    /// An item for rules.
    pub fn item(&self, tx: &ReadTx, key: &[u8]) -> Result<Option<Item>, store::Error> {
        tx.get(&ITEMS, (self.table.space, key))
    }

    /// An item for an answer, in one step from the bytes.
    pub fn shown(&self, tx: &ReadTx, key: &[u8]) -> Result<Option<Shown>, store::Error> {
        tx.get(&SHOWN, (self.table.space, key))
    }

    /// An item for rules, and how many bytes it takes.
    pub fn weighed(&self, tx: &ReadTx, key: &[u8]) -> Result<Option<(usize, Item)>, store::Error> {
        Ok(tx.get(&WEIGHED, (self.table.space, key))?.map(|Weighed(bytes, item)| (bytes, item)))
    }

    /// How many bytes an item takes; none where there is none.
    pub fn weight(&self, tx: &ReadTx, key: &[u8]) -> Result<Option<usize>, store::Error> {
        Ok(tx.get(&WEIGHTS, (self.table.space, key))?.map(|Weight(bytes)| bytes))
    }

    /// Puts an item; `old` is the weight of what it replaces.
    pub fn put(
        &self,
        tx: &mut WriteTx,
        key: &[u8],
        encoded: &Encoded,
        old: Option<usize>,
    ) -> Result<Added, store::Error> {
        tx.put(&ENCODED, (self.table.space, key), encoded)?;
        let bytes = encoded.0.len() as i64 - old.unwrap_or(0) as i64;
        let counts = Counts { items: i64::from(old.is_none()), bytes };
        Ok(self.shared.counter.added(key, counts))
    }

    /// Deletes an item; `old` is its weight.
    pub fn delete(
        &self,
        tx: &mut WriteTx,
        key: &[u8],
        old: Option<usize>,
    ) -> Result<Added, store::Error> {
        let Some(old) = old else { return Ok(Added::default()) };
        tx.delete(&ENCODED, (self.table.space, key))?;
        Ok(self.shared.counter.added(key, Counts { items: -1, bytes: -(old as i64) }))
    }

    pub fn has_entry(tx: &ReadTx, index: &Index, key: &[u8]) -> Result<bool, store::Error> {
        tx.contains(&WEIGHTS, (index.space, key))
    }

    pub fn put_entry(
        tx: &mut WriteTx,
        index: &Index,
        key: &[u8],
        encoded: &Encoded,
    ) -> Result<(), store::Error> {
        tx.put(&ENCODED, (index.space, key), encoded)
    }

    pub fn delete_entry(tx: &mut WriteTx, index: &Index, key: &[u8]) -> Result<(), store::Error> {
        tx.delete(&ENCODED, (index.space, key)).map(|_| ())
    }

    /// Adds what a transaction changed. The last thing in it that may fail.
    pub fn count(&self, tx: &mut WriteTx, effect: &Effect) -> Result<(), store::Error> {
        self.shared.counter.add(tx, self.table.space, effect.counts)?;
        let indexes = self.table.indexes.iter().zip(&self.counters);
        for ((index, counter), effect) in indexes.zip(&effect.indexes) {
            if effect.counts != Added::default() {
                counter.add(tx, index.space, effect.counts)?;
            }
        }
        Ok(())
    }
}

/// The definitions as the store keeps them, with their keys.
pub fn definitions(tx: &ReadTx) -> Result<Vec<(TableKey, Table)>, store::Error> {
    tx.scan(&TABLES, Range::all(), store::Direction::Forward)?.collect()
}

/// Whether there is an item in a space.
pub fn has_items(tx: &ReadTx, space: u64) -> Result<bool, store::Error> {
    let mut rows = tx.scan(&WEIGHTS, Range::prefix((space,)), store::Direction::Forward)?;
    rows.next().transpose().map(|row| row.is_some())
}

/// The definitions as the store keeps them.
pub fn all_tables(tx: &ReadTx) -> Result<Vec<Table>, store::Error> {
    let rows = tx.scan(&TABLES, Range::all(), store::Direction::Forward)?;
    rows.map(|row| row.map(|(_, table)| table)).collect()
}

/// The definition of the table whose items are in a space.
pub fn table_of(tx: &ReadTx, space: u64) -> Result<Option<Table>, store::Error> {
    Ok(all_tables(tx)?.into_iter().find(|table| table.space == space))
}

/// Keys, and what their rows count.
type Sizes<'a> = Box<dyn Iterator<Item = Result<(Vec<u8>, usize), store::Error>> + 'a>;

/// Rows of a space after a key, and how much each counts: a table's as it is kept, an index's entry
/// as an item.
pub fn sizes<'a>(
    tx: &'a ReadTx,
    space: u64,
    after: &[u8],
    is_index: bool,
) -> Result<Sizes<'a>, store::Error> {
    let range = Range::prefix((space,)).after((space, after));
    if is_index {
        let rows = tx.scan(&ITEMS, range, store::Direction::Forward)?;
        return Ok(Box::new(rows.map(|row| row.map(|((_, key), item)| (key, item.size())))));
    }
    let rows = tx.scan(&WEIGHTS, range, store::Direction::Forward)?;
    Ok(Box::new(rows.map(|row| row.map(|((_, key), Weight(bytes))| (key, bytes)))))
}

/// All rows of a space as they are kept.
pub fn encoded(
    tx: &ReadTx,
    space: u64,
) -> Result<impl Iterator<Item = Result<Encoded, store::Error>> + '_, store::Error> {
    let rows = tx.scan(&ENCODED, Range::prefix((space,)), store::Direction::Forward)?;
    Ok(rows.map(|row| row.map(|(_, encoded)| encoded)))
}

/// The same with their keys.
pub fn keyed(
    tx: &ReadTx,
    space: u64,
) -> Result<impl Iterator<Item = Result<(Vec<u8>, Encoded), store::Error>> + '_, store::Error> {
    let rows = tx.scan(&ENCODED, Range::prefix((space,)), store::Direction::Forward)?;
    Ok(rows.map(|row| row.map(|((_, key), encoded)| (key, encoded))))
}

/// Bytes of the collection whose keys begin with `partition`.
pub fn collection(tx: &ReadTx, space: u64, partition: &[u8]) -> Result<u64, store::Error> {
    Ok(tx.get(&COLLECTIONS, (space, partition))?.unwrap_or(0))
}

/// Keeps them; an empty collection is forgotten.
pub fn put_collection(
    tx: &mut WriteTx,
    space: u64,
    partition: &[u8],
    bytes: u64,
) -> Result<(), store::Error> {
    match bytes {
        0 => tx.delete(&COLLECTIONS, (space, partition)).map(|_| ()),
        _ => tx.put(&COLLECTIONS, (space, partition), &bytes),
    }
}

/// Rows of a space from `from` (inclusive) to `to` (exclusive; the end where there is none), after
/// or before the key `beyond` where a page goes on.
pub fn scan<'a>(
    tx: &'a ReadTx,
    space: u64,
    (from, to): (&[u8], Option<&[u8]>),
    beyond: Option<&[u8]>,
    direction: store::Direction,
) -> Result<impl Iterator<Item = Result<(Vec<u8>, Item), store::Error>> + 'a, store::Error> {
    let mut range = Range::prefix((space,));
    match (direction, beyond) {
        (store::Direction::Forward, Some(key)) if key >= from => {
            range = range.after((space, key));
        }
        _ => range = range.at_least((space, from)),
    }
    match (direction, beyond, to) {
        (store::Direction::Reverse, Some(key), to) if to.is_none_or(|to| key < to) => {
            range = range.before((space, key));
        }
        (_, _, Some(to)) => range = range.before((space, to)),
        (_, _, None) => {}
    }
    let rows = tx.scan(&ITEMS, range, direction)?;
    Ok(rows.map(|row| row.map(|((_, key), item)| (key, item))))
}

/// `arn:aws:dynamodb:REGION:ACCOUNT:table/NAME`.
pub fn arn(account: &str, region: &str, name: &str) -> String {
    base::Arn::new("dynamodb", region, account, format!("table/{name}")).to_string()
}
