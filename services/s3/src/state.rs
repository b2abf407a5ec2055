//! The only file that knows the service's keys.
//!
//! An object's versions: the current one is a row of its own (`OBJECTS`), which is all that a plain
//! bucket has and all that a listing reads; older ones follow the key, the newest first
//! (`VERSIONS`). What a version holds (`CONTENTS`) stays where it is when a version grows old.

use store::{BlobId, Direction, Range, ReadTx, Table, WriteTx};

use crate::bucket::Bucket;
use crate::content::Content;
use crate::error::{Error, Result};
use crate::object::{Current, Object};
use crate::setting::Setting;
use crate::upload::{Part, Upload};

static BUCKETS: Table<&str, Bucket> = Table::new("s3.bucket");
/// A bucket's further configurations, by their kind.
static SETTINGS: Table<(&str, &str), Vec<u8>> = Table::new("s3.setting");
static OBJECTS: Table<(&str, &str), Current> = Table::new("s3.object");
/// By the sequence number, backwards.
static VERSIONS: Table<(&str, &str, u64), Object> = Table::new("s3.version");
static CONTENTS: Table<(&str, &str, u64), Content> = Table::new("s3.content");
/// By the upload's id, which begins with its time.
static UPLOADS: Table<(&str, &str, &str), Upload> = Table::new("s3.upload");
static PARTS: Table<(&str, u64), Part> = Table::new("s3.part");
/// How many rows name a blob.
static BLOBS: Table<&[u8], u64> = Table::new("s3.blob");
/// Blobs that may be there and named by no row.
static DOUBTFUL: Table<&[u8], ()> = Table::new("s3.doubtful");

fn backwards(sequence: u64) -> u64 {
    u64::MAX - sequence
}

// Buckets.

pub(crate) fn bucket(tx: &ReadTx, name: &str) -> Result<Bucket> {
    find_bucket(tx, name)?.ok_or_else(|| Error::no_bucket(name))
}

pub(crate) fn find_bucket(tx: &ReadTx, name: &str) -> Result<Option<Bucket>> {
    Ok(tx.get(&BUCKETS, name)?)
}

pub(crate) fn put_bucket(tx: &mut WriteTx, name: &str, bucket: &Bucket) -> Result<()> {
    Ok(tx.put(&BUCKETS, name, bucket)?)
}

/// Buckets whose names are after `after`, in order.
pub(crate) fn buckets(
    tx: &ReadTx,
    after: Option<&str>,
) -> Result<impl Iterator<Item = Result<(String, Bucket)>>> {
    let range = match after {
        Some(after) => Range::all().after(after),
        None => Range::all(),
    };
    let rows = tx.scan(&BUCKETS, range, Direction::Forward)?;
    Ok(rows.map(|row| Ok(row?)))
}

/// The bucket and its configurations. Its objects and uploads must be gone.
pub(crate) fn delete_bucket(tx: &mut WriteTx, name: &str) -> Result<()> {
    for setting in Setting::ALL {
        tx.delete(&SETTINGS, (name, setting.name()))?;
    }
    Ok(tx.delete(&BUCKETS, name)?)
}

pub(crate) fn has_objects(tx: &ReadTx, bucket: &str) -> Result<bool> {
    let mut rows = tx.scan(&OBJECTS, Range::prefix((bucket,)), Direction::Forward)?;
    Ok(rows.next().transpose()?.is_some())
}

pub(crate) fn setting(tx: &ReadTx, bucket: &str, setting: Setting) -> Result<Option<Vec<u8>>> {
    Ok(tx.get(&SETTINGS, (bucket, setting.name()))?)
}

/// None deletes it.
pub(crate) fn set_setting(
    tx: &mut WriteTx,
    bucket: &str,
    setting: Setting,
    value: Option<&Vec<u8>>,
) -> Result<()> {
    let key = (bucket, setting.name());
    match value {
        Some(value) => tx.put(&SETTINGS, key, value)?,
        None => tx.delete(&SETTINGS, key)?,
    }
    Ok(())
}

// Versions.

