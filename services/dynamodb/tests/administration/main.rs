//! What is done with tables beside their items, as callers see it.

#![allow(clippy::unwrap_used)]

mod backups;
mod bench;
mod counts;
mod facts;
mod moments;
mod policies;
mod streams;
mod time_to_live;
mod told;
mod transfers;
