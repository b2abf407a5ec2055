//! What a server answers of exports and imports of tables, and the two ways of asking it: a running
//! server by these operations, as any client asks it; where none runs, the store is opened here and
//! asked the same. The commands are in `data`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dynamodb::Dynamodb;
use dynamodb::exchange::{Export, Importing, Source};
use kit::{Bound, Context, Need, Principal, bind};
use serde_json::{Value, json};
use wire::schema::{Kind, Member, Operation, Structure};

use crate::custody::failed;
use crate::failure::Failure;
use crate::insight::{DOCUMENT, answer, operation};
use crate::place::{Facts, Place};
use crate::remote;

/// Longest token that names an export or an import: digits of a time and of a process.
const TOKEN_BYTES_MAX: usize = 64;
pub static EXPORT_TABLES: Operation = asked("ExportTables", "/data/export");
pub static BEGIN_IMPORT: Operation = asked("BeginImport", "/data/import/begin");
pub static IMPORT_ITEMS: Operation = asked("ImportItems", "/data/import/items");
pub static END_IMPORT: Operation = asked("EndImport", "/data/import/end");
pub static DROP_IMPORT: Operation = asked("DropImport", "/data/import/drop");

pub const fn asked(name: &'static str, uri: &'static str) -> Operation {
    Operation { method: "POST", input: &QUESTION, ..operation(name, uri) }
}

static QUESTION: Structure = Structure {
    name: "Question",
    kind: Kind::Plain,
    members: &[Member::body("Document", true, &DOCUMENT)],
};

wire::structure!(Question = QUESTION);
wire::members! { Question;
required {
0 document take_document set_document with_document String;
}
optional {
}
}

/// What the operations need of the server.
pub struct Exchange {
    pub tables: Arc<Dynamodb>,
    /// Where exports are left.
    pub outgoing: PathBuf,
}

/// What the server answers of it, to whom it is allowed.
pub fn operations(exchange: Exchange) -> Vec<Bound> {
    let exchange = Arc::new(exchange);
    macro_rules! bound {
        ($operation:ident, $action:literal) => {
            bind(
                &$operation,
                &exchange,
                |_, _, _: &Question| vec![Need::new($action, "*")],
                |exchange, context: Context, question: Question| async move {
                    let question = serde_json::from_str(question.document());
                    let question = question.unwrap_or(Value::Null);
                    let done = exchange.ask(&$operation, &context, question).await?;
                    answer(Ok(done))
                },
            )
        };
    }
    vec![
        bound!(EXPORT_TABLES, "squall:ExportTables"),
        bound!(BEGIN_IMPORT, "squall:ImportTables"),
        bound!(IMPORT_ITEMS, "squall:ImportTables"),
        bound!(END_IMPORT, "squall:ImportTables"),
        bound!(DROP_IMPORT, "squall:ImportTables"),
    ]
}

impl Exchange {
    /// Of a server that starts. What an earlier one had left for nobody goes.
    pub fn new(tables: &Arc<Dynamodb>, packages: &Path) -> Result<Exchange, Failure> {
        let outgoing = packages.with_file_name("outgoing");
        let refused = |error: std::io::Error| {
            Failure::new(format!("clearing {}", outgoing.display()), error.to_string(), "")
        };
        for folder in store::exchange::folders(&outgoing).map_err(refused)? {
            store::exchange::discard(&folder).map_err(refused)?;
        }
        Ok(Exchange { tables: Arc::clone(tables), outgoing })
    }

