//! What the store holds at most, and what it answers beyond it.

use std::time::Duration;

/// Closures that wait for the writer. Above this a write answers [`crate::Error::Overloaded`] at
/// once: at 5,000 writes/s (a disk with a 1 ms sync) the last one would wait for over 3 seconds.
pub const QUEUE_CLOSURES_MAX: usize = 16_384;
/// Closures of one group; more wait for the next. Bounds what one failed sync takes with it.
pub const GROUP_CLOSURES_MAX: usize = 4_096;
/// Bytes of one group, after which it takes no further closure. One fills and one is committed.
pub const GROUP_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Groups that are committed before they go into the tree together. A change of the tree costs some
/// 60 us however small it is; each group that waits is one more place for a read to look.
pub const RECENT_GROUPS_MAX: usize = 16;
/// Bytes of such groups, after which they go into the tree at once.
pub const RECENT_BYTES_MAX: usize = 1024 * 1024;
/// How long without a write until the tree takes what is committed: reads find all in one place,
/// and memory is given back.
pub const RECENT_IDLE: Duration = Duration::from_millis(20);
/// Keys and values that one closure may write: BatchWriteItem's and TransactWriteItems' 16 MB and
/// 4 MB with their indexes and stream records. Above: [`crate::Error::TooLarge`].
pub const TRANSACTION_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Rows that one closure may write. Whoever deletes more does so in several transactions.
pub const TRANSACTION_ROWS_MAX: usize = 100_000;
/// One encoded key: DynamoDB's 2048 + 1024 bytes of table keys, twice in an index, escaped.
pub const KEY_BYTES_MAX: usize = 16 * 1024;
/// One encoded value: Lambda's 6 MB request and more; what is larger is a blob.
pub const VALUE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Waiters for feeds and timers together. Above: [`crate::Error::Overloaded`].
pub const WAITERS_MAX: usize = 65_536;
/// One blob: the largest object of a single S3 PutObject.
pub const BLOB_BYTES_MAX: u64 = 5 * 1024 * 1024 * 1024;
/// Pages that the engine keeps in memory.
pub const CACHE_BYTES_DEFAULT: usize = 64 * 1024 * 1024;
/// Bytes of the journal before the tree is made durable and it begins again. Larger means fewer and
/// longer checkpoints, and more to repeat at the next open: 8 MiB are some 30,000 small writes. A
/// group of half of it or more goes straight to the tree.
pub const JOURNAL_BYTES_DEFAULT: usize = 8 * 1024 * 1024;
