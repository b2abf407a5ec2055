//! Lifecycle: what rules say of a bucket's objects, and when. Pure; what is due is done by
//! `tend`.
//!
//! Objects do not change their storage class here: rules about transitions are kept and shown, and
//! nothing comes of them.
//!
//! Source: S3 user guide, "Managing the lifecycle of objects", "Lifecycle configuration elements".

mod check;
mod due;
mod place;
mod rule;
mod state;
pub(crate) mod tend;

pub(crate) use check::check;
pub(crate) use due::{Action, Version, due, upcoming};
pub(crate) use rule::{Candidate, Rules};
