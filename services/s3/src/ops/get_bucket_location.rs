//! GetBucketLocation.

use std::sync::Arc;

use kit::Need;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::error::Result;
use crate::protocol::dto::{
    BucketLocationConstraint, GetBucketLocationInput, GetBucketLocationOutput,
};
use crate::protocol::{Answer, plain};
use crate::state;

pub(crate) fn needs(s3: &S3, _: &Asked, input: &GetBucketLocationInput) -> Result<Vec<Need>> {
    Ok(vec![access::on_bucket(s3, "GetBucketLocation", &input.bucket)?])
}

pub(crate) async fn run(
    s3: Arc<S3>,
    _: Arc<Asked>,
    input: GetBucketLocationInput,
) -> Answer<GetBucketLocationOutput> {
    let bucket = s3.store.read(|tx| state::bucket(tx, &input.bucket))?;
    // The first region is the one that is not named.
    let named = Some(bucket.region).filter(|region| region != "us-east-1");
    let location_constraint = named.map(BucketLocationConstraint::from);
    plain(GetBucketLocationOutput { location_constraint })
}
