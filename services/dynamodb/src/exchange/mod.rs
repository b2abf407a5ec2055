//! Tables as files, in the form that exports to S3 have: DynamoDB JSON, a line an item, in packed
//! parts with a manifest; and back.
//!
//! An export is of one snapshot and takes nothing of the writer. A table that is made of an import
//! can be used when it is whole: until then it is CREATING, and a start takes away what an import
//! before it had left.

mod define;
mod export;
mod import;
pub mod json;

pub use export::{Export, Exported};
pub use import::{Fault, Filling, IMPORT, Importing, Source};
