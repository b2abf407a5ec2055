//! What every room needs to name things: ARNs, ids, the clock, randomness, limits.
//!
//! Deliberately absent: any input or output, and any knowledge of a service.

pub mod arn;
pub mod clock;
pub mod id;
pub mod limit;

pub use arn::Arn;
pub use clock::{Clock, FakeClock, SystemClock, Timestamp, VirtualClock};
pub use id::{Random, SeededRandom, SystemRandom, uuid};

/// The account that everything belongs to until accounts can be configured.
pub const DEFAULT_ACCOUNT: &str = "000000000000";
/// The region when neither the manifest nor the environment names one.
pub const DEFAULT_REGION: &str = "us-east-1";
