//! What S3 answers otherwise than the crate `s3s` writes it, which knows the services' model of an
//! earlier year: a status, an element.

use bytes::Bytes;
use http::header::CONTENT_RANGE;
use http::{Method, Response, StatusCode, Uri};

use crate::bucket;
use crate::error::escape;
use crate::protocol::Body;

/// Which of the answers it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Of GetObjectAttributes, where alone an entity tag stands without quotation marks.
    Attributes,
    /// Of ListBuckets, which names each bucket's ARN.
    Buckets,
    /// Of PutBucketTagging, which has nothing to say.
    Tagged,
    /// To HEAD: of a part, it is one.
    Head,
    Other,
}

impl Answer {
    /// The answer to a request in path style.
    pub(crate) fn to(method: &Method, uri: &Uri) -> Answer {
        let path = uri.path().trim_start_matches('/');
        let has = |name: &str| {
            let mut pairs = uri.query().unwrap_or_default().split('&');
            pairs.any(|pair| pair.split('=').next() == Some(name))
        };
        match *method {
            Method::HEAD => Answer::Head,
            Method::GET if path.is_empty() => Answer::Buckets,
            Method::GET if has("attributes") => Answer::Attributes,
            Method::PUT if is_bucket(path) && has("tagging") => Answer::Tagged,
            _ => Answer::Other,
        }
    }

    /// The answer as S3 gives it.
    pub(crate) fn of(self, mut response: Response<Body>) -> Response<Body> {
        if !response.status().is_success() {
            return response;
        }
        match self {
            Answer::Attributes => response.map(|body| body_of(body, of_attributes)),
            Answer::Buckets => response.map(|body| body_of(body, with_arns)),
            Answer::Tagged => {
                *response.status_mut() = StatusCode::NO_CONTENT;
                response
            }
            Answer::Head => {
                if response.headers().contains_key(CONTENT_RANGE) {
                    *response.status_mut() = StatusCode::PARTIAL_CONTENT;
                }
                response
            }
            Answer::Other => response,
        }
    }
}

/// Whether a path without its first slash is a bucket's.
pub(crate) fn is_bucket(path: &str) -> bool {
    path.split_once('/').map_or(!path.is_empty(), |(_, key)| key.is_empty())
}

fn body_of(body: Body, change: impl FnOnce(&str) -> Option<String>) -> Body {
    let Some(bytes) = body.bytes() else { return body };
    match change(&String::from_utf8_lossy(&bytes)) {
        Some(text) => Body::from(Bytes::from(text)),
        None => body,
    }
}

/// An object's attributes in AWS's order, on which the SDK for Java relies.
fn of_attributes(text: &str) -> Option<String> {
    const ROOT: &str = "GetObjectAttributesResponse";
    let at = text.find(&format!("<{ROOT}"))?;
    let begin = at + text[at..].find('>')? + 1;
    let end = text.rfind(&format!("</{ROOT}>"))?;
    let mut all = text[..begin].to_owned();
    for name in ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"] {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        let inner = text.get(begin..end)?;
        let Some(from) = inner.find(&open) else { continue };
        let to = from + inner[from..].find(&close)? + close.len();
        match name {
            "ETag" => all.push_str(&inner[from..to].replace("&quot;", "").replace('"', "")),
            _ => all.push_str(&inner[from..to]),
        }
    }
    all.push_str(&text[end..]);
    Some(all)
}

fn with_arns(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() * 2);
    let mut buckets = text.split("<Bucket>");
    out.push_str(buckets.next()?);
    for rest in buckets {
        let name = rest.split_once("<Name>").and_then(|(_, rest)| rest.split_once("</Name>"));
        let (name, _) = name?;
        // A name has nothing that is escaped; who knows what an older one has.
        let arn = escape(&bucket::arn(name));
        out.push_str(&format!("<Bucket><BucketArn>{arn}</BucketArn>{rest}"));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_known_by_their_requests() {
        for (method, uri, expected) in [
            (Method::GET, "/", Answer::Buckets),
            (Method::GET, "/?max-buckets=1", Answer::Buckets),
            (Method::GET, "/b", Answer::Other),
            (Method::GET, "/b/k?attributes", Answer::Attributes),
            (Method::PUT, "/b?tagging", Answer::Tagged),
            (Method::PUT, "/b/?tagging=", Answer::Tagged),
            (Method::PUT, "/b/k?tagging", Answer::Other),
            (Method::HEAD, "/b/k?partNumber=1", Answer::Head),
        ] {
            let found = Answer::to(&method, &uri.parse().unwrap());
            assert_eq!(found, expected, "{method} {uri}");
        }
    }

    #[test]
    fn attributes_have_their_order_and_no_quotation_marks() {
        let document = |inner: &str| {
            format!(
                "<?xml?><GetObjectAttributesResponse a=\"b\">{inner}</GetObjectAttributesResponse>"
            )
        };
        for (given, expected) in [
            (
                "<Checksum><X>1</X></Checksum><ETag>&quot;e-2&quot;</ETag><ObjectSize>3\
                 </ObjectSize><StorageClass>S</StorageClass>",
                "<ETag>e-2</ETag><Checksum><X>1</X></Checksum><StorageClass>S</StorageClass>\
                 <ObjectSize>3</ObjectSize>",
            ),
            ("<ETag>\"e\"</ETag>", "<ETag>e</ETag>"),
            ("", ""),
        ] {
            assert_eq!(of_attributes(&document(given)), Some(document(expected)));
        }
        assert_eq!(of_attributes("<A/>"), None);
    }

    #[test]
    fn buckets_are_listed_with_their_arns() {
        let given = "<L><Buckets><Bucket><Name>a</Name></Bucket></Buckets><Owner/></L>";
        let expected = "<L><Buckets><Bucket><BucketArn>arn:aws:s3:::a</BucketArn><Name>a</Name>\
                        </Bucket></Buckets><Owner/></L>";
        assert_eq!(with_arns(given).as_deref(), Some(expected));
    }

    #[test]
    fn a_part_of_a_head_is_one() {
        let mut response = Response::new(Body::empty());
        response.headers_mut().insert(CONTENT_RANGE, "bytes 0-1/9".parse().unwrap());
        assert_eq!(Answer::Head.of(response).status(), StatusCode::PARTIAL_CONTENT);
        assert_eq!(Answer::Head.of(Response::new(Body::empty())).status(), StatusCode::OK);
    }
}
