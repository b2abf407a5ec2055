//! The rows of event source mappings. The only file that knows their keys.

use std::collections::BTreeMap;

use base::Timestamp;
use store::{Corrupt, Direction, Error, Fields, Put, Range, ReadTx, Record, Table, WriteTx};

/// By UUID.
static MAPPINGS: Table<&'static str, Row> = Table::new("lambda.mapping");
/// Their UUIDs by source, function and qualifier (none: empty): there is one of each.
static BY_ENDS: Table<(&'static str, &'static str, &'static str), String> =
    Table::new("lambda.mapping.ends");

/// An event source mapping as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// A UUID.
    pub id: String,
    /// An ARN.
    pub source: String,
    /// The function's name.
    pub function: String,
    /// A version or an alias.
    pub qualifier: Option<String>,
    /// By which a stack knows it; empty where none does.
    pub label: String,
    pub enabled: bool,
    /// It is gone when its last batch has ended.
    pub deleting: bool,
    pub settings: Settings,
    pub tags: BTreeMap<String, String>,
    pub modified: Timestamp,
}

/// What may be set of a mapping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub batch_size: u32,
    pub window_s: u32,
    /// Event patterns.
    pub filters: Vec<String>,
    /// `ReportBatchItemFailures`.
    pub reports: bool,
    pub concurrency_max: Option<u32>,
    /// Pollers that are reserved: at least, at most.
    pub pollers: Option<(Option<u32>, Option<u32>)>,
    /// What is counted: `EventCount`.
    pub metrics: Vec<String>,
}

impl Record for Row {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        for text in [&self.id, &self.source, &self.function, &self.label] {
            out.put_text(text);
        }
        out.put_option(self.qualifier.as_deref(), |out, text| out.put_text(text));
        out.put_u64(self.enabled.into());
        out.put_u64(self.deleting.into());
        out.put_i64(self.modified.0);
        out.put_list(self.tags.iter(), |out, (name, value)| {
            out.put_text(name);
            out.put_text(value);
        });
        let Settings { batch_size, window_s, filters, reports, concurrency_max, pollers, metrics } =
            &self.settings;
        for number in [u64::from(*batch_size), u64::from(*window_s), u64::from(*reports)] {
            out.put_u64(number);
        }
        let number = |out: &mut Vec<u8>, number: u32| out.put_u64(number.into());
        out.put_option(*concurrency_max, number);
        out.put_option(*pollers, |out, (least, most)| {
            out.put_option(least, number);
            out.put_option(most, number);
        });
        for texts in [filters, metrics] {
            out.put_list(texts.iter(), |out, text| out.put_text(text));
        }
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Row, Corrupt> {
        if version != Row::VERSION {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        Ok(Row {
            id: fields.string()?,
            source: fields.string()?,
            function: fields.string()?,
            label: fields.string()?,
            qualifier: fields.option(Fields::string)?,
            enabled: fields.u64()? != 0,
            deleting: fields.u64()? != 0,
            modified: Timestamp(fields.i64()?),
            tags: fields
                .list(|fields| Ok((fields.string()?, fields.string()?)))?
                .into_iter()
                .collect(),
            settings: Settings {
                batch_size: number(&mut fields)?,
                window_s: number(&mut fields)?,
                reports: fields.u64()? != 0,
                concurrency_max: fields.option(number)?,
                pollers: fields
                    .option(|fields| Ok((fields.option(number)?, fields.option(number)?)))?,
                filters: fields.list(Fields::string)?,
                metrics: fields.list(Fields::string)?,
            },
        })
    }
}

fn number(fields: &mut Fields<'_>) -> Result<u32, Corrupt> {
    u32::try_from(fields.u64()?).map_err(|_| Corrupt("a number of 32 bits"))
}

/// All of them in the order of their UUIDs.
pub fn all(tx: &ReadTx) -> Result<Vec<Row>, Error> {
    let rows = tx.scan(&MAPPINGS, Range::all(), Direction::Forward)?;
    rows.map(|row| row.map(|(_, row)| row)).collect()
}

pub fn get(tx: &ReadTx, id: &str) -> Result<Option<Row>, Error> {
    tx.get(&MAPPINGS, id)
}

/// The UUID of the one between these two.
pub fn between(
    tx: &ReadTx,
    source: &str,
    function: &str,
    qualifier: Option<&str>,
) -> Result<Option<String>, Error> {
    tx.get(&BY_ENDS, (source, function, qualifier.unwrap_or_default()))
}

/// Writes one, in the place of what had its UUID.
pub fn put(tx: &mut WriteTx, row: &Row) -> Result<(), Error> {
    delete(tx, &row.id)?;
    let qualifier = row.qualifier.as_deref().unwrap_or_default();
    tx.put(&BY_ENDS, (&row.source, &row.function, qualifier), &row.id)?;
    tx.put(&MAPPINGS, &row.id, row)
}

pub fn delete(tx: &mut WriteTx, id: &str) -> Result<(), Error> {
    let Some(row) = tx.take(&MAPPINGS, id)? else { return Ok(()) };
    let qualifier = row.qualifier.as_deref().unwrap_or_default();
    tx.delete(&BY_ENDS, (&row.source, &row.function, qualifier))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_read_back_as_it_was_written() {
        let row = Row {
            id: "u".into(),
            source: "arn:aws:sqs:us-east-1:000000000000:q".into(),
            function: "f".into(),
            qualifier: Some("live".into()),
            label: "stack-F".into(),
            enabled: true,
            deleting: false,
            settings: Settings {
                batch_size: 10_000,
                window_s: 300,
                filters: vec!["{\"body\": [1]}".into()],
                reports: true,
                concurrency_max: Some(2),
                pollers: Some((Some(2), None)),
                metrics: vec!["EventCount".into()],
            },
            tags: [("a".to_owned(), "ä".to_owned())].into(),
            modified: Timestamp(1_769_903_999_123),
        };
        let mut bytes = Vec::new();
        row.encode(&mut bytes);
        assert_eq!(Row::decode(1, &bytes), Ok(row));
        assert!(Row::decode(2, &bytes).is_err());
        for length in 0..bytes.len() {
            assert!(Row::decode(1, &bytes[..length]).is_err(), "{length}");
        }
    }
}
