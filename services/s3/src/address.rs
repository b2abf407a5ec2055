//! Which requests are S3's, and which bucket they mean: by host name or by path.

use http::Method;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use http::request::Parts;
use wire::protocol::TARGET;

/// Domains below which S3's host names lie: AWS's own, this machine's, and one that is known to
/// lead to it.
const DOMAINS: [(&str, bool); 4] = [
    ("amazonaws.com", false),
    ("amazonaws.com.cn", false),
    ("localhost.localstack.cloud", true),
    ("localhost", true),
];

/// Labels of host names that are other services'.
const OTHERS: [&str; 3] = ["execute-api", "lambda-url", "appsync-api"];

/// What a host name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Host<'a> {
    /// `bucket.s3.eu-west-1.amazonaws.com`, `bucket.localhost:4566`.
    Bucket(&'a str),
    /// `s3.amazonaws.com`: the path names the bucket.
    S3,
    /// Nothing: `127.0.0.1:4566`, `localhost`.
    Any,
    /// It is another service's.
    Other,
}

/// Reads a host, with or without a port.
pub(crate) fn host(text: &str) -> Host<'_> {
    let name = match text.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => text,
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    for (domain, ours) in DOMAINS {
        let Some(rest) = strip_domain(name, domain) else { continue };
        if rest.is_empty() {
            return Host::Any;
        }
        if rest.split('.').any(|label| OTHERS.contains(&label)) {
            return Host::Other;
        }
        return match (service_label(rest, ours), ours) {
            (Some(0), _) => Host::S3,
            (Some(at), _) => Host::Bucket(&rest[..at - 1]),
            (None, true) => Host::Bucket(rest),
            (None, false) => Host::Other,
        };
    }
    Host::Any
}

/// What comes before `.domain`; nothing of the domain itself.
fn strip_domain<'a>(name: &'a str, domain: &str) -> Option<&'a str> {
    let at = name.len().checked_sub(domain.len())?;
    if !name.is_char_boundary(at) || !name[at..].eq_ignore_ascii_case(domain) {
        return None;
    }
    match &name[..at] {
        "" => Some(""),
        rest => rest.strip_suffix('.'),
    }
}

/// Where the label `s3` begins, after which only a region may follow. The last one: a bucket may
/// have it in its name.
fn service_label(rest: &str, ours: bool) -> Option<usize> {
    let mut end = rest.len();
    // A region, `dualstack`, and S3's own label.
    for _ in 0..3 {
        let start = rest[..end].rfind('.').map_or(0, |dot| dot + 1);
        let label = &rest[start..end];
        // Older host names of AWS have the region in the same label.
        let is_old = !ours && label.starts_with("s3-");
        if label.eq_ignore_ascii_case("s3") || is_old {
            return Some(start);
        }
        end = start.checked_sub(1)?;
    }
    None
}

/// What the host header, or the address of HTTP/2, says.
pub(crate) fn host_of(head: &Parts) -> Host<'_> {
    let named = head.headers.get(HOST).and_then(|value| value.to_str().ok());
    named
        .or_else(|| head.uri.authority().map(|authority| authority.as_str()))
        .map_or(Host::Any, host)
}

/// Whether a request is S3's: by the scope of its signature, and where it has none, because its
/// host is S3's, or it looks like nobody else's.
pub(crate) fn is_meant(head: &Parts) -> bool {
    let query = head.uri.query().unwrap_or_default();
    if let Some(value) = head.headers.get(AUTHORIZATION) {
        let text = String::from_utf8_lossy(value.as_bytes());
        return match scope(&text) {
            Some(service) => is_s3(service),
            // Signatures of version 2 are only S3's; what is none at all is told by whom it asks.
            None => text.starts_with("AWS ") || looks_like(head, query),
        };
    }
    if let Some((_, credential)) = query.split_once("X-Amz-Credential=") {
        let credential = credential.split('&').next().unwrap_or_default();
        let plain = credential.replace("%2F", "/").replace("%2f", "/");
        return scope(&format!("Credential={plain}")).is_none_or(is_s3);
    }
    if query.contains("AWSAccessKeyId=") && query.contains("Signature=") {
        return !query.contains("SignatureVersion=");
    }
    looks_like(head, query)
}

fn is_s3(service: &str) -> bool {
    matches!(service, "s3" | "s3express")
}

/// The service of `Credential=key/date/region/service/aws4_request`.
fn scope(text: &str) -> Option<&str> {
    let (_, credential) = text.split_once("Credential=")?;
    let credential = credential.split([',', ' ']).next()?;
    let mut elements = credential.rsplit('/');
    elements.next()?;
    elements.next()
}

