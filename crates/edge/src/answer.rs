//! One request, from its head to its answer.

use std::convert::Infallible;
use std::future::Future;
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, EXPECT, HOST};
use http::{HeaderValue, Request, Response, StatusCode, request};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use kit::Gone;
use tokio::runtime::Handle;

use crate::body::{self, Held, Problem, Room};
use crate::head::Head;
use crate::io::Ledger;
use crate::reply::Reply;
use crate::stream::Coming;
use crate::{AwsFace, Face, Limits, Peer};

/// What the connections of a listener share.
pub(crate) struct Shared {
    pub face: Face,
    pub limits: Limits,
    pub room: Room,
    pub runtime: Handle,
}

/// A request that is open; closed when dropped, whatever became of it.
pub(crate) struct Open(Arc<Ledger>);

impl Open {
    fn new(ledger: Arc<Ledger>) -> (Open, Option<Head>) {
        let head = {
            let mut state = ledger.lock();
            state.open += 1;
            state.requests += 1;
            state.scanner.next()
        };
        (Open(ledger), head)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.lock().open -= 1;
    }
}

/// Answers a request. A client that goes away takes this future with it, perhaps before it is
/// polled at all, but not the work: what was asked is done.
pub(crate) fn answer(
    shared: Arc<Shared>,
    ledger: Arc<Ledger>,
    peer: Peer,
    request: Request<Incoming>,
) -> impl Future<Output = Result<Response<Reply>, Infallible>> {
    // At once, not at the first poll: heads are taken in the order of the requests.
    let (open, head) = Open::new(ledger);
    let begun = Instant::now();
    let told = tracing::enabled!(tracing::Level::DEBUG)
        .then(|| (request.method().clone(), request.uri().path().to_owned()));
    let runtime = shared.runtime.clone();
    let gone = Gone::default();
    let work = Some(Box::pin(respond(shared, head, peer, request, gone.clone())));
    let answer = Work { work, runtime, gone };
    async move {
        let response = finish(answer.await);
        if let Some((method, path)) = told {
            let status = response.status().as_u16();
            let bytes = response.body().len();
            let micros = begun.elapsed().as_micros();
            let remote = peer.remote;
            tracing::debug!(%method, path, status, bytes, micros, %remote, "answered");
        }
        // A stream's request is open until its last byte was taken.
        Ok(response.map(|body| body.holding(open)))
    }
}

/// What is done for a request. The connection's own task does it, so that no other has to be woken;
/// where that one is gone, what is left becomes a task of its own.
struct Work<F: Future<Output = Response<Reply>> + Send + 'static> {
    work: Option<Pin<Box<F>>>,
    runtime: Handle,
    gone: Gone,
}

/// It panicked.
struct BrokeDown;

impl<F: Future<Output = Response<Reply>> + Send + 'static> Future for Work<F> {
    type Output = Result<Response<Reply>, BrokeDown>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(work) = &mut self.work else { return Poll::Ready(Err(BrokeDown)) };
        // Whatever it leaves behind is its own: it is dropped, and looked at by nobody.
        let polled = panic::catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context)));
        let answer = match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(response)) => Ok(response),
            Err(_) => Err(BrokeDown),
        };
        self.work = None;
        Poll::Ready(answer)
    }
}

impl<F: Future<Output = Response<Reply>> + Send + 'static> Drop for Work<F> {
    fn drop(&mut self) {
        if let Some(work) = self.work.take() {
            self.gone.leave();
            self.runtime.spawn(work);
        }
    }
}

async fn respond(
    shared: Arc<Shared>,
    head: Option<Head>,
    peer: Peer,
    request: Request<Incoming>,
    gone: Gone,
) -> Response<Reply> {
    if head.as_ref().is_some_and(|head| head.ambiguous) {
        return last(StatusCode::BAD_REQUEST).map(Reply::whole);
    }
    let (mut parts, incoming) = request.into_parts();
    // An HTTP/2 client names the host beside the headers; whoever reads it looks among them.
    if !parts.headers.contains_key(HOST)
        && let Some(authority) = parts.uri.authority()
        && let Ok(host) = HeaderValue::from_str(authority.as_str())
    {
        parts.headers.insert(HOST, host);
    }
    match &shared.face {
        Face::Aws(face) if face.is_streamed(&parts) => {
            stream(&**face, &shared.limits, parts, incoming, peer).await
        }
        _ => {
            let whole = respond_whole(shared, head, peer, parts, incoming, gone).await;
            whole.map(Reply::whole)
        }
    }
}

