//! Backups of tables on demand: a copy of all items as of one moment, in a blob of its own.
//!
//! The copy is read from one snapshot and takes nothing of the writer. A restored table is filled
//! a transaction at a time, its indexes with it (`tend`), and can be used when it is whole. Both go
//! on after a restart.

mod copy;
pub mod moment;
pub mod recovery;
mod restore;
mod state;
mod view;

pub use restore::{
    OWN_COPY, PROGRESS, begin as begin_restore, is_restoring, let_go, step as restore_step,
};
pub use state::{Backup, Id, Status};
pub use view::{description, details, origin, origin_of_moment, restore_summary, summary};

use std::collections::BTreeMap;
use std::sync::Arc;

use base::Timestamp;
use store::ReadTx;

use crate::api::{BackupNotFoundException, ProvisionedThroughput, ResourceInUseException};
use crate::error::{from_store, from_write};
use crate::invalid::{Checked, Invalid};
use crate::request::own_arn;
use crate::state::{Dynamodb, Live};
use crate::table::{Billing, Table};

impl Id {
    /// What a backup's ARN says.
    pub fn parse(text: &str) -> Checked<Id> {
        let malformed = || Invalid::from(format!("Invalid BackupArn: {text}"));
        let arn = own_arn(text).ok_or_else(malformed)?;
        let resource = arn.resource.strip_prefix("table/").ok_or_else(malformed)?;
        let (table, name) = resource.split_once("/backup/").ok_or_else(malformed)?;
        let (table, name) = (table.to_owned(), name.to_owned());
        Ok(Id { account: arn.account, region: arn.region, table, name })
    }

    pub fn arn(&self) -> String {
        let table = crate::state::arn(&self.account, &self.region, &self.table);
        format!("{table}/backup/{}", self.name)
    }
}

/// Why a table cannot be deleted while a backup is made of it.
pub fn table_is_read(table: &str) -> wire::Error {
    ResourceInUseException::error(format!(
        "Attempt to change a resource which is still in use: Table is being backed up: {table}"
    ))
}

/// Whether a copy of a table is still to be made.
pub fn is_read(tx: &ReadTx, names: (&str, &str, &str), space: u64) -> Result<bool, store::Error> {
    Ok(state::is_read(tx, names, space)? || moment::is_read(tx, space)?)
}

/// Another table of the same shape, with no name of its own yet.
pub fn anew(table: &Table, now: Timestamp) -> Table {
    let mut table = Table {
        created: now,
        deletion_protection: false,
        tags: Vec::new(),
        stream: None,
        time_to_live: None,
        facts: BTreeMap::new(),
        ..table.clone()
    };
    for index in &mut table.indexes {
        index.space = 0;
        index.is_filling = false;
    }
    table
}

/// How a restored table is paid for, where the request says otherwise than the original.
pub fn override_billing(
    table: &mut Table,
    mode: Option<&str>,
    throughput: Option<&ProvisionedThroughput>,
) {
    if mode == Some("PAY_PER_REQUEST") {
        table.billing = Billing::PayPerRequest;
        table.indexes.iter_mut().for_each(|index| index.throughput = None);
    }
    if let Some(throughput) = throughput {
        table.billing = Billing::Provisioned {
            read: throughput.read_capacity_units().unsigned_abs(),
            write: throughput.write_capacity_units().unsigned_abs(),
        };
    }
}

pub fn not_found(arn: &str) -> wire::Error {
    BackupNotFoundException::error(format!("Backup not found: {arn}"))
}

impl Dynamodb {
    /// The backup of an ARN.
    pub fn backup(&self, arn: &str) -> Result<(Id, Backup), wire::Error> {
        let id = Id::parse(arn)?;
        let found = self.store.read(|tx| state::get(tx, &id)).map_err(from_store)?;
        let backup = found.ok_or_else(|| not_found(arn))?;
        Ok((id, backup))
    }

    /// Backups in the order of their tables and times, after one, `limit` at most.
    pub fn backups(
        &self,
        place: (&str, &str),
        table: Option<&str>,
        after: Option<&Id>,
        limit: usize,
    ) -> Result<Vec<(Id, Backup)>, wire::Error> {
        self.store.read(|tx| state::list(tx, place, table, after, limit)).map_err(from_store)
    }

    /// Keeps that there is to be a backup, and begins it.
    pub async fn begin_backup(
        self: &Arc<Self>,
        place: (String, String),
        live: Arc<Live>,
        name: String,
    ) -> Result<(Id, Backup), wire::Error> {
        let made = self.store.write(move |tx| -> Result<(Id, Backup), wire::Error> {
            let now = tx.now();
            let token = tx.id();
            let token = token.get(..8).unwrap_or(&token).to_owned();
            // Rows of a table that is gone are being cleared away.
            if live.is_dropped() {
                return Err(recovery::no_table(&live.table.name));
            }
            let live = live.current();
            let id = Id {
                account: place.0,
                region: place.1,
                table: live.table.name.clone(),
                name: format!("{:014}-{token}", now.millis()),
            };
            let counts = live.counts();
            let backup = Backup {
                name,
                created: now,
                table: (*live.table).clone(),
                status: Status::Creating,
                blob: None,
                items: counts.items.max(0),
                bytes: counts.bytes.max(0),
            };
            state::put(tx, &id, &backup).map_err(from_store)?;
            Ok((id, backup))
        });
        let (id, backup) = made.await.map_err(from_write)?;
        copy::spawn(self, id.clone());
        Ok((id, backup))
    }

    /// Goes on with the backups that an earlier process had begun.
    pub fn resume_backups(self: &Arc<Self>) -> Result<(), wire::Error> {
        let begun = self.store.read(state::unfinished).map_err(from_store)?;
        for id in begun {
            copy::spawn(self, id);
        }
        moment::resume(self)?;
        self.sweep_backups()
    }

    pub async fn delete_backup(&self, id: Id) -> Result<(), wire::Error> {
        let done = self.store.write(move |tx| state::delete(tx, &id));
        done.await.map_err(|error| from_store(error.flatten()))?;
        self.sweep_backups()
    }

    /// Removes the copies of backups that were deleted. No two backups have one copy.
    pub(crate) fn sweep_backups(&self) -> Result<(), wire::Error> {
        let gone = self.store.read(state::gone).map_err(from_store)?;
        for blob in gone {
            self.store.blobs().remove(&blob).map_err(from_store)?;
            let done = self.store.write_blocking(move |tx| state::forget(tx, &blob));
            done.map_err(|error| from_store(error.flatten()))?;
        }
        Ok(())
    }
}
