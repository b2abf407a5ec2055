//! An import: what lies under a prefix becomes a new table.
//!
//! An object whose bytes are no items from some place on is given up from there on; what is an item
//! and cannot be in the table is left out. Both are counted, and where there is any the import has
//! failed; the table stays, with all else.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};
use std::rc::Rc;
use std::sync::Arc;

use base::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use kit::Objects;
use serde_json::Value;
use store::exchange::{LINE_BYTES_MAX, unpacked};

use super::csv::Records;
use super::{Failure, Job, bucket};
use crate::api::{ImportTableDescription, InputFormatOptions, S3BucketSource};
use crate::attr::{Attr, Item, Type};
use crate::exchange::{Filling, json};
use crate::invalid::{Checked, Invalid};
use crate::number::Number;
use crate::state::{Dynamodb, Live};
use crate::table::attribute_definitions;

/// What is told of an import that has met faults.
const VALIDATION_FAILED: &str = "Some of the items failed validation checks.";

/// How much of it there was.
#[derive(Default)]
struct Tally {
    processed: i64,
    imported: i64,
    errors: i64,
    bytes: u64,
}

impl Tally {
    fn fault(&mut self) {
        self.processed += 1;
        self.errors += 1;
    }
}

/// Does it; the description afterwards.
pub fn run(
    dynamodb: &Dynamodb,
    objects: Option<&Arc<dyn Objects>>,
    job: &Job,
    description: ImportTableDescription,
) -> ImportTableDescription {
    let mut tally = Tally::default();
    let key = job.id.key();
    let done = match (objects, dynamodb.table(&key)) {
        (Some(objects), Some(live)) => {
            let mut import = Import { dynamodb, job, objects: &**objects, live, tally: &mut tally };
            let done = import.run(&description);
            let live = import.live;
            match &done {
                Ok(()) => dynamodb.end_filling(&key, &live).map_err(Failure::from),
                Err(_) => {
                    // What cannot be dropped now is taken away by the next start.
                    let _ = dynamodb.delete_blocking(&key, &live);
                    done
                }
            }
        }
        _ => Err(Failure::unknown("The table or S3 is not there")),
    };
    let now = dynamodb.store.clock().now();
    let mut description = description
        .with_processed_item_count(tally.processed)
        .with_imported_item_count(tally.imported)
        .with_error_count(tally.errors);
    if tally.bytes > 0 || done.is_ok() {
        description.set_processed_size_bytes(i64::try_from(tally.bytes).ok());
    }
    match done {
        Ok(()) if tally.errors == 0 => {
            description.with_import_status("COMPLETED").with_end_time(now)
        }
        Ok(()) => {
            let code = "ItemValidationError".to_owned();
            failed(description, &Failure { code, message: VALIDATION_FAILED.into() }, now)
        }
        Err(failure) => failed(description, &failure, now),
    }
}

pub fn failed(
    description: ImportTableDescription,
    failure: &Failure,
    now: Timestamp,
) -> ImportTableDescription {
    description
        .with_import_status("FAILED")
        .with_failure_code(failure.code.clone())
        .with_failure_message(failure.message.clone())
        .with_end_time(now)
}

struct Import<'a> {
    dynamodb: &'a Dynamodb,
    job: &'a Job,
    objects: &'a dyn Objects,
    live: Arc<Live>,
    tally: &'a mut Tally,
}

