//! DeleteObjects: up to a thousand at once, each for itself.

use std::sync::Arc;

use kit::Need;

use crate::S3;
use crate::asked::Asked;
use crate::bucket::Versioning;
use crate::condition::Tag;
use crate::error::{Error, Result};
use crate::notify::Listeners;
use crate::ops::delete_object::{check_match, of_deletion};
use crate::protocol::dto::{
    self, DeleteObjectsInput, DeleteObjectsOutput, DeletedObject, ObjectIdentifier,
};
use crate::protocol::{Answer, plain};
use crate::state;
use crate::version::{self, Deleted, Freed, Name};

/// Of one request.
const OBJECTS_MAX: usize = 1000;

/// Each object is asked for by itself: what is denied is an entry among the errors.
pub(crate) fn needs(_: &S3, _: &Asked, _: &DeleteObjectsInput) -> Result<Vec<Need>> {
    Ok(Vec::new())
}

pub(crate) async fn run(
    s3: Arc<S3>,
    asked: Arc<Asked>,
    input: DeleteObjectsInput,
) -> Answer<DeleteObjectsOutput> {
    let DeleteObjectsInput { bucket, delete, .. } = input;
    if delete.objects.is_empty() || delete.objects.len() > OBJECTS_MAX {
        return Err(Error::malformed_xml());
    }
    let bypass = input.bypass_governance_retention.unwrap_or(false);
    let may = |object: &ObjectIdentifier| -> Result<()> {
        let id = object.version_id.as_deref();
        for need in of_deletion(&s3, &bucket, &object.key, id, bypass)? {
            asked.require(&need, "delete_objects")?;
        }
        Ok(())
    };
    let wanted: Vec<_> = delete.objects.into_iter().map(|object| (may(&object), object)).collect();
    let listeners = Arc::new(Listeners::of(&s3, &asked, &bucket)?);
    let teller = Arc::clone(&listeners);
    let work = s3.store.write(move |tx| {
        let of = state::bucket(tx, &bucket)?;
        let mut freed = Freed::new();
        let mut results = Vec::with_capacity(wanted.len());
        let mut heard = Vec::new();
        for (allowed, object) in wanted {
            let name = Name { bucket: &bucket, key: &object.key };
            let id = object.version_id.as_deref();
            let tag = object.e_tag.clone().map(|tag| Tag::Is(tag.into_value()));
            let deleted = allowed.and_then(|()| {
                if let Some(tag) = &tag {
                    check_match(version::find(tx, name, id), tag)?;
                }
                version::delete(tx, &of, name, id, bypass, &mut freed)
            });
            if let Ok(deleted) = &deleted {
                heard.extend(teller.tell_deleted(tx, name.key, deleted, false)?);
            }
            results.push((object, deleted));
        }
        Ok((of.versioning, results, freed, heard))
    });
    let (versioning, results, freed, heard) = work.await?;
    listeners.committed(&heard);
    s3.shelf.free(freed);
    let quiet = delete.quiet.unwrap_or(false);
    let (mut deleted, mut errors) = (Vec::new(), Vec::new());
    for (object, result) in results {
        match result {
            Ok(_) if quiet => {}
            Ok(done) => deleted.push(told(object, done, versioning)),
            Err(error) => errors.push(failed(object, error)),
        }
    }
    plain(DeleteObjectsOutput {
        deleted: Some(deleted),
        errors: Some(errors),
        request_charged: None,
    })
}

/// One of many is told of an id that is none as of one that is gone.
fn failed(object: ObjectIdentifier, error: Error) -> dto::Error {
    let is_id = error.details.contains(&("ArgumentName", "versionId".to_owned()));
    let error = if is_id { Error::no_such_version() } else { error };
    dto::Error {
        code: Some(error.code.into_owned()),
        key: Some(object.key),
        message: Some(error.message),
        version_id: object.version_id,
    }
}

fn told(object: ObjectIdentifier, deleted: Deleted, versioning: Versioning) -> DeletedObject {
    let marker = deleted.version.filter(|_| deleted.is_marker && versioning != Versioning::Off);
    DeletedObject {
        delete_marker: deleted.is_marker.then_some(true),
        delete_marker_version_id: marker,
        key: Some(object.key),
        version_id: object.version_id,
    }
}
