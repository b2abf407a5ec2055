//! What fuzzers have found worth keeping, held against the same rules again.

#![allow(clippy::unwrap_used)]

use dynamodb::fuzz;

/// Calls `rule` with each input of a target's corpus.
fn replay(target: &str, rule: impl Fn(&[u8])) {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus");
    let mut inputs = 0;
    for entry in std::fs::read_dir(std::path::Path::new(corpus).join(target)).unwrap() {
        rule(&std::fs::read(entry.unwrap().path()).unwrap());
        inputs += 1;
    }
    assert!(inputs > 0, "no corpus of {target}");
}

fn text(rule: impl Fn(&str)) -> impl Fn(&[u8]) {
    move |bytes| std::str::from_utf8(bytes).iter().for_each(|text| rule(text))
}

#[test]
fn inputs_kept_by_fuzzers_keep_the_rules() {
    replay("statement", text(fuzz::statement));
    replay("expression", text(fuzz::expression));
    replay("number", fuzz::number);
    replay("key", fuzz::key);
}
