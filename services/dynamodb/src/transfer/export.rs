//! An export: what a table was at a moment, or what has become of its items within a period, in
//! packed parts of JSON with a manifest.

use std::fmt::Write as _;
use std::sync::Arc;

use base::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use kit::Objects;
use kit::objects::Encryption;
use serde_json::{Value, json};
use store::ReadTx;
use store::exchange::{Packed, md5};

use super::{Failure, Job, bucket};
use crate::api::ExportDescription;
use crate::attr::{Attr, Item};
use crate::exchange::json::{self as lines, Changed};
use crate::history::{self, Change};
use crate::key::stable_hash;
use crate::record::Encoded;
use crate::state::{Dynamodb, all_tables};
use crate::table::Table;

/// Bytes of a part before it is packed; it is held in memory until it is put.
const PART_BYTES: usize = 16 * 1024 * 1024;
/// Of the manifests: the versions of the two forms.
const FULL_VERSION: &str = "2020-06-30";
const INCREMENTAL_VERSION: &str = "2023-08-01";

/// Does it; the description afterwards.
pub fn run(
    dynamodb: &Dynamodb,
    objects: Option<&Arc<dyn Objects>>,
    job: &Job,
    mut description: ExportDescription,
) -> ExportDescription {
    let done = match objects {
        None => Err(Failure::unknown("S3 is not there")),
        Some(objects) => export(dynamodb, &**objects, job, &mut description),
    };
    let now = dynamodb.store.clock().now();
    match done {
        Ok(()) => {
            let end = description.start_time().map_or(now, |start| after(start, now));
            description.with_export_status("COMPLETED").with_end_time(end)
        }
        Err(failure) => failed(description, &failure, now),
    }
}

/// What took less than a millisecond has still an end after its start.
fn after(start: Timestamp, now: Timestamp) -> Timestamp {
    now.max(Timestamp(start.millis() + 1))
}

pub fn failed(
    description: ExportDescription,
    failure: &Failure,
    now: Timestamp,
) -> ExportDescription {
    description
        .with_export_status("FAILED")
        .with_failure_code(failure.code.clone())
        .with_failure_message(failure.message.clone())
        .with_end_time(now)
}

fn export(
    dynamodb: &Dynamodb,
    objects: &dyn Objects,
    job: &Job,
    description: &mut ExportDescription,
) -> Result<(), Failure> {
    let mut parts = Parts::new(objects, job, description);
    parts.put(&format!("{}/_started", parts.folder), Vec::new())?;
    let table_id = description.table_id().unwrap_or_default();
    dynamodb.store.read(|tx| -> Result<(), Failure> {
        let tables = all_tables(tx)?.into_iter();
        let (table, history) = tables
            .filter(|table| table.id == table_id)
            .find_map(|table| history::space_of(&table).map(|space| (table, space)))
            .ok_or_else(|| Failure::unknown("The table's point in time recovery is gone"))?;
        write(tx, &mut parts, (&table, history), description)
    })?;
    parts.close()?;
    let Parts { items, bytes, .. } = parts;
    let files = parts.folder.clone() + "/manifest-files";
    let manifest = std::mem::take(&mut parts.manifest);
    parts.put_summed(&files, manifest)?;
    let summary = parts.folder.clone() + "/manifest-summary";
    let start = description.start_time().unwrap_or_default();
    let end = after(start, dynamodb.store.clock().now());
    let text = summarize(job, description, &parts, (start, end)).to_string();
    parts.put_summed(&summary, text)?;
    description.set_export_manifest(Some(summary + ".json"));
    description.set_item_count(Some(items));
    description.set_billed_size_bytes(Some(bytes));
    Ok(())
}

fn write(
    tx: &ReadTx,
    parts: &mut Parts<'_>,
    (table, history): (&Table, u64),
    description: &ExportDescription,
) -> Result<(), Failure> {
    let item = |encoded: &Encoded| {
        encoded.item().map_err(|corrupt| wire::Error::internal(corrupt.0)).map_err(Failure::from)
    };
    let Some(period) = description.incremental_export_specification() else {
        let moment = description.export_time().unwrap_or(tx.now());
        for row in history::as_of(tx, table.space, history, moment)? {
            let item = item(&row?)?;
            lines::write(&item, &mut parts.chunk);
            parts.count(item.size())?;
        }
        return Ok(());
    };
    let shows_old = period.export_view_type() != Some("NEW_IMAGE");
    let ends = (period.export_from_time(), period.export_to_time());
    let ends = (ends.0.unwrap_or_default(), ends.1.unwrap_or(tx.now()));
    for change in history::changes(tx, table.space, history, ends)? {
        let Change { at, old, new, between } = change?;
        let images = [old, new, between].map(|image| image.as_ref().map(item).transpose());
        let [old, new, between] = images;
        let (old, new, between) = (old?, new?, between?);
        let Some(any) = new.as_ref().or(old.as_ref()).or(between.as_ref()) else { continue };
        let change = Changed {
            at_micros: at * 1000,
            keys: &keys(table, any),
            old: old.as_ref().filter(|_| shows_old),
            new: new.as_ref(),
        };
        lines::write_change(&change, &mut parts.chunk);
        parts.count(any.size())?;
    }
    Ok(())
}

