//! HeadBucket: whether it is there, and may be listed.

use std::sync::Arc;

use kit::Need;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::error::Result;
use crate::protocol::dto::{HeadBucketInput, HeadBucketOutput};
use crate::protocol::{Answer, plain};
use crate::state;

pub(crate) fn needs(s3: &S3, _: &Asked, input: &HeadBucketInput) -> Result<Vec<Need>> {
    Ok(vec![access::on_bucket(s3, "ListBucket", &input.bucket)?])
}

pub(crate) async fn run(
    s3: Arc<S3>,
    _: Arc<Asked>,
    input: HeadBucketInput,
) -> Answer<HeadBucketOutput> {
    let bucket = s3.store.read(|tx| state::bucket(tx, &input.bucket))?;
    let bucket_region = Some(bucket.region);
    plain(HeadBucketOutput { bucket_region, ..HeadBucketOutput::default() })
}
