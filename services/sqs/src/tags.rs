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
        if key.is_empty() || key.chars().count() > KEY_MAX {
            return Err(invalid("Tag keys must be between 1 and 128 characters in length."));
        }
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

/// Refuses a request that names none.
pub fn some<T>(
    given: Option<T>,
    is_empty: impl FnOnce(&T) -> bool,
    name: &str,
) -> Result<T, Error> {
    given.filter(|given| !is_empty(given)).ok_or_else(|| missing(name))
}
