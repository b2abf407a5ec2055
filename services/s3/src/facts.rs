//! What the headers of a request say of the object that it makes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;

use crate::error::{Error, Result};
use crate::object::{Encryption, Facts, Locks, Mode, Retention};
use crate::tags;
use crate::words;

/// Names and values of user-defined metadata together.
const METADATA_BYTES_MAX: usize = 2048;
/// Those of other kinds of buckets (`OUTPOSTS`, `SNOW`, `EXPRESS_ONEZONE`) are none here.
const STORAGE_CLASSES: [&str; 8] = [
    "STANDARD",
    "REDUCED_REDUNDANCY",
    "STANDARD_IA",
    "ONEZONE_IA",
    "INTELLIGENT_TIERING",
    "GLACIER",
    "DEEP_ARCHIVE",
    "GLACIER_IR",
];

/// Reads them all.
pub(crate) fn read(headers: &HeaderMap) -> Result<Facts> {
    let text = |name: &str| header(headers, name);
    Ok(Facts {
        content_type: text("content-type"),
        cache_control: text("cache-control"),
        content_disposition: text("content-disposition"),
        content_encoding: text("content-encoding").and_then(|all| without_chunks(&all)),
        content_language: text("content-language"),
        expires: text("expires"),
        website_redirect: text("x-amz-website-redirect-location"),
        storage_class: storage_class(headers)?,
        metadata: metadata(headers)?,
        encryption: encryption(headers)?,
        customer: None,
        tags: match text("x-amz-tagging") {
            Some(text) => tags::of_header(&text)?,
            None => Vec::new(),
        },
        acl: text("x-amz-acl").unwrap_or_default(),
    })
}

/// A header's value; bytes that are no UTF-8 are replaced.
fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?;
    let text = String::from_utf8_lossy(value.as_bytes()).trim().to_owned();
    if text.is_empty() { None } else { Some(text) }
}

/// The object's own encoding: that of the request was taken off.
fn without_chunks(encoding: &str) -> Option<String> {
    let rest: Vec<&str> =
        encoding.split(',').map(str::trim).filter(|one| *one != "aws-chunked").collect();
    if rest.is_empty() { None } else { Some(rest.join(", ")) }
}

fn storage_class(headers: &HeaderMap) -> Result<Option<String>> {
    match header(headers, "x-amz-storage-class") {
        Some(class) if !STORAGE_CLASSES.contains(&&*class) => {
            let message = "The storage class you specified is not valid";
            Err(Error::new("InvalidStorageClass", 400, message)
                .with("StorageClassRequested", class))
        }
        class => Ok(class.filter(|class| class != "STANDARD")),
    }
}

fn metadata(headers: &HeaderMap) -> Result<Vec<(String, String)>> {
    let mut all = Vec::new();
    let mut bytes = 0;
    for name in headers.keys() {
        let Some(short) = name.as_str().strip_prefix("x-amz-meta-") else { continue };
        let values = headers.get_all(name).iter();
        let values: Vec<_> =
            values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect();
        let value = values.join(",");
        bytes += short.len() + value.len();
        all.push((short.to_owned(), words::decoded(&value)));
    }
    if bytes > METADATA_BYTES_MAX {
        let message = "Your metadata headers exceed the maximum allowed metadata size";
        let error = Error::new("MetadataTooLarge", 400, message);
        let error = error.with("Size", bytes.to_string());
        return Err(error.with("MaxSizeAllowed", METADATA_BYTES_MAX.to_string()));
    }
    all.sort();
    Ok(all)
}

fn encryption(headers: &HeaderMap) -> Result<Option<Encryption>> {
    let key_id = header(headers, "x-amz-server-side-encryption-aws-kms-key-id");
    let Some(algorithm) = header(headers, "x-amz-server-side-encryption") else {
        return match key_id {
            Some(_) => Err(not_kms("null")),
            None => Ok(None),
        };
    };
    let is_kms = matches!(&*algorithm, "aws:kms" | "aws:kms:dsse");
    if !is_kms && algorithm != "AES256" {
        return Err(Error::invalid_argument("The encryption method specified is not supported"));
    }
    if !is_kms && key_id.is_some() {
        return Err(not_kms(&algorithm));
    }
    let bucket_key = header(headers, "x-amz-server-side-encryption-bucket-key-enabled");
    let bucket_key = is_kms && bucket_key.is_some_and(|text| text.eq_ignore_ascii_case("true"));
    Ok(Some(Encryption { algorithm, key_id, bucket_key }))
}

