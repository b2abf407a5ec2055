//! Any text as a statement of PartiQL.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| dynamodb::fuzz::statement(input));
