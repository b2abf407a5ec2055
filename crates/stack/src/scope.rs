//! Who answers for the logical ids of a stack while it is made.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use kit::Resolved;
use manifest::{Application, Pseudo, ROLE_ID, Scope};
use serde_json::Value;

use crate::UNKNOWN;
use crate::record::Recorded;

/// The logical ids that have been made, and those that will not be.
#[derive(Debug)]
pub struct Known {
    pseudo: Pseudo,
    pub(crate) known: BTreeMap<String, Resolved>,
    /// What no service provides, and what needs it.
    pub absent: BTreeSet<String>,
    /// What is going to be made: it will have values, which nobody knows yet.
    pub(crate) unknown: BTreeSet<String>,
    /// Nothing is made, so that attributes which are not recorded cannot be known.
    is_foresight: bool,
    /// What other stacks export.
    exports: BTreeMap<String, String>,
    /// What other stacks have as outputs, by stack and key.
    outputs: BTreeMap<(String, String), String>,
    imported: Mutex<BTreeSet<String>>,
}

impl Known {
    /// The functions are known before anything is made: their names follow from the manifest.
    pub(crate) fn new(application: &Application, recorded: &Recorded) -> Known {
        let Application { region, account, .. } = application;
        let resolved = |reference: &str, arn: base::Arn| Resolved {
            reference: reference.to_owned(),
            attributes: BTreeMap::from([("Arn".to_owned(), arn.to_string())]),
            ignored: Vec::new(),
        };
        let mut known = BTreeMap::new();
        for function in &application.functions {
            let resource = format!("function:{}", function.name);
            let arn = base::Arn::new("lambda", region, account, resource);
            known.insert(function.logical_id.clone(), resolved(&function.name, arn));
            let group = format!("/aws/lambda/{}", function.name);
            let arn = base::Arn::new("logs", region, account, format!("log-group:{group}:*"));
            let normal = function.logical_id.strip_suffix("LambdaFunction").unwrap_or_default();
            known.insert(format!("{normal}LogGroup"), resolved(&group, arn));
        }
        if application.role.custom.is_none() {
            let name = &application.role.name;
            let resource = format!("role{}{name}", application.role.path);
            let arn = base::Arn::new("iam", "", account, resource);
            known.insert(ROLE_ID.to_owned(), resolved(name, arn));
        }
        let (absent, unknown) = (BTreeSet::new(), BTreeSet::new());
        let (pseudo, imported) = (application.pseudo(), Mutex::default());
        let (exports, outputs) = (recorded.imports(), recorded.outputs.clone());
        Known { pseudo, known, absent, unknown, is_foresight: false, exports, outputs, imported }
    }

    /// What is there without being a resource of the stack.
    pub fn tell(&mut self, logical_id: &str, reference: &str, attributes: &[(&str, &str)]) {
        let attributes = attributes.iter().map(|(name, is)| ((*name).into(), (*is).into()));
        let (reference, attributes) = (reference.to_owned(), attributes.collect());
        let told = Resolved { reference, attributes, ignored: Vec::new() };
        self.known.insert(logical_id.to_owned(), told);
    }

    /// Names of what the framework would make and nobody makes here, such as `HttpApi`: whatever
    /// is neither known nor a resource.
    pub fn leave_out(&mut self, application: &Application) {
        let resources = &application.resources;
        let outputs = application.outputs.iter();
        let outputs = outputs.flat_map(|one| [Some(&one.value), one.export_name.as_ref()]);
        let environments = application.functions.iter().flat_map(|one| &one.environment);
        let nodes = resources.iter().map(|one| &one.properties).chain(outputs.flatten());
        let nodes = nodes.chain(environments.map(|(_, node)| node));
        let named = nodes.flat_map(manifest::references).map(|(id, _)| id);
        let made: BTreeSet<&str> = resources.iter().map(|one| one.logical_id.as_str()).collect();
        let gone: Vec<String> = named
            .filter(|id| !made.contains(id.as_str()) && !self.known.contains_key(id))
            .collect();
        self.absent.extend(gone);
    }

    /// To plan with.
    pub(crate) fn copy(&self) -> Known {
        Known {
            pseudo: self.pseudo.clone(),
            known: self.known.clone(),
            absent: self.absent.clone(),
            unknown: self.unknown.clone(),
            is_foresight: true,
            exports: self.exports.clone(),
            outputs: self.outputs.clone(),
            imported: Mutex::default(),
        }
    }

    /// Whether a value names what is not known yet.
    pub fn is_open(&self, node: &manifest::Node) -> bool {
        let named = manifest::references(node);
        named.iter().any(|(id, _)| self.unknown.contains(id))
            || self.is_foresight && !named.is_empty()
    }

    /// The names of what other stacks export and this one has asked for.
    pub(crate) fn imported(&self) -> BTreeSet<String> {
        self.imported.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Scope for Known {
    fn pseudo(&self) -> &Pseudo {
        &self.pseudo
    }

    fn reference(&self, logical_id: &str) -> Option<Value> {
        if self.unknown.contains(logical_id) {
            return Some(UNKNOWN.into());
        }
        self.known.get(logical_id).map(|made| Value::String(made.reference.clone()))
    }

    fn attribute(&self, logical_id: &str, attribute: &str) -> Option<Value> {
        if self.unknown.contains(logical_id) {
            return Some(UNKNOWN.into());
        }
        let made = self.known.get(logical_id)?;
        match made.attributes.get(attribute) {
            Some(value) => Some(Value::String(value.clone())),
            None if self.is_foresight => Some(UNKNOWN.into()),
            None => None,
        }
    }

    fn import(&self, name: &str) -> Option<Value> {
        let value = self.exports.get(name)?;
        let mut imported = self.imported.lock().unwrap_or_else(PoisonError::into_inner);
        imported.insert(name.to_owned());
        Some(Value::String(value.clone()))
    }

    fn output(&self, stack: &str, key: &str) -> Option<Value> {
        let value = self.outputs.get(&(stack.to_owned(), key.to_owned()))?;
        Some(Value::String(value.clone()))
    }
}
