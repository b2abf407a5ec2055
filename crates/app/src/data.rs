//! `squall data export` and `squall data import`: tables as files in the form that exports to S3
//! have, and back.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use cli::{Style, Talk};
use serde_json::{Value, json};
use store::exchange::{self, Draft, Lines};

use crate::exchange::{BEGIN_IMPORT, DROP_IMPORT, END_IMPORT, EXPORT_TABLES, IMPORT_ITEMS, Way};
use crate::failure::Failure;
use crate::place::Place;

/// Bytes of lines that one request of an import brings; its last line may reach beyond.
const PIECE_BYTES: usize = 1024 * 1024;
/// How often a sign of life is given.
const SIGN_EVERY: Duration = Duration::from_millis(500);
/// Where a table is made if nothing else tells: the region that the tools default to.
const REGION: &str = "us-east-1";
/// What the folder of an export to S3 is called, and what one of its exports holds.
const EXPORTS: &str = "AWSDynamoDB";
const SUMMARY: &str = "manifest-summary.json";
const FILES: &str = "manifest-files.json";
const TABLE: &str = "squall-table.json";

/// `squall data export FOLDER`.
pub fn export(place: &Place, asked: &cli::DataExport, talk: &Talk) -> Result<(), Failure> {
    let way = Way::find(place, (base::DEFAULT_ACCOUNT, REGION))?;
    let token = token();
    let left = place.outgoing().join(&token);
    let question = json!({"tables": asked.tables, "token": token});
    talk.begin("exporting");
    let done = watched(talk, &left, || way.ask(&EXPORT_TABLES, question));
    talk.done(done.is_ok());
    let done = done?;
    let failed = |error: &std::io::Error| {
        Failure::new(format!("writing {}", asked.folder.display()), error.to_string(), "")
    };
    let tables = done["tables"].as_array().cloned().unwrap_or_default();
    for table in &tables {
        let folder = table["folder"].as_str().unwrap_or_default();
        let to = asked.folder.join(folder);
        exchange::make_parents(&to).map_err(|error| failed(&error))?;
        exchange::hand_over_folder(&left.join(folder), &to).map_err(|error| failed(&error))?;
        let name = table["table"].as_str().unwrap_or_default();
        let text = format!("{name}: {} items in {}", table["items"], to.display());
        talk.say(Style::Good, &text);
    }
    exchange::discard(&left).map_err(|error| failed(&error))
}

/// Does something, and says how large a folder has become meanwhile.
fn watched<R: Send>(talk: &Talk, folder: &Path, work: impl FnOnce() -> R) -> R {
    let (done, is_done) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            while let Err(RecvTimeoutError::Timeout) = is_done.recv_timeout(SIGN_EVERY) {
                let megabytes = exchange::weight(&Draft::path_of(folder)) >> 20;
                talk.progress(&format!("{megabytes} MiB"));
            }
        });
        let result = work();
        drop(done);
        result
    })
}

/// Names what this run leaves with the server.
fn token() -> String {
    let now = base::Clock::now(&base::SystemClock);
    format!("{}-{}", now.millis(), std::process::id())
}

/// One table's files.
struct Load {
    table: String,
    definition: Option<String>,
    files: Vec<PathBuf>,
    /// As many items as the manifest tells.
    items: Option<u64>,
    home: (String, String),
}

/// `squall data import PATH`.
pub fn import(place: &Place, asked: &cli::DataImport, talk: &Talk) -> Result<(), Failure> {
    let loads = loads(asked)?;
    if loads.len() > 1 && asked.table.is_some() {
        let names: Vec<&str> = loads.iter().map(|load| load.table.as_str()).collect();
        let why = format!("there are several exports: of {}", names.join(", "));
        return Err(Failure::new("nothing was imported", why, "name one of their folders"));
    }
    let (account, region) = loads.first().map_or_else(
        || (base::DEFAULT_ACCOUNT.to_owned(), REGION.to_owned()),
        |load| load.home.clone(),
    );
    let way = Way::find(place, (&account, &region))?;
    loads.iter().try_for_each(|load| import_one(&way, load, asked.merge, talk))
}

fn import_one(way: &Way, load: &Load, merge: bool, talk: &Talk) -> Result<(), Failure> {
    let name = &load.table;
    let begin = json!({"table": name, "definition": load.definition, "merge": merge,
                       "token": token()});
    let begun = way.ask(&BEGIN_IMPORT, begin).map_err(|failure| {
        let fix = match load.definition {
            None => "make the table first, or give --definition; --merge replaces items",
            Some(_) => "--merge replaces the items that have the same keys; others stay",
        };
        Failure::new(format!("nothing was imported into {name}"), failure.why, fix)
    })?;
    talk.begin(&format!("importing {name}"));
    let done = fill(way, load, &begun, talk).and_then(|items| {
        way.ask(&END_IMPORT, begun.clone())?;
        Ok(items)
    });
    talk.done(done.is_ok());
    match done {
        Ok(items) => {
            talk.say(Style::Good, &format!("{name}: {items} items"));
            Ok(())
        }
        Err(mut failure) if begun["token"].is_null() => {
            failure.fix =
                "the items of earlier lines are in the table; the import can be repeated \
                           with --merge"
                    .into();
            Err(failure)
        }
        Err(failure) => {
            // The error that is told is the first one.
            let _ = way.ask(&DROP_IMPORT, begun);
            Err(failure)
        }
    }
}

