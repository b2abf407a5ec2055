//! What fuzzers have found worth keeping, held against the same rules again.

#[path = "../fuzz/rules.rs"]
mod rules;

#[test]
fn inputs_kept_by_fuzzers_keep_the_rules() {
    testbed::corpus::replay_texts(env!("CARGO_MANIFEST_DIR"), "pattern", rules::pattern);
}
