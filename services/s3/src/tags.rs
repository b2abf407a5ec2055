//! Tags of objects and buckets: what is allowed, as XML, as the header `x-amz-tagging`.
//!
//! Source: S3 user guide, "Categorizing your objects using tags"; the texts are those that the
//! service answers.

use crate::error::{Error, Result};
use crate::protocol::dto::{Tag, TagSet};
use crate::protocol::xml::Deserializer;
use percent_encoding::percent_decode_str;

/// An object's tags (S3 user guide: 10).
const OBJECT_TAGS_MAX: usize = 10;
/// A bucket's (S3 user guide: 50).
const BUCKET_TAGS_MAX: usize = 50;
const KEY_CHARS_MAX: usize = 128;
const VALUE_CHARS_MAX: usize = 256;

/// Keys and values, in the order in which they were given; those of a header sorted.
pub(crate) type Tags = Vec<(String, String)>;

/// What the tags are on: what is allowed differs a little.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum On {
    Object,
    Bucket,
    /// Said with the request that makes it.
    NewBucket,
}

/// The tags of a request's XML, checked.
pub(crate) fn of_set(set: &[Tag], on: On) -> Result<Tags> {
    let mut tags = Tags::with_capacity(set.len());
    for Tag { key, value } in set {
        let (Some(key), Some(value)) = (key, value) else { return Err(Error::malformed_xml()) };
        tags.push((key.clone(), value.clone()));
    }
    check(&tags, on)?;
    Ok(tags)
}

/// The tags of the header `x-amz-tagging`, checked.
pub(crate) fn of_header(text: &str) -> Result<Tags> {
    let wrong = || {
        let message = "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL \
                       query parameters without tag name duplicates.";
        Error::argument("x-amz-tagging", text, message)
    };
    let mut tags = Tags::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let decode = |part: &str| {
            let part = part.replace('+', " ");
            percent_decode_str(&part).decode_utf8().map(String::from).map_err(|_| wrong())
        };
        let (key, value) = (decode(key)?, decode(value)?);
        // A comma, an equals sign and the like that nobody encoded.
        let is_plain = value_is_plain(&key) && value_is_plain(&value);
        if key.is_empty() || !is_plain || tags.iter().any(|(earlier, _)| *earlier == key) {
            return Err(wrong());
        }
        tags.push((key, value));
    }
    check(&tags, On::Object)?;
    // As AWS, which keeps no order of these.
    tags.sort();
    Ok(tags)
}

/// The tags in the document with which a bucket is made; none where it is no such document.
pub(crate) fn of_new_bucket(document: &[u8]) -> Result<Tags> {
    let mut set = TagSet::new();
    let read = Deserializer::new(document).named_element("CreateBucketConfiguration", |d| {
        d.for_each_element(|d, name| match name {
            b"Tags" => {
                set = d.list_content("Tag")?;
                Ok(())
            }
            b"LocationConstraint" => d.text(|_| Ok(())),
            _ => d.for_each_element(|d, _| d.text(|_| Ok(()))),
        })
    });
    if read.is_err() {
        return Ok(Tags::new());
    }
    of_set(&set, On::NewBucket)
}

/// What an answer shows.
pub(crate) fn to_set(tags: &[(String, String)]) -> TagSet {
    let tags = tags.iter();
    tags.map(|(key, value)| Tag { key: Some(key.clone()), value: Some(value.clone()) }).collect()
}

