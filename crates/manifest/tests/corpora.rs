//! What fuzzers have found worth keeping, held against the same rules again.

#[path = "../fuzz/rules.rs"]
mod rules;

use testbed::corpus::replay_texts;

#[test]
fn inputs_kept_by_fuzzers_keep_the_rules() {
    let room = env!("CARGO_MANIFEST_DIR");
    replay_texts(room, "intrinsics", rules::intrinsics);
    replay_texts(room, "manifest", rules::manifest);
}
