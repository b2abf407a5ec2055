//! What an object says of itself beside its bytes, and how that is changed: tags, the list of
//! access, retention, legal hold.

use std::sync::Arc;

use kit::Need;
use store::WriteTx;

use crate::S3;
use crate::acl::{self, Acl, CannedOn, Headers, Listed};
use crate::asked::Asked;
use crate::bucket::Bucket;
use crate::configuration::{Compiled, grants};
use crate::customer::Key;
use crate::error::{Error, Result};
use crate::lifecycle::Candidate;
use crate::lock;
use crate::notify::{Event, Listeners};
use crate::object::{Data, Facts, Locks, Object, Retention};
use crate::output::{self, version_id};
use crate::protocol::dto::*;
use crate::state;
use crate::tags;
use crate::version::{self, Name};

/// What else must be allowed: to pass over what governance forbids.
pub(crate) fn more_needs(_: &S3, asked: &Asked, need: Need) -> Result<Vec<Need>> {
    let bypass = need.action == "s3:PutObjectRetention" && asked.head().bypasses();
    let more = Need { action: "s3:BypassGovernanceRetention".into(), ..need.clone() };
    Ok(if bypass { vec![need, more] } else { vec![need] })
}

/// The list of a new object, as it is kept with it: what its headers ask for, as far as its bucket
/// has lists.
pub(crate) fn new_list(asked: &Asked, compiled: &Compiled) -> Result<String> {
    let named = |name: &str| asked.head().named(name);
    let canned = named("x-amz-acl");
    let grants = ["full-control", "read", "write", "read-acp", "write-acp"]
        .map(|name| named(&format!("x-amz-grant-{name}")));
    let headers = Headers {
        canned: canned.as_deref(),
        full_control: grants[0].as_deref(),
        read: grants[1].as_deref(),
        write: grants[2].as_deref(),
        read_acp: grants[3].as_deref(),
        write_acp: grants[4].as_deref(),
    };
    let bucket_owner = compiled.bucket.owner.as_str();
    let ownership = compiled.ownership();
    let writer = asked.context.principal.who.account.as_str();
    let owner = ownership.owner(bucket_owner, writer, canned.as_deref());
    let list = acl::of_headers(&headers, owner, CannedOn::Object { bucket_owner })?;
    if let Some(list) = &list {
        grants::may_list(ownership, compiled.block(), owner, &headers, list)?;
    }
    let list = list.filter(|_| ownership.has_lists());
    let acl = list.unwrap_or_else(|| Acl::private(owner));
    Ok(Listed { owner: owner.to_owned(), acl }.text(bucket_owner))
}

/// What a new object says of itself beyond its request's headers: its list, and what its bucket
/// keeps and encrypts by itself.
pub(crate) fn settle(
    asked: &Asked,
    compiled: &Compiled,
    facts: &mut Facts,
    locks: &mut Locks,
    key: Option<&Key>,
) -> Result<()> {
    facts.acl = new_list(asked, compiled)?;
    facts.customer = key.map(|key| key.verifier(asked.s3.authority.random()));
    if facts.encryption.is_none() && key.is_none() {
        facts.encryption.clone_from(&compiled.encryption);
    }
    *locks = lock::of_new(*locks, compiled, asked.context.now)?;
    Ok(())
}

/// When rules end the object, as its answers say it.
pub(crate) fn expiration(compiled: &Compiled, key: &str, object: &Object) -> Option<String> {
    expiration_of(compiled, key, object, object.data.as_ref()?)
}

/// The same of an object whose data is apart from it.
pub(crate) fn expiration_of(
    compiled: &Compiled,
    key: &str,
    object: &Object,
    data: &Data,
) -> Option<String> {
    compiled.lifecycle.header(&Candidate {
        key,
        size: data.size,
        tags: &data.facts.tags,
        modified: object.modified,
    })
}

/// An object that is there.
struct Found {
    bucket: Bucket,
    object: Object,
    data: Data,
}

/// A version by its id, or the current one. A delete marker has nothing of the kind.
fn find(s3: &S3, bucket: &str, key: &str, version: Option<&str>) -> Result<Found> {
    s3.store.read(|tx| {
        let there = state::bucket(tx, bucket)?;
        let mut object = version::find(tx, Name { bucket, key }, version)?;
        match object.data.take() {
            Some(data) => Ok(Found { bucket: there, object, data }),
            None => Err(Error::of_marker("GET")),
        }
    })
}

