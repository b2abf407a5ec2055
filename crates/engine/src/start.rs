//! Starting an instance: a stem, what makes it this version, and its initialisation.

use std::future::poll_fn;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use kit::TemporaryCredentials;
use sandbox::program::{self, Refused};
use sandbox::{Assignment, Request};
use serde_json::{Map, Value, json};

use crate::channel::Letter;
use crate::engine::{Cpu, Engine};
use crate::frame::Said;
use crate::instance::{Ended, Exchange, Instance};
use crate::logs::{Source, Tail};
use crate::meter::Meter;
use crate::pool::Pool;
use crate::report::{self, Death, Ending, Phase};
use crate::runtime;
use crate::sandboxes::Stem;
use crate::snapshot;
use crate::template::Status;

/// Processes and threads of a function (Lambda quotas).
const PIDS_MAX: u32 = 1024;
/// Open files of a function (Lambda quotas).
const FILES_MAX: u32 = 1024;
/// Stems that die before they are of use, in a row, before a start gives up.
const STEMS_TRIED_MAX: u32 = 4;
/// The period of a processor quota: shorter ones make small functions wait longer in all.
const CPU_PERIOD_US: u64 = 100_000;
/// Where the program of a `provided` runtime is looked for (Lambda developer guide).
const BOOTSTRAPS: [&str; 2] = ["/var/task/bootstrap", "/opt/bootstrap"];
/// Memory that comes with one whole processor (Lambda developer guide).
const MB_PER_CPU: u64 = 1769;

/// An initialisation that came to nothing.
pub struct InitFailure {
    pub source: Arc<Source>,
    pub tail: Tail,
    pub used_mb: u32,
    pub cause: Cause,
}

pub enum Cause {
    /// The runtime said why: an error object.
    Reported(Bytes),
    /// There is no program that could be started.
    NotStarted(Refused),
    Died(Death),
    TimedOut,
}

pub enum StartError {
    Init(Box<InitFailure>),
    /// It is initialised, but no snapshot: copies of it would not be safe.
    NotCopied(Box<Instance>, String),
    /// It is no longer needed.
    Cancelled,
    /// Nothing that the function did; for the operator.
    Platform(String),
    /// The stem, or the zygote that was to fork it, died before anything of the function ran.
    Stillborn,
}

impl InitFailure {
    pub fn error_type(&self) -> String {
        match &self.cause {
            Cause::Reported(json) => report::error_type(json),
            Cause::NotStarted(_) => report::INVALID_ENTRYPOINT.into(),
            Cause::Died(death) => death.error_type().into(),
            Cause::TimedOut => "Sandbox.Timedout".into(),
        }
    }
}

/// What an instance is started for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A request waits, or will take it later.
    OnDemand,
    /// To be there before anybody asks.
    Provisioned,
    /// A call is expected.
    Ahead,
    /// To be copied.
    Snapshot,
    /// A copy of a snapshot becomes an instance; `ahead`: as above.
    Restored { ahead: bool },
}

impl Purpose {
    /// `AWS_LAMBDA_INITIALIZATION_TYPE`.
    fn name(self) -> &'static str {
        match self {
            Purpose::OnDemand | Purpose::Ahead => "on-demand",
            Purpose::Provisioned => "provisioned-concurrency",
            Purpose::Snapshot | Purpose::Restored { .. } => "snap-start",
        }
    }
}

/// Credentials for one instance. To be had before there is a sandbox, which nobody would end else.
pub fn keys(engine: &Engine, pool: &Pool) -> Result<TemporaryCredentials, StartError> {
    pool.keys(&*engine.keys, engine.clock.now()).map_err(StartError::Platform)
}

/// Starts one instance of the pool's version. `limit` bounds the initialisation.
pub async fn start(
    engine: &Arc<Engine>,
    pool: &Arc<Pool>,
    purpose: Purpose,
    phase: Phase,
    limit: Duration,
    needed: &(dyn Fn() -> bool + Sync),
) -> Result<Box<Instance>, StartError> {
    let keys = keys(engine, pool)?;
    if pool.version.snap_start {
        match restore(engine, pool, (purpose, &keys), phase, needed).await {
            Ok(Some(instance)) => return Ok(instance),
            // Until there is a snapshot, and where there will be none, it starts as others do.
            Ok(None) | Err(StartError::Platform(_) | StartError::Stillborn) => {}
            failed => return failed.and_then(|_| Err(StartError::Cancelled)),
        }
    }
    let template = engine.template_of(pool).map_err(StartError::Platform)?;
    for _ in 0..STEMS_TRIED_MAX {
        let stem = template
            .take(&engine.sandboxes, (&engine.forks, &pool.function), needed)
            .await
            .map_err(StartError::Platform)?
            .ok_or(StartError::Cancelled)?;
        match assign(engine, pool, (purpose, &keys), stem, phase, limit).await {
            Err(StartError::Stillborn) => {}
            Ok(mut instance) => {
                template.proved();
                instance.stem = template.cost();
                limit_processor(engine, pool, instance.sandbox);
                return Ok(instance);
            }
            failed => return failed,
        }
    }
    Err(StartError::Platform("stems end as soon as they are assigned".into()))
}

