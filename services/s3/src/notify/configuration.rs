//! A bucket's notification configuration: what it must hold, compiled.
//!
//! The texts are those that the service answers.

use crate::error::{Error, Result};
use crate::protocol::dto::{
    FilterRuleName, NotificationConfiguration, NotificationConfigurationFilter, NotificationId,
};
use base::Arn;

use super::Event;
use super::event::{is_name, share, stands_for};

/// A filter value's bytes (S3 API reference, `FilterRule`).
const VALUE_BYTES_MAX: usize = 1024;
/// Configurations of one bucket (S3 user guide: 100).
const TARGETS_MAX: usize = 100;

/// Whom a bucket tells what, compiled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notifications {
    pub targets: Vec<Target>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub id: String,
    pub kind: Kind,
    pub arn: Arn,
    events: Vec<String>,
    prefix: String,
    suffix: String,
}

/// What a target is, by the element that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Function,
    Queue,
    Topic,
}

impl Kind {
    /// The argument that a refusal names.
    pub(crate) fn argument(self) -> &'static str {
        match self {
            Kind::Function => "CloudFunction",
            Kind::Queue => "Queue",
            Kind::Topic => "Topic",
        }
    }

    /// As refusals call it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Kind::Function => "function",
            Kind::Queue => "queue",
            Kind::Topic => "topic",
        }
    }

    /// As configurations call it.
    fn element(self) -> &'static str {
        match self {
            Kind::Function => "CloudFunction",
            Kind::Queue => "Queue",
            Kind::Topic => "Topic",
        }
    }

    fn service(self) -> &'static str {
        match self {
            Kind::Function => "lambda",
            Kind::Queue => "sqs",
            Kind::Topic => "sns",
        }
    }
}

impl Notifications {
    pub(crate) fn of(configuration: &NotificationConfiguration) -> Notifications {
        let entries = entries(configuration);
        Notifications { targets: entries.into_iter().filter_map(|e| e.target().ok()).collect() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// Who is told of an event of a key.
    pub(crate) fn about<'a>(
        &'a self,
        event: Event,
        key: &'a str,
    ) -> impl Iterator<Item = &'a Target> {
        self.targets.iter().filter(move |target| target.is_told(event, key))
    }
}

impl Target {
    fn is_told(&self, event: Event, key: &str) -> bool {
        self.events.iter().any(|name| stands_for(name, event))
            && key.starts_with(&self.prefix)
            && key.ends_with(&self.suffix)
    }

    fn has_filter(&self) -> bool {
        !self.prefix.is_empty() || !self.suffix.is_empty()
    }

    /// Whether one change could be told to both.
    fn overlaps(&self, other: &Target) -> bool {
        let within = |one: &str, other: &str| one.starts_with(other) || other.starts_with(one);
        let at_end = |one: &str, other: &str| one.ends_with(other) || other.ends_with(one);
        self.events.iter().any(|one| other.events.iter().any(|name| share(one, name)))
            && within(&self.prefix, &other.prefix)
            && at_end(&self.suffix, &other.suffix)
    }
}

/// One element of a configuration.
struct Entry<'a> {
    kind: Kind,
    id: Option<&'a String>,
    arn: &'a str,
    events: Vec<&'a str>,
    filter: Option<&'a NotificationConfigurationFilter>,
}

fn entries(configuration: &NotificationConfiguration) -> Vec<Entry<'_>> {
    let mut all = Vec::new();
    for one in configuration.lambda_function_configurations.iter().flatten() {
        let events = one.events.iter().map(|event| event.as_ref()).collect();
        let (id, arn, filter) = (one.id.as_ref(), &one.lambda_function_arn, one.filter.as_ref());
        all.push(Entry { kind: Kind::Function, id, arn, events, filter });
    }
    for one in configuration.queue_configurations.iter().flatten() {
        let events = one.events.iter().map(|event| event.as_ref()).collect();
        let (id, arn, filter) = (one.id.as_ref(), &one.queue_arn, one.filter.as_ref());
        all.push(Entry { kind: Kind::Queue, id, arn, events, filter });
    }
    for one in configuration.topic_configurations.iter().flatten() {
        let events = one.events.iter().map(|event| event.as_ref()).collect();
        let (id, arn, filter) = (one.id.as_ref(), &one.topic_arn, one.filter.as_ref());
        all.push(Entry { kind: Kind::Topic, id, arn, events, filter });
    }
    all
}

