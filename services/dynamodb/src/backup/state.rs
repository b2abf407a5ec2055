//! Backups as the store keeps them, and which blobs are theirs.

use base::Timestamp;
use store::{
    BlobId, Corrupt, Direction, Fields, Put, Range, Raw, ReadTx, Record, Table as Rows, WriteTx,
};

use crate::table::Table;

/// By account, region, table and name.
static BACKUPS: Rows<(&str, &str, &str, &str), Backup> = Rows::new("dynamodb.backup");
/// Blobs of backups that were deleted; the files go after the rows.
static GONE: Rows<Raw, ()> = Rows::new("dynamodb.backupgone");

/// Which backup: the parts of its ARN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Id {
    pub account: String,
    pub region: String,
    pub table: String,
    /// Its time and a few digits.
    pub name: String,
}

impl Id {
    fn key(&self) -> (&str, &str, &str, &str) {
        (&self.account, &self.region, &self.table, &self.name)
    }

    fn of((account, region, table, name): (String, String, String, String)) -> Id {
        Id { account, region, table, name }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Creating,
    Available,
}

impl Status {
    pub fn word(self) -> &'static str {
        match self {
            Status::Creating => "CREATING",
            Status::Available => "AVAILABLE",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// As the caller named it.
    pub name: String,
    pub created: Timestamp,
    /// The definition as it was.
    pub table: Table,
    pub status: Status,
    pub blob: Option<BlobId>,
    pub items: i64,
    pub bytes: i64,
}

pub fn get(tx: &ReadTx, id: &Id) -> Result<Option<Backup>, store::Error> {
    tx.get(&BACKUPS, id.key())
}

pub fn put(tx: &mut WriteTx, id: &Id, backup: &Backup) -> Result<(), store::Error> {
    tx.put(&BACKUPS, id.key(), backup)
}

/// The copy is made. Where the backup was deleted meanwhile, it is gone at once.
pub fn finish(
    tx: &mut WriteTx,
    id: &Id,
    blob: BlobId,
    (items, bytes): (i64, i64),
) -> Result<(), store::Error> {
    match get(tx, id)? {
        Some(kept) => {
            let status = Status::Available;
            put(tx, id, &Backup { status, blob: Some(blob), items, bytes, ..kept })
        }
        None => let_go(tx, &blob),
    }
}

/// Nobody has the blob any more.
pub fn let_go(tx: &mut WriteTx, blob: &BlobId) -> Result<(), store::Error> {
    tx.put(&GONE, &blob.0, &())
}

pub fn delete(tx: &mut WriteTx, id: &Id) -> Result<(), store::Error> {
    match tx.take(&BACKUPS, id.key())?.and_then(|backup| backup.blob) {
        Some(blob) => let_go(tx, &blob),
        None => Ok(()),
    }
}

/// Blobs whose files are still to be removed.
pub fn gone(tx: &ReadTx) -> Result<Vec<BlobId>, store::Error> {
    let keys =
        tx.scan(&GONE, Range::all(), Direction::Forward)?.map(|row| row.map(|(key, ())| key));
    let keys = keys.collect::<Result<Vec<_>, _>>()?;
    Ok(keys.iter().filter_map(|key| key.as_slice().try_into().ok().map(BlobId)).collect())
}

/// The blob's file has been removed.
pub fn forget(tx: &mut WriteTx, blob: &BlobId) -> Result<(), store::Error> {
    tx.delete(&GONE, &blob.0)
}

pub fn list(
    tx: &ReadTx,
    (account, region): (&str, &str),
    table: Option<&str>,
    after: Option<&Id>,
    limit: usize,
) -> Result<Vec<(Id, Backup)>, store::Error> {
    let mut range = match table {
        Some(table) => Range::prefix((account, region, table)),
        None => Range::prefix((account, region)),
    };
    if let Some(after) = after {
        range = range.after(after.key());
    }
    let rows = tx.scan(&BACKUPS, range, Direction::Forward)?.take(limit);
    rows.map(|row| row.map(|(key, backup)| (Id::of(key), backup))).collect()
}

/// Whether the copy of a table is still to be made.
pub fn is_read(
    tx: &ReadTx,
    (account, region, table): (&str, &str, &str),
    space: u64,
) -> Result<bool, store::Error> {
    let rows = tx.scan(&BACKUPS, Range::prefix((account, region, table)), Direction::Forward)?;
    let backups = rows.map(|row| row.map(|(_, backup)| backup)).collect::<Result<Vec<_>, _>>()?;
    let mut begun = backups.iter().filter(|backup| backup.status == Status::Creating);
    Ok(begun.any(|backup| backup.table.space == space))
}

/// Backups whose copy is still to be made.
pub fn unfinished(tx: &ReadTx) -> Result<Vec<Id>, store::Error> {
    let rows = tx.scan(&BACKUPS, Range::all(), Direction::Forward)?;
    rows.filter(|row| row.as_ref().is_ok_and(|(_, it)| it.status == Status::Creating))
        .map(|row| row.map(|(key, _)| Id::of(key)))
        .collect()
}

impl Record for Backup {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.name);
        out.put_i64(self.created.millis());
        out.put_bool(self.status == Status::Available);
        out.put_option(self.blob.as_ref(), |out, blob| out.put_bytes(&blob.0));
        out.put_i64(self.items);
        out.put_i64(self.bytes);
        out.put_u8(Table::VERSION);
        self.table.encode(out);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Backup, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        let name = fields.string()?;
        let created = Timestamp(fields.i64()?);
        let status = if fields.bool()? { Status::Available } else { Status::Creating };
        let blob = fields.option(|fields| {
            let id: [u8; 32] = fields.bytes()?.try_into().map_err(|_| Corrupt("a blob's name"))?;
            Ok(BlobId(id))
        })?;
        let (items, bytes) = (fields.i64()?, fields.i64()?);
        let version = fields.u8()?;
        let table = Table::decode(version, fields.rest())?;
        Ok(Backup { name, created, table, status, blob, items, bytes })
    }
}
