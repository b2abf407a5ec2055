//! Who may run now: the account's concurrency and what is set aside for single functions.
//!
//! A function with a reservation has that many places of its own, no more and no fewer; all others
//! share what is left of the account. Places that are provisioned are set aside of either, for the
//! invocations of their version, whether or not their instances are there just now. Exact: a permit
//! is a place until it is dropped, and what is taken away while it is used is away then. What is
//! set aside or moved while others run there is full until they have left: of a function never more
//! run than are reserved for it, and of all never more than the account has.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kit::Refused;

/// The account's places.
#[derive(Clone, Debug)]
pub struct Gate(Arc<Places>);

#[derive(Debug)]
struct Places {
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
    /// Of its places, or of the account's, those that are held for versions.
    provisioned: AtomicU32,
    taken: Arc<AtomicU32>,
    /// Its invocations that are in flight, wherever they are counted.
    running: Arc<AtomicU32>,
}

/// The places that are held for a version: as many as are provisioned, or as many as are still
/// taken of a larger number.
#[derive(Debug)]
pub struct Seats {
    gate: Arc<Places>,
    standing: Arc<Standing>,
    /// See `Count`.
    count: AtomicU64,
}

/// What the count of seats is made of; one word, because the one must not change unseen by who
/// looks at the other.
#[derive(Clone, Copy)]
struct Count {
    wanted: u32,
    taken: u32,
}

/// One place. Given back when dropped.
#[derive(Debug)]
pub struct Permit {
    /// The function's, then everybody's.
    running: [Arc<AtomicU32>; 2],
    from: From,
}

#[derive(Debug)]
enum From {
    Places(Arc<AtomicU32>),
    Seats(Arc<Seats>),
}

const NONE: u32 = u32::MAX;
/// What one more is told where the account has no place left, and where its function has none.
const ACCOUNT: &str = "ConcurrentInvocationLimitExceeded";
const RESERVED: &str = "ReservedFunctionConcurrentInvocationLimitExceeded";

impl Gate {
    pub fn new(account_max: u32) -> Gate {
        Gate(Arc::new(Places {
            account_max,
            set_aside: 0.into(),
            shared: Arc::default(),
            running: Arc::default(),
            functions: Mutex::default(),
        }))
    }

    /// Where a function stands; made at the first call.
    pub fn function(&self, name: &str) -> Arc<Standing> {
        self.0.lock().find_or_make(name)
    }

    /// Sets or ends a function's reservation. Who is running stays where it was counted.
    pub fn reserve(&self, name: &str, places: Option<u32>) {
        let places = places.unwrap_or(NONE);
        let mut functions = self.0.lock();
        // A function that is not known has no reservation anyway.
        if places != NONE || functions.by_name.contains_key(name) {
            let function = functions.find_or_make(name);
            let change = || function.places.store(places, Ordering::Release);
            self.0.change(&mut functions, &function, change);
        }
    }

    /// Places for a version of a function: none as yet.
    pub fn seats(&self, standing: Arc<Standing>) -> Arc<Seats> {
        Arc::new(Seats { gate: Arc::clone(&self.0), standing, count: 0.into() })
    }

    /// What its invocations are counted with, how many there may be, and what one more is told.
    fn limit<'a>(&'a self, function: &'a Standing) -> (&'a Arc<AtomicU32>, u32, &'static str) {
        let places = function.places.load(Ordering::Acquire);
        if places == NONE {
            let max = self.0.account_max.saturating_sub(self.0.set_aside.load(Ordering::Acquire));
            (&self.0.shared, max, ACCOUNT)
        } else {
            let max = places.saturating_sub(function.provisioned.load(Ordering::Acquire));
            (&function.taken, max, RESERVED)
        }
    }

    pub fn enter(&self, function: &Standing) -> Result<Permit, Refused> {
        let (from, max, reason) = self.limit(function);
        if !one_more(from, max) {
            return Err(Refused::Throttled { reason });
        }
        self.0.permit(function, From::Places(Arc::clone(from)))
    }

    /// How many more of a function's invocations could run now.
    pub fn room(&self, function: &Standing) -> u32 {
        let (from, max, _) = self.limit(function);
        let free = |max: u32, taken: &AtomicU32| max.saturating_sub(taken.load(Ordering::Acquire));
        let own = free(function.places.load(Ordering::Acquire), &function.running);
        free(max, from).min(own).min(free(self.0.account_max, &self.0.running))
    }

    /// Invocations that are in flight.
    pub fn running(&self) -> u32 {
        self.0.running.load(Ordering::Acquire)
    }
}

