//! The one place that knows the crate `s3s`, which speaks S3's protocol: it finds the operation of
//! a request, reads its input and writes its output. It is told nothing of who asks: that has been
//! found out before ([`crate::door`]).

use std::future::Future;
use std::sync::Arc;

use http::Method;
use http::header::CONTENT_LENGTH;
use http_body_util::{BodyExt, Collected};
use s3s::config::{S3Config, StaticConfigProvider};
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s::validation::NameValidation;
use s3s::{S3Error, S3ErrorCode, S3Request, S3Response, S3Result};
use tokio::sync::Semaphore;

use crate::S3;
use crate::asked::Asked;
use crate::error::{Error, Result};
use crate::ops;
use crate::retouch;

pub(crate) use s3s::Body;
pub(crate) use s3s::{dto, xml};

/// A body of XML above this is refused: 10,000 parts with their checksums are 3 MB, and 1,000 keys
/// of 1,024 bytes, each escaped in full, 6 MB.
const XML_BYTES_MAX: usize = 8 * 1024 * 1024;

/// Documents that are being read at a time, together: each is held whole, and its shapes beside it.
/// Further ones are told to come later.
const DOCUMENTS_KIB_MAX: usize = 128 * 1024;

/// An output, and what goes beside it.
pub(crate) use s3s::S3Response as Response;

/// What an operation answers with.
pub(crate) type Answer<O> = Result<S3Response<O>>;

/// An output, and nothing beside it.
pub(crate) fn plain<O>(output: O) -> Answer<O> {
    Ok(S3Response::new(output))
}

/// The operations of a service, each a file below `ops` of the same name.
macro_rules! verbs {
    ($($verb:ident: $input:ident => $output:ident,)*) => {
        #[async_trait::async_trait]
        impl s3s::S3 for Verbs {
            $(
                async fn $verb(
                    &self,
                    request: S3Request<dto::$input>,
                ) -> S3Result<S3Response<dto::$output>> {
                    let name = stringify!($verb);
                    self.answer(name, request, ops::$verb::needs, ops::$verb::run).await
                }
            )*
        }
    };
}

