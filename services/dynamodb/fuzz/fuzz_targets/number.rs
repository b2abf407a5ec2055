//! Two texts as numbers, any bytes as a stored one.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| dynamodb::fuzz::number(input));
