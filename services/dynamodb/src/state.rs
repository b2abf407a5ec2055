//! What the service keeps: tables' definitions, items, and a count of both; and their form in the
//! store.
//!
//! Definitions are also held in memory, where every request finds its table: they change only in
//! the store's own write closures, which run one after the other.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use store::{Corrupt, Fields, Put, Range, Raw, ReadTx, Record, Store, Table as Rows, WriteTx};

use crate::attr::{Item, Type};
use crate::codec;
use crate::error::{from_store, from_write, no_table};
use crate::key;
use crate::table::{Billing, Encryption, Table};

/// Account, region and name.
pub type TableKey = (String, String, String);

static TABLES: Rows<(&str, &str, &str), Table> = Rows::new("dynamodb.table");
/// The next number of a space.
static NEXT_SPACE: Rows<(), u64> = Rows::new("dynamodb.next");
/// Items by space and key. A table has a space of its own; an index will have one, too, whose keys
/// end with the table's. The same rows, by what is to be made of them:
static ITEMS: Rows<(u64, Raw), Item> = Rows::new("dynamodb.item");
static SHOWN: Rows<(u64, Raw), Shown> = Rows::new("dynamodb.item");
static ENCODED: Rows<(u64, Raw), Encoded> = Rows::new("dynamodb.item");
static WEIGHED: Rows<(u64, Raw), Weighed> = Rows::new("dynamodb.item");
static WEIGHTS: Rows<(u64, Raw), Weight> = Rows::new("dynamodb.item");
/// Items and bytes of a space, as of some write not long ago.
static COUNTS: Rows<u64, Counts> = Rows::new("dynamodb.count");
/// Spaces of deleted tables whose rows are still to be cleared away.
static DROPPED: Rows<u64, ()> = Rows::new("dynamodb.dropped");

/// Rows that one transaction clears away of a deleted table: a few milliseconds of the writer.
const PURGE_ROWS: usize = 1000;
/// A table's counts are written when this share of its items has changed since: exactly while it is
/// small, rarely when it is large. After a crash they are wrong by that share at most.
const COUNT_SHARE: i64 = 64;

/// The service.
pub struct Dynamodb {
    pub(crate) store: Store,
    tables: RwLock<BTreeMap<TableKey, Arc<Live>>>,
}

/// A table as requests see it.
pub struct Live {
    pub table: Table,
    pub arn: String,
    shared: Arc<Shared>,
}

/// What a table keeps when its definition is replaced.
#[derive(Default)]
struct Shared {
    counts: Mutex<Counted>,
    /// Set within the transaction that deletes it: no later closure writes to its space.
    dropped: AtomicBool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub items: i64,
    pub bytes: i64,
}

#[derive(Default)]
struct Counted {
    counts: Counts,
    unsaved: i64,
}

impl Dynamodb {
    /// Reads the definitions, and goes on clearing away what was deleted.
    pub fn open(store: Store) -> Result<Arc<Dynamodb>, store::Error> {
        let (tables, dropped) = store.read(|tx| -> Result<_, store::Error> {
            let mut tables = BTreeMap::new();
            for row in tx.scan(&TABLES, Range::all(), store::Direction::Forward)? {
                let (key, table) = row?;
                let counts = tx.get(&COUNTS, table.space)?.unwrap_or_default();
                tables.insert(key.clone(), Arc::new(Live::new(&key, table, counts)));
            }
            let dropped = tx.scan(&DROPPED, Range::all(), store::Direction::Forward)?;
            let dropped = dropped.map(|row| row.map(|(space, ())| space));
            Ok((tables, dropped.collect::<Result<Vec<u64>, _>>()?))
        })?;
        for space in dropped {
            purge(&store, space);
        }
        Ok(Arc::new(Dynamodb { store, tables: RwLock::new(tables) }))
    }

    pub fn table(&self, key: &TableKey) -> Option<Arc<Live>> {
        let tables = self.tables.read().unwrap_or_else(PoisonError::into_inner);
        tables.get(key).filter(|live| !live.is_dropped()).cloned()
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
        let made = self.store.write(move |tx| -> Result<Option<Table>, store::Error> {
            let row_key = (&*row_key.0, &*row_key.1, &*row_key.2);
            if tx.contains(&TABLES, row_key)? {
                return Ok(None);
            }
            table.space = tx.get(&NEXT_SPACE, ())?.unwrap_or(1);
            table.id = tx.id();
            tx.put(&NEXT_SPACE, (), &(table.space + 1))?;
            tx.put(&TABLES, row_key, &table)?;
            Ok(Some(table))
        });
        let Some(table) = made.await.map_err(|error| from_store(error.flatten()))? else {
            return Ok(None);
        };
        let live = Arc::new(Live::new(&key, table, Counts::default()));
        self.edit().insert(key, Arc::clone(&live));
        Ok(Some(live))
    }

