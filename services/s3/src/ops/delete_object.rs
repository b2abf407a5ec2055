//! DeleteObject.

use std::sync::Arc;

use kit::Need;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::bucket::Versioning;
use crate::condition::{self, Tag};
use crate::error::{Error, Result};
use crate::notify::Listeners;
use crate::protocol::dto::{DeleteObjectInput, DeleteObjectOutput};
use crate::protocol::{Answer, plain};
use crate::state;
use crate::version::{self, Freed, Name};

pub(crate) fn needs(s3: &S3, _: &Asked, input: &DeleteObjectInput) -> Result<Vec<Need>> {
    let bypass = input.bypass_governance_retention.unwrap_or(false);
    of_deletion(s3, &input.bucket, &input.key, input.version_id.as_deref(), bypass)
}

pub(crate) fn of_deletion(
    s3: &S3,
    bucket: &str,
    key: &str,
    version: Option<&str>,
    bypass: bool,
) -> Result<Vec<Need>> {
    let action = if version.is_some() { "DeleteObjectVersion" } else { "DeleteObject" };
    let mut need = access::on_object(s3, action, bucket, key)?;
    if let Some(version) = version {
        need.keys.push(("s3:VersionId".into(), vec![version.to_owned()]));
    }
    let mut needs = vec![need];
    if bypass {
        needs.push(access::on_object(s3, "BypassGovernanceRetention", bucket, key)?);
    }
    Ok(needs)
}

pub(crate) async fn run(
    s3: Arc<S3>,
    asked: Arc<Asked>,
    input: DeleteObjectInput,
) -> Answer<DeleteObjectOutput> {
    let bypass = input.bypass_governance_retention.unwrap_or(false);
    for name in ["x-amz-if-match-last-modified-time", "x-amz-if-match-size"] {
        if asked.headers.contains_key(name) {
            // Of directory buckets only.
            return Err(Error::not_implemented(name));
        }
    }
    let matches = condition::tag(&asked.headers, "if-match");
    let listeners = Arc::new(Listeners::of(&s3, &asked, &input.bucket)?);
    let teller = Arc::clone(&listeners);
    let deleted = s3.store.write(move |tx| {
        let name = Name { bucket: &input.bucket, key: &input.key };
        let bucket = state::bucket(tx, name.bucket)?;
        let id = input.version_id.as_deref();
        if let Some(tag) = &matches {
            check_match(version::find(tx, name, id), tag)?;
        }
        let mut freed = Freed::new();
        let deleted = version::delete(tx, &bucket, name, id, bypass, &mut freed)?;
        let told = teller.tell_deleted(tx, name.key, &deleted, false)?;
        Ok((bucket.versioning, deleted, freed, told))
    });
    let (versioning, deleted, freed, told) = deleted.await?;
    listeners.committed(&told);
    s3.shelf.free(freed);
    let version_id = deleted.version.filter(|_| versioning != Versioning::Off);
    let delete_marker = deleted.is_marker.then_some(true);
    plain(DeleteObjectOutput { delete_marker, version_id, request_charged: None })
}

/// Only what is as the caller wants it is deleted.
pub(crate) fn check_match(there: Result<crate::object::Object>, tag: &Tag) -> Result<()> {
    let data = there.ok().and_then(|object| object.data);
    match (tag, &data) {
        (Tag::Is(etag), Some(data)) if *etag == data.etag => Ok(()),
        (Tag::Any, Some(_)) => Ok(()),
        (_, Some(_)) => Err(Error::failed_condition("If-Match")),
        (_, None) => Err(Error::no_such_key()),
    }
}
