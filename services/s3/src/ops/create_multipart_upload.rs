//! CreateMultipartUpload.

use std::sync::Arc;

use base::id::hex;
use http::HeaderMap;
use kit::Need;

use crate::S3;
use crate::asked::Asked;
use crate::checksum::{Algorithm, Kind};
use crate::customer;
use crate::error::{Error, Result};
use crate::facts;
use crate::holding;
use crate::lifecycle;
use crate::ops::put_object::of_new_object;
use crate::output::{checksum_type, header, of_encryption};
use crate::protocol::dto::{
    ChecksumAlgorithm, CreateMultipartUploadInput, CreateMultipartUploadOutput,
};
use crate::protocol::{Answer, Response};
use crate::state;
use crate::upload::{Standing, Upload};

pub(crate) fn needs(
    s3: &S3,
    asked: &Asked,
    input: &CreateMultipartUploadInput,
) -> Result<Vec<Need>> {
    of_new_object(s3, &asked.headers, &input.bucket, &input.key)
}

pub(crate) async fn run(
    s3: Arc<S3>,
    asked: Arc<Asked>,
    input: CreateMultipartUploadInput,
) -> Answer<CreateMultipartUploadOutput> {
    let mut facts = facts::read(&asked.headers)?;
    let mut locks = facts::locks(&asked.headers)?;
    let compiled = s3.configurations.of(&input.bucket)?;
    let own_key = customer::of_object(&asked.headers)?;
    holding::settle(&asked, &compiled, &mut facts, &mut locks, own_key.as_ref())?;
    let algorithm = input.checksum_algorithm.as_ref().map(|name| name.as_str().to_owned());
    let kind = input.checksum_type.as_ref().map(|name| name.as_str().to_owned());
    let checksum = checksum(algorithm.as_deref(), kind.as_deref())?;
    let encryption = of_encryption(&facts, own_key.as_ref());
    let (bucket, key) = (input.bucket.clone(), input.key.clone());
    let initiator = asked.context.principal.who.arn.clone();
    let has_rules = !compiled.lifecycle.is_empty();
    let begun = s3.store.write(move |tx| {
        state::bucket(tx, &bucket)?;
        let begun = tx.now();
        let before = Standing::of(state::current(tx, &bucket, &key)?.as_ref());
        let mut random = [0; 16];
        tx.random().fill(&mut random);
        // Its time first: uploads of a key are listed in the order in which they were begun.
        let id = format!("{}{}", hex(&begun.0.max(0).to_be_bytes()), hex(&random));
        let upload = Upload { begun, facts, locks, checksum, initiator, before };
        state::put_upload(tx, &bucket, &key, &id, &upload)?;
        if has_rules {
            lifecycle::tend::changed(tx, &bucket)?;
        }
        Ok(id)
    });
    let id = begun.await?;
    let mut headers: HeaderMap = encryption;
    if let Some((algorithm, kind)) = checksum {
        header(&mut headers, "x-amz-checksum-algorithm", algorithm.name());
        header(&mut headers, "x-amz-checksum-type", checksum_type(kind).as_str());
    }
    let output = CreateMultipartUploadOutput {
        bucket: Some(input.bucket),
        checksum_algorithm: checksum
            .map(|(algorithm, _)| ChecksumAlgorithm::from_static(algorithm.name())),
        checksum_type: checksum.map(|(_, kind)| checksum_type(kind)),
        key: Some(input.key),
        upload_id: Some(id),
        ..CreateMultipartUploadOutput::default()
    };
    Ok(Response::with_headers(output, headers))
}

/// The checksum that parts and object are to have; of the parts' or of all the bytes, as the
/// algorithm can.
fn checksum(algorithm: Option<&str>, kind: Option<&str>) -> Result<Option<(Algorithm, Kind)>> {
    let kind = match kind {
        None => None,
        Some("COMPOSITE") => Some(Kind::Composite),
        Some("FULL_OBJECT") => Some(Kind::Full),
        Some(_) => {
            let message = "Value for x-amz-checksum-type header is invalid.";
            return Err(Error::invalid_request(message));
        }
    };
    let Some(name) = algorithm else {
        return match kind {
            None => Ok(None),
            Some(_) => Err(Error::invalid_request(
                "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm \
                 header.",
            )),
        };
    };
    let Some(algorithm) = Algorithm::parse(name) else {
        return Err(Error::invalid_request(
            "Checksum algorithm provided is unsupported. Please try again with any of the valid \
             types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]",
        ));
    };
    let only_full = algorithm == Algorithm::Crc64Nvme;
    let kind = kind.unwrap_or(if only_full { Kind::Full } else { Kind::Composite });
    let can = match kind {
        Kind::Full => algorithm.combines(),
        Kind::Composite => !only_full,
    };
    if !can {
        let (kind, name) = (checksum_type(kind), algorithm.name().to_ascii_lowercase());
        return Err(Error::invalid_request(format!(
            "The {} checksum type cannot be used with the {name} checksum algorithm.",
            kind.as_str()
        )));
    }
    Ok(Some((algorithm, kind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_follow_the_algorithm() {
        let of = |algorithm, kind| checksum(algorithm, kind).map_err(|error| error.code);
        assert_eq!(of(None, None), Ok(None));
        let crc = Some("CRC32");
        assert_eq!(of(crc, None), Ok(Some((Algorithm::Crc32, Kind::Composite))));
        assert_eq!(of(crc, Some("FULL_OBJECT")), Ok(Some((Algorithm::Crc32, Kind::Full))));
        let nvme = Some("CRC64NVME");
        assert_eq!(of(nvme, None), Ok(Some((Algorithm::Crc64Nvme, Kind::Full))));
        assert!(of(nvme, Some("COMPOSITE")).is_err());
        assert!(of(Some("SHA256"), Some("FULL_OBJECT")).is_err());
        assert!(of(None, Some("COMPOSITE")).is_err());
        assert!(of(Some("MD5"), None).is_err());
    }
}
