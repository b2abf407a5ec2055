//! Objects put by forms of web pages: `POST` to a bucket.
//!
//! Source: S3 API reference, "POST Object".

pub(crate) mod fuzz;
mod parts;
mod policy;

use std::sync::{Arc, OnceLock};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use http::header::{CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, LOCATION};
use http::{Response, StatusCode};
use kit::{Keys, Origin, Principal};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sha1::Sha1;
use wire::sigv4::{Problem, Scope, SigError};

use crate::S3;
use crate::asked::Asked;
use crate::body::Fate;
use crate::checksum::{Checksum, Kind};
use crate::condition::Conditions;
use crate::configuration::from_xml;
use crate::customer;
use crate::digest;
use crate::error::{Error, Result};
use crate::facts;
use crate::holding;
use crate::ingest::{self, Wanted};
use crate::notify::{Event, Listeners};
use crate::object::Data;
use crate::ops::put_object::{BYTES_MAX, Put, commit, of_new_object};
use crate::output::{in_path, new_version_id, of_checksum, of_encryption};
use crate::protocol::Body;
use crate::protocol::dto::Tagging;
use crate::tags;
use parts::Fields;
use policy::Policy;

/// A file up to this is read whole where a policy wants it shorter.
const TOLD_BYTES_MAX: u64 = 64 * 1024;

/// Where a form goes, and how it came.
pub(crate) struct Post<'a> {
    pub bucket: &'a str,
    pub headers: &'a HeaderMap,
    pub origin: Origin,
    pub request_id: &'a str,
    pub fate: &'a Arc<Fate>,
}

/// Answers a form.
pub(crate) async fn post(
    s3: &Arc<S3>,
    post: Post<'_>,
    body: kit::Body,
    keys: &dyn Keys,
) -> Result<Response<Body>> {
    let content = post.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let boundary = content.and_then(parts::boundary).unwrap_or_default();
    let (mut fields, file) = parts::read(body, boundary).await?;
    let key = fields.get("key").unwrap_or_default();
    if key.is_empty() {
        let text = "Bucket POST must contain a field named 'key'.  If it is specified, please \
                    check the order of the fields.";
        return Err(Error::argument("key", "", text));
    }
    let name = fields.file_name.as_deref().and_then(|name| name.rsplit(['/', '\\']).next());
    let key = name.map_or(key.to_owned(), |name| key.replace("${filename}", name));
    for (name, value) in &mut fields.all {
        if name == "key" {
            key.clone_into(value);
        }
    }
    let (principal, policy) = who(s3, &fields, keys)?;
    let context = s3.authority.context(post.request_id.to_owned(), principal);
    if let Some(policy) = &policy {
        let mut all = fields.all.clone();
        all.retain(|(name, _)| name != "bucket");
        all.push(("bucket".to_owned(), post.bucket.to_owned()));
        // Who has signed it reads the machine's clock.
        policy.check(&all, s3.authority.signing_time())?;
    }
    let headers = as_headers(&fields)?;
    let asked = Asked {
        context,
        headers,
        query: String::new(),
        origin: post.origin.clone(),
        region: s3.authority.region().to_owned(),
        fate: Arc::clone(post.fate),
        document: OnceLock::new(),
        s3: Arc::clone(s3),
    };
    for need in of_new_object(s3, &asked.headers, post.bucket, &key)? {
        asked.require(&need, "post_object")?;
    }
    put(s3, &asked, post, key, file, policy.as_ref(), &fields).await
}