/// Hands the body over as it comes, and takes the answer's in the same way.
async fn stream(
    face: &dyn AwsFace,
    limits: &Limits,
    parts: request::Parts,
    incoming: Incoming,
    peer: Peer,
) -> Response<Reply> {
    // Whoever waits for "100 Continue" has not sent anything to drain.
    let waits = parts.headers.contains_key(EXPECT);
    let coming = Coming::new(incoming, limits.stream_silence, !waits);
    let request = Request::from_parts(parts, coming.boxed_unsync());
    face.stream(request, peer).await.map(Reply::stream)
}

async fn respond_whole(
    shared: Arc<Shared>,
    head: Option<Head>,
    peer: Peer,
    parts: request::Parts,
    incoming: Incoming,
    gone: Gone,
) -> Response<Bytes> {
    let limit = body_limit(&shared);
    if body::announced_too_large(&incoming, limit) {
        // Whoever waits for "100 Continue" has not sent anything to drain.
        if !parts.headers.contains_key(EXPECT) {
            tokio::spawn(body::drain(incoming));
        }
        return refuse_body(&shared, parts, limit);
    }
    let read = body::read(incoming, limit, shared.limits.body_timeout, &shared.room).await;
    let held = match read {
        Ok(held) => held,
        Err(Problem::TooLarge) => return refuse_body(&shared, parts, limit),
        Err(Problem::TimedOut) => return last(StatusCode::REQUEST_TIMEOUT),
        Err(Problem::Broken) => return last(StatusCode::BAD_REQUEST),
    };
    let Held { bytes, room } = held;
    let response = match &shared.face {
        Face::Gateway(gateway) => gateway.handle(for_gateway(parts, bytes, head, peer)).await,
        Face::Aws(face) => face.handle(for_aws(parts, bytes), peer, gone).await,
    };
    drop(room);
    response
}

/// The answer of a face, or ours where the face broke down.
fn finish(answer: Result<Response<Reply>, BrokeDown>) -> Response<Reply> {
    if let Ok(mut response) = answer {
        // Ours to say: the length is that of the body, whatever the face thinks. Of a stream it
        // may be the length of what a HEAD leaves out.
        if response.body().is_whole() {
            response.headers_mut().remove(CONTENT_LENGTH);
        }
        return response;
    }
    tracing::error!("a request could not be answered: its handling panicked");
    let mut response =
        Response::new(Bytes::from_static(b"{\"message\": \"Internal server error\"}"));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    response.map(Reply::whole)
}

fn body_limit(shared: &Shared) -> usize {
    match &shared.face {
        Face::Gateway(gateway) => gateway.limits().body_bytes_max.min(shared.limits.body_bytes_max),
        Face::Aws(_) => shared.limits.body_bytes_max,
    }
}

fn refuse_body(shared: &Shared, parts: request::Parts, limit: usize) -> Response<Bytes> {
    match &shared.face {
        Face::Gateway(gateway) => gateway.refuse_body(),
        Face::Aws(face) => face.refuse_body(for_aws(parts, Bytes::new()), limit),
    }
}

/// An empty answer after which the connection ends.
fn last(status: StatusCode) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = status;
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

fn for_gateway(
    parts: request::Parts,
    body: Bytes,
    head: Option<Head>,
    peer: Peer,
) -> gateway::Request {
    let spelled = head.and_then(|head| head.respell(&parts.headers));
    let headers = spelled.unwrap_or_else(|| {
        let all = parts.headers.iter();
        all.map(|(name, value)| (name.as_str().to_owned(), value.clone())).collect()
    });
    gateway::Request {
        method: parts.method,
        target: parts.uri.path_and_query().map_or("/", |target| target.as_str()).to_owned(),
        version: parts.version,
        headers,
        body,
        source: peer.remote.ip(),
        port: peer.local.port(),
    }
}

fn for_aws(parts: request::Parts, body: Bytes) -> wire::Request {
    wire::Request { method: parts.method, uri: parts.uri, headers: parts.headers, body }
}
