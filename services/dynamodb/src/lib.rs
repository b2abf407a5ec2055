//! DynamoDB: tables, items, expressions.
//!
//! Deliberately absent: sockets, protocols, and whatever a neighbour owns.

pub mod api;
pub mod apply;
pub mod attr;
pub mod codec;
pub mod expr;
pub mod invalid;
pub mod key;
pub mod number;
