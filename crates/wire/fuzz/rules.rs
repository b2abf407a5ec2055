//! What fuzzers hold against the protocols: rules that any input must keep. The targets are beside
//! it; what they have found worth keeping is replayed by the `corpora` test of the room.

#[path = "../tests/shapes/mod.rs"]
mod shapes;

use bytes::Bytes;
use wire::json::decode::{self, Dialect};
use wire::json::encode;
use wire::sigv4::{Chunks, Damaged, Streaming};
use wire::{Request, protocol};

/// Bodies in chunks, in pieces of any size: however they arrive, what is read of them is the same.
/// The first byte says how long the pieces are, the second how long the body is.
pub fn chunks(bytes: &[u8]) {
    let [piece, announced, body @ ..] = bytes else { return };
    let announced = u64::from(*announced);
    for form in [Streaming::UnsignedTrailer, Streaming::Signed, Streaming::SignedTrailer] {
        let whole = read(form, body, body.len().max(1), announced);
        let pieces = read(form, body, usize::from(*piece).max(1), announced);
        // What is wrong may be seen sooner or later, and then be called something else.
        assert_eq!(whole.is_ok(), pieces.is_ok());
        if let (Ok(whole), Ok(pieces)) = (whole, pieces) {
            assert_eq!(whole, pieces);
            assert_eq!(whole.0.len() as u64, announced);
        }
    }
}

type Read = Result<(Vec<u8>, Vec<(String, String)>), Damaged>;

/// Without a key, of which a fuzzer would never find the signatures.
fn read(form: Streaming, body: &[u8], piece: usize, announced: u64) -> Read {
    let mut chunks = Chunks::new(form, None, announced);
    let mut out = Vec::new();
    for part in body.chunks(piece) {
        let mut input = Bytes::copy_from_slice(part);
        while let Some(data) = chunks.next(&mut input)? {
            out.extend_from_slice(&data);
        }
        assert!(input.is_empty());
    }
    Ok((out, chunks.finish()?))
}

/// JSON bodies: whatever is read must be written as what reads the same.
pub fn json(bytes: &[u8]) {
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
}

/// Form bodies, and what answers them.
pub fn query(bytes: &[u8]) {
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
}
