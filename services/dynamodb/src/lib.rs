//! DynamoDB: tables, items, expressions.
//!
//! Deliberately absent: sockets, protocols, and whatever a neighbour owns.

pub mod invalid;
pub mod number;
