//! CopyObject: another object of the same bytes, which are not copied unless a key of the caller's
//! encrypts the one or the other.

use std::sync::Arc;

use kit::Need;
use tokio::task::spawn_blocking;

use crate::S3;
use crate::asked::Asked;
use crate::checksum::{Algorithm, Checksum, Kind};
use crate::condition::{Conditions, OF_SOURCE};
use crate::content::Content;
use crate::customer::{self, Key};
use crate::error::{Error, Result};
use crate::facts;
use crate::holding;
use crate::ingest::{self, Wanted, joined};
use crate::notify::{Event, Listeners};
use crate::object::{Data, Facts, NULL};
use crate::ops::get_object::{Found, bound, of_read};
use crate::ops::put_object::{BYTES_MAX, check_conditions, of_new_object};
use crate::outgoing::Bound;
use crate::output::{checksum_type, etag, header, of_encryption, second, set_checksum, version_id};
use crate::protocol::dto::{CopyObjectInput, CopyObjectOutput, CopyObjectResult, CopySource};
use crate::protocol::{Answer, Response};
use crate::reading;
use crate::shelf;
use crate::state;
use crate::version::{self, Freed, Name};

/// What is copied.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub bucket: String,
    pub key: String,
    pub version: Option<String>,
}

impl Source {
    pub(crate) fn read(source: &CopySource) -> Result<Source> {
        match source {
            CopySource::Bucket { bucket, key, version_id } => Ok(Source {
                bucket: bucket.to_string(),
                key: key.to_string(),
                version: version_id.as_ref().map(|id| id.to_string()),
            }),
            _ => Err(Error::not_implemented("x-amz-copy-source of an access point")),
        }
    }

    pub(crate) fn bound(&self, s3: &S3, asked: &Asked, conditions: &Conditions) -> Result<Found> {
        let name = Name { bucket: &self.bucket, key: &self.key };
        let own_key = customer::of_source(&asked.headers)?;
        let which = (name, self.version.as_deref());
        let found = bound(s3, asked, which, own_key.as_ref(), conditions);
        found.map_err(|error| match error.code.as_ref() {
            "NotModified" | "PreconditionFailed" => Conditions::of_source(error),
            "MethodNotAllowed" => Error::invalid_request(
                "The source of a copy request may not specifically refer to a delete marker by \
                 version id.",
            ),
            _ => error,
        })
    }

    /// The id of the version that was found, where its bucket has versions.
    pub(crate) fn version_of(&self, found: &Found) -> Option<String> {
        version_id(&found.bucket, &found.object)
    }
}

pub(crate) fn source_needs(s3: &S3, source: &Source) -> Result<Vec<Need>> {
    of_read(s3, "GetObject", &source.bucket, &source.key, source.version.as_deref())
}

pub(crate) fn needs(s3: &S3, asked: &Asked, input: &CopyObjectInput) -> Result<Vec<Need>> {
    let source = Source::read(&input.copy_source)?;
    let mut needs = source_needs(s3, &source)?;
    needs.extend(of_new_object(s3, &asked.headers, &input.bucket, &input.key)?);
    Ok(needs)
}

