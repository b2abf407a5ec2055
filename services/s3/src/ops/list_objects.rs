//! ListObjects, the first version.

use std::sync::Arc;

use kit::Need;

use crate::S3;
use crate::asked::Asked;
use crate::error::Result;
use crate::listing::{self, Filter};
use crate::ops::list_objects_v2::{delimiter, is_encoded, of_listing, of_place, split};
use crate::output::encoded;
use crate::protocol::dto::{ListObjectsInput, ListObjectsOutput};
use crate::protocol::{Answer, Response};
use crate::state;

pub(crate) fn needs(s3: &S3, asked: &Asked, input: &ListObjectsInput) -> Result<Vec<Need>> {
    Ok(vec![of_listing(s3, asked, "ListBucket", &input.bucket)?])
}

pub(crate) async fn run(
    s3: Arc<S3>,
    _: Arc<Asked>,
    input: ListObjectsInput,
) -> Answer<ListObjectsOutput> {
    let most = listing::most(input.max_keys, "max-keys")?;
    let marker = input.marker.unwrap_or_default();
    let start = Some(marker.as_str()).filter(|marker| !marker.is_empty());
    let filter = Filter {
        prefix: input.prefix.unwrap_or_default(),
        delimiter: input.delimiter.clone().unwrap_or_default(),
    };
    let (bucket, page) = s3.store.read(|tx| -> Result<_> {
        let bucket = state::bucket(tx, &input.bucket)?;
        let page = listing::objects(tx, &input.bucket, &filter, start, most)?;
        Ok((bucket, page))
    })?;
    let is_encoded = is_encoded(input.encoding_type.as_ref())?;
    let next = page.next.clone();
    let (contents, common_prefixes) = split(&s3, page, is_encoded, Some(&bucket.owner));
    // Without a delimiter the last key of the page says where the next one begins.
    let told = next.clone().filter(|_| !filter.delimiter.is_empty() || contents.is_empty());
    let output = ListObjectsOutput {
        name: Some(input.bucket),
        prefix: Some(encoded(&filter.prefix, is_encoded)),
        marker: Some(encoded(&marker, is_encoded)),
        max_keys: i32::try_from(most).ok(),
        is_truncated: Some(next.is_some()),
        contents: Some(contents),
        common_prefixes: Some(common_prefixes),
        delimiter: delimiter(&filter, is_encoded),
        next_marker: told.map(|text| encoded(&text, is_encoded)),
        encoding_type: input.encoding_type,
        request_charged: None,
    };
    Ok(Response::with_headers(output, of_place(&bucket)))
}
