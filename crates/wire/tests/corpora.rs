//! What fuzzers have found worth keeping, held against the same rules again.

#[path = "../fuzz/rules.rs"]
mod rules;

use testbed::corpus::replay;

#[test]
fn inputs_kept_by_fuzzers_keep_the_rules() {
    let room = env!("CARGO_MANIFEST_DIR");
    replay(room, "chunks", rules::chunks);
    replay(room, "json", rules::json);
    replay(room, "query", rules::query);
}
