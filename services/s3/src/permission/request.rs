//! What a request's head says to policies: S3's condition keys.
//!
//! Source: Service authorization reference, "Condition keys for Amazon S3".

use http::HeaderMap;
use percent_encoding::percent_decode_str;

use crate::asked::Asked;
use crate::tags;

/// Headers whose values are condition keys of the same name.
const HEADERS: &[&str] = &[
    "x-amz-acl",
    "x-amz-content-sha256",
    "x-amz-grant-full-control",
    "x-amz-grant-read",
    "x-amz-grant-read-acp",
    "x-amz-grant-write",
    "x-amz-grant-write-acp",
    "x-amz-metadata-directive",
    "x-amz-server-side-encryption",
    "x-amz-server-side-encryption-aws-kms-key-id",
    "x-amz-server-side-encryption-customer-algorithm",
    "x-amz-storage-class",
    "x-amz-website-redirect-location",
    "x-amz-object-ownership",
];

/// Headers that say who may do what with a new object.
const ACL_HEADERS: &[&str] = &[
    "x-amz-acl",
    "x-amz-grant-full-control",
    "x-amz-grant-read",
    "x-amz-grant-read-acp",
    "x-amz-grant-write",
    "x-amz-grant-write-acp",
];

/// Headers whose condition keys have other names.
const RENAMED: &[(&str, &str)] = &[
    ("x-amz-object-lock-mode", "s3:object-lock-mode"),
    ("x-amz-object-lock-legal-hold", "s3:object-lock-legal-hold"),
    ("x-amz-object-lock-retain-until-date", "s3:object-lock-retain-until-date"),
    ("if-match", "s3:if-match"),
    ("if-none-match", "s3:if-none-match"),
];

/// Parameters whose values are condition keys.
const PARAMETERS: &[(&str, &str)] =
    &[("prefix", "s3:prefix"), ("delimiter", "s3:delimiter"), ("max-keys", "s3:max-keys")];

/// A condition key and its values.
pub(crate) type Key = (String, Vec<String>);

/// A request's head, as far as permissions depend on it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head<'a> {
    pub query: &'a str,
    pub headers: &'a HeaderMap,
}

impl Asked {
    /// As permissions see it.
    pub(crate) fn head(&self) -> Head<'_> {
        Head { query: &self.query, headers: &self.headers }
    }
}

impl Head<'_> {
    /// A parameter of the address.
    fn parameter(&self, name: &str) -> Option<String> {
        let pairs = self.query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let mut found = pairs.filter(|(known, _)| decoded(known).eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| decoded(value))
    }

    /// A header of the request; one that is signed in its address has some there.
    pub(crate) fn named(&self, name: &str) -> Option<String> {
        let header = self.headers.get(name).and_then(|value| value.to_str().ok());
        let header = header.map(str::to_owned);
        header.or_else(|| self.parameter(name).filter(|_| name.starts_with("x-amz-")))
    }

    /// Whether who asks wants a list that is not the default.
    pub(crate) fn sets_acl(&self) -> bool {
        ACL_HEADERS.iter().any(|name| self.named(name).is_some())
    }

    /// Whether who asks wants to pass over what governance forbids.
    pub(crate) fn bypasses(&self) -> bool {
        let header = self.headers.get("x-amz-bypass-governance-retention");
        header
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// What else must be allowed to who puts an object with these headers, beside putting it.
    pub(crate) fn with_headers(&self, put: kit::Need) -> Vec<kit::Need> {
        let more = [
            (self.sets_acl(), "s3:PutObjectAcl"),
            (self.named("x-amz-tagging").is_some(), "s3:PutObjectTagging"),
            (self.named("x-amz-object-lock-mode").is_some(), "s3:PutObjectRetention"),
            (self.named("x-amz-object-lock-legal-hold").is_some(), "s3:PutObjectLegalHold"),
        ];
        let more = more.into_iter().filter(|(is, _)| *is);
        let more = more.map(|(_, action)| kit::Need { action: action.into(), ..put.clone() });
        let more: Vec<kit::Need> = more.collect();
        std::iter::once(put).chain(more).collect()
    }

    /// The condition keys that the head gives. Those of the object that is there come on top.
    pub(crate) fn keys(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = Vec::new();
        let mut put = |key: String, value: &str| keys.push((key, vec![value.to_owned()]));
        for name in HEADERS {
            if let Some(value) = self.named(name) {
                put(format!("s3:{name}"), &value);
            }
        }
        for (name, key) in RENAMED {
            if let Some(value) = self.named(name) {
                put((*key).to_owned(), &value);
            }
        }
        for (name, key) in PARAMETERS {
            if let Some(value) = self.parameter(name) {
                put((*key).to_owned(), &value);
            }
        }
        if let Some(source) = self.named("x-amz-copy-source") {
            let path = source.split_once("?versionId=").map_or(&*source, |(path, _)| path);
            let path = decoded_path(path.strip_prefix('/').unwrap_or(path));
            put("s3:x-amz-copy-source".to_owned(), &path);
        }
        let (way, version) = self.signature();
        if let Some(way) = way {
            put("s3:authType".to_owned(), way);
            put("s3:signatureversion".to_owned(), version);
        }
        if let Some(tags) = self.named("x-amz-tagging").and_then(|t| tags::of_header(&t).ok()) {
            keys.extend(request_tags(&tags));
        }
        keys
    }

    /// How the request was signed, and by which rules.
    fn signature(&self) -> (Option<&'static str>, &'static str) {
        const V4: &str = "AWS4-HMAC-SHA256";
        if self.headers.contains_key("authorization") {
            (Some("REST-HEADER"), V4)
        } else if self.query.contains("X-Amz-Signature=") {
            (Some("REST-QUERY-STRING"), V4)
        } else {
            (None, V4)
        }
    }
}

