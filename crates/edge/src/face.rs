//! What stands behind a listener.

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use gateway::Gateway;
use http::request::Parts;
use http::{HeaderValue, StatusCode};
use kit::{BoxFuture, Caller, Gone, Keys, Router};

use crate::page;

/// Which of the program's faces a listener shows.
#[derive(Clone)]
pub enum Face {
    /// The application's own HTTP API.
    Gateway(Arc<Gateway>),
    /// The AWS API.
    Aws(Arc<dyn AwsFace>),
}

/// The two ends of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer {
    /// The client's.
    pub remote: SocketAddr,
    /// The one that it reached.
    pub local: SocketAddr,
}

/// Something that speaks the AWS protocols: takes whole requests, gives whole answers, but for what
/// is to be streamed. An object of its own for each sandbox's listener knows by that who calls.
pub trait AwsFace: Send + Sync {
    /// Whether this request goes to [`AwsFace::stream`]; its body has not been read.
    fn is_streamed(&self, _head: &Parts) -> bool {
        false
    }

    /// Answers a request whose body is read as it comes, and may be of any length.
    fn stream(
        &self,
        _request: http::Request<kit::Body>,
        _peer: Peer,
    ) -> BoxFuture<'_, http::Response<kit::Body>> {
        let mut response = http::Response::new(kit::stream::whole(Bytes::new()));
        *response.status_mut() = StatusCode::NOT_IMPLEMENTED;
        Box::pin(std::future::ready(response))
    }

    /// `gone` tells when nobody waits for the answer any more.
    fn handle(
        &self,
        request: wire::Request,
        peer: Peer,
        gone: Gone,
    ) -> BoxFuture<'_, wire::Response>;

    /// The answer to a request whose body is larger than `limit` bytes and has not been read; the
    /// request's body is empty here.
    fn refuse_body(&self, _request: wire::Request, limit: usize) -> wire::Response {
        let body = format!(
            "{{\"__type\":\"RequestEntityTooLargeException\",\
             \"message\":\"Request size exceeded {limit} bytes\"}}"
        );
        let mut response = wire::Response::new(Bytes::from(body));
        *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(http::header::CONTENT_TYPE, json);
        let code = HeaderValue::from_static("RequestEntityTooLargeException");
        response.headers_mut().insert("x-amzn-errortype", code);
        response
    }
}

/// The AWS API with its services: whoever calls is told by the signature. Its keys are known to
/// everybody on this machine, so web pages from elsewhere are kept out.
pub struct Aws {
    pub router: Arc<Router>,
    pub keys: Arc<dyn Keys>,
}

impl AwsFace for Aws {
    fn is_streamed(&self, head: &Parts) -> bool {
        self.router.streamed(head).is_some()
    }

    fn stream(
        &self,
        request: http::Request<kit::Body>,
        peer: Peer,
    ) -> BoxFuture<'_, http::Response<kit::Body>> {
        Box::pin(async move {
            let why = page::refusal(request.headers());
            stream(&self.router, &*self.keys, request, peer, why).await
        })
    }

    fn handle(
        &self,
        request: wire::Request,
        peer: Peer,
        gone: Gone,
    ) -> BoxFuture<'_, wire::Response> {
        if let Some(why) = page::refusal(&request.headers) {
            return Box::pin(std::future::ready(refuse_page(why)));
        }
        let caller = Caller { source_ip: Some(peer.remote.ip()), gone };
        Box::pin(self.router.handle_from(request, &*self.keys, caller))
    }
}

/// What both endpoints do with a request that is to be streamed; `stranger` says why a page from
/// elsewhere is refused what the service does not let it do.
pub async fn stream(
    router: &Router,
    keys: &dyn Keys,
    request: http::Request<kit::Body>,
    peer: Peer,
    stranger: Option<&'static str>,
) -> http::Response<kit::Body> {
    let (parts, body) = request.into_parts();
    let Some(service) = router.streamed(&parts) else {
        // Asked before, and answered otherwise.
        let mut response = http::Response::new(kit::stream::whole(Bytes::new()));
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        return response;
    };
    if let Some(why) = stranger.and_then(|_| page::wrong_host(&parts.headers)) {
        return service.refuse(why);
    }
    let request = http::Request::from_parts(parts, body);
    service.handle(request, keys, Some(peer.remote.ip()), stranger).await
}

fn refuse_page(why: &str) -> wire::Response {
    let body = format!("{{\"__type\":\"AccessDeniedException\",\"message\":\"{why}\"}}");
    let mut response = wire::Response::new(Bytes::from(body));
    *response.status_mut() = StatusCode::FORBIDDEN;
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(http::header::CONTENT_TYPE, json);
    let code = HeaderValue::from_static("AccessDeniedException");
    response.headers_mut().insert("x-amzn-errortype", code);
    response
}
