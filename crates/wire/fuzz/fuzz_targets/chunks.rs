//! Bodies in chunks, in pieces of any size: however they arrive, what is read of them is the same.

#![no_main]

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use wire::sigv4::{Chunks, Damaged, Streaming};

type Read = Result<(Vec<u8>, Vec<(String, String)>), Damaged>;

fn read(body: &[u8], piece: usize, announced: u64) -> Read {
    let mut chunks = Chunks::new(Streaming::UnsignedTrailer, None, announced);
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

fuzz_target!(|bytes: &[u8]| {
    let [piece, announced, body @ ..] = bytes else { return };
    let announced = u64::from(*announced);
    let whole = read(body, body.len().max(1), announced);
    let pieces = read(body, usize::from(*piece).max(1), announced);
    // What is wrong may be seen sooner or later, and then be called something else.
    assert_eq!(whole.is_ok(), pieces.is_ok());
    if let (Ok(whole), Ok(pieces)) = (whole, pieces) {
        assert_eq!(whole, pieces);
        assert_eq!(whole.0.len() as u64, announced);
    }
});
