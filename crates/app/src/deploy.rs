//! From the application model to what runs: resources, the functions' role, the functions.
//!
//! Putting the same application twice changes nothing; an edit changes what it touches. What the
//! manifest asks for and no service has is listed, by name and line, without stopping the rest.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use kit::{Context, Keys, Resolved, Resource, Sink};
use manifest::{Application, Function, Notice, Problem, Pseudo, Scope};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::prepare::{self, Runtimes};

/// The logical ids that Serverless Framework gives to what it makes by itself.
const ROLE_LOGICAL_ID: &str = "IamRoleLambdaExecution";

/// The lifetime of keys that are only asked for to see whether there are any.
const KEYS_TRIED: Duration = Duration::from_secs(1);

/// A function whose every value is known.
#[derive(Clone, Debug)]
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

/// What came of deploying everything but the functions' code.
#[derive(Debug, Default)]
pub struct Deployed {
    pub functions: Vec<Deployable>,
    pub notices: Vec<Notice>,
}

/// Why it stopped.
#[derive(Debug)]
pub enum Stopped {
    /// The manifest is wrong.
    Manifest(Vec<Problem>),
    /// Something broke here.
    Failure(Failure),
}

impl From<Problem> for Stopped {
    fn from(problem: Problem) -> Stopped {
        Stopped::Manifest(vec![problem])
    }
}

/// Puts the resources and the role, and resolves the functions.
pub async fn deploy(
    application: &Application,
    there: &There<'_>,
    runtimes: &Runtimes,
    context: &Context,
) -> Result<Deployed, Stopped> {
    let mut deployment = Deployment {
        application,
        there,
        context,
        scope: Known::of(application),
        notices: Vec::new(),
    };
    deployment.resources().await?;
    let role_arn = deployment.role().await?;
    let mut functions = Vec::new();
    let mut problems = Vec::new();
    for function in &application.functions {
        if runs_here(function, runtimes) {
            match deployment.function(function, &role_arn) {
                Ok(function) => functions.push(function),
                Err(problem) => problems.push(problem),
            }
        } else {
            let name = format!("runtime {} of function {}", function.runtime, function.key);
            deployment.notices.push(Notice::missing(&function.at, name));
        }
    }
    if !problems.is_empty() {
        return Err(Stopped::Manifest(problems));
    }
    Ok(Deployed { functions, notices: deployment.notices })
}

/// Whether Squall has the function's runtime.
pub fn runs_here(function: &Function, runtimes: &Runtimes) -> bool {
    let python = prepare::python(&function.runtime).is_some();
    engine::is_provided(&function.runtime) || python && runtimes.contains_key(&function.runtime)
}

/// What the services have.
pub struct There<'a> {
    /// The CloudFormation resource types.
    pub providers: &'a [Arc<dyn Resource>],
    /// Where records of events may go.
    pub sinks: &'a [Arc<dyn Sink>],
    /// Who would give functions their roles' keys.
    pub keys: &'a dyn Keys,
}

/// One application on its way.
pub struct Deployment<'a> {
    pub application: &'a Application,
    pub there: &'a There<'a>,
    context: &'a Context,
    pub scope: Known,
    pub notices: Vec<Notice>,
}

