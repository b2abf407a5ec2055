//! A store of each released format is kept under `fixtures/`, and must open with all that is in it.
//!
//! `UPDATE_FIXTURE=1` makes the newest one anew: only ever before its format is released.

#![allow(clippy::unwrap_used, reason = "tests stop at the first thing that is not right")]

use base::{FakeClock, SeededRandom, Timestamp};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{BlobId, Direction, Error, Feed, Options, Range, Raw, Store, Table, Timer, WriteTx};

static TEXTS: Table<(&str, i64), String> = Table::new("fixture.text");
static RAW: Table<(u64, Raw), Vec<u8>> = Table::new("fixture.raw");
static FEED: Feed<String> = Feed::new("fixture.feed");
static TIMER: Timer<u64> = Timer::new("fixture.timer");
const BLOB: &[u8] = b"the bytes of a blob";
const BLOB_NAME: &str = "69e59db8fcc5d16ef687064737726172c185f1cb50ddf5cc5a84553527cf2f08";

fn options() -> Options {
    Options {
        clock: Arc::new(FakeClock::at(1_700_000_000_000)),
        random: Arc::new(SeededRandom::new(1)),
        ..Options::default()
    }
}

fn first(tx: &mut WriteTx) -> Result<(), Error> {
    for number in -3..3 {
        tx.put(&TEXTS, ("a\0b", number), &format!("text {number}"))?;
    }
    tx.put(&RAW, (7, b"\x00\xff raw"), &vec![0, 1, 2])?;
    tx.put(&RAW, (7, b"gone"), &vec![])?;
    tx.append(&FEED, b"p", &"one".into())?;
    tx.append(&FEED, b"p", &"two".into())?;
    tx.set_timer(&TIMER, Timestamp(1_700_000_001_000), b"soon", &1)?;
    tx.set_timer(&TIMER, Timestamp(-5), b"past", &2)
}

fn second(tx: &mut WriteTx) -> Result<(), Error> {
    tx.delete(&RAW, (7, b"gone"))?;
    tx.append(&FEED, b"p", &"three".into())?;
    tx.feed_trim(&FEED, b"p", 1, 10)?;
    tx.cancel_timer(&TIMER, b"soon").map(drop)
}

fn check(store: &Store) {
    store.read(|tx| {
        let texts = tx.scan(&TEXTS, Range::prefix(("a\0b",)), Direction::Forward).unwrap();
        let texts: Vec<_> = texts.map(|row| row.unwrap()).collect();
        let expected: Vec<_> =
            (-3..3).map(|number| (("a\0b".to_owned(), number), format!("text {number}"))).collect();
        assert_eq!(texts, expected);
        let raw: Vec<_> = tx
            .scan(&RAW, Range::all(), Direction::Reverse)
            .unwrap()
            .map(|row| row.unwrap())
            .collect();
        assert_eq!(raw, [((7, b"\x00\xff raw".to_vec()), vec![0, 1, 2])]);
        let entries = tx.feed_read(&FEED, b"p", 0, 10).unwrap();
        let entries: Vec<_> = entries
            .iter()
            .map(|entry| (entry.sequence, entry.at.0, entry.payload.as_str()))
            .collect();
        assert_eq!(entries, [(2, 1_700_000_000_000, "two"), (3, 1_700_000_000_000, "three")]);
        let due = tx.due(&TIMER, Timestamp(i64::MAX), 10).unwrap();
        assert_eq!(due.len(), 1);
        assert_eq!(
            (due[0].deadline, due[0].key.as_slice(), due[0].payload),
            (Timestamp(-5), &b"past"[..], 2)
        );
    });
    let id = BlobId::from_hex(BLOB_NAME);
    let mut file = store.blobs().open(&id.unwrap()).unwrap();
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).unwrap();
    assert_eq!(bytes, BLOB);
}

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The tree holds the first transaction, the journal both: it is copied while the store is open.
fn make(target: &Path) {
    let place = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("store-format-new");
    let _ = fs::remove_dir_all(&place);
    let store = Store::open(&place, options()).unwrap();
    store.write_blocking(first).unwrap();
    drop(store);
    let store = Store::open(&place, options()).unwrap();
    store.blobs().put(BLOB).unwrap();
    store.write_blocking(second).unwrap();
    let _ = fs::remove_dir_all(target);
    copy(&place, target);
    drop(store);
    for leftover in ["lock", "blobs/incoming"] {
        let path = target.join(leftover);
        let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir(&path));
    }
    fs::remove_dir_all(place).unwrap();
}

#[test]
fn format_1_opens() {
    let source = fixture("format-1");
    if std::env::var_os("UPDATE_FIXTURE").is_some() {
        make(&source);
    }
    let place = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("store-format-{}", std::process::id()));
    let _ = fs::remove_dir_all(&place);
    copy(&source, &place);
    for _ in 0..2 {
        let store = Store::open(&place, options()).unwrap();
        check(&store);
    }
    fs::remove_dir_all(place).unwrap();
}
