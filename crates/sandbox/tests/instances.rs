//! Functions start, answer, print and end as they should.

#![allow(clippy::unwrap_used)]

mod harness;

use harness::{Bench, Scratch, payload, python, spec};
use sandbox::Request;

#[test]
fn a_function_is_assigned_invoked_and_killed() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file(
        "hello.py",
        "def handler(event, context):\n    print('hi')\n    return {'got': event}\n",
    );
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let mut one = bench.instance(&code, "hello.handler");
    assert_eq!(one.invoke("{\"a\": [1, 2.5, null]}").json()["got"]["a"][1], 2.5);
    assert_eq!(one.log(), "hi\n");
    bench.kill(one.sandbox);
}

#[test]
fn a_burst_of_fifty_is_served_and_cleared() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", "def handler(e, c):\n    return e\n");
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    for sandbox in 1000..1050 {
        bench
            .warden
            .send(&Request::Stem { template: 1, sandbox, rehearse: sandbox % 2 == 0 })
            .unwrap();
    }
    let mut all: Vec<_> = (1000..1050).map(|sandbox| bench.ready(sandbox)).collect();
    for one in &all {
        bench.assign(one, spec(&[(&code.0, "/var/task")]), payload("m.handler", &[]));
    }
    for one in &mut all {
        assert_eq!(one.frame().kind, b'R', "{}", one.log());
        assert_eq!(one.invoke("7").json(), 7);
    }
    for one in all {
        bench.kill(one.sandbox);
    }
    let mut after = bench.instance(&code, "m.handler");
    assert_eq!(after.invoke("8").json(), 8);
}

#[test]
fn all_of_it_at_level_guarded() {
    let ran = harness::repeat(sandbox::Level::Guarded, 0, &["python3", harness::CONTAINER]);
    assert!(
        ran.is_none_or(|told| told.contains("a_burst_of_fifty_is_served_and_cleared ... ok")),
        "it did not run"
    );
}
