//! What several operations' answers have in common.

use std::time::{Duration, UNIX_EPOCH};

use http::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};

use crate::S3;
use crate::acl::Listed;
use crate::bucket::{Bucket, Versioning};
use crate::checksum::{Checksum, Kind};
use crate::customer::Key;
use crate::object::{Data, Facts, Mode, Object};
use crate::protocol::dto::{self, Owner};
use crate::upload::Upload;
use crate::words;

/// Sets the field of a checksum's algorithm in an output.
macro_rules! set_checksum {
    ($to:expr, $algorithm:expr, $value:expr) => {{
        use $crate::checksum::Algorithm;
        let value = Some($value.to_owned());
        match $algorithm {
            Algorithm::Crc32 => $to.checksum_crc32 = value,
            Algorithm::Crc32c => $to.checksum_crc32c = value,
            Algorithm::Crc64Nvme => $to.checksum_crc64nvme = value,
            Algorithm::Sha1 => $to.checksum_sha1 = value,
            Algorithm::Sha256 => $to.checksum_sha256 = value,
        }
    }};
}
pub(crate) use set_checksum;

/// The checksums that an input has.
macro_rules! checksums_of {
    ($from:expr) => {{
        use $crate::checksum::Algorithm;
        [
            (Algorithm::Crc32, $from.checksum_crc32.as_deref()),
            (Algorithm::Crc32c, $from.checksum_crc32c.as_deref()),
            (Algorithm::Crc64Nvme, $from.checksum_crc64nvme.as_deref()),
            (Algorithm::Sha1, $from.checksum_sha1.as_deref()),
            (Algorithm::Sha256, $from.checksum_sha256.as_deref()),
        ]
    }};
}
pub(crate) use checksums_of;

/// When something was made or changed: S3 says it in whole seconds.
pub(crate) fn second(at: base::Timestamp) -> dto::Timestamp {
    time(base::Timestamp(at.0 - at.0.rem_euclid(1000)))
}

/// A point in time as the protocol has it.
pub(crate) fn time(at: base::Timestamp) -> dto::Timestamp {
    let after = Duration::from_millis(at.0.max(0).unsigned_abs());
    (UNIX_EPOCH + after).into()
}

/// An account's canonical user id: 64 hexadecimal digits.
pub(crate) fn canonical_id(account: &str) -> String {
    base::id::hex(&Sha256::digest(account))
}

/// How an account is shown. AWS has shown no name since the end of 2025; where buckets are as they
/// were before, so are owners: the name is the account's number.
pub(crate) fn owner(s3: &S3, account: &str) -> Owner {
    let display_name = (!s3.closed).then(|| account.to_owned());
    Owner { display_name, id: Some(canonical_id(account)) }
}

/// Who began an upload: an account's root as its owner, somebody else by the ARN; where it was not
/// kept, the bucket's owner.
pub(crate) fn initiator(upload: &Upload, bucket_owner: &str) -> dto::Initiator {
    let arn = upload.initiator.as_str();
    let account = arn.split(':').nth(4).unwrap_or(bucket_owner);
    match arn.rsplit(['/', ':']).next().filter(|name| !name.is_empty() && *name != "root") {
        None => {
            let id = Some(canonical_id(account));
            dto::Initiator { display_name: Some(account.to_owned()), id }
        }
        Some(name) => {
            dto::Initiator { display_name: Some(name.to_owned()), id: Some(arn.to_owned()) }
        }
    }
}

/// Whose the object of an upload will be.
pub(crate) fn upload_owner(s3: &S3, upload: &Upload, bucket_owner: &str) -> Owner {
    owner(s3, &Listed::read(&upload.facts.acl, bucket_owner).owner)
}

/// A point in time as the protocol has said it. None of what lies beyond what milliseconds can say.
pub(crate) fn moment(time: &dto::Timestamp) -> Option<base::Timestamp> {
    let mut text = Vec::new();
    time.format(dto::TimestampFormat::EpochSeconds, &mut text).ok()?;
    let seconds: f64 = std::str::from_utf8(&text).ok()?.parse().ok()?;
    Some(base::Timestamp((seconds * 1000.0).round() as i64))
}

pub(crate) fn etag(text: &str) -> dto::ETag {
    dto::ETag::Strong(text.to_owned())
}

/// The version's id, of a bucket that has versions.
pub(crate) fn version_id(bucket: &Bucket, object: &Object) -> Option<String> {
    match bucket.versioning {
        Versioning::Off => None,
        Versioning::Enabled | Versioning::Suspended => Some(object.version_id()),
    }
}

/// The id of a version that was made: a bucket whose versions are suspended makes none to speak of.
pub(crate) fn new_version_id(bucket: &Bucket, object: &Object) -> Option<String> {
    match bucket.versioning {
        Versioning::Enabled => Some(object.version_id()),
        Versioning::Off | Versioning::Suspended => None,
    }
}

