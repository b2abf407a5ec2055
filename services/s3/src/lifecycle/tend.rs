//! Doing what rules say is due, in steps of bounded size.
//!
//! A bucket with rules is looked at from its first key to its last, then its uploads, when its
//! rules are put, at the midnight after it has changed, and when the first of what a look has found
//! to come is due: where nothing changes, nobody looks. What a look finds is decided anew in the
//! transaction that does it, in which who listens is told.

use std::sync::Arc;

use base::{Arn, uuid};
use kit::tend::Tending;
use store::{ReadTx, WriteTx};

use super::place::{Among, Place};
use super::state::{self, Due};
use super::{Action, Rules, Version, due, upcoming};
use crate::S3;
use crate::bucket::Bucket;
use crate::error::{Error, Result};
use crate::notify::{By, Listeners};
use crate::object::Object;
use crate::ops::abort_multipart_upload::abort;
use crate::state as rows;
use crate::version::{self, Freed, Name};

/// Buckets that are taken up at a time.
const BUCKETS: usize = 16;
/// Keys that one step looks at, and of each so many versions: a few milliseconds of reading.
const KEYS: usize = 500;
const VERSIONS: usize = 1000;
/// Keys of which one transaction does what is due.
const CHANGES: usize = 50;

/// Has a bucket looked at from now on, or no more.
pub(crate) fn rules_changed(tx: &mut WriteTx, bucket: &str, any: bool) -> Result<()> {
    let now = tx.now();
    match any {
        true => state::look(tx, bucket, now)?,
        false => {
            state::rest(tx, bucket)?;
            state::seen(tx, bucket)?;
        }
    }
    Ok(())
}

/// Something of a bucket with rules has changed, so that more may be due than was foreseen.
pub(crate) fn changed(tx: &mut WriteTx, bucket: &str) -> Result<()> {
    let next = Rules::next_look(tx.now());
    Ok(state::touch(tx, bucket, next)?)
}

/// What a thread does of it.
pub(crate) fn tending() -> Tending<S3, Error> {
    Tending { store: |s3| &s3.store, wait: state::wait, step, at_work: |s3| &s3.at_work }
}

/// Takes some of what is due a step further; whether there was anything. What one bucket meets
/// keeps no other from its turn; the first of such errors is given.
pub(crate) fn step(s3: &Arc<S3>) -> Result<bool> {
    let due = s3.store.read(|tx| state::due(tx, BUCKETS))?;
    let any = !due.is_empty();
    let mut first = Ok(());
    for task in due {
        let done = match task {
            Due::Look { bucket, place } => look(s3, &bucket, &place),
            Due::Changed { bucket } => look_again(s3, &bucket),
        };
        first = first.and(done);
    }
    first.map(|()| any)
}

/// Begins a look at what has changed.
fn look_again(s3: &Arc<S3>, bucket: &str) -> Result<()> {
    let name = bucket.to_owned();
    let begun = s3.store.write_blocking(move |tx| -> Result<()> {
        state::seen(tx, &name)?;
        let there = rows::setting(tx, &name, crate::setting::Setting::Lifecycle)?.is_some();
        if there {
            let now = tx.now();
            state::look(tx, &name, now)?;
        }
        Ok(())
    });
    Ok(begun?)
}

/// One step of a look at a bucket.
fn look(s3: &Arc<S3>, bucket: &str, before: &[u8]) -> Result<()> {
    let compiled = match s3.configurations.of(bucket) {
        Err(error) if error.code == "NoSuchBucket" => None,
        found => Some(found?).filter(|compiled| !compiled.lifecycle.is_empty()),
    };
    let Some(compiled) = compiled else {
        let name = bucket.to_owned();
        let rested = s3.store.write_blocking(move |tx| -> Result<()> {
            // Rules that were put meanwhile are looked for again.
            let there = rows::setting(tx, &name, crate::setting::Setting::Lifecycle)?.is_some();
            if there { Ok(()) } else { Ok(state::rest(tx, &name)?) }
        });
        return Ok(rested?);
    };
    let rules = &compiled.lifecycle;
    let mut place = Place::read(before, s3.store.clock().now());
    let (changes, more) = match place.among {
        Among::Uploads => uploads(s3, bucket, &mut place, rules)?,
        Among::Objects => objects(s3, bucket, &mut place, rules)?,
    };
    make(s3, bucket, changes)?;
    let (name, before) = (bucket.to_owned(), before.to_vec());
    let moved = s3.store.write_blocking(move |tx| -> Result<()> {
        // Rules that were put meanwhile begin a look of their own.
        let same = Due::Look { bucket: name.clone(), place: before };
        if !state::due(tx, usize::MAX)?.contains(&same) {
            return Ok(());
        }
        let now = tx.now();
        match (more, place.next) {
            (true, _) => state::go_on(tx, &name, now, &place.write())?,
            (false, Some(next)) => state::look(tx, &name, next)?,
            (false, None) => state::rest(tx, &name)?,
        }
        Ok(())
    });
    Ok(moved?)
}

/// Something that is due.
enum Change {
    Key(String),
    Upload(String, String),
}

/// What is due, and whether the look goes on from the place that it has come to.
type Found = (Vec<Change>, bool);

