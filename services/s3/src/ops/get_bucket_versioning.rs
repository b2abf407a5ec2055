//! GetBucketVersioning.

use std::sync::Arc;

use kit::Need;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::bucket::Versioning;
use crate::error::Result;
use crate::protocol::dto::{
    BucketVersioningStatus, GetBucketVersioningInput, GetBucketVersioningOutput, MFADeleteStatus,
};
use crate::protocol::{Answer, plain};
use crate::state;

pub(crate) fn needs(s3: &S3, _: &Asked, input: &GetBucketVersioningInput) -> Result<Vec<Need>> {
    Ok(vec![access::on_bucket(s3, "GetBucketVersioning", &input.bucket)?])
}

pub(crate) async fn run(
    s3: Arc<S3>,
    _: Arc<Asked>,
    input: GetBucketVersioningInput,
) -> Answer<GetBucketVersioningOutput> {
    let bucket = s3.store.read(|tx| state::bucket(tx, &input.bucket))?;
    let status = match bucket.versioning {
        Versioning::Off => None,
        Versioning::Enabled => Some(BucketVersioningStatus::ENABLED),
        Versioning::Suspended => Some(BucketVersioningStatus::SUSPENDED),
    };
    let mfa_delete = bucket.mfa_delete.then(|| MFADeleteStatus::from_static("Enabled"));
    let status = status.map(BucketVersioningStatus::from_static);
    plain(GetBucketVersioningOutput { mfa_delete, status })
}
