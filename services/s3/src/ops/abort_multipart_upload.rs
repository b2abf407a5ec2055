//! AbortMultipartUpload.

use std::sync::Arc;

use kit::Need;
use store::WriteTx;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::error::Result;
use crate::protocol::dto::{AbortMultipartUploadInput, AbortMultipartUploadOutput};
use crate::protocol::{Answer, plain};
use crate::state;
use crate::version::Freed;

pub(crate) fn needs(
    s3: &S3,
    asked: &Asked,
    input: &AbortMultipartUploadInput,
) -> Result<Vec<Need>> {
    let place = (&*input.bucket, &*input.key, &*input.upload_id);
    of_upload(s3, asked, "AbortMultipartUpload", place)
}

/// What is needed to see or end an upload: nothing by another account that began it itself.
pub(crate) fn of_upload(
    s3: &S3,
    asked: &Asked,
    action: &str,
    (bucket, key, id): (&str, &str, &str),
) -> Result<Vec<Need>> {
    let need = access::on_object(s3, action, bucket, key)?;
    let who = &asked.context.principal.who;
    let is_own = s3.store.read(|tx| -> Result<bool> {
        let owner = state::bucket(tx, bucket)?.owner;
        let upload = state::upload(tx, bucket, key, id)?;
        Ok(who.is_root() && who.account != owner && who.arn == upload.initiator)
    });
    Ok(if is_own.unwrap_or(false) { Vec::new() } else { vec![need] })
}

pub(crate) async fn run(
    s3: Arc<S3>,
    _: Arc<Asked>,
    input: AbortMultipartUploadInput,
) -> Answer<AbortMultipartUploadOutput> {
    let aborted = s3.store.write(move |tx| {
        let AbortMultipartUploadInput { bucket, key, upload_id, .. } = &input;
        state::bucket(tx, bucket)?;
        state::upload(tx, bucket, key, upload_id)?;
        let mut freed = Freed::new();
        abort(tx, bucket, key, upload_id, &mut freed)?;
        Ok(freed)
    });
    s3.shelf.free(aborted.await?);
    plain(AbortMultipartUploadOutput::default())
}

/// The upload and its parts are gone.
pub(crate) fn abort(
    tx: &mut WriteTx,
    bucket: &str,
    key: &str,
    id: &str,
    freed: &mut Freed,
) -> Result<()> {
    let parts = state::parts(tx, id, 0)?.collect::<Result<Vec<_>>>()?;
    for (number, part) in parts {
        state::delete_part(tx, id, number)?;
        if state::unname_blob(tx, &part.blob)? {
            freed.push(part.blob);
        }
    }
    state::delete_upload(tx, bucket, key, id)
}
