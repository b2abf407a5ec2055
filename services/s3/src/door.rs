//! The way in: who signed it, what its body must be, which bucket its host means; and the way out,
//! errors as S3 writes them.

use std::net::IpAddr;
use std::sync::{Arc, OnceLock};

use base::uuid;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LANGUAGE,
    CONTENT_LENGTH, CONTENT_TYPE, EXPECT, EXPIRES, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    IF_UNMODIFIED_SINCE, RANGE, SERVER, TRANSFER_ENCODING,
};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, Uri};
use http_body_util::BodyExt;
use kit::stream::whole;
use kit::{BoxFuture, Keys, Origin, Principal, Streamed};
use percent_encoding::percent_decode_str;
use wire::sigv2;
use wire::sigv4::{self, Chunks, Claim, Form, Head, Payload, SigError, Streaming};

use crate::S3;
use crate::address::{self, Host};
use crate::asked::Asked;
use crate::body::{Expected, Fate, Screen};
use crate::error::{Error, Result};
use crate::facts;
use crate::form;
use crate::page::Page;
use crate::protocol::{Body, Protocol};
use crate::retouch::is_bucket;
use crate::state;

/// S3's requests go in here.
pub struct Door {
    s3: Arc<S3>,
    protocol: Protocol,
}

/// What a request's head says of the rest.
struct Signed {
    principal: Arc<Principal>,
    /// Of the signature.
    region: Option<String>,
    expected: Expected,
}

/// What every answer carries.
struct Ids {
    request: String,
    host: String,
}

impl Streamed for Door {
    fn is_meant(&self, head: &Parts) -> bool {
        address::is_meant(head)
    }

    fn handle<'a>(
        &'a self,
        request: http::Request<kit::Body>,
        keys: &'a dyn Keys,
        source_ip: Option<IpAddr>,
        stranger: Option<&'static str>,
    ) -> BoxFuture<'a, Response<kit::Body>> {
        Box::pin(self.answer(request, keys, source_ip, stranger))
    }

    fn refuse(&self, why: &str) -> Response<kit::Body> {
        let mut error = Error::access_denied();
        why.clone_into(&mut error.message);
        self.finish(Err(error), &Method::GET, "", &self.ids())
    }
}

impl Door {
    pub(crate) fn new(s3: Arc<S3>) -> Door {
        Door { protocol: Protocol::new(Arc::clone(&s3)), s3 }
    }

    fn ids(&self) -> Ids {
        let id = uuid(self.s3.authority.random());
        let short: String = id.bytes().filter(u8::is_ascii_hexdigit).map(char::from).collect();
        Ids { request: short[..16].to_ascii_uppercase(), host: STANDARD.encode(id) }
    }

    async fn answer(
        &self,
        request: http::Request<kit::Body>,
        keys: &dyn Keys,
        source_ip: Option<IpAddr>,
        stranger: Option<&'static str>,
    ) -> Response<kit::Body> {
        let ids = self.ids();
        let (parts, body) = request.into_parts();
        let method = parts.method.clone();
        let resource = parts.uri.path().to_owned();
        let page = Page::of(&self.s3, &parts);
        if method == Method::OPTIONS {
            return match page.preflight(&parts.headers) {
                Ok(headers) => {
                    let mut response = self.finish(Ok(empty()), &method, &resource, &ids);
                    response.headers_mut().extend(headers);
                    response
                }
                Err(error) => self.finish(Err(error), &method, &resource, &ids),
            };
        }
        let refusal = stranger.and_then(|why| page.refusal(&parts, why));
        let allowed = page.headers(&parts);
        let fate = Arc::new(Fate::default());
        let answer = match refusal {
            Some(error) => Err(error),
            None => self.ask(parts, body, keys, source_ip, &ids, &fate).await,
        };
        // What went wrong on the way is told by those who saw it first.
        let answer = match fate.take_error() {
            Some(error) => Err(error),
            None => answer,
        };
        let mut response = self.finish(answer, &method, &resource, &ids);
        response.headers_mut().extend(allowed.unwrap_or_default());
        response
    }

