//! One attempt with one event, and what follows from it.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use base::{Arn, Timestamp};
use kit::{Errand, Invocation, Message, Need, Outcome, Refused, Sink, Target, Untaken};
use store::WriteError;

use super::record::{Ended, Response};
use super::rules::{self, Condition, Step, Tries};
use super::state::{self, Body, EventKey, Parked};
use super::{Place, Queue, Wiring};

/// What an attempt came to.
enum Verdict {
    /// It is over; with what is to be told, and to whom.
    Over(Arc<[Delivery]>),
    Again {
        tries: Tries,
        at: Timestamp,
    },
    /// As if it had not been: it stays ready.
    Leave,
}

/// A message and where it goes.
struct Delivery {
    target: String,
    message: Message,
    /// The error is why it cannot go there.
    way: Result<(Arc<dyn Sink>, Arn), Untaken>,
}

/// From a place that was taken to the place given back. The event is done with, or waits, or is
/// as it was.
pub async fn run(mut place: Place, wiring: Arc<Wiring>, tries: Tries, body: Body) {
    let queue = Arc::clone(&place.queue);
    let key = place.key.clone();
    let verdict = judge(&queue, &wiring, &key, tries, body).await;
    let done = loop {
        let done = match &verdict {
            Verdict::Leave => return,
            Verdict::Again { tries, at } => {
                place.again = true;
                let (key, tries, at) = (key.clone(), *tries, *at);
                queue.store.write(move |tx| state::postpone(tx, &key, tries, at)).await
            }
            Verdict::Over(deliveries) => hand_over(&queue, &key, deliveries).await,
        };
        match done {
            // The function has run: better to wait than to run it again.
            Err(WriteError::Store(store::Error::Overloaded)) => {
                tokio::time::sleep(super::STORE_PATIENCE).await;
            }
            done => break done,
        }
    };
    if let Err(error) = done {
        // It stays ready, and is tried again: at least once.
        let EventKey { function, request_id, .. } = &place.key;
        tracing::error!(function, request_id, "an event's end was not recorded: {error}");
        if queue.store.poisoned().is_none() {
            place.again = true;
            queue.rest(function, super::STORE_PATIENCE);
        }
    }
}

async fn judge(
    queue: &Arc<Queue>,
    wiring: &Wiring,
    key: &EventKey,
    tries: Tries,
    body: Body,
) -> Verdict {
    let EventKey { function, accepted, request_id } = key;
    let Body { qualifier, trace_id, payload } = body;
    let target = match wiring.invoke.target(function, qualifier.as_deref()) {
        Ok(target) => target,
        Err(error) => {
            let why = error.message.unwrap_or_default();
            tracing::warn!(function, request_id, why, "an event's function is gone");
            let message = Message { body: payload, attributes: Vec::new() };
            let way = Err(Untaken(why));
            return Verdict::Over([Delivery { target: String::new(), message, way }].into());
        }
    };
    let over = |condition, tries, response| {
        let arn = &target.arn;
        let ended = Ended { request_id, arn, payload: &payload, condition, tries, response };
        Verdict::Over(deliveries(queue, wiring, &target, &ended, key).into())
    };
    let reserved = target.version.reserved_concurrency;
    let policy = &target.policy;
    if let Some(condition) = rules::before(policy, reserved, *accepted, queue.clock.now()) {
        return over(condition, tries, None);
    }
    let invocation = Invocation {
        request_id: request_id.clone(),
        payload: payload.clone(),
        trace_id,
        qualifier,
        ..Invocation::default()
    };
    let result = wiring.run.run(Arc::clone(&target.version), invocation).await;
    let (now, options) = (queue.clock.now(), &queue.options);
    let (step, response) = match result {
        Ok(outcome) if outcome.fault.is_none() => {
            return over(Condition::Success, tries, Some(response(outcome)));
        }
        // Killed by the end of the program, not by its own fault.
        Ok(_) if queue.cut.load(Ordering::Acquire) => return Verdict::Leave,
        Ok(outcome) => {
            let step = rules::after_failure(tries, policy, options, *accepted, now);
            (step, Some(response(outcome)))
        }
        Err(_) if queue.stopping.load(Ordering::Acquire) => return Verdict::Leave,
        Err(refused) => {
            let status = match refused {
                Refused::Throttled { .. } | Refused::QueueFull => 429,
                Refused::Unavailable { operator } => {
                    tracing::warn!(function, request_id, operator, "an event was not run");
                    500
                }
            };
            // The others of the function would meet the same.
            queue.rest(function, options.backoff_min);
            (rules::after_refusal(tries, status, policy, options, *accepted, now), None)
        }
    };
    match step {
        Step::Again { tries, at } => Verdict::Again { tries, at },
        Step::GiveUp(condition, tries) => over(condition, tries, response),
    }
}

