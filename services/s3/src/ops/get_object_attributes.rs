//! GetObjectAttributes.

use std::sync::Arc;

use http::HeaderMap;
use kit::Need;

use crate::S3;
use crate::asked::Asked;
use crate::checksum::Kind;
use crate::content::{Content, Piece};
use crate::customer;
use crate::error::{Error, Result};
use crate::object::Data;
use crate::ops::get_object::{found, of_read};
use crate::output::{checksum_type, etag, header, http_date, set_checksum, version_id};
use crate::protocol::dto::{
    Checksum, GetObjectAttributesInput, GetObjectAttributesOutput, GetObjectAttributesParts,
    ObjectPart, StorageClass,
};
use crate::protocol::{Answer, Response};
use crate::state;
use crate::version::Name;

/// Of one page.
const PARTS_MAX: i32 = 1000;

pub(crate) fn needs(s3: &S3, _: &Asked, input: &GetObjectAttributesInput) -> Result<Vec<Need>> {
    let version = input.version_id.as_deref();
    let mut needs = of_read(s3, "GetObject", &input.bucket, &input.key, version)?;
    needs.extend(of_read(s3, "GetObjectAttributes", &input.bucket, &input.key, version)?);
    Ok(needs)
}

pub(crate) async fn run(
    s3: Arc<S3>,
    asked: Arc<Asked>,
    input: GetObjectAttributesInput,
) -> Answer<GetObjectAttributesOutput> {
    let key = customer::of_read(&asked.headers)?;
    let names = asked.header("x-amz-object-attributes").unwrap_or_default();
    let names: Vec<&str> =
        names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    const KNOWN: [&str; 5] = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];
    if names.is_empty() || names.iter().any(|name| !KNOWN.contains(name)) {
        return Err(Error::invalid_argument("Invalid attribute name specified."));
    }
    let wants = |name: &str| names.contains(&name);
    let name = Name { bucket: &input.bucket, key: &input.key };
    let (bucket, object, data) = found(&s3, &asked, name, input.version_id.as_deref())?;
    customer::check(&data, key.as_ref())?;
    let class = data.facts.storage_class.clone().unwrap_or_else(|| "STANDARD".to_owned());
    let mut output = GetObjectAttributesOutput {
        e_tag: wants("ETag").then(|| etag(&data.etag)),
        object_size: i64::try_from(data.size).ok().filter(|_| wants("ObjectSize")),
        storage_class: wants("StorageClass").then(|| StorageClass::from(class)),
        ..GetObjectAttributesOutput::default()
    };
    if let (Some(kept), true) = (&data.checksum, wants("Checksum")) {
        let mut checksum =
            Checksum { checksum_type: Some(checksum_type(kept.kind)), ..Checksum::default() };
        // Without the number of parts that stands behind a composite one elsewhere.
        let value = kept.value.split('-').next().unwrap_or_default();
        set_checksum!(checksum, kept.algorithm, value);
        output.checksum = Some(checksum);
    }
    let is_composite = data.checksum.as_ref().is_some_and(|sum| sum.kind == Kind::Composite);
    if data.parts > 0 && wants("ObjectParts") && !is_composite {
        output.object_parts = Some(GetObjectAttributesParts {
            total_parts_count: i32::try_from(data.parts).ok(),
            ..GetObjectAttributesParts::default()
        });
    } else if data.parts > 0 && wants("ObjectParts") {
        let content =
            s3.store.read(|tx| state::content(tx, &input.bucket, &input.key, object.sequence))?;
        if let Some(Content::Pieces(pieces)) = content {
            let after = input.part_number_marker.unwrap_or(0);
            let most = input.max_parts.unwrap_or(PARTS_MAX).clamp(0, PARTS_MAX);
            output.object_parts = Some(parts(&pieces, &data, after, most));
        }
    }
    let mut headers = HeaderMap::new();
    header(&mut headers, "last-modified", &http_date(object.modified));
    if let Some(id) = version_id(&bucket, &object) {
        header(&mut headers, "x-amz-version-id", &id);
    }
    Ok(Response::with_headers(output, headers))
}

fn parts(pieces: &[Piece], data: &Data, after: i32, most: i32) -> GetObjectAttributesParts {
    let after_number = u64::try_from(after).unwrap_or(0);
    let rest: Vec<&Piece> = pieces.iter().filter(|piece| piece.number > after_number).collect();
    let shown = &rest[..rest.len().min(usize::try_from(most).unwrap_or_default())];
    let is_truncated = shown.len() < rest.len();
    let algorithm = data.checksum.as_ref().map(|checksum| checksum.algorithm);
    let told = |piece: &&Piece| {
        let mut part = ObjectPart {
            part_number: i32::try_from(piece.number).ok(),
            size: i64::try_from(piece.bytes).ok(),
            ..ObjectPart::default()
        };
        if let (Some(algorithm), Some(value)) = (algorithm, &piece.checksum) {
            set_checksum!(part, algorithm, value);
        }
        part
    };
    let last = shown.last().and_then(|piece| i32::try_from(piece.number).ok());
    GetObjectAttributesParts {
        is_truncated: Some(is_truncated),
        max_parts: Some(most),
        next_part_number_marker: last.or(Some(0)),
        part_number_marker: Some(after),
        parts: Some(shown.iter().map(told).collect()),
        total_parts_count: i32::try_from(pieces.len()).ok(),
    }
}
