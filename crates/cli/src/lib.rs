//! The command line: what may be typed, and how answers look.
//!
//! Standard output is data, standard error is talk. Deliberately absent: doing anything; `app`
//! does what is asked for here.

mod command;
mod harmless;
mod output;

pub use command::{
    Clock, Command, DataExport, DataImport, Deploy, Invoke, Logs, Parsed, Place, Tell, Up, parse,
};
pub use harmless::harmless;
pub use output::{Style, Talk, table};
