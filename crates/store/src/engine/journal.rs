//! The journal: each group is appended here and synced, which is what its acknowledgement rests on.
//!
//! Records follow one another from the start of the file, numbered without gaps. When the journal
//! is full, the tree is made durable up to the last number and the journal begins again at its
//! start, over the old records: a file that keeps its length is synced faster than one that grows.
//! Before it has its full length it grows in steps, of zeros.
//! What is read back ends at the first record that is damaged or not the next one: that is where
//! the process ended, or where the records of the time before begin. A value may be written so
//! that, left over from an older record, it looks like the next one; so the checksum begins with a
//! salt that only the store knows.

use super::disk::Failure;
use super::tree::Durable;
use crate::error::Error;
use crate::fields::{Fields, Put};
use crate::overlay::Overlay;
use crate::record::Corrupt;
use std::fs::File;
use std::io::Read;
use std::os::unix::fs::FileExt;
use std::sync::Arc;

/// Checksum, length of the rest, and the record's number.
const HEAD_BYTES: usize = 4 + 4 + 8;
/// What the file grows by: some hundred small groups, and written within the time of a sync.
static ZEROS: [u8; 256 * 1024] = [0; 256 * 1024];

pub(crate) struct Journal {
    file: File,
    failure: Arc<Failure>,
    salt: u64,
    /// The length after which the journal begins again.
    bytes_max: u64,
    position: u64,
    /// The file's length.
    length: u64,
    /// The number of the last group, journaled or not.
    sequence: u64,
}

impl Journal {
    /// Reads what the tree does not hold yet, each group to `repeat` in order. Writes nothing, so
    /// that a store on a full disk can be opened.
    pub fn open(
        mut file: File,
        failure: Arc<Failure>,
        bytes_max: u64,
        durable: Durable,
        mut repeat: impl FnMut(Overlay) -> Result<(), Error>,
    ) -> Result<Journal, Error> {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| Error::io("reading the journal", &error))?;
        let Durable { mut sequence, salt } = durable;
        let mut rest = bytes.as_slice();
        let mut last = None;
        let mut position = 0;
        while let Some((number, changes)) = next_record(&mut rest, salt) {
            if last.is_some_and(|last| number != last + 1) {
                break;
            }
            last = Some(number);
            position = (bytes.len() - rest.len()) as u64;
            if number <= durable.sequence {
                continue;
            }
            if number != sequence + 1 {
                return Err(Error::corrupt(format!(
                    "the journal goes on at {number}, the tree ends at {sequence}"
                )));
            }
            let changes = decode(changes)
                .map_err(|error| Error::corrupt(format!("the journal: {}", error.0)))?;
            repeat(changes)?;
            sequence = number;
        }
        // Where later groups went straight to the tree, these records are not to be continued.
        if last != Some(sequence) {
            position = 0;
        }
        let length = bytes.len() as u64;
        Ok(Journal { file, failure, salt, bytes_max, position, length, sequence })
    }

    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// Whether a group is so large that writing it twice would gain nothing.
    pub fn is_too_small_for(&self, changes: &Overlay) -> bool {
        changes.bytes() as u64 >= self.bytes_max / 2
    }

    /// Whether the tree must be made durable before `record` can be appended.
    pub fn is_full_for(&self, record: &[u8]) -> bool {
        self.position > 0 && self.position + record.len() as u64 > self.bytes_max
    }

    /// The next group as a record.
    pub fn encode(&self, changes: &Overlay) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEAD_BYTES + changes.bytes() + changes.len() * 8);
        out.extend([0; 8]);
        out.extend((self.sequence + 1).to_le_bytes());
        for (key, value) in changes.rows() {
            out.put_bytes(key);
            out.put_option(value.as_deref(), |out, value| out.put_bytes(value));
        }
        let length = (out.len() - 8) as u32;
        out[4..8].copy_from_slice(&length.to_le_bytes());
        let sum = checksum(self.salt, &out[4..]);
        out[..4].copy_from_slice(&sum.to_le_bytes());
        out
    }

    /// On disk when this returns Ok.
    pub fn append(&mut self, record: &[u8]) -> Result<(), Error> {
        self.failure.write(&self.file, record, self.position);
        self.grow(self.position + record.len() as u64);
        self.failure.sync(&self.file);
        self.failure.check()?;
        self.position += record.len() as u64;
        self.sequence += 1;
        Ok(())
    }

    /// Where a record has made the file longer, there is room for the next ones in one go. A disk
    /// that has none for it may still have some for them.
    fn grow(&mut self, end: u64) {
        if end > self.length {
            let most = self.bytes_max.saturating_sub(end).min(ZEROS.len() as u64);
            let _ = self.file.write_all_at(&ZEROS[..most as usize], end);
            self.length = end + most;
        }
    }

    /// A group went straight to the tree.
    pub fn skip(&mut self) {
        self.sequence += 1;
        self.position = 0;
    }

    /// The tree holds everything: the next record goes to the start.
    pub fn begin_again(&mut self) {
        self.position = 0;
    }
}

/// The number and the changes of the next undamaged record.
fn next_record<'a>(rest: &mut &'a [u8], salt: u64) -> Option<(u64, &'a [u8])> {
    let (sum, after) = rest.split_first_chunk::<4>()?;
    let length = u32::from_le_bytes(*after.first_chunk::<4>()?) as usize;
    let (summed, after) = after.split_at_checked(length.checked_add(4)?)?;
    if checksum(salt, summed) != u32::from_le_bytes(*sum) {
        return None;
    }
    let (number, changes) = summed[4..].split_first_chunk::<8>()?;
    *rest = after;
    Some((u64::from_le_bytes(*number), changes))
}

fn checksum(salt: u64, bytes: &[u8]) -> u32 {
    let mut hash = crc32fast::Hasher::new();
    hash.update(&salt.to_le_bytes());
    hash.update(bytes);
    hash.finalize()
}

fn decode(bytes: &[u8]) -> Result<Overlay, Corrupt> {
    let mut fields = Fields::new(bytes);
    let mut changes = Overlay::default();
    while !fields.is_empty() {
        let key = fields.bytes()?.to_vec();
        let value = fields.option(|fields| fields.bytes().map(<[u8]>::to_vec))?;
        changes.set(key, value);
    }
    Ok(changes)
}
