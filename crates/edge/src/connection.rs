//! One connection, from its first byte to its last.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use tokio::net::TcpStream;
use tokio::sync::watch;

use crate::answer::{Shared, answer};
use crate::io::{Ledger, Watched};
use crate::{Limits, Peer};

/// How often a silent HTTP/2 client is asked whether it is still there, and how long it has.
const PING_INTERVAL: Duration = Duration::from_secs(20);
const PING_TIMEOUT: Duration = Duration::from_secs(20);
/// What an HTTP/2 client may send without being asked for more: on one stream, on all. Ten times
/// the protocol's default, so that a 10 MB body is not stop and go.
const STREAM_WINDOW_BYTES: u32 = 640 * 1024;
const CONNECTION_WINDOW_BYTES: u32 = 1024 * 1024;

/// How far the end of a listener has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    Open,
    /// No new request; those that are open are answered.
    Draining,
    /// Everything ends at once.
    Closed,
}

pub(crate) type Protocol = auto::Builder<TokioExecutor>;

/// The HTTP library with our limits. Time-outs of reading and writing are the socket's (`io`).
pub(crate) fn protocol(limits: &Limits) -> Protocol {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(None)
        .max_headers(limits.headers_max)
        // Less is not possible: the library insists.
        .max_buf_size(limits.head_bytes_max.max(8192));
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(PING_INTERVAL)
        .keep_alive_timeout(PING_TIMEOUT)
        .initial_stream_window_size(STREAM_WINDOW_BYTES)
        .initial_connection_window_size(CONNECTION_WINDOW_BYTES)
        .max_concurrent_streams(limits.streams_max)
        .max_header_list_size(u32::try_from(limits.head_bytes_max).unwrap_or(u32::MAX));
    builder
}

/// Serves a connection until the client ends it, a limit does, or `stage` says so.
pub(crate) async fn serve(
    socket: TcpStream,
    peer: Peer,
    shared: Arc<Shared>,
    protocol: Arc<Protocol>,
    stage: watch::Receiver<Stage>,
) {
    let ledger = Arc::new(Ledger::new(&shared.limits));
    let io = TokioIo::new(Watched::new(socket, Arc::clone(&ledger), shared.limits));
    let service =
        service_fn(move |request| answer(Arc::clone(&shared), Arc::clone(&ledger), peer, request));
    let mut connection = pin!(protocol.serve_connection(io, service));
    let mut draining = pin!(reached(stage.clone(), Stage::Draining));
    let mut closed = pin!(reached(stage, Stage::Closed));
    let mut told = false;
    let result = poll_fn(|context| {
        if !told && poll(&mut draining, context).is_ready() {
            told = true;
            connection.as_mut().graceful_shutdown();
        }
        if poll(&mut closed, context).is_ready() {
            return Poll::Ready(Ok(()));
        }
        connection.as_mut().poll(context)
    })
    .await;
    if let Err(error) = result {
        tracing::debug!(remote = %peer.remote, "a connection ended early: {error}");
    }
}

/// Ready when a stage has been reached, or nobody can announce it any more.
pub(crate) async fn reached(mut stage: watch::Receiver<Stage>, wanted: Stage) {
    let _ = stage.wait_for(|stage| *stage >= wanted).await;
}

fn poll<F: Future>(future: &mut Pin<&mut F>, context: &mut Context<'_>) -> Poll<F::Output> {
    future.as_mut().poll(context)
}