    async fn ask(
        self: &Arc<Exchange>,
        operation: &'static Operation,
        context: &Context,
        question: Value,
    ) -> Result<Value, wire::Error> {
        let text = |name: &str| question[name].as_str().map(str::to_owned);
        let table = text("table").unwrap_or_default();
        let importing = Importing { table: table.clone(), token: text("token") };
        match operation.name {
            "ExportTables" => self.export(&question).await,
            "BeginImport" => {
                let definition = text("definition");
                let source = Source {
                    table: &table,
                    definition: definition.as_deref(),
                    merge: question["merge"].as_bool().unwrap_or(false),
                    token: &checked_token(&question)?,
                };
                let begun = self.tables.begin_import(context, &source).await?;
                Ok(json!({"table": begun.table, "token": begun.token}))
            }
            "ImportItems" => {
                let lines = text("lines").unwrap_or_default();
                Ok(match self.tables.import_lines(context, &importing, &lines).await? {
                    Ok(items) => json!({"items": items}),
                    Err(fault) => json!({"line": fault.line, "why": fault.why}),
                })
            }
            "EndImport" => {
                self.tables.end_import(context, &importing).await?;
                Ok(json!({}))
            }
            _ => {
                self.tables.drop_import(context, &importing).await?;
                Ok(json!({}))
            }
        }
    }

    async fn export(self: &Arc<Exchange>, question: &Value) -> Result<Value, wire::Error> {
        let token = checked_token(question)?;
        let named = question["tables"].as_array().into_iter().flatten();
        let tables = named.filter_map(|name| name.as_str().map(str::to_owned)).collect();
        let to = self.outgoing.join(&token);
        let exchange = Arc::clone(self);
        let export = move || exchange.tables.export(&Export { tables, token }, &to);
        let done = tokio::task::spawn_blocking(export).await;
        let done = done.unwrap_or_else(|panic| Err(wire::Error::internal(panic.to_string())))?;
        let tables = done.into_iter().map(|one| {
            json!({"table": one.table, "folder": one.folder, "items": one.items,
                   "bytes": one.bytes})
        });
        Ok(json!({"tables": tables.collect::<Vec<_>>()}))
    }
}

/// It becomes a file's name: letters, digits and lines only.
fn checked_token(question: &Value) -> Result<String, wire::Error> {
    let token = question["token"].as_str().unwrap_or_default();
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if token.is_empty() || token.len() > TOKEN_BYTES_MAX || !token.bytes().all(fits) {
        return Err(wire::Error::validation("not a token"));
    }
    Ok(token.to_owned())
}

/// Who is asked: a running server, or the store itself.
pub enum Way {
    Server(Facts),
    Here(Box<Opened>),
}

pub struct Opened {
    exchange: Arc<Exchange>,
    context: Context,
    runtime: tokio::runtime::Runtime,
}

impl Way {
    /// `home` is where the tables are, an account and a region, if there is none yet to tell.
    pub fn find(place: &Place, home: (&str, &str)) -> Result<Way, Failure> {
        if let Ok(facts) = place.running_server() {
            return Ok(Way::Server(facts));
        }
        let store = store::Store::open(place.store(), store::Options::default());
        let store = store.map_err(|error| failed("the state cannot be opened", &error))?;
        let tables = Dynamodb::open(store);
        let tables = tables.map_err(|error| failed("the tables cannot be opened", &error))?;
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let runtime = runtime.map_err(|error| Failure::new("a thread", error.to_string(), ""))?;
        let exchange = Arc::new(Exchange { tables, outgoing: place.outgoing() });
        let context = context(&exchange.tables, home);
        Ok(Way::Here(Box::new(Opened { exchange, context, runtime })))
    }

    pub fn ask(&self, operation: &'static Operation, question: Value) -> Result<Value, Failure> {
        match self {
            Way::Server(facts) => remote::question(facts, operation.uri, &question),
            Way::Here(opened) => {
                let Opened { exchange, context, runtime } = &**opened;
                let asked = exchange.ask(operation, context, question);
                runtime.block_on(asked).map_err(|error| refusal(&error.to_string()))
            }
        }
    }
}

/// Whoever has the files is the administrator.
fn context(tables: &Dynamodb, home: (&str, &str)) -> Context {
    let known = tables
        .all_with_keys()
        .into_iter()
        .next()
        .map(|((account, region, _), _)| (account, region));
    let (account, region) = known.unwrap_or((home.0.to_owned(), home.1.to_owned()));
    let principal = Arc::new(Principal::root(&account));
    let now = base::Clock::now(&base::SystemClock);
    let client = kit::Client::default();
    Context { request_id: String::new(), account, region, principal, now, client }
}

fn refusal(why: &str) -> Failure {
    Failure::new("refused", why, "")
}
