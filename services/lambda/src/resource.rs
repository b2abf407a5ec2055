//! `AWS::Lambda::EventSourceMapping`: a manifest's mapping, made where it is not there.
//!
//! It is known by the label that its stack gives it; what it is called (`Ref`) is its UUID.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use kit::resource::differing;
use kit::{BoxFuture, Context, Resolved, Resource};
use serde_json::Value;
use wire::{Error, List};

use crate::Lambda;
use crate::api::{
    EventSourceMappingMetricsConfig, Filter, FilterCriteria, ProvisionedPollerConfig, ScalingConfig,
};
use crate::mapping::{Asked, Ends, Row};

/// What a queue's mapping has.
const KNOWN: [&str; 11] = [
    "BatchSize",
    "Enabled",
    "EventSourceArn",
    "FilterCriteria",
    "FunctionName",
    "FunctionResponseTypes",
    "MaximumBatchingWindowInSeconds",
    "MetricsConfig",
    "ProvisionedPollerConfig",
    "ScalingConfig",
    "Tags",
];
/// Without it a mapping does the same.
const IGNORED: [&str; 2] = ["KmsKeyArn", "LoggingConfig"];
/// What only mappings of streams, of brokers and of databases have.
const OTHERS: [&str; 9] = [
    "AmazonManagedKafkaEventSourceConfig",
    "DocumentDBEventSourceConfig",
    "Queues",
    "SelfManagedEventSource",
    "SelfManagedKafkaEventSourceConfig",
    "SourceAccessConfigurations",
    "StartingPosition",
    "Topics",
    "ParallelizationFactor",
];
/// How long a removal waits for the last batch; it ends by itself afterwards.
const LAST_BATCH: Duration = Duration::from_secs(30);

pub struct MappingResource {
    lambda: Arc<Lambda>,
}

impl MappingResource {
    pub fn new(lambda: Arc<Lambda>) -> MappingResource {
        MappingResource { lambda }
    }

    fn labelled(&self, label: &str) -> Option<Arc<Row>> {
        let all = self.lambda.mappings.all();
        all.into_iter().find(|row| row.label == label && !row.deleting)
    }

    async fn put(&self, label: &str, properties: &Value) -> Result<Resolved, String> {
        let ignored = ignored(properties)?;
        let source = text(properties, "EventSourceArn")?;
        let function = text(properties, "FunctionName")?.ok_or("FunctionName is missing")?;
        let (asked, tags) = (asked(properties)?, tags(properties)?);
        let told = |error: Error| error.message.unwrap_or_else(|| error.code.into_owned());
        let known = self.labelled(label);
        let known = known.filter(|row| Some(row.source.as_str()) == source);
        let id = match known {
            Some(row) => {
                let id = row.id.clone();
                let change = self.lambda.update_unless_same(&row, function, asked);
                change.await.map_err(told)?;
                if row.tags != tags {
                    let changed = self.lambda.tag_mapping(&id, move |own| {
                        *own = tags;
                        Ok(())
                    });
                    changed.await.map_err(told)?;
                }
                id
            }
            None => {
                let ends = Ends { source, function };
                let made = self.lambda.create_mapping(ends, asked, tags, label);
                let mut made = made.await.map_err(told)?;
                made.take_uuid().unwrap_or_default()
            }
        };
        let attributes = BTreeMap::from([
            ("Id".to_owned(), id.clone()),
            ("EventSourceMappingArn".to_owned(), self.lambda.mapping_arn(&id)),
        ]);
        Ok(Resolved { reference: id, attributes, ignored })
    }
}

impl Resource for MappingResource {
    fn kind(&self) -> &'static str {
        "AWS::Lambda::EventSourceMapping"
    }

    fn name(&self, _: &Value, fallback: &str) -> String {
        fallback.to_owned()
    }

    fn replaces(&self, before: &Value, after: &Value) -> Vec<&'static str> {
        differing(before, after, &["EventSourceArn"])
    }

    /// Only a queue has no position to start at.
    fn lacks(&self, properties: &Value) -> Option<&'static str> {
        let arn = properties["EventSourceArn"].as_str();
        let part = |index: usize| arn.and_then(|arn| arn.split(':').nth(index));
        let is_other = part(2).is_some_and(|service| service != "sqs")
            || OTHERS.iter().any(|name| properties.get(name).is_some());
        if is_other {
            return Some("reads something else than a queue");
        }
        let is_foreign = part(4).is_some_and(|account| account != self.lambda.place.account);
        is_foreign.then_some("reads a queue of another account")
    }

    fn put<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(MappingResource::put(self, name, properties))
    }

    fn is_there<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<Option<bool>, String>> {
        let there = self.labelled(name).is_some();
        Box::pin(std::future::ready(Ok(Some(there))))
    }

    fn delete<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            let Some(row) = self.labelled(name) else { return Ok(()) };
            let deleted = self.lambda.delete_mapping(&row.id).await;
            let (_, ending) = deleted.map_err(|error| error.to_string())?;
            let _ = tokio::time::timeout(LAST_BATCH, ending).await;
            Ok(())
        })
    }
}

