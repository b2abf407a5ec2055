//! What a lifecycle configuration must hold.

use crate::error::{Error, Result};
use crate::protocol::dto::{
    BucketLifecycleConfiguration, LifecycleRule, LifecycleRuleFilter, Tag, Timestamp,
};

use crate::output::moment;

/// Rules of one bucket (S3 user guide: 1,000).
const RULES_MAX: usize = 1000;
const ID_CHARS_MAX: usize = 255;
const DAY_MS: i64 = 24 * 3600 * 1000;

/// Checks a configuration and names the rules that have no name. `name` makes one up.
pub(crate) fn check(
    configuration: &mut BucketLifecycleConfiguration,
    mut name: impl FnMut() -> String,
) -> Result<()> {
    let rules = &mut configuration.rules;
    if rules.is_empty() || rules.len() > RULES_MAX {
        return Err(Error::malformed_xml());
    }
    for index in 0..rules.len() {
        let id = rules[index].id.get_or_insert_with(&mut name).clone();
        if id.chars().count() > ID_CHARS_MAX {
            return Err(Error::invalid_argument(
                "ID length should not exceed allowed limit of 255",
            ));
        }
        if rules[..index].iter().any(|earlier| earlier.id.as_ref() == Some(&id)) {
            let text = "Rule ID must be unique. Found same ID for one or more rules.";
            return Err(Error::invalid_argument(text));
        }
        rule(&rules[index])?;
    }
    Ok(())
}

fn rule(rule: &LifecycleRule) -> Result<()> {
    if !matches!(rule.status.as_str(), "Enabled" | "Disabled") {
        return Err(Error::malformed_xml());
    }
    if rule.filter.is_some() == rule.prefix.is_some() {
        return Err(Error::malformed_xml());
    }
    let tags = rule.filter.as_ref().map(filter).transpose()?.unwrap_or_default();
    let acts = rule.expiration.is_some()
        || rule.noncurrent_version_expiration.is_some()
        || rule.abort_incomplete_multipart_upload.is_some()
        || rule.transitions.as_ref().is_some_and(|list| !list.is_empty())
        || rule.noncurrent_version_transitions.as_ref().is_some_and(|list| !list.is_empty());
    if !acts {
        return Err(Error::invalid_request("At least one action needs to be specified in a rule."));
    }
    expiration(rule, tags)?;
    for date in rule.transitions.iter().flatten().filter_map(|next| next.date.as_ref()) {
        midnight(date)?;
    }
    let not_positive =
        |what: &str| Error::invalid_argument(format!("'{what}' must be a positive integer"));
    if let Some(noncurrent) = &rule.noncurrent_version_expiration {
        let days = noncurrent.noncurrent_days.ok_or_else(Error::malformed_xml)?;
        if days <= 0 {
            return Err(not_positive("NoncurrentDays' for NoncurrentVersionExpiration action"));
        }
        if noncurrent.newer_noncurrent_versions.is_some_and(|newer| !(1..=100).contains(&newer)) {
            let text = "'NewerNoncurrentVersions' must be a positive integer up to 100";
            return Err(Error::invalid_argument(text));
        }
    }
    if let Some(abort) = &rule.abort_incomplete_multipart_upload {
        if abort.days_after_initiation.ok_or_else(Error::malformed_xml)? <= 0 {
            return Err(not_positive("DaysAfterInitiation"));
        }
        if tags > 0 {
            let text = "AbortIncompleteMultipartUpload cannot be specified with Tags.";
            return Err(Error::invalid_request(text));
        }
    }
    Ok(())
}

fn expiration(rule: &LifecycleRule, tags: usize) -> Result<()> {
    let Some(expiration) = &rule.expiration else { return Ok(()) };
    let kinds = usize::from(expiration.date.is_some())
        + usize::from(expiration.days.is_some())
        + usize::from(expiration.expired_object_delete_marker.is_some());
    if kinds != 1 {
        return Err(Error::malformed_xml());
    }
    if expiration.days.is_some_and(|days| days <= 0) {
        let text = "'Days' for Expiration action must be a positive integer";
        return Err(Error::invalid_argument(text));
    }
    expiration.date.as_ref().map_or(Ok(()), midnight)?;
    if expiration.expired_object_delete_marker.is_some() && tags > 0 {
        let text = "ExpiredObjectDeleteMarker cannot be specified with Tags.";
        return Err(Error::invalid_request(text));
    }
    Ok(())
}

fn midnight(date: &Timestamp) -> Result<()> {
    let at = moment(date).ok_or_else(Error::malformed_xml)?;
    match at.millis().rem_euclid(DAY_MS) {
        0 => Ok(()),
        _ => Err(Error::argument("Date", at.iso_millis(), "'Date' must be at midnight GMT")),
    }
}