    async fn ask(
        &self,
        mut parts: Parts,
        body: kit::Body,
        keys: &dyn Keys,
        source_ip: Option<IpAddr>,
        ids: &Ids,
        fate: &Arc<Fate>,
    ) -> Result<Response<Body>> {
        if is_form(&parts) && !parts.headers.contains_key(AUTHORIZATION) {
            return self.post(&parts, body, keys, source_ip, ids, fate).await;
        }
        check_form(&parts)?;
        let Signed { principal, region, expected } = self.authenticate(&parts, keys)?;
        hoist(&mut parts);
        check_owners(&parts.headers)?;
        let context = self.s3.authority.context(ids.request.clone(), principal);
        let region = region.unwrap_or_else(|| context.region.clone());
        let origin = Origin::from_headers(&parts.headers, source_ip);
        let length = expected.length;
        let screen = Screen::new(body, expected, Arc::clone(fate));
        let mut request = http::Request::new(Body::http_body_unsync(screen));
        *request.method_mut() = parts.method.clone();
        *request.uri_mut() = in_path_style(&parts)?;
        check_key(request.uri())?;
        *request.headers_mut() = for_protocol(&parts.headers, length);
        let asked = Asked {
            context,
            headers: parts.headers,
            origin,
            region,
            fate: Arc::clone(fate),
            document: OnceLock::new(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            s3: Arc::clone(&self.s3),
        };
        let asked = Arc::new(asked);
        request.extensions_mut().insert(Arc::clone(&asked));
        let target = request.uri().clone();
        let response = self.protocol.call(request).await?;
        if response.status().is_client_error() {
            self.check_target(&target, &asked)?;
        }
        Ok(response)
    }

    /// What is not there is told before what is wrong with a document.
    fn check_target(&self, target: &Uri, asked: &Asked) -> Result<()> {
        let path = percent_decode_str(target.path()).decode_utf8_lossy().into_owned();
        let path = path.trim_start_matches('/');
        let (bucket, key) = path.split_once('/').unwrap_or((path, ""));
        if bucket.is_empty() {
            return Ok(());
        }
        self.s3.configurations.of(bucket)?;
        match asked.parameter("uploadId") {
            Some(id) => self.s3.store.read(|tx| state::upload(tx, bucket, key, &id).map(|_| ())),
            None => Ok(()),
        }
    }

    /// A form of a web page.
    async fn post(
        &self,
        parts: &Parts,
        body: kit::Body,
        keys: &dyn Keys,
        source_ip: Option<IpAddr>,
        ids: &Ids,
        fate: &Arc<Fate>,
    ) -> Result<Response<Body>> {
        let target = in_path_style(parts)?;
        let path = percent_decode_str(target.path()).decode_utf8_lossy().into_owned();
        let bucket = path.trim_matches('/');
        if bucket.is_empty() || bucket.contains('/') {
            return Err(Error::method_not_allowed());
        }
        let post = form::Post {
            bucket,
            headers: &parts.headers,
            origin: Origin::from_headers(&parts.headers, source_ip),
            request_id: &ids.request,
            fate,
        };
        form::post(&self.s3, post, body, keys).await
    }

    /// Who asks, and what the body must be.
    fn authenticate(&self, parts: &Parts, keys: &dyn Keys) -> Result<Signed> {
        let head = Head {
            method: parts.method.as_str(),
            path: parts.uri.path(),
            query: parts.uri.query().unwrap_or_default(),
            headers: &parts.headers,
            authority: parts.uri.authority().map(|authority| authority.as_str()),
        };
        if let Some(claim) = sigv2::parse(&head) {
            return self.authenticate_v2(&claim, &head, parts, keys);
        }
        check_scheme(&parts.headers)?;
        check_presigned(&head)?;
        let claim = sigv4::parse(&head).map_err(|error| refused(error, &head))?;
        let Some(claim) = claim else {
            let expected = expected(&parts.headers, &unsigned(&head), |_| None)?;
            let principal = Arc::new(Principal::anonymous());
            return Ok(Signed { principal, region: None, expected });
        };
        let payload = payload(&claim, &head)?;
        let authority = &self.s3.authority;
        let credential = authority.authenticate(&claim, &head, &payload, keys);
        let credential = credential.map_err(|error| refused(error, &head))?;
        let chain = |form| match form {
            Streaming::UnsignedTrailer => None,
            Streaming::Signed | Streaming::SignedTrailer => {
                Some(authority.chain(&claim, &credential))
            }
        };
        let expected = expected(&parts.headers, &payload, chain)?;
        let region = Some(claim.scope.region.into_owned());
        Ok(Signed { principal: credential.principal, region, expected })
    }

    /// The same of a signature of version 2, which says nothing of the body.
    fn authenticate_v2(
        &self,
        claim: &sigv2::Claim,
        head: &Head<'_>,
        parts: &Parts,
        keys: &dyn Keys,
    ) -> Result<Signed> {
        let bucket = match address::host_of(parts) {
            Host::Bucket(bucket) => Some(bucket),
            _ => None,
        };
        let credential = self.s3.authority.authenticate_v2(claim, head, bucket, keys);
        let credential = credential.map_err(|error| refused(error, head))?;
        let expected = expected(&parts.headers, &unsigned(head), |_| None)?;
        Ok(Signed { principal: credential.principal, region: None, expected })
    }

    fn finish(
        &self,
        answer: Result<Response<Body>>,
        method: &Method,
        resource: &str,
        ids: &Ids,
    ) -> Response<kit::Body> {
        let mut response = match answer {
            Ok(response) if response.status().as_u16() < 400 => response.map(outward),
            Ok(response) => {
                let error = of_protocol(&response);
                self.write(error, method, resource, ids)
            }
            Err(error) => self.write(error, method, resource, ids),
        };
        let headers = response.headers_mut();
        headers.insert(SERVER, HeaderValue::from_static("AmazonS3"));
        for (name, value) in [("x-amz-request-id", &ids.request), ("x-amz-id-2", &ids.host)] {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(name, value);
            }
        }
        response
    }