/// Changes what a version says of itself, and tells who listens.
async fn amend(
    s3: &Arc<S3>,
    asked: &Asked,
    (bucket, key, version): (String, String, Option<String>),
    event: Option<Event>,
    change: impl FnOnce(&WriteTx, &Bucket, &mut Data) -> Result<()> + Send + 'static,
) -> Result<Option<String>> {
    let listeners = Arc::new(Listeners::of(s3, asked, &bucket)?);
    let teller = Arc::clone(&listeners);
    let method = match event {
        Some(Event::TaggingDelete) => "DELETE",
        _ => "PUT",
    };
    let amended = s3.store.write(move |tx: &mut WriteTx| -> Result<_> {
        let there = state::bucket(tx, &bucket)?;
        let name = Name { bucket: &bucket, key: &key };
        let id = version.as_deref();
        let found = version::find(tx, name, id)?;
        let Some(mut data) = found.data else { return Err(Error::of_marker(method)) };
        change(tx, &there, &mut data)?;
        let object = version::amend(tx, name, id, |old| {
            *old = data;
            Ok(())
        })?;
        let told = match event {
            Some(event) => teller.tell(tx, event, &key, &object)?,
            None => Vec::new(),
        };
        Ok((version_id(&there, &object), told))
    });
    let (id, told) = amended.await?;
    listeners.committed(&told);
    Ok(id)
}

pub(crate) async fn get_object_tagging(
    s3: &Arc<S3>,
    _: &Asked,
    input: GetObjectTaggingInput,
) -> Result<GetObjectTaggingOutput> {
    let found = find(s3, &input.bucket, &input.key, input.version_id.as_deref())?;
    Ok(GetObjectTaggingOutput {
        tag_set: tags::to_set(&found.data.facts.tags),
        version_id: version_id(&found.bucket, &found.object),
    })
}

pub(crate) async fn put_object_tagging(
    s3: &Arc<S3>,
    asked: &Asked,
    input: PutObjectTaggingInput,
) -> Result<PutObjectTaggingOutput> {
    let wanted = tags::of_set(&input.tagging.tag_set, tags::On::Object)?;
    let place = (input.bucket, input.key, input.version_id);
    let change = |_: &WriteTx, _: &Bucket, data: &mut Data| {
        data.facts.tags = wanted;
        Ok(())
    };
    let version_id = amend(s3, asked, place, Some(Event::TaggingPut), change).await?;
    Ok(PutObjectTaggingOutput { version_id })
}

pub(crate) async fn delete_object_tagging(
    s3: &Arc<S3>,
    asked: &Asked,
    input: DeleteObjectTaggingInput,
) -> Result<DeleteObjectTaggingOutput> {
    let place = (input.bucket, input.key, input.version_id);
    let change = |_: &WriteTx, _: &Bucket, data: &mut Data| {
        data.facts.tags.clear();
        Ok(())
    };
    let version_id = amend(s3, asked, place, Some(Event::TaggingDelete), change).await?;
    Ok(DeleteObjectTaggingOutput { version_id })
}

pub(crate) async fn get_object_acl(
    s3: &Arc<S3>,
    _: &Asked,
    input: GetObjectAclInput,
) -> Result<GetObjectAclOutput> {
    let version = input.version_id.as_deref();
    let found = find(s3, &input.bucket, &input.key, version);
    let found = found.map_err(|error| hidden(error, &input.key, version))?;
    let compiled = s3.configurations.of(&input.bucket)?;
    let bucket_owner = compiled.bucket.owner.as_str();
    let kept = if compiled.ownership().has_lists() { &*found.data.facts.acl } else { "" };
    let listed = Listed::read(kept, bucket_owner);
    Ok(GetObjectAclOutput {
        grants: Some(acl::to_grants(&listed.acl, s3.named())),
        owner: Some(output::owner(s3, &listed.owner)),
        request_charged: None,
    })
}

