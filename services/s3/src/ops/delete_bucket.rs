//! DeleteBucket: of an empty one. Uploads on their way in go with it.

use std::sync::Arc;

use kit::Need;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::error::{Error, Result};
use crate::protocol::dto::{DeleteBucketInput, DeleteBucketOutput};
use crate::protocol::{Answer, plain};
use crate::state;

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
    let bucket = name.clone();
    let deleted = s3.store.write(move |tx| {
        state::bucket(tx, &name)?;
        if state::has_objects(tx, &name)? {
            return Err(Error::bucket_not_empty().with("BucketName", name));
        }
        state::delete_bucket(tx, &name)
    });
    deleted.await?;
    s3.configurations.forget(&bucket);
    Ok(())
}