pub(crate) async fn run(
    s3: Arc<S3>,
    asked: Arc<Asked>,
    input: CopyObjectInput,
) -> Answer<CopyObjectOutput> {
    let source = Source::read(&input.copy_source)?;
    let wanted_there = Conditions::of_write(&asked.headers)?;
    let conditions = Conditions::of_read(&asked.headers, OF_SOURCE);
    let mut locks = facts::locks(&asked.headers)?;
    let compiled = s3.configurations.of(&input.bucket)?;
    let found = source.bound(&s3, &asked, &conditions)?;
    if found.data.size > BYTES_MAX {
        return Err(Error::invalid_request(
            "The specified copy source is larger than the maximum allowable size for a copy \
             source: 5368709120",
        ));
    }
    let is_same = source.bucket == input.bucket && source.key == input.key;
    // Where the bucket encrypts in a way of its own, that is a change.
    let is_in_place = is_same && source.version.is_none() && compiled.encryption.is_none();
    let mut facts = facts_of(&asked, &found.data.facts, is_in_place)?;
    let own_key = customer::of_object(&asked.headers)?;
    holding::settle(&asked, &compiled, &mut facts, &mut locks, own_key.as_ref())?;
    let wanted = input.checksum_algorithm.as_ref().map(|name| name.as_str().to_owned());
    let wanted = match wanted {
        None => None,
        Some(name) => Some(Algorithm::parse(&name).ok_or_else(|| {
            Error::invalid_request("Value for x-amz-checksum-algorithm header is invalid.")
        })?),
    };
    let from = source.version_of(&found).filter(|id| id != NULL);
    let encryption = of_encryption(&facts, own_key.as_ref());
    let (size, original) = (found.data.size, found.object.sequence);
    let is_sealed = own_key.is_some() || found.data.facts.customer.is_some();
    let same = match is_sealed {
        true => anew(&s3, found, wanted, own_key).await?,
        false => shared(&s3, found, wanted).await?,
    };
    let Same { etag: tag, checksum, content, source: taken_from, .. } = &same;
    let (etag_of, checksum) = (tag.clone(), Some(checksum.clone()));
    let data = Data { size, etag: etag_of, checksum, facts, locks, ..Data::default() };
    let (content, taken_from) = (content.clone(), taken_from.clone());
    let listeners = Arc::new(Listeners::of(&s3, &asked, &input.bucket)?);
    let teller = Arc::clone(&listeners);
    let copied = s3.store.write(move |tx| {
        let from = Name { bucket: &source.bucket, key: &source.key };
        if let Some(there) = &taken_from {
            check_source(tx, from, original, there)?;
        }
        let name = Name { bucket: &input.bucket, key: &input.key };
        let bucket = state::bucket(tx, name.bucket)?;
        check_conditions(tx, name, &wanted_there)?;
        let mut freed = Freed::new();
        let object = version::put(tx, &bucket, name, Some((data, &content)), &mut freed)?;
        let told = teller.tell(tx, Event::CreatedCopy, name.key, &object)?;
        let expiration = holding::expiration(&compiled, name.key, &object);
        Ok((bucket, object, freed, told, expiration))
    });
    let (bucket, object, freed, told, expiration) = copied.await?;
    listeners.committed(&told);
    drop(same);
    s3.shelf.free(freed);
    let mut result =
        CopyObjectResult { last_modified: Some(second(object.modified)), ..Default::default() };
    let mut headers = encryption;
    if let Some(data) = &object.data {
        result.e_tag = Some(etag(&data.etag));
        if let Some(Checksum { algorithm, kind, value }) = &data.checksum {
            set_checksum!(result, algorithm, value);
            result.checksum_type = Some(checksum_type(*kind));
        }
    }
    if let Some(text) = expiration {
        header(&mut headers, "x-amz-expiration", &text);
    }
    if let Some(from) = from {
        header(&mut headers, "x-amz-copy-source-version-id", &from);
    }
    let output = CopyObjectOutput {
        copy_object_result: Some(result),
        version_id: version_id(&bucket, &object),
        ..CopyObjectOutput::default()
    };
    Ok(Response::with_headers(output, headers))
}

/// Its bytes must be named by a row still: what is named by none may be gone.
fn check_source(
    tx: &store::ReadTx,
    from: Name<'_>,
    sequence: u64,
    content: &Content,
) -> Result<()> {
    let there = state::content(tx, from.bucket, from.key, sequence)?;
    match there.as_ref() == Some(content) {
        true => Ok(()),
        false => Err(Error::no_key(from.key)),
    }
}