/// How many tags it names.
fn filter(filter: &LifecycleRuleFilter) -> Result<usize> {
    let LifecycleRuleFilter { and, object_size_greater_than, object_size_less_than, prefix, tag } =
        filter;
    let kinds = usize::from(and.is_some())
        + usize::from(object_size_greater_than.is_some())
        + usize::from(object_size_less_than.is_some())
        + usize::from(prefix.is_some())
        + usize::from(tag.is_some());
    if kinds > 1 {
        return Err(Error::malformed_xml());
    }
    let tags: Vec<&Tag> =
        tag.iter().chain(and.iter().flat_map(|and| and.tags.iter().flatten())).collect();
    for (index, tag) in tags.iter().enumerate() {
        if tag.key.as_ref().is_none_or(String::is_empty) {
            return Err(Error::malformed_xml());
        }
        if tags[..index].iter().any(|earlier| earlier.key == tag.key) {
            return Err(Error::invalid_request("Duplicate Tag Keys are not allowed."));
        }
    }
    if let Some(and) = and
        && let (Some(least), Some(most)) = (and.object_size_greater_than, and.object_size_less_than)
        && least >= most
    {
        let text = "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.";
        return Err(Error::invalid_request(text));
    }
    Ok(tags.len())
}

#[cfg(test)]
mod tests {
    use crate::protocol::dto::{
        ExpirationStatus, LifecycleExpiration, LifecycleRuleAndOperator, Transition,
    };
    use base::Timestamp;

    use super::super::rule::tests::{expiring, rule};
    use super::*;

    fn code(rules: Vec<LifecycleRule>) -> String {
        let mut configuration = BucketLifecycleConfiguration { rules };
        let error = check(&mut configuration, || "made-up".into()).expect_err("a refusal");
        error.code.into_owned()
    }

    #[test]
    fn a_rule_without_a_name_gets_one() {
        let nameless = LifecycleRule { id: None, ..expiring("", "a", 1) };
        let mut configuration = BucketLifecycleConfiguration { rules: vec![nameless] };
        check(&mut configuration, || "made-up".into()).unwrap();
        assert_eq!(configuration.rules[0].id.as_deref(), Some("made-up"));
    }

    #[test]
    fn what_is_refused() {
        let with = |expiration| LifecycleRule { expiration: Some(expiration), ..rule("r", "") };
        let status = |text: &str| LifecycleRule {
            status: ExpirationStatus::from(text.to_owned()),
            ..expiring("r", "", 1)
        };
        let morning = crate::output::time(Timestamp(1_699_963_200_001));
        let date =
            |date| LifecycleExpiration { date: Some(date), ..LifecycleExpiration::default() };
        let moved = |date| LifecycleRule {
            transitions: Some(vec![Transition { date: Some(date), ..Transition::default() }]),
            ..expiring("r", "", 1)
        };
        let tag = Tag { key: Some("k".into()), value: None };
        let tags = LifecycleRuleFilter {
            and: Some(LifecycleRuleAndOperator {
                tags: Some(vec![tag.clone(), tag.clone()]),
                ..LifecycleRuleAndOperator::default()
            }),
            ..LifecycleRuleFilter::default()
        };
        let two = LifecycleRuleFilter {
            prefix: Some("a".into()),
            tag: Some(tag),
            ..LifecycleRuleFilter::default()
        };
        for (rules, wanted) in [
            (vec![], "MalformedXML"),
            (vec![expiring(&"a".repeat(256), "", 1)], "InvalidArgument"),
            (vec![expiring("r", "a", 1), expiring("r", "b", 1)], "InvalidArgument"),
            (vec![status("enabled")], "MalformedXML"),
            (vec![rule("r", "")], "InvalidRequest"),
            (vec![expiring("r", "", 0)], "InvalidArgument"),
            (vec![with(date(morning.clone()))], "InvalidArgument"),
            (vec![moved(morning)], "InvalidArgument"),
            (vec![with(LifecycleExpiration::default())], "MalformedXML"),
            (vec![LifecycleRule { filter: Some(tags), ..expiring("r", "", 1) }], "InvalidRequest"),
            (vec![LifecycleRule { filter: Some(two), ..expiring("r", "", 1) }], "MalformedXML"),
            (vec![LifecycleRule { filter: None, ..expiring("r", "", 1) }], "MalformedXML"),
        ] {
            assert_eq!(code(rules.clone()), wanted, "{rules:?}");
        }
    }
}
