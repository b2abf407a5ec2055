//! DynamoDB: tables, items, expressions.
//!
//! Deliberately absent: sockets, protocols, and whatever a neighbour owns.

pub mod api;
pub mod attr;
pub mod codec;
pub mod invalid;
pub mod key;
pub mod number;
