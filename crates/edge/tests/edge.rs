//! Bytes over loopback sockets, and what comes back.

#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpStream};
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use base::{FakeClock, SeededRandom};
use bytes::Bytes;
use edge::{AwsFace, Edge, Face, Limits, Peer, Serving, bind};
use gateway::{Api, Gateway, Route};
use kit::{BoxFuture, Invocation, Invoke, Outcome};
use serde_json::Value;
use tokio::runtime::Runtime;

/// A function that returns its event, and tells the test of it; `/slow` waits to be let go.
struct Echo {
    seen: Mutex<mpsc::Sender<Value>>,
    go: Arc<tokio::sync::Semaphore>,
}

impl Invoke for Echo {
    fn invoke<'a>(
        &'a self,
        _: &'a str,
        _: Option<&'a str>,
        invocation: Invocation,
    ) -> BoxFuture<'a, Result<Outcome, wire::Error>> {
        Box::pin(async move {
            let event: Value = serde_json::from_slice(&invocation.payload).unwrap();
            if event["path"] == "/panic" {
                panic!("as asked");
            }
            let body = serde_json::json!({
                "path": event["path"],
                "names": event["headers"].as_object().unwrap().keys().collect::<Vec<_>>(),
                "length": event["body"].as_str().map_or(0, str::len),
                "protocol": event["requestContext"]["protocol"],
                "host": event["headers"]["Host"].as_str().or(event["headers"]["host"].as_str()),
            });
            if event["path"] == "/slow" {
                self.go.acquire().await.unwrap().forget();
            }
            self.seen.lock().unwrap().send(event).unwrap();
            let reply = serde_json::json!({ "statusCode": 200, "body": body.to_string() });
            Ok(Outcome {
                request_id: String::new(),
                payload: Bytes::from(reply.to_string()),
                fault: None,
                log_tail: None,
                executed_version: "$LATEST".into(),
            })
        })
    }

    fn enqueue<'a>(
        &'a self,
        _: &'a str,
        _: Option<&'a str>,
        _: Invocation,
    ) -> BoxFuture<'a, Result<(), wire::Error>> {
        panic!("no event was asked for")
    }

    fn target(&self, _: &str, _: Option<&str>) -> Result<kit::Target, wire::Error> {
        panic!("nobody asks")
    }
}

/// A listener in service, and the ends that the test holds.
struct Bench {
    runtime: Runtime,
    serving: Serving,
    seen: mpsc::Receiver<Value>,
    go: Arc<tokio::sync::Semaphore>,
}

fn bench(limits: Limits) -> Bench {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let (sender, seen) = mpsc::channel();
    let go = Arc::new(tokio::sync::Semaphore::new(0));
    let echo = Echo { seen: Mutex::new(sender), go: Arc::clone(&go) };
    let gateway = Gateway::new(
        Arc::new(echo),
        Arc::new(FakeClock::at(0)),
        Arc::new(SeededRandom::new(1)),
        gateway::Limits::default(),
    );
    gateway.replace(Api {
        id: "abcdefghij".into(),
        stage: "dev".into(),
        account: "000000000000".into(),
        region: "us-east-1".into(),
        routes: vec![Route {
            method: "ANY".into(),
            path: "{proxy+}".into(),
            function: "f".into(),
            asynchronous: false,
        }],
        preflights: Vec::new(),
        binary_media_types: Vec::new(),
    });
    let listener = bind(Ipv4Addr::LOCALHOST.into(), 0).unwrap();
    let edge = Edge::new(runtime.handle().clone());
    let serving = edge.serve(listener, Face::Gateway(Arc::new(gateway)), limits).unwrap();
    Bench { runtime, serving, seen, go }
}

impl Bench {
    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.serving.address()).unwrap();
        // A server that hangs must fail the test, not hang it.
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// Everything that comes back on one connection until the server ends it.
    fn exchange(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        stream.write_all(bytes).unwrap();
        read_to_end(&mut stream)
    }

    /// The next event that a function has got.
    fn next(&self) -> Value {
        self.seen.recv_timeout(Duration::from_secs(20)).unwrap()
    }

    fn wait_for_no_connections(&self) {
        wait_until(|| self.serving.connections() == 0);
    }
}

