//! The verbs about buckets' configurations: each needs one permission on the bucket. What they do
//! is in [`crate::configuration`].

/// Verbs with the action that they need, their input and their output, and the file that does them.
macro_rules! configurations {
    ($($verb:ident: $action:literal, $input:ident => $output:ident, $file:ident;)*) => {
        $(pub(crate) mod $verb {
            use std::sync::Arc;

            use kit::Need;

            use crate::S3;
            use crate::access;
            use crate::asked::Asked;
            use crate::configuration::$file;
            use crate::error::Result;
            use crate::protocol::dto::{$input, $output};
            use crate::protocol::{Answer, plain};

            pub(crate) fn needs(s3: &S3, _: &Asked, input: &$input) -> Result<Vec<Need>> {
                Ok(vec![access::on_bucket(s3, $action, &input.bucket)?])
            }

            pub(crate) async fn run(
                s3: Arc<S3>,
                asked: Arc<Asked>,
                input: $input,
            ) -> Answer<$output> {
                // That there is no such bucket is told before anything that is wrong.
                s3.configurations.of(&input.bucket)?;
                plain($file::$verb(&s3, &asked, input).await?)
            }
        })*
    };
}

configurations! {
    delete_bucket_cors: "PutBucketCORS",
        DeleteBucketCorsInput => DeleteBucketCorsOutput, rules;
    delete_bucket_encryption: "PutEncryptionConfiguration",
        DeleteBucketEncryptionInput => DeleteBucketEncryptionOutput, rules;
    delete_bucket_lifecycle: "PutLifecycleConfiguration",
        DeleteBucketLifecycleInput => DeleteBucketLifecycleOutput, rules;
    delete_bucket_ownership_controls: "PutBucketOwnershipControls",
        DeleteBucketOwnershipControlsInput => DeleteBucketOwnershipControlsOutput, grants;
    delete_bucket_policy: "DeleteBucketPolicy",
        DeleteBucketPolicyInput => DeleteBucketPolicyOutput, grants;
    delete_bucket_tagging: "PutBucketTagging",
        DeleteBucketTaggingInput => DeleteBucketTaggingOutput, rules;
    delete_bucket_website: "DeleteBucketWebsite",
        DeleteBucketWebsiteInput => DeleteBucketWebsiteOutput, facts;
    delete_public_access_block: "PutBucketPublicAccessBlock",
        DeletePublicAccessBlockInput => DeletePublicAccessBlockOutput, grants;
    get_bucket_accelerate_configuration: "GetAccelerateConfiguration",
        GetBucketAccelerateConfigurationInput => GetBucketAccelerateConfigurationOutput, facts;
    get_bucket_acl: "GetBucketAcl", GetBucketAclInput => GetBucketAclOutput, grants;
    get_bucket_cors: "GetBucketCORS", GetBucketCorsInput => GetBucketCorsOutput, rules;
    get_bucket_encryption: "GetEncryptionConfiguration",
        GetBucketEncryptionInput => GetBucketEncryptionOutput, rules;
    get_bucket_lifecycle_configuration: "GetLifecycleConfiguration",
        GetBucketLifecycleConfigurationInput => GetBucketLifecycleConfigurationOutput, rules;
    get_bucket_logging: "GetBucketLogging",
        GetBucketLoggingInput => GetBucketLoggingOutput, facts;
    get_bucket_notification_configuration: "GetBucketNotification",
        GetBucketNotificationConfigurationInput => GetBucketNotificationConfigurationOutput,
        notices;
    get_bucket_ownership_controls: "GetBucketOwnershipControls",
        GetBucketOwnershipControlsInput => GetBucketOwnershipControlsOutput, grants;
    get_bucket_policy: "GetBucketPolicy",
        GetBucketPolicyInput => GetBucketPolicyOutput, grants;
    get_bucket_policy_status: "GetBucketPolicyStatus",
        GetBucketPolicyStatusInput => GetBucketPolicyStatusOutput, grants;
    get_bucket_request_payment: "GetBucketRequestPayment",
        GetBucketRequestPaymentInput => GetBucketRequestPaymentOutput, facts;
    get_bucket_tagging: "GetBucketTagging",
        GetBucketTaggingInput => GetBucketTaggingOutput, rules;
    get_bucket_website: "GetBucketWebsite",
        GetBucketWebsiteInput => GetBucketWebsiteOutput, facts;
    get_object_lock_configuration: "GetBucketObjectLockConfiguration",
        GetObjectLockConfigurationInput => GetObjectLockConfigurationOutput, rules;
    get_public_access_block: "GetBucketPublicAccessBlock",
        GetPublicAccessBlockInput => GetPublicAccessBlockOutput, grants;
    put_bucket_accelerate_configuration: "PutAccelerateConfiguration",
        PutBucketAccelerateConfigurationInput => PutBucketAccelerateConfigurationOutput, facts;
    put_bucket_acl: "PutBucketAcl", PutBucketAclInput => PutBucketAclOutput, grants;
    put_bucket_cors: "PutBucketCORS", PutBucketCorsInput => PutBucketCorsOutput, rules;
    put_bucket_encryption: "PutEncryptionConfiguration",
        PutBucketEncryptionInput => PutBucketEncryptionOutput, rules;
    put_bucket_lifecycle_configuration: "PutLifecycleConfiguration",
        PutBucketLifecycleConfigurationInput => PutBucketLifecycleConfigurationOutput, rules;
    put_bucket_notification_configuration: "PutBucketNotification",
        PutBucketNotificationConfigurationInput => PutBucketNotificationConfigurationOutput,
        notices;
    put_bucket_ownership_controls: "PutBucketOwnershipControls",
        PutBucketOwnershipControlsInput => PutBucketOwnershipControlsOutput, grants;
    put_bucket_policy: "PutBucketPolicy",
        PutBucketPolicyInput => PutBucketPolicyOutput, grants;
    put_bucket_request_payment: "PutBucketRequestPayment",
        PutBucketRequestPaymentInput => PutBucketRequestPaymentOutput, facts;
    put_bucket_tagging: "PutBucketTagging",
        PutBucketTaggingInput => PutBucketTaggingOutput, rules;
    put_bucket_website: "PutBucketWebsite",
        PutBucketWebsiteInput => PutBucketWebsiteOutput, facts;
    put_object_lock_configuration: "PutBucketObjectLockConfiguration",
        PutObjectLockConfigurationInput => PutObjectLockConfigurationOutput, rules;
    put_public_access_block: "PutBucketPublicAccessBlock",
        PutPublicAccessBlockInput => PutPublicAccessBlockOutput, grants;
}
