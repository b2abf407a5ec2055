//! Telling: in the transaction of the change, through the sinks of those who listen.
//!
//! What a sink does not take is put aside and offered again, at growing intervals for a day; AWS
//! gives up as quietly.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use base::{Arn, Timestamp};
use bytes::Bytes;
use kit::{Denial, Message, Need, Sink};
use store::WriteTx;

use super::state::{self, Notice};
use super::{By, Event, Happening, Of, record, test_event};
use crate::S3;
use crate::asked::Asked;
use crate::configuration::Compiled;
use crate::error::Result;
use crate::lifecycle;
use crate::object::Object;
use crate::state as rows;
use crate::version::Deleted;

/// How long what was not taken is offered again (the time for which Lambda and S3 try by
/// themselves is of this order, and is documented nowhere for sure).
pub(super) const OFFERED_FOR: Duration = Duration::from_hours(24);
/// By which name targets know who tells them.
const SERVICE: &str = "s3.amazonaws.com";
/// The longest pause between two offers, and the first.
const PAUSE_MAX: Duration = Duration::from_mins(10);
const PAUSE_MIN: Duration = Duration::from_secs(1);

/// The sinks, once everything is wired.
#[derive(Default)]
pub(crate) struct Sinks(OnceLock<Vec<Arc<dyn Sink>>>);

impl Sinks {
    pub(crate) fn set(&self, sinks: Vec<Arc<dyn Sink>>) {
        // Wired once, at the start.
        let _ = self.0.set(sinks);
    }

    fn of(&self, target: &Arn) -> Option<&Arc<dyn Sink>> {
        self.0.get()?.iter().find(|sink| sink.service() == target.service)
    }

    /// Whether a target lets S3 tell it of a bucket. None where nothing here takes messages for it:
    /// then there is nobody to ask.
    fn need(&self, target: &Arn) -> Option<Need> {
        let sink = self.of(target)?;
        let policy = sink.policy(target);
        Some(Need { policy, ..Need::new(sink.action(), target.to_string()) })
    }

    /// Hands a message over; the error says why it was not taken.
    pub(super) fn put(
        &self,
        tx: &mut WriteTx,
        target: &Arn,
        body: Bytes,
    ) -> std::result::Result<std::result::Result<(), String>, store::Error> {
        let Some(sink) = self.of(target) else {
            return Ok(Err(format!("nothing here takes messages for {}", target.service)));
        };
        let message = Message { body, attributes: Vec::new() };
        Ok(sink.put(tx, target, &message)?.map_err(|untaken| untaken.0))
    }

    /// The transaction in which these were given messages is on disk.
    pub(crate) fn committed(&self, targets: &[Arn]) {
        for target in targets {
            if let Some(sink) = self.of(target) {
                sink.committed(target);
            }
        }
    }
}

/// Who listens to a bucket, for one request.
pub(crate) struct Listeners {
    s3: Arc<S3>,
    compiled: Arc<Compiled>,
    bucket: String,
    by: By,
}

impl Listeners {
    pub(crate) fn of(s3: &Arc<S3>, asked: &Asked, bucket: &str) -> Result<Listeners> {
        let by = By {
            user_id: asked.context.principal.who.user_id.clone(),
            source_ip: asked.origin.source_ip().unwrap_or_default(),
            request_id: asked.context.request_id.clone(),
        };
        Listeners::by(s3, bucket, by)
    }

    pub(crate) fn by(s3: &Arc<S3>, bucket: &str, by: By) -> Result<Listeners> {
        let compiled = s3.configurations.of(bucket)?;
        Ok(Listeners { s3: Arc::clone(s3), compiled, bucket: bucket.to_owned(), by })
    }

