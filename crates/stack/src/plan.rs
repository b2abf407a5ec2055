//! The difference between what is recorded and what a manifest says, in steps.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use kit::Resource;
use manifest::{Notice, Policy, Problem, resolve};
use serde_json::{Value, json};

use crate::change::{Changed, differences};
use crate::record::Row;
use crate::scope::Known;
use crate::{Error, Stack, UNKNOWN, lacking, missing, resolved};

/// What is to be done, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub steps: Vec<Step>,
}

/// One resource that is not as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub logical_id: String,
    pub kind: String,
    pub name: String,
    pub what: What,
    /// What goes with it: `3 items`.
    pub loses: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Same,
    Create,
    /// It is recorded, and not there: somebody has removed it.
    Restore,
    /// It is as asked for, and put again: what it names is made anew.
    Again {
        of: Vec<String>,
    },
    /// The properties that change, where any do; the logical id that it had before.
    Change {
        from: Option<String>,
        of: Vec<Changed>,
    },
    /// Another takes its place, because of these properties.
    Replace {
        because: Vec<String>,
    },
    Delete,
    /// It left the manifest, and stays as it is.
    Keep,
}

impl Plan {
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The steps that lose data.
    pub fn lossy(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.loses.is_some())
    }
}

impl What {
    /// Whether what is there afterwards is another one than before.
    pub(crate) fn makes_anew(&self) -> bool {
        matches!(self, What::Create | What::Restore | What::Replace { .. })
    }

    /// The same, without saying secrets.
    fn less(self, secrets: &[String]) -> What {
        let What::Change { from, of } = self else { return self };
        let hide = |one: Changed| if one.contains(secrets) { one.hidden() } else { one };
        What::Change { from, of: of.into_iter().map(hide).collect() }
    }
}

impl Step {
    pub fn to_json(&self) -> Value {
        let Step { logical_id, kind, name, what, loses } = self;
        let names = |all: &[Changed]| all.iter().map(|one| one.name.clone()).collect();
        let (action, properties) = match what {
            What::Same => ("none", Vec::new()),
            What::Create => ("create", Vec::new()),
            What::Restore => ("restore", Vec::new()),
            What::Again { .. } => ("change", Vec::new()),
            What::Change { of, .. } => ("change", names(of)),
            What::Replace { because } => ("replace", because.clone()),
            What::Delete => ("delete", Vec::new()),
            What::Keep => ("keep", Vec::new()),
        };
        let mut shown = json!({
            "action": action, "logicalId": logical_id, "type": kind, "name": name,
            "properties": properties, "loses": loses,
        });
        if let What::Change { from, of } = what {
            shown["changes"] = of.iter().map(Changed::to_json).collect();
            if let Some(from) = from {
                shown["was"] = json!(from);
            }
        }
        shown
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Step { logical_id, kind, name, what, loses } = self;
        let sign = match what {
            What::Same => "=",
            What::Create | What::Restore => "+",
            What::Change { .. } | What::Again { .. } => "~",
            What::Replace { .. } => "-/+",
            What::Delete => "-",
            What::Keep => "!",
        };
        write!(f, "{sign:<3} {logical_id}  {kind}")?;
        if !name.is_empty() && !name.contains(UNKNOWN) {
            write!(f, " {name}")?;
        }
        match what {
            What::Change { from: Some(from), of } if of.is_empty() => write!(f, " (was {from})")?,
            What::Change { from: Some(from), of } => {
                write!(f, " (was {from}; {})", listed(of))?;
            }
            What::Change { of, .. } if of.is_empty() => f.write_str(" (was not finished)")?,
            What::Change { of, .. } => write!(f, " ({})", listed(of))?,
            What::Again { of } => write!(f, " (again, because of {})", of.join(", "))?,
            What::Restore => f.write_str(" (somebody has removed it)")?,
            What::Replace { because } => write!(f, " (because of {})", because.join(", "))?,
            What::Keep => f.write_str(" left the manifest and stays (DeletionPolicy: Retain)")?,
            What::Same | What::Create | What::Delete => {}
        }
        match loses {
            Some(loses) => write!(f, ": {loses} will be lost"),
            None => Ok(()),
        }
    }
}

