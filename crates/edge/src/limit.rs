//! What a client may take of the machine: bytes, connections, time.

use std::time::Duration;

/// The limits of one listener. None of them can be turned off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections at once; further ones wait in the kernel's queue.
    pub connections_max: usize,
    /// Streams at once on one HTTP/2 connection.
    pub streams_max: u32,
    /// Request line and headers; above it 431 and the connection ends. A face may allow less.
    pub head_bytes_max: usize,
    /// Header lines; above it 431.
    pub headers_max: usize,
    /// A whole body; above it 413 in the face's own form.
    pub body_bytes_max: usize,
    /// All large bodies at once that are held for a listener; further ones wait to be read.
    pub bodies_bytes_max: usize,
    /// From the first byte of a head to its end.
    pub head_timeout: Duration,
    /// From the end of the head to the end of the body.
    pub body_timeout: Duration,
    /// A body that is taken as it comes ends when too little of it has come for this long.
    pub stream_silence: Duration,
    /// Without a request, a connection ends after this.
    pub idle_timeout: Duration,
    /// A client that takes nothing of its answer for this long loses it.
    pub write_timeout: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            // Above the account's 1000 concurrent invocations, far below a process's descriptors.
            connections_max: 4096,
            // RFC 9113 section 6.5.2 asks for no fewer than 100.
            streams_max: 100,
            // As nginx and most front ends: four buffers of 8 KiB, doubled for long tokens.
            head_bytes_max: 64 * 1024,
            // The HTTP library's own default; it keeps no more on its stack.
            headers_max: 100,
            // What DynamoDB's largest request (16 MB, BatchWriteItem) needs, and room for its JSON.
            body_bytes_max: 32 * 1024 * 1024,
            // Sixteen of the largest, or fifty of the gateway's: a laptop has it to spare.
            bodies_bytes_max: 512 * 1024 * 1024,
            head_timeout: Duration::from_secs(10),
            body_timeout: Duration::from_secs(60),
            // S3's own is about 20 seconds; a laptop's disk may hold the server up for a while.
            stream_silence: Duration::from_secs(30),
            // Longer than botocore's and browsers' pools commonly hold on to a connection.
            idle_timeout: Duration::from_secs(75),
            write_timeout: Duration::from_secs(30),
        }
    }
}