    /// An error as its caller reads it; the operator reads the rest.
    fn write(
        &self,
        error: Error,
        method: &Method,
        resource: &str,
        ids: &Ids,
    ) -> Response<kit::Body> {
        if error.operator.is_some() && error.status.is_server_error() {
            let why = error.operator.as_deref().unwrap_or_default();
            self.s3.authority.tell("s3", resource, &wire::Error::internal(why));
        }
        let has_body = method != Method::HEAD && error.status != http::StatusCode::NOT_MODIFIED;
        let document = match has_body {
            true => error.document(&ids.request, &ids.host),
            false => String::new(),
        };
        let mut response = Response::new(whole(document));
        *response.status_mut() = error.status;
        let headers = response.headers_mut();
        if has_body {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/xml"));
        }
        headers.extend(error.headers);
        response
    }
}

fn empty() -> Response<Body> {
    Response::new(Body::empty())
}

fn outward(body: Body) -> kit::Body {
    match body.bytes() {
        Some(bytes) => whole(bytes),
        None => body.boxed_unsync(),
    }
}

/// What the protocol itself has refused, in its words.
fn of_protocol(response: &Response<Body>) -> Error {
    let bytes = response.body().bytes().unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let element = |name: &str| {
        let (_, rest) = text.split_once(&format!("<{name}>"))?;
        let (value, _) = rest.split_once(&format!("</{name}>"))?;
        Some(value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">"))
    };
    let code = element("Code").unwrap_or_else(|| "InvalidRequest".to_owned());
    let message = element("Message").map(|text| text.replace("&amp;", "&"));
    match (&*code, message) {
        ("MalformedXML", _) => Error::malformed_xml(),
        (_, Some(text)) if text.contains("invalid header: x-amz-copy-source:") => {
            Error::argument(COPY_SOURCE, COPY_SOURCE, "Invalid copy source object key")
        }
        ("MethodNotAllowed", _) => Error::method_not_allowed(),
        (_, message) => {
            let message = message.unwrap_or_else(|| code.clone());
            Error::new(code, response.status().as_u16(), message)
        }
    }
}