/// Brings the lines of all files; how many items they were.
fn fill(way: &Way, load: &Load, begun: &Value, talk: &Talk) -> Result<u64, Failure> {
    let mut items = 0;
    let mut last = Instant::now();
    for file in &load.files {
        let unread = |line: u64, error: std::io::Error| {
            let what = format!("{}:{line}", file.display());
            Failure::new(what, error.to_string(), "")
        };
        let mut lines = Lines::open(file).map_err(|error| unread(0, error))?;
        loop {
            let first = lines.number();
            let mut piece = String::new();
            let mut more = true;
            while more && piece.len() < PIECE_BYTES {
                more = lines.read(&mut piece).map_err(|error| unread(lines.number(), error))?;
            }
            items += bring(way, begun, &piece, file, first)?;
            if last.elapsed() >= SIGN_EVERY {
                talk.progress(&format!("{items} items"));
                last = Instant::now();
            }
            if !more {
                break;
            }
        }
    }
    match load.items {
        Some(told) if told != items => {
            let why = format!("the manifest tells of {told} items, and there are {items}");
            Err(Failure::new("the export is not whole", why, ""))
        }
        _ => Ok(items),
    }
}

/// Brings some lines of a file, those after the `first`.
fn bring(way: &Way, begun: &Value, piece: &str, file: &Path, first: u64) -> Result<u64, Failure> {
    if piece.is_empty() {
        return Ok(0);
    }
    let question = json!({"table": begun["table"], "token": begun["token"], "lines": piece});
    let done = way.ask(&IMPORT_ITEMS, question)?;
    match done["why"].as_str() {
        None => Ok(done["items"].as_u64().unwrap_or(0)),
        Some(why) => {
            let line = first + 1 + done["line"].as_u64().unwrap_or(0);
            Err(Failure::new(format!("{}:{line}", file.display()), why, ""))
        }
    }
}

fn reading(path: &Path, why: impl ToString) -> Failure {
    Failure::new(format!("reading {}", path.display()), why.to_string(), "")
}

/// What is to be imported: the exports below a folder, or files of lines.
fn loads(asked: &cli::DataImport) -> Result<Vec<Load>, Failure> {
    let path = &asked.path;
    let definition = asked.definition.as_deref().map(text).transpose()?;
    let mut exports = match path.join(SUMMARY).exists() {
        true => vec![path.clone()],
        false => {
            let listed = exchange::folders(&path.join(EXPORTS));
            listed.map_err(|error| reading(path, error))?
        }
    };
    exports.retain(|folder| folder.join(SUMMARY).exists());
    if !exports.is_empty() {
        return exports.iter().map(|folder| of_export(folder, asked, definition.clone())).collect();
    }
    let Some(table) = asked.table.clone() else {
        let why = format!("{} is no export, and no table is named", path.display());
        return Err(Failure::new("nothing was imported", why, "name it with --table"));
    };
    let files = exchange::files(path).map_err(|error| reading(path, error))?;
    let home = (base::DEFAULT_ACCOUNT.to_owned(), REGION.to_owned());
    Ok(vec![Load { table, definition, files, items: None, home }])
}

fn text(path: &Path) -> Result<String, Failure> {
    let text = store::announce::read(path).map_err(|error| reading(path, error))?;
    text.ok_or_else(|| reading(path, "there is no such file"))
}

/// One export: its manifest, and its files, which are what the manifest says.
fn of_export(
    folder: &Path,
    asked: &cli::DataImport,
    definition: Option<String>,
) -> Result<Load, Failure> {
    let summary = folder.join(SUMMARY);
    let told: Value =
        serde_json::from_str(&text(&summary)?).map_err(|error| reading(&summary, error))?;
    let arn = base::Arn::parse(told["tableArn"].as_str().unwrap_or_default());
    let arn = arn.ok_or_else(|| reading(&summary, "it names no table"))?;
    if told["outputFormat"].as_str().is_some_and(|format| format != "DYNAMODB_JSON") {
        return Err(reading(&summary, "only DYNAMODB_JSON can be imported"));
    }
    if told["exportType"].as_str().is_some_and(|kind| kind != "FULL_EXPORT") {
        return Err(reading(&summary, "only a full export can be imported"));
    }
    let name = arn.resource.strip_prefix("table/").unwrap_or(&arn.resource);
    let definition = match (definition, folder.join(TABLE)) {
        (Some(definition), _) => Some(definition),
        (None, path) if path.exists() => Some(text(&path)?),
        (None, _) => None,
    };
    Ok(Load {
        table: asked.table.clone().unwrap_or_else(|| name.to_owned()),
        definition,
        files: listed(folder)?,
        items: told["itemCount"].as_u64(),
        home: (arn.account, arn.region),
    })
}

/// The data files of an export, their digests found right.
fn listed(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let manifest = folder.join(FILES);
    let mut files = Vec::new();
    for line in text(&manifest)?.lines().filter(|line| !line.trim().is_empty()) {
        let told: Value = serde_json::from_str(line).map_err(|error| reading(&manifest, error))?;
        let key = told["dataFileS3Key"].as_str().unwrap_or_default();
        // Only its last name counts: whoever wrote the manifest does not lead elsewhere.
        let name = Path::new(key)
            .file_name()
            .ok_or_else(|| reading(&manifest, "a line without a file"))?;
        let file = folder.join("data").join(name);
        let digest = exchange::md5_of(&file).map_err(|error| reading(&file, error))?;
        let wanted = told["md5Checksum"].as_str();
        if wanted.is_some_and(|wanted| wanted != BASE64.encode(digest)) {
            return Err(reading(&file, "its digest is not the manifest's"));
        }
        files.push(file);
    }
    Ok(files)
}
