//! Opening: who may read the directory, who has it, and which format it holds.

#![allow(clippy::unwrap_used, reason = "tests stop at the first thing that is not right")]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use store::{Error, Options, Store, Table};

static ROWS: Table<&str, u64> = Table::new("open.row");

fn place(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("store-open-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    dir
}

fn open(dir: &Path) -> Result<Store, Error> {
    Store::open(dir, Options::default())
}

#[test]
fn only_this_user_may_read_it() {
    let dir = place("private").join("deeper");
    let store = open(&dir).unwrap();
    store.blobs().put(&b"x"[..]).unwrap();
    let mut seen = 0;
    let mut look = vec![dir.clone()];
    while let Some(path) = look.pop() {
        let metadata = std::fs::metadata(&path).unwrap();
        let expected = if metadata.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(metadata.permissions().mode() & 0o777, expected, "{}", path.display());
        if metadata.is_dir() {
            look.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
        seen += 1;
    }
    assert!(seen > 5);
    std::fs::remove_dir_all(dir.parent().unwrap()).unwrap();
}

#[test]
fn a_second_process_is_told_who_has_it() {
    let dir = place("locked");
    let store = open(&dir).unwrap();
    let Err(error) = open(&dir) else { unreachable!("it is locked") };
    let Error::Locked { pid, .. } = &error else { unreachable!("{error}") };
    assert_eq!(*pid, Some(std::process::id()));
    assert!(error.to_string().contains(&std::process::id().to_string()));
    assert!(error.advice().contains("stop that process"));
    drop(store);
    open(&dir).unwrap();
    std::fs::remove_dir_all(dir).unwrap();
}

#[test]
fn an_unknown_format_is_refused_and_left_alone() {
    let dir = place("format");
    drop(open(&dir).unwrap());
    std::fs::write(dir.join("format"), "squall store format 99 (other)\n").unwrap();
    let Err(Error::Format { found, .. }) = open(&dir) else { unreachable!("it is unknown") };
    assert_eq!(found, "squall store format 99 (other)");
    std::fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_directory_of_other_things_is_refused_and_left_alone() {
    let dir = place("foreign");
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join("thesis.txt"), "mine").unwrap();
    std::fs::set_permissions(&dir, std::fs::Permissions::from_mode(0o755)).unwrap();
    assert!(matches!(open(&dir), Err(Error::Format { .. })));
    assert_eq!(std::fs::read_dir(&dir).unwrap().count(), 1);
    assert_eq!(std::fs::metadata(&dir).unwrap().permissions().mode() & 0o777, 0o755);
    std::fs::remove_dir_all(dir).unwrap();
}

#[test]
fn what_was_written_is_there_again() {
    let dir = place("again");
    for round in 0..5u64 {
        let store = open(&dir).unwrap();
        let last = store.read(|tx| tx.get(&ROWS, "round")).unwrap();
        assert_eq!(last, round.checked_sub(1));
        store.write_blocking(move |tx| tx.put(&ROWS, "round", &round)).unwrap();
    }
    std::fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_start_that_ended_while_making_it_is_no_obstacle() {
    let dir = place("unfinished");
    drop(open(&dir).unwrap());
    std::fs::remove_file(dir.join("rows.redb")).unwrap();
    std::fs::remove_file(dir.join("journal")).unwrap();
    std::fs::write(dir.join(".rows.new"), [0; 5000]).unwrap();
    open(&dir).unwrap().write_blocking(|tx| tx.put(&ROWS, "a", &1)).unwrap();
    assert!(!dir.join(".rows.new").exists());
    std::fs::remove_dir_all(dir).unwrap();
}
