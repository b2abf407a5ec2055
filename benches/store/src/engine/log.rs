//! The yardstick: a file that grows, synced after each group.

use super::{Change, Engine};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

pub struct Log(File);

impl Log {
    pub fn open(dir: &Path) -> Log {
        Log(OpenOptions::new().append(true).create(true).open(dir.join("log")).unwrap())
    }
}

impl Engine for Log {
    fn commit(&self, changes: &[Change]) {
        let mut out = Vec::new();
        for (key, value) in changes {
            out.extend((key.len() as u32).to_le_bytes());
            out.extend(key);
            let value = value.as_deref().unwrap_or_default();
            out.extend((value.len() as u32).to_le_bytes());
            out.extend(value);
        }
        (&self.0).write_all(&out).unwrap();
        self.0.sync_data().unwrap();
    }

    fn get(&self, _: &[u8]) -> Option<Vec<u8>> {
        None
    }

    fn scan(&self, _: &[u8], _: usize) -> Vec<Vec<u8>> {
        Vec::new()
    }
}
