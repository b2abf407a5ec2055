//! Random sends, receives, deletes and changes of visibility against a plain model of queues in
//! memory. Whatever is received must be what the model may give, and now and then the store is
//! closed and opened again, or its files are taken as a kill would leave them. In the end every
//! message was deleted by whoever had it, or is in its dead-letter queue, once.
//!
//! A short run is one of the tests. A long one:
//! `SQUALL_MODEL_MESSAGES=100000 cargo nextest run --release -p sqs --test model
//! --run-ignored only --no-capture`. It prints its seed; `SQUALL_MODEL_SEED` repeats a run.

#![allow(clippy::unwrap_used)]

mod bench;
mod plain;
mod steps;

use steps::Run;
use testbed::{Chance, given};

/// Steps between two looks at how many messages there are.
const BETWEEN_LOOKS: u64 = 97;

fn run(messages: u64, seed: u64, restarts: u64) {
    let mut run = Run::new(Chance::new(seed), &format!("{seed}"));
    let (mut step, mut next) = (0, messages / restarts);
    while run.sent < messages {
        run.step();
        step += 1;
        if step % BETWEEN_LOOKS == 0 {
            run.look();
        }
        if run.sent >= next {
            next += messages / restarts;
            run.restart();
            run.look();
        }
    }
    run.finish();
    println!("{}", run.summary());
}

#[test]
fn queues_are_as_the_model_says() {
    run(600, 7, 8);
}

#[test]
#[ignore = "minutes: run by hand, see the top of this file"]
fn as_many_messages_as_asked_for_are_as_the_model_says() {
    let messages = given("SQUALL_MODEL_MESSAGES").unwrap_or(100_000);
    let seed = given("SQUALL_MODEL_SEED").unwrap_or_else(|| u64::from(std::process::id()));
    println!("{messages} messages, seed {seed}");
    run(messages, seed, 100);
}
