//! UploadPartCopy: a part made of an object that is here, or of some of its bytes.

use std::sync::Arc;

use kit::Need;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::condition::{Conditions, OF_SOURCE};
use crate::customer;
use crate::error::{Error, Result};
use crate::ingest::{self, Wanted};
use crate::ops::copy_object::{Source, source_needs};
use crate::ops::put_object::BYTES_MAX;
use crate::ops::upload_part::{Target, commit, kept, number};
use crate::output::{etag, header, of_encryption, second, set_checksum};
use crate::protocol::dto::{CopyPartResult, UploadPartCopyInput, UploadPartCopyOutput};
use crate::protocol::{Answer, Response};

pub(crate) fn needs(s3: &S3, _: &Asked, input: &UploadPartCopyInput) -> Result<Vec<Need>> {
    let mut needs = source_needs(s3, &Source::read(&input.copy_source)?)?;
    needs.push(access::on_object(s3, "PutObject", &input.bucket, &input.key)?);
    Ok(needs)
}

pub(crate) async fn run(
    s3: Arc<S3>,
    asked: Arc<Asked>,
    input: UploadPartCopyInput,
) -> Answer<UploadPartCopyOutput> {
    let own_key = customer::of_object(&asked.headers)?;
    let source = Source::read(&input.copy_source)?;
    let conditions = Conditions::of_read(&asked.headers, OF_SOURCE);
    let target = Target {
        bucket: input.bucket,
        key: input.key,
        upload: input.upload_id,
        number: number(input.part_number)?,
    };
    let upload = target.read(&s3)?;
    customer::check_part(&upload, own_key.as_ref())?;
    let found = source.bound(&s3, &asked, &conditions)?;
    let range = range(input.copy_source_range.as_deref(), found.data.size)?;
    if range.end - range.start > BYTES_MAX {
        return Err(Error::invalid_request(
            "The specified copy source is larger than the maximum allowable size for a copy \
             source: 5368709120",
        ));
    }
    let version = source.version_of(&found);
    let kept = kept(&upload);
    let mut headers = of_encryption(&upload.facts, own_key.as_ref());
    let sums = vec![kept];
    let wanted = Wanted { bytes_max: BYTES_MAX, always_blob: true, sums, key: own_key };
    let body = found.bytes.body(&s3, range).await?;
    let taken = ingest::take(&s3, body, wanted).await?;
    let part = commit(&s3, target, taken, kept).await?;
    let mut result = CopyPartResult {
        e_tag: Some(etag(&part.etag)),
        last_modified: Some(second(part.modified)),
        ..CopyPartResult::default()
    };
    if let (Some((algorithm, value)), true) = (&part.checksum, upload.checksum.is_some()) {
        set_checksum!(result, algorithm, value);
    }
    if let Some(version) = version {
        header(&mut headers, "x-amz-copy-source-version-id", &version);
    }
    let output =
        UploadPartCopyOutput { copy_part_result: Some(result), ..UploadPartCopyOutput::default() };
    Ok(Response::with_headers(output, headers))
}

/// `bytes=0-9`: both ends, and within the object.
fn range(text: Option<&str>, size: u64) -> Result<std::ops::Range<u64>> {
    const NAME: &str = "x-amz-copy-source-range";
    let Some(text) = text else { return Ok(0..size) };
    let ends = text.strip_prefix("bytes=").and_then(|ends| ends.split_once('-'));
    let ends = ends
        .and_then(|(first, last)| Some((first.parse::<u64>().ok()?, last.parse::<u64>().ok()?)));
    let Some((first, last)) = ends.filter(|(first, last)| first <= last) else {
        return Err(Error::invalid_argument(
            "The x-amz-copy-source-range value must be of the form bytes=first-last where first \
             and last are the zero-based offsets of the first and last bytes to copy",
        )
        .with("ArgumentName", NAME)
        .with("ArgumentValue", text));
    };
    if first >= size {
        return Err(Error::invalid_request(
            "The specified copy range is invalid for the source object size",
        ));
    }
    if last >= size {
        return Err(Error::invalid_argument(format!(
            "Range specified is not valid for source object of size: {size}"
        ))
        .with("ArgumentName", NAME)
        .with("ArgumentValue", text));
    }
    Ok(first..last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_lies_within_its_source() {
        assert_eq!(range(None, 5).unwrap(), 0..5);
        assert_eq!(range(Some("bytes=0-4"), 5).unwrap(), 0..5);
        assert_eq!(range(Some("bytes=5-6"), 5).unwrap_err().code, "InvalidRequest");
        for wrong in ["bytes=0-5", "bytes=3-2", "0-4", "bytes=0-", "bytes=-3", "bytes=0-a"] {
            assert!(range(Some(wrong), 5).is_err(), "{wrong}");
        }
    }
}
