//! PutBucketVersioning.

use std::sync::Arc;

use kit::Need;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::bucket::Versioning;
use crate::error::{Error, Result};
use crate::protocol::dto::{PutBucketVersioningInput, PutBucketVersioningOutput};
use crate::protocol::{Answer, plain};
use crate::state;

pub(crate) fn needs(s3: &S3, _: &Asked, input: &PutBucketVersioningInput) -> Result<Vec<Need>> {
    Ok(vec![access::on_bucket(s3, "PutBucketVersioning", &input.bucket)?])
}

pub(crate) async fn run(
    s3: Arc<S3>,
    _: Arc<Asked>,
    input: PutBucketVersioningInput,
) -> Answer<PutBucketVersioningOutput> {
    let wanted = input.versioning_configuration;
    let versioning = match wanted.status.as_ref().map(|status| status.as_str()) {
        Some("Enabled") => Versioning::Enabled,
        Some("Suspended") => Versioning::Suspended,
        Some(_) => return Err(Error::malformed_xml()),
        None => {
            let message = "The Versioning element must be specified";
            return Err(Error::new("IllegalVersioningConfigurationException", 400, message));
        }
    };
    if wanted.mfa_delete.is_some_and(|status| status.as_str() == "Enabled") {
        return Err(Error::not_implemented("MFA delete"));
    }
    set(&s3, input.bucket, versioning).await?;
    plain(PutBucketVersioningOutput::default())
}

pub(crate) async fn set(s3: &S3, name: String, versioning: Versioning) -> Result<()> {
    let bucket = name.clone();
    let set = s3.store.write(move |tx| {
        let bucket = state::bucket(tx, &name)?;
        if bucket.locks && versioning == Versioning::Suspended {
            let message = "An Object Lock configuration is present on this bucket, so the \
                           versioning state cannot be changed.";
            return Err(Error::new("InvalidBucketState", 409, message));
        }
        state::put_bucket(tx, &name, &crate::bucket::Bucket { versioning, ..bucket })
    });
    set.await?;
    s3.configurations.refresh(&bucket).map(|_| ())
}
