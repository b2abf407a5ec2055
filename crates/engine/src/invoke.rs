//! From a request to an instance: the gate, the pool, and what to do when a start fails.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use base::{Random, Timestamp, uuid};
use bytes::Bytes;
use kit::{Fault, Invocation, Outcome, Refused, Version};
use tokio::sync::oneshot;

use crate::ahead::{self, Call};
use crate::engine::Engine;
use crate::flight::{self, Flight, Landed, Ticket};
use crate::head::Head;
use crate::instance::Instance;
use crate::logs::Tail;
use crate::pool::{Handed, Pool, Taken};
use crate::provisioned;
use crate::report::{self, Ending, Figures, Phase};
use crate::start::{Cause, InitFailure, Purpose, StartError, start};

/// Instances that die between two invocations, in a row, before the request gives up.
const DEAD_ON_ARRIVAL_MAX: u32 = 8;
/// A longer trace header is not passed on (X-Ray's own are under 300 characters).
const TRACE_ID_BYTES_MAX: usize = 2048;

pub async fn invoke(
    engine: Arc<Engine>,
    version: Arc<Version>,
    invocation: Invocation,
) -> Result<Outcome, Refused> {
    if engine.draining.load(Ordering::Acquire) {
        return Err(Refused::Unavailable { operator: "shutting down".into() });
    }
    let pool = engine.pool(&version);
    let permit = pool.enter(&engine.gate)?;
    let kept = provisioned::take(&engine, &pool);
    let request_id = match invocation.request_id.is_empty() {
        true => uuid(&*engine.random),
        false => invocation.request_id,
    };
    let trace_id = invocation
        .trace_id
        .filter(|id| id.len() <= TRACE_ID_BYTES_MAX)
        .unwrap_or_else(|| new_trace_id(&*engine.random, engine.clock.now()));
    let context = invocation.client_context.as_deref();
    let arn = match &invocation.qualifier {
        Some(qualifier) => format!("{}:{qualifier}", version.arn),
        None => version.arn.clone(),
    };
    let event = match invocation.payload.is_empty() {
        true => Bytes::from_static(b"{}"),
        false => invocation.payload,
    };
    let ticket = Ticket {
        head: Head::new(request_id, arn, trace_id, context),
        engine,
        pool,
        permit,
        call: None,
        event,
        tail: invocation.tail,
        begun: Instant::now(),
    };
    carry(ticket, kept).await
}

/// To its end, by whichever instance; `kept`: by that one first.
async fn carry(mut ticket: Ticket, mut kept: Option<Box<Instance>>) -> Result<Outcome, Refused> {
    for _ in 0..DEAD_ON_ARRIVAL_MAX {
        let instance = match kept.take() {
            Some(instance) => instance,
            None => match instance(&mut ticket).await? {
                Ok(instance) => instance,
                Err(_) => return retry(ticket).await,
            },
        };
        ticket.begun = Instant::now();
        match Flight::launch(ticket, instance) {
            Ok(flight) => match flight.land().await? {
                Landed::Done(outcome) => return Ok(outcome),
                Landed::Unseen(back) => ticket = *back,
            },
            Err(back) => ticket = *back,
        }
        kept = provisioned::take(&ticket.engine, &ticket.pool);
    }
    Err(Refused::Unavailable { operator: "instances end as soon as they are idle".into() })
}

/// What is left of an invocation whose caller has gone away.
pub async fn land(flight: Flight) {
    if let Ok(Landed::Unseen(ticket)) = flight.land().await {
        let kept = provisioned::take(&ticket.engine, &ticket.pool);
        let _ = carry(*ticket, kept).await;
    }
}

/// An idle instance, or the first that comes. The inner error: its initialisation failed.
async fn instance(ticket: &mut Ticket) -> Result<Result<Box<Instance>, Box<InitFailure>>, Refused> {
    let Ticket { engine, pool, call, .. } = ticket;
    if call.is_none() {
        *call = Call::begin(engine, pool);
    }
    loop {
        match pool.take() {
            Taken::Idle(mut instance) => {
                if !instance.is_dead() && pool.keys_last(&instance, engine.clock.now()) {
                    return Ok(Ok(instance));
                }
                engine.dispose(pool, instance);
            }
            Taken::Wait { answer, start } => {
                if start {
                    spawn_start(engine, pool);
                }
                return match answer.await {
                    Ok(Handed::Instance(instance)) => Ok(Ok(instance)),
                    Ok(Handed::Failed(failure)) => Ok(Err(failure)),
                    Ok(Handed::Refused(refused)) => Err(refused),
                    Err(_) => Err(Refused::Unavailable { operator: "the pool is gone".into() }),
                };
            }
        }
    }
}

