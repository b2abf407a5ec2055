//! Tags of queues.

use wire::Error;

use crate::error::{invalid, missing};
use crate::limit;

const KEY_MAX: usize = 128;
const VALUE_MAX: usize = 256;

/// Adds tags, or gives those that are there another value.
pub fn put(
    tags: &mut Vec<(String, String)>,
    new: Vec<(String, String)>,
    queue: &str,
) -> Result<(), Error> {
    for (key, value) in new {
        check_key(&key)?;
        if value.chars().count() > VALUE_MAX {
            return Err(invalid("Tag values must be between 0 and 256 characters in length."));
        }
        match tags.iter_mut().find(|(known, _)| *known == key) {
            Some(tag) => tag.1 = value,
            None => tags.push((key, value)),
        }
    }
    if tags.len() > limit::TAGS_MAX {
        return Err(invalid(format!("Too many tags added for queue {queue}.")));
    }
    Ok(())
}

/// Refuses what no tag can be called, and none at all.
pub fn check_keys(keys: &[String]) -> Result<(), Error> {
    match keys.is_empty() {
        true => check_key(""),
        false => keys.iter().try_for_each(|key| check_key(key)),
    }
}

fn check_key(key: &str) -> Result<(), Error> {
    match (1..=KEY_MAX).contains(&key.chars().count()) {
        true => Ok(()),
        false => Err(invalid("Tag keys must be between 1 and 128 characters in length.")),
    }
}

/// Refuses a request that names none.
pub fn some<T>(
    given: Option<T>,
    is_empty: impl FnOnce(&T) -> bool,
    name: &str,
) -> Result<T, Error> {
    given.filter(|given| !is_empty(given)).ok_or_else(|| missing(name))
}