impl Places {
    fn lock(&self) -> MutexGuard<'_, Functions> {
        self.functions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// For who has a place in `from`, which is given back where one more would be one too many.
    /// That place comes first and goes last: who has one is refused here only where places were
    /// moved.
    fn permit(&self, function: &Standing, from: From) -> Result<Permit, Refused> {
        let reason = if !one_more(&function.running, function.places.load(Ordering::Acquire)) {
            RESERVED
        } else if !one_more(&self.running, self.account_max) {
            function.running.fetch_sub(1, Ordering::AcqRel);
            ACCOUNT
        } else {
            let running = [Arc::clone(&function.running), Arc::clone(&self.running)];
            return Ok(Permit { running, from });
        };
        from.give_back();
        Err(Refused::Throttled { reason })
    }

    fn change(&self, functions: &mut Functions, function: &Standing, change: impl FnOnce()) {
        let before = function.set_aside();
        change();
        functions.set_aside += u64::from(function.set_aside());
        functions.set_aside -= u64::from(before);
        let all = u32::try_from(functions.set_aside).unwrap_or(u32::MAX);
        self.set_aside.store(all, Ordering::Release);
    }
}

impl Functions {
    fn find_or_make(&mut self, name: &str) -> Arc<Standing> {
        if let Some(found) = self.by_name.get(name) {
            return Arc::clone(found);
        }
        let (places, provisioned) = (NONE.into(), 0.into());
        let (taken, running) = (Arc::default(), Arc::default());
        let made = Arc::new(Standing { places, provisioned, taken, running });
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

impl Seats {
    /// How many there are to be from now on.
    pub fn set(&self, wanted: u32) {
        self.recount(|count| Count { wanted, ..count });
    }

    /// One that is free, where its function and the account have room for one more.
    pub fn take(self: &Arc<Self>) -> Option<Permit> {
        // What is held stays as it is: that many are wanted.
        let taken = self.count.fetch_update(Ordering::AcqRel, Ordering::Acquire, |word| {
            let count = Count::of(word);
            let free = count.taken < count.wanted;
            free.then(|| Count { taken: count.taken + 1, ..count }.word())
        });
        taken.ok()?;
        self.gate.permit(&self.standing, From::Seats(Arc::clone(self))).ok()
    }

    fn give_back(&self) {
        let less = |count: Count| Count { taken: count.taken.saturating_sub(1), ..count };
        let wanted = self.count.fetch_update(Ordering::AcqRel, Ordering::Acquire, |word| {
            let count = Count::of(word);
            (count.taken <= count.wanted).then(|| less(count).word())
        });
        if wanted.is_err() {
            // It was one too many already, and is the others' from now on.
            self.recount(less);
        }
    }

    /// A change of what is held.
    fn recount(&self, change: impl Fn(Count) -> Count) {
        let mut functions = self.gate.lock();
        self.gate.change(&mut functions, &self.standing, || {
            let changed = self.count.fetch_update(Ordering::AcqRel, Ordering::Acquire, |word| {
                Some(change(Count::of(word)).word())
            });
            let before = Count::of(changed.unwrap_or_else(|word| word));
            let held = &self.standing.provisioned;
            held.fetch_add(change(before).held(), Ordering::AcqRel);
            held.fetch_sub(before.held(), Ordering::AcqRel);
        });
    }
}

impl Count {
    fn of(word: u64) -> Count {
        Count { wanted: (word >> 32) as u32, taken: word as u32 }
    }

    fn word(self) -> u64 {
        u64::from(self.wanted) << 32 | u64::from(self.taken)
    }

    fn held(self) -> u32 {
        self.wanted.max(self.taken)
    }
}

impl From {
    fn give_back(&self) {
        match self {
            From::Places(taken) => {
                taken.fetch_sub(1, Ordering::AcqRel);
            }
            From::Seats(seats) => seats.give_back(),
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        for running in &self.running {
            running.fetch_sub(1, Ordering::AcqRel);
        }
        self.from.give_back();
    }
}

/// Counts one more where that is not one too many.
fn one_more(count: &AtomicU32, max: u32) -> bool {
    let more = |taken: u32| (taken < max).then_some(taken + 1);
    count.fetch_update(Ordering::AcqRel, Ordering::Acquire, more).is_ok()
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
        let own = (gate.enter(&a).unwrap(), gate.enter(&a).unwrap());
        let word = "ReservedFunctionConcurrentInvocationLimitExceeded";
        assert_eq!(reason(gate.enter(&a)), word);
        gate.reserve("a", Some(0));
        assert_eq!(reason(gate.enter(&a)), word);
        // What has become everybody's is in use until somebody leaves.
        gate.reserve("a", None);
        assert_eq!(reason(gate.enter(&a)), ACCOUNT);
        drop(own);
        let _more = (gate.enter(&a).unwrap(), gate.enter(&b).unwrap());
    }

    #[test]
    fn places_that_move_are_in_use_until_who_runs_there_has_left() {
        let gate = Gate::new(20);
        gate.reserve("a", Some(5));
        let a = gate.function("a");
        let (first, second) = (gate.seats(Arc::clone(&a)), gate.seats(Arc::clone(&a)));
        first.set(5);
        let mut seated: Vec<Permit> = (0..5).map(|_| first.take().unwrap()).collect();
        second.set(5);
        first.set(0);
        assert!(second.take().is_none());
        assert_eq!(reason(gate.enter(&a)), RESERVED);
        assert_eq!((gate.running(), gate.room(&a)), (5, 0));
        seated.pop();
        let moved = second.take().unwrap();
        assert!(second.take().is_none());
        drop((seated, moved));
        let _five: Vec<Permit> = (0..5).map(|_| second.take().unwrap()).collect();
        assert!(second.take().is_none());
        assert_eq!(gate.running(), 5);
    }

    #[test]
    fn what_is_set_aside_of_a_full_account_is_in_use_until_others_leave() {
        let gate = Gate::new(10);
        let (a, b) = (gate.function("a"), gate.function("b"));
        let mut held: Vec<Permit> = (0..10).map(|_| gate.enter(&b).unwrap()).collect();
        let seats = gate.seats(Arc::clone(&a));
        seats.set(4);
        gate.reserve("c", Some(2));
        let c = gate.function("c");
        assert!(seats.take().is_none());
        for function in [&a, &b, &c] {
            assert_eq!(reason(gate.enter(function)), ACCOUNT);
            assert_eq!(gate.room(function), 0);
        }
        held.pop();
        let seated = seats.take().unwrap();
        assert_eq!(reason(gate.enter(&c)), ACCOUNT);
        drop(seated);
        let reserved = gate.enter(&c).unwrap();
        assert_eq!((gate.running(), seats.take().is_none()), (10, true));
        // Nothing of what was refused is counted.
        drop((held, reserved));
        let _four: Vec<Permit> = (0..4).map(|_| seats.take().unwrap()).collect();
        let _two: Vec<Permit> = (0..2).map(|_| gate.enter(&c).unwrap()).collect();
        let _others: Vec<Permit> = (0..4).map(|_| gate.enter(&b).unwrap()).collect();
        assert_eq!(gate.running(), 10);
    }

    #[test]
    fn provisioned_places_are_set_aside_of_the_account_or_of_the_reservation() {
        let gate = Gate::new(10);
        let (a, b) = (gate.function("a"), gate.function("b"));
        let seats = gate.seats(Arc::clone(&a));
        assert!(seats.take().is_none());
        seats.set(4);
        let held: Vec<Permit> = (0..6).map(|_| gate.enter(&b).unwrap()).collect();
        assert_eq!(reason(gate.enter(&a)), "ConcurrentInvocationLimitExceeded");
        let seated: Vec<Permit> = (0..4).map(|_| seats.take().unwrap()).collect();
        assert!(seats.take().is_none());
        assert_eq!(gate.running(), 10);
        drop((held, seated));
        gate.reserve("a", Some(5));
        let _one = gate.enter(&a).unwrap();
        let word = "ReservedFunctionConcurrentInvocationLimitExceeded";
        assert_eq!(reason(gate.enter(&a)), word);
        let _five: Vec<Permit> = (0..5).map(|_| gate.enter(&b).unwrap()).collect();
        assert_eq!(reason(gate.enter(&b)), "ConcurrentInvocationLimitExceeded");
        seats.set(0);
        let _four: Vec<Permit> = (0..4).map(|_| gate.enter(&a).unwrap()).collect();
        assert_eq!(reason(gate.enter(&a)), word);
    }

    #[test]
    fn a_place_that_is_taken_away_is_nobody_else_s_before_it_is_given_back() {
        let gate = Gate::new(4);
        let (a, b) = (gate.function("a"), gate.function("b"));
        let seats = gate.seats(Arc::clone(&a));
        seats.set(3);
        let mut seated: Vec<Permit> = (0..3).map(|_| seats.take().unwrap()).collect();
        seats.set(1);
        let _shared = gate.enter(&b).unwrap();
        assert_eq!(reason(gate.enter(&b)), "ConcurrentInvocationLimitExceeded");
        seated.pop();
        assert!(seats.take().is_none());
        let _second = gate.enter(&b).unwrap();
        assert_eq!(reason(gate.enter(&b)), "ConcurrentInvocationLimitExceeded");
        seated.pop();
        let _third = gate.enter(&b).unwrap();
        assert_eq!((gate.running(), gate.enter(&b).is_err()), (4, true));
        // The last seat is still wanted.
        seated.pop();
        assert!(gate.enter(&b).is_err());
        assert!(seats.take().is_some());
    }
}