fn objects(s3: &S3, bucket: &str, place: &mut Place, rules: &Rules) -> Result<Found> {
    s3.store.read(|tx| {
        let mut changes = Vec::new();
        let from = std::mem::take(&mut place.from);
        let keys = rows::currents(tx, bucket, &from, from.is_empty())?;
        for (count, row) in keys.enumerate() {
            let (key, current) = row?;
            let versions = versions(tx, bucket, &key, current.object)?;
            let shown = shown(&versions);
            if !due(rules, &key, &shown, tx.now()).is_empty() {
                changes.push(Change::Key(key.clone()));
            }
            place.expect(upcoming(rules, &key, &shown, tx.now()));
            if shown.len() > VERSIONS {
                // There may be more of them than are looked at.
                place.expect(Some(Rules::next_look(tx.now())));
            }
            if count + 1 == KEYS {
                place.from = key;
                return Ok((changes, true));
            }
        }
        place.among = Among::Uploads;
        Ok((changes, true))
    })
}

fn uploads(s3: &S3, bucket: &str, place: &mut Place, rules: &Rules) -> Result<Found> {
    s3.store.read(|tx| {
        let mut changes = Vec::new();
        let from = std::mem::take(&mut place.from);
        let (key, id) = from.split_once('\0').unwrap_or((&from, ""));
        let after = Some(id).filter(|id| !id.is_empty());
        for (count, row) in rows::uploads(tx, bucket, key, after)?.enumerate() {
            let (key, id, upload) = row?;
            match rules.upload_expiry(&key, upload.begun) {
                Some((at, _)) if at <= tx.now() => {
                    changes.push(Change::Upload(key.clone(), id.clone()));
                }
                later => place.expect(later.map(|(at, _)| at)),
            }
            if count + 1 == KEYS {
                place.from = format!("{key}\0{id}");
                return Ok((changes, true));
            }
        }
        Ok((changes, false))
    })
}

/// The versions of a key, the newest first.
fn versions(tx: &ReadTx, bucket: &str, key: &str, current: Object) -> Result<Vec<Object>> {
    let olders = rows::olders(tx, bucket, key, None)?.take(VERSIONS);
    std::iter::once(Ok(current)).chain(olders).collect()
}

fn shown(versions: &[Object]) -> Vec<Version<'_>> {
    let shown = versions.iter().map(|object| Version {
        is_marker: object.is_marker(),
        size: object.data.as_ref().map_or(0, |data| data.size),
        tags: object.data.as_ref().map_or(&[], |data| &data.facts.tags),
        modified: object.modified,
    });
    shown.collect()
}

fn make(s3: &Arc<S3>, bucket: &str, mut changes: Vec<Change>) -> Result<()> {
    while !changes.is_empty() {
        let rest = changes.split_off(changes.len().min(CHANGES));
        let now = std::mem::replace(&mut changes, rest);
        let by = By::lifecycle(uuid(s3.authority.random()));
        let listeners = Arc::new(Listeners::by(s3, bucket, by)?);
        let (name, teller, service) = (bucket.to_owned(), Arc::clone(&listeners), Arc::clone(s3));
        let made = s3.store.write_blocking(move |tx| -> Result<(Freed, Vec<Arn>)> {
            let there = rows::bucket(tx, &name)?;
            let rules = service.configurations.of(&name)?;
            let mut step = Step {
                bucket: there,
                name: &name,
                rules: &rules.lifecycle,
                listeners: &teller,
                freed: Freed::new(),
                told: Vec::new(),
            };
            for change in now {
                match change {
                    Change::Key(key) => step.key(tx, &key)?,
                    Change::Upload(key, id) => step.upload(tx, &key, &id)?,
                }
            }
            Ok((step.freed, step.told))
        });
        let (freed, told) = made?;
        s3.shelf.free(freed);
        listeners.committed(&told);
    }
    Ok(())
}

/// One transaction.
struct Step<'a> {
    bucket: Bucket,
    name: &'a str,
    rules: &'a Rules,
    listeners: &'a Listeners,
    freed: Freed,
    told: Vec<Arn>,
}

impl Step<'_> {
    fn key(&mut self, tx: &mut WriteTx, key: &str) -> Result<()> {
        let name = Name { bucket: self.name, key };
        let Some(current) = rows::current(tx, self.name, key)? else { return Ok(()) };
        let versions = versions(tx, self.name, key, current.object)?;
        for action in due(self.rules, key, &shown(&versions), tx.now()) {
            let id = match action {
                Action::Expire => None,
                Action::Remove(at) => Some(versions[at].version_id()),
            };
            let done =
                version::delete(tx, &self.bucket, name, id.as_deref(), false, &mut self.freed);
            let deleted = match done {
                // It is kept by a lock: another look finds it again.
                Err(error) if error.code == "AccessDenied" => {
                    changed(tx, self.name)?;
                    continue;
                }
                done => done?,
            };
            let told = self.listeners.tell_deleted(tx, key, &deleted, true)?;
            self.told.extend(told);
        }
        Ok(())
    }

    fn upload(&mut self, tx: &mut WriteTx, key: &str, id: &str) -> Result<()> {
        match rows::upload(tx, self.name, key, id) {
            Ok(_) => abort(tx, self.name, key, id, &mut self.freed),
            Err(error) if error.code == "NoSuchUpload" => Ok(()),
            Err(error) => Err(error),
        }
    }
}
