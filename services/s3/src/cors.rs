//! Cross-origin requests: a bucket's rules, the answer to a preflight, the headers of any other
//! answer.
//!
//! Source: S3 user guide, "Using cross-origin resource sharing (CORS)"; the texts are those that
//! the service answers.

use crate::error::{Error, Result};
use crate::protocol::dto::CORSConfiguration;
use http::Method;
use http::header::{HeaderMap, HeaderName, HeaderValue};

/// Rules of one bucket (S3 user guide: 100).
const RULES_MAX: usize = 100;
const METHODS: &[&str] = &["GET", "PUT", "HEAD", "POST", "DELETE"];

const ORIGIN: &str = "origin";
const REQUEST_METHOD: &str = "access-control-request-method";
const REQUEST_HEADERS: &str = "access-control-request-headers";
/// What caches must tell apart.
const VARY: &str = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

/// What a bucket's configuration must hold.
pub(crate) fn check(configuration: &CORSConfiguration) -> Result<()> {
    let rules = &configuration.cors_rules;
    if rules.is_empty() || rules.len() > RULES_MAX {
        return Err(Error::malformed_xml());
    }
    for rule in rules {
        if rule.allowed_methods.is_empty() || rule.allowed_origins.is_empty() {
            return Err(Error::malformed_xml());
        }
        if let Some(method) = rule.allowed_methods.iter().find(|m| !METHODS.contains(&m.as_str())) {
            return Err(Error::invalid_request(format!(
                "Found unsupported HTTP method in CORS config. Unsupported method is {method}"
            )));
        }
        let headers = rule.allowed_headers.iter().flatten().map(|text| ("AllowedHeader", text));
        let origins = rule.allowed_origins.iter().map(|text| ("AllowedOrigin", text));
        for (element, text) in origins.chain(headers) {
            if text.matches('*').count() > 1 {
                return Err(Error::invalid_request(format!(
                    "{element} \"{text}\" can not have more than one wildcard."
                )));
            }
        }
        if let Some(text) = rule.expose_headers.iter().flatten().find(|text| text.contains('*')) {
            return Err(Error::invalid_request(format!(
                "ExposeHeader \"{text}\" contains wildcard. We currently do not support wildcard \
                 for ExposeHeader."
            )));
        }
    }
    Ok(())
}

/// The headers that answer a preflight, or why there are none. `configuration` is none where the
/// bucket has no rules.
pub(crate) fn preflight(
    configuration: Option<&CORSConfiguration>,
    request: &HeaderMap,
    is_object: bool,
) -> Result<HeaderMap> {
    let bad = |text: &'static str| Error::new("BadRequest", 400, text);
    if text(request, ORIGIN).is_none() {
        return Err(bad("Insufficient information. Origin request header needed."));
    }
    let Some(configuration) = configuration else {
        let method = text(request, REQUEST_METHOD).unwrap_or("OPTIONS");
        return Err(forbidden(
            "CORSResponse: CORS is not enabled for this bucket.",
            method,
            "BUCKET",
        ));
    };
    let Some(method) = text(request, REQUEST_METHOD) else {
        return Err(bad("Invalid Access-Control-Request-Method: null"));
    };
    let headers = headers(configuration, method, request);
    headers.ok_or_else(|| {
        forbidden(
            "CORSResponse: This CORS request is not allowed. This is usually because the \
             evalution of Origin, request method / Access-Control-Request-Method or \
             Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
            method,
            if is_object { "OBJECT" } else { "BUCKET" },
        )
    })
}

/// What a preflight of a bucket that is not there meets.
pub(crate) fn no_bucket() -> Error {
    forbidden("CORSResponse: Bucket not found", "OPTIONS", "BUCKET")
}

/// What lets a page read the answer to its request, where a rule allows it.
pub(crate) fn allowed(
    configuration: &CORSConfiguration,
    method: &Method,
    request: &HeaderMap,
) -> Option<HeaderMap> {
    let method = text(request, REQUEST_METHOD).unwrap_or(method.as_str());
    headers(configuration, method, request)
}

fn forbidden(text: &'static str, method: &str, resource: &str) -> Error {
    let error = Error::new("AccessForbidden", 403, text);
    error.with("Method", method).with("ResourceType", resource)
}

