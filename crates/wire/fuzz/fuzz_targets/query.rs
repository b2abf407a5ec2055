//! Form bodies, and what answers them.

#![no_main]

#[path = "../../tests/shapes/mod.rs"]
mod shapes;

use libfuzzer_sys::fuzz_target;
use wire::{Request, protocol};

fuzz_target!(|bytes: &[u8]| {
    let request = http::Request::post("/").body(bytes.to_vec().into());
    let Ok(request) = request.map(Request::from) else { return };
    let _ = protocol::route(&shapes::QUERY, &request);
    match protocol::decode_input(&shapes::QUERY, &shapes::DO, &request) {
        Ok(record) => {
            if let Err(error) = wire::validate::check(&shapes::QUERY, &record) {
                protocol::encode_error(&shapes::QUERY, &error, "id");
            }
            protocol::encode_output(&shapes::QUERY, &shapes::DO, record, "id");
        }
        Err(error) => {
            protocol::encode_error(&shapes::QUERY, &error, "id");
        }
    }
});
