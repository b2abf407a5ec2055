//! A disk that is full: an error, never a lie; reads go on, and with space again so does the store.
//!
//! Where the test may mount, the disk is a small tmpfs in a mount namespace of a child process;
//! everywhere, a limit on the size of the child's files.

#![allow(clippy::unwrap_used, reason = "tests stop at the first thing that is not right")]

use std::ffi::CString;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use store::{Error, Options, Store, Table, WriteError};

static ROWS: Table<u64, Vec<u8>> = Table::new("full.row");

const CHILD_DIR: &str = "SQUALL_FULL_DISK_TEST_DIR";
const CHILD_KIND: &str = "SQUALL_FULL_DISK_TEST_KIND";
/// Space in front of what the store needs to be made at all.
const DISK_BYTES: u64 = 12 * 1024 * 1024;
const JOURNAL_BYTES: usize = 1024 * 1024;

#[test]
fn a_small_disk_fills_up() {
    // SAFETY: geteuid has no preconditions and cannot fail.
    if unsafe { libc::geteuid() } == 0 {
        run_child("mount");
    }
}

#[test]
fn the_largest_file_is_reached() {
    run_child("limit");
}

fn run_child(kind: &str) {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("store-full-{kind}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_child_fills_its_disk", "--nocapture"])
        .env(CHILD_DIR, &dir)
        .env(CHILD_KIND, kind)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("refused after") || text.contains("cannot mount"), "{text}");
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn the_child_fills_its_disk() {
    let Some(dir) = std::env::var_os(CHILD_DIR) else { return };
    let dir = PathBuf::from(dir);
    let mounted = std::env::var(CHILD_KIND).unwrap() == "mount";
    if mounted && !mount_small(&dir) {
        println!("cannot mount");
        return;
    }
    let ballast = dir.join("ballast");
    if mounted {
        std::fs::write(&ballast, vec![1; 2 * 1024 * 1024]).unwrap();
    }
    let place = dir.join("store");
    let store = Store::open(&place, options()).unwrap();
    if !mounted {
        limit_files(DISK_BYTES);
    }
    let count = fill(&store);
    println!("refused after {count}");
    check(&store, count);
    drop(store);
    if mounted {
        std::fs::remove_file(ballast).unwrap();
    } else {
        limit_files(libc::RLIM_INFINITY);
    }
    let store = Store::open(&place, options()).unwrap();
    check(&store, count);
    store.write_blocking(|tx| tx.put(&ROWS, u64::MAX, &vec![])).unwrap();
}

fn options() -> Options {
    Options { journal_bytes: JOURNAL_BYTES, ..Options::default() }
}

/// Writes until it is refused; gives the number of rows that were acknowledged.
fn fill(store: &Store) -> u64 {
    let value = |number: u64| vec![number as u8; 60_000];
    let mut count = 0;
    let refusal = loop {
        let number = count;
        match store.write_blocking(move |tx| tx.put(&ROWS, number, &value(number))) {
            Ok(()) => count += 1,
            Err(error) => break error,
        }
        assert!(count < 10_000, "the disk is never full");
    };
    assert!(matches!(refusal, WriteError::Store(Error::Poisoned(_))), "{refusal}");
    assert!(count > 10, "it held {count}");
    // From now on nothing is accepted, not even what would have fitted.
    let small = store.write_blocking(|tx| tx.put(&ROWS, 0, &vec![]));
    assert!(matches!(small, Err(WriteError::Store(Error::Poisoned(_)))));
    assert!(store.poisoned().is_some());
    count
}

fn check(store: &Store, count: u64) {
    for number in 0..count {
        let found = store.read(|tx| tx.get(&ROWS, number)).unwrap();
        assert!(found.is_some_and(|value| value == vec![number as u8; 60_000]), "{number}");
    }
}

fn mount_small(dir: &Path) -> bool {
    let target = CString::new(dir.as_os_str().as_bytes()).unwrap();
    let options = CString::new(format!("size={DISK_BYTES}")).unwrap();
    let none = std::ptr::null();
    // SAFETY: every pointer is a C string that outlives its call, or null where that is allowed.
    unsafe {
        libc::unshare(libc::CLONE_NEWNS) == 0
            && libc::mount(none, c"/".as_ptr(), none, libc::MS_REC | libc::MS_PRIVATE, none.cast())
                == 0
            && libc::mount(
                c"tmpfs".as_ptr(),
                target.as_ptr(),
                c"tmpfs".as_ptr(),
                0,
                options.as_ptr().cast(),
            ) == 0
    }
}

/// Writes beyond this fail with EFBIG, once the signal that goes with it is ignored.
fn limit_files(bytes: u64) {
    let limit = libc::rlimit { rlim_cur: bytes, rlim_max: libc::RLIM_INFINITY };
    // SAFETY: the limit outlives the call; ignoring a signal has no preconditions.
    unsafe {
        libc::signal(libc::SIGXFSZ, libc::SIG_IGN);
        assert_eq!(libc::setrlimit(libc::RLIMIT_FSIZE, &limit), 0);
    }
}
