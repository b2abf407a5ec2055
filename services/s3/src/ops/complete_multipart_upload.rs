//! CompleteMultipartUpload: parts become an object.

use std::sync::Arc;

use base::id::hex;
use http::HeaderMap;
use kit::Need;
use md5::{Digest, Md5};
use store::WriteTx;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::bucket::Bucket;
use crate::checksum::{self, Algorithm, Checksum, Kind};
use crate::condition::Conditions;
use crate::content::{Content, Piece};
use crate::customer::{self, Key};
use crate::digest;
use crate::error::{Error, Result};
use crate::holding;
use crate::notify::{Event, Listeners};
use crate::object::{Data, Object};
use crate::ops::put_object::check_conditions;
use crate::ops::upload_part;
use crate::output::{
    checksum_type, checksums_of, etag, header, in_path, new_version_id, of_encryption, set_checksum,
};
use crate::protocol::dto::{
    CompleteMultipartUploadInput, CompleteMultipartUploadOutput, CompletedPart,
};
use crate::protocol::{Answer, Response};
use crate::state;
use crate::upload::{OBJECT_BYTES_MAX, PART_BYTES_MIN, Part, Standing, Upload};
use crate::version::{self, Freed, Name};

pub(crate) fn needs(s3: &S3, _: &Asked, input: &CompleteMultipartUploadInput) -> Result<Vec<Need>> {
    Ok(vec![access::on_object(s3, "PutObject", &input.bucket, &input.key)?])
}

pub(crate) async fn run(
    s3: Arc<S3>,
    asked: Arc<Asked>,
    input: CompleteMultipartUploadInput,
) -> Answer<CompleteMultipartUploadOutput> {
    let sums = checksums_of!(input);
    let said = sums.into_iter().find_map(|(algorithm, value)| Some((algorithm, value?.to_owned())));
    let listed = input.multipart_upload.and_then(|upload| upload.parts).unwrap_or_default();
    if listed.is_empty() {
        // That there is no such upload is told before.
        s3.store.read(|tx| -> Result<_> {
            state::bucket(tx, &input.bucket)?;
            state::upload(tx, &input.bucket, &input.key, &input.upload_id)
        })?;
        return Err(Error::invalid_request("You must specify at least one part"));
    }
    let wish = Wish {
        parts: wished(listed, &input.upload_id)?,
        conditions: Conditions::of_write(&asked.headers)?,
        checksum: said,
        kind: input.checksum_type.map(|kind| kind.as_str().to_owned()),
        key: customer::of_object(&asked.headers)?,
        size: input.mpu_object_size.and_then(|size| u64::try_from(size).ok()),
    };
    let own_key = wish.key.clone();
    let (bucket_name, key) = (input.bucket.clone(), input.key.clone());
    let compiled = s3.configurations.of(&input.bucket)?;
    let listeners = Arc::new(Listeners::of(&s3, &asked, &input.bucket)?);
    let teller = Arc::clone(&listeners);
    let completed = s3.store.write(move |tx| {
        let name = Name { bucket: &bucket_name, key: &key };
        let (bucket, done) = complete(tx, name, &input.upload_id, &wish)?;
        let Completed { object, freed, is_new } = done;
        let event = Event::CreatedCompleteMultipartUpload;
        let told = match is_new {
            true => teller.tell(tx, event, name.key, &object)?,
            false => Vec::new(),
        };
        let expiration = holding::expiration(&compiled, name.key, &object);
        Ok::<_, Error>((bucket, object, freed, told, expiration))
    });
    let (bucket, object, freed, told, expiration) = completed.await?;
    listeners.committed(&told);
    s3.shelf.free(freed);
    let host = asked.header("host").unwrap_or("s3.amazonaws.com");
    let mut output = CompleteMultipartUploadOutput {
        location: Some(format!("http://{host}/{}/{}", input.bucket, in_path(&input.key))),
        bucket: Some(input.bucket),
        key: Some(input.key),
        version_id: new_version_id(&bucket, &object),
        ..CompleteMultipartUploadOutput::default()
    };
    let mut headers = HeaderMap::new();
    if let Some(data) = &object.data {
        headers = of_encryption(&data.facts, own_key.as_ref());
        output.e_tag = Some(etag(&data.etag));
        if let Some(Checksum { algorithm, kind, value }) = &data.checksum {
            set_checksum!(output, algorithm, value);
            output.checksum_type = Some(checksum_type(*kind));
        }
    }
    if let Some(text) = expiration {
        header(&mut headers, "x-amz-expiration", &text);
    }
    Ok(Response::with_headers(output, headers))
}

/// What the caller wants the object to be.
struct Wish {
    parts: Vec<Wished>,
    conditions: Conditions,
    checksum: Option<(Algorithm, String)>,
    kind: Option<String>,
    size: Option<u64>,
    key: Option<Key>,
}

/// What came of it.
struct Completed {
    object: Object,
    freed: Freed,
    /// Whether it was done now, and not before.
    is_new: bool,
}

