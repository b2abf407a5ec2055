//! An instance that has nothing to do gives back the memory that it has not changed, and loses
//! nothing of what it has.

#![allow(clippy::unwrap_used)]

mod harness;

use std::time::Duration;

use harness::{Bench, Instance, Scratch, python};

/// Ten pages: what is no accident.
const GIVEN_BACK_KIB: i64 = 40;
/// Longer than an instance waits before it looks.
const IDLE: Duration = Duration::from_millis(200);

/// Whether it has less before one of its invocations than after the one before it.
fn gives_back(one: &mut Instance, rounds: u32) -> bool {
    let mut after = i64::MAX;
    for _ in 0..rounds {
        let told = one.invoke("false").json();
        assert_eq!(told["wrong"], 0, "{told}");
        if told["before"].as_i64().unwrap() < after.saturating_sub(GIVEN_BACK_KIB)
            && after != i64::MAX
        {
            return true;
        }
        after = told["after"].as_i64().unwrap();
        std::thread::sleep(IDLE);
    }
    false
}

#[test]
fn what_was_not_changed_is_given_back_and_nothing_is_lost() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", include_str!("functions/keep.py"));
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    for rehearse in [false, true] {
        let mut one = bench.stem(1, rehearse);
        let files = harness::spec(&[(&code.0, "/var/task")]);
        bench.assign(&one, files, harness::payload("m.handler", &[]));
        assert_eq!(one.frame().kind, b'R', "{}", one.log());
        // On a busy machine the first of them may be no pause to it.
        assert!(gives_back(&mut one, 50), "rehearsed: {rehearse}");
        for _ in 0..3 {
            assert_eq!(one.invoke("false").json()["wrong"], 0);
            std::thread::sleep(IDLE);
        }
        bench.kill(one.sandbox);
    }
}

#[test]
fn what_a_thread_may_be_writing_to_is_left_alone() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", include_str!("functions/keep.py"));
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let mut one = bench.instance(&code, "m.handler");
    one.invoke("true");
    assert!(!gives_back(&mut one, 4));
    bench.kill(one.sandbox);
}

#[test]
fn all_of_it_at_level_guarded() {
    let ran = harness::repeat(sandbox::Level::Guarded, 0, &["python3", harness::CONTAINER]);
    assert!(
        ran.is_none_or(|told| told.contains("given_back_and_nothing_is_lost ... ok")),
        "it did not run"
    );
}