impl Import<'_> {
    fn run(&mut self, description: &ImportTableDescription) -> Result<(), Failure> {
        let none = S3BucketSource::new();
        let source = description.s3_bucket_source().unwrap_or(&none);
        let bucket = bucket(Some(source.s3_bucket()), source.s3_bucket_owner());
        let prefix = source.s3_key_prefix().unwrap_or_default();
        let (caller, objects) = (&self.job.caller, self.objects);
        let said = |error: wire::Error| Failure::of_objects(&error);
        let mut after: Option<String> = None;
        loop {
            let page = objects.list(caller, bucket, prefix, after.as_deref()).map_err(said)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.clone());
            for key in &page {
                let bytes = objects.get(caller, bucket, key).map_err(said)?;
                self.object(bytes, description)?;
            }
        }
    }

    /// One object. What is wrong with its bytes is a fault of one line.
    fn object(
        &mut self,
        bytes: Box<dyn Read + Send>,
        description: &ImportTableDescription,
    ) -> Result<(), Failure> {
        let seen = Seen::default();
        let from = unpacked(bytes).map(|from| Watched { from, seen: seen.clone() });
        let mut filling = Filling::of(&self.live);
        let done = match from {
            Err(_) => {
                self.tally.fault();
                Ok(())
            }
            Ok(from) if description.input_format() == Some("CSV") => {
                self.csv(from, description.input_format_options(), &mut filling)
            }
            Ok(from) => self.json(from, &seen, &mut filling),
        };
        self.tally.bytes += seen.total.get();
        done?;
        self.dynamodb.fill(&mut filling, true)?;
        Ok(())
    }

    fn json(&mut self, from: Watched, seen: &Seen, filling: &mut Filling) -> Result<(), Failure> {
        let values = serde_json::Deserializer::from_reader(from).into_iter::<Value>();
        for value in values {
            seen.line.set(0);
            let Ok(value) = value else {
                self.tally.fault();
                return Ok(());
            };
            let is_item = value.get("Item").is_some_and(Value::is_object);
            self.item(json::read_value(value), filling)?;
            if !is_item {
                return Ok(());
            }
        }
        Ok(())
    }

    fn csv(
        &mut self,
        from: Watched,
        options: Option<&InputFormatOptions>,
        filling: &mut Filling,
    ) -> Result<(), Failure> {
        let options = options.and_then(|options| options.csv());
        let delimiter = options.and_then(|csv| csv.delimiter()?.bytes().next()).unwrap_or(b',');
        let mut records = Records::new(from, delimiter);
        let header = options.and_then(|csv| csv.header_list());
        let mut header: Option<Vec<String>> =
            header.map(|names| names.iter().map(str::to_owned).collect());
        let definitions = attribute_definitions(&self.live.table);
        let kinds = definitions.iter().filter_map(|one| {
            Some((one.attribute_name().to_owned(), Type::of_code(one.attribute_type())?))
        });
        let kinds: BTreeMap<String, Type> = kinds.collect();
        loop {
            let record = match records.read() {
                Ok(Some(record)) => record,
                Ok(None) => return Ok(()),
                Err(_) => {
                    self.tally.fault();
                    return Ok(());
                }
            };
            match &header {
                None => header = Some(record),
                Some(names) => self.item(of_record(names, record, &kinds), filling)?,
            }
        }
    }

    /// One item, which may be none.
    fn item(&mut self, item: Checked<Item>, filling: &mut Filling) -> Result<(), Failure> {
        match item.and_then(|item| filling.add(item)) {
            Err(_) => self.tally.fault(),
            Ok(()) => {
                self.tally.processed += 1;
                self.tally.imported += 1;
                self.dynamodb.fill(filling, false)?;
            }
        }
        Ok(())
    }
}

/// A record as an item: texts, but for what is a key's attribute of another type.
fn of_record(
    names: &[String],
    record: Vec<String>,
    kinds: &BTreeMap<String, Type>,
) -> Checked<Item> {
    if record.len() != names.len() {
        return Err(Invalid::text("another number of fields than the header has"));
    }
    let attr = |name: &str, text: String| match kinds.get(name) {
        Some(Type::N) => Number::parse(text.trim()).map(Attr::N),
        Some(Type::B) => {
            let bytes = BASE64.decode(text.trim());
            bytes.map(Attr::B).map_err(|_| Invalid::text("not base64"))
        }
        _ => Ok(Attr::S(text)),
    };
    let entries = names.iter().zip(record).map(|(name, text)| {
        crate::attr::check_name(name)?;
        Ok((name.clone(), attr(name, text)?))
    });
    Ok(Item::from_entries(entries.collect::<Checked<_>>()?))
}

/// What was read of an object, in all and since the last item.
#[derive(Clone, Default)]
struct Seen {
    total: Rc<Cell<u64>>,
    line: Rc<Cell<usize>>,
}

/// An object's bytes, which end in an error where there is too much without an item.
struct Watched {
    from: Box<dyn BufRead>,
    seen: Seen,
}

impl Watched {
    fn see(&self, count: usize) {
        self.seen.total.set(self.seen.total.get() + count as u64);
        self.seen.line.set(self.seen.line.get() + count);
    }
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.see(count);
        if self.seen.line.get() > LINE_BYTES_MAX {
            return Err(io::Error::other("an item is too long"));
        }
        Ok(count)
    }
}

impl BufRead for Watched {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.from.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.see(count);
        self.from.consume(count);
    }
}
