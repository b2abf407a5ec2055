//! Conditions of a request on what is there: `If-Match` and its like.

use base::Timestamp;

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

    /// A write can only ask whether anything is there.
    pub(crate) fn of_write(
        matches: Option<dto::ETagCondition>,
        none_matches: Option<dto::ETagCondition>,
    ) -> Result<Conditions> {
        let none_matches = none_matches.map(Tag::from);
        if matches!(none_matches, Some(Tag::Is(_))) {
            return Err(Error::not_implemented("If-None-Match"));
        }
        Ok(Conditions { matches: matches.map(Tag::from), none_matches, ..Conditions::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
