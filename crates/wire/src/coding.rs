//! Bodies that are packed on their way (RFC 9110, "Content codings"): requests in gzip or deflate,
//! as SDKs send them, and DynamoDB's larger answers to whom they are welcome so. A signature is of
//! the packed body.

use std::borrow::Cow;
use std::io::{Read, Write};

use bytes::Bytes;
use flate2::Compression;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use flate2::write::{GzEncoder, ZlibEncoder};
use http::HeaderValue;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH};

use crate::error::Error;
use crate::protocol::{Request, Response};
use crate::schema::{Protocol, ServiceModel};

/// What a request of DynamoDB's may hold, and of the others what they unpack.
const BODY_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// From how many bytes on DynamoDB packs an answer.
const ANSWER_BYTES_MIN: usize = 4096;
/// Answers are packed while somebody waits.
const LEVEL: Compression = Compression::new(4);
/// Not packed: nothing, and what old SDKs say of JSON.
const PLAIN: [&str; 3] = ["", "identity", "amz-1.0"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Gzip,
    Deflate,
}

impl Coding {
    const ALL: [(&'static str, Coding); 2] = [("gzip", Coding::Gzip), ("deflate", Coding::Deflate)];

    fn of(name: &str) -> Option<Coding> {
        let found = Coding::ALL.iter().find(|(own, _)| name.eq_ignore_ascii_case(own));
        found.map(|(_, coding)| *coding)
    }
}

/// The request as it was before it was packed. What cannot be unpacked answers as AWS does, with an
/// error of the server's.
pub fn unpacked<'a>(model: &ServiceModel, request: &'a Request) -> Result<Cow<'a, Request>, Error> {
    if model.endpoint_prefix == "dynamodb" && request.body.len() as u64 > BODY_BYTES_MAX {
        let text = format!("The request has more than {BODY_BYTES_MAX} bytes.");
        return Err(Error::client("RequestEntityTooLargeException", text).with_status(413));
    }
    let said = request.header(CONTENT_ENCODING.as_str()).unwrap_or_default().trim();
    if model.protocol == Protocol::RestJson || PLAIN.iter().any(|p| said.eq_ignore_ascii_case(p)) {
        return Ok(Cow::Borrowed(request));
    }
    let refused = |why: &str| Error::internal(format!("a body in {said}: {why}"));
    let coding = Coding::of(said).ok_or_else(|| refused("an unknown coding"))?;
    let packed: &[u8] = &request.body;
    let reader: Box<dyn Read> = match coding {
        Coding::Gzip => Box::new(MultiGzDecoder::new(packed)),
        Coding::Deflate => Box::new(ZlibDecoder::new(packed)),
    };
    let mut body = Vec::new();
    let read = reader.take(BODY_BYTES_MAX + 1).read_to_end(&mut body);
    read.map_err(|error| refused(&error.to_string()))?;
    if packed.is_empty() || body.len() as u64 > BODY_BYTES_MAX {
        return Err(refused("empty, or too large when it is unpacked"));
    }
    let mut request = request.clone();
    request.body = Bytes::from(body);
    Ok(Cow::Owned(request))
}

/// The answer, packed where it is DynamoDB's, large enough, and welcome so.
pub fn packed(model: &ServiceModel, request: &Request, response: Response) -> Response {
    if model.endpoint_prefix != "dynamodb" || response.body().len() < ANSWER_BYTES_MIN {
        return response;
    }
    let accepted = request.headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let Some(coding) = accepted.and_then(welcome) else { return response };
    let (mut head, body) = response.into_parts();
    let packed = match coding {
        Coding::Gzip => {
            let mut encoder = GzEncoder::new(Vec::new(), LEVEL);
            encoder.write_all(&body).and_then(|()| encoder.finish())
        }
        Coding::Deflate => {
            let mut encoder = ZlibEncoder::new(Vec::new(), LEVEL);
            encoder.write_all(&body).and_then(|()| encoder.finish())
        }
    };
    // Writing to memory does not fail.
    let Ok(packed) = packed else { return Response::from_parts(head, body) };
    let name = if coding == Coding::Gzip { "gzip" } else { "deflate" };
    head.headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
    head.headers.remove(CONTENT_LENGTH);
    // The sum is of what is sent.
    let sum = HeaderValue::from(crc32fast::hash(&packed));
    head.headers.insert("x-amz-crc32", sum);
    Response::from_parts(head, Bytes::from(packed))
}

/// The coding that is welcome most; of equals the one that is named, then the one named first.
fn welcome(accepted: &str) -> Option<Coding> {
    let entries: Vec<(&str, f64)> = accepted.split(',').map(entry).collect();
    let weight = |named: &str| {
        let own = entries.iter().filter(|(name, _)| name.eq_ignore_ascii_case(named));
        own.map(|(_, weight)| *weight).reduce(f64::max)
    };
    let named = entries.iter().filter_map(|(name, _)| Some((*name, Coding::of(name)?)));
    let mut best: Option<(Coding, f64)> = None;
    for (name, coding, anything) in named
        .map(|(name, coding)| (name, coding, false))
        .chain(Coding::ALL.map(|(name, coding)| (name, coding, true)))
    {
        let weight = match anything {
            true if weight(name).is_none() => weight("*"),
            true => None,
            false => weight(name),
        };
        if let Some(weight) = weight.filter(|weight| *weight > 0.0)
            && best.is_none_or(|(_, most)| weight > most)
        {
            best = Some((coding, weight));
        }
    }
    best.map(|(coding, _)| coding)
}

/// A name and its weight: the first one, at most 1, and 1 where it is none.
fn entry(text: &str) -> (&str, f64) {
    let (name, rest) = text.split_once(';').unwrap_or((text, ""));
    let weight = rest.split_once("q=").map(|(_, after)| after.split(';').next().unwrap_or(after));
    let weight = weight.and_then(|text| text.trim().parse::<f64>().ok()).unwrap_or(1.0);
    (name.trim(), weight.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Coding::{Deflate, Gzip};

    #[test]
    fn the_most_welcome_coding_is_taken() {
        for (accepted, expected) in [
            ("identity", None),
            ("", None),
            ("br, x-gzip", None),
            ("gzip, deflate", Some(Gzip)),
            ("br, identity, deflate, gzip", Some(Deflate)),
            ("dog, GZIP ,, cat", Some(Gzip)),
            ("br, gzip;q=0, deflate; q = 0.5", Some(Deflate)),
            ("deflate;q=0.5, gzip;q=0.2", Some(Deflate)),
            ("*", Some(Gzip)),
            ("*, deflate", Some(Deflate)),
            ("*, deflate;q=0.5", Some(Gzip)),
            ("*, gzip;q=0.5", Some(Deflate)),
            ("*;q=0", None),
            ("gzip ;q=0", None),
            ("\"gzip\"", None),
            ("gzip br", None),
            ("deflate;q=0.5, gzip;q=31", Some(Gzip)),
            ("deflate;q=0.5, gzip;q=1;q=0.2", Some(Gzip)),
            ("deflate;q=0.5,gzip;q=0.x", Some(Gzip)),
            ("gzip;q= 0;q=1", None),
            ("gzip;q=0, gzip;q=1, gzip;q=0", Some(Gzip)),
            ("gzip;q=0.0001", Some(Gzip)),
        ] {
            assert_eq!(welcome(accepted), expected, "{accepted}");
        }
    }
}
