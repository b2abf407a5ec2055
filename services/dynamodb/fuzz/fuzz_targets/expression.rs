//! Any text as an expression of each role.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| dynamodb::fuzz::expression(input));