pub(crate) async fn put_object_acl(
    s3: &Arc<S3>,
    asked: &Asked,
    input: PutObjectAclInput,
) -> Result<PutObjectAclOutput> {
    let compiled = s3.configurations.of(&input.bucket)?;
    let place = (input.bucket.clone(), input.key.clone(), input.version_id.clone());
    let change = move |_: &WriteTx, bucket: &Bucket, data: &mut Data| {
        let headers = Headers {
            canned: input.acl.as_ref().map(|acl| acl.as_str()),
            full_control: input.grant_full_control.as_deref(),
            read: input.grant_read.as_deref(),
            write: input.grant_write.as_deref(),
            read_acp: input.grant_read_acp.as_deref(),
            write_acp: input.grant_write_acp.as_deref(),
        };
        let listed = Listed::read(&data.facts.acl, &bucket.owner);
        let on = CannedOn::Object { bucket_owner: &bucket.owner };
        let body = input.access_control_policy.as_ref();
        let Some(acl) = grants::wanted(&headers, body, &listed.owner, on)? else {
            let text = "Your request was missing a required header";
            let error = Error::new("MissingSecurityHeader", 400, text);
            return Err(error.with("MissingHeaderName", "x-amz-acl"));
        };
        let (ownership, block) = (compiled.ownership(), compiled.block());
        grants::may_list(ownership, block, &listed.owner, &headers, &acl)?;
        if ownership.has_lists() {
            data.facts.acl = Listed { owner: listed.owner, acl }.text(&bucket.owner);
        }
        Ok(())
    };
    amend(s3, asked, place, Some(Event::AclPut), change).await?;
    Ok(PutObjectAclOutput::default())
}

/// To who reads a list of access, and to nobody else, a marker in front is as nothing.
fn hidden(error: Error, key: &str, version: Option<&str>) -> Error {
    match (error.code.as_ref(), version) {
        ("MethodNotAllowed", None) => Error::no_key(key),
        _ => error,
    }
}

pub(crate) async fn get_object_retention(
    s3: &Arc<S3>,
    _: &Asked,
    input: GetObjectRetentionInput,
) -> Result<GetObjectRetentionOutput> {
    let found = find(s3, &input.bucket, &input.key, input.version_id.as_deref())?;
    if !found.bucket.locks {
        return Err(lock::no_lock());
    }
    let Retention { mode, until } = found.data.locks.retention.ok_or_else(lock::nothing_kept)?;
    let retention = ObjectLockRetention {
        mode: Some(ObjectLockRetentionMode::from_static(mode.name())),
        retain_until_date: Some(output::time(until)),
    };
    Ok(GetObjectRetentionOutput { retention: Some(retention) })
}

pub(crate) async fn put_object_retention(
    s3: &Arc<S3>,
    asked: &Asked,
    input: PutObjectRetentionInput,
) -> Result<PutObjectRetentionOutput> {
    let bypass = input.bypass_governance_retention == Some(true);
    let place = (input.bucket, input.key, input.version_id);
    let wanted = input.retention;
    let change = move |tx: &WriteTx, bucket: &Bucket, data: &mut Data| {
        if !bucket.locks {
            return Err(lock::no_lock());
        }
        let new = lock::of_retention(wanted.as_ref(), tx.now())?;
        data.locks.permits(new, tx.now(), bypass)?;
        data.locks.retention = new;
        Ok(())
    };
    amend(s3, asked, place, None, change).await?;
    Ok(PutObjectRetentionOutput::default())
}

pub(crate) async fn get_object_legal_hold(
    s3: &Arc<S3>,
    _: &Asked,
    input: GetObjectLegalHoldInput,
) -> Result<GetObjectLegalHoldOutput> {
    let found = find(s3, &input.bucket, &input.key, input.version_id.as_deref())?;
    if !found.bucket.locks {
        return Err(lock::no_lock());
    }
    let hold = found.data.locks.hold.ok_or_else(lock::nothing_kept)?;
    let status = if hold { "ON" } else { "OFF" };
    let status = Some(ObjectLockLegalHoldStatus::from_static(status));
    Ok(GetObjectLegalHoldOutput { legal_hold: Some(ObjectLockLegalHold { status }) })
}

pub(crate) async fn put_object_legal_hold(
    s3: &Arc<S3>,
    asked: &Asked,
    input: PutObjectLegalHoldInput,
) -> Result<PutObjectLegalHoldOutput> {
    let status = input.legal_hold.and_then(|hold| hold.status);
    let hold = match status.as_ref().map(|status| status.as_str()) {
        Some("ON") => true,
        Some("OFF") => false,
        _ => return Err(Error::malformed_xml()),
    };
    let place = (input.bucket, input.key, input.version_id);
    let change = move |_: &WriteTx, bucket: &Bucket, data: &mut Data| {
        if !bucket.locks {
            return Err(lock::no_lock());
        }
        data.locks.hold = Some(hold);
        Ok(())
    };
    amend(s3, asked, place, None, change).await?;
    Ok(PutObjectLegalHoldOutput::default())
}