/// An unsigned request: of anybody's public bucket, a form, or a question of a browser.
fn looks_like(head: &Parts, query: &str) -> bool {
    let path = head.uri.path();
    match host_of(head) {
        Host::Bucket(_) | Host::S3 => return true,
        Host::Other => return false,
        Host::Any => {}
    }
    let content = head.headers.get(CONTENT_TYPE).map(|value| value.as_bytes()).unwrap_or_default();
    if content.starts_with(b"multipart/form-data") && head.method == Method::POST {
        return true;
    }
    let is_another = head.headers.contains_key(TARGET)
        || content.starts_with(b"application/x-www-form-urlencoded")
        || content.starts_with(b"application/x-amz-")
        || query.contains("Action=");
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    !is_another && !first.is_empty() && !is_version(first)
}

/// `2015-03-31`: where REST APIs of other services begin.
fn is_version(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(index, byte)| match index {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_name_buckets() {
        for (text, expected) in [
            ("127.0.0.1:4566", Host::Any),
            ("localhost:4566", Host::Any),
            ("[::1]:4566", Host::Any),
            ("squall", Host::Any),
            ("s3.amazonaws.com", Host::S3),
            ("s3.eu-west-1.amazonaws.com", Host::S3),
            ("s3-eu-west-1.amazonaws.com", Host::S3),
            ("s3.dualstack.eu-west-1.amazonaws.com", Host::S3),
            ("s3.localhost:4566", Host::S3),
            ("s3.localhost.localstack.cloud:4566", Host::S3),
            ("my-bucket.s3.amazonaws.com", Host::Bucket("my-bucket")),
            ("a.b.s3.eu-west-1.amazonaws.com:443", Host::Bucket("a.b")),
            ("my.s3.s3.amazonaws.com", Host::Bucket("my.s3")),
            ("my-bucket.s3.eu-west-1.localhost:4566", Host::Bucket("my-bucket")),
            ("my-bucket.localhost:4566", Host::Bucket("my-bucket")),
            ("s3-x.localhost", Host::Bucket("s3-x")),
            ("a.s3.LOCALHOST.", Host::Bucket("a")),
            ("abc.execute-api.localhost", Host::Other),
            ("dynamodb.eu-west-1.amazonaws.com", Host::Other),
            ("evil-localhost", Host::Any),
        ] {
            assert_eq!(host(text), expected, "{text}");
        }
    }

    fn meant(method: &str, uri: &str, headers: &[(&str, &str)]) -> bool {
        let mut request = http::Request::builder().method(method).uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        is_meant(&request.body(()).unwrap().into_parts().0)
    }

    #[test]
    fn a_request_is_known_by_its_signature_or_by_what_it_looks_like() {
        let signed = |service: &str| {
            format!("AWS4-HMAC-SHA256 Credential=k/20260131/r/{service}/aws4_request, Signature=0")
        };
        let s3 = signed("s3");
        let lambda = signed("lambda");
        for (method, uri, headers, expected) in [
            ("GET", "/b/k", vec![("authorization", s3.as_str())], true),
            ("GET", "/", vec![("authorization", s3.as_str())], true),
            ("GET", "/b/k", vec![("authorization", lambda.as_str())], false),
            ("GET", "/b/k", vec![("authorization", "AWS key:signature")], true),
            ("GET", "/b?X-Amz-Credential=k%2F20260131%2Fr%2Fs3%2Faws4_request", vec![], true),
            ("GET", "/b?X-Amz-Credential=k%2F20260131%2Fr%2Fsts%2Faws4_request", vec![], false),
            ("GET", "/b/k?AWSAccessKeyId=k&Signature=s&Expires=1", vec![], true),
            ("GET", "/b/k", vec![], true),
            ("GET", "/", vec![], false),
            ("GET", "/", vec![("host", "b.localhost:4566")], true),
            ("GET", "/?Action=GetCallerIdentity", vec![], false),
            ("GET", "/2015-03-31/functions", vec![], false),
            ("POST", "/", vec![(TARGET, "DynamoDB_20120810.ListTables")], false),
            ("POST", "/", vec![("content-type", "application/x-www-form-urlencoded")], false),
            ("POST", "/b", vec![("content-type", "multipart/form-data; boundary=x")], true),
            ("OPTIONS", "/b/k", vec![("origin", "http://localhost")], true),
        ] {
            assert_eq!(meant(method, uri, &headers), expected, "{method} {uri} {headers:?}");
        }
    }
}
