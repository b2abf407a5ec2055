//! PutObject.

use std::sync::Arc;

use http::HeaderMap;
use kit::Need;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::bucket::Bucket;
use crate::checksum::{Checksum, Kind};
use crate::condition::Conditions;
use crate::customer;
use crate::digest;
use crate::error::{Error, Result};
use crate::facts;
use crate::holding;
use crate::ingest::{self, Taken, Wanted};
use crate::notify::{Event, Listeners};
use crate::object::{Data, Object};
use crate::output::{self, new_version_id, of_checksum, of_encryption};
use crate::protocol::dto::{PutObjectInput, PutObjectOutput};
use crate::protocol::{Answer, Body, Response};
use crate::state;
use crate::version::{self, Freed, Name};

/// Of one request: 5 GiB.
pub(crate) const BYTES_MAX: u64 = 5 * 1024 * 1024 * 1024;

pub(crate) fn needs(s3: &S3, asked: &Asked, input: &PutObjectInput) -> Result<Vec<Need>> {
    of_new_object(s3, &asked.headers, &input.bucket, &input.key)
}

/// What making an object needs, as its headers have it.
pub(crate) fn of_new_object(
    s3: &S3,
    headers: &HeaderMap,
    bucket: &str,
    key: &str,
) -> Result<Vec<Need>> {
    let has = |name: &str| headers.contains_key(name);
    let mut needs = vec![access::on_object(s3, "PutObject", bucket, key)?];
    if has("x-amz-tagging") {
        needs.push(access::on_object(s3, "PutObjectTagging", bucket, key)?);
    }
    if has("x-amz-acl") || headers.keys().any(|name| name.as_str().starts_with("x-amz-grant-")) {
        needs.push(access::on_object(s3, "PutObjectAcl", bucket, key)?);
    }
    if has("x-amz-object-lock-mode") {
        needs.push(access::on_object(s3, "PutObjectRetention", bucket, key)?);
    }
    if has("x-amz-object-lock-legal-hold") {
        needs.push(access::on_object(s3, "PutObjectLegalHold", bucket, key)?);
    }
    Ok(needs)
}

pub(crate) async fn run(
    s3: Arc<S3>,
    asked: Arc<Asked>,
    input: PutObjectInput,
) -> Answer<PutObjectOutput> {
    let conditions = Conditions::of_write(&asked.headers)?;
    let mut facts = facts::read(&asked.headers)?;
    let mut locks = facts::locks(&asked.headers)?;
    let own_key = customer::of_object(&asked.headers)?;
    let md5 = facts::content_md5(&asked.headers)?;
    let said = digest::said(&asked.headers)?;
    let length = input.content_length.and_then(|length| u64::try_from(length).ok());
    let length = length.ok_or_else(Error::missing_content_length)?;
    if length > BYTES_MAX {
        let error = Error::entity_too_large().with("ProposedSize", length.to_string());
        return Err(error.with("MaxSizeAllowed", BYTES_MAX.to_string()));
    }
    // Before the body has been sent in vain; what counts is found out in the transaction.
    let compiled = s3.configurations.of(&input.bucket)?;
    holding::settle(&asked, &compiled, &mut facts, &mut locks, own_key.as_ref())?;
    let algorithm = digest::kept(said.as_ref());
    let wanted = Wanted {
        bytes_max: BYTES_MAX,
        always_blob: false,
        sums: vec![algorithm],
        key: own_key.clone(),
    };
    let body = input.body.map(Body::from).unwrap_or_default();
    let taken = ingest::take(&s3, body, wanted).await?;
    digest::check(said.as_ref(), md5, &taken, &asked)?;
    let value = taken.sum(algorithm).unwrap_or_default().to_owned();
    let data = Data {
        size: taken.bytes,
        etag: taken.etag(),
        parts: 0,
        upload: None,
        checksum: Some(Checksum { algorithm, kind: Kind::Full, value }),
        facts,
        locks,
    };
    let listeners = Listeners::of(&s3, &asked, &input.bucket)?;
    let key = input.key.clone();
    let put = Put { bucket: input.bucket, key: input.key, data, conditions };
    let (bucket, object) = commit(&s3, put, taken, (listeners, Event::CreatedPut)).await?;
    let mut headers = HeaderMap::new();
    if let Some(data) = &object.data {
        headers = of_encryption(&data.facts, own_key.as_ref());
        if let Some(checksum) = &data.checksum {
            of_checksum(&mut headers, checksum);
        }
        output::header(&mut headers, "etag", &format!("\"{}\"", data.etag));
    }
    if let Some(text) = holding::expiration(&compiled, &key, &object) {
        output::header(&mut headers, "x-amz-expiration", &text);
    }
    let version_id = new_version_id(&bucket, &object);
    let output = PutObjectOutput { version_id, ..PutObjectOutput::default() };
    Ok(Response::with_headers(output, headers))
}

/// An object that is to be.
pub(crate) struct Put {
    pub bucket: String,
    pub key: String,
    pub data: Data,
    pub conditions: Conditions,
}

/// Makes the object of a body that was taken, and tells those who listen of the event.
pub(crate) async fn commit(
    s3: &Arc<S3>,
    put: Put,
    taken: Taken,
    (listeners, event): (Listeners, Event),
) -> Result<(Bucket, Object)> {
    let (content, pin) = taken.content();
    let Put { bucket: bucket_name, key, data, conditions } = put;
    let listeners = Arc::new(listeners);
    let teller = Arc::clone(&listeners);
    let put = s3.store.write(move |tx| {
        let name = Name { bucket: &bucket_name, key: &key };
        let bucket = state::bucket(tx, name.bucket)?;
        check_conditions(tx, name, &conditions)?;
        let mut freed = Freed::new();
        let object = version::put(tx, &bucket, name, Some((data, &content)), &mut freed)?;
        let told = teller.tell(tx, event, &key, &object)?;
        Ok((bucket, object, freed, told))
    });
    let (bucket, object, freed, told) = put.await?;
    listeners.committed(&told);
    drop(pin);
    s3.shelf.free(freed);
    Ok((bucket, object))
}

/// Whether what stands there now is as the caller wants it.
pub(crate) fn check_conditions(
    tx: &store::ReadTx,
    name: Name<'_>,
    conditions: &Conditions,
) -> Result<()> {
    if conditions.matches.is_none() && conditions.none_matches.is_none() {
        return Ok(());
    }
    let there = state::current(tx, name.bucket, name.key)?;
    let there = there.and_then(|current| current.object.data);
    conditions.check_write(name.key, there.as_ref())
}
