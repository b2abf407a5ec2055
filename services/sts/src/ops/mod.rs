//! The operations, a verb a file. Each has `needs`, the permissions it takes, and `run`.

pub mod assume_role;
pub mod get_caller_identity;
