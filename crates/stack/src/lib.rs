//! What is deployed, and how it becomes what a manifest says: the record of each stack's resources,
//! the difference between it and a manifest, and the steps from the one to the other.
//!
//! The record is written before and after each step, so that one that was cut off is gone on with
//! by the next deployment. Until a deployment has come to its end, what it has touched is recorded
//! as it was before, too: where it fails, all of that is put back. What would lose data is done
//! only where somebody has agreed to it; it is asked again at the moment of doing it. A resource
//! that left the manifest is removed, one that was never recorded is nobody's to remove.
//!
//! Deliberately absent: which types there are (services provide them, see [`kit::Resource`]), the
//! functions, which are deployed between [`Stack::make_before`] and [`Stack::make_after`], and who
//! is asked how.

mod change;
mod make;
mod plan;
pub mod record;
mod scope;
mod undo;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use kit::{Context, Resolved, Resource};
use manifest::{Application, Node, Notice, Order, Problem, ROLE_ID, references};
use serde_json::Value;
use store::Store;

pub use change::Changed;
pub use plan::{Plan, Step, What};
pub use record::{Export, Output};
use record::{Recorded, Row};
pub use scope::Known;
pub use undo::Undone;

/// Stands for a value that is known only when another resource has been made.
pub const UNKNOWN: &str = "<known when it is made>";

/// Why a deployment stopped. What had been done is recorded.
#[derive(Clone, Debug)]
pub enum Error {
    /// Something in the manifest cannot be.
    Manifest(Problem),
    Store(store::Error),
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Error {
        Error::Manifest(problem)
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Error {
        Error::Store(error)
    }
}

/// One application on its way to being what its manifest says.
pub struct Stack<'a> {
    pub application: &'a Application,
    order: Order<'a>,
    providers: &'a [Arc<dyn Resource>],
    store: Store,
    context: &'a Context,
    /// Answers for logical ids, as far as they have been made.
    pub scope: Known,
    recorded: Recorded,
    /// Logical ids of which somebody has said that what they hold may be lost.
    agreed: BTreeSet<String>,
    pub notices: Vec<Notice>,
    /// What was not done, because it would lose data and nobody has agreed.
    pub held: Vec<Step>,
    /// Logical ids of what this deployment has made anew: what names them is put again.
    anew: BTreeSet<String>,
}

