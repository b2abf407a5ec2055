//! What fuzzers have found worth keeping, held against the same rules again.

use testbed::corpus::{replay, replay_texts};

#[test]
fn inputs_kept_by_fuzzers_keep_the_rules() {
    let room = env!("CARGO_MANIFEST_DIR");
    replay(room, "form", s3::fuzz::form);
    replay_texts(room, "policy", s3::fuzz::policy);
    replay(room, "documents", s3::fuzz::documents);
}
