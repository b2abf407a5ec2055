//! ListObjectVersions.

use std::sync::Arc;

use kit::Need;
use store::ReadTx;

use crate::S3;
use crate::asked::Asked;
use crate::error::{Error, Result};
use crate::listing::{self, Entry, Filter, Page, Version, VersionStart};
use crate::object::VersionId;
use crate::ops::list_objects_v2::{common, delimiter, is_encoded, of_listing};
use crate::output::{checksum_type, encoded, etag, owner, second};
use crate::protocol::dto::{
    ChecksumAlgorithm, DeleteMarkerEntry, ListObjectVersionsInput, ListObjectVersionsOutput,
    ObjectVersion, ObjectVersionStorageClass,
};
use crate::protocol::{Answer, plain};
use crate::state;
use crate::version::{Name, find, parse_id};

pub(crate) fn needs(s3: &S3, asked: &Asked, input: &ListObjectVersionsInput) -> Result<Vec<Need>> {
    Ok(vec![of_listing(s3, asked, "ListBucketVersions", &input.bucket)?])
}

pub(crate) async fn run(
    s3: Arc<S3>,
    _: Arc<Asked>,
    input: ListObjectVersionsInput,
) -> Answer<ListObjectVersionsOutput> {
    let most = listing::most(input.max_keys, "max-keys")?;
    let filter = Filter {
        prefix: input.prefix.clone().unwrap_or_default(),
        delimiter: input.delimiter.clone().unwrap_or_default(),
    };
    let key = input.key_marker.clone().unwrap_or_default();
    let marker = input.version_id_marker.as_deref().filter(|id| !id.is_empty());
    if marker.is_some() && key.is_empty() {
        let message = "A version-id marker cannot be specified without a key marker.";
        let id = marker.unwrap_or_default();
        return Err(Error::argument("version-id-marker", id, message));
    }
    let (bucket, page) = s3.store.read(|tx| -> Result<_> {
        let bucket = state::bucket(tx, &input.bucket)?;
        let name = Name { bucket: &input.bucket, key: &key };
        let after = match marker {
            Some(id) => Some(sequence(tx, name, id)?),
            None => None,
        };
        let start = VersionStart { key: key.clone(), after };
        let page = listing::versions(tx, &input.bucket, &filter, &start, most)?;
        Ok((bucket, page))
    })?;
    let is_encoded = is_encoded(input.encoding_type.as_ref())?;
    let next = page.next.clone();
    // The version that was listed last, where the page did not end in a common prefix.
    let next_version = page.entries.last().and_then(|entry| match entry {
        Entry::One(version) => Some(version.object.version_id()),
        Entry::Common(_) => None,
    });
    let mut output = told(&s3, page, is_encoded, &bucket.owner);
    output.name = Some(input.bucket);
    output.prefix = Some(encoded(&filter.prefix, is_encoded));
    output.key_marker = Some(encoded(&key, is_encoded));
    output.version_id_marker = Some(input.version_id_marker.unwrap_or_default());
    output.max_keys = i32::try_from(most).ok();
    output.is_truncated = Some(next.is_some());
    output.next_version_id_marker = next_version.filter(|_| next.is_some());
    output.next_key_marker = next.map(|text| encoded(&text, is_encoded));
    output.delimiter = delimiter(&filter, is_encoded);
    output.encoding_type = input.encoding_type;
    plain(output)
}

/// The place of a version among those of its key.
fn sequence(tx: &ReadTx, name: Name<'_>, id: &str) -> Result<u64> {
    match parse_id(id)? {
        VersionId::Of { sequence, .. } => Ok(sequence),
        // One that is gone meanwhile was the oldest: nothing of this key comes after.
        VersionId::Null => Ok(find(tx, name, Some(id)).map_or(0, |object| object.sequence)),
    }
}

fn told(s3: &S3, page: Page<Version>, is_encoded: bool, account: &str) -> ListObjectVersionsOutput {
    let (mut versions, mut markers, mut prefixes) = (Vec::new(), Vec::new(), Vec::new());
    for entry in page.entries {
        let Version { key, object, is_latest } = match entry {
            Entry::One(version) => version,
            Entry::Common(prefix) => {
                prefixes.push(common(&prefix, is_encoded));
                continue;
            }
        };
        let id = object.version_id();
        let key = encoded(&key, is_encoded);
        let Some(data) = object.data else {
            markers.push(DeleteMarkerEntry {
                is_latest: Some(is_latest),
                key: Some(key),
                last_modified: Some(second(object.modified)),
                owner: Some(owner(s3, account)),
                version_id: Some(id),
            });
            continue;
        };
        let class = data.facts.storage_class.unwrap_or_else(|| "STANDARD".to_owned());
        let sum = data.checksum.as_ref();
        versions.push(ObjectVersion {
            checksum_algorithm: sum
                .map(|sum| vec![ChecksumAlgorithm::from_static(sum.algorithm.name())]),
            checksum_type: sum.map(|sum| checksum_type(sum.kind)),
            e_tag: Some(etag(&data.etag)),
            is_latest: Some(is_latest),
            key: Some(key),
            last_modified: Some(second(object.modified)),
            owner: Some(owner(s3, account)),
            restore_status: None,
            size: i64::try_from(data.size).ok(),
            storage_class: Some(ObjectVersionStorageClass::from(class)),
            version_id: Some(id),
        });
    }
    ListObjectVersionsOutput {
        common_prefixes: Some(prefixes),
        delete_markers: Some(markers),
        versions: Some(versions),
        ..ListObjectVersionsOutput::default()
    }
}