impl Deployment<'_> {
    async fn resources(&mut self) -> Result<(), Stopped> {
        for resource in manifest::order(&self.application.resources)? {
            let named = format!("resource {} of type {}", resource.logical_id, resource.kind);
            let Some(provider) = self.provider(&resource.kind) else {
                self.scope.absent.insert(resource.logical_id.clone());
                self.notices.push(Notice::missing(&resource.at, named));
                continue;
            };
            let missing = self.missing(&resource.properties);
            if let Some(id) = missing {
                let note = format!("needs {id}, which is not there yet");
                self.scope.absent.insert(resource.logical_id.clone());
                self.notices.push(Notice::new(&resource.at, named, note));
                continue;
            }
            let properties = manifest::resolve(&resource.properties, &self.scope)?;
            let fallback = format!("{}-{}", self.application.stack_name, resource.logical_id);
            let name = provider.name(&properties, &fallback);
            let resolved = provider.put(self.context, &name, &properties).await;
            let resolved = resolved.map_err(|why| {
                Problem::new(&resource.at, format!("{named} could not be made: {why}"))
            })?;
            for property in &resolved.ignored {
                let name = format!("{property} of resource {}", resource.logical_id);
                self.notices.push(Notice::missing(&resource.at, name));
            }
            self.scope.known.insert(resource.logical_id.clone(), resolved);
        }
        Ok(())
    }

    /// The role of the functions that name none. Made after the resources, whose names its
    /// statements may hold.
    async fn role(&mut self) -> Result<String, Stopped> {
        let role = &self.application.role;
        if let Some(custom) = &role.custom {
            return Ok(manifest::resolve_text(custom, &self.scope)?);
        }
        let mut statements = Vec::new();
        for statement in &role.statements {
            if let Some(id) = self.missing(statement) {
                let note = format!("needs {id}, which is not there yet");
                self.notices.push(Notice::new(&statement.at, "a statement of the role", note));
                continue;
            }
            statements.push(manifest::resolve(statement, &self.scope)?);
        }
        statements.extend(self.destination_statements()?);
        let properties = json!({
            "RoleName": role.name,
            "Path": role.path,
            "AssumeRolePolicyDocument": trust(&self.application.account),
            "Policies": [{
                "PolicyName": role.policy_name,
                "PolicyDocument": {"Version": "2012-10-17", "Statement": statements},
            }],
        });
        let Some(provider) = self.provider("AWS::IAM::Role") else {
            let why = "no service provides AWS::IAM::Role";
            return Err(Stopped::Failure(Failure::new("the functions' role", why, "")));
        };
        let made = provider.put(self.context, &role.name, &properties).await;
        let made = made.map_err(|why| {
            let place = manifest::Place::file("serverless.yml");
            Problem::new(&place, format!("the functions' role could not be made: {why}"))
        })?;
        let arn = made.attributes.get("Arn").cloned().unwrap_or_default();
        self.scope.known.insert(ROLE_LOGICAL_ID.into(), made);
        Ok(arn)
    }

    fn function(&mut self, function: &Function, role: &str) -> Result<Deployable, Problem> {
        let mut environment = BTreeMap::new();
        for (name, node) in &function.environment {
            if let Some(id) = self.missing(node) {
                let what = format!("variable {name} of function {}", function.key);
                let note = format!("needs {id}, which is not there yet: it is left out");
                self.notices.push(Notice::new(&node.at, what, note));
                continue;
            }
            environment.insert(name.clone(), manifest::resolve_text(node, &self.scope)?);
        }
        let role_arn = match &function.role {
            Some(node) => manifest::resolve_text(node, &self.scope)?,
            None => role.to_owned(),
        };
        self.check_role(function, &role_arn)?;
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
        let there = self.there.keys.issue(role_arn, &function.name, KEYS_TRIED, self.context.now);
        there.map(drop).map_err(|error| {
            let named = function.role.as_ref().or(self.application.role.custom.as_ref());
            let at = named.map_or(&function.at, |node| &node.at);
            let text = error.message.as_deref().unwrap_or("it cannot be looked at");
            let why = error.operator.as_deref().map_or(String::new(), |why| format!(" ({why})"));
            Problem::new(at, format!("the role of function {}: {text}{why}", function.key))
        })
    }

    fn provider(&self, kind: &str) -> Option<Arc<dyn Resource>> {
        self.there.providers.iter().find(|provider| provider.kind() == kind).cloned()
    }
}

/// The functions' role may be assumed by Lambda, and by the account's own administrator, who
/// so can see what a function may do.
fn trust(account: &str) -> Value {
    json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {
                "Service": "lambda.amazonaws.com",
                "AWS": format!("arn:aws:iam::{account}:root"),
            },
            "Action": "sts:AssumeRole",
        }],
    })
}

/// The logical ids that have been made, and those that will not be.
pub struct Known {
    pseudo: Pseudo,
    known: BTreeMap<String, Resolved>,
    pub absent: BTreeSet<String>,
}

impl Known {
    /// The functions are known before anything is made: their names follow from the manifest.
    fn of(application: &Application) -> Known {
        let Application { region, account, .. } = application;
        let mut known = BTreeMap::new();
        for function in &application.functions {
            let resource = format!("function:{}", function.name);
            let arn = base::Arn::new("lambda", region, account, resource).to_string();
            let resolved = Resolved {
                reference: function.name.clone(),
                attributes: BTreeMap::from([("Arn".to_owned(), arn)]),
                ignored: Vec::new(),
            };
            known.insert(function.logical_id.clone(), resolved);
        }
        if application.role.custom.is_none() {
            let name = &application.role.name;
            let resource = format!("role{}{name}", application.role.path);
            let arn = base::Arn::new("iam", "", account, resource).to_string();
            let resolved = Resolved {
                reference: name.clone(),
                attributes: BTreeMap::from([("Arn".to_owned(), arn)]),
                ignored: Vec::new(),
            };
            known.insert(ROLE_LOGICAL_ID.to_owned(), resolved);
        }
        Known { pseudo: application.pseudo(), known, absent: BTreeSet::new() }
    }
}

impl Scope for Known {
    fn pseudo(&self) -> &Pseudo {
        &self.pseudo
    }

    fn reference(&self, logical_id: &str) -> Option<Value> {
        self.known.get(logical_id).map(|made| Value::String(made.reference.clone()))
    }

    fn attribute(&self, logical_id: &str, attribute: &str) -> Option<Value> {
        let made = self.known.get(logical_id)?;
        made.attributes.get(attribute).map(|value| Value::String(value.clone()))
    }
}