    /// Replaces what may change of a table's definition: everything but its key.
    pub async fn alter(
        &self,
        key: TableKey,
        live: &Arc<Live>,
        mut table: Table,
    ) -> Result<Arc<Live>, wire::Error> {
        let old = &live.table;
        table.id = old.id.clone();
        table.space = old.space;
        table.created = old.created;
        table.schema = old.schema.clone();
        let altered = Live { table, arn: live.arn.clone(), shared: Arc::clone(&live.shared) };
        let (row_key, altered) = (key.clone(), Arc::new(altered));
        let closure_live = Arc::clone(&altered);
        let done = self.store.write(move |tx| -> Result<(), wire::Error> {
            if closure_live.is_dropped() {
                return Err(no_table(&row_key.2));
            }
            let row_key = (&*row_key.0, &*row_key.1, &*row_key.2);
            tx.put(&TABLES, row_key, &closure_live.table).map_err(from_store)
        });
        done.await.map_err(from_write)?;
        self.edit().insert(key, Arc::clone(&altered));
        Ok(altered)
    }

    /// Deletes a table. Its rows go after it, a transaction at a time.
    pub async fn delete(&self, key: &TableKey, live: &Arc<Live>) -> Result<(), wire::Error> {
        let (row_key, closure_live) = (key.clone(), Arc::clone(live));
        let deleted = self.store.write(move |tx| -> Result<bool, store::Error> {
            if closure_live.is_dropped() {
                return Ok(true);
            }
            tx.delete(&TABLES, (&*row_key.0, &*row_key.1, &*row_key.2))?;
            let space = closure_live.table.space;
            tx.put(&DROPPED, space, &())?;
            closure_live.shared.dropped.store(true, Ordering::SeqCst);
            clear_some(tx, space)
        });
        let cleared = deleted.await.map_err(|error| from_store(error.flatten()))?;
        let mut tables = self.edit();
        if tables.get(key).is_some_and(|current| Arc::ptr_eq(&current.shared, &live.shared)) {
            tables.remove(key);
        }
        drop(tables);
        if !cleared {
            purge(&self.store, live.table.space);
        }
        Ok(())
    }

    fn edit(&self) -> std::sync::RwLockWriteGuard<'_, BTreeMap<TableKey, Arc<Live>>> {
        self.tables.write().unwrap_or_else(PoisonError::into_inner)
    }
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
    }
    let is_cleared = keys.len() < PURGE_ROWS;
    if is_cleared {
        tx.delete(&COUNTS, space)?;
        tx.delete(&DROPPED, space)?;
    }
    Ok(is_cleared)
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
    fn new(key: &TableKey, table: Table, counts: Counts) -> Live {
        let arn = arn(&key.0, &key.1, &key.2);
        let counts = Mutex::new(Counted { counts, unsaved: 0 });
        Live { table, arn, shared: Arc::new(Shared { counts, ..Shared::default() }) }
    }

    pub fn is_dropped(&self) -> bool {
        self.shared.dropped.load(Ordering::SeqCst)
    }

    pub fn counts(&self) -> Counts {
        self.shared.counts.lock().unwrap_or_else(PoisonError::into_inner).counts
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

    /// Items from `from` (inclusive) to `to` (exclusive; the end where there is none), after or
    /// before the key `beyond` where a page goes on.
    pub fn scan<'a>(
        &self,
        tx: &'a ReadTx,
        (from, to): (&[u8], Option<&[u8]>),
        beyond: Option<&[u8]>,
        direction: store::Direction,
    ) -> Result<impl Iterator<Item = Result<(Vec<u8>, Item), store::Error>> + 'a, store::Error>
    {
        let space = self.table.space;
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

    /// Puts an item; `old` is the weight of what it replaces.
    pub fn put(
        &self,
        tx: &mut WriteTx,
        key: &[u8],
        encoded: &Encoded,
        old: Option<usize>,
    ) -> Result<Counts, store::Error> {
        tx.put(&ENCODED, (self.table.space, key), encoded)?;
        let bytes = encoded.0.len() as i64 - old.unwrap_or(0) as i64;
        Ok(Counts { items: i64::from(old.is_none()), bytes })
    }

    /// Deletes an item; `old` is its weight.
    pub fn delete(
        &self,
        tx: &mut WriteTx,
        key: &[u8],
        old: Option<usize>,
    ) -> Result<Counts, store::Error> {
        let Some(old) = old else { return Ok(Counts::default()) };
        tx.delete(&ENCODED, (self.table.space, key))?;
        Ok(Counts { items: -1, bytes: -(old as i64) })
    }

    /// Adds what a transaction changed. The last thing in it that may fail.
    pub fn count(&self, tx: &mut WriteTx, change: Counts) -> Result<(), store::Error> {
        let mut counted = self.shared.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let counts = Counts {
            items: counted.counts.items + change.items,
            bytes: counted.counts.bytes + change.bytes,
        };
        let unsaved = counted.unsaved + 1;
        let is_due = unsaved * COUNT_SHARE >= counts.items;
        if is_due {
            tx.put(&COUNTS, self.table.space, &counts)?;
        }
        *counted = Counted { counts, unsaved: if is_due { 0 } else { unsaved } };
        Ok(())
    }
}

