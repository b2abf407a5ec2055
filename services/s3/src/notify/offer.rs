//! Offering again what a target did not take.

use std::sync::Arc;

use base::Arn;
use bytes::Bytes;
use kit::tend::Tending;
use store::WriteTx;

use super::state::{self, Notice};
use super::tell::{self, Source};
use crate::S3;
use crate::error::{Error, Result};

/// Messages that one step offers.
const STEP: usize = 100;

/// What a thread does of it.
pub(crate) fn tending() -> Tending<S3, Error> {
    Tending { store: |s3| &s3.store, wait: state::wait, step, at_work: |s3| &s3.at_work }
}

/// Offers some of what is due; whether there may be more.
pub(crate) fn step(s3: &Arc<S3>) -> Result<bool> {
    let due = s3.store.read(|tx| state::due(tx, STEP))?;
    let more = due.len() == STEP;
    for one in due {
        let Some(target) = Arn::parse(&one.payload.target) else { continue };
        let (sinks, to) = (Arc::clone(s3), target.clone());
        let offered = s3.store.write_blocking(move |tx: &mut WriteTx| -> Result<_> {
            let Notice { bucket, owner, body, .. } = &one.payload;
            let from = Source { bucket, owner };
            let may = match bucket.is_empty() {
                true => Ok(()),
                false => tell::permitted(&sinks, &to, from),
            };
            let may = match may {
                // Done all the same, and told once.
                Err(denial) if sinks.authority.is_auditing() => {
                    sinks.authority.denied(denial, ("s3", "Notification"))
                }
                may => may,
            };
            let taken = match may {
                Ok(()) => sinks.sinks.put(tx, &to, Bytes::from(body.clone()))?,
                Err(denial) => Err(denial.message),
            };
            let later = tell::next_offer(one.payload.since, tx.now());
            let later = later.filter(|_| taken.is_err());
            state::settle(tx, &one, later)?;
            Ok((taken, later))
        });
        match offered? {
            (Ok(()), _) => s3.sinks.committed(&[target]),
            (Err(why), None) => {
                let why = format!("{target} was not told of an event, and is not any more: {why}");
                s3.authority.tell("s3", "notification", &wire::Error::internal(why));
            }
            (Err(_), Some(_)) => {}
        }
    }
    Ok(more)
}
