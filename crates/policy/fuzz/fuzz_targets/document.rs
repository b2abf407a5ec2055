//! Any text as a document of each kind: refused with a text and a place, or accepted.

#![no_main]

use libfuzzer_sys::fuzz_target;
use policy::{Kind, Policy};

fuzz_target!(|text: &str| {
    for kind in [Kind::Identity, Kind::Managed, Kind::Trust, Kind::Resource] {
        if let Err(malformed) = Policy::parse(text, kind) {
            assert!(!malformed.text.is_empty() && !malformed.detail.is_empty());
        }
    }
});
