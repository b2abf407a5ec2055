//! The service's rules, through its operations.

mod bench;
mod dead_letters;
mod fifo;
mod queues;
mod standard;
mod waiting;
