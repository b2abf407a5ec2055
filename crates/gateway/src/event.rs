//! The event that a function gets: payload 1.0 of a REST API's proxy integration.
//!
//! Its members and their forms are recorded from API Gateway; `docs/services/apigateway.md` lists
//! what differs here.

use std::borrow::Cow;
use std::cell::RefCell;
use std::net::IpAddr;

use base::Timestamp;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::api::Api;
use crate::group::Groups;
use crate::json::Text;
use crate::request::Request;
use crate::route::Found;
use crate::{header, query};

/// What the gateway knows of a request beyond the request itself.
pub(crate) struct Circumstances<'a> {
    pub api: &'a Api,
    pub deployment: &'a str,
    /// A UUID.
    pub request_id: &'a str,
    /// What the client sees as `x-amz-apigw-id`.
    pub extended_request_id: &'a str,
    /// `Root=...`, for the header.
    pub trace: &'a str,
    pub now: Timestamp,
}

type Pairs<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

/// The event's JSON text.
pub(crate) fn event(request: &Request, found: &Found<'_, '_>, of: &Circumstances<'_>) -> Vec<u8> {
    let query = request.target.split_once('?').map_or("", |(_, query)| query);
    let parameters = query::parse(query);
    let headers = headers(request, of.trace);
    // The two maps of headers, as much again for the context and the rest, and the body.
    let mut text =
        Text::with_capacity(2048 + 4 * request.target.len() + request.body.len() * 4 / 3);
    text.raw("{\"resource\":");
    text.string(found.resource);
    text.member("path", found.path);
    text.member("httpMethod", request.method.as_str());

    let groups = Groups::of(&headers, |a, b| compare_names(&a.0, &b.0));
    write_pairs(&mut text, ["headers", "multiValueHeaders"], &headers, &groups);
    let groups = Groups::of(&parameters, |a, b| a.0.cmp(&b.0));
    let names = ["queryStringParameters", "multiValueQueryStringParameters"];
    write_pairs(&mut text, names, &parameters, &groups);

    text.raw(",\"pathParameters\":");
    if found.parameters.is_empty() {
        text.raw("null");
    } else {
        text.object(&found.parameters, |(name, _)| name, |text, (_, value)| text.string(value));
    }
    text.raw(",\"stageVariables\":null,\"requestContext\":");
    write_context(&mut text, request, found, of, &headers);
    write_body(&mut text, request, &of.api.binary_media_types);
    text.raw("}");
    text.0
}

/// The client's headers as the function sees them, with those that API Gateway adds.
fn headers<'a>(request: &'a Request, trace: &'a str) -> Pairs<'a> {
    let mut headers = Vec::with_capacity(request.headers.len() + 4);
    let mut forwarded = String::new();
    for (name, value) in &request.headers {
        if name.eq_ignore_ascii_case("x-forwarded-for") {
            forwarded.push_str(&header::text(value));
            forwarded.push_str(", ");
        } else if header::passes(name) && !is_ours(name) {
            headers.push((Cow::Borrowed(name.as_str()), header::text(value)));
        }
    }
    forwarded.push_str(&address(request.source));
    headers.push((Cow::Borrowed("X-Amzn-Trace-Id"), Cow::Borrowed(trace)));
    headers.push((Cow::Borrowed("X-Forwarded-For"), Cow::Owned(forwarded)));
    headers.push((Cow::Borrowed("X-Forwarded-Port"), Cow::Owned(request.port.to_string())));
    headers.push((Cow::Borrowed("X-Forwarded-Proto"), Cow::Borrowed("http")));
    headers
}

/// Set by the gateway alone, whatever the client sends under the name.
fn is_ours(name: &str) -> bool {
    ["x-amzn-trace-id", "x-forwarded-port", "x-forwarded-proto"]
        .iter()
        .any(|ours| ours.eq_ignore_ascii_case(name))
}

fn compare_names(a: &str, b: &str) -> std::cmp::Ordering {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    a.bytes().map(lower).cmp(b.bytes().map(lower))
}

/// Both maps of the same pairs: the last value of each name, and all of them. `null` for none.
fn write_pairs(text: &mut Text, names: [&str; 2], pairs: &Pairs<'_>, groups: &Groups) {
    let groups = groups.all();
    for (which, name) in names.iter().enumerate() {
        text.raw(",\"");
        text.raw(name);
        text.raw("\":");
        if groups.is_empty() {
            text.raw("null");
            continue;
        }
        text.object(
            &groups,
            |group| &pairs[group[0]].0,
            |text, group| match (which, group.last()) {
                (0, Some(&last)) => text.string(&pairs[last].1),
                _ => text.strings(group.iter().map(|&at| &*pairs[at].1)),
            },
        );
    }
}