/// Each would be as its own properties have it, in turn.
fn two(resource: &manifest::Resource, twin: &manifest::Resource, name: &str) -> Problem {
    let what = format!(
        "{} and {} are both {name}, of type {}",
        twin.logical_id, resource.logical_id, resource.kind
    );
    let fix = "give one of them another name; an `s3` event of a bucket that `resources` makes has \
               `existing: true`";
    Problem::new(&resource.at, what)
        .expected(format!("each name once; the other one is at {}", twin.at))
        .fix(fix)
}

fn listed(all: &[Changed]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// What has to be done with a recorded resource so that it is of this kind, name and properties.
pub(crate) fn difference(
    provider: &dyn Resource,
    row: &Row,
    kind: &str,
    name: &str,
    properties: &Value,
) -> What {
    if row.kind != kind {
        return What::Replace { because: vec!["Type".into()] };
    }
    let changed = differences(&row.properties, properties);
    let is_known = |name: &&str| !is_unknown(properties.get(*name).unwrap_or(&Value::Null));
    let forcing = provider.replaces(&row.properties, properties);
    let mut because: Vec<String> =
        forcing.into_iter().filter(is_known).map(str::to_owned).collect();
    if because.is_empty() && row.name != name && !name.contains(UNKNOWN) {
        let named = |one: &&Changed| one.is.as_ref().and_then(Value::as_str) == Some(name);
        let property = changed.iter().find(named);
        because.push(property.map_or("its name", |one| &one.name).to_owned());
    }
    match () {
        () if !because.is_empty() => What::Replace { because },
        () if changed.is_empty() && row.settled => What::Same,
        () => What::Change { from: None, of: changed },
    }
}

fn is_unknown(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains(UNKNOWN),
        Value::Array(items) => items.iter().any(is_unknown),
        Value::Object(members) => members.values().any(is_unknown),
        _ => false,
    }
}

