//! What fuzzers have found worth keeping, held against the same rules again.

use dynamodb::fuzz;
use testbed::corpus::{replay, replay_texts};

#[test]
fn inputs_kept_by_fuzzers_keep_the_rules() {
    let room = env!("CARGO_MANIFEST_DIR");
    replay_texts(room, "statement", fuzz::statement);
    replay_texts(room, "expression", fuzz::expression);
    replay(room, "number", fuzz::number);
    replay(room, "key", fuzz::key);
}