fn check(tags: &[(String, String)], on: On) -> Result<()> {
    for (index, (key, value)) in tags.iter().enumerate() {
        let error = |text: &str| Error::new("InvalidTag", 400, text).with("TagKey", key);
        let invalid = |text: &str| Err(error(text));
        if key.is_empty() || key.chars().count() > KEY_CHARS_MAX || !value_is_plain(key) {
            return invalid("The TagKey you have provided is invalid");
        }
        if value.chars().count() > VALUE_CHARS_MAX || !value_is_plain(value) {
            let error = error("The TagValue you have provided is invalid");
            return Err(error.with("TagValue", value));
        }
        if tags[..index].iter().any(|(earlier, _)| earlier == key) {
            return invalid("Cannot provide multiple Tags with the same key");
        }
        if key.starts_with("aws:") {
            return invalid(match on {
                On::Object => "Your TagKey cannot be prefixed with aws:",
                On::Bucket => "System tags cannot be added/updated by requester",
                On::NewBucket => {
                    return Err(Error::new(
                        "InvalidTag",
                        400,
                        "User-defined tag keys can't start with \"aws:\". This prefix is reserved \
                         for system tags. Remove \"aws:\" from your tag keys and try again.",
                    ));
                }
            });
        }
    }
    let bad = |text: &'static str| Err(Error::new("BadRequest", 400, text));
    match on {
        On::Object if tags.len() > OBJECT_TAGS_MAX => bad("Object tags cannot be greater than 10"),
        On::Bucket | On::NewBucket if tags.len() > BUCKET_TAGS_MAX => {
            bad("Bucket tag count cannot be greater than 50")
        }
        _ => Ok(()),
    }
}

/// Letters, digits and spaces of any script, and a few signs.
fn value_is_plain(text: &str) -> bool {
    let is_sign = |c| matches!(c, '+' | '-' | '=' | '.' | '_' | ':' | '/' | '@');
    text.chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || is_sign(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(result: Result<Tags>) -> String {
        result.expect_err("a refusal").code.into_owned()
    }

    #[test]
    fn a_header_is_a_query_of_its_own() {
        let tags = of_header("a=1&b%20c=x%2By&d=&e").expect("tags");
        let wanted = [("a", "1"), ("b c", "x+y"), ("d", ""), ("e", "")];
        assert_eq!(tags, wanted.map(|(key, value)| (key.to_owned(), value.to_owned())));
        for wrong in ["a=1&a=2", "a=1,b=2", "=1", "a=%ff"] {
            assert_eq!(code(of_header(wrong)), "InvalidArgument", "{wrong}");
        }
    }

    #[test]
    fn a_new_bucket_says_its_tags() {
        let document = b"<CreateBucketConfiguration><LocationConstraint>eu-west-1\
            </LocationConstraint><Location><Type>x</Type></Location><Tags><Tag><Key>a</Key>\
            <Value>1</Value></Tag></Tags></CreateBucketConfiguration>";
        assert_eq!(of_new_bucket(document).expect("tags"), owned(&[("a", "1")]));
        for none in [&b""[..], b"<x", b"<CreateBucketConfiguration/>"] {
            assert!(of_new_bucket(none).expect("no tags").is_empty());
        }
    }

    #[test]
    fn limits_and_reserved_names() {
        let set = |pairs: &[(&str, &str)]| to_set(&owned(pairs));
        let long = "k".repeat(129);
        let value = "v".repeat(257);
        for pairs in [
            vec![("", "v")],
            vec![(long.as_str(), "v")],
            vec![("k", value.as_str())],
            vec![("k", "v"), ("k", "w")],
            vec![("aws:k", "v")],
            vec![("k,l", "v")],
        ] {
            assert_eq!(code(of_set(&set(&pairs), On::Object)), "InvalidTag", "{pairs:?}");
            assert_eq!(code(of_set(&set(&pairs), On::Bucket)), "InvalidTag", "{pairs:?}");
        }
        let many: Vec<(String, String)> = (0..11).map(|n| (n.to_string(), "v".into())).collect();
        assert_eq!(code(of_set(&to_set(&many), On::Object)), "BadRequest");
        assert!(of_set(&to_set(&many), On::Bucket).is_ok());
        assert!(of_set(&to_set(&many[..10]), On::Object).is_ok());
    }

    fn owned(pairs: &[(&str, &str)]) -> Tags {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }
}
