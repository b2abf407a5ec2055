//! The rows: functions, and what becomes of their events. The only file that knows their keys.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::permission::state as permission;
use base::Timestamp;
use store::{Corrupt, Direction, Error, Fields, Put, Range, ReadTx, Record, Table, WriteTx};

/// By name.
static FUNCTIONS: Table<&'static str, Row> = Table::new("lambda.function");
/// Published versions by function and number: what the function was at that time. Those that a
/// manifest asked for have its stack, the others none.
static PUBLISHED: Table<(&'static str, u64), Row> = Table::new("lambda.version");
/// The number of the version that was published last, which is never given again.
static LAST_VERSION: Table<&'static str, u64> = Table::new("lambda.version.last");
/// By function and name.
static ALIASES: Table<(&'static str, &'static str), Alias> = Table::new("lambda.alias");
/// By function and qualifier.
static PROVISIONED: Table<(&'static str, &'static str), Provisioned> =
    Table::new("lambda.provisioned");

/// By name and qualifier.
static EVENT_CONFIGS: Table<(&'static str, &'static str), EventConfig> =
    Table::new("lambda.event-config");

/// What was before a deployment of the functions that it has touched: by stack and name. There only
/// while one is under way, or was cut off.
static BEFORE: Table<(&'static str, &'static str), Before> = Table::new("lambda.before");

/// A function as it was before a deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    /// None where there was none of this name.
    pub row: Option<Row>,
    /// The version that was published last; 0 is none.
    pub version: u64,
}

/// What is kept of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub spec: FunctionSpec,
    /// Who made it and may remove it: a stack's name.
    pub stack: String,
    /// Another one after each change.
    pub revision: String,
    pub modified: Timestamp,
}

/// A function as it is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FunctionSpec {
    pub name: String,
    /// `python3.9`.
    pub runtime: String,
    /// `module.function`.
    pub handler: String,
    pub description: String,
    pub memory_mb: u32,
    pub timeout_s: u32,
    pub tmp_mb: u32,
    pub environment: BTreeMap<String, String>,
    pub role_arn: String,
    /// The unpacked code; its name follows its contents, so that other code is another directory.
    pub code: PathBuf,
    /// SHA-256 of the package, in hexadecimal.
    pub code_digest: String,
    pub code_bytes: u64,
    /// Further read-only directories: (on the host, in the sandbox).
    pub mounts: Vec<(PathBuf, String)>,
    pub reserved_concurrency: Option<u32>,
    /// `x86_64` or `arm64`.
    pub architecture: String,
    pub tags: BTreeMap<String, String>,
    pub asynchronous: Asynchronous,
    /// Published versions start from a snapshot.
    pub snap_start: bool,
    /// Instances of the published version that are kept initialised.
    pub provisioned_concurrency: Option<u32>,
}

/// What becomes of events (`InvocationType=Event`); what is not set is as Lambda has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asynchronous {
    /// An event that is older is given up.
    pub event_age_s_max: Option<u32>,
    pub retries_max: Option<u32>,
    /// The ARN that hears of successes.
    pub on_success: Option<String>,
    /// The ARN that hears of events that were given up.
    pub on_failure: Option<String>,
    /// The ARN that gets the events that were given up.
    pub dead_letter: Option<String>,
}

/// A name for a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// 0 is `$LATEST`.
    pub version: u64,
    pub description: String,
    /// Another one after each change.
    pub revision: String,
}

/// Instances that are kept initialised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provisioned {
    pub places: u32,
    pub modified: Timestamp,
}

/// Everything that is kept of one function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub latest: Row,
    pub published: BTreeMap<u64, Row>,
    pub aliases: BTreeMap<String, Alias>,
    /// By qualifier.
    pub provisioned: BTreeMap<String, Provisioned>,
}

