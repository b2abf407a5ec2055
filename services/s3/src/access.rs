//! What a request must be allowed, and the question whether it is, with all that the answer depends
//! on: the caller's policies, the bucket's, lists, ownership, the block of public access.

use std::sync::Arc;

use kit::{Denial, Need, Principal};

use crate::S3;
use crate::acl::Listed;
use crate::asked::Asked;
use crate::bucket::arn;
use crate::configuration::Compiled;
use crate::error::{Error, Result};
use crate::object::{Object, VersionId};
use crate::permission::{self, Guard, Held, Question};
use crate::state;

/// The condition key of a version's id.
pub(crate) const VERSION: &str = "s3:VersionId";

/// An action on a bucket. Where there is no such bucket, its policy denies nothing.
pub(crate) fn on_bucket(_: &S3, action: &str, bucket: &str) -> Result<Need> {
    Ok(Need::new(format!("s3:{action}"), arn(bucket)))
}

/// An action on an object.
pub(crate) fn on_object(_: &S3, action: &str, bucket: &str, key: &str) -> Result<Need> {
    Ok(Need::new(format!("s3:{action}"), format!("{}/{key}", arn(bucket))))
}

/// An action on no bucket.
pub(crate) fn on_all(action: &str) -> Need {
    Need::new(format!("s3:{action}"), "*")
}

/// What permissions depend on of the bucket and the object that a need is about.
struct Place {
    compiled: Option<Arc<Compiled>>,
    object: Option<(Listed, Vec<permission::Key>)>,
}

impl Asked {
    /// Fails where the caller's policies do not allow it.
    pub(crate) fn require(&self, need: &Need, operation: &str) -> Result<()> {
        let Err(denial) = self.decide(need)? else { return Ok(()) };
        Ok(self.s3.authority.denied(denial, ("s3", operation))?)
    }

    /// Whether they do, where that only changes what is answered.
    pub(crate) fn may(&self, need: &Need, operation: &str) -> bool {
        self.require(need, operation).is_ok()
    }

    fn decide(&self, need: &Need) -> Result<std::result::Result<(), Denial>> {
        let name = need.resource.strip_prefix("arn:aws:s3:::");
        let (bucket, key) = match name.map(|name| name.split_once('/').unwrap_or((name, ""))) {
            Some((bucket, key)) => (Some(bucket), Some(key).filter(|key| !key.is_empty())),
            None => (None, None),
        };
        let compiled = match bucket {
            // A name that is taken is told otherwise than by a denial.
            Some(_) if need.action == "s3:CreateBucket" => None,
            Some(bucket) => self.s3.configurations.of(bucket).map(Some).or_else(absent)?,
            None => None,
        };
        if compiled.as_deref().is_some_and(|compiled| !self.is_expected(need, compiled)) {
            let reason = "the bucket is another account's than the request expects".to_owned();
            return Ok(Err(Denial { message: "Access Denied".to_owned(), reason }));
        }
        if compiled.as_deref().is_some_and(|compiled| self.is_owner(compiled)) {
            return Ok(Ok(()));
        }
        // That there is no such bucket everybody may know: names are all the world's.
        let is_absent = bucket.is_some() && compiled.is_none() && need.action != "s3:CreateBucket";
        if is_absent && self.is_anonymous() {
            return Ok(Ok(()));
        }
        let object = match (&compiled, bucket, key) {
            (Some(compiled), Some(bucket), Some(key)) => {
                self.object(compiled, need, bucket, key)?
            }
            _ => None,
        };
        let place = Place { compiled, object };
        let answer = self.ask(need, &place);
        // Who may list the bucket is told that the object is not there.
        let reads = matches!(&*need.action, "s3:GetObject" | "s3:GetObjectVersion");
        if answer.is_err() && reads && place.object.is_none() {
            let list = Need::new("s3:ListBucket", arn(bucket.unwrap_or_default()));
            if place.compiled.is_some() && self.ask(&list, &place).is_ok() {
                return Ok(Ok(()));
            }
        }
        Ok(answer)
    }

