//! Documents of XML.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| s3::fuzz::documents(bytes));
