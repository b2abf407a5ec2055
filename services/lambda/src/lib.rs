//! Lambda: functions by name, their configurations, and invoking them.
//!
//! [`service`] is the table that the router speaks to; [`Lambda`] is also the port
//! [`kit::Invoke`], which the gateway holds. It knows what a function is called and how it is
//! configured; running it is the engine's, behind [`kit::Run`]. Deliberately absent: what is listed
//! as missing in `docs/services/lambda.md`.

mod alias;
pub mod api;
mod catalogue;
mod change;
mod concurrency;
mod configuration;
mod deploy;
mod error;
mod events;
mod json;
mod mapping;
mod name;
mod ops;
mod page;
mod permission;
mod provisioning;
mod published;
mod resource;
mod state;
mod undo;

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use base::limit::INVOKE_PAYLOAD_BYTES_MAX;
use kit::{BoxFuture, Context, Invocation, Need, Outcome, Run, Service, Snapshot, Target, bind};
use wire::Error;

pub use catalogue::{Function, Shelf};
pub use deploy::Deployment;
pub use mapping::Triggering;
pub use name::Place;
pub use permission::PermissionResource;
pub use published::{PROVISIONED_ALIAS, SNAP_START_ALIAS};
pub use resource::MappingResource;
pub use state::{Asynchronous, FunctionSpec};
pub use undo::{PutBack, is_cut_off, settle};

use catalogue::Catalogue;
use events::EventConfigs;
use mapping::Mappings;
use name::Named;
use permission::Policies;

/// The service's state: the store's rows, and the functions as they are run.
pub struct Lambda {
    store: store::Store,
    run: Arc<dyn Run>,
    place: Arc<Place>,
    catalogue: Catalogue,
    events: EventConfigs,
    mappings: Mappings,
    policies: Policies,
    /// Revisions with SnapStart that were there before this start: their callers have waited for
    /// them already.
    settled: HashSet<String>,
    /// Held while functions are changed, so that memory follows the store in its order.
    deploying: Mutex<()>,
}

impl Lambda {
    /// Reads what was deployed before. Nothing is published to the engine: `deploy` does that.
    pub fn open(
        store: store::Store,
        run: Arc<dyn Run>,
        place: Place,
    ) -> Result<Lambda, store::Error> {
        let place = Arc::new(place);
        let (catalogue, mut settled) = (Catalogue::default(), HashSet::new());
        for kept in store.read(state::all)? {
            let snapped = kept.published.values().filter(|row| row.spec.snap_start);
            settled.extend(snapped.map(|row| row.revision.clone()));
            catalogue.put(Arc::new(Shelf::new(kept, None, &place)));
        }
        let events = EventConfigs::default();
        events.reload(&store)?;
        let mappings = Mappings::default();
        mappings.load(&store)?;
        let policies = Policies::default();
        policies.load(&store, &place)?;
        let deploying = Mutex::default();
        Ok(Lambda { store, run, place, catalogue, events, mappings, policies, settled, deploying })
    }

    /// All functions in the order of their names.
    pub fn functions(&self) -> Vec<Arc<Shelf>> {
        self.catalogue.all()
    }

    /// The function that a caller named, and how it was named.
    fn find<'a>(
        &self,
        text: &'a str,
        qualifier: Option<&'a str>,
    ) -> Result<(Arc<Function>, Named<'a>), Error> {
        let named = Named::parse(text, qualifier, &self.place)?;
        let found = self.catalogue.find(named.name).and_then(|shelf| {
            let number = shelf.number(named.qualifier)?;
            shelf.version(number)
        });
        match found {
            Some(function) => Ok((function, named)),
            None => Err(error::no_function(&named.arn(&self.place))),
        }
    }

    /// The function with everything that is published of it.
    fn shelf(&self, text: &str) -> Result<Arc<Shelf>, Error> {
        let named = Named::parse(text, None, &self.place)?;
        let found = self.catalogue.find(named.name);
        found.ok_or_else(|| error::no_function(&named.arn(&self.place)))
    }

    /// How far the snapshot of a version is.
    fn snapshot(&self, function: &Function) -> Snapshot {
        if !function.snap_start() {
            return Snapshot::None;
        }
        match self.run.snapshot(function.version()) {
            // One that nobody has needed since the start is made when it is needed.
            Snapshot::None => Snapshot::Ready,
            known => known,
        }
    }

    /// Whether a version is still being made, so that it cannot be invoked yet. One that a manifest
    /// has published is served without its snapshot meanwhile: there it is the deployment that
    /// would have waited.
    fn is_pending(&self, function: &Function) -> bool {
        function.snap_start()
            && function.row.stack.is_empty()
            && !self.settled.contains(&function.row.revision)
            && self.snapshot(function) == Snapshot::Making
    }

    async fn run(&self, function: &Function, invocation: Invocation) -> Result<Outcome, Error> {
        if invocation.payload.len() > INVOKE_PAYLOAD_BYTES_MAX {
            return Err(error::request_too_large(INVOKE_PAYLOAD_BYTES_MAX));
        }
        let outcome = self.run.run(Arc::clone(function.version()), invocation).await;
        outcome.map_err(error::refused)
    }

    /// The permission to do something with a function as it was named. What the function's policy
    /// says counts for whoever is of its account, or has named it by its whole ARN: a name by
    /// itself is of the caller's account.
    fn need(&self, context: &Context, action: &str, text: &str, qualifier: Option<&str>) -> Need {
        let resource = self.resource(text, qualifier);
        let is_meant = context.principal.who.account == self.place.account
            || text.contains(&format!("{}:function:", self.place.account));
        let policy = is_meant.then(|| self.policies.at(&resource)).flatten();
        Need { policy, ..Need::new(format!("lambda:{action}"), resource) }
    }

    /// The ARN that a caller's policies must allow, as it was named.
    fn resource(&self, text: &str, qualifier: Option<&str>) -> String {
        match Named::parse(text, qualifier, &self.place) {
            Ok(named) => named.arn(&self.place),
            Err(_) => self.place.arn(text),
        }
    }
}