fn is_form(parts: &Parts) -> bool {
    let content = parts.headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    parts.method == Method::POST && content.starts_with(b"multipart/form-data")
}

fn refused(error: SigError, head: &Head<'_>) -> Error {
    let mut error = Error::of_signature(error);
    if error.code == "AuthorizationHeaderMalformed" && !head.headers.contains_key(AUTHORIZATION) {
        error.code = QUERY_ERROR.into();
        if error.message.starts_with("Credential must have") {
            error.message = "Error parsing the X-Amz-Credential parameter; the Credential is \
                             mal-formed; expecting \
                             \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."
                .to_owned();
        }
    }
    error
}

const QUERY_ERROR: &str = "AuthorizationQueryParametersError";

/// What a presigned request of version 4 has to say.
const PRESIGNED: [&str; 6] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Signature",
    "X-Amz-Date",
    "X-Amz-SignedHeaders",
    "X-Amz-Expires",
];

/// Of a key, in UTF-8 ("Naming Amazon S3 objects").
const KEY_BYTES_MAX: usize = 1024;

/// Whether the key of an address in path style may be one.
fn check_key(target: &Uri) -> Result<()> {
    let path = target.path().trim_start_matches('/');
    let key = path.split_once('/').map_or("", |(_, key)| key);
    if key.len() <= KEY_BYTES_MAX {
        return Ok(());
    }
    let bytes = percent_decode_str(key).count();
    if bytes <= KEY_BYTES_MAX {
        return Ok(());
    }
    let error = Error::new("KeyTooLongError", 400, "Your key is too long");
    let error = error.with("Size", bytes.to_string());
    Err(error.with("MaxSizeAllowed", KEY_BYTES_MAX.to_string()))
}

/// Something that is posted to a bucket for itself must be a form.
fn check_form(parts: &Parts) -> Result<()> {
    let path = match address::host_of(parts) {
        Host::Bucket(_) if parts.uri.path() == "/" => "bucket",
        Host::Bucket(_) => "",
        _ => parts.uri.path().trim_start_matches('/'),
    };
    let is_plain = parts.uri.query().unwrap_or_default().is_empty();
    if parts.method != Method::POST || !is_plain || !is_bucket(path) {
        return Ok(());
    }
    let condition = "Bucket POST must be of the enclosure-type multipart/form-data";
    Err(Error::failed_condition(condition))
}

/// What is no signature of a version that is known.
fn check_scheme(headers: &HeaderMap) -> Result<()> {
    let Some(value) = headers.get(AUTHORIZATION) else { return Ok(()) };
    let text = value.as_bytes();
    if text.starts_with(b"AWS4-") {
        return Ok(());
    }
    match text.trim_ascii().is_empty() {
        true => Err(Error::access_denied()),
        false => Err(Error::invalid_argument("Unsupported Authorization Type")),
    }
}

/// A presigned request says all that it has to.
fn check_presigned(head: &Head<'_>) -> Result<()> {
    let has = |wanted: &str| {
        let mut pairs = head.query.split('&');
        pairs.any(|pair| pair.split('=').next() == Some(wanted))
    };
    let is_presigned = !head.headers.contains_key(AUTHORIZATION)
        && ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature"].into_iter().any(has);
    let refused = |message: &str| Err(Error::new(QUERY_ERROR, 400, message));
    if is_presigned && !PRESIGNED.into_iter().all(has) {
        return refused(
            "Query-string authentication version 4 requires the X-Amz-Algorithm, \
             X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and \
             X-Amz-Expires parameters.",
        );
    }
    // The same of version 2, where all of it makes a claim.
    let of_v2 = ["Signature", "AWSAccessKeyId"];
    if !head.headers.contains_key(AUTHORIZATION) && of_v2.into_iter().any(has) {
        let mut error = Error::access_denied();
        error.message = "Query-string authentication requires the Signature, Expires and \
                         AWSAccessKeyId parameters"
            .to_owned();
        return Err(error);
    }
    Ok(())
}

