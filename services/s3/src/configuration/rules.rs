//! The verbs about rules for objects: cross-origin requests, lifecycle, tags, locks, encryption.

use crate::error::{Error, Result};
use crate::protocol::dto::*;

use super::{Configurations, from_xml, to_xml};
use store::WriteTx;

use crate::S3;
use crate::asked::Asked;
use crate::bucket::{Bucket, Versioning};
use crate::setting::Setting;
use crate::state;
use crate::{cors, lifecycle, lock, tags};

impl Configurations {
    /// A configuration in the shape that it was put in.
    pub(crate) fn shape<T>(&self, bucket: &str, setting: Setting) -> Result<Option<T>>
    where
        T: for<'xml> crate::protocol::xml::Deserialize<'xml>,
    {
        let text = self.text(bucket, setting)?;
        Ok(text.as_deref().and_then(from_xml))
    }

    /// The same; the error is that there is none.
    pub(super) fn known<T>(&self, bucket: &str, setting: Setting) -> Result<T>
    where
        T: for<'xml> crate::protocol::xml::Deserialize<'xml>,
    {
        self.shape(bucket, setting)?.ok_or_else(|| setting.missing(bucket))
    }
}

pub(crate) async fn get_bucket_cors(
    s3: &S3,
    _: &Asked,
    input: GetBucketCorsInput,
) -> Result<GetBucketCorsOutput> {
    let cors: CORSConfiguration = s3.configurations.known(&input.bucket, Setting::Cors)?;
    Ok(GetBucketCorsOutput { cors_rules: Some(cors.cors_rules) })
}

pub(crate) async fn put_bucket_cors(
    s3: &S3,
    _: &Asked,
    input: PutBucketCorsInput,
) -> Result<PutBucketCorsOutput> {
    cors::check(&input.cors_configuration)?;
    let bytes = Some(to_xml(&input.cors_configuration));
    s3.configurations.put(&input.bucket, Setting::Cors, bytes).await?;
    Ok(PutBucketCorsOutput::default())
}

pub(crate) async fn delete_bucket_cors(
    s3: &S3,
    _: &Asked,
    input: DeleteBucketCorsInput,
) -> Result<DeleteBucketCorsOutput> {
    s3.configurations.put(&input.bucket, Setting::Cors, None).await?;
    Ok(DeleteBucketCorsOutput::default())
}

/// AWS's default, and the only one here: nothing changes its storage class.
fn transition_size() -> Option<TransitionDefaultMinimumObjectSize> {
    Some(TransitionDefaultMinimumObjectSize::from_static(
        TransitionDefaultMinimumObjectSize::ALL_STORAGE_CLASSES_128K,
    ))
}

pub(crate) async fn get_bucket_lifecycle_configuration(
    s3: &S3,
    _: &Asked,
    input: GetBucketLifecycleConfigurationInput,
) -> Result<GetBucketLifecycleConfigurationOutput> {
    let rules: BucketLifecycleConfiguration =
        s3.configurations.known(&input.bucket, Setting::Lifecycle)?;
    Ok(GetBucketLifecycleConfigurationOutput {
        rules: Some(rules.rules),
        transition_default_minimum_object_size: transition_size(),
    })
}

pub(crate) async fn put_bucket_lifecycle_configuration(
    s3: &S3,
    _: &Asked,
    input: PutBucketLifecycleConfigurationInput,
) -> Result<PutBucketLifecycleConfigurationOutput> {
    let mut rules = input.lifecycle_configuration.ok_or_else(Error::malformed_xml)?;
    lifecycle::check(&mut rules, || base::uuid(s3.authority.random()))?;
    let bucket = input.bucket.clone();
    let begin = move |tx: &mut WriteTx| lifecycle::tend::rules_changed(tx, &bucket, true);
    let bytes = Some(to_xml(&rules));
    s3.configurations.put_with(&input.bucket, Setting::Lifecycle, bytes, begin).await?;
    Ok(PutBucketLifecycleConfigurationOutput {
        transition_default_minimum_object_size: transition_size(),
    })
}

pub(crate) async fn delete_bucket_lifecycle(
    s3: &S3,
    _: &Asked,
    input: DeleteBucketLifecycleInput,
) -> Result<DeleteBucketLifecycleOutput> {
    let bucket = input.bucket.clone();
    let end = move |tx: &mut WriteTx| lifecycle::tend::rules_changed(tx, &bucket, false);
    s3.configurations.put_with(&input.bucket, Setting::Lifecycle, None, end).await?;
    Ok(DeleteBucketLifecycleOutput::default())
}

pub(crate) async fn get_bucket_tagging(
    s3: &S3,
    _: &Asked,
    input: GetBucketTaggingInput,
) -> Result<GetBucketTaggingOutput> {
    let tagging: Tagging = s3.configurations.known(&input.bucket, Setting::Tags)?;
    Ok(GetBucketTaggingOutput { tag_set: tagging.tag_set })
}

