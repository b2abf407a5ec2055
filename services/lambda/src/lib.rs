//! lambda

pub mod api;
