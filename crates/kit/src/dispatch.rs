//! From a request to its answer: whose service, who signed it, may they, do it.
//!
//! The one way in for every service, from a socket ([`Router::handle`]) and in process
//! ([`Call`]). Every region of a request's signature leads to the same resources: there is one
//! region here, the application's.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::uuid;
use http::request::Parts;
use wire::schema::{Protocol, ServiceModel};
use wire::sigv4::{self, Claim, Dialect, Head, Payload, SigError};
use wire::{Error, Record, Request, Response, coding, protocol};

use crate::BoxFuture;
use crate::authority::{Authority, Denial};
use crate::client::{Caller, Client};
use crate::context::{Context, Principal};
use crate::origin::Origin;
use crate::ports::{Call, Keys};
use crate::service::{Bound, Service};
use crate::stream::Streamed;

pub use crate::authority::Settings;

/// All services behind one door.
pub struct Router {
    /// By the name in a signature's scope. A name may have several models, told apart by the
    /// target: DynamoDB's streams are signed for as its tables are.
    services: BTreeMap<&'static str, Vec<Entry>>,
    authority: Arc<Authority>,
    streamed: Option<Arc<dyn Streamed>>,
}

struct Entry {
    model: &'static ServiceModel,
    operations: BTreeMap<&'static str, Bound>,
}

impl Entry {
    /// Whether the request is of an operation that takes no signature.
    fn is_for_anyone(&self, request: &Request) -> bool {
        let operation = protocol::route(self.model, request);
        let bound = operation.ok().and_then(|operation| self.operations.get(operation.name));
        bound.is_some_and(|bound| bound.anyone)
    }
}

impl Router {
    /// With an authority of its own.
    pub fn new(services: Vec<Service>, settings: Settings) -> Router {
        Router::under(services, Arc::new(Authority::new(settings)))
    }

    pub fn under(services: Vec<Service>, authority: Arc<Authority>) -> Router {
        let mut all: BTreeMap<&'static str, Vec<Entry>> = BTreeMap::new();
        for service in services {
            let operations = service.operations.into_iter();
            let operations = operations.map(|bound| (bound.operation.name, bound)).collect();
            let entry = Entry { model: service.model, operations };
            all.entry(service.model.name).or_default().push(entry);
        }
        Router { services: all, authority, streamed: None }
    }

    /// The same, beside a service that speaks a protocol of its own.
    pub fn beside(self, streamed: Arc<dyn Streamed>) -> Router {
        Router { streamed: Some(streamed), ..self }
    }

    /// The service that takes this request as it comes, where it is not one of those here.
    pub fn streamed(&self, head: &Parts) -> Option<&Arc<dyn Streamed>> {
        self.streamed.as_ref().filter(|streamed| streamed.is_meant(head))
    }

    /// As [`Router::handle_from`], from nobody knows where.
    pub async fn handle(&self, request: Request, keys: &dyn Keys) -> Response {
        self.handle_from(request, keys, Caller::default()).await
    }

    /// Answers one request from a socket, through which only `keys` count. Never fails: what
    /// goes wrong is an answer, too.
    pub async fn handle_from(
        &self,
        request: Request,
        keys: &dyn Keys,
        caller: impl Into<Caller>,
    ) -> Response {
        if is_asked_for_health(&request) {
            return healthy(&request);
        }
        let request_id = uuid(self.authority.random());
        let (model, result) = self.answer(&request, &request_id, keys, caller.into()).await;
        match result {
            Ok(response) => response,
            Err(error) => protocol::encode_error_for(&request, model, &error, &request_id),
        }
    }

    async fn answer(
        &self,
        request: &Request,
        request_id: &str,
        keys: &dyn Keys,
        caller: Caller,
    ) -> (&'static ServiceModel, Result<Response, Error>) {
        let head = head(request);
        let claim = sigv4::parse(&head);
        let named = claim.as_ref().ok().and_then(Option::as_ref);
        let Some(entry) = self.entry(named, request) else {
            let model = stranger(request, named.map(|claim| claim.scope.service.as_ref()));
            let unknown = match claim {
                Ok(Some(claim)) => match claim.check_time(self.authority.signing_time()) {
                    Ok(()) => no_service(&claim.scope.service),
                    Err(error) => refused(error, model),
                },
                Ok(None) => refused(SigError::missing(), model),
                Err(error) => refused(error, model),
            };
            return (model, Err(unknown));
        };
        let unsigned = matches!(claim, Ok(None)) && entry.is_for_anyone(request);
        let principal = match unsigned {
            true => Ok(Arc::new(Principal::anonymous())),
            false => self.authenticate(&head, claim, request, keys),
        };
        let principal = match principal {
            Ok(principal) => principal,
            Err(error) => return (entry.model, Err(refused(error, entry.model))),
        };
        let context = self.authority.context(request_id.to_owned(), principal);
        let context = Context { client: client(request, caller), ..context };
        let origin = Arc::clone(&context.client.origin);
        (entry.model, self.perform(entry, request, context, &origin).await)
    }

