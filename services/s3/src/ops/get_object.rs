//! GetObject.

use std::ops::Range;
use std::sync::Arc;

use http::{HeaderMap, StatusCode};
use kit::Need;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::bucket::Bucket;
use crate::condition::Conditions;
use crate::content::Content;
use crate::customer::{self, Key};
use crate::error::{Error, Result};
use crate::holding;
use crate::object::{Data, Object};
use crate::outgoing::Bound;
use crate::output::{header, http_date, of_checksum, of_object, version_id};
use crate::protocol::dto::{self, GetObjectInput, GetObjectOutput, StreamingBlob};
use crate::protocol::{Answer, Response};
use crate::state;
use crate::version::{self, Name};

pub(crate) fn needs(s3: &S3, _: &Asked, input: &GetObjectInput) -> Result<Vec<Need>> {
    of_read(s3, "GetObject", &input.bucket, &input.key, input.version_id.as_deref())
}

/// What reading an object needs: another permission where its version is named.
pub(crate) fn of_read(
    s3: &S3,
    action: &str,
    bucket: &str,
    key: &str,
    version: Option<&str>,
) -> Result<Vec<Need>> {
    let Some(version) = version else {
        return Ok(vec![access::on_object(s3, action, bucket, key)?]);
    };
    let action = action.replacen("Object", "ObjectVersion", 1);
    let mut need = access::on_object(s3, &action, bucket, key)?;
    need.keys.push(("s3:VersionId".into(), vec![version.to_owned()]));
    Ok(vec![need])
}

pub(crate) async fn run(
    s3: Arc<S3>,
    asked: Arc<Asked>,
    input: GetObjectInput,
) -> Answer<GetObjectOutput> {
    let key = customer::of_read(&asked.headers)?;
    let conditions = Conditions::of_read(&asked.headers, "");
    let name = Name { bucket: &input.bucket, key: &input.key };
    let id = input.version_id.as_deref();
    let found = bound(&s3, &asked, (name, id), key.as_ref(), &conditions)?;
    let Found { bucket, object, data, bytes } = found;
    let cut = Cut::new(&data, bytes.content(), input.range, input.part_number)?;
    let mut headers = of_object(&bucket, &object, &data, key.as_ref());
    if input.checksum_mode.is_some_and(|mode| mode.as_str().eq_ignore_ascii_case("ENABLED")) {
        cut.checksum_headers(&mut headers, &data, bytes.content());
    }
    replace_headers(&mut headers, &asked)?;
    let compiled = s3.configurations.of(&input.bucket)?;
    if let Some(text) = holding::expiration_of(&compiled, &input.key, &object, &data) {
        header(&mut headers, "x-amz-expiration", &text);
    }
    let status = cut.is_part.then_some(StatusCode::PARTIAL_CONTENT);
    let length = cut.range.end - cut.range.start;
    let output = GetObjectOutput {
        content_length: i64::try_from(length).ok(),
        content_range: cut.is_part.then(|| cut.text(data.size)),
        parts_count: cut.parts_count,
        body: Some(StreamingBlob::from(bytes.body(&s3, cut.range.clone()).await?)),
        ..GetObjectOutput::default()
    };
    Ok(Response { output, status, headers, extensions: http::Extensions::default() })
}

/// How often an object may be replaced between being found and being held.
const LOOKS_MAX: usize = 100;

/// A version that may be read, its bytes held.
pub(crate) struct Found {
    pub bucket: Bucket,
    pub object: Object,
    pub data: Data,
    pub bytes: Bound,
}