/// What the copy says of itself: what the source does, or the request.
fn facts_of(asked: &Asked, source: &Facts, is_same: bool) -> Result<Facts> {
    let new = facts::read(&asked.headers)?;
    let directive = |name: &'static str| match asked.header(name) {
        None | Some("COPY") => Ok(false),
        Some("REPLACE") => Ok(true),
        Some(_) => Err(Error::invalid_argument(format!("Unknown {name}."))),
    };
    let replaces = directive("x-amz-metadata-directive")?;
    let replaces_tags = directive("x-amz-tagging-directive")?;
    let is_change = replaces
        || asked.headers.contains_key("x-amz-storage-class")
        || new.website_redirect.is_some()
        || new.encryption.is_some()
        || customer::of_object(&asked.headers)?.is_some();
    if is_same && !is_change {
        return Err(Error::invalid_request(
            "This copy request is illegal because it is trying to copy an object to itself without \
             changing the object's metadata, storage class, website redirect location or \
             encryption attributes.",
        ));
    }
    let tags = if replaces_tags { new.tags.clone() } else { source.tags.clone() };
    if replaces {
        return Ok(Facts { tags, ..new });
    }
    Ok(Facts {
        tags,
        storage_class: new.storage_class,
        website_redirect: new.website_redirect,
        encryption: new.encryption,
        customer: None,
        acl: new.acl,
        ..source.clone()
    })
}

/// What the copy holds.
struct Same {
    etag: String,
    checksum: Checksum,
    content: Content,
    /// What the source must hold still, where its bytes are shared.
    source: Option<Content>,
    /// What keeps blobs until the copy has named them.
    _held: Held,
}

/// Never read: it is let go when the copy is there.
enum Held {
    Source(#[allow(dead_code)] Bound),
    New(#[allow(dead_code)] Option<shelf::Pin>),
}

/// The source's own bytes. Its entity tag and checksum are the source's where it was put in one
/// piece, otherwise found anew, because a copy has no parts.
async fn shared(s3: &Arc<S3>, found: Found, wanted: Option<Algorithm>) -> Result<Same> {
    let Data { etag, parts, checksum, .. } = &found.data;
    let content = found.bytes.content().clone();
    let is_kept =
        |kept: &&Checksum| *parts == 0 && wanted.is_none_or(|wanted| wanted == kept.algorithm);
    let (etag, checksum) = match checksum.as_ref().filter(is_kept) {
        Some(kept) => (etag.clone(), kept.clone()),
        None => {
            let algorithm = algorithm(&found.data, wanted);
            let (content, store) = (content.clone(), s3.store.clone());
            let read = spawn_blocking(move || reading::digests(&store, &content, algorithm));
            let (md5, value) = joined(read.await)?;
            (md5, Checksum { algorithm, kind: Kind::Full, value })
        }
    };
    let source = Some(content.clone());
    Ok(Same { etag, checksum, content, source, _held: Held::Source(found.bytes) })
}

/// The same bytes in a body of their own: encrypted with another key, or with none.
async fn anew(
    s3: &Arc<S3>,
    found: Found,
    wanted: Option<Algorithm>,
    key: Option<Key>,
) -> Result<Same> {
    let algorithm = algorithm(&found.data, wanted);
    let sums = vec![algorithm];
    let wanted = Wanted { bytes_max: BYTES_MAX, always_blob: false, sums, key };
    let body = found.bytes.body(s3, 0..found.data.size).await?;
    let taken = ingest::take(s3, body, wanted).await?;
    let value = taken.sum(algorithm).unwrap_or_default().to_owned();
    let etag = taken.etag();
    let (content, pin) = taken.content();
    let checksum = Checksum { algorithm, kind: Kind::Full, value };
    Ok(Same { etag, checksum, content, source: None, _held: Held::New(pin) })
}

/// That of the copy's checksum: what is asked for, or the source's.
fn algorithm(source: &Data, wanted: Option<Algorithm>) -> Algorithm {
    let kept = source.checksum.as_ref().map(|kept| kept.algorithm);
    wanted.or(kept).unwrap_or(crate::digest::DEFAULT)
}
