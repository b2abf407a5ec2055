//! Any text as a document with intrinsics.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../rules.rs"]
#[allow(dead_code)]
mod rules;

fuzz_target!(|text: &str| rules::intrinsics(text));
