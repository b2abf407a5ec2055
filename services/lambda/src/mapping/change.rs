//! Making, changing and removing a mapping.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::Arn;
use tokio::task::JoinHandle;
use wire::{Error, List};

use super::state::{self, Row, Settings};
use super::{check, shown};
use crate::api::{
    EventSourceMappingConfiguration, EventSourceMappingMetricsConfig, FilterCriteria,
    ProvisionedPollerConfig, ScalingConfig,
};
use crate::catalogue::Function;
use crate::name::Named;
use crate::{Lambda, error};

/// Messages of a batch where nothing is said (Lambda API reference, for SQS).
const BATCH_SIZE: u32 = 10;

/// What a request says of a mapping's settings; what it does not say is None.
#[derive(Debug, Default)]
pub struct Asked {
    pub enabled: Option<bool>,
    pub batch_size: Option<i64>,
    pub window_s: Option<i64>,
    pub filters: Option<FilterCriteria>,
    pub response_types: Option<List<String>>,
    pub scaling: Option<ScalingConfig>,
    pub pollers: Option<ProvisionedPollerConfig>,
    pub metrics: Option<EventSourceMappingMetricsConfig>,
}

/// From a request that makes a mapping, or one that changes it: they say it in the same words.
macro_rules! asked {
    ($input:ident) => {
        $crate::mapping::Asked {
            enabled: $input.enabled(),
            batch_size: $input.batch_size(),
            window_s: $input.maximum_batching_window_in_seconds(),
            filters: $input.take_filter_criteria(),
            response_types: $input.take_function_response_types(),
            scaling: $input.take_scaling_config(),
            pollers: $input.take_provisioned_poller_config(),
            metrics: $input.take_metrics_config(),
        }
    };
}
pub(crate) use asked;

/// What a mapping is between.
#[derive(Debug)]
pub struct Ends<'a> {
    pub source: Option<&'a str>,
    pub function: &'a str,
}

impl Asked {
    /// Laid over what there is.
    fn over(self, known: &Settings) -> Settings {
        let number = |number: i64| u32::try_from(number).ok();
        let filters = match self.filters {
            None => known.filters.clone(),
            Some(mut criteria) => criteria
                .take_filters()
                .into_iter()
                .flatten()
                .map(|mut filter| filter.take_pattern().unwrap_or_default())
                .collect(),
        };
        let concurrency_max = match self.scaling {
            None => known.concurrency_max,
            Some(scaling) => scaling.maximum_concurrency().and_then(number),
        };
        let pollers = match self.pollers {
            None => known.pollers,
            Some(pollers) => {
                let least = pollers.minimum_pollers().and_then(number);
                let most = pollers.maximum_pollers().and_then(number);
                (least.is_some() || most.is_some()).then_some((least, most))
            }
        };
        let metrics = match self.metrics {
            None => known.metrics.clone(),
            Some(mut config) => config.take_metrics().into_iter().flatten().collect(),
        };
        Settings {
            batch_size: self.batch_size.and_then(number).unwrap_or(known.batch_size),
            window_s: self.window_s.and_then(number).unwrap_or(known.window_s),
            filters,
            reports: self.response_types.map_or(known.reports, |types| !types.is_empty()),
            concurrency_max,
            pollers,
            metrics,
        }
    }
}