/// A part as the caller lists it.
struct Wished {
    number: u64,
    etag: String,
    checksum: Option<(Algorithm, String)>,
}

fn wished(parts: Vec<CompletedPart>, id: &str) -> Result<Vec<Wished>> {
    let mut all: Vec<Wished> = Vec::with_capacity(parts.len());
    for part in parts {
        let sums = checksums_of!(part);
        let checksum = sums.into_iter().find_map(|(a, value)| Some((a, value?.to_owned())));
        let (Some(number), Some(etag)) = (part.part_number, part.e_tag) else {
            return Err(Error::malformed_xml());
        };
        let number = upload_part::number(number)?;
        if all.last().is_some_and(|last| last.number >= number) {
            return Err(Error::invalid_part_order().with("UploadId", id));
        }
        all.push(Wished { number, etag: etag.into_value(), checksum });
    }
    Ok(all)
}

fn complete(
    tx: &mut WriteTx,
    name: Name<'_>,
    id: &str,
    wish: &Wish,
) -> Result<(Bucket, Completed)> {
    let bucket = state::bucket(tx, name.bucket)?;
    let upload = match state::upload(tx, name.bucket, name.key, id) {
        Ok(upload) => upload,
        Err(error) => return again(tx, name, id, wish).map(|done| (bucket, done)).ok_or(error),
    };
    customer::check_completion(&upload, wish.key.as_ref())?;
    let there = state::parts(tx, id, 0)?.collect::<Result<Vec<_>>>()?;
    let parts = chosen(&upload, &there, wish, id)?;
    let size: u64 = parts.iter().map(|(_, part)| part.bytes).sum();
    if size > OBJECT_BYTES_MAX {
        return Err(Error::entity_too_large());
    }
    if let Some(wanted) = wish.size.filter(|wanted| *wanted != size) {
        return Err(Error::invalid_request(format!(
            "The provided 'x-amz-mp-object-size' header value {wanted} does not match what was \
             computed: {size}"
        )));
    }
    let checksum = checksum(&upload, &parts, wish)?;
    check_conditions(tx, name, &wish.conditions)?;
    check_conflict(tx, name, &wish.conditions, &upload)?;
    let pieces = parts.iter().zip(&wish.parts).map(|((number, part), wished)| Piece {
        blob: part.blob,
        bytes: part.bytes,
        number: *number,
        // Where it is the whole object's that counts, a part's is kept if it was said.
        checksum: match upload.checksum {
            Some((_, kind)) if kind == Kind::Composite || wished.checksum.is_some() => {
                part.checksum.as_ref().map(|(_, value)| value.clone())
            }
            _ => None,
        },
        seal: part.seal,
    });
    let content = Content::Pieces(pieces.collect());
    let data = Data {
        size,
        etag: tag(parts.iter().map(|(_, part)| part.etag.as_str()))?,
        parts: parts.len() as u64,
        upload: Some(id.to_owned()),
        checksum,
        facts: upload.facts.clone(),
        locks: upload.locks,
    };
    let mut freed = Freed::new();
    let object = version::put(tx, &bucket, name, Some((data, &content)), &mut freed)?;
    for (number, part) in &there {
        state::delete_part(tx, id, *number)?;
        if state::unname_blob(tx, &part.blob)? {
            freed.push(part.blob);
        }
    }
    state::delete_upload(tx, name.bucket, name.key, id)?;
    Ok((bucket, Completed { object, freed, is_new: true }))
}

/// The object of an upload that was completed before, of the same parts: who has not heard the
/// answer asks again, and is answered as long as the object stands there.
fn again(tx: &WriteTx, name: Name<'_>, id: &str, wish: &Wish) -> Option<Completed> {
    let object = state::current(tx, name.bucket, name.key).ok()??.object;
    let data = object.data.as_ref().filter(|data| data.upload.as_deref() == Some(id))?;
    let same = tag(wish.parts.iter().map(|part| part.etag.as_str())).ok()?;
    let is_same = data.etag == same;
    is_same.then(|| Completed { object, freed: Freed::new(), is_new: false })
}

/// Whether what the conditions are about is what stood there when the upload was begun.
fn check_conflict(
    tx: &WriteTx,
    name: Name<'_>,
    conditions: &Conditions,
    upload: &Upload,
) -> Result<()> {
    let header = match (&conditions.matches, &conditions.none_matches) {
        (Some(_), _) => "If-Match",
        (None, Some(_)) => "If-None-Match",
        (None, None) => return Ok(()),
    };
    if Standing::of(state::current(tx, name.bucket, name.key)?.as_ref()) == upload.before {
        return Ok(());
    }
    let message = "The conditional request cannot succeed due to a conflicting operation against \
                   this resource.";
    let error = Error::new("ConditionalRequestConflict", 409, message);
    Err(error.with("Condition", header).with("Key", name.key))
}

