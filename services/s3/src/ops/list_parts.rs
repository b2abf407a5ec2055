//! ListParts.

use std::sync::Arc;

use kit::Need;

use crate::S3;
use crate::asked::Asked;
use crate::error::{Error, Result};
use crate::ops::abort_multipart_upload::of_upload;
use crate::output::{checksum_type, etag, initiator, second, set_checksum, upload_owner};
use crate::protocol::dto::{
    ChecksumAlgorithm, ListPartsInput, ListPartsOutput, Part, StorageClass,
};
use crate::protocol::{Answer, plain};
use crate::state;

/// Of one page.
const PARTS_MAX: i32 = 1000;

pub(crate) fn needs(s3: &S3, asked: &Asked, input: &ListPartsInput) -> Result<Vec<Need>> {
    let place = (&*input.bucket, &*input.key, &*input.upload_id);
    of_upload(s3, asked, "ListMultipartUploadParts", place)
}

pub(crate) async fn run(
    s3: Arc<S3>,
    _: Arc<Asked>,
    input: ListPartsInput,
) -> Answer<ListPartsOutput> {
    let wanted = input.max_parts.unwrap_or(PARTS_MAX);
    if wanted < 0 {
        let message = "Argument max-parts must be an integer between 0 and 2147483647";
        return Err(Error::argument("max-parts", wanted.to_string(), message));
    }
    let most = wanted.min(PARTS_MAX);
    let marker = input.part_number_marker;
    let after = marker.and_then(|marker| u64::try_from(marker).ok()).unwrap_or(0);
    let mut parts = Vec::new();
    let mut is_more = false;
    let (upload, bucket) = s3.store.read(|tx| -> Result<_> {
        let bucket = state::bucket(tx, &input.bucket)?;
        let upload = state::upload(tx, &input.bucket, &input.key, &input.upload_id)?;
        for row in state::parts(tx, &input.upload_id, after)? {
            let (number, part) = row?;
            if parts.len() == usize::try_from(most).unwrap_or_default() {
                is_more = true;
                break;
            }
            let mut told = Part {
                e_tag: Some(etag(&part.etag)),
                last_modified: Some(second(part.modified)),
                part_number: i32::try_from(number).ok(),
                size: i64::try_from(part.bytes).ok(),
                ..Part::default()
            };
            if let (Some((algorithm, value)), true) = (&part.checksum, upload.checksum.is_some()) {
                set_checksum!(told, algorithm, value);
            }
            parts.push(told);
        }
        Ok((upload, bucket))
    })?;
    let last = parts.last().and_then(|part| part.part_number);
    let class = upload.facts.storage_class.clone().unwrap_or_else(|| "STANDARD".to_owned());
    let algorithm = upload.checksum.map(|(algorithm, _)| algorithm.name());
    plain(ListPartsOutput {
        bucket: Some(input.bucket),
        checksum_algorithm: algorithm.map(ChecksumAlgorithm::from_static),
        checksum_type: upload.checksum.map(|(_, kind)| checksum_type(kind)),
        initiator: Some(initiator(&upload, &bucket.owner)),
        is_truncated: Some(is_more),
        key: Some(input.key),
        max_parts: Some(most),
        next_part_number_marker: last.or(Some(0)),
        owner: Some(upload_owner(&s3, &upload, &bucket.owner)),
        part_number_marker: Some(marker.unwrap_or(0)),
        parts: Some(parts),
        storage_class: Some(StorageClass::from(class)),
        upload_id: Some(input.upload_id),
        ..ListPartsOutput::default()
    })
}
