//! What has to be done at a time and by nobody's request: items whose time to live is over, old
//! records of streams and entries of histories, the items of a table whose time to live was
//! switched on or that is restored.
//!
//! Each is a deadline in the store, kept with what it is about, so nothing is looked for and
//! nothing is forgotten by a restart. One thread waits for the earliest; a step of it is one
//! transaction of bounded size.

mod expire;
mod state;

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use kit::Worker;
use kit::tend::{self, Tending};
use store::WriteTx;

use crate::backup;
use crate::error::from_store;
use crate::history;
use crate::state::{Dynamodb, Live};
use crate::streams;

pub use expire::{fill, follow};
pub use state::{drop_item, forget_later, restore_from, restored, trim_later};

use state::Task;

/// Deadlines that one step looks at. Each may delete an item of 400 KB and write its old image.
const STEP_TASKS: usize = 50;

impl Worker for Dynamodb {
    fn busy(&self) -> Result<Option<String>, store::Error> {
        Ok(self.at_work.busy("DynamoDB"))
    }
}

impl Dynamodb {
    /// Begins to do what is due, on a thread that ends with the service.
    pub fn begin(self: &Arc<Dynamodb>) -> io::Result<()> {
        let told = |error: wire::Error| io::Error::other(error.to_string());
        self.resume_backups().map_err(told)?;
        self.forget_imports().map_err(told)?;
        self.forget_transfers().map_err(told)?;
        self.begin_recounts();
        let tending = Tending {
            store: |dynamodb: &Dynamodb| &dynamodb.store,
            wait: state::wait,
            step: |dynamodb| dynamodb.tend(),
            at_work: |dynamodb| &dynamodb.at_work,
        };
        tend::begin("dynamodb-tend", self, tending)
    }

    /// Does some of what is due by the store's clock; whether there may be more. The thread's step,
    /// and a test's. What one task meets keeps no other from being done; the first of such errors
    /// is told.
    pub fn tend(&self) -> Result<bool, wire::Error> {
        let due = self.store.read(|tx| state::due(tx, STEP_TASKS)).map_err(from_store)?;
        let is_all = due.len() < STEP_TASKS;
        let mut items = Vec::new();
        let mut more = !is_all;
        let mut first = Ok(());
        for (task, deadline) in due {
            let done = match task {
                Task::Expire { space, key } => {
                    items.push((space, key, deadline));
                    continue;
                }
                Task::Fill { space, after } => expire::fill_step(self, space, after).map(|()| true),
                Task::Restore { space, from } => {
                    backup::restore_step(self, space, from).map(|()| true)
                }
                Task::Trim => self.trim().map(|is_done| !is_done),
                Task::Forget { space, day } => self.forget(space, day).map(|is_done| !is_done),
            };
            match done {
                Ok(again) => more |= again,
                Err(error) => first = first.and(Err(error)),
            }
        }
        if !items.is_empty() {
            first = first.and(expire::step(self, items));
        }
        first.map(|()| more)
    }

    fn trim(&self) -> Result<bool, wire::Error> {
        let done = self.store.write_blocking(|tx: &mut WriteTx| -> Result<bool, store::Error> {
            let is_done = streams::trim(tx)?;
            state::trim_again(tx, is_done)?;
            Ok(is_done)
        });
        done.map_err(|error| from_store(error.flatten()))
    }

    /// Some of a day of a history.
    fn forget(&self, space: u64, day: u64) -> Result<bool, wire::Error> {
        let done = self.store.write_blocking(move |tx| -> Result<bool, store::Error> {
            let is_done = history::forget_some(tx, space, day)?;
            if is_done {
                state::forgotten(tx, space, day)?;
            }
            Ok(is_done)
        });
        done.map_err(|error| from_store(error.flatten()))
    }

    /// Tables by where their items are.
    fn spaces(&self) -> BTreeMap<u64, Arc<Live>> {
        self.all().into_iter().map(|live| (live.table.space, live)).collect()
    }
}
