//! Conditions of a request on what is there: `If-Match` and its like.

use base::Timestamp;
use http::HeaderMap;

use crate::error::{Error, Result};
use crate::object::{Data, Object};
use crate::output::{http_date, moment};
use crate::protocol::dto;

/// As a request gives them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conditions {
    pub matches: Option<Tag>,
    pub none_matches: Option<Tag>,
    pub modified_since: Option<Timestamp>,
    pub unmodified_since: Option<Timestamp>,
}

/// An entity tag, or any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    Any,
    Is(String),
}

impl From<dto::ETagCondition> for Tag {
    fn from(condition: dto::ETagCondition) -> Tag {
        match condition {
            dto::ETagCondition::Any => Tag::Any,
            dto::ETagCondition::ETag(tag) => Tag::Is(tag.into_value()),
        }
    }
}

impl Tag {
    fn is(&self, etag: &str) -> bool {
        match self {
            Tag::Any => true,
            Tag::Is(tag) => tag == etag,
        }
    }
}

/// A time of a header; one that cannot be is before all others.
pub(crate) fn seconds(at: dto::Timestamp) -> Timestamp {
    moment(&at).unwrap_or(Timestamp(0))
}

fn whole(at: Timestamp) -> Timestamp {
    Timestamp(at.0.div_euclid(1000) * 1000)
}

/// The answer to who has it already says what it is that he has.
fn not_modified(object: &Object, data: &Data) -> Error {
    let error = Error::not_modified().header("etag", &format!("\"{}\"", data.etag));
    error.header("last-modified", &http_date(object.modified))
}

impl Conditions {
    /// Of a read: 412 where it is not what is wanted, 304 where the caller has it already. The
    /// order is RFC 9110's: a tag counts before a time.
    pub(crate) fn check_read(&self, object: &Object, data: &Data) -> Result<()> {
        let modified = whole(object.modified);
        match (&self.matches, self.unmodified_since) {
            (Some(tag), _) if !tag.is(&data.etag) => {
                return Err(Error::failed_condition("If-Match"));
            }
            (None, Some(since)) if modified > since => {
                return Err(Error::failed_condition("If-Unmodified-Since"));
            }
            _ => {}
        }
        match (&self.none_matches, self.modified_since) {
            (Some(tag), _) if tag.is(&data.etag) => Err(not_modified(object, data)),
            (None, Some(since)) if modified <= since => Err(not_modified(object, data)),
            _ => Ok(()),
        }
    }

    /// Of a copy's source: what fails is an error either way.
    pub(crate) fn check_source(&self, object: &Object, data: &Data) -> Result<()> {
        self.check_read(object, data).map_err(|mut error| {
            if error.status == http::StatusCode::NOT_MODIFIED {
                error = Error::failed_condition("x-amz-copy-source-If-None-Match");
            }
            error
        })
    }

    /// Of a write, on what stands there now.
    pub(crate) fn check_write(&self, key: &str, there: Option<&Data>) -> Result<()> {
        match (&self.matches, there) {
            (Some(_), None) => return Err(Error::no_key(key)),
            (Some(tag), Some(data)) if !tag.is(&data.etag) => {
                return Err(Error::failed_condition("If-Match"));
            }
            _ => {}
        }
        match (&self.none_matches, there) {
            (Some(Tag::Any), Some(_)) => Err(Error::failed_condition("If-None-Match")),
            _ => Ok(()),
        }
    }

    /// A write can only ask whether anything is there, or one certain object.
    pub(crate) fn of_write(headers: &HeaderMap) -> Result<Conditions> {
        let tag = |name: &str| {
            let text = headers.get(name)?.to_str().ok()?.trim();
            let is = || Tag::Is(text.trim_start_matches("W/").trim_matches('"').to_owned());
            Some(if text == "*" { Tag::Any } else { is() })
        };
        let unknown = |names: &str, why: &str| {
            Err(Error::not_implemented(names).with("additionalMessage", why))
        };
        let not_accepted = |name: &str| {
            unknown(
                name,
                &format!("We don't accept the provided value of {name} header for this API"),
            )
        };
        match (tag("if-match"), tag("if-none-match")) {
            (Some(_), Some(_)) => unknown(
                "If-Match,If-None-Match",
                "Multiple conditional request headers present in the request",
            ),
            (Some(Tag::Any), None) => not_accepted("If-Match"),
            (None, Some(Tag::Is(_))) => not_accepted("If-None-Match"),
            (matches, none_matches) => {
                Ok(Conditions { matches, none_matches, ..Conditions::default() })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn a_write_asks_for_one_thing_only() {
        let of = |matches: Option<&'static str>, none: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            for (name, value) in [("if-match", matches), ("if-none-match", none)] {
                if let Some(value) = value {
                    headers.insert(name, HeaderValue::from_static(value));
                }
            }
            Conditions::of_write(&headers).map(|found| (found.matches, found.none_matches))
        };
        assert_eq!(of(None, None).unwrap(), (None, None));
        assert_eq!(of(None, Some("*")).unwrap(), (None, Some(Tag::Any)));
        assert_eq!(of(Some("\"e\""), None).unwrap(), (Some(Tag::Is("e".into())), None));
        for (matches, none, header) in [
            (Some("*"), None, "If-Match"),
            (None, Some("\"e\""), "If-None-Match"),
            (Some("\"e\""), Some("*"), "If-Match,If-None-Match"),
        ] {
            let error = of(matches, none).unwrap_err();
            assert_eq!(error.code, "NotImplemented");
            assert!(error.details.contains(&("Header", header.into())), "{error:?}");
        }
    }

    fn object(modified: i64) -> (Object, Data) {
        let data = Data { etag: "e".into(), ..Data::default() };
        let modified = Timestamp(modified);
        (Object { sequence: 0, version: None, modified, data: None }, data)
    }

    #[test]
    fn a_tag_counts_before_a_time() {
        let is = |text: &str| Some(Tag::Is(text.into()));
        let (object, data) = object(10_500);
        let at = |seconds: i64| Some(Timestamp(seconds * 1000));
        for (matches, none_matches, modified, unmodified, status) in [
            (is("e"), None, None, at(9), None),
            (is("x"), None, None, None, Some(412)),
            (None, None, None, at(9), Some(412)),
            (None, None, None, at(10), None),
            (None, is("e"), at(1), None, Some(304)),
            (None, is("x"), at(20), None, None),
            (None, None, at(10), None, Some(304)),
            (None, None, at(9), None, None),
            (Some(Tag::Any), None, None, None, None),
        ] {
            let conditions = Conditions {
                matches,
                none_matches,
                modified_since: modified,
                unmodified_since: unmodified,
            };
            let found = conditions.check_read(&object, &data).err();
            let found = found.map(|error| error.status.as_u16());
            assert_eq!(found, status, "{conditions:?}");
        }
    }
}
