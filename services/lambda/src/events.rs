//! Events for later: taken, and what becomes of them as it is configured.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

use base::limit::EVENT_PAYLOAD_BYTES_MAX;
use bytes::Bytes;
use kit::{Event, EventPolicy, Target};
use store::{Store, WriteTx};
use wire::Error;

use crate::catalogue::Function;
use crate::name::{LATEST, Named};
use crate::state::{self, Asynchronous, EventConfig, FunctionSpec, Row};
use crate::{Lambda, error, json};

/// Every event invoke configuration in memory: what an attempt with an event looks up. The store
/// is written first; this follows it.
#[derive(Debug, Default)]
pub struct EventConfigs(RwLock<BTreeMap<(String, String), Arc<EventConfig>>>);

impl EventConfigs {
    /// Everything as the store has it.
    pub fn reload(&self, store: &Store) -> Result<(), store::Error> {
        // Read under the lock: who comes last has seen the latest.
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let rows = store.read(state::event_configs)?.into_iter();
        *all = rows.map(|(key, config)| (key, Arc::new(config))).collect();
        Ok(())
    }

    /// One as the store has it.
    pub fn refresh(&self, store: &Store, name: &str, qualifier: &str) -> Result<(), store::Error> {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let key = (name.to_owned(), qualifier.to_owned());
        match store.read(|tx| state::event_config(tx, name, qualifier))? {
            Some(config) => drop(all.insert(key, Arc::new(config))),
            None => drop(all.remove(&key)),
        }
        Ok(())
    }

    pub fn find(&self, name: &str, qualifier: &str) -> Option<Arc<EventConfig>> {
        self.read().get(&(name.to_owned(), qualifier.to_owned())).cloned()
    }

    /// At most `count` of a function by their qualifiers, those after `after`, and whether there
    /// are more.
    pub fn page(
        &self,
        name: &str,
        after: Option<&str>,
        count: usize,
    ) -> (Vec<(String, Arc<EventConfig>)>, bool) {
        let key = |qualifier: &str| (name.to_owned(), qualifier.to_owned());
        let from = match after {
            Some(after) => Bound::Excluded(key(after)),
            None => Bound::Included(key("")),
        };
        let all = self.read();
        let own = all.range((from, Bound::Unbounded)).take_while(|((of, _), _)| of == name);
        let mut own = own.map(|((_, qualifier), config)| (qualifier.clone(), Arc::clone(config)));
        let page = own.by_ref().take(count).collect();
        (page, own.next().is_some())
    }

    fn read(&self) -> RwLockReadGuard<'_, BTreeMap<(String, String), Arc<EventConfig>>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lambda {
    /// Takes an event for later, as Lambda's own operations do. It is durable when this answers.
    pub(crate) async fn take_event(
        &self,
        text: &str,
        qualifier: Option<&str>,
        request_id: String,
        payload: Bytes,
        trace_id: Option<String>,
    ) -> Result<(), Error> {
        let (_, named) = self.find(text, qualifier)?;
        if payload.len() > EVENT_PAYLOAD_BYTES_MAX {
            return Err(error::event_too_large(payload.len(), EVENT_PAYLOAD_BYTES_MAX));
        }
        if !payload.is_empty() {
            json::check(&payload).map_err(error::invalid_content)?;
        }
        let event = Event {
            request_id,
            function: named.name.to_owned(),
            qualifier: named.qualifier.map(str::to_owned),
            payload,
            trace_id,
        };
        self.run.enqueue(event).await.map_err(error::refused)
    }

    pub(crate) fn event_target(
        &self,
        text: &str,
        qualifier: Option<&str>,
    ) -> Result<Target, Error> {
        let (function, named) = self.find(text, qualifier)?;
        let arn = self.qualified(&named);
        let qualifier = named.qualifier.unwrap_or(LATEST);
        let config = self.events.find(named.name, qualifier);
        let policy = policy(config.as_deref(), &function);
        let resource_policy = self.policies.at(&named.arn(&self.place));
        Ok(Target { version: Arc::clone(function.version()), arn, policy, resource_policy })
    }

    /// The ARN with its qualifier, as records and configurations name it.
    pub(crate) fn qualified(&self, named: &Named<'_>) -> String {
        let qualifier = Some(named.qualifier.unwrap_or(LATEST));
        Named { name: named.name, qualifier }.arn(&self.place)
    }
}

/// What is configured, and Lambda's own where nothing is.
fn policy(config: Option<&EventConfig>, function: &Function) -> EventPolicy {
    let usual = EventPolicy::default();
    let dead_letter = function.row.spec.asynchronous.dead_letter.clone();
    let Some(EventConfig { asynchronous, .. }) = config else {
        return EventPolicy { dead_letter, ..usual };
    };
    let age = asynchronous.event_age_s_max.map(|age| Duration::from_secs(age.into()));
    EventPolicy {
        age_max: age.unwrap_or(usual.age_max),
        retries_max: asynchronous.retries_max.unwrap_or(usual.retries_max),
        on_success: asynchronous.on_success.clone(),
        on_failure: asynchronous.on_failure.clone(),
        dead_letter,
    }
}

/// Part of a deployment: what the manifest says of a function's events counts where it has changed,
/// as in a stack; what the API said meanwhile stays.
pub fn deployed(
    tx: &mut WriteTx,
    before: Option<&Row>,
    spec: &FunctionSpec,
) -> Result<(), store::Error> {
    let FunctionSpec { name, asynchronous, .. } = spec;
    let wanted = asynchronous.config();
    let known = before.map(|row| row.spec.asynchronous.config()).unwrap_or_default();
    if wanted == known {
        return Ok(());
    }
    if wanted == Asynchronous::default() {
        return state::take_event_config(tx, name, LATEST).map(drop);
    }
    let config = EventConfig { modified: tx.now(), asynchronous: wanted };
    state::put_event_config(tx, name, LATEST, &config)
}
