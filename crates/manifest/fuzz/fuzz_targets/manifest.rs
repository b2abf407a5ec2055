//! Any text as a manifest: `cargo +nightly fuzz run manifest` in `crates/manifest`.
//!
//! `load_text` is the whole way from text to application, without files beside it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use manifest::{Options, load_text, order};

fuzz_target!(|text: &str| {
    let options = Options { account: "000000000000".into(), ..Options::default() };
    if let Ok(application) = load_text(text, &options) {
        let _ = order(&application);
    }
});