/// What a request wants to put on an object.
pub(crate) fn request_tags(tags: &[(String, String)]) -> Vec<Key> {
    let mut keys = tag_keys("s3:RequestObjectTag", tags);
    let names = tags.iter().map(|(key, _)| key.clone()).collect();
    keys.push(("s3:RequestObjectTagKeys".to_owned(), names));
    keys
}

/// What is on the object that is there.
pub(crate) fn existing_tags(tags: &[(String, String)]) -> Vec<Key> {
    tag_keys("s3:ExistingObjectTag", tags)
}

fn tag_keys(name: &str, tags: &[(String, String)]) -> Vec<Key> {
    tags.iter().map(|(key, value)| (format!("{name}/{key}"), vec![value.clone()])).collect()
}

/// A part of a query.
fn decoded(text: &str) -> String {
    decoded_path(&text.replace('+', " "))
}

fn decoded_path(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_gives_condition_keys() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("x-amz-acl", "public-read"),
            ("x-amz-copy-source", "src/public/a%2Bb"),
            ("x-amz-tagging", "team=a%20b&x=y"),
            ("authorization", "AWS4-HMAC-SHA256 ..."),
        ] {
            headers.insert(name, value.parse().unwrap());
        }
        let asked = Head { query: "prefix=a%2Fb+c&max-keys=2&acl", headers: &headers };
        let keys = asked.keys();
        let find = |name: &str| {
            let found = keys.iter().find(|(key, _)| key == name);
            found.map(|(_, values)| values.join("|")).unwrap_or_default()
        };
        for (name, value) in [
            ("s3:x-amz-acl", "public-read"),
            ("s3:x-amz-copy-source", "src/public/a+b"),
            ("s3:RequestObjectTag/team", "a b"),
            ("s3:RequestObjectTagKeys", "team|x"),
            ("s3:prefix", "a/b c"),
            ("s3:max-keys", "2"),
            ("s3:authType", "REST-HEADER"),
            ("s3:delimiter", ""),
        ] {
            assert_eq!(find(name), value, "{name}");
        }
    }

    #[test]
    fn a_presigned_request_has_its_headers_in_the_query() {
        let headers = HeaderMap::new();
        let query = "X-Amz-Acl=public-read&X-Amz-Signature=00";
        let asked = Head { query, headers: &headers };
        assert!(asked.sets_acl());
        assert_eq!(asked.named("x-amz-acl").as_deref(), Some("public-read"));
    }
}
