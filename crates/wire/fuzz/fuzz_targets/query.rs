//! Form bodies, and what answers them.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../rules.rs"]
#[allow(dead_code)]
mod rules;

fuzz_target!(|bytes: &[u8]| rules::query(bytes));