impl Entry<'_> {
    fn target(&self) -> Result<Target> {
        let Entry { kind, id, arn, events, filter } = self;
        let parsed = Arn::parse(arn).filter(|arn| arn.service == kind.service());
        let unread =
            || Error::argument(kind.element(), arn.to_string(), "The ARN could not be parsed");
        let arn = parsed.ok_or_else(unread)?;
        if events.is_empty() || !events.iter().all(|name| is_name(name)) {
            return Err(Error::invalid_argument("The event is not supported for notifications"));
        }
        let (prefix, suffix) = filters(*filter)?;
        Ok(Target {
            id: id.cloned().unwrap_or_default(),
            kind: *kind,
            arn,
            events: events.iter().map(|name| (*name).to_owned()).collect(),
            prefix,
            suffix,
        })
    }
}

/// The prefix and the suffix that a filter names.
fn filters(filter: Option<&NotificationConfigurationFilter>) -> Result<(String, String)> {
    let (mut prefix, mut suffix) = (None, None);
    let rules = filter.and_then(|filter| filter.key.as_ref()?.filter_rules.as_ref());
    for rule in rules.into_iter().flatten() {
        if rule.name.is_none() || rule.value.is_none() {
            return Err(Error::malformed_xml());
        }
        let name = rule.name.as_ref().map(|name| name.as_str().to_ascii_lowercase());
        let (place, which) = match name.as_deref() {
            Some("prefix") => (&mut prefix, "prefix"),
            Some("suffix") => (&mut suffix, "suffix"),
            _ => {
                let text = "filter rule name must be either prefix or suffix";
                let name = rule.name.as_ref().map(|name| name.as_str()).unwrap_or_default();
                return Err(Error::argument("FilterRule.Name", name, text));
            }
        };
        let value = rule.value.clone().unwrap_or_default();
        if value.len() > VALUE_BYTES_MAX {
            let text = "Size of filter rule value cannot exceed 1024 bytes in UTF-8 representation";
            return Err(Error::invalid_argument(text));
        }
        if place.replace(value).is_some() {
            return Err(Error::invalid_argument(format!(
                "Cannot specify more than one {which} rule in a filter."
            )));
        }
    }
    Ok((prefix.unwrap_or_default(), suffix.unwrap_or_default()))
}

/// Checks a configuration, and writes it as it will be shown: elements without a name get one
/// from `name`, filters have their names capitalised.
pub(crate) fn check(
    configuration: &mut NotificationConfiguration,
    mut name: impl FnMut() -> String,
) -> Result<Notifications> {
    for one in configuration.lambda_function_configurations.iter_mut().flatten() {
        tidy(&mut one.id, one.filter.as_mut(), &mut name);
    }
    for one in configuration.queue_configurations.iter_mut().flatten() {
        tidy(&mut one.id, one.filter.as_mut(), &mut name);
    }
    for one in configuration.topic_configurations.iter_mut().flatten() {
        tidy(&mut one.id, one.filter.as_mut(), &mut name);
    }
    let targets: Vec<Target> =
        entries(configuration).iter().map(Entry::target).collect::<Result<_>>()?;
    if targets.len() > TARGETS_MAX {
        return Err(Error::invalid_argument(
            "Too many notification configurations for this bucket.",
        ));
    }
    for (index, target) in targets.iter().enumerate() {
        for earlier in &targets[..index] {
            if earlier.id == target.id {
                let text = "Same ID used for multiple configurations. IDs must be unique";
                return Err(Error::invalid_argument(text));
            }
            if earlier.overlaps(target) {
                return Err(ambiguous(earlier.has_filter() || target.has_filter()));
            }
        }
    }
    Ok(Notifications { targets })
}

fn ambiguous(filtered: bool) -> Error {
    Error::invalid_argument(match filtered {
        true => {
            "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules \
             if the prefixes are overlapping for the same event type."
        }
        false => {
            "Configurations overlap. Configurations on the same bucket cannot share a common \
             event type."
        }
    })
}

fn tidy(
    id: &mut Option<NotificationId>,
    filter: Option<&mut NotificationConfigurationFilter>,
    name: &mut dyn FnMut() -> String,
) {
    if id.as_ref().is_none_or(String::is_empty) {
        *id = Some(name());
    }
    let rules = filter.and_then(|filter| filter.key.as_mut()?.filter_rules.as_mut());
    for rule in rules.into_iter().flatten() {
        let shown = match rule.name.as_ref().map(|name| name.as_str().to_ascii_lowercase()) {
            Some(name) if name == "prefix" => "Prefix",
            Some(name) if name == "suffix" => "Suffix",
            _ => continue,
        };
        rule.name = Some(FilterRuleName::from_static(shown));
    }
}

