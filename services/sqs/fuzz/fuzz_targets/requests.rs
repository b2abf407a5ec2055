//! Bodies of strangers' requests, in both protocols.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| sqs::fuzz::requests(bytes));
