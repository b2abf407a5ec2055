//! HeadBucket: whether it is there, and may be listed.

use std::sync::Arc;

use http::HeaderMap;
use kit::Need;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::bucket::arn;
use crate::error::Result;
use crate::output::header;
use crate::protocol::dto::{HeadBucketInput, HeadBucketOutput};
use crate::protocol::{Answer, Response};
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
    let bucket_region = Some(bucket.region_name().to_owned());
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("content-type", "application/xml"),
        ("x-amz-access-point-alias", "false"),
        ("x-amz-bucket-arn", &arn(&input.bucket)),
    ] {
        header(&mut headers, name, value);
    }
    let output = HeadBucketOutput { bucket_region, ..HeadBucketOutput::default() };
    Ok(Response::with_headers(output, headers))
}
