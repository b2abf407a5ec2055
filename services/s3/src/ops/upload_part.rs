//! UploadPart.

use std::sync::Arc;

use kit::Need;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::checksum::Algorithm;
use crate::customer;
use crate::digest::{self, Said};
use crate::error::{Error, Result};
use crate::facts;
use crate::ingest::{self, Place, Taken, Wanted};
use crate::ops::put_object::BYTES_MAX;
use crate::output::{header, of_encryption};
use crate::protocol::dto::{UploadPartInput, UploadPartOutput};
use crate::protocol::{Answer, Body, Response};
use crate::state;
use crate::upload::{PART_NUMBER_MAX, Part, Upload};

pub(crate) fn needs(s3: &S3, _: &Asked, input: &UploadPartInput) -> Result<Vec<Need>> {
    Ok(vec![access::on_object(s3, "PutObject", &input.bucket, &input.key)?])
}

pub(crate) async fn run(
    s3: Arc<S3>,
    asked: Arc<Asked>,
    input: UploadPartInput,
) -> Answer<UploadPartOutput> {
    let own_key = customer::of_object(&asked.headers)?;
    let md5 = facts::content_md5(&asked.headers)?;
    let said = digest::said(&asked.headers)?;
    let target = Target {
        bucket: input.bucket,
        key: input.key,
        upload: input.upload_id,
        number: number(input.part_number)?,
    };
    let length = input.content_length.and_then(|length| u64::try_from(length).ok());
    let length = length.ok_or_else(Error::missing_content_length)?;
    if length > BYTES_MAX {
        let error = Error::entity_too_large().with("ProposedSize", length.to_string());
        return Err(error.with("MaxSizeAllowed", BYTES_MAX.to_string()));
    }
    let upload = target.read(&s3)?;
    customer::check_part(&upload, own_key.as_ref())?;
    check_said(&upload, said.as_ref())?;
    let kept = kept(&upload);
    let mut sums = vec![kept];
    sums.extend(said.as_ref().map(|said| said.algorithm).filter(|said| *said != kept));
    let encryption = of_encryption(&upload.facts, own_key.as_ref());
    let wanted = Wanted { bytes_max: BYTES_MAX, always_blob: true, sums, key: own_key };
    let body = input.body.map(Body::from).unwrap_or_default();
    let taken = ingest::take(&s3, body, wanted).await?;
    digest::check(said.as_ref(), md5, &taken, &asked)?;
    let told = said.map_or(kept, |said| said.algorithm);
    let value = taken.sum(told).map(str::to_owned);
    let part = commit(&s3, target, taken, kept).await?;
    let mut headers = encryption;
    header(&mut headers, "etag", &format!("\"{}\"", part.etag));
    if let Some(value) = value {
        header(&mut headers, told.header(), &value);
    }
    Ok(Response::with_headers(UploadPartOutput::default(), headers))
}

/// Which part.
pub(crate) struct Target {
    pub bucket: String,
    pub key: String,
    pub upload: String,
    pub number: u64,
}

impl Target {
    pub(crate) fn read(&self, s3: &S3) -> Result<Upload> {
        s3.store.read(|tx| {
            state::bucket(tx, &self.bucket)?;
            state::upload(tx, &self.bucket, &self.key, &self.upload)
        })
    }
}

pub(crate) fn number(number: i32) -> Result<u64> {
    let found = u64::try_from(number).ok().filter(|n| (1..=PART_NUMBER_MAX).contains(n));
    found.ok_or_else(|| wrong_number(number))
}

pub(crate) fn wrong_number(number: i32) -> Error {
    let message = "Part number must be an integer between 1 and 10000, inclusive";
    Error::argument("partNumber", number.to_string(), message)
}

/// The algorithm of a part's checksum that is kept.
pub(crate) fn kept(upload: &Upload) -> Algorithm {
    match upload.checksum {
        Some((algorithm, _)) => algorithm,
        None => digest::DEFAULT,
    }
}

fn check_said(upload: &Upload, said: Option<&Said>) -> Result<()> {
    let (Some((expected, _)), Some(said)) = (upload.checksum, said) else { return Ok(()) };
    if said.algorithm == expected {
        return Ok(());
    }
    let names = [expected, said.algorithm].map(|algorithm| algorithm.name().to_ascii_lowercase());
    Err(Error::invalid_request(format!(
        "Checksum Type mismatch occurred, expected checksum Type: {}, actual checksum Type: {}",
        names[0], names[1]
    )))
}

/// Makes the part of a body that was taken; one of the same number is replaced.
pub(crate) async fn commit(
    s3: &Arc<S3>,
    target: Target,
    taken: Taken,
    kept: Algorithm,
) -> Result<Part> {
    let etag = taken.etag();
    let checksum = taken.sum(kept).map(|value| (kept, value.to_owned()));
    let Place::Blob(blob, pin) = taken.place else {
        return Err(Error::internal("a part was kept where none belongs"));
    };
    let (bytes, seal) = (taken.bytes, taken.seal);
    let put = s3.store.write(move |tx| {
        let Target { bucket, key, upload, number } = &target;
        state::bucket(tx, bucket)?;
        state::upload(tx, bucket, key, upload)?;
        let before = state::part(tx, upload, *number)?;
        let part = Part { blob, bytes, etag, modified: tx.now(), checksum, seal };
        state::name_blob(tx, &blob)?;
        state::put_part(tx, upload, *number, &part)?;
        let mut freed = Vec::new();
        if let Some(before) = before
            && state::unname_blob(tx, &before.blob)?
        {
            freed.push(before.blob);
        }
        Ok((part, freed))
    });
    let (part, freed) = put.await?;
    drop(pin);
    s3.shelf.free(freed);
    Ok(part)
}
