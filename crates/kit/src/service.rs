//! A service is a table: its model and, for each operation that exists, who may call it and
//! what it does.

use std::future::Future;
use std::sync::Arc;

use wire::schema::{Operation, ServiceModel};
use wire::{Record, Structured};

use crate::{BoxFuture, Context};

/// A service as the router knows it.
pub struct Service {
    pub model: &'static ServiceModel,
    pub operations: Vec<Bound>,
}

/// An operation with the code that answers it.
pub struct Bound {
    pub operation: &'static Operation,
    /// Whether it may be asked without a signature.
    pub anyone: bool,
    /// Whom the service speaks to at all, asked before any policy.
    pub admits: fn(&Context) -> Result<(), wire::Error>,
    pub needs: Box<Needs>,
    pub run: Box<Handler>,
}

impl Bound {
    /// The same for everybody: it takes no signature, and decides itself whom it believes.
    pub fn for_anyone(self) -> Bound {
        Bound { anyone: true, ..self }
    }

    /// The same for those whom the service speaks to; the error is what it tells the others.
    pub fn admitting(self, admits: fn(&Context) -> Result<(), wire::Error>) -> Bound {
        Bound { admits, ..self }
    }
}

type Needs = dyn Fn(&Context, &Record) -> Vec<Need> + Send + Sync;
type Handler =
    dyn Fn(Context, Record) -> BoxFuture<'static, Result<Record, wire::Error>> + Send + Sync;

/// What a resource says itself of who may do what with it, where it says something.
pub type OwnPolicy = Option<Arc<policy::Policy>>;

/// One permission that a request needs: an action on a resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// `dynamodb:PutItem`.
    pub action: String,
    /// An ARN, or `*` for actions without a resource.
    pub resource: String,
    /// Condition keys of the service and their values, such as `dynamodb:LeadingKeys`.
    pub keys: Vec<(String, Vec<String>)>,
    /// The resource's.
    pub policy: OwnPolicy,
}

impl Need {
    pub fn new(action: impl Into<String>, resource: impl Into<String>) -> Need {
        let (action, resource) = (action.into(), resource.into());
        Need { action, resource, keys: Vec::new(), policy: None }
    }
}

/// Binds an operation to a plain function `(state, context, input) -> Result<Output, Error>`.
pub fn bind<S, I, O, F>(
    operation: &'static Operation,
    state: &Arc<S>,
    needs: fn(&S, &Context, &I) -> Vec<Need>,
    run: fn(Arc<S>, Context, I) -> F,
) -> Bound
where
    S: Send + Sync + 'static,
    I: Structured + 'static,
    O: Structured + 'static,
    F: Future<Output = Result<O, wire::Error>> + Send + 'static,
{
    let for_needs = Arc::clone(state);
    let for_run = Arc::clone(state);
    Bound {
        operation,
        anyone: false,
        admits: |_| Ok(()),
        needs: Box::new(move |context, record| match I::view(record) {
            Some(input) => needs(&for_needs, context, input),
            None => Vec::new(),
        }),
        run: Box::new(move |context, record| {
            let Some(input) = I::from_record(record) else {
                let why = format!("{} was given a record of another shape", operation.name);
                return Box::pin(std::future::ready(Err(wire::Error::internal(why))));
            };
            let answer = run(Arc::clone(&for_run), context, input);
            Box::pin(async move { answer.await.map(Structured::into_record) })
        }),
    }
}