/// The version that is asked for, if it is as the caller wants it.
pub(crate) fn bound(
    s3: &S3,
    asked: &Asked,
    (name, id): (Name<'_>, Option<&str>),
    key: Option<&Key>,
    conditions: &Conditions,
) -> Result<Found> {
    for _ in 0..LOOKS_MAX {
        let (bucket, object, data) = found(s3, asked, name, id)?;
        customer::check(&data, key)?;
        conditions.check_read(&object, &data, asked.context.now)?;
        let sequence = object.sequence;
        let content = || s3.store.read(|tx| state::content(tx, name.bucket, name.key, sequence));
        let Some(before) = content()? else { continue };
        if matches!(before, Content::Here(_)) {
            let bytes = Bound::new(s3, before, None);
            return Ok(Found { bucket, object, data, bytes });
        }
        let bytes = Bound::new(s3, before, key.cloned());
        // It was deleted between being found and being held: look again.
        if content()?.as_ref() == Some(bytes.content()) {
            return Ok(Found { bucket, object, data, bytes });
        }
    }
    Err(Error::internal(format!("an object of {} has lost its bytes", name.bucket)))
}

/// The version that is asked for. Who may not list the bucket does not learn what is not there.
pub(crate) fn found(
    s3: &S3,
    asked: &Asked,
    name: Name<'_>,
    id: Option<&str>,
) -> Result<(Bucket, Object, Data)> {
    let found = s3.store.read(|tx| -> Result<_> {
        let bucket = state::bucket(tx, name.bucket)?;
        Ok((bucket, version::find(tx, name, id)))
    });
    let (bucket, object) = found?;
    let object = match object {
        Ok(object) => object,
        Err(error) => return Err(hidden(s3, asked, name, error)?),
    };
    match object.data.clone() {
        Some(data) => Ok((bucket, object, data)),
        None => Err(hidden(s3, asked, name, marker(&bucket, &object, name, id))?),
    }
}

fn hidden(s3: &S3, asked: &Asked, name: Name<'_>, error: Error) -> Result<Error> {
    if error.code != "NoSuchKey" {
        return Ok(error);
    }
    let may_list = asked.may(&access::on_bucket(s3, "ListBucket", name.bucket)?, "get_object");
    Ok(if may_list { error } else { Error::access_denied() })
}

/// A delete marker is not there; by its own id it may only be deleted.
fn marker(bucket: &Bucket, object: &Object, name: Name<'_>, id: Option<&str>) -> Error {
    let error = match id {
        None => Error::no_key(name.key),
        Some(_) => {
            let error = Error::of_marker("GET").header("allow", "DELETE");
            error.header("last-modified", &http_date(object.modified))
        }
    };
    let id = version_id(bucket, object).unwrap_or_default();
    error.header("x-amz-delete-marker", "true").header("x-amz-version-id", &id)
}

/// Which of an object's bytes are asked for.
pub(crate) struct Cut {
    pub range: Range<u64>,
    /// Whether they are a part only, and the answer says which.
    pub is_part: bool,
    pub parts_count: Option<i32>,
    /// The part that was asked for by its number, of an object that has parts.
    piece: Option<usize>,
    is_by_range: bool,
}

impl Cut {
    pub(crate) fn new(
        data: &Data,
        content: &Content,
        range: Option<dto::Range>,
        part_number: Option<i32>,
    ) -> Result<Cut> {
        let whole = 0..data.size;
        let parts_count = i32::try_from(data.parts).ok().filter(|parts| *parts > 0);
        match (range, part_number) {
            (Some(_), Some(_)) => Err(Error::invalid_request(
                "Cannot specify both Range header and partNumber query parameter",
            )),
            (None, None) => Ok(Cut {
                range: whole,
                is_part: false,
                parts_count: None,
                piece: None,
                is_by_range: false,
            }),
            (Some(range), None) => {
                let range = range.check(data.size).map_err(|_| {
                    let size = data.size;
                    Error::invalid_range()
                        .with("RangeRequested", range.to_header_string())
                        .with("ActualObjectSize", size.to_string())
                        .header("content-range", &format!("bytes */{size}"))
                })?;
                let parts_count = None;
                // A range of everything has the checksum of everything.
                let is_by_range = range != whole;
                Ok(Cut { range, is_part: true, parts_count, piece: None, is_by_range })
            }
            (None, Some(number)) => {
                let (range, piece) = part(data, content, number)?;
                Ok(Cut { range, is_part: true, parts_count, piece, is_by_range: false })
            }
        }
    }

    /// `bytes 0-9/100`.
    pub(crate) fn text(&self, size: u64) -> String {
        let Range { start, end } = &self.range;
        format!("bytes {start}-{}/{size}", end.saturating_sub(1))
    }

    /// The checksum of what is asked for: there is none of a range.
    pub(crate) fn checksum_headers(&self, headers: &mut HeaderMap, data: &Data, content: &Content) {
        let Some(checksum) = &data.checksum else { return };
        match (self.is_by_range, self.piece, content) {
            (true, _, _) => {}
            (false, Some(at), Content::Pieces(pieces)) => {
                let value = pieces.get(at).and_then(|piece| piece.checksum.clone());
                if let Some(value) = value {
                    of_checksum(headers, &crate::checksum::Checksum { value, ..checksum.clone() });
                }
            }
            _ => of_checksum(headers, checksum),
        }
    }
}

/// The bytes of a part by its number. What was put in one piece has one part, 1.
fn part(data: &Data, content: &Content, number: i32) -> Result<(Range<u64>, Option<usize>)> {
    let invalid = || {
        Error::new("InvalidPartNumber", 416, "The requested partnumber is not satisfiable")
            .with("PartNumberRequested", number.to_string())
            .with("ActualPartCount", data.parts.max(1).to_string())
    };
    if !(1..=10_000).contains(&number) {
        return Err(crate::ops::upload_part::wrong_number(number));
    }
    if data.parts == 0 {
        return if number == 1 { Ok((0..data.size, None)) } else { Err(invalid()) };
    }
    let Content::Pieces(pieces) = content else { return Err(invalid()) };
    let mut start = 0;
    for (at, piece) in pieces.iter().enumerate() {
        let end = start + piece.bytes;
        if i64::from(number) == i64::try_from(piece.number).unwrap_or(i64::MAX) {
            return Ok((start..end, Some(at)));
        }
        start = end;
    }
    Err(invalid())
}

/// The headers that a signed request may have replaced.
pub(crate) fn replace_headers(headers: &mut HeaderMap, asked: &Asked) -> Result<()> {
    const NAMES: [(&str, &str); 6] = [
        ("response-cache-control", "cache-control"),
        ("response-content-disposition", "content-disposition"),
        ("response-content-encoding", "content-encoding"),
        ("response-content-language", "content-language"),
        ("response-content-type", "content-type"),
        ("response-expires", "expires"),
    ];
    for (parameter, name) in NAMES {
        let Some(value) = asked.parameter(parameter) else { continue };
        if asked.is_anonymous() {
            let message = "Request specific response headers cannot be used for anonymous GET \
                           requests.";
            return Err(Error::invalid_request(message));
        }
        crate::output::header(headers, name, &value);
    }
    Ok(())
}
