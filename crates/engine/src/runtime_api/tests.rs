//! What only shows between the states; the rest is tested with real programs.

use std::future::poll_fn;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use super::*;

const NEXT: &[u8] = b"GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n\r\n";

struct Bench {
    api: RuntimeApi,
    address: SocketAddr,
    letter: Letter,
    gone: bool,
}

impl Bench {
    fn new() -> Bench {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let (channel, theirs) = std::os::unix::net::UnixStream::pair().unwrap();
        drop(theirs);
        let ends = ProgramEnds { sockets: vec![listener.into()], resident: None };
        let api = RuntimeApi::new(channel.into(), ends).unwrap();
        Bench { api, address, letter: Letter::default(), gone: false }
    }

    fn connect(&self, bytes: &[u8]) -> TcpStream {
        let mut socket = TcpStream::connect(self.address).unwrap();
        socket.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        socket.write_all(bytes).unwrap();
        socket
    }

    /// What is said within a while that is long enough for everything that has been sent.
    async fn said(&mut self) -> Option<Said> {
        let Bench { api, letter, gone, .. } = self;
        let gone = *gone;
        let heard = poll_fn(|context| api.poll(letter, &mut || gone, context));
        match tokio::time::timeout(Duration::from_millis(200), heard).await {
            Ok(Heard::Said(said)) => Some(said),
            Ok(other) => panic!("{other:?}"),
            Err(_) => None,
        }
    }
}

fn answer(socket: &mut TcpStream) -> String {
    let mut bytes = [0; 4096];
    let count = socket.read(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes[..count]).into_owned()
}

fn run(test: impl AsyncFnOnce(Bench)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async { test(Bench::new()).await });
}

#[test]
fn nobody_is_accepted_after_the_end() {
    run(async |mut bench| {
        let _socket = bench.connect(NEXT);
        bench.gone = true;
        assert_eq!(bench.said().await, None);
        assert_eq!(bench.api.connections.len(), 0);
        bench.gone = false;
        assert_eq!(bench.said().await, Some(Said::Ready));
    });
}

#[test]
fn an_init_error_that_comes_after_the_first_next_is_none() {
    run(async |mut bench| {
        let head = b"POST /2018-06-01/runtime/init/error HTTP/1.1\r\nContent-Length: 2\r\n\r\n{";
        let mut slow = bench.connect(head);
        assert_eq!(bench.said().await, None);
        let mut quick = bench.connect(NEXT);
        assert_eq!(bench.said().await, Some(Said::Ready));
        slow.write_all(b"}").unwrap();
        bench.api.expect("id");
        bench.letter = Letter { head: b"head ".to_vec(), event: "event".into(), written: 0 };
        assert_eq!(bench.said().await, None);
        assert!(answer(&mut slow).starts_with("HTTP/1.1 403 "));
        assert_eq!(answer(&mut quick), "head event");
        let reply = b"POST /2018-06-01/runtime/invocation/id/response HTTP/1.1\r\n\
            Content-Length: 1\r\n\r\n7";
        slow.write_all(reply).unwrap();
        assert_eq!(bench.said().await, Some(Said::Result { rss_kib: 0, json: "7".into() }));
        assert!(answer(&mut slow).starts_with("HTTP/1.1 202 "));
    });
}

#[test]
fn a_program_that_stops_waiting_has_not_had_the_event() {
    run(async |mut bench| {
        let socket = bench.connect(NEXT);
        assert_eq!(bench.said().await, Some(Said::Ready));
        assert!(bench.api.is_there());
        drop(socket);
        assert!(!bench.api.is_there());
        bench.letter = Letter { head: b"head ".to_vec(), event: "event".into(), written: 0 };
        assert_eq!(bench.said().await, None);
        assert!(!bench.letter.is_sent());
        let mut other = bench.connect(NEXT);
        assert_eq!(bench.said().await, None);
        assert_eq!(answer(&mut other), "head event");
        assert!(bench.letter.is_sent());
    });
}

#[test]
fn one_body_is_held_whatever_is_sent() {
    run(async |mut bench| {
        let mut first = bench.connect(NEXT);
        assert_eq!(bench.said().await, Some(Said::Ready));
        bench.api.expect("id");
        bench.letter = Letter { head: b"head ".to_vec(), event: "event".into(), written: 0 };
        let head = b"POST /2018-06-01/runtime/invocation/id/response HTTP/1.1\r\n\
            Content-Length: 100000\r\n\r\n";
        let _waiting = bench.said().await;
        assert_eq!(answer(&mut first), "head event");
        let mut all: Vec<_> = (0..4).map(|_| bench.connect(head)).collect();
        for socket in &mut all {
            socket.write_all(&[b'1'; 90_000]).unwrap();
        }
        assert_eq!(bench.said().await, None);
        let kept =
            |one: &&Connection| matches!(one.stage, connection::Stage::Body { kept: true, .. });
        assert_eq!(bench.api.connections.iter().filter(kept).count(), 1);
        let held: usize = bench.api.connections.iter().map(|one| one.reader.held()).sum();
        assert!((90_000..100_000).contains(&held), "{held}");
    });
}
