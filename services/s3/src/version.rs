//! What a write does to an object's versions, within its transaction.

use base::Timestamp;
use store::{BlobId, ReadTx, WriteTx};

use crate::bucket::{Bucket, Versioning};
use crate::content::Content;
use crate::error::{Error, Result};
use crate::object::{Current, Data, Object, VersionId, sealed};
use crate::state;

/// Whose versions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name<'a> {
    pub bucket: &'a str,
    pub key: &'a str,
}

/// What became of a deletion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deleted {
    /// The version that is gone, or the marker that was made.
    pub version: Option<String>,
    /// Whether that is a delete marker.
    pub is_marker: bool,
    /// Whether anything is gone for good.
    pub removed: Option<Object>,
}

/// Blobs that a row named until now, to be freed once the transaction is committed.
pub(crate) type Freed = Vec<BlobId>;

/// The version that is asked for: the current one where no id is given.
pub(crate) fn find(tx: &ReadTx, name: Name<'_>, id: Option<&str>) -> Result<Object> {
    let Name { bucket, key } = name;
    let current = state::current(tx, bucket, key)?;
    let Some(id) = id else {
        return current.map(|current| current.object).ok_or_else(|| Error::no_key(key));
    };
    let parsed = parse_id(id)?;
    let found = match current {
        Some(current) if is(&current.object, parsed) => Some(current.object),
        Some(current) => older(tx, name, &current, parsed)?,
        None => None,
    };
    let missing = || match parsed.is_genuine() {
        true => Error::no_such_version().with("Key", key).with("VersionId", id),
        false => invalid_id(id),
    };
    found.ok_or_else(missing)
}

pub(crate) fn parse_id(id: &str) -> Result<VersionId> {
    VersionId::parse(id).ok_or_else(|| invalid_id(id))
}

fn invalid_id(id: &str) -> Error {
    Error::argument("versionId", id, "Invalid version id specified")
}

fn is(object: &Object, id: VersionId) -> bool {
    match id {
        VersionId::Null => object.version.is_none(),
        VersionId::Of { sequence, random } => {
            object.sequence == sequence && object.version == Some(random)
        }
    }
}

fn older(tx: &ReadTx, name: Name<'_>, current: &Current, id: VersionId) -> Result<Option<Object>> {
    let sequence = match id {
        VersionId::Null => current.null_at,
        VersionId::Of { sequence, .. } => Some(sequence),
    };
    let Some(sequence) = sequence else { return Ok(None) };
    let found = state::older(tx, name.bucket, name.key, sequence)?;
    Ok(found.filter(|object| is(object, id)))
}

/// Puts a version in front: an object's with its content, or a delete marker. What it replaces
/// loses its place or its existence, as the bucket's versioning says.
pub(crate) fn put(
    tx: &mut WriteTx,
    bucket: &Bucket,
    name: Name<'_>,
    new: Option<(Data, &Content)>,
    freed: &mut Freed,
) -> Result<Object> {
    let before = state::current(tx, name.bucket, name.key)?;
    let sequence = before.as_ref().map_or(0, |before| before.object.sequence + 1);
    let null_at = match before {
        Some(before) => step_back(tx, bucket, name, before, freed)?,
        None => None,
    };
    let version = match bucket.versioning {
        Versioning::Enabled => {
            let mut random = [0; 16];
            tx.random().fill(&mut random);
            Some(sealed(sequence, random))
        }
        Versioning::Off | Versioning::Suspended => None,
    };
    let mut data = None;
    if let Some((of, content)) = new {
        for blob in content.blobs() {
            state::name_blob(tx, &blob)?;
        }
        state::put_content(tx, name.bucket, name.key, sequence, content)?;
        data = Some(of);
    }
    let object = Object { sequence, version, modified: tx.now(), data };
    let current = Current { object, null_at };
    state::put_current(tx, name.bucket, name.key, &current)?;
    Ok(current.object)
}

/// Makes room for a version in front; gives where the one called `null` is now.
fn step_back(
    tx: &mut WriteTx,
    bucket: &Bucket,
    name: Name<'_>,
    before: Current,
    freed: &mut Freed,
) -> Result<Option<u64>> {
    let keeps_null = bucket.versioning == Versioning::Enabled;
    if before.object.version.is_none() && !keeps_null {
        remove_content(tx, name, before.object.sequence, freed)?;
        return Ok(None);
    }
    if !keeps_null && let Some(at) = before.null_at {
        state::delete_older(tx, name.bucket, name.key, at)?;
        remove_content(tx, name, at, freed)?;
    }
    state::put_older(tx, name.bucket, name.key, &before.object)?;
    Ok(match (before.object.version, keeps_null) {
        (None, _) => Some(before.object.sequence),
        (Some(_), true) => before.null_at,
        (Some(_), false) => None,
    })
}

