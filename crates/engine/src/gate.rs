//! Who may run now: the account's concurrency and what is set aside for single functions.
//!
//! A function with a reservation has that many places of its own, no more and no fewer; all others
//! share what is left of the account. Exact: a permit is a place until it is dropped.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use kit::Refused;

/// The account's places.
#[derive(Debug)]
pub struct Gate {
    account_max: u32,
    /// What all reservations come to.
    reserved: AtomicU32,
    /// Taken by functions without a reservation.
    shared: Arc<AtomicU32>,
    /// Taken by anybody.
    running: Arc<AtomicU32>,
    functions: Mutex<HashMap<String, Arc<Standing>>>,
}

/// One function's standing at the gate.
#[derive(Debug)]
pub struct Standing {
    /// `NONE` without a reservation.
    places: AtomicU32,
    taken: Arc<AtomicU32>,
}

/// One place. Given back when dropped.
#[derive(Debug)]
pub struct Permit {
    running: Arc<AtomicU32>,
    from: Arc<AtomicU32>,
}

const NONE: u32 = u32::MAX;

impl Gate {
    pub fn new(account_max: u32) -> Gate {
        Gate {
            account_max,
            reserved: 0.into(),
            shared: Arc::default(),
            running: Arc::default(),
            functions: Mutex::default(),
        }
    }

    /// Where a function stands; made at the first call.
    pub fn function(&self, name: &str) -> Arc<Standing> {
        let mut functions = self.functions.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = functions.get(name) {
            return Arc::clone(found);
        }
        let made = Arc::new(Standing { places: NONE.into(), taken: Arc::default() });
        functions.insert(name.to_owned(), Arc::clone(&made));
        made
    }

    /// Sets or ends a function's reservation. Who is running stays where it was counted.
    pub fn reserve(&self, name: &str, places: Option<u32>) {
        self.function(name).places.store(places.unwrap_or(NONE), Ordering::Release);
        let functions = self.functions.lock().unwrap_or_else(PoisonError::into_inner);
        let reserved = functions
            .values()
            .map(|function| function.places.load(Ordering::Acquire))
            .filter(|places| *places != NONE)
            .fold(0u32, u32::saturating_add);
        self.reserved.store(reserved, Ordering::Release);
    }

    pub fn enter(&self, function: &Standing) -> Result<Permit, Refused> {
        let places = function.places.load(Ordering::Acquire);
        let (from, max, reason) = if places == NONE {
            let max = self.account_max.saturating_sub(self.reserved.load(Ordering::Acquire));
            (&self.shared, max, "ConcurrentInvocationLimitExceeded")
        } else {
            (&function.taken, places, "ReservedFunctionConcurrentInvocationLimitExceeded")
        };
        from.fetch_update(Ordering::AcqRel, Ordering::Acquire, |taken| {
            (taken < max).then_some(taken + 1)
        })
        .map_err(|_| Refused::Throttled { reason })?;
        self.running.fetch_add(1, Ordering::AcqRel);
        Ok(Permit { running: Arc::clone(&self.running), from: Arc::clone(from) })
    }

    /// Invocations that are in flight.
    pub fn running(&self) -> u32 {
        self.running.load(Ordering::Acquire)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.from.fetch_sub(1, Ordering::AcqRel);
        self.running.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(refused: Result<Permit, Refused>) -> &'static str {
        match refused {
            Err(Refused::Throttled { reason }) => reason,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_account_has_exactly_its_places() {
        let gate = Gate::new(3);
        let (a, b) = (gate.function("a"), gate.function("b"));
        let mut held: Vec<Permit> =
            [&a, &b, &a].into_iter().map(|function| gate.enter(function).unwrap()).collect();
        assert_eq!(reason(gate.enter(&b)), "ConcurrentInvocationLimitExceeded");
        held.pop();
        assert_eq!(gate.running(), 2);
        gate.enter(&b).unwrap();
    }

    #[test]
    fn a_reservation_is_taken_from_the_others_and_kept_for_its_own() {
        let gate = Gate::new(3);
        gate.reserve("a", Some(2));
        let (a, b) = (gate.function("a"), gate.function("b"));
        let _b = gate.enter(&b).unwrap();
        assert_eq!(reason(gate.enter(&b)), "ConcurrentInvocationLimitExceeded");
        let _a = (gate.enter(&a).unwrap(), gate.enter(&a).unwrap());
        let word = "ReservedFunctionConcurrentInvocationLimitExceeded";
        assert_eq!(reason(gate.enter(&a)), word);
        gate.reserve("a", Some(0));
        assert_eq!(reason(gate.enter(&a)), word);
        gate.reserve("a", None);
        let _more = (gate.enter(&a).unwrap(), gate.enter(&b).unwrap());
    }
}
