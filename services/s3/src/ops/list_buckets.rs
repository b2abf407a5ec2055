//! ListBuckets.

use std::sync::Arc;

use kit::Need;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::error::{Error, Result};
use crate::ops::create_bucket::is_region;
use crate::ops::list_objects_v2::{read_token, write_token};
use crate::output::{owner, second};
use crate::protocol::dto::{Bucket, ListBucketsInput, ListBucketsOutput};
use crate::protocol::{Answer, plain};
use crate::state;

/// Of one page, and of one that names no number.
const BUCKETS_MAX: usize = 10_000;

pub(crate) fn needs(_: &S3, _: &Asked, _: &ListBucketsInput) -> Result<Vec<Need>> {
    Ok(vec![access::on_all("ListAllMyBuckets")])
}

pub(crate) async fn run(
    s3: Arc<S3>,
    asked: Arc<Asked>,
    input: ListBucketsInput,
) -> Answer<ListBucketsOutput> {
    let wanted = input.max_buckets.unwrap_or(BUCKETS_MAX as i32);
    let most = usize::try_from(wanted).ok().filter(|most| (1..=BUCKETS_MAX).contains(most));
    let Some(most) = most else {
        let message = "Argument max-buckets must be an integer between 1 and 10000";
        return Err(Error::argument("max-buckets", wanted.to_string(), message));
    };
    if let Some(region) = input.bucket_region.as_deref().filter(|region| !is_region(region)) {
        let message = format!("Argument value {region} is not a valid AWS Region");
        return Err(Error::invalid_argument(message).with("ArgumentName", "bucket-region"));
    }
    let prefix = input.prefix.as_deref().unwrap_or_default();
    let account = asked.account();
    let mut buckets = Vec::new();
    let mut is_more = false;
    let after = input.continuation_token.as_deref().filter(|token| !token.is_empty());
    let after = after.map(read_token).transpose()?;
    let says_region = input.max_buckets.is_some()
        || input.prefix.is_some()
        || input.bucket_region.is_some()
        || input.continuation_token.is_some();
    s3.store.read(|tx| -> Result<()> {
        for row in state::buckets(tx, after.as_deref())? {
            let (name, bucket) = row?;
            let region = input.bucket_region.as_ref();
            let is_wanted = bucket.owner == account
                && name.starts_with(prefix)
                && region.is_none_or(|region| *region == bucket.region_name());
            if !is_wanted {
                continue;
            }
            if buckets.len() == most {
                is_more = true;
                return Ok(());
            }
            buckets.push(Bucket {
                bucket_region: says_region.then(|| bucket.region_name().to_owned()),
                creation_date: Some(second(bucket.created)),
                name: Some(name),
            });
        }
        Ok(())
    })?;
    let last = buckets.last().and_then(|last| last.name.clone());
    plain(ListBucketsOutput {
        buckets: Some(buckets),
        continuation_token: last.filter(|_| is_more).map(write_token),
        owner: Some(owner(&s3, account)),
        prefix: input.prefix,
    })
}
