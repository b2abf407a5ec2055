//! Pages of lists: the marker is the last key of the page before, made opaque. Pure.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use wire::Error;

use crate::error;

/// More are not given at once, whatever is asked for (Lambda API reference).
const PAGE_MAX: usize = 50;

pub struct Page<T> {
    pub items: Vec<T>,
    /// Where the next one begins, if there is one.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// `all` in the order of their keys.
    pub fn of(
        all: impl IntoIterator<Item = T>,
        key: impl Fn(&T) -> String,
        marker: Option<&str>,
        asked: Option<i64>,
    ) -> Result<Page<T>, Error> {
        Page::up_to(PAGE_MAX, all, key, marker, asked)
    }

    /// The same, of at most so many.
    pub fn up_to(
        most: usize,
        all: impl IntoIterator<Item = T>,
        key: impl Fn(&T) -> String,
        marker: Option<&str>,
        asked: Option<i64>,
    ) -> Result<Page<T>, Error> {
        let asked = asked.and_then(|count| usize::try_from(count).ok());
        let count = asked.unwrap_or(most).clamp(1, most);
        let after = marker.filter(|marker| !marker.is_empty()).map(key_of).transpose()?;
        let mut rest = all
            .into_iter()
            .skip_while(|item| after.as_ref().is_some_and(|after| key(item) <= *after));
        let items: Vec<T> = rest.by_ref().take(count).collect();
        let last = items.last().map(|item| URL_SAFE_NO_PAD.encode(key(item)));
        let next = last.filter(|_| rest.next().is_some());
        Ok(Page { items, next })
    }
}

fn key_of(marker: &str) -> Result<String, Error> {
    let bytes = URL_SAFE_NO_PAD.decode(marker).ok();
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| error::invalid_parameter("Invalid Marker"))
}
