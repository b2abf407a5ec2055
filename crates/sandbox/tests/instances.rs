//! Functions start, answer, print and end as they should.

#![allow(clippy::unwrap_used)]

mod harness;

use harness::{Bench, Scratch, python};

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
