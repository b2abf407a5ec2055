//! The operations, one a file: `needs` names the permissions, `run` does it.

mod configurations;
pub(crate) mod create_bucket;
pub(crate) mod delete_bucket;
pub(crate) mod get_bucket_location;
pub(crate) mod get_bucket_versioning;
pub(crate) mod head_bucket;
pub(crate) mod list_buckets;
pub(crate) mod put_bucket_versioning;

pub(crate) use configurations::*;