/// Puts the file, and answers as the form wants it.
async fn put(
    s3: &Arc<S3>,
    asked: &Asked,
    post: Post<'_>,
    key: String,
    file: parts::File,
    policy: Option<&Policy>,
    fields: &Fields,
) -> Result<Response<Body>> {
    let compiled = s3.configurations.of(post.bucket)?;
    let said = digest::said(&asked.headers)?;
    let algorithm = digest::kept(said.as_ref());
    let most = policy.and_then(|policy| policy.length).map_or(BYTES_MAX, |(_, most)| most);
    // How long a file is that is a little too long, its caller is told.
    let most = most.max(TOLD_BYTES_MAX);
    let own_key = customer::of_object(&asked.headers)?;
    let mut of_object = facts::read(&asked.headers)?;
    let mut locks = facts::locks(&asked.headers)?;
    holding::settle(asked, &compiled, &mut of_object, &mut locks, own_key.as_ref())?;
    let encryption = of_encryption(&of_object, own_key.as_ref());
    let wanted = Wanted {
        bytes_max: most.min(BYTES_MAX),
        always_blob: false,
        sums: vec![algorithm],
        key: own_key,
    };
    let taken = ingest::take(s3, Body::http_body_unsync(file), wanted).await?;
    if let Some(policy) = policy {
        policy.check_length(taken.bytes)?;
    }
    digest::check(said.as_ref(), None, &taken, asked)?;
    let value = taken.sum(algorithm).unwrap_or_default().to_owned();
    let etag = taken.etag();
    let data = Data {
        size: taken.bytes,
        etag: etag.clone(),
        parts: 0,
        upload: None,
        checksum: Some(Checksum { algorithm, kind: Kind::Full, value }),
        facts: of_object,
        locks,
    };
    let listeners = Listeners::of(s3, asked, post.bucket)?;
    let put = Put {
        bucket: post.bucket.to_owned(),
        key: key.clone(),
        data,
        conditions: Conditions::default(),
    };
    let (bucket, object) = commit(s3, put, taken, (listeners, Event::CreatedPost)).await?;
    let mut response = answer(fields, post, &key, &etag);
    response.headers_mut().extend(encryption);
    if let Some(checksum) = object.data.as_ref().and_then(|data| data.checksum.as_ref()) {
        of_checksum(response.headers_mut(), checksum);
    }
    if let Some(id) = new_version_id(&bucket, &object)
        && let Ok(value) = HeaderValue::from_str(&id)
    {
        response.headers_mut().insert("x-amz-version-id", value);
    }
    Ok(response)
}

/// Who has signed the form's policy, and what it says; nobody where it has none.
fn who(s3: &S3, fields: &Fields, keys: &dyn Keys) -> Result<(Arc<Principal>, Option<Policy>)> {
    let field = |name: &'static str, shown: &str| {
        fields.get(name).ok_or_else(|| {
            let text = format!(
                "Bucket POST must contain a field named '{shown}'.  If it is specified, please \
                 check the order of the fields."
            );
            Error::argument(shown, "", text)
        })
    };
    let any = |names: &[&str]| names.iter().any(|name| fields.get(name).is_some());
    let is_v4 = any(&["x-amz-credential", "x-amz-algorithm", "x-amz-signature", "x-amz-date"]);
    let is_v2 = any(&["awsaccesskeyid", "signature"]);
    match (fields.get("policy"), is_v4 || is_v2) {
        (None, false) => return Ok((Arc::new(Principal::anonymous()), None)),
        (Some(_), false) => return Err(Error::access_denied()),
        (_, true) => {}
    }
    let text = field("policy", "Policy")?;
    let token = fields.get("x-amz-security-token");
    let refused = Error::of_signature;
    let principal = if is_v4 {
        field("x-amz-algorithm", "X-Amz-Algorithm")?;
        let credential = field("x-amz-credential", "X-Amz-Credential")?;
        let signature = field("x-amz-signature", "X-Amz-Signature")?;
        let elements: Vec<&str> = credential.split('/').collect();
        let [key_id, date, region, service, "aws4_request"] = elements.as_slice() else {
            let text = "Error parsing the X-Amz-Credential parameter";
            return Err(Error::new("AuthorizationQueryParametersError", 400, text));
        };
        let found = s3.authority.find(key_id, token, keys).map_err(refused)?;
        let scope =
            Scope { date: (*date).into(), region: (*region).into(), service: (*service).into() };
        let secret = &found.secret_access_key;
        let verifier = s3.authority.verifier();
        let verified = verifier.verify_text(&scope, text, signature, secret);
        verified.map_err(|error| refused(error.signed(key_id, text, signature)))?;
        found.principal
    } else {
        let key_id = field("awsaccesskeyid", "AWSAccessKeyId")?;
        let signature = field("signature", "Signature")?;
        let found = s3.authority.find(key_id, token, keys).map_err(refused)?;
        if !is_signed(text, signature, &found.secret_access_key) {
            let error = SigError::new(Problem::Mismatch, "The signature is not of this policy.");
            return Err(refused(error.signed(key_id, text, signature)));
        }
        found.principal
    };
    Ok((principal, Some(Policy::parse(text)?)))
}

