//! What fuzzers have found worth keeping, held against the same rules again.

use testbed::corpus::{replay, replay_texts};

#[test]
fn inputs_kept_by_fuzzers_keep_the_rules() {
    let room = env!("CARGO_MANIFEST_DIR");
    replay_texts(room, "texts", sqs::fuzz::texts);
    replay(room, "requests", sqs::fuzz::requests);
}
