//! What fuzzers hold against manifests: any text is read or refused. The targets are beside it;
//! what they have found worth keeping is replayed by the `corpora` test of the room.

use manifest::{Options, Pseudo, Scope, load_text, order, references, resolve};
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

/// Any text as a document with intrinsics.
pub fn intrinsics(text: &str) {
    let pseudo = Pseudo { region: "r".into(), account: "1".into(), stack_name: "s".into() };
    if let Ok(node) = manifest::yaml::parse("t.yml", text) {
        let _ = references(&node);
        let _ = resolve(&node, &Stack(pseudo));
    }
}

/// Any text as a manifest: the whole way from text to application, without files beside it.
pub fn manifest(text: &str) {
    let options = Options { account: "000000000000".into(), ..Options::default() };
    if let Ok(application) = load_text(text, &options) {
        let _ = order(&application);
    }
}
