//! ListObjectsV2.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::HeaderMap;
use kit::Need;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::bucket::Bucket;
use crate::error::{Error, Result};
use crate::listing::{self, Entry, Filter, Page};
use crate::object::Object;
use crate::output::{checksum_type, encoded, etag, header, owner, second};
use crate::protocol::dto::{
    self, ChecksumAlgorithm, CommonPrefix, ListObjectsV2Input, ListObjectsV2Output,
    ObjectStorageClass,
};
use crate::protocol::{Answer, Response};
use crate::state;

pub(crate) fn needs(s3: &S3, asked: &Asked, input: &ListObjectsV2Input) -> Result<Vec<Need>> {
    Ok(vec![of_listing(s3, asked, "ListBucket", &input.bucket)?])
}

/// What listing needs; policies may ask which part of the bucket it is of.
pub(crate) fn of_listing(s3: &S3, asked: &Asked, action: &str, bucket: &str) -> Result<Need> {
    let mut need = access::on_bucket(s3, action, bucket)?;
    for (parameter, key) in
        [("prefix", "s3:prefix"), ("delimiter", "s3:delimiter"), ("max-keys", "s3:max-keys")]
    {
        if let Some(value) = asked.parameter(parameter) {
            need.keys.push((key.into(), vec![value]));
        }
    }
    Ok(need)
}

pub(crate) async fn run(
    s3: Arc<S3>,
    _: Arc<Asked>,
    input: ListObjectsV2Input,
) -> Answer<ListObjectsV2Output> {
    let most = listing::most(input.max_keys, "maxKeys")?;
    let token = input.continuation_token.as_deref().map(read_token).transpose()?;
    let start_after = input.start_after.filter(|_| token.is_none());
    let start = token.or_else(|| start_after.clone()).filter(|start| !start.is_empty());
    let filter = Filter {
        prefix: input.prefix.clone().unwrap_or_default(),
        delimiter: input.delimiter.clone().unwrap_or_default(),
    };
    let (bucket, page) = s3.store.read(|tx| -> Result<_> {
        let bucket = state::bucket(tx, &input.bucket)?;
        let page = listing::objects(tx, &input.bucket, &filter, start.as_deref(), most)?;
        Ok((bucket, page))
    })?;
    let is_encoded = is_encoded(input.encoding_type.as_ref())?;
    let with_owner = input.fetch_owner.unwrap_or(false).then_some(bucket.owner.as_str());
    let next = page.next.clone();
    let count = page.entries.len();
    let (contents, prefixes) = split(&s3, page, is_encoded, with_owner);
    let output = ListObjectsV2Output {
        name: Some(input.bucket),
        prefix: Some(encoded(&filter.prefix, is_encoded)),
        max_keys: i32::try_from(most).ok(),
        key_count: i32::try_from(count).ok(),
        continuation_token: input.continuation_token,
        is_truncated: Some(next.is_some()),
        next_continuation_token: next.map(write_token),
        contents: Some(contents),
        common_prefixes: Some(prefixes),
        delimiter: delimiter(&filter, is_encoded),
        encoding_type: input.encoding_type,
        start_after: start_after.map(|text| encoded(&text, is_encoded)),
        request_charged: None,
    };
    Ok(Response::with_headers(output, of_place(&bucket)))
}

/// Where the bucket is.
pub(crate) fn of_place(bucket: &Bucket) -> HeaderMap {
    let mut headers = HeaderMap::new();
    header(&mut headers, "x-amz-bucket-region", bucket.region_name());
    headers
}

/// The delimiter, as it is shown: an empty one is none.
pub(crate) fn delimiter(filter: &Filter, is_encoded: bool) -> Option<String> {
    let delimiter = Some(&*filter.delimiter).filter(|text| !text.is_empty());
    delimiter.map(|text| encoded(text, is_encoded))
}

/// A token is the last key or common prefix of the page before.
pub(crate) fn write_token(last: String) -> String {
    URL_SAFE_NO_PAD.encode(last)
}

pub(crate) fn read_token(token: &str) -> Result<String> {
    let read = URL_SAFE_NO_PAD.decode(token).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let read = read.filter(|last| !last.is_empty());
    read.ok_or_else(|| {
        Error::invalid_argument("The continuation token provided is incorrect")
            .with("ArgumentName", "continuation-token")
    })
}

pub(crate) fn is_encoded(kind: Option<&dto::EncodingType>) -> Result<bool> {
    match kind.map(|kind| kind.as_str()) {
        None => Ok(false),
        Some("url") => Ok(true),
        Some(other) => {
            let error = Error::invalid_argument("Invalid Encoding Method specified in Request");
            Err(error.with("ArgumentName", "encoding-type").with("ArgumentValue", other))
        }
    }
}

/// Keys and common prefixes, each in order.
pub(crate) fn split(
    s3: &S3,
    page: Page<(String, Object)>,
    is_encoded: bool,
    with_owner: Option<&str>,
) -> (Vec<dto::Object>, Vec<CommonPrefix>) {
    let (mut contents, mut prefixes) = (Vec::new(), Vec::new());
    for entry in page.entries {
        match entry {
            Entry::Common(prefix) => prefixes.push(common(&prefix, is_encoded)),
            Entry::One((key, object)) => {
                let modified = second(object.modified);
                let Some(data) = object.data else { continue };
                let class = data.facts.storage_class.unwrap_or_else(|| "STANDARD".to_owned());
                let sum = data.checksum.as_ref();
                contents.push(dto::Object {
                    checksum_algorithm: sum
                        .map(|sum| vec![ChecksumAlgorithm::from_static(sum.algorithm.name())]),
                    checksum_type: sum.map(|sum| checksum_type(sum.kind)),
                    e_tag: Some(etag(&data.etag)),
                    key: Some(encoded(&key, is_encoded)),
                    last_modified: Some(modified),
                    owner: with_owner.map(|account| owner(s3, account)),
                    restore_status: None,
                    size: i64::try_from(data.size).ok(),
                    storage_class: Some(ObjectStorageClass::from(class)),
                });
            }
        }
    }
    (contents, prefixes)
}

pub(crate) fn common(prefix: &str, is_encoded: bool) -> CommonPrefix {
    CommonPrefix { prefix: Some(encoded(prefix, is_encoded)) }
}
