//! Lambda: functions by name, their configurations, and invoking them.
//!
//! [`service`] is the table that the router speaks to; [`Lambda`] is also the port
//! [`kit::Invoke`], which the gateway holds. It knows what a function is called and how it is
//! configured; running it is the engine's, behind [`kit::Run`]. Deliberately absent: what is listed
//! as missing in `docs/services/lambda.md`.

pub mod api;
mod catalogue;
mod configuration;
mod deploy;
mod error;
mod json;
mod name;
mod ops;
mod state;

#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex};

use base::limit::INVOKE_PAYLOAD_BYTES_MAX;
use kit::{BoxFuture, Invocation, Outcome, Run, Service, bind};
use wire::Error;

pub use catalogue::Function;
pub use deploy::Deployment;
pub use name::Place;
pub use state::{Asynchronous, FunctionSpec};

use catalogue::Catalogue;
use name::{LATEST, Named};

/// The service's state: the store's rows, and the functions as they are run.
pub struct Lambda {
    store: store::Store,
    run: Arc<dyn Run>,
    place: Place,
    catalogue: Catalogue,
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
        let catalogue = Catalogue::default();
        for row in store.read(state::functions)? {
            catalogue.put(Arc::new(Function::new(row, &place)));
        }
        Ok(Lambda { store, run, place, catalogue, deploying: Mutex::default() })
    }

    /// All functions in the order of their names.
    pub fn functions(&self) -> Vec<Arc<Function>> {
        self.catalogue.all()
    }

    /// The function that a caller named, and how it was named.
    fn find<'a>(
        &self,
        text: &'a str,
        qualifier: Option<&'a str>,
    ) -> Result<(Arc<Function>, Named<'a>), Error> {
        let named = Named::parse(text, qualifier, &self.place)?;
        let found = match named.qualifier {
            None | Some(LATEST) => self.catalogue.find(named.name),
            Some(_) => None,
        };
        match found {
            Some(function) => Ok((function, named)),
            None => Err(error::no_function(&named.arn(&self.place))),
        }
    }

    async fn run(&self, function: &Function, invocation: Invocation) -> Result<Outcome, Error> {
        if invocation.payload.len() > INVOKE_PAYLOAD_BYTES_MAX {
            return Err(error::request_too_large(INVOKE_PAYLOAD_BYTES_MAX));
        }
        let outcome = self.run.run(Arc::clone(&function.version), invocation).await;
        outcome.map_err(error::refused)
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
            let (function, _) = self.find(function, qualifier)?;
            self.run(&function, invocation).await
        })
    }
}

/// The operation table.
pub fn service(lambda: &Arc<Lambda>) -> Service {
    use api::op;
    use ops::*;
    let operations = vec![
        bind(&op::GET_FUNCTION, lambda, get_function::needs, get_function::run),
        bind(
            &op::GET_FUNCTION_CONFIGURATION,
            lambda,
            get_function_configuration::needs,
            get_function_configuration::run,
        ),
        bind(&op::INVOKE, lambda, invoke::needs, invoke::run),
        bind(&op::LIST_FUNCTIONS, lambda, list_functions::needs, list_functions::run),
    ];
    Service { model: &api::MODEL, operations }
}