pub(crate) fn current(tx: &ReadTx, bucket: &str, key: &str) -> Result<Option<Current>> {
    Ok(tx.get(&OBJECTS, (bucket, key))?)
}

pub(crate) fn put_current(
    tx: &mut WriteTx,
    bucket: &str,
    key: &str,
    current: &Current,
) -> Result<()> {
    Ok(tx.put(&OBJECTS, (bucket, key), current)?)
}

pub(crate) fn delete_current(tx: &mut WriteTx, bucket: &str, key: &str) -> Result<()> {
    Ok(tx.delete(&OBJECTS, (bucket, key))?)
}

/// Current versions of the keys from `from` on, or after it.
pub(crate) fn currents<'a>(
    tx: &'a ReadTx,
    bucket: &str,
    from: &str,
    inclusive: bool,
) -> Result<impl Iterator<Item = Result<(String, Current)>> + use<'a>> {
    let range = Range::prefix((bucket,));
    let range = match inclusive {
        true => range.at_least((bucket, from)),
        false => range.after((bucket, from)),
    };
    let rows = tx.scan(&OBJECTS, range, Direction::Forward)?;
    Ok(rows.map(|row| {
        let ((_, key), current) = row?;
        Ok((key, current))
    }))
}

/// An older version.
pub(crate) fn older(tx: &ReadTx, bucket: &str, key: &str, sequence: u64) -> Result<Option<Object>> {
    Ok(tx.get(&VERSIONS, (bucket, key, backwards(sequence)))?)
}

/// The older versions of a key, the newest first; only those before a sequence number where one is
/// given.
pub(crate) fn olders<'a>(
    tx: &'a ReadTx,
    bucket: &str,
    key: &str,
    before: Option<u64>,
) -> Result<impl Iterator<Item = Result<Object>> + use<'a>> {
    let range = Range::prefix((bucket, key));
    let range = match before {
        Some(before) => range.after((bucket, key, backwards(before))),
        None => range,
    };
    let rows = tx.scan(&VERSIONS, range, Direction::Forward)?;
    Ok(rows.map(|row| Ok(row?.1)))
}

pub(crate) fn put_older(tx: &mut WriteTx, bucket: &str, key: &str, object: &Object) -> Result<()> {
    Ok(tx.put(&VERSIONS, (bucket, key, backwards(object.sequence)), object)?)
}

pub(crate) fn delete_older(tx: &mut WriteTx, bucket: &str, key: &str, sequence: u64) -> Result<()> {
    Ok(tx.delete(&VERSIONS, (bucket, key, backwards(sequence)))?)
}

pub(crate) fn content(
    tx: &ReadTx,
    bucket: &str,
    key: &str,
    sequence: u64,
) -> Result<Option<Content>> {
    Ok(tx.get(&CONTENTS, (bucket, key, sequence))?)
}

pub(crate) fn put_content(
    tx: &mut WriteTx,
    bucket: &str,
    key: &str,
    sequence: u64,
    content: &Content,
) -> Result<()> {
    Ok(tx.put(&CONTENTS, (bucket, key, sequence), content)?)
}

pub(crate) fn take_content(
    tx: &mut WriteTx,
    bucket: &str,
    key: &str,
    sequence: u64,
) -> Result<Option<Content>> {
    Ok(tx.take(&CONTENTS, (bucket, key, sequence))?)
}

// Uploads.

pub(crate) fn upload(tx: &ReadTx, bucket: &str, key: &str, id: &str) -> Result<Upload> {
    let found = tx.get(&UPLOADS, (bucket, key, id))?;
    found.ok_or_else(|| Error::no_such_upload().with("UploadId", id))
}

pub(crate) fn put_upload(
    tx: &mut WriteTx,
    bucket: &str,
    key: &str,
    id: &str,
    upload: &Upload,
) -> Result<()> {
    Ok(tx.put(&UPLOADS, (bucket, key, id), upload)?)
}

pub(crate) fn delete_upload(tx: &mut WriteTx, bucket: &str, key: &str, id: &str) -> Result<()> {
    Ok(tx.delete(&UPLOADS, (bucket, key, id))?)
}

