//! Texts of strangers: handles, URLs, attributes.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| sqs::fuzz::texts(text));
