//! A place is used again only when nothing of its last sandbox is left in it.

#![allow(clippy::unwrap_used)]

mod harness;

use std::net::TcpListener;

use harness::{Bench, Scratch, python};
use sandbox::Event;

const CODE: &str = r#"
import os, socket
kept = []

def handler(event, context):
    if event == "call":
        kept.append(socket.create_connection(("127.0.0.1", 4566)))
    if event == "leave":
        for name in ("new", "other"):
            open("/tmp/" + name, "w").close()
        one = socket.socket(socket.AF_UNIX)
        one.bind("\0left")
        one.listen()
        two = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        two.bind(("127.0.0.1", 5353))
        kept.extend([one, two])
    return [os.readlink("/proc/self/ns/net"), sorted(os.listdir("/tmp"))]
"#;

fn discarded(event: &Event) -> Option<String> {
    match event {
        Event::PlaceDiscarded { reason } => Some(reason.clone()),
        _ => None,
    }
}

/// Makes instances, which all stay for the time, until one has that network; those before it have
/// the ones that were ready ahead.
fn find(bench: &mut Bench, code: &Scratch, net: &str) -> bool {
    let mut kept = Vec::new();
    for _ in 0..12 {
        let mut one = bench.instance(code, "m.handler");
        let seen = one.invoke("0").json();
        assert_eq!(seen[1], serde_json::json!([]), "/tmp is new");
        let found = seen[0].as_str() == Some(net);
        kept.push(one);
        if found {
            return true;
        }
    }
    false
}

#[test]
fn a_place_is_clean_before_it_is_used_again_or_thrown_away() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", CODE);
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());

    // What goes with its processes is gone, and the network is used again.
    let mut one = bench.instance(&code, "m.handler");
    let net = one.invoke("\"leave\"").json()[0].as_str().unwrap().to_owned();
    bench.kill(one.sandbox);
    drop(one);
    assert!(find(&mut bench, &code, &net));

    // A connection that the server does not let go keeps a socket there.
    let mut one = bench.instance(&code, "m.handler");
    let net = one.invoke("\"call\"").json()[0].as_str().unwrap().to_owned();
    let listener = TcpListener::from(one.listeners[0].try_clone().unwrap());
    let (connection, _) = listener.accept().unwrap();
    bench.kill(one.sandbox);
    let (reason, _) = bench.wait("discarded place", discarded);
    assert!(reason.contains("sockets where"), "{reason}");
    drop((one, listener));
    assert!(!find(&mut bench, &code, &net));
    drop(connection);
}

#[test]
fn a_connection_that_is_let_go_in_time_costs_no_place() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", CODE);
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let mut one = bench.instance(&code, "m.handler");
    let net = one.invoke("\"call\"").json()[0].as_str().unwrap().to_owned();
    let listener = TcpListener::from(one.listeners[0].try_clone().unwrap());
    let (connection, _) = listener.accept().unwrap();
    // One more that nobody accepts.
    one.invoke("\"call\"");
    bench.kill(one.sandbox);
    std::thread::sleep(std::time::Duration::from_millis(50));
    drop(connection);
    drop((one, listener));
    assert!(find(&mut bench, &code, &net));
}
