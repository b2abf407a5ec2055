//! CreateBucket.

use std::sync::Arc;

use http::HeaderMap;
use kit::Need;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::bucket::{Bucket, Versioning, arn, is_name};
use crate::configuration::grants;
use crate::error::{Error, Result};
use crate::output::header;
use crate::protocol::dto::{CreateBucketInput, CreateBucketOutput};
use crate::protocol::{Answer, Response};
use crate::state;
use crate::tags;

/// The region where a bucket is made that is asked for without one, and where making one again is
/// no error.
const FIRST_REGION: &str = "us-east-1";

pub(crate) fn needs(s3: &S3, asked: &Asked, input: &CreateBucketInput) -> Result<Vec<Need>> {
    let need = |action| access::on_bucket(s3, action, &input.bucket);
    let mut needs = vec![need("CreateBucket")?];
    if asked.head().sets_acl() {
        needs.push(need("PutBucketAcl")?);
    }
    if input.object_lock_enabled_for_bucket == Some(true) {
        needs.push(need("PutBucketVersioning")?);
        needs.push(need("PutBucketObjectLockConfiguration")?);
    }
    if input.object_ownership.is_some() {
        needs.push(need("PutBucketOwnershipControls")?);
    }
    Ok(needs)
}

pub(crate) async fn run(
    s3: Arc<S3>,
    asked: Arc<Asked>,
    input: CreateBucketInput,
) -> Answer<CreateBucketOutput> {
    let owner = asked.account().to_owned();
    let ownership = asked.header("x-amz-object-ownership");
    let mut settings = grants::new_bucket(&input, &owner, s3.closed, ownership)?;
    let document = asked.document.get().map(|bytes| &bytes[..]).unwrap_or_default();
    settings.tags = tags::of_new_bucket(document)?;
    let name = input.bucket;
    if !is_name(&name) {
        let error = Error::new("InvalidBucketName", 400, "The specified bucket is not valid.");
        return Err(error.with("BucketName", name));
    }
    let configuration = input.create_bucket_configuration.unwrap_or_default();
    let wanted = configuration.location_constraint.map(|region| region.as_str().to_owned());
    let region = region(wanted.as_deref(), &asked.region)?;
    let locks = input.object_lock_enabled_for_bucket.unwrap_or(false);
    let is_first = asked.region == FIRST_REGION;
    let location = match region == FIRST_REGION {
        true => format!("/{name}"),
        false => format!("http://{name}.s3.amazonaws.com/"),
    };
    let bucket_name = name.clone();
    let mut headers = HeaderMap::new();
    header(&mut headers, "x-amz-bucket-arn", &arn(&name));
    let made = s3.store.write(move |tx| {
        if let Some(there) = state::find_bucket(tx, &name)? {
            let is_same = is_first && region == there.region && settings.tags.is_empty();
            return taken(&there, &owner, &name, is_same);
        }
        let versioning = if locks { Versioning::Enabled } else { Versioning::Off };
        let created = tx.now();
        let bucket = Bucket { created, region, owner, versioning, locks, mfa_delete: false };
        state::put_bucket(tx, &name, &bucket)?;
        settings.put(tx, &name)
    });
    made.await?;
    s3.configurations.refresh(&bucket_name)?;
    Ok(Response::with_headers(CreateBucketOutput { location: Some(location) }, headers))
}

/// Making one again is no error where it asks for the same, in the first region.
fn taken(there: &Bucket, owner: &str, name: &str, is_same: bool) -> Result<()> {
    if there.owner != owner {
        let message = "The requested bucket name is not available. The bucket namespace is shared \
                       by all users of the system. Please select a different name and try again.";
        return Err(Error::new("BucketAlreadyExists", 409, message).with("BucketName", name));
    }
    if is_same {
        return Ok(());
    }
    let message = "Your previous request to create the named bucket succeeded and you already own \
                   it.";
    Err(Error::new("BucketAlreadyOwnedByYou", 409, message).with("BucketName", name))
}

/// Where the bucket is to be, asked for at the endpoint of a region.
fn region(wanted: Option<&str>, endpoint: &str) -> Result<String> {
    let wanted = wanted.filter(|wanted| !wanted.is_empty());
    let illegal = |what: &str| {
        let message = format!(
            "The {what} location constraint is incompatible for the region specific endpoint this \
             request was sent to."
        );
        Err(Error::new("IllegalLocationConstraintException", 400, message))
    };
    match wanted {
        None if endpoint == FIRST_REGION => Ok(endpoint.to_owned()),
        None => illegal("unspecified"),
        Some("EU") if matches!(endpoint, FIRST_REGION | "eu-west-1") => Ok("EU".to_owned()),
        Some(wanted) if endpoint != FIRST_REGION && wanted != endpoint => illegal(wanted),
        // Its name for itself is none.
        Some(wanted) if wanted == FIRST_REGION || !is_region(wanted) => {
            let message = "The specified location-constraint is not valid";
            let error = Error::new("InvalidLocationConstraint", 400, message);
            Err(error.with("LocationConstraint", wanted))
        }
        Some(wanted) => Ok(wanted.to_owned()),
    }
}

/// `eu-west-1`, or `EU`, which was there first.
pub(crate) fn is_region(text: &str) -> bool {
    let mut labels = text.split('-');
    let is_word = |label: Option<&str>| {
        label.is_some_and(|label| {
            label.len() >= 2 && label.bytes().all(|byte| byte.is_ascii_lowercase())
        })
    };
    let ends_in_digit = text.ends_with(|last: char| last.is_ascii_digit());
    text == "EU" || (is_word(labels.next()) && is_word(labels.next()) && ends_in_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_asked_for_at_its_own_endpoint() {
        for (wanted, endpoint, expected) in [
            (None, "us-east-1", Ok("us-east-1")),
            (None, "eu-west-1", Err("IllegalLocationConstraintException")),
            (Some("eu-west-1"), "eu-west-1", Ok("eu-west-1")),
            (Some("eu-west-1"), "us-east-1", Ok("eu-west-1")),
            (Some("eu-west-1"), "eu-central-1", Err("IllegalLocationConstraintException")),
            (Some("us-east-1"), "us-east-1", Err("InvalidLocationConstraint")),
            (Some("EU"), "eu-west-1", Ok("EU")),
            (Some("here"), "us-east-1", Err("InvalidLocationConstraint")),
            (Some("us-gov-east-1"), "us-gov-east-1", Ok("us-gov-east-1")),
        ] {
            let found = region(wanted, endpoint);
            let found = found.as_deref().map_err(|error| &*error.code);
            assert_eq!(found, expected, "{wanted:?} at {endpoint}");
        }
    }
}