impl Record for Alias {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_u64(self.version);
        out.put_text(&self.description);
        out.put_text(&self.revision);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Alias, Corrupt> {
        if version != Alias::VERSION {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        let (version, description) = (fields.u64()?, fields.string()?);
        Ok(Alias { version, description, revision: fields.string()? })
    }
}

impl Record for Provisioned {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_u64(self.places.into());
        out.put_i64(self.modified.0);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Provisioned, Corrupt> {
        if version != Provisioned::VERSION {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        Ok(Provisioned { places: number(&mut fields)?, modified: Timestamp(fields.i64()?) })
    }
}

impl Asynchronous {
    /// What of it is an event invoke configuration; the dead letter is the function's own.
    pub fn config(&self) -> Asynchronous {
        Asynchronous { dead_letter: None, ..self.clone() }
    }
}

/// The event invoke configuration of a version or an alias.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventConfig {
    pub modified: Timestamp,
    /// Without a dead letter.
    pub asynchronous: Asynchronous,
}

impl Record for EventConfig {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.modified.0);
        let Asynchronous { event_age_s_max, retries_max, on_success, on_failure, dead_letter: _ } =
            &self.asynchronous;
        for number in [event_age_s_max, retries_max] {
            out.put_option(*number, |out, number| out.put_u64(number.into()));
        }
        for arn in [on_success, on_failure] {
            out.put_option(arn.as_deref(), |out, arn| out.put_text(arn));
        }
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<EventConfig, Corrupt> {
        if version != EventConfig::VERSION {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        let modified = Timestamp(fields.i64()?);
        let asynchronous = Asynchronous {
            event_age_s_max: fields.option(number)?,
            retries_max: fields.option(number)?,
            on_success: fields.option(Fields::string)?,
            on_failure: fields.option(Fields::string)?,
            dead_letter: None,
        };
        Ok(EventConfig { modified, asynchronous })
    }
}

impl Record for Row {
    /// 2: what becomes of events, snapshots, provisioned concurrency.
    const VERSION: u8 = 2;

