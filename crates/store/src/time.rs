//! The time that a state has reached which lives by a virtual clock: kept with it, so that time
//! goes on there at the next start. A state that lives by the machine's clock keeps none.

use crate::error::Error;
use crate::table::Table;
use crate::tx::{ReadTx, WriteTx};
use base::Timestamp;

static REACHED: Table<(), u64> = Table::new("store.time");

pub fn reached(tx: &ReadTx) -> Result<Option<Timestamp>, Error> {
    Ok(tx.get(&REACHED, ())?.map(|time| Timestamp(time.cast_signed())))
}

/// To be on disk before the clock is moved.
pub fn reach(tx: &mut WriteTx, time: Timestamp) -> Result<(), Error> {
    tx.put(&REACHED, (), &time.0.cast_unsigned())
}

/// From now on it lives by the machine's clock.
pub fn forget(tx: &mut WriteTx) -> Result<(), Error> {
    tx.delete(&REACHED, ())
}