/// An instance from the version's snapshot, where there is one.
async fn restore(
    engine: &Arc<Engine>,
    pool: &Arc<Pool>,
    (purpose, keys): (Purpose, &TemporaryCredentials),
    phase: Phase,
    needed: &(dyn Fn() -> bool + Sync),
) -> Result<Option<Box<Instance>>, StartError> {
    let Some(live) = pool.snapshot.live() else {
        snapshot::make(engine, pool);
        return Ok(None);
    };
    live.note_use();
    let template = &live.claim.template;
    let turn = (&engine.forks, &pool.function);
    let copy = match template.take(&engine.sandboxes, turn, needed).await {
        Ok(copy) => copy.ok_or(StartError::Cancelled)?,
        Err(reason) => {
            // Else there was only no place for a copy.
            if matches!(template.status(), Status::Failed(_)) {
                snapshot::lost(engine, pool);
            }
            return Err(StartError::Platform(reason));
        }
    };
    let limit = snapshot::RESTORE_TIMEOUT;
    let purpose = (Purpose::Restored { ahead: purpose == Purpose::Ahead }, keys);
    let mut instance = assign(engine, pool, purpose, copy, phase, limit).await?;
    pool.snapshot.proved();
    // Copies are not measured. What one has beyond a stem of the version's own template is counted
    // as its own, though it may share some of it with the snapshot.
    instance.stem = pool.stem_cost();
    limit_processor(engine, pool, instance.sandbox);
    instance.restore = instance.init.take();
    if let Some(took) = instance.restore {
        let mut line = String::new();
        report::restore_report(&mut line, took);
        let mut early = instance.early.take();
        instance.write_line(&line, &mut early, &engine.sink());
        instance.early = early;
    }
    Ok(Some(instance))
}

/// `limit` bounds the initialisation. With an error the stem's sandbox is ended, unless its
/// instance comes back.
pub async fn assign(
    engine: &Arc<Engine>,
    pool: &Arc<Pool>,
    (purpose, keys): (Purpose, &TemporaryCredentials),
    stem: Stem,
    phase: Phase,
    limit: Duration,
) -> Result<Box<Instance>, StartError> {
    let sandbox = stem.sandbox;
    let source = Arc::new(new_source(engine, pool));
    let request = assignment(engine, pool, purpose, sandbox, &source.stream, keys);
    let instance = Instance::new(stem, source, keys.expires).map_err(|error| {
        engine.sandboxes.kill(sandbox);
        StartError::Platform(format!("an instance's channel: {error}"))
    })?;
    let begun = Instant::now();
    let counter = match purpose {
        // A snapshot serves nobody: its copies are the starts.
        Purpose::Snapshot => None,
        Purpose::Ahead | Purpose::Restored { ahead: true } => Some(&pool.meter.ahead),
        _ => Some(&pool.meter.cold_starts),
    };
    if let Some(counter) = counter {
        Meter::add(counter, 1);
    }
    engine.sandboxes.send(request);
    let instance = Box::new(instance);
    let mut instance = initialise(engine, pool, purpose, instance, begun, phase, limit).await?;
    if purpose == Purpose::Provisioned
        && let Some(took) = instance.init.take()
    {
        // Nobody's invocation waited for it, so that none reports it.
        let mut line = String::new();
        report::init_report(&mut line, took, phase, Ending::Fine);
        instance.write_line(&line, &mut None, &engine.sink());
    }
    Ok(instance)
}