verbs! {
    abort_multipart_upload: AbortMultipartUploadInput => AbortMultipartUploadOutput,
    complete_multipart_upload: CompleteMultipartUploadInput => CompleteMultipartUploadOutput,
    copy_object: CopyObjectInput => CopyObjectOutput,
    create_bucket: CreateBucketInput => CreateBucketOutput,
    create_multipart_upload: CreateMultipartUploadInput => CreateMultipartUploadOutput,
    delete_bucket: DeleteBucketInput => DeleteBucketOutput,
    delete_object: DeleteObjectInput => DeleteObjectOutput,
    delete_objects: DeleteObjectsInput => DeleteObjectsOutput,
    get_bucket_location: GetBucketLocationInput => GetBucketLocationOutput,
    get_bucket_versioning: GetBucketVersioningInput => GetBucketVersioningOutput,
    get_object: GetObjectInput => GetObjectOutput,
    get_object_attributes: GetObjectAttributesInput => GetObjectAttributesOutput,
    head_bucket: HeadBucketInput => HeadBucketOutput,
    head_object: HeadObjectInput => HeadObjectOutput,
    list_buckets: ListBucketsInput => ListBucketsOutput,
    list_multipart_uploads: ListMultipartUploadsInput => ListMultipartUploadsOutput,
    list_object_versions: ListObjectVersionsInput => ListObjectVersionsOutput,
    list_objects: ListObjectsInput => ListObjectsOutput,
    list_objects_v2: ListObjectsV2Input => ListObjectsV2Output,
    list_parts: ListPartsInput => ListPartsOutput,
    put_bucket_versioning: PutBucketVersioningInput => PutBucketVersioningOutput,
    delete_bucket_cors: DeleteBucketCorsInput => DeleteBucketCorsOutput,
    delete_bucket_encryption: DeleteBucketEncryptionInput => DeleteBucketEncryptionOutput,
    delete_bucket_lifecycle: DeleteBucketLifecycleInput => DeleteBucketLifecycleOutput,
    delete_bucket_ownership_controls:
        DeleteBucketOwnershipControlsInput => DeleteBucketOwnershipControlsOutput,
    delete_bucket_policy: DeleteBucketPolicyInput => DeleteBucketPolicyOutput,
    delete_bucket_tagging: DeleteBucketTaggingInput => DeleteBucketTaggingOutput,
    delete_bucket_website: DeleteBucketWebsiteInput => DeleteBucketWebsiteOutput,
    delete_public_access_block: DeletePublicAccessBlockInput => DeletePublicAccessBlockOutput,
    get_bucket_accelerate_configuration:
        GetBucketAccelerateConfigurationInput => GetBucketAccelerateConfigurationOutput,
    get_bucket_acl: GetBucketAclInput => GetBucketAclOutput,
    get_bucket_cors: GetBucketCorsInput => GetBucketCorsOutput,
    get_bucket_encryption: GetBucketEncryptionInput => GetBucketEncryptionOutput,
    get_bucket_lifecycle_configuration:
        GetBucketLifecycleConfigurationInput => GetBucketLifecycleConfigurationOutput,
    get_bucket_logging: GetBucketLoggingInput => GetBucketLoggingOutput,
    get_bucket_notification_configuration:
        GetBucketNotificationConfigurationInput => GetBucketNotificationConfigurationOutput,
    get_bucket_ownership_controls:
        GetBucketOwnershipControlsInput => GetBucketOwnershipControlsOutput,
    get_bucket_policy: GetBucketPolicyInput => GetBucketPolicyOutput,
    get_bucket_policy_status: GetBucketPolicyStatusInput => GetBucketPolicyStatusOutput,
    get_bucket_request_payment: GetBucketRequestPaymentInput => GetBucketRequestPaymentOutput,
    get_bucket_tagging: GetBucketTaggingInput => GetBucketTaggingOutput,
    get_bucket_website: GetBucketWebsiteInput => GetBucketWebsiteOutput,
    get_object_lock_configuration:
        GetObjectLockConfigurationInput => GetObjectLockConfigurationOutput,
    get_public_access_block: GetPublicAccessBlockInput => GetPublicAccessBlockOutput,
    put_bucket_accelerate_configuration:
        PutBucketAccelerateConfigurationInput => PutBucketAccelerateConfigurationOutput,
    put_bucket_acl: PutBucketAclInput => PutBucketAclOutput,
    put_bucket_cors: PutBucketCorsInput => PutBucketCorsOutput,
    put_bucket_encryption: PutBucketEncryptionInput => PutBucketEncryptionOutput,
    put_bucket_lifecycle_configuration:
        PutBucketLifecycleConfigurationInput => PutBucketLifecycleConfigurationOutput,
    put_bucket_notification_configuration:
        PutBucketNotificationConfigurationInput => PutBucketNotificationConfigurationOutput,
    put_bucket_ownership_controls:
        PutBucketOwnershipControlsInput => PutBucketOwnershipControlsOutput,
    put_bucket_policy: PutBucketPolicyInput => PutBucketPolicyOutput,
    put_bucket_request_payment: PutBucketRequestPaymentInput => PutBucketRequestPaymentOutput,
    put_bucket_tagging: PutBucketTaggingInput => PutBucketTaggingOutput,
    put_bucket_website: PutBucketWebsiteInput => PutBucketWebsiteOutput,
    put_object_lock_configuration:
        PutObjectLockConfigurationInput => PutObjectLockConfigurationOutput,
    put_public_access_block: PutPublicAccessBlockInput => PutPublicAccessBlockOutput,
    put_object: PutObjectInput => PutObjectOutput,
    upload_part: UploadPartInput => UploadPartOutput,
    upload_part_copy: UploadPartCopyInput => UploadPartCopyOutput,
    delete_object_tagging: DeleteObjectTaggingInput => DeleteObjectTaggingOutput,
    get_object_acl: GetObjectAclInput => GetObjectAclOutput,
    get_object_legal_hold: GetObjectLegalHoldInput => GetObjectLegalHoldOutput,
    get_object_retention: GetObjectRetentionInput => GetObjectRetentionOutput,
    get_object_tagging: GetObjectTaggingInput => GetObjectTaggingOutput,
    put_object_acl: PutObjectAclInput => PutObjectAclOutput,
    put_object_legal_hold: PutObjectLegalHoldInput => PutObjectLegalHoldOutput,
    put_object_retention: PutObjectRetentionInput => PutObjectRetentionOutput,
    put_object_tagging: PutObjectTaggingInput => PutObjectTaggingOutput,
}

/// The service as `s3s` calls it.
struct Verbs(Arc<S3>);

type Needs<I> = fn(&S3, &Asked, &I) -> Result<Vec<kit::Need>>;

impl Verbs {
    async fn answer<I, O, F>(
        &self,
        name: &'static str,
        request: S3Request<I>,
        needs: Needs<I>,
        run: fn(Arc<S3>, Arc<Asked>, I) -> F,
    ) -> S3Result<S3Response<O>>
    where
        F: Future<Output = Answer<O>> + Send,
    {
        let Some(asked) = request.extensions.get::<Arc<Asked>>().cloned() else {
            return Err(S3Error::new(S3ErrorCode::InternalError));
        };
        let input = request.input;
        let answer = async {
            for need in needs(&self.0, &asked, &input)? {
                asked.require(&need, name)?;
            }
            run(Arc::clone(&self.0), Arc::clone(&asked), input).await
        };
        answer.await.map_err(|error| {
            // The door writes it: it knows what belongs around it.
            let status = error.status;
            asked.fate.fail(error);
            let mut told = S3Error::new(S3ErrorCode::InternalError);
            told.set_status_code(status);
            told
        })
    }
}

