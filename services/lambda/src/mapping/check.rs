//! What a mapping may be, in Lambda's words.

use base::Arn;
use kit::{Described, Errand, Need};
use pattern::Pattern;
use wire::Error;

use super::Mappings;
use super::state::Settings;
use crate::catalogue::Function;
use crate::{Lambda, error};

/// Items of a batch without a window, and of an ordered queue (Lambda API reference).
const BATCH_WITHOUT_WINDOW_MAX: u32 = 10;
/// Lambda's quota can be raised to it.
const FILTERS_MAX: usize = 10;
/// Pollers that may be reserved for a queue (Lambda developer guide, "Configuring provisioned
/// mode").
const POLLERS_MIN: u32 = 2;

pub fn unrecognized() -> Error {
    error::invalid_parameter("Unrecognized event source.")
}

/// What can be told from the settings alone, where a queue's name says whether it is ordered.
pub fn settings(settings: &Settings, source: &Arn) -> Result<(), Error> {
    let invalid = |text: &str| Err(error::invalid_parameter(text));
    if settings.batch_size > BATCH_WITHOUT_WINDOW_MAX && settings.window_s == 0 {
        return invalid(
            "Maximum batch window in seconds must be greater than 0 if maximum batch size is \
             greater than 10",
        );
    }
    if settings.window_s > 0 && source.resource.ends_with(".fifo") {
        return invalid("Batching window is not supported for FIFO queues");
    }
    if settings.filters.len() > FILTERS_MAX {
        return invalid("Exceeded filter count limit.");
    }
    if settings.filters.iter().any(|filter| Pattern::read(filter).is_err()) {
        return invalid("Invalid filter pattern definition.");
    }
    let Some((least, most)) = settings.pollers else { return Ok(()) };
    if settings.concurrency_max.is_some() {
        return invalid(
            "ScalingConfig and ProvisionedPollerConfig cannot be used together on an event source \
             mapping.",
        );
    }
    if least.is_some_and(|least| least < POLLERS_MIN)
        || most.is_some_and(|most| most < least.unwrap_or(POLLERS_MIN))
    {
        return invalid("MinimumPollers must be at least 2 and at most MaximumPollers.");
    }
    Ok(())
}

/// What the source and the function's role have to say. A manifest's queue may be visible again
/// before its function's time is out, which only callers of the API are refused.
pub fn ends(lambda: &Lambda, source: &Arn, function: &Function, by_api: bool) -> Result<(), Error> {
    let mappings: &Mappings = &lambda.mappings;
    let found = mappings.source(source).ok_or_else(unrecognized)?;
    let described = found.describe(source).map_err(|failed| error::store(&failed))?;
    let name = source.service.to_uppercase();
    let roles = &mappings.wired()?.roles;
    let role = roles.role(&function.row.spec.role_arn)?;
    let described_or_not = described.as_ref();
    for action in found.actions() {
        let mut need = Need::new(*action, source.to_string());
        need.policy = described_or_not.and_then(|described| described.policy.clone());
        let errand = Errand {
            need: &need,
            session: &function.row.spec.name,
            region: &lambda.place.region,
            now: lambda.store.read(|tx| tx.now()),
            place: ("lambda", "EventSourceMapping"),
        };
        if !role.as_ref().is_some_and(|role| roles.may(role, &errand)) {
            let (_, action) = action.split_once(':').unwrap_or(("", action));
            return Err(error::invalid_parameter(format!(
                "The function execution role does not have permissions to call {action} on {name}"
            )));
        }
    }
    let Some(Described { lease, .. }) = described else {
        return Err(error::invalid_parameter(
            "Error occurred while ReceiveMessage. SQS Error Code: \
             AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does \
             not exist.",
        ));
    };
    let (lease_s, timeout_s) = (lease.as_secs(), u64::from(function.row.spec.timeout_s));
    if by_api && lease_s < timeout_s {
        return Err(error::invalid_parameter(format!(
            "Queue visibility timeout: {lease_s} seconds is less than Function timeout: \
             {timeout_s} seconds"
        )));
    }
    Ok(())
}

impl Lambda {
    /// Whether a function's role may tell somebody something. Before everything is wired nobody
    /// asks.
    pub(crate) fn may_send(
        &self,
        function: &Function,
        action: &str,
        to: &Arn,
    ) -> Result<bool, Error> {
        let Ok(wired) = self.mappings.wired() else { return Ok(true) };
        let own = match self.mappings.source(to) {
            Some(source) => {
                let described = source.describe(to).map_err(|failed| error::store(&failed))?;
                described.and_then(|described| described.policy)
            }
            None => self.policies.at(&to.to_string()),
        };
        let need = Need { policy: own, ..Need::new(action, to.to_string()) };
        let errand = Errand {
            need: &need,
            session: &function.row.spec.name,
            region: &self.place.region,
            now: self.store.read(|tx| tx.now()),
            place: ("lambda", "Destination"),
        };
        let role = wired.roles.role(&function.row.spec.role_arn)?;
        Ok(role.is_some_and(|role| wired.roles.may(&role, &errand)))
    }
}
