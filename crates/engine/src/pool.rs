//! The instances of one version: idle ones, starting ones, and who waits for one.
//!
//! A request takes the instance that was used last, or waits for one that is starting or that
//! somebody gives back, whichever comes first. There are never fewer starts under way than waiters.

#![expect(clippy::vec_box, reason = "instances are handed on, and a pointer is quicker moved")]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use base::Timestamp;
use kit::{Keys, Refused, TemporaryCredentials, Version};
use tokio::sync::oneshot;

use crate::ahead::Sight;
use crate::gate::{Gate, Permit, Seats, Standing};
use crate::instance::Instance;
use crate::meter::{Meter, Usage};
use crate::provisioned::Provision;
use crate::sandboxes::Sandboxes;
use crate::snapshot;
use crate::start::InitFailure;
use crate::template::Cost;
use crate::templates::Claim;
use crate::tend::Idle;

/// How long the credentials of an instance are good.
pub const KEYS_LIFETIME: Duration = Duration::from_secs(6 * 3600);
/// An instance is not used any more when its credentials would end within this time after the
/// version's time-out.
pub const KEYS_MARGIN: Duration = Duration::from_secs(300);

/// Instances that are frozen while requests wait for the pool: each takes some ten microseconds.
const FREEZES_AT_ONCE: usize = 16;

pub struct Pool {
    pub version: Arc<Version>,
    standing: Arc<Standing>,
    /// Places that are provisioned for it.
    pub seats: Arc<Seats>,
    pub meter: Meter,
    pub function: Arc<str>,
    pub log_group: Arc<str>,
    /// What its instances are copies of, where that is asked for.
    pub snapshot: snapshot::Slot,
    /// Instances that are kept initialised.
    pub provision: Provision,
    /// What its calls were like; none: the idle time is fixed.
    sight: Option<Mutex<Sight>>,
    keys: Mutex<Option<TemporaryCredentials>>,
    /// Keeps its template.
    claim: Mutex<Option<Claim>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The one that was used last is at the end.
    idle: Vec<Box<Instance>>,
    waiting: VecDeque<oneshot::Sender<Handed>>,
    starting: usize,
    retired: bool,
    /// It is among the pools whose idle instances are to be frozen.
    awake: bool,
    /// It is among those that are looked at for idle instances that have to leave.
    populated: bool,
}

/// What a waiter gets.
pub enum Handed {
    Instance(Box<Instance>),
    /// The start that it waited for came to nothing: the waiter tries again by itself.
    Failed(Box<InitFailure>),
    Refused(Refused),
}

/// What has become of an instance that was given back.
pub enum Put {
    Done,
    /// It is idle. The pool has to be looked at for what can be frozen, for what has to leave.
    Idle {
        awake: bool,
        populated: bool,
    },
    /// Nobody will have it, it has to end.
    Surplus(Box<Instance>),
}

/// What there is for a request.
pub enum Taken {
    Idle(Box<Instance>),
    /// `start`: one more has to be started.
    Wait {
        answer: oneshot::Receiver<Handed>,
        start: bool,
    },
}

impl Pool {
    pub fn new(version: Arc<Version>, gate: &Gate, sight: Option<Sight>) -> Pool {
        let standing = gate.function(&version.function);
        Pool {
            seats: gate.seats(Arc::clone(&standing)),
            standing,
            meter: Meter::default(),
            function: version.function.as_str().into(),
            log_group: crate::environment::log_group(&version.function).into(),
            snapshot: snapshot::Slot::default(),
            provision: Provision::default(),
            sight: sight.map(Mutex::new),
            keys: Mutex::default(),
            claim: Mutex::default(),
            state: Mutex::default(),
            version,
        }
    }

    /// A place for an invocation: one of its own, else one of the function's or the account's.
    pub fn enter(&self, gate: &Gate) -> Result<Permit, Refused> {
        let entered = self.seats.take().map_or_else(|| gate.enter(&self.standing), Ok);
        entered.inspect_err(|_| Meter::add(&self.meter.throttles, 1))
    }

    /// How many more invocations could run now, those in places of its own left aside.
    pub fn room(&self, gate: &Gate) -> u32 {
        gate.room(&self.standing)
    }

