//! A mapping as `EventSourceMappingConfiguration` shows it.

use super::state::{Row, Settings};
use crate::Lambda;
use crate::api::{
    EventSourceMappingConfiguration, EventSourceMappingMetricsConfig, Filter, FilterCriteria,
    ProvisionedPollerConfig, ScalingConfig,
};
use crate::name::Named;

/// Why it is in its state: all that there is were asked for.
const REASON: &str = "USER_INITIATED";

/// With the word for its state.
pub fn shown(lambda: &Lambda, row: &Row) -> EventSourceMappingConfiguration {
    let (state, result) = lambda.mapping_standing(row);
    let function = Named { name: &row.function, qualifier: row.qualifier.as_deref() };
    let Settings { batch_size, window_s, filters, reports, concurrency_max, pollers, metrics } =
        &row.settings;
    let types: Vec<String> =
        reports.then(|| "ReportBatchItemFailures".to_owned()).into_iter().collect();
    let mut shown = EventSourceMappingConfiguration::default()
        .with_uuid(row.id.clone())
        .with_event_source_mapping_arn(lambda.mapping_arn(&row.id))
        .with_event_source_arn(row.source.clone())
        .with_function_arn(function.arn(&lambda.place))
        .with_batch_size(i64::from(*batch_size))
        .with_maximum_batching_window_in_seconds(i64::from(*window_s))
        .with_function_response_types(types)
        .with_last_modified(row.modified)
        .with_state(state)
        .with_state_transition_reason(REASON);
    shown.set_last_processing_result(result);
    if !filters.is_empty() {
        let filters = filters.iter().map(|text| Filter::default().with_pattern(text.clone()));
        let filters: wire::List<Filter> = filters.collect();
        shown.set_filter_criteria(Some(FilterCriteria::default().with_filters(filters)));
    }
    if let Some(most) = concurrency_max {
        let scaling = ScalingConfig::default().with_maximum_concurrency(i64::from(*most));
        shown.set_scaling_config(Some(scaling));
    }
    if let Some((least, most)) = pollers {
        let mut pollers = ProvisionedPollerConfig::default();
        pollers.set_minimum_pollers(least.map(i64::from));
        pollers.set_maximum_pollers(most.map(i64::from));
        shown.set_provisioned_poller_config(Some(pollers));
    }
    if !metrics.is_empty() {
        let metrics = EventSourceMappingMetricsConfig::default().with_metrics(metrics.clone());
        shown.set_metrics_config(Some(metrics));
    }
    shown
}
