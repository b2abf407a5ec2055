//! Texts of strangers: receipt handles, task handles, URLs, attributes. Whatever is read must be
//! written as what reads the same, and nothing may panic.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        sqs::check_text(text);
    }
});