pub(crate) fn checksum_type(kind: Kind) -> dto::ChecksumType {
    dto::ChecksumType::from_static(match kind {
        Kind::Full => dto::ChecksumType::FULL_OBJECT,
        Kind::Composite => dto::ChecksumType::COMPOSITE,
    })
}

/// What is allowed in a key that was asked for encoded.
const PLAIN: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'/').remove(b'*');

/// A key in an address.
pub(crate) fn in_path(key: &str) -> String {
    utf8_percent_encode(key, PLAIN).to_string()
}

/// Text of a listing, encoded where the caller asked for it: XML cannot hold all keys.
pub(crate) fn encoded(text: &str, is_encoded: bool) -> String {
    match is_encoded {
        true => utf8_percent_encode(text, PLAIN).to_string().replace("%20", "+"),
        false => text.to_owned(),
    }
}

/// Adds a header; one that no header can hold is left out.
pub(crate) fn header(headers: &mut HeaderMap, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) =
        (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value.as_bytes()))
    {
        headers.insert(name, value);
    }
}

/// The headers by which GET and HEAD tell of an object.
pub(crate) fn of_object(
    bucket: &Bucket,
    object: &Object,
    data: &Data,
    key: Option<&Key>,
) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut set = |name: &str, value: &str| header(&mut headers, name, value);
    set("accept-ranges", "bytes");
    set("etag", &format!("\"{}\"", data.etag));
    set("last-modified", &http_date(object.modified));
    let Facts { content_type, metadata, .. } = &data.facts;
    set("content-type", content_type.as_deref().unwrap_or("binary/octet-stream"));
    for (name, value) in [
        ("cache-control", &data.facts.cache_control),
        ("content-disposition", &data.facts.content_disposition),
        ("content-encoding", &data.facts.content_encoding),
        ("content-language", &data.facts.content_language),
        ("expires", &data.facts.expires),
        ("x-amz-website-redirect-location", &data.facts.website_redirect),
        ("x-amz-storage-class", &data.facts.storage_class),
    ] {
        if let Some(value) = value {
            set(name, value);
        }
    }
    for (name, value) in metadata {
        set(&format!("x-amz-meta-{name}"), &words::encoded(value));
    }
    if !data.facts.tags.is_empty() {
        set("x-amz-tagging-count", &data.facts.tags.len().to_string());
    }
    if let Some(retention) = data.locks.retention {
        let mode = match retention.mode {
            Mode::Governance => "GOVERNANCE",
            Mode::Compliance => "COMPLIANCE",
        };
        set("x-amz-object-lock-mode", mode);
        set("x-amz-object-lock-retain-until-date", &retention.until.iso_millis());
    }
    if let Some(hold) = data.locks.hold {
        set("x-amz-object-lock-legal-hold", if hold { "ON" } else { "OFF" });
    }
    if let Some(id) = version_id(bucket, object) {
        set("x-amz-version-id", &id);
    }
    headers.extend(of_encryption(&data.facts, key));
    headers
}

/// How an object is said to be encrypted: with the caller's own key, where the request has said it;
/// with S3's own where nothing was asked for.
pub(crate) fn of_encryption(facts: &Facts, key: Option<&Key>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if facts.customer.is_some() {
        if let Some(key) = key {
            key.tell(&mut headers);
        }
        return headers;
    }
    let mut set = |name: &str, value: &str| header(&mut headers, name, value);
    match &facts.encryption {
        None => set("x-amz-server-side-encryption", "AES256"),
        Some(encryption) => {
            set("x-amz-server-side-encryption", &encryption.algorithm);
            if let Some(id) = &encryption.key_id {
                set("x-amz-server-side-encryption-aws-kms-key-id", id);
            }
            if encryption.bucket_key {
                set("x-amz-server-side-encryption-bucket-key-enabled", "true");
            }
        }
    }
    headers
}

/// The headers of an object's checksum.
pub(crate) fn of_checksum(headers: &mut HeaderMap, checksum: &Checksum) {
    header(headers, checksum.algorithm.header(), &checksum.value);
    header(headers, "x-amz-checksum-type", checksum_type(checksum.kind).as_str());
}

/// `Sat, 31 Jan 2026 23:59:59 GMT`.
pub(crate) fn http_date(at: base::Timestamp) -> String {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_itself_again() {
        for millis in [0, 1, 999, 1_769_903_999_123, 1_700_000_000_000] {
            let at = base::Timestamp(millis);
            assert_eq!(moment(&time(at)), Some(at));
        }
    }

    #[test]
    fn texts_are_encoded_as_forms_are() {
        assert_eq!(encoded("a b/c+d\u{1}é", true), "a+b/c%2Bd%01%C3%A9");
        assert_eq!(encoded("a b", false), "a b");
    }

    #[test]
    fn dates_are_https() {
        assert_eq!(http_date(base::Timestamp(0)), "Thu, 01 Jan 1970 00:00:00 GMT");
    }
}