fn write_context(
    text: &mut Text,
    request: &Request,
    found: &Found<'_, '_>,
    of: &Circumstances<'_>,
    headers: &Pairs<'_>,
) {
    let header = |wanted: &str| {
        let found = headers.iter().rev().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| &**value)
    };
    let domain = header("host").unwrap_or("");
    text.raw("{\"resourceId\":");
    text.string(&resource_id(&of.api.id, found.resource));
    text.member("resourcePath", found.resource);
    text.member("httpMethod", request.method.as_str());
    text.member("extendedRequestId", of.extended_request_id);
    with_time(of.now, |time| text.member("requestTime", time));
    text.member("path", &format!("/{}{}", of.api.stage, found.path_as_sent));
    text.member("accountId", &of.api.account);
    text.member("protocol", protocol(request.version));
    text.member("stage", &of.api.stage);
    text.member("domainPrefix", domain_prefix(domain).unwrap_or(&of.api.id));
    text.raw(",\"requestTimeEpoch\":");
    text.raw(&of.now.millis().to_string());
    text.member("requestId", of.request_id);
    text.raw(
        ",\"identity\":{\"cognitoIdentityPoolId\":null,\"accountId\":null,\
         \"cognitoIdentityId\":null,\"caller\":null,\"sourceIp\":",
    );
    text.string(&address(request.source));
    text.raw(
        ",\"principalOrgId\":null,\"accessKey\":null,\"cognitoAuthenticationType\":null,\
         \"cognitoAuthenticationProvider\":null,\"userArn\":null,\"userAgent\":",
    );
    text.string_or_null(header("user-agent"));
    text.raw(",\"user\":null}");
    text.member("domainName", domain);
    text.member("deploymentId", of.deployment);
    text.member("apiId", &of.api.id);
    text.raw("}");
}

/// Text where it is text. What a binary media type names, and what is not UTF-8, is base64.
fn write_body(text: &mut Text, request: &Request, binary_media_types: &[String]) {
    let content_type = request
        .headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("content-type"))
        .map(|(_, value)| header::text(value));
    let binary = is_binary(content_type.as_deref().unwrap_or(""), binary_media_types);
    text.raw(",\"body\":");
    let encoded = match std::str::from_utf8(&request.body) {
        _ if request.body.is_empty() => {
            text.raw("null");
            false
        }
        Ok(body) if !binary => {
            text.string(body);
            false
        }
        _ => {
            text.raw("\"");
            let at = text.0.len();
            text.0.resize(at + request.body.len().div_ceil(3) * 4, 0);
            let written = BASE64_STANDARD.encode_slice(&request.body, &mut text.0[at..]);
            text.0.truncate(at + written.unwrap_or(0));
            text.raw("\"");
            true
        }
    };
    text.raw(if encoded { ",\"isBase64Encoded\":true" } else { ",\"isBase64Encoded\":false" });
}

/// Whether one of the API's binary media types covers it: exactly, or `image/*`, or `*/*`.
fn is_binary(content_type: &str, binary_media_types: &[String]) -> bool {
    let plain = content_type.split(';').next().unwrap_or("").trim();
    binary_media_types.iter().any(|pattern| match pattern.strip_suffix("/*") {
        Some("*") => true,
        Some(family) => {
            plain.split_once('/').is_some_and(|(found, _)| found.eq_ignore_ascii_case(family))
        }
        None => plain.eq_ignore_ascii_case(pattern),
    })
}

/// An IPv4 address that came over an IPv6 socket is an IPv4 address.
fn address(source: IpAddr) -> Cow<'static, str> {
    Cow::Owned(source.to_canonical().to_string())
}

fn protocol(version: http::Version) -> &'static str {
    match version {
        http::Version::HTTP_2 => "HTTP/2.0",
        http::Version::HTTP_10 => "HTTP/1.0",
        _ => "HTTP/1.1",
    }
}

/// `01/Feb/2026:23:59:59 +0000`, written once a second by each thread: writing it costs a tenth of
/// all that the gateway does for a request.
fn with_time(now: Timestamp, take: impl FnOnce(&str)) {
    thread_local! {
        static LAST: RefCell<(i64, String)> = const { RefCell::new((i64::MIN, String::new())) };
    }
    LAST.with_borrow_mut(|(second, text)| {
        if *second != now.seconds() {
            (*second, *text) = (now.seconds(), now.format("%d/%b/%Y:%H:%M:%S +0000"));
        }
        take(text);
    });
}

/// The first label of a domain's name. None for `localhost` and for addresses.
fn domain_prefix(host: &str) -> Option<&str> {
    let name = host.split(':').next()?;
    let (first, _) = name.split_once('.')?;
    (!first.is_empty() && name.parse::<IpAddr>().is_err()).then_some(first)
}

/// Six lower-case letters and digits, always the same for the same path of the same API.
fn resource_id(api: &str, resource: &str) -> String {
    // FNV-1a, 64 bits: short, and it need not withstand anybody.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in api.bytes().chain(resource.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let digits = (0..6).map(|place| {
        let digit = (hash / 36_u64.pow(place)) % 36;
        char::from(DIGITS[usize::try_from(digit).unwrap_or(0)])
    });
    digits.collect()
}

#[cfg(test)]
#[path = "event_tests.rs"]
mod tests;