/// Bounded, so that a test fails rather than hangs.
fn wait_until(condition: impl Fn() -> bool) {
    let begun = std::time::Instant::now();
    while !condition() {
        assert!(begun.elapsed() < Duration::from_secs(20), "it did not come to pass");
        std::thread::yield_now();
    }
}

fn read_to_end(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Ok(_) => {}
        // What was not read of a request may reset the connection after the answer.
        Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {}
        Err(error) => panic!("{error}: {}", String::from_utf8_lossy(&answer)),
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// One answer of a connection that stays open.
fn read_one(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let mut byte = [0];
    loop {
        assert_eq!(stream.read(&mut byte).unwrap(), 1, "{}", String::from_utf8_lossy(&answer));
        answer.push(byte[0]);
        if answer.ends_with(b"\r\n\r\n") {
            break;
        }
    }
    let head = String::from_utf8_lossy(&answer).into_owned();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    stream.read_exact(&mut body).unwrap();
    head + &String::from_utf8_lossy(&body)
}

fn statuses(answers: &str) -> Vec<&str> {
    answers
        .match_indices("HTTP/1.")
        // The minor version, a space, the status. Bodies mention versions too, in quotes.
        .filter_map(|(at, _)| answers.get(at + 8..at + 12)?.strip_prefix(' '))
        .collect()
}

#[test]
fn names_reach_the_function_as_the_client_spelled_them() {
    let bench = bench(Limits::default());
    let answer = bench.exchange(
        b"GET /a HTTP/1.1\r\nHOST: h\r\ntEsT-HEADeR: v\r\nuser-agent: x\r\n\
          Connection: close\r\n\r\n",
    );
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    let event = bench.next();
    let names: Vec<&String> = event["headers"].as_object().unwrap().keys().collect();
    assert_eq!(names[..3], ["HOST", "tEsT-HEADeR", "user-agent"]);
    assert_eq!(event["requestContext"]["identity"]["sourceIp"], "127.0.0.1");
    let port = bench.serving.address().port().to_string();
    assert_eq!(event["headers"]["X-Forwarded-Port"], port);
}

#[test]
fn the_spelling_survives_pipelining_bodies_and_chunks() {
    let bench = bench(Limits::default());
    let answers = bench.exchange(
        b"POST /1 HTTP/1.1\r\nHost: h\r\nX-oNe: 1\r\nContent-Length: 4\r\n\r\n\r\n\r\n\
          POST /2 HTTP/1.1\r\nHost: h\r\nX-tWo: 1\r\nTransfer-Encoding: chunked\r\n\r\n\
          5\r\nhello\r\n0\r\nX-Trailer: t\r\n\r\n\
          GET /3 HTTP/1.1\r\nHost: h\r\nX-tHree: 1\r\nConnection: close\r\n\r\n",
    );
    assert_eq!(statuses(&answers), ["200", "200", "200"], "{answers}");
    for (path, name, body) in [
        ("/1", "X-oNe", Value::from("\r\n\r\n")),
        ("/2", "X-tWo", Value::from("hello")),
        ("/3", "X-tHree", Value::Null),
    ] {
        let event = bench.next();
        assert_eq!(event["path"], path);
        assert_eq!(event["headers"][name], "1");
        assert_eq!(event["body"], body);
    }
}

#[test]
fn a_connection_is_kept_for_further_requests() {
    let bench = bench(Limits::default());
    let mut stream = bench.connect();
    for path in ["/a", "/b", "/c"] {
        write!(stream, "GET {path} HTTP/1.1\r\nHost: h\r\n\r\n").unwrap();
        assert!(read_one(&mut stream).contains(&format!("\"path\":\"{path}\"")), "{path}");
    }
    drop(stream);
    bench.wait_for_no_connections();
}

#[test]
fn malformed_and_ambiguous_requests_are_refused() {
    let bench = bench(Limits::default());
    let cases: &[(&str, &[&str])] = &[
        ("nonsense\r\n\r\n", &["400"]),
        ("GET / HTTP/3.7\r\n\r\n", &["400"]),
        ("GET / HTTP/1.1\r\nHost: h\r\nbad name: x\r\n\r\n", &["400"]),
        ("GET / HTTP/1.1\r\nHost: h\r\n folded: x\r\n\r\n", &["400"]),
        ("GET /a b HTTP/1.1\r\nHost: h\r\n\r\n", &["400"]),
        ("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n", &["400"]),
        ("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: +1\r\n\r\nx", &["400"]),
        (
            "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy",
            &["400"],
        ),
        (
            "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\
             \r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n",
            &["400"],
        ),
        (
            "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\
             \r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n",
            &["400"],
        ),
        ("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", &["400"]),
        ("POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", &["400"]),
        ("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", &["400"]),
    ];
    for (bytes, expected) in cases {
        let answers = bench.exchange(bytes.as_bytes());
        assert_eq!(&statuses(&answers), expected, "{bytes}\n{answers}");
    }
    bench.wait_for_no_connections();
    assert!(bench.seen.try_recv().is_err());
}

#[test]
fn the_same_length_twice_is_one_length() {
    let bench = bench(Limits::default());
    let answer = bench.exchange(
        b"POST /a HTTP/1.1\r\nhOst: h\r\nContent-Length: 2\r\nContent-Length: 2\r\n\
          Connection: close\r\n\r\nhi",
    );
    assert_eq!(statuses(&answer), ["200"], "{answer}");
    let event = bench.next();
    assert_eq!((&event["body"], &event["headers"]["hOst"]), (&"hi".into(), &"h".into()));
}

#[test]
fn a_head_beyond_the_limit_is_refused() {
    let bench = bench(Limits { head_bytes_max: 8192, ..Limits::default() });
    let head = format!("GET /a HTTP/1.1\r\nHost: h\r\nX: {}\r\n\r\n", "x".repeat(20_000));
    assert_eq!(statuses(&bench.exchange(head.as_bytes())), ["431"]);
    let many = "A: b\r\n".repeat(101);
    let head = format!("GET /a HTTP/1.1\r\nHost: h\r\n{many}\r\n");
    assert_eq!(statuses(&bench.exchange(head.as_bytes())), ["431"]);
    bench.wait_for_no_connections();
}

#[test]
fn a_body_beyond_the_limit_is_refused_in_the_faces_form() {
    let bench = bench(Limits { body_bytes_max: 1000, ..Limits::default() });
    let mut stream = bench.connect();
    // The answer comes before the body does.
    write!(stream, "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n").unwrap();
    let answer = read_one(&mut stream);
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert!(answer.ends_with("\r\n\r\n{\"message\":\"Request Too Long\"}"), "{answer}");
    // What is sent all the same is taken and thrown away.
    stream.write_all(&[b'x'; 1001]).unwrap();
    write!(stream, "GET /next HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").unwrap();
    let answer = read_to_end(&mut stream);
    assert!(statuses(&answer).is_empty() || statuses(&answer) == ["200"], "{answer}");

    let chunk = format!("200\r\n{}\r\n", "x".repeat(512));
    let head = "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\
                Connection: close\r\n\r\n";
    let answer = bench.exchange(format!("{head}{chunk}{chunk}0\r\n\r\n").as_bytes());
    assert_eq!(statuses(&answer), ["413"], "{answer}");
    let answer = bench.exchange(format!("{head}{chunk}0\r\n\r\n").as_bytes());
    assert_eq!(statuses(&answer), ["200"], "{answer}");
}

#[test]
fn whoever_asks_first_is_told_to_continue() {
    let bench = bench(Limits::default());
    let mut stream = bench.connect();
    let head = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\
                Connection: close\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    assert_eq!(read_one(&mut stream), "HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(b"hi").unwrap();
    assert_eq!(statuses(&read_to_end(&mut stream)), ["200"]);

    let bench = self::bench(Limits { body_bytes_max: 1, ..Limits::default() });
    let mut stream = bench.connect();
    stream.write_all(head.as_bytes()).unwrap();
    assert_eq!(statuses(&read_to_end(&mut stream)), ["413"]);
}

#[test]
fn head_requests_get_no_body() {
    let bench = bench(Limits::default());
    let answer = bench.exchange(b"HEAD /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("content-length: ") && body.is_empty(), "{answer}");
}

#[test]
fn half_a_request_ends_in_time() {
    let soon = Duration::from_millis(50);
    let bench = bench(Limits { head_timeout: soon, body_timeout: soon, ..Limits::default() });
    for (bytes, expected) in [
        ("", vec![]),
        ("GET /a HTT", vec![]),
        ("GET /a HTTP/1.1\r\nHost: h\r\n", vec![]),
        ("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf", vec!["408"]),
        ("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf", vec!["408"]),
    ] {
        assert_eq!(statuses(&bench.exchange(bytes.as_bytes())), expected, "{bytes}");
    }
    bench.wait_for_no_connections();
    assert!(bench.seen.try_recv().is_err());
}

#[test]
fn an_idle_connection_is_ended_but_not_a_waiting_one() {
    let bench = bench(Limits { idle_timeout: Duration::from_millis(50), ..Limits::default() });
    let mut stream = bench.connect();
    write!(stream, "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n").unwrap();
    // Many idle times later the answer still arrives.
    let go = Arc::clone(&bench.go);
    let later = std::thread::spawn(move || {
        std::thread::park_timeout(Duration::from_millis(300));
        go.add_permits(1);
    });
    let answer = read_one(&mut stream);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    later.join().unwrap();
    assert_eq!(read_to_end(&mut stream), "");
    bench.wait_for_no_connections();
}

#[test]
fn a_client_that_vanishes_frees_its_connection_and_the_function_goes_on() {
    let bench = bench(Limits::default());
    let mut stream = bench.connect();
    write!(stream, "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n").unwrap();
    wait_until(|| bench.serving.connections() > 0);
    stream.shutdown(Shutdown::Both).unwrap();
    drop(stream);
    bench.wait_for_no_connections();
    bench.go.add_permits(1);
    assert_eq!(bench.next()["path"], "/slow");

    let mut stream = bench.connect();
    write!(stream, "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf").unwrap();
    drop(stream);
    bench.wait_for_no_connections();
    assert!(bench.seen.try_recv().is_err());
}

#[test]
fn connections_beyond_the_limit_wait() {
    let bench = bench(Limits { connections_max: 1, ..Limits::default() });
    let mut first = bench.connect();
    write!(first, "GET /a HTTP/1.1\r\nHost: h\r\n\r\n").unwrap();
    read_one(&mut first);
    let mut second = bench.connect();
    write!(second, "GET /b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").unwrap();
    assert_eq!(bench.serving.connections(), 1);
    drop(first);
    assert_eq!(statuses(&read_to_end(&mut second)), ["200"]);
}

#[test]
fn a_face_that_breaks_down_answers_all_the_same() {
    let bench = bench(Limits::default());
    let mut stream = bench.connect();
    write!(stream, "GET /panic HTTP/1.1\r\nHost: h\r\n\r\n").unwrap();
    assert!(read_one(&mut stream).starts_with("HTTP/1.1 500 "));
    write!(stream, "GET /fine HTTP/1.1\r\nHost: h\r\n\r\n").unwrap();
    assert!(read_one(&mut stream).starts_with("HTTP/1.1 200 "));
}

#[test]
fn shutting_down_answers_what_is_open_and_nothing_new() {
    let bench = bench(Limits::default());
    let address = bench.serving.address();
    let mut idle = bench.connect();
    write!(idle, "GET /a HTTP/1.1\r\nHost: h\r\n\r\n").unwrap();
    read_one(&mut idle);
    let mut open = bench.connect();
    write!(open, "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n").unwrap();
    // Until the request has been read; then it is an open one.
    wait_until(|| bench.serving.connections() == 2);
    let down = bench.runtime.spawn(bench.serving.shutdown(Duration::from_secs(20)));
    assert_eq!(read_to_end(&mut idle), "");
    wait_until(|| TcpStream::connect(address).is_err());
    bench.go.add_permits(1);
    let _ = read_to_end(&mut open);
    assert!(bench.runtime.block_on(down).unwrap());
}

#[test]
fn a_guard_that_is_dropped_ends_everything() {
    let bench = bench(Limits::default());
    let address = bench.serving.address();
    let mut stream = bench.connect();
    write!(stream, "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n").unwrap();
    wait_until(|| bench.serving.connections() > 0);
    drop(bench.serving);
    assert_eq!(read_to_end(&mut stream), "");
    wait_until(|| TcpStream::connect(address).is_err());
}

#[test]
fn http2_is_spoken_to_whoever_begins_with_it() {
    let bench = bench(Limits::default());
    let address = bench.serving.address();
    bench.runtime.block_on(async {
        let stream = tokio::net::TcpStream::connect(address).await.unwrap();
        let io = hyper_util::rt::TokioIo::new(stream);
        let executor = hyper_util::rt::TokioExecutor::new();
        let (mut client, connection) =
            hyper::client::conn::http2::handshake(executor, io).await.unwrap();
        tokio::spawn(connection);
        let mut answers = Vec::new();
        for n in 0..20 {
            let request = http::Request::post(format!("http://example.com/h2/{n}?q=1"))
                .header("X-Lower", "v")
                .body(http_body_util::Full::new(Bytes::from(vec![b'x'; 100_000])))
                .unwrap();
            answers.push(tokio::spawn(client.send_request(request)));
        }
        for answer in answers {
            let response = answer.await.unwrap().unwrap();
            assert_eq!(response.status(), 200);
            let body = http_body_util::BodyExt::collect(response.into_body()).await.unwrap();
            let body: Value = serde_json::from_slice(&body.to_bytes()).unwrap();
            assert_eq!(body["protocol"], "HTTP/2.0");
            assert_eq!(body["host"], "example.com");
            assert_eq!(body["length"], 100_000);
        }
    });
}

/// Says which sandbox it belongs to, and what it was asked.
struct Named(&'static str);

impl AwsFace for Named {
    fn handle(
        &self,
        request: wire::Request,
        peer: Peer,
        _: kit::Gone,
    ) -> BoxFuture<'_, wire::Response> {
        let text = format!("{} {} {} {}", self.0, request.method, request.uri, request.body.len());
        assert_eq!(peer.local.ip(), Ipv4Addr::LOCALHOST);
        Box::pin(async move { wire::Response::new(Bytes::from(text)) })
    }
}

#[test]
fn a_descriptor_from_elsewhere_is_served_with_its_own_face() {
    let bench = bench(Limits::default());
    let edge = Edge::new(bench.runtime.handle().clone());
    let limits = Limits { body_bytes_max: 10, ..Limits::default() };
    for name in ["one", "two"] {
        let listener = bind(Ipv4Addr::LOCALHOST.into(), 0).unwrap();
        let face = Face::Aws(Arc::new(Named(name)));
        let serving = edge.serve_fd(OwnedFd::from(listener), face, limits).unwrap();
        let mut stream = TcpStream::connect(serving.address()).unwrap();
        write!(stream, "POST /x?y=%20 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi").unwrap();
        let answer = read_one(&mut stream);
        assert!(answer.ends_with(&format!("{name} POST /x?y=%20 2")), "{answer}");
        write!(stream, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n").unwrap();
        let answer = read_one(&mut stream);
        assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
        assert!(answer.contains("RequestEntityTooLargeException"), "{answer}");
    }
}
