//! Exports: all items of tables as of one moment, in the folders and files of an export to S3.
//!
//! `AWSDynamoDB/ID/` holds an empty `_started`, the packed parts below `data/`,
//! `manifest-files.json` (a line a part: its items and digests), `manifest-summary.json`, and a
//! digest beside each of the two; and `squall-table.json`, which is not of S3's form: what the
//! table was.

use std::fmt::Write as _;
use std::path::Path;

use base::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::json;
use store::ReadTx;
use store::exchange::{Draft, md5};

use super::{define, json as lines};
use crate::backup::is_restoring;
use crate::error::from_store;
use crate::key::stable_hash;
use crate::record::Encoded;
use crate::state::{Dynamodb, TableKey, arn, definitions, encoded};
use crate::table::Table;

/// Bytes of a part before it is packed; a part is closed by the item that reaches it.
const PART_BYTES: usize = 64 * 1024 * 1024;
/// What is gathered before it is packed.
const CHUNK_BYTES: usize = 256 * 1024;
/// Of the manifest: the version of the format that AWS has written since exports exist.
const FORMAT_VERSION: &str = "2020-06-30";

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Export {
    /// Tables' names; all tables where there are none.
    pub tables: Vec<String>,
    /// What names the export, beside its time.
    pub token: String,
}

/// One table's part of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    pub table: String,
    /// `AWSDynamoDB/ID`.
    pub folder: String,
    pub items: u64,
    /// Of items, before they are packed.
    pub bytes: u64,
}

impl Dynamodb {
    /// Writes an export to a folder that is not there yet. It has its name when it is whole.
    pub fn export(&self, asked: &Export, to: &Path) -> Result<Vec<Exported>, wire::Error> {
        let failed = |error: std::io::Error| {
            wire::Error::internal(format!("writing {}: {error}", to.display()))
        };
        let draft = Draft::make(to).map_err(failed)?;
        let exported = self.store.read(|tx| -> Result<Vec<Exported>, wire::Error> {
            let tables = chosen(definitions(tx).map_err(from_store)?, &asked.tables)?;
            let mut all = Vec::with_capacity(tables.len());
            for (key, table) in tables {
                all.push(write_table(tx, &draft, &key, &table, &asked.token)?);
            }
            Ok(all)
        })?;
        draft.finish().map_err(failed)?;
        Ok(exported)
    }
}

/// The tables that are named, or all; those that are still being filled are not there yet.
fn chosen(
    all: Vec<(TableKey, Table)>,
    names: &[String],
) -> Result<Vec<(TableKey, Table)>, wire::Error> {
    let whole = all.into_iter().filter(|(_, table)| !is_restoring(table));
    let chosen: Vec<_> =
        whole.filter(|(key, _)| names.is_empty() || names.contains(&key.2)).collect();
    match names.iter().find(|name| chosen.iter().all(|(key, _)| key.2 != **name)) {
        Some(name) => Err(crate::error::no_table(name)),
        None => Ok(chosen),
    }
}

fn write_table(
    tx: &ReadTx,
    draft: &Draft,
    key: &TableKey,
    table: &Table,
    token: &str,
) -> Result<Exported, wire::Error> {
    let arn = arn(&key.0, &key.1, &key.2);
    let digits = stable_hash(format!("{token} {arn}").as_bytes()) as u32;
    let id = format!("{:014}-{digits:08x}", tx.now().millis());
    let folder = format!("AWSDynamoDB/{id}");
    let failed = |error: std::io::Error| wire::Error::internal(format!("writing {id}: {error}"));
    draft.file(&format!("{folder}/_started"), b"").map_err(failed)?;
    draft
        .file(&format!("{folder}/squall-table.json"), define::write(table).as_bytes())
        .map_err(failed)?;
    let mut parts = Parts { draft, folder: &folder, digits, manifest: String::new(), number: 0 };
    let mut exported =
        Exported { table: key.2.clone(), folder: folder.clone(), items: 0, bytes: 0 };
    let mut rows = encoded(tx, table.space).map_err(from_store)?.peekable();
    while rows.peek().is_some() {
        let (items, bytes) = parts.write(&mut rows)?;
        exported.items += items;
        exported.bytes += bytes;
    }
    let files = parts.manifest;
    let summary = summary(tx.now(), &arn, &id, table, &exported);
    for (name, text) in [("manifest-files", &files), ("manifest-summary", &summary)] {
        let digest = BASE64.encode(md5(text.as_bytes()));
        let name = format!("{folder}/{name}");
        draft.file(&format!("{name}.json"), text.as_bytes()).map_err(failed)?;
        draft.file(&format!("{name}.md5"), digest.as_bytes()).map_err(failed)?;
    }
    Ok(exported)
}

fn summary(at: Timestamp, arn: &str, id: &str, table: &Table, exported: &Exported) -> String {
    json!({
        "version": FORMAT_VERSION,
        "exportArn": format!("{arn}/export/{id}"),
        "startTime": at.iso_millis(),
        "endTime": at.iso_millis(),
        "tableArn": arn,
        "tableId": table.id,
        "exportTime": at.iso_millis(),
        "s3Bucket": null,
        "s3Prefix": null,
        "s3SseAlgorithm": "AES256",
        "s3SseKmsKeyId": null,
        "manifestFilesS3Key": format!("{}/manifest-files.json", exported.folder),
        "billedSizeBytes": exported.bytes,
        "itemCount": exported.items,
        "outputFormat": "DYNAMODB_JSON",
        "exportType": "FULL_EXPORT",
    })
    .to_string()
}

/// The packed files of a table, one after the other.
struct Parts<'a> {
    draft: &'a Draft,
    folder: &'a str,
    digits: u32,
    manifest: String,
    number: u32,
}

impl Parts<'_> {
    /// Writes one part; its items and their bytes.
    fn write(
        &mut self,
        rows: &mut impl Iterator<Item = Result<Encoded, store::Error>>,
    ) -> Result<(u64, u64), wire::Error> {
        self.number += 1;
        let key = format!("{}/data/{:06}-{:08x}.json.gz", self.folder, self.number, self.digits);
        let failed =
            |error: std::io::Error| wire::Error::internal(format!("writing {key}: {error}"));
        let mut packed = self.draft.packed(&key).map_err(failed)?;
        let (mut chunk, mut items, mut written, mut bytes) = (Vec::new(), 0, 0, 0);
        for row in rows {
            let row = row.map_err(from_store)?;
            let item = row.item().map_err(|error| wire::Error::internal(error.0))?;
            lines::write(&item, &mut chunk);
            items += 1;
            bytes += item.size() as u64;
            if chunk.len() >= CHUNK_BYTES {
                packed.put(&chunk).map_err(failed)?;
                written += chunk.len();
                chunk.clear();
            }
            if written >= PART_BYTES {
                break;
            }
        }
        packed.put(&chunk).map_err(failed)?;
        let digest = packed.finish().map_err(failed)?;
        let line = json!({
            "itemCount": items, "md5Checksum": BASE64.encode(digest), "etag": etag(&digest),
            "dataFileS3Key": key,
        });
        // Writing to memory does not fail.
        let _ = writeln!(self.manifest, "{line}");
        Ok((items, bytes))
    }
}

/// The tag that S3 gives an object of one part: the digest of the parts' digests, and their number.
fn etag(digest: &[u8; 16]) -> String {
    let mut tag = String::new();
    for byte in md5(digest) {
        let _ = write!(tag, "{byte:02x}");
    }
    tag + "-1"
}
