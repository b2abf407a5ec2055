//! Tests of a disk that fails: the n-th sync or write, for every n that a run of writes reaches.

use crate::engine::Failure;
use crate::{Direction, Error, Options, Range, Store, Table, WriteError};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

static ROWS: Table<u64, Vec<u8>> = Table::new("fault.row");

const JOURNAL_BYTES: usize = 2_000;
const WRITES: u64 = 9;

struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Place {
        let name = format!("squall-store-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = std::fs::remove_dir_all(&path);
        Place(path)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn open(place: &Place, failure: &Arc<Failure>) -> Store {
    // So small that a run of writes meets every path: the journal, a checkpoint, the tree alone.
    open_with(place, failure, JOURNAL_BYTES)
}

fn open_with(place: &Place, failure: &Arc<Failure>, journal_bytes: usize) -> Store {
    let options = Options { journal_bytes, ..Options::default() };
    Store::open_failing(&place.0, options, failure.clone()).unwrap()
}

fn rows(store: &Store) -> BTreeMap<u64, Vec<u8>> {
    let rows = |tx: &crate::ReadTx| {
        tx.scan(&ROWS, Range::all(), Direction::Forward).unwrap().collect::<Result<_, _>>()
    };
    store.read(rows).unwrap()
}

/// Small writes, and now and then one that goes straight to the tree.
fn value(number: u64) -> Vec<u8> {
    let bytes = if number % 7 == 6 { JOURNAL_BYTES } else { 300 };
    vec![number as u8; bytes]
}

/// Writes one by one until one fails; gives the number acknowledged, None where none failed.
fn write_until_failure(store: &Store, count: u64) -> Option<u64> {
    for number in 0..count {
        let written = store.write_blocking(move |tx| tx.put(&ROWS, number, &value(number)));
        match written {
            Ok(()) => {}
            Err(WriteError::Store(Error::Poisoned(cause))) => {
                assert!(cause.contains("Input/output error"), "{cause}");
                return Some(number);
            }
            Err(other) => unreachable!("{other}"),
        }
    }
    None
}

fn check(found: &BTreeMap<u64, Vec<u8>>, acknowledged: u64, one_more: bool) {
    let count = found.len() as u64;
    assert!(
        count == acknowledged || one_more && count == acknowledged + 1,
        "{acknowledged} acknowledged, {count} found"
    );
    for (number, bytes) in found.iter().map(|(number, bytes)| (*number, bytes)) {
        assert!(number < count && *bytes == value(number));
    }
}

/// Lets the n-th call fail for n = 1, 2, ... until a whole run passes without reaching it.
fn fail_each(name: &str, plan: impl Fn(&Failure) -> &AtomicU64) -> u64 {
    for n in 1..200 {
        let place = Place::new(name);
        let failure = Arc::<Failure>::default();
        let store = open(&place, &failure);
        plan(&failure).store(n, Ordering::SeqCst);
        let Some(acknowledged) = write_until_failure(&store, WRITES) else { return n - 1 };
        // Exactly what was acknowledged is still readable, and nothing is accepted any more.
        check(&rows(&store), acknowledged, false);
        let refused = store.write_blocking(|tx| tx.put(&ROWS, 0, &vec![]));
        assert!(matches!(refused, Err(WriteError::Store(Error::Poisoned(_)))));
        let waiting = store.wait(&crate::Feed::<u64>::new("fault.feed"), b"", 0);
        assert!(matches!(waiting.wait(), Err(Error::Poisoned(_))));
        drop(store);
        // The one that was refused may be there: its caller was told that this is not known.
        let store = open(&place, &Arc::default());
        check(&rows(&store), acknowledged, true);
        assert_eq!(write_until_failure(&store, 1), None);
    }
    unreachable!("the runs never end")
}

#[test]
fn a_failed_sync_is_an_error_and_never_a_lie() {
    assert!(fail_each("sync", |failure| &failure.plan.sync) >= WRITES, "a sync for each write");
}

#[test]
fn a_failed_write_is_an_error_and_never_a_lie() {
    assert!(fail_each("write", |failure| &failure.plan.write) >= WRITES, "a write for each write");
}

#[test]
fn a_failed_sync_is_told_to_every_caller_of_the_group() {
    let place = Place::new("group");
    let failure = Arc::<Failure>::default();
    let store = open(&place, &failure);
    let (release, held) = std::sync::mpsc::channel::<()>();
    let first = store.write(move |tx| {
        let _ = held.recv();
        tx.put(&ROWS, 0, &vec![])
    });
    let group: Vec<_> =
        (1..50).map(|number| store.write(move |tx| tx.put(&ROWS, number, &vec![]))).collect();
    let refused = store.write(|tx| {
        // It saw what was never acknowledged, so its own answer must not be believed either.
        assert_eq!(tx.get(&ROWS, 1)?, Some(vec![]));
        Err::<(), _>(Error::Overloaded)
    });
    failure.plan.sync.store(1, Ordering::SeqCst);
    release.send(()).unwrap();
    for pending in std::iter::once(first).chain(group).chain([refused]) {
        let answer = pending.wait();
        assert!(matches!(answer, Err(WriteError::Store(Error::Poisoned(_)))), "{answer:?}");
    }
    assert!(rows(&store).is_empty());
}

#[test]
fn a_damaged_end_of_the_journal_is_where_it_ends() {
    for cut in [1usize, 5, 13, 40, 299] {
        let place = Place::new("tail");
        let failure = Arc::<Failure>::default();
        let store = open(&place, &failure);
        assert_eq!(write_until_failure(&store, 4), None);
        // As if killed here: nothing more reaches the files, not even the tree on closing.
        failure.plan.write.store(1, Ordering::SeqCst);
        assert!(store.write_blocking(|tx| tx.put(&ROWS, 9, &vec![])).is_err());
        drop(store);
        let path = place.0.join("journal");
        let mut bytes = std::fs::read(&path).unwrap();
        // Behind the last record there is room.
        let last = bytes.iter().rposition(|byte| *byte != 0).unwrap();
        bytes[last + 1 - cut] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        let store = open(&place, &Arc::default());
        check(&rows(&store), 3, false);
        drop(store);
        let store = open(&place, &Arc::default());
        check(&rows(&store), 3, false);
    }
}

#[test]
fn what_is_committed_beside_the_tree_is_read_like_the_rest() {
    let place = Place::new("beside");
    let store = open_with(&place, &Arc::default(), crate::limit::JOURNAL_BYTES_DEFAULT);
    // More than are kept beside it, each a group of its own; rows are replaced and deleted, too.
    let count = 3 * crate::limit::RECENT_GROUPS_MAX as u64 + 5;
    let mut expected = BTreeMap::new();
    for number in 0..count {
        let (key, gone) = (number % 20, number * 7 % 20);
        let write = move |tx: &mut crate::WriteTx| {
            tx.delete(&ROWS, gone)?;
            tx.put(&ROWS, key, &value(number))
        };
        store.write_blocking(write).unwrap();
        expected.remove(&gone);
        expected.insert(key, value(number));
        assert_eq!(rows(&store), expected, "after {number}");
        let read = |tx: &crate::ReadTx| (0..20).map(|key| tx.get(&ROWS, key).unwrap()).collect();
        let each: Vec<Option<Vec<u8>>> = store.read(read);
        assert_eq!(each, (0..20).map(|key| expected.get(&key).cloned()).collect::<Vec<_>>());
    }
    drop(store);
    assert_eq!(rows(&open(&place, &Arc::default())), expected);
}

#[test]
fn a_kill_loses_nothing_of_what_is_beside_the_tree() {
    let place = Place::new("replay");
    let failure = Arc::<Failure>::default();
    let store = open_with(&place, &failure, crate::limit::JOURNAL_BYTES_DEFAULT);
    let count = crate::limit::RECENT_GROUPS_MAX as u64 + 3;
    assert_eq!(write_until_failure(&store, count), None);
    // As if killed here: nothing more reaches the files.
    failure.plan.write.store(1, Ordering::SeqCst);
    assert!(store.write_blocking(|tx| tx.put(&ROWS, 99, &vec![])).is_err());
    drop(store);
    check(&rows(&open(&place, &Arc::default())), count, false);
}

#[test]
fn the_journal_grows_in_steps_up_to_its_length() {
    let place = Place::new("steps");
    let length = || std::fs::metadata(place.0.join("journal")).unwrap().len();
    let store = open_with(&place, &Arc::default(), 400_000);
    let mut lengths = BTreeMap::new();
    for number in 0..1_400 {
        store.write_blocking(move |tx| tx.put(&ROWS, number, &value(0))).unwrap();
        *lengths.entry(length()).or_insert(0) += 1;
    }
    let longest = *lengths.keys().next_back().unwrap();
    assert!(lengths.len() < 5 && longest <= 400_000, "{lengths:?}");
    let before = rows(&store);
    drop(store);
    assert_eq!(rows(&open_with(&place, &Arc::default(), 400_000)), before);
}
