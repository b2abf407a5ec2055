//! What is to be done with the versions of one key at a time.

use base::Timestamp;

use super::rule::{Rule, rounded};
use super::{Candidate, Rules};

/// One version of a key, or a delete marker.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Version<'a> {
    pub is_marker: bool,
    pub size: u64,
    pub tags: &'a [(String, String)],
    pub modified: Timestamp,
}

impl<'a> Version<'a> {
    fn candidate(&self, key: &'a str) -> Candidate<'a> {
        Candidate { key, size: self.size, tags: self.tags, modified: self.modified }
    }
}

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// The current version ends as by a request to delete the key.
    Expire,
    /// The version at this place is taken away for good.
    Remove(usize),
}

/// What is due of a key's versions, the newest first, of which the first is current.
pub(crate) fn due(
    rules: &Rules,
    key: &str,
    versions: &[Version<'_>],
    now: Timestamp,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let Some(current) = versions.first() else { return actions };
    if !current.is_marker {
        let expiry = rules.expiry(&current.candidate(key));
        if expiry.is_some_and(|(at, _)| at <= now) {
            actions.push(Action::Expire);
        }
    }
    // How many versions that are not current are newer than the one that is looked at.
    for (newer, index) in (1..versions.len()).enumerate() {
        let version = &versions[index];
        let since = versions[index - 1].modified;
        let ends = |rule: &Rule| {
            let about = match version.is_marker {
                true => rule.is_about_marker(key),
                false => rule.is_about(&version.candidate(key)),
            };
            rule.noncurrent.is_some_and(|noncurrent| {
                about && newer >= noncurrent.newer && rounded(since, noncurrent.days) <= now
            })
        };
        if rules.rules.iter().any(ends) {
            actions.push(Action::Remove(index));
        }
    }
    // A marker that hides nothing any more.
    let left = versions.len() - actions.len();
    if current.is_marker && left == 1 {
        let ends = |rule: &Rule| {
            let old = rule.expiration.is_some_and(|when| when.after(current.modified) <= now);
            rule.is_about_marker(key) && (rule.delete_markers || old)
        };
        if rules.rules.iter().any(ends) {
            actions.push(Action::Remove(0));
        }
    }
    actions
}

/// When something of these versions will be due that is not yet, where nothing else changes.
pub(crate) fn upcoming(
    rules: &Rules,
    key: &str,
    versions: &[Version<'_>],
    now: Timestamp,
) -> Option<Timestamp> {
    let current = versions.first()?;
    let mut times = Vec::new();
    match current.is_marker {
        false => times.extend(rules.expiry(&current.candidate(key)).map(|(at, _)| at)),
        true if versions.len() == 1 => {
            let about = rules.rules.iter().filter(|rule| rule.is_about_marker(key));
            let ends = about.filter_map(|rule| Some(rule.expiration?.after(current.modified)));
            times.extend(ends);
        }
        true => {}
    }
    for (newer, pair) in versions.windows(2).enumerate() {
        let (since, version) = (pair[0].modified, &pair[1]);
        let about = rules.rules.iter().filter(|rule| match version.is_marker {
            true => rule.is_about_marker(key),
            false => rule.is_about(&version.candidate(key)),
        });
        let noncurrent = about.filter_map(|rule| rule.noncurrent);
        let noncurrent = noncurrent.filter(|noncurrent| newer >= noncurrent.newer);
        times.extend(noncurrent.map(|noncurrent| rounded(since, noncurrent.days)));
    }
    times.into_iter().filter(|at| *at > now).min()
}

#[cfg(test)]
mod tests {
    use crate::protocol::dto::{LifecycleExpiration, LifecycleRule, NoncurrentVersionExpiration};

    use super::super::rule::tests::{expiring, rule, rules};
    use super::*;

    const DAY_MS: i64 = 24 * 3600 * 1000;

    fn at(days: i64) -> Timestamp {
        Timestamp(days * DAY_MS)
    }

    fn object(day: i64) -> Version<'static> {
        Version { is_marker: false, size: 1, tags: &[], modified: at(day) }
    }

    fn marker(day: i64) -> Version<'static> {
        Version { is_marker: true, ..object(day) }
    }

    fn noncurrent(days: i32, newer: Option<i32>) -> LifecycleRule {
        let expiration = NoncurrentVersionExpiration {
            newer_noncurrent_versions: newer,
            noncurrent_days: Some(days),
        };
        LifecycleRule { noncurrent_version_expiration: Some(expiration), ..rule("n", "") }
    }

    fn markers() -> LifecycleRule {
        let expiration = LifecycleExpiration {
            expired_object_delete_marker: Some(true),
            ..LifecycleExpiration::default()
        };
        LifecycleRule { expiration: Some(expiration), ..rule("m", "") }
    }

    #[test]
    fn a_current_object_expires_once_it_is_old() {
        let rules = rules(vec![expiring("r", "", 3)]);
        assert_eq!(due(&rules, "k", &[object(10)], at(12)), []);
        assert_eq!(due(&rules, "k", &[object(10)], at(13)), [Action::Expire]);
        assert_eq!(due(&rules, "k", &[], at(13)), []);
    }

    #[test]
    fn what_comes_next_is_the_earliest_that_is_not_due() {
        let both = rules(vec![expiring("r", "", 30), noncurrent(5, Some(1)), markers()]);
        let next = |versions: &[Version<'_>], now| upcoming(&both, "k", versions, at(now));
        assert_eq!(next(&[], 0), None);
        assert_eq!(next(&[object(10)], 12), Some(at(40)));
        assert_eq!(next(&[object(10)], 40), None, "it is due");
        assert_eq!(next(&[object(10), object(9)], 12), Some(at(40)), "one is kept");
        assert_eq!(next(&[object(10), object(9), object(8)], 12), Some(at(14)));
        assert_eq!(next(&[marker(10), object(9)], 12), None);
        assert_eq!(next(&[marker(10)], 12), Some(at(40)));
        let other = rules(vec![expiring("r", "other/", 1)]);
        assert_eq!(upcoming(&other, "k", &[object(10)], at(10)), None);
    }

    #[test]
    fn old_versions_go_by_when_they_were_replaced() {
        let rules = rules(vec![noncurrent(5, None)]);
        let versions = [object(20), object(10), object(1)];
        assert_eq!(due(&rules, "k", &versions, at(14)), []);
        assert_eq!(due(&rules, "k", &versions, at(15)), [Action::Remove(2)]);
        assert_eq!(due(&rules, "k", &versions, at(25)), [Action::Remove(1), Action::Remove(2)]);
    }

    #[test]
    fn so_many_old_versions_are_kept() {
        let rules = rules(vec![noncurrent(1, Some(2))]);
        let versions = [object(9), object(8), object(7), object(6), object(5)];
        let wanted = [Action::Remove(3), Action::Remove(4)];
        assert_eq!(due(&rules, "k", &versions, at(100)), wanted);
    }

    #[test]
    fn a_marker_goes_when_it_hides_nothing() {
        let alone = rules(vec![markers()]);
        assert_eq!(due(&alone, "k", &[marker(1)], at(2)), [Action::Remove(0)]);
        assert_eq!(due(&alone, "k", &[marker(2), object(1)], at(9)), []);
        let both = rules(vec![markers(), noncurrent(1, None)]);
        let wanted = [Action::Remove(1), Action::Remove(0)];
        assert_eq!(due(&both, "k", &[marker(2), object(1)], at(9)), wanted);
        let days = rules(vec![expiring("r", "", 3)]);
        assert_eq!(due(&days, "k", &[marker(1)], at(3)), []);
        assert_eq!(due(&days, "k", &[marker(1)], at(4)), [Action::Remove(0)]);
    }
}
