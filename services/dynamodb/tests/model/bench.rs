//! The service on a store on disk: JSON in, JSON out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use base::{FakeClock, Timestamp};
use dynamodb::Dynamodb;
use serde_json::Value;
use store::{Options, Store};

use testbed::Chance;
use testbed::door::{self, Door};
use testbed::files::{self, Files};

/// The clock stands still.
const NOW_MS: i64 = 1_700_000_000_000;
/// Small, so that a run meets many checkpoints.
const JOURNAL_BYTES: usize = 1024 * 1024;

/// What a disk writes whole.
const SECTOR_BYTES: usize = 512;
const JOURNAL: &str = "journal";

struct Open {
    door: Door,
    _store: Store,
}

impl Open {
    fn at(dir: &Path) -> Open {
        let options = Options {
            journal_bytes: JOURNAL_BYTES,
            ..door::options(Arc::new(FakeClock::at(NOW_MS)))
        };
        let store = Store::open(dir, options).unwrap();
        let dynamodb = Dynamodb::open(store.clone()).unwrap();
        let services = vec![dynamodb::service(&dynamodb), dynamodb::streams::service(&dynamodb)];
        Open { door: Door::of(services), _store: store }
    }
}

pub struct Bench {
    top: PathBuf,
    dirs: u64,
    open: Option<Open>,
}

impl Bench {
    pub fn new(name: &str) -> Bench {
        let top = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("model-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&top);
        let mut bench = Bench { top, dirs: 0, open: None };
        bench.open = Some(Open::at(&bench.dir()));
        bench
    }

    fn dir(&self) -> PathBuf {
        self.top.join(self.dirs.to_string())
    }

    /// Closes the store and opens it again.
    pub fn reopen(&mut self) {
        self.open = None;
        self.open = Some(Open::at(&self.dir()));
    }

    /// The files as they are now; nobody writes them.
    pub fn look(&self) -> Files {
        files::read_still(&self.dir())
    }

    /// Goes on with a copy of the files as they are now: what a killed process leaves.
    pub fn crash(&mut self) {
        let left = self.look();
        self.go_on(&left);
    }

    /// Goes on with what a power cut may leave of the writes since `before`: of each sector either
    /// the old content or the new. Whether that was possible: not where a journal that was full
    /// has been begun again, for then the tree was synced.
    pub fn cut(&mut self, before: &Files, chance: &Chance) -> bool {
        let mut left = self.look();
        let first = |files: &Files, other: &Files| {
            let (own, other) = (&files[Path::new(JOURNAL)], &other[Path::new(JOURNAL)]);
            own.iter().zip(other).position(|(a, b)| a != b).unwrap_or(own.len().min(other.len()))
        };
        let is_mixed = first(&left, before) > 0;
        if is_mixed {
            let odds = 1 + chance.below(4);
            for (path, bytes) in &mut left {
                let old = before.get(path).map_or(&[][..], Vec::as_slice);
                mix(bytes, old, odds, chance);
            }
        }
        self.go_on(&left);
        is_mixed
    }

    fn go_on(&mut self, left: &Files) {
        let old = self.dir();
        self.dirs += 1;
        files::write(&self.dir(), left);
        self.open = None;
        std::fs::remove_dir_all(&old).unwrap();
        self.open = Some(Open::at(&self.dir()));
    }

    /// An operation's answer: status and body.
    pub fn call(&self, operation: &str, input: &Value) -> (u16, Value) {
        let door = &self.open.as_ref().unwrap().door;
        door.call(door::context(Timestamp(NOW_MS)), operation, input)
    }

    pub fn ok(&self, operation: &str, input: &Value) -> Value {
        let (status, body) = self.call(operation, input);
        assert_eq!(status, 200, "{operation} {input}: {body}");
        body
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        self.open = None;
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.top);
        }
    }
}

/// Of each sector that was written one in so many stays as it was; where the file has grown, zeros.
fn mix(bytes: &mut [u8], old: &[u8], odds: u64, chance: &Chance) {
    for start in (0..bytes.len()).step_by(SECTOR_BYTES) {
        let end = (start + SECTOR_BYTES).min(bytes.len());
        let sector = &mut bytes[start..end];
        let mut before = vec![0; sector.len()];
        if let Some(kept) = old.get(start..) {
            let length = kept.len().min(before.len());
            before[..length].copy_from_slice(&kept[..length]);
        }
        if *sector != before[..] && chance.one_in(odds) {
            sector.copy_from_slice(&before);
        }
    }
}
