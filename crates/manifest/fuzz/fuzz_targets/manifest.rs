//! Any text as a manifest.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../rules.rs"]
#[allow(dead_code)]
mod rules;

fuzz_target!(|text: &str| rules::manifest(text));
