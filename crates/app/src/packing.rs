//! Functions' code: the package of each, made once however many functions have the same.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use lambda::FunctionSpec;
use manifest::package::{self, Package};
use manifest::{Application, Function, Patterns, program, reach};

use crate::compose::Platform;
use crate::deploy::{Deployable, Stopped};
use crate::prepare::{Runtime, Runtimes};

/// Where a function's code appears.
const TASK_ROOT: &str = "/var/task";

/// The functions of a stack as they are deployed, by name.
pub type Deployed = BTreeMap<String, FunctionSpec>;

/// What one deployment has packed so far.
#[derive(Default)]
pub struct Packing {
    /// By what chooses the files, and by runtime.
    packages: Vec<(Patterns, String, Arc<Package>)>,
    /// What handlers of packages can reach.
    reaches: BTreeMap<(PathBuf, String), Option<String>>,
}

impl Platform {
    /// The functions of a stack as they are deployed.
    pub fn deployed(&self, stack: &str) -> Deployed {
        let all = self.lambda.functions();
        let own = all.iter().map(|shelf| &shelf.latest.row).filter(|row| row.stack == stack);
        own.map(|row| (row.spec.name.clone(), row.spec.clone())).collect()
    }

    /// The functions with their code.
    pub fn specs(
        &self,
        application: &Application,
        runtimes: &Runtimes,
        functions: Vec<Deployable>,
        deployed: &Deployed,
        packing: &mut Packing,
    ) -> Result<Vec<FunctionSpec>, Stopped> {
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
            let known = packing.packages.iter();
            let mut known =
                known.filter(|(known, name, _)| known == patterns && *name == function.runtime);
            let package = match known.next() {
                Some((_, _, package)) => Arc::clone(package),
                None => {
                    let package = Arc::new(self.package(application, patterns, runtime)?);
                    let entry = (patterns.clone(), function.runtime.clone(), Arc::clone(&package));
                    packing.packages.push(entry);
                    package
                }
            };
            if engine::is_provided(&function.runtime)
                && let Some(written) = written
            {
                program::check(&package.dir, &written.at, &written.key)?;
            }
            let package = packing.unless_unreached(&function, package, deployed);
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
}

impl Packing {
    /// A function whose handler cannot reach what was edited keeps its code, and so its warm
    /// instances.
    fn unless_unreached(
        &mut self,
        function: &Deployable,
        package: Arc<Package>,
        deployed: &Deployed,
    ) -> Arc<Package> {
        let runs_alike = |spec: &&FunctionSpec| {
            (&spec.runtime, &spec.handler) == (&function.runtime, &function.handler)
        };
        let Some(now) = deployed.get(&function.name).filter(runs_alike) else { return package };
        // It may have been removed by hand.
        let is_other = now.code_digest != package.digest && now.code.is_dir();
        if engine::is_provided(&function.runtime) || !is_other {
            return package;
        }
        let mut reach = |dir: &PathBuf| {
            let key = (dir.clone(), function.handler.clone());
            let known = self.reaches.entry(key);
            known.or_insert_with(|| reach::digest(dir, &function.handler)).clone()
        };
        match (reach(&now.code), reach(&package.dir)) {
            (Some(before), Some(after)) if before == after => Arc::new(Package {
                digest: now.code_digest.clone(),
                dir: now.code.clone(),
                bytes: now.code_bytes,
                files: package.files,
            }),
            _ => package,
        }
    }
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
    fn code_goes_on_for_a_handler_that_does_not_reach_what_changed() {
        let dir = std::env::temp_dir().join(format!("squall-packing-{}", std::process::id()));
        let package = |name: &str, other: &str| {
            let dir = dir.join(name);
            std::fs::create_dir_all(&dir).unwrap();
            std::fs::write(dir.join("a.py"), "def handler(e, c): pass").unwrap();
            std::fs::write(dir.join("b.py"), other).unwrap();
            Arc::new(Package { dir, digest: name.into(), bytes: 0, files: 2 })
        };
        let (old, new) = (package("old", "x = 1"), package("new", "x = 2"));
        let asked = |name: &str, handler: &str| Deployable {
            name: name.into(),
            handler: handler.into(),
            runtime: "python3.11".into(),
            ..Deployable::default()
        };
        let deployed: Deployed = [("a", "a.handler"), ("b", "b.handler")]
            .map(|(name, handler)| {
                (name.to_owned(), spec(asked(name, handler), String::new(), &old, None))
            })
            .into();
        let digest = |name: &str, handler: &str| {
            let asked = asked(name, handler);
            let package = Packing::default().unless_unreached(&asked, Arc::clone(&new), &deployed);
            package.digest.clone()
        };
        assert_eq!(digest("a", "a.handler"), "old");
        assert_eq!(digest("b", "b.handler"), "new");
        assert_eq!(digest("a", "b.handler"), "new", "another handler");
        assert_eq!(digest("c", "a.handler"), "new", "a new function");
        std::fs::remove_dir_all(&old.dir).unwrap();
        assert_eq!(digest("a", "a.handler"), "new", "the old code is gone");
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
