//! The thread that wakes whoever waits for a timer, at its earliest deadline and not before, or for
//! a time.
//!
//! It sleeps until that deadline or until a commit changes a timer that somebody waits for. Nothing
//! is polled while nobody waits.

use crate::timer;
use crate::tx::ReadTx;
use crate::wait::{By, Waiters};
use crate::writer::Shared;
use std::time::Duration;

/// The wall clock may be set while a sleep is measured by the other one: look again after this.
const CLOCK_CHECK: Duration = Duration::from_secs(30);

/// Runs until the store fails or is closed.
pub(crate) fn run(shared: &Shared) {
    let waiters = &shared.waiters;
    let mut state = waiters.lock();
    while !Waiters::failed(&state) {
        let stale = state.timers.iter_mut().find(|(_, timer)| timer.stale);
        if let Some((name, timer)) = stale {
            let name = *name;
            // Cleared before looking: a change that comes meanwhile marks it again.
            timer.stale = false;
            drop(state);
            let tx = ReadTx::new(shared.current(), shared.clock.now());
            let earliest = timer::earliest(&tx, name);
            state = waiters.lock();
            match (earliest, state.timers.get_mut(name)) {
                (Ok(earliest), Some(timer)) => timer.earliest = earliest,
                // Whoever waits will meet the same error when reading what is due.
                (Err(_), Some(_)) => Waiters::wake_timer(&mut state, name),
                (_, None) => {}
            }
            continue;
        }
        let (now, machine) = (shared.clock.now().millis(), shared.machine.now().millis());
        let next =
            state.timers.iter().filter_map(|(name, timer)| Some((timer.earliest?, *name))).min();
        let time = Waiters::next_time(&state, By::Store);
        let pause = Waiters::next_time(&state, By::Machine);
        match next {
            Some((deadline, name)) if deadline <= now => Waiters::wake_timer(&mut state, name),
            _ if time.is_some_and(|time| time <= now) => {
                Waiters::wake_times(&mut state, By::Store, now);
            }
            _ if pause.is_some_and(|pause| pause <= machine) => {
                Waiters::wake_times(&mut state, By::Machine, machine);
            }
            _ => {
                let own = next.map(|(deadline, _)| deadline).into_iter().chain(time);
                let own = own.map(|at| at.saturating_sub(now));
                let left = own.chain(pause.map(|at| at.saturating_sub(machine))).min();
                let left = left.map(|left| u64::try_from(left).unwrap_or(0));
                let limit = left.map(|left| CLOCK_CHECK.min(Duration::from_millis(left)));
                state = waiters.sleep(state, limit);
            }
        }
    }
}
