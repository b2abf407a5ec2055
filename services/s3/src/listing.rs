//! Walking a bucket's keys: prefixes, delimiters, and where a page ends.

use store::ReadTx;

use crate::error::{Error, Result};
use crate::object::{Current, Object};
use crate::state;

/// Keys and common prefixes of one page.
pub(crate) const PAGE_MAX: i32 = 1000;
/// Keys that are looked at for one page. A bucket of delete markers has more of them than a page
/// has keys: what comes after is another page, which may then be empty.
const SEEN_MAX: usize = 100_000;

/// What is listed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    pub prefix: String,
    pub delimiter: String,
}

/// Where a page begins: after a key, or after all keys of a common prefix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Start {
    pub after: String,
}

/// An entry of a listing.
#[derive(Clone, Debug)]
pub(crate) enum Entry<T> {
    One(T),
    /// All keys that begin so.
    Common(String),
}

/// A page, and where the next one begins; none where this is the last.
pub(crate) struct Page<T> {
    pub entries: Vec<Entry<T>>,
    /// The last key or common prefix that was seen.
    pub next: Option<String>,
}

/// How many entries are asked for.
pub(crate) fn most(wanted: Option<i32>, name: &str) -> Result<usize> {
    let wanted = wanted.unwrap_or(PAGE_MAX);
    let most = usize::try_from(wanted.min(PAGE_MAX));
    most.map_err(|_| {
        let message = format!("Argument {name} must be an integer between 0 and 2147483647");
        Error::invalid_argument(message)
            .with("ArgumentName", name)
            .with("ArgumentValue", wanted.to_string())
    })
}

impl Filter {
    /// The common prefix that a key goes under.
    pub(crate) fn common<'a>(&self, key: &'a str) -> Option<&'a str> {
        if self.delimiter.is_empty() {
            return None;
        }
        let rest = &key[self.prefix.len()..];
        let at = rest.find(&self.delimiter)?;
        Some(&key[..self.prefix.len() + at + self.delimiter.len()])
    }

    /// The first key that can be in the listing after `after`, and whether it counts itself.
    fn first(&self, after: &str) -> Option<(String, bool)> {
        if after < self.prefix.as_str() {
            return Some((self.prefix.clone(), true));
        }
        if !after.starts_with(&self.prefix) {
            return None;
        }
        match self.common(after) {
            // The whole group was listed before.
            Some(common) => beyond(common).map(|next| (next, true)),
            None => Some((after.to_owned(), false)),
        }
    }
}

/// The first text after all that begin with this one; none where there is none.
pub(crate) fn beyond(prefix: &str) -> Option<String> {
    let mut text = prefix.to_owned();
    while let Some(last) = text.pop() {
        let next = match u32::from(last) {
            0xd7ff => 0xe000,
            code => code + 1,
        };
        if let Some(next) = char::from_u32(next) {
            text.push(next);
            return Some(text);
        }
    }
    None
}

/// The keys of a bucket that are no delete markers.
pub(crate) fn objects(
    tx: &ReadTx,
    bucket: &str,
    filter: &Filter,
    start: Option<&str>,
    most: usize,
) -> Result<Page<(String, Object)>> {
    let mut page = Page { entries: Vec::new(), next: None };
    let mut seen = 0;
    let mut last = None;
    let first = match start {
        Some(after) => filter.first(after),
        None => Some((filter.prefix.clone(), true)),
    };
    let mut from = first.filter(|_| most > 0);
    'ranges: while let Some((key, inclusive)) = from.take() {
        for row in state::currents(tx, bucket, &key, inclusive)? {
            let (key, Current { object, .. }) = row?;
            if !key.starts_with(&filter.prefix) {
                break 'ranges;
            }
            seen += 1;
            if seen > SEEN_MAX {
                page.next = last;
                break 'ranges;
            }
            if object.is_marker() {
                last = Some(key);
                continue;
            }
            if page.entries.len() == most {
                page.next = last;
                break 'ranges;
            }
            if let Some(common) = filter.common(&key) {
                let common = common.to_owned();
                from = beyond(&common).map(|next| (next, true));
                last = Some(common.clone());
                page.entries.push(Entry::Common(common));
                continue 'ranges;
            }
            last = Some(key.clone());
            page.entries.push(Entry::One((key, object)));
        }
    }
    Ok(page)
}

/// A version in a listing of all of them.
pub(crate) struct Version {
    pub key: String,
    pub object: Object,
    pub is_latest: bool,
}

/// Where a page of versions begins: after a key, or after one of its versions.
#[derive(Clone, Debug, Default)]
pub(crate) struct VersionStart {
    pub key: String,
    /// The sequence number of the version that was listed last.
    pub after: Option<u64>,
}

