//! The verbs about what an object says of itself: tags, lists of access, retention, legal hold.

/// Verbs with the actions that they need, for the current version and for one by its id, their
/// input and their output.
macro_rules! object_settings {
    ($($verb:ident: $action:literal, $versioned:literal, $input:ident => $output:ident;)*) => {
        $(pub(crate) mod $verb {
            use std::sync::Arc;

            use kit::Need;

            use crate::S3;
            use crate::access;
            use crate::asked::Asked;
            use crate::error::Result;
            use crate::holding;
            use crate::protocol::dto::{$input, $output};
            use crate::protocol::{Answer, plain};

            pub(crate) fn needs(s3: &S3, asked: &Asked, input: &$input) -> Result<Vec<Need>> {
                let version = input.version_id.as_deref();
                let action = if version.is_some() { $versioned } else { $action };
                let mut need = access::on_object(s3, action, &input.bucket, &input.key)?;
                if let Some(version) = version {
                    need.keys.push((access::VERSION.into(), vec![version.to_owned()]));
                }
                holding::more_needs(s3, asked, need)
            }

            pub(crate) async fn run(
                s3: Arc<S3>,
                asked: Arc<Asked>,
                input: $input,
            ) -> Answer<$output> {
                plain(holding::$verb(&s3, &asked, input).await?)
            }
        })*
    };
}

object_settings! {
    delete_object_tagging: "DeleteObjectTagging", "DeleteObjectVersionTagging",
        DeleteObjectTaggingInput => DeleteObjectTaggingOutput;
    get_object_acl: "GetObjectAcl", "GetObjectVersionAcl",
        GetObjectAclInput => GetObjectAclOutput;
    get_object_legal_hold: "GetObjectLegalHold", "GetObjectLegalHold",
        GetObjectLegalHoldInput => GetObjectLegalHoldOutput;
    get_object_retention: "GetObjectRetention", "GetObjectRetention",
        GetObjectRetentionInput => GetObjectRetentionOutput;
    get_object_tagging: "GetObjectTagging", "GetObjectVersionTagging",
        GetObjectTaggingInput => GetObjectTaggingOutput;
    put_object_acl: "PutObjectAcl", "PutObjectVersionAcl",
        PutObjectAclInput => PutObjectAclOutput;
    put_object_legal_hold: "PutObjectLegalHold", "PutObjectLegalHold",
        PutObjectLegalHoldInput => PutObjectLegalHoldOutput;
    put_object_retention: "PutObjectRetention", "PutObjectRetention",
        PutObjectRetentionInput => PutObjectRetentionOutput;
}
