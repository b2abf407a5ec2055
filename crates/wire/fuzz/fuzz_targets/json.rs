//! JSON bodies: whatever is read must be written as what reads the same.

#![no_main]

#[path = "../../tests/shapes/mod.rs"]
mod shapes;

use libfuzzer_sys::fuzz_target;
use wire::json::decode::{self, Dialect};
use wire::json::encode;

fuzz_target!(|bytes: &[u8]| {
    for dialect in [Dialect::Plain, Dialect::Qualified("com.example.v1")] {
        let Ok(record) = decode::record(&shapes::EVERYTHING, dialect, bytes) else { continue };
        if wire::validate::check(&shapes::JSON10, &record).is_err() {
            // Unions without exactly one member, which nothing can write, end here.
            continue;
        }
        let mut body = Vec::new();
        encode::record(&mut body, &record);
        // Texts are compared, not records: what is not a number is never equal to itself.
        let Ok(again) = decode::record(&shapes::EVERYTHING, dialect, &body) else {
            panic!("what was written cannot be read: {record:?}");
        };
        let mut twice = Vec::new();
        encode::record(&mut twice, &again);
        assert_eq!(body, twice);
    }
});
