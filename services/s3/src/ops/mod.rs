//! The operations, one a file: `needs` names the permissions, `run` does it.

pub(crate) mod abort_multipart_upload;
pub(crate) mod complete_multipart_upload;
mod configurations;
pub(crate) mod copy_object;
pub(crate) mod create_bucket;
pub(crate) mod create_multipart_upload;
pub(crate) mod delete_bucket;
pub(crate) mod delete_object;
pub(crate) mod delete_objects;
pub(crate) mod get_bucket_location;
pub(crate) mod get_bucket_versioning;
pub(crate) mod get_object;
pub(crate) mod get_object_attributes;
pub(crate) mod head_bucket;
pub(crate) mod head_object;
pub(crate) mod list_buckets;
pub(crate) mod list_multipart_uploads;
pub(crate) mod list_object_versions;
pub(crate) mod list_objects;
pub(crate) mod list_objects_v2;
pub(crate) mod list_parts;
mod object_settings;
pub(crate) mod put_bucket_versioning;
pub(crate) mod put_object;
pub(crate) mod put_object_tagging;
pub(crate) mod upload_part;
pub(crate) mod upload_part_copy;

pub(crate) use configurations::*;
pub(crate) use object_settings::*;
