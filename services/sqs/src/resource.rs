//! `AWS::SQS::Queue`, `AWS::SQS::QueuePolicy` and `AWS::SQS::QueueInlinePolicy`: a manifest's
//! queues, and who may do what with them.
//!
//! What a template says is read as the API's attributes are, and goes the same way.

use std::collections::BTreeMap;
use std::sync::Arc;

use kit::resource::differing;
use kit::{BoxFuture, Context, Resolved, Resource};
use serde_json::Value;

use crate::attributes;
use crate::error::Done;
use crate::name;
use crate::ops::{create_queue, delete_queue};
use crate::queue::Queue;
use crate::receive;
use crate::service::Sqs;
use crate::tags;
use crate::target;

/// Characters of a name, its suffix not counted, that is made up.
const STEM_MAX: usize = 75;

/// A manifest's queue.
pub struct QueueResource(Arc<Sqs>);

/// A manifest's policy of queues.
pub struct PolicyResource(Arc<Sqs>, Form);

/// How a policy names what it is of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    /// `Queues`, a list.
    Shared,
    /// `Queue`, one.
    Inline,
}

/// The resource types of the service.
pub fn all(sqs: &Arc<Sqs>) -> Vec<Arc<dyn Resource>> {
    vec![
        Arc::new(QueueResource(Arc::clone(sqs))),
        Arc::new(PolicyResource(Arc::clone(sqs), Form::Shared)),
        Arc::new(PolicyResource(Arc::clone(sqs), Form::Inline)),
    ]
}

impl QueueResource {
    async fn put(
        &self,
        context: &Context,
        name: &str,
        properties: &Value,
    ) -> Result<Resolved, String> {
        let sqs = &self.0;
        let given = given(properties)?;
        let tags = tag_list(properties)?;
        let told = |error: wire::Error| error.to_string();
        let live = match sqs.find(name) {
            None => create_queue::create(sqs, name, given, tags).await.map_err(told)?,
            Some(live) => {
                let pairs = given.iter().map(|(name, value)| (name.as_str(), value.as_str()));
                if attributes::asks_for_fifo(pairs.clone()) != live.fifo {
                    return Err(format!(
                        "the queue {name} exists, and is {}: give it another name, or delete it \
                         first",
                        if live.fifo { "a FIFO queue" } else { "no FIFO queue" }
                    ));
                }
                let mut wanted = Queue::new(name, live.fifo, 0);
                attributes::apply(&mut wanted, pairs).map_err(told)?;
                tags::put(&mut wanted.tags, tags, name).map_err(told)?;
                let change = move |sqs: &Sqs, tx: &mut store::WriteTx, queue: &mut Queue| {
                    become_as(sqs, tx, queue, wanted)
                };
                sqs.alter(name, change).await.map_err(told)?
            }
        };
        let url = target::url(context, &live.name);
        let attributes = [
            ("Arn", live.arn.clone()),
            ("QueueName", live.name.clone()),
            ("QueueUrl", url.clone()),
        ];
        let attributes = attributes.map(|(name, value)| (name.to_owned(), value));
        let attributes = BTreeMap::from(attributes);
        Ok(Resolved { reference: url, attributes, ignored: Vec::new() })
    }
}

/// Gives a queue the settings of another one; what it is and holds, and its policy, are its own.
fn become_as(sqs: &Sqs, tx: &mut store::WriteTx, queue: &mut Queue, wanted: Queue) -> Done<()> {
    let before = queue.clone();
    *queue = Queue {
        id: before.id,
        space: before.space,
        created_s: before.created_s,
        modified_s: before.modified_s,
        purged_ms: before.purged_ms,
        policy: before.policy.clone(),
        ..wanted
    };
    attributes::changed(sqs, tx, &before, queue)
}

/// Whether a property is the attribute of the same name; a policy is a resource of its own.
fn is_attribute(name: &str) -> bool {
    name != "Policy" && attributes::SET.contains(&name)
}

/// The properties as attributes.
fn given(properties: &Value) -> Result<Vec<(String, String)>, String> {
    let mut given = Vec::new();
    for (name, value) in properties.as_object().into_iter().flatten() {
        if ["QueueName", "Tags"].contains(&name.as_str()) || value.is_null() {
            continue;
        }
        if !is_attribute(name) {
            return Err(format!("{name} is no property of AWS::SQS::Queue"));
        }
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        // No queue has the attribute that says that it is of the usual type.
        if name != "FifoQueue" || text == "true" {
            given.push((name.clone(), text));
        }
    }
    Ok(given)
}

fn tag_list(properties: &Value) -> Result<Vec<(String, String)>, String> {
    let list = properties["Tags"].as_array().map(Vec::as_slice).unwrap_or_default();
    let pair = |tag: &Value| {
        let text = |name: &str| {
            let value = &tag[name];
            value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|n| n.to_string()))
        };
        Some((text("Key")?, text("Value")?))
    };
    let pairs: Option<Vec<(String, String)>> = list.iter().map(pair).collect();
    pairs.ok_or_else(|| "Tags is a list of Key and Value".to_owned())
}