/// Uploads of the keys from `from` on, or after the upload of that key.
pub(crate) fn uploads<'a>(
    tx: &'a ReadTx,
    bucket: &str,
    from: &str,
    after: Option<&str>,
) -> Result<impl Iterator<Item = Result<(String, String, Upload)>> + use<'a>> {
    let range = Range::prefix((bucket,));
    let range = match after {
        Some(after) => range.after((bucket, from, after)),
        None => range.at_least((bucket, from, "")),
    };
    let rows = tx.scan(&UPLOADS, range, Direction::Forward)?;
    Ok(rows.map(|row| {
        let ((_, key, id), upload) = row?;
        Ok((key, id, upload))
    }))
}

pub(crate) fn part(tx: &ReadTx, upload: &str, number: u64) -> Result<Option<Part>> {
    Ok(tx.get(&PARTS, (upload, number))?)
}

pub(crate) fn put_part(tx: &mut WriteTx, upload: &str, number: u64, part: &Part) -> Result<()> {
    Ok(tx.put(&PARTS, (upload, number), part)?)
}

pub(crate) fn delete_part(tx: &mut WriteTx, upload: &str, number: u64) -> Result<()> {
    Ok(tx.delete(&PARTS, (upload, number))?)
}

/// Parts whose numbers are above `after`, in order.
pub(crate) fn parts<'a>(
    tx: &'a ReadTx,
    upload: &str,
    after: u64,
) -> Result<impl Iterator<Item = Result<(u64, Part)>> + use<'a>> {
    let range = Range::prefix((upload,)).after((upload, after));
    let rows = tx.scan(&PARTS, range, Direction::Forward)?;
    Ok(rows.map(|row| {
        let ((_, number), part) = row?;
        Ok((number, part))
    }))
}

// Blobs.

/// Another row names the blob.
pub(crate) fn name_blob(tx: &mut WriteTx, id: &BlobId) -> Result<()> {
    let rows = tx.get(&BLOBS, &id.0)?.unwrap_or(0);
    if rows == 0 {
        tx.delete(&DOUBTFUL, &id.0)?;
    }
    Ok(tx.put(&BLOBS, &id.0, &(rows + 1))?)
}

/// A row names it no more. True where none does: it may be removed once this is committed.
pub(crate) fn unname_blob(tx: &mut WriteTx, id: &BlobId) -> Result<bool> {
    match tx.get(&BLOBS, &id.0)?.unwrap_or(0) {
        0 | 1 => {
            tx.delete(&BLOBS, &id.0)?;
            doubt_blob(tx, id)?;
            Ok(true)
        }
        rows => {
            tx.put(&BLOBS, &id.0, &(rows - 1))?;
            Ok(false)
        }
    }
}

pub(crate) fn is_blob_named(tx: &ReadTx, id: &BlobId) -> std::result::Result<bool, store::Error> {
    tx.contains(&BLOBS, &id.0)
}

/// There may be a file that no row names: it is looked at when it is let go, or at the next start.
pub(crate) fn doubt_blob(tx: &mut WriteTx, id: &BlobId) -> Result<()> {
    Ok(tx.put(&DOUBTFUL, &id.0, &())?)
}

pub(crate) fn settle_blob(tx: &mut WriteTx, id: &BlobId) -> Result<()> {
    Ok(tx.delete(&DOUBTFUL, &id.0)?)
}

/// Blobs that may be named by no row, after `after`, at most `limit`.
pub(crate) fn doubtful(tx: &ReadTx, after: Option<&BlobId>, limit: usize) -> Result<Vec<BlobId>> {
    let range = match after {
        Some(after) => Range::all().after(&after.0[..]),
        None => Range::all(),
    };
    let rows = tx.scan(&DOUBTFUL, range, Direction::Forward)?.take(limit);
    let mut all = Vec::new();
    for row in rows {
        let (key, ()) = row?;
        let id = <[u8; 32]>::try_from(key);
        all.push(BlobId(id.map_err(|_| Error::internal("a blob's key of another length"))?));
    }
    Ok(all)
}
