//! Any text as a statement of PartiQL, with as many parameters as it has question marks: refused
//! with a text, or accepted.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let parameters = text.bytes().filter(|byte| *byte == b'?').count();
    if let Err(why) = dynamodb::check_statement(text, parameters) {
        assert!(!why.is_empty());
    }
});