fn ignored(properties: &Value) -> Result<Vec<String>, String> {
    let mut ignored = Vec::new();
    for name in properties.as_object().into_iter().flat_map(|all| all.keys()) {
        if IGNORED.contains(&name.as_str()) {
            ignored.push(name.clone());
        } else if !KNOWN.contains(&name.as_str()) {
            return Err(format!("{name} is of no queue's mapping"));
        }
    }
    Ok(ignored)
}

/// All that can be set, as an update that says everything.
fn asked(properties: &Value) -> Result<Asked, String> {
    let patterns = members(&properties["FilterCriteria"], "Filters")?;
    let patterns = patterns.iter().map(|filter| match filter["Pattern"].as_str() {
        Some(pattern) => Ok(Filter::default().with_pattern(pattern)),
        None => Err("FilterCriteria.Filters: a filter has a Pattern, a text".to_owned()),
    });
    let patterns: List<Filter> = patterns.collect::<Result<Vec<_>, _>>()?.into();
    let mut scaling = ScalingConfig::default();
    scaling.set_maximum_concurrency(number(&properties["ScalingConfig"], "MaximumConcurrency")?);
    let given = &properties["ProvisionedPollerConfig"];
    let mut pollers = ProvisionedPollerConfig::default();
    pollers.set_minimum_pollers(number(given, "MinimumPollers")?);
    pollers.set_maximum_pollers(number(given, "MaximumPollers")?);
    let metrics = texts(&properties["MetricsConfig"], "Metrics")?;
    let metrics = EventSourceMappingMetricsConfig::default().with_metrics(metrics);
    let asked = Asked {
        enabled: Some(flag(properties, "Enabled")?.unwrap_or(true)),
        batch_size: Some(number(properties, "BatchSize")?.unwrap_or(10)),
        window_s: Some(number(properties, "MaximumBatchingWindowInSeconds")?.unwrap_or(0)),
        filters: Some(FilterCriteria::default().with_filters(patterns)),
        response_types: Some(texts(properties, "FunctionResponseTypes")?.into()),
        scaling: Some(scaling),
        pollers: Some(pollers),
        metrics: Some(metrics),
    };
    check_ranges(&asked)?;
    Ok(asked)
}

/// What a caller of the API is told by the model of the API.
fn check_ranges(asked: &Asked) -> Result<(), String> {
    let most = asked.scaling.as_ref().and_then(ScalingConfig::maximum_concurrency);
    for (name, number, range) in [
        ("BatchSize", asked.batch_size, 1..=10_000),
        ("MaximumBatchingWindowInSeconds", asked.window_s, 0..=300),
        ("MaximumConcurrency", most, 2..=1000),
    ] {
        if number.is_some_and(|number| !range.contains(&number)) {
            let (least, most) = (range.start(), range.end());
            return Err(format!("{name} is not within {least} and {most}"));
        }
    }
    match &asked.response_types {
        Some(types) if types.iter().any(|kind| kind != "ReportBatchItemFailures") => {
            Err("FunctionResponseTypes knows ReportBatchItemFailures only".into())
        }
        _ => Ok(()),
    }
}

fn tags(properties: &Value) -> Result<BTreeMap<String, String>, String> {
    let pair = |tag: &Value| match (tag["Key"].as_str(), tag["Value"].as_str()) {
        (Some(key), Some(value)) => Ok((key.to_owned(), value.to_owned())),
        _ => Err("Tags: a tag has a Key and a Value".to_owned()),
    };
    members(properties, "Tags")?.iter().map(pair).collect()
}

fn text<'v>(properties: &'v Value, name: &str) -> Result<Option<&'v str>, String> {
    match &properties[name] {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        _ => Err(format!("{name} is no text")),
    }
}

/// A number, or a text of one, as templates have it after a `Ref` to a parameter.
fn number(properties: &Value, name: &str) -> Result<Option<i64>, String> {
    let number = match &properties[name] {
        Value::Null => return Ok(None),
        Value::String(text) => text.parse().ok(),
        other => other.as_i64(),
    };
    number.map(Some).ok_or_else(|| format!("{name} is no number"))
}

fn flag(properties: &Value, name: &str) -> Result<Option<bool>, String> {
    match &properties[name] {
        Value::Null => Ok(None),
        Value::Bool(flag) => Ok(Some(*flag)),
        Value::String(text) if text == "true" || text == "false" => Ok(Some(text == "true")),
        _ => Err(format!("{name} is neither true nor false")),
    }
}

fn members<'v>(properties: &'v Value, name: &str) -> Result<&'v [Value], String> {
    match &properties[name] {
        Value::Null => Ok(&[]),
        Value::Array(members) => Ok(members),
        _ => Err(format!("{name} is no list")),
    }
}

fn texts(properties: &Value, name: &str) -> Result<Vec<String>, String> {
    let text = |member: &Value| member.as_str().map(str::to_owned);
    let texts = members(properties, name)?.iter().map(text);
    texts.collect::<Option<_>>().ok_or_else(|| format!("{name} holds something else than texts"))
}
