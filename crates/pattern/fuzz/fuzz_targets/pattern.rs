//! A pattern and an event.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../rules.rs"]
mod rules;

fuzz_target!(|text: &str| rules::pattern(text));