/// The parts that were listed, if they are there and as large as they must be.
fn chosen<'a>(
    upload: &Upload,
    there: &'a [(u64, Part)],
    wish: &Wish,
    id: &str,
) -> Result<Vec<(u64, &'a Part)>> {
    let mut parts = Vec::with_capacity(wish.parts.len());
    for wished in &wish.parts {
        let found = there.binary_search_by_key(&wished.number, |(number, _)| *number);
        let missing = || {
            let error = Error::invalid_part().with("UploadId", id);
            let error = error.with("PartNumber", wished.number.to_string());
            error.with("ETag", wished.etag.as_str())
        };
        let (_, part) = found.ok().and_then(|at| there.get(at)).ok_or_else(missing)?;
        if part.etag != wished.etag {
            return Err(missing());
        }
        if wished.checksum.is_some() && upload.checksum.is_none() {
            return Err(missing());
        }
        match (&wished.checksum, &part.checksum) {
            (Some((algorithm, value)), Some((kept, found)))
                if algorithm == kept && value != found =>
            {
                return Err(missing());
            }
            // Of another algorithm than the upload's, where each part counts.
            (Some((algorithm, _)), Some((kept, _)))
                if algorithm != kept && matches!(upload.checksum, Some((_, Kind::Composite))) =>
            {
                let (name, number) = (algorithm.name().to_ascii_lowercase(), wished.number);
                let mut error = Error::bad_digest();
                error.message = format!(
                    "The {name} you specified for part {number} did not match what we received."
                );
                return Err(error);
            }
            (None, Some((algorithm, _)))
                if matches!(upload.checksum, Some((_, Kind::Composite))) =>
            {
                let (name, number) = (algorithm.name().to_ascii_lowercase(), wished.number);
                return Err(Error::invalid_request(format!(
                    "The upload was created using a {name} checksum. The complete request must \
                     include the checksum for each part. It was missing for part {number} in the \
                     request."
                )));
            }
            _ => {}
        }
        parts.push((wished.number, part));
    }
    let small = parts.iter().rev().skip(1).find(|(_, part)| part.bytes < PART_BYTES_MIN);
    if let Some((number, part)) = small {
        let error = Error::entity_too_small().with("ProposedSize", part.bytes.to_string());
        let error = error.with("MinSizeAllowed", PART_BYTES_MIN.to_string());
        let error = error.with("PartNumber", number.to_string());
        return Err(error.with("ETag", part.etag.as_str()));
    }
    Ok(parts)
}

/// The object's entity tag: the MD5 of the parts', and their number.
fn tag<'a>(parts: impl ExactSizeIterator<Item = &'a str>) -> Result<String> {
    let mut md5 = Md5::new();
    let count = parts.len();
    for part in parts {
        let digits = part.as_bytes().chunks_exact(2);
        for pair in digits {
            let byte =
                std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok());
            let byte = byte.ok_or_else(|| Error::internal("a part's tag is no MD5"))?;
            md5.update([byte]);
        }
    }
    Ok(format!("{}-{count}", hex(&md5.finalize())))
}

/// The object's checksum, which must be the one that the caller expects.
fn checksum(upload: &Upload, parts: &[(u64, &Part)], wish: &Wish) -> Result<Option<Checksum>> {
    if upload.checksum.is_none() && upload.facts.customer.is_some() {
        // None is taken that nobody asked for.
        return Ok(None);
    }
    let (algorithm, kind) = upload.checksum.unwrap_or((digest::DEFAULT, Kind::Full));
    let asked_for = upload.checksum.map(|_| checksum_type(kind));
    let asked_for = asked_for.as_ref().map_or("null", |kind| kind.as_str());
    if wish.kind.as_ref().is_some_and(|wanted| wanted != asked_for) {
        return Err(Error::invalid_request(format!(
            "The upload was created using the {asked_for} checksum mode. The complete request must \
             use the same checksum mode."
        )));
    }
    let values: Option<Vec<(&str, u64)>> = parts
        .iter()
        .map(|(_, part)| {
            let (_, value) = part.checksum.as_ref().filter(|(kept, _)| *kept == algorithm)?;
            Some((value.as_str(), part.bytes))
        })
        .collect();
    let value = values.and_then(|values| checksum::of_parts(algorithm, kind, values.into_iter()));
    // One of another algorithm, where none was asked for, is passed over.
    let said = wish.checksum.as_ref();
    let said = said.filter(|(said, _)| upload.checksum.is_some() || *said == algorithm);
    if let Some((said, expected)) = said {
        // A composite one may be given without the number of parts.
        let matches = value
            .as_ref()
            .is_some_and(|value| value == expected || value.split('-').next() == Some(expected));
        if *said != algorithm || !matches {
            let mut error = Error::bad_digest();
            let name = said.name().to_ascii_lowercase();
            error.message =
                format!("The {name} you specified did not match the calculated checksum.");
            return Err(error);
        }
    }
    Ok(value.map(|value| Checksum { algorithm, kind, value }))
}
