//! The service's rules, through its operations.

#![allow(clippy::unwrap_used)]

mod bench;
mod dead_letters;
mod fifo;
mod queues;
mod standard;
mod waiting;