impl Lambda {
    /// `label` is by which a stack knows it; empty for callers of the API.
    pub(crate) async fn create_mapping(
        &self,
        ends: Ends<'_>,
        asked: Asked,
        tags: BTreeMap<String, String>,
        label: &str,
    ) -> Result<EventSourceMappingConfiguration, Error> {
        let (function, named) = self.mapped_function(ends.function)?;
        let source = ends.source.and_then(Arn::parse).ok_or_else(check::unrecognized)?;
        self.mappings.source(&source).ok_or_else(check::unrecognized)?;
        let enabled = asked.enabled.unwrap_or(true);
        let usual = Settings { batch_size: BATCH_SIZE, ..Settings::default() };
        let settings = asked.over(&usual);
        check::settings(&settings, &source)?;
        check::ends(self, &source, &function, label.is_empty())?;
        let mut row = Row {
            source: source.to_string(),
            function: named.name.to_owned(),
            qualifier: named.qualifier.map(str::to_owned),
            label: label.to_owned(),
            enabled,
            settings,
            tags,
            ..Row::default()
        };
        let made = self.store.write(move |tx| {
            let failed = |failed: store::Error| error::store(&failed);
            check_alone(tx, &row)?;
            (row.id, row.modified) = (tx.id(), tx.now());
            state::put(tx, &row).map_err(failed)?;
            Ok(row)
        });
        let row = made.await.map_err(error::write)?;
        self.changed_mapping(row, if enabled { "Creating" } else { "Disabled" })
    }

    /// `function` is another function's name, where it is to be another one.
    pub(crate) async fn update_mapping(
        &self,
        id: &str,
        function: Option<&str>,
        asked: Asked,
    ) -> Result<EventSourceMappingConfiguration, Error> {
        let known = self.mapping(id)?;
        let enabled = asked.enabled.unwrap_or(known.enabled);
        let settings = asked.over(&known.settings);
        self.set_mapping(&known, function, enabled, settings).await
    }

    async fn set_mapping(
        &self,
        known: &Row,
        function: Option<&str>,
        enabled: bool,
        settings: Settings,
    ) -> Result<EventSourceMappingConfiguration, Error> {
        if let ("Deleting" | "Disabling", _) = self.mapping_standing(known) {
            let text = "Cannot update the event source mapping because it is in use.";
            return Err(error::in_use(text));
        }
        let arn = Named { name: &known.function, qualifier: known.qualifier.as_deref() };
        let arn = arn.arn(&self.place);
        let (function, named) = self.mapped_function(function.unwrap_or(&arn))?;
        let source = Arn::parse(&known.source).ok_or_else(check::unrecognized)?;
        check::settings(&settings, &source)?;
        check::ends(self, &source, &function, known.label.is_empty())?;
        let word = match (known.enabled, enabled) {
            (false, true) => "Enabling",
            (true, false) => "Disabling",
            _ => "Updating",
        };
        let (name, qualifier) = (named.name.to_owned(), named.qualifier.map(str::to_owned));
        let id = known.id.clone();
        let changed = self.store.write(move |tx| {
            let failed = |failed: store::Error| error::store(&failed);
            let mut row = state::get(tx, &id).map_err(failed)?.ok_or_else(missing)?;
            (row.function, row.qualifier) = (name, qualifier);
            (row.enabled, row.settings, row.modified) = (enabled, settings, tx.now());
            check_alone(tx, &row)?;
            state::put(tx, &row).map_err(failed)?;
            Ok(row)
        });
        let row = changed.await.map_err(error::write)?;
        self.changed_mapping(row, word)
    }

    /// As a stack puts it: nothing begins where nothing is to be another.
    pub(crate) async fn update_unless_same(
        &self,
        known: &Row,
        function: &str,
        asked: Asked,
    ) -> Result<(), Error> {
        let (_, named) = self.mapped_function(function)?;
        let same = named.name == known.function && named.qualifier == known.qualifier.as_deref();
        let enabled = asked.enabled.unwrap_or(known.enabled);
        let settings = asked.over(&known.settings);
        if same && enabled == known.enabled && settings == known.settings {
            return Ok(());
        }
        self.set_mapping(known, Some(function), enabled, settings).await.map(drop)
    }