/// A key of KMS where nothing is said to be encrypted by it.
fn not_kms(algorithm: &str) -> Error {
    let message = "Server Side Encryption with AWS KMS managed key requires HTTP header \
                   x-amz-server-side-encryption : aws:kms";
    let error = Error::invalid_argument(message);
    error.with("ArgumentName", "x-amz-server-side-encryption").with("ArgumentValue", algorithm)
}

/// What is to keep the object from being deleted.
pub(crate) fn locks(headers: &HeaderMap) -> Result<Locks> {
    let hold = match header(headers, "x-amz-object-lock-legal-hold").as_deref() {
        None => None,
        Some("OFF") => Some(false),
        Some("ON") => Some(true),
        Some(_) => {
            return Err(Error::invalid_argument("Legal Hold must be either of 'ON' or 'OFF'"));
        }
    };
    let mode = header(headers, "x-amz-object-lock-mode");
    let until = header(headers, "x-amz-object-lock-retain-until-date");
    let (Some(mode), Some(until)) = (&mode, &until) else {
        if mode.is_none() && until.is_none() {
            return Ok(Locks { retention: None, hold });
        }
        let missing = match mode {
            Some(_) => "x-amz-object-lock-retain-until-date",
            None => "x-amz-object-lock-mode",
        };
        let error = Error::invalid_argument(
            "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied",
        );
        return Err(error.with("ArgumentName", missing));
    };
    let mode = match mode.as_str() {
        "GOVERNANCE" => Mode::Governance,
        "COMPLIANCE" => Mode::Compliance,
        other => {
            let message = "Unknown wormMode directive.";
            return Err(Error::argument("x-amz-object-lock-mode", other, message));
        }
    };
    let until: jiff::Timestamp = until.parse().map_err(|_| {
        Error::invalid_argument("The retain until date must be provided in ISO 8601 format")
    })?;
    let until = base::Timestamp(until.as_millisecond());
    Ok(Locks { retention: Some(Retention { mode, until }), hold })
}

/// The MD5 that the caller has found, which is base 64.
pub(crate) fn content_md5(headers: &HeaderMap) -> Result<Option<[u8; 16]>> {
    let Some(value) = headers.get("content-md5") else { return Ok(None) };
    let bytes = STANDARD.decode(value.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
    let shown = || String::from_utf8_lossy(value.as_bytes()).into_owned();
    bytes.map(Some).ok_or_else(|| Error::invalid_digest().with("Content-MD5", shown()))
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn facts_are_read_from_headers() {
        let facts = read(&headers(&[
            ("content-type", "text/plain"),
            ("content-encoding", "gzip, aws-chunked"),
            ("x-amz-storage-class", "STANDARD"),
            ("x-amz-meta-b", "2"),
            ("x-amz-meta-a", "1"),
            ("x-amz-tagging", "x=a%20b&y"),
            ("x-amz-server-side-encryption", "AES256"),
        ]))
        .unwrap();
        assert_eq!(facts.content_encoding.as_deref(), Some("gzip"));
        assert_eq!(facts.storage_class, None);
        assert_eq!(facts.metadata, [("a".into(), "1".into()), ("b".into(), "2".into())]);
        assert_eq!(facts.tags, [("x".into(), "a b".into()), ("y".into(), String::new())]);
        assert_eq!(facts.encryption.map(|e| e.algorithm).as_deref(), Some("AES256"));
    }

    #[test]
    fn what_is_wrong_is_refused() {
        for (name, value, code) in [
            ("x-amz-storage-class", "WARM", "InvalidStorageClass"),
            ("x-amz-server-side-encryption", "ROT13", "InvalidArgument"),
            ("x-amz-server-side-encryption-aws-kms-key-id", "k", "InvalidArgument"),
            ("x-amz-tagging", "a=1&a=2", "InvalidArgument"),
            ("x-amz-tagging", "a&b&c&d&e&f&g&h&i&j&k", "BadRequest"),
        ] {
            let error = read(&headers(&[(name, value)])).unwrap_err();
            assert_eq!(error.code, code, "{name}");
        }
    }
}
