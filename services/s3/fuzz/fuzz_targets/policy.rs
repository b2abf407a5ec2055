//! Policies of forms.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| s3::fuzz::policy(text));
