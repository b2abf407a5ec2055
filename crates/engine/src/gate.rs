//! Who may run now: the account's concurrency and what is set aside for single functions.
//!
//! A function with a reservation has that many places of its own, no more and no fewer; all others
//! share what is left of the account. Places that are provisioned are set aside of either, and go
//! with the instances that are kept initialised. Exact: a permit is a place until it is dropped.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kit::Refused;

/// The account's places.
#[derive(Debug)]
pub struct Gate {
    account_max: u32,
    /// What all reservations come to, and what is provisioned for functions without one.
    set_aside: AtomicU32,
    /// Taken by functions without a reservation.
    shared: Arc<AtomicU32>,
    /// Taken by anybody.
    running: Arc<AtomicU32>,
    functions: Mutex<Functions>,
}

#[derive(Debug, Default)]
struct Functions {
    by_name: HashMap<String, Arc<Standing>>,
    /// What all of them set aside.
    set_aside: u64,
}

/// One function's standing at the gate.
#[derive(Debug)]
pub struct Standing {
    /// `NONE` without a reservation.
    places: AtomicU32,
    /// Of its places, or of the account's, those of instances that are kept initialised.
    provisioned: AtomicU32,
    taken: Arc<AtomicU32>,
}

/// One place. Given back when dropped.
#[derive(Debug)]
pub struct Permit {
    running: Arc<AtomicU32>,
    /// None: the place goes with the instance.
    from: Option<Arc<AtomicU32>>,
}

const NONE: u32 = u32::MAX;

impl Gate {
    pub fn new(account_max: u32) -> Gate {
        Gate {
            account_max,
            set_aside: 0.into(),
            shared: Arc::default(),
            running: Arc::default(),
            functions: Mutex::default(),
        }
    }

    /// Where a function stands; made at the first call.
    pub fn function(&self, name: &str) -> Arc<Standing> {
        self.lock().find_or_make(name)
    }

    /// Sets or ends a function's reservation. Who is running stays where it was counted.
    pub fn reserve(&self, name: &str, places: Option<u32>) {
        let places = places.unwrap_or(NONE);
        self.change(name, places == NONE, |of| of.places.store(places, Ordering::Release));
    }

    /// Sets how many places of a function go with instances that are kept initialised.
    pub fn provision(&self, name: &str, places: u32) {
        self.change(name, places == 0, |of| of.provisioned.store(places, Ordering::Release));
    }

    /// `usual`: a function that is not known stands like that anyway.
    fn change(&self, name: &str, usual: bool, change: impl Fn(&Standing)) {
        let mut functions = self.lock();
        if usual && !functions.by_name.contains_key(name) {
            return;
        }
        let function = functions.find_or_make(name);
        let before = function.set_aside();
        change(&function);
        functions.set_aside += u64::from(function.set_aside());
        functions.set_aside -= u64::from(before);
        let all = u32::try_from(functions.set_aside).unwrap_or(u32::MAX);
        self.set_aside.store(all, Ordering::Release);
    }

    fn lock(&self) -> MutexGuard<'_, Functions> {
        self.functions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The place of an instance that is kept initialised.
    pub fn pass(&self) -> Permit {
        self.running.fetch_add(1, Ordering::AcqRel);
        Permit { running: Arc::clone(&self.running), from: None }
    }

    pub fn enter(&self, function: &Standing) -> Result<Permit, Refused> {
        let places = function.places.load(Ordering::Acquire);
        let (from, max, reason) = if places == NONE {
            let max = self.account_max.saturating_sub(self.set_aside.load(Ordering::Acquire));
            (&self.shared, max, "ConcurrentInvocationLimitExceeded")
        } else {
            let max = places.saturating_sub(function.provisioned.load(Ordering::Acquire));
            (&function.taken, max, "ReservedFunctionConcurrentInvocationLimitExceeded")
        };
        from.fetch_update(Ordering::AcqRel, Ordering::Acquire, |taken| {
            (taken < max).then_some(taken + 1)
        })
        .map_err(|_| Refused::Throttled { reason })?;
        self.running.fetch_add(1, Ordering::AcqRel);
        Ok(Permit { running: Arc::clone(&self.running), from: Some(Arc::clone(from)) })
    }

    /// Invocations that are in flight.
    pub fn running(&self) -> u32 {
        self.running.load(Ordering::Acquire)
    }
}

impl Functions {
    fn find_or_make(&mut self, name: &str) -> Arc<Standing> {
        if let Some(found) = self.by_name.get(name) {
            return Arc::clone(found);
        }
        let (places, provisioned) = (NONE.into(), 0.into());
        let made = Arc::new(Standing { places, provisioned, taken: Arc::default() });
        self.by_name.insert(name.to_owned(), Arc::clone(&made));
        made
    }
}

impl Standing {
    /// What others cannot have.
    fn set_aside(&self) -> u32 {
        match self.places.load(Ordering::Acquire) {
            NONE => self.provisioned.load(Ordering::Acquire),
            places => places,
        }
    }
}

impl Permit {
    /// Whether it goes with an instance that is kept initialised.
    pub fn is_provisioned(&self) -> bool {
        self.from.is_none()
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(from) = &self.from {
            from.fetch_sub(1, Ordering::AcqRel);
        }
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

    #[test]
    fn provisioned_places_are_set_aside_of_the_account_or_of_the_reservation() {
        let gate = Gate::new(10);
        let (a, b) = (gate.function("a"), gate.function("b"));
        gate.provision("a", 4);
        let held: Vec<Permit> = (0..6).map(|_| gate.enter(&b).unwrap()).collect();
        assert_eq!(reason(gate.enter(&a)), "ConcurrentInvocationLimitExceeded");
        let seats: Vec<Permit> = (0..4).map(|_| gate.pass()).collect();
        assert_eq!(gate.running(), 10);
        drop((held, seats));
        gate.reserve("a", Some(5));
        let _one = gate.enter(&a).unwrap();
        let word = "ReservedFunctionConcurrentInvocationLimitExceeded";
        assert_eq!(reason(gate.enter(&a)), word);
        let _five: Vec<Permit> = (0..5).map(|_| gate.enter(&b).unwrap()).collect();
        assert_eq!(reason(gate.enter(&b)), "ConcurrentInvocationLimitExceeded");
        gate.provision("a", 0);
        let _four: Vec<Permit> = (0..4).map(|_| gate.enter(&a).unwrap()).collect();
        assert_eq!(reason(gate.enter(&a)), word);
    }
}
