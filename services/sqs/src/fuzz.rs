//! What fuzzers hold against what strangers write: rules that any input must keep. The targets are
//! in `fuzz`; what they have found worth keeping is replayed by `tests/corpora.rs`.

use http::HeaderMap;
use wire::{Request, protocol};

use crate::handle::Handle;
use crate::queue::Queue;
use crate::{api, attributes, moves, name, permission, query};

/// Any text as a receipt handle, the handle of a task, a URL, an attribute, a policy: refused, or
/// written as what reads the same.
pub fn texts(text: &str) {
    if let Some(handle) = Handle::parse(text) {
        assert_eq!(Handle::parse(&handle.encode()), Some(handle));
    }
    if let Some((id, arn)) = moves::parse_handle(text) {
        assert_eq!(moves::parse_handle(&moves::handle(&id, &arn)), Some((id, arn)));
    }
    let _ = name::of_url(text);
    for fifo in [false, true] {
        for name in attributes::SET {
            attribute(fifo, name, text);
        }
    }
    if let Ok(policy) = permission::add(Some(text), "arn", "label", &["1"], &["*"]) {
        assert!(permission::remove(Some(&policy), "label").is_ok());
    }
}

fn attribute(fifo: bool, name: &str, text: &str) {
    let mut queue = Queue::new("q", fifo, 0);
    if attributes::apply(&mut queue, [(name, text)].into_iter()).is_err() {
        return;
    }
    let shown = attributes::show(&queue, "arn", Default::default(), name).unwrap_or_default();
    if !shown.is_empty() {
        let mut other = queue.clone();
        assert!(attributes::apply(&mut other, [(name, &*shown)].into_iter()).is_ok());
        assert_eq!(other, queue);
    }
}

/// Any bytes as a form of the query protocol, and as a body of the JSON protocol: read as each
/// operation's input, checked, and answered.
pub fn requests(bytes: &[u8]) {
    for model in [&query::api::MODEL, &api::MODEL] {
        let (uri, body) = (http::Uri::from_static("/"), bytes.to_vec().into());
        let request = Request { method: http::Method::POST, uri, headers: HeaderMap::new(), body };
        let _ = protocol::route(model, &request);
        for operation in model.operations {
            let read = protocol::decode_input(model, operation, &request);
            let checked = read.and_then(|record| wire::validate::check(model, &record));
            if let Err(error) = checked {
                protocol::encode_error(model, &error, "id");
            }
        }
    }
}