impl<'a> Stack<'a> {
    /// Reads what is recorded. Nothing is done yet.
    pub fn open(
        application: &'a Application,
        providers: &'a [Arc<dyn Resource>],
        store: &Store,
        context: &'a Context,
    ) -> Result<Stack<'a>, Error> {
        let recorded = Recorded::read(store, &application.stack_name)?;
        let scope = Known::new(application, &recorded);
        Ok(Stack {
            application,
            order: manifest::order(application)?,
            providers,
            store: store.clone(),
            context,
            scope,
            recorded,
            agreed: BTreeSet::new(),
            notices: Vec::new(),
            held: Vec::new(),
            anew: BTreeSet::new(),
        })
    }

    /// Whether the last deployment was cut off in its middle. The next one goes on from there;
    /// where that fails, all is put back as it was before the first of them.
    pub fn is_cut_off(&self) -> bool {
        !self.recorded.before.is_empty()
    }

    /// What the last deployment gave besides resources and functions.
    pub fn faces(&self) -> &[String] {
        &self.recorded.faces
    }

    /// What these hold may be lost.
    pub fn agree(&mut self, logical_ids: impl IntoIterator<Item = String>) {
        self.agreed.extend(logical_ids);
    }

    fn provider(&self, kind: &str) -> Option<Arc<dyn Resource>> {
        self.providers.iter().find(|provider| provider.kind() == kind).cloned()
    }

    /// Whether what is recorded is what is called so.
    fn is_one(&self, row: &Row, kind: &str, name: &str, properties: &Value) -> bool {
        let provider = self.provider(kind);
        row.is_of(kind, name)
            && provider.is_none_or(|provider| provider.is_one(&row.properties, properties))
    }

    /// Whether two rows are of one and the same.
    fn are_one(&self, row: &Row, other: &Row) -> bool {
        self.is_one(row, &other.kind, &other.name, &other.properties)
    }

    /// Who makes a resource of these properties. The error: why nobody does.
    fn there(
        &self,
        resource: &manifest::Resource,
        properties: &Node,
        scope: &Known,
    ) -> Result<Arc<dyn Resource>, Notice> {
        let at = &resource.at;
        let named = format!("resource {} of type {}", resource.logical_id, resource.kind);
        let provider = self.provider(&resource.kind);
        let provider = provider.ok_or_else(|| Notice::missing(at, &named))?;
        match missing(properties, scope) {
            None => Ok(provider),
            Some(id) => Err(Notice::new(at, named, format!("needs {id}, which is not there yet"))),
        }
    }

    /// What is the matter with one resource, if this is what it is to be. `anew` is what was, or
    /// will be, made anew before it.
    async fn look(
        &self,
        resource: &manifest::Resource,
        provider: &dyn Resource,
        properties: &Value,
        anew: &BTreeSet<String>,
    ) -> (String, What) {
        let (name, what) = self.compare(resource, provider, properties);
        if !matches!(what, What::Same | What::Change { from: None, .. }) {
            return (name, what);
        }
        // Where it cannot be told, it is taken to be there.
        let is_there = provider.is_there(self.context, &name, properties).await;
        if is_there == Ok(Some(false)) {
            return (name, What::Restore);
        }
        let named = references(&resource.properties).into_iter().map(|(id, _)| id);
        let of: BTreeSet<String> = named.filter(|id| anew.contains(id)).collect();
        match what {
            What::Same if !of.is_empty() => (name, What::Again { of: of.into_iter().collect() }),
            what => (name, what),
        }
    }

    fn compare(
        &self,
        resource: &manifest::Resource,
        provider: &dyn Resource,
        properties: &Value,
    ) -> (String, What) {
        let id = &resource.logical_id;
        let fallback = format!("{}-{id}", self.application.stack_name);
        let name = provider.name(properties, &fallback);
        if let Some(row) = self.recorded.rows.get(id) {
            let what = plan::difference(provider, row, &resource.kind, &name, properties);
            return (name, what);
        }
        let asked = |id: &String| self.application.resources.iter().any(|r| r.logical_id == *id);
        let mut rows = self.recorded.rows.iter();
        let moved = rows.find(|(known, row)| {
            self.is_one(row, &resource.kind, &name, properties) && !asked(known)
        });
        let Some((from, row)) = moved else { return (name, What::Create) };
        match plan::difference(provider, row, &resource.kind, &name, properties) {
            What::Same => (name, What::Change { from: Some(from.clone()), of: Vec::new() }),
            What::Change { of, .. } => (name, What::Change { from: Some(from.clone()), of }),
            // It is not the same one, after all.
            _ => (name, What::Create),
        }
    }

    /// What would be lost with a recorded resource.
    async fn loses(&self, row: &Row) -> Option<String> {
        let provider = self.provider(&row.kind)?;
        match provider.holds(self.context, &row.name, &row.properties).await {
            Ok(held) => held,
            Err(why) => Some(format!("what it holds, which cannot be looked at ({why}),")),
        }
    }

    /// A resource's properties less what it can do without: statements of the functions' role and
    /// functions that would hear of a bucket, where they name what is not there.
    fn present(&self, resource: &manifest::Resource, scope: &Known) -> (Node, Vec<Notice>) {
        let spared = match resource.kind.as_str() {
            _ if resource.logical_id == ROLE_ID => ("Statement", "a statement of the role"),
            "AWS::S3::Bucket" => ("LambdaConfigurations", "a notification of a bucket"),
            _ => return (resource.properties.clone(), Vec::new()),
        };
        let mut notices = Vec::new();
        let node = without_absent(&resource.properties, spared, scope, &mut notices);
        (node, notices)
    }
}

fn lacking(resource: &manifest::Resource, why: &str) -> Notice {
    let named = format!("resource {} of type {}", resource.logical_id, resource.kind);
    Notice::new(&resource.at, named, format!("{why}, which is not there yet"))
}

/// The first logical id that a value needs and that no service has made.
pub fn missing(node: &Node, scope: &Known) -> Option<String> {
    references(node).into_iter().map(|(id, _)| id).find(|id| scope.absent.contains(id))
}

/// Less the members of the lists of this key that name what is absent; `name` is what one is.
fn without_absent(
    node: &Node,
    (list, name): (&str, &str),
    scope: &Known,
    notices: &mut Vec<Notice>,
) -> Node {
    use manifest::{Entry, Value};
    let mut node = node.clone();
    match &mut node.value {
        Value::Map(entries) => {
            for Entry { key, value, .. } in entries {
                if key != list {
                    *value = without_absent(value, (list, name), scope, notices);
                    continue;
                }
                let Value::List(statements) = &mut value.value else { continue };
                statements.retain(|statement| match missing(statement, scope) {
                    None => true,
                    Some(id) => {
                        let note = format!("needs {id}, which is not there yet");
                        notices.push(Notice::new(&statement.at, name, note));
                        false
                    }
                });
            }
        }
        Value::List(items) => {
            for item in items {
                *item = without_absent(item, (list, name), scope, notices);
            }
        }
        _ => {}
    }
    node
}

fn resolved(row: &Row) -> Resolved {
    Resolved {
        reference: row.reference.clone(),
        attributes: row.attributes.clone(),
        ignored: Vec::new(),
    }
}
