//! Rules, compiled: those that are enabled, with what they do here.

use crate::protocol::dto::{BucketLifecycleConfiguration, LifecycleRule};
use base::Timestamp;

use crate::output::moment;

const DAY_MS: i64 = 24 * 3600 * 1000;

/// A bucket's rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rules {
    pub(super) rules: Vec<Rule>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub id: String,
    prefix: String,
    tags: Vec<(String, String)>,
    greater_than: Option<i64>,
    less_than: Option<i64>,
    pub expiration: Option<When>,
    pub delete_markers: bool,
    pub noncurrent: Option<Noncurrent>,
    abort_days: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Days(i64),
    Date(Timestamp),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Noncurrent {
    pub days: i64,
    /// So many are kept beyond their days.
    pub newer: usize,
}

/// An object that rules may be about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<'a> {
    pub key: &'a str,
    pub size: u64,
    pub tags: &'a [(String, String)],
    pub modified: Timestamp,
}

impl Rules {
    pub(crate) fn of(configuration: &BucketLifecycleConfiguration) -> Rules {
        let enabled = configuration.rules.iter().filter(|rule| rule.status.as_str() == "Enabled");
        Rules { rules: enabled.map(Rule::of).collect() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// When a current object ends, and by which rule: the earliest of all.
    pub(crate) fn expiry(&self, candidate: &Candidate<'_>) -> Option<(Timestamp, &str)> {
        let ends = self.rules.iter().filter_map(|rule| {
            let when = rule.expiration.filter(|_| rule.is_about(candidate))?;
            Some((when.after(candidate.modified), rule.id.as_str()))
        });
        ends.min_by_key(|(at, _)| *at)
    }

    /// The header `x-amz-expiration` of an object that will end.
    pub(crate) fn header(&self, candidate: &Candidate<'_>) -> Option<String> {
        let (at, id) = self.expiry(candidate)?;
        let at = at.format("%a, %d %b %Y %H:%M:%S GMT");
        Some(format!("expiry-date=\"{at}\", rule-id=\"{id}\""))
    }

    /// When an upload that is not completed ends, and by which rule.
    pub(crate) fn upload_expiry(&self, key: &str, begun: Timestamp) -> Option<(Timestamp, &str)> {
        let ends = self.rules.iter().filter_map(|rule| {
            let days = rule.abort_days.filter(|_| key.starts_with(&rule.prefix))?;
            Some((rounded(begun, days), rule.id.as_str()))
        });
        ends.min_by_key(|(at, _)| *at)
    }

    /// When something may be due of what has changed at `now`: not before the next midnight.
    pub(crate) fn next_look(now: Timestamp) -> Timestamp {
        Timestamp((now.millis().div_euclid(DAY_MS) + 1) * DAY_MS)
    }
}

impl Rule {
    fn of(rule: &LifecycleRule) -> Rule {
        let mut prefix = rule.prefix.clone().unwrap_or_default();
        let mut tags = Vec::new();
        let (mut greater_than, mut less_than) = (None, None);
        if let Some(filter) = &rule.filter {
            let and = filter.and.as_ref();
            let also = and.and_then(|and| and.prefix.as_ref());
            prefix = filter.prefix.as_ref().or(also).cloned().unwrap_or(prefix);
            let all = filter
                .tag
                .iter()
                .chain(and.and_then(|and| and.tags.as_ref()).into_iter().flatten());
            tags = all
                .filter_map(|tag| Some((tag.key.clone()?, tag.value.clone().unwrap_or_default())))
                .collect();
            greater_than = filter
                .object_size_greater_than
                .or_else(|| and.and_then(|and| and.object_size_greater_than));
            less_than = filter
                .object_size_less_than
                .or_else(|| and.and_then(|and| and.object_size_less_than));
        }
        let expiration = rule.expiration.as_ref();
        let when = expiration.and_then(|expiration| match (&expiration.date, expiration.days) {
            (Some(date), _) => moment(date).map(When::Date),
            (None, days) => days.map(|days| When::Days(days.into())),
        });
        let noncurrent = rule.noncurrent_version_expiration.as_ref();
        let abort = rule.abort_incomplete_multipart_upload.as_ref();
        Rule {
            id: rule.id.clone().unwrap_or_default(),
            prefix,
            tags,
            greater_than,
            less_than,
            expiration: when,
            delete_markers: expiration
                .is_some_and(|expiration| expiration.expired_object_delete_marker == Some(true)),
            noncurrent: noncurrent.and_then(|noncurrent| {
                let newer = noncurrent.newer_noncurrent_versions.unwrap_or(0);
                let days = noncurrent.noncurrent_days?.into();
                Some(Noncurrent { days, newer: usize::try_from(newer).unwrap_or(0) })
            }),
            abort_days: abort.and_then(|abort| abort.days_after_initiation).map(Into::into),
        }
    }

    pub(crate) fn is_about(&self, candidate: &Candidate<'_>) -> bool {
        let size = i64::try_from(candidate.size).unwrap_or(i64::MAX);
        candidate.key.starts_with(&self.prefix)
            && self.tags.iter().all(|tag| candidate.tags.contains(tag))
            && self.greater_than.is_none_or(|least| size > least)
            && self.less_than.is_none_or(|most| size < most)
    }

    /// Whether it is about a delete marker, which has neither size nor tags.
    pub(crate) fn is_about_marker(&self, key: &str) -> bool {
        let plain = self.greater_than.is_none() && self.less_than.is_none() && self.tags.is_empty();
        plain && key.starts_with(&self.prefix)
    }
}

impl When {
    pub(crate) fn after(self, modified: Timestamp) -> Timestamp {
        match self {
            When::Days(days) => rounded(modified, days),
            When::Date(date) => date,
        }
    }
}

/// So many days later, at the midnight that follows.
pub(super) fn rounded(from: Timestamp, days: i64) -> Timestamp {
    let at = from.millis() + days * DAY_MS;
    Timestamp((at + DAY_MS - 1).div_euclid(DAY_MS) * DAY_MS)
}

#[cfg(test)]
pub(super) mod tests {
    use crate::protocol::dto::{
        AbortIncompleteMultipartUpload, ExpirationStatus, LifecycleExpiration,
        LifecycleRuleAndOperator, LifecycleRuleFilter, Tag,
    };

    use super::*;

    pub(crate) fn rule(id: &str, prefix: &str) -> LifecycleRule {
        LifecycleRule {
            abort_incomplete_multipart_upload: None,
            expiration: None,
            filter: Some(LifecycleRuleFilter {
                prefix: Some(prefix.to_owned()),
                ..LifecycleRuleFilter::default()
            }),
            id: Some(id.to_owned()),
            noncurrent_version_expiration: None,
            noncurrent_version_transitions: None,
            prefix: None,
            status: ExpirationStatus::from("Enabled".to_owned()),
            transitions: None,
        }
    }

    pub(crate) fn expiring(id: &str, prefix: &str, days: i32) -> LifecycleRule {
        let expiration = LifecycleExpiration { days: Some(days), ..LifecycleExpiration::default() };
        LifecycleRule { expiration: Some(expiration), ..rule(id, prefix) }
    }

    pub(crate) fn rules(rules: Vec<LifecycleRule>) -> Rules {
        Rules::of(&BucketLifecycleConfiguration { rules })
    }

    const NOON: Timestamp = Timestamp(1_700_006_400_000 + 12 * 3_600_000);

    #[test]
    fn the_earliest_rule_ends_an_object_at_a_midnight() {
        let rules = rules(vec![expiring("slow", "", 9), expiring("quick", "tmp/", 1)]);
        let candidate = |key| Candidate { key, size: 1, tags: &[], modified: NOON };
        let at = |days: i64| Timestamp(1_700_006_400_000 + days * DAY_MS);
        assert_eq!(rules.expiry(&candidate("tmp/a")), Some((at(2), "quick")));
        assert_eq!(rules.expiry(&candidate("a")), Some((at(10), "slow")));
        assert_eq!(
            rules.header(&candidate("tmp/a")).as_deref(),
            Some("expiry-date=\"Fri, 17 Nov 2023 00:00:00 GMT\", rule-id=\"quick\"")
        );
        assert_eq!(Rules::next_look(NOON), at(1));
    }

    #[test]
    fn filters_are_all_of_them() {
        let and = LifecycleRuleAndOperator {
            object_size_greater_than: Some(10),
            object_size_less_than: Some(20),
            prefix: Some("a".into()),
            tags: Some(vec![Tag { key: Some("k".into()), value: Some("v".into()) }]),
        };
        let filter = LifecycleRuleFilter { and: Some(and), ..LifecycleRuleFilter::default() };
        let rules = rules(vec![LifecycleRule { filter: Some(filter), ..expiring("r", "", 1) }]);
        let tags = [("k".to_owned(), "v".to_owned()), ("x".to_owned(), "y".to_owned())];
        for (key, size, tags, found) in [
            ("ab", 11, &tags[..], true),
            ("b", 11, &tags[..], false),
            ("ab", 10, &tags[..], false),
            ("ab", 20, &tags[..], false),
            ("ab", 11, &tags[1..], false),
        ] {
            let candidate = Candidate { key, size, tags, modified: NOON };
            assert_eq!(rules.expiry(&candidate).is_some(), found, "{key} {size} {tags:?}");
        }
    }

    #[test]
    fn uploads_end_by_their_prefix() {
        let abort = AbortIncompleteMultipartUpload { days_after_initiation: Some(3) };
        let rules = rules(vec![LifecycleRule {
            abort_incomplete_multipart_upload: Some(abort),
            ..rule("r", "big/")
        }]);
        assert!(rules.upload_expiry("big/x", NOON).is_some());
        assert!(rules.upload_expiry("x", NOON).is_none());
        let disabled = LifecycleRule {
            status: ExpirationStatus::from("Disabled".to_owned()),
            ..expiring("r", "", 1)
        };
        assert!(super::tests::rules(vec![disabled]).is_empty());
    }
}
