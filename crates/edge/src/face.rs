//! What stands behind a listener.

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use gateway::Gateway;
use http::{HeaderValue, StatusCode};
use kit::{BoxFuture, Keys, Router};

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

/// Something that speaks the AWS protocols: takes whole requests, gives whole answers. An object
/// of its own for each sandbox's listener knows by that who calls.
pub trait AwsFace: Send + Sync {
    fn handle(&self, request: wire::Request, peer: Peer) -> BoxFuture<'_, wire::Response>;

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
    fn handle(&self, request: wire::Request, peer: Peer) -> BoxFuture<'_, wire::Response> {
        if let Some(why) = page::refusal(&request.headers) {
            return Box::pin(std::future::ready(refuse_page(why)));
        }
        let source = Some(peer.remote.ip());
        Box::pin(self.router.handle_from(request, &*self.keys, source))
    }
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
