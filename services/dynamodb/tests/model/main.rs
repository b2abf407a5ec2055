//! Random operations against a plain model of tables, indexes and streams in memory. Every answer
//! must be the model's; and now and then, in the middle of it, the store is closed and opened
//! again, or its files are taken as a kill would leave them, or a power cut.
//!
//! A short run is one of the tests. A long one:
//! `SQUALL_MODEL_OPERATIONS=1000000 cargo nextest run --release -p dynamodb --test model
//! --run-ignored only --no-capture`. It prints its seed; `SQUALL_MODEL_SEED` repeats a run.

#![allow(clippy::unwrap_used)]

mod bench;
#[allow(dead_code, reason = "each of the tests needs a part of it")]
mod plain;
mod steps;
mod streams;
mod verify;

use steps::Run;
use testbed::{Chance, given};

/// Operations between two looks at everything.
const BETWEEN_LOOKS: u64 = 997;

fn run(operations: u64, seed: u64, reopens: u64) {
    let mut run = Run::new(Chance::new(seed), &format!("{seed}"));
    for number in 1..=operations {
        run.step();
        if number % BETWEEN_LOOKS == 0 || number == operations {
            run.verify();
        }
        if reopens > 0 && number % (operations / reopens).max(1) == 0 {
            run.reopen();
            run.verify();
            println!(
                "{number} operations, {} items, {} writes dropped by power cuts",
                run.count(),
                run.dropped
            );
        }
    }
    assert!(run.dropped > 0, "no power cut has dropped anything");
}

#[test]
fn a_thousand_operations_and_more_are_as_the_model_says() {
    run(1_200, 7, 8);
}

#[test]
#[ignore = "minutes: run by hand, see the top of this file"]
fn as_many_operations_as_asked_for_are_as_the_model_says() {
    let operations = given("SQUALL_MODEL_OPERATIONS").unwrap_or(1_000_000);
    let seed = given("SQUALL_MODEL_SEED").unwrap_or_else(|| u64::from(std::process::id()));
    println!("{operations} operations, seed {seed}");
    run(operations, seed, operations / 2_000);
}