/// The headers of the first rule that allows the request; none where no rule does.
fn headers(
    configuration: &CORSConfiguration,
    method: &str,
    request: &HeaderMap,
) -> Option<HeaderMap> {
    let origin = text(request, ORIGIN)?;
    let asked: Vec<String> = text(request, REQUEST_HEADERS)
        .map(|list| list.split(',').map(|name| name.trim().to_ascii_lowercase()).collect())
        .unwrap_or_default();
    let rule = configuration.cors_rules.iter().find(|rule| {
        let allowed: Vec<String> =
            rule.allowed_headers.iter().flatten().map(|name| name.to_ascii_lowercase()).collect();
        rule.allowed_methods.iter().any(|allowed| allowed == method)
            && rule.allowed_origins.iter().any(|allowed| fits(allowed, origin))
            && asked.iter().all(|name| allowed.iter().any(|allowed| fits(allowed, name)))
    })?;
    let mut headers = HeaderMap::new();
    let mut put = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    let anybody = rule.allowed_origins.iter().any(|allowed| allowed == "*");
    put("access-control-allow-origin", if anybody { "*" } else { origin });
    if !anybody {
        put("access-control-allow-credentials", "true");
    }
    put("access-control-allow-methods", &rule.allowed_methods.join(", "));
    if !asked.is_empty() {
        put("access-control-allow-headers", &asked.join(", "));
    }
    if let Some(exposed) = rule.expose_headers.as_ref().filter(|list| !list.is_empty()) {
        put("access-control-expose-headers", &exposed.join(", "));
    }
    if let Some(seconds) = rule.max_age_seconds {
        put("access-control-max-age", &seconds.to_string());
    }
    put("vary", VARY);
    Some(headers)
}

/// A pattern has one star at most.
fn fits(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((head, tail)) => {
            text.len() >= head.len() + tail.len() && text.starts_with(head) && text.ends_with(tail)
        }
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use crate::protocol::dto::CORSRule;

    use super::*;

    fn rule(origins: &[&str], methods: &[&str], headers: &[&str]) -> CORSRule {
        let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        CORSRule {
            allowed_origins: list(origins),
            allowed_methods: list(methods),
            allowed_headers: Some(list(headers)),
            expose_headers: None,
            id: None,
            max_age_seconds: Some(10),
        }
    }

    fn configuration() -> CORSConfiguration {
        CORSConfiguration {
            cors_rules: vec![
                rule(&["*suffix"], &["GET"], &[]),
                rule(&["start*end"], &["GET", "PUT"], &["x-amz-*", "Content-Type"]),
                rule(&["*"], &["HEAD"], &["*"]),
            ],
        }
    }

    fn request(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let pairs = pairs.iter();
        pairs.map(|(name, value)| ((*name).parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn the_first_rule_that_fits_answers_a_preflight() {
        let cors = configuration();
        for (origin, method, headers, allowed) in [
            ("foo.suffix", "GET", None, Some("foo.suffix")),
            ("foo.suffix.get", "GET", None, None),
            ("foo.suffix", "PUT", None, None),
            ("startend", "PUT", None, Some("startend")),
            ("start12end", "PUT", Some("X-Amz-Meta-A, content-type"), Some("start12end")),
            ("start12end", "PUT", Some("authorization"), None),
            ("0startend", "GET", None, None),
            ("anybody", "HEAD", Some("authorization"), Some("*")),
        ] {
            let mut pairs = vec![(ORIGIN, origin), (REQUEST_METHOD, method)];
            pairs.extend(headers.map(|headers| (REQUEST_HEADERS, headers)));
            let answer = preflight(Some(&cors), &request(&pairs), true);
            let found = answer
                .as_ref()
                .ok()
                .and_then(|headers| headers.get("access-control-allow-origin")?.to_str().ok());
            assert_eq!(found, allowed, "{origin} {method} {headers:?}");
            if let Err(error) = answer {
                assert_eq!(error.code, "AccessForbidden");
            }
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        let code = |error: Error| error.code.into_owned();
        let cors = configuration();
        let no_origin = preflight(Some(&cors), &request(&[]), true).unwrap_err();
        assert_eq!(code(no_origin), "BadRequest");
        let origin = request(&[(ORIGIN, "a")]);
        assert_eq!(code(preflight(None, &origin, true).unwrap_err()), "AccessForbidden");
        assert_eq!(code(preflight(Some(&cors), &origin, true).unwrap_err()), "BadRequest");
    }

    #[test]
    fn an_answer_is_decorated_where_a_rule_allows_it() {
        let from = |origin| request(&[(ORIGIN, origin)]);
        assert!(allowed(&configuration(), &Method::GET, &from("nobody")).is_none());
        let answer = allowed(&configuration(), &Method::GET, &from("a.suffix")).unwrap();
        assert_eq!(answer["access-control-allow-origin"], "a.suffix");
        assert_eq!(answer["access-control-allow-methods"], "GET");
        assert_eq!(answer["access-control-max-age"], "10");
        assert_eq!(answer["vary"], VARY);
    }

    #[test]
    fn rules_are_checked() {
        assert!(check(&configuration()).is_ok());
        for wrong in [
            rule(&["a*b*c"], &["GET"], &[]),
            rule(&["a"], &["PATCH"], &[]),
            rule(&["a"], &["GET"], &["*-*"]),
            CORSRule { expose_headers: Some(vec!["*".into()]), ..rule(&["a"], &["GET"], &[]) },
        ] {
            let wrong = CORSConfiguration { cors_rules: vec![wrong] };
            assert_eq!(check(&wrong).unwrap_err().code, "InvalidRequest");
        }
        let none = CORSConfiguration { cors_rules: Vec::new() };
        assert_eq!(check(&none).unwrap_err().code, "MalformedXML");
    }
}
