//! Keeps web pages away from an endpoint whose administrator's key everybody knows.
//!
//! A page can sign with a well-known key: presigned, in the query, which a browser sends without
//! asking first. So what a browser says of where a request comes from decides: the page itself must
//! be of this machine, and so must the name by which it reached us, because a name of the page's
//! own domain can be made to lead here (DNS rebinding). Whoever is not a browser says nothing.

use std::net::IpAddr;

use http::header::{HOST, ORIGIN};
use http::{HeaderMap, HeaderValue};

/// Where containers on this machine find it.
const HOST_OF_CONTAINERS: &str = "host.docker.internal";

/// Why a request is refused that a page of somebody else's has sent.
pub(crate) fn refusal(headers: &HeaderMap) -> Option<&'static str> {
    wrong_host(headers).or_else(|| stranger(headers))
}

/// Why a request is refused whose host may be a name that a page's owner has made lead here.
pub(crate) fn wrong_host(headers: &HeaderMap) -> Option<&'static str> {
    let host = headers.get(HOST).map(|host| host.to_str().ok().is_some_and(leads_here));
    let text = "Requests by a public host name are refused; use localhost or 127.0.0.1.";
    (host == Some(false)).then_some(text)
}

/// Why a request is refused that a browser has sent for a page from elsewhere.
pub(crate) fn stranger(headers: &HeaderMap) -> Option<&'static str> {
    let origin = headers.get(ORIGIN).map(|origin| origin.to_str().ok().is_some_and(is_local_page));
    let cross_site = || {
        let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
        site == Some(b"cross-site")
    };
    match origin {
        Some(true) => None,
        None if !cross_site() => None,
        _ => Some("Requests of web pages from elsewhere are refused."),
    }
}

/// Domains that no stranger can make lead here: AWS's own, by which a bucket may be addressed, and
/// one that is known to lead to every machine itself.
const NOBODYS_DOMAINS: [&str; 2] = [".amazonaws.com", ".localhost.localstack.cloud"];

/// A host that is ours, or at least not a stranger's.
fn leads_here(authority: &str) -> bool {
    let name = authority.rsplit_once(':').map_or(authority, |(name, _)| name);
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    is_ours(authority) || NOBODYS_DOMAINS.iter().any(|domain| name.ends_with(domain))
}

/// `scheme://host[:port]` of a page that this machine itself serves.
fn is_local_page(origin: &str) -> bool {
    let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    authority.is_some_and(is_ours)
}

/// A host with or without a port that no stranger's domain can be: an address, a name below
/// `localhost`, a name without a dot.
fn is_ours(authority: &str) -> bool {
    if let Some(rest) = authority.strip_prefix('[') {
        return rest.split_once(']').is_some_and(|(address, _)| address.parse::<IpAddr>().is_ok());
    }
    let name = authority.rsplit_once(':').map_or(authority, |(name, _)| name);
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    name.parse::<IpAddr>().is_ok()
        || name.ends_with(".localhost")
        || name == HOST_OF_CONTAINERS
        || (!name.is_empty() && !name.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(headers: &[(&'static str, &'static str)]) -> bool {
        let pairs = headers.iter().map(|(name, value)| {
            (http::HeaderName::from_static(name), HeaderValue::from_static(value))
        });
        refusal(&pairs.collect()).is_some()
    }

    #[test]
    fn programs_are_not_asked_where_they_come_from() {
        for host in [
            "127.0.0.1:4566",
            "localhost:4566",
            "LOCALHOST",
            "[::1]:4566",
            "bucket.s3.localhost:4566",
            "bucket.s3.eu-west-1.amazonaws.com",
            "host.docker.internal:4566",
            "squall:4566",
            "192.168.0.9",
        ] {
            assert!(!refused(&[("host", host)]), "{host}");
        }
        assert!(!refused(&[]));
    }

    #[test]
    fn a_name_that_leads_here_by_rebinding_is_refused() {
        for host in [
            "evil.example:4566",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "evil-amazonaws.com",
            "",
        ] {
            assert!(refused(&[("host", host)]), "{host}");
        }
    }

    #[test]
    fn pages_of_this_machine_may_call_and_others_may_not() {
        let host = ("host", "127.0.0.1:4566");
        for origin in ["http://localhost:5173", "https://127.0.0.1", "http://app.localhost:3000"] {
            assert!(!refused(&[host, ("origin", origin), ("sec-fetch-site", "cross-site")]));
        }
        for origin in ["https://evil.example", "null", "file://", "http://b.s3.amazonaws.com"] {
            assert!(refused(&[host, ("origin", origin)]), "{origin}");
        }
        assert!(refused(&[host, ("sec-fetch-site", "cross-site")]));
        assert!(!refused(&[host, ("sec-fetch-site", "none")]));
    }
}