fn remove_content(
    tx: &mut WriteTx,
    name: Name<'_>,
    sequence: u64,
    freed: &mut Freed,
) -> Result<()> {
    let content = state::take_content(tx, name.bucket, name.key, sequence)?;
    for blob in content.iter().flat_map(Content::blobs) {
        if state::unname_blob(tx, &blob)? {
            freed.push(blob);
        }
    }
    Ok(())
}

/// Deletes an object: without an id, as the bucket's versioning says; with one, that version for
/// good.
pub(crate) fn delete(
    tx: &mut WriteTx,
    bucket: &Bucket,
    name: Name<'_>,
    id: Option<&str>,
    bypass: bool,
    freed: &mut Freed,
) -> Result<Deleted> {
    let Some(id) = id else { return delete_current(tx, bucket, name, freed) };
    let parsed = parse_id(id)?;
    let gone = |removed: Option<Object>| Deleted {
        version: Some(id.to_owned()),
        is_marker: removed.as_ref().is_some_and(Object::is_marker),
        removed,
    };
    // One that is gone is deleted.
    let absent = || match parsed.is_genuine() {
        true => Ok(gone(None)),
        false => Err(invalid_id(id)),
    };
    let Some(mut current) = state::current(tx, name.bucket, name.key)? else {
        return absent();
    };
    if is(&current.object, parsed) {
        check_locks(&current.object, tx.now(), bypass)?;
        remove_content(tx, name, current.object.sequence, freed)?;
        promote(tx, name, current.null_at)?;
        return Ok(gone(Some(current.object)));
    }
    let Some(object) = older(tx, name, &current, parsed)? else { return absent() };
    check_locks(&object, tx.now(), bypass)?;
    state::delete_older(tx, name.bucket, name.key, object.sequence)?;
    remove_content(tx, name, object.sequence, freed)?;
    if object.version.is_none() {
        current.null_at = None;
        state::put_current(tx, name.bucket, name.key, &current)?;
    }
    Ok(gone(Some(object)))
}

fn delete_current(
    tx: &mut WriteTx,
    bucket: &Bucket,
    name: Name<'_>,
    freed: &mut Freed,
) -> Result<Deleted> {
    if bucket.versioning != Versioning::Off {
        let marker = put(tx, bucket, name, None, freed)?;
        let version = Some(marker.version_id());
        return Ok(Deleted { version, is_marker: true, removed: None });
    }
    let current = state::current(tx, name.bucket, name.key)?;
    if let Some(current) = &current {
        remove_content(tx, name, current.object.sequence, freed)?;
        state::delete_current(tx, name.bucket, name.key)?;
    }
    let removed = current.map(|current| current.object);
    Ok(Deleted { version: None, is_marker: false, removed })
}

/// The newest of the older versions is the current one from now on.
fn promote(tx: &mut WriteTx, name: Name<'_>, null_at: Option<u64>) -> Result<()> {
    let next = state::olders(tx, name.bucket, name.key, None)?.next().transpose()?;
    let Some(object) = next else { return state::delete_current(tx, name.bucket, name.key) };
    state::delete_older(tx, name.bucket, name.key, object.sequence)?;
    let null_at = null_at.filter(|_| object.version.is_some());
    state::put_current(tx, name.bucket, name.key, &Current { object, null_at })
}

/// Whether a lock keeps the version from being deleted. `bypass` opens those of mode governance.
fn check_locks(object: &Object, now: Timestamp, bypass: bool) -> Result<()> {
    object.data.as_ref().map_or(Ok(()), |data| data.locks.permits_deletion(now, bypass))
}

/// Replaces what a version says of itself, its bytes untouched: tags, lists of access, locks.
pub(crate) fn amend(
    tx: &mut WriteTx,
    name: Name<'_>,
    id: Option<&str>,
    change: impl FnOnce(&mut Data) -> Result<()>,
) -> Result<Object> {
    let mut object = find(tx, name, id)?;
    let Some(data) = &mut object.data else { return Err(Error::of_marker("PUT")) };
    change(data)?;
    let current = state::current(tx, name.bucket, name.key)?;
    match current {
        Some(current) if current.object.sequence == object.sequence => {
            let current = Current { object: object.clone(), ..current };
            state::put_current(tx, name.bucket, name.key, &current)?;
        }
        _ => state::put_older(tx, name.bucket, name.key, &object)?,
    }
    Ok(object)
}

#[cfg(test)]
mod tests;
