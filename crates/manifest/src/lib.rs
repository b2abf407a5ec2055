//! From a `serverless.yml` to one application model, and from its folder to a function's code.
//!
//! `load` reads the manifest, its variables and the files that it includes. Values that only a
//! deployment knows (`Ref`, `Fn::GetAtt`, ...) stay nodes until `resolve` is given a scope.
//!
//! ```no_run
//! use std::path::Path;
//! use manifest::{Options, load, order, package};
//!
//! let options = Options { account: "000000000000".into(), ..Options::default() };
//! match load(Path::new("."), &options) {
//!     Ok(app) => {
//!         for resource in order(&app).unwrap_or_default().all() {
//!             println!("{} {}", resource.kind, resource.logical_id);
//!         }
//!         for function in &app.functions {
//!             let files = app.package_of(function);
//!             let code = package::publish(&app.dir, files, Path::new("/var/lib/squall/code"));
//!             println!("{} {:?}", function.name, code.map(|code| code.dir));
//!         }
//!         app.notices.iter().for_each(|notice| eprintln!("{notice}"));
//!     }
//!     Err(problems) => problems.iter().for_each(|problem| eprintln!("{problem}\n")),
//! }
//! ```
//!
//! Deliberately absent: what becomes of the resources. This room knows how a resource is written,
//! not which kinds exist.

pub mod application;
mod artifact;
mod bucket;
mod cidr;
mod condition;
mod destination;
mod dotenv;
mod event;
mod foreach;
mod function;
mod generated;
mod glob;
mod hash;
pub mod intrinsic;
mod load;
pub mod node;
mod order;
pub mod package;
mod parameter;
mod pattern;
mod plugin;
pub mod problem;
pub mod program;
mod provider;
mod queue;
pub mod reach;
mod read;
mod role;
mod scalar;
mod setting;
mod source;
mod stack;
mod template;
mod tree;
mod variable;
pub mod watch;
pub mod yaml;

use std::collections::BTreeMap;

pub use application::{
    Application, Asynchronous, Cors, Destination, Function, Output, Policy, Preflight, Resource,
    Role, Route, Setting,
};
pub use intrinsic::{Pseudo, Scope, references, resolve, resolve_text};
pub use load::{load, load_text};
pub use node::{Entry, Node, Value};
pub use order::{Order, ROLE_ID, order};
pub use package::{Package, Patterns};
pub use problem::{Notice, Place, Problem};
pub use watch::{Change, Watcher};

/// What the command line and the surroundings say about one load.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `--stage`: goes before `provider.stage`.
    pub stage: Option<String>,
    /// `--region`: goes before `provider.region`.
    pub region: Option<String>,
    /// Other options of the command line, for `${opt:NAME}` and `${param:NAME}`.
    pub params: Vec<(String, String)>,
    /// For `${env:NAME}`.
    pub env: BTreeMap<String, String>,
    /// The account that everything belongs to: twelve digits.
    pub account: String,
}
