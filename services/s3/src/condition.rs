//! Conditions of a request on what is there: `If-Match` and its like.

use base::Timestamp;
use http::HeaderMap;

use crate::error::{Error, Result};
use crate::object::{Data, Object};
use crate::output::http_date;

/// As a request gives them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conditions {
    pub matches: Option<Tag>,
    pub none_matches: Option<Tag>,
    pub modified_since: Option<Timestamp>,
    pub unmodified_since: Option<Timestamp>,
}

/// What the headers about a copy's source begin with.
pub(crate) const OF_SOURCE: &str = "x-amz-copy-source-";

/// An entity tag, or any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    Any,
    Is(String),
}

impl Tag {
    fn is(&self, etag: &str) -> bool {
        match self {
            Tag::Any => true,
            Tag::Is(tag) => tag == etag,
        }
    }
}

/// The tag of a header, with its quotation marks or without.
pub(crate) fn tag(headers: &HeaderMap, name: &str) -> Option<Tag> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    let is = || Tag::Is(text.trim_start_matches("W/").trim_matches('"').to_owned());
    Some(if text == "*" { Tag::Any } else { is() })
}

/// The time of a header; one that is none is passed over, as RFC 9110 wants it.
fn time(headers: &HeaderMap, name: &str) -> Option<Timestamp> {
    let text = headers.get(name)?.to_str().ok()?;
    let at = jiff::fmt::rfc2822::parse(text.trim()).ok()?.timestamp();
    Some(Timestamp(at.as_millisecond()))
}

fn whole(at: Timestamp) -> Timestamp {
    Timestamp(at.0.div_euclid(1000) * 1000)
}

/// The answer to who has it already says what it is that he has.
fn not_modified(object: &Object, data: &Data, condition: &str) -> Error {
    let error = Error::not_modified()
        .with("Condition", condition)
        .header("etag", &format!("\"{}\"", data.etag));
    error.header("last-modified", &http_date(object.modified))
}

impl Conditions {
    /// Of a read; of a copy's source, whose headers have a prefix.
    pub(crate) fn of_read(headers: &HeaderMap, prefix: &str) -> Conditions {
        let name = |rest: &str| format!("{prefix}{rest}");
        Conditions {
            matches: tag(headers, &name("if-match")),
            none_matches: tag(headers, &name("if-none-match")),
            modified_since: time(headers, &name("if-modified-since")),
            unmodified_since: time(headers, &name("if-unmodified-since")),
        }
    }

    /// Of a read: 412 where it is not what is wanted, 304 where the caller has it already. The
    /// order is RFC 9110's: a tag counts before a time, and a time that is yet to come does not.
    pub(crate) fn check_read(&self, object: &Object, data: &Data, now: Timestamp) -> Result<()> {
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
            (Some(tag), _) if tag.is(&data.etag) => {
                Err(not_modified(object, data, "If-None-Match"))
            }
            (None, Some(since)) if modified <= since && since <= now => {
                Err(not_modified(object, data, "If-Modified-Since"))
            }
            _ => Ok(()),
        }
    }

    /// What fails on a copy's source is an error either way, and named as its header is.
    pub(crate) fn of_source(error: Error) -> Error {
        let condition = error.details.iter().find(|(name, _)| *name == "Condition");
        match condition {
            Some((_, name)) => Error::failed_condition(&format!("{OF_SOURCE}{name}")),
            None => error,
        }
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
        let unknown = |names: &str, why: &str| {
            Err(Error::not_implemented(names).with("additionalMessage", why))
        };
        let not_accepted = |name: &str| {
            unknown(
                name,
                &format!("We don't accept the provided value of {name} header for this API"),
            )
        };
        match (tag(headers, "if-match"), tag(headers, "if-none-match")) {
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

    #[test]
    fn a_read_asks_by_headers() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("if-none-match", "e"),
            ("if-modified-since", "Thu, 01 Jan 1970 00:00:09 GMT"),
            ("if-unmodified-since", "tomorrow"),
            ("x-amz-copy-source-if-match", "\"x\""),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        let found = Conditions::of_read(&headers, "");
        assert_eq!(found.none_matches, Some(Tag::Is("e".into())));
        assert_eq!(found.modified_since, Some(Timestamp(9000)));
        assert_eq!((found.matches, found.unmodified_since), (None, None));
        let found = Conditions::of_read(&headers, "x-amz-copy-source-");
        assert_eq!(found.matches, Some(Tag::Is("x".into())));
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
            (None, None, at(31), None, None),
            (None, None, at(9), None, None),
            (Some(Tag::Any), None, None, None, None),
        ] {
            let conditions = Conditions {
                matches,
                none_matches,
                modified_since: modified,
                unmodified_since: unmodified,
            };
            let found = conditions.check_read(&object, &data, Timestamp(30_000)).err();
            let found = found.map(|error| error.status.as_u16());
            assert_eq!(found, status, "{conditions:?}");
        }
    }
}
