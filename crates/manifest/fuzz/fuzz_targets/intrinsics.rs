//! Any text as a document with intrinsics: `cargo +nightly fuzz run intrinsics` in
//! `crates/manifest`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use manifest::{Pseudo, Scope, references, resolve};
use serde_json::{Value, json};

struct Stack(Pseudo);

impl Scope for Stack {
    fn pseudo(&self) -> &Pseudo {
        &self.0
    }

    fn reference(&self, logical_id: &str) -> Option<Value> {
        (logical_id.len() < 4).then(|| json!(logical_id))
    }

    fn attribute(&self, logical_id: &str, attribute: &str) -> Option<Value> {
        (logical_id.len() < 4).then(|| json!([logical_id, attribute]))
    }
}

fuzz_target!(|text: &str| {
    let pseudo = Pseudo { region: "r".into(), account: "1".into(), stack_name: "s".into() };
    if let Ok(node) = manifest::yaml::parse("t.yml", text) {
        let _ = references(&node);
        let _ = resolve(&node, &Stack(pseudo));
    }
});