fn response(outcome: Outcome) -> Response {
    let Outcome { payload, fault, executed_version, .. } = outcome;
    Response { executed_version, failed: fault.is_some(), payload }
}

/// Who hears of an end.
fn deliveries(
    queue: &Queue,
    wiring: &Wiring,
    target: &Target,
    ended: &Ended<'_>,
    key: &EventKey,
) -> Vec<Delivery> {
    let policy = &target.policy;
    let now = queue.clock.now();
    let mut all = Vec::new();
    let mut add = |to: &Option<String>, message: &dyn Fn() -> Message| {
        if let Some(to) = to {
            let way = way(wiring, target, to, now);
            all.push(Delivery { target: to.clone(), message: message(), way });
        }
    };
    let record = || ended.record(now);
    if ended.condition == Condition::Success {
        add(&policy.on_success, &record);
        return all;
    }
    add(&policy.on_failure, &record);
    add(&policy.dead_letter, &|| ended.dead_letter());
    if all.is_empty() {
        let condition = ended.condition.word();
        let EventKey { function, request_id, .. } = key;
        tracing::warn!(function, request_id, condition, "an event was given up: nobody is told");
    }
    all
}

/// How a message of the function gets there, if it does.
pub fn way(
    wiring: &Wiring,
    from: &Target,
    to: &str,
    now: Timestamp,
) -> Result<(Arc<dyn Sink>, Arn), Untaken> {
    let Some(arn) = Arn::parse(to) else { return Err(Untaken(format!("{to} is no ARN"))) };
    let sink = wiring.sinks.iter().find(|sink| sink.service() == arn.service);
    let Some(sink) = sink else {
        return Err(Untaken(format!("the service {} is not there yet", arn.service)));
    };
    let role = &from.version.role_arn;
    let need = Need { policy: sink.policy(&arn), ..Need::new(sink.action(), to) };
    let held = wiring.roles.role(role).map_err(|error| Untaken(error.to_string()))?;
    let session = &from.version.function;
    let (region, place) = (&*wiring.region, ("lambda", "Destination"));
    let errand = Errand { need: &need, session, region, now, place };
    if !held.is_some_and(|held| wiring.roles.may(&held, &errand)) {
        return Err(Untaken(format!("{role} may not {}", sink.action())));
    }
    Ok((Arc::clone(sink), arn))
}

/// The event's end and what is told of it, in one transaction.
async fn hand_over(
    queue: &Arc<Queue>,
    key: &EventKey,
    deliveries: &Arc<[Delivery]>,
) -> Result<(), WriteError<store::Error>> {
    let (key, deliveries) = (key.clone(), Arc::clone(deliveries));
    let reached = queue.store.write(move |tx| {
        let mut reached = Vec::new();
        if !state::end(tx, &key)? {
            return Ok(reached);
        }
        for Delivery { target, message, way } in deliveries.iter() {
            let put = match way {
                Err(untaken) => Err(untaken.clone()),
                Ok((sink, arn)) => {
                    let put = sink.put(tx, arn, message)?;
                    put.map(|()| (Arc::clone(sink), arn.clone()))
                }
            };
            match put {
                Ok(found) => reached.push(found),
                Err(Untaken(why)) => {
                    let EventKey { function, request_id, .. } = &key;
                    tracing::warn!(function, request_id, target, why, "a record is kept here");
                    let parked = Parked {
                        at: tx.now(),
                        request_id: request_id.clone(),
                        function: function.clone(),
                        target: target.clone(),
                        why,
                        message: message.clone(),
                    };
                    state::park(tx, &parked)?;
                }
            }
        }
        Ok(reached)
    });
    for (sink, arn) in reached.await? {
        sink.committed(&arn);
    }
    Ok(())
}