    /// Whether the bucket is the account's that the caller believes it to be.
    fn is_expected(&self, need: &Need, compiled: &Compiled) -> bool {
        let is_source = self.headers.contains_key("x-amz-copy-source")
            && need.action.starts_with("s3:GetObject");
        let name = match is_source {
            true => "x-amz-source-expected-bucket-owner",
            false => "x-amz-expected-bucket-owner",
        };
        self.header(name).is_none_or(|expected| expected == compiled.bucket.owner)
    }

    /// Whether nothing could deny it: the bucket is the caller's own account's, all of what is in
    /// it is, and no policy says anything.
    fn is_owner(&self, compiled: &Compiled) -> bool {
        let Principal { who, session, .. } = &*self.context.principal;
        who.is_root()
            && session.is_none()
            && who.account == compiled.bucket.owner
            && compiled.policy.is_none()
            && !compiled.ownership().has_lists()
    }

    /// The object that is there, as far as permissions depend on it.
    fn object(
        &self,
        compiled: &Compiled,
        need: &Need,
        bucket: &str,
        key: &str,
    ) -> Result<Option<(Listed, Vec<permission::Key>)>> {
        let version = need.keys.iter().find(|(name, _)| name == VERSION);
        let version = version.and_then(|(_, values)| VersionId::parse(values.first()?));
        let found = self.s3.store.read(|tx| find(tx, bucket, key, version))?;
        let Some(data) = found.and_then(|object| object.data) else { return Ok(None) };
        let listed = Listed::read(&data.facts.acl, &compiled.bucket.owner);
        Ok(Some((listed, permission::existing_tags(&data.facts.tags))))
    }

    fn ask(&self, need: &Need, place: &Place) -> std::result::Result<(), Denial> {
        let mut keys = self.head().keys();
        keys.extend(need.keys.iter().cloned());
        keys.extend(place.object.iter().flat_map(|(_, keys)| keys.iter().cloned()));
        let full = Need { keys, ..need.clone() };
        let guard = place.compiled.as_deref().map(|compiled| Guard {
            owner: &compiled.bucket.owner,
            policy: compiled.policy.as_ref(),
            block: compiled.block(),
            ownership: compiled.ownership(),
            acl: &compiled.acl,
        });
        let held = place
            .object
            .as_ref()
            .map(|(listed, _)| Held { owner: &listed.owner, acl: &listed.acl });
        let principal = &*self.context.principal;
        let decision = self.s3.authority.judge(&self.context, &full, &self.origin, |request| {
            let action = full.action.as_str();
            permission::allowed(&Question { action, request: *request, principal, guard, held })
        });
        // Who is of another account learns nothing of why.
        let of_account = guard.is_none_or(|guard| guard.owner == principal.who.account);
        decision.map_err(|denial| match of_account {
            true => denial,
            false => Denial { message: "Access Denied".to_owned(), ..denial },
        })
    }
}

fn absent(error: Error) -> Result<Option<Arc<Compiled>>> {
    if error.code == "NoSuchBucket" { Ok(None) } else { Err(error) }
}

/// A version by its id, or the current one.
fn find(
    tx: &store::ReadTx,
    bucket: &str,
    key: &str,
    version: Option<VersionId>,
) -> Result<Option<Object>> {
    let Some(current) = state::current(tx, bucket, key)? else { return Ok(None) };
    let sequence = match version {
        None => return Ok(Some(current.object)),
        Some(VersionId::Null) => match current.null_at {
            Some(sequence) => sequence,
            None => return Ok(Some(current.object).filter(|object| object.version.is_none())),
        },
        Some(VersionId::Of { sequence, .. }) => sequence,
    };
    if current.object.sequence == sequence {
        return Ok(Some(current.object));
    }
    state::older(tx, bucket, key, sequence)
}