#[cfg(test)]
mod tests {
    use crate::protocol::dto::{
        Event as Name, FilterRule, LambdaFunctionConfiguration, S3KeyFilter,
    };

    use super::*;

    const FUNCTION: &str = "arn:aws:lambda:us-east-1:000000000000:function:f";

    fn entry(events: &[&str], rules: &[(&str, &str)]) -> LambdaFunctionConfiguration {
        let rules = rules.iter().map(|(name, value)| FilterRule {
            name: Some(FilterRuleName::from((*name).to_owned())),
            value: Some((*value).to_owned()),
        });
        let key = Some(S3KeyFilter { filter_rules: Some(rules.collect()) });
        LambdaFunctionConfiguration {
            events: events.iter().map(|name| Name::from((*name).to_owned())).collect(),
            filter: Some(NotificationConfigurationFilter { key }),
            id: None,
            lambda_function_arn: FUNCTION.to_owned(),
        }
    }

    fn of(entries: Vec<LambdaFunctionConfiguration>) -> Result<Notifications> {
        let mut configuration = NotificationConfiguration {
            lambda_function_configurations: Some(entries),
            ..NotificationConfiguration::default()
        };
        let mut made = 0;
        check(&mut configuration, || {
            made += 1;
            format!("id-{made}")
        })
    }

    #[test]
    fn who_is_told_of_what() {
        let told = of(vec![
            entry(&["s3:ObjectCreated:*"], &[("prefix", "in/"), ("Suffix", ".jpg")]),
            entry(&["s3:ObjectRemoved:Delete", "s3:ObjectTagging:*"], &[]),
        ])
        .unwrap();
        for (event, key, ids) in [
            (Event::CreatedPut, "in/a.jpg", vec!["id-1"]),
            (Event::CreatedCopy, "in/a.png", vec![]),
            (Event::CreatedCopy, "a.jpg", vec![]),
            (Event::RemovedDelete, "in/a.jpg", vec!["id-2"]),
            (Event::RemovedDeleteMarkerCreated, "x", vec![]),
            (Event::TaggingPut, "x", vec!["id-2"]),
            (Event::LifecycleDelete, "x", vec![]),
        ] {
            let found: Vec<&str> = told.about(event, key).map(|target| &*target.id).collect();
            assert_eq!(found, ids, "{event:?} {key}");
        }
    }

    #[test]
    fn one_change_is_told_to_one_only() {
        let created = |rules: &[(&str, &str)]| entry(&["s3:ObjectCreated:*"], rules);
        let put = |rules: &[(&str, &str)]| entry(&["s3:ObjectCreated:Put"], rules);
        for (one, other, fine) in [
            (created(&[]), put(&[]), false),
            (created(&[("prefix", "a")]), put(&[("prefix", "b")]), true),
            (created(&[("prefix", "a")]), put(&[("prefix", "ab")]), false),
            (created(&[("prefix", "a")]), put(&[("suffix", "z")]), false),
            (
                created(&[("prefix", "a"), ("suffix", "x")]),
                put(&[("prefix", "a"), ("suffix", "y")]),
                true,
            ),
            (created(&[]), entry(&["s3:ObjectRemoved:*"], &[]), true),
        ] {
            assert_eq!(of(vec![one.clone(), other.clone()]).is_ok(), fine, "{one:?} {other:?}");
        }
    }

    #[test]
    fn what_is_refused() {
        let wrong = |rules: &[(&str, &str)]| of(vec![entry(&["s3:ObjectCreated:*"], rules)]);
        for rules in [&[("INVALID", "x")][..], &[("prefix", "a"), ("Prefix", "b")]] {
            assert_eq!(wrong(rules).unwrap_err().code, "InvalidArgument");
        }
        assert!(of(vec![entry(&["s3:Whatever"], &[])]).is_err());
        let elsewhere = LambdaFunctionConfiguration {
            lambda_function_arn: "invalid".into(),
            ..entry(&["s3:ObjectCreated:*"], &[])
        };
        let error = of(vec![elsewhere]).unwrap_err();
        assert_eq!(error.message, "The ARN could not be parsed");
    }
}
