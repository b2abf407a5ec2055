//! Bytes as values of keys, and as an item.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| dynamodb::fuzz::key(input));
