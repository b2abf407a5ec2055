//! `squall backup`, `squall restore` and `squall doctor --data`: all state as one file, and whether
//! it agrees with itself.
//!
//! A running server has its store to itself: it is asked, as any client asks it, by the operations
//! below. Where none runs, the store is opened here.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use cli::{Style, Talk};
use dynamodb::verify::{Found, verify};
use kit::{Bound, Context, Need, bind};
use serde_json::{Value, json};
use store::Store;
use store::archive::{self, Contents, Tree};
use wire::schema::Operation;
use wire::typed::Unit;

use crate::failure::Failure;
use crate::insight::{answer, operation};
use crate::place::Place;
use crate::remote;

/// Where the server leaves a backup for whoever asked for it: beside the state.
const OUTGOING: &str = "outgoing";

pub static MAKE_BACKUP: Operation = operation("MakeBackup", "/backup");
pub static CHECK_STATE: Operation = operation("CheckState", "/state");

/// What the operations need of the server.
pub struct Custody {
    pub store: Store,
    /// Where functions' code is published, in the data directory.
    pub packages: PathBuf,
}

impl Custody {
    fn of(place: &Place) -> Result<Custody, Failure> {
        let store = Store::open(place.store(), store::Options::default());
        let store = store.map_err(|error| failed("the state cannot be opened", &error))?;
        Ok(Custody { store, packages: place.packages() })
    }

    fn back_up(&self, to: &Path) -> Result<Contents, store::Error> {
        self.store.archive(&trees(&self.packages), to)
    }

    fn check(&self) -> Result<Value, store::Error> {
        let (contents, faults) = archive::check(&self.store)?;
        let tables: Vec<Value> = verify(&self.store)?.iter().map(table).collect();
        Ok(json!({
            "rows": contents.rows, "bytes": contents.bytes, "blobs": contents.blobs,
            "faults": faults, "tables": tables,
        }))
    }
}

fn trees(packages: &Path) -> Vec<Tree> {
    vec![("packages", packages.to_owned())]
}

fn table(found: &Found) -> Value {
    let Found { name, items, bytes, entries, faults, faults_total } = found;
    json!({
        "table": name, "items": items, "bytes": bytes, "indexes": entries,
        "faults": faults, "faultsTotal": faults_total,
    })
}

/// What the server answers of it, to whom it is allowed.
pub fn operations(custody: Custody) -> Vec<Bound> {
    let custody = Arc::new(custody);
    vec![
        bind(
            &MAKE_BACKUP,
            &custody,
            |_, _, _: &Unit| vec![Need::new("squall:MakeBackup", "*")],
            |custody, context: Context, _: Unit| async move {
                let name = format!("{OUTGOING}-{}", context.request_id);
                let made = aside(move || {
                    let data = custody.packages.parent().unwrap_or(&custody.packages);
                    custody.back_up(&data.join(&name)).map(|contents| shown(&name, contents))
                });
                answer(made.await)
            },
        ),
        bind(
            &CHECK_STATE,
            &custody,
            |_, _, _: &Unit| vec![Need::new("squall:CheckState", "*")],
            |custody, _: Context, _: Unit| async move {
                let checked = aside(move || custody.check()).await;
                answer(checked)
            },
        ),
    ]
}

/// Reads and writes for long: on a thread where blocking is allowed.
async fn aside<F>(work: F) -> Result<Value, store::Error>
where
    F: FnOnce() -> Result<Value, store::Error> + Send + 'static,
{
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|panic| Err(store::Error::Panicked(panic.to_string().into())))
}

fn shown(name: &str, contents: Contents) -> Value {
    let Contents { rows, blobs, files, bytes } = contents;
    json!({"file": name, "rows": rows, "blobs": blobs, "files": files, "bytes": bytes})
}

/// `squall backup FILE`.
pub fn backup(place: &Place, file: &Path, talk: &Talk) -> Result<(), Failure> {
    let refused = |error: &std::io::Error| {
        Failure::new(format!("writing {}", file.display()), error.to_string(), "")
    };
    if file.exists() {
        let why = format!("{} is there already", file.display());
        return Err(Failure::new("the backup was not made", why, "give another name"));
    }
    let made = match place.running_server() {
        Ok(facts) => {
            let made = remote::describe(&facts, MAKE_BACKUP.uri)?;
            let left = place.data.join(made["file"].as_str().unwrap_or(OUTGOING));
            store::archive::hand_over(&left, file).map_err(|error| refused(&error))?;
            made
        }
        Err(_) => {
            let made = Custody::of(place)?.back_up(file);
            shown("", made.map_err(|error| failed("the backup was not made", &error))?)
        }
    };
    let text = format!(
        "{}: {} rows, {} blobs, {} files, {} bytes",
        file.display(),
        made["rows"],
        made["blobs"],
        made["files"],
        made["bytes"]
    );
    talk.say(Style::Good, &text);
    Ok(())
}

/// `squall restore FILE`.
pub fn restore(place: &Place, file: &Path, talk: &Talk) -> Result<(), Failure> {
    if place.running_server().is_ok() {
        let why = "a server runs on this state";
        return Err(Failure::new(
            "nothing was restored",
            why,
            "end it, or give another --data-dir",
        ));
    }
    let trees = trees(&place.packages());
    let options = store::Options::default();
    let made = store::archive::beneath(&place.data)
        .and_then(|()| Store::unarchive(file, &place.store(), &trees, options));
    let made = made.map_err(|error| match error {
        store::Error::Format { ref dir, .. } => {
            let why = format!("there is state in {} already", dir.display());
            Failure::new("nothing was restored", why, "give a --data-dir that is empty")
        }
        error => failed("nothing was restored", &error),
    })?;
    let Contents { rows, blobs, files, .. } = made;
    let data = place.data.display();
    talk.say(Style::Good, &format!("{data}: {rows} rows, {blobs} blobs, {files} files"));
    Ok(())
}

/// `squall doctor --data`. False where something is wrong.
pub fn check(place: &Place, as_json: bool) -> Result<bool, Failure> {
    let found = match place.running_server() {
        Ok(facts) => remote::describe(&facts, CHECK_STATE.uri)?,
        Err(_) => {
            let found = Custody::of(place)?.check();
            found.map_err(|error| failed("the state cannot be read", &error))?
        }
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let tables = list(&found["tables"]);
    let wrong = |table: &Value| table["faultsTotal"].as_u64() != Some(0);
    let is_well = list(&found["faults"]).is_empty() && !tables.iter().any(wrong);
    if as_json {
        println!("{found:#}");
        return Ok(is_well);
    }
    println!("{} rows, {} bytes, {} blobs", found["rows"], found["bytes"], found["blobs"]);
    for fault in list(&found["faults"]) {
        println!("  {}", fault.as_str().unwrap_or_default());
    }
    for table in &tables {
        let name = table["table"].as_str().unwrap_or_default();
        let count = &table["faultsTotal"];
        println!("{name}: {} items, indexes {}, {count} faults", table["items"], table["indexes"]);
        for fault in list(&table["faults"]) {
            println!("  {}", fault.as_str().unwrap_or_default());
        }
    }
    println!("{}", if is_well { "all is well" } else { "not all is well" });
    Ok(is_well)
}

pub fn failed(what: &str, error: &store::Error) -> Failure {
    Failure::new(what, error.to_string(), error.advice())
}
