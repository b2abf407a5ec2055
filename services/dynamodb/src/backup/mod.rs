//! Backups of tables.

pub mod recovery;