    /// Tells them of what has become of an object. Gives whom to wake once it is on disk.
    pub(crate) fn tell(
        &self,
        tx: &mut WriteTx,
        event: Event,
        key: &str,
        object: &Object,
    ) -> Result<Vec<Arn>> {
        let mut told = Vec::new();
        self.foresee(tx)?;
        if self.compiled.notifications.is_empty() {
            return Ok(told);
        }
        let version = object.version.map(|_| object.version_id());
        let data = object.data.as_ref();
        let happening = Happening {
            event,
            key,
            size: data.map_or(0, |data| data.size),
            etag: data.map_or("", |data| &data.etag),
            version: version.as_deref(),
        };
        let of = Of {
            bucket: &self.bucket,
            owner: &self.compiled.bucket.owner,
            region: self.compiled.bucket.region_name(),
        };
        for target in self.compiled.notifications.about(event, key) {
            let sequencer = state::next(tx)?;
            let body = record(of, &target.id, &happening, &self.by, tx.now(), sequencer);
            let body = Bytes::from(body);
            let from = Source { bucket: &self.bucket, owner: of.owner };
            let may = match permitted(&self.s3, &target.arn, from) {
                Ok(()) => Ok(()),
                Err(denial) => self.s3.authority.denied(denial, ("s3", "notification")),
            };
            let taken = match may {
                Ok(()) => self.s3.sinks.put(tx, &target.arn, body.clone())?,
                Err(denial) => Err(denial.message),
            };
            match taken {
                Ok(()) => told.push(target.arn.clone()),
                Err(_) => {
                    let notice = Notice {
                        target: target.arn.to_string(),
                        body: body.to_vec(),
                        since: tx.now(),
                        bucket: self.bucket.clone(),
                        owner: of.owner.to_owned(),
                    };
                    state::put_aside(tx, &notice, tx.now().plus(PAUSE_MIN))?;
                }
            }
        }
        Ok(told)
    }

    /// Tells them of what a deletion has done: also where there was nothing, as AWS does, unless a
    /// version was named. `rules` is whether nobody asked for it.
    pub(crate) fn tell_deleted(
        &self,
        tx: &mut WriteTx,
        key: &str,
        deleted: &Deleted,
        rules: bool,
    ) -> Result<Vec<Arn>> {
        self.foresee(tx)?;
        if self.compiled.notifications.is_empty() {
            return Ok(Vec::new());
        }
        let (event, object) = match &deleted.removed {
            Some(removed) => (Event::RemovedDelete, removed.clone()),
            None if deleted.is_marker => {
                let Some(marker) = rows::current(tx, &self.bucket, key)? else {
                    return Ok(Vec::new());
                };
                (Event::RemovedDeleteMarkerCreated, marker.object)
            }
            None if deleted.version.is_some() || rules => return Ok(Vec::new()),
            None => {
                let nothing = Object { sequence: 0, version: None, modified: tx.now(), data: None };
                (Event::RemovedDelete, nothing)
            }
        };
        let event = match event {
            Event::RemovedDelete if rules => Event::LifecycleDelete,
            _ if rules => Event::LifecycleDeleteMarkerCreated,
            event => event,
        };
        self.tell(tx, event, key, &object)
    }

    /// Rules of the bucket are to see what has become of it.
    fn foresee(&self, tx: &mut WriteTx) -> Result<()> {
        match self.compiled.lifecycle.is_empty() {
            true => Ok(()),
            false => lifecycle::tend::changed(tx, &self.bucket),
        }
    }

    /// What was told is on disk.
    pub(crate) fn committed(&self, told: &[Arn]) {
        self.s3.sinks.committed(told);
    }
}

/// On whose behalf a target is told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'a> {
    pub bucket: &'a str,
    /// The account that the bucket belongs to.
    pub owner: &'a str,
}

/// Whether a target lets S3 tell it of a bucket's events: what its own policy says, with
/// `aws:SourceArn` and `aws:SourceAccount`. Nothing else speaks for S3.
pub(crate) fn permitted(
    s3: &S3,
    target: &Arn,
    from: Source<'_>,
) -> std::result::Result<(), Denial> {
    let Some(need) = s3.sinks.need(target) else { return Ok(()) };
    let source = crate::bucket::arn(from.bucket);
    s3.authority.decide_for(SERVICE, &need, (&source, from.owner))
}

/// When something is offered again that was not taken for so long; none when it is given up.
pub(super) fn next_offer(since: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let waited = Duration::from_millis(now.since(since).max(0).unsigned_abs());
    (waited < OFFERED_FOR).then(|| now.plus(waited.clamp(PAUSE_MIN, PAUSE_MAX)))
}

/// Tells the queue that it will be told of a bucket, or finds out that it cannot be. In a
/// transaction of the caller's: of a function only whether it takes anything is asked.
pub(super) fn introduce(
    tx: &mut WriteTx,
    s3: &S3,
    target: &Arn,
    bucket: &str,
    request_id: &str,
) -> std::result::Result<std::result::Result<(), String>, store::Error> {
    let body = test_event(bucket, request_id, tx.now());
    s3.sinks.put(tx, target, Bytes::from(body))
}