    pub fn take(&self) -> Taken {
        let mut state = self.lock();
        if let Some(instance) = state.idle.pop() {
            return Taken::Idle(instance);
        }
        let (sender, answer) = oneshot::channel();
        state.waiting.retain(|waiter| !waiter.is_closed());
        state.waiting.push_back(sender);
        let start = state.starting < state.waiting.len();
        if start {
            state.starting += 1;
        }
        Taken::Wait { answer, start }
    }

    /// An instance is free: it goes to who waits first, or to the idle ones.
    pub fn put(&self, mut instance: Box<Instance>, now: Instant) -> Put {
        let mut state = self.lock();
        while let Some(waiter) = state.waiting.pop_front() {
            match waiter.send(Handed::Instance(instance)) {
                Ok(()) => return Put::Done,
                Err(Handed::Instance(back)) => instance = back,
                Err(_) => return Put::Done,
            }
        }
        if state.retired {
            return Put::Surplus(instance);
        }
        instance.idle_since = now;
        state.idle.push(instance);
        Put::Idle {
            awake: !std::mem::replace(&mut state.awake, true),
            populated: !std::mem::replace(&mut state.populated, true),
        }
    }

    /// Freezes what has been idle since then. False: none is idle and awake any more.
    pub fn freeze(&self, before: Instant, sandboxes: &Sandboxes) -> bool {
        let mut state = self.lock();
        // The longest idle come first, and those are frozen already.
        let awake = state.idle.iter_mut().filter(|instance| !instance.freezer.is_frozen());
        let due = awake.take_while(|instance| instance.idle_since <= before);
        for instance in due.take(FREEZES_AT_ONCE) {
            instance.freezer.freeze(instance.sandbox, sandboxes);
        }
        let awake = state.idle.last().is_some_and(|instance| !instance.freezer.is_frozen());
        state.awake = self.provision.freeze(before, sandboxes) || awake;
        state.awake
    }

    /// Some are kept initialised. True: nobody looks at the pool yet.
    pub fn note_populated(&self) -> bool {
        !std::mem::replace(&mut self.lock().populated, true)
    }

    /// Whether there is still something to look at.
    pub fn is_populated(&self) -> bool {
        let kept = self.provision.wanted() > 0;
        let mut state = self.lock();
        state.populated = kept || !state.idle.is_empty();
        state.populated
    }

    /// Those that may leave: not those that are kept initialised.
    pub fn idle(&self) -> Vec<Idle> {
        let state = self.lock();
        let all = state.idle.iter().map(|instance| Idle {
            sandbox: instance.sandbox,
            since: instance.idle_since,
            bytes: instance.bytes(),
        });
        all.collect()
    }

    /// How many are idle, and what one of them takes.
    pub fn idle_now(&self) -> (usize, u64) {
        let state = self.lock();
        (state.idle.len(), state.idle.iter().map(|instance| instance.bytes()).max().unwrap_or(0))
    }

    /// Those that were idle for longest, but for so many.
    pub fn take_longest_idle(&self, left: usize) -> Vec<Box<Instance>> {
        let mut state = self.lock();
        let surplus = state.idle.len().saturating_sub(left);
        state.idle.drain(..surplus).collect()
    }

    pub fn take_out(&self, sandbox: u64) -> Option<Box<Instance>> {
        let mut state = self.lock();
        let at = state.idle.iter().position(|instance| instance.sandbox == sandbox)?;
        Some(state.idle.remove(at))
    }

    /// Some instance is idle and awake. True: nobody looks at the pool's yet.
    pub fn note_awake(&self) -> bool {
        !std::mem::replace(&mut self.lock().awake, true)
    }

    /// A start has ended, well or not, and was not given up.
    pub fn start_ended(&self) {
        let mut state = self.lock();
        state.starting = state.starting.saturating_sub(1);
    }

    /// Tells the first waiter what its start came to, where it was no instance.
    pub fn hand(&self, mut handed: Handed) {
        let mut state = self.lock();
        while let Some(waiter) = state.waiting.pop_front() {
            match waiter.send(handed) {
                Ok(()) => return,
                Err(back) => handed = back,
            }
        }
    }

    /// True: more starts are under way than requests wait, and the one that asks is none of them
    /// any more. Seen and done at once: of two that ask together each would count on the other.
    pub fn give_up_if_surplus(&self) -> bool {
        let mut state = self.lock();
        state.waiting.retain(|waiter| !waiter.is_closed());
        let surplus = state.starting > state.waiting.len();
        state.starting -= usize::from(surplus);
        surplus
    }

