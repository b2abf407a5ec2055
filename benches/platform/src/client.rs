//! A client as thin as can be: one connection, kept alive, signed requests where asked.
//!
//! Blocking on purpose: what it costs is the same for everything that is measured.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use base::{Clock, SystemClock, Timestamp};
use http::{HeaderMap, HeaderName, HeaderValue};
use wire::sigv4::{self, Head, Payload, Secrets};

/// A connection to one server.
pub struct Client {
    stream: BufReader<TcpStream>,
    host: String,
    signed: Option<Signed>,
    /// The server said that it keeps no connections.
    closed: bool,
}

/// A head that was signed. A signature tells seconds, not less: for the same request in the same
/// second it is the same, and made once. Signing is no part of what is measured.
struct Signed {
    second: i64,
    path: String,
    body: Vec<u8>,
    head: String,
}

/// One answer.
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Client {
    pub fn connect(host: &str) -> io::Result<Client> {
        let (stream, host) = (open(host)?, host.to_owned());
        Ok(Client { stream, host, signed: None, closed: false })
    }

    /// A plain request.
    pub fn plain(&mut self, method: &str, path: &str, body: &[u8]) -> io::Result<Answer> {
        let host = self.host.clone();
        let head = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\n");
        self.exchange(head, body)
    }

    /// Lambda's Invoke, signed.
    pub fn invoke(&mut self, function: &str, payload: &[u8]) -> io::Result<Answer> {
        let path = format!("/2015-03-31/functions/{function}/invocations");
        self.signed("lambda", &path, &[("content-type", "application/json")], payload)
    }

    /// An operation of DynamoDB, signed.
    pub fn dynamodb(&mut self, operation: &str, body: &str) -> io::Result<Answer> {
        let target = format!("DynamoDB_20120810.{operation}");
        let headers =
            [("content-type", "application/x-amz-json-1.0"), ("x-amz-target", target.as_str())];
        self.signed("dynamodb", "/", &headers, body.as_bytes())
    }

    /// An operation of SQS, signed.
    pub fn sqs(&mut self, operation: &str, body: &str) -> io::Result<Answer> {
        let target = format!("AmazonSQS.{operation}");
        let headers =
            [("content-type", "application/x-amz-json-1.0"), ("x-amz-target", target.as_str())];
        self.signed("sqs", "/", &headers, body.as_bytes())
    }

    /// A request of S3's, signed; `target` is the path, and a query where there is one.
    pub fn s3(&mut self, method: &str, target: &str, body: &[u8]) -> io::Result<Answer> {
        let now = SystemClock.now();
        let second = now.seconds();
        let name = format!("{method} {target}");
        let known = self
            .signed
            .as_ref()
            .filter(|known| known.second == second && known.path == name && known.body == body);
        if let Some(known) = known {
            let head = known.head.clone();
            return self.exchange(head, body);
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut headers = HeaderMap::new();
        let host = HeaderValue::from_str(&self.host).map_err(io::Error::other)?;
        headers.insert(http::header::HOST, host);
        let head = Head { method, path, query, headers: &headers, authority: None };
        let added = sigv4::sign(&head, &Payload::of(body), ADMINISTRATOR, "us-east-1", "s3", now);
        let mut head = format!("{method} {target} HTTP/1.1\r\nhost: {}\r\n", self.host);
        for (name, value) in added {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let known = Signed { second, path: name, body: body.into(), head: head.clone() };
        self.signed = Some(known);
        self.exchange(head, body)
    }

    /// Where it is connected to.
    pub fn host(&self) -> &str {
        &self.host
    }

    fn signed(
        &mut self,
        service: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> io::Result<Answer> {
        let now = SystemClock.now();
        let second = now.seconds();
        let known = self
            .signed
            .as_ref()
            .filter(|known| known.second == second && known.path == path && known.body == body);
        if let Some(known) = known {
            let head = known.head.clone();
            return self.exchange(head, body);
        }
        let signed = sign(service, &self.host, path, headers, body, now);
        let mut head = format!("POST {path} HTTP/1.1\r\nhost: {}\r\n", self.host);
        let given = headers.iter().map(|(name, value)| (*name, *value));
        let added = signed.iter().map(|(name, value)| (*name, value.as_str()));
        for (name, value) in given.chain(added) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let known = Signed { second, path: path.into(), body: body.into(), head: head.clone() };
        // The two operations of DynamoDB differ in a header alone.
        self.signed = (service == "lambda").then_some(known);
        self.exchange(head, body)
    }

    fn exchange(&mut self, mut head: String, body: &[u8]) -> io::Result<Answer> {
        head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
        let mut message = head.into_bytes();
        message.extend_from_slice(body);
        if std::mem::take(&mut self.closed) {
            self.stream = open(&self.host)?;
        }
        self.stream.get_mut().write_all(&message)?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|text| text.parse().ok()).unwrap_or_default();
        let mut length = 0;
        loop {
            line.clear();
            if self.stream.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if line == "\r\n" {
                break;
            }
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            if name.eq_ignore_ascii_case("content-length") {
                length = value.parse().unwrap_or_default();
            } else if name.eq_ignore_ascii_case("connection") {
                self.closed = value.eq_ignore_ascii_case("close");
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status, body })
    }
}

fn open(host: &str) -> io::Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect(host)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(120)))?;
    Ok(BufReader::new(stream))
}

/// The answer must be a success: a benchmark of failures is none.
pub fn expect_ok(answer: io::Result<Answer>) -> io::Result<Answer> {
    let answer = answer?;
    if answer.status == 200 || answer.status == 201 {
        return Ok(answer);
    }
    let body = String::from_utf8_lossy(&answer.body);
    Err(io::Error::other(format!("status {}: {body}", answer.status)))
}

/// What `up` accepts as the administrator on loopback.
const ADMINISTRATOR: Secrets<'_> =
    Secrets { access_key_id: "test", secret_access_key: "test", session_token: None };

fn sign(
    service: &str,
    host: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
    now: Timestamp,
) -> Vec<(&'static str, String)> {
    let mut map = HeaderMap::new();
    for (name, value) in headers.iter().chain(&[("host", host)]) {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a header's name");
        map.insert(name, HeaderValue::from_str(value).expect("a header's value"));
    }
    let head = Head { method: "POST", path, query: "", headers: &map, authority: None };
    sigv4::sign(&head, &Payload::of(body), ADMINISTRATOR, "us-east-1", service, now)
}
