//! Policies as the store keeps them.

use store::{Corrupt, Direction, Fields, Put, Range, ReadTx, Record, Table as Rows, WriteTx};

/// By the ARN of their resource.
static POLICIES: Rows<&str, Kept> = Rows::new("dynamodb.policy");

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub text: String,
    /// Another one for every text.
    pub revision: String,
}

pub fn all(tx: &ReadTx) -> Result<Vec<(String, Kept)>, store::Error> {
    tx.scan(&POLICIES, Range::all(), Direction::Forward)?.collect()
}

pub fn get(tx: &ReadTx, arn: &str) -> Result<Option<Kept>, store::Error> {
    tx.get(&POLICIES, arn)
}

pub fn put(tx: &mut WriteTx, arn: &str, kept: &Kept) -> Result<(), store::Error> {
    tx.put(&POLICIES, arn, kept)
}

pub fn delete(tx: &mut WriteTx, arn: &str) -> Result<(), store::Error> {
    tx.delete(&POLICIES, arn)
}

impl Record for Kept {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.text);
        out.put_text(&self.revision);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Kept, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        Ok(Kept { text: fields.string()?, revision: fields.string()? })
    }
}
