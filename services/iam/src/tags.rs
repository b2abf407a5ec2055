//! Tags: read from a request, merged, listed.

use wire::List;

use crate::api;
use crate::error::{exceeds, invalid_input};

/// Tags of a user, a role, a policy or a provider (IAM quotas).
pub const TAGS_MAX: usize = 50;

pub type Tags = Vec<(String, String)>;

/// The tags of a request; no key may stand twice, in whatever case.
pub fn read(given: Option<List<api::Tag>>) -> Result<Tags, wire::Error> {
    let mut tags = Tags::new();
    for mut tag in given.unwrap_or_default() {
        let (key, value) = (tag.take_key(), tag.take_value());
        if tags.iter().any(|(other, _)| other.eq_ignore_ascii_case(&key)) {
            let text = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
            return Err(invalid_input(text));
        }
        tags.push((key, value));
    }
    Ok(tags)
}

/// Sets `more` in `tags`; a key in another case is the same key.
pub fn merge(tags: &mut Tags, more: Tags, whose: &str) -> Result<(), wire::Error> {
    for (key, value) in more {
        match tags.iter_mut().find(|(other, _)| other.eq_ignore_ascii_case(&key)) {
            Some(tag) => *tag = (key, value),
            None => tags.push((key, value)),
        }
    }
    if tags.len() > TAGS_MAX {
        return Err(exceeds(&format!("TagsPer{whose}"), TAGS_MAX));
    }
    Ok(())
}

pub fn remove<'a>(tags: &mut Tags, keys: impl Iterator<Item = &'a str>) {
    for key in keys {
        tags.retain(|(other, _)| !other.eq_ignore_ascii_case(key));
    }
}

pub fn list(tags: &[(String, String)]) -> List<api::Tag> {
    let tag = |(key, value): &(String, String)| {
        api::Tag::new().with_key(key.as_str()).with_value(value.as_str())
    };
    tags.iter().map(tag).collect()
}
