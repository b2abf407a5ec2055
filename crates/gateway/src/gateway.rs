//! The way of one request through the gateway.

use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock};

use base::{Clock, Random};
use bytes::Bytes;
use kit::{Invocation, Invoke, Outcome};

use crate::api::Api;
use crate::event::{Circumstances, event};
use crate::limit::Limits;
use crate::request::{Request, Response};
use crate::respond::{Failure, Marks};
use crate::route::{Found, Table, Target};
use crate::trace::Trace;
use crate::{header, preflight, respond};

/// One REST API and the functions behind it. Shared by all connections.
pub struct Gateway {
    invoke: Arc<dyn Invoke>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    limits: Limits,
    deployment: RwLock<Option<Arc<Deployment>>>,
}

/// An API with its routes compiled.
struct Deployment {
    api: Api,
    table: Table,
    id: String,
}

type Invoking = Pin<Box<dyn Future<Output = Result<Outcome, wire::Error>> + Send>>;

impl Gateway {
    /// A gateway without an API: until `replace`, every route is unknown.
    pub fn new(
        invoke: Arc<dyn Invoke>,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        limits: Limits,
    ) -> Gateway {
        Gateway { invoke, clock, random, limits, deployment: RwLock::new(None) }
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Deploys an API in place of the one before. Requests that are under way end with the old.
    pub fn replace(&self, api: Api) {
        let table = Table::new(&api);
        let id = base::id::token(&*self.random, b"0123456789abcdefghijklmnopqrstuvwxyz", 6);
        let deployment = Arc::new(Deployment { api, table, id });
        *self.deployment.write().unwrap_or_else(PoisonError::into_inner) = Some(deployment);
    }

    /// Answers a request. Must run within a tokio runtime with time enabled. A function that is
    /// still at work when the integration times out is left to finish.
    pub async fn handle(&self, request: Request) -> Response {
        let request_id = base::uuid(&*self.random);
        let gateway_id = base::id::token(
            &*self.random,
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
            15,
        ) + "=";
        let mut marks = Marks { request_id: &request_id, gateway_id: &gateway_id, trace: None };
        let mut trace = None;
        let answer = self.answer(&request, &marks, &mut trace).await;
        let mut response = match answer {
            Ok(response) => {
                marks.trace = trace.as_deref();
                response
            }
            Err(failure) => {
                let (status, reason) = (failure.status.as_u16(), failure.reason.as_str());
                let (method, target) = (request.method.as_str(), request.target.as_str());
                if status >= 500 {
                    tracing::warn!(request_id, method, target, status, "{reason}");
                } else {
                    tracing::debug!(request_id, method, target, status, "{reason}");
                }
                respond::failure(&failure)
            }
        };
        respond::mark(&mut response, &marks);
        response
    }

    /// The answer to a request whose body was not even read, because it is too large.
    pub fn refuse_body(&self) -> Response {
        let request_id = base::uuid(&*self.random);
        let mut response = respond::failure(&Failure::body_too_large());
        respond::mark(
            &mut response,
            &Marks { request_id: &request_id, gateway_id: &request_id, trace: None },
        );
        response
    }

    async fn answer(
        &self,
        request: &Request,
        marks: &Marks<'_>,
        trace: &mut Option<String>,
    ) -> Result<Response, Failure> {
        self.check(request)?;
        let deployment = self.deployment.read().unwrap_or_else(PoisonError::into_inner).clone();
        let deployment = deployment.ok_or_else(Failure::no_route)?;
        let path = request.target.split('?').next().unwrap_or_default();
        let found =
            deployment.table.find(request.method.as_str(), path).ok_or_else(Failure::no_route)?;
        match found.target {
            Target::Preflight(preflight) => {
                Ok(preflight::answer(preflight, request.header("origin")))
            }
            Target::Function { function, asynchronous } => {
                let invocation = self.invocation(request, &found, &deployment, marks, trace);
                if *asynchronous {
                    // As an event it goes by its own request id, not by the gateway's.
                    let request_id = base::uuid(&*self.random);
                    let event = Invocation { request_id, ..invocation };
                    let kept = self.invoke.enqueue(function, None, event).await;
                    kept.map_err(|error| Failure::not_invoked(&error))?;
                    return Ok(Response::new(Bytes::new()));
                }
                let invoking = self.start(function.clone(), invocation);
                respond::function(&self.wait(invoking, function).await?)
            }
        }
    }

    fn check(&self, request: &Request) -> Result<(), Failure> {
        if request.body.len() > self.limits.body_bytes_max {
            return Err(Failure::body_too_large());
        }
        let head: usize =
            request.headers.iter().map(|(name, value)| name.len() + value.len()).sum();
        if request.method.as_str().len() + request.target.len() + head > self.limits.head_bytes_max
        {
            return Err(Failure::head_too_large(self.limits.head_bytes_max));
        }
        Ok(())
    }

    fn invocation(
        &self,
        request: &Request,
        found: &Found<'_, '_>,
        deployment: &Deployment,
        marks: &Marks<'_>,
        trace_id: &mut Option<String>,
    ) -> Invocation {
        let now = self.clock.now();
        let sent = request.header("x-amzn-trace-id").map(header::text);
        let trace = Trace::of(sent.as_deref(), now, &*self.random);
        let circumstances = Circumstances {
            api: &deployment.api,
            deployment: &deployment.id,
            request_id: marks.request_id,
            extended_request_id: marks.gateway_id,
            trace: &trace.header(),
            now,
        };
        let payload = Bytes::from(event(request, found, &circumstances));
        *trace_id = Some(trace.full());
        Invocation { payload, trace_id: trace_id.clone(), ..Invocation::default() }
    }

    /// The invocation as something that can outlive the request.
    fn start(&self, function: String, invocation: Invocation) -> Invoking {
        let invoke = Arc::clone(&self.invoke);
        Box::pin(async move { invoke.invoke(&function, None, invocation).await })
    }

    async fn wait(&self, mut invoking: Invoking, function: &str) -> Result<Outcome, Failure> {
        match tokio::time::timeout(self.limits.integration_timeout, &mut invoking).await {
            Ok(Ok(outcome)) => Ok(outcome),
            Ok(Err(error)) => Err(Failure::not_invoked(&error)),
            Err(_) => {
                self.leave(invoking, function);
                Err(Failure::timed_out())
            }
        }
    }

    /// Nobody waits any more, but the function goes on, as it does on Lambda.
    fn leave(&self, invoking: Invoking, function: &str) {
        let function = function.to_owned();
        tokio::spawn(async move {
            if let Err(error) = invoking.await {
                let reason = Failure::not_invoked(&error).reason;
                tracing::warn!(function, "an invocation without a waiting client failed: {reason}");
            }
        });
    }
}
