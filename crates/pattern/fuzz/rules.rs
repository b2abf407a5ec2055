//! What fuzzers hold against patterns: rules that any input must keep. The target is beside it;
//! what it has found worth keeping is replayed by the `corpora` test of the room.

use pattern::Pattern;
use serde_json::{Value, json};

/// A pattern, and below it an event: refused with a text, or the same answer however either is
/// wrapped.
pub fn pattern(text: &str) {
    let (pattern, event) = text.split_once('\n').unwrap_or((text, "{}"));
    let read = match Pattern::read(pattern) {
        Ok(read) => read,
        Err(why) => return assert!(!why.0.is_empty()),
    };
    let Ok(event) = serde_json::from_str::<Value>(event) else { return };
    let found = read.matches(&event);
    if !event.is_object() {
        return assert!(!found);
    }
    let either = format!(r#"{{"$or": [{pattern}, {pattern}]}}"#);
    let below = format!(r#"{{"x": {pattern}}}"#);
    for (wrapped, event) in [
        (&either, event.clone()),
        (&below, json!({"x": event})),
        (&below, json!({"x": [[], 1, [event]]})),
    ] {
        // One that is as deep as may be is too deep then.
        if let Ok(wrapped) = Pattern::read(wrapped) {
            assert_eq!(wrapped.matches(&event), found);
        }
    }
}
