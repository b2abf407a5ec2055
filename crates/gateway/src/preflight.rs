//! The answer to a browser's preflight, as the mock integration gives it that `cors` sets up.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};

use crate::api::Preflight;
use crate::request::Response;

/// Always 200 and empty. Another origin than those allowed is told the first of them, and the
/// browser refuses.
pub(crate) fn answer(preflight: &Preflight, origin: Option<&HeaderValue>) -> Response {
    let mut response = Response::new(Bytes::new());
    let headers = response.headers_mut();
    set(headers, "content-type", "application/json");
    set(headers, "access-control-allow-origin", allowed(preflight, origin));
    set(headers, "access-control-allow-headers", &preflight.headers.join(","));
    set(headers, "access-control-allow-methods", &preflight.methods.join(","));
    if preflight.credentials {
        set(headers, "access-control-allow-credentials", "true");
    }
    if let Some(seconds) = preflight.max_age_s {
        set(headers, "access-control-max-age", &seconds.to_string());
    }
    if let Some(control) = &preflight.cache_control {
        set(headers, "cache-control", control);
    }
    response
}

fn allowed<'a>(preflight: &'a Preflight, origin: Option<&'a HeaderValue>) -> &'a str {
    let origin = origin.and_then(|origin| origin.to_str().ok());
    let first = preflight.origins.first().map_or("*", String::as_str);
    match origin {
        Some(origin) if preflight.origins.iter().any(|pattern| covers(pattern, origin)) => {
            if first == "*" { first } else { origin }
        }
        _ => first,
    }
}

/// A pattern's one `*` stands for at least one character.
fn covers(pattern: &str, origin: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == origin,
        Some((head, tail)) => {
            origin.len() > head.len() + tail.len()
                && origin.starts_with(head)
                && origin.ends_with(tail)
        }
    }
}

/// What a manifest says may not be a header's value; then it is left out.
fn set(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(patterns: &[&str], sent: Option<&'static str>) -> String {
        let preflight = Preflight {
            path: "/a".into(),
            methods: vec!["OPTIONS".into(), "GET".into()],
            origins: patterns.iter().map(|&pattern| pattern.into()).collect(),
            headers: vec!["Content-Type".into(), "X-Api-Key".into()],
            credentials: true,
            max_age_s: Some(600),
            cache_control: None,
        };
        let sent = sent.map(HeaderValue::from_static);
        let response = answer(&preflight, sent.as_ref());
        assert_eq!(response.headers()["access-control-allow-methods"], "OPTIONS,GET");
        assert_eq!(response.headers()["access-control-allow-headers"], "Content-Type,X-Api-Key");
        assert_eq!(response.headers()["access-control-allow-credentials"], "true");
        assert_eq!(response.headers()["access-control-max-age"], "600");
        response.headers()["access-control-allow-origin"].to_str().unwrap().to_owned()
    }

    #[test]
    fn names_the_origin_that_may() {
        assert_eq!(origin(&["*"], Some("http://a.com")), "*");
        assert_eq!(origin(&["http://a.com"], Some("http://b.com")), "http://a.com");
        let two = ["http://a.com", "http://*.b.com"];
        assert_eq!(origin(&two, Some("http://x.b.com")), "http://x.b.com");
        assert_eq!(origin(&two, Some("http://.b.com")), "http://a.com");
        assert_eq!(origin(&two, None), "http://a.com");
        assert_eq!(origin(&[], Some("http://a.com")), "*");
    }
}
