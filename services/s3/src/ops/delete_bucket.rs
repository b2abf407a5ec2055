//! DeleteBucket: of an empty one. Uploads on their way in go with it.

use std::sync::Arc;

use kit::Need;
use store::WriteTx;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::bucket::Versioning;
use crate::error::{Error, Result};
use crate::ops::abort_multipart_upload::abort;
use crate::protocol::dto::{DeleteBucketInput, DeleteBucketOutput};
use crate::protocol::{Answer, plain};
use crate::state;
use crate::version::Freed;

pub(crate) fn needs(s3: &S3, _: &Asked, input: &DeleteBucketInput) -> Result<Vec<Need>> {
    Ok(vec![access::on_bucket(s3, "DeleteBucket", &input.bucket)?])
}

pub(crate) async fn run(
    s3: Arc<S3>,
    _: Arc<Asked>,
    input: DeleteBucketInput,
) -> Answer<DeleteBucketOutput> {
    delete(&s3, input.bucket).await?;
    plain(DeleteBucketOutput::default())
}

pub(crate) async fn delete(s3: &S3, name: String) -> Result<()> {
    loop {
        let bucket = name.clone();
        let step = s3.store.write(move |tx| step(tx, &bucket));
        let (is_done, freed) = step.await?;
        s3.shelf.free(freed);
        if is_done {
            s3.configurations.forget(&name);
            return Ok(());
        }
    }
}

/// One upload is aborted, or the bucket is gone: an upload's parts are many rows.
fn step(tx: &mut WriteTx, name: &str) -> Result<(bool, Freed)> {
    let bucket = state::bucket(tx, name)?;
    if state::has_objects(tx, name)? {
        let mut error = Error::bucket_not_empty().with("BucketName", name);
        if bucket.versioning != Versioning::Off {
            error.message.push_str(". You must delete all versions in the bucket.");
        }
        return Err(error);
    }
    let mut freed = Freed::new();
    let upload = state::uploads(tx, name, "", None)?.next().transpose()?;
    match upload {
        Some((key, id, _)) => {
            abort(tx, name, &key, &id, &mut freed)?;
            Ok((false, freed))
        }
        None => {
            state::delete_bucket(tx, name)?;
            Ok((true, freed))
        }
    }
}
