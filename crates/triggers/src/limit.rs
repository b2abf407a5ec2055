//! What a mapping does at most.

use std::time::Duration;

/// Batches of a mapping at a time when it begins (Lambda developer guide, "Scaling event source
/// mapping").
pub const BATCHES_FIRST: u32 = 5;
/// How many more it may have for each minute in which those there are were not enough (the same).
pub const BATCHES_MORE_A_MINUTE: u32 = 300;
/// Batches of a mapping at a time (the same).
pub const BATCHES_MAX: u32 = 1250;

/// Between attempts at a function that has no place free: doubled each time, from this ...
pub const THROTTLE_PAUSE_MIN: Duration = Duration::from_millis(100);
/// ... to this. Lambda tells neither.
pub const THROTTLE_PAUSE_MAX: Duration = Duration::from_secs(10);

/// Batches in a row that the function has to fail before the next one is put off: one poison
/// message keeps nobody waiting.
pub const FAILURES_FREE: u32 = 5;
/// How long it is put off: doubled for each further failure, from this ...
pub const FAILURE_PAUSE_MIN: Duration = Duration::from_millis(200);
/// ... to this.
pub const FAILURE_PAUSE_MAX: Duration = Duration::from_secs(10);

/// How long a mapping that cannot read waits before it looks again, doubled each time, from this
/// ...
pub const HINDERED_PAUSE_MIN: Duration = Duration::from_millis(500);
/// ... to this.
pub const HINDERED_PAUSE_MAX: Duration = Duration::from_secs(30);

/// Items of one lease: a transaction that writes a few rows for each must stay small beside the
/// others' of its group.
pub const LEASE_ITEMS_MAX: usize = 1000;
/// Items that match no filter and wait for their batch to be settled with it.
pub const UNWANTED_MAX: usize = 1000;

/// What an event has besides its records: `{"Records":[]}`, with room to spare.
pub const EVENT_FRAME_BYTES: usize = 64;

/// How long the end of the program waits for what batches still have to write.
pub const LAST_WRITES: Duration = Duration::from_secs(5);
/// A window is over when only one part in so many of a message's visibility timeout is left.
pub const LEASE_LEFT: u32 = 10;
