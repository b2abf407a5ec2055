//! The candidates, each behind the same few verbs, and the plain file that they are compared with.

mod facade;
mod log;
mod lsm;
mod tree;

use std::path::Path;

pub type Change = (Vec<u8>, Option<Vec<u8>>);

pub trait Engine: Send + Sync {
    /// All of the changes, sorted by key, on disk when this returns.
    fn commit(&self, changes: &[Change]);
    fn get(&self, key: &[u8]) -> Option<Vec<u8>>;
    /// The first `limit` rows from `from` on: count and bytes, and the keys where wanted.
    fn scan(&self, from: &[u8], limit: usize) -> Vec<Vec<u8>>;
    /// Whatever of its work goes on behind the caller's back is finished.
    fn settle(&self) {}
}

/// Memory for pages: the same for every engine.
pub const CACHE_BYTES: usize = 64 * 1024 * 1024;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Append and fdatasync.
    Log,
    /// redb, one sync per commit; after a crash it walks the whole file.
    Redb,
    /// redb with quick repair: two syncs per commit; opens at once after a crash.
    RedbQuick,
    Fjall,
    /// What the store is made of: its journal before redb.
    Store,
}

pub const ALL: [Kind; 4] = [Kind::Log, Kind::Redb, Kind::RedbQuick, Kind::Fjall];
pub const ENGINES: [Kind; 4] = [Kind::Redb, Kind::RedbQuick, Kind::Fjall, Kind::Store];

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Log => "log",
            Kind::Redb => "redb",
            Kind::RedbQuick => "redb-quick",
            Kind::Fjall => "fjall",
            Kind::Store => "store",
        }
    }

    pub fn open(self, dir: &Path) -> Box<dyn Engine> {
        std::fs::create_dir_all(dir).unwrap();
        match self {
            Kind::Log => Box::new(log::Log::open(dir)),
            Kind::Redb => Box::new(tree::Tree::open(dir, false)),
            Kind::RedbQuick => Box::new(tree::Tree::open(dir, true)),
            Kind::Fjall => Box::new(lsm::Lsm::open(dir)),
            Kind::Store => Box::new(facade::Facade::open(dir)),
        }
    }
}
