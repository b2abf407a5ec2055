//! Reads an object's bytes where waiting is allowed, to find digests that nobody kept.

use std::io::Read;

use base::id::hex;
use md5::{Digest, Md5};
use store::Store;

use crate::checksum::{Algorithm, Sum};
use crate::content::Content;
use crate::error::{Error, Result};

/// What is read at a time.
const CHUNK_BYTES: usize = 128 * 1024;

/// The MD5 in hexadecimal digits, and the checksum.
pub(crate) fn digests(
    store: &Store,
    content: &Content,
    algorithm: Algorithm,
) -> Result<(String, String)> {
    let (mut md5, mut sum) = (Md5::new(), Sum::new(algorithm));
    if let Content::Here(bytes) = content {
        md5.update(bytes);
        sum.update(bytes);
    }
    let mut buffer = vec![0; CHUNK_BYTES];
    for blob in content.blobs() {
        let mut file = store.blobs().open(&blob)?;
        loop {
            let read = file.read(&mut buffer);
            let read = read.map_err(|error| Error::internal(format!("blob {blob}: {error}")))?;
            if read == 0 {
                break;
            }
            md5.update(&buffer[..read]);
            sum.update(&buffer[..read]);
        }
    }
    Ok((hex(&md5.finalize()), sum.finish()))
}