/// Which buckets exist is the store's to say: what cannot be a name leads to none.
struct AnyName;

impl NameValidation for AnyName {
    fn validate_bucket_name(&self, name: &str) -> bool {
        !name.is_empty()
    }
}

pub(crate) struct Protocol {
    service: S3Service,
    /// In KiB.
    documents: Semaphore,
}

impl Protocol {
    pub(crate) fn new(s3: Arc<S3>) -> Protocol {
        let mut builder = S3ServiceBuilder::new(Verbs(s3));
        builder.set_validation(AnyName);
        let mut config = S3Config::default();
        config.xml_max_body_size = XML_BYTES_MAX;
        builder.set_config(Arc::new(StaticConfigProvider::new(Arc::new(config))));
        Protocol { service: builder.build(), documents: Semaphore::new(DOCUMENTS_KIB_MAX) }
    }

    /// Answers a request in path style that carries its [`Asked`].
    pub(crate) async fn call(&self, request: http::Request<Body>) -> Result<http::Response<Body>> {
        let answer = retouch::Answer::to(request.method(), request.uri());
        let room = self.documents.try_acquire_many(document_kib(&request));
        let _room = room.map_err(|_| Error::slow_down())?;
        let request = with_document(request).await;
        let response = self.service.call(request).await.map_err(|error| {
            let error: s3s::StdError = error.into();
            Error::internal(error.to_string())
        })?;
        Ok(answer.of(response))
    }
}

/// The document with which a bucket is made is kept beside the request as well: it has more to say
/// than the protocol knows.
async fn with_document(request: http::Request<Body>) -> http::Request<Body> {
    let query = request.uri().query().unwrap_or_default();
    let is_plain = query.split('&').all(|pair| pair.is_empty() || pair.starts_with("x-id="));
    let path = request.uri().path().trim_start_matches('/');
    if request.method() != Method::PUT || !is_plain || !retouch::is_bucket(path) {
        return request;
    }
    let (parts, body) = request.into_parts();
    let taken = http_body_util::Limited::new(body, XML_BYTES_MAX).collect().await;
    // What goes wrong on the way is told by the body's screen, which has seen it first.
    let bytes = taken.map(Collected::to_bytes).unwrap_or_default();
    if let Some(asked) = parts.extensions.get::<Arc<Asked>>() {
        // Nothing else has set it.
        let _ = asked.document.set(bytes.clone());
    }
    http::Request::from_parts(parts, Body::from(bytes))
}

/// What a request's document may take: all of a body that is no object's.
fn document_kib(request: &http::Request<Body>) -> u32 {
    /// What of an object is put as a document, among what is put as it is.
    const NAMES: [&str; 4] = ["acl", "legal-hold", "retention", "tagging"];
    let uri = request.uri();
    let mut names = uri.query().unwrap_or_default().split('&');
    let is_of_object = uri.path().trim_start_matches('/').split_once('/');
    let is_object = request.method() == Method::PUT
        && is_of_object.is_some_and(|(_, key)| !key.is_empty())
        && !names.any(|pair| NAMES.contains(&pair.split('=').next().unwrap_or_default()));
    if is_object || !matches!(*request.method(), Method::PUT | Method::POST) {
        return 0;
    }
    let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let length = length.and_then(|text| text.parse().ok()).unwrap_or(XML_BYTES_MAX);
    // What is longer is refused before it is read.
    u32::try_from(length.min(XML_BYTES_MAX).div_ceil(1024)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_take_room_and_objects_do_not() {
        let kib = |method: &str, uri: &str, length: Option<&str>| {
            let mut request = http::Request::builder().method(method).uri(uri);
            if let Some(length) = length {
                request = request.header(CONTENT_LENGTH, length);
            }
            document_kib(&request.body(Body::empty()).unwrap())
        };
        assert_eq!(kib("PUT", "/b/k", Some("999999999")), 0);
        assert_eq!(kib("PUT", "/b/k?partNumber=1&uploadId=x", Some("9999")), 0);
        assert_eq!(kib("GET", "/b/k", None), 0);
        assert_eq!(kib("PUT", "/b/k?tagging", Some("1025")), 2);
        assert_eq!(kib("PUT", "/b/", Some("0")), 0);
        assert_eq!(kib("PUT", "/b?policy", Some("20")), 1);
        assert_eq!(kib("POST", "/b/k?uploadId=x", Some("2048")), 2);
        assert_eq!(kib("POST", "/b?delete", None), 8 * 1024);
        assert_eq!(kib("POST", "/b?delete", Some("999999999")), 8 * 1024);
    }
}
