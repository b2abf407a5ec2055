//! A process that writes is killed at random, a hundred times on the same store. Every write that
//! it was told is on disk must be found, and no closure may be there in part.

#![allow(clippy::unwrap_used, reason = "tests stop at the first thing that is not right")]

use base::{Random, SystemRandom, Timestamp};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use store::{BlobId, Direction, Error, Feed, Options, Range, ReadTx, Store, Table, Timer, WriteTx};

const KILLS: usize = 110;
const WRITERS: u64 = 4;
/// This writer also puts a blob and names it in its row.
const BLOB_WRITER: u64 = 0;

/// (writer, number) -> text; a row per closure, the same again, and the last number.
static ROWS: Table<(u64, u64), String> = Table::new("crash.row");
static AGAIN: Table<(u64, u64), Vec<u8>> = Table::new("crash.again");
static LAST: Table<u64, u64> = Table::new("crash.last");
static FEED: Feed<u64> = Feed::new("crash.feed");
static TIMER: Timer<u64> = Timer::new("crash.timer");

const CHILD_DIR: &str = "SQUALL_CRASH_TEST_DIR";

#[test]
fn every_acknowledged_write_survives_a_hundred_kills() {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("store-crash-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    let mut acknowledged = BTreeMap::new();
    for kill in 0..KILLS {
        write_until_killed(&dir, &mut acknowledged);
        let store = Store::open(&dir, Options::default()).unwrap();
        let whole = kill % 20 == 19 || kill == KILLS - 1;
        store.read(|tx| verify(tx, &store, &acknowledged, whole));
    }
    assert_eq!(acknowledged.len() as u64, WRITERS, "every writer got somewhere");
    std::fs::remove_dir_all(&dir).unwrap();
}

/// Starts the child, lets it write for a moment, kills it, and notes what it was told.
fn write_until_killed(dir: &Path, acknowledged: &mut BTreeMap<u64, u64>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_child_writes_until_it_is_killed", "--nocapture"])
        .env(CHILD_DIR, dir)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut note = |line: String| {
        let Some(line) = line.strip_prefix("ack ") else { return false };
        let (writer, number) = line.split_once(' ').unwrap();
        acknowledged.insert(writer.parse().unwrap(), number.parse().unwrap());
        true
    };
    while !note(lines.next().expect("the child writes").unwrap()) {}
    let mut random = [0; 1];
    SystemRandom.fill(&mut random);
    // The moment of the kill is what is random here; nothing waits for it.
    std::thread::sleep(Duration::from_micros(u64::from(random[0]) * 100));
    child.kill().unwrap();
    for line in lines {
        note(line.unwrap());
    }
    child.wait().unwrap();
}

fn verify(tx: &ReadTx, store: &Store, acknowledged: &BTreeMap<u64, u64>, whole: bool) {
    let mut total = 0;
    let mut writers = 0;
    for writer in 0..WRITERS {
        let number = acknowledged.get(&writer).copied().unwrap_or(0);
        let last = tx.get(&LAST, writer).unwrap().unwrap_or(0);
        assert!(last >= number, "writer {writer} was told {number}, found {last}");
        let from = if whole { 1 } else { number.saturating_sub(20).max(1) };
        let range = || Range::prefix((writer,)).at_least((writer, from));
        let rows = tx.scan(&ROWS, range(), Direction::Forward).unwrap();
        let again = tx.scan(&AGAIN, range(), Direction::Forward).unwrap();
        let mut expected = from;
        for (row, again) in rows.zip(again) {
            let (((_, number), text), (key, bytes)) = (row.unwrap(), again.unwrap());
            assert_eq!((number, key), (expected, (writer, expected)));
            assert_eq!(text.as_bytes(), bytes);
            if writer == BLOB_WRITER && (whole || number == last) {
                let id = BlobId::from_hex(&text).unwrap();
                let file = store.blobs().open(&id).unwrap();
                assert_eq!(std::io::read_to_string(file).unwrap(), format!("blob {number}"));
            }
            expected += 1;
        }
        assert_eq!(expected, last + 1, "writer {writer}: rows without gaps up to the last");
        assert!(tx.get(&AGAIN, (writer, last + 1)).unwrap().is_none());
        let deadline = tx.timer_deadline(&TIMER, &writer.to_be_bytes()).unwrap();
        assert_eq!(deadline, (last > 0).then_some(Timestamp(last as i64)));
        writers += usize::from(last > 0);
        total += last;
    }
    assert_eq!(tx.feed_last(&FEED, b"all").unwrap(), total, "an entry for each closure");
    let after = if whole { 0 } else { total.saturating_sub(50) };
    let entries = tx.feed_read(&FEED, b"all", after, usize::MAX).unwrap();
    assert_eq!(entries.len() as u64, total - after);
    let due = tx.due(&TIMER, Timestamp(i64::MAX), 100).unwrap();
    assert_eq!(due.len(), writers, "one deadline per writer");
}

#[test]
fn the_child_writes_until_it_is_killed() {
    // Without its directory this is a test run, where nothing is to be done.
    let Some(dir) = std::env::var_os(CHILD_DIR) else { return };
    // A small journal, so that the kills meet checkpoints too.
    let options = Options { journal_bytes: 50_000, ..Options::default() };
    let store = Store::open(dir, options).unwrap();
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let store = &store;
            scope.spawn(move || {
                loop {
                    let number = store.read(|tx| tx.get(&LAST, writer)).unwrap().unwrap_or(0) + 1;
                    let text = if writer == BLOB_WRITER {
                        store.blobs().put(format!("blob {number}").as_bytes()).unwrap().hex()
                    } else {
                        format!("{writer} {number}")
                    };
                    store.write_blocking(move |tx| step(tx, writer, number, &text)).unwrap();
                    let line = format!("ack {writer} {number}\n");
                    std::io::stdout().lock().write_all(line.as_bytes()).unwrap();
                }
            });
        }
    });
}

fn step(tx: &mut WriteTx, writer: u64, number: u64, text: &str) -> Result<(), Error> {
    tx.put(&ROWS, (writer, number), &text.to_owned())?;
    tx.append(&FEED, b"all", &number)?;
    tx.set_timer(&TIMER, Timestamp(number as i64), &writer.to_be_bytes(), &number)?;
    tx.put(&LAST, writer, &number)?;
    tx.put(&AGAIN, (writer, number), &text.as_bytes().to_vec())
}
