//! One request to a server on this machine: what other commands ask a running one.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// The largest answer that is read: the largest payload of an invocation, and room.
const ANSWER_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Longer than the longest function may run.
const ANSWER_PATIENCE: Duration = Duration::from_secs(920);

/// Sends it to `address` (`127.0.0.1:4566`) over a connection of its own.
pub async fn send(
    address: &str,
    request: http::Request<Bytes>,
) -> io::Result<http::Response<Bytes>> {
    send_within(address, request, ANSWER_PATIENCE).await
}

/// The same for what may take longer.
pub async fn send_within(
    address: &str,
    request: http::Request<Bytes>,
    patience: Duration,
) -> io::Result<http::Response<Bytes>> {
    let stream = TcpStream::connect(address).await?;
    let shaken = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = shaken.map_err(io::Error::other)?;
    let driver = tokio::spawn(connection);
    let exchange = async {
        let response = sender.send_request(request.map(Full::new)).await;
        let (head, body) = response.map_err(io::Error::other)?.into_parts();
        let body = Limited::new(body, ANSWER_BYTES_MAX).collect().await;
        let body = body.map_err(io::Error::other)?.to_bytes();
        Ok(http::Response::from_parts(head, body))
    };
    let answer = tokio::time::timeout(patience, exchange).await;
    driver.abort();
    answer.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}
