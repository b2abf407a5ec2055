//! What a reader meets where there is no configuration of a kind.

use crate::error::Error;
use crate::setting::Setting;

impl Setting {
    pub(crate) fn missing(self, bucket: &str) -> Error {
        let (code, text) = match self {
            Setting::Cors => ("NoSuchCORSConfiguration", "The CORS configuration does not exist"),
            Setting::Encryption => (
                "ServerSideEncryptionConfigurationNotFoundError",
                "The server side encryption configuration was not found",
            ),
            Setting::Lifecycle => {
                ("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist")
            }
            Setting::ObjectLock => (
                "ObjectLockConfigurationNotFoundError",
                "Object Lock configuration does not exist for this bucket",
            ),
            Setting::Ownership => {
                ("OwnershipControlsNotFoundError", "The bucket ownership controls were not found")
            }
            Setting::Policy => ("NoSuchBucketPolicy", "The bucket policy does not exist"),
            Setting::PublicAccess => (
                "NoSuchPublicAccessBlockConfiguration",
                "The public access block configuration was not found",
            ),
            Setting::Replication => (
                "ReplicationConfigurationNotFoundError",
                "The replication configuration was not found",
            ),
            Setting::Tags => ("NoSuchTagSet", "The TagSet does not exist"),
            Setting::Website => (
                "NoSuchWebsiteConfiguration",
                "The specified bucket does not have a website configuration",
            ),
            _ => {
                let text = "The specified configuration does not exist.";
                return Error::new("NoSuchConfiguration", 404, text);
            }
        };
        Error::new(code, 404, text).with("BucketName", bucket)
    }
}