impl Resource for QueueResource {
    fn kind(&self) -> &'static str {
        "AWS::SQS::Queue"
    }

    fn name(&self, properties: &Value, fallback: &str) -> String {
        if let Some(name) = properties["QueueName"].as_str() {
            return name.to_owned();
        }
        let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let stem: String = fallback.chars().filter(fits).take(STEM_MAX).collect();
        let fifo = &properties["FifoQueue"];
        match fifo.as_bool().unwrap_or_else(|| fifo.as_str() == Some("true")) {
            true => format!("{stem}{}", name::FIFO),
            false => stem,
        }
    }

    fn put<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(QueueResource::put(self, context, name, properties))
    }

    fn replaces(&self, before: &Value, after: &Value) -> Vec<&'static str> {
        differing(before, after, &["FifoQueue"])
    }

    fn is_there<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<Option<bool>, String>> {
        let there = self.0.find(name).is_some();
        Box::pin(std::future::ready(Ok(Some(there))))
    }

    fn holds<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<Option<String>, String>> {
        Box::pin(async move {
            let Some(live) = self.0.find(name) else { return Ok(None) };
            let depth = self.0.store.read(|tx| receive::depth(tx, live.space));
            let depth = depth.map_err(|error| error.to_string())?;
            Ok(match depth.visible + depth.in_flight + depth.delayed {
                0 => None,
                1 => Some("1 message".to_owned()),
                count => Some(format!("{count} messages")),
            })
        })
    }

    fn delete<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            if self.0.find(name).is_none() {
                return Ok(());
            }
            let deleted = delete_queue::delete(&self.0, name.to_owned()).await;
            deleted.map_err(|error| error.to_string())?;
            // A template may name it again at once.
            let name = name.to_owned();
            let forgotten = self.0.write(move |_, tx| {
                crate::state::forget_deleted(tx, &name)?;
                Ok(())
            });
            forgotten.await.map_err(|error| error.to_string())
        })
    }
}

impl Form {
    fn kind(self) -> &'static str {
        match self {
            Form::Shared => "AWS::SQS::QueuePolicy",
            Form::Inline => "AWS::SQS::QueueInlinePolicy",
        }
    }

    fn property(self) -> &'static str {
        match self {
            Form::Shared => "Queues",
            Form::Inline => "Queue",
        }
    }

    /// The URLs of the queues.
    fn queues(self, properties: &Value) -> Result<Vec<&str>, String> {
        let given = &properties[self.property()];
        match self {
            Form::Shared => {
                given.as_array().and_then(|all| all.iter().map(Value::as_str).collect())
            }
            Form::Inline => given.as_str().map(|one| vec![one]),
        }
        .ok_or_else(|| match self {
            Form::Shared => "Queues is a list of queues' URLs".to_owned(),
            Form::Inline => "Queue is a queue's URL".to_owned(),
        })
    }
}

impl PolicyResource {
    /// Sets the policy of each queue, or takes it away.
    async fn set(&self, properties: &Value, text: Option<String>) -> Result<(), String> {
        for url in self.1.queues(properties)? {
            let (_, name) = name::of_url(url).map_err(|error| error.to_string())?;
            if text.is_none() && self.0.find(name).is_none() {
                continue;
            }
            let text = text.clone();
            let change = move |_: &Sqs, _: &mut store::WriteTx, queue: &mut Queue| {
                let text = text.as_deref().unwrap_or_default();
                Ok(attributes::apply(queue, [("Policy", text)].into_iter())?)
            };
            self.0.alter(name, change).await.map_err(|error| error.to_string())?;
        }
        Ok(())
    }
}

impl Resource for PolicyResource {
    fn kind(&self) -> &'static str {
        self.1.kind()
    }

    fn name(&self, _: &Value, fallback: &str) -> String {
        fallback.to_owned()
    }

    /// Queues that are named no longer lose it.
    fn replaces(&self, before: &Value, after: &Value) -> Vec<&'static str> {
        differing(before, after, &[self.1.property()])
    }

    fn put<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(async move {
            let mut keys = properties.as_object().into_iter().flatten().map(|(key, _)| key);
            let known = ["PolicyDocument", self.1.property()];
            if let Some(other) = keys.find(|key| !known.contains(&&***key)) {
                return Err(format!("{other} is no property of {}", self.1.kind()));
            }
            let document = &properties["PolicyDocument"];
            let text = document.as_str().map_or_else(|| document.to_string(), str::to_owned);
            self.set(properties, Some(text)).await?;
            let attributes = BTreeMap::from([("Id".to_owned(), name.to_owned())]);
            Ok(Resolved { reference: name.to_owned(), attributes, ignored: Vec::new() })
        })
    }

    fn delete<'a>(
        &'a self,
        _: &'a Context,
        _: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(self.set(properties, None))
    }
}
