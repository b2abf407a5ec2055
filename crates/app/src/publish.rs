//! Puts an application onto the platform: its stack, its functions and their code, its routes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use base::id::{Random, token};
use gateway::Api;
use lambda::FunctionSpec;
use manifest::package::{self, Package};
use manifest::{Application, Function, Notice, Patterns, program, reach};
use stack::{Output, Stack, Step};

use crate::compose::Platform;
use crate::consent::{Changes, FunctionChange};
use crate::deploy::{self, Deployable, Stopped};
use crate::failure::Failure;
use crate::memory;
use crate::prepare::{Runtime, Runtimes};

/// Where a function's code appears.
const TASK_ROOT: &str = "/var/task";

/// A package that was replaced longer ago has no instance any more: the longest time-out, and the
/// time that an idle one is kept.
const REPLACED_FOR: Duration = Duration::from_secs(20 * 60);

/// The code that a function has now, and what of it its handler can reach.
#[derive(Clone, Debug)]
pub struct Code {
    reach: String,
    /// Most functions have the service's.
    package: Arc<Package>,
}

impl Code {
    /// Whether it goes on for a handler that reaches this. Not if somebody has removed it.
    fn serves(&self, reach: &str) -> bool {
        self.reach == reach && self.package.dir.is_dir()
    }
}

/// What handlers of packages can reach, read once however many functions have the same.
type Reaches = BTreeMap<(PathBuf, String), Option<String>>;
/// What came of putting an application.
#[derive(Debug)]
pub struct Put {
    pub changes: Changes,
    pub outputs: BTreeMap<String, Output>,
    /// What is asked for and not there yet.
    pub notices: Vec<Notice>,
    /// What was not done, because it would lose data.
    pub held: Vec<Step>,
}

impl Platform {
    /// Brings the platform to this application: resources, functions, what needs functions, routes.
    /// `ask` sees what will be done before any of it is, and says what may be lost.
    pub async fn put(
        &self,
        application: &Application,
        runtimes: &Runtimes,
        ask: impl FnOnce(&Changes) -> Result<Vec<String>, Stopped>,
    ) -> Result<Put, Stopped> {
        let context = self.context();
        let mut stack = Stack::open(application, &self.resources, &self.store, &context)?;
        let changes = self.changes_to(&stack, runtimes).await?;
        stack.agree(ask(&changes)?);
        stack.make_before().await?;
        let functions = deploy::functions(&mut stack, &self.there(), runtimes, &context)?;
        self.engine.prepare(runtimes.iter().map(|(name, runtime)| engine::Runtime {
            name: name.clone(),
            interpreter: runtime.interpreter.path.clone(),
            prefix: runtime.interpreter.prefix.clone(),
            managed: Some(runtime.managed.clone()),
        }));
        let specs = self.specs(application, runtimes, functions)?;
        let name = &application.stack_name;
        let done = tokio::task::block_in_place(|| self.lambda.deploy(name, specs));
        let done = done.map_err(|error| {
            Stopped::Failure(Failure::new("the functions", error.to_string(), ""))
        })?;
        let changed = done.created.len() + done.updated.len() + done.removed.len();
        self.changes.fetch_add(changed, Ordering::Relaxed);
        let outputs = stack.make_after().await?;
        self.gateway.replace(self.api(application, runtimes));
        let functions = self.lambda.functions();
        // A published version keeps its code for as long as it is there.
        let versions = functions.iter().flat_map(|function| function.versions());
        let in_use = versions.map(|function| function.row.spec.code.clone()).collect();
        if let Err(error) = package::sweep(&self.packages, &in_use, REPLACED_FOR) {
            tracing::warn!("packages that are not in use: {error}");
        }
        memory::give_back();
        Ok(Put { changes, outputs, notices: stack.notices, held: stack.held })
    }

    /// What putting it would do.
    pub async fn plan(
        &self,
        application: &Application,
        runtimes: &Runtimes,
    ) -> Result<Changes, Stopped> {
        let context = self.context();
        let stack = Stack::open(application, &self.resources, &self.store, &context)?;
        self.changes_to(&stack, runtimes).await
    }