/// What was signed of the body: what the caller says, in a presigned request nothing.
fn payload(claim: &Claim<'_>, head: &Head<'_>) -> Result<Payload> {
    let said = head.headers.contains_key("x-amz-content-sha256");
    match (Payload::declared(head), claim.form) {
        (Some(payload), _) => Ok(payload),
        (None, Form::Query { .. }) if !said => Ok(Payload::Unsigned),
        (None, _) if said => Err(Error::invalid_argument(
            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, \
             STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, \
             STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, \
             STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
        )),
        (None, _) => {
            let message = "Missing required header for this request: x-amz-content-sha256";
            Err(Error::invalid_request(message))
        }
    }
}

/// The form of a body that nobody has signed: it may come in chunks all the same.
fn unsigned(head: &Head<'_>) -> Payload {
    let chunks = Payload::Streaming(Streaming::UnsignedTrailer);
    if Payload::declared(head).as_ref() == Some(&chunks) { chunks } else { Payload::Unsigned }
}

fn expected(
    headers: &HeaderMap,
    payload: &Payload,
    chain: impl FnOnce(Streaming) -> Option<sigv4::Chain>,
) -> Result<Expected> {
    let number = |name: &str| -> Option<u64> { headers.get(name)?.to_str().ok()?.parse().ok() };
    let mut expected = Expected {
        length: number("content-length"),
        md5: facts::content_md5(headers)?,
        ..Expected::default()
    };
    match payload {
        Payload::Sha256(hash) => expected.sha256 = Some(*hash),
        Payload::Unsigned => {}
        Payload::Streaming(form) => {
            let length = number("x-amz-decoded-content-length");
            let length = length.ok_or_else(Error::missing_content_length)?;
            expected.length = Some(length);
            expected.chunks = Some(Chunks::new(*form, chain(*form), length));
        }
    }
    Ok(expected)
}

/// Parameters that are a signature's.
const SIGNATURE_NAMES: [&str; 10] = [
    "AWSAccessKeyId",
    "Expires",
    "Signature",
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
];

/// The address with the bucket in its path, and without a signature.
fn in_path_style(parts: &Parts) -> Result<Uri> {
    let path = parts.uri.path();
    let invalid = || Error::new("InvalidURI", 400, "Couldn't parse the specified URI.");
    if percent_decode_str(path).decode_utf8().is_err() {
        return Err(invalid());
    }
    let mut target = match address::host_of(parts) {
        Host::Bucket(bucket) => format!("/{bucket}{path}"),
        _ => path.to_owned(),
    };
    let query = parts.uri.query().unwrap_or_default();
    let mut separator = '?';
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let name = pair.split('=').next().unwrap_or_default();
        // A marker that says nothing is none.
        if is_of_signature(name) || matches!(pair, "part-number-marker=" | "max-parts=") {
            continue;
        }
        target.push(separator);
        target.push_str(pair);
        separator = '&';
    }
    target.parse().map_err(|_| invalid())
}

/// Headers that a presigned address has among its parameters are the request's own: they are signed
/// there. Whoever presigns does not know the body, so what is said of its checksum counts only
/// where it is a header that was signed.
fn hoist(parts: &mut Parts) {
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let of_v2 = query.contains("Signature=") && query.contains("AWSAccessKeyId=");
    if !query.contains("X-Amz-Signature=") && !of_v2 {
        return;
    }
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = percent_decode_str(name).decode_utf8_lossy().to_ascii_lowercase();
        let is_condition = matches!(
            &*name,
            "if-match" | "if-none-match" | "if-modified-since" | "if-unmodified-since"
        );
        let is_header = (name.starts_with("x-amz-") || is_condition)
            && !is_of_signature_in_any_case(&name)
            && !name.starts_with("x-amz-checksum-")
            && name != "x-amz-sdk-checksum-algorithm";
        if !is_header || parts.headers.contains_key(&name) {
            continue;
        }
        let value: Vec<u8> = percent_decode_str(value).collect();
        if let (Ok(name), Ok(value)) =
            (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(&value))
        {
            parts.headers.insert(name, value);
        }
    }
}