/// Whether a policy was signed by the older rules, which forms may still use.
fn is_signed(policy: &str, signature: &str, secret: &str) -> bool {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret.as_bytes()) else { return false };
    mac.update(policy.as_bytes());
    let signature = STANDARD.decode(signature).unwrap_or_default();
    mac.verify_slice(&signature).is_ok()
}

/// The fields that are headers of any other put.
fn as_headers(fields: &Fields) -> Result<HeaderMap> {
    let mut headers = HeaderMap::new();
    for (name, value) in &fields.all {
        let (name, value) = match name.as_str() {
            "acl" => ("x-amz-acl", value.clone()),
            "tagging" => {
                let tagging: Option<Tagging> = from_xml(value.as_bytes());
                let tagging = tagging.ok_or_else(Error::malformed_xml)?;
                let tags = tags::of_set(&tagging.tag_set, tags::On::Object)?;
                ("x-amz-tagging", as_query(&tags))
            }
            "cache-control"
            | "content-type"
            | "content-disposition"
            | "content-encoding"
            | "content-language"
            | "expires" => (name.as_str(), value.clone()),
            other if other.starts_with("x-amz-") => (other, value.clone()),
            _ => continue,
        };
        let header = HeaderName::from_bytes(name.as_bytes()).ok();
        let value = HeaderValue::from_bytes(value.as_bytes()).ok();
        if let (Some(header), Some(value)) = (header, value) {
            headers.append(header, value);
        }
    }
    Ok(headers)
}

fn as_query(tags: &[(String, String)]) -> String {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs = tags.iter().map(|(key, value)| format!("{}={}", encode(key), encode(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// The answer to a form whose object is there.
fn answer(fields: &Fields, post: Post<'_>, key: &str, etag: &str) -> Response<Body> {
    let host = post.headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or_default();
    let encoded = utf8_percent_encode(key, NON_ALPHANUMERIC).to_string();
    let location = format!("http://{host}/{}/{}", post.bucket, in_path(key));
    let redirect = fields.get("success_action_redirect").or(fields.get("redirect"));
    let mut response = Response::new(Body::empty());
    let mut place = location.clone();
    *response.status_mut() = match (redirect, fields.get("success_action_status")) {
        (Some(url), _) if url.starts_with("http://") || url.starts_with("https://") => {
            let joint = if url.contains('?') { '&' } else { '?' };
            place = format!("{url}{joint}bucket={}&key={encoded}&etag=%22{etag}%22", post.bucket);
            StatusCode::SEE_OTHER
        }
        (_, Some("200")) => StatusCode::OK,
        (_, Some("201")) => {
            let text = document(&location, post.bucket, key, etag);
            *response.body_mut() = Body::from(bytes::Bytes::from(text));
            let xml = HeaderValue::from_static("application/xml");
            response.headers_mut().insert(CONTENT_TYPE, xml);
            StatusCode::CREATED
        }
        _ => StatusCode::NO_CONTENT,
    };
    let headers = response.headers_mut();
    for (name, value) in [(LOCATION, place), (ETAG, format!("\"{etag}\""))] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    response
}

fn document(location: &str, bucket: &str, key: &str, etag: &str) -> String {
    let escape = crate::error::escape;
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PostResponse><Location>{}</Location>\
         <Bucket>{}</Bucket><Key>{}</Key><ETag>&quot;{etag}&quot;</ETag></PostResponse>",
        escape(location),
        escape(bucket),
        escape(key),
    )
}