    /// Takes out what has been idle too long, is dead, or has credentials that will not last.
    pub fn sweep(
        &self,
        now: Instant,
        time: Timestamp,
        idle_max: Option<Duration>,
    ) -> Vec<Box<Instance>> {
        let useless =
            |instance: &mut Box<Instance>| instance.is_dead() || !self.keys_last(instance, time);
        // No idle time bounds those that are kept.
        let mut left = self.provision.sweep(useless);
        let mut state = self.lock();
        let leaves = |instance: &mut Box<Instance>| {
            let idle = now.duration_since(instance.idle_since);
            idle_max.is_some_and(|max| idle >= max) || useless(instance)
        };
        left.extend(state.idle.extract_if(.., leaves));
        left
    }

    /// Whether an instance may serve one more invocation.
    pub fn keys_last(&self, instance: &Instance, time: Timestamp) -> bool {
        let needed = Duration::from_millis(self.version.timeout_ms) + KEYS_MARGIN;
        instance.keys_expire > time.plus(needed)
    }

    pub fn claim(&self, claim: Claim) {
        *self.claim.lock().unwrap_or_else(PoisonError::into_inner) = Some(claim);
    }

    /// What a stem of its template takes.
    pub fn stem_cost(&self) -> Cost {
        let claim = self.claim.lock().unwrap_or_else(PoisonError::into_inner);
        claim.as_ref().map(|claim| claim.template.cost()).unwrap_or_default()
    }

    /// Stems that are ready in its template's stock.
    pub fn ready_stems(&self) -> usize {
        let claim = self.claim.lock().unwrap_or_else(PoisonError::into_inner);
        claim.as_ref().map(|claim| claim.template.ready_stems()).unwrap_or_default()
    }

    pub fn sight(&self) -> Option<MutexGuard<'_, Sight>> {
        Some(self.sight.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn is_retired(&self) -> bool {
        self.lock().retired
    }

    /// No new instance will stay. Gives out the idle ones.
    pub fn retire(&self) -> Vec<Box<Instance>> {
        *self.claim.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let mut state = self.lock();
        state.retired = true;
        let mut idle = std::mem::take(&mut state.idle);
        drop(state);
        self.seats.set(0);
        idle.append(&mut self.provision.set(0));
        idle
    }

    /// Credentials of the version's role that last for most of their lifetime.
    pub fn keys(&self, keys: &dyn Keys, now: Timestamp) -> Result<TemporaryCredentials, String> {
        let mut held = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = &*held
            && found.expires > now.plus(KEYS_LIFETIME / 2)
        {
            return Ok(found.clone());
        }
        let role = &self.version.role_arn;
        let made = keys
            .issue(role, &self.version.function, KEYS_LIFETIME, now)
            .map_err(|error| format!("no credentials of {role}: {error:?}"))?;
        *held = Some(made.clone());
        Ok(made)
    }

    pub fn usage(&self) -> Usage {
        let mut usage = Usage {
            function: self.version.function.clone(),
            version: self.version.version.clone(),
            memory_mb: self.version.memory_mb,
            ..Usage::default()
        };
        self.meter.read(&mut usage);
        let state = self.lock();
        usage.idle = state.idle.len() + self.provision.idle();
        usage.starting = state.starting;
        usage
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_starts_that_could_be_given_up_for_one_waiter_the_other_goes_on() {
        let pool = Pool::new(Arc::default(), &Gate::new(10), None);
        let waits = || match pool.take() {
            Taken::Wait { answer, start } => (answer, start),
            Taken::Idle(_) => unreachable!("there is no instance"),
        };
        let ((first, starts), (second, starts_too)) = (waits(), waits());
        assert!(starts && starts_too);
        assert!(!pool.give_up_if_surplus(), "both are waited for");
        drop(first);
        assert_eq!((pool.give_up_if_surplus(), pool.give_up_if_surplus()), (true, false));
        assert_eq!(pool.usage().starting, 1);
        let (third, starts) = waits();
        assert!(starts, "what was given up is not counted on");
        drop((second, third));
        assert_eq!((pool.give_up_if_surplus(), pool.give_up_if_surplus()), (true, true));
        assert!(!pool.give_up_if_surplus(), "there is none left to give up");
    }
}
