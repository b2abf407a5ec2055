//! ListMultipartUploads.

use std::sync::Arc;

use kit::Need;

use crate::S3;
use crate::asked::Asked;
use crate::error::Result;
use crate::listing::{self, Filter, beyond};
use crate::ops::list_objects_v2::{common, delimiter, is_encoded, of_listing};
use crate::output::{checksum_type, encoded, initiator, second, upload_owner};
use crate::protocol::dto::{
    ChecksumAlgorithm, ListMultipartUploadsInput, ListMultipartUploadsOutput, MultipartUpload,
    StorageClass,
};
use crate::protocol::{Answer, plain};
use crate::state;
use crate::upload::Upload;

pub(crate) fn needs(
    s3: &S3,
    asked: &Asked,
    input: &ListMultipartUploadsInput,
) -> Result<Vec<Need>> {
    Ok(vec![of_listing(s3, asked, "ListBucketMultipartUploads", &input.bucket)?])
}

pub(crate) async fn run(
    s3: Arc<S3>,
    _: Arc<Asked>,
    input: ListMultipartUploadsInput,
) -> Answer<ListMultipartUploadsOutput> {
    let most = listing::most(input.max_uploads, "max-uploads")?;
    let filter = Filter {
        prefix: input.prefix.clone().unwrap_or_default(),
        delimiter: input.delimiter.clone().unwrap_or_default(),
    };
    let marker = input.key_marker.clone().unwrap_or_default();
    let id_marker = input.upload_id_marker.as_deref().filter(|id| !id.is_empty());
    let is_encoded = is_encoded(input.encoding_type.as_ref())?;
    let mut page = Page::default();
    let bucket = s3.store.read(|tx| -> Result<_> {
        let bucket = state::bucket(tx, &input.bucket)?;
        page.fill(tx, &input.bucket, &filter, (&marker, id_marker), most)?;
        Ok(bucket)
    })?;
    let uploads = page.uploads.into_iter();
    let uploads =
        uploads.map(|(key, id, upload)| told(&s3, (key, id, upload), is_encoded, &bucket.owner));
    // Also where nothing comes after it, unless that was no upload.
    let last = page.last.filter(|(_, id)| page.is_more || !id.is_empty());
    let (next_key, next_id) = last.unwrap_or_default();
    plain(ListMultipartUploadsOutput {
        bucket: Some(input.bucket),
        uploads: Some(uploads.collect()),
        common_prefixes: Some(page.prefixes.iter().map(|one| common(one, is_encoded)).collect()),
        delimiter: delimiter(&filter, is_encoded),
        encoding_type: input.encoding_type,
        is_truncated: Some(page.is_more),
        key_marker: Some(encoded(&marker, is_encoded)),
        max_uploads: i32::try_from(most).ok(),
        next_key_marker: Some(encoded(&next_key, is_encoded)),
        next_upload_id_marker: Some(next_id),
        prefix: input.prefix.map(|text| encoded(&text, is_encoded)),
        request_charged: None,
        upload_id_marker: Some(input.upload_id_marker.unwrap_or_default()),
    })
}

#[derive(Default)]
struct Page {
    uploads: Vec<(String, String, Upload)>,
    prefixes: Vec<String>,
    /// The last key or common prefix, and the upload's id.
    last: Option<(String, String)>,
    is_more: bool,
}

impl Page {
    fn fill(
        &mut self,
        tx: &store::ReadTx,
        bucket: &str,
        filter: &Filter,
        (marker, id): (&str, Option<&str>),
        most: usize,
    ) -> Result<()> {
        let mut from = if marker < filter.prefix.as_str() {
            Some((filter.prefix.clone(), None))
        } else if let (Some(id), true) = (id, marker.starts_with(&filter.prefix)) {
            Some((marker.to_owned(), Some(id.to_owned())))
        } else if !marker.starts_with(&filter.prefix) {
            None
        } else {
            // All uploads of the marker's key, or of its common prefix, were listed.
            let group = filter.common(marker);
            match group {
                Some(common) => beyond(common).map(|next| (next, None)),
                None => Some((format!("{marker}\0"), None)),
            }
        };
        from = from.filter(|_| most > 0);
        if marker.is_empty() && most > 0 {
            from = Some((filter.prefix.clone(), None));
        }
        'ranges: while let Some((key, after)) = from.take() {
            for row in state::uploads(tx, bucket, &key, after.as_deref())? {
                let (key, id, upload) = row?;
                if !key.starts_with(&filter.prefix) {
                    break 'ranges;
                }
                if self.uploads.len() + self.prefixes.len() == most {
                    self.is_more = true;
                    break 'ranges;
                }
                if let Some(common) = filter.common(&key) {
                    let common = common.to_owned();
                    from = beyond(&common).map(|next| (next, None));
                    self.last = Some((common.clone(), String::new()));
                    self.prefixes.push(common);
                    continue 'ranges;
                }
                self.last = Some((key.clone(), id.clone()));
                self.uploads.push((key, id, upload));
            }
        }
        Ok(())
    }
}

fn told(
    s3: &S3,
    (key, id, upload): (String, String, Upload),
    is_encoded: bool,
    account: &str,
) -> MultipartUpload {
    let class = upload.facts.storage_class.clone().unwrap_or_else(|| "STANDARD".to_owned());
    let algorithm = upload.checksum.map(|(algorithm, _)| algorithm.name());
    MultipartUpload {
        checksum_algorithm: algorithm.map(ChecksumAlgorithm::from_static),
        checksum_type: upload.checksum.map(|(_, kind)| checksum_type(kind)),
        initiated: Some(second(upload.begun)),
        initiator: Some(initiator(&upload, account)),
        key: Some(encoded(&key, is_encoded)),
        owner: Some(upload_owner(s3, &upload, account)),
        storage_class: Some(StorageClass::from(class)),
        upload_id: Some(id),
    }
}
