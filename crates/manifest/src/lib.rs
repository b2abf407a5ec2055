//! From a `serverless.yml` to one application model, and from its folder to a function's code.
//!
//! `load` reads the manifest, its variables and the files that it includes. Values that only a
//! deployment knows (`Ref`, `Fn::GetAtt`, ...) stay nodes until `resolve` is given a scope.
//!
//! Deliberately absent: what becomes of the resources. This room knows how a resource is written,
//! not which kinds exist.

pub mod application;
pub mod intrinsic;
pub mod node;
pub mod package;
pub mod problem;

use std::collections::BTreeMap;

pub use application::{Application, Cors, Function, Output, Preflight, Resource, Role, Route};
pub use intrinsic::{Pseudo, Scope};
pub use node::{Entry, Node, Value};
pub use package::Patterns;
pub use problem::{Notice, Place, Problem};

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
