//! Exports and imports as the store keeps them.

use store::{Corrupt, Direction, Fields, Put, Range, ReadTx, Record, Table as Rows, WriteTx};

/// By account, region, table and name.
type Key = (&'static str, &'static str, &'static str, &'static str);

static EXPORTS: Rows<Key, Kept> = Rows::new("dynamodb.export");
static IMPORTS: Rows<Key, Kept> = Rows::new("dynamodb.import");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Export,
    Import,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Kind::Export => "Export",
            Kind::Import => "Import",
        }
    }

    /// What of an ARN stands between its table and its name.
    pub fn infix(self) -> &'static str {
        match self {
            Kind::Export => "/export/",
            Kind::Import => "/import/",
        }
    }

    fn rows(self) -> &'static Rows<Key, Kept> {
        match self {
            Kind::Export => &EXPORTS,
            Kind::Import => &IMPORTS,
        }
    }
}

/// Which one: the parts of its ARN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Id {
    pub kind: Kind,
    pub account: String,
    pub region: String,
    pub table: String,
    /// Its time and a few digits.
    pub name: String,
}

impl Id {
    fn row(&self) -> (&str, &str, &str, &str) {
        (&self.account, &self.region, &self.table, &self.name)
    }

    pub fn table_arn(&self) -> String {
        crate::state::arn(&self.account, &self.region, &self.table)
    }

    pub fn arn(&self) -> String {
        format!("{}{}{}", self.table_arn(), self.kind.infix(), self.name)
    }

    /// When it was begun.
    pub fn at_ms(&self) -> i64 {
        self.name.split('-').next().and_then(|digits| digits.parse().ok()).unwrap_or_default()
    }
}

/// What is kept of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its caller's token.
    pub token: String,
    /// The request, and the description, in JSON.
    pub request: String,
    pub description: String,
    pub is_over: bool,
}

pub fn get(tx: &ReadTx, id: &Id) -> Result<Option<Kept>, store::Error> {
    tx.get(id.kind.rows(), id.row())
}

pub fn put(tx: &mut WriteTx, id: &Id, kept: &Kept) -> Result<(), store::Error> {
    tx.put(id.kind.rows(), id.row(), kept)
}

/// Those of a place, or of one table there, by table and time.
pub fn list(
    tx: &ReadTx,
    kind: Kind,
    (account, region): (&str, &str),
    table: Option<&str>,
) -> Result<Vec<(Id, Kept)>, store::Error> {
    let range = match table {
        Some(table) => Range::prefix((account, region, table)),
        None => Range::prefix((account, region)),
    };
    all(tx, kind, range)
}

fn all(tx: &ReadTx, kind: Kind, range: Range<Key>) -> Result<Vec<(Id, Kept)>, store::Error> {
    let rows = tx.scan(kind.rows(), range, Direction::Forward)?;
    rows.map(|row| {
        row.map(|((account, region, table, name), kept)| {
            (Id { kind, account, region, table, name }, kept)
        })
    })
    .collect()
}

/// Those that are not over.
pub fn unfinished(tx: &ReadTx) -> Result<Vec<(Id, Kept)>, store::Error> {
    let mut found = all(tx, Kind::Export, Range::all())?;
    found.extend(all(tx, Kind::Import, Range::all())?);
    found.retain(|(_, kept)| !kept.is_over);
    Ok(found)
}

/// Forgets those of the same place that were begun before a time and are over.
pub fn forget_before(tx: &mut WriteTx, id: &Id, ms: i64) -> Result<(), store::Error> {
    let all = list(tx, id.kind, (&id.account, &id.region), None)?;
    for (old, _) in all.iter().filter(|(old, kept)| kept.is_over && old.at_ms() < ms) {
        tx.delete(id.kind.rows(), old.row())?;
    }
    Ok(())
}

impl Record for Kept {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.token);
        out.put_text(&self.request);
        out.put_text(&self.description);
        out.put_bool(self.is_over);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Kept, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        Ok(Kept {
            token: fields.string()?,
            request: fields.string()?,
            description: fields.string()?,
            is_over: fields.bool()?,
        })
    }
}
