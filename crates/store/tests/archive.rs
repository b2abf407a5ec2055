//! An archive gives back what the store held when it was made.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;

use store::{Direction, Error, Feed, Options, Range, Store, Table, Timer};

static ROWS: Table<(&str, u64), String> = Table::new("test.rows");
static FEED: Feed<String> = Feed::new("test.feed");
static TIMER: Timer<String> = Timer::new("test.timer");

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let path =
            std::env::temp_dir().join(format!("squall-archive-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path).unwrap();
        Scratch(path)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn filled(scratch: &Scratch) -> Store {
    let store = Store::open(scratch.at("store"), Options::default()).unwrap();
    let done = store.write_blocking(|tx| -> Result<(), Error> {
        for n in 0..12_345 {
            tx.put(&ROWS, ("a", n), &format!("row {n}"))?;
        }
        tx.append(&FEED, b"p", &"change".to_owned())?;
        tx.set_timer(&TIMER, base::Timestamp(5), b"k", &"due".to_owned())
    });
    done.unwrap();
    store.blobs().put(&b"a blob"[..]).unwrap();
    fs::create_dir_all(scratch.at("tree/inner")).unwrap();
    fs::write(scratch.at("tree/inner/code.py"), "print()").unwrap();
    std::os::unix::fs::symlink("inner/code.py", scratch.at("tree/link")).unwrap();
    store
}

fn rows(store: &Store) -> Vec<((String, u64), String)> {
    store.read(|tx| {
        let rows = tx.scan(&ROWS, Range::all(), Direction::Forward).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    })
}

#[test]
fn all_comes_back_as_it_was() {
    let scratch = Scratch::new("whole");
    let store = filled(&scratch);
    let expected = rows(&store);
    let file = scratch.at("file");
    let made = store.archive(&[("packages", scratch.at("tree"))], &file).unwrap();
    assert_eq!((made.blobs, made.files), (1, 1));
    let later = store.write_blocking(|tx| tx.put(&ROWS, ("later", 1), &"x".to_owned()));
    later.unwrap();
    let trees = [("packages", scratch.at("new-tree"))];
    let read = Store::unarchive(&file, &scratch.at("new"), &trees, Options::default()).unwrap();
    assert_eq!(read, made);
    let again = Store::open(scratch.at("new"), Options::default()).unwrap();
    assert_eq!(rows(&again), expected);
    let entries = again.read(|tx| tx.feed_read(&FEED, b"p", 0, 9)).unwrap();
    assert_eq!((entries[0].sequence, entries[0].payload.as_str()), (1, "change"));
    assert_eq!(again.read(|tx| tx.due(&TIMER, base::Timestamp(5), 9)).unwrap().len(), 1);
    assert_eq!(fs::read_to_string(scratch.at("new-tree/link")).unwrap(), "print()");
    let (contents, faults) = store::archive::check(&again).unwrap();
    assert_eq!((contents.rows, contents.blobs, faults.len()), (made.rows, 1, 0));
}

#[test]
fn what_is_there_is_not_laid_over_and_what_is_damaged_is_not_believed() {
    let scratch = Scratch::new("refused");
    let store = filled(&scratch);
    let file = scratch.at("file");
    store.archive(&[], &file).unwrap();
    let taken = Store::unarchive(&file, &scratch.at("store"), &[], Options::default());
    assert!(matches!(taken, Err(Error::Format { .. })), "{taken:?}");
    let whole = fs::read(&file).unwrap();
    for damage in [1, whole.len() / 2, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[damage] ^= 1;
        fs::write(&file, &bytes).unwrap();
        let refused = Store::unarchive(&file, &scratch.at("new"), &[], Options::default());
        assert!(matches!(refused, Err(Error::Corrupt(_))), "{damage}: {refused:?}");
    }
    fs::write(&file, &whole[..whole.len() - 40]).unwrap();
    let refused = Store::unarchive(&file, &scratch.at("new"), &[], Options::default());
    assert!(matches!(refused, Err(Error::Corrupt(_))), "{refused:?}");
    assert!(!scratch.at("new").exists());
}

#[test]
fn a_blob_with_other_bytes_is_found() {
    let scratch = Scratch::new("check");
    let store = filled(&scratch);
    let id = store.blobs().put(&b"another"[..]).unwrap().hex();
    fs::write(scratch.at("store/blobs").join(&id[..2]).join(&id), "changed").unwrap();
    let (_, faults) = store::archive::check(&store).unwrap();
    assert_eq!(faults.len(), 1);
    assert!(faults[0].contains(&id), "{faults:?}");
}