impl kit::Invoke for Lambda {
    fn invoke<'a>(
        &'a self,
        function: &'a str,
        qualifier: Option<&'a str>,
        invocation: Invocation,
    ) -> BoxFuture<'a, Result<Outcome, Error>> {
        Box::pin(async move {
            let (function, named) = self.find(function, qualifier)?;
            let invocation =
                Invocation { qualifier: named.qualifier.map(str::to_owned), ..invocation };
            self.run(&function, invocation).await
        })
    }

    fn enqueue<'a>(
        &'a self,
        function: &'a str,
        qualifier: Option<&'a str>,
        invocation: Invocation,
    ) -> BoxFuture<'a, Result<(), Error>> {
        let Invocation { request_id, payload, trace_id, .. } = invocation;
        Box::pin(self.take_event(function, qualifier, request_id, payload, trace_id))
    }

    fn target(&self, function: &str, qualifier: Option<&str>) -> Result<Target, Error> {
        self.event_target(function, qualifier)
    }
}

/// The operation table.
pub fn service(lambda: &Arc<Lambda>) -> Service {
    use api::op;
    use ops::*;
    macro_rules! table {
        ($($constant:ident => $verb:ident,)*) => {
            vec![$(bind(&op::$constant, lambda, $verb::needs, $verb::run)),*]
        };
    }
    let operations = table! {
        ADD_PERMISSION => add_permission,
        CREATE_ALIAS => create_alias,
        CREATE_EVENT_SOURCE_MAPPING => create_event_source_mapping,
        DELETE_ALIAS => delete_alias,
        DELETE_EVENT_SOURCE_MAPPING => delete_event_source_mapping,
        DELETE_FUNCTION_CONCURRENCY => delete_function_concurrency,
        DELETE_FUNCTION_EVENT_INVOKE_CONFIG => delete_function_event_invoke_config,
        DELETE_PROVISIONED_CONCURRENCY_CONFIG => delete_provisioned_concurrency_config,
        GET_ACCOUNT_SETTINGS => get_account_settings,
        GET_ALIAS => get_alias,
        GET_EVENT_SOURCE_MAPPING => get_event_source_mapping,
        GET_FUNCTION => get_function,
        GET_FUNCTION_CONCURRENCY => get_function_concurrency,
        GET_FUNCTION_CONFIGURATION => get_function_configuration,
        GET_FUNCTION_EVENT_INVOKE_CONFIG => get_function_event_invoke_config,
        GET_POLICY => get_policy,
        GET_PROVISIONED_CONCURRENCY_CONFIG => get_provisioned_concurrency_config,
        INVOKE => invoke,
        INVOKE_ASYNC => invoke_async,
        LIST_ALIASES => list_aliases,
        LIST_EVENT_SOURCE_MAPPINGS => list_event_source_mappings,
        LIST_FUNCTIONS => list_functions,
        LIST_FUNCTION_EVENT_INVOKE_CONFIGS => list_function_event_invoke_configs,
        LIST_PROVISIONED_CONCURRENCY_CONFIGS => list_provisioned_concurrency_configs,
        LIST_TAGS => list_tags,
        LIST_VERSIONS_BY_FUNCTION => list_versions_by_function,
        PUBLISH_VERSION => publish_version,
        PUT_FUNCTION_CONCURRENCY => put_function_concurrency,
        PUT_FUNCTION_EVENT_INVOKE_CONFIG => put_function_event_invoke_config,
        PUT_PROVISIONED_CONCURRENCY_CONFIG => put_provisioned_concurrency_config,
        REMOVE_PERMISSION => remove_permission,
        TAG_RESOURCE => tag_resource,
        UNTAG_RESOURCE => untag_resource,
        UPDATE_ALIAS => update_alias,
        UPDATE_EVENT_SOURCE_MAPPING => update_event_source_mapping,
        UPDATE_FUNCTION_CONFIGURATION => update_function_configuration,
        UPDATE_FUNCTION_EVENT_INVOKE_CONFIG => update_function_event_invoke_config,
    };
    Service { model: &api::MODEL, operations }
}