fn keys(table: &Table, item: &Item) -> Item {
    let part = |name: &str| -> Option<(String, Attr)> {
        item.get(name).map(|attr| (name.to_owned(), attr.clone()))
    };
    Item::from_entries(table.schema.parts().filter_map(|key| part(&key.name)).collect())
}

fn summarize(
    job: &Job,
    description: &ExportDescription,
    parts: &Parts<'_>,
    (start, end): (Timestamp, Timestamp),
) -> Value {
    let period = description.incremental_export_specification();
    let iso = |time: Option<Timestamp>| time.map(Timestamp::iso_millis);
    let mut summary = json!({
        "version": if period.is_some() { INCREMENTAL_VERSION } else { FULL_VERSION },
        "exportArn": job.id.arn(),
        "startTime": start.iso_millis(),
        "endTime": end.iso_millis(),
        "tableArn": description.table_arn(),
        "tableId": description.table_id(),
        "s3Bucket": description.s3_bucket(),
        "s3Prefix": description.s3_prefix(),
        "s3SseAlgorithm": description.s3_sse_algorithm(),
        "s3SseKmsKeyId": description.s3_sse_kms_key_id(),
        "manifestFilesS3Key": format!("{}/manifest-files.json", parts.folder),
        "billedSizeBytes": parts.bytes,
        "itemCount": parts.items,
        "outputFormat": description.export_format(),
    });
    match period {
        None => {
            summary["exportTime"] = json!(iso(description.export_time()));
            summary["exportType"] = json!("FULL_EXPORT");
        }
        Some(period) => {
            summary["exportFromTime"] = json!(iso(period.export_from_time()));
            summary["exportToTime"] = json!(iso(period.export_to_time()));
            summary["outputView"] = json!(period.export_view_type());
            summary["exportType"] = json!("INCREMENTAL_EXPORT");
        }
    }
    summary
}

/// The objects of an export.
struct Parts<'a> {
    objects: &'a dyn Objects,
    job: &'a Job,
    description: ExportDescription,
    /// `PREFIX/AWSDynamoDB/ID`, and where its data is.
    folder: String,
    data: String,
    chunk: Vec<u8>,
    in_chunk: i64,
    number: u32,
    manifest: String,
    items: i64,
    bytes: i64,
}

impl<'a> Parts<'a> {
    fn new(objects: &'a dyn Objects, job: &'a Job, description: &ExportDescription) -> Parts<'a> {
        let prefix = description.s3_prefix().unwrap_or_default();
        let between = if prefix.is_empty() || prefix.ends_with('/') { "" } else { "/" };
        let top = format!("{prefix}{between}AWSDynamoDB");
        let folder = format!("{top}/{}", job.id.name);
        // Incremental exports have their data beside each other.
        let is_full = description.incremental_export_specification().is_none();
        let data = if is_full { format!("{folder}/data") } else { format!("{top}/data") };
        Parts {
            objects,
            job,
            description: description.clone(),
            folder,
            data,
            chunk: Vec::new(),
            in_chunk: 0,
            number: 0,
            manifest: String::new(),
            items: 0,
            bytes: 0,
        }
    }

    fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), Failure> {
        let description = &self.description;
        let bucket = bucket(description.s3_bucket(), description.s3_bucket_owner());
        let encryption = description.s3_sse_algorithm().map(|algorithm| Encryption {
            algorithm: if algorithm == "KMS" { "aws:kms" } else { algorithm },
            key: description.s3_sse_kms_key_id(),
        });
        let done = self.objects.put(&self.job.caller, bucket, key, encryption, bytes);
        done.map_err(|error| Failure::of_objects(&error))
    }

    /// A document, and its digest beside it.
    fn put_summed(&self, name: &str, text: String) -> Result<(), Failure> {
        let digest = BASE64.encode(md5(text.as_bytes()));
        self.put(&format!("{name}.json"), text.into_bytes())?;
        self.put(&format!("{name}.md5"), digest.into_bytes())
    }

    /// A line has been added, of an item of so many bytes.
    fn count(&mut self, bytes: usize) -> Result<(), Failure> {
        self.in_chunk += 1;
        self.bytes += bytes as i64;
        if self.chunk.len() < PART_BYTES { Ok(()) } else { self.put_part() }
    }

    /// Puts what is left. There is a part, also where there is no item.
    fn close(&mut self) -> Result<(), Failure> {
        if self.number > 0 && self.chunk.is_empty() { Ok(()) } else { self.put_part() }
    }

    fn put_part(&mut self) -> Result<(), Failure> {
        self.number += 1;
        let digits = stable_hash(format!("{} {}", self.job.id.arn(), self.number).as_bytes());
        let key = format!("{}/{:06}{digits:016x}.json.gz", self.data, self.number);
        let failed = |error: std::io::Error| Failure::unknown(error.to_string());
        let mut packed = Packed::into(Vec::new());
        packed.put(&self.chunk).map_err(failed)?;
        let (bytes, digest) = packed.take().map_err(failed)?;
        self.chunk.clear();
        self.put(&key, bytes)?;
        let line = json!({
            "itemCount": self.in_chunk, "md5Checksum": BASE64.encode(digest),
            "etag": base::id::hex(&digest), "dataFileS3Key": key,
        });
        // Writing to memory does not fail.
        let _ = writeln!(self.manifest, "{line}");
        self.items += self.in_chunk;
        self.in_chunk = 0;
        Ok(())
    }
}