impl Stack<'_> {
    /// What making would do, without doing any of it; what would be known then, and what would be
    /// left out.
    pub async fn plan(&self) -> Result<(Plan, Known, Vec<Notice>), Error> {
        let mut scope = self.scope.copy();
        let (mut steps, mut notices) = (Vec::new(), Vec::new());
        let (mut moved, mut anew) = (BTreeSet::new(), BTreeSet::new());
        let mut names = BTreeMap::new();
        for resource in self.order.all() {
            let id = &resource.logical_id;
            let (node, spared) = self.present(resource, &scope);
            notices.extend(spared);
            let provider = match self.there(resource, &node, &scope) {
                Ok(provider) => provider,
                Err(notice) => {
                    notices.push(notice);
                    scope.absent.insert(id.clone());
                    continue;
                }
            };
            let properties = foreseen(&node, &scope)?;
            if let Some(why) = provider.lacks(&properties) {
                notices.push(lacking(resource, why));
                scope.absent.insert(id.clone());
                continue;
            }
            let (name, what) = self.look(resource, &*provider, &properties, &anew).await;
            self.check_owner(resource, &name, &properties)?;
            let alike: &mut Vec<(&manifest::Resource, Value)> =
                names.entry((&resource.kind, name.clone())).or_default();
            let twin = alike.iter().find(|(_, of)| provider.is_one(of, &properties));
            let twin = twin.map(|(twin, _)| *twin);
            alike.push((resource, properties.clone()));
            if let Some(twin) = twin.filter(|_| !name.contains(UNKNOWN))
                && let Ok(Some(_)) = provider.is_there(self.context, &name, &properties).await
            {
                return Err(two(resource, twin, &name).into());
            }
            if let What::Change { from: Some(from), .. } = &what {
                moved.insert(from.clone());
            }
            if what.makes_anew() {
                anew.insert(id.clone());
            }
            let loses = self.foresee(resource, &name, &what, &mut scope).await;
            if what != What::Same {
                let what = what.less(&self.application.secrets);
                let (logical_id, kind) = (id.clone(), resource.kind.clone());
                steps.push(Step { logical_id, kind, name, what, loses });
            }
        }
        self.plan_removals(&moved, &mut steps).await;
        self.check_exports(&scope)?;
        Ok((Plan { steps }, scope, notices))
    }

    /// Tells the scope what will be known of a resource; what would be lost comes back.
    async fn foresee(
        &self,
        resource: &manifest::Resource,
        name: &str,
        what: &What,
        scope: &mut Known,
    ) -> Option<String> {
        let id = &resource.logical_id;
        let recorded = match what {
            What::Change { from: Some(from), .. } => self.recorded.rows.get(from),
            _ => self.recorded.rows.get(id),
        };
        // One that takes the place of another under its name is called as that one was.
        let lasts = |row: &&Row| {
            !matches!(what, What::Create | What::Replace { .. }) || row.is_of(&resource.kind, name)
        };
        match recorded.filter(lasts) {
            Some(row) => {
                let mut told = resolved(row);
                if what.makes_anew() {
                    // The label of a stream, say, is another one.
                    told.attributes.retain(|name, _| name == "Arn");
                }
                scope.known.insert(id.clone(), told);
            }
            None => {
                scope.unknown.insert(id.clone());
            }
        }
        match (what, recorded) {
            (What::Replace { .. }, Some(row))
                if resource.replace_policy != Some(Policy::Retain) =>
            {
                self.loses(row).await
            }
            _ => None,
        }
    }

    async fn plan_removals(&self, moved: &BTreeSet<String>, steps: &mut Vec<Step>) {
        for (id, row) in self.removable() {
            if moved.contains(&id) {
                continue;
            }
            let is_left = row.retain || self.provider(&row.kind).is_none();
            let (what, loses) = match is_left {
                true => (What::Keep, None),
                false => (What::Delete, self.loses(&row).await),
            };
            steps.push(Step { logical_id: id, kind: row.kind, name: row.name, what, loses });
        }
    }

    /// Recorded resources that nobody asks for, those made last first.
    pub(crate) fn removable(&self) -> Vec<(String, Row)> {
        let asked: BTreeSet<&str> =
            self.application.resources.iter().map(|one| one.logical_id.as_str()).collect();
        let rows = self.recorded.rows.iter().filter(|(id, _)| !asked.contains(id.as_str()));
        let mut rows: Vec<_> = rows.map(|(id, row)| (id.clone(), row.clone())).collect();
        rows.sort_by_key(|(_, row)| std::cmp::Reverse(row.order));
        rows
    }

    /// An export has one stack, and stays while another stack imports it.
    pub(crate) fn check_exports(&self, scope: &Known) -> Result<(), Problem> {
        let stack = &self.application.stack_name;
        let mut wanted = BTreeSet::new();
        for output in &self.application.outputs {
            let Some(node) = &output.export_name else { continue };
            if missing(node, scope).is_some() {
                continue;
            }
            let name = manifest::resolve_text(node, scope)?;
            if let Some(known) = self.recorded.exports.get(&name)
                && known.stack != *stack
            {
                let what = format!("the stack {} exports {name} already", known.stack);
                return Err(Problem::new(&node.at, what).expected("a name that no stack exports"));
            }
            wanted.insert(name);
        }
        // One of them may turn out to be it.
        if wanted.iter().any(|name| name.contains(UNKNOWN)) {
            return Ok(());
        }
        for (name, importer) in &self.recorded.importers {
            let own = self.recorded.exports.get(name).is_some_and(|one| one.stack == *stack);
            if own && !wanted.contains(name) {
                let what =
                    format!("the export {name} is gone, and the stack {importer} imports it");
                let place = manifest::Place::file("serverless.yml");
                let fix = format!("export it again, or deploy {importer} without it first");
                return Err(Problem::new(&place, what).fix(fix));
            }
        }
        Ok(())
    }
}

/// Properties as far as they can be told before what they name has been made.
fn foreseen(node: &manifest::Node, scope: &Known) -> Result<Value, Problem> {
    let is_open = |node: &manifest::Node| {
        manifest::references(node).iter().any(|(id, _)| scope.unknown.contains(id))
    };
    match resolve(node, scope) {
        Err(_) if is_open(node) => {
            // Such as a part of something unknown. Whatever names nothing unknown is told still.
            let members = node.as_map().unwrap_or(&[]).iter();
            let told = members.map(|entry| match is_open(&entry.value) {
                true => Ok((entry.key.clone(), Value::from(UNKNOWN))),
                false => Ok((entry.key.clone(), resolve(&entry.value, scope)?)),
            });
            told.collect()
        }
        other => other,
    }
}
