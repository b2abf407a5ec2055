//! Counts as the store keeps them, and whether they are exact.

use store::{Corrupt, Fields, Put, ReadTx, Record, Table as Rows, WriteTx};

use super::{Counts, Recount};

/// Items and bytes of a space, as of some write not long ago.
static COUNTS: Rows<u64, Counts> = Rows::new("dynamodb.count");
/// Of spaces whose kept counts have been left behind by a write: how far they are counted anew,
/// which is not at all until an unorderly end has made it necessary.
static RECOUNTS: Rows<u64, Recount> = Rows::new("dynamodb.recount");

pub fn kept(tx: &ReadTx, space: u64) -> Result<Counts, store::Error> {
    Ok(tx.get(&COUNTS, space)?.unwrap_or_default())
}

pub fn keep(tx: &mut WriteTx, space: u64, counts: &Counts) -> Result<(), store::Error> {
    tx.put(&COUNTS, space, counts)
}

/// None where the kept counts are exact.
pub fn recount(tx: &ReadTx, space: u64) -> Result<Option<Recount>, store::Error> {
    tx.get(&RECOUNTS, space)
}

pub fn put_recount(tx: &mut WriteTx, space: u64, recount: &Recount) -> Result<(), store::Error> {
    tx.put(&RECOUNTS, space, recount)
}

/// The kept counts are exact.
pub fn delete_recount(tx: &mut WriteTx, space: u64) -> Result<(), store::Error> {
    tx.delete(&RECOUNTS, space).map(|_| ())
}

/// The space is no more.
pub fn forget(tx: &mut WriteTx, space: u64) -> Result<(), store::Error> {
    tx.delete(&COUNTS, space)?;
    delete_recount(tx, space)
}

impl Record for Counts {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.items);
        out.put_i64(self.bytes);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Counts, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        Ok(Counts { items: fields.i64()?, bytes: fields.i64()? })
    }
}

impl Record for Recount {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.counts.items);
        out.put_i64(self.counts.bytes);
        out.extend_from_slice(&self.upto);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Recount, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        let counts = Counts { items: fields.i64()?, bytes: fields.i64()? };
        Ok(Recount { counts, upto: fields.rest().to_vec() })
    }
}