    async fn perform(
        &self,
        entry: &Entry,
        request: &Request,
        context: Context,
        origin: &Origin,
    ) -> Result<Response, Error> {
        let operation = protocol::route(entry.model, request)?;
        let Some(bound) = entry.operations.get(operation.name) else {
            let why = format!("{}:{} is described and not bound", entry.model.name, operation.name);
            return Err(Error::internal(why));
        };
        let plain = coding::unpacked(entry.model, request)?;
        let input = protocol::decode_input(entry.model, operation, &plain)?;
        wire::validate::check(entry.model, &input)?;
        let request_id = context.request_id.clone();
        let output = self.run(entry.model, bound, context, input, origin).await?;
        let model = entry.model;
        let answer = protocol::encode_output_for(request, model, operation, output, &request_id);
        Ok(coding::packed(entry.model, request, answer))
    }

    async fn run(
        &self,
        model: &'static ServiceModel,
        bound: &Bound,
        context: Context,
        input: Record,
        origin: &Origin,
    ) -> Result<Record, Error> {
        (bound.admits)(&context)?;
        for need in (bound.needs)(&context, &input) {
            let place = (model.name, bound.operation.name);
            let allowed = self.authority.require(&context, &need, origin, place);
            allowed.map_err(|denial| denied(denial, model))?;
        }
        let result = (bound.run)(context, input).await;
        if let Err(error) = &result
            && (error.operator.is_some() || error.status >= 500)
        {
            self.authority.tell(model.name, bound.operation.name, error);
        }
        result
    }

    fn authenticate(
        &self,
        head: &Head<'_>,
        claim: Result<Option<Claim<'_>>, SigError>,
        request: &Request,
        keys: &dyn Keys,
    ) -> Result<Arc<Principal>, SigError> {
        let claim = claim?.ok_or_else(SigError::missing)?;
        let payload = Payload::of(&request.body);
        let credential = self.authority.authenticate(&claim, head, &payload, keys)?;
        Ok(credential.principal)
    }

    /// The service of the signature's scope; for an unsigned request, the one whose operation
    /// it looks like, so that it is told off in the right form.
    fn entry(&self, claim: Option<&Claim<'_>>, request: &Request) -> Option<&Entry> {
        match claim {
            Some(claim) => {
                let entries = self.services.get(claim.scope.service.as_ref())?;
                let mut named = entries.iter();
                let meant = named.find(|entry| protocol::is_meant(entry.model, request));
                meant.or_else(|| entries.first())
            }
            None => {
                let mut entries = self.services.values().flatten();
                entries.find(|entry| protocol::route(entry.model, request).is_ok())
            }
        }
    }
}

impl Call for Router {
    fn call<'a>(
        &'a self,
        service: &'a str,
        operation: &'a str,
        input: Record,
        caller: Arc<Principal>,
    ) -> BoxFuture<'a, Result<Record, Error>> {
        Box::pin(async move {
            let entries = self.services.get(service).ok_or_else(|| no_service(service))?;
            let mut found =
                entries.iter().filter_map(|entry| Some((entry, entry.operations.get(operation)?)));
            let (entry, bound) = found.next().ok_or_else(|| {
                Error::internal(format!("{service} has no operation {operation}"))
            })?;
            wire::validate::check(entry.model, &input)?;
            let context = self.authority.context(uuid(self.authority.random()), caller);
            self.run(entry.model, bound, context, input, &Origin::default()).await
        })
    }
}

/// AWS's own words for a denial; the operator reads which statement denied or is missing.
fn denied(denial: Denial, model: &ServiceModel) -> Error {
    let Denial { message, reason } = denial;
    let error = match model.protocol {
        Protocol::Query => Error::client("AccessDenied", message).with_status(403),
        Protocol::RestJson => Error::client("AccessDeniedException", message).with_status(403),
        Protocol::AwsJson10 | Protocol::AwsJson10Query | Protocol::AwsJson11 => {
            Error::client("AccessDeniedException", message)
        }
    };
    error.for_operator(reason)
}

