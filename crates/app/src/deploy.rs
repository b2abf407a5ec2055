//! From the application model to what runs: the functions, once what they name is there.
//!
//! Putting the same application twice changes nothing; an edit changes what it touches. What the
//! manifest asks for and no service has is listed, by name and line, without stopping the rest.
//! What becomes of resources is the room `stack`'s.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use kit::{Context, Keys, Sink};
use manifest::{Application, Function, Node, Notice, Problem};
use stack::{Known, UNKNOWN, missing};

use crate::failure::Failure;
use crate::prepare::{self, Runtimes};

/// The lifetime of keys that are only asked for to see whether there are any.
const KEYS_TRIED: Duration = Duration::from_secs(1);

/// A function whose every value is known.
#[derive(Clone, Debug, Default)]
pub struct Deployable {
    pub key: String,
    pub name: String,
    pub runtime: String,
    pub handler: String,
    pub description: String,
    pub memory_mb: u32,
    pub timeout_s: u32,
    pub tmp_mb: u32,
    pub reserved_concurrency: Option<u32>,
    pub provisioned_concurrency: Option<u32>,
    pub snap_start: bool,
    pub asynchronous: lambda::Asynchronous,
    pub environment: BTreeMap<String, String>,
    pub role_arn: String,
    pub tags: Vec<(String, String)>,
}

/// Why it stopped.
#[derive(Debug)]
pub enum Stopped {
    /// The manifest is wrong.
    Manifest(Vec<Problem>),
    /// Something broke here.
    Failure(Failure),
    /// A deployment failed in its middle.
    PutBack {
        why: Box<Stopped>,
        /// What was done to have everything as it was, and what was left.
        said: Vec<String>,
        /// What could not be put back.
        problems: Vec<String>,
    },
}

impl From<stack::Error> for Stopped {
    fn from(error: stack::Error) -> Stopped {
        match error {
            stack::Error::Manifest(problem) => problem.into(),
            stack::Error::Store(error) => {
                let why = error.to_string();
                Stopped::Failure(Failure::new("the stack's record", why, error.advice()))
            }
        }
    }
}

impl From<Problem> for Stopped {
    fn from(problem: Problem) -> Stopped {
        Stopped::Manifest(vec![problem])
    }
}

/// What functions meet: what they name, as far as it is made.
#[derive(Clone, Copy)]
pub struct Meeting<'d> {
    pub scope: &'d Known,
    /// Nothing is made yet: what is not known is foreseen.
    pub is_foresight: bool,
    pub context: &'d Context,
}

/// Resolves the functions, and tells of those that cannot run here.
pub fn functions(
    application: &Application,
    meeting: Meeting<'_>,
    there: &There<'_>,
    runtimes: &Runtimes,
    notices: &mut Vec<Notice>,
) -> Result<Vec<Deployable>, Stopped> {
    let mut deployment = Deployment { application, there, meeting, notices };
    let mut functions = Vec::new();
    let mut problems = Vec::new();
    for function in &application.functions {
        if runs_here(function, runtimes) {
            match deployment.function(function) {
                Ok(function) => functions.push(function),
                Err(problem) => problems.push(problem),
            }
        } else {
            let name = format!("runtime {} of function {}", function.runtime, function.key);
            deployment.notices.push(Notice::missing(&function.at, name));
        }
    }
    match problems.is_empty() {
        true => Ok(functions),
        false => Err(Stopped::Manifest(problems)),
    }
}

/// Whether Squall has the function's runtime.
pub fn runs_here(function: &Function, runtimes: &Runtimes) -> bool {
    let python = prepare::python(&function.runtime).is_some();
    engine::is_provided(&function.runtime) || python && runtimes.contains_key(&function.runtime)
}

/// What the services have.
pub struct There<'a> {
    /// Where records of events may go.
    pub sinks: &'a [Arc<dyn Sink>],
    /// Who would give functions their roles' keys.
    pub keys: &'a dyn Keys,
}

/// The functions of one application on their way.
pub struct Deployment<'d> {
    pub application: &'d Application,
    pub there: &'d There<'d>,
    pub meeting: Meeting<'d>,
    pub notices: &'d mut Vec<Notice>,
}

impl Deployment<'_> {
    /// A text whose references are known, or foreseen.
    pub fn text(&self, node: &Node) -> Result<String, Problem> {
        let scope = self.meeting.scope;
        match self.meeting.is_foresight && scope.is_open(node) {
            // Such as a part of what nobody knows yet.
            true => Ok(manifest::resolve_text(node, scope).unwrap_or(UNKNOWN.into())),
            false => manifest::resolve_text(node, scope),
        }
    }

    /// The role of a function, which has been made by now.
    fn role(&self, function: &Function) -> Result<String, Problem> {
        if let Some(node) = function.role.as_ref().or(self.application.role.custom.as_ref()) {
            return self.text(node);
        }
        let arn = manifest::Scope::attribute(self.meeting.scope, manifest::ROLE_ID, "Arn");
        let arn = arn.and_then(|arn| arn.as_str().map(str::to_owned));
        arn.ok_or_else(|| Problem::new(&function.at, "the functions' role has not been made"))
    }

    fn function(&mut self, function: &Function) -> Result<Deployable, Problem> {
        let mut environment = BTreeMap::new();
        for (name, node) in &function.environment {
            if let Some(id) = missing(node, self.meeting.scope) {
                let what = format!("variable {name} of function {}", function.key);
                let note = format!("needs {id}, which is not there yet: it is left out");
                self.notices.push(Notice::new(&node.at, what, note));
                continue;
            }
            environment.insert(name.clone(), self.text(node)?);
        }
        let role_arn = self.role(function)?;
        if !self.meeting.is_foresight {
            self.check_role(function, &role_arn)?;
        }
        Ok(Deployable {
            key: function.key.clone(),
            name: function.name.clone(),
            runtime: function.runtime.clone(),
            handler: function.handler.clone(),
            description: function.description.clone(),
            memory_mb: function.memory_mb,
            timeout_s: function.timeout_s,
            tmp_mb: function.tmp_mb,
            reserved_concurrency: function.reserved_concurrency,
            provisioned_concurrency: function.provisioned_concurrency,
            snap_start: function.snap_start,
            asynchronous: self.asynchronous(function)?,
            environment,
            role_arn,
            tags: function.tags.clone(),
        })
    }

    /// What gives an invocation its keys must give them now.
    fn check_role(&self, function: &Function, role_arn: &str) -> Result<(), Problem> {
        let now = self.meeting.context.now;
        let there = self.there.keys.issue(role_arn, &function.name, KEYS_TRIED, now);
        there.map(drop).map_err(|error| {
            let named = function.role.as_ref().or(self.application.role.custom.as_ref());
            let at = named.map_or(&function.at, |node| &node.at);
            let text = error.message.as_deref().unwrap_or("it cannot be looked at");
            let why = error.operator.as_deref().map_or(String::new(), |why| format!(" ({why})"));
            Problem::new(at, format!("the role of function {}: {text}{why}", function.key))
        })
    }
}