    /// It is there until its last batch has ended, which the handle tells.
    pub(crate) async fn delete_mapping(
        self: &Arc<Self>,
        id: &str,
    ) -> Result<(EventSourceMappingConfiguration, JoinHandle<()>), Error> {
        let known = self.mapping(id)?;
        if let ("Deleting", _) = self.mapping_standing(&known) {
            let text = "Cannot delete the event source mapping because it is in use.";
            return Err(error::in_use(text));
        }
        let gone = id.to_owned();
        let marked = self.store.write(move |tx| {
            let failed = |failed: store::Error| error::store(&failed);
            let mut row = state::get(tx, &gone).map_err(failed)?.ok_or_else(missing)?;
            row.deleting = true;
            state::put(tx, &row).map_err(failed)?;
            Ok(row)
        });
        let row = marked.await.map_err(error::write)?;
        let shown = self.changed_mapping(row, "Deleting")?;
        let ended = self.mappings.triggers().map(|triggers| triggers.end(id));
        let (lambda, id) = (Arc::clone(self), id.to_owned());
        let ending = tokio::spawn(async move {
            if let Some(ended) = ended {
                ended.await;
            }
            let gone = id.clone();
            // Where the store does not take it, the next start forgets it.
            if lambda.store.write(move |tx| state::delete(tx, &gone)).await.is_ok() {
                let _ = lambda.mappings.refresh(&lambda.store, &id);
                lambda.mappings.pass(&id, None);
            }
        });
        Ok((shown, ending))
    }

    pub(crate) async fn tag_mapping(
        &self,
        id: &str,
        change: impl FnOnce(&mut BTreeMap<String, String>) -> Result<(), Error> + Send + 'static,
    ) -> Result<(), Error> {
        let arn = self.mapping_arn(id);
        let id = id.to_owned();
        let changed = self.store.write(move |tx| {
            let failed = |failed: store::Error| error::store(&failed);
            let row = state::get(tx, &id).map_err(failed)?;
            let mut row = row.ok_or_else(|| no_mapping(&arn))?;
            change(&mut row.tags)?;
            state::put(tx, &row).map_err(failed)?;
            Ok(row.id)
        });
        let id = changed.await.map_err(error::write)?;
        self.mappings.refresh(&self.store, &id).map_err(|failed| error::store(&failed))?;
        Ok(())
    }

    pub(crate) fn mapping(&self, id: &str) -> Result<Arc<Row>, Error> {
        self.mappings.find(id).ok_or_else(missing)
    }

    /// The function that a mapping is to invoke, which must be there.
    fn mapped_function<'a>(&self, text: &'a str) -> Result<(Arc<Function>, Named<'a>), Error> {
        let found = self.find(text, None);
        found.map_err(|_| error::invalid_parameter("Function does not exist"))
    }

    /// Memory and the runner follow the store. The answer has the word for what began, however
    /// soon that is over.
    fn changed_mapping(
        &self,
        row: Row,
        word: &'static str,
    ) -> Result<EventSourceMappingConfiguration, Error> {
        let mut shown = shown(self, &row);
        shown.set_state(Some(word.into()));
        self.mappings.pass(&row.id, (word != "Disabled").then_some(word));
        let refreshed = self.mappings.refresh(&self.store, &row.id);
        refreshed.map_err(|failed| error::store(&failed))?;
        Ok(shown)
    }
}

pub(crate) fn missing() -> Error {
    error::not_found("The resource you requested does not exist.")
}

pub(crate) fn no_mapping(arn: &str) -> Error {
    error::not_found(format!("Event source mapping not found: {arn}"))
}

/// One function takes from a source once.
fn check_alone(tx: &store::ReadTx, row: &Row) -> Result<(), Error> {
    let Row { source, function, qualifier, .. } = row;
    let other = state::between(tx, source, function, qualifier.as_deref());
    match other.map_err(|failed| error::store(&failed))? {
        Some(other) if other != row.id => {
            let service = Arn::parse(source).map(|arn| arn.service.to_uppercase());
            let service = service.unwrap_or_default();
            Err(error::conflict(format!(
                "An event source mapping with {service} arn (\" {source} \") and function \
                 (\" {function} \") already exists. Please update or delete the existing mapping \
                 with UUID {other}"
            )))
        }
        _ => Ok(()),
    }
}
