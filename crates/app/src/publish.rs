//! Puts an application onto the platform: its stack, its functions and their code, its routes.
//! Where that fails in its middle, everything is put back as it was before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;
use std::time::Duration;

use base::id::{Random, token};
use gateway::Api;
use kit::Context;
use manifest::{Application, Function, Notice, package};
use stack::{Output, Stack, Step};

use crate::compose::Platform;
use crate::consent::Changes;
use crate::deploy::{self, Stopped};
use crate::difference;
use crate::failure::Failure;
use crate::memory;
use crate::packing::Packing;
use crate::prepare::Runtimes;

/// A package that was replaced longer ago has no instance any more: the longest time-out, and the
/// time that an idle one is kept.
const REPLACED_FOR: Duration = Duration::from_secs(20 * 60);

/// What the framework calls the gateway of `http` events.
const REST_API: &str = "ApiGatewayRestApi";

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
        let mut stack = self.stack(application, runtimes, &context)?;
        let mut packing = Packing::default();
        let changes = self.changes_to(&stack, runtimes, &context, &mut packing).await?;
        stack.agree(ask(&changes)?);
        let done = self.carry_out(&mut stack, runtimes, &context, &mut packing).await;
        let (outputs, names) = match done {
            Ok(done) => done,
            Err(why) => return Err(self.put_back(&mut stack, why).await),
        };
        stack.clean_up().await?;
        let retired = tokio::task::block_in_place(|| {
            self.lambda.retire(&application.stack_name, names).map_err(broken)
        })?;
        self.changes.fetch_add(retired.len(), Ordering::Relaxed);
        self.sweep();
        memory::give_back();
        Ok(Put { changes, outputs, notices: stack.notices, held: stack.held })
    }

    /// Until it counts; the outputs, and the names of the functions that stay.
    async fn carry_out(
        &self,
        stack: &mut Stack<'_>,
        runtimes: &Runtimes,
        context: &Context,
        packing: &mut Packing,
    ) -> Result<(BTreeMap<String, Output>, BTreeSet<String>), Stopped> {
        let application = stack.application;
        stack.make_before().await?;
        let mut notices = Vec::new();
        let meeting = deploy::Meeting { scope: &stack.scope, is_foresight: false, context };
        let functions =
            deploy::functions(application, meeting, &self.there(), runtimes, &mut notices)?;
        stack.notices.extend(notices);
        self.engine.prepare(runtimes.iter().map(|(name, runtime)| engine::Runtime {
            name: name.clone(),
            interpreter: runtime.interpreter.path.clone(),
            prefix: runtime.interpreter.prefix.clone(),
            managed: Some(runtime.managed.clone()),
        }));
        let deployed = self.deployed(&application.stack_name);
        let specs = self.specs(application, runtimes, functions, &deployed, packing)?;
        let names = specs.iter().map(|spec| spec.name.clone()).collect();
        let name = application.stack_name.clone();
        let done = tokio::task::block_in_place(|| self.lambda.deploy(&name, specs));
        let done = done.map_err(broken)?;
        self.changes.fetch_add(done.created.len() + done.updated.len(), Ordering::Relaxed);
        stack.make_after().await?;
        let api = self.api(application, runtimes);
        let routes = difference::routes(&api);
        let outputs = stack.commit(routes, move |tx| lambda::settle(tx, &name)).await?;
        self.gateway.replace(api);
        Ok((outputs, names))
    }

    /// A deployment has failed: everything that it has touched becomes what it was.
    async fn put_back(&self, stack: &mut Stack<'_>, why: Stopped) -> Stopped {
        let name = &stack.application.stack_name;
        let functions = tokio::task::block_in_place(|| self.lambda.put_back(name));
        let (mut said, mut problems) = (Vec::new(), Vec::new());
        match functions {
            Ok(back) => {
                let lines = |sign: &'static str, names: Vec<String>| {
                    names.into_iter().map(move |name| format!("{sign:<3} function {name}"))
                };
                said.extend(lines("~", back.changed).chain(lines("-", back.removed)));
            }
            Err(error) => problems.push(format!("the functions: {error}")),
        }
        match stack.roll_back().await {
            Ok(undone) => {
                said.extend(undone.said);
                problems.extend(undone.problems);
            }
            Err(error) => match Stopped::from(error) {
                Stopped::Failure(failure) => problems.push(failure.to_string()),
                other => problems.push(format!("{other:?}")),
            },
        }
        Stopped::PutBack { why: Box::new(why), said, problems }
    }

    fn sweep(&self) {
        let functions = self.lambda.functions();
        // A published version keeps its code for as long as it is there.
        let versions = functions.iter().flat_map(|function| function.versions());
        let in_use = versions.map(|function| function.row.spec.code.clone()).collect();
        if let Err(error) = package::sweep(&self.packages, &in_use, REPLACED_FOR) {
            tracing::warn!("packages that are not in use: {error}");
        }
    }

    /// What putting it would do.
    pub async fn plan(
        &self,
        application: &Application,
        runtimes: &Runtimes,
    ) -> Result<Changes, Stopped> {
        let context = self.context();
        let stack = self.stack(application, runtimes, &context)?;
        self.changes_to(&stack, runtimes, &context, &mut Packing::default()).await
    }

    /// The stack, to which functions that cannot run here are not there.
    fn stack<'a>(
        &'a self,
        application: &'a Application,
        runtimes: &Runtimes,
        context: &'a Context,
    ) -> Result<Stack<'a>, Stopped> {
        let mut stack = Stack::open(application, &self.resources, &self.store, context)?;
        let absent = application.functions.iter();
        let absent = absent.filter(|function| !deploy::runs_here(function, runtimes));
        stack.scope.absent.extend(absent.map(|function| function.logical_id.clone()));
        if application.functions.iter().any(|function| !function.routes.is_empty()) {
            let root = [("RootResourceId", self.api_id.as_str())];
            stack.scope.tell(REST_API, &self.api_id, &root);
        }
        stack.scope.leave_out(application);
        Ok(stack)
    }

    async fn changes_to(
        &self,
        stack: &Stack<'_>,
        runtimes: &Runtimes,
        context: &Context,
        packing: &mut Packing,
    ) -> Result<Changes, Stopped> {
        let application = stack.application;
        let name = &application.stack_name;
        let cut_off = lambda::is_cut_off(&self.store, name).map_err(stack::Error::Store)?;
        let (plan, scope, mut notices) = stack.plan().await?;
        let meeting = deploy::Meeting { scope: &scope, is_foresight: true, context };
        let functions =
            deploy::functions(application, meeting, &self.there(), runtimes, &mut notices)?;
        let deployed = self.deployed(name);
        let specs = self.specs(application, runtimes, functions, &deployed, packing)?;
        let mut others = difference::of_functions(&deployed, &specs);
        let routes = difference::routes(&self.api(application, runtimes));
        others.extend(difference::of_routes(stack.faces(), &routes));
        let is_first = deployed.is_empty() && stack.faces().is_empty();
        let is_cut_off = cut_off || stack.is_cut_off();
        Ok(Changes { plan, others, notices, is_cut_off, is_first })
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

/// Ten characters, as API Gateway makes them.
pub fn api_id(random: &dyn Random) -> String {
    token(random, b"abcdefghijklmnopqrstuvwxyz0123456789", 10)
}

fn broken(error: wire::Error) -> Stopped {
    Stopped::Failure(Failure::new("the functions", error.to_string(), ""))
}