/// What operations may know of who asks.
fn client(request: &Request, caller: Caller) -> Client {
    let header = |name: &str| request.header(name).map(Arc::from);
    let path = Some(request.path()).filter(|path| *path != "/").map(Arc::from);
    let (host, trace_id) = (header("host"), header("x-amzn-trace-id"));
    let origin = Arc::new(Origin::of(request, caller.source_ip));
    Client { host, path, trace_id, origin, gone: caller.gone }
}

fn head(request: &Request) -> Head<'_> {
    Head {
        method: request.method.as_str(),
        path: request.path(),
        query: request.query(),
        headers: &request.headers,
        authority: request.uri.authority().map(|authority| authority.as_str()),
    }
}

fn refused(error: SigError, model: &ServiceModel) -> Error {
    let answer = error.answer(match model.protocol {
        Protocol::AwsJson10 | Protocol::AwsJson10Query | Protocol::AwsJson11 => Dialect::AwsJson,
        Protocol::RestJson => Dialect::RestJson,
        Protocol::Query => Dialect::Query,
    });
    Error::client(answer.code, answer.message).with_status(answer.status)
}

/// As DynamoDB's endpoint is asked by whoever only wants to know whether it is there.
fn is_asked_for_health(request: &Request) -> bool {
    request.method == http::Method::GET
        && request.path() == "/"
        && request.query().is_empty()
        && !request.headers.contains_key(http::header::AUTHORIZATION)
}

fn healthy(request: &Request) -> Response {
    let text = format!("healthy: {} ", request.header("host").unwrap_or("squall"));
    let mut response = Response::new(text.into());
    let plain = http::HeaderValue::from_static("text/plain");
    response.headers_mut().insert(http::header::CONTENT_TYPE, plain);
    response
}

fn no_service(name: &str) -> Error {
    let message = format!("The service {name} is not there yet in Squall");
    Error::client("NotImplemented", message).with_status(501)
}

/// Services whose clients read XML although they do not send forms.
const REST_XML: &[&str] = &["s3", "s3express", "cloudfront", "route53"];

/// The form of an answer to a request of no known service: XML to those who send forms or speak
/// REST with XML, JSON to the rest, its code in a header where the path says that it is REST.
fn stranger(request: &Request, service: Option<&str>) -> &'static ServiceModel {
    let form = request.header("content-type").unwrap_or_default();
    let xml = service.is_some_and(|service| REST_XML.contains(&service));
    if xml || form.starts_with("application/x-www-form-urlencoded") {
        &STRANGERS[0]
    } else if request.path() == "/" {
        &STRANGERS[1]
    } else {
        &STRANGERS[2]
    }
}

static STRANGERS: [ServiceModel; 3] =
    [nobody(Protocol::Query), nobody(Protocol::AwsJson10), nobody(Protocol::RestJson)];

const fn nobody(protocol: Protocol) -> ServiceModel {
    ServiceModel {
        name: "",
        service_id: "",
        endpoint_prefix: "",
        protocol,
        target_prefix: "",
        api_version: "",
        error_namespace: "",
        xml_namespace: "",
        operations: &[],
        unimplemented: &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_is_answered_in_the_form_that_its_client_reads() {
        let form = "application/x-www-form-urlencoded; charset=utf-8";
        for (path, content, service, protocol) in [
            ("/", "application/x-amz-json-1.0", Some("sqs"), Protocol::AwsJson10),
            ("/", form, Some("sns"), Protocol::Query),
            ("/", "", Some("s3"), Protocol::Query),
            ("/bucket/key", "", Some("s3"), Protocol::Query),
            ("/prod/x", "application/json", Some("apigateway"), Protocol::RestJson),
            ("/", "", None, Protocol::AwsJson10),
        ] {
            let mut headers = http::HeaderMap::new();
            headers.insert("content-type", content.parse().unwrap());
            let request = Request {
                method: http::Method::GET,
                uri: path.parse().unwrap(),
                headers,
                body: bytes::Bytes::new(),
            };
            assert_eq!(stranger(&request, service).protocol, protocol, "{path} of {service:?}");
        }
    }
}