/// Whom a request believes to own a bucket is an account's number.
fn check_owners(headers: &HeaderMap) -> Result<()> {
    for name in ["x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner"] {
        let Some(value) = headers.get(name) else { continue };
        let bytes = value.as_bytes();
        if bytes.len() != 12 || !bytes.iter().all(u8::is_ascii_digit) {
            let shown = String::from_utf8_lossy(bytes);
            let message = format!(
                "The value of the expected bucket owner parameter must be an AWS Account ID... \
                 [{shown}]"
            );
            return Err(Error::new("InvalidBucketOwnerAWSAccountID", 400, message));
        }
    }
    Ok(())
}

fn is_of_signature_in_any_case(name: &str) -> bool {
    SIGNATURE_NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn is_of_signature(name: &str) -> bool {
    SIGNATURE_NAMES.contains(&name)
}

/// The headers without those that are done with. What the protocol would refuse and S3 does not
/// mind is left out.
fn for_protocol(headers: &HeaderMap, length: Option<u64>) -> HeaderMap {
    let mut headers = headers.clone();
    for name in [AUTHORIZATION, EXPECT, TRANSFER_ENCODING] {
        headers.remove(name);
    }
    for name in ["x-amz-content-sha256", "x-amz-decoded-content-length", "x-amz-security-token"] {
        headers.remove(name);
    }
    if let Some(length) = length {
        headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    if let Some(encoding) = headers.remove(CONTENT_ENCODING)
        && let Some(rest) = without_chunks(&encoding)
    {
        headers.insert(CONTENT_ENCODING, rest);
    }
    // Any text is kept; the protocol would have it a date, or the like. Conditions are read here.
    let own: Vec<HeaderName> = headers.keys().filter(|name| is_read_here(name)).cloned().collect();
    for name in own {
        headers.remove(name);
    }
    if headers.get(RANGE).is_some_and(|range| !is_range(range)) {
        headers.remove(RANGE);
    }
    if let Some(source) = headers.get(COPY_SOURCE).and_then(copy_source) {
        headers.insert(COPY_SOURCE, source);
    }
    headers
}

const COPY_SOURCE: &str = "x-amz-copy-source";

/// A copy's source as the protocol reads it. A plus is a space, as it is in forms: so some SDKs
/// write it. It may be a whole address.
fn copy_source(value: &HeaderValue) -> Option<HeaderValue> {
    let text = value.to_str().ok()?.replace('+', "%20");
    let address = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"));
    let Some((host, path)) = address.and_then(|address| address.split_once('/')) else {
        return HeaderValue::from_str(&text).ok();
    };
    let source = match address::host(host) {
        Host::Bucket(bucket) => format!("{bucket}/{path}"),
        _ => path.to_owned(),
    };
    HeaderValue::from_str(&source).ok()
}

fn is_read_here(name: &HeaderName) -> bool {
    const NAMES: [HeaderName; 8] = [
        EXPIRES,
        CACHE_CONTROL,
        CONTENT_DISPOSITION,
        CONTENT_LANGUAGE,
        IF_MATCH,
        IF_NONE_MATCH,
        IF_MODIFIED_SINCE,
        IF_UNMODIFIED_SINCE,
    ];
    const BEGINNINGS: [&str; 2] = ["x-amz-meta-", "x-amz-copy-source-if-"];
    NAMES.contains(name) || BEGINNINGS.iter().any(|first| name.as_str().starts_with(first))
}

/// The encoding of the object itself: that of the request was taken off.
fn without_chunks(encoding: &HeaderValue) -> Option<HeaderValue> {
    let text = encoding.to_str().ok()?;
    let rest: Vec<&str> =
        text.split(',').map(str::trim).filter(|one| *one != "aws-chunked").collect();
    if rest.is_empty() { None } else { HeaderValue::from_str(&rest.join(",")).ok() }
}

/// Whether it is one range of bytes; anything else means all of them.
fn is_range(value: &HeaderValue) -> bool {
    let text = value.to_str().ok().and_then(|text| text.trim().strip_prefix("bytes="));
    let Some((first, last)) = text.and_then(|text| text.split_once('-')) else { return false };
    let number = |text: &str| text.parse::<u64>().ok();
    match (first, last) {
        ("", last) => number(last).is_some(),
        (first, "") => number(first).is_some(),
        (first, last) => matches!((number(first), number(last)), (Some(a), Some(b)) if a <= b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_are_none_mean_everything() {
        for (text, expected) in [
            ("bytes=0-1", true),
            ("bytes=5-", true),
            ("bytes=-5", true),
            ("bytes=-", false),
            ("bytes=2-1", false),
            ("bytes=0-1,3-4", false),
            ("lines=0-1", false),
        ] {
            assert_eq!(is_range(&HeaderValue::from_static(text)), expected, "{text}");
        }
    }

    #[test]
    fn an_address_in_path_style_has_no_signature() {
        for (host, uri, expected) in [
            ("127.0.0.1:4566", "/b/k?versionId=1&X-Amz-Signature=0", "/b/k?versionId=1"),
            ("b.localhost:4566", "/a%20b?X-Amz-Date=1", "/b/a%20b"),
            ("b.s3.amazonaws.com", "/?versions&X-Amz-Expires=1&prefix=x", "/b/?versions&prefix=x"),
        ] {
            let request = http::Request::get(uri).header("host", host).body(()).unwrap();
            let parts = request.into_parts().0;
            assert_eq!(in_path_style(&parts).unwrap().to_string(), expected);
        }
    }

    #[test]
    fn headers_among_the_parameters_of_a_signature_count() {
        let parts = |uri: &str| {
            let request = http::Request::put(uri).header("x-amz-acl", "private").body(()).unwrap();
            let mut parts = request.into_parts().0;
            hoist(&mut parts);
            let names = parts.headers.iter();
            let pairs = names.map(|(name, value)| format!("{name}={}", value.to_str().unwrap()));
            pairs.collect::<Vec<_>>().join(" ")
        };
        let query =
            "x-amz-meta-a=b%20c&x-amz-acl=public-read&x-amz-checksum-crc32=AAAAAA%3D%3D&x-id=1";
        assert_eq!(parts(&format!("/b/k?{query}")), "x-amz-acl=private");
        assert_eq!(
            parts(&format!("/b/k?{query}&X-Amz-Date=1&X-Amz-Signature=0")),
            "x-amz-acl=private x-amz-meta-a=b c"
        );
    }

    #[test]
    fn a_key_has_an_end() {
        let code = |key: &str| {
            let uri = format!("/b/{key}").parse().unwrap();
            check_key(&uri).map_err(|error| error.code)
        };
        assert_eq!(code(&"%C3%A9".repeat(512)), Ok(()));
        assert_eq!(code(&"%C3%A9".repeat(513)).unwrap_err(), "KeyTooLongError");
        assert_eq!(code(&"k".repeat(1025)).unwrap_err(), "KeyTooLongError");
    }

    #[test]
    fn a_copys_source_is_read_as_clients_write_it() {
        for (given, expected) in [
            ("b/k", "b/k"),
            ("b%2Fa+b%2Bc", "b%2Fa%20b%2Bc"),
            ("http://localhost:4566/b/k", "b/k"),
            ("https://b.s3.amazonaws.com/k/l?versionId=1", "b/k/l?versionId=1"),
        ] {
            assert_eq!(copy_source(&HeaderValue::from_static(given)).unwrap(), expected);
        }
    }

    #[test]
    fn the_requests_own_encoding_is_taken_off() {
        let rest = |text: &'static str| without_chunks(&HeaderValue::from_static(text));
        assert_eq!(rest("aws-chunked"), None);
        assert_eq!(rest("gzip,aws-chunked"), Some(HeaderValue::from_static("gzip")));
        assert_eq!(rest("gzip"), Some(HeaderValue::from_static("gzip")));
    }
}
