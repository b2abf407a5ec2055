//! The rows: who else may invoke a function. The only file that knows their keys.

use store::{Corrupt, Direction, Error, Fields, Put, Range, ReadTx, Record, Table, WriteTx};

/// By function and qualifier; `` is the function itself.
static PERMISSIONS: Table<(&'static str, &'static str), Kept> = Table::new("lambda.permission");

/// The statements of a policy, by their ids, in the order in which they were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    pub statements: Vec<(String, String)>,
    /// Another one after each change.
    pub revision: String,
}

impl Record for Kept {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_list(self.statements.iter(), |out, (id, text)| {
            out.put_text(id);
            out.put_text(text);
        });
        out.put_text(&self.revision);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Kept, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        let statements = fields.list(|fields| Ok((fields.string()?, fields.string()?)))?;
        Ok(Kept { statements, revision: fields.string()? })
    }
}

pub fn get(tx: &ReadTx, function: &str, qualifier: &str) -> Result<Option<Kept>, Error> {
    tx.get(&PERMISSIONS, (function, qualifier))
}

/// One without statements is none.
pub fn put(tx: &mut WriteTx, function: &str, qualifier: &str, kept: &Kept) -> Result<(), Error> {
    match kept.statements.is_empty() {
        true => tx.delete(&PERMISSIONS, (function, qualifier)),
        false => tx.put(&PERMISSIONS, (function, qualifier), kept),
    }
}

/// The function is gone.
pub fn forget(tx: &mut WriteTx, function: &str) -> Result<(), Error> {
    let rows = tx.scan(&PERMISSIONS, Range::prefix((function,)), Direction::Forward)?;
    let qualifiers: Vec<String> =
        rows.map(|row| row.map(|((_, qualifier), _)| qualifier)).collect::<Result<_, _>>()?;
    for qualifier in qualifiers {
        tx.delete(&PERMISSIONS, (function, qualifier.as_str()))?;
    }
    Ok(())
}

/// Function, qualifier, and what is kept.
pub fn all(tx: &ReadTx) -> Result<Vec<(String, String, Kept)>, Error> {
    let rows = tx.scan(&PERMISSIONS, Range::all(), Direction::Forward)?;
    rows.map(|row| row.map(|((function, qualifier), kept)| (function, qualifier, kept))).collect()
}