    async fn changes_to(&self, stack: &Stack<'_>, runtimes: &Runtimes) -> Result<Changes, Stopped> {
        let plan = stack.plan().await?;
        let (mut functions, application) = (Vec::new(), stack.application);
        let deployed = self.lambda.functions();
        let deployed: BTreeMap<&str, &FunctionSpec> = deployed
            .iter()
            .map(|shelf| &shelf.latest.row)
            .filter(|row| row.stack == application.stack_name)
            .map(|row| (row.spec.name.as_str(), &row.spec))
            .collect();
        let there = |function: &&Function| deploy::runs_here(function, runtimes);
        let wanted: Vec<&Function> = application.functions.iter().filter(there).collect();
        for function in &wanted {
            let changed = match deployed.get(function.name.as_str()) {
                Some(spec) => differing(function, spec),
                None => Vec::new(),
            };
            let is_new = !deployed.contains_key(function.name.as_str());
            if is_new || !changed.is_empty() {
                let action = if is_new { "create" } else { "change" };
                functions.push(FunctionChange::of(action, &function.name, changed));
            }
        }
        for name in deployed.keys().filter(|name| !wanted.iter().any(|one| one.name == **name)) {
            functions.push(FunctionChange::of("delete", name, Vec::new()));
        }
        Ok(Changes { plan, functions })
    }

    fn specs(
        &self,
        application: &Application,
        runtimes: &Runtimes,
        functions: Vec<Deployable>,
    ) -> Result<Vec<FunctionSpec>, Stopped> {
        let mut packages: Vec<(Patterns, String, Arc<Package>)> = Vec::new();
        let mut reaches = Reaches::new();
        let all: BTreeMap<&str, &Function> =
            application.functions.iter().map(|one| (one.key.as_str(), one)).collect();
        let mut specs = Vec::new();
        for function in functions {
            let runtime = runtimes.get(&function.runtime);
            if runtime.is_none() && !engine::is_provided(&function.runtime) {
                continue;
            }
            let written = all.get(function.key.as_str()).copied();
            let patterns = written.map_or(&application.package, |one| application.package_of(one));
            let known = packages
                .iter()
                .find(|(known, name, _)| known == patterns && *name == function.runtime);
            let package = match known {
                Some((_, _, package)) => Arc::clone(package),
                None => {
                    let package = Arc::new(self.package(application, patterns, runtime)?);
                    let entry = (patterns.clone(), function.runtime.clone(), Arc::clone(&package));
                    packages.push(entry);
                    package
                }
            };
            if engine::is_provided(&function.runtime)
                && let Some(written) = written
            {
                program::check(&package.dir, &written.at, &written.key)?;
            }
            let package = self.unless_unreached(&function, package, &mut reaches);
            let architecture = written.map(|one| one.architecture.clone());
            specs.push(spec(function, architecture.unwrap_or_default(), &package, runtime));
        }
        Ok(specs)
    }

    /// The code as it is now, with its byte code where an interpreter runs it.
    fn package(
        &self,
        application: &Application,
        patterns: &Patterns,
        runtime: Option<&Runtime>,
    ) -> Result<Package, Stopped> {
        let package = package::publish(&application.dir, patterns, &self.packages)?;
        let Some(runtime) = runtime else { return Ok(package) };
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (package.dir.clone(), runtime.interpreter.path.clone());
        if compiled.insert(key)
            && let Err(error) =
                sandbox::bytecode::compile(&runtime.interpreter, &package.dir, TASK_ROOT)
        {
            tracing::warn!("byte code of {}: {error}", package.dir.display());
        }
        Ok(package)
    }

    /// A function whose handler cannot reach what was edited keeps its code, and so its warm
    /// instances.
    fn unless_unreached(
        &self,
        function: &Deployable,
        package: Arc<Package>,
        reaches: &mut Reaches,
    ) -> Arc<Package> {
        if engine::is_provided(&function.runtime) {
            return package;
        }
        let key = (package.dir.clone(), function.handler.clone());
        let reach = reaches.entry(key);
        let reach = reach.or_insert_with(|| reach::digest(&package.dir, &function.handler));
        let Some(reach) = reach.clone() else { return package };
        let mut codes = self.codes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(code) = codes.get(&function.name).filter(|code| code.serves(&reach)) {
            return Arc::clone(&code.package);
        }
        codes.insert(function.name.clone(), Code { reach, package: Arc::clone(&package) });
        package
    }

