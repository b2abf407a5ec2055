//! Inputs that fuzzers have found worth keeping, below a room's `fuzz/corpus`.

use std::path::Path;

/// Calls `rule` with each input of a target's corpus. `room` is the directory of the room.
pub fn replay(room: &str, target: &str, rule: impl Fn(&[u8])) {
    let corpus = Path::new(room).join("fuzz/corpus").join(target);
    let mut inputs = 0;
    for entry in std::fs::read_dir(&corpus).unwrap() {
        rule(&std::fs::read(entry.unwrap().path()).unwrap());
        inputs += 1;
    }
    assert!(inputs > 0, "nothing in {}", corpus.display());
}

/// The same of a target that reads texts.
pub fn replay_texts(room: &str, target: &str, rule: impl Fn(&str)) {
    replay(room, target, |bytes| std::str::from_utf8(bytes).iter().for_each(|text| rule(text)));
}