/// All versions of a bucket's keys, the newest first within a key.
pub(crate) fn versions(
    tx: &ReadTx,
    bucket: &str,
    filter: &Filter,
    start: &VersionStart,
    most: usize,
) -> Result<Page<Version>> {
    let mut page = Page { entries: Vec::new(), next: None };
    let mut last = None;
    let first = match (start.key.is_empty(), start.after) {
        (true, _) => Some((filter.prefix.clone(), true)),
        (false, None) => filter.first(&start.key),
        (false, Some(_)) => Some((start.key.clone(), true)),
    };
    let mut from = first.filter(|_| most > 0);
    'ranges: while let Some((key, inclusive)) = from.take() {
        for row in state::currents(tx, bucket, &key, inclusive)? {
            let (key, current) = row?;
            if !key.starts_with(&filter.prefix) {
                break 'ranges;
            }
            let before = start.after.filter(|_| key == start.key);
            let common = filter.common(&key).filter(|_| before.is_none());
            if page.entries.len() == most {
                page.next = last;
                break 'ranges;
            }
            if let Some(common) = common {
                let common = common.to_owned();
                from = beyond(&common).map(|next| (next, true));
                last = Some(common.clone());
                page.entries.push(Entry::Common(common));
                continue 'ranges;
            }
            let older = state::olders(tx, bucket, &key, before)?;
            let newest = current.object.sequence;
            let current = Some(current.object).filter(|_| before.is_none_or(|at| newest < at));
            for object in current.map(Ok).into_iter().chain(older) {
                if page.entries.len() == most {
                    page.next = last;
                    break 'ranges;
                }
                let object = object?;
                let is_latest = object.sequence == newest;
                last = Some(key.clone());
                page.entries.push(Entry::One(Version { key: key.clone(), object, is_latest }));
            }
        }
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use base::Timestamp;
    use store::{Options, Store};

    use super::*;
    use crate::object::Data;

    fn store(keys: &[&str]) -> Store {
        let store = Store::ephemeral(Options::default()).unwrap();
        let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        store
            .write_blocking(move |tx| {
                for key in &keys {
                    let data = (!key.ends_with("(gone)")).then(Data::default);
                    let object =
                        Object { sequence: 0, version: None, modified: Timestamp(0), data };
                    state::put_current(tx, "b", key, &Current { object, null_at: None })?;
                }
                Ok::<_, Error>(())
            })
            .unwrap();
        store
    }

    fn names(page: &Page<(String, Object)>) -> Vec<String> {
        page.entries
            .iter()
            .map(|entry| match entry {
                Entry::One((key, _)) => key.clone(),
                Entry::Common(common) => format!("[{common}]"),
            })
            .collect()
    }

    /// All pages of `most` entries, one after the other.
    fn pages(store: &Store, prefix: &str, delimiter: &str, most: usize) -> Vec<Vec<String>> {
        let filter = Filter { prefix: prefix.into(), delimiter: delimiter.into() };
        let mut all = Vec::new();
        let mut start: Option<String> = None;
        loop {
            let page = store.read(|tx| objects(tx, "b", &filter, start.as_deref(), most)).unwrap();
            all.push(names(&page));
            match page.next {
                Some(next) => start = Some(next),
                None => return all,
            }
        }
    }

    #[test]
    fn pages_follow_one_another_without_a_gap() {
        let store = store(&["a", "b/1", "b/2", "b/3(gone)", "c", "c/x/y", "d(gone)", "e"]);
        assert_eq!(pages(&store, "", "", 10), [["a", "b/1", "b/2", "c", "c/x/y", "e"]]);
        assert_eq!(pages(&store, "", "/", 10), [["a", "[b/]", "c", "[c/]", "e"]]);
        assert_eq!(pages(&store, "", "/", 2), [vec!["a", "[b/]"], vec!["c", "[c/]"], vec!["e"]]);
        assert_eq!(pages(&store, "b/", "/", 1), [["b/1"], ["b/2"]]);
        assert_eq!(pages(&store, "c", "/", 1), [["c"], ["[c/]"]]);
        assert_eq!(pages(&store, "x", "", 1), [Vec::<String>::new()]);
        assert_eq!(pages(&store, "b", "b", 5), [["b/1", "b/2"]]);
    }

    #[test]
    fn a_page_begins_after_what_is_named() {
        let store = store(&["a", "b/1", "b/2", "c"]);
        let after = |start: &str, delimiter: &str| {
            let filter = Filter { prefix: String::new(), delimiter: delimiter.into() };
            names(&store.read(|tx| objects(tx, "b", &filter, Some(start), 9)).unwrap())
        };
        assert_eq!(after("b/1", ""), ["b/2", "c"]);
        assert_eq!(after("b/", "/"), ["c"]);
        assert_eq!(after("b/1", "/"), ["c"]);
        assert_eq!(after("aa", "/"), ["[b/]", "c"]);
        assert!(after("z", "").is_empty());
    }

    #[test]
    fn what_is_beyond_a_prefix() {
        assert_eq!(beyond("a/").as_deref(), Some("a0"));
        assert_eq!(beyond("a\u{10ffff}").as_deref(), Some("b"));
        assert_eq!(beyond("\u{d7ff}").as_deref(), Some("\u{e000}"));
        assert_eq!(beyond("\u{10ffff}"), None);
        assert_eq!(beyond(""), None);
    }
}