/// `arn:aws:dynamodb:REGION:ACCOUNT:table/NAME`.
pub fn arn(account: &str, region: &str, name: &str) -> String {
    base::Arn::new("dynamodb", region, account, format!("table/{name}")).to_string()
}

impl Record for Item {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        codec::encode(self, out);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Item, Corrupt> {
        expect(version, 1)?;
        codec::decode(bytes).map_err(|codec::Corrupt| Corrupt("an item"))
    }
}

/// An item's attributes as an answer holds them.
pub struct Shown(pub Vec<(String, wire::Value)>);

impl Record for Shown {
    const VERSION: u8 = 1;

    /// Nobody writes this form; an empty item would be written.
    fn encode(&self, out: &mut Vec<u8>) {
        codec::encode(&Item::new(), out);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Shown, Corrupt> {
        expect(version, 1)?;
        codec::entries(bytes).map(Shown).map_err(|codec::Corrupt| Corrupt("an item"))
    }
}

/// An item's bytes, made before the transaction.
pub struct Encoded(Vec<u8>);

impl Encoded {
    pub fn of(item: &Item) -> Encoded {
        let mut bytes = Vec::new();
        codec::encode(item, &mut bytes);
        Encoded(bytes)
    }

    pub fn weight(&self) -> usize {
        self.0.len()
    }
}

impl Record for Encoded {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Encoded, Corrupt> {
        expect(version, 1)?;
        Ok(Encoded(bytes.to_vec()))
    }
}

/// A row's bytes and what they say.
struct Weighed(usize, Item);

impl Record for Weighed {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        codec::encode(&self.1, out);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Weighed, Corrupt> {
        Ok(Weighed(bytes.len(), Item::decode(version, bytes)?))
    }
}

/// How many bytes a row has.
struct Weight(usize);

impl Record for Weight {
    const VERSION: u8 = 1;

    /// Nobody writes this form; an empty item would be written.
    fn encode(&self, out: &mut Vec<u8>) {
        codec::encode(&Item::new(), out);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Weight, Corrupt> {
        expect(version, 1)?;
        Ok(Weight(bytes.len()))
    }
}

impl Record for Counts {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.items);
        out.put_i64(self.bytes);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Counts, Corrupt> {
        expect(version, 1)?;
        let mut fields = Fields::new(bytes);
        Ok(Counts { items: fields.i64()?, bytes: fields.i64()? })
    }
}

impl Record for Table {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.name);
        out.put_text(&self.id);
        out.put_u64(self.space);
        out.put_i64(self.created.millis());
        let parts: Vec<&key::Part> = self.schema.parts().collect();
        out.put_list(parts.into_iter(), |out, part| {
            out.put_text(&part.name);
            out.put_text(part.kind.code());
        });
        match self.billing {
            Billing::PayPerRequest => out.put_u8(0),
            Billing::Provisioned { read, write } => {
                out.put_u8(1);
                out.put_u64(read);
                out.put_u64(write);
            }
        }
        out.put_option(self.class.as_deref(), |out, class| out.put_text(class));
        out.put_bool(self.deletion_protection);
        out.put_option(self.encryption.as_ref(), |out, encryption| {
            out.put_text(&encryption.kind);
            out.put_option(encryption.key.as_deref(), |out, key| out.put_text(key));
        });
        out.put_list(self.tags.iter(), |out, (key, value)| {
            out.put_text(key);
            out.put_text(value);
        });
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Table, Corrupt> {
        expect(version, 1)?;
        let mut fields = Fields::new(bytes);
        let name = fields.string()?;
        let id = fields.string()?;
        let space = fields.u64()?;
        let created = base::Timestamp(fields.i64()?);
        let mut parts = fields.list(read_part)?.into_iter();
        let schema =
            key::Schema { hash: parts.next().ok_or(Corrupt("a key"))?, range: parts.next() };
        let billing = match fields.u8()? {
            0 => Billing::PayPerRequest,
            1 => Billing::Provisioned { read: fields.u64()?, write: fields.u64()? },
            _ => return Err(Corrupt("a billing mode")),
        };
        Ok(Table {
            name,
            id,
            space,
            created,
            schema,
            billing,
            class: fields.option(Fields::string)?,
            deletion_protection: fields.bool()?,
            encryption: fields.option(|fields| {
                Ok(Encryption { kind: fields.string()?, key: fields.option(Fields::string)? })
            })?,
            tags: fields.list(|fields| Ok((fields.string()?, fields.string()?)))?,
        })
    }
}

fn read_part(fields: &mut Fields<'_>) -> Result<key::Part, Corrupt> {
    let name = fields.string()?;
    let kind = Type::of_code(fields.text()?).ok_or(Corrupt("a type"))?;
    Ok(key::Part { name, kind })
}

fn expect(version: u8, known: u8) -> Result<(), Corrupt> {
    if version == known { Ok(()) } else { Err(Corrupt::VERSION) }
}