/// A start goes on whatever becomes of the request that asked for it.
fn spawn_start(engine: &Arc<Engine>, pool: &Arc<Pool>) {
    let (engine, pool) = (Arc::clone(engine), Arc::clone(pool));
    engine.runtime.clone().spawn(async move {
        let limit = engine.options.init_timeout;
        let needed = || !pool.give_up_if_surplus();
        let outcome = start(&engine, &pool, Purpose::OnDemand, Phase::Init, limit, &needed).await;
        // One that was cancelled has been given up, and is not counted any more.
        if !matches!(outcome, Err(StartError::Cancelled)) {
            pool.start_ended();
        }
        match outcome {
            Ok(instance) => {
                ahead::served(&pool);
                engine.give_back(&pool, instance);
            }
            // `start` itself tries another stem for one that was stillborn.
            Err(StartError::Cancelled | StartError::Stillborn | StartError::NotCopied(..)) => {}
            Err(StartError::Init(failure)) => pool.hand(Handed::Failed(failure)),
            Err(StartError::Platform(operator)) => {
                tracing::error!(function = &*pool.function, operator, "an instance did not start");
                pool.hand(Handed::Refused(Refused::Unavailable { operator }));
            }
        }
    });
}

/// The initialisation failed: it is done once more, now as part of the invocation and within its
/// time-out, as Lambda does.
async fn retry(mut ticket: Ticket) -> Result<Outcome, Refused> {
    ticket.begun = Instant::now();
    let limit = Duration::from_millis(ticket.pool.version.timeout_ms);
    let (sender, answer) = oneshot::channel();
    let (engine, pool) = (Arc::clone(&ticket.engine), Arc::clone(&ticket.pool));
    engine.runtime.clone().spawn(async move {
        let outcome =
            start(&engine, &pool, Purpose::OnDemand, Phase::Invoke, limit, &|| true).await;
        if let Err(Ok(instance)) = sender.send(outcome) {
            engine.give_back(&pool, instance);
        }
    });
    match answer.await {
        Ok(Ok(mut instance)) => {
            // Within the invocation it is part of the duration.
            instance.init = None;
            instance.restore = None;
            match Flight::launch(ticket, instance) {
                Ok(flight) => match flight.land().await? {
                    Landed::Done(outcome) => Ok(outcome),
                    Landed::Unseen(_) => {
                        Err(Refused::Unavailable { operator: "the instance ended".into() })
                    }
                },
                Err(_) => Err(Refused::Unavailable { operator: "the instance ended".into() }),
            }
        }
        Ok(Err(StartError::Init(failure))) => Ok(failed(ticket, *failure)),
        Ok(Err(StartError::Platform(operator))) => Err(Refused::Unavailable { operator }),
        Ok(Err(StartError::Cancelled | StartError::Stillborn | StartError::NotCopied(..)))
        | Err(_) => Err(Refused::Unavailable { operator: "the start was given up".into() }),
    }
}

/// The invocation's answer where the initialisation failed twice.
fn failed(ticket: Ticket, failure: InitFailure) -> Outcome {
    let Ticket { engine, pool, head: Head { request_id, .. }, .. } = &ticket;
    let version = &pool.version;
    let error_type = failure.error_type();
    let timed_out = matches!(failure.cause, Cause::TimedOut);
    let figures = Figures {
        duration: match timed_out {
            true => Duration::from_millis(version.timeout_ms),
            false => ticket.begun.elapsed(),
        },
        init: None,
        restore: None,
        memory_mb: version.memory_mb,
        used_mb: failure.used_mb,
    };
    let mut lines = Vec::with_capacity(5);
    let mut line = String::new();
    report::start(&mut line, request_id, &version.version);
    lines.push(line.clone());
    let (payload, fault) = match &failure.cause {
        Cause::Reported(json) => (report::init_error(json, request_id), Fault::Handler),
        Cause::Died(death) => {
            lines.extend(death.lines(request_id));
            (death.error(request_id), Fault::Died)
        }
        Cause::NotStarted(refused) => {
            lines.extend(report::not_started_lines(refused, request_id));
            (report::not_started_error(refused, request_id), Fault::Died)
        }
        Cause::TimedOut => {
            let now = engine.clock.now();
            lines.push(report::timed_out_line(now, request_id, version.timeout_ms));
            (report::timed_out_error(request_id, version.timeout_ms), Fault::TimedOut)
        }
    };
    let ending = match timed_out {
        true => Ending::TimedOut,
        false => Ending::Failed { error_type: &error_type },
    };
    report::end(&mut line, request_id);
    lines.push(line.clone());
    report::report(&mut line, request_id, &figures, ending);
    lines.push(line);
    let sink = engine.sink();
    let mut tail: Option<Tail> = ticket.tail.then_some(failure.tail);
    for line in &lines {
        if let Some(tail) = &mut tail {
            tail.push(line);
        }
        sink.logs.write(&failure.source, sink.clock.now(), line);
    }
    flight::count(pool, &figures, Some(fault));
    Outcome {
        request_id: request_id.clone(),
        payload,
        fault: Some(fault),
        log_tail: tail.map(Tail::into_bytes),
        executed_version: version.version.clone(),
    }
}

/// `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0`.
fn new_trace_id(random: &dyn Random, now: Timestamp) -> String {
    let mut bytes = [0u8; 20];
    random.fill(&mut bytes);
    let (root, parent) = (base::id::hex(&bytes[..12]), base::id::hex(&bytes[12..]));
    format!("Root=1-{:08x}-{root};Parent={parent};Sampled=0", now.seconds())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_id_has_lambdas_form() {
        let id = new_trace_id(&base::SeededRandom::new(1), Timestamp(1_769_903_999_123));
        assert!(id.starts_with("Root=1-697e977f-") || id.starts_with("Root=1-"), "{id}");
        assert_eq!(
            id.len(),
            "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0".len()
        );
    }
}