pub(crate) async fn put_bucket_tagging(
    s3: &S3,
    _: &Asked,
    input: PutBucketTaggingInput,
) -> Result<PutBucketTaggingOutput> {
    tags::of_set(&input.tagging.tag_set, tags::On::Bucket)?;
    // No tags are as none of the kind.
    let none = input.tagging.tag_set.is_empty();
    let bytes = (!none).then(|| to_xml(&input.tagging));
    s3.configurations.put(&input.bucket, Setting::Tags, bytes).await?;
    Ok(PutBucketTaggingOutput::default())
}

pub(crate) async fn delete_bucket_tagging(
    s3: &S3,
    _: &Asked,
    input: DeleteBucketTaggingInput,
) -> Result<DeleteBucketTaggingOutput> {
    s3.configurations.put(&input.bucket, Setting::Tags, None).await?;
    Ok(DeleteBucketTaggingOutput::default())
}

pub(crate) async fn get_object_lock_configuration(
    s3: &S3,
    _: &Asked,
    input: GetObjectLockConfigurationInput,
) -> Result<GetObjectLockConfigurationOutput> {
    let lock = s3.configurations.known(&input.bucket, Setting::ObjectLock)?;
    Ok(GetObjectLockConfigurationOutput { object_lock_configuration: Some(lock) })
}

pub(crate) async fn put_object_lock_configuration(
    s3: &S3,
    _: &Asked,
    input: PutObjectLockConfigurationInput,
) -> Result<PutObjectLockConfigurationOutput> {
    let configuration = input.object_lock_configuration.ok_or_else(Error::malformed_xml)?;
    lock::default_of(&configuration)?;
    let bucket = input.bucket.clone();
    let bytes = Some(to_xml(&configuration));
    let locked = move |tx: &mut WriteTx| {
        let found = state::bucket(tx, &bucket)?;
        if found.versioning != Versioning::Enabled {
            let text = "Versioning must be 'Enabled' on the bucket to apply a Object Lock \
                        configuration";
            return Err(Error::new("InvalidBucketState", 409, text));
        }
        state::put_bucket(tx, &bucket, &Bucket { locks: true, ..found })
    };
    s3.configurations.put_with(&input.bucket, Setting::ObjectLock, bytes, locked).await?;
    Ok(PutObjectLockConfigurationOutput::default())
}

/// That of every bucket since January 2023: S3's own keys.
fn default_encryption() -> ServerSideEncryptionConfiguration {
    let algorithm = ServerSideEncryption::from_static(ServerSideEncryption::AES256);
    let by_default =
        ServerSideEncryptionByDefault { sse_algorithm: algorithm, kms_master_key_id: None };
    let rule = ServerSideEncryptionRule {
        apply_server_side_encryption_by_default: Some(by_default),
        bucket_key_enabled: Some(false),
    };
    ServerSideEncryptionConfiguration { rules: vec![rule] }
}

pub(crate) async fn get_bucket_encryption(
    s3: &S3,
    _: &Asked,
    input: GetBucketEncryptionInput,
) -> Result<GetBucketEncryptionOutput> {
    let encryption = s3.configurations.shape(&input.bucket, Setting::Encryption)?;
    let encryption = encryption.unwrap_or_else(default_encryption);
    Ok(GetBucketEncryptionOutput { server_side_encryption_configuration: Some(encryption) })
}

pub(crate) async fn put_bucket_encryption(
    s3: &S3,
    _: &Asked,
    input: PutBucketEncryptionInput,
) -> Result<PutBucketEncryptionOutput> {
    let configuration = input.server_side_encryption_configuration;
    let [rule] = configuration.rules.as_slice() else { return Err(Error::malformed_xml()) };
    let default = rule.apply_server_side_encryption_by_default.as_ref();
    let default = default.ok_or_else(Error::malformed_xml)?;
    match default.sse_algorithm.as_str() {
        "AES256" if default.kms_master_key_id.is_some() => {
            let error = Error::invalid_argument(
                "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms \
                 or aws:kms:dsse",
            );
            return Err(error.with("ArgumentName", "ApplyServerSideEncryptionByDefault"));
        }
        "AES256" | "aws:kms" | "aws:kms:dsse" => {}
        _ => return Err(Error::malformed_xml()),
    }
    let bytes = Some(to_xml(&configuration));
    s3.configurations.put(&input.bucket, Setting::Encryption, bytes).await?;
    Ok(PutBucketEncryptionOutput::default())
}

pub(crate) async fn delete_bucket_encryption(
    s3: &S3,
    _: &Asked,
    input: DeleteBucketEncryptionInput,
) -> Result<DeleteBucketEncryptionOutput> {
    s3.configurations.put(&input.bucket, Setting::Encryption, None).await?;
    Ok(DeleteBucketEncryptionOutput::default())
}