    fn encode(&self, out: &mut Vec<u8>) {
        let Row { spec, stack, revision, modified } = self;
        for text in [stack, revision, &spec.name, &spec.runtime, &spec.handler, &spec.description] {
            out.put_text(text);
        }
        out.put_i64(modified.0);
        for number in [spec.memory_mb, spec.timeout_s, spec.tmp_mb] {
            out.put_u64(number.into());
        }
        put_pairs(out, &spec.environment);
        out.put_text(&spec.role_arn);
        out.put_bytes(path_bytes(&spec.code));
        out.put_text(&spec.code_digest);
        out.put_u64(spec.code_bytes);
        out.put_list(spec.mounts.iter(), |out, (host, inside)| {
            out.put_bytes(path_bytes(host));
            out.put_text(inside);
        });
        out.put_option(spec.reserved_concurrency, |out, places| out.put_u64(places.into()));
        out.put_text(&spec.architecture);
        put_pairs(out, &spec.tags);
        let Asynchronous { event_age_s_max, retries_max, on_success, on_failure, dead_letter } =
            &spec.asynchronous;
        for number in [event_age_s_max, retries_max, &spec.provisioned_concurrency] {
            out.put_option(*number, |out, number| out.put_u64(number.into()));
        }
        for arn in [on_success, on_failure, dead_letter] {
            out.put_option(arn.as_deref(), |out, arn| out.put_text(arn));
        }
        out.put_u64(spec.snap_start.into());
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Row, Corrupt> {
        if !(1..=Row::VERSION).contains(&version) {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        let stack = fields.string()?;
        let revision = fields.string()?;
        let name = fields.string()?;
        let runtime = fields.string()?;
        let handler = fields.string()?;
        let description = fields.string()?;
        let modified = Timestamp(fields.i64()?);
        let mut spec = FunctionSpec {
            name,
            runtime,
            handler,
            description,
            memory_mb: number(&mut fields)?,
            timeout_s: number(&mut fields)?,
            tmp_mb: number(&mut fields)?,
            environment: pairs(&mut fields)?,
            role_arn: fields.string()?,
            code: path(&mut fields)?,
            code_digest: fields.string()?,
            code_bytes: fields.u64()?,
            mounts: fields.list(|fields| Ok((path(fields)?, fields.string()?)))?,
            reserved_concurrency: fields.option(number)?,
            architecture: fields.string()?,
            tags: pairs(&mut fields)?,
            ..FunctionSpec::default()
        };
        if version > 1 {
            spec.asynchronous.event_age_s_max = fields.option(number)?;
            spec.asynchronous.retries_max = fields.option(number)?;
            spec.provisioned_concurrency = fields.option(number)?;
            spec.asynchronous.on_success = fields.option(Fields::string)?;
            spec.asynchronous.on_failure = fields.option(Fields::string)?;
            spec.asynchronous.dead_letter = fields.option(Fields::string)?;
            spec.snap_start = fields.u64()? != 0;
        }
        Ok(Row { spec, stack, revision, modified })
    }
}

impl Record for Before {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_option(self.row.as_ref(), |out, row| out.put_record(row));
        out.put_u64(self.version);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Before, Corrupt> {
        if version != Before::VERSION {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        let row = fields.option(Fields::record)?;
        Ok(Before { row, version: fields.u64()? })
    }
}

fn put_pairs(out: &mut Vec<u8>, pairs: &BTreeMap<String, String>) {
    out.put_list(pairs.iter(), |out, (name, value)| {
        out.put_text(name);
        out.put_text(value);
    });
}

fn pairs(fields: &mut Fields<'_>) -> Result<BTreeMap<String, String>, Corrupt> {
    let pairs = fields.list(|fields| Ok((fields.string()?, fields.string()?)))?;
    Ok(pairs.into_iter().collect())
}

fn number(fields: &mut Fields<'_>) -> Result<u32, Corrupt> {
    u32::try_from(fields.u64()?).map_err(|_| Corrupt("a number of 32 bits"))
}

fn path(fields: &mut Fields<'_>) -> Result<PathBuf, Corrupt> {
    Ok(PathBuf::from(OsStr::from_bytes(fields.bytes()?)))
}

fn path_bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_bytes()
}

/// All functions in the order of their names.
pub fn functions(tx: &ReadTx) -> Result<Vec<Row>, Error> {
    let rows = tx.scan(&FUNCTIONS, Range::all(), Direction::Forward)?;
    rows.map(|row| row.map(|(_, function)| function)).collect()
}

pub fn function(tx: &ReadTx, name: &str) -> Result<Option<Row>, Error> {
    tx.get(&FUNCTIONS, name)
}

pub fn put_function(tx: &mut WriteTx, row: &Row) -> Result<(), Error> {
    tx.put(&FUNCTIONS, &row.spec.name, row)
}

/// By name.
pub fn befores(tx: &ReadTx, stack: &str) -> Result<Vec<(String, Before)>, Error> {
    let rows = tx.scan(&BEFORE, Range::prefix((stack,)), Direction::Forward)?;
    rows.map(|row| row.map(|((_, name), before)| (name, before))).collect()
}

pub fn before(tx: &ReadTx, stack: &str, name: &str) -> Result<Option<Before>, Error> {
    tx.get(&BEFORE, (stack, name))
}

pub fn remember(tx: &mut WriteTx, stack: &str, name: &str, before: &Before) -> Result<(), Error> {
    tx.put(&BEFORE, (stack, name), before)
}

pub fn forget(tx: &mut WriteTx, stack: &str, name: &str) -> Result<(), Error> {
    tx.delete(&BEFORE, (stack, name))
}

/// The number that was published last, 0 where none was.
pub fn last_version(tx: &ReadTx, name: &str) -> Result<u64, Error> {
    Ok(tx.get(&LAST_VERSION, name)?.unwrap_or(0))
}

/// With its versions, its aliases and their provisioned places.
pub fn delete_function(tx: &mut WriteTx, name: &str) -> Result<(), Error> {
    if let Some(kept) = kept(tx, name)? {
        for number in kept.published.keys() {
            tx.delete(&PUBLISHED, (name, *number))?;
        }
        for alias in kept.aliases.keys() {
            tx.delete(&ALIASES, (name, alias))?;
        }
        for qualifier in kept.provisioned.keys() {
            tx.delete(&PROVISIONED, (name, qualifier))?;
        }
    }
    permission::forget(tx, name)?;
    tx.delete(&LAST_VERSION, name)?;
    tx.delete(&FUNCTIONS, name)
}

/// Everything of one function.
pub fn kept(tx: &ReadTx, name: &str) -> Result<Option<Kept>, Error> {
    let Some(latest) = function(tx, name)? else { return Ok(None) };
    let forward = Direction::Forward;
    let published = tx.scan(&PUBLISHED, Range::prefix((name,)), forward)?;
    let published =
        published.map(|row| row.map(|((_, number), row)| (number, row))).collect::<Result<_, _>>();
    let aliases = tx.scan(&ALIASES, Range::prefix((name,)), forward)?;
    let aliases =
        aliases.map(|row| row.map(|((_, alias), row)| (alias, row))).collect::<Result<_, _>>();
    let provisioned = tx.scan(&PROVISIONED, Range::prefix((name,)), forward)?;
    let provisioned = provisioned
        .map(|row| row.map(|((_, qualifier), row)| (qualifier, row)))
        .collect::<Result<_, _>>();
    Ok(Some(Kept { latest, published: published?, aliases: aliases?, provisioned: provisioned? }))
}

/// Everything of all functions, in the order of their names.
pub fn all(tx: &ReadTx) -> Result<Vec<Kept>, Error> {
    let forward = Direction::Forward;
    let mut all: BTreeMap<String, Kept> = BTreeMap::new();
    for latest in functions(tx)? {
        let (published, aliases, provisioned) = Default::default();
        let name = latest.spec.name.clone();
        all.insert(name, Kept { latest, published, aliases, provisioned });
    }
    for row in tx.scan(&PUBLISHED, Range::all(), forward)? {
        let ((name, number), row) = row?;
        all.get_mut(&name).map(|kept| kept.published.insert(number, row));
    }
    for row in tx.scan(&ALIASES, Range::all(), forward)? {
        let ((name, alias), row) = row?;
        all.get_mut(&name).map(|kept| kept.aliases.insert(alias, row));
    }
    for row in tx.scan(&PROVISIONED, Range::all(), forward)? {
        let ((name, qualifier), row) = row?;
        all.get_mut(&name).map(|kept| kept.provisioned.insert(qualifier, row));
    }
    Ok(all.into_values().collect())
}

/// Keeps the row as the next version; its number.
pub fn publish(tx: &mut WriteTx, row: &Row) -> Result<u64, Error> {
    let name = row.spec.name.as_str();
    let number = last_version(tx, name)? + 1;
    tx.put(&LAST_VERSION, name, &number)?;
    tx.put(&PUBLISHED, (name, number), row)?;
    Ok(number)
}

pub fn delete_version(tx: &mut WriteTx, name: &str, number: u64) -> Result<(), Error> {
    permission::put(tx, name, &number.to_string(), &Default::default())?;
    tx.delete(&PUBLISHED, (name, number))
}

pub fn put_alias(tx: &mut WriteTx, name: &str, alias: &str, row: &Alias) -> Result<(), Error> {
    tx.put(&ALIASES, (name, alias), row)
}

/// With its provisioned places, what becomes of its events, and who may use it.
pub fn delete_alias(tx: &mut WriteTx, name: &str, alias: &str) -> Result<(), Error> {
    permission::put(tx, name, alias, &Default::default())?;
    tx.delete(&EVENT_CONFIGS, (name, alias))?;
    tx.delete(&PROVISIONED, (name, alias))?;
    tx.delete(&ALIASES, (name, alias))
}

pub fn provision(
    tx: &mut WriteTx,
    name: &str,
    qualifier: &str,
    places: Option<u32>,
) -> Result<(), Error> {
    match places {
        None => tx.delete(&PROVISIONED, (name, qualifier)),
        Some(places) => {
            let row = Provisioned { places, modified: tx.now() };
            tx.put(&PROVISIONED, (name, qualifier), &row)
        }
    }
}

/// A function's name and a qualifier, and what becomes of the events of both.
pub type EventConfigRow = ((String, String), EventConfig);

/// All event invoke configurations.
pub fn event_configs(tx: &ReadTx) -> Result<Vec<EventConfigRow>, Error> {
    tx.scan(&EVENT_CONFIGS, Range::all(), Direction::Forward)?.collect()
}

pub fn event_config(
    tx: &ReadTx,
    name: &str,
    qualifier: &str,
) -> Result<Option<EventConfig>, Error> {
    tx.get(&EVENT_CONFIGS, (name, qualifier))
}

pub fn put_event_config(
    tx: &mut WriteTx,
    name: &str,
    qualifier: &str,
    config: &EventConfig,
) -> Result<(), Error> {
    tx.put(&EVENT_CONFIGS, (name, qualifier), config)
}

/// What was there, deleted.
pub fn take_event_config(
    tx: &mut WriteTx,
    name: &str,
    qualifier: &str,
) -> Result<Option<EventConfig>, Error> {
    tx.take(&EVENT_CONFIGS, (name, qualifier))
}

/// All of a function, deleted.
pub fn delete_event_configs(tx: &mut WriteTx, name: &str) -> Result<(), Error> {
    let rows = tx.scan(&EVENT_CONFIGS, Range::prefix((name,)), Direction::Forward)?;
    let qualifiers = rows.map(|row| row.map(|((_, qualifier), _)| qualifier));
    let qualifiers: Vec<String> = qualifiers.collect::<Result<_, _>>()?;
    qualifiers.iter().try_for_each(|one| tx.delete(&EVENT_CONFIGS, (name, one)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        let spec = FunctionSpec {
            name: "f".into(),
            runtime: "python3.9".into(),
            handler: "m.h".into(),
            description: "ä".into(),
            memory_mb: 512,
            timeout_s: 30,
            tmp_mb: 512,
            environment: [("A".to_owned(), "1".to_owned())].into(),
            role_arn: "arn:aws:iam::000000000000:role/r".into(),
            code: OsStr::from_bytes(b"/a\xff").into(),
            code_digest: "00ff".into(),
            code_bytes: 10,
            mounts: vec![("/l".into(), "/opt/python".into())],
            reserved_concurrency: Some(3),
            architecture: "x86_64".into(),
            tags: [("team".to_owned(), "red".to_owned())].into(),
            asynchronous: Asynchronous {
                event_age_s_max: Some(60),
                retries_max: Some(0),
                on_success: Some("arn:s".into()),
                on_failure: None,
                dead_letter: Some("arn:d".into()),
            },
            snap_start: true,
            provisioned_concurrency: Some(2),
        };
        Row {
            spec,
            stack: "s".into(),
            revision: "r".into(),
            modified: Timestamp(1_769_903_999_123),
        }
    }

    #[test]
    fn a_function_is_read_back_as_it_was_written() {
        let mut bytes = Vec::new();
        row().encode(&mut bytes);
        assert_eq!(Row::decode(2, &bytes), Ok(row()));
        assert!(Row::decode(3, &bytes).is_err());
        for length in 0..bytes.len() {
            assert!(Row::decode(2, &bytes[..length]).is_err(), "{length}");
        }
    }

    /// Bytes that a released version wrote: they must go on being read.
    #[test]
    fn the_first_format_opens() {
        let bytes =
            b"\x01s\x01r\x01f\x09python3.9\x03m.h\0\0\x80\x04\x1e\x80\x04\0\x03arn\x02/c\x02ff\
            \x05\0\0\x06x86_64\0";
        let row = Row::decode(1, bytes).unwrap();
        assert_eq!((row.spec.memory_mb, row.spec.timeout_s, row.spec.code_bytes), (512, 30, 5));
        assert_eq!(row.spec.code, Path::new("/c"));
    }
}
