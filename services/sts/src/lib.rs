//! sts

pub mod api;
