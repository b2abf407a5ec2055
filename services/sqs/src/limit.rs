//! What a queue takes at most, and what it has when nobody says otherwise (SQS developer guide,
//! "Amazon SQS quotas").

/// A message's bytes with its attributes, and those of all messages of a batch together; since
/// August 2025.
pub const MESSAGE_BYTES_MAX: usize = 1024 * 1024;
/// The least that `MaximumMessageSize` may ask for.
pub const MESSAGE_BYTES_MAX_MIN: u32 = 1024;
/// Entries of a batch, and messages of one receive.
pub const BATCH_MAX: usize = 10;
/// Attributes of a message.
pub const ATTRIBUTES_MAX: usize = 10;
/// Bytes of the name or the type of a message's attribute.
pub const ATTRIBUTE_NAME_BYTES_MAX: usize = 256;
/// A message is invisible for 12 hours at most after it was received.
pub const VISIBILITY_S_MAX: i64 = 12 * 3600;
pub const VISIBILITY_S: u32 = 30;
/// A message may be delayed for 15 minutes.
pub const DELAY_S_MAX: i64 = 15 * 60;
/// A receive may wait for 20 seconds.
pub const WAIT_S_MAX: i64 = 20;
/// Messages are kept from a minute to 14 days, 4 days by default.
pub const RETENTION_S_MIN: u32 = 60;
pub const RETENTION_S_MAX: u32 = 14 * 24 * 3600;
pub const RETENTION_S: u32 = 4 * 24 * 3600;
/// Messages of one queue that are received and neither deleted nor visible again.
pub const IN_FLIGHT_MAX: u64 = 120_000;
/// For how long a message of a FIFO queue is known by its deduplication id, and a receive by the id
/// of its attempt.
pub const DEDUPLICATION_MS: i64 = 5 * 60 * 1000;
/// A changed scope of deduplication counts after this, as AWS's was seen to (LocalStack's recorded
/// answers); its guide gives changed attributes as long.
pub const SCOPE_MS: i64 = 60 * 1000;
/// A queue's name may be made again, and a queue purged again, after this.
pub const AGAIN_MS: i64 = 60 * 1000;
/// Receives before a message goes to the dead-letter queue.
pub const RECEIVES_MAX: u64 = 1000;
/// Queues that one `RedriveAllowPolicy` may name.
pub const ALLOWED_SOURCES_MAX: usize = 10;
pub const TAGS_MAX: usize = 50;
/// Actions of one permission.
pub const ACTIONS_MAX: usize = 7;
/// Bytes of a queue's policy.
pub const POLICY_BYTES_MAX: usize = 20 * 1024;
/// Queues of one page.
pub const PAGE_MAX: i64 = 1000;
/// Messages a second that a move task may be limited to.
pub const MOVE_RATE_MAX: i64 = 500;
/// Finished move tasks of a queue that are remembered.
pub const MOVES_KEPT: usize = 10;

/// Receives that wait for messages, of all queues together: each holds a connection and some
/// hundred bytes. Above: `RequestThrottled`.
pub const POLLS_MAX: usize = 10_000;
/// Messages that one receive looks at: those that have expired or go to the dead-letter queue are
/// not given, and moving them must not hold up the store's writer.
pub const LOOKED_AT_MAX: usize = 100;
/// Of what came back, so many more than are wanted are looked at for those that were given longest
/// ago: tens of microseconds of the writer, where much comes back at a time.
pub const CAME_BACK_LOOKED_AT: usize = 32;
/// Messages of a FIFO queue that a changed delay is given to: a tenth of a second of the writer.
pub const DELAYED_ANEW_MAX: usize = 10_000;
/// Rows that one step clears away of what was deleted: a few milliseconds of the writer.
pub const STEP_ROWS: usize = 1000;
/// Expired rows of deduplication that a send clears away: more than it adds.
pub const FORGET_ROWS: usize = 4;
