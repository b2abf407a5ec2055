//! An archive gives back what the store held when it was made.

#![allow(clippy::unwrap_used)]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use sha2::{Digest, Sha256};
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
    let everybody = Permissions::from_mode(0o777);
    fs::set_permissions(scratch.at("tree/inner/code.py"), everybody).unwrap();
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
    let mode = |name: &str| {
        let meta = fs::metadata(scratch.at("new-tree").join(name)).unwrap();
        meta.permissions().mode() & 0o777
    };
    assert_eq!([mode(""), mode("inner"), mode("inner/code.py")], [0o700, 0o755, 0o777]);
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

/// An archive of entries that no store would write.
fn forged(entries: &[&[u8]]) -> Vec<u8> {
    let mut bytes = b"squall backup 1\n".to_vec();
    entries.iter().for_each(|entry| bytes.extend(*entry));
    bytes.push(b'z');
    let digest: [u8; 32] = Sha256::digest(&bytes).into();
    bytes.extend(digest);
    bytes
}

fn entry(tag: u8, parts: &[&str]) -> Vec<u8> {
    let mut bytes = vec![tag];
    for part in parts {
        bytes.extend((part.len() as u32).to_be_bytes());
        bytes.extend(part.as_bytes());
    }
    bytes
}

#[test]
fn no_entry_leads_through_a_link() {
    let scratch = Scratch::new("links");
    fs::create_dir(scratch.at("outside")).unwrap();
    let outside = scratch.at("outside");
    let outside = outside.to_str().unwrap();
    let file = |path: &str| {
        let mut bytes = entry(b'f', &[path]);
        bytes.extend(0o644u32.to_be_bytes());
        bytes.extend(1u64.to_be_bytes());
        bytes.push(b'x');
        bytes
    };
    let root = entry(b'd', &["packages"]);
    let link = entry(b'l', &["packages/out", outside]);
    let root_link = entry(b'l', &["packages", outside]);
    let deep = entry(b'd', &["packages/out/deep"]);
    let onto = entry(b'd', &["packages/out"]);
    for entries in [
        &[&*root, &link, &file("packages/out/x")][..],
        &[&root, &link, &deep],
        &[&root, &link, &onto],
        &[&root_link, &file("packages/x")],
        &[&file("packages")],
    ] {
        fs::write(scratch.at("file"), forged(entries)).unwrap();
        let trees = [("packages", scratch.at("tree"))];
        let new = scratch.at("new");
        let refused = Store::unarchive(&scratch.at("file"), &new, &trees, Options::default());
        assert!(matches!(refused, Err(Error::Io { .. })), "{refused:?}");
        assert_eq!(fs::read_dir(outside).unwrap().count(), 0);
        assert!(!new.exists());
    }
}