    fn api(&self, application: &Application, runtimes: &Runtimes) -> Api {
        let mut routes = Vec::new();
        let there = |function: &&Function| deploy::runs_here(function, runtimes);
        for function in application.functions.iter().filter(there) {
            for route in &function.routes {
                routes.push(gateway::Route {
                    method: route.method.clone(),
                    path: route.path.clone(),
                    function: invoked_as(function),
                    asynchronous: route.asynchronous,
                });
            }
        }
        let preflights = application.preflights.iter().map(|preflight| gateway::Preflight {
            path: preflight.path.clone(),
            methods: preflight.methods.clone(),
            origins: preflight.cors.origins.clone(),
            headers: preflight.cors.headers.clone(),
            credentials: preflight.cors.credentials,
            max_age_s: preflight.cors.max_age_s,
            cache_control: preflight.cors.cache_control.clone(),
        });
        Api {
            id: self.api_id.clone(),
            stage: application.stage.clone(),
            account: application.account.clone(),
            region: application.region.clone(),
            routes,
            preflights: preflights.collect(),
            binary_media_types: Vec::new(),
        }
    }
}

/// What is published of a function is what its events invoke.
fn invoked_as(function: &Function) -> String {
    match function.alias() {
        Some(alias) => format!("{}:{alias}", function.name),
        None => function.name.clone(),
    }
}

/// What of a function's configuration is not as it is deployed, as far as the manifest alone tells.
fn differing(function: &Function, spec: &FunctionSpec) -> Vec<&'static str> {
    let pairs = [
        ("runtime", function.runtime == spec.runtime),
        ("handler", function.handler == spec.handler),
        ("description", function.description == spec.description),
        ("memorySize", function.memory_mb == spec.memory_mb),
        ("timeout", function.timeout_s == spec.timeout_s),
        ("ephemeralStorageSize", function.tmp_mb == spec.tmp_mb),
        ("reservedConcurrency", function.reserved_concurrency == spec.reserved_concurrency),
        (
            "provisionedConcurrency",
            function.provisioned_concurrency == spec.provisioned_concurrency,
        ),
        ("snapStart", function.snap_start == spec.snap_start),
        ("architecture", function.architecture == spec.architecture),
    ];
    pairs.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect()
}

/// Ten characters, as API Gateway makes them.
pub fn api_id(random: &dyn Random) -> String {
    token(random, b"abcdefghijklmnopqrstuvwxyz0123456789", 10)
}

fn spec(
    function: Deployable,
    architecture: String,
    package: &Package,
    runtime: Option<&Runtime>,
) -> FunctionSpec {
    let requirements = runtime.into_iter().flat_map(|runtime| &runtime.requirements);
    let mounts: Vec<(PathBuf, String)> =
        requirements.map(|dir| (dir.clone(), "/opt/python".to_owned())).collect();
    FunctionSpec {
        name: function.name,
        runtime: function.runtime,
        handler: function.handler,
        description: function.description,
        memory_mb: function.memory_mb,
        timeout_s: function.timeout_s,
        tmp_mb: function.tmp_mb,
        environment: function.environment,
        role_arn: function.role_arn,
        code: package.dir.clone(),
        code_digest: package.digest.clone(),
        code_bytes: package.bytes,
        mounts,
        reserved_concurrency: function.reserved_concurrency,
        provisioned_concurrency: function.provisioned_concurrency,
        snap_start: function.snap_start,
        asynchronous: function.asynchronous,
        architecture,
        tags: function.tags.into_iter().collect::<BTreeMap<String, String>>(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_that_is_not_there_any_more_is_not_kept() {
        let dir = std::env::temp_dir().join(format!("squall-code-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let package = Package { dir: dir.clone(), digest: String::new(), bytes: 0, files: 0 };
        let code = Code { reach: "a".into(), package: Arc::new(package) };
        assert!(code.serves("a") && !code.serves("b"));
        std::fs::remove_dir(&dir).unwrap();
        assert!(!code.serves("a"));
    }
}