async fn initialise(
    engine: &Arc<Engine>,
    pool: &Arc<Pool>,
    purpose: Purpose,
    mut instance: Box<Instance>,
    begun: Instant,
    phase: Phase,
    limit: Duration,
) -> Result<Box<Instance>, StartError> {
    let tail = Some(Tail::default());
    let mut exchange = Exchange::new(Letter::default(), begun + limit, tail);
    let sink = engine.sink();
    let ended = poll_fn(|context| instance.poll_exchange(&mut exchange, &sink, context)).await;
    let took = begun.elapsed();
    Meter::add(&pool.meter.init_us, u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
    let cause = match ended {
        Ended::Said(Said::Ready) => {
            instance.init = Some(took);
            if let Some(mut sight) = pool.sight() {
                sight.note_start(took);
            }
            instance.early = exchange.tail;
            return Ok(instance);
        }
        Ended::Said(Said::InitFailed(json)) => Cause::Reported(json),
        // Nothing else is asked whether it can be copied.
        Ended::Said(Said::NotCopied(reason)) if purpose == Purpose::Snapshot => {
            return Err(StartError::NotCopied(instance, reason));
        }
        Ended::NotStarted(refused) => Cause::NotStarted(refused),
        Ended::TimedOut => Cause::TimedOut,
        Ended::Died(Some(gone)) if !gone.began => return Err(StartError::Stillborn),
        Ended::Died(gone) => Cause::Died(Death {
            exit: gone.map(|gone| gone.exit),
            out_of_memory: gone.is_some_and(|gone| gone.oom_killed),
        }),
        Ended::Said(_) | Ended::Violated(_) => {
            Cause::Died(Death { exit: Some(sandbox::Exit::Signal(9)), out_of_memory: false })
        }
        Ended::Lost => return Err(StartError::Platform("the warden is gone".into())),
    };
    engine.sandboxes.kill(instance.sandbox);
    let mut tail = exchange.tail.take();
    let gone = poll_fn(|context| instance.poll_gone(&mut exchange, context)).await;
    instance.drain_log(&mut tail, &sink);
    let used_mb = gone.map_or(0, |gone| gone.memory_peak_bytes.div_ceil(1 << 20));
    let mut failure = InitFailure {
        source: Arc::clone(&instance.source),
        tail: Tail::default(),
        used_mb: u32::try_from(used_mb).unwrap_or(u32::MAX).min(pool.version.memory_mb),
        cause,
    };
    let error_type = failure.error_type();
    let ending = match failure.cause {
        Cause::TimedOut => Ending::TimedOut,
        _ => Ending::Failed { error_type: &error_type },
    };
    let mut line = String::new();
    report::init_report(&mut line, took, phase, ending);
    instance.write_line(&line, &mut tail, &sink);
    failure.tail = tail.unwrap_or_default();
    Err(StartError::Init(Box::new(failure)))
}

/// Lambda lends an initialisation all the processor there is; invocations have what was paid for.
fn limit_processor(engine: &Engine, pool: &Pool, sandbox: u64) {
    if engine.options.cpu == Cpu::Quota {
        let quota_us = CPU_PERIOD_US * u64::from(pool.version.memory_mb) / MB_PER_CPU;
        let quota = Request::CpuQuota { sandbox, quota_us, period_us: CPU_PERIOD_US };
        engine.sandboxes.send(quota);
    }
}

/// A log stream of its own: `2026/11/22/[$LATEST]` and 32 hexadecimal digits.
fn new_source(engine: &Engine, pool: &Pool) -> Source {
    let mut random = [0u8; 16];
    engine.random.fill(&mut random);
    let day = engine.clock.now().format("%Y/%m/%d");
    let stream = format!("{day}/[{}]{}", pool.version.version, base::id::hex(&random));
    Source {
        function: Arc::clone(&pool.function),
        group: Arc::clone(&pool.log_group),
        stream: stream.into(),
    }
}

fn assignment(
    engine: &Engine,
    pool: &Pool,
    purpose: Purpose,
    sandbox: u64,
    stream: &str,
    keys: &TemporaryCredentials,
) -> Request {
    let version = &pool.version;
    let memory_mb = u64::from(version.memory_mb);
    // Made anew at each start, in microseconds: kept, it would be most of what a function costs
    // that nobody calls.
    let mut environment = crate::environment::of_version(version, &engine.options.endpoint);
    crate::environment::add_of_instance(&mut environment, stream, keys, purpose.name());
    let payload = match runtime::is_provided(&version.runtime) {
        true => program::payload(&BOOTSTRAPS, environment_texts(&environment)),
        false => bootstrap_payload(pool, purpose, stream, environment),
    };
    let mut mounts = Vec::new();
    // A copy has what its snapshot has.
    if !matches!(purpose, Purpose::Restored { .. }) {
        mounts.push((version.code.clone(), "/var/task".to_owned()));
        mounts.extend(version.mounts.iter().cloned());
    }
    let spec = Assignment {
        mounts,
        memory_bytes: memory_mb << 20,
        cpu_weight: memory_mb,
        pids_max: PIDS_MAX,
        tmp_bytes: u64::from(version.tmp_mb) << 20,
        files_max: FILES_MAX,
        egress: engine.options.egress.clone(),
    };
    Request::Assign { sandbox, spec, payload }
}

/// What our own bootstraps are told.
fn bootstrap_payload(
    pool: &Pool,
    purpose: Purpose,
    stream: &str,
    environment: Map<String, Value>,
) -> Vec<u8> {
    let version = &pool.version;
    let mut payload = json!({
        "handler": version.handler,
        "functionName": version.function,
        "functionVersion": version.version,
        "memoryLimitInMB": version.memory_mb,
        "logGroupName": &*pool.log_group,
        "logStreamName": stream,
        "timeoutMs": version.timeout_ms,
        "environment": environment,
    });
    if purpose == Purpose::Snapshot {
        payload["snapshot"] = true.into();
    }
    payload.to_string().into_bytes()
}

fn environment_texts(all: &Map<String, Value>) -> impl Iterator<Item = (&str, &str)> {
    all.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
}
